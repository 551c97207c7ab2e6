/* api/row_forms.c: see row_forms.h. Columns are told by their names, so that a view may have
 * more of them: a diary that knows what became of things has a `state`. */
#include "api/row_forms.h"

#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"

enum { WORDS_MOST = 2000 /* bytes of a sentence in a calendar or feed */ };

static const char *const kinds[] = {
    "reports", "statements", "events", "actors", "stories", "diary", "silences", "changes",
};
enum { KINDS = sizeof kinds / sizeof *kinds }; /* that a feed may be of */

bool row_forms_fit(onr_output output, onr_about of) {
    if (output == ONR_OUTPUT_ICALENDAR) return of == ONR_DIARY;
    if (output == ONR_OUTPUT_ATOM) return of != ONR_ACTORS && (int)of < KINDS;
    return output == ONR_OUTPUT_CSV || output == ONR_OUTPUT_TSV;
}

/* ---- fields ---- */

typedef struct row {
    row_page *page;
    arena *a;
    const onr_field *fields;
    size_t count;
} row;

static str field(const row *r, const char *name) {
    for (size_t i = 0; i < r->count; i++)
        if (r->fields[i].kind == ONR_TEXT && strcmp(r->fields[i].name, name) == 0)
            return (str){ r->fields[i].text.at, r->fields[i].text.length };
    return STR_NONE;
}

static str either(str one, str other) {
    return one.length ? one : other;
}

/* Not known where it is not there, or no time. */
static moment time_field(const row *r, const char *name) {
    moment m = { DAY_NONE, -1, 0, 0, ZONE_NONE };
    str words = field(r, name);
    if (words.at) moment_read(words, &m);
    return m;
}

static long long number_field(const row *r, const char *name) {
    for (size_t i = 0; i < r->count; i++)
        if (r->fields[i].kind == ONR_INTEGER && strcmp(r->fields[i].name, name) == 0)
            return r->fields[i].integer;
    return 0;
}

/* Ends in a character, and says where it was cut. */
static str shortened(const row *r, str s) {
    if (s.length <= WORDS_MOST) return s;
    size_t end = WORDS_MOST;
    while (end && ((unsigned char)s.at[end] & 0xC0) == 0x80) end--;
    return arena_join(r->a, str_cut(s, 0, end), STR(" \xE2\x80\xA6"));
}

/* "onrecord: statements, speaker Ruiz": what a calendar or feed is of. */
static str page_name(const row_page *p) {
    const onr_question *q = p->question;
    const struct { const char *name, *value; } filters[] = {
        { "speaker", q->speaker }, { "addressee", q->addressee }, { "actor", q->actor },
        { "about", q->about }, { "words", q->words }, { "type", q->type }, { "act", q->act },
        { "stance", q->stance }, { "channel", q->channel }, { "place", q->place },
        { "outlet", q->outlet }, { "story", q->story }, { "report", q->report },
        { "state", q->state }, { "since", q->since }, { "until", q->until },
    };
    arena *a = p->out->a;
    buffer name = { 0 };
    buffer_print(a, &name, "onrecord: %s", kinds[q->of]);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        if (!filters[i].value) continue;
        size_t replaced;
        buffer_print(a, &name, ", %s ", filters[i].name);
        buffer_add(a, &name, utf8_repaired(a, str_of(filters[i].value), &replaced));
    }
    return buffer_str(&name);
}

/* ---- tables ---- */

static void add_cell(row_page *p, str words) {
    bool csv = p->out->options.output == ONR_OUTPUT_CSV, safe = p->out->options.spreadsheet;
    buffer cell = { 0 };
    (csv ? escape_csv : escape_tsv)(p->out->a, &cell, words, safe);
    out_add(p->out, buffer_str(&cell));
}

static void add_value(row_page *p, const onr_field *f) {
    json_writer w;
    switch (f->kind) {
    case ONR_NULL: break;
    case ONR_INTEGER: out_print(p->out, "%lld", f->integer); break;
    case ONR_REAL: /* not by printf, whose decimal point is the locale's */
        w = out_json(p->out);
        json_number(&w, f->real, 2);
        break;
    case ONR_TEXT: add_cell(p, (str){ f->text.at, f->text.length });
    }
}

static bool is_csv(const row_page *p) {
    return p->out->options.output == ONR_OUTPUT_CSV;
}

static void between_columns(row_page *p, size_t column) {
    if (column) out_words(p->out, is_csv(p) ? "," : "\t");
}

static void end_line(row_page *p) {
    out_words(p->out, is_csv(p) ? "\r\n" : "\n");
}

void row_forms_column(void *page, const char *name) {
    row_page *p = page;
    if (p->columns < ROW_COLUMNS_MOST)
        snprintf(p->names[p->columns++], ROW_NAME_MOST, "%s", name);
}

static void write_names(row_page *p) {
    for (size_t i = 0; i < p->columns; i++) {
        between_columns(p, i);
        out_words(p->out, p->names[i]);
    }
    end_line(p);
}

static void table_row(row_page *p, const onr_field *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        between_columns(p, i);
        add_value(p, &fields[i]);
    }
    end_line(p);
}

/* ---- the diary as a calendar ---- */

static icalendar_status status_of(str kind, str state) {
    if (str_is(state, "cancelled")) return ICALENDAR_CANCELLED;
    bool firm = str_is(kind, "scheduled") || str_is(kind, "deadline") || str_is(state, "happened");
    return firm ? ICALENDAR_CONFIRMED : ICALENDAR_TENTATIVE;
}

/* Its place in its report: that stays when other weights count the report's facts anew. */
static str stable_id(const row *r) {
    return atom_id(r->a, arena_print(r->a, "%.*s/expected/%lld", STR_ARG(field(r, "report")),
                                     number_field(r, "start")));
}

static void add_line(const row *r, buffer *to, const char *before, str words) {
    if (!words.length) return;
    if (to->count) buffer_add(r->a, to, STR("\n"));
    buffer_add(r->a, to, str_of(before));
    buffer_add(r->a, to, shortened(r, words));
}

static str description_of(const row *r) {
    buffer all = { 0 };
    str state = field(r, "state");
    bool settled = state.length && !str_is(state, "expected");
    add_line(r, &all, "", field(r, "sentence"));
    add_line(r, &all, "", field(r, "title"));
    add_line(r, &all, "", field(r, "outlet"));
    if (settled) add_line(r, &all, "State: ", state);
    add_line(r, &all, "", field(r, "later"));
    add_line(r, &all, "", field(r, "later_url"));
    return all.count ? buffer_str(&all) : STR_NONE;
}

static void calendar_row(const row *r) {
    str state = field(r, "state"), who = field(r, "actor"), what = field(r, "what");
    bool settled = state.length && !str_is(state, "expected") && !str_is(state, "overdue");
    moment first = time_field(r, "earliest"), last = time_field(r, "latest");
    moment moved = time_field(r, "new_earliest"), later = time_field(r, "later_published");
    if (str_is(state, "moved") && moved.day.year) {
        first = moved;
        last = time_field(r, "new_latest");
    }
    if (!first.day.year) first = last;
    if (!first.day.year) return; /* without a day there is no place in a calendar */
    icalendar_event e = {
        .uid = stable_id(r), .sequence = settled,
        .stamp = settled && later.day.year ? later : time_field(r, "published"),
        .start = first, .last = last, .status = status_of(field(r, "kind"), state),
        .summary = !who.length ? what
            : arena_print(r->a, "%.*s: %.*s", STR_ARG(who), STR_ARG(shortened(r, what))),
        .description = description_of(r), .location = field(r, "place"),
        .category = field(r, "kind"), .url = field(r, "url"),
    };
    icalendar_event_add(&r->page->calendar, &e);
}

/* ---- rows as a feed ---- */

static moment row_time(const row *r) {
    moment m = time_field(r, "published");
    if (!m.day.year) m = time_field(r, "last"); /* of a story */
    if (!m.day.year) m = time_field(r, "retrieved");
    return m;
}

moment row_forms_time(const onr_field *fields, size_t count) {
    return row_time(&(row){ .fields = fields, .count = count });
}

static void feed_begin(row_page *p) {
    str name = page_name(p);
    atom_head head = { .id = atom_id(p->out->a, name), .title = name, .updated = p->newest };
    p->feed = atom_begin(p->out->a, &p->out->bytes, &head);
}

/* "Ana Ruiz: promise: words" of what a row tells first, else the report's title. */
static str entry_title(const row *r) {
    str who = either(field(r, "speaker"), field(r, "actor"));
    str what = either(either(field(r, "content"), field(r, "what")), field(r, "predicate"));
    what = either(what, either(field(r, "about"), field(r, "after")));
    if (!what.length) what = field(r, "title");
    str how = either(field(r, "act"), field(r, "kind"));
    buffer all = { 0 };
    if (who.length) buffer_print(r->a, &all, "%.*s: ", STR_ARG(who));
    if (how.length) buffer_print(r->a, &all, "%.*s: ", STR_ARG(how));
    buffer_add(r->a, &all, shortened(r, what));
    return buffer_str(&all);
}

static void feed_row(const row *r) {
    row_page *p = r->page;
    moment when = row_time(r);
    buffer summary = { 0 };
    add_line(r, &summary, "", field(r, "sentence"));
    add_line(r, &summary, "", field(r, "title"));
    atom_entry e = {
        .id = atom_id(r->a, arena_print(r->a, "%s/%.*s", kinds[p->question->of],
                                        STR_ARG(either(field(r, "id"), field(r, "key"))))),
        .title = p->question->of == ONR_REPORTS ? field(r, "title") : entry_title(r),
        .updated = when, .published = when, .author = field(r, "outlet"),
        .link = field(r, "url"), .category = str_of(kinds[p->question->of]),
        .summary = summary.count ? buffer_str(&summary) : STR_NONE,
    };
    if (p->question->of == ONR_REPORTS) /* the id that it came with is another ledger's too */
        e.id = atom_id(r->a, arena_print(r->a, "reports/%.*s", STR_ARG(field(r, "key"))));
    atom_entry_add(&p->feed, &e);
}

/* ---- all ---- */

void row_forms_begin(row_page *p) {
    if (p->out->options.output == ONR_OUTPUT_ICALENDAR)
        p->calendar = icalendar_begin(p->out->a, &p->out->bytes,
                                      &(icalendar_head){ .name = page_name(p) });
    if (p->out->options.output == ONR_OUTPUT_ATOM) feed_begin(p);
    if (is_csv(p) || p->out->options.output == ONR_OUTPUT_TSV) write_names(p);
}

/* What one row took of the arena is given back: the bytes are handed on first. */
void row_forms_row(row_page *p, const onr_field *fields, size_t count) {
    row r = { p, p->out->a, fields, count };
    switch (p->out->options.output) {
    case ONR_OUTPUT_ICALENDAR: calendar_row(&r); break;
    case ONR_OUTPUT_ATOM: feed_row(&r); break;
    default: table_row(p, fields, count);
    }
    if (arena_used(p->out->a) < API_KEEP && p->out->bytes.count < JSON_FULL) return;
    out_flush(p->out);
    p->out->bytes = (buffer){ 0 };
    arena_reset(p->out->a, API_KEEP);
}

void row_forms_end(row_page *p) {
    if (p->out->options.output == ONR_OUTPUT_ICALENDAR) icalendar_end(&p->calendar);
    if (p->out->options.output == ONR_OUTPUT_ATOM) atom_end(&p->feed);
}
