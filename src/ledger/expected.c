/* ledger/expected.c: see expected.h. */
#include "ledger/expected.h"

#include "ledger/names.h"

enum { FACT_SHIFT = 20 };

int64_t expected_story(db *d, int64_t number) {
    query *q = db_query(d, "SELECT coalesce(story, -id) FROM report WHERE id = ?");
    query_int(q, number >> FACT_SHIFT);
    return query_one(q, -(number >> FACT_SHIFT));
}

static int64_t time_at(query *q, int column) {
    return query_kind(q, column) == VALUE_NULL ? EXPECTED_OPEN : query_int_at(q, column);
}

/* As the table keeps it: NULL, 1, 2, 3. */
static outcome state_at(query *q, int column) {
    static const outcome states[] = { OUTCOME_EXPECTED, OUTCOME_HAPPENED, OUTCOME_MOVED,
                                      OUTCOME_CANCELLED };
    int64_t n = query_kind(q, column) == VALUE_NULL ? 0 : query_int_at(q, column);
    return n >= 0 && n < 4 ? states[n] : OUTCOME_EXPECTED;
}

#define SELECTED                                                                                   \
    "SELECT f.id, r.minute, f.earliest, f.latest, f.state, f.then_earliest, f.then_latest,"        \
    " (SELECT o.minute FROM report o WHERE o.id = f.settled_by >> 20), f.actor,"                   \
    " words_at(x.text, f.at, f.length) FROM report r JOIN expectation f"                         \
    " ON f.id >= r.id << 20 AND f.id < (r.id + 1) << 20 JOIN report_text x ON x.report = r.id"

void expected_in_story(db *d, arena *a, int64_t story, expected_list *out) {
    query *q = story < 0 ? db_query(d, SELECTED " WHERE r.id = -? ORDER BY f.id LIMIT ?")
                         : db_query(d, SELECTED " WHERE r.story = ? ORDER BY f.id LIMIT ?");
    query_int(q, story);
    query_int(q, EXPECTED_MOST);
    while (query_next(q))
        *LIST_ADD(a, out) = (expected){
            .number = query_int_at(q, 0), .minute = time_at(q, 1), .first = time_at(q, 2),
            .last = time_at(q, 3), .state = state_at(q, 4), .then_first = time_at(q, 5),
            .then_last = time_at(q, 6), .settled = time_at(q, 7), .actor = time_at(q, 8),
            .what = arena_copy(a, query_words_at(q, 9)),
        };
}

query *expected_row(db *d, int64_t number) {
    query *q = db_query(d, "SELECT * FROM diary WHERE number = ?");
    query_int(q, number);
    return q;
}
