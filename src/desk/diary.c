/* desk/diary.c: see diary.h. */
#include "desk/diary.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTES_A_DAY = 1440, UID_KEY = 32 /* digits of a report's key */ };

/* Share of the lighter one's words by weight that two tellings of one matter have in common. */
#define SHARED_WITH_DAYS 0.6
#define SHARED_WITHOUT 0.7

/* Facts of one story that expect the same. */
typedef struct matter_group {
    LIST(size_t) facts; /* numbers in story.facts, in order of adding */
    bool is_wanted;
} matter_group;

typedef struct expected_story_facts {
    int64_t story;
    expected_list facts;
    size_t *group_of;   /* [facts] */
    LIST(matter_group) groups;
} story_facts;

typedef struct finding {
    ledger *l;
    arena *a;
    LIST(story_facts) stories;
} finding;

/* ---- days ---- */

static int64_t day_count(int64_t time) {
    int64_t minutes = time >> 1;
    return minutes / MINUTES_A_DAY - (minutes % MINUTES_A_DAY < 0);
}

day diary_day(int64_t time) {
    return time == EXPECTED_OPEN ? DAY_NONE : day_of_number((int32_t)day_count(time));
}

typedef struct days {
    int64_t first, last;
    bool known;
} days;

static days days_of(int64_t first, int64_t last) {
    if (first == EXPECTED_OPEN) first = last;
    if (last == EXPECTED_OPEN) last = first;
    if (first == EXPECTED_OPEN) return (days){ 0 };
    return (days){ day_count(first), day_count(last), true };
}

static bool days_meet(days a, days b) {
    return a.first <= b.last && b.first <= a.last;
}

/* ---- one matter ---- */

/* Weight of the shared words, as a share of the lighter one's. */
static double shared_words(const matter *a, const matter *b) {
    double both = 0, left = 0, right = 0;
    for (size_t i = 0; i < a->count; i++) left += (double)a->at[i].weight;
    for (size_t i = 0; i < b->count; i++) right += (double)b->at[i].weight;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint32_t l = a->at[i].stem, r = b->at[j].stem;
        if (l == r) both += (double)a->at[i].weight;
        i += l <= r;
        j += r <= l;
    }
    double lesser = left < right ? left : right;
    return lesser > 0 ? both / lesser : 0;
}

static bool is_same_matter(const expected *a, const expected *b, const matter *words) {
    days one = days_of(a->first, a->last), other = days_of(b->first, b->last);
    days moved = days_of(a->then_first, a->then_last);
    bool dated = one.known && other.known;
    bool meet = dated && (days_meet(one, other) || (moved.known && days_meet(moved, other)));
    if (dated && !meet) return false;
    return shared_words(&words[0], &words[1]) >= (meet ? SHARED_WITH_DAYS : SHARED_WITHOUT);
}

/* The group of the latest fact that it is the same as, or a new one. */
static size_t group_for(finding *it, story_facts *s, const matter *words, size_t i) {
    for (size_t j = i; j-- > 0;) {
        matter pair[2] = { words[j], words[i] };
        if (is_same_matter(&s->facts.at[j], &s->facts.at[i], pair)) return s->group_of[j];
    }
    *LIST_ADD(it->a, &s->groups) = (matter_group){ 0 };
    return s->groups.count - 1;
}

static void group_facts(finding *it, story_facts *s) {
    matter *words = ARENA_NEW(it->a, matter, s->facts.count + 1);
    s->group_of = ARENA_NEW(it->a, size_t, s->facts.count + 1);
    for (size_t i = 0; i < s->facts.count; i++) {
        words[i] = matter_of(it->a, s->facts.at[i].what);
        s->group_of[i] = group_for(it, s, words, i);
        *LIST_ADD(it->a, &s->groups.at[s->group_of[i]].facts) = i;
    }
}

static story_facts *story_of(finding *it, int64_t story) {
    for (size_t i = it->stories.count; i-- > 0;)
        if (it->stories.at[i].story == story) return &it->stories.at[i];
    story_facts *s = LIST_ADD(it->a, &it->stories);
    *s = (story_facts){ .story = story };
    expected_in_story(ledger_db(it->l), it->a, story, &s->facts);
    group_facts(it, s);
    return s;
}

static void want(finding *it, int64_t number) {
    story_facts *s = story_of(it, expected_story(ledger_db(it->l), number));
    for (size_t i = 0; i < s->facts.count; i++)
        if (s->facts.at[i].number == number) s->groups.at[s->group_of[i]].is_wanted = true;
}

/* ---- an entry ---- */

static answer row_of(finding *it, int64_t number) {
    query *q = expected_row(ledger_db(it->l), number);
    answer row = { 0 };
    while (query_next(q)) row = answer_of(it->a, q);
    return row;
}

static bool has_day(int64_t first, int64_t last) {
    return first != EXPECTED_OPEN || last != EXPECTED_OPEN;
}

/* What the reports told last, by when they were published. */
typedef struct last_told {
    int64_t dated, stated;   /* minutes of the reports that the day and the state are from */
    const expected *settled; /* the fact that the state is of, where it settles one */
} last_told;

/* The day that a report told, or that it was moved to. */
static void take_days(diary_entry *e, last_told *l, const expected *x) {
    if (has_day(x->first, x->last) && x->minute >= l->dated) {
        l->dated = x->minute;
        e->first = x->first;
        e->last = x->last;
    }
    bool moved = x->state == OUTCOME_MOVED || has_day(x->then_first, x->then_last);
    if (!moved || x->settled < l->dated) return;
    l->dated = x->settled;
    e->was_moved = has_day(x->first, x->last);
    e->old_first = x->first;
    e->old_last = x->last;
    e->first = x->then_first;
    e->last = x->then_last;
}

/* That it is expected, or what became of that. */
static void take_state(diary_entry *e, last_told *l, const expected *x) {
    int64_t minute = x->state == OUTCOME_EXPECTED ? x->minute : x->settled;
    if (minute > e->revised) e->revised = minute;
    if (minute < l->stated || (minute == l->stated && x->state == OUTCOME_EXPECTED)) return;
    l->stated = minute;
    l->settled = x->state == OUTCOME_EXPECTED ? NULL : x;
    e->state = x->state;
}

static bool is_behind_today(finding *it, const diary_entry *e) {
    int64_t last = e->last != EXPECTED_OPEN ? e->last : e->first;
    return last != EXPECTED_OPEN && day_count(last) < ledger_now(it->l) / 60 / MINUTES_A_DAY;
}

/* Of two facts the one that has a day is worth more, of equals the one told later. */
static const expected *shown_fact(const story_facts *s, const matter_group *g) {
    const expected *best = NULL;
    for (size_t i = 0; i < g->facts.count; i++) {
        const expected *x = &s->facts.at[g->facts.at[i]];
        bool dated = has_day(x->first, x->last), later = best && x->minute > best->minute;
        bool best_dated = best && has_day(best->first, best->last);
        if (!best || dated > best_dated || (dated == best_dated && later)) best = x;
    }
    return best;
}

static void take_others(finding *it, const story_facts *s, const matter_group *g, diary_entry *e) {
    int64_t shown = answer_number(&e->told, "number") >> 20, before = -1;
    e->reports = 1;
    for (size_t i = 0; i < g->facts.count; i++) {
        int64_t number = s->facts.at[g->facts.at[i]].number;
        if (number >> 20 == shown || number >> 20 == before) continue;
        before = number >> 20;
        answer row = row_of(it, number);
        if (row.count) *LIST_ADD(it->a, &e->others) = row;
        e->reports++;
    }
}

static str uid_of(finding *it, const answer *first) {
    str name = answer_words(first, "id");
    size_t slash = str_find(name, STR("/"), 0);
    return arena_print(it->a, "%.*s-%.*s@onrecord", STR_ARG(str_cut(name, 0, UID_KEY)),
                       STR_ARG(str_cut(name, slash + 1, name.length)));
}

static diary_entry entry_of(finding *it, const story_facts *s, const matter_group *g) {
    diary_entry e = { .revised = EXPECTED_OPEN, .first = EXPECTED_OPEN, .last = EXPECTED_OPEN };
    last_told last = { INT64_MIN, INT64_MIN, NULL };
    for (size_t i = 0; i < g->facts.count; i++) {
        const expected *x = &s->facts.at[g->facts.at[i]];
        take_days(&e, &last, x);
        take_state(&e, &last, x);
        e.sequence += 1u + (x->state != OUTCOME_EXPECTED);
    }
    e.sequence--;
    if (e.state == OUTCOME_MOVED && has_day(e.first, e.last)) e.state = OUTCOME_EXPECTED;
    if (e.state == OUTCOME_EXPECTED && is_behind_today(it, &e)) e.state = OUTCOME_OVERDUE;
    answer first = row_of(it, s->facts.at[g->facts.at[0]].number);
    e.uid = uid_of(it, &first);
    e.told = row_of(it, shown_fact(s, g)->number);
    if (last.settled) e.settled = row_of(it, last.settled->number);
    take_others(it, s, g, &e);
    return e;
}

/* ---- all ---- */

static int64_t order_of(const diary_entry *e) {
    int64_t first = e->first != EXPECTED_OPEN ? e->first : e->last;
    return first == EXPECTED_OPEN ? INT64_MAX : first;
}

static int by_day(const void *l, const void *r) {
    const diary_entry *left = l, *right = r;
    int64_t a = order_of(left), b = order_of(right);
    if (a != b) return a < b ? -1 : 1;
    return str_compare(left->uid, right->uid);
}

static bool find(finding *it, const question *q, diary_entries *out, fault *f) {
    answers rows = { 0 };
    if (!answers_ask(it->l, it->a, q, &rows, f)) return false;
    for (size_t i = 0; i < rows.count; i++) want(it, answer_number(&rows.at[i], "number"));
    for (size_t i = 0; i < it->stories.count; i++) {
        const story_facts *s = &it->stories.at[i];
        for (size_t j = 0; j < s->groups.count; j++) {
            if (!s->groups.at[j].is_wanted) continue;
            diary_entry e = entry_of(it, s, &s->groups.at[j]);
            *LIST_ADD(it->a, out) = e;
        }
    }
    if (out->count) qsort(out->at, out->count, sizeof *out->at, by_day);
    return db_settle(ledger_db(it->l), f);
}

bool diary_find(ledger *l, arena *a, const question *q, diary_entries *out, fault *f) {
    finding it = { .l = l, .a = a };
    return find(&it, q, out, f);
}
