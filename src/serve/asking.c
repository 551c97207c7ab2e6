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

static bool set_other(onr_question *q, const parameter *p, const collection *of) {
    if (str_is(p->name, "limit")) return set_number(p->value, LIMIT_MOST, &q->limit);
    if (str_is(p->name, "count")) return set_count(p->value, of, &q->count);
    if (str_is(p->name, "format")) return str_is(p->value, "json") || str_is(p->value, "csv");
    if (str_is(p->name, "order")) {
        q->oldest_first = str_is(p->value, "oldest");
        return q->oldest_first || str_is(p->value, "newest");
    }
    return false;
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
    *out = q;
    return true;
}
