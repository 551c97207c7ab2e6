/* bench/ledger.c: large ledgers of synthetic reports (synthetic.h), and questions to them.
 *
 *     bench_ledger make N FILE [FIRST]    adds reports FIRST (0) to FIRST + N of the row to FILE
 *     bench_ledger texts N [FIRST]        the same reports as JSON lines, for onrecord add or read
 *     bench_ledger ask FILE N             1,000 questions to a ledger that `make N FILE` filled; the
 *                                         processor time of each, all of it being in memory
 *
 * Prints JSON lines; bench/ledger makes a table of them. */
#include "synthetic.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "ledger/ask.h"
#include "ledger/ledger.h"

/* ---- ledgers and texts ---- */

enum { KEEP_BYTES = 1 << 20 };

static double now_ms(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int failed(const fault *f) {
    fprintf(stderr, "bench_ledger: %s: %s\n", f->where, f->what);
    return 1;
}

static int64_t some_time(void) {
    return 1900000000;
}

/* Adds reports, and tells each tenth's processor time a report. */
static int make(const world *w, size_t first, size_t count, const char *path) {
    ledger_options options = { .access = DB_CREATE, .wait_ms = 60000, .clock = some_time };
    fault f = { 0 };
    ledger *l = ledger_open(path, &options, &f);
    arena *a = arena_new(0);
    jmp_buf out;
    size_t bytes = 0, since = 0;
    double began = 0, spent = 0;
    if (!l || !a) return failed(&f);
    if (setjmp(out)) return fprintf(stderr, "bench_ledger: no memory\n"), 1;
    arena_guard(a, &out);
    arena_guard(ledger_arena(l), &out);
    for (size_t i = 0; i < count; i++) {
        making *m = report_make(a, w, first + i);
        ledger_reading g = { &m->r, &m->sentences, STR("synthetic"), STR("bench") };
        bytes += m->report.text.length;
        began = now_ms(CLOCK_PROCESS_CPUTIME_ID);
        if (!ledger_add(l, &g, &f)) return failed(&f);
        spent += now_ms(CLOCK_PROCESS_CPUTIME_ID) - began;
        arena_reset(a, KEEP_BYTES);
        if ((i + 1) * 10 / count == i * 10 / count) continue;
        began = now_ms(CLOCK_PROCESS_CPUTIME_ID);
        if (!ledger_flush(l, &f)) return failed(&f);
        spent += now_ms(CLOCK_PROCESS_CPUTIME_ID) - began;
        printf("{\"reports\": %zu, \"text_bytes\": %zu, \"add_ms\": %.3f}\n", first + i + 1, bytes,
               spent / (double)(i + 1 - since));
        fflush(stdout);
        since = i + 1;
        spent = 0;
    }
    ledger_close(l);
    arena_free(a);
    return 0;
}

static int texts(const world *w, size_t first, size_t count) {
    arena *a = arena_new(0);
    for (size_t i = 0; a && i < count; i++) {
        buffer line = { 0 };
        making *m = report_make(a, w, first + i);
        json_writer j = json_to(a, &line);
        const char *const keys[] = { "id", "title", "text", "site", "url", "published" };
        str values[] = { m->report.id, m->report.title, m->report.text, m->report.site,
                         m->report.url, m->report.published };
        json_open(&j, '{');
        for (size_t k = 0; k < COUNT(keys); k++) {
            json_key(&j, keys[k]);
            json_str(&j, values[k]);
        }
        json_close(&j, '}');
        printf("%.*s\n", STR_ARG(buffer_str(&line)));
        arena_reset(a, KEEP_BYTES);
    }
    arena_free(a);
    return 0;
}

/* ---- asking ---- */

enum { QUESTIONS = 1000, ROWS = 50, WARM = 200, KINDS = 12 };

typedef struct asked {
    double ms;
    size_t kind, rows;
} asked;

static str surname(str name) {
    return str_cut(name, str_find(name, STR(" "), 0) + 1, name.length);
}

/* The nth of a row of questions to a ledger of `count` reports. */
static size_t question_of(arena *a, const world *w, size_t n, size_t count, question *q) {
    chance c = chance_of(6, n);
    str who = w->people[skewed(&c, PEOPLE)], where = w->places[skewed(&c, PLACES)];
    int number = FIRST_DAY + (int)below(&c, count / A_DAY + 1);
    char text[DAY_SIZE];
    day_write(day_of_number(number), text);
    str since = arena_copy(a, str_of(text));
    str word = common_word(w, &c), rare = w->words.at[below(&c, w->words.count)];
    size_t kind = n % 50 == 0 ? 0 : 1 + below(&c, KINDS - 1);
    switch (kind) {
    case 0: *q = (question){ .what = ASK_REPORTS, .words = STR("said") }; break;
    case 1: *q = (question){ .what = ASK_STATEMENTS, .speaker = who }; break;
    case 2: *q = (question){ .what = ASK_STATEMENTS, .speaker = surname(who), .since = since };
        break;
    case 3: *q = (question){ .what = ASK_EVENTS, .actor = who }; break;
    case 4: *q = (question){ .what = ASK_REPORTS, .actor = who }; break;
    case 5: *q = (question){ .what = ASK_REPORTS, .words = arena_print(a, "%.*s %.*s",
                             STR_ARG(word), STR_ARG(rare)) };
        break;
    case 6: *q = (question){ .what = ASK_REPORTS, .words = arena_print(a, "%.*s %.*s",
                             STR_ARG(where), STR_ARG(surname(who))) };
        break;
    case 7: *q = (question){ .what = ASK_STATEMENTS, .act = STR("deny"), .since = since }; break;
    case 8: *q = (question){ .what = ASK_STATEMENTS, .about = rare, .since = since }; break;
    case 9: *q = (question){ .what = ASK_REPORTS, .outlet = w->outlets[skewed(&c, OUTLETS / 8)] };
        break;
    case 10: *q = (question){ .what = ASK_DIARY, .since = since, .until = since }; break;
    default: *q = (question){ .what = ASK_EVENTS, .type = STR("COERCE"), .until = since }; break;
    }
    q->limit = ROWS;
    return kind;
}

static bool read_row(void *to, query *row) {
    size_t *rows = to;
    for (int i = 0; i < query_columns(row); i++) query_words_at(row, i);
    ++*rows;
    return true;
}

static bool ask_one(ledger *l, const question *q, asked *out, fault *f) {
    double began = now_ms(CLOCK_PROCESS_CPUTIME_ID);
    out->rows = 0;
    if (!ledger_ask(l, q, read_row, &out->rows, f)) return false;
    out->ms = now_ms(CLOCK_PROCESS_CPUTIME_ID) - began;
    arena_reset(ledger_arena(l), KEEP_BYTES);
    return true;
}

static int by_time(const void *left, const void *right) {
    const asked *l = left, *r = right;
    return (l->ms > r->ms) - (l->ms < r->ms);
}

static void tell_kinds(const asked *all) {
    static const char *const names[KINDS] = {
        "reports with a word of all", "statements of a name", "statements of a surname since",
        "events of a name", "reports naming", "reports with two words",
        "reports with place and surname", "denials since", "statements about a word since",
        "reports of an outlet", "diary of a day", "arrests until",
    };
    for (size_t k = 0; k < KINDS; k++) {
        double sum = 0, most = 0;
        size_t count = 0, rows = 0;
        for (size_t i = 0; i < QUESTIONS; i++) {
            if (all[i].kind != k) continue;
            count++;
            sum += all[i].ms;
            rows += all[i].rows;
            if (all[i].ms > most) most = all[i].ms;
        }
        printf("{\"kind\": \"%s\", \"questions\": %zu, \"mean_ms\": %.2f, \"most_ms\": %.2f,"
               " \"rows\": %.1f}\n", names[k], count, sum / (double)count, most,
               (double)rows / (double)count);
    }
}

static bool tell_counts(ledger *l, fault *f) {
    static const struct { ask_what what; ask_by by; const char *name; } counts[] = {
        { ASK_REPORTS, ASK_DAYS, "reports by day" }, { ASK_REPORTS, ASK_WEEKS, "reports by week" },
        { ASK_REPORTS, ASK_OUTLETS, "reports by outlet" },
        { ASK_STATEMENTS, ASK_DAYS, "statements by day" },
        { ASK_STATEMENTS, ASK_BY_ACTOR, "statements by actor" },
        { ASK_STATEMENTS, ASK_OUTLETS, "statements by outlet" },
        { ASK_EVENTS, ASK_DAYS, "events by day" }, { ASK_EVENTS, ASK_BY_ACTOR, "events by actor" },
        { ASK_EVENTS, ASK_OUTLETS, "events by outlet" },
    };
    for (size_t i = 0; i < COUNT(counts); i++) {
        asked one = { 0 };
        for (int times = 0; times < 2; times++)
            if (!ask_one(l, &(question){ .what = counts[i].what, .by = counts[i].by }, &one, f))
                return false;
        printf("{\"count\": \"%s\", \"ms\": %.1f, \"rows\": %zu}\n", counts[i].name, one.ms,
               one.rows);
    }
    static const struct { ask_what what; const char *name; } lists[] = {
        { ASK_ACTORS, "actors" }, { ASK_STORIES, "stories" }, { ASK_SILENCES, "silences" },
        { ASK_EVENTS, "events" }, { ASK_DIARY, "diary" }, { ASK_CHANGES, "changes" },
    };
    for (size_t i = 0; i < COUNT(lists); i++) {
        asked one = { 0 };
        for (int times = 0; times < 2; times++)
            if (!ask_one(l, &(question){ .what = lists[i].what, .limit = ROWS }, &one, f))
                return false;
        printf("{\"first 50\": \"%s\", \"ms\": %.1f}\n", lists[i].name, one.ms);
    }
    return true;
}

static int ask(const world *w, const char *path, size_t count) {
    ledger_options options = { .access = DB_READ, .wait_ms = 60000, .clock = some_time };
    static asked all[QUESTIONS];
    fault f = { 0 };
    ledger *l = ledger_open(path, &options, &f);
    jmp_buf out;
    if (!l) return failed(&f);
    if (setjmp(out)) return fprintf(stderr, "bench_ledger: no memory\n"), 1;
    arena_guard(ledger_arena(l), &out);
    for (size_t i = 0; i < QUESTIONS + WARM; i++) {
        arena *a = ledger_arena(l);
        question q;
        asked *one = &all[i % QUESTIONS];
        one->kind = question_of(a, w, i % QUESTIONS, count, &q);
        if (!ask_one(l, &q, one, &f)) return failed(&f);
    }
    tell_kinds(all);
    qsort(all, QUESTIONS, sizeof *all, by_time);
    printf("{\"questions\": %d, \"median_ms\": %.2f, \"p99_ms\": %.2f, \"most_ms\": %.2f}\n",
           QUESTIONS, all[QUESTIONS / 2].ms, all[QUESTIONS * 99 / 100].ms, all[QUESTIONS - 1].ms);
    if (!tell_counts(l, &f)) return failed(&f);
    ledger_close(l);
    return 0;
}

static size_t number_of_argument(int count, char **arguments, int which) {
    return count > which ? strtoul(arguments[which], NULL, 10) : 0;
}

int main(int count, char **arguments) {
    const char *what = count > 2 ? arguments[1] : "";
    size_t from = number_of_argument(count, arguments, strcmp(what, "make") ? 3 : 4);
    size_t reports = number_of_argument(count, arguments, 2);
    arena *a = arena_new(0);
    world *w = a ? world_make(a) : NULL;
    int code = 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (from > ROW || reports > ROW - from)
        fprintf(stderr, "bench_ledger: the row has %d reports\n", ROW);
    else if (w && strcmp(what, "make") == 0 && count > 3)
        code = make(w, from, reports, arguments[3]);
    else if (w && strcmp(what, "texts") == 0)
        code = texts(w, from, reports);
    else if (w && strcmp(what, "ask") == 0 && count > 3)
        code = ask(w, arguments[2], strtoul(arguments[3], NULL, 10));
    else
        fprintf(stderr, "usage: bench_ledger make N FILE [FIRST] | texts N [FIRST] | ask FILE N\n");
    arena_free(a);
    return code;
}
