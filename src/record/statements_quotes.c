/* record/statements_quotes.c: quotations without a cue of their own.
 *
 * A quoted sentence or paragraph that follows a statement goes on with it, as long as
 * nothing stands between; a quotation after a colon belongs to the subject before the colon;
 * other quoted words with a verb are somebody's that the report does not name. Quoted names
 * and single words ("the so-called 'ghost train'") are no statement. */
#include "record/statements.h"

/* Quoted words of this many tokens or fewer are a label, not a statement. */
enum { LABEL_WORDS = 3 };

static bool goes_on(const drafting *d, uint32_t i, uint32_t past) {
    return i < past && (drafting_has_flag(d, i, TOKEN_QUOTED)
                        || drafting_has_flag(d, i, TOKEN_QUOTE_CLOSE));
}

/* The quotation that the mark at `first` opens, as far as the passage's end. */
static quoted quotation_at(const drafting *d, uint32_t first, uint32_t past) {
    uint32_t i = first + 1;
    while (goes_on(d, i, past)) i++;
    bool closed = i > first + 1 && drafting_has_flag(d, i - 1, TOKEN_QUOTE_CLOSE);
    return (quoted){ first, i, closed };
}

static void find_quotations(drafting *d) {
    const tokens *t = d->b->tokens;
    for (size_t p = 0; p < t->passage_count; p++)
        for (uint32_t i = t->passages[p].first; i < t->passages[p].past; i++) {
            if (!drafting_has_flag(d, i, TOKEN_QUOTE_OPEN)) continue;
            quoted q = quotation_at(d, i, t->passages[p].past);
            *LIST_ADD(d->b->a, &d->quotes) = q;
            i = q.past - 1;
        }
}

/* Neither said, nor source or cue. */
static bool is_new(const drafting *d, const quoted *q) {
    for (uint32_t i = q->first; i < q->past; i++)
        if (d->said[i] != DRAFT_NONE || d->marked[i] != DRAFT_NONE) return false;
    return true;
}

static uint32_t words_of(const drafting *d, const quoted *q) {
    uint32_t count = 0;
    for (uint32_t i = q->first; i < q->past; i++) count += !drafting_has_flag(d, i, TOKEN_MARK);
    return count;
}

static bool has_verb(const drafting *d, const quoted *q) {
    for (uint32_t i = q->first; i < q->past; i++)
        if (drafting_class(d, i) == UPOS_VERB || drafting_class(d, i) == UPOS_AUX) return true;
    return false;
}

static bool begins_sentence(const drafting *d, uint32_t i) {
    return drafting_sentence(d, i).first == i;
}

/* Whether a cue stands in the sentences that the quotation reaches. */
static bool has_cue_beside(const drafting *d, const quoted *q) {
    sentence from = drafting_around(d, q->first), to = drafting_around(d, q->past - 1);
    for (uint32_t i = from.first; i < to.past; i++)
        if (d->marked[i] != DRAFT_NONE) return true;
    return false;
}

/* The draft whose words or cue stand nearest before token i, in [first, i). */
static size_t last_before(const drafting *d, uint32_t i, uint32_t first) {
    while (i-- > first) {
        if (d->said[i] != DRAFT_NONE) return d->said[i];
        if (d->marked[i] != DRAFT_NONE) return d->marked[i];
    }
    return DRAFT_NONE;
}

static bool fills_passage(const drafting *d, const quoted *q, const passage *p) {
    uint32_t quoted_words = 0, words = 0;
    if (q->first != p->first) return false;
    for (uint32_t i = p->first; i < p->past; i++) {
        if (drafting_has_flag(d, i, TOKEN_MARK)) continue;
        words++;
        quoted_words += drafting_is_quoted(d, i);
    }
    return quoted_words * 10 >= words * 9;
}

static bool is_running_text(const drafting *d, const passage *p) {
    const block_list *blocks = &d->b->report->blocks;
    block_kind kind = p->block < blocks->count ? blocks->at[p->block].kind : BLOCK_PARAGRAPH;
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_QUOTE || kind == BLOCK_ITEM;
}

/* The statement that a paragraph of quotation goes on with: the last of the passage before,
 * where that ends with it. */
static size_t continued_from_passage(const drafting *d, const quoted *q, uint32_t number) {
    const tokens *t = d->b->tokens;
    if (!number || !fills_passage(d, q, &t->passages[number])) return DRAFT_NONE;
    const passage *before = &t->passages[number - 1];
    if (!is_running_text(d, before)) return DRAFT_NONE;
    sentence last = drafting_around(d, before->past - 1);
    return last_before(d, before->past, last.first);
}

static size_t continued_from(const drafting *d, const quoted *q) {
    uint32_t number = d->passage_of[q->first];
    const passage *p = &d->b->tokens->passages[number];
    if (q->first == p->first) return continued_from_passage(d, q, number);
    if (!begins_sentence(d, q->first)) return DRAFT_NONE;
    return last_before(d, q->first, drafting_around(d, q->first - 1).first);
}

/* The sentence that ends in a colon right before a quotation, in the same passage or the
 * one before; false where there is none. */
static bool colon_before(const drafting *d, const quoted *q, uint32_t *colon) {
    if (!q->first || !drafting_is(d, q->first - 1, ":")) return false;
    *colon = q->first - 1;
    return true;
}

static uint32_t subject_before(const drafting *d, uint32_t colon) {
    sentence s = drafting_around(d, colon);
    for (uint32_t i = s.first; i < colon; i++) {
        deprel r = drafting_relation(d, i);
        bool subject = r == DEP_NSUBJ || r == DEP_NSUBJ_PASS;
        if (subject && d->said[i] == DRAFT_NONE) return i;
    }
    return TOKEN_NONE;
}

static bool is_nominal(const drafting *d, uint32_t i) {
    upos class = drafting_class(d, i);
    return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON;
}

static size_t add_quotation(drafting *d, const quoted *q, float confidence) {
    size_t number = draft_new(d, confidence);
    draft_add(d, number, ROLE_CONTENT, (phrase){ q->first, q->past });
    return number;
}

/* "Ruiz was blunt: '...'" */
static bool add_after_colon(drafting *d, const quoted *q) {
    uint32_t colon;
    if (!colon_before(d, q, &colon)) return false;
    uint32_t subject = subject_before(d, colon);
    if (subject == TOKEN_NONE || !is_nominal(d, subject)) return false;
    size_t number = add_quotation(d, q, 0.6F);
    draft_add(d, number, ROLE_SOURCE, syntax_noun_phrase(&d->b->syntax, subject));
    draft_add(d, number, ROLE_CUE, (phrase){ colon, colon + 1 });
    return true;
}

static const char *const naming_words[] = {
    "called", "titled", "entitled", "named", "dubbed", "nicknamed", "known", "as", "song",
    "album", "film", "movie", "book", "novel", "play", "series", "show", "single", "track",
    "so-called", "slogan", "hashtag", "term", "word", "phrase", "words", "poem", "episode", NULL,
};

/* "His 'let them wait' remark": the quotation stands before a noun or after one that says
 * what it names. */
static bool is_label(const drafting *d, const quoted *q) {
    const syntax *s = &d->b->syntax;
    if (q->first && word_in(drafting_word(d, q->first - 1), naming_words)) return true;
    uint32_t head = syntax_head_of(s, q->first, q->past);
    deprel r = drafting_relation(d, head);
    uint32_t above = syntax_head(s, head);
    bool modifies = r == DEP_COMPOUND || r == DEP_AMOD || r == DEP_NMOD_POSS || r == DEP_NUMMOD;
    if (modifies && above != TOKEN_NONE && above >= q->past) return true;
    uint32_t next = q->past;
    bool noun_next = next < d->b->tokens->count && drafting_class(d, next) == UPOS_NOUN
                  && d->passage_of[next] == d->passage_of[q->first];
    return noun_next && !begins_sentence(d, next);
}

/* All words but the small ones with a capital: a title. */
static bool is_title(const drafting *d, const quoted *q) {
    uint32_t capital = 0, small = 0;
    for (uint32_t i = q->first; i < q->past; i++) {
        str word = drafting_word(d, i);
        if (drafting_has_flag(d, i, TOKEN_MARK) || !word.length) continue;
        if (is_upper(word.at[0])) capital++;
        else if (word.length > 3) small++;
    }
    return capital > 1 && !small;
}

/* Quoted words with a verb in the report's own sentence, of nobody in particular. */
static bool is_statement(const drafting *d, const quoted *q) {
    return q->closed && words_of(d, q) > LABEL_WORDS && has_verb(d, q) && !is_label(d, q)
        && !is_title(d, q);
}

static void add_new(drafting *d, const quoted *q) {
    size_t to = has_cue_beside(d, q) ? DRAFT_NONE : continued_from(d, q);
    if (to != DRAFT_NONE) draft_add(d, to, ROLE_CONTENT, (phrase){ q->first, q->past });
    else if (!add_after_colon(d, q) && is_statement(d, q)) add_quotation(d, q, 0.4F);
}

/* A content that the reader marked but linked to no cue. */
static void place_loose(drafting *d, const role_span *r) {
    if (r->type != ROLE_CONTENT || d->said[r->first] != DRAFT_NONE) return;
    quoted q = { r->first, r->past, true };
    bool opens = drafting_has_flag(d, r->first, TOKEN_QUOTE_OPEN);
    size_t to = continued_from(d, &q);
    if (to != DRAFT_NONE) draft_add(d, to, ROLE_CONTENT, (phrase){ r->first, r->past });
    else if (!add_after_colon(d, &q) && opens) add_quotation(d, &q, r->confidence / 2);
}

/* In text order, so that each paragraph of a long quotation finds the one before. */
void drafts_quote(drafting *d) {
    size_t loose = 0;
    find_quotations(d);
    for (size_t i = 0; i < d->quotes.count; i++) {
        const quoted *q = &d->quotes.at[i];
        for (; loose < d->loose.count && d->loose.at[loose].first <= q->first; loose++)
            place_loose(d, &d->loose.at[loose]);
        if (is_new(d, q)) add_new(d, q);
    }
    for (; loose < d->loose.count; loose++) place_loose(d, &d->loose.at[loose]);
}
