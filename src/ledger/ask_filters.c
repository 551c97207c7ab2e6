/* ledger/ask_filters.c: the filters of a question as conditions. */
#include <stdio.h>
#include <string.h>

#include "ledger/ask_state.h"
#include "ledger/names.h"
#include "ledger/rows.h"
#include "ledger/schema.h"

enum {
    ACTORS_MOST = 2000, /* of one name */
    COMMON = 1000,      /* reports: see where_reports */
    PROBED = 8, /* actors that a report is asked for one by one */
};

/* ---- building ---- */

void ask_where(asking *k, const char *condition) {
    buffer_add(k->a, &k->where, k->where.count ? STR(" AND ") : STR(" WHERE "));
    buffer_add(k->a, &k->where, str_of(condition));
}

void ask_bound_reports(asking *k, const char *condition) {
    ask_where(k, condition);
    buffer_print(k->a, &k->bounds, " AND %s", condition);
}

void ask_value(asking *k, int64_t n) {
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

void ask_refuse(asking *k, const char *what, str words) {
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
int64_t ask_number_in(str name) {
    int64_t n = 0;
    if (!str_starts(name, STR("#")) || name.length > 18) return 0;
    for (size_t i = 1; i < name.length; i++) {
        if (!is_digit(name.at[i])) return 0;
        n = n * 10 + (name.at[i] - '0');
    }
    return n;
}

/* Who may be meant by a name: all whose names have all of its words, and who was decided to be the
 * same; by "#17" the actor of that number. */
str ask_actors_named(asking *k, str name) {
    if (ask_number_in(name)) return arena_print(k->a, "%lld", (long long)ask_number_in(name));
    str match = match_of(k, name);
    buffer list = { 0 };
    query *q = db_query(k->d, "SELECT rowid FROM names WHERE names MATCH ? LIMIT ?");
    query_words(q, match.at ? match : STR("\"\""));
    query_int(q, ACTORS_MOST);
    while (match.at && query_next(q))
        buffer_print(k->a, &list, "%s%lld", list.count ? "," : "", (long long)query_int_at(q, 0));
    if (!list.count) buffer_add(k->a, &list, STR("-1"));
    decisions_partners(k->d, k->a, name, &list);
    return buffer_str(&list);
}

bool ask_are_many(asking *k, const char *sql, str words, int most) {
    buffer all = { 0 };
    buffer_print(k->a, &all, "SELECT count(*) FROM (%s LIMIT %d)", sql, most);
    query *q = db_query_once(k->d, buffer_str(&all));
    if (words.at) query_words(q, words);
    bool many = query_one(q, 0) >= most;
    query_drop(q);
    return many;
}

static bool is_page(const asking *k) {
    const question *q = k->asked;
    return q->limit && q->by == ASK_ROWS && q->what != ASK_ACTORS && q->what != ASK_STORIES;
}

bool ask_is_part(const asking *k) {
    return is_page(k) || (k->asked->by != ASK_ROWS && k->asked->looks && k->asked->reached);
}

/* The first page, the newest reports first. */
static bool is_first_page(const asking *k) {
    const question *q = k->asked;
    return is_page(k) && q->what != ASK_DIARY && !q->as_added && !q->oldest && !k->goes_on;
}

/* Few reports are gathered first and sorted, then their facts are looked at until the page is
 * full. Of many the newest are looked at first, each held against the list of all ("+": in the
 * answer's order). `probe` asks for a single report; NULL where that costs as much as the list,
 * as it does of words: their index goes from its beginning to the report each time. */
static void where_reports(asking *k, const char *few, const char *probe, str words) {
    bool facts = k->of->table && k->asked->what != ASK_DISAGREEMENTS;
    bool part = ask_is_part(k), many = part && ask_are_many(k, few, words, FEW);
    if (is_first_page(k) && facts && !many && !k->gathered && !k->value_count) {
        k->gathered = few;
    } else if (many && probe) {
        ask_where(k, probe);
    } else {
        bool common = many || (part && ask_are_many(k, few, words, COMMON));
        ask_where(k, arena_print(k->a, "%sr.id IN (%s)", common ? "+" : "", few).at);
        k->few |= !common;
    }
    if (words.at) words_value(k, words);
}

static void where_match(asking *k, str words) {
    str match = match_of(k, words);
    if (!match.at) return;
    where_reports(k, "SELECT rowid FROM words WHERE words MATCH ?", NULL, match);
}

/* Few actors are asked for one by one, of many all is listed. */
static bool are_few(str actors) {
    size_t count = 1;
    for (size_t i = 0; i < actors.length; i++) count += actors.at[i] == ',';
    return count <= PROBED;
}

/* Reports that name one of these actors. */
static void where_named(asking *k, str actors) {
    const char *few = arena_print(k->a, "SELECT report FROM mention WHERE actor IN (%.*s)",
                                  STR_ARG(actors)).at;
    const char *probe = arena_print(k->a, "EXISTS (SELECT 1 FROM mention n WHERE n.actor IN (%.*s)"
                                          " AND n.report = +r.id)", STR_ARG(actors)).at;
    if (k->q->fact) ask_where(k, probe);
    else where_reports(k, few, are_few(actors) ? probe : NULL, STR_NONE);
}

/* Facts that one of these is speaker (1) or addressee (2) of. */
static void where_party(asking *k, int kind, str actors) {
    str facts = arena_print(k->a, "FROM party p WHERE p.kind = %d AND p.actor IN (%.*s)", kind,
                            STR_ARG(actors));
    if (are_few(actors) || k->q->fact)
        ask_where(k, arena_print(k->a, "EXISTS (SELECT 1 %.*s AND p.fact = +f.id)",
                                 STR_ARG(facts)).at);
    else
        ask_where(k, arena_print(k->a, "+f.id IN (SELECT p.fact %.*s)", STR_ARG(facts)).at);
}

/* ---- filters ---- */

/* Of those who said much, the newest is looked at first; of others what they said. */
static void by_speaker(asking *k) {
    str list = ask_actors_named(k, k->q->speaker);
    const char *said = arena_print(k->a, "SELECT 1 FROM party WHERE kind = 1 AND actor IN (%.*s)",
                                   STR_ARG(list)).at;
    bool many = ask_is_part(k) && ask_are_many(k, said, STR_NONE, FEW);
    if (!k->gathered && !many && !k->q->fact) {
        k->speakers = list;
        return;
    }
    if (many) where_named(k, list);
    where_party(k, 1, list);
}

static void by_who(asking *k) {
    const question *q = k->q;
    if (q->speaker.at && q->what == ASK_STATEMENTS) by_speaker(k);
    if (q->addressee.at && q->what == ASK_STATEMENTS) {
        str to = ask_actors_named(k, q->addressee);
        if (!k->speakers.at) where_named(k, to);
        where_party(k, 2, to);
    }
    if (!q->actor.at) return;
    str list = ask_actors_named(k, q->actor);
    if (k->speakers.at)
        ask_where(k, arena_print(k->a, "r.id IN (SELECT report FROM mention WHERE actor IN"
                                       " (%.*s))", STR_ARG(list)).at);
    else
        where_named(k, list);
    if (q->what == ASK_EVENTS)
        ask_where(k, arena_print(k->a, "(f.actor IN (%.*s) OR f.recipient IN (%.*s))",
                                 STR_ARG(list), STR_ARG(list)).at);
    else if (k->of->who)
        ask_where(k, arena_print(k->a, "%s IN (%.*s)", k->of->who, STR_ARG(list)).at);
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
        ask_where(k, arena_print(k->a, "(instr(lower(CAST(%s AS TEXT)), ?) OR"
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
    if (n == NUMBER_NONE && !(k->q->lenient && may_come)) ask_refuse(k, what, name);
    return n == NUMBER_NONE ? -1 : n;
}

void ask_where_term(asking *k, const char *condition, const char *what, str name) {
    if (!name.at) return;
    int64_t n = term_of(k, what, name);
    k->none |= n < 0;
    ask_where(k, condition);
    ask_value(k, n);
}

/* "against", or "against NAME" */
static void by_stance(asking *k) {
    str wanted = k->q->stance;
    size_t blank = str_find(wanted, STR(" "), 0);
    str toward = str_trim(str_cut(wanted, blank, wanted.length));
    ask_where_term(k, "EXISTS (SELECT 1 FROM stance t WHERE t.statement = f.id AND t.polarity = ?",
                   "stance", str_cut(wanted, 0, blank));
    if (toward.length) {
        str list = ask_actors_named(k, toward);
        buffer_print(k->a, &k->where, " AND (t.actor IN (%.*s) OR t.words IN (SELECT id FROM term"
                     " WHERE instr(lower(name), lower(?))))", STR_ARG(list));
        words_value(k, toward);
    }
    buffer_add(k->a, &k->where, STR(")"));
}

bool ask_has_place(const asking *k) {
    ask_what what = k->q->what;
    return what == ASK_STATEMENTS || what == ASK_EVENTS || what == ASK_DIARY;
}

static void by_kind(asking *k) {
    const question *q = k->q;
    if (q->what == ASK_STATEMENTS) {
        ask_where_term(k, "(f.kinds >> 7) & 255 = ?", "act", q->act);
        ask_where_term(k, "(f.kinds >> 15) & 255 = ?", "channel", q->channel);
        ask_where_term(k, "f.kinds >> 23 = ?", "type", q->type);
        if (q->stance.at) by_stance(k);
    } else if (q->what == ASK_EVENTS && q->type.at) {
        ask_where(k, "(f.type = ? OR f.predicate = ?)");
        int64_t n = term_of(k, "type", q->type);
        k->none |= n < 0;
        ask_value(k, n);
        ask_value(k, n);
    } else if (q->what == ASK_DIARY || q->what == ASK_SILENCES) {
        ask_where_term(k, "f.kinds >> 7 = ?", "type", q->type);
    } else if (q->what == ASK_CHANGES) {
        ask_where_term(k, "f.part = ?", "type", q->type);
    }
    if (ask_has_place(k)) ask_where_term(k, "f.place = ?", "place", q->place);
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
        ask_where(k, states[i].condition);
        return;
    }
    if (wanted.at) ask_refuse(k, "state", wanted);
}

static void where_number(asking *k, const char *condition, int64_t n) {
    if (!n) return;
    ask_where(k, condition);
    ask_value(k, n);
}

/* Of the diary, whose order is not that of reports, few reports are found first. */
static void by_column(asking *k, const char *column, int64_t n) {
    const char *condition = arena_print(k->a, "r.%s = %lld", column, (long long)n).at;
    ask_bound_reports(k, condition);
    if (k->q->what != ASK_DIARY) return;
    k->few |= !ask_are_many(k, arena_print(k->a, "SELECT 1 FROM report r WHERE %s", condition).at,
                            STR_NONE, FEW);
}

static void by_number(asking *k, int64_t n) {
    ask_where(k, arena_print(k->a, "r.id = %lld", (long long)n).at);
    k->few = true;
}

static int64_t story_of(asking *k, int64_t number) {
    query *q = db_query(k->d, "SELECT story FROM report WHERE id = ?");
    query_int(q, number);
    return query_one(q, -1);
}

static void by_report(asking *k) {
    const question *q = k->q;
    int64_t n;
    where_number(k, "r.id > ?", q->after);
    where_number(k, "r.id <= ?", q->upto);
    if (q->in_story) by_column(k, "story", q->in_story);
    if (k->of->table) where_number(k, "f.id = ?", q->fact);
    if (k->of->table && q->fact && q->what != ASK_CHANGES) by_number(k, q->fact >> 20);
    if (q->outlet.at && !k->fault.kind) {
        n = term_of(k, "outlet", q->outlet);
        k->none |= n < 0;
        by_column(k, "site", n);
    }
    if (q->report.at && !k->fault.kind && ledger_find(k->l, q->report, &n, &k->fault))
        by_number(k, n);
    if (q->story.at && !k->fault.kind && ledger_find(k->l, q->story, &n, &k->fault))
        by_column(k, "story", story_of(k, n));
}

/* "KEY/s3" of facts, a number of changes, the key of reports and stories. */
static void by_id(asking *k) {
    static const char letters[ASK_WHATS] = {
        [ASK_STATEMENTS] = 's', [ASK_EVENTS] = 'e', [ASK_DIARY] = 'x', [ASK_SILENCES] = 'q',
        [ASK_DISAGREEMENTS] = 'e',
    };
    str name = k->q->id;
    size_t slash = str_find(name, STR("/"), 0);
    char letter = letters[k->q->what];
    str rest = str_cut(name, slash + 1, name.length);
    int64_t number, fact = 0;
    if (!name.at || k->q->what == ASK_ACTORS || k->fault.kind) return;
    str digits = letter ? str_cut(rest, 1, rest.length) : name;
    if (letter || k->q->what == ASK_CHANGES)
        fact = ask_number_in(arena_join(k->a, STR("#"), digits));
    if (k->q->what == ASK_CHANGES) {
        ask_where(k, "f.id = ?");
        ask_value(k, fact);
        return;
    }
    if (letter && (!rest.length || rest.at[0] != letter || fact < 1 || fact > FACTS_MOST))
        FAULT(&k->fault, FAULT_INPUT, FAULT_NOWHERE, "\"%.*s\" is no id of those", STR_ARG(name));
    else if (ledger_find(k->l, letter ? str_cut(name, 0, slash) : name, &number, &k->fault)) {
        by_number(k, number);
        if (!letter) return;
        ask_where(k, k->q->what == ASK_DISAGREEMENTS ? "f.event = ?" : "f.id = ?");
        ask_value(k, schema_fact(number) | (fact - 1));
    }
}

/* A fact by its id: a report's key, a slash, a letter, its number from 1. */
static bool fact_named(asking *k, str name, int64_t *fact) {
    size_t slash = str_find(name, STR("/"), 0);
    str digits = str_cut(name, slash + 2, name.length);
    int64_t n, own = ask_number_in(arena_join(k->a, STR("#"), digits));
    if (own < 1 || own > FACTS_MOST) return false;
    if (!ledger_find(k->l, str_cut(name, 0, slash), &n, &k->fault)) return false;
    *fact = schema_fact(n) | (own - 1);
    return true;
}

/* What is told of one thing. */
static void by_group(asking *k) {
    const subject *of = k->of;
    int64_t fact;
    if (!k->q->group.at || k->fault.kind) return;
    if (!of->groups || !fact_named(k, k->q->group, &fact)) {
        ask_refuse(k, "what is told of it", k->q->group);
        return;
    }
    query *q = db_query_once(k->d, arena_print(k->a, "SELECT first FROM %s WHERE %s = %lld",
                                               of->groups, of->fact, (long long)fact));
    long long first = query_one(q, fact);
    query_drop(q);
    const char *column = k->q->what == ASK_DISAGREEMENTS ? "f.event" : "f.id";
    ask_where(k, arena_print(k->a, "r.id IN (SELECT %lld UNION ALL SELECT %s >> 20 FROM %s"
                             " WHERE first = %lld)", first >> 20, of->fact, of->groups, first).at);
    k->few = true;
    ask_where(k, arena_print(k->a, "(%s = %lld OR %s IN (SELECT %s FROM %s WHERE first = %lld))",
                             column, first, column, of->fact, of->groups, first).at);
}

/* Of the diary the day that is expected, of all else the day of publication. */
static void by_time(asking *k, const char *what, str words, bool until) {
    int64_t first, last;
    bool diary = k->q->what == ASK_DIARY;
    if (!words.at) return;
    if (!ask_minutes(words, ledger_now(k->l), &first, &last)) {
        ask_refuse(k, what, words);
        return;
    }
    const char *of = !diary ? "r.minute" : until ? "coalesce(f.earliest, f.latest) >> 1"
                                                 : "coalesce(f.latest, f.earliest) >> 1";
    str condition = arena_print(k->a, "%s %s %lld", of, until ? "<=" : ">=",
                                (long long)(until ? last : first));
    if (!diary) {
        ask_bound_reports(k, condition.at);
        return;
    }
    ask_where(k, condition.at);
    if (until) return;
    k->coming = arena_print(k->a, "SELECT id FROM expectation WHERE coalesce(latest, earliest)"
                            " >= %lld", 2 * (long long)first).at;
    if (ask_are_many(k, k->coming, STR_NONE, FEW)) k->coming = NULL;
}

void ask_filters(asking *k) {
    by_words(k);
    by_who(k);
    by_kind(k);
    by_state(k);
    by_report(k);
    by_id(k);
    by_group(k);
    by_time(k, "since", k->q->since, false);
    by_time(k, "until", k->q->until, true);
}
