/* source/meta.c: see meta.h. One walk gathers everything that may tell; each field then takes
 * the first of its sources, from those written for machines to those written for people. */
#include "source/meta.h"

#include "base/utf8.h"
#include "source/bylines.h"
#include "source/dates.h"
#include "source/hints.h"
#include "source/titles.h"
#include "source/web_address.h"

enum {
    METAS_MOST = 500,
    FIELD_MOST = 1000,      /* bytes */
    BYLINE_MOST = 120,      /* bytes of an element that names authors */
    TOGETHER_MOST = 40,     /* nodes between two authors of one article */
    VISIBLE_DATE_LINES = 16,/* looked at on either side of the headline */
    DATE_LINE_MOST = 160,   /* bytes */
    DAY_S = 86400, ZONE_MOST_S = 14 * 3600, CLOCKS_DIFFER_S = 600,
};

typedef struct meta {
    str name, content;
} meta;

typedef struct gathered {
    arena *a;
    const tree *t;
    LIST(meta) metas;
    str title, canonical, language;
    str_list authors;             /* by rel or itemprop */
    uint32_t last_author;         /* the node of the last of them */
    str_list bylines;             /* by class */
    str_list written;             /* by their words: "By ..." */
    str last_edit;                /* "This page was last edited on ..." */
    str_list published, modified; /* by itemprop or <time> */
    str_list times;               /* other <time datetime> */
    linked_data linked;
    date_order order;
    moment fetched;               /* when the page was taken, where that is known; else year 0 */
} gathered;

/* ---- gathering ---- */

static str squeezed(arena *a, str s) {
    buffer out = { 0 };
    text_squeeze(a, &out, text_head(s, FIELD_MOST));
    str found = utf8_composed(a, str_trim(buffer_str(&out)));
    return found.length ? found : STR_NONE;
}

static void add(arena *a, str_list *list, str s) {
    if (s.length && list->count < 32) *LIST_ADD(a, list) = s;
}

static void gather_meta(gathered *g, uint32_t n) {
    str name = tree_attribute(g->t, n, ATTRIBUTE_PROPERTY);
    if (!name.at) name = tree_attribute(g->t, n, ATTRIBUTE_NAME);
    if (!name.at) name = tree_attribute(g->t, n, ATTRIBUTE_ITEMPROP);
    str content = squeezed(g->a, tree_attribute(g->t, n, ATTRIBUTE_CONTENT));
    if (!name.length || !content.length || g->metas.count >= METAS_MOST) return;
    *LIST_ADD(g->a, &g->metas) = (meta){ str_trim(name), content };
}

/* The machine's form of an element that dates something, else its words. */
static str date_words(gathered *g, uint32_t n) {
    str when = tree_attribute(g->t, n, ATTRIBUTE_DATETIME);
    if (!when.length) when = tree_attribute(g->t, n, ATTRIBUTE_CONTENT);
    return when.length ? squeezed(g->a, when)
                       : str_cut(tree_text(g->a, g->t, n), 0, DATE_LINE_MOST);
}

static bool is_small(const gathered *g, uint32_t n) {
    return g->t->nodes.at[n].end - n < 40;
}

/* Authors of one article stand together; those farther on wrote what is linked from it. */
static void add_author(gathered *g, uint32_t n, str name) {
    if (g->authors.count && n - g->last_author > TOGETHER_MOST) return;
    if (!name.length) return;
    add(g->a, &g->authors, name);
    g->last_author = n;
}

static void gather_property(gathered *g, uint32_t n, str property) {
    if (!property.length || !is_small(g, n) || g->t->nodes.at[n].tag == TAG_META) return;
    if (str_is_folded(property, "author")) {
        for (uint32_t i = n + 1; i < g->t->nodes.at[n].end; i++)
            if (str_is_folded(tree_attribute(g->t, i, ATTRIBUTE_ITEMPROP), "name")) n = i;
        str name = tree_attribute(g->t, n, ATTRIBUTE_CONTENT);
        add_author(g, n, name.length ? squeezed(g->a, name) : tree_text(g->a, g->t, n));
    }
    if (str_is_folded(property, "datepublished")) add(g->a, &g->published, date_words(g, n));
    if (str_is_folded(property, "datemodified")) add(g->a, &g->modified, date_words(g, n));
}

static bool class_has(const gathered *g, uint32_t n, const char *word) {
    str names = tree_attribute(g->t, n, ATTRIBUTE_CLASS),
        test = tree_attribute(g->t, n, ATTRIBUTE_DATA_TESTID);
    return str_find_folded(names, str_of(word), 0) < names.length
        || str_find_folded(test, str_of(word), 0) < test.length;
}

static void gather_time(gathered *g, uint32_t n) {
    str when = date_words(g, n);
    if (class_has(g, n, "updated") || class_has(g, n, "modified")) add(g->a, &g->modified, when);
    else if (class_has(g, n, "publish") || class_has(g, n, "entry-date"))
        add(g->a, &g->published, when);
    else add(g->a, &g->times, when);
}

static void gather_byline(gathered *g, uint32_t n) {
    if (!is_small(g, n) || g->bylines.count > 8) return;
    bool named = class_has(g, n, "byline") || class_has(g, n, "author") || class_has(g, n, "writer")
              || class_has(g, n, "contributor");
    if (!named || class_has(g, n, "bio") || class_has(g, n, "comment") || class_has(g, n, "avatar"))
        return;
    str text = tree_text(g->a, g->t, n);
    if (text.length >= 3 && text.length <= BYLINE_MOST) add(g->a, &g->bylines, text);
}

static void gather_link(gathered *g, uint32_t n) {
    str rel = tree_attribute(g->t, n, ATTRIBUTE_REL);
    if (str_is_folded(rel, "canonical") && !g->canonical.at)
        g->canonical = squeezed(g->a, tree_attribute(g->t, n, ATTRIBUTE_HREF));
}

static bool has_word(str words, const char *word) {
    size_t at = str_find_folded(words, str_of(word), 0);
    return at < words.length && (at == 0 || is_blank(words.at[at - 1]));
}

static void gather_node(gathered *g, uint32_t n) {
    const node *it = &g->t->nodes.at[n];
    if (it->tag == TAG_META) gather_meta(g, n);
    else if (it->tag == TAG_LINK) gather_link(g, n);
    else if (it->tag == TAG_TIME) gather_time(g, n);
    else if (it->tag == TAG_TITLE && !g->title.at)
        g->title = text_head(tree_text(g->a, g->t, n), FIELD_MOST);
    else if (it->tag == TAG_HTML && !g->language.length)
        g->language = str_trim(tree_attribute(g->t, n, ATTRIBUTE_LANG));
    if (!it->attribute_count) return;
    gather_property(g, n, tree_attribute(g->t, n, ATTRIBUTE_ITEMPROP));
    if (it->tag == TAG_A && has_word(tree_attribute(g->t, n, ATTRIBUTE_REL), "author")
        && is_small(g, n))
        add_author(g, n, tree_text(g->a, g->t, n));
    gather_byline(g, n);
}

/* "By" and the like at the start of an element's words, and the small print at a page's end. */
static void gather_text(gathered *g, uint32_t n) {
    const node *it = &g->t->nodes.at[n];
    str text = str_trim(it->text);
    if (text.length < 2 || text.length > BYLINE_MOST) return;
    bool by = str_is_folded(text, "by") || str_starts_folded(text, STR("by "));
    if (by && is_small(g, it->parent) && g->written.count < 4) {
        str whole = tree_text(g->a, g->t, it->parent);
        if (whole.length <= BYLINE_MOST) add(g->a, &g->written, whole);
    }
    static const char *const edits[] = {
        "last edited", "last modified", "last updated", "last changed",
    };
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
        if (str_find_folded(text, str_of(edits[i]), 0) < text.length && is_small(g, it->parent))
            g->last_edit = str_cut(tree_text(g->a, g->t, it->parent), 0, DATE_LINE_MOST);
}

static void gather(gathered *g) {
    for (uint32_t n = 0; n < g->t->nodes.count; n++) {
        if (g->t->nodes.at[n].tag == TAG_TEXT) gather_text(g, n);
        else gather_node(g, n);
    }
    linked_data_read(g->a, g->t, &g->linked);
    if (!g->language.length) g->language = g->linked.language;
    g->order = date_order_of(g->language);
}

/* The content of the first meta with one of the names (parted by blanks). */
static str meta_of(const gathered *g, const char *names) {
    str list = str_of(names);
    for (size_t at = 0; at < list.length;) {
        size_t end = str_find(list, STR(" "), at);
        str name = str_cut(list, at, end);
        at = end + 1;
        for (size_t i = 0; i < g->metas.count; i++)
            if (str_same_folded(g->metas.at[i].name, name)) return g->metas.at[i].content;
    }
    return STR_NONE;
}

/* ---- addresses, outlet, section ---- */

static bool is_address(str s) {
    return str_starts_folded(s, STR("http://")) || str_starts_folded(s, STR("https://"));
}

static str host_of(str address) {
    if (!is_address(address)) return STR_NONE;
    size_t start = str_find(address, STR("//"), 0) + 2, end = start;
    while (end < address.length && !str_has(STR("/?#:"), address.at[end])) end++;
    return str_cut(address, start, end);
}

static str less_www(str host) {
    return str_starts_folded(host, STR("www.")) ? str_cut(host, 4, host.length) : host;
}

/* Whole, or counted from where the page was. */
static bool set_canonical(const gathered *g, str written, report *r) {
    web_address whole;
    fault f;
    if (is_address(written)) r->canonical = written;
    else if (written.length && is_address(r->url)
             && web_address_read(g->a, written, r->url, &whole, &f))
        r->canonical = whole.url;
    return r->canonical.at;
}

static void set_addresses(const gathered *g, report *r) {
    str graph = meta_of(g, "og:url");
    if (!set_canonical(g, g->canonical, r)) set_canonical(g, graph, r);
    if (!r->url.at && r->canonical.at) r->url = r->canonical;
}

static str known_site(const gathered *g) {
    str site = meta_of(g, "og:site_name");
    if (!site.at) site = g->linked.publisher;
    return site.at ? site
                   : meta_of(g, "application-name publisher dc.publisher citation_journal_title");
}

static void set_site(const gathered *g, report *r) {
    r->site = known_site(g);
    if (!r->site.at || is_address(r->site))
        r->site = less_www(host_of(r->url.at ? r->url : r->canonical));
    if (!r->site.length) r->site = STR_NONE;
    r->section = meta_of(g, "article:section section og:section parsely-section");
    if (!r->section.at) r->section = g->linked.section;
}

/* "By ANN LEE Associated Press", "Ann Lee, Reuters", "Source: AFP": an agency's name ends it. */
static bool ends_in_agency(str words) {
    for (size_t at = 0; at < words.length; at++)
        if ((at == 0 || str_has(STR(" ,/:|("), words.at[at - 1]))
            && is_agency(str_trim(str_cut(words, at, words.length - str_ends(words, STR(")"))))))
            return true;
    return false;
}

/* "Copyright 2026 The Associated Press. All rights reserved.", "(c) AFP 2026" */
static bool is_agency_copyright(str s) {
    static const char *const heads[] = { "copyright", "\u00a9", "(c)", "(copyright" };
    bool opens = false;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        opens = opens || str_starts_folded(s, str_of(heads[i]));
    if (!opens || s.length > 300) return false;
    size_t start = 0;
    while (start < s.length && !is_blank(s.at[start]) && !is_digit(s.at[start])) start++;
    while (start < s.length && !is_ascii_letter(s.at[start])) start++;
    size_t end = start;
    while (end < s.length && !is_digit(s.at[end]) && !str_has(STR(".,/"), s.at[end])) end++;
    return is_agency(str_trim(str_cut(s, start, end)));
}

/* What the page's own lines for machines and readers say of where it is from. */
static bool names_agency(const gathered *g, const line_list *lines) {
    static const char names[] = "source original-source syndication-source dc.source dc.publisher "
                                "provider article:provider";
    if (is_agency(meta_of(g, names))) return true;
    if (g->bylines.count && ends_in_agency(g->bylines.at[0])) return true;
    if (g->written.count && ends_in_agency(g->written.at[0])) return true;
    for (size_t i = 0; i < lines->count; i++)
        if (is_agency_copyright(lines->at[i].text)) return true;
    return false;
}

/* An agency stands as the author, in the byline, in the date line of the first lines or in the
 * small print, and is not the outlet. */
static void set_wire(const gathered *g, const line_list *lines, report *r) {
    if (is_agency(r->site)) return;
    for (size_t i = 0; i < r->authors.count; i++) r->wire = r->wire || is_agency(r->authors.at[i]);
    r->wire = r->wire || names_agency(g, lines);
    for (size_t i = 0; i < lines->count && !r->wire; i++) {
        dateline d;
        const page_line *l = &lines->at[i];
        if (l->text.length < 60 || !dateline_read(l->text, &d) || !d.agency.end) continue;
        r->wire = is_agency(str_in(l->text, d.agency));
    }
}

/* ---- authors ---- */

static bool is_nobody(str name) {
    static const char *const nobody[] = {
        "admin", "administrator", "editor", "staff", "author", "unknown", "no author", "guest",
        "by", "webmaster", "root", "user", "none", "null", "anonymous", "redaktion", "share",
        "follow", "posted",
    };
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
        if (str_is_folded(name, nobody[i])) return true;
    return is_address(name) || str_has(name, '@');
}

static bool is_known(const str_list *names, str name) {
    for (size_t i = 0; i < names->count; i++)
        if (str_same_folded(names->at[i], name)) return true;
    return false;
}

/* Words that people see may be anything; a name has capitals, or is a single word. */
static bool can_be_name(str s) {
    return is_person_name(s) || (!str_has(s, ' ') && s.length <= 24);
}

/* Takes what can be names; true when there was one. The outlet itself is no author. */
static bool take_authors(gathered *g, str words, bool seen, report *r) {
    str_list names = { 0 };
    if (!words.length || is_address(words)) return false;
    authors_read(g->a, words, &names);
    for (size_t i = 0; i < names.count; i++) {
        str name = names.at[i];
        if (is_known(&r->authors, name) || is_nobody(name) || str_same_folded(name, r->site))
            continue;
        if (!seen || can_be_name(name)) add(g->a, &r->authors, name);
    }
    return r->authors.count > 0;
}

static bool take_list(gathered *g, const str_list *list, bool seen, report *r) {
    for (size_t i = 0; i < list->count; i++) take_authors(g, list->at[i], seen, r);
    return r->authors.count > 0;
}

static bool take_metas(gathered *g, const char *name, report *r) {
    for (size_t i = 0; i < g->metas.count; i++)
        if (str_is_folded(g->metas.at[i].name, name))
            take_authors(g, g->metas.at[i].content, false, r);
    return r->authors.count > 0;
}

static bool take_byline(gathered *g, str line, report *r) {
    str_list names = { 0 };
    if (line.length > BYLINE_MOST || !byline_read(g->a, line, &names)) return false;
    r->authors = names;
    return true;
}

static bool take_machine_authors(gathered *g, report *r) {
    static const char *const names[] = {
        "citation_author", "author", "article:author", "og:article:author", "parsely-author",
        "sailthru.author", "dc.creator", "dcterms.creator", "byl", "dcsext.author",
        "cxenseparse:author", "article:author_name", "authors",
    };
    if (!g->linked.are_bodies && take_list(g, &g->linked.authors, false, r)) return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (take_metas(g, names[i], r)) return true;
    return str_is_folded(meta_of(g, "twitter:label1"), "written by")
           && take_metas(g, "twitter:data1", r);
}

static void set_authors(gathered *g, const line_list *lines, report *r) {
    if (take_machine_authors(g, r) || take_list(g, &g->authors, true, r)) return;
    for (size_t i = 0; i < g->bylines.count; i++)
        if (take_authors(g, g->bylines.at[i], true, r)) return;
    for (size_t i = 0; i < g->written.count; i++)
        if (take_byline(g, g->written.at[i], r)) return;
    for (size_t i = 0; i < lines->count && i < 200; i++)
        if (take_byline(g, lines->at[i].text, r)) return;
    for (size_t i = 0; i < g->linked.authors.count; i++)
        add(g->a, &r->authors, g->linked.authors.at[i]);
}

/* ---- dates ---- */

static int64_t second_of(const moment *m) {
    int64_t second = (int64_t)day_number(m->day) * DAY_S;
    if (m->hour >= 0) second += m->hour * 3600 + m->minute * 60 + m->second;
    return m->zone != ZONE_NONE ? second - m->zone * 60 : second;
}

/* No page was written after it was fetched. Where a date has no zone it may be that of the place
 * on earth whose clocks are first; clocks may differ by some minutes. */
static bool is_future(const gathered *g, const moment *m) {
    if (!g->fetched.day.year) return false;
    int64_t latest = second_of(&g->fetched) + (g->fetched.hour < 0 ? DAY_S : CLOCKS_DIFFER_S);
    return second_of(m) > latest + (m->zone == ZONE_NONE ? ZONE_MOST_S : 0);
}

static bool take_date(const gathered *g, str words, moment *out) {
    moment m;
    if (!words.length || !date_read(words, g->order, &m) || m.day.year < 1990) return false;
    if (is_future(g, &m)) return false;
    *out = m;
    return true;
}
static bool take_dates(const gathered *g, const str_list *list, moment *out) {
    for (size_t i = 0; i < list->count; i++)
        if (take_date(g, list->at[i], out)) return true;
    return false;
}

static bool take_meta_dates(const gathered *g, const char *names, moment *out) {
    str list = str_of(names);
    for (size_t at = 0; at < list.length;) {
        size_t end = str_find(list, STR(" "), at);
        str name = str_cut(list, at, end);
        at = end + 1;
        for (size_t i = 0; i < g->metas.count; i++)
            if (str_same_folded(g->metas.at[i].name, name)
                && take_date(g, g->metas.at[i].content, out))
                return true;
    }
    return false;
}

static size_t headline_line(const line_list *lines, str headline) {
    for (size_t i = 0; i < lines->count; i++)
        if (lines->at[i].kind == BLOCK_HEADING && str_same(lines->at[i].text, headline)) return i;
    for (size_t i = 0; i < lines->count; i++)
        if (lines->at[i].level == 1) return i;
    return 0;
}

/* An editor's note dates a change, not the report. */
static bool take_line_date(const gathered *g, str line, moment *out) {
    return line.length <= DATE_LINE_MOST && !report_is_editors_note(line)
        && take_date(g, line, out);
}

/* "Updated 4 March 2026", "This article was amended on 4 March 2026 ..." */
static bool take_change_date(const gathered *g, const line_list *lines, moment *out) {
    static const char *const heads[] = { "updated", "last updated", "modified", "last modified" };
    for (size_t i = 0; i < lines->count; i++) {
        str line = lines->at[i].text;
        bool change = report_is_editors_note(line);
        for (size_t k = 0; k < sizeof heads / sizeof *heads && line.length <= DATE_LINE_MOST; k++)
            change = change || str_starts_folded(line, str_of(heads[k]));
        if (change && take_date(g, text_head(line, DATE_LINE_MOST), out)) return true;
    }
    return false;
}

/* A date in a line beside the headline, below it first. */
static bool take_visible_date(const gathered *g, const line_list *lines, str headline,
                              moment *out) {
    size_t at = headline_line(lines, headline);
    for (size_t i = at; i < lines->count && i < at + VISIBLE_DATE_LINES; i++)
        if (take_line_date(g, lines->at[i].text, out)) return true;
    for (size_t i = at; i > 0 && i + VISIBLE_DATE_LINES / 2 > at; i--)
        if (take_line_date(g, lines->at[i - 1].text, out)) return true;
    for (size_t i = 0; i < lines->count; i++)
        if ((lines->at[i].hints & HINT_BYLINE) && take_date(g, lines->at[i].text, out)) return true;
    return false;
}

static bool find_machine_date(const gathered *g, moment *out) {
    static const char sure[] = "article:published_time og:published_time article:published "
                               "og:article:published_time datepublished rnews:datepublished";
    static const char likely[] =
        "pubdate publishdate publish-date publish_date published_time published-date "
        "publication_date publication-date parsely-pub-date sailthru.date dc.date.issued "
        "dcterms.created dcterms.issued dc.date.created dc.date dcterms.date "
        "citation_publication_date citation_date displaydate originalpublicationdate "
        "cxenseparse:recs:publishtime article_date_original date.release date_published ptime "
        "date created bt:pubdate article:post_date";
    return take_date(g, g->linked.published, out) || take_meta_dates(g, sure, out)
        || take_dates(g, &g->published, out) || take_meta_dates(g, likely, out);
}

/* An instant in UTC names the wrong day where the outlet's own clock was still on the day before
 * or already on the next; the day that the address or the page shows is then the paper's. */
static bool is_same_instant(const moment *utc, const moment *local) {
    int days = (int)(day_number(local->day) - day_number(utc->day));
    if (utc->zone != 0 || utc->hour < 0) return false;
    return (days == -1 && utc->hour < 12) || (days == 1 && utc->hour >= 10);
}

/* An address is given once; a date in the markup may be that of a later edition. */
static void use_own_day(const gathered *g, const line_list *lines, const report *r, moment *m) {
    moment local;
    bool addressed = date_of_address(r->url, &local) || date_of_address(r->canonical, &local);
    bool earlier = addressed && date_is_after(m, &local);
    if (!addressed && !take_visible_date(g, lines, r->title, &local)) return;
    if (earlier || is_same_instant(m, &local)) *m = local;
}

static bool find_published(const gathered *g, const line_list *lines, const report *r,
                           moment *out) {
    if (find_machine_date(g, out)) {
        use_own_day(g, lines, r, out);
        return true;
    }
    return date_of_address(r->url, out) || date_of_address(r->canonical, out)
        || take_visible_date(g, lines, r->title, out)
        || take_dates(g, &g->times, out);
}

static bool find_modified(const gathered *g, const line_list *lines, moment *out) {
    static const char names[] = "article:modified_time og:updated_time article:modified "
                                "og:article:modified_time datemodified dcterms.modified "
                                "last-modified lastmod";
    return take_date(g, g->linked.modified, out) || take_meta_dates(g, names, out)
        || take_dates(g, &g->modified, out) || take_change_date(g, lines, out)
        || take_date(g, g->last_edit, out);
}

static void set_dates(gathered *g, const line_list *lines, report *r) {
    moment m;
    if (find_published(g, lines, r, &m) && !is_future(g, &m))
        r->published = date_written(g->a, &m);
    if (find_modified(g, lines, &m)) r->modified = date_written(g->a, &m);
}

void meta_read(arena *a, const tree *t, const line_list *lines, report *r, str_list *body) {
    gathered g = { .a = a, .t = t };
    moment_read(r->retrieved, &g.fetched);
    gather(&g);
    set_addresses(&g, r);
    set_site(&g, r);
    title_sources from = { meta_of(&g, "og:title"), g.linked.headline, meta_of(&g, "twitter:title"),
                           g.title, known_site(&g), less_www(host_of(r->url)) };
    titles_choose(a, &from, lines, r);
    set_authors(&g, lines, r);
    set_dates(&g, lines, r);
    set_wire(&g, lines, r);
    *body = g.linked.body;
    r->language = g.language.length ? arena_copy(a, text_head(g.language, 16)) : STR_NONE;
}
