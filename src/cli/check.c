/* cli/check.c: `onrecord check`: where words that somebody holds come from. What differs is set off
 * as [-words asked for that were not said-] and {+words that were+}, in colour on a terminal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/filter_options.h"
#include "cli/rows.h"
#include "onrecord.h"

enum { CHECK_LEDGER, CHECK_FORMAT, CHECK_JSON, CHECK_TEXT, CHECK_LIMIT, CHECK_COLOUR, CHECK_COLOR };

const option_row check_options[] = {
    [CHECK_LEDGER] = { .name = "ledger", .letter = 'l', .value = "FILE",
        .help = "The ledger to look in; record.db where not said." },
    [CHECK_FORMAT] = PRINTED_ROW,
    [CHECK_JSON] = JSON_ROW(CHECK_FORMAT),
    [CHECK_TEXT] = TEXT_ROW(CHECK_FORMAT),
    [CHECK_LIMIT] = { .name = "limit", .letter = 'n', .value = "N",
        .help = "At most so many utterances a quotation; 5 where not said." },
    [CHECK_COLOUR] = COLOUR_ROW,
    [CHECK_COLOR] = COLOR_ROW(CHECK_COLOUR),
    { .name = NULL },
};

enum {
    WORDS_MOST = 16384, USUAL_LIMIT = 5,
    AROUND = 60, /* bytes of what stands around what is near */
};
static const double FOUND_LEAST = 0.7; /* less of the words is another statement */

/* One quotation. */
typedef struct checking {
    rows_page page;
    const char *words;
    size_t rows;
    bool said, narrated; /* the nearest has these words: a statement, a report */
} checking;

static onr_text text_of(const char *words) {
    return (onr_text){ words, strlen(words) };
}

static const onr_field *field(const onr_near *near, const char *name) {
    for (size_t i = 0; i < near->field_count; i++)
        if (strcmp(near->fields[i].name, name) == 0 && near->fields[i].kind != ONR_NULL)
            return &near->fields[i];
    return NULL;
}

/* ---- text ---- */

static void style(const checking *c, const char *escape) {
    if (c->page.colour) printf("\033[%sm", escape);
}

/* A piece of a line, with a blank before it where the text has one. */
static void piece(onr_text t, size_t start, size_t end, bool first) {
    while (start < end && strchr(" \t\r\n", t.at[start])) {
        if (!first) putchar(' ');
        first = true;
        start++;
    }
    rows_plain((onr_text){ t.at + start, end - start });
}

typedef struct marks {
    const char *open, *close, *escape;
} marks;

/* A line with some of its words set off. */
static void marked(const checking *c, onr_text t, const onr_span *spans, const marks *m) {
    size_t at = 0;
    for (const onr_span *s = spans; s->end; s++) {
        piece(t, at, s->start, at == 0);
        if (s->start && strchr(" \t\r\n", t.at[s->start - 1])) putchar(' ');
        style(c, m->escape);
        if (!c->page.colour) fputs(m->open, stdout);
        rows_plain((onr_text){ t.at + s->start, s->end - s->start });
        if (!c->page.colour) fputs(m->close, stdout);
        style(c, "0");
        at = s->end;
    }
    piece(t, at, t.length, at == 0);
}

/* The core of what was said, with some of what stands around it. */
static onr_span shown(const onr_near *near) {
    onr_span out = near->core;
    const char *at = near->content.at;
    for (int i = 0; i < AROUND && out.start > 0; i++) out.start--;
    while (out.start > 0 && at[out.start - 1] != ' ') out.start--;
    for (int i = 0; i < AROUND && out.end < near->content.length; i++) out.end++;
    while (out.end < near->content.length && at[out.end] != ' ') out.end++;
    return out;
}

/* Those of some spans that lie in a part of the text, as of the part; ends in one of no length. */
static onr_span *spans_in(const onr_span *all, size_t count, onr_span part) {
    onr_span *out = calloc(count + 1, sizeof *out);
    size_t kept = 0;
    for (size_t i = 0; out && i < count; i++)
        if (all[i].start >= part.start && all[i].end <= part.end)
            out[kept++] = (onr_span){ all[i].start - part.start, all[i].end - part.start };
    return out;
}

static void marked_lines(const checking *c, const onr_near *near) {
    static const marks missing = { "[-", "-]", "31;9" }, other = { "{+", "+}", "32" };
    onr_span part = shown(near);
    onr_span *theirs = spans_in(near->other, near->other_count, part);
    onr_span *own = spans_in(near->missing, near->missing_count, near->part);
    onr_text asked = { c->words + near->part.start, near->part.end - near->part.start };
    if (theirs && own && (near->missing_count || asked.length < strlen(c->words))) {
        fputs("  asked  ", stdout);
        marked(c, asked, own, &missing);
        putchar('\n');
    }
    if (theirs && own) {
        fputs(near->narration ? "  told   " : "  said   ", stdout);
        if (part.start) fputs("… ", stdout);
        marked(c, (onr_text){ near->content.at + part.start, part.end - part.start }, theirs,
               &other);
        puts(part.end < near->content.length ? " …" : "");
    }
    free(own);
    free(theirs);
}

static void named(const onr_near *near, const char *before, const char *name) {
    const onr_field *f = field(near, name);
    if (!f) return;
    fputs(before, stdout);
    if (f->kind == ONR_INTEGER)
        printf("%lld", f->integer);
    else
        rows_plain(f->text);
}

static long long number(const onr_near *near, const char *name) {
    const onr_field *f = field(near, name);
    return f ? f->integer : 0;
}

/* "    first in The Gull, 2026-03-02; 4 reports of 3 outlets (The Gull; ...), 2 wordings" */
static void often_line(const onr_near *near) {
    long long reports = number(near, "reports"), wordings = number(near, "wordings");
    fputs("    first", stdout);
    named(near, " in ", "first_outlet");
    named(near, ", ", "first");
    named(near, ", ", "first_url");
    if (reports > 1) {
        printf("; %lld reports", reports);
        named(near, ", outlets: ", "outlet_names");
    }
    if (wordings > 1) printf("; %lld wordings", wordings);
    putchar('\n');
}

static void source_line(const checking *c, const onr_near *near) {
    style(c, "2");
    fputs("    ", stdout);
    named(near, "", "title");
    named(near, " · ", "outlet");
    named(near, " · ", "published");
    named(near, " · ", "url");
    const onr_field *key = field(near, "report");
    if (key) printf(" [%.12s]", key->text.at);
    style(c, "0");
    putchar('\n');
}

static void show_text(const checking *c, const onr_near *near) {
    printf("%.0f %%  ", 100 * near->nearness);
    style(c, "36");
    if (near->narration)
        fputs("nobody's: a report's own words", stdout);
    else if (!field(near, "speaker"))
        fputs("speaker not known", stdout);
    named(near, "", "speaker");
    style(c, "0");
    named(near, "  ", "act");
    named(near, "  to ", "addressee");
    if (near->joined > 1) printf("  (joined from %zu statements)", near->joined);
    if (near->differs.length) fputs("  differs: ", stdout);
    rows_plain(near->differs);
    putchar('\n');
    marked_lines(c, near);
    if (!near->narration) often_line(near);
    source_line(c, near);
}

/* ---- JSON ---- */

static void json_words(const char *name, onr_text t, const onr_span *spans, size_t count) {
    printf(",\"%s\":[", name);
    for (size_t i = 0; i < count; i++) {
        if (i) putchar(',');
        rows_json_text((onr_text){ t.at + spans[i].start, spans[i].end - spans[i].start });
    }
    putchar(']');
}

static void show_json(const checking *c, const onr_near *near) {
    printf("%s{\"kind\":\"%s\",\"nearness\":%.2f,\"part\":", c->rows ? "," : "",
           near->narration ? "narration" : "statement", near->nearness);
    onr_text part = { c->words + near->part.start, near->part.end - near->part.start };
    rows_json_text(part);
    printf(",\"joined\":%zu,\"content\":", near->joined);
    rows_json_text(near->content);
    fputs(",\"core\":", stdout);
    rows_json_text((onr_text){ near->content.at + near->core.start,
                               near->core.end - near->core.start });
    json_words("missing", text_of(c->words), near->missing, near->missing_count);
    json_words("other", near->content, near->other, near->other_count);
    fputs(",\"differs\":", stdout);
    rows_json_text(near->differs);
    for (size_t i = 0; i < near->field_count; i++) {
        printf(",\"%s\":", near->fields[i].name);
        rows_json_value(&near->fields[i]);
    }
    putchar('}');
}

/* ---- a quotation ---- */

/* What the nearest of all tells of the quotation. */
static void judge(checking *c, const onr_near *near) {
    c->narrated = near->narration;
    c->said = !near->narration && near->nearness >= FOUND_LEAST;
    if (c->page.form != ROWS_TEXT || c->said) return;
    puts(c->narrated ? "No statement here has these words; reports tell them as their own:"
                     : "No statement here has these words. The nearest:");
}

static bool show(void *user, const onr_near *near) {
    checking *c = user;
    if (!c->rows) judge(c, near);
    if (c->page.form == ROWS_TEXT)
        show_text(c, near);
    else
        show_json(c, near);
    c->rows++;
    return !ferror(stdout);
}

static void begin_json(const char *words) {
    fputs("{\"asked\":", stdout);
    rows_json_text(text_of(words));
    fputs(",\"nearest\":[", stdout);
}

static int check(onr_ledger *ledger, checking *c, size_t limit) {
    onr_error error;
    onr_quotation q = ONR_QUOTATION_DEFAULT;
    q.words = c->words;
    q.most = limit;
    bool json = c->page.form == ROWS_JSON;
    if (json) begin_json(c->words);
    bool done = onr_ledger_check(ledger, &q, show, c, &error);
    const char *kind = c->said ? "\"statement\"" : c->narrated ? "\"narration\"" : "null";
    if (json)
        printf("],\"found\":%s}\n", kind);
    else if (done && !c->rows)
        puts("Not in this ledger.");
    if (!done) return tell_error(&error);
    return c->said ? EXIT_READ : EXIT_SOME_FAILED;
}

/* ---- the command ---- */

/* Each line of standard input is a quotation. */
static int check_lines(onr_ledger *ledger, const checking *with, size_t limit) {
    char *line = NULL;
    size_t room = 0;
    int code = EXIT_READ;
    bool any = false;
    for (ssize_t length; (length = getline(&line, &room, stdin)) >= 0;) {
        while (length > 0 && strchr("\r\n \t", line[length - 1])) line[--length] = 0;
        if (!length) continue;
        checking c = *with;
        c.words = line;
        if (c.page.form == ROWS_TEXT) {
            if (any) putchar('\n');
            rows_plain(text_of(line));
            putchar('\n');
        }
        any = true;
        int one = check(ledger, &c, limit);
        if (one > code) code = one;
    }
    free(line);
    return code;
}

static int check_words(onr_ledger *ledger, checking *c, const arguments *given, size_t limit) {
    static char words[WORDS_MOST + 1];
    words[0] = 0;
    for (int i = 0; i < given->count; i++) {
        size_t used = strlen(words);
        if (used + strlen(given->rest[i]) + 2 > sizeof words)
            return usage_error("check", "more than %d bytes of words", WORDS_MOST - 1);
        snprintf(words + used, sizeof words - used, "%s%s", used ? " " : "", given->rest[i]);
    }
    c->words = words;
    return check(ledger, c, limit);
}

int cmd_check(const arguments *given) {
    const char *path = given->value[CHECK_LEDGER], *wanted = given->value[CHECK_LIMIT];
    onr_ledger *ledger;
    onr_error error;
    char *end = NULL;
    size_t limit = wanted ? strtoul(wanted, &end, 10) : USUAL_LIMIT;
    if (wanted && (wanted[0] < '1' || wanted[0] > '9' || *end))
        return usage_error("check", "--limit: \"%s\" is no number", wanted);
    if (!given->count) return usage_error("check", "no words are given");
    checking c = { .page = rows_page_of(given->value[CHECK_FORMAT], given->value[CHECK_COLOUR]) };
    if (!onr_ledger_open(path ? path : LEDGER_USUAL, NULL, &ledger, &error))
        return tell_error(&error);
    bool lines = given->count == 1 && strcmp(given->rest[0], "-") == 0;
    int code = lines ? check_lines(ledger, &c, limit) : check_words(ledger, &c, given, limit);
    onr_ledger_close(ledger);
    return code;
}
