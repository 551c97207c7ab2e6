/* bench/priors.c: makes src/ledger/priors.inc, what is usual in facts, out of ledgers.
 *
 *     bench_priors LEDGER... > src/ledger/priors.inc
 *     bench_priors --sizes LEDGER...      bytes of facts, plain and squeezed; what did not come back
 *
 * The table holds how often a bit is 1 in each of the contexts of squeeze_parts.h, in 57 steps;
 * no words of any report. Each report counts alike however long it is not: its bits do. */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "ledger/coder.h"
#include "ledger/facts.h"
#include "ledger/ledger.h"
#include "ledger/squeeze.h"

typedef struct sums {
    uint32_t (*tally)[2];
    size_t reports, plain, squeezed, refused, changed;
} sums;

static void measure(arena *a, str text, str facts, store_current *now, sums *t) {
    str small;
    report of = { .text = text };
    store_current back = { .report = of };
    fault f;
    back.record.report = &back.report;
    t->plain += facts.length;
    if (!facts_squeeze(a, &now->record, &now->sentences, &small)) {
        t->refused++;
        return;
    }
    t->squeezed += small.length;
    if (!facts_expand(a, small, text, &back.record, &back.sentences, &f)
        || !str_same(facts_pack(a, &back.record, &back.sentences), facts))
        t->changed++;
}

static bool count_ledger(const char *path, sums *t, bool sizes) {
    ledger_options options = { .access = DB_READ };
    fault f = { 0 };
    ledger *l = ledger_open(path, &options, &f);
    arena *a = arena_new(0);
    jmp_buf out;
    if (!l || !a || setjmp(out)) return false;
    arena_guard(a, &out);
    query *q = db_query(ledger_db(l), "SELECT id FROM report ORDER BY id");
    while (query_next(q)) {
        store_current now;
        if (!store_read(ledger_db(l), a, query_int_at(q, 0), &now)) break;
        str facts = facts_pack(a, &now.record, &now.sentences);
        if (sizes) measure(a, now.report.text, facts, &now, t);
        else facts_tally(a, &now.record, &now.sentences, t->tally);
        t->reports++;
        arena_reset(a, 1 << 20);
    }
    ledger_close(l);
    arena_free(a);
    return true;
}

static void print_table(const sums *t) {
    size_t count = facts_contexts();
    printf("/* Made by bench/priors.c. */\n\"");
    for (size_t i = 0; i < count; i++) {
        putchar(coder_prior(t->tally[i][0], t->tally[i][1]));
        if (i % 90 == 89 && i + 1 < count) printf("\"\n\"");
    }
    printf("\"\n");
}

int main(int count, char **arguments) {
    static uint32_t tally[1 << 17][2];
    sums t = { .tally = tally };
    bool sizes = count > 1 && strcmp(arguments[1], "--sizes") == 0;
    for (int i = 1 + sizes; i < count; i++)
        if (!count_ledger(arguments[i], &t, sizes))
            return fprintf(stderr, "bench_priors: %s cannot be read\n", arguments[i]), 1;
    if (!sizes) print_table(&t);
    else printf("{\"reports\": %zu, \"plain\": %zu, \"squeezed\": %zu, \"refused\": %zu,"
                " \"changed\": %zu}\n", t.reports, t.plain, t.squeezed, t.refused, t.changed);
    return 0;
}
