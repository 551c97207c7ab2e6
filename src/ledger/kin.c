/* ledger/kin.c: see kin.h. */
#include "ledger/kin.h"

#include "base/number_map.h"
#include "ledger/names.h"
#include "ledger/schema.h"

typedef LIST(uint32_t) number_list;

struct kin {
    const kin_kind *kind;
    arena *a;
    kin_scene scene;
    LIST(kin_fact) facts;
    LIST(number_list) stories; /* facts of each, as they were met */
    number_map *labels;        /* label of a story: number of stories */
    number_map *numbers;       /* number of a fact: number of facts */
    number_map *latest;        /* first of a group: the fact of it that was met last */
};

/* Those who are named in facts at hand. */
struct kin_cast {
    number_map *numbers;
    LIST(kin_actor *) actors;
    int64_t kinds[2]; /* terms; 0: not asked for yet */
};

kin *kin_new(arena *a, const kin_kind *kind) {
    kin *k = ARENA_NEW(a, kin, 1);
    k->kind = kind;
    k->a = a;
    k->labels = number_map_new(a);
    k->numbers = number_map_new(a);
    k->latest = number_map_new(a);
    k->scene = (kin_scene){ .a = a, .room = kind->room(a), .cast = ARENA_NEW(a, kin_cast, 1) };
    k->scene.cast->numbers = number_map_new(a);
    return k;
}

/* Kinds other than these two are not held against each other. */
static bool has_kind(kin_scene *s, int64_t kind) {
    int64_t *kinds = s->cast->kinds;
    if (kinds[0] == kinds[1]) {
        kinds[0] = term_number(s->d, str_of(actor_kind_name(ACTOR_PERSON)), false);
        kinds[1] = term_number(s->d, str_of(actor_kind_name(ACTOR_ORGANISATION)), false);
    }
    return kind == kinds[0] || kind == kinds[1];
}

static kin_actor *actor_read(kin_scene *s, int64_t number) {
    kin_actor *who = ARENA_NEW(s->a, kin_actor, 1);
    int64_t kind;
    who->named.actor = NAMED_NOBODY;
    if (!names_actor(s->d, s->a, number, &who->name, &kind)) return who;
    who->named = named_of(number, has_kind(s, kind) ? kind : 0, who->name);
    return who;
}

const kin_actor *kin_actor_of(kin_scene *s, int64_t number) {
    static const kin_actor nobody = { .named = { .actor = NAMED_NOBODY } };
    if (number == NUMBER_NONE) return &nobody;
    uint32_t at = number_map_get(s->cast->numbers, number);
    if (at != NUMBER_MAP_NONE) return s->cast->actors.at[at];
    *number_map_put(s->cast->numbers, number) = (uint32_t)s->cast->actors.count;
    return *LIST_ADD(s->a, &s->cast->actors) = actor_read(s, number);
}

/* ---- what is held ---- */

/* Adds a fact to its story and its group. */
static uint32_t meet(kin *k, uint32_t story, const kin_fact *fact) {
    uint32_t number = (uint32_t)k->facts.count;
    *LIST_ADD(k->a, &k->facts) = *fact;
    *LIST_ADD(k->a, &k->stories.at[story]) = number;
    *number_map_put(k->numbers, fact->number) = number;
    return number;
}

static void chain(kin *k, uint32_t number) {
    kin_fact *fact = &k->facts.at[number];
    fact->before = number_map_get(k->latest, fact->first);
    *number_map_put(k->latest, fact->first) = number;
}

/* The facts of a report that do not stand for their groups, and what does. */
typedef struct grouped {
    int64_t number, first;
} grouped;

typedef LIST(grouped) grouped_list;

static grouped_list read_firsts(kin *k, int64_t report_number) {
    grouped_list out = { 0 };
    query *q = db_query(k->scene.d, k->kind->firsts);
    query_int(q, schema_fact(report_number));
    query_int(q, schema_fact(report_number + 1));
    while (query_next(q))
        *LIST_ADD(k->scene.scratch, &out) = (grouped){ query_int_at(q, 0), query_int_at(q, 1) };
    return out;
}

/* Reads the facts of a report; those that take part are the last of the story's. */
static void read_report(kin *k, uint32_t story, const kin_report *r) {
    kin_scene *s = &k->scene;
    fact_row_list rows = fact_rows(s->d, s->scratch, k->kind->kind, r->number);
    grouped_list firsts = read_firsts(k, r->number);
    kin_row row = { .text = STR_NONE };
    row.text = r->kept ? r->kept->report.text : fact_text(s->d, s->scratch, r->number);
    size_t next = 0;
    for (size_t i = 0; i < rows.count; i++) {
        row.fact = &rows.at[i];
        int64_t number = row.fact->number;
        while (next < firsts.count && firsts.at[next].number < number) next++;
        bool has = next < firsts.count && firsts.at[next].number == number;
        kin_fact one = { .number = number, .report = r->number, .minute = r->minute,
                         .first = has ? firsts.at[next].first : number };
        one.told = k->kind->read(s, &row);
        if (one.told) meet(k, story, &one);
    }
}

static uint32_t new_story(kin *k, int64_t label) {
    uint32_t story = (uint32_t)k->stories.count;
    *LIST_ADD(k->a, &k->stories) = (number_list){ 0 };
    *number_map_put(k->labels, label) = story;
    return story;
}

/* The latest reports of a story without `but`, those added first first. */
static void read_story(kin *k, uint32_t story, int64_t label, int64_t but) {
    LIST(kin_report) reports = { 0 };
    query *q = db_query(k->scene.d, "SELECT id, minute FROM report WHERE story = ? AND id <> ?"
                                    " ORDER BY id DESC LIMIT ?");
    query_int(q, label);
    query_int(q, but);
    query_int(q, KIN_REPORTS);
    while (query_next(q)) {
        int64_t minute = query_kind(q, 1) == VALUE_NULL ? INT64_MAX : query_int_at(q, 1);
        kin_report one = { query_int_at(q, 0), label, minute, NULL };
        *LIST_ADD(k->scene.scratch, &reports) = one;
    }
    size_t from = k->facts.count;
    for (size_t i = reports.count; i-- > 0;) read_report(k, story, &reports.at[i]);
    for (size_t i = from; i < k->facts.count; i++) chain(k, (uint32_t)i);
}

static uint32_t story_of(kin *k, int64_t label, int64_t but) {
    uint32_t story = number_map_get(k->labels, label);
    if (story != NUMBER_MAP_NONE) return story;
    story = new_story(k, label);
    read_story(k, story, label, but);
    return story;
}

/* ---- groups ---- */

static void row_insert(kin *k, int64_t fact, int64_t first, int differs) {
    query *q = db_query(k->scene.d, k->kind->insert);
    query_int(q, fact);
    query_int(q, first);
    query_int(q, differs);
    query_run(q);
}

static void row_change(kin *k, const char *sql, int64_t one, int64_t other) {
    query *q = db_query(k->scene.d, sql);
    query_int(q, one);
    query_int(q, other);
    query_run(q);
}

/* The facts of a group that were met before `number`, latest first. */
static size_t group_before(const kin *k, uint32_t number, const kin_fact *out[KIN_TOLD]) {
    size_t count = 0;
    uint32_t at = k->facts.at[number].before;
    for (; at != KIN_NONE && count < KIN_TOLD; at = k->facts.at[at].before)
        out[count++] = &k->facts.at[at];
    return count;
}

/* The fact stands for its group from now on, in place of what did. */
static void lead(kin *k, uint32_t number) {
    kin_fact *fact = &k->facts.at[number];
    int64_t former = fact->first;
    row_change(k, k->kind->move, former, fact->number);
    row_insert(k, former, fact->number, 0);
    for (uint32_t at = number; at != KIN_NONE; at = k->facts.at[at].before) {
        kin_fact *one = &k->facts.at[at];
        one->first = fact->number;
        if (at != number)
            row_change(k, k->kind->mark, one->number, k->kind->differs(&k->scene, fact, one));
    }
    *number_map_put(k->latest, fact->number) = number;
}

static bool is_large(kin *k, int64_t first) {
    query *q = db_query(k->scene.d, k->kind->more);
    query_int(q, first);
    query_int(q, KIN_LED);
    return query_one(q, 0);
}

/* Puts a fact to the group of another. */
static void join(kin *k, uint32_t number, uint32_t other) {
    kin_fact *fact = &k->facts.at[number];
    const kin_fact *others[KIN_TOLD];
    fact->first = k->facts.at[other].first;
    uint32_t first = number_map_get(k->numbers, fact->first);
    if (first == NUMBER_MAP_NONE) first = other;
    const kin_fact *stands = &k->facts.at[first];
    chain(k, number);
    if (fact->minute < stands->minute && stands->number == fact->first
        && !is_large(k, fact->first))
        lead(k, number);
    else
        row_insert(k, fact->number, fact->first, k->kind->differs(&k->scene, stands, fact));
    if (k->kind->joined) k->kind->joined(&k->scene, fact, others, group_before(k, number, others));
}

/* Whether a fact like another is like what stands for that one's group, so that groups do not
 * wander from one matter to the next. */
static bool fits(kin *k, uint32_t number, uint32_t other, double like) {
    if (like >= k->kind->sure || k->facts.at[other].first == k->facts.at[other].number) return true;
    uint32_t first = number_map_get(k->numbers, k->facts.at[other].first);
    if (first == NUMBER_MAP_NONE || first >= number) return true;
    return k->kind->likeness(&k->scene, &k->facts.at[first], &k->facts.at[number]) > 0;
}

typedef struct match {
    uint32_t fact; /* or KIN_NONE */
    double likeness;
} match;

/* The fact of a story most like this one, met before it, not of the group of `but`; of those
 * alike the one met last. */
static match nearest(kin *k, const number_list *story, uint32_t number, int64_t but) {
    match best = { KIN_NONE, 0 };
    size_t held = 0;
    for (size_t i = story->count; i-- > 0 && held < KIN_HELD; held++) {
        uint32_t other = story->at[i];
        if (other >= number || k->facts.at[other].first == but) continue;
        double likeness = k->kind->likeness(&k->scene, &k->facts.at[other], &k->facts.at[number]);
        if (likeness <= best.likeness || !fits(k, number, other, likeness)) continue;
        best = (match){ other, likeness };
    }
    return best;
}

/* The facts of what stands for a group go to another's, which stands for both. */
static void give(kin *k, const number_list *story, const kin_fact *from, const kin_fact *to) {
    row_change(k, k->kind->move, from->number, to->number);
    int64_t gone = from->number;
    for (size_t i = 0; i < story->count; i++) {
        kin_fact *one = &k->facts.at[story->at[i]];
        if (one->first != gone) continue;
        one->first = to->number;
        chain(k, story->at[i]);
        int differs = k->kind->differs(&k->scene, to, one);
        if (one->number == gone)
            row_insert(k, gone, to->number, differs);
        else
            row_change(k, k->kind->mark, one->number, differs);
    }
}

/* Two groups are one; what stands for it is the earlier report's. */
static void join_groups(kin *k, const number_list *story, uint32_t one, uint32_t other) {
    uint32_t l = number_map_get(k->numbers, k->facts.at[one].first);
    uint32_t r = number_map_get(k->numbers, k->facts.at[other].first);
    if (l == NUMBER_MAP_NONE || r == NUMBER_MAP_NONE) return;
    const kin_fact *left = &k->facts.at[l], *right = &k->facts.at[r];
    if (left->minute < right->minute)
        give(k, story, right, left);
    else
        give(k, story, left, right);
}

static void settle(kin *k, uint32_t story, uint32_t number) {
    const number_list *all = &k->stories.at[story];
    match m = nearest(k, all, number, NUMBER_NONE);
    if (m.fact == KIN_NONE) {
        chain(k, number);
        return;
    }
    join(k, number, m.fact);
    if (!k->kind->ties) return;
    m = nearest(k, all, number, k->facts.at[number].first);
    if (m.likeness >= k->kind->ties) join_groups(k, all, number, m.fact);
}

static void begin(kin *k, db *d, arena *scratch) {
    k->scene.d = d;
    k->scene.scratch = scratch;
    k->scene.new = NULL;
    k->scene.turn++;
}

void kin_put(kin *k, db *d, arena *scratch, const kin_report *r) {
    begin(k, d, scratch);
    k->scene.new = r;
    uint32_t story = story_of(k, r->story, r->number);
    size_t from = k->facts.count;
    read_report(k, story, r);
    size_t end = k->facts.count;
    for (size_t i = from; i < end && !db_failed(d); i++) settle(k, story, (uint32_t)i);
}

void kin_renamed(kin *k, int64_t from, int64_t to) {
    uint32_t story = number_map_get(k->labels, from);
    if (story == NUMBER_MAP_NONE) return;
    *number_map_put(k->labels, to) = story;
    *number_map_put(k->labels, from) = NUMBER_MAP_NONE;
}

void kin_let_go(kin *k, int64_t label) {
    uint32_t story = number_map_get(k->labels, label);
    if (story == NUMBER_MAP_NONE) return;
    const number_list *all = &k->stories.at[story];
    for (size_t i = 0; i < all->count; i++)
        *number_map_put(k->latest, k->facts.at[all->at[i]].first) = KIN_NONE;
    *number_map_put(k->labels, label) = NUMBER_MAP_NONE;
}

void kin_tied(kin *k, db *d, arena *scratch, int64_t from, int64_t to) {
    begin(k, d, scratch);
    kin_let_go(k, from);
    kin_let_go(k, to);
    uint32_t story = story_of(k, to, NUMBER_NONE);
    number_list all = k->stories.at[story];
    for (size_t i = 0; i < all.count && !db_failed(d); i++) {
        const kin_fact *fact = &k->facts.at[all.at[i]];
        if (fact->first != fact->number) continue;
        match m = nearest(k, &all, all.at[i], fact->first);
        if (m.fact != KIN_NONE) join_groups(k, &all, all.at[i], m.fact);
    }
    kin_let_go(k, to);
}

void kin_drop(db *d, const kin_kind *kind, int64_t number) {
    for (size_t i = 0; kind->drop[i]; i++) {
        query *q = db_query(d, kind->drop[i]);
        query_int(q, schema_fact(number));
        query_int(q, schema_fact(number + 1));
        query_run(q);
    }
}
