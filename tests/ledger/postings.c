/* Lists of who is named and who speaks: what is put in and taken out in any order is what a set
 * of the same numbers has, as rows of mention and party. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ledger/ledger.h"
#include "ledger/postings.h"
#include "ledger/schema.h"
#include "ledger/opened.h"

enum { ACTORS = 3, NUMBERS = 400, FACTS = 3 };

static int set_up(void **state) {
    (void)state;
    fault f = { 0 };
    if (!opened_make()) return -1;
    db_do(ledger_db(opened), "INSERT INTO named(id, name, kind, hash) VALUES(1, brief('A'), 1, 0),"
                             " (2, brief('B'), 1, 0), (3, brief('C'), 1, 0)");
    return db_settle(ledger_db(opened), &f) ? 0 : -1;
}

/* Which reports name an actor, and what it said in each. */
typedef struct world {
    bool named[ACTORS + 1][NUMBERS], said[ACTORS + 1][NUMBERS][FACTS];
    uint32_t chance;
} world;

static uint32_t next(world *w) { /* xorshift */
    w->chance ^= w->chance << 13;
    w->chance ^= w->chance >> 17;
    w->chance ^= w->chance << 5;
    return w->chance;
}

static void count(const world *w, int who) {
    int64_t n = 0;
    for (int64_t r = 0; r < NUMBERS; r++) n += w->named[who][r];
    query *q = db_query(ledger_db(opened), "UPDATE named SET reports = ? WHERE id = ?");
    query_int(q, n);
    query_int(q, who);
    query_run(q);
}

/* As gathered.c does: lists first, then how often. So many reports at once. */
static void put(world *w, int who, int64_t number, int64_t count_of) {
    db *d = ledger_db(opened);
    int64_t reports[NUMBERS], facts[NUMBERS * FACTS];
    size_t said = 0, named = 0;
    bool first = true;
    for (int64_t r = 0; r < NUMBERS; r++) first &= !w->named[who][r];
    for (int64_t end = number + count_of; number < end && number < NUMBERS; number++) {
        reports[named++] = number;
        w->named[who][number] = true;
        for (int i = 0; i < FACTS; i++) {
            if (next(w) % 2) continue;
            facts[said++] = schema_fact(number) | i * 700;
            w->said[who][number][i] = true;
        }
    }
    number--;
    postings_add(d, POSTING_MENTION, who, (posted){ reports, named });
    postings_add(d, POSTING_SPEAKER, who, (posted){ facts, said });
    query *q = db_query(d, "UPDATE named SET last = ?1 WHERE id = ?2 AND (?3 OR last < ?1)");
    query_int(q, number);
    query_int(q, who);
    query_int(q, first);
    query_run(q);
    count(w, who);
}

static void take(world *w, int who, int64_t number) {
    const int64_t alone[2] = { number, number + 1 };
    const int64_t facts[2] = { schema_fact(number), schema_fact(number + 1) };
    postings_remove(ledger_db(opened), POSTING_MENTION, who, alone);
    postings_remove(ledger_db(opened), POSTING_SPEAKER, who, facts);
    w->named[who][number] = false;
    for (int i = 0; i < FACTS; i++) w->said[who][number][i] = false;
    count(w, who);
}

static int64_t asked(const char *sql, int who, int64_t from, int64_t past) {
    query *q = db_query(ledger_db(opened), sql);
    query_int(q, who);
    query_int(q, from);
    query_int(q, past);
    return query_one(q, -1);
}

static void check_list(const world *w, int who) {
    query *q = db_query(ledger_db(opened), "SELECT report FROM mention WHERE actor = ?"
                                           " ORDER BY report");
    query_int(q, who);
    for (int64_t r = 0; r < NUMBERS; r++) {
        if (!w->named[who][r]) continue;
        assert_true(query_next(q));
        assert_int_equal(query_int_at(q, 0), r);
    }
    assert_false(query_next(q));
}

static void check(world *w) {
    for (int who = 1; who <= ACTORS; who++) {
        check_list(w, who);
        int64_t from = next(w) % NUMBERS, past = from + next(w) % 90, named = 0, said = 0;
        for (int64_t r = from; r < past && r < NUMBERS; r++) {
            named += w->named[who][r];
            for (int i = 0; i < FACTS; i++) said += w->said[who][r][i];
        }
        assert_int_equal(asked("SELECT count(*) FROM mention WHERE actor = ? AND report >= ?"
                               " AND report < ?", who, from, past), named);
        assert_int_equal(asked("SELECT count(*) FROM mention WHERE +actor = ? AND report >= ?"
                               " AND report < ?", who, from, past), named);
        assert_int_equal(asked("SELECT count(*) FROM party WHERE kind = 1 AND actor = ? AND fact"
                               " >= ? << 20 AND fact < ? << 20", who, from, past), said);
        assert_int_equal(asked("SELECT count(*) FROM mention WHERE actor = ? AND report = ?"
                               " AND ? NOT NULL", who, from, 0), w->named[who][from]);
    }
}

static void lists_hold_what_sets_hold(void **state) {
    world *w = calloc(1, sizeof *w);
    fault f;
    (void)state;
    w->chance = 77;
    db_begin(ledger_db(opened));
    for (int64_t r = 0; r < NUMBERS; r++) /* as reports come: most at the end */
        for (int who = 1; who < ACTORS; who++)
            if (next(w) % 4) put(w, who, r, 1);
    check(w);
    for (int i = 0; i < 3000; i++) {
        int who = 1 + (int)(next(w) % ACTORS);
        int64_t number = next(w) % (who == ACTORS ? 3 : NUMBERS);
        if (next(w) % 3) take(w, who, number);
        else put(w, who, number, 1 + next(w) % (i % 100 ? 4 : 150));
        if (i % 10 == 0) check(w);
    }
    postings_drop(ledger_db(opened), 2);
    for (int who = 1; who <= ACTORS; who++) take(w, who, 2);
    check(w);
    assert_true(db_settle(ledger_db(opened), &f));
    free(w);
}

/* Of lists from elsewhere anything may be read, but no more than a row may have. */
static void damage_ends_a_list(void **state) {
    int64_t out[POSTING_MOST];
    char many[200], big[] = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";
    (void)state;
    for (size_t i = 0; i < sizeof many; i++) many[i] = 1;
    assert_int_equal(posting_read(POSTING_MENTION, 9, (str){ many, 200 }, out), POSTING_MOST);
    assert_int_equal(posting_read(POSTING_SPEAKER, 9, (str){ many, 1 }, out), 1);
    assert_int_equal(posting_read(POSTING_MENTION, 9, (str){ big, 11 }, out), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_hold_what_sets_hold),
        cmocka_unit_test(damage_ends_a_list),
    };
    return cmocka_run_group_tests(tests, set_up, opened_drop);
}
