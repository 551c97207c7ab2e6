/* api/ledger.c: the public calls over the ledger. */
#include "api/objects.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/out.h"
#include "ledger/ask.h"
#include "ledger/facts.h"
#include "ledger/names.h"

struct onr_ledger {
    ledger *at;
    char path[256];
    onr_ledger_counts counts;
    onr_ledger_digests digests;
    char content[2 * HASH_SIZE + 1], head[2 * HASH_SIZE + 1];
};

bool api_ledger_call(onr_ledger *l, bool (*work)(void *context, fault *f), void *context,
                     onr_error *error) {
    fault f = { 0 };
    arena *a = ledger_arena(l->at);
    arena_reset(a, API_KEEP);
    bool done = api_guarded(a, work, context, &f);
    if (!done) {
        fault rest = { 0 };
        db_fail(ledger_db(l->at), &f); /* where memory ran out, in the middle of a transaction */
        db_settle(ledger_db(l->at), &rest);
        if (!f.where[0]) fault_where(&f, str_of(l->path));
    }
    return done || api_error(&f, error);
}

bool api_ledger_with(onr_ledger *l, bool (*work)(void *, fault *), const void *in, void *to,
                     onr_error *error) {
    ledger_call call = { l, in, to };
    return api_ledger_call(l, work, &call, error);
}

typedef struct ledger_work {
    api_ledger_work *work;
    const void *in;
} ledger_work;

static bool work_on(void *context, fault *f) {
    ledger_call *call = context;
    const ledger_work *w = call->in;
    return w->work(call->l->at, w->in, call->out, f) && db_settle(ledger_db(call->l->at), f);
}

bool api_on_ledger(onr_ledger *l, api_ledger_work *work, const void *in, void *to,
                   onr_error *error) {
    return api_ledger_with(l, work_on, &(ledger_work){ work, in }, to, error);
}

bool onr_ledger_open(const char *path, const onr_ledger_options *options, onr_ledger **to,
                     onr_error *error) {
    static const onr_ledger_options usual = ONR_LEDGER_DEFAULT;
    onr_ledger_options own;
    fault f = { 0 };
    api_options(&own, sizeof own, options ? options : &usual);
    ledger_options inner = { (db_access)own.access, (int)own.wait_ms, NULL, own.cache_bytes };
    static_assert(sizeof(long long) == sizeof(int64_t), "a clock of 64 bits");
    inner.clock = (int64_t (*)(void))own.clock;
    onr_ledger *l = calloc(1, sizeof *l);
    if (l) {
        strncpy(l->path, path, sizeof l->path - 1);
        l->at = ledger_open(path, &inner, &f);
    } else {
        FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a ledger");
    }
    if (l && l->at) {
        *to = l;
        return true;
    }
    free(l);
    return api_error(&f, error);
}

void onr_ledger_close(onr_ledger *l) {
    if (!l) return;
    ledger_close(l->at);
    free(l);
}

void onr_ledger_limit(onr_ledger *l, unsigned processor_ms) {
    db_limit(ledger_db(l->at), processor_ms);
}

ledger *api_ledger(onr_ledger *l) {
    return l->at;
}

/* ---- adding ---- */

static bool add(void *context, fault *f) {
    ledger_call *call = context;
    const onr_record *r = call->in;
    arena *a = ledger_arena(call->l->at);
    span_list sentences = { 0 };
    for (size_t i = 0; i < r->sentences.count; i++)
        *LIST_ADD(a, &sentences) = (span){ r->sentences.at[i].start, r->sentences.at[i].end };
    ledger_reading g = { &r->record, &sentences, str_of(record_weights(r)),
                         str_of(record_program(r)) };
    return ledger_add(call->l->at, &g, f);
}

bool onr_ledger_add(onr_ledger *l, const onr_record *r, onr_error *error) {
    return api_ledger_with(l, add, r, NULL, error);
}

static bool key_of(ledger *l, const void *in, void *to, fault *f) {
    const onr_record *r = in;
    arena *a = ledger_arena(l);
    const report *from = r->record.report;
    (void)f;
    str hex = hash_hex(a, kept_key(a, from->text, from->site));
    memcpy(to, hex.at, hex.length + 1);
    return true;
}

bool onr_ledger_key(onr_ledger *l, const onr_record *r, char key[ONR_KEY_SIZE],
                    onr_error *error) {
    static_assert(ONR_KEY_SIZE == 2 * HASH_SIZE + 1, "a key fits");
    return api_on_ledger(l, key_of, r, key, error);
}

static bool flush(void *context, fault *f) {
    ledger_call *call = context;
    return ledger_flush(call->l->at, f);
}

bool onr_ledger_flush(onr_ledger *l, onr_error *error) {
    return api_ledger_with(l, flush, NULL, NULL, error);
}

const onr_ledger_counts *onr_ledger_kept(const onr_ledger *in) {
    onr_ledger *l = (onr_ledger *)in; /* its own memory of the answer */
    const size_t *counts = ledger_counts(l->at);
    l->counts = (onr_ledger_counts){
        .added = counts[STORE_ADDED] + counts[STORE_VERSION], .versions = counts[STORE_VERSION],
        .readings = counts[STORE_READING], .known = counts[STORE_KNOWN] + counts[STORE_BETTER],
        .forgotten = counts[STORE_FORGOTTEN],
    };
    return &l->counts;
}

static bool merge(void *context, fault *f) {
    ledger_call *call = context;
    return ledger_merge(call->l->at, call->in, f);
}

bool onr_ledger_merge(onr_ledger *l, const char *path, onr_error *error) {
    return api_ledger_with(l, merge, path, NULL, error);
}

static bool forget(void *context, fault *f) {
    ledger_call *call = context;
    const char *const *words = call->in;
    if (!words[1] || !*words[1])
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "a reason is needed to forget a report");
    return ledger_forget(call->l->at, str_of(words[0]), str_of(words[1]), f);
}

bool onr_ledger_forget(onr_ledger *l, const char *name, const char *reason, onr_error *error) {
    return api_ledger_with(l, forget, (const char *[]){ name, reason }, NULL, error);
}

static bool regroup(void *context, fault *f) {
    ledger_call *call = context;
    return ledger_regroup(call->l->at, f);
}

bool onr_ledger_regroup(onr_ledger *l, onr_error *error) {
    return api_ledger_with(l, regroup, NULL, NULL, error);
}

/* ---- digests and receipts ---- */

static bool digests(void *context, fault *f) {
    ledger_call *call = context;
    return ledger_digest(call->l->at, call->out, f);
}

const onr_ledger_digests *onr_ledger_digest(onr_ledger *l, onr_error *error) {
    ledger_digests d;
    if (!api_ledger_with(l, digests, NULL, &d, error)) return NULL;
    snprintf(l->content, sizeof l->content, "%.*s", STR_ARG(d.content));
    snprintf(l->head, sizeof l->head, "%.*s", STR_ARG(d.head));
    l->digests = (onr_ledger_digests){ l->content, l->head, (size_t)d.reports, (size_t)d.readings };
    return &l->digests;
}

typedef struct verifying {
    void (*tell)(void *user, const char *line);
    void *user;
    size_t *wrong;
} verifying;

static bool verify(void *context, fault *f) {
    ledger_call *call = context;
    const verifying *v = call->in;
    return ledger_verify(call->l->at, v->tell, v->user, v->wrong, f);
}

bool onr_ledger_verify(onr_ledger *l, void (*tell)(void *user, const char *line), void *user,
                       size_t *wrong, onr_error *error) {
    return api_ledger_with(l, verify, &(verifying){ tell, user, wrong }, NULL, error);
}

/* ---- questions ---- */

typedef struct answer {
    const onr_question *question;
    onr_row *row;
    void *user;
    ask_reached reached;
} answer;

onr_field api_field(query *q, int column) {
    onr_field f = { .name = query_name(q, column) };
    switch (query_kind(q, column)) {
    case VALUE_NULL: break;
    case VALUE_INT:
        f.kind = ONR_INTEGER;
        f.integer = query_int_at(q, column);
        break;
    case VALUE_REAL:
        f.kind = ONR_REAL;
        f.real = query_real_at(q, column);
        break;
    default:
        f.kind = ONR_TEXT;
        f.text = api_text(query_words_at(q, column));
    }
    return f;
}

/* The ledger's own number of a row is not shown, and a report's text is asked for on its own. */
static bool is_shown(onr_about of, const char *column) {
    return strcmp(column, "number") != 0 && (of != ONR_REPORTS || strcmp(column, "text") != 0);
}

static bool give_row(void *to, query *q) {
    const answer *it = to;
    onr_field fields[FIELDS_MOST];
    size_t count = 0;
    for (int i = 0; i < query_columns(q) && count < FIELDS_MOST; i++)
        if (is_shown(it->question->of, query_name(q, i))) fields[count++] = api_field(q, i);
    return it->row(it->user, fields, count);
}

void api_question(question *to, const onr_question *from) {
    const onr_question *q = from;
    *to = (question){
        .what = (ask_what)q->of, .by = (ask_by)q->count, .speaker = str_of(q->speaker),
        .addressee = str_of(q->addressee), .actor = str_of(q->actor), .about = str_of(q->about),
        .words = str_of(q->words), .type = str_of(q->type), .act = str_of(q->act),
        .stance = str_of(q->stance), .channel = str_of(q->channel), .place = str_of(q->place),
        .outlet = str_of(q->outlet), .story = str_of(q->story), .report = str_of(q->report),
        .since = str_of(q->since), .until = str_of(q->until), .limit = q->limit,
        .oldest = q->oldest_first, .state = str_of(q->state), .as_added = q->as_added,
        .id = str_of(q->id), .from = str_of(q->after), .lenient = q->lenient,
        .group = str_of(q->group), .looks = q->reports_most,
    };
}

static bool ask(void *context, fault *f) {
    ledger_call *call = context;
    answer *to = call->out;
    question q;
    api_question(&q, to->question);
    if (to->question->page) q.reached = &to->reached;
    if ((unsigned)q.what >= ASK_WHATS || (unsigned)q.by >= ASK_BYS)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is no such question");
    return ledger_ask(call->l->at, &q, give_row, to, f);
}

bool onr_ledger_ask(onr_ledger *l, const onr_question *given, onr_row *row, void *user,
                    onr_error *error) {
    onr_question own;
    api_options(&own, sizeof own, given);
    answer to = { &own, row, user, { .more = false } };
    if (!api_ledger_with(l, ask, NULL, &to, error)) return false;
    static_assert(sizeof own.page->next == PLACE_SIZE, "a place fits");
    if (!own.page) return true;
    memset(own.page, 0, sizeof *own.page);
    memcpy(own.page->next, to.reached.place, sizeof own.page->next);
    own.page->more = to.reached.more;
    return true;
}

typedef struct naming {
    onr_about of;
    onr_column *each;
    void *user;
} naming;

static void name_column(void *to, const char *name) {
    const naming *n = to;
    if (is_shown(n->of, name)) n->each(n->user, name);
}

static bool columns(ledger *l, const void *in, void *to, fault *f) {
    const naming *n = in;
    if ((unsigned)n->of >= ASK_WHATS)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is no such question");
    return ledger_columns(l, (ask_what)n->of, name_column, to, f);
}

bool onr_ledger_columns(onr_ledger *l, onr_about of, onr_column *each, void *user,
                        onr_error *error) {
    naming n = { of, each, user };
    return api_on_ledger(l, columns, &n, &n, error);
}

/* ---- one report ---- */

static bool read_by(ledger *l, const void *in, void *none, fault *f) {
    (void)none;
    return ledger_read_by(l, str_of(in), f);
}

bool onr_ledger_read_by(onr_ledger *l, const char *reading, onr_error *error) {
    return api_on_ledger(l, read_by, reading, NULL, error);
}

typedef struct writing {
    const char *name;
    const onr_write_options *options;
    onr_sink *sink;
    void *to;
    onr_error *error;
} writing;

static void fill_sentences(arena *a, const span_list *from, onr_record *to) {
    for (size_t i = 0; i < from->count; i++)
        *LIST_ADD(a, &to->sentences) = (onr_span){ from->at[i].start, from->at[i].end };
}

bool api_kept(ledger *l, arena *a, int64_t number, onr_report *from, onr_record *to) {
    kept k;
    store_current now;
    db *d = ledger_db(l);
    const store_names *by = ledger_reader(l);
    if (!store_load(d, a, number, &k) || !(by ? store_read_by(d, a, number, by, &now)
                                              : store_read(d, a, number, &now))) return false;
    *from = (onr_report){ .a = a, .report = k.report };
    from->report.titles = now.report.titles;
    from->report.authors = now.report.authors;
    from->report.blocks = now.report.blocks;
    from->report.id = k.ids.count ? k.ids.at[0] : STR_NONE;
    *to = (onr_record){ .a = a, .report = from, .only_write = true, .record = now.record,
                         .weights = now.by.weights.at, .program = now.by.program.at };
    to->record.report = &from->report;
    api_report_fill(from, SOURCE_JSONL);
    str digest = hash_hex(a, kept_text_digest(a, k.report.text));
    to->record.digest = arena_join(a, STR("sha256:"), digest);
    to->record.id = k.ids.count ? k.ids.at[0] : to->record.digest;
    fill_sentences(a, &now.sentences, to);
    return !db_failed(d);
}

static bool write_kept(void *context, fault *f) {
    ledger_call *call = context;
    const writing *w = call->in;
    ledger *l = call->l->at;
    int64_t number;
    onr_report from;
    onr_record r;
    if (!ledger_find(l, str_of(w->name), &number, f)) return false;
    bool there = api_kept(l, ledger_arena(l), number, &from, &r);
    if (!db_settle(ledger_db(l), f)) return false;
    if (!there) return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "that report has no such reading");
    *(bool *)call->out = onr_record_write(&r, w->options, w->sink, w->to, w->error);
    return true;
}

bool onr_ledger_write(onr_ledger *l, const char *name, const onr_write_options *options,
                      onr_sink *sink, void *to, onr_error *error) {
    bool written = false;
    writing w = { name, options, sink, to, error };
    return api_ledger_with(l, write_kept, &w, &written, error) && written;
}
