/* source/dates.c: see dates.h. A string is cut into numbers, words and marks; then each
 * place is tried against the few shapes that a date has. */
#include "source/dates.h"

#include <string.h>

#include "base/utf8.h"

enum { LOOK_MOST = 256, PIECES_MOST = 64, YEAR_FIRST = 1600, YEAR_LAST = 2199 };

typedef struct piece {
    int number;   /* -1 where it is none, or too long */
    int digits;   /* how many, 0 for words and marks */
    int month;    /* 1 to 12 where it is a month's name */
    char mark;    /* 0 for numbers and words */
    bool glued;   /* nothing stands between it and the piece before */
    str text;
} piece;

typedef struct pieces {
    piece at[PIECES_MOST];
    int count;
} pieces;

static const piece no_piece = { -1, 0, 0, 0, false, { "", 0 } };

static const piece *piece_at(const pieces *p, int i) {
    return i >= 0 && i < p->count ? &p->at[i] : &no_piece;
}

date_order date_order_of(str language) {
    if (language.length == 0 || str_is_folded(language, "en")) return DATE_ORDER_UNKNOWN;
    bool american = str_is_folded(language, "en-us") || str_is_folded(language, "en_us");
    return american ? DATE_MONTH_FIRST : DATE_DAY_FIRST;
}

/* Months in German, French, Spanish, Italian, Portuguese, Dutch and the Nordic languages,
 * where they differ from English; whole words in lower case between blanks. */
static int month_of_foreign_name(str word) {
    static const char *const names[12] = {
        " januar j\u00e4nner janvier enero gennaio janeiro januari janv ene gen ",
        " februar februari f\u00e9vrier fevrier febrero febbraio fevereiro f\u00e9vr fev ",
        " m\u00e4rz maerz mars marzo mar\u00e7o maart m\u00e4r ", " avril abril aprile avr abr ",
        " mai mayo maggio maio mei maj mag ", " juni juin junio giugno junho giu ",
        " juli juillet julio luglio julho juil lug ",
        " ao\u00fbt aout agosto augustus augusti ago ",
        " septembre septiembre settembre setembro set ",
        " oktober octobre octubre ottobre outubro okt ott out ", " novembre noviembre novembro ",
        " dezember d\u00e9cembre decembre diciembre dicembre dezembro desember dez d\u00e9c dic ",
    };
    char padded[24] = " ";
    if (word.length < 3 || word.length > sizeof padded - 3) return 0;
    for (size_t i = 0; i < word.length; i++) padded[i + 1] = to_lower(word.at[i]);
    padded[word.length + 1] = ' ';
    for (int i = 0; i < 12; i++)
        if (strstr(names[i], padded)) return i + 1;
    return 0;
}

static int month_of(str word) {
    int month = month_of_name(word);
    return month ? month : month_of_foreign_name(word);
}

static bool is_word_byte(char c) {
    return is_ascii_letter(c) || (unsigned char)c >= 0x80;
}

static size_t take_number(str s, size_t at, piece *p) {
    size_t end = at;
    int64_t value = 0;
    for (; end < s.length && is_digit(s.at[end]); end++)
        if (value < 1000000000) value = value * 10 + (s.at[end] - '0');
    p->digits = (int)(end - at);
    p->number = p->digits <= 8 ? (int)value : -1;
    return end;
}

static void cut(str s, pieces *out) {
    s = str_cut(s, 0, LOOK_MOST);
    out->count = 0;
    bool glued = false;
    for (size_t at = 0; at < s.length && out->count < PIECES_MOST;) {
        if (is_blank(s.at[at]) || str_starts(str_cut(s, at, at + 2), STR("\u00a0"))) {
            at += is_blank(s.at[at]) ? 1 : 2;
            glued = false;
            continue;
        }
        piece p = no_piece;
        size_t end = at + 1;
        p.glued = glued;
        if (is_digit(s.at[at])) {
            end = take_number(s, at, &p);
        } else if (is_word_byte(s.at[at])) {
            while (end < s.length && is_word_byte(s.at[end])) end++;
            p.month = month_of(str_cut(s, at, end));
        } else {
            p.mark = s.at[at];
        }
        p.text = str_cut(s, at, end);
        out->at[out->count++] = p;
        glued = true;
        at = end;
    }
}

/* ---- the day ---- */

static bool is_year(const piece *p) {
    return p->digits == 4 && p->number >= YEAR_FIRST && p->number <= YEAR_LAST;
}

static bool is_small(const piece *p) {
    return p->digits == 1 || p->digits == 2;
}

static bool is_mark(const piece *p, const char *marks) {
    return p->mark && strchr(marks, p->mark);
}

static bool valid(int year, int month, int date, day *out) {
    day d = { year, month, date };
    if (year < YEAR_FIRST || year > YEAR_LAST || !day_is_valid(d)) return false;
    *out = d;
    return true;
}

/* 2026-01-04, 2026/1/4, 20260104; gives the pieces used, 0 where it is none. */
static int year_first(const pieces *p, int i, day *out) {
    const piece *y = piece_at(p, i);
    if (y->digits == 8 && valid(y->number / 10000, y->number / 100 % 100, y->number % 100, out))
        return 1;
    const piece *separator = piece_at(p, i + 1), *m = piece_at(p, i + 2), *d = piece_at(p, i + 4);
    if (!is_year(y) || !is_mark(separator, "-/.") || !is_small(m) || !is_small(d)) return 0;
    if (piece_at(p, i + 3)->mark != separator->mark) return 0;
    return valid(y->number, m->number, d->number, out) ? 5 : 0;
}

/* 27.01.2020, 1/27/2020, 27/01/20 */
static int year_last(const pieces *p, int i, date_order order, day *out) {
    const piece *first = piece_at(p, i), *mark = piece_at(p, i + 1), *second = piece_at(p, i + 2);
    const piece *y = piece_at(p, i + 4);
    if (!is_small(first) || !is_small(second) || !is_mark(mark, "./-")) return 0;
    if (piece_at(p, i + 3)->mark != mark->mark || !piece_at(p, i + 3)->glued) return 0;
    if (!is_year(y) && !(y->digits == 2 && y->glued && second->digits == 2)) return 0;
    int year = y->digits == 2 ? 2000 + y->number : y->number;
    int a = first->number, b = second->number;
    if (mark->mark == '.' || a > 12) return valid(year, b, a, out) ? 5 : 0;
    if (b > 12 || a == b || order == DATE_MONTH_FIRST) return valid(year, a, b, out) ? 5 : 0;
    return order == DATE_DAY_FIRST && valid(year, b, a, out) ? 5 : 0;
}

/* Steps over "st", "th", "of", "de", dots, commas and dashes between the parts of a date. */
static int past_filler(const pieces *p, int i) {
    static const char *const fillers[] = {
        "st", "nd", "rd", "th", "of", "de", "del", "er", "\u00ba", ".", ",", "-", "/",
    };
    for (int steps = 0; steps < 3; steps++) {
        bool filler = false;
        for (size_t k = 0; k < sizeof fillers / sizeof *fillers && !filler; k++)
            filler = str_is_folded(piece_at(p, i)->text, fillers[k]);
        if (!filler) break;
        i++;
    }
    return i;
}

/* January 3, 2026; 3rd of January 2026; 3. Januar 2026 */
static int with_name(const pieces *p, int i, day *out) {
    int next = past_filler(p, i + 1);
    const piece *first = piece_at(p, i), *second = piece_at(p, next);
    int last = past_filler(p, next + 1);
    const piece *y = piece_at(p, last);
    if (!is_year(y)) return 0;
    if (first->month && is_small(second))
        return valid(y->number, first->month, second->number, out) ? last + 1 - i : 0;
    if (is_small(first) && second->month)
        return valid(y->number, second->month, first->number, out) ? last + 1 - i : 0;
    return 0;
}

/* RFC 850: 03-Jan-26 */
static int with_short_year(const pieces *p, int i, day *out) {
    const piece *d = piece_at(p, i), *m = piece_at(p, i + 2), *y = piece_at(p, i + 4);
    if (!is_small(d) || !m->month || y->digits != 2) return 0;
    if (!is_mark(piece_at(p, i + 1), "-") || !is_mark(piece_at(p, i + 3), "-")) return 0;
    return valid(2000 + y->number, m->month, d->number, out) ? 5 : 0;
}

static int day_at(const pieces *p, int i, date_order order, day *out) {
    int used = year_first(p, i, out);
    if (!used) used = with_name(p, i, out);
    if (!used) used = year_last(p, i, order, out);
    return used ? used : with_short_year(p, i, out);
}

/* ---- the clock ---- */

static bool is_word(const piece *p, const char *word) {
    return str_is_folded(p->text, word);
}

/* "pm", "p.m.", "PM": 12 for afternoon, 0 for morning, -1 for neither; *i moves past it. */
static int half_of_day(const pieces *p, int *i) {
    const piece *first = piece_at(p, *i);
    bool short_form = is_word(first, "am") || is_word(first, "pm");
    bool dotted = (is_word(first, "a") || is_word(first, "p"))
               && is_mark(piece_at(p, *i + 1), ".") && is_word(piece_at(p, *i + 2), "m");
    if (!short_form && !dotted) return -1;
    *i += short_form ? 1 : is_mark(piece_at(p, *i + 3), ".") ? 4 : 3;
    return to_lower(first->text.at[0]) == 'p' ? 12 : 0;
}

static int zone_of_name(str name) {
    static const struct { const char *name; int hours; } zones[] = {
        { "GMT", 0 }, { "UTC", 0 }, { "Z", 0 }, { "UT", 0 }, { "BST", 1 }, { "CET", 1 },
        { "CEST", 2 }, { "EET", 2 }, { "EEST", 3 }, { "MSK", 3 }, { "EST", -5 }, { "EDT", -4 },
        { "CST", -6 }, { "CDT", -5 }, { "MST", -7 }, { "MDT", -6 }, { "PST", -8 },
        { "PDT", -7 }, { "JST", 9 }, { "AEST", 10 }, { "AEDT", 11 },
    };
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (str_is(name, zones[i].name)) return zones[i].hours * 60;
    return ZONE_NONE;
}

/* "+01:00", "-0500", "GMT", after a clock time. */
static int zone_at(const pieces *p, int i) {
    const piece *sign = piece_at(p, i), *hours = piece_at(p, i + 1);
    if (is_mark(sign, "+-") && hours->glued && (hours->digits == 4 || hours->digits == 2)) {
        int minutes = hours->digits == 4 ? hours->number / 100 * 60 + hours->number % 100
                                         : hours->number * 60;
        if (hours->digits == 2 && is_mark(piece_at(p, i + 2), ":"))
            minutes += piece_at(p, i + 3)->number % 60;
        if (minutes < 0 || minutes > 15 * 60) return ZONE_NONE;
        return sign->mark == '-' ? -minutes : minutes;
    }
    if (is_mark(sign, "([")) return zone_of_name(hours->text);
    return zone_of_name(sign->text);
}

/* "09:30", "9:30:15.000", "3:15 p.m.", "9 pm"; minute -1 in *m where none is written. */
static bool clock_at(const pieces *p, int i, moment *m) {
    const piece *h = piece_at(p, i), *minute = piece_at(p, i + 2);
    if (!is_small(h)) return false;
    int hour = h->number, next = i + 1;
    bool written = is_mark(piece_at(p, i + 1), ":.h") && minute->digits == 2 && minute->glued;
    int second = 0;
    if (written) next = i + 3;
    bool colon = written && piece_at(p, i + 1)->mark == ':';
    if (colon && is_mark(piece_at(p, next), ":") && is_small(piece_at(p, next + 1))) {
        second = piece_at(p, next + 1)->number;
        next += 2;
        if (is_mark(piece_at(p, next), ".,") && piece_at(p, next + 1)->digits
            && piece_at(p, next + 1)->glued)
            next += 2;
    }
    int half = half_of_day(p, &next);
    if (half < 0 && !colon) return false;
    if (half >= 0 && (hour < 1 || hour > 12)) return false;
    if (half >= 0) hour = hour % 12 + half;
    if (hour > 23 || second > 60 || (written && minute->number > 59)) return false;
    m->hour = hour;
    m->minute = written ? minute->number : 0;
    m->second = second;
    m->zone = zone_at(p, next);
    return true;
}

bool clock_read(str s, moment *out) {
    pieces p;
    cut(s, &p);
    const piece *h = piece_at(&p, 0), *minute = piece_at(&p, 2);
    if (!is_small(h) || !is_mark(piece_at(&p, 1), ":.") || minute->digits != 2) return false;
    int next = 3, hour = h->number, half = half_of_day(&p, &next), zone = zone_at(&p, next);
    if (next < p.count && zone == ZONE_NONE) return false;
    if (half >= 0 && (hour < 1 || hour > 12)) return false;
    if (half >= 0) hour = hour % 12 + half;
    if (hour > 23 || minute->number > 59) return false;
    *out = (moment){ DAY_NONE, hour, minute->number, 0, zone };
    return true;
}

/* After the date first, then before it. */
static void add_clock(const pieces *p, int from, int to, moment *m) {
    for (int i = to; i < p->count && i < to + 10; i++)
        if (clock_at(p, i, m)) return;
    for (int i = 0; i < from; i++)
        if (clock_at(p, i, m)) return;
}

bool date_of_epoch(int64_t number, moment *out) {
    const int64_t first = 100000000, last = 4102444800; /* 1973 to 2100 */
    if (number >= first * 1000 && number < last * 1000) number /= 1000;
    if (number < first || number >= last) return false;
    int seconds = (int)(number % 86400);
    out->day = day_of_number((int32_t)(number / 86400));
    out->hour = seconds / 3600;
    out->minute = seconds / 60 % 60;
    out->second = seconds % 60;
    out->zone = 0;
    return true;
}

static bool epoch_read(str s, moment *out) {
    s = str_trim(s);
    if (s.length != 10 && s.length != 13) return false;
    int64_t number = 0;
    for (size_t i = 0; i < s.length; i++) {
        if (!is_digit(s.at[i])) return false;
        number = number * 10 + (s.at[i] - '0');
    }
    return date_of_epoch(number, out);
}

bool date_read(str s, date_order order, moment *out) {
    if (epoch_read(s, out)) return true;
    pieces p;
    cut(s, &p);
    for (int i = 0; i < p.count; i++) {
        moment m = { DAY_NONE, -1, 0, 0, ZONE_NONE };
        int used = day_at(&p, i, order, &m.day);
        if (!used) continue;
        add_clock(&p, i, i + used, &m);
        if (m.hour == 0 && m.minute == 0 && m.second == 0 && m.zone == ZONE_NONE) m.hour = -1;
        *out = m;
        return true;
    }
    return false;
}

/* ---- addresses ---- */

static int address_number(str s, size_t at, size_t count) {
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (at + i >= s.length || !is_digit(s.at[at + i])) return -1;
        value = value * 10 + (s.at[at + i] - '0');
    }
    return value;
}

static bool digit_at(str s, size_t at) {
    return at < s.length && is_digit(s.at[at]);
}

/* /2026/01/04/, /2026-1-4, /2026/jan/04 from the year's first digit. */
static bool parted_day(str s, size_t at, day *out) {
    if (at + 6 > s.length || !strchr("/-_", s.at[at + 4])) return false;
    char mark = s.at[at + 4];
    size_t end = at + 5;
    while (end < s.length && s.at[end] != mark && end < at + 15) end++;
    if (end >= s.length || s.at[end] != mark) return false;
    str middle = str_cut(s, at + 5, end);
    int month =
        middle.length <= 2 ? address_number(middle, 0, middle.length) : month_of_name(middle);
    size_t digits = digit_at(s, end + 2) ? 2 : 1;
    if (digit_at(s, end + 1 + digits)) return false;
    return valid(address_number(s, at, 4), month, address_number(s, end + 1, digits), out);
}

bool date_of_address(str address, moment *out) {
    address = str_cut(address, 0, 2048);
    for (size_t at = 1; at + 8 <= address.length; at++) {
        if (!digit_at(address, at) || digit_at(address, at - 1)) continue;
        int year = address_number(address, at, 4);
        if (year < 1990 || year > YEAR_LAST) continue;
        day d = DAY_NONE;
        bool packed = !digit_at(address, at + 8)
                   && valid(year, address_number(address, at + 4, 2),
                            address_number(address, at + 6, 2), &d);
        if (!packed && !parted_day(address, at, &d)) continue;
        *out = (moment){ d, -1, 0, 0, ZONE_NONE };
        return true;
    }
    return false;
}

/* ---- writing ---- */

str date_written(arena *a, const moment *m) {
    char out[MOMENT_SIZE];
    moment_write(m, out);
    return arena_copy(a, str_of(out));
}

str date_iso(arena *a, str s, date_order order) {
    moment m;
    return date_read(s, order, &m) ? date_written(a, &m) : STR_NONE;
}

bool date_is_after(const moment *a, const moment *b) {
    return day_number(a->day) > day_number(b->day) + 1;
}
