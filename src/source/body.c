/* source/body.c: see body.h.
 *
 * Every line of the page has a value: running text is worth its length, links and crumbs of
 * text cost theirs. The article is the part of the page whose lines are worth most together
 * (Pasternack and Roth 2009, "Extracting article text from the web with maximum subsequence
 * segmentation", with the parts of the tree in place of runs of tokens). */
#include "source/body.h"

#include "source/hints.h"
#include "source/lines.h"

enum { TEXT_LEAST = 80 };

static size_t commas_of(str s) {
    size_t count = 0;
    for (size_t i = 0; i < s.length; i++) count += s.at[i] == ',' || s.at[i] == '.';
    return count;
}

static double value_of(const page_line *l) {
    double length = (double)l->text.length, plain = length - (double)l->linked;
    if (l->linked * 2 > l->text.length) return -10 - (double)l->linked / 2;
    if (l->kind == BLOCK_HEADING) return 5;
    if (plain >= TEXT_LEAST && commas_of(l->text) > 0) return plain;
    return plain >= 40 ? plain / 4 : -4;
}

/* The sum of values over each node's lines, by sums from the page's start. */
typedef struct values {
    double *sum; /* [nodes + 1]: of all lines that begin before the node */
} values;

static values values_of(arena *a, const tree *t, const line_list *lines) {
    values v = { ARENA_NEW(a, double, t->nodes.count + 1) };
    size_t next = 0;
    double sum = 0;
    for (uint32_t n = 0; n <= t->nodes.count; n++) {
        v.sum[n] = sum;
        while (next < lines->count && lines->at[next].first == n) sum += lines->at[next++].value;
    }
    return v;
}

static double value_below(const values *v, const tree *t, uint32_t n) {
    return v->sum[t->nodes.at[n].end] - v->sum[n];
}

/* The part worth most; of equals the smallest. */
static uint32_t best_part(const tree *t, const values *v) {
    uint32_t best = NODE_NONE;
    double most = TEXT_LEAST;
    for (uint32_t n = 0; n < t->nodes.count; n++) {
        tag it = (tag)t->nodes.at[n].tag;
        if (!tag_is_block(it)) continue;
        double value = value_below(v, t, n);
        if (value < most) continue;
        most = value;
        best = n;
    }
    return best;
}

static bool belongs(const page_line *l) {
    if (l->linked * 5 > l->text.length * 4) return false;
    return l->kind != BLOCK_CAPTION && !(l->hints & (HINT_BYLINE | HINT_CAPTION));
}

void body_find(arena *a, const tree *t, passage_list *out) {
    line_list lines = { 0 };
    lines_cut(a, t, &lines);
    for (size_t i = 0; i < lines.count; i++) lines.at[i].value = value_of(&lines.at[i]);
    values v = values_of(a, t, &lines);
    uint32_t part = best_part(t, &v);
    if (part == NODE_NONE) return;
    for (size_t i = 0; i < lines.count; i++) {
        const page_line *l = &lines.at[i];
        if (l->first < part || l->first >= t->nodes.at[part].end || !belongs(l)) continue;
        *LIST_ADD(a, out) = (passage){ l->text, l->kind, STR_NONE };
    }
}
