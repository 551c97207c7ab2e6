/* api/check.c: words that somebody holds, looked for in a ledger. */
#include "ledger/check.h"

#include "api/objects.h"

typedef struct check_answer {
    const onr_quotation *quotation;
    onr_near_row *row;
    void *user;
} check_answer;

static const onr_span *api_spans(arena *a, const span_list *from) {
    onr_span *all = ARENA_NEW(a, onr_span, from->count + 1);
    for (size_t i = 0; i < from->count; i++)
        all[i] = (onr_span){ from->at[i].start, from->at[i].end };
    return all;
}

static bool give_near(ledger *l, const check_answer *to, const checked *c) {
    onr_field fields[FIELDS_MOST];
    size_t count = 0;
    query *q = check_row(l, c);
    if (!q) return true;
    for (int i = 0; i < query_columns(q) && count < FIELDS_MOST; i++)
        fields[count++] = api_field(q, i);
    arena *a = ledger_arena(l);
    return to->row(to->user, &(onr_near){
        .narration = c->narration, .nearness = c->nearness, .joined = c->joined,
        .part = { c->part.start, c->part.end }, .core = { c->core.start, c->core.end },
        .content = api_text(c->content),
        .missing = api_spans(a, &c->missing), .missing_count = c->missing.count,
        .other = api_spans(a, &c->other), .other_count = c->other.count,
        .differs = api_text(c->differs), .fields = fields, .field_count = count });
}

static bool check(ledger *l, const void *in, void *to, fault *f) {
    const check_answer *answer = in;
    const onr_quotation *asked = answer->quotation;
    checked_list all;
    (void)to;
    if (!ledger_check(l, str_of(asked->words), asked->most, &all, f)) return false;
    for (size_t i = 0; i < all.count; i++)
        if (!give_near(l, answer, &all.at[i])) break;
    return true;
}

bool onr_ledger_check(onr_ledger *l, const onr_quotation *given, onr_near_row *row, void *user,
                      onr_error *error) {
    onr_quotation own;
    api_options(&own, sizeof own, given);
    return api_on_ledger(l, check, &(check_answer){ &own, row, user }, NULL, error);
}
