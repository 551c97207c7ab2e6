/* serve/plot.h: counts over time as bars, drawn by the server (SVG) so that no script is needed. */
#ifndef SERVE_PLOT_H
#define SERVE_PLOT_H

#include "serve/view.h"

typedef enum plot_side { PLOT_OTHER, PLOT_FOR, PLOT_AGAINST, PLOT_SIDES } plot_side;

enum { PLOT_BARS_MOST = 64 };

typedef struct plot {
    int32_t first, last;  /* days since 1970 */
    int step;             /* days a bar; 0: calendar months; -1: years */
    size_t count;         /* of bars */
    unsigned bars[PLOT_BARS_MOST][PLOT_SIDES];
} plot;

/* For days from first to last: bars of a day, a week, a month or a year, so that they fit. */
plot plot_of(int32_t first, int32_t last);
void plot_add(plot *p, int32_t day, plot_side side, unsigned count);

/* What is for stands above the line, what is against under it, all else above in grey. Each bar is
 * a link to its days in the search, of the statements of `speaker` where one is given. */
void show_plot(view *v, const plot *p, const char *what, str speaker);

#endif
