/* source/live.c: see live.h. */
#include "source/live.h"

enum {
    ENTRIES_LEAST = 3,
    TEXT_LEAST = 60, /* bytes that an entry holds on average: less is a list of dated links */
    CLOCK_MOST = 16, /* bytes of a line that is a clock time */
    HALF_DAY = 720,  /* minutes */
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

/* ---- clocks alone ---- */

typedef struct clock_line {
    size_t line;
    moment at;
} clock_line;

typedef LIST(clock_line) clock_list;

static int minute_of(const moment *m) {
    return m->hour * 60 + m->minute;
}

static void find_clocks(arena *a, const str *lines, size_t count, clock_list *out) {
    for (size_t i = 0; i < count; i++) {
        clock_line one = { .line = i };
        if (lines[i].length <= CLOCK_MOST && clock_read(lines[i], &one.at))
            *LIST_ADD(a, out) = one;
    }
}

/* Whether more entries are earlier than the one above them than later, by the shorter way round
 * the clock. */
static bool runs_back(const clock_list *clocks) {
    int back = 0;
    for (size_t i = 1; i < clocks->count; i++) {
        int step = minute_of(&clocks->at[i].at) - minute_of(&clocks->at[i - 1].at);
        back += (step + 2 * HALF_DAY) % (2 * HALF_DAY) > HALF_DAY ? 1 : -1;
    }
    return back > 0;
}

/* The earliest entry is of the day of publication. */
static void set_days(clock_list *clocks, day first) {
    bool back = runs_back(clocks);
    int before = 0;
    for (size_t i = 0; i < clocks->count; i++) {
        moment *m = &clocks->at[back ? clocks->count - 1 - i : i].at;
        if (minute_of(m) + HALF_DAY < before) first = day_plus(first, 1);
        before = minute_of(m);
        m->day = first;
    }
}

void live_clocks(arena *a, const str *lines, size_t count, str published, str_list *times) {
    moment of_page;
    clock_list clocks = { 0 };
    if (!moment_read(published, &of_page)) return;
    find_clocks(a, lines, count, &clocks);
    if (clocks.count < ENTRIES_LEAST) return;
    set_days(&clocks, of_page.day);
    for (size_t i = 0, next = 0; i < count; i++) {
        bool here = next < clocks.count && clocks.at[next].line == i;
        *LIST_ADD(a, times) = here ? date_written(a, &clocks.at[next].at) : STR_NONE;
        next += here;
    }
}
