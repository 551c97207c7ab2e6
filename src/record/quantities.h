/* record/quantities.h: what the files about quantities share.
 *
 * The way of an amount: quantities_numbers.c reads the number words at a token
 * ("two and a half million", "tens of thousands", "10 to 15"); quantities_units.c what it
 * is measured in, quantities_money.c which currency; quantities_leads.c what is said around
 * it ("at least", "or so"); quantities_heads.c what is counted; quantities_sift.c tells
 * ages, scores, ranks and numbers in names from amounts; quantities.c puts it together. */
#ifndef RECORD_QUANTITIES_H
#define RECORD_QUANTITIES_H

#include "record/build.h"
#include "record/word_list.h"

/* A number as it stands: tokens [first, past). */
typedef struct number {
    uint32_t first, past;
    double low, high;
    double scale;  /* 1e6 in "two million", else 1 */
    bool vague;    /* "dozens", "several thousand": the words give a range */
    bool plural;   /* "dozens": what is counted follows behind "of" */
    bool range;    /* "10 to 15" */
    bool dashed;   /* "10-15" */
    bool words;    /* no digit in it */
    bool grouped;  /* "1,250" */
    bool fraction; /* digits behind a point */
} number;

/* Reads the number that begins at token `at`, before `past`. False where none does. */
bool number_read(const tokens *t, uint32_t at, uint32_t past, number *out);
/* A number word ("seven", "dozen", "hundreds") or digits. */
bool number_starts(const tokens *t, uint32_t at);

typedef enum unit_kind {
    UNIT_NONE_SAID, UNIT_PERCENT, UNIT_MEASURE, UNIT_MONEY, UNIT_TIME
} unit_kind;

/* What a number is measured in. */
typedef struct unit {
    unit_kind kind;
    const char *name; /* "%", "km", "USD"; NULL for none and for time */
    double factor;    /* 0.01 for cents */
    uint32_t past;    /* token behind the words of the unit */
    uint32_t sign;    /* token of the sign before the number, or TOKEN_NONE */
    bool joined;      /* by a hyphen: "40-metre" */
} unit;

typedef enum coin_family {
    COIN_DOLLAR, COIN_POUND, COIN_RUPEE, COIN_PESO, COIN_FRANC, COIN_CROWN, COIN_DINAR,
    COIN_DIRHAM, COIN_RIYAL, COIN_SHILLING, COIN_LIRA, COIN_ONE, /* ONE: a currency by itself */
    COIN_FAMILIES
} coin_family;

/* Whose dollars, pounds, rupees a report means. */
typedef struct purse {
    const build *b;
    const char *country; /* ISO 3166 alpha-3 of the outlet or the date line, or NULL */
    const char *chosen[COIN_FAMILIES]; /* ISO 4217; NULL until it was asked for */
} purse;

void purse_open(const build *b, purse *out);
/* Reads the currency's sign or code at token `at` ("$", "A$", "Rs", "EUR"). */
bool money_sign(purse *p, uint32_t at, unit *out);
/* Reads the words of a currency behind a number: "dollars", "Canadian dollars", "cents". */
bool money_words(purse *p, uint32_t at, uint32_t end, unit *out);

/* What stands before and behind the number, whose end and size move over "3.5bn". */
unit unit_read(purse *p, number *n, uint32_t end);

typedef enum bound { BOUND_EXACT, BOUND_ABOUT, BOUND_LOW, BOUND_HIGH } bound;

/* One amount while it is judged. */
typedef struct amount {
    number n;
    unit unit;
    uint32_t first, past; /* tokens of the whole phrase */
    uint32_t head;        /* noun that is counted or measured, or TOKEN_NONE */
    uint32_t end;         /* of its sentence */
    bool attributive;     /* "a $5 million fine", "40m well": the noun stands behind */
    bool part;            /* "11 of the 84" */
    bound bound;
} amount;

/* Where each token of a report stands, as far as numbers ask. */
typedef struct counting {
    build *b;
    purse purse;
    const uint8_t *timed;   /* [tokens] 1: in an expression of time */
    const uint32_t *entity; /* [tokens] number of its entity and 1, or 0 */
    const char *last_money; /* currency of the last money, or NULL */
    uint32_t last_sentence; /* where it stands */
} counting;

/* Finds the noun that is counted or measured: head, past, attributive, part. */
void amount_head(const counting *c, amount *x);
/* The words of a counted noun, with what is compounded to it before. */
phrase amount_noun(const build *b, const amount *x);
/* Takes in the words around: "at least", "about", "or more". Sets bound. */
void amount_bound(const counting *c, amount *x);
/* False for ages, dates, ranks, scores, names, "one of", "the two". */
bool amount_counts(const counting *c, const amount *x);

/* The word at i, letter case apart; false from end on. */
bool quantity_word(const tokens *t, uint32_t i, uint32_t end, const char *word);
bool quantity_glued(const tokens *t, uint32_t i); /* nothing between it and the token before */
bool quantity_is_dash(const tokens *t, uint32_t i, uint32_t end); /* a glued hyphen or dash */

#endif
