/* source/newsml.c: items of NewsML-G2 (IPTC) with NITF, XHTML or plain text inside, and NITF by
 * itself. Elements are looked for by their local names, as the standards' own order is fixed. */
#include "source/bylines.h"
#include "source/entries.h"
#include "source/forms.h"

/* What NITF's elements are in HTML. */
#define NITF_NAMES                                                                                 \
    "hl1=h1 hl2=h2 media=figure media-caption=figcaption media-producer=figcaption "               \
    "media-reference=hr block=div bq=blockquote credit=p note=aside fn=aside pre=p "               \
    "nitf-table=table nitf-col=col dl=ul dt=li dd=li person=span org=span location=span "          \
    "chron=span num=span money=span event=span object.title=i function=span virtloc=span "         \
    "classifier=hr lang=span person.name=span q=q em=em byline=address dateline=p copyrite=hr "    \
    "inlineXML=div title=hr head=hr"

/* ---- NITF ---- */

/* Adds the names of a byline: its persons, or the line itself. */
static void take_byline(arena *a, const xml_node *byline, report *r) {
    const xml_node *person = xml_find(byline, "person");
    str_list names = { 0 };
    for (; person; person = xml_next_same(person)) entry_authors(a, r, xml_words(a, person));
    if (r->authors.count || !byline) return;
    str line = STR_NONE;
    entry_set(a, &line, xml_words(a, byline));
    if (byline_read(a, line, &names)) r->authors = names;
    else entry_authors(a, r, line);
}

/* "20260105T093000+0100" with the marks that ISO 8601 has in its longer form. */
static str spread(arena *a, str date) {
    bool compact = date.length >= 15 && date.at[8] == 'T';
    for (size_t i = 0; compact && i < 15; i++) compact = i == 8 || is_digit(date.at[i]);
    if (!compact) return date;
    const char *d = date.at;
    str zone = str_cut(date, 15, date.length);
    bool offset = zone.length == 5 && str_has(STR("+-"), zone.at[0]);
    return arena_print(a, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%.*s%s%.*s", d, d + 4, d + 6, d + 9, d + 11,
                       d + 13, (int)(offset ? 3 : zone.length), zone.length ? zone.at : "",
                       offset ? ":" : "", offset ? 2 : 0, offset ? zone.at + 3 : "");
}

static void take_nitf_dates(arena *a, const xml_node *nitf, report *r) {
    static const char *const names[] = { "date.issue", "date.release", "story.date" };
    for (size_t i = 0; i < sizeof names / sizeof *names && !r->published.at; i++) {
        const xml_node *date = xml_find(nitf, names[i]);
        str norm = xml_attribute_of(date, "norm");
        entry_date(a, &r->published, norm.length ? spread(a, norm) : xml_words(a, date));
    }
    str printed = xml_attribute_of(xml_find(nitf, "pubdata"), "date.publication");
    if (!r->published.at) entry_date(a, &r->published, spread(a, printed));
}

static void take_nitf_fields(arena *a, const xml_node *nitf, report *r) {
    const xml_node *docdata = xml_find(nitf, "docdata"), *printed = xml_find(nitf, "pubdata");
    const xml_node *lines = xml_find(nitf, "body.head");
    str headline = xml_words(a, xml_find(lines, "hl1"));
    if (!headline.length) headline = xml_words(a, xml_find(lines, "hedline"));
    entry_title(a, r, headline, "field");
    entry_title(a, r, xml_words(a, xml_find(nitf, "title")), "page");
    if (!r->id.length)
        entry_set(a, &r->id, xml_attribute_of(xml_find(docdata, "doc-id"), "id-string"));
    if (!r->authors.count) take_byline(a, xml_find(lines, "byline"), r);
    if (!r->site.length) entry_set(a, &r->site, xml_attribute_of(printed, "name"));
    if (!r->site.length) entry_set(a, &r->site, xml_words(a, xml_find(lines, "distributor")));
    if (!r->site.length)
        entry_set(a, &r->site, xml_attribute_of(xml_find(docdata, "doc.copyright"), "holder"));
    if (!r->section.length)
        entry_set(a, &r->section, xml_attribute_of(printed, "position.section"));
    if (!r->url.length) entry_set(a, &r->url, xml_attribute_of(printed, "ex-ref"));
    take_nitf_dates(a, nitf, r);
}

/* The date line opens the text, as it does in print. */
static str nitf_html(arena *a, const xml_node *nitf) {
    const xml_node *content = xml_find(nitf, "body.content");
    str place = xml_words(a, xml_find(xml_find(nitf, "body.head"), "dateline"));
    str html = xml_html(a, content, NITF_NAMES);
    if (!place.length || place.length > 200) return html;
    buffer out = { 0 };
    buffer_add(a, &out, STR("<p>"));
    for (size_t i = 0; i < place.length; i++)
        buffer_add(a, &out, place.at[i] == '<' ? STR("&lt;") : place.at[i] == '&'
                   ? STR("&amp;") : str_cut(place, i, i + 1));
    buffer_add(a, &out, STR("</p>"));
    buffer_add(a, &out, html);
    return buffer_str(&out);
}

/* ---- NewsML-G2 ---- */

static str words_of_path(arena *a, const xml_node *n, const char *outer, const char *inner) {
    return xml_words(a, xml_find(xml_find(n, outer), inner));
}

static void take_creators(arena *a, const xml_node *about, report *r) {
    for (const xml_node *c = xml_child(about, "creator"); c; c = xml_next_same(c))
        entry_authors(a, r, xml_words_of(a, c, "name"));
    if (!r->authors.count) take_byline(a, xml_child(about, "by"), r);
}

static void take_item_dates(arena *a, const xml_node *item, const xml_node *about, report *r) {
    static const char *const published[] = { "published", "firstCreated", "contentCreated",
                                             "versionCreated" };
    const xml_node *management = xml_child(item, "itemMeta");
    for (size_t i = 0; i < sizeof published / sizeof *published && !r->published.at; i++) {
        entry_date(a, &r->published, xml_words_of(a, management, published[i]));
        if (!r->published.at) entry_date(a, &r->published, xml_words_of(a, about, published[i]));
    }
    entry_date(a, &r->modified, xml_words_of(a, about, "contentModified"));
    if (!r->modified.at) entry_date(a, &r->modified, xml_words_of(a, management, "versionCreated"));
}

/* An agency's own service is the wire; "name" stands in providers, "literal" in old ones. */
static void take_provider(arena *a, const xml_node *item, const xml_node *about, report *r) {
    const xml_node *provider = xml_find(xml_child(item, "itemMeta"), "provider");
    str site = xml_words_of(a, provider, "name");
    if (!site.length) site = xml_attribute_of(provider, "literal");
    if (!site.length) site = words_of_path(a, about, "infoSource", "name");
    if (!site.length) site = xml_attribute_of(xml_find(about, "infoSource"), "literal");
    if (!site.length) site = words_of_path(a, item, "rightsInfo", "name");
    entry_set(a, &r->site, site);
    r->wire = is_agency(r->site);
}

static void take_section(arena *a, const xml_node *about, report *r) {
    for (const xml_node *s = xml_child(about, "subject"); s && !r->section.length;
         s = xml_next_same(s))
        if (str_starts(xml_attribute_of(s, "qcode"), STR("medtop:"))
            || str_starts(xml_attribute_of(s, "qcode"), STR("subj:")))
            entry_set(a, &r->section, xml_words_of(a, s, "name"));
}

static void take_item_fields(arena *a, const xml_node *item, report *r) {
    const xml_node *about = xml_child(item, "contentMeta");
    entry_set(a, &r->id, xml_attribute_of(item, "guid"));
    entry_title(a, r, xml_words_of(a, about, "headline"), "field");
    entry_title(a, r, words_of_path(a, item, "itemMeta", "title"), "field");
    take_creators(a, about, r);
    take_provider(a, item, about, r);
    take_section(a, about, r);
    take_item_dates(a, item, about, r);
    str language = xml_attribute_of(xml_child(about, "language"), "tag");
    if (!language.length) language = xml_attribute_of(item, "lang");
    entry_language(a, r, language);
}

static bool read_nitf(arena *a, const xml_node *nitf, report *r, fault *f) {
    take_nitf_fields(a, nitf, r);
    return entry_html(a, nitf_html(a, nitf), r, SOURCE_TEXT_MOST, f);
}

/* The text in the first of its renditions that can be read. */
static bool read_content(arena *a, const xml_node *contents, report *r, fault *f) {
    const xml_node *nitf = xml_find(contents, "nitf"), *html = xml_find(contents, "html");
    const xml_node *inside = xml_find(contents, "inlineXML"), *data;
    if (nitf) return read_nitf(a, nitf, r, f);
    if (html) {
        const xml_node *body = xml_find(html, "body");
        return entry_html(a, xml_html(a, body ? body : html, "head=hr title=hr"), r,
                          SOURCE_TEXT_MOST, f);
    }
    if (inside) return entry_html(a, xml_html(a, inside, NITF_NAMES), r, SOURCE_TEXT_MOST, f);
    data = xml_find(contents, "inlineData");
    str type = xml_attribute_of(data, "contenttype"), words = xml_words(a, data);
    if (str_find_folded(type, STR("html"), 0) < type.length)
        return entry_html(a, words, r, SOURCE_TEXT_MOST, f);
    return entry_text(a, words, r, SOURCE_TEXT_MOST, f);
}

/* Pictures, films and graphics are items too. */
static bool is_text_item(const xml_node *item) {
    str kind = xml_attribute_of(xml_find(xml_child(item, "itemMeta"), "itemClass"), "qcode");
    size_t colon = str_find(kind, STR(":"), 0);
    kind = colon < kind.length ? str_cut(kind, colon + 1, kind.length) : kind;
    return !kind.length || str_is_folded(kind, "text") || str_is_folded(kind, "composite");
}

entry_kind newsml_entry(arena *a, const xml_node *e, const xml_node *head, report *r, fault *f) {
    (void)head;
    if (str_is(e->name, "nitf")) {
        entry_language(a, r, xml_attribute_of(e, "lang"));
        return read_nitf(a, e, r, f) ? ENTRY_REPORT : ENTRY_BROKEN;
    }
    const xml_node *contents = xml_child(e, "contentSet");
    if (!str_is(e->name, "newsItem") || !is_text_item(e)) return ENTRY_PASSED_OVER;
    take_item_fields(a, e, r);
    if (!contents) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "holds no content");
        return ENTRY_BROKEN;
    }
    return read_content(a, contents, r, f) ? ENTRY_REPORT : ENTRY_BROKEN;
}
