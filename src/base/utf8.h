/* base/utf8.h: characters of UTF-8 text. Classes come from utf8proc (Unicode's own tables). */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"
#include "base/str.h"

typedef int32_t code_point;

#define CODE_POINT_NONE ((code_point)-1)

enum { UTF8_PARTS_MOST = 4 }; /* code points of one character's canonical decomposition */

/* The character at byte `at` and its length in *length (1 to 4). Bytes that are not UTF-8
 * give CODE_POINT_NONE and length 1. at < s.length. */
code_point utf8_at(str s, size_t at, size_t *length);

/* First byte that is not UTF-8 (RFC 3629: no surrogates, no overlong forms), or s.length. */
size_t utf8_valid(str s);

size_t utf8_write(code_point c, char out[4]); /* its length, 1 to 4 */
size_t utf8_count(str s);                     /* code points; each bad byte is one */

bool utf8_is_letter(code_point c); /* L* and M* */
bool utf8_is_digit(code_point c);  /* Nd */
bool utf8_is_upper(code_point c);  /* Lu, Lt */
bool utf8_is_space(code_point c);  /* Z*, tab, line ends, U+FEFF */
bool utf8_is_mark(code_point c);   /* P*, S* */
bool utf8_is_punctuation(code_point c); /* P* */
bool utf8_is_accent(code_point c); /* Mn: marks that take no room of their own */
bool utf8_is_control(code_point c); /* Cc, Cf (so the direction-changing ones too), Zl, Zp */
size_t utf8_width(code_point c);     /* columns of a terminal, 0 to 2 */
code_point utf8_fold(code_point c); /* simple lower case */
code_point utf8_upper(code_point c); /* simple upper case */

/* c in Unicode's normal form D; how many code points that is. */
size_t utf8_decomposed(code_point c, code_point out[UTF8_PARTS_MOST]);

/* s with every character in lower case. Memory: from a. */
str utf8_folded(arena *a, str s);

/* Bytes that are not UTF-8 become U+FFFD; *replaced counts them. Memory: from a where
 * something was replaced, else s itself. */
str utf8_repaired(arena *a, str s, size_t *replaced);

/* s in Unicode's normal form C. Memory: from a where that differs in bytes, else s itself. */
str utf8_composed(arena *a, str s);

#endif
