/* record/sayings.c: what a tree shows of a verb of saying.
 *
 * What is said is the verb's clause ("said that ..."), its infinitive ("vowed to ..."), its
 * object where it takes sides ("condemned the tax"), or the clause that the verb hangs on as
 * a parenthesis ("The bridge, she said, is shut"). The subject says it; in the passive the
 * agent. */
#include "record/sayings.h"

static const char *const negations[] = { "not", "n't", "n’t", "never", "nor", NULL };
static const char *const modals[] = { "could", "might", "should", "may", "must", "can",
                                      "will", "ca", "wo", "'ll", "’ll", NULL };

static bool has_child_before(const drafting *d, uint32_t verb, const char *const *words) {
    const syntax *s = &d->b->syntax;
    for (uint32_t i = s->first_child[verb]; i != TOKEN_NONE && i < verb; i = s->next_sibling[i])
        if (word_in(drafting_word(d, i), words)) return true;
    return false;
}

static bool has_would_before(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    for (uint32_t i = s->first_child[verb]; i != TOKEN_NONE && i < verb; i = s->next_sibling[i])
        if (str_is(drafting_lemma(d, i), "would")) return true;
    return false;
}

/* Said or thought in fact: not denied, wished or asked about. */
static bool is_asserted(const drafting *d, uint32_t verb, const cue_word *word) {
    bool thought = word->kind == CUE_THOUGHT || word->kind == CUE_POSITION;
    if (has_child_before(d, verb, modals) || has_would_before(d, verb)) return false;
    return thought || !has_child_before(d, verb, negations);
}

static bool opens_in(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i + 1 < p.past; i++)
        if (drafting_has_flag(d, i, TOKEN_QUOTE_OPEN)) return true;
    return false;
}

phrase saying_trimmed(const drafting *d, phrase p) {
    while (p.past > p.first && drafting_has_flag(d, p.past - 1, TOKEN_MARK)) {
        if (drafting_has_flag(d, p.past - 1, TOKEN_QUOTE_CLOSE) && opens_in(d, p)) break;
        p.past--;
    }
    while (p.past > p.first && drafting_has_flag(d, p.first, TOKEN_MARK)
           && !drafting_has_flag(d, p.first, TOKEN_QUOTE_OPEN))
        p.first++;
    return p;
}

static bool is_clause(const drafting *d, uint32_t i) {
    upos class = drafting_class(d, i);
    return class == UPOS_VERB || class == UPOS_AUX
        || syntax_child(&d->b->syntax, i, DEP_COP) != TOKEN_NONE
        || syntax_child(&d->b->syntax, i, DEP_NSUBJ) != TOKEN_NONE;
}

static bool is_infinitive(const drafting *d, uint32_t clause) {
    uint32_t mark = syntax_child(&d->b->syntax, clause, DEP_MARK);
    return is_clause(d, clause) && mark != TOKEN_NONE && drafting_is(d, mark, "to");
}

static uint32_t infinitive_below(const drafting *d, uint32_t head, deprel relation) {
    const syntax *s = &d->b->syntax;
    uint32_t c = syntax_child(s, head, relation);
    while (c != TOKEN_NONE && (c < head || !is_infinitive(d, c))) c = syntax_next(s, c, relation);
    return c;
}

uint32_t saying_infinitive(const drafting *d, uint32_t verb) {
    static const deprel relations[] = { DEP_XCOMP, DEP_CCOMP, DEP_ADVCL };
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        uint32_t found = infinitive_below(d, verb, relations[i]);
        if (found != TOKEN_NONE) return found;
    }
    uint32_t told = syntax_child(&d->b->syntax, verb, DEP_OBJ);
    return told == TOKEN_NONE || told < verb ? TOKEN_NONE : infinitive_below(d, told, DEP_ACL);
}

static const char *const relatives[] = { "who", "that", "which", "whom", NULL };

/* A clause below the object with a subject of its own is no relative clause. */
static uint32_t clause_below(const drafting *d, uint32_t told) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = s->first_child[told]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = drafting_relation(d, c);
        if (c < told || (r != DEP_ACL_RELCL && r != DEP_ACL) || !is_clause(d, c)) continue;
        uint32_t subject = syntax_child(s, c, DEP_NSUBJ);
        if (subject != TOKEN_NONE && !word_in(drafting_word(d, subject), relatives)) return c;
    }
    return TOKEN_NONE;
}

uint32_t saying_clause(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    uint32_t clause = syntax_child(s, verb, DEP_CCOMP);
    const cue_word *word = cue_find_at(d, verb);
    if (clause != TOKEN_NONE || !word || !(word->flags & CUE_HEARER)) return clause;
    uint32_t told = syntax_child(s, verb, DEP_IOBJ);
    if (told == TOKEN_NONE) told = syntax_child(s, verb, DEP_OBJ);
    return told == TOKEN_NONE ? told : clause_below(d, told);
}

/* Before the clause that says what. */
static bool stands_before_clause(const drafting *d, const draft *of, uint32_t told) {
    uint32_t clause = saying_clause(d, of->head);
    if (clause == TOKEN_NONE) clause = saying_infinitive(d, of->head);
    return clause != TOKEN_NONE && clause > told && phrases_hold(&of->content, clause);
}

/* Of "told Swiss television SRF" the name. */
static uint32_t name_behind(const drafting *d, const draft *of, uint32_t told) {
    static const char *const outlets[] = { "television", "broadcaster", "radio", "newspaper",
        "station", "channel", "agency", "magazine", "daily", "weekly", "tabloid", "website",
        "network", "paper", "outlet", "programme", "program", NULL };
    bool outlet = told != TOKEN_NONE && drafting_class(d, told) == UPOS_NOUN
               && word_in(drafting_lemma(d, told), outlets);
    uint32_t next = told + 1;
    if (!outlet || next >= d->b->tokens->count || drafting_class(d, next) != UPOS_PROPN)
        return told;
    bool free = d->said[next] == DRAFT_NONE && !phrases_hold(&of->content, next);
    return free && !time_in(d->b, next, next + 1).known ? next : told;
}

static uint32_t hearer_of(const drafting *d, const draft *of) {
    const syntax *s = &d->b->syntax;
    if (drafting_is_passive(d, of->head)) return syntax_child(s, of->head, DEP_NSUBJ_PASS);
    uint32_t told = syntax_child(s, of->head, DEP_IOBJ);
    if (told == TOKEN_NONE) told = syntax_child(s, of->head, DEP_OBJ);
    if (told == TOKEN_NONE || !phrases_hold(&of->content, told)) return told;
    return stands_before_clause(d, of, told) ? told : TOKEN_NONE;
}

uint32_t saying_hearer(const drafting *d, const draft *of) {
    return name_behind(d, of, hearer_of(d, of));
}

static bool may_be_told(const drafting *d, uint32_t i) {
    upos class = drafting_class(d, i);
    return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON || class == UPOS_NUM
        || class == UPOS_X;
}

enum { GAP_LIMIT = 12 }; /* tokens */

/* "told [Transport Minister Aksel] Ruud that": of nouns in a row the last that a name is. */
static uint32_t last_name(const drafting *d, uint32_t i) {
    uint32_t found = i, end = i + GAP_LIMIT;
    for (; i < end && i < d->b->tokens->count && d->said[i] == DRAFT_NONE; i++) {
        upos class = drafting_class(d, i);
        if (class != UPOS_NOUN && class != UPOS_PROPN) break;
        id at = d->b->mention_at[i];
        if (at != ID_NONE && d->b->mentions.at[at].kind == MENTION_NAME) found = i;
    }
    return found;
}

uint32_t saying_told(const drafting *d, const draft *of) {
    uint32_t i = of->head + 1, end = i + GAP_LIMIT;
    bool tells = of->word && (of->word->flags & CUE_HEARER);
    if (!tells && !drafting_is(d, i++, "to")) return TOKEN_NONE;
    for (; i < end && i < d->b->tokens->count; i++) {
        if (d->said[i] != DRAFT_NONE || drafting_has_flag(d, i, TOKEN_MARK)) return TOKEN_NONE;
        upos class = drafting_class(d, i);
        if (class == UPOS_ADP || class == UPOS_VERB) return TOKEN_NONE;
        if (!may_be_told(d, i)) continue;
        uint32_t head = syntax_head(&d->b->syntax, i);
        bool inside = head != TOKEN_NONE && head > i && head < end
                   && (may_be_told(d, head) || drafting_class(d, head) == UPOS_ADJ);
        return inside ? head : last_name(d, i);
    }
    return TOKEN_NONE;
}

static const char *const for_mark[] = { "for", NULL };

/* "begged the judge for leniency" */
static uint32_t plea_of(const drafting *d, uint32_t verb) {
    static const char *const pleading[] = { "beg", "ask", "plead", "appeal", "pray", NULL };
    const syntax *s = &d->b->syntax;
    if (!word_in(drafting_lemma(d, verb), pleading)) return TOKEN_NONE;
    for (uint32_t w = syntax_child(s, verb, DEP_OBL); w != TOKEN_NONE;
         w = syntax_next(s, w, DEP_OBL)) {
        uint32_t mark = syntax_child(s, w, DEP_CASE);
        if (mark != TOKEN_NONE && word_in(drafting_word(d, mark), for_mark)) return w;
    }
    return TOKEN_NONE;
}

/* "called for [an end to the ban]" */
static uint32_t particle_object(const drafting *d, uint32_t verb, const cue_word *word) {
    const syntax *s = &d->b->syntax;
    for (uint32_t w = syntax_child(s, verb, DEP_OBL); w != TOKEN_NONE;
         w = syntax_next(s, w, DEP_OBL)) {
        uint32_t mark = syntax_child(s, w, DEP_CASE);
        if (mark != TOKEN_NONE && drafting_is(d, mark, word->particle)) return w;
    }
    return TOKEN_NONE;
}

/* "called the president" is no naming, "called it 'a raffle'" is: only quoted names count. */
static bool is_calling(const drafting *d, uint32_t verb) {
    if (!str_is(drafting_lemma(d, verb), "call")) return false;
    phrase p = syntax_subtree(&d->b->syntax, verb);
    for (uint32_t i = verb + 1; i < p.past && i < verb + 40; i++)
        if (drafting_has_flag(d, i, TOKEN_QUOTE_OPEN)) return false;
    return true;
}

/* "registered", "voiced": what, a noun of position must tell ("his opposition"). */
static bool voices(const drafting *d, uint32_t verb) {
    static const char *const voicing[] = { "register", "express", "voice", NULL };
    return word_in(drafting_lemma(d, verb), voicing);
}

static bool is_position(const drafting *d, uint32_t noun) {
    const cue_word *word = cue_find(drafting_lemma(d, noun), STR(""));
    return drafting_class(d, noun) == UPOS_NOUN && word && (word->flags & CUE_NOUN);
}

static const char *const sides[] = { "to", "for", "of", "against", "with", "at", "over", "about",
                                     "on", "that", NULL };

bool saying_lacks_matter(const drafting *d, uint32_t verb) {
    uint32_t noun = syntax_child(&d->b->syntax, verb, DEP_OBJ);
    if (noun == TOKEN_NONE || noun < verb) return false;
    if (!voices(d, verb) || !is_position(d, noun)) return false;
    if (syntax_child(&d->b->syntax, noun, DEP_NMOD) != TOKEN_NONE) return false;
    return noun + 1 >= d->b->tokens->count || !word_in(drafting_word(d, noun + 1), sides);
}

/* The word below the verb that heads what is said, or TOKEN_NONE. */
static uint32_t matter_of(const drafting *d, uint32_t verb, const cue_word *word) {
    const syntax *s = &d->b->syntax;
    uint32_t clause = saying_clause(d, verb);
    if ((word->flags & CUE_CLAUSE) && clause != TOKEN_NONE) return clause;
    clause = word->flags & CUE_TO ? saying_infinitive(d, verb) : TOKEN_NONE;
    if (clause == TOKEN_NONE) clause = plea_of(d, verb);
    if (clause != TOKEN_NONE) return clause;
    if (word->particle[0] && (word->flags & CUE_MATTER)) return particle_object(d, verb, word);
    uint32_t object = syntax_child(s, verb, DEP_OBJ);
    bool takes = (word->flags & CUE_MATTER) && !is_calling(d, verb)
              && !saying_lacks_matter(d, verb);
    if (!takes || object == TOKEN_NONE || object < verb) return TOKEN_NONE;
    return !voices(d, verb) || is_position(d, object) ? object : TOKEN_NONE;
}

enum { PARENTHESIS_LIMIT = 24 }; /* tokens of "she said on Monday" */

/* "The bridge, she said, is shut": what the verb is put into. */
static void read_parenthesis(const drafting *d, saying *out) {
    const syntax *s = &d->b->syntax;
    uint32_t head = syntax_head(s, out->verb);
    if (drafting_relation(d, out->verb) != DEP_PARATAXIS || head == TOKEN_NONE) return;
    phrase own = syntax_subtree(s, out->verb), all = syntax_subtree(s, head);
    if (out->word->kind != CUE_SPEECH || own.past - own.first > PARENTHESIS_LIMIT) return;
    if (!(out->word->flags & CUE_CLAUSE) || own.first <= all.first) return;
    phrase parts[2] = { { all.first, own.first }, { own.past, all.past } };
    for (size_t i = 0; i < 2; i++) {
        phrase p = parts[i].past > parts[i].first ? saying_trimmed(d, parts[i]) : parts[i];
        if (p.past > p.first) out->content[out->contents++] = p;
    }
}

static void read_content(const drafting *d, saying *out) {
    uint32_t head = matter_of(d, out->verb, out->word);
    if (head == TOKEN_NONE) {
        read_parenthesis(d, out);
        return;
    }
    phrase p = syntax_subtree(&d->b->syntax, head);
    if (voices(d, out->verb)) p.past = syntax_subtree(&d->b->syntax, out->verb).past;
    p = saying_trimmed(d, p);
    if (out->word->particle[0] && drafting_is(d, p.first, out->word->particle)) p.first++;
    bool around = out->verb >= p.first && out->verb < p.past;
    bool pronoun = p.past == p.first + 1 && drafting_class(d, p.first) == UPOS_PRON;
    if (p.past > p.first && !around && !pronoun) out->content[out->contents++] = p;
}

static bool may_speak(const drafting *d, uint32_t subject) {
    if (subject == TOKEN_NONE || drafting_relation(d, subject) == DEP_EXPL) return false;
    if (word_in(drafting_word(d, subject), relatives)) return true;
    upos class = drafting_class(d, subject);
    return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON || class == UPOS_NUM
        || class == UPOS_DET || class == UPOS_ADJ;
}

/* "were told by the guards": the reader may know the agent as any phrase with "by". */
uint32_t saying_agent(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    uint32_t agent = syntax_child(s, verb, DEP_OBL_AGENT);
    for (uint32_t w = syntax_child(s, verb, DEP_OBL); agent == TOKEN_NONE && w != TOKEN_NONE;
         w = syntax_next(s, w, DEP_OBL)) {
        uint32_t mark = syntax_child(s, w, DEP_CASE);
        if (mark != TOKEN_NONE && drafting_is(d, mark, "by")) agent = w;
    }
    return agent;
}

static const char *const contacts[] = { "call", "phone", "telephone", "ring", "meet", "write",
                                        "visit", NULL };

/* Subject of a verb; of "phoned Ruiz to urge" not Ruiz, of "took the step of urging" not the
 * step, but who phoned and who took it. */
static uint32_t doer_of(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    for (int climb = 0; climb < 4; climb++) {
        deprel r = drafting_relation(d, verb);
        uint32_t own = syntax_child(s, verb, DEP_NSUBJ), head = syntax_head(s, verb);
        if (own != TOKEN_NONE || head == TOKEN_NONE) break;
        uint32_t mark = syntax_child(s, verb, DEP_MARK);
        bool contact = word_in(drafting_lemma(d, head), contacts);
        if (r == DEP_ACL && mark != TOKEN_NONE) {
            while (head != TOKEN_NONE && drafting_class(d, head) != UPOS_VERB)
                head = syntax_head(s, head);
            if (head == TOKEN_NONE) break;
        } else if (r != DEP_ADVCL && !(r == DEP_XCOMP && contact)) {
            break;
        }
        verb = head;
    }
    return syntax_subject(s, verb);
}

static void read_source(const drafting *d, saying *out) {
    const syntax *s = &d->b->syntax;
    out->source = (phrase){ out->verb, out->verb };
    out->subject = drafting_is_passive(d, out->verb) ? saying_agent(d, out->verb)
                                                     : doer_of(d, out->verb);
    if (may_speak(d, out->subject)) out->source = syntax_noun_phrase(s, out->subject);
    else out->subject = TOKEN_NONE;
}

static void read_cue(const drafting *d, saying *out) {
    const syntax *s = &d->b->syntax;
    uint32_t verb = out->verb;
    out->cue = (phrase){ verb, verb + 1 };
    for (uint32_t i = s->first_child[verb]; i != TOKEN_NONE && i < verb; i = s->next_sibling[i]) {
        deprel r = drafting_relation(d, i);
        bool part = r == DEP_AUX || r == DEP_AUX_PASS;
        if (part && i < out->cue.first && out->cue.first - i <= 3) out->cue.first = i;
    }
    if (out->word->particle[0] && drafting_is(d, verb + 1, out->word->particle))
        out->cue.past = verb + 2;
}

static const char *const not_persons[] = { "it", "this", "these", "those", "there", "what",
                                           "you", NULL };

bool saying_at(const drafting *d, uint32_t verb, saying *out) {
    *out = (saying){ .verb = verb, .subject = TOKEN_NONE };
    if (drafting_class(d, verb) != UPOS_VERB) return false;
    out->word = cue_find_at(d, verb);
    if (!out->word || out->word->kind == CUE_EVENT) return false;
    if (!is_asserted(d, verb, out->word)) return false;
    read_source(d, out);
    if (out->subject == TOKEN_NONE || word_in(drafting_word(d, out->subject), not_persons))
        return false;
    read_cue(d, out);
    read_content(d, out);
    return out->contents > 0;
}
