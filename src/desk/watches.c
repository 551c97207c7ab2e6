/* desk/watches.c: see watches.h: keeping watches, and looking for what is new. */
#include "desk/watches.h"

#include <stdlib.h>

#include "desk/alert_text.h"
#include "desk/deliver.h"
#include "desk/matches.h"
#include "desk/webhook.h"

enum {
    LOOK_REPORTS = 500, /* that are looked at at once */
    DAY_SECONDS = 86400,
};

/* ---- adding ---- */

static bool name_is_good(str name, fault *f) {
    bool good = name.length && name.length <= WATCH_NAME_MOST
        && str_trim(name).length == name.length;
    for (size_t i = 0; i < name.length; i++)
        good = good && (unsigned char)name.at[i] >= ' ' && name.at[i] != 0x7F;
    return good || FAULT(f, FAULT_USAGE, FAULT_NOWHERE,
                         "a watch's name has 1 to %d bytes and no control characters",
                         WATCH_NAME_MOST);
}

static int64_t kinds_that_fit(const question *q) {
    int64_t kinds = 0;
    if (filters_fit(q, ASK_STATEMENTS))
        kinds |= 1 << ALERT_FIRST | 1 << ALERT_STATEMENT | 1 << ALERT_ANSWER | 1 << ALERT_WORDING;
    if (filters_fit(q, ASK_EVENTS)) kinds |= 1 << ALERT_DISAGREEMENT;
    if (filters_fit(q, ASK_CHANGES)) kinds |= 1 << ALERT_CHANGE;
    if (filters_fit(q, ASK_DIARY)) kinds |= 1 << ALERT_EXPECTATION;
    return kinds;
}

static bool nothing(void *to, query *row) {
    (void)to;
    (void)row;
    return false;
}

/* Asked once, an act, a time or a story that is none is told now and not by silence later. */
static bool filters_are_good(ledger *l, const question *given, int64_t *kinds, fault *f) {
    question q = *given;
    int64_t fit = kinds_that_fit(given);
    q.lenient = true;
    q.limit = 1;
    q.what = fit & 1 << ALERT_STATEMENT ? ASK_STATEMENTS : fit & 1 << ALERT_CHANGE
        ? ASK_CHANGES : ASK_DIARY;
    if (!fit) return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "no alert has all of these filters");
    if (*kinds & ~fit)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "an alert of that kind has no such filter");
    if (!*kinds) *kinds = fit;
    return ledger_ask(l, &q, nothing, NULL, f);
}

static bool may_be_set(const watch_given *given, const target *to, fault *f) {
    if (given->from_service && (target_is_local(to->kind) || given->may_be_private
                                || given->relay.at || given->sender.at))
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE,
                     "files, commands, relays and private addresses can be set at the command"
                     " line alone");
    return true;
}

static bool settle_mail(ledger *l, const watch_given *given, watch *w, fault *f) {
    db *d = ledger_db(l);
    arena *a = ledger_arena(l);
    w->relay = given->relay.at ? given->relay : desk_setting(d, a, "mail relay");
    w->sender = given->sender.at ? given->sender : desk_setting(d, a, "mail sender");
    if (!w->relay.length || !w->sender.length)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE,
                     "mail needs a relay and a sender the first time: --relay, --from");
    if (!mail_address_is_good(w->sender))
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "\"%.*s\" is no mail address",
                     STR_ARG(str_cut(w->sender, 0, 80)));
    if (!str_starts(w->relay, STR("smtp://")) && !str_starts(w->relay, STR("smtps://")))
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "a relay is smtp://HOST[:PORT] or smtps://...");
    return true;
}

static bool target_of(ledger *l, const watch_given *given, watch *w, fault *f) {
    arena *a = ledger_arena(l);
    target to;
    str words = given->target.at ? given->target : STR("-");
    if (!target_read(a, words, &to, f) || !may_be_set(given, &to, f)) return false;
    w->target = words;
    if (to.kind == TARGET_MAIL) return settle_mail(l, given, w, f);
    if (to.kind != TARGET_WEBHOOK) return true;
    w->target = arena_join(a, STR("webhook:"), to.address);
    w->secret = given->secret;
    if (!w->secret.at) return webhook_secret_make(a, &w->secret, f);
    return webhook_secret_is_good(w->secret)
        || FAULT(f, FAULT_USAGE, FAULT_NOWHERE,
                 "a secret is whsec_ and 24 to 64 bytes in base64");
}

static bool keep_watch(ledger *l, const watch_given *given, watch *w, fault *f) {
    db *d = ledger_db(l);
    watch there;
    db_begin(d);
    if (watch_load(d, ledger_arena(l), w->name, &there)) {
        db_settle(d, f);
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is a watch of that name already");
    }
    w->looked = reports_last(d);
    watch_put(d, w);
    if (given->relay.at) {
        desk_set(d, "mail relay", w->relay);
        desk_set(d, "mail sender", w->sender);
    }
    return db_settle(d, f);
}

bool watches_add(ledger *l, const watch_given *given, watch *out, fault *f) {
    arena *a = ledger_arena(l);
    watch w = { .name = given->name, .kinds = given->kinds, .budget = given->budget,
                .from_service = given->from_service, .may_be_private = given->may_be_private,
                .made = ledger_now(l) };
    w.filters = filters_write(a, &given->filters);
    if (!name_is_good(w.name, f) || !filters_are_good(l, &given->filters, &w.kinds, f)
        || !target_of(l, given, &w, f))
        return false;
    if (w.filters.length > FILTERS_MOST || w.budget < 0 || w.budget > BUDGET_MOST)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, w.budget < 0 || w.budget > BUDGET_MOST
                     ? "a budget is 1 to 100000 alerts a day" : "the filters are too long");
    if (!keep_watch(l, given, &w, f)) return false;
    *out = w;
    return true;
}

bool watches_remove(ledger *l, str name, fault *f) {
    db *d = ledger_db(l);
    watch there;
    db_begin(d);
    bool found = watch_load(d, ledger_arena(l), name, &there);
    if (found) watch_drop(d, there.number);
    if (!db_settle(d, f)) return false;
    return found || FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "there is no watch \"%.*s\"",
                          STR_ARG(str_cut(name, 0, WATCH_NAME_MOST)));
}

/* ---- the operator ---- */

bool watches_operator(ledger *l, const watch_given *given, fault *f) {
    db *d = ledger_db(l);
    watch w = { .name = STR("operator"), .is_operator = true, .filters = STR("{}"),
                .made = ledger_now(l), .may_be_private = given->may_be_private }, there;
    if (given->from_service || !given->target.at)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "the operator is set at the command line");
    if (!target_of(l, given, &w, f)) return false;
    db_begin(d);
    if (watch_load_operator(d, ledger_arena(l), &there)) {
        w.number = there.number;
        if (str_same(there.target, w.target)) w.secret = there.secret;
        watch_target(d, &w);
    } else {
        watch_put(d, &w);
    }
    return db_settle(d, f);
}

bool watches_trouble(ledger *l, str key, str what, fault *f) {
    arena *a = ledger_arena(l);
    db *d = ledger_db(l);
    int64_t now = ledger_now(l);
    watch w;
    alert x;
    db_begin(d);
    if (watch_load_operator(d, a, &w)) {
        news n = { .kind = ALERT_TROUBLE, .what = what, .novelty = 100 };
        n.fact = arena_print(a, "%.*s/%lld", STR_ARG(key), (long long)(now / DAY_SECONDS));
        alert_write(a, &n, &(alert_about){ &w, STR_NONE, now, 0, 0 }, &x);
        alert_put(d, &x);
    }
    return db_settle(d, f);
}

/* ---- looking ---- */

typedef struct looking {
    ledger *l;
    arena *a; /* of one look */
    int64_t now;
    const watches_how *how;
    watches_done *done;
} looking;

static int by_novelty(const void *l, const void *r) {
    const news *a = l, *b = r;
    if (a->novelty != b->novelty) return a->novelty > b->novelty ? -1 : 1;
    return (a->lead.number > b->lead.number) - (a->lead.number < b->lead.number);
}

/* Of what is new the newest things first where there is a budget, else in order. */
static void keep_news(looking *k, watch *w, matches *found, str why) {
    db *d = ledger_db(k->l);
    int64_t midnight = k->now - k->now % DAY_SECONDS;
    int64_t sent = w->budget ? alerts_sent_since(d, w->number, midnight) : 0;
    news_list *all = &found->news;
    if (w->budget && all->count) qsort(all->at, all->count, sizeof *all->at, by_novelty);
    for (size_t i = 0; i < all->count; i++) {
        alert x;
        bool held = w->budget && sent >= w->budget;
        alert_about about = { w, why, k->now, held ? 0 : w->further, held ? 0 : w->held };
        alert_write(k->a, &all->at[i], &about, &x);
        x.held = held;
        if (!alert_put(d, &x)) continue;
        k->done->alerts++;
        k->done->held += held;
        if (held) {
            w->held++;
        } else {
            sent++;
            w->further = w->held = 0;
        }
    }
    w->further += (int64_t)found->further;
}

/* One stretch of reports. Where another process has moved the watch on meanwhile, that one has
 * told what is new. */
static bool look_once(looking *k, watch *w, int64_t upto, fault *f) {
    question filters;
    matches found;
    int64_t before = w->looked;
    if (!filters_read(k->a, w->filters, &filters, f)) return false;
    matches_asked asked = { &filters, w->kinds, w->looked, upto, k->now };
    if (!matches_find(k->l, k->a, &asked, &found, f)) return false;
    watches_done counts = *k->done;
    db *d = ledger_db(k->l);
    db_begin(d);
    w->looked = upto;
    if (watch_is_at(d, w->number, before)) {
        keep_news(k, w, &found, filters_told(k->a, &filters));
        watch_move(d, w);
        k->done->matched += found.matched;
        k->done->further += found.further;
    }
    if (db_settle(d, f)) return true;
    *k->done = counts;
    return false;
}

static void tell_looked(const looking *k, const watch *w, const watches_done *before) {
    const watches_done *now = k->done;
    watches_done found = { .matched = now->matched - before->matched,
                           .alerts = now->alerts - before->alerts,
                           .held = now->held - before->held,
                           .further = now->further - before->further };
    if (k->how->looked && (found.matched || found.alerts))
        k->how->looked(k->how->user, w->name.at, &found);
}

static bool look(looking *k, watch w, int64_t last, fault *f) {
    watches_done before = *k->done;
    while (w.looked < last) {
        int64_t upto = last - w.looked > LOOK_REPORTS ? w.looked + LOOK_REPORTS : last;
        if (!look_once(k, &w, upto, f)) return false;
        arena_reset(k->a, 1 << 20);
    }
    tell_looked(k, &w, &before);
    return true;
}

static bool look_all(looking *k, str only, fault *f) {
    db *d = ledger_db(k->l);
    watch_list all = { 0 };
    watches_load(d, ledger_arena(k->l), &all);
    int64_t last = reports_last(d);
    if (!db_settle(d, f)) return false;
    bool found = !only.at;
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].is_operator || (only.at && !str_same(all.at[i].name, only))) continue;
        found = true;
        if (!look(k, all.at[i], last, f)) return false;
    }
    return found || FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "there is no watch \"%.*s\"",
                          STR_ARG(str_cut(only, 0, WATCH_NAME_MOST)));
}

/* ---- running ---- */

static void free_arena(void *a) {
    arena_free(a);
}

/* Scratch under the guard of the ledger's own arena, freed with what that holds. */
static arena *scratch_of(ledger *l) {
    arena *of = ledger_arena(l), *a = arena_new(arena_limit(of));
    if (!a) return NULL;
    arena_defer(of, free_arena, a);
    jmp_buf *guard = arena_guard(of, NULL);
    arena_guard(of, guard);
    arena_guard(a, guard);
    return a;
}

bool watches_run(ledger *l, const watches_how *how, watches_done *out, fault *f) {
    watches_done done = { 0 };
    looking k = { l, scratch_of(l), how->now ? how->now : ledger_now(l), how, &done };
    if (!k.a) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for the watches");
    if (!look_all(&k, how->only, f) || !deliver_all(l, how, &done, f)) return false;
    *out = done;
    return true;
}

bool alert_show(arena *a, const alert_sink *to, str body, fault *f) {
    alert_text t;
    str words = body;
    if (to->text) {
        if (!alert_text_of(a, body, &t, f)) return false;
        words = arena_join(a, arena_join(a, t.title, STR("\n")), t.body);
    }
    return to->show(to->user, arena_join(a, words, STR("\n")))
        || FAULT(f, FAULT_STORE, FAULT_NOWHERE, "the output was not taken");
}

bool watches_test(ledger *l, const watch_given *given, const alert_sink *to, watches_done *out,
                  fault *f) {
    arena *a = scratch_of(l);
    watch w = { .name = given->name, .kinds = given->kinds };
    question filters = given->filters;
    matches found;
    filters.lenient = true;
    if (!a) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for the watches");
    if (!filters_are_good(l, &filters, &w.kinds, f)) return false;
    int64_t now = ledger_now(l), last = reports_last(ledger_db(l));
    matches_asked asked = { &filters, w.kinds, 0, last, now };
    if (!matches_find(l, a, &asked, &found, f)) return false;
    str why = filters_told(a, &filters);
    for (size_t i = 0; i < found.news.count; i++) {
        alert x;
        alert_write(a, &found.news.at[i], &(alert_about){ &w, why, now, 0, 0 }, &x);
        if (!alert_show(a, to, x.body, f)) return false;
    }
    *out = (watches_done){ .matched = found.matched, .alerts = found.news.count,
                           .further = found.further };
    return true;
}
