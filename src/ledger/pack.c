/* ledger/pack.c: see pack.h. */
#include "ledger/pack.h"

#include <math.h>
#include <string.h>

enum { REAL_NONE, REAL_WHOLE, REAL_BYTES }; /* how a real number is kept */
enum { WORDS_NEAR = 4096 }; /* bytes around the last span where words are looked for */

/* ---- packing ---- */

static void put_byte(packer *p, unsigned byte) {
    *LIST_ADD(p->a, &p->out) = (char)byte;
}

void pack_number(packer *p, uint64_t n) {
    for (; n >= 0x80; n >>= 7) put_byte(p, (unsigned)(n & 0x7F) | 0x80);
    put_byte(p, (unsigned)n);
}

void pack_signed(packer *p, int64_t n) {
    pack_number(p, n < 0 ? ((uint64_t)~n << 1) | 1 : (uint64_t)n << 1);
}

void pack_real(packer *p, double n) {
    if (isnan(n)) {
        pack_number(p, REAL_NONE);
    } else if (n >= 0 && n < 9e15 && n == floor(n)) {
        pack_number(p, REAL_WHOLE);
        pack_number(p, (uint64_t)n);
    } else {
        uint64_t bits;
        memcpy(&bits, &n, sizeof bits);
        pack_number(p, REAL_BYTES);
        for (int i = 0; i < 8; i++) put_byte(p, (unsigned)(bits >> (8 * i)) & 0xFF);
    }
}

void pack_bytes(packer *p, str s) {
    pack_number(p, s.at ? s.length + 1 : 0);
    buffer_add(p->a, &p->out, s);
}

/* The place of s in the text near the last span, or the text's length. */
static size_t place_of(const packer *p, str s) {
    size_t from = p->cursor > WORDS_NEAR ? p->cursor - WORDS_NEAR : 0;
    str near = str_cut(p->text, from, p->cursor + WORDS_NEAR);
    size_t at = s.length > 2 && s.length <= near.length ? str_find(near, s, 0) : near.length;
    return at < near.length ? from + at : p->text.length;
}

/* 0: none; else the length, doubled, its last bit telling whether a place follows or bytes;
 * and one more. */
void pack_words(packer *p, str s) {
    size_t at = s.at ? place_of(p, s) : p->text.length;
    bool placed = at < p->text.length;
    if (!s.at) {
        pack_number(p, 0);
        return;
    }
    pack_number(p, ((uint64_t)s.length << 1 | placed) + 1);
    if (placed)
        pack_signed(p, (int64_t)at - (int64_t)p->cursor);
    else
        buffer_add(p->a, &p->out, s);
}

void pack_span(packer *p, span at) {
    pack_signed(p, (int64_t)at.start - (int64_t)p->cursor);
    pack_number(p, at.end - at.start);
    p->cursor = at.start;
}

void pack_spans(packer *p, const span_list *spans) {
    pack_number(p, spans->count);
    for (size_t i = 0; i < spans->count; i++) pack_span(p, spans->at[i]);
}

/* ---- unpacking ---- */

static unsigned get_byte(unpacker *u) {
    if (u->broken || u->at >= u->in.length) {
        u->broken = true;
        return 0;
    }
    return (unsigned char)u->in.at[u->at++];
}

uint64_t unpack_number(unpacker *u) {
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        unsigned byte = get_byte(u);
        n |= (uint64_t)(byte & 0x7F) << shift;
        if (!(byte & 0x80)) return u->broken ? 0 : n;
    }
    u->broken = true;
    return 0;
}

uint64_t unpack_below(unpacker *u, uint64_t limit) {
    uint64_t n = unpack_number(u);
    if (n < limit) return n;
    u->broken = true;
    return 0;
}

int64_t unpack_signed(unpacker *u) {
    uint64_t n = unpack_number(u);
    return n & 1 ? ~(int64_t)(n >> 1) : (int64_t)(n >> 1);
}

double unpack_real(unpacker *u) {
    uint64_t bits = 0;
    double n;
    switch (unpack_number(u)) {
    case REAL_NONE: return NAN;
    case REAL_WHOLE: return (double)unpack_number(u);
    case REAL_BYTES:
        for (int i = 0; i < 8; i++) bits |= (uint64_t)get_byte(u) << (8 * i);
        memcpy(&n, &bits, sizeof n);
        return n;
    default: u->broken = true; return NAN;
    }
}

static str take(unpacker *u, uint64_t length) {
    if (u->broken || length > u->in.length - u->at) {
        u->broken = true;
        return STR_NONE;
    }
    str s = { u->in.at + u->at, (size_t)length };
    u->at += (size_t)length;
    return s;
}

str unpack_bytes(unpacker *u) {
    uint64_t length = unpack_number(u);
    return length ? take(u, length - 1) : STR_NONE;
}

/* [start, start + length) of the text, or broken. */
static span placed(unpacker *u, int64_t distance, uint64_t length) {
    uint64_t start = (uint64_t)u->cursor + (uint64_t)distance;
    if (u->broken || start > u->text.length || length > u->text.length - start) {
        u->broken = true;
        return (span){ 0, 0 };
    }
    return (span){ (size_t)start, (size_t)(start + length) };
}

str unpack_words(unpacker *u) {
    uint64_t head = unpack_number(u);
    if (!head) return STR_NONE;
    head--;
    if (!(head & 1)) return take(u, head >> 1);
    span at = placed(u, unpack_signed(u), head >> 1);
    return u->broken ? STR_NONE : str_in(u->text, at);
}

span unpack_span(unpacker *u) {
    int64_t distance = unpack_signed(u);
    span at = placed(u, distance, unpack_number(u));
    u->cursor = at.start;
    return at;
}

size_t unpack_count(unpacker *u) {
    uint64_t n = unpack_number(u);
    if (n > u->in.length - u->at) u->broken = true;
    return u->broken ? 0 : (size_t)n;
}

void unpack_spans(unpacker *u, span_list *out) {
    size_t count = unpack_count(u);
    *out = (span_list){ ARENA_NEW(u->a, span, count), count, count };
    for (size_t i = 0; i < count; i++) out->at[i] = unpack_span(u);
}
