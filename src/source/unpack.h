/* source/unpack.h: the bytes of packed inputs: gzip (RFC 1952) and Zstandard (RFC 8878), told
 * by their first bytes, any number of members or frames one after another, and packed files
 * inside packed ones. */
#ifndef SOURCE_UNPACK_H
#define SOURCE_UNPACK_H

#include "source/input.h"

/* The bytes of `in`, unpacked where they are packed, else `in` itself. Takes `in`, closed where
 * this fails. Damage, an early end and bombs are told by input_failed; input_resume goes on with
 * the next member. Memory: zlib's 44 KB or up to 128 MB that a zstd frame asks for.
 * Fails: FAULT_INPUT where it is packed more than SOURCE_PACKED_MOST times over, FAULT_STORE,
 * FAULT_MEMORY. */
input *input_unpacked(input *in, fault *f);

/* What HTTP calls deflate: zlib's format (RFC 1950), or as some servers send it, without its
 * head and sum. Takes `in`, closed where this fails. Fails: FAULT_STORE, FAULT_MEMORY. */
input *input_inflated(input *in, fault *f);

#endif
