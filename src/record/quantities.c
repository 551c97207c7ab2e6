/* record/quantities.c: the counted and measured things of a report.
 *
 * One walk over the tokens: where a number begins, it is read with its unit, its noun and
 * the words around it, judged, and kept or passed over as a whole. */
#include "record/quantities.h"

#include <math.h>

bool quantity_word(const tokens *t, uint32_t i, uint32_t end, const char *word) {
    return i < end && str_is_folded(token_str(t, i), word);
}

bool quantity_glued(const tokens *t, uint32_t i) {
    return i > 0 && i < t->count && !(t->at[i].flags & TOKEN_SPACE_BEFORE);
}

bool quantity_is_dash(const tokens *t, uint32_t i, uint32_t end) {
    if (i >= end || !quantity_glued(t, i)) return false;
    str s = token_str(t, i);
    return str_is(s, "-") || str_is(s, "–") || str_is(s, "‑") || str_is(s, "—");
}

/* ---- what the report says of each token ---- */

static const uint8_t *timed_tokens(const build *b) {
    uint8_t *timed = ARENA_NEW(b->a, uint8_t, b->tokens->count + 1);
    const timex_list *times = &b->out->times;
    size_t k = 0;
    for (size_t i = 0; i < b->tokens->count; i++) {
        while (k < times->count && times->at[k].end <= b->tokens->at[i].start) k++;
        timed[i] = k < times->count && times->at[k].start < b->tokens->at[i].end;
    }
    return timed;
}

static const uint32_t *entity_tokens(const build *b) {
    uint32_t *held = ARENA_NEW(b->a, uint32_t, b->tokens->count + 1);
    for (size_t i = 0; i < b->labels->entity_count; i++)
        for (uint32_t k = b->labels->entities[i].first; k < b->labels->entities[i].past; k++)
            held[k] = (uint32_t)i + 1;
    return held;
}

/* ---- one amount ---- */

/* "$5 million to $6 million", "5 percent to 6 percent", "between £5 and £6": the second
 * number makes a range of the first. */
static void join_range(counting *c, amount *x) {
    const tokens *t = c->b->tokens;
    uint32_t i = x->unit.past, first = x->unit.sign != TOKEN_NONE ? x->unit.sign : x->n.first;
    bool between = first > 0 && quantity_word(t, first - 1, x->end, "between");
    bool from = first > 0 && quantity_word(t, first - 1, x->end, "from");
    bool to = quantity_word(t, i, x->end, "to") && !from;
    bool linked =
        to || quantity_is_dash(t, i, x->end) || (between && quantity_word(t, i, x->end, "and"));
    if (x->n.range || !linked || x->unit.kind == UNIT_NONE_SAID || x->unit.kind == UNIT_TIME)
        return;
    unit sign = { .sign = TOKEN_NONE };
    uint32_t at = i + 1;
    if (at < x->end && x->unit.kind == UNIT_MONEY && money_sign(&c->purse, at, &sign)) at++;
    number n;
    if (at >= x->end || !number_starts(t, at) || !number_read(t, at, x->end, &n) || n.first != at)
        return;
    unit u = unit_read(&c->purse, &n, x->end);
    if (u.kind != x->unit.kind || n.low <= x->n.low) return;
    x->n.high = n.high;
    x->n.past = n.past;
    x->n.range = true;
    x->unit.past = u.past;
}

/* A currency left out is that of the sentence before: "It lost 5.5 million." */
static void lend_currency(const counting *c, amount *x) {
    bool bare = x->unit.kind == UNIT_NONE_SAID && x->head == TOKEN_NONE && x->n.scale >= 1e6
             && !x->n.plural;
    if (!bare || !c->last_money) return;
    if (c->b->labels->sentence_of[x->n.first] > c->last_sentence + 1) return;
    x->unit.kind = UNIT_MONEY;
    x->unit.name = c->last_money;
}

/* Reads the amount whose number begins at a token; false where none does. */
static bool read_amount(counting *c, uint32_t at, amount *x) {
    const build *b = c->b;
    *x = (amount){ .head = TOKEN_NONE,
                   .end = b->labels->sentences[b->labels->sentence_of[at]].past };
    if (!number_read(b->tokens, at, x->end, &x->n)) return false;
    x->unit = unit_read(&c->purse, &x->n, x->end);
    join_range(c, x);
    x->first = x->unit.sign != TOKEN_NONE ? x->unit.sign : x->n.first;
    amount_head(c, x);
    lend_currency(c, x);
    amount_bound(c, x);
    return true;
}

/* The first of "millions and millions of dollars" */
static bool is_said_again(const counting *c, const amount *x) {
    const tokens *t = c->b->tokens;
    return x->n.plural && x->n.past + 1 < x->end && quantity_word(t, x->n.past, x->end, "and")
        && str_same_folded(token_str(t, x->n.first), token_str(t, x->n.past + 1));
}

/* ---- into the record ---- */

static str counted_words(const build *b, const amount *x) {
    if (x->head == TOKEN_NONE || b->labels->upos[x->head] == UPOS_PRON) return STR_NONE;
    phrase p = amount_noun(b, x);
    span at = { b->tokens->at[p.first].start, b->tokens->at[p.past - 1].end };
    return str_in(b->report->text, at);
}

static float sureness(const amount *x) {
    if (x->unit.kind != UNIT_NONE_SAID) return 0.9f;
    if (x->head == TOKEN_NONE) return 0.6f;
    return x->n.high > 12 ? 0.85f : 0.7f;
}

static void keep(counting *c, const amount *x) {
    const build *b = c->b;
    quantity *q = LIST_ADD(b->a, &b->out->quantities);
    double low = x->n.low * x->unit.factor, high = x->n.high * x->unit.factor;
    *q = (quantity){ .start = b->tokens->at[x->first].start,
                     .end = b->tokens->at[x->past - 1].end,
                     .low = x->bound == BOUND_HIGH ? NAN : low,
                     .high = x->bound == BOUND_LOW ? NAN : high,
                     .unit = str_of(x->unit.name),
                     .of = counted_words(b, x),
                     .confidence = sureness(x),
                     .by = x->unit.kind == UNIT_NONE_SAID ? "a number before what it counts"
                                                          : "a number with its unit" };
    if (x->unit.kind != UNIT_MONEY) return;
    c->last_money = x->unit.name;
    c->last_sentence = b->labels->sentence_of[x->n.first];
}

/* Where reading goes on: behind the number and its unit, but what they count may hold
 * another ("11 of the 84"). */
static uint32_t read_on(const amount *x) {
    return x->unit.past > x->n.past ? x->unit.past : x->n.past;
}

void quantities_find(build *b) {
    counting c = { .b = b, .timed = timed_tokens(b), .entity = entity_tokens(b) };
    purse_open(b, &c.purse);
    amount x;
    size_t kept_end = 0;
    for (uint32_t i = 0; i < b->tokens->count;) {
        bool read = number_starts(b->tokens, i) && read_amount(&c, i, &x);
        bool after = read && b->tokens->at[x.first].start >= kept_end;
        if (after && !is_said_again(&c, &x) && amount_counts(&c, &x)) {
            keep(&c, &x);
            kept_end = b->tokens->at[read_on(&x) - 1].end;
        }
        i = read ? read_on(&x) : i + 1;
    }
}
