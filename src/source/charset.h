/* source/charset.h: a page's bytes as UTF-8.
 *
 * Which encoding they are in tell, in this order: a byte order mark, the bytes themselves where
 * they are sound UTF-8 with letters beyond ASCII, what <meta> declares, and windows-1252, as
 * the HTML Standard has it for pages that say nothing. */
#ifndef SOURCE_CHARSET_H
#define SOURCE_CHARSET_H

#include "base/arena.h"

/* *replaced counts the bytes that stood for nothing and became U+FFFD.
 * Memory: from a, or bytes itself where nothing had to change. */
str page_utf8(arena *a, str bytes, size_t *replaced);

/* The same where label, if not empty, goes before what <meta> declares: a server's word. */
str page_utf8_labelled(arena *a, str bytes, str label, size_t *replaced);

/* The charset of a Content-Type, or none. */
str media_charset(str media);

/* The name of the encoding that <meta> or an XML declaration gives, or none. */
str charset_declared(str bytes);

#endif
