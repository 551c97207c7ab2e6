/* Stories: what is grouped, what is a copy, and that putting back gives the same state. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "ledger/sketch.h"
#include "ledger/stories.h"

enum { DAY = 1440 };

static const char bridge[] =
    "The Orlen bridge over the Vesk collapsed on Tuesday morning when a barge struck its middle "
    "pillar, throwing three lorries into the river. Divers searched the wrecks until dusk. Mayor "
    "Ilda Marchetti said the bridge had been inspected in spring and found sound. Two drivers were "
    "taken to hospital in Karsholm with broken bones, and a third is missing.";
static const char bridge_later[] =
    "Investigators raised the barge that struck the Orlen bridge and said its steering had failed. "
    "The missing lorry driver was found dead in the Vesk on Friday. Marchetti promised Karsholm a "
    "ferry within a month and asked who had inspected the middle pillar in spring.";
static const char bakery[] =
    "A fire in a Karsholm bakery destroyed the ovens of the Tolvik family on Tuesday morning. No "
    "one was hurt. Neighbours smelled smoke shortly before five and woke the bakers, who had slept "
    "above the shop. The brigade blamed an old chimney; the Tolviks hope to open again by autumn.";

typedef struct fixture {
    arena *a;
    stories *s;
    story_kept kept[16];
    size_t count;
} fixture;

static fixture begin(void) {
    arena *a = arena_new(0);
    return (fixture){ .a = a, .s = stories_new(a, NULL) };
}

/* Adds a report as a ledger would; its number is its order. */
static story_kept *add(fixture *x, const char *title, const char *text, int64_t minute) {
    fault f = { 0 };
    story_text t = { str_of(title), str_of(text), STR("karsholm-post.example"), false };
    str key = arena_print(x->a, "key%zu", x->count);
    story_new r = { (int64_t)x->count, key, minute, stories_sketch(x->a, &t) };
    story_placed p;
    assert_true(stories_add(x->s, x->a, &r, &p, &f));
    for (size_t c = 0; c < p.change_count; c++)
        for (size_t i = 0; i < x->count; i++) {
            bool story = p.changes[c].kind == STORY_NOW;
            int64_t *label = story ? &x->kept[i].story : &x->kept[i].origin;
            if (*label == p.changes[c].from) *label = p.changes[c].to;
        }
    x->kept[x->count] = p.kept;
    return &x->kept[x->count++];
}

static void one_matter_is_one_story(void **state) {
    (void)state;
    fixture x = begin();
    add(&x, "Bridge over the Vesk collapses", bridge, 0);
    add(&x, "Barge that felled Orlen bridge is raised", bridge_later, 3 * DAY);
    assert_int_equal(x.kept[1].story, 0);
    assert_int_equal(stories_count(x.s), 1);
    arena_free(x.a);
}

static void two_stories_of_one_place_and_day_stay_apart(void **state) {
    (void)state;
    fixture x = begin();
    add(&x, "Bridge over the Vesk collapses", bridge, 0);
    add(&x, "Bakery burns in Karsholm", bakery, 0);
    assert_int_equal(x.kept[1].story, 1);
    assert_int_equal(stories_count(x.s), 2);
    arena_free(x.a);
}

/* A name that all reports of a town's paper have tells nothing of their matter. */
static void the_name_of_a_place_makes_no_story(void **state) {
    (void)state;
    static const char *const reports[][2] = {
        { "Fire in Karsholm", "KARSHOLM - A bakery burned down on Tuesday; ovens were lost." },
        { "Karsholm bus fares", "KARSHOLM - Rides cost two crowns more since Tuesday." },
        { "Theft in Karsholm", "KARSHOLM - Somebody stole the bronze heron from the park gate." },
        { "Karsholm swimmers win", "KARSHOLM - The relay team took gold at the school games." },
        { "Blaze in Karsholm", "KARSHOLM - The bakery that burned on Tuesday had old ovens." },
    };
    fixture x = begin();
    for (size_t i = 0; i < 5; i++) add(&x, reports[i][0], reports[i][1], 0);
    for (int64_t i = 0; i < 4; i++) assert_int_equal(x.kept[i].story, i);
    assert_int_equal(x.kept[4].story, 0);
    arena_free(x.a);
}

static void a_copy_has_its_origin_and_own_words_do_not(void **state) {
    (void)state;
    fixture x = begin();
    char cut[400];
    snprintf(cut, sizeof cut, "%.280s", bridge);
    add(&x, "Bridge over the Vesk collapses", bridge, 10);
    add(&x, "Three lorries in river after bridge falls", cut, 50);
    add(&x, "Barge that felled Orlen bridge is raised", bridge_later, 3 * DAY);
    assert_int_equal(x.kept[1].origin, 0);
    assert_int_equal(x.kept[2].origin, 2);
    arena_free(x.a);
}

static void an_earlier_report_leads_from_then_on(void **state) {
    (void)state;
    fixture x = begin();
    add(&x, "Bridge over the Vesk collapses", bridge, 500);
    add(&x, "Bridge over the Vesk collapses", bridge, 400);
    assert_int_equal(x.kept[0].story, 1);
    assert_int_equal(x.kept[0].origin, 1);
    assert_int_equal(x.kept[1].story, 1);
    add(&x, "Bridge over the Vesk collapses", bridge, STORY_NO_MINUTE);
    assert_int_equal(x.kept[2].story, 1); /* undated: never the first */
    arena_free(x.a);
}

static void the_agency_goes_first_in_one_minute(void **state) {
    (void)state;
    fixture x = begin();
    fault f = { 0 };
    story_placed p;
    add(&x, "Bridge over the Vesk collapses", bridge, 400);
    story_text t = { STR("Bridge collapses"), str_of(bridge), STR("www.apnews.com"), false };
    story_new r = { 7, STR("zz"), 400, stories_sketch(x.a, &t) };
    assert_true(stories_add(x.s, x.a, &r, &p, &f));
    assert_int_equal(p.kept.origin, 7);
    assert_int_equal(p.kept.story, 0); /* the story goes by key */
    arena_free(x.a);
}

static void a_report_ties_two_stories(void **state) {
    (void)state;
    fixture x = begin();
    stories_options options = stories_defaults();
    options.tie = 0.2;
    x.s = stories_new(x.a, &options);
    char both[2000];
    snprintf(both, sizeof both, "%s %s", bridge_later, bakery);
    add(&x, "Barge raised", bridge_later, 0);
    add(&x, "Bakery burns", bakery, 0);
    add(&x, "A week of barge and bakery", both, DAY);
    assert_int_equal(x.kept[1].story, 0);
    assert_int_equal(x.kept[2].story, 0);
    assert_int_equal(stories_count(x.s), 1);
    arena_free(x.a);
}

/* What is put back behaves as what was added, at every point of the way. */
static void put_back_is_the_same_state(void **state) {
    (void)state;
    const char *texts[] = { bridge, bakery, bridge_later, bakery, bridge, bridge_later };
    for (size_t cut = 0; cut < 6; cut++) {
        fixture x = begin(), y = begin();
        fault f = { 0 };
        for (size_t i = 0; i < cut; i++) add(&x, "News", texts[i], 1000 - (int64_t)i);
        for (size_t i = 0; i < cut; i++) {
            assert_true(stories_put(y.s, &x.kept[i], &f));
            y.kept[y.count++] = x.kept[i];
        }
        assert_int_equal(stories_count(x.s), stories_count(y.s));
        for (size_t i = cut; i < 6; i++) {
            add(&x, "News", texts[i], 1000 - (int64_t)i);
            add(&y, "News", texts[i], 1000 - (int64_t)i);
        }
        for (size_t i = 0; i < 6; i++) {
            assert_int_equal(x.kept[i].story, y.kept[i].story);
            assert_int_equal(x.kept[i].origin, y.kept[i].origin);
        }
        arena_free(x.a);
        arena_free(y.a);
    }
}

/* ---- a state that puts back what it needs ---- */

/* What a ledger keeps, in the order of adding. */
typedef struct shelf {
    story_kept *kept;
    size_t count;
} shelf;

static bool is_of(const story_kept *k, const int64_t minutes[2]) {
    if (minutes[0] == STORY_NO_MINUTE) return k->minute == STORY_NO_MINUTE;
    return k->minute != STORY_NO_MINUTE && k->minute >= minutes[0] && k->minute < minutes[1];
}

static bool shelf_put(void *from, stories *s, const int64_t minutes[2], fault *f) {
    const shelf *x = from;
    size_t there = 0;
    for (size_t i = 0; i < x->count; i++) there += is_of(&x->kept[i], minutes);
    for (size_t i = 0; i < x->count; i++) {
        if (!is_of(&x->kept[i], minutes) || there-- > STORIES_DAY_MOST) continue;
        if (!stories_put(s, &x->kept[i], f)) return false;
    }
    return true;
}

static int64_t shelf_next(void *from, int64_t minute, int step) {
    const shelf *x = from;
    int64_t best = STORY_NO_MINUTE;
    for (size_t i = 0; i < x->count; i++) {
        int64_t m = x->kept[i].minute;
        if (m == STORY_NO_MINUTE || (step < 0 ? m >= minute : m < minute)) continue;
        if (best == STORY_NO_MINUTE || (step < 0 ? m > best : m < best)) best = m;
    }
    return best;
}

static bool shelf_find(void *from, int64_t number, story_new *out) {
    const story_kept *k = &((const shelf *)from)->kept[number];
    *out = (story_new){ k->number, k->key, k->minute, k->sketch };
    return true;
}

static stories *state_of(arena *a, shelf *x) {
    int64_t latest = STORY_NO_MINUTE;
    for (size_t i = 0; i < x->count; i++)
        if (x->kept[i].minute > latest) latest = x->kept[i].minute;
    return stories_from(a, &(stories_source){ x, shelf_put, shelf_next, shelf_find, latest });
}

static uint32_t drawn(uint32_t *state, uint32_t below) {
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

/* A few words of many, so that some reports are of one story and some are copies. */
static str some_words(arena *a, uint32_t *chance) {
    buffer b = { 0 };
    uint32_t matter = drawn(chance, 400);
    for (uint32_t i = 0; i < 12; i++) {
        uint32_t word = i < 7 ? matter * 10 + drawn(chance, 9) : drawn(chance, 3000);
        buffer_print(a, &b, "%c%ckword%u ", 'a' + (int)(word % 26), 'q' + (int)(i % 3), word);
    }
    return buffer_str(&b);
}

static void apply(story_kept *kept, size_t count, const story_placed *p) {
    for (size_t c = 0; c < p->change_count; c++)
        for (size_t i = 0; i < count; i++) {
            bool story = p->changes[c].kind == STORY_NOW;
            int64_t *label = story ? &kept[i].story : &kept[i].origin;
            if (*label == p->changes[c].from) *label = p->changes[c].to;
        }
}

/* Any day, early or late, some none, and one day that has more than count. */
static int64_t some_minute(uint32_t *chance, size_t i) {
    uint32_t kind = drawn(chance, 10);
    if (i % 3 && i < STORIES_DAY_MOST * 3 / 2 + 900) return 50 * DAY + drawn(chance, DAY);
    return kind == 0 ? STORY_NO_MINUTE : (int64_t)drawn(chance, 400) * DAY - 30 * DAY;
}

static void days_put_back_give_the_same_as_all(void **state) {
    (void)state;
    enum { COUNT = 14500, LOOK = 800 };
    arena *a = arena_new(0);
    shelf x = { ARENA_NEW(a, story_kept, COUNT), 0 };
    stories *all = stories_new(a, NULL), *later = NULL;
    uint32_t chance = 11;
    fault f = { 0 };
    size_t joined = 0;
    for (size_t i = 0; i < COUNT; i++) {
        str words = some_words(a, &chance);
        story_new r = { (int64_t)i, arena_print(a, "%zu", i), some_minute(&chance, i),
                        stories_sketch(a, &(story_text){ words, words, STR("post"), false }) };
        story_placed one, other;
        x.count = i;
        assert_true(stories_add(all, a, &r, &one, &f));
        if (i % LOOK == LOOK - 1) later = state_of(a, &x);
        if (later) { /* and some reports that come into that state */
            assert_true(stories_add(later, a, &r, &other, &f));
            assert_int_equal(one.kept.story, other.kept.story);
            assert_int_equal(one.kept.origin, other.kept.origin);
            assert_int_equal(one.change_count, other.change_count);
        }
        if (i % LOOK == 60) later = NULL;
        apply(x.kept, i, &one);
        x.kept[i] = one.kept;
        joined += one.kept.story != (int64_t)i;
    }
    assert_true(joined > COUNT / 4 && joined < COUNT - COUNT / 50);
    arena_free(a);
}

static void what_cannot_be_is_refused(void **state) {
    (void)state;
    fixture x = begin();
    fault f = { 0 };
    add(&x, "Bakery burns", bakery, 0);
    assert_false(stories_put(x.s, &x.kept[0], &f)); /* twice */
    assert_int_equal(f.kind, FAULT_STORE);
    story_kept damaged = x.kept[0];
    damaged.number = 5;
    for (size_t cut = 0; cut < damaged.sketch.length; cut++) {
        damaged.sketch.length = cut;
        assert_false(stories_put(x.s, &damaged, &f));
        damaged.sketch = x.kept[0].sketch;
    }
    assert_int_equal(stories_count(x.s), 1);
    arena_free(x.a);
}

static void a_text_without_words_is_a_story_alone(void **state) {
    (void)state;
    fixture x = begin();
    add(&x, "", "", 0);
    add(&x, "", "...", 0);
    assert_int_equal(stories_count(x.s), 2);
    arena_free(x.a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_matter_is_one_story),
        cmocka_unit_test(two_stories_of_one_place_and_day_stay_apart),
        cmocka_unit_test(the_name_of_a_place_makes_no_story),
        cmocka_unit_test(a_copy_has_its_origin_and_own_words_do_not),
        cmocka_unit_test(an_earlier_report_leads_from_then_on),
        cmocka_unit_test(the_agency_goes_first_in_one_minute),
        cmocka_unit_test(a_report_ties_two_stories),
        cmocka_unit_test(put_back_is_the_same_state),
        cmocka_unit_test(days_put_back_give_the_same_as_all),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(a_text_without_words_is_a_story_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
