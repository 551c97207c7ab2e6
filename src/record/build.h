/* record/build.h: what the files of this room share while one record is being built.
 *
 * The order is that of record_build: times, actors, statements, then the parts that lean on
 * them. Each file adds its part to build.out and may read what stands there already. */
#ifndef RECORD_BUILD_H
#define RECORD_BUILD_H

#include "record/record.h"
#include "record/syntax.h"

typedef enum mention_kind { MENTION_NAME, MENTION_NOUN, MENTION_PRONOUN } mention_kind;

/* A phrase that refers to something. */
typedef struct mention {
    uint32_t first, past, head; /* tokens; the head word stands in [first, past) */
    mention_kind kind;
    id actor;      /* ID_NONE: it refers to a thing, until actor_claim makes an actor of it */
    actor_kind as; /* what kind of actor it is or would be */
    uint32_t lead; /* the first mention of what it refers to */
    uint32_t next; /* the next mention of it, or ID_NONE */
} mention;

typedef struct build {
    arena *a;
    const report *report;
    const tokens *tokens;
    const labels *labels;
    syntax syntax;
    LIST(mention) mentions;
    struct places *places; /* toponyms, hints among them; NULL without a gazetteer */
    id *mention_at; /* [tokens] the mention whose head this token is, or ID_NONE */
    record *out;
} build;

/* False for a report in another language than English: its record has no facts. */
bool record_reads(const report *r);

/* Begins a record: its id, digest and the report's notes; no facts yet. Memory: from a. */
void record_begin(arena *a, const report *r, record *out);

/* Adds all facts to a record that was begun, or is all zeros.
 * Memory: all of it from a, or pointing into report and tokens. */
void record_facts(arena *a, const report *r, const tokens *t, const labels *l, record *out);

/* Both: builds the whole record. */
void record_build(arena *a, const report *r, const tokens *t, const labels *l, record *out);

void times_find(build *b);      /* times.c: out->times */
void actors_find(build *b);     /* actors.c: out->actors, out->entities, mentions */
void places_find(build *b); /* places.c: out->places */
void places_attach(build *b); /* places_attach.c: the places of statements, events, expectations */
void codes_find(build *b);  /* codes.c: country and sector of actors */
void statements_find(build *b); /* statements.c: out->statements */
void quantities_find(build *b); /* quantities.c: out->quantities */
void expectations_find(build *b); /* expectations.c: out->expectations */
void silences_find(build *b); /* silences.c: out->silences */
void voices_find(build *b); /* voice.c: out->voices */
void events_find(build *b);     /* events.c: out->events, out->main */
void confidences_fit(build *b); /* confidence.c: of statements and entities, at the end */
void words_told(build *b);      /* told.c: names and other words, on one line each */

/* The actor of the mention whose head is this token, or ID_NONE. */
id actor_at(const build *b, uint32_t head);
/* The actor that the phrase of tokens [first, past) refers to; a new one (kind from its head
 * word) where no mention stands there. */
id actor_claim(build *b, uint32_t first, uint32_t past);

/* Whether an expression of time overlaps tokens [first, past), known or not. */
bool time_stands_in(const build *b, uint32_t first, uint32_t past);

/* Time value of the expression that overlaps tokens [first, past), if one does. */
time_value time_in(const build *b, uint32_t first, uint32_t past);

#endif
