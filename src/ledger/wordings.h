/* ledger/wordings.h: one statement, many wordings.
 *
 * Two wordings are held against each other word by word (heaviest common subsequence, words
 * weighted by how rare they are). They are one statement where the words of the shorter are
 * mostly the other's in order, or where one speaker's say the same in other words; of another
 * speaker only where nearly all words agree. What matters in the difference is marked. */
#ifndef LEDGER_WORDINGS_H
#define LEDGER_WORDINGS_H

#include "base/arena.h"
#include "base/str.h"

enum {
    WORDING_WORDS_MOST = 400, /* of one utterance; what comes behind is not compared */
    WORDING_BITS = 4,         /* times 64 */
};

typedef struct wording_word {
    uint32_t stem; /* a hash of it */
    float weight;
    uint32_t start, end; /* bytes of the content */
    bool negates, counts, scales, shared; /* scales: "million", of a number beside it */
} wording_word;

/* What somebody is said to have said, as words. */
typedef struct wording {
    wording_word *at; /* [count] */
    uint32_t *stems;  /* [count] of the words, least first, and ... */
    float *weights;   /* [count] ... what each weighs */
    uint32_t count;
    uint32_t rarest;   /* how many bits of `rare` are set */
    uint32_t sum;      /* of all stems in order: equal words have an equal one */
    uint64_t rare[WORDING_BITS], all[WORDING_BITS]; /* a bit for each rare stem, and for all */
    double weight;
} wording;

/* Room for comparing, one at a time, and for the weights of words that were met. */
typedef struct wording_table wording_table;
wording_table *wordings_table(arena *a);

/* Memory: from a. wordings_cut_with: the same, quicker where many are cut. */
wording wordings_cut(arena *a, str content);
wording wordings_cut_with(wording_table *t, arena *a, str content);
wording wordings_copy(arena *a, const wording *w);

/* What differs from the first wording of the statement. */
typedef enum wording_difference {
    WORDING_NOT = 1, /* a "not", "never" or "no" is in one alone */
    WORDING_NUMBER = 2,
    WORDING_SPEAKER = 4,   /* both are known by name, and differ */
    WORDING_ADDRESSEE = 8, /* the same */
    WORDING_WORDS = 16,    /* any other word */
    WORDING_DIFFERENCES = 5
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

/* The part of `right` that has what it shares with `left`, from the first word to the last; with
 * a "not" that stands right before it, which would change what was said. None: {0, 0}. Memory:
 * scratch from a. */
span wordings_core(arena *a, str left, str right);

/* The same without the spans, of words that were cut. */
aligned wordings_compare(wording_table *t, const wording *left, const wording *right);

typedef enum wording_speakers {
    SPEAKERS_SAME, SPEAKERS_OPEN /* one is not known by name */, SPEAKERS_OTHERS
} wording_speakers;

/* Whether two wordings have too few of their rare words in common to be one statement, whoever said
 * them: so most are told apart. */
bool wordings_far(const wording *left, const wording *right);

/* How much two wordings are one statement: more than 0 where they are, at most 3. */
double wordings_likeness(wording_table *t, const wording *left, const wording *right,
                         wording_speakers who);

/* Weight of the stems that both have, in any order, of the mean of both: 0 to 1. */
double wordings_overlap(const wording *left, const wording *right);

/* Whether both are full of numbers and have none in common. */
bool wordings_other_figures(const wording *left, const wording *right);

/* Whether a wording has any number of another. */
bool wordings_number(const wording *words, const wording *numbers);

/* Whether a wording has any word of a name. */
bool wordings_name(const wording *words, const wording *name);

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
