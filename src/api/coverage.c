/* api/coverage.c: how following went, as rows. */
#include "api/objects.h"

#include "desk/coverage.h"
#include "ledger/ask.h"
#include "ledger/ledger.h"

enum { COLUMNS = COVERAGE_COUNTS + 3, MINUTES_A_DAY = 1440 };

typedef struct coverage_call {
    onr_ledger *l;
    const onr_question *question;
    onr_row *row;
    void *user;
} coverage_call;

static bool first_and_last(const coverage_call *call, int64_t days[2], fault *f) {
    const onr_question *q = call->question;
    int64_t now = ledger_now(api_ledger(call->l)), first, last;
    const char *words[2] = { q ? q->since : NULL, q ? q->until : NULL };
    days[0] = 0;
    days[1] = now / COVERAGE_DAY_S;
    for (int i = 0; i < 2; i++) {
        if (!words[i]) continue;
        if (!ask_minutes(str_of(words[i]), now, &first, &last))
            return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "\"%.80s\" is no time", words[i]);
        days[i] = (i ? last : first) / MINUTES_A_DAY;
    }
    return true;
}

static bool give_row(const coverage_call *call, arena *a, const coverage *c) {
    onr_field fields[COLUMNS] = { { .name = "day", .kind = ONR_TEXT },
                                  { .name = "source", .kind = ONR_TEXT } };
    char words[DAY_SIZE];
    day_write(day_of_number((int32_t)c->day), words);
    fields[0].text = api_text(arena_copy(a, str_of(words)));
    fields[1].text = api_text(c->address);
    for (int i = 0; i < COVERAGE_COUNTS; i++)
        fields[i + 2] = (onr_field){ .name = coverage_count_name((coverage_count)i),
                                     .kind = ONR_INTEGER, .integer = c->counts[i] };
    fields[COLUMNS - 1] = (onr_field){ .name = "why", .kind = c->why.at ? ONR_TEXT : ONR_NULL,
                                       .text = api_text(c->why) };
    return call->row(call->user, fields, COLUMNS);
}

static bool tell(void *of, fault *f) {
    const coverage_call *call = of;
    ledger *l = api_ledger(call->l);
    arena *a = ledger_arena(l);
    size_t limit = call->question ? call->question->limit : 0;
    coverage_list rows = { 0 };
    int64_t days[2];
    if (!first_and_last(call, days, f)) return false;
    coverage_told(ledger_db(l), a, days, ledger_now(l), &rows);
    if (!db_settle(ledger_db(l), f)) return false;
    for (size_t i = 0; i < rows.count && (!limit || i < limit); i++)
        if (!give_row(call, a, &rows.at[i])) break;
    return true;
}

bool onr_ledger_coverage(onr_ledger *l, const onr_question *q, onr_row *row, void *user,
                         onr_error *error) {
    coverage_call call = { l, q, row, user };
    return api_ledger_call(l, tell, &call, error);
}
