/* api/sheets.c: what the desk puts together, written out. */
#include "api/objects.h"

#include "desk/brief.h"
#include "desk/diary.h"
#include "desk/silences.h"
#include "ledger/ledger.h"

typedef struct sheet_call {
    onr_ledger *l;
    const onr_question *question;
    onr_sheet sheet;
    onr_sink *sink;
    void *to;
} sheet_call;

/* What is written so far goes to the caller. */
static bool drain(const sheet_call *call, buffer *out, fault *f) {
    bool taken = !out->count || call->sink(call->to, out->at, out->count);
    out->count = 0;
    return taken || FAULT(f, FAULT_STORE, FAULT_NOWHERE, "the output was refused");
}

/* ---- the diary ---- */

static bool write_calendar(const sheet_call *call, arena *a, const diary_entries *all, fault *f) {
    buffer out = { 0 };
    icalendar_head head = { .name = STR("What is expected"), .refresh_hours = 1,
                            .description = STR("What news reports expect, by onrecord") };
    icalendar c = icalendar_begin(a, &out, &head);
    for (size_t i = 0; i < all->count; i++) {
        diary_to_calendar(&c, a, &all->at[i]);
        if (!drain(call, &out, f)) return false;
    }
    icalendar_end(&c);
    return drain(call, &out, f);
}

static bool write_lines(const sheet_call *call, arena *a, const diary_entries *all, fault *f) {
    buffer out = { 0 };
    for (size_t i = 0; i < all->count; i++) {
        diary_to_text(a, &out, &all->at[i]);
        buffer_add(a, &out, STR("\n"));
        if (!drain(call, &out, f)) return false;
    }
    return true;
}

static question question_for(const sheet_call *call, ask_what what) {
    question q;
    api_question(&q, call->question);
    q.what = what;
    q.by = ASK_ROWS;
    q.reached = NULL;
    return q;
}

static bool write_diary(void *of, fault *f) {
    const sheet_call *call = of;
    ledger *l = api_ledger(call->l);
    arena *a = ledger_arena(l);
    diary_entries all = { 0 };
    question q = question_for(call, ASK_DIARY);
    if (call->sheet != ONR_SHEET_TEXT && call->sheet != ONR_SHEET_CALENDAR)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "the diary is no sheet of that kind");
    if (!diary_find(l, a, &q, &all, f)) return false;
    return call->sheet == ONR_SHEET_TEXT ? write_lines(call, a, &all, f)
                                       : write_calendar(call, a, &all, f);
}

static bool write_sheet(onr_ledger *l, const onr_question *given, const onr_sheet_options *options,
                        sheet_call *call, bool (*work)(void *of, fault *f), onr_error *error) {
    static const onr_sheet_options usual = ONR_SHEET_DEFAULT;
    static const onr_question all = ONR_QUESTION_DEFAULT;
    onr_sheet_options own;
    onr_question q;
    api_options(&own, sizeof own, options ? options : &usual);
    api_options(&q, sizeof q, given ? given : &all);
    call->l = l;
    call->question = &q;
    call->sheet = own.sheet;
    return api_ledger_call(l, work, call, error);
}

bool onr_diary_write(onr_ledger *l, const onr_question *given, const onr_sheet_options *options,
                     onr_sink *sink, void *to, onr_error *error) {
    sheet_call call = { .sink = sink, .to = to };
    return write_sheet(l, given, options, &call, write_diary, error);
}

/* ---- silences ---- */

static bool write_silences(void *of, fault *f) {
    const sheet_call *call = of;
    ledger *l = api_ledger(call->l);
    arena *a = ledger_arena(l);
    silence_entries all = { 0 };
    buffer out = { 0 };
    question q = question_for(call, ASK_SILENCES);
    if (call->sheet != ONR_SHEET_TEXT)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "silences are no sheet of that kind");
    if (!silence_entries_find(l, a, &q, &all, f)) return false;
    for (size_t i = 0; i < all.count; i++) {
        silence_to_text(a, &out, &all.at[i]);
        buffer_add(a, &out, STR("\n"));
        if (!drain(call, &out, f)) return false;
    }
    return true;
}

bool onr_silences_write(onr_ledger *l, const onr_question *given, const onr_sheet_options *options,
                        onr_sink *sink, void *to, onr_error *error) {
    sheet_call call = { .sink = sink, .to = to };
    return write_sheet(l, given, options, &call, write_silences, error);
}

/* ---- briefs ---- */

typedef struct brief_call {
    sheet_call out;
    onr_brief_options options;
} brief_call;

static bool write_brief(void *of, fault *f) {
    const brief_call *call = of;
    ledger *l = api_ledger(call->out.l);
    arena *a = ledger_arena(l);
    sheet page;
    buffer bytes = { 0 };
    brief_about about = { (brief_kind)call->options.kind, str_of(call->options.name) };
    if ((unsigned)about.kind >= BRIEF_KINDS || !about.name.length
        || call->options.sheet > ONR_SHEET_HTML)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is no such brief");
    if (!brief_make(l, a, &about, &page, f)) return false;
    if (call->options.sheet == ONR_SHEET_HTML) sheet_to_html(&page, &bytes);
    else if (call->options.sheet == ONR_SHEET_MARKDOWN) sheet_to_markdown(&page, &bytes);
    else sheet_to_text(&page, &bytes);
    return drain(&call->out, &bytes, f);
}

bool onr_brief_write(onr_ledger *l, const onr_brief_options *options, onr_sink *sink, void *to,
                     onr_error *error) {
    static const onr_brief_options usual = ONR_BRIEF_DEFAULT;
    brief_call call = { .out = { .l = l, .sink = sink, .to = to } };
    api_options(&call.options, sizeof call.options, options ? options : &usual);
    return api_ledger_call(l, write_brief, &call, error);
}
