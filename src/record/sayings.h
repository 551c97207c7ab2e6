/* record/sayings.h: what a tree shows of a verb of saying: who, the cue, what. */
#ifndef RECORD_SAYINGS_H
#define RECORD_SAYINGS_H

#include "record/statements.h"

typedef struct saying {
    const cue_word *word;
    uint32_t verb, subject; /* subject: head of the source, or TOKEN_NONE */
    phrase cue, source;     /* source: past == first where there is none */
    phrase content[2];
    size_t contents;        /* 1, or 2 where the verb stands inside what is said */
} saying;

/* Reads the clause of a verb that the table of cues knows. False where it is no verb of
 * saying, is denied or only possible, or where the tree shows nothing that is said. */
bool saying_at(const drafting *d, uint32_t verb, saying *out);

/* "to leave" of "urged Ruiz to leave", whatever the tree hangs it on, or TOKEN_NONE. */
uint32_t saying_infinitive(const drafting *d, uint32_t verb);
/* "that frail patients could die" of "warned the council that ...", whatever the tree hangs
 * it on, or TOKEN_NONE. */
uint32_t saying_clause(const drafting *d, uint32_t verb);
/* Who is told: the verb's object, also where the reader counts it among the words ("urged
 * [residents to leave]"), or TOKEN_NONE. */
uint32_t saying_hearer(const drafting *d, const draft *of);
/* The same by place: "told" and what is told with only a name between, for trees that miss
 * the object, or TOKEN_NONE. */
uint32_t saying_told(const drafting *d, const draft *of);
/* Who does what a passive tells: "by the guards", or TOKEN_NONE. */
uint32_t saying_agent(const drafting *d, uint32_t verb);

/* "I registered my opposition": a position of which the words do not say to what. */
bool saying_lacks_matter(const drafting *d, uint32_t verb);

/* Without marks at its ends, but with the marks of a quotation that lies in it. */
phrase saying_trimmed(const drafting *d, phrase p);

#endif
