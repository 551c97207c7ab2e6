/* ledger/ask.c: see ask.h. Builds the statement that finds the rows: filters of reports first,
 * since few reports hold what is asked for, then those of the facts in them. */
#include "ledger/ask.h"

#include <stdio.h>
#include <string.h>

#include "ledger/names.h"
#include "ledger/rows.h"
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
    bool goes_on;       /* behind `place` */
    ask_place place;
    size_t given;       /* rows */
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

/* "#17" as 17, else 0. */
static int64_t number_in(str name) {
    int64_t n = 0;
    if (!str_starts(name, STR("#")) || name.length > 18) return 0;
    for (size_t i = 1; i < name.length; i++) {
        if (!is_digit(name.at[i])) return 0;
        n = n * 10 + (name.at[i] - '0');
    }
    return n;
}

/* Who may be meant by a name: all whose names have all of its words; by "#17" the actor of that
 * number. */
static str actors_named(asking *k, str name) {
    if (number_in(name)) return arena_print(k->a, "%lld", (long long)number_in(name));
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
    bool may_come = strcmp(what, "outlet") == 0 || strcmp(what, "place") == 0
        || strcmp(what, "type") == 0;
    if (n == NUMBER_NONE && !(k->q->lenient && may_come)) refuse(k, what, name);
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

static bool has_place(const asking *k) {
    return k->of->table && k->q->what != ASK_SILENCES && k->q->what != ASK_CHANGES;
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
    if (has_place(k)) where_term(k, "f.place = ?", "place", q->place);
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

/* "KEY/s3" of facts, a number of changes, the key of reports and stories. */
static void by_id(asking *k) {
    static const char letters[ASK_WHATS] = {
        [ASK_STATEMENTS] = 's', [ASK_EVENTS] = 'e', [ASK_DIARY] = 'x', [ASK_SILENCES] = 'q',
    };
    str name = k->q->id;
    size_t slash = str_find(name, STR("/"), 0);
    char letter = letters[k->q->what];
    str rest = str_cut(name, slash + 1, name.length);
    int64_t number, fact = 0;
    if (!name.at || k->q->what == ASK_ACTORS || k->fault.kind) return;
    if (letter || k->q->what == ASK_CHANGES)
        fact = number_in(arena_join(k->a, STR("#"), letter ? str_cut(rest, 1, rest.length) : name));
    if (k->q->what == ASK_CHANGES) {
        where(k, "f.id = ?");
        value(k, fact);
        return;
    }
    if (letter && (!rest.length || rest.at[0] != letter || fact < 1 || fact > FACTS_MOST))
        FAULT(&k->fault, FAULT_INPUT, FAULT_NOWHERE, "\"%.*s\" is no id of those", STR_ARG(name));
    else if (ledger_find(k->l, letter ? str_cut(name, 0, slash) : name, &number, &k->fault)) {
        where(k, letter ? "f.id = ?" : "r.id = ?");
        value(k, letter ? number << FACT_BITS | (fact - 1) : number);
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
    by_id(k);
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

static void answer_counts(asking *k, ask_row *row, void *to) {
    const question *q = k->q;
    buffer sql = { 0 };
    grouping by = grouping_of(k, k->of->who ? k->of->who : "NULL");
    if (q->by == ASK_PLACES && !has_place(k)) refuse(k, "count", STR("place"));
    if (k->fault.kind) return;
    if (q->by == ASK_PLACES) where(k, "f.place IS NOT NULL");
    buffer_print(k->a, &sql, "SELECT %s, count(*) AS count%s", by.show, from_of(k));
    buffer_add(k->a, &sql, buffer_str(&k->where));
    buffer_print(k->a, &sql, " GROUP BY %s ORDER BY %s", by.key,
                 by.by_size ? "count(*) DESC, 1" : by.key);
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
        if (reached) ask_place_write(k->q, &at, reached->place);
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
        where(k, arena_print(k->a, "r.id >= %lld AND %s", number, tie).at);
    else if (has)
        where(k, arena_print(k->a, "%s %s %lld AND (%s <> %lld OR %s)", o->column,
                             o->falls ? "<=" : ">=", key, o->column, key, tie).at);
    else if (p->key != NUMBER_NONE)
        where(k, arena_print(k->a, "%s IS NULL", o->column).at);
    else
        where(k, arena_print(k->a, "%s IS NULL AND %s", o->column, tie).at);
}

static bool answer_part(asking *k, const ordering *o, ask_row *row, void *to) {
    buffer sql = { 0 };
    const char *f = k->of->table ? "f.id" : NULL;
    buffer_print(k->a, &sql, "SELECT %s, %s, r.id, %s%s", f ? f : "r.id",
                 o->column ? o->column : "0", f ? f : "0", from_of(k));
    buffer_add(k->a, &sql, buffer_str(&k->where));
    buffer_print(k->a, &sql, " ORDER BY %s", o->by);
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
    buffer_print(k->a, &sql, "SELECT m.actor, count(*), %lld, m.actor FROM mention m", last);
    if (k->where.count) buffer_add(k->a, &sql, STR(" JOIN report r ON r.id = m.report"));
    where(k, arena_print(k->a, "m.report <= %lld", last).at);
    if (q->actor.at) {
        str list = actors_named(k, q->actor);
        where(k, arena_print(k->a, "m.actor IN (%.*s)", STR_ARG(list)).at);
    }
    where_term(k, "m.actor IN (SELECT id FROM actor WHERE kind = ?)", "type", q->type);
    if (q->id.at) {
        where(k, "m.actor = ?");
        value(k, number_in(arena_join(k->a, STR("#"), q->id)));
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
    where(k, "r.story IS NOT NULL");
    if (last != INT64_MAX) where(k, arena_print(k->a, "r.id <= %lld", last).at);
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
        if (q->reached) ask_place_write(q, &end, q->reached->place);
        return false;
    }
    k->goes_on = q->by == ASK_ROWS && ask_place_read(q, q->from, &k->place);
    if (!k->goes_on) refuse(k, "cursor", q->from);
    return k->goes_on;
}

bool ledger_ask(ledger *l, const question *q, ask_row *row, void *to, fault *f) {
    asking k = { .l = l, .d = ledger_db(l), .a = ledger_arena(l), .q = q };
    k.of = &subjects[q->what];
    bool begins = begin_at(&k);
    if (q->what == ASK_ACTORS) { /* these name the actor, not a fact of a report */
        question reports = *q;
        reports.actor = reports.id = STR_NONE;
        reports.what = ASK_REPORTS;
        k.q = &reports;
        filters(&k);
        k.q = q;
    } else {
        filters(&k);
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
