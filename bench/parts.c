/* bench/parts.c: what each part of a record costs beside reading alone, which is cutting into
 * tokens, labels and statements (with the times and actors that they stand on).
 *
 *     bench_parts WEIGHTS PLACES FILE [ROUNDS]      reports, with two blank lines between
 *
 * Prints one line of JSON: seconds of processor time of each part, the least of all rounds, and
 * the ratio of the whole record to reading alone. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/model.h"
#include "model/reader.h"
#include "record/build.h"
#include "record/gazetteer.h"

enum { ARENA_MOST = 1 << 30, ARENA_KEEP = 1 << 24, ROUNDS = 5 };

/* Reading alone comes first; the rest is what a whole record needs besides. */
enum {
    STEP_TOKENS, STEP_LABELS, STEP_SYNTAX, STEP_TIMES, STEP_ACTORS, STEP_STATEMENTS, READ_STEPS,
    STEP_PLACES = READ_STEPS, STEP_QUANTITIES, STEP_EXPECTATIONS, STEP_SILENCES, STEP_VOICE,
    STEP_EVENTS, STEPS
};

static const char *const names[STEPS] = {
    "tokens", "labels", "syntax", "times", "actors", "statements", "places", "quantities",
    "expectations", "silences", "voice", "events",
};

typedef struct run {
    const model *model;
    const gazetteer *places;
    arena *a;
    double seconds[STEPS];
    size_t words;
} run;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void syntax_step(build *b) {
    syntax_of(b->a, b->tokens, b->labels, &b->syntax);
    b->mention_at = ARENA_NEW(b->a, id, b->tokens->count);
    for (size_t i = 0; i < b->tokens->count; i++) b->mention_at[i] = ID_NONE;
}

/* The order of record/build.c. */
static void find(run *r, build *b) {
    static const struct {
        int step;
        void (*find)(build *b);
    } order[] = {
        { STEP_SYNTAX, syntax_step }, { STEP_TIMES, times_find }, { STEP_ACTORS, actors_find },
        { STEP_PLACES, places_find }, { STEP_STATEMENTS, statements_find },
        { STEP_QUANTITIES, quantities_find }, { STEP_EXPECTATIONS, expectations_find },
        { STEP_SILENCES, silences_find }, { STEP_VOICE, voices_find },
        { STEP_EVENTS, events_find },
    };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        double start = now();
        order[i].find(b);
        r->seconds[order[i].step] += now() - start;
    }
}

static void read_one(run *r, str text) {
    fault f;
    tokens t;
    labels l;
    report from = { .text = text, .published = STR("2016-09-12") };
    record out = { .report = &from, .gazetteer = r->places, .tokens = &t, .labels = &l };
    double start = now();
    if (!tokens_cut(r->a, text, &(block_list){ 0 }, &t, &f)) exit(1);
    double cut = now();
    model_label(r->model, r->a, &t, &l);
    r->seconds[STEP_TOKENS] += cut - start;
    r->seconds[STEP_LABELS] += now() - cut;
    r->words += t.count;
    build b = { .a = r->a, .report = &from, .tokens = &t, .labels = &l, .out = &out };
    find(r, &b);
    arena_reset(r->a, ARENA_KEEP);
}

static run read_all(const run *with, str text) {
    run r = *with;
    for (size_t at = 0; at < text.length;) {
        size_t end = str_find(text, STR("\n\n\n"), at);
        read_one(&r, str_cut(text, at, end));
        at = end + 3;
    }
    return r;
}

static void print(const run *r) {
    double read = 0, whole = 0;
    for (int i = 0; i < STEPS; i++) {
        whole += r->seconds[i];
        if (i < READ_STEPS) read += r->seconds[i];
    }
    printf("{\"words\": %zu, \"read\": %.4f, \"whole\": %.4f, \"ratio\": %.4f", r->words, read,
           whole, whole / read);
    for (int i = 0; i < STEPS; i++) printf(", \"%s\": %.4f", names[i], r->seconds[i]);
    puts("}");
}

static str input(arena *a, const char *path) {
    buffer text = { 0 };
    char part[1 << 16];
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        buffer_add(a, &text, (str){ part, n });
    fclose(file);
    return buffer_str(&text);
}

int main(int count, char **arguments) {
    fault f;
    gazetteer places;
    jmp_buf out_of_memory;
    if (count < 4)
        return fprintf(stderr, "usage: bench_parts WEIGHTS PLACES FILE [ROUNDS]\n"), 2;
    model *m = model_open(arguments[1], &f);
    arena *texts = arena_new(ARENA_MOST), *a = arena_new(ARENA_MOST);
    if (!m || !texts || !a || !gazetteer_open(arguments[2], &places, &f)) return 1;
    if (setjmp(out_of_memory)) return fprintf(stderr, "bench_parts: out of memory\n"), 1;
    arena_guard(texts, &out_of_memory);
    arena_guard(a, &out_of_memory);
    run with = { .model = m, .places = &places, .a = a }, best;
    str text = input(texts, arguments[3]);
    for (int i = 0, rounds = count > 4 ? atoi(arguments[4]) : ROUNDS; i < rounds; i++) {
        run r = read_all(&with, text);
        for (int k = 0; k < STEPS; k++)
            if (i && best.seconds[k] < r.seconds[k]) r.seconds[k] = best.seconds[k];
        best = r;
    }
    print(&best);
    return 0;
}
