/* serve/watches.c: watches over HTTP: who has a token that may manage lists, makes and ends them,
 * and sees what they told. They alert to the page or to a webhook, nothing else. */
#include "serve/parsed.h"
#include "serve/rows.h"
#include "serve/server.h"

enum { ALERTS_MOST = 200, BODY_WATCH = 64 << 10 };

/* ---- lists ---- */

static bool add_row(void *user, const onr_field *fields, size_t count) {
    rows_json(user, fields, count);
    return true;
}

typedef bool asking(request *r, json_writer *to, onr_error *error);

static void give_list(request *r, answer *w, asking *ask) {
    json_writer json = answer_json(w);
    onr_error error;
    w->cache = "no-store";
    json_open(&json, '{');
    json_key(&json, "items");
    json_open(&json, '[');
    if (!ask(r, &json, &error)) {
        answer_error(w, &error);
        return;
    }
    json_close(&json, ']');
    json_close(&json, '}');
    answer_add(w, STR("\n"));
}

static bool ask_watches(request *r, json_writer *to, onr_error *error) {
    return onr_watch_list(r->ledger, add_row, to, error);
}

static bool ask_alerts(request *r, json_writer *to, onr_error *error) {
    onr_alerts_question q = { .size = sizeof q, .watch = r->part[0].at, .limit = ALERTS_MOST };
    return onr_alerts(r->ledger, &q, add_row, to, error);
}

static void list_watches(request *r, answer *w) {
    give_list(r, w, ask_watches);
}

typedef struct sought {
    str name;
    bool found;
} sought;

static bool is_it(void *user, const onr_field *fields, size_t count) {
    sought *s = user;
    s->found |= str_same(rows_words(fields, count, "name"), s->name);
    return !s->found;
}

static bool is_there(request *r, const char *name) {
    sought it = { .name = str_of(name) };
    onr_error error;
    return onr_watch_list(r->ledger, is_it, &it, &error) && it.found;
}

static void list_alerts(request *r, answer *w) {
    if (!is_there(r, r->part[0].at))
        answer_problem(w, 404, "there is no such watch");
    else
        give_list(r, w, ask_alerts);
}

/* ---- making and ending ---- */

static const char *words_of(request *r, const parsed *body, const char *name) {
    str words = parsed_words(body, name);
    return words.length ? arena_copy(r->a, words).at : NULL;
}

static onr_question filters_of(request *r, const parsed *body) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.speaker = words_of(r, body, "speaker");
    q.addressee = words_of(r, body, "addressee");
    q.actor = words_of(r, body, "actor");
    q.about = words_of(r, body, "about");
    q.words = words_of(r, body, "words");
    q.act = words_of(r, body, "act");
    q.stance = words_of(r, body, "stance");
    q.channel = words_of(r, body, "channel");
    q.place = words_of(r, body, "place");
    q.outlet = words_of(r, body, "outlet");
    q.story = words_of(r, body, "story");
    return q;
}

static void tell_made(answer *w, const char *name, const char *secret) {
    json_writer json = answer_json(w);
    w->status = 201;
    json_open(&json, '{');
    json_key(&json, "name");
    json_str(&json, str_of(name));
    json_key(&json, "secret");
    json_str(&json, *secret ? str_of(secret) : STR_NONE);
    json_close(&json, '}');
    answer_add(w, STR("\n"));
}

enum { NAME_MOST = 60 };

/* Names stand in addresses. */
static bool is_plain(str name) {
    for (size_t i = 0; i < name.length; i++)
        if (!is_ascii_letter(name.at[i]) && !is_digit(name.at[i])
            && !str_has(STR(" ._-"), name.at[i]))
            return false;
    return name.length >= 1 && name.length <= NAME_MOST;
}

static void make_watch(request *r, answer *w) {
    const parsed *body = parsed_read(r->a, r->body);
    onr_watch watch = ONR_WATCH_DEFAULT;
    char secret[ONR_SECRET_SIZE] = "";
    onr_error error;
    w->cache = "no-store";
    onr_question filters = filters_of(r, body);
    watch.name = words_of(r, body, "name");
    watch.target = words_of(r, body, "target");
    watch.kinds = words_of(r, body, "kinds");
    watch.budget = (unsigned)parsed_real(body, "budget", 0);
    watch.filters = &filters;
    watch.from_service = true;
    if (!watch.target) watch.target = "page";
    if (!watch.name || !is_plain(str_of(watch.name))) {
        answer_problem(w, 400, "one JSON object with a \"name\" is wanted: 1 to %d letters, "
                       "digits, blanks, points and lines", NAME_MOST);
        return;
    }
    if (is_there(r, watch.name)) {
        answer_problem(w, 409, "there is a watch of that name");
        return;
    }
    onr_ledger *ledger = reading_ledger(r->server, &error);
    bool made = ledger && onr_watch_add(ledger, &watch, secret, &error);
    reading_ledger_done(r->server);
    if (made) tell_made(w, watch.name, secret);
    else answer_error(w, &error);
}

static void end_watch(request *r, answer *w) {
    onr_error error;
    w->cache = "no-store";
    onr_ledger *ledger = reading_ledger(r->server, &error);
    bool ended = ledger && onr_watch_remove(ledger, r->part[0].at, &error);
    reading_ledger_done(r->server);
    if (ended) answer_add(w, STR("{}\n"));
    else if (ledger && error.kind == ONR_ERROR_INPUT) answer_problem(w, 404, "%s", error.what);
    else answer_error(w, &error);
    w->type = ended ? TYPE_JSON : w->type;
}

#define NAME "{\"type\":\"string\",\"pattern\":\"^[A-Za-z0-9 ._-]{1,60}$\"}"
#define WATCH_BODY \
    "{\"required\":true,\"content\":{\"application/json\":{\"schema\":{\"type\":\"object\"," \
    "\"required\":[\"name\"],\"description\":\"with target (page or webhook:URL), kinds, budget " \
    "and filters: docs/service.md\",\"properties\":{\"name\":" NAME "}}}}}"

const route watch_routes[] = {
    { "GET", "/api/v1/watches", .scope = SCOPE_MANAGE, .handle = list_watches,
      .about = &(const operation){ .summary = "Watches", .gives = "items" } },
    { "GET", "/api/v1/watches/{name}/alerts", .scope = SCOPE_MANAGE, .handle = list_alerts,
      .about = &(const operation){ .summary = "What a watch told, newest first",
                                   .gives = "items" } },
    { "POST", "/api/v1/watches", .scope = SCOPE_MANAGE, .handle = make_watch,
      .body_most = BODY_WATCH,
      .about = &(const operation){ .summary = "Makes a watch", .gives = "watch_made",
                                   .body = WATCH_BODY, .creates = true } },
    { "DELETE", "/api/v1/watches/{name}", .scope = SCOPE_MANAGE, .handle = end_watch,
      .about = &(const operation){ .summary = "Ends a watch", .gives = "done" } },
    { .method = NULL },
};
