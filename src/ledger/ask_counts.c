/* ledger/ask_counts.c: how many answer, by day, week, actor, outlet or place. */
#include "ledger/ask_state.h"

/* What rows are counted by: what is shown of it, and what tells one from the other. */
typedef struct grouping {
    const char *show, *key;
    bool by_size; /* the most first, else in order of key */
} grouping;

#define SPOT(column) "(SELECT " column " FROM spot WHERE term = f.place) AS " column

static grouping grouping_of(asking *k, const char *who) {
    static const grouping all[ASK_BYS] = {
        [ASK_DAYS] = { "date(r.minute * 60, 'unixepoch') AS day", "r.minute / 1440", false },
        [ASK_WEEKS] = { "date((r.minute / 1440 - (r.minute / 1440 + 3) % 7) * 86400, 'unixepoch')"
                        " AS week", "(r.minute / 1440 + 3) / 7", false },
        [ASK_OUTLETS] = { "(SELECT name FROM term WHERE id = r.site) AS outlet", "r.site", true },
        [ASK_PLACES] = { "(SELECT name FROM term WHERE id = f.place) AS place, "
                         SPOT("latitude") ", " SPOT("longitude"), "f.place", true },
    };
    if (k->q->by != ASK_BY_ACTOR) return all[k->q->by];
    str show = arena_print(k->a, "(SELECT name FROM actor WHERE id = %s) AS actor", who);
    return (grouping){ show.at, who, true };
}

/* Counts of all facts of a kind are kept (tally, actor_tally) and only summed. */
static bool sum_tallies(asking *k, const grouping *by, buffer *sql) {
    static const char *const columns[ASK_WHATS] = {
        [ASK_STATEMENTS] = "statements", [ASK_EVENTS] = "events",
        [ASK_DIARY] = "expectations", [ASK_SILENCES] = "silences",
    };
    const char *column = columns[k->asked->what];
    bool events = k->asked->what == ASK_EVENTS;
    if (k->where.count || k->speakers.at || !column || k->q->by == ASK_PLACES) return false;
    if (k->q->by != ASK_BY_ACTOR) {
        buffer_print(k->a, sql, "SELECT %s, sum(r.%s) AS count FROM tally r WHERE r.%s > 0"
                     " GROUP BY %s ORDER BY %s", by->show, column, column, by->key,
                     by->by_size ? "2 DESC, 1" : by->key);
        return true;
    }
    if (k->asked->what != ASK_STATEMENTS && !events) return false;
    const char *of = events ? "events" : "first";
    buffer_print(k->a, sql, "SELECT a.name AS actor, t.%s AS count FROM actor_tally t JOIN actor a"
                 " ON a.id = t.actor WHERE t.%s > 0 UNION ALL SELECT NULL, n FROM (SELECT"
                 " (SELECT sum(%s) FROM tally) - (SELECT sum(%s) FROM actor_tally) AS n)"
                 " WHERE n > 0 ORDER BY 2 DESC, 1", of, of, column, of);
    return true;
}

void ask_counts(asking *k, ask_row *row, void *to) {
    const question *q = k->q;
    buffer sql = { 0 };
    grouping by = grouping_of(k, k->of->who ? k->of->who : "NULL");
    if (q->by == ASK_PLACES && !ask_has_place(k)) ask_refuse(k, "count", STR("place"));
    if (k->fault.kind) return;
    if (q->by == ASK_PLACES) ask_where(k, "f.place IS NOT NULL");
    if (!sum_tallies(k, &by, &sql)) {
        ask_newest_alone(k);
        buffer_print(k->a, &sql, "SELECT %s, count(*) AS count%s", by.show, ask_from(k));
        buffer_add(k->a, &sql, buffer_str(&k->where));
        buffer_print(k->a, &sql, " GROUP BY %s ORDER BY %s", by.key,
                     by.by_size ? "count(*) DESC, 1" : by.key);
    }
    if (q->limit) buffer_print(k->a, &sql, " LIMIT %zu", q->limit);
    query *rows = ask_bound(k, &sql);
    bool goes_on = true;
    while (goes_on && query_next(rows)) goes_on = row(to, rows);
    query_drop(rows);
}
