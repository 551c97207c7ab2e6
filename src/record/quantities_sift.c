/* record/quantities_sift.c: tells amounts that carry news from other numbers: ages, times,
 * ranks, scores, numbers that name something, classes ("15-member"), "one of", "the two". */
#include "record/quantities.h"

static str word_at(const counting *c, uint32_t i) { return token_str(c->b->tokens, i); }

static bool is_noun(const counting *c, uint32_t i) {
    upos class = (upos)c->b->labels->upos[i];
    return class == UPOS_NOUN || class == UPOS_PROPN;
}

static uint32_t sentence_first(const counting *c, uint32_t i) {
    return c->b->labels->sentences[c->b->labels->sentence_of[i]].first;
}

/* ---- parts of names and other marks ---- */

static bool is_in_name(const counting *c, const amount *x) {
    const labels *l = c->b->labels;
    for (uint32_t i = x->n.first; i < x->n.past; i++) {
        if (!c->entity[i]) continue;
        const entity *e = &l->entities[c->entity[i] - 1];
        if (e->type == ENTITY_MONEY || e->type == ENTITY_NORP) continue;
        if (e->type == ENTITY_DATE)
            return x->unit.kind == UNIT_NONE_SAID && x->head == TOKEN_NONE;
        bool all = e->first >= x->n.first && e->past <= x->n.past;
        if (!all && e->past > x->n.past + (x->head == TOKEN_NONE)) return e->first <= x->n.first;
        if (!all && e->first < x->n.first) return true;
    }
    return false;
}

static bool is_timed(const counting *c, const amount *x) {
    for (uint32_t i = x->n.first; i < x->n.past; i++)
        if (c->timed[i]) return true;
    return false;
}

static bool is_opener(str word) {
    static const char openers[] = "( [ “ \" ‘ ' $ ~ + ± > < — … ... --";
    return word_in_list(word, openers);
}

/* "F-16", "9/11", "20th", "5G": glued to something that makes it a mark of another kind. */
static bool is_glued(const counting *c, const amount *x) {
    const tokens *t = c->b->tokens;
    uint32_t first = x->unit.sign != TOKEN_NONE ? x->unit.sign : x->n.first, next = x->unit.past;
    if (first > sentence_first(c, first) && quantity_glued(t, first)
        && !is_opener(word_at(c, first - 1)))
        return true;
    if (next >= x->end || !quantity_glued(t, next)) return false;
    str word = word_at(c, next);
    if (str_is(word, "/") || str_is(word, "'s") || str_is(word, "’s") || str_is(word, "s"))
        return x->unit.kind == UNIT_NONE_SAID;
    return !(t->at[next].flags & TOKEN_MARK) && x->unit.kind == UNIT_NONE_SAID;
}

/* "1." and "(2)" that open a line */
static bool is_list_mark(const counting *c, const amount *x) {
    const tokens *t = c->b->tokens;
    bool opens = t->at[x->n.first].flags & TOKEN_PASSAGE_START;
    uint32_t next = x->n.past;
    return opens && x->unit.kind == UNIT_NONE_SAID && next < x->end
        && (quantity_word(t, next, x->end, ".") || quantity_word(t, next, x->end, ")")
            || quantity_word(t, next, x->end, ":"));
}

static bool is_year(const counting *c, const amount *x) {
    const tokens *t = c->b->tokens;
    if (x->unit.kind != UNIT_NONE_SAID || x->n.grouped || x->n.words || x->n.scale != 1
        || x->n.fraction)
        return false;
    bool four = t->at[x->n.first].end - t->at[x->n.first].start == 4;
    return four && x->n.low >= 1900 && x->n.low <= 2099 && x->n.low != 2000;
}

/* ---- names of things by number ---- */

static bool is_numbered_noun(str word) {
    static const char nouns[] =
        "no no. nos nos. number numbers # № nr nr. route highway interstate section "
        "sections article articles chapter title page pages phase stage level tier type "
        "category grade class group game week day round lap hole flight gate room channel "
        "area unit terminal pier block district ward precinct zone apartment suite exhibit "
        "proposition amendment resolution rule order psalm act scene volume episode season "
        "part step item figure table lane platform track bus train size version model "
        "paragraph clause protocol schedule form bill measure appendix verse line room exit "
        "mile kilometer kilometre year rank ranked seed seeded reactor sol apollo boeing "
        "airbus under- vs vs. v over- hall court bay camp building tower";
    return word_in_list(word, nouns);
}

/* "Room 12", "No. 3", "Boeing 737": the word before takes the number as its name. */
static bool is_label(const counting *c, const amount *x) {
    if (x->unit.kind != UNIT_NONE_SAID || x->first != x->n.first || x->n.words) return false;
    if (x->first <= sentence_first(c, x->first)) return false;
    uint32_t before = x->first - 1;
    str word = word_at(c, before);
    bool plural_head = x->head != TOKEN_NONE
                    && !str_same_folded(word_at(c, x->head), c->b->syntax.lemmas[x->head]);
    if (is_numbered_noun(word)) return true;
    if (!is_noun(c, before)) return false;
    uint32_t head = syntax_head(&c->b->syntax, x->n.past - 1);
    if (head == before && !plural_head) return true;
    return x->head == TOKEN_NONE && c->b->labels->upos[before] == UPOS_PROPN;
}

/* "15-member", "two-carriage": a class and no measure. */
static bool is_class(const counting *c, const amount *x) {
    const tokens *t = c->b->tokens;
    uint32_t next = x->n.past;
    if (x->unit.kind != UNIT_NONE_SAID || !quantity_is_dash(t, next, x->end)) return false;
    return !quantity_word(t, next + 1, x->end, "strong")
        && !quantity_word(t, next + 1, x->end, "plus")
        && !quantity_word(t, next + 1, x->end, "point")
        && !quantity_word(t, next + 1, x->end, "magnitude");
}

/* ---- scores and ages ---- */

static bool is_result(str lemma) {
    static const char nouns[] =
        "win victory loss defeat lead vote decision ruling record draw tie score rout "
        "thrashing majority advantage margin run triumph tiebreak set split approval season "
        "start";
    return word_in_list(lemma, nouns);
}

/* "2-1", "a 5-4 ruling", "6-4, 6-3", "52 to 48" */
static bool is_score(const counting *c, const amount *x) {
    const tokens *t = c->b->tokens;
    if (x->unit.kind != UNIT_NONE_SAID) return false;
    uint32_t next = x->n.past;
    if (quantity_is_dash(t, next, x->end) && next + 1 < x->end && number_starts(t, next + 1))
        return true;
    bool pair =
        quantity_word(t, next, x->end, "to") && next + 1 < x->end && number_starts(t, next + 1);
    if (pair && x->head == TOKEN_NONE) return true;
    if (!x->n.range) return false;
    if (x->head == TOKEN_NONE) return x->n.dashed || x->bound == BOUND_EXACT;
    return x->n.dashed && is_result(c->b->syntax.lemmas[x->head]);
}

/* "call 101", "on 0800 555 111 or 101", "dial 911" */
static bool is_dialled(const counting *c, const amount *x) {
    static const char verbs[] = "call ring dial phone text telephone";
    enum { REACH = 10 };
    if (x->unit.kind != UNIT_NONE_SAID || x->head != TOKEN_NONE || x->n.words || x->n.grouped)
        return false;
    uint32_t floor = sentence_first(c, x->n.first);
    bool on = false;
    for (uint32_t i = x->n.first; i > floor && i + REACH > x->n.first; i--) {
        on = on || quantity_word(c->b->tokens, i - 1, x->end, "on")
          || quantity_word(c->b->tokens, i - 1, x->end, "at");
        if (word_in_list(c->b->syntax.lemmas[i - 1], verbs)) return on || i == x->n.first;
    }
    return false;
}

static bool is_bare(const amount *x) {
    return x->unit.kind == UNIT_NONE_SAID && x->head == TOKEN_NONE && !x->n.plural && !x->n.vague;
}

/* "Ruiz, 34, said", "(61)", "aged 34", "turned 50", "under 18" behind people */
static bool is_age(const counting *c, const amount *x) {
    static const char verbs[] = "aged age ages turned turns turning turn";
    static const char sides[] = "under over above below";
    const tokens *t = c->b->tokens;
    if (x->unit.kind != UNIT_NONE_SAID || x->n.high > 120) return false;
    uint32_t first = x->first, floor = sentence_first(c, first);
    if (first > floor && word_in_list(word_at(c, first - 1), verbs)) return true;
    if (!is_bare(x) || x->n.words) return false;
    if (first < x->n.first && first > floor && word_in_list(word_at(c, first), sides))
        return is_noun(c, first - 1) || c->b->labels->upos[first - 1] == UPOS_PRON
            || c->b->labels->upos[first - 1] == UPOS_DET;
    bool comma = first > floor && quantity_word(t, first - 1, x->end, ",")
              && (x->n.past >= x->end || t->at[x->n.past].flags & TOKEN_MARK);
    return comma || (first > floor && quantity_word(t, first - 1, x->end, "("));
}

/* "one in five", "7 out of 10" */
static bool is_ratio(const counting *c, const amount *x) {
    const tokens *t = c->b->tokens;
    if (x->unit.kind != UNIT_NONE_SAID) return false;
    uint32_t next = x->n.past, floor = sentence_first(c, x->first);
    uint32_t behind = quantity_word(t, next, x->end, "out") ? next + 2 : next + 1;
    bool fore =
        quantity_word(t, next, x->end, "in")
        || (quantity_word(t, next, x->end, "out") && quantity_word(t, next + 1, x->end, "of"));
    if (fore && behind < x->end && number_starts(t, behind) && !c->timed[behind]) return true;
    if (x->first < floor + 2 || x->first != x->n.first) return false;
    uint32_t before = x->first - 1;
    bool aft = quantity_word(t, before, x->end, "in")
            || (quantity_word(t, before, x->end, "of")
                && quantity_word(t, before - 1, x->end, "out"));
    uint32_t other = quantity_word(t, before, x->end, "of") ? before - 1 : before;
    return aft && other > floor && number_starts(t, other - 1) && x->n.high <= 1000;
}

/* ---- small numbers ---- */

static bool is_plural(const counting *c, uint32_t i) {
    static const char plurals[] =
        "people police men women children troops staff personnel aircraft dead wounded "
        "injured missing homeless unemployed hurt jobless sheep fish cattle crew species "
        "series teeth mice geese folk votes deer poor sick lives spacecraft offspring "
        "salmon livestock";
    str word = word_at(c, i);
    if (word_in_list(word, plurals)) return true;
    bool s = str_ends_folded(word, STR("s")) && !str_ends_folded(word, STR("ss"));
    return s || !str_same_folded(word, c->b->syntax.lemmas[i]);
}

static bool is_definite(const counting *c, const amount *x) {
    static const char words[] =
        "the these those both his her its their our my your first last next other same 's "
        "’s top final only previous all remaining past latter opening ' ’";
    return x->first > sentence_first(c, x->first)
        && word_in_list(word_at(c, x->first - 1), words);
}

static bool is_idle_noun(str lemma) {
    static const char nouns[] =
        "way thing side reason part half kind type sort form factor option choice aspect "
        "word question point step front level hand eye leg foot end sense respect term "
        "world problem issue idea set category element heart mind";
    return word_in_list(lemma, nouns);
}

static bool does_harm(str lemma) {
    static const char verbs[] =
        "kill injure wound hurt arrest detain die charge shoot stab hospitalise hospitalize "
        "rescue miss drown crush strike abduct kidnap execute behead murder trap evacuate "
        "jail free release fire";
    return word_in_list(lemma, verbs);
}

/* "one person was killed": a count like any other; "one man said" is none. */
static bool is_one_that_counts(const counting *c, const amount *x) {
    const syntax *s = &c->b->syntax;
    if (x->bound != BOUND_EXACT || x->n.range || x->n.scale != 1) return true;
    if (x->head == TOKEN_NONE || is_definite(c, x) || x->part) return false;
    deprel r = (deprel)c->b->labels->deprel[x->head];
    uint32_t verb = syntax_head(s, x->head);
    bool argument = r == DEP_NSUBJ_PASS || r == DEP_OBJ || r == DEP_NSUBJ;
    return argument && verb != TOKEN_NONE && does_harm(s->lemmas[verb]);
}

enum { SMALL = 12 };

static bool is_small_talk(const counting *c, const amount *x) {
    if (x->n.high > SMALL || x->n.fraction || x->n.vague) return false;
    if (x->part) {
        uint32_t next = x->n.past + 1;
        static const char pronouns[] = "them us you which whom";
        return x->n.low <= 1 || (next < x->end && word_in_list(word_at(c, next), pronouns));
    }
    return is_definite(c, x)
        || (x->head != TOKEN_NONE && is_idle_noun(c->b->syntax.lemmas[x->head]));
}

/* "three times as many", "the two-day", "5 times the size" */
static bool is_multiple(const counting *c, const amount *x) {
    static const char behind[] =
        "as more higher the greater larger less a per bigger its their faster over";
    if (x->head == TOKEN_NONE || !str_is(c->b->syntax.lemmas[x->head], "time")) return false;
    return x->head + 1 >= x->end || word_in_list(word_at(c, x->head + 1), behind);
}

/* ---- numbers that stand alone ---- */

static bool is_total(str lemma) {
    static const char nouns[] =
        "total toll record average number figure count population group crowd audience "
        "capacity membership team tally maximum minimum low high peak sum turnout "
        "attendance list score rate index";
    return word_in_list(lemma, nouns);
}

static bool changes(str lemma) {
    static const char verbs[] =
        "rise climb increase fall drop decline grow jump stand put bring raise cut reduce "
        "slip close surge go reach push dip double swell remain estimate limit cap expand "
        "shrink end settle trade soar plunge tumble edge gain lose set number";
    return word_in_list(lemma, verbs);
}

/* Whether a number without a noun is what a verb or a noun of amount speaks of. */
static bool stands_for_something(const counting *c, uint32_t top) {
    const syntax *s = &c->b->syntax;
    const labels *l = c->b->labels;
    uint32_t first = syntax_first_conjunct(s, top), up = syntax_head(s, first);
    deprel r = (deprel)l->deprel[first];
    if (r == DEP_ROOT || up == TOKEN_NONE) {
        uint32_t subject = syntax_subject(s, first);
        bool there = syntax_child(s, first, DEP_EXPL) != TOKEN_NONE;
        return there || (subject != TOKEN_NONE && is_total(s->lemmas[subject]));
    }
    if (r == DEP_OBJ || r == DEP_NSUBJ || r == DEP_NSUBJ_PASS) return true;
    if (r == DEP_OBL || r == DEP_NMOD || r == DEP_XCOMP)
        return changes(s->lemmas[up]) || is_total(s->lemmas[up]);
    return false;
}

static bool bare_counts(const counting *c, const amount *x) {
    if (x->n.grouped || x->n.scale != 1) return true;
    if (x->bound != BOUND_EXACT && x->n.high > 3) return true;
    if (x->part) return true;
    if (is_definite(c, x) || x->n.high <= 1) return false;
    return stands_for_something(c, syntax_head_of(&c->b->syntax, x->n.first, x->n.past));
}

bool amount_counts(const counting *c, const amount *x) {
    if (x->unit.kind == UNIT_TIME || is_timed(c, x) || is_year(c, x)) return false;
    if (is_in_name(c, x) || is_glued(c, x) || is_list_mark(c, x)) return false;
    if (x->unit.kind != UNIT_NONE_SAID) return true;
    if (is_class(c, x) || is_score(c, x) || is_age(c, x) || is_ratio(c, x)) return false;
    if (is_label(c, x) || is_multiple(c, x) || is_dialled(c, x)) return false;
    if (x->n.high <= 1 && x->n.words && (x->part || !is_bare(x))) return is_one_that_counts(c, x);
    if (is_bare(x)) return bare_counts(c, x);
    if (is_small_talk(c, x)) return false;
    return x->n.plural || x->n.vague || x->part || is_plural(c, x->head);
}
