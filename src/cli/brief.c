/* cli/brief.c: `onrecord brief`: one page on a story, an actor or a day. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/diary.h"
#include "cli/filter_options.h"
#include "onrecord.h"

enum { BRIEF_LEDGER, BRIEF_FORMAT, BRIEF_MD, BRIEF_HTML, BRIEF_TEXT };

const option_row brief_options[] = {
    [BRIEF_LEDGER] = ASKED_LEDGER_ROW,
    [BRIEF_FORMAT] = { .name = "format", .letter = 'f', .value = "md|html|text",
        .help = "What to print: Markdown, HTML or text; text on a terminal, else Markdown, where "
                "not said." },
    [BRIEF_MD] = { .name = "md", .stands_for = BRIEF_FORMAT, .with = "md",
        .help = "The same as --format md." },
    [BRIEF_HTML] = { .name = "html", .stands_for = BRIEF_FORMAT, .with = "html",
        .help = "The same as --format html: one file, without scripts, that prints well." },
    [BRIEF_TEXT] = TEXT_ROW(BRIEF_FORMAT),
    { .name = NULL },
};

enum { NAME_MOST = 1000 };

static bool kind_of(const char *word, onr_brief_kind *out) {
    static const char *const kinds[] = { "story", "actor", "day" };
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(word, kinds[i]) != 0) continue;
        *out = (onr_brief_kind)i;
        return true;
    }
    return false;
}

static onr_sheet sheet_of(const char *format) {
    if (!format) return isatty(STDOUT_FILENO) ? ONR_SHEET_TEXT : ONR_SHEET_MARKDOWN;
    return strcmp(format, "html") == 0 ? ONR_SHEET_HTML
         : strcmp(format, "md") == 0   ? ONR_SHEET_MARKDOWN
                                       : ONR_SHEET_TEXT;
}

/* A name of several words need not be quoted. */
static bool join_name(const arguments *given, char *out) {
    size_t used = 0;
    for (int i = 1; i < given->count; i++) {
        int length = snprintf(out + used, NAME_MOST - used, "%s%s", i > 1 ? " " : "",
                              given->rest[i]);
        if (length < 0 || (size_t)length >= NAME_MOST - used) return false;
        used += (size_t)length;
    }
    return true;
}

int cmd_brief(const arguments *given) {
    const char *path = given->value[BRIEF_LEDGER] ? given->value[BRIEF_LEDGER] : LEDGER_USUAL;
    char name[NAME_MOST] = "";
    onr_brief_options options = ONR_BRIEF_DEFAULT;
    onr_ledger *ledger;
    onr_error error;
    if (given->count < 2 || !kind_of(given->rest[0], &options.kind))
        return usage_error("brief", "story ID, actor NAME or day DATE is to be named");
    if (!join_name(given, name))
        return usage_error("brief", "a name of more than %d bytes", NAME_MOST - 1);
    options.name = name;
    options.sheet = sheet_of(given->value[BRIEF_FORMAT]);
    if (!onr_ledger_open(path, NULL, &ledger, &error)) return tell_error(&error);
    bool done = onr_brief_write(ledger, &options, sink_to_file, stdout, &error);
    onr_ledger_close(ledger);
    return done ? EXIT_READ : tell_error(&error);
}
