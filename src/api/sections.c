/* api/sections.c: see sections.h. */
#include "api/sections.h"

sections sections_of(const report *whole) {
    return (sections){ .whole = whole };
}

/* Where to cut inside a block that starts before `from` and reaches past `most`. */
static size_t cut_inside(str text, size_t from, size_t most) {
    size_t between_words = 0, at = most;
    for (; at > from + (most - from) / 2; at--) {
        if (!is_blank(text.at[at])) continue;
        if (!between_words) between_words = at;
        char before = text.at[at - 1];
        if (before == '.' || before == '!' || before == '?' || before == '"') return at;
    }
    if (between_words) return between_words;
    for (at = most; at > from && ((unsigned char)text.at[at] & 0xC0) == 0x80;) at--;
    return at;
}

/* The end of the section that starts at s->byte, with its blocks added to `blocks`. */
static size_t take_blocks(sections *s, arena *a, block_list *blocks) {
    const block_list *all = &s->whole->blocks;
    size_t start = s->byte, most = start + SECTION_MOST, end = start;
    for (; s->block < all->count; s->block++) {
        block b = all->at[s->block];
        if (b.start < start) b.start = start; /* the rest of one that was cut */
        if (b.end > most && end > start) break;
        bool cut = b.end > most && most < s->whole->text.length;
        if (cut) b.end = cut_inside(s->whole->text, b.start < most ? b.start : start, most);
        end = b.end;
        b.start -= start;
        b.end -= start;
        *LIST_ADD(a, blocks) = b;
        if (cut) break;
    }
    return end;
}

/* Blanks at the start of a block's rest are no part of it. */
static void skip_blanks(sections *s) {
    const str text = s->whole->text;
    while (s->byte < text.length && is_blank(text.at[s->byte])) s->byte++;
    const block_list *all = &s->whole->blocks;
    while (s->block < all->count && all->at[s->block].end <= s->byte) s->block++;
    if (s->block < all->count && all->at[s->block].start > s->byte)
        s->byte = all->at[s->block].start;
}

bool section_next(sections *s, arena *a, report *out, size_t *offset) {
    const report *whole = s->whole;
    bool first = s->byte == 0;
    if (first && whole->text.length <= SECTION_MOST) {
        s->byte = SIZE_MAX;
        *offset = 0;
        *out = *whole;
        return true;
    }
    if (s->byte == SIZE_MAX) return false;
    skip_blanks(s);
    if (s->block >= whole->blocks.count) return false;
    *offset = s->byte;
    *out = *whole;
    out->blocks = (block_list){ 0 };
    out->notes = (note_list){ 0 };
    size_t end = take_blocks(s, a, &out->blocks);
    out->text = str_cut(whole->text, *offset, end);
    s->byte = end;
    return true;
}
