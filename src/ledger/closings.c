/* ledger/closings.c: see closings.h. */
#include "ledger/closings.h"

#include <math.h>
#include <stdlib.h>
#include <xxhash.h>

#include "ledger/terms.h"
#include "ledger/wordings.h"
#include "record/word_map.h"

enum {
    MINUTES_OF_DAY = 1440,
    SAME_THINGS = 2,  /* words that two tellings of one thing must share beside the deed */
    WORDS_BEFORE = 4, /* a verb, that are looked at for its tense */
    SAME_WORDS = 4,   /* that two tellings of one statement must share */
};
static const double SAME_MATTER = 0.5; /* of the weight of the fewer words */
static const double SAME_SAID = 0.7;   /* the same, of a statement said before */
static const double TELLING = 2;       /* how rare a word must be to count */

const char *outcome_name(outcome o) {
    static const char *const names[OUTCOMES] = {
        "expected", "happened", "moved", "cancelled", "overdue"
    };
    return names[o];
}

static int64_t minute_of(const closing_reports *reports, size_t n) {
    return reports->at[n].minute;
}

/* The number of its day. */
static int32_t day_of(const closing_reports *reports, size_t n) {
    int64_t minute = minute_of(reports, n);
    return (int32_t)(minute / MINUTES_OF_DAY - (minute % MINUTES_OF_DAY < 0));
}

static bool is_one_of(const char *const *list, str word) {
    for (size_t i = 0; list[i]; i++)
        if (str_is(word, list[i])) return true;
    return false;
}

/* --- silences -------------------------------------------------------------------------- */

static bool copies(const closing_reports *reports, size_t l, size_t r) {
    return reports->at[l].origin == reports->at[r].origin;
}

/* Whether that report has a silence of that voice too. */
static bool is_silent(const heard_list *silences, const heard *said) {
    for (size_t i = 0; i < silences->count; i++)
        if (silences->at[i].report == said->report && str_same(silences->at[i].voice, said->voice))
            return true;
    return false;
}

/* Silences and statements of a story, and the words of these once they were looked at. */
typedef struct hearing {
    arena *a;
    const closing_reports *reports;
    const heard_list *silences, *statements;
    wording *words; /* [statements] */
    wording_table *table;
} hearing;

static const wording *words_of(hearing *h, size_t i) {
    if (!h->table) h->table = wordings_table(h->a);
    if (!h->words[i].count) h->words[i] = wordings_cut(h->a, h->statements->at[i].words);
    return &h->words[i];
}

/* Whether the voice of statement `answer` said it up to the silence. */
static bool was_said(hearing *h, const heard *quiet, size_t answer) {
    const heard *at = h->statements->at;
    for (size_t i = 0; i < h->statements->count; i++) {
        if (minute_of(h->reports, at[i].report) > minute_of(h->reports, quiet->report))
            return false;
        if (!str_same(at[i].voice, at[answer].voice)) continue;
        const wording *now = words_of(h, answer), *then = words_of(h, i);
        aligned both = wordings_compare(h->table, then, now);
        if (both.words >= SAME_WORDS && both.share >= SAME_SAID) return true;
    }
    return false;
}

/* Words for saying in a tense that tells that it was said before: "the company had said". */
static const char *const sayings[] = {
    "said", "told", "announced", "denied", "stated", "warned", "promised", "insisted", "argued",
    "claimed", "called", "asked", "declared", "written", "testified", "predicted", NULL
};

bool was_said_before(arena *a, str told_so) {
    term_list words = terms_cut(a, told_so);
    for (size_t i = 0; i + 1 < words.count; i++) {
        str word = words.at[i].word;
        bool before = str_is(word, "had") || str_is(word, "previously");
        for (size_t k = 1; before && k <= 2 && i + k < words.count; k++)
            if (is_one_of(sayings, words.at[i + k].word)) return true;
    }
    return false;
}

static bool answers(hearing *h, const heard *quiet, size_t number) {
    const heard *said = &h->statements->at[number];
    const closing_reports *reports = h->reports;
    int64_t asked = minute_of(reports, quiet->report);
    if ((quiet->was_held && said->was_held) || !said->is_news) return false;
    if (minute_of(reports, said->report) <= asked) return false;
    if (!quiet->voice.length || !str_same(quiet->voice, said->voice)) return false;
    if (copies(reports, quiet->report, said->report) || is_silent(h->silences, said)) return false;
    bool before = said->latest.year && day_number(said->latest) < day_of(reports, quiet->report);
    if (before) return false;
    return !was_said(h, quiet, number);
}

size_t *closings_of_silences(arena *a, const closing_reports *reports, const heard_list *silences,
                             const heard_list *statements) {
    size_t *out = ARENA_NEW(a, size_t, silences->count + 1);
    hearing h = { a, reports, silences, statements, ARENA_NEW(a, wording, statements->count + 1),
                  NULL };
    for (size_t i = 0; i < silences->count; i++) {
        out[i] = CLOSED_BY_NOTHING;
        for (size_t k = 0; k < statements->count && out[i] == CLOSED_BY_NOTHING; k++)
            if (answers(&h, &silences->at[i], k)) out[i] = k;
    }
    return out;
}

/* --- words ----------------------------------------------------------------------------- */

/* Days and their names, which every report of a story has. */
static const char *const dates[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "today", "tomorrow", "yesterday", "week", "month", "year", "day",
    "morning", "afternoon", "evening", "night", "next", "last", "early", "late", NULL
};

static bool is_date(str stem) {
    if (stem.length && is_digit(stem.at[0])) return true;
    for (size_t i = 0; dates[i]; i++)
        if (str_is(stem, dates[i])) return true;
    return false;
}

static uint32_t stem_hash(str word) {
    char room[TERM_SIZE];
    str stem = term_stem(word, room);
    return (uint32_t)XXH64(stem.at, stem.length, 0);
}

static int by_stem(const void *l, const void *r) {
    uint32_t a = ((const struct matter_word *)l)->stem, b = ((const struct matter_word *)r)->stem;
    return (a > b) - (a < b);
}

/* Sorted, each once. */
static void sort_matter(matter *m) {
    size_t kept = 0;
    if (m->count) qsort(m->at, m->count, sizeof *m->at, by_stem);
    for (size_t i = 0; i < m->count; i++)
        if (!kept || m->at[i].stem != m->at[kept - 1].stem) m->at[kept++] = m->at[i];
    m->count = kept;
}

static const matter *made(arena *a, matter *m) {
    if (m->at) return m;
    term_list terms = terms_cut(a, m->text);
    m->at = ARENA_NEW(a, struct matter_word, terms.count + 1);
    for (size_t i = 0; i < terms.count; i++) {
        char room[TERM_SIZE];
        str stem = term_stem(terms.at[i].word, room);
        double rarity = term_rarity(stem);
        if (rarity < TELLING || is_date(stem)) continue;
        m->at[m->count++] = (struct matter_word){ stem_hash(terms.at[i].word), (float)rarity };
    }
    sort_matter(m);
    return m;
}

matter matter_of(arena *a, str text) {
    matter m = { .text = text };
    made(a, &m);
    return m;
}

static bool shares(const matter *l, const matter *r) {
    for (size_t i = 0, k = 0; i < l->count && k < r->count;) {
        if (l->at[i].stem == r->at[k].stem) return true;
        if (l->at[i].stem < r->at[k].stem) i++;
        else k++;
    }
    return false;
}

/* Whether two texts tell of the same things: the share of the lighter one's words that is in both,
 * and how many, without the deed itself. */
static bool one_matter(const matter *l, const matter *r, uint32_t deed) {
    double left = 0, right = 0, both = 0;
    uint32_t count = 0;
    size_t i = 0, k = 0;
    while (i < l->count || k < r->count) {
        bool from_l = k == r->count || (i < l->count && l->at[i].stem <= r->at[k].stem);
        bool from_r = i == l->count || (k < r->count && r->at[k].stem <= l->at[i].stem);
        const struct matter_word *w = from_l ? &l->at[i] : &r->at[k];
        i += from_l;
        k += from_r;
        if (w->stem == deed) continue;
        left += from_l ? w->weight : 0;
        right += from_r ? w->weight : 0;
        both += from_l && from_r ? w->weight : 0;
        count += from_l && from_r;
    }
    return count >= SAME_THINGS && both >= SAME_MATTER * fmin(left, right);
}

/* --- the deed -------------------------------------------------------------------------- */

/* Words that make an event of any noun, and tell nothing of which. */
static const char *const light[] = {
    "be", "have", "do", "make", "take", "get", "give", "go", "come", "put", "set", "keep", "let",
    "hold",
    "see", "say", "use", "show", "bring", "become", "begin", "start", "continue", "in", "on", "up",
    "out", "off", "back", "down", "over", "place", "agree", "announce", "aim", "decide", "expect",
    "hope", "intend", "plan", "pledge", "prepare", "promise", "propose", "schedule", "threaten",
    "vow", "want", "will", NULL
};
/* Before a verb these make it one of what is not past: "will open", "to be opened", "is opened". */
static const char *const not_past[] = {
    "will", "would", "to", "can", "could", "may", "might", "must", "should", "shall", "is", "are",
    "be", "being", "won't", "let", "not", "never", NULL
};
static const char *const conditions[] = { "once", "if", "unless", "until", NULL };
static const char *const passives[] = { "was", "were", "been", "got", NULL };
/* What may stand between these and their verb. */
static const char *const beside_verbs[] = {
    "also", "now", "been", "has", "have", "had", "just", "then", "already", "so", "far", "again",
    "was", "were", "today", "finally", NULL
};
/* Verbs whose past is no other word. */
static const char *const unchanged[] = {
    "cut", "hit", "cost", "shut", "quit", "split", "spread", "cast", "burst", "bet", "shed", NULL
};


/* Whether the words right before the verb leave it past: no "will", no "once it". */
static bool is_left_past(arena *a, str before, bool by) {
    term_list words = terms_cut(a, before);
    bool near = true, passive = false;
    for (size_t i = words.count, n = 0; i-- > 0 && n < WORDS_BEFORE; n++) {
        str word = words.at[i].word;
        if (is_one_of(conditions, word) || (near && is_one_of(not_past, word))) return false;
        passive |= near && is_one_of(passives, word);
        near &= str_ends(word, STR("ly")) || is_one_of(beside_verbs, word);
    }
    return passive || !by; /* "rockets built by" */
}

/* Whether the verb is told as past: by its form, and by the words beside it. */
static bool is_past(arena *a, const told *t) {
    size_t blank = str_find(t->predicate, STR(" "), 0);
    str lemma = str_cut(t->predicate, 0, blank);
    str head = str_cut(t->head, 0, str_find(t->head, STR(" "), 0));
    bool form = is_one_of(unchanged, lemma) || !str_same_folded(head, lemma);
    if (!form || str_ends_folded(head, STR("ing"))) return false;
    if (str_ends_folded(head, STR("s")) && head.length > lemma.length) return false;
    return is_left_past(a, t->before, str_starts_folded(str_trim(t->after), STR("by ")));
}

/* --- events ---------------------------------------------------------------------------- */

typedef LIST(uint32_t) number_list;

struct told_story {
    arena *a;
    const closing_reports *reports;
    LIST(told) all;
    word_map *deeds; /* hash of a predicate's stem: number of a list */
    LIST(number_list) lists;
    number_list ends; /* what calls off or moves */
    told_days *find;
    void *from;
};

static const char *const cancelling[] = {
    "cancel", "call off", "scrap", "abandon", "axe", "scuttle", "shelve", "withdraw", NULL
};
static const char *const moving[] = {
    "postpone", "put off", "delay", "reschedule", "adjourn", "defer", "push back", "put back",
    "bring forward", "move up", "move back", NULL
};

bool told_moves(str predicate) {
    return is_one_of(moving, predicate);
}

told_story *told_story_new(arena *a, const closing_reports *reports) {
    told_story *s = ARENA_NEW(a, told_story, 1);
    s->a = a;
    s->reports = reports;
    s->deeds = word_map_new(a);
    return s;
}

const told *told_story_at(const told_story *s, size_t number) {
    return &s->all.at[number];
}

/* What a predicate is looked up by: its one word that is not light; none where it has none. */
static str deed_word(str predicate) {
    for (size_t at = 0; at < predicate.length;) { /* of "take effect" the second */
        size_t end = str_find(predicate, STR(" "), at);
        str word = str_cut(predicate, at, end);
        if (!is_one_of(light, word)) return word;
        at = end + 1;
    }
    return STR_NONE;
}

matter closings_deeds(arena *a, str predicates, matter *what) {
    for (size_t at = 0; at < predicates.length;) {
        size_t end = str_find(predicates, STR("\n"), at);
        str deed = deed_word(str_cut(predicates, at, end));
        at = end + 1;
        if (!deed.length) continue;
        matter m = { predicates, ARENA_NEW(a, struct matter_word, 1), 1 };
        m.at[0] = (struct matter_word){ stem_hash(deed), 1 };
        return m;
    }
    return *made(a, what);
}

void told_story_asks(told_story *s, told_days *find, void *from) {
    s->find = find;
    s->from = from;
}

static number_list *list_of(const told_story *s, uint32_t stem) {
    uint32_t at = word_map_get(s->deeds, (str){ (const char *)&stem, sizeof stem });
    return at == WORD_MAP_NONE ? NULL : &s->lists.at[at];
}

void told_story_await(told_story *s, const awaited *e) {
    for (size_t i = 0; i < e->deeds.count; i++) {
        const uint32_t *stem = &e->deeds.at[i].stem;
        uint32_t *at = word_map_put(s->deeds, (str){ (const char *)stem, sizeof *stem });
        if (*at != WORD_MAP_NONE) continue;
        *at = (uint32_t)s->lists.count;
        *LIST_ADD(s->a, &s->lists) = (number_list){ 0 };
    }
}

static bool ends(str predicate) {
    return is_one_of(cancelling, predicate) || told_moves(predicate);
}

bool told_story_wants(const told_story *s, str predicate) {
    str deed = deed_word(predicate);
    return ends(predicate) || (deed.length && list_of(s, stem_hash(deed)));
}

void told_story_put(told_story *s, const told *t) {
    uint32_t number = (uint32_t)s->all.count;
    if (t->status != STATUS_HAPPENED && t->status != STATUS_ONGOING) return;
    if (!told_story_wants(s, t->predicate) || !is_past(s->a, t)) return;
    *LIST_ADD(s->a, &s->all) = *t;
    number_list *list = ends(t->predicate) ? &s->ends
                                           : list_of(s, stem_hash(deed_word(t->predicate)));
    *LIST_ADD(s->a, list) = number;
}

/* --- expectations ---------------------------------------------------------------------- */

/* An event that may be what was expected, or say what became of it. */
typedef struct candidate {
    uint32_t number, deed; /* deed 0: it calls off or moves */
} candidate;

typedef LIST(candidate) candidate_list;

static int by_number(const void *l, const void *r) {
    const candidate *a = l, *b = r;
    if (a->number != b->number) return (a->number > b->number) - (a->number < b->number);
    return (a->deed > b->deed) - (a->deed < b->deed);
}

static candidate_list candidates_of(arena *a, const told_story *s, const awaited *e) {
    candidate_list out = { 0 };
    for (size_t i = 0; i < s->ends.count; i++)
        *LIST_ADD(a, &out) = (candidate){ s->ends.at[i], 0 };
    for (size_t i = 0; i < e->deeds.count; i++) {
        const number_list *list = list_of(s, e->deeds.at[i].stem);
        for (size_t k = 0; list && k < list->count; k++)
            *LIST_ADD(a, &out) = (candidate){ list->at[k], e->deeds.at[i].stem };
    }
    if (out.count) qsort(out.at, out.count, sizeof *out.at, by_number);
    return out;
}

/* Whether the event may be later than the report that expects it, and not too late. */
static bool in_time(const closing_reports *reports, const awaited *e, const told *t) {
    int32_t now = day_of(reports, e->report), then = day_of(reports, t->report);
    int32_t end = (e->latest.year ? day_number(e->latest) : now) + CLOSINGS_LATE_DAYS;
    return then <= end && !(t->latest.year && day_number(t->latest) < now);
}

/* Whether it may lie in the days expected, as far as they are told. */
static bool in_days(const closing_reports *reports, const awaited *e, const told *t) {
    int32_t until = t->latest.year ? day_number(t->latest) : day_of(reports, t->report);
    if (e->earliest.year && until < day_number(e->earliest)) return false;
    return !(t->earliest.year && e->latest.year && day_compare(t->earliest, e->latest) > 0);
}

/* What the event makes of the expectation; OUTCOME_EXPECTED where nothing. */
static outcome outcome_of(const told_story *s, const awaited *e, const candidate *c) {
    told *t = &s->all.at[c->number];
    const closing_report *here = &s->reports->at[e->report], *there = &s->reports->at[t->report];
    if (there->minute <= here->minute || there->origin == here->origin) return OUTCOME_EXPECTED;
    if (!t->is_open && !in_time(s->reports, e, t)) return OUTCOME_EXPECTED;
    if (c->deed && !in_days(s->reports, e, t)) return OUTCOME_EXPECTED;
    if (!one_matter(made(s->a, e->what), made(s->a, t->sentence), c->deed)) return OUTCOME_EXPECTED;
    if (!c->deed && !shares(&e->deeds, made(s->a, t->sentence))) return OUTCOME_EXPECTED;
    if (t->is_open && s->find) s->find(s->from, t);
    t->is_open = false;
    if (!in_time(s->reports, e, t)) return OUTCOME_EXPECTED;
    if (c->deed) return OUTCOME_HAPPENED;
    return is_one_of(cancelling, t->predicate) ? OUTCOME_CANCELLED : OUTCOME_MOVED;
}

/* Whether e's own report told of it already. */
static bool was_told(const told_story *s, const candidate_list *all, const awaited *e,
                     const told *t) {
    for (size_t i = 0; i < all->count; i++) {
        const told *own = &s->all.at[all->at[i].number];
        if (own->report != e->report || !str_same(own->predicate, t->predicate)) continue;
        if (one_matter(made(s->a, own->sentence), made(s->a, t->sentence), 0)) return true;
    }
    return false;
}

/* Where what was moved was moved to. */
static void move(const told_story *s, awaited *e, const told *t, resolved *out) {
    bool ahead = t->earliest.year && day_number(t->earliest) > day_of(s->reports, t->report);
    e->earliest = out->earliest = ahead ? t->earliest : DAY_NONE;
    e->latest = out->latest = ahead ? t->latest : DAY_NONE;
}

resolved closings_resolve(arena *a, const told_story *s, const awaited *given) {
    resolved out = { OUTCOME_EXPECTED, CLOSED_BY_NOTHING, DAY_NONE, DAY_NONE };
    candidate_list all = candidates_of(a, s, given);
    awaited e = *given;
    for (size_t i = 0; i < all.count; i++) {
        const told *t = &s->all.at[all.at[i].number];
        outcome o = outcome_of(s, &e, &all.at[i]);
        if (o == OUTCOME_EXPECTED || was_told(s, &all, &e, t)) continue;
        out.outcome = o;
        out.by = all.at[i].number;
        if (o != OUTCOME_MOVED) return out; /* what was moved may still happen */
        move(s, &e, t, &out);
    }
    return out;
}

bool closings_touched(arena *a, const told_story *s, const awaited *e) {
    candidate_list all = candidates_of(a, s, e);
    for (size_t i = 0; i < all.count; i++) {
        const told *t = &s->all.at[all.at[i].number];
        if (s->reports->at[t->report].minute <= s->reports->at[e->report].minute) continue;
        if (one_matter(made(s->a, e->what), made(s->a, t->sentence), all.at[i].deed)) return true;
    }
    return false;
}
