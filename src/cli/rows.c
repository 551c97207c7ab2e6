/* cli/rows.c: see rows.h. */
#include "cli/rows.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/terminal.h"

enum { PLOT_WIDTH = 40, NAME_WIDTH = 28 };

rows_page rows_page_of(const char *format, const char *colour) {
    static const char *const names[] = { "json", "csv", "tsv", "text" };
    rows_page p = { .is_terminal = isatty(STDOUT_FILENO) };
    p.form = p.is_terminal ? ROWS_TEXT : ROWS_JSON;
    for (unsigned i = 0; format && i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], format) == 0) p.form = (rows_form)i;
    p.colour = terminal_colour(colour);
    return p;
}

/* ---- JSON ---- */

void rows_json_text(onr_text t) {
    putchar('"');
    for (size_t i = 0; i < t.length; i++) {
        unsigned char c = (unsigned char)t.at[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

void rows_json_value(const onr_field *f) {
    switch (f->kind) {
    case ONR_NULL: fputs("null", stdout); break;
    case ONR_INTEGER: printf("%lld", f->integer); break;
    case ONR_REAL: printf("%.2f", f->real); break;
    case ONR_TEXT: rows_json_text(f->text);
    }
}

static void json_row(const onr_field *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        printf("%s\"%s\":", i ? "," : "{", fields[i].name);
        rows_json_value(&fields[i]);
    }
    puts("}");
}

/* ---- CSV, TSV ---- */

/* RFC 4180: quoted where it must be, quotation marks doubled, lines ended by CR LF. */
static void csv_text(onr_text t) {
    bool quoted = !t.length;
    for (size_t i = 0; i < t.length && !quoted; i++) quoted = strchr("\",\r\n", t.at[i]) != NULL;
    if (quoted) putchar('"');
    for (size_t i = 0; i < t.length; i++) {
        if (t.at[i] == '"') putchar('"');
        putchar(t.at[i]);
    }
    if (quoted) putchar('"');
}

/* White space that would break the row is a blank. */
static void tsv_text(onr_text t) {
    for (size_t i = 0; i < t.length; i++) putchar(strchr("\t\r\n", t.at[i]) ? ' ' : t.at[i]);
}

static void cell(const onr_field *f, bool csv) {
    switch (f->kind) {
    case ONR_NULL: break;
    case ONR_INTEGER: printf("%lld", f->integer); break;
    case ONR_REAL: printf("%.2f", f->real); break;
    case ONR_TEXT: (csv ? csv_text : tsv_text)(f->text);
    }
}

static void table_row(const rows_page *p, const onr_field *fields, size_t count) {
    bool csv = p->form == ROWS_CSV;
    const char *end = csv ? "\r\n" : "\n";
    for (size_t i = 0; !p->shown && i < count; i++)
        printf("%s%s", i ? csv ? "," : "\t" : "", fields[i].name);
    if (!p->shown) fputs(end, stdout);
    for (size_t i = 0; i < count; i++) {
        if (i) putchar(csv ? ',' : '\t');
        cell(&fields[i], csv);
    }
    fputs(end, stdout);
}

/* ---- text ---- */

static const onr_field *field(const onr_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0 && fields[i].kind != ONR_NULL) return &fields[i];
    return NULL;
}

/* On one line, white space squeezed; what could harm a terminal is left out. */
void rows_plain(onr_text t) {
    bool space = false, any = false;
    for (size_t i = 0; i < t.length; i++) {
        unsigned char c = (unsigned char)t.at[i];
        unsigned char next = i + 1 < t.length ? (unsigned char)t.at[i + 1] : 0;
        if (c <= ' ' || c == 0x7F) {
            space = any;
            continue;
        }
        if (c == 0xC2 && next >= 0x80 && next < 0xA0) { /* C1 controls */
            i++;
            continue;
        }
        bool turns = c == 0xE2 && next == 0x80 && i + 2 < t.length
            && ((unsigned char)t.at[i + 2] >= 0xAA && (unsigned char)t.at[i + 2] <= 0xAE);
        turns |= c == 0xE2 && next == 0x81 && i + 2 < t.length
            && ((unsigned char)t.at[i + 2] >= 0xA6 && (unsigned char)t.at[i + 2] <= 0xA9);
        if (turns) {
            i += 2;
            continue;
        }
        if (space) putchar(' ');
        space = false;
        any = true;
        putchar(c);
    }
}

static void value(const onr_field *f) {
    if (f->kind == ONR_TEXT)
        rows_plain(f->text);
    else
        cell(f, false);
}

static void style(const rows_page *p, const char *escape) {
    if (p->colour) printf("\033[%sm", escape);
}

static void counted(const onr_field *f, const char *before, const char *what) {
    if (f) printf("%s%lld %s%s", before, f->integer, what, f->integer == 1 ? "" : "s");
}

/* "50 reports, 3 origins, 41 outlets": of a story. */
static void story_line(const rows_page *p, const onr_field *fields, size_t count) {
    style(p, "36");
    counted(field(fields, count, "reports"), "", "report");
    counted(field(fields, count, "origins"), ", ", "origin");
    counted(field(fields, count, "outlets"), ", ", "outlet");
    style(p, "0");
    putchar('\n');
}

/* "Ana Ruiz  promise  to reporters  by interview": what the row is, before its sentence. */
static void head_line(const rows_page *p, const onr_field *fields, size_t count) {
    static const struct { const char *name, *before, *escape; } parts[] = {
        { "earliest", "", "35" }, { "speaker", "", "36" }, { "name", "", "36" },
        { "office", "", "33" }, { "of", "of ", "36" }, { "state", "", "33" },
        { "new_earliest", "now ", "35" }, { "predicate", "", "33" },
        { "actor", "by ", "36" }, { "type", "", "33" },
        { "act", "", "33" }, { "part", "", "36" }, { "kind", "", "33" },
        { "addressee", "to ", "36" }, { "recipient", "with ", "36" }, { "status", "", "0" },
        { "channel", "by ", "0" }, { "about", "on ", "0" }, { "reports", "reports: ", "0" },
        { "statements", "statements: ", "0" }, { "origins", "origins: ", "0" },
        { "outlets", "outlets: ", "0" }, { "wordings", "wordings: ", "0" },
        { "differs", "differs: ", "31" }, { "place", "in ", "0" },
    };
    if (field(fields, count, "origins")) {
        story_line(p, fields, count);
        return;
    }
    bool any = false, once = field(fields, count, "sentence") && field(fields, count, "report");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const onr_field *f = field(fields, count, parts[i].name);
        if (!f || (f->kind == ONR_INTEGER && f->integer < 2 && once)) continue;
        printf("%s%s", any ? "  " : "", parts[i].before);
        style(p, parts[i].escape);
        value(f);
        style(p, "0");
        any = true;
    }
    if (any) putchar('\n');
}

static void line_of(const onr_field *f, const char *before) {
    if (!f) return;
    fputs(before, stdout);
    value(f);
    putchar('\n');
}

/* "    Harbour wall to rise — The Gull, 2026-01-04 — https://… [ab12cd34ef56]" */
static void source_line(const rows_page *p, const onr_field *fields, size_t count) {
    static const char *const names[] = { "title", "outlet", "published", "first", "last", "url" };
    const onr_field *key = field(fields, count, "report");
    if (!key) key = field(fields, count, "key");
    bool any = false, dated = field(fields, count, "published") != NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        any |= field(fields, count, names[i]) != NULL;
    if (!any && !key) return;
    any = false;
    style(p, "2");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const onr_field *f = field(fields, count, names[i]);
        bool spans = strcmp(names[i], "first") == 0 || strcmp(names[i], "last") == 0;
        if (!f || (spans && dated)) continue;
        fputs(any ? " · " : "    ", stdout);
        value(f);
        any = true;
    }
    if (key) printf("%s[%.12s]", any ? " " : "    ", key->text.at);
    style(p, "0");
    putchar('\n');
}

/* What a later report told of it. */
static void later_line(const rows_page *p, const onr_field *fields, size_t count) {
    static const char *const names[] = { "later_outlet", "later_published", "later_url" };
    const onr_field *later = field(fields, count, "later");
    line_of(later, "  > ");
    if (!later) return;
    bool any = false;
    style(p, "2");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const onr_field *f = field(fields, count, names[i]);
        if (!f) continue;
        fputs(any ? " · " : "    ", stdout);
        value(f);
        any = true;
    }
    style(p, "0");
    putchar('\n');
}

/* "  six drivers — The Gull, 2026-03-04: ...": what one of two reports that disagree tells. */
static void side_lines(const onr_field *fields, size_t count, bool other) {
    const onr_field *words = field(fields, count, other ? "other_said" : "said");
    line_of(words, "  ");
    line_of(field(fields, count, other ? "other_sentence" : "sentence"), "    ");
    if (!other) return;
    const onr_field *outlet = field(fields, count, "other_outlet");
    const onr_field *day = field(fields, count, "other_published");
    const onr_field *url = field(fields, count, "other_url");
    fputs("    ", stdout);
    if (outlet) value(outlet);
    if (day) fputs(outlet ? " · " : "", stdout), value(day);
    if (url) fputs(outlet || day ? " · " : "", stdout), value(url);
    putchar('\n');
}

static void text_row(const rows_page *p, const onr_field *fields, size_t count) {
    head_line(p, fields, count);
    const onr_field *before = field(fields, count, "before");
    const onr_field *after = field(fields, count, "after");
    line_of(before, "  - ");
    line_of(after, "  + ");
    bool sides = field(fields, count, "other_said") != NULL;
    if (sides) side_lines(fields, count, true);
    if (sides) side_lines(fields, count, false);
    if (!before && !after && !sides) line_of(field(fields, count, "sentence"), "  ");
    source_line(p, fields, count);
    later_line(p, fields, count);
}

/* "2026-01-04    12  ############": the plot on a terminal alone. */
static void count_row(rows_page *p, const onr_field *fields, size_t count) {
    const onr_field *name = &fields[0], *number = &fields[count - 1];
    if (number->integer > p->most) p->most = number->integer;
    if (name->kind == ONR_NULL)
        fputs("(not known)", stdout);
    else
        value(name);
    int width = name->kind == ONR_TEXT ? (int)name->text.length : 11;
    printf("%*s %8lld", width < NAME_WIDTH ? NAME_WIDTH - width : 1, "", number->integer);
    long long scale = p->most > PLOT_WIDTH ? p->most : PLOT_WIDTH;
    if (p->is_terminal) fputs("  ", stdout);
    for (long long i = 0; p->is_terminal && i < number->integer * PLOT_WIDTH / scale; i++)
        putchar('#');
    putchar('\n');
}

/* ---- rows ---- */

bool rows_show(void *of, const onr_field *fields, size_t count) {
    rows_page *p = of;
    if (p->limit && p->shown >= p->limit) {
        p->rest++;
        return p->counts_rest;
    }
    switch (p->form) {
    case ROWS_JSON: json_row(fields, count); break;
    case ROWS_CSV:
    case ROWS_TSV: table_row(p, fields, count); break;
    case ROWS_TEXT: (p->counts ? count_row(p, fields, count) : text_row(p, fields, count));
    }
    p->shown++;
    return !ferror(stdout);
}

void rows_end(rows_page *p) {
    if (p->rest && p->form == ROWS_TEXT)
        printf("and %zu more %s; --limit N shows N\n", p->rest,
               strcmp(p->what, "search") == 0 ? "reports" : p->what);
}
