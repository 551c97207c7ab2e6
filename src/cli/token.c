/* cli/token.c: `onrecord token`: who may do what in the service of a ledger. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/command.h"
#include "onrecord.h"

enum { TOKEN_LEDGER, TOKEN_SCOPE };

const option_row token_options[] = {
    [TOKEN_LEDGER] = { .name = "ledger", .letter = 'l', .value = "FILE",
        .help = "The ledger that the service serves; record.db where not said." },
    [TOKEN_SCOPE] = { .name = "scope", .value = "SCOPES",
        .help = "What the new token allows: read, add (and read) or manage (all), commas "
                "between." },
    { .name = NULL },
};

static const struct { const char *name; unsigned scope; } scopes[] = {
    { "read", ONR_SCOPE_READ }, { "add", ONR_SCOPE_ADD }, { "manage", ONR_SCOPE_MANAGE },
};

enum { SCOPES = sizeof scopes / sizeof *scopes };

/* 0 where one of them is none. */
static unsigned scopes_in(const char *words) {
    unsigned all = 0;
    while (words) {
        size_t length = strcspn(words, ","), i = 0;
        while (i < SCOPES && (strlen(scopes[i].name) != length
                              || memcmp(scopes[i].name, words, length) != 0)) i++;
        if (i == SCOPES) return 0;
        all |= scopes[i].scope;
        words = words[length] ? words + length + 1 : NULL;
    }
    return all;
}

static int add(onr_ledger *ledger, const char *name, unsigned all) {
    char token[ONR_TOKEN_SIZE];
    onr_error error;
    if (!onr_token_add(ledger, name, all, token, &error)) return tell_error(&error);
    printf("%s\n", token);
    fputs("onrecord: this token is not shown again\n", stderr);
    return EXIT_READ;
}

static bool show(void *user, const char *name, unsigned all, long long made) {
    char day[16];
    time_t seconds = (time_t)made;
    struct tm utc;
    bool any = false;
    (void)user;
    strftime(day, sizeof day, "%Y-%m-%d", gmtime_r(&seconds, &utc));
    printf("%s  %-30s  ", day, name);
    for (size_t i = 0; i < SCOPES; i++) {
        if (!(all & scopes[i].scope)) continue;
        printf("%s%s", any ? "," : "", scopes[i].name);
        any = true;
    }
    putchar('\n');
    return true;
}

static int run(onr_ledger *ledger, const arguments *given) {
    const char *what = given->rest[0], *name = given->count > 1 ? given->rest[1] : "";
    onr_error error;
    if (strcmp(what, "add") == 0)
        return add(ledger, name, scopes_in(given->value[TOKEN_SCOPE]));
    bool done = strcmp(what, "list") == 0 ? onr_token_list(ledger, show, NULL, &error)
                                          : onr_token_remove(ledger, name, &error);
    return done ? EXIT_READ : tell_error(&error);
}

int cmd_token(const arguments *given) {
    static const struct { const char *what; int count; } calls[] = {
        { "add", 2 }, { "remove", 2 }, { "list", 1 },
    };
    const char *path = given->value[TOKEN_LEDGER] ? given->value[TOKEN_LEDGER] : LEDGER_USUAL;
    const char *what = given->count ? given->rest[0] : "";
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    onr_ledger *ledger;
    onr_error error;
    size_t i = 0;
    while (i < 3 && strcmp(calls[i].what, what) != 0) i++;
    if (i == 3 || given->count != calls[i].count)
        return usage_error("token", "add NAME, remove NAME or list");
    if (i == 0 && !scopes_in(given->value[TOKEN_SCOPE]))
        return usage_error("token", "--scope: read, add or manage, commas between");
    options.access = ONR_ACCESS_CREATE;
    if (!onr_ledger_open(path, &options, &ledger, &error)) return tell_error(&error);
    int code = run(ledger, given);
    onr_ledger_close(ledger);
    return code;
}
