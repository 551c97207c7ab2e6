/* cli/watch.c: `onrecord watch`: saved questions, and the alerts that they give. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/fetching.h"
#include "cli/filter_options.h"
#include "cli/rows.h"
#include "cli/target.h"
#include "onrecord.h"

enum {
    WATCH_LEDGER, WATCH_TO, WATCH_KIND, WATCH_BUDGET, WATCH_SECRET, WATCH_RELAY, WATCH_FROM,
    WATCH_PRIVATE, WATCH_OPERATOR, WATCH_SPEAKER, WATCH_ADDRESSEE, WATCH_ACTOR, WATCH_ABOUT,
    WATCH_WORDS, WATCH_ACT, WATCH_STANCE, WATCH_CHANNEL, WATCH_PLACE, WATCH_OUTLET, WATCH_STORY,
    WATCH_SINCE, WATCH_UNTIL, WATCH_FORMAT, WATCH_JSON, WATCH_TEXT, WATCH_LIMIT, WATCH_NOW
};

const option_row watch_options[] = {
    [WATCH_LEDGER] = { .name = "ledger", .letter = 'l', .value = "FILE",
        .help = "The ledger; record.db where not said. \"add\" makes it where it is not there." },
    [WATCH_TO] = { .name = "to", .value = "TARGET",
        .help = "Where alerts go: atom:PATH, webhook:URL, mail:ADDRESS, command:CMD, or -, which "
                "is standard output and the usual one." },
    [WATCH_KIND] = { .name = "kind", .letter = 'k', .value = "KIND,...",
        .help = "Alerts of these kinds alone: first, statement, answer, wording, change, "
                "disagreement, expectation." },
    [WATCH_BUDGET] = { .name = "budget", .value = "N/day",
        .help = "At most so many alerts a day, the newest things first." },
    [WATCH_SECRET] = { .name = "secret", .value = "SECRET",
        .help = "What webhooks are signed with: whsec_... , or a file that holds it. Made, and "
                "told once, where not said." },
    [WATCH_RELAY] = { .name = "relay", .value = "URL",
        .help = "What takes mail: smtp://HOST:PORT or smtps://...; kept for later watches." },
    [WATCH_FROM] = { .name = "from", .value = "ADDRESS",
        .help = "The sender of mail; kept for later watches." },
    [WATCH_PRIVATE] = { .name = "allow-private",
        .help = "The webhook may stand at a loopback, private or link-local address." },
    [WATCH_OPERATOR] = { .name = "operator", .value = "TARGET",
        .help = "Of \"run\": from now on failures of the machine, such as a target that keeps "
                "failing, go there." },
    [WATCH_SPEAKER] = SPEAKER_ROW,
    [WATCH_ADDRESSEE] = ADDRESSEE_ROW,
    [WATCH_ACTOR] = { .name = "actor", .letter = 'a', .value = "NAME",
        .help = "What that actor says, is expected to do or is silent on; reports that name it." },
    [WATCH_ABOUT] = ABOUT_ROW,
    [WATCH_WORDS] = WORDS_ROW,
    [WATCH_ACT] = ACT_ROW,
    [WATCH_STANCE] = STANCE_ROW,
    [WATCH_CHANNEL] = CHANNEL_ROW,
    [WATCH_PLACE] = PLACE_ROW,
    [WATCH_OUTLET] = OUTLET_ROW,
    [WATCH_STORY] = STORY_ROW,
    [WATCH_SINCE] = { .name = "since", .value = "TIME",
        .help = "Reports published from that time on." },
    [WATCH_UNTIL] = { .name = "until", .value = "TIME",
        .help = "Reports published up to that time, and in it." },
    [WATCH_FORMAT] = PRINTED_ROW,
    [WATCH_JSON] = JSON_ROW(WATCH_FORMAT),
    [WATCH_TEXT] = TEXT_ROW(WATCH_FORMAT),
    [WATCH_LIMIT] = { .name = "limit", .letter = 'n', .value = "N",
        .help = "Of \"alerts\": the last N; 50 where not said." },
    [WATCH_NOW] = { .name = "now", .value = "SECONDS", .hidden = true,
        .help = "Of \"run\": the time, in seconds since 1970, for tests and replays." },
    { .name = NULL },
};

enum { SECRET_MOST = 200, ALERTS_USUAL = 50 };

/* ---- what is given ---- */

static onr_question filters_of(const arguments *given) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.speaker = given->value[WATCH_SPEAKER];
    q.addressee = given->value[WATCH_ADDRESSEE];
    q.actor = given->value[WATCH_ACTOR];
    q.about = given->value[WATCH_ABOUT];
    q.words = given->value[WATCH_WORDS];
    q.act = given->value[WATCH_ACT];
    q.stance = given->value[WATCH_STANCE];
    q.channel = given->value[WATCH_CHANNEL];
    q.place = given->value[WATCH_PLACE];
    q.outlet = given->value[WATCH_OUTLET];
    q.story = given->value[WATCH_STORY];
    q.since = given->value[WATCH_SINCE];
    q.until = given->value[WATCH_UNTIL];
    return q;
}

/* "10/day", "10" */
static bool budget_in(const char *words, unsigned *out) {
    char *end;
    *out = 0;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    errno = 0;
    unsigned long n = strtoul(words, &end, 10);
    *out = (unsigned)n;
    return !errno && n >= 1 && n <= 100000 && (!*end || strcmp(end, "/day") == 0);
}

/* A secret, or the first line of a file. */
static const char *secret_in(const char *words, char room[SECRET_MOST]) {
    if (!words || strncmp(words, "whsec_", 6) == 0) return words;
    FILE *file = fopen(words, "r");
    bool read = file && fgets(room, SECRET_MOST, file);
    if (file) fclose(file);
    if (!read) {
        usage_error("watch", "--secret: %.200s cannot be read", words);
        return NULL;
    }
    room[strcspn(room, "\r\n")] = 0;
    return room;
}

typedef struct wanted {
    onr_question filters;
    onr_watch watch;
    char target[TARGET_ROOM], secret[SECRET_MOST];
} wanted;

static bool wanted_of(const arguments *given, const char *target, wanted *out) {
    out->filters = filters_of(given);
    out->watch = (onr_watch)ONR_WATCH_DEFAULT;
    onr_watch *w = &out->watch;
    w->filters = &out->filters;
    w->kinds = given->value[WATCH_KIND];
    w->relay = given->value[WATCH_RELAY];
    w->sender = given->value[WATCH_FROM];
    w->allow_private = given->value[WATCH_PRIVATE];
    w->secret = secret_in(given->value[WATCH_SECRET], out->secret);
    if (given->value[WATCH_SECRET] && !w->secret) return false;
    if (!budget_in(given->value[WATCH_BUDGET], &w->budget)) {
        usage_error("watch", "--budget: \"%s\" is no number from 1 to 100000, like 10/day",
                    given->value[WATCH_BUDGET]);
        return false;
    }
    if (target && !target_from_here(target, out->target)) {
        usage_error("watch", "\"%.200s\" names no file or program that can be found", target);
        return false;
    }
    w->target = target ? out->target : NULL;
    return true;
}

/* ---- actions ---- */

typedef struct acting {
    const arguments *given;
    const char *name; /* of the watch, or NULL */
    onr_ledger *ledger;
    bool text;
} acting;

static int act_add(acting *k) {
    wanted w;
    char secret[ONR_SECRET_SIZE];
    onr_error error;
    if (!k->name) return usage_error("watch", "add: a name is needed");
    if (!wanted_of(k->given, k->given->value[WATCH_TO], &w)) return EXIT_USAGE;
    w.watch.name = k->name;
    if (!onr_watch_add(k->ledger, &w.watch, secret, &error)) return tell_error(&error);
    if (*secret && !k->given->value[WATCH_SECRET]) printf("secret %s\n", secret);
    return EXIT_READ;
}

static int act_remove(acting *k) {
    onr_error error;
    if (!k->name) return usage_error("watch", "remove: a name is needed");
    return onr_watch_remove(k->ledger, k->name, &error) ? EXIT_READ : tell_error(&error);
}

static rows_page page_of(const acting *k, const char *what) {
    rows_page page = rows_page_of(k->given->value[WATCH_FORMAT], NULL);
    page.what = what;
    return page;
}

static int act_list(acting *k) {
    rows_page page = page_of(k, "watches");
    onr_error error;
    bool done = onr_watch_list(k->ledger, rows_show, &page, &error);
    rows_end(&page);
    return done ? EXIT_READ : tell_error(&error);
}

static int act_alerts(acting *k) {
    rows_page page = page_of(k, "alerts");
    onr_alerts_question q = { .size = sizeof q, .watch = k->name, .limit = ALERTS_USUAL };
    onr_error error;
    const char *words = k->given->value[WATCH_LIMIT];
    char *end = NULL;
    if (words) q.limit = strtoul(words, &end, 10);
    if (words && (*end || !q.limit || words[0] < '0' || words[0] > '9'))
        return usage_error("watch", "--limit: \"%s\" is no number", words);
    bool done = onr_alerts(k->ledger, &q, rows_show, &page, &error);
    rows_end(&page);
    return done ? EXIT_READ : tell_error(&error);
}

static bool show(void *user, onr_text alert) {
    (void)user;
    return fwrite(alert.at, 1, alert.length, stdout) == alert.length && fflush(stdout) == 0;
}

static void tell(void *user, const char *line) {
    (void)user;
    fprintf(stderr, "onrecord: %s\n", line);
}

/* "wall: 2 alerts; 12 further reports add nothing new" */
static void tell_looked(void *user, const char *name, const onr_watches_counts *n) {
    (void)user;
    printf("%s: %zu alert%s", name, n->alerts, n->alerts == 1 ? "" : "s");
    if (n->held) printf(", %zu of them held back by the budget", n->held);
    if (n->further)
        printf("; %zu further report%s nothing new", n->further,
               n->further == 1 ? " adds" : "s add");
    putchar('\n');
}

static void tell_delivered(const onr_watches_counts *n) {
    printf("%zu delivered", n->delivered);
    if (n->failed) printf(", %zu failed", n->failed);
    if (n->waiting) printf(", %zu waiting", n->waiting);
    puts(n->busy ? "; another process is delivering" : "");
}

static int act_test(acting *k) {
    wanted w;
    onr_watches_counts counts;
    onr_alert_sink to = { show, NULL, k->text };
    onr_error error;
    if (!wanted_of(k->given, NULL, &w)) return EXIT_USAGE;
    w.watch.name = k->name ? k->name : "test";
    if (!onr_watch_test(k->ledger, &w.watch, &to, &counts, &error)) return tell_error(&error);
    if (k->text) tell_looked(NULL, w.watch.name, &counts);
    return EXIT_READ;
}

static int set_operator(acting *k) {
    wanted w;
    onr_error error;
    if (!wanted_of(k->given, k->given->value[WATCH_OPERATOR], &w)) return EXIT_USAGE;
    return onr_watch_operator(k->ledger, &w.watch, &error) ? EXIT_READ : tell_error(&error);
}

static int act_run(acting *k) {
    extern char **environ;
    onr_fetch_options web = ONR_FETCH_DEFAULT;
    onr_watches_options how = ONR_WATCHES_DEFAULT;
    onr_alert_sink lines = { show, NULL, k->text };
    onr_watches_counts counts;
    onr_error error;
    int code = k->given->value[WATCH_OPERATOR] ? set_operator(k) : EXIT_READ;
    if (code != EXIT_READ) return code;
    fetching_environment(&web);
    how.only = k->name;
    how.lines = &lines;
    how.tell = tell;
    how.looked = k->text ? tell_looked : NULL;
    how.fetching = &web;
    how.environment = environ;
    how.now = k->given->value[WATCH_NOW] ? atoll(k->given->value[WATCH_NOW]) : 0;
    if (!onr_watches_run(k->ledger, &how, &counts, &error)) return tell_error(&error);
    if (k->text) tell_delivered(&counts);
    return counts.failed ? EXIT_SOME_FAILED : EXIT_READ;
}

/* ---- the command ---- */

typedef struct action {
    const char *name;
    int (*act)(acting *k);
    onr_access access;
} action;

static const action actions[] = {
    { "add", act_add, ONR_ACCESS_CREATE }, { "list", act_list, ONR_ACCESS_READ },
    { "test", act_test, ONR_ACCESS_READ }, { "run", act_run, ONR_ACCESS_WRITE },
    { "alerts", act_alerts, ONR_ACCESS_READ }, { "remove", act_remove, ONR_ACCESS_WRITE },
};

int cmd_watch(const arguments *given) {
    const char *path = given->value[WATCH_LEDGER] ? given->value[WATCH_LEDGER] : LEDGER_USUAL;
    const char *name = given->count ? given->rest[0] : "", *format = given->value[WATCH_FORMAT];
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    const action *it = NULL;
    onr_error error;
    acting k = { .given = given, .name = given->count > 1 ? given->rest[1] : NULL };
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strcmp(actions[i].name, name) == 0) it = &actions[i];
    if (!it) return usage_error("watch", "add, list, test, run, alerts or remove?");
    if (given->count > 2)
        return usage_error("watch", "\"%s\" is one word too many", given->rest[2]);
    k.text = format ? strcmp(format, "text") == 0 : isatty(STDOUT_FILENO);
    options.access = it->access;
    if (!onr_ledger_open(path, &options, &k.ledger, &error)) return tell_error(&error);
    int code = it->act(&k);
    onr_ledger_close(k.ledger);
    return code;
}
