/* Whatever the text, a feed and a calendar that hold it stay whole, and a cell one cell. */
#include <libxml/parser.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "desk/atom.h"
#include "desk/icalendar.h"

static void check(bool holds) {
    if (!holds) abort();
}

static void check_feed(arena *a, str s) {
    buffer out = { 0 };
    atom_feed f = atom_begin(a, &out, &(atom_head){ .id = STR("urn:x:1"), .title = s });
    atom_entry_add(&f, &(atom_entry){ .id = s, .title = s, .author = s, .link = s, .summary = s,
                                      .content = s, .category = s });
    atom_end(&f);
    xmlDoc *d = xmlReadMemory(out.at, (int)out.count, "feed", NULL,
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                              | XML_PARSE_HUGE);
    check(d != NULL);
    int entries = 0;
    for (xmlNode *n = xmlDocGetRootElement(d)->children; n; n = n->next)
        entries += n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, "entry");
    check(entries == 1);
    xmlFreeDoc(d);
}

static size_t lines_like(str all, const char *line) {
    size_t count = 0;
    for (size_t start = 0, end; start < all.length; start = end + 2) {
        end = str_find(all, STR("\r\n"), start);
        str one = str_cut(all, start, end);
        check(one.length <= 75 && utf8_valid(one) == one.length);
        for (size_t i = 0; i < one.length; i++) check((unsigned char)one.at[i] >= 0x20);
        count += str_is(one, line);
    }
    return count;
}

static void check_calendar(arena *a, str s) {
    buffer out = { 0 };
    moment day = { { 2026, 3, 12 }, -1, 0, 0, ZONE_NONE };
    icalendar c = icalendar_begin(a, &out, &(icalendar_head){ .name = s, .description = s });
    icalendar_event_add(&c, &(icalendar_event){ .uid = s, .stamp = day, .start = day, .summary = s,
                                                .description = s, .location = s, .category = s,
                                                .url = s });
    icalendar_end(&c);
    check(lines_like(buffer_str(&out), "BEGIN:VEVENT") == 1);
    check(lines_like(buffer_str(&out), "END:VCALENDAR") == 1);
}

/* RFC 4180 read strictly: where the cell ends, and nothing after it. */
static void check_csv(arena *a, str s, bool safe) {
    buffer out = { 0 };
    escape_csv(a, &out, s, safe);
    str cell = buffer_str(&out);
    bool quoted = cell.length && cell.at[0] == '"';
    check(cell.length >= 1);
    if (!quoted) {
        for (size_t i = 0; i < cell.length; i++) check(!str_has(STR("\",\r\n"), cell.at[i]));
        return;
    }
    check(cell.length >= 2 && cell.at[cell.length - 1] == '"');
    size_t inside = 0;
    for (size_t i = 1; i + 1 < cell.length; i++) inside += cell.at[i] == '"';
    check(inside % 2 == 0);
    for (size_t i = 1; i + 1 < cell.length; i++)
        if (cell.at[i] == '"') check(cell.at[++i] == '"' && i + 1 < cell.length);
    if (safe) check(!str_has(STR("=+-@"), cell.at[1]) || cell.length == 2);
}

static void check_tsv(arena *a, str s) {
    buffer out = { 0 };
    escape_tsv(a, &out, s, false);
    for (size_t i = 0; i < out.count; i++) check(!str_has(STR("\t\r\n"), out.at[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(0);
    jmp_buf out_of_memory;
    size_t replaced;
    if (!a || setjmp(out_of_memory)) return arena_free(a), 0;
    arena_guard(a, &out_of_memory);
    str s = utf8_repaired(a, (str){ (const char *)data, size }, &replaced);
    if (!s.at) s = STR("");
    check_feed(a, s);
    check_calendar(a, s);
    check_csv(a, s, false);
    check_csv(a, s, true);
    check_tsv(a, s);
    arena_free(a);
    return 0;
}
