/* model/wordpieces.c: see wordpieces.h. Training cuts words with the tokenizers package; this
 * must give the same rows. */
#include "model/wordpieces.h"

#include <string.h>

#include "base/utf8.h"

enum { LEAD = 2 /* bytes of "##" */ };

/* A word at work: the run of letters that is being read, and the pieces so far. */
typedef struct cutting {
    const wordpiece_forms *w;
    char bytes[LEAD + 4 * WORDPIECE_RUN_MOST + 4]; /* the run, with room for "##" before it */
    size_t length, characters;                     /* of the run */
    uint16_t *out;
    size_t count;
} cutting;

static void add_row(cutting *c, uint16_t row) {
    if (c->count < WORDPIECES_A_TOKEN) c->out[c->count++] = row;
}

/* The longest form that the run goes on with at byte `at`; its row, and where it ends. "##"
 * is written over bytes that were read before. */
static uint16_t longest_form(cutting *c, size_t at, size_t *end) {
    size_t lead = at ? LEAD : 0;
    char *from = c->bytes + LEAD + at - lead;
    memcpy(from, "##", lead);
    size_t most = c->length - at;
    if (most > c->w->longest) most = c->w->longest;
    for (size_t size = most; size; size--) {
        if (at + size < c->length && (c->bytes[LEAD + at + size] & 0xC0) == 0x80) continue;
        uint32_t row = vocabulary_find(c->w->forms, (str){ from, lead + size });
        if (!row) continue;
        *end = at + size;
        return (uint16_t)row;
    }
    return 0;
}

static void end_run(cutting *c) {
    size_t before = c->count, at = 0;
    bool known = c->characters <= WORDPIECE_RUN_MOST;
    while (known && at < c->length) {
        uint16_t row = longest_form(c, at, &at);
        known = row != 0;
        if (known) add_row(c, row);
    }
    if (!known) {
        c->count = before;
        add_row(c, c->w->unknown);
    }
    c->length = c->characters = 0;
}

static void add_character(cutting *c, code_point p) {
    if (++c->characters > WORDPIECE_RUN_MOST) return;
    c->length += utf8_write(p, c->bytes + LEAD + c->length);
}

static bool is_ideograph(code_point c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
}

/* Every mark of ASCII counts as punctuation, beyond it only Unicode's. */
static bool stands_alone(code_point c) {
    return c < 0x80 ? utf8_is_mark(c) : utf8_is_punctuation(c) || is_ideograph(c);
}

static void read_part(cutting *c, code_point p) {
    if (utf8_is_accent(p)) return;
    p = utf8_fold(p);
    bool alone = stands_alone(p);
    if (alone && c->length) end_run(c);
    add_character(c, p);
    if (alone) end_run(c);
}

static void read_character(cutting *c, code_point p) {
    code_point parts[UTF8_PARTS_MOST];
    if (p < 0x80) {
        if (p > ' ' && p != 0x7F) read_part(c, p);
        else if (c->length && p >= '\t' && p <= ' ') end_run(c);
        return;
    }
    if (utf8_is_space(p) && p != 0xFEFF) {
        if (c->length) end_run(c);
    } else if (p != 0xFFFD && !utf8_is_control(p)) {
        size_t count = utf8_decomposed(p, parts);
        for (size_t i = 0; i < count; i++) read_part(c, parts[i]);
    }
}

size_t wordpieces_cut(const wordpiece_forms *w, str word, uint16_t out[WORDPIECES_A_TOKEN]) {
    cutting c = { .w = w, .out = out };
    for (size_t at = 0, length; at < word.length; at += length) {
        code_point p = utf8_at(word, at, &length);
        if (p != CODE_POINT_NONE) read_character(&c, p);
    }
    if (c.length) end_run(&c);
    if (!c.count) add_row(&c, w->unknown);
    return c.count;
}

wordpieces wordpieces_of(arena *a, const wordpiece_forms *w, const tokens *t) {
    uint16_t *rows = ARENA_NEW(a, uint16_t, t->count * WORDPIECES_A_TOKEN + 1);
    uint32_t *starts = ARENA_NEW(a, uint32_t, t->count + 1);
    for (size_t i = 0; i < t->count; i++) {
        size_t count = wordpieces_cut(w, token_str(t, i), rows + starts[i]);
        starts[i + 1] = starts[i] + (uint32_t)count;
    }
    return (wordpieces){ rows, starts };
}

static bool special(const vocabulary *v, const char *form, uint16_t *out, fault *f) {
    uint32_t row = vocabulary_find(v, str_of(form));
    *out = (uint16_t)row;
    return row || FAULT(f, FAULT_MODEL, FAULT_NOWHERE, "vocabulary: no '%s'", form);
}

bool wordpiece_forms_of(const vocabulary *forms, wordpiece_forms *out, fault *f) {
    wordpiece_forms w = { .forms = forms };
    if (forms->rows > WORDPIECES_MOST)
        return FAULT(f, FAULT_MODEL, FAULT_NOWHERE, "vocabulary: %u word pieces, limit %d",
                     (unsigned)forms->rows, WORDPIECES_MOST);
    for (uint32_t r = 1; r < forms->rows; r++) {
        size_t length = vocabulary_form(forms, r).length;
        w.longest = length > w.longest ? length : w.longest;
    }
    if (!special(forms, "[UNK]", &w.unknown, f) || !special(forms, "[CLS]", &w.start, f)
        || !special(forms, "[SEP]", &w.end, f))
        return false;
    *out = w;
    return true;
}
