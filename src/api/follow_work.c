/* api/follow_work.c: what a worker does: asks a source, or has one of its entries, and reads. */
#include "api/follow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "source/feed_link.h"
#include "source/input.h"
#include "source/inputs.h"
#include "source/opml.h"
#include "source/web_address.h"

enum { HASH_BYTES = 16 };

/* ---- hashes ---- */

/* 16 bytes of all parts, each with its length. Memory: from a. */
static str hash_of(arena *a, const str *parts, size_t count) {
    XXH3_state_t *state = XXH3_createState();
    if (!state) return arena_copy(a, STR("no memory"));
    XXH3_128bits_reset(state);
    for (size_t i = 0; i < count; i++) {
        uint64_t length = parts[i].length;
        XXH3_128bits_update(state, &length, sizeof length);
        if (length) XXH3_128bits_update(state, parts[i].at, length);
    }
    XXH128_canonical_t sum;
    XXH128_canonicalFromHash(&sum, XXH3_128bits_digest(state));
    XXH3_freeState(state);
    return arena_copy(a, (str){ (const char *)sum.digest, HASH_BYTES });
}

uint64_t follow_host_of(arena *a, str address) {
    web_address at;
    fault f;
    if (!is_web_address(address) || !web_address_read(a, address, STR_NONE, &at, &f)) return 0;
    uint64_t sum = XXH64(at.host.at, at.host.length, 0);
    return sum ? sum : 1;
}

/* ---- entries of a feed ---- */

typedef struct named_entry {
    str url, id, mark;
    size_t place; /* among the entries */
} named_entry;

typedef struct taking {
    follow_job *job;
    source *from;
    LIST(named_entry) named;
} taking;

static bool is_feed(source_form form) {
    return form == SOURCE_FEED || form == SOURCE_SITEMAP || form == SOURCE_JSONFEED
        || form == SOURCE_NEWSML || form == SOURCE_NINJS || form == SOURCE_JSONL;
}

/* What tells an entry from the others of its feed: its id and its address; and whether it is as
 * it was: all that is said of it. */
static void take_entry(taking *t, const report *r) {
    follow_job *job = t->job;
    arena *a = job->a;
    followed_entry *e = LIST_ADD(a, &job->visit.entries);
    str names[2] = { r->id, r->url }, all[5] = { r->id, r->url, r->title, r->text, r->modified };
    *e = (followed_entry){ .source = job->source.number, .packed = entry_pack(a, r) };
    e->mark = hash_of(a, all, 5);
    e->key = r->id.length || r->url.length ? hash_of(a, names, 2) : e->mark;
    e->host = r->is_part ? follow_host_of(a, r->url) : 0;
    *LIST_ADD(a, &t->named) = (named_entry){ arena_copy(a, r->url), arena_copy(a, r->id), e->mark,
                                             job->visit.entries.count - 1 };
}

/* By address, then id, then what is said. */
static int by_names(const void *l, const void *r) {
    const named_entry *left = l, *right = r;
    int order = str_compare(left->url, right->url);
    if (!order) order = str_compare(left->id, right->id);
    return order ? order : str_compare(left->mark, right->mark);
}

/* "#id" behind the address it shares with others, or where they share the id too a hash. */
static void tell_apart(taking *t, const named_entry *n, bool same_id) {
    followed_entry *e = &t->job->visit.entries.at[n->place];
    arena *a = t->job->a;
    str parts[2] = { e->key, e->mark };
    report r;
    fault f;
    if (same_id) e->key = hash_of(a, parts, 2);
    if (!n->url.length || !entry_unpack(a, e->packed, &r, &f)) return;
    const unsigned char *mark = (const unsigned char *)e->mark.at;
    char sum[9];
    snprintf(sum, sizeof sum, "%02x%02x%02x%02x", mark[0], mark[1], mark[2], mark[3]);
    str apart = same_id || !n->id.length ? str_of(sum) : n->id;
    r.url = arena_print(a, "%.*s%s%.*s", STR_ARG(n->url), str_has(n->url, '#') ? "-" : "#",
                        STR_ARG(apart));
    if (str_trim(r.text).length) r.is_part = false; /* all would be the one page */
    e->packed = entry_pack(a, &r);
}

/* Entries of one address would be versions of one report: where a feed gives several at once,
 * whatever its reason, each gets an address of its own. One given twice stays once. */
static void part_entries(taking *t) {
    size_t count = t->named.count;
    named_entry *all = t->named.at;
    if (count) qsort(all, count, sizeof *all, by_names);
    for (size_t i = 0, end; i < count; i = end) {
        size_t kinds = 1;
        for (end = i + 1; end < count && str_same(all[end].url, all[i].url); end++) {
            bool again = by_names(&all[end], &all[end - 1]) == 0;
            t->job->visit.entries.at[all[end].place].source *= !again; /* dropped below */
            kinds += !again;
        }
        for (size_t j = i; kinds > 1 && j < end; j++) {
            bool same_id = (j > i && str_same(all[j].id, all[j - 1].id))
                || (j + 1 < end && str_same(all[j].id, all[j + 1].id));
            if (same_id || all[j].url.length) tell_apart(t, &all[j], same_id);
        }
    }
}

static void drop_repeats(visit *v) {
    size_t left = 0;
    for (size_t i = 0; i < v->entries.count; i++)
        if (v->entries.at[i].source) v->entries.at[left++] = v->entries.at[i];
    v->entries.count = left;
}

static bool fail(visit *v, arena *a, const char *why) {
    v->outcome = CAME_FAILED;
    v->why = arena_print(a, "%s", why);
    return false;
}

/* False at the end. */
static bool take_next(taking *t, arena *scratch, fault *f) {
    visit *v = &t->job->visit;
    report r;
    source_step step = source_next(t->from, scratch, &r, f);
    source_form form = source_last_form(t->from);
    if (step == SOURCE_END) return false;
    if (!is_feed(form) && !(step == SOURCE_BROKEN && form == SOURCE_AUTO))
        return fail(v, t->job->a, "it is no feed and no list of feeds");
    if (step == SOURCE_BROKEN && source_entries(t->from)) {
        if (!v->broken++) v->why = arena_print(t->job->a, "%s", f->what);
    } else if (step == SOURCE_BROKEN) {
        bool empty = strcmp(f->what, "holds no entries") == 0;
        if (!empty) return fail(v, t->job->a, f->what);
        v->outcome = CAME_EMPTY;
    } else if (v->entries.count < FOLLOW_ENTRIES_MOST) {
        take_entry(t, &r);
    } else {
        v->why = STR("it has more entries than are taken");
        return false;
    }
    return true;
}

static void take_entries(taking *t, arena *scratch) {
    visit *v = &t->job->visit;
    fault f = { 0 };
    while (take_next(t, scratch, &f)) {
        arena_reset(scratch, API_KEEP);
        f = (fault){ 0 };
    }
    if (v->outcome == CAME_FETCHED && !v->entries.count) {
        v->outcome = v->broken ? CAME_FAILED : CAME_EMPTY;
    }
    part_entries(t);
    drop_repeats(v);
    for (size_t i = 0; i < v->entries.count; i++) /* the oldest mostly stands last */
        v->entries.at[i].turn = (int64_t)(v->entries.count - 1 - i);
}

/* A page may say where its feed is. */
static void name_feed(follow_job *job, str page, str base) {
    str feed = feed_link(job->a, page, base);
    if (feed.length)
        job->visit.why = arena_print(job->a, "it is a page; the feed that it names is %.*s",
                                     STR_ARG(feed));
}

static void drop_arena(void *thing) {
    arena_free(thing);
}

static void drop_source(void *thing) {
    source_close(thing);
}

static void drop_input(void *thing) {
    input_close(thing);
}

/* The bytes of a feed, or of a list of feeds. */
static void take_bytes(follow_job *job, str bytes, const fetched *got) {
    visit *v = &job->visit;
    fault f = { 0 };
    v->outcome = CAME_FETCHED;
    v->body = hash_of(job->a, &bytes, 1);
    if (!str_trim(bytes).length) {
        v->outcome = CAME_EMPTY;
    } else if (str_same(v->body, job->source.body)) {
        v->outcome = CAME_UNCHANGED;
    } else if (opml_is(bytes)) {
        v->outcome = CAME_LIST;
        if (!opml_read(job->a, bytes, got->url, &v->listed, &f)) fail(v, job->a, f.what);
    } else {
        source_options how = { .url = got->url, .retrieved = got->retrieved, .media = got->media };
        taking t = { .job = job };
        arena *scratch = arena_new(API_MEMORY_LIMIT);
        arena_defer(job->a, drop_arena, scratch);
        t.from = scratch ? source_of_bytes(bytes, job->source.address, &how, &f) : NULL;
        arena_defer(job->a, drop_source, t.from);
        if (t.from) take_entries(&t, scratch);
        else fail(v, job->a, "no memory for a feed");
        if (t.from && source_last_form(t.from) == SOURCE_HTML) name_feed(job, bytes, got->url);
    }
}

/* ---- asking ---- */

static void ask_web(follow_job *job) {
    const followed *it = &job->source;
    visit *v = &job->visit;
    fetched got;
    fault f = { 0 };
    fetch_want want = { .url = it->moved.length ? it->moved : it->address, .etag = it->etag,
                        .modified = it->modified, .tries = 1, .body_most = FOLLOW_BODY_MOST };
    if (!fetch_ask(job->of->fetcher->fetcher, job->a, &want, &got, &v->met, &f)) {
        fail(v, job->a, f.what);
        v->gone = v->met.status == 410;
        return;
    }
    arena_defer(job->a, free, got.bytes);
    v->etag = v->met.etag.at || !got.unchanged ? v->met.etag : it->etag;
    v->modified = v->met.modified.at || !got.unchanged ? v->met.modified : it->modified;
    v->outcome = CAME_UNCHANGED;
    if (!got.unchanged) take_bytes(job, (str){ got.bytes ? got.bytes : "", got.length }, &got);
}

static str stat_mark(arena *a, const struct stat *about) {
    return arena_print(a, "%lld.%09ld %lld", (long long)about->st_mtim.tv_sec,
                       about->st_mtim.tv_nsec, (long long)about->st_size);
}

static void ask_file(follow_job *job) {
    visit *v = &job->visit;
    struct stat about;
    fault f = { 0 };
    str bytes;
    bool whole;
    const char *path = job->source.address.at;
    if (stat(path, &about) == 0) v->etag = stat_mark(job->a, &about);
    v->outcome = CAME_UNCHANGED;
    if (v->etag.at && str_same(v->etag, job->source.etag)) return;
    input *in = input_open(path, &f);
    arena_defer(job->a, drop_input, in);
    if (!in || !input_rest(in, FOLLOW_BODY_MOST, &bytes, &whole, &f)) fail(v, job->a, f.what);
    else if (!whole) fail(v, job->a, "it is longer than a feed may be");
    else take_bytes(job, bytes, &(fetched){ 0 });
}

/* A file is told by its name, and is new again when it is another, or longer. */
static void ask_folder(follow_job *job) {
    visit *v = &job->visit;
    arena *a = job->a;
    str_list paths = { 0 }, all = { 0 };
    fault f = { 0 };
    int64_t now = follow_now_ms() / 1000;
    v->outcome = CAME_FETCHED;
    bool listed = inputs_list(a, job->source.address.at, &paths, &f);
    for (size_t i = 0; i < paths.count && v->entries.count < FOLLOW_ENTRIES_MOST; i++) {
        struct stat about;
        if (stat(paths.at[i].at, &about) != 0 || about.st_mtim.tv_sec + FOLLOW_SETTLE_S > now)
            continue;
        str parts[2] = { paths.at[i], stat_mark(a, &about) };
        followed_entry e = { .source = job->source.number, .turn = (int64_t)i,
                             .packed = paths.at[i], .key = hash_of(a, parts, 1),
                             .mark = hash_of(a, parts, 2) };
        *LIST_ADD(a, &all) = e.mark;
        *LIST_ADD(a, &v->entries) = e;
    }
    v->body = hash_of(a, all.at, all.count);
    if (!listed && !paths.count) fail(v, a, f.what);
    else if (str_same(v->body, job->source.body)) v->outcome = CAME_UNCHANGED;
    else if (!v->entries.count) v->outcome = CAME_EMPTY;
}

static bool ask_source(void *of, fault *f) {
    follow_job *job = of;
    (void)f;
    switch (job->source.kind) {
    case FOLLOWED_FILE: ask_file(job); break;
    case FOLLOWED_FOLDER: ask_folder(job); break;
    default: ask_web(job);
    }
    return true;
}

/* ---- reading ---- */

/* Waits until fewer read than may; opens the weights where nobody had need of them. */
static const onr_reader *reader_take(onr_follow *it, fault *f) {
    onr_error error;
    pthread_mutex_lock(&it->lock);
    while (it->readers >= it->reading_most && !it->quit) pthread_cond_wait(&it->moved, &it->lock);
    if (!it->reader
        && !onr_reader_open(it->options.weights, it->options.reader, &it->reader, &error)) {
        FAULT(f, (fault_kind)error.kind, error.at, "%s", error.what);
        fault_where(f, str_of(error.where));
    }
    const onr_reader *reader = it->reader;
    if (reader) it->readers++;
    pthread_mutex_unlock(&it->lock);
    return reader;
}

static void reader_give(onr_follow *it) {
    pthread_mutex_lock(&it->lock);
    it->readers--;
    pthread_cond_broadcast(&it->moved);
    pthread_mutex_unlock(&it->lock);
}

/* The report into the record. A failure is the entry's, or where weights are missing all's. */
static void read_report(follow_job *job) {
    const onr_reader *reader = reader_take(job->of, &job->failed);
    if (!reader) return;
    arena_reset(job->record.a, API_KEEP);
    job->record.only_write = true;
    job->has_record = api_read(reader, &job->report, &job->record, &job->failed);
    reader_give(job->of);
}

/* ---- having an entry ---- */

static bool is_single(source_form form) {
    return form == SOURCE_HTML || form == SOURCE_TEXT || form == SOURCE_MAIL;
}

/* The report that stands on a page, and nothing that is a list of others. */
static bool read_page(follow_job *job, const fetched *got, str name, fault *f) {
    onr_source_options none = ONR_SOURCE_DEFAULT, own;
    source_options how = { .url = got->url, .retrieved = got->retrieved, .media = got->media };
    str bytes = { got->bytes ? got->bytes : "", got->length };
    onr_source *page = api_source_new(&none, &own, f);
    if (page) page->source = source_of_bytes(bytes, name, &how, f);
    source_step step = SOURCE_BROKEN;
    source_form form = SOURCE_AUTO;
    if (page && page->source) {
        step = api_source_next(page, &job->report, f);
        form = source_last_form(page->source);
    }
    onr_source_close(page);
    if (step == SOURCE_BROKEN) return false;
    if (step == SOURCE_REPORT && is_single(form)) return true;
    return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "the page at its address is no report");
}

/* The page at the entry's address in its place. */
static bool have_page(follow_job *job, const report *given, fault *f) {
    fetched got;
    fetch_want want = { .url = given->url, .tries = 1 };
    if (!fetch_ask(job->of->fetcher->fetcher, job->a, &want, &got, &job->met, f)) return false;
    arena_defer(job->a, free, got.bytes);
    return read_page(job, &got, given->url, f) && api_join_linked(&job->report, given, f);
}

/* A page that will not be had soon: the summary is all that there is. */
static bool is_in_vain(const follow_job *job) {
    return job->met.refused || job->failed.kind == FAULT_INPUT
        || job->entry.tries + 1 >= FOLLOW_TRIES_MOST;
}

static void have_feed_entry(follow_job *job) {
    report given;
    if (!entry_unpack(job->a, job->entry.packed, &given, &job->failed)) return;
    bool linked = given.is_part && is_web_address(given.url);
    if (linked && !have_page(job, &given, &job->failed)) {
        bool waits = atomic_load(&job->of->stop) || !is_in_vain(job);
        if (waits || !str_trim(given.text).length) return;
        job->visit.why = arena_print(job->a, "%s", job->failed.what);
        job->failed = (fault){ 0 };
        linked = false;
    }
    if (!linked) {
        api_report_reset(&job->report);
        job->report.report = given;
    }
    api_report_fill(&job->report, linked ? SOURCE_HTML : SOURCE_FEED);
    read_report(job);
}

/* Gives the report to the thread that keeps, and waits until it has. */
static bool hand_over(follow_job *job) {
    onr_follow *it = job->of;
    pthread_mutex_lock(&it->lock);
    job->state = JOB_PART;
    sem_post(&it->wake);
    while (job->state == JOB_PART && !it->quit) pthread_cond_wait(&it->moved, &it->lock);
    bool goes_on = job->state != JOB_PART;
    pthread_mutex_unlock(&it->lock);
    return goes_on && !atomic_load(&it->stop);
}

/* All reports of a file, one after another; the last word is JOB_DONE's, without a record. */
static void have_file(follow_job *job) {
    onr_source *from;
    onr_error error;
    str path = arena_copy(job->a, job->entry.packed);
    if (!onr_source_open(path.at, NULL, &from, &error)) {
        FAULT(&job->failed, (fault_kind)error.kind, error.at, "%s", error.what);
        return;
    }
    for (source_step step; (step = api_source_next(from, &job->report, &job->failed))
                           != SOURCE_END;) {
        if (step == SOURCE_REPORT) read_report(job);
        if (!hand_over(job)) break;
        job->failed = (fault){ 0 };
        job->has_record = false;
        api_report_reset(&job->report);
    }
    onr_source_close(from);
}

static bool have_entry(void *of, fault *f) {
    follow_job *job = of;
    (void)f;
    if (job->source.kind == FOLLOWED_FOLDER) have_file(job);
    else have_feed_entry(job);
    return true;
}

/* ---- the worker ---- */

static void do_job(follow_job *job) {
    fault f = { 0 };
    job->visit = (visit){ .outcome = CAME_STOPPED };
    job->failed = (fault){ 0 };
    job->has_record = false;
    job->met = (fetch_met){ .retry_ms = -1 };
    if (api_guarded(job->a, job->is_entry ? have_entry : ask_source, job, &f)) return;
    job->failed = f;
    job->visit = (visit){ .outcome = CAME_FAILED, .why = STR("it needs more memory than there is"),
                          .met = { .retry_ms = -1 } };
}

void *follow_work(void *of) {
    follow_job *job = of;
    onr_follow *it = job->of;
    pthread_mutex_lock(&it->lock);
    for (;;) {
        while (job->state != JOB_GIVEN && !it->quit) pthread_cond_wait(&it->moved, &it->lock);
        if (it->quit) break;
        pthread_mutex_unlock(&it->lock);
        do_job(job);
        pthread_mutex_lock(&it->lock);
        job->state = JOB_DONE;
        sem_post(&it->wake);
    }
    pthread_mutex_unlock(&it->lock);
    return NULL;
}
