/* Windows hold whole passages while they fit, and long passages are cut at full stops. */
#include "sample.h"

#include "model/windows.h"

/* Tokens without text, cut into passages of these lengths. */
typedef struct made {
    token tokens[2000];
    passage passages[16];
    char text[2000];
    struct tokens all;
} made;

static void make(made *m, const uint32_t *lengths, size_t count) {
    memset(m, 0, sizeof *m);
    memset(m->text, 'x', sizeof m->text);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        m->passages[i] = (passage){ at, at + lengths[i], (uint32_t)i };
        at += lengths[i];
    }
    for (uint32_t i = 0; i < at; i++) m->tokens[i] = (token){ i, i + 1, 0 };
    m->all = (tokens){ { m->text, at }, m->tokens, at, m->passages, count, NULL };
}

static void check(const windows *w, const uint32_t (*expected)[2], size_t count) {
    assert_int_equal(w->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(w->at[i].first, expected[i][0]);
        assert_int_equal(w->at[i].past, expected[i][1]);
    }
}

static void packs_while_they_fit(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    made *m = malloc(sizeof *m);
    make(m, (uint32_t[]){ 100, 92, 1, 200, 10, 0, 20 }, 7);
    windows w = windows_of(a, &m->all, NULL);
    check(&w, (const uint32_t[][2]){ { 0, 192 }, { 192, 193 }, { 193, 393 }, { 393, 423 } }, 4);
    assert_int_equal(w.piece_count, 6);
    assert_int_equal(w.at[0].past_piece, 2);
    make(m, (uint32_t[]){ 0 }, 1);
    w = windows_of(a, &m->all, NULL);
    assert_int_equal(w.count, 0);
    free(m);
    arena_free(a);
}

static void cuts_long_passages(void **state) {
    (void)state;
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    made *m = malloc(sizeof *m);
    make(m, (uint32_t[]){ 384, 5, 1000, 5 }, 4);
    memcpy(m->text + 389 + 300, ".)x.", 4); /* stops at 300 and 303, the last of them counts */
    memcpy(m->text + 389 + 100, ".", 1);    /* too early */
    m->tokens[389 + 304].flags = TOKEN_QUOTE_CLOSE;
    windows w = windows_of(a, &m->all, NULL);
    uint32_t first = 389 + 305, second = first + 384;
    check(&w, (const uint32_t[][2]){ { 0, 384 }, { 384, 389 }, { 389, first }, { first, second },
                                     { second, 1389 }, { 1389, 1394 } }, 6);
    free(m);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packs_while_they_fit),
        cmocka_unit_test(cuts_long_passages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
