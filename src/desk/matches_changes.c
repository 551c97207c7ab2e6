/* desk/matches_changes.c: reports that changed at their address: one thing that is new for each
 * version that changed what it says. What differs in marks, case and white space alone is the
 * same; what was only added is a new statement, which is told as one. */
#include "desk/differences.h"
#include "desk/matching.h"
#include "ledger/fresh.h"

enum { CHANGES_MOST = 20 /* that an alert shows */ };

typedef struct changed {
    matching *m;
    news now;      /* of the report at hand */
    bool any;
    size_t parts[3];
} changed;

enum { PART_TITLE, PART_STATEMENT, PART_NUMBER };

static const char *plural(size_t n) {
    return n == 1 ? "" : "s";
}

/* "the report changed: its headline, 2 statements" */
static str told(arena *a, const changed *c) {
    buffer out = { 0 };
    size_t said = c->parts[PART_STATEMENT], numbers = c->parts[PART_NUMBER];
    buffer_add(a, &out, STR("the report changed:"));
    if (c->parts[PART_TITLE]) buffer_add(a, &out, STR(" its headline"));
    if (said)
        buffer_print(a, &out, "%s %zu statement%s", c->parts[PART_TITLE] ? "," : "", said,
                     plural(said));
    if (numbers)
        buffer_print(a, &out, "%s %zu number%s", c->parts[PART_TITLE] || said ? "," : "", numbers,
                     plural(numbers));
    return buffer_str(&out);
}

static void end_report(changed *c) {
    news *n = &c->now;
    if (n->report && c->any) {
        n->kind = ALERT_CHANGE;
        n->fact = arena_join(c->m->a, n->lead.report, STR("/changed"));
        n->what = told(c->m->a, c);
        n->novelty = 55;
        n->lead.id = STR_NONE;
        matching_add(c->m, n);
    }
    *c = (changed){ .m = c->m };
}

static bool take(void *to, query *row) {
    changed *c = to;
    arena *a = c->m->a;
    told_change one;
    int64_t version, former;
    told_fact at;
    told_fact_take(a, row, &at);
    if (!fresh_change(ledger_db(c->m->l), at.number, &version, &former)) return true;
    if (version != c->now.report) end_report(c);
    if (!c->now.report) c->now = (news){ .lead = at, .report = version, .other = former };
    told_change_take(a, row, &one);
    bool added = str_is(one.kind, "added"); /* it is told as a statement */
    if (added || str_same(words_bare(a, one.before), words_bare(a, one.after))) return true;
    size_t part = str_is(one.part, "title") ? PART_TITLE
        : str_is(one.part, "number") ? PART_NUMBER : PART_STATEMENT;
    c->parts[part]++;
    c->any = true;
    if (c->now.changes.count < CHANGES_MOST) *LIST_ADD(a, &c->now.changes) = one;
    return true;
}

bool matching_changes(matching *m) {
    question q = *m->asked->filters;
    changed c = { .m = m };
    q.what = ASK_CHANGES;
    q.after = m->asked->after;
    q.upto = m->asked->upto;
    q.oldest = true;
    if (!matching_ask(m, &q, take, &c)) return false;
    end_report(&c);
    return true;
}
