/* api/reader.c: opens the weights and the gazetteer, the installed ones where none are named.
 *
 * Installed files are found from the file that this code was loaded from (the shared
 * library or the program), so that an installation may be moved as a whole and no path is
 * compiled in: prefix/bin/onrecord and prefix/lib/TRIPLET/libonrecord.so.1 both find
 * prefix/share/onrecord/english-fast.onrw. */
#include "api/objects.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mapped.h"
#include "record/listed.h"

#define SHARE "share/onrecord/"
#define GAZETTEER SHARE "places.onrg"
#define FAST "fast"
#define ACCURATE "accurate"
#define USUAL ACCURATE /* where none are named */

static bool home_of_this(char home[PATH_MAX]) {
    static const char here = 0;
    Dl_info about;
    if (!dladdr(&here, &about) || !about.dli_fname) return false;
    /* The program's own name may be relative to a folder since left. */
    bool program = !strstr(about.dli_fname, ".so") && realpath("/proc/self/exe", home);
    if (!program && !realpath(about.dli_fname, home)) return false;
    char *slash = strrchr(home, '/');
    if (!slash) return false;
    *slash = 0;
    return true;
}

/* The path of an installed file: false where there is none; home is where it was looked for. */
static bool installed(const char *name, char path[PATH_MAX], char home[PATH_MAX]) {
    static const char *const up[] = { "", "../", "../../" };
    if (!home_of_this(home)) home[0] = 0;
    for (size_t i = 0; home[0] && i < sizeof up / sizeof *up; i++) {
        int length = snprintf(path, PATH_MAX, "%s/%s%s", home, up[i], name);
        if (length < PATH_MAX && access(path, R_OK) == 0) return true;
    }
    return false;
}

static model *open_model(const char *path, const onr_reader_options *options, fault *f) {
    char found[PATH_MAX], home[PATH_MAX];
    if (options->bytes) return model_of((str){ options->bytes, options->length }, f);
    if (!path) path = USUAL;
    bool fast = strcmp(path, FAST) == 0;
    if (!fast && strcmp(path, ACCURATE) != 0) return model_open(path, f);
    const char *name = fast ? SHARE "english-" FAST ".onrw" : SHARE "english-" ACCURATE ".onrw";
    if (installed(name, found, home)) return model_open(found, f);
    FAULT(f, FAULT_STORE, FAULT_NOWHERE, "no weights are installed: no %s in its folder or the two "
          "above", name);
    fault_where(f, str_of(home));
    return NULL;
}

/* A gazetteer that is named must be there; the installed one need not. */
static bool open_gazetteer(const onr_reader_options *options, onr_reader *reader, fault *f) {
    char found[PATH_MAX], home[PATH_MAX];
    const char *path = options->places;
    if (path && !*path) return true;
    if (!path && installed(GAZETTEER, found, home)) path = found;
    if (!path) return true;
    reader->has_gazetteer = gazetteer_open(path, &reader->gazetteer, f);
    return reader->has_gazetteer;
}

typedef struct listing {
    const char *path;
    str bytes;
    listed **out;
    arena *a;
} listing;

static bool parse_list(void *context, fault *f) {
    const listing *l = context;
    return (*l->out = listed_parse(l->a, l->bytes, str_of(l->path), f)) != NULL;
}

/* The user's own actors. */
static bool open_list(const onr_reader_options *options, onr_reader *reader, fault *f) {
    listing l = { .path = options->actors, .out = &reader->listed };
    snprintf(reader->program, sizeof reader->program, "%s", ONRECORD_VERSION);
    if (!l.path) return true;
    l.a = reader->a = arena_new(API_MEMORY_LIMIT);
    if (!l.a) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a list of actors");
    if (!mapped_open(l.path, &l.bytes, f)) {
        f->kind = FAULT_USAGE;
        return false;
    }
    bool done = api_guarded(l.a, parse_list, &l, f);
    mapped_close(l.bytes);
    if (done)
        snprintf(reader->program, sizeof reader->program, "%s actors %.*s", ONRECORD_VERSION,
                 STR_ARG(listed_digest(reader->listed)));
    return done;
}

bool onr_reader_open(const char *path, const onr_reader_options *options, onr_reader **out,
                     onr_error *error) {
    fault f = { 0 };
    onr_reader_options own;
    api_options(&own, sizeof own, options);
    onr_reader *reader = calloc(1, sizeof *reader);
    if (!reader) {
        FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a reader");
        return api_error(&f, error);
    }
    reader->model = open_model(path, &own, &f);
    if (!reader->model || !open_gazetteer(&own, reader, &f)
        || !open_list(&own, reader, &f)) {
        onr_reader_close(reader);
        return api_error(&f, error);
    }
    *out = reader;
    return true;
}

void onr_reader_close(onr_reader *reader) {
    if (!reader) return;
    model_close(reader->model);
    gazetteer_close(&reader->gazetteer);
    if (reader->a) arena_free(reader->a);
    free(reader);
}

const char *onr_reader_weights(const onr_reader *reader) {
    return model_name(reader->model);
}
