/* record/statements.c: whatever a report passes on as somebody's words, thoughts or position.
 *
 * The reader marks who, the words that attribute, and what is attributed, flat and without
 * overlaps, after PolNeAR (Newell, Margolin and Ruths 2018). Here these become statements:
 * see statements.h for the steps. */
#include "record/statements.h"

#include <stdlib.h>

size_t draft_new(drafting *d, float confidence) {
    draft *fresh = LIST_ADD(d->b->a, &d->drafts);
    *fresh = (draft){ .head = TOKEN_NONE, .within = DRAFT_NONE, .confidence = confidence,
                       .by = d->step };
    fresh->time.time = ID_NONE;
    return d->drafts.count - 1;
}

void draft_add(drafting *d, size_t number, role_type part, phrase words) {
    draft *to = &d->drafts.at[number];
    phrase_list *lists[ROLE_TYPES] = { &to->source, &to->cue, &to->content };
    *LIST_ADD(d->b->a, lists[part]) = words;
    phrases_sort(lists[part]);
    for (uint32_t i = words.first; i < words.past && part == ROLE_CUE; i++) d->cued[i] = true;
    for (uint32_t i = words.first; i < words.past && !to->inner; i++) {
        if (part == ROLE_CONTENT) d->said[i] = number;
        else if (d->marked[i] == DRAFT_NONE) d->marked[i] = number;
    }
}

static int before(const void *left, const void *right) {
    const phrase *a = left, *b = right;
    return (a->first > b->first) - (a->first < b->first);
}

void phrases_sort(phrase_list *list) {
    size_t n = list->count;
    if (n > 1 && list->at[n - 1].first < list->at[n - 2].first)
        qsort(list->at, n, sizeof *list->at, before);
}

phrase phrases_reach(const phrase_list *list) {
    return (phrase){ list->at[0].first, list->at[list->count - 1].past };
}

const phrase *phrases_at(const phrase_list *list, uint32_t word) {
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->at[middle].past <= word) low = middle + 1;
        else high = middle;
    }
    return low < list->count && list->at[low].first <= word ? &list->at[low] : NULL;
}

bool phrases_hold(const phrase_list *list, uint32_t word) {
    return phrases_at(list, word) != NULL;
}

str drafting_word(const drafting *d, uint32_t i) { return token_str(d->b->tokens, i); }

/* Verbs of saying whose e the rules of text/lemma.h do not restore. */
static const char *const mended[] = { "telephone", "rebuke", "opine", "underscore", "lambaste" };

str drafting_lemma(const drafting *d, uint32_t i) {
    str lemma = d->b->syntax.lemmas[i];
    if (drafting_class(d, i) != UPOS_VERB) return lemma;
    for (size_t k = 0; k < sizeof mended / sizeof *mended; k++) {
        str whole = str_of(mended[k]);
        if (lemma.length + 1 == whole.length && str_starts(whole, lemma)) return whole;
    }
    return lemma;
}

bool drafting_is(const drafting *d, uint32_t i, const char *word) {
    return i < d->b->tokens->count && str_is_folded(drafting_word(d, i), word);
}

bool drafting_has_flag(const drafting *d, uint32_t i, token_flag flag) {
    return (d->b->tokens->at[i].flags & (uint32_t)flag) != 0;
}

upos drafting_class(const drafting *d, uint32_t i) { return (upos)d->b->labels->upos[i]; }

deprel drafting_relation(const drafting *d, uint32_t i) {
    return (deprel)d->b->labels->deprel[i];
}

sentence drafting_sentence(const drafting *d, uint32_t i) {
    return d->b->labels->sentences[d->b->labels->sentence_of[i]];
}

sentence drafting_around(const drafting *d, uint32_t i) {
    enum { REACH = 200 };
    sentence s = drafting_sentence(d, i);
    if (s.first + REACH < i) s.first = i - REACH;
    if (s.past > i + REACH) s.past = i + REACH;
    return s;
}

bool drafting_is_quoted(const drafting *d, uint32_t i) {
    return drafting_has_flag(d, i, TOKEN_QUOTED) || drafting_has_flag(d, i, TOKEN_SINGLE_QUOTED);
}

/* "Asked about the leak, Petrov said": a past participle that hangs on another verb. */
static bool is_bare_participle(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    deprel r = drafting_relation(d, verb);
    if ((r != DEP_ADVCL && r != DEP_ACL) || syntax_child(s, verb, DEP_NSUBJ) != TOKEN_NONE)
        return false;
    str word = drafting_word(d, verb);
    bool past = str_ends_folded(word, STR("ed")) || str_is_folded(word, "told")
             || str_is_folded(word, "known") || str_is_folded(word, "seen");
    return past && syntax_child(s, verb, DEP_AUX) == TOKEN_NONE
        && syntax_child(s, verb, DEP_MARK) == TOKEN_NONE;
}

bool drafting_is_passive(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    if (syntax_child(s, verb, DEP_AUX_PASS) != TOKEN_NONE) return true;
    if (is_bare_participle(d, verb)) return true;
    if (syntax_child(s, verb, DEP_NSUBJ_PASS) == TOKEN_NONE) return false;
    for (uint32_t i = verb; i > 0 && i + 4 > verb; i--)
        if (str_is(drafting_lemma(d, i - 1), "be")) return true;
    return false;
}

static const char *const enders[] = { "who", "which", "that", "whom", "to", "where", NULL };

phrase drafting_name(const drafting *d, uint32_t head) {
    phrase p = syntax_noun_phrase(&d->b->syntax, head);
    for (uint32_t i = head + 1; i < p.past; i++) {
        bool verb = drafting_class(d, i) == UPOS_VERB && drafting_class(d, i - 1) != UPOS_ADP;
        if (!verb && !word_in(drafting_word(d, i), enders)) continue;
        p.past = i;
        break;
    }
    while (p.past > head + 1 && drafting_has_flag(d, p.past - 1, TOKEN_MARK)) p.past--;
    return p;
}

bool word_in(str word, const char *const *list) {
    for (; *list; list++)
        if (str_is_folded(word, *list)) return true;
    return false;
}

void drafts_drop_inside(drafting *d, const passage *p) {
    for (uint32_t i = p->first; i < p->past; i++) {
        if (d->said[i] != DRAFT_NONE) d->drafts.at[d->said[i]].dropped = true;
        if (d->marked[i] != DRAFT_NONE) d->drafts.at[d->marked[i]].dropped = true;
        d->said[i] = d->marked[i] = DRAFT_NONE;
    }
}

static drafting drafting_of(build *b) {
    drafting d = { .b = b };
    size_t count = b->tokens->count;
    d.said = ARENA_NEW(b->a, size_t, count);
    d.passage_of = ARENA_NEW(b->a, uint32_t, count);
    d.marked = ARENA_NEW(b->a, size_t, count);
    d.cued = ARENA_NEW(b->a, bool, count);
    for (size_t i = 0; i < count; i++) d.said[i] = d.marked[i] = DRAFT_NONE;
    for (size_t p = 0; p < b->tokens->passage_count; p++)
        for (uint32_t i = b->tokens->passages[p].first; i < b->tokens->passages[p].past; i++)
            d.passage_of[i] = (uint32_t)p;
    return d;
}

static void add_spans(const drafting *d, const phrase_list *from, span_list *to) {
    for (size_t i = 0; i < from->count; i++) {
        phrase p = from->at[i];
        span bytes = { d->b->tokens->at[p.first].start, d->b->tokens->at[p.past - 1].end };
        *LIST_ADD(d->b->a, to) = bytes;
    }
}

static void write_statement(drafting *d, const draft *from, const id *numbers) {
    statement s = { .quotation = from->quotation, .speakers = from->speakers,
                    .addressees = from->addressees, .channel = from->channel,
                    .act = from->act, .stance = from->stance, .time = from->time,
                    .place = ID_NONE, .confidence = from->confidence, .by = from->by,
                    .act_by = from->act_by, .channel_by = from->channel_by };
    s.within = from->within == DRAFT_NONE ? ID_NONE : numbers[from->within];
    add_spans(d, &from->source, &s.source);
    add_spans(d, &from->cue, &s.cue);
    add_spans(d, &from->content, &s.content);
    *LIST_ADD(d->b->a, &d->b->out->statements) = s;
}

typedef struct place_in_order {
    size_t start, past, number;
} place_in_order;

/* By where they begin in the text, the longer first, then as they were found. */
static int by_place(const void *left, const void *right) {
    const place_in_order *a = left, *b = right;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    if (a->past != b->past) return a->past > b->past ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* Without the source, which several statements may share. */
static place_in_order place_of(const draft *d, size_t number) {
    place_in_order out = { SIZE_MAX, 0, number };
    const phrase_list *lists[] = { &d->cue, &d->content };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (!lists[i]->count) continue;
        phrase reach = phrases_reach(lists[i]);
        if (reach.first < out.start) out.start = reach.first;
        if (reach.past > out.past) out.past = reach.past;
    }
    return out;
}

size_t *drafts_in_order(drafting *d, size_t *count) {
    size_t kept = 0, all = d->drafts.count;
    place_in_order *places = ARENA_NEW(d->b->a, place_in_order, all + 1);
    size_t *order = ARENA_NEW(d->b->a, size_t, all + 1);
    for (size_t i = 0; i < all; i++)
        if (!d->drafts.at[i].dropped) places[kept++] = place_of(&d->drafts.at[i], i);
    qsort(places, kept, sizeof *places, by_place);
    for (size_t i = 0; i < kept; i++) order[i] = places[i].number;
    *count = kept;
    return order;
}

static void write_all(drafting *d) {
    size_t count, *order = drafts_in_order(d, &count);
    id *numbers = ARENA_NEW(d->b->a, id, d->drafts.count + 1);
    for (size_t i = 0; i < d->drafts.count; i++) numbers[i] = ID_NONE;
    for (size_t i = 0; i < count; i++) numbers[order[i]] = (id)i;
    for (size_t i = 0; i < count; i++) write_statement(d, &d->drafts.at[order[i]], numbers);
}

static void find_drafts(drafting *d) {
    d->step = "the reader's labels of source, cue and content";
    drafts_group(d);
    d->step = "a name and a colon, or a post with its author";
    drafts_label(d);
    d->step = "the questions and answers of an interview";
    drafts_interview(d);
    drafts_fill(d);
    d->step = "a verb of saying in the tree that the reader left out";
    drafts_complete(d);
    d->step = "a phrase of attribution without a verb";
    drafts_complete_phrases(d);
    d->step = "words in quotation marks without a cue of their own";
    drafts_quote(d);
    drafts_trim(d);
    drafts_sift(d);
    d->step = "a verb of saying inside the words of another";
    drafts_nest(d);
}

void statements_find(build *b) {
    drafting d = drafting_of(b);
    find_drafts(&d);
    drafts_speak(&d);
    drafts_address(&d);
    drafts_channel(&d);
    drafts_act(&d);
    drafts_side(&d);
    write_all(&d);
}
