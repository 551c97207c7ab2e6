/* record/times_tense.c: which way the words around an expression look, and whether it is part
 * of a name. Word classes and dependencies are used where the labels have them; words alone
 * have to do where they do not. */
#include <string.h>

#include "record/times.h"

enum { LOOK_MOST = 24 }; /* atoms either way */

static bool is_clause_end(const atoms *a, const atom *x) {
    str s = atom_str(a, x);
    return s.length == 1 && (*s.at == '.' || *s.at == ';' || *s.at == '!' || *s.at == '?');
}

/* "walked", "was": 1; "will", "plans to": 2; else 0. */
static int cue_of(const time_reader *r, size_t i) {
    const atoms *a = r->atoms;
    const atom *x = &a->at[i];
    const uint8_t *classes = r->b->labels ? r->b->labels->upos : NULL;
    if (classes && classes[x->token] != UPOS_VERB && classes[x->token] != UPOS_AUX
        && !(x->is & (IS('V') | IS('b')) && classes[x->token] == UPOS_ADJ)) return 0;
    if (x->is & IS('V') && !(x->is & IS('M') && x->flags & ATOM_CAPITAL)) return 2;
    if (x->is & IS('b')) return x->value ? 0 : 1;
    if (x->is || x->length < 4) return 0;
    str s = atom_str(a, x);
    return str_ends(s, STR("ed")) && !str_ends(s, STR("eed")) && !(x->flags & ATOM_CAPITAL) ? 1 : 0;
}

tense tense_around(const time_reader *r, size_t first, size_t past) {
    const atoms *a = r->atoms;
    size_t least = first > LOOK_MOST ? first - LOOK_MOST : 0;
    int cue = 0;
    for (size_t i = first; i-- > least && !cue;) {
        if (is_clause_end(a, &a->at[i])) break;
        cue = cue_of(r, i);
        if (cue == 1 && i > 0 && a->at[i - 1].is & IS('V')) cue = 2;
    }
    size_t most = past + LOOK_MOST < a->count ? past + LOOK_MOST : a->count;
    for (size_t i = past; i < most && !cue; i++) {
        if (is_clause_end(a, &a->at[i])) break;
        cue = cue_of(r, i);
    }
    return cue == 2 ? TENSE_FUTURE : cue == 1 ? TENSE_PAST : TENSE_UNKNOWN;
}

static const entity *entity_at(const labels *l, uint32_t at) {
    size_t low = 0, high = l->entity_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (l->entities[middle].past <= at) low = middle + 1;
        else high = middle;
    }
    return low < l->entity_count && l->entities[low].first <= at ? &l->entities[low] : NULL;
}

static bool is_capital_word(const atoms *a, size_t i) {
    return i < a->count && a->at[i].flags & ATOM_CAPITAL && !(a->at[i].is & (IS('M') | IS('W')));
}

bool inside_name(const time_reader *r, size_t first, size_t past) {
    const atoms *a = r->atoms;
    const labels *l = r->b->labels;
    const atom *x = &a->at[first];
    if (l && l->upos && l->entity_count) {
        const entity *e = entity_at(l, x->token);
        if (e && e->type != ENTITY_DATE && (e->first < x->token || e->past > a->at[past - 1].token + 1))
            return true;
    }
    if (past != first + 1 || !(x->flags & ATOM_CAPITAL) || !(x->is & (IS('M') | IS('W') | IS('s')))) return false;
    bool named = is_capital_word(a, past) && !(a->at[past].flags & ATOM_GLUED);
    if (!named) return false;
    if (first == 0 || x->flags & ATOM_FIRST) return true;
    const atom *before = &a->at[first - 1];
    if (before->is & (IS('t') | IS('A'))) return true;
    return x->is & (IS('M') | IS('s')) && !(before->is & (IS('I') | IS('&') | IS(',') | IS('l') | IS('e')));
}
