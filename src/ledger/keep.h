/* ledger/keep.h: what the ledger keeps of one reading of a report, whole and on its own: made
 * from a record, or taken out of a ledger again, to be put into this one or another. */
#ifndef LEDGER_KEEP_H
#define LEDGER_KEEP_H

#include "base/fault.h"
#include "record/record.h"

enum { HASH_SIZE = 32 };

/* SHA-256, piece by piece, each with its length, so that no two lists of pieces are alike. */
typedef struct hasher hasher;
hasher *hasher_new(arena *a);
void hasher_add(hasher *h, str piece);
str hasher_end(hasher *h, arena *a); /* 32 bytes; it can begin anew */
void hasher_into(hasher *h, unsigned char out[HASH_SIZE]);
str hash_hex(arena *a, str hash);

typedef struct kept_reading {
    str weights, program;
    int64_t read_at;     /* seconds since 1970, by the clock of who read */
    str facts, receipts; /* packed facts; two bytes a fact, a sum of its words */
    bool squeezed;       /* taken out of a ledger that has them so: receipts are kept_sums */
    str hash;
} kept_reading;

typedef struct kept {
    str key;     /* SHA-256 of the text in NFC, white space squeezed, NUL, site in lower case */
    str variant; /* SHA-256 of all that is kept of the report but its ids and retrieved */
    str extra;   /* report_pack */
    report report; /* without titles, authors, blocks where it was taken from a ledger */
    str_list ids;
    size_t words;
    LIST(kept_reading) readings;
} kept;

/* The key of a report. Memory: from a. */
str kept_key(arena *a, str text, str site);

/* The SHA-256 of a text as it stands. */
str kept_text_digest(arena *a, str text);

/* The variant, from report, extra and text. */
str kept_variant(arena *a, const kept *k);
str kept_reading_hash(arena *a, str variant, const kept_reading *g);

/* Packed facts of a text made smaller (squeeze.h; facts that do not come back from there the
 * same, and those of older ledgers, by zstd), and back. Hashes are of what is not squeezed.
 * Fails: FAULT_STORE where the bytes are damaged. Memory: from a. */
str kept_squeeze(arena *a, str facts, str text);
bool kept_unsqueeze(arena *a, str squeezed, str text, str *out, fault *f);
bool kept_read(arena *a, str squeezed, str text, record *out, span_list *sentences, fault *f);

/* Whether facts are as squeeze.h has them, and only to be had with the text they are of. */
bool kept_is_squeezed(str facts);

/* Sums of the words of all facts, in order. */
str kept_receipts(arena *a, const record *r);

/* A sum of each SUMMED bytes of a text, one byte each: of its two halves, as they were kept before,
 * what is not in both. */
enum { SUMMED = 64 };
str kept_sums(arena *a, str text);

/* Copies all that it needs. Memory: from a. `sentences` are those of the record. */
void kept_of(arena *a, const record *r, const span_list *sentences, kept *out);

/* Of two variants of one key the one that knows more of the report, else the lesser hash:
 * so that whoever adds or merges in whatever order keeps the same one. */
bool kept_is_better(const kept *k, const kept *than);

#endif
