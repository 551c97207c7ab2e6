/* record/sure.c: see sure.h. First facts that nothing hangs on go, then what is left marks the
 * actors, times and places that it refers to, then the unmarked and unsure of these go, and the
 * references get the new numbers. */
#include "record/sure.h"

#include <math.h>

typedef struct sifting {
    arena *a;
    record *r;
    double least;                        /* in hundredths */
    id *actors, *times, *places;         /* [old number] ID_NONE: goes; else stays, then its new
                                            number */
    bool renumbers;                      /* references are renumbered, else marked */
} sifting;

static bool is_sure(const sifting *s, float confidence) {
    return round(100 * (double)confidence) >= s->least;
}

#define KEEP_SURE(s, list)                                                   \
    do {                                                                     \
        size_t kept = 0;                                                     \
        for (size_t i = 0; i < (list)->count; i++)                           \
            if (is_sure((s), (list)->at[i].confidence)) (list)->at[kept++] = (list)->at[i]; \
        (list)->count = kept;                                                \
    } while (0)

/* The elements of the list that are sure, or marked in `numbers`; their new numbers into it. */
#define KEEP_NUMBERED(s, list, numbers)                                      \
    do {                                                                     \
        size_t kept = 0;                                                     \
        for (size_t i = 0; i < (list)->count; i++) {                         \
            bool stays = (numbers)[i] != ID_NONE || is_sure((s), (list)->at[i].confidence); \
            (numbers)[i] = stays ? (id)kept : ID_NONE;                       \
            if (stays) (list)->at[kept++] = (list)->at[i];                   \
        }                                                                    \
        (list)->count = kept;                                                \
    } while (0)

static id *no_numbers(arena *a, size_t count) {
    id *numbers = ARENA_NEW(a, id, count);
    for (size_t i = 0; i < count; i++) numbers[i] = ID_NONE;
    return numbers;
}

/* ---- statements, and what is said inside them ---- */

static void renumber(const id *numbers, id *n) {
    if (*n != ID_NONE) *n = numbers[*n];
}

static void keep_statements(const sifting *s) {
    record *r = s->r;
    id *numbers = no_numbers(s->a, r->statements.count);
    KEEP_NUMBERED(s, &r->statements, numbers);
    for (size_t i = 0; i < r->statements.count; i++)
        renumber(numbers, &r->statements.at[i].within);
    for (size_t i = 0; i < r->events.count; i++) renumber(numbers, &r->events.at[i].within);
    for (size_t i = 0; i < r->expectations.count; i++)
        renumber(numbers, &r->expectations.at[i].statement);
}

/* ---- references to actors, times and places ---- */

static void visit(const sifting *s, id *numbers, id *n) {
    if (s->renumbers) renumber(numbers, n);
    else if (*n != ID_NONE) numbers[*n] = 0;
}

/* Facts may share a list, so the renumbered one is a new one. */
static void visit_actors(const sifting *s, id_list *actors) {
    id_list to = { ARENA_NEW(s->a, id, actors->count), actors->count, actors->count };
    for (size_t i = 0; i < actors->count; i++) {
        to.at[i] = actors->at[i];
        visit(s, s->actors, &to.at[i]);
    }
    if (s->renumbers) *actors = to;
}

static void visit_stance(const sifting *s, stance_list *stances) {
    stance_list to = { ARENA_NEW(s->a, stance, stances->count), stances->count, stances->count };
    for (size_t i = 0; i < stances->count; i++) {
        to.at[i] = stances->at[i];
        visit(s, s->actors, &to.at[i].actor);
    }
    if (s->renumbers) *stances = to;
}

static void visit_time(const sifting *s, time_value *t) {
    if (t->known) visit(s, s->times, &t->time);
}

static void visit_statements(const sifting *s) {
    for (size_t i = 0; i < s->r->statements.count; i++) {
        statement *x = &s->r->statements.at[i];
        visit_actors(s, &x->speakers);
        visit_actors(s, &x->addressees);
        visit_stance(s, &x->stance);
        visit_time(s, &x->time);
        visit(s, s->places, &x->place);
    }
}

static void visit_events(const sifting *s) {
    for (size_t i = 0; i < s->r->events.count; i++) {
        event *x = &s->r->events.at[i];
        visit_actors(s, &x->actors);
        visit_actors(s, &x->recipients);
        visit_time(s, &x->time);
        visit(s, s->places, &x->place);
    }
}

static void visit_all(const sifting *s) {
    record *r = s->r;
    visit_statements(s);
    visit_events(s);
    for (size_t i = 0; i < r->expectations.count; i++) {
        expectation *x = &r->expectations.at[i];
        visit_actors(s, &x->who);
        visit_time(s, &x->time);
        visit(s, s->places, &x->place);
    }
    for (size_t i = 0; i < r->silences.count; i++) visit_actors(s, &r->silences.at[i].who);
    for (size_t i = 0; i < r->entities.count; i++)
        visit(s, s->actors, &r->entities.at[i].actor);
    visit_time(s, &r->main.when_value);
}

/* ---- all ---- */

static void keep_referred(sifting *s) {
    record *r = s->r;
    s->actors = no_numbers(s->a, r->actors.count);
    s->times = no_numbers(s->a, r->times.count);
    s->places = no_numbers(s->a, r->places.count);
    visit_all(s);
    KEEP_NUMBERED(s, &r->actors, s->actors);
    KEEP_NUMBERED(s, &r->times, s->times);
    KEEP_NUMBERED(s, &r->places, s->places);
    s->renumbers = true;
    visit_all(s);
    for (size_t i = 0; i < r->times.count; i++) visit_time(s, &r->times.at[i].bounds);
}

void record_keep_sure(arena *a, record *r, double least) {
    sifting s = { .a = a, .r = r, .least = 100 * least - 1e-6 };
    KEEP_SURE(&s, &r->entities);
    KEEP_SURE(&s, &r->events);
    KEEP_SURE(&s, &r->expectations);
    KEEP_SURE(&s, &r->silences);
    KEEP_SURE(&s, &r->quantities);
    KEEP_SURE(&s, &r->voices);
    keep_statements(&s);
    keep_referred(&s);
}
