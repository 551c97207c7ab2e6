/* record/times_refs.c: times that only point: "today", "now", "recently", "the future"; and the
 * quarters and years that a report on business speaks of. */
#include "record/times.h"

/* ---- today, now ---- */

bool relative_deictic(const match *m, int option, meaning *out) {
    (void)option;
    int days = match_at(m, 'y')->value;
    day today = m->reader->today;
    out->sure = 0.97f;
    if (days != DAY_TONIGHT) return settle(out, GRAIN_DAY, today, (step){ days, UNIT_DAY });
    out->type = TIME_TIME;
    out->grain = GRAIN_PART;
    out->part = PART_NIGHT;
    out->at = today;
    return true;
}

/* "a weak current". */
static bool is_noun(const match *m, const atom *x) {
    const labels *l = m->reader->b->labels;
    return x && label_is_sure(l, x->token) && l->upos[x->token] == UPOS_NOUN;
}

bool relative_ref(const match *m, int which, meaning *out) {
    static const char *const names[] = { "PRESENT_REF", "PAST_REF", "FUTURE_REF" };
    const atom *unit = match_at(m, 'U');
    if (unit && (atom_is_title(unit) || unit->unit < UNIT_DAY)) return false;
    if (is_noun(m, match_at(m, 'R'))) return false;
    meaning_literal(out, TIME_DATE, "%s", names[which]);
    out->present = which == REF_PRESENT;
    out->sure = 0.8f;
    return true;
}

/* "at the moment", "for the present". */
bool relative_moment(const match *m, int which, meaning *out) {
    static const char *const words[] = { "at", "for", NULL };
    if (!atom_in(m->reader->atoms, m->first - 1, words) || match_goes_on(m)) return false;
    return relative_ref(m, which, out);
}

/* "the past", unless it is the past of something counted. */
bool relative_past(const match *m, int which, meaning *out) {
    const uint64_t counted = IS('n') | IS('f') | IS('s') | IS('!') | IS('u') | IS('U') | IS('p');
    return !match_followed_by(m, counted) && relative_ref(m, which, out);
}

/* ---- business ---- */

static bool names_period(const match *m) {
    return atom_is(m->reader->atoms, m->past - 1, "period");
}

/* "the quarter of voters who": no time. */
static bool is_share(const match *m) {
    return m->past == m->first + 2 && match_followed_by(m, IS('O') | IS('-'));
}

/* The quarter that a match counts from; year 0 where there is none. */
static day quarter_meant(const match *m, int years) {
    const time_reader *r = m->reader;
    day of = years ? r->compared : r->quarter;
    if (!of.year && names_period(m) && !match_at(m, 'i')) return DAY_NONE; /* of what? */
    bool latest = !of.year || match_at(m, 'i');
    return latest && r->anchor.year ? quarter_before(r->anchor) : of;
}

/* "the quarter", "the latest quarter", "a year-earlier quarter": the one that the report
 * speaks of, else the last that is over. After a count of months a comparison is with the
 * whole year before. */
bool relative_quarter(const match *m, int years, meaning *out) {
    const time_reader *r = m->reader;
    const atom *unit = match_at(m, 'u'), *year = match_at(m, 'Y');
    bool gone = r->quarter_passage == QUARTER_GONE;
    if (unit && unit->unit != UNIT_QUARTER && unit->unit != UNIT_YEAR) return false;
    if (!years && is_share(m)) return false;
    day of = quarter_meant(m, years);
    if (!of.year && names_period(m)) return false;
    out->sure = 0.75f;
    out->aside = years != 0;
    out->calendar = !years && !year;
    if (year) of.year = year->value, years = 0;
    if (year && gone) return meaning_date(out, GRAIN_YEAR, (day){ of.year, 1, 1 }), true;
    bool whole = years && gone && !names_period(m)
              && !atom_is(r->atoms, m->past - 1, "quarter");
    if (whole && r->anchor.year)
        return settle(out, GRAIN_YEAR, r->anchor, (step){ years, UNIT_YEAR });
    return settle(out, GRAIN_QUARTER, of, (step){ years, UNIT_YEAR });
}

/* "fiscal 1989", "the current fiscal year", "year-end". */
bool relative_named(const match *m, int years, meaning *out) {
    const atom *year = match_at(m, 'Y');
    out->sure = 0.85f;
    if (!year) return settle(out, GRAIN_YEAR, m->reader->anchor, (step){ years, UNIT_YEAR });
    meaning_date(out, GRAIN_YEAR, (day){ year->value, 1, 1 });
    return true;
}
