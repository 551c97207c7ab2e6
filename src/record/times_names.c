/* record/times_names.c: whether the words of a time stand inside a name ("Friday Farm", "April
 * Jones", "the Sunday Times"), by the labels' names or by capitals. */
#include "record/times.h"

/* Least probability of a label that may speak against the words. */
#define SURE_ENOUGH 0.8f

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

/* A name that goes on after the time ("the Sunday Times"), or a number at a name's end. */
static bool is_in_entity(const atoms *a, const entity *e, const atom *first, const atom *last) {
    if (!e || e->type == ENTITY_DATE || e->confidence < SURE_ENOUGH) return false;
    bool number = is_digit(a->text.at[first->start]);
    if (!(first->flags & ATOM_CAPITAL) && !number) return false;
    bool followed = last + 1 < a->at + a->count && e->past > last->token + 1;
    if (followed && (last + 1)->flags & ATOM_CAPITAL) return true;
    return number && first > a->at && e->first < first->token && (first - 1)->flags & ATOM_CAPITAL;
}

/* "Theresa May", "Mr. April". */
static bool is_surname(const atoms *a, size_t first, size_t past) {
    const atom *x = &a->at[first];
    if (!first || !(x->is & IS('M')) || x->value < 4 || x->value > 6) return false;
    if (past < a->count && a->at[past].is & (IS('D') | IS('Y') | IS(','))) return false;
    const atom *before = &a->at[first - 1];
    return !before->is && before->flags & ATOM_CAPITAL && !(before->flags & ATOM_UPPER);
}

/* "the March for Life", "the annual March of the Mothers". */
static bool is_march(const atoms *a, size_t first, size_t past) {
    const atom *x = &a->at[first];
    if (past != first + 1 || !(x->is & IS('M')) || x->value != 3 || !first || past >= a->count) return false;
    str next = atom_str(a, &a->at[past]);
    return a->at[first - 1].is != IS('I') && (str_is(next, "for") || str_is(next, "of") || str_is(next, "on"));
}

bool inside_name(const time_reader *r, size_t first, size_t past) {
    const atoms *a = r->atoms;
    const labels *l = r->b->labels;
    const atom *x = &a->at[first];
    if (l && l->entity_count && is_in_entity(a, entity_at(l, x->token), x, &a->at[past - 1])) return true;
    if (is_march(a, first, past)) return true;
    if (past != first + 1 || !(x->flags & ATOM_CAPITAL) || !(x->is & (IS('M') | IS('W') | IS('s')))) return false;
    if (is_surname(a, first, past)) return true;
    bool named = is_capital_word(a, past) && !(a->at[past].flags & ATOM_GLUED);
    if (!named) return false;
    if (first == 0 || x->flags & ATOM_FIRST) return true;
    const atom *before = &a->at[first - 1];
    if (before->is & IS('t') || (before->is & IS('A') && !(x->is & IS('M')))) return true;
    if (before->is & IS('A')) return false;
    return x->is & (IS('M') | IS('s')) && !(before->is & (IS('I') | IS('&') | IS(',') | IS('l') | IS('e')));
}
