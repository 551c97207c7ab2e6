/* record/statements_inner.c: statements inside the words of others.
 *
 * "Reuters reported that the minister had told generals the exercise was cancelled": the
 * reader's spans do not nest, so what somebody says inside another's words is found from the
 * trees: a verb of saying or thinking with a subject and a clause, a verb of taking sides or
 * a noun of position with its matter. */
#include "record/statements.h"

enum { NESTED_LIMIT = 4, SCAN_LIMIT = 2000 }; /* depth; tokens of one content */

static const char *const negations[] = { "not", "n't", "n’t", "never", "nor", NULL };
static const char *const modals[] = { "would", "could", "might", "should", "may", "must", "can",
                                      "will", "ca", "wo", "'ll", "’ll", "'d", "’d", NULL };

static bool has_child_in(const drafting *d, uint32_t verb, const char *const *words) {
    const syntax *s = &d->b->syntax;
    for (uint32_t i = s->first_child[verb]; i != TOKEN_NONE && i < verb; i = s->next_sibling[i])
        if (word_in(drafting_word(d, i), words)) return true;
    return false;
}

/* Said or thought in fact: not denied, wished or asked about. */
static bool is_asserted(const drafting *d, uint32_t verb, const cue_word *word) {
    bool thought = word->kind == CUE_THOUGHT || word->kind == CUE_POSITION;
    if (has_child_in(d, verb, modals)) return false;
    return thought ? true : !has_child_in(d, verb, negations);
}

/* Of [first, past) the part inside the span of `outer` that holds `anchor`. */
static phrase inside(const phrase_list *outer, uint32_t anchor, phrase p) {
    const phrase *around = phrases_at(outer, anchor);
    if (around && p.first < around->first) p.first = around->first;
    if (around && p.past > around->past) p.past = around->past;
    return p;
}

static bool opens_in(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i + 1 < p.past; i++)
        if (drafting_has_flag(d, i, TOKEN_QUOTE_OPEN)) return true;
    return false;
}

/* Without marks at its ends, but with the marks of a quotation that lies in it. */
static phrase trimmed(const drafting *d, phrase p) {
    while (p.past > p.first && drafting_has_flag(d, p.past - 1, TOKEN_MARK)) {
        if (drafting_has_flag(d, p.past - 1, TOKEN_QUOTE_CLOSE) && opens_in(d, p)) break;
        p.past--;
    }
    while (p.past > p.first && drafting_has_flag(d, p.first, TOKEN_MARK)
           && !(drafting_has_flag(d, p.first, TOKEN_QUOTE_OPEN)
                && drafting_has_flag(d, p.past - 1, TOKEN_QUOTE_CLOSE)))
        p.first++;
    return p;
}

static bool is_clause(const drafting *d, uint32_t i) {
    upos class = drafting_class(d, i);
    return class == UPOS_VERB || class == UPOS_AUX
        || syntax_child(&d->b->syntax, i, DEP_COP) != TOKEN_NONE
        || syntax_child(&d->b->syntax, i, DEP_NSUBJ) != TOKEN_NONE;
}

/* The word that heads what is said, or TOKEN_NONE. */
static uint32_t matter_of(const drafting *d, uint32_t verb, const cue_word *word) {
    const syntax *s = &d->b->syntax;
    uint32_t clause = syntax_child(s, verb, DEP_CCOMP);
    if ((word->flags & CUE_CLAUSE) && clause != TOKEN_NONE) return clause;
    clause = syntax_child(s, verb, DEP_XCOMP);
    bool infinitive = clause != TOKEN_NONE && is_clause(d, clause)
                   && syntax_child(s, clause, DEP_MARK) != TOKEN_NONE;
    if ((word->flags & CUE_TO) && infinitive) return clause;
    uint32_t object = syntax_child(s, verb, DEP_OBJ);
    if ((word->flags & CUE_MATTER) && object != TOKEN_NONE && object > verb) return object;
    return TOKEN_NONE;
}

static const char *const relatives[] = { "who", "that", "which", "whom", NULL };

static bool may_speak(const drafting *d, uint32_t subject) {
    if (subject == TOKEN_NONE || drafting_relation(d, subject) == DEP_EXPL) return false;
    upos class = drafting_class(d, subject);
    if (word_in(drafting_word(d, subject), relatives)) return true;
    return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON || class == UPOS_NUM
        || class == UPOS_DET || class == UPOS_ADJ;
}

static const char *const not_persons[] = { "it", "this", "that", "these", "those", "there",
                                           "what", "you", NULL };

/* Of "I think so" the matter is not given; "you know" is nobody's; "he feels sad" no words. */
static bool is_hollow(const drafting *d, uint32_t verb, uint32_t subject, phrase matter) {
    if (matter.past <= matter.first) return true;
    if (matter.past == matter.first + 1 && drafting_class(d, matter.first) == UPOS_PRON)
        return true;
    bool thing = word_in(drafting_word(d, subject), not_persons)
              && !word_in(drafting_word(d, subject), relatives);
    return thing && verb > subject;
}

static void add_cue(drafting *d, size_t number, uint32_t verb, const cue_word *word) {
    phrase cue = { verb, verb + 1 };
    const syntax *s = &d->b->syntax;
    for (uint32_t i = s->first_child[verb]; i != TOKEN_NONE && i < verb; i = s->next_sibling[i]) {
        deprel r = drafting_relation(d, i);
        bool part = r == DEP_AUX || r == DEP_AUX_PASS;
        if (part && i < cue.first && cue.first - i <= 3) cue.first = i;
    }
    if (word->particle[0] && drafting_is(d, verb + 1, word->particle)) cue.past = verb + 2;
    draft_add(d, number, ROLE_CUE, cue);
    d->drafts.at[number].head = verb;
    d->drafts.at[number].word = word;
}

/* A statement that was found inside another. */
typedef struct found {
    uint32_t verb, subject;
    phrase matter;
} found;

static void add_inner(drafting *d, size_t outer, const cue_word *word, const found *f) {
    size_t number = draft_new(d, d->drafts.at[outer].confidence * 0.7F);
    d->drafts.at[number].inner = true;
    d->drafts.at[number].within = outer;
    phrase source = inside(&d->drafts.at[outer].content, f->subject,
                           syntax_noun_phrase(&d->b->syntax, f->subject));
    draft_add(d, number, ROLE_SOURCE, source);
    add_cue(d, number, f->verb, word);
    draft_add(d, number, ROLE_CONTENT, f->matter);
}

/* Whether the words around it lie in one content: subject and matter with the verb. */
static bool lies_inside(const drafting *d, size_t outer, uint32_t subject, phrase matter) {
    const phrase_list *content = &d->drafts.at[outer].content;
    return phrases_hold(content, subject) && phrases_hold(content, matter.first)
        && phrases_hold(content, matter.past - 1);
}

static void look_at(drafting *d, size_t outer, uint32_t verb) {
    const cue_word *word = cue_find(drafting_lemma(d, verb), STR(""));
    if (!word || word->kind == CUE_EVENT || word->kind == CUE_SHOW) return;
    if (!is_asserted(d, verb, word)) return;
    found f = { verb, syntax_subject(&d->b->syntax, verb), { 0, 0 } };
    uint32_t head = matter_of(d, verb, word);
    if (!may_speak(d, f.subject) || head == TOKEN_NONE) return;
    f.matter = inside(&d->drafts.at[outer].content, verb, syntax_subtree(&d->b->syntax, head));
    f.matter = trimmed(d, f.matter);
    if (is_hollow(d, verb, f.subject, f.matter)) return;
    if (!lies_inside(d, outer, f.subject, f.matter)) return;
    if (verb < f.matter.first || verb >= f.matter.past) add_inner(d, outer, word, &f);
}

static void look_through(drafting *d, size_t outer) {
    for (size_t s = 0; s < d->drafts.at[outer].content.count; s++) {
        phrase p = d->drafts.at[outer].content.at[s];
        uint32_t past = p.past - p.first > SCAN_LIMIT ? p.first + SCAN_LIMIT : p.past;
        for (uint32_t i = p.first; i < past; i++)
            if (drafting_class(d, i) == UPOS_VERB) look_at(d, outer, i);
    }
}

static bool encloses(const draft *outer, const draft *in) {
    phrase a = phrases_reach(&in->content);
    const phrase *b = phrases_at(&outer->content, in->head);
    return b && a.first >= b->first && a.past <= b->past;
}

/* The smallest of the statements inside one content that enclose this one. The inner ones of
 * one outer draft stand in a row, in the order of their verbs. */
static void nest(drafting *d, size_t first, size_t number) {
    draft *in = &d->drafts.at[number];
    phrase least = { 0, UINT32_MAX };
    size_t from = number > first + NESTED_LIMIT * 4 ? number - NESTED_LIMIT * 4 : first;
    for (size_t i = from; i < number; i++) {
        const draft *outer = &d->drafts.at[i];
        if (!encloses(outer, in)) continue;
        phrase reach = phrases_reach(&outer->content);
        if (reach.past - reach.first >= least.past - least.first) continue;
        least = reach;
        in->within = i;
    }
}

void drafts_nest(drafting *d) {
    size_t outer_count = d->drafts.count;
    for (size_t i = 0; i < outer_count; i++) {
        if (d->drafts.at[i].dropped) continue;
        size_t first = d->drafts.count;
        look_through(d, i);
        for (size_t n = first; n < d->drafts.count; n++) nest(d, first, n);
    }
}
