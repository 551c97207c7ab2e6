/* record/times_numbers.c: numbers as digits ("1,250", "7:30pm", "1990s", "3rd") and as words
 * ("twenty-five", "nineteen ninety-six", "2 1/2"). */
#include <string.h>

#include "record/times.h"

enum { NUMBER_MOST = 99999999 };

/* Three digits from byte i. */
static bool is_group(str s, size_t i) {
    return i + 3 <= s.length && is_digit(s.at[i]) && is_digit(s.at[i + 1]) && is_digit(s.at[i + 2]);
}

/* Digits at the front of s, with commas between groups of three; their end in *end. */
static int32_t leading(str s, size_t *end, bool *grouped) {
    int32_t n = 0;
    size_t i = 0;
    *grouped = false;
    for (; i < s.length; i++) {
        char c = s.at[i];
        if (c == ',' && i && is_group(s, i + 1)) {
            *grouped = true;
            continue;
        }
        if (!is_digit(c)) break;
        if (n <= NUMBER_MOST / 10) n = n * 10 + (c - '0');
    }
    *end = i;
    return n;
}

static void plain_number(int32_t n, size_t digits, bool grouped, atom *x) {
    x->is = IS('n');
    x->value = n;
    if (grouped) return;
    if (n >= 1 && n <= 31 && digits <= 2) x->is |= IS('D');
    if (n <= 24 && digits <= 2) x->is |= IS('h');
    if (digits == 4 && n >= 1000 && n <= 2200) x->is |= IS('Y');
    if (digits == 4 && n / 100 <= 24 && n % 100 < 60) x->is |= IS('m');
}

/* "am", "p.m." at the end of a clock time, glued to it: 0, 12, or -1. */
static int half_of_day(str rest) {
    static const char *const marks[] = { "am", "a.m.", "a.m", "pm", "p.m.", "p.m" };
    for (int i = 0; i < 6; i++)
        if (str_is_folded(rest, marks[i])) return i < 3 ? 0 : 12;
    return -1;
}

static void clock_number(int hour, int minute, str rest, atom *x) {
    int half = half_of_day(rest);
    if (rest.length && half < 0) return;
    if (hour > 24 || minute > 59 || (half >= 0 && hour > 12)) return;
    if (half >= 0) hour = hour % 12 + half;
    x->is = IS('c');
    x->value = hour * 60 + minute;
    if (half >= 0) x->flags |= ATOM_TWELVE;
}

/* "7.30": a clock time where am or pm follows, else a number with a fraction. */
static void dotted_number(int hour, int minute, atom *x) {
    if (hour > 24 || minute > 59) return;
    x->is = IS('C') | IS('n');
    x->value = hour * 60 + minute;
    x->flags |= ATOM_DECIMAL;
}

/* "30" of "7:30", "7.30pm"; the mark stands at `at`. False where it is no clock time. */
static bool read_clock(str s, size_t at, int32_t hour, atom *x) {
    size_t end;
    bool grouped, colon = s.at[at] == ':';
    str minutes = str_cut(s, at + 1, s.length);
    int32_t minute = leading(minutes, &end, &grouped);
    str rest = str_cut(minutes, end, minutes.length);
    if (end != 2 || at > 2) return false;
    if (colon && rest.length > 2 && rest.at[0] == ':') rest = str_cut(rest, 3, rest.length);
    if (colon || rest.length) clock_number(hour, minute, rest, x);
    else dotted_number(hour, minute, x);
    return x->is != 0;
}

static bool is_ordinal_tail(str rest) {
    return str_is_folded(rest, "st") || str_is_folded(rest, "nd") || str_is_folded(rest, "rd")
        || str_is_folded(rest, "th");
}

/* "2026-01-04", "4/1/2026" (month first, unless it cannot be). */
static bool read_date(str s, atom *x) {
    int field[3] = { 0, 0, 0 }, digits[3] = { 0, 0, 0 }, k = 0;
    for (size_t i = 0; i < s.length; i++) {
        if (is_digit(s.at[i]) && digits[k] < 4) {
            field[k] = field[k] * 10 + (s.at[i] - '0');
            digits[k]++;
        } else if ((s.at[i] == '-' || s.at[i] == '/') && k < 2 && digits[k]) {
            k++;
        } else {
            return false;
        }
    }
    if (k != 2 || !digits[2]) return false;
    day d = { field[0], field[1], field[2] };
    if (digits[0] != 4) {
        if (digits[2] != 4 && digits[2] != 2) return false;
        int year = digits[2] == 4 ? field[2] : field[2] + (field[2] < 50 ? 2000 : 1900);
        bool month_first = field[0] <= 12;
        d = (day){ year, month_first ? field[0] : field[1], month_first ? field[1] : field[0] };
    }
    if (!day_is_valid(d)) return false;
    x->is = IS('J');
    x->value = day_number(d);
    return true;
}

static bool is_fraction(str rest) {
    if (rest.at[0] != '.' || rest.length < 2 || rest.length > 4) return false;
    for (size_t i = 1; i < rest.length; i++)
        if (!is_digit(rest.at[i])) return false;
    return true;
}

void atom_read_number(str s, atom *x) {
    size_t end;
    bool grouped;
    if (s.at[0] == '\'') s = str_cut(s, 1, s.length);
    int32_t n = leading(s, &end, &grouped);
    str rest = str_cut(s, end, s.length);
    if (!rest.length) {
        plain_number(n, end, grouped, x);
    } else if (is_ordinal_tail(rest)) {
        x->is = IS('o') | (n >= 1 && n <= 31 ? IS('D') : 0);
        x->value = n;
    } else if (str_is(rest, "s") && (end == 4 || end == 2) && n % 10 == 0) {
        x->is = IS('k');
        x->value = n;
    } else if (half_of_day(rest) >= 0 && end <= 2) {
        clock_number(n, 0, rest, x);
    } else if ((rest.at[0] == '/' || rest.at[0] == '-') && read_date(s, x)) {
    } else if ((rest.at[0] == ':' || rest.at[0] == '.') && read_clock(s, end, n, x)) {
    } else if (is_fraction(rest)) {
        x->is = IS('n');
        x->value = n;
        x->flags |= ATOM_DECIMAL;
    } else if (str_is(rest, "½")) {
        x->is = IS('n');
        x->value = n;
        x->flags |= ATOM_HALF;
    }
}

/* ---- joining ---- */

static bool is_number_word(const atoms *a, const atom *x) {
    return x->is & (IS('n') | IS('o')) && !is_digit(a->text.at[x->start]);
}

/* "twenty-five", "twenty fifth": tens, a hyphen or none, ones. */
static size_t join_tens(const atoms *a, size_t i, atom *x) {
    size_t next = i + 1;
    if (x->value < 20 || x->value > 90 || x->value % 10) return i + 1;
    if (next < a->count && a->at[next].is & IS('-')) next++;
    if (next >= a->count || !is_number_word(a, &a->at[next])) return i + 1;
    const atom *ones = &a->at[next];
    if (ones->value < 1 || ones->value > 9) return i + 1;
    x->value += ones->value;
    x->is = ones->is & (IS('n') | IS('o'));
    x->unit = UNIT_NONE;
    x->end = ones->end;
    return next + 1;
}

static size_t join_power(const atoms *a, size_t i, atom *x) {
    size_t next = i;
    int32_t total = x->value;
    while (next < a->count && is_number_word(a, &a->at[next]) && a->at[next].value >= 100) {
        if (total > NUMBER_MOST / 1000) return next;
        total *= a->at[next].value;
        x->end = a->at[next++].end;
    }
    x->value = total;
    return next;
}

/* "nineteen ninety-six", "two thousand five" are years. */
static size_t join_year(const atoms *a, size_t i, atom *x) {
    bool century = x->value >= 15 && x->value <= 20;
    bool millennium = x->value == 2000 || x->value == 1000;
    if (x->is != IS('n') || (!century && !millennium) || i >= a->count) return i;
    atom low = a->at[i];
    if (!is_number_word(a, &low) || !(low.is & IS('n'))) return i;
    size_t next = join_tens(a, i, &low);
    if (low.value >= 100 || low.value < (century ? 10 : 1) || low.is != IS('n')) return i;
    x->value = (century ? x->value * 100 : x->value) + low.value;
    x->is |= IS('Y');
    x->end = low.end;
    return next;
}

/* "2 1/2", "5½": one half more. */
static size_t join_half(const atoms *a, size_t i, atom *x) {
    if (i >= a->count || !(x->is & IS('n'))) return i;
    str s = atom_str(a, &a->at[i]);
    size_t end = str_is(s, "1/2") || str_is(s, "½") ? i + 1 : i;
    if (i + 2 < a->count && str_is(s, "1") && a->at[i + 1].is & IS('/')
        && str_is(atom_str(a, &a->at[i + 2]), "2")) end = i + 3;
    if (end == i) return i;
    x->flags |= ATOM_HALF;
    x->is = IS('n');
    x->end = a->at[end - 1].end;
    return end;
}

/* Reads what begins at atom i into *x; returns the atom past it. */
static size_t join_at(const atoms *a, size_t i, atom *x) {
    *x = a->at[i];
    if (!(x->is & (IS('n') | IS('o')))) return i + 1;
    if (!is_number_word(a, x)) return join_half(a, i + 1, x);
    if (x->is & IS('o') && !(x->is & IS('n'))) return i + 1;
    size_t next = join_tens(a, i, x);
    if (!(x->is & IS('n'))) return next;
    next = join_power(a, next, x);
    next = join_year(a, next, x);
    return join_half(a, next, x);
}

void atoms_join_numbers(atoms *a) {
    size_t to = 0;
    for (size_t i = 0; i < a->count;) {
        atom x;
        i = join_at(a, i, &x);
        a->at[to++] = x;
    }
    a->count = to;
}
