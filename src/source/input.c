/* source/input.c: see input.h. One buffer with a window [start, end) of unread bytes; for
 * bytes in memory the window is the bytes themselves and nothing is ever copied. */
#include "source/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_SIZE = 1 << 16, KEEP_SIZE = 1 << 20 };

struct input {
    int file; /* -1: bytes in memory, or made */
    input_maker maker;
    fault failed; /* of the maker; kind FAULT_NONE: it has not */
    const char *bytes;
    char *own; /* the buffer where a file is read */
    size_t start, end, room;
    size_t before; /* bytes of the input that lay before those in the buffer */
    bool ended;
};

static input *input_new(fault *f) {
    input *in = calloc(1, sizeof *in);
    if (!in) FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for an input");
    return in;
}

input *input_open(const char *path, fault *f) {
    bool standard = strcmp(path, "-") == 0;
    int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "cannot be opened: %s", strerror(errno));
        return NULL;
    }
    input *in = input_new(f);
    if (in)
        in->file = file;
    else if (!standard)
        close(file);
    return in;
}

input *input_of_bytes(str bytes, fault *f) {
    input *in = input_new(f);
    if (!in) return NULL;
    in->file = -1;
    in->bytes = bytes.at;
    in->end = bytes.length;
    in->ended = true;
    return in;
}

input *input_of_maker(const input_maker *maker, fault *f) {
    input *in = input_new(f);
    if (!in) {
        maker->close(maker->of);
        return NULL;
    }
    in->file = -1;
    in->maker = *maker;
    return in;
}

void input_close(input *in) {
    if (!in) return;
    if (in->maker.close) in->maker.close(in->maker.of);
    if (in->file > STDIN_FILENO) close(in->file);
    free(in->own);
    free(in);
}

bool input_ready(const input *in) {
    struct pollfd one = { .fd = in->file, .events = POLLIN };
    return in->ended || in->file < 0 || poll(&one, 1, 0) > 0;
}

static void move_to_front(input *in) {
    if (in->start) memmove(in->own, in->own + in->start, in->end - in->start);
    in->before += in->start;
    in->end -= in->start;
    in->start = 0;
}

static bool give_room(input *in, size_t room, fault *f) {
    char *moved = realloc(in->own, room);
    if (!moved)
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for %zu bytes of input", room);
    in->own = moved;
    in->bytes = moved;
    in->room = room;
    return true;
}

static bool is_wasteful(const input *in) {
    return in->room > KEEP_SIZE && in->end - in->start < READ_SIZE;
}

void input_shrink(input *in) {
    fault unused;
    if (!is_wasteful(in)) return;
    move_to_front(in);
    give_room(in, KEEP_SIZE, &unused);
}

/* Room for READ_SIZE more bytes behind the window. */
static bool make_room(input *in, fault *f) {
    input_shrink(in);
    if (in->room - in->end < READ_SIZE) move_to_front(in);
    if (in->room - in->end >= READ_SIZE) return true;
    return give_room(in, in->room ? in->room * 2 : READ_SIZE * 2, f);
}

static bool fill_made(input *in) {
    ssize_t count = in->maker.make(in->maker.of, in->own + in->end, READ_SIZE, &in->failed);
    if (count <= 0) in->ended = true;
    if (count > 0) in->end += (size_t)count;
    return true;
}

static bool fill(input *in, fault *f) {
    if (!make_room(in, f)) return false;
    if (in->maker.make) return fill_made(in);
    ssize_t count;
    do {
        count = read(in->file, in->own + in->end, READ_SIZE);
    } while (count < 0 && errno == EINTR);
    if (count < 0) {
        in->ended = true;
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "cannot be read: %s", strerror(errno));
    }
    if (count == 0) in->ended = true;
    in->end += (size_t)count;
    return true;
}

bool input_failed(input *in, fault *f) {
    if (!in->ended || in->failed.kind == FAULT_NONE) return false;
    *f = in->failed;
    in->failed = (fault){ 0 };
    return true;
}

bool input_resume(input *in) {
    if (!in->maker.resume || !in->maker.resume(in->maker.of)) return false;
    in->ended = false;
    return true;
}

size_t input_at(const input *in) {
    return in->before + in->start;
}

int input_file(const input *in) {
    struct stat about;
    bool disk = in->file >= 0 && fstat(in->file, &about) == 0 && S_ISREG(about.st_mode);
    return disk && lseek(in->file, 0, SEEK_CUR) >= 0 ? in->file : -1;
}

static str window(const input *in) {
    return (str){ in->bytes ? in->bytes + in->start : "", in->end - in->start };
}

bool input_peek(input *in, size_t least, str *out, fault *f) {
    while (in->end - in->start < least && !in->ended)
        if (!fill(in, f)) return false;
    *out = window(in);
    return true;
}

void input_skip(input *in, size_t count) {
    in->start += count;
}

bool input_rest(input *in, size_t most, str *out, bool *whole, fault *f) {
    str ahead;
    if (!input_peek(in, most + 1, &ahead, f)) return false;
    *whole = ahead.length <= most;
    *out = str_cut(ahead, 0, most);
    input_skip(in, ahead.length);
    return true;
}

/* Moves past everything up to the line's end, a buffer at a time. */
static bool skip_line(input *in, fault *f) {
    for (;;) {
        str ahead = window(in);
        const char *end = ahead.length ? memchr(ahead.at, '\n', ahead.length) : NULL;
        input_skip(in, end ? (size_t)(end - ahead.at) + 1 : ahead.length);
        if (end || in->ended) return true;
        if (!fill(in, f)) return false;
    }
}

bool input_next_line(input *in, size_t most, input_line *out, fault *f) {
    *out = (input_line){ STR_NONE, true, false };
    for (size_t seen = 0;;) {
        str ahead = window(in);
        const char *end =
            ahead.length > seen ? memchr(ahead.at + seen, '\n', ahead.length - seen) : NULL;
        size_t length = end ? (size_t)(end - ahead.at) : ahead.length;
        if (length > most) {
            out->whole = false;
            return skip_line(in, f);
        }
        if (end || in->ended) {
            out->bytes = str_cut(ahead, 0, length);
            out->end = !end && length == 0;
            input_skip(in, length + (end != NULL));
            return true;
        }
        seen = ahead.length;
        if (!fill(in, f)) return false;
    }
}
