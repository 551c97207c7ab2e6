/* serve/rows.h: rows of the ledger's answers into answers of the service. */
#ifndef SERVE_ROWS_H
#define SERVE_ROWS_H

#include "serve/answer.h"

/* {"speaker":"Ana Ruiz","confidence":0.95,…} */
void rows_json(json_writer *to, const onr_field *fields, size_t count);

/* "speaker":"Ana Ruiz", inside an object */
void rows_field(json_writer *to, const onr_field *f);

/* One line of CSV (RFC 4180), safe in spreadsheets; the first is preceded by the names of the
 * columns. */
void rows_csv(answer *w, const onr_field *fields, size_t count, bool first);

/* The words of a field, or none. */
str rows_words(const onr_field *fields, size_t count, const char *name);

#endif
