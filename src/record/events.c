/* record/events.c: finds the words that tell of events, and folds the tellings of one event.
 *
 * Every verb that says that something happens is one, and every noun that the list of event
 * words knows and that has its actor or its object beside it. States ("is", "believes",
 * "belongs"), sayings and auxiliaries are none. Later tellings of an event are known by their
 * type or word and by their actors. */
#include "record/clauses.h"
#include "record/events_features.h"
#include "record/main_event_title.h"

#include <stdlib.h>

/* ---- what is a telling ---- */

static bool is_state(str lemma) {
    return word_listed("be|have|seem|appear|remain|include|contain|consist|involve|need|want|know|"
                       "think|believe|feel|like|love|hope|mean|own|belong|depend|matter|exist|lie|"
                       "stand|stay|live|cost|weigh|measure|equal|resemble|deserve|lack|tend|keep|"
                       "understand|wish|regard|concern|relate|base|locate|situate|date|hate|prefer|"
                       "see|look|hear|wonder|expect|consider|fear|suppose|imagine|doubt|do|let|"
                       "constitute|comprise|represent|reflect|require|suit|fit|bear|range|vary|use",
                       lemma);
}

/* Verbs whose infinitive tells of the event. */
static bool hands_on(str lemma) {
    return word_listed("plan|intend|try|begin|start|continue|fail|manage|help|attempt|prepare|"
                       "decide|seek|aim|get|come|go|set|schedule|appear|cease|stop|struggle|force|"
                       "allow|enable|permit|cause|choose|happen|dare|hesitate|vow|pledge|promise|"
                       "call|urge|ask|order|tell|beg|press|encourage|allege|claim|say|report",
                       lemma);
}

static bool has_determiner(const eventing *e, uint32_t word) {
    return syntax_child(&e->b->syntax, word, DEP_DET) != TOKEN_NONE;
}

static bool tells_by_verb(const eventing *e, uint32_t i) {
    deprel r = event_relation(e, i);
    if (event_class(e, i) != UPOS_VERB || e->named[i]) return false;
    if (r == DEP_AMOD || r == DEP_AUX || r == DEP_AUX_PASS || r == DEP_COP || r == DEP_COMPOUND
        || r == DEP_CASE || r == DEP_MARK || r == DEP_FIXED || r == DEP_DISCOURSE)
        return false;
    return !has_determiner(e, i) && syntax_child(&e->b->syntax, i, DEP_CASE) == TOKEN_NONE;
}

static bool tells_by_noun(const eventing *e, uint32_t i) {
    size_t count;
    bool in_name = e->named[i] && e->named[i] != 1 + ENTITY_MISC;
    if (event_class(e, i) != UPOS_NOUN || in_name) return false;
    deprel r = event_relation(e, i);
    return r != DEP_COMPOUND && event_words_find(event_lemma(e, i), 'n', &count) != NULL;
}

/* "She called the minister to protest", but "she called on him to go". */
static bool is_telephoning(const eventing *e, uint32_t verb) {
    uint32_t object = syntax_child(&e->b->syntax, verb, DEP_OBJ);
    if (object == TOKEN_NONE) object = syntax_child(&e->b->syntax, verb, DEP_IOBJ);
    return str_is(event_lemma(e, verb), "call") && object != TOKEN_NONE && is_being(e, object);
}

/* An untyped verb tells of an event where something is said of somebody or something, and no
 * other verb behind it does ("began to march"). */
static bool stands_alone(const eventing *e, const telling *t) {
    str lemma = event_lemma(e, t->head);
    if (t->saying || is_state(lemma)) return false;
    if (t->subject == TOKEN_NONE && t->patient == TOKEN_NONE) return false;
    uint32_t behind = syntax_child(&e->b->syntax, t->head, DEP_XCOMP);
    bool verb = behind != TOKEN_NONE && event_class(e, behind) == UPOS_VERB;
    return !(verb && hands_on(lemma) && !is_telephoning(e, t->head));
}

/* ---- light verbs ---- */

static bool is_light(str lemma) {
    return word_listed("hold|make|take|give|launch|carry|conduct|stage|pay|mount|wage|commit|catch|"
                       "issue|sign|reach|begin|start|open|suffer|undergo|receive|get|meet|have|"
                       "deliver|impose|declare|express|file|bring", lemma);
}

/* The object that a light verb needs to be understood. */
static void take_object(const eventing *e, telling *t) {
    str lemma = event_lemma(e, t->head);
    uint32_t object = t->object != TOKEN_NONE ? t->object : t->patient;
    if (t->noun || !is_light(lemma) || object == TOKEN_NONE) return;
    if (event_class(e, object) != UPOS_NOUN || is_being(e, object)) return;
    size_t count;
    bool word = event_words_find(event_lemma(e, object), 'n', &count) != NULL;
    bool idiom = word_listed("make|take|give|pay|catch|hold|have|get", lemma)
              && syntax_child(&e->b->syntax, object, DEP_NMOD_POSS) == TOKEN_NONE;
    if (!word && !idiom && t->object == TOKEN_NONE) return;
    t->object = object;
    t->light = true;
}

/* "launched an attack on X": the verb has no type of its own, its object has. */
static void take_type_of_object(eventing *e, telling *t) {
    if (!t->light || t->type != PLOVER_NONE) return;
    telling noun = { .head = t->object, .noun = true, .particle = TOKEN_NONE,
                     .object = TOKEN_NONE };
    telling_read_clause(e, &noun);
    if (noun.subject == TOKEN_NONE) noun.subject = t->subject;
    if (!telling_give_type(e, &noun)) return;
    t->type = noun.type;
    t->mode = noun.mode;
    if (t->partner == TOKEN_NONE) t->partner = noun.partner;
    if (noun.patient != TOKEN_NONE) t->patient = noun.patient;
}

/* ---- collecting ---- */

static time_value time_of(const eventing *e, uint32_t head) {
    const syntax *s = &e->b->syntax;
    time_value none = { .time = ID_NONE };
    for (uint32_t c = s->first_child[head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        if (r != DEP_OBL && r != DEP_ADVMOD && r != DEP_NMOD && r != DEP_NMOD_POSS
            && r != DEP_COMPOUND && r != DEP_AMOD)
            continue;
        time_value t = time_in(e->b, c, c + 1);
        bool since = str_is(preposition_of(e, c), "since"); /* "the worst accident since 2014" */
        if (t.known && !(since && event_class(e, head) != UPOS_VERB)) return t;
    }
    return none;
}

/* A telling at this token, or false. */
static bool telling_read(eventing *e, uint32_t i, telling *t) {
    bool verb = tells_by_verb(e, i);
    if (!verb && !tells_by_noun(e, i)) return false;
    *t = (telling){ .head = i, .noun = !verb, .object = TOKEN_NONE, .mode = "",
                    .within = e->said[i], .folded_into = EVENT_NONE };
    t->saying = e->cue[i];
    telling_read_clause(e, t);
    bool known = telling_give_type(e, t);
    take_object(e, t);
    take_type_of_object(e, t);
    if (t->type == PLOVER_NONE && t->noun && !known) return false;
    if (t->type == PLOVER_NONE && !t->noun && !t->saying && !stands_alone(e, t)) return false;
    return true;
}

static void collect(eventing *e) {
    for (uint32_t i = 0; i < e->b->tokens->count; i++) {
        telling t;
        if (e->of_head[i] != EVENT_NONE || !telling_read(e, i, &t)) continue;
        e->of_head[i] = e->tellings.count;
        if (t.light) e->of_head[t.object] = e->tellings.count;
        t.by_word = t.type;
        t.time = time_of(e, i);
        t.status = telling_status(e, &t);
        telling_give_roles(e, &t, false);
        *LIST_ADD(e->b->a, &e->tellings) = t;
    }
}

static void settle(eventing *e, size_t main) {
    for (size_t i = 0; i < e->tellings.count; i++) {
        telling *t = &e->tellings.at[i];
        telling_settle_type(e, t, i == main);
        if (t->type != PLOVER_NONE) telling_cast_roles(e, t);
        else telling_give_roles(e, t, i == main);
    }
}

/* ---- folding ---- */

enum { LOOK_BACK = 24 };

static bool share_one(const id_list *a, const id_list *b) {
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            if (a->at[i] == b->at[j]) return true;
    return false;
}

static bool lists_agree(const id_list *a, const id_list *b) {
    return !a->count || !b->count || share_one(a, b);
}

static bool same_times(const time_value *a, const time_value *b) {
    return !a->known || !b->known
        || (day_number(a->earliest.day) == day_number(b->earliest.day)
            && day_number(a->latest.day) == day_number(b->latest.day));
}

static bool same_word(const eventing *e, const telling *a, const telling *b) {
    return a->noun == b->noun && str_same(event_lemma(e, a->head), event_lemma(e, b->head));
}

static bool same_sentence(const eventing *e, const telling *a, const telling *b) {
    const uint32_t *of = e->b->labels->sentence_of;
    return of[a->head] == of[b->head];
}

/* Whether two tellings are of one event. */
static bool same_event(const eventing *e, const telling *a, const telling *b) {
    if (a->type != b->type || a->saying || b->saying) return false;
    if (a->type == PLOVER_NONE && !same_word(e, a, b)) return false;
    if (!lists_agree(&a->actors, &b->actors) || !lists_agree(&a->recipients, &b->recipients))
        return false;
    if ((a->status == STATUS_HAPPENED) != (b->status == STATUS_HAPPENED)) return false;
    if (!same_times(&a->time, &b->time)) return false;
    if (a->type != PLOVER_NONE && !a->actors.count != !b->actors.count && same_sentence(e, a, b))
        return true; /* "Two died when rebels attacked the base" */
    return share_one(&a->actors, &b->actors) || share_one(&a->recipients, &b->recipients);
}

static void fold(eventing *e) {
    for (size_t i = 0; i < e->tellings.count; i++) {
        telling *t = &e->tellings.at[i];
        for (size_t back = 1; back <= LOOK_BACK && back <= i; back++) {
            telling *former = &e->tellings.at[i - back];
            if (former->folded_into != EVENT_NONE || !same_event(e, former, t)) continue;
            t->folded_into = i - back;
            break;
        }
    }
}

/* ---- writing ---- */

static str predicate_of(const eventing *e, const telling *t) {
    str lemma = event_lemma(e, t->head);
    if (t->particle != TOKEN_NONE)
        lemma = arena_print(e->b->a, "%.*s %.*s", STR_ARG(lemma),
                            STR_ARG(event_lemma(e, t->particle)));
    if (!t->light) return lemma;
    return arena_print(e->b->a, "%.*s %.*s", STR_ARG(lemma), STR_ARG(event_lemma(e, t->object)));
}

static void add_span(const eventing *e, span_list *to, uint32_t first, uint32_t past) {
    const token *at = e->b->tokens->at;
    *LIST_ADD(e->b->a, to) = (span){ at[first].start, at[past - 1].end };
}

static void add_spans(const eventing *e, const telling *t, span_list *to) {
    bool joined = t->particle == t->head + 1;
    add_span(e, to, t->head, t->head + 1 + joined);
    if (t->particle != TOKEN_NONE && !joined) add_span(e, to, t->particle, t->particle + 1);
    if (t->light) add_span(e, to, t->object, t->object + 1);
}

static id write_event(eventing *e, const telling *t) {
    event out = { .predicate = predicate_of(e, t), .actors = t->actors,
                  .recipients = t->recipients, .status = t->status, .time = t->time,
                  .place = ID_NONE, .within = t->within,
                  .confidence = t->type != PLOVER_NONE ? t->sure : 0.5f };
    out.by = t->noun ? "a noun of the list of event words" : "a verb that tells of an act";
    if (t->type != PLOVER_NONE)
        out.type_by = t->listed ? "the list of event words" : "the model of event types";
    if (t->type != PLOVER_NONE) out.type = str_of(plover_name(t->type));
    if (*t->mode) out.mode = str_of(t->mode);
    add_spans(e, t, &out.spans);
    *LIST_ADD(e->b->a, &e->b->out->events) = out;
    return (id)(e->b->out->events.count - 1);
}

/* A later telling gives its words, and what the first did not tell. */
static void add_telling(eventing *e, const telling *t, event *to) {
    add_spans(e, t, &to->spans);
    if (!to->actors.count) to->actors = t->actors;
    if (!to->recipients.count) to->recipients = t->recipients;
    if (!to->time.known) to->time = t->time;
}

static id *write_all(eventing *e, size_t main) {
    id *numbers = ARENA_NEW(e->b->a, id, e->tellings.count + 1);
    for (size_t i = 0; i < e->tellings.count; i++) {
        const telling *t = &e->tellings.at[i];
        numbers[i] = ID_NONE;
        if (t->folded_into != EVENT_NONE) {
            numbers[i] = numbers[t->folded_into];
            if (numbers[i] != ID_NONE) add_telling(e, t, &e->b->out->events.at[numbers[i]]);
        } else if (!t->saying || t->type != PLOVER_NONE || i == main) {
            numbers[i] = write_event(e, t);
        }
    }
    return numbers;
}

/* ---- what stands in statements and names ---- */

static uint32_t token_at(const tokens *t, size_t byte) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->at[middle].end <= byte) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)low;
}

/* Statements are in text order, the outer before the inner: the last to write is the smallest. */
static void map_statements(eventing *e) {
    const tokens *t = e->b->tokens;
    const statement_list *all = &e->b->out->statements;
    for (id i = 0; i < all->count; i++) {
        const statement *s = &all->at[i];
        for (size_t c = 0; c < s->content.count; c++)
            for (uint32_t k = token_at(t, s->content.at[c].start);
                 k < t->count && t->at[k].start < s->content.at[c].end; k++)
                if (e->said[k] == ID_NONE || s->within != ID_NONE) e->said[k] = i;
        for (size_t c = 0; c < s->cue.count; c++)
            for (uint32_t k = token_at(t, s->cue.at[c].start);
                 k < t->count && t->at[k].start < s->cue.at[c].end; k++)
                e->cue[k] = true;
    }
}

static eventing eventing_of(build *b) {
    eventing e = { .b = b };
    size_t count = b->tokens->count;
    e.said = ARENA_NEW(b->a, id, count);
    e.cue = ARENA_NEW(b->a, bool, count);
    e.named = ARENA_NEW(b->a, uint8_t, count);
    e.of_head = ARENA_NEW(b->a, size_t, count);
    for (size_t i = 0; i < count; i++) e.said[i] = ID_NONE, e.of_head[i] = EVENT_NONE;
    for (size_t i = 0; i < b->labels->entity_count; i++) {
        const entity *x = &b->labels->entities[i];
        for (uint32_t k = x->first; k < x->past; k++) e.named[k] = (uint8_t)(1 + x->type);
    }
    e.dateline = ARENA_NEW(b->a, bool, count);
    for (size_t i = 0; i < b->tokens->passage_count; i++) {
        const passage *p = &b->tokens->passages[i];
        for (uint32_t k = p->first; k < dateline_past(b->tokens, p); k++) e.dateline[k] = true;
    }
    map_statements(&e);
    return e;
}

void events_collect(build *b, eventing *out) {
    *out = eventing_of(b);
    collect(out);
}

void events_find(build *b) {
    eventing e;
    events_collect(b, &e);
    heading h = heading_of(&e);
    size_t main = main_event_choose(&e, &h);
    settle(&e, main);
    fold(&e);
    const id *numbers = write_all(&e, main);
    if (main == EVENT_NONE || numbers[main] == ID_NONE) return;
    b->out->events.at[numbers[main]].main = true;
    main_event_tell(&e, &h, main);
}
