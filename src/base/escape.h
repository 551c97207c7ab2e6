/* base/escape.h: text of reports inside formats that have signs of their own. Whatever the text
 * is, it stays one value there: it ends no cell, no element, no line of its own. `s` is valid
 * UTF-8 everywhere; json.h has JSON's escapes. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/arena.h"

/* XML 1.0, content and quoted attributes: the five signs as references; a carriage return too,
 * which a parser would drop; what XML has no place for (most controls, U+FFFE, U+FFFF) as
 * U+FFFD. */
void escape_xml(arena *a, buffer *out, str s);

/* A cell of CSV (RFC 4180): quoted where it must be, an empty one too, since nothing stands for
 * what is not known. Of controls the grammar knows only line ends: a tab becomes a blank, the
 * others U+FFFD. `safe`: always quoted, and where a spreadsheet would take what follows the
 * cell's beginning, or a sign that its locale may cut cells at, for a formula ("=", "+", "-",
 * "@" and their full-width forms) an apostrophe goes before it (OWASP, "CSV Injection"). */
void escape_csv(arena *a, buffer *out, str s, bool safe);

/* A cell of TSV (IANA text/tab-separated-values): tabs and line ends, which no cell may hold,
 * become blanks, other controls U+FFFD. */
void escape_tsv(arena *a, buffer *out, str s, bool safe);

/* An address of the web as a URI (RFC 3986): what may not stand there as it is, is written in
 * percents. False, and nothing added, where it is none: only http and https are, never
 * "javascript:". */
bool escape_link(arena *a, buffer *out, str s);

/* For people: one line, runs of white space one blank, none at the ends; controls and characters
 * that change the direction of others are left out. Memory: from a. */
str escape_plain(arena *a, str s);

#endif
