/* record/times_words.c: tokens to atoms. A token is one atom, but "mid-1996" and "16-hour"
 * are cut at their hyphens whatever the tokeniser did, and numbers that are written in
 * several words are joined (times_numbers.c). */
#include <string.h>

#include "record/times.h"

enum { PARTS_MOST = 6, CORE_FAR = 255 };

/* Words that make a time expression; the others only widen one. */
#define CORE                                                                                   \
    (IS('M') | IS('N') | IS('Q') | IS('R') | IS('S') | IS('U') | IS('W') | IS('Y') | IS('a')    \
     | IS('c') | IS('j') | IS('k') | IS('p') | IS('r') | IS('s') | IS('u') | IS('w') | IS('y')  \
     | IS('z') | IS('H') | IS('J') | IS('i') | IS('P') | IS('+'))

str atom_str(const atoms *a, const atom *x) {
    return (str){ a->text.at + x->start, x->end - x->start };
}

bool atom_is(const atoms *a, size_t i, const char *word) {
    return i < a->count && str_is_folded(atom_str(a, &a->at[i]), word);
}

bool atom_in(const atoms *a, size_t i, const char *const *words) {
    for (; i < a->count && *words; words++)
        if (str_is_folded(atom_str(a, &a->at[i]), *words)) return true;
    return false;
}

bool atom_is_letters(const atoms *a, size_t i) {
    return i < a->count && is_ascii_letter(a->text.at[a->at[i].start]);
}

bool atom_is_title(const atom *x) {
    return x->flags & ATOM_CAPITAL && !(x->flags & (ATOM_UPPER | ATOM_FIRST));
}

bool atom_is_couple(const atoms *a, const atom *x) {
    return str_is_folded(atom_str(a, x), "couple");
}

static uint8_t case_of(str s) {
    if (!is_upper(s.at[0])) return 0;
    uint8_t flags = ATOM_CAPITAL;
    bool all = s.length > 1;
    for (size_t i = 1; i < s.length; i++) all = all && !(s.at[i] >= 'a' && s.at[i] <= 'z');
    return all ? flags | ATOM_UPPER : flags;
}

/* Names of months and weekdays that are other words without their capital. */
static void drop_common_words(str s, atom *x) {
    if (x->flags & ATOM_CAPITAL || !(x->is & (IS('M') | IS('W') | IS('H')))) return;
    bool common = s.length <= 4 || str_is(s, "march") || str_is(s, "august");
    if (common && !str_is(s, "june") && !str_is(s, "july")) x->is &= ~(IS('M') | IS('W') | IS('H'));
}

static void add_part(atoms *a, const token *t, uint32_t start, uint32_t end) {
    atom *x = &a->at[a->count];
    str s = { a->text.at + start, end - start };
    *x = (atom){ .start = start, .end = end, .flags = case_of(s) };
    x->length = s.length > 255 ? 255 : (uint8_t)s.length;
    if (start > t->start || !(t->flags & TOKEN_SPACE_BEFORE)) x->flags |= ATOM_GLUED;
    if (t->flags & TOKEN_QUOTED) x->flags |= ATOM_QUOTED;
    if (is_digit(s.at[0]) || (s.length > 1 && s.at[0] == '\'' && is_digit(s.at[1])))
        atom_read_number(s, x);
    else if (atom_read_word(s, x))
        drop_common_words(s, x);
    a->count++;
}

static bool is_hyphenated(str s) {
    return s.length > 3 && memchr(s.at + 1, '-', s.length - 2) != NULL;
}

static bool is_numeric_date(str s) {
    atom probe = { 0 };
    if (!is_digit(s.at[0])) return false;
    atom_read_number(s, &probe);
    return (probe.is & IS('J')) != 0;
}

/* Cuts a hyphenated token into words and hyphens, as far as there is room. */
static void add_parts(atoms *a, const token *t) {
    str s = { a->text.at + t->start, t->end - t->start };
    uint32_t from = t->start, parts = 0;
    for (uint32_t i = t->start + 1; i + 1 < t->end && parts < PARTS_MOST; i++) {
        if (s.at[i - t->start] != '-' || i == from) continue;
        add_part(a, t, from, i);
        add_part(a, t, i, i + 1);
        from = i + 1;
        parts += 2;
    }
    add_part(a, t, from, t->end);
}

/* A sentence begins after a full stop, a colon, a quotation mark; good enough for case. */
static bool ends_sentence(str s) {
    char c = s.at[0];
    return s.length <= 3 && !is_ascii_letter(c) && !is_digit(c) && c != ',' && c != '-' && c != '\''
        && c != '/' && c != '$' && c != '%' && c != '&' && c != ')';
}

static bool is_after_comma(const tokens *t, size_t first, size_t i) {
    return i > first && str_is(token_str(t, i - 1), ",");
}

static void mark_cores(atoms *a) {
    uint8_t distance = CORE_FAR;
    for (size_t i = a->count; i-- > 0;) {
        if (a->at[i].is & CORE) distance = 0;
        else if (distance < CORE_FAR) distance++;
        a->at[i].core = distance;
    }
}

void atoms_cut(const tokens *t, size_t first, size_t past, atoms *out) {
    out->text = t->text;
    out->count = 0;
    bool starts = true; /* a sentence; a comma counts before a quotation mark only */
    for (size_t i = first; i < past && out->count + PARTS_MOST + 2 < ATOMS_MOST; i++) {
        const token *x = &t->at[i];
        if (x->end <= x->start) continue;
        str s = { t->text.at + x->start, x->end - x->start };
        size_t from = out->count;
        if (is_hyphenated(s) && !is_numeric_date(s)) add_parts(out, x);
        else add_part(out, x, x->start, x->end);
        if (starts && !is_after_comma(t, first, i)) out->at[from].flags |= ATOM_FIRST;
        for (size_t k = from; k < out->count; k++) out->at[k].token = (uint32_t)i;
        bool quote = (x->flags & (TOKEN_QUOTE_OPEN | TOKEN_QUOTE_CLOSE)) != 0;
        if (!quote) starts = ends_sentence(s) || str_is(s, ",");
    }
    atoms_join_numbers(out);
    mark_cores(out);
}
