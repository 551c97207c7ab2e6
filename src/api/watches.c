/* api/watches.c: the public calls over watches. */
#include "api/watches.h"

#include <stdio.h>

#include "desk/alerts.h"
#include "desk/watches.h"

/* ---- watches as the desk takes them ---- */

/* "first,answer" */
static bool kinds_of(const char *words, int64_t *out, fault *f) {
    str list = str_of(words);
    int64_t kinds = 0;
    for (size_t at = 0, end; words && at <= list.length; at = end + 1) {
        end = str_find(list, STR(","), at);
        str name = str_trim(str_cut(list, at, end));
        unsigned kind = 0;
        while (kind < ALERT_TROUBLE && !str_is(name, alert_kind_name((alert_kind)kind))) kind++;
        if (kind == ALERT_TROUBLE)
            return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is no kind of alert \"%.*s\"",
                         STR_ARG(str_cut(name, 0, 80)));
        kinds |= 1 << kind;
    }
    *out = kinds;
    return true;
}

static question filters_of(const onr_question *q) {
    return (question){
        .speaker = str_of(q->speaker), .addressee = str_of(q->addressee),
        .actor = str_of(q->actor), .about = str_of(q->about), .words = str_of(q->words),
        .act = str_of(q->act), .stance = str_of(q->stance), .channel = str_of(q->channel),
        .place = str_of(q->place), .outlet = str_of(q->outlet), .story = str_of(q->story),
        .since = str_of(q->since), .until = str_of(q->until),
    };
}

static bool given_of(const onr_watch *w, watch_given *out, fault *f) {
    onr_question none = ONR_QUESTION_DEFAULT, filters;
    onr_watch own;
    api_options(&own, sizeof own, w);
    api_options(&filters, sizeof filters, own.filters ? own.filters : &none);
    *out = (watch_given){
        .name = str_of(own.name), .filters = filters_of(&filters), .target = str_of(own.target),
        .budget = own.budget, .secret = str_of(own.secret), .relay = str_of(own.relay),
        .sender = str_of(own.sender), .may_be_private = own.allow_private,
        .from_service = own.from_service,
    };
    return kinds_of(own.kinds, &out->kinds, f);
}

/* ---- adding and removing ---- */

static bool add(void *context, fault *f) {
    ledger_call *call = context;
    watch_given given;
    watch as_kept;
    char *secret = call->out;
    if (!given_of(call->in, &given, f) || !watches_add(api_ledger(call->l), &given, &as_kept, f))
        return false;
    if (secret) snprintf(secret, ONR_SECRET_SIZE, "%.*s", STR_ARG(as_kept.secret));
    return true;
}

bool onr_watch_add(onr_ledger *l, const onr_watch *what, char secret[ONR_SECRET_SIZE],
                   onr_error *error) {
    return api_ledger_with(l, add, what, secret, error);
}

static bool drop(void *context, fault *f) {
    ledger_call *call = context;
    return watches_remove(api_ledger(call->l), str_of(call->in), f);
}

bool onr_watch_remove(onr_ledger *l, const char *name, onr_error *error) {
    return api_ledger_with(l, drop, name, NULL, error);
}

static bool set_operator(void *context, fault *f) {
    ledger_call *call = context;
    watch_given given;
    return given_of(call->in, &given, f) && watches_operator(api_ledger(call->l), &given, f);
}

bool onr_watch_operator(onr_ledger *l, const onr_watch *what, onr_error *error) {
    return api_ledger_with(l, set_operator, what, NULL, error);
}

/* ---- rows ---- */

typedef struct listing {
    onr_row *row;
    void *user;
    alerts_asked asked;
} listing;

static bool give(void *to, query *q) {
    const listing *g = to;
    onr_field fields[FIELDS_MOST];
    size_t count = 0;
    for (int i = 0; i < query_columns(q) && count < FIELDS_MOST; i++)
        fields[count++] = api_field(q, i);
    return g->row(g->user, fields, count);
}

static bool list(void *context, fault *f) {
    ledger_call *call = context;
    db *d = ledger_db(api_ledger(call->l));
    watches_show(d, give, call->out);
    return db_settle(d, f);
}

bool onr_watch_list(onr_ledger *l, onr_row *row, void *user, onr_error *error) {
    return api_ledger_with(l, list, NULL, &(listing){ .row = row, .user = user }, error);
}

static bool alerts(void *context, fault *f) {
    ledger_call *call = context;
    listing *g = call->out;
    db *d = ledger_db(api_ledger(call->l));
    alerts_show(d, &g->asked, give, g);
    return db_settle(d, f);
}

bool onr_alerts(onr_ledger *l, const onr_alerts_question *asked, onr_row *row, void *user,
                onr_error *error) {
    onr_alerts_question own;
    api_options(&own, sizeof own, asked);
    listing g = { row, user, { str_of(own.watch), own.after,
                               own.limit && own.limit < INT32_MAX ? (int64_t)own.limit : -1 } };
    return api_ledger_with(l, alerts, NULL, &g, error);
}

/* ---- running ---- */

static bool show(void *to, str words) {
    const onr_alert_sink *sink = to;
    return sink->show(sink->user, api_text(words));
}

static alert_sink sink_of(const onr_alert_sink *to) {
    return (alert_sink){ show, (void *)to, to->text };
}

static onr_watches_counts counts_of(const watches_done *d) {
    return (onr_watches_counts){ d->matched, d->alerts, d->held, d->further, d->delivered,
                                 d->failed, d->waiting, d->busy };
}

typedef struct testing {
    const onr_watch *what;
    const onr_alert_sink *to;
    watches_done done;
} testing;

static bool test(void *context, fault *f) {
    ledger_call *call = context;
    testing *t = call->out;
    watch_given given;
    alert_sink to = sink_of(t->to);
    return given_of(t->what, &given, f)
        && watches_test(api_ledger(call->l), &given, &to, &t->done, f);
}

bool onr_watch_test(onr_ledger *l, const onr_watch *what, const onr_alert_sink *to,
                    onr_watches_counts *counts, onr_error *error) {
    testing t = { .what = what, .to = to };
    if (!api_ledger_with(l, test, NULL, &t, error)) return false;
    if (counts) *counts = counts_of(&t.done);
    return true;
}

typedef struct running {
    const onr_watches_options *options;
    const atomic_bool *stop;
    watches_done done;
} running;

static void tell(void *to, const char *line) {
    const running *r = to;
    r->options->tell(r->options->user, line);
}

static void looked(void *to, const char *name, const watches_done *found) {
    const running *r = to;
    onr_watches_counts counts = counts_of(found);
    r->options->looked(r->options->user, name, &counts);
}

static web_options web_of(const onr_fetch_options *given) {
    onr_fetch_options none = ONR_FETCH_DEFAULT, o;
    api_options(&o, sizeof o, given ? given : &none);
    return (web_options){
        .agent = o.agent && *o.agent ? o.agent : "onrecord/" ONRECORD_VERSION,
        .http_proxy = o.http_proxy, .https_proxy = o.https_proxy, .no_proxy = o.no_proxy,
        .authorities = o.authorities,
    };
}

static bool run(void *context, fault *f) {
    ledger_call *call = context;
    running *r = call->out;
    const onr_watches_options *o = r->options;
    alert_sink lines = o->lines ? sink_of(o->lines) : (alert_sink){ 0 };
    watches_how how = {
        .now = o->now, .lines = o->lines ? &lines : NULL, .tell = o->tell ? tell : NULL,
        .looked = o->looked ? looked : NULL, .user = r, .environment = o->environment,
        .only = str_of(o->only), .web = web_of(o->fetching), .stop = r->stop,
    };
    return watches_run(api_ledger(call->l), &how, &r->done, f);
}

bool api_watches_run(onr_ledger *l, const onr_watches_options *options, const atomic_bool *stop,
                     onr_watches_counts *out, onr_error *error) {
    static const onr_watches_options usual = ONR_WATCHES_DEFAULT;
    onr_watches_options own;
    api_options(&own, sizeof own, options ? options : &usual);
    running r = { .options = &own, .stop = stop };
    if (!api_ledger_with(l, run, NULL, &r, error)) return false;
    *out = counts_of(&r.done);
    return true;
}

bool onr_watches_run(onr_ledger *l, const onr_watches_options *options, onr_watches_counts *out,
                     onr_error *error) {
    return api_watches_run(l, options, NULL, out, error);
}

static bool trouble(void *context, fault *f) {
    ledger_call *call = context;
    const str *words = call->in;
    return watches_trouble(api_ledger(call->l), words[0], words[1], f);
}

bool api_watches_trouble(onr_ledger *l, str key, str what, fault *f) {
    onr_error error;
    if (api_ledger_with(l, trouble, (str[2]){ key, what }, NULL, &error)) return true;
    FAULT(f, (fault_kind)error.kind, error.at, "%s", error.what);
    return fault_where(f, str_of(error.where));
}
