/* serve/difference.c: see difference.h. */
#include "serve/difference.h"

#include <string.h>

static str_list words_cut(arena *a, str text) {
    str_list words = { 0 };
    for (size_t i = 0, from = 0; i < text.length; from = i) {
        while (i < text.length && !is_blank(text.at[i])) i++;
        while (i < text.length && is_blank(text.at[i])) i++;
        *LIST_ADD(a, &words) = str_cut(text, from, i);
    }
    return words;
}

static str_list paragraphs_cut(arena *a, str text) {
    str_list lines = { 0 };
    for (size_t from = 0; from < text.length;) {
        size_t end = str_find(text, STR("\n"), from);
        str line = str_trim(str_cut(text, from, end));
        if (line.length) *LIST_ADD(a, &lines) = line;
        from = end + 1;
    }
    return lines;
}

static bool same_part(str a, str b) {
    return str_same(str_trim(a), str_trim(b));
}

/* lengths[i][j]: of the longest common subsequence of left from i on and right from j on. */
static void compare_middle(arena *a, difference *d, size_t from, size_t left_end,
                           size_t right_end) {
    size_t rows = left_end - from, columns = right_end - from, wide = columns + 1;
    uint16_t *lengths = ARENA_NEW(a, uint16_t, (rows + 1) * wide);
    for (size_t i = rows; i-- > 0;)
        for (size_t j = columns; j-- > 0;) {
            uint16_t down = lengths[(i + 1) * wide + j], right = lengths[i * wide + j + 1];
            bool same = same_part(d->left.at[from + i], d->right.at[from + j]);
            lengths[i * wide + j] = same ? (uint16_t)(lengths[(i + 1) * wide + j + 1] + 1)
                                         : down > right ? down : right;
        }
    for (size_t i = 0, j = 0; i < rows || j < columns;) {
        bool same = i < rows && j < columns
            && same_part(d->left.at[from + i], d->right.at[from + j]);
        if (same) {
            i++, j++;
        } else if (j >= columns
                   || (i < rows && lengths[(i + 1) * wide + j] >= lengths[i * wide + j + 1])) {
            d->left_alone[from + i++] = true;
        } else {
            d->right_alone[from + j++] = true;
        }
    }
}

static difference compared(arena *a, str_list left, str_list right) {
    difference d = { left, right, ARENA_NEW(a, bool, left.count + 1),
                     ARENA_NEW(a, bool, right.count + 1) };
    size_t from = 0, left_end = left.count, right_end = right.count;
    while (from < left_end && from < right_end && same_part(left.at[from], right.at[from])) from++;
    while (left_end > from && right_end > from
           && same_part(left.at[left_end - 1], right.at[right_end - 1])) left_end--, right_end--;
    size_t left_most = from + DIFFERENCE_PARTS_MOST, right_most = left_most;
    for (; left_end > left_most; left_end--) d.left_alone[left_end - 1] = true;
    for (; right_end > right_most; right_end--) d.right_alone[right_end - 1] = true;
    compare_middle(a, &d, from, left_end, right_end);
    return d;
}

difference difference_of_words(arena *a, str left, str right) {
    return compared(a, words_cut(a, left), words_cut(a, right));
}

difference difference_of_paragraphs(arena *a, str left, str right) {
    return compared(a, paragraphs_cut(a, left), paragraphs_cut(a, right));
}
