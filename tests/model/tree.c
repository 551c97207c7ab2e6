/* The best tree against all trees of short sentences, and long ones for their shape. */
#include "sample.h"

#include "model/tree.h"

enum { SHORT_MOST = 6, STRIDE = TREE_TOKENS_MOST + 16 };

static double weight_of(const arc_scores *s, const uint32_t *heads) {
    double sum = 0;
    for (size_t i = 0; i < s->count; i++) sum += (double)s->at[i * s->stride + heads[i]];
    return sum;
}

/* The next assignment of heads, counting; false after the last. */
static bool next_heads(uint32_t *heads, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (++heads[i] <= count) return true;
        heads[i] = 0;
    }
    return false;
}

static double best_weight(const arc_scores *s) {
    uint32_t heads[SHORT_MOST] = { 0 };
    double best = -1e30;
    do {
        if (!tree_is_good(heads, s->count)) continue;
        double weight = weight_of(s, heads);
        best = weight > best ? weight : best;
    } while (next_heads(heads, s->count));
    return best;
}

static void fill(float *scores, size_t size, uint64_t *random) {
    for (size_t i = 0; i < size; i++) scores[i] = 5 * sample_float(random);
}

static void short_sentences_get_the_best_tree(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    tree_room *room = NULL;
    uint64_t random = 1;
    float scores[SHORT_MOST * 16];
    for (int trial = 0; trial < 400; trial++) {
        arc_scores s = { scores, 1 + (size_t)trial % SHORT_MOST, 16 };
        if (s.count == SHORT_MOST && trial > 100) s.count = 3;
        uint32_t heads[SHORT_MOST];
        fill(scores, s.count * s.stride, &random);
        tree_best(a, &room, &s, heads);
        assert_true(tree_is_good(heads, s.count));
        assert_true(weight_of(&s, heads) > best_weight(&s) - 1e-4);
    }
    arena_free(a);
}

/* Scores of few values make ties and many cycles at once. */
static void ties_still_give_trees(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    tree_room *room = NULL;
    uint64_t random = 2;
    static float scores[TREE_TOKENS_MOST * STRIDE];
    for (size_t count = 1; count <= TREE_TOKENS_MOST; count += 15) {
        arc_scores s = { scores, count, STRIDE };
        uint32_t heads[TREE_TOKENS_MOST];
        for (size_t i = 0; i < count * STRIDE; i++) scores[i] = (float)(sample_random(&random) % 3);
        tree_best(a, &room, &s, heads);
        assert_true(tree_is_good(heads, count));
        memset(scores, 0, sizeof scores);
        tree_best(a, &room, &s, heads);
        assert_true(tree_is_good(heads, count));
    }
    arena_free(a);
}

static void tells_trees_from_others(void **state) {
    (void)state;
    assert_true(tree_is_good((uint32_t[]){ 1, 2, 3 }, 3));
    assert_true(tree_is_good((uint32_t[]){ 1 }, 1));
    assert_false(tree_is_good((uint32_t[]){ 3, 3, 1 }, 3));  /* two roots */
    assert_false(tree_is_good((uint32_t[]){ 1, 0, 3 }, 3));  /* a cycle */
    assert_false(tree_is_good((uint32_t[]){ 1, 2, 0 }, 3));  /* no root */
    assert_false(tree_is_good((uint32_t[]){ 2, 1, 2 }, 2 + 1)); /* its own head */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_sentences_get_the_best_tree),
        cmocka_unit_test(ties_still_give_trees),
        cmocka_unit_test(tells_trees_from_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
