/* cli/told.c: see told.h. */
#include "cli/told.h"

#include <stdio.h>
#include <string.h>

#include "cli/command.h"

typedef struct telling {
    const told_page *page;
    size_t shown;
} telling;

static const onr_field *field(const onr_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0 && fields[i].kind != ONR_NULL) return &fields[i];
    return NULL;
}

static void named(const onr_field *f, const char *before) {
    if (!f) return;
    fputs(before, stdout);
    rows_plain(f->text);
}

/* "    ≠ not number · Karsholm Times · 2026-03-04 · We will close ... [ab12cd34ef56]" */
static void telling_line(const telling *t, const onr_field *fields, size_t count) {
    const onr_field *differs = field(fields, count, "differs");
    const onr_field *words = field(fields, count, "content");
    const onr_field *key = field(fields, count, "report");
    if (!words) words = field(fields, count, "sentence");
    bool colour = t->page->page.colour;
    fputs(differs ? "    ≠ " : "    =", stdout);
    if (differs && colour) fputs("\033[31m", stdout);
    named(differs, "");
    if (differs && colour) fputs("\033[0m", stdout);
    if (differs) fputs(" ·", stdout);
    named(field(fields, count, "outlet"), " ");
    named(field(fields, count, "published"), " · ");
    if (differs && t->page->as == ONR_WORDINGS) named(field(fields, count, "speaker"), " · ");
    if (differs) named(words, " · ");
    if (key) printf(" [%.12s]", key->text.at);
    putchar('\n');
}

static void json_object(const onr_field *fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        printf("%s\"%s\":", i ? "," : "{", fields[i].name);
        rows_json_value(&fields[i]);
    }
}

static bool show_telling(void *user, const onr_field *fields, size_t count) {
    telling *t = user;
    if (t->page->page.form == ROWS_TEXT) {
        telling_line(t, fields, count);
    } else {
        if (t->shown) putchar(',');
        json_object(fields, count - 1); /* without first_number */
        putchar('}');
    }
    t->shown++;
    return !ferror(stdout);
}

static bool show_tellings(told_page *p, const onr_field *id) {
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_error error;
    telling t = { p, 0 };
    char group[100];
    snprintf(group, sizeof group, "%.*s", (int)id->text.length, id->text.at);
    q.of = p->as;
    q.group = group;
    q.oldest_first = true;
    if (onr_ledger_ask(p->ledger, &q, show_telling, &t, &error)) return true;
    tell_error(&error);
    p->failed = true;
    return false;
}

static bool show_json(told_page *p, const onr_field *fields, size_t count) {
    const onr_field *id = field(fields, count, "id");
    if (p->row) printf("{\"row\":\"%s\",", p->row);
    for (size_t i = 0; i < count; i++) {
        printf("%s\"%s\":", i ? "," : p->row ? "" : "{", fields[i].name);
        rows_json_value(&fields[i]);
    }
    fputs(",\"told\":[", stdout);
    bool shown = id && show_tellings(p, id);
    puts("]}");
    p->page.shown++;
    return shown && !ferror(stdout);
}

static bool is_told_again(const onr_field *fields, size_t count) {
    const onr_field *reports = field(fields, count, "reports");
    const onr_field *wordings = field(fields, count, "wordings");
    return (reports && reports->integer > 1) || (wordings && wordings->integer > 1);
}

bool told_show(void *page, const onr_field *fields, size_t count) {
    told_page *p = page;
    bool left_out = p->page.limit && p->page.shown >= p->page.limit;
    if (!left_out && p->page.form == ROWS_JSON) return show_json(p, fields, count);
    if (!rows_show(&p->page, fields, count)) return false;
    if (left_out || p->page.form != ROWS_TEXT || !is_told_again(fields, count)) return true;
    const onr_field *id = field(fields, count, "id");
    return id && show_tellings(p, id);
}
