/* cli/add.c: `onrecord add`: reports in, records into a ledger. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/fetching.h"
#include "cli/reading_options.h"
#include "cli/summary.h"
#include "onrecord.h"

enum {
    ADD_PUBLISHED, ADD_LEDGER, ADD_FORM, ADD_FROM, ADD_COLUMNS, ADD_SUMMARY, ADD_JSON, ADD_TITLE,
    ADD_SITE, ADD_WEIGHTS, ADD_PLACES, ADD_ACTORS, ADD_JOBS, ADD_QUIET, ADD_CACHE, ADD_DELAY,
    ADD_TIMEOUT, ADD_AGENT, ADD_NO_ROBOTS, ADD_FETCH, ADD_PRIVATE
};

const option_row add_options[] = {
    [ADD_PUBLISHED] = PUBLISHED_ROW,
    [ADD_LEDGER] = { .name = "ledger", .letter = 'l', .value = "FILE",
        .help = "The ledger to add to, made where it is not there; record.db where not said." },
    [ADD_FORM] = { .name = "form", .value = FORMS,
        .help = "What the inputs are; auto looks at each one's content." },
    [ADD_FROM] = { .name = "from", .value = FORMS, .stands_for = ADD_FORM, .hidden = true,
        .help = "The same." },
    [ADD_COLUMNS] = COLUMNS_ROW,
    [ADD_SUMMARY] = { .name = "summary",
        .help = "Tell at the end, on standard error, how many reports were read, empty, not news, "
                "not English and failed, of which form and why; that is told anyway where some "
                "failed." },
    [ADD_JSON] = { .name = "json", .help = "The summary as one line of JSON." },
    [ADD_TITLE] = TITLE_ROW,
    [ADD_SITE] = SITE_ROW,
    [ADD_WEIGHTS] = WEIGHTS_ROW,
    [ADD_PLACES] = PLACES_ROW,
    [ADD_ACTORS] = ACTORS_ROW,
    [ADD_JOBS] = JOBS_ROW,
    [ADD_QUIET] = { .name = "quiet", .letter = 'q',
        .help = "No summary on standard output; failures are told all the same." },
    [ADD_CACHE] = CACHE_ROW,
    [ADD_DELAY] = DELAY_ROW,
    [ADD_TIMEOUT] = TIMEOUT_ROW,
    [ADD_AGENT] = AGENT_ROW,
    [ADD_NO_ROBOTS] = NO_ROBOTS_ROW,
    [ADD_FETCH] = FETCH_ROW,
    [ADD_PRIVATE] = PRIVATE_ROW,
    { .name = NULL },
};

typedef struct adding {
    const arguments *given;
    int next; /* of the inputs */
    onr_ledger *ledger;
    summary *counts;
    size_t reports, failed, passed_over;
    bool broke; /* the ledger: no more is added */
} adding;

/* ---- the batch's callbacks ---- */

static const char *next_input(void *user) {
    adding *a = user;
    return a->next < a->given->count ? a->given->rest[a->next++] : NULL;
}

static bool broken(void *user, const onr_error *error) {
    adding *a = user;
    tell_error(error);
    a->failed++;
    if (a->counts) summary_failed(a->counts, error);
    return true;
}

static bool report(void *user, const onr_record *record) {
    adding *a = user;
    onr_error error;
    if (!onr_ledger_add(a->ledger, record, &error)) {
        tell_error(&error);
        a->broke = true;
        return false;
    }
    a->reports++;
    if (a->counts) summary_report(a->counts, onr_record_report(record));
    return true;
}

/* ---- the command ---- */

static bool jobs_in(const char *words, unsigned *out) {
    char *end;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    errno = 0;
    unsigned long n = strtoul(words, &end, 10);
    *out = (unsigned)n;
    return !errno && !*end && n >= 1 && n <= 1024;
}

static onr_form form_of(const char *form) {
    for (unsigned i = 0; form && onr_form_name((onr_form)i); i++)
        if (strcmp(onr_form_name((onr_form)i), form) == 0) return (onr_form)i;
    return ONR_FORM_AUTO;
}

static void show_kept(const adding *a) {
    const onr_ledger_counts *n = onr_ledger_kept(a->ledger);
    printf("%zu report%s added", n->added, n->added == 1 ? "" : "s");
    if (n->versions) printf(", %zu of them new versions", n->versions);
    if (n->readings) printf(", %zu read anew", n->readings);
    if (n->known) printf(", %zu known already", n->known);
    if (n->forgotten) printf(", %zu that are to be forgotten", n->forgotten);
    if (a->failed) printf("; %zu could not be read", a->failed);
    putchar('\n');
}

/* What is told of the inputs at the end. */
static void show_inputs(const adding *a) {
    bool wanted = a->given->value[ADD_SUMMARY] || a->given->value[ADD_JSON];
    bool told = wanted || (a->failed && !a->given->value[ADD_QUIET]);
    if (told && a->counts)
        summary_print(a->counts, a->passed_over, a->given->value[ADD_JSON] ? "json" : NULL);
}

typedef struct means {
    onr_reader *reader;
    onr_fetcher *fetcher; /* or NULL */
    unsigned jobs;
} means;

static bool run_batch(adding *a, const means *with, onr_error *error) {
    const arguments *given = a->given;
    onr_source_options source = ONR_SOURCE_DEFAULT;
    onr_read_options read_how = ONR_READ_DEFAULT;
    onr_batch batch = ONR_BATCH_DEFAULT;
    source.form = form_of(given->value[ADD_FORM]);
    source.published = given->value[ADD_PUBLISHED];
    source.title = given->value[ADD_TITLE];
    source.site = given->value[ADD_SITE];
    source.columns = given->value[ADD_COLUMNS];
    read_how.only_write = true;
    batch.source = &source;
    batch.read = &read_how;
    batch.threads = with->jobs;
    batch.fetcher = with->fetcher;
    batch.fetch_linked = given->value[ADD_FETCH];
    batch.passed_over = &a->passed_over;
    batch.next_input = next_input;
    batch.report = report;
    batch.broken = broken;
    batch.user = a;
    return onr_batch_run(with->reader, &batch, error)
        && (a->broke || onr_ledger_flush(a->ledger, error));
}

static bool wants_fetching(const arguments *given) {
    for (int i = 0; i < given->count; i++)
        if (strncasecmp(given->rest[i], "http://", 7) == 0
            || strncasecmp(given->rest[i], "https://", 8) == 0)
            return true;
    return given->value[ADD_FETCH];
}

/* The reader, and a fetcher where one is needed. */
static bool open_means(const arguments *given, means *with, onr_error *error) {
    static const fetching_rows rows = { ADD_CACHE, ADD_DELAY, ADD_TIMEOUT, ADD_AGENT,
                                        ADD_NO_ROBOTS, ADD_PRIVATE };
    onr_reader_options options = ONR_READER_DEFAULT;
    onr_fetch_options fetching;
    options.places = given->value[ADD_PLACES];
    options.actors = given->value[ADD_ACTORS];
    error->kind = ONR_ERROR_NONE; /* fetching_read tells what is wrong itself */
    return fetching_read("add", given->value, &rows, &fetching)
        && onr_reader_open(given->value[ADD_WEIGHTS], &options, &with->reader, error)
        && (!wants_fetching(given) || onr_fetcher_open(&fetching, &with->fetcher, error));
}

static int add_all(adding *a, means *with) {
    onr_error error;
    int code = EXIT_READ;
    if (!open_means(a->given, with, &error)) {
        if (error.kind) tell_error(&error);
        return EXIT_USAGE;
    }
    a->counts = summary_new();
    if (!run_batch(a, with, &error)) code = tell_error(&error);
    if (!a->given->value[ADD_QUIET]) show_kept(a);
    show_inputs(a);
    summary_free(a->counts);
    return code == EXIT_READ && (a->failed || a->broke) ? EXIT_SOME_FAILED : code;
}

int cmd_add(const arguments *given) {
    const char *path = given->value[ADD_LEDGER] ? given->value[ADD_LEDGER] : LEDGER_USUAL;
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    adding a = { .given = given };
    means with = { 0 };
    onr_error error;
    if (!given->count) return usage_error("add", "no input is named; - is standard input");
    if (!jobs_in(given->value[ADD_JOBS], &with.jobs))
        return usage_error("add", "--jobs: \"%s\" is no number from 1 to 1024",
                           given->value[ADD_JOBS]);
    options.access = ONR_ACCESS_CREATE;
    if (!onr_ledger_open(path, &options, &a.ledger, &error)) return tell_error(&error);
    int code = add_all(&a, &with);
    onr_fetcher_close(with.fetcher);
    onr_reader_close(with.reader);
    onr_ledger_close(a.ledger);
    return code;
}
