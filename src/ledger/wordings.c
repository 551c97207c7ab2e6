/* ledger/wordings.c: utterances word by word. */
#include "ledger/wordings.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "ledger/terms.h"

static const double SHARE_LEAST = 0.7;   /* of the shorter's words in order: the same statement */
static const double OTHERS_SHARE = 0.85; /* of the longer's, where the speakers differ */
static const double PART_LEAST = 0.3;    /* of the longer's, where the shorter is of few words */
static const double WEIGHT_LEAST = 6;    /* of a statement: one plain word says nothing */
static const double LOOSE_LEAST = 0.5;   /* one speaker's, in other words */
static const double NEAR_LEAST = 0.5;
enum { WORDS_LEAST = 4, OTHERS_WORDS_LEAST = 6, RARE = 12, BEFORE_CORE = 3,
       NUMBER_LETTERS = 8 };

static const char *const nots[] = {
    "not", "no", "never", "nobody", "nothing", "none", "nor", "neither", "without", NULL
};
static const char *const numbers[][2] = {
    { "zero", "0" }, { "two", "2" }, { "three", "3" }, { "four", "4" }, { "five", "5" },
    { "six", "6" }, { "seven", "7" }, { "eight", "8" }, { "nine", "9" }, { "ten", "10" },
    { "eleven", "11" }, { "twelve", "12" }, { "twenty", "20" }, { "thirty", "30" },
    { "forty", "40" }, { "fifty", "50" }, { "hundred", "100" }, { "thousand", "1000" },
    { "half", "half" }, { "million", "million" }, { "billion", "billion" }, { NULL, NULL },
};

static bool among(str s, const char *const *list) {
    for (; *list; list++)
        if (s.length && s.at[0] == **list && str_is(s, *list)) return true;
    return false;
}

/* ---- words ---- */

enum { WEIGHED = 4096 };

struct wording_table {
    float best[(WORDING_WORDS_MOST + 1) * (WORDING_WORDS_MOST + 1)];
    struct { uint32_t stem; float weight; } weighed[WEIGHED]; /* weight 0: none yet */
};

/* t NULL: it is looked up. */
static float weight_of(wording_table *t, str stem, uint32_t hash) {
    if (!t) return (float)(0.25 + term_rarity(stem));
    size_t at = hash % WEIGHED;
    if (t->weighed[at].stem != hash || t->weighed[at].weight <= 0) {
        t->weighed[at].stem = hash;
        t->weighed[at].weight = (float)(0.25 + term_rarity(stem));
    }
    return t->weighed[at].weight;
}

static void put_bit(uint64_t bits[WORDING_BITS], uint32_t stem) {
    bits[stem >> 6 & (WORDING_BITS - 1)] |= UINT64_C(1) << (stem & 63);
}

static void add_word(wording_table *t, wording *w, str stem, span at) {
    wording_word one = { .start = (uint32_t)at.start, .end = (uint32_t)at.end,
                         .negates = among(stem, nots) };
    for (size_t i = 0; numbers[i][0] && stem.length <= NUMBER_LETTERS; i++)
        if (stem.length && stem.at[0] == numbers[i][0][0] && str_is(stem, numbers[i][0])) {
            stem = str_of(numbers[i][1]);
            one.counts = true;
            one.scales = stem.length > 2;
        }
    if (stem.length && is_digit(stem.at[0])) one.counts = true;
    one.stem = (uint32_t)XXH3_64bits(stem.at, stem.length);
    one.weight = weight_of(t, stem, one.stem);
    if (w->count >= WORDING_WORDS_MOST) return;
    w->at[w->count++] = one;
    w->weight += (double)one.weight;
    w->sum = w->sum * 31 + one.stem;
    put_bit(w->all, one.stem);
}

/* A bit for each of the RARE heaviest words. */
static void put_rarest(wording *w) {
    float heaviest[RARE];
    uint32_t stems[RARE];
    size_t count = 0;
    for (size_t i = 0; i < w->count; i++) {
        size_t at = count;
        while (at > 0 && heaviest[at - 1] < w->at[i].weight) at--;
        if (at >= RARE) continue;
        if (count < RARE) count++;
        memmove(heaviest + at + 1, heaviest + at, (count - at - 1) * sizeof *heaviest);
        memmove(stems + at + 1, stems + at, (count - at - 1) * sizeof *stems);
        heaviest[at] = w->at[i].weight;
        stems[at] = w->at[i].stem;
    }
    for (size_t i = 0; i < count; i++) put_bit(w->rare, stems[i]);
    for (size_t i = 0; i < WORDING_BITS; i++)
        w->rarest += (uint32_t)__builtin_popcountll(w->rare[i]);
}

/* By insertion: they are few, 400 at most. Equal stems weigh the same. */
static void sort_words(arena *a, wording *w) {
    w->stems = ARENA_NEW(a, uint32_t, w->count + 1);
    w->weights = ARENA_NEW(a, float, w->count + 1);
    for (uint32_t i = 0; i < w->count; i++) {
        uint32_t stem = w->at[i].stem, at = i;
        for (; at > 0 && w->stems[at - 1] > stem; at--) {
            w->stems[at] = w->stems[at - 1];
            w->weights[at] = w->weights[at - 1];
        }
        w->stems[at] = stem;
        w->weights[at] = w->at[i].weight;
    }
}

static bool is_digits(str s) {
    for (size_t i = 0; i < s.length; i++)
        if (!is_digit(s.at[i])) return false;
    return s.length > 0;
}

/* "4.13" and "1,200" are one number each: the terms from i on that make it up, as one. Memory: the
 * word, from a. */
static term number_at(arena *a, str content, const term_list *terms, size_t *i) {
    term out = terms->at[*i];
    while (is_digits(terms->at[*i].word) && *i + 1 < terms->count) {
        const term *next = &terms->at[*i + 1];
        char between = content.at[out.at.end];
        if (next->at.start != out.at.end + 1 || !is_digit(next->word.at[0])) break;
        if (between != '.' && between != ',') break;
        str mark = between == '.' ? STR(".") : STR("");
        out.word = arena_join(a, arena_join(a, out.word, mark), next->word);
        out.at.end = next->at.end;
        ++*i;
    }
    return out;
}

/* "didn't" and "cannot" are two words each. */
wording wordings_cut_with(wording_table *t, arena *a, str content) {
    term_list terms = terms_cut(a, content);
    size_t room = 2 * terms.count < WORDING_WORDS_MOST ? 2 * terms.count : WORDING_WORDS_MOST;
    wording w = { .at = ARENA_NEW(a, wording_word, room + 1) };
    for (size_t i = 0; i < terms.count && w.count < WORDING_WORDS_MOST; i++) {
        term one = number_at(a, content, &terms, &i);
        str word = one.word;
        char place[TERM_SIZE];
        bool not = str_ends(word, STR("n't")) || str_is(word, "cannot");
        if (not) word = str_cut(word, 0, word.length - 3);
        if (not && str_is(word, "wo")) word = STR("will");
        if (not && str_is(word, "ca")) word = STR("can");
        add_word(t, &w, term_stem(word, place), one.at);
        if (not) add_word(t, &w, STR("not"), one.at);
    }
    sort_words(a, &w);
    put_rarest(&w);
    return w;
}

wording wordings_cut(arena *a, str content) {
    return wordings_cut_with(NULL, a, content);
}

wording wordings_copy(arena *a, const wording *w) {
    wording out = *w;
    out.at = ARENA_NEW(a, wording_word, w->count + 1);
    out.stems = ARENA_NEW(a, uint32_t, w->count + 1);
    out.weights = ARENA_NEW(a, float, w->count + 1);
    if (w->count) memcpy(out.at, w->at, w->count * sizeof *w->at);
    if (w->count) memcpy(out.stems, w->stems, w->count * sizeof *w->stems);
    if (w->count) memcpy(out.weights, w->weights, w->count * sizeof *w->weights);
    return out;
}

/* ---- alignment ---- */

wording_table *wordings_table(arena *a) {
    return ARENA_NEW(a, wording_table, 1);
}

/* Marks the heaviest common subsequence as shared; its weight. */
static double common(float *best, const wording *left, const wording *right) {
    size_t width = right->count + 1;
    for (size_t i = 0; i < left->count; i++) best[i * width + right->count] = 0;
    for (size_t j = 0; j < width; j++) best[left->count * width + j] = 0;
    for (size_t i = left->count; i-- > 0;)
        for (size_t j = right->count; j-- > 0;) {
            float down = best[(i + 1) * width + j], across = best[i * width + j + 1];
            float most = down > across ? down : across;
            if (left->at[i].stem == right->at[j].stem) {
                float both = best[(i + 1) * width + j + 1] + left->at[i].weight;
                if (both > most) most = both;
            }
            best[i * width + j] = most;
        }
    for (size_t i = 0, j = 0; i < left->count && j < right->count;) {
        float here = best[i * width + j];
        if (best[(i + 1) * width + j] >= here) i++;
        else if (best[i * width + j + 1] >= here) j++;
        else left->at[i++].shared = right->at[j++].shared = true;
    }
    return (double)best[0];
}

/* Weight of the stems that both have, in any order, each as often as in both. */
static double overlap(const wording *left, const wording *right) {
    double sum = 0;
    for (uint32_t i = 0, j = 0; i < left->count && j < right->count;) {
        uint32_t l = left->stems[i], r = right->stems[j];
        if (l == r) sum += (double)left->weights[i];
        i += l <= r;
        j += r <= l;
    }
    return sum;
}

double wordings_overlap(const wording *l, const wording *r) {
    double both = l->weight + r->weight;
    return both > 0 ? 2 * overlap(l, r) / both : 0;
}

/* From the first word that is shared to the last, and a "not" right before it: what stands
 * around them was left out by one report, not told otherwise. */
static span core_of(const wording *w) {
    span core = { 0, w->count };
    while (core.start < w->count && !w->at[core.start].shared) core.start++;
    while (core.end > core.start && !w->at[core.end - 1].shared) core.end--;
    size_t first = core.start;
    for (size_t i = first; i-- > 0 && first - i <= BEFORE_CORE;)
        if (w->at[i].negates) core.start = i;
    return core;
}

/* The words that are not shared, those side by side as one span, and what they are. */
static span_list rest_of(arena *a, const wording *w, int *differs) {
    span_list out = { 0 };
    span core = core_of(w);
    bool open = false;
    for (size_t i = 0; i < w->count; i++) {
        const wording_word *one = &w->at[i];
        if (one->shared) {
            open = false;
            continue;
        }
        bool counts = one->counts && i >= core.start && i < core.end;
        *differs |= one->negates ? 0 : counts ? WORDING_NUMBER : WORDING_WORDS;
        if (!a) continue;
        if (open) out.at[out.count - 1].end = one->end;
        else *LIST_ADD(a, &out) = (span){ one->start, one->end };
        open = true;
    }
    return out;
}

/* In the core. */
static size_t negations(const wording *w) {
    size_t count = 0;
    span core = core_of(w);
    for (size_t i = core.start; i < core.end; i++) count += w->at[i].negates;
    return count;
}

static aligned align(arena *a, wording_table *t, const wording *left, const wording *right) {
    aligned out = { 0 };
    for (size_t i = 0; i < left->count; i++) left->at[i].shared = false;
    for (size_t i = 0; i < right->count; i++) right->at[i].shared = false;
    const wording *shorter = left->weight <= right->weight ? left : right;
    double longer = shorter == left ? right->weight : left->weight;
    out.words = shorter->count;
    if (!left->count || !right->count) return out;
    double in_order = common(t->best, left, right);
    out.share = in_order / shorter->weight;
    out.whole = in_order / longer;
    out.loose = wordings_overlap(left, right);
    out.left = rest_of(a, left, &out.differs);
    out.right = rest_of(a, right, &out.differs);
    if (negations(left) % 2 != negations(right) % 2) out.differs |= WORDING_NOT;
    return out;
}

aligned wordings_align(arena *a, str left, str right) {
    wording l = wordings_cut(a, left), r = wordings_cut(a, right);
    return align(a, wordings_table(a), &l, &r);
}

span wordings_core(arena *a, str left, str right) {
    wording l = wordings_cut(a, left), r = wordings_cut(a, right);
    align(NULL, wordings_table(a), &l, &r);
    span core = core_of(&r);
    if (core.start == core.end) return (span){ 0, 0 };
    return (span){ r.at[core.start].start, r.at[core.end - 1].end };
}

aligned wordings_compare(wording_table *t, const wording *left, const wording *right) {
    return align(NULL, t, left, right);
}

/* ---- one statement or two ---- */

/* The words of a shorter one that are all in a longer say little where they are few, or where it
 * is not known that one speaker said both. */
static bool are_one(const aligned *d, wording_speakers who) {
    if (d->whole >= OTHERS_SHARE && (who != SPEAKERS_OTHERS || d->words >= OTHERS_WORDS_LEAST))
        return true;
    if (who == SPEAKERS_OTHERS || d->words < WORDS_LEAST) return false;
    if (who == SPEAKERS_OPEN)
        return d->words >= OTHERS_WORDS_LEAST && d->share >= OTHERS_SHARE
            && d->whole >= PART_LEAST;
    if (d->share >= SHARE_LEAST) return d->words >= OTHERS_WORDS_LEAST || d->whole >= PART_LEAST;
    return d->loose >= LOOSE_LEAST;
}

/* Whether a third of the rarest words of one may be in the other. Few bits are common to both. */
static bool may_hold(const wording *whole, const wording *part) {
    uint32_t there = 0;
    for (size_t i = 0; i < WORDING_BITS; i++)
        for (uint64_t both = part->rare[i] & whole->all[i]; both; both &= both - 1) there++;
    return 3 * there >= part->rarest;
}

static bool are_same(const wording *l, const wording *r) {
    return l->count == r->count && l->sum == r->sum;
}

bool wordings_far(const wording *l, const wording *r) {
    return !are_same(l, r) && !(l->weight < r->weight ? may_hold(r, l) : may_hold(l, r));
}

/* Both are full of numbers and have none in common: last week's figures, or another thing's, told
 * in the same words. */
static bool is_figure(const wording_word *w) {
    return w->counts && !w->scales;
}

bool wordings_other_figures(const wording *l, const wording *r) {
    size_t left = 0, right = 0;
    for (uint32_t i = 0; i < l->count; i++) left += is_figure(&l->at[i]);
    for (uint32_t i = 0; i < r->count; i++) right += is_figure(&r->at[i]);
    return left > 1 && right > 1 && !wordings_number(l, r);
}

bool wordings_number(const wording *words, const wording *numbers_of) {
    for (uint32_t i = 0; i < numbers_of->count; i++)
        for (uint32_t k = 0; k < words->count; k++)
            if (is_figure(&numbers_of->at[i]) && words->at[k].stem == numbers_of->at[i].stem)
                return true;
    return false;
}

bool wordings_name(const wording *words, const wording *name) {
    for (uint32_t i = 0; i < name->count; i++)
        for (uint32_t k = 0; k < words->count; k++)
            if (words->at[k].stem == name->at[i].stem) return true;
    return false;
}

/* Whether anything can come of an alignment, which takes its time. */
static bool may_be_one(const wording *l, const wording *r) {
    double lesser = l->weight < r->weight ? l->weight : r->weight;
    if (wordings_far(l, r)) return false;
    double both = overlap(l, r);
    return both >= SHARE_LEAST * lesser || both >= LOOSE_LEAST * (l->weight + r->weight) / 2;
}

double wordings_likeness(wording_table *t, const wording *l, const wording *r,
                         wording_speakers who) {
    bool same = are_same(l, r);
    bool little = l->weight < WEIGHT_LEAST || r->weight < WEIGHT_LEAST;
    if (!l->count || !r->count || little) return 0;
    if (same) return who != SPEAKERS_OTHERS || l->count >= OTHERS_WORDS_LEAST ? 3 : 0;
    if (!may_be_one(l, r) || wordings_other_figures(l, r)) return 0;
    aligned d = align(NULL, t, l, r);
    return are_one(&d, who) ? d.whole + d.share + d.loose : 0;
}

/* ---- asking ---- */

static int nearer(const void *left, const void *right) {
    const wording_near *l = left, *r = right;
    if (l->nearness < r->nearness || l->nearness > r->nearness)
        return l->nearness > r->nearness ? -1 : 1;
    if (l->aligned.loose < r->aligned.loose || l->aligned.loose > r->aligned.loose)
        return l->aligned.loose > r->aligned.loose ? -1 : 1;
    return (l->utterance > r->utterance) - (l->utterance < r->utterance);
}

wording_near_list wordings_nearest(arena *a, const str *contents, size_t count, str asked,
                                   size_t most) {
    wording_near_list out = { 0 };
    wording left = wordings_cut(a, asked);
    wording_table *t = wordings_table(a);
    for (size_t i = 0; i < count && left.count; i++) {
        wording right = wordings_cut(a, contents[i]);
        if (overlap(&left, &right) < NEAR_LEAST * left.weight) continue;
        wording_near near = { i, 0, align(a, t, &left, &right) };
        bool asked_shorter = left.weight <= right.weight;
        near.nearness = asked_shorter ? near.aligned.share : near.aligned.whole;
        if (near.nearness >= NEAR_LEAST) *LIST_ADD(a, &out) = near;
    }
    if (out.count) qsort(out.at, out.count, sizeof *out.at, nearer);
    if (out.count > most) out.count = most;
    return out;
}
