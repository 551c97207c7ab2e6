/* cli/ask.c: the questions to a ledger: `onrecord statements`, `events`, `diary`, ... Rows as
 * text for people, JSON lines, or CSV (RFC 4180); counts with a small plot. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/diary.h"
#include "cli/filter_options.h"
#include "cli/rows.h"
#include "cli/told.h"
#include "onrecord.h"

enum {
    ASK_LEDGER, ASK_FORMAT, ASK_JSON, ASK_CSV, ASK_TEXT, ASK_LIMIT, ASK_COUNT, ASK_SPEAKER,
    ASK_ADDRESSEE, ASK_ACTOR, ASK_ABOUT, ASK_WORDS, ASK_TYPE, ASK_ACT, ASK_STANCE, ASK_CHANNEL,
    ASK_PLACE, ASK_OUTLET, ASK_STORY, ASK_REPORT, ASK_STATE, ASK_SINCE, ASK_UNTIL, ASK_REBUILD,
    ASK_WORDINGS, ASK_TELLINGS,
    ASK_COLOUR, ASK_COLOR, ASK_FROM, ASK_TO, ASK_WHO, ASK_ICS
};

const option_row ask_options[] = {
    [ASK_LEDGER] = ASKED_LEDGER_ROW,
    [ASK_FORMAT] = LISTED_ROW,
    [ASK_JSON] = JSON_ROW(ASK_FORMAT),
    [ASK_CSV] = CSV_ROW(ASK_FORMAT),
    [ASK_TEXT] = TEXT_ROW(ASK_FORMAT),
    [ASK_LIMIT] = { .name = "limit", .letter = 'n', .value = "N",
        .help = "At most so many rows; none where not said, 50 on a terminal." },
    [ASK_COUNT] = { .name = "count", .value = "day|week|actor|outlet|place",
        .help = "Count the rows by day, week, actor, outlet or place instead of listing them." },
    [ASK_SPEAKER] = SPEAKER_ROW,
    [ASK_ADDRESSEE] = ADDRESSEE_ROW,
    [ASK_ACTOR] = ACTOR_ROW,
    [ASK_ABOUT] = ABOUT_ROW,
    [ASK_WORDS] = WORDS_ROW,
    [ASK_TYPE] = TYPE_ROW,
    [ASK_ACT] = ACT_ROW,
    [ASK_STANCE] = STANCE_ROW,
    [ASK_CHANNEL] = CHANNEL_ROW,
    [ASK_PLACE] = PLACE_ROW,
    [ASK_OUTLET] = OUTLET_ROW,
    [ASK_STORY] = STORY_ROW,
    [ASK_REPORT] = REPORT_ROW,
    [ASK_STATE] = STATE_ROW,
    [ASK_SINCE] = SINCE_ROW,
    [ASK_UNTIL] = UNTIL_ROW,
    [ASK_REBUILD] = { .name = "rebuild",
        .help = "Of stories: group all reports anew first, in order of publication." },
    [ASK_WORDINGS] = { .name = "wordings",
        .help = "Of statements: each utterance once, as its first report has it, then every "
                "report's wording of it and what differs." },
    [ASK_TELLINGS] = { .name = "tellings",
        .help = "Of events: each once, as its first report has it, then every report that tells "
                "it and what it contradicts." },
    [ASK_COLOUR] = COLOUR_ROW,
    [ASK_COLOR] = COLOR_ROW(ASK_COLOUR),
    [ASK_FROM] = { .name = "from", .value = "TIME", .stands_for = ASK_SINCE, .hidden = true,
        .help = "The same as --since." },
    [ASK_TO] = { .name = "to", .value = "TIME", .stands_for = ASK_UNTIL, .hidden = true,
        .help = "The same as --until." },
    [ASK_WHO] = { .name = "who", .value = "NAME", .stands_for = ASK_ACTOR, .hidden = true,
        .help = "The same as --actor." },
    [ASK_ICS] = { .name = "ics", .value = "FILE",
        .help = "Of the diary: write a calendar (iCalendar) that calendar programs subscribe to; "
                "- is standard output." },
    { .name = NULL },
};

enum { ON_TERMINAL = 50, QUERY_MOST = 1000 };

static onr_count count_by(const char *by) {
    static const char *const names[] = { "", "day", "week", "actor", "outlet", "place" };
    for (unsigned i = 1; by && i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], by) == 0) return (onr_count)i;
    return ONR_ROWS;
}

static onr_question question_of(const arguments *given, onr_about of) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = of;
    q.count = count_by(given->value[ASK_COUNT]);
    q.speaker = given->value[ASK_SPEAKER];
    q.addressee = given->value[ASK_ADDRESSEE];
    q.actor = given->value[ASK_ACTOR];
    q.about = given->value[ASK_ABOUT];
    q.words = given->value[ASK_WORDS];
    q.type = given->value[ASK_TYPE];
    q.act = given->value[ASK_ACT];
    q.stance = given->value[ASK_STANCE];
    q.channel = given->value[ASK_CHANNEL];
    q.place = given->value[ASK_PLACE];
    q.outlet = given->value[ASK_OUTLET];
    q.story = given->value[ASK_STORY];
    q.report = given->value[ASK_REPORT];
    q.state = given->value[ASK_STATE];
    q.since = given->value[ASK_SINCE];
    q.until = given->value[ASK_UNTIL];
    return q;
}

/* A filter that the question has no use for is a mistake, not nothing. */
static bool filters_fit(const char *name, const arguments *given, onr_about of) {
    static const struct { int option; unsigned of; } fits[] = {
        { ASK_SPEAKER, 1 << ONR_STATEMENTS }, { ASK_ADDRESSEE, 1 << ONR_STATEMENTS },
        { ASK_ACT, 1 << ONR_STATEMENTS }, { ASK_STANCE, 1 << ONR_STATEMENTS },
        { ASK_CHANNEL, 1 << ONR_STATEMENTS },
        { ASK_PLACE, 1 << ONR_STATEMENTS | 1 << ONR_EVENTS | 1 << ONR_DIARY },
        { ASK_STATE, 1 << ONR_DIARY | 1 << ONR_SILENCES },
        { ASK_REBUILD, 1 << ONR_STORIES },
        { ASK_WORDINGS, 1 << ONR_STATEMENTS }, { ASK_TELLINGS, 1 << ONR_EVENTS },
        { ASK_ICS, 1 << ONR_DIARY },
        { ASK_TYPE, ~(1u << ONR_REPORTS | 1u << ONR_STORIES) },
    };
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++) {
        if (!given->value[fits[i].option] || (fits[i].of >> of & 1)) continue;
        usage_error(name, "--%s is no filter of %s", ask_options[fits[i].option].name, name);
        return false;
    }
    return true;
}

static bool limit_of(const arguments *given, size_t *out) {
    const char *words = given->value[ASK_LIMIT];
    char *end;
    *out = 0;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    errno = 0;
    *out = strtoul(words, &end, 10);
    return !errno && !*end && *out > 0;
}

/* For people and calendars a matter is one entry, however many reports tell it. */
static bool is_page(const onr_question *q, const arguments *given, const rows_page *page) {
    bool rows = q->count != ONR_ROWS || page->form != ROWS_TEXT;
    return given->value[ASK_ICS] || ((q->of == ONR_DIARY || q->of == ONR_SILENCES) && !rows);
}

/* What many reports tell, once. */
static int answer_told(const onr_question *q, const arguments *given, const rows_page *page) {
    const char *path = given->value[ASK_LEDGER] ? given->value[ASK_LEDGER] : LEDGER_USUAL;
    onr_ledger *ledger;
    onr_error error;
    told_page told = { .page = *page };
    onr_question once = *q;
    bool said = q->of == ONR_STATEMENTS;
    once.of = said ? ONR_UTTERANCES : ONR_HAPPENINGS;
    told.as = said ? ONR_WORDINGS : ONR_TELLINGS;
    if (!onr_ledger_open(path, NULL, &ledger, &error)) return tell_error(&error);
    bool done = onr_ledger_open(path, NULL, &told.ledger, &error);
    if (done && q->count != ONR_ROWS)
        done = onr_ledger_ask(ledger, &once, rows_show, &told.page, &error);
    else if (done)
        done = onr_ledger_ask(ledger, &once, told_show, &told, &error);
    rows_end(&told.page);
    onr_ledger_close(told.ledger);
    onr_ledger_close(ledger);
    if (done) return told.failed ? EXIT_SOME_FAILED : EXIT_READ;
    return tell_error(&error);
}

static int answer(const onr_question *q, const arguments *given, rows_page *page) {
    const char *path = given->value[ASK_LEDGER];
    bool rebuild = given->value[ASK_REBUILD] != NULL;
    onr_ledger *ledger;
    onr_error error;
    if (!path) path = LEDGER_USUAL;
    onr_ledger_options options = ONR_LEDGER_DEFAULT;
    if (rebuild) options.access = ONR_ACCESS_WRITE;
    if (!onr_ledger_open(path, &options, &ledger, &error)) return tell_error(&error);
    if (is_page(q, given, page)) {
        int code = q->of == ONR_DIARY ? diary_print(ledger, q, given->value[ASK_ICS])
                                      : silences_print(ledger, q);
        onr_ledger_close(ledger);
        return code;
    }
    bool done = (!rebuild || onr_ledger_regroup(ledger, &error))
        && onr_ledger_ask(ledger, q, rows_show, page, &error);
    rows_end(page);
    onr_ledger_close(ledger);
    return done ? EXIT_READ : tell_error(&error);
}

static int ask(const char *name, const arguments *given, onr_about of, const char *words) {
    onr_question q = question_of(given, of);
    size_t limit;
    if (!filters_fit(name, given, of)) return EXIT_USAGE;
    if (!limit_of(given, &limit))
        return usage_error(name, "--limit: \"%s\" is no number", given->value[ASK_LIMIT]);
    if (q.count == ONR_BY_ACTOR && (of == ONR_REPORTS || of > ONR_EVENTS + 4 || of == ONR_ACTORS
                                    || of == ONR_STORIES || of == ONR_CHANGES))
        return usage_error(name, "--count actor: %s have none", name);
    if (words) q.words = words;
    rows_page page = rows_page_of(given->value[ASK_FORMAT], given->value[ASK_COLOUR]);
    page.counts = q.count != ONR_ROWS;
    page.what = name;
    page.limit = limit ? limit : page.is_terminal && page.form == ROWS_TEXT ? ON_TERMINAL : 0;
    page.counts_rest = !limit && page.limit;
    q.limit = page.counts_rest ? 0 : limit;
    if (given->value[ASK_WORDINGS] || given->value[ASK_TELLINGS])
        return answer_told(&q, given, &page);
    return answer(&q, given, &page);
}

static int ask_without_words(const char *name, const arguments *given, onr_about of) {
    if (given->count) return usage_error(name, "\"%s\" is no option", given->rest[0]);
    return ask(name, given, of, NULL);
}

int cmd_reports(const arguments *given) {
    return ask_without_words("reports", given, ONR_REPORTS);
}

int cmd_statements(const arguments *given) {
    return ask_without_words("statements", given, ONR_STATEMENTS);
}

int cmd_events(const arguments *given) {
    return ask_without_words("events", given, ONR_EVENTS);
}

int cmd_actors(const arguments *given) {
    return ask_without_words("actors", given, ONR_ACTORS);
}

int cmd_stories(const arguments *given) {
    return ask_without_words("stories", given, ONR_STORIES);
}

int cmd_diary(const arguments *given) {
    return ask_without_words("diary", given, ONR_DIARY);
}

int cmd_silences(const arguments *given) {
    return ask_without_words("silences", given, ONR_SILENCES);
}

int cmd_changes(const arguments *given) {
    return ask_without_words("changes", given, ONR_CHANGES);
}

int cmd_search(const arguments *given) {
    char words[QUERY_MOST] = "";
    if (!given->count) return usage_error("search", "no word is given");
    for (int i = 0; i < given->count; i++) {
        size_t used = strlen(words);
        if (used + strlen(given->rest[i]) + 2 > sizeof words)
            return usage_error("search", "more than %d bytes of words", QUERY_MOST - 2);
        snprintf(words + used, sizeof words - used, "%s%s", used ? " " : "", given->rest[i]);
    }
    return ask("search", given, ONR_REPORTS, words);
}
