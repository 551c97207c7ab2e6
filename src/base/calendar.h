/* base/calendar.h: the proleptic Gregorian calendar, in whole days.
 * Day numbers count from 1970-01-01 = 0 (Howard Hinnant, "chrono-compatible low-level date
 * algorithms"). Years are 1 to 9999, months 1 to 12, days 1 to 31. */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

typedef struct day {
    int year, month, day; /* year 0: unknown */
} day;

#define DAY_NONE ((day){ 0, 0, 0 })

enum { ZONE_NONE = INT16_MIN };

/* A day with a clock time where one is given. */
typedef struct moment {
    day day;
    int hour, minute, second; /* hour -1: no clock time */
    int zone;                 /* minutes east of UTC, or ZONE_NONE */
} moment;

int32_t day_number(day d);
day day_of_number(int32_t number);
bool day_is_valid(day d);
int month_length(int year, int month); /* days */
int weekday(day d);                    /* 0 Monday .. 6 Sunday */
day day_plus(day d, int days);
day day_plus_months(day d, int months); /* the 31st of a shorter month becomes its last */
int day_compare(day a, day b);
void iso_week(day d, int *year, int *week); /* ISO 8601 */
day iso_week_day(int year, int week, int weekday);

/* Reads ISO 8601 and RFC 3339: 2026-01-04, 2026-01-04T09:30, 2026-01-04 09:30:00+02:00,
 * 20260104, 2026-01-04T09:30:00.000Z. False where it is none, *out as it was. */
bool moment_read(str s, moment *out);

/* "2026-01-04" or "2026-01-04T09:30:00+02:00"; always ends in NUL. */
enum { MOMENT_SIZE = 48, DAY_SIZE = 16 };
void moment_write(const moment *m, char out[MOMENT_SIZE]);
void day_write(day d, char out[DAY_SIZE]);

/* 1 to 12 for an English month name, long or short ("Sept.", "jan"), else 0. */
int month_of_name(str name);
/* 0 Monday to 6 Sunday for an English weekday, long or short ("Weds", "Tue."), else -1. */
int weekday_of_name(str name);

#endif
