/* source/bylines.c: see bylines.h. */
#include "source/bylines.h"

#include "base/utf8.h"

enum { LIST_MOST = 2000, NAME_MOST = 80, WORDS_MOST = 6, AUTHORS_MOST = 32 };

static str next_word(str s, size_t *at) {
    while (*at < s.length && is_blank(s.at[*at])) ++*at;
    size_t start = *at;
    while (*at < s.length && !is_blank(s.at[*at])) ++*at;
    return str_cut(s, start, *at);
}

static bool is_particle(str word) {
    static const char *const particles[] = {
        "de", "da", "do", "dos", "du", "van", "von", "der", "den", "la", "le", "bin", "bint", "al",
        "el", "ibn", "di", "del", "della", "ter", "ten", "af", "av", "y", "zu", "e",
    };
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (str_is(word, particles[i])) return true;
    return str_starts(word, STR("al-")) || str_starts(word, STR("el-"))
        || str_starts(word, STR("d'")) || str_starts(word, STR("d\u2019"));
}

static bool begins_upper(str word) {
    size_t length;
    code_point c = utf8_at(word, 0, &length);
    return utf8_is_upper(c) || (c > 0x24F && utf8_is_letter(c));
}

static bool has_digit(str s) {
    for (size_t i = 0; i < s.length; i++)
        if (is_digit(s.at[i])) return true;
    return false;
}

static bool has_upper(str s) {
    for (size_t i = 0; i < s.length; i++)
        if (is_upper(s.at[i])) return true;
    return false;
}

bool is_person_name(str s) {
    if (s.length < 3 || s.length > NAME_MOST || has_digit(s)) return false;
    int words = 0, capitals = 0;
    for (size_t at = 0;;) {
        str word = next_word(s, &at);
        if (!word.length) break;
        words++;
        bool particle = is_particle(word);
        if (!begins_upper(word) && !particle) return false;
        capitals += begins_upper(word) || has_upper(word);
    }
    return capitals >= 2 && words <= WORDS_MOST;
}

/* ---- lists of authors ---- */

bool is_agency(str name) {
    static const char *const agencies[] = {
        "Reuters", "Associated Press", "The Associated Press", "AP", "AFP", "Agence France-Presse",
        "Agence France Presse", "PA Media", "Press Association", "dpa", "UPI", "Xinhua", "TASS",
        "Interfax", "ANSA", "EFE", "Kyodo", "Kyodo News", "Yonhap", "PTI", "IANS", "ANI", "AAP",
        "The Canadian Press", "Canadian Press", "JIJI", "Jiji Press", "Anadolu Agency",
        "Australian Associated Press", "Press Trust of India", "APA", "Belga", "NTB", "Ritzau",
        "TT",
    };
    for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++)
        if (str_is_folded(name, agencies[i])) return true;
    return false;
}

static bool is_office(str s) {
    static const char *const words[] = {
        "staff writer", "staff reporter", "correspondent", "editor", "reporter", "columnist",
        "contributor", "special to", "associated press", "newspaper", "news service", "bureau",
        "producer", "staff", "agencies", "writer", "photographer", "press", "newsroom", "desk",
        "for the", "http", "www.", "@",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find_folded(s, str_of(words[i]), 0) < s.length) return true;
    return false;
}

static bool has_name(const str_list *names, str name) {
    for (size_t i = 0; i < names->count; i++)
        if (str_same_folded(names->at[i], name)) return true;
    return false;
}

/* Marks and small words around one name: "By", a full stop, brackets with an office. */
static str less_wrapping(str s) {
    s = str_trim(s);
    static const char *const heads[] = {
        "by ", "by:", "from ", "written by ", "words by ", "story by ", "reporting by ",
        "posted by ", "author: ", "authors: ", "von ", "par ", "por ", "autor: ",
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_starts_folded(s, str_of(heads[i])))
            s = str_trim(str_cut(s, str_of(heads[i]).length, s.length));
    s = str_cut(s, 0, str_find(s, STR("("), 0));
    static const char *const ends[] = { " | ", " @", " on ", " am ", "\u2022", " \u00b7 " };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        s = str_cut(s, 0, str_find(s, str_of(ends[i]), 0));
    s = str_cut(s, 0, str_find(s, STR(" \u2013 "), 0));
    s = str_cut(s, 0, str_find(s, STR(" - "), 0));
    s = str_trim(s);
    while (s.length && str_has(STR(",;:-|\""), s.at[s.length - 1]))
        s = str_trim(str_cut(s, 0, s.length - 1));
    while (s.length && str_has(STR(",;:-|\""), s.at[0])) s = str_trim(str_cut(s, 1, s.length));
    return s;
}

/* "By" without a blank, and a weekday or month that ran into the name. */
static str less_neighbours(str s) {
    if (s.length > 3 && str_starts(s, STR("By")) && is_upper(s.at[2])) s = str_cut(s, 2, s.length);
    size_t last = s.length;
    while (last > 0 && !is_blank(s.at[last - 1])) last--;
    str word = str_cut(s, last, s.length);
    bool date = weekday_of_name(word) >= 0 || (month_of_name(word) && word.length > 5);
    return date && last ? str_trim(str_cut(s, 0, last)) : s;
}

static bool add_name(arena *a, str part, str_list *names) {
    str name = less_neighbours(less_wrapping(part));
    if (name.length < 2 || name.length > NAME_MOST || names->count >= AUTHORS_MOST) return false;
    if (!has_name(names, name)) *LIST_ADD(a, names) = name;
    return true;
}

/* Where the next name begins after a separator at `at`, or 0 where none stands there. */
static size_t past_separator(str s, size_t at) {
    static const char *const separators[] = {
        ";", ",", " and ", " And ", " AND ", " & ", " und ", " et ", " with ", "|", "/", "\n",
    };
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        str separator = str_of(separators[i]);
        if (str_starts(str_cut(s, at, s.length), separator)) return at + separator.length;
    }
    return 0;
}

static size_t name_end(str s, size_t from, size_t *next) {
    for (size_t at = from; at < s.length; at++) {
        *next = past_separator(s, at);
        if (*next) return at;
    }
    *next = s.length;
    return s.length;
}

static bool is_suffix(str s) {
    static const char *const suffixes[] = { "Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV" };
    s = str_trim(s);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (str_is(s, suffixes[i])) return true;
    return false;
}

void authors_read(arena *a, str list, str_list *names) {
    if (list.length > LIST_MOST) return; /* names everybody or nobody */
    for (size_t from = 0, next; from < list.length; from = next) {
        size_t end = name_end(list, from, &next), after;
        size_t suffix_end = name_end(list, next, &after);
        if (next < list.length && is_suffix(str_cut(list, next, suffix_end))) {
            end = suffix_end;
            next = after;
        }
        str part = less_wrapping(str_cut(list, from, end));
        if (!part.length || has_digit(part)) continue;
        if (is_office(part) && !is_agency(part)) continue;
        add_name(a, part, names);
    }
}

/* Without "and" what follows a comma is an outlet or an office. */
static bool joins_names(str s) {
    static const char *const joints[] = { " and ", " And ", " AND ", " & ", ";" };
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (str_find(s, str_of(joints[i]), 0) < s.length) return true;
    return false;
}

bool byline_read(arena *a, str line, str_list *names) {
    line = str_trim(line);
    static const char *const heads[] = {
        "by ", "by: ", "written by ", "story by ", "reporting by ",
    };
    size_t head = 0;
    for (size_t i = 0; i < sizeof heads / sizeof *heads && !head; i++)
        if (str_starts_folded(line, str_of(heads[i]))) head = str_of(heads[i]).length;
    if (!head || line.length > 200 || line.at[line.length - 1] == ':') return false;
    line = str_cut(line, 0, str_find(line, STR(" | "), 0));
    bool several = joins_names(str_cut(line, head, line.length));
    for (size_t from = head, next; from < line.length; from = next) {
        str part = less_wrapping(str_cut(line, from, name_end(line, from, &next)));
        if (!is_person_name(part) || is_office(part)) break;
        add_name(a, part, names);
        if (!several) break;
    }
    return names->count > 0;
}

/* ---- date lines ---- */

enum { DATELINE_MOST = 120 };

static size_t past_blanks(str s, size_t at) {
    while (at < s.length && is_blank(s.at[at])) at++;
    return at;
}

/* The dash that ends a date line: with blanks around a hyphen, or a longer dash. */
static size_t dash_at(str s, size_t at) {
    static const char *const dashes[] = { "--", "\u2014", "\u2013", "-" };
    at = past_blanks(s, at);
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        str dash = str_of(dashes[i]);
        size_t end = at + dash.length;
        if (!str_starts(str_cut(s, at, s.length), dash)) continue;
        return i < 3 || end >= s.length || is_blank(s.at[end]) ? past_blanks(s, end) : 0;
    }
    return 0;
}

/* "(Reuters)", "[AFP]": short, and a name. */
static size_t agency_at(str s, size_t at, span *agency) {
    size_t start = past_blanks(s, at);
    if (start >= s.length || !str_has(STR("(["), s.at[start])) return at;
    size_t end = start + 1;
    while (end < s.length && end < start + 40 && !str_has(STR(")]"), s.at[end])) end++;
    if (end >= s.length || !str_has(STR(")]"), s.at[end]) || end == start + 1) return at;
    *agency = (span){ start + 1, end };
    return end + 1;
}

static int number_at(str s, size_t *at, size_t digits_most) {
    size_t start = *at;
    int value = 0;
    while (*at < s.length && is_digit(s.at[*at]) && *at - start < digits_most)
        value = value * 10 + (s.at[(*at)++] - '0');
    return *at > start ? value : -1;
}

static int month_at(str s, size_t *at) {
    size_t end = *at;
    while (end < s.length && (is_ascii_letter(s.at[end]) || s.at[end] == '.')) end++;
    int month = month_of_name(str_cut(s, *at, end));
    if (month) *at = past_blanks(s, end);
    return month;
}

/* "Jan 3", "January 3, 2026", "3 January 2026" at `at`; gives its end, or 0. */
static size_t day_in(str s, size_t at, day *out) {
    at = past_blanks(s, at);
    int date = number_at(s, &at, 2);
    if (date > 0) at = past_blanks(s, at);
    int month = month_at(s, &at);
    if (!month) return 0;
    if (date < 0) date = number_at(s, &at, 2);
    if (date < 1 || date > 31) return 0;
    size_t after = past_blanks(s, at);
    if (after < s.length && s.at[after] == ',') after = past_blanks(s, after + 1);
    size_t year_end = after;
    int year = number_at(s, &year_end, 4);
    bool has_year = year_end - after == 4 && year >= 1800;
    *out = (day){ has_year ? year : 0, month, date };
    return has_year ? year_end : at;
}

static bool is_place_byte(char c) {
    return is_ascii_letter(c) || (unsigned char)c >= 0x80 || str_has(STR(" .'/-,"), c);
}

/* Words in capitals first ("NEW YORK"); after a comma a state or country may follow. */
static size_t place_end(str s, bool *capitals) {
    size_t end = 0;
    *capitals = true;
    int letters = 0;
    for (; end < s.length && is_place_byte(s.at[end]) && end < 60; end++) {
        if (s.at[end] == ',') break;
        if (dash_at(str_cut(s, end, s.length), 0) && is_blank(s.at[end])) break;
        if ((unsigned char)s.at[end] == 0xE2) break;
        if (is_ascii_letter(s.at[end])) {
            letters++;
            if (!is_upper(s.at[end])) *capitals = false;
        }
    }
    *capitals = *capitals && letters >= 2;
    return letters ? end : 0;
}

/* "Ukraine" or "Calif." after the comma, up to a bracket, a comma or the dash. */
static size_t land_end(str s, size_t at) {
    size_t end = at;
    while (end < s.length && end < at + 40 && is_place_byte(s.at[end]) && s.at[end] != ',') {
        if (is_blank(s.at[end]) && dash_at(s, end)) break;
        if ((unsigned char)s.at[end] == 0xE2) break;
        end++;
    }
    return end;
}

static span trimmed(str s, size_t start, size_t end) {
    while (start < end && is_blank(s.at[start])) start++;
    while (end > start && is_blank(s.at[end - 1])) end--;
    return (span){ start, end };
}

bool dateline_read(str line, dateline *out) {
    str s = str_cut(line, 0, DATELINE_MOST);
    dateline d = { 0 };
    bool capitals;
    size_t at = place_end(s, &capitals), next;
    if (at == 0 || (next = day_in(s, 0, &d.day)) != 0) {
        next = at == 0 ? 0 : next;
        at = 0;
    }
    d.place = trimmed(s, 0, at);
    if (at && at < s.length && s.at[at] == ',' && !(next = day_in(s, at + 1, &d.day))) {
        at = land_end(s, at + 1);
        d.place = trimmed(s, 0, at);
        if (at < s.length && s.at[at] == ',') next = day_in(s, at + 1, &d.day);
    }
    if (next) at = next;
    at = agency_at(s, at, &d.agency);
    size_t end = dash_at(s, at);
    bool sure =
        capitals || (d.place.end && d.day.month && d.agency.end) || (!d.place.end && d.agency.end);
    if (!end || !sure || (!d.place.end && !d.agency.end)) return false;
    d.end = end;
    *out = d;
    return true;
}
