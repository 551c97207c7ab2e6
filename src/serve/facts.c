/* serve/facts.c: see facts.h: the marks of a record. */
#include "serve/facts.h"

#include <stdlib.h>

typedef struct marking {
    arena *a;
    size_t length;
    mark_list to;
} marking;

static void add_spans(marking *k, const parsed *fact, const char *name, mark_kind kind) {
    const parsed *spans = parsed_at(fact, name);
    span at;
    for (size_t i = 0; i < parsed_count(spans); i++)
        if (parsed_span(parsed_item(spans, i), k->length, &at))
            *LIST_ADD(k->a, &k->to) = (mark){ at, kind, parsed_words(fact, "id"), false };
}

static void add_one(marking *k, const parsed *fact, mark_kind kind) {
    span at;
    double start = parsed_real(fact, "start", -1), end = parsed_real(fact, "end", -1);
    bool named = start >= 0 && end > start && end <= (double)k->length;
    if (named) at = (span){ (size_t)start, (size_t)end };
    if (named || parsed_span(parsed_at(fact, "span"), k->length, &at))
        *LIST_ADD(k->a, &k->to) = (mark){ at, kind, parsed_words(fact, "id"), false };
}

static void add_facts(marking *k, const parsed *record) {
    static const struct { const char *list, *spans; mark_kind kind; } parts[] = {
        { "statements", "content", MARK_STATEMENT }, { "statements", "source", MARK_VOICE_OF },
        { "statements", "cue", MARK_VOICE_OF }, { "events", "spans", MARK_EVENT },
        { "actors", "mentions", MARK_ACTOR }, { "expectations", NULL, MARK_EXPECTATION },
        { "silences", NULL, MARK_SILENCE }, { "times", NULL, MARK_TIME },
        { "places", NULL, MARK_PLACE }, { "quantities", NULL, MARK_QUANTITY },
        { "voice", NULL, MARK_JUDGEMENT },
    };
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        const parsed *list = parsed_at(record, parts[p].list);
        for (size_t i = 0; i < parsed_count(list); i++) {
            const parsed *fact = parsed_item(list, i);
            if (parts[p].spans)
                add_spans(k, fact, parts[p].spans, parts[p].kind);
            else
                add_one(k, fact, parts[p].kind);
        }
    }
}

/* By start, the longer first, then as they came. */
static int by_start(const void *left, const void *right) {
    const mark *a = left, *b = right;
    if (a->at.start != b->at.start) return a->at.start < b->at.start ? -1 : 1;
    if (a->at.end != b->at.end) return a->at.end > b->at.end ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return str_compare(a->fact, b->fact);
}

/* "s3" as a number below 26 * FACTS_MOST, or 0 where it is none. */
enum { FACTS_MOST = 1 << 16 };

static size_t fact_number(str id) {
    size_t n = 0;
    if (id.length < 2 || id.at[0] < 'a' || id.at[0] > 'z') return 0;
    for (size_t i = 1; i < id.length && n < FACTS_MOST && is_digit(id.at[i]); i++)
        n = 10 * n + (size_t)(id.at[i] - '0');
    return n < FACTS_MOST ? (size_t)(id.at[0] - 'a') * FACTS_MOST + n : 0;
}

static void find_first(arena *a, mark_list *marks) {
    unsigned char *seen = ARENA_NEW(a, unsigned char, 26 * FACTS_MOST / 8);
    for (size_t i = 0; i < marks->count; i++) {
        size_t n = fact_number(marks->at[i].fact);
        marks->at[i].first = n && !(seen[n / 8] >> (n % 8) & 1);
        seen[n / 8] |= (unsigned char)(1u << (n % 8));
    }
}

mark_list marks_of(arena *a, const parsed *record, size_t text_length) {
    marking k = { .a = a, .length = text_length };
    add_facts(&k, record);
    if (k.to.count) qsort(k.to.at, k.to.count, sizeof *k.to.at, by_start);
    find_first(a, &k.to);
    return k.to;
}
