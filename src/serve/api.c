/* serve/api.c: the collections of the ledger and what stands in them, as JSON and CSV. */
#include <string.h>

#include "serve/asking.h"
#include "serve/routes.h"
#include "serve/rows.h"

enum { STORY_ROWS = 50, ACTOR_ROWS = 50 };

/* ---- collections ---- */

/* What is called by an id that nothing has is not there; all else is as in any question. */
static void item_error(answer *w, const onr_error *error) {
    if (error->kind == ONR_ERROR_INPUT)
        answer_problem(w, 404, "%s", error->what);
    else
        answer_error(w, error);
}

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

/* An address as JSON, and in the head (RFC 8288). */
static void tell_next(const request *r, listing *l, const onr_page *page) {
    str next = page->more ? asking_next(r, page->next) : STR_NONE;
    if (next.at)
        answer_header(l->w, "Link", arena_print(r->a, "<%.*s>; rel=\"next\"", STR_ARG(next)));
    if (l->csv) return;
    json_key(&l->json, "next");
    json_str(&l->json, next);
}

static void give_rows(const request *r, answer *w, onr_question *q) {
    onr_page page = { .more = false };
    onr_error error;
    listing l = { .w = w, .csv = str_is(request_value(r, "format"), "csv") };
    l.json = answer_json(w);
    if (l.csv)
        w->type = TYPE_CSV;
    else
        json_open(&l.json, '{');
    if (!l.csv) {
        json_key(&l.json, "items");
        json_open(&l.json, '[');
    }
    q->page = &page;
    if (!onr_ledger_ask(r->ledger, q, add_row, &l, &error)) {
        item_error(w, &error);
        return;
    }
    if (!l.csv) json_close(&l.json, ']');
    tell_next(r, &l, &page);
    if (l.csv) return;
    json_close(&l.json, '}');
    answer_add(w, STR("\n"));
}

static void list(request *r, answer *w) {
    onr_question q;
    if (asking_read(r, w, collection_named(r->segments.at[2]), &q)) give_rows(r, w, &q);
}

static void search(request *r, answer *w) {
    onr_question q;
    if (!asking_read(r, w, collection_named(STR("reports")), &q)) return;
    if (q.words)
        give_rows(r, w, &q);
    else
        answer_problem(w, 400, "words= says what is looked for");
}

/* ---- what stands in them ---- */

/* An item on its way: its row is open for what follows. */
typedef struct item_of {
    const request *r;
    listing l;
    const char *id;
    onr_error error;
} item_of;

/* The rows of a question as a list under a key. */
static bool add_part(item_of *it, const char *key, const onr_question *q) {
    json_key(&it->l.json, key);
    json_open(&it->l.json, '[');
    bool done = onr_ledger_ask(it->r->ledger, q, add_row, &it->l, &it->error);
    json_close(&it->l.json, ']');
    return done;
}

static bool add_story(item_of *it) {
    onr_question q = ONR_QUESTION_DEFAULT;
    static const struct { const char *key; onr_about of; } parts[] = {
        { "reports_in_it", ONR_REPORTS }, { "statements", ONR_STATEMENTS },
        { "events", ONR_EVENTS }, { "expected", ONR_DIARY }, { "silences", ONR_SILENCES },
    };
    onr_page page;
    bool done = true;
    q.story = it->id;
    q.limit = STORY_ROWS;
    q.reports_most = REPORTS_MOST;
    q.page = &page;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && done; i++) {
        q.of = parts[i].of;
        done = add_part(it, parts[i].key, &q);
    }
    return done;
}

static bool add_actor(item_of *it) {
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_page page;
    q.of = ONR_STATEMENTS;
    q.speaker = arena_print(it->r->a, "#%s", it->id).at;
    q.limit = ACTOR_ROWS;
    q.reports_most = REPORTS_MOST;
    q.page = &page;
    return add_part(it, "said", &q);
}

/* A row, open for what follows in it. */
static bool open_row(void *user, const onr_field *fields, size_t count) {
    listing *l = user;
    json_open(&l->json, '{');
    for (size_t i = 0; i < count; i++) rows_field(&l->json, &fields[i]);
    l->rows++;
    return false;
}

static void give_item(const request *r, answer *w, onr_about of, const char *id) {
    onr_question q = ONR_QUESTION_DEFAULT;
    item_of it = { .r = r, .l = { .w = w, .json = answer_json(w) }, .id = id };
    q.of = of;
    q.id = id;
    bool done = onr_ledger_ask(r->ledger, &q, open_row, &it.l, &it.error);
    if (done && !it.l.rows) {
        answer_problem(w, 404, "there is none of that id");
        return;
    }
    done = done && (of != ONR_STORIES || add_story(&it)) && (of != ONR_ACTORS || add_actor(&it));
    if (!done) {
        item_error(w, &it.error);
        return;
    }
    json_close(&it.l.json, '}');
    answer_add(w, STR("\n"));
}

static bool takes_nothing(const request *r, answer *w) {
    if (!r->query.count) return true;
    answer_problem(w, 400, "%.*s: there is no such parameter",
                   STR_ARG(str_cut(r->query.at[0].name, 0, 40)));
    return false;
}

static void item(request *r, answer *w) {
    const collection *of = collection_named(r->segments.at[2]);
    str id = r->part[0];
    if (r->part[1].at) id = arena_print(r->a, "%s/%s", r->part[0].at, r->part[1].at);
    if (takes_nothing(r, w)) give_item(r, w, of->of, id.at);
}

/* ---- records ---- */

static bool add_bytes(void *to, const char *bytes, size_t length) {
    answer_add(to, (str){ bytes, length });
    return true;
}

static void record(request *r, answer *w) {
    onr_write_options options = ONR_WRITE_DEFAULT;
    onr_error error;
    str offsets = request_value(r, "offsets");
    options.code_points = str_is(offsets, "codepoints");
    bool known = !r->query.count
        || (r->query.count == 1 && (options.code_points || str_is(offsets, "bytes")));
    if (!known) {
        answer_problem(w, 400, "offsets=bytes or offsets=codepoints, and nothing else");
        return;
    }
    w->type = TYPE_JSON;
    if (!onr_ledger_write(r->ledger, r->part[0].at, &options, add_bytes, w, &error))
        item_error(w, &error);
}

#define OFFSETS \
    "{\"name\":\"offsets\",\"in\":\"query\",\"description\":\"What offsets count.\",\"schema\":" \
    "{\"enum\":[\"bytes\",\"codepoints\"]}}"

#define COLLECTION(name, what) \
    { "GET", "/api/v1/" name, .scope = SCOPE_READ, .handle = list, \
      .about = &(const operation){ .summary = what, .gives = name, .lists = true } }
#define ITEM(path, what, schema) \
    { "GET", "/api/v1/" path, .scope = SCOPE_READ, .handle = item, \
      .about = &(const operation){ .summary = what, .gives = schema } }

const route api_routes[] = {
    COLLECTION("reports", "Reports, newest first"),
    COLLECTION("statements", "Who said what to whom, newest report first"),
    COLLECTION("events", "Who did what, newest report first"),
    COLLECTION("actors", "Who is named, by how many reports name them"),
    COLLECTION("stories", "Reports of one matter, newest first"),
    COLLECTION("diary", "What is expected, by its day"),
    COLLECTION("silences", "Who has not answered, newest report first"),
    COLLECTION("changes", "What reports that changed at their address changed, newest first"),
    { "GET", "/api/v1/search", .scope = SCOPE_READ, .handle = search,
      .about = &(const operation){ .summary = "Reports that hold all words of `words`",
                                   .gives = "reports", .lists = true } },
    ITEM("reports/{id}", "A report", "reports_row"),
    ITEM("actors/{id}", "An actor, and what they said last", "actor"),
    ITEM("stories/{id}", "A story, and what is in it", "story"),
    ITEM("changes/{id}", "A change", "changes_row"),
    ITEM("statements/{report}/{fact}", "A statement", "statements_row"),
    ITEM("events/{report}/{fact}", "An event", "events_row"),
    ITEM("diary/{report}/{fact}", "What is expected", "diary_row"),
    ITEM("silences/{report}/{fact}", "A silence", "silences_row"),
    { "GET", "/api/v1/reports/{id}/record", .scope = SCOPE_READ, .handle = record,
      .about = &(const operation){ .summary = "The record of a report", .gives = "record",
                                   .takes = OFFSETS } },
    { .method = NULL },
};
