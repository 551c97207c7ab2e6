/* ledger/ask.c: see ask.h. Builds the statement that finds the rows: filters of reports first,
 * since few reports hold what is asked for, then those of the facts in them. */
#include "ledger/ask.h"

#include <stdio.h>

#include "ledger/names.h"
#include "ledger/schema.h"

enum {
    VALUES_MOST = 64,
    ACTORS_MOST = 2000, /* of one name */
};

/* What a question reads: its table, or none where the rows are reports. */
typedef struct subject {
    const char *table, *view, *order;
    const char *words; /* SQL: the words that `about` is looked for in */
    const char *who;   /* the column of the one who does it */
} subject;

#define CONTENT "substr(x.text, f.at + 1, f.length)"
#define SENTENCE "substr(x.text, f.sentence + 1, f.sentence_length)"
#define NEWEST "r.minute DESC, r.id DESC"
#define OLDEST "r.minute IS NULL, r.minute, r.id"

static const subject subjects[ASK_WHATS] = {
    [ASK_REPORTS] = { NULL, "SELECT * FROM reports WHERE number = ?", NEWEST, "x.text", NULL },
    [ASK_STATEMENTS] = { "statement", "SELECT * FROM statements WHERE number = ?",
                         NEWEST ", f.id", CONTENT, "f.speaker" },
    [ASK_EVENTS] = { "event", "SELECT * FROM events WHERE number = ?", NEWEST ", f.id", SENTENCE,
                     "f.actor" },
    [ASK_ACTORS] = { NULL, "SELECT * FROM actors WHERE id = ?", NULL, NULL, NULL },
    [ASK_STORIES] = { NULL, "SELECT * FROM stories WHERE number = ?", NULL, NULL, NULL },
    [ASK_DIARY] = { "expectation", "SELECT * FROM diary WHERE number = ?",
                    "f.earliest IS NULL, f.earliest, f.id", SENTENCE, "f.actor" },
    [ASK_SILENCES] = { "silence", "SELECT * FROM silences WHERE number = ?", NEWEST ", f.id",
                       SENTENCE, "f.actor" },
    [ASK_CHANGES] = { "change", "SELECT * FROM changes WHERE number = ?", NEWEST ", f.id",
                      "coalesce(f.before, '') || coalesce(f.after, '')", NULL },
};

typedef struct asking {
    ledger *l;
    db *d;
    arena *a;
    const question *q;
    const subject *of;
    buffer where;
    struct { bool is_words; int64_t n; str words; } values[VALUES_MOST];
    size_t value_count;
    fault fault; /* kind FAULT_NONE while all is well */
} asking;

/* ---- building ---- */

static void where(asking *k, const char *condition) {
    buffer_add(k->a, &k->where, k->where.count ? STR(" AND ") : STR(" WHERE "));
    buffer_add(k->a, &k->where, str_of(condition));
}

static void value(asking *k, int64_t n) {
    if (k->value_count < VALUES_MOST) {
        k->values[k->value_count].is_words = false;
        k->values[k->value_count++].n = n;
    }
}

static void words_value(asking *k, str words) {
    if (k->value_count < VALUES_MOST) {
        k->values[k->value_count].is_words = true;
        k->values[k->value_count++].words = words;
    }
}

static void refuse(asking *k, const char *what, str words) {
    if (k->fault.kind) return;
    FAULT(&k->fault, FAULT_USAGE, FAULT_NOWHERE, "%s: \"%.*s\" is not known", what,
          STR_ARG(str_cut(words, 0, 80)));
}

/* As FTS5 reads it: each word on its own, so that marks in it have no meaning. */
static str match_of(asking *k, str words) {
    buffer out = { 0 };
    str_list parts = name_words(k->a, words);
    for (size_t i = 0; i < parts.count; i++)
        buffer_print(k->a, &out, "%s\"%.*s\"", i ? " " : "", STR_ARG(parts.at[i]));
    return out.count ? buffer_str(&out) : STR_NONE;
}

/* Who may be meant by a name: all whose names have all of its words. */
static str actors_named(asking *k, str name) {
    str match = match_of(k, name);
    buffer list = { 0 };
    query *q = db_query(k->d, "SELECT rowid FROM names WHERE names MATCH ? LIMIT ?");
    query_words(q, match.at ? match : STR("\"\""));
    query_int(q, ACTORS_MOST);
    while (match.at && query_next(q))
        buffer_print(k->a, &list, "%s%lld", list.count ? "," : "", (long long)query_int_at(q, 0));
    return list.count ? buffer_str(&list) : STR("-1");
}

static void where_match(asking *k, str words) {
    str match = match_of(k, words);
    if (!match.at) return;
    where(k, "r.id IN (SELECT rowid FROM words WHERE words MATCH ?)");
    words_value(k, match);
}

/* ---- filters ---- */

static void where_party(asking *k, const char *format, str name) {
    str list = actors_named(k, name);
    where(k, arena_print(k->a, format, STR_ARG(list), STR_ARG(list)).at);
}

static void by_who(asking *k) {
    const question *q = k->q;
    if (q->addressee.at && q->what == ASK_STATEMENTS)
        where_party(k, "r.id IN (SELECT report FROM mention WHERE actor IN (%.*s)) AND (f.id IN"
                       " (SELECT fact FROM party WHERE kind = 2 AND actor IN (%.*s)))",
                    q->addressee);
    if (!q->actor.at) return;
    str list = actors_named(k, q->actor);
    where(k, arena_print(k->a, "r.id IN (SELECT report FROM mention WHERE actor IN (%.*s))",
                         STR_ARG(list)).at);
    if (q->what == ASK_EVENTS)
        where(k, arena_print(k->a, "(f.actor IN (%.*s) OR f.recipient IN (%.*s))", STR_ARG(list),
                             STR_ARG(list)).at);
    else if (k->of->who)
        where(k, arena_print(k->a, "%s IN (%.*s)", k->of->who, STR_ARG(list)).at);
}

/* Every word stands in what is told, or in the title. */
static void by_words(asking *k) {
    const question *q = k->q;
    if (q->words.at) where_match(k, q->words);
    if (!q->about.at) return;
    where_match(k, q->about);
    if (q->what == ASK_REPORTS) return;
    str_list parts = name_words(k->a, q->about);
    for (size_t i = 0; i < parts.count; i++) {
        where(k, arena_print(k->a, "(instr(lower(CAST(%s AS TEXT)), ?) OR"
                                   " instr(lower(r.title), ?))", k->of->words).at);
        words_value(k, parts.at[i]);
        words_value(k, parts.at[i]);
    }
}

/* A term by its name, without regard to case. */
static int64_t term_of(asking *k, const char *what, str name) {
    query *q = db_query(k->d, "SELECT id FROM term WHERE name COLLATE NOCASE = ?1"
                              " ORDER BY name <> ?1 LIMIT 1");
    query_words(q, name);
    int64_t n = query_one(q, NUMBER_NONE);
    if (n == NUMBER_NONE) refuse(k, what, name);
    return n == NUMBER_NONE ? -1 : n;
}

static void where_term(asking *k, const char *condition, const char *what, str name) {
    if (!name.at) return;
    where(k, condition);
    value(k, term_of(k, what, name));
}

/* "against", or "against NAME" */
static void by_stance(asking *k) {
    str wanted = k->q->stance;
    size_t blank = str_find(wanted, STR(" "), 0);
    str toward = str_trim(str_cut(wanted, blank, wanted.length));
    where_term(k, "f.id IN (SELECT statement FROM stance WHERE polarity = ?", "stance",
               str_cut(wanted, 0, blank));
    if (toward.length) {
        str list = actors_named(k, toward);
        buffer_print(k->a, &k->where, " AND (actor IN (%.*s) OR words IN (SELECT id FROM term"
                     " WHERE instr(lower(name), lower(?))))", STR_ARG(list));
        words_value(k, toward);
    }
    buffer_add(k->a, &k->where, STR(")"));
}

static void by_kind(asking *k) {
    const question *q = k->q;
    if (q->what == ASK_STATEMENTS) {
        where_term(k, "(f.kinds >> 7) & 255 = ?", "act", q->act);
        where_term(k, "(f.kinds >> 15) & 255 = ?", "channel", q->channel);
        where_term(k, "f.kinds >> 23 = ?", "type", q->type);
        if (q->stance.at) by_stance(k);
    } else if (q->what == ASK_EVENTS && q->type.at) {
        where(k, "(f.type = ? OR f.predicate = ?)");
        int64_t n = term_of(k, "type", q->type);
        value(k, n);
        value(k, n);
    } else if (q->what == ASK_DIARY || q->what == ASK_SILENCES) {
        where_term(k, "f.kinds >> 7 = ?", "type", q->type);
    } else if (q->what == ASK_CHANGES) {
        where_term(k, "f.part = ?", "type", q->type);
    }
    bool has_place = k->of->table && q->what != ASK_SILENCES && q->what != ASK_CHANGES;
    if (has_place) where_term(k, "f.place = ?", "place", q->place);
}

/* As the views tell it. */
static void by_state(asking *k) {
    static const struct { ask_what what; const char *name, *condition; } states[] = {
        { ASK_DIARY, "expected", "f.state IS NULL AND NOT coalesce(" SCHEMA_OVERDUE ", 0)" },
        { ASK_DIARY, "happened", "f.state = 1" },
        { ASK_DIARY, "moved", "f.state = 2 AND NOT coalesce(" SCHEMA_OVERDUE ", 0)" },
        { ASK_DIARY, "cancelled", "f.state = 3" },
        { ASK_DIARY, "overdue", SCHEMA_OVERDUE },
        { ASK_SILENCES, "open", "f.closed_by IS NULL" },
        { ASK_SILENCES, "closed", "f.closed_by IS NOT NULL" },
    };
    str wanted = k->q->state;
    for (size_t i = 0; wanted.at && i < sizeof states / sizeof *states; i++) {
        if (states[i].what != k->q->what || !str_is(wanted, states[i].name)) continue;
        where(k, states[i].condition);
        return;
    }
    if (wanted.at) refuse(k, "state", wanted);
}

static void by_report(asking *k) {
    const question *q = k->q;
    int64_t n;
    where_term(k, "r.site = ?", "outlet", q->outlet);
    if (q->report.at) {
        if (!k->fault.kind && !ledger_find(k->l, q->report, &n, &k->fault)) return;
        where(k, "r.id = ?");
        value(k, n);
    }
    if (q->story.at) {
        if (!k->fault.kind && !ledger_find(k->l, q->story, &n, &k->fault)) return;
        where(k, "r.story = (SELECT story FROM report WHERE id = ?)");
        value(k, n);
    }
}

/* Of the diary the day that is expected, of all else the day of publication. */
static void by_time(asking *k) {
    int64_t first, last, now = ledger_now(k->l);
    bool diary = k->q->what == ASK_DIARY;
    if (k->q->since.at) {
        if (!ask_minutes(k->q->since, now, &first, &last)) refuse(k, "since", k->q->since);
        where(k, diary ? "coalesce(f.latest, f.earliest) >> 1 >= ?" : "r.minute >= ?");
        value(k, first);
    }
    if (k->q->until.at) {
        if (!ask_minutes(k->q->until, now, &first, &last)) refuse(k, "until", k->q->until);
        where(k, diary ? "coalesce(f.earliest, f.latest) >> 1 <= ?" : "r.minute <= ?");
        value(k, last);
    }
}

static void filters(asking *k) {
    by_words(k);
    by_who(k);
    by_kind(k);
    by_state(k);
    by_report(k);
    by_time(k);
}

/* ---- the statements ---- */

static const char *from_of(asking *k) {
    bool text = k->q->about.at && k->q->what != ASK_REPORTS;
    if (!k->of->table) return " FROM report r";
    const char *on = k->q->what == ASK_CHANGES
        ? "f.report = r.id" : "f.id >= r.id << 20 AND f.id < (r.id + 1) << 20";
    if (k->q->what == ASK_STATEMENTS && k->q->speaker.at) /* from who spoke to what was said */
        return arena_print(k->a, " FROM (SELECT DISTINCT fact FROM party WHERE kind = 1 AND actor"
                           " IN (%s)) p CROSS JOIN statement f ON f.id = p.fact"
                           " CROSS JOIN report r ON r.id = f.id >> 20%s",
                           arena_copy(k->a, actors_named(k, k->q->speaker)).at,
                           text ? " CROSS JOIN report_text x ON x.report = r.id" : "").at;
    if (k->q->what == ASK_DIARY || k->q->what == ASK_SILENCES)
        return arena_print(k->a, " FROM %s f JOIN report r ON r.id = f.id >> 20%s", k->of->table,
                           text ? " JOIN report_text x ON x.report = r.id" : "").at;
    return arena_print(k->a, " FROM report r CROSS JOIN %s f ON %s%s", k->of->table, on,
                       text ? " CROSS JOIN report_text x ON x.report = r.id" : "").at;
}

static query *bound(asking *k, const buffer *sql) {
    query *q = db_query_once(k->d, buffer_str(sql));
    for (size_t i = 0; i < k->value_count; i++) {
        if (k->values[i].is_words)
            query_words(q, k->values[i].words);
        else
            query_int(q, k->values[i].n);
    }
    return q;
}

static bool answer_counts(asking *k, ask_row *row, void *to) {
    static const char *const groups[ASK_BYS] = {
        [ASK_DAYS] = "date(r.minute * 60, 'unixepoch')",
        [ASK_WEEKS] = "date((r.minute / 1440 - (r.minute / 1440 + 3) % 7) * 86400, 'unixepoch')",
        [ASK_OUTLETS] = "(SELECT name FROM term WHERE id = r.site)",
    };
    static const char *const keys[ASK_BYS] = {
        [ASK_DAYS] = "r.minute / 1440", [ASK_WEEKS] = "(r.minute / 1440 + 3) / 7",
        [ASK_OUTLETS] = "r.site",
    };
    const question *q = k->q;
    buffer sql = { 0 };
    const char *who = k->of->who ? k->of->who : "NULL";
    bool by_actor = q->by == ASK_BY_ACTOR;
    buffer_add(k->a, &sql, STR("SELECT "));
    buffer_add(k->a, &sql, by_actor ? arena_print(k->a, "(SELECT name FROM actor WHERE id = %s)",
                                                  who) : str_of(groups[q->by]));
    buffer_print(k->a, &sql, " AS %s, count(*) AS count%s",
                 (const char *[]){ "", "day", "week", "actor", "outlet" }[q->by], from_of(k));
    buffer_add(k->a, &sql, buffer_str(&k->where));
    bool by_size = by_actor || q->by == ASK_OUTLETS;
    buffer_print(k->a, &sql, " GROUP BY %s ORDER BY %s", by_actor ? who : keys[q->by],
                 by_size ? "count(*) DESC, 1" : keys[q->by]);
    if (q->limit) buffer_print(k->a, &sql, " LIMIT %zu", q->limit);
    query *rows = bound(k, &sql);
    bool goes_on = true;
    while (goes_on && query_next(rows)) goes_on = row(to, rows);
    query_drop(rows);
    return goes_on;
}

static void answer_numbers(asking *k, const buffer *sql, ask_row *row, void *to) {
    query *numbers = bound(k, sql);
    bool goes_on = true;
    while (goes_on && query_next(numbers)) {
        query *one = db_query(k->d, k->of->view);
        query_int(one, query_int_at(numbers, 0));
        if (query_next(one)) goes_on = row(to, one);
    }
    query_drop(numbers);
}

static void answer_rows(asking *k, ask_row *row, void *to) {
    buffer sql = { 0 };
    buffer_print(k->a, &sql, "SELECT %s%s", k->of->table ? "f.id" : "r.id", from_of(k));
    buffer_add(k->a, &sql, buffer_str(&k->where));
    bool oldest = k->q->oldest && k->q->what != ASK_DIARY;
    buffer_print(k->a, &sql, " ORDER BY %s", !oldest ? k->of->order
                 : k->of->table ? OLDEST ", f.id" : OLDEST);
    if (k->q->limit) buffer_print(k->a, &sql, " LIMIT %zu", k->q->limit);
    answer_numbers(k, &sql, row, to);
}

/* Actors: by the number of reports that name them; filters of reports hold for these. */
static void answer_actors(asking *k, ask_row *row, void *to) {
    const question *q = k->q;
    buffer sql = { 0 };
    buffer_add(k->a, &sql, STR("SELECT m.actor FROM mention m"));
    bool joined = k->where.count > 0;
    if (joined) buffer_add(k->a, &sql, STR(" JOIN report r ON r.id = m.report"));
    buffer_add(k->a, &sql, buffer_str(&k->where));
    if (q->actor.at || q->type.at) buffer_add(k->a, &sql, joined ? STR(" AND ") : STR(" WHERE "));
    if (q->actor.at) {
        str list = actors_named(k, q->actor);
        buffer_print(k->a, &sql, "m.actor IN (%.*s)", STR_ARG(list));
    }
    if (q->actor.at && q->type.at) buffer_add(k->a, &sql, STR(" AND "));
    if (q->type.at) {
        buffer_add(k->a, &sql, STR("m.actor IN (SELECT id FROM actor WHERE kind = ?)"));
        value(k, term_of(k, "type", q->type));
    }
    buffer_add(k->a, &sql, STR(" GROUP BY m.actor ORDER BY count(*) DESC, m.actor"));
    if (q->limit) buffer_print(k->a, &sql, " LIMIT %zu", q->limit);
    if (!k->fault.kind) answer_numbers(k, &sql, row, to);
}

static void answer_stories(asking *k, ask_row *row, void *to) {
    buffer sql = { 0 };
    where(k, "r.story IS NOT NULL");
    buffer_print(k->a, &sql, "SELECT r.story FROM report r%.*s GROUP BY r.story"
                             " ORDER BY max(r.minute) DESC, r.story",
                 STR_ARG(buffer_str(&k->where)));
    if (k->q->limit) buffer_print(k->a, &sql, " LIMIT %zu", k->q->limit);
    answer_numbers(k, &sql, row, to);
}

bool ledger_ask(ledger *l, const question *q, ask_row *row, void *to, fault *f) {
    asking k = { .l = l, .d = ledger_db(l), .a = ledger_arena(l), .q = q };
    k.of = &subjects[q->what];
    if (q->what == ASK_ACTORS) { /* these name the actor, not a fact of a report */
        question reports = *q;
        reports.actor = STR_NONE;
        reports.what = ASK_REPORTS;
        k.q = &reports;
        filters(&k);
        k.q = q;
    } else {
        filters(&k);
    }
    if (!k.fault.kind) {
        if (q->by != ASK_ROWS)
            answer_counts(&k, row, to);
        else if (q->what == ASK_ACTORS)
            answer_actors(&k, row, to);
        else if (q->what == ASK_STORIES)
            answer_stories(&k, row, to);
        else
            answer_rows(&k, row, to);
    }
    if (!db_settle(k.d, f)) return false;
    if (k.fault.kind) *f = k.fault;
    return !k.fault.kind;
}
