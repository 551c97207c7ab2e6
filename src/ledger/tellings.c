/* ledger/tellings.c: the same event in many reports. */
#include "ledger/tellings.h"

#include <math.h>

static const double OTHER_VERB = 0.1; /* more of the sentences must be shared where verbs differ */
static const double NO_TYPE = 0.15;   /* the same where no type tells that the deeds are alike */
static const double APART_KM = 100;   /* two towns that far apart are two places */

/* ---- one event or two ---- */

/* Days between two stretches of time, 0 where they meet or one is open. */
static int days_apart(const telling *l, const telling *r) {
    if (l->latest.year && r->earliest.year && day_compare(l->latest, r->earliest) < 0)
        return day_number(r->earliest) - day_number(l->latest);
    if (r->latest.year && l->earliest.year && day_compare(r->latest, l->earliest) < 0)
        return day_number(l->earliest) - day_number(r->latest);
    return 0;
}

/* 1: the same, -1: others, 0: not known of both. */
static int agree(const named *l, const named *r) {
    return named_same(l, r) ? 1 : named_differ(l, r) ? -1 : 0;
}

/* The share of the sentences' words that must be common to both; more than 1: none suffices. */
static double least_overlap(int actors, int recipients, bool both_main) {
    if (actors + recipients == 2) return 0.2;
    if (actors + recipients == 1) return 0.35;
    if (!actors && !recipients) return both_main ? 0.35 : 0.5;
    if (actors + recipients == 0) return both_main ? 0.35 : 0.5; /* one is told otherwise */
    return actors + recipients == -1 ? 0.6 : 2;
}

static bool same_type(const telling *l, const telling *r) {
    return l->type && l->type == r->type;
}

bool tellings_may_be_one(const telling *l, const telling *r) {
    if (l->predicate != r->predicate && !same_type(l, r)) return false;
    return l->comes == r->comes && days_apart(l, r) <= TELLING_DAYS;
}

double tellings_likeness(const telling *l, const telling *r) {
    bool verb = l->predicate == r->predicate, type = same_type(l, r);
    if (!tellings_may_be_one(l, r)) return 0;
    int actors = agree(&l->actor, &r->actor), recipients = agree(&l->recipient, &r->recipient);
    double least = least_overlap(actors, recipients, l->main && r->main);
    if (!verb) least += OTHER_VERB;
    if (!type) least += NO_TYPE;
    double overlap = wordings_overlap(&l->sentence, &r->sentence);
    if (overlap < least || wordings_other_figures(&l->sentence, &r->sentence)) return 0;
    return 1 + overlap + (actors + recipients) / 4.0 + (verb ? 0.25 : 0);
}

/* ---- conflicts ---- */

static bool bounds_conflict(const telling_count *l, const telling_count *r) {
    return (isfinite(l->high) && isfinite(r->low) && l->high < r->low)
        || (isfinite(r->high) && isfinite(l->low) && r->high < l->low);
}

static bool same_thing(const telling_count *l, const telling_count *r) {
    return l->of && l->of == r->of && l->unit == r->unit;
}

/* Whether what one telling counts of a thing agrees with what the other counts of it, or the number
 * of either stands in the other's sentence, whatever it counts there. *any: both count it. */
static bool is_borne_out(const telling_count *one, const telling *of, const telling *other,
                         bool *any) {
    for (size_t i = 0; i < of->details->count_count; i++) {
        const telling_count *own = &of->details->counts[i];
        if (!same_thing(one, own)) continue;
        if (wordings_number(&other->sentence, &own->number)) return true;
        for (size_t k = 0; k < other->details->count_count; k++) {
            const telling_count *theirs = &other->details->counts[k];
            if (!same_thing(one, theirs)) continue;
            *any = true;
            if (!bounds_conflict(own, theirs)) return true;
            if (wordings_number(&of->sentence, &theirs->number)) return true;
        }
    }
    return false;
}

const telling_count *tellings_count(const telling *of, const telling *other) {
    if (!of->details || !other->details) return NULL;
    for (size_t i = 0; i < of->details->count_count; i++) {
        bool any = false;
        const telling_count *one = &of->details->counts[i];
        if (!is_borne_out(one, of, other, &any) && any) return one;
    }
    return NULL;
}

/* Of two points of the globe, by the haversine formula. */
static double km_between(const telling_place *l, const telling_place *r) {
    const double radian = 3.14159265358979323846 / 180, earth = 6371;
    double up = sin((l->latitude - r->latitude) * radian / 2);
    double along = sin((l->longitude - r->longitude) * radian / 2);
    double h = up * up + cos(l->latitude * radian) * cos(r->latitude * radian) * along * along;
    return 2 * earth * asin(sqrt(h < 1 ? h : 1));
}

static bool places_conflict(const telling *left, const telling *right) {
    const telling_place *l = &left->details->place, *r = &right->details->place;
    if (!l->name.length || !r->name.length || str_same_folded(l->name, r->name)) return false;
    if (wordings_name(&left->sentence, &r->words) || wordings_name(&right->sentence, &l->words))
        return false;
    if (l->country && r->country && l->country != r->country) return true;
    if (l->wide || r->wide) return false; /* one may hold the other */
    return isfinite(l->latitude) && isfinite(r->latitude) && km_between(l, r) > APART_KM;
}

/* Two people or two bodies, of whom each sentence knows its own alone. */
static bool actors_conflict(const telling *l, const telling *r) {
    return l->actor.kind && l->actor.kind == r->actor.kind && named_differ(&l->actor, &r->actor)
        && !wordings_name(&l->sentence, &r->actor_name)
        && !wordings_name(&r->sentence, &l->actor_name);
}

static bool recipients_conflict(const telling *l, const telling *r) {
    return l->recipient.kind && l->recipient.kind == r->recipient.kind
        && named_differ(&l->recipient, &r->recipient)
        && !wordings_name(&l->sentence, &r->recipient_name)
        && !wordings_name(&r->sentence, &l->recipient_name);
}

int tellings_conflicts(const telling *l, const telling *r) {
    int out = days_apart(l, r) ? TELLING_DATE : 0;
    if (tellings_count(l, r) && tellings_count(r, l)) out |= TELLING_NUMBER;
    if (l->details && r->details && places_conflict(l, r)) out |= TELLING_PLACE;
    if (actors_conflict(l, r) || recipients_conflict(l, r))
        out |= TELLING_ACTORS;
    return out;
}
