/* cli/export.c: `onrecord export`: what a ledger holds, in the forms that other programs take.
 * The library writes them (docs/export.md); here are files in pairs for brat, and reading again
 * for CoNLL-U, whose words a ledger does not keep. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/filter_options.h"
#include "cli/reading_options.h"
#include "onrecord.h"

enum {
    EXPORT_LEDGER, EXPORT_FORMAT, EXPORT_SPEAKER, EXPORT_ADDRESSEE, EXPORT_ACTOR, EXPORT_ABOUT,
    EXPORT_WORDS, EXPORT_TYPE, EXPORT_ACT, EXPORT_STANCE, EXPORT_CHANNEL, EXPORT_PLACE,
    EXPORT_OUTLET, EXPORT_STORY, EXPORT_REPORT, EXPORT_STATE, EXPORT_SINCE, EXPORT_UNTIL,
    EXPORT_LIMIT, EXPORT_SAFE, EXPORT_OFFSETS, EXPORT_FOLDER, EXPORT_WEIGHTS, EXPORT_PLACES
};

const option_row export_options[] = {
    [EXPORT_LEDGER] = ASKED_LEDGER_ROW,
    [EXPORT_FORMAT] = { .name = "format", .letter = 'f',
        .value = "jsonl|csv|tsv|plover|polecat|gdelt|jsonld|annotations|ftm|conllu|brat|ics|atom",
        .help = "What to write: records as JSON lines (jsonl, where not said), tables of rows, "
                "events as PLOVER JSON, in the columns of POLECAT or of GDELT 1.0, schema.org "
                "JSON-LD, W3C Web Annotations, FollowTheMoney, CoNLL-U, brat, iCalendar, Atom." },
    [EXPORT_SPEAKER] = SPEAKER_ROW,
    [EXPORT_ADDRESSEE] = ADDRESSEE_ROW,
    [EXPORT_ACTOR] = ACTOR_ROW,
    [EXPORT_ABOUT] = ABOUT_ROW,
    [EXPORT_WORDS] = { .name = "words", .value = "WORDS",
        .help = "All these words stand in the report." },
    [EXPORT_TYPE] = TYPE_ROW,
    [EXPORT_ACT] = ACT_ROW,
    [EXPORT_STANCE] = STANCE_ROW,
    [EXPORT_CHANNEL] = CHANNEL_ROW,
    [EXPORT_PLACE] = PLACE_ROW,
    [EXPORT_OUTLET] = OUTLET_ROW,
    [EXPORT_STORY] = STORY_ROW,
    [EXPORT_REPORT] = REPORT_ROW,
    [EXPORT_STATE] = STATE_ROW,
    [EXPORT_SINCE] = SINCE_ROW,
    [EXPORT_UNTIL] = UNTIL_ROW,
    [EXPORT_LIMIT] = { .name = "limit", .letter = 'n', .value = "N",
        .help = "At most so many of what is asked for; all where not said." },
    [EXPORT_SAFE] = { .name = "csv-safe",
        .help = "In csv and tsv an apostrophe before what a spreadsheet would take for a "
                "formula." },
    [EXPORT_OFFSETS] = { .name = "offsets", .value = "bytes|codepoints",
        .help = "How the offsets of jsonl count; bytes of UTF-8 where not said. The other forms "
                "have their own ways." },
    [EXPORT_FOLDER] = { .name = "folder", .value = "FOLDER",
        .help = "Of brat: a pair of files a report, KEY.txt and KEY.ann, into this folder, which "
                "is made where it is not there." },
    [EXPORT_WEIGHTS] = { .name = "weights", .letter = 'w', .value = "FILE",
        .help = "Of conllu: read the reports again with these weights; with those that read "
                "them, where they are installed, where not said." },
    [EXPORT_PLACES] = PLACES_ROW,
    { .name = NULL },
};

typedef struct exporting {
    const arguments *given;
    onr_write_options write;
    onr_reader *readers[2]; /* "fast", "accurate"; the first alone where weights are named */
    bool tried[2];
    size_t failed;
    int output_errno;
} exporting;

/* ---- what is asked for ---- */

static const char *const kinds[] = {
    "reports", "statements", "events", "actors", "stories", "diary", "silences", "changes",
    "utterances", "wordings", "happenings", "tellings", "disagreements",
};
enum { KINDS = sizeof kinds / sizeof *kinds };

typedef struct format {
    const char *name;
    onr_output output;
    int of; /* where nothing is named; -1: something must be */
} format;

static const format formats[] = {
    { "jsonl", ONR_OUTPUT_JSON, ONR_REPORTS },
    { "csv", ONR_OUTPUT_CSV, -1 },
    { "tsv", ONR_OUTPUT_TSV, -1 },
    { "plover", ONR_OUTPUT_PLOVER, ONR_EVENTS },
    { "polecat", ONR_OUTPUT_POLECAT, ONR_EVENTS },
    { "gdelt", ONR_OUTPUT_GDELT, ONR_EVENTS },
    { "jsonld", ONR_OUTPUT_JSONLD, ONR_STATEMENTS },
    { "annotations", ONR_OUTPUT_ANNOTATION, ONR_REPORTS },
    { "ftm", ONR_OUTPUT_FTM, ONR_REPORTS },
    { "conllu", ONR_OUTPUT_CONLLU, ONR_REPORTS },
    { "brat", ONR_OUTPUT_BRAT, ONR_REPORTS },
    { "ics", ONR_OUTPUT_ICALENDAR, ONR_DIARY },
    { "atom", ONR_OUTPUT_ATOM, ONR_STATEMENTS },
};

static const format *format_of(const char *name) {
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0) return &formats[i];
    return formats;
}

static int kind_of(const char *name) {
    for (int i = 0; i < KINDS; i++)
        if (strcmp(kinds[i], name) == 0) return i;
    return -1;
}

static bool of_statements(int option) {
    return option == EXPORT_SPEAKER || option == EXPORT_ADDRESSEE || option == EXPORT_ACT
        || option == EXPORT_STANCE || option == EXPORT_CHANNEL;
}

/* What is told once of many statements or events is asked for as these are. */
static int asked_as(int of) {
    if (of == ONR_UTTERANCES || of == ONR_WORDINGS) return ONR_STATEMENTS;
    return of == ONR_HAPPENINGS || of == ONR_TELLINGS ? ONR_EVENTS : of;
}

/* A filter that the question has no use for is a mistake, not nothing. */
static bool filters_fit(const arguments *given, int named) {
    int of = asked_as(named);
    for (int i = EXPORT_SPEAKER; i <= EXPORT_UNTIL; i++) {
        bool fits = !of_statements(i) || of == ONR_STATEMENTS;
        if (i == EXPORT_PLACE) fits = of == ONR_STATEMENTS || of == ONR_EVENTS || of == ONR_DIARY;
        if (i == EXPORT_STATE) fits = of == ONR_DIARY || of == ONR_SILENCES;
        if (i == EXPORT_TYPE) fits = of != ONR_REPORTS && of != ONR_STORIES;
        if (!given->value[i] || fits) continue;
        usage_error("export", "--%s is no filter of %s", export_options[i].name, kinds[named]);
        return false;
    }
    return true;
}

/* Reports by what is said in them are those with such statements. */
static int usual_kind(const arguments *given, const format *f) {
    if (f->of != ONR_REPORTS) return f->of;
    for (int i = EXPORT_SPEAKER; i <= EXPORT_UNTIL; i++)
        if (given->value[i] && (of_statements(i) || i == EXPORT_PLACE)) return ONR_STATEMENTS;
    return ONR_REPORTS;
}

static bool limit_of(const char *words, size_t *out) {
    char *end;
    if (!words) return true;
    if (words[0] < '0' || words[0] > '9') return false;
    errno = 0;
    *out = strtoul(words, &end, 10);
    return !errno && !*end && *out > 0;
}

static onr_question question_of(const arguments *given, int of) {
    onr_question q = ONR_QUESTION_DEFAULT;
    q.of = (onr_about)of;
    q.speaker = given->value[EXPORT_SPEAKER];
    q.addressee = given->value[EXPORT_ADDRESSEE];
    q.actor = given->value[EXPORT_ACTOR];
    q.about = given->value[EXPORT_ABOUT];
    q.words = given->value[EXPORT_WORDS];
    q.type = given->value[EXPORT_TYPE];
    q.act = given->value[EXPORT_ACT];
    q.stance = given->value[EXPORT_STANCE];
    q.channel = given->value[EXPORT_CHANNEL];
    q.place = given->value[EXPORT_PLACE];
    q.outlet = given->value[EXPORT_OUTLET];
    q.story = given->value[EXPORT_STORY];
    q.report = given->value[EXPORT_REPORT];
    q.state = given->value[EXPORT_STATE];
    q.since = given->value[EXPORT_SINCE];
    q.until = given->value[EXPORT_UNTIL];
    return q;
}

/* ---- sinks ---- */

static bool to_output(void *to, const char *bytes, size_t length) {
    exporting *e = to;
    if (fwrite(bytes, 1, length, stdout) == length) return true;
    e->output_errno = errno;
    return false;
}

static bool to_file(void *to, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, to) == length;
}

/* ---- brat: a pair of files a report ---- */

static bool broken_file(exporting *e, const char *path) {
    fprintf(stderr, "onrecord: %s: %s\n", path, strerror(errno));
    e->failed++;
    return false;
}

static bool write_text(const onr_record *r, FILE *to) {
    onr_text text = onr_record_report(r)->text;
    return fwrite(text.at, 1, text.length, to) == text.length;
}

static bool write_file(exporting *e, const onr_record *r, const char *key, const char *kind) {
    char path[4096];
    onr_error error;
    const char *folder = e->given->value[EXPORT_FOLDER];
    if (snprintf(path, sizeof path, "%s/%s.%s", folder, key, kind) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return broken_file(e, folder);
    }
    FILE *to = fopen(path, "wb");
    if (!to) return broken_file(e, path);
    errno = 0;
    bool done = strcmp(kind, "txt") == 0 ? write_text(r, to)
                                         : onr_record_write(r, &e->write, to_file, to, &error);
    done = (fclose(to) == 0) && done;
    return done || broken_file(e, path);
}

static bool write_pair(void *user, const onr_record *r) {
    exporting *e = user;
    char key[65];
    onr_error error;
    if (!onr_record_key(r, key, &error)) {
        tell_error(&error);
        e->failed++;
        return false;
    }
    return write_file(e, r, key, "txt") && write_file(e, r, key, "ann");
}

/* ---- CoNLL-U: reports are read again ---- */

/* The installed weights of that name, opened when they are first asked for. */
static const onr_reader *reader_of(exporting *e, const char *weights) {
    static const char *const usual[] = { "fast", "accurate" };
    const char *named = e->given->value[EXPORT_WEIGHTS];
    onr_reader_options options = ONR_READER_DEFAULT;
    options.places = e->given->value[EXPORT_PLACES];
    for (int i = 0; i < (named ? 1 : 2); i++) {
        onr_error error;
        if (!e->tried[i]
            && !onr_reader_open(named ? named : usual[i], &options, &e->readers[i], &error)) {
            e->readers[i] = NULL;
            if (named) tell_error(&error);
        }
        e->tried[i] = true;
        if (e->readers[i] && (named || !strcmp(onr_reader_weights(e->readers[i]), weights)))
            return e->readers[i];
    }
    return NULL;
}

static bool broken_report(exporting *e, const onr_error *error) {
    tell_error(error);
    e->failed++;
    return true;
}

static bool write_again(void *user, const onr_record *kept) {
    exporting *e = user;
    onr_error error = { 0 };
    onr_record *r;
    onr_text id = onr_record_id(kept);
    const onr_reader *reader = reader_of(e, onr_record_weights(kept));
    if (!reader) {
        if (e->given->value[EXPORT_WEIGHTS]) return e->failed++, false;
        snprintf(error.what, sizeof error.what, "was read by %s, which is not installed; --weights"
                 " names others", onr_record_weights(kept));
        snprintf(error.where, sizeof error.where, "%.*s", (int)id.length, id.at);
        error.at = ONR_NOWHERE;
        return broken_report(e, &error);
    }
    if (!onr_record_again(reader, kept, NULL, &r, &error)) return broken_report(e, &error);
    bool done = onr_record_write(r, &e->write, to_output, e, &error);
    onr_record_free(r);
    if (done) return true;
    return e->output_errno ? false : broken_report(e, &error);
}

/* ---- the command ---- */

static bool write_all(exporting *e, onr_ledger *ledger, const onr_question *q, onr_error *error) {
    const char *folder = e->given->value[EXPORT_FOLDER];
    if (e->write.output == ONR_OUTPUT_CONLLU)
        return onr_ledger_records(ledger, q, write_again, e, error);
    if (!folder) return onr_ledger_export(ledger, q, &e->write, to_output, e, error);
    e->write.bare = true;
    if (mkdir(folder, 0777) && errno != EEXIST) return !broken_file(e, folder);
    return onr_ledger_records(ledger, q, write_pair, e, error);
}

static int run(exporting *e, const onr_question *q) {
    const char *path = e->given->value[EXPORT_LEDGER];
    onr_ledger *ledger;
    onr_error error;
    if (!onr_ledger_open(path ? path : LEDGER_USUAL, NULL, &ledger, &error))
        return tell_error(&error);
    int code = EXIT_READ;
    if (!write_all(e, ledger, q, &error) && !e->output_errno) code = tell_error(&error);
    onr_ledger_close(ledger);
    for (int i = 0; i < 2; i++) onr_reader_close(e->readers[i]);
    if (e->output_errno)
        fprintf(stderr, "onrecord: standard output: %s\n", strerror(e->output_errno));
    if (code == EXIT_READ && (e->failed || e->output_errno)) code = EXIT_SOME_FAILED;
    return code;
}

int cmd_export(const arguments *given) {
    const format *f = format_of(given->value[EXPORT_FORMAT]);
    const char *offsets = given->value[EXPORT_OFFSETS];
    int of = given->count ? kind_of(given->rest[0]) : usual_kind(given, f);
    if (given->count > 1 || (given->count && of < 0))
        return usage_error("export", "\"%s\" is nothing to export",
                           given->rest[given->count > 1]);
    if (of < 0)
        return usage_error("export", "%s needs to know of what: reports, statements, events, "
                           "actors, stories, diary, silences or changes", f->name);
    if (!filters_fit(given, of)) return EXIT_USAGE;
    if (given->value[EXPORT_FOLDER] && f->output != ONR_OUTPUT_BRAT)
        return usage_error("export", "--folder is for brat; standard output takes %s", f->name);
    onr_question q = question_of(given, of);
    q.oldest_first = f->output != ONR_OUTPUT_ATOM;
    if (!limit_of(given->value[EXPORT_LIMIT], &q.limit))
        return usage_error("export", "--limit: \"%s\" is no number", given->value[EXPORT_LIMIT]);
    exporting e = { .given = given, .write = ONR_WRITE_DEFAULT };
    e.write.output = f->output;
    e.write.header = true;
    e.write.spreadsheet = given->value[EXPORT_SAFE];
    e.write.code_points = offsets && strcmp(offsets, "codepoints") == 0;
    return run(&e, &q);
}
