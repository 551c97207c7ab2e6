/* desk/answers.h: rows of the ledger's views, held: the desk puts together what several questions
 * answer. */
#ifndef DESK_ANSWERS_H
#define DESK_ANSWERS_H

#include "ledger/ask.h"

typedef struct answer_field {
    const char *name;
    str words;      /* a number written out; none where it is not known */
    int64_t number; /* of whole numbers */
} answer_field;

typedef struct answer {
    answer_field *fields; /* [count] */
    size_t count;
} answer;

typedef LIST(answer) answers;

/* The row that a query stands at. Memory: from a. */
answer answer_of(arena *a, query *q);

/* All rows of a question. Memory: from a. Fails: as ledger_ask. */
bool answers_ask(ledger *l, arena *a, const question *q, answers *out, fault *f);

str answer_words(const answer *row, const char *name); /* none where there is no such column */
int64_t answer_number(const answer *row, const char *name); /* 0 likewise */

#endif
