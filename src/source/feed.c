/* source/feed.c: RSS 0.9x, 1.0 and 2.0 and Atom (RFC 4287) with the extensions that most feeds
 * use, and sitemaps with Google's for news. What an entry does not say it has from its feed. */
#include <stdlib.h>

#include "source/entries.h"
#include "source/forms.h"
#include "source/web_address.h"

enum {
    SUMMARY_MOST = 1200, /* bytes: a description that is longer is taken for the whole */
    AUTHORS_MOST = 32,
};

/* ---- finding ---- */

/* The words of the first child of these names (parted by blanks) that has any. */
static str first_words(arena *a, const xml_node *n, const char *names) {
    char name[48];
    for (str rest = str_of(names); rest.length;) {
        size_t end = str_find(rest, STR(" "), 0);
        buffer word = { 0 };
        buffer_print(a, &word, "%.*s", STR_ARG(str_cut(rest, 0, end < sizeof name ? end : 0)));
        str found = xml_words_of(a, n, arena_copy(a, buffer_str(&word)).at);
        if (found.length) return found;
        rest = str_cut(rest, end + 1, rest.length);
    }
    return STR_NONE;
}

static bool is_address(str s) {
    return (str_starts_folded(s, STR("http://")) || str_starts_folded(s, STR("https://")))
        && !str_has(s, ' ');
}

/* What stands around the entries: RSS has a channel, Atom its own element. */
static const xml_node *feed_of(const xml_node *head) {
    const xml_node *channel = xml_child(head, "channel");
    return channel ? channel : head;
}

/* ---- fields ---- */

/* A link as it is written, or counted from the feed's own address where it is relative. */
static str whole_address(arena *a, str link, str base) {
    web_address at;
    fault f;
    if (is_address(link)) return link;
    if (!link.length || str_has(link, ' ')) return STR_NONE;
    return base.length && web_address_read(a, link, base, &at, &f) ? at.url : STR_NONE;
}

static str linked(arena *a, const xml_node *e, str base) {
    str plain = first_words(a, e, "link"), guid = xml_words_of(a, e, "guid");
    for (const xml_node *l = xml_child(e, "link"); l; l = xml_next_same(l)) {
        str rel = xml_attribute_of(l, "rel"), href = xml_attribute_of(l, "href");
        if (href.length && (!rel.length || str_is_folded(rel, "alternate")))
            return whole_address(a, href, base);
    }
    if (plain.length) plain = whole_address(a, plain, base);
    if (plain.length) return plain;
    if (is_address(guid) && !str_is(xml_attribute_of(xml_child(e, "guid"), "isPermaLink"), "false"))
        return guid;
    return is_address(xml_attribute_of(e, "about")) ? xml_attribute_of(e, "about") : STR_NONE;
}

/* Whether it has a link. An entry without one stands at the feed's address, by its id: entries of
 * one address would be versions of one report. */
static bool take_address(arena *a, const xml_node *e, const xml_node *head, report *r) {
    str feed = r->url, base = xml_attribute_of(e, "base");
    if (!base.length) base = xml_attribute_of(head, "base");
    base = whole_address(a, base, feed);
    r->url = STR_NONE;
    entry_set(a, &r->url, linked(a, e, base.length ? base : feed));
    if (r->url.length) return true;
    if (feed.length && r->id.length)
        entry_set(a, &r->url, arena_print(a, "%.*s#%.*s", STR_ARG(feed), STR_ARG(r->id)));
    return false;
}

/* "news@post.example (Ann Lee)" names Ann Lee; an address alone nobody. */
static str less_mail(str author) {
    size_t open = str_find(author, STR("("), 0), close = str_find(author, STR(")"), open);
    if (str_has(author, '@') && close < author.length) return str_cut(author, open + 1, close);
    size_t angle = str_find(author, STR("<"), 0);
    if (angle < author.length) author = str_cut(author, 0, angle);
    return str_has(author, '@') ? STR_NONE : author;
}

static void take_authors(arena *a, const xml_node *n, report *r) {
    static const char *const names[] = { "dc:creator", "author", "atom:author", "itunes:author" };
    for (size_t i = 0; i < sizeof names / sizeof *names && !r->authors.count; i++) {
        int count = 0;
        for (const xml_node *one = xml_child(n, names[i]); one && count < AUTHORS_MOST;
             one = xml_next_same(one), count++) {
            str name = xml_words_of(a, one, "name");
            if (!name.length) name = xml_words_of(a, one, "atom:name");
            if (!name.length && !xml_child(one, "email")) name = less_mail(xml_words(a, one));
            entry_authors(a, r, name);
        }
    }
}

void entry_language(arena *a, report *r, str language) {
    entry_set(a, &r->language, str_cut(language, 0, str_find(language, STR("-"), 0)));
    r->language = str_cut(r->language, 0, str_find(r->language, STR("_"), 0));
}

static void take_section(arena *a, const xml_node *e, report *r) {
    const xml_node *category = xml_child(e, "category");
    str label = xml_attribute_of(category, "label"), term = xml_attribute_of(category, "term");
    entry_set(a, &r->section, label.length ? label : term);
    if (!r->section.length) entry_set(a, &r->section, first_words(a, e, "category dc:subject"));
}

static void take_outlet(arena *a, const xml_node *e, const xml_node *feed, report *r) {
    const xml_node *origin = xml_child(e, "source"); /* where an entry was taken from */
    str outlet = xml_words_of(a, origin, "title");
    if (!outlet.length && origin && !xml_child(origin, "id")) outlet = xml_words(a, origin);
    if (!outlet.length) outlet = first_words(a, feed, "dc:publisher title");
    entry_set(a, &r->site, outlet);
}

static bool take_fields(arena *a, const xml_node *e, const xml_node *head, report *r) {
    const xml_node *feed = feed_of(head);
    entry_set(a, &r->id, first_words(a, e, "guid id dc:identifier"));
    bool has_link = take_address(a, e, head, r);
    entry_title(a, r, first_words(a, e, "title media:title dc:title"), "feed");
    take_authors(a, e, r);
    if (!r->authors.count && str_is(head ? head->name : STR_NONE, "feed")) take_authors(a, feed, r);
    take_outlet(a, e, feed, r);
    take_section(a, e, r);
    str language = xml_attribute_of(e, "lang");
    if (!language.length) language = first_words(a, e, "dc:language");
    if (!language.length) language = xml_attribute_of(head, "lang");
    if (!language.length) language = first_words(a, feed, "language dc:language");
    entry_language(a, r, language);
    entry_date(a, &r->published, first_words(a, e, "pubDate published dc:date dcterms:issued "
                                                   "dcterms:created issued created"));
    entry_date(a, &r->modified, first_words(a, e, "updated atom:updated dcterms:modified "
                                                  "modified"));
    if (!r->published.at) r->published = r->modified;
    return has_link;
}

/* ---- text ---- */

/* Words that are no markup, with their paragraphs. */
static str as_html(arena *a, str plain) {
    buffer out = { 0 };
    for (size_t start = 0, at = 0; at <= plain.length; at++) {
        char c = at < plain.length ? plain.at[at] : '\n';
        if (c != '<' && c != '&' && c != '\n') continue;
        buffer_add(a, &out, str_cut(plain, start, at));
        buffer_add(a, &out, c == '<' ? STR("&lt;") : c == '&' ? STR("&amp;") : STR("<br>"));
        start = at + 1;
    }
    return buffer_str(&out);
}

/* Atom says what its text is; in RSS it is HTML, escaped or in CDATA. */
static str html_of(arena *a, const xml_node *n) {
    str type = xml_attribute_of(n, "type");
    if (str_is_folded(type, "xhtml") || (n && xml_child(n, "div"))) return xml_html(a, n, "");
    if (str_is_folded(type, "text")) return as_html(a, xml_words(a, n));
    if (type.length && str_has(type, '/') && !str_starts_folded(type, STR("text/"))
        && !str_starts_folded(type, STR("application/xhtml")))
        return STR_NONE; /* a picture, a film */
    return xml_words(a, n);
}

static str first_html(arena *a, const xml_node *e, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        str html = html_of(a, xml_child(e, names[i]));
        if (html.length) return html;
    }
    return STR_NONE;
}

void entry_is_part(arena *a, report *r) {
    if (!r->url.length) return;
    r->is_part = true;
    report_note(a, r, "summary", NOTE_NOWHERE,
                STR("only a summary is given; the whole report stands at its address"));
}

entry_kind feed_entry(arena *a, const xml_node *e, const xml_node *head, report *r, fault *f) {
    static const char *const whole[] = { "content:encoded", "content", "atom:content", "body" };
    static const char *const parts[] = { "description", "summary", "atom:summary",
                                         "itunes:summary", "media:description",
                                         "dc:description" };
    bool has_link = take_fields(a, e, head, r);
    str html = first_html(a, e, whole, sizeof whole / sizeof *whole);
    bool is_whole = html.length;
    if (!is_whole) html = first_html(a, e, parts, sizeof parts / sizeof *parts);
    if (!entry_html(a, html, r, SOURCE_TEXT_MOST, f)) return ENTRY_BROKEN;
    if (!is_whole && has_link && r->text.length < SUMMARY_MOST) entry_is_part(a, r);
    return ENTRY_REPORT;
}

/* ---- sitemaps ---- */

entry_kind sitemap_entry(arena *a, const xml_node *e, const xml_node *head, report *r, fault *f) {
    const xml_node *news = xml_child(e, "news:news");
    const xml_node *outlet = xml_child(news, "news:publication");
    (void)head;
    str address = xml_words_of(a, e, "loc");
    if (!address.length) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "gives no address (<loc>)");
        return ENTRY_BROKEN;
    }
    entry_set(a, &r->url, address);
    entry_title(a, r, xml_words_of(a, news, "news:title"), "feed");
    entry_set(a, &r->site, xml_words_of(a, outlet, "news:name"));
    entry_language(a, r, xml_words_of(a, outlet, "news:language"));
    entry_date(a, &r->published, xml_words_of(a, news, "news:publication_date"));
    entry_date(a, &r->modified, xml_words_of(a, e, "lastmod"));
    if (!entry_html(a, STR(""), r, SOURCE_TEXT_MOST, f)) return ENTRY_BROKEN;
    entry_is_part(a, r);
    return ENTRY_REPORT;
}

/* ---- all forms of XML ---- */

typedef struct xml_form {
    const char *names; /* of its entries */
    entry_kind (*read)(arena *a, const xml_node *e, const xml_node *head, report *r, fault *f);
} xml_form;

static xml_form form_of(source_form form) {
    if (form == SOURCE_SITEMAP) return (xml_form){ " url sitemap ", sitemap_entry };
    if (form == SOURCE_NEWSML)
        return (xml_form){ " newsItem packageItem conceptItem knowledgeItem planningItem nitf ",
                           newsml_entry };
    return (xml_form){ " item entry ", feed_entry };
}

typedef struct feed_state {
    xml_cutter *xml;
    xml_entry *entry; /* the last one, or NULL */
} feed_state;

static void close_state(void *state) {
    feed_state *it = state;
    xml_entry_free(it->entry);
    xml_close(it->xml);
    free(it);
}

static bool begin(source *s, fault *f) {
    str head;
    size_t blanks = 0;
    if (!input_peek(s->in, SOURCE_FIELD_MOST, &head, f)) return false;
    while (blanks < head.length && is_blank(head.at[blanks])) blanks++;
    if (blanks == head.length) return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "empty");
    input_skip(s->in, blanks);
    feed_state *it = calloc(1, sizeof *it);
    if (!it) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a feed");
    s->state = it;
    s->state_free = close_state;
    it->xml = xml_open(s->in, form_of(s->form).names, f);
    return it->xml;
}

static source_step end_of(source *s, fault *f) {
    s->ended = true;
    s->line = 0;
    if (f->kind) return SOURCE_BROKEN;
    if (s->entries) return SOURCE_END;
    FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "holds no entries");
    return SOURCE_BROKEN;
}

static entry_kind read_entry(source *s, arena *a, report *out, fault *f) {
    const feed_state *it = s->state;
    const xml_entry *e = it->entry;
    if (e->lost) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "%s", e->lost);
        return ENTRY_BROKEN;
    }
    entry_kind kind = form_of(s->form).read(a, e->root, xml_head(it->xml), out, f);
    if (kind == ENTRY_REPORT && *e->mended)
        report_note(a, out, "mended", NOTE_NOWHERE, arena_print(a, "%s", e->mended));
    return kind;
}

source_step feed_next_entry(source *s, arena *a, report *out, fault *f) {
    if (!s->state && !begin(s, f)) {
        s->ended = true;
        return SOURCE_BROKEN;
    }
    feed_state *it = s->state;
    for (;;) {
        xml_entry_free(it->entry);
        it->entry = it->xml ? xml_next(it->xml, f) : NULL;
        if (!it->entry) return end_of(s, f);
        s->entries++;
        s->line = it->entry->line;
        entry_kind kind = read_entry(s, a, out, f);
        if (kind == ENTRY_BROKEN) return source_entry_broken(s, "entry", f);
        if (kind == ENTRY_REPORT) return SOURCE_REPORT;
        s->passed_over++;
    }
}
