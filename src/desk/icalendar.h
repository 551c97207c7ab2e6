/* desk/icalendar.h: writes iCalendar (RFC 5545, with RFC 7986's name and refreshing) into a
 * buffer, one event after another; between two of them the caller may empty the buffer.
 *
 * Written here, not by libical: that keeps global state and reads TZ, and what is written is
 * these few lines. Lines end in CR LF and are folded at 75 octets, never inside a character.
 * Texts may be anything: controls and direction-changing characters are left out, white space
 * becomes one blank, and of `description` alone line ends stay.
 *
 *     icalendar c = icalendar_begin(a, &out, &(icalendar_head){ .name = STR("Diary") });
 *     icalendar_event_add(&c, &event);
 *     icalendar_end(&c);
 */
#ifndef DESK_ICALENDAR_H
#define DESK_ICALENDAR_H

#include "base/arena.h"
#include "base/calendar.h"

typedef struct icalendar_head {
    str name;        /* of the calendar, as programs show it */
    str description; /* or none */
    int refresh_hours; /* how often to ask again; 0: not said */
} icalendar_head;

typedef enum icalendar_status {
    ICALENDAR_NO_STATUS, ICALENDAR_TENTATIVE, ICALENDAR_CONFIRMED, ICALENDAR_CANCELLED
} icalendar_status;

/* What is none (or whose day.year is 0) is left out, but for uid, stamp, start and summary. */
typedef struct icalendar_event {
    str uid;          /* the same in every writing; no other event's */
    unsigned sequence; /* grows when what is told of the event changes */
    moment stamp;     /* when it was last revised: DTSTAMP. Nothing here asks a clock */
    moment start;     /* without an hour: a whole day; without a zone: the reader's own time */
    moment last;      /* the last day (not the day after), or the end where start has an hour */
    icalendar_status status;
    str summary, description, location;
    str category;
    str url;          /* left out where it is no address of the web */
} icalendar_event;

typedef struct icalendar {
    arena *a;
    buffer *out;
    size_t events;
} icalendar;

/* Scratch, and what *out grows to, is from a, which may be reset when *out was emptied and
 * zeroed; whatever `out` points to must stay. */
icalendar icalendar_begin(arena *a, buffer *out, const icalendar_head *head);
void icalendar_event_add(icalendar *c, const icalendar_event *e);
/* A calendar may not be empty: one without events is given the zone UTC. */
void icalendar_end(icalendar *c);

#endif
