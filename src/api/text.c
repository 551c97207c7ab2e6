/* api/text.c: a record for people: the report's title, outlet and date, then who said what to
 * whom, then dates and names.
 *
 * The words are the report's own, so nothing in them may reach a terminal as anything but
 * words: control, escape and direction-changing characters are written as \u escapes. */
#include <string.h>

#include "api/page.h"

enum { INDENT = 2, HANGING = 6, NAMES_MOST = 200, DATES_BACK = 200 };

/* ---- head ---- */

static void day_words(str iso, buffer *to, arena *a) {
    static const char *const months[] = { "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December" };
    moment m;
    if (!moment_read(iso, &m)) {
        buffer_add(a, to, iso);
        return;
    }
    buffer_print(a, to, "%d %s %d", m.day.day, months[m.day.month - 1], m.day.year);
}

static void write_head(page *p, const onr_record *whole) {
    const report *r = &whole->report->report;
    buffer line = { 0 };
    str parts[3] = { r->site, STR_NONE, r->input };
    if (r->published.at) {
        buffer date = { 0 };
        day_words(r->published, &date, p->out->a);
        parts[1] = buffer_str(&date);
    }
    for (size_t i = 0; i < 3; i++) {
        if (!parts[i].length) continue;
        if (line.count) buffer_add(p->out->a, &line, STR(" · "));
        buffer_add(p->out->a, &line, parts[i]);
    }
    page_line(p, PAGE_TITLE, 0, r->title.length ? r->title : STR("(no title)"));
    page_line(p, PAGE_DIM, 0, buffer_str(&line));
    for (size_t i = 0; i < whole->record.notes.count; i++) {
        const note *n = &whole->record.notes.at[i];
        page_line(p, PAGE_DIM, 0,
                  arena_print(p->out->a, "note: %s%s%.*s", n->code, n->message.length ? ": " : "",
                              STR_ARG(n->message)));
    }
}

/* ---- statements ---- */

static void add_names(page *p, const onr_record *r, const id_list *ids) {
    for (size_t i = 0; i < ids->count; i++) {
        if (i) page_words(p, PAGE_PLAIN, i + 1 == ids->count ? STR(" and ") : STR(", "));
        page_words(p, PAGE_WHO, r->record.actors.at[ids->at[i]].name);
    }
}

static void add_speakers(page *p, const onr_record *r, const statement *s) {
    str text = r->report->report.text;
    if (s->speakers.count) {
        add_names(p, r, &s->speakers);
    } else if (s->source.count) {
        page_words(p, PAGE_WHO, str_in(text, s->source.at[0]));
    } else {
        page_words(p, PAGE_DIM, STR("(nobody named)"));
    }
    if (!s->addressees.count) return;
    page_words(p, PAGE_PLAIN, STR(" → "));
    add_names(p, r, &s->addressees);
}

static void add_time(page *p, const time_value *t) {
    char from[API_TIME_SIZE], to[API_TIME_SIZE];
    const char *earliest = api_moment(&t->earliest, from), *latest = api_moment(&t->latest, to);
    if (!t->known || (!earliest && !latest)) return;
    page_words(p, PAGE_PLAIN, STR(", "));
    if (earliest && latest && strcmp(earliest, latest) == 0) {
        page_words(p, PAGE_WHEN, str_of(earliest));
        return;
    }
    page_words(p, PAGE_WHEN, earliest ? str_of(earliest) : STR("…"));
    page_words(p, PAGE_WHEN, STR(" to "));
    page_words(p, PAGE_WHEN, latest ? str_of(latest) : STR("…"));
}

/* " (interview, CNN, 2026-01-03)" */
static void add_circumstances(page *p, const statement *s) {
    bool when = s->time.known && (s->time.earliest.day.year || s->time.latest.day.year);
    bool how = s->channel.kind != CHANNEL_NONE;
    if (!when && !how) return;
    page_words(p, PAGE_PLAIN, STR(" ("));
    page_words(p, PAGE_PLAIN, how ? str_of(channel_kind_name(s->channel.kind)) : STR("said"));
    if (s->channel.name.length) {
        page_words(p, PAGE_PLAIN, STR(", "));
        page_words(p, PAGE_PLAIN, s->channel.name);
    }
    add_time(p, &s->time);
    page_words(p, PAGE_PLAIN, STR(")"));
}

static void write_statement(page *p, const onr_record *r, size_t i) {
    const statement *s = &r->record.statements.at[i];
    size_t indent = INDENT + (s->within == ID_NONE ? 0 : 2);
    page_start(p, indent, indent + HANGING - INDENT);
    add_speakers(p, r, s);
    add_circumstances(p, s);
    page_words(p, PAGE_PLAIN, STR(" "));
    page_words(p, PAGE_ACT, str_of(act_name(s->act)));
    page_words(p, PAGE_PLAIN, STR(": "));
    for (size_t k = 0; k < s->content.count; k++) {
        if (k) page_words(p, PAGE_DIM, STR(" … "));
        page_words(p, PAGE_QUOTE, str_in(r->report->report.text, s->content.at[k]));
    }
    page_end(p);
}

/* ---- what comes next, who has not answered ---- */

static void write_expectations(page *p, const onr_record *r) {
    const expectation_list *all = &r->record.expectations;
    if (all->count) page_line(p, PAGE_HEADING, 0, STR("What comes next"));
    for (size_t i = 0; i < all->count; i++) {
        const expectation *e = &all->at[i];
        page_start(p, INDENT, HANGING);
        add_names(p, r, &e->who);
        if (e->who.count) page_words(p, PAGE_PLAIN, STR(" "));
        page_words(p, PAGE_ACT, str_of(expectation_kind_name(e->kind)));
        add_time(p, &e->time);
        page_words(p, PAGE_PLAIN, STR(": "));
        page_words(p, PAGE_PLAIN, str_in(r->report->report.text, e->at));
        page_end(p);
    }
}

static void write_silences(page *p, const onr_record *r) {
    const silence_list *all = &r->record.silences;
    if (all->count) page_line(p, PAGE_HEADING, 0, STR("Not answered"));
    for (size_t i = 0; i < all->count; i++) {
        const silence *s = &all->at[i];
        page_start(p, INDENT, HANGING);
        add_names(p, r, &s->who);
        if (s->who.count) page_words(p, PAGE_PLAIN, STR(" "));
        page_words(p, PAGE_ACT, str_of(silence_kind_name(s->kind)));
        page_words(p, PAGE_PLAIN, STR(": "));
        page_words(p, PAGE_PLAIN, str_in(r->report->report.text, s->at));
        page_end(p);
    }
}

/* ---- dates and names ---- */

/* Whether the same words with the same value came before. */
static bool is_repeated(const onr_record *r, size_t i) {
    str text = r->report->report.text;
    const timex *all = r->record.times.at, *t = &all[i];
    str words = str_in(text, (span){ t->start, t->end });
    for (size_t k = i > DATES_BACK ? i - DATES_BACK : 0; k < i; k++)
        if (str_same_folded(str_in(text, (span){ all[k].start, all[k].end }), words)
            && str_same(all[k].value, t->value))
            return true;
    return false;
}

static void write_dates(page *p, const onr_record *r) {
    const timex_list *times = &r->record.times;
    if (!times->count) return;
    page_line(p, PAGE_HEADING, 0, STR("Dates"));
    for (size_t i = 0; i < times->count; i++) {
        const timex *t = &times->at[i];
        if (is_repeated(r, i)) continue;
        page_start(p, INDENT, HANGING);
        page_words(p, PAGE_PLAIN, str_in(r->report->report.text, (span){ t->start, t->end }));
        page_words(p, PAGE_DIM, STR(" = "));
        page_words(p, PAGE_WHEN, t->value);
        if (t->conflict) page_words(p, PAGE_DIM, STR(" (weekday and date contradict each other)"));
        page_end(p);
    }
}

static void write_actor(page *p, const actor *a) {
    page_start(p, INDENT, HANGING);
    page_words(p, PAGE_WHO, a->name);
    for (size_t k = 0; k < a->roles.count; k++) {
        page_words(p, PAGE_PLAIN, STR(", "));
        page_words(p, PAGE_PLAIN, a->roles.at[k].title);
        if (!a->roles.at[k].of.length) continue;
        page_words(p, PAGE_PLAIN, STR(" of "));
        page_words(p, PAGE_PLAIN, a->roles.at[k].of);
    }
    page_words(p, PAGE_DIM, arena_print(p->out->a, " (%s, %zu mention%s)",
                                        actor_kind_name(a->kind), a->mentions.count,
                                        a->mentions.count == 1 ? "" : "s"));
    page_end(p);
}

/* Names that no actor bears, each once, with their class. */
static void write_other_names(page *p, const onr_record *r) {
    str text = r->report->report.text;
    str seen[NAMES_MOST];
    size_t count = 0;
    for (size_t i = 0; i < r->record.entities.count && count < NAMES_MOST; i++) {
        const named_entity *e = &r->record.entities.at[i];
        str name = str_in(text, e->at);
        bool known = e->actor != ID_NONE || e->type == ENTITY_DATE || e->type == ENTITY_MONEY;
        for (size_t k = 0; k < count && !known; k++) known = str_same(seen[k], name);
        if (known) continue;
        seen[count++] = name;
        page_start(p, INDENT, HANGING);
        page_words(p, PAGE_PLAIN, name);
        page_words(p, PAGE_DIM, arena_print(p->out->a, " (%s)", entity_type_name(e->type)));
        page_end(p);
    }
}

/* Which actors bear a name: "the company", "she" alone are told with what they say. */
static bool *named_actors(page *p, const onr_record *r) {
    bool *named = ARENA_NEW(p->out->a, bool, r->record.actors.count + 1);
    for (size_t i = 0; i < r->record.entities.count; i++) {
        id who = r->record.entities.at[i].actor;
        if (who != ID_NONE) named[who] = true;
    }
    return named;
}

static void write_names(page *p, const onr_record *r) {
    if (!r->record.entities.count) return;
    bool *named = named_actors(p, r);
    page_line(p, PAGE_HEADING, 0, STR("Names"));
    for (size_t i = 0; i < r->record.actors.count; i++)
        if (named[i]) write_actor(p, &r->record.actors.at[i]);
    write_other_names(p, r);
}

void write_text(out *o, const onr_record *r) {
    page p = page_of(o);
    write_head(&p, r);
    if (r->record.statements.count) page_line(&p, PAGE_HEADING, 0, STR("Statements"));
    for (size_t i = 0; i < r->record.statements.count; i++) write_statement(&p, r, i);
    write_expectations(&p, r);
    write_silences(&p, r);
    write_dates(&p, r);
    write_names(&p, r);
    out_words(o, "\n");
}
