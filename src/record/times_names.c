/* record/times_names.c: whether the words of a time stand inside a name ("Friday Farm", "April
 * Jones", "the Sunday Times"), by the labels' names or by capitals. */
#include "record/times.h"

/* Least probability of a label that may speak against the words. */
#define SURE_ENOUGH 0.75f

bool label_is_sure(const labels *l, uint32_t at) {
    return l && l->upos && l->upos_sure && l->upos_sure[at] >= SURE_ENOUGH;
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

/* A name that goes on after the time ("the Sunday Times"), or a number at a name's end. */
static bool is_in_entity(const time_reader *r, size_t first, size_t past) {
    const atoms *a = r->atoms;
    const labels *l = r->b->labels;
    const atom *x = &a->at[first], *last = &a->at[past - 1];
    const entity *e = l && l->entity_count ? entity_at(l, x->token) : NULL;
    if (!e || e->type == ENTITY_DATE || e->confidence < SURE_ENOUGH) return false;
    bool number = is_digit(a->text.at[x->start]);
    if (!(x->flags & ATOM_CAPITAL) && !number) return false;
    bool goes_on = past < a->count && e->past > last->token + 1;
    if (goes_on && a->at[past].flags & ATOM_CAPITAL) return true;
    return number && first && e->first < x->token && a->at[first - 1].flags & ATOM_CAPITAL;
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
    static const char *const words[] = { "for", "of", "on", NULL };
    const atom *x = &a->at[first];
    if (!(x->is & IS('M')) || x->value != 3 || !first) return false;
    return a->at[first - 1].is != IS('I') && atom_in(a, past, words);
}

/* "Friday Farm", "April Jones": a capital goes on, and no preposition leads. */
static bool is_first_name(const atoms *a, size_t first, size_t past) {
    const atom *x = &a->at[first], *next = &a->at[past];
    const uint64_t times = IS('M') | IS('W');
    if (past >= a->count || !(next->flags & ATOM_CAPITAL) || next->flags & ATOM_GLUED) return false;
    if (next->is & times) return false;
    if (!first || x->flags & ATOM_FIRST) return true;
    uint64_t before = a->at[first - 1].is;
    if (before & IS('t')) return true;
    if (before & IS('A')) return !(x->is & IS('M')); /* "a June meeting" */
    bool led = before & (IS('I') | IS('&') | IS(',') | IS('l') | IS('e'));
    return !(x->is & IS('W')) && !led;
}

bool inside_name(const time_reader *r, size_t first, size_t past) {
    const atoms *a = r->atoms;
    const atom *x = &a->at[first];
    if (is_in_entity(r, first, past)) return true;
    if (past != first + 1) return false;
    if (is_march(a, first, past)) return true;
    if (!(x->flags & ATOM_CAPITAL) || !(x->is & (IS('M') | IS('W') | IS('s')))) return false;
    return is_surname(a, first, past) || is_first_name(a, first, past);
}
