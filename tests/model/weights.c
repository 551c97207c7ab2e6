/* Damaged, altered and hostile weights files are refused, each with what and where. */
#include "sample.h"

#include "sound.h"

enum { COUNT_AT = 12, SIZE_AT = 16, HASH_AT = 24, TABLE_AT = 64, ENTRY = 64 };

/* A copy of the tiny weights that a test may spoil. */
typedef struct copy {
    char *bytes;
    size_t length;
} copy;

static copy copy_of(const char *path) {
    str file = sample_read(path);
    return (copy){ (char *)(uintptr_t)file.at, file.length };
}

static copy new_copy(void) {
    return copy_of(SAMPLE_FILE("tiny.onrw"));
}

static copy new_encoder(void) {
    return copy_of(SAMPLE_FILE("tiny-encoder.onrw"));
}

static copy new_joint(void) {
    return copy_of(SAMPLE_FILE("tiny-joint.onrw"));
}

/* Makes size and hash of the header true again. */
static void seal(copy *c) {
    uint64_t length = c->length;
    memcpy(c->bytes + SIZE_AT, &length, sizeof length);
    uint64_t hash = XXH3_64bits(c->bytes + TABLE_AT, c->length - TABLE_AT);
    memcpy(c->bytes + HASH_AT, &hash, sizeof hash);
}

static bool opens(const copy *c, fault *f) {
    model *m = model_of((str){ c->bytes, c->length }, f);
    if (!m) assert_true(f->kind == FAULT_MODEL && f->what[0]);
    model_close(m);
    return m != NULL;
}

static char *entry(const copy *c, const char *name) {
    uint32_t count;
    memcpy(&count, c->bytes + COUNT_AT, sizeof count);
    for (char *at = c->bytes + TABLE_AT; count--; at += ENTRY)
        if (!strcmp(at, name)) return at;
    fail_msg("no tensor %s", name);
    return NULL;
}

static char *data_of(const copy *c, const char *name) {
    uint64_t offset;
    memcpy(&offset, entry(c, name) + 48, sizeof offset);
    return c->bytes + offset;
}

static void opens_from_file_and_from_bytes(void **state) {
    (void)state;
    fault f;
    copy c = new_copy();
    assert_true(opens(&c, &f));
    model *m = sample_model();
    assert_string_equal(model_name(m), "tiny-1");
    model_close(m);
    assert_null(model_open(SAMPLE_FILE("none.onrw"), &f));
    assert_true(f.kind == FAULT_STORE && strstr(f.where, "none.onrw"));
    assert_null(model_open(TEST_ROOT "/tests", &f));
    assert_int_equal(f.kind, FAULT_STORE);
    assert_null(model_open(SAMPLE_FILE("weights.c"), &f));
    assert_true(f.kind == FAULT_MODEL && strstr(f.what, "no weights file"));
    free(c.bytes);
}

static void truncated_files_are_refused(void **state) {
    (void)state;
    fault f;
    copy c = new_copy();
    size_t whole = c.length;
    for (c.length = 0; c.length < whole; c.length += c.length < 8192 ? 61 : 997)
        assert_false(opens(&c, &f));
    for (c.length = whole - 64; c.length > TABLE_AT; c.length -= c.length > 4096 ? 4032 : 64) {
        seal(&c);
        assert_false(opens(&c, &f));
    }
    free(c.bytes);
}

/* One changed byte anywhere: the hash sees it. */
static void altered_files_are_refused(void **state) {
    (void)state;
    fault f;
    copy c = new_copy();
    for (size_t at = TABLE_AT; at < c.length; at += 501) {
        c.bytes[at] ^= 4;
        assert_false(opens(&c, &f));
        assert_true(strstr(f.what, "hash") != NULL && f.at == HASH_AT);
        c.bytes[at] ^= 4;
    }
    free(c.bytes);
}

/* Every byte of the table with other values and a true hash: refused, or it was a name of
 * the weights. */
static void altered_tables_are_refused(void **state) {
    (void)state;
    fault f;
    copy c = new_copy();
    uint32_t count;
    memcpy(&count, c.bytes + COUNT_AT, sizeof count);
    for (size_t at = TABLE_AT; at < TABLE_AT + count * ENTRY; at++) {
        char before = c.bytes[at];
        for (int i = 0; i < 4; i++) {
            c.bytes[at] = (char)(before ^ "\x01\x80\xff\x20"[i]);
            seal(&c);
            assert_false(opens(&c, &f));
        }
        c.bytes[at] = before;
    }
    seal(&c);
    assert_true(opens(&c, &f));
    free(c.bytes);
}

typedef struct spoiling {
    const char *tensor;
    size_t at; /* byte of its data */
    const char *bytes;
    size_t size;
    const char *what; /* in the fault */
} spoiling;

#define SPOIL(tensor, at, bytes, what) { tensor, at, bytes, sizeof(bytes) - 1, what }

static void refuse(copy (*make)(void), const spoiling *all, size_t count) {
    for (size_t i = 0; i < count; i++) {
        fault f;
        copy c = make();
        memcpy(data_of(&c, all[i].tensor) + all[i].at, all[i].bytes, all[i].size);
        seal(&c);
        assert_false(opens(&c, &f));
        if (!strstr(f.what, all[i].what)) fail_msg("%s instead of %s", f.what, all[i].what);
        free(c.bytes);
    }
}

static void hostile_encoders_are_refused(void **state) {
    (void)state;
    static const spoiling all[] = {
        SPOIL("encoder", 0, "\x00", "encoder: 0 layers, limit 12"),
        SPOIL("encoder", 0, "\x0d", "encoder: 13 layers, limit 12"),
        SPOIL("encoder", 0, "\x03", "no tensor 'layer2.look'"),
        SPOIL("encoder", 0, "\x01", "are known"),
        SPOIL("encoder", 4, "\x00", "encoder: 0 heads"),
        SPOIL("encoder", 4, "\x03", "encoder: 3 heads of 32 numbers"),
        SPOIL("encoder", 4, "\x00\x00\x00\x10", "encoder: 268435456 heads"),
        SPOIL("piece.scale", 0, "\x00\x00\x00\x45", "piece.scale: scale 0 is 2048"),
        SPOIL("first.gain", 4, "\x00\x00\x00\x43", "first.gain: number 1 is 128, limit 64"),
        SPOIL("layer1.left.bias", 0, "\x00\x00\x00\xc3", "layer1.left.bias: number 0 is -128"),
        SPOIL("vocabulary.text", 1, "x", "vocabulary: no '[UNK]'"),
    };
    refuse(new_encoder, all, sizeof all / sizeof *all);
}

/* Of a transformer and LSTMs. */
static void hostile_pairs_are_refused(void **state) {
    (void)state;
    static const spoiling all[] = {
        SPOIL("table.scale", 0, "\x00\x00\x00\x45", "table.scale: scale 0 is 2048"),
        SPOIL("first.bias", 0, "\x00\x00\x00\x43", "first.bias: number 0 is 128, limit 64"),
        SPOIL("words.starts", 4, "\x00\x00\x00\x10", "vocabulary"),
    };
    refuse(new_joint, all, sizeof all / sizeof *all);
}

static void hostile_values_are_refused(void **state) {
    (void)state;
    static const spoiling all[] = {
        SPOIL("upos.scale", 4, "\x00\x00\xc0\x7f", "upos.scale: number 1 is nan"),
        SPOIL("upos.bias", 0, "\x00\x00\x80\xff", "upos.bias: number 0 is -inf"),
        SPOIL("conv.scale", 8, "\x00\x00\x00\x45", "conv.scale: scale 2 is 2048, limit 1024"),
        SPOIL("table.scale", 0, "\x00\x00\x00\xc5", "table.scale: scale 0 is -2048, limit 1024"),
        SPOIL("entity.step", 0, "\xff\xff\x7f\x7f", "entity.step: number 0"),
        SPOIL("conv", 64, "\x80\x00", "conv: a pair of weights"),
        SPOIL("conv", 64, "\x7f\x02", "conv: a pair of weights"),
        SPOIL("conv", 64, "\x81\xfe", "conv: a pair of weights"),
        SPOIL("vocabulary.slots", 0, "\xff\xff\xff\x00", "vocabulary: slot 0 leads to row"),
        SPOIL("vocabulary.starts", 0, "\x01", "vocabulary: forms start at byte 1"),
        SPOIL("vocabulary.starts", 12, "\xff", "vocabulary: row"),
    };
    refuse(new_copy, all, sizeof all / sizeof *all);
}

static void missing_doubled_and_unknown_tensors_are_refused(void **state) {
    (void)state;
    fault f;
    copy c = new_copy();
    char *name = entry(&c, "upos");
    strcpy(name, "upod");
    seal(&c);
    assert_false(opens(&c, &f));
    assert_string_equal(f.what, "no tensor 'upos'");
    memset(name, 0, 5);
    strcpy(name, "role");
    seal(&c);
    assert_false(opens(&c, &f));
    assert_string_equal(f.what, "role: there twice");
    free(c.bytes);
}

/* Tables of sizes that do not fit together, with true sizes and hash. */
static void wrong_dimensions_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *tensor;
        uint32_t dims[3];
        const char *what;
    } all[] = {
        { "word", { 16, 48, 1 }, "word: " },
        { "gram", { 32, 64, 1 }, "gram: 32 x 64" },
        { "flag", { 32, 64, 1 }, "flag: 32 x 64 x 1, expected 64 x 32" },
        { "first.forward.hidden", { 32, 32, 1 }, "first.forward.input: 64 x 32 x 1, expected 128" },
        { "upos", { 16, 64, 1 }, "upos: 16 x 64 x 1, expected 17 x 32" },
        { "gram", { 0x80000001u, 0x80000001u, 0x80000001u }, "gram: 2048 bytes are not" },
        { "conv", { 0, 32, 1 }, "conv: " },
        { "conv", { 0xffffffffu, 32, 1 }, "conv: " },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        fault f;
        copy c = new_copy();
        memcpy(entry(&c, all[i].tensor) + 36, all[i].dims, sizeof all[i].dims);
        seal(&c);
        assert_false(opens(&c, &f));
        if (strncmp(f.what, all[i].what, strlen(all[i].what)) != 0) fail_msg("%s", f.what);
        free(c.bytes);
    }
}

static void label_with(model *m) {
    jmp_buf out;
    if (setjmp(out)) fail();
    arena *a = sample_arena(&out);
    uint64_t random = 41;
    tokens t = sample_tokens(a, sample_text(a, 12, 60, &random));
    labels l;
    model_label(m, a, &t, &l);
    const char *wrong = sound_labels(&l, t.count);
    if (wrong) fail_msg("%s", wrong);
    arena_free(a);
}

/* Weights, and their first tensor of numbers. */
typedef struct source {
    copy (*copy)(void);
    const char *first;
} source;

/* Random bytes in the data under a true hash: refused, or labels that are sound. */
static void other_numbers_do_no_harm(void **state) {
    uint64_t random = 42;
    size_t opened = 0;
    for (int trial = 0; trial < 60; trial++) {
        fault f;
        const source *of = *state;
        copy c = of->copy();
        size_t first = (size_t)(data_of(&c, of->first) - c.bytes);
        for (int i = 0; i < 1 + trial / 8; i++) {
            size_t at = first + sample_random(&random) % (c.length - first);
            c.bytes[at] = (char)sample_random(&random);
        }
        seal(&c);
        model *m = model_of((str){ c.bytes, c.length }, &f);
        if (m) label_with(m);
        opened += m != NULL;
        model_close(m);
        free(c.bytes);
    }
    assert_true(opened > 10 && opened < 60);
}

int main(void) {
    static source lstms = { new_copy, "word" }, deep = { new_encoder, "piece" },
                  joint = { new_joint, "piece" };
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_from_file_and_from_bytes),
        cmocka_unit_test(truncated_files_are_refused),
        cmocka_unit_test(altered_files_are_refused),
        cmocka_unit_test(altered_tables_are_refused),
        cmocka_unit_test(hostile_values_are_refused),
        cmocka_unit_test(missing_doubled_and_unknown_tensors_are_refused),
        cmocka_unit_test(wrong_dimensions_are_refused),
        cmocka_unit_test(hostile_encoders_are_refused),
        cmocka_unit_test(hostile_pairs_are_refused),
        cmocka_unit_test_prestate(other_numbers_do_no_harm, &lstms),
        cmocka_unit_test_prestate(other_numbers_do_no_harm, &deep),
        cmocka_unit_test_prestate(other_numbers_do_no_harm, &joint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
