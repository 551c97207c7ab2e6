/* ledger/people.c: actors by name, office and company kept. */
#include "ledger/people.h"

#include "base/utf8.h"
#include "ledger/terms.h"
#include "record/word_map.h"

enum {
    HELD_MOST = 1 << 16, /* of one name; what was put later is not held against */
    KNOWN_WELL = 5,      /* reports that name somebody whose surname then suffices, if no other's */
};

typedef struct office {
    str title, of; /* folded; of may be empty */
} office;

typedef LIST(office) office_list;

/* One thing that was put. */
typedef struct known {
    int64_t actor;
    actor_kind kind;
    office_list offices;
    int64_t report, story;
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
    "mayor", "senator", "governor", "judge", "justice", "king", "queen", "prince", "princess",
    "pope", "chancellor", "secretary", "general", "colonel", "captain", "sheriff", "chairman", NULL
};
static const char *const generations[] = { "jr", "sr", "ii", "iii", "iv", NULL };
static const char *const endings[] = {
    "inc", "corp", "co", "ltd", "plc", "llc", "company", "corporation", "incorporated", "limited",
    NULL
};
static const char *const particles[] = {
    "de", "van", "von", "der", "den", "di", "da", "del", "della", "al", "bin", "el", "la", "le",
    "du", "dos", "ibn", "y", "af", "ter", "ten", NULL
};
/* With these ends an office, not a name. */
static const char *const posts[] = {
    "president", "minister", "chancellor", "secretary", "ceo", "cfo", "coo", "chairman",
    "chairwoman", "governor", "senator", "senators", "spokesman", "spokeswoman", "director",
    "official", "officials", "worker", "workers", "commissioner", "ambassador", "leader", "chief",
    "lawmaker", "lawmakers", "sen", "rep", "officer", "manager", "prosecutor", NULL
};
/* With these begins a phrase, not a name. */
static const char *const openings[] = {
    "a", "an", "his", "her", "its", "their", "my", "our", "your", "this", "that", "these", "those",
    "some", "any", "one", "two", "three", "many", "several", "other", "another", "every", "no", NULL
};

people *people_new(arena *a) {
    people *p = ARENA_NEW(a, people, 1);
    p->a = a;
    p->names = word_map_new(a);
    return p;
}

static bool among(const char *const *list, str word) {
    for (size_t i = 0; list[i]; i++)
        if (str_is(word, list[i])) return true;
    return false;
}

static bool has_capital(str s) {
    for (size_t at = 0, length; at < s.length; at += length)
        if (utf8_is_upper(utf8_at(s, at, &length))) return true;
    return false;
}

/* Whether a word may stand in a person's name: "Ilda", "van"; not "spokesman". */
static bool is_name_word(str name, const term *t) {
    size_t length;
    bool behind = t->at.start > 0 && name.at[t->at.start - 1] == '-'; /* "Jong-un" */
    return behind || utf8_is_upper(utf8_at(name, t->at.start, &length))
        || among(particles, t->word);
}

str_list people_words(arena *a, str name, actor_kind kind) {
    term_list terms = terms_cut(a, name);
    str_list out = { 0 }, none = { 0 };
    bool human = kind == ACTOR_PERSON;
    for (size_t i = 0; i < terms.count; i++) {
        str word = terms.at[i].word;
        if (!i && among(openings, word)) return none;
        if (i && human && !is_name_word(name, &terms.at[i])) return none;
        bool last = i + 1 == terms.count;
        if (!last && !out.count && (human ? among(honorifics, word) : str_is(word, "the")))
            continue;
        if (!human && out.count && last && among(endings, word)) continue;
        *LIST_ADD(a, &out) = word;
    }
    bool post = human && out.count && among(posts, out.at[out.count - 1]);
    return has_capital(name) && !post ? out : none;
}

/* A person's words without "Jr"; that in *generation. */
static str_list without_generation(str_list words, str *generation) {
    bool has = words.count > 2 && among(generations, words.at[words.count - 1]);
    *generation = has ? words.at[words.count - 1] : STR("");
    words.count -= has;
    return words;
}

/* Of two middle names "r" stands for "rosa". */
static bool initials_agree(str l, str r) {
    size_t least = l.length < r.length ? l.length : r.length;
    return (least == 1 || l.length == r.length) && str_same(str_cut(l, 0, least),
                                                            str_cut(r, 0, least));
}

/* Whether each name between first and last of the one with fewer is the other's, in order. */
static bool middles_agree(const str_list *l, const str_list *r) {
    const str_list *fewer = l->count < r->count ? l : r, *more = fewer == l ? r : l;
    size_t k = 1;
    for (size_t i = 1; i + 1 < fewer->count; i++) {
        while (k + 1 < more->count && !initials_agree(fewer->at[i], more->at[k])) k++;
        if (k++ + 1 >= more->count) return false;
    }
    return true;
}

static bool kinds_agree(actor_kind l, actor_kind r) {
    return (l == ACTOR_PERSON) == (r == ACTOR_PERSON);
}

/* Whether the shorter name, of two words or more, ends the longer one. */
static bool ends_with(const str_list *l, const str_list *r) {
    const str_list *fewer = l->count < r->count ? l : r, *more = fewer == l ? r : l;
    size_t skip = more->count - fewer->count;
    bool same = fewer->count > 1;
    for (size_t i = 0; same && i < fewer->count; i++)
        same = str_same(fewer->at[i], more->at[skip + i]);
    return same;
}

/* Two names of persons without "Jr", and whether they agree on that. */
typedef struct name_pair {
    str_list left, right;
    bool one_generation, one_end; /* one_end: the same first and last word */
} name_pair;

static name_pair pair_of(arena *a, const person *left, const person *right) {
    str l_age, r_age;
    name_pair p = { .left = without_generation(people_words(a, left->name, left->kind), &l_age) };
    p.right = without_generation(people_words(a, right->name, right->kind), &r_age);
    p.one_generation = str_same(l_age, r_age);
    size_t l = p.left.count, r = p.right.count;
    p.one_end = l > 1 && r > 1 && str_same(p.left.at[0], p.right.at[0])
        && str_same(p.left.at[l - 1], p.right.at[r - 1]);
    return p;
}

bool people_contradict(arena *a, const person *left, const person *right) {
    if (left->kind != ACTOR_PERSON || right->kind != ACTOR_PERSON) return false;
    name_pair p = pair_of(a, left, right);
    return p.one_end && (!p.one_generation || !middles_agree(&p.left, &p.right));
}

bool people_one_name(arena *a, const person *left, const person *right) {
    if (!kinds_agree(left->kind, right->kind)) return false;
    if (left->kind == ACTOR_PERSON) {
        name_pair p = pair_of(a, left, right);
        if (!p.one_generation) return false;
        return (p.one_end && middles_agree(&p.left, &p.right)) || ends_with(&p.left, &p.right);
    }
    str_list l = people_words(a, left->name, left->kind);
    str_list r = people_words(a, right->name, right->kind);
    bool same = l.count && l.count == r.count;
    for (size_t i = 0; same && i < l.count; i++) same = str_same(l.at[i], r.at[i]);
    return same;
}

/* What a name is found under: a person's first and last word, a body's words. The last alone in
 * *surname, none where that is all there is. Memory: from a. */
static str key_of(arena *a, const person *who, str *surname) {
    str_list words = people_words(a, who->name, who->kind);
    str generation;
    *surname = STR_NONE;
    if (!words.count) return STR_NONE;
    if (who->kind == ACTOR_PERSON) {
        words = without_generation(words, &generation);
        str last = words.at[words.count - 1];
        str alone = arena_print(a, "-%.*s", STR_ARG(last));
        if (words.count == 1) return alone;
        *surname = alone;
        return arena_print(a, "%.*s %.*s %.*s", STR_ARG(words.at[0]), STR_ARG(last),
                           STR_ARG(generation));
    }
    buffer out = { 0 };
    for (size_t i = 0; i < words.count; i++)
        buffer_print(a, &out, "%s%.*s", i ? " " : "=", STR_ARG(words.at[i]));
    return buffer_str(&out);
}

static office_list offices_of(arena *a, const person *who) {
    office_list out = { 0 };
    for (size_t i = 0; i < who->role_count; i++) {
        const role *r = &who->roles[i];
        if (!r->title.length) continue;
        str of = r->of.length ? utf8_folded(a, str_trim(r->of)) : STR("");
        *LIST_ADD(a, &out) = (office){ utf8_folded(a, str_trim(r->title)), of };
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
        who, as->kind, offices_of(p->a, as), as->report, as->story
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
    uint32_t reports;
    bool in_report, in_story;
    uint32_t office; /* 2: one that both have, of the same body; 1: a title without one */
} candidate;

typedef LIST(candidate) candidate_list;

static uint32_t shared(const office_list *l, const office_list *r) {
    uint32_t most = 0;
    for (size_t i = 0; i < l->count; i++)
        for (size_t j = 0; j < r->count; j++) {
            const office *one = &l->at[i], *other = &r->at[j];
            if (!str_same(one->title, other->title)) continue;
            bool open = !one->of.length || !other->of.length;
            uint32_t now = open ? 1 : str_same(one->of, other->of) ? 2 : 0;
            if (now > most) most = now;
        }
    return most;
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
    office_list offices = offices_of(a, who);
    const number_list *list = &p->lists.at[at];
    for (size_t i = 0; i < list->count; i++) {
        const known *k = &p->known.at[list->at[i]];
        int64_t number = now(p, k->actor);
        if (!kinds_agree(k->kind, who->kind)) continue;
        candidate *c = candidate_of(a, &out, number);
        c->reports += k->report != PEOPLE_NEW;
        uint32_t held = shared(&k->offices, &offices);
        c->in_story |= who->story != PEOPLE_NEW && k->story == who->story;
        c->in_report |= who->report != PEOPLE_NEW && k->report == who->report;
        if (held > c->office) c->office = held;
    }
    return out;
}

/* The one candidate that stands: alone under a whole name, or with more that speaks for it than
 * for any other; a title alone, "President", speaks only where no other bears the name. */
static int64_t chosen(const candidate_list *list, bool whole_name) {
    const candidate *best = NULL;
    uint32_t most = 0;
    bool even = false;
    for (size_t i = 0; i < list->count; i++) {
        const candidate *c = &list->at[i];
        uint32_t weight = (c->in_report ? 4u : 0u) + (c->in_story ? 2u : 0u) + c->office;
        even = best && weight == most ? true : weight > most ? false : even;
        if (best && weight <= most) continue;
        best = c;
        most = weight;
    }
    if (!best || even) return PEOPLE_NEW;
    bool known_well = list->count == 1 && best->reports >= KNOWN_WELL;
    uint32_t least = list->count > 1 ? 2 : whole_name || known_well ? 0 : 1;
    return most >= least ? best->actor : PEOPLE_NEW;
}

int64_t people_find(const people *p, arena *a, const person *who) {
    if (who->kind == ACTOR_UNKNOWN || who->kind == ACTOR_GROUP) return PEOPLE_NEW;
    str surname, key = key_of(a, who, &surname);
    if (!key.length) return PEOPLE_NEW;
    candidate_list list = candidates(p, a, who, key);
    return chosen(&list, key.at[0] != '-');
}
