/* serve/page.c: the frame of every page: head, ways to the other pages, search, foot; and the
 * page that says what went wrong. */
#include "serve/view.h"

#include <string.h>

static const struct { const char *path, *words; } sections[] = {
    { "/", "New" }, { "/search", "Search" }, { "/diary", "Diary" }, { "/silences", "Silences" },
    { "/actors", "Actors" }, { "/map", "Map" }, { "/changes", "Changes" },
    { "/watches", "Watches" }, { "/read", "Read a report" },
};

static void ways(view *v, const char *section) {
    markup *m = &v->out;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        bool here = strcmp(sections[i].path, section) == 0;
        FILL(m, "<li><a href=\"/{}\"", str_of(sections[i].path + 1));
        markup_add(m, here ? " aria-current=\"page\">" : ">");
        FILL(m, "{}</a></li>", str_of(sections[i].words));
    }
}

void page_open(view *v, str title, const char *section) {
    markup *m = &v->out;
    FILL(m, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<title>{} · onrecord</title>\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n"
            "<meta name=\"referrer\" content=\"same-origin\">\n" /* else a form has no Origin */
            "<link rel=\"icon\" href=\"/static/icon.svg\" type=\"image/svg+xml\">\n"
            "<link rel=\"stylesheet\" href=\"/static/page.css\">\n"
            "<script src=\"/static/page.js\" defer></script>\n</head>\n<body>\n"
            "<a class=\"skip\" href=\"#main\">To the content</a>\n"
            "<header class=\"top\"><div class=\"wide\">\n"
            "<a class=\"brand\" href=\"/\"><span class=\"mark\" aria-hidden=\"true\">“</span>"
            "onrecord</a>\n<nav aria-label=\"Parts\"><ul>", title);
    ways(v, section);
    FILL(m, "</ul></nav>\n<form class=\"find\" action=\"/search\" role=\"search\">"
            "<label class=\"unseen\" for=\"find\">Search the record</label>"
            "<input id=\"find\" name=\"words\" type=\"search\" placeholder=\"Search the record\""
            " autocomplete=\"off\" value=\"{}\"></form>\n</div></header>\n"
            "<main id=\"main\" class=\"wide\" tabindex=\"-1\">\n",
         strcmp(section, "/search") == 0 ? STR_NONE : request_value(v->request, "words"));
}

void page_close(view *v) {
    markup_add(&v->out, "</main>\n<footer class=\"foot\"><div class=\"wide\"><p>Every line leads to"
               " the sentence that it was read in. Facts are found by a program and can be wrong:"
               " read the sentence before you quote.</p><p><a href=\"/api/v1/openapi.json\">API"
               "</a></p></div></footer>\n</body>\n</html>\n");
}

static const char *said_of(unsigned status) {
    if (status == 404) return "Not on record";
    if (status == 400) return "That cannot be asked";
    return "The ledger did not answer";
}

void page_of_error(view *v, unsigned status, str what) {
    v->answer->status = status;
    v->answer->body.count = 0;
    v->out = markup_into(v->a, &v->answer->body);
    page_open(v, str_of(said_of(status)), "");
    FILL(&v->out, "<section class=\"lone\"><h1>{}</h1><p>{}</p><p><a href=\"/\">What is new</a> · "
                  "<a href=\"/search\">Search</a></p></section>\n", str_of(said_of(status)), what);
    page_close(v);
}

static unsigned status_of(const onr_error *error) {
    switch (error->kind) {
    case ONR_ERROR_INPUT: return 404;
    case ONR_ERROR_USAGE: return 400;
    case ONR_ERROR_MEMORY:
    case ONR_ERROR_TIME: return 503;
    default: return 500;
    }
}

bool page_failed(view *v) {
    if (v->failed) page_of_error(v, status_of(&v->error), str_of(v->error.what));
    return v->failed;
}
