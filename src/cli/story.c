/* cli/story.c: `onrecord story`: one story, report by report, and what is said, expected and not
 * answered in it. As JSON one object a line; its `row` tells what it is. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/rows.h"
#include "onrecord.h"

enum { STORY_LEDGER, STORY_FORMAT, STORY_JSON, STORY_TEXT, STORY_COLOUR };

const option_row story_options[] = {
    [STORY_LEDGER] = { .name = "ledger", .letter = 'l', .value = "FILE",
        .help = "The ledger to ask; record.db where not said." },
    [STORY_FORMAT] = { .name = "format", .letter = 'f', .value = "json|text",
        .help = "What to print; text on a terminal, else JSON lines, where not said." },
    [STORY_JSON] = { .name = "json", .stands_for = STORY_FORMAT, .with = "json",
        .help = "The same as --format json." },
    [STORY_TEXT] = { .name = "text", .stands_for = STORY_FORMAT, .with = "text",
        .help = "The same as --format text." },
    [STORY_COLOUR] = { .name = "colour", .value = "auto|always|never",
        .help = "Colours in text; auto: on a terminal, unless NO_COLOR is set." },
    { .name = NULL },
};

enum { FIELDS_MOST = 64, KEY_SHOWN = 12 };

typedef struct section {
    onr_about of;
    const char *row, *heading;
} section;

static const section sections[] = {
    { ONR_STORIES, "story", NULL },
    { ONR_REPORTS, "report", "Reports" },
    { ONR_STATEMENTS, "statement", "Statements" },
    { ONR_DIARY, "expectation", "Expected" },
    { ONR_SILENCES, "silence", "Not answered" },
};

typedef struct telling {
    rows_page page;
    const section *now;
    size_t rows; /* of this section */
} telling;

static const onr_field *field(const onr_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0 && fields[i].kind == ONR_TEXT) return &fields[i];
    return NULL;
}

/* Whether a report tells in its own words. */
static void origin_line(const onr_field *fields, size_t count) {
    const onr_field *key = field(fields, count, "key"), *from = field(fields, count, "origin");
    if (!key || !from || from->text.length < KEY_SHOWN) return;
    if (strcmp(key->text.at, from->text.at) == 0)
        puts("origin");
    else
        printf("copy of [%.*s]\n", KEY_SHOWN, from->text.at);
}

static bool show(void *user, const onr_field *fields, size_t count) {
    telling *t = user;
    onr_field all[FIELDS_MOST + 1];
    bool text = t->page.form == ROWS_TEXT;
    if (text && !t->rows && t->now->heading) printf("\n%s\n\n", t->now->heading);
    t->rows++;
    if (text && t->now->of == ONR_REPORTS) origin_line(fields, count);
    if (text || count > FIELDS_MOST) return rows_show(&t->page, fields, count);
    all[0] = (onr_field){ .name = "row", .kind = ONR_TEXT };
    all[0].text = (onr_text){ t->now->row, strlen(t->now->row) };
    memcpy(all + 1, fields, count * sizeof *fields);
    return rows_show(&t->page, all, count + 1);
}

static int tell(onr_ledger *ledger, const char *id, telling *t) {
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_error error;
    q.story = id;
    q.oldest_first = true;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        t->now = &sections[i];
        t->rows = 0;
        q.of = sections[i].of;
        if (!onr_ledger_ask(ledger, &q, show, t, &error)) return tell_error(&error);
        if (i || t->rows) continue;
        fprintf(stderr, "onrecord: %.80s is in no story yet; \"onrecord stories --rebuild\""
                        " groups all reports\n", id);
        return EXIT_SOME_FAILED;
    }
    return EXIT_READ;
}

int cmd_story(const arguments *given) {
    const char *path = given->value[STORY_LEDGER] ? given->value[STORY_LEDGER] : LEDGER_USUAL;
    onr_ledger *ledger;
    onr_error error;
    if (given->count != 1) return usage_error("story", "one story is to be named");
    telling t = { .page = rows_page_of(given->value[STORY_FORMAT], given->value[STORY_COLOUR]) };
    t.page.what = "story";
    if (!onr_ledger_open(path, NULL, &ledger, &error)) return tell_error(&error);
    int code = tell(ledger, given->rest[0], &t);
    onr_ledger_close(ledger);
    return code;
}
