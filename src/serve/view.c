/* serve/view.c: see view.h: rows out of answers. */
#include "serve/view.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    LIMIT_MOST = 1000,
    REPORTS_MOST = 10000, COUNTED_MOST = 2000, /* looked at for one list, for counts */
    DAY_SECONDS = 86400,
};

view view_of(request *r, answer *w) {
    w->type = TYPE_HTML;
    w->policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                " frame-ancestors 'none'";
    return (view){ .request = r, .answer = w, .a = r->a, .out = markup_into(r->a, &w->body),
                   .today = (int32_t)(time(NULL) / DAY_SECONDS) };
}

static const char *asked(const view *v, const char *name) {
    const char *words = request_words(v->request, name);
    return words && *words ? words : NULL;
}

onr_question view_question(const view *v, onr_about of) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = of;
    q.speaker = asked(v, "speaker");
    q.addressee = asked(v, "addressee");
    q.actor = asked(v, "actor");
    q.about = asked(v, "about");
    q.words = asked(v, "words");
    q.type = asked(v, "type");
    q.act = asked(v, "act");
    q.stance = asked(v, "stance");
    q.channel = asked(v, "channel");
    q.place = asked(v, "place");
    q.outlet = asked(v, "outlet");
    q.story = asked(v, "story");
    q.since = asked(v, "since");
    q.until = asked(v, "until");
    const char *cursor = asked(v, "cursor"); /* its first letter tells of what it is */
    if (cursor && cursor[0] == 'a' + (int)of) q.after = cursor;
    return q;
}

size_t view_limit(const view *v, size_t usual) {
    const char *given = asked(v, "limit");
    long limit = given ? strtol(given, NULL, 10) : 0;
    return limit < 1 ? usual : limit > LIMIT_MOST ? LIMIT_MOST : (size_t)limit;
}

typedef struct collecting {
    view *v;
    rows *to;
} collecting;

static cell cell_of(arena *a, const onr_field *f) {
    cell c = { .kind = f->kind, .number = f->integer, .real = f->real };
    c.name = arena_copy(a, str_of(f->name)).at;
    if (f->kind == ONR_TEXT) c.words = arena_copy(a, (str){ f->text.at, f->text.length });
    return c;
}

static bool collect(void *user, const onr_field *fields, size_t count) {
    collecting *c = user;
    arena *a = c->v->a;
    row *r = LIST_ADD(a, &c->to->list);
    *r = (row){ ARENA_NEW(a, cell, count), count };
    for (size_t i = 0; i < count; i++) r->at[i] = cell_of(a, &fields[i]);
    return true;
}

rows view_ask(view *v, const onr_question *asked) {
    onr_question q = *asked;
    rows to = { 0 };
    collecting c = { v, &to };
    if (v->failed) return to;
    onr_page page = { .more = false };
    q.reports_most = q.count == ONR_ROWS ? REPORTS_MOST : COUNTED_MOST;
    q.page = &page;
    if (!onr_ledger_ask(v->request->ledger, &q, collect, &c, &v->error)) {
        v->failed = true;
        return (rows){ 0 };
    }
    to.more = page.more;
    if (page.more && page.next[0]) to.further = arena_copy(v->a, str_of(page.next)).at;
    return to;
}

static const cell *cell_named(const row *r, const char *name) {
    for (size_t i = 0; i < r->count; i++)
        if (strcmp(r->at[i].name, name) == 0) return &r->at[i];
    return NULL;
}

str row_words(const row *r, const char *name) {
    const cell *c = cell_named(r, name);
    return c && c->kind == ONR_TEXT ? c->words : STR_NONE;
}

long long row_number(const row *r, const char *name) {
    const cell *c = cell_named(r, name);
    return c && c->kind == ONR_INTEGER ? c->number : 0;
}

bool row_real(const row *r, const char *name, double *out) {
    const cell *c = cell_named(r, name);
    if (!c || c->kind != ONR_REAL) return false;
    *out = c->real;
    return true;
}

str row_report(const row *r) {
    str key = row_words(r, "report");
    return key.at ? key : row_words(r, "key");
}

str row_fact(const row *r) {
    str id = row_words(r, "id");
    size_t slash = str_find(id, STR("/"), 0);
    return slash < id.length ? str_cut(id, slash + 1, id.length) : STR_NONE;
}
