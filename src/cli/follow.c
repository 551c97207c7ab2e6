/* cli/follow.c: `onrecord follow`: sources are asked again and again, and what is new is added. */
#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/fetching.h"
#include "cli/reading_options.h"
#include "cli/target.h"

enum {
    FOLLOW_LEDGER, FOLLOW_EVERY, FOLLOW_ONCE, FOLLOW_HOSTS, FOLLOW_WEIGHTS, FOLLOW_PLACES,
    FOLLOW_JOBS, FOLLOW_DELAY, FOLLOW_TIMEOUT, FOLLOW_AGENT, FOLLOW_NO_ROBOTS, FOLLOW_PRIVATE,
    FOLLOW_QUIET, FOLLOW_OPERATOR, FOLLOW_NO_WATCHES
};

const option_row follow_options[] = {
    [FOLLOW_LEDGER] = { .name = "ledger", .letter = 'l', .value = "FILE",
        .help = "The ledger to add to, made where it is not there; record.db where not said." },
    [FOLLOW_EVERY] = { .name = "every", .letter = 'e', .value = "TIME",
        .help = "Ask each source so often: 10m where not said; 90s, 1h, 1d." },
    [FOLLOW_ONCE] = { .name = "once",
        .help = "Ask each source once, read what is new, and end." },
    [FOLLOW_HOSTS] = { .name = "hosts", .value = "N",
        .help = "Hosts that are asked at once, 1 to 64; 8 where not said. One host gets one "
                "request at a time." },
    [FOLLOW_WEIGHTS] = WEIGHTS_ROW,
    [FOLLOW_PLACES] = PLACES_ROW,
    [FOLLOW_JOBS] = JOBS_ROW,
    [FOLLOW_DELAY] = DELAY_ROW,
    [FOLLOW_TIMEOUT] = TIMEOUT_ROW,
    [FOLLOW_AGENT] = AGENT_ROW,
    [FOLLOW_NO_ROBOTS] = NO_ROBOTS_ROW,
    [FOLLOW_PRIVATE] = PRIVATE_ROW,
    [FOLLOW_QUIET] = { .name = "quiet", .letter = 'q',
        .help = "Do not tell what was added; failures are told all the same." },
    [FOLLOW_OPERATOR] = { .name = "operator", .value = "TARGET",
        .help = "From now on failures of the machine go there: sources and targets of watches that "
                "keep failing." },
    [FOLLOW_NO_WATCHES] = { .name = "no-watches",
        .help = "Do not run the ledger's watches." },
    { .name = NULL },
};

/* ---- options ---- */

static bool number_in(const char *words, unsigned most, unsigned *out) {
    char *end;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    errno = 0;
    unsigned long n = strtoul(words, &end, 10);
    *out = (unsigned)n;
    return !errno && !*end && n >= 1 && n <= most;
}

/* "90s", "10m", "1h", "1d". */
static bool time_in(const char *words, unsigned *out) {
    static const struct { char letter; unsigned seconds; } units[] = {
        { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
    char *end;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    unsigned long n = strtoul(words, &end, 10);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (end[0] != units[i].letter || end[1]) continue;
        *out = (unsigned)n * units[i].seconds;
        return n >= 1 && n <= 30ul * 86400 / units[i].seconds;
    }
    return false;
}

/* ---- what is told ---- */

static void words(FILE *to, onr_text t) {
    for (size_t i = 0; i < t.length; i++) { /* one line, and nothing for a terminal to obey */
        unsigned char c = (unsigned char)t.at[i];
        putc(c < ' ' || c == 0x7F ? ' ' : c, to);
    }
}

static void tell(void *user, const onr_follow_news *news) {
    static const char *const names[] = {
        [ONR_FOLLOW_ADDED] = "added ", [ONR_FOLLOW_VERSION] = "a new version of ",
        [ONR_FOLLOW_LOST] = "cannot be had: ", [ONR_FOLLOW_FAILED] = "fails: ",
        [ONR_FOLLOW_AGAIN] = "can be had again: ", [ONR_FOLLOW_MOVED] = "has moved to ",
        [ONR_FOLLOW_LISTED] = "is a list: ",
    };
    const arguments *given = user;
    bool report = news->kind == ONR_FOLLOW_ADDED || news->kind == ONR_FOLLOW_VERSION;
    bool own = news->about.length == news->source.length
        && memcmp(news->about.at, news->source.at, news->about.length) == 0;
    FILE *to = report ? stdout : stderr;
    if (report && given->value[FOLLOW_QUIET]) return;
    if (!report) fputs("onrecord: ", to);
    words(to, news->source);
    fprintf(to, "%s%s", own ? " " : ": ", names[news->kind]);
    if (!own) words(to, news->about);
    if (news->why.length && !own) fputs(": ", to);
    words(to, news->why);
    putc('\n', to);
    fflush(to);
}

/* ---- the command ---- */

typedef struct ending {
    onr_follow *follow;
    sigset_t signals;
} ending;

/* A thread of its own takes the signals, so that none interrupts another's work. */
static void *await_signal(void *of) {
    ending *e = of;
    int which;
    sigwait(&e->signals, &which);
    onr_follow_stop(e->follow);
    return NULL;
}

static int run(onr_follow *follow) {
    ending e = { .follow = follow };
    pthread_t waiter;
    size_t failed = 0;
    onr_error error;
    sigemptyset(&e.signals);
    sigaddset(&e.signals, SIGTERM);
    sigaddset(&e.signals, SIGINT);
    sigaddset(&e.signals, SIGHUP);
    signal(SIGPIPE, SIG_IGN);
    pthread_sigmask(SIG_BLOCK, &e.signals, NULL);
    bool waits = pthread_create(&waiter, NULL, await_signal, &e) == 0;
    bool done = onr_follow_run(follow, &failed, &error);
    if (waits) pthread_kill(waiter, SIGTERM);
    if (waits) pthread_join(waiter, NULL);
    if (!done) return tell_error(&error);
    return failed ? EXIT_SOME_FAILED : EXIT_READ;
}

/* ---- watches ---- */

static bool show(void *user, onr_text alert) {
    (void)user;
    return fwrite(alert.at, 1, alert.length, stdout) == alert.length && fflush(stdout) == 0;
}

static void tell_failure(void *user, const char *line) {
    (void)user;
    fprintf(stderr, "onrecord: %s\n", line);
}

static int set_operator(const char *path, const char *target) {
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    onr_watch watch = ONR_WATCH_DEFAULT;
    char words_of_it[TARGET_ROOM];
    onr_ledger *ledger;
    onr_error error;
    if (!target) return EXIT_READ;
    options.access = ONR_ACCESS_CREATE;
    if (!target_from_here(target, words_of_it))
        return usage_error("follow", "--operator: \"%.200s\" names no file or program that can be"
                           " found", target);
    watch.target = words_of_it;
    if (!onr_ledger_open(path, &options, &ledger, &error)) return tell_error(&error);
    int code = onr_watch_operator(ledger, &watch, &error) ? EXIT_READ : tell_error(&error);
    onr_ledger_close(ledger);
    return code;
}

/* Returns an exit code, EXIT_READ where all are well. */
static int numbers_of(const arguments *given, onr_follow_options *out) {
    if (!time_in(given->value[FOLLOW_EVERY], &out->every_s))
        return usage_error("follow", "--every: \"%s\" is no time from 1s to 30d",
                           given->value[FOLLOW_EVERY]);
    if (!number_in(given->value[FOLLOW_HOSTS], 64, &out->hosts))
        return usage_error("follow", "--hosts: \"%s\" is no number from 1 to 64",
                           given->value[FOLLOW_HOSTS]);
    if (!number_in(given->value[FOLLOW_JOBS], 1024, &out->threads))
        return usage_error("follow", "--jobs: \"%s\" is no number from 1 to 1024",
                           given->value[FOLLOW_JOBS]);
    return EXIT_READ;
}

static int follow_sources(const arguments *given, onr_follow_options *options) {
    const char *path = given->value[FOLLOW_LEDGER] ? given->value[FOLLOW_LEDGER] : LEDGER_USUAL;
    onr_alert_sink lines = { show, NULL, isatty(STDOUT_FILENO) };
    onr_watches_options watches = ONR_WATCHES_DEFAULT;
    onr_follow *follow;
    onr_error error;
    watches.lines = &lines;
    watches.tell = tell_failure;
    watches.fetching = options->fetch;
    watches.environment = environ;
    if (!given->value[FOLLOW_NO_WATCHES]) options->watches = &watches;
    int code = set_operator(path, given->value[FOLLOW_OPERATOR]);
    if (code != EXIT_READ) return code;
    if (!onr_follow_open(path, (const char *const *)given->rest, (size_t)given->count, options,
                         &follow, &error))
        return tell_error(&error);
    code = run(follow);
    onr_follow_close(follow);
    return code;
}

int cmd_follow(const arguments *given) {
    onr_follow_options options = ONR_FOLLOW_DEFAULT;
    onr_reader_options reader = ONR_READER_DEFAULT;
    onr_fetch_options fetch;
    fetching_rows rows = { CACHE_NONE, FOLLOW_DELAY, FOLLOW_TIMEOUT, FOLLOW_AGENT,
                           FOLLOW_NO_ROBOTS, FOLLOW_PRIVATE };
    int code = numbers_of(given, &options);
    if (code != EXIT_READ) return code;
    if (!fetching_read("follow", given->value, &rows, &fetch)) return EXIT_USAGE;
    mallopt(M_ARENA_MAX, 2); /* a heap a thread would keep what each once needed */
    reader.places = given->value[FOLLOW_PLACES];
    options.weights = given->value[FOLLOW_WEIGHTS];
    options.reader = &reader;
    options.fetch = &fetch;
    options.once = given->value[FOLLOW_ONCE];
    options.tell = tell;
    options.user = (void *)given;
    return follow_sources(given, &options);
}
