/* serve/static_files.h: the files of web/dist, which the build puts into the program
 * (cmake/static.cmake), at /static/NAME. */
#ifndef SERVE_STATIC_FILES_H
#define SERVE_STATIC_FILES_H

#include <stddef.h>

typedef struct static_file {
    const char *name;           /* "page.js"; NULL ends the table */
    const unsigned char *start, *end;
} static_file;

extern const static_file static_files[];

#endif
