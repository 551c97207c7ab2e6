/* api/event_forms.h: what the three forms of event data share. */
#ifndef API_EVENT_FORMS_H
#define API_EVENT_FORMS_H

#include "api/forms.h"

/* The first and last day of an event as the report tells them, else the day of publication;
 * "2026-01-04", or none. */
typedef struct event_days {
    str first, last;
    day day; /* for forms that have one: of publication where it lies between, else the first */
} event_days;
event_days event_days_of(const form *f, const event *e);

/* PLOVER's special context: "future", "hypothetical", "negation"; or none. */
str event_context(const event *e);

#endif
