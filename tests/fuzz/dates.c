/* tests/fuzz/dates.c: any bytes read as a date, of a page and of an address: what comes out is a
 * day of the calendar, and reads back as itself. */
#include <stdlib.h>

#include "source/dates.h"

static void must(bool holds) {
    if (!holds) abort();
}

static void check(arena *a, const moment *m) {
    moment again;
    must(day_is_valid(m->day) && m->hour < 24 && m->minute < 60 && m->second <= 60);
    str written = date_written(a, m);
    must(moment_read(written, &again) && day_compare(again.day, m->day) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    str text = { (const char *)bytes, size };
    arena *a = arena_new(0);
    moment m;
    for (int order = DATE_ORDER_UNKNOWN; order <= DATE_MONTH_FIRST; order++)
        if (date_read(text, (date_order)order, &m)) check(a, &m);
    if (date_of_address(text, &m)) check(a, &m);
    date_order_of(text);
    arena_free(a);
    return 0;
}
