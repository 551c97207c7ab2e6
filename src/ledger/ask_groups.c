/* ledger/ask_groups.c: actors and stories: what is asked of them holds for reports of theirs. */
#include "ledger/ask_state.h"

#include "ledger/names.h"

/* The last report that an answer about actors or stories looks at. */
static long long looked_at(asking *k) {
    if (k->goes_on) return k->place.report;
    if (!k->q->reached) return INT64_MAX;
    return query_one(db_query(k->d, "SELECT max(id) FROM report"), 0);
}

/* Actors: by the number of reports that name them; filters of reports hold for these. */
void ask_actors(asking *k, ask_row *row, void *to) {
    const question *q = k->q;
    long long last = looked_at(k), count = k->place.key, who = k->place.row;
    buffer sql = { 0 };
    bool filtered = k->where.count || q->actor.at || q->type.at || q->id.at;
    if (!filtered && !q->reached && !k->goes_on) {
        buffer_add(k->a, &sql, STR("SELECT t.actor, t.reports, 0, t.actor FROM actor_tally t"
                                   " WHERE t.reports > 0 ORDER BY t.reports DESC, t.actor"));
        ask_give(k, &sql, row, to);
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
    if (!k->fault.kind) ask_give(k, &sql, row, to);
}

void ask_stories(asking *k, ask_row *row, void *to) {
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
    ask_give(k, &sql, row, to);
}
