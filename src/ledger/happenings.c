/* ledger/happenings.c: see happenings.h. Numbers and places of the record are looked up only
 * for events that are told again, since that takes the report's facts; words are cut only where
 * they are compared, since most events of a story are others by their verbs alone. */
#include "ledger/happenings.h"

#include <math.h>
#include <stdlib.h>
#include <xxhash.h>

#include "base/utf8.h"
#include "ledger/named.h"
#include "ledger/names.h"
#include "ledger/store.h"
#include "ledger/tellings.h"
#include "ledger/terms.h"

static const double TELLING_RARITY = 4; /* of a verb without a type, that its event takes part */
enum { COUNTS_MOST = 16 /* of one sentence */, SLOTS = 8, VERBS = 1024, STATUSES_HELD = 64 };

/* ---- reading ---- */

/* The facts of the reports that were looked up last. */
typedef struct slot {
    int64_t number;
    uint64_t turn;
    bool there;
    store_current now;
} slot;

/* A sentence, which has some events. */
typedef struct told_in {
    int64_t report, at;
    uint64_t turn; /* when it was read */
    str words; /* none: they are not words */
    wording cut;
    bool is_cut;
} told_in;

typedef struct room {
    wording_table *table;
    told_in *latest;
    slot slots[SLOTS];
    struct { int64_t predicate; bool known, tells; } verbs[VERBS];
    struct { int64_t status; bool known, comes; } statuses[STATUSES_HELD];
} room;

/* An event as it is held. */
typedef struct happened {
    telling t;
    told_in *sentence; /* its words are in t once they are cut */
    const kin_actor *actor, *recipient;
} happened;

static void *room_of(arena *a) {
    room *r = ARENA_NEW(a, room, 1);
    r->table = wordings_table(a);
    return r;
}

static wording cut(kin_scene *s, str words) {
    room *r = s->room;
    wording made = wordings_cut_with(r->table, s->scratch, words);
    return wordings_copy(s->a, &made);
}

static telling *told_cut(kin_scene *s, const kin_fact *fact) {
    happened *h = (happened *)fact->told; /* our own */
    if (h->t.sentence.at) return &h->t;
    if (!h->sentence->is_cut) h->sentence->cut = cut(s, h->sentence->words);
    h->sentence->is_cut = true;
    h->t.sentence = h->sentence->cut;
    return &h->t;
}

static const telling *told(const kin_fact *fact) {
    return &((const happened *)fact->told)->t;
}

static const store_current *facts_of(kin_scene *s, int64_t number) {
    slot *at = &((room *)s->room)->slots[number % SLOTS];
    if (at->turn != s->turn || at->number != number) {
        *at = (slot){ .number = number, .turn = s->turn };
        const kept *k = s->new && s->new->number == number ? s->new->kept : NULL;
        at->there = k ? store_unpack(s->d, s->scratch, k, &at->now)
                      : store_read(s->d, s->scratch, number, &at->now);
        at->now.record.report = &at->now.report;
    }
    return at->there ? &at->now : NULL;
}

static day day_of(int64_t time) {
    if (time == NUMBER_NONE) return DAY_NONE;
    int64_t minute = time >> 1;
    return day_of_number((int32_t)((minute - (minute < 0 ? 1439 : 0)) / 1440));
}

static bool is_to_come(str status) {
    return str_is(status, event_status_name(STATUS_EXPECTED))
        || str_is(status, event_status_name(STATUS_POSSIBLE))
        || str_is(status, event_status_name(STATUS_CALLED_FOR));
}

/* By the number of its status, of which there are few. */
static bool is_coming(kin_scene *s, int64_t status) {
    room *r = s->room;
    size_t at = (size_t)status % STATUSES_HELD;
    if (r->statuses[at].known && r->statuses[at].status == status) return r->statuses[at].comes;
    query *q = db_query(s->d, "SELECT name FROM term WHERE id = ?");
    bool comes = false;
    query_int(q, status);
    while (query_next(q)) comes = is_to_come(query_words_at(q, 0));
    r->statuses[at].known = true;
    r->statuses[at].status = status;
    r->statuses[at].comes = comes;
    return comes;
}

static bool is_telling(kin_scene *s, int64_t predicate) {
    room *r = s->room;
    size_t at = (size_t)predicate % VERBS;
    if (r->verbs[at].known && r->verbs[at].predicate == predicate) return r->verbs[at].tells;
    char stem[TERM_SIZE];
    bool tells = false;
    query *q = db_query(s->d, "SELECT name FROM term WHERE id = ?");
    query_int(q, predicate);
    while (query_next(q)) {
        str verb = query_words_at(q, 0);
        tells = verb.length && term_rarity(term_stem(verb, stem)) >= TELLING_RARITY;
    }
    r->verbs[at].known = true;
    r->verbs[at].predicate = predicate;
    r->verbs[at].tells = tells;
    return tells;
}

/* Every event has some verb: one that is in every report, of no known type, tells nothing. */
static bool takes_part(kin_scene *s, const int64_t *fact) {
    if (fact[EVENT_PREDICATE] == NUMBER_NONE) return false;
    if (fact[EVENT_TYPE] != NUMBER_NONE || fact[FACT_KINDS] & 128) return true;
    return fact[FACT_WHO] != NUMBER_NONE && is_telling(s, fact[EVENT_PREDICATE]);
}

/* The sentence of an event; that of the event before it is at hand. */
static told_in *sentence_of(kin_scene *s, const kin_row *row) {
    room *r = s->room;
    int64_t number = row->fact->number >> 20, at = row->fact->at[FACT_SENTENCE];
    int64_t length = row->fact->at[FACT_SENTENCE_LENGTH];
    if (r->latest && r->latest->report == number && r->latest->at == at
        && r->latest->turn == s->turn)
        return r->latest;
    told_in *one = r->latest = ARENA_NEW(s->a, told_in, 1);
    *one = (told_in){ .report = number, .at = at, .turn = s->turn };
    if (at < 0 || length < 0) return one;
    str words = str_cut(row->text, (size_t)at, (size_t)(at + length));
    if (terms_any(words)) one->words = arena_copy(s->a, words);
    return one;
}

static void *read(kin_scene *s, const kin_row *row) {
    const int64_t *fact = row->fact->at;
    if (!takes_part(s, fact)) return NULL;
    told_in *in = sentence_of(s, row);
    if (!in->words.length) return NULL;
    happened *h = ARENA_NEW(s->a, happened, 1);
    h->sentence = in;
    h->actor = kin_actor_of(s, fact[FACT_WHO]);
    h->recipient = kin_actor_of(s, fact[FACT_WHOM]);
    h->t = (telling){
        .predicate = fact[EVENT_PREDICATE],
        .type = fact[EVENT_TYPE] == NUMBER_NONE ? 0 : fact[EVENT_TYPE],
        .main = fact[FACT_KINDS] >> 7 & 1, .comes = is_coming(s, fact[FACT_KINDS] >> 8),
        .actor = h->actor->named, .recipient = h->recipient->named,
        .earliest = day_of(fact[EVENT_EARLIEST]), .latest = day_of(fact[EVENT_LATEST]),
        .sentence_at = fact[FACT_SENTENCE], .at = fact[FACT_AT],
    };
    return h;
}

static double likeness(kin_scene *s, const kin_fact *earlier, const kin_fact *fact) {
    const telling *l = told(earlier), *r = told(fact);
    if (earlier->report == fact->report && l->sentence_at == r->sentence_at) return 0;
    if (!tellings_may_be_one(l, r)) return 0;
    return tellings_likeness(told_cut(s, earlier), told_cut(s, fact));
}

/* ---- details ---- */

static uint32_t hash_of(str words) {
    return words.length ? XXH32(words.at, words.length, 1) : 0;
}

/* The counts of a sentence. */
static size_t counts_of(arena *a, const store_current *now, const telling *t,
                        telling_count out[COUNTS_MOST]) {
    size_t count = 0, start = (size_t)t->sentence_at;
    size_t end = start + (t->sentence.count ? t->sentence.at[t->sentence.count - 1].end : 0);
    for (size_t i = 0; i < now->record.quantities.count && count < COUNTS_MOST; i++) {
        const quantity *q = &now->record.quantities.at[i];
        char stem[TERM_SIZE];
        if (q->start < start || q->end > end || (!q->of.length && !q->unit.length)) continue;
        str of = q->of.length ? utf8_folded(a, q->of) : STR("");
        if (of.length <= TERM_SIZE) of = term_stem(of, stem);
        span at = { q->start, q->end };
        out[count++] = (telling_count){ hash_of(of), hash_of(q->unit), q->low, q->high, at,
                                        str_in(now->report.text, at), { .at = NULL } };
    }
    return count;
}

static telling_place place_of(arena *a, const store_current *now, int64_t number) {
    telling_place out = { .latitude = NAN, .longitude = NAN };
    size_t i = (size_t)(number & ((1 << 20) - 1));
    if (i >= now->record.events.count) return out;
    id n = now->record.events.at[i].place;
    if (n == ID_NONE) return out;
    const place *p = &now->record.places.at[n];
    out.name = arena_copy(a, p->name);
    out.words = wordings_cut(a, p->name);
    out.country = hash_of(p->country);
    out.wide = str_is(p->kind, "country") || str_is(p->kind, "region")
        || str_is(p->kind, "natural");
    out.latitude = p->latitude;
    out.longitude = p->longitude;
    return out;
}

static void look_up(kin_scene *s, const kin_fact *fact) {
    telling *t = told_cut(s, fact);
    const happened *h = fact->told;
    telling_count counts[COUNTS_MOST];
    if (t->details) return;
    if (h->actor->name.at) t->actor_name = cut(s, h->actor->name);
    if (h->recipient->name.at) t->recipient_name = cut(s, h->recipient->name);
    telling_details *d = ARENA_NEW(s->a, telling_details, 1);
    t->details = d;
    d->place = (telling_place){ .latitude = NAN, .longitude = NAN };
    const store_current *now = facts_of(s, fact->report);
    if (!now) return;
    d->count_count = counts_of(s->scratch, now, t, counts);
    telling_count *found = ARENA_NEW(s->a, telling_count, d->count_count + 1);
    for (size_t i = 0; i < d->count_count; i++) {
        found[i] = counts[i];
        found[i].words = arena_copy(s->a, counts[i].words);
        found[i].number = cut(s, counts[i].words);
    }
    d->counts = found;
    d->place = place_of(s->a, now, fact->number);
}

static int differs(kin_scene *s, const kin_fact *first, const kin_fact *fact) {
    if (first->report == fact->report) return 0;
    look_up(s, first);
    look_up(s, fact);
    return tellings_conflicts(told(first), told(fact));
}

/* ---- disagreements ---- */

static str days_told(arena *a, const telling *t) {
    char earliest[DAY_SIZE] = "", latest[DAY_SIZE] = "";
    if (t->earliest.year) day_write(t->earliest, earliest);
    if (t->latest.year) day_write(t->latest, latest);
    if (t->earliest.year && t->latest.year && !day_compare(t->earliest, t->latest))
        return arena_print(a, "%s", earliest);
    return arena_print(a, "%s/%s", earliest, latest);
}

static str actor_told(kin_scene *s, const telling *t, const telling *other) {
    const named *who = named_differ(&t->actor, &other->actor) ? &t->actor : &t->recipient;
    str name = STR("");
    int64_t kind;
    names_actor(s->d, s->scratch, who->actor, &name, &kind);
    return name;
}

/* What a telling says in a matter in which another says otherwise. */
static str told_of(kin_scene *s, const telling *t, const telling *other, int kind) {
    const telling_count *count;
    switch (kind) {
    case TELLING_DATE: return days_told(s->scratch, t);
    case TELLING_PLACE: return t->details->place.name;
    case TELLING_NUMBER:
        count = tellings_count(t, other);
        return count ? count->words : STR("");
    default: return actor_told(s, t, other);
    }
}

static void disagree(kin_scene *s, const kin_fact *other, const kin_fact *fact, int kind) {
    str theirs = told_of(s, told(other), told(fact), kind);
    str own = told_of(s, told(fact), told(other), kind);
    /* two events of one sentence disagree in the same words */
    query *q = db_query(s->d, "INSERT OR IGNORE INTO disagreement(event, other, kind, said,"
                              " other_said) SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1"
                              " FROM disagreement WHERE event >= (?1 >> 20) << 20 AND event < ?1"
                              " AND other >> 20 = ?2 >> 20 AND kind = ?3 AND said = ?4"
                              " AND other_said = ?5)");
    query_int(q, fact->number);
    query_int(q, other->number);
    query_int(q, kind);
    query_words(q, own);
    query_words(q, theirs);
    query_run(q);
}

/* With the earliest telling, of each kind, that says otherwise. */
static void joined(kin_scene *s, const kin_fact *fact, const kin_fact *const *others,
                   size_t count) {
    int told = 0;
    for (size_t i = count; i-- > 0;) {
        int conflicts = differs(s, others[i], fact);
        for (int kind = 1; kind < 1 << TELLING_CONFLICTS; kind <<= 1)
            if (conflicts & ~told & kind) disagree(s, others[i], fact, kind);
        told |= conflicts;
    }
}

#define IN_REPORT "event >= ?1 AND event < ?2"

const kin_kind happenings = {
    .kind = PACKED_EVENT,
    .firsts = "SELECT event, first FROM telling WHERE event >= ? AND event < ? ORDER BY event",
    .insert = "INSERT INTO telling(event, first, differs) VALUES(?, ?, ?)",
    .move = "UPDATE telling SET first = ?2 WHERE first = ?1",
    .mark = "UPDATE telling SET differs = ?2 WHERE event = ?1",
    .more = "SELECT 1 FROM telling WHERE first = ? LIMIT 1 OFFSET ?",
    .drop = { "DELETE FROM telling WHERE " IN_REPORT,
              "UPDATE telling SET first = m.least FROM (SELECT first AS former,"
              " min(event) AS least FROM telling WHERE first >= ?1 AND first < ?2"
              " GROUP BY first) m WHERE first = m.former AND event <> m.least",
              "DELETE FROM telling WHERE first >= ?1 AND first < ?2",
              "DELETE FROM disagreement WHERE (" IN_REPORT ") OR (other >= ?1 AND other < ?2)",
              NULL },
    .room = room_of, .read = read, .likeness = likeness, .sure = 2.2, .differs = differs,
    .joined = joined,
};
