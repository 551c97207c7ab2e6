/* record/main_event.c: the one event that a report is about: the one that its title names, at
 * its first mention in the text.
 *
 * Every telling in the first sentences is weighed: by the title's words that it shares, by
 * whether the title names who acts and on whom, by its place in its sentence and the
 * sentence's place in the text. Without a title the place decides. */
#include "record/main_event_title.h"

enum { LEAD_SENTENCES = 14, SURE_SENTENCES = 3, SENTENCE_MOST = 80 };

static const char common_words[] = "the|and|for|with|its|his|her|from|after|over|into|not|but|are|"
                                   "was|has|have|had|will|who|that|this|says|said|say";

/* ---- what the title shares with a telling ---- */

static size_t shared_start(str a, str b) {
    size_t i = 0;
    while (i < a.length && i < b.length && to_lower(a.at[i]) == to_lower(b.at[i])) i++;
    return i;
}

/* "Four dead" and "four people have died": headlines have their own words for it. */
static bool same_fate(str a, str b) {
    static const char *const fates[] = { "dead|die|kill|death", "hurt|injure|wound|injury" };
    for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
        if (word_listed(fates[i], a) && word_listed(fates[i], b)) return true;
    return false;
}

/* 1 for the same word, less for one of its stem ("derailed", "derailment"). */
static float likeness(const title_word *w, str lemma) {
    if (str_same(w->lemma, lemma) || str_same(w->noun, lemma)) return 1;
    if (same_fate(w->noun, lemma) || same_fate(w->lemma, lemma)) return 0.9f;
    size_t same = shared_start(w->noun, lemma), longer = w->noun.length;
    if (lemma.length > longer) longer = lemma.length;
    return same >= 5 && same + 4 >= longer ? 0.8f : 0;
}

static float named_in_title(const eventing *e, const heading *h, uint32_t word) {
    float best = 0;
    if (word == TOKEN_NONE) return 0;
    for (size_t i = 0; i < h->count; i++) {
        float f = h->at[i].count * likeness(&h->at[i], event_lemma(e, word));
        if (f > best) best = f;
    }
    return best;
}

/* Whether the title bears a word of an actor's name. */
static bool actor_in_title(const eventing *e, const heading *h, const id_list *actors) {
    for (size_t k = 0; k < actors->count; k++) {
        str name = e->b->out->actors.at[actors->at[k]].name;
        for (size_t i = 0; i < h->count; i++) {
            str w = h->at[i].noun;
            bool long_enough = w.length > 2 && !word_listed("the|and|for|with|its|his|her", w);
            if (long_enough && str_find_folded(name, w, 0) < name.length) return true;
        }
    }
    return false;
}

static bool phrase_in_title(const eventing *e, const heading *h, uint32_t word, const id_list *as) {
    return named_in_title(e, h, word) > 0 || actor_in_title(e, h, as);
}

/* ---- its place ---- */

static bool is_aside(const eventing *e, uint32_t word) {
    const build *b = e->b;
    const tokens *t = b->tokens;
    size_t low = 0, high = t->passage_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->passages[middle].past <= word) low = middle + 1;
        else high = middle;
    }
    if (low >= t->passage_count || t->passages[low].block >= b->report->blocks.count) return false;
    block_kind k = b->report->blocks.at[t->passages[low].block].kind;
    return k == BLOCK_CAPTION || k == BLOCK_BYLINE;
}

static bool leads_on(str lemma) {
    return word_listed("say|tell|report|add|state|explain|write|note|plan|try|aim|set|begin|start|"
                       "continue|intend|prepare|vow|expect|seek|urge|ask|order|want|fail|manage|"
                       "agree|decide|refuse|promise|pledge|offer|hope|help|force|move|go|race",
                       lemma);
}

/* "called the minister to protest": what for, where the verb above tells what happened. */
static bool is_purpose(const eventing *e, uint32_t word, uint32_t head) {
    uint32_t mark = syntax_child(&e->b->syntax, word, DEP_MARK);
    return mark != TOKEN_NONE && str_is(event_lemma(e, mark), "to")
        && event_class(e, head) == UPOS_VERB && !leads_on(event_lemma(e, head));
}

/* How much a telling stands out in its sentence. */
static float standing(const eventing *e, const telling *t) {
    const syntax *s = &e->b->syntax;
    uint32_t head = syntax_head(s, t->head);
    deprel r = event_relation(e, t->head);
    if (t->noun) return r == DEP_NSUBJ || r == DEP_OBJ || r == DEP_ROOT ? -0.2f : -0.8f;
    if (head == TOKEN_NONE) return 0.8f;
    bool upper = syntax_head(s, head) == TOKEN_NONE;
    if (is_purpose(e, t->head, head)) return -0.4f;
    if (upper && (r == DEP_CCOMP || r == DEP_XCOMP || r == DEP_PARATAXIS)) return 0.5f;
    if (r == DEP_CONJ || r == DEP_CCOMP || r == DEP_XCOMP) return 0;
    return r == DEP_ACL_RELCL || r == DEP_ACL ? -0.5f : -0.3f;
}

/* Without a title, an event that the model is sure of is more likely to be meant. */
static float certainty(const eventing *e, const telling *t, uint32_t row) {
    if (row >= SURE_SENTENCES) return 0;
    telling settled = *t;
    telling_settle_type(e, &settled, true);
    return settled.type == PLOVER_NONE ? 0 : settled.sure;
}

/* "Minister says bridge collapsed": what is said is the event, unless the word of saying tells
 * more than that ("denies", "confirms"). The same of "plans" and "tries". */
static bool only_leads(const eventing *e, const telling *t) {
    return !t->noun
        && word_listed("say|tell|report|add|state|explain|write|note|plan|try|aim|set|begin|start|"
                       "continue|intend|prepare|vow|expect|seek", event_lemma(e, t->head));
}

/* "You can't blame her": nobody that news is about. */
static bool is_anybody(const eventing *e, const telling *t) {
    return t->subject != TOKEN_NONE && event_class(e, t->subject) == UPOS_PRON
        && word_listed("i|you|we|one|it|there|that|this|which|what", event_lemma(e, t->subject));
}

/* How much of what the title says stands in a sentence, 0 to 1. */
static float covered(const eventing *e, const heading *h, uint32_t row) {
    const sentence *s = &e->b->labels->sentences[row];
    float all = 0, there = 0;
    for (size_t k = 0; k < h->count; k++) {
        const title_word *w = &h->at[k];
        if (w->noun.length < 3 || word_listed(common_words, w->noun)) continue;
        all += w->count;
        for (uint32_t i = s->first; i < s->past && i < s->first + SENTENCE_MOST; i++)
            if (likeness(w, event_lemma(e, i)) > 0) {
                there += w->count;
                break;
            }
    }
    return all > 0 ? there / all : 0;
}

/* "Sign up for the newsletter", "Imagine a town": what the reader is told to do. */
static bool is_bidden(const eventing *e, const telling *t, uint32_t row) {
    const syntax *s = &e->b->syntax;
    uint32_t first = e->b->labels->sentences[row].first;
    return t->head == first && !t->noun && syntax_head(s, first) == TOKEN_NONE
        && syntax_child(s, first, DEP_NSUBJ) == TOKEN_NONE
        && str_same_folded(token_str(e->b->tokens, first), event_lemma(e, first));
}

static float weight_of(const eventing *e, const heading *h, const telling *t, uint32_t row) {
    float shared = named_in_title(e, h, t->head);
    if (t->object != TOKEN_NONE) {
        float object = named_in_title(e, h, t->object);
        if (object > shared) shared = object;
    }
    if (only_leads(e, t)) shared *= 0.5f;
    float weight = standing(e, t) + (row ? -0.5f : 0.5f) - 0.3f * (float)row + 3 * shared;
    if (t->status == STATUS_POSSIBLE || t->status == STATUS_DENIED) weight -= 0.5f;
    if (h->count && phrase_in_title(e, h, t->subject, &t->actors)) weight += 0.9f;
    if (h->count && phrase_in_title(e, h, t->patient, &t->recipients)) weight += 0.9f;
    if (h->count && phrase_in_title(e, h, t->partner, &(id_list){ 0 })) weight += 0.5f;
    if (t->type != PLOVER_NONE) weight += h->count ? 0.4f : 0.8f;
    if (!h->count) weight += certainty(e, t, row) - (row ? 1.0f : 0.0f);
    bool named = shared >= 1; /* the title's own verb */
    if (t->saying && t->type == PLOVER_NONE && !named) weight -= h->count ? 0.7f : 1.2f;
    if (t->within != ID_NONE) weight -= 0.2f;
    if (only_leads(e, t)) weight -= 0.8f;
    if (t->subject == TOKEN_NONE && t->patient == TOKEN_NONE) weight -= 0.4f;
    if (is_aside(e, t->head) || is_bidden(e, t, row)) weight -= 1.5f;
    if (is_anybody(e, t)) weight -= 0.6f;
    if (t->within != ID_NONE && e->b->tokens->at[t->head].flags & TOKEN_QUOTED) weight -= 0.8f;
    return weight;
}

size_t main_event_choose(const eventing *e, const heading *h) {
    size_t best = EVENT_NONE;
    float most = 0, coverage = 0;
    uint32_t last_row = 0;
    for (size_t i = 0; i < e->tellings.count; i++) {
        const telling *t = &e->tellings.at[i];
        uint32_t row = e->b->labels->sentence_of[t->head];
        if (row >= LEAD_SENTENCES) break;
        if (i == 0 || row != last_row) coverage = covered(e, h, row), last_row = row;
        float weight = weight_of(e, h, t, row) + 1.5f * coverage;
        if (best != EVENT_NONE && weight <= most) continue;
        best = i;
        most = weight;
    }
    return best;
}
