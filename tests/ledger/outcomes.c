/* What was settled since a report, and what fell due, as watches ask for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ledger/ledger.h"
#include "ledger/outcomes.h"

/* Facts 0 of reports 1 to 5; times are twice minutes. */
static const char rows[] =
    "INSERT INTO silence(id, closed_by) VALUES(1 << 20, 3 << 20), ((2 << 20) + 1, NULL),"
    " (5 << 20, 4 << 20);"
    "INSERT INTO expectation(id, latest, state, settled_by, then_latest) VALUES"
    " (1 << 20, 2880, 1, 2 << 20, NULL),"
    " ((1 << 20) + 1, 2880, 2, 4 << 20, 28800),"
    " ((1 << 20) + 2, 2880, NULL, NULL, NULL),"
    " ((1 << 20) + 3, 2881, NULL, NULL, NULL);";

static settled_list asked(ledger *l, int64_t behind, int64_t from, int64_t until) {
    fault f;
    settled_list all = outcomes_since(ledger_db(l), ledger_arena(l), behind, from, until);
    assert_true(db_settle(ledger_db(l), &f));
    return all;
}

static void assert_settled(const settled *s, settled_kind kind, int64_t told_by, int64_t by) {
    assert_int_equal(s->kind, kind);
    assert_int_equal(s->fact >> 20, told_by);
    assert_int_equal(by < 0 ? s->by : s->by >> 20, by);
}

static void what_was_settled_since(void **state) {
    ledger *l = *state;
    settled_list all = asked(l, -1, 0, 0);
    assert_int_equal(all.count, 4);
    assert_settled(&all.at[0], SETTLED_HAPPENED, 1, 2);
    assert_settled(&all.at[1], SETTLED_ANSWERED, 1, 3);
    assert_settled(&all.at[2], SETTLED_MOVED, 1, 4);
    assert_settled(&all.at[3], SETTLED_ANSWERED, 5, 4); /* the silence came last */
    assert_int_equal(asked(l, 3, 0, 0).count, 2);
    assert_int_equal(asked(l, 5, 0, 0).count, 0);
}

static void what_fell_due(void **state) {
    ledger *l = *state;
    assert_int_equal(asked(l, 9, 0, 1440).count, 0);
    settled_list all = asked(l, 9, 1440, 1441); /* a minute is over when it is over */
    assert_int_equal(all.count, 1);
    assert_settled(&all.at[0], SETTLED_OVERDUE, 1, -1);
    assert_int_equal(asked(l, 9, 1441, 2880).count, 1); /* a day when the day is */
    assert_int_equal(asked(l, 9, 2880, 15839).count, 0);
    assert_int_equal(asked(l, 9, 2880, 15840).count, 1); /* where it was moved to */
}

static char path[] = "/tmp/outcomes-XXXXXX";

static int open_one(void **state) {
    fault f;
    int file = mkstemp(path);
    if (file < 0 || close(file) || unlink(path)) return -1;
    ledger_options options = { .access = DB_CREATE };
    ledger *l = ledger_open(path, &options, &f);
    if (!l) return -1;
    db_do(ledger_db(l), rows);
    *state = l;
    return db_settle(ledger_db(l), &f) ? 0 : -1;
}

static int close_one(void **state) {
    char more[sizeof path + 8];
    ledger_close(*state);
    snprintf(more, sizeof more, "%s-wal", path);
    unlink(more);
    snprintf(more, sizeof more, "%s-shm", path);
    unlink(more);
    return unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_settled_since),
        cmocka_unit_test(what_fell_due),
    };
    return cmocka_run_group_tests(tests, open_one, close_one);
}
