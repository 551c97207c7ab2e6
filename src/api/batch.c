/* api/batch.c: many reports on many threads, handed over in the order of the input.
 *
 * A ring of slots, each a report and its record. Whoever has no work takes the next reports
 * (one thread at a time, so that a stream is read in order) into the slots of their numbers,
 * reads them, and hands over all that is done from the oldest on. A slot is free again when
 * its number has been handed over, so that no more reports are held than there are slots. A
 * thread takes as many as are at hand, up to a few, since labelling them together is faster,
 * but never waits for more than one. */
#include "api/objects.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/feed.h"

typedef struct slot {
    onr_report report;
    onr_record record;
    onr_error error;
    bool broken; /* error tells why there is no record */
    bool done;   /* waits to be handed over; under the batch's lock */
} slot;

typedef struct batch {
    const onr_reader *reader;
    onr_batch given;
    feed *feed; /* under `taking` */
    slot *slots;    /* [slot_count] */
    size_t slot_count;
    pthread_mutex_t taking; /* one thread takes the next report */
    pthread_mutex_t lock;   /* over all below */
    pthread_cond_t moved;   /* a slot became free, or nothing is to be taken any more */
    size_t taken, given_out; /* how many reports so far */
    bool giving;  /* a thread hands over */
    bool ended;   /* the inputs are at their end */
    bool stopped; /* a callback ended the batch */
} batch;

enum {
    THREADS_MOST = 1024,
    GROUP_MOST = 6,               /* reports that are labelled together */
    GROUP_BYTES = 1 << 16,       /* that they take: no more are added from there on */
    SLOT_KEEP = 1 << 18,         /* bytes of a record's room kept from report to report */
    SCRATCH_KEEP = 8 << 20,      /* bytes of a thread's room kept from group to group */
};

/* What a thread reads at once. */
typedef struct group {
    slot *at[GROUP_MOST];
    size_t count, bytes;
    arena *scratch;
} group;

/* ---- taking ---- */

/* Waits until the next slot is free; NULL when nothing more is to be taken. */
static slot *free_slot(batch *b) {
    pthread_mutex_lock(&b->lock);
    while (!b->ended && !b->stopped && b->taken - b->given_out >= b->slot_count)
        pthread_cond_wait(&b->moved, &b->lock);
    slot *s = b->ended || b->stopped ? NULL : &b->slots[b->taken % b->slot_count];
    pthread_mutex_unlock(&b->lock);
    return s;
}

static bool fill_slot(batch *b, slot *s) {
    fault f = { 0 };
    source_step step = feed_next(b->feed, &s->report, &f);
    s->broken = step == SOURCE_BROKEN;
    if (s->broken) {
        api_error(&f, &s->error);
        snprintf(s->error.form, sizeof s->error.form, "%s", feed_form(b->feed));
    }
    pthread_mutex_lock(&b->lock);
    if (step == SOURCE_END) {
        b->ended = true;
        pthread_cond_broadcast(&b->moved);
    } else {
        b->taken++;
    }
    pthread_mutex_unlock(&b->lock);
    return step != SOURCE_END;
}

/* Whether another report can be had at once. */
static bool more_at_hand(batch *b, const group *g) {
    if (g->count == GROUP_MOST || g->bytes >= GROUP_BYTES || !feed_ready(b->feed)) return false;
    pthread_mutex_lock(&b->lock);
    bool room = !b->ended && !b->stopped && b->taken - b->given_out < b->slot_count;
    pthread_mutex_unlock(&b->lock);
    return room;
}

/* Waits for a report, and takes those that are at hand with it; false where none is left. */
static bool take(batch *b, group *g) {
    g->count = g->bytes = 0;
    pthread_mutex_lock(&b->taking);
    do {
        slot *s = free_slot(b);
        if (!s || !fill_slot(b, s)) break;
        g->at[g->count++] = s;
        g->bytes += arena_used(s->report.a);
    } while (more_at_hand(b, g));
    pthread_mutex_unlock(&b->taking);
    return g->count > 0;
}

/* ---- reading and giving ---- */

static void break_slot(slot *s, const fault *f) {
    s->broken = true;
    api_error(f, &s->error);
    snprintf(s->error.form, sizeof s->error.form, "%s", s->report.head.form);
}

static void read_alone(const batch *b, slot *s) {
    fault f = { 0 };
    arena_reset(s->record.a, API_KEEP);
    if (!api_read(b->reader, &s->report, &s->record, &f)) break_slot(s, &f);
}

/* Cuts what can be cut, and labels it together; false where that failed. */
static bool label_group(const batch *b, const group *g) {
    onr_record *records[GROUP_MOST] = { 0 };
    size_t count = 0;
    fault f = { 0 };
    for (size_t i = 0; i < g->count; i++) {
        slot *s = g->at[i];
        if (s->broken) continue;
        if (api_cut(b->reader, &s->report, &s->record, &f)) records[count++] = &s->record;
        else break_slot(s, &f);
    }
    bool together = api_label(b->reader, records, count, g->scratch, &f);
    arena_reset(g->scratch, SCRATCH_KEEP);
    return together;
}

static void understand_slot(const batch *b, slot *s, bool labelled) {
    fault f = { 0 };
    if (!labelled) read_alone(b, s);
    else if (!api_understand(&s->record, &f)) break_slot(s, &f);
}

static bool give_slot(const batch *b, slot *s) {
    bool go_on = s->broken ? b->given.broken(b->given.user, &s->error)
                           : b->given.report(b->given.user, &s->record);
    api_report_reset(&s->report);
    arena_reset(s->record.a, SLOT_KEEP);
    return go_on;
}

/* Hands over what is done, from the oldest on, unless another thread is at it: that one
 * looks again before it leaves. */
static void give(batch *b, slot *mine) {
    pthread_mutex_lock(&b->lock);
    mine->done = true;
    for (slot *s; !b->giving && !b->stopped && b->given_out < b->taken;) {
        s = &b->slots[b->given_out % b->slot_count];
        if (!s->done) break;
        b->giving = true;
        pthread_mutex_unlock(&b->lock);
        bool go_on = give_slot(b, s);
        pthread_mutex_lock(&b->lock);
        b->giving = false;
        s->done = false;
        b->given_out++;
        b->stopped = !go_on;
        pthread_cond_broadcast(&b->moved);
    }
    pthread_mutex_unlock(&b->lock);
}

static void *work(void *of) {
    batch *b = of;
    group g = { .scratch = arena_new(API_MEMORY_LIMIT) };
    if (!g.scratch) return NULL;
    while (take(b, &g)) {
        bool labelled = label_group(b, &g);
        for (size_t i = 0; i < g.count; i++) { /* so that few hold all of their facts at once */
            if (!g.at[i]->broken) understand_slot(b, g.at[i], labelled);
            give(b, g.at[i]);
        }
    }
    arena_free(g.scratch);
    return NULL;
}

/* ---- all ---- */

/* This thread works too; where the machine gives fewer threads, fewer work. */
static void run(batch *b, unsigned threads) {
    pthread_t others[THREADS_MOST];
    unsigned started = 0;
    while (started + 1 < threads && pthread_create(&others[started], NULL, work, b) == 0)
        started++;
    work(b);
    for (unsigned i = 0; i < started; i++) pthread_join(others[i], NULL);
}

static bool open_slots(batch *b, unsigned threads, fault *f) {
    onr_read_options options;
    if (!api_read_options(&options, b->given.read, f)) return false;
    b->slot_count = (threads == 1 ? 1 : 2 * (size_t)threads) * GROUP_MOST;
    b->slots = calloc(b->slot_count, sizeof *b->slots);
    bool done = b->slots;
    for (size_t i = 0; done && i < b->slot_count; i++) {
        b->slots[i].report.a = arena_new(API_MEMORY_LIMIT);
        b->slots[i].record.a = arena_new(options.memory_limit);
        b->slots[i].record.only_write = options.only_write;
        b->slots[i].record.min_confidence = options.min_confidence;
        done = b->slots[i].report.a && b->slots[i].record.a;
    }
    return done || FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for %u threads", threads);
}

static void close_batch(batch *b) {
    for (size_t i = 0; b->slots && i < b->slot_count; i++) {
        arena_free(b->slots[i].report.a);
        arena_free(b->slots[i].record.a);
    }
    free(b->slots);
    feed_close(b->feed);
    pthread_mutex_destroy(&b->taking);
    pthread_mutex_destroy(&b->lock);
    pthread_cond_destroy(&b->moved);
}

static unsigned threads_for(const onr_batch *given) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned threads = given->threads ? given->threads : cores > 0 ? (unsigned)cores : 1;
    return threads < THREADS_MOST ? threads : THREADS_MOST;
}

bool onr_batch_run(const onr_reader *reader, const onr_batch *given, onr_error *error) {
    fault f = { 0 };
    batch b = { .reader = reader };
    api_options(&b.given, sizeof b.given, given);
    unsigned threads = threads_for(&b.given);
    pthread_mutex_init(&b.taking, NULL);
    pthread_mutex_init(&b.lock, NULL);
    pthread_cond_init(&b.moved, NULL);
    b.feed = feed_open(&b.given, &f);
    bool done = b.feed && open_slots(&b, threads, &f);
    if (done) run(&b, threads);
    if (done && b.given.passed_over) *b.given.passed_over = feed_passed_over(b.feed);
    close_batch(&b);
    return done || api_error(&f, error);
}
