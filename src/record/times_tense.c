/* record/times_tense.c: which way the words around an expression look.
 *
 * The verb that the expression hangs on by the labels' dependencies decides; where they do
 * not tell, the nearest verb to the left in the sentence, else the first to the right. Only
 * forms are looked at: "will", "planned to" look ahead, "was" and words in -ed back. */
#include "record/times.h"

enum { LOOK_MOST = 24, CLIMB_MOST = 8, CHAIN_MOST = 3, AUXILIARIES_MOST = 4, DELAY_REACH = 12,
       TIME_WORDS = 4 };

/* CUE_OPEN: an infinitive, which may look either way. */
typedef enum cue { CUE_NONE, CUE_PAST, CUE_FUTURE, CUE_OPEN, CUE_PRESENT } cue;

/* ---- words ---- */

static bool is_clause_end(const atoms *a, size_t i) {
    str s = atom_str(a, &a->at[i]);
    return s.length == 1 && str_has(STR(".;!?"), *s.at);
}

static bool is_determiner(const atoms *a, size_t i) {
    static const char *const words[] = { "the", "a", "an", "its", "his", "her", "their", "our",
                                         "'s", "’s", "of", "no", "any", "some", "this", "that",
                                         "these", "those", NULL };
    return atom_in(a, i, words);
}

static bool is_being(const atoms *a, size_t i) {
    static const char *const words[] = { "is", "are", "was", "were", NULL };
    return atom_in(a, i, words);
}

static bool has_value(const atom *x, char letter, int value) {
    return x->is & IS(letter) && x->value == value;
}

static bool is_modal(const atom *x) {
    if (x->is & IS('M')) return x->is & IS('V') && !(x->flags & ATOM_CAPITAL); /* "may", "May" */
    return has_value(x, 'V', WORD_MODAL);
}

static bool ends_in_ed(const atoms *a, const atom *x) {
    str s = atom_str(a, x);
    if (s.length < 4 || x->flags & ATOM_CAPITAL) return false;
    return str_ends(s, STR("ed")) && !str_ends(s, STR("eed")) && !str_ends(s, STR("hundred"));
}

/* Not a verb by the labels, where they are sure. */
static bool is_other_class(const time_reader *r, const atom *x) {
    const labels *l = r->b->labels;
    if (!label_is_sure(l, x->token)) return false;
    bool adjective = l->upos[x->token] == UPOS_ADJ && x->is & IS('V');
    return l->upos[x->token] != UPOS_VERB && l->upos[x->token] != UPOS_AUX && !adjective;
}

/* "a still unspecified date": an adjective. */
static bool is_adjective(const atoms *a, size_t i) {
    if (atom_is(a, i - 1, "still")) i--;
    return is_determiner(a, i - 1);
}

/* "agreed to acquire X in January". */
static bool is_infinitive(const atoms *a, size_t i) {
    const atom *x = &a->at[i];
    if (!atom_is(a, i - 1, "to") || x->is || x->flags & ATOM_CAPITAL) return false;
    return atom_is_letters(a, i) && !is_determiner(a, i);
}

/* ---- what one word says ---- */

/* "planned to", "is due", "scheduled for". */
static bool is_plan(const atoms *a, size_t i) {
    static const char *const links[] = { "to", "for", NULL };
    if (atom_in(a, i + 1, links)) return true;
    if (atom_is(a, i, "planned") && is_determiner(a, i + 1)) return true;
    return is_being(a, i - 1);
}

/* "could not be reached", "would have ended" look back; other modals ahead. */
static cue modal_cue(const atoms *a, size_t i) {
    static const char *const nots[] = { "not", "n't", NULL };
    if (atom_is(a, i, "could") && atom_in(a, i + 1, nots)) return CUE_PAST;
    if (!atom_is(a, i + 1, "have") || atom_is(a, i, "will") || i + 2 >= a->count) return CUE_FUTURE;
    const atom *x = &a->at[i + 2];
    bool participle = (!x->is && ends_in_ed(a, x)) || (x->is & IS('b') && x->value != WORD_HAVE);
    return participle ? CUE_PAST : CUE_FUTURE;
}

/* A past form at i: "was held", but "to be held", "will be held", "will stay closed". */
static cue past_cue(const atoms *a, size_t i) {
    static const char *const lasting[] = { "stay", "remain", "get", "become", "keep", NULL };
    if (i && is_modal(&a->at[i - 1])) return CUE_FUTURE;
    bool lasts = i > 1 && atom_in(a, i - 1, lasting);
    if (lasts && is_modal(&a->at[i - 2])) return CUE_FUTURE;
    if (lasts && atom_is(a, i - 2, "to")) return CUE_OPEN; /* "is expected to stay closed" */
    if (!i || !has_value(&a->at[i - 1], 'b', WORD_BE)) return CUE_PAST;
    bool ahead = i > 1 && (a->at[i - 2].is & IS('V') || atom_is(a, i - 2, "to"));
    return ahead ? CUE_FUTURE : CUE_PAST;
}

/* A word of the table's classes of verbs. */
static cue listed_cue(const atoms *a, size_t i) {
    const atom *x = &a->at[i];
    if (x->is & IS('V')) {
        if (is_plan(a, i)) return CUE_FUTURE;
        return ends_in_ed(a, x) ? past_cue(a, i) : atom_is(a, i, "set") ? CUE_PAST : CUE_NONE;
    }
    if (x->value == WORD_BE) return CUE_NONE;
    if (is_being(a, i) && atom_is(a, i + 1, "to")) return CUE_FUTURE; /* "is to meet" */
    return x->value == WORD_HAVE ? CUE_NONE : past_cue(a, i);
}

/* "withdrew", "sought": surely a verb, and not in its dictionary form, nor in -s or -ing. */
static bool is_irregular_past(const time_reader *r, const atom *x) {
    const labels *l = r->b->labels;
    if (!label_is_sure(l, x->token) || l->upos[x->token] != UPOS_VERB) return false;
    if (!r->b->syntax.lemmas) return false;
    str word = atom_str(r->atoms, x), lemma = r->b->syntax.lemmas[x->token];
    if (x->is || x->flags & ATOM_CAPITAL || word.length < 3 || str_same(word, lemma)) return false;
    return !str_ends(word, STR("s")) && !str_ends(word, STR("ing")) && word.at[0] == lemma.at[0];
}

static cue cue_of(const time_reader *r, size_t i) {
    const atoms *a = r->atoms;
    const atom *x = &a->at[i];
    bool modal = is_modal(x), listed = x->is & (IS('V') | IS('b')) && !(x->is & IS('M'));
    if (is_infinitive(a, i)) return CUE_OPEN;
    bool past = !x->is && (ends_in_ed(a, x) || is_irregular_past(r, x));
    if (!modal && !listed && (!past || is_adjective(a, i))) return CUE_NONE;
    if (is_other_class(r, x)) return CUE_NONE;
    if (modal) return modal_cue(a, i);
    return listed ? listed_cue(a, i) : past_cue(a, i);
}

/* ---- by neighbourhood ---- */

/* The cue nearest on the left; *distance: atoms to it. */
static cue look_left(const time_reader *r, size_t first, size_t *distance) {
    size_t least = first > LOOK_MOST ? first - LOOK_MOST : 0;
    bool open = false;
    for (size_t i = first; i-- > least && !is_clause_end(r->atoms, i);) {
        cue c = cue_of(r, i);
        *distance = first - i;
        if (c == CUE_OPEN) open = true;
        else if (c) return open && c == CUE_PAST ? CUE_OPEN : c;
    }
    return open ? CUE_OPEN : CUE_NONE;
}

static cue look_right(const time_reader *r, size_t past, size_t *distance) {
    size_t most = past + LOOK_MOST < r->atoms->count ? past + LOOK_MOST : r->atoms->count;
    for (size_t i = past; i < most && !is_clause_end(r->atoms, i); i++) {
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
    return (l->upos[at] == UPOS_VERB || l->upos[at] == UPOS_AUX) && label_is_sure(l, at);
}

/* The verb above token `at`, as an atom; a->count where there is none. */
static size_t verb_above(const time_reader *r, uint32_t at) {
    const labels *l = r->b->labels;
    for (int k = 0; k < CLIMB_MOST; k++) {
        uint32_t head = l->head[at];
        if (head >= r->b->tokens->count || head == at) break; /* HEAD_ROOT is beyond */
        at = head;
        if (is_verb(l, at)) return atom_of_token(r->atoms, at);
    }
    return r->atoms->count;
}

static bool stands_as(const time_reader *r, size_t verb, deprel relation) {
    const labels *l = r->b->labels;
    return l->deprel && l->deprel[r->atoms->at[verb].token] == relation;
}

/* A verb whose own form says nothing: what stands before it. */
static cue cue_of_auxiliaries(const time_reader *r, size_t verb) {
    static const char *const backs[] = { "did", "was", "were", "had", NULL };
    static const char *const sayings[] = { "says", "reports", "writes", "tells", "adds", "notes",
                                           NULL };
    static const char *const unmarked[] = { "hit", "put", "cut", "set", "shut", "let", "cost",
        "spread", "quit", "split", "bet", "cast", "burst", "hurt", "beat", "broadcast", "thrust",
        "shed", NULL }; /* mostly pasts, in news */
    const atoms *a = r->atoms;
    for (size_t i = verb, k = 0; i-- > 0 && k < AUXILIARIES_MOST; k++) {
        if (is_clause_end(a, i)) break;
        if (is_modal(&a->at[i])) return CUE_FUTURE;
        if (atom_is(a, i, "to")) return CUE_OPEN;
        if (atom_in(a, i, backs)) return CUE_PAST;
    }
    if (atom_in(a, verb, sayings) || atom_in(a, verb, unmarked)) return CUE_PAST;
    if (str_ends(atom_str(a, &a->at[verb]), STR("ing"))) return CUE_NONE;
    bool participle = stands_as(r, verb, DEP_ACL); /* "a letter read on Sunday" */
    return participle ? CUE_OPEN : CUE_PRESENT;
}

/* "is due to meet", "are likely to vote": what stands before the infinitive looks ahead. */
static bool is_due(const time_reader *r, size_t verb) {
    static const char *const words[] = { "likely", "unlikely", "certain", "sure", "bound", "about",
                                         "ready", "poised", NULL };
    static const char *const pasts[] = { "was", "were", "been", NULL };
    if (verb < 3 || !atom_is(r->atoms, verb - 1, "to")) return false;
    if (atom_in(r->atoms, verb - 3, pasts)) return false;
    return atom_in(r->atoms, verb - 2, words) || cue_of(r, verb - 2) == CUE_FUTURE;
}

static bool is_word_between(const time_reader *r, size_t from, size_t until,
                            const char *const *words) {
    for (size_t i = from; i < until; i++)
        if (atom_in(r->atoms, i, words)) return true;
    return false;
}

/* "is in London on Friday": a present form of "be" with what the time itself hangs on, the
 * words of the time apart; nothing is said by "is in custody after the raid on Friday". */
static bool is_being_now(const time_reader *r, size_t first) {
    static const char *const being[] = { "is", "are", "'s", "’s", "'re", "’re", NULL };
    static const char *const others[] = { "after", "following", "over", "since", "when", "from",
                                          "by", "who", "that", "which", NULL };
    const build *b = r->b;
    uint32_t at = r->atoms->at[first].token, head = b->labels->head[at];
    for (int k = 0; k < TIME_WORDS && head < b->tokens->count && head > at; k++) {
        size_t word = atom_of_token(r->atoms, head);
        if (word == r->atoms->count || !r->atoms->at[word].is) break;
        at = head;
        head = b->labels->head[at];
    }
    if (!b->syntax.lemmas || head >= b->tokens->count) return false;
    uint32_t be = syntax_child(&b->syntax, head, DEP_COP);
    if (be == TOKEN_NONE || head > at) return false;
    size_t copula = atom_of_token(r->atoms, be);
    return copula < first && atom_in(r->atoms, copula, being)
        && !is_word_between(r, copula, first, others);
}

/* What the verb says that governs atom `first`; none where the labels do not tell. An
 * infinitive asks the verb above it: "planned to leave". */
static cue governing_cue(const time_reader *r, size_t first) {
    const labels *l = r->b->labels;
    const atoms *a = r->atoms;
    if (!l || !l->head || !l->upos || !l->upos_sure) return CUE_NONE;
    if (is_being_now(r, first)) return CUE_PRESENT;
    size_t verb = verb_above(r, a->at[first].token);
    if (verb == a->count) return CUE_NONE;
    bool gerund = str_ends(atom_str(a, &a->at[verb]), STR("ing")) && stands_as(r, verb, DEP_XCOMP);
    if (gerund && verb_above(r, a->at[verb].token) < a->count)
        verb = verb_above(r, a->at[verb].token); /* "stop running on Sunday" */
    for (int k = 0; k < CHAIN_MOST && verb < a->count; k++) {
        cue c = cue_of(r, verb);
        if (c == CUE_FUTURE) return c;
        if (c == CUE_PAST) return k ? CUE_OPEN : c;
        c = cue_of_auxiliaries(r, verb);
        if (c != CUE_OPEN) return k && c == CUE_PAST ? CUE_OPEN : c;
        if (is_due(r, verb)) return CUE_FUTURE;
        verb = verb_above(r, a->at[verb].token);
    }
    return CUE_OPEN;
}

/* ---- beyond doubt ---- */

/* The nearest of some words before i in its clause; a->count where there is none near. */
static size_t word_before(const atoms *a, size_t i, const char *const *words) {
    for (size_t k = 0; i-- > 0 && k < DELAY_REACH; k++) {
        if (is_clause_end(a, i)) break;
        if (atom_in(a, i, words)) return i;
    }
    return a->count;
}

/* "postponed until", "extended its deadline to". */
static bool is_delayed(const atoms *a, size_t first) {
    static const char *const links[] = { "until", "till", "to", "through", NULL };
    static const char *const delays[] = { "bailed", "remanded", "rescheduled",
                                          "postponed", "extended", "delayed", "adjourned",
                                          "deferred", "suspended", "deadline", "set", "given",
                                          "gave", "scheduled", NULL };
    return atom_in(a, first - 1, links) && word_before(a, first - 1, delays) < a->count;
}

/* "closed the market until Friday", but not "had been closed until". */
static bool is_shut(const atoms *a, size_t first) {
    static const char *const links[] = { "until", "till", NULL };
    static const char *const stops[] = { "closed", "shut", "halted", "barred", "banned", "sealed",
                                         "cordoned", "cancelled", "canceled", "grounded",
                                         "paused", "froze", "frozen", "shelved", "detained",
                                         "reserved", NULL };
    if (!atom_in(a, first - 1, links)) return false;
    size_t stop = word_before(a, first - 1, stops);
    return stop < a->count && !atom_is(a, stop - 1, "had") && !atom_is(a, stop - 2, "had");
}

/* "has until Monday to pay", "promised a dividend by June". */
static bool is_deadline(const atoms *a, size_t first) {
    static const char *const holds[] = { "has", "have", "had", "given", NULL };
    static const char *const asks[] = { "promised", "pledged", "vowed", "agreed", "ordered",
                                        "urged", "demanded", "sought", "requested", "called",
                                        "asked", "plans", "planned", "aims", "hopes", "wants",
                                        "wanted", "promises", NULL };
    if (atom_is(a, first - 1, "until")) return atom_in(a, first - 2, holds);
    return atom_is(a, first - 1, "by") && word_before(a, first - 1, asks) < a->count;
}

/* "is on Saturday", "are at 7pm" */
static bool is_told_of(const atoms *a, size_t first) {
    static const char *const marks[] = { "on", "at", "in", "until", "till", NULL };
    static const char *const being[] = { "is", "are", NULL };
    return atom_in(a, first - 1, marks) && atom_in(a, first - 2, being);
}

/* "as early as Tuesday", "effective Feb. 1", "is April 12". */
static bool leads_ahead(const atoms *a, size_t first) {
    static const char *const soons[] = { "early", "soon", NULL };
    static const char *const leads[] = { "is", "are", "effective", "payable", "ending", "set",
                                         "expiring", "fixed", NULL };
    const uint64_t clock = IS('a') | IS('z') | IS('c') | IS('h') | IS('N');
    while (first && a->at[first - 1].is & clock) first--;
    if (atom_is(a, first - 1, "as") && atom_in(a, first - 2, soons) && atom_is(a, first - 3, "as"))
        return true;
    if (atom_in(a, first - 1, leads) || is_told_of(a, first)) return true;
    return is_delayed(a, first) || is_shut(a, first) || is_deadline(a, first);
}

static bool is_surely_past(const atoms *a, size_t first) {
    static const char *const leads[] = { "ended", "since", NULL };
    return atom_in(a, first - 1, leads);
}

static bool is_as_of(const atoms *a, size_t first) {
    if (atom_is(a, first - 1, "at")) return true;
    return atom_is(a, first - 1, "of") && atom_is(a, first - 2, "as");
}

/* "days before Tuesday's vote", "ahead of Friday's game". */
static bool is_ahead_of(const atoms *a, size_t first) {
    if (atom_is(a, first - 1, "before")) return true;
    return atom_is(a, first - 1, "of") && atom_is(a, first - 2, "ahead");
}

/* ---- all of it ---- */

tense tense_around(const time_reader *r, size_t first, size_t past) {
    return tense_near(r, first, past, 2);
}

tense tense_near(const time_reader *r, size_t first, size_t past, size_t close) {
    const atoms *a = r->atoms;
    size_t left = LOOK_MOST, right = LOOK_MOST;
    if (leads_ahead(a, first)) return TENSE_FUTURE;
    if (is_surely_past(a, first)) return TENSE_LONG_PAST;
    cue near = look_left(r, first, &left);
    if (near == CUE_PAST && left <= close) return TENSE_LONG_PAST;
    if (past < a->count && a->at[past].is & IS('\'')) /* "Tuesday's ruling" */
        return is_ahead_of(a, first) || near == CUE_FUTURE ? TENSE_FUTURE : TENSE_PAST;
    cue c = governing_cue(r, first);
    if (!c) c = near;
    if (!c) c = look_right(r, past, &right);
    if (c == CUE_PAST && (right <= close || is_as_of(a, first))) return TENSE_LONG_PAST;
    if (c == CUE_PRESENT) return TENSE_PRESENT;
    return c == CUE_FUTURE ? TENSE_FUTURE : c == CUE_PAST ? TENSE_PAST : TENSE_UNKNOWN;
}
