/* record/events_features.c: what the model of event types sees of a telling: its word with
 * what stands around it in the tree, what the list of event words says of it and of the words
 * below it, its status, and the words of its clause. Names count as their class alone. */
#include "record/events_features.h"

#include <string.h>

#include "record/lexicon.h"

enum { FEATURE_SIZE = 96, BAG_MOST = 60, CLAUSE_MOST = 150, WORD_MOST = 24 };

uint32_t feature_hash(const str *parts, size_t count) {
    uint64_t h = UINT64_C(0xCBF29CE484222325);
    for (size_t p = 0; p < count; p++)
        for (size_t i = 0; i < parts[p].length; i++)
            h = (h ^ (unsigned char)parts[p].at[i]) * UINT64_C(0x100000001B3);
    return (uint32_t)(h ^ h >> 32);
}

static uint32_t hash_at(const char *rows, size_t row, size_t size) {
    uint32_t hash;
    memcpy(&hash, rows + row * size, sizeof hash);
    return hash;
}

/* Hashes are spread evenly: the search begins where one should be, in steps that grow. */
const void *feature_row(const void *rows, size_t count, size_t size, uint32_t hash) {
    enum { STEP = 16 };
    size_t guess = (size_t)((uint64_t)hash * count >> 32), low = guess, high = guess;
    for (size_t step = STEP; low > 0 && hash_at(rows, low, size) > hash; step *= 2)
        low = low > step ? low - step : 0;
    for (size_t step = STEP; high < count && hash_at(rows, high, size) <= hash; step *= 2)
        high = high + step < count ? high + step : count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (hash_at(rows, middle, size) < hash) low = middle + 1;
        else high = middle;
    }
    bool found = low < count && hash_at(rows, low, size) == hash;
    return found ? (const char *)rows + low * size : NULL;
}

typedef struct looking {
    const eventing *e;
    const telling *t;
    feature_taker *take;
    void *context;
} looking;

static void emit(const looking *l, const char *kind, str one, str two) {
    char line[FEATURE_SIZE];
    if (one.length > WORD_MOST) one.length = WORD_MOST;
    if (two.length > WORD_MOST) two.length = WORD_MOST;
    str parts[] = { str_of(kind), STR(":"), one, two.length ? STR("|") : STR_NONE, two };
    l->take(l->context, str_join(line, sizeof line, parts, sizeof parts / sizeof *parts));
}

/* A word as the model sees it: names and numbers by their class. */
str event_word_seen(const eventing *e, uint32_t word) {
    if (word == TOKEN_NONE) return STR("-");
    switch (e->named[word]) {
    case 1 + ENTITY_PERSON: return STR("#person");
    case 1 + ENTITY_ORGANIZATION: return STR("#body");
    case 1 + ENTITY_NORP: return STR("#norp");
    case 1 + ENTITY_LOCATION: return STR("#place");
    case 1 + ENTITY_FACILITY: return STR("#facility");
    case 1 + ENTITY_MONEY: return STR("#money");
    case 1 + ENTITY_DATE: return STR("#date");
    default: break;
    }
    return event_class(e, word) == UPOS_NUM ? STR("#number") : event_lemma(e, word);
}

/* What a word can do: its class as a name, as a pronoun, or as a noun. */
str event_word_class(const eventing *e, uint32_t word) {
    static const char letters[] = "pmfgovw";
    if (word == TOKEN_NONE) return STR("-");
    if (e->named[word]) return event_word_seen(e, word);
    if (event_class(e, word) == UPOS_PRON) return STR("#pronoun");
    noun_class c = lexicon_noun(event_lemma(e, word));
    for (const char *at = letters; *at; at++)
        if (*at == (char)c) return (str){ at, 1 };
    return STR("thing");
}

/* ---- the telling's own words ---- */

static void look_around(const looking *l) {
    const eventing *e = l->e;
    const telling *t = l->t;
    str head = event_lemma(e, t->head);
    str marked = t->noun ? arena_print(e->b->a, "%.*s/n", STR_ARG(head)) : head;
    emit(l, "h", marked, STR_NONE);
    if (t->particle != TOKEN_NONE) emit(l, "hp", marked, event_lemma(e, t->particle));
    emit(l, "ho", marked, event_word_seen(e, t->patient));
    emit(l, "hk", marked, event_word_class(e, t->patient));
    emit(l, "o", event_word_seen(e, t->patient), STR_NONE);
    emit(l, "ok", event_word_class(e, t->patient), STR_NONE);
    emit(l, "sk", event_word_class(e, t->subject), STR_NONE);
    emit(l, "s", event_word_seen(e, t->subject), STR_NONE);
    if (t->object != TOKEN_NONE) emit(l, "hl", marked, event_word_seen(e, t->object));
    emit(l, "m", str_of(event_status_name(t->status)), STR_NONE);
    emit(l, "hm", marked, str_of(event_status_name(t->status)));
    emit(l, "form", t->noun ? STR("noun") : t->passive ? STR("passive") : STR("active"), STR_NONE);
}

static void look_at_children(const looking *l) {
    const eventing *e = l->e;
    const syntax *s = &e->b->syntax;
    str head = event_lemma(e, l->t->head);
    for (uint32_t c = s->first_child[l->t->head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        if (r == DEP_OBL || r == DEP_NMOD) {
            str p = preposition_of(e, c);
            emit(l, "hx", head, p);
            emit(l, "x", p, event_word_seen(e, c));
            emit(l, "xk", p, event_word_class(e, c));
        } else if (r == DEP_XCOMP || r == DEP_CCOMP || r == DEP_ADVCL || r == DEP_ACL
                   || r == DEP_CONJ) {
            emit(l, "hc", head, event_lemma(e, c));
            emit(l, "c", event_lemma(e, c), STR_NONE);
        } else if (r == DEP_AMOD || r == DEP_COMPOUND || r == DEP_ADVMOD || r == DEP_AUX) {
            emit(l, "a", event_word_seen(e, c), STR_NONE);
        }
    }
}

static void look_up(const looking *l) {
    const eventing *e = l->e;
    uint32_t head = syntax_head(&e->b->syntax, l->t->head);
    if (head == TOKEN_NONE) {
        emit(l, "g", STR("root"), STR_NONE);
        return;
    }
    emit(l, "g", event_word_seen(e, head), str_of(deprel_name(event_relation(e, l->t->head))));
    emit(l, "gh", event_word_seen(e, head), event_lemma(e, l->t->head));
    uint32_t above = syntax_head(&e->b->syntax, head);
    if (above != TOKEN_NONE) emit(l, "gg", event_word_seen(e, above), STR_NONE);
}

/* ---- the list of event words ---- */

static void look_up_words(const looking *l, uint32_t word, const char *kind) {
    upos class = event_class(l->e, word);
    if ((class != UPOS_VERB && class != UPOS_NOUN) || l->e->named[word]) return;
    size_t count;
    char letter = class == UPOS_VERB ? 'v' : 'n';
    const event_word *rows = event_words_find(event_lemma(l->e, word), letter, &count);
    for (size_t i = 0; i < count; i++)
        if (rows[i].type != PLOVER_NONE && !*rows[i].objects)
            emit(l, kind, str_of(plover_name(rows[i].type)), STR_NONE);
}

static void look_in_list(const looking *l) {
    telling t = *l->t;
    str status = str_of(event_status_name(t.status));
    if (t.type != PLOVER_NONE) {
        emit(l, "l", str_of(plover_name(t.type)), STR_NONE);
        emit(l, "lm", str_of(plover_name(t.type)), status);
    } else {
        emit(l, "l", STR("none"), STR_NONE);
    }
    look_up_words(l, t.head, "lh");
}

/* ---- the words of the clause ---- */

static bool is_content(const eventing *e, uint32_t word) {
    switch (event_class(e, word)) {
    case UPOS_NOUN: case UPOS_VERB: case UPOS_ADJ: case UPOS_PROPN: case UPOS_ADV: case UPOS_NUM:
        return true;
    default:
        return word_listed("not|n't|no|against|will|would|may|could|must|should",
                           event_lemma(e, word));
    }
}

static void look_in_clause(const looking *l) {
    const eventing *e = l->e;
    phrase below = syntax_subtree(&e->b->syntax, l->t->head);
    str former = STR_NONE;
    uint32_t taken = 0;
    if (below.past - below.first > CLAUSE_MOST) below.past = below.first + CLAUSE_MOST;
    for (uint32_t i = below.first; i < below.past && taken < BAG_MOST; i++) {
        if (!is_content(e, i) || e->dateline[i]) continue;
        bool inside_name = i > below.first && e->named[i] && e->named[i] == e->named[i - 1];
        if (inside_name) continue;
        str word = event_word_seen(e, i);
        emit(l, "b", word, STR_NONE);
        if (former.length) emit(l, "bb", former, word);
        if (i != l->t->head) look_up_words(l, i, "lb");
        former = word;
        taken++;
    }
}

void telling_features(const eventing *e, const telling *t, feature_taker *take, void *context) {
    looking l = { e, t, take, context };
    look_around(&l);
    look_at_children(&l);
    look_up(&l);
    look_in_list(&l);
    look_in_clause(&l);
}
