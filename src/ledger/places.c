/* ledger/places.c: see places.h. */
#include "ledger/places.h"

#include <stdlib.h>

#include "ledger/happenings.h"
#include "ledger/names.h"
#include "ledger/stories.h"
#include "ledger/store.h"
#include "ledger/story_counts.h"
#include "ledger/utterances.h"

enum {
    KEEP_BYTES = 1 << 20,       /* of the scratch from one report to the next */
    HELD_BYTES = 256 << 20,     /* of the facts of stories at hand, before they are dropped */
    HELD_REPORTS = 1 << 16,     /* of the state, before it is dropped */
};
#define MEMORY_MOST ((size_t)4 << 30)

struct places {
    arena *a, *scratch; /* of the state; of one report */
    stories *state;     /* NULL: not put together */
    arena *facts_a;     /* of the two below */
    kin *said, *done;   /* the facts of stories at hand; NULL: none */
    db *d;              /* of the transaction */
    int64_t new;        /* the report that is being placed */
    int64_t seen;       /* the file's version when it was last looked at */
    bool open;          /* a transaction was begun and not ended */
};

places *places_new(void) {
    places *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->a = arena_new(MEMORY_MOST);
    p->scratch = arena_new(MEMORY_MOST);
    p->facts_a = arena_new(MEMORY_MOST);
    if (p->a && p->scratch && p->facts_a) return p;
    places_free(p);
    return NULL;
}

void places_free(places *p) {
    if (!p) return;
    if (p->a) arena_free(p->a);
    if (p->scratch) arena_free(p->scratch);
    if (p->facts_a) arena_free(p->facts_a);
    free(p);
}

static void drop_facts(places *p) {
    p->said = p->done = NULL;
    arena_reset(p->facts_a, KEEP_BYTES);
}

static void drop_state(places *p) {
    p->state = NULL;
    arena_reset(p->a, KEEP_BYTES);
}

static void drop(places *p) {
    drop_state(p);
    drop_facts(p);
}

void places_begin(places *p, db *d, arena *a) {
    jmp_buf *guard = arena_guard(a, NULL);
    arena_guard(a, guard);
    arena_guard(p->a, guard);
    arena_guard(p->scratch, guard);
    arena_guard(p->facts_a, guard);
    /* changes with what others write */
    int64_t now = query_one(db_query(d, "PRAGMA data_version"), 0);
    if (p->open || now != p->seen) drop(p);
    if (p->state && stories_held(p->state) > HELD_REPORTS) drop_state(p);
    p->d = d;
    p->seen = now;
    p->open = true;
}

void places_end(places *p, bool done) {
    p->open = !done;
}

/* ---- sketches ---- */

static str sketch_made(arena *a, const report *r) {
    return stories_sketch(a, &(story_text){ r->title, r->text, r->site, r->wire });
}

/* The kept sketch of a report, or one made and kept now; from the scratch. */
static str sketch_of(places *p, db *d, int64_t number) {
    query *q = db_query(d, "SELECT sketch FROM report WHERE id = ? AND sketch IS NOT NULL");
    kept k;
    str sketch = STR("");
    query_int(q, number);
    if (query_next(q)) sketch = arena_copy(p->scratch, query_words_at(q, 0));
    while (query_next(q)) continue;
    if (sketch.length || !store_load(d, p->scratch, number, &k)) return sketch;
    sketch = sketch_made(p->scratch, &k.report);
    q = db_query(d, "UPDATE report SET sketch = ? WHERE id = ?");
    query_bytes(q, sketch);
    query_int(q, number);
    query_run(q);
    return sketch;
}

static void make_sketch(db *d, arena *a, query *q) {
    int64_t number = query_int_at(q, 0);
    story_text t = { query_words_at(q, 1), query_words_at(q, 2), query_words_at(q, 3),
                     query_int_at(q, 4) };
    str sketch = stories_sketch(a, &t);
    q = db_query(d, "UPDATE report SET sketch = ? WHERE id = ?");
    query_bytes(q, sketch);
    query_int(q, number);
    query_run(q);
}

void places_sketches(db *d) {
    arena *a = arena_new(MEMORY_MOST);
    jmp_buf out;
    if (!a || setjmp(out)) {
        fault f;
        FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for the sketches of a ledger");
        db_fail(d, &f);
        arena_free(a);
        return;
    }
    arena_guard(a, &out);
    query *q = db_query(d, "SELECT r.id, r.title, words_of(x.text), s.name, r.flags & 1"
                           " FROM report r JOIN report_text x ON x.report = r.id"
                           " LEFT JOIN term s ON s.id = r.site WHERE r.sketch IS NOT NULL");
    while (query_next(q)) {
        arena_reset(a, KEEP_BYTES);
        make_sketch(d, a, q);
    }
    arena_free(a);
}

/* ---- facts that reports have in common ---- */

static void hold_facts(places *p) {
    if (arena_used(p->facts_a) > HELD_BYTES) drop_facts(p);
    if (!p->said) p->said = kin_new(p->facts_a, &utterances);
    if (!p->done) p->done = kin_new(p->facts_a, &happenings);
}

static void put_facts(places *p, db *d, const kin_report *r) {
    if (db_failed(d)) return;
    hold_facts(p);
    kin_put(p->said, d, p->scratch, r);
    kin_put(p->done, d, p->scratch, r);
}

/* A label of a story is another now: its earliest report's, or that of the story it is part of. */
static void move_facts(places *p, db *d, const story_change *c, int64_t new) {
    if (c->kind != STORY_NOW || db_failed(d)) return;
    hold_facts(p);
    if (c->to == new) {
        kin_renamed(p->said, c->from, c->to);
        kin_renamed(p->done, c->from, c->to);
    } else {
        kin_tied(p->said, d, p->scratch, c->from, c->to);
        kin_tied(p->done, d, p->scratch, c->from, c->to);
    }
}

/* ---- placing ---- */

/* A story that takes in another one is to be looked at again; one that takes the number of the new
 * report for its label is the same story. */
static void apply(db *d, const story_change *c, int64_t new) {
    if (c->kind == STORY_NOW) story_counts_move(d, c->from, c->to);
    else story_counts_copied(d, c->from);
    query *q = db_query(d, c->kind == STORY_NOW && c->to != new
        ? "UPDATE report SET story = ?2, settled = NULL WHERE story = ?1" /* outcomes.h */
        : c->kind == STORY_NOW ? "UPDATE report SET story = ?2 WHERE story = ?1"
        : "UPDATE report SET origin = ?2 WHERE origin = ?1 AND origin <> id");
    query_int(q, c->from);
    query_int(q, c->to);
    query_run(q);
    if (c->kind == STORY_NOW) return;
    q = db_query(d, "UPDATE report SET origin = ?2 WHERE id = ?1 AND origin = ?1");
    query_int(q, c->from);
    query_int(q, c->to);
    query_run(q);
}

/* k: all of the report with its only reading, or NULL. */
static void place_one(places *p, db *d, arena *a, const story_new *r, const kept *k) {
    story_placed placed;
    fault f = { 0 };
    if (!stories_add(p->state, a, r, &placed, &f)) {
        db_fail(d, &f);
        return;
    }
    for (size_t i = 0; i < placed.change_count; i++) {
        apply(d, &placed.changes[i], r->number);
        move_facts(p, d, &placed.changes[i], r->number);
    }
    query *q = db_query(d, "UPDATE report SET story = ?, origin = ?, sketch = ? WHERE id = ?");
    query_int(q, placed.kept.story);
    query_int(q, placed.kept.origin);
    query_bytes(q, r->sketch);
    query_int(q, r->number);
    query_run(q);
    story_counts_add(d, r->number);
    int64_t minute = r->minute == STORY_NO_MINUTE ? INT64_MAX : r->minute;
    put_facts(p, d, &(kin_report){ r->number, placed.kept.story, minute, k });
}

static void place_kept(places *p, db *d, int64_t number) {
    arena_reset(p->scratch, KEEP_BYTES);
    str sketch = sketch_of(p, d, number);
    query *q = db_query(d, "SELECT key, minute FROM report WHERE id = ?");
    query_int(q, number);
    if (!query_next(q)) return;
    bool dated = query_kind(q, 1) != VALUE_NULL;
    story_new r = { number, arena_copy(p->scratch, query_words_at(q, 0)),
                    dated ? query_int_at(q, 1) : STORY_NO_MINUTE, sketch };
    while (query_next(q)) continue;
    place_one(p, d, p->scratch, &r, NULL);
}

void places_rebuild(places *p, db *d, bool sketches) {
    LIST(int64_t) numbers = { 0 };
    drop(p);
    db_do(d, "DELETE FROM wording; DELETE FROM telling; DELETE FROM disagreement");
    story_counts_clear(d);
    db_do(d, "UPDATE report SET story = NULL, origin = NULL, settled = NULL");
    if (sketches) db_do(d, "UPDATE report SET sketch = NULL");
    query *q = db_query(d, "SELECT id FROM report ORDER BY minute IS NULL, minute, key");
    while (query_next(q)) *LIST_ADD(p->a, &numbers) = query_int_at(q, 0);
    p->state = stories_new(p->a, NULL);
    for (size_t i = 0; i < numbers.count && !db_failed(d); i++) place_kept(p, d, numbers.at[i]);
    drop(p); /* the next add finds the same state whichever process it is in */
}

/* ---- the state ---- */

#define REPORTS_OF(condition) \
    "SELECT id, key, minute, sketch, story, origin FROM report WHERE id IN (SELECT id FROM report" \
    " WHERE " condition " AND id <> ?1 ORDER BY id DESC LIMIT ?4) AND sketch IS NOT NULL" \
    " ORDER BY id"

static int64_t minute_at(query *q, int column) {
    return query_kind(q, column) == VALUE_NULL ? STORY_NO_MINUTE : query_int_at(q, column);
}

/* Those of a day. What older versions left without a sketch is held against nothing. */
static bool put_back(void *from, stories *s, const int64_t minutes[2], fault *f) {
    places *p = from;
    bool dated = minutes[0] != STORY_NO_MINUTE, done = true;
    query *q = db_query(p->d, dated
        ? REPORTS_OF("minute >= ?2 AND minute < ?3") : REPORTS_OF("minute IS NULL"));
    query_int(q, p->new);
    query_int(q, minutes[0]);
    query_int(q, minutes[1]);
    query_int(q, STORIES_DAY_MOST);
    while (query_next(q)) {
        story_kept k = {
            .number = query_int_at(q, 0), .key = query_words_at(q, 1),
            .minute = minute_at(q, 2), .sketch = query_words_at(q, 3),
            .story = query_int_at(q, 4), .origin = query_int_at(q, 5),
        };
        done = done && stories_put(s, &k, f);
    }
    return done;
}

static int64_t next(void *from, int64_t minute, int step) {
    places *p = from;
    query *q = db_query(p->d, step < 0
        ? "SELECT minute FROM report WHERE minute < ? AND id <> ? ORDER BY minute DESC LIMIT 1"
        : "SELECT minute FROM report WHERE minute >= ? AND id <> ? ORDER BY minute LIMIT 1");
    query_int(q, minute);
    query_int(q, p->new);
    return query_one(q, STORY_NO_MINUTE);
}

static bool find(void *from, int64_t number, story_new *out) {
    places *p = from;
    query *q = db_query(p->d, "SELECT key, minute, sketch FROM report WHERE id = ?");
    query_int(q, number);
    if (!query_next(q)) return false;
    *out = (story_new){ number, arena_copy(p->scratch, query_words_at(q, 0)), minute_at(q, 1),
                        arena_copy(p->scratch, query_words_at(q, 2)) };
    while (query_next(q)) continue;
    return true;
}

/* True where `new` had to be placed with all others, since those of an older ledger had no
 * place. */
static bool put_together(places *p, db *d, int64_t new) {
    query *q = db_query(d, "SELECT 1 FROM report WHERE story IS NULL AND id <> ? LIMIT 1");
    query_int(q, new);
    bool anew = query_one(q, 0);
    if (anew) places_rebuild(p, d, false);
    drop(p);
    stories_source source = { p, put_back, next, find, STORY_NO_MINUTE };
    q = db_query(d, "SELECT minute FROM report WHERE id <> ? AND minute IS NOT NULL"
                    " ORDER BY minute DESC LIMIT 1");
    query_int(q, new);
    source.latest = query_one(q, STORY_NO_MINUTE);
    p->state = stories_from(p->a, &source);
    return anew;
}

void places_put(places *p, db *d, arena *a, const kept *k) {
    int64_t number = store_find(d, k->key);
    if (number == NUMBER_NONE || (!p->state && put_together(p, d, number))) return;
    query *q = db_query(d, "SELECT minute FROM report WHERE id = ? AND minute IS NOT NULL");
    query_int(q, number);
    story_new r = { number, k->key, query_one(q, STORY_NO_MINUTE), sketch_made(a, &k->report) };
    arena_reset(p->scratch, KEEP_BYTES);
    p->new = number;
    if (!db_failed(d)) place_one(p, d, a, &r, k->readings.count == 1 ? k : NULL);
}

/* Of a report that is better known the title or the day may be others. */
static void look_again(places *p, db *d, const kin_report *r, const kept *k) {
    str sketch = sketch_of(p, d, r->number);
    query *q = db_query(d, "SELECT origin FROM report WHERE id = ?");
    query_int(q, r->number);
    story_kept now = { .number = r->number, .key = k->key, .story = r->story, .sketch = sketch,
                       .minute = r->minute == INT64_MAX ? STORY_NO_MINUTE : r->minute,
                       .origin = query_one(q, r->number) };
    if (p->state && !stories_replace(p->state, &now)) drop_state(p);
}

void places_again(places *p, db *d, const kept *k) {
    query *q = db_query(d, "SELECT id, story, minute, sketch IS NULL FROM report WHERE key = ?"
                           " AND story IS NOT NULL");
    query_bytes(q, k->key);
    if (!query_next(q)) return;
    kin_report r = { query_int_at(q, 0), query_int_at(q, 1), INT64_MAX, NULL };
    if (query_kind(q, 2) != VALUE_NULL) r.minute = query_int_at(q, 2);
    bool better = query_int_at(q, 3);
    while (query_next(q)) continue;
    arena_reset(p->scratch, KEEP_BYTES);
    if (better) look_again(p, d, &r, k);
    if (p->said) kin_let_go(p->said, r.story);
    if (p->done) kin_let_go(p->done, r.story);
    put_facts(p, d, &r);
}
