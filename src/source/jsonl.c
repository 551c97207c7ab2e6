/* source/jsonl.c: JSON lines, and JSON files of one object or array over several lines.
 *
 * Names of fields are our own (id, text, title, published, url, ...) and those that
 * trafilatura, newspaper4k and news-please write. A line is read on its own, so that a broken
 * one costs only itself. json-c takes U+0000 and lone surrogates in ways of its own;
 * so their escapes are rewritten to \ufffd, which has the same length, before it sees them. */
#include <string.h>

#include "base/utf8.h"
#include "source/forms.h"
#include "source/json_fields.h"

enum { DEPTH_MOST = 32, LOOK_SIZE = 1 << 16 };

/* ---- escapes ---- */

static int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    c = to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The number of the escape \uXXXX at `at`, or -1 where none stands there. */
static int escape_at(str s, size_t at) {
    if (at + 6 > s.length || s.at[at] != '\\' || s.at[at + 1] != 'u') return -1;
    int value = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_value(s.at[i]);
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

static bool is_high(int unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(int unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}

/* The next escape from *at that stands for no character; s.length where there is none. Sets
 * *at past everything looked at. */
static size_t bad_escape(str s, size_t *at) {
    for (;;) {
        const char *hit = *at < s.length ? memchr(s.at + *at, '\\', s.length - *at) : NULL;
        if (!hit) return s.length;
        size_t here = (size_t)(hit - s.at);
        int unit = escape_at(s, here);
        *at = here + (unit < 0 ? 2 : 6);
        if (is_high(unit) && is_low(escape_at(s, *at))) {
            *at += 6;
            continue;
        }
        if (unit == 0 || is_high(unit) || is_low(unit)) return here;
    }
}

/* Memory: a copy from a where something was rewritten, else s itself. */
static str with_good_escapes(arena *a, str s, size_t *replaced) {
    *replaced = 0;
    char *copy = NULL;
    for (size_t at = 0, bad; (bad = bad_escape(s, &at)) < s.length; ++*replaced) {
        if (!copy) copy = (char *)(uintptr_t)arena_copy(a, s).at;
        memcpy(copy + bad, "\\ufffd", 6);
    }
    return copy ? (str){ copy, s.length } : s;
}

/* ---- fields ---- */

static bool is_address(str s) {
    return str_starts_folded(s, STR("http://")) || str_starts_folded(s, STR("https://"));
}

/* trafilatura's `source` is the page's address, other makers' the outlet. */
static void read_places(arena *a, json_object *entry, report *r) {
    str given = json_words(a, entry, "source");
    str url = json_words(a, entry, "url link");
    if (!url.at && is_address(given)) url = given;
    if (!url.at) url = json_words(a, entry, "source_url");
    if (url.at) r->url = url;
    r->canonical = json_words(a, entry, "canonical canonical_link canonical_url");
    r->site =
        json_words(a, entry, "site sitename source-hostname site_name meta_site_name outlet");
    if (!r->site.at && !is_address(given)) r->site = given;
    if (!r->site.at) r->site = json_words(a, entry, "hostname source_domain");
    r->section = json_words(a, entry, "section");
}

static void read_fields(arena *a, json_object *entry, report *r) {
    r->id = json_id_field(a, entry);
    str title_given = json_words(a, entry, "title headline");
    if (title_given.at) {
        r->title = title_given;
        *LIST_ADD(a, &r->titles) = (title){ title_given, "field" };
    }
    json_authors(a, entry, &r->authors);
    read_places(a, entry, r);
    r->published = json_date(a, entry, "published date publish_date date_publish published_at "
                                        "date_published datePublished pubDate");
    r->modified = json_date(a, entry, "modified date_modify date_modified dateModified updated");
    str retrieved = json_date(a, entry, "retrieved filedate date_download");
    if (retrieved.at) r->retrieved = retrieved;
    str language = json_words(a, entry, "language lang meta_lang");
    r->language = str_cut(language, 0, str_find(language, STR("-"), 0));
    r->wire = json_object_get_boolean(json_field(entry, "wire"));
}

/* ---- one entry ---- */

static bool take_text(arena *a, json_object *entry, size_t most, str *out, fault *f) {
    json_object *value = NULL;
    const char *name = "text";
    bool there = json_object_object_get_ex(entry, name, &value);
    if (!there) there = json_object_object_get_ex(entry, name = "raw_text", &value);
    if (!there) return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "has no \"text\"");
    if (!json_object_is_type(value, json_type_string))
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "\"text\" is %s, not a string",
                     value ? json_type_to_name(json_object_get_type(value)) : "null");
    str text = { json_object_get_string(value), (size_t)json_object_get_string_len(value) };
    if (text.length > most)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "text has %zu bytes, limit %zu", text.length,
                     most);
    *out = arena_copy(a, text);
    json_object_object_del(entry, name); /* a long text need not be there twice */
    return true;
}

static bool entry_read(source *s, arena *a, json_object *entry, report *r, fault *f) {
    if (!json_object_is_type(entry, json_type_object))
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is no JSON object");
    s->last_form = s->layout == JSON_FEED ? SOURCE_JSONFEED
                 : s->form == SOURCE_NINJS || is_ninjs(entry) ? SOURCE_NINJS : SOURCE_JSONL;
    if (s->layout == JSON_FEED) return jsonfeed_item(a, entry, s->state, r, f);
    if (s->last_form == SOURCE_NINJS) return ninjs_item(a, entry, r, f);
    if (!take_text(a, entry, s->text_most, &r->text, f)) return false;
    if (is_record(entry)) {
        record_item(a, entry, r);
        return true;
    }
    read_fields(a, entry, r);
    if (str_trim(r->text).length == 0)
        report_note(a, r, "no-article", NOTE_NOWHERE, STR("the text is empty"));
    else
        text_describe(a, r);
    return true;
}

static void put(void *object) {
    json_object_put(object);
}

static bool parse(arena *a, str bytes, json_object **out, fault *f) {
    json_tokener *t = json_tokener_new_ex(DEPTH_MOST);
    if (!t) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a JSON reader");
    json_tokener_set_flags(t, JSON_TOKENER_STRICT);
    *out = json_tokener_parse_ex(t, bytes.at, (int)bytes.length);
    enum json_tokener_error error = json_tokener_get_error(t);
    size_t end = json_tokener_get_parse_end(t);
    json_tokener_free(t);
    if (*out) arena_defer(a, put, *out);
    if (error == json_tokener_continue)
        return FAULT(f, FAULT_INPUT, bytes.length, "is not JSON: ends too early");
    if (error != json_tokener_success)
        return FAULT(f, FAULT_INPUT, end, "is not JSON: %s", json_tokener_error_desc(error));
    if (str_trim(str_cut(bytes, end, bytes.length)).length)
        return FAULT(f, FAULT_INPUT, end, "is not JSON: more follows the value");
    return true;
}

static bool value_read(source *s, arena *a, str bytes, report *r, fault *f) {
    size_t bad = utf8_valid(bytes), replaced;
    if (bad < bytes.length) return FAULT(f, FAULT_INPUT, bad, "is not UTF-8");
    bytes = with_good_escapes(a, bytes, &replaced);
    json_object *entry = NULL;
    if (!parse(a, bytes, &entry, f) || !entry_read(s, a, entry, r, f)) return false;
    if (replaced)
        report_note(
            a, r, "surrogates", NOTE_NOWHERE,
            arena_print(a, "%zu escapes of U+0000 or lone surrogates became U+FFFD", replaced));
    return true;
}

static source_step broken(source *s, arena *a, fault *f) {
    if (s->layout == JSON_FEED) return source_entry_broken(s, "item", f);
    fault_where(f, arena_print(a, "%.*s:%zu", STR_ARG(s->place), s->line));
    return SOURCE_BROKEN;
}

/* ---- layouts ---- */

/* Follows brackets and strings byte by byte. */
typedef struct scan {
    size_t at, depth;
    bool in_string, escaped;
} scan;

/* Moves on to the end of the value that begins at the first bracket; true when reached. */
static bool scan_value(scan *c, str s) {
    for (; c->at < s.length; c->at++) {
        char byte = s.at[c->at];
        if (c->escaped) c->escaped = false;
        else if (c->in_string && byte == '\\') c->escaped = true;
        else if (byte == '"') c->in_string = !c->in_string;
        else if (c->in_string) continue;
        else if (byte == '{' || byte == '[') c->depth++;
        else if ((byte == '}' || byte == ']') && --c->depth == 0) return ++c->at, true;
    }
    return false;
}

static size_t count_lines(str s) {
    size_t lines = 0;
    for (size_t at = 0; (at = str_find(s, STR("\n"), at)) < s.length; at++) lines++;
    return lines;
}

static void skip(source *s, str ahead, size_t count) {
    s->line += count_lines(str_cut(ahead, 0, count));
    input_skip(s->in, count);
}

/* Lines, unless the first line leaves a bracket open and the next is no object of its own. */
static json_layout layout_of(str head) {
    size_t start = 0;
    while (start < head.length && is_blank(head.at[start])) start++;
    if (start < head.length && head.at[start] == '[') return JSON_ARRAY;
    size_t end = str_find(head, STR("\n"), start), next = end;
    scan c = { .at = start };
    if (end == head.length || scan_value(&c, str_cut(head, 0, end))) return JSON_LINES;
    while (next < head.length && is_blank(head.at[next])) next++;
    return next == head.length || head.at[next] == '{' ? JSON_LINES : JSON_LOOSE;
}

/* ---- the head of a JSON Feed ---- */

/* Past blanks and commas; *ahead then begins with the next value, or is empty at the end. */
static bool skip_to_value(source *s, str *ahead, fault *f) {
    for (;;) {
        if (!input_peek(s->in, 1, ahead, f)) return false;
        size_t blanks = 0;
        while (blanks < ahead->length && (is_blank(ahead->at[blanks]) || ahead->at[blanks] == ','))
            blanks++;
        bool done = blanks < ahead->length || ahead->length == 0;
        skip(s, *ahead, blanks);
        *ahead = str_cut(*ahead, blanks, ahead->length);
        if (done) return true;
    }
}

/* Moves past the value ahead, whatever it is: a string, an object, a number. */
static bool take_value(source *s, str *value, fault *f) {
    str ahead;
    if (!skip_to_value(s, &ahead, f) || !input_peek(s->in, SOURCE_FIELD_MOST, &ahead, f))
        return false;
    scan c = { 0 };
    size_t end = 0;
    char first = ahead.length ? ahead.at[0] : 0;
    if (first == '{' || first == '[') end = scan_value(&c, ahead) ? c.at : 0;
    for (size_t i = 1; first == '"' && i < ahead.length && !end; i++) {
        if (ahead.at[i] == '\\') i++;
        else if (ahead.at[i] == '"') end = i + 1;
    }
    if (!end && first && !str_has(STR("{[\""), first))
        while (end < ahead.length && !str_has(STR(",:]} \t\r\n"), ahead.at[end])) end++;
    *value = str_cut(ahead, 0, end);
    if (!end) return FAULT(f, FAULT_INPUT, input_at(s->in), "the feed's head is not JSON");
    skip(s, ahead, end);
    return true;
}

/* One member before the items: kept in the state where its value can be read. */
static bool take_member(source *s, arena *a, bool *items, fault *f) {
    str key, value, ahead;
    json_object *name = NULL, *read = NULL;
    fault unused;
    if (!take_value(s, &key, f) || !parse(a, key, &name, f)) return false;
    if (!json_object_is_type(name, json_type_string))
        return FAULT(f, FAULT_INPUT, input_at(s->in), "the feed's head is not JSON");
    str words = arena_copy(a, json_text(name));
    if (!skip_to_value(s, &ahead, f) || !ahead.length || ahead.at[0] != ':')
        return FAULT(f, FAULT_INPUT, input_at(s->in), "the feed's head is not JSON");
    skip(s, ahead, 1);
    if (!skip_to_value(s, &ahead, f)) return false;
    *items = str_is(words, "items") && ahead.length && ahead.at[0] == '[';
    if (*items) {
        skip(s, ahead, 1);
        return true;
    }
    if (!take_value(s, &value, f)) return false;
    if (utf8_valid(value) == value.length && parse(a, value, &read, &unused) && read)
        json_object_object_add(s->state, words.at, json_object_get(read));
    return true;
}

static void put_state(void *state) {
    json_object_put(state);
}

/* Up to the first item. What a feed says of itself behind its items is not seen. */
static bool begin_feed(source *s, arena *a, fault *f) {
    enum { MEMBERS_MOST = 64 };
    str ahead;
    bool items = false;
    s->state = json_object_new_object();
    if (!s->state) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a feed");
    s->state_free = put_state;
    if (!skip_to_value(s, &ahead, f)) return false;
    if (!ahead.length || ahead.at[0] != '{')
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is no JSON Feed: an object should begin here");
    skip(s, ahead, 1);
    for (int i = 0; i < MEMBERS_MOST && !items; i++) {
        if (!skip_to_value(s, &ahead, f)) return false;
        if (!ahead.length || ahead.at[0] == '}') break;
        if (!take_member(s, a, &items, f)) return false;
    }
    return items || FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "the JSON Feed holds no items");
}

/* ---- all layouts ---- */

static bool is_feed(const source *s, str head) {
    if (s->form == SOURCE_JSONFEED) return true;
    size_t version = str_find(head, STR("jsonfeed.org/version/"), 0);
    size_t text = str_find(head, STR("\"text\""), 0);
    return version < head.length && version < text;
}

static bool begin(source *s, arena *a, fault *f) {
    str head;
    s->line = 1;
    if (!input_peek(s->in, LOOK_SIZE, &head, f)) return false;
    if (str_trim(head).length == 0 && head.length < LOOK_SIZE)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "empty");
    size_t start = bom_length(head);
    head = str_cut(head, start, head.length);
    input_skip(s->in, start);
    if (is_feed(s, head)) {
        s->layout = JSON_FEED;
        return begin_feed(s, a, f);
    }
    s->layout = layout_of(head);
    if (s->layout == JSON_LINES) s->line = 0;
    if (s->layout == JSON_ARRAY) skip(s, head, str_find(head, STR("["), 0) + 1);
    return true;
}

static source_step next_line(source *s, arena *a, report *out, fault *f) {
    size_t most = s->text_most * SOURCE_LINE_FACTOR;
    input_line line;
    do {
        s->line++;
        if (!input_next_line(s->in, most, &line, f)) {
            s->ended = true;
            return broken(s, a, f);
        }
        if (line.end) {
            s->ended = true;
            return SOURCE_END;
        }
    } while (line.whole && str_trim(line.bytes).length == 0);
    if (!line.whole) {
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "line has more than %zu bytes", most);
        return broken(s, a, f);
    }
    bool good = value_read(s, a, line.bytes, out, f);
    input_shrink(s->in);
    return good ? SOURCE_REPORT : broken(s, a, f);
}

/* The object ahead, whole; moves past it. */
static bool take_object(source *s, str ahead, str *value, fault *f) {
    size_t most = s->text_most * SOURCE_LINE_FACTOR;
    scan c = { 0 };
    while (!scan_value(&c, ahead)) {
        size_t had = ahead.length;
        if (had > most)
            return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "object has more than %zu bytes", most);
        if (!input_peek(s->in, had + 1, &ahead, f)) return false;
        if (ahead.length == had)
            return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is not JSON: the object does not end");
    }
    *value = str_cut(ahead, 0, c.at);
    input_skip(s->in, c.at); /* its bytes stay until more are asked for */
    return true;
}

static bool next_object(source *s, str *value, bool *end, fault *f) {
    str ahead;
    if (!skip_to_value(s, &ahead, f)) return false;
    *end = ahead.length == 0 || (s->layout != JSON_LOOSE && ahead.at[0] == ']');
    if (*end) return true;
    if (ahead.at[0] != '{')
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is not JSON: an object should begin here");
    return take_object(s, ahead, value, f);
}

static source_step next_value(source *s, arena *a, report *out, fault *f) {
    str value = STR_NONE;
    bool end = false;
    if (!next_object(s, &value, &end, f) || end) {
        s->ended = true; /* past a broken bracket no boundary can be trusted */
        return end ? SOURCE_END : broken(s, a, f);
    }
    size_t lines = count_lines(value);
    s->entries++;
    bool good = value_read(s, a, value, out, f);
    input_shrink(s->in);
    if (!good) broken(s, a, f);
    s->line += lines;
    return good ? SOURCE_REPORT : SOURCE_BROKEN;
}

source_step jsonl_next(source *s, arena *a, report *out, fault *f) {
    if (s->layout == JSON_UNKNOWN && !begin(s, a, f)) {
        s->ended = true;
        return SOURCE_BROKEN;
    }
    return s->layout == JSON_LINES ? next_line(s, a, out, f) : next_value(s, a, out, f);
}
