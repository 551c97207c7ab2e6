/* desk/alert_text.h: an alert as it is kept, told in plain words: of mail, of feeds. */
#ifndef DESK_ALERT_TEXT_H
#define DESK_ALERT_TEXT_H

#include "base/arena.h"
#include "base/fault.h"

typedef struct alert_text {
    str title;  /* one line: "mayor: first statement by Ana Ruiz in this story: We will ..." */
    str body;   /* lines */
    str url, outlet, kind, made; /* or none */
} alert_text;

/* Memory: from a. Fails: FAULT_STORE where `kept` is no alert. */
bool alert_text_of(arena *a, str kept, alert_text *out, fault *f);

#endif
