/* ledger/coverage.c: how asking the followed sources went, a row a source and day; see follow.h. */
#include "ledger/follow.h"

enum { WHY_MOST = 3, WHY_BYTES = 160 }; /* reasons that are told of one source and day */

static const char *const names[COVERAGE_COUNTS] = {
    [COVERAGE_DUE] = "due",       [COVERAGE_FETCHED] = "fetched",
    [COVERAGE_UNCHANGED] = "unchanged", [COVERAGE_EMPTY] = "empty",
    [COVERAGE_FAILED] = "failed", [COVERAGE_RESTED] = "rested", [COVERAGE_MISSED] = "missed",
    [COVERAGE_ENTRIES] = "entries", [COVERAGE_ADDED] = "added",
    [COVERAGE_VERSIONS] = "versions", [COVERAGE_KNOWN] = "known", [COVERAGE_LOST] = "lost",
};

const char *coverage_count_name(coverage_count which) {
    return names[which];
}

static void add_why(db *d, const coverage *c) {
    query *q = db_query(d, "INSERT INTO coverage_failure(source, day, why, count)"
                           " VALUES(?, ?, ?, 1)"
                           " ON CONFLICT DO UPDATE SET count = coverage_failure.count + 1");
    query_int(q, c->source);
    query_int(q, c->day);
    query_words(q, str_cut(c->why, 0, WHY_BYTES));
    query_run(q);
}

void coverage_add(db *d, const coverage *c) {
    query *q = db_query(d,
        "INSERT INTO coverage_day(source, day, due, fetched, unchanged, empty, failed, rested,"
        " missed, entries, added, versions, known, lost) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT(source, day) DO UPDATE SET due = coverage_day.due + excluded.due,"
        " fetched = coverage_day.fetched + excluded.fetched,"
        " unchanged = coverage_day.unchanged + excluded.unchanged,"
        " empty = coverage_day.empty + excluded.empty,"
        " failed = coverage_day.failed + excluded.failed,"
        " rested = coverage_day.rested + excluded.rested,"
        " missed = coverage_day.missed + excluded.missed,"
        " entries = coverage_day.entries + excluded.entries,"
        " added = coverage_day.added + excluded.added,"
        " versions = coverage_day.versions + excluded.versions,"
        " known = coverage_day.known + excluded.known, lost = coverage_day.lost + excluded.lost");
    query_int(q, c->source);
    query_int(q, c->day);
    for (int i = 0; i < COVERAGE_COUNTS; i++) query_int(q, c->counts[i]);
    query_run(q);
    if (c->why.length) add_why(d, c);
}

static str why_of(db *d, arena *a, int64_t source, int64_t on) {
    buffer out = { 0 };
    query *q = db_query(d, "SELECT why, count FROM coverage_failure WHERE source = ? AND day = ?"
                           " ORDER BY count DESC, why LIMIT ?");
    query_int(q, source);
    query_int(q, on);
    query_int(q, WHY_MOST);
    while (query_next(q)) {
        str why = query_words_at(q, 0);
        buffer_print(a, &out, "%s%.*s", out.count ? "; " : "", STR_ARG(why));
        if (query_int_at(q, 1) > 1)
            buffer_print(a, &out, " (%lld times)", (long long)query_int_at(q, 1));
    }
    return out.count ? buffer_str(&out) : STR_NONE;
}

void coverage_between(db *d, arena *a, int64_t first, int64_t last, coverage_list *out) {
    query *q = db_query(d, "SELECT c.source, c.day, c.due, c.fetched, c.unchanged, c.empty,"
                           " c.failed, c.rested, c.missed, c.entries, c.added, c.versions,"
                           " c.known, c.lost, s.address FROM coverage_day c"
                           " JOIN followed s ON s.id = c.source WHERE c.day BETWEEN ? AND ?"
                           " ORDER BY c.day, s.address");
    query_int(q, first);
    query_int(q, last);
    while (query_next(q)) {
        coverage c = { .source = query_int_at(q, 0), .day = query_int_at(q, 1) };
        for (int i = 0; i < COVERAGE_COUNTS; i++) c.counts[i] = query_int_at(q, 2 + i);
        c.address = arena_copy(a, query_words_at(q, 2 + COVERAGE_COUNTS));
        *LIST_ADD(a, out) = c;
    }
    for (size_t i = 0; i < out->count; i++)
        out->at[i].why = why_of(d, a, out->at[i].source, out->at[i].day);
}
