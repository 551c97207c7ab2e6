/* ledger/wordings.h: one statement, many wordings.
 *
 * Utterances of one story are held against each other word by word (longest common subsequence,
 * words weighted by how rare they are). Two are one statement where the words of the shorter are
 * mostly the other's in order, or where one speaker's say the same in other words; of another
 * speaker only where nearly all words agree. What matters in the difference is marked. */
#ifndef LEDGER_WORDINGS_H
#define LEDGER_WORDINGS_H

#include "base/arena.h"
#include "base/str.h"

enum {
    WORDING_WORDS_MOST = 400,     /* of one utterance; what comes behind is not compared */
    WORDING_CANDIDATES_MOST = 64, /* statements that an utterance is held against */
};

#define WORDING_NOBODY (-1)

/* An utterance as the ledger keeps it; in order of publication. */
typedef struct utterance {
    str content;
    int64_t speaker;           /* actor of the ledger, or WORDING_NOBODY */
    const int64_t *addressees; /* [addressee_count], sorted */
    size_t addressee_count;
} utterance;

/* What differs from the first wording of the statement. */
typedef enum wording_difference {
    WORDING_NOT = 1, /* a "not", "never" or "no" is in one alone */
    WORDING_NUMBER = 2,
    WORDING_SPEAKER = 4,   /* both are known, and differ */
    WORDING_ADDRESSEE = 8, /* both are known, and share none */
    WORDING_WORDS = 16,    /* any other word */
} wording_difference;

typedef struct aligned {
    double share;        /* of the shorter's weight that is in the other in order, 0 to 1 */
    double whole;        /* of the longer's */
    double loose;        /* weight of shared stems in any order, of the mean of both */
    uint32_t words;      /* of the shorter */
    span_list left, right; /* bytes of each that are not in the other, adjacent words as one */
    int differs;         /* WORDING_NOT, _NUMBER, _WORDS */
} aligned;

/* Two wordings held against each other. Memory: from a. */
aligned wordings_align(arena *a, str left, str right);

/* For each utterance of a story the first utterance that is the same statement (or itself), and
 * what differs from it. */
typedef struct worded {
    size_t statement; /* number of the first utterance */
    int differs;      /* wording_difference, or-ed */
} worded;

/* Memory: the result, [count], from a. */
worded *wordings_group(arena *a, const utterance *all, size_t count);

/* An utterance near to words that somebody asks for. */
typedef struct wording_near {
    size_t utterance;
    double nearness; /* 0 to 1: share of the asked words' weight, in order */
    aligned aligned; /* left: the words asked for; right: the utterance */
} wording_near;

typedef LIST(wording_near) wording_near_list;

/* Those utterances that hold at least half of the words asked for, nearest first, of two as near
 * the one with fewer other words; at most `most`. Memory: from a. */
wording_near_list wordings_nearest(arena *a, const str *contents, size_t count, str words,
                                   size_t most);

#endif
