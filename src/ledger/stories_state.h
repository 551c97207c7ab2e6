/* ledger/stories_state.h: what stories.c, stories_reach.c and stories_match.c share: reports that
 * were placed, the stories and families of copies they are in, and the index of their heaviest
 * terms. All that a report is held against it finds by day, so that it does not matter which
 * other days are in the state. */
#ifndef LEDGER_STORIES_STATE_H
#define LEDGER_STORIES_STATE_H

#include "base/number_map.h"
#include "ledger/sketch.h"
#include "ledger/stories.h"

enum {
    POSTED = 32,          /* heaviest terms of a report that are indexed and looked up */
    LOOKED_AT = 256,      /* latest reports of one term that are looked at */
    DAY_UNDATED = INT32_MAX,
    CANDIDATES = 64,      /* reports compared in full */
    STORIES_HELD = 8,     /* stories that a report is held against */
    LATEST = 8,           /* of each, latest members compared beside the candidates */
    NEAREST = 3,          /* members that decide */
    NUMBER_NONE = UINT32_MAX,
};

typedef LIST(uint32_t) member_list;

/* Reports with one label: a story, or an original with its copies. */
typedef struct group {
    int64_t label, minute; /* of its earliest report */
    str key;
    bool agency;   /* the earliest is an agency's own: goes first in one minute */
    bool led;      /* what is told of the earliest is that of the report which the label names */
    uint32_t into; /* the group it was tied to, or its own number */
    member_list members; /* of a story; by day, those of one day as they were added */
} group;

typedef LIST(group) group_list;

typedef struct member {
    int64_t number, minute;
    str key;
    sketch sketch;
    int32_t day;   /* since 1970, or DAY_UNDATED */
    uint32_t story, family; /* groups; a story may have been tied to another since */
} member;

/* A report that has a term, and the share that the term has of its sketch's length. */
typedef struct posted {
    uint32_t member;
    int32_t day;
    float share;
} posted;

/* Reports that have a term; by day, those of one day as they were added. */
typedef LIST(posted) posting;

/* The reports of a day that are in the state: all, or the STORIES_DAY_MOST added last. */
typedef struct day_held {
    int32_t day;
    bool follows;        /* the source has no reports between it and the day held before it */
    member_list members; /* as they were added */
} day_held;

struct stories {
    arena *a;
    stories_options options;
    stories_source source;
    LIST(member) members;
    LIST(posting) postings;
    LIST(int64_t) orders; /* [members] as reports were added */
    LIST(double) scores; /* [members] all 0 between two calls */
    LIST(day_held) days; /* by day */
    bool ends;           /* the source has no reports behind them */
    day_held undated;
    bool asked_undated;
    bool crowded;        /* some day has more than STORIES_DAY_MOST */
    int32_t latest;      /* day of all reports but those without one; INT32_MIN: none */
    group_list stories, families;
    number_map *numbers; /* number of a report: member */
    number_map *terms;   /* hash of a term: posting */
    number_map *story_labels, *family_labels; /* label: group */
    size_t tied;         /* stories that were tied to another */
};

/* The days whose reports a report is held against, beside those without a day. */
typedef struct reach {
    int32_t from, day, to;
} reach;

int32_t stories_day(int64_t minute); /* of STORY_NO_MINUTE: DAY_UNDATED */

/* The reports of a day, a place for them made where there is none. */
day_held *stories_day_held(stories *s, int32_t day);

/* Has the source put back what a report of that day is held against. */
bool stories_reach(stories *s, int32_t day, reach *out, fault *f);

/* Whether the state has all reports of a day, or holds that there are none. */
bool stories_claims(const stories *s, int32_t day);

/* Whether a report is among the STORIES_DAY_MOST of its day. */
bool stories_is_held(stories *s, uint32_t number);

/* Adds a member to a list that is by day. */
void stories_insert(stories *s, member_list *list, uint32_t member);
void stories_post(stories *s, posting *p, const posted *one);

/* Where a report belongs. */
typedef struct story_match {
    uint32_t story, tied; /* NUMBER_NONE: none is like it; no second story is as like it */
    uint32_t original;    /* the member that it is a copy of, or that is a copy of it */
    double likeness;
} story_match;

/* The heaviest terms of a sketch, at most POSTED, as numbers of its terms; how many. */
uint32_t stories_heaviest(const sketch *s, uint32_t out[POSTED]);

/* The story that a member was put into or what that was tied to. */
uint32_t stories_root(const stories *s, uint32_t story);

/* Looks for the place of a report that is not in the state yet. Memory: from a.
 * Fails: as the source does. */
bool stories_match(stories *s, arena *a, const member *m, story_match *out, fault *f);

#endif
