/* source/dates.h: dates as pages, feeds and mails write them.
 *
 * Read are ISO 8601, RFC 822, "Jan. 3, 2026 3:15 p.m. EST", "3 January 2026, 09:30 GMT",
 * "27.01.2020", "20260104", seconds and milliseconds since 1970, and month names of the
 * larger European languages. A date keeps the zone that it is written in; a day that can be
 * read two ways ("03/04/2026") is read only where the order of the land is known. */
#ifndef SOURCE_DATES_H
#define SOURCE_DATES_H

#include "base/arena.h"
#include "base/calendar.h"

typedef enum date_order { DATE_ORDER_UNKNOWN, DATE_DAY_FIRST, DATE_MONTH_FIRST } date_order;

/* American English puts the month first, all else the day. language: "en-US", "de", or none. */
date_order date_order_of(str language);

/* The first whole date (with its year) in s, and the clock time beside it where one stands.
 * Midnight without a zone is how programs write a day alone, and is left out.
 * Only the first 256 bytes are looked at. False where there is none, *out as it was. */
bool date_read(str s, date_order order, moment *out);

/* Seconds since 1970, or milliseconds where the number is that large; in UTC. */
bool date_of_epoch(int64_t number, moment *out);

/* The day in an address: ".../2026/01/04/...", ".../2026-01-04-...", ".../20260104...". */
bool date_of_address(str address, moment *out);

/* As ISO 8601, at the arena's cost; date_iso reads first and gives none where it cannot. */
str date_written(arena *a, const moment *m);
str date_iso(arena *a, str s, date_order order);

/* True where a is after b by more than a day: the play that different zones need. */
bool date_is_after(const moment *a, const moment *b);

/* A clock time alone, "19:10", "7.15 pm", "19.10 CET"; the day stays unknown. */
bool clock_read(str s, moment *out);

#endif
