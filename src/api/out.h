/* api/out.h: what the writers write to: a buffer that is emptied into the caller's sink
 * whenever it is full, so that output of any length takes little memory. */
#ifndef API_OUT_H
#define API_OUT_H

#include "api/objects.h"
#include "base/json.h"

typedef struct out {
    arena *a;     /* scratch of one writing */
    arena *words; /* scratch of one word */
    buffer bytes;
    onr_sink *sink;
    void *to;
    bool refused; /* the sink returned false: nothing more is given to it */
    onr_write_options options;
} out;

void out_add(out *o, str s);
void out_words(out *o, const char *words);
void out_print(out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
void out_flush(out *o);
json_writer out_json(out *o); /* writes to o */

/* Dictionary form of token i; stays until the next call. */
str out_lemma(out *o, const piece *p, size_t i);

/* Offsets as the user wants them counted. */
typedef struct offsets {
    str text;
    const uint32_t *before; /* code points before byte i * OFFSETS_EVERY; NULL: bytes */
} offsets;

enum { OFFSETS_EVERY = 256 }; /* bytes */

offsets offsets_of(arena *a, str text, bool code_points);
size_t offset_at(const offsets *o, size_t byte);

/* The writers, one file each; json_facts.c has the lists of facts. */
void write_json(out *o, const onr_record *r);
void write_facts(json_writer *w, const onr_record *r, const offsets *at);
void write_text(out *o, const onr_record *r);
void write_conllu(out *o, const onr_record *r);
void write_brat(out *o, const onr_record *r);
void write_jsonld(out *o, const onr_record *r);
void write_annotation(out *o, const onr_record *r);
void write_ftm(out *o, const onr_record *r);
void write_plover(out *o, const onr_record *r);
void write_polecat(out *o, const onr_record *r); /* r NULL: the names of the columns alone */
void write_gdelt(out *o, const onr_record *r);
void write_explained_json(out *o, const onr_record *r); /* explain_write.c */
void write_explained_text(out *o, const onr_record *r);

/* Shared by json.c and json_facts.c. */
void json_span(json_writer *w, const offsets *at, size_t start, size_t end); /* [3, 9] */
void json_time(json_writer *w, const char *key, const time_value *t);
void json_id(json_writer *w, char letter, id number); /* "a3", or null for ID_NONE */

#endif
