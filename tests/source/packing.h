/* Packs bytes for the tests of packed inputs. Memory: malloc's, never freed by the small ones. */
#ifndef TESTS_SOURCE_PACKING_H
#define TESTS_SOURCE_PACKING_H

#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "source/reading.h"

/* window_bits: 31 gzip, 15 zlib, -15 raw. */
static inline str deflated(arena *a, str bytes, int window_bits) {
    z_stream z = { 0 };
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&z, bytes.length);
    char *out = ARENA_NEW(a, char, room);
    z.next_in = (Bytef *)(uintptr_t)bytes.at;
    z.avail_in = (uInt)bytes.length;
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return (str){ out, room - z.avail_out };
}

static inline str gzipped(arena *a, str bytes) {
    return deflated(a, bytes, 31);
}

static inline str zstd_packed(arena *a, str bytes) {
    size_t room = ZSTD_compressBound(bytes.length);
    char *out = ARENA_NEW(a, char, room);
    return (str){ out, ZSTD_compress(out, room, bytes.at, bytes.length, 3) };
}

#endif
