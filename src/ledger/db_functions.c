/* ledger/db_functions.c: what SQL can call on a ledger that is open here: texts in shorthand and
 * back. Other readers of a ledger have none of these, and need none: see views.inc. */
#include "ledger/db_functions.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/shorthand.h"

static str bytes_of(sqlite3_value *v) {
    const void *at = sqlite3_value_blob(v);
    return (str){ at ? at : "", (size_t)sqlite3_value_bytes(v) };
}

/* ---- shorthand(text), brief(name) ---- */

/* The pieces as a tree are made for the first text that is written. */
typedef struct writer {
    shorthand *pieces;
    int users; /* functions */
} writer;

static void end_writer(void *of) {
    writer *w = of;
    if (--w->users) return;
    shorthand_free(w->pieces);
    free(w);
}

typedef size_t write_by(const shorthand *s, str text, unsigned char *out);

static void write_words(sqlite3_context *to, str text, write_by *by) {
    writer *w = sqlite3_user_data(to);
    size_t room = shorthand_room(text.length);
    if (!w->pieces) w->pieces = shorthand_new();
    unsigned char *out = w->pieces ? sqlite3_malloc64(room) : NULL;
    if (!out) {
        sqlite3_result_error_nomem(to);
        return;
    }
    size_t written = by(w->pieces, text, out);
    if (!written && text.length) {
        sqlite3_free(out);
        sqlite3_result_error_toobig(to);
        return;
    }
    sqlite3_result_blob64(to, out, written, sqlite3_free);
}

static void write_text(sqlite3_context *to, int count, sqlite3_value **values) {
    (void)count;
    write_words(to, bytes_of(values[0]), shorthand_write);
}

static void write_name(sqlite3_context *to, int count, sqlite3_value **values) {
    (void)count;
    write_words(to, bytes_of(values[0]), shorthand_write_name);
}

/* ---- words_at(codes, at, length), words_of(codes), name_of(codes) ---- */

static void give_words(sqlite3_context *to, str codes, size_t at, size_t length) {
    size_t longest = shorthand_longest(codes);
    if (length > longest) length = longest;
    char *out = sqlite3_malloc64(length + 1);
    if (!out) {
        sqlite3_result_error_nomem(to);
        return;
    }
    size_t read = shorthand_read(codes, at, length, out);
    sqlite3_result_text64(to, out, read, sqlite3_free, SQLITE_UTF8);
}

static void read_part(sqlite3_context *to, int count, sqlite3_value **values) {
    (void)count;
    sqlite3_int64 at = sqlite3_value_int64(values[1]), length = sqlite3_value_int64(values[2]);
    if (at < 0 || length < 0 || sqlite3_value_type(values[0]) != SQLITE_BLOB)
        sqlite3_result_null(to);
    else
        give_words(to, bytes_of(values[0]), (size_t)at, (size_t)length);
}

static void read_all(sqlite3_context *to, int count, sqlite3_value **values) {
    str codes = bytes_of(values[0]);
    (void)count;
    give_words(to, codes, 0, SIZE_MAX);
}

static void read_name(sqlite3_context *to, int count, sqlite3_value **values) {
    str codes = bytes_of(values[0]);
    (void)count;
    char *out = sqlite3_malloc64(shorthand_longest(codes) + 1);
    if (!out)
        sqlite3_result_error_nomem(to);
    else
        sqlite3_result_text64(to, out, shorthand_read_name(codes, out), sqlite3_free, SQLITE_UTF8);
}

/* ---- extra_brief(extra, title), extra_whole(brief, title) ---- */

/* What is kept of a report beside its text (keep.h) has its title, which stands in table report
 * too: it is left out, and a byte before all tells where it was, and 1; 0: it is nowhere. */

static void give_parts(sqlite3_context *to, const str parts[3]) {
    size_t size = 0;
    char *out = sqlite3_malloc64(parts[0].length + parts[1].length + parts[2].length + 1);
    if (!out) {
        sqlite3_result_error_nomem(to);
        return;
    }
    for (int i = 0; i < 3; i++) {
        if (parts[i].length) memcpy(out + size, parts[i].at, parts[i].length);
        size += parts[i].length;
    }
    sqlite3_result_blob64(to, out, size, sqlite3_free);
}

static void leave_title(sqlite3_context *to, int count, sqlite3_value **values) {
    str extra = bytes_of(values[0]), title = bytes_of(values[1]);
    size_t at = title.length ? str_find(extra, title, 0) : extra.length;
    (void)count;
    char mark = at < extra.length && at < 255 ? (char)(at + 1) : 0;
    if (!mark) at = title.length = 0;
    give_parts(to, (str[3]){ { &mark, 1 }, str_cut(extra, 0, at),
                             str_cut(extra, at + title.length, extra.length) });
}

static void put_title(sqlite3_context *to, int count, sqlite3_value **values) {
    str brief = bytes_of(values[0]), title = bytes_of(values[1]);
    size_t at = brief.length ? (unsigned char)brief.at[0] : 0;
    (void)count;
    if (!at) title.length = 0, at = 1;
    if (at > brief.length) at = brief.length; /* damaged */
    give_parts(to, (str[3]){ str_cut(brief, 1, at), title, str_cut(brief, at, brief.length) });
}

/* ---- sums_paired(sums) ---- */

/* For ledgers before schema 17: sums of 32 bytes of a text each become those of 64 (keep.h). */
static void pair_sums(sqlite3_context *to, int count, sqlite3_value **values) {
    str sums = bytes_of(values[0]);
    (void)count;
    size_t size = (sums.length + 1) / 2;
    char *out = sqlite3_malloc64(size + 1);
    if (!out) {
        sqlite3_result_error_nomem(to);
        return;
    }
    for (size_t i = 0; i < size; i++)
        out[i] = (char)(sums.at[2 * i] ^ (2 * i + 1 < sums.length ? sums.at[2 * i + 1] : 0));
    sqlite3_result_blob64(to, out, size, sqlite3_free);
}

/* ---- all ---- */

typedef void function(sqlite3_context *to, int count, sqlite3_value **values);

/* Those that write share what the first of them makes; the last one to go frees it. */
int db_functions_make(sqlite3 *d) {
    static const struct { const char *name; int values; function *run; bool writes; } all[] = {
        { "shorthand", 1, write_text, true }, { "brief", 1, write_name, true },
        { "words_at", 3, read_part, false }, { "words_of", 1, read_all, false },
        { "name_of", 1, read_name, false }, { "extra_brief", 2, leave_title, false },
        { "extra_whole", 2, put_title, false }, { "sums_paired", 1, pair_sums, false },
    };
    enum { FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS };
    writer *w = calloc(1, sizeof *w);
    int code = w ? SQLITE_OK : SQLITE_NOMEM;
    for (size_t i = 0; !code && i < sizeof all / sizeof *all; i++) {
        if (all[i].writes) w->users++;
        code = sqlite3_create_function_v2(d, all[i].name, all[i].values, FLAGS, w, all[i].run,
                                          NULL, NULL, all[i].writes ? end_writer : NULL);
    }
    return code;
}
