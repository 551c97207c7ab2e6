/* ledger/shorthand.c: see shorthand.h. Of all ways to write a block the shortest is taken, found
 * from its end on. */
#include "ledger/shorthand.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

typedef struct piece {
    unsigned char length;
    char words[PIECE_MOST];
} piece;

/* ones[], of one byte, and twos[], of two; both in order of their bytes. */
#include "ledger/pieces.inc"

enum { ONES = sizeof ones / sizeof *ones, TWOS = sizeof twos / sizeof *twos, MARK = 3 };

static_assert(ONES == 128 && TWOS <= 128 * 256, "as many as codes have room for");

static str words_of(const piece *p) {
    return (str){ p->words, p->length };
}

/* ---- the tree ---- */

enum { NODES_MOST = 60000, NO_CODE = 0 };

/* The pieces by their bytes: what follows a node are the nodes from `first` on, in order. Behind
 * two bytes a node is found at once. */
struct shorthand {
    uint16_t singles[256];   /* [byte] code of the piece of that byte */
    uint16_t pairs[1 << 16]; /* [two bytes] node */
    uint16_t first[NODES_MOST + 1], codes[NODES_MOST]; /* code: one more than it is */
    unsigned char bytes[NODES_MOST];
    size_t nodes;
};

/* The pieces that begin with a node's bytes. */
typedef struct range {
    uint16_t from, past, depth;
} range;

typedef struct sorted {
    const piece *piece;
    uint16_t code;
} sorted;

/* Both lists as one, in order; of two that are alike the one of one byte first. */
static void sort_pieces(sorted out[ONES + TWOS]) {
    for (size_t i = 0, one = 0, two = 0; i < ONES + TWOS; i++) {
        bool first = two == TWOS
            || (one < ONES && str_compare(words_of(&ones[one]), words_of(&twos[two])) <= 0);
        out[i] = first ? (sorted){ &ones[one], (uint16_t)(one + 1) }
                       : (sorted){ &twos[two], (uint16_t)((ONES << 8) + two + 1) };
        if (first) one++;
        else two++;
    }
}

/* The nodes behind the nth. */
static void make_children(shorthand *s, const sorted *all, range *ranges, size_t n) {
    range r = ranges[n];
    for (; r.from < r.past && all[r.from].piece->length == r.depth; r.from++)
        if (s->codes[n] == NO_CODE) s->codes[n] = all[r.from].code;
    s->first[n] = (uint16_t)s->nodes;
    while (r.from < r.past) {
        range child = { r.from, r.from, (uint16_t)(r.depth + 1) };
        char byte = all[r.from].piece->words[r.depth];
        while (child.past < r.past && all[child.past].piece->words[r.depth] == byte) child.past++;
        assert(s->nodes < NODES_MOST);
        s->bytes[s->nodes] = (unsigned char)byte;
        ranges[s->nodes++] = child;
        r.from = child.past;
    }
    s->first[n + 1] = (uint16_t)s->nodes;
}

static void make_shortcuts(shorthand *s) {
    for (size_t one = s->first[0]; one < s->first[1]; one++) {
        s->singles[s->bytes[one]] = s->codes[one];
        for (size_t two = s->first[one]; two < s->first[one + 1]; two++)
            s->pairs[s->bytes[one] << 8 | s->bytes[two]] = (uint16_t)two;
    }
}

shorthand *shorthand_new(void) {
    shorthand *s = calloc(1, sizeof *s);
    sorted *all = malloc((ONES + TWOS) * sizeof *all);
    range *ranges = malloc(NODES_MOST * sizeof *ranges);
    if (s && all && ranges) {
        sort_pieces(all);
        ranges[s->nodes++] = (range){ 0, ONES + TWOS, 0 };
        for (size_t n = 0; n < s->nodes; n++) make_children(s, all, ranges, n);
        make_shortcuts(s);
    } else {
        free(s);
        s = NULL;
    }
    free(all);
    free(ranges);
    return s;
}

void shorthand_free(shorthand *s) {
    free(s);
}

/* The node of a byte behind a node; 0 where there is none. */
static uint32_t step_from(const shorthand *s, uint32_t node, unsigned char byte) {
    uint32_t at = s->first[node], past = s->first[node + 1];
    while (at < past && s->bytes[at] < byte) at++;
    return at < past && s->bytes[at] == byte ? at : 0;
}

str shorthand_piece(size_t n, unsigned char code[2], size_t *size) {
    *size = n < ONES ? 1 : 2;
    code[0] = (unsigned char)(n < ONES ? n : ONES + (n - ONES) / 256);
    code[1] = (unsigned char)((n - ONES) % 256);
    if (n >= ONES + TWOS) return STR_NONE;
    return words_of(n < ONES ? &ones[n] : &twos[n - ONES]);
}

/* ---- writing ---- */

static size_t code_size(uint16_t code) {
    return code > ONES ? 2 : 1;
}

size_t shorthand_room(size_t length) {
    return length * 2 + (length / SHORTHAND_BLOCK + 1) * MARK;
}

typedef struct written {
    uint16_t least; /* bytes from here to the end of the block */
    uint16_t code;
    unsigned char length;
} written;

/* A way on by a piece of that length, where none is shorter. */
static void try_piece(const written *behind, uint16_t code, size_t length, written *best) {
    size_t least = behind->least + code_size(code);
    if (code == NO_CODE || least > best->least) return;
    *best = (written){ (uint16_t)least, code, (unsigned char)length };
}

static size_t write_block(const shorthand *s, str block, unsigned char *out) {
    written ways[SHORTHAND_BLOCK + 1];
    const unsigned char *text = (const unsigned char *)block.at;
    size_t count = 0;
    ways[block.length].least = 0;
    for (size_t i = block.length; i-- > 0;) {
        written best = { .least = UINT16_MAX };
        try_piece(&ways[i + 1], s->singles[text[i]], 1, &best);
        uint32_t node = i + 1 < block.length ? s->pairs[text[i] << 8 | text[i + 1]] : 0;
        for (size_t past = i + 2; node; past++) {
            try_piece(&ways[past], s->codes[node], past - i, &best);
            node = past < block.length ? step_from(s, node, text[past]) : 0;
        }
        ways[i] = best;
    }
    for (size_t i = 0; i < block.length; i += ways[i].length) {
        unsigned code = ways[i].code - 1U;
        if (code >= ONES) out[count++] = (unsigned char)(code >> 8);
        out[count++] = (unsigned char)(code & 255);
    }
    return count;
}

size_t shorthand_write_name(const shorthand *s, str name, unsigned char *out) {
    size_t at = 0;
    for (size_t from = 0; from < name.length; from += SHORTHAND_BLOCK)
        at += write_block(s, str_cut(name, from, from + SHORTHAND_BLOCK), out + at);
    return at;
}

size_t shorthand_write(const shorthand *s, str text, unsigned char *out) {
    size_t marks = (text.length + SHORTHAND_BLOCK - 1) / SHORTHAND_BLOCK, at = marks * MARK;
    for (size_t n = 0; n < marks; n++) {
        if (at > SHORTHAND_MOST) return 0;
        out[n * MARK] = (unsigned char)(at >> 16);
        out[n * MARK + 1] = (unsigned char)(at >> 8 & 255);
        out[n * MARK + 2] = (unsigned char)(at & 255);
        at += write_block(s, str_cut(text, n * SHORTHAND_BLOCK, (n + 1) * SHORTHAND_BLOCK),
                          out + at);
    }
    return at;
}

/* ---- reading ---- */

static size_t mark_at(str codes, size_t n) {
    const unsigned char *at = (const unsigned char *)codes.at + n * MARK;
    return (size_t)at[0] << 16 | (size_t)at[1] << 8 | at[2];
}

/* The piece at *at, which goes on behind it; none at the end. */
static str piece_at(str codes, size_t *at) {
    size_t first = (unsigned char)codes.at[(*at)++];
    if (first < ONES) return words_of(&ones[first]);
    size_t number = *at < codes.length ? (first - ONES) * 256 + (unsigned char)codes.at[*at] : TWOS;
    ++*at;
    return number < TWOS ? words_of(&twos[number]) : STR("");
}

size_t shorthand_longest(str codes) {
    return codes.length / 2 * PIECE_MOST + PIECE_MOST;
}

/* From a code on, behind so many bytes, as many as are wanted. */
static size_t read_from(str codes, size_t from, span wanted, char *out) {
    size_t count = 0, at = 0;
    while (from < codes.length && at < wanted.end) {
        str words = piece_at(codes, &from);
        size_t start = at < wanted.start ? wanted.start - at : 0;
        at += words.length;
        if (start >= words.length) continue;
        words = str_cut(words, start, at > wanted.end ? words.length - (at - wanted.end)
                                                      : words.length);
        memcpy(out + count, words.at, words.length);
        count += words.length;
    }
    return count;
}

size_t shorthand_read(str codes, size_t at, size_t length, char *out) {
    size_t block = at / SHORTHAND_BLOCK, start = at % SHORTHAND_BLOCK;
    if (codes.length < MARK || mark_at(codes, 0) > codes.length
        || (block + 1) * MARK > mark_at(codes, 0))
        return 0;
    return read_from(codes, mark_at(codes, block), (span){ start, start + length }, out);
}

size_t shorthand_read_name(str codes, char *out) {
    return read_from(codes, 0, (span){ 0, SIZE_MAX }, out);
}
