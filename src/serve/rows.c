/* serve/rows.c: see rows.h. */
#include "serve/rows.h"

#include <math.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"

enum { DECIMALS = 2 };

static str words_of(arena *a, onr_text t) {
    size_t replaced;
    return utf8_repaired(a, (str){ t.at, t.length }, &replaced);
}

void rows_field(json_writer *to, const onr_field *f) {
    json_key(to, f->name);
    switch (f->kind) {
    case ONR_NULL: json_null(to); break;
    case ONR_INTEGER: json_int(to, f->integer); break;
    case ONR_REAL: json_number(to, f->real, DECIMALS); break;
    case ONR_TEXT: json_str(to, words_of(to->a, f->text));
    }
}

void rows_json(json_writer *to, const onr_field *fields, size_t count) {
    json_open(to, '{');
    for (size_t i = 0; i < count; i++) rows_field(to, &fields[i]);
    json_close(to, '}');
}

static void csv_field(answer *w, const onr_field *f) {
    if (f->kind == ONR_INTEGER) answer_print(w, "%lld", f->integer);
    if (f->kind == ONR_REAL && !isnan(f->real)) answer_print(w, "%.*f", DECIMALS, f->real);
    if (f->kind == ONR_TEXT) escape_csv(w->a, &w->body, words_of(w->a, f->text), true);
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
