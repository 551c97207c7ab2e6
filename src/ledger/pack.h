/* ledger/pack.h: facts as few bytes: numbers of seven bits a byte (LEB128), spans as the
 * distance from the span before, words as their place in the text where they stand there.
 * What is packed is the same on every machine. */
#ifndef LEDGER_PACK_H
#define LEDGER_PACK_H

#include "base/arena.h"

typedef struct packer {
    arena *a;
    buffer out;
    str text;      /* the report's */
    size_t cursor; /* where the last span began */
} packer;

void pack_number(packer *p, uint64_t n);
void pack_signed(packer *p, int64_t n);
void pack_real(packer *p, double n); /* NaN is kept */
void pack_bytes(packer *p, str s);   /* STR_NONE is kept */
void pack_words(packer *p, str s);   /* the same; a place of the text where it stands near */
void pack_span(packer *p, span at);
void pack_spans(packer *p, const span_list *spans);

typedef struct unpacker {
    arena *a;
    str in;
    size_t at;
    str text;
    size_t cursor;
    bool broken; /* the bytes are damaged; all that follows is zeros */
} unpacker;

uint64_t unpack_number(unpacker *u);
uint64_t unpack_below(unpacker *u, uint64_t limit); /* broken where it is limit or more */
int64_t unpack_signed(unpacker *u);
double unpack_real(unpacker *u);
str unpack_bytes(unpacker *u);  /* points into `in` */
str unpack_words(unpacker *u);  /* points into `in` or `text` */
span unpack_span(unpacker *u);  /* inside the text, or broken */
void unpack_spans(unpacker *u, span_list *out);
/* How many things follow, each of at least one byte. */
size_t unpack_count(unpacker *u);

#endif
