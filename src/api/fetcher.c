/* api/fetcher.c: pages from the web as sources. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/objects.h"

/* ---- the fetcher ---- */

static const char *kept(arena *a, const char *words) {
    return words ? arena_copy(a, str_of(words)).at : NULL;
}

static bool open_folder(onr_fetcher *it, const char *folder, fault *f) {
    struct stat about;
    if (stat(folder, &about) == 0 && S_ISDIR(about.st_mode) && access(folder, W_OK | X_OK) == 0) {
        it->store = fetch_store_folder(kept(it->a, folder));
        return true;
    }
    FAULT(f, FAULT_STORE, FAULT_NOWHERE, "is no folder that pages can be kept in");
    return fault_where(f, str_of(folder));
}

typedef struct open_call {
    onr_fetcher *it;
    const onr_fetch_options *options;
    const atomic_bool *stop;
} open_call;

static bool open_fetcher(void *context, fault *f) {
    const open_call *call = context;
    const onr_fetch_options *o = call->options;
    onr_fetcher *it = call->it;
    fetch_options own;
    fetch_defaults(&own);
    own.agent = o->agent && *o->agent ? kept(it->a, o->agent) : "onrecord/" ONRECORD_VERSION;
    own.http_proxy = kept(it->a, o->http_proxy);
    own.https_proxy = kept(it->a, o->https_proxy);
    own.no_proxy = kept(it->a, o->no_proxy);
    own.authorities = kept(it->a, o->authorities);
    own.allow_private = o->allow_private;
    own.skip_robots = o->skip_robots;
    own.delay_ms = o->delay_ms;
    own.stop = call->stop;
    if (o->time_ms) own.time_ms = o->time_ms;
    if (o->cache && !open_folder(it, o->cache, f)) return false;
    if (o->cache) own.store = &it->store;
    it->fetcher = fetcher_open(&own, f);
    return it->fetcher;
}

bool api_fetcher_open(const onr_fetch_options *options, const atomic_bool *stop,
                      onr_fetcher **out, fault *f) {
    static const onr_fetch_options defaults = ONR_FETCH_DEFAULT;
    onr_fetch_options own;
    api_options(&own, sizeof own, options ? options : &defaults);
    onr_fetcher *it = calloc(1, sizeof *it);
    if (it) it->a = arena_new(API_MEMORY_LIMIT);
    open_call call = { it, &own, stop };
    if (it && it->a && api_guarded(it->a, open_fetcher, &call, f)) {
        *out = it;
        return true;
    }
    if (!it || !it->a) FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a fetcher");
    onr_fetcher_close(it);
    return false;
}

bool onr_fetcher_open(const onr_fetch_options *options, onr_fetcher **out, onr_error *error) {
    fault f = { 0 };
    return api_fetcher_open(options, NULL, out, &f) || api_error(&f, error);
}

void onr_fetcher_close(onr_fetcher *it) {
    if (!it) return;
    fetcher_close(it->fetcher);
    arena_free(it->a);
    free(it);
}

/* ---- a page as a source ---- */

typedef struct fetch_call {
    const onr_fetcher *it;
    onr_source *to;
    str address;
} fetch_call;

static bool fetch_page(void *context, fault *f) {
    fetch_call *call = context;
    return fetch_get(call->it->fetcher, call->to->words_of_fetched, call->address,
                     &call->to->fetched, f);
}

static bool fill_source(const onr_fetcher *it, str address, onr_source *to, fault *f) {
    to->words_of_fetched = arena_new(API_MEMORY_LIMIT);
    if (!to->words_of_fetched)
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a page");
    fetch_call call = { it, to, address };
    return api_guarded(to->words_of_fetched, fetch_page, &call, f);
}

bool api_source_fetch(const onr_fetcher *it, str address, const onr_source_options *options,
                      onr_source **out, fault *f) {
    onr_source_options own;
    onr_source *s = api_source_new(options, &own, f);
    if (s && fill_source(it, address, s, f)) {
        source_options inner = { .form = (source_form)own.form, .url = s->fetched.url,
                                 .retrieved = s->fetched.retrieved,
                                 .media = s->fetched.media };
        str bytes = { s->fetched.bytes ? s->fetched.bytes : "", s->fetched.length };
        s->source = source_of_bytes(bytes, address, &inner, f);
    }
    if (s && s->source) {
        *out = s;
        return true;
    }
    onr_source_close(s);
    return f->where[0] ? false : fault_where(f, address);
}

/* ---- the page that an entry links ---- */

typedef struct join_call {
    onr_report *page;
    const report *entry;
} join_call;

static void join(arena *a, const report *entry, report *page) {
    page->id = entry->id;
    page->input = entry->input;
    for (size_t i = 0; i < entry->titles.count; i++)
        *LIST_ADD(a, &page->titles) = entry->titles.at[i];
    if (!page->title.length) page->title = entry->title;
    if (!page->authors.count) page->authors = entry->authors;
    if (!page->published.at) page->published = entry->published;
    if (!page->modified.at) page->modified = entry->modified;
    if (!page->site.at) page->site = entry->site;
    if (!page->section.at) page->section = entry->section;
}

static bool join_page(void *context, fault *f) {
    (void)f;
    const join_call *call = context;
    onr_report *out = call->page;
    if (out->report.text.length || !call->entry->text.length) {
        join(out->a, call->entry, &out->report);
    } else {
        out->report = *call->entry;
        report_note(out->a, &out->report, "no-article", NOTE_NOWHERE,
                    STR("the page at its address holds no article"));
    }
    return true;
}

bool api_join_linked(onr_report *page, const report *entry, fault *f) {
    join_call call = { page, entry };
    return api_guarded(page->a, join_page, &call, f);
}

source_step api_fetch_linked(const onr_fetcher *it, const onr_source_options *options,
                             onr_report *entry, fault *f) {
    report given = entry->report;
    onr_source_options own = *options;
    onr_source *page;
    own.form = ONR_FORM_AUTO;
    if (!api_source_fetch(it, given.url, &own, &page, f)) return SOURCE_BROKEN;
    entry->report = (report){ 0 };
    source_step step = api_source_next(page, entry, f);
    if (step == SOURCE_REPORT && !api_join_linked(entry, &given, f)) step = SOURCE_BROKEN;
    if (step == SOURCE_REPORT) api_report_fill(entry, source_last_form(page->source));
    onr_source_close(page);
    if (step != SOURCE_END) return step;
    FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "the page holds no report");
    fault_where(f, given.url);
    return SOURCE_BROKEN;
}

bool onr_source_fetch(onr_fetcher *by, const char *address,
                      const onr_source_options *options, onr_source **out, onr_error *error) {
    fault f = { 0 };
    return api_source_fetch(by, str_of(address), options, out, &f) || api_error(&f, error);
}
