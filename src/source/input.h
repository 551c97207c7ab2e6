/* source/input.h: the bytes of one input, read ahead as far as somebody looks.
 * Slices stay valid until more is looked at; input_skip leaves them as they are. */
#ifndef SOURCE_INPUT_H
#define SOURCE_INPUT_H

#include <sys/types.h>

#include "base/fault.h"
#include "base/str.h"

typedef struct input input;

/* Bytes that something else makes: a decoder, a file inside an archive. */
typedef struct input_maker {
    /* Up to `room` bytes into `to`; 0 at the end; -1 with *f where it cannot go on. */
    ssize_t (*make)(void *of, char *to, size_t room, fault *f);
    bool (*resume)(void *of); /* goes on behind what it failed at, if it can; or NULL */
    void (*close)(void *of);
    void *of;
} input_maker;

/* path "-" is standard input. Fails: FAULT_STORE, FAULT_MEMORY. */
input *input_open(const char *path, fault *f);
input *input_of_bytes(str bytes, fault *f);
input *input_of_maker(const input_maker *maker, fault *f); /* takes it, closed where this fails */
void input_close(input *in); /* NULL is nothing */

/* A maker that fails ends the input there, so that what came before is read like any other.
 * True, once, where that was so: *f says what it failed at. */
bool input_failed(input *in, fault *f);
bool input_resume(input *in); /* after that: true where more can be read behind it */

size_t input_at(const input *in); /* bytes moved past so far */

/* The descriptor of a file on disk that is read as it is, still the input's; else -1. */
int input_file(const input *in);
/* Whether there are bytes, or an end, to be had without waiting. */
bool input_ready(const input *in);

/* What lies ahead: at least `least` bytes unless the input ends before. Fails: FAULT_STORE,
 * FAULT_MEMORY. */
bool input_peek(input *in, size_t least, str *out, fault *f);
void input_skip(input *in, size_t count); /* at most what was last seen ahead */
/* Gives back the room that something long has taken; no slice is valid after it. */
void input_shrink(input *in);

/* All that is left, at most `most` bytes of it; *whole tells whether that was all. */
bool input_rest(input *in, size_t most, str *out, bool *whole, fault *f);

/* The next line without its line end, moved past. A line longer than `most` is moved past
 * too, with `whole` false and no bytes. `end` is set where no line is left. */
typedef struct input_line {
    str bytes;
    bool whole, end;
} input_line;

bool input_next_line(input *in, size_t most, input_line *out, fault *f);

#endif
