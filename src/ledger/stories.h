/* ledger/stories.h: reports grouped into stories as they come, in one pass.
 *
 * A story is what reports of one matter have in common. Each new report is held against few
 * others: an inverted index over its most telling words proposes candidates, their sketches
 * (the telling words of title and text with their weights, and hashes of word runs) are
 * compared, and it joins the story that is like it, founds one, or ties two together. Reports
 * whose words are mostly another's are copies of it; the earliest of such a family is its origin.
 *
 * A report is held against those of the STORIES_DAYS days before it and behind it; where these
 * are few, of as many days as it takes to have STORIES_LEAST, and where they are many, of as
 * many as it takes to have STORIES_MOST. So what it costs does not grow with all that was ever
 * reported. Reports without a date are held against each other and the latest ones.
 *
 * Nothing here knows where things are kept. What one report leaves behind is a story_kept; all
 * of them, put back in the order in which they were added, give the same state again; and with
 * a source, days are put back when a report comes that is held against them. The outcome
 * depends on the reports and their order alone, so a rebuild in order of publication
 * (minute, then key) gives the same stories wherever it is done.
 *
 *     stories *s = stories_new(a, NULL);
 *     for (each kept report, in order of adding) stories_put(s, &kept, f);
 *     for (each new report) {
 *         sketch = stories_sketch(a, &report);
 *         story_placed *p = stories_add(s, a, &(story_new){ number, key, minute, sketch });
 *         keep p->kept; apply p->changes to what is kept already;
 *     }
 */
#ifndef LEDGER_STORIES_H
#define LEDGER_STORIES_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

#define STORY_NO_MINUTE INT64_MIN

enum {
    STORIES_DAYS = 30,       /* before and behind a report, that it is held against */
    STORIES_LEAST = 4096,    /* reports before it and behind it, or days further off count too */
    STORIES_MOST = 24576,    /* so many, and days further off do not count */
    STORIES_DAY_MOST = 8192, /* reports of one day, or of none, that count: those added last */
};

/* What the matcher reads of a report. */
typedef struct story_text {
    str title; /* none where it has none; may also be the first line of the text */
    str text;
    str site;  /* the outlet, or none */
    bool wire; /* the report says that it is an agency's copy */
} story_text;

/* The sketch of a report: some hundreds of bytes, the same on every machine, independent of all
 * other reports. Begins with the version of its form. Memory: from a. */
str stories_sketch(arena *a, const story_text *r);

/* A report to be placed. `number` is the caller's own, unique, at most 2^63 - 1. */
typedef struct story_new {
    int64_t number;
    str key;        /* of the report; decides between reports of one minute */
    int64_t minute; /* of publication, in minutes since 1970 UTC, or STORY_NO_MINUTE */
    str sketch;
} story_new;

/* A placed report, as the caller keeps it: five columns of a table. */
typedef struct story_kept {
    int64_t number;
    str key;
    int64_t minute;
    str sketch;
    int64_t story;  /* number of the report that leads the story: its earliest */
    int64_t origin; /* number of the report that this one is a copy of, or its own number */
} story_kept;

typedef enum story_change_kind {
    STORY_NOW,  /* reports whose `story` is `from` have story `to`; id `from` leads to `to` */
    STORY_ORIGIN_NOW, /* reports whose `origin` is `from` have origin `to` */
} story_change_kind;

/* What a new report changes of those kept before; to be applied in order. */
typedef struct story_change {
    story_change_kind kind;
    int64_t from, to; /* numbers of reports */
} story_change;

typedef struct story_placed {
    story_kept kept;
    const story_change *changes; /* [change_count] */
    size_t change_count;
    double likeness; /* to what it joined, 0 to 1; 0 where it founded a story */
} story_placed;

/* The thresholds; stories_defaults gives those that were measured (docs/decisions.md). */
typedef struct stories_options {
    double join;      /* least likeness to join a story */
    double tie;       /* least likeness to two stories to tie them together */
    double copy;      /* least share of a report's word runs that are another's */
    double half_life; /* days in which half of what time can take off a likeness is taken */
    double lasting;   /* the share of a likeness that time cannot take off */
} stories_options;

stories_options stories_defaults(void);

typedef struct stories stories;

/* An empty state. options NULL: the defaults. Memory: from a, also later. */
stories *stories_new(arena *a, const stories_options *options);

/* Where the reports are that the state does not have. Numbers of reports grow as they are added. */
typedef struct stories_source {
    void *from;
    /* Puts back (stories_put) the STORIES_DAY_MOST reports with minutes from <= minute < past that
     * were added last, first added first; both are STORY_NO_MINUTE for those without one. */
    bool (*put)(void *from, stories *s, const int64_t minutes[2], fault *f);
    /* Minute of the last report before a minute (step -1), or of the first from it on (step 1);
     * STORY_NO_MINUTE where there is none. */
    int64_t (*next)(void *from, int64_t minute, int step);
    /* Key, minute and sketch of a report; false where there is none. */
    bool (*find)(void *from, int64_t number, story_new *out);
    int64_t latest; /* minute of all reports there, or STORY_NO_MINUTE */
} stories_source;

/* A state that puts back from a source what it needs. */
stories *stories_from(arena *a, const stories_source *source);

/* Puts back a kept report; those of one day in the order of adding. Its story and origin may be
 * reports that are put later, or were forgotten: they are labels. What it points to may go after
 * the call. Fails: FAULT_STORE where its sketch is damaged or its number was put before. */
bool stories_put(stories *s, const story_kept *kept, fault *f);

/* Places a report. The state has it from then on: where the caller's transaction fails, the
 * state is to be dropped and put together again. Memory: out from a.
 * Fails: FAULT_STORE as stories_put does. */
bool stories_add(stories *s, arena *a, const story_new *r, story_placed *out, fault *f);

/* A report that was there has another time or sketch now. False where the state is to be dropped:
 * where a story has its label of the report and its day is not at hand. */
bool stories_replace(stories *s, const story_kept *now);

size_t stories_count(const stories *s); /* stories of the reports in the state */
size_t stories_held(const stories *s);  /* reports in it */

#endif
