/* cli/coverage.c: `onrecord coverage`: how following went, by day and source. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/filter_options.h"
#include "cli/rows.h"

enum {
    COVERAGE_LEDGER, COVERAGE_FORMAT, COVERAGE_JSON, COVERAGE_CSV, COVERAGE_TEXT, COVERAGE_SINCE,
    COVERAGE_UNTIL
};

const option_row coverage_options[] = {
    [COVERAGE_LEDGER] = ASKED_LEDGER_ROW,
    [COVERAGE_FORMAT] = LISTED_ROW,
    [COVERAGE_JSON] = JSON_ROW(COVERAGE_FORMAT),
    [COVERAGE_CSV] = CSV_ROW(COVERAGE_FORMAT),
    [COVERAGE_TEXT] = TEXT_ROW(COVERAGE_FORMAT),
    [COVERAGE_SINCE] = { .name = "since", .value = "TIME", .help = "From that day on." },
    [COVERAGE_UNTIL] = { .name = "until", .value = "TIME", .help = "Up to that day, and in it." },
    { .name = NULL },
};

typedef struct showing {
    rows_page page;
    char day[16]; /* that was told last */
} showing;

static const onr_field *field(const onr_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0) return &fields[i];
    return NULL;
}

static void words(onr_text t) {
    for (size_t i = 0; i < t.length; i++) { /* nothing for a terminal to obey */
        unsigned char c = (unsigned char)t.at[i];
        putchar(c < ' ' || c == 0x7F ? ' ' : c);
    }
}

/* Those that are not 0, "12 due, 10 unchanged, 2 failed". */
static void counts(const onr_field *fields, size_t count) {
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (fields[i].kind != ONR_INTEGER || !fields[i].integer) continue;
        printf("%s%lld %s", any ? ", " : "  ", fields[i].integer, fields[i].name);
        any = true;
    }
}

static bool show(void *of, const onr_field *fields, size_t count) {
    showing *s = of;
    if (s->page.form != ROWS_TEXT) return rows_show(&s->page, fields, count);
    const onr_field *on = field(fields, count, "day"), *why = field(fields, count, "why");
    if (strncmp(s->day, on->text.at, on->text.length) != 0) {
        snprintf(s->day, sizeof s->day, "%.*s", (int)on->text.length, on->text.at);
        printf("%s%s\n", s->page.shown ? "\n" : "", s->day);
    }
    s->page.shown++;
    fputs("  ", stdout);
    words(field(fields, count, "source")->text);
    fputs("\n  ", stdout);
    counts(fields, count);
    if (why->kind == ONR_TEXT) fputs(": ", stdout);
    words(why->text);
    putchar('\n');
    return !ferror(stdout);
}

int cmd_coverage(const arguments *given) {
    const char *path = given->value[COVERAGE_LEDGER] ? given->value[COVERAGE_LEDGER] : LEDGER_USUAL;
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_ledger *ledger;
    onr_error error;
    if (given->count) return usage_error("coverage", "\"%s\" is no option", given->rest[0]);
    showing s = { .page = rows_page_of(given->value[COVERAGE_FORMAT], "never") };
    s.page.what = "coverage";
    q.since = given->value[COVERAGE_SINCE];
    q.until = given->value[COVERAGE_UNTIL];
    if (!onr_ledger_open(path, NULL, &ledger, &error)) return tell_error(&error);
    bool done = onr_ledger_coverage(ledger, &q, show, &s, &error);
    onr_ledger_close(ledger);
    return done ? EXIT_READ : tell_error(&error);
}
