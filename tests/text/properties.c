/* What must hold on any bytes: tokens are inside the text, in order, without blanks, and
 * nothing but blanks is left out; the same text gives the same tokens. */
#include <string.h>

#include "text/blocks.h"
#include "text/cutting.h"
#include "text/forms.h"
#include "text/invariants.h"
#include "text/lemma.h"
#include "text/sentences.h"

enum { ROUNDS = 4000, PIECES_MOST = 40 };

/* xorshift64: the same texts every time. */
static uint32_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 32);
}

static const char *const pieces[] = {
    " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u200b", "\ufeff", ".", ",", "'", "\"",
    "\u2018", "\u2019", "\u201c", "\u201d", "``", "''", "\u00ab", "\u00bb", "-", "--", "\u2014",
    "\u2026", "...", "?", "!", "(", ")", "[", "]", "$", "%", "&", "/", ":", ";", "@", "#", "*", "_",
    "+", "=", "<", ">", "|", "a", "I", "s", "t", "n't", "cannot", "Mr", "U.S", "p.m", "Inc", "Ruiz",
    "said", "The", "pre", "well", "www.", "http://", "hall.com", "x@y.z", "1", "23", "1,700", "0.5",
    "1960", "9/11", "555-0142", "\u00e9", "\u0141", "\u0301", "\u200d", "\ufe0f", "\U0001F44D",
    "\U0001F3FD", "\u4e2d", "\u0663", "\u00b2", "By Ann", "- x", "1. ", "\x01", "\x7f",
};

static str random_text(arena *a, uint64_t *state) {
    buffer out = { 0 };
    size_t count = next_random(state) % PIECES_MOST;
    for (size_t i = 0; i < count; i++) {
        uint32_t pick = next_random(state) % (sizeof pieces / sizeof *pieces);
        buffer_add(a, &out, str_of(pieces[pick]));
    }
    return count ? arena_copy(a, buffer_str(&out)) : STR("");
}

static void check_uses(arena *a, const tokens *t) {
    char form[FORM_SIZE];
    for (size_t i = 0; i < t->count; i++) {
        str key = token_form(token_str(t, i), form);
        assert_true(key.length > 0 && utf8_valid(key) == key.length);
        assert_true(lemma_of(a, token_str(t, i), (lemma_class)(i % 4)).length > 0);
        if (sentence_starts(t, i)) assert_true(sentence_may_start(t, i));
    }
}

static void check_text(arena *a, str text) {
    block_list none = { 0 };
    tokens t, again;
    fault f = { 0 };
    assert_true(tokens_cut(a, text, &none, &t, &f));
    const char *wrong = tokens_broken(&t);
    if (wrong) fail_msg("%s in \"%s\"", wrong, text.at);
    assert_true(tokens_cut(a, text, &none, &again, &f));
    assert_int_equal(t.count, again.count);
    if (t.count) assert_memory_equal(t.at, again.at, t.count * sizeof *t.at);
    check_uses(a, &t);
}

static void holds_on_texts_of_odd_pieces(void **state) {
    (void)state;
    uint64_t seed = 88172645463325252U;
    arena *a = arena_new(0);
    for (int i = 0; i < ROUNDS; i++) {
        check_text(a, random_text(a, &seed));
        arena_reset(a, 1 << 20);
    }
    arena_free(a);
}

static void holds_on_random_bytes(void **state) {
    (void)state;
    uint64_t seed = 2463534242U;
    arena *a = arena_new(0);
    for (int i = 0; i < ROUNDS; i++) {
        char bytes[64];
        size_t length = next_random(&seed) % sizeof bytes, replaced;
        for (size_t k = 0; k < length; k++) bytes[k] = (char)next_random(&seed);
        check_text(a, arena_copy(a, utf8_repaired(a, (str){ bytes, length }, &replaced)));
        arena_reset(a, 1 << 20);
    }
    arena_free(a);
}

/* Given back their own guessed blocks, texts are cut the same. */
static void holds_with_blocks_given_back(void **state) {
    (void)state;
    uint64_t seed = 362436069U;
    arena *a = arena_new(0);
    for (int i = 0; i < ROUNDS; i++) {
        block_list none = { 0 }, guessed = { 0 };
        tokens t, again;
        fault f;
        str text = random_text(a, &seed);
        blocks_guess(a, text, STR_NONE, &guessed);
        assert_true(tokens_cut(a, text, &none, &t, &f));
        assert_true(tokens_cut(a, text, &guessed, &again, &f));
        assert_int_equal(t.count, again.count);
        if (t.count) assert_memory_equal(t.at, again.at, t.count * sizeof *t.at);
        arena_reset(a, 1 << 20);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_on_texts_of_odd_pieces),
        cmocka_unit_test(holds_on_random_bytes),
        cmocka_unit_test(holds_with_blocks_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
