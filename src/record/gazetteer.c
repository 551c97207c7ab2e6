/* record/gazetteer.c: see gazetteer.h. The file is hostile until each number in it was
 * checked, in an order that lets each check rely on those before. */
#include "record/gazetteer.h"

#include <string.h>
#include <utf8proc.h>
#include <xxhash.h>

#include "base/mapped.h"
#include "base/utf8.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "gazetteer files are little-endian and are used where they lie"
#endif

enum { NAME_SIZE = 24, HASHED_FROM = 32, PLACES_MOST = 1 << 24 };

typedef struct header {
    char magic[8];
    uint32_t version, places;
    uint64_t size, hash; /* hash: of all bytes behind it */
    uint32_t keys, postings, countries, regions, names, zero;
    char name[NAME_SIZE];
} header;

_Static_assert(sizeof(header) == 80 && offsetof(header, keys) == HASHED_FROM, "docs/gazetteer.md");
_Static_assert(sizeof(gazetteer_place) == 24 && sizeof(gazetteer_country) == 16,
               "as docs/gazetteer.md has them");

/* ---- opening ---- */

static bool check_header(str bytes, fault *f) {
    const header *h = (const header *)(const void *)bytes.at;
    if (bytes.length < sizeof *h)
        return FAULT(f, FAULT_MODEL, bytes.length, "%zu bytes are no gazetteer", bytes.length);
    if (memcmp(h->magic, "ONRPLACE", sizeof h->magic) != 0)
        return FAULT(f, FAULT_MODEL, 0, "no gazetteer: it does not begin with ONRPLACE");
    if (h->version != GAZETTEER_VERSION)
        return FAULT(f, FAULT_MODEL, 8, "a gazetteer of version %u, this program reads version %d",
                     (unsigned)h->version, GAZETTEER_VERSION);
    if (h->size != bytes.length)
        return FAULT(f, FAULT_MODEL, 16, "the file has %zu bytes, its header says %llu",
                     bytes.length, (unsigned long long)h->size);
    if (mapped_hash(str_cut(bytes, HASHED_FROM, bytes.length)) != h->hash)
        return FAULT(f, FAULT_MODEL, 24, "the file is damaged: its content does not have the hash "
                     "that its header says");
    if (!h->name[0] || h->name[NAME_SIZE - 1])
        return FAULT(f, FAULT_MODEL, sizeof *h - NAME_SIZE, "the gazetteer has no name");
    return true;
}

/* The next section of `count` things, and where the one behind it begins. */
static const void *section(str bytes, size_t *at, size_t count, size_t size) {
    const void *here = bytes.at + *at;
    *at += (count * size + 7) / 8 * 8;
    return here;
}

/* All counts are 32 bits, so their sum in bytes cannot overflow 64. */
static bool lay_out(gazetteer *g, fault *f) {
    const header *h = (const header *)(const void *)g->bytes.at;
    size_t at = sizeof *h;
    g->key_count = h->keys;
    g->posting_count = h->postings;
    g->place_count = h->places;
    g->country_count = h->countries;
    g->region_count = h->regions;
    g->names_size = h->names;
    g->name = h->name;
    g->keys = section(g->bytes, &at, h->keys, sizeof *g->keys);
    g->starts = section(g->bytes, &at, (size_t)h->keys + 1, sizeof *g->starts);
    g->postings = section(g->bytes, &at, h->postings, sizeof *g->postings);
    g->places = section(g->bytes, &at, h->places, sizeof *g->places);
    g->countries = section(g->bytes, &at, h->countries, sizeof *g->countries);
    g->names = section(g->bytes, &at, h->names, 1);
    if (at != g->bytes.length)
        return FAULT(f, FAULT_MODEL, 32, "its counts ask for %zu bytes, the file has %zu", at,
                     g->bytes.length);
    if (h->places > PLACES_MOST || h->regions > h->places || h->regions > GAZETTEER_NONE ||
        h->countries > GAZETTEER_NOWHERE || !h->names)
        return FAULT(f, FAULT_MODEL, 32, "%u places, %u regions, %u countries, %u bytes of names: "
                     "no such gazetteer", (unsigned)h->places, (unsigned)h->regions,
                     (unsigned)h->countries, (unsigned)h->names);
    return true;
}

static size_t byte_of(const gazetteer *g, const void *thing) {
    return (size_t)((const char *)thing - g->bytes.at);
}

static bool check_keys(const gazetteer *g, fault *f) {
    for (size_t i = 0; i < g->key_count; i++) {
        if (i && g->keys[i] <= g->keys[i - 1])
            return FAULT(f, FAULT_MODEL, byte_of(g, &g->keys[i]), "key %zu is out of order", i);
        uint32_t from = g->starts[i], to = g->starts[i + 1];
        if (from >= to || to - from > GAZETTEER_NAMED_MOST || to > g->posting_count)
            return FAULT(f, FAULT_MODEL, byte_of(g, &g->starts[i]), "key %zu has places %u to %u",
                         i, (unsigned)from, (unsigned)to);
    }
    if (g->starts[0] || g->starts[g->key_count] != g->posting_count)
        return FAULT(f, FAULT_MODEL, byte_of(g, g->starts), "the keys do not have all %u names",
                     (unsigned)g->posting_count);
    for (size_t i = 0; i < g->posting_count; i++)
        if (posting_place(g->postings[i]) >= g->place_count ||
            posting_kind(g->postings[i]) >= NAME_KINDS)
            return FAULT(f, FAULT_MODEL, byte_of(g, &g->postings[i]), "name %zu is of no place", i);
    return true;
}

static bool is_sound(const gazetteer *g, const gazetteer_place *p) {
    bool somewhere = p->latitude >= -9000000 && p->latitude <= 9000000 &&
                     p->longitude >= -18000000 && p->longitude <= 18000000;
    bool in = p->region == GAZETTEER_NONE || p->region < g->region_count;
    bool of = p->country == GAZETTEER_NOWHERE || p->country < g->country_count;
    return somewhere && in && of && p->kind < PLACE_KINDS && p->name < g->names_size;
}

static bool is_code(const char code[4], size_t length) {
    if (strnlen(code, 4) != length) return false;
    for (size_t i = 0; i < length; i++)
        if (!is_upper(code[i])) return false;
    return true;
}

static bool check_countries(const gazetteer *g, fault *f) {
    for (size_t i = 0; i < g->country_count; i++) {
        const gazetteer_country *c = &g->countries[i];
        bool known = c->capital == UINT32_MAX || c->capital < g->place_count;
        if (!known || c->place >= g->place_count || !is_code(c->iso3, 3) || !is_code(c->iso2, 2))
            return FAULT(f, FAULT_MODEL, byte_of(g, c), "country %zu is out of bounds", i);
    }
    return true;
}

static bool check_names(const gazetteer *g, fault *f) {
    str names = { g->names, g->names_size };
    size_t bad = utf8_valid(names);
    if (bad < names.length)
        return FAULT(f, FAULT_MODEL, byte_of(g, g->names + bad), "a name is not UTF-8");
    if (g->names[g->names_size - 1])
        return FAULT(f, FAULT_MODEL, byte_of(g, g->names), "the last name has no end");
    return true;
}

static bool check_places(const gazetteer *g, fault *f) {
    for (size_t i = 0; i < g->place_count; i++)
        if (!is_sound(g, &g->places[i]))
            return FAULT(f, FAULT_MODEL, byte_of(g, &g->places[i]), "place %zu is out of bounds",
                         i);
    return true;
}

bool gazetteer_of(str bytes, gazetteer *out, fault *f) {
    gazetteer g = { .bytes = bytes };
    if (bytes.at && (uintptr_t)bytes.at % 8)
        return FAULT(f, FAULT_MODEL, FAULT_NOWHERE, "a gazetteer in memory must be 8-byte aligned");
    if (!check_header(bytes, f) || !lay_out(&g, f) || !check_keys(&g, f) || !check_places(&g, f) ||
        !check_countries(&g, f) || !check_names(&g, f))
        return false;
    *out = g;
    return true;
}

bool gazetteer_open(const char *path, gazetteer *out, fault *f) {
    str bytes;
    if (!mapped_open(path, &bytes, f)) return false;
    if (!gazetteer_of(bytes, out, f)) {
        mapped_close(bytes);
        return fault_where(f, str_of(path));
    }
    mapped_forget(bytes);
    out->mapped = true;
    return true;
}

void gazetteer_close(gazetteer *g) {
    if (g->mapped) mapped_close(g->bytes);
    *g = (gazetteer){ 0 };
}

/* ---- names ---- */

/* Adds a character to a key in the making; blanks wait for what follows them. */
static bool add(char out[GAZETTEER_KEY_MOST], size_t *length, const char *bytes, size_t count) {
    if (*length + count > GAZETTEER_KEY_MOST) return false;
    memcpy(out + *length, bytes, count);
    *length += count;
    return true;
}

static bool add_ascii(char c, char out[GAZETTEER_KEY_MOST], size_t *length, bool *blank) {
    if (c == '\'') return true;
    if (!is_ascii_letter(c) && !is_digit(c)) {
        *blank = *length > 0;
        return true;
    }
    char small = to_lower(c);
    if (*blank && !add(out, length, " ", 1)) return false;
    *blank = false;
    return add(out, length, &small, 1);
}

enum { PARTS_MOST = 18 }; /* characters that one can come apart into (U+FDFA) */

static bool add_other(code_point c, char out[GAZETTEER_KEY_MOST], size_t *length, bool *blank) {
    utf8proc_int32_t parts[PARTS_MOST];
    int state = 0;
    utf8proc_option_t how = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK |
                            UTF8PROC_CASEFOLD;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, PARTS_MOST, how, &state);
    if (c == 0x2019 || c == 0x2018 || c == 0x2BB) return true; /* apostrophes and the like */
    for (utf8proc_ssize_t i = 0; i < count && i < PARTS_MOST; i++) {
        char bytes[4];
        if (parts[i] < 0x80) {
            if (!add_ascii((char)parts[i], out, length, blank)) return false;
            continue;
        }
        if (!utf8_is_letter(parts[i]) && !utf8_is_digit(parts[i])) {
            *blank = *length > 0;
            continue;
        }
        if (*blank && !add(out, length, " ", 1)) return false;
        *blank = false;
        if (!add(out, length, bytes, utf8_write(parts[i], bytes))) return false;
    }
    return true;
}

bool gazetteer_key(str words, char out[GAZETTEER_KEY_MOST], size_t *length) {
    bool blank = false;
    *length = 0;
    for (size_t at = 0, n; at < words.length; at += n) {
        n = 1;
        bool ascii = (unsigned char)words.at[at] < 0x80;
        bool good = ascii ? add_ascii(words.at[at], out, length, &blank)
                          : add_other(utf8_at(words, at, &n), out, length, &blank);
        if (!good) return false;
    }
    return *length > 0;
}

/* Hashes are spread evenly, so one stands near its share of the way: the stretch around that
 * point, doubled until the hash is in it. */
static void stretch_of(const gazetteer *g, uint64_t hash, size_t *low, size_t *high) {
    size_t guess = (size_t)((hash >> 32) * g->key_count >> 32), step = 32;
    *low = *high = guess;
    while (*low && g->keys[*low] >= hash) {
        *low = *low > step ? *low - step : 0;
        step *= 2;
    }
    for (step = 32; *high < g->key_count && g->keys[*high] < hash; step *= 2)
        *high = g->key_count - *high > step ? *high + step : g->key_count;
}

gazetteer_names gazetteer_find_key(const gazetteer *g, str key) {
    uint64_t hash = XXH3_64bits(key.at, key.length);
    size_t low, high;
    if (!g->key_count) return (gazetteer_names){ NULL, 0 };
    stretch_of(g, hash, &low, &high);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g->keys[middle] < hash) low = middle + 1;
        else high = middle;
    }
    if (low == g->key_count || g->keys[low] != hash) return (gazetteer_names){ NULL, 0 };
    return (gazetteer_names){ g->postings + g->starts[low], g->starts[low + 1] - g->starts[low] };
}

gazetteer_names gazetteer_find(const gazetteer *g, str words) {
    char key[GAZETTEER_KEY_MOST];
    size_t length;
    if (!gazetteer_key(words, key, &length)) return (gazetteer_names){ NULL, 0 };
    return gazetteer_find_key(g, (str){ key, length });
}
