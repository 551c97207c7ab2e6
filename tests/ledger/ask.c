/* Questions that look at some reports at a time: page by page they give the same rows, in the same
 * order, as one that looks at all; and a question that takes too long ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ledger/ask.h"
#include "ledger/postings.h"
#include "ledger/opened.h"

enum { REPORTS = 60, PAGES_MOST = 400 };

/* Sixty reports of seven stories and three outlets; every ninth has no date, and they were not
 * added in the order of their dates. Each has three statements, one in eleven of all a denial. */
#define NUMBERS "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) "
#define FACTS "(SELECT i, k FROM n, (SELECT 0 AS k UNION SELECT 1 UNION SELECT 2)) "
static const char filling[] =
    "INSERT INTO term(name) VALUES('Gull'), ('Post'), ('Times');"
    NUMBERS "INSERT INTO report(id, key, variant, title, site, minute, story, origin)"
    " SELECT i, randomblob(32), x'00', 'Report ' || i, (SELECT id FROM term WHERE name ="
    " CASE i % 3 WHEN 0 THEN 'Gull' WHEN 1 THEN 'Post' ELSE 'Times' END),"
    " CASE WHEN i % 9 THEN i * 37 % 61 / 2 END, i % 7 + 1, i FROM n;"
    NUMBERS "INSERT INTO report_text SELECT i, shorthand('It said so.'), x'00' FROM n;"
    /* as in packed.h */
    NUMBERS "INSERT INTO said(first, facts) SELECT i << 20, group_concat(fact, '') FROM (SELECT i,"
    " char(2, 2, 2, 4, 13, 2, 3 + (i * 3 + k) % 5, 1, 1, 2, 2 + (SELECT id FROM term WHERE name ="
    " CASE (i * 3 + k) % 11 WHEN 0 THEN 'deny' ELSE 'say' END), 2, 2, 1, 1, 1, 1) AS fact"
    " FROM " FACTS " ORDER BY i, k) GROUP BY i;"
    NUMBERS "INSERT INTO expectation(id, at, length, sentence, sentence_length, kinds, earliest)"
    " SELECT (i << 20), 0, 2, 0, 11, 0, CASE WHEN i % 4 THEN i * 7 % 13 END FROM n;"
    NUMBERS "INSERT INTO silence(id, at, length, sentence, sentence_length, kinds, closed_by)"
    " SELECT (i << 20), 0, 2, 0, 11, 0, CASE WHEN i % 5 THEN 1 END FROM n WHERE i % 2;"
    "INSERT INTO named(id, name, kind, hash) VALUES(1, brief('A'), 1, 0), (2, brief('B'), 1, 0),"
    " (3, brief('C'), 1, 0), (4, brief('D'), 1, 0), (5, brief('E'), 1, 0);"
    "CREATE TABLE main.party AS SELECT 1 AS kind, speaker AS actor, id AS fact FROM statement;"
    "CREATE TABLE main.mention AS SELECT DISTINCT speaker AS actor, id >> 20 AS report"
    " FROM statement WHERE speaker < 4 OR id >> 20 < 9;"
    "UPDATE named SET reports = t.n, last = t.last FROM (SELECT actor, count(*) AS n,"
    " max(report) AS last FROM main.mention GROUP BY actor) t WHERE t.actor = id;"
    "INSERT INTO story_tally SELECT story, count(*), 0, max(minute) FROM report GROUP BY story;";

typedef struct numbers {
    int64_t at[1000];
    size_t count;
} numbers;

static int set_up(void **state) {
    (void)state;
    fault f = { 0 };
    if (!opened_make()) return -1;
    db_do(ledger_db(opened), filling);
    postings_pack_all(ledger_db(opened));
    return db_settle(ledger_db(opened), &f) ? 0 : -1;
}

/* The row's number, which is the last column but for actors. */
static bool take(void *to, query *row) {
    numbers *all = to;
    for (int i = 0; i < query_columns(row); i++)
        if (str_is(str_of(query_name(row, i)), "number"))
            all->at[all->count++] = query_int_at(row, i);
    return true;
}

static void ask(const question *q, numbers *to) {
    fault f = { 0 };
    jmp_buf out;
    arena *a = ledger_arena(opened);
    arena_reset(a, 1 << 20);
    if (setjmp(out)) fail();
    arena_guard(a, &out);
    bool done = ledger_ask(opened, q, take, to, &f);
    arena_guard(a, NULL);
    if (!done) fail_msg("%s", f.what);
}

/* All pages; a page that looked at `looks` reports may be empty, but the last ends them. */
static size_t page_by_page(question q, size_t limit, size_t looks, numbers *to) {
    ask_reached reached;
    char from[PLACE_SIZE];
    size_t pages = 0;
    q.limit = limit;
    q.looks = looks;
    q.reached = &reached;
    do {
        size_t before = to->count;
        ask(&q, to);
        assert_true(to->count - before <= limit);
        assert_true(++pages < PAGES_MOST);
        snprintf(from, sizeof from, "%s", reached.place);
        q.from = str_of(from);
    } while (reached.more);
    return pages;
}

static void same_in_pages(question q) {
    static const size_t looks[] = { 1, 2, 7, 59, 60, 61, 1000 };
    numbers whole = { .count = 0 };
    ask(&q, &whole);
    assert_true(whole.count > 0);
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        for (size_t limit = 1; limit < 9; limit += 3) {
            numbers got = { .count = 0 };
            page_by_page(q, limit, looks[i], &got);
            assert_int_equal(got.count, whole.count);
            assert_memory_equal(got.at, whole.at, whole.count * sizeof *whole.at);
        }
    }
}

static void test_rows(void **state) {
    static const ask_what whats[] = { ASK_REPORTS, ASK_STATEMENTS, ASK_SILENCES, ASK_UTTERANCES };
    (void)state;
    for (size_t i = 0; i < sizeof whats / sizeof *whats; i++) {
        same_in_pages((question){ .what = whats[i] });
        same_in_pages((question){ .what = whats[i], .oldest = true });
        same_in_pages((question){ .what = whats[i], .as_added = true });
        same_in_pages((question){ .what = whats[i], .outlet = STR("Gull") });
        same_in_pages((question){ .what = whats[i], .in_story = 3 });
        same_in_pages((question){ .what = whats[i], .in_story = 3, .oldest = true });
        same_in_pages((question){ .what = whats[i], .since = STR("1970-01-01T00:10") });
        same_in_pages((question){ .what = whats[i], .until = STR("1970-01-01T00:10") });
    }
}

static void test_rare_rows(void **state) {
    (void)state;
    same_in_pages((question){ .what = ASK_STATEMENTS, .act = STR("deny") });
    same_in_pages((question){ .what = ASK_STATEMENTS, .act = STR("deny"), .oldest = true });
    same_in_pages((question){ .what = ASK_STATEMENTS, .act = STR("deny"), .as_added = true });
    same_in_pages((question){ .what = ASK_STATEMENTS, .act = STR("deny"), .in_story = 2 });
    same_in_pages((question){ .what = ASK_STATEMENTS, .speaker = STR("#2"), .act = STR("deny") });
    same_in_pages((question){ .what = ASK_SILENCES, .state = STR("open") });
}

static void test_groups(void **state) {
    (void)state;
    same_in_pages((question){ .what = ASK_DIARY });
    same_in_pages((question){ .what = ASK_DIARY, .in_story = 3 });
    same_in_pages((question){ .what = ASK_STORIES });
    same_in_pages((question){ .what = ASK_STORIES, .outlet = STR("Post") });
}

/* What looks at one report in seven pages of nothing says each time that it goes on. */
static void test_empty_pages(void **state) {
    (void)state;
    numbers got = { .count = 0 };
    size_t pages = page_by_page((question){ .what = ASK_STATEMENTS, .act = STR("deny") }, 50, 1,
                                &got);
    assert_true(pages > REPORTS / 2);
    assert_int_equal(got.count, 16);
}

static void test_nothing_of_that_name(void **state) {
    (void)state;
    numbers got = { .count = 0 };
    ask(&(question){ .what = ASK_STATEMENTS, .outlet = STR("Nobody's"), .lenient = true }, &got);
    ask(&(question){ .what = ASK_STATEMENTS, .place = STR("Nowhere"), .lenient = true }, &got);
    assert_int_equal(got.count, 0);
}

static void test_time(void **state) {
    (void)state;
    fault f = { 0 };
    db *d = ledger_db(opened);
    static const char forever[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                  " SELECT max(i) FROM n";
    db_limit(d, 20);
    query_run(db_query(d, forever));
    assert_false(db_settle(d, &f));
    assert_int_equal(f.kind, FAULT_TIME);
    db_limit(d, 0);
    numbers got = { .count = 0 };
    ask(&(question){ .what = ASK_REPORTS }, &got);
    assert_int_equal(got.count, REPORTS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows), cmocka_unit_test(test_rare_rows),
        cmocka_unit_test(test_groups), cmocka_unit_test(test_empty_pages),
        cmocka_unit_test(test_nothing_of_that_name), cmocka_unit_test(test_time),
    };
    return cmocka_run_group_tests(tests, set_up, opened_drop);
}
