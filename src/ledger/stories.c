/* ledger/stories.c: the state of the story matcher: reports put back, reports placed. */
#include "ledger/stories.h"

#include "ledger/stories_state.h"

stories_options stories_defaults(void) {
    return (stories_options){
        .join = 0.1725, .tie = 0.35, .copy = 0.6, .half_life = 60, .lasting = 0.7
    };
}

stories *stories_new(arena *a, const stories_options *options) {
    stories *s = ARENA_NEW(a, stories, 1);
    s->a = a;
    s->options = options ? *options : stories_defaults();
    s->numbers = word_map_new(a);
    s->terms = word_map_new(a);
    s->story_labels = word_map_new(a);
    s->family_labels = word_map_new(a);
    return s;
}

size_t stories_count(const stories *s) {
    return s->stories.count - s->tied;
}

/* A place for the number of a label or report, which outlives the state's maps. */
static str number_key(stories *s, int64_t number) {
    int64_t *kept = ARENA_NEW(s->a, int64_t, 1);
    *kept = number;
    return (str){ (const char *)kept, sizeof *kept };
}

static void name_group(stories *s, word_map *labels, int64_t label, uint32_t number) {
    *word_map_put(labels, number_key(s, label)) = number;
}

static uint32_t group_new(stories *s, group_list *groups, const group *g) {
    uint32_t number = (uint32_t)groups->count;
    *LIST_ADD(s->a, groups) = *g;
    groups->at[number].into = number;
    groups->at[number].last = NUMBER_NONE;
    return number;
}

/* Whether a goes before b: the earlier, of one minute the agency's own, then by key; reports
 * without a time go last. */
static bool goes_before(const group *a, const group *b) {
    bool a_dated = a->minute != STORY_NO_MINUTE, b_dated = b->minute != STORY_NO_MINUTE;
    if (a_dated != b_dated) return a_dated;
    if (a->minute != b->minute) return a->minute < b->minute;
    if (a->agency != b->agency) return a->agency;
    int order = str_compare(a->key, b->key);
    return order ? order < 0 : a->label < b->label;
}

/* A group of one report. */
static group group_of(const member *m, bool agency) {
    return (group){ .label = m->number, .minute = m->minute, .key = m->key, .agency = agency,
                    .led = true };
}

static bool is_agency(const member *m) {
    return m->sketch.flags & SKETCH_AGENCY;
}

/* Indexes the heaviest terms of the member added last. */
static void post(stories *s) {
    uint32_t number = (uint32_t)s->members.count - 1, terms[POSTED];
    const sketch *k = &s->members.at[number].sketch;
    uint32_t count = stories_heaviest(k, terms);
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *term = k->terms + 4 * terms[i];
        uint32_t *at = word_map_put(s->terms, (str){ (const char *)term, 3 });
        if (*at == WORD_MAP_NONE) {
            *at = (uint32_t)s->postings.count;
            *LIST_ADD(s->a, &s->postings) = (posting){ 0 };
        }
        posting *p = &s->postings.at[*at];
        posted one = { number, (float)(sketch_weight(term) / k->length) };
        if (p->ring.count < LOOKED_AT) *LIST_ADD(s->a, &p->ring) = one;
        else p->ring.at[p->next++ % LOOKED_AT] = one;
    }
}

/* Adds a member to the state; its groups are those of the caller. */
static void enter(stories *s, const member *m) {
    uint32_t number = (uint32_t)s->members.count;
    *word_map_put(s->numbers, number_key(s, m->number)) = number;
    *LIST_ADD(s->a, &s->members) = *m;
    *LIST_ADD(s->a, &s->scores) = 0;
    group *story = &s->stories.at[m->story];
    s->members.at[number].before = story->last;
    story->last = number;
    post(s);
}

/* Copies what a report's member needs into the state. */
static bool member_make(stories *s, const story_new *r, member *out, fault *f) {
    if (word_map_get(s->numbers, (str){ (const char *)&r->number, sizeof r->number })
        != WORD_MAP_NONE)
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "report %lld is in a story already",
                     (long long)r->number);
    member m = { .number = r->number, .minute = r->minute };
    if (!sketch_open(r->sketch, &m.sketch, f)) return false;
    str kept = arena_copy(s->a, r->sketch);
    if (!sketch_open(kept, &m.sketch, f)) return false;
    m.key = arena_copy(s->a, r->key);
    *out = m;
    return true;
}

/* --- putting back ---------------------------------------------------------------------- */

/* The group of a label, with what this member tells of its earliest report. */
static uint32_t group_labelled(stories *s, bool story, int64_t label, const group *one) {
    group_list *groups = story ? &s->stories : &s->families;
    word_map *labels = story ? s->story_labels : s->family_labels;
    uint32_t number = word_map_get(labels, (str){ (const char *)&label, sizeof label });
    group g = *one;
    g.label = label;
    g.led = one->label == label;
    if (number == WORD_MAP_NONE) {
        number = group_new(s, groups, &g);
        name_group(s, labels, label, number);
        return number;
    }
    group *old = &groups->at[number];
    if (g.led || (!old->led && goes_before(&g, old))) {
        g.last = old->last;
        g.into = old->into;
        *old = g;
    }
    return number;
}

bool stories_put(stories *s, const story_kept *kept, fault *f) {
    member m;
    story_new r = { kept->number, kept->key, kept->minute, kept->sketch };
    if (!member_make(s, &r, &m, f)) return false;
    group story = group_of(&m, false), family = group_of(&m, is_agency(&m));
    m.story = stories_root(s, group_labelled(s, true, kept->story, &story));
    m.family = group_labelled(s, false, kept->origin, &family);
    enter(s, &m);
    return true;
}

/* --- placing --------------------------------------------------------------------------- */

/* One call of stories_add. */
typedef struct placing {
    stories *s;
    arena *a;
    LIST(story_change) changes;
} placing;

/* Where the report goes before all of its group, the group takes its number for a label. */
static void lead(placing *p, story_change_kind kind, uint32_t number, const group *one) {
    stories *s = p->s;
    group *g = kind == STORY_NOW ? &s->stories.at[number] : &s->families.at[number];
    if (!goes_before(one, g)) return;
    *LIST_ADD(p->a, &p->changes) = (story_change){ kind, g->label, one->label };
    uint32_t last = g->last, into = g->into;
    *g = *one;
    g->last = last;
    g->into = into;
    name_group(s, kind == STORY_NOW ? s->story_labels : s->family_labels, one->label, number);
}

/* Both stories' members in one chain, the one added last first, as if put back so. */
static uint32_t chain_join(stories *s, uint32_t left, uint32_t right) {
    uint32_t first = NUMBER_NONE, *end = &first;
    while (left != NUMBER_NONE || right != NUMBER_NONE) {
        bool from_left = right == NUMBER_NONE || (left != NUMBER_NONE && left > right);
        uint32_t *from = from_left ? &left : &right;
        *end = *from;
        end = &s->members.at[*from].before;
        *from = *end;
    }
    *end = NUMBER_NONE;
    return first;
}

/* Makes one story of two, under the label of the earlier; its number. */
static uint32_t tie(placing *p, uint32_t left, uint32_t right) {
    stories *s = p->s;
    bool kept_left = goes_before(&s->stories.at[left], &s->stories.at[right]);
    uint32_t kept = kept_left ? left : right, gone = kept_left ? right : left;
    group *to = &s->stories.at[kept], *from = &s->stories.at[gone];
    *LIST_ADD(p->a, &p->changes) = (story_change){ STORY_NOW, from->label, to->label };
    to->last = chain_join(s, to->last, from->last);
    from->into = kept;
    s->tied++;
    return kept;
}

static uint32_t story_of(placing *p, const story_match *match, const group *one) {
    if (match->story == NUMBER_NONE) {
        uint32_t number = group_new(p->s, &p->s->stories, one);
        name_group(p->s, p->s->story_labels, one->label, number);
        return number;
    }
    uint32_t number = match->story;
    if (match->tied != NUMBER_NONE) number = tie(p, number, match->tied);
    lead(p, STORY_NOW, number, one);
    return number;
}

static uint32_t family_of(placing *p, const story_match *match, const group *one) {
    if (match->original == NUMBER_NONE) {
        uint32_t number = group_new(p->s, &p->s->families, one);
        name_group(p->s, p->s->family_labels, one->label, number);
        return number;
    }
    uint32_t number = p->s->members.at[match->original].family;
    lead(p, STORY_ORIGIN_NOW, number, one);
    return number;
}

bool stories_add(stories *s, arena *a, const story_new *r, story_placed *out, fault *f) {
    member m;
    if (!member_make(s, r, &m, f)) return false;
    placing p = { .s = s, .a = a };
    story_match match = stories_match(s, a, &m.sketch, m.minute);
    group story = group_of(&m, false), family = group_of(&m, is_agency(&m));
    m.story = story_of(&p, &match, &story);
    m.family = family_of(&p, &match, &family);
    enter(s, &m);
    *out = (story_placed){
        .kept = { r->number, r->key, r->minute, r->sketch, s->stories.at[m.story].label,
                  s->families.at[m.family].label },
        .changes = p.changes.at,
        .change_count = p.changes.count,
        .likeness = match.story == NUMBER_NONE ? 0 : match.likeness,
    };
    return true;
}
