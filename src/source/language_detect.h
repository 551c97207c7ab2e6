/* source/language_detect.h: the one C++ function of this room, see language.cc. */
#ifndef SOURCE_LANGUAGE_DETECT_H
#define SOURCE_LANGUAGE_DETECT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { LANGUAGE_SIZE = 8 };

/* text is valid UTF-8. Writes "en", "de", "zh-Hant" cut to LANGUAGE_SIZE with its NUL, or ""
 * where CLD2 is not sure. Gives the bytes of letters that it judged by. */
int language_detect(const char *text, size_t length, char out[LANGUAGE_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
