/* bench/pieces.c: finds the pieces that texts are written in (src/ledger/shorthand.h), in texts that
 * stand on standard input, a NUL byte behind each; data/stories/pieces.py makes the table of them.
 *
 *     bench_pieces GROUPS < TEXTS      a line a piece: tenths of a byte, uses, bytes as digits
 *
 * Runs of up to three words and parts of words are candidates where they stand in LEAST texts;
 * all texts are written with them in as few bytes as can be, those that save least are dropped, and
 * so on (a unigram model's vocabulary, Kudo 2018, with the lengths of codes for probabilities).
 * GROUPS times 256 pieces get two bytes, 128 get one. No text is in it, only what is common. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "record/word_map.h"

enum { LONGEST = 16, LEAST = 8, ONES = 128, ROUNDS = 6, RUN = 3, PART_LEAST = 60 };

typedef struct piece {
    str words;
    uint32_t count, last; /* uses; the last text that it was counted in */
    int cost;             /* in tenths of a byte; 0: dropped */
    bool single;          /* a byte, which always stays */
} piece;

typedef struct work {
    arena *a;
    str_list texts;
    LIST(piece) all;
    word_map *numbers;
    size_t twos;
} work;

static void read_texts(work *w) {
    buffer all = { 0 };
    for (int c; (c = getchar()) != EOF;) *LIST_ADD(w->a, &all) = (char)c;
    for (size_t from = 0, i = 0; i < all.count; i++) {
        if (all.at[i]) continue;
        *LIST_ADD(w->a, &w->texts) = (str){ all.at + from, i - from };
        from = i + 1;
    }
}

static piece *piece_at(work *w, str words) {
    uint32_t *at = word_map_put(w->numbers, words);
    if (*at == WORD_MAP_NONE) {
        *at = (uint32_t)w->all.count;
        *LIST_ADD(w->a, &w->all) = (piece){ .words = words, .last = UINT32_MAX };
    }
    return &w->all.at[*at];
}

static void count_one(work *w, str words, uint32_t text) {
    piece *p = piece_at(w, words);
    p->count += p->last != text;
    p->last = text;
}

static int kind_of(char c) {
    return is_ascii_letter(c) ? 1 : is_digit(c) ? 2 : c == ' ' ? 3 : c == '\n' ? 4 : 5;
}

/* A word, figures or signs, with the blank before them. */
static size_t word_end(str t, size_t at) {
    if (t.at[at] == ' ' && at + 1 < t.length && t.at[at + 1] != ' ') at++;
    int kind = kind_of(t.at[at]);
    while (at < t.length && kind_of(t.at[at]) == kind) at++;
    return at;
}

static void count_text(work *w, uint32_t n) {
    str t = w->texts.at[n];
    for (size_t at = 0, end; at < t.length; at = end) {
        size_t past = end = word_end(t, at);
        for (int run = 0; run < RUN && past - at <= LONGEST; run++) {
            if (past - at > 1) count_one(w, str_cut(t, at, past), n);
            if (past == t.length) break;
            past = word_end(t, past);
        }
    }
}

static void count_parts(work *w) {
    size_t words = w->all.count;
    for (size_t n = 0; n < words; n++) {
        str t = w->all.at[n].words;
        if (word_end(t, 0) != t.length || w->all.at[n].count > 400) continue;
        for (size_t from = 0; from < t.length; from++)
            for (size_t length = 2; length <= 6 && from + length <= t.length; length++)
                if (length < t.length)
                    count_one(w, str_cut(t, from, from + length), (uint32_t)n);
    }
    for (size_t n = 0; n < w->all.count; n++) {
        piece *p = &w->all.at[n];
        p->cost = p->count >= (n < words ? LEAST : PART_LEAST) ? 20 : 0;
        for (size_t i = 0; i < p->words.length; i++)
            if (p->words.at[i] & 0x80) p->cost = p->words.length > 4 ? 0 : p->cost;
    }
}

static void add_singles(work *w) {
    static char bytes[256];
    for (int i = 0; i < 256; i++) {
        bytes[i] = (char)i;
        piece *p = piece_at(w, (str){ bytes + i, 1 });
        p->cost = 20;
        p->single = true;
    }
}

/* Writes a text in as few bytes as can be; counts what is used. */
static uint64_t write_text(work *w, str t, uint32_t *least, uint32_t *take) {
    least[t.length] = 0;
    for (size_t i = t.length; i-- > 0;) {
        least[i] = UINT32_MAX;
        for (size_t length = 1; length <= LONGEST && i + length <= t.length; length++) {
            uint32_t n = word_map_get(w->numbers, str_cut(t, i, i + length));
            if (n == WORD_MAP_NONE || !w->all.at[n].cost) continue;
            uint32_t cost = least[i + length] + (uint32_t)w->all.at[n].cost;
            if (cost > least[i]) continue;
            least[i] = cost;
            take[i] = n;
        }
    }
    for (size_t i = 0; i < t.length; i += w->all.at[take[i]].words.length)
        w->all.at[take[i]].count++;
    return least[0];
}

static int by_use(const void *l, const void *r) {
    const piece *a = *(piece *const *)l, *b = *(piece *const *)r;
    return a->count != b->count ? (a->count < b->count ? 1 : -1) : str_compare(a->words, b->words);
}

static uint64_t saved(const piece *p) {
    return (uint64_t)p->count * (10 * p->words.length - 13);
}

static int by_saving(const void *l, const void *r) {
    const piece *a = *(piece *const *)l, *b = *(piece *const *)r;
    if (saved(a) != saved(b)) return saved(a) < saved(b) ? 1 : -1;
    return str_compare(a->words, b->words);
}

typedef LIST(piece *) pieces;

/* Keeps so many of two bytes; those used most get one byte. */
static void choose(work *w, size_t keep) {
    pieces ones = { 0 }, twos = { 0 };
    for (size_t i = 0; i < w->all.count; i++)
        if (w->all.at[i].cost) *LIST_ADD(w->a, &ones) = &w->all.at[i];
    qsort(ones.at, ones.count, sizeof *ones.at, by_use);
    for (size_t i = 0; i < ones.count; i++) {
        ones.at[i]->cost = i < ONES ? 10 : ones.at[i]->single ? 20 : 0;
        if (i >= ONES && !ones.at[i]->single) *LIST_ADD(w->a, &twos) = ones.at[i];
    }
    qsort(twos.at, twos.count, sizeof *twos.at, by_saving);
    for (size_t i = 0; i < twos.count && i < keep; i++) twos.at[i]->cost = 20;
}

static void fit(work *w) {
    static uint32_t least[1 << 20], take[1 << 20];
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t bytes = 0, cost = 0;
        for (size_t i = 0; i < w->all.count; i++) w->all.at[i].count = 0;
        for (size_t i = 0; i < w->texts.count; i++) {
            str t = str_cut(w->texts.at[i], 0, (1 << 20) - 1);
            bytes += t.length;
            cost += write_text(w, t, least, take);
        }
        fprintf(stderr, "%d: %.4f\n", round, (double)cost / 10 / (double)bytes);
        size_t keep = round + 2 < ROUNDS ? w->twos * (size_t)(ROUNDS - round) / 2 : w->twos;
        if (round + 1 < ROUNDS) choose(w, keep);
    }
}

int main(int count, char **arguments) {
    work w = { .a = arena_new(0), .twos = count > 1 ? strtoul(arguments[1], NULL, 10) * 256 : 0 };
    jmp_buf out;
    if (!w.twos || setjmp(out)) return 1;
    arena_guard(w.a, &out);
    w.numbers = word_map_new(w.a);
    read_texts(&w);
    for (size_t i = 0; i < w.texts.count; i++) count_text(&w, (uint32_t)i);
    count_parts(&w);
    add_singles(&w);
    fit(&w);
    for (size_t i = 0; i < w.all.count; i++) {
        piece *p = &w.all.at[i];
        if (!p->cost) continue;
        printf("%d %u ", p->cost, p->count);
        for (size_t k = 0; k < p->words.length; k++) printf("%02x", p->words.at[k] & 255);
        printf("\n");
    }
    return 0;
}
