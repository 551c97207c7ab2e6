/* cli/summary.c: see summary.h. Reports and failures are counted by outcome, form and reason; the
 * numbers in a reason are left out, so that "text has 12 bytes" and "text has 13 bytes" are one. */
#include "cli/summary.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OUTCOMES = 5, GROUPS_MOST = 200, WHY_SIZE = 160 };

static const char *const outcomes[OUTCOMES] = { "read", "empty", "not news", "not English",
                                                "failed" };

typedef struct group {
    int outcome;
    char form[16], why[WHY_SIZE];
    size_t count;
} group;

struct summary {
    size_t count[OUTCOMES];
    group groups[GROUPS_MOST + 1]; /* the last is for all that have no room of their own */
    size_t group_count;
};

summary *summary_new(void) {
    return calloc(1, sizeof(summary));
}

void summary_free(summary *s) {
    free(s);
}

/* ---- counting ---- */

static bool is_of(const group *g, const group *wanted) {
    return g->outcome == wanted->outcome && strcmp(g->form, wanted->form) == 0
        && strcmp(g->why, wanted->why) == 0;
}

static void add(summary *s, group one) {
    s->count[one.outcome]++;
    size_t i = 0;
    while (i < s->group_count && !is_of(&s->groups[i], &one)) i++;
    if (i == s->group_count && i < GROUPS_MOST) {
        s->groups[i] = one;
        s->group_count++;
    } else if (i == s->group_count) {
        i = GROUPS_MOST;
        s->groups[i].outcome = one.outcome;
        snprintf(s->groups[i].why, WHY_SIZE, "other reasons");
    }
    s->groups[i].count++;
}

static int outcome_of(const char *name) {
    int i = 0;
    while (i < OUTCOMES - 1 && strcmp(outcomes[i], name) != 0) i++;
    return i;
}

void summary_report(summary *s, const onr_report_head *report) {
    group one = { .outcome = outcome_of(report->outcome) };
    snprintf(one.form, sizeof one.form, "%s", report->form);
    if (strcmp(report->outcome, "not English") == 0)
        snprintf(one.why, sizeof one.why, "%.*s", (int)report->language.length,
                 report->language.at ? report->language.at : "");
    if (strcmp(report->outcome, "read") == 0 && report->is_part)
        snprintf(one.why, sizeof one.why, "only a summary is given");
    add(s, one);
}

/* Less its numbers and what it quotes of the input. */
static void general(const char *what, char out[WHY_SIZE]) {
    size_t length = 0;
    for (bool quoted = false; *what && length + 4 < WHY_SIZE; what++) {
        if (*what == '"') quoted = !quoted;
        bool digit = *what >= '0' && *what <= '9';
        if (digit && length && out[length - 1] == 'N') continue;
        if (!quoted || *what == '"') out[length++] = digit ? 'N' : *what;
    }
    out[length] = 0;
}

void summary_failed(summary *s, const onr_error *error) {
    group one = { .outcome = OUTCOMES - 1 };
    snprintf(one.form, sizeof one.form, "%s", error->form);
    general(error->what, one.why);
    add(s, one);
}

/* ---- printing ---- */

static void print_string(const char *words) {
    putc('"', stderr);
    for (; *words; words++) {
        unsigned char c = (unsigned char)*words;
        if (c == '"' || c == '\\') fprintf(stderr, "\\%c", c);
        else if (c < 0x20) fprintf(stderr, "\\u%04x", c);
        else putc(c, stderr);
    }
    putc('"', stderr);
}

static void print_json(const summary *s, size_t passed_over) {
    static const char *const keys[OUTCOMES] = { "read", "empty", "not_news", "not_english",
                                                "failed" };
    fputs("{\"summary\":{", stderr);
    for (int i = 0; i < OUTCOMES; i++) fprintf(stderr, "\"%s\":%zu,", keys[i], s->count[i]);
    fprintf(stderr, "\"passed_over\":%zu,\"groups\":[", passed_over);
    for (size_t i = 0, printed = 0; i <= GROUPS_MOST; i++) {
        const group *g = &s->groups[i];
        if (!g->count) continue;
        fprintf(stderr, "%s{\"outcome\":\"%s\",\"form\":", printed++ ? "," : "", keys[g->outcome]);
        print_string(g->form);
        fputs(",\"why\":", stderr);
        print_string(g->why);
        fprintf(stderr, ",\"count\":%zu}", g->count);
    }
    fputs("]}}\n", stderr);
}

static void print_groups(const summary *s, int outcome) {
    for (size_t i = 0; i <= GROUPS_MOST; i++) {
        const group *g = &s->groups[i];
        if (!g->count || g->outcome != outcome) continue;
        fprintf(stderr, "  %8zu %s%s%s\n", g->count, *g->form ? g->form : "not recognised",
                *g->why ? ": " : "", g->why);
    }
}

void summary_print(const summary *s, size_t passed_over, const char *format) {
    if (format && strcmp(format, "json") == 0) {
        print_json(s, passed_over);
        return;
    }
    for (int i = 0; i < OUTCOMES; i++) {
        fprintf(stderr, "%-12s %zu\n", outcomes[i], s->count[i]);
        print_groups(s, i);
    }
    if (passed_over)
        fprintf(stderr, "%-12s %zu\n", "passed over", passed_over);
}
