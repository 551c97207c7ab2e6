/* ledger/stories_state.h: what stories.c and stories_match.c share: reports that were placed, the
 * stories and families of copies they are in, and the index of their heaviest terms. */
#ifndef LEDGER_STORIES_STATE_H
#define LEDGER_STORIES_STATE_H

#include "ledger/sketch.h"
#include "ledger/stories.h"
#include "record/word_map.h"

enum {
    POSTED = 32,          /* heaviest terms of a report that are indexed and looked up */
    LOOKED_AT = 256,      /* latest reports of one term that are looked at */
    CANDIDATES = 64,      /* reports compared in full */
    STORIES_HELD = 8,     /* stories that a report is held against */
    LATEST = 8,           /* of each, latest members compared beside the candidates */
    NEAREST = 3,          /* members that decide */
    NUMBER_NONE = UINT32_MAX,
};

/* Reports with one label: a story, or an original with its copies. */
typedef struct group {
    int64_t label, minute; /* of its earliest report */
    str key;
    bool agency;   /* the earliest is an agency's own: goes first in one minute */
    bool led;      /* the report that the label names is here */
    uint32_t last; /* the member added last, or NUMBER_NONE */
    uint32_t into; /* the group it was tied to, or its own number */
} group;

typedef LIST(group) group_list;

typedef struct member {
    int64_t number, minute;
    str key;
    sketch sketch;
    uint32_t story, family; /* groups; a story may have been tied to another since */
    uint32_t before;        /* the member of its story added before it, or NUMBER_NONE */
} member;

/* A report that has a term, and the share that the term has of its sketch's length. */
typedef struct posted {
    uint32_t member;
    float share;
} posted;

/* The latest LOOKED_AT reports that have a term: a ring once it is full. */
typedef struct posting {
    LIST(posted) ring;
    size_t next;
} posting;

struct stories {
    arena *a;
    stories_options options;
    LIST(member) members;
    LIST(posting) postings;
    LIST(double) scores; /* [members] all 0 between two calls */
    group_list stories, families;
    word_map *numbers;      /* number of a report: member */
    word_map *terms;        /* hash of a term: posting */
    word_map *story_labels, *family_labels; /* label: group */
    size_t tied;            /* stories that were tied to another */
};

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

/* Looks for the place of a report that is not in the state yet. Memory: from a. */
story_match stories_match(stories *s, arena *a, const sketch *r, int64_t minute);

#endif
