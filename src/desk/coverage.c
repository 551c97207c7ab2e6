/* desk/coverage.c: see coverage.h. */
#include "desk/coverage.h"

#include <stdlib.h>

#include "desk/schedule.h"

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b) {
    return a > b ? a : b;
}

void coverage_unasked(arena *a, const followed *it, int64_t now, coverage_list *out) {
    schedule s = schedule_of(it->address, it->every);
    if (!it->settled || now <= it->settled) return;
    int64_t first = it->settled / COVERAGE_DAY_S, last = now / COVERAGE_DAY_S;
    first = most(first, last - COVERAGE_DAYS_MOST);
    for (int64_t on = first; on <= last; on++) {
        int64_t from = most(it->settled, on * COVERAGE_DAY_S - 1);
        int64_t upto = least(now, (on + 1) * COVERAGE_DAY_S - 1);
        coverage c = { .source = it->number, .day = on, .address = it->address };
        c.counts[COVERAGE_RESTED] = schedule_count(s, from, least(upto, it->due - 1));
        c.counts[COVERAGE_MISSED] = schedule_count(s, most(from, it->due), upto);
        c.counts[COVERAGE_DUE] = c.counts[COVERAGE_RESTED] + c.counts[COVERAGE_MISSED];
        if (c.counts[COVERAGE_DUE]) *LIST_ADD(a, out) = c;
    }
}

/* ---- telling ---- */

static int by_day_and_address(const void *l, const void *r) {
    const coverage *left = l, *right = r;
    if (left->day != right->day) return left->day < right->day ? -1 : 1;
    return str_compare(left->address, right->address);
}

/* Rows of one source and day become one. */
static void join_rows(coverage_list *all) {
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        const coverage *c = &all->at[i];
        coverage *last = kept ? &all->at[kept - 1] : NULL;
        if (!last || last->source != c->source || last->day != c->day) {
            all->at[kept++] = *c;
            continue;
        }
        for (int n = 0; n < COVERAGE_COUNTS; n++) last->counts[n] += c->counts[n];
        if (!last->why.at) last->why = c->why;
    }
    all->count = kept;
}

void coverage_told(db *d, arena *a, const int64_t days[2], int64_t now, coverage_list *out) {
    followed_list sources = { 0 };
    coverage_list unasked = { 0 };
    coverage_between(d, a, days[0], days[1], out);
    follow_active(d, a, &sources);
    for (size_t i = 0; i < sources.count; i++) coverage_unasked(a, &sources.at[i], now, &unasked);
    for (size_t i = 0; i < unasked.count; i++)
        if (unasked.at[i].day >= days[0] && unasked.at[i].day <= days[1])
            *LIST_ADD(a, out) = unasked.at[i];
    if (out->count) qsort(out->at, out->count, sizeof *out->at, by_day_and_address);
    join_rows(out);
}
