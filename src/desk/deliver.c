/* desk/deliver.c: see deliver.h. */
#include "desk/deliver.h"

#include "desk/webhook.h"

enum { DAY_SECONDS = 86400, KEEP_BYTES = 1 << 20 };

typedef struct delivery {
    ledger *l;
    arena *a; /* of one alert */
    const watches_how *how;
    const watch *watch;
    target to;
    int64_t now;
    int64_t later; /* seconds for which the target asked for rest */
    bool forgot;   /* feeds may show what is to be forgotten: all are written anew ... */
    bool left;     /* ... but for one that could not be */
    watches_done *done;
} delivery;

static bool stopped(const delivery *d) {
    return d->how->stop && atomic_load(d->how->stop);
}

/* ---- one alert ---- */

static bool send_webhook(delivery *d, const alert *x, fault *f) {
    webhook_way way = { .url = d->to.address, .secret = d->watch->secret,
                        .may_be_private = d->watch->may_be_private, .web = d->how->web };
    way.web.stop = d->how->stop;
    webhook_message m = { x->id, webhook_body(d->a, x), ledger_now(d->l) };
    return webhook_send(d->a, &way, &m, &d->later, f);
}

static bool send_mail(delivery *d, const alert *x, fault *f) {
    mail_way way = { d->watch->relay, d->watch->sender, d->to.address,
                     d->how->web.authorities };
    return deliver_mail(d->a, &way, x, f);
}

static bool send_command(delivery *d, const alert *x, fault *f) {
    command_way way = { &d->to.words, d->how->environment, DELIVER_COMMAND_MS, d->how->stop };
    return deliver_command(d->a, &way, x, f);
}

static bool send_line(delivery *d, const alert *x, fault *f) {
    return alert_show(d->a, d->how->lines, x->body, f);
}

static bool send_one(delivery *d, const alert *x, fault *f) {
    switch (d->to.kind) {
    case TARGET_LINES: return send_line(d, x, f);
    case TARGET_WEBHOOK: return send_webhook(d, x, f);
    case TARGET_MAIL: return send_mail(d, x, f);
    case TARGET_COMMAND: return send_command(d, x, f);
    case TARGET_PAGE: break; /* being kept is all */
    case TARGET_ATOM: break; /* all at once: see feed */
    }
    return true;
}

/* ---- what became of it ---- */

static int64_t wait_after(int64_t tries) {
    int64_t wait = DELIVER_FIRST_WAIT;
    for (int64_t i = 0; i < tries && wait < DELIVER_WAIT_MOST; i++) wait *= 4;
    return wait < DELIVER_WAIT_MOST ? wait : DELIVER_WAIT_MOST;
}

static void tell(const delivery *d, const char *line) {
    if (d->how->tell) d->how->tell(d->how->user, line);
}

static bool note_done(delivery *d, const outgoing *x, fault *f) {
    db *store = ledger_db(d->l);
    db_begin(store);
    outbox_done(store, x->alert.number, d->now);
    if (d->watch->failures) watch_failures(store, d->watch->number, 0);
    d->done->delivered++;
    return db_settle(store, f);
}

static bool note_failed(delivery *d, const outgoing *x, const fault *why, fault *f) {
    char line[600];
    db *store = ledger_db(d->l);
    int64_t wait = wait_after(x->tries);
    fault_line(why, line, sizeof line);
    db_begin(store);
    outbox_failed(store, x->alert.number, d->now + (d->later > wait ? d->later : wait),
                  str_of(line));
    d->done->failed++;
    return db_settle(store, f);
}

/* A target that fails again and again, to where such things go. */
static bool note_trouble(delivery *d, int64_t in_a_row, const fault *why, fault *f) {
    char line[600];
    db *store = ledger_db(d->l);
    int64_t failures = d->watch->failures + in_a_row;
    fault_line(why, line, sizeof line);
    str words = arena_print(d->a, "watch %.*s: %.500s", STR_ARG(d->watch->name), line);
    tell(d, words.at);
    db_begin(store);
    watch_failures(store, d->watch->number, failures);
    if (!db_settle(store, f)) return false;
    if (d->watch->is_operator || failures < DELIVER_FAILURES_TOLD) return true;
    str key = arena_print(d->a, "watch/%.*s", STR_ARG(d->watch->name));
    str what = arena_print(d->a, "alerts of watch %.*s cannot be delivered, %lld times in a row:"
                           " %.400s", STR_ARG(d->watch->name), (long long)failures, line);
    return watches_trouble(d->l, key, what, f);
}

/* ---- one target ---- */

static bool one_by_one(delivery *d, const outgoing_list *due, fault *f) {
    fault last = { 0 };
    int64_t in_a_row = 0;
    for (size_t i = 0; i < due->count && in_a_row < DELIVER_FAILURES_IN_A_ROW; i++) {
        fault why = { 0 };
        if (stopped(d)) break;
        d->later = 0;
        bool sent = send_one(d, &due->at[i].alert, &why);
        if (!sent && stopped(d)) break; /* it was broken off */
        if (why.kind == FAULT_MEMORY) {
            *f = why;
            return false;
        }
        if (!(sent ? note_done(d, &due->at[i], f) : note_failed(d, &due->at[i], &why, f)))
            return false;
        in_a_row = sent ? 0 : in_a_row + 1;
        if (!sent) last = why;
        arena_reset(d->a, KEEP_BYTES);
    }
    return !in_a_row || note_trouble(d, in_a_row, &last, f);
}

static bool note_feed(delivery *d, const outgoing_list *shown, const outgoing_list *due,
                      fault *f) {
    db *store = ledger_db(d->l);
    int64_t newest = shown->count ? shown->at[0].alert.number : 0;
    db_begin(store);
    for (size_t i = 0; i < due->count; i++) {
        if (due->at[i].alert.number > newest) continue;
        outbox_done(store, due->at[i].alert.number, d->now);
        d->done->delivered++;
    }
    if (d->watch->failures) watch_failures(store, d->watch->number, 0);
    return db_settle(store, f);
}

/* A feed shows the alerts of all watches that have it as their target. */
static bool feed(delivery *d, const outgoing_list *due, fault *f) {
    outgoing_list shown = { 0 };
    fault why = { 0 };
    db *store = ledger_db(d->l);
    target_asked asked = { d->watch->target, d->now - DELIVER_FEED_DAYS * DAY_SECONDS };
    alerts_of_target(store, ledger_arena(d->l), &asked, &shown);
    if (!db_settle(store, f)) return false;
    if (deliver_atom(d->a, d->to.address.at, &shown, &why)) return note_feed(d, &shown, due, f);
    d->left = true;
    for (size_t i = 0; i < due->count; i++)
        if (!note_failed(d, &due->at[i], &why, f)) return false;
    return note_trouble(d, 1, &why, f);
}

static bool deliver_watch(delivery *d, const watch *w, fault *f) {
    outgoing_list due = { 0 };
    db *store = ledger_db(d->l);
    arena *a = ledger_arena(d->l);
    d->watch = w;
    if (!target_read(a, w->target, &d->to, f)) return false;
    if (d->to.kind == TARGET_LINES && !d->how->lines) return true;
    outbox_due(store, a, w->number, d->now, &due);
    if (!db_settle(store, f)) return false;
    if (!due.count && !(d->forgot && d->to.kind == TARGET_ATOM)) return true;
    arena_reset(d->a, KEEP_BYTES);
    return d->to.kind == TARGET_ATOM ? feed(d, &due, f) : one_by_one(d, &due, f);
}

/* ---- all ---- */

static void free_arena(void *a) {
    arena_free(a);
}

static bool deliver_to(delivery *d, const watch_list *all, fault *f) {
    for (size_t i = 0; i < all->count && !stopped(d); i++) {
        const watch *w = &all->at[i];
        if (d->how->only.at && !w->is_operator && !str_same(w->name, d->how->only)) continue;
        if (!deliver_watch(d, w, f)) return false;
    }
    if (!d->forgot || d->left || stopped(d) || d->how->only.at) return true;
    db_begin(ledger_db(d->l));
    desk_set(ledger_db(d->l), DESK_FORGOT, STR_NONE);
    return db_settle(ledger_db(d->l), f);
}

static bool count_waiting(delivery *d, const watch_list *all, fault *f) {
    db *store = ledger_db(d->l);
    for (size_t i = 0; i < all->count; i++)
        d->done->waiting += (size_t)outbox_count(store, all->at[i].number);
    return db_settle(store, f);
}

bool deliver_all(ledger *l, const watches_how *how, watches_done *done, fault *f) {
    arena *of = ledger_arena(l), *a = arena_new(arena_limit(of));
    delivery d = { .l = l, .a = a, .how = how, .done = done };
    watch_list all = { 0 };
    db *store = ledger_db(l);
    if (!a) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for the outbox");
    arena_defer(of, free_arena, a);
    jmp_buf *guard = arena_guard(of, NULL);
    arena_guard(of, guard);
    arena_guard(a, guard);
    d.now = how->now ? how->now : ledger_now(l);
    done->busy = !db_hold_desk(store);
    watches_load(store, of, &all);
    d.forgot = desk_setting(store, of, DESK_FORGOT).at;
    bool delivered = db_settle(store, f) && (done->busy || deliver_to(&d, &all, f));
    if (!done->busy) db_let_go_desk(store);
    return delivered && count_waiting(&d, &all, f);
}
