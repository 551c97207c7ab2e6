/* source/fetch_store.c: see fetch_store.h. A file is lines "name: value", an empty line, and the
 * body; its name is the SHA-256 of the address. */
#include "source/fetch_store.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_LINE "onrecord page 1\n"

enum { FIELD_MOST = 8192, NAME_SIZE = 2 * SHA256_DIGEST_LENGTH + 1, PATH_SIZE = 4096 };

static bool path_of(const char *folder, str url, char out[PATH_SIZE]) {
    static const char digits[] = "0123456789abcdef";
    unsigned char sum[SHA256_DIGEST_LENGTH];
    char name[NAME_SIZE] = { 0 };
    SHA256((const unsigned char *)url.at, url.length, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        name[2 * i] = digits[sum[i] >> 4];
        name[2 * i + 1] = digits[sum[i] & 15];
    }
    int length = snprintf(out, PATH_SIZE, "%s/%s.page", folder, name);
    return length > 0 && length < PATH_SIZE;
}

/* ---- reading ---- */

static bool read_whole(int file, arena *a, str *out) {
    struct stat about;
    if (fstat(file, &about) || !S_ISREG(about.st_mode)) return false;
    if (about.st_size <= 0 || about.st_size > FETCH_STORE_FILE_MOST) return false;
    size_t length = (size_t)about.st_size, done = 0;
    char *bytes = arena_alloc(a, length, 1);
    while (done < length) {
        ssize_t got = read(file, bytes + done, length - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        done += (size_t)got;
    }
    *out = (str){ bytes, length };
    return true;
}

/* The value of the next line, if it is `name: value`. */
static bool next_field(str all, size_t *at, const char *name, str *value) {
    size_t end = str_find(all, STR("\n"), *at);
    str line = str_cut(all, *at, end), key = str_of(name);
    if (end >= all.length || !str_starts(line, key)) return false;
    line = str_cut(line, key.length, line.length);
    if (!str_starts(line, STR(": "))) return false;
    *value = str_cut(line, 2, line.length);
    *at = end + 1;
    return true;
}

static bool parse(str all, fetch_kept *out) {
    size_t at = sizeof FIRST_LINE - 1;
    str length;
    char wanted[24];
    if (!str_starts(all, STR(FIRST_LINE))) return false;
    if (!next_field(all, &at, "url", &out->url) || !next_field(all, &at, "media", &out->media)
        || !next_field(all, &at, "etag", &out->etag)
        || !next_field(all, &at, "modified", &out->modified)
        || !next_field(all, &at, "length", &length))
        return false;
    if (at >= all.length || all.at[at] != '\n') return false;
    out->body = str_cut(all, at + 1, all.length);
    snprintf(wanted, sizeof wanted, "%zu", out->body.length);
    return str_is(length, wanted);
}

static bool find(void *user, arena *a, str url, fetch_kept *out) {
    char path[PATH_SIZE];
    str all;
    fetch_kept kept;
    if (!path_of(user, url, path)) return false;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return false;
    bool found = read_whole(file, a, &all) && parse(all, &kept) && str_same(kept.url, url);
    close(file);
    if (found) *out = kept;
    return found;
}

/* ---- writing ---- */

static bool is_field(str s) {
    if (s.length > FIELD_MOST) return false;
    for (size_t i = 0; i < s.length; i++)
        if ((unsigned char)s.at[i] < 0x20) return false;
    return true;
}

static bool write_file(FILE *to, const fetch_kept *it) {
    fputs(FIRST_LINE, to);
    fprintf(to, "url: %.*s\nmedia: %.*s\netag: %.*s\nmodified: %.*s\nlength: %zu\n\n",
            STR_ARG(it->url), STR_ARG(it->media), STR_ARG(it->etag), STR_ARG(it->modified),
            it->body.length);
    if (it->body.length) fwrite(it->body.at, 1, it->body.length, to);
    bool bad = fflush(to) || ferror(to);
    return !(fclose(to) || bad);
}

static bool cannot_keep(const char *folder, fault *f) {
    FAULT(f, FAULT_STORE, FAULT_NOWHERE, "cannot be kept: %s", strerror(errno));
    return fault_where(f, str_of(folder));
}

static bool keep(void *user, const fetch_kept *it, fault *f) {
    char path[PATH_SIZE], fresh[PATH_SIZE];
    bool sound = is_field(it->url) && is_field(it->media) && is_field(it->etag)
              && is_field(it->modified);
    if (!sound) return true; /* nothing that a server means well would send */
    int length = snprintf(fresh, sizeof fresh, "%s/.fetching-XXXXXX", (const char *)user);
    if (!path_of(user, it->url, path) || length < 0 || length >= PATH_SIZE) {
        errno = ENAMETOOLONG;
        return cannot_keep(user, f);
    }
    int file = mkostemp(fresh, O_CLOEXEC);
    if (file < 0) return cannot_keep(user, f);
    FILE *to = fdopen(file, "wb");
    if (!to) close(file);
    if (to && write_file(to, it) && rename(fresh, path) == 0) return true;
    cannot_keep(user, f);
    unlink(fresh);
    return false;
}

fetch_store fetch_store_folder(const char *folder) {
    return (fetch_store){ find, keep, (void *)(uintptr_t)folder };
}
