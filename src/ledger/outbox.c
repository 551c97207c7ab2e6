/* ledger/outbox.c: see outbox.h. */
#include "ledger/outbox.h"

enum { TARGET_ALERTS = 100 /* that a feed shows */ };

static str copied(arena *a, const query *q, int column) {
    return arena_copy(a, query_words_at(q, column));
}

static void run_number(db *d, const char *sql, int64_t number) {
    query *q = db_query(d, sql);
    query_int(q, number);
    query_run(q);
}

/* ---- watches ---- */

#define WATCH_COLUMNS \
    "SELECT id, name, filters, target, secret, relay, sender, kinds, budget, flags, made, looked," \
    " further, held, failures FROM watch "

enum { WATCH_SERVICE = 1, WATCH_PRIVATE = 2, WATCH_OPERATOR = 4 };

static void take_watch(arena *a, const query *q, watch *out) {
    int64_t flags = query_int_at(q, 9);
    *out = (watch){
        .number = query_int_at(q, 0), .name = copied(a, q, 1), .filters = copied(a, q, 2),
        .target = copied(a, q, 3), .secret = copied(a, q, 4), .relay = copied(a, q, 5),
        .sender = copied(a, q, 6), .kinds = query_int_at(q, 7), .budget = query_int_at(q, 8),
        .from_service = flags & WATCH_SERVICE, .may_be_private = flags & WATCH_PRIVATE,
        .is_operator = flags & WATCH_OPERATOR, .made = query_int_at(q, 10),
        .looked = query_int_at(q, 11), .further = query_int_at(q, 12),
        .held = query_int_at(q, 13), .failures = query_int_at(q, 14),
    };
}

void watches_load(db *d, arena *a, watch_list *out) {
    query *q = db_query(d, WATCH_COLUMNS "ORDER BY flags & 4, name");
    while (query_next(q)) take_watch(a, q, LIST_ADD(a, out));
}

static bool take_one(arena *a, query *q, watch *out) {
    bool found = false;
    for (; query_next(q); found = true) take_watch(a, q, out);
    return found;
}

bool watch_load(db *d, arena *a, str name, watch *out) {
    query *q = db_query(d, WATCH_COLUMNS "WHERE name = ?");
    query_words(q, name);
    return take_one(a, q, out);
}

bool watch_load_operator(db *d, arena *a, watch *out) {
    return take_one(a, db_query(d, WATCH_COLUMNS "WHERE flags & 4 LIMIT 1"), out);
}

void watch_put(db *d, const watch *w) {
    query *q = db_query(d, "INSERT INTO watch(name, filters, target, secret, relay, sender, kinds,"
                           " budget, flags, made, looked, further, held, failures)"
                           " VALUES(?,?,?,?,?,?,?,?,?,?,?,0,0,0)");
    query_words(q, w->name);
    query_words(q, w->filters);
    query_words(q, w->target);
    query_words(q, w->secret);
    query_words(q, w->relay);
    query_words(q, w->sender);
    query_int(q, w->kinds);
    query_int(q, w->budget);
    query_int(q, (w->from_service ? WATCH_SERVICE : 0) | (w->may_be_private ? WATCH_PRIVATE : 0)
                     | (w->is_operator ? WATCH_OPERATOR : 0));
    query_int(q, w->made);
    query_int(q, w->looked);
    query_run(q);
}

void watch_drop(db *d, int64_t number) {
    run_number(d, "DELETE FROM outbox WHERE watch = ?", number);
    run_number(d, "DELETE FROM alert WHERE watch = ?", number);
    run_number(d, "DELETE FROM watch WHERE id = ?", number);
}

void watch_target(db *d, const watch *w) {
    query *q = db_query(d, "UPDATE watch SET target = ?, secret = ?, relay = ?, sender = ?,"
                           " failures = 0 WHERE id = ?");
    query_words(q, w->target);
    query_words(q, w->secret);
    query_words(q, w->relay);
    query_words(q, w->sender);
    query_int(q, w->number);
    query_run(q);
}

bool watch_is_at(db *d, int64_t number, int64_t looked) {
    query *q = db_query(d, "SELECT 1 FROM watch WHERE id = ? AND looked = ?");
    query_int(q, number);
    query_int(q, looked);
    return query_one(q, 0);
}

void watch_move(db *d, const watch *w) {
    query *q = db_query(d, "UPDATE watch SET looked = ?, further = ?, held = ? WHERE id = ?");
    query_int(q, w->looked);
    query_int(q, w->further);
    query_int(q, w->held);
    query_int(q, w->number);
    query_run(q);
}

void watch_failures(db *d, int64_t number, int64_t failures) {
    query *q = db_query(d, "UPDATE watch SET failures = ? WHERE id = ?");
    query_int(q, failures);
    query_int(q, number);
    query_run(q);
}

/* ---- alerts ---- */

bool alert_put(db *d, const alert *x) {
    query *q = db_query(d, "SELECT 1 FROM alert WHERE uuid = ?");
    query_words(q, x->id);
    if (query_one(q, 0)) return false;
    q = db_query(d, "INSERT INTO alert(uuid, watch, kind, made, report, other, novelty, held, what,"
                    " why, sentence, body) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
    query_words(q, x->id);
    query_int(q, x->watch);
    query_words(q, x->kind);
    query_int(q, x->made);
    query_int(q, x->report);
    query_int(q, x->other);
    query_int(q, x->novelty);
    query_int(q, x->held);
    query_words(q, x->what);
    query_words(q, x->why);
    query_words(q, x->sentence);
    query_words(q, x->body);
    int64_t number = query_run_id(q);
    if (x->held) return true;
    q = db_query(d, "INSERT INTO outbox(alert, watch, tries, due) VALUES(?, ?, 0, 0)");
    query_int(q, number);
    query_int(q, x->watch);
    query_run(q);
    return true;
}

int64_t alerts_sent_since(db *d, int64_t of, int64_t from) {
    query *q = db_query(d, "SELECT count(*) FROM alert WHERE watch = ? AND made >= ?"
                           " AND NOT held");
    query_int(q, of);
    query_int(q, from);
    return query_one(q, 0);
}

/* ---- the outbox ---- */

#define ALERT_COLUMNS \
    "SELECT a.id, a.watch, a.uuid, a.kind, a.body, a.made, a.report, a.other, a.novelty, a.held," \
    " o.tries, o.due, o.error FROM alert a "

static void take_alert(arena *a, const query *q, outgoing *out) {
    *out = (outgoing){
        .alert = { .number = query_int_at(q, 0), .watch = query_int_at(q, 1),
                   .id = copied(a, q, 2), .kind = copied(a, q, 3), .body = copied(a, q, 4),
                   .made = query_int_at(q, 5), .report = query_int_at(q, 6),
                   .other = query_int_at(q, 7), .novelty = query_int_at(q, 8),
                   .held = query_int_at(q, 9) },
        .tries = query_int_at(q, 10), .due = query_int_at(q, 11), .error = copied(a, q, 12),
    };
}

void outbox_due(db *d, arena *a, int64_t of, int64_t now, outgoing_list *out) {
    query *q = db_query(d, ALERT_COLUMNS "JOIN outbox o ON o.alert = a.id WHERE o.watch = ?"
                                         " AND o.due <= ? ORDER BY a.id");
    query_int(q, of);
    query_int(q, now);
    while (query_next(q)) take_alert(a, q, LIST_ADD(a, out));
}

int64_t outbox_count(db *d, int64_t of) {
    query *q = db_query(d, "SELECT count(*) FROM outbox WHERE watch = ?");
    query_int(q, of);
    return query_one(q, 0);
}

void outbox_done(db *d, int64_t of, int64_t at) {
    query *q = db_query(d, "UPDATE alert SET delivered = ? WHERE id = ?");
    query_int(q, at);
    query_int(q, of);
    query_run(q);
    run_number(d, "DELETE FROM outbox WHERE alert = ?", of);
}

void outbox_failed(db *d, int64_t of, int64_t due, str error) {
    query *q = db_query(d, "UPDATE outbox SET tries = tries + 1, due = ?, error = ?"
                           " WHERE alert = ?");
    query_int(q, due);
    query_words(q, error);
    query_int(q, of);
    query_run(q);
}

/* ---- targets that show all of theirs at once ---- */

void alerts_of_target(db *d, arena *a, const target_asked *t, outgoing_list *out) {
    query *q = db_query(d, ALERT_COLUMNS "LEFT JOIN outbox o ON o.alert = a.id"
                                         " WHERE a.watch IN (SELECT id FROM watch"
                                         " WHERE target = ?1) AND NOT a.held"
                                         " AND (o.alert IS NOT NULL OR a.made >= ?2 OR a.id IN"
                                         " (SELECT l.id FROM alert l JOIN watch w ON w.id = l.watch"
                                         " WHERE w.target = ?1 AND NOT l.held"
                                         " ORDER BY l.id DESC LIMIT ?3)) ORDER BY a.id DESC");
    query_words(q, t->target);
    query_int(q, t->from);
    query_int(q, TARGET_ALERTS);
    while (query_next(q)) take_alert(a, q, LIST_ADD(a, out));
}

/* ---- rows ---- */

static void show(query *q, desk_row *row, void *to) {
    bool goes_on = true;
    while (goes_on && query_next(q)) goes_on = row(to, q);
}

void watches_show(db *d, desk_row *row, void *to) {
    show(db_query(d, "SELECT * FROM watches ORDER BY name"), row, to);
}

void alerts_show(db *d, const alerts_asked *asked, desk_row *row, void *to) {
    query *q = db_query(d, asked->after
        ? "SELECT * FROM alerts WHERE (?1 IS NULL OR watch = ?1) AND number > ?2"
          " ORDER BY number LIMIT ?3"
        : "SELECT * FROM alerts WHERE (?1 IS NULL OR watch = ?1) AND number > ?2"
          " ORDER BY number DESC LIMIT ?3");
    query_words(q, asked->watch);
    query_int(q, asked->after);
    query_int(q, asked->most);
    show(q, row, to);
}

/* ---- settings, reports ---- */

str desk_setting(db *d, arena *a, const char *name) {
    str found = STR_NONE;
    query *q = db_query(d, "SELECT value FROM ledger WHERE name = ?");
    query_words(q, str_of(name));
    while (query_next(q)) found = copied(a, q, 0);
    return found;
}

void desk_set(db *d, const char *name, str value) {
    query *q = db_query(d, value.at ? "INSERT OR REPLACE INTO ledger(name, value) VALUES(?, ?)"
                                    : "DELETE FROM ledger WHERE name = ?");
    query_words(q, str_of(name));
    if (value.at) query_words(q, value);
    query_run(q);
}

int64_t reports_last(db *d) {
    return query_one(db_query(d, "SELECT max(id) FROM report"), 0);
}

/* The number of the last report may come again, and is then to be looked at. */
void outbox_forget(db *d, int64_t report) {
    query *q = db_query(d, "SELECT 1 FROM alert WHERE report = ?1 OR other = ?1 LIMIT 1");
    query_int(q, report);
    if (query_one(q, 0)) desk_set(d, DESK_FORGOT, STR("1"));
    run_number(d, "DELETE FROM outbox WHERE alert IN (SELECT id FROM alert WHERE report = ?1"
                  " OR other = ?1)", report);
    run_number(d, "DELETE FROM alert WHERE report = ?1 OR other = ?1", report);
    run_number(d, "UPDATE watch SET looked = ?1 - 1 WHERE looked = ?1", report);
}
