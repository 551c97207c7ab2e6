/* api/who.c: who a name is, and what is decided by hand, as rows of fields. */
#include "api/objects.h"

#include <stdio.h>

#include "ledger/facts.h"
#include "ledger/who.h"

typedef struct who_call {
    ledger *l;
    const char *name;
    onr_row *row;
    void *user;
} who_call;

typedef struct who_row_out {
    onr_field fields[FIELDS_MOST];
    size_t count;
} who_row_out;

static void put_text(who_row_out *r, const char *name, str value) {
    onr_field f = { .name = name, .kind = value.at ? ONR_TEXT : ONR_NULL };
    f.text = api_text(value);
    r->fields[r->count++] = f;
}

static void put_count(who_row_out *r, const char *name, size_t value) {
    r->fields[r->count++] = (onr_field){ .name = name, .kind = ONR_INTEGER,
                                         .integer = (long long)value };
}

static void put_person(who_row_out *r, arena *a, const who_person *p, bool alone) {
    buffer offices = { 0 };
    put_text(r, "row", alone ? STR("person") : STR("candidate"));
    put_text(r, "name", p->name);
    put_text(r, "kind", str_of(actor_kind_name(p->kind)));
    for (size_t i = 0; !alone && i < p->offices.count && i < 3; i++) {
        const who_office *o = &p->offices.at[i];
        buffer_print(a, &offices, "%s%.*s%s%.*s", i ? "; " : "", STR_ARG(o->title),
                     o->of.length ? " of " : "", STR_ARG(o->of));
    }
    if (!alone) put_text(r, "office", offices.count ? buffer_str(&offices) : STR_NONE);
    put_count(r, "reports", p->reports.count);
    put_count(r, "statements", p->statements.count);
    put_text(r, "first", p->since);
    put_text(r, "last", p->until);
}

/* The words of a place, and the report that has them. */
static void put_place(who_row_out *r, db *d, arena *a, const who_place *at) {
    query *q = db_query(d, "SELECT words_at(x.text, ?2, ?3), v.title, v.outlet,"
                           " v.url, v.key FROM report_text x JOIN reports v ON v.number = x.report"
                           " WHERE x.report = ?1");
    static const char *const names[] = { "sentence", "title", "outlet", "url", "report" };
    query_int(q, at->report);
    query_int(q, (int64_t)at->sentence.start);
    query_int(q, (int64_t)(at->sentence.end - at->sentence.start));
    bool there = query_next(q);
    for (int i = 0; i < 5; i++)
        put_text(r, names[i], there ? arena_copy(a, query_words_at(q, i)) : STR_NONE);
    while (there && query_next(q)) continue;
}

static bool give(const who_call *call, const who_row_out *r) {
    return call->row(call->user, r->fields, r->count);
}

static bool give_offices(const who_call *call, db *d, arena *a, const who_person *p) {
    for (size_t i = 0; i < p->offices.count; i++) {
        const who_office *o = &p->offices.at[i];
        who_row_out r = { .count = 0 };
        put_text(&r, "row", STR("office"));
        put_text(&r, "office", o->title);
        put_text(&r, "of", o->of.length ? o->of : STR_NONE);
        put_count(&r, "reports", o->reports);
        put_text(&r, "first", o->since);
        put_text(&r, "last", o->until);
        put_place(&r, d, a, &o->first);
        if (!give(call, &r)) return false;
    }
    return true;
}

static bool give_names(const who_call *call, const who_person *p) {
    for (size_t i = 0; i < p->names.count; i++) {
        who_row_out r = { .count = 0 };
        put_text(&r, "row", STR("name"));
        put_text(&r, "name", p->names.at[i].name);
        put_count(&r, "reports", p->names.at[i].reports);
        if (!give(call, &r)) return false;
    }
    return true;
}

static bool give_statements(const who_call *call, db *d, const who_person *p) {
    for (size_t i = 0; i < p->statements.count; i++) {
        query *q = db_query(d, "SELECT * FROM statements WHERE number = ?");
        who_row_out r = { .count = 0 };
        query_int(q, p->statements.at[i]);
        put_text(&r, "row", STR("statement"));
        bool there = query_next(q);
        for (int k = 0; there && k < query_columns(q) && r.count < FIELDS_MOST; k++) {
            bool own = str_is(str_of(query_name(q, k)), "number");
            if (!own) r.fields[r.count++] = api_field(q, k);
        }
        if (there && !give(call, &r)) return false;
    }
    return true;
}

static bool who(void *context, fault *f) {
    const who_call *w = context;
    ledger *l = w->l;
    arena *a = ledger_arena(l);
    who_list all = { 0 };
    if (!ledger_who(l, str_of(w->name), &all, f)) return false;
    bool goes_on = true;
    for (size_t i = 0; goes_on && i < all.count; i++) {
        who_row_out r = { .count = 0 };
        put_person(&r, a, &all.at[i], all.count == 1);
        goes_on = give(w, &r);
    }
    if (all.count == 1)
        goes_on = goes_on && give_names(w, &all.at[0])
            && give_offices(w, ledger_db(l), a, &all.at[0])
            && give_statements(w, ledger_db(l), &all.at[0]);
    return db_settle(ledger_db(l), f);
}

bool onr_ledger_who(onr_ledger *l, const char *name, onr_row *row, void *user, onr_error *error) {
    who_call call = { api_ledger(l), name, row, user };
    return api_ledger_call(l, who, &call, error);
}

typedef struct deciding {
    ledger *l;
    const char *one, *other;
    bool apart;
} deciding;

static bool decide(void *context, fault *f) {
    const deciding *d = context;
    return ledger_decide(d->l, str_of(d->one), str_of(d->other), d->apart, f);
}

bool onr_ledger_decide(onr_ledger *l, const char *one, const char *other, bool apart,
                       onr_error *error) {
    deciding call = { api_ledger(l), one, other, apart };
    return api_ledger_call(l, decide, &call, error);
}
