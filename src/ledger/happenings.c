/* ledger/happenings.c: see happenings.h. Numbers and places of the record are looked up only
 * for events that are told again, since that takes the report's facts; words are cut only where
 * they are compared, since most events of a story are others by their verbs alone. */
#include "ledger/happenings.h"

#include <math.h>
#include <stdlib.h>
#include <xxhash.h>

#include "base/utf8.h"
#include "ledger/named.h"
#include "ledger/store.h"
#include "ledger/tellings.h"
#include "ledger/terms.h"

static const double TELLING_RARITY = 4; /* of a verb without a type, that its event takes part */
enum { COUNTS_MOST = 16 /* of one sentence */, SLOTS = 8, VERBS = 1024 };

/* ---- reading ---- */

/* The facts of the reports that were looked up last. */
typedef struct slot {
    int64_t number;
    uint64_t turn;
    bool there;
    store_current now;
} slot;

typedef struct room {
    wording_table *table;
    slot slots[SLOTS];
    struct { int64_t predicate; bool known, tells; } verbs[VERBS];
} room;

/* An event as it is held. */
typedef struct happened {
    telling t;
    str sentence, actor, recipient; /* whose words are in t once they are cut */
    bool is_cut;
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
    if (h->is_cut) return &h->t;
    h->t.sentence = cut(s, h->sentence);
    if (h->actor.at) h->t.actor_name = cut(s, h->actor);
    if (h->recipient.at) h->t.recipient_name = cut(s, h->recipient);
    h->is_cut = true;
    return &h->t;
}

static const telling *told(const kin_fact *fact) {
    return &((const happened *)fact->told)->t;
}

static const store_current *facts_of(kin_scene *s, int64_t number) {
    slot *at = &((room *)s->room)->slots[number % SLOTS];
    if (at->turn != s->turn || at->number != number) {
        *at = (slot){ .number = number, .turn = s->turn };
        at->there = store_read(s->d, s->scratch, number, &at->now);
        at->now.record.report = &at->now.report;
    }
    return at->there ? &at->now : NULL;
}

static day day_at(query *row, int column) {
    if (query_kind(row, column) == VALUE_NULL) return DAY_NONE;
    int64_t minute = query_int_at(row, column) >> 1;
    return day_of_number((int32_t)((minute - (minute < 0 ? 1439 : 0)) / 1440));
}

static bool is_to_come(str status) {
    return str_is(status, event_status_name(STATUS_EXPECTED))
        || str_is(status, event_status_name(STATUS_POSSIBLE))
        || str_is(status, event_status_name(STATUS_CALLED_FOR));
}

static named named_at(kin_scene *s, query *row, int column, str *name) {
    if (query_kind(row, column) == VALUE_NULL) return (named){ .actor = NAMED_NOBODY };
    *name = arena_copy(s->a, query_words_at(row, column + 1));
    return named_of(query_int_at(row, column), query_int_at(row, column + 2),
                    query_words_at(row, column + 1));
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
static bool takes_part(kin_scene *s, query *row) {
    if (query_kind(row, 3) != VALUE_NULL || query_int_at(row, 4)) return true;
    return query_kind(row, 5) != VALUE_NULL && is_telling(s, query_int_at(row, 2));
}

#define KIND(who) \
    "(SELECT id FROM term WHERE id = " who ".kind AND name IN ('person', 'organisation'))"

/* The rest of an event that takes part, which takes its time. */
static bool read_rest(kin_scene *s, int64_t number, happened *h) {
    query *q = db_query(s->d, "SELECT t.name, f.actor, a.name, " KIND("a") ", f.recipient, b.name,"
                              " " KIND("b") ", f.earliest, f.latest,"
                              " substr(x.text, f.sentence + 1, f.sentence_length), f.sentence, f.at"
                              " FROM event f JOIN report_text x ON x.report = f.id >> 20"
                              " JOIN term t ON t.id = f.kinds >> 8"
                              " LEFT JOIN actor a ON a.id = f.actor"
                              " LEFT JOIN actor b ON b.id = f.recipient WHERE f.id = ?");
    query_int(q, number);
    telling *t = &h->t;
    if (!query_next(q) || !terms_any(query_words_at(q, 9))) return false;
    t->comes = is_to_come(query_words_at(q, 0));
    t->actor = named_at(s, q, 1, &h->actor);
    t->recipient = named_at(s, q, 4, &h->recipient);
    t->earliest = day_at(q, 7);
    t->latest = day_at(q, 8);
    h->sentence = arena_copy(s->a, query_words_at(q, 9));
    t->sentence_at = query_int_at(q, 10);
    t->at = query_int_at(q, 11);
    while (query_next(q)) continue;
    return true;
}

static void *read(kin_scene *s, query *row) {
    if (!takes_part(s, row)) return NULL;
    happened *h = ARENA_NEW(s->a, happened, 1);
    h->t.predicate = query_int_at(row, 2);
    h->t.type = query_int_at(row, 3);
    h->t.main = query_int_at(row, 4);
    return read_rest(s, query_int_at(row, 0), h) ? h : NULL;
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
    telling_count counts[COUNTS_MOST];
    if (t->details) return;
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
    query *q = db_query(s->d, "SELECT name FROM actor WHERE id = ?");
    str name = STR("");
    query_int(q, who->actor);
    if (query_next(q)) name = arena_copy(s->scratch, query_words_at(q, 0));
    while (query_next(q)) continue;
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
    .select = "SELECT f.id, w.first, f.predicate, f.type, (f.kinds >> 7) & 1, f.actor"
              " FROM event f LEFT JOIN telling w ON w.event = f.id"
              " WHERE f.id >= ?1 << 20 AND f.id < (?1 + 1) << 20 AND f.predicate IS NOT NULL"
              " AND (f.type IS NOT NULL OR f.kinds & 128 OR f.actor IS NOT NULL) ORDER BY f.id",
    .insert = "INSERT INTO telling(event, first, differs) VALUES(?, ?, ?)",
    .move = "UPDATE telling SET first = ?2 WHERE first = ?1",
    .mark = "UPDATE telling SET differs = ?2 WHERE event = ?1",
    .more = "SELECT 1 FROM telling WHERE first = ? LIMIT 1 OFFSET ?",
    .drop = { "DELETE FROM telling WHERE " IN_REPORT,
              "UPDATE telling SET first = m.least FROM (SELECT first AS former,"
              " min(event) AS least FROM telling WHERE first >= ?1 AND first < ?2"
              " GROUP BY first) m WHERE first = m.former",
              "DELETE FROM telling WHERE event = first AND ?1 < ?2",
              "DELETE FROM disagreement WHERE (" IN_REPORT ") OR (other >= ?1 AND other < ?2)",
              NULL },
    .room = room_of, .read = read, .likeness = likeness, .sure = 2.2, .differs = differs,
    .joined = joined,
};
