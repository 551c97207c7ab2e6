/* Every version of the kernels gives the same bits as the plain one; the plain one is right. */
#include "sample.h"

#include <math.h>

#include "model/kernels.h"

enum { ROWS_MOST = 208, COLUMNS_MOST = 256, VECTORS_MOST = 71, FLOATS = 4096 };

typedef struct work {
    int8_t q[ROWS_MOST * COLUMNS_MOST];
    float scale[ROWS_MOST], bias[ROWS_MOST];
    int32_t offset[ROWS_MOST];
    uint8_t x[VECTORS_MOST * COLUMNS_MOST];
    const uint8_t *at[VECTORS_MOST];
    float x_scale[VECTORS_MOST];
    matrix m;
    vectors v;
} work;

/* A pair of weights within the limit of docs/weights.md, often at it. */
static void random_pair(int8_t *pair, uint64_t *random) {
    int a = (int)(sample_random(random) % 255) - 127, b = (int)(sample_random(random) % 255) - 127;
    if (sample_random(random) % 4 == 0) a = a < 0 ? -127 : 127;
    if (a > 0 && b > 128 - a) b = 128 - a;
    if (a < 0 && b < -128 - a) b = -128 - a;
    pair[0] = (int8_t)a;
    pair[1] = (int8_t)b;
}

static int weight_at(const work *w, size_t row, size_t column) {
    size_t panel = row / PANEL * PANEL * w->m.columns;
    return w->q[panel + column / 4 * 64 + row % PANEL * 4 + column % 4];
}

static void random_work(work *w, size_t panels, size_t columns, uint64_t *random) {
    memset(w->offset, 0, sizeof w->offset);
    w->m = (matrix){ w->q, w->scale, w->bias, w->offset, -INFINITY, (uint32_t)(panels * PANEL),
                     (uint32_t)columns, (uint32_t)panels };
    for (size_t i = 0; i < panels * PANEL * columns; i += 2) random_pair(w->q + i, random);
    for (size_t r = 0; r < panels * PANEL; r++) {
        w->scale[r] = 0.01f * sample_float(random);
        w->bias[r] = sample_float(random);
        for (size_t c = 0; c < columns; c++) w->offset[r] -= 128 * weight_at(w, r, c);
    }
    size_t stride = sample_random(random) % 2 ? columns : COLUMNS_MOST;
    for (size_t v = 0; v < VECTORS_MOST; v++) {
        uint8_t *x = w->x + v * stride;
        for (size_t c = 0; c < columns; c++) {
            uint32_t byte = sample_random(random);
            x[c] = byte % 5 == 0 ? 255 : (uint8_t)(1 + byte % 255);
        }
        w->at[v] = x;
        w->x_scale[v] = fabsf(sample_float(random));
    }
    size_t told = sample_random(random) % 3 ? stride : 0;
    w->v = (vectors){ w->at, w->x_scale, 1 + sample_random(random) % (VECTORS_MOST - 2), told };
}

static work *new_work(void) {
    work *w = calloc(1, sizeof *w);
    assert_non_null(w);
    return w;
}

static void plain_product_is_right(void **state) {
    (void)state;
    work *w = new_work();
    uint64_t random = 5;
    static float out[VECTORS_MOST * ROWS_MOST];
    random_work(w, 3, 48, &random);
    kernels_number(0)->product(&w->m, &w->v, out);
    for (size_t v = 0; v < w->v.count; v++)
        for (size_t r = 0; r < 48; r++) {
            int sum = 0;
            for (size_t c = 0; c < 48; c++) sum += weight_at(w, r, c) * (w->at[v][c] - 128);
            float expected = (float)sum * w->scale[r] * w->x_scale[v] + w->bias[r];
            assert_true(out[v * 48 + r] == expected);
        }
    free(w);
}

static void products_are_the_same(void **state) {
    (void)state;
    work *w = new_work();
    uint64_t random = 6;
    static float plain[VECTORS_MOST * ROWS_MOST], out[VECTORS_MOST * ROWS_MOST];
    for (size_t panels = 1; panels <= ROWS_MOST / PANEL; panels++)
        for (size_t columns = 16; columns <= COLUMNS_MOST; columns += 48) {
            random_work(w, panels, columns, &random);
            w->m.least = panels % 2 ? 0 : -INFINITY;
            size_t size = w->v.count * panels * PANEL * sizeof(float);
            kernels_number(0)->product(&w->m, &w->v, plain);
            for (size_t i = 1; kernels_number(i); i++) {
                memset(out, 0, size);
                kernels_number(i)->product(&w->m, &w->v, out);
                assert_memory_equal(plain, out, size);
            }
        }
    free(w);
}

typedef struct cells {
    uint8_t after[VECTORS_MOST][COLUMNS_MOST];
    float cell[VECTORS_MOST * COLUMNS_MOST];
} cells;

static void run_lstm(const kernels *k, work *input, work *hidden, cells *c) {
    uint8_t *after[VECTORS_MOST];
    uint64_t random = 8;
    for (size_t v = 0; v < VECTORS_MOST; v++) after[v] = c->after[v];
    for (size_t i = 0; i < VECTORS_MOST * COLUMNS_MOST; i++) c->cell[i] = 3 * sample_float(&random);
    k->lstm(&(lstm_step){ &input->m, &hidden->m, input->v, hidden->v, after, c->cell });
}

static void lstm_steps_are_the_same(void **state) {
    (void)state;
    work *input = new_work(), *hidden = new_work();
    cells *plain = calloc(1, sizeof *plain), *other = calloc(1, sizeof *other);
    uint64_t random = 7;
    assert_true(plain && other);
    for (size_t turn = 0; turn < 24; turn++) {
        size_t units = 16 * (1 + turn % 3), columns = turn % 2 ? 64 * (1 + turn % 4) : 48;
        random_work(input, units / 4, columns, &random);
        random_work(hidden, units / 4, units, &random);
        hidden->v.count = input->v.count;
        run_lstm(kernels_number(0), input, hidden, plain);
        for (size_t i = 1; kernels_number(i); i++) {
            run_lstm(kernels_number(i), input, hidden, other);
            assert_memory_equal(plain, other, sizeof *plain);
        }
    }
    free(plain);
    free(other);
    free(input);
    free(hidden);
}

static void quantising_is_the_same(void **state) {
    (void)state;
    uint64_t random = 9;
    static float x[FLOATS];
    static uint8_t plain[FLOATS], q[FLOATS];
    const float sizes[] = { 0, 1e-30f, 1e-20f, 1e-3f, 1, 1e6f };
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        float plain_scale, scale;
        for (size_t i = 0; i < FLOATS; i++) x[i] = sizes[s] * sample_float(&random);
        kernels_number(0)->quantise(x, FLOATS, plain, &plain_scale);
        for (size_t i = 0; i < FLOATS; i++) {
            assert_true(plain[i] >= 1);
            float back = (float)(plain[i] - 128) * plain_scale;
            assert_true(fabsf(back - x[i]) <= plain_scale * 0.501f + 1e-20f);
        }
        for (size_t i = 1; kernels_number(i); i++) {
            kernels_number(i)->quantise(x, FLOATS, q, &scale);
            assert_true(scale == plain_scale);
            assert_memory_equal(plain, q, FLOATS);
        }
    }
}

static void rows_are_summed_the_same(void **state) {
    (void)state;
    enum { WIDTH = 48, TOKENS = 30 };
    uint64_t random = 10;
    static int8_t rows[64 * WIDTH];
    static float plain[TOKENS * WIDTH], out[TOKENS * WIDTH];
    features f[TOKENS];
    for (size_t i = 0; i < sizeof rows; i++) rows[i] = (int8_t)sample_random(&random);
    tables t = { rows, rows, rows, rows, 0.3f, 0.7f, 0.1f, 0.9f, WIDTH };
    for (size_t i = 0; i < TOKENS; i++) {
        f[i].word = sample_random(&random) % 64;
        f[i].shape = sample_random(&random) % 64;
        f[i].flag = sample_random(&random) % 64;
        for (int g = 0; g < FEATURE_GRAMS; g++) f[i].gram[g] = sample_random(&random) % 64;
    }
    kernels_number(0)->embed(&t, f, TOKENS, plain);
    for (size_t i = 1; kernels_number(i); i++) {
        kernels_number(i)->embed(&t, f, TOKENS, out);
        assert_memory_equal(plain, out, sizeof out);
    }
}

static void convolving_is_the_same(void **state) {
    (void)state;
    enum { WIDTH = 32, TOKENS = 9 };
    uint64_t random = 11;
    static float p[TOKENS * WIDTH * 3], x[TOKENS * WIDTH];
    static float plain[TOKENS * WIDTH], out[TOKENS * WIDTH];
    for (size_t i = 0; i < TOKENS * WIDTH * 3; i++) p[i] = sample_float(&random);
    for (size_t i = 0; i < TOKENS * WIDTH; i++) x[i] = sample_float(&random);
    for (size_t count = 1; count <= TOKENS; count++) {
        memcpy(plain, x, sizeof x);
        kernels_number(0)->convolve(p, count, WIDTH, plain);
        for (size_t i = 1; kernels_number(i); i++) {
            memcpy(out, x, sizeof x);
            kernels_number(i)->convolve(p, count, WIDTH, out);
            assert_memory_equal(plain, out, sizeof out);
        }
    }
}

static void mixing_is_the_same(void **state) {
    (void)state;
    enum { ROWS = 7, TERMS = 21, WIDTH = 48 };
    uint64_t random = 12;
    static float factors[ROWS * TERMS], table[TERMS * WIDTH];
    static float plain[ROWS * WIDTH], out[ROWS * WIDTH];
    for (size_t i = 0; i < ROWS * TERMS; i++) factors[i] = sample_float(&random);
    for (size_t i = 0; i < TERMS * WIDTH; i++) table[i] = sample_float(&random);
    mixture m = { factors, table, plain, ROWS, TERMS, WIDTH, TERMS, WIDTH, WIDTH };
    memset(plain, 0, sizeof plain);
    kernels_number(0)->mix(&m);
    float sum = 0;
    for (size_t k = 0; k < TERMS; k++) sum += factors[TERMS + k] * table[k * WIDTH + 3];
    assert_true(fabsf(plain[WIDTH + 3] - sum) < 1e-5f);
    m.out = out;
    for (size_t i = 1; kernels_number(i); i++) {
        memset(out, 0, sizeof out);
        kernels_number(i)->mix(&m);
        assert_memory_equal(plain, out, sizeof out);
    }
}

/* Scores of few values, so that ties are met. */
static void viterbi_is_the_same(void **state) {
    (void)state;
    enum { LABELS = 19, WIDTH = 32 };
    uint64_t random = 13;
    static float before[WIDTH], step[LABELS * WIDTH], score[WIDTH], plain[WIDTH], next[WIDTH];
    uint8_t plain_back[WIDTH], back[WIDTH];
    for (size_t i = 0; i < LABELS * WIDTH; i++) step[i] = (float)(sample_random(&random) % 3);
    for (size_t i = 0; i < WIDTH; i++) before[i] = (float)(sample_random(&random) % 3);
    viterbi_step s = { before, step, score, plain, plain_back, LABELS, WIDTH };
    kernels_number(0)->viterbi(&s);
    for (size_t j = 0; j < WIDTH; j++)
        for (size_t i = 0; i < LABELS; i++) {
            float other = before[i] + step[i * WIDTH + j];
            assert_true(other <= plain[j]);
            if (i < plain_back[j]) assert_true(other < plain[j]);
        }
    s.next = next;
    s.back = back;
    for (size_t i = 1; kernels_number(i); i++) {
        kernels_number(i)->viterbi(&s);
        assert_memory_equal(plain, next, sizeof plain);
        assert_memory_equal(plain_back, back, sizeof back);
    }
}

static void exponents_are_the_same_and_right(void **state) {
    (void)state;
    static float plain[FLOATS], out[FLOATS];
    for (size_t i = 0; i < FLOATS; i++) plain[i] = out[i] = -(float)i / 40.0f;
    kernels_number(0)->exponents(plain, FLOATS);
    for (size_t i = 0; i < FLOATS; i++) {
        float argument = -(float)i / 40.0f;
        double right = exp(argument < -80 ? -80 : (double)argument);
        assert_true(fabs((double)plain[i] - right) <= 3e-7 * right);
    }
    assert_true(plain[0] == 1.0f);
    for (size_t i = 1; kernels_number(i); i++) {
        for (size_t j = 0; j < FLOATS; j++) out[j] = -(float)j / 40.0f;
        kernels_number(i)->exponents(out, FLOATS);
        assert_memory_equal(plain, out, sizeof out);
    }
}

static void rows_of_scales_are_added_the_same(void **state) {
    (void)state;
    enum { WIDTH = 48, ROWS = 4 };
    uint64_t random = 14;
    int8_t q[ROWS][WIDTH];
    scaled_row rows[ROWS];
    float plain[WIDTH], out[WIDTH];
    for (size_t r = 0; r < ROWS; r++) {
        for (size_t i = 0; i < WIDTH; i++) q[r][i] = (int8_t)sample_random(&random);
        rows[r] = (scaled_row){ q[r], sample_float(&random) };
    }
    kernels_number(0)->add_rows(rows, ROWS, WIDTH, plain);
    float sum = 0;
    for (size_t r = 0; r < ROWS; r++) sum += (float)q[r][5] * rows[r].scale;
    assert_true(plain[5] == sum);
    for (size_t i = 1; kernels_number(i); i++) {
        kernels_number(i)->add_rows(rows, ROWS, WIDTH, out);
        assert_memory_equal(plain, out, sizeof plain);
    }
}

static void normalising_is_the_same_and_right(void **state) {
    (void)state;
    enum { WIDTH = 384 };
    uint64_t random = 15;
    static float x[WIDTH], y[WIDTH], gain[WIDTH], bias[WIDTH], plain[WIDTH], out[WIDTH];
    double mean = 0, square = 0;
    for (size_t i = 0; i < WIDTH; i++) {
        x[i] = sample_float(&random);
        y[i] = 3 + sample_float(&random);
        gain[i] = sample_float(&random);
        bias[i] = sample_float(&random);
        mean += (double)(x[i] + y[i]) / WIDTH;
    }
    for (size_t i = 0; i < WIDTH; i++)
        square += ((double)(x[i] + y[i]) - mean) * ((double)(x[i] + y[i]) - mean) / WIDTH;
    const norm n = { gain, bias, WIDTH };
    memcpy(plain, x, sizeof x);
    kernels_number(0)->normalise(&n, y, plain);
    for (size_t i = 0; i < WIDTH; i++) {
        double right = ((double)(x[i] + y[i]) - mean) / sqrt(square) * (double)gain[i];
        assert_true(fabs(right + (double)bias[i] - (double)plain[i]) < 1e-5);
    }
    for (size_t i = 1; kernels_number(i); i++) {
        memcpy(out, x, sizeof x);
        kernels_number(i)->normalise(&n, y, out);
        assert_memory_equal(plain, out, sizeof plain);
    }
}

static void gelu_is_the_same_and_right(void **state) {
    (void)state;
    static float plain[FLOATS], out[FLOATS];
    for (size_t i = 0; i < FLOATS; i++) plain[i] = ((float)i - FLOATS / 2) / 300;
    kernels_number(0)->gelu(plain, FLOATS);
    for (size_t i = 0; i < FLOATS; i++) {
        double x = (double)(((float)i - FLOATS / 2) / 300), right = x / 2 * (1 + erf(x / sqrt(2)));
        assert_true(fabs((double)plain[i] - right) < 2.5e-4);
    }
    for (size_t i = 1; kernels_number(i); i++) {
        for (size_t j = 0; j < FLOATS; j++) out[j] = ((float)j - FLOATS / 2) / 300;
        kernels_number(i)->gelu(out, FLOATS);
        assert_memory_equal(plain, out, sizeof plain);
    }
}

static void softening_is_the_same_and_right(void **state) {
    (void)state;
    enum { SIZE = 240, REAL = 231 };
    uint64_t random = 16;
    static float x[SIZE], plain[SIZE], out[SIZE];
    double sum = 0;
    for (size_t i = 0; i < SIZE; i++) x[i] = i < REAL ? 9 * sample_float(&random) : -1e30f;
    for (size_t i = 0; i < REAL; i++) sum += exp((double)x[i]);
    memcpy(plain, x, sizeof x);
    kernels_number(0)->soften(plain, SIZE);
    for (size_t i = 0; i < REAL; i++)
        assert_true(fabs((double)plain[i] - exp((double)x[i]) / sum) < 1e-6);
    for (size_t i = REAL; i < SIZE; i++) assert_true(plain[i] < 1e-30f);
    for (size_t i = 1; kernels_number(i); i++) {
        memcpy(out, x, sizeof x);
        kernels_number(i)->soften(out, SIZE);
        assert_memory_equal(plain, out, sizeof plain);
    }
}

int main(void) {
    for (size_t i = 0; kernels_number(i); i++)
        print_message("kernels: %s\n", kernels_number(i)->name);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_product_is_right), cmocka_unit_test(products_are_the_same),
        cmocka_unit_test(lstm_steps_are_the_same), cmocka_unit_test(quantising_is_the_same),
        cmocka_unit_test(rows_are_summed_the_same), cmocka_unit_test(convolving_is_the_same),
        cmocka_unit_test(mixing_is_the_same), cmocka_unit_test(viterbi_is_the_same),
        cmocka_unit_test(exponents_are_the_same_and_right),
        cmocka_unit_test(rows_of_scales_are_added_the_same),
        cmocka_unit_test(normalising_is_the_same_and_right),
        cmocka_unit_test(gelu_is_the_same_and_right),
        cmocka_unit_test(softening_is_the_same_and_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
