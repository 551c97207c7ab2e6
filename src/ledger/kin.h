/* ledger/kin.h: facts of one story that tell one thing, found as reports come.
 *
 * Each new fact is held against the latest facts of its story and goes to the group of the one
 * most like it, or stands alone. What stands for a group is the fact of its earliest report. A
 * group is rows of a small table, one a fact that does not stand for it; a fact that is alone has
 * none. The facts of the stories at hand are held in memory, and read again where they are not.
 *
 * What is said (utterances.h) and what happened (happenings.h) are two kinds of it. */
#ifndef LEDGER_KIN_H
#define LEDGER_KIN_H

#include "ledger/fact_rows.h"
#include "ledger/keep.h"
#include "ledger/named.h"

enum {
    KIN_REPORTS = 32, /* latest reports of a story whose facts are read */
    KIN_HELD = 512,   /* latest facts of a story that a new one is held against */
    KIN_LED = 64,     /* a group of more keeps what stands for it */
    KIN_TOLD = 8,     /* latest facts of a group that one which joins it is compared with */
};

#define KIN_NONE UINT32_MAX

typedef struct kin_fact {
    int64_t number, first; /* of the ledger; the fact that stands for its group, or itself */
    int64_t report, minute; /* of publication; INT64_MAX where it is not known */
    uint32_t before;       /* the fact of its group that was met before it, or KIN_NONE */
    const void *told;      /* what its kind reads of it */
} kin_fact;

/* A report that was placed. */
typedef struct kin_report {
    int64_t number, story, minute;
    const kept *kept; /* all of it, where it is at hand with its only reading; or NULL */
} kin_report;

/* Somebody who is named in facts. */
typedef struct kin_actor {
    named named;
    str name; /* none of nobody */
} kin_actor;

typedef struct kin_cast kin_cast;

/* What a kind works with. */
typedef struct kin_scene {
    db *d;
    arena *a, *scratch; /* of the state; of one report */
    void *room;         /* of the kind, made once a state */
    uint64_t turn;      /* changes with what is in the scratch */
    kin_cast *cast;
    const kin_report *new; /* the report whose facts are being put; or NULL */
} kin_scene;

/* An actor by number, read once a state; nobody of NUMBER_NONE. */
const kin_actor *kin_actor_of(kin_scene *s, int64_t number);

/* A fact as it is read, with the text of its report. */
typedef struct kin_row {
    const fact_row *fact;
    str text;
} kin_row;

typedef struct kin_kind {
    packed_kind kind;
    const char *firsts; /* of facts from ?1 to below ?2 that have one: number, first; in order */
    const char *insert; /* fact, first, differs */
    const char *move;   /* first ?1 becomes ?2 */
    const char *mark;   /* fact ?1 differs ?2 */
    const char *more;   /* a row where the group of ?1 has more than ?2 */
    const char *drop[5]; /* what reports ?1 <= fact < ?2 have; NULL ends them */
    void *(*room)(arena *a);
    void *(*read)(kin_scene *s, const kin_row *row); /* NULL: it takes no part */
    double (*likeness)(kin_scene *s, const kin_fact *earlier, const kin_fact *fact); /* 0: none */
    double sure; /* so much like one of a group is of it; else it is also like what stands for it */
    double ties; /* so much like one of two groups, a fact makes them one; 0: never */
    int (*differs)(kin_scene *s, const kin_fact *first, const kin_fact *fact);
    /* A fact was put to a group whose facts met before it are `others`; or NULL. */
    void (*joined)(kin_scene *s, const kin_fact *fact, const kin_fact *const *others,
                   size_t count);
} kin_kind;

typedef struct kin kin;

/* Memory: the state, from a. */
kin *kin_new(arena *a, const kin_kind *kind);

/* Puts the facts of a placed report where they belong. Memory: scratch. */
void kin_put(kin *k, db *d, arena *scratch, const kin_report *r);

/* A story has another label, or its reports are now those of another. */
void kin_renamed(kin *k, int64_t from, int64_t to);
void kin_tied(kin *k, db *d, arena *scratch, int64_t from, int64_t to);

/* What is held of a story is read again when it is needed. */
void kin_let_go(kin *k, int64_t label);

/* Takes the facts of a report out of their groups. A state that knows them lets their story go. */
void kin_drop(db *d, const kin_kind *kind, int64_t number);

#endif
