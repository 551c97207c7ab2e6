/* ledger/fact_rows.c: see fact_rows.h. */
#include "ledger/fact_rows.h"

#include "ledger/schema.h"
#include "ledger/shorthand.h"

fact_row_list fact_rows(db *d, arena *a, packed_kind kind, int64_t number) {
    fact_row_list out = { 0 };
    query *q = db_query(d, kind == PACKED_EVENT
        ? "SELECT first, facts, times FROM main.done WHERE first >= ? AND first < ? ORDER BY first"
        : "SELECT first, facts, times FROM main.said WHERE first >= ? AND first < ?"
          " ORDER BY first");
    query_int(q, schema_fact(number));
    query_int(q, schema_fact(number + 1));
    while (query_next(q)) {
        fact_row row = { .number = query_int_at(q, 0) };
        str rest = query_words_at(q, 1), times = query_words_at(q, 2);
        for (int i = 0; i < PACKED_FACTS && packed_next(&rest, times, kind, row.at); i++) {
            *LIST_ADD(a, &out) = row;
            row.number++;
        }
    }
    return out;
}

str fact_text(db *d, arena *a, int64_t number) {
    query *q = db_query(d, "SELECT text FROM report_text WHERE report = ?");
    query_int(q, number);
    if (!query_next(q)) return STR_NONE;
    str codes = query_words_at(q, 0);
    char *out = arena_alloc_raw(a, shorthand_longest(codes) + 1, 1);
    str text = { out, shorthand_read(codes, 0, SIZE_MAX, out) };
    while (query_next(q)) continue;
    return text;
}
