/* Fuzzes the gazetteer file: any bytes are refused, or every name can be looked up and every
 * place read. Size and hash of the header are made true first, so that what lies behind them
 * is reached. */
#include <stdint.h>

#include "../record/small_gazetteer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_all(const gazetteer *g) {
    size_t sum = 0;
    for (size_t i = 0; i < g->posting_count; i++) {
        const gazetteer_place *p = &g->places[posting_place(g->postings[i])];
        sum += strlen(g->names + p->name);
        if (p->region != GAZETTEER_NONE) sum += g->places[p->region].people;
        if (p->country != GAZETTEER_NOWHERE) sum += (size_t)g->countries[p->country].iso3[0];
    }
    if (gazetteer_find(g, STR("Marlow")).count > GAZETTEER_NAMED_MOST || sum == SIZE_MAX) abort();
}

/* Bytes as a name: its key is short, and a key of the key is the key. */
static void fold(const uint8_t *data, size_t size) {
    char key[GAZETTEER_KEY_MOST], again[GAZETTEER_KEY_MOST];
    size_t length, once_more;
    if (!gazetteer_key((str){ (const char *)data, size }, key, &length)) return;
    if (length > GAZETTEER_KEY_MOST) abort();
    if (gazetteer_key((str){ key, length }, again, &once_more) && once_more > length) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    gazetteer g;
    fault f;
    char *bytes;
    size_t length = size;
    if (size < 80) {
        bytes = small_gazetteer(&length); /* altered by the input: position and byte, in turn */
        for (size_t i = 0; i + 2 < size; i += 3)
            bytes[(data[i] | (size_t)data[i + 1] << 8) % length] = (char)data[i + 2];
    } else {
        bytes = malloc(size);
        if (!bytes) return 0;
        memcpy(bytes, data, size);
    }
    small_seal(bytes, length);
    if (gazetteer_of((str){ bytes, length }, &g, &f)) read_all(&g);
    free(bytes);
    fold(data, size);
    return 0;
}
