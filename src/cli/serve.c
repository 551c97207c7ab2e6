/* cli/serve.c: `onrecord serve`: the page and the API over a ledger. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/reading_options.h"
#include "onrecord.h"
#include "serve/serve.h"

enum {
    SERVE_LEDGER, SERVE_LISTEN, SERVE_HOST, SERVE_ORIGIN, SERVE_LOG, SERVE_UNTIL_IDLE,
    SERVE_PRIVATE, SERVE_PROXIED, SERVE_RATE, SERVE_WEIGHTS, SERVE_PLACES, SERVE_JOBS
};

const option_row serving_options[] = {
    [SERVE_LEDGER] = { .name = "ledger", .letter = 'l', .value = "FILE",
        .help = "The ledger to serve, made where it is not there; record.db where not said." },
    [SERVE_LISTEN] = { .name = "listen", .value = "ADDRESS:PORT",
        .help = "Where to listen; 127.0.0.1:8300 where not said, which only this machine reaches. "
                "Port 0 is any that is free." },
    [SERVE_HOST] = { .name = "host", .value = "NAMES",
        .help = "Names by which the service may be called beside localhost, commas between: "
                "requests for others are refused." },
    [SERVE_ORIGIN] = { .name = "origin", .value = "ORIGINS",
        .help = "Pages of other sites that may ask, as https://page.example.org, commas between; "
                "none where not said." },
    [SERVE_LOG] = { .name = "log", .help = "A line a request on standard error." },
    [SERVE_UNTIL_IDLE] = { .name = "until-idle", .value = "DURATION",
        .help = "End after so long without a request, as 90s, 30m or 2h." },
    [SERVE_PRIVATE] = { .name = "private",
        .help = "Reading needs a token, too (\"onrecord token\")." },
    [SERVE_PROXIED] = { .name = "proxied",
        .help = "A proxy on this machine lets others in: the last address of its X-Forwarded-For "
                "is the one who asks, and reading reports needs a token." },
    [SERVE_RATE] = { .name = "rate", .value = "N",
        .help = "Requests a second of one address, four times as many at once; 50 where not said, "
                "and then as many as come from this machine." },
    [SERVE_WEIGHTS] = WEIGHTS_ROW,
    [SERVE_PLACES] = PLACES_ROW,
    [SERVE_JOBS] = JOBS_ROW,
    { .name = NULL },
};

/* "90s", "30m", "2h": seconds. */
static bool duration_in(const char *words, unsigned *out) {
    char *end;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    errno = 0;
    unsigned long n = strtoul(words, &end, 10);
    unsigned long unit = *end == 's' ? 1 : *end == 'm' ? 60 : *end == 'h' ? 3600 : 0;
    if (errno || !unit || end[1] || n < 1 || n > 1000000) return false;
    *out = (unsigned)(n * unit);
    return true;
}

static void tell_address(const char *address) {
    printf("%s\n", address);
    fflush(stdout);
}

static bool number_in(const char *words, unsigned long most, unsigned *out) {
    char *end;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    unsigned long n = strtoul(words, &end, 10);
    *out = (unsigned)n;
    return !*end && n >= 1 && n <= most;
}

int cmd_serve(const arguments *given) {
    serve_options options = { .ledger = LEDGER_USUAL, .listen = "127.0.0.1:8300" };
    onr_error error;
    if (given->count) return usage_error("serve", "\"%s\" is no option", given->rest[0]);
    if (given->value[SERVE_LEDGER]) options.ledger = given->value[SERVE_LEDGER];
    if (given->value[SERVE_LISTEN]) options.listen = given->value[SERVE_LISTEN];
    options.hosts = given->value[SERVE_HOST];
    options.origins = given->value[SERVE_ORIGIN];
    options.log = given->value[SERVE_LOG] != NULL;
    options.is_private = given->value[SERVE_PRIVATE] != NULL;
    options.proxied = given->value[SERVE_PROXIED] != NULL;
    options.weights = given->value[SERVE_WEIGHTS];
    options.places = given->value[SERVE_PLACES];
    options.ready = tell_address;
    if (!number_in(given->value[SERVE_RATE], 1000000, &options.rate))
        return usage_error("serve", "--rate: \"%s\" is no number from 1 to 1000000",
                           given->value[SERVE_RATE]);
    if (!number_in(given->value[SERVE_JOBS], 1024, &options.threads))
        return usage_error("serve", "--jobs: \"%s\" is no number from 1 to 1024",
                           given->value[SERVE_JOBS]);
    if (!duration_in(given->value[SERVE_UNTIL_IDLE], &options.idle_s))
        return usage_error("serve", "--until-idle: \"%s\" is no duration such as 90s, 30m or 2h",
                           given->value[SERVE_UNTIL_IDLE]);
    return serve_run(&options, &error) ? EXIT_READ : tell_error(&error);
}
