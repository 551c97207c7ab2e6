/* source/titles.c: see titles.h. */
#include "source/titles.h"

#include "base/utf8.h"

enum { TITLE_MOST = 400, SITE_WORDS_MOST = 5 };

/* Letters and digits in small form, for comparing: blanks, quotes and dashes differ too often. */
static str letters_of(arena *a, str s) {
    buffer out = { 0 };
    s = utf8_folded(a, str_cut(s, 0, TITLE_MOST));
    for (size_t at = 0, length; at < s.length; at += length) {
        code_point c = utf8_at(s, at, &length);
        if (utf8_is_letter(c) || utf8_is_digit(c)) buffer_add(a, &out, str_cut(s, at, at + length));
    }
    return buffer_str(&out);
}

static size_t words_in(str s) {
    size_t words = 0;
    for (size_t i = 0; i < s.length; i++)
        words += !is_blank(s.at[i]) && (i == 0 || is_blank(s.at[i - 1]));
    return words;
}

/* ---- outlets at the ends of titles ---- */

/* Length of the separator at `at`, 0 where none stands there. */
static size_t separator_at(str s, size_t at) {
    static const char *const separators[] = {
        " | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00bb ", " \u00ab ", " \u00b7 ",
        " \u2022 ", " // ", " > ", " \u203a ", " \u2039 ", " ~ ", " : ", "| ", " |",
    };
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        str one = str_of(separators[i]);
        if (str_starts(str_cut(s, at, s.length), one)) return one.length;
    }
    return 0;
}

static bool hosts(str host, str letters) {
    return letters.length >= 3 && str_find_folded(host, letters, 0) < host.length;
}

static bool is_site(str part, str site, str host) {
    part = str_trim(part);
    if (!part.length) return true;
    if (site.length && (str_same_folded(part, site) || str_find_folded(part, site, 0) < part.length
                        || (part.length >= 3 && str_find_folded(site, part, 0) < site.length)))
        return words_in(part) <= words_in(site) + 4;
    char squeezed[64];
    size_t length = 0;
    for (size_t i = 0; i < part.length && length < sizeof squeezed; i++)
        if (is_ascii_letter(part.at[i]) || is_digit(part.at[i])) squeezed[length++] = part.at[i];
    return hosts(host, (str){ squeezed, length });
}

static bool last_separator(str s, size_t *at, size_t *length) {
    for (size_t i = s.length; i-- > 1;) {
        *length = separator_at(s, i);
        *at = i;
        if (*length) return true;
    }
    return false;
}

static bool first_separator(str s, size_t *at, size_t *length) {
    for (size_t i = 1; i < s.length; i++) {
        *length = separator_at(s, i);
        *at = i;
        if (*length) return true;
    }
    return false;
}

/* The outlet's name, or what looks like one: a short end of a title that is long without it. */
static bool is_site_end(str head, str tail, str site, str host) {
    bool shorter = words_in(tail) <= SITE_WORDS_MOST && words_in(head) >= words_in(tail) + 2;
    bool known = site.length || host.length;
    return is_site(tail, site, host) || (shorter && (!known || words_in(head) > 4));
}

/* A title without the outlet's name at either end. sure: only what is known to be the outlet
 * goes. Sections go with it where the same mark parts them. */
static str less_site(str whole, str site, str host, bool sure) {
    str rest = str_trim(whole), mark = STR_NONE;
    size_t at, length;
    for (int cuts = 0; cuts < 4 && last_separator(rest, &at, &length); cuts++) {
        str tail = str_cut(rest, at + length, rest.length), head = str_trim(str_cut(rest, 0, at));
        str here = str_cut(rest, at, at + length);
        bool gone = sure ? is_site(tail, site, host) : is_site_end(head, tail, site, host);
        if (!head.length || !gone || (mark.at && !str_same(mark, here))) break;
        mark = here;
        rest = head;
    }
    if (first_separator(rest, &at, &length) && is_site(str_cut(rest, 0, at), site, host))
        rest = str_trim(str_cut(rest, at + length, rest.length));
    return rest;
}

/* ---- agreement ---- */

static bool contains(str outer, str inner) {
    return inner.length && str_find(outer, inner, 0) < outer.length;
}

/* How well a heading fits a title: 3 the same, 2 one in the other, 0 different. */
static int fit(str heading, str other) {
    if (heading.length < 3 || other.length < 3) return 0;
    if (str_same(heading, other)) return 3;
    bool close = heading.length * 3 > other.length && other.length * 3 > heading.length;
    return close && (contains(other, heading) || contains(heading, other)) ? 2 : 0;
}

typedef struct variants {
    str given[4];   /* without the outlet: linked data, Open Graph, <title>, Twitter */
    str letters[4];
} variants;

static variants variants_of(arena *a, const title_sources *from) {
    variants v = { { from->linked_data, from->open_graph, from->page, from->twitter },
                   { STR_NONE } };
    for (int i = 0; i < 4; i++) {
        if (v.given[i].at) v.given[i] = less_site(v.given[i], from->site, from->host, false);
        v.letters[i] = letters_of(a, v.given[i]);
    }
    return v;
}

static int agreement(const variants *v, str letters) {
    int sum = 0;
    for (int i = 0; i < 4; i++) sum += fit(letters, v->letters[i]);
    return sum;
}

/* The heading that the titles agree with most; of equals the higher and the earlier. */
static const page_line *best_heading(arena *a, const variants *v, const line_list *lines) {
    const page_line *best = NULL;
    int most = 0;
    for (size_t i = 0; i < lines->count; i++) {
        const page_line *l = &lines->at[i];
        if (l->kind != BLOCK_HEADING || l->text.length > TITLE_MOST) continue;
        int points = agreement(v, letters_of(a, l->text)) * 10;
        if (!points) continue;
        points += 6 - l->level;
        if (points <= most) continue;
        most = points;
        best = l;
    }
    return best;
}

/* A single first-level heading that is not the outlet's name. */
static str only_heading(const title_sources *from, const line_list *lines) {
    str found = STR_NONE;
    for (size_t i = 0; i < lines->count; i++) {
        const page_line *l = &lines->at[i];
        if (l->kind != BLOCK_HEADING || l->level != 1) continue;
        if (found.at) return STR_NONE;
        found = l->text;
    }
    return found.at && !is_site(found, from->site, from->host) && found.length <= TITLE_MOST
               ? found
               : STR_NONE;
}

static void add(arena *a, report *r, str text, const char *from) {
    text = str_trim(text);
    if (!text.length) return;
    for (size_t i = 0; i < r->titles.count; i++)
        if (str_same(r->titles.at[i].text, text)) return;
    *LIST_ADD(a, &r->titles) = (title){ arena_copy(a, text), from };
}

/* A heading may begin with a label ("Politics | ..."); the title that it ends with is then meant.
 */
static str less_label(arena *a, const variants *v, str heading) {
    str letters = letters_of(a, heading);
    for (int i = 0; i < 4; i++) {
        str end = v->letters[i];
        bool ends = end.length < letters.length && str_ends(letters, end);
        if (ends && words_in(v->given[i]) >= 4) return v->given[i];
    }
    return heading;
}

static str choose(arena *a, const title_sources *from, const line_list *lines, str *heading) {
    variants v = variants_of(a, from);
    const page_line *best = best_heading(a, &v, lines);
    *heading = best ? best->text : only_heading(from, lines);
    if (best) return less_label(a, &v, less_site(best->text, from->site, STR_NONE, true));
    if (heading->length >= 10) return *heading;
    for (int i = 0; i < 4; i++)
        if (v.given[i].length) return v.given[i];
    return *heading;
}

void titles_choose(arena *a, const title_sources *from, const line_list *lines, report *r) {
    str heading;
    r->title = str_trim(text_head(choose(a, from, lines, &heading), TITLE_MOST));
    add(a, r, heading, "page");
    add(a, r, from->page, "page");
    add(a, r, from->open_graph, "og");
    add(a, r, from->linked_data, "json-ld");
}
