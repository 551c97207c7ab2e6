/* serve/view.h: what the pages share: rows of an answer, and how a fact, a day, a source look.
 *
 * A page is a function that asks the ledger and writes markup. It asks first, then writes, so
 * that a question which fails gives a page that says so and nothing half done. Values reach
 * the page through FILL alone (serve/markup.h). */
#ifndef SERVE_VIEW_H
#define SERVE_VIEW_H

#include "base/calendar.h"
#include "serve/answer.h"
#include "serve/markup.h"

typedef struct view {
    request *request;
    answer *answer;
    arena *a;
    markup out;
    int32_t today;   /* days since 1970-01-01 */
    bool failed;     /* a question failed, error says how */
    onr_error error;
} view;

view view_of(request *r, answer *w);

/* The question that the address asks: the filters of the API, of the same names. */
onr_question view_question(const view *v, onr_about of);

/* How many rows the address asks for with `limit`, else `usual`. */
size_t view_limit(const view *v, size_t usual);

/* ---- rows ---- */

typedef struct cell {
    const char *name;
    onr_value_kind kind;
    str words;
    long long number;
    double real;
} cell;

typedef struct row {
    cell *at; /* [count] */
    size_t count;
} row;

typedef struct rows {
    LIST(row) list;
    bool more; /* the limit left rows out, or reports were not looked at any more */
    const char *further; /* the cursor from which to look further; NULL: nothing is left */
} rows;

/* The rows that answer, at most q->limit of them. Where it fails: none, and v->failed and
 * v->error say so; after that no question is asked any more. */
rows view_ask(view *v, const onr_question *q);

str row_words(const row *r, const char *name); /* none where it is null or no words */
long long row_number(const row *r, const char *name);
bool row_real(const row *r, const char *name, double *out); /* false where it is null */

/* The key of the row's report and the fact's own id, "ab12…" and "s3", of "ab12…/s3". */
str row_report(const row *r);
str row_fact(const row *r);

/* ---- pieces of pages ---- */

/* The head of a page, up to its main part, and its end. `section` is the address of the part of
 * the site that it belongs to. */
void page_open(view *v, str title, const char *section);
void page_close(view *v);

/* A page that says what went wrong, in place of all that was written. */
void page_of_error(view *v, unsigned status, str what);
bool page_failed(view *v); /* writes one where a question failed */

/* A heading with its place in the page; with how many things stand under it, where not 0. */
void show_heading(view *v, const char *id, const char *words, size_t count);

void show_number(view *v, long long number);
void show_count(view *v, size_t number, const char *one, const char *many);
void show_time(view *v, str iso);              /* "4 Jan 2026, 09:30" in <time> */
void show_days(view *v, str first, str last);  /* "4 to 6 Jan 2026" */
void show_actor(view *v, str name);            /* a link to the actor's page */
void show_outlet(view *v, str outlet);         /* or that it is not known */

/* "Harbour Wire · 4 Jan 2026": a link to the fact of the row in its report. */
void show_source(view *v, const row *r);

/* A sentence with the words that matter in it marked. */
void show_sentence(view *v, str sentence, str words);

/* Facts, each in an <li>. */
typedef void show_row(view *v, const row *r);
void show_statement(view *v, const row *r);
void show_words_of(view *v, const row *r);  /* the same under its speaker's name; no </li> */
void show_brief(view *v, const row *r);     /* the same in two lines */
void show_event(view *v, const row *r);
void show_expected(view *v, const row *r);
void show_silence(view *v, const row *r);
void show_change(view *v, const row *r);
void show_report(view *v, const row *r);

/* All of them in a list, or a line that says that there is none. */
void show_list(view *v, const rows *list, show_row *show, const char *none);

/* The same with a heading, beside what a page is about; nothing where the list is empty. */
typedef struct part {
    const char *id, *words;
    const char *path; /* of the page that has all of them, "diary"; or NULL */
} part;
void show_part(view *v, part p, const rows *list, show_row *show);

void show_state(view *v, const row *r); /* of an expectation: "moved to 19 Oct 2026" */
void show_act(view *v, str act); /* "denies" */
void show_stances(view *v, str stances); /* "against Ana Ruiz; for the bridge" */

/* Two wordings of one thing, what is in one alone marked in each. */
void show_difference(view *v, str before, str after);

/* Links to all rows of a question as CSV and JSON. */
void show_downloads(view *v, const char *what, const onr_question *q);

void show_query(view *v, const onr_question *q); /* "&story=…&act=…", inside an address */

/* Inside href="": a page with the query of this one, but for what is set: a value that is empty
 * takes the parameter away. */
void show_address(view *v, const char *page, const parameter *set, size_t count);

/* A link to more of the same page where rows were left out. */
void show_more(view *v, const rows *list, const char *page, size_t usual);

#endif
