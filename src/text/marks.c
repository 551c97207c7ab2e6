/* text/marks.c: see marks.h. Marks are single tokens, but for runs ("...", "?!", "--"),
 * quotation marks written double (`` and ''), elisions ('em, '60s), tags and faces. */
#include "text/marks.h"

char kind_before(const chunk *c, size_t at) {
    if (at <= c->start) return CHAR_BLANK;
    size_t from = at - 1, length;
    while (from > c->start && ((unsigned char)c->text.at[from] & 0xC0) == 0x80) from--;
    return char_at(c->text, from, &length);
}

bool is_closing(char kind) {
    return kind == ')' || kind == ']' || kind == '"' || kind == '\'' || kind == CHAR_QUOTE;
}

static size_t letters_end(const chunk *c, size_t at) {
    for (size_t length; at < c->end; at += length) {
        char kind = char_at(c->text, at, &length);
        if (!char_is_word(kind) && kind != '_') break;
    }
    return at;
}

/* Past further marks of the same bytes. */
static size_t same_end(const chunk *c, size_t at) {
    size_t length = mark_length(c, at), end = at + length;
    while (end + length <= c->end
           && str_same(str_cut(c->text, at, at + length), str_cut(c->text, end, end + length)))
        end += length;
    return end;
}

static size_t dots_end(const chunk *c, size_t at) {
    for (size_t length; at < c->end; at += length) {
        char kind = char_at(c->text, at, &length);
        if (kind != '.' && kind != CHAR_ELLIPSIS) break;
    }
    return at;
}

static size_t calls_end(const chunk *c, size_t at) {
    while (at < c->end && (c->text.at[at] == '!' || c->text.at[at] == '?')) at++;
    return at;
}

/* "...", "?!", ".?"; but "...?" is two tokens. */
static size_t stops_end(const chunk *c, size_t at) {
    size_t dots = dots_end(c, at);
    return dots - at <= 1 ? calls_end(c, dots) : dots;
}

/* 'em, 'til, '60s: an apostrophe for what was left out. */
static size_t elision_end(const chunk *c, size_t at) {
    static const char *const elided[] = { "em", "til", "tis", "twas", "n" };
    size_t start = at + mark_length(c, at), end = letters_end(c, start);
    str word = str_cut(c->text, start, end);
    for (size_t i = 0; i < sizeof elided / sizeof *elided; i++)
        if (str_is_folded(word, elided[i])) return end;
    bool year = (word.length == 2 || (word.length == 3 && word.at[2] == 's'))
             && is_digit(word.at[0]) && is_digit(word.at[1]);
    return year ? end : at;
}

static size_t apostrophe_end(const chunk *c, size_t at) {
    size_t one = mark_length(c, at), end = at;
    char before = kind_before(c, at);
    if (clitic_end(c, at) > at && before != '"' && before != CHAR_QUOTE && before != '(')
        return clitic_end(c, at);
    if (!char_is_word(before) && (end = elision_end(c, at)) > at) return end;
    str first = str_cut(c->text, at, at + one), second = str_cut(c->text, at + one, at + 2 * one);
    bool twice = at + 2 * one <= c->end && str_same(first, second); /* `` and '' */
    return twice ? at + 2 * one : at + one;
}

/* ":)" ";-)" "=(" at the end of a chunk, or before its last stops. */
static size_t face_end(const chunk *c, size_t at) {
    char before = kind_before(c, at);
    size_t mouth = at + 1;
    if (kind_at(c, mouth) == '-') mouth++;
    if (mouth >= c->end || before == CHAR_DIGIT) return at;
    char shape = c->text.at[mouth];
    bool always = shape == ')' || shape == '(';
    if (!always && (before != CHAR_BLANK || !str_has(STR("DPpOo3/|*"), shape))) return at;
    return calls_end(c, dots_end(c, mouth + 1)) == c->end ? mouth + 1 : at;
}

static size_t tag_end(const chunk *c, size_t at) {
    char next = kind_at(c, at + 1), before = kind_before(c, at);
    if (char_is_word(before) || !(char_is_letter(next) || next == '_')) return at;
    return letters_end(c, at + 1);
}

/* A picture with what is joined to it: variation selectors, skin tones, further pictures. */
static size_t picture_end(const chunk *c, size_t at) {
    size_t length, end = at + mark_length(c, at);
    while (end < c->end) {
        code_point p = utf8_at(c->text, end, &length);
        bool joins = p == 0x200D;
        if (!joins && (p & ~1) != 0xFE0E && p != 0x20E3 && (p < 0x1F3FB || p > 0x1F3FF)) break;
        end += length;
        if (joins) end += mark_length(c, end);
    }
    return end;
}

static size_t bracket_end(const chunk *c, size_t at) {
    str rest = str_cut(c->text, at, c->end);
    if (str_starts(rest, STR("[...]"))) return at + 5;
    return str_starts(rest, STR("[\u2026]")) ? at + 5 : at + 1;
}

static size_t dashes_end(const chunk *c, size_t at) {
    size_t end = same_end(c, at);
    return kind_at(c, end) == '>' ? end + 1 : end;
}

static size_t or_one(size_t at, size_t end) {
    return end > at ? end : at + 1;
}

size_t mark_end(const chunk *c, size_t at) {
    switch (kind_at(c, at)) {
    case '\'':
    case '`': return apostrophe_end(c, at);
    case '.':
        if (is_digit_at(c, at + 1) && !char_is_word(kind_before(c, at)))
            return number_end(c, at + 1);
        return stops_end(c, at);
    case '!':
    case '?':
    case CHAR_ELLIPSIS: return stops_end(c, at);
    case '-': return dashes_end(c, at);
    case '+':
        if (is_digit_at(c, at + 1) && kind_before(c, at) == CHAR_BLANK)
            return number_end(c, at + 1);
        return same_end(c, at);
    case '#': return tag_end(c, at) > at ? tag_end(c, at) : same_end(c, at);
    case '@': return or_one(at, tag_end(c, at));
    case ':':
    case ';': return or_one(at, face_end(c, at));
    case '=': return face_end(c, at) > at ? face_end(c, at) : same_end(c, at);
    case '<':
        if (at + 2 == c->end && c->text.at[at + 1] == '3') return at + 2;
        return same_end(c, at);
    case '*': case '_': case '~': case '>': case '|': case '$': case CHAR_DASH:
        return same_end(c, at);
    case '[': return bracket_end(c, at);
    case CHAR_MARK: return picture_end(c, at);
    default: return at + mark_length(c, at);
    }
}
