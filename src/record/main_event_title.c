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

static const char passing_on[] = "say|says|said|told|reports|find|finds|found|show|shows|suggest|"
                                 "suggests|warn|warns|claim|claims";

/* ", police say", ", reports say": whoever passes it on. */
static bool names_source(const headline *h, uint32_t i) {
    if (!str_is(word_at(h, i), ",")) return false;
    for (uint32_t k = i + 1; k < h->past && k < i + 5; k++)
        if (k + 1 == h->past && is_one_of(h, k, passing_on)) return true;
    return false;
}

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
        bool colon = str_is(word_at(h, i), ":") && i > h->first + 3; /* "…: police" */
        if (((bar || colon) && count - i <= 5) || names_source(h, i)) h->past = i;
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
        && r != DEP_ACL_RELCL;
}

/* ---- the verb ---- */

enum { LEAD_TOKENS = 160 };

static bool turns_aside(const headline *h, uint32_t i) {
    return is_one_of(h, i, "after|as|while|before|when|amid|following|despite|because|since|until|"
                           "ahead|where|who|which");
}

/* Whether the first sentences have a word's verb: "stages protest", "she staged a protest". */
static bool lead_has_verb(const headline *h, uint32_t i) {
    const build *b = h->e->b;
    str lemma = lemma_of(b->a, word_at(h, i), LEMMA_VERB);
    for (uint32_t k = 0; k < b->tokens->count && k < LEAD_TOKENS; k++)
        if (event_class(h->e, k) == UPOS_VERB && str_same(event_lemma(h->e, k), lemma)) return true;
    return false;
}

/* "Five dead after", "Two missing in". */
static bool is_fate(const headline *h, uint32_t i) {
    return is_one_of(h, i, "dead|missing|unhurt|homeless") && i > h->first
        && (i + 1 == h->past || class_at(h, i + 1) != UPOS_NOUN);
}

/* "stages" of "Singer stages protest", which readers of whole sentences take for a noun. */
static bool may_be_hidden_verb(const headline *h, uint32_t i) {
    upos class = class_at(h, i);
    str word = word_at(h, i);
    size_t count, n = word.length;
    if (is_fate(h, i)) return true;
    if ((class != UPOS_NOUN && class != UPOS_PROPN) || i == h->first || i + 1 >= h->past)
        return false;
    if (n < 4 || word.at[n - 1] != 's' || word.at[n - 2] == 's') return false;
    upos before = class_at(h, i - 1), behind = class_at(h, i + 1);
    if (before != UPOS_NOUN && before != UPOS_PROPN) return false;
    if (behind == UPOS_AUX || behind == UPOS_PUNCT) return false;
    if (is_one_of(h, i + 1, "of|and|or")) return false;
    if (behind == UPOS_VERB && !lead_has_verb(h, i)) return false;
    return event_words_find(lemma_of(h->e->b->a, word, LEMMA_VERB), 'v', &count)
        || lead_has_verb(h, i);
}

/* "crash" of "Tram crash survivor describes": no verb of a singular noun, nor past. */
static bool disagrees(const headline *h, uint32_t i) {
    str word = word_at(h, i), lemma = lemma_of(h->e->b->a, word, LEMMA_VERB);
    if (i == h->first || class_at(h, i - 1) != UPOS_NOUN || !str_same_folded(word, lemma))
        return false;
    str before = word_at(h, i - 1);
    if (is_one_of(h, i, "hit|cut|put|set|let|shut|quit|hurt|cost|spread|split|beat|bet|burst|shed"))
        return false;
    return before.at[before.length - 1] != 's'
        && !is_one_of(h, i - 1, "police|people|men|women|children|staff|crew|team|public");
}

/* "protest" of "Singer stages protest". */
static bool follows_hidden_verb(const headline *h, uint32_t i) {
    str word = word_at(h, i);
    return i > h->first && str_same_folded(word, lemma_of(h->e->b->a, word, LEMMA_VERB))
        && may_be_hidden_verb(h, i - 1) && lead_has_verb(h, i - 1);
}

/* "strike" of "Drivers in Elmshorn strike for second day", where no other word is a verb. */
static bool may_be_plural_verb(const headline *h, uint32_t i) {
    size_t count;
    upos behind = i + 1 < h->past ? class_at(h, i + 1) : UPOS_PUNCT;
    if (class_at(h, i) != UPOS_NOUN || i == h->first) return false;
    if (behind == UPOS_NOUN || behind == UPOS_PROPN || behind == UPOS_VERB) return false;
    if (is_one_of(h, i + 1, "of|and|or|in")) return false;
    str word = word_at(h, i), lemma = lemma_of(h->e->b->a, word, LEMMA_VERB);
    if (!str_same_folded(word, lemma) || !event_words_find(lemma, 'v', &count)) return false;
    for (uint32_t k = h->first; k < i; k++) {
        str before = word_at(h, k);
        bool many = class_at(h, k) == UPOS_NOUN && before.at[before.length - 1] == 's';
        if (many || is_one_of(h, k, "police|people|women|men")) return true;
    }
    return false;
}

static bool has_subject(const headline *h, uint32_t i) {
    for (uint32_t k = h->first; k < i; k++) {
        deprel r = (deprel)h->l->deprel[k];
        if (h->l->head[k] == i && (r == DEP_NSUBJ || r == DEP_NSUBJ_PASS)) return true;
    }
    return false;
}

/* How little speaks for a word as the title's verb: its depth in the tree, and whether its
 * form, its place or the text speak against it. */
static float doubt_of(const headline *h, uint32_t i, bool aside) {
    str word = word_at(h, i);
    float doubt = may_be_verb(h, i) ? (float)depth_of(h, i) : 2.2f;
    size_t n = word.length;
    if (aside) doubt += 3;
    if ((deprel)h->l->deprel[i] == DEP_ADVCL) doubt += 1.5f;
    if (disagrees(h, i) || follows_hidden_verb(h, i)) doubt += 2;
    if (i > h->first && is_one_of(h, i - 1, "to")) doubt += 1;
    if (i > h->first && class_at(h, i - 1) == UPOS_CCONJ) doubt += 2.5f;
    if (n > 4 && str_is(str_cut(word, n - 3, n), "ing") && !has_subject(h, i)) doubt += 1.5f;
    if (lead_has_verb(h, i)) doubt -= 1.2f;
    return doubt;
}

/* The word with the least doubt, the earlier among equals. */
static void find_sure_verb(headline *h) {
    float least = 0;
    bool aside = false;
    h->verb = TOKEN_NONE;
    for (uint32_t i = h->first; i < h->past; i++) {
        aside |= i > h->first + 1 && (turns_aside(h, i) || str_is(word_at(h, i), ";"));
        if (!may_be_verb(h, i) && !may_be_hidden_verb(h, i)) continue;
        float doubt = doubt_of(h, i, aside);
        if (h->verb == TOKEN_NONE || doubt < least) least = doubt, h->verb = i;
    }
}

static void find_verb(headline *h) {
    find_sure_verb(h);
    for (uint32_t i = h->first; i < h->past && h->verb == TOKEN_NONE; i++)
        if (may_be_plural_verb(h, i)) h->verb = i;
}

/* ---- words ---- */

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

/* "and claims that ...", "but wins": another event. */
static bool begins_clause(const headline *h, uint32_t i) {
    if (class_at(h, i) != UPOS_CCONJ || i + 1 >= h->past) return false;
    uint32_t next = i + 1;
    while (next + 1 < h->past && (class_at(h, next) == UPOS_ADV || class_at(h, next) == UPOS_AUX))
        next++;
    return class_at(h, next) == UPOS_VERB && (deprel)h->l->deprel[next] == DEP_CONJ;
}

/* Whether the phrase or clause that begins here is beside the point: a purpose, a time, or a
 * second phrase with a preposition. */
static bool ends_what(const headline *h, uint32_t i, uint32_t *phrases) {
    upos class = class_at(h, i);
    if (turns_aside(h, i) || str_is(word_at(h, i), ";")) return true;
    if (i == h->verb + 1) return false;
    if (begins_clause(h, i)) return true;
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

/* "Several dead", "At least five hurt": who they are, the text says. */
static bool has_noun(const headline *h, uint32_t first, uint32_t past) {
    for (uint32_t i = first; i < past; i++)
        if (class_at(h, i) == UPOS_NOUN || class_at(h, i) == UPOS_PROPN) return true;
    return false;
}

/* "The bank, citing new rules, expects": without what it does besides. */
static uint32_t end_of_who(const headline *h, uint32_t past) {
    for (uint32_t i = h->first + 1; i + 1 < past; i++)
        if (str_is(word_at(h, i), ",") && class_at(h, i + 1) == UPOS_VERB) return i;
    return past;
}

static void take_phrases(const headline *h, heading *out) {
    if (h->verb == TOKEN_NONE) {
        out->what = words_of(h, h->first, h->past);
        return;
    }
    uint32_t start = start_of_verb(h);
    bool named = has_noun(h, h->first, start);
    if (named) out->who = words_of(h, h->first, end_of_who(h, start));
    out->what = words_of(h, named ? start : h->first, end_of_what(h));
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
