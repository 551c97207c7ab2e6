/* model/vocabulary.c: see vocabulary.h. */
#include "model/vocabulary.h"

#include <string.h>
#include <xxhash.h>

static bool is_power_of_two(size_t n) {
    return n && !(n & (n - 1));
}

str vocabulary_form(const vocabulary *v, uint32_t row) {
    return (str){ v->text.at + v->starts[row], v->starts[row + 1] - v->starts[row] };
}

uint32_t vocabulary_find(const vocabulary *v, str form) {
    if (!form.length || !v->slot_count) return 0;
    uint64_t hash = XXH3_64bits(form.at, form.length);
    uint32_t mark = (uint32_t)(hash >> 32);
    size_t mask = v->slot_count - 1, slot = (size_t)hash & mask;
    for (int probe = 0; probe < VOCABULARY_PROBES; probe++, slot = (slot + 1) & mask) {
        const uint32_t *s = &v->slots[2 * slot];
        if (!s[0]) return 0;
        if (s[1] == mark && str_same(form, vocabulary_form(v, s[0]))) return s[0];
    }
    return 0;
}

static bool check_starts(const vocabulary *v, fault *f) {
    if (v->starts[0] != 0)
        return FAULT(f, FAULT_MODEL, FAULT_NOWHERE, "vocabulary: forms start at byte %u, not 0",
                     (unsigned)v->starts[0]);
    for (uint32_t r = 0; r < v->rows; r++)
        if (v->starts[r + 1] < v->starts[r])
            return FAULT(f, FAULT_MODEL, FAULT_NOWHERE, "vocabulary: row %u ends before it starts",
                         (unsigned)r);
    if (v->starts[v->rows] != v->text.length)
        return FAULT(f, FAULT_MODEL, FAULT_NOWHERE, "vocabulary: forms end at byte %u of %zu",
                     (unsigned)v->starts[v->rows], v->text.length);
    return true;
}

bool vocabulary_check(const vocabulary *v, fault *f) {
    if (!v->rows)
        return FAULT(f, FAULT_MODEL, FAULT_NOWHERE, "vocabulary: no rows");
    if (!is_power_of_two(v->slot_count))
        return FAULT(f, FAULT_MODEL, FAULT_NOWHERE, "vocabulary: %zu slots, not a power of two",
                     v->slot_count);
    for (size_t i = 0; i < v->slot_count; i++)
        if (v->slots[2 * i] >= v->rows)
            return FAULT(f, FAULT_MODEL, FAULT_NOWHERE,
                         "vocabulary: slot %zu leads to row %u of %u", i,
                         (unsigned)v->slots[2 * i], (unsigned)v->rows);
    return check_starts(v, f);
}

static bool put(uint32_t *slots, size_t slot_count, uint32_t row, str form) {
    uint64_t hash = XXH3_64bits(form.at, form.length);
    size_t mask = slot_count - 1, slot = (size_t)hash & mask;
    for (int probe = 0; probe < VOCABULARY_PROBES; probe++, slot = (slot + 1) & mask) {
        if (slots[2 * slot]) continue;
        slots[2 * slot] = row;
        slots[2 * slot + 1] = (uint32_t)(hash >> 32);
        return true;
    }
    return false;
}

bool vocabulary_make(arena *a, const str *forms, uint32_t count, vocabulary *out, fault *f) {
    size_t slot_count = 2, length = 0;
    while (slot_count < 2 * (size_t)count) slot_count *= 2;
    for (uint32_t i = 0; i < count; i++) length += forms[i].length;
    uint32_t *slots = ARENA_NEW(a, uint32_t, 2 * slot_count);
    uint32_t *starts = ARENA_NEW(a, uint32_t, (size_t)count + 2);
    char *text = ARENA_NEW(a, char, length + 1);
    for (uint32_t i = 0; i < count; i++) {
        if (!put(slots, slot_count, i + 1, forms[i]))
            return FAULT(f, FAULT_MODEL, FAULT_NOWHERE, "vocabulary: no slot for '%.*s'",
                         STR_ARG(forms[i]));
        if (forms[i].length) memcpy(text + starts[i + 1], forms[i].at, forms[i].length);
        starts[i + 2] = starts[i + 1] + (uint32_t)forms[i].length;
    }
    *out = (vocabulary){ slots, slot_count, starts, count + 1, { text, length } };
    return true;
}
