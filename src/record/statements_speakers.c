/* record/statements_speakers.c: whom a statement's source refers to.
 *
 * The head of the source is a mention of an actor: pronouns and descriptions were followed
 * in actors.c. "who" goes to what it relates to, "I" inside a quotation to its speaker; a
 * document speaks for whoever is behind it: its owner, its author, the agency that made it,
 * or whoever used that channel last ("in a letter ... The letter said"). */
#include "record/clauses.h"
#include "record/statements.h"

static bool has_id(const id_list *list, id who) {
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] == who) return true;
    return false;
}

static void add_actor(drafting *d, id_list *list, id who) {
    if (who != ID_NONE && !has_id(list, who)) *LIST_ADD(d->b->a, list) = who;
}

static const char *const relatives[] = { "who", "which", "that", "whom", NULL };
static const char *const first_persons[] = { "i", "we", "me", "us", "my", "our", "myself",
                                             "mine", NULL };

static const char *const documents[] = {
    "letter", "statement", "report", "study", "poll", "survey", "post", "tweet", "release",
    "document", "filing", "lawsuit", "complaint", "petition", "memo", "email", "e-mail",
    "message", "website", "site", "page", "account", "chart", "notice", "review", "audit",
    "finding", "analysis", "paper", "article", "book", "editorial", "column", "blog", "rule",
    "law", "bill", "order", "ruling", "verdict", "indictment", "affidavit", "warrant", "figure",
    "data", "datum", "record", "result", "index", "forecast", "estimate", "brochure", "poster",
    "communique", "communiqué", "dispatch", "bulletin", "handbook", "guideline", "readout",
    "transcript", "table", "map", "sign", "leaflet", "story", "testimony", "evidence", NULL,
};

/* The noun that "who" or "which" stands for. */
static uint32_t antecedent(const drafting *d, uint32_t relative) {
    const syntax *s = &d->b->syntax;
    for (uint32_t verb = syntax_head(s, relative), climb = 0; verb != TOKEN_NONE && climb < 8;
         verb = syntax_head(s, verb), climb++)
        if (drafting_relation(d, verb) == DEP_ACL_RELCL) return syntax_head(s, verb);
    for (uint32_t i = relative; i > drafting_around(d, relative).first; i--) {
        upos class = drafting_class(d, i - 1);
        if (class != UPOS_NOUN && class != UPOS_PROPN) continue;
        bool named = drafting_relation(d, i - 1) == DEP_FLAT;
        return named ? syntax_head(s, i - 1) : i - 1;
    }
    return TOKEN_NONE;
}

/* Of a document: its owner ("Arcon's website"), maker ("a poll by Usawa", "findings of the
 * board") or named modifier ("Arcon charts"), as an actor, or ID_NONE. */
static id owner_of(const drafting *d, uint32_t head) {
    static const deprel relations[] = { DEP_NMOD_POSS, DEP_NMOD, DEP_OBL_AGENT, DEP_ACL,
                                        DEP_COMPOUND };
    const syntax *s = &d->b->syntax;
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        for (uint32_t w = syntax_child(s, head, relations[i]); w != TOKEN_NONE;
             w = syntax_next(s, w, relations[i])) {
            uint32_t made = relations[i] == DEP_ACL ? syntax_child(s, w, DEP_OBL_AGENT) : w;
            if (made == TOKEN_NONE && relations[i] == DEP_ACL) made = syntax_child(s, w, DEP_OBL);
            id who = made == TOKEN_NONE ? ID_NONE : actor_at(d->b, made);
            if (who != ID_NONE) return who;
        }
    return ID_NONE;
}


/* Who spoke of "a letter" last: the nearest draft before with that word beside its cue. */
enum { LOOK_BACK = 12 }; /* drafts */

static bool sentence_names(const drafting *d, uint32_t in, str lemma) {
    sentence s = drafting_around(d, in);
    for (uint32_t i = s.first; i < s.past; i++)
        if (d->said[i] == DRAFT_NONE && str_same(drafting_lemma(d, i), lemma)) return true;
    return false;
}

static size_t author_before(const drafting *d, size_t number, uint32_t head) {
    for (size_t i = number, steps = 0; i-- > 0 && steps < LOOK_BACK; steps++) {
        const draft *of = &d->drafts.at[i];
        if (of->dropped || of->inner || !of->cue.count || !of->speakers.count) continue;
        if (sentence_names(d, of->cue.at[0].first, drafting_lemma(d, head))) return i;
    }
    return DRAFT_NONE;
}

static bool is_document(const drafting *d, uint32_t head) {
    return drafting_class(d, head) == UPOS_NOUN && word_in(drafting_lemma(d, head), documents);
}

static bool is_definite(const drafting *d, uint32_t head) {
    uint32_t det = syntax_child(&d->b->syntax, head, DEP_DET);
    return det != TOKEN_NONE && (drafting_is(d, det, "the") || drafting_is(d, det, "that")
                                 || drafting_is(d, det, "this"));
}

static bool speak_for_document(drafting *d, size_t number, uint32_t head) {
    id owner = owner_of(d, head);
    if (owner == ID_NONE && is_definite(d, head)) {
        size_t before = author_before(d, number, head);
        if (before != DRAFT_NONE) owner = d->drafts.at[before].speakers.at[0];
    }
    add_actor(d, &d->drafts.at[number].speakers, owner);
    return owner != ID_NONE;
}

static void speak_as_outer(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    if (of->within == DRAFT_NONE) return;
    const id_list *outer = &d->drafts.at[of->within].speakers;
    for (size_t i = 0; i < outer->count; i++) add_actor(d, &of->speakers, outer->at[i]);
}

/* Where the tree takes another word for the head: the first mention before a relative
 * clause, a comma or a preposition. */
static id first_actor(const drafting *d, phrase source) {
    for (uint32_t i = source.first; i < source.past; i++) {
        if (drafting_class(d, i) == UPOS_ADP || drafting_class(d, i) == UPOS_VERB) break;
        id who = actor_at(d->b, i);
        if (who != ID_NONE && drafting_relation(d, i) != DEP_NMOD_POSS) return who;
        if (i > source.first && drafting_has_flag(d, i, TOKEN_MARK)) break;
    }
    return ID_NONE;
}

/* "Witness Paul Grech": the name behind a title that the tree took for the head. */
static uint32_t name_behind(const drafting *d, uint32_t head, phrase source) {
    if (drafting_class(d, head) == UPOS_PRON || head + 1 >= source.past) return TOKEN_NONE;
    id at = d->b->mention_at[head + 1];
    if (at == ID_NONE && head + 2 < source.past) at = d->b->mention_at[head + 2];
    if (at == ID_NONE || d->b->mentions.at[at].kind != MENTION_NAME) return TOKEN_NONE;
    return d->b->mentions.at[at].first == head + 1 ? d->b->mentions.at[at].head : TOKEN_NONE;
}

/* The words before a relative clause or a comma. */
static phrase core_of(const drafting *d, phrase source) {
    for (uint32_t i = source.first + 1; i < source.past; i++)
        if (drafting_has_flag(d, i, TOKEN_MARK) || word_in(drafting_word(d, i), relatives))
            return (phrase){ source.first, i };
    return source;
}

static void speak_one(drafting *d, size_t number, phrase source, uint32_t head) {
    if (word_in(drafting_word(d, head), relatives)) {
        uint32_t noun = antecedent(d, head);
        if (noun != TOKEN_NONE) {
            head = noun;
            source = drafting_name(d, noun);
        }
    }
    uint32_t name = name_behind(d, head, source);
    if (name != TOKEN_NONE) head = name;
    if (is_document(d, head) && speak_for_document(d, number, head)) return;
    id who = actor_at(d->b, head);
    if (who == ID_NONE) who = first_actor(d, source);
    bool inside = head >= source.first && head < source.past;
    bool pronoun = drafting_class(d, head) == UPOS_PRON;
    phrase core = core_of(d, source);
    if (who == ID_NONE && inside && !pronoun) who = actor_claim(d->b, core.first, core.past);
    add_actor(d, &d->drafts.at[number].speakers, who);
}

/* "Arcon and its rival Veltro" where the tree misses the joint: whoever is mentioned behind
 * "and", with no preposition or clause before. */
static void speak_joined(drafting *d, size_t number, phrase source) {
    bool joint = false;
    for (uint32_t i = source.first; i < source.past; i++) {
        upos class = drafting_class(d, i);
        if (class == UPOS_ADP || class == UPOS_VERB || word_in(drafting_word(d, i), relatives))
            return;
        joint |= class == UPOS_CCONJ && drafting_is(d, i, "and");
        id who = joint && class == UPOS_PROPN ? actor_at(d->b, i) : ID_NONE;
        add_actor(d, &d->drafts.at[number].speakers, who);
    }
}

/* The source and whoever is joined to it by "and". */
static void speak_all(drafting *d, size_t number, phrase source) {
    const syntax *s = &d->b->syntax;
    uint32_t head = syntax_head_of(s, source.first, source.past);
    if (drafting_has_flag(d, head, TOKEN_MARK)) return;
    bool first_person = word_in(drafting_word(d, head), first_persons);
    if (first_person && d->drafts.at[number].within != DRAFT_NONE) {
        speak_as_outer(d, number);
        return;
    }
    uint32_t next = syntax_child(s, head, DEP_CONJ);
    phrase own = { source.first, source.past };
    if (next != TOKEN_NONE && next < source.past) own = syntax_noun_phrase(s, head);
    speak_one(d, number, own, head);
    for (; next != TOKEN_NONE; next = syntax_next(s, next, DEP_CONJ))
        if (next < source.past) speak_one(d, number, syntax_noun_phrase(s, next), next);
    speak_joined(d, number, source);
}

static size_t mentions_before(const actor *who, size_t end) {
    size_t count = 0;
    while (count < who->mentions.count && who->mentions.at[count].start < end) count++;
    return count;
}

/* Whom an interview is with: the person spoken of most before its first question. */
static id answerer_of(const drafting *d, size_t start) {
    id best = ID_NONE;
    size_t most = 0;
    const actor_list *all = &d->b->out->actors;
    for (size_t i = 0; i < all->count; i++) {
        size_t count = mentions_before(&all->at[i], start);
        if (all->at[i].kind != ACTOR_PERSON || count <= most) continue;
        most = count;
        best = (id)i;
    }
    return best;
}

/* The verb of a cue, also of "took issue with" and "issued a denial", or TOKEN_NONE. */
static uint32_t verb_of_cue(const drafting *d, const draft *of) {
    uint32_t verb = of->head;
    if (verb != TOKEN_NONE && drafting_class(d, verb) == UPOS_NOUN
        && drafting_relation(d, verb) == DEP_OBJ)
        verb = syntax_head(&d->b->syntax, verb);
    if (verb == TOKEN_NONE || !phrases_hold(&of->cue, verb)) return TOKEN_NONE;
    bool active = drafting_class(d, verb) == UPOS_VERB && !drafting_is_passive(d, verb);
    return active ? verb : TOKEN_NONE;
}

/* "Mr Ruiz took issue with the fee and assailed her": the subject of the first cue too, where
 * the reader gave the source to the second. */
static void speak_by_tree(drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    uint32_t verb = of->source.count ? TOKEN_NONE : verb_of_cue(d, of);
    uint32_t subject = verb == TOKEN_NONE ? verb : clause_subject(d->b, verb);
    if (subject == TOKEN_NONE || phrases_hold(&of->content, subject)) return;
    if (drafting_relation(d, subject) == DEP_NSUBJ_PASS || !clause_can_act(d->b, subject)) return;
    speak_one(d, number, drafting_name(d, subject), subject);
}

static void speak(drafting *d, size_t number) {
    draft *of = &d->drafts.at[number];
    speak_by_tree(d, number);
    for (size_t i = 0; i < of->source.count; i++)
        speak_all(d, number, d->drafts.at[number].source.at[i]);
}

/* The answers of an interview; its questions are nobody's. */
static void speak_answers(drafting *d) {
    id answerer = ID_NONE;
    bool begun = false;
    for (size_t i = 0; i < d->drafts.count; i++) {
        draft *of = &d->drafts.at[i];
        if (of->dropped || (!of->asked && !of->answer)) continue;
        uint32_t first = of->source.count ? of->source.at[0].first : of->content.at[0].first;
        if (!begun) answerer = answerer_of(d, d->b->tokens->at[first].start);
        begun = true;
        if (of->answer) add_actor(d, &of->speakers, answerer);
    }
}

void drafts_speak(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++) {
        const draft *of = &d->drafts.at[i];
        if (!of->dropped && !of->asked && !of->answer) speak(d, i);
    }
    speak_answers(d);
}
