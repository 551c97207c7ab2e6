/* record/times_in.c: the time value that a phrase gives to a statement, an event or an
 * expectation. The words before an expression may leave one end open: "as early as Monday",
 * "by the end of the month". */
#include "record/build.h"

enum { LEAD_TOKENS = 4 };

/* First expression that ends after byte `at`. */
static size_t first_after(const timex_list *l, size_t at) {
    size_t low = 0, high = l->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (l->at[middle].end <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

static size_t token_of(const tokens *t, size_t byte) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->at[middle].end <= byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

typedef struct lead {
    const char *words[LEAD_TOKENS]; /* the last stands next to the time */
    bool opens_latest;              /* else the earliest */
} lead;

static const lead leads[] = {
    { { "as", "early", "as" }, true },  { { "as", "soon", "as" }, true },
    { { "no", "earlier", "than" }, true }, { { "not", "before" }, true },
    { { "no", "sooner", "than" }, true }, { { "since" }, true },
    { { "from" }, true },               { { "starting" }, true },
    { { "starting", "on" }, true },     { { "beginning" }, true },
    { { "after" }, true },              { { "on", "or", "after" }, true },
    { { "by" }, false },                { { "until" }, false },
    { { "till" }, false },              { { "before" }, false },
    { { "no", "later", "than" }, false }, { { "as", "late", "as" }, false },
    { { "by", "as", "late", "as" }, false }, { { "not", "later", "than" }, false },
};

static bool stands_before(const tokens *t, size_t at, const lead *l) {
    size_t count = 0;
    while (count < LEAD_TOKENS && l->words[count]) count++;
    if (at < count) return false;
    for (size_t i = 0; i < count; i++)
        if (!str_is_folded(token_str(t, at - count + i), l->words[i])) return false;
    return true;
}

/* Opens an end of v as the words before token `at` say; the longest words count. */
static void open_end(const tokens *t, size_t at, time_value *v) {
    const lead *found = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t count = 0;
        while (count < LEAD_TOKENS && leads[i].words[count]) count++;
        if (count > longest && stands_before(t, at, &leads[i])) found = &leads[i], longest = count;
    }
    if (!found) return;
    moment none = { DAY_NONE, -1, 0, 0, ZONE_NONE };
    if (found->opens_latest) v->latest = none;
    else v->earliest = none;
}

bool time_stands_in(const build *b, uint32_t first, uint32_t past) {
    const tokens *t = b->tokens;
    const timex_list *l = &b->out->times;
    if (first >= past || past > t->count) return false;
    size_t i = first_after(l, t->at[first].start);
    return i < l->count && l->at[i].start < t->at[past - 1].end;
}

time_value time_in(const build *b, uint32_t first, uint32_t past) {
    time_value none = { .time = ID_NONE };
    const tokens *t = b->tokens;
    const timex_list *l = &b->out->times;
    if (first >= past || past > t->count) return none;
    for (size_t i = first_after(l, t->at[first].start); i < l->count; i++) {
        if (l->at[i].start >= t->at[past - 1].end) break;
        if (!l->at[i].bounds.known) continue;
        time_value v = l->at[i].bounds;
        open_end(t, token_of(t, l->at[i].start), &v);
        return v;
    }
    return none;
}
