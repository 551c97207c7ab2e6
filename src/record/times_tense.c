/* record/times_tense.c: which way the words around an expression look. The verb that it hangs
 * on by the labels' dependencies decides; where there are none, the nearest verb to the left in the sentence decides, else the first to the
 * right. Word classes tell verbs from other words where the labels have them; the forms of
 * the words have to do where they do not. */
#include <string.h>

#include "record/times.h"

enum { LOOK_MOST = 24, CLIMB_MOST = 8, AUXILIARIES_MOST = 4 }; /* atoms, heads, atoms */

/* Least probability of a label that may speak against the words. */
#define SURE_ENOUGH 0.7f

typedef enum cue { CUE_NONE, CUE_PAST, CUE_FUTURE, CUE_OPEN, CUE_PRESENT } cue;

static bool is_clause_end(const atoms *a, const atom *x) {
    str s = atom_str(a, x);
    return s.length == 1 && (*s.at == '.' || *s.at == ';' || *s.at == '!' || *s.at == '?');
}

static bool is_word(const atoms *a, size_t i, const char *word) {
    return i < a->count && str_is_folded(atom_str(a, &a->at[i]), word);
}

/* Not a verb by the labels, where there are any. */
static bool is_other_class(const time_reader *r, const atom *x) {
    const labels *l = r->b->labels;
    if (!l || !l->upos || !l->upos_sure || l->upos_sure[x->token] < SURE_ENOUGH) return false;
    uint8_t class = l->upos[x->token];
    bool adjective = class == UPOS_ADJ && x->is & IS('V');
    return class != UPOS_VERB && class != UPOS_AUX && !adjective;
}

static bool is_determiner(const atoms *a, size_t i) {
    static const char *const words[] = { "the", "a", "an", "its", "his", "her", "their", "our", "'s", "’s",
                                         "of", "no", "any", "some", "this", "that", "these", "those" };
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (is_word(a, i, words[k])) return true;
    return false;
}

static bool is_being(const atoms *a, size_t i) {
    return is_word(a, i, "is") || is_word(a, i, "are") || is_word(a, i, "was") || is_word(a, i, "were");
}

/* "planned to", "is due", "scheduled for". */
static bool is_plan(const atoms *a, size_t i) {
    if (is_word(a, i + 1, "to") || is_word(a, i + 1, "for") 
        || (is_word(a, i, "planned") && is_determiner(a, i + 1))) return true;
    return i && is_being(a, i - 1);
}

/* A word in -ed, or in the list of other past forms, at i. */
static cue past_cue(const atoms *a, size_t i) {
    if (i && a->at[i - 1].is & IS('b') && a->at[i - 1].value == 2) { /* "to be held" */
        if (i < 2) return CUE_PAST;
        const atom *x = &a->at[i - 2];
        return x->is & IS('V') || is_word(a, i - 2, "to") ? CUE_FUTURE : CUE_PAST;
    }
    if (i && a->at[i - 1].is & IS('V') && a->at[i - 1].value == 1) return CUE_FUTURE;
    return CUE_PAST;
}

/* "a still unspecified date": an adjective. */
static bool is_attribute(const atoms *a, size_t i) {
    return (i >= 1 && is_determiner(a, i - 1)) || (i >= 2 && is_word(a, i - 1, "still") && is_determiner(a, i - 2));
}

/* "agreed to acquire X in January": what the infinitive tells may lie either way. */
static bool is_infinitive(const atoms *a, size_t i) {
    if (!i || !is_word(a, i - 1, "to") || a->at[i].is || a->at[i].flags & ATOM_CAPITAL) return false;
    return is_ascii_letter(a->text.at[a->at[i].start]) && !is_determiner(a, i);
}

static bool ends_in_ed(const atoms *a, const atom *x) {
    if (x->is || x->length < 4 || x->flags & ATOM_CAPITAL) return false;
    str s = atom_str(a, x);
    return str_ends(s, STR("ed")) && !str_ends(s, STR("eed")) && !str_ends(s, STR("hundred"));
}

static bool is_past_form(const atoms *a, size_t i) {
    if (i >= a->count) return false;
    return ends_in_ed(a, &a->at[i]) || (a->at[i].is & IS('b') && a->at[i].value != 1);
}

static cue cue_of(const time_reader *r, size_t i) {
    const atoms *a = r->atoms;
    const atom *x = &a->at[i];
    bool modal = x->is & IS('V') && x->value == 1;
    if (x->is & IS('M') && x->is & IS('V')) modal = !(x->flags & ATOM_CAPITAL);
    if (is_infinitive(a, i)) return CUE_OPEN;
    if (!modal && !(x->is & (IS('V') | IS('b'))) && (!ends_in_ed(a, x) || is_attribute(a, i))) return CUE_NONE;
    if (is_other_class(r, x)) return CUE_NONE;
    if (modal && is_word(a, i, "could") && (is_word(a, i + 1, "not") || is_word(a, i + 1, "n't"))) return CUE_PAST;
    if (modal) return is_word(a, i + 1, "have") && is_past_form(a, i + 2) && !is_word(a, i, "will") ? CUE_PAST : CUE_FUTURE;
    if (x->is & IS('V') && is_plan(a, i)) return CUE_FUTURE;
    if (x->is & IS('b') && x->value == 2) return CUE_NONE;
    if (x->is & IS('b') && is_word(a, i + 1, "to") && is_being(a, i)) return CUE_FUTURE;
    if (x->is & IS('b') && x->value == 1) return CUE_NONE;
    if (x->is & IS('V') && !ends_in_ed(a, &(atom){ .start = x->start, .end = x->end, .length = x->length }))
        return is_word(a, i, "set") ? CUE_PAST : CUE_NONE;
    return past_cue(a, i);
}

/* The cue nearest on the left; *distance: atoms to it. An infinitive leaves the matter to the
 * verb it hangs on where that looks ahead. */
static cue look_left(const time_reader *r, size_t first, size_t *distance) {
    const atoms *a = r->atoms;
    size_t least = first > LOOK_MOST ? first - LOOK_MOST : 0;
    bool open = false;
    for (size_t i = first; i-- > least;) {
        if (is_clause_end(a, &a->at[i])) break;
        cue c = cue_of(r, i);
        *distance = first - i;
        if (c == CUE_OPEN) open = true;
        else if (c) return open && c == CUE_PAST ? CUE_OPEN : c;
    }
    return open ? CUE_OPEN : CUE_NONE;
}

static cue look_right(const time_reader *r, size_t past, size_t *distance) {
    const atoms *a = r->atoms;
    size_t most = past + LOOK_MOST < a->count ? past + LOOK_MOST : a->count;
    for (size_t i = past; i < most; i++) {
        if (is_clause_end(a, &a->at[i])) return CUE_NONE;
        cue c = cue_of(r, i);
        *distance = i - past + 1;
        if (c) return c;
    }
    return CUE_NONE;
}

/* ---- by dependencies ---- */

static size_t atom_of_token(const atoms *a, uint32_t at) {
    size_t low = 0, high = a->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (a->at[middle].token < at) low = middle + 1;
        else high = middle;
    }
    return low < a->count && a->at[low].token == at ? low : a->count;
}

static bool is_verb(const labels *l, uint32_t at) {
    return (l->upos[at] == UPOS_VERB || l->upos[at] == UPOS_AUX) && l->upos_sure[at] >= SURE_ENOUGH;
}

/* The verb above token `at`, as an atom; a->count where there is none. */
static size_t verb_above(const time_reader *r, uint32_t at) {
    const labels *l = r->b->labels;
    const atoms *a = r->atoms;
    for (int k = 0; k < CLIMB_MOST; k++) {
        uint32_t head = l->head[at];
        if (head == HEAD_ROOT || head >= r->b->tokens->count || head == at) return a->count;
        at = head;
        if (is_verb(l, at)) return atom_of_token(a, at);
    }
    return a->count;
}

/* A verb whose own form says nothing: what stands before it. */
static cue cue_of_auxiliaries(const time_reader *r, size_t verb) {
    const atoms *a = r->atoms;
    for (size_t i = verb, k = 0; i-- > 0 && k < AUXILIARIES_MOST; k++) {
        if (is_clause_end(a, &a->at[i])) break;
        if (a->at[i].is & IS('V') && a->at[i].value == 1) return CUE_FUTURE;
        if (is_word(a, i, "to")) return CUE_OPEN;
        if (is_word(a, i, "did") || is_word(a, i, "was") || is_word(a, i, "were") || is_word(a, i, "had"))
            return CUE_PAST;
    }
    static const char *const sayings[] = { "says", "reports", "writes", "tells", "adds", "notes" };
    for (size_t k = 0; k < sizeof sayings / sizeof *sayings; k++)
        if (is_word(a, verb, sayings[k])) return CUE_PAST;
    return str_ends(atom_str(a, &a->at[verb]), STR("ing")) ? CUE_NONE : CUE_PRESENT;
}

/* What the verb says that governs atom `first`; none where the labels do not tell. */
static cue governing_cue(const time_reader *r, size_t first) {
    const labels *l = r->b->labels;
    const atoms *a = r->atoms;
    if (!l || !l->upos || !l->upos_sure || !l->head) return CUE_NONE;
    uint32_t at = a->at[first].token;
    for (int k = 0; k < 3; k++) {
        size_t verb = verb_above(r, at);
        if (verb == a->count) return CUE_NONE;
        cue c = cue_of(r, verb);
        if (c == CUE_PAST || c == CUE_FUTURE) return c;
        c = cue_of_auxiliaries(r, verb);
        if (c != CUE_OPEN) return c;
        at = a->at[verb].token; /* "planned to leave": the verb above */
        size_t above = verb_above(r, at);
        if (above == a->count) return CUE_OPEN;
        if (cue_of(r, above) == CUE_FUTURE) return CUE_FUTURE;
        if (cue_of(r, above) == CUE_PAST) return CUE_OPEN;
    }
    return CUE_OPEN;
}

/* ---- by words ---- */

/* "as early as Tuesday", "postponed until Tuesday". */
static bool leads_ahead(const time_reader *r, size_t first) {
    static const char *const delays[] = { "postponed", "extended", "delayed", "adjourned", "deferred",
                                          "suspended", "deadline", "set", "given", "gave", "scheduled" };
    const atoms *a = r->atoms;
    while (first && a->at[first - 1].is & (IS('a') | IS('z') | IS('c') | IS('h') | IS('N'))) first--;
    bool soon = first >= 3 && is_word(a, first - 1, "as") && is_word(a, first - 3, "as");
    if (soon && (is_word(a, first - 2, "early") || is_word(a, first - 2, "soon"))) return true;
    if (!first) return false;
    if (is_word(a, first - 1, "is") || is_word(a, first - 1, "are") || is_word(a, first - 1, "effective") || is_word(a, first - 1, "payable")
        || is_word(a, first - 1, "ending") || is_word(a, first - 1, "set") || is_word(a, first - 1, "expiring")) return true;
    if (!(is_word(a, first - 1, "until") || is_word(a, first - 1, "to") || is_word(a, first - 1, "through")))
        return false;
    for (size_t i = first - 1, k = 0; i-- > 0 && k < 12; k++) {
        if (is_clause_end(a, &a->at[i])) return false;
        for (size_t d = 0; d < sizeof delays / sizeof *delays; d++)
            if (is_word(a, i, delays[d])) return true;
    }
    return false;
}

/* "ended Dec. 31", "since June", "met on Monday": there is no doubt. */
static bool is_surely_past(const time_reader *r, size_t first) {
    const atoms *a = r->atoms;
    if (!first) return false;
    return is_word(a, first - 1, "ended") || is_word(a, first - 1, "since");
}

static bool is_as_of(const atoms *a, size_t first) {
    if (!first) return false;
    return is_word(a, first - 1, "at")
        || (first >= 2 && is_word(a, first - 1, "of") && is_word(a, first - 2, "as"));
}

/* "follows Tuesday's ruling": the noun is told of, not what the verb says. */
static bool is_possessive(const atoms *a, size_t past) {
    return past < a->count && a->at[past].is & IS('\'');
}

/* "days before Tuesday's vote", "ahead of Friday's game". */
static bool is_ahead_of(const atoms *a, size_t first) {
    return first && (is_word(a, first - 1, "before") || (first > 1 && is_word(a, first - 1, "of") && is_word(a, first - 2, "ahead")));
}

tense tense_around(const time_reader *r, size_t first, size_t past) {
    return tense_near(r, first, past, 2);
}

tense tense_near(const time_reader *r, size_t first, size_t past, size_t close) {
    size_t distance = LOOK_MOST;
    if (leads_ahead(r, first)) return TENSE_FUTURE;
    if (is_surely_past(r, first)) return TENSE_LONG_PAST;
    cue near = look_left(r, first, &distance), c = governing_cue(r, first);
    if (near == CUE_PAST && distance <= close) return TENSE_LONG_PAST;
    if (is_possessive(r->atoms, past)) return is_ahead_of(r->atoms, first) || near == CUE_FUTURE ? TENSE_FUTURE : TENSE_PAST;
    bool alone = !c && !near;
    if (!c) c = near ? near : look_right(r, past, &distance);
    if (alone && c == CUE_PAST && distance <= close) return TENSE_LONG_PAST;
    if (c == CUE_PAST && is_as_of(r->atoms, first)) return TENSE_LONG_PAST;
    if (c == CUE_PRESENT) return TENSE_PRESENT;
    return c == CUE_FUTURE ? TENSE_FUTURE : c == CUE_PAST ? TENSE_PAST : TENSE_UNKNOWN;
}
