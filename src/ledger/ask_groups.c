/* ledger/ask_groups.c: actors and stories: what is asked of them holds for reports of theirs.
 *
 * Without such filters both come out of kept counts, by an index in the answer's order. What is
 * added between two pages changes these counts, so the first page tells the last report that it
 * knew of: rows that later reports moved are looked at apart, with the count that they had. */
#include "ledger/ask_state.h"

#include "ledger/names.h"

static long long newest(asking *k) {
    return query_one(db_query(k->d, "SELECT max(id) FROM report"), 0);
}

/* The last report that an answer about actors or stories looks at. */
static long long looked_at(asking *k) {
    if (k->goes_on) return k->place.report;
    return k->q->reached ? newest(k) : INT64_MAX;
}

static bool has_grown(asking *k, long long last) {
    return k->goes_on && newest(k) > last;
}

/* ---- actors ---- */

/* "#17" of the row that is asked for, or all of a name. */
static void where_actor(asking *k, const char *column) {
    const question *q = k->q;
    if (q->actor.at) {
        str list = ask_actors_named(k, q->actor);
        ask_where(k, arena_print(k->a, "%s IN (%.*s)", column, STR_ARG(list)).at);
    }
    if (q->id.at) {
        str number = arena_join(k->a, STR("#"), q->id);
        ask_where(k, arena_print(k->a, "%s = %lld", column,
                                 (long long)ask_number_in(number)).at);
    }
    ask_where_term(k, arena_print(k->a, "(SELECT kind FROM actor WHERE id = %s) = ?",
                                  column).at, "type", q->type);
}

/* Behind the place, the most reports first. */
static const char *actors_behind(asking *k, const char *count) {
    long long key = k->place.key, who = k->place.row;
    if (!k->goes_on) return "";
    return arena_print(k->a, " AND %s <= %lld AND (%s < %lld OR t.actor > %lld)", count, key, count,
                       key, who).at;
}

/* Values that are bound once are bound once more. */
static void bind_again(asking *k, size_t count) {
    for (size_t i = 0; i < count && k->value_count < VALUES_MOST; i++)
        k->values[k->value_count++] = k->values[i];
}

/* All that the ledger has, or those of a name, by the kept counts: whom many reports name by an
 * index, whom one names by number. */
static void actors_kept(asking *k, ask_row *row, void *to) {
    long long last = looked_at(k);
    buffer sql = { 0 };
    bool grown = has_grown(k, last);
    where_actor(k, "t.actor");
    size_t count = k->value_count;
    str filters = buffer_str(&k->where);
    const char *where = filters.length ? arena_copy(k->a, filters).at : " WHERE 1";
    const char *then = grown ? arena_print(k->a, " AND t.last <= %lld", last).at : "";
    for (int alone = 0; alone < 2; alone++) {
        buffer_print(k->a, &sql, "%sSELECT t.actor, t.reports, %lld, t.actor FROM actor_tally t%s"
                     " AND t.reports %s 1%s%s", alone ? " UNION ALL " : "", last, where,
                     alone ? "=" : ">", actors_behind(k, "t.reports"), then);
        if (alone) bind_again(k, count);
    }
    if (grown) {
        bind_again(k, count);
        buffer_print(k->a, &sql, " UNION ALL SELECT t.actor, t.n, %lld, t.actor FROM (SELECT"
                     " t.actor, t.reports - (SELECT count(*) FROM mention m WHERE m.actor ="
                     " t.actor AND m.report > %lld) AS n FROM actor_tally t%s AND t.last > %lld) t"
                     " WHERE t.n > 0%s", last, last, where, last, actors_behind(k, "t.n"));
    }
    buffer_print(k->a, &sql, " ORDER BY 2 DESC, 4");
    if (!k->fault.kind && !k->none) ask_give(k, &sql, row, to);
}

/* Of reports that have what is asked for: how many of those name them. */
static void actors_of_reports(asking *k, ask_row *row, void *to) {
    long long last = looked_at(k);
    buffer sql = { 0 }, reports = k->where;
    k->where = (buffer){ 0 };
    ask_where(k, arena_print(k->a, "t.report IN (SELECT r.id FROM report r%.*s AND r.id <= %lld)",
                             STR_ARG(buffer_str(&reports)), last).at);
    where_actor(k, "t.actor");
    buffer_print(k->a, &sql, "SELECT t.actor, count(*), %lld, t.actor FROM mention t", last);
    buffer_add(k->a, &sql, buffer_str(&k->where));
    buffer_print(k->a, &sql, " GROUP BY t.actor HAVING 1%s ORDER BY 2 DESC, 4",
                 actors_behind(k, "count(*)"));
    if (!k->fault.kind && !k->none) ask_give(k, &sql, row, to);
}

void ask_actors(asking *k, ask_row *row, void *to) {
    if (k->where.count) actors_of_reports(k, row, to);
    else actors_kept(k, row, to);
}

/* ---- stories ---- */

static const char *stories_behind(asking *k, const char *minute, const char *story) {
    long long key = k->place.key, row = k->place.row;
    if (!k->goes_on) return "1";
    if (k->place.key == NUMBER_NONE)
        return arena_print(k->a, "%s IS NULL AND %s > %lld", minute, story, row).at;
    return arena_print(k->a, "(%s <= %lld AND (%s < %lld OR %s > %lld) OR %s IS NULL)", minute, key,
                       minute, key, story, row, minute).at;
}

/* The dated ones, then the others: of each an index knows the order. */
static void stories_kept(asking *k, ask_row *row, void *to) {
    long long last = looked_at(k);
    bool grown = has_grown(k, last);
    for (int dated = 1; dated >= 0; dated--) {
        buffer sql = { 0 };
        buffer_print(k->a, &sql, "SELECT t.story, t.minute, %lld, t.story FROM story_tally t"
                     " WHERE t.minute IS %sNULL AND %s", last, dated ? "NOT " : "",
                     stories_behind(k, "t.minute", "t.story"));
        if (dated && k->goes_on && k->place.key != NUMBER_NONE)
            buffer_print(k->a, &sql, " AND t.minute <= %lld", (long long)k->place.key);
        if (grown)
            buffer_print(k->a, &sql, " AND t.story NOT IN (SELECT story FROM report WHERE id > %lld"
                         " AND story IS NOT NULL) UNION ALL SELECT m.story, m.minute, %lld,"
                         " m.story FROM (SELECT n.story, (SELECT max(r.minute) FROM report r WHERE"
                         " r.story = n.story AND r.id <= %lld) AS minute FROM (SELECT DISTINCT"
                         " story FROM report WHERE id > %lld AND story IS NOT NULL) n WHERE EXISTS"
                         " (SELECT 1 FROM report r WHERE r.story = n.story AND r.id <= %lld)) m"
                         " WHERE m.minute IS %sNULL AND %s", last, last, last, last, last,
                         dated ? "NOT " : "", stories_behind(k, "m.minute", "m.story"));
        buffer_add(k->a, &sql, STR(" ORDER BY 2 DESC, 4"));
        if (!ask_give(k, &sql, row, to)) return;
    }
}

/* The first page looks at the newest reports alone, as far as the question allows. */
static void stories_of_reports(asking *k, ask_row *row, void *to) {
    long long last = looked_at(k);
    ask_place end;
    buffer sql = { 0 };
    bool ends = !k->goes_on && ask_look_end(k, &end);
    if (ends) ask_where(k, arena_print(k->a, "r.minute >= %lld", (long long)end.key).at);
    ask_where(k, "r.story IS NOT NULL");
    if (last != INT64_MAX) ask_where(k, arena_print(k->a, "r.id <= %lld", last).at);
    buffer_print(k->a, &sql, "SELECT r.story, max(r.minute), %lld, r.story FROM report r%.*s"
                 " GROUP BY r.story HAVING %s ORDER BY 2 DESC, 4", last,
                 STR_ARG(buffer_str(&k->where)), stories_behind(k, "max(r.minute)", "r.story"));
    if (!ask_give(k, &sql, row, to) || !ends) return;
    ask_place_write(k->asked, &(ask_place){ end.key, last, INT64_MAX }, k->q->reached->place);
    k->q->reached->more = true;
}

/* Whether one story is asked for and nothing else of it. */
static bool asks_one(const question *q) {
    bool one = q->story.at ? !q->id.at : q->id.at != NULL;
    return one && !q->about.at && !q->words.at && !q->actor.at && !q->outlet.at && !q->report.at
        && !q->since.at && !q->until.at && !q->in_story && !q->after && !q->upto;
}

/* That of a report, whatever its size. */
static void story_of_report(asking *k, ask_row *row, void *to) {
    const question *q = k->q;
    int64_t number;
    buffer sql = { 0 };
    if (!ledger_find(k->l, q->story.at ? q->story : q->id, &number, &k->fault)) return;
    buffer_print(k->a, &sql, "SELECT t.story, t.minute, 0, t.story FROM story_tally t"
                 " WHERE t.story = (SELECT story FROM report WHERE id = %lld)", (long long)number);
    ask_give(k, &sql, row, to);
}

void ask_stories(asking *k, ask_row *row, void *to) {
    if (asks_one(k->q) && !k->goes_on) story_of_report(k, row, to);
    else if (k->where.count) stories_of_reports(k, row, to);
    else stories_kept(k, row, to);
}
