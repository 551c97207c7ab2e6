/* record/expectations_dates.c: what is to come by its date alone ("The trial opens on Monday",
 * "has until Friday"), and events that only a noun names ("Thursday's vote", "the planned
 * visit"). */
#include "record/expectations.h"

/* ---- verbs ---- */

static bool is_present(const foresight *f, uint32_t verb) {
    str word = token_str(f->b->tokens, verb), lemma = clause_lemma(f->b, verb);
    const syntax *s = &f->b->syntax;
    uint32_t aux = syntax_child(s, verb, DEP_AUX);
    if (str_ends_folded(word, STR("ing"))) {
        return aux != TOKEN_NONE
            && word_in_list(token_str(f->b->tokens, aux), "is are 's 're ’s ’re am");
    }
    if (aux != TOKEN_NONE || syntax_child(s, verb, DEP_AUX_PASS) != TOKEN_NONE) return false;
    if (syntax_child(s, verb, DEP_MARK) != TOKEN_NONE) return false;
    if (str_ends_folded(word, STR("s"))) return !str_same_folded(word, lemma);
    uint32_t subject = syntax_child(s, verb, DEP_NSUBJ);
    bool before = subject != TOKEN_NONE && subject < verb;
    return before && str_same_folded(word, lemma)
        && !word_in_list(lemma, "set put cut hit shut let quit spread split bet cast cost read");
}

/* "is scheduled for Monday", "a hearing set for Friday", "is due next week" */
static bool is_set_for(const foresight *f, uint32_t word, expectation_kind *kind) {
    static const char set[] = "schedule slate plan set due book pencil";
    if (!clause_is(f->b, word, set) && !clause_is(f->b, word, "expect")) return false;
    bool be = syntax_child(&f->b->syntax, word, DEP_AUX_PASS) != TOKEN_NONE
           || syntax_child(&f->b->syntax, word, DEP_COP) != TOKEN_NONE;
    if (!be && clause_relation(f->b, word) != DEP_ACL) return false;
    for (uint32_t i = word + 1; i < f->b->syntax.reach[word].past && i < word + LOOK_MOST; i++)
        if (str_is_folded(token_str(f->b->tokens, i), "but")) return false;
    *kind = clause_is(f->b, word, "expect") ? EXPECTATION_EXPECTED : EXPECTATION_SCHEDULED;
    return true;
}

static bool is_deadline(const foresight *f, uint32_t word, uint32_t subject) {
    static const char lead[] = "until till by";
    bool until = false;
    const syntax *s = &f->b->syntax;
    for (uint32_t c = s->first_child[word]; c != TOKEN_NONE && !until; c = s->next_sibling[c])
        until = f->ahead[c] == SIDE_AHEAD && clause_child(f->b, c, lead) != TOKEN_NONE;
    if (subject != TOKEN_NONE && clause_is(f->b, subject, "deadline")) return true;
    if (clause_is(f->b, word, "expire")) return true;
    if (until && clause_is(f->b, word, "have give")) return true;
    uint32_t must = clause_child(f->b, word, "must");
    return until && must != TOKEN_NONE && must < word;
}

/* "The deadline is Friday", "The final is on 6 June" */
static bool is_date_told(const foresight *f, uint32_t word) {
    uint32_t be = syntax_child(&f->b->syntax, word, DEP_COP);
    return be != TOKEN_NONE && word_in_list(token_str(f->b->tokens, be), "is are 's ’s");
}

/* Not "Friday is his birthday" nor "she is 80 on Friday": a thing that has its day. */
static bool has_its_day(const foresight *f, uint32_t subject) {
    upos class = clause_class(f->b, subject);
    if (f->ahead[subject] || (class != UPOS_NOUN && class != UPOS_PROPN)) return false;
    id who = actor_at(f->b, subject);
    return is_event_noun(clause_lemma(f->b, subject)) || who == ID_NONE
        || f->b->out->actors.at[who].kind != ACTOR_PERSON;
}

static const char dating[] = "adjourn schedule slate remand bail relist list fix set";

/* "adjourned the trial until 20 January", "was bailed to 3 March", "fixed 4 February for the
 * vote": done, with a date that is to come. */
static bool is_put_off(const foresight *f, uint32_t verb) {
    static const char marks[] = "until till to for";
    const syntax *s = &f->b->syntax;
    if (clause_class(f->b, verb) != UPOS_VERB || !clause_is(f->b, verb, dating)) return false;
    for (uint32_t c = s->first_child[verb]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        if (c < verb || f->ahead[c] != SIDE_AHEAD) continue;
        if (clause_relation(f->b, c) == DEP_OBJ || clause_child(f->b, c, marks) != TOKEN_NONE)
            return true;
    }
    return false;
}

bool outlook_dated(const foresight *f, uint32_t word, outlook *out) {
    upos class = clause_class(f->b, word);
    bool date = f->ahead[word] == SIDE_AHEAD && is_date_told(f, word);
    if (f->taken[word] || clause_is_denied(f->b, word)) return false;
    if (!date && (f->ahead[word] || foresight_time(f, word) != SIDE_AHEAD)) return false;
    uint32_t subject = clause_subject(f->b, word);
    if (clause_relation(f->b, word) == DEP_ACL) subject = syntax_head(&f->b->syntax, word);
    if (subject == TOKEN_NONE) return false;
    *out = (outlook){
        .act = word, .governor = word, .subject = subject, .kind = EXPECTATION_SCHEDULED
    };
    if (is_deadline(f, word, subject)) {
        out->kind = EXPECTATION_DEADLINE;
        return true;
    }
    if (date) return has_its_day(f, subject);
    if (is_set_for(f, word, &out->kind) || is_put_off(f, word)) return true;
    if (class != UPOS_VERB || !is_present(f, word)) return false;
    bool named = is_event_noun(clause_lemma(f->b, subject));
    bool acts = is_diary_act(clause_lemma(f->b, word))
             || clause_is(f->b, word,
                          "begin come conclude kick land premiere air play travel celebrate "
                          "mark expire enter gather mature face");
    return (named || acts) && !clause_is(f->b, word, "say tell add write");
}

/* ---- nouns ---- */

static bool by_adjective(const foresight *f, uint32_t noun, expectation_kind *kind) {
    static const struct {
        const char *words;
        expectation_kind kind;
    } rows[] = {
        { "upcoming forthcoming planned scheduled next", EXPECTATION_SCHEDULED },
        { "expected anticipated impending imminent looming", EXPECTATION_EXPECTED },
        { "potential possible threatened", EXPECTATION_POSSIBLE },
    };
    const syntax *s = &f->b->syntax;
    for (uint32_t c = syntax_child(s, noun, DEP_AMOD); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_AMOD))
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (c < noun && !f->ahead[c]
                && word_in_list(token_str(f->b->tokens, c), rows[i].words)) {
                *kind = rows[i].kind;
                return !str_is_folded(token_str(f->b->tokens, c), "next");
            }
    return false;
}

/* "Thursday's vote", "a vote on Thursday" */
static bool by_date(const foresight *f, uint32_t noun) {
    const syntax *s = &f->b->syntax;
    for (uint32_t c = s->first_child[noun]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = clause_relation(f->b, c);
        bool fits = r == DEP_NMOD_POSS || r == DEP_COMPOUND || r == DEP_NMOD;
        if (fits && f->ahead[c] == SIDE_AHEAD) return true;
    }
    return false;
}

bool outlook_noun(const foresight *f, uint32_t noun, outlook *out) {
    if (clause_class(f->b, noun) != UPOS_NOUN || !is_calendar_noun(clause_lemma(f->b, noun)))
        return false;
    if (f->taken[noun] || f->ahead[noun]) return false;
    *out = (outlook){ .act = noun,
                      .governor = noun,
                      .subject = TOKEN_NONE,
                      .kind = EXPECTATION_SCHEDULED,
                      .noun = true };
    if (!by_date(f, noun) && !by_adjective(f, noun, &out->kind)) return false;
    out->subject = syntax_child(&f->b->syntax, noun, DEP_NMOD_POSS);
    if (out->subject != TOKEN_NONE && f->ahead[out->subject]) out->subject = TOKEN_NONE;
    return true;
}
