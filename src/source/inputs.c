/* source/inputs.c: see inputs.h. */
#include "source/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct listing {
    arena *a;
    str_list *out;
    fault *f;
    bool good;
} listing;

static void complain(listing *l, str path, const char *what) {
    if (!l->good) return; /* the first complaint is the one told */
    l->good = FAULT(l->f, FAULT_STORE, FAULT_NOWHERE, "%s", what);
    fault_where(l->f, path);
}

typedef struct folder {
    struct dirent **entries; /* [count] */
    int count;
} folder;

static void free_folder(void *thing) {
    folder *it = thing;
    for (int i = 0; i < it->count; i++) free(it->entries[i]);
    free(it->entries);
}

static int is_visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **left, const struct dirent **right) {
    return strcmp((*left)->d_name, (*right)->d_name); /* alphasort would ask the locale */
}

static void list_folder(listing *l, str path, int depth);

static void list_entry(listing *l, str path, int depth) {
    struct stat link, target;
    if (lstat(path.at, &link) != 0 || stat(path.at, &target) != 0) {
        complain(l, path, strerror(errno));
    } else if (S_ISDIR(link.st_mode)) {
        list_folder(l, path, depth);
    } else if (S_ISREG(target.st_mode)) {
        if (l->out->count < INPUTS_COUNT_MOST) *LIST_ADD(l->a, l->out) = path;
        else complain(l, path, "too many files");
    }
}

static void list_folder(listing *l, str path, int depth) {
    if (depth > INPUTS_DEPTH_MOST) {
        complain(l, path, "folders are nested too deep");
        return;
    }
    folder *it = ARENA_NEW(l->a, folder, 1);
    arena_defer(l->a, free_folder, it);
    it->count = scandir(path.at, &it->entries, is_visible, by_bytes);
    if (it->count < 0) complain(l, path, strerror(errno));
    const char *slash = str_ends(path, STR("/")) ? "" : "/";
    for (int i = 0; i < it->count; i++)
        list_entry(l, arena_print(l->a, "%s%s%s", path.at, slash, it->entries[i]->d_name),
                   depth + 1);
}

bool inputs_list(arena *a, const char *path, str_list *out, fault *f) {
    listing l = { a, out, f, true };
    struct stat what;
    str copy = arena_copy(a, str_of(path));
    if (strcmp(path, "-") == 0) {
        *LIST_ADD(a, out) = copy;
    } else if (stat(path, &what) != 0) {
        complain(&l, copy, strerror(errno));
    } else if (S_ISDIR(what.st_mode)) {
        list_folder(&l, copy, 0);
    } else {
        *LIST_ADD(a, out) = copy; /* a pipe or device that was named is meant */
    }
    return l.good;
}
