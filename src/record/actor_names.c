/* record/actor_names.c: which names are names of one actor.
 *
 * The first passes of the sieve of Raghunathan et al. 2010 ("A Multi-Pass Sieve for
 * Coreference Resolution"): exact words, then relaxed ones, each look-up by hash: of the
 * whole name, its first and last word and its initials. Of several that fit, the one named
 * last is meant. */
#include "record/actor_names.h"

#include "base/utf8.h"

/* Words of one name that are compared, and names that share a word that are looked through. */
enum { NAME_WORDS = 8, CHAIN_LIMIT = 24 };

typedef struct name {
    str words[NAME_WORDS]; /* lower case, without dots, articles, "Inc." and 's */
    size_t count;
    str key; /* the words with a blank between */
} name;

typedef struct name_book {
    referents *r;
    name *names;          /* [referents] of names */
    word_map *whole, *first, *last, *initials;
    uint32_t *before_first; /* [referents] the former name with the same first word */
    uint32_t *before_last;  /* [referents] the same for the last word */
} name_book;

/* ---- words ---- */

static bool is_left_out(str word) {
    static const char *const words[] = { "the", "inc", "corp", "ltd", "plc", "llc", "co", "ag",
        "sa", "nv", "gmbh", "jr", "sr", "llp", "'s", "’s", "'", "’", ",", "-", "a", NULL };
    for (size_t i = 0; words[i]; i++)
        if (str_is(word, words[i])) return true;
    return false;
}

static str without_dots(arena *a, str word) {
    if (!str_has(word, '.')) return word;
    buffer out = { 0 };
    for (size_t i = 0; i < word.length; i++)
        if (word.at[i] != '.') *LIST_ADD(a, &out) = word.at[i];
    return buffer_str(&out);
}

/* Names that the press uses for one state or union. */
static str usual_key(str key) {
    static const char *const same[][2] = { { "us", "united states" }, { "usa", "united states" },
        { "united states of america", "united states" }, { "america", "united states" },
        { "uk", "united kingdom" }, { "britain", "united kingdom" },
        { "great britain", "united kingdom" }, { "eu", "european union" },
        { "un", "united nations" }, { "uae", "united arab emirates" } };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (str_is(key, same[i][0])) return str_of(same[i][1]);
    return key;
}

static void name_read(const build *b, phrase p, name *out) {
    buffer key = { 0 };
    for (uint32_t i = p.first; i < p.past && out->count < NAME_WORDS; i++) {
        str word = without_dots(b->a, utf8_folded(b->a, token_str(b->tokens, i)));
        if (!word.length || is_left_out(word)) continue;
        if (out->count) buffer_add(b->a, &key, STR(" "));
        buffer_add(b->a, &key, word);
        out->words[out->count++] = word;
    }
    out->key = usual_key(buffer_str(&key));
    if (!out->key.at) out->key = STR("");
}

static str initials_of(const build *b, phrase p) {
    buffer out = { 0 };
    for (uint32_t i = p.first; i < p.past; i++) {
        str word = token_str(b->tokens, i);
        size_t length;
        if (!word.length || !utf8_is_upper(utf8_at(word, 0, &length))) continue;
        buffer_add(b->a, &out, utf8_folded(b->a, str_cut(word, 0, length)));
    }
    return out.count >= 2 ? buffer_str(&out) : STR_NONE;
}

bool name_has_initials(const build *b, phrase p, str word) {
    str initials = initials_of(b, p);
    return initials.at && str_same(initials, without_dots(b->a, utf8_folded(b->a, word)));
}

/* ---- comparing ---- */

static bool has_word(const name *n, str word) {
    for (size_t i = 0; i < n->count; i++)
        if (str_same(n->words[i], word)) return true;
    return false;
}

static bool holds_all(const name *big, const name *small) {
    for (size_t i = 0; i < small->count; i++)
        if (!has_word(big, small->words[i])) return false;
    return small->count > 0;
}

/* "J. Smith" and "John Smith": one given name is the other's first letter. */
static bool is_initial_of(str a, str b) {
    return (a.length == 1 || b.length == 1) && a.length && b.length && a.at[0] == b.at[0];
}

static bool people_match(const name *a, const name *b) {
    if (holds_all(a, b) || holds_all(b, a)) return true;
    if (a->count < 2 || b->count < 2) return false;
    return str_same(a->words[a->count - 1], b->words[b->count - 1]) &&
           is_initial_of(a->words[0], b->words[0]);
}

static bool starts_with(const name *big, const name *small) {
    for (size_t i = 0; i < small->count; i++)
        if (!str_same(big->words[i], small->words[i])) return false;
    return true;
}

static bool ends_with(const name *big, const name *small) {
    size_t shift = big->count - small->count;
    for (size_t i = 0; i < small->count; i++)
        if (!str_same(big->words[shift + i], small->words[i])) return false;
    return true;
}

static bool bodies_match(const name *a, const name *b) {
    const name *big = a->count >= b->count ? a : b, *small = big == a ? b : a;
    if (!small->count || big->count == small->count) return false;
    return starts_with(big, small) || ends_with(big, small);
}

static bool is_body(being b) {
    return b == BEING_BODY || b == BEING_STATE;
}

/* Whether name i may be another form of name j. */
static bool names_match(const name_book *n, uint32_t i, uint32_t j) {
    const referent *a = &n->r->at[i], *b = &n->r->at[j];
    const name *left = &n->names[i], *right = &n->names[j];
    if (a->being == BEING_PERSON || b->being == BEING_PERSON)
        return beings_agree(a->being, b->being) && people_match(left, right);
    if (is_body(a->being) && is_body(b->being)) return bodies_match(left, right);
    return false;
}

/* ---- looking up ---- */

static bool sexes_clash(const name_book *n, uint32_t i, uint32_t root) {
    sex a = n->r->at[i].sex, b = n->r->clusters[root].sex;
    return a && b && a != b;
}

typedef struct choice {
    uint32_t name; /* whom a former name is sought for */
    uint32_t best; /* root of the cluster named last, or REFERENT_NONE */
    size_t count;  /* different clusters that fit */
} choice;

/* Adds the names that fit of a chain, which runs from the last name back. */
static void look_through(name_book *n, const uint32_t *before, uint32_t at, choice *c) {
    for (size_t step = 0; at != REFERENT_NONE && step < CHAIN_LIMIT; step++, at = before[at]) {
        uint32_t root = cluster_of(n->r, at);
        if (root == c->best || sexes_clash(n, c->name, root)) continue;
        if (!names_match(n, c->name, at)) continue;
        if (c->best == REFERENT_NONE) c->best = root;
        c->count++;
    }
}

static uint32_t by_parts(name_book *n, uint32_t i) {
    const name *own = &n->names[i];
    choice c = { .name = i, .best = REFERENT_NONE };
    str first = own->words[0], last = own->words[own->count - 1];
    look_through(n, n->before_last, word_map_get(n->last, last), &c);
    look_through(n, n->before_first, word_map_get(n->first, first), &c);
    bool body = n->r->at[i].being != BEING_PERSON;
    return body && c.count > 1 ? REFERENT_NONE : c.best;
}

static uint32_t by_initials(name_book *n, uint32_t i) {
    const name *own = &n->names[i];
    if (own->count != 1 || own->words[0].length < 2 || own->words[0].length > 8)
        return REFERENT_NONE;
    str word = token_str(n->r->b->tokens, n->r->at[i].head);
    size_t length;
    if (!utf8_is_upper(utf8_at(word, word.length - 1, &length))) return REFERENT_NONE;
    uint32_t j = word_map_get(n->initials, own->words[0]);
    if (j == REFERENT_NONE || n->r->at[j].being == BEING_PERSON) return REFERENT_NONE;
    return cluster_of(n->r, j);
}

/* One word may be a person's and a place's; more words are one's in spite of their labels. */
static bool is_same_whole(const name_book *n, uint32_t i, uint32_t j) {
    const referent *a = &n->r->at[i], *b = &n->r->at[j];
    if (sexes_clash(n, i, cluster_of(n->r, j))) return false;
    return n->names[i].count > 1 || beings_agree(a->being, b->being);
}

static uint32_t find_former(name_book *n, uint32_t i) {
    uint32_t same = word_map_get(n->whole, n->names[i].key);
    if (same != WORD_MAP_NONE && is_same_whole(n, i, same)) return cluster_of(n->r, same);
    uint32_t found = by_parts(n, i);
    return found != REFERENT_NONE ? found : by_initials(n, i);
}

static void enter(name_book *n, uint32_t i) {
    const name *own = &n->names[i];
    *word_map_put(n->whole, own->key) = i;
    uint32_t *first = word_map_put(n->first, own->words[0]);
    n->before_first[i] = *first;
    *first = i;
    uint32_t *last = word_map_put(n->last, own->words[own->count - 1]);
    n->before_last[i] = *last;
    *last = i;
    str initials = initials_of(n->r->b, referent_name(n->r->b, &n->r->at[i]));
    if (initials.at) *word_map_put(n->initials, initials) = i;
}

void actor_names_join(referents *r) {
    arena *a = r->b->a;
    name_book n = { .r = r, .names = ARENA_NEW(a, name, r->count), .whole = word_map_new(a),
        .first = word_map_new(a), .last = word_map_new(a), .initials = word_map_new(a),
        .before_first = ARENA_NEW(a, uint32_t, r->count),
        .before_last = ARENA_NEW(a, uint32_t, r->count) };
    for (uint32_t i = 0; i < r->count; i++) {
        if (r->at[i].kind != MENTION_NAME || r->at[i].joint) continue;
        name_read(r->b, referent_name(r->b, &r->at[i]), &n.names[i]);
        if (!n.names[i].count) continue;
        uint32_t former = find_former(&n, i);
        if (former != REFERENT_NONE) clusters_join(r, former, i);
        enter(&n, i);
    }
}
