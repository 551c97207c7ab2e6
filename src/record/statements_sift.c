/* record/statements_sift.c: drops what is no statement by the definitions of RECORD.md:
 * silences, negated sayings, sayings without their matter, references back to earlier words,
 * states and events that the reader took for a saying, editors' notes. */
#include "record/sayings.h"

static const char *const comment_words[] = {
    "comment", "respond", "answer", "reply", "elaborate", "discuss", "speculate", "say",
    "disclose", "identify", "confirm", "specify", "detail", "talk", "speak", "explain",
    "provide", "return", "name", "give", "reveal", "add", "acknowledge", "interview", NULL,
};

static const char *const negations[] = { "not", "n't", "n’t", "never", "no", "nor", "neither",
                                         "without", NULL };

static bool cue_lemma_is(const drafting *d, const draft *of, const char *const *list) {
    return of->head != TOKEN_NONE && word_in(drafting_lemma(d, of->head), list);
}

/* Not of "not only did she say", nor of "'Not yet,' she said". */
static bool negates(const drafting *d, uint32_t i) {
    return word_in(drafting_word(d, i), negations) && d->said[i] == DRAFT_NONE
        && !drafting_is_quoted(d, i) && !drafting_is(d, i + 1, "only");
}

static bool is_negated(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    for (uint32_t i = s->first_child[verb]; i != TOKEN_NONE; i = s->next_sibling[i]) {
        if (i > verb) break;
        if (negates(d, i)) return true;
    }
    return false;
}

static const char *const nobody[] = { "nobody", "neither", "none", "no", NULL };

/* "You cannot blame her", in the report's own words: nobody in particular. */
static bool is_anybodys(const drafting *d, const draft *of) {
    if (!of->source.count || of->post) return false;
    uint32_t first = of->source.at[0].first;
    return drafting_is(d, first, "you") && !drafting_is_quoted(d, first)
        && of->source.at[0].past == first + 1;
}

/* "has not said when", "found no evidence that", "neither mentioned" */
static bool cue_is_negated(const drafting *d, const draft *of) {
    if (of->head == TOKEN_NONE) return false;
    if (of->source.count && word_in(drafting_word(d, of->source.at[0].first), nobody)) return true;
    for (size_t i = 0; i < of->cue.count; i++)
        for (uint32_t w = of->cue.at[i].first; w < of->cue.at[i].past; w++)
            if (negates(d, w) && !(w > of->head && drafting_is(d, w, "without"))) return true;
    return drafting_class(d, of->head) == UPOS_VERB && is_negated(d, of->head);
}

static bool is_thought(const draft *of) {
    return of->word && (of->word->kind == CUE_THOUGHT || of->word->kind == CUE_POSITION);
}

static const char *const silent_verbs[] = { "decline", "refuse", NULL };
static const char *const answers[] = { "comment", "respond", "reply", "answer", "return", NULL };

/* "declined to comment", "did not respond": kept as silences, not as statements. */
static bool is_silence(const drafting *d, const draft *of) {
    if (cue_lemma_is(d, of, answers) && cue_is_negated(d, of)) return true;
    if (!cue_lemma_is(d, of, silent_verbs)) return false;
    phrase reach = of->content.count ? phrases_reach(&of->content) : of->cue.at[0];
    for (uint32_t i = of->cue.at[0].first; i < of->cue.at[0].past; i++)
        if (i != of->head && word_in(drafting_lemma(d, i), comment_words)) return true;
    for (uint32_t i = reach.first; i < reach.past && i < reach.first + 4; i++)
        if (word_in(drafting_lemma(d, i), comment_words)) return true;
    return false;
}

static bool has_words(const drafting *d, const phrase_list *list) {
    for (size_t i = 0; i < list->count; i++)
        for (uint32_t w = list->at[i].first; w < list->at[i].past; w++)
            if (!drafting_has_flag(d, w, TOKEN_MARK)) return true;
    return false;
}

static bool has_quotation(const drafting *d, const draft *of) {
    for (size_t i = 0; i < of->content.count; i++)
        for (uint32_t w = of->content.at[i].first; w < of->content.at[i].past; w++)
            if (drafting_is_quoted(d, w)) return true;
    return false;
}

/* Participles of what somebody holds or feels: "are opposed to", "was convinced that". */
static const char *const held[] = {
    "opposed", "convinced", "concerned", "worried", "committed", "divided", "split", "united",
    "disappointed", "outraged", "angered", "infuriated", "irritated", "annoyed", "frustrated",
    "alarmed", "troubled", "surprised", "shocked", "stunned", "appalled", "dismayed", "horrified",
    "puzzled", "baffled", "pleased", "delighted", "thrilled", "excited", "encouraged", "heartened",
    "relieved", "persuaded", "satisfied", "dissatisfied", "impressed", "unimpressed", "upset",
    "saddened", "terrified", "scared", "frightened", "tempted", "resigned", "undecided", NULL,
};

/* Whether the source is whom a passive is about: "the mast is expected to be cheaper". */
static bool is_undergoer(const drafting *d, const draft *of) {
    if (word_in(drafting_word(d, of->head), held)) return false;
    uint32_t subject = syntax_child(&d->b->syntax, of->head, DEP_NSUBJ_PASS);
    return subject != TOKEN_NONE && phrases_hold(&of->source, subject);
}

/* "is expected to", "was described as": nobody says it; with quoted words somebody did. */
static bool is_nobodys(const drafting *d, const draft *of) {
    if (!of->cue.count || has_quotation(d, of)) return false;
    if (of->source.count) return is_undergoer(d, of);
    return drafting_is_passive(d, of->head) || drafting_class(d, of->head) == UPOS_ADV
        || drafting_class(d, of->head) == UPOS_ADJ;
}

/* "it was not clear whether" */
static bool is_impersonal(const drafting *d, const draft *of) {
    if (!of->cue.count) return false;
    uint32_t subject = syntax_child(&d->b->syntax, of->head, DEP_EXPL);
    if (subject == TOKEN_NONE && of->source.count)
        subject = syntax_head_of(&d->b->syntax, of->source.at[0].first, of->source.at[0].past);
    return subject != TOKEN_NONE && drafting_relation(d, subject) == DEP_EXPL;
}

/* "It promises to be stormy": nobody promises. */
static bool is_forecast(const drafting *d, const draft *of) {
    static const char *const verbs[] = { "promise", "threaten", NULL };
    static const char *const things[] = { "it", "this", "that", NULL };
    if (!cue_lemma_is(d, of, verbs) || !of->source.count) return false;
    phrase source = of->source.at[0];
    uint32_t first = of->content.at[0].first;
    return source.past == source.first + 1 && word_in(drafting_word(d, source.first), things)
        && drafting_is(d, first, "to") && drafting_is(d, first + 1, "be");
}

/* Whether what was said is a clause and not a bare name or noun. */
static bool says_a_clause(const drafting *d, const draft *of) {
    for (size_t i = 0; i < of->content.count; i++)
        for (uint32_t w = of->content.at[i].first; w < of->content.at[i].past; w++)
            if (drafting_class(d, w) == UPOS_VERB || drafting_class(d, w) == UPOS_AUX) return true;
    return false;
}

static const char *const emptied[] = { "much", "lot", "little", "nothing", "something", "volume",
                                       "goodbye", "hello", "so", "prayer", "mass", "word", NULL };

/* "says much about": in the cue itself. */
static bool cue_is_empty(const drafting *d, const draft *of) {
    for (uint32_t i = of->head + 1; i < phrases_reach(&of->cue).past; i++)
        if (word_in(drafting_lemma(d, i), emptied) && drafting_class(d, i) != UPOS_ADV) return true;
    return false;
}

static const char *const nothing[] = { "nothing", "little", "much", "volumes", "goodbye", "hello",
                                       NULL };

/* "said nothing", "says much about": the words are not given. */
static bool is_empty(const drafting *d, const draft *of) {
    if (!of->word || of->word->kind != CUE_SPEECH || !of->content.count) return false;
    if (has_quotation(d, of)) return false;
    if (cue_is_empty(d, of)) return true;
    if (word_in(drafting_word(d, of->content.at[0].first), nothing) && !says_a_clause(d, of))
        return true;
    uint32_t object = syntax_child(&d->b->syntax, of->head, DEP_OBJ);
    return object != TOKEN_NONE && phrases_hold(&of->content, object)
        && word_in(drafting_lemma(d, object), emptied);
}

static const char *const findings[] = { "evidence", "sign", "indication", "proof", "trace",
                                        "reason", "wrongdoing", NULL };

/* "found no evidence that" */
static bool finds_nothing(const drafting *d, const draft *of) {
    uint32_t first = of->content.at[0].first;
    return drafting_is(d, first, "no") && word_in(drafting_lemma(d, first + 1), findings)
        && of->content.at[0].past > first + 1;
}

/* All words but the small ones with a capital: the name of a song or book. */
static bool is_title(const drafting *d, const draft *of) {
    uint32_t capital = 0, small = 0;
    for (size_t i = 0; i < of->content.count; i++)
        for (uint32_t w = of->content.at[i].first; w < of->content.at[i].past; w++) {
            str word = drafting_word(d, w);
            if (!drafting_has_flag(d, w, TOKEN_QUOTED) || !word.length) continue;
            if (is_upper(word.at[0])) capital++;
            else if (word.length > 3 && !drafting_has_flag(d, w, TOKEN_MARK)) small++;
        }
    return capital > 1 && !small;
}

static const char *const to_people[] = { "apologise", "apologize", "notify", "inform", "thank",
    "greet", "contact", "address", "alert", "brief", "speak", "talk", "phone", "telephone",
    "reassure", "call", "email", "text", "message", NULL };

static bool is_person_like(const drafting *d, uint32_t head) {
    return drafting_class(d, head) == UPOS_PRON || actor_at(d->b, head) != ID_NONE;
}

static bool is_call(const drafting *d, const draft *of) {
    return str_is(drafting_lemma(d, of->head), "call");
}

/* "called Ruiz over the dam", but not "called Ruiz a fool" */
static bool is_followed(const drafting *d, uint32_t i) {
    return i + 1 < d->b->tokens->count && drafting_class(d, i + 1) == UPOS_ADP;
}

/* "apologised to the passengers", "thanked her": whom, but not what. */
static bool has_only_hearer(const drafting *d, const draft *of) {
    if (!cue_lemma_is(d, of, to_people) || of->content.count != 1 || has_quotation(d, of))
        return false;
    phrase p = of->content.at[0];
    for (uint32_t i = p.first; i < p.past && i < p.first + 6; i++) {
        upos class = drafting_class(d, i);
        if (class == UPOS_VERB || class == UPOS_SCONJ || drafting_is(d, i, "for")) return false;
        if (class != UPOS_NOUN && class != UPOS_PROPN && class != UPOS_PRON) continue;
        bool more = saying_infinitive(d, of->head) != TOKEN_NONE
                 || syntax_child(&d->b->syntax, of->head, DEP_XCOMP) != TOKEN_NONE;
        if (is_person_like(d, i)) return !more && (!is_call(d, of) || is_followed(d, i));
    }
    return false;
}

static bool has_only_side(const drafting *d, const draft *of) {
    return drafting_class(d, of->head) == UPOS_VERB && saying_lacks_matter(d, of->head)
        && !has_quotation(d, of);
}

static const char *const note_starts[] = { "correction", "corrections", "clarification",
                                           "editor", "editors", NULL };

/* "Editor's note: ...", "Correction: an earlier version said ..." */
static bool is_in_note(const drafting *d, const draft *of) {
    const phrase_list *list = of->content.count ? &of->content : &of->cue;
    const passage *p = &d->b->tokens->passages[d->passage_of[list->at[0].first]];
    if (!word_in(drafting_word(d, p->first), note_starts)) return false;
    for (uint32_t i = p->first + 1; i < p->past && i < p->first + 6; i++)
        if (drafting_is(d, i, ":") || drafting_is(d, i, "note")) return true;
    return false;
}

/* "Related: How the ferry sank", "READ MORE: ...": what another report is called. */
static bool is_teaser(const drafting *d, uint32_t i) {
    static const char *const leads[] = { "related", "read", "see", "also", "more", "watch",
                                         "listen", "recommended", NULL };
    const passage *p = &d->b->tokens->passages[d->passage_of[i]];
    if (!word_in(drafting_word(d, p->first), leads)) return false;
    for (uint32_t k = p->first + 1; k < p->past && k < p->first + 4; k++)
        if (drafting_is(d, k, ":")) return true;
    return false;
}

static bool is_in_teaser(const drafting *d, const draft *of) {
    if (of->source.count) return false;
    const phrase_list *list = of->cue.count ? &of->cue : &of->content;
    return is_teaser(d, list->at[0].first);
}

static const char *const naming[] = { "call", "name", "know", "title", "entitle", "dub",
                                      "nickname", "style", NULL };

static bool quotes_a_clause(const drafting *d, const draft *of) {
    for (size_t i = 0; i < of->content.count; i++)
        for (uint32_t w = of->content.at[i].first; w < of->content.at[i].past; w++)
            if (drafting_is_quoted(d, w) && (drafting_class(d, w) == UPOS_VERB
                                             || drafting_class(d, w) == UPOS_AUX)) return true;
    return false;
}

/* "a coin called XRP", "the so-called 'ghost train'", "was known as the 'Green Wall'" */
static bool is_naming(const drafting *d, const draft *of) {
    if (!cue_lemma_is(d, of, naming) || quotes_a_clause(d, of)) return false;
    const syntax *s = &d->b->syntax;
    bool so = of->head > 1 && (drafting_is(d, of->head - 1, "so")
                               || drafting_is(d, of->head - 2, "so"));
    bool active = syntax_child(s, of->head, DEP_NSUBJ) != TOKEN_NONE
               || (of->word && of->word->particle[0]); /* "called for" */
    bool participle = str_ends_folded(drafting_word(d, of->head), STR("ed"))
                   || str_ends_folded(drafting_word(d, of->head), STR("wn"));
    bool agent = syntax_child(s, of->head, DEP_OBL_AGENT) != TOKEN_NONE;
    bool finite = active || drafting_relation(d, of->head) == DEP_CONJ || agent;
    return so || (participle && !finite);
}

/* A wish or an agreement about a mere thing ("wants a rise") passes only where the reader is
 * as sure as this. */
static const float SURE_OF_THING = 0.75F;

/* What is done or settled and not told: "approved the plan", "vetoed the bill". */
static const char *const deeds[] = {
    "adjourn", "adopt", "amend", "appoint", "approve", "arraign", "arrest", "award", "ban",
    "bar", "buy", "cancel", "cover", "cut", "delay", "designate", "discuss", "dissolve",
    "elect", "enact", "extend", "fire", "grant", "halt", "hire", "impose", "introduce", "lift",
    "negotiate", "nominate", "overturn", "pass", "pay", "permit", "postpone", "provide",
    "reinstate", "remand", "replace", "restrict", "revoke", "sack", "scrap", "sell", "send",
    "settle", "sue", "suspend", "veto", "win", "withdraw", NULL,
};

/* A thing and no clause is what the verb is about. */
static bool is_of_thing(const drafting *d, const draft *of) {
    static const deprel clauses[] = { DEP_CCOMP, DEP_XCOMP, DEP_ADVCL };
    const syntax *s = &d->b->syntax;
    if (has_quotation(d, of)) return false;
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++)
        for (uint32_t c = syntax_child(s, of->head, clauses[i]); c != TOKEN_NONE;
             c = syntax_next(s, c, clauses[i]))
            if (phrases_hold(&of->content, c)) return false;
    phrase p = of->content.at[0];
    uint32_t object = syntax_child(s, of->head, DEP_OBJ);
    if (object != TOKEN_NONE && phrases_hold(&of->content, object)) return true;
    upos class = drafting_class(d, syntax_head_of(s, p.first, p.past));
    return class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON || class == UPOS_NUM;
}

static bool is_called_off(const drafting *d, const draft *of) {
    return is_call(d, of) && drafting_is(d, of->head + 1, "off");
}

/* "approved the plan", "called off the strike", "wants a rise", "pleaded not guilty". */
static bool is_deed(const drafting *d, const draft *of) {
    if (str_is(drafting_lemma(d, of->head), "plead")) {
        uint32_t first = of->content.at[0].first;
        return drafting_is(d, first, "guilty") || drafting_is(d, of->head + 1, "guilty")
            || (drafting_is(d, first, "not") && drafting_is(d, first + 1, "guilty"));
    }
    bool wished = of->word && of->word->kind == CUE_EVENT && of->confidence < SURE_OF_THING;
    bool done = wished || cue_lemma_is(d, of, deeds) || is_called_off(d, of);
    return done && drafting_class(d, of->head) == UPOS_VERB && is_of_thing(d, of);
}

/* "disclosed this in a statement": the words are others. */
static bool is_pointer(const drafting *d, const draft *of) {
    static const char *const pointers[] = { "this", "that", "it", "which", "these", "those", NULL };
    if (!of->word || of->word->kind != CUE_SPEECH || of->content.count != 1) return false;
    if (of->word->flags & (CUE_AGAINST | CUE_FOR)) return false;
    phrase p = of->content.at[0];
    return p.past == p.first + 1 && word_in(drafting_word(d, p.first), pointers);
}

/* "asked not to be named", "requested anonymity" */
static bool asks_anonymity(const drafting *d, const draft *of) {
    static const char *const asking[] = { "ask", "request", "want", "prefer", "insist", NULL };
    static const char *const unnamed[] = { "anonymous", "anonymity", NULL };
    static const char *const naming_verbs[] = { "name", "identify", "quote", NULL };
    enum { REACH = 6 };
    if (!cue_lemma_is(d, of, asking)) return false;
    bool denied = false;
    phrase p = of->content.at[0];
    for (uint32_t i = p.first; i < p.past && i < p.first + REACH; i++) {
        if (word_in(drafting_word(d, i), unnamed)) return true;
        if (denied && word_in(drafting_lemma(d, i), naming_verbs)) return true;
        denied = denied || word_in(drafting_word(d, i), negations);
    }
    return false;
}

/* An agreement or a wish that the reader is as sure of as this passes for a statement: it
 * was marked as one in the texts that taught it. */
static const float SURE = 0.3F;

/* A word that looks like an attribution but is an event or a state: "agreed to pay" at any
 * rate, "seemed".
 * Quoted words make a statement even of a plan. */
static bool is_event(const drafting *d, const draft *of) {
    static const char *const settling[] = { "agree", "decide", NULL };
    if (!of->word || of->word->kind != CUE_EVENT || has_quotation(d, of)) return false;
    if (word_in(drafting_lemma(d, of->head), settling)
        && drafting_is(d, of->content.at[0].first, "to")) return true;
    return (of->word->flags & CUE_STATE) || of->confidence < SURE;
}

static bool is_of_body(const drafting *d, const draft *of) {
    if (!of->source.count) return false;
    id who = actor_at(d->b, syntax_head_of(&d->b->syntax, of->source.at[0].first,
                                           of->source.at[0].past));
    return who != ID_NONE && d->b->out->actors.at[who].kind == ACTOR_ORGANISATION;
}

/* "recalled its ambassador", "recalled two million cars": none of them was remembered. */
static bool is_recall(const drafting *d, const draft *of) {
    static const char *const recalled[] = { "ambassador", "envoy", "diplomat", "delegation",
        "troop", "parliament", "player", "car", "vehicle", "model", "product", "toy", "drug",
        "batch", NULL };
    uint32_t object = syntax_child(&d->b->syntax, of->head, DEP_OBJ);
    return str_is(drafting_lemma(d, of->head), "recall") && object != TOKEN_NONE
        && (word_in(drafting_lemma(d, object), recalled) || is_of_body(d, of));
}

/* "broke its silence on the wall": that something was said, and not what. */
static bool breaks_silence(const drafting *d, const draft *of) {
    enum { NEAR = 4 };
    if (!str_is(drafting_lemma(d, of->head), "break") || has_quotation(d, of)) return false;
    for (uint32_t i = of->head + 1; i <= of->head + NEAR && i < d->b->tokens->count; i++)
        if (drafting_is(d, i, "silence")) return true;
    return false;
}

static bool is_none(const drafting *d, const draft *of) {
    if (!has_words(d, &of->content) || is_in_note(d, of) || is_in_teaser(d, of)) return true;
    if (!of->cue.count || of->head == TOKEN_NONE) return false;
    if (is_anybodys(d, of) || finds_nothing(d, of)) return true;
    if (!of->word && is_title(d, of) && !says_a_clause(d, of)) return true;
    return is_silence(d, of) || (cue_is_negated(d, of) && !is_thought(of)) || is_event(d, of)
        || is_nobodys(d, of) || is_naming(d, of) || is_impersonal(d, of) || is_empty(d, of)
        || is_forecast(d, of) || is_recall(d, of) || breaks_silence(d, of)
        || is_deed(d, of) || is_pointer(d, of) || asks_anonymity(d, of)
        || has_only_hearer(d, of) || has_only_side(d, of);
}

void drafts_sift(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++) {
        draft *of = &d->drafts.at[i];
        if (!of->dropped && is_none(d, of)) of->dropped = true;
    }
}
