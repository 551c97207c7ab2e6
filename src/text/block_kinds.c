/* text/block_kinds.c: see block_kinds.h. Titles and headings are short and end without a
 * stop; bylines begin with one of a few words and stand near a text's ends. */
#include "text/block_kinds.h"

#include <string.h>

#include "base/calendar.h"
#include "text/chars.h"

enum {
    HEADING_WORDS = 16, HEADING_BYTES = 120, TITLE_WORDS = 30, TITLE_BYTES = 220,
    BYLINE_WORDS = 14, BYLINE_BYTES = 160,
    BYLINES_WITHIN = 8, /* blocks from either end of the text */
    SCAN_BYTES = 1024,  /* of a block: what is longer is a paragraph */
};

static size_t last_character(str words, size_t end) {
    size_t at = end - 1;
    while (at > 0 && ((unsigned char)words.at[at] & 0xC0) == 0x80) at--;
    return at;
}

bool ends_with_stop(str words) {
    for (size_t end = words.length, length; end > 0;) {
        size_t at = last_character(words, end);
        char kind = char_at(words, at, &length);
        bool closing = kind == ')' || kind == ']' || kind == '"' || kind == '\''
                    || kind == CHAR_QUOTE || kind == '*' || kind == '_';
        if (!closing) {
            return kind == '.' || kind == '!' || kind == '?' || kind == ':'
                || kind == CHAR_ELLIPSIS;
        }
        end = at;
    }
    return false;
}

static size_t count_words(str words) {
    size_t count = 0;
    bool blank = true;
    for (size_t i = 0; i < words.length; i++) {
        count += blank && !is_blank(words.at[i]);
        blank = is_blank(words.at[i]);
    }
    return count;
}

static bool is_short(str words, size_t bytes, size_t most_words) {
    return words.length <= bytes && count_words(words) <= most_words;
}

static bool is_bullet(str words) {
    static const char *const bullets[] = { "\u2022", "\u2023", "\u25E6", "\u25AA", "\u25CF",
                                           "\u00B7", "\u2043", "*", "-", "+" };
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        str bullet = str_of(bullets[i]);
        if (words.length > bullet.length + 1 && str_starts(words, bullet)
            && is_blank(words.at[bullet.length])) return true;
    }
    return false;
}

/* "1. ", "12) ", "(a) ", "b) " */
static bool is_numbered(str words) {
    size_t at = words.length && words.at[0] == '(', start = at;
    while (at < words.length && is_digit(words.at[at])) at++;
    bool letter = at == start && at < words.length && words.at[at] >= 'a' && words.at[at] <= 'h';
    if (letter) at++;
    if (at == start || at > start + 2 || at + 1 >= words.length) return false;
    return (words.at[at] == ')' || (words.at[at] == '.' && !letter && start == 0))
        && is_blank(words.at[at + 1]);
}

bool is_item(str words) {
    return is_bullet(words) || is_numbered(words);
}

static bool starts_with_any(str words, const char *const *heads, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_starts_folded(words, str_of(heads[i]))) return true;
    return false;
}

static bool has_digit(str words) {
    for (size_t i = 0; i < words.length; i++)
        if (is_digit(words.at[i])) return true;
    return false;
}

/* "By Ann Lee and Bo Reed, Staff Writers": a name follows, and no sentence. */
static bool names_writer(str words) {
    size_t length, at = words.length && words.at[0] == '(';
    str rest = str_cut(words, at, words.length);
    if (!str_starts_folded(rest, STR("by ")) || ends_with_stop(words)) return false;
    return rest.length > 3 && char_at(rest, 3, &length) == CHAR_UPPER;
}

static bool names_editors(str words) {
    static const char *const heads[] = { "Reporting by ", "Editing by ", "Writing by ",
                                         "Additional reporting by ", "Compiled by " };
    size_t at = words.length && words.at[0] == '(';
    return starts_with_any(str_cut(words, at, words.length), heads, sizeof heads / sizeof *heads);
}

static bool says_when(str words) {
    static const char *const heads[] = { "Published", "Updated", "Posted", "Last updated",
                                         "First published", "Last modified" };
    return starts_with_any(words, heads, sizeof heads / sizeof *heads) && has_digit(words)
        && !ends_with_stop(words);
}

static str next_word(str words, size_t *at) {
    while (*at < words.length && !is_ascii_letter(words.at[*at]) && !is_digit(words.at[*at]))
        (*at)++;
    size_t start = *at;
    while (*at < words.length && (is_ascii_letter(words.at[*at]) || is_digit(words.at[*at])))
        (*at)++;
    return str_cut(words, start, *at);
}

static bool is_date_word(str word) {
    static const char *const others[] = { "am", "pm", "a", "p", "m", "gmt", "utc", "et", "edt",
                                          "est", "bst", "at", "on", "st", "nd", "rd", "th" };
    if (month_of_name(word) || weekday_of_name(word) >= 0) return true;
    if (is_digit(word.at[0])) return true;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_is_folded(word, others[i])) return true;
    return false;
}

/* "Monday, 5 January 2026 10:15 GMT" and nothing else. */
static bool is_date(str words) {
    if (words.length > 60 || !has_digit(words)) return false;
    bool named = false;
    size_t at = 0;
    for (str word = next_word(words, &at); word.length; word = next_word(words, &at)) {
        if (!is_date_word(word)) return false;
        named |= month_of_name(word) > 0;
    }
    return named;
}

bool is_byline(str words) {
    if (words.length > BYLINE_BYTES * 2) return false;
    if (names_editors(words)) return true;
    if (!is_short(words, BYLINE_BYTES, BYLINE_WORDS)) return false;
    return names_writer(words) || says_when(words) || is_date(words);
}

static bool is_caption(str words) {
    static const char *const heads[] = { "FILE - ", "FILE \u2014 ", "FILE \u2013 ", "Photo: ",
                                         "Image: ", "Caption: ", "Picture: " };
    return starts_with_any(words, heads, sizeof heads / sizeof *heads);
}

/* Short, begins like a sentence, ends without a stop, and is nobody's words ("SMITH: Yes"). */
static bool looks_like_heading(str words) {
    size_t length;
    if (!is_short(words, HEADING_BYTES, HEADING_WORDS) || ends_with_stop(words)) return false;
    char first = char_at(words, 0, &length);
    if (first != CHAR_UPPER && first != CHAR_DIGIT && first != '\'' && first != CHAR_QUOTE
        && first != '"') return false;
    return str_find(words, STR(": "), 0) == words.length && !str_has(STR(",;-"),
                                                                    words.at[words.length - 1]);
}

static bool looks_like_title(str words) {
    size_t length;
    if (!is_short(words, TITLE_BYTES, TITLE_WORDS) || is_byline(words)) return false;
    char first = char_at(words, 0, &length), last = words.at[words.length - 1];
    return first != CHAR_LETTER && last != '.' && last != ',' && last != ':';
}

/* The same words, whatever the blanks and the case. */
static bool same_words(str a, str b) {
    size_t i = 0, k = 0;
    for (;; i++, k++) {
        while (i < a.length && is_blank(a.at[i])) i++;
        while (k < b.length && is_blank(b.at[k])) k++;
        if (i == a.length || k == b.length) return i == a.length && k == b.length;
        if (to_lower(a.at[i]) != to_lower(b.at[k])) return false;
    }
}

static block_kind kind_of(str words, bool near_end) {
    if (is_item(words)) return BLOCK_ITEM;
    if (str_starts(words, STR("> "))) return BLOCK_QUOTE;
    if (near_end && is_byline(words)) return BLOCK_BYLINE;
    if (is_caption(words)) return BLOCK_CAPTION;
    return looks_like_heading(words) ? BLOCK_HEADING : BLOCK_PARAGRAPH;
}

/* What agencies and press offices write above the title. */
static bool is_slug(str words) {
    static const char *const heads[] = { "for immediate release", "press release", "news release",
                                         "breaking news", "media release", "for release",
                                         "embargoed until", "under embargo" };
    return is_short(words, HEADING_BYTES, 8) && !ends_with_stop(words)
        && starts_with_any(words, heads, sizeof heads / sizeof *heads);
}

static bool is_title(str words, str headline, size_t count) {
    if (headline.length && same_words(words, headline)) return true;
    return !headline.length && count > 1 && looks_like_title(words);
}

/* A heading stands over something: short lines in a row, or at the end, are none. */
static void drop_idle_headings(block *at, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (at[i].kind != BLOCK_HEADING) continue;
        bool under_title = i > 0 && at[i - 1].kind == BLOCK_TITLE;
        bool over = i + 1 < count && at[i + 1].kind != BLOCK_HEADING;
        if (i + 1 == count || (!over && !under_title)) at[i].kind = BLOCK_PARAGRAPH;
    }
}

void block_kinds_guess(str text, str headline, block *at, size_t count) {
    for (size_t i = 0; i < count; i++) {
        str words = str_cut(text, at[i].start, at[i].end);
        if (words.length > SCAN_BYTES && !is_item(words)) continue;
        bool near_end = i < BYLINES_WITHIN || i + BYLINES_WITHIN >= count;
        at[i].kind = kind_of(words, near_end);
    }
    size_t first = count > 2 && is_slug(str_cut(text, at[0].start, at[0].end));
    if (first) at[0].kind = BLOCK_BYLINE;
    if (first < count && is_title(str_cut(text, at[first].start, at[first].end), headline, count))
        at[first].kind = BLOCK_TITLE;
    drop_idle_headings(at, count);
}
