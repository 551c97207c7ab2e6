/* record/main_event_words.c: the main event in four short phrases of the report's own words:
 * who, what, when and where. */
#include "record/events.h"

enum { WHAT_WORDS = 14, WHO_WORDS = 10, LEAD_SENTENCES = 6 };

static str words_of(const eventing *e, uint32_t first, uint32_t past) {
    const tokens *t = e->b->tokens;
    return str_cut(t->text, t->at[first].start, t->at[past - 1].end);
}

/* ---- who ---- */

static str who_of(const eventing *e, uint32_t word) {
    if (word == TOKEN_NONE) return STR_NONE;
    if (event_class(e, word) == UPOS_PRON) {
        id a = actor_at(e->b, word);
        return a == ID_NONE ? STR_NONE : e->b->out->actors.at[a].name;
    }
    phrase p = syntax_noun_phrase(&e->b->syntax, word);
    if (p.past - p.first > WHO_WORDS) p.past = p.first + WHO_WORDS;
    if (p.past <= word) p.past = word + 1;
    return words_of(e, p.first, p.past);
}

static str tell_who(const eventing *e, const telling *t) {
    str who = who_of(e, t->subject);
    if (!who.at) who = who_of(e, t->patient);
    if (!who.at && t->actors.count) who = e->b->out->actors.at[t->actors.at[0]].name;
    return who;
}

/* ---- what ---- */

/* Where the words that tell what happens end: objects and complements, not times and places. */
static uint32_t end_of_what(const eventing *e, const telling *t) {
    const syntax *s = &e->b->syntax;
    uint32_t past = t->head + 1;
    for (uint32_t c = s->first_child[t->head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        if (c < t->head) continue;
        deprel r = event_relation(e, c);
        bool kept = r == DEP_OBJ || r == DEP_IOBJ || r == DEP_XCOMP || r == DEP_CCOMP
                 || r == DEP_COMPOUND_PRT || r == DEP_NMOD
                 || (r == DEP_OBL && !time_in(e->b, c, c + 1).known);
        if (!kept) continue;
        phrase below = syntax_subtree(s, c);
        if (below.past > t->head + WHAT_WORDS && past > t->head + 1) break;
        past = below.past;
    }
    if (past > t->head + WHAT_WORDS) past = t->head + WHAT_WORDS;
    while (past > t->head + 1 && event_class(e, past - 1) == UPOS_PUNCT) past--;
    return past;
}

static str tell_what(const eventing *e, const telling *t) {
    const syntax *s = &e->b->syntax;
    uint32_t first = t->head;
    for (uint32_t c = s->first_child[t->head]; c != TOKEN_NONE && c < t->head;
         c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        bool before = t->noun ? r == DEP_AMOD || r == DEP_COMPOUND || r == DEP_NMOD_POSS
                              : r == DEP_AUX || r == DEP_AUX_PASS;
        if (before && syntax_subtree(s, c).first < first) first = syntax_subtree(s, c).first;
    }
    return words_of(e, first, end_of_what(e, t));
}

/* ---- when and where ---- */

static str tell_when(const eventing *e, const telling *t, time_value *value) {
    const record *out = e->b->out;
    *value = t->time;
    id found = t->time.known ? t->time.time : ID_NONE;
    uint32_t row = e->b->labels->sentence_of[t->head];
    const sentence *s = e->b->labels->sentences;
    for (uint32_t i = row; found == ID_NONE && i < row + 2 && i < e->b->labels->sentence_count; i++) {
        *value = time_in(e->b, s[i].first, s[i].past);
        if (value->known) found = value->time;
    }
    if (found == ID_NONE) return STR_NONE;
    return str_cut(out->report->text, out->times.at[found].start, out->times.at[found].end);
}

static bool is_location(const entity *x) {
    return x->type == ENTITY_LOCATION || x->type == ENTITY_FACILITY;
}

/* The first place named in a sentence that is behind "in", "at", "near"; with what follows it
 * ("Croydon, south London"). */
static str place_in(const eventing *e, const sentence *s, bool behind) {
    const labels *l = e->b->labels;
    for (size_t i = 0; i < l->entity_count && l->entities[i].first < s->past; i++) {
        const entity *x = &l->entities[i];
        if (x->first < s->first || !is_location(x)) continue;
        uint32_t head = syntax_head_of(&e->b->syntax, x->first, x->past);
        str p = preposition_of(e, head);
        if (behind && !word_listed("in|at|near|on|outside|off|around|inside", p)) continue;
        return words_of(e, x->first, x->past);
    }
    return STR_NONE;
}

static str tell_where(const eventing *e, const telling *t) {
    const labels *l = e->b->labels;
    uint32_t row = l->sentence_of[t->head];
    str where = place_in(e, &l->sentences[row], true);
    for (uint32_t i = 0; !where.at && i < LEAD_SENTENCES && i < l->sentence_count; i++)
        where = place_in(e, &l->sentences[i], true);
    for (uint32_t i = 0; !where.at && i < LEAD_SENTENCES && i < l->sentence_count; i++)
        where = place_in(e, &l->sentences[i], false);
    return where;
}

void main_event_tell(eventing *e, size_t main) {
    const telling *t = &e->tellings.at[main];
    main_event *m = &e->b->out->main;
    m->who = tell_who(e, t);
    m->what = tell_what(e, t);
    m->when = tell_when(e, t, &m->when_value);
    m->where = tell_where(e, t);
}
