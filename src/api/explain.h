/* api/explain.h: why each fact of a record is there, for the two forms in which it is told. */
#ifndef API_EXPLAIN_H
#define API_EXPLAIN_H

#include "api/objects.h"

enum { REASONS_MOST = 6, LABELS_SHOWN = 24, ID_SIZE = 16 };

/* What decided a field. */
typedef struct reason {
    const char *field; /* "act" */
    str value;         /* "deny" */
    const char *by;
} reason;

/* What the reader says of some words. */
typedef struct reader_label {
    const char *label; /* "cue", "Person", "VERB" */
    span at;
    double probability;
} reader_label;

typedef struct fact {
    char id[ID_SIZE];  /* "s3" */
    const char *kind;  /* "statement" */
    const char *by;    /* or NULL */
    double confidence;
    span_list spans;   /* its words, in text order */
    str value;         /* what it says in short, or none */
    reason reasons[REASONS_MOST];
    size_t reason_count;
    size_t sentence;   /* number of the sentence that its first word stands in */
} fact;

typedef LIST(fact) fact_list;

/* All facts, sentence by sentence, or the one with this id; none where there is no such one.
 * Memory: from a. */
fact_list explain_facts(arena *a, const onr_record *r, const char *only);

/* What the reader says of a fact's words. Returns how many; no more than LABELS_SHOWN. */
size_t explain_labels(const onr_record *r, const fact *f, reader_label out[LABELS_SHOWN]);

/* The word of the sentence of this number that is most probably one of a cue. */
reader_label explain_nearest(const onr_record *r, size_t number);

#endif
