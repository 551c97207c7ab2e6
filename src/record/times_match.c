/* record/times_match.c: matches one row of the grammar. A row is a regular expression over
 * classes without repetition, so it can match no more atoms than it has letters: the work
 * at a token is bounded by the grammar, whatever the text.
 *
 *     M        an atom of class M              <eve>   the word itself
 *     [nA]     of class n or A                 (,?Y)?  all of it or nothing
 *     M?       or nothing; the longer first      *       any atom
 *
 * After Rob Pike's matcher (The Practice of Programming, 1999): one call an element. */
#include <string.h>

#include "record/times.h"

/* Classes that a <word> is kept under too. */
#define NAMED_WORDS (IS('u') | IS('U') | IS('p') | IS('M') | IS('W'))

typedef struct element {
    uint64_t classes;
    str word;          /* of <word> */
    const char *after; /* the pattern past it, its question mark skipped */
    bool optional, any;
} element;

static unsigned slot_of(char letter) {
    return (unsigned)__builtin_ctzll(IS(letter));
}

const atom *match_at(const match *m, char letter) {
    return m->slot[slot_of(letter)];
}

const atom *match_unit(const match *m) {
    return match_at(m, 'u') ? match_at(m, 'u') : match_at(m, 'U');
}

const atom *match_before(const match *m) {
    return m->first ? &m->reader->atoms->at[m->first - 1] : NULL;
}

const atom *match_after(const match *m) {
    return m->past < m->reader->atoms->count ? &m->reader->atoms->at[m->past] : NULL;
}

bool match_led_by(const match *m, uint64_t classes) {
    const atom *x = match_before(m);
    return x && x->is & classes;
}

bool match_followed_by(const match *m, uint64_t classes) {
    const atom *x = match_after(m);
    return x && x->is & classes;
}

bool match_goes_on(const match *m) {
    const atom *next = match_after(m);
    if (!next) return false;
    if (next->is & IS('-') && next->flags & ATOM_GLUED) return true; /* "day-to-day" */
    return atom_is_letters(m->reader->atoms, m->past) && !(next->is & (IS('I') | IS('&')));
}

static element element_at(const char *p) {
    element e = { 0, STR_NONE, p + 1, false, *p == '*' };
    if (*p == '<') {
        const char *close = strchr(p, '>');
        e.word = (str){ p + 1, (size_t)(close - p - 1) };
        e.after = close + 1;
    } else if (*p == '[') {
        for (p++; *p != ']'; p++) e.classes |= IS(*p);
        e.after = p + 1;
    } else if (!e.any) {
        e.classes = IS(*p);
    }
    e.optional = *e.after == '?';
    e.after += e.optional;
    return e;
}

static const char *group_end(const char *p) {
    for (int depth = 1; depth; p++) depth += (*p == '(') - (*p == ')');
    return p;
}

static bool fits(const atoms *a, const element *e, size_t i) {
    if (i >= a->count) return false;
    if (e->any) return true;
    if (e->word.at) return str_same_folded(atom_str(a, &a->at[i]), e->word);
    return (a->at[i].is & e->classes) != 0;
}

/* The atom past the match of p at i, or 0. Depth: at most the pattern's length. */
static size_t match_here(const char *p, size_t i, match *m) {
    while (*p == ')') p += p[1] == '?' ? 2 : 1;
    if (!*p) return i;
    if (*p == '(') {
        size_t end = match_here(p + 1, i, m);
        return end ? end : match_here(group_end(p + 1) + 1, i, m);
    }
    const atoms *a = m->reader->atoms;
    element e = element_at(p);
    if (fits(a, &e, i)) {
        uint64_t hit = a->at[i].is & (e.word.at ? NAMED_WORDS : e.classes);
        unsigned slot = hit ? (unsigned)__builtin_ctzll(hit) : SLOT_WORD;
        const atom *former = m->slot[slot], *word = m->slot[SLOT_WORD];
        if (!e.word.at || !former) m->slot[slot] = &a->at[i];
        if (e.word.at) m->slot[SLOT_WORD] = &a->at[i];
        size_t end = match_here(e.after, i + 1, m);
        if (end) return end;
        m->slot[slot] = former;
        m->slot[SLOT_WORD] = word;
    }
    return e.optional ? match_here(e.after, i, m) : 0;
}

bool pattern_match(const time_reader *r, const char *pattern, size_t first, match *m) {
    memset(m, 0, sizeof *m);
    m->reader = r;
    m->first = first;
    m->past = match_here(pattern, first, m);
    return m->past > first;
}

/* A <word> that begins a row stands in the table of words. */
uint64_t pattern_starts(const char *p) {
    uint64_t classes = 0;
    for (;;) {
        if (*p == '(') {
            classes |= pattern_starts(p + 1);
            p = group_end(p + 1) + 1;
            continue;
        }
        if (!*p || *p == ')') return classes;
        element e = element_at(p);
        atom known = { 0 };
        if (e.word.at) atom_read_word(e.word, &known);
        classes |= e.word.at ? known.is : e.classes;
        if (!e.optional) return classes;
        p = e.after;
    }
}
