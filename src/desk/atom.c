/* desk/atom.c: see atom.h. */
#include "desk/atom.h"

#include <openssl/sha.h>

#include "base/escape.h"

/* ---- parts ---- */

static void raw(const atom_feed *f, const char *words) {
    buffer_add(f->a, f->out, str_of(words));
}

static void element(const atom_feed *f, const char *name, str words) {
    if (!words.at) return;
    buffer_print(f->a, f->out, "<%s>", name);
    escape_xml(f->a, f->out, words);
    buffer_print(f->a, f->out, "</%s>\n", name);
}

static void line_element(const atom_feed *f, const char *name, str words) {
    element(f, name, words.at ? escape_plain(f->a, words) : STR_NONE);
}

/* The same with its line ends, each line on its own. */
static void lines_element(const atom_feed *f, const char *name, str words) {
    buffer all = { 0 };
    for (size_t start = 0, end; words.at && start <= words.length; start = end + 1) {
        end = str_find(words, STR("\n"), start);
        if (start) buffer_add(f->a, &all, STR("\n"));
        buffer_add(f->a, &all, escape_plain(f->a, str_cut(words, start, end)));
    }
    element(f, name, !words.at ? STR_NONE : all.count ? buffer_str(&all) : STR(""));
}

/* RFC 3339: always a clock time and a zone. */
static void time_element(const atom_feed *f, const char *name, const moment *when) {
    moment m = *when;
    char words[MOMENT_SIZE];
    if (!m.day.year) m.day = (day){ 1970, 1, 1 };
    if (m.hour < 0) m.hour = m.minute = m.second = 0;
    if (m.zone == ZONE_NONE) m.zone = 0;
    moment_write(&m, words);
    element(f, name, str_of(words));
}

static bool link_element(const atom_feed *f, const char *relation, str url) {
    buffer address = { 0 };
    if (!escape_link(f->a, &address, url)) return false;
    buffer_print(f->a, f->out, "<link rel=\"%s\" href=\"", relation);
    escape_xml(f->a, f->out, buffer_str(&address));
    raw(f, "\"/>\n");
    return true;
}

static void author_element(const atom_feed *f, str name, str link) {
    buffer address = { 0 };
    raw(f, "<author>\n");
    line_element(f, "name", name);
    if (escape_link(f->a, &address, link)) element(f, "uri", buffer_str(&address));
    raw(f, "</author>\n");
}

/* ---- the feed ---- */

atom_feed atom_begin(arena *a, buffer *out, const atom_head *head) {
    atom_feed f = { a, out };
    raw(&f, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    element(&f, "id", head->id);
    line_element(&f, "title", head->title.at ? head->title : STR(""));
    line_element(&f, "subtitle", head->subtitle);
    time_element(&f, "updated", &head->updated);
    author_element(&f, head->author.at ? head->author : STR("onrecord"), STR_NONE);
    link_element(&f, "self", head->self);
    link_element(&f, "alternate", head->page);
    raw(&f, "<generator version=\"" ONRECORD_VERSION "\">onrecord</generator>\n");
    return f;
}

void atom_entry_add(const atom_feed *f, const atom_entry *e) {
    raw(f, "<entry>\n");
    element(f, "id", e->id);
    line_element(f, "title", e->title.at ? e->title : STR(""));
    time_element(f, "updated", &e->updated);
    if (e->published.day.year) time_element(f, "published", &e->published);
    if (e->author.at) author_element(f, e->author, e->author_link);
    bool linked = link_element(f, "alternate", e->link);
    if (e->category.at) {
        raw(f, "<category term=\"");
        escape_xml(f->a, f->out, escape_plain(f->a, e->category));
        raw(f, "\"/>\n");
    }
    bool bare = !linked && !e->content.at; /* then the content must be there */
    lines_element(f, "summary", bare ? STR_NONE : e->summary);
    lines_element(f, "content", !bare ? e->content : e->summary.at ? e->summary : STR(""));
    raw(f, "</entry>\n");
}

void atom_end(const atom_feed *f) {
    raw(f, "</feed>\n");
}

str atom_id(arena *a, str name) {
    unsigned char h[SHA256_DIGEST_LENGTH];
    SHA256((const unsigned char *)(name.at ? name.at : ""), name.length, h);
    h[6] = (unsigned char)((h[6] & 0x0F) | 0x80); /* version 8 */
    h[8] = (unsigned char)((h[8] & 0x3F) | 0x80); /* RFC 9562's variant */
    return arena_print(a, "urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
                       "%02x%02x%02x%02x%02x%02x", h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7],
                       h[8], h[9], h[10], h[11], h[12], h[13], h[14], h[15]);
}
