/* record/quantities_numbers.c: amounts as digits ("1,250", ".292", "2½", "3 1/2") and as
 * words ("twenty-five", "two and a half million", "half a dozen", "tens of thousands").
 *
 * Number words are summed as they are spoken: each may only add what the one before left
 * room for (twenty leaves 9, hundred 99), a scale multiplies what has gathered so far. */
#include "record/quantities.h"

#include <string.h>

typedef enum word_kind {
    WORD_ONES,
    WORD_TENS,
    WORD_HUNDRED,
    WORD_SCALE,
    WORD_DOZEN,
    WORD_PLURAL
} word_kind;

typedef struct number_word {
    const char *text;
    word_kind kind;
    double value;
} number_word;

static const number_word number_words[] = {
    { "billion", WORD_SCALE, 1e9 },    { "billions", WORD_PLURAL, 1e9 },
    { "bln", WORD_SCALE, 1e9 },        { "crore", WORD_SCALE, 1e7 },
    { "crores", WORD_PLURAL, 1e7 },    { "dozen", WORD_DOZEN, 12 },
    { "dozens", WORD_PLURAL, 12 },     { "eight", WORD_ONES, 8 },
    { "eighteen", WORD_ONES, 18 },     { "eighty", WORD_TENS, 80 },
    { "eleven", WORD_ONES, 11 },       { "fifteen", WORD_ONES, 15 },
    { "fifty", WORD_TENS, 50 },        { "five", WORD_ONES, 5 },
    { "forty", WORD_TENS, 40 },        { "four", WORD_ONES, 4 },
    { "fourteen", WORD_ONES, 14 },     { "hundred", WORD_HUNDRED, 100 },
    { "hundreds", WORD_PLURAL, 100 },  { "lakh", WORD_SCALE, 1e5 },
    { "lakhs", WORD_PLURAL, 1e5 },     { "mln", WORD_SCALE, 1e6 },
    { "million", WORD_SCALE, 1e6 },    { "millions", WORD_PLURAL, 1e6 },
    { "nine", WORD_ONES, 9 },          { "nineteen", WORD_ONES, 19 },
    { "ninety", WORD_TENS, 90 },       { "one", WORD_ONES, 1 },
    { "scores", WORD_PLURAL, 20 },     { "seven", WORD_ONES, 7 },
    { "seventeen", WORD_ONES, 17 },    { "seventy", WORD_TENS, 70 },
    { "six", WORD_ONES, 6 },           { "sixteen", WORD_ONES, 16 },
    { "sixty", WORD_TENS, 60 },        { "ten", WORD_ONES, 10 },
    { "tens", WORD_PLURAL, 10 },       { "thirteen", WORD_ONES, 13 },
    { "thirty", WORD_TENS, 30 },       { "thousand", WORD_SCALE, 1e3 },
    { "thousands", WORD_PLURAL, 1e3 }, { "three", WORD_ONES, 3 },
    { "trillion", WORD_SCALE, 1e12 },  { "trillions", WORD_PLURAL, 1e12 },
    { "twelve", WORD_ONES, 12 },       { "twenty", WORD_TENS, 20 },
    { "two", WORD_ONES, 2 },
};

enum { WORD_LONGEST = 9 };

static str word_at(const tokens *t, uint32_t i) { return token_str(t, i); }

/* Entries by first letter; the table is in order. */
static const number_word *find_word(str s) {
    if (s.length < 3 || s.length > WORD_LONGEST) return NULL;
    char first = to_lower(s.at[0]);
    for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++) {
        const number_word *w = &number_words[i];
        if (w->text[0] > first) break;
        if (w->text[0] == first && str_is_folded(s, w->text)) return w;
    }
    return NULL;
}

static const number_word *word_of(const tokens *t, uint32_t i, uint32_t past) {
    return i < past && !(t->at[i].flags & TOKEN_NUMBER) ? find_word(word_at(t, i)) : NULL;
}

bool number_starts(const tokens *t, uint32_t at) {
    if (!(t->at[at].flags & TOKEN_NUMBER)) {
        bool points = str_is_folded(word_at(t, at), "scores"); /* unless "scores of" */
        bool of = at + 1 < t->count && str_is_folded(word_at(t, at + 1), "of");
        if (points && !of) return false;
        return find_word(word_at(t, at)) != NULL;
    }
    str s = word_at(t, at);
    return is_digit(s.at[0]) || (s.length > 1 && s.at[0] == '.' && is_digit(s.at[1]));
}

/* ---- digits ---- */

enum { DIGITS_MOST = 15 }; /* what a double holds exactly */

/* "½" and the like at the end of s: what it adds, and s without it. */
static double vulgar_fraction(str *s) {
    static const struct {
        const char *text;
        double value;
    } marks[] = {
        { "½", 0.5 }, { "¼", 0.25 }, { "¾", 0.75 }, { "⅓", 1.0 / 3 }, { "⅔", 2.0 / 3 },
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        str mark = str_of(marks[i].text);
        if (!str_ends(*s, mark)) continue;
        s->length -= mark.length;
        return marks[i].value;
    }
    return 0;
}

/* A comma between groups of digits. */
static bool parts_groups(str s, size_t i) {
    return s.at[i] == ',' && i && i + 2 < s.length && is_digit(s.at[i + 1])
        && is_digit(s.at[i + 2]);
}

static bool read_digits(str s, number *out) {
    double more = vulgar_fraction(&s), value = 0, tenths = 0; /* 0: no point yet */
    size_t digits = 0;
    for (size_t i = 0; i < s.length; i++) {
        char c = s.at[i];
        if (parts_groups(s, i)) {
            out->grouped = true;
            continue;
        }
        if (c == '.' && tenths == 0 && i + 1 < s.length) {
            tenths = 1;
            continue;
        }
        if (!is_digit(c) || ++digits > DIGITS_MOST) return false;
        value = value * 10 + (c - '0');
        if (tenths > 0) tenths *= 10;
    }
    if (!digits && more == 0) return false;
    out->fraction = tenths > 0 || more > 0;
    out->low = out->high = value / (tenths > 0 ? tenths : 1) + more;
    return true;
}

static bool is_small_digit(const tokens *t, uint32_t i, uint32_t past) {
    return i < past && t->at[i].end - t->at[i].start == 1 && is_digit(t->text.at[t->at[i].start]);
}

/* "3 1/2": the half behind the number. */
static void read_simple_fraction(const tokens *t, uint32_t past, number *out) {
    uint32_t i = out->past;
    if (!is_small_digit(t, i, past) || !is_small_digit(t, i + 2, past)) return;
    if (quantity_glued(t, i) || !str_is(word_at(t, i + 1), "/") || !quantity_glued(t, i + 1))
        return;
    double over = t->text.at[t->at[i].start] - '0', under = t->text.at[t->at[i + 2].start] - '0';
    if (under <= over) return;
    out->low = out->high = out->low + over / under;
    out->fraction = true;
    out->past = i + 3;
}

/* ---- words ---- */

typedef struct sum {
    double total, current;
    double room;  /* the most that may still be added to current */
    double scale; /* of the last scale word; 1e15 before one */
    bool scaled;
} sum;

static bool sum_scale(sum *s, double scale) {
    if (s->current <= 0 || scale >= s->scale) return false;
    s->total += s->current * scale;
    s->current = 0;
    s->scale = scale;
    s->scaled = true;
    s->room = 999;
    return true;
}

static bool sum_add(sum *s, const number_word *w) {
    switch (w->kind) {
    case WORD_ONES:
    case WORD_TENS:
        if (w->value > s->room) return false;
        s->current += w->value;
        s->room = w->kind == WORD_TENS ? 9 : 0;
        return true;
    case WORD_HUNDRED:
        if (s->current <= 0 || s->current >= 100) return false;
        s->current *= 100;
        s->room = 99;
        return true;
    case WORD_DOZEN:
        if (s->current <= 0 || s->scaled) return false;
        s->current *= 12;
        s->room = 0;
        return true;
    case WORD_SCALE: return sum_scale(s, w->value);
    case WORD_PLURAL: return false;
    }
    return false;
}

/* "and a half" at token i. */
static bool is_and_a_half(const tokens *t, uint32_t i, uint32_t past) {
    return quantity_word(t, i, past, "and") && quantity_word(t, i + 1, past, "a")
        && quantity_word(t, i + 2, past, "half");
}

/* Where the next word of the number stands: behind a hyphen ("twenty-five", "10-million") or
 * an "and" that a number leaves room for ("three hundred and five"). */
static uint32_t next_word(const tokens *t, uint32_t i, uint32_t past, const sum *s) {
    if (quantity_is_dash(t, i, past) && quantity_glued(t, i + 1)) return i + 1;
    const number_word *w = word_of(t, i + 1, past);
    bool low = w && (w->kind == WORD_ONES || w->kind == WORD_TENS);
    if (low && (s->room == 99 || s->room == 999) && s->current + s->total < 1e6
        && quantity_word(t, i, past, "and"))
        return i + 1;
    return i;
}

static void sum_words(const tokens *t, uint32_t past, sum *s, number *out) {
    for (;;) {
        if (is_and_a_half(t, out->past, past)) {
            if (s->current > 0)
                s->current += 0.5;
            else
                s->total += 0.5 * s->scale;
            out->past += 3;
            out->fraction = true;
            s->room = 0;
        }
        uint32_t i = next_word(t, out->past, past, s);
        const number_word *w = word_of(t, i, past);
        if (!w || !sum_add(s, w)) break;
        out->past = i + 1;
    }
    out->low = out->high = s->total + s->current;
    out->scale = s->scaled && s->current == 0 ? s->scale : 1;
}

/* ---- what stands before a scale word ---- */

/* What "a million" is multiplied by in "half a million", "a quarter of a million"; moves
 * *first over these words. */
static double part_before(const tokens *t, uint32_t floor, uint32_t *first) {
    static const struct {
        const char *word;
        double value;
    } parts[] = {
        { "half", 0.5 },
        { "quarter", 0.25 },
        { "third", 1.0 / 3 },
    };
    uint32_t at = *first;
    if (at < floor + 2) return 1;
    bool of = str_is_folded(word_at(t, at - 1), "of");
    uint32_t i = of ? at - 2 : at - 1;
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        if ((k && !of) || !str_is_folded(word_at(t, i), parts[k].word)) continue;
        bool article = of && i > floor && str_is_folded(word_at(t, i - 1), "a");
        *first = article ? i - 1 : i;
        return parts[k].value;
    }
    return 1;
}

enum { BEFORE_SCALE = 5 };

/* "half a million", "a dozen", "several hundred", "a few thousand", "a couple of hundred". */
static bool read_before_scale(const tokens *t, uint32_t at, sum *s, number *out) {
    uint32_t first = at - 1, floor = at >= BEFORE_SCALE ? at - BEFORE_SCALE : 0;
    if (at <= floor) return false;
    str before = word_at(t, first);
    bool few = str_is_folded(before, "several") || str_is_folded(before, "few")
            || str_is_folded(before, "many");
    s->current = 1;
    s->room = 0;
    out->vague = few;
    if (str_is_folded(before, "a")) {
        s->current = part_before(t, floor, &first);
    } else if (!few) {
        if (str_is_folded(before, "of") && first > floor) first--;
        if (!str_is_folded(word_at(t, first), "couple")) return false;
        s->current = 2;
    }
    bool article =
        !str_is_folded(before, "a") && first > floor && str_is_folded(word_at(t, first - 1), "a");
    out->first = article ? first - 1 : first;
    return true;
}

static void make_vague(number *out, double size) {
    out->vague = true;
    out->low = 2 * size;
    out->high = size == 12 ? 99 : 10 * size - 1;
}

/* "dozens", "tens of thousands" */
static void read_plural(const tokens *t, uint32_t past, double size, number *out) {
    const number_word *w;
    while (quantity_word(t, out->past, past, "of") && (w = word_of(t, out->past + 1, past))
           && w->kind == WORD_PLURAL && w->value >= size && size < 1e9) {
        size *= w->value;
        out->past += 2;
    }
    out->plural = true;
    make_vague(out, size);
}

static bool read_words(const tokens *t, uint32_t at, uint32_t past, number *out) {
    const number_word *w = word_of(t, at, past);
    sum s = { .room = 999, .scale = 1e15 };
    out->words = true;
    if (!w) return false;
    if (w->kind == WORD_PLURAL) {
        read_plural(t, past, w->value, out);
        return true;
    }
    if (w->kind != WORD_ONES && w->kind != WORD_TENS && !read_before_scale(t, at, &s, out))
        return false;
    if (!sum_add(&s, w)) return false;
    sum_words(t, past, &s, out);
    if (out->vague) make_vague(out, out->low);
    return true;
}

static bool read_one(const tokens *t, uint32_t at, uint32_t past, number *out) {
    *out = (number){ .first = at, .past = at + 1, .scale = 1 };
    if (!(t->at[at].flags & TOKEN_NUMBER)) return read_words(t, at, past, out);
    if (!read_digits(word_at(t, at), out)) return false;
    read_simple_fraction(t, past, out);
    sum s = { .current = out->low, .room = 0, .scale = 1e15 };
    sum_words(t, past, &s, out);
    return true;
}

/* ---- ranges ---- */

/* Token of the second number of a range whose first ends at i, or TOKEN_NONE. */
static uint32_t range_next(const tokens *t, const number *n, uint32_t past) {
    uint32_t i = n->past;
    bool between = n->first > 0 && str_is_folded(word_at(t, n->first - 1), "between");
    bool from = n->first > 0 && str_is_folded(word_at(t, n->first - 1), "from");
    if (i + 1 >= past || !number_starts(t, i + 1)) return TOKEN_NONE;
    str s = word_at(t, i);
    if (quantity_is_dash(t, i, past)) return quantity_glued(t, i + 1) ? i + 1 : TOKEN_NONE;
    if (str_is_folded(s, "to") && !from) return i + 1;
    if (str_is_folded(s, "or")) return i + 1;
    return between && str_is_folded(s, "and") ? i + 1 : TOKEN_NONE;
}

static void read_range(const tokens *t, uint32_t past, number *n) {
    number next;
    uint32_t at = range_next(t, n, past);
    if (at == TOKEN_NONE || n->vague || !read_one(t, at, past, &next) || next.vague) return;
    if (next.first != at) return;
    if (n->scale == 1 && n->low * next.scale < next.low) n->low *= next.scale;
    if (n->low >= next.low) return;
    n->range = true;
    n->dashed = quantity_is_dash(t, n->past, past);
    n->high = next.high;
    n->scale = next.scale;
    n->words = n->words && next.words;
    n->past = next.past;
}

bool number_read(const tokens *t, uint32_t at, uint32_t past, number *out) {
    if (!read_one(t, at, past, out)) return false;
    read_range(t, past, out);
    return true;
}
