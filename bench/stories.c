/* bench/stories.c: the story matcher alone, over JSON lines or over made-up reports.
 *
 *     bench_stories [--join N] [--tie N] [--copy N] [--half-life N] [--lasting N] FILE.jsonl
 *     bench_stories --synthetic N
 *
 * The first prints {"id", "story", "origin", "likeness"} a report, taken in order of publication;
 * the second makes N reports of stories that overlap in words and prints {"reports", "stories",
 * "sketch_seconds", "place_seconds"}. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "ledger/stories.h"
#include "source/source.h"

typedef struct entry {
    str id, sketch;
    int64_t minute;
} entry;

typedef LIST(entry) entry_list;

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int64_t minute_of(str published) {
    moment m;
    if (!moment_read(published, &m)) return STORY_NO_MINUTE;
    int64_t minute = (int64_t)day_number(m.day) * 1440;
    if (m.hour >= 0) minute += m.hour * 60 + m.minute - (m.zone == ZONE_NONE ? 0 : m.zone);
    return minute;
}

static int earlier(const void *left, const void *right) {
    const entry *l = left, *r = right;
    if (l->minute != r->minute) return l->minute < r->minute ? -1 : 1;
    return str_compare(l->id, r->id);
}

static entry_list entries_read(arena *a, const char *path) {
    fault f = { 0 };
    entry_list out = { 0 };
    report r;
    source *s = source_open(path, NULL, &f);
    for (source_step step; s && (step = source_next(s, a, &r, &f)) != SOURCE_END;) {
        if (step != SOURCE_REPORT) continue;
        story_text text = { r.title, r.text, r.site, r.wire };
        *LIST_ADD(a, &out) = (entry){ r.id, stories_sketch(a, &text), minute_of(r.published) };
    }
    source_close(s);
    if (out.count) qsort(out.at, out.count, sizeof *out.at, earlier);
    return out;
}

static bool apply(const story_placed *p, story_kept *kept, size_t count) {
    for (size_t c = 0; c < p->change_count; c++)
        for (size_t i = 0; i < count; i++) {
            const story_change *change = &p->changes[c];
            int64_t *label = change->kind == STORY_NOW ? &kept[i].story : &kept[i].origin;
            if (*label == change->from) *label = change->to;
        }
    return true;
}

static void print(const entry_list *entries, const story_kept *kept, const double *likeness) {
    for (size_t i = 0; i < entries->count; i++) {
        str id = entries->at[i].id, story = entries->at[kept[i].story].id;
        str origin = entries->at[kept[i].origin].id;
        printf("{\"id\": \"%.*s\", \"story\": \"%.*s\", \"origin\": \"%.*s\", \"likeness\": %.3f}\n",
               STR_ARG(id), STR_ARG(story), STR_ARG(origin), likeness[i]);
    }
}

static int group(arena *a, const char *path, const stories_options *options) {
    fault f = { 0 };
    entry_list entries = entries_read(a, path);
    story_kept *kept = ARENA_NEW(a, story_kept, entries.count + 1);
    double *likeness = ARENA_NEW(a, double, entries.count + 1);
    stories *s = stories_new(a, options);
    for (size_t i = 0; i < entries.count; i++) {
        const entry *e = &entries.at[i];
        story_placed p;
        if (!stories_add(s, a, &(story_new){ (int64_t)i, e->id, e->minute, e->sketch }, &p, &f))
            return fprintf(stderr, "bench_stories: %s\n", f.what), 1;
        apply(&p, kept, i);
        kept[i] = p.kept;
        likeness[i] = p.likeness;
    }
    print(&entries, kept, likeness);
    return 0;
}

/* --- made-up reports ------------------------------------------------------------------- */

static uint32_t draw(uint64_t *state, uint32_t below) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % below);
}

/* A word; small numbers are common, as in any language. */
static void add_word(arena *a, buffer *b, uint64_t *state, uint32_t words) {
    uint32_t most = 1 + draw(state, words);
    buffer_print(a, b, "w%x ", draw(state, most) * 2654435761u >> 8);
}

static str make_report(arena *a, uint64_t *state, uint32_t story) {
    buffer b = { 0 };
    for (uint32_t i = 0; i < 320; i++) {
        if (draw(state, 5)) add_word(a, &b, state, 60000);
        else buffer_print(a, &b, "s%x ", (story * 37 + draw(state, 60)) * 2246822519u >> 8);
    }
    return buffer_str(&b);
}

static int synthetic(arena *state_arena, uint32_t count) {
    arena *scratch = arena_new(0);
    stories *s = stories_new(state_arena, NULL);
    double sketched = 0, placed = 0;
    uint64_t state = 1;
    fault f = { 0 };
    for (uint32_t i = 0; i < count; i++, arena_reset(scratch, 1 << 20)) {
        uint32_t story = i / 200 * 20 + draw(&state, 25);
        str text = make_report(scratch, &state, story);
        story_placed p;
        double start = seconds();
        str sketch = stories_sketch(scratch, &(story_text){ str_cut(text, 0, 60), text, STR_NONE, 0 });
        double middle = seconds();
        if (!stories_add(s, scratch, &(story_new){ i, STR("k"), i * 3, sketch }, &p, &f))
            return fprintf(stderr, "bench_stories: %s\n", f.what), 1;
        sketched += middle - start;
        placed += seconds() - middle;
    }
    printf("{\"reports\": %u, \"stories\": %zu, \"sketch_seconds\": %.2f, \"place_seconds\": %.2f, "
           "\"mebibytes\": %zu}\n", count, stories_count(s), sketched, placed,
           arena_used(state_arena) >> 20);
    arena_free(scratch);
    return 0;
}

static double *option_of(const char *name, stories_options *o) {
    return !strcmp(name, "--join") ? &o->join : !strcmp(name, "--tie") ? &o->tie
        : !strcmp(name, "--copy") ? &o->copy : !strcmp(name, "--half-life") ? &o->half_life
        : !strcmp(name, "--lasting") ? &o->lasting : NULL;
}

int main(int count, char **arguments) {
    arena *a = arena_new(0);
    stories_options options = stories_defaults();
    const char *path = NULL;
    jmp_buf out;
    if (!a || setjmp(out)) return fprintf(stderr, "bench_stories: no memory\n"), 1;
    arena_guard(a, &out);
    for (int i = 1; i < count; i++) {
        double *option = option_of(arguments[i], &options);
        if (option && i + 1 < count) *option = atof(arguments[++i]);
        else if (!strcmp(arguments[i], "--synthetic") && i + 1 < count)
            return synthetic(a, (uint32_t)atoi(arguments[++i]));
        else path = arguments[i];
    }
    return path ? group(a, path, &options)
                : (fprintf(stderr, "usage: bench_stories [--join N] ... FILE.jsonl\n"), 2);
}
