/* serve/rows.c: see rows.h. */
#include "serve/rows.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

enum { DECIMALS = 2 };

static str words_of(arena *a, onr_text t) {
    size_t replaced;
    return utf8_repaired(a, (str){ t.at, t.length }, &replaced);
}

static void json_field(json_writer *to, const onr_field *f) {
    switch (f->kind) {
    case ONR_NULL: json_null(to); break;
    case ONR_INTEGER: json_int(to, f->integer); break;
    case ONR_REAL: json_number(to, f->real, DECIMALS); break;
    case ONR_TEXT: json_str(to, words_of(to->a, f->text));
    }
}

void rows_json(json_writer *to, const onr_field *fields, size_t count) {
    json_open(to, '{');
    for (size_t i = 0; i < count; i++) {
        json_key(to, fields[i].name);
        json_field(to, &fields[i]);
    }
    json_close(to, '}');
}

static void csv_field(answer *w, const onr_field *f) {
    str words = { f->text.at, f->text.length };
    if (f->kind == ONR_INTEGER) answer_print(w, "%lld", f->integer);
    if (f->kind == ONR_REAL && !isnan(f->real)) answer_print(w, "%.*f", DECIMALS, f->real);
    if (f->kind != ONR_TEXT) return;
    bool quoted = !words.length;
    for (size_t i = 0; i < words.length && !quoted; i++)
        quoted = words.at[i] && strchr("\",\r\n", words.at[i]);
    if (quoted) answer_add(w, STR("\""));
    for (size_t i = 0; i < words.length; i++) {
        if (words.at[i] == '"') answer_add(w, STR("\""));
        answer_add(w, str_cut(words, i, i + 1));
    }
    if (quoted) answer_add(w, STR("\""));
}

void rows_csv(answer *w, const onr_field *fields, size_t count, bool first) {
    for (size_t i = 0; first && i < count; i++)
        answer_print(w, "%s%s", i ? "," : "", fields[i].name);
    if (first) answer_add(w, STR("\r\n"));
    for (size_t i = 0; i < count; i++) {
        if (i) answer_add(w, STR(","));
        csv_field(w, &fields[i]);
    }
    answer_add(w, STR("\r\n"));
}

str rows_words(const onr_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0 && fields[i].kind == ONR_TEXT)
            return (str){ fields[i].text.at, fields[i].text.length };
    return STR_NONE;
}
