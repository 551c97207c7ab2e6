/* cli/who.c: `onrecord who`, `same` and `apart`: one person or body across all reports. As JSON one
 * object a line; its `row` tells what it is. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/filter_options.h"
#include "cli/rows.h"
#include "onrecord.h"

enum { WHO_LEDGER, WHO_FORMAT, WHO_JSON, WHO_TEXT, WHO_LIMIT, WHO_COLOUR };
enum { STATEMENTS_USUAL = 10 };

const option_row who_options[] = {
    [WHO_LEDGER] = LEDGER_ROW,
    [WHO_FORMAT] = PRINTED_ROW,
    [WHO_JSON] = JSON_ROW(WHO_FORMAT),
    [WHO_TEXT] = TEXT_ROW(WHO_FORMAT),
    [WHO_LIMIT] = { .name = "limit", .letter = 'n', .value = "N",
        .help = "At most so many statements, the latest; 10 where not said." },
    [WHO_COLOUR] = COLOUR_ROW,
    { .name = NULL },
};

const option_row decide_options[] = { LEDGER_ROW, { .name = NULL } };

typedef struct telling {
    rows_page page;
    char section[16]; /* the `row` of the row before */
    size_t statements, limit;
} telling;

static const char *heading_of(const char *section) {
    static const struct { const char *section, *heading; } all[] = {
        { "candidate", "More than one may be meant:" }, { "name", "Called" },
        { "office", "Offices" }, { "statement", "Statements" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].section, section) == 0) return all[i].heading;
    return NULL;
}

static bool show(void *user, const onr_field *fields, size_t count) {
    telling *t = user;
    char section[sizeof t->section];
    snprintf(section, sizeof section, "%.*s", (int)fields[0].text.length, fields[0].text.at);
    if (strcmp(section, "statement") == 0 && t->statements++ >= t->limit) return false;
    if (t->page.form != ROWS_TEXT) return rows_show(&t->page, fields, count);
    const char *heading = heading_of(section);
    if (strcmp(section, t->section) != 0 && heading)
        printf("%s%s\n\n", t->section[0] ? "\n" : "", heading);
    memcpy(t->section, section, sizeof section);
    return rows_show(&t->page, fields + 1, count - 1);
}

static bool limit_of(const char *words, size_t *out) {
    char *end;
    *out = STATEMENTS_USUAL;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    errno = 0;
    *out = strtoul(words, &end, 10);
    return !errno && !*end;
}

static onr_ledger *opened(const arguments *given, onr_access access, int *code) {
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    onr_ledger *ledger = NULL;
    onr_error error;
    const char *path = given->value[WHO_LEDGER];
    options.access = access;
    if (!onr_ledger_open(path ? path : LEDGER_USUAL, &options, &ledger, &error))
        *code = tell_error(&error);
    return ledger;
}

int cmd_who(const arguments *given) {
    size_t limit;
    int code = EXIT_READ;
    onr_error error;
    if (given->count != 1) return usage_error("who", "one name is to be given");
    if (!limit_of(given->value[WHO_LIMIT], &limit))
        return usage_error("who", "--limit: \"%s\" is no number", given->value[WHO_LIMIT]);
    onr_ledger *ledger = opened(given, ONR_ACCESS_READ, &code);
    if (!ledger) return code;
    telling t = { .page = rows_page_of(given->value[WHO_FORMAT], given->value[WHO_COLOUR]) };
    t.page.what = "who";
    t.limit = limit;
    if (!onr_ledger_who(ledger, given->rest[0], show, &t, &error))
        code = tell_error(&error);
    onr_ledger_close(ledger);
    return code;
}

static int decide(const char *name, const arguments *given, bool apart) {
    int code = EXIT_READ;
    onr_error error;
    if (given->count != 2) return usage_error(name, "two names are to be given");
    onr_ledger *ledger = opened(given, ONR_ACCESS_WRITE, &code);
    if (!ledger) return code;
    if (!onr_ledger_decide(ledger, given->rest[0], given->rest[1], apart, &error))
        code = tell_error(&error);
    onr_ledger_close(ledger);
    return code;
}

int cmd_same(const arguments *given) {
    return decide("same", given, false);
}

int cmd_apart(const arguments *given) {
    return decide("apart", given, true);
}
