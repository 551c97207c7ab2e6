/* ledger/coder.c: see coder.h. */
#include "ledger/coder.h"

#include <math.h>
#include <string.h>

enum {
    HALF = 1 << 15,
    P_LEAST = 48,
    SEEN_FIRST = 5,   /* as if a context with a prior had been used so often */
    SEEN_MOST = 60,
    OVERREAD_MOST = 8, /* bytes: the end is cut where zeros follow */
    PRIOR_LEVELS = 56, PRIOR_NONE = '~',
    NO_CONTEXT = INT32_MAX, /* on a tape */
};

static const double LEVEL = 0.28; /* between two priors, of the logarithm of the odds */
static const double MIDDLE = (PRIOR_LEVELS - 1) / 2.0; /* as often 0 as 1 */

/* ---- priors ---- */

/* No question marks, of which C makes other characters, and no backslash. */
static const char levels[PRIOR_LEVELS + 1] =
    "#$%&'()*+,-./0123456789:;<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[";

char coder_prior(double zeros, double ones) {
    if (zeros + ones < 2) return PRIOR_NONE;
    double odds = log((ones + 0.3) / (zeros + 0.3)) / LEVEL + MIDDLE;
    int level = odds < 0 ? 0 : odds > PRIOR_LEVELS - 1 ? PRIOR_LEVELS - 1 : (int)(odds + 0.5);
    return levels[level];
}

/* 65,536 / (1 + exp(-LEVEL * (i - MIDDLE))), written out: files depend on each of them. */
static const uint16_t chances[PRIOR_LEVELS] = {
    48, 48, 51, 68, 90, 120, 158, 210, 277, 366, 484, 639,
    843, 1111, 1462, 1921, 2517, 3290, 4284, 5551, 7149, 9137, 11569, 14481,
    17884, 21745, 25986, 30477, 35058, 39549, 43790, 47651, 51054, 53966, 56398, 58386,
    59984, 61251, 62245, 63018, 63614, 64073, 64424, 64692, 64896, 65051, 65169, 65258,
    65325, 65377, 65415, 65445, 65467, 65484, 65488, 65488,
};

/* Contexts begin with their priors when they are first used: most are not, in one report. */
static void begin(coder_context *x, char prior) {
    bool known = prior != PRIOR_NONE;
    int level = known ? prior - '#' - (prior > '?') : 0;
    *x = (coder_context){ known ? chances[level] : HALF, known ? SEEN_FIRST : 0 };
}

coder coder_writing(arena *a, str priors, size_t most_bits) {
    return (coder){ .a = a, .high = UINT32_MAX, .left = most_bits, .priors = priors.at,
                    .contexts = ARENA_NEW(a, coder_context, priors.length) };
}

static uint32_t next_byte(coder *c) {
    if (c->at < c->in.length) return (unsigned char)c->in.at[c->at++];
    if (c->at++ - c->in.length > OVERREAD_MOST) c->broken = true;
    return 0;
}

coder coder_reading(arena *a, str priors, size_t most_bits, str in) {
    coder c = coder_writing(a, priors, most_bits);
    c.reading = true;
    c.in = in;
    for (int i = 0; i < 4; i++) c.code = c.code << 8 | next_byte(&c);
    return c;
}

coder coder_retelling(arena *a, coder_tape *tape, size_t most_bits) {
    return (coder){ .a = a, .left = most_bits, .reading = true, .tape = tape };
}

bool coder_is_past(const coder *c, size_t length) {
    return c->at >= (c->tape ? c->tape->count : length);
}

/* The fewest bytes that, with zeros behind them, lie between low and high. */
str coder_end(coder *c) {
    for (unsigned kept = 0; kept <= 4; kept++) {
        uint32_t rest = kept == 4 ? 0 : UINT32_MAX >> (8 * kept);
        uint64_t value = ((uint64_t)c->low + rest) & ~(uint64_t)rest;
        if (value > c->high) continue;
        for (unsigned i = 0; i < kept; i++)
            *LIST_ADD(c->a, &c->out) = (char)(value >> (24 - 8 * i) & 0xFF);
        break;
    }
    return (str){ c->out.count ? c->out.at : "", c->out.count };
}

/* ---- bits ---- */

static void shift(coder *c) {
    while (((c->low ^ c->high) & 0xFF000000) == 0) {
        if (!c->reading) *LIST_ADD(c->a, &c->out) = (char)(c->high >> 24);
        c->low <<= 8;
        c->high = c->high << 8 | 255;
        if (c->reading) c->code = c->code << 8 | next_byte(c);
    }
}

static inline bool coded(coder *c, uint32_t p, bool bit) {
    if (c->broken || !c->left) {
        c->broken = true;
        return false;
    }
    c->left--;
    uint32_t range = c->high - c->low;
    uint32_t middle = c->low + (uint32_t)((uint64_t)range * p >> 16);
    if (c->reading) bit = c->code <= middle;
    c->high = bit ? middle : c->high; /* which is not to be foretold: no branch */
    c->low = bit ? c->low : middle + 1;
    if (((c->low ^ c->high) & 0xFF000000) == 0) shift(c);
    return bit;
}

/* 2^32 / (2 * times + 3), and one more: for dividing without a division. Exact up to 2^17. */
static const uint32_t parts[SEEN_MOST + 1] = {
    1431655766U, 858993460U, 613566757U, 477218589U, 390451573U, 330382100U, 286331154U,
    252645136U, 226050911U, 204522253U, 186737709U, 171798692U, 159072863U, 148102321U,
    138547333U, 130150525U, 122713352U, 116080198U, 110127367U, 104755300U, 99882961U, 95443718U,
    91382283U, 87652394U, 84215046U, 81037119U, 78090315U, 75350304U, 72796056U, 70409300U,
    68174085U, 66076420U, 64103990U, 62245903U, 60492498U, 58835169U, 57266231U, 55778797U,
    54366675U, 53024288U, 51746594U, 50529028U, 49367441U, 48258060U, 47197443U, 46182445U,
    45210183U, 44278014U, 43383509U, 42524429U, 41698712U, 40904451U, 40139882U, 39403370U,
    38693400U, 38008561U, 37347542U, 36709123U, 36092163U, 35495598U, 34918434U,
};

/* p moves to what was seen by the share that 2 / (2 * times + 3) is, the rest cut off. */
static uint16_t moved(const coder_context *x, bool bit) {
    uint32_t way = bit ? 65536U - P_LEAST - x->p : x->p - (uint32_t)P_LEAST;
    uint32_t by = (uint32_t)((uint64_t)(2 * way) * parts[x->times] >> 32);
    return (uint16_t)(bit ? x->p + by : x->p - by);
}

/* The next bit of the tape, which must be of that context. */
static bool retold(coder *c, size_t context) {
    uint32_t told = c->at < c->tape->count ? c->tape->at[c->at] : UINT32_MAX;
    if (c->broken || !c->left || told >> 1 != context) {
        c->broken = true;
        return false;
    }
    c->at++;
    c->left--;
    return told & 1;
}

bool code_bit(coder *c, size_t context, bool bit) {
    if (c->tape && c->reading) return retold(c, context);
    coder_context *x = &c->contexts[context];
    if (!x->p) begin(x, c->priors[context]);
    bit = coded(c, x->p, bit);
    if (c->tally) c->tally[context][bit]++;
    if (c->tape) *LIST_ADD(c->a, c->tape) = (uint32_t)context << 1 | bit;
    x->p = moved(x, bit);
    if (x->times < SEEN_MOST) x->times++;
    return bit;
}

uint64_t code_bits(coder *c, unsigned count, uint64_t n) {
    uint64_t out = 0;
    while (count--) {
        bool retell = c->tape && c->reading;
        bool bit = retell ? retold(c, NO_CONTEXT) : coded(c, HALF, n >> count & 1);
        if (c->tape && !retell) *LIST_ADD(c->a, c->tape) = (uint32_t)NO_CONTEXT << 1 | bit;
        out = out << 1 | bit;
    }
    return out;
}

/* ---- numbers ---- */

static unsigned length_of(uint64_t n) { /* of n + 1, less one */
    unsigned length = 0;
    for (n++; n > 1; n >>= 1) length++;
    return length;
}

uint64_t code_number(coder *c, size_t at, uint64_t n) {
    unsigned wanted = length_of(n), length = 0;
    while (length < 63 && code_bit(c, at + (length < 15 ? length : 15), length < wanted)) length++;
    size_t tree = at + 16 + 7 * ((length < 12 ? length : 12) - (length > 0)), node = 0;
    uint64_t out = 1, above = n + 1;
    unsigned rest = length;
    for (unsigned i = 0; i < 3 && rest; i++) {
        bool bit = code_bit(c, tree + node, above >> --rest & 1);
        out = out << 1 | bit;
        node = 2 * node + 1 + bit;
    }
    if (rest) out = out << rest | code_bits(c, rest, above & ((UINT64_C(1) << rest) - 1));
    return c->broken ? 0 : out - 1;
}

int64_t code_signed(coder *c, size_t at, int64_t n) {
    uint64_t twice = n < 0 ? ((uint64_t)~n << 1) | 1 : (uint64_t)n << 1;
    twice = code_number(c, at, twice);
    return twice & 1 ? ~(int64_t)(twice >> 1) : (int64_t)(twice >> 1);
}

unsigned code_byte(coder *c, size_t at, unsigned n) {
    unsigned node = 1;
    for (unsigned i = 8; i--;) node = node << 1 | code_bit(c, at + node, n >> i & 1);
    return node & 255;
}
