/* desk/sheet.c: see sheet.h. Sections without lines are not written. */
#include "desk/sheet.h"

#include <string.h>

#include "base/escape.h"

/* ---- building ---- */

sheet_section *sheet_section_add(sheet *s, const char *heading) {
    sheet_section *to = LIST_ADD(s->a, &s->sections);
    *to = (sheet_section){ .heading = str_of(heading) };
    return to;
}

sheet_line *sheet_line_add(sheet *s, str lead, str text) {
    sheet_section *to = &s->sections.at[s->sections.count - 1];
    sheet_line *line = LIST_ADD(s->a, &to->lines);
    *line = (sheet_line){ .lead = escape_plain(s->a, lead), .text = escape_plain(s->a, text) };
    return line;
}

/* By the report's key where both have one, else by its address, else by outlet and day. */
static bool is_same_source(const sheet_source *a, const sheet_source *b) {
    if (a->report.length && b->report.length) return str_same(a->report, b->report);
    if (a->url.length || b->url.length) return str_same(a->url, b->url);
    return str_same(a->outlet, b->outlet) && str_same(a->published, b->published);
}

size_t sheet_source_of(sheet *s, const answer *row, const source_columns *c) {
    sheet_source it = {
        .report = c->report ? answer_words(row, c->report) : STR_NONE,
        .title = c->title ? escape_plain(s->a, answer_words(row, c->title)) : STR_NONE,
        .outlet = escape_plain(s->a, answer_words(row, c->outlet)),
        .published = str_cut(answer_words(row, c->published), 0, 10),
        .url = answer_words(row, c->url),
    };
    for (size_t i = 0; i < s->sources.count; i++) {
        sheet_source *known = &s->sources.at[i];
        if (!is_same_source(known, &it)) continue;
        if (!known->title.length) known->title = it.title;
        if (!known->report.length) known->report = it.report;
        return i;
    }
    *LIST_ADD(s->a, &s->sources) = it;
    return s->sources.count - 1;
}

void sheet_line_from(sheet *s, sheet_line *line, const answer *row) {
    static const source_columns usual = { "report", "title", "outlet", "published", "url" };
    size_t number = sheet_source_of(s, row, &usual);
    for (size_t i = 0; i < line->sources.count; i++)
        if (line->sources.at[i] == number) return;
    *LIST_ADD(s->a, &line->sources) = number;
}

/* "The Gull, 2026-03-04" */
static str source_name(arena *a, const sheet_source *from) {
    bool both = from->outlet.length && from->published.length;
    return arena_print(a, "%.*s%s%.*s", STR_ARG(from->outlet), both ? ", " : "",
                       STR_ARG(from->published));
}

/* ---- Markdown ---- */

/* Signs that have a meaning anywhere in a line are escaped, and a number at its beginning that
 * would make a list of it. */
static void mark_down(arena *a, buffer *out, str s) {
    size_t digits = 0;
    while (digits < s.length && is_digit(s.at[digits])) digits++;
    for (size_t i = 0; i < s.length; i++) {
        bool sign = strchr("\\`*_{}[]<>#|~&!$", s.at[i]) != NULL;
        bool list = (digits && i == digits && (s.at[i] == '.' || s.at[i] == ')'))
            || (i == 0 && strchr("+-=:", s.at[i]));
        if (sign || list) buffer_add(a, out, STR("\\"));
        buffer_add(a, out, str_cut(s, i, i + 1));
    }
}

static void markdown_line(const sheet *s, buffer *out, const sheet_line *line) {
    arena *a = s->a;
    buffer_add(a, out, line->under ? STR("    - ") : STR("- "));
    if (line->lead.length) buffer_add(a, out, STR("**"));
    mark_down(a, out, line->lead);
    if (line->lead.length) buffer_add(a, out, line->text.length ? STR("**: ") : STR("**"));
    mark_down(a, out, line->text);
    if (line->note.length) buffer_add(a, out, STR(" — *"));
    mark_down(a, out, line->note);
    if (line->note.length) buffer_add(a, out, STR("*"));
    for (size_t i = 0; i < line->sources.count; i++) {
        const sheet_source *from = &s->sources.at[line->sources.at[i]];
        buffer_add(a, out, i ? STR("; ") : STR(" ("));
        mark_down(a, out, source_name(a, from));
        buffer_print(a, out, " \\[%zu\\]", line->sources.at[i] + 1);
    }
    buffer_add(a, out, line->sources.count ? STR(")\n") : STR("\n"));
}

void sheet_to_markdown(const sheet *s, buffer *out) {
    arena *a = s->a;
    buffer_add(a, out, STR("# "));
    mark_down(a, out, s->title);
    buffer_add(a, out, STR("\n"));
    if (s->subtitle.length) buffer_add(a, out, STR("\n"));
    mark_down(a, out, s->subtitle);
    if (s->subtitle.length) buffer_add(a, out, STR("\n"));
    for (size_t i = 0; i < s->sections.count; i++) {
        const sheet_section *one = &s->sections.at[i];
        if (!one->lines.count) continue;
        buffer_print(a, out, "\n## %.*s\n\n", STR_ARG(one->heading));
        for (size_t j = 0; j < one->lines.count; j++) markdown_line(s, out, &one->lines.at[j]);
    }
    if (s->sources.count) buffer_add(a, out, STR("\n## Sources\n\n"));
    for (size_t i = 0; i < s->sources.count; i++) {
        const sheet_source *from = &s->sources.at[i];
        buffer link = { 0 };
        buffer_print(a, out, "%zu. ", i + 1);
        mark_down(a, out, source_name(a, from));
        if (from->title.length) buffer_add(a, out, STR(": "));
        mark_down(a, out, from->title);
        if (escape_link(a, &link, from->url))
            buffer_print(a, out, " <%.*s>", STR_ARG(buffer_str(&link)));
        buffer_add(a, out, STR("\n"));
    }
}

/* ---- HTML ---- */

static const char head[] =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<meta http-equiv=\"Content-Security-Policy\""
    " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n<style>\n"
    "body{max-width:44rem;margin:2.5rem auto;padding:0 1rem;color:#1a1a1a;background:#fff;"
    "font:1rem/1.5 Georgia,'Times New Roman',serif}\n"
    "h1{font-size:1.6rem;line-height:1.25;margin:0 0 .3rem}\n"
    "h2{font:600 1rem/1.3 system-ui,sans-serif;margin:1.8rem 0 .5rem;padding-top:.6rem;"
    "border-top:1px solid #bbb}\n"
    ".sub,.from,.note{color:#555;font:.85rem/1.4 system-ui,sans-serif}\n"
    "ul{list-style:none;margin:0;padding:0}\nli{margin:0 0 .7rem}\n"
    "li.under{margin-left:1.4rem;margin-top:-.3rem;font-size:.95rem}\n"
    ".from{display:block}\nb{font-family:system-ui,sans-serif;font-size:.95rem}\n"
    "ol{padding-left:1.6rem;font:.85rem/1.45 system-ui,sans-serif;overflow-wrap:anywhere}\n"
    "ol li{margin-bottom:.3rem}\na{color:#0b4a8f}\n"
    "@page{margin:18mm}\n@media print{body{margin:0;max-width:none;font-size:10.5pt}"
    "a{color:inherit;text-decoration:none}li{break-inside:avoid}h2{break-after:avoid}"
    "ol a::after{content:\" \" attr(href)}}\n"
    "</style>\n<title>";

static void wrapped(arena *a, buffer *out, const char *before, str words, const char *behind) {
    if (!words.length) return;
    buffer_add(a, out, str_of(before));
    escape_xml(a, out, words);
    buffer_add(a, out, str_of(behind));
}

static void html_line(const sheet *s, buffer *out, const sheet_line *line) {
    arena *a = s->a;
    buffer_add(a, out, line->under ? STR("<li class=\"under\">") : STR("<li>"));
    wrapped(a, out, "<b>", line->lead, line->text.length ? ":</b> " : "</b>");
    wrapped(a, out, "", line->text, "");
    wrapped(a, out, " <span class=\"note\">", line->note, "</span>");
    if (line->sources.count) buffer_add(a, out, STR(" <span class=\"from\">"));
    for (size_t i = 0; i < line->sources.count; i++) {
        size_t number = line->sources.at[i];
        if (i) buffer_add(a, out, STR("; "));
        escape_xml(a, out, source_name(a, &s->sources.at[number]));
        buffer_print(a, out, " <a href=\"#s%zu\">[%zu]</a>", number + 1, number + 1);
    }
    if (line->sources.count) buffer_add(a, out, STR("</span>"));
    buffer_add(a, out, STR("</li>\n"));
}

static void html_sources(const sheet *s, buffer *out) {
    arena *a = s->a;
    if (!s->sources.count) return;
    buffer_add(a, out, STR("<h2>Sources</h2>\n<ol>\n"));
    for (size_t i = 0; i < s->sources.count; i++) {
        const sheet_source *from = &s->sources.at[i];
        buffer link = { 0 };
        str words = from->title.length ? from->title : from->url;
        bool linked = escape_link(a, &link, from->url);
        buffer_print(a, out, "<li id=\"s%zu\">", i + 1);
        wrapped(a, out, "", source_name(a, from), ": ");
        if (linked) wrapped(a, out, "<a rel=\"noreferrer\" href=\"", buffer_str(&link), "\">");
        escape_xml(a, out, words);
        buffer_add(a, out, linked ? STR("</a></li>\n") : STR("</li>\n"));
    }
    buffer_add(a, out, STR("</ol>\n"));
}

void sheet_to_html(const sheet *s, buffer *out) {
    arena *a = s->a;
    buffer_add(a, out, str_of(head));
    escape_xml(a, out, s->title);
    buffer_add(a, out, STR("</title>\n</head>\n<body>\n"));
    wrapped(a, out, "<h1>", s->title, "</h1>\n");
    wrapped(a, out, "<p class=\"sub\">", s->subtitle, "</p>\n");
    for (size_t i = 0; i < s->sections.count; i++) {
        const sheet_section *one = &s->sections.at[i];
        if (!one->lines.count) continue;
        wrapped(a, out, "<h2>", one->heading, "</h2>\n<ul>\n");
        for (size_t j = 0; j < one->lines.count; j++) html_line(s, out, &one->lines.at[j]);
        buffer_add(a, out, STR("</ul>\n"));
    }
    html_sources(s, out);
    buffer_add(a, out, STR("</body>\n</html>\n"));
}

/* ---- plain lines ---- */

static void text_line(const sheet *s, buffer *out, const sheet_line *line) {
    arena *a = s->a;
    buffer_print(a, out, "%s%.*s%s%.*s%s%.*s%s", line->under ? "    " : "  ",
                 STR_ARG(line->lead), line->lead.length && line->text.length ? ": " : "",
                 STR_ARG(line->text), line->note.length ? " (" : "", STR_ARG(line->note),
                 line->note.length ? ")" : "");
    for (size_t i = 0; i < line->sources.count; i++)
        buffer_print(a, out, " [%zu]", line->sources.at[i] + 1);
    buffer_add(a, out, STR("\n"));
}

void sheet_to_text(const sheet *s, buffer *out) {
    arena *a = s->a;
    buffer_print(a, out, "%.*s\n%.*s%s", STR_ARG(s->title), STR_ARG(s->subtitle),
                 s->subtitle.length ? "\n" : "");
    for (size_t i = 0; i < s->sections.count; i++) {
        const sheet_section *one = &s->sections.at[i];
        if (!one->lines.count) continue;
        buffer_print(a, out, "\n%.*s\n", STR_ARG(one->heading));
        for (size_t j = 0; j < one->lines.count; j++) text_line(s, out, &one->lines.at[j]);
    }
    if (s->sources.count) buffer_add(a, out, STR("\nSources\n"));
    for (size_t i = 0; i < s->sources.count; i++) {
        const sheet_source *from = &s->sources.at[i];
        buffer_print(a, out, "  [%zu] %.*s: %.*s %.*s\n", i + 1, STR_ARG(source_name(a, from)),
                     STR_ARG(from->title), STR_ARG(escape_plain(a, from->url)));
    }
}
