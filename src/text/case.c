/* text/case.c: see case.h. The features are those of training/case.py, which makes the table:
 * 65,536 rows of three characters, ten bits that tell a feature from others and eight of its
 * weight. A feature stands on its own row or one of the next few. */
#include "text/case.h"

#include <string.h>

#include "text/abbreviations.h"
#include "text/chars.h"
#include "text/passages.h"

static const char rows[] =
#include "text/case_table.inc"
    ;

enum {
    ROWS = 1 << 16, BESIDE = 8, ROW_SIZE = 3,
    WORD_MOST = 48,      /* bytes of a word that is decided; longer ones stay small */
    FEATURE_SIZE = 112,  /* two words, a blank, a letter */
    PASSAGE_MOST = 8192, /* bytes decided at once: neighbours beyond it are not seen */
    LEAST_SMALL = 60,    /* letters of a passage that is small in a text that is not */
    LEAST_CAPITALS = 12,
};

/* A run of letters, a run of digits, or a mark. */
typedef struct unit {
    str form; /* in small letters; digits are "0", curly marks straight */
    size_t start, end;
    bool word, blank_before, capital, capitals;
} unit;

typedef struct passage_units {
    arena *a;
    LIST(unit) list;
} passage_units;

/* ---- how a text is written ---- */

typedef struct letters {
    size_t small, capital;
} letters;

static letters count_letters(str text) {
    letters n = { 0, 0 };
    for (size_t at = 0, length; at < text.length; at += length) {
        char kind = char_at(text, at, &length);
        n.small += kind == CHAR_LETTER;
        n.capital += kind == CHAR_UPPER;
    }
    return n;
}

static text_case judged(letters n, size_t least_small, size_t least_capitals) {
    size_t all = n.small + n.capital;
    if (all >= least_small && n.capital * 100 <= all) return CASE_SMALL;
    if (all >= least_capitals && n.capital * 10 >= all * 9) return CASE_CAPITALS;
    return CASE_USUAL;
}

text_case case_of(str text) { return judged(count_letters(text), LEAST_SMALL, LEAST_SMALL); }

/* A passage of a text whose case is `whole`. */
static text_case case_of_passage(str words, text_case whole) {
    letters n = count_letters(words);
    if (whole == CASE_USUAL && n.capital && n.small) {
        text_case own = judged(n, LEAST_SMALL, LEAST_CAPITALS);
        return own == CASE_CAPITALS ? own : CASE_USUAL;
    }
    return judged(n, whole == CASE_SMALL ? 1 : LEAST_SMALL,
                  whole == CASE_CAPITALS ? 1 : LEAST_CAPITALS);
}

/* ---- its units ---- */

/* Writes [start, end) in small letters, where they take as many bytes. */
static void make_small(char *out, size_t start, size_t end) {
    str text = { out, end };
    for (size_t at = start, length; at < end; at += length) {
        char bytes[4];
        code_point c = utf8_at(text, at, &length);
        if (utf8_write(utf8_fold(c), bytes) == length) memcpy(out + at, bytes, length);
    }
}

static str mark_form(str text, size_t at, char kind) {
    switch (kind) {
    case CHAR_DIGIT: return STR("0");
    case CHAR_QUOTE: return STR("\"");
    case CHAR_DASH: return STR("-");
    case CHAR_ELLIPSIS: return STR(".");
    case CHAR_MARK: return STR("#");
    case '\'': case '`': return STR("'");
    case '-': return STR("-");
    default: return str_cut(text, at, at + 1);
    }
}

static size_t run_end(str text, size_t at, bool word) {
    for (size_t length; at < text.length; at += length) {
        char kind = char_at(text, at, &length);
        if (word ? !char_is_letter(kind) : kind != CHAR_DIGIT) break;
    }
    return at;
}

static void cut_units(passage_units *u, str text, size_t at) {
    bool blank = true;
    for (size_t length; at < text.length;) {
        char kind = char_at(text, at, &length);
        unit one = { .start = at, .blank_before = blank, .word = char_is_letter(kind) };
        blank = kind == CHAR_BLANK;
        at = one.word || kind == CHAR_DIGIT ? run_end(text, at, one.word) : at + length;
        if (blank) continue;
        one.end = at;
        one.form = one.word ? str_cut(text, one.start, at) : mark_form(text, one.start, kind);
        *LIST_ADD(u->a, &u->list) = one;
    }
}

/* ---- features ---- */

static uint64_t hashed(str feature) {
    uint64_t h = 0xcbf29ce484222325;
    for (size_t i = 0; i < feature.length; i++)
        h = (h ^ (unsigned char)feature.at[i]) * 0x100000001b3;
    return h ^ h >> 29;
}

/* The number that an ASCII character of the table stands for. */
static unsigned value_of(char c) {
    return c == '~' ? '\\' - 48 : c == '!' ? '?' - 48 : (unsigned)c - 48;
}

/* The weight of a feature in *weight; false where the table has none. */
static bool look_up(str feature, int *weight) {
    uint64_t h = hashed(feature);
    for (uint64_t step = 0; step < BESIDE; step++) {
        const char *row = rows + (h + step) % ROWS * ROW_SIZE;
        unsigned bits = value_of(row[0]) << 12 | value_of(row[1]) << 6 | value_of(row[2]);
        int found = (int)(bits & 255) - 128;
        if (bits >> 8 != h >> 54 || found == -128) continue;
        *weight = found;
        return true;
    }
    return false;
}

/* "kind first second", "second" only where it is not NULL. */
static int weigh(char kind, str first, const str *second) {
    char bytes[FEATURE_SIZE] = { kind };
    size_t length = 1;
    int weight = 0;
    if (first.length > WORD_MOST || (second && second->length > WORD_MOST)) return 0;
    memcpy(bytes + length, first.at, first.length);
    length += first.length;
    if (second) {
        bytes[length++] = ' ';
        memcpy(bytes + length, second->at, second->length);
        length += second->length;
    }
    look_up((str){ bytes, length }, &weight);
    return weight;
}

static str form_at(const passage_units *u, size_t i, int step) {
    size_t at = i + (size_t)step;
    bool before = step < 0 && i < (size_t)-step;
    return before || at >= u->list.count ? STR("") : u->list.at[at].form;
}

static str tail(str word, size_t length) {
    return word.length > length ? str_cut(word, word.length - length, word.length) : word;
}

/* Of words that the table does not know. */
static int weigh_unknown(const passage_units *u, size_t i, str last) {
    str word = u->list.at[i].form;
    char digit = (char)('0' + (word.length < 6 ? word.length : 6));
    return weigh('m', (str){ &digit, 1 }, &last) + weigh('n', form_at(u, i, -1), NULL)
         + weigh('o', form_at(u, i, 1), NULL) + weigh('p', tail(word, 4), NULL);
}

/* Above 0 where word i has a capital. */
static int weigh_word(const passage_units *u, size_t i, str last) {
    enum { GLUED_SIZE = WORD_MOST + 1 };
    const unit *of = &u->list.at[i];
    str w = of->form, before = form_at(u, i, -1), behind = form_at(u, i, 1);
    str second_before = form_at(u, i, -2), second_behind = form_at(u, i, 2);
    char glued[GLUED_SIZE + 1];
    str joined = { glued, 0 };
    if (before.length < GLUED_SIZE) {
        memcpy(glued, before.at, before.length);
        glued[before.length] = '+';
        joined.length = before.length + !of->blank_before;
    }
    int unknown, score = weigh('a', w, NULL) + weigh('b', w, &last) + weigh('c', before, &w)
        + weigh('d', w, &behind) + weigh('e', joined, &last) + weigh('f', before, &behind)
        + weigh('g', behind, NULL) + weigh('h', tail(w, 3), &last) + weigh('i', tail(w, 2), NULL)
        + weigh('j', second_before, &before) + weigh('k', behind, &second_behind)
        + weigh('l', last, NULL);
    char bytes[WORD_MOST + 1] = { 'a' };
    memcpy(bytes + 1, w.at, w.length);
    bool known = look_up((str){ bytes, w.length + 1 }, &unknown);
    return known ? score : score + weigh_unknown(u, i, last);
}

/* ---- decisions ---- */

static bool is_one_of(str form, const char *marks) {
    return form.length == 1 && strchr(marks, form.at[0]) != NULL;
}

static bool is_shortened(str word) {
    char bytes[WORD_MOST];
    if (word.length == 1) return true;
    if (!word.length || word.length > WORD_MOST) return false;
    if (abbreviation_of(word) != ABBREVIATION_NONE) return true;
    memcpy(bytes, word.at, word.length);
    if (bytes[0] >= 'a' && bytes[0] <= 'z') bytes[0] = (char)(bytes[0] - 'a' + 'A');
    return abbreviation_of((str){ bytes, word.length }) != ABBREVIATION_NONE;
}

/* Whether a sentence begins with unit i: the passage does, or a stop and a blank stand before. */
static bool begins(const passage_units *u, size_t i) {
    const unit *at = u->list.at;
    size_t k = i;
    while (k > 0 && is_one_of(at[k - 1].form, "\"'([") && !at[k].blank_before) k--;
    if (k == 0) return true;
    if (!at[i].blank_before && !at[i - 1].blank_before) return false;
    while (k > 1 && is_one_of(at[k - 1].form, "\"')]") && !at[k - 1].blank_before) k--;
    if (!is_one_of(at[k - 1].form, ".!?")) return false;
    return !is_one_of(at[k - 1].form, ".") || k < 2 || !is_shortened(at[k - 2].form);
}

static void decide(passage_units *u) {
    str last = STR("-");
    for (size_t i = 0; i < u->list.count; i++) {
        unit *of = &u->list.at[i];
        bool word = of->word && of->form.length <= WORD_MOST;
        int score = word ? weigh_word(u, i, last) : 0;
        of->capital = score > 0 || (word && begins(u, i));
        of->capitals = score > 0 && weigh('q', of->form, NULL) > 0;
        last = !word ? STR("-") : of->capital ? STR("C") : STR("l");
    }
}

static void raise(char *out, size_t start, size_t end) {
    str text = { out, end };
    for (size_t at = start, length; at < end; at += length) {
        char bytes[4];
        code_point c = utf8_at(text, at, &length);
        if (utf8_write(utf8_upper(c), bytes) == length) memcpy(out + at, bytes, length);
    }
}

/* Units are written when all are decided, since their forms lie in what is written: "mccain",
 * which is now "Mccain", becomes McCain. */
static void write_unit(char *out, const unit *of) {
    size_t first, length = of->end - of->start;
    if (!of->capital) return;
    utf8_at((str){ out, of->end }, of->start, &first);
    raise(out, of->start, of->capitals ? of->end : of->start + first);
    if (length > 4 && str_starts(of->form, STR("Mc"))) raise(out, of->start + 2, of->start + 3);
}

typedef struct restoring {
    arena *a;
    str text;
    text_case whole;
    char *out; /* NULL until something is changed */
} restoring;

/* A word with a capital among small ones ("iPhone") was written so on purpose. */
static bool is_meant(str text, const unit *of) {
    return of->word && count_letters(str_cut(text, of->start, of->end)).capital > 0;
}

static void restore(restoring *r, size_t start, size_t end, bool small) {
    passage_units u = { .a = r->a };
    make_small(r->out, start, end);
    cut_units(&u, (str){ r->out, end }, start);
    decide(&u);
    for (size_t i = 0; i < u.list.count; i++) {
        const unit *of = &u.list.at[i];
        if (!small || !is_meant(r->text, of)) write_unit(r->out, of);
        else memcpy(r->out + of->start, r->text.at + of->start, of->end - of->start);
    }
}

/* ---- the passages of a text ---- */

/* "SMITH: WE HAD NO CHOICE": where the words begin that the label's owner says. */
static size_t label_end(str text, size_t start, size_t end) {
    enum { LABEL_MOST = 48 };
    for (size_t at = start; at + 1 < end && at < start + LABEL_MOST; at++)
        if (text.at[at] == ':') return text.at[at + 1] == ' ' ? at + 1 : start;
    return start;
}

/* Of one long passage part by part, each to a blank. */
static size_t part_end(str text, size_t start, size_t end) {
    size_t past = start + PASSAGE_MOST;
    if (past >= end) return end;
    while (past < end && !is_blank(text.at[past])) past++;
    return past;
}

static void look_at(restoring *r, size_t start, size_t end) {
    text_case own = case_of_passage(str_cut(r->text, start, end), r->whole);
    if (own == CASE_USUAL) return;
    if (!r->out) {
        r->out = ARENA_NEW(r->a, char, r->text.length);
        memcpy(r->out, r->text.at, r->text.length);
    }
    if (own == CASE_CAPITALS) start = label_end(r->text, start, end);
    for (size_t past; start < end; start = past) {
        past = part_end(r->text, start, end);
        restore(r, start, past, own == CASE_SMALL);
    }
}

str case_restored(arena *a, str text, const block_list *blocks) {
    restoring r = { a, text, case_of(text), NULL };
    for (size_t i = 0; i < blocks->count; i++) {
        size_t past = blocks->at[i].end < text.length ? blocks->at[i].end : text.length;
        for (size_t at = blocks->at[i].start, end; at < past; at = end + 1) {
            end = passage_end(text, at, past);
            look_at(&r, at, end);
        }
    }
    return r.out ? (str){ r.out, text.length } : text;
}
