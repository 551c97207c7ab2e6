/* serve/answer.c: see answer.h. */
#include "serve/answer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"

enum { DETAIL_MOST = 512 };

void answer_header(answer *w, const char *name, str value) {
    *LIST_ADD(w->a, &w->headers) = (parameter){ str_of(name), arena_copy(w->a, value) };
}

void answer_add(answer *w, str words) {
    buffer_add(w->a, &w->body, words);
}

void answer_print(answer *w, const char *format, ...) {
    char words[1024];
    va_list values;
    va_start(values, format);
    int size = vsnprintf(words, sizeof words, format, values);
    va_end(values);
    if (size > 0) answer_add(w, str_cut((str){ words, sizeof words - 1 }, 0, (size_t)size));
}

void answer_escaped(answer *w, str words) {
    size_t replaced;
    escape_xml(w->a, &w->body, utf8_repaired(w->a, words, &replaced));
}

json_writer answer_json(answer *w) {
    w->type = TYPE_JSON;
    return json_to(w->a, &w->body);
}

const char *answer_title(unsigned status) {
    static const struct { unsigned status; const char *title; } titles[] = {
        { 200, "OK" }, { 201, "Created" }, { 204, "No Content" }, { 304, "Not Modified" },
        { 400, "Bad Request" }, { 401, "Unauthorized" }, { 403, "Forbidden" },
        { 404, "Not Found" }, { 405, "Method Not Allowed" }, { 406, "Not Acceptable" },
        { 408, "Request Timeout" }, { 409, "Conflict" },
        { 413, "Content Too Large" }, { 414, "URI Too Long" }, { 415, "Unsupported Media Type" },
        { 421, "Misdirected Request" }, { 422, "Unprocessable Content" },
        { 429, "Too Many Requests" }, { 500, "Internal Server Error" },
        { 503, "Service Unavailable" },
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (titles[i].status == status) return titles[i].title;
    return "Unknown";
}

void answer_problem(answer *w, unsigned status, const char *format, ...) {
    char detail[DETAIL_MOST];
    size_t replaced;
    va_list values;
    va_start(values, format);
    vsnprintf(detail, sizeof detail, format, values);
    va_end(values);
    w->status = status;
    w->body.count = 0;
    w->fixed = STR_NONE;
    w->stream = NULL;
    w->cache = "no-store";
    json_writer to = answer_json(w);
    w->type = TYPE_PROBLEM;
    json_open(&to, '{');
    json_key(&to, "type");
    json_str(&to, STR("about:blank"));
    json_key(&to, "title");
    json_str(&to, str_of(answer_title(status)));
    json_key(&to, "status");
    json_int(&to, status);
    json_key(&to, "detail");
    json_str(&to, utf8_repaired(w->a, str_of(detail), &replaced));
    json_close(&to, '}');
    answer_add(w, STR("\n"));
}

void answer_error(answer *w, const onr_error *error) {
    switch (error->kind) {
    case ONR_ERROR_USAGE:
    case ONR_ERROR_INPUT: answer_problem(w, 400, "%s", error->what); break;
    case ONR_ERROR_MEMORY:
    case ONR_ERROR_TIME:
        answer_problem(w, 503, "%s", error->what);
        answer_header(w, "Retry-After", STR("5"));
        break;
    default: answer_problem(w, 500, "%s", error->what);
    }
}
