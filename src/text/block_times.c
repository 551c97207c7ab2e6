/* text/block_times.c: see block_times.h. What begins a block is handed to source/live.h as a
 * line of its own; an entry goes on to the next clock. */
#include "text/block_times.h"

#include "source/dates.h"
#include "source/live.h"
#include "text/block_kinds.h"

enum {
    LEAD_MOST = 16,  /* bytes of a clock time that begins a block */
    ENTRY_LEAST = 40, /* bytes of what an entry tells */
};

static bool is_clock(str words) {
    moment ignored;
    return words.length <= LEAD_MOST && clock_read(words, &ignored);
}

/* Prose: a sentence, and not "10:00 Doors open". */
static bool tells(str words) { return words.length >= ENTRY_LEAST && ends_with_stop(words); }

static str without_mark(str words) {
    static const char *const marks[] = { ":", "-", "–", "—", "|" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_ends(words, str_of(marks[i])))
            return str_trim(str_cut(words, 0, words.length - str_of(marks[i]).length));
    return words;
}

/* The clock that a block begins with and that prose follows, or none. */
static str lead_of(str words) {
    str found = STR_NONE;
    for (size_t i = 1; i < words.length && i <= LEAD_MOST; i++) {
        if (!is_blank(words.at[i])) continue;
        str lead = without_mark(str_cut(words, 0, i));
        if (is_clock(lead) && tells(str_cut(words, i, words.length))) found = lead;
    }
    return found;
}

static str block_words(str text, const block *b) { return str_cut(text, b->start, b->end); }

/* The clock in a line of its own over prose, or before it. */
static str clock_of(str text, const block_list *blocks, size_t i) {
    const block *b = &blocks->at[i];
    if (b->kind == BLOCK_ITEM || b->kind == BLOCK_CELL || b->kind == BLOCK_TITLE) return STR("");
    str words = block_words(text, b);
    if (!is_clock(words)) {
        str lead = lead_of(words);
        return lead.at ? lead : STR("");
    }
    bool over = i + 1 < blocks->count && tells(block_words(text, &blocks->at[i + 1]));
    return over ? words : STR("");
}

void block_times_guess(arena *a, str text, str published, block_list *blocks) {
    str_list leads = { 0 }, times = { 0 };
    for (size_t i = 0; i < blocks->count; i++)
        *LIST_ADD(a, &leads) = clock_of(text, blocks, i);
    live_clocks(a, leads.at, leads.count, published, &times);
    str now = STR_NONE;
    for (size_t i = 0; i < times.count; i++) {
        if (times.at[i].at) now = times.at[i];
        blocks->at[i].time = now;
    }
}
