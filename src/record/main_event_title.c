/* record/main_event_title.c: what a report's title says of its main event.
 *
 * Headlines are clauses: what stands before the verb is who, the verb and what stands behind
 * it is what, up to where it tells of something else ("after", "as", "amid"). A topic and a
 * colon before it ("Harbour trial: ") are left aside. */
#include "record/main_event_title.h"

#include <string.h>

#include "record/word_map.h"
#include "text/lemma.h"

enum { WHAT_WORDS = 14, DEPTH_MOST = 20 };

typedef struct headline {
    const eventing *e;
    const tokens *t;
    const labels *l;
    uint32_t first, past; /* what stands behind the topic */
    uint32_t verb;        /* or TOKEN_NONE */
} headline;

static str word_at(const headline *h, uint32_t i) { return token_str(h->t, i); }

static upos class_at(const headline *h, uint32_t i) { return (upos)h->l->upos[i]; }

static bool is_one_of(const headline *h, uint32_t i, const char *list) {
    char word[24];
    str s = word_at(h, i);
    if (!s.length || s.length > sizeof word) return false;
    for (size_t k = 0; k < s.length; k++) word[k] = to_lower(s.at[k]);
    return word_listed(list, (str){ word, s.length });
}

static str words_of(const headline *h, uint32_t first, uint32_t past) {
    while (first < past && h->t->at[first].flags & TOKEN_MARK
           && !(h->t->at[first].flags & TOKEN_QUOTE_OPEN))
        first++;
    while (past > first && h->t->at[past - 1].flags & TOKEN_MARK
           && !(h->t->at[past - 1].flags & TOKEN_QUOTE_CLOSE))
        past--;
    if (first >= past) return STR_NONE;
    return str_cut(h->e->b->report->title, h->t->at[first].start, h->t->at[past - 1].end);
}

/* ---- its parts ---- */

/* "Harbour trial: two found guilty", "Two found guilty - court". */
static void leave_topic(headline *h) {
    uint32_t count = (uint32_t)h->t->count;
    h->first = 0;
    h->past = count;
    for (uint32_t i = 1; i + 3 < count && i < 8; i++)
        if (str_is(word_at(h, i), ":")) h->first = i + 1;
    for (uint32_t i = h->first + 3; i < count; i++) {
        bool bar = str_is(word_at(h, i), "|")
                || (is_one_of(h, i, "-|–|—") && h->t->at[i].flags & TOKEN_SPACE_BEFORE);
        if (bar && count - i <= 5) h->past = i;
    }
}

static int depth_of(const headline *h, uint32_t i) {
    int depth = 0;
    while (depth < DEPTH_MOST && h->l->head[i] != HEAD_ROOT && h->l->head[i] < h->t->count) {
        i = h->l->head[i];
        depth++;
    }
    return depth;
}

static bool may_be_verb(const headline *h, uint32_t i) {
    deprel r = (deprel)h->l->deprel[i];
    if (class_at(h, i) != UPOS_VERB) return false;
    return r != DEP_AMOD && r != DEP_COMPOUND && r != DEP_AUX && r != DEP_CASE
        && r != DEP_ADVCL && r != DEP_ACL_RELCL;
}

/* The verb nearest to the root, the earlier among equals. */
static void find_verb(headline *h) {
    int least = DEPTH_MOST + 1;
    h->verb = TOKEN_NONE;
    for (uint32_t i = h->first; i < h->past; i++) {
        if (!may_be_verb(h, i)) continue;
        int depth = depth_of(h, i);
        if (depth < least) least = depth, h->verb = i;
    }
}

/* ---- words ---- */

static bool turns_aside(const headline *h, uint32_t i) {
    return is_one_of(h, i, "after|as|while|before|when|amid|following|despite|because|since|until|"
                           "ahead|where|who|which");
}

static float count_of(const headline *h, uint32_t i, bool aside) {
    if (i == h->verb) return 1;
    if (i < h->first || i >= h->past) return 0.4f;
    if (aside) return 0.45f;
    return may_be_verb(h, i) ? 0.75f : 0.6f;
}

static void take_words(const headline *h, heading *out) {
    arena *a = h->e->b->a;
    bool aside = false;
    for (uint32_t i = 0; i < h->t->count && out->count < TITLE_WORDS; i++) {
        if (h->t->at[i].flags & TOKEN_MARK) continue;
        if (i > h->first + 1 && turns_aside(h, i)) aside = true;
        str word = word_at(h, i), verb = lemma_of(a, word, LEMMA_VERB);
        out->at[out->count++] = (title_word){ verb, lemma_of(a, word, LEMMA_NOUN),
                                              count_of(h, i, aside) };
    }
}

/* ---- phrases ---- */

/* Where the verb's own words begin: "has been", "to", "not", "personally". */
static uint32_t start_of_verb(const headline *h) {
    uint32_t first = h->verb;
    while (first > h->first) {
        upos class = class_at(h, first - 1);
        if (class != UPOS_AUX && class != UPOS_ADV && class != UPOS_PART) break;
        first--;
    }
    return first;
}

/* "two days before", "in 108 years", "on Sunday". */
static bool tells_time(const headline *h, uint32_t i) {
    for (uint32_t k = i; k < h->past && k < i + 4; k++)
        if (is_one_of(h, k, "day|days|week|weeks|month|months|year|years|hour|hours|monday|tuesday|"
                            "wednesday|thursday|friday|saturday|sunday|today|tomorrow|yesterday"))
            return true;
    return false;
}

/* Whether the phrase or clause that begins here is beside the point: a purpose, a time, or a
 * second phrase with a preposition. */
static bool ends_what(const headline *h, uint32_t i, uint32_t *phrases) {
    upos class = class_at(h, i);
    if (turns_aside(h, i)) return true;
    if (i == h->verb + 1) return false;
    if (class == UPOS_NUM && tells_time(h, i) && class_at(h, i - 1) != UPOS_ADP) return true;
    if (is_one_of(h, i, "to")) return (deprel)h->l->deprel[i] == DEP_MARK;
    if (class != UPOS_ADP || is_one_of(h, i, "of|by") || (deprel)h->l->deprel[i] != DEP_CASE)
        return false;
    return tells_time(h, i) || ++*phrases > 1;
}

static uint32_t end_of_what(const headline *h) {
    uint32_t past = h->verb + 1, phrases = 0;
    while (past < h->past && past < h->verb + WHAT_WORDS && !ends_what(h, past, &phrases)) past++;
    return past;
}

static void take_phrases(const headline *h, heading *out) {
    if (h->verb == TOKEN_NONE) {
        out->what = words_of(h, h->first, h->past);
        return;
    }
    uint32_t start = start_of_verb(h);
    out->who = words_of(h, h->first, start);
    out->what = words_of(h, start, end_of_what(h));
}

static void take_place(const headline *h, heading *out) {
    for (size_t i = 0; i < h->l->entity_count && !out->where.at; i++) {
        const entity *x = &h->l->entities[i];
        bool there = x->type == ENTITY_LOCATION || x->type == ENTITY_FACILITY;
        if (there && x->first > 0 && is_one_of(h, x->first - 1, "in|at|near|outside|off|on"))
            out->where = words_of(h, x->first, x->past);
    }
}

/* ---- titles In Which Every Word Is Capital ---- */

enum { BODY_MOST = 800 }; /* tokens of the text that are asked for a word in small letters */

static bool is_title_case(str s) {
    size_t count = 0, capital = 0;
    for (size_t i = 0; i < s.length; i++) {
        bool starts = i == 0 || is_blank(s.at[i - 1]);
        if (!starts || !is_ascii_letter(s.at[i])) continue;
        count++;
        capital += is_upper(s.at[i]);
    }
    return count >= 4 && capital * 4 >= count * 3;
}

static word_map *small_words(arena *a, const tokens *body) {
    word_map *map = word_map_new(a);
    for (size_t i = 0; i < body->count && i < BODY_MOST; i++) {
        str word = token_str(body, i);
        if (word.at[0] >= 'a' && word.at[0] <= 'z') *word_map_put(map, word) = 1;
    }
    return map;
}

/* Whether a word is one that the text, or the list of event words, writes small. */
static bool is_small(arena *a, const word_map *body, str word) {
    size_t count;
    if (word_map_get(body, word) != WORD_MAP_NONE) return true;
    return event_words_find(lemma_of(a, word, LEMMA_VERB), 'v', &count) != NULL;
}

str title_in_small(arena *a, str words, const tokens *body) {
    if (!is_title_case(words)) return words;
    const word_map *map = small_words(a, body);
    str copy = arena_copy(a, words);
    char *at = ARENA_NEW(a, char, words.length + 1);
    memcpy(at, copy.at, copy.length);
    for (size_t i = 0, past; i < words.length; i = past) {
        for (past = i; past < words.length && is_ascii_letter(at[past]);) past++;
        if (past == i) {
            past++;
            continue;
        }
        char first = at[i];
        for (size_t k = i; k < past; k++) at[k] = to_lower(at[k]);
        if (!is_small(a, map, (str){ at + i, past - i })) memcpy(at + i, words.at + i, past - i);
        if (i == 0) at[i] = first;
    }
    return (str){ at, words.length };
}

/* ---- a title that the reader did not see ---- */

static str title_of(const build *b) {
    const block_list *blocks = &b->report->blocks;
    if (b->report->title.length) return b->report->title;
    for (size_t i = 0; i < blocks->count && i < 4; i++)
        if (blocks->at[i].kind == BLOCK_TITLE)
            return str_cut(b->report->text, blocks->at[i].start, blocks->at[i].end);
    return STR_NONE;
}

static void take_bare_words(const eventing *e, heading *out) {
    tokens t;
    fault f;
    arena *a = e->b->a;
    str words = title_of(e->b);
    if (!words.length || !tokens_cut(a, words, &(block_list){ 0 }, &t, &f)) return;
    for (size_t i = 0; i < t.count && out->count < TITLE_WORDS; i++) {
        if (t.at[i].flags & TOKEN_MARK) continue;
        str word = token_str(&t, i);
        out->at[out->count++] = (title_word){ lemma_of(a, word, LEMMA_VERB),
                                              lemma_of(a, word, LEMMA_NOUN), 0.8f };
    }
}

heading heading_of(const eventing *e) {
    heading out = { .count = 0 };
    const titled *read = e->b->out->title;
    if (!read || !read->tokens.count) {
        take_bare_words(e, &out);
        return out;
    }
    headline h = { .e = e, .t = &read->tokens, .l = &read->labels };
    leave_topic(&h);
    find_verb(&h);
    take_words(&h, &out);
    take_phrases(&h, &out);
    take_place(&h, &out);
    return out;
}
