/* cli/explain.c: `onrecord explain`: why each fact of a report is there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/filter_options.h"
#include "cli/reading_options.h"
#include "cli/terminal.h"
#include "onrecord.h"

enum {
    EXPLAIN_FORMAT, EXPLAIN_JSON, EXPLAIN_TEXT, EXPLAIN_PUBLISHED, EXPLAIN_TITLE, EXPLAIN_WEIGHTS,
    EXPLAIN_ACTORS,
    EXPLAIN_COLOUR
};

const option_row explain_options[] = {
    [EXPLAIN_FORMAT] = { .name = "format", .letter = 'f', .value = "json|text",
        .help = "What to print: one line of JSON a report, or text for people. Text on a "
                "terminal, else JSON, where no format is named." },
    [EXPLAIN_JSON] = JSON_ROW(EXPLAIN_FORMAT),
    [EXPLAIN_TEXT] = TEXT_ROW(EXPLAIN_FORMAT),
    [EXPLAIN_PUBLISHED] = { .name = "published", .value = "DATE",
        .help = "Day of publication, where the report does not tell it." },
    [EXPLAIN_TITLE] = { .name = "title", .value = "WORDS",
        .help = "Title, where the report has none." },
    [EXPLAIN_WEIGHTS] = WEIGHTS_ROW,
    [EXPLAIN_ACTORS] = ACTORS_ROW,
    [EXPLAIN_COLOUR] = COLOUR_ROW,
    { .name = NULL },
};

typedef struct explaining {
    const onr_reader *reader;
    onr_write_options write;
    size_t told, missed, failed; /* reports; missed: they have no fact of that id */
    onr_error last;              /* why the last one was missed */
} explaining;

static void tell(const onr_error *error) {
    char line[600];
    onr_error_line(error, line, sizeof line);
    fprintf(stderr, "onrecord: %s\n", line);
}

static bool to_output(void *to, const char *bytes, size_t length) {
    (void)to;
    return fwrite(bytes, 1, length, stdout) == length;
}

static void explain(explaining *x, const onr_report *report) {
    onr_record *record;
    onr_error error;
    if (!onr_read(x->reader, report, NULL, &record, &error)) {
        tell(&error);
        x->failed++;
        return;
    }
    if (onr_record_write(record, &x->write, to_output, NULL, &error)) {
        x->told++;
    } else if (error.kind == ONR_ERROR_USAGE) {
        x->last = error;
        x->missed++;
    } else {
        tell(&error);
        x->failed++;
    }
    onr_record_free(record);
}

static void explain_all(explaining *x, onr_source *source) {
    onr_report *report;
    onr_error error;
    for (onr_next next; (next = onr_source_next(source, &report, &error)) != ONR_NEXT_END;) {
        if (next == ONR_NEXT_REPORT) {
            explain(x, report);
            onr_report_free(report);
        } else {
            tell(&error);
            x->failed++;
        }
    }
}

static onr_write_options write_options(const arguments *given) {
    onr_write_options w = ONR_WRITE_DEFAULT;
    const char *format = given->value[EXPLAIN_FORMAT];
    bool text = format ? strcmp(format, "text") == 0 : isatty(STDOUT_FILENO);
    w.output = text ? ONR_OUTPUT_WHY_TEXT : ONR_OUTPUT_WHY;
    w.colour = terminal_colour(given->value[EXPLAIN_COLOUR]);
    w.width = terminal_columns();
    w.only = given->count > 1 ? given->rest[1] : NULL;
    return w;
}

static int explain_file(explaining *x, const arguments *given) {
    onr_source_options options = ONR_SOURCE_DEFAULT;
    onr_source *source;
    onr_error error;
    options.published = given->value[EXPLAIN_PUBLISHED];
    options.title = given->value[EXPLAIN_TITLE];
    if (!onr_source_open(given->rest[0], &options, &source, &error)) {
        tell(&error);
        return error.kind == ONR_ERROR_USAGE ? EXIT_USAGE : EXIT_SOME_FAILED;
    }
    explain_all(x, source);
    onr_source_close(source);
    if (x->missed && !x->told) tell(&x->last);
    return x->failed || !x->told ? EXIT_SOME_FAILED : EXIT_READ;
}

int cmd_explain(const arguments *given) {
    onr_reader *reader;
    onr_error error;
    if (!given->count) return usage_error("explain", "no input is named; - is standard input");
    if (given->count > 2) return usage_error("explain", "one input and one ID are enough");
    onr_reader_options options = ONR_READER_DEFAULT;
    options.actors = given->value[EXPLAIN_ACTORS];
    if (!onr_reader_open(given->value[EXPLAIN_WEIGHTS], &options, &reader, &error)) {
        tell(&error);
        return EXIT_USAGE;
    }
    explaining x = { .reader = reader, .write = write_options(given) };
    int code = explain_file(&x, given);
    onr_reader_close(reader);
    return code;
}
