/* api/follow.c: see follow.h. Sources and entries of hosts that nobody is asking, and that have
 * had their rest, are given to workers as they fall due; in between the thread sleeps. */
#include "api/follow.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "desk/schedule.h"
#include "source/web_address.h"

enum { SLEEP_MOST_MS = 3600000, DAY_S = 86400 };
#define NEVER_S (INT64_MAX / 2000) /* fits where it is milliseconds too */

int64_t follow_now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static db *db_of(const onr_follow *it) {
    return ledger_db(api_ledger(it->ledger));
}

static onr_text text_of(str s) {
    return (onr_text){ s.at, s.length };
}

void follow_tell(onr_follow *it, onr_follow_kind kind, const follow_job *job, const str words[2]) {
    onr_follow_news news = { kind, text_of(job->source.address), text_of(words[0]),
                             text_of(words[1]) };
    if (it->options.tell) it->options.tell(it->options.user, &news);
}

/* ---- sources ---- */

static size_t host_number(onr_follow *it, uint64_t hash) {
    for (size_t i = 0; hash && i < it->hosts.count; i++)
        if (it->hosts.at[i].hash == hash) return i;
    if (!hash) return 0;
    *LIST_ADD(it->a, &it->hosts) = (follow_host){ .hash = hash };
    return it->hosts.count - 1;
}

static follow_target *target_of(onr_follow *it, int64_t number) {
    for (size_t i = 0; i < it->targets.count; i++)
        if (it->targets.at[i].number == number) return &it->targets.at[i];
    return NULL;
}

/* Sources keep their places, since jobs refer to them; of one that is followed no more the number
 * is 0. A clock that was put back leaves no source due in the distant future. */
bool follow_load(onr_follow *it, fault *f) {
    followed_list all = { 0 };
    int64_t now = follow_now_ms() / 1000;
    follow_active(db_of(it), it->scratch, &all);
    if (!db_settle(db_of(it), f)) return false;
    bool *seen = ARENA_NEW(it->scratch, bool, it->targets.count + all.count);
    for (size_t i = 0; i < all.count; i++) {
        const followed *one = &all.at[i];
        follow_target *t = target_of(it, one->number);
        if (!t) {
            t = LIST_ADD(it->a, &it->targets);
            *t = (follow_target){ .number = one->number, .due = one->due };
            if (it->options.once) t->due = now;
            if (t->due > now + SCHEDULE_MOST + one->every) t->due = now;
            t->host = host_number(it, follow_host_of(it->scratch, one->address));
        }
        seen[t - it->targets.at] = true;
    }
    for (size_t i = 0; i < it->targets.count; i++)
        if (!seen[i]) it->targets.at[i].number = 0;
    return true;
}

static bool name_source(onr_follow *it, const char *given, followed *out, fault *f) {
    char path[PATH_MAX];
    struct stat about;
    web_address at;
    str words = str_of(given);
    if (is_web_address(words)) {
        if (!web_address_read(it->a, words, STR_NONE, &at, f)) return fault_where(f, words);
        out->kind = FOLLOWED_FEED;
        out->address = at.url;
        return true;
    }
    if (!realpath(given, path) || stat(path, &about) != 0) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "%s", strerror(errno));
        return fault_where(f, words);
    }
    out->kind = S_ISDIR(about.st_mode) ? FOLLOWED_FOLDER : FOLLOWED_FILE;
    out->address = arena_copy(it->a, str_of(path));
    return true;
}

typedef struct naming {
    onr_follow *it;
    const char *const *sources;
    size_t count;
} naming;

static int64_t every_of(const onr_follow *it, followed_kind kind) {
    int64_t every = it->options.every_s;
    return kind == FOLLOWED_FOLDER && every > FOLLOW_FOLDER_S ? FOLLOW_FOLDER_S : every;
}

static bool name_sources(void *of, fault *f) {
    const naming *n = of;
    onr_follow *it = n->it;
    jmp_buf *guard = arena_guard(it->a, NULL);
    arena_guard(it->a, guard);
    arena_guard(it->scratch, guard);
    followed *all = ARENA_NEW(it->a, followed, n->count + 1);
    int64_t *numbers = ARENA_NEW(it->a, int64_t, n->count + 1);
    *LIST_ADD(it->a, &it->hosts) = (follow_host){ 0 };
    for (size_t i = 0; i < n->count; i++) {
        if (!name_source(it, n->sources[i], &all[i], f)) return false;
        all[i].every = every_of(it, all[i].kind);
        all[i].due = follow_now_ms() / 1000;
    }
    db_begin(db_of(it));
    for (size_t i = 0; i < n->count; i++) numbers[i] = follow_start(db_of(it), &all[i]);
    if (n->count) follow_stop_others(db_of(it), FOLLOWED_FOR_EVER, numbers, n->count);
    follow_entries_prune(db_of(it), follow_now_ms() / 1000 / DAY_S - FOLLOW_SEEN_DAYS);
    if (!db_settle(db_of(it), f) || !follow_load(it, f)) return false;
    if (it->targets.count) return true;
    FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "no source is named, and none was followed before");
    return fault_where(f, str_of(it->path));
}

/* ---- who is asked next ---- */

static bool host_is_free(const onr_follow *it, size_t host, int64_t now_ms) {
    const follow_host *h = &it->hosts.at[host];
    return !host || (!h->busy && h->free_ms <= now_ms);
}

/* The one that is due longest; *next_ms: when another will be, as far as that is known. */
static follow_target *due_target(onr_follow *it, int64_t now_ms, int64_t *next_ms) {
    follow_target *best = NULL;
    for (size_t i = 0; i < it->targets.count; i++) {
        follow_target *t = &it->targets.at[i];
        if (!t->number || t->busy || t->due == NEVER_S) continue;
        int64_t at_ms = t->due * 1000;
        if (it->hosts.at[t->host].busy) continue; /* whoever has it wakes us */
        if (at_ms < it->hosts.at[t->host].free_ms) at_ms = it->hosts.at[t->host].free_ms;
        if (at_ms > now_ms) {
            if (at_ms < *next_ms) *next_ms = at_ms;
        } else if (!best || t->due < best->due) {
            best = t;
        }
    }
    return best;
}

static job_state state_of(onr_follow *it, const follow_job *job) {
    pthread_mutex_lock(&it->lock);
    job_state state = job->state;
    pthread_mutex_unlock(&it->lock);
    return state;
}

static bool is_in_work(onr_follow *it, int64_t entry) {
    for (size_t i = 0; i < it->job_count; i++)
        if (state_of(it, &it->jobs[i]) != JOB_IDLE && it->jobs[i].is_entry
            && it->jobs[i].entry.number == entry)
            return true;
    return false;
}

/* The queue anew, out of the ledger. */
static void fill_queue(onr_follow *it, int64_t now_ms) {
    followed_entries found = { 0 };
    follow_entries_due(db_of(it), it->scratch, now_ms / 1000, FOLLOW_QUEUE_MOST, &found);
    it->queue.count = it->next = 0;
    for (size_t i = 0; i < found.count; i++) {
        if (is_in_work(it, found.at[i].number)) continue;
        *LIST_ADD(it->a, &it->queue) = found.at[i];
    }
    it->next_entry = follow_entries_next(db_of(it), now_ms / 1000);
    if (it->next_entry > NEVER_S) it->next_entry = NEVER_S;
    it->stale = false;
}

/* Out of the queue, into *out. */
static bool due_entry(onr_follow *it, int64_t now_ms, int64_t *next_ms, followed_entry *out) {
    bool empty = it->next == it->queue.count;
    if (it->stale || (empty && it->next_entry * 1000 <= now_ms)) fill_queue(it, now_ms);
    for (size_t i = it->next; i < it->queue.count; i++) {
        size_t host = host_number(it, it->queue.at[i].host);
        int64_t free_ms = it->hosts.at[host].free_ms;
        if (host_is_free(it, host, now_ms)) {
            *out = it->queue.at[i];
            memmove(&it->queue.at[it->next + 1], &it->queue.at[it->next],
                    (i - it->next) * sizeof *it->queue.at);
            it->next++;
            return true;
        }
        if (!it->hosts.at[host].busy && free_ms < *next_ms) *next_ms = free_ms;
    }
    if (it->next_entry < NEVER_S && it->next_entry * 1000 < *next_ms)
        *next_ms = it->next_entry * 1000;
    return false;
}

/* ---- giving and taking work ---- */

static follow_job *idle_job(onr_follow *it) {
    for (size_t i = 0; i < it->job_count; i++)
        if (state_of(it, &it->jobs[i]) == JOB_IDLE) return &it->jobs[i];
    return NULL;
}

static void set_state(onr_follow *it, follow_job *job, job_state state) {
    pthread_mutex_lock(&it->lock);
    job->state = state;
    pthread_cond_broadcast(&it->moved);
    pthread_mutex_unlock(&it->lock);
}

static bool give_source(onr_follow *it, follow_job *job, follow_target *t) {
    job->is_entry = false;
    job->target = (size_t)(t - it->targets.at);
    job->host = t->host;
    if (!follow_get(db_of(it), job->a, t->number, &job->source)) {
        t->number = 0;
        return false;
    }
    t->busy = true;
    if (t->host) it->hosts.at[t->host].busy = true;
    set_state(it, job, JOB_GIVEN);
    return true;
}

static bool give_entry(onr_follow *it, follow_job *job, const followed_entry *e) {
    job->is_entry = true;
    job->entry = *e;
    job->host = host_number(it, e->host);
    if (!follow_get(db_of(it), job->a, e->source, &job->source)) return false;
    job->entry.packed = follow_entry_packed(db_of(it), job->a, e->number);
    if (job->host) it->hosts.at[job->host].busy = true;
    set_state(it, job, JOB_GIVEN);
    return true;
}

/* Gives out what is due; *next_ms: when something will be. */
static bool give_work(onr_follow *it, int64_t *next_ms, fault *f) {
    int64_t now_ms = follow_now_ms();
    for (follow_job *job; !atomic_load(&it->stop) && (job = idle_job(it));) {
        follow_target *t = due_target(it, now_ms, next_ms);
        followed_entry e;
        jmp_buf *guard = arena_guard(it->scratch, NULL);
        arena_guard(it->scratch, guard);
        arena_guard(job->a, guard);
        if (t) give_source(it, job, t);
        else if (due_entry(it, now_ms, next_ms, &e)) give_entry(it, job, &e);
        else break;
    }
    return db_settle(db_of(it), f);
}

static bool keep_job(onr_follow *it, follow_job *job, fault *f) {
    bool stopped = atomic_load(&it->stop);
    if (job->is_entry) return follow_keep_entry(it, job, f);
    if (job->visit.outcome == CAME_STOPPED || (stopped && job->visit.outcome == CAME_FAILED))
        return true;
    return follow_keep_visit(it, job, f);
}

static void free_job(onr_follow *it, follow_job *job) {
    const fetch_met *met = job->is_entry ? &job->met : &job->visit.met;
    follow_host *h = &it->hosts.at[job->host];
    h->busy = false;
    if (job->host) h->free_ms = follow_now_ms() + met->rest_ms;
    if (!job->is_entry) {
        follow_target *t = &it->targets.at[job->target];
        t->busy = false;
        if (it->options.once) t->due = NEVER_S;
    }
    arena_reset(job->a, API_KEEP);
    api_report_reset(&job->report);
    arena_reset(job->record.a, API_KEEP);
    set_state(it, job, JOB_IDLE);
}

static bool take_work(onr_follow *it, fault *f) {
    for (size_t i = 0; i < it->job_count; i++) {
        follow_job *job = &it->jobs[i];
        job_state state = state_of(it, job);
        if (state != JOB_PART && state != JOB_DONE) continue;
        arena_reset(it->scratch, API_KEEP);
        bool is_kept = state == JOB_PART ? follow_keep_part(it, job, f) : keep_job(it, job, f);
        if (job->is_entry) it->worked = true;
        if (job->is_entry) it->used_ms = follow_now_ms();
        if (state == JOB_PART) set_state(it, job, JOB_GIVEN);
        else free_job(it, job);
        if (!is_kept) return false;
    }
    return true;
}

/* ---- memory ---- */

static bool reopen_ledger(onr_follow *it, fault *f) {
    onr_ledger_options how = ONR_LEDGER_DEFAULT;
    onr_error error;
    how.access = ONR_ACCESS_CREATE;
    onr_ledger_close(it->ledger);
    it->ledger = NULL;
    if (onr_ledger_open(it->path, &how, &it->ledger, &error)) return true;
    FAULT(f, (fault_kind)error.kind, error.at, "%s", error.what);
    return fault_where(f, str_of(error.where));
}

/* Weights, the ledger's cache and what it knows of stories are for when there is something to
 * read. */
static bool give_back(onr_follow *it, fault *f) {
    if (!it->worked || follow_now_ms() - it->used_ms < FOLLOW_IDLE_S * 1000) return true;
    pthread_mutex_lock(&it->lock);
    bool at_rest = !it->readers;
    if (at_rest) {
        onr_reader_close(it->reader);
        it->reader = NULL;
    }
    pthread_mutex_unlock(&it->lock);
    if (!at_rest) return true;
    if (!reopen_ledger(it, f)) return false;
    for (size_t i = 0; i < it->job_count; i++) {
        if (state_of(it, &it->jobs[i]) != JOB_IDLE) continue;
        arena_reset(it->jobs[i].a, 0);
        arena_reset(it->jobs[i].report.a, 0);
        arena_reset(it->jobs[i].record.a, 0);
    }
    it->worked = false;
    malloc_trim(0);
    return true;
}

/* ---- the run ---- */

static bool is_busy(onr_follow *it) {
    for (size_t i = 0; i < it->job_count; i++)
        if (state_of(it, &it->jobs[i]) != JOB_IDLE) return true;
    return false;
}

static void sleep_until(onr_follow *it, int64_t next_ms) {
    int64_t now_ms = follow_now_ms(), most_ms = now_ms + SLEEP_MOST_MS;
    if (it->worked) most_ms = it->used_ms + FOLLOW_IDLE_S * 1000;
    if (next_ms > most_ms) next_ms = most_ms;
    if (next_ms <= now_ms) next_ms = now_ms + 1;
    struct timespec until = { next_ms / 1000, next_ms % 1000 * 1000000 };
    while (sem_timedwait(&it->wake, &until) != 0 && errno == EINTR) continue;
    while (sem_trywait(&it->wake) == 0) continue;
}

static bool step(onr_follow *it, bool *more, fault *f) {
    int64_t next_ms = INT64_MAX;
    if (!take_work(it, f)) return false;
    arena_reset(it->scratch, API_KEEP);
    if (!give_work(it, &next_ms, f) || !give_back(it, f)) return false;
    bool waits = it->options.once && next_ms < follow_now_ms() + SLEEP_MOST_MS
        && next_ms < it->next_entry * 1000;
    *more = !atomic_load(&it->stop) && (!it->options.once || is_busy(it) || waits);
    if (*more) sleep_until(it, next_ms);
    return true;
}

/* What jumps out of memory leaves the ledger's transaction open: it is rolled back here. */
static bool guarded_step(onr_follow *it, bool *more, fault *f) {
    jmp_buf here;
    fault unused;
    volatile bool done = false;
    if (setjmp(here)) {
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to follow with");
        db_fail(db_of(it), f);
        db_settle(db_of(it), &unused);
    } else {
        arena_guard(it->a, &here);
        arena_guard(it->scratch, &here);
        done = step(it, more, f);
    }
    arena_guard(it->a, NULL);
    arena_guard(it->scratch, NULL);
    return done;
}

static bool start_workers(onr_follow *it, fault *f) {
    for (size_t i = 0; i < it->job_count; i++) {
        follow_job *job = &it->jobs[i];
        job->started = pthread_create(&job->thread, NULL, follow_work, job) == 0;
        if (!job->started && !i)
            return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no thread can be started");
        if (!job->started) it->job_count = i;
    }
    return true;
}

static void stop_workers(onr_follow *it) {
    atomic_store(&it->stop, true);
    pthread_mutex_lock(&it->lock);
    it->quit = true;
    pthread_cond_broadcast(&it->moved);
    pthread_mutex_unlock(&it->lock);
    for (size_t i = 0; i < it->job_count; i++)
        if (it->jobs[i].started) pthread_join(it->jobs[i].thread, NULL);
}

bool onr_follow_run(onr_follow *it, size_t *failed, onr_error *error) {
    fault f = { 0 };
    bool more = true, done = start_workers(it, &f);
    if (done) follow_desk_start(it);
    while (done && more) done = guarded_step(it, &more, &f);
    if (done && !atomic_load(&it->stop)) follow_desk_once(it);
    stop_workers(it);
    follow_desk_stop(it);
    if (failed) *failed = it->failed;
    return done || api_error(&f, error);
}

void onr_follow_stop(onr_follow *it) {
    atomic_store(&it->stop, true);
    sem_post(&it->wake);
}

/* ---- opening ---- */

static bool options_hold(const onr_follow_options *o, fault *f) {
    if (o->every_s > SCHEDULE_MOST)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "%u s between two times is more than 30 days",
                     o->every_s);
    return o->hosts <= FOLLOW_HOSTS_MOST
        || FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "more than %d hosts at once", FOLLOW_HOSTS_MOST);
}

static bool open_jobs(onr_follow *it, fault *f) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned threads = it->options.threads ? it->options.threads : cores > 0 ? (unsigned)cores : 1;
    it->job_count = it->options.hosts;
    it->reading_most = threads;
    it->jobs = calloc(it->job_count, sizeof *it->jobs);
    bool done = it->jobs;
    for (size_t i = 0; done && i < it->job_count; i++) {
        follow_job *job = &it->jobs[i];
        job->of = it;
        job->a = arena_new(API_MEMORY_LIMIT);
        job->report.a = arena_new(API_MEMORY_LIMIT);
        job->record.a = arena_new(API_MEMORY_LIMIT);
        done = job->a && job->report.a && job->record.a;
    }
    return done
        || FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for %zu workers", it->job_count);
}

/* Weights that are not there are told before anything is asked. */
static bool try_weights(const onr_follow *it, fault *f) {
    onr_reader *reader;
    onr_error error;
    if (onr_reader_open(it->options.weights, it->options.reader, &reader, &error)) {
        onr_reader_close(reader);
        return true;
    }
    FAULT(f, (fault_kind)error.kind, error.at, "%s", error.what);
    return fault_where(f, str_of(error.where));
}

/* Two would fetch all twice. A file of its own: a lock on the ledger's would get into SQLite's
 * way. */
static bool lock_ledger(onr_follow *it, fault *f) {
    char name[PATH_MAX];
    int length = snprintf(name, sizeof name, "%s-follow", it->path);
    if (length < (int)sizeof name) it->lock_file = open(name, O_CREAT | O_RDWR | O_CLOEXEC, 0666);
    if (it->lock_file < 0) {
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "%s", strerror(errno));
        return fault_where(f, str_of(name));
    }
    if (flock(it->lock_file, LOCK_EX | LOCK_NB) == 0) return true;
    FAULT(f, FAULT_STORE, FAULT_NOWHERE, "another process follows into it");
    return fault_where(f, str_of(it->path));
}

static onr_follow *follow_new(const char *path, const onr_follow_options *options, fault *f) {
    onr_follow *it = calloc(1, sizeof *it);
    if (it) it->lock_file = -1;
    if (it) it->path = strdup(path);
    if (it) it->a = arena_new(API_MEMORY_LIMIT);
    if (it) it->scratch = arena_new(API_MEMORY_LIMIT);
    if (it) sem_init(&it->wake, 0, 0);
    if (it) pthread_mutex_init(&it->lock, NULL);
    if (it) pthread_cond_init(&it->moved, NULL);
    if (it) pthread_cond_init(&it->desk_wake, NULL);
    if (it && it->path && it->a && it->scratch) {
        api_options(&it->options, sizeof it->options, options);
        if (!it->options.every_s) it->options.every_s = FOLLOW_EVERY_S;
        if (!it->options.hosts) it->options.hosts = FOLLOW_HOSTS;
        it->stale = true;
        it->next_entry = NEVER_S;
        return it;
    }
    onr_follow_close(it);
    FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to follow with");
    return NULL;
}

bool onr_follow_open(const char *path, const char *const *sources, size_t count,
                     const onr_follow_options *options, onr_follow **out, onr_error *error) {
    static const onr_follow_options usual = ONR_FOLLOW_DEFAULT;
    fault f = { 0 };
    onr_follow *it = follow_new(path, options ? options : &usual, &f);
    naming names = { it, sources, count };
    bool done = it && options_hold(&it->options, &f) && open_jobs(it, &f) && try_weights(it, &f)
        && api_fetcher_open(it->options.fetch, &it->stop, &it->fetcher, &f)
        && lock_ledger(it, &f) && reopen_ledger(it, &f);
    if (done) done = api_guarded(it->a, name_sources, &names, &f);
    if (done) {
        *out = it;
        return true;
    }
    onr_follow_close(it);
    return api_error(&f, error);
}

void onr_follow_close(onr_follow *it) {
    if (!it) return;
    for (size_t i = 0; it->jobs && i < it->job_count; i++) {
        arena_free(it->jobs[i].a);
        arena_free(it->jobs[i].report.a);
        arena_free(it->jobs[i].record.a);
    }
    free(it->jobs);
    if (it->lock_file >= 0) close(it->lock_file);
    onr_fetcher_close(it->fetcher);
    onr_reader_close(it->reader);
    onr_ledger_close(it->ledger);
    arena_free(it->a);
    arena_free(it->scratch);
    sem_destroy(&it->wake);
    pthread_mutex_destroy(&it->lock);
    pthread_cond_destroy(&it->moved);
    pthread_cond_destroy(&it->desk_wake);
    free(it->path);
    free(it);
}
