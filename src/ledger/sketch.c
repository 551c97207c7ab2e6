/* ledger/sketch.c: makes, opens and compares sketches. */
#include "ledger/sketch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "ledger/sketch_bits.h"
#include "ledger/terms.h"
#include "record/word_map.h"

enum {
    RUNS_LEAST = 5, /* fewer runs compared say nothing */
    UNTITLED = 24,  /* words that stand for the title of a report without one */
};

static const double SHARED_MOST = 0.72; /* of what is shared, that one term may make up */

/* Sites of news agencies: parts of an address, or the name alone. */
static const char *const agencies[] = {
    "reuters", "apnews", "ap", "afp", "dpa", "xinhua", "xinhuanet", "tass", "upi", "efe", "ansa",
    "kyodonews", "yna", "yonhap", "interfax", "pti", "anadolu", "bernama", "antara", "aap",
};

typedef struct weighed {
    uint32_t number, times;
    double weight;
    bool title;
} weighed;

typedef LIST(weighed) weighed_list;

static uint32_t hash_of(const void *at, size_t length) {
    return (uint32_t)(XXH3_64bits(at, length) >> 44); /* of SKETCH_HASHES */
}

static void put_hash(unsigned char *at, uint32_t hash) {
    at[0] = (unsigned char)(hash >> 16);
    at[1] = (unsigned char)(hash >> 8 & 255);
    at[2] = (unsigned char)(hash & 255);
}

/* --- making ---------------------------------------------------------------------------- */

static bool is_agency(str site) {
    for (size_t at = 0; at < site.length;) {
        size_t end = at;
        while (end < site.length && site.at[end] != '.') end++;
        for (size_t i = 0; i < sizeof agencies / sizeof *agencies; i++)
            if (str_is_folded(str_cut(site, at, end), agencies[i])) return true;
        at = end + 1;
    }
    return false;
}

/* Adds each term `times` to the counts by stem. */
static void count_terms(arena *a, const term_list *terms, word_map *counts, str_list *stems,
                        uint32_t times) {
    for (size_t i = 0; i < terms->count; i++) {
        char place[TERM_SIZE];
        str stem = term_stem(terms->at[i].word, place);
        if (stem.length < 2) continue;
        if (stem.at == place) stem = arena_copy(a, stem); /* else it is the term's */
        uint32_t *count = word_map_put(counts, stem);
        if (*count == WORD_MAP_NONE) {
            *count = 0;
            *LIST_ADD(a, stems) = stem;
        }
        *count += times;
    }
}

/* Heavier; of two alike the one of the lesser number. */
static bool is_heavier(const weighed *l, const weighed *r) {
    if (l->weight < r->weight || l->weight > r->weight) return l->weight > r->weight;
    return l->number < r->number;
}

/* Moves entry i of a heap of SKETCH_TERMS to its place. */
static void sift(weighed *at, size_t i) {
    for (size_t child; (child = 2 * i + 1) < SKETCH_TERMS; i = child) {
        if (child + 1 < SKETCH_TERMS && is_heavier(&at[child], &at[child + 1])) child++;
        if (is_heavier(&at[child], &at[i])) return;
        weighed moved = at[i];
        at[i] = at[child];
        at[child] = moved;
    }
}

/* Leaves the SKETCH_TERMS heaviest, in any order: a heap of them, the lightest on top. */
static void keep_heaviest(weighed_list *list) {
    if (list->count <= SKETCH_TERMS) return;
    for (size_t i = SKETCH_TERMS / 2; i-- > 0;) sift(list->at, i);
    for (size_t i = SKETCH_TERMS; i < list->count; i++) {
        if (!is_heavier(&list->at[i], &list->at[0])) continue;
        list->at[0] = list->at[i];
        sift(list->at, 0);
    }
    list->count = SKETCH_TERMS;
}

static int by_number(const void *left, const void *right) {
    const weighed *l = left, *r = right;
    if (l->number != r->number) return l->number < r->number ? -1 : 1;
    return is_heavier(l, r) ? -1 : is_heavier(r, l);
}

/* Sorted by number, of those with one number the heaviest alone. */
static void unique(weighed_list *list) {
    if (list->count) qsort(list->at, list->count, sizeof *list->at, by_number);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!kept || list->at[kept - 1].number != list->at[i].number)
            list->at[kept++] = list->at[i];
    list->count = kept;
}

static double weight_of(uint32_t times, double rarity) {
    return times > 1 ? (1 + log(times)) * rarity : rarity;
}

/* The heaviest terms of title and text, sorted by number. */
static weighed_list weigh(arena *a, const term_list *title, const term_list *text) {
    word_map *counts = word_map_new(a);
    str_list stems = { 0 };
    weighed_list all = { 0 };
    count_terms(a, title, counts, &stems, SKETCH_TITLE);
    size_t titled = stems.count;
    count_terms(a, text, counts, &stems, 1);
    for (size_t i = 0; i < stems.count; i++) {
        str stem = stems.at[i];
        uint32_t times = word_map_get(counts, stem), number;
        int place = term_place(stem);
        number = place < 0 ? SKETCH_KNOWN + hash_of(stem.at, stem.length) : (uint32_t)place;
        if (times > SKETCH_TIMES) times = SKETCH_TIMES;
        double weight = weight_of(times, term_rarity_at(place));
        *LIST_ADD(a, &all) = (weighed){ number, times, weight, i < titled };
    }
    keep_heaviest(&all);
    unique(&all);
    return all;
}

/* Hashes of runs of words: the least there are, sorted. */
typedef struct run_list {
    uint32_t at[SKETCH_RUNS];
    size_t count;
} run_list;

static void put_run(run_list *runs, uint32_t hash) {
    size_t low = 0, high = runs->count;
    if (high == SKETCH_RUNS && hash >= runs->at[high - 1]) return;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (runs->at[middle] < hash) low = middle + 1;
        else high = middle;
    }
    if (low < runs->count && runs->at[low] == hash) return;
    if (runs->count < SKETCH_RUNS) runs->count++;
    memmove(runs->at + low + 1, runs->at + low, (runs->count - 1 - low) * sizeof *runs->at);
    runs->at[low] = hash;
}

static run_list runs_of(const term_list *text) {
    run_list all = { .count = 0 };
    unsigned char window[3 * SKETCH_RUN] = { 0 }; /* the words' hashes, the newest last */
    for (size_t i = 0; i < text->count; i++) {
        memmove(window, window + 3, sizeof window - 3);
        put_hash(window + sizeof window - 3, hash_of(text->at[i].word.at, text->at[i].word.length));
        if (i + 1 >= SKETCH_RUN) put_run(&all, hash_of(window, sizeof window));
    }
    return all;
}

str stories_sketch(arena *a, const story_text *r) {
    str text = r->text;
    if (r->title.length && str_starts(text, r->title))
        text = str_cut(text, r->title.length, text.length);
    term_list title = terms_cut(a, r->title), body = terms_cut(a, text);
    if (!title.count) { /* the first words tell most of what a title would */
        title = body;
        if (title.count > UNTITLED) title.count = UNTITLED;
    }
    weighed_list terms = weigh(a, &title, &body);
    run_list runs = runs_of(&body);
    sketch_parts parts = { .term_count = (uint32_t)terms.count, .run_count = (uint32_t)runs.count };
    parts.flags = (is_agency(r->site) ? SKETCH_AGENCY : 0) | (r->wire ? SKETCH_WIRE : 0);
    parts.words = body.count > 65535 ? 65535 : (uint32_t)body.count;
    for (size_t i = 0; i < terms.count; i++) {
        parts.terms[i] = terms.at[i].number;
        parts.times[i] = terms.at[i].times;
        parts.titled[i] = terms.at[i].title;
    }
    memcpy(parts.runs, runs.at, runs.count * sizeof *runs.at);
    unsigned char bytes[SKETCH_BYTES];
    size_t size = sketch_bits_write(&parts, bytes);
    return arena_copy(a, (str){ (char *)bytes, size });
}

/* --- opening --------------------------------------------------------------------------- */

/* The lengths of the two vectors. */
static void measure(sketch *s) {
    double sum = 0, title = 0;
    for (uint32_t i = 0; i < s->term_count; i++) {
        double weight = sketch_weight(s->terms + 4 * i);
        sum += weight * weight;
        if (s->terms[4 * i + 3] & 128) title += weight * weight;
    }
    s->length = sqrt(sum);
    s->title_length = sqrt(title);
}

static void put_terms(const sketch_parts *p, unsigned char *out) {
    for (uint32_t i = 0; i < p->term_count; i++, out += 4) {
        int place = p->terms[i] < SKETCH_KNOWN ? (int)p->terms[i] : -1;
        double weight = round(2 * weight_of(p->times[i], term_rarity_at(place)));
        put_hash(out, p->terms[i]);
        out[3] = (unsigned char)(weight < 1 ? 1 : weight > 127 ? 127 : weight);
        if (p->titled[i]) out[3] |= 128;
    }
}

bool sketch_open(arena *a, str bytes, sketch *out, fault *f) {
    sketch_parts p;
    if (!sketch_bits_read(bytes, &p, f)) return false;
    unsigned char *made = arena_alloc(a, 4 * p.term_count + 3 * p.run_count, 1);
    sketch s = { .terms = made, .term_count = p.term_count, .run_count = p.run_count,
                 .words = p.words, .flags = p.flags };
    s.runs = made + 4 * p.term_count;
    put_terms(&p, made);
    for (uint32_t i = 0; i < p.run_count; i++) put_hash(made + 4 * p.term_count + 3 * i, p.runs[i]);
    measure(&s);
    *out = s;
    return true;
}

/* The number of a term, read at once with its weight. */
static uint32_t sketch_term(const unsigned char *at) {
    return ((uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3]) >> 8;
}

/* --- comparing ------------------------------------------------------------------------- */

/* What is shared, when no term counts for more than SHARED_MOST of it: two reports that have the
 * name of a place in common, and little else, are not of one matter. */
static double capped(uint64_t sum, uint64_t most) {
    double others = (double)(sum - most) / (1 - SHARED_MOST);
    return others < (double)sum ? others : (double)sum;
}

void sketch_table_make(sketch_table *t, const sketch *of) {
    *t = (sketch_table){ .of = of };
    for (uint32_t i = of->term_count; i-- > 0;) {
        uint8_t *first = &t->first[sketch_hash(of->terms + 4 * i) % SKETCH_SLOTS];
        t->next[i] = *first;
        *first = (uint8_t)(i + 1);
    }
}

/* The term of that number, or NULL. */
static const unsigned char *term_of(const sketch_table *t, uint32_t number) {
    uint32_t at = t->first[number % SKETCH_SLOTS];
    for (; at; at = t->next[at - 1]) {
        const unsigned char *found = t->of->terms + 4 * (at - 1);
        if (sketch_term(found) == number) return found;
    }
    return NULL;
}

double sketch_likeness(const sketch_table *t, const sketch *right) {
    const sketch *left = t->of;
    if (left->length <= 0 || right->length <= 0) return 0;
    uint64_t sum = 0, titles = 0, most = 0, title_most = 0;
    const unsigned char *b = right->terms, *b_end = b + 4 * right->term_count;
    for (; b < b_end; b += 4) {
        const unsigned char *a = term_of(t, sketch_term(b));
        if (!a) continue;
        uint64_t product = (uint64_t)sketch_weight(a) * sketch_weight(b);
        bool title = a[3] & b[3] & 128;
        sum += product;
        if (product > most) most = product;
        if (title) titles += product;
        if (title && product > title_most) title_most = product;
    }
    double likeness = capped(sum, most) / (left->length * right->length);
    if (!titles) return likeness;
    double title = capped(titles, title_most) / (left->title_length * right->title_length);
    return likeness + SKETCH_TITLES * title * title;
}

/* Up to which hash a sample holds all runs of its text. */
static uint32_t complete_to(const sketch *s) {
    if (s->run_count < SKETCH_RUNS) return UINT32_MAX;
    return sketch_hash(s->runs + 3 * (s->run_count - 1));
}

double sketch_share(const sketch *part, const sketch *whole) {
    uint32_t part_to = complete_to(part), whole_to = complete_to(whole);
    uint32_t past = part_to < whole_to ? part_to : whole_to, all = 0, shared = 0;
    for (uint32_t p = 0, w = 0; p < part->run_count; p++) {
        uint32_t hash = sketch_hash(part->runs + 3 * p);
        if (hash > past) break;
        while (w < whole->run_count && sketch_hash(whole->runs + 3 * w) < hash) w++;
        all++;
        shared += w < whole->run_count && sketch_hash(whole->runs + 3 * w) == hash;
    }
    return all < RUNS_LEAST ? 0 : (double)shared / all;
}
