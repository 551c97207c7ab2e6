/* serve/pages.h: the pages, one file each, and the routes that lead to them (pages.c). */
#ifndef SERVE_PAGES_H
#define SERVE_PAGES_H

#include "serve/routes.h"

route_handler page_front, page_story, page_actor, page_actors, page_report, page_diary,
    page_silences, page_changes, page_search, page_map,
    page_read_text, page_read_form, page_watches;

#endif
