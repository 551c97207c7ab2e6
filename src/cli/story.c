/* cli/story.c: `onrecord story`: one story, report by report, what is said and happens in it, each
 * once, where reports disagree, and what is expected and not answered. As JSON one object a
 * line; its `row` tells what it is. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/filter_options.h"
#include "cli/told.h"
#include "onrecord.h"

enum { STORY_LEDGER, STORY_FORMAT, STORY_JSON, STORY_TEXT, STORY_COLOUR };

const option_row story_options[] = {
    [STORY_LEDGER] = ASKED_LEDGER_ROW,
    [STORY_FORMAT] = PRINTED_ROW,
    [STORY_JSON] = JSON_ROW(STORY_FORMAT),
    [STORY_TEXT] = TEXT_ROW(STORY_FORMAT),
    [STORY_COLOUR] = COLOUR_ROW,
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
    { ONR_UTTERANCES, "statement", "Statements" },
    { ONR_HAPPENINGS, "event", "Events" },
    { ONR_DISAGREEMENTS, "disagreement", "Where reports disagree" },
    { ONR_DIARY, "expectation", "Expected" },
    { ONR_SILENCES, "silence", "Not answered" },
};

typedef struct telling {
    told_page told;
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

static long long number(const onr_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0 && fields[i].kind == ONR_INTEGER)
            return fields[i].integer;
    return 0;
}

/* Of all events of a story a reader wants those that reports are about, or that several tell. */
static bool is_passed_over(const telling *t, const onr_field *fields, size_t count) {
    return t->now->of == ONR_HAPPENINGS && t->told.page.form == ROWS_TEXT
        && !number(fields, count, "main") && number(fields, count, "reports") < 2;
}

static bool show(void *user, const onr_field *fields, size_t count) {
    telling *t = user;
    onr_field all[FIELDS_MOST + 1];
    bool text = t->told.page.form == ROWS_TEXT;
    if (is_passed_over(t, fields, count)) return true;
    if (text && !t->rows && t->now->heading) printf("\n%s\n\n", t->now->heading);
    t->rows++;
    if (text && t->now->of == ONR_REPORTS) origin_line(fields, count);
    bool many = t->now->of == ONR_UTTERANCES || t->now->of == ONR_HAPPENINGS;
    t->told.as = t->now->of == ONR_UTTERANCES ? ONR_WORDINGS : ONR_TELLINGS;
    t->told.row = t->now->row;
    if (many) return told_show(&t->told, fields, count);
    if (text || count > FIELDS_MOST) return rows_show(&t->told.page, fields, count);
    all[0] = (onr_field){ .name = "row", .kind = ONR_TEXT };
    all[0].text = (onr_text){ t->now->row, strlen(t->now->row) };
    memcpy(all + 1, fields, count * sizeof *fields);
    return rows_show(&t->told.page, all, count + 1);
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
        if (t->told.failed) return EXIT_SOME_FAILED;
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
    telling t = { .now = NULL };
    t.told.page = rows_page_of(given->value[STORY_FORMAT], given->value[STORY_COLOUR]);
    t.told.page.what = "story";
    if (!onr_ledger_open(path, NULL, &ledger, &error)) return tell_error(&error);
    int code = onr_ledger_open(path, NULL, &t.told.ledger, &error)
        ? tell(ledger, given->rest[0], &t) : tell_error(&error);
    onr_ledger_close(t.told.ledger);
    onr_ledger_close(ledger);
    return t.told.failed ? EXIT_SOME_FAILED : code;
}
