/* serve/reading.c: reports in. POST /api/v1/read gives the record and keeps nothing; POST
 * /api/v1/reports adds to the ledger. Nothing is fetched for either. Weights are opened when the
 * first report comes: a service that is only asked does without their memory. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "serve/json_in.h"
#include "serve/server.h"

enum {
    REPORTS_MOST = 100,             /* of one request */
    WORDS_MOST = 100,               /* characters of a parameter */
    KEEPING_CACHE = 8 << 20,        /* bytes of the ledger in memory */
    KEEPING_WAIT_MS = 10000,
};
#define READ_MEMORY ((size_t)512 << 20)

struct desk {
    pthread_mutex_t lock;    /* of reader while it is opened */
    onr_reader *reader;
    pthread_mutex_t keeping; /* of the ledger: one adds at a time */
    onr_ledger *ledger;
};

bool reading_start(server *s, onr_error *error) {
    s->desk = calloc(1, sizeof *s->desk);
    if (!s->desk) return server_error(error, ONR_ERROR_MEMORY, "no memory");
    pthread_mutex_init(&s->desk->lock, NULL);
    pthread_mutex_init(&s->desk->keeping, NULL);
    return true;
}

void reading_stop(server *s) {
    if (!s->desk) return;
    onr_ledger_close(s->desk->ledger);
    onr_reader_close(s->desk->reader);
    pthread_mutex_destroy(&s->desk->lock);
    pthread_mutex_destroy(&s->desk->keeping);
    free(s->desk);
}

static const onr_reader *reader_of(server *s, onr_error *error) {
    onr_reader_options options = ONR_READER_DEFAULT;
    options.places = s->options.places;
    pthread_mutex_lock(&s->desk->lock);
    if (!s->desk->reader) onr_reader_open(s->options.weights, &options, &s->desk->reader, error);
    const onr_reader *reader = s->desk->reader;
    pthread_mutex_unlock(&s->desk->lock);
    return reader;
}

/* ---- the body ---- */

typedef struct incoming {
    str bytes;
    onr_source_options options;
} incoming;

/* One object, over however many lines it was written, as one line. */
static bool one_line(request *r, answer *w, str *out) {
    size_t at;
    if (json_in_line(r->a, r->body, out, &at)) return true;
    answer_problem(w, 400, "byte %zu: not one JSON object", at);
    return false;
}

static bool take_type(request *r, answer *w, incoming *in) {
    str type = request_header(r, "Content-Type");
    type = str_trim(str_cut(type, 0, str_find(type, STR(";"), 0)));
    in->bytes = r->body;
    in->options.form = ONR_FORM_JSONL;
    if (str_is_folded(type, "application/json")) return one_line(r, w, &in->bytes);
    if (str_is_folded(type, "application/x-ndjson")) return true;
    in->options.form = ONR_FORM_TEXT;
    if (str_is_folded(type, "text/plain")) return true;
    in->options.form = ONR_FORM_HTML;
    if (str_is_folded(type, "text/html")) return true;
    answer_problem(w, 415, "text/plain, text/html, application/json and application/x-ndjson "
                   "are taken");
    answer_header(w, "Accept-Post", STR("text/plain, text/html, application/json, "
                                        "application/x-ndjson"));
    return false;
}

static bool take_parameters(request *r, answer *w, incoming *in, onr_write_options *how) {
    for (size_t i = 0; i < r->query.count; i++) {
        const parameter *p = &r->query.at[i];
        bool fits = p->value.length && utf8_count(p->value) <= WORDS_MOST;
        if (fits && str_is(p->name, "published"))
            in->options.published = p->value.at;
        else if (fits && str_is(p->name, "title"))
            in->options.title = p->value.at;
        else if (fits && str_is(p->name, "site"))
            in->options.site = p->value.at;
        else if (how && str_is(p->name, "offsets") && str_is(p->value, "codepoints"))
            how->code_points = true;
        else if (!how || !str_is(p->name, "offsets") || !str_is(p->value, "bytes")) {
            answer_problem(w, 400, "%.*s: no such parameter, or not that value",
                           STR_ARG(str_cut(p->name, 0, 40)));
            return false;
        }
    }
    return true;
}

static onr_source *open_body(request *r, answer *w, onr_write_options *how) {
    incoming in = { .options = ONR_SOURCE_DEFAULT };
    onr_source *source;
    onr_error error;
    if (!take_type(r, w, &in) || !take_parameters(r, w, &in, how)) return NULL;
    if (!in.bytes.length)
        answer_problem(w, 400, "the body is empty");
    else if (onr_source_open_bytes(in.bytes.at, in.bytes.length, "body", &in.options, &source,
                                   &error))
        return source;
    else
        answer_error(w, &error);
    return NULL;
}

static bool read_one(server *s, const onr_report *report, onr_record **out, onr_error *error) {
    onr_read_options how = ONR_READ_DEFAULT;
    const onr_reader *reader = reader_of(s, error);
    how.only_write = true;
    how.memory_limit = READ_MEMORY;
    return reader && onr_read(reader, report, &how, out, error);
}

/* ---- read ---- */

static bool add_bytes(void *to, const char *bytes, size_t length) {
    answer_add(to, (str){ bytes, length });
    return true;
}

/* What the library says of a body that is none of what it claims to be. */
static void body_error(answer *w, const onr_error *error) {
    if (error->kind == ONR_ERROR_INPUT)
        answer_problem(w, 422, "%s", error->what);
    else
        answer_error(w, error);
}

static void write_record(request *r, answer *w, const onr_report *report,
                         const onr_write_options *how) {
    onr_record *record;
    onr_error error;
    if (!read_one(r->server, report, &record, &error)) {
        body_error(w, &error);
        return;
    }
    w->type = TYPE_JSON;
    w->cache = "no-store";
    if (!onr_record_write(record, how, add_bytes, w, &error)) answer_error(w, &error);
    onr_record_free(record);
}

void reading_read(request *r, answer *w) {
    onr_write_options how = ONR_WRITE_DEFAULT;
    onr_source *source = open_body(r, w, &how);
    onr_report *report = NULL, *second = NULL;
    onr_error error;
    if (!source) return;
    onr_next got = onr_source_next(source, &report, &error);
    if (got == ONR_NEXT_BROKEN)
        body_error(w, &error);
    else if (got == ONR_NEXT_END)
        answer_problem(w, 422, "no report is in the body");
    else if (onr_source_next(source, &second, &error) != ONR_NEXT_END)
        answer_problem(w, 422, "more than one report is in the body");
    else
        write_record(r, w, report, &how);
    onr_report_free(second);
    onr_report_free(report);
    onr_source_close(source);
}

/* ---- add ---- */

/* The one connection that writes. Called with the lock. */
static onr_ledger *keeping_ledger(server *s, onr_error *error) {
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    options.access = ONR_ACCESS_WRITE;
    options.wait_ms = KEEPING_WAIT_MS;
    options.cache_bytes = KEEPING_CACHE;
    if (!s->desk->ledger) onr_ledger_open(s->options.ledger, &options, &s->desk->ledger, error);
    return s->desk->ledger;
}

onr_ledger *reading_ledger(server *s, onr_error *error) {
    pthread_mutex_lock(&s->desk->keeping);
    return keeping_ledger(s, error);
}

void reading_ledger_done(server *s) {
    pthread_mutex_unlock(&s->desk->keeping);
}

static const char *outcome_between(const onr_ledger_counts *before, const onr_ledger_counts *now) {
    if (now->versions > before->versions) return "version";
    if (now->added > before->added) return "added";
    if (now->readings > before->readings) return "read anew";
    return now->forgotten > before->forgotten ? "forgotten" : "known";
}

/* Keeps one record in a transaction of its own. NULL where that failed. */
static const char *keep(server *s, const onr_record *record, char key[ONR_KEY_SIZE],
                        onr_error *error) {
    const char *outcome = NULL;
    pthread_mutex_lock(&s->desk->keeping);
    onr_ledger *ledger = keeping_ledger(s, error);
    if (ledger) {
        onr_ledger_counts before = *onr_ledger_kept(ledger);
        if (onr_ledger_key(ledger, record, key, error) && onr_ledger_add(ledger, record, error)
            && onr_ledger_flush(ledger, error))
            outcome = outcome_between(&before, onr_ledger_kept(ledger));
    }
    pthread_mutex_unlock(&s->desk->keeping);
    return outcome;
}

typedef struct adding {
    json_writer json;
    size_t reports, kept, broken;
    onr_error first; /* of those that broke */
    bool failed; /* the ledger: no more is added */
} adding;

static void add_broken(answer *w, adding *a, const onr_error *error) {
    size_t replaced;
    if (!a->broken++) a->first = *error;
    json_open(&a->json, '{');
    json_key(&a->json, "key");
    json_null(&a->json);
    json_key(&a->json, "outcome");
    json_str(&a->json, STR("broken"));
    json_key(&a->json, "detail");
    json_str(&a->json, utf8_repaired(w->a, str_of(error->what), &replaced));
    json_close(&a->json, '}');
}

static void add_report(request *r, answer *w, adding *a, const onr_report *report) {
    char key[ONR_KEY_SIZE];
    const char *outcome = NULL;
    onr_record *record = NULL;
    onr_error error;
    if (read_one(r->server, report, &record, &error))
        outcome = keep(r->server, record, key, &error);
    onr_record_free(record);
    if (!outcome) {
        a->failed = error.kind == ONR_ERROR_STORE || error.kind == ONR_ERROR_MODEL;
        add_broken(w, a, &error);
        return;
    }
    if (strcmp(outcome, "added") == 0 || strcmp(outcome, "version") == 0) a->kept++;
    json_open(&a->json, '{');
    json_key(&a->json, "key");
    json_str(&a->json, str_of(key));
    json_key(&a->json, "outcome");
    json_str(&a->json, str_of(outcome));
    json_key(&a->json, "detail");
    json_null(&a->json);
    json_close(&a->json, '}');
}

static void add_all(request *r, answer *w, adding *a, onr_source *source) {
    onr_error error;
    while (!a->failed && a->reports < REPORTS_MOST) {
        onr_report *report = NULL;
        onr_next got = onr_source_next(source, &report, &error);
        if (got == ONR_NEXT_END) break;
        a->reports++;
        if (got == ONR_NEXT_BROKEN)
            add_broken(w, a, &error);
        else
            add_report(r, w, a, report);
        onr_report_free(report);
    }
}

static void add_reports(request *r, answer *w) {
    onr_source *source = open_body(r, w, NULL);
    if (!source) return;
    adding a = { .json = answer_json(w) };
    w->cache = "no-store";
    json_open(&a.json, '{');
    json_key(&a.json, "items");
    json_open(&a.json, '[');
    add_all(r, w, &a, source);
    json_close(&a.json, ']');
    json_close(&a.json, '}');
    answer_add(w, STR("\n"));
    if (a.kept) w->status = 201;
    if (!a.reports)
        answer_problem(w, 422, "no report is in the body");
    else if (a.broken == a.reports)
        body_error(w, &a.first);
    onr_source_close(source);
}

#define WORDS_PARAMETER(name, help) \
    "{\"name\":\"" name "\",\"in\":\"query\",\"description\":\"" help "\",\"schema\":" \
    "{\"type\":\"string\",\"pattern\":\"^[^\\\\u0000]+$\",\"maxLength\":100}}"
#define SOURCE_PARAMETERS \
    WORDS_PARAMETER("title", "Title, of a report that has none.") "," \
    WORDS_PARAMETER("site", "Outlet, of a report that does not tell its own.") "," \
    "{\"name\":\"published\",\"in\":\"query\",\"description\":\"Day of publication.\",\"schema\":" \
    "{\"type\":\"string\",\"pattern\":" \
    "\"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$\"}}"
#define OFFSETS_PARAMETER \
    "{\"name\":\"offsets\",\"in\":\"query\",\"description\":\"What offsets count.\",\"schema\":" \
    "{\"enum\":[\"bytes\",\"codepoints\"]}}"
#define REPORT_SCHEMA \
    "{\"type\":\"object\",\"required\":[\"text\"],\"description\":\"with id, title, published, " \
    "url, site and more where they are known: docs/forms.md\"," \
    "\"properties\":{\"text\":{\"type\":\"string\"}}}"
#define ANY "{\"schema\":{\"minLength\":1}}"
#define BODY \
    "{\"required\":true,\"content\":{\"application/json\":{\"schema\":" REPORT_SCHEMA "}," \
    "\"text/plain\":" ANY ",\"text/html\":" ANY ",\"application/x-ndjson\":" ANY "}}"

const route reading_routes[] = {
    { "POST", "/api/v1/read", .scope = SCOPE_READ, .handle = reading_read, .body_most = BODY_READ,
      .reads = true,
      .about = &(const operation){ .summary = "The record of a report that is not kept",
                                   .gives = "record", .body = BODY,
                                   .takes = SOURCE_PARAMETERS "," OFFSETS_PARAMETER } },
    { "POST", "/api/v1/reports", .scope = SCOPE_ADD, .handle = add_reports,
      .body_most = BODY_ADD, .reads = true,
      .about = &(const operation){ .summary = "Adds reports to the ledger", .gives = "added",
                                   .body = BODY, .takes = SOURCE_PARAMETERS, .creates = true } },
    { .method = NULL },
};
