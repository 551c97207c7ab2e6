/* text/words.c: see words.h. Words and numbers; marks are in text/marks.c.
 *
 * A token is grown from left to right: a run of letters and digits, then as long as a mark
 * joins it to what follows ("O'Connor", "AT&T", "1,700", "U.S.", "pre-war"), then less the
 * clitic at its end ("don't" gives up "n't"). What joins is what the English treebanks of
 * Universal Dependencies (EWT, GUM) keep in one word. */
#include "text/words.h"

#include <string.h>

#include "text/abbreviations.h"
#include "text/addresses.h"
#include "text/marks.h"

static str piece(const chunk *c, size_t start, size_t end) {
    return str_cut(c->text, start, end);
}

/* Past the letters and digits that stand at `at`. */
static size_t run_end(const chunk *c, size_t at) {
    for (size_t length; at < c->end; at += length) {
        if (!char_is_word(char_at(c->text, at, &length)) && c->text.at[at] != '_') break;
    }
    return at;
}

static size_t digits_end(const chunk *c, size_t at) {
    while (at < c->end && is_digit(c->text.at[at])) at++;
    return at;
}

/* ---- apostrophes ---- */

size_t clitic_end(const chunk *c, size_t at) {
    static const char *const clitics[] = { "s", "re", "ve", "ll", "d", "m" };
    size_t start = at + mark_length(c, at), end = run_end(c, start);
    if (end == start || end - start > 2) return at;
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
        if (str_is_folded(piece(c, start, end), clitics[i])) return end;
    return at;
}

/* Past "'t" that stands at `at`, or `at`. */
static size_t not_tail(const chunk *c, size_t at) {
    if (kind_at(c, at) != '\'') return at;
    size_t t = at + mark_length(c, at);
    if (t >= c->end || to_lower(c->text.at[t]) != 't') return at;
    return char_is_word(kind_at(c, t + 1)) ? at : t + 1;
}

static size_t apostrophe_joined(const chunk *c, size_t at, size_t end) {
    size_t next = end + mark_length(c, end);
    if (c->text.at[end] == '`' || !char_is_letter(kind_at(c, next))) return end;
    if (clitic_end(c, end) > end || not_tail(c, end) > end) return end;
    if (end - at == 1 && str_is_folded(piece(c, at, end), "y")) return next; /* y'all */
    return run_end(c, next);
}

/* ---- dots ---- */

/* Past closing marks: does the passage end here, or a new sentence begin behind a blank? */
static bool sentence_ends(const chunk *c, size_t at) {
    size_t length;
    while (at < c->end && is_closing(kind_at(c, at))) at += mark_length(c, at);
    if (at < c->end) return false;
    while (at < c->passage_end && char_at(c->text, at, &length) == CHAR_BLANK) at += length;
    if (at >= c->passage_end) return true;
    if (!c->prose) return false;
    size_t end = at;
    while (end < c->passage_end && is_ascii_letter(c->text.at[end])) end++;
    bool dotted = end < c->passage_end && c->text.at[end] == '.' && end - at == 1;
    return !dotted && is_sentence_starter(piece(c, at, end));
}

/* The first character that is no blank from `at` on, inside the passage, or a blank. */
static char next_kind(const chunk *c, size_t at) {
    for (size_t length; at < c->passage_end; at += length) {
        char kind = char_at(c->text, at, &length);
        if (kind != CHAR_BLANK) return kind;
    }
    return CHAR_BLANK;
}

static bool follows_comma(const chunk *c, size_t at) {
    return at == c->start && at >= 2 && is_blank(c->text.at[at - 1]) && c->text.at[at - 2] == ',';
}

static bool initial_keeps_dot(const chunk *c, size_t at, size_t dot) {
    char letter = c->text.at[at], next = next_kind(c, dot + 1);
    if (!is_upper(letter)) return letter && strchr("bcdprv", letter) && next == CHAR_DIGIT;
    if (letter == 'I' && dot + 1 == c->end) return false;
    bool name = next == CHAR_UPPER || next == CHAR_LETTER || next == ',';
    return name && !sentence_ends(c, dot + 1);
}

/* [at, dot) has letters only between its dots, one each: "U.S", "p.m", "Ph.D". */
static bool is_acronym(str word) {
    return word.length >= 3 && word.at[word.length - 2] == '.';
}

/* "Mass. voters": no sentence ends at a capitalised word before a small letter. */
static bool goes_on(const chunk *c, size_t at, size_t dot) {
    return is_upper(c->text.at[at]) && next_kind(c, dot + 1) == CHAR_LETTER;
}

static bool word_keeps_dot(const chunk *c, size_t at, size_t dot) {
    str word = piece(c, at, dot);
    if (word.length == 1 && is_ascii_letter(word.at[0])) return initial_keeps_dot(c, at, dot);
    if (is_acronym(word)) return !sentence_ends(c, dot + 1);
    switch (abbreviation_of(word)) {
    case ABBREVIATION_NONE: return false;
    case ABBREVIATION_TITLE: return next_kind(c, dot + 1) != CHAR_BLANK;
    case ABBREVIATION_LAST: return !sentence_ends(c, dot + 1);
    case ABBREVIATION_NUMBER:
        return next_kind(c, dot + 1) == CHAR_DIGIT || goes_on(c, at, dot);
    case ABBREVIATION_PLACE:
        return kind_at(c, dot + 1) == ',' || follows_comma(c, at) || goes_on(c, at, dot);
    }
    return false;
}

/* "Ph.D" and "M.Sc" are joined whatever their length. */
static bool is_degree(str word) {
    static const char *const degrees[] = { "Ph.D", "M.Sc", "B.Sc", "D.Phil", "M.Phil", "W.Va" };
    for (size_t i = 0; i < sizeof degrees / sizeof *degrees; i++)
        if (str_is(word, degrees[i])) return true;
    return false;
}

static size_t dot_joined(const chunk *c, size_t at, size_t dot) {
    size_t next = dot + 1;
    char kind = kind_at(c, next);
    if (char_is_letter(kind)) {
        size_t end = run_end(c, next);
        bool letters = end - next == 1 && (dot - at == 1 || c->text.at[dot - 2] == '.');
        if (letters || is_degree(piece(c, at, end))) return end;
        return dot - at > 1 || is_upper(c->text.at[at]) ? (word_keeps_dot(c, at, dot) ? next : dot)
                                                        : dot;
    }
    if (kind == CHAR_DIGIT) return word_keeps_dot(c, at, dot) ? next : dot;
    if (kind == '.' && (!is_acronym(piece(c, at, dot)) || kind_at(c, next + 1) == '.')) return dot;
    return word_keeps_dot(c, at, dot) || kind == '.' ? next : dot;
}

/* ---- other marks inside words ---- */

/* Prefixes that are words or names where both sides are capitalised: "Inter-Services". */
static bool is_name_part(str prefix) {
    return is_upper(prefix.at[0]) && (prefix.length <= 2 || str_is(prefix, "Inter")
                                      || str_is(prefix, "Pan") || str_is(prefix, "Micro"));
}

static bool is_kept_suffix(str word) {
    return str_is(word, "esque") || str_is(word, "wise");
}

/* "over-the-counter" is no prefix and word. */
static bool is_small_word(str word) {
    static const char *const small[] = { "the", "to", "and", "or", "of", "in", "by", "a", "at" };
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (str_is(word, small[i])) return true;
    return false;
}

static size_t hyphen_joined(const chunk *c, size_t at, size_t end) {
    size_t next = end + mark_length(c, end);
    if (next == c->end && end - at <= 2 && kind_before(c, at) != CHAR_DIGIT)
        return next; /* "th-", a word broken off */
    if (!char_is_word(kind_at(c, next))) return end;
    size_t next_end = run_end(c, next);
    str first = piece(c, at, end);
    if (is_kept_suffix(piece(c, next, next_end))) return next_end;
    if (kind_before(c, at) == '-' || !is_kept_prefix(first)) return end;
    if (is_small_word(piece(c, next, next_end))) return end;
    return is_name_part(first) && kind_at(c, next) == CHAR_UPPER ? end : next_end;
}

static size_t slash_joined(const chunk *c, size_t at, size_t end) {
    static const char *const whole[] = { "w/o", "w/out", "w/in", "s/he", "b/t", "b/w", "n/a",
                                         "l/c", "i/c", "i/s" };
    size_t next_end = run_end(c, end + 1);
    if (end - at != 1 || next_end - at > 5) return end;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (str_is_folded(piece(c, at, next_end), whole[i])) return next_end;
    return end;
}

/* "US$", "A$": capitals before a dollar sign that belongs to a sum. */
static size_t dollar_joined(const chunk *c, size_t at, size_t end) {
    if (end - at > 3 || kind_at(c, end + 1) == CHAR_LETTER) return end;
    for (size_t i = at; i < end; i++)
        if (!is_upper(c->text.at[i])) return end;
    return end + 1;
}

/* "f***ing" */
static size_t star_joined(const chunk *c, size_t at, size_t end) {
    size_t stars = end;
    while (stars < c->end && c->text.at[stars] == '*') stars++;
    if (end - at > 2 || (stars - end < 2 && !char_is_letter(kind_at(c, stars)))) return end;
    return run_end(c, stars);
}

/* Where the token [at, end) ends if the mark at `end` joins it to what follows, else `end`. */
static size_t joined_end(const chunk *c, size_t at, size_t end) {
    switch (kind_at(c, end)) {
    case '.': return dot_joined(c, at, end);
    case '\'':
    case '`': return apostrophe_joined(c, at, end);
    case '-': return hyphen_joined(c, at, end);
    case '/': return slash_joined(c, at, end);
    case '&': return char_is_word(kind_at(c, end + 1)) ? run_end(c, end + 1) : end;
    case '$': return dollar_joined(c, at, end);
    case '*': return star_joined(c, at, end);
    default: return end;
    }
}

/* ---- numbers ---- */

/* Groups of digits with hyphens between: telephone numbers, dates, postal codes. Two groups
 * are a range ("5-10") but for the patterns 555-1234 and 12345-6789. */
static size_t grouped_end(const chunk *c, size_t at, size_t end) {
    size_t groups = 1, first = end - at, last = 0, past = end;
    while (past + 1 < c->end && c->text.at[past] == '-' && is_digit(c->text.at[past + 1])) {
        size_t next = digits_end(c, past + 1);
        last = next - past - 1;
        past = next;
        groups++;
    }
    if (first > 4 && c->text.at[end - 4] == '/') first = 3; /* 713/345-7942 */
    bool pair = groups == 2 && last == 4 && (first == 3 || first == 5);
    return groups > 2 || pair ? past : end;
}

/* One or two digits. */
static int small_number(str digits) {
    int n = 0;
    for (size_t i = 0; i < digits.length; i++) n = 10 * n + (digits.at[i] - '0');
    return n;
}

/* Dates and the like: 11/28/2000, 9/11; but 1/2 and 24/7 are fractions or two numbers. */
static size_t slashed_end(const chunk *c, size_t at, size_t end) {
    size_t next = digits_end(c, end + 1);
    if (kind_at(c, next) == '/' && kind_at(c, next + 1) == CHAR_DIGIT)
        return digits_end(c, next + 1);
    if (end - at >= 3 && next - end - 1 >= 3) return next; /* 503/464-7927 */
    if (end - at > 2 || next - end > 3) return end;
    int month = small_number(piece(c, at, end)), day = small_number(piece(c, end + 1, next));
    bool parts = day <= 5 || day == 8 || day == 16;
    bool fraction = month < day && parts && c->text.at[end + 1] != '0';
    bool always = (month == 7 && day == 24) || (month == 24 && day == 7);
    return month <= 12 && day <= 31 && !fraction && !always ? next : end;
}

static bool is_thousands(const chunk *c, size_t at) {
    size_t end = digits_end(c, at);
    return end - at == 3;
}

/* Past the digits at `at` and what joins them to further digits. */
static size_t figure_end(const chunk *c, size_t at) {
    size_t end = digits_end(c, at);
    while (end < c->end && is_digit_at(c, end + 1)) {
        char mark = c->text.at[end];
        size_t next = end;
        if (mark == '.' || mark == ':') next = digits_end(c, end + 1);
        else if (mark == ',' && is_thousands(c, end + 1)) next = end + 4;
        else if (mark == '/') next = slashed_end(c, at, end);
        else if (mark == '-') next = grouped_end(c, at, end);
        if (next == end) break;
        end = next;
    }
    return end;
}

static bool is_unit(const chunk *c, size_t at, str letters) {
    static const char *const units[] = { "am", "pm", "mm", "cm", "km", "kg", "mg", "ml", "ft", "lb",
        "lbs", "oz", "mph", "kph", "bn", "tn", "mn", "kb", "mb", "gb", "tb", "mw", "kw", "gw", "hz",
        "khz", "mhz", "ghz", "kwh", "mwh", "hr", "hrs", "min", "mins", "sec", "secs", "yr", "yrs",
        "k", "m", "x", "sq", "watt", "watts", "percent", "persons", "thousand", "million",
        "billion", "trillion" };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_is_folded(letters, units[i])) return true;
    str figure = str_cut(c->text, at, (size_t)(letters.at - c->text.at));
    bool small = figure.length <= 3 || str_has(figure, '.');
    if (letters.length == 1 && small && str_has(STR("CFcfp"), letters.at[0]))
        return true; /* degrees, pence */
    char before = kind_before(c, at);
    return (before == '$' || before == CHAR_MARK) && letters.length == 1
        && str_has(STR("btBT"), letters.at[0]);
}

/* "a.m" or "p.m" behind a figure */
static bool is_half_day(const chunk *c, size_t at) {
    str three = piece(c, at, at + 3);
    return str_is_folded(three, "a.m") || str_is_folded(three, "p.m");
}

size_t number_end(const chunk *c, size_t at) {
    size_t end = figure_end(c, at), letters = end;
    while (letters < c->end && is_ascii_letter(c->text.at[letters])) letters++;
    if (letters > end && !char_is_word(kind_at(c, letters))) {
        if (is_unit(c, at, piece(c, end, letters)) || is_half_day(c, end)) return end;
    }
    end = run_end(c, end);
    if (kind_at(c, end) == '\'' && end > at && c->text.at[end - 1] == '0') { /* 1960's */
        size_t past = clitic_end(c, end);
        if (past > end && to_lower(c->text.at[past - 1]) == 's') return past;
    }
    return end;
}

/* ---- words ---- */

static size_t token_end(const chunk *c, size_t at) {
    size_t end = run_end(c, at);
    if (not_tail(c, end) > end && end - at == 1 && to_lower(c->text.at[at]) == 'n')
        return not_tail(c, end); /* n't */
    if (not_tail(c, end) > end && to_lower(c->text.at[end - 1]) == 'n') return end - 1;
    for (size_t next; (next = joined_end(c, at, end)) > end; end = next) {}
    if (not_tail(c, end) > end && to_lower(c->text.at[end - 1]) == 'n') return end - 1;
    return end;
}

size_t word_end(const chunk *c, size_t at) {
    if (c->address) {
        size_t end = address_end(c, at);
        if (end > at) return end;
    }
    char kind = kind_at(c, at);
    if (is_digit(c->text.at[at])) return number_end(c, at);
    if (!char_is_word(kind)) return mark_end(c, at);
    size_t end = token_end(c, at);
    return at + fused_part(piece(c, at, end));
}
