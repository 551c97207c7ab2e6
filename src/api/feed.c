/* api/feed.c: see feed.h. An argument becomes a list of paths (a folder its files), a path or
 * address a source, a source its reports. */
#include "api/feed.h"

#include <stdlib.h>

#include "source/inputs.h"
#include "source/web_address.h"

struct feed {
    onr_batch given;
    onr_source_options options;
    arena *a;          /* holds the paths of one argument */
    str_list paths;
    size_t next;       /* of paths */
    onr_source *source; /* that is being read, or NULL */
    size_t passed_over; /* in sources before it */
};

typedef struct list_call {
    feed *in;
    const char *argument;
} list_call;

static bool list_paths(void *context, fault *f) {
    list_call *call = context;
    if (is_web_address(str_of(call->argument))) {
        *LIST_ADD(call->in->a, &call->in->paths) = arena_copy(call->in->a, str_of(call->argument));
        return true;
    }
    return inputs_list(call->in->a, call->argument, &call->in->paths, f);
}

/* False at the end, or with *f where a folder could not be listed whole. */
static bool next_argument(feed *in, bool *end, fault *f) {
    list_call call = { in, in->given.next_input(in->given.user) };
    *end = !call.argument;
    if (*end) return false;
    arena_reset(in->a, API_KEEP);
    in->paths = (str_list){ 0 };
    in->next = 0;
    if (api_guarded(in->a, list_paths, &call, f)) return true;
    if (f->kind == FAULT_MEMORY) fault_where(f, str_of(call.argument));
    return false;
}

static bool fetch_path(feed *in, const char *address, fault *f) {
    if (in->given.fetcher)
        return api_source_fetch(in->given.fetcher, str_of(address), &in->options, &in->source, f);
    FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is an address, and nothing is fetched");
    return fault_where(f, str_of(address));
}

static bool open_path(feed *in, const char *path, fault *f) {
    onr_error error;
    if (is_web_address(str_of(path))) return fetch_path(in, path, f);
    if (onr_source_open(path, &in->options, &in->source, &error)) return true;
    FAULT(f, (fault_kind)error.kind, error.at, "%s", error.what);
    return fault_where(f, str_of(path));
}

static bool is_to_fetch(const feed *in, const report *r) {
    return in->given.fetch_linked && in->given.fetcher && r->is_part && is_web_address(r->url);
}

source_step feed_next(feed *in, onr_report *out, fault *f) {
    for (;;) {
        bool end = false;
        if (in->source) {
            source_step step = api_source_next(in->source, out, f);
            if (step == SOURCE_REPORT && is_to_fetch(in, &out->report))
                return api_fetch_linked(in->given.fetcher, &in->options, out, f);
            if (step != SOURCE_END) return step;
            in->passed_over += source_passed_over(in->source->source);
            onr_source_close(in->source);
            in->source = NULL;
        } else if (in->next < in->paths.count) {
            if (!open_path(in, in->paths.at[in->next++].at, f)) return SOURCE_BROKEN;
        } else if (!next_argument(in, &end, f)) {
            return end ? SOURCE_END : SOURCE_BROKEN;
        }
    }
}

bool feed_ready(const feed *in) {
    if (in->given.fetch_linked) return false; /* the next entry may be a page to wait for */
    if (in->source) return source_ready(in->source->source);
    return in->next < in->paths.count && !is_web_address(in->paths.at[in->next]);
}

const char *feed_form(const feed *in) {
    return in->source ? api_source_form(in->source) : "";
}

size_t feed_passed_over(const feed *in) {
    return in->passed_over + (in->source ? source_passed_over(in->source->source) : 0);
}

/* The options are tried on no bytes at all, so that a wrong one is told before any input. */
static bool options_hold(const feed *in, fault *f) {
    onr_error error;
    onr_source *trial;
    if (onr_source_open_bytes("", 0, "", &in->options, &trial, &error)) {
        onr_source_close(trial);
        return true;
    }
    return FAULT(f, (fault_kind)error.kind, error.at, "%s", error.what);
}

feed *feed_open(const onr_batch *given, fault *f) {
    feed *in = calloc(1, sizeof *in);
    if (in) in->a = arena_new(API_MEMORY_LIMIT);
    if (!in || !in->a) {
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a batch");
        feed_close(in);
        return NULL;
    }
    in->given = *given;
    api_options(&in->options, sizeof in->options, given->source);
    in->options.size = sizeof in->options;
    if (options_hold(in, f)) return in;
    feed_close(in);
    return NULL;
}

void feed_close(feed *in) {
    if (!in) return;
    onr_source_close(in->source);
    arena_free(in->a);
    free(in);
}
