/* record/syntax.c: walks over the dependency trees of a text.
 *
 * Children are threaded as sibling lists, and how far each token's subtree reaches is worked
 * out once, from the leaves up (Kahn 1962), so that every question here costs a walk over
 * one head's children at most. Labels are a reader's guess: an edge that leaves its sentence
 * counts as a root's, and a ring of heads is nobody's subtree but its own tokens'. */
#include "record/syntax.h"

#include "record/frames.h"
#include "text/lemma.h"

/* How many heads up a walk goes: sentences of news are some 15 deep at most. */
enum { CLIMB_LIMIT = 64 };

static lemma_class lemma_class_of(upos u) {
    switch (u) {
    case UPOS_NOUN: return LEMMA_NOUN;
    case UPOS_VERB: return LEMMA_VERB;
    case UPOS_AUX: return LEMMA_VERB;
    case UPOS_ADJ: return LEMMA_ADJECTIVE;
    default: return LEMMA_OTHER;
    }
}

/* The head of a token where it stands in the token's own sentence, else TOKEN_NONE. */
static uint32_t head_inside(const labels *l, uint32_t i) {
    uint32_t head = l->head[i];
    const sentence *s = &l->sentences[l->sentence_of[i]];
    return head != i && head >= s->first && head < s->past ? head : TOKEN_NONE;
}

/* Whether the verb that "'d" helps is a participle, so that it stands for "had": "he'd been
 * named", "she'd seen it", but not "he'd be named". */
static bool is_had(const tokens *t, const labels *l, const str *lemmas, uint32_t i) {
    uint32_t verb = head_inside(l, i);
    if (verb == TOKEN_NONE || verb <= i) return false;
    for (uint32_t k = i + 1; k < verb; k++) {
        str word = token_str(t, k);
        if (str_is(word, "been")) return true;
        if (str_is(word, "be") || str_is(word, "have")) return false;
    }
    str form = token_str(t, verb);
    return l->upos[verb] == UPOS_VERB && !str_same_folded(form, lemmas[verb]);
}

static const str *lemmas_of(arena *a, const tokens *t, const labels *l) {
    str *lemmas = ARENA_NEW(a, str, t->count);
    for (size_t i = 0; i < t->count; i++)
        lemmas[i] = lemma_of(a, token_str(t, i), lemma_class_of((upos)l->upos[i]));
    for (uint32_t i = 0; i < t->count; i++)
        if (str_is(lemmas[i], "would") && token_str(t, i).length < 5 && is_had(t, l, lemmas, i))
            lemmas[i] = STR("have");
    return lemmas;
}

static void thread_children(arena *a, syntax *s) {
    size_t count = s->tokens->count;
    uint32_t *first = ARENA_NEW(a, uint32_t, count), *next = ARENA_NEW(a, uint32_t, count);
    for (size_t i = 0; i < count; i++) first[i] = next[i] = TOKEN_NONE;
    for (size_t i = count; i-- > 0;) {
        uint32_t head = head_inside(s->labels, (uint32_t)i);
        if (head == TOKEN_NONE) continue;
        next[i] = first[head];
        first[head] = (uint32_t)i;
    }
    s->first_child = first;
    s->next_sibling = next;
}

/* A token whose head's own head stands between the two: such arcs are mostly the parser's
 * mistakes, and would put a verb inside its own subject. */
static bool reaches_across(const labels *l, uint32_t i, uint32_t head) {
    uint32_t above = head_inside(l, head);
    return above != TOKEN_NONE && (i < above) == (above < head);
}

/* Hands a finished token's reach to its head. */
static void reach_up(phrase *reach, uint32_t done, uint32_t head) {
    if (reach[done].first < reach[head].first) reach[head].first = reach[done].first;
    if (reach[done].past > reach[head].past) reach[head].past = reach[done].past;
}

static void measure_subtrees(arena *a, syntax *s) {
    uint32_t count = (uint32_t)s->tokens->count, head;
    phrase *reach = ARENA_NEW(a, phrase, count);
    uint32_t *waiting = ARENA_NEW(a, uint32_t, count), *leaves = ARENA_NEW(a, uint32_t, count);
    size_t leaf_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        reach[i] = (phrase){ i, i + 1 };
        if ((head = head_inside(s->labels, i)) != TOKEN_NONE) waiting[head]++;
    }
    for (uint32_t i = 0; i < count; i++)
        if (!waiting[i]) leaves[leaf_count++] = i;
    for (size_t done = 0; done < leaf_count; done++) {
        uint32_t i = leaves[done];
        head = head_inside(s->labels, i);
        if (head == TOKEN_NONE) continue;
        if (!reaches_across(s->labels, i, head)) reach_up(reach, i, head);
        if (--waiting[head] == 0) leaves[leaf_count++] = head;
    }
    s->reach = reach;
}

void syntax_of(arena *a, const tokens *t, const labels *l, syntax *out) {
    *out = (syntax){ .tokens = t, .labels = l };
    out->lemmas = lemmas_of(a, t, l);
    thread_children(a, out);
    measure_subtrees(a, out);
}

uint32_t syntax_head(const syntax *s, uint32_t word) {
    return head_inside(s->labels, word);
}

/* The first of a list of siblings that has this relation. */
static uint32_t with_relation(const syntax *s, uint32_t child, deprel relation) {
    while (child != TOKEN_NONE && s->labels->deprel[child] != relation)
        child = s->next_sibling[child];
    return child;
}

uint32_t syntax_child(const syntax *s, uint32_t head, deprel relation) {
    return with_relation(s, s->first_child[head], relation);
}

uint32_t syntax_next(const syntax *s, uint32_t child, deprel relation) {
    return with_relation(s, s->next_sibling[child], relation);
}

static uint32_t own_subject(const syntax *s, uint32_t verb) {
    uint32_t child = syntax_child(s, verb, DEP_NSUBJ);
    return child != TOKEN_NONE ? child : syntax_child(s, verb, DEP_NSUBJ_PASS);
}

/* "asked Ruiz to leave": of two verbs in a chain, whom the second speaks of. */
static uint32_t controller(const syntax *s, uint32_t verb, uint32_t below) {
    uint32_t object = syntax_child(s, verb, DEP_IOBJ);
    if (object == TOKEN_NONE) object = syntax_child(s, verb, DEP_OBJ);
    return object != TOKEN_NONE && object < below ? object : TOKEN_NONE;
}

uint32_t syntax_subject(const syntax *s, uint32_t verb) {
    for (int climb = 0; climb < CLIMB_LIMIT; climb++) {
        uint32_t subject = own_subject(s, verb), head = syntax_head(s, verb);
        if (subject != TOKEN_NONE || head == TOKEN_NONE) return subject;
        deprel relation = (deprel)s->labels->deprel[verb];
        if (relation == DEP_ACL) return head;
        if (relation != DEP_XCOMP && relation != DEP_CONJ && relation != DEP_ADVCL)
            return TOKEN_NONE;
        uint32_t object = relation == DEP_XCOMP ? controller(s, head, verb) : TOKEN_NONE;
        if (object != TOKEN_NONE) return object;
        verb = head;
    }
    return TOKEN_NONE;
}

uint32_t syntax_first_conjunct(const syntax *s, uint32_t word) {
    for (int climb = 0; climb < CLIMB_LIMIT && s->labels->deprel[word] == DEP_CONJ; climb++) {
        uint32_t head = syntax_head(s, word);
        if (head == TOKEN_NONE) break;
        word = head;
    }
    return word;
}

phrase syntax_subtree(const syntax *s, uint32_t head) {
    return s->reach[head];
}

static bool is_bracket(const syntax *s, uint32_t i) {
    str word = token_str(s->tokens, i);
    return str_is(word, "(") || str_is(word, "[");
}

static bool stands_in_brackets(const syntax *s, uint32_t child) {
    phrase below = s->reach[child];
    return is_bracket(s, below.first) || (below.first > 0 && is_bracket(s, below.first - 1));
}

typedef enum part { PART_IN, PART_SKIPPED, PART_OUT } part;

/* Whether a child belongs to its head's noun phrase. */
static part part_of_phrase(const syntax *s, uint32_t child) {
    switch (s->labels->deprel[child]) {
    case DEP_DET: case DEP_AMOD: case DEP_NUMMOD: case DEP_COMPOUND: case DEP_FLAT:
    case DEP_NMOD_POSS: case DEP_NMOD: case DEP_ACL: case DEP_FIXED: case DEP_GOESWITH:
    case DEP_APPOS:
        if (frame_takes(s, syntax_head(s, child), child)) return PART_OUT;
        return stands_in_brackets(s, child) ? PART_OUT : PART_IN;
    case DEP_PUNCT: case DEP_ADVMOD: case DEP_DISCOURSE:
        return PART_SKIPPED;
    default:
        return PART_OUT;
    }
}

static phrase without_marks(const syntax *s, phrase p) {
    while (p.past - p.first > 1 && s->labels->upos[p.past - 1] == UPOS_PUNCT) p.past--;
    while (p.past - p.first > 1 && s->labels->upos[p.first] == UPOS_PUNCT) p.first++;
    return p;
}

phrase syntax_noun_phrase(const syntax *s, uint32_t head) {
    phrase out = { head, head + 1 };
    bool closed = false;
    for (uint32_t child = s->first_child[head]; child != TOKEN_NONE && !closed;
         child = s->next_sibling[child]) {
        part p = part_of_phrase(s, child);
        if (child < head && p == PART_OUT) out.first = head;
        if (child < head && p == PART_IN && s->reach[child].first < out.first)
            out.first = s->reach[child].first;
        if (child > head && p == PART_IN) out.past = s->reach[child].past;
        closed = child > head && p == PART_OUT;
    }
    return without_marks(s, out);
}

/* How much a token speaks for its run: marks not at all, a noun's preposition's noun less. */
static int rank_in_run(const syntax *s, uint32_t i) {
    switch (s->labels->upos[i]) {
    case UPOS_PUNCT: return 0;
    case UPOS_NOUN: case UPOS_PROPN: case UPOS_PRON:
        return syntax_child(s, i, DEP_CASE) != TOKEN_NONE && syntax_child(s, i, DEP_CASE) < i ? 2
                                                                                              : 3;
    case UPOS_VERB: return 3;
    default: return 1;
    }
}

uint32_t syntax_head_of(const syntax *s, uint32_t first, uint32_t past) {
    uint32_t found = past - 1;
    int best = -1;
    for (uint32_t i = first; i < past; i++) {
        uint32_t head = syntax_head(s, i);
        if (head != TOKEN_NONE && head >= first && head < past) continue;
        int rank = rank_in_run(s, i);
        bool verb = s->labels->upos[i] == UPOS_VERB || rank < 2;
        if (rank < best || (rank == best && !verb)) continue;
        found = i;
        best = rank;
    }
    return found;
}

bool syntax_is_below(const syntax *s, uint32_t word, uint32_t ancestor) {
    for (int climb = 0; climb < CLIMB_LIMIT && word != TOKEN_NONE; climb++) {
        word = syntax_head(s, word);
        if (word == ancestor) return true;
    }
    return false;
}
