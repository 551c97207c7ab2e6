/* source/json_forms.c: items of JSON Feed (version 1.1) and ninjs (IPTC, 1 to 3), see
 * json_fields.h. */
#include "source/entries.h"
#include "source/json_fields.h"
#include "source/limits.h"

str json_text(json_object *value) {
    if (!json_object_is_type(value, json_type_string)) return STR_NONE;
    return (str){ json_object_get_string(value), (size_t)json_object_get_string_len(value) };
}

static str text_of(json_object *entry, const char *names) {
    str text = json_text(json_field(entry, names));
    return str_trim(text).length ? text : STR_NONE;
}

/* ---- JSON Feed ---- */

static void take_section(arena *a, json_object *item, report *r) {
    json_object *tags = json_field(item, "tags");
    if (json_object_is_type(tags, json_type_array) && json_object_array_length(tags))
        entry_set(a, &r->section, json_string(a, json_object_array_get_idx(tags, 0)));
}

static void take_item_fields(arena *a, json_object *item, json_object *feed, report *r) {
    r->id = json_id_field(a, item);
    entry_set(a, &r->url, json_words(a, item, "url external_url"));
    entry_title(a, r, json_words(a, item, "title"), "feed");
    json_authors(a, item, &r->authors);
    if (!r->authors.count) json_authors(a, feed, &r->authors);
    entry_set(a, &r->site, json_words(a, feed, "title"));
    take_section(a, item, r);
    str language = json_words(a, item, "language");
    entry_language(a, r, language.at ? language : json_words(a, feed, "language"));
    r->published = json_date(a, item, "date_published");
    r->modified = json_date(a, item, "date_modified");
}

bool jsonfeed_item(arena *a, json_object *item, json_object *feed, report *r, fault *f) {
    take_item_fields(a, item, feed, r);
    str html = text_of(item, "content_html"), plain = text_of(item, "content_text");
    if (html.length) return entry_html(a, html, r, SOURCE_TEXT_MOST, f);
    if (plain.length) return entry_text(a, plain, r, SOURCE_TEXT_MOST, f);
    plain = text_of(item, "summary");
    if (!entry_text(a, plain.length ? plain : r->title, r, SOURCE_TEXT_MOST, f)) return false;
    entry_is_part(a, r);
    return true;
}

/* ---- ninjs ---- */

bool is_ninjs(json_object *entry) {
    static const char marks[] = "versioncreated body_text body_html body_xhtml bodies headlines";
    json_object *standard = json_field(entry, "standard");
    str name = json_object_is_type(standard, json_type_object)
             ? json_text(json_field(standard, "name")) : STR_NONE;
    if (str_is_folded(name, "ninjs")) return true;
    return json_text(json_field(entry, "uri")).length && json_field(entry, marks)
        && !json_field(entry, "text raw_text");
}

/* The value of the first, or of the main, of { "role", "contenttype", "value" }; *html tells what
 * it is. */
static str rendition(json_object *list, bool *html) {
    str best = STR_NONE;
    size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    for (size_t i = 0; i < count && i < 64; i++) {
        json_object *one = json_object_array_get_idx(list, i);
        if (!json_object_is_type(one, json_type_object)) continue;
        str value = json_text(json_field(one, "value"));
        str type = json_text(json_field(one, "contenttype"));
        str role = json_text(json_field(one, "role"));
        bool is_html = str_find_folded(type, STR("html"), 0) < type.length;
        bool readable = is_html || !type.length || str_starts_folded(type, STR("text/"));
        bool better = !best.length || (is_html && !*html) || str_is_folded(role, "main");
        if (!str_trim(value).length || !readable || !better) continue;
        best = value;
        *html = is_html;
        if (str_is_folded(role, "main")) break;
    }
    return best;
}

static str body_of(json_object *entry, bool *html) {
    str body = text_of(entry, "body_html body_xhtml");
    *html = body.length;
    if (!body.length) body = text_of(entry, "body_text body");
    return body.length ? body : rendition(json_field(entry, "bodies"), html);
}

/* The first object of a list of { "name" }. */
static str first_name(arena *a, json_object *entry, const char *lists) {
    json_object *list = json_field(entry, lists);
    if (json_object_is_type(list, json_type_array) && json_object_array_length(list))
        list = json_object_array_get_idx(list, 0);
    return json_object_is_type(list, json_type_object) ? json_words(a, list, "name literal")
                                                       : STR_NONE;
}

static void take_ninjs_fields(arena *a, json_object *entry, report *r) {
    bool unused = false;
    entry_set(a, &r->id, json_words(a, entry, "uri"));
    str headline = json_words(a, entry, "headline");
    if (!headline.at) headline = rendition(json_field(entry, "headlines"), &unused);
    entry_title(a, r, headline, "field");
    entry_title(a, r, json_words(a, entry, "title"), "field");
    entry_authors(a, r, json_words(a, entry, "byline by"));
    str site = first_name(a, entry, "infosource infosources");
    if (!site.at) site = json_words(a, entry, "publisher source provider copyrightholder");
    entry_set(a, &r->site, site);
    entry_set(a, &r->section, first_name(a, entry, "genre genres"));
    entry_set(a, &r->url, json_words(a, entry, "url link"));
    entry_language(a, r, json_words(a, entry, "language"));
    r->published = json_date(a, entry, "firstpublished published firstcreated contentcreated "
                                       "versioncreated");
    r->modified = json_date(a, entry, "contentmodified versioncreated");
}

bool ninjs_item(arena *a, json_object *entry, report *r, fault *f) {
    bool html = false;
    str type = json_words(a, entry, "type"), body = body_of(entry, &html);
    take_ninjs_fields(a, entry, r);
    if (body.length && html) return entry_html(a, body, r, SOURCE_TEXT_MOST, f);
    if (body.length) return entry_text(a, body, r, SOURCE_TEXT_MOST, f);
    if (type.length && !str_is(type, "text") && !str_is(type, "composite"))
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is a %.*s, which holds no text",
                     STR_ARG(str_cut(type, 0, 40)));
    return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "has no body");
}
