/* record/quantities_leads.c: what the words around a number make of it: "more than 300" and
 * "at least 300" leave the upper end open, "up to 300" the lower, "about 300" none. */
#include "record/quantities.h"

enum { LEAD_WORDS = 4 };

typedef struct lead {
    const char *words[LEAD_WORDS]; /* the last stands next to the number */
    bound bound;
    bool place; /* a preposition of place too: "under a bridge", "worried about" */
} lead;

/* LEAD(what it makes, the words); PLACE for prepositions of place. */
#define LEAD(bound, ...)                                                                         \
    { { __VA_ARGS__ }, BOUND_##bound, false }
#define PLACE(bound, ...)                                                                        \
    { { __VA_ARGS__ }, BOUND_##bound, true }

static const lead leads[] = {
    PLACE(ABOUT, "about"),
    LEAD(ABOUT, "just", "about"),
    PLACE(ABOUT, "around"),
    LEAD(ABOUT, "some"),
    LEAD(ABOUT, "nearly"),
    LEAD(ABOUT, "almost"),
    LEAD(ABOUT, "roughly"),
    LEAD(ABOUT, "approximately"),
    LEAD(ABOUT, "approx"),
    LEAD(ABOUT, "approx."),
    LEAD(ABOUT, "circa"),
    LEAD(ABOUT, "~"),
    LEAD(ABOUT, "≈"),
    PLACE(ABOUT, "near"),
    LEAD(ABOUT, "close", "to"),
    LEAD(ABOUT, "an", "estimated"),
    LEAD(ABOUT, "estimated"),
    LEAD(ABOUT, "virtually"),
    LEAD(ABOUT, "something", "like"),
    LEAD(ABOUT, "the", "region", "of"),
    LEAD(ABOUT, "the", "order", "of"),
    LEAD(ABOUT, "practically"),
    LEAD(HIGH, "as", "many", "as"),
    LEAD(HIGH, "as", "much", "as"),
    LEAD(HIGH, "as", "high", "as"),
    LEAD(HIGH, "up", "to"),
    LEAD(HIGH, "upto"),
    LEAD(HIGH, "at", "most"),
    LEAD(HIGH, "at", "the", "most"),
    LEAD(HIGH, "no", "more", "than"),
    LEAD(HIGH, "not", "more", "than"),
    LEAD(HIGH, "a", "maximum", "of"),
    LEAD(HIGH, "maximum", "of"),
    LEAD(HIGH, "less", "than"),
    LEAD(HIGH, "fewer", "than"),
    LEAD(HIGH, "lower", "than"),
    LEAD(HIGH, "smaller", "than"),
    PLACE(HIGH, "under"),
    PLACE(HIGH, "below"),
    LEAD(HIGH, "<"),
    LEAD(LOW, "at", "least"),
    LEAD(LOW, "more", "than"),
    LEAD(LOW, "better", "than"),
    PLACE(LOW, "over"),
    PLACE(LOW, "above"),
    LEAD(LOW, "no", "fewer", "than"),
    LEAD(LOW, "no", "less", "than"),
    LEAD(LOW, "not", "less", "than"),
    LEAD(LOW, "not", "fewer", "than"),
    LEAD(LOW, "upwards", "of"),
    LEAD(LOW, "upward", "of"),
    LEAD(LOW, "in", "excess", "of"),
    LEAD(LOW, "a", "minimum", "of"),
    LEAD(LOW, "minimum", "of"),
    LEAD(LOW, "greater", "than"),
    LEAD(LOW, "higher", "than"),
    LEAD(LOW, "larger", "than"),
    LEAD(LOW, "bigger", "than"),
    LEAD(LOW, "north", "of"),
    LEAD(LOW, "as", "few", "as"),
    LEAD(LOW, "as", "little", "as"),
    LEAD(LOW, "as", "low", "as"),
    PLACE(LOW, "beyond"),
    LEAD(LOW, ">"),
};

static size_t lead_length(const lead *l) {
    size_t count = 0;
    while (count < LEAD_WORDS && l->words[count]) count++;
    return count;
}

/* Whether a lead's words stand right before token `past`. */
static bool ends_at(const tokens *t, uint32_t past, const lead *l, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!str_is_folded(token_str(t, past - count + i), l->words[i])) return false;
    return true;
}

/* The longest lead whose words end before token `past`, or NULL. */
static const lead *lead_before(const tokens *t, uint32_t floor, uint32_t past, size_t *length) {
    const lead *found = NULL;
    *length = 0;
    if (past <= floor) return NULL;
    char last = to_lower(t->text.at[t->at[past - 1].start]);
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t count = lead_length(&leads[i]);
        if (count <= *length || leads[i].words[count - 1][0] != last) continue;
        if (past >= floor + count && ends_at(t, past, &leads[i], count)) {
            found = &leads[i];
            *length = count;
        }
    }
    return found;
}

/* "stood under 40 flags", "worried about 20 pupils": the word belongs to the verb before. */
static bool is_place(const counting *c, const amount *x, uint32_t at) {
    const labels *l = c->b->labels;
    if (x->unit.kind != UNIT_NONE_SAID || x->head == TOKEN_NONE || l->deprel[at] != DEP_CASE)
        return false;
    if (at <= l->sentences[l->sentence_of[at]].first) return false;
    upos before = (upos)l->upos[at - 1];
    if (before == UPOS_ADP || before == UPOS_SCONJ || before == UPOS_DET) return false;
    deprel r = (deprel)l->deprel[x->head];
    return r == DEP_OBL || r == DEP_NMOD;
}

static void read_leads(const counting *c, amount *x) {
    const tokens *t = c->b->tokens;
    const labels *l = c->b->labels;
    uint32_t floor = l->sentences[l->sentence_of[x->first]].first;
    for (int round = 0; round < 2; round++) {
        size_t length;
        const lead *found = lead_before(t, floor, x->first, &length);
        if (!found || (found->place && is_place(c, x, x->first - 1))) return;
        if (x->bound == BOUND_EXACT || x->bound == BOUND_ABOUT) x->bound = found->bound;
        x->first -= (uint32_t)length;
    }
}

/* "300 or more", "10 or so", "1,000+", "20-plus" */
static void read_tail(const tokens *t, amount *x, uint32_t at) {
    static const char more[] = "more better above over higher";
    static const char less[] = "less fewer under below lower";
    bool plus = at < x->end && quantity_glued(t, at) && quantity_word(t, at, x->end, "+");
    bool dash = quantity_is_dash(t, at, x->end) && quantity_word(t, at + 1, x->end, "plus");
    bool alternative = quantity_word(t, at, x->end, "or") && at + 1 < x->end;
    uint32_t past = at;
    if (plus || dash) {
        x->bound = BOUND_LOW;
        past = at + (plus ? 1 : 2);
    } else if (alternative && word_in_list(token_str(t, at + 1), more)) {
        x->bound = BOUND_LOW;
        past = at + 2;
    } else if (alternative && word_in_list(token_str(t, at + 1), less)) {
        x->bound = BOUND_HIGH;
        past = at + 2;
    } else if (alternative && quantity_word(t, at + 1, x->end, "so")) {
        if (x->bound == BOUND_EXACT) x->bound = BOUND_ABOUT;
        past = at + 2;
    }
    if (past > x->past) x->past = past;
}

void amount_bound(const counting *c, amount *x) {
    const tokens *t = c->b->tokens;
    read_leads(c, x);
    if (x->n.range && x->first > 0 && quantity_word(t, x->first - 1, x->end, "between"))
        x->first--;
    read_tail(t, x, x->unit.past);
    if (x->past > x->unit.past) read_tail(t, x, x->past);
}
