/* api/error.c: faults become the errors of onrecord.h. */
#include "api/objects.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static_assert((int)ONR_ERROR_MEMORY == (int)FAULT_MEMORY, "one order");
static_assert((int)ONR_ERROR_INPUT == (int)FAULT_INPUT, "one order");
static_assert((int)ONR_ERROR_MODEL == (int)FAULT_MODEL, "one order");
static_assert((int)ONR_ERROR_STORE == (int)FAULT_STORE, "one order");
static_assert((int)ONR_ERROR_NET == (int)FAULT_NET, "one order");
static_assert((int)ONR_ERROR_USAGE == (int)FAULT_USAGE, "one order");
static_assert((int)ONR_ERROR_TIME == (int)FAULT_TIME, "one order");
static_assert(ONR_NOWHERE == FAULT_NOWHERE, "one nowhere");

const char *onr_version(void) {
    return ONRECORD_VERSION;
}

onr_text api_text(str s) {
    return (onr_text){ s.at, s.length };
}

bool api_error(const fault *f, onr_error *error) {
    if (!error) return false;
    memset(error, 0, sizeof *error);
    error->kind = (onr_error_kind)f->kind;
    snprintf(error->what, sizeof error->what, "%s", f->what);
    snprintf(error->where, sizeof error->where, "%s", f->where);
    error->at = f->at;
    return false;
}

void api_options(void *to, size_t room, const void *from) {
    memset(to, 0, room);
    if (!from) return;
    size_t size;
    memcpy(&size, from, sizeof size);
    memcpy(to, from, size < room ? size : room);
}

bool api_guarded(arena *a, bool (*work)(void *context, fault *f), void *context, fault *f) {
    jmp_buf out;
    jmp_buf *const former = arena_guard(a, &out);
    if (setjmp(out)) {
        arena_guard(a, former);
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "more than %zu bytes of memory are needed",
                     arena_limit(a));
    }
    bool done = work(context, f);
    arena_guard(a, former);
    return done;
}

/* As one line that a terminal cannot be harmed by. */
static size_t escape(str s, char *out, size_t room) {
    size_t used = 0;
    for (size_t at = 0, length; at < s.length; at += length) {
        code_point c = utf8_at(s, at, &length);
        char one[16];
        bool plain = c != CODE_POINT_NONE && !utf8_is_control(c);
        int size = plain ? snprintf(one, sizeof one, "%.*s", (int)length, s.at + at)
            : c == CODE_POINT_NONE
                ? snprintf(one, sizeof one, "\\x%02x", (unsigned)(unsigned char)s.at[at])
                : snprintf(one, sizeof one, "\\u%04x", (unsigned)c);
        if (used + (size_t)size >= room) break;
        memcpy(out + used, one, (size_t)size);
        used += (size_t)size;
    }
    return used;
}

void onr_error_line(const onr_error *error, char *out, size_t size) {
    char raw[640];
    const char *colon = error->where[0] ? ": " : "";
    if (!size) return;
    if (error->at == ONR_NOWHERE)
        snprintf(raw, sizeof raw, "%s%s%s", error->where, colon, error->what);
    else
        snprintf(raw, sizeof raw, "%s%sbyte %zu: %s", error->where, colon, error->at, error->what);
    out[escape(str_of(raw), out, size)] = 0;
}
