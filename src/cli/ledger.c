/* cli/ledger.c: `onrecord report`, `verify`, `forget` and `merge`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/filter_options.h"
#include "onrecord.h"

enum { REPORT_LEDGER, REPORT_FORMAT, REPORT_JSON, REPORT_TEXT, REPORT_READING };

#define READING_ROW { .name = "reading", .value = "WEIGHTS[/PROGRAM]", \
                      .help = "The reading by these weights, as \"fast\" or " \
                              "\"english-fast-3/0.1.0\", not the newest one." }

const option_row report_options[] = {
    [REPORT_LEDGER] = LEDGER_ROW,
    [REPORT_FORMAT] = { .name = "format", .letter = 'f', .value = "json|text",
        .help = "What to print; text on a terminal, else JSON, where not said." },
    [REPORT_JSON] = JSON_ROW(REPORT_FORMAT),
    [REPORT_TEXT] = TEXT_ROW(REPORT_FORMAT),
    [REPORT_READING] = READING_ROW,
    { .name = NULL },
};

enum { VERIFY_LEDGER, VERIFY_EXPECT, VERIFY_READING };

const option_row verify_options[] = {
    [VERIFY_LEDGER] = LEDGER_ROW,
    [VERIFY_EXPECT] = { .name = "expect", .value = "DIGEST",
        .help = "The content digest that the ledger must have." },
    [VERIFY_READING] = READING_ROW,
    { .name = NULL },
};

enum { FORGET_LEDGER, FORGET_REASON };

const option_row forget_options[] = {
    [FORGET_LEDGER] = LEDGER_ROW,
    [FORGET_REASON] = { .name = "reason", .value = "WORDS",
        .help = "Why; it is kept with the tombstone." },
    { .name = NULL },
};

enum { MERGE_INTO };

const option_row merge_options[] = {
    [MERGE_INTO] = { .name = "into", .value = "FILE",
        .help = "The ledger to bring them into, made where it is not there." },
    { .name = NULL },
};

int tell_error(const onr_error *error) {
    char line[600];
    onr_error_line(error, line, sizeof line);
    fprintf(stderr, "onrecord: %s\n", line);
    return error->kind == ONR_ERROR_USAGE ? EXIT_USAGE : EXIT_SOME_FAILED;
}

static onr_ledger *opened(const char *path, onr_access access, int *code) {
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    onr_ledger *ledger = NULL;
    onr_error error;
    options.access = access;
    if (!onr_ledger_open(path ? path : LEDGER_USUAL, &options, &ledger, &error))
        *code = tell_error(&error);
    return ledger;
}

/* ---- report ---- */

static bool to_output(void *to, const char *bytes, size_t length) {
    (void)to;
    return fwrite(bytes, 1, length, stdout) == length;
}

int cmd_report(const arguments *given) {
    onr_write_options options = ONR_WRITE_DEFAULT;
    const char *format = given->value[REPORT_FORMAT];
    onr_error error;
    int code = EXIT_READ;
    if (given->count != 1) return usage_error("report", "one report is to be named");
    bool text = format ? strcmp(format, "text") == 0 : isatty(STDOUT_FILENO);
    options.output = text ? ONR_OUTPUT_TEXT : ONR_OUTPUT_JSON;
    onr_ledger *ledger = opened(given->value[REPORT_LEDGER], ONR_ACCESS_READ, &code);
    if (!ledger) return code;
    if (!onr_ledger_read_by(ledger, given->value[REPORT_READING], &error)
        || !onr_ledger_write(ledger, given->rest[0], &options, to_output, NULL, &error))
        code = tell_error(&error);
    onr_ledger_close(ledger);
    return code;
}

/* ---- verify ---- */

static void tell(void *user, const char *line) {
    (void)user;
    for (; *line; line++) putchar((unsigned char)*line < ' ' ? ' ' : *line);
    putchar('\n');
}

static int compare(const arguments *given, const onr_ledger_digests *d, size_t wrong) {
    const char *expected = given->value[VERIFY_EXPECT];
    bool same = !expected || strcasecmp(expected, d->content) == 0;
    printf("%zu reports, %zu readings\ncontent %s\nlog     %s\n", d->reports, d->readings,
           d->content, *d->head ? d->head : "empty");
    if (!same) printf("the content digest is not the one expected, %s\n", expected);
    if (wrong) printf("%zu things differ\n", wrong);
    if (!wrong && same) puts("all is as it was kept");
    return wrong || !same ? EXIT_SOME_FAILED : EXIT_READ;
}

int cmd_verify(const arguments *given) {
    onr_error error;
    size_t wrong = 0;
    int code = EXIT_READ;
    if (given->count) return usage_error("verify", "\"%s\" is no option", given->rest[0]);
    onr_ledger *ledger = opened(given->value[VERIFY_LEDGER], ONR_ACCESS_READ, &code);
    if (!ledger) return code;
    const onr_ledger_digests *d = NULL;
    if (onr_ledger_read_by(ledger, given->value[VERIFY_READING], &error)
        && onr_ledger_verify(ledger, tell, NULL, &wrong, &error))
        d = onr_ledger_digest(ledger, &error);
    code = d ? compare(given, d, wrong) : tell_error(&error);
    onr_ledger_close(ledger);
    return code;
}

/* ---- forget ---- */

int cmd_forget(const arguments *given) {
    onr_error error;
    int code = EXIT_READ;
    if (given->count != 1) return usage_error("forget", "one report is to be named");
    if (!given->value[FORGET_REASON] || !*given->value[FORGET_REASON])
        return usage_error("forget", "--reason is needed");
    onr_ledger *ledger = opened(given->value[FORGET_LEDGER], ONR_ACCESS_WRITE, &code);
    if (!ledger) return code;
    if (!onr_ledger_forget(ledger, given->rest[0], given->value[FORGET_REASON], &error))
        code = tell_error(&error);
    onr_ledger_close(ledger);
    return code;
}

/* ---- merge ---- */

int cmd_merge(const arguments *given) {
    const char *into = given->value[MERGE_INTO];
    onr_error error;
    int code = EXIT_READ;
    if (given->count < (into ? 1 : 2)) return usage_error("merge", "two ledgers are needed");
    onr_ledger *ledger = opened(into ? into : given->rest[0],
                                into ? ONR_ACCESS_CREATE : ONR_ACCESS_WRITE, &code);
    if (!ledger) return code;
    for (int i = into ? 0 : 1; i < given->count && code == EXIT_READ; i++)
        if (!onr_ledger_merge(ledger, given->rest[i], &error)) code = tell_error(&error);
    const onr_ledger_counts *n = onr_ledger_kept(ledger);
    if (code == EXIT_READ) printf("%zu reports added, %zu read anew, %zu known already\n", n->added,
                                  n->readings, n->known);
    onr_ledger_close(ledger);
    return code;
}
