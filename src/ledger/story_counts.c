/* ledger/story_counts.c: see story_counts.h. */
#include "ledger/story_counts.h"

void story_counts_clear(db *d) {
    db_do(d, "DELETE FROM story_tally; DELETE FROM story_outlet");
}

static void run_with(db *d, const char *sql, int64_t one, int64_t other) {
    query *q = db_query(d, sql);
    query_int(q, one);
    query_int(q, other);
    query_run(q);
}

/* A row of nothing where there is none, then counted up: an INSERT that goes on as an UPDATE would
 * begin a savepoint, at which the index of words writes all that it holds. */
static void count_site(db *d, int64_t story, int64_t site, int64_t sign) {
    run_with(d, "INSERT OR IGNORE INTO story_outlet(story, site, reports) VALUES(?, ?, 0)",
             story, site);
    query *q = db_query(d, "UPDATE story_outlet SET reports = reports + ?3"
                           " WHERE story = ?1 AND site = ?2");
    query_int(q, story);
    query_int(q, site);
    query_int(q, sign);
    query_run(q);
}

static void count(db *d, int64_t number, int64_t sign) {
    query *q = db_query(d, "SELECT story, origin IS NOT id, coalesce(site, -1) FROM report"
                           " WHERE id = ? AND story IS NOT NULL");
    query_int(q, number);
    if (!query_next(q)) return;
    int64_t story = query_int_at(q, 0), copies = query_int_at(q, 1), site = query_int_at(q, 2);
    while (query_next(q)) continue;
    run_with(d, "INSERT OR IGNORE INTO story_tally(story, reports, copies) VALUES(?, ?, 0)",
             story, 0);
    q = db_query(d, "UPDATE story_tally SET reports = reports + ?2, copies = copies + ?3,"
                    " minute = (SELECT max(minute) FROM report r WHERE r.story = ?1)"
                    " WHERE story = ?1");
    query_int(q, story);
    query_int(q, sign);
    query_int(q, sign * copies);
    query_run(q);
    if (site >= 0) count_site(d, story, site, sign);
}

void story_counts_add(db *d, int64_t number) {
    count(d, number, 1);
}

void story_counts_take(db *d, int64_t number) {
    count(d, number, -1);
    run_with(d, "DELETE FROM story_tally WHERE story = (SELECT story FROM report WHERE id = ?1)"
                " AND reports = ?2", number, 0);
    run_with(d, "DELETE FROM story_outlet WHERE (story, site) = (SELECT story, site FROM report"
                " WHERE id = ?1) AND reports = ?2", number, 0);
}

void story_counts_move(db *d, int64_t from, int64_t to) {
    run_with(d, "INSERT INTO story_tally(story, reports, copies, minute)"
                " SELECT ?2, reports, copies, minute FROM story_tally WHERE story = ?1"
                " ON CONFLICT DO UPDATE SET reports = reports + excluded.reports,"
                " copies = copies + excluded.copies,"
                " minute = coalesce(max(minute, excluded.minute), minute, excluded.minute)",
             from, to);
    run_with(d, "INSERT INTO story_outlet(story, site, reports)"
                " SELECT ?2, site, reports FROM story_outlet WHERE story = ?1"
                " ON CONFLICT DO UPDATE SET reports = reports + excluded.reports", from, to);
    query *q = db_query(d, "DELETE FROM story_tally WHERE story = ?");
    query_int(q, from);
    query_run(q);
    q = db_query(d, "DELETE FROM story_outlet WHERE story = ?");
    query_int(q, from);
    query_run(q);
}

void story_counts_copied(db *d, int64_t number) {
    query *q = db_query(d, "UPDATE story_tally SET copies = copies + 1"
                           " WHERE story = (SELECT story FROM report WHERE id = ?1)"
                           " AND (SELECT origin = id FROM report WHERE id = ?1)");
    query_int(q, number);
    query_run(q);
}
