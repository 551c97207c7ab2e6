/* ledger/gathered.c: see gathered.h. */
#include "ledger/gathered.h"

#include <stdlib.h>
#include <string.h>

#include "base/number_map.h"

enum {
    KNOWN_BYTES = 64 << 20, /* of the names at hand from one transaction to the next */
    KEEP_BYTES = 1 << 20,
    WAITING_MOST = 1 << 18, /* rows that wait from one report to the next */
    NAME_BYTES = 240,       /* of a name that is looked up without a copy */
};
#define MEMORY_MOST ((size_t)1 << 30)

typedef struct known_actor {
    str name;
    int64_t kind;
    bool is_new, changed;
    actor_tally more; /* to be added to its counts */
} known_actor;

typedef struct posting {
    int64_t actor, kind, number;
} posting;

typedef struct changed_actor {
    int64_t number;
    size_t at; /* among the actors */
} changed_actor;

struct gathered {
    db *d;
    arena *a;
    bool open;    /* of the transaction that is open */
    int64_t seen; /* the file's version when the names were looked at */
    int64_t next; /* number of the next new actor; NUMBER_NONE: to be asked for */
    word_map *terms, *names;
    number_map *numbers; /* of an actor: which */
    LIST(int64_t) term_numbers;
    LIST(known_actor) actors;
    LIST(changed_actor) changed;
    LIST(posting) postings;
    LIST(int64_t) numbers_of; /* one actor's, while they are written */
};

/* ---- its life ---- */

static void drop(gathered *g) {
    db *d = g->d;
    arena *a = g->a;
    arena_reset(a, KEEP_BYTES);
    *g = (gathered){ .d = d, .a = a, .next = NUMBER_NONE };
}

static void end(void *of, bool done) {
    gathered *g = of;
    g->open = false;
    if (!done || arena_used(g->a) > KNOWN_BYTES) drop(g);
}

static void free_gathered(void *of) {
    gathered *g = of;
    arena_free(g->a);
    free(g);
}

static void write_all(void *of);

static gathered *make(db *d) {
    gathered *g = calloc(1, sizeof *g);
    arena *a = g ? arena_new(MEMORY_MOST) : NULL;
    if (!a) {
        fault f;
        FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for the names of a ledger");
        db_fail(d, &f);
        free(g);
        return NULL;
    }
    *g = (gathered){ .d = d, .a = a, .next = NUMBER_NONE };
    db_put_guest(d, &(db_guest){ g, write_all, end, free_gathered });
    return g;
}

/* Numbers that were known may be another's where another process wrote. */
static void begin(gathered *g) {
    int64_t now = query_one(db_query(g->d, "PRAGMA data_version"), 0);
    if (now != g->seen) drop(g);
    g->seen = now;
    g->open = true;
    g->next = NUMBER_NONE;
    if (g->names) return;
    g->terms = word_map_new(g->a);
    g->names = word_map_new(g->a);
    g->numbers = number_map_new(g->a);
}

gathered *gathered_of(db *d, arena *a) {
    if (!db_is_writing(d)) return NULL;
    gathered *g = db_guest_of(d);
    if (!g && !(g = make(d))) return NULL;
    jmp_buf *guard = arena_guard(a, NULL);
    arena_guard(a, guard);
    arena_guard(g->a, guard);
    if (!g->open) begin(g);
    /* Whole reports alone, since a list is written by what its actor's count was before. */
    if (g->postings.count >= WAITING_MOST) write_all(g);
    return g;
}

/* ---- names ---- */

int64_t gathered_term(gathered *g, str name) {
    if (!name.at) return NUMBER_NONE;
    uint32_t at = word_map_get(g->terms, name);
    if (at != WORD_MAP_NONE) return g->term_numbers.at[at];
    int64_t number = term_number(g->d, name, true);
    at = (uint32_t)g->term_numbers.count;
    *LIST_ADD(g->a, &g->term_numbers) = number;
    *word_map_put(g->terms, arena_copy(g->a, name)) = at;
    return number;
}

/* A name with the number of its kind behind it, which is below 256 (names_seed). */
static str key_of(gathered *g, str name, int64_t kind, char room[NAME_BYTES + 1]) {
    char last = (char)kind;
    if (name.length > NAME_BYTES) return arena_join(g->a, name, (str){ &last, 1 });
    if (name.length) memcpy(room, name.at, name.length);
    room[name.length] = last;
    return (str){ room, name.length + 1 };
}

static int64_t next_actor(gathered *g) {
    if (g->next == NUMBER_NONE)
        g->next = query_one(db_query(g->d, "SELECT max(id) FROM named"), 0) + 1;
    return g->next++;
}

static void change(gathered *g, uint32_t at) {
    known_actor *who = &g->actors.at[at];
    if (!who->changed) *LIST_ADD(g->a, &g->changed) = (changed_actor){ who->more.actor, at };
    who->changed = true;
}

int64_t gathered_actor(gathered *g, str name, int64_t kind) {
    char room[NAME_BYTES + 1];
    if (!name.at) name = STR("");
    str key = key_of(g, name, kind, room);
    uint32_t at = word_map_get(g->names, key);
    if (at != WORD_MAP_NONE) return g->actors.at[at].more.actor;
    known_actor one = { .kind = kind };
    one.more.actor = actor_number(g->d, name, kind);
    one.is_new = one.more.actor == NUMBER_NONE;
    if (one.is_new) one.more.actor = next_actor(g);
    key = arena_copy(g->a, key);
    one.name = str_cut(key, 0, name.length);
    at = (uint32_t)g->actors.count;
    *LIST_ADD(g->a, &g->actors) = one;
    *word_map_put(g->names, key) = at;
    *number_map_put(g->numbers, one.more.actor) = at;
    if (one.is_new) change(g, at);
    return one.more.actor;
}

bool gathered_known(db *d, int64_t number, str *name, int64_t *kind) {
    const gathered *g = db_guest_of(d);
    if (!g || !g->open) return false;
    uint32_t at = number_map_get(g->numbers, number);
    if (at == NUMBER_MAP_NONE) return false;
    *name = g->actors.at[at].name;
    *kind = g->actors.at[at].kind;
    return true;
}

/* ---- what waits ---- */

void gathered_tally(gathered *g, const actor_tally *more) {
    uint32_t at = number_map_get(g->numbers, more->actor);
    if (at == NUMBER_MAP_NONE) return;
    known_actor *who = &g->actors.at[at];
    who->more.reports += more->reports;
    who->more.statements += more->statements;
    who->more.first += more->first;
    who->more.events += more->events;
    if (more->last > who->more.last) who->more.last = more->last;
    change(g, at);
}

void gathered_posting(gathered *g, posting_kind kind, int64_t who, int64_t number) {
    *LIST_ADD(g->a, &g->postings) = (posting){ who, kind, number };
}

/* ---- writing ---- */

static int order(int64_t l, int64_t r) {
    return (l > r) - (l < r);
}

static int by_list(const void *left, const void *right) {
    const posting *l = left, *r = right;
    if (l->actor != r->actor) return order(l->actor, r->actor);
    return l->kind != r->kind ? order(l->kind, r->kind) : order(l->number, r->number);
}

static void bind_tally(query *q, const actor_tally *t) {
    const int64_t values[] = { t->reports, t->statements, t->first, t->events, t->last };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) query_int(q, values[i]);
}

static void write_new(db *d, const known_actor *who) {
    query *q = db_query(d, "INSERT INTO named(id, name, kind, hash, reports, statements, first,"
                           " events, last) VALUES(?, brief(?), ?, ?, ?, ?, ?, ?, ?)");
    query_int(q, who->more.actor);
    query_words(q, who->name);
    query_int(q, who->kind);
    query_int(q, names_hash(who->name));
    bind_tally(q, &who->more);
    query_run(q);
    q = db_query(d, "INSERT INTO names(rowid, name) VALUES(?, ?)");
    query_int(q, who->more.actor);
    query_words(q, who->name);
    query_run(q);
}

void actor_tally_write(db *d, const actor_tally *t) {
    query *q = db_query(d, "UPDATE named SET reports = reports + ?1, statements = statements + ?2,"
                           " first = first + ?3, events = events + ?4,"
                           " last = CASE WHEN ?1 < 0 THEN last WHEN reports = 0 THEN ?5"
                           " ELSE max(last, ?5) END WHERE id = ?6");
    bind_tally(q, t);
    query_int(q, t->actor);
    query_run(q);
}

static int by_changed(const void *left, const void *right) {
    const changed_actor *l = left, *r = right;
    return order(l->number, r->number);
}

static void write_actors(gathered *g) {
    if (g->changed.count) qsort(g->changed.at, g->changed.count, sizeof *g->changed.at, by_changed);
    for (size_t i = 0; i < g->changed.count; i++) {
        known_actor *who = &g->actors.at[g->changed.at[i].at];
        if (who->is_new) write_new(g->d, who);
        else actor_tally_write(g->d, &who->more);
        who->is_new = who->changed = false;
        who->more = (actor_tally){ .actor = who->more.actor };
    }
    g->changed.count = 0;
}

/* Those of one list together. */
static void write_postings(gathered *g) {
    const posting *all = g->postings.at;
    size_t count = g->postings.count;
    if (count) qsort(g->postings.at, count, sizeof *all, by_list);
    for (size_t i = 0, k; i < count; i = k) {
        g->numbers_of.count = 0;
        for (k = i; k < count && all[k].actor == all[i].actor && all[k].kind == all[i].kind; k++)
            *LIST_ADD(g->a, &g->numbers_of) = all[k].number;
        postings_add(g->d, (posting_kind)all[i].kind, all[i].actor,
                     (posted){ g->numbers_of.at, g->numbers_of.count });
    }
    g->postings.count = 0;
}

static void write_all(void *of) {
    gathered *g = of;
    if (!g->open) return;
    write_postings(g); /* while actors are counted as before */
    write_actors(g);
}

void gathered_write(db *d) {
    gathered *g = db_guest_of(d);
    if (g) write_all(g);
}

void gathered_forget(db *d) {
    gathered *g = db_guest_of(d);
    if (!g) return;
    write_all(g);
    drop(g);
}
