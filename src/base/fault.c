/* base/fault.c: see fault.h. */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool fault_set(fault *f, fault_kind kind, size_t at, const char *file, int line,
               const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(f->what, sizeof f->what, format, arguments);
    va_end(arguments);
    f->kind = kind;
    f->where[0] = 0;
    f->at = at;
    f->file = file;
    f->line = line;
    return false;
}

bool fault_where(fault *f, str where) {
    size_t room = sizeof f->where - 1;
    if (where.length > room) where = str_cut(where, where.length - room, where.length);
    if (where.length) memcpy(f->where, where.at, where.length);
    f->where[where.length] = 0;
    return false;
}

void fault_line(const fault *f, char *out, size_t size) {
    const char *colon = f->where[0] ? ": " : "";
    if (f->at == FAULT_NOWHERE)
        snprintf(out, size, "%s%s%s", f->where, colon, f->what);
    else
        snprintf(out, size, "%s%sbyte %zu: %s", f->where, colon, f->at, f->what);
}
