/* source/live.c: see live.h. */
#include "source/live.h"

enum {
    ENTRIES_LEAST = 3,
    TEXT_LEAST = 60, /* bytes that an entry holds on average: less is a list of dated links */
};

typedef struct counts {
    uint32_t *dated; /* [nodes + 1]: dated elements before the node */
    uint32_t *text;  /* [nodes + 1]: bytes of text before the node */
} counts;

static bool is_dated(const tree *t, uint32_t n) {
    tag it = (tag)t->nodes.at[n].tag;
    if (it != TAG_TIME && it != TAG_META) return false;
    if (tree_attribute(t, n, ATTRIBUTE_DATETIME).length) return true;
    return str_is_folded(tree_attribute(t, n, ATTRIBUTE_ITEMPROP), "datepublished");
}

static counts count(arena *a, const tree *t, uint32_t part) {
    uint32_t end = t->nodes.at[part].end;
    counts c = { ARENA_NEW(a, uint32_t, end - part + 1), ARENA_NEW(a, uint32_t, end - part + 1) };
    for (uint32_t n = part; n < end; n++) {
        uint32_t i = n - part;
        const node *it = &t->nodes.at[n];
        c.dated[i + 1] = c.dated[i] + is_dated(t, n);
        c.text[i + 1] = c.text[i] + (it->tag == TAG_TEXT ? (uint32_t)str_trim(it->text).length : 0);
    }
    return c;
}

/* The children of n that hold a date, if they are entries; else 0. */
static uint32_t entries_in(const tree *t, const counts *c, uint32_t part, uint32_t n) {
    uint32_t entries = 0, text = 0, all = c->text[t->nodes.at[part].end - part];
    for (uint32_t child = n + 1; child < t->nodes.at[n].end; child = t->nodes.at[child].end) {
        uint32_t first = child - part, end = t->nodes.at[child].end - part;
        if (c->dated[end] == c->dated[first] || t->nodes.at[child].tag == TAG_TEXT) continue;
        entries++;
        text += c->text[end] - c->text[first];
    }
    bool enough =
        entries >= ENTRIES_LEAST && text >= entries * TEXT_LEAST && (uint64_t)text * 2 > all;
    return enough ? entries : 0;
}

/* The date of one entry: the first that can be read. */
static str time_of(arena *a, const tree *t, uint32_t entry, date_order order) {
    for (uint32_t n = entry; n < t->nodes.at[entry].end; n++) {
        if (!is_dated(t, n)) continue;
        str when = tree_attribute(t, n, ATTRIBUTE_DATETIME);
        if (!when.length) when = tree_attribute(t, n, ATTRIBUTE_CONTENT);
        str iso = date_iso(a, when, order);
        if (iso.length) return iso;
    }
    return STR_NONE;
}

void live_entries(arena *a, const tree *t, uint32_t part, date_order order, live_list *out) {
    counts c = count(a, t, part);
    uint32_t all = c.dated[t->nodes.at[part].end - part];
    if (all < ENTRIES_LEAST) return;
    for (uint32_t n = part; n < t->nodes.at[part].end; n++) {
        uint32_t inside = c.dated[t->nodes.at[n].end - part] - c.dated[n - part];
        if (inside < ENTRIES_LEAST || !entries_in(t, &c, part, n)) continue;
        for (uint32_t child = n + 1; child < t->nodes.at[n].end; child = t->nodes.at[child].end) {
            str when = time_of(a, t, child, order);
            if (when.length)
                *LIST_ADD(a, out) = (live_entry){ child, t->nodes.at[child].end, when };
        }
        return;
    }
}
