/* serve/plot.c: see plot.h. */
#include "serve/plot.h"

enum { WEEK = 7, MONTH = 0, YEAR = -1, WIDE = 720, HIGH = 120, FOOT = 18 };

static int32_t start_of(const plot *p, int32_t day_count) {
    day d = day_of_number(day_count);
    if (p->step == MONTH) return day_number((struct day){ d.year, d.month, 1 });
    if (p->step == YEAR) return day_number((struct day){ d.year, 1, 1 });
    if (p->step == WEEK) return day_count - weekday(d);
    return day_count;
}

static int32_t bar_start(const plot *p, size_t i) {
    day d = day_of_number(p->first);
    if (p->step == MONTH) return day_number(day_plus_months(d, (int)i));
    if (p->step == YEAR) return day_number(day_plus_months(d, 12 * (int)i));
    return p->first + p->step * (int32_t)i;
}

static size_t bar_of(const plot *p, int32_t day_count) {
    day from = day_of_number(p->first), d = day_of_number(day_count);
    if (day_count < p->first) return 0;
    if (p->step == MONTH) return (size_t)((d.year - from.year) * 12 + d.month - from.month);
    if (p->step == YEAR) return (size_t)(d.year - from.year);
    return (size_t)((day_count - p->first) / p->step);
}

plot plot_of(int32_t first, int32_t last) {
    static const int steps[] = { 1, WEEK, MONTH, YEAR };
    plot p = { .first = first, .last = last };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        p.step = steps[i];
        p.first = start_of(&p, first);
        p.count = bar_of(&p, last) + 1;
        if (p.count <= PLOT_BARS_MOST) return p;
    }
    p.first = day_number(day_plus_months(day_of_number(last), -12 * (PLOT_BARS_MOST - 1)));
    p.first = start_of(&p, p.first);
    p.count = PLOT_BARS_MOST;
    return p;
}

void plot_add(plot *p, int32_t day_count, plot_side side, unsigned count) {
    size_t i = bar_of(p, day_count);
    if (i < p->count) p->bars[i][side] += count;
}

/* ---- drawing ---- */

typedef struct drawing {
    view *v;
    const plot *plot;
    double wide, unit, base; /* of a bar; of one statement; the line */
    str speaker;
} drawing;

static str number(const drawing *d, double n) {
    return arena_print(d->v->a, "%.1f", n);
}

static str iso_day(const drawing *d, int32_t day_count) {
    char words[DAY_SIZE];
    day_write(day_of_number(day_count), words);
    return arena_copy(d->v->a, str_of(words));
}

typedef struct block {
    const char *kind;
    double from;
    unsigned count;
} block;

static void show_block(const drawing *d, size_t i, block b) {
    double high = d->unit * b.count, wide = d->wide > 40 ? 40 : d->wide, from = b.from;
    double left = ((double)i + 0.5) * d->wide - wide * 0.4;
    if (!b.count) return;
    FILL(&d->v->out, "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"1\"/>",
         str_of(b.kind), number(d, left), number(d, from), number(d, wide * 0.8), number(d, high));
}

static void show_bar(const drawing *d, size_t i) {
    markup *m = &d->v->out;
    const unsigned *b = d->plot->bars[i];
    unsigned all = b[PLOT_OTHER] + b[PLOT_FOR] + b[PLOT_AGAINST];
    str since = iso_day(d, bar_start(d->plot, i));
    str until = iso_day(d, bar_start(d->plot, i + 1) - 1);
    if (!all) return;
    parameter set[] = { { STR("since"), since }, { STR("until"), until },
                        { STR("speaker"), d->speaker }, { STR("kind"), STR("statements") } };
    markup_add(m, "<a href=\"");
    show_address(d->v, "search", set, d->speaker.at ? 4 : 2);
    FILL(m, "\" aria-label=\"{} to {}: {}\">", since, until, arena_print(d->v->a, "%u", all));
    FILL(m, "<title>{} to {}: {} ({} for, {} against)</title>", since, until,
         arena_print(d->v->a, "%u", all), arena_print(d->v->a, "%u", b[PLOT_FOR]),
         arena_print(d->v->a, "%u", b[PLOT_AGAINST]));
    double above = d->unit * (b[PLOT_FOR] + b[PLOT_OTHER]);
    show_block(d, i, (block){ "other", d->base - above, b[PLOT_OTHER] });
    show_block(d, i, (block){ "for", d->base - d->unit * b[PLOT_FOR], b[PLOT_FOR] });
    show_block(d, i, (block){ "against", d->base + 1, b[PLOT_AGAINST] });
    markup_add(m, "</a>\n");
}

static void show_axis(const drawing *d) {
    markup *m = &d->v->out;
    size_t every = d->plot->count > 8 ? (d->plot->count + 7) / 8 : 1;
    str line = number(d, d->base + 0.5);
    FILL(m, "<line class=\"axis\" x1=\"0\" x2=\"720\" y1=\"{}\" y2=\"{}\"/>", line, line);
    for (size_t i = 0; i < d->plot->count; i += every)
        FILL(m, "<text x=\"{}\" y=\"136\">{}</text>", number(d, (double)i * d->wide + 2),
             str_cut(iso_day(d, bar_start(d->plot, i)), 0, d->plot->step > 0 ? 10 :
                     d->plot->step == MONTH ? 7 : 4));
}

static void measure(drawing *d) {
    unsigned up = 1, down = 0;
    for (size_t i = 0; i < d->plot->count; i++) {
        const unsigned *b = d->plot->bars[i];
        if (b[PLOT_FOR] + b[PLOT_OTHER] > up) up = b[PLOT_FOR] + b[PLOT_OTHER];
        if (b[PLOT_AGAINST] > down) down = b[PLOT_AGAINST];
    }
    d->wide = (double)WIDE / (double)d->plot->count;
    d->unit = (double)HIGH / (up + down);
    if (d->unit > 16) d->unit = 16;
    d->base = d->unit * up + (HIGH - d->unit * (up + down));
}

void show_plot(view *v, const plot *p, const char *what, str speaker) {
    drawing d = { .v = v, .plot = p, .speaker = speaker };
    measure(&d);
    FILL(&v->out, "<figure class=\"plot\"><svg viewBox=\"0 0 720 140\" role=\"group\""
                  " aria-label=\"{}\">\n", str_of(what));
    show_axis(&d);
    for (size_t i = 0; i < p->count; i++) show_bar(&d, i);
    FILL(&v->out, "</svg><figcaption>{}</figcaption></figure>\n", str_of(what));
}
