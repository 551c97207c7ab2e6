/* api/reader.c: opens the weights, the installed ones where none are named.
 *
 * Installed weights are found from the file that this code was loaded from (the shared
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

#define WEIGHTS "share/onrecord/english-fast.onrw"

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

static bool installed_weights(char path[PATH_MAX], fault *f) {
    static const char *const up[] = { "", "../", "../../" };
    char home[PATH_MAX];
    if (!home_of_this(home)) home[0] = 0;
    for (size_t i = 0; home[0] && i < sizeof up / sizeof *up; i++) {
        int length = snprintf(path, PATH_MAX, "%s/%s" WEIGHTS, home, up[i]);
        if (length < PATH_MAX && access(path, R_OK) == 0) return true;
    }
    FAULT(f, FAULT_STORE, FAULT_NOWHERE, "no weights are installed: no " WEIGHTS
          " in its folder or the two above");
    return fault_where(f, str_of(home));
}

static model *open_model(const char *path, const onr_reader_options *options, fault *f) {
    char installed[PATH_MAX];
    if (options->bytes) return model_of((str){ options->bytes, options->length }, f);
    if (path) return model_open(path, f);
    return installed_weights(installed, f) ? model_open(installed, f) : NULL;
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
    if (!reader->model) {
        free(reader);
        return api_error(&f, error);
    }
    *out = reader;
    return true;
}

void onr_reader_close(onr_reader *reader) {
    if (!reader) return;
    model_close(reader->model);
    free(reader);
}

const char *onr_reader_weights(const onr_reader *reader) {
    return model_name(reader->model);
}
