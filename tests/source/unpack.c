/* Packed inputs: members one after another, damage in each place, bombs. */
#include "source/packing.h"

#define LINE "The dam above the town of Bruden held on Monday.\n"

static reading packed_reading(str bytes) {
    return reading_with(bytes, (source_options){ .form = SOURCE_AUTO });
}

static void reads_packed_text(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str ways[] = { gzipped(a, STR(LINE)), zstd_packed(a, STR(LINE)),
                   gzipped(a, zstd_packed(a, STR(LINE))),
                   gzipped(a, gzipped(a, gzipped(a, STR(LINE)))) };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        reading it = packed_reading(ways[i]);
        next_is_report(&it);
        is_text(it.a, it.r.text, LINE);
        next_is_end(&it);
        reading_end(&it);
    }
    reading it = packed_reading(gzipped(a, gzipped(a, gzipped(a, gzipped(a, STR(LINE))))));
    next_is_broken(&it, "in: is packed more than 3 times over");
    next_is_end(&it);
    reading_end(&it);
    arena_free(a);
}

static void reads_members(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str zeros = { ARENA_NEW(a, char, 512), 512 };
    str two = arena_join(a, gzipped(a, STR("{\"text\":\"one\"}\n")),
                         gzipped(a, STR("{\"text\":\"two\"}\n")));
    reading it = packed_reading(arena_join(a, two, zeros)); /* as tapes are filled up */
    next_is_report(&it);
    next_is_report(&it);
    is_text(it.a, it.r.text, "two");
    next_is_end(&it);
    reading_end(&it);
    it = packed_reading(arena_join(a, zstd_packed(a, STR("{\"text\":\"one\"}\n")),
                                   zstd_packed(a, STR("{\"text\":\"two\"}\n"))));
    next_is_report(&it);
    next_is_report(&it);
    is_text(it.a, it.r.text, "two");
    next_is_end(&it);
    reading_end(&it);
    arena_free(a);
}

/* What came before the damage is read, then the damage is told. */
static void tells_where_it_ends_too_early(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str whole = gzipped(a, STR(LINE));
    reading it = packed_reading(str_cut(whole, 0, whole.length - 4));
    next_is_report(&it);
    is_text(it.a, it.r.text, LINE);
    next_is_broken(&it, arena_print(a, "in: byte %zu: gzip: ends too early", whole.length - 4).at);
    next_is_end(&it);
    reading_end(&it);
    it = packed_reading(arena_join(a, whole, STR("and more")));
    next_is_report(&it);
    next_is_broken(&it, arena_print(a, "in: byte %zu: gzip: what follows is not packed",
                                    whole.length).at);
    next_is_end(&it);
    reading_end(&it);
    whole = zstd_packed(a, STR(LINE));
    it = packed_reading(str_cut(whole, 0, 7));
    next_is_broken(&it, "in: byte 7: zstd: ends too early");
    next_is_end(&it);
    reading_end(&it);
    arena_free(a);
}

static void tells_damage(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str whole = gzipped(a, STR(LINE));
    char *sum = (char *)(uintptr_t)whole.at + whole.length - 8;
    *sum = (char)(*sum ^ 1);
    reading it = packed_reading(whole);
    next_is_report(&it);
    is_text(it.a, it.r.text, LINE);
    assert_int_equal(next(&it), SOURCE_BROKEN);
    assert_string_equal(it.f.what, "gzip: incorrect data check");
    next_is_end(&it);
    reading_end(&it);
    arena_free(a);
}

/* 3 GiB of one letter in 3 MB, without the memory for them; and zstd, which packs better still. */
static void refuses_bombs(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str letters = { ARENA_NEW(a, char, 64 << 20), 64 << 20 };
    memset((char *)(uintptr_t)letters.at, 'a', letters.length);
    str member = gzipped(a, letters), frame = zstd_packed(a, letters);
    buffer gzip = { 0 }, zstd = { 0 };
    for (int i = 0; i < 48; i++) buffer_add(a, &gzip, member);
    for (int i = 0; i < 48; i++) buffer_add(a, &zstd, frame);
    reading it = reading_with(buffer_str(&gzip), (source_options){ .form = SOURCE_JSONL });
    assert_int_equal(next(&it), SOURCE_BROKEN);
    assert_string_equal(it.f.what, "gzip: unpacks to more than 250 times its size");
    next_is_end(&it);
    reading_end(&it);
    it = packed_reading(buffer_str(&zstd));
    next_is_broken(&it, "in: text has more than 10485760 bytes");
    next_is_end(&it);
    reading_end(&it);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_packed_text),
        cmocka_unit_test(reads_members),
        cmocka_unit_test(tells_where_it_ends_too_early),
        cmocka_unit_test(tells_damage),
        cmocka_unit_test(refuses_bombs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
