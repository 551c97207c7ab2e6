/* serve/view_map.c: where things happened: events by place, on a base map that comes with the
 * program (web/map.py). Drawn by the server; the script adds drawing nearer. x is the longitude, y
 * Miller's cylindrical projection of the latitude, in tenths of a degree. */
#include <math.h>

#include "serve/pages.h"
#include "serve/view.h"

enum { PLACES_SHOWN = 300, LISTED = 40, MARGIN = 60, WIDE_LEAST = 500 };

static const double pi = 3.14159265358979;
static const struct { double left, top, wide, high; } whole = { -1800, -1300, 3600, 2100 };

typedef struct spot {
    const row *row;
    double x, y, size;
} spot;

typedef LIST(spot) spot_list;

static double miller(double latitude) {
    double most = latitude > 85 ? 85 : latitude < -85 ? -85 : latitude;
    return -1.25 * log(tan(pi / 4 + 0.4 * most * pi / 180)) * 1800 / pi;
}

static spot_list spots_of(view *v, const rows *places) {
    spot_list all = { 0 };
    for (size_t i = 0; i < places->list.count; i++) {
        const row *r = &places->list.at[i];
        double latitude, longitude;
        if (!row_real(r, "latitude", &latitude) || !row_real(r, "longitude", &longitude)) continue;
        double size = 7 + 6 * sqrt((double)row_number(r, "count"));
        *LIST_ADD(v->a, &all) = (spot){ r, longitude * 10, miller(latitude),
                                        size > 60 ? 60 : size };
    }
    return all;
}

/* ---- what is seen of the world ---- */

typedef struct box {
    double left, top, wide, high;
} box;

/* Around all spots, in the whole map's proportions. */
static box box_of(const spot_list *all) {
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    for (size_t i = 0; i < all->count; i++) {
        left = fmin(left, all->at[i].x - MARGIN);
        right = fmax(right, all->at[i].x + MARGIN);
        top = fmin(top, all->at[i].y - MARGIN);
        bottom = fmax(bottom, all->at[i].y + MARGIN);
    }
    if (!all->count) return (box){ whole.left, whole.top, whole.wide, whole.high };
    double wide = fmax(fmax(right - left, (bottom - top) * whole.wide / whole.high), WIDE_LEAST);
    if (wide > whole.wide) wide = whole.wide;
    double high = wide * whole.high / whole.wide;
    double x = (left + right - wide) / 2, y = (top + bottom - high) / 2;
    x = fmin(fmax(x, whole.left), whole.left + whole.wide - wide);
    y = fmin(fmax(y, whole.top), whole.top + whole.high - high);
    return (box){ x, y, wide, high };
}

static str number(view *v, double n) {
    return arena_print(v->a, "%.1f", n);
}

static void show_spot(view *v, const spot *s, double scale) {
    markup *m = &v->out;
    parameter set[] = { { STR("place"), row_words(s->row, "place") },
                        { STR("kind"), STR("events") } };
    str count = arena_print(v->a, "%lld", row_number(s->row, "count"));
    markup_add(m, "<a href=\"");
    show_address(v, "search", set, 2);
    FILL(m, "\" aria-label=\"{}: {}\"><title>{}: {}</title><circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
         set[0].value, count, set[0].value, count, number(v, s->x), number(v, s->y),
         number(v, s->size * scale));
    FILL(m, " data-size=\"{}\"></circle></a>\n", number(v, s->size));
}

static void show_spots(view *v, const spot_list *all) {
    markup *m = &v->out;
    box b = box_of(all);
    FILL(m, "<div class=\"map\"><svg viewBox=\"{} {} {} {}\" data-whole=\"-1800 -1300 3600 2100\""
            " role=\"group\" aria-label=\"Map of events\">\n"
            "<use class=\"land\" href=\"/static/world.svg#land\"></use>"
            "<use class=\"borders\" href=\"/static/world.svg#borders\"></use>\n",
         number(v, b.left), number(v, b.top), number(v, b.wide), number(v, b.high));
    for (size_t i = 0; i < all->count; i++) show_spot(v, &all->at[i], b.wide / whole.wide);
    markup_add(m, "</svg></div>\n<p class=\"tools\">"
                  "<button class=\"quiet\" data-map=\"in\" hidden>Nearer</button>"
                  "<button class=\"quiet\" data-map=\"out\" hidden>Farther</button>"
                  "<button class=\"quiet\" data-map=\"all\" hidden>The world</button></p>\n");
}

static void show_places(view *v, const rows *places) {
    markup_add(&v->out, "<section class=\"tally\"><h2>Places</h2><ul>");
    for (size_t i = 0; i < places->list.count && i < LISTED; i++) {
        const row *r = &places->list.at[i];
        parameter set[] = { { STR("place"), row_words(r, "place") },
                            { STR("kind"), STR("events") } };
        markup_add(&v->out, "<li><a href=\"");
        show_address(v, "search", set, 2);
        FILL(&v->out, "\">{}</a> <span class=\"count\">", set[0].value);
        show_number(v, row_number(r, "count"));
        markup_add(&v->out, "</span></li>");
    }
    markup_add(&v->out, "</ul></section>\n");
}

static void show_filter(view *v, const char *name, const char *words, const char *hint) {
    FILL(&v->out, "<label>{} <input name=\"{}\" value=\"{}\" placeholder=\"{}\"></label>",
         str_of(words), str_of(name), request_value(v->request, name), str_of(hint));
}

void page_map(request *r, answer *w) {
    view v = view_of(r, w);
    onr_question q = view_question(&v, ONR_EVENTS);
    q.count = ONR_BY_PLACE;
    q.limit = PLACES_SHOWN;
    rows places = view_ask(&v, &q);
    if (page_failed(&v)) return;
    spot_list spots = spots_of(&v, &places);
    page_open(&v, STR("Map of events"), "/map");
    markup_add(&v.out, "<header class=\"head\"><h1>Where it happened</h1><p class=\"about\">Events "
                       "by place, as far as the place is known. A place of many names may stand "
                       "elsewhere than it should.</p></header>\n"
                       "<form class=\"filters\" action=\"/map\">");
    show_filter(&v, "since", "Since", "2026-01-31");
    show_filter(&v, "until", "Until", "2026-02");
    show_filter(&v, "type", "Type or verb", "PROTEST");
    show_filter(&v, "about", "Words", "harbour");
    markup_add(&v.out, "<button>Show</button></form>\n<div class=\"columns\"><div class=\"body\">");
    show_spots(&v, &spots);
    show_downloads(&v, "events", &q);
    markup_add(&v.out, "</div><div class=\"side\">\n");
    show_places(&v, &places);
    markup_add(&v.out, "</div></div>\n");
    page_close(&v);
}
