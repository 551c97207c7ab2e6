/* serve/api.c: the collections of the ledger, as JSON and CSV. */
#include <string.h>

#include "serve/asking.h"
#include "serve/routes.h"
#include "serve/rows.h"

/* Rows as they come, into one of the two forms. */
typedef struct listing {
    answer *w;
    json_writer json;
    bool csv;
    size_t rows;
} listing;

static bool add_row(void *user, const onr_field *fields, size_t count) {
    listing *l = user;
    if (l->csv)
        rows_csv(l->w, fields, count, !l->rows);
    else
        rows_json(&l->json, fields, count);
    l->rows++;
    return true;
}

static void list(request *r, answer *w) {
    const collection *of = collection_named(r->segments.at[2]);
    onr_question q;
    onr_error error;
    if (!asking_read(r, w, of, &q)) return;
    listing l = { .w = w, .csv = str_is(request_value(r, "format"), "csv") };
    l.json = answer_json(w);
    if (l.csv) w->type = TYPE_CSV;
    if (!l.csv) {
        json_open(&l.json, '{');
        json_key(&l.json, "items");
        json_open(&l.json, '[');
    }
    if (!onr_ledger_ask(r->ledger, &q, add_row, &l, &error)) {
        answer_error(w, &error);
        return;
    }
    if (l.csv) return;
    json_close(&l.json, ']');
    json_close(&l.json, '}');
    answer_add(w, STR("\n"));
}

const route api_routes[] = {
    { "GET", "/api/v1/reports", .scope = SCOPE_READ, .handle = list },
    { "GET", "/api/v1/statements", .scope = SCOPE_READ, .handle = list },
    { "GET", "/api/v1/events", .scope = SCOPE_READ, .handle = list },
    { "GET", "/api/v1/actors", .scope = SCOPE_READ, .handle = list },
    { "GET", "/api/v1/stories", .scope = SCOPE_READ, .handle = list },
    { "GET", "/api/v1/diary", .scope = SCOPE_READ, .handle = list },
    { "GET", "/api/v1/silences", .scope = SCOPE_READ, .handle = list },
    { "GET", "/api/v1/changes", .scope = SCOPE_READ, .handle = list },
    { .method = NULL },
};
