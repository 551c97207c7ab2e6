/* tests/ledger/gathered.c: who is named waits until the transaction ends, is one row however often
 * it comes, and nothing is known of a transaction that failed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "ledger/gathered.h"
#include "ledger/ledger.h"

static char path[] = "/tmp/gathered-XXXXXX";

static int64_t number(db *d, const char *sql) {
    return query_one(db_query(d, sql), -1);
}

/* Two reports of one transaction; the second names whom the first named. */
static int64_t put_two(db *d, arena *a) {
    gathered *g = gathered_of(d, a);
    assert_non_null(g);
    int64_t person = gathered_term(g, STR("person"));
    int64_t ana = gathered_actor(g, STR("Ana Ruiz"), person);
    assert_int_equal(gathered_actor(g, STR("Ana Ruiz"), person), ana);
    assert_int_not_equal(gathered_actor(g, STR("Ana Ruiz"), person + 1), ana);
    for (int64_t n = 1; n <= 2; n++) {
        gathered_tally(g, &(actor_tally){ ana, 1, n, 0, 0, n });
        gathered_posting(g, POSTING_MENTION, ana, n);
        gathered_posting(g, POSTING_SPEAKER, ana, n << 20);
    }
    gathered_posting(g, POSTING_MENTION, ana, 2);
    return ana;
}

static void rows_come_at_the_end(void **state) {
    fault f;
    str name;
    int64_t kind;
    db *d = ledger_db(*state);
    arena *a = ledger_arena(*state);
    assert_null(gathered_of(d, a)); /* no transaction */
    db_begin(d);
    int64_t ana = put_two(d, a);
    assert_int_equal(number(d, "SELECT count(*) FROM named"), 0);
    assert_true(names_actor(d, a, ana, &name, &kind));
    assert_true(str_is(name, "Ana Ruiz"));
    assert_true(db_settle(d, &f));
    assert_int_equal(number(d, "SELECT count(*) FROM named"), 2);
    assert_int_equal(number(d, "SELECT reports * 100 + statements * 10 + last FROM named"
                               " WHERE id = 1"), 232);
    assert_int_equal(number(d, "SELECT count(*) FROM mention"), 2);
    assert_int_equal(number(d, "SELECT count(*) FROM party"), 2);
    assert_int_equal(number(d, "SELECT rowid FROM names WHERE names MATCH 'ruiz' LIMIT 1"), ana);
    db_begin(d);
    assert_int_equal(put_two(d, a), ana);
    gathered_write(d);
    assert_int_equal(number(d, "SELECT reports FROM named WHERE id = 1"), 4);
    assert_true(db_settle(d, &f));
    assert_int_equal(number(d, "SELECT reports FROM named WHERE id = 1"), 4);
}

static void what_failed_is_not_known(void **state) {
    fault f;
    db *d = ledger_db(*state);
    arena *a = ledger_arena(*state);
    db_begin(d);
    gathered *g = gathered_of(d, a);
    int64_t word = gathered_term(g, STR("a word of no report"));
    int64_t piet = gathered_actor(g, STR("Piet Holm"), 1);
    gathered_write(d);
    FAULT(&f, FAULT_STORE, FAULT_NOWHERE, "made to fail");
    db_fail(d, &f);
    assert_null(gathered_of(d, a));
    assert_false(db_settle(d, &f));
    db_begin(d);
    g = gathered_of(d, a);
    assert_int_equal(gathered_actor(g, STR("Lena Moor"), 1), piet); /* his number is free */
    assert_int_not_equal(gathered_actor(g, STR("Piet Holm"), 1), piet);
    gathered_term(g, STR("another word"));
    assert_int_not_equal(gathered_term(g, STR("a word of no report")), word);
    assert_true(db_settle(d, &f));
    assert_int_equal(number(d, "SELECT count(*) FROM term WHERE name = 'a word of no report'"), 1);
    assert_int_equal(number(d, "SELECT count(*) FROM actor WHERE name = 'Piet Holm'"), 1);
}

enum { COMMON = 600, REPORTS = 460 }; /* more rows than may wait */

/* Report n names 600 whom all name, one whom only the next names too, and the former's. */
static void put_report(db *d, arena *a, int64_t n) {
    gathered *g = gathered_of(d, a);
    int64_t who[COMMON + 2];
    for (int i = 0; i < COMMON + 2; i++) {
        char room[32];
        int size = i < COMMON ? snprintf(room, sizeof room, "Common %d", i)
                              : snprintf(room, sizeof room, "Rare %d", (int)n - (i - COMMON));
        who[i] = gathered_actor(g, (str){ room, (size_t)size }, 1);
    }
    for (int i = COMMON + 1; i >= 0; i--) gathered_posting(g, POSTING_MENTION, who[i], n);
    for (int i = 0; i < COMMON + 2; i++) gathered_tally(g, &(actor_tally){ who[i], 1, 0, 0, 0, n });
}

/* What waits is written between reports, whose rows belong together. */
static void too_much_is_written_report_by_report(void **state) {
    fault f;
    db *d = ledger_db(*state);
    arena *a = ledger_arena(*state);
    db_begin(d);
    for (int64_t n = 1000; n < 1000 + REPORTS; n++) put_report(d, a, n);
    assert_true(db_settle(d, &f));
    assert_int_equal(number(d, "SELECT count(*) FROM mention WHERE report >= 1000"),
                     REPORTS * (COMMON + 2));
    assert_int_equal(number(d, "SELECT count(*) FROM named n WHERE reports <> (SELECT count(*)"
                               " FROM mention m WHERE m.actor = n.id) AND last >= 1000"), 0);
}

static int open_one(void **state) {
    fault f;
    int file = mkstemp(path);
    if (file < 0 || close(file) || unlink(path)) return -1;
    ledger_options options = { .access = DB_CREATE };
    *state = ledger_open(path, &options, &f);
    return *state ? 0 : -1;
}

static int close_one(void **state) {
    ledger_close(*state);
    return unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_at_the_end),
        cmocka_unit_test(what_failed_is_not_known),
        cmocka_unit_test(too_much_is_written_report_by_report),
    };
    return cmocka_run_group_tests(tests, open_one, close_one);
}
