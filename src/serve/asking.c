/* serve/asking.c: see asking.h. */
#include "serve/asking.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const collection collections[] = {
    { "reports", ONR_REPORTS }, { "statements", ONR_STATEMENTS }, { "events", ONR_EVENTS },
    { "actors", ONR_ACTORS }, { "stories", ONR_STORIES }, { "diary", ONR_DIARY },
    { "silences", ONR_SILENCES }, { "changes", ONR_CHANGES }, { .name = NULL },
};

const collection *collection_named(str name) {
    for (const collection *c = collections; c->name; c++)
        if (str_is(name, c->name)) return c;
    return NULL;
}

enum { ALL = ~0 };

#define OF(what) (1 << ONR_##what)
#define FIELD(name) offsetof(onr_question, name)

/* Filters that are words, and the collections that take them. */
static const struct filter {
    const char *name;
    size_t at; /* in onr_question */
    int of;
} filters[] = {
    { "speaker", FIELD(speaker), OF(STATEMENTS) },
    { "addressee", FIELD(addressee), OF(STATEMENTS) },
    { "actor", FIELD(actor), ALL },
    { "about", FIELD(about), ALL },
    { "words", FIELD(words), ALL },
    { "type", FIELD(type), ~(OF(REPORTS) | OF(STORIES)) },
    { "act", FIELD(act), OF(STATEMENTS) },
    { "channel", FIELD(channel), OF(STATEMENTS) },
    { "stance", FIELD(stance), OF(STATEMENTS) },
    { "place", FIELD(place), OF(STATEMENTS) | OF(EVENTS) | OF(DIARY) },
    { "outlet", FIELD(outlet), ALL },
    { "story", FIELD(story), ALL },
    { "report", FIELD(report), ALL },
    { "state", FIELD(state), OF(DIARY) | OF(SILENCES) },
    { "since", FIELD(since), ALL },
    { "until", FIELD(until), ALL },
};

static bool set_filter(onr_question *q, const parameter *p, const collection *of) {
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        if (!str_is(p->name, filters[i].name) || !(filters[i].of >> of->of & 1)) continue;
        const char **field = (const char **)(void *)((char *)q + filters[i].at);
        if (*field || !p->value.length) return false;
        *field = p->value.at;
        return true;
    }
    return false;
}

static bool set_number(str value, size_t most, size_t *out) {
    if (!value.length || value.length > 6) return false;
    *out = 0;
    for (size_t i = 0; i < value.length; i++) {
        if (!is_digit(value.at[i])) return false;
        *out = *out * 10 + (size_t)(value.at[i] - '0');
    }
    return *out >= 1 && *out <= most;
}

static bool set_count(str value, const collection *of, onr_count *out) {
    static const char *const names[] = { "", "day", "week", "actor", "outlet" };
    bool has_actor = of->of == ONR_STATEMENTS || of->of == ONR_EVENTS || of->of == ONR_DIARY
        || of->of == ONR_SILENCES;
    for (unsigned i = 1; i < sizeof names / sizeof *names; i++) {
        if (!str_is(value, names[i])) continue;
        *out = (onr_count)i;
        return *out != ONR_BY_ACTOR || has_actor;
    }
    return false;
}

static bool set_order(str value, const collection *of, onr_question *q) {
    if (OF(ACTORS) >> of->of & 1 || OF(STORIES) >> of->of & 1) return false;
    q->as_added = str_is(value, "added");
    q->oldest_first = str_is(value, "oldest") && of->of != ONR_DIARY;
    return q->as_added || q->oldest_first || (str_is(value, "newest") && of->of != ONR_DIARY);
}

static bool set_other(onr_question *q, const parameter *p, const collection *of) {
    if (str_is(p->name, "limit")) return set_number(p->value, LIMIT_MOST, &q->limit);
    if (str_is(p->name, "count")) return set_count(p->value, of, &q->count);
    if (str_is(p->name, "format")) return str_is(p->value, "json") || str_is(p->value, "csv");
    if (str_is(p->name, "cursor") && p->value.length) q->after = p->value.at;
    if (str_is(p->name, "order")) return set_order(p->value, of, q);
    return str_is(p->name, "cursor") && p->value.length;
}

bool asking_read(const request *r, answer *w, const collection *of, onr_question *out) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = of->of;
    q.limit = LIMIT_USUAL;
    for (size_t i = 0; i < r->query.count; i++) {
        const parameter *p = &r->query.at[i];
        if (set_filter(&q, p, of) || set_other(&q, p, of)) continue;
        answer_problem(w, 400, "%.*s=%.*s: %s takes no such parameter, or not that value, or "
                       "not twice", STR_ARG(str_cut(p->name, 0, 40)),
                       STR_ARG(str_cut(p->value, 0, 60)), of->name);
        return false;
    }
    if (q.count != ONR_ROWS && (q.after || q.as_added || q.oldest_first)) {
        answer_problem(w, 400, "counts come in one order, on one page");
        return false;
    }
    *out = q;
    return true;
}

str asking_next(const request *r, const char *cursor) {
    buffer to = { 0 };
    buffer_add(r->a, &to, r->path);
    for (size_t i = 0; i < r->query.count; i++) {
        const parameter *p = &r->query.at[i];
        if (str_is(p->name, "cursor")) continue;
        buffer_print(r->a, &to, "%s%s=", str_has(buffer_str(&to), '?') ? "&" : "?", p->name.at);
        request_encode(r->a, &to, p->value);
    }
    buffer_print(r->a, &to, "%scursor=%s", str_has(buffer_str(&to), '?') ? "&" : "?", cursor);
    return buffer_str(&to);
}
