/* serve/asking.h: questions to the ledger out of the query of an address, the same filters as the
 * program's commands have. */
#ifndef SERVE_ASKING_H
#define SERVE_ASKING_H

#include "serve/answer.h"

/* A collection of the API: what it is called and which filters it takes. */
typedef struct collection {
    const char *name; /* "statements" */
    onr_about of;
} collection;

extern const collection collections[]; /* name NULL last */

/* A parameter that filters, in the order in which the API's description tells of them. */
typedef struct filter {
    const char *name;
    size_t at;          /* of its words in onr_question */
    int of;             /* collections that take it: 1 << onr_about, or-ed */
    const char *schema; /* JSON Schema of its values */
    const char *help;
} filter;

extern const filter filters[]; /* name NULL last */
const collection *collection_named(str name);

enum {
    LIMIT_USUAL = 50, LIMIT_MOST = 500,
    REPORTS_MOST = 10000, /* that are looked at for one page */
};

/* The question of a query; false with a problem in w where it has a parameter that the collection
 * does not take, or a value that is none. */
bool asking_read(const request *r, answer *w, const collection *of, onr_question *out);

/* The address of the page behind this one: the same question from a cursor on. */
str asking_next(const request *r, const char *cursor);

#endif
