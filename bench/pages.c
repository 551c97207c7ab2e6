/* bench/pages.c: how many pages a second become articles, with no language read: prints one
 * line of JSON, {"seconds", "cpu_seconds", "pages"}. Pages are held one at a time, and the clock stands still while a file is read; the title, authors and dates are
 * found too, as in any reading. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "source/source.h"

enum { ARENA_MOST = 256 << 20 /* bytes; a page with its tree */ };

typedef struct page {
    const char *name;
    char *bytes;
    size_t length;
} page;

static page page_load(const char *path) {
    page p = { .name = path };
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) {
        perror(path);
        exit(1);
    }
    p.length = (size_t)ftell(file);
    rewind(file);
    p.bytes = malloc(p.length + 1);
    if (!p.bytes || fread(p.bytes, 1, p.length, file) != p.length) exit(1);
    fclose(file);
    return p;
}

static void page_read(arena *a, const page *p) {
    fault f = { 0 };
    report r;
    source_options options = { .form = SOURCE_HTML };
    source *s = source_of_bytes((str){ p->bytes, p->length }, str_of(p->name), &options, &f);
    while (s && source_next(s, a, &r, &f) != SOURCE_END) arena_reset(a, 0);
    source_close(s);
}

static double seconds_of(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

typedef struct clocks {
    double wall, used; /* seconds */
} clocks;

static void page_time(arena *a, const char *path, clocks *sum) {
    page p = page_load(path);
    double start = seconds_of(CLOCK_MONOTONIC), used = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    page_read(a, &p);
    sum->wall += seconds_of(CLOCK_MONOTONIC) - start;
    sum->used += seconds_of(CLOCK_PROCESS_CPUTIME_ID) - used;
    free(p.bytes);
}

int main(int count, char **paths) {
    arena *a = arena_new(ARENA_MOST);
    clocks sum = { 0 }, warm = { 0 };
    if (!a || count < 2) return 2;
    page_time(a, paths[1], &warm);
    for (int i = 1; i < count; i++) page_time(a, paths[i], &sum);
    printf("{\"seconds\": %.4f, \"cpu_seconds\": %.4f, \"pages\": %d}\n",
           sum.wall, sum.used, count - 1);
    arena_free(a);
    return 0;
}
