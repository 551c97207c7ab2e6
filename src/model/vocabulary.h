/* model/vocabulary.h: from a word's form to its row in the word table.
 *
 * An open-addressing hash table (linear probing; XXH3-64 of the form) that lies ready in the
 * weights file. Row 0 is the unknown word and has no form. */
#ifndef MODEL_VOCABULARY_H
#define MODEL_VOCABULARY_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

enum { VOCABULARY_PROBES = 64 }; /* slots that one search may look at, whatever the table */

/* Two numbers a slot: the row (0: empty) and the upper half of its form's hash. */
typedef struct vocabulary {
    const uint32_t *slots;  /* [slot_count][2] */
    size_t slot_count;      /* a power of two */
    const uint32_t *starts; /* [rows + 1] bytes into text; row r is [starts[r], starts[r + 1]) */
    uint32_t rows;          /* with row 0 */
    str text;
} vocabulary;

/* The row of a form, 0 where it is unknown. */
uint32_t vocabulary_find(const vocabulary *v, str form);

/* The form of a row. */
str vocabulary_form(const vocabulary *v, uint32_t row);

/* Whether every number in it leads inside it. Fails: FAULT_MODEL. */
bool vocabulary_check(const vocabulary *v, fault *f);

/* A vocabulary of forms[0 .. count), which become rows 1 .. count; forms differ from each
 * other. Memory: from a. Fails: FAULT_MODEL where a form would need too many probes. */
bool vocabulary_make(arena *a, const str *forms, uint32_t count, vocabulary *out, fault *f);

#endif
