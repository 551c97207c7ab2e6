/* record/quantities_heads.c: what is counted or measured. The tree tells it where the number
 * hangs on a noun behind it; else the run of adjectives and nouns behind the number does. */
#include "record/quantities.h"

enum { PHRASE_MOST = 10 }; /* tokens between a number and its noun */

static bool is_noun(const build *b, uint32_t i) {
    upos class = (upos)b->labels->upos[i];
    bool mark = b->tokens->at[i].flags & TOKEN_MARK;
    return !mark && (class == UPOS_NOUN || class == UPOS_PROPN);
}

static bool leads_to_noun(deprel r) {
    switch (r) {
    case DEP_NUMMOD:
    case DEP_COMPOUND:
    case DEP_AMOD:
    case DEP_ADVMOD:
    case DEP_DET:
    case DEP_NMOD_POSS:
    case DEP_PUNCT:
    case DEP_FLAT:
    case DEP_NMOD:
    case DEP_DEP: return true;
    default: return false;
    }
}

/* The noun that a word stands before and belongs to, by the tree, or TOKEN_NONE. */
static uint32_t climb(const build *b, uint32_t from, uint32_t end) {
    uint32_t at = from;
    for (int step = 0; step < PHRASE_MOST; step++) {
        uint32_t head = syntax_head(&b->syntax, at);
        if (head == TOKEN_NONE || head <= at || head >= end || head - from > PHRASE_MOST) break;
        if (!leads_to_noun((deprel)b->labels->deprel[at])) break;
        at = head;
    }
    return at != from && is_noun(b, at) ? at : TOKEN_NONE;
}

/* Whether a word may stand inside a noun phrase, between the number and the noun. */
static bool goes_on(const counting *c, uint32_t i, uint32_t end) {
    upos class = (upos)c->b->labels->upos[i],
         next = i + 1 < end ? (upos)c->b->labels->upos[i + 1] : UPOS_X;
    if (c->timed[i]) return false;
    switch (class) {
    case UPOS_ADJ:
    case UPOS_NOUN:
    case UPOS_PROPN: return true;
    case UPOS_PUNCT: return quantity_is_dash(c->b->tokens, i, end);
    case UPOS_ADV: return next == UPOS_ADJ || next == UPOS_VERB;
    case UPOS_VERB: return next == UPOS_NOUN || next == UPOS_ADJ || next == UPOS_PROPN;
    default: return false;
    }
}

/* The last noun of the run that begins at `from`, or TOKEN_NONE. */
static uint32_t run_head(const counting *c, uint32_t from, uint32_t end) {
    uint32_t found = TOKEN_NONE;
    for (uint32_t i = from; i < end && i < from + PHRASE_MOST && goes_on(c, i, end); i++)
        if (is_noun(c->b, i)) found = i;
    return found;
}

/* Whether everything from `from` to the noun may belong to one phrase. */
static bool is_one_phrase(const build *b, uint32_t from, uint32_t noun) {
    for (uint32_t i = from; i < noun; i++) {
        upos class = (upos)b->labels->upos[i];
        if (class == UPOS_AUX || class == UPOS_ADP || class == UPOS_SCONJ || class == UPOS_PRON)
            return false;
        if (class == UPOS_PUNCT && !quantity_is_dash(b->tokens, i, noun)
            && !(b->tokens->at[i].flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)))
            return false;
    }
    return true;
}

/* The noun of the phrase that goes on at `from`, of which `word` is a part. */
static uint32_t noun_behind(const counting *c, uint32_t word, uint32_t from, uint32_t end) {
    if (from >= end) return TOKEN_NONE;
    uint32_t noun = climb(c->b, word, end), run = run_head(c, from, end);
    if (noun == TOKEN_NONE || noun < from) noun = climb(c->b, from, end);
    bool fits = noun != TOKEN_NONE && noun >= from && is_one_phrase(c->b, from, noun);
    return fits && !c->timed[noun] ? noun : run;
}

/* The token behind an owner's 's before `past`, or `from`: "Ruiz's letters". */
static uint32_t behind_owner(const counting *c, uint32_t from, uint32_t end) {
    uint32_t at = from;
    for (uint32_t i = from; i + 1 < end && i < from + PHRASE_MOST / 2; i++) {
        str word = token_str(c->b->tokens, i);
        if (str_is(word, "'s") || str_is(word, "’s") || str_is(word, "'") || str_is(word, "’"))
            at = i + 1;
        else if (!goes_on(c, i, end))
            break;
    }
    return at;
}

/* The noun of a phrase that begins at `from`, behind "of": "the 84 prizes". */
static uint32_t noun_of_phrase(const counting *c, uint32_t from, uint32_t end) {
    static const char openers[] =
        "the a an its his her their our my your these those this that all";
    uint32_t i = from;
    while (i < end && word_in_list(token_str(c->b->tokens, i), openers)) i++;
    number n;
    if (i < end && number_starts(c->b->tokens, i) && number_read(c->b->tokens, i, end, &n)) {
        i = n.past;
        if (i < end && c->b->labels->upos[i] == UPOS_VERB) return TOKEN_NONE;
    }
    i = behind_owner(c, i, end);
    if (i >= end) return TOKEN_NONE;
    if (is_noun(c->b, i) && (i + 1 >= end || !goes_on(c, i + 1, end))) return i;
    return noun_behind(c, i, i, end);
}

/* Nouns whose amount stands behind "for". */
static bool is_priced(str lemma) {
    static const char nouns[] =
        "bill contract deal claim budget fine cheque check invoice order grant loan bid "
        "offer request bond ticket licence license subsidy package pledge";
    return word_in_list(lemma, nouns);
}

/* "a bill of $284 billion", "a bill for $284 billion": the noun before. */
static uint32_t noun_before(const counting *c, const amount *x) {
    const build *b = c->b;
    const labels *l = b->labels;
    uint32_t first = x->unit.sign != TOKEN_NONE ? x->unit.sign : x->n.first;
    uint32_t top = syntax_head_of(&b->syntax, first, x->unit.past),
             up = syntax_head(&b->syntax, top);
    uint32_t mark = syntax_child(&b->syntax, top, DEP_CASE);
    if (l->deprel[top] != DEP_NMOD || up == TOKEN_NONE || up >= first || !is_noun(b, up))
        return TOKEN_NONE;
    if (mark == TOKEN_NONE || mark >= first) return TOKEN_NONE;
    str word = token_str(b->tokens, mark);
    bool fits = str_is_folded(word, "of")
             || (str_is_folded(word, "for") && is_priced(b->syntax.lemmas[up]));
    return fits ? up : TOKEN_NONE;
}

/* "a $5 million", "its 40m": the noun is still to come. */
static bool has_article(const counting *c, const amount *x) {
    static const char articles[] = "a an the its his her their our this that 's ’s another";
    uint32_t first = x->unit.sign != TOKEN_NONE ? x->unit.sign : x->n.first;
    const labels *l = c->b->labels;
    return first > l->sentences[l->sentence_of[first]].first
        && word_in_list(token_str(c->b->tokens, first - 1), articles);
}

static void measured_head(const counting *c, amount *x) {
    const build *b = c->b;
    const tokens *t = b->tokens;
    uint32_t i = x->unit.past;
    x->past = i;
    bool money = x->unit.kind == UNIT_MONEY;
    if (quantity_is_dash(t, i, x->end) && quantity_word(t, i + 1, x->end, "worth")) i++;
    if (quantity_word(t, i, x->end, "worth")) i++;
    if (quantity_word(t, i, x->end, "of") || (money && quantity_word(t, i, x->end, "in"))) {
        if (i + 1 < x->end && !c->timed[i + 1]) x->head = noun_of_phrase(c, i + 1, x->end);
        return;
    }
    bool joined = x->unit.joined || quantity_is_dash(t, i, x->end) || has_article(c, x);
    uint32_t word = x->unit.sign != TOKEN_NONE ? x->unit.sign : i - 1;
    if (joined) i = quantity_is_dash(t, i, x->end) ? i + 1 : i;
    uint32_t noun = i < x->end ? climb(b, word, x->end) : TOKEN_NONE;
    if (noun == TOKEN_NONE && joined) noun = run_head(c, i, x->end);
    if (noun != TOKEN_NONE && noun >= i && is_one_phrase(b, i, noun) && !c->timed[noun]) {
        x->head = noun;
        x->attributive = true;
        return;
    }
    x->head = noun_before(c, x);
}

static bool is_dead_or_hurt(const build *b, uint32_t i, uint32_t end) {
    static const char words[] = "dead wounded injured missing homeless unemployed hurt jobless";
    return i < end && word_in_list(token_str(b->tokens, i), words);
}

static void counted_head(const counting *c, amount *x) {
    const tokens *t = c->b->tokens;
    uint32_t i = x->unit.past;
    x->past = i;
    if (quantity_word(t, i, x->end, "of")) {
        x->part = !x->n.plural;
        uint32_t noun = noun_of_phrase(c, i + 1, x->end);
        x->head = noun;
        if (x->n.plural && noun != TOKEN_NONE) x->past = noun + 1;
        return;
    }
    uint32_t noun = noun_behind(c, x->n.past - 1, i, x->end);
    if (noun == TOKEN_NONE && is_dead_or_hurt(c->b, i, x->end)) noun = i;
    x->head = noun;
    if (noun != TOKEN_NONE) x->past = noun + 1;
}

void amount_head(const counting *c, amount *x) {
    x->head = TOKEN_NONE;
    if (x->unit.kind == UNIT_NONE_SAID)
        counted_head(c, x);
    else
        measured_head(c, x);
}

phrase amount_noun(const build *b, const amount *x) {
    uint32_t head = x->head, floor = head > x->n.first ? x->unit.past : 0;
    phrase p = { head, head + 1 };
    while (p.first > floor && is_noun(b, p.first - 1)
           && b->labels->deprel[p.first - 1] == DEP_COMPOUND
           && syntax_head(&b->syntax, p.first - 1) == head)
        p.first--;
    return p;
}
