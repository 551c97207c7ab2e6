/* ledger/people.c: actors by name, office and company kept. */
#include "ledger/people.h"

#include "base/utf8.h"
#include "ledger/terms.h"
#include "record/word_map.h"

enum { HELD_MOST = 4096 /* of one name; what was put later is not held against */ };

/* One thing that was put. */
typedef struct known {
    int64_t actor;
    actor_kind kind;
    str_list offices; /* folded, "title" and "of" of each role */
    str country;
    int64_t story;
} known;

typedef LIST(uint32_t) number_list;

struct people {
    arena *a;
    LIST(known) known;
    word_map *names; /* key: list of known */
    LIST(number_list) lists;
    LIST(int64_t) gone, kept; /* pairs of people_same, in order */
};

static const char *const honorifics[] = {
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "sen",
    "rep", "gov", "gen", "col", "capt", "lt", "sgt", "rev", "hon", "the", "president", "minister",
    "jr", "sr", "ii", "iii", NULL
};

people *people_new(arena *a) {
    people *p = ARENA_NEW(a, people, 1);
    p->a = a;
    p->names = word_map_new(a);
    return p;
}

static bool is_honorific(str word) {
    for (size_t i = 0; honorifics[i]; i++)
        if (str_is(word, honorifics[i])) return true;
    return false;
}

/* What of a name is compared: a person's first and last word, a body's words. The last alone in
 * *surname, none where that is all there is. Memory: from a. */
static str key_of(arena *a, const person *who, str *surname) {
    term_list terms = terms_cut(a, who->name);
    str_list words = { 0 };
    for (size_t i = 0; i < terms.count; i++)
        if (!is_honorific(terms.at[i].word)) *LIST_ADD(a, &words) = terms.at[i].word;
    *surname = STR_NONE;
    if (!words.count) return STR_NONE;
    str last = words.at[words.count - 1];
    if (who->kind == ACTOR_PERSON) {
        if (words.count == 1) return arena_print(a, "-%.*s", STR_ARG(last));
        *surname = arena_print(a, "-%.*s", STR_ARG(last));
        return arena_print(a, "%.*s %.*s", STR_ARG(words.at[0]), STR_ARG(last));
    }
    buffer out = { 0 };
    for (size_t i = 0; i < words.count; i++)
        buffer_print(a, &out, "%s%.*s", i ? " " : "=", STR_ARG(words.at[i]));
    return buffer_str(&out);
}

static void add_office(arena *a, str_list *out, str words) {
    if (words.length) *LIST_ADD(a, out) = utf8_folded(a, str_trim(words));
}

static str_list offices_of(arena *a, const person *who) {
    str_list out = { 0 };
    for (size_t i = 0; i < who->role_count; i++) {
        add_office(a, &out, who->roles[i].title);
        add_office(a, &out, who->roles[i].of);
    }
    return out;
}

static void index_under(people *p, str key, uint32_t number) {
    if (!key.length) return;
    uint32_t *at = word_map_put(p->names, key);
    if (*at == WORD_MAP_NONE) {
        *at = (uint32_t)p->lists.count;
        *LIST_ADD(p->a, &p->lists) = (number_list){ 0 };
    }
    number_list *list = &p->lists.at[*at];
    if (list->count < HELD_MOST) *LIST_ADD(p->a, list) = number;
}

static int64_t now(const people *p, int64_t number) {
    for (size_t i = 0; i < p->gone.count; i++)
        if (p->gone.at[i] == number) number = p->kept.at[i];
    return number;
}

void people_put(people *p, int64_t who, const person *as) {
    if (as->kind == ACTOR_UNKNOWN || as->kind == ACTOR_GROUP) return;
    str surname, key = key_of(p->a, as, &surname);
    uint32_t number = (uint32_t)p->known.count;
    *LIST_ADD(p->a, &p->known) = (known){
        who, as->kind, offices_of(p->a, as), arena_copy(p->a, as->country), as->story
    };
    index_under(p, key, number);
    index_under(p, surname, number);
}

void people_same(people *p, int64_t keep, int64_t gone) {
    *LIST_ADD(p->a, &p->gone) = gone;
    *LIST_ADD(p->a, &p->kept) = keep;
}

/* --- finding --------------------------------------------------------------------------- */

/* An actor that bears the name, and what speaks for it. */
typedef struct candidate {
    int64_t actor;
    bool in_story, other_country;
    uint32_t offices; /* words of office that both have */
} candidate;

typedef LIST(candidate) candidate_list;

static bool kinds_agree(actor_kind l, actor_kind r) {
    return (l == ACTOR_PERSON) == (r == ACTOR_PERSON);
}

static uint32_t shared(const str_list *l, const str_list *r) {
    uint32_t count = 0;
    for (size_t i = 0; i < l->count; i++)
        for (size_t j = 0; j < r->count; j++) count += str_same(l->at[i], r->at[j]);
    return count;
}

static candidate *candidate_of(arena *a, candidate_list *list, int64_t number) {
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].actor == number) return &list->at[i];
    *LIST_ADD(a, list) = (candidate){ .actor = number };
    return &list->at[list->count - 1];
}

static candidate_list candidates(const people *p, arena *a, const person *who, str key) {
    candidate_list out = { 0 };
    uint32_t at = word_map_get(p->names, key);
    if (at == WORD_MAP_NONE) return out;
    str_list offices = offices_of(a, who);
    const number_list *list = &p->lists.at[at];
    for (size_t i = 0; i < list->count; i++) {
        const known *k = &p->known.at[list->at[i]];
        if (!kinds_agree(k->kind, who->kind)) continue;
        candidate *c = candidate_of(a, &out, now(p, k->actor));
        c->in_story |= who->story != PEOPLE_NEW && k->story == who->story;
        c->offices += shared(&k->offices, &offices);
        c->other_country |= k->country.length && who->country.length
            && !str_same(k->country, who->country);
    }
    return out;
}

static uint32_t weight(const candidate *c) {
    return (c->in_story ? 2u : 0u) + (c->offices ? 2u : 0u);
}

/* The one candidate that stands: alone under a whole name, or with more that speaks for it. */
static int64_t chosen(const candidate_list *list, bool whole_name) {
    int64_t best = PEOPLE_NEW;
    uint32_t most = 0, standing = 0;
    bool even = false;
    for (size_t i = 0; i < list->count; i++) {
        const candidate *c = &list->at[i];
        if (c->other_country && !c->in_story) continue;
        standing++;
        if (standing > 1 && weight(c) == most) even = true;
        if (standing > 1 && weight(c) <= most) continue;
        even = false;
        most = weight(c);
        best = c->actor;
    }
    if (even) return PEOPLE_NEW;
    return most || (whole_name && standing == 1) ? best : PEOPLE_NEW;
}

int64_t people_find(const people *p, arena *a, const person *who) {
    if (who->kind == ACTOR_UNKNOWN || who->kind == ACTOR_GROUP) return PEOPLE_NEW;
    str surname, key = key_of(a, who, &surname);
    if (!key.length) return PEOPLE_NEW;
    candidate_list list = candidates(p, a, who, key);
    return chosen(&list, key.at[0] != '-');
}
