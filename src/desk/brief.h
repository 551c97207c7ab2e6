/* desk/brief.h: one page on a story, an actor or a day that can be handed to somebody: what
 * happened, who said what, where reports differ, what is next, who is silent. Nothing stands in
 * it that is not in a report: lines are sentences and quotations as a report has them, each with
 * the reports that it is from; of ours are the headings, the order and the choice. */
#ifndef DESK_BRIEF_H
#define DESK_BRIEF_H

#include "desk/sheet.h"

typedef enum brief_kind { BRIEF_STORY, BRIEF_ACTOR, BRIEF_DAY, BRIEF_KINDS } brief_kind;

typedef struct brief_about {
    brief_kind kind;
    str name; /* a story's id, an actor's name, a day ("2026-03-04", "yesterday") */
} brief_about;

/* Memory: from a, which is out->a. Fails: FAULT_INPUT where nothing is known of it, FAULT_USAGE
 * where it is no day; as ledger_ask. */
bool brief_make(ledger *l, arena *a, const brief_about *about, sheet *out, fault *f);

/* ---- the parts, for brief.c; each adds a section (brief_parts.c) ---- */

typedef struct brief {
    ledger *l;
    arena *a;
    sheet *page;
    str_list shown; /* sentences that stand in it already */
} brief;

/* Whether much the same words stand on the page already; else they are noted. */
bool brief_is_shown(brief *b, str words);

bool brief_happened(brief *b, const question *q, size_t most, fault *f);
bool brief_said(brief *b, const question *q, size_t most, fault *f);
bool brief_told_to(brief *b, const question *q, size_t most, fault *f);
bool brief_differences(brief *b, const question *q, size_t most, fault *f);
bool brief_next(brief *b, const question *q, size_t most, fault *f);
bool brief_silent(brief *b, const question *q, size_t most, fault *f);

#endif
