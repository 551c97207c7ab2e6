/* serve/static.c: the page's scripts, styles and map, out of the program itself. They change with
 * the program alone, so browsers keep them for a day where the address holds the version. */
#include <string.h>

#include "serve/routes.h"
#include "serve/static_files.h"

static const char *type_of(str name) {
    static const struct { const char *end, *type; } types[] = {
        { ".js", "text/javascript; charset=utf-8" }, { ".css", "text/css; charset=utf-8" },
        { ".json", TYPE_JSON }, { ".svg", "image/svg+xml" }, { ".png", "image/png" },
        { ".ico", "image/x-icon" }, { ".woff2", "font/woff2" }, { ".txt", TYPE_TEXT },
        { ".html", TYPE_HTML },
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(name, str_of(types[i].end))) return types[i].type;
    return "application/octet-stream";
}

static void give_file(request *r, answer *w) {
    for (const static_file *f = static_files; f->name; f++) {
        if (!str_is(r->part[0], f->name)) continue;
        w->type = type_of(r->part[0]);
        w->fixed = (str){ (const char *)f->start, (size_t)(f->end - f->start) };
        if (request_value(r, "v").at) w->cache = "public, max-age=86400, immutable";
        return;
    }
    answer_problem(w, 404, "there is no such file");
}

const route static_routes[] = {
    { "GET", "/static/{*}", .handle = give_file },
    { .method = NULL },
};
