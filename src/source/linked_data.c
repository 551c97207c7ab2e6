/* source/linked_data.c: see linked_data.h. All objects of a page are looked at, those of an
 * article's type first; a field once found stays. References by "@id" lead to persons that
 * stand elsewhere in the page's graph. */
#include "source/linked_data.h"

#include <json-c/json.h>

#include "base/utf8.h"
#include "source/bylines.h"
#include "source/references.h"

enum { SCRIPTS_MOST = 64, OBJECTS_MOST = 512, FIELD_MOST = 1 << 12, AUTHORS_MOST = 24 };

typedef LIST(json_object *) object_list;

typedef struct reading {
    arena *a;
    linked_data *out;
    object_list objects; /* every object with a type or an id, in order of the page */
} reading;

/* ---- fields ---- */

static json_object *member(json_object *object, const char *name) {
    json_object *value = NULL;
    if (!json_object_is_type(object, json_type_object)) return NULL;
    return json_object_object_get_ex(object, name, &value) ? value : NULL;
}

static json_object *first_of(json_object *value) {
    for (int i = 0; i < 4 && json_object_is_type(value, json_type_array); i++)
        value = json_object_array_length(value) ? json_object_array_get_idx(value, 0) : NULL;
    return value;
}

/* Markup and character references often stand in these strings too. */
static str clean(arena *a, str s) {
    buffer out = { 0 };
    s = references_resolved(a, references_resolved(a, s));
    for (size_t at = 0; at < s.length;) {
        size_t open = str_find(s, STR("<"), at);
        bool markup =
            open + 1 < s.length && (is_ascii_letter(s.at[open + 1]) || s.at[open + 1] == '/');
        size_t end = markup ? str_find(s, STR(">"), open) + 1 : open + 1;
        text_squeeze(a, &out, str_cut(s, at, markup ? open : end));
        at = end;
    }
    return utf8_composed(a, str_trim(buffer_str(&out)));
}

static str text_of(arena *a, json_object *value, size_t most) {
    value = first_of(value);
    if (!json_object_is_type(value, json_type_string)) return STR_NONE;
    str s = { json_object_get_string(value), (size_t)json_object_get_string_len(value) };
    if (s.length > most || utf8_valid(s) < s.length) return STR_NONE;
    s = clean(a, s);
    return s.length ? s : STR_NONE;
}

static void read_body(arena *a, json_object *value, str_list *out) {
    if (!json_object_is_type(value, json_type_string)) return;
    str s = { json_object_get_string(value), (size_t)json_object_get_string_len(value) };
    if (utf8_valid(s) < s.length) return;
    for (size_t at = 0, end; at < s.length; at = end + 1) {
        end = str_find(s, STR("\n"), at);
        str paragraph = clean(a, str_cut(s, at, end));
        if (paragraph.length) *LIST_ADD(a, out) = paragraph;
    }
}

static void set(reading *r, str *field, json_object *value) {
    if (!field->at) *field = text_of(r->a, value, FIELD_MOST);
}

static bool type_is(json_object *object, const char *const names[], size_t count) {
    json_object *type = member(object, "@type");
    size_t types = json_object_is_type(type, json_type_array) ? json_object_array_length(type) : 1;
    for (size_t i = 0; i < types && i < 8; i++) {
        json_object *one =
            json_object_is_type(type, json_type_array) ? json_object_array_get_idx(type, i) : type;
        if (!json_object_is_type(one, json_type_string)) continue;
        str name = str_of(json_object_get_string(one));
        if (str_starts(name, STR("http"))) {
            while (str_has(name, '/'))
                name = str_cut(name, str_find(name, STR("/"), 0) + 1, name.length);
        }
        for (size_t k = 0; k < count; k++)
            if (str_is_folded(name, names[k])) return true;
    }
    return false;
}

static bool is_article(json_object *object) {
    static const char *const names[] = {
        "NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "LiveBlogPosting",
        "OpinionNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle",
        "AskPublicNewsArticle", "AdvertiserContentArticle", "TechArticle", "ScholarlyArticle",
        "MedicalScholarlyArticle", "Report", "SocialMediaPosting", "Review",
        "DiscussionForumPosting", "SatiricalArticle",
    };
    return type_is(object, names, sizeof names / sizeof *names);
}

static bool is_page(json_object *object) {
    static const char *const names[] = {
        "WebPage", "ItemPage", "AboutPage", "CreativeWork", "Recipe", "VideoObject",
        "PodcastEpisode", "QAPage", "Product",
    };
    return type_is(object, names, sizeof names / sizeof *names);
}

static bool is_body(json_object *object) {
    static const char *const names[] = {
        "Organization", "NewsMediaOrganization", "Corporation", "WebSite", "Brand",
    };
    return type_is(object, names, sizeof names / sizeof *names);
}

/* ---- authors ---- */

/* The object that an "@id" alone points to, else the object itself. */
static json_object *resolved(const reading *r, json_object *object) {
    json_object *id = member(object, "@id");
    if (!id || member(object, "name") || !json_object_is_type(id, json_type_string)) return object;
    str wanted = str_of(json_object_get_string(id));
    for (size_t i = 0; i < r->objects.count; i++) {
        json_object *one = member(r->objects.at[i], "@id");
        if (!json_object_is_type(one, json_type_string) || !member(r->objects.at[i], "name"))
            continue;
        if (str_same(str_of(json_object_get_string(one)), wanted)) return r->objects.at[i];
    }
    return object;
}

static void add_author(reading *r, json_object *author, bool bodies) {
    if (json_object_is_type(author, json_type_string)) {
        authors_read(r->a, text_of(r->a, author, FIELD_MOST), &r->out->authors);
        return;
    }
    author = resolved(r, author);
    if (!json_object_is_type(author, json_type_object) || is_body(author) != bodies) return;
    json_object *name = member(author, "name");
    size_t count = json_object_is_type(name, json_type_array) ? json_object_array_length(name) : 0;
    for (size_t i = 0; i < count && i < AUTHORS_MOST; i++)
        authors_read(r->a, text_of(r->a, json_object_array_get_idx(name, i), FIELD_MOST),
                     &r->out->authors);
    if (!count) authors_read(r->a, text_of(r->a, name, FIELD_MOST), &r->out->authors);
}

static void add_authors(reading *r, json_object *value, bool bodies) {
    if (!json_object_is_type(value, json_type_array)) {
        add_author(r, value, bodies);
        return;
    }
    size_t count = json_object_array_length(value);
    for (size_t i = 0; i < count && i < AUTHORS_MOST; i++)
        add_author(r, json_object_array_get_idx(value, i), bodies);
}

/* ---- objects ---- */

static void gather(reading *r, json_object *value, int depth) {
    if (depth > LINKED_DATA_DEPTH || r->objects.count >= OBJECTS_MOST) return;
    if (json_object_is_type(value, json_type_array)) {
        size_t count = json_object_array_length(value);
        for (size_t i = 0; i < count; i++)
            gather(r, json_object_array_get_idx(value, i), depth + 1);
        return;
    }
    if (!json_object_is_type(value, json_type_object)) return;
    if (member(value, "@type") || member(value, "@id")) *LIST_ADD(r->a, &r->objects) = value;
    json_object_object_foreach(value, key, inner) {
        (void)key;
        gather(r, inner, depth + 1);
    }
}

static void read_article(reading *r, json_object *object) {
    linked_data *out = r->out;
    static const char *const live[] = { "LiveBlogPosting" };
    set(r, &out->headline, member(object, "headline"));
    set(r, &out->name, member(object, "name"));
    set(r, &out->published, member(object, "datePublished"));
    set(r, &out->modified, member(object, "dateModified"));
    set(r, &out->section, member(object, "articleSection"));
    set(r, &out->language, member(object, "inLanguage"));
    set(r, &out->publisher, member(resolved(r, first_of(member(object, "publisher"))), "name"));
    if (!out->body.count) read_body(r->a, member(object, "articleBody"), &out->body);
    out->is_live = out->is_live || type_is(object, live, 1);
    if (out->authors.count) return;
    json_object *authors = member(object, "author");
    if (!authors) authors = member(object, "creator");
    add_authors(r, authors, false);
    if (out->authors.count) return;
    add_authors(r, authors, true);
    out->are_bodies = out->authors.count > 0;
}

static void read_objects(reading *r) {
    for (size_t i = 0; i < r->objects.count; i++) {
        if (!is_article(r->objects.at[i]) || r->out->is_article) continue;
        r->out->is_article = true;
        read_article(r, r->objects.at[i]);
    }
    for (size_t i = 0; i < r->objects.count; i++)
        if (is_page(r->objects.at[i])) read_article(r, r->objects.at[i]);
    for (size_t i = 0; i < r->objects.count; i++)
        if (is_body(r->objects.at[i])) set(r, &r->out->publisher, member(r->objects.at[i], "name"));
}

/* ---- scripts that are no JSON ---- */

/* The string after "name": in s, its escapes read; none where there is none. */
static str loose_field(arena *a, str s, const char *name) {
    str key = arena_print(a, "\"%s\"", name);
    size_t at = str_find(s, key, 0) + key.length;
    while (at < s.length && (is_blank(s.at[at]) || s.at[at] == ':')) at++;
    if (at >= s.length || s.at[at] != '"') return STR_NONE;
    buffer out = { 0 };
    for (at++; at < s.length && s.at[at] != '"' && out.count < FIELD_MOST; at++) {
        if (s.at[at] == '\\' && at + 1 < s.length) at++;
        buffer_add(a, &out, str_cut(s, at, at + 1));
    }
    str found = buffer_str(&out);
    return utf8_valid(found) == found.length ? clean(a, found) : STR_NONE;
}

static void read_loosely(arena *a, str s, linked_data *out) {
    if (!out->headline.at) out->headline = loose_field(a, s, "headline");
    if (!out->published.at) out->published = loose_field(a, s, "datePublished");
    if (!out->modified.at) out->modified = loose_field(a, s, "dateModified");
    str author = str_cut(s, str_find(s, STR("\"author\""), 0), s.length);
    if (!out->authors.count)
        authors_read(a, loose_field(a, str_cut(author, 0, 400), "name"), &out->authors);
    out->is_article = out->is_article || out->headline.length > 0;
}

/* ---- scripts ---- */

static void put(void *object) {
    json_object_put(object);
}

/* Comment and CDATA marks around the value, and a semicolon after it. */
static str less_wrapping(str s) {
    s = str_trim(s);
    size_t start = 0;
    while (start < s.length && s.at[start] != '{' && s.at[start] != '[') start++;
    if (start + 8 < s.length && str_starts(str_cut(s, start, s.length), STR("[CDATA["))) {
        start += 7;
        while (start < s.length && s.at[start] != '{' && s.at[start] != '[') start++;
    }
    return str_cut(s, start, s.length);
}

static json_object *parsed(arena *a, str s) {
    json_tokener *t = json_tokener_new_ex(LINKED_DATA_DEPTH * 2);
    if (!t) return NULL;
    json_object *value = json_tokener_parse_ex(t, s.at, (int)s.length);
    json_tokener_free(t);
    if (value) arena_defer(a, put, value);
    return value;
}

void linked_data_read(arena *a, const tree *t, linked_data *out) {
    reading r = { .a = a, .out = out };
    *out = (linked_data){ 0 };
    str_list broken = { 0 };
    size_t scripts = 0;
    for (uint32_t n = 0; n + 1 < t->nodes.count && scripts < SCRIPTS_MOST; n++) {
        if (t->nodes.at[n].tag != TAG_SCRIPT || t->nodes.at[n].end == n + 1) continue;
        str s = less_wrapping(t->nodes.at[n + 1].text);
        scripts++;
        if (s.length == 0 || s.length > LINKED_DATA_MOST) continue;
        json_object *value = parsed(a, s);
        if (value) gather(&r, value, 0);
        else *LIST_ADD(a, &broken) = s;
    }
    read_objects(&r);
    for (size_t i = 0; i < broken.count; i++) read_loosely(a, broken.at[i], out);
}
