/* serve/pages.c: see pages.h. */
#include "serve/pages.h"

#include "serve/server.h"

#define PAGE .scope = SCOPE_READ, .handle

const route page_routes[] = {
    { "GET", "/", PAGE = page_front },
    { "GET", "/story/{id}", PAGE = page_story },
    { "GET", "/report/{id}", PAGE = page_report },
    { "GET", "/actor/{name}", PAGE = page_actor },
    { "GET", "/actors", PAGE = page_actors },
    { "GET", "/search", PAGE = page_search },
    { "GET", "/diary", PAGE = page_diary },
    { "GET", "/silences", PAGE = page_silences },
    { "GET", "/changes", PAGE = page_changes },
    { "GET", "/map", PAGE = page_map },
    { "GET", "/watches", PAGE = page_watches },
    { "GET", "/read", PAGE = page_read_form },
    { "POST", "/read", PAGE = page_read_text, .body_most = BODY_READ, .reads = true },
    { .method = NULL },
};
