/* ledger/coder.h: numbers as few bits: binary arithmetic coding with adaptive probabilities
 * (Witten, Neal, Cleary 1987; the carry-free form of Mahoney's lpaq). Each kind of bit has a
 * context, whose probability follows what was coded; it begins with what is usual in news
 * (priors.inc), so that a report of a few hundred facts need not teach it.
 *
 * Each call both writes and reads: it returns what was coded, which is its argument where the
 * coder writes. So packing and unpacking are the same code. */
#ifndef LEDGER_CODER_H
#define LEDGER_CODER_H

#include "base/arena.h"

enum {
    FIELD_CONTEXTS = 16 + 12 * 7, /* of a number: its length, then its first three bits */
};

typedef struct coder_context {
    uint16_t p;    /* of a 1, in 65,536 */
    uint8_t times; /* that it was used: the more, the slower it changes */
} coder_context;

/* The bits that were written, each with the context it was told in: what a reader will ask for. */
typedef LIST(uint32_t) coder_tape;

typedef struct coder {
    arena *a;
    const char *priors;      /* [contexts] */
    coder_context *contexts; /* p 0: not used yet */
    uint32_t low, high, code;
    bool reading, broken; /* broken: bytes that no coder wrote, or what cannot be written */
    buffer out;
    str in;
    size_t at, left;      /* left: bits that may still be coded */
    uint32_t (*tally)[2]; /* [contexts] how often each context had a 0 and a 1; NULL: not counted */
    coder_tape *tape;     /* where the writer puts its bits, or the reader has them from; or NULL */
} coder;

/* One that writes, or reads what one wrote. `priors` has a character a context. */
coder coder_writing(arena *a, str priors, size_t most_bits);
coder coder_reading(arena *a, str priors, size_t most_bits, str in);
str coder_end(coder *c); /* all that was written */
/* One that is told by the tape what a reader of the bytes would find, and breaks where it asks in
 * another context: whether facts come back is so known without decoding them. */
coder coder_retelling(arena *a, coder_tape *tape, size_t most_bits);
bool coder_is_past(const coder *c, size_t length); /* all was read, of so many bytes */

bool code_bit(coder *c, size_t context, bool bit);
uint64_t code_bits(coder *c, unsigned count, uint64_t n); /* all alike, without a context */
/* Small numbers take few bits. `at`: the first of FIELD_CONTEXTS contexts. */
uint64_t code_number(coder *c, size_t at, uint64_t n);
int64_t code_signed(coder *c, size_t at, int64_t n);
unsigned code_byte(coder *c, size_t at, unsigned n); /* 256 contexts */

/* The prior of a context that had so many of each (bench/priors.c). */
char coder_prior(double zeros, double ones);

#endif
