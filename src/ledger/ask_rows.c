/* ledger/ask_rows.c: answers row by row, page by page. There are two ways: from few reports, or
 * from what few actors said, found first and sorted; else along an index in the order of the
 * answer, until the page is full or as many reports were looked at as the question allows. So
 * a page costs what it shows, however many reports a ledger or a story has. */
#include "ledger/ask_state.h"

#include "ledger/names.h"

/* ---- where rows come from ---- */

/* The report that a fact is of, and the facts of a report. */
typedef struct link {
    const char *report, *facts;
} link;

static link link_of(const asking *k) {
    if (k->q->what == ASK_CHANGES) return (link){ "f.report", "f.report = r.id" };
    if (k->asked->what == ASK_DISAGREEMENTS)
        return (link){ "f.event >> 20", "f.event >= r.id << 20 AND f.event < (r.id + 1) << 20" };
    return (link){ "f.id >> 20", "f.id >= r.id << 20 AND f.id < (r.id + 1) << 20" };
}

/* From the facts to their reports: the diary, which is in their order, and what is so rare that
 * all of it is sorted at once. */
static bool facts_lead(asking *k) {
    ask_what what = k->asked->what;
    bool rare = what == ASK_SILENCES || what == ASK_CHANGES || what == ASK_DISAGREEMENTS;
    if (k->few || k->gathered || k->speakers.at) return false;
    if (what == ASK_DIARY) return true;
    return rare && !ask_are_many(k, arena_join(k->a, STR("SELECT 1 FROM "),
                                               str_of(k->of->table)).at, STR_NONE, FEW);
}

const char *ask_from(asking *k) {
    bool text = k->q->about.at && k->q->what != ASK_REPORTS;
    const char *x = text ? " CROSS JOIN report_text x ON x.report = r.id" : "";
    link by = link_of(k);
    if (!k->of->table) return " FROM report r";
    if (k->speakers.at) /* from who spoke to what was said */
        return arena_print(k->a, " FROM (SELECT DISTINCT fact FROM party WHERE kind = 1 AND actor"
                           " IN (%s)) p CROSS JOIN statement f ON f.id = p.fact"
                           " CROSS JOIN report r ON r.id = f.id >> 20%s",
                           arena_copy(k->a, k->speakers).at, x).at;
    if (k->gathered) /* in their order, which that of the answer is then */
        return arena_print(k->a, " FROM (SELECT q.id AS number FROM report q WHERE q.id IN (%s)"
                           " ORDER BY q.minute DESC, q.id DESC LIMIT -1) g CROSS JOIN report r"
                           " ON r.id = g.number CROSS JOIN %s f ON %s%s", k->gathered,
                           k->of->table, by.facts, x).at;
    if (k->coming && !k->few)
        return arena_print(k->a, " FROM (%s) g CROSS JOIN expectation f ON f.id = g.id"
                           " CROSS JOIN report r ON r.id = f.id >> 20%s", k->coming, x).at;
    if (facts_lead(k))
        return arena_print(k->a, " FROM %s f CROSS JOIN report r ON r.id = %s%s", k->of->table,
                           by.report, x).at;
    return arena_print(k->a, " FROM report r CROSS JOIN %s f ON %s%s", k->of->table, by.facts,
                       x).at;
}

query *ask_bound(asking *k, const buffer *sql) {
    query *q = db_query_once(k->d, buffer_str(sql));
    for (size_t i = 0; i < k->value_count; i++) {
        if (k->values[i].is_words)
            query_words(q, k->values[i].words);
        else
            query_int(q, k->values[i].n);
    }
    return q;
}

/* ---- rows ---- */

bool ask_give(asking *k, const buffer *sql, ask_row *row, void *to) {
    ask_reached *reached = k->q->reached;
    size_t most = k->q->limit;
    buffer all = { 0 };
    bool goes_on = true;
    buffer_add(k->a, &all, buffer_str(sql));
    if (most) buffer_print(k->a, &all, " LIMIT %zu", most - k->given + (reached != NULL));
    query *numbers = ask_bound(k, &all);
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

/* ---- their order ---- */

/* What rows are ordered by: a column, then report and fact. Those without it come last. */
typedef struct ordering {
    const char *column; /* NULL: by report and fact alone */
    const char *behind; /* what comes behind the column */
    bool falls;
} ordering;

static ordering ordering_of(const asking *k) {
    bool facts = k->of->table != NULL;
    if (k->q->as_added) return (ordering){ NULL, facts ? "r.id, f.id" : "r.id", false };
    if (k->q->what == ASK_DIARY) return (ordering){ "f.earliest", "f.id", false };
    if (k->q->oldest) return (ordering){ "r.minute", facts ? "r.id, f.id" : "r.id", false };
    return (ordering){ "r.minute", facts ? "r.id DESC, f.id" : "r.id DESC", true };
}

/* Rows that have the column that they are ordered by, and those that have not: of each an index
 * knows the order, of both together only a sort. */
typedef enum portion { PORTION_ALL, PORTION_HAS, PORTION_HAS_NOT } portion;

typedef struct part {
    ordering by;
    portion of;
    bool walks; /* along an index of reports */
} part;

static str order_of(asking *k, const part *p) {
    const ordering *o = &p->by;
    if (!o->column) return str_of(o->behind);
    if (o->falls) return arena_print(k->a, "%s DESC, %s", o->column, o->behind);
    str order = arena_print(k->a, "%s, %s", o->column, o->behind);
    if (p->of != PORTION_ALL) return order;
    return arena_print(k->a, "%s IS NULL, %.*s", o->column, STR_ARG(order));
}

/* Bounds go first, so that an index leads to the place. */
static void where_behind(asking *k, const part *p) {
    const ask_place *at = &k->place;
    const ordering *o = &p->by;
    long long key = at->key, number = at->report, fact = at->row;
    const char *f = k->of->table ? "f.id" : "0";
    const char *tie = arena_print(k->a, "NOT (r.id %s %lld OR (r.id = %lld AND %s <= %lld))",
                                  o->falls ? ">" : "<", number, number, f, fact).at;
    if (!o->column)
        ask_where(k, arena_print(k->a, "r.id >= %lld AND %s", number, tie).at);
    else if (p->of == PORTION_HAS)
        ask_where(k, arena_print(k->a, "%s %s %lld AND (%s <> %lld OR %s)", o->column,
                                 o->falls ? "<=" : ">=", key, o->column, key, tie).at);
    else if (at->key == NUMBER_NONE)
        ask_where(k, tie);
}

/* ---- how far a page looks ---- */

/* The last report that is looked at for this page. False: all are. */
static bool find_end(asking *k, const part *p, ask_place *end) {
    const ask_place *at = &k->place;
    const char *turn = p->by.falls ? " DESC" : "", *to = p->by.falls ? "<=" : ">=";
    bool has = p->of == PORTION_HAS;
    buffer sql = { 0 };
    buffer_print(k->a, &sql, "SELECT r.minute, r.id FROM report r WHERE r.minute IS %sNULL%.*s",
                 has ? "NOT " : "", STR_ARG(buffer_str(&k->bounds)));
    if (k->goes_on && has)
        buffer_print(k->a, &sql, " AND r.minute %s %lld AND (r.minute <> %lld OR r.id %s %lld)", to,
                     (long long)at->key, (long long)at->key, to, (long long)at->report);
    else if (k->goes_on && at->key == NUMBER_NONE)
        buffer_print(k->a, &sql, " AND r.id %s %lld", to, (long long)at->report);
    buffer_print(k->a, &sql, " ORDER BY r.minute%s, r.id%s LIMIT 1 OFFSET %zu", turn, turn,
                 k->goes_on ? k->q->looks : k->q->looks - 1); /* behind the place */
    query *q = db_query_once(k->d, buffer_str(&sql));
    bool found = query_next(q);
    if (found) *end = (ask_place){ has ? query_int_at(q, 0) : NUMBER_NONE, query_int_at(q, 1),
                                   INT64_MAX };
    query_drop(q);
    return found;
}

/* The same in the order of adding, whose numbers have few gaps. */
static bool find_added_end(asking *k, ask_place *end) {
    int64_t last = query_one(db_query(k->d, "SELECT max(id) FROM report"), 0);
    *end = (ask_place){ 0, (k->goes_on ? k->place.report : 0) + (int64_t)k->q->looks, INT64_MAX };
    return end->report < last;
}

static void where_up_to(asking *k, const part *p, const ask_place *end) {
    const char *to = p->by.falls ? ">=" : "<=";
    long long key = end->key, number = end->report;
    if (p->by.column && p->of == PORTION_HAS)
        ask_where(k, arena_print(k->a, "r.minute %s %lld AND (r.minute <> %lld OR r.id %s %lld)",
                                 to, key, key, to, number).at);
    else
        ask_where(k, arena_print(k->a, "r.id %s %lld", to, number).at);
}

static const part newest_first = { { "r.minute", NULL, true }, PORTION_HAS, true };

bool ask_look_end(asking *k, ask_place *end) {
    bool all = !k->q->looks || !k->q->reached || k->few || k->gathered || k->speakers.at;
    return !all && k->q->what != ASK_DIARY && find_end(k, &newest_first, end);
}

void ask_newest_alone(asking *k) {
    ask_place end;
    if (!ask_look_end(k, &end)) return;
    where_up_to(k, &newest_first, &end);
    k->q->reached->more = true;
}

/* ---- the answer ---- */

static bool give_part(asking *k, const part *p, ask_row *row, void *to) {
    buffer sql = { 0 };
    const char *f = k->of->table ? "f.id" : NULL, *column = p->by.column;
    buffer_print(k->a, &sql, "SELECT %s, %s, r.id, %s%s", f ? f : "r.id", column ? column : "0",
                 f ? f : "0", ask_from(k));
    buffer_add(k->a, &sql, buffer_str(&k->where));
    if (!k->gathered)
        buffer_print(k->a, &sql, " ORDER BY %.*s", STR_ARG(order_of(k, p)));
    return ask_give(k, &sql, row, to);
}

/* False where the answer ends with this part. */
static bool answer_part(asking *k, const part *p, ask_row *row, void *to) {
    ask_place end;
    size_t filters_end = k->where.count;
    if (p->of != PORTION_ALL)
        ask_where(k, arena_print(k->a, "%s IS %sNULL", p->by.column,
                                 p->of == PORTION_HAS ? "NOT " : "").at);
    if (k->goes_on) where_behind(k, p);
    bool ends = p->walks && k->q->looks && k->q->reached
        && (p->by.column ? find_end(k, p, &end) : find_added_end(k, &end));
    if (ends) where_up_to(k, p, &end);
    bool goes_on = give_part(k, p, row, to);
    k->where.count = filters_end;
    if (!goes_on || !ends) return goes_on;
    ask_place_write(k->asked, &end, k->q->reached->place);
    k->q->reached->more = true;
    return false;
}

void ask_rows(asking *k, ask_row *row, void *to) {
    bool led = k->of->table && facts_lead(k), sorted = k->few || k->gathered || k->speakers.at
        || k->coming;
    part p = { ordering_of(k), PORTION_ALL, !led && !sorted };
    bool at_once = !p.by.column || (!k->goes_on && (sorted || (led && k->q->what != ASK_DIARY)));
    if (at_once) {
        answer_part(k, &p, row, to);
        return;
    }
    for (p.of = PORTION_HAS; p.of <= PORTION_HAS_NOT; p.of++) {
        bool over = k->goes_on && p.of == PORTION_HAS && k->place.key == NUMBER_NONE;
        if (!over && !answer_part(k, &p, row, to)) return;
    }
}
