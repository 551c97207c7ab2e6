/* model/best.c: see best.h. Four numbers at a time, and where the largest stands only when it is
 * known: a look-up that waits for the one before costs more. Vectors of GCC and Clang, which
 * every processor has or is given. */
#include "model/best.h"

#include <stdint.h>
#include <string.h>

enum { LANES = 4 };

typedef float lanes __attribute__((vector_size(4 * LANES)));
typedef int32_t whole __attribute__((vector_size(4 * LANES)));

static lanes load(const float *x) {
    lanes v;
    memcpy(&v, x, sizeof v);
    return v;
}

static lanes larger(lanes a, lanes b) {
    whole better = a > b;
    return (lanes)((better & (whole)a) | (~better & (whole)b));
}

float most_of(const float *x, size_t size) {
    float most = x[0];
    size_t i = 1;
    if (size >= LANES) {
        lanes four = load(x);
        for (i = LANES; i + LANES <= size; i += LANES) four = larger(load(x + i), four);
        for (int k = 0; k < LANES; k++) most = four[k] > most ? four[k] : most;
    }
    for (; i < size; i++) most = x[i] > most ? x[i] : most;
    return most;
}

size_t best_of(const float *x, size_t size) {
    float most = most_of(x, size);
    size_t best = 0;
    while (best + 1 < size && x[best] != most) best++;
    return best;
}
