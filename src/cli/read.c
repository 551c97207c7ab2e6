/* cli/read.c: `onrecord read`: reports in, records out. A filter without state. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "cli/fetching.h"
#include "cli/filter_options.h"
#include "cli/reading_options.h"
#include "cli/summary.h"
#include "cli/terminal.h"
#include "onrecord.h"

enum {
    READ_FORMAT, READ_JSON, READ_TEXT, READ_TOKENS, READ_OFFSETS, READ_FORM, READ_FROM,
    READ_COLUMNS, READ_SUMMARY, READ_PUBLISHED,
    READ_TITLE, READ_SITE, READ_WEIGHTS, READ_PLACES, READ_ACTORS, READ_CONFIDENCE, READ_JOBS,
    READ_COLOUR,
    READ_COLOR, READ_QUIET, READ_MEMORY,
    READ_CACHE, READ_DELAY, READ_TIMEOUT, READ_AGENT, READ_NO_ROBOTS, READ_FETCH, READ_PRIVATE
};

const option_row read_options[] = {
    [READ_FORMAT] = { .name = "format", .letter = 'f', .value =
        "json|text|conllu|brat|jsonld|annotations|ftm|plover|polecat|gdelt",
        .help = "What to print: records as JSON lines, text for people, CoNLL-U, brat standoff, or "
                "one of the forms that docs/export.md tells of. Text on a terminal, else JSON, "
                "where no format is named." },
    [READ_JSON] = JSON_ROW(READ_FORMAT),
    [READ_TEXT] = TEXT_ROW(READ_FORMAT),
    [READ_TOKENS] = { .name = "tokens",
        .help = "Put the tokens, with word classes and dependencies, into the JSON." },
    [READ_OFFSETS] = { .name = "offsets", .value = "bytes|codepoints",
        .help = "How the offsets in the JSON count; bytes of UTF-8 where not said." },
    [READ_FORM] = { .name = "form", .value = FORMS,
        .help = "What the inputs are; auto looks at each one's content." },
    [READ_FROM] = { .name = "from", .value = FORMS, .stands_for = READ_FORM, .hidden = true,
        .help = "The same." },
    [READ_COLUMNS] = COLUMNS_ROW,
    [READ_SUMMARY] = { .name = "summary",
        .help = "Tell at the end how many reports were read, empty, not news, not English and "
                "failed, of which form and why: on standard error, as one line of JSON with "
                "--json." },
    [READ_PUBLISHED] = PUBLISHED_ROW,
    [READ_TITLE] = TITLE_ROW,
    [READ_SITE] = SITE_ROW,
    [READ_WEIGHTS] = WEIGHTS_ROW,
    [READ_PLACES] = PLACES_ROW,
    [READ_ACTORS] = ACTORS_ROW,
    [READ_CONFIDENCE] = { .name = "min-confidence", .value = "P",
        .help = "Leave out facts whose confidence is below P, 0 to 1: fewer are told, and more of "
                "them are right (models/README.md has the figures). Actors, times and places that "
                "the others refer to stay." },
    [READ_JOBS] = JOBS_ROW,
    [READ_COLOUR] = COLOUR_ROW,
    [READ_COLOR] = COLOR_ROW(READ_COLOUR),
    [READ_QUIET] = { .name = "quiet", .letter = 'q',
        .help = "No progress and no summary on standard error; failures are told all the same." },
    [READ_MEMORY] = { .name = "memory", .value = "MIB", .hidden = true,
        .help = "Memory that one reading may take." },
    [READ_CACHE] = CACHE_ROW,
    [READ_DELAY] = DELAY_ROW,
    [READ_TIMEOUT] = TIMEOUT_ROW,
    [READ_AGENT] = AGENT_ROW,
    [READ_NO_ROBOTS] = NO_ROBOTS_ROW,
    [READ_FETCH] = FETCH_ROW,
    [READ_PRIVATE] = PRIVATE_ROW,
    { .name = NULL },
};

typedef struct reading {
    const arguments *given;
    int next; /* of the inputs */
    onr_write_options write;
    bool progress, summary;
    size_t reports, words, failed, passed_over;
    summary *counts; /* or NULL: not asked for */
    struct timespec start, shown;
    int output_errno; /* 0 while standard output takes what it is given */
} reading;

/* ---- progress and summary ---- */

static double seconds_between(const struct timespec *from, const struct timespec *to) {
    return (double)(to->tv_sec - from->tv_sec) + 1e-9 * (double)(to->tv_nsec - from->tv_nsec);
}

static void clear_progress(const reading *r) {
    if (r->progress) fputs("\r\033[K", stderr);
}

static void show_progress(reading *r) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!r->progress || seconds_between(&r->shown, &now) < 0.2) return;
    r->shown = now;
    double seconds = seconds_between(&r->start, &now);
    fprintf(stderr, "\r\033[K%zu reports, %zu words, %.0f words/s", r->reports, r->words,
            seconds > 0 ? (double)r->words / seconds : 0.0);
}

static void show_summary(const reading *r) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds = seconds_between(&r->start, &now);
    if (r->counts)
        summary_print(r->counts, r->passed_over, r->given->value[READ_FORMAT]);
    else if (r->summary)
        fprintf(stderr, "%zu words of %zu report%s read in %.2f s, %.0f words/s; %zu failed\n",
                r->words, r->reports, r->reports == 1 ? "" : "s", seconds,
                seconds > 0 ? (double)r->words / seconds : 0.0, r->failed);
    else if (r->failed)
        fprintf(stderr, "onrecord: %zu of %zu inputs and entries could not be read\n", r->failed,
                r->reports + r->failed);
}

/* ---- the batch's callbacks ---- */

static const char *next_input(void *user) {
    reading *r = user;
    return r->next < r->given->count ? r->given->rest[r->next++] : NULL;
}

static bool to_output(void *to, const char *bytes, size_t length) {
    reading *r = to;
    if (fwrite(bytes, 1, length, stdout) == length) return true;
    r->output_errno = errno;
    return false;
}

static void tell(const reading *r, const onr_error *error) {
    char line[600];
    onr_error_line(error, line, sizeof line);
    clear_progress(r);
    fprintf(stderr, "onrecord: %s\n", line);
}

static bool broken(void *user, const onr_error *error) {
    reading *r = user;
    tell(r, error);
    r->failed++;
    if (r->counts) summary_failed(r->counts, error);
    return true;
}

static bool report(void *user, const onr_record *record) {
    reading *r = user;
    onr_error error;
    r->write.header = !r->reports; /* of a table, once */
    if (!onr_record_write(record, &r->write, to_output, r, &error) && !r->output_errno)
        return broken(r, &error);
    if (!r->output_errno && fflush(stdout)) r->output_errno = errno;
    if (r->output_errno) return false;
    r->reports++;
    r->words += onr_record_report(record)->words;
    if (r->counts) summary_report(r->counts, onr_record_report(record));
    show_progress(r);
    return true;
}

/* ---- options ---- */

static onr_output output_of(const char *format) {
    static const struct { const char *name; onr_output output; } all[] = {
        { "json", ONR_OUTPUT_JSON }, { "text", ONR_OUTPUT_TEXT }, { "conllu", ONR_OUTPUT_CONLLU },
        { "brat", ONR_OUTPUT_BRAT }, { "jsonld", ONR_OUTPUT_JSONLD },
        { "annotations", ONR_OUTPUT_ANNOTATION }, { "ftm", ONR_OUTPUT_FTM },
        { "plover", ONR_OUTPUT_PLOVER }, { "polecat", ONR_OUTPUT_POLECAT },
        { "gdelt", ONR_OUTPUT_GDELT },
    };
    if (!format) return isatty(STDOUT_FILENO) ? ONR_OUTPUT_TEXT : ONR_OUTPUT_JSON;
    for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].name, format) == 0) return all[i].output;
    return ONR_OUTPUT_JSON;
}

static onr_form form_of(const char *from) {
    for (unsigned i = 0; from && onr_form_name((onr_form)i); i++)
        if (strcmp(onr_form_name((onr_form)i), from) == 0) return (onr_form)i;
    return ONR_FORM_AUTO;
}

static bool number_in(const char *words, unsigned long most, unsigned long *out) {
    char *end;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    errno = 0;
    *out = strtoul(words, &end, 10);
    return !errno && !*end && *out >= 1 && *out <= most;
}

/* "0.75". */
static bool share_in(const char *words, double *out) {
    if (!words) return true;
    if (!*words || words[strspn(words, "0123456789.")]) return false;
    char *end;
    *out = strtod(words, &end);
    return !*end && *out <= 1;
}

/* ---- fetching ---- */

static bool is_address(const char *input) {
    return strncasecmp(input, "http://", 7) == 0 || strncasecmp(input, "https://", 8) == 0;
}

static bool wants_fetching(const arguments *given) {
    for (int i = 0; i < given->count; i++)
        if (is_address(given->rest[i])) return true;
    return given->value[READ_FETCH];
}

static reading reading_of(const arguments *given) {
    const char *offsets = given->value[READ_OFFSETS];
    bool quiet = given->value[READ_QUIET];
    reading r = { .given = given, .write = ONR_WRITE_DEFAULT };
    r.write.output = output_of(given->value[READ_FORMAT]);
    r.write.tokens = given->value[READ_TOKENS];
    r.write.code_points = offsets && strcmp(offsets, "codepoints") == 0;
    r.write.colour = terminal_colour(given->value[READ_COLOUR]);
    r.write.width = terminal_columns();
    r.progress = !quiet && isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
    r.summary = !quiet && (isatty(STDERR_FILENO) || r.write.output == ONR_OUTPUT_TEXT);
    clock_gettime(CLOCK_MONOTONIC, &r.start);
    r.shown = r.start;
    return r;
}

typedef struct means {
    onr_reader *reader;
    onr_fetcher *fetcher; /* or NULL */
    unsigned long jobs, mebibytes;
    double confidence;
} means;

static int run_batch(reading *r, const means *with) {
    const arguments *given = r->given;
    onr_error error;
    onr_source_options source = ONR_SOURCE_DEFAULT;
    onr_read_options read_how = ONR_READ_DEFAULT;
    onr_batch batch = ONR_BATCH_DEFAULT;
    source.form = form_of(given->value[READ_FORM]);
    source.published = given->value[READ_PUBLISHED];
    source.title = given->value[READ_TITLE];
    source.site = given->value[READ_SITE];
    source.columns = given->value[READ_COLUMNS];
    read_how.memory_limit = with->mebibytes << 20;
    read_how.min_confidence = with->confidence;
    read_how.only_write = !r->write.tokens && r->write.output != ONR_OUTPUT_CONLLU;
    batch.source = &source;
    batch.read = &read_how;
    batch.threads = (unsigned)with->jobs;
    batch.fetcher = with->fetcher;
    batch.fetch_linked = given->value[READ_FETCH];
    batch.passed_over = &r->passed_over;
    batch.next_input = next_input;
    batch.report = report;
    batch.broken = broken;
    batch.user = r;
    if (!onr_batch_run(with->reader, &batch, &error)) {
        tell(r, &error);
        return error.kind == ONR_ERROR_USAGE ? EXIT_USAGE : EXIT_SOME_FAILED;
    }
    clear_progress(r);
    if (r->output_errno)
        fprintf(stderr, "onrecord: standard output: %s\n", strerror(r->output_errno));
    show_summary(r);
    return r->failed || r->output_errno ? EXIT_SOME_FAILED : EXIT_READ;
}

static int open_and_run(reading *r, means *with, const onr_fetch_options *fetching) {
    onr_error error;
    onr_reader_options reader = ONR_READER_DEFAULT;
    reader.places = r->given->value[READ_PLACES];
    reader.actors = r->given->value[READ_ACTORS];
    if (!onr_reader_open(r->given->value[READ_WEIGHTS], &reader, &with->reader, &error)
        || (wants_fetching(r->given) && !onr_fetcher_open(fetching, &with->fetcher, &error))) {
        tell(r, &error);
        return EXIT_USAGE;
    }
    return run_batch(r, with);
}

int cmd_read(const arguments *given) {
    means with = { 0 };
    onr_fetch_options fetching;
    int code;
    if (!given->count) return usage_error("read", "no input is named; - is standard input");
    if (!number_in(given->value[READ_JOBS], 1024, &with.jobs))
        return usage_error("read", "--jobs: \"%s\" is no number from 1 to 1024",
                           given->value[READ_JOBS]);
    if (!number_in(given->value[READ_MEMORY], 1 << 20, &with.mebibytes))
        return usage_error("read", "--memory: \"%s\" is no number of MiB",
                           given->value[READ_MEMORY]);
    if (!share_in(given->value[READ_CONFIDENCE], &with.confidence))
        return usage_error("read", "--min-confidence: \"%s\" is no number from 0 to 1",
                           given->value[READ_CONFIDENCE]);
    if (!fetching_read("read", given->value, &(fetching_rows){
            READ_CACHE, READ_DELAY, READ_TIMEOUT, READ_AGENT, READ_NO_ROBOTS, READ_PRIVATE },
            &fetching))
        return EXIT_USAGE;
    reading r = reading_of(given);
    if (given->value[READ_SUMMARY]) r.counts = summary_new();
    code = open_and_run(&r, &with, &fetching);
    onr_fetcher_close(with.fetcher);
    onr_reader_close(with.reader);
    summary_free(r.counts);
    return code;
}
