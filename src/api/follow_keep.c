/* api/follow_keep.c: what workers brought, into the ledger: the state of the source, its entries
 * and its coverage in one transaction; a report in its own, after which its entry is done. A kill
 * between the two has the entry read again, and the ledger knows the report already. */
#include "api/follow.h"

#include "api/watches.h"

#include <stdlib.h>
#include <string.h>

#include "desk/coverage.h"
#include "desk/schedule.h"
#include "source/web_address.h"

enum { GONE_REST_S = 7 * 24 * 3600 };

static int64_t now_s(void) {
    return follow_now_ms() / 1000;
}

static bool settle(onr_follow *it, fault *f) {
    return db_settle(ledger_db(api_ledger(it->ledger)), f);
}

static db *begin(onr_follow *it) {
    db *d = ledger_db(api_ledger(it->ledger));
    db_begin(d);
    return d;
}

/* ---- sources ---- */

/* The visit and the times that nobody asked at since the one before it. */
static void cover(onr_follow *it, db *d, const followed *was, const visit *v) {
    static const coverage_count counts[] = {
        [CAME_FETCHED] = COVERAGE_FETCHED, [CAME_UNCHANGED] = COVERAGE_UNCHANGED,
        [CAME_EMPTY] = COVERAGE_EMPTY, [CAME_LIST] = COVERAGE_FETCHED,
        [CAME_FAILED] = COVERAGE_FAILED,
    };
    coverage_list unasked = { 0 };
    int64_t now = now_s();
    coverage c = { .source = was->number, .day = now / COVERAGE_DAY_S, .why = v->why };
    c.counts[COVERAGE_DUE] = 1;
    c.counts[counts[v->outcome]] = 1;
    c.counts[COVERAGE_LOST] = (int64_t)v->broken;
    if (!it->options.once) coverage_unasked(it->scratch, was, now, &unasked);
    for (size_t i = 0; i < unasked.count; i++) coverage_add(d, &unasked.at[i]);
    coverage_add(d, &c);
}

static void keep_entries(onr_follow *it, db *d, const followed *was, const visit *v) {
    int64_t now = now_s(), count = 0;
    for (size_t i = 0; i < v->entries.count && !db_failed(d); i++) {
        followed_entry e = v->entries.at[i];
        e.due = now;
        count += follow_entry_put(d, &e, now / COVERAGE_DAY_S);
    }
    if (!count) return;
    coverage c = { .source = was->number, .day = now / COVERAGE_DAY_S };
    c.counts[COVERAGE_ENTRIES] = count;
    coverage_add(d, &c);
    it->stale = true;
}

/* The feeds that a list names are followed, and those that it named before and names no more
 * are not. */
static void keep_listed(onr_follow *it, db *d, const followed *was, const visit *v) {
    int64_t *numbers = ARENA_NEW(it->scratch, int64_t, v->listed.count + 1);
    for (size_t i = 0; i < v->listed.count; i++) {
        followed one = { .address = v->listed.at[i], .kind = FOLLOWED_FEED, .list = was->number,
                         .every = it->options.every_s, .due = now_s() };
        numbers[i] = follow_start(d, &one);
    }
    follow_stop_others(d, was->number, numbers, v->listed.count);
}

static void keep_state(followed *to, const visit *v, bool once) {
    int64_t now = now_s(), asked = v->met.retry_ms > 0 ? v->met.retry_ms / 1000 + 1 : 0;
    bool failed = v->outcome == CAME_FAILED;
    to->failures = failed ? to->failures + 1 : 0;
    to->why = failed ? v->why : STR_NONE;
    if (v->outcome == CAME_FETCHED || v->outcome == CAME_LIST) to->body = v->body;
    if (!failed) {
        to->etag = v->etag;
        to->modified = v->modified;
        if (v->met.moved.length) to->moved = v->met.moved;
    } else if (v->met.status == 404 || v->gone) {
        to->moved = STR_NONE; /* is it where it was before? */
    }
    schedule s = schedule_of(to->address, to->every);
    int64_t rest = schedule_rest(s, to->failures, asked);
    if (v->gone && rest < GONE_REST_S) rest = GONE_REST_S;
    to->due = schedule_next(s, now + rest);
    to->settled = now;
    (void)once;
}

static void tell_visit(onr_follow *it, const follow_job *job, const followed *was) {
    const visit *v = &job->visit;
    if (v->outcome == CAME_FAILED)
        follow_tell(it, ONR_FOLLOW_FAILED, job, (str[2]){ was->address, v->why });
    else if (was->failures)
        follow_tell(it, ONR_FOLLOW_AGAIN, job, (str[2]){ was->address, STR_NONE });
    bool moved = v->outcome != CAME_FAILED && v->met.moved.length;
    if (moved && !str_same(v->met.moved, was->moved))
        follow_tell(it, ONR_FOLLOW_MOVED, job, (str[2]){ v->met.moved, STR_NONE });
    if (v->outcome != CAME_LIST) return;
    str count = arena_print(it->scratch, "%zu feeds", v->listed.count);
    follow_tell(it, ONR_FOLLOW_LISTED, job, (str[2]){ was->address, count });
}

static bool tell_operator(onr_follow *it, const followed *to, fault *f) {
    str what = arena_print(it->scratch, "%.*s could not be had %lld times in a row: %.*s",
                           STR_ARG(to->address), (long long)to->failures, STR_ARG(to->why));
    return api_watches_trouble(it->ledger, to->address, what, f);
}

bool follow_keep_visit(onr_follow *it, follow_job *job, fault *f) {
    const visit *v = &job->visit;
    followed was;
    db *d = begin(it);
    if (!follow_get(d, it->scratch, job->source.number, &was)) return settle(it, f);
    followed to = was;
    cover(it, d, &was, v);
    if (v->outcome == CAME_FETCHED) keep_entries(it, d, &was, v);
    if (v->outcome == CAME_LIST) keep_listed(it, d, &was, v);
    keep_state(&to, v, it->options.once);
    follow_set(d, &to);
    if (!settle(it, f)) return false;
    it->targets.at[job->target].due = to.due;
    it->failed += v->outcome == CAME_FAILED;
    tell_visit(it, job, &was);
    if (to.failures == FOLLOW_FAILURES_TOLD && !tell_operator(it, &to, f)) return false;
    return v->outcome != CAME_LIST || follow_load(it, f);
}

/* ---- entries ---- */

static bool add_record(onr_follow *it, follow_job *job, fault *f) {
    onr_error error;
    if (onr_ledger_add(it->ledger, &job->record, &error)) return true;
    FAULT(f, (fault_kind)error.kind, error.at, "%s", error.what);
    return false;
}

/* A report without words that it could be told by is the entry's failure, not the ledger's. */
static bool add_or_lose(onr_follow *it, follow_job *job, fault *f) {
    if (!job->has_record || add_record(it, job, f)) return true;
    if (f->kind != FAULT_INPUT) return false;
    job->failed = *f;
    job->has_record = false;
    return true;
}

static bool flush(onr_follow *it, fault *f) {
    onr_error error;
    if (onr_ledger_flush(it->ledger, &error)) return true;
    FAULT(f, (fault_kind)error.kind, error.at, "%s", error.what);
    return false;
}

static str about(const follow_job *job) {
    const report *r = &job->report.report;
    return r->canonical.length ? r->canonical : r->url.length ? r->url : r->id.length ? r->id
                                                                      : r->input;
}

bool follow_keep_part(onr_follow *it, follow_job *job, fault *f) {
    onr_ledger_counts before = *onr_ledger_kept(it->ledger);
    if (!add_or_lose(it, job, f) || !flush(it, f)) return false;
    onr_ledger_counts after = *onr_ledger_kept(it->ledger);
    coverage c = { .source = job->source.number, .day = now_s() / COVERAGE_DAY_S };
    size_t versions = after.versions - before.versions;
    c.counts[COVERAGE_VERSIONS] = (int64_t)versions;
    c.counts[COVERAGE_ADDED] = (int64_t)(after.added - before.added - versions);
    c.counts[COVERAGE_KNOWN] = (int64_t)(after.known - before.known + after.forgotten
                                         - before.forgotten + after.readings - before.readings);
    c.counts[COVERAGE_LOST] = !job->has_record;
    c.why = job->has_record ? job->visit.why : str_of(job->failed.what);
    coverage_add(begin(it), &c);
    if (!settle(it, f)) return false;
    if (c.counts[COVERAGE_ADDED] || versions) follow_desk_wake(it);
    if (c.counts[COVERAGE_ADDED]) follow_tell(it, ONR_FOLLOW_ADDED, job,
                                              (str[2]){ about(job), STR_NONE });
    if (versions) follow_tell(it, ONR_FOLLOW_VERSION, job, (str[2]){ about(job), STR_NONE });
    if (job->has_record) return true;
    it->failed++;
    follow_tell(it, ONR_FOLLOW_LOST, job, (str[2]){ about(job), str_of(job->failed.what) });
    return true;
}

/* Its page may be there later. */
static bool is_to_be_tried_again(const follow_job *job) {
    bool passing = job->failed.kind == FAULT_NET || job->failed.kind == FAULT_MEMORY
        || job->failed.kind == FAULT_MODEL;
    return !job->has_record && passing && !job->met.refused
        && job->entry.tries + 1 < FOLLOW_TRIES_MOST;
}

static bool put_off(onr_follow *it, follow_job *job, fault *f) {
    int64_t rest = (int64_t)FOLLOW_RETRY_S << (2 * job->entry.tries);
    if (job->met.retry_ms > rest * 1000) rest = job->met.retry_ms / 1000 + 1;
    if (rest > SCHEDULE_REST_MOST) rest = SCHEDULE_REST_MOST;
    int64_t due = now_s() + rest;
    follow_entry_later(begin(it), job->entry.number, due);
    if (due < it->next_entry) it->next_entry = due;
    it->failed += it->options.once;
    return settle(it, f);
}

bool follow_keep_entry(onr_follow *it, follow_job *job, fault *f) {
    bool folder = job->source.kind == FOLLOWED_FOLDER;
    if (atomic_load(&it->stop) && (folder || !job->has_record)) return true; /* broken off */
    if (is_to_be_tried_again(job)) return put_off(it, job, f);
    if ((!folder || job->failed.kind) && !follow_keep_part(it, job, f)) return false;
    follow_entry_done(begin(it), job->entry.number);
    return settle(it, f);
}
