/* record/events_cast.c: the candidates for the parts in an event, and what is seen of each: the
 * way through the tree from it to the event's word, what governs it, what kind of being it is,
 * its place among the others, and whether the rules choose it. */
#include "record/events_cast.h"

enum { LINE = 120, WORD_MOST = 20, CLIMB = 6 };

/* ---- candidates ---- */

static bool is_name_head(const eventing *e, uint32_t word) {
    uint32_t head = syntax_head(&e->b->syntax, word);
    return !e->named[word] || head == TOKEN_NONE || e->named[head] != e->named[word]
        || (event_relation(e, word) != DEP_FLAT && event_relation(e, word) != DEP_COMPOUND);
}

static bool may_be_cast(const eventing *e, const telling *t, uint32_t word) {
    const build *b = e->b;
    id m = b->mention_at[word];
    if (e->dateline[word] || word == t->head || event_class(e, word) == UPOS_VERB) return false;
    if (m != ID_NONE && b->mentions.at[m].head != word) return false; /* "who" */
    if (actor_at(b, word) != ID_NONE) return true;
    if (event_class(e, word) == UPOS_PRON || event_class(e, word) == UPOS_NUM) return false;
    if (e->named[word] && !is_name_head(e, word)) return false;
    return is_being(e, word) || is_place(e, word);
}

/* The clause beside others that a word stands in, with a subject of its own: "and the firm its
 * suppliers blame"; TOKEN_NONE for the first of them. */
static uint32_t clause_beside(const eventing *e, uint32_t word) {
    const syntax *s = &e->b->syntax;
    for (int i = 0; i < CLIMB && word != TOKEN_NONE; i++, word = syntax_head(s, word)) {
        deprel r = event_relation(e, word);
        if (r != DEP_CONJ && r != DEP_PARATAXIS) continue;
        uint32_t subject = syntax_child(s, word, DEP_NSUBJ);
        if (subject == TOKEN_NONE) subject = syntax_child(s, word, DEP_NSUBJ_PASS);
        if (subject != TOKEN_NONE && event_class(e, subject) != UPOS_PRON) return word;
    }
    return TOKEN_NONE;
}

static bool holds(const id_list *list, id who) {
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] == who && who != ID_NONE) return true;
    return false;
}

static void find_holders(cast *c) {
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t least = UINT32_MAX;
        c->at[i].within = CAST_MOST;
        for (uint32_t k = 0; k < c->count; k++) {
            phrase p = c->at[k].at;
            bool inside = k != i && c->at[i].word >= p.first && c->at[i].word < p.past
                       && (c->at[k].word < c->at[i].at.first || c->at[k].word >= c->at[i].at.past);
            if (!inside || p.past - p.first >= least) continue;
            least = p.past - p.first;
            c->at[i].within = k;
        }
    }
}

static phrase phrase_of(const build *b, uint32_t word) {
    id m = b->mention_at[word];
    if (m != ID_NONE) return (phrase){ b->mentions.at[m].first, b->mentions.at[m].past };
    return syntax_noun_phrase(&b->syntax, word);
}

static bool plays(const eventing *e, const role_words *in, uint32_t word) {
    id who = actor_at(e->b, word);
    for (size_t i = 0; i < in->count; i++)
        if (in->at[i] == word || (who != ID_NONE && actor_at(e->b, in->at[i]) == who)) return true;
    return false;
}

void cast_gather(const eventing *e, const telling *t, const telling_words *rules, cast *out) {
    sentence s = e->b->labels->sentences[e->b->labels->sentence_of[t->head]];
    *out = (cast){ .e = e, .t = t };
    uint32_t clause = clause_beside(e, t->head);
    for (uint32_t i = s.first; i < s.past && out->count < CAST_MOST; i++) {
        if (!may_be_cast(e, t, i) || clause_beside(e, i) != clause) continue;
        out->at[out->count++] = (candidate){
            .word = i, .at = phrase_of(e->b, i), .actor = actor_at(e->b, i),
            .by_rule = { plays(e, &rules->actors, i), plays(e, &rules->recipients, i) } };
    }
    find_holders(out);
}

/* ---- features ---- */

typedef struct looking {
    const cast *c;
    feature_taker *take;
    void *context;
} looking;

static str cut(str word) {
    if (word.length > WORD_MOST) word.length = WORD_MOST;
    return word;
}

static void emit(const looking *l, const char *kind, str one, str two) {
    char line[LINE];
    if (one.length > 60) one.length = 60;
    two = cut(two);
    str parts[] = { str_of(kind), STR(":"), one, STR("|"), two };
    l->take(l->context, str_join(line, sizeof line, parts, sizeof parts / sizeof *parts));
}

static str joined(const eventing *e, const str *parts, size_t count) {
    size_t size = 0;
    for (size_t i = 0; i < count; i++) size += parts[i].length;
    return str_join(ARENA_NEW(e->b->a, char, size + 1), size, parts, count);
}

static str print(const eventing *e, str one, str two) {
    str parts[] = { cut(one), STR(":"), cut(two) };
    return joined(e, parts, sizeof parts / sizeof *parts);
}

/* A word's relation, with its preposition. */
static str edge_of(const eventing *e, uint32_t word) {
    return print(e, str_of(deprel_name(event_relation(e, word))), preposition_of(e, word));
}

/* How many steps up from a word another stands, or CLIMB where it does not. */
static int steps_up(const eventing *e, uint32_t word, uint32_t above) {
    for (int i = 0; i < CLIMB; i++) {
        if (word == above) return i;
        word = syntax_head(&e->b->syntax, word);
        if (word == TOKEN_NONE) break;
    }
    return CLIMB;
}

/* "nmod:on<obj<" up from the word to where the ways meet, then ">xcomp" down to the event. */
static str way_between(const eventing *e, uint32_t word, uint32_t goal, bool prepositions) {
    str out = STR("");
    for (int i = 0; i < CLIMB && word != TOKEN_NONE; i++) {
        int down = steps_up(e, goal, word);
        if (down < CLIMB) {
            for (uint32_t w = goal; w != word; w = syntax_head(&e->b->syntax, w))
                out = joined(e, (str[]){ out, STR(">"), str_of(deprel_name(event_relation(e, w))) },
                             3);
            return out;
        }
        str edge = prepositions ? edge_of(e, word)
                                : str_of(deprel_name(event_relation(e, word)));
        out = joined(e, (str[]){ out, edge, STR("<") }, 3);
        word = syntax_head(&e->b->syntax, word);
    }
    return STR("far");
}

static str type_of(const telling *t) {
    return t->type == PLOVER_NONE ? STR("-") : str_of(plover_name(t->type));
}

static str form_of(const telling *t) {
    return t->noun ? STR("noun") : t->passive ? STR("passive") : STR("active");
}

static str number(const eventing *e, uint32_t n, uint32_t most) {
    static const char digits[] = "0123456789";
    n = n < most ? n : most;
    return n < 10 ? (str){ digits + n, 1 } : arena_print(e->b->a, "%u", n);
}

static void look_along_way(const looking *l, uint32_t word) {
    const eventing *e = l->c->e;
    const telling *t = l->c->t;
    str way = way_between(e, word, t->head, true), bare = way_between(e, word, t->head, false);
    emit(l, "P", way, STR_NONE);
    emit(l, "PL", way, event_lemma(e, t->head));
    emit(l, "PT", way, type_of(t));
    emit(l, "PV", way, form_of(t));
    emit(l, "PC", way, event_word_class(e, word));
    emit(l, "Q", bare, type_of(t));
    emit(l, "QF", bare, form_of(t));
}

static void look_around(const looking *l, uint32_t word) {
    const eventing *e = l->c->e;
    str edge = edge_of(e, word), class = event_word_class(e, word);
    uint32_t above = syntax_head(&e->b->syntax, word);
    emit(l, "E", edge, STR_NONE);
    emit(l, "EC", edge, class);
    emit(l, "ET", edge, type_of(l->c->t));
    emit(l, "GL", edge, above == TOKEN_NONE ? STR("root") : event_lemma(e, above));
    emit(l, "W", event_word_seen(e, word), STR_NONE);
    emit(l, "C", class, STR_NONE);
    emit(l, "CT", class, type_of(l->c->t));
}

static void look_at_order(const looking *l, uint32_t i) {
    const eventing *e = l->c->e;
    const candidate *x = &l->c->at[i];
    str side = x->word < l->c->t->head ? STR("before") : STR("after");
    uint32_t behind = 0, ahead = 0;
    for (uint32_t k = 0; k < l->c->count; k++) {
        if (l->c->at[k].within < CAST_MOST) continue;
        if (k < i && l->c->at[k].word > l->c->t->head) behind++;
        if (k < i && l->c->at[k].word < l->c->t->head) ahead++;
    }
    str rank = print(e, number(e, ahead, 3), number(e, behind, 3));
    str first = number(e, i, 5), last = number(e, l->c->count - 1 - i, 3);
    uint32_t far = x->word < l->c->t->head ? l->c->t->head - x->word : x->word - l->c->t->head;
    uint32_t bucket = far < 4 ? far : far < 8 ? 5 : far < 16 ? 10 : 20;
    emit(l, "O", first, STR_NONE);
    emit(l, "OO", rank, side);
    emit(l, "OX", rank, event_word_class(e, x->word));
    emit(l, "OE", rank, edge_of(e, x->word));
    emit(l, "OV", first, form_of(l->c->t));
    emit(l, "OR", last, side);
    emit(l, "OC", first, event_word_class(e, x->word));
    emit(l, "B", side, form_of(l->c->t));
    emit(l, "BC", side, event_word_class(e, x->word));
    emit(l, "BT", side, type_of(l->c->t));
    emit(l, "D", number(e, bucket, 30), side);
    if (x->within < CAST_MOST)
        emit(l, "N", edge_of(e, x->word), event_word_class(e, l->c->at[x->within].word));
}

static void look_at_rules(const looking *l, const candidate *x) {
    const eventing *e = l->c->e;
    const telling *t = l->c->t;
    static const char *const names[] = { "RA", "RR" };
    for (int k = 0; k < 2; k++) {
        if (!x->by_rule[k]) continue;
        emit(l, names[k], STR_NONE, STR_NONE);
        emit(l, names[k], type_of(t), form_of(t));
        emit(l, names[k], event_word_class(e, x->word), STR("class"));
    }
    str part = x->word == t->subject ? STR("subject") : x->word == t->patient ? STR("patient")
             : x->word == t->partner ? STR("partner") : STR_NONE;
    if (part.length) emit(l, "RP", part, type_of(t));
    if (part.length) emit(l, "RL", part, event_lemma(e, t->head));
    emit(l, "RK", x->actor == ID_NONE ? STR("new") : STR("known"), STR_NONE);
    if (t->within == ID_NONE) return;
    const id_list *speakers = &e->b->out->statements.at[t->within].speakers;
    if (holds(speakers, x->actor)) emit(l, "S", STR("speaker"), type_of(t));
}

static void look_at_nobody(const looking *l) {
    const telling *t = l->c->t;
    emit(l, "none", STR_NONE, STR_NONE);
    emit(l, "none", type_of(t), STR_NONE);
    emit(l, "none", form_of(t), STR("form"));
    emit(l, "none", number(l->c->e, l->c->count, 4), STR("of"));
    emit(l, "none", event_lemma(l->c->e, t->head), STR("head"));
}

void cast_features(const cast *c, uint32_t i, feature_taker *take, void *context) {
    looking l = { c, take, context };
    if (i >= c->count) {
        look_at_nobody(&l);
        return;
    }
    look_along_way(&l, c->at[i].word);
    look_around(&l, c->at[i].word);
    look_at_order(&l, i);
    look_at_rules(&l, &c->at[i]);
}

/* How candidate i stands to the one that acts. */
static str kinship(const cast *c, uint32_t first, uint32_t i) {
    const candidate *a = &c->at[first], *x = &c->at[i];
    const syntax *s = &c->e->b->syntax;
    if (x->within == first) return STR("inside");
    if (a->within == i) return STR("around");
    if (syntax_first_conjunct(s, x->word) == syntax_first_conjunct(s, a->word)) return STR("and");
    return syntax_is_below(s, x->word, a->word) ? STR("below") : STR("apart");
}

/* How many stand behind the event's word and apart from a candidate. */
static uint32_t others_behind(const cast *c, uint32_t i) {
    uint32_t count = 0;
    for (uint32_t k = 0; k < c->count; k++)
        if (c->at[k].word > c->t->head && k != i && c->at[k].within == CAST_MOST) count++;
    return count;
}

void cast_pair_features(const cast *c, uint32_t i, feature_taker *take, void *context) {
    const eventing *e = c->e;
    uint32_t first = c->first;
    looking l = { c, take, context };
    if (i >= c->count || first >= c->count) {
        emit(&l, "p-", first < c->count ? STR("actor") : STR("nobody"),
             i < c->count ? event_word_class(e, c->at[i].word) : STR("none"));
        return;
    }
    str step = i > first ? number(e, i - first, 4) : print(e, STR("-"), number(e, first - i, 3));
    str kin = kinship(c, first, i);
    emit(&l, "ps", step, STR_NONE);
    emit(&l, "pk", kin, STR_NONE);
    emit(&l, "pt", kin, type_of(c->t));
    emit(&l, "pa", kin, number(e, others_behind(c, i), 3));
    emit(&l, "pl", kin, event_lemma(e, c->t->head));
    emit(&l, "pc", event_word_class(e, c->at[first].word), event_word_class(e, c->at[i].word));
    emit(&l, "pe", edge_of(e, c->at[i].word), edge_of(e, c->at[first].word));
}
