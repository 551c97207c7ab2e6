/* record/acts.c: what kind of saying a statement is, and how far it is quoted.
 *
 * A specific cue decides (urge: a demand). A neutral one leaves it to what most of the
 * content does: see deeds.c. */
#include "record/acts.h"
#include "record/sayings.h"

/* ---- quotation ---- */

static const char *const complementizers[] = { "that", "to", "whether", "if", "as", "how", "of",
                                               "for", NULL };

/* A quoted name before a noun ("the 'ghost train' line") quotes nobody. */
static bool is_scare_name(const drafting *d, uint32_t i) {
    for (int climb = 0; climb < 4; climb++) {
        deprel r = drafting_relation(d, i);
        uint32_t head = syntax_head(&d->b->syntax, i);
        bool modifies = r == DEP_COMPOUND || r == DEP_AMOD;
        if (!modifies || head == TOKEN_NONE || head < i) return false;
        if (!drafting_is_quoted(d, head)) return true;
        i = head;
    }
    return false;
}

static quotation quotation_of(const drafting *d, const draft *of) {
    size_t inside = 0, outside = 0;
    for (size_t i = 0; i < of->content.count; i++) {
        phrase p = of->content.at[i];
        for (uint32_t w = p.first; w < p.past; w++) {
            if (drafting_has_flag(d, w, TOKEN_MARK)) continue;
            bool opener = w == p.first && word_in(drafting_word(d, w), complementizers);
            if (drafting_is_quoted(d, w) && !is_scare_name(d, w)) inside++;
            else if (!opener) outside++;
        }
    }
    if (of->post && !inside) return QUOTATION_DIRECT;
    if (!inside) return QUOTATION_INDIRECT;
    return outside ? QUOTATION_MIXED : QUOTATION_DIRECT;
}

/* ---- cues that need a look at what follows ---- */

static const char *const naming[] = { "call", "describe", "dub", "brand", "label", "characterise",
                                      "characterize", "deem", "bill", "see", "view", "regard",
                                      "consider", "compare", "liken", "term", NULL };
static const char *const claims[] = { "claim", "allegation", "accusation", "suggestion", "report",
    "charge", "rumor", "rumour", "assertion", "notion", "criticism", "speculation", "finding",
    "link", "involvement", "connection", "motive", "possibility", "play", "terrorism",
    "that", "as", NULL };

/* What is judged rather than described: of these a quoted name is mostly blame. */
static const char *const judged[] = {
    "plan", "scheme", "decision", "plea", "charge", "bill", "law", "proposal", "ruling", "policy",
    "move", "offer", "tax", "ban", "deal", "budget", "petition", "case", "probe", "order", "idea",
    "reform", "verdict", "lawsuit", "demand", "report", "rule", "cut", "strategy", "measure",
    "claim", "allegation", "accusation", "criticism", "remark", "comment", NULL,
};

static bool names_judged(const drafting *d, const draft *of) {
    uint32_t object = syntax_child(&d->b->syntax, of->head, DEP_OBJ);
    return object != TOKEN_NONE && word_in(drafting_lemma(d, object), judged);
}


/* "called X Y": blame or praise by the words, blame where they are quoted. */
static act act_of_naming(const drafting *d, const draft *of) {
    phrase p = phrases_reach(&of->content);
    act by_words = ACT_SAY;
    for (uint32_t i = p.first; i < p.past && by_words == ACT_SAY; i++)
        if (is_blame(drafting_lemma(d, i))) by_words = ACT_CRITICISE;
        else if (is_praise(drafting_lemma(d, i))) by_words = ACT_PRAISE;
    if (by_words != ACT_SAY) return by_words;
    bool calls = str_is(drafting_lemma(d, of->head), "call") || names_judged(d, of);
    bool name = calls && of->quotation != QUOTATION_INDIRECT;
    return name ? ACT_CRITICISE : ACT_SAY;
}

static bool starts_with_to(const drafting *d, const draft *of) {
    uint32_t first = of->content.at[0].first, clause = saying_infinitive(d, of->head);
    bool told = clause != TOKEN_NONE && phrases_hold(&of->content, clause)
             && saying_clause(d, of->head) == TOKEN_NONE;
    return told || drafting_is(d, first, "to")
        || (drafting_is(d, first, "not") && drafting_is(d, first + 1, "to"));
}

/* To reject a claim is to deny it, an offer or idea to decline it. */
static act act_of_rejecting(const drafting *d, const draft *of) {
    phrase p = phrases_reach(&of->content);
    if (drafting_is(d, p.first, "to")) return ACT_DECLINE; /* "refused to testify" */
    for (uint32_t i = p.first; i < p.past && i < p.first + 8; i++)
        if (word_in(drafting_lemma(d, i), claims)) return ACT_DENY;
    return ACT_DECLINE;
}

static act act_of_thought(const drafting *d, const draft *of) {
    act found = deed_of_content(d, of);
    return found == ACT_PREDICT || found == ACT_CRITICISE || found == ACT_PRAISE ? found : ACT_SAY;
}

/* "expressed his opposition", "voiced concern": a noun at the beginning decides. */
static act act_of_noun(const drafting *d, const draft *of) {
    phrase p = of->content.at[0];
    for (uint32_t i = p.first; i < p.past && i < p.first + 4; i++) {
        if (drafting_class(d, i) != UPOS_NOUN) continue;
        const cue_word *word = cue_find(drafting_lemma(d, i), STR(""));
        if (word && (word->flags & CUE_NOUN)) return word->act;
    }
    return ACT_OPEN;
}

static act act_of_open(const drafting *d, const draft *of) {
    act by_noun = of->word && (of->word->flags & CUE_CLAUSE) ? ACT_OPEN : act_of_noun(d, of);
    if (by_noun != ACT_OPEN) return by_noun;
    if (of->word && of->word->kind == CUE_EVENT) return ACT_SAY;
    if (of->head != TOKEN_NONE && word_in(drafting_lemma(d, of->head), naming))
        return act_of_naming(d, of);
    bool tells = of->word && (of->word->flags & CUE_HEARER);
    if (tells && starts_with_to(d, of)) return ACT_DEMAND;
    if (of->word && of->word->kind == CUE_THOUGHT) return act_of_thought(d, of);
    return deed_of_content(d, of);
}

static const char *const issuing[] = { "issue", "release", "publish", "launch", NULL };
static const char *const issued[] = { "statement", "letter", "report", "message", "release",
                                      "video", "post", NULL };

/* "issued a statement saying": what was issued is no announcement by itself; an apology
 * admits. */
static act act_of_issuing(const drafting *d, const draft *of) {
    uint32_t object = syntax_child(&d->b->syntax, of->head, DEP_OBJ);
    if (object == TOKEN_NONE) return of->word->act;
    if (str_is(drafting_lemma(d, object), "apology")) return ACT_ADMIT;
    return word_in(drafting_lemma(d, object), issued) ? ACT_OPEN : of->word->act;
}

static act act_of(const drafting *d, draft *of) {
    of->act_by = "a question of an interview";
    if (of->asked) return ACT_ASK;
    of->act_by = "what most of the words do, since the cue leaves it open";
    if (of->word && word_in(drafting_lemma(d, of->head), issuing)
        && act_of_issuing(d, of) != of->word->act) {
        act found = act_of_issuing(d, of);
        return found == ACT_OPEN ? act_of_open(d, of) : found;
    }
    if (!of->word || of->word->act == ACT_OPEN) return act_of_open(d, of);
    of->act_by = "the cue, by the list of cues";
    if (of->word->act == ACT_DECLINE && !str_is(drafting_lemma(d, of->head), "decline"))
        return act_of_rejecting(d, of);
    return of->word->act;
}

void drafts_act(drafting *d) {
    for (size_t i = 0; i < d->drafts.count; i++) {
        draft *of = &d->drafts.at[i];
        if (of->dropped) continue;
        of->quotation = quotation_of(d, of);
        of->act = act_of(d, of);
    }
}
