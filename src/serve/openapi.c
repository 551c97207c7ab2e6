/* serve/openapi.c: the description of the API (OpenAPI 3.1), made of the tables that answer:
 * routes, filters, and the columns of the ledger's views. */
#include <stdio.h>
#include <string.h>

#include "serve/asking.h"
#include "serve/routes.h"

/* ---- parameters ---- */

typedef struct describing {
    request *r;
    answer *w;
    bool comma;
    bool of_search; /* words must be given */
    bool failed;
} describing;

static void comma(describing *d) {
    if (d->comma) answer_add(d->w, STR(","));
    d->comma = true;
}

static void parameter_of(describing *d, const char *name, const char *schema, const char *help) {
    bool needed = d->of_search && strcmp(name, "words") == 0;
    comma(d);
    answer_print(d->w, "{\"name\":\"%s\",\"in\":\"query\",\"required\":%s,\"description\":\"%s\","
                 "\"schema\":", name, needed ? "true" : "false", help);
    answer_add(d->w, str_of(schema));
    answer_add(d->w, STR("}"));
}

/* The {parts} of a path. */
static void path_parameters(describing *d, const route *one) {
    for (const char *at = one->path; (at = strchr(at, '{')); at++) {
        int length = (int)strcspn(at + 1, "}");
        bool number = str_is(str_of(one->path), "/api/v1/actors/{id}")
            || str_is(str_of(one->path), "/api/v1/changes/{id}");
        comma(d);
        answer_print(d->w, "{\"name\":\"%.*s\",\"in\":\"path\",\"required\":true,\"schema\":%s}",
                     length, at + 1,
                     number ? "{\"type\":\"integer\",\"minimum\":1,\"maximum\":999999999999}"
                            : "{\"type\":\"string\",\"minLength\":1,"
                              "\"pattern\":\"^[0-9A-Za-z_:@-]+$\"}");
    }
}

/* Not made by hand: it stands in the `next` of a page. */
static void cursor_parameter(describing *d, const collection *of, bool rows) {
    char schema[160];
    snprintf(schema, sizeof schema, "{\"type\":\"string\",\"pattern\":\"^%c%s([0-9a-f]{1,15}-){2}"
             "[0-9a-f]{1,15}$\"}", 'a' + (int)of->of,
             !rows ? "m" : of->of == ONR_DIARY ? "[da]" : "[noa]");
    parameter_of(d, "cursor", schema, "Where the page begins: out of the `next` before it.");
}

static void list_parameters(describing *d, const collection *of) {
    bool rows = of->of != ONR_ACTORS && of->of != ONR_STORIES;
    for (const filter *f = filters; f->name; f++)
        if (f->of >> of->of & 1) parameter_of(d, f->name, f->schema, f->help);
    parameter_of(d, "limit", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":500,\"default\":50}",
                 "Rows of a page.");
    cursor_parameter(d, of, rows);
    if (rows)
        parameter_of(d, "order", of->of == ONR_DIARY ? "{\"enum\":[\"added\"]}"
                     : "{\"enum\":[\"newest\",\"oldest\",\"added\"]}", "The order of the rows.");
    parameter_of(d, "count", "{\"enum\":[\"day\",\"week\",\"outlet\"]}",
                 "Counts instead of rows; also actor, of what has one.");
    parameter_of(d, "format", "{\"enum\":[\"json\",\"csv\"]}", "The form of the answer.");
}

/* ---- paths ---- */

static const collection *collection_of(const route *one) {
    const char *name = one->path + strlen("/api/v1/");
    const collection *c = collection_named(str_of(name));
    return c ? c : collections; /* search is of reports */
}

static void write_parameters(describing *d, const route *one) {
    d->comma = false;
    d->of_search = strcmp(one->path, "/api/v1/search") == 0;
    answer_add(d->w, STR("\"parameters\":["));
    path_parameters(d, one);
    if (one->about->lists) list_parameters(d, collection_of(one));
    if (one->about->takes) {
        comma(d);
        answer_add(d->w, str_of(one->about->takes));
    }
    answer_add(d->w, STR("]"));
}

static void write_content(describing *d, const operation *o) {
    if (!o->gives)
        answer_print(d->w, "\"content\":{\"%s\":{\"schema\":{\"type\":\"string\"}}}", o->type);
    else
        answer_print(d->w, "\"content\":{\"application/json\":{\"schema\":{\"$ref\":"
                     "\"#/components/schemas/%s\"}}%s}", o->gives,
                     o->lists ? ",\"text/csv\":{\"schema\":{\"type\":\"string\"}}" : "");
}

static void write_responses(describing *d, const route *one) {
    answer_add(d->w, STR("\"responses\":{\"200\":{\"description\":\"the answer\","));
    write_content(d, one->about);
    answer_add(d->w, STR("},"));
    if (one->about->creates) {
        answer_add(d->w, STR("\"201\":{\"description\":\"reports were added\","));
        write_content(d, one->about);
        answer_add(d->w, STR("},"));
    }
    if (str_is(str_of(one->method), "GET"))
        answer_add(d->w, STR("\"304\":{\"description\":\"as it was known\"},"));
    answer_add(d->w, STR("\"4XX\":{\"$ref\":\"#/components/responses/problem\"},"
                         "\"5XX\":{\"$ref\":\"#/components/responses/problem\"}}"));
}

static void write_operation(describing *d, const route *one) {
    const operation *o = one->about;
    char method[8] = "";
    for (size_t i = 0; one->method[i] && i + 1 < sizeof method; i++)
        method[i] = (char)(one->method[i] + 'a' - 'A');
    answer_print(d->w, "\"%s\":{\"summary\":\"%s\",", method, o->summary);
    if (one->scope > SCOPE_READ) answer_add(d->w, STR("\"security\":[{\"token\":[]}],"));
    write_parameters(d, one);
    answer_add(d->w, STR(","));
    if (o->body) {
        answer_add(d->w, STR("\"requestBody\":"));
        answer_add(d->w, str_of(o->body));
        answer_add(d->w, STR(","));
    }
    write_responses(d, one);
    answer_add(d->w, STR("}"));
}

/* The operations of a path, which stand anywhere in the tables. */
static void write_path(describing *d, const char *path) {
    bool any = false;
    answer_print(d->w, "\"%s\":{", path);
    for (const route *const *table = route_tables; *table; table++)
        for (const route *one = *table; one->method; one++) {
            if (!one->about || strcmp(one->path, path) != 0) continue;
            if (any) answer_add(d->w, STR(","));
            any = true;
            write_operation(d, one);
        }
    answer_add(d->w, STR("}"));
}

static bool was_before(const route *this) {
    for (const route *const *table = route_tables; *table; table++)
        for (const route *one = *table; one->method; one++) {
            if (one == this) return false;
            if (one->about && strcmp(one->path, this->path) == 0) return true;
        }
    return false;
}

static void write_paths(describing *d) {
    bool any = false;
    for (const route *const *table = route_tables; *table; table++)
        for (const route *one = *table; one->method; one++) {
            if (!one->about || was_before(one)) continue;
            if (any) answer_add(d->w, STR(","));
            any = true;
            write_path(d, one->path);
        }
}

/* ---- schemas ---- */

static const char *type_of(str column) {
    static const char *const whole[] = {
        "start", "end", "within", "words", "wire", "main", "open", "reports", "statements",
        "origins", "outlets", "count", NULL,
    };
    for (int i = 0; whole[i]; i++)
        if (str_is(column, whole[i])) return "\"integer\",\"null\"";
    if (str_is(column, "confidence") || str_is(column, "latitude") || str_is(column, "longitude"))
        return "\"number\",\"null\"";
    return str_is(column, "id") ? "\"string\",\"integer\",\"null\"" : "\"string\",\"null\"";
}

static void write_column(void *to, const char *name) {
    describing *d = to;
    comma(d);
    answer_print(d->w, "\"%s\":{\"type\":[%s]}", name, type_of(str_of(name)));
}

static void require_column(void *to, const char *name) {
    describing *d = to;
    comma(d);
    answer_print(d->w, "\"%s\"", name);
}

static void write_rows(describing *d, const collection *c) {
    onr_error error;
    answer_print(d->w, "\"%s_row\":{\"type\":\"object\",\"properties\":{", c->name);
    d->comma = false;
    if (!onr_ledger_columns(d->r->ledger, c->of, write_column, d, &error)) d->failed = true;
    answer_add(d->w, STR("},\"required\":["));
    d->comma = false;
    if (!onr_ledger_columns(d->r->ledger, c->of, require_column, d, &error)) d->failed = true;
    answer_print(d->w, "]},\"%s\":{\"type\":\"object\",\"required\":[\"items\",\"next\"],"
                 "\"additionalProperties\":false,\"properties\":{\"items\":{\"type\":\"array\","
                 "\"maxItems\":100000,\"items\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/"
                 "%s_row\"},{\"$ref\":\"#/components/schemas/count\"}]}},"
                 "\"next\":{\"type\":[\"string\",\"null\"]}}},", c->name, c->name);
}

static const char fixed_schemas[] =
    "\"count\":{\"type\":\"object\",\"required\":[\"count\"],\"properties\":"
    "{\"count\":{\"type\":\"integer\"}},\"maxProperties\":2},"
    "\"story\":{\"allOf\":[{\"$ref\":\"#/components/schemas/stories_row\"},{\"type\":\"object\","
    "\"required\":[\"reports_in_it\",\"statements\",\"events\",\"expected\",\"silences\"],"
    "\"properties\":{\"reports_in_it\":{\"type\":\"array\",\"items\":{\"$ref\":"
    "\"#/components/schemas/reports_row\"}},\"statements\":{\"type\":\"array\",\"items\":{\"$ref\":"
    "\"#/components/schemas/statements_row\"}},\"events\":{\"type\":\"array\",\"items\":{\"$ref\":"
    "\"#/components/schemas/events_row\"}},\"expected\":{\"type\":\"array\",\"items\":{\"$ref\":"
    "\"#/components/schemas/diary_row\"}},\"silences\":{\"type\":\"array\",\"items\":{\"$ref\":"
    "\"#/components/schemas/silences_row\"}}}}]},"
    "\"actor\":{\"allOf\":[{\"$ref\":\"#/components/schemas/actors_row\"},{\"type\":\"object\","
    "\"required\":[\"said\"],\"properties\":{\"said\":{\"type\":\"array\",\"items\":{\"$ref\":"
    "\"#/components/schemas/statements_row\"}}}}]},"
    "\"record\":{\"type\":\"object\",\"description\":\"a record: docs/record.md, "
    "docs/record.schema.json\",\"required\":[\"id\",\"text\",\"statements\"]},"
    "\"added\":{\"type\":\"object\",\"required\":[\"items\"],\"additionalProperties\":false,"
    "\"properties\":{\"items\":{\"type\":\"array\",\"maxItems\":100,\"items\":{\"type\":\"object\","
    "\"required\":[\"key\",\"outcome\",\"detail\"],\"properties\":{\"key\":{\"type\":"
    "[\"string\",\"null\"]},\"outcome\":{\"enum\":[\"added\",\"version\",\"read anew\",\"known\","
    "\"forgotten\",\"broken\"]},\"detail\":{\"type\":[\"string\",\"null\"]}}}}}},"
    "\"items\":{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{\"items\":"
    "{\"type\":\"array\",\"items\":{\"type\":\"object\"}}}},\"done\":{\"type\":\"object\"},"
    "\"watch_made\":{\"type\":\"object\",\"required\":[\"name\",\"secret\"],"
    "\"properties\":{\"name\":{\"type\":\"string\"},"
    "\"secret\":{\"type\":[\"string\",\"null\"]}}},"
    "\"problem\":{\"type\":\"object\",\"required\":[\"type\",\"title\",\"status\",\"detail\"],"
    "\"additionalProperties\":false,\"properties\":{\"type\":{\"type\":\"string\"},\"title\":"
    "{\"type\":\"string\"},\"status\":{\"type\":\"integer\"},\"detail\":{\"type\":\"string\"}}}";

static void describe(request *r, answer *w) {
    describing d = { .r = r, .w = w };
    w->type = TYPE_JSON;
    answer_print(w, "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"onrecord\",\"version\":\"%s\","
                 "\"description\":\"News reports and what they say: docs/service.md.\"},"
                 "\"servers\":[{\"url\":\"/\"}],\"security\":[{},{\"token\":[]}],\"paths\":{",
                 onr_version());
    write_paths(&d);
    answer_add(w, STR("},\"components\":{\"securitySchemes\":{\"token\":{\"type\":\"http\","
                      "\"scheme\":\"bearer\"}},\"responses\":{\"problem\":{\"description\":"
                      "\"what is wrong (RFC 9457)\",\"content\":{\"application/problem+json\":"
                      "{\"schema\":{\"$ref\":\"#/components/schemas/problem\"}}}}},\"schemas\":{"));
    for (const collection *c = collections; c->name; c++) write_rows(&d, c);
    answer_add(w, (str){ fixed_schemas, sizeof fixed_schemas - 1 });
    answer_add(w, STR("}}}\n"));
    if (d.failed) answer_problem(w, 500, "the ledger does not tell its columns");
}

const route openapi_routes[] = {
    { "GET", "/api/v1/openapi.json", .scope = SCOPE_NONE, .handle = describe },
    { .method = NULL },
};
