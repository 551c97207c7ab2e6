/* ledger/fresh.c: see fresh.h. */
#include "ledger/fresh.h"

#include "ledger/names.h"
#include "ledger/schema.h"
#include "record/word_map.h"

static int64_t number_at(const query *q, int column) {
    return query_kind(q, column) == VALUE_NULL ? NUMBER_NONE : query_int_at(q, column);
}

static actor_kind kind_of(str name) {
    unsigned kind = 0;
    while (kind < ACTOR_UNKNOWN && !str_is(name, actor_kind_name((actor_kind)kind))) kind++;
    return (actor_kind)kind;
}

bool fresh_statement(db *d, int64_t fact, fresh_place *out) {
    query *q = db_query(d, "SELECT r.id, r.story, f.speaker, (SELECT t.name FROM actor a"
                           " JOIN term t ON t.id = a.kind WHERE a.id = f.speaker), f.kinds & 127,"
                           " coalesce(w.first, f.id), w.differs FROM statement f"
                           " JOIN report r ON r.id = f.id >> 20"
                           " LEFT JOIN wording w ON w.statement = f.id WHERE f.id = ?");
    bool found = false;
    query_int(q, fact);
    for (; query_next(q); found = true)
        *out = (fresh_place){ query_int_at(q, 0), number_at(q, 1), number_at(q, 2),
                              kind_of(query_words_at(q, 3)), (int)query_int_at(q, 4),
                              query_int_at(q, 5), (int)query_int_at(q, 6) };
    return found;
}

void fresh_voices_find(db *d, arena *a, const fresh_voices_asked *asked, fresh_voices *out) {
    query *q = db_query(d, "SELECT DISTINCT r.id, a.name FROM report r CROSS JOIN statement f"
                           " ON f.id >= r.id << 20 AND f.id < (r.id + 1) << 20"
                           " CROSS JOIN actor a ON a.id = f.speaker"
                           " WHERE r.story = ? AND r.id <= ? ORDER BY r.id LIMIT ?");
    query_int(q, asked->story);
    query_int(q, asked->upto);
    query_int(q, asked->most);
    word_map *names = word_map_new(a);
    while (query_next(q)) {
        str name = query_words_at(q, 1);
        if (word_map_get(names, name) != WORD_MAP_NONE) continue;
        name = arena_copy(a, name);
        *word_map_put(names, name) = 1;
        *LIST_ADD(a, out) = (fresh_voice){ query_int_at(q, 0), name };
    }
}

int64_t fresh_report_of(int64_t fact) {
    return fact < 0 ? -1 : fact >> FACT_BITS;
}

int64_t fresh_newest(db *d, int64_t upto, int64_t most) {
    query *q = db_query(d, "SELECT max(minute) FROM report WHERE id <= ? AND minute <= ?");
    query_int(q, upto);
    query_int(q, most);
    return query_one(q, INT64_MIN);
}

bool fresh_change(db *d, int64_t number, int64_t *version, int64_t *former) {
    query *q = db_query(d, "SELECT report, former FROM change WHERE id = ?");
    bool found = false;
    query_int(q, number);
    for (; query_next(q); found = true) {
        *version = query_int_at(q, 0);
        *former = query_int_at(q, 1);
    }
    return found;
}

bool fresh_expectation(db *d, arena *a, int64_t fact, fresh_due *out) {
    query *q = db_query(d, "SELECT lower(hex(s.key)), coalesce(f.then_latest, f.latest)"
                           " FROM expectation f JOIN report r ON r.id = f.id >> 20"
                           " LEFT JOIN report s ON s.id = r.story WHERE f.id = ?");
    bool found = false;
    query_int(q, fact);
    for (; query_next(q); found = true) {
        str key = arena_copy(a, query_words_at(q, 0));
        *out = (fresh_due){ key.length ? key : STR_NONE, number_at(q, 1) };
    }
    return found;
}

void fresh_disagreements_find(db *d, arena *a, const int64_t between[2], fresh_disagreements *out) {
    query *q = db_query(d, "SELECT d.event, d.other, coalesce(w.first, d.event), CASE d.kind"
                           " WHEN 1 THEN 'date' WHEN 2 THEN 'number' WHEN 4 THEN 'place'"
                           " ELSE 'actors' END, d.said, d.other_said FROM disagreement d"
                           " LEFT JOIN telling w ON w.event = d.event"
                           " WHERE max(d.event, d.other) >= (?1 + 1) << 20"
                           " AND max(d.event, d.other) < (?2 + 1) << 20 ORDER BY d.id");
    query_int(q, between[0]);
    query_int(q, between[1]);
    while (query_next(q))
        *LIST_ADD(a, out) = (fresh_disagreement){
            query_int_at(q, 0), query_int_at(q, 1), query_int_at(q, 2),
            arena_copy(a, query_words_at(q, 3)), arena_copy(a, query_words_at(q, 4)),
            arena_copy(a, query_words_at(q, 5)),
        };
}
