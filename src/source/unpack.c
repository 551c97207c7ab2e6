/* source/unpack.c: see unpack.h. A maker over another input. Each turn either begins a member,
 * or lets the library have what lies ahead; a member that is damaged is left, and the next one is
 * looked for by its first bytes. */
#include "source/unpack.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "source/limits.h"

typedef enum packing { PACKED_NOT, PACKED_GZIP, PACKED_ZSTD, PACKED_DEFLATE } packing;

typedef struct unpacker {
    input *in;
    packing how;
    z_stream zlib; /* of gzip and deflate */
    ZSTD_DCtx *zstd;
    uint64_t taken, given; /* bytes in and out */
    size_t resumes;
    bool inside;  /* a member */
    bool hopeless; /* nothing behind the damage is to be read */
    fault failed; /* told when the bytes before it have been given */
} unpacker;

/* ---- first bytes ---- */

/* Flags that no writer sets and systems that are not there tell chance from a beginning. */
static bool is_gzip(str s) {
    const unsigned char *b = (const unsigned char *)s.at;
    return s.length >= 10 && b[0] == 0x1F && b[1] == 0x8B && b[2] == 8 && !(b[3] & 0xE0)
        && (b[9] <= 13 || b[9] == 255);
}

static bool is_zstd(str s) {
    const unsigned char *b = (const unsigned char *)s.at;
    if (s.length < 4) return false;
    bool frame = b[0] == 0x28 && b[1] == 0xB5 && b[2] == 0x2F && b[3] == 0xFD;
    bool skipped = (b[0] & 0xF0) == 0x50 && b[1] == 0x2A && b[2] == 0x4D && b[3] == 0x18;
    return frame || skipped;
}

static packing packing_of(str head) {
    return is_gzip(head) ? PACKED_GZIP : is_zstd(head) ? PACKED_ZSTD : PACKED_NOT;
}

static const char *name_of(packing how) {
    return how == PACKED_GZIP ? "gzip" : how == PACKED_ZSTD ? "zstd" : "deflate";
}

/* ---- members ---- */

static bool fail(unpacker *u, const char *what) {
    return FAULT(&u->failed, FAULT_INPUT, input_at(u->in), "%s: %s", name_of(u->how), what);
}

static bool is_padding(str s) {
    for (size_t i = 0; i < s.length; i++)
        if (s.at[i]) return false;
    return true;
}

/* At the edge of a member: false at the end, with u->failed where that is none. */
static bool begin_member(unpacker *u) {
    str ahead;
    if (!input_peek(u->in, 10, &ahead, &u->failed)) return false;
    if (!ahead.length) return input_failed(u->in, &u->failed), false;
    bool first = u->how == PACKED_DEFLATE && !u->taken; /* has no first bytes of its own */
    if (packing_of(ahead) != u->how && !first) {
        u->hopeless = true;
        if (!is_padding(ahead)) fail(u, "what follows is not packed");
        return false;
    }
    u->inside = true;
    if (u->how != PACKED_ZSTD) return inflateReset(&u->zlib) == Z_OK || fail(u, "no memory");
    ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
    return true;
}

typedef struct turn {
    size_t taken, given;
} turn;

static bool turn_zlib(unpacker *u, str ahead, str to, turn *out) {
    enum { TURN_MOST = 1 << 30 };
    z_stream *z = &u->zlib;
    size_t in = ahead.length < TURN_MOST ? ahead.length : TURN_MOST;
    z->next_in = (Bytef *)(uintptr_t)ahead.at;
    z->avail_in = (uInt)in;
    z->next_out = (Bytef *)(uintptr_t)to.at;
    z->avail_out = (uInt)to.length;
    int got = inflate(z, Z_NO_FLUSH);
    *out = (turn){ in - z->avail_in, to.length - z->avail_out };
    if (got == Z_STREAM_END) u->inside = false;
    if (got == Z_OK || got == Z_STREAM_END || got == Z_BUF_ERROR) return true;
    return fail(u, z->msg ? z->msg : got == Z_MEM_ERROR ? "no memory" : "damaged data");
}

static bool turn_zstd(unpacker *u, str ahead, str to, turn *out) {
    ZSTD_inBuffer from = { ahead.at, ahead.length, 0 };
    ZSTD_outBuffer into = { (void *)(uintptr_t)to.at, to.length, 0 };
    size_t got = ZSTD_decompressStream(u->zstd, &into, &from);
    *out = (turn){ from.pos, into.pos };
    if (ZSTD_isError(got)) return fail(u, ZSTD_getErrorName(got));
    if (got == 0) u->inside = false;
    return true;
}

static bool within_limits(unpacker *u) {
    bool bomb = u->given > SOURCE_RATIO_FROM && u->given / SOURCE_RATIO_MOST > u->taken;
    if (!bomb && u->given <= SOURCE_UNPACKED_MOST) return true;
    u->hopeless = true;
    if (!bomb) return fail(u, "unpacks to more than 4 TiB");
    return FAULT(&u->failed, FAULT_INPUT, input_at(u->in), "%s: unpacks to more than %d times "
                 "its size", name_of(u->how), SOURCE_RATIO_MOST);
}

/* Some bytes into `to`; *made is 0 where it went on without any. False at the end, or with
 * u->failed. */
static bool take_turn(unpacker *u, str to, size_t *made) {
    str ahead;
    turn done = { 0 };
    *made = 0;
    if (!u->inside && !begin_member(u)) return false;
    if (!input_peek(u->in, 1, &ahead, &u->failed)) return false;
    if (!ahead.length && !input_failed(u->in, &u->failed)) return fail(u, "ends too early");
    if (!ahead.length) return false;
    bool good = u->how == PACKED_ZSTD ? turn_zstd(u, ahead, to, &done)
                                      : turn_zlib(u, ahead, to, &done);
    input_skip(u->in, done.taken);
    u->taken += done.taken;
    u->given += done.given;
    *made = done.given;
    if (good && !within_limits(u)) good = false;
    if (good && !done.taken && !done.given) return fail(u, "damaged data");
    return good;
}

static ssize_t make(void *of, char *to, size_t room, fault *f) {
    unpacker *u = of;
    size_t made = 0;
    while (!u->failed.kind && !made)
        if (!take_turn(u, (str){ to, room }, &made) && !made && !u->failed.kind) return 0;
    if (made) return (ssize_t)made;
    *f = u->failed;
    return -1;
}

/* The next place that may begin a member. */
static bool find_member(unpacker *u) {
    fault unused = { 0 };
    for (str ahead;;) {
        if (!input_peek(u->in, 10, &ahead, &unused)) return false;
        if (ahead.length < 10) return false;
        size_t at = 0;
        while (at + 10 <= ahead.length
               && packing_of(str_cut(ahead, at, at + 10)) != u->how) at++;
        input_skip(u->in, at);
        if (at + 10 <= ahead.length) return true;
    }
}

static bool resume(void *of) {
    unpacker *u = of;
    if (u->hopeless || u->resumes++ >= SOURCE_RESUMES_MOST) return false;
    u->failed = (fault){ 0 };
    u->inside = false;
    return find_member(u);
}

static void close_unpacker(void *of) {
    unpacker *u = of;
    if (u->how != PACKED_ZSTD) inflateEnd(&u->zlib);
    ZSTD_freeDCtx(u->zstd);
    input_close(u->in);
    free(u);
}

/* ---- opening ---- */

/* RFC 1950: the first two bytes, as a number, are a multiple of 31. */
static bool has_zlib_head(str s) {
    const unsigned char *b = (const unsigned char *)s.at;
    return s.length >= 2 && (b[0] & 15) == 8 && (b[0] * 256 + b[1]) % 31 == 0;
}

static bool begin(unpacker *u) {
    enum { GZIP_ONLY = 16 + MAX_WBITS };
    fault unused;
    str head = STR_NONE;
    if (u->how == PACKED_GZIP) return inflateInit2(&u->zlib, GZIP_ONLY) == Z_OK;
    if (u->how == PACKED_DEFLATE) {
        input_peek(u->in, 2, &head, &unused);
        return inflateInit2(&u->zlib, has_zlib_head(head) ? MAX_WBITS : -MAX_WBITS) == Z_OK;
    }
    u->zstd = ZSTD_createDCtx();
    return u->zstd
        && !ZSTD_isError(ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax,
                                                SOURCE_WINDOW_LOG_MOST));
}

static input *unpacked_once(input *in, packing how, fault *f) {
    unpacker *u = calloc(1, sizeof *u);
    if (u) {
        u->in = in;
        u->how = how;
    }
    if (u && begin(u))
        return input_of_maker(&(input_maker){ make, resume, close_unpacker, u }, f);
    if (u) close_unpacker(u);
    else input_close(in);
    FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to unpack an input");
    return NULL;
}

input *input_unpacked(input *in, fault *f) {
    for (int times = 0;; times++) {
        str head;
        bool seen = input_peek(in, 10, &head, f);
        packing how = seen ? packing_of(head) : PACKED_NOT;
        if (seen && how == PACKED_NOT) return in;
        if (seen && times == SOURCE_PACKED_MOST)
            seen = FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is packed more than %d times over",
                         SOURCE_PACKED_MOST);
        if (!seen) {
            input_close(in);
            return NULL;
        }
        in = unpacked_once(in, how, f);
        if (!in) return NULL;
    }
}

input *input_inflated(input *in, fault *f) {
    str head;
    if (!input_peek(in, 2, &head, f)) {
        input_close(in);
        return NULL;
    }
    return unpacked_once(in, PACKED_DEFLATE, f);
}
