/* source/http.c: see http.h. */
#include "source/http.h"

#include <stdlib.h>
#include <string.h>

#include "source/unpack.h"

enum { SIZE_LINE_MOST = 256 }; /* bytes of the line before a chunk */

/* ---- head ---- */

str http_field(str lines, const char *name) {
    size_t length = strlen(name);
    for (size_t at = 0; at < lines.length;) {
        size_t end = str_find(lines, STR("\n"), at);
        str line = str_cut(lines, at, end);
        at = end + 1;
        if (line.length <= length || line.at[length] != ':') continue;
        if (!str_is_folded(str_cut(line, 0, length), name)) continue;
        return str_trim(str_cut(line, length + 1, line.length));
    }
    return STR_NONE;
}

/* Where the lines end: behind the first empty line; 0 where there is none. */
static size_t head_end(str bytes) {
    for (size_t at = 0; at < bytes.length;) {
        size_t end = str_find(bytes, STR("\n"), at);
        if (end == bytes.length) return 0;
        if (end == at || (end == at + 1 && bytes.at[at] == '\r')) return end + 1;
        at = end + 1;
    }
    return 0;
}

bool http_head_read(str bytes, http_head *out) {
    size_t length = head_end(bytes), blank = str_find(bytes, STR(" "), 0);
    if (!length || !str_starts(bytes, STR("HTTP/")) || blank + 4 > length) return false;
    int status = 0;
    for (size_t i = blank + 1; i < blank + 4; i++) {
        if (!is_digit(bytes.at[i])) return false;
        status = status * 10 + bytes.at[i] - '0';
    }
    str lines = str_cut(bytes, 0, length);
    *out = (http_head){ status, http_field(lines, "Content-Type"),
                        http_field(lines, "Content-Encoding"),
                        http_field(lines, "Transfer-Encoding"), length };
    return true;
}

/* ---- chunks ---- */

typedef struct chunks {
    input *in;
    size_t left; /* bytes of the chunk that is being given */
    bool begun;
} chunks;

static int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    c = to_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "1a3f; name=value": false where the line does not begin with a size. */
static bool size_of_line(str line, size_t *out) {
    size_t size = 0, digits = 0;
    line = str_trim(line);
    for (; digits < line.length && hex_value(line.at[digits]) >= 0; digits++) {
        if (digits == 12) return false;
        size = size * 16 + (size_t)hex_value(line.at[digits]);
    }
    if (!digits || (digits < line.length && !str_has(STR("; \t"), line.at[digits]))) return false;
    *out = size;
    return true;
}

/* Past the line end of the chunk before, to the next one's size; 0 at the last. */
static bool next_chunk(chunks *c, fault *f) {
    input_line line;
    if (c->begun && !input_next_line(c->in, SIZE_LINE_MOST, &line, f)) return false;
    c->begun = true;
    size_t at = input_at(c->in);
    if (!input_next_line(c->in, SIZE_LINE_MOST, &line, f)) return false;
    if (line.end) return FAULT(f, FAULT_INPUT, at, "the body ends before its last chunk");
    if (line.whole && size_of_line(line.bytes, &c->left)) return true;
    return FAULT(f, FAULT_INPUT, at, "a chunk of the body has no size");
}

static ssize_t make(void *of, char *to, size_t room, fault *f) {
    chunks *c = of;
    str ahead;
    if (!c->left) {
        if (!next_chunk(c, f)) return -1;
        if (!c->left) return 0;
    }
    if (!input_peek(c->in, 1, &ahead, f)) return -1;
    if (!ahead.length)
        return FAULT(f, FAULT_INPUT, input_at(c->in), "the body ends inside a chunk"), -1;
    size_t count = ahead.length < c->left ? ahead.length : c->left;
    if (count > room) count = room;
    memcpy(to, ahead.at, count);
    input_skip(c->in, count);
    c->left -= count;
    return (ssize_t)count;
}

static void close_chunks(void *of) {
    chunks *c = of;
    input_close(c->in);
    free(c);
}

static input *joined(input *in, fault *f) {
    str head;
    size_t size;
    bool seen = input_peek(in, SIZE_LINE_MOST, &head, f);
    if (seen && !size_of_line(str_cut(head, 0, str_find(head, STR("\n"), 0)), &size)) return in;
    chunks *c = seen ? calloc(1, sizeof *c) : NULL;
    if (c) {
        c->in = in;
        return input_of_maker(&(input_maker){ make, NULL, close_chunks, c }, f);
    }
    if (seen) FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a body");
    input_close(in);
    return NULL;
}

/* ---- body ---- */

static bool is_known_encoding(str encoding) {
    static const char *const known[] = { "gzip", "x-gzip", "zstd", "identity", "deflate", "none" };
    if (!encoding.length || str_has(encoding, ',')) return true;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is_folded(encoding, known[i])) return true;
    return false;
}

/* Archives also keep heads whose encoding was undone: a body that begins as a page does is one. */
static bool is_plain(input *in) {
    str head;
    fault unused;
    if (!input_peek(in, 64, &head, &unused)) return false;
    head = str_trim(head);
    return head.length && (head.at[0] == '<' || str_starts(head, STR("\xEF\xBB\xBF")));
}

input *http_body(const http_head *head, input *in, fault *f) {
    if (str_find_folded(head->transfer, STR("chunked"), 0) < head->transfer.length)
        in = joined(in, f);
    if (!in || is_plain(in)) return in;
    if (!is_known_encoding(head->encoding)) {
        input_close(in);
        FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "the body is packed by \"%.*s\", which is not read",
              STR_ARG(str_cut(head->encoding, 0, 40)));
        return NULL;
    }
    return str_is_folded(head->encoding, "deflate") ? input_inflated(in, f) : in;
}
