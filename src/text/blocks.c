/* text/blocks.c: see blocks.h.
 *
 * Whether a text is wrapped is told from its neighbouring lines: where many a line ends
 * without a stop and the next goes on with a small letter, lines are no paragraphs. Then two
 * lines belong together unless a blank line, an indent or a bullet parts them, or the upper
 * one is shorter than it would have had to be (the first word below would have fitted). */
#include "text/blocks.h"

#include "text/block_kinds.h"
#include "text/chars.h"

enum {
    WIDTH_LEAST = 30, WIDTH_MOST = 200, /* bytes of a line that may be wrapped */
    WRAPPED_SHARE = 4, /* one pair of lines in so many is broken inside a sentence */
};

typedef struct line {
    size_t start, end; /* without the blanks at its ends */
    size_t indent;     /* blanks before start */
    size_t width;      /* columns, blanks before it included: characters, not bytes */
    bool gap;          /* a blank line, or the text's start, stands before it */
} line;

typedef LIST(line) line_list;

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

static size_t skip_blanks(str text, size_t at, size_t end) {
    for (size_t length; at < end; at += length)
        if (char_at(text, at, &length) != CHAR_BLANK) break;
    return at;
}

static size_t trim_blanks(str text, size_t start, size_t end) {
    while (end > start) {
        size_t last = end - 1, length;
        while (last > start && ((unsigned char)text.at[last] & 0xC0) == 0x80) last--;
        if (char_at(text, last, &length) != CHAR_BLANK) break;
        end = last;
    }
    return end;
}

static void cut_lines(arena *a, str text, line_list *out) {
    bool gap = true;
    for (size_t at = 0, end; at < text.length; at = end) {
        end = at;
        while (end < text.length && !is_line_end(text.at[end])) end++;
        size_t start = skip_blanks(text, at, end), past = trim_blanks(text, start, end);
        size_t indent = utf8_count(str_cut(text, at, start));
        size_t width = indent + utf8_count(str_cut(text, start, past));
        if (past > start) *LIST_ADD(a, out) = (line){ start, past, indent, width, gap };
        gap = past == start;
        if (str_starts(str_cut(text, end, text.length), STR("\r\n"))) end++;
        if (end < text.length) end++;
    }
}

static str words_of(str text, const line *l) {
    return str_cut(text, l->start, l->end);
}

static bool goes_on(str text, const line *upper, const line *lower) {
    size_t length;
    return char_at(text, lower->start, &length) == CHAR_LETTER
        && !ends_with_stop(words_of(text, upper));
}

static bool is_wrapped(str text, const line_list *lines) {
    size_t pairs = 0, broken = 0;
    for (size_t i = 1; i < lines->count; i++) {
        const line *upper = &lines->at[i - 1], *lower = &lines->at[i];
        if (lower->gap || upper->width < WIDTH_LEAST) continue;
        pairs++;
        broken += upper->width <= WIDTH_MOST && goes_on(text, upper, lower);
    }
    return broken > 0 && broken * WRAPPED_SHARE >= pairs;
}

/* The column at which lines are broken: nine in ten lines that have one below are no wider. */
static size_t wrap_width(const line_list *lines) {
    size_t count[WIDTH_MOST + 1] = { 0 }, total = 0, seen = 0;
    for (size_t i = 1; i < lines->count; i++) {
        size_t w = lines->at[i - 1].width;
        if (lines->at[i].gap || w > WIDTH_MOST) continue;
        count[w]++;
        total++;
    }
    for (size_t w = 0; w <= WIDTH_MOST; w++) {
        seen += count[w];
        if (seen * 10 >= total * 9) return w;
    }
    return WIDTH_MOST;
}

static size_t first_word(str text, const line *l) {
    size_t end = l->start;
    while (end < l->end && !is_blank(text.at[end])) end++;
    return utf8_count(str_cut(text, l->start, end));
}

/* The first word of `lower` would not have fitted into `upper`. */
static bool is_full(str text, const line *upper, const line *lower, size_t column) {
    return upper->width + 1 + first_word(text, lower) > column;
}

/* Does `lower` go on with the paragraph whose first line is `first`? */
static bool belongs(str text, const line *first, const line *lower, size_t column) {
    const line *upper = lower - 1;
    if (lower->gap || is_item(words_of(text, lower))) return false;
    if (goes_on(text, upper, lower)) return true;
    bool item = is_item(words_of(text, first));
    if (!item && lower->indent > upper->indent) return false;
    return is_full(text, upper, lower, column) && !is_byline(words_of(text, upper));
}

static void add_block(arena *a, block_list *out, size_t start, size_t end) {
    *LIST_ADD(a, out) = (block){ start, end, BLOCK_PARAGRAPH, STR_NONE };
}

void blocks_guess(arena *a, str text, str headline, block_list *out) {
    line_list lines = { 0 };
    cut_lines(a, text, &lines);
    bool wrapped = is_wrapped(text, &lines);
    size_t column = wrapped ? wrap_width(&lines) : 0, begin = out->count;
    for (size_t i = 0, next; i < lines.count; i = next) {
        next = i + 1;
        while (wrapped && next < lines.count
               && belongs(text, &lines.at[i], &lines.at[next], column))
            next++;
        add_block(a, out, lines.at[i].start, lines.at[next - 1].end);
    }
    if (out->count > begin)
        block_kinds_guess(text, headline, out->at + begin, out->count - begin);
}
