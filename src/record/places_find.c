/* record/places_find.c: which stretches of the text name places.
 *
 * The longest run of words that begins with a capital and that the gazetteer has is a
 * toponym. Whether it is a place is told by the reader's label of the name it lies in and,
 * where that gives none, by the words before it. */
#include "base/utf8.h"
#include "record/places.h"
#include "record/referents.h"
#include "record/word_list.h"

enum {
    WORDS_MOST = 6,       /* of a toponym */
    TOPONYMS_MOST = 4096, /* of a text; what comes behind them is left out */
    GAP_MOST = 8,         /* words between a town and what it is said to be in */
    KNOWN_PEOPLE = 100000,
    ACRONYM_MOST = 5,     /* letters */
};

/* Which part of a person's name a word has been. */
enum { FIRST_NAME = 1, LAST_NAME };

typedef struct finder {
    places *p;
    build *b;
    word_map *people; /* words of people's names */
} finder;

static str word(const finder *f, uint32_t i) {
    return token_str(f->b->tokens, i);
}

static bool same_sentence(const finder *f, uint32_t i, uint32_t j) {
    return f->b->labels->sentence_of[i] == f->b->labels->sentence_of[j];
}

static bool is_capital(str s) {
    size_t n;
    return s.length && utf8_is_upper(utf8_at(s, 0, &n));
}

static bool is_all_capitals(str s) {
    bool letters = false;
    for (size_t i = 0; i < s.length; i++) {
        if (s.at[i] >= 'a' && s.at[i] <= 'z') return false;
        letters = letters || is_ascii_letter(s.at[i]);
    }
    return letters;
}

/* ---- people ---- */

/* The words of people's names of two words and more: "Holloway" is then nobody's town. */
static void know_people(finder *f) {
    const labels *l = f->b->labels;
    f->people = word_map_new(f->b->a);
    for (size_t i = 0; i < l->entity_count; i++) {
        const entity *e = &l->entities[i];
        if (e->type != ENTITY_PERSON || e->past - e->first < 2) continue;
        for (uint32_t t = e->first; t < e->past; t++)
            if (word(f, t).length > 1) {
                uint32_t *part = word_map_put(f->people, word(f, t));
                if (*part != LAST_NAME) *part = t + 1 == e->past ? LAST_NAME : FIRST_NAME;
            }
    }
}

static bool is_persons(const finder *f, uint32_t first, uint32_t past) {
    str w = word(f, first);
    if (past - first > 1 || str_has(w, '.') || is_all_capitals(w)) return false;
    return word_map_get(f->people, w) != WORD_MAP_NONE;
}

/* "Holloway" of "the Holloway campaign", where a Jane Holloway is named. */
static bool is_last_name(const finder *f, uint32_t first, uint32_t past) {
    return is_persons(f, first, past) && word_map_get(f->people, word(f, first)) == LAST_NAME;
}

/* ---- matching ---- */

static str words_of(const finder *f, uint32_t first, uint32_t past) {
    const tokens *t = f->b->tokens;
    return str_cut(t->text, t->at[first].start, t->at[past - 1].end);
}

static bool ends_well(const finder *f, uint32_t last) {
    const token *t = &f->b->tokens->at[last];
    if (t->flags & TOKEN_MARK) return false;
    return !str_is(word(f, last), "'s") && !str_is(word(f, last), "’s");
}

/* The names of a run of words, less those that may not stand here. */
static gazetteer_names look_up(const finder *f, uint32_t first, uint32_t past) {
    gazetteer_names none = { NULL, 0 };
    str words = words_of(f, first, past);
    if (words.length > 2 * GAZETTEER_KEY_MOST || !ends_well(f, past - 1)) return none;
    return gazetteer_find(f->p->g, words);
}

static bool has_kind(gazetteer_names n, name_kind kind) {
    for (size_t i = 0; i < n.count; i++)
        if (posting_kind(n.at[i]) == kind) return true;
    return false;
}

/* Whether a toponym stands right before, with a comma between: "Erie, Pa."; without one it
 * must be a place itself, or "Secretary Clinton" would be two towns. */
static bool follows_place(const finder *f, uint32_t first) {
    const toponym_list *all = &f->p->toponyms;
    if (!all->count || first < 2) return false;
    const toponym *last = &all->at[all->count - 1];
    bool comma = str_is(word(f, first - 1), ",");
    return last->past == first - comma && (comma || last->is_place);
}

/* "R-Ga.", "D-Calif.": the party and state of a member of Congress. */
static bool follows_party(const finder *f, uint32_t first) {
    if (first < 2 || !str_is(word(f, first - 1), "-")) return false;
    return word_in_list(word(f, first - 2), "r d i");
}

/* "Senator Ruth Ojeda (Fla.)": the state of whoever is named before the bracket. */
static bool stands_in_bracket(const finder *f, uint32_t first, uint32_t past) {
    const tokens *t = f->b->tokens;
    if (first < 2 || past + 1 >= t->count || !str_is(word(f, first - 1), "(")) return false;
    str last = word(f, past - 1);
    bool dot = str_is(word(f, past), "."); /* a token of its own */
    bool dotted = dot || last.at[last.length - 1] == '.';
    return dotted && str_is(word(f, past + dot), ")") && is_capital(word(f, first - 2));
}

static bool is_shouted(str s) {
    return s.length > 1 && is_all_capitals(s);
}

static bool starts_sentence(const finder *f, uint32_t i) {
    return !i || !same_sentence(f, i - 1, i);
}

/* "MANASSAS --", "LIMA (AP)": the head of a report's first lines. */
static bool is_dateline(const finder *f, uint32_t first, uint32_t past) {
    const tokens *t = f->b->tokens;
    if (!starts_sentence(f, first) || past >= t->count) return false;
    bool begins = t->at[first].flags & TOKEN_PASSAGE_START;
    return is_shouted(words_of(f, first, past)) &&
           word_in_list(word(f, past), begins ? "- -- — – ( , :" : "-- — – (");
}

/* "UN", "SWAT" in a text that is not all in capitals; a dateline is: "PARIS, Texas". */
static bool is_acronym(const finder *f, uint32_t first, uint32_t past) {
    const tokens *t = f->b->tokens;
    str words = words_of(f, first, past);
    if (past - first > 1 || words.length > ACRONYM_MOST || !is_all_capitals(words)) return false;
    if (is_dateline(f, first, past)) return false;
    return !(first && is_shouted(word(f, first - 1))) &&
           !(past < t->count && is_shouted(word(f, past)));
}

/* How the words may have the name where they stand. */
static bool may_have(const finder *f, name_kind how, uint32_t first, uint32_t past) {
    str words = words_of(f, first, past);
    switch (how) {
    case NAME_SQUEEZED: return false;
    case NAME_CAPITALS: return is_all_capitals(words);
    case NAME_SHORT:
        if (stands_in_bracket(f, first, past)) return true;
        return (is_all_capitals(words) || words.at[words.length - 1] == '.') &&
               (follows_place(f, first) || follows_party(f, first));
    case NAME_OWN: case NAME_OTHER: case NAME_WORD: return !is_acronym(f, first, past);
    default: return true;
    }
}

static bool may_stand(const finder *f, gazetteer_names n, uint32_t first, uint32_t past) {
    for (size_t i = 0; i < n.count; i++)
        if (may_have(f, posting_kind(n.at[i]), first, past)) return true;
    return false;
}

/* Whether a word can stand in the middle or at the end of a name. */
static bool goes_on(const finder *f, uint32_t i) {
    str w = word(f, i);
    return is_capital(w) || f->b->tokens->at[i].flags & (TOKEN_MARK | TOKEN_NUMBER) ||
           word_in_list(w, "of the and de la el al upon on in du des da do dos am an der sur le "
                           "les 's ’s");
}

/* Past the longest toponym that begins at a word, or the word itself. */
static uint32_t match_at(const finder *f, uint32_t first) {
    const tokens *t = f->b->tokens;
    uint32_t most = first + 1;
    while (most < t->count && most - first < WORDS_MOST && same_sentence(f, first, most) &&
           goes_on(f, most))
        most++;
    for (uint32_t past = most; past > first; past--)
        if (may_stand(f, look_up(f, first, past), first, past)) return past;
    return first;
}

/* ---- is it a place? ---- */

/* "Center", "Hill": has to be said to be a place by the words around it. */
static bool is_word_only(gazetteer_names n) {
    for (size_t i = 0; i < n.count; i++)
        if (posting_kind(n.at[i]) != NAME_WORD && posting_kind(n.at[i]) != NAME_SQUEEZED)
            return false;
    return true;
}

static uint64_t people_of(const finder *f, gazetteer_names n) {
    uint64_t most = 0;
    for (size_t i = 0; i < n.count; i++) {
        const gazetteer_place *p = &f->p->g->places[posting_place(n.at[i])];
        bool wide = p->kind == PLACE_COUNTRY || place_is_wide(p);
        uint64_t people = wide ? (uint64_t)p->people + KNOWN_PEOPLE : p->people;
        name_kind how = posting_kind(n.at[i]);
        if (how != NAME_OTHER && how != NAME_DEMONYM && people > most) most = people;
    }
    return most;
}

static bool is_name_word(const finder *f, uint32_t i) {
    return i < f->b->tokens->count && f->b->labels->upos[i] == UPOS_PROPN && is_capital(word(f, i));
}

static bool led_by_preposition(const finder *f, uint32_t first) {
    while (first && is_direction(word(f, first - 1))) first--;
    return first && is_place_preposition(f->b->syntax.lemmas[first - 1]);
}

/* Whether the words before say that a place follows. */
static bool is_led(const finder *f, uint32_t first) {
    return led_by_preposition(f, first) || follows_place(f, first);
}

/* "Clinton couple", "Toledo police": what stands before is where they are from. */
static bool leads_locals(const finder *f, uint32_t past) {
    return past < f->b->tokens->count && same_sentence(f, past - 1, past) &&
           is_local(word(f, past));
}

/* A name that the reader gave no label. */
static bool is_unlabelled_place(const finder *f, const toponym *t, gazetteer_names n) {
    if (is_dateline(f, t->first, t->past)) return true;
    for (uint32_t i = t->first; i < t->past; i++)
        if (is_capital(word(f, i)) && f->b->labels->upos[i] != UPOS_PROPN) return false;
    bool local = leads_locals(f, t->past);
    bool beside = is_name_word(f, t->past) && !local && !is_public_body(word(f, t->past));
    if (beside || (t->first && is_name_word(f, t->first - 1) && !follows_place(f, t->first)))
        return false;
    if (is_persons(f, t->first, t->past)) return false;
    if (follows_place(f, t->first) || follows_party(f, t->first)) return true;
    if (led_by_preposition(f, t->first) || local) return !has_kind(n, NAME_OTHER);
    return people_of(f, n) >= KNOWN_PEOPLE && !is_word_only(n);
}

/* What parts names that the reader took for one: "Waco, Texas", "Iran's Kermanshah". */
static bool parts_names(const finder *f, uint32_t i) {
    str w = word(f, i);
    return !(str_is(w, "'") || str_is(w, ".")) &&
           (f->b->tokens->at[i].flags & TOKEN_MARK || word_in_list(w, "'s ’s and or of in to"));
}

/* Whether the words of a name beside the toponym only tell which part of it is meant. */
static bool fills(const finder *f, const entity *e, const toponym *t) {
    for (uint32_t i = t->first; i > e->first && !parts_names(f, i - 1); i--)
        if (is_capital(word(f, i - 1)) && !is_direction(word(f, i - 1))) return false;
    for (uint32_t i = t->past; i < e->past && !parts_names(f, i); i++)
        if (is_capital(word(f, i)) && !is_direction(word(f, i))) return false;
    return true;
}

/* "Henderson Police Department", "University of Hartford": bodies of a place. */
static bool names_its_place(const finder *f, const entity *e, const toponym *t) {
    str last = word(f, e->past - 1);
    bool the = str_is_folded(word(f, e->first), "the");
    if (t->first == e->first + the) {
        for (uint32_t i = t->past; i < e->past; i++)
            if (is_public_body(word(f, i))) return true;
        return false;
    }
    if (t->first <= e->first) return false; /* its label begins inside the place's name */
    bool of = is_place_preposition(word(f, t->first - 1)) || str_is(word(f, t->first - 1), "of");
    return t->past == e->past && of && (is_public_body(word(f, e->first)) || is_public_body(last));
}

static bool is_country(const finder *f, gazetteer_names n) {
    for (size_t i = 0; i < n.count; i++)
        if (posting_kind(n.at[i]) != NAME_DEMONYM &&
            f->p->g->places[posting_place(n.at[i])].kind == PLACE_COUNTRY)
            return true;
    return false;
}

/* A name that was taken for a person's: "in Chad". */
static bool is_place_all_the_same(const finder *f, const toponym *t, gazetteer_names n) {
    if (follows_place(f, t->first) || is_dateline(f, t->first, t->past)) return true;
    if (is_persons(f, t->first, t->past)) return false;
    if (is_country(f, n)) return true;
    if (leads_locals(f, t->past)) return has_kind(n, NAME_OWN);
    return led_by_preposition(f, t->first) && people_of(f, n) >= KNOWN_PEOPLE;
}

/* "Jordan Banks" whose first name alone was taken for a place's. */
static bool begins_person(const finder *f, const toponym *t) {
    if (!is_name_word(f, t->past) || !same_sentence(f, t->first, t->past)) return false;
    return f->b->labels->deprel[t->past] == DEP_FLAT &&
           f->b->labels->head[t->past] >= t->first && f->b->labels->head[t->past] < t->past &&
           !follows_place(f, t->first);
}

static bool is_place_in(const finder *f, const toponym *t, gazetteer_names n) {
    const entity *e = t->entity == TOPONYM_NONE ? NULL : &f->b->labels->entities[t->entity];
    if (!e) return is_unlabelled_place(f, t, n);
    if (follows_party(f, t->first) || (t->first == e->first && has_kind(n, NAME_CAPITALS)))
        return true;
    switch (e->type) {
    case ENTITY_LOCATION: case ENTITY_FACILITY:
        if (begins_person(f, t)) return false;
        return fills(f, e, t) && (!is_persons(f, t->first, t->past) || is_led(f, t->first));
    case ENTITY_ORGANIZATION:
        if (!fills(f, e, t)) return names_its_place(f, e, t);
        return is_country(f, n) || (people_of(f, n) > 0 && !is_last_name(f, t->first, t->past));
    case ENTITY_PERSON: return fills(f, e, t) && is_place_all_the_same(f, t, n);
    case ENTITY_MISC: return is_unlabelled_place(f, t, n);
    default: return false;
    }
}

/* How a toponym has its name: a word for people rather than a small place's name. */
static name_kind how_named(const finder *f, gazetteer_names n, uint32_t first, uint32_t past) {
    bool short_form = has_kind(n, NAME_SHORT) && may_have(f, NAME_SHORT, first, past);
    if (short_form) return NAME_SHORT;
    if (!has_kind(n, NAME_DEMONYM)) return NAME_OWN;
    return people_of(f, n) < KNOWN_PEOPLE && !is_country(f, n) ? NAME_DEMONYM : NAME_OWN;
}

static uint32_t entity_of(const finder *f, uint32_t first, uint32_t past) {
    for (uint32_t i = first; i < past; i++) {
        uint32_t e = entity_at(f->b->labels, i);
        if (e != REFERENT_NONE) return e;
    }
    return TOPONYM_NONE;
}

static void add_toponym(const finder *f, uint32_t first, uint32_t past) {
    toponym t = { .first = first, .past = past, .name = TOPONYM_NONE, .within = TOPONYM_NONE,
                  .entity = entity_of(f, first, past) };
    gazetteer_names n = look_up(f, first, past);
    t.how = how_named(f, n, first, past);
    const entity *e = t.entity == TOPONYM_NONE ? NULL : &f->b->labels->entities[t.entity];
    bool person = e && e->type == ENTITY_PERSON;
    bool body = e && e->type == ENTITY_ORGANIZATION;
    bool told = !is_word_only(n) || (e && !body && is_led(f, first)) ||
                is_dateline(f, first, past) || leads_locals(f, past) ||
                (e && e->type == ENTITY_LOCATION && people_of(f, n) >= KNOWN_PEOPLE);
    bool demonym = t.how == NAME_DEMONYM;
    t.is_place = !demonym && told && is_place_in(f, &t, n);
    t.is_doubtful = !t.is_place && !demonym && (person || !e);
    t.confidence = e ? e->confidence : f->b->labels->upos_sure[first] / 2;
    *LIST_ADD(f->b->a, &f->p->toponyms) = t;
}

/* ---- what is in what ---- */

/* "Portland, Maine", "Kisumu in western Kenya", "Hyderabad, the second city of Sindh". */
static bool stands_in(const finder *f, const toponym *inner, const toponym *outer) {
    uint32_t i = inner->past, gap = outer->first - i;
    if (gap > GAP_MOST || !outer->first) return false;
    if (gap == 1 && (str_is(word(f, i), ",") || str_is(word(f, i), "("))) return true;
    while (i < outer->first && is_direction(word(f, outer->first - 1 - (i - inner->past)))) i++;
    uint32_t before = outer->first - 1 - (i - inner->past);
    if (!word_in_list(word(f, before), "of in")) return false;
    if (before == inner->past) return str_is_folded(word(f, before), "in");
    for (i = inner->past; i < before; i++) {
        if (is_capital(word(f, i))) return false;
        if (is_settlement(f->b->syntax.lemmas[i])) return true;
    }
    return false;
}

/* "Lebanon's Tripoli", "the Kenyan lakeside town of Kisumu". */
static bool stands_before(const finder *f, const toponym *outer, const toponym *inner) {
    uint32_t gap = inner->first - outer->past;
    if (gap > GAP_MOST / 2 || !gap) return false;
    bool owns = str_is(word(f, outer->past), "'s") || str_is(word(f, outer->past), "’s");
    if (owns && gap == 1) return true;
    bool town = false;
    for (uint32_t i = outer->past; i < inner->first; i++) {
        if (is_capital(word(f, i)) || str_is(word(f, i), ",")) return false;
        if (is_settlement(f->b->syntax.lemmas[i])) town = true;
    }
    return town && (str_is(word(f, inner->first - 1), "of") || owns || gap <= 2);
}

static void find_outer(const finder *f) {
    toponym_list *all = &f->p->toponyms;
    for (uint32_t i = 0; i + 1 < all->count; i++) {
        toponym *a = &all->at[i], *b = &all->at[i + 1];
        if (!same_sentence(f, a->first, b->first)) continue;
        if (!b->is_doubtful && stands_in(f, a, b)) a->within = i + 1;
        else if (!a->is_doubtful && stands_before(f, a, b)) b->within = i;
    }
}

/* What is said to be in a place is one: "FAIRFIELD, Conn."; other doubtful ones are dropped. */
static void settle_doubtful(const finder *f) {
    toponym_list *all = &f->p->toponyms;
    uint32_t *moved = ARENA_NEW(f->b->a, uint32_t, all->count + 1), kept = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        toponym *t = &all->at[i];
        bool behind = i + 1 < all->count && t->within == i + 1;
        if (t->is_doubtful && behind && str_is(word(f, t->past), ",")) t->is_place = true;
        moved[i] = kept;
        if (t->is_place || !t->is_doubtful) kept++;
    }
    for (uint32_t i = 0, to = 0; i < all->count; i++) {
        toponym t = all->at[i];
        if (t.is_doubtful && !t.is_place) continue;
        if (t.within != TOPONYM_NONE) t.within = moved[t.within];
        all->at[to++] = t;
    }
    all->count = kept;
}

void toponyms_find(places *p) {
    finder f = { .p = p, .b = p->b };
    const tokens *t = p->b->tokens;
    know_people(&f);
    for (uint32_t i = 0; i < t->count && p->toponyms.count < TOPONYMS_MOST;) {
        uint32_t past = is_capital(word(&f, i)) ? match_at(&f, i) : i;
        if (past > i) add_toponym(&f, i, past);
        i = past > i ? past : i + 1;
    }
    find_outer(&f);
    settle_doubtful(&f);
}
