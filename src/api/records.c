/* api/records.c: kept records out of a ledger, one after another, each with the facts of it that
 * a question asked for. Rows come report by report, so that one report is held at a time. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "api/objects.h"
#include "ledger/ledger.h"

enum { KEY_DIGITS = 2 * HASH_SIZE };

/* ---- what was asked for ---- */

bool record_asks(const onr_record *r, char letter, size_t number) {
    if (!r->asked_of) return true;
    if (r->asked_of != letter) return false;
    size_t low = 0, high = r->asked_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (r->asked[middle] < number) low = middle + 1;
        else high = middle;
    }
    return low < r->asked_count && r->asked[low] == number;
}

/* ---- rows into records ---- */

typedef struct run {
    onr_ledger *ledger;
    onr_each *each;
    void *user;
    arena *a;            /* of the report that is being gathered */
    bool facts;          /* the rows are facts, not reports */
    char key[KEY_DIGITS + 1], letter;
    LIST(uint32_t) asked; /* in a */
    const onr_field *fields; /* of the row */
    size_t count;
    bool ended;
    fault fault;
} run;

static onr_text field_text(const run *r, const char *name) {
    for (size_t i = 0; i < r->count; i++)
        if (r->fields[i].kind == ONR_TEXT && strcmp(r->fields[i].name, name) == 0)
            return r->fields[i].text;
    return (onr_text){ NULL, 0 };
}

static int digit_value(char c) {
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

static str key_bytes(arena *a, const char *digits) {
    char *out = ARENA_NEW(a, char, HASH_SIZE);
    for (size_t i = 0; i < HASH_SIZE; i++)
        out[i] = (char)(digit_value(digits[2 * i]) * 16 + digit_value(digits[2 * i + 1]));
    return (str){ out, HASH_SIZE };
}

/* Gives the report that was gathered, and begins anew. */
static bool give(void *context, fault *f) {
    run *r = context;
    onr_report from;
    onr_record now;
    ledger *l = api_ledger(r->ledger);
    if (!r->key[0]) return true;
    int64_t number = store_find(ledger_db(l), key_bytes(r->a, r->key));
    if (api_kept(l, r->a, number, &from, &now)) {
        now.asked_of = r->facts ? r->letter : 0;
        now.asked = r->asked.at;
        now.asked_count = r->asked.count;
        r->ended = !r->each(r->user, &now);
    } else if (!db_failed(ledger_db(l)) && !ledger_reader(l)) { /* a named reading not all have */
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "report %.16s has no reading", r->key);
    }
    return !r->ended && !db_failed(ledger_db(l));
}

static void begin(run *r, onr_text key) {
    arena_reset(r->a, API_KEEP);
    memset(&r->asked, 0, sizeof r->asked);
    memcpy(r->key, key.at, KEY_DIGITS);
}

static bool take(void *context, fault *f) {
    run *r = context;
    onr_text key = field_text(r, r->facts ? "report" : "key"), name = field_text(r, "id");
    if (key.length != KEY_DIGITS) return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "a row has no key");
    if (memcmp(key.at, r->key, KEY_DIGITS) != 0) {
        if (!give(r, f)) return false;
        begin(r, key);
    }
    if (!r->facts || name.length < KEY_DIGITS + 3) return true;
    uint32_t number = 0; /* "KEY/s12" */
    r->letter = name.at[KEY_DIGITS + 1];
    for (size_t i = KEY_DIGITS + 2; i < name.length; i++)
        number = number * 10 + (uint32_t)digit_value(name.at[i]);
    *LIST_ADD(r->a, &r->asked) = number - 1;
    return true;
}

static bool take_row(void *user, const onr_field *fields, size_t count) {
    run *r = user;
    r->fields = fields;
    r->count = count;
    return api_guarded(r->a, take, r, &r->fault);
}

static bool ask_all(run *r, const onr_question *q, onr_error *error) {
    if (!onr_ledger_ask(r->ledger, q, take_row, r, error)) return false;
    if (!r->ended && !r->fault.kind) api_guarded(r->a, give, r, &r->fault);
    fault settled;
    if (!db_settle(ledger_db(api_ledger(r->ledger)), &settled) && !r->fault.kind)
        r->fault = settled;
    return !r->fault.kind || api_error(&r->fault, error);
}

bool onr_ledger_records(onr_ledger *l, const onr_question *given, onr_each *each, void *user,
                        onr_error *error) {
    onr_question q;
    fault f = { 0 };
    api_options(&q, sizeof q, given);
    run r = { .ledger = l, .each = each, .user = user, .facts = q.of != ONR_REPORTS };
    bool fits = q.of == ONR_REPORTS || q.of == ONR_STATEMENTS || q.of == ONR_EVENTS
        || q.of == ONR_SILENCES;
    if (!fits || q.count != ONR_ROWS) {
        FAULT(&f, FAULT_USAGE, FAULT_NOWHERE, "reports, statements, events and silences alone lead"
              " to records");
        return api_error(&f, error);
    }
    r.a = arena_new(API_MEMORY_LIMIT);
    if (!r.a) {
        FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a record");
        return api_error(&f, error);
    }
    bool done = ask_all(&r, &q, error);
    arena_free(r.a);
    return done;
}

/* ---- one record ---- */

const char *onr_record_weights(const onr_record *r) {
    return record_weights(r);
}

typedef struct key_call {
    arena *a;
    const report *of;
    char *to;
} key_call;

static bool find_key(void *context, fault *f) {
    key_call *call = context;
    (void)f;
    str key = hash_hex(call->a, kept_key(call->a, call->of->text, call->of->site));
    snprintf(call->to, KEY_DIGITS + 1, "%.*s", STR_ARG(key));
    return true;
}

bool onr_record_key(const onr_record *r, char to[65], onr_error *error) {
    static_assert(KEY_DIGITS == 64, "as the header has it");
    fault f = { 0 };
    key_call call = { arena_new(API_MEMORY_LIMIT), &r->report->report, to };
    bool done = call.a ? api_guarded(call.a, find_key, &call, &f)
                       : FAULT(&f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a key");
    arena_free(call.a);
    return done || api_error(&f, error);
}

bool onr_record_again(const onr_reader *reader, const onr_record *r,
                      const onr_read_options *options, onr_record **out, onr_error *error) {
    return onr_read(reader, r->report, options, out, error);
}
