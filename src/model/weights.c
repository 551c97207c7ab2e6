/* model/weights.c: see weights.h. A file is hostile until each number in it was checked, in
 * an order that lets each check rely on those before. */
#include "model/weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mapped.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "weights files are little-endian and are used where they lie"
#endif

typedef struct header {
    char magic[8];
    uint32_t version, count;
    uint64_t size, hash;
    char name[WEIGHTS_NAME_SIZE];
} header;

_Static_assert(sizeof(header) == 64 && sizeof(tensor) == 64, "as docs/weights.md has them");

enum { PAIR_MOST = 128, PANEL_ROWS = 16 };
#define FLOAT_MOST 1e6f

static uint64_t aligned(uint64_t n) {
    return (n + WEIGHTS_ALIGN - 1) / WEIGHTS_ALIGN * WEIGHTS_ALIGN;
}

static bool name_is_good(const char name[WEIGHTS_NAME_SIZE]) {
    size_t length = strnlen(name, WEIGHTS_NAME_SIZE);
    if (!length || length == WEIGHTS_NAME_SIZE) return false;
    for (size_t i = 0; i < WEIGHTS_NAME_SIZE; i++)
        if (i < length ? name[i] <= ' ' || name[i] > '~' : name[i] != '\0') return false;
    return true;
}

static bool check_header(str bytes, fault *f) {
    const header *h = (const header *)(const void *)bytes.at;
    if (bytes.length < sizeof *h)
        return FAULT(f, FAULT_MODEL, bytes.length, "%zu bytes are no weights file", bytes.length);
    if (memcmp(h->magic, "ONRMODEL", sizeof h->magic) != 0)
        return FAULT(f, FAULT_MODEL, 0, "no weights file: it does not begin with ONRMODEL");
    if (h->version != WEIGHTS_VERSION)
        return FAULT(f, FAULT_MODEL, 8, "weights of version %u, this program reads version %d",
                     (unsigned)h->version, WEIGHTS_VERSION);
    if (h->count < 1 || h->count > WEIGHTS_TENSORS_MOST)
        return FAULT(f, FAULT_MODEL, 12, "%u tensors, limit %d", (unsigned)h->count,
                     WEIGHTS_TENSORS_MOST);
    if (h->size != bytes.length)
        return FAULT(f, FAULT_MODEL, 16, "the file has %zu bytes, its header says %llu",
                     bytes.length, (unsigned long long)h->size);
    if (!name_is_good(h->name))
        return FAULT(f, FAULT_MODEL, 32, "the weights have no readable name");
    if (mapped_hash(str_cut(bytes, sizeof *h, bytes.length)) != h->hash)
        return FAULT(f, FAULT_MODEL, 24, "the file is damaged: its content does not have the hash "
                     "that its header says");
    return true;
}

/* Bytes of one element, or 0 for an unknown type. */
static uint64_t element_size(uint32_t type) {
    switch (type) {
    case TENSOR_INT8: case TENSOR_BYTES: case TENSOR_PACKED: return 1;
    case TENSOR_FLOAT32: case TENSOR_UINT32: return 4;
    default: return 0;
    }
}

/* Bytes that its dimensions ask for; UINT64_MAX where they are more than `most`. */
static uint64_t needed_size(const tensor *t, uint64_t most) {
    uint64_t rows = t->dims[0], size = element_size(t->type);
    if (t->type == TENSOR_PACKED) rows = (rows + PANEL_ROWS - 1) / PANEL_ROWS * PANEL_ROWS;
    uint64_t dims[3] = { rows, t->dims[1], t->dims[2] };
    for (int i = 0; i < 3; i++) {
        if (dims[i] > most / size) return UINT64_MAX;
        size *= dims[i];
        if (!size) return 0;
    }
    return size;
}

static bool check_place(const weights *w, const tensor *t, uint64_t expected, fault *f) {
    size_t at = (size_t)((const char *)t - w->bytes.at);
    if (!name_is_good(t->name)) return FAULT(f, FAULT_MODEL, at, "a tensor has no readable name");
    if (!element_size(t->type))
        return FAULT(f, FAULT_MODEL, at + 32, "%s: unknown type %u", t->name, (unsigned)t->type);
    if (t->type == TENSOR_PACKED && (t->dims[1] % 16 || t->dims[2] != 1))
        return FAULT(f, FAULT_MODEL, at + 36, "%s: a matrix of %u columns, not a multiple of 16",
                     t->name, (unsigned)t->dims[1]);
    uint64_t need = needed_size(t, w->bytes.length);
    if (!need || need != t->size)
        return FAULT(f, FAULT_MODEL, at + 36, "%s: %llu bytes are not %u x %u x %u", t->name,
                     (unsigned long long)t->size, (unsigned)t->dims[0], (unsigned)t->dims[1],
                     (unsigned)t->dims[2]);
    if (t->offset != expected || t->offset + t->size > w->bytes.length)
        return FAULT(f, FAULT_MODEL, at + 48, "%s: lies at byte %llu, expected at %llu of %zu",
                     t->name, (unsigned long long)t->offset, (unsigned long long)expected,
                     w->bytes.length);
    return true;
}

static bool check_floats(const weights *w, const tensor *t, fault *f) {
    const float *x = weights_data(w, t);
    for (size_t i = 0; i < t->size / sizeof *x; i++)
        if (!(fabsf(x[i]) <= FLOAT_MOST))
            return FAULT(f, FAULT_MODEL, (size_t)t->offset + i * sizeof *x,
                         "%s: number %zu is %g, limit %g", t->name, i, (double)x[i],
                         (double)FLOAT_MOST);
    return true;
}

static int above_zero(int x) {
    return x > 0 ? x : 0;
}

/* No -128, and pairs of weights that 16 bits hold (docs/weights.md). */
static bool check_packed(const weights *w, const tensor *t, fault *f) {
    const int8_t *q = weights_data(w, t);
    int worst = 0;
    for (size_t i = 0; i + 1 < t->size; i += 2) {
        int up = above_zero(q[i]) + above_zero(q[i + 1]);
        int down = above_zero(-q[i]) + above_zero(-q[i + 1]);
        int most = up > down ? up : down;
        int low = q[i] == INT8_MIN || q[i + 1] == INT8_MIN ? PAIR_MOST + 1 : 0;
        worst = most > worst ? most : worst;
        worst = low > worst ? low : worst;
    }
    if (worst > PAIR_MOST)
        return FAULT(f, FAULT_MODEL, (size_t)t->offset,
                     "%s: a pair of weights is too large, limit %d", t->name, PAIR_MOST);
    return true;
}

static bool check_values(const weights *w, const tensor *t, fault *f) {
    if (t->type == TENSOR_FLOAT32) return check_floats(w, t, f);
    if (t->type == TENSOR_PACKED) return check_packed(w, t, f);
    return true;
}

static bool check_tensors(const weights *w, fault *f) {
    uint64_t expected = aligned(sizeof(header) + w->count * sizeof(tensor));
    if (expected > w->bytes.length)
        return FAULT(f, FAULT_MODEL, w->bytes.length, "the table of tensors runs past the end");
    for (size_t i = 0; i < w->count; i++) {
        const tensor *t = &w->tensors[i];
        if (!check_place(w, t, expected, f)) return false;
        if (weights_find(w, t->name) != t)
            return FAULT(f, FAULT_MODEL, (size_t)((const char *)t - w->bytes.at),
                         "%s: there twice", t->name);
        if (!check_values(w, t, f)) return false;
        expected = aligned(t->offset + t->size);
    }
    if (expected != w->bytes.length)
        return FAULT(f, FAULT_MODEL, (size_t)expected, "%zu bytes, expected %llu", w->bytes.length,
                     (unsigned long long)expected);
    return true;
}

static bool weights_check(weights *w, fault *f) {
    if (!check_header(w->bytes, f)) return false;
    const header *h = (const header *)(const void *)w->bytes.at;
    w->name = h->name;
    w->count = h->count;
    w->tensors = (const tensor *)(const void *)(w->bytes.at + sizeof *h);
    return check_tensors(w, f);
}

static bool align_copy(weights *w, fault *f) {
    void *copy = aligned_alloc(WEIGHTS_ALIGN, aligned(w->bytes.length + 1));
    if (!copy)
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for %zu bytes of weights",
                     w->bytes.length);
    if (w->bytes.length) memcpy(copy, w->bytes.at, w->bytes.length);
    w->bytes.at = copy;
    w->held = WEIGHTS_COPIED;
    return true;
}

bool weights_of(str bytes, weights *out, fault *f) {
    weights w = { .bytes = bytes, .held = WEIGHTS_LENT };
    bool straight = bytes.at && (uintptr_t)bytes.at % WEIGHTS_ALIGN == 0;
    if (!straight && !align_copy(&w, f)) return false;
    if (!weights_check(&w, f)) {
        weights_close(&w);
        return false;
    }
    *out = w;
    return true;
}

bool weights_open(const char *path, weights *out, fault *f) {
    weights w = { .held = WEIGHTS_MAPPED };
    if (!mapped_open(path, &w.bytes, f)) return false;
    if (!weights_check(&w, f)) {
        weights_close(&w);
        return fault_where(f, str_of(path));
    }
    *out = w;
    return true;
}

void weights_close(weights *w) {
    void *at = (void *)(uintptr_t)w->bytes.at;
    if (w->held == WEIGHTS_MAPPED) mapped_close(w->bytes);
    if (w->held == WEIGHTS_COPIED) free(at);
    *w = (weights){ 0 };
}

const tensor *weights_find(const weights *w, const char *name) {
    for (size_t i = 0; i < w->count; i++)
        if (strncmp(w->tensors[i].name, name, WEIGHTS_NAME_SIZE) == 0) return &w->tensors[i];
    return NULL;
}

const void *weights_data(const weights *w, const tensor *t) {
    return w->bytes.at + t->offset;
}
