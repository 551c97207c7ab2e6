/* source/json_record.c: a record of our own as the report that it was made of: one that another
 * onrecord printed or exported is read with the title, outlet, dates, blocks and notes that it had
 * then, though it came from a page. Its facts are not taken over: they are read anew. */
#include "source/json_fields.h"
#include "base/utf8.h"
#include "source/limits.h"

enum { TITLES_MOST = 64, BLOCKS_MOST = 1 << 20, NOTES_MOST = 1000 };

bool is_record(json_object *entry) {
    json_object *version = json_field(entry, "onrecord"), *of = json_field(entry, "report");
    return json_object_is_type(version, json_type_int)
        && json_object_is_type(of, json_type_object);
}

/* ---- what is one of a few words ---- */

static const char *title_origin(str from) {
    static const char *const origins[] = { "page", "og", "json-ld", "feed", "text" };
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++)
        if (str_is(from, origins[i])) return origins[i];
    return "field";
}

/* Notes of the report; those of its reading come again with it. */
static const char *note_code(str code) {
    static const char *const codes[] = {
        "no-article", "surrogates", "editor", "bad-bytes", "summary", "mended",
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_is(code, codes[i])) return codes[i];
    return NULL;
}

static bool block_kind_of(str name, block_kind *out) {
    for (int k = 0; k < BLOCK_KINDS; k++)
        if (str_is(name, block_kind_name((block_kind)k))) return *out = (block_kind)k, true;
    return false;
}

/* ---- lists ---- */

static size_t count_of(json_object *list, size_t most) {
    size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    return count < most ? count : most;
}

static void read_titles(arena *a, json_object *of, report *r) {
    json_object *list = json_field(of, "titles");
    for (size_t i = 0; i < count_of(list, TITLES_MOST); i++) {
        json_object *one = json_object_array_get_idx(list, i);
        str text = json_words(a, one, "text");
        if (text.at)
            *LIST_ADD(a, &r->titles) = (title){ text, title_origin(json_words(a, one, "from")) };
    }
}

/* A place in the text where a character begins, or its end. */
static bool place_of(json_object *value, str text, size_t *out) {
    if (!json_object_is_type(value, json_type_int)) return false;
    int64_t n = json_object_get_int64(value);
    if (n < 0 || (uint64_t)n > text.length) return false;
    *out = (size_t)n;
    return *out == text.length || ((unsigned char)text.at[*out] & 0xC0) != 0x80;
}

static bool read_block(arena *a, json_object *one, str text, block *out) {
    block b = { .time = json_date(a, one, "time") };
    if (!place_of(json_field(one, "start"), text, &b.start)
        || !place_of(json_field(one, "end"), text, &b.end) || b.start >= b.end
        || !block_kind_of(json_words(a, one, "kind"), &b.kind)) return false;
    *out = b;
    return !is_blank(text.at[b.start]) && !is_blank(text.at[b.end - 1]);
}

/* Only editors' notes, of which the report tells, may stand between blocks: a record that was
 * changed by hand hides no words. */
static bool is_parted(const report *r, size_t start, size_t end) {
    size_t noted = SIZE_MAX;
    for (size_t i = r->notes.count; i-- > 0;)
        if (str_is(str_of(r->notes.at[i].code), "editor") && r->notes.at[i].at < noted)
            noted = r->notes.at[i].at;
    while (start < end) {
        size_t next = str_find(str_cut(r->text, 0, end), STR("\n"), start);
        str line = str_trim(str_cut(r->text, start, next));
        if (line.length && (noted > start || !report_is_editors_note(line))) return false;
        start = next + 1;
    }
    return true;
}

static bool is_blank_between(str text, size_t start, size_t end) {
    while (start < end && is_blank(text.at[start])) start++;
    return start >= end;
}

/* All of them or, where one does not fit the text, none: they are then guessed. */
static void read_blocks(arena *a, json_object *entry, report *r) {
    json_object *list = json_field(entry, "blocks");
    block_list all = { 0 };
    size_t past = 0, notes = 0;
    for (size_t i = 0; i <= count_of(list, BLOCKS_MOST); i++) {
        block b = { .start = r->text.length };
        bool last = i == count_of(list, BLOCKS_MOST);
        if (!last && (!read_block(a, json_object_array_get_idx(list, i), r->text, &b)
                      || b.start < past)) return;
        if (!is_blank_between(r->text, past, b.start)
            && (++notes > NOTES_MOST || !is_parted(r, past, b.start))) return;
        past = b.end;
        if (!last) *LIST_ADD(a, &all) = b;
    }
    r->blocks = all;
}

static void read_notes(arena *a, json_object *entry, bool places, report *r) {
    json_object *list = json_field(entry, "notes");
    for (size_t i = 0; i < count_of(list, NOTES_MOST); i++) {
        json_object *one = json_object_array_get_idx(list, i);
        const char *code = note_code(json_words(a, one, "code"));
        size_t at = NOTE_NOWHERE;
        if (!code) continue;
        if (!places || !place_of(json_field(one, "at"), r->text, &at)) at = NOTE_NOWHERE;
        r->is_part |= str_is(str_of(code), "summary");
        report_note(a, r, code, at, json_words(a, one, "message"));
    }
}

/* ---- the report ---- */

void record_item(arena *a, json_object *entry, report *r) {
    json_object *of = json_field(entry, "report");
    str id = json_words(a, entry, "id"), offsets = json_words(a, entry, "offsets");
    bool bytes = !str_is(offsets, "codepoints");
    r->id = str_same(id, json_words(a, entry, "digest")) ? STR_NONE : id;
    r->url = json_words(a, of, "url");
    r->canonical = json_words(a, of, "canonical");
    r->title = json_words(a, of, "title");
    r->site = json_words(a, of, "site");
    r->section = json_words(a, of, "section");
    r->language = json_words(a, of, "language");
    r->published = json_date(a, of, "published");
    r->modified = json_date(a, of, "modified");
    r->retrieved = json_date(a, of, "retrieved");
    r->wire = json_object_get_boolean(json_field(of, "wire"));
    json_authors(a, of, &r->authors);
    read_titles(a, of, r);
    read_notes(a, entry, bytes, r);
    if (bytes) read_blocks(a, entry, r);
}
