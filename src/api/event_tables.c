/* api/event_tables.c: events as tables that political scientists load: the columns of POLECAT
 * (Political Event Classification, Attributes, and Types; Harvard Dataverse AJGVIT) and those of
 * GDELT 1.0 (Event Database Data Format Codebook of 2013, with SOURCEURL), each in the order of
 * its makers. What no fact of a record stands for stays empty; docs/export.md lists it. */
#include "api/cameo.h"
#include "api/event_forms.h"

#include "base/escape.h"

enum { NAMES_MOST = 200 /* of people, bodies or places that a report names */ };

/* ---- what the forms share ---- */

static str day_words(const form *f, day d) {
    char words[DAY_SIZE];
    if (!d.year) return STR_NONE;
    day_write(d, words);
    return arena_copy(f->a, str_of(words));
}

event_days event_days_of(const form *f, const event *e) {
    event_days days = { .day = DAY_NONE };
    day last = DAY_NONE;
    if (e->time.known) {
        days.day = e->time.earliest.day;
        last = e->time.latest.day;
    }
    day published = form_published(f);
    if (!days.day.year && !last.year) days.day = last = published;
    if (!days.day.year) days.day = last;
    days.first = day_words(f, days.day);
    days.last = day_words(f, last);
    bool between = published.year && days.day.year && last.year
        && day_compare(days.day, published) <= 0 && day_compare(published, last) <= 0;
    if (between) days.day = published;
    return days;
}

str event_context(const event *e) {
    switch (e->status) {
    case STATUS_EXPECTED: return STR("future");
    case STATUS_POSSIBLE:
    case STATUS_CALLED_FOR: return STR("hypothetical");
    case STATUS_DENIED: return STR("negation");
    default: return STR_NONE;
    }
}

/* ---- cells ---- */

static void cell(form *f, str words) {
    buffer line = { 0 };
    escape_tsv(f->a, &line, words.at ? escape_plain(f->a, words) : STR(""), false);
    out_add(f->out, buffer_str(&line));
    out_words(f->out, "\t");
}

static void last_cell(form *f, str words) {
    buffer line = { 0 };
    escape_tsv(f->a, &line, words.at ? escape_plain(f->a, words) : STR(""), false);
    out_add(f->out, buffer_str(&line));
    out_words(f->out, "\n");
}

static void empty(form *f, int count) {
    while (count--) out_words(f->out, "\t");
}

static void number_cell(form *f, long long n) {
    out_print(f->out, "%lld\t", n);
}

/* Not by printf's %f, whose decimal point is the locale's. */
static void degrees_cells(form *f, const place *p) {
    if (!p || p->latitude != p->latitude) {
        empty(f, 2);
        return;
    }
    json_writer w = out_json(f->out);
    json_number(&w, p->latitude, 5);
    out_words(f->out, "\t");
    w.comma = false;
    json_number(&w, p->longitude, 5);
    out_words(f->out, "\t");
}

static const actor *first_actor(const form *f, const id_list *ids) {
    return ids->count ? &f->record->actors.at[ids->at[0]] : NULL;
}

static const place *place_of(const form *f, id number) {
    return number == ID_NONE ? NULL : &f->record->places.at[number];
}

/* Of all of them, "; " between. */
static str joined(form *f, const id_list *ids, str (*of)(const actor *a)) {
    buffer all = { 0 };
    for (size_t i = 0; i < ids->count; i++) {
        str words = of(&f->record->actors.at[ids->at[i]]);
        if (!words.length) continue;
        if (all.count) buffer_add(f->a, &all, STR("; "));
        buffer_add(f->a, &all, words);
    }
    return all.count ? buffer_str(&all) : STR_NONE;
}

static str name_of(const actor *a) { return a->name; }
static str country_of(const actor *a) { return a->country; }
static str sector_of(const actor *a) { return a->sector; }

static str title_of(const actor *a) {
    return a->roles.count ? a->roles.at[0].title : STR_NONE;
}

/* Each once, in order; "; " between. */
static str names_of(form *f, entity_type type) {
    buffer all = { 0 };
    str known[NAMES_MOST];
    size_t count = 0, k;
    const entity_list *entities = &f->record->entities;
    for (size_t i = 0; i < entities->count && count < NAMES_MOST; i++) {
        if (entities->at[i].type != type) continue;
        str words = str_in(f->from->text, entities->at[i].at);
        for (k = 0; k < count && !str_same(known[k], words); k++) continue;
        if (k < count) continue;
        known[count++] = words;
        if (all.count) buffer_add(f->a, &all, STR("; "));
        buffer_add(f->a, &all, words);
    }
    return all.count ? buffer_str(&all) : STR_NONE;
}

static void write_header(out *o, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        out_words(o, names[i]);
        out_words(o, i + 1 < count ? "\t" : "\n");
    }
}

/* ---- POLECAT ---- */

static const char *const polecat_columns[] = {
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
};

typedef struct story_names {
    str people, organisations, locations; /* the same for all events of a report */
} story_names;

/* Eight cells; `raw` is what the sentence calls the actor where that can be told: the names. */
static void polecat_actor(form *f, const id_list *ids) {
    const actor *first = first_actor(f, ids);
    cell(f, joined(f, ids, name_of));
    cell(f, joined(f, ids, country_of));
    empty(f, 1);
    cell(f, first ? first->sector : STR_NONE);
    cell(f, joined(f, ids, sector_of));
    cell(f, joined(f, ids, title_of));
    empty(f, 2);
}

static void polecat_place(form *f, const place *p) {
    bool city = p && str_is(p->kind, "city"), district = p && str_is(p->kind, "district");
    bool region = p && str_is(p->kind, "region");
    cell(f, p ? p->name : STR_NONE);
    cell(f, city ? p->name : STR_NONE);
    cell(f, district ? p->name : STR_NONE);
    cell(f, region ? p->name : STR_NONE);
    cell(f, p ? p->country : STR_NONE);
    degrees_cells(f, p);
    if (p && p->geonames) number_cell(f, p->geonames);
    else empty(f, 1);
    cell(f, p ? str_in(f->from->text, (span){ p->start, p->end }) : STR_NONE);
    cell(f, p ? p->kind : STR_NONE);
}

static void polecat_row(form *f, size_t i, const story_names *story) {
    const event *e = &f->record->events.at[i];
    cell(f, form_id(f, 'e', i));
    cell(f, day_words(f, event_days_of(f, e).day));
    cell(f, e->type);
    cell(f, e->mode);
    empty(f, 1);
    cell(f, str_of(plover_quad_name(plover_quad(e->type))));
    cell(f, event_context(e));
    polecat_actor(f, &e->actors);
    polecat_actor(f, &e->recipients);
    polecat_place(f, place_of(f, e->place));
    cell(f, f->from->site);
    cell(f, day_words(f, form_published(f)));
    cell(f, story->people);
    cell(f, story->organisations);
    cell(f, story->locations);
    cell(f, f->from->language);
    last_cell(f, arena_print(f->a, "onrecord %s, %s", record_program(f->r),
                             record_weights(f->r)));
}

void write_polecat(out *o, const onr_record *r) {
    enum { COLUMNS = sizeof polecat_columns / sizeof *polecat_columns };
    if (o->options.header) write_header(o, polecat_columns, COLUMNS);
    if (!r) return;
    form f = form_of(o, r);
    story_names story = { names_of(&f, ENTITY_PERSON), names_of(&f, ENTITY_ORGANIZATION),
                          names_of(&f, ENTITY_LOCATION) };
    for (size_t i = 0; i < r->record.events.count; i++)
        if (r->record.events.at[i].type.length && record_asks(r, 'e', i))
            polecat_row(&f, i, &story);
}

/* ---- GDELT ---- */

#define GDELT_ACTOR(n)                                                                             \
    "Actor" n "Code", "Actor" n "Name", "Actor" n "CountryCode", "Actor" n "KnownGroupCode",       \
        "Actor" n "EthnicCode", "Actor" n "Religion1Code", "Actor" n "Religion2Code",              \
        "Actor" n "Type1Code", "Actor" n "Type2Code", "Actor" n "Type3Code"
#define GDELT_PLACE(n)                                                                             \
    n "Geo_Type", n "Geo_FullName", n "Geo_CountryCode", n "Geo_ADM1Code", n "Geo_Lat",            \
        n "Geo_Long", n "Geo_FeatureID"

static const char *const gdelt_columns[] = {
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", GDELT_ACTOR("1"),
    GDELT_ACTOR("2"), "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", GDELT_PLACE("Actor1"),
    GDELT_PLACE("Actor2"), GDELT_PLACE("Action"), "DATEADDED", "SOURCEURL",
    "PloverType", "PloverMode", "Status", "Confidence", "EventID", /* beside GDELT's own */
};

static str compact_day(const form *f, day d) {
    return d.year ? arena_print(f->a, "%04d%02d%02d", d.year, d.month, d.day) : STR_NONE;
}

static void gdelt_dates(form *f, day d) {
    cell(f, compact_day(f, d));
    if (!d.year) {
        empty(f, 3);
        return;
    }
    out_print(f->out, "%04d%02d\t%d\t", d.year, d.month, d.year);
    /* the year and the share of it that is over, as GDELT's files have it */
    int share = (((d.month - 1) * 30 + d.day) * 10000 + 182) / 365;
    out_print(f->out, "%d.%04d\t", d.year, share);
}

static void gdelt_actor(form *f, const id_list *ids) {
    const actor *a = first_actor(f, ids);
    cell(f, a ? arena_join(f->a, a->country, a->sector) : STR_NONE);
    cell(f, a ? a->name : STR_NONE);
    cell(f, a ? a->country : STR_NONE);
    empty(f, 4);
    cell(f, a ? a->sector : STR_NONE);
    empty(f, 2);
}

/* 1 country, 3 town in the United States, 4 town elsewhere, 2 and 5 their states. */
static void gdelt_place(form *f, const place *p) {
    bool states = p && str_is(p->country, "USA");
    int type = !p ? 0 : str_is(p->kind, "country") ? 1 : str_is(p->kind, "region")
        ? (states ? 2 : 5) : states ? 3 : 4;
    if (type) number_cell(f, type);
    else empty(f, 1);
    cell(f, p ? p->name : STR_NONE);
    empty(f, 2);
    degrees_cells(f, p);
    empty(f, 1);
}

/* Told in the first paragraph, as GDELT's codebook has it. */
static bool is_in_lead(const form *f, size_t at) {
    for (size_t i = 0; i < f->from->blocks.count; i++)
        if (f->from->blocks.at[i].kind == BLOCK_PARAGRAPH)
            return at < f->from->blocks.at[i].end;
    return false;
}

static void gdelt_row(form *f, size_t i) {
    const event *e = &f->record->events.at[i];
    str code = cameo_code(e->type, e->mode);
    moment added;
    bool dated = f->from->retrieved.at && moment_read(f->from->retrieved, &added);
    empty(f, 1);
    gdelt_dates(f, event_days_of(f, e).day);
    gdelt_actor(f, &e->actors);
    gdelt_actor(f, &e->recipients);
    number_cell(f, is_in_lead(f, e->spans.at[0].start));
    cell(f, code);
    cell(f, str_cut(code, 0, 3));
    cell(f, str_cut(code, 0, 2));
    number_cell(f, cameo_quad(code));
    empty(f, 1);
    number_cell(f, (long long)e->spans.count);
    out_words(f->out, "1\t1\t\t");
    empty(f, 14);
    gdelt_place(f, place_of(f, e->place));
    cell(f, dated ? compact_day(f, added.day) : STR_NONE);
    cell(f, form_link(f));
    cell(f, e->type);
    cell(f, e->mode);
    cell(f, str_of(event_status_name(e->status)));
    json_number(&f->w, (double)e->confidence, 2);
    f->w.comma = false;
    out_words(f->out, "\t");
    last_cell(f, form_id(f, 'e', i));
}

void write_gdelt(out *o, const onr_record *r) {
    enum { COLUMNS = sizeof gdelt_columns / sizeof *gdelt_columns };
    if (o->options.header) write_header(o, gdelt_columns, COLUMNS);
    if (!r) return;
    form f = form_of(o, r);
    for (size_t i = 0; i < r->record.events.count; i++) {
        const event *e = &r->record.events.at[i];
        bool real = e->status == STATUS_HAPPENED || e->status == STATUS_ONGOING;
        if (real && e->type.length && record_asks(r, 'e', i)) gdelt_row(&f, i);
    }
}
