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
    s->numbers = number_map_new(a);
    s->terms = number_map_new(a);
    s->story_labels = number_map_new(a);
    s->family_labels = number_map_new(a);
    s->latest = INT32_MIN;
    return s;
}

stories *stories_from(arena *a, const stories_source *source) {
    stories *s = stories_new(a, NULL);
    s->source = *source;
    if (source->latest != STORY_NO_MINUTE) s->latest = stories_day(source->latest);
    return s;
}

size_t stories_count(const stories *s) {
    return s->stories.count - s->tied;
}

size_t stories_held(const stories *s) {
    return s->members.count;
}

static number_map *labels_of(const stories *s, bool story) {
    return story ? s->story_labels : s->family_labels;
}

static uint32_t group_new(stories *s, bool story, const group *g) {
    group_list *groups = story ? &s->stories : &s->families;
    uint32_t number = (uint32_t)groups->count;
    *LIST_ADD(s->a, groups) = *g;
    groups->at[number].into = number;
    *number_map_put(labels_of(s, story), g->label) = number;
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

/* Another report stands for a group. */
static void head(group *g, const group *one) {
    member_list members = g->members;
    uint32_t into = g->into;
    *g = *one;
    g->members = members;
    g->into = into;
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
    const member *m = &s->members.at[number];
    uint32_t count = stories_heaviest(&m->sketch, terms);
    for (uint32_t i = 0; i < count; i++) {
        const unsigned char *term = m->sketch.terms + 4 * terms[i];
        uint32_t *at = number_map_put(s->terms, sketch_hash(term));
        if (*at == NUMBER_MAP_NONE) {
            *at = (uint32_t)s->postings.count;
            *LIST_ADD(s->a, &s->postings) = (posting){ 0 };
        }
        float share = (float)(sketch_weight(term) / m->sketch.length);
        stories_post(s, &s->postings.at[*at], &(posted){ number, m->day, share });
    }
}

/* Adds a member to the state; its groups are those of the caller. */
static void enter(stories *s, const member *m) {
    uint32_t number = (uint32_t)s->members.count;
    *number_map_put(s->numbers, m->number) = number;
    *LIST_ADD(s->a, &s->members) = *m;
    *LIST_ADD(s->a, &s->scores) = 0;
    *LIST_ADD(s->a, &s->orders) = s->source.put ? m->number : (int64_t)number;
    day_held *d = stories_day_held(s, m->day);
    *LIST_ADD(s->a, &d->members) = number;
    s->crowded |= d->members.count > STORIES_DAY_MOST;
    if (m->day != DAY_UNDATED && m->day > s->latest) s->latest = m->day;
    stories_insert(s, &s->stories.at[m->story].members, number);
    post(s);
}

/* Copies what a report's member needs into the state. */
static bool member_make(stories *s, const story_new *r, member *out, fault *f) {
    if (number_map_get(s->numbers, r->number) != NUMBER_MAP_NONE)
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "report %lld is in a story already",
                     (long long)r->number);
    member m = { .number = r->number, .minute = r->minute, .day = stories_day(r->minute) };
    if (!sketch_open(s->a, r->sketch, &m.sketch, f)) return false;
    m.key = arena_copy(s->a, r->key);
    *out = m;
    return true;
}

/* --- putting back ---------------------------------------------------------------------- */

/* The group of a label, with what this member tells of its earliest report. */
static uint32_t group_labelled(stories *s, bool story, int64_t label, const group *one) {
    uint32_t number = number_map_get(labels_of(s, story), label);
    group g = *one;
    g.label = label;
    g.led = one->label == label;
    if (number == NUMBER_MAP_NONE) return group_new(s, story, &g);
    group *old = story ? &s->stories.at[number] : &s->families.at[number];
    if (g.led || (!old->led && goes_before(&g, old))) head(old, &g);
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

/* What is told of a group's earliest report is now that of the report itself. */
static void find_head(stories *s, group *g, bool story) {
    story_new r;
    sketch k;
    fault f;
    if (g->led || !s->source.find || !s->source.find(s->source.from, g->label, &r)) return;
    bool agency = !story && sketch_open(s->a, r.sketch, &k, &f) && k.flags & SKETCH_AGENCY;
    head(g, &(group){ .label = g->label, .minute = r.minute, .key = arena_copy(s->a, r.key),
                      .agency = agency, .led = true });
}

/* Where the report goes before all of its group, the group takes its number for a label. */
static void lead(placing *p, story_change_kind kind, uint32_t number, const group *one) {
    stories *s = p->s;
    bool story = kind == STORY_NOW;
    group *g = story ? &s->stories.at[number] : &s->families.at[number];
    if (!goes_before(one, g)) return;
    find_head(s, g, story);
    if (!goes_before(one, g)) return;
    *LIST_ADD(p->a, &p->changes) = (story_change){ kind, g->label, one->label };
    head(g, one);
    *number_map_put(labels_of(s, story), one->label) = number;
}

/* Makes one story of two, under the label of the earlier; its number. */
static uint32_t tie(placing *p, uint32_t left, uint32_t right) {
    stories *s = p->s;
    find_head(s, &s->stories.at[left], true);
    find_head(s, &s->stories.at[right], true);
    bool kept_left = goes_before(&s->stories.at[left], &s->stories.at[right]);
    uint32_t kept = kept_left ? left : right, gone = kept_left ? right : left;
    group *to = &s->stories.at[kept], *from = &s->stories.at[gone];
    *LIST_ADD(p->a, &p->changes) = (story_change){ STORY_NOW, from->label, to->label };
    member_list more = from->members;
    if (more.count > to->members.count) { /* the shorter one into the longer */
        more = to->members;
        to->members = from->members;
    }
    for (size_t i = 0; i < more.count; i++) stories_insert(s, &to->members, more.at[i]);
    from->members = (member_list){ 0 };
    from->into = kept;
    s->tied++;
    return kept;
}

static uint32_t story_of(placing *p, const story_match *match, const group *one) {
    if (match->story == NUMBER_NONE) return group_new(p->s, true, one);
    uint32_t number = match->story;
    if (match->tied != NUMBER_NONE) number = tie(p, number, match->tied);
    lead(p, STORY_NOW, number, one);
    return number;
}

static uint32_t family_of(placing *p, const story_match *match, const group *one) {
    if (match->original == NUMBER_NONE) return group_new(p->s, false, one);
    uint32_t number = p->s->members.at[match->original].family;
    lead(p, STORY_ORIGIN_NOW, number, one);
    return number;
}

bool stories_add(stories *s, arena *a, const story_new *r, story_placed *out, fault *f) {
    member m;
    if (!member_make(s, r, &m, f)) return false;
    placing p = { .s = s, .a = a };
    story_match match;
    if (!stories_match(s, a, &m, &match, f)) return false;
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

/* --- what changes ---------------------------------------------------------------------- */

static void take_number(member_list *list, uint32_t number) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] != number) list->at[kept++] = list->at[i];
    list->count = kept;
}

/* Takes a member out of all lists; its place stays. */
static void take_out(stories *s, uint32_t number) {
    uint32_t terms[POSTED];
    const member *m = &s->members.at[number];
    uint32_t count = stories_heaviest(&m->sketch, terms);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = number_map_get(s->terms, sketch_hash(m->sketch.terms + 4 * terms[i]));
        posting *p = &s->postings.at[at];
        size_t kept = 0;
        for (size_t k = 0; k < p->count; k++)
            if (p->at[k].member != number) p->at[kept++] = p->at[k];
        p->count = kept;
    }
    take_number(&stories_day_held(s, m->day)->members, number);
    take_number(&s->stories.at[stories_root(s, m->story)].members, number);
    *number_map_put(s->numbers, m->number) = NUMBER_MAP_NONE;
}

bool stories_replace(stories *s, const story_kept *now) {
    fault f;
    bool labels = number_map_get(s->story_labels, now->number) != NUMBER_MAP_NONE
        || number_map_get(s->family_labels, now->number) != NUMBER_MAP_NONE;
    int32_t day = stories_day(now->minute);
    bool claims = stories_claims(s, day);
    if ((labels && !claims) || s->crowded || day > s->latest) return false;
    uint32_t at = number_map_get(s->numbers, now->number);
    if (at != NUMBER_MAP_NONE) take_out(s, at);
    return !claims || stories_put(s, now, &f); /* a group that has its label of it follows */
}
