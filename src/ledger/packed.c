/* ledger/packed.c: see packed.h. */
#include "ledger/packed.h"

#include "base/utf8.h"
#include "ledger/names.h"

enum {
    FIRST = 2, JUMP = 0x2800, JUMP_FROM = 0xD800, PAST = 0x110000,
    VALUE_MOST = PAST - JUMP - FIRST - 1,
    THOUSAND = 2000, MILLION = 1000000,
    TIME_CHARACTERS = 4,
};
#define TIME_FIRST INT64_C(4000000000) /* so that no time of years 1 to 9999 is below nothing */

/* Where a row has its columns (rows.c). */
enum { AT, LENGTH, SENTENCE, SENTENCE_LENGTH, WHO, WHOM, KINDS, OWN };

/* ---- writing ---- */

static void put(arena *a, buffer *to, int64_t value) {
    char bytes[4];
    code_point c = 1;
    if (value >= 0 && value <= VALUE_MOST) c = (code_point)value + FIRST;
    if (c >= JUMP_FROM) c += JUMP;
    buffer_add(a, to, (str){ bytes, utf8_write(c, bytes) });
}

static void put_two(arena *a, buffer *to, int64_t value, int64_t base) {
    bool none = value < 0 || value / base > VALUE_MOST;
    put(a, to, none ? NUMBER_NONE : value / base);
    put(a, to, none ? NUMBER_NONE : value % base);
}

/* The number of the row's time among those of the pack. */
static int64_t put_times(arena *a, packed *p, const int64_t times[2]) {
    if (times[0] == NUMBER_NONE && times[1] == NUMBER_NONE) return NUMBER_NONE;
    for (int i = 0; i < 2; i++) {
        bool none = times[i] == NUMBER_NONE || times[i] < -TIME_FIRST
            || times[i] > INT64_MAX - TIME_FIRST;
        put_two(a, &p->times, none ? NUMBER_NONE : times[i] + TIME_FIRST, MILLION);
    }
    return (int64_t)p->time_count++;
}

void packed_add(arena *a, packed *p, packed_kind kind, const int64_t row[]) {
    bool is_event = kind == PACKED_EVENT;
    const int64_t *times = row + (is_event ? OWN + 3 : OWN + 1);
    int64_t k = row[KINDS] < 0 ? 0 : row[KINDS];
    put_two(a, &p->facts, row[SENTENCE], THOUSAND);
    put(a, &p->facts, row[AT] < row[SENTENCE] ? NUMBER_NONE : row[AT] - row[SENTENCE]);
    put(a, &p->facts, row[LENGTH]);
    put(a, &p->facts, row[SENTENCE_LENGTH]);
    put_two(a, &p->facts, row[WHO], THOUSAND);
    put_two(a, &p->facts, row[WHOM], THOUSAND);
    put(a, &p->facts, is_event ? k & 255 : k & 127);
    put(a, &p->facts, is_event ? k >> 8 : k >> 7 & 255);
    put(a, &p->facts, is_event ? row[OWN] : k >> 15 & 255);
    put(a, &p->facts, is_event ? row[OWN + 1] : k >> 23);
    put(a, &p->facts, is_event ? row[OWN + 2] : row[OWN]);
    put(a, &p->facts, put_times(a, p, times));
    put(a, &p->facts, times[2]);
    put(a, &p->facts, times[3]);
    p->count++;
}

/* ---- reading ---- */

static int64_t value_of(code_point c) {
    if (c < FIRST || c >= PAST) return NUMBER_NONE;
    return (int64_t)c - FIRST - (c >= 0x10000 ? JUMP : 0);
}

static int64_t two_of(const int64_t *parts, int64_t base) {
    return parts[0] == NUMBER_NONE || parts[1] == NUMBER_NONE ? NUMBER_NONE
                                                              : parts[0] * base + parts[1];
}

/* So many values out of *rest; false where there are fewer. */
static bool take(str *rest, size_t count, int64_t out[]) {
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = 1;
        if (at >= rest->length) return false;
        unsigned char byte = (unsigned char)rest->at[at];
        out[i] = value_of(byte < 0x80 ? byte : utf8_at(*rest, at, &length));
        at += length;
    }
    *rest = str_cut(*rest, at, rest->length);
    return true;
}

static void take_times(str times, int64_t number, int64_t out[2]) {
    int64_t parts[TIME_CHARACTERS];
    out[0] = out[1] = NUMBER_NONE;
    if (number < 0 || number >= PACKED_FACTS) return;
    for (int64_t i = 0; i <= number; i++)
        if (!take(&times, TIME_CHARACTERS, parts)) return;
    for (int i = 0; i < 2; i++) {
        int64_t value = two_of(parts + i * 2, MILLION);
        if (value != NUMBER_NONE) out[i] = value - TIME_FIRST;
    }
}

static int64_t shifted(int64_t value, int by) {
    return value == NUMBER_NONE ? 0 : value << by;
}

bool packed_next(str *rest, str times, packed_kind kind, int64_t row[PACKED_COLUMNS]) {
    int64_t c[PACKED_CHARACTERS];
    bool is_event = kind == PACKED_EVENT;
    if (!take(rest, PACKED_CHARACTERS, c)) return false;
    row[SENTENCE] = two_of(c, THOUSAND);
    row[AT] = row[SENTENCE] == NUMBER_NONE || c[2] == NUMBER_NONE ? NUMBER_NONE
                                                                 : row[SENTENCE] + c[2];
    row[LENGTH] = c[3];
    row[SENTENCE_LENGTH] = c[4];
    row[WHO] = two_of(c + 5, THOUSAND);
    row[WHOM] = two_of(c + 7, THOUSAND);
    row[KINDS] = is_event ? shifted(c[9], 0) | shifted(c[10], 8)
        : shifted(c[9], 0) | shifted(c[10], 7) | shifted(c[11], 15) | shifted(c[12], 23);
    int64_t *last = row + (is_event ? OWN + 3 : OWN + 1);
    const int64_t *from = c + (is_event ? 11 : 13);
    for (int64_t *own = row + OWN; own < last; own++) *own = *from++;
    take_times(times, c[14], last);
    last[2] = c[15];
    last[3] = c[16];
    return true;
}
