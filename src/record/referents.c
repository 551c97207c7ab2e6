/* record/referents.c: finds the phrases of a text that refer to something.
 *
 * A head is a name, a noun in a noun's place, or a pronoun; its phrase is what hangs on it,
 * less appositions, coordinated phrases and what stands in brackets, which are phrases of
 * their own (the mention boundaries of GUM, Zeldes 2017, kept with their relative clauses).
 * Coordinations are one phrase more, for a later "they". */
#include "record/referents.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "record/clauses.h"
#include "record/frames.h"
#include "record/lexicon.h"

typedef struct finder {
    build *b;
    uint32_t *entity_of;  /* [tokens] or REFERENT_NONE */
    uint32_t *content_of; /* [tokens] or REFERENT_NONE */
    uint32_t *held;       /* [tokens] of a noun that a name hangs on ("coach" in "coach Tom
                           * Askew"): the name's entity, or REFERENT_NONE */
    bool *holder;         /* [entities] such a noun stands before it */
    uint32_t *apart;      /* [tokens] of a noun before a name that is a phrase of its own ("the
                           * coach" in "the coach Tom Askew"): where that begins, or NONE */
    bool *dateline;       /* [tokens] */
    LIST(referent) found;
} finder;

static void mark_entities(finder *f) {
    const labels *l = f->b->labels;
    for (uint32_t e = 0; e < l->entity_count; e++)
        for (uint32_t i = l->entities[e].first; i < l->entities[e].past; i++)
            f->entity_of[i] = e;
    for (uint32_t r = 0; r < l->role_count; r++)
        for (uint32_t i = l->roles[r].first; i < l->roles[r].past; i++)
            if (l->roles[r].type == ROLE_CONTENT) f->content_of[i] = r;
}

static void mark_datelines(finder *f) {
    const tokens *t = f->b->tokens;
    for (size_t i = 0; i < t->passage_count; i++) {
        uint32_t past = dateline_past(t, &t->passages[i]);
        for (uint32_t k = t->passages[i].first; k < past; k++) f->dateline[k] = true;
    }
}

static uint32_t *numbers_for(arena *a, size_t count) {
    uint32_t *numbers = ARENA_NEW(a, uint32_t, count);
    for (size_t i = 0; i < count; i++) numbers[i] = REFERENT_NONE;
    return numbers;
}

/* ---- heads ---- */

/* Words between an article and its noun. */
enum { WORDS_BEFORE_NOUN = 6 };

static bool is_noun_or_adjective(const build *b, uint32_t i) {
    uint8_t u = b->labels->upos[i];
    return u == UPOS_NOUN || u == UPOS_PROPN || u == UPOS_ADJ;
}

/* The relation of a conjunct's first conjunct, else its own. */
static deprel outer_relation(const syntax *s, uint32_t i) {
    return (deprel)s->labels->deprel[syntax_first_conjunct(s, i)];
}

static bool is_noun_place(deprel d) {
    switch (d) {
    case DEP_COMPOUND: case DEP_FLAT: case DEP_FIXED: case DEP_GOESWITH: case DEP_AMOD:
    case DEP_CASE: case DEP_MARK: case DEP_ADVMOD: case DEP_DET: case DEP_NUMMOD: case DEP_CC:
    case DEP_DISCOURSE: case DEP_COMPOUND_PRT: case DEP_REPARANDUM: case DEP_COP: case DEP_AUX:
    case DEP_AUX_PASS: case DEP_PUNCT:
        return false;
    default:
        return true;
    }
}

static bool is_plain_place(deprel d) {
    return d == DEP_NSUBJ || d == DEP_NSUBJ_PASS || d == DEP_OBJ || d == DEP_IOBJ ||
           d == DEP_OBL || d == DEP_OBL_AGENT || d == DEP_NMOD || d == DEP_APPOS;
}

/* "Mayor" of "Mayor Ana Ruiz" where it hangs on the name. */
static bool is_title_of_name(const syntax *s, uint32_t i) {
    uint32_t head = syntax_head(s, i);
    return s->labels->deprel[i] == DEP_NMOD && head != TOKEN_NONE && i < head &&
           s->labels->upos[head] == UPOS_PROPN && syntax_child(s, i, DEP_CASE) == TOKEN_NONE;
}

static bool names_an_actor(entity_type e) {
    return e == ENTITY_PERSON || e == ENTITY_ORGANIZATION || e == ENTITY_LOCATION ||
           e == ENTITY_FACILITY;
}

/* The head of a name: a noun where the parse has one, else as syntax_head_of. */
static uint32_t head_of_name(const syntax *s, const entity *e) {
    uint32_t head = syntax_head_of(s, e->first, e->past);
    if (s->labels->upos[head] != UPOS_ADP && s->labels->upos[head] != UPOS_PART) return head;
    for (uint32_t i = e->past; i-- > e->first;)
        if (s->labels->upos[i] == UPOS_PROPN || s->labels->upos[i] == UPOS_NOUN) return i;
    return head;
}

static bool is_name_relation(const syntax *s, uint32_t head) {
    switch (s->labels->deprel[head]) {
    case DEP_FLAT: case DEP_APPOS: case DEP_COMPOUND: case DEP_DEP: case DEP_OBJ: case DEP_NSUBJ:
        return true;
    case DEP_NMOD:
        return syntax_child(s, head, DEP_CASE) == TOKEN_NONE;
    default:
        return false;
    }
}

/* Where a noun's phrase begins if it has an article or an owner, else the noun itself. */
static uint32_t determined_from(const build *b, uint32_t noun) {
    const sentence *in = &b->labels->sentences[b->labels->sentence_of[noun]];
    for (uint32_t i = noun; i-- > in->first && noun - i <= WORDS_BEFORE_NOUN;) {
        upos u = (upos)b->labels->upos[i];
        if (u == UPOS_DET || (u == UPOS_PRON && b->labels->deprel[i] == DEP_NMOD_POSS)) return i;
        if (u != UPOS_ADJ && u != UPOS_NOUN && u != UPOS_PROPN && u != UPOS_NUM &&
            !str_is(token_str(b->tokens, i), "-"))
            break;
    }
    return noun;
}

static bool is_surely_person(const build *b, const entity *e) {
    if (e->type != ENTITY_PERSON || e->confidence < 0.75f) return false;
    str word = utf8_folded(b->a, token_str(b->tokens, e->first));
    return e->past - e->first > 1 || lexicon_given_name(word);
}

/* The noun before a name that says what it is: a phrase apart where it has an article ("the
 * coach Tom Askew"), else a part of the name's phrase ("coach Tom Askew"). */
static void mark_holder(finder *f, uint32_t number) {
    const build *b = f->b;
    const entity *e = &b->labels->entities[number];
    if (e->first == 0 || !names_an_actor(e->type)) return;
    uint32_t noun = e->first - 1, head = head_of_name(&b->syntax, e);
    if (b->labels->sentence_of[noun] != b->labels->sentence_of[head]) return;
    if (f->entity_of[noun] != REFERENT_NONE || is_title(token_str(b->tokens, noun))) return;
    being of = being_of_noun(b, noun);
    bool body = of == BEING_BODY || of == BEING_STATE;
    if (of != BEING_PERSON && !(body && !is_surely_person(b, e))) return;
    uint32_t from = determined_from(b, noun), above = syntax_head(&b->syntax, head);
    bool hangs = above == noun && is_name_relation(&b->syntax, head);
    if (from != noun && b->labels->upos[noun] == UPOS_NOUN &&
        (hangs || syntax_head(&b->syntax, noun) == head)) {
        f->apart[noun] = from;
    } else if (hangs) {
        f->held[noun] = number;
        f->holder[number] = true;
    }
}

static bool heads_name(const finder *f, uint32_t i) {
    const syntax *s = &f->b->syntax;
    const entity *e = &s->labels->entities[f->entity_of[i]];
    if (f->holder[f->entity_of[i]] || f->dateline[i]) return false;
    if (head_of_name(s, e) != i || e->type == ENTITY_DATE || e->type == ENTITY_MONEY) return false;
    if (names_an_actor(e->type)) return true;
    bool noun = s->labels->upos[i] == UPOS_NOUN || s->labels->upos[i] == UPOS_PROPN;
    return noun && is_noun_place(outer_relation(s, i));
}

/* "the younger of the two", "the 24-year-old", "two of the men", "those who left". */
static bool heads_elliptic(const syntax *s, uint32_t i) {
    if (!is_plain_place((deprel)s->labels->deprel[i])) return false;
    bool determined = syntax_child(s, i, DEP_DET) != TOKEN_NONE;
    bool counted = syntax_child(s, i, DEP_NMOD) != TOKEN_NONE ||
                   syntax_child(s, i, DEP_ACL_RELCL) != TOKEN_NONE;
    return s->labels->upos[i] == UPOS_ADJ ? determined : determined || counted;
}

/* "the 24-year-old", by whatever tree: its words around token i. */
static bool is_age(const build *b, uint32_t i, phrase *out) {
    static const char *const words[] = { NULL, "-", "year", "-", "old" };
    const sentence *in = &b->labels->sentences[b->labels->sentence_of[i]];
    for (uint32_t old = i; old < i + 5 && old < in->past; old++) {
        if (old < in->first + 4) continue;
        bool same = b->tokens->at[old - 4].flags & TOKEN_NUMBER;
        for (uint32_t k = 1; k < 5; k++)
            same = same && str_is_folded(token_str(b->tokens, old - 4 + k), words[k]);
        if (!same) continue;
        uint32_t first = old - 4;
        if (first > in->first && b->labels->upos[first - 1] == UPOS_DET) first--;
        *out = (phrase){ first, old + 1 };
        return true;
    }
    return false;
}

static bool precedes_noun(const build *b, phrase p) {
    return p.past < b->labels->sentences[b->labels->sentence_of[p.first]].past &&
           is_noun_or_adjective(b, p.past);
}

/* A title with its name behind it is a part of the name's phrase. */
static bool is_title_before_name(const finder *f, uint32_t i) {
    return i + 1 < f->b->tokens->count && f->entity_of[i + 1] != REFERENT_NONE &&
           f->entity_of[i] == REFERENT_NONE && is_title(token_str(f->b->tokens, i));
}

/* "in private", "in general": no soldiers. */
static bool is_manner(const syntax *s, uint32_t i) {
    uint32_t in = syntax_child(s, i, DEP_CASE);
    bool bare = in != TOKEN_NONE && in + 1 == i && str_is(s->lemmas[in], "in");
    return bare && (str_is(s->lemmas[i], "private") || str_is(s->lemmas[i], "general")
                    || str_is(s->lemmas[i], "public") || str_is(s->lemmas[i], "person"));
}

static bool heads_phrase(const finder *f, uint32_t i) {
    const syntax *s = &f->b->syntax;
    phrase age;
    if (is_manner(s, i)) return false;
    if (pronoun_at(f->b, i)) return true;
    if (is_title_before_name(f, i)) return false;
    if (f->apart[i] != REFERENT_NONE) return true;
    if (is_age(f->b, i, &age))
        return !precedes_noun(f->b, age) && syntax_head_of(s, age.first, age.past) == i;
    if (f->entity_of[i] != REFERENT_NONE) return heads_name(f, i);
    switch (s->labels->upos[i]) {
    case UPOS_NOUN: case UPOS_PROPN:
        return is_noun_place(outer_relation(s, i)) && !is_title_of_name(s, i);
    case UPOS_ADJ: case UPOS_NUM: case UPOS_DET: case UPOS_PRON:
        return heads_elliptic(s, i);
    default:
        return false;
    }
}

/* ---- extents ---- */

/* Phrases inside phrases whose ends are told apart. */
enum { NESTING = 6 };

typedef enum part { PART_IN, PART_SKIPPED, PART_OUT } part;

static bool is_bracketed(const syntax *s, uint32_t child) {
    uint32_t first = syntax_subtree(s, child).first;
    str word = token_str(s->tokens, first);
    if (str_is(word, "(") || str_is(word, "[")) return true;
    if (first == 0) return false;
    str before = token_str(s->tokens, first - 1);
    return str_is(before, "(") || str_is(before, "[");
}

static part part_of(const syntax *s, uint32_t head, uint32_t child) {
    deprel d = (deprel)s->labels->deprel[child];
    switch (d) {
    case DEP_DET: case DEP_AMOD: case DEP_NUMMOD: case DEP_COMPOUND: case DEP_FLAT:
    case DEP_FIXED: case DEP_GOESWITH: case DEP_NMOD_POSS: case DEP_NMOD: case DEP_ACL:
    case DEP_ACL_RELCL: case DEP_DEP:
        if (child > head && is_bracketed(s, child)) return PART_OUT;
        if (frame_takes(s, head, child)) return PART_OUT;
        if (d == DEP_NMOD && child > head && s->labels->upos[child] == UPOS_NUM &&
            syntax_child(s, child, DEP_CASE) == TOKEN_NONE) return PART_OUT;
        return PART_IN;
    case DEP_CASE:
        return child > head ? PART_IN : PART_OUT; /* 's */
    case DEP_PUNCT: case DEP_ADVMOD: case DEP_DISCOURSE:
        return PART_SKIPPED;
    default:
        return PART_OUT;
    }
}

static bool is_mark(const syntax *s, uint32_t i) {
    return s->labels->upos[i] == UPOS_PUNCT && !(s->tokens->at[i].flags & TOKEN_NUMBER);
}

/* No phrase ends in a mark, nor in a preposition whose noun was cut off. */
static bool hangs(const syntax *s, uint32_t i) {
    uint8_t u = s->labels->upos[i];
    return is_mark(s, i) || u == UPOS_ADP || u == UPOS_CCONJ || u == UPOS_DET
        || (u == UPOS_VERB && str_is(s->lemmas[i], "include"));
}

/* Without marks at its ends, but with the quotation mark that closes one inside. */
static phrase trimmed(const syntax *s, phrase p, uint32_t head) {
    while (p.past > head + 1 && hangs(s, p.past - 1)) p.past--;
    while (p.first < head && is_mark(s, p.first)) p.first++;
    for (uint32_t i = p.first; i < head; i++)
        if (s->tokens->at[i].flags & TOKEN_QUOTE_OPEN && p.past < s->tokens->count &&
            s->tokens->at[p.past].flags & TOKEN_QUOTE_CLOSE)
            return (phrase){ p.first, p.past + 1 };
    return p;
}

/* Where a phrase ends on the right: what is beside a phrase inside it is not in it either. */
static uint32_t right_edge(const syntax *s, uint32_t head, int depth) {
    uint32_t edge = head + 1;
    for (uint32_t child = s->first_child[head]; child != TOKEN_NONE;
         child = s->next_sibling[child]) {
        if (child < head) continue;
        deprel d = (deprel)s->labels->deprel[child];
        part p = part_of(s, head, child);
        if (p == PART_OUT && d != DEP_APPOS && depth < NESTING) p = PART_IN;
        if (p == PART_OUT) break;
        bool clause = d == DEP_ACL || d == DEP_ACL_RELCL || depth == 0;
        uint32_t past = clause ? syntax_subtree(s, child).past : right_edge(s, child, depth - 1);
        if (p == PART_IN && past > edge) edge = past;
    }
    return edge;
}

static phrase extent_of(const syntax *s, uint32_t head) {
    phrase out = { head, right_edge(s, head, NESTING) };
    for (uint32_t child = s->first_child[head]; child != TOKEN_NONE && child < head;
         child = s->next_sibling[child]) {
        part p = part_of(s, head, child);
        uint32_t first = syntax_subtree(s, child).first;
        if (p == PART_OUT) out.first = head;
        if (p == PART_IN && first < out.first) out.first = first;
    }
    return trimmed(s, out, head);
}

static uint32_t entity_for(const finder *f, uint32_t head) {
    return f->held[head] != REFERENT_NONE ? f->held[head] : f->entity_of[head];
}

static bool follows_phrase(const finder *f, const entity *name) {
    return name->first > 0 && f->apart[name->first - 1] != REFERENT_NONE;
}

/* "Ruiz and Lee", whatever the tree says of them. */
static bool is_joined(const syntax *s, const entity *name) {
    return name->past < s->tokens->count && s->labels->upos[name->past] == UPOS_CCONJ;
}

/* The tokens of a head's phrase; of a name before another noun ("an Equifax spokesman"), the
 * name's. */
static phrase phrase_of(const finder *f, uint32_t head) {
    const syntax *s = &f->b->syntax;
    uint32_t e = entity_for(f, head);
    pronoun word = pronoun_at(f->b, head);
    if (word && word != PRONOUN_ANYONE) return (phrase){ head, head + 1 };
    phrase age, p = extent_of(s, head);
    if (is_age(f->b, head, &age) && !precedes_noun(f->b, age)) return age;
    if (f->apart[head] != REFERENT_NONE) return (phrase){ f->apart[head], head + 1 };
    if (e == REFERENT_NONE) return p;
    const entity *name = &s->labels->entities[e];
    if (!is_noun_place(outer_relation(s, head))) p = (phrase){ name->first, name->past };
    if (name->first < p.first || follows_phrase(f, name)) p.first = name->first;
    if (name->past > p.past || is_joined(s, name)) p.past = name->past;
    while (p.first > 0 && p.first == name->first && is_title_before_name(f, p.first - 1)) p.first--;
    if (p.first > 0 && is_age(f->b, p.first - 1, &age)) p.first = age.first;
    return p;
}

uint32_t entity_at(const labels *l, uint32_t i) {
    size_t low = 0, high = l->entity_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (l->entities[middle].past <= i) low = middle + 1;
        else high = middle;
    }
    return low < l->entity_count && l->entities[low].first <= i ? (uint32_t)low : REFERENT_NONE;
}

/* ---- what is found ---- */

static bool is_relative(str word) {
    return str_is_folded(word, "who") || str_is_folded(word, "which") ||
           str_is_folded(word, "that") || str_is_folded(word, "whom");
}

uint32_t referent_meant(const referents *r, uint32_t head) {
    const syntax *s = &r->b->syntax;
    if (head == TOKEN_NONE) return REFERENT_NONE;
    if (r->of_head[head] != REFERENT_NONE) return r->of_head[head];
    if (!is_relative(token_str(s->tokens, head))) return REFERENT_NONE;
    uint32_t verb = syntax_head(s, head);
    for (int climb = 0; climb < 4 && verb != TOKEN_NONE; climb++) {
        uint32_t noun = syntax_head(s, verb);
        if (noun == TOKEN_NONE) break;
        if (s->labels->deprel[verb] == DEP_ACL_RELCL) return r->of_head[noun];
        verb = noun;
    }
    return REFERENT_NONE;
}

static void mark_sources(referents *r) {
    const labels *l = r->b->labels;
    for (size_t i = 0; i < l->role_count; i++) {
        if (l->roles[i].type != ROLE_SOURCE) continue;
        uint32_t head = syntax_head_of(&r->b->syntax, l->roles[i].first, l->roles[i].past);
        uint32_t speaker = referent_meant(r, head);
        if (speaker == REFERENT_NONE) continue;
        r->at[speaker].talks = true;
        r->clusters[speaker].talks = true;
    }
}

static referent *add(finder *f, phrase p, uint32_t head) {
    const build *b = f->b;
    referent *r = LIST_ADD(b->a, &f->found);
    *r = (referent){ .first = p.first, .past = p.past, .head = head,
        .entity = entity_for(f, head), .content = f->content_of[head],
        .quoted = b->tokens->at[head].flags & TOKEN_QUOTED };
    referent_traits(b, r);
    return r;
}

/* The last noun coordinated with a head, or the head itself. */
static uint32_t last_conjunct(const finder *f, uint32_t head) {
    const syntax *s = &f->b->syntax;
    uint32_t last = head;
    for (uint32_t c = syntax_child(s, head, DEP_CONJ); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_CONJ))
        if (c > head && heads_phrase(f, c)) last = c;
    return last;
}

static void add_joint(finder *f, phrase first, uint32_t head) {
    uint32_t last = last_conjunct(f, head);
    if (last == head) return;
    phrase p = { first.first, phrase_of(f, last).past };
    if (p.past <= first.past) return;
    referent *r = add(f, p, head);
    r->joint = true;
    r->amount = AMOUNT_MANY;
    r->kind = MENTION_NOUN;
    if (r->being == BEING_PERSON) r->being = BEING_PEOPLE;
}

static int by_place(const void *left, const void *right) {
    const referent *a = left, *b = right;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->past != b->past) return a->past > b->past ? -1 : 1;
    if (a->joint != b->joint) return a->joint ? -1 : 1;
    return (a->head > b->head) - (a->head < b->head);
}

static void start_clusters(build *b, referents *out) {
    out->clusters = ARENA_NEW(b->a, cluster, out->count);
    out->of_head = numbers_for(b->a, b->tokens->count);
    for (uint32_t i = 0; i < out->count; i++) {
        const referent *r = &out->at[i];
        if (!r->joint) out->of_head[r->head] = i;
        if (!r->joint && r->entity != REFERENT_NONE) {
            uint32_t name = head_of_name(&b->syntax, &b->labels->entities[r->entity]);
            if (out->of_head[name] == REFERENT_NONE) out->of_head[name] = i;
        }
        out->clusters[i] = (cluster){ .parent = i, .count = 1, .seen = REFERENT_NONE,
            .named = r->kind == MENTION_NAME ? i : REFERENT_NONE, .being = r->being,
            .sex = r->sex, .amount = r->amount, .stamp = REFERENT_NONE };
    }
}

void referents_find(build *b, referents *out) {
    size_t count = b->tokens->count;
    finder f = { .b = b, .entity_of = numbers_for(b->a, count),
                 .content_of = numbers_for(b->a, count), .held = numbers_for(b->a, count),
                 .apart = numbers_for(b->a, count),
                 .holder = ARENA_NEW(b->a, bool, b->labels->entity_count),
                 .dateline = ARENA_NEW(b->a, bool, count) };
    mark_datelines(&f);
    mark_entities(&f);
    for (uint32_t e = 0; e < b->labels->entity_count; e++) mark_holder(&f, e);
    for (uint32_t i = 0; i < count; i++) {
        if (!heads_phrase(&f, i)) continue;
        phrase p = phrase_of(&f, i);
        add(&f, p, i);
        if (is_noun_place((deprel)b->labels->deprel[i]) && b->labels->deprel[i] != DEP_CONJ)
            add_joint(&f, p, i);
    }
    if (f.found.count) qsort(f.found.at, f.found.count, sizeof *f.found.at, by_place);
    *out = (referents){ .b = b, .at = f.found.at, .count = f.found.count };
    start_clusters(b, out);
    mark_sources(out);
}
