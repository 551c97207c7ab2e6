/* source/opml.c: see opml.h. The outermost outlines are the entries that xml.h cuts; those in
 * them (folders, which may hold folders) are walked. */
#include "source/opml.h"

#include <stdlib.h>
#include <string.h>

#include "source/web_address.h"
#include "source/xml.h"

enum { HEAD_LOOKED_AT = 4096 };

bool opml_is(str head) {
    head = str_cut(head, 0, HEAD_LOOKED_AT);
    size_t at = str_find_folded(head, STR("<opml"), 0);
    return at + 5 < head.length && (is_blank(head.at[at + 5]) || head.at[at + 5] == '>');
}

static bool take_outline(arena *a, const xml_node *n, str base, str_list *out, fault *f) {
    web_address at;
    fault why;
    str words = xml_attribute_of(n, "xmlUrl");
    if (!words.length) words = xml_attribute_of(n, "xmlurl");
    if (!words.length || !web_address_read(a, words, base, &at, &why)) return true;
    if (out->count == OPML_FEEDS_MOST)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "it names more than %d feeds", OPML_FEEDS_MOST);
    *LIST_ADD(a, out) = at.url;
    return true;
}

static bool take_entry(arena *a, const xml_node *root, str base, str_list *out, fault *f) {
    for (const xml_node *n = root; n; n = xml_walk(n, root))
        if (str_is(n->name, "outline") && !take_outline(a, n, base, out, f)) return false;
    return true;
}

/* ---- each once ---- */

typedef struct placed {
    str url;
    size_t place;
} placed;

static int by_address(const void *l, const void *r) {
    const placed *left = l, *right = r;
    int order = str_compare(left->url, right->url);
    return order ? order : left->place < right->place ? -1 : 1;
}

static int by_place(const void *l, const void *r) {
    const placed *left = l, *right = r;
    return left->place < right->place ? -1 : left->place > right->place;
}

static void drop_repeats(arena *a, str_list *all) {
    if (!all->count) return;
    placed *sorted = ARENA_NEW(a, placed, all->count);
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) sorted[i] = (placed){ all->at[i], i };
    qsort(sorted, all->count, sizeof *sorted, by_address);
    for (size_t i = 0; i < all->count; i++)
        if (!kept || !str_same(sorted[kept - 1].url, sorted[i].url)) sorted[kept++] = sorted[i];
    qsort(sorted, kept, sizeof *sorted, by_place);
    for (size_t i = 0; i < kept; i++) all->at[i] = sorted[i].url;
    all->count = kept;
}

bool opml_read(arena *a, str bytes, str base, str_list *out, fault *f) {
    str_list all = { 0 };
    input *in = input_of_bytes(bytes, f);
    xml_cutter *cut = in ? xml_open(in, " outline ", f) : NULL;
    bool done = cut;
    *f = (fault){ 0 };
    for (xml_entry *e; done && (e = xml_next(cut, f)); xml_entry_free(e))
        done = take_entry(a, e->root, base, &all, f);
    done = done && !f->kind;
    xml_close(cut);
    input_close(in);
    if (!done) return false;
    drop_repeats(a, &all);
    *out = all;
    return true;
}
