/* source/zip.c: ZIP archives, by libzip: WACZ (web archives with their index, of which the
 * WARC files are read), and any others, each file in them an input of its own.
 *
 * A file on disk is read where it lies; what comes through a pipe or lies in another archive is
 * held in memory, within a limit. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "source/forms.h"

typedef struct archive {
    zip_t *zip;
    zip_int64_t count, next;
    bool is_wacz;
    uint64_t size;  /* bytes of the archive */
    uint64_t given; /* bytes out of it so far */
} archive;

static void close_archive(void *state) {
    archive *it = state;
    if (it->zip) zip_discard(it->zip);
    free(it);
}

/* ---- opening ---- */

static zip_t *open_file(int file, archive *it, fault *f) {
    struct stat about;
    int error = 0, own = fstat(file, &about) == 0 ? dup(file) : -1;
    zip_t *zip = own >= 0 ? zip_fdopen(own, ZIP_CHECKCONS, &error) : NULL;
    if (!zip && own >= 0 && error == ZIP_ER_INCONS) zip = zip_fdopen(own, 0, &error);
    if (zip) {
        it->size = (uint64_t)about.st_size;
        return zip;
    }
    zip_error_t words;
    zip_error_init_with_code(&words, error);
    FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is no sound ZIP archive: %s", zip_error_strerror(&words));
    zip_error_fini(&words);
    if (own >= 0) close(own);
    return NULL;
}

static zip_t *open_memory(source *s, archive *it, fault *f) {
    str bytes;
    bool whole;
    size_t most = ZIP_MEMORY_MOST >> (2 * s->depth);
    if (!input_rest(s->in, most, &bytes, &whole, f)) return NULL;
    if (!whole) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "a ZIP archive that is no file on disk has more than "
              "%zu bytes", most);
        return NULL;
    }
    it->size = bytes.length;
    zip_error_t words;
    zip_error_init(&words);
    zip_source_t *from = zip_source_buffer_create(bytes.at, bytes.length, 0, &words);
    zip_t *zip = from ? zip_open_from_source(from, ZIP_RDONLY, &words) : NULL;
    if (!zip) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is no sound ZIP archive: %s",
              zip_error_strerror(&words));
        if (from) zip_source_free(from);
    }
    zip_error_fini(&words);
    return zip;
}

/* Files that are ZIP archives and hold no reports of their own. */
static const char *kind_of(zip_t *zip) {
    if (zip_name_locate(zip, "[Content_Types].xml", 0) >= 0) return "an Office document";
    if (zip_name_locate(zip, "META-INF/container.xml", 0) >= 0) return "an EPUB";
    if (zip_name_locate(zip, "META-INF/MANIFEST.MF", 0) >= 0) return "a program";
    return NULL;
}

static bool begin(source *s, fault *f) {
    archive *it = calloc(1, sizeof *it);
    if (!it) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for an archive");
    s->state = it;
    s->state_free = close_archive;
    int file = input_file(s->in);
    it->zip = file >= 0 ? open_file(file, it, f) : open_memory(s, it, f);
    if (!it->zip) return false;
    it->count = zip_get_num_entries(it->zip, 0);
    it->is_wacz = zip_name_locate(it->zip, "datapackage.json", 0) >= 0;
    if (kind_of(it->zip))
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is %s, which is not read", kind_of(it->zip));
    if (it->count > 0 && it->count <= ZIP_FILES_MOST) return true;
    return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "the archive holds %lld files, limit %d",
                 (long long)it->count, ZIP_FILES_MOST);
}

/* ---- files ---- */

typedef struct member {
    archive *in;
    zip_file_t *file;
    uint64_t packed, given; /* bytes */
} member;

static bool is_bomb(const member *m) {
    const archive *it = m->in;
    return (m->given > SOURCE_RATIO_FROM && m->given / SOURCE_RATIO_MOST > m->packed)
        || (it->given > SOURCE_RATIO_FROM && it->given / SOURCE_RATIO_MOST > it->size);
}

static ssize_t make(void *of, char *to, size_t room, fault *f) {
    member *m = of;
    zip_int64_t count = zip_fread(m->file, to, room);
    if (count < 0) {
        FAULT(f, FAULT_INPUT, (size_t)m->given, "zip: %s",
              zip_error_strerror(zip_file_get_error(m->file)));
        return -1;
    }
    m->given += (uint64_t)count;
    m->in->given += (uint64_t)count;
    if (!is_bomb(m)) return (ssize_t)count;
    FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "zip: unpacks to more than %d times its size",
          SOURCE_RATIO_MOST);
    return -1;
}

static void close_member(void *of) {
    member *m = of;
    zip_fclose(m->file);
    free(m);
}

static bool is_wanted(const archive *it, str name) {
    if (!name.length || str_ends(name, STR("/"))) return false;
    if (str_starts(name, STR("__MACOSX/"))) return false;
    size_t slash = name.length;
    while (slash && name.at[slash - 1] != '/') slash--;
    if (name.at[slash] == '.') return false;
    return !it->is_wacz || str_starts(name, STR("archive/"));
}

static input *open_member(archive *it, const zip_stat_t *about, fault *f) {
    zip_file_t *file = zip_fopen_index(it->zip, about->index, 0);
    if (!file) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "zip: %s", zip_strerror(it->zip));
        return NULL;
    }
    member *m = calloc(1, sizeof *m);
    if (!m) {
        zip_fclose(file);
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a file of an archive");
        return NULL;
    }
    *m = (member){ .in = it, .file = file, .packed = about->comp_size };
    return input_of_maker(&(input_maker){ make, NULL, close_member, m }, f);
}

/* Opens the next file to be read; sets s->ended behind the last. */
static bool next_file(source *s, fault *f) {
    archive *it = s->state;
    while (!s->inner) {
        zip_stat_t about;
        if (it->next == it->count) {
            s->ended = true;
            return true;
        }
        if (zip_stat_index(it->zip, (zip_uint64_t)it->next++, 0, &about)) continue;
        if (!is_wanted(it, str_of(about.name))) continue;
        s->entries++;
        source_options options = { .url = s->url, .retrieved = s->retrieved };
        input *in = open_member(it, &about, f);
        if (!in || !source_enter(s, in, about.name, &options, f)) {
            source_entry_broken(s, about.name, f);
            return false;
        }
    }
    return true;
}

source_step zip_next(source *s, arena *a, report *out, fault *f) {
    (void)a, (void)out; /* its entries are inputs of their own */
    if (!s->state && !begin(s, f)) {
        s->ended = true;
        return SOURCE_BROKEN;
    }
    return next_file(s, f) ? SOURCE_END : SOURCE_BROKEN;
}
