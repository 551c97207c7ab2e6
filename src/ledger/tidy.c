/* ledger/tidy.c: see tidy.h. */
#include "ledger/tidy.h"

#include "ledger/schema.h"

enum {
    REPORTS_LEAST = 256,
    BYTES_MOST = 128 << 20, /* that are written anew */
    WITHIN = 1,             /* grown by all that there was, while adding goes on */
    AT_THE_END = 4,         /* by a quarter of it */
};

static int64_t number_of(db *d, const char *sql) {
    return query_one(db_query(d, sql), 0);
}

void tidy(db *d, bool ends) {
    int64_t reports = number_of(d, "SELECT max(id) FROM report");
    int64_t before = number_of(d, "SELECT value FROM ledger WHERE name = 'tidied'");
    int64_t bytes = number_of(d, "PRAGMA page_count") * number_of(d, "PRAGMA page_size");
    fault f;
    bool grown = reports >= before + before / (ends ? AT_THE_END : WITHIN);
    if (reports < REPORTS_LEAST || reports == before || !grown) return;
    db_begin(d);
    query *q = db_query(d, "INSERT OR REPLACE INTO ledger(name, value) VALUES('tidied', ?)");
    query_int(q, reports);
    query_run(q);
    db_do(d, "INSERT INTO words(words) VALUES('optimize');"
             "INSERT INTO names(names) VALUES('optimize')");
    if (db_settle(d, &f) && bytes <= BYTES_MOST) db_compact(d, schema_page(bytes));
}
