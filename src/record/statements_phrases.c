/* record/statements_phrases.c: attributions without a verb that the reader left out:
 * "according to the engineer", "in her view", "the farmers' opposition to the dam". */
#include "record/sayings.h"

static bool is_free(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (d->said[i] != DRAFT_NONE || d->marked[i] != DRAFT_NONE) return false;
    return p.past > p.first;
}

static bool has_verb(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (drafting_class(d, i) == UPOS_VERB || drafting_class(d, i) == UPOS_AUX) return true;
    return false;
}

static bool is_nominal(const drafting *d, uint32_t i) {
    upos class = drafting_class(d, i);
    return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON;
}

/* The rest of a sentence around a phrase, where it is free and has a verb: one or two spans. */
static size_t rest_of_sentence(const drafting *d, phrase but, phrase out[2]) {
    sentence s = drafting_around(d, but.first);
    phrase parts[2] = { { s.first, but.first }, { but.past, s.past } };
    size_t count = 0;
    bool verb = false;
    for (size_t i = 0; i < 2; i++) {
        if (parts[i].past <= parts[i].first) continue;
        phrase p = saying_trimmed(d, parts[i]);
        if (p.past <= p.first) continue;
        if (!is_free(d, p)) return 0;
        verb |= has_verb(d, p);
        out[count++] = p;
    }
    return verb ? count : 0;
}

/* A new draft; its contents are the caller's to add. */
static size_t add(drafting *d, phrase cue, phrase source) {
    size_t number = draft_new(d, 0.5F);
    draft_add(d, number, ROLE_CUE, cue);
    draft_add(d, number, ROLE_SOURCE, source);
    draft_read_cue(d, number);
    return number;
}

/* As if it had never been added. */
static void drop(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    of->dropped = true;
    for (uint32_t i = of->cue.at[0].first; i < of->cue.at[0].past; i++) {
        d->marked[i] = DRAFT_NONE;
        d->cued[i] = false;
    }
    for (uint32_t i = of->source.at[0].first; i < of->source.at[0].past; i++)
        d->marked[i] = DRAFT_NONE;
}

static void say(drafting *d, size_t number, const phrase *content, size_t count) {
    for (size_t i = 0; i < count; i++) draft_add(d, number, ROLE_CONTENT, content[i]);
}

/* The noun that follows in the same sentence, with what belongs to it. */
static phrase noun_after(const drafting *d, uint32_t i) {
    sentence s = drafting_around(d, i);
    for (uint32_t w = i; w < s.past && w < i + 12; w++) {
        if (!is_nominal(d, w)) continue;
        uint32_t head = syntax_head(&d->b->syntax, w);
        deprel r = drafting_relation(d, w);
        bool part = r == DEP_COMPOUND || r == DEP_AMOD || r == DEP_NMOD_POSS || r == DEP_NUMMOD
                 || r == DEP_FLAT;
        if (part && head != TOKEN_NONE && head > w) continue;
        phrase p = syntax_noun_phrase(&d->b->syntax, w);
        if (p.first > i) p.first = i;
        while (p.past < s.past && drafting_class(d, p.past) == UPOS_PROPN) p.past++;
        return p.past <= s.past ? p : (phrase){ i, i };
    }
    return (phrase){ i, i };
}

/* "according to X": what else the sentence says is X's. A score or a plan says nothing. */
static void look_at_according(drafting *d, uint32_t i) {
    if (!drafting_is(d, i, "according") || !drafting_is(d, i + 1, "to")) return;
    phrase cue = { i, i + 2 }, source = noun_after(d, i + 2), content[2];
    if (!is_free(d, cue) || !is_free(d, source)) return;
    bool begins = drafting_sentence(d, i).first == i;
    bool apart = i > 0 && drafting_has_flag(d, i - 1, TOKEN_MARK);
    if (!begins && !apart) return;
    phrase whole = { i, source.past };
    size_t count = rest_of_sentence(d, whole, content), number = add(d, cue, source);
    if (count) say(d, number, content, count);
    else drafts_fill_around(d, number, whole);
    if (!d->drafts.at[number].content.count) drop(d, number);
}

/* "According to [the service, four people came]": the name before the comma is the source. */
static void part_according(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->dropped || of->source.count || of->content.count != 1 || !of->cue.count) return;
    if (!drafting_is(d, of->cue.at[0].first, "according")) return;
    phrase *words = &of->content.at[0];
    phrase source = noun_after(d, words->first);
    bool apart = words->first <= of->cue.at[0].past + 1 && source.past + 2 < words->past
              && drafting_is(d, source.past, ",");
    if (!apart || source.past <= source.first) return;
    for (uint32_t i = words->first; i <= source.past; i++) d->said[i] = DRAFT_NONE;
    words->first = source.past + 1;
    draft_add(d, number, ROLE_SOURCE, source);
}

/* A cue "according to" that the reader left without its words. */
static void fill_according(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    if (of->dropped || of->content.count || !of->cue.count) return;
    phrase cue = of->cue.at[0], content[2];
    if (!drafting_is(d, cue.first, "according")) return;
    if (drafting_is(d, cue.past, "to")) cue.past++;
    if (!of->source.count) {
        phrase source = noun_after(d, cue.past);
        if (!is_free(d, source)) return;
        draft_add(d, number, ROLE_SOURCE, source);
    }
    phrase whole = { cue.first, phrases_reach(&d->drafts.at[number].source).past };
    if (whole.past <= cue.past) return;
    size_t count = rest_of_sentence(d, whole, content);
    if (count) say(d, number, content, count);
    else drafts_fill_around(d, number, whole);
}

static const char *const views[] = { "view", "opinion", "eyes", "words", "mind", "telling",
                                     "account", NULL };

/* "In her view the damage was done" */
static void look_at_view(drafting *d, uint32_t i) {
    if (!word_in(drafting_word(d, i), views) || drafting_class(d, i) != UPOS_NOUN) return;
    uint32_t owner = syntax_child(&d->b->syntax, i, DEP_NMOD_POSS);
    uint32_t mark = syntax_child(&d->b->syntax, i, DEP_CASE);
    if (owner == TOKEN_NONE || mark == TOKEN_NONE) return;
    if (!drafting_is(d, mark, "in") && !drafting_is(d, mark, "by")) return;
    phrase whole = { mark, i + 1 }, content[2];
    if (!is_free(d, whole)) return;
    size_t count = rest_of_sentence(d, whole, content);
    phrase source = syntax_noun_phrase(&d->b->syntax, owner);
    if (!count || source.past > whole.past) return;
    say(d, add(d, (phrase){ mark, mark + 1 }, source), content, count);
}

static const char *const position_marks[] = { "to", "for", "of", "about", "against", "over", NULL };
static const char *const positions[] = { "opposition", "support", "criticism", "concern",
    "condemnation", "fear", "hope", "belief", "praise", "allegation", "objection", NULL };

/* "the farmers' opposition to the dam" */
static void look_at_position(drafting *d, uint32_t i) {
    if (drafting_class(d, i) != UPOS_NOUN || !word_in(drafting_lemma(d, i), positions)) return;
    const syntax *s = &d->b->syntax;
    uint32_t owner = syntax_child(s, i, DEP_NMOD_POSS), matter = syntax_child(s, i, DEP_NMOD);
    if (owner == TOKEN_NONE || matter == TOKEN_NONE || matter < i) return;
    uint32_t mark = syntax_child(s, matter, DEP_CASE);
    if (mark == TOKEN_NONE || !word_in(drafting_word(d, mark), position_marks)) return;
    phrase cue = { i, mark + 1 }, source = syntax_noun_phrase(s, owner);
    phrase content = saying_trimmed(d, syntax_subtree(s, matter));
    if (mark != i + 1 || content.past <= mark + 1) return;
    content.first = mark + 1;
    if (is_free(d, cue) && is_free(d, source) && is_free(d, content))
        say(d, add(d, cue, source), &content, 1);
}

void drafts_complete_phrases(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++) part_according(d, i);
    for (size_t i = 0; i < d->drafts.count; i++) fill_according(d, i);
    for (uint32_t i = 0; i < d->b->tokens->count; i++) {
        if (d->said[i] != DRAFT_NONE || d->marked[i] != DRAFT_NONE) continue;
        if (drafting_has_flag(d, i, TOKEN_QUOTED)) continue;
        look_at_according(d, i);
        look_at_view(d, i);
        look_at_position(d, i);
    }
}
