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

#define WORDS "{\"type\":\"string\",\"pattern\":\"^[^\\\\u0000]+$\"}"
#define TIME \
    "{\"type\":\"string\",\"pattern\":\"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])" \
    "(-(0[1-9]|1[0-9]|2[0-8]))?$|^(today|yesterday|last week)$|^[1-9][0-9]? days ago$\"}"

const filter filters[] = {
    { "speaker", FIELD(speaker), OF(STATEMENTS), WORDS,
      "Who said it: words of the name, or #ID." },
    { "addressee", FIELD(addressee), OF(STATEMENTS), WORDS, "To whom it was said." },
    { "actor", FIELD(actor), ALL, WORDS,
      "Who does it, is expected to or is silent; of reports, who is named." },
    { "about", FIELD(about), ALL, WORDS, "All these words stand in what is told or in the title." },
    { "words", FIELD(words), ALL, WORDS, "All these words stand in the report." },
    { "type", FIELD(type), ~(OF(REPORTS) | OF(STORIES)), WORDS,
      "An event's type (PLOVER's) or verb; direct, indirect or mixed; the kind of others." },
    { "act", FIELD(act), OF(STATEMENTS),
      "{\"enum\":[\"say\",\"ask\",\"promise\",\"demand\",\"accuse\",\"deny\",\"admit\",\"warn\","
      "\"praise\",\"criticise\",\"announce\",\"predict\",\"decline\"]}", "What saying it did." },
    { "channel", FIELD(channel), OF(STATEMENTS),
      "{\"enum\":[\"press conference\",\"interview\",\"speech\",\"social media\",\"phone call\","
      "\"meeting\",\"letter\",\"written statement\",\"broadcast\",\"court\",\"legislature\","
      "\"document\",\"message\"]}", "By which channel it was said." },
    { "stance", FIELD(stance), OF(STATEMENTS),
      "{\"type\":\"string\",\"pattern\":\"^(for|against|mixed)( [a-z]+)?$\"}",
      "For, against or mixed; \\\"against NAME\\\" tells toward whom." },
    { "place", FIELD(place), OF(STATEMENTS) | OF(EVENTS) | OF(DIARY), WORDS, "Where it was." },
    { "outlet", FIELD(outlet), ALL, WORDS, "Reports of that outlet." },
    { "story", FIELD(story), ALL, WORDS, "Reports of the story of that report." },
    { "report", FIELD(report), ALL, WORDS, "That report alone: its key or an id." },
    { "state", FIELD(state), OF(DIARY),
      "{\"enum\":[\"expected\",\"happened\",\"moved\",\"cancelled\",\"overdue\"]}",
      "What became of it." },
    { "state", FIELD(state), OF(SILENCES), "{\"enum\":[\"open\",\"closed\"]}",
      "Whether there is an answer." },
    { "since", FIELD(since), ALL, TIME,
      "From that time on: 2026-01-04, 2026-01, yesterday, last week, 3 days ago." },
    { "until", FIELD(until), ALL, TIME, "Up to that time, and in it." },
    { .name = NULL },
};

/* Where there is a choice, only what is in it: other words that the ledger knows are none. */
static bool may_be(const filter *f, str value) {
    static const char choice[] = "{\"enum\":";
    if (strcmp(f->name, "stance") == 0) {
        str side = str_cut(value, 0, str_find(value, STR(" "), 0));
        return str_is(side, "for") || str_is(side, "against") || str_is(side, "mixed");
    }
    if (strncmp(f->schema, choice, sizeof choice - 1) != 0) return true;
    str quoted = { f->schema, strlen(f->schema) };
    for (size_t at = 0; (at = str_find(quoted, value, at)) < quoted.length; at++)
        if (at && quoted.at[at - 1] == '"' && quoted.at[at + value.length] == '"') return true;
    return false;
}

static bool set_filter(onr_question *q, const parameter *p, const collection *of) {
    for (const filter *f = filters; f->name; f++) {
        if (!str_is(p->name, f->name) || !(f->of >> of->of & 1)) continue;
        const char **field = (const char **)(void *)((char *)q + f->at);
        if (*field || !p->value.length || !may_be(f, p->value)) return false;
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

/* A page goes on in the order of the one before, which its second letter tells. */
static void order_of_cursor(onr_question *q) {
    char letter = q->after[0] ? q->after[1] : 0;
    q->as_added = letter == 'a';
    q->oldest_first = letter == 'o' && q->of != ONR_DIARY;
}

bool asking_read(const request *r, answer *w, const collection *of, onr_question *out) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = of->of;
    q.limit = LIMIT_USUAL;
    q.reports_most = REPORTS_MOST;
    q.lenient = true;
    for (size_t i = 0; i < r->query.count; i++) {
        const parameter *p = &r->query.at[i];
        if (set_filter(&q, p, of) || set_other(&q, p, of)) continue;
        answer_problem(w, 400, "%.*s=%.*s: %s takes no such parameter, or not that value, or "
                       "not twice", STR_ARG(str_cut(p->name, 0, 40)),
                       STR_ARG(str_cut(p->value, 0, 60)), of->name);
        return false;
    }
    if (q.count != ONR_ROWS) q.reports_most = 0; /* counts are of all */
    if (q.count != ONR_ROWS) q.after = NULL; /* counts come on one page, in one order */
    if (q.count != ONR_ROWS) q.as_added = q.oldest_first = false;
    if (q.after) order_of_cursor(&q);
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
