/* record/statements_missed.c: what the reader left out and the trees show.
 *
 * The reader and the parser err in different places: a plain verb of saying with a subject
 * and a clause of its own, none of which the reader has marked, makes a statement. */
#include "record/channels.h"
#include "record/sayings.h"

enum { NEAR_HEAD = 12 }; /* tokens */

static bool is_free(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (d->said[i] != DRAFT_NONE || d->marked[i] != DRAFT_NONE) return false;
    return true;
}

static bool content_is_free(const drafting *d, const saying *s) {
    for (size_t i = 0; i < s->contents; i++)
        if (!is_free(d, s->content[i])) return false;
    return true;
}

static void add_content(drafting *d, size_t number, const saying *s) {
    for (size_t i = 0; i < s->contents; i++) draft_add(d, number, ROLE_CONTENT, s->content[i]);
}

/* Outside of quotations verbs are the report's own. */
static bool is_reports_own(const drafting *d, uint32_t verb) {
    return d->said[verb] == DRAFT_NONE && d->marked[verb] == DRAFT_NONE
        && !drafting_has_flag(d, verb, TOKEN_QUOTED);
}

static const char *const things[] = { "which", "that", "it", "this", NULL };

/* An actor or a pronoun: shafts threaten to collapse and clouds promise rain, too. */
static bool may_speak(const drafting *d, uint32_t subject) {
    if (actor_at(d->b, subject) != ID_NONE) return true;
    upos class = drafting_class(d, subject);
    return class == UPOS_PROPN
        || (class == UPOS_PRON && !word_in(drafting_word(d, subject), things));
}

/* "said Lynch, [who called on ministers to act]": of a source only the name is one; what a
 * clause on it tells may be a second saying. */
static void free_relative(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    for (size_t i = 0; i < of->source.count; i++) {
        phrase p = of->source.at[i];
        uint32_t who = p.first + 1;
        while (who < p.past && !drafting_is(d, who, "who")) who++;
        if (who + 1 >= p.past || drafting_relation(d, who) != DEP_NSUBJ) continue;
        for (uint32_t w = who; w < p.past; w++)
            if (d->marked[w] == number) d->marked[w] = DRAFT_NONE;
    }
}

static void look_at(drafting *d, uint32_t verb) {
    saying s;
    if (!is_reports_own(d, verb) || !saying_at(d, verb, &s)) return;
    if (s.word->kind == CUE_SHOW || !content_is_free(d, &s)) return;
    if (d->said[s.subject] != DRAFT_NONE || !may_speak(d, s.subject)) return;
    size_t number = draft_new(d, 0.45F);
    draft_add(d, number, ROLE_CUE, s.cue);
    draft_add(d, number, ROLE_SOURCE, s.source);
    add_content(d, number, &s);
    d->drafts.at[number].head = s.verb;
    d->drafts.at[number].word = s.word;
}

/* "was against the wall", "are up against the champions": no position. */
static bool is_figure(const drafting *d, uint32_t against, uint32_t matter) {
    static const char *const figures[] = { "wall", "rope", "door", "fence", "law", "rule", "clock",
                                           "odds", "odd", "time", "grain", "background", NULL };
    static const char *const before[] = { "up", "record", NULL };
    return word_in(drafting_lemma(d, matter), figures)
        || (against > 0 && word_in(drafting_lemma(d, against - 1), before))
        || drafting_class(d, matter) != UPOS_NOUN;
}

/* What "against" or "in favour of" at i stands before, and the word that "is" so, or false:
 * "is dead against [the scheme]", "are in favour of [the change]". */
static bool position_at(const drafting *d, uint32_t i, uint32_t *matter, uint32_t *being) {
    const syntax *s = &d->b->syntax;
    bool favour = drafting_is(d, i, "favour") || drafting_is(d, i, "favor");
    if (favour && i && drafting_is(d, i - 1, "in")) {
        *matter = syntax_child(s, i, DEP_NMOD);
        *being = i;
        return *matter != TOKEN_NONE && drafting_class(d, *matter) == UPOS_NOUN;
    }
    if (!drafting_is(d, i, "against") || drafting_relation(d, i) != DEP_CASE) return false;
    *matter = *being = syntax_head(s, i);
    if (*matter == TOKEN_NONE || *matter < i || is_figure(d, i, *matter)) return false;
    if (syntax_child(s, *being, DEP_COP) == TOKEN_NONE) *being = syntax_head(s, *being);
    return *being != TOKEN_NONE && *being < i + NEAR_HEAD
        && drafting_class(d, *being) != UPOS_VERB;
}

/* "Residents are against the scheme": a position that no verb tells. */
static void look_at_position(drafting *d, uint32_t i) {
    static const char *const negations[] = { "not", "n't", "n’t", "never", NULL };
    const syntax *s = &d->b->syntax;
    uint32_t matter, being;
    if (!is_reports_own(d, i) || !position_at(d, i, &matter, &being)) return;
    uint32_t be = syntax_child(s, being, DEP_COP), who = syntax_child(s, being, DEP_NSUBJ);
    if (be == TOKEN_NONE || be > i || who == TOKEN_NONE || who > be || !may_speak(d, who)) return;
    for (uint32_t k = be; k < i; k++)
        if (word_in(drafting_word(d, k), negations)) return;
    uint32_t first = i + 1 + (drafting_is(d, i + 1, "of") ? 1 : 0);
    phrase words = { first, syntax_subtree(s, matter).past };
    words = words.past > words.first ? saying_trimmed(d, words) : words;
    phrase source = syntax_noun_phrase(s, who);
    if (words.past <= words.first || !is_free(d, words) || !is_free(d, source)) return;
    size_t number = draft_new(d, 0.45F);
    draft_add(d, number, ROLE_CUE, (phrase){ be, words.first });
    draft_add(d, number, ROLE_SOURCE, source);
    draft_add(d, number, ROLE_CONTENT, words);
    d->drafts.at[number].head = i;
    d->drafts.at[number].word = cue_find(drafting_is(d, i, "against") ? STR("against")
                                                                      : STR("favour"), STR(""));
}

static void end_at(drafting *d, phrase *words, uint32_t past) {
    for (uint32_t i = past; i < words->past; i++) d->said[i] = DRAFT_NONE;
    words->past = past;
    while (words->past > words->first + 1 && drafting_is(d, words->past - 1, ","))
        d->said[--words->past] = DRAFT_NONE;
}

/* A phrase that tells how, below a verb or (where the tree errs) below its object. */
static bool trim_below(drafting *d, phrase *words, uint32_t head, deprel relation) {
    const syntax *s = &d->b->syntax;
    for (uint32_t w = syntax_child(s, head, relation); w != TOKEN_NONE;
         w = syntax_next(s, w, relation)) {
        uint32_t first = syntax_subtree(s, w).first;
        if (first <= words->first || w >= words->past || drafting_is_quoted(d, w)) continue;
        bool during = relation == DEP_OBL || drafting_is(d, first, "during");
        if (!during || !channel_stands_at(d, w)) continue;
        end_at(d, words, first);
        return true;
    }
    return false;
}

/* What stands before its cue ("[It rained when she came], she said") is never the cue's. */
static bool has_words_behind(const draft *of) {
    return of->head != TOKEN_NONE && of->content.count
        && of->content.at[of->content.count - 1].first > of->head;
}

/* "revealed [the call during a press conference]": how it was said is none of what was. */
static void trim_channel(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (!has_words_behind(of)) return;
    phrase *last = &of->content.at[of->content.count - 1];
    if (trim_below(d, last, of->head, DEP_OBL)) return;
    uint32_t object = syntax_child(&d->b->syntax, of->head, DEP_OBJ);
    if (object != TOKEN_NONE) trim_below(d, last, object, DEP_NMOD);
}

static const char *const meanwhile[] = { "while", "after", "before", "when", "as", "since", NULL };

/* "described [the crew as having slept]", "[that when she came] it rained": what is named goes on
 * with "as", and no words end before their first verb. */
static bool goes_on(const drafting *d, const draft *of, phrase words, uint32_t first) {
    static const char *const naming[] = { "describe", "characterise", "characterize", "portray",
                                          "see", "view", "regard", "cast", "depict", "paint",
                                          "dismiss", "quote", "cite", NULL };
    if (drafting_is(d, first, "as") && word_in(drafting_lemma(d, of->head), naming)) return true;
    return first == words.first + 1 && drafting_class(d, words.first) == UPOS_SCONJ;
}

/* "acknowledged [their quarrel while promising help]": a clause of the report's own. */
static void trim_clause(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (!has_words_behind(of)) return;
    const syntax *s = &d->b->syntax;
    phrase *last = &of->content.at[of->content.count - 1];
    for (uint32_t w = syntax_child(s, of->head, DEP_ADVCL); w != TOKEN_NONE;
         w = syntax_next(s, w, DEP_ADVCL)) {
        uint32_t first = syntax_subtree(s, w).first;
        bool marked = first < w && word_in(drafting_word(d, first), meanwhile);
        if (!marked || first <= last->first || w >= last->past) continue;
        if (drafting_is_quoted(d, w) || drafting_is_quoted(d, first)) continue;
        if (goes_on(d, of, *last, first)) continue;
        end_at(d, last, first);
        return;
    }
}

/* ---- a second verb of saying ---- */

/* A verb of saying that shares its subject with the cue and that no cue holds, with words of
 * the draft on both sides. */
static bool is_second(const drafting *d, const draft *of, uint32_t verb) {
    if (verb < of->head || drafting_class(d, verb) != UPOS_VERB || !is_reports_own(d, verb))
        return false;
    const cue_word *word = cue_find_at(d, verb);
    if (!word || word->kind != CUE_SPEECH || of->content.count < 2) return false;
    if (syntax_child(&d->b->syntax, verb, DEP_NSUBJ) != TOKEN_NONE) return false;
    size_t last = of->content.count - 1;
    return of->content.at[0].past <= verb && of->content.at[last].first > verb;
}

/* A statement of the same speaker as another's, by a cue of its own. */
static size_t second_of(drafting *d, size_t number, phrase cue) {
    size_t second = draft_new(d, d->drafts.at[number].confidence);
    draft_add(d, second, ROLE_CUE, cue);
    draft_read_cue(d, second);
    for (size_t i = 0; i < d->drafts.at[number].source.count; i++)
        draft_add(d, second, ROLE_SOURCE, d->drafts.at[number].source.at[i]);
    return second;
}

static void part_at(drafting *d, size_t number, uint32_t verb) {
    size_t second = second_of(d, number, (phrase){ verb, verb + 1 });
    phrase_list all = d->drafts.at[number].content;
    size_t kept = 0;
    while (kept < all.count && all.at[kept].first < verb) kept++;
    d->drafts.at[number].content.count = kept;
    for (size_t i = kept; i < all.count; i++) draft_add(d, second, ROLE_CONTENT, all.at[i]);
}

/* Whether the words of the draft have run over a second verb of telling, and what that tells. */
static bool runs_over(const drafting *d, const draft *of, uint32_t verb, saying *second) {
    const cue_word *word = cue_find_at(d, verb);
    phrase words = of->content.at[0];
    if (of->content.count != 1 || verb <= words.first || verb + 1 >= words.past) return false;
    if (!word || !(word->flags & CUE_HEARER) || drafting_is_quoted(d, verb)) return false;
    if (syntax_child(&d->b->syntax, verb, DEP_NSUBJ) != TOKEN_NONE) return false;
    return saying_at(d, verb, second) && syntax_subtree(&d->b->syntax, verb).first > words.first;
}

static void part_inside(drafting *d, size_t number, const saying *told) {
    const syntax *s = &d->b->syntax;
    phrase *words = &d->drafts.at[number].content.at[0];
    uint32_t hearer = syntax_child(s, told->verb, DEP_IOBJ), past = words->past;
    if (hearer == TOKEN_NONE) hearer = syntax_child(s, told->verb, DEP_OBJ);
    end_at(d, words, syntax_subtree(s, told->verb).first);
    size_t second = second_of(d, number, told->cue);
    uint32_t first = hearer == TOKEN_NONE ? past : syntax_subtree(s, hearer).past;
    if (first < past) draft_add(d, second, ROLE_CONTENT, (phrase){ first, past });
    else add_content(d, second, told);
}

/* "told the crew to rest and told the press [the season was over]": what stands behind a
 * second verb of saying is said by it. */
static void part_second(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    if (of->dropped || of->head == TOKEN_NONE || !of->content.count) return;
    const syntax *s = &d->b->syntax;
    saying told;
    for (uint32_t w = syntax_child(s, of->head, DEP_CONJ); w != TOKEN_NONE;
         w = syntax_next(s, w, DEP_CONJ)) {
        bool over = runs_over(d, &d->drafts.at[number], w, &told);
        if (over) part_inside(d, number, &told);
        else if (is_second(d, &d->drafts.at[number], w)) part_at(d, number, w);
        else continue;
        return;
    }
}

/* ---- where and when, before words that are passed on ---- */

enum { FRONT_LIMIT = 24 }; /* tokens of "In a call to the mayor on Sunday," */

/* All of [first, past) hangs on one verb of saying behind it. */
static bool fronts_saying(const drafting *d, phrase front, phrase words) {
    for (uint32_t i = front.first; i < front.past; i++) {
        uint32_t head = syntax_head(&d->b->syntax, i);
        if (drafting_has_flag(d, i, TOKEN_MARK)) continue;
        if (head == TOKEN_NONE || head < front.first || head >= words.past) return false;
        const cue_word *word = head >= words.first ? cue_find_at(d, head) : NULL;
        if (head >= words.first && (!word || word->kind != CUE_SPEECH)) return false;
    }
    return true;
}

/* "In a call on Sunday, [the mayor stressed that ...], her office said": the office says that
 * it was in a call. */
static void add_front(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->dropped || !of->cue.count || of->content.count != 1) return;
    phrase *words = &of->content.at[0];
    phrase front = { drafting_around(d, words->first).first, words->first };
    if (front.past <= front.first + 2 || front.past > front.first + FRONT_LIMIT) return;
    bool apart = drafting_is(d, front.past - 1, ",") && !drafting_is_quoted(d, words->first)
              && drafting_class(d, front.first) == UPOS_ADP;
    if (!apart || of->cue.at[0].first < words->past || !is_free(d, front)) return;
    if (!fronts_saying(d, front, *words)) return;
    words->first = front.first;
    for (uint32_t i = front.first; i < front.past; i++) d->said[i] = number;
}

void drafts_complete(drafting *d) {
    size_t count = d->drafts.count;
    for (size_t i = 0; i < count; i++) part_second(d, i);
    for (size_t i = 0; i < count; i++) add_front(d, i);
    for (size_t i = 0; i < d->drafts.count; i++) trim_clause(d, i);
    for (size_t i = 0; i < d->drafts.count; i++) trim_channel(d, i);
    for (size_t i = 0; i < count; i++) free_relative(d, i);
    for (uint32_t i = 0; i < d->b->tokens->count; i++) {
        look_at(d, i);
        look_at_position(d, i);
    }
}
