/* record/addressees.c: whom a statement was said to.
 *
 * The words that name the hearer: the object of telling and asking, "to" and "with" after
 * other verbs, "in a letter to", "in a call with"; in the passive the subject ("residents
 * were told"). Where the tree is wrong, the words between "told" and what is told will do. */
#include "record/channel_words.h"
#include "record/channels.h"
#include "record/clauses.h"
#include "record/sayings.h"


static void add_actor(drafting *d, id_list *list, id who) {
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] == who) return;
    if (who != ID_NONE) *LIST_ADD(d->b->a, list) = who;
}

static bool is_nominal(const drafting *d, uint32_t i) {
    upos class = drafting_class(d, i);
    return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON || class == UPOS_NUM
        || class == UPOS_DET || class == UPOS_X || class == UPOS_ADJ;
}

/* "pressing his attack that": a thing in the cue's own words. */
static bool is_thing_of_cue(const drafting *d, const draft *of, uint32_t i) {
    return phrases_hold(&of->cue, i) && drafting_class(d, i) == UPOS_NOUN
        && !clause_can_act(d->b, i);
}

/* "called on [ministers to come]", "appealed to [fans to stay]": who stands before what is
 * asked for. */
static bool is_bidden(const drafting *d, const draft *of, uint32_t i) {
    uint32_t asked = saying_infinitive(d, of->head);
    return of->content.count && asked != TOKEN_NONE && i < asked && i > of->head
        && drafting_relation(d, i) == DEP_OBL && of->word && of->word->act == ACT_DEMAND
        && syntax_noun_phrase(&d->b->syntax, i).first <= of->content.at[0].first;
}

/* Not a word of what is said (but for the hearer before it), of who says it or of a date. */
static bool may_hear(const drafting *d, const draft *of, uint32_t i) {
    if (i == TOKEN_NONE || !is_nominal(d, i) || phrases_hold(&of->source, i)) return false;
    if (is_thing_of_cue(d, of, i)) return false;
    bool inside = phrases_hold(&of->content, i);
    if (inside && i != saying_hearer(d, of) && !is_bidden(d, of, i)) return false;
    return !time_in(d->b, i, i + 1).known;
}

static const char *const reflexive[] = { "himself", "herself", "itself", "themselves", "what",
                                         "that", "this", "it", "how", "applause",
                                         "cheers", "laughter", "boos", "jeers", NULL };

/* "responded to the letter": what is answered is no hearer; "told the court" is. */
static bool is_channel(const drafting *d, uint32_t head) {
    const channel_word *word = channel_word_find(drafting_lemma(d, head));
    return drafting_class(d, head) == UPOS_NOUN && word && !(word->uses & USE_HEARER);
}

static void hear(drafting *d, size_t number, uint32_t head) {
    if (word_in(drafting_word(d, head), reflexive) || is_channel(d, head)) return;
    id who = actor_at(d->b, head);
    phrase p = drafting_name(d, head);
    if (who == ID_NONE && drafting_class(d, head) != UPOS_PRON)
        who = actor_claim(d->b, p.first, p.past);
    add_actor(d, &d->drafts.at[number].addressees, who);
}

static void hear_all(drafting *d, size_t number, uint32_t head) {
    const syntax *s = &d->b->syntax;
    if (!may_hear(d, &d->drafts.at[number], head)) return;
    hear(d, number, head);
    for (uint32_t next = syntax_child(s, head, DEP_CONJ); next != TOKEN_NONE;
         next = syntax_next(s, next, DEP_CONJ))
        if (is_nominal(d, next)) hear(d, number, next);
}

static bool has_case(const drafting *d, uint32_t noun, const char *const *words) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = syntax_child(s, noun, DEP_CASE); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_CASE))
        if (word_in(drafting_word(d, c), words)) return true;
    return false;
}

static const char *const to_mark[] = { "to", NULL };
static const char *const to_with[] = { "to", "with", NULL };
static const char *const on_mark[] = { "on", "upon", NULL };

static bool tells(const draft *of) {
    return of->word && (of->word->flags & CUE_HEARER);
}

static void hear_object(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    uint32_t told = saying_hearer(d, of);
    if (!may_hear(d, of, told) && !of->inner && !drafting_is_passive(d, of->head))
        told = saying_told(d, of);
    if (told != TOKEN_NONE) hear_all(d, number, told);
}

static bool calls_on(const draft *of) {
    return of->word && of->word->particle[0] == 'o'
        && (of->word->particle[1] == 'n' || of->word->particle[1] == '\0');
}

/* "said to the crowd", "wrote to Arcon", "called on the council" */
static void hear_obliques(drafting *d, size_t number) {
    const syntax *s = &d->b->syntax;
    const draft *of = &d->drafts.at[number];
    const char *const *marks = calls_on(of) ? on_mark : to_mark;
    uint32_t head = of->head, near = of->inner || tells(of) ? TOKEN_NONE
                                                            : saying_told(d, of);
    if (near != TOKEN_NONE) hear_all(d, number, near);
    uint32_t object = syntax_child(s, head, DEP_OBJ); /* "my opposition to this act" */
    if (marks == to_mark && object != TOKEN_NONE && phrases_hold(&of->content, object)) return;
    for (uint32_t w = syntax_child(s, head, DEP_OBL); w != TOKEN_NONE;
         w = syntax_next(s, w, DEP_OBL))
        if (has_case(d, w, marks)) hear_all(d, number, w);
}

/* "phoned the president to register his opposition" */
static void hear_contacted(drafting *d, size_t number) {
    channel_kind kind;
    uint32_t verb = channel_contact(d, &d->drafts.at[number], &kind);
    uint32_t whom = verb == TOKEN_NONE ? verb : syntax_child(&d->b->syntax, verb, DEP_OBJ);
    if (whom == TOKEN_NONE && verb != TOKEN_NONE)
        whom = syntax_child(&d->b->syntax, verb, DEP_IOBJ);
    if (whom == TOKEN_NONE && kind == CHANNEL_LETTER) whom = channel_written_to(d, verb);
    if (whom != TOKEN_NONE) hear_all(d, number, whom);
}

/* Among the words themselves: "offered [condolences to the families]". */
static const char *const given_things[] = { "condolence", "thanks", "apology", "sympathy",
                                            "congratulation", "greeting", "wish", "appeal", NULL };
static const char *const sent_things[] = {
    "letter", "email", "e-mail", "message", "memo", "call", "note", "text", "speech", "address",
    "talk", "conversation", "telegram", "plea", "appeal", "condolence", "apology", "thanks",
    "greeting", "petition", "testimony", "remark", "meeting", NULL,
};

/* "in a letter to the vice-chancellor": a thing sent that stands in the cue's clause. */
static void hear_by_noun(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    sentence s = drafting_around(d, of->head);
    for (uint32_t i = s.first; i < s.past; i++) {
        bool inside = phrases_hold(&of->content, i);
        size_t around = of->inner ? d->said[of->head] : DRAFT_NONE;
        if (drafting_class(d, i) != UPOS_NOUN || (d->said[i] != around && !inside)) continue;
        if (!word_in(drafting_lemma(d, i), inside ? given_things : sent_things)) continue;
        if (!inside && syntax_head(&d->b->syntax, i) != of->head) continue;
        for (uint32_t w = syntax_child(&d->b->syntax, i, DEP_NMOD); w != TOKEN_NONE;
             w = syntax_next(&d->b->syntax, w, DEP_NMOD))
            if (has_case(d, w, to_with) && is_nominal(d, w)) hear(d, number, w);
    }
}

static bool speaks(const draft *of) {
    return of->word && of->word->kind == CUE_SPEECH;
}

static void address(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    if (of->head == TOKEN_NONE || !of->cue.count) return;
    if (tells(of)) hear_object(d, number);
    if (speaks(of) && !drafting_is_passive(d, of->head)) hear_obliques(d, number);
    hear_contacted(d, number);
    if (speaks(of)) hear_by_noun(d, number);
}

void drafts_address(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++)
        if (!d->drafts.at[i].dropped) address(d, i);
}
