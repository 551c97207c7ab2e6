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

/* A name that the time is a part of: it goes on before or after it with a capital. */
static bool is_in_entity(const atoms *a, const entity *e, const atom *first, const atom *last) {
    if (!e || e->type == ENTITY_DATE || e->confidence < SURE_ENOUGH) return false;
    if (!(first->flags & ATOM_CAPITAL) && !is_digit(a->text.at[first->start])) return false;
    bool led = first > a->at && e->first < first->token, followed = last + 1 < a->at + a->count && e->past > last->token + 1;
    return (led && (first - 1)->flags & ATOM_CAPITAL) || (followed && (last + 1)->flags & ATOM_CAPITAL);
}

bool inside_name(const time_reader *r, size_t first, size_t past) {
    const atoms *a = r->atoms;
    const labels *l = r->b->labels;
    const atom *x = &a->at[first];
    if (l && l->entity_count && is_in_entity(a, entity_at(l, x->token), x, &a->at[past - 1])) return true;
    if (past != first + 1 || !(x->flags & ATOM_CAPITAL) || !(x->is & (IS('M') | IS('W') | IS('s')))) return false;
    bool named = is_capital_word(a, past) && !(a->at[past].flags & ATOM_GLUED);
    if (!named) return false;
    if (first == 0 || x->flags & ATOM_FIRST) return true;
    const atom *before = &a->at[first - 1];
    if (before->is & (IS('t') | IS('A'))) return true;
    return x->is & (IS('M') | IS('s')) && !(before->is & (IS('I') | IS('&') | IS(',') | IS('l') | IS('e')));
}
