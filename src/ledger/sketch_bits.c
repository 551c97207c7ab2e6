/* ledger/sketch_bits.c: see sketch_bits.h. */
#include "ledger/sketch_bits.h"

#include <assert.h>
#include <string.h>

enum { BEHIND = 8 /* bytes that may be looked at behind the last */ };

/* ---- codes ---- */

/* Where bits are put, or taken: from the highest of a byte on. */
typedef struct bits {
    unsigned char *at;
    size_t position, end; /* in bits */
} bits;

static void put(bits *b, uint32_t value, int count) {
    while (count-- > 0) {
        if (value >> count & 1)
            b->at[b->position >> 3] |= (unsigned char)(128 >> (b->position & 7));
        b->position++;
    }
}

static uint32_t look(const bits *b) {
    const unsigned char *p = b->at + (b->position >> 3);
    uint64_t w = 0;
    for (int i = 0; i < 5; i++) w = w << 8 | p[i];
    return (uint32_t)(w >> (8 - (b->position & 7)));
}

static uint32_t take(bits *b, int count) {
    uint32_t value = count ? look(b) >> (32 - count) : 0;
    b->position += (size_t)count;
    return value;
}

/* So many ones, and a zero. Behind the end there are zeros alone. */
static void put_ones(bits *b, uint32_t count) {
    while (count--) put(b, 1, 1);
    put(b, 0, 1);
}

static uint32_t take_ones(bits *b) {
    uint32_t count = 0;
    for (;;) {
        uint32_t ahead = ~look(b);
        int ones = ahead ? __builtin_clz(ahead) : 32;
        count += (uint32_t)ones;
        b->position += (size_t)ones + (ones < 32);
        if (ones < 32 || b->position > b->end) return count;
    }
}

/* Elias's gamma code of 1 and more. */
static void put_gamma(bits *b, uint32_t value) {
    int size = 31 - __builtin_clz(value);
    put_ones(b, (uint32_t)size);
    put(b, value, size);
}

static uint32_t take_gamma(bits *b) {
    uint32_t size = take_ones(b);
    if (size > 20) {
        b->position = b->end + 1;
        return 1;
    }
    return 1u << size | take(b, (int)size);
}

/* ---- sorted numbers ---- */

/* Bits of a distance that are told as they are, of `count` numbers out of so many. */
static int plain_bits(uint32_t count, uint32_t out_of) {
    int size = 0;
    while (out_of / (count + 1) * 11 / 16 >> (size + 1)) size++;
    return size;
}

static void put_numbers(bits *b, const uint32_t *numbers, uint32_t count, uint32_t out_of) {
    int size = plain_bits(count, out_of);
    uint32_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        put_ones(b, (numbers[i] - next) >> size);
        put(b, numbers[i] - next, size);
        next = numbers[i] + 1;
    }
}

static bool take_numbers(bits *b, uint32_t *numbers, uint32_t count, uint32_t out_of) {
    int size = plain_bits(count, out_of);
    uint64_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        next += (uint64_t)take_ones(b) << size;
        next += take(b, size);
        if (next >= out_of || b->position > b->end) return false;
        numbers[i] = (uint32_t)next++;
    }
    return true;
}

/* ---- how often ---- */

static void put_times(bits *b, uint32_t times, bool titled) {
    if (times <= 2 && !titled) {
        put_ones(b, times - 1);
    } else {
        put(b, titled ? 7 : 6, 3);
        put_gamma(b, titled ? times : times - 2);
    }
}

static uint32_t take_times(bits *b, bool *titled) {
    *titled = false;
    if (!take(b, 1)) return 1;
    if (!take(b, 1)) return 2;
    *titled = take(b, 1);
    return take_gamma(b) + (*titled ? 0 : 2);
}

/* ---- all ---- */

static uint32_t known_of(const sketch_parts *p) {
    uint32_t known = 0;
    while (known < p->term_count && p->terms[known] < SKETCH_KNOWN) known++;
    return known;
}

/* Others are counted from the end of the table on. */
static void shift(uint32_t *numbers, uint32_t count, uint32_t by) {
    for (uint32_t i = 0; i < count; i++) numbers[i] += by;
}

size_t sketch_bits_write(const sketch_parts *p, unsigned char out[SKETCH_BYTES]) {
    uint32_t known = known_of(p), others[SKETCH_TERMS];
    bits b = { out, 8 * SKETCH_HEAD, 8 * SKETCH_BYTES };
    memset(out, 0, SKETCH_BYTES);
    out[0] = SKETCH_VERSION;
    out[1] = (unsigned char)p->flags;
    out[2] = (unsigned char)p->term_count;
    out[3] = (unsigned char)known;
    out[4] = (unsigned char)p->run_count;
    out[5] = (unsigned char)(p->words >> 8);
    out[6] = (unsigned char)(p->words & 255);
    memcpy(others, p->terms + known, (p->term_count - known) * sizeof *others);
    shift(others, p->term_count - known, 0U - SKETCH_KNOWN);
    put_numbers(&b, p->terms, known, SKETCH_KNOWN);
    put_numbers(&b, others, p->term_count - known, SKETCH_HASHES);
    put_numbers(&b, p->runs, p->run_count, SKETCH_HASHES);
    for (uint32_t i = 0; i < p->term_count; i++) put_times(&b, p->times[i], p->titled[i]);
    assert(b.position <= b.end);
    return (b.position + 7) / 8;
}

static bool take_all(bits *b, uint32_t known, sketch_parts *p) {
    uint32_t others = p->term_count - known;
    if (!take_numbers(b, p->terms, known, SKETCH_KNOWN)) return false;
    if (!take_numbers(b, p->terms + known, others, SKETCH_HASHES)) return false;
    shift(p->terms + known, others, SKETCH_KNOWN);
    if (!take_numbers(b, p->runs, p->run_count, SKETCH_HASHES)) return false;
    for (uint32_t i = 0; i < p->term_count; i++) {
        p->times[i] = take_times(b, &p->titled[i]);
        if (p->times[i] > SKETCH_TIMES) return false;
    }
    return b->position <= b->end && b->end - b->position < 8;
}

bool sketch_bits_read(str bytes, sketch_parts *out, fault *f) {
    unsigned char copy[SKETCH_BYTES + BEHIND] = { 0 };
    const unsigned char *at = (const unsigned char *)bytes.at;
    if (bytes.length < SKETCH_HEAD || bytes.length > SKETCH_BYTES)
        return FAULT(f, FAULT_STORE, 0, "sketch of %zu bytes", bytes.length);
    if (at[0] != SKETCH_VERSION)
        return FAULT(f, FAULT_STORE, 0, "sketch of version %d, not %d", at[0], SKETCH_VERSION);
    memcpy(copy, at, bytes.length);
    bits b = { copy, 8 * SKETCH_HEAD, 8 * bytes.length };
    out->flags = at[1];
    out->term_count = at[2];
    out->run_count = at[4];
    out->words = (uint32_t)at[5] << 8 | at[6];
    bool fits = at[2] <= SKETCH_TERMS && at[3] <= at[2] && at[4] <= SKETCH_RUNS;
    if (!fits || !take_all(&b, at[3], out))
        return FAULT(f, FAULT_STORE, 2, "sketch of %zu bytes with %d terms and %d runs",
                     bytes.length, at[2], at[4]);
    return true;
}
