/* ledger/closings.c: what later reports of a story settle. */
#include "ledger/closings.h"

#include <string.h>

#include "ledger/terms.h"
#include "record/word_map.h"

static const double SAME_MATTER = 0.5; /* of the weight of the fewer words */

const char *outcome_name(outcome o) {
    static const char *const names[OUTCOMES] = {
        "open", "happened", "moved", "cancelled", "overdue"
    };
    return names[o];
}

/* --- silences -------------------------------------------------------------------------- */

/* One actor in one story, as a key of a map. */
static str key_of(arena *a, const closing_voice *v) {
    int64_t *key = ARENA_NEW(a, int64_t, 2);
    key[0] = v->actor;
    key[1] = v->story;
    return (str){ (const char *)key, 2 * sizeof *key };
}

size_t *closings_of_silences(arena *a, const voices_heard *silences,
                             const voices_heard *statements) {
    size_t *out = ARENA_NEW(a, size_t, silences->count + 1);
    word_map *last = word_map_new(a); /* the last statement of an actor in a story */
    uint32_t *before = ARENA_NEW(a, uint32_t, statements->count + 1);
    for (size_t i = 0; i < statements->count; i++) {
        uint32_t *at = word_map_put(last, key_of(a, &statements->at[i]));
        before[i] = *at;
        *at = (uint32_t)i;
    }
    for (size_t i = 0; i < silences->count; i++) {
        const closing_voice *quiet = &silences->at[i];
        out[i] = CLOSED_BY_NOTHING;
        uint32_t at = word_map_get(last, key_of(a, quiet));
        for (; at != WORD_MAP_NONE; at = before[at]) {
            int64_t minute = statements->at[at].minute;
            if (minute <= quiet->minute) continue;
            if (out[i] == CLOSED_BY_NOTHING || minute <= statements->at[out[i]].minute) out[i] = at;
        }
    }
    return out;
}

/* --- expectations ---------------------------------------------------------------------- */

static const char *const cancelled[] = {
    "cancelled", "canceled", "cancels", "cancel", "scrapped", "scraps", "abandoned", "abandons",
    "axed", "scuttled", "dropped", "withdrawn", "withdrew", NULL
};
static const char *const moved[] = {
    "postponed", "postpones", "postpone", "delayed", "delays", "rescheduled", "adjourned",
    "deferred", "moved", "shifted", "pushed", "suspended", "extended", NULL
};
/* Two words that stand beside each other. */
static const char *const cancelled_pairs[][2] = {
    { "called", "off" }, { "calls", "off" }, { "will", "not" }, { "no", "longer" }, { NULL, NULL }
};
static const char *const moved_pairs[][2] = {
    { "put", "off" }, { "puts", "off" }, { "put", "back" }, { "brought", "forward" },
    { NULL, NULL }
};

static bool says(const term_list *terms, const char *const *words, const char *const (*pairs)[2]) {
    for (size_t i = 0; i < terms->count; i++) {
        str word = terms->at[i].word;
        for (size_t k = 0; words[k]; k++)
            if (str_is(word, words[k])) return true;
        for (size_t k = 0; pairs[k][0] && i + 1 < terms->count; k++)
            if (str_is(word, pairs[k][0]) && str_is(terms->at[i + 1].word, pairs[k][1]))
                return true;
    }
    return false;
}

/* The stems of words that say something, each once, and their weight. */
static word_map *stems_of(arena *a, const term_list *terms, double *weight) {
    word_map *out = word_map_new(a);
    for (size_t i = 0; i < terms->count; i++) {
        char room[TERM_SIZE];
        str stem = term_stem(terms->at[i].word, room);
        double rarity = term_rarity(stem);
        if (rarity < 2 || word_map_get(out, stem) != WORD_MAP_NONE) continue;
        *word_map_put(out, arena_copy(a, stem)) = (uint32_t)i;
        *weight += rarity;
    }
    return out;
}

/* Whether two texts tell of one thing. */
static bool one_matter(arena *a, const term_list *left, const term_list *right) {
    double left_weight = 0, right_weight = 0, shared = 0;
    word_map *stems = stems_of(a, left, &left_weight), *seen = word_map_new(a);
    stems_of(a, right, &right_weight);
    for (size_t i = 0; i < right->count; i++) {
        char room[TERM_SIZE];
        str stem = term_stem(right->at[i].word, room);
        if (word_map_get(stems, stem) == WORD_MAP_NONE) continue;
        if (word_map_get(seen, stem) != WORD_MAP_NONE) continue;
        *word_map_put(seen, arena_copy(a, stem)) = 1;
        shared += term_rarity(stem);
    }
    double fewer = left_weight < right_weight ? left_weight : right_weight;
    return fewer > 0 && shared >= SAME_MATTER * fewer;
}

/* Whether the event may lie in the days of what is expected. */
static bool in_time(const awaited *e, const told *t) {
    if (t->latest.year && e->earliest.year && day_compare(t->latest, e->earliest) < 0) return false;
    return !(t->earliest.year && e->latest.year && day_compare(t->earliest, e->latest) > 0);
}

static outcome outcome_of(const awaited *e, const told *t, const term_list *terms) {
    if (says(terms, cancelled, cancelled_pairs) || t->status == STATUS_DENIED)
        return OUTCOME_CANCELLED;
    if (says(terms, moved, moved_pairs)) return OUTCOME_MOVED;
    if (t->status != STATUS_HAPPENED && t->status != STATUS_ONGOING) return OUTCOME_OPEN;
    return in_time(e, t) ? OUTCOME_HAPPENED : OUTCOME_OPEN;
}

resolved closings_resolve(arena *a, const awaited *e, const told_list *later, day today) {
    term_list what = terms_cut(a, e->what);
    resolved out = { OUTCOME_OPEN, CLOSED_BY_NOTHING };
    for (size_t i = 0; i < later->count; i++) {
        const told *t = &later->at[i];
        if (t->minute <= e->minute) continue;
        term_list terms = terms_cut(a, t->sentence);
        if (!one_matter(a, &what, &terms)) continue;
        outcome o = outcome_of(e, t, &terms);
        if (o == OUTCOME_OPEN) continue;
        out = (resolved){ o, i };
        if (o != OUTCOME_MOVED) return out; /* what was moved may still happen */
    }
    if (out.outcome == OUTCOME_OPEN && e->latest.year && day_compare(today, e->latest) > 0)
        out.outcome = OUTCOME_OVERDUE;
    return out;
}
