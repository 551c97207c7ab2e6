/* source/input.h: the bytes of one input, read ahead as far as somebody looks.
 * Slices stay valid until more is looked at; input_skip leaves them as they are. */
#ifndef SOURCE_INPUT_H
#define SOURCE_INPUT_H

#include "base/fault.h"
#include "base/str.h"

typedef struct input input;

/* path "-" is standard input. Fails: FAULT_STORE, FAULT_MEMORY. */
input *input_open(const char *path, fault *f);
input *input_of_bytes(str bytes, fault *f);
void input_close(input *in); /* NULL is nothing */

/* What lies ahead: at least `least` bytes unless the input ends before. Fails: FAULT_STORE,
 * FAULT_MEMORY. */
bool input_peek(input *in, size_t least, str *out, fault *f);
void input_skip(input *in, size_t count); /* at most what was last seen ahead */

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
