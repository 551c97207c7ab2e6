/* record/codes.c: country and sector of actors, as PLOVER codes them: the country from the
 * places and demonyms in what an actor is called ("the French president", "residents of
 * Gaza"), the sector from words for people and bodies (data/codes.py). What the report's
 * words do not tell stays unknown. */
#include <string.h>

#include "record/places.h"
#include "record/referents.h"
#include "record/word_list.h"

enum { WORDS_MOST = 4, NAME_MOST = 64 };

typedef struct sector_row {
    const char *name, *sector;
} sector_row;

static const sector_row words[] = {
#include "record/sector_words.inc"
};

static const sector_row bodies[] = {
#include "record/sector_bodies.inc"
};

/* ---- sectors ---- */

static const char *look_up(const sector_row *rows, size_t count, str name) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strncmp(rows[middle].name, name.at, name.length);
        if (!order && !rows[middle].name[name.length]) return rows[middle].sector;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

static const char *sector_of_name(str name) {
    return look_up(bodies, sizeof bodies / sizeof *bodies, name);
}

static const char *sector_of_word(str name) {
    return look_up(words, sizeof words / sizeof *words, name);
}

/* Words of tokens joined by blanks, in small letters: lemmas where wanted. 0: too long. */
static size_t join(const build *b, uint32_t first, uint32_t past, char out[NAME_MOST]) {
    size_t length = 0;
    for (uint32_t i = first; i < past; i++) {
        str lemma = b->syntax.lemmas[i];
        if (length + lemma.length + 1 > NAME_MOST) return 0;
        if (i > first) out[length++] = ' ';
        for (size_t j = 0; j < lemma.length; j++) out[length++] = to_lower(lemma.at[j]);
    }
    while (length && out[length - 1] == '.') length--;
    return length;
}

static bool is_in_person(const build *b, uint32_t i) {
    uint32_t e = entity_at(b->labels, i);
    return e != REFERENT_NONE && b->labels->entities[e].type == ENTITY_PERSON;
}

/* The longest words that tell a sector, of those that end last. */
static const char *sector_in(const build *b, uint32_t first, uint32_t past) {
    char name[NAME_MOST];
    for (uint32_t end = past; end > first; end--) {
        if (is_in_person(b, end - 1)) continue;
        for (uint32_t n = WORDS_MOST; n; n--) {
            if (end - first < n) continue;
            size_t length = join(b, end - n, end, name);
            const char *found = sector_of_word((str){ name, length });
            if (found) return found;
        }
    }
    return NULL;
}

static const char *sector_of_body(const build *b, uint32_t first, uint32_t past) {
    char name[NAME_MOST];
    if (first < past && str_is_folded(token_str(b->tokens, first), "the")) first++;
    if (past - first > 2 * WORDS_MOST) return NULL;
    size_t length = join(b, first, past, name);
    return length ? sector_of_name((str){ name, length }) : NULL;
}

/* A former president is of the elite, no more of the government. */
static const char *sector_now(const build *b, uint32_t first, uint32_t past, const char *sector) {
    if (!sector || strcmp(sector, "GOV") != 0) return sector;
    for (uint32_t i = first; i < past; i++)
        if (word_in_list(token_str(b->tokens, i), "former ousted deposed ex")) return "ELI";
    return sector;
}

static const char *sector_of_mention(const build *b, const mention *m) {
    if (m->kind == MENTION_PRONOUN) return NULL;
    const char *found = m->kind == MENTION_NAME ? sector_of_body(b, m->first, m->past) : NULL;
    if (!found) found = sector_now(b, m->first, m->head, sector_in(b, m->first, m->head + 1));
    return found ? found : sector_in(b, m->head + 1, m->past);
}

/* ---- countries ---- */

static str country_of(const places *p, const toponym *t) {
    const place_name *n = &p->names.at[t->name];
    if (!n->count) return STR_NONE;
    uint8_t country = places_at(p, &n->at[0])->country;
    return country == GAZETTEER_NOWHERE ? STR_NONE : str_of(p->g->countries[country].iso3);
}

/* The first toponym that ends behind a token. */
static size_t toponym_behind(const places *p, uint32_t at) {
    size_t low = 0, high = p->toponyms.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->toponyms.at[middle].past <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Of what stands before the head the first, else what stands behind it. */
static str country_in(const places *p, uint32_t first, uint32_t past) {
    for (size_t i = toponym_behind(p, first);
         i < p->toponyms.count && p->toponyms.at[i].first < past; i++) {
        str found = country_of(p, &p->toponyms.at[i]);
        if (found.at) return found;
    }
    return STR_NONE;
}

static str country_of_mention(const build *b, const mention *m) {
    if (!b->places || m->kind == MENTION_PRONOUN) return STR_NONE;
    return country_in(b->places, m->first, m->past);
}

/* ---- actors ---- */

/* The tokens of some bytes of the text. */
static phrase tokens_of(const build *b, span at) {
    const tokens *t = b->tokens;
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->at[middle].end <= at.start) low = middle + 1;
        else high = middle;
    }
    phrase found = { (uint32_t)low, (uint32_t)low };
    while (found.past < t->count && t->at[found.past].start < at.end) found.past++;
    return found;
}

static void code_by_role(build *b, actor *a, const role *r) {
    phrase at = tokens_of(b, r->at);
    uint32_t before = at.first ? at.first - 1 : 0;
    if (!a->sector.at)
        a->sector = str_of(sector_now(b, before, at.past, sector_in(b, at.first, at.past)));
    if (!a->country.at && b->places) a->country = country_in(b->places, at.first, at.past);
}

static void code_by_mention(build *b, const mention *m) {
    actor *a = &b->out->actors.at[m->actor];
    if (!a->sector.at) a->sector = str_of(sector_of_mention(b, m));
    if (!a->country.at) a->country = country_of_mention(b, m);
}

void codes_find(build *b) {
    actor_list *all = &b->out->actors;
    for (size_t i = 0; i < all->count; i++)
        for (size_t j = 0; j < all->at[i].roles.count; j++)
            code_by_role(b, &all->at[i], &all->at[i].roles.at[j]);
    for (size_t i = 0; i < b->mentions.count; i++)
        if (b->mentions.at[i].actor != ID_NONE) code_by_mention(b, &b->mentions.at[i]);
    for (size_t i = 0; i < all->count; i++) {
        actor *a = &all->at[i];
        if (a->sector.at) continue;
        if (a->kind == ACTOR_GOVERNMENT) a->sector = STR("GOV");
        if (a->kind == ACTOR_GROUP) a->sector = STR("CVL");
    }
}
