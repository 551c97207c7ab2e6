/* ledger/ask.c: see ask.h. Builds the statement that finds the rows: filters of reports first,
 * since few reports hold what is asked for, then those of the facts in them. */
#include "ledger/ask_state.h"

#include "ledger/names.h"
#include "ledger/rows.h"
#include "ledger/schema.h"

#define CONTENT "substr(x.text, f.at + 1, f.length)"
#define SENTENCE "substr(x.text, f.sentence + 1, f.sentence_length)"
#define NEWEST "r.minute DESC, r.id DESC"
#define OLDEST "r.minute IS NULL, r.minute, r.id"

/* What stands for a group, or alone. */
#define FIRST(table, fact) \
    "NOT EXISTS (SELECT 1 FROM " table " w WHERE w." fact " = f.id)"

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
    [ASK_UTTERANCES] = { "statement", "SELECT * FROM utterances WHERE number = ?", NEWEST ", f.id",
                         CONTENT, "f.speaker", ASK_STATEMENTS, "wording", "statement",
                         FIRST("wording", "statement") },
    [ASK_WORDINGS] = { "statement", "SELECT * FROM wordings WHERE number = ?", NEWEST ", f.id",
                       CONTENT, "f.speaker", ASK_STATEMENTS, "wording", "statement", NULL },
    [ASK_HAPPENINGS] = { "event", "SELECT * FROM happenings WHERE number = ?", NEWEST ", f.id",
                         SENTENCE, "f.actor", ASK_EVENTS, "telling", "event",
                         FIRST("telling", "event") },
    [ASK_TELLINGS] = { "event", "SELECT * FROM tellings WHERE number = ?", NEWEST ", f.id",
                       SENTENCE, "f.actor", ASK_EVENTS, "telling", "event", NULL },
    [ASK_DISAGREEMENTS] = { "disagreement", "SELECT * FROM disagreements WHERE number = ?",
                            NEWEST ", f.id", "coalesce(f.said, '') || ' ' ||"
                            " coalesce(f.other_said, '')", NULL, ASK_REPORTS, "telling", "event",
                            NULL },
};

/* ---- the statements ---- */

static const char *from_of(asking *k) {
    bool text = k->q->about.at && k->q->what != ASK_REPORTS;
    if (!k->of->table) return " FROM report r";
    const char *on = k->q->what == ASK_CHANGES ? "f.report = r.id"
        : k->q->what == ASK_DISAGREEMENTS ? "f.event >= r.id << 20 AND f.event < (r.id + 1) << 20"
        : "f.id >= r.id << 20 AND f.id < (r.id + 1) << 20";
    if (k->speakers.at) /* from who spoke to what was said */
        return arena_print(k->a, " FROM (SELECT DISTINCT fact FROM party WHERE kind = 1 AND actor"
                           " IN (%s)) p CROSS JOIN statement f ON f.id = p.fact"
                           " CROSS JOIN report r ON r.id = f.id >> 20%s",
                           arena_copy(k->a, k->speakers).at,
                           text ? " CROSS JOIN report_text x ON x.report = r.id" : "").at;
    if (k->gathered) /* in their order, which that of the answer is then */
        return arena_print(k->a, " FROM (SELECT q.id AS number FROM report q WHERE q.id IN (%s)"
                           " ORDER BY q.minute DESC, q.id DESC LIMIT -1) g CROSS JOIN report r"
                           " ON r.id = g.number CROSS JOIN %s f ON %s%s", k->gathered,
                           k->of->table, on,
                           text ? " CROSS JOIN report_text x ON x.report = r.id" : "").at;
    bool few = k->q->story.at || k->q->report.at; /* then from these reports to what is in them */
    if (!few && (k->q->what == ASK_DIARY || k->q->what == ASK_SILENCES))
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

static void answer_counts(asking *k, ask_row *row, void *to) {
    const question *q = k->q;
    buffer sql = { 0 };
    grouping by = grouping_of(k, k->of->who ? k->of->who : "NULL");
    if (q->by == ASK_PLACES && !ask_has_place(k)) ask_refuse(k, "count", STR("place"));
    if (k->fault.kind) return;
    if (q->by == ASK_PLACES) ask_where(k, "f.place IS NOT NULL");
    if (!sum_tallies(k, &by, &sql)) {
        buffer_print(k->a, &sql, "SELECT %s, count(*) AS count%s", by.show, from_of(k));
        buffer_add(k->a, &sql, buffer_str(&k->where));
        buffer_print(k->a, &sql, " GROUP BY %s ORDER BY %s", by.key,
                     by.by_size ? "count(*) DESC, 1" : by.key);
    }
    if (q->limit) buffer_print(k->a, &sql, " LIMIT %zu", q->limit);
    query *rows = bound(k, &sql);
    bool goes_on = true;
    while (goes_on && query_next(rows)) goes_on = row(to, rows);
    query_drop(rows);
}

/* ---- rows, page by page ---- */

/* What rows are ordered by: a column, then report and fact. */
typedef struct ordering {
    const char *column, *by;
    bool falls;
} ordering;

static ordering ordering_of(const asking *k) {
    bool facts = k->of->table != NULL;
    if (k->q->as_added) return (ordering){ NULL, facts ? "r.id, f.id" : "r.id", false };
    if (k->q->what == ASK_DIARY) return (ordering){ "f.earliest", k->of->order, false };
    if (k->q->oldest) return (ordering){ "r.minute", facts ? OLDEST ", f.id" : OLDEST, false };
    return (ordering){ "r.minute", k->of->order, true };
}

/* Rows of a statement that has: number of the row, and the three parts of its place. False once
 * the answer is at its end. */
static bool give_numbers(asking *k, const buffer *sql, ask_row *row, void *to) {
    ask_reached *reached = k->q->reached;
    size_t most = k->q->limit;
    buffer all = { 0 };
    bool goes_on = true;
    buffer_add(k->a, &all, buffer_str(sql));
    if (most) buffer_print(k->a, &all, " LIMIT %zu", most - k->given + (reached != NULL));
    query *numbers = bound(k, &all);
    while (goes_on && query_next(numbers)) {
        if (most && k->given == most) {
            if (reached) reached->more = true;
            goes_on = false;
            break;
        }
        ask_place at = { NUMBER_NONE, query_int_at(numbers, 2), query_int_at(numbers, 3) };
        if (query_kind(numbers, 1) != VALUE_NULL) at.key = query_int_at(numbers, 1);
        query *one = db_query(k->d, k->of->view);
        query_int(one, query_int_at(numbers, 0));
        k->given++;
        if (query_next(one)) goes_on = row(to, one);
        if (reached) ask_place_write(k->asked, &at, reached->place);
    }
    query_drop(numbers);
    return goes_on;
}

/* Rows behind the place, of those that have what they are ordered by or of those that have not.
 * Bounds go first, so that an index leads to the place. */
static void where_behind(asking *k, const ordering *o, bool has) {
    const ask_place *p = &k->place;
    long long key = p->key, number = p->report, fact = p->row;
    const char *f = k->of->table ? "f.id" : "0";
    const char *tie = arena_print(k->a, "NOT (r.id %s %lld OR (r.id = %lld AND %s <= %lld))",
                                  o->falls ? ">" : "<", number, number, f, fact).at;
    if (!o->column)
        ask_where(k, arena_print(k->a, "r.id >= %lld AND %s", number, tie).at);
    else if (has)
        ask_where(k, arena_print(k->a, "%s %s %lld AND (%s <> %lld OR %s)", o->column,
                             o->falls ? "<=" : ">=", key, o->column, key, tie).at);
    else if (p->key != NUMBER_NONE)
        ask_where(k, arena_print(k->a, "%s IS NULL", o->column).at);
    else
        ask_where(k, arena_print(k->a, "%s IS NULL AND %s", o->column, tie).at);
}

static bool answer_part(asking *k, const ordering *o, ask_row *row, void *to) {
    buffer sql = { 0 };
    const char *f = k->of->table ? "f.id" : NULL;
    buffer_print(k->a, &sql, "SELECT %s, %s, r.id, %s%s", f ? f : "r.id",
                 o->column ? o->column : "0", f ? f : "0", from_of(k));
    buffer_add(k->a, &sql, buffer_str(&k->where));
    if (!k->gathered) buffer_print(k->a, &sql, " ORDER BY %s", o->by);
    return give_numbers(k, &sql, row, to);
}

static void answer_rows(asking *k, ask_row *row, void *to) {
    ordering o = ordering_of(k);
    size_t filters_end = k->where.count;
    if (!k->goes_on) {
        answer_part(k, &o, row, to);
        return;
    }
    for (int has = 1; has >= 0; has--) {
        bool none = has ? o.column && k->place.key == NUMBER_NONE : !o.column;
        if (none) continue;
        k->where.count = filters_end;
        where_behind(k, &o, has);
        if (!answer_part(k, &o, row, to)) return;
    }
}

/* The last report that an answer about actors or stories looks at. */
static long long looked_at(asking *k) {
    if (k->goes_on) return k->place.report;
    if (!k->q->reached) return INT64_MAX;
    return query_one(db_query(k->d, "SELECT max(id) FROM report"), 0);
}

/* Actors: by the number of reports that name them; filters of reports hold for these. */
static void answer_actors(asking *k, ask_row *row, void *to) {
    const question *q = k->q;
    long long last = looked_at(k), count = k->place.key, who = k->place.row;
    buffer sql = { 0 };
    bool filtered = k->where.count || q->actor.at || q->type.at || q->id.at;
    if (!filtered && !q->reached && !k->goes_on) {
        buffer_add(k->a, &sql, STR("SELECT t.actor, t.reports, 0, t.actor FROM actor_tally t"
                                   " WHERE t.reports > 0 ORDER BY t.reports DESC, t.actor"));
        give_numbers(k, &sql, row, to);
        return;
    }
    buffer_print(k->a, &sql, "SELECT m.actor, count(*), %lld, m.actor FROM mention m", last);
    if (k->where.count) buffer_add(k->a, &sql, STR(" JOIN report r ON r.id = m.report"));
    ask_where(k, arena_print(k->a, "m.report <= %lld", last).at);
    if (q->actor.at) {
        str list = ask_actors_named(k, q->actor);
        ask_where(k, arena_print(k->a, "m.actor IN (%.*s)", STR_ARG(list)).at);
    }
    ask_where_term(k, "m.actor IN (SELECT id FROM actor WHERE kind = ?)", "type", q->type);
    if (q->id.at) {
        ask_where(k, "m.actor = ?");
        ask_value(k, ask_number_in(arena_join(k->a, STR("#"), q->id)));
    }
    buffer_add(k->a, &sql, buffer_str(&k->where));
    buffer_add(k->a, &sql, STR(" GROUP BY m.actor"));
    if (k->goes_on)
        buffer_print(k->a, &sql, " HAVING count(*) < %lld OR (count(*) = %lld AND m.actor > %lld)",
                     count, count, who);
    buffer_add(k->a, &sql, STR(" ORDER BY count(*) DESC, m.actor"));
    if (!k->fault.kind) give_numbers(k, &sql, row, to);
}

static void answer_stories(asking *k, ask_row *row, void *to) {
    long long last = looked_at(k), minute = k->place.key, story = k->place.row;
    buffer sql = { 0 };
    ask_where(k, "r.story IS NOT NULL");
    if (last != INT64_MAX) ask_where(k, arena_print(k->a, "r.id <= %lld", last).at);
    buffer_print(k->a, &sql, "SELECT r.story, max(r.minute), %lld, r.story FROM report r", last);
    buffer_add(k->a, &sql, buffer_str(&k->where));
    buffer_add(k->a, &sql, STR(" GROUP BY r.story"));
    if (k->goes_on && k->place.key == NUMBER_NONE)
        buffer_print(k->a, &sql, " HAVING max(r.minute) IS NULL AND r.story > %lld", story);
    else if (k->goes_on)
        buffer_print(k->a, &sql, " HAVING max(r.minute) < %lld OR max(r.minute) IS NULL"
                                 " OR (max(r.minute) = %lld AND r.story > %lld)",
                     minute, minute, story);
    buffer_add(k->a, &sql, STR(" ORDER BY max(r.minute) DESC, r.story"));
    give_numbers(k, &sql, row, to);
}

/* Where the answer begins. False where it is over before: "now", and a place that is none. */
static bool begin_at(asking *k) {
    const question *q = k->q;
    if (q->reached) *q->reached = (ask_reached){ .more = false };
    if (!q->from.at) return true;
    if (q->as_added && str_is(q->from, "now")) {
        int64_t last = query_one(db_query(k->d, "SELECT max(id) FROM report"), 0);
        ask_place end = { 0, last, INT64_MAX };
        if (q->reached) ask_place_write(k->asked, &end, q->reached->place);
        return false;
    }
    k->goes_on = q->by == ASK_ROWS && ask_place_read(k->asked, q->from, &k->place);
    if (!k->goes_on) ask_refuse(k, "cursor", q->from);
    return k->goes_on;
}

bool ledger_ask(ledger *l, const question *q, ask_row *row, void *to, fault *f) {
    question own = *q;
    asking k = { .l = l, .d = ledger_db(l), .a = ledger_arena(l), .q = &own, .asked = q };
    k.of = &subjects[q->what];
    if (k.of->base != ASK_REPORTS) own.what = k.of->base;
    if (k.of->only) ask_where(&k, k.of->only);
    bool begins = begin_at(&k);
    if (q->what == ASK_ACTORS) { /* these name the actor, not a fact of a report */
        question reports = *q;
        reports.actor = reports.id = STR_NONE;
        reports.what = ASK_REPORTS;
        k.q = &reports;
        ask_filters(&k);
        k.q = &own;
    } else {
        ask_filters(&k);
    }
    if (begins && !k.fault.kind) {
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

bool ledger_columns(ledger *l, ask_what what, ask_column *each, void *to, fault *f) {
    query *q = db_query(ledger_db(l), subjects[what].view);
    for (int i = 0; i < query_columns(q); i++) each(to, query_name(q, i));
    return db_settle(ledger_db(l), f);
}
