/* record/statements_group.c: puts each cue together with its sources and contents.
 *
 * The reader links most sources and contents to a cue. What it leaves loose goes to the
 * nearest cue of the same passage that still lacks it. A cue without a subject of its own
 * ("..., adding that") takes the source of the verb that it hangs on. */
#include "record/sayings.h"

/* A loose source or content further than this from a cue belongs to nobody. */
enum { REACH_LIMIT = 40 };

static const char *const seeing[] = { "see", "view", NULL };

static bool is_seeing(const drafting *d, uint32_t head) {
    return word_in(drafting_lemma(d, head), seeing);
}

/* "saw the deal as": a few words on, in the same sentence. */
static bool stands_near(const drafting *d, uint32_t head, const char *word) {
    uint32_t past = drafting_sentence(d, head).past;
    for (uint32_t i = head + 1; i < past && i < head + 9; i++)
        if (drafting_is(d, i, word)) return true;
    return false;
}

/* The preposition or particle that follows a word of saying: "called for". */
static str particle_of(const drafting *d, uint32_t head) {
    uint32_t child = syntax_child(&d->b->syntax, head, DEP_COMPOUND_PRT);
    uint32_t next = head + 1;
    if (child != TOKEN_NONE) /* "spoke out against" */
        return drafting_is(d, child + 1, "against") && drafting_is(d, child, "out")
                   ? drafting_word(d, child + 1)
                   : drafting_word(d, child);
    if (is_seeing(d, head) && stands_near(d, head, "as")) return STR("as");
    if (next >= d->b->tokens->count || drafting_has_flag(d, next, TOKEN_MARK)) return STR("");
    return drafting_word(d, next);
}

const cue_word *cue_find_at(const drafting *d, uint32_t head) {
    str particle = particle_of(d, head);
    arena *a = d->b->a;
    char *folded = ARENA_NEW(a, char, particle.length + 1);
    for (size_t i = 0; i < particle.length; i++) folded[i] = to_lower(particle.at[i]);
    return cue_find(drafting_lemma(d, head), (str){ folded, particle.length });
}

/* "has written to Amazon demanding": how, and then what kind of saying. */
static void read_participle(const drafting *d, draft *of, phrase cue) {
    static const char *const writing[] = { "write", "email", "phone", "telephone", "text", NULL };
    uint32_t last = cue.past - 1;
    if (last <= of->head || !str_ends_folded(drafting_word(d, last), STR("ing"))) return;
    const cue_word *found = cue_find_at(d, last);
    bool hangs = syntax_is_below(&d->b->syntax, last, of->head);
    if (!found || !hangs || !word_in(drafting_lemma(d, of->head), writing)) return;
    of->word = found;
    of->head = last;
}

/* Looks for the word of saying among the words of a cue: its head, else the last that the
 * table knows ("went on to say", "issued a statement saying"). */
void draft_read_cue(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (!of->cue.count) return;
    phrase first = of->cue.at[0];
    of->head = syntax_head_of(&d->b->syntax, first.first, first.past);
    of->word = cue_find_at(d, of->head);
    if (of->word) {
        read_participle(d, of, first);
        return;
    }
    for (uint32_t i = first.past; i-- > first.first;) {
        if (drafting_class(d, i) != UPOS_VERB && drafting_class(d, i) != UPOS_NOUN) continue;
        const cue_word *found = cue_find_at(d, i);
        if (!found) continue;
        of->word = found;
        of->head = i;
        return;
    }
}

static void add_cues(drafting *d, size_t *draft_of) {
    const labels *l = d->b->labels;
    for (size_t i = 0; i < l->role_count; i++) {
        draft_of[i] = DRAFT_NONE;
        if (l->roles[i].type != ROLE_CUE) continue;
        draft_of[i] = draft_new(d, l->roles[i].confidence);
        draft_add(d, draft_of[i], ROLE_CUE, (phrase){ l->roles[i].first, l->roles[i].past });
        draft_read_cue(d, draft_of[i]);
    }
}

static void add_role(drafting *d, size_t number, const role_span *r) {
    draft_add(d, number, r->type, (phrase){ r->first, r->past });
    draft *to = &d->drafts.at[number];
    size_t spans = to->source.count + to->cue.count + to->content.count;
    to->confidence += (r->confidence - to->confidence) / (float)spans;
}

static void add_linked(drafting *d, const size_t *draft_of) {
    const labels *l = d->b->labels;
    for (size_t i = 0; i < l->role_count; i++) {
        const role_span *r = &l->roles[i];
        if (r->type == ROLE_CUE) continue;
        size_t to = r->cue < l->role_count ? draft_of[r->cue] : DRAFT_NONE;
        if (to != DRAFT_NONE) add_role(d, to, r);
        else *LIST_ADD(d->b->a, &d->loose) = *r;
    }
}

/* ---- words of another sentence ---- */

static bool has_quoted(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (drafting_is_quoted(d, i)) return true;
    return false;
}

static bool stands_beside(const drafting *d, const draft *of, phrase p) {
    const uint32_t *in = d->b->labels->sentence_of;
    uint32_t here = in[of->cue.at[0].first];
    return in[p.first] == here || in[p.past - 1] == here;
}

/* "He [wanted peace]. She said [it was late]": of several contents those of other sentences
 * that are no quotation are loose. */
static void part_strays(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    size_t kept = 0, beside = 0;
    for (size_t i = 0; i < of->content.count; i++)
        beside += stands_beside(d, of, of->content.at[i]);
    if (!beside || beside == of->content.count) return;
    for (size_t i = 0; i < of->content.count; i++) {
        phrase p = of->content.at[i];
        if (stands_beside(d, of, p) || has_quoted(d, p)) {
            of->content.at[kept++] = p;
            continue;
        }
        for (uint32_t w = p.first; w < p.past; w++) d->said[w] = DRAFT_NONE;
        *LIST_ADD(d->b->a, &d->loose) =
            (role_span){ p.first, p.past, ROLE_CONTENT, of->confidence, LINK_NONE };
    }
    of->content.count = kept;
}

static bool lacks(const draft *of, role_type part) {
    return part == ROLE_SOURCE ? !of->source.count : !of->content.count;
}

/* The draft whose cue holds this token and that has nothing in this role yet. */
static size_t lacking_at(const drafting *d, uint32_t i, role_type part) {
    size_t number = d->marked[i];
    if (number == DRAFT_NONE || !phrases_hold(&d->drafts.at[number].cue, i)) return DRAFT_NONE;
    return lacks(&d->drafts.at[number], part) ? number : DRAFT_NONE;
}

/* The nearest cue of the same passage that lacks this role, the one after before the one
 * before. */
static size_t nearest_lacking(const drafting *d, const role_span *r) {
    passage p = d->b->tokens->passages[d->passage_of[r->first]];
    size_t found = DRAFT_NONE;
    for (uint32_t step = 0; step < REACH_LIMIT && found == DRAFT_NONE; step++) {
        if (r->past + step < p.past) found = lacking_at(d, r->past + step, r->type);
        if (found == DRAFT_NONE && r->first >= p.first + step + 1)
            found = lacking_at(d, r->first - step - 1, r->type);
    }
    return found;
}

static void add_loose(drafting *d) {
    size_t kept = 0;
    for (size_t i = 0; i < d->loose.count; i++) {
        role_span r = d->loose.at[i];
        size_t to = nearest_lacking(d, &r);
        if (to != DRAFT_NONE) add_role(d, to, &r);
        else d->loose.at[kept++] = r;
    }
    d->loose.count = kept;
}

/* The outer draft of which this word is part of the source, or DRAFT_NONE. */
static size_t draft_with_source(const drafting *d, uint32_t word) {
    size_t number = d->marked[word];
    if (number == DRAFT_NONE || !phrases_hold(&d->drafts.at[number].source, word))
        return DRAFT_NONE;
    return number;
}

/* "..., adding that": the last draft before in the same sentence that has a source. */
static size_t draft_before(const drafting *d, size_t number) {
    uint32_t cue = d->drafts.at[number].cue.at[0].first;
    for (size_t i = number; i-- > 0;) {
        const draft *of = &d->drafts.at[i];
        if (!of->cue.count || of->cue.at[0].first > cue) continue;
        if (d->b->labels->sentence_of[of->cue.at[0].first] != d->b->labels->sentence_of[cue])
            return DRAFT_NONE;
        if (of->source.count) return i;
    }
    return DRAFT_NONE;
}

/* A participle or infinitive, or a verb that shares its subject with another. */
static bool lacks_subject(const drafting *d, uint32_t head) {
    deprel r = drafting_relation(d, head);
    bool hangs = r == DEP_ADVCL || r == DEP_CONJ || r == DEP_XCOMP || r == DEP_ACL
              || r == DEP_PARATAXIS;
    return hangs && syntax_child(&d->b->syntax, head, DEP_NSUBJ) == TOKEN_NONE;
}

static void copy_source(drafting *d, size_t to, size_t from) {
    for (size_t i = 0; i < d->drafts.at[from].source.count; i++)
        draft_add(d, to, ROLE_SOURCE, d->drafts.at[from].source.at[i]);
}

static bool may_be_source(const drafting *d, uint32_t subject) {
    return subject != TOKEN_NONE && d->said[subject] == DRAFT_NONE
        && drafting_relation(d, subject) != DEP_EXPL;
}

/* "had been warned by guards" */
static void find_agent(drafting *d, size_t number) {
    uint32_t agent = saying_agent(d, d->drafts.at[number].head);
    if (agent == TOKEN_NONE || !may_be_source(d, agent)) return;
    draft_add(d, number, ROLE_SOURCE, syntax_noun_phrase(&d->b->syntax, agent));
}

/* "called it a mistake and [later said]": a verb right behind "and" has the subject before. */
static bool goes_on_with(const drafting *d, uint32_t i) {
    static const char *const joining[] = { "and", "but", "or", NULL };
    for (uint32_t k = i; k > 0 && k + 3 > i; k--) {
        if (word_in(drafting_word(d, k - 1), joining)) return true;
        if (drafting_class(d, k - 1) != UPOS_ADV) return false;
    }
    return false;
}

/* A cue without a source: whose verb is it? Passives without an agent stay without. */
static void find_source(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    if (of->source.count || !of->cue.count || drafting_is(d, of->head, "according")) return;
    if (drafting_is_passive(d, of->head)) {
        find_agent(d, number);
        return;
    }
    bool participle = str_ends_folded(drafting_word(d, of->head), STR("ing"));
    bool finite = syntax_child(&d->b->syntax, of->head, DEP_NSUBJ) != TOKEN_NONE;
    bool shares = goes_on_with(d, of->cue.at[0].first);
    if (!participle && !finite && !shares && !lacks_subject(d, of->head)) return;
    uint32_t subject = syntax_subject(&d->b->syntax, of->head);
    size_t from = subject == TOKEN_NONE ? DRAFT_NONE : draft_with_source(d, subject);
    if (from == DRAFT_NONE && (participle || (shares && !finite))) from = draft_before(d, number);
    if (from != DRAFT_NONE) copy_source(d, number, from);
    else if (may_be_source(d, subject))
        draft_add(d, number, ROLE_SOURCE, syntax_noun_phrase(&d->b->syntax, subject));
}

/* ---- spans that cannot be what the reader took them for ---- */

static bool is_nominal(upos class) {
    return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON || class == UPOS_NUM
        || class == UPOS_DET || class == UPOS_ADJ || class == UPOS_X || class == UPOS_SYM;
}

/* Somebody: a word that can name, more than a date. */
static bool may_name(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (is_nominal(drafting_class(d, i)) && !time_stands_in(d->b, i, i + 1)) return true;
    return false;
}

static const char *const openers[] = { "that", "to", "whether", "if", "as", NULL };

/* Words: more than a date and a "that", but "an event [that] Ruiz says [changed him]". */
static bool may_be_said(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++) {
        if (drafting_has_flag(d, i, TOKEN_MARK)) continue;
        bool opens = word_in(drafting_word(d, i), openers) && drafting_class(d, i) != UPOS_PRON;
        if (opens && p.past - p.first <= 2) continue;
        if (!time_stands_in(d->b, i, i + 1)) return true;
    }
    return false;
}

static void keep_if(drafting *d, phrase_list *list, size_t *owner,
                    bool (*may)(const drafting *, phrase)) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        phrase p = list->at[i];
        if (may(d, p)) list->at[kept++] = p;
        else for (uint32_t w = p.first; w < p.past; w++) owner[w] = DRAFT_NONE;
    }
    list->count = kept;
}

static const char *const relatives[] = { "who", "which", "that", "whom", NULL };

static bool has_verb(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (drafting_class(d, i) == UPOS_VERB || drafting_class(d, i) == UPOS_AUX) return true;
    return false;
}

static void forget_source(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    for (size_t i = 0; i < of->source.count; i++)
        for (uint32_t w = of->source.at[i].first; w < of->source.at[i].past; w++)
            d->marked[w] = DRAFT_NONE;
    of->source.count = 0;
}

/* "[who investigators] say had slept": the relative belongs to what is said. A whole
 * relative clause is no source: the verb's subject will be. */
static void part_relative(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->source.count != 1 || !of->content.count) return;
    phrase *p = &of->source.at[0];
    uint32_t relative = p->first;
    if (p->past < relative + 2 || !word_in(drafting_word(d, relative), relatives)) return;
    if (drafting_class(d, relative) == UPOS_DET || drafting_relation(d, relative) == DEP_DET)
        return; /* "that person" */
    if (has_verb(d, *p)) {
        forget_source(d, number);
        return;
    }
    if (!is_nominal(drafting_class(d, relative + 1))) return;
    p->first++;
    d->marked[relative] = DRAFT_NONE;
    draft_add(d, number, ROLE_CONTENT, (phrase){ relative, relative + 1 });
}

static bool hangs_over(const drafting *d, uint32_t i) {
    return drafting_class(d, i) == UPOS_CCONJ || drafting_is(d, i, ",") || drafting_is(d, i, ":")
        || drafting_is(d, i, ";");
}

/* "and" and commas at the ends, outside quotation marks. */
static void trim(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    for (size_t i = 0; i < of->content.count; i++) {
        phrase *p = &of->content.at[i];
        while (p->past > p->first + 1 && hangs_over(d, p->past - 1)
               && !drafting_is_quoted(d, p->past - 1)) d->said[--p->past] = DRAFT_NONE;
        while (p->past > p->first + 1 && drafting_has_flag(d, p->first, TOKEN_MARK)
               && hangs_over(d, p->first)) d->said[p->first++] = DRAFT_NONE;
    }
}

/* "We will reopen, says [the owner]": who says it, where the reader took them for what. */
static void turn_round(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->source.count || of->content.count != 1 || !of->word) return;
    phrase behind = of->content.at[0], cue = phrases_reach(&of->cue);
    sentence s = drafting_sentence(d, of->head);
    bool inverted = of->word->kind == CUE_SPEECH && (of->word->flags & CUE_CLAUSE)
                 && behind.first == cue.past && !has_verb(d, behind)
                 && !drafting_is_quoted(d, behind.first) && cue.first > s.first + 2
                 && drafting_is(d, cue.first - 1, ",");
    if (!inverted || !has_verb(d, (phrase){ s.first, cue.first })) return;
    for (uint32_t i = behind.first; i < behind.past; i++) d->said[i] = DRAFT_NONE;
    of->content.count = 0;
    while (behind.past < s.past && drafting_class(d, behind.past) == UPOS_PROPN
           && d->said[behind.past] == DRAFT_NONE) behind.past++; /* "[the owner] Ana Ruiz" */
    draft_add(d, number, ROLE_SOURCE, behind);
}

static const char *const naming[] = { "describe", "call", "label", "consider", "bill", "brand",
                                      "dub", "deem", "regard", "see", "view", "characterise",
                                      "characterize", "hail", "denounce", NULL };

/* "[Scenes] were described as ['carnage']": what is named belongs to the words. */
static void add_named(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    if (of->head == TOKEN_NONE || of->content.count != 1) return;
    if (!word_in(drafting_lemma(d, of->head), naming) || !drafting_is_passive(d, of->head)) return;
    uint32_t named = syntax_child(&d->b->syntax, of->head, DEP_NSUBJ_PASS);
    if (named == TOKEN_NONE || named > of->head || d->said[named] != DRAFT_NONE) return;
    phrase p = syntax_noun_phrase(&d->b->syntax, named);
    for (uint32_t i = p.first; i < p.past; i++)
        if (d->said[i] != DRAFT_NONE || d->marked[i] != DRAFT_NONE) return;
    draft_add(d, number, ROLE_CONTENT, p);
}

/* "Ana Ruiz: 'We won.'" takes no words of the next paragraph, which has its own label. */
static void keep_to_passage(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->cue.count != 1 || !drafting_is(d, of->cue.at[0].first, ":")) return;
    uint32_t own = d->passage_of[of->cue.at[0].first];
    size_t kept = 0;
    for (size_t i = 0; i < of->content.count; i++)
        kept += d->passage_of[of->content.at[i].first] == own;
    if (!kept) return;
    kept = 0;
    for (size_t i = 0; i < of->content.count; i++) {
        phrase p = of->content.at[i];
        if (d->passage_of[p.first] == own) of->content.at[kept++] = p;
        else for (uint32_t w = p.first; w < p.past; w++) d->said[w] = DRAFT_NONE;
    }
    of->content.count = kept;
}

static void clean(drafting *d, size_t number) {
    keep_to_passage(d, number);
    draft *of = &d->drafts.at[number];
    add_named(d, number);
    part_relative(d, number);
    trim(d, number);
    turn_round(d, number);
    keep_if(d, &of->source, d->marked, may_name);
    keep_if(d, &of->content, d->said, may_be_said);
}

/* ---- one source a cue ---- */

static uint32_t gap(phrase a, phrase b) {
    if (a.past <= b.first) return b.first - a.past;
    return b.past <= a.first ? a.first - b.past : 0;
}

/* Of several sources of a cue, the one that holds the verb's subject, else the nearest. */
static size_t best_source(const drafting *d, const draft *of) {
    uint32_t subject = syntax_subject(&d->b->syntax, of->head);
    size_t best = 0;
    for (size_t i = 0; i < of->source.count; i++) {
        phrase p = of->source.at[i];
        if (subject != TOKEN_NONE && subject >= p.first && subject < p.past) return i;
        if (gap(p, of->cue.at[0]) < gap(of->source.at[best], of->cue.at[0])) best = i;
    }
    return best;
}

/* The others go to cues that have none. */
static void settle_sources(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->source.count < 2 || of->head == TOKEN_NONE) return;
    phrase_list all = of->source;
    size_t best = best_source(d, of);
    of->source = (phrase_list){ 0 };
    *LIST_ADD(d->b->a, &of->source) = all.at[best];
    for (size_t i = 0; i < all.count; i++) {
        role_span r = { all.at[i].first, all.at[i].past, ROLE_SOURCE, 0.5F, LINK_NONE };
        size_t to = i == best ? DRAFT_NONE : nearest_lacking(d, &r);
        if (to != DRAFT_NONE) draft_add(d, to, ROLE_SOURCE, all.at[i]);
    }
}

/* "said Y, according to X" with nothing of its own said: a second source of the statement
 * beside it. */
static const char *const passing_on[] = { "accord", "according", "cite", "quote", NULL };

static void join_passing_on(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->content.count || !of->cue.count || !of->source.count) return;
    if (!word_in(drafting_lemma(d, of->head), passing_on)
        && !drafting_is(d, of->cue.at[0].first, "according")) return;
    uint32_t here = d->b->labels->sentence_of[of->cue.at[0].first];
    for (size_t i = number; i-- > 0;) {
        const draft *to = &d->drafts.at[i];
        if (to->dropped || !to->content.count || !to->cue.count) continue;
        if (d->b->labels->sentence_of[to->cue.at[0].first] != here) return;
        copy_source(d, i, number);
        draft_add(d, i, ROLE_CUE, d->drafts.at[number].cue.at[0]);
        d->drafts.at[number].dropped = true;
        return;
    }
}

void drafts_group(drafting *d) {
    size_t *draft_of = ARENA_NEW(d->b->a, size_t, d->b->labels->role_count + 1);
    add_cues(d, draft_of);
    add_linked(d, draft_of);
    for (size_t i = 0; i < d->drafts.count; i++) part_strays(d, i);
    add_loose(d);
    for (size_t i = 0; i < d->drafts.count; i++) clean(d, i);
    for (size_t i = 0; i < d->drafts.count; i++) settle_sources(d, i);
    for (size_t i = 0; i < d->drafts.count; i++) find_source(d, i);
    for (size_t i = 0; i < d->drafts.count; i++) join_passing_on(d, i);
}
