/* record/listed.h: a user's own list of actors, preferred over what the report's words and the
 * gazetteer tell of their country and sector.
 *
 * A file of lines, cells parted by tabs: name, aliases (parted by semicolons), country (ISO 3166
 * alpha-3), sector (PLOVER's code), id. Only the name must be there. Empty lines and those that
 * begin with # are passed over, and a first line of cells that begins with "name" is a heading.
 * Names are compared by their words, without regard to case, marks and "the". */
#ifndef RECORD_LISTED_H
#define RECORD_LISTED_H

#include "base/fault.h"
#include "record/record.h"

typedef struct listed_row {
    str name, country, sector, id; /* none where the cell is empty */
    str why; /* "line 4 of actors.tsv (Q12)"; ends in a NUL */
} listed_row;

typedef struct listed listed;

/* `name` is the file's, for messages. Memory: from a, which must outlive it; what it points to is
 * copied. Fails: FAULT_USAGE with the line: no name, a code that is none, more cells than five, a
 * name that stands on two lines, bytes that are not UTF-8. */
listed *listed_parse(arena *a, str bytes, str name, fault *f);

str listed_digest(const listed *l); /* eight hex digits of the SHA-256 of the bytes */
size_t listed_count(const listed *l);

/* The row of a name or alias, or NULL. Memory: scratch from a. */
const listed_row *listed_find(const listed *l, arena *a, str name);

/* Gives the actors of a record that are in its list their country and sector. */
void listed_apply(arena *a, record *r);

#endif
