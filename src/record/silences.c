/* record/silences.c: who was asked, or was expected to answer, and did not.
 *
 * A silence is told by a few constructions: a verb of declining with a verb of answering
 * ("declined to comment"), a denied verb of answering ("has not responded"), somebody who was
 * not reached, a denied noun ("no comment from the company"), messages that went unanswered.
 * Each looks at the words around one trigger. What is withheld must be the answer as such:
 * "declined to name the victim" withholds one fact and is none. */
#include "record/clauses.h"

typedef struct hush {
    build *b;
    const uint32_t *said_in; /* [tokens] smallest statement, or ID_NONE */
    size_t last_end;         /* byte behind the last silence kept */
} hush;

/* One silence as the tree shows it. */
typedef struct finding {
    uint32_t verb;  /* heads the clause */
    uint32_t who;   /* head of whose silence it is */
    uint32_t first; /* where the words begin, if before all of that; else TOKEN_NONE */
    uint32_t past;  /* the words go on to here at least */
    silence_kind kind;
} finding;

static uint32_t sentence_past(const build *b, uint32_t i) {
    return b->labels->sentences[b->labels->sentence_of[i]].past;
}

static uint32_t sentence_first(const build *b, uint32_t i) {
    return b->labels->sentences[b->labels->sentence_of[i]].first;
}

/* The first of a few tokens from `from` on that is one of a list, or TOKEN_NONE. */
static uint32_t soon(const build *b, uint32_t from, uint32_t reach, const char *list) {
    uint32_t end = sentence_past(b, from > 0 ? from - 1 : 0);
    for (uint32_t i = from; i < end && i < from + reach; i++)
        if (clause_word(b, i, list) || clause_is(b, i, list)) return i;
    return TOKEN_NONE;
}

/* The same among the tokens before. */
static uint32_t lately(const build *b, uint32_t before, uint32_t reach, const char *list) {
    uint32_t first = sentence_first(b, before);
    for (uint32_t i = before; i > first && before - i < reach; i--)
        if (clause_word(b, i - 1, list)) return i - 1;
    return TOKEN_NONE;
}

static const char negations[] = "not n't n’t never";
static const char messages[] =
    "request requests question questions inquiry inquiries enquiry enquiries call calls email "
    "emails e-mail e-mails mail message messages query queries letter letters text texts "
    "voicemail voicemails phone telephone comment comments interview interviews allegation "
    "allegations accusation accusations claim claims criticism report reports";

/* What might be, or shall be, is no silence: "may decline", "if he refuses". */
static bool is_unreal(const build *b, uint32_t verb) {
    uint32_t modal = lately(b, verb, 4, "may might could should must shall if can to whether");
    return modal != TOKEN_NONE && !clause_word(b, modal, "to");
}

/* The subject of a verb or, where the tree lost it, a noun shortly before. */
static uint32_t subject_of(const build *b, uint32_t verb) {
    uint32_t subject = clause_subject(b, verb);
    if (subject != TOKEN_NONE) return subject;
    uint32_t first = sentence_first(b, verb);
    for (uint32_t i = verb; i > first && verb - i < 6; i--) {
        upos class = clause_class(b, i - 1);
        if (class == UPOS_PUNCT || class == UPOS_VERB) break;
        if (class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON) return i - 1;
    }
    return TOKEN_NONE;
}

/* Of "its manager" and "the owner's son" the manager and the son. */
static uint32_t head_of_named(const build *b, uint32_t i) {
    uint32_t head = syntax_head(&b->syntax, i);
    bool owner = clause_relation(b, i) == DEP_NMOD_POSS;
    return owner && head != TOKEN_NONE && actor_at(b, head) != ID_NONE ? head : i;
}

/* Whoever a phrase behind a word names: "comment from the ministry", "calls to Ruiz". */
static uint32_t named_behind(const build *b, uint32_t word, const char *prepositions) {
    uint32_t p = soon(b, word + 1, 5, prepositions), end = sentence_past(b, word);
    if (p == TOKEN_NONE) return TOKEN_NONE;
    uint32_t last = TOKEN_NONE;
    for (uint32_t i = p + 1; i < end && i < p + 8; i++) {
        upos class = clause_class(b, i);
        if (actor_at(b, i) != ID_NONE) return head_of_named(b, i);
        bool noun = class == UPOS_NOUN || class == UPOS_PROPN || class == UPOS_PRON;
        if (noun)
            last = i;
        else if (last != TOKEN_NONE)
            break;
    }
    return last;
}

/* ---- declining ---- */

static bool is_asked_for(const build *b, uint32_t from) {
    static const char answers[] =
        "comment respond answer reply speak talk discuss elaborate interviewed "
        "interview commenting answering";
    if (soon(b, from, 4, answers) != TOKEN_NONE) return true;
    uint32_t say = soon(b, from, 2, "say");
    if (say != TOKEN_NONE && soon(b, say + 1, 1, "whether if more anything") != TOKEN_NONE)
        return true;
    uint32_t request = soon(b, from, 6, "request requests invitation invitations");
    return request != TOKEN_NONE
        && soon(b, request + 1, 4, "comment interview interviews") != TOKEN_NONE;
}

/* "declined to comment", "refused to answer questions", "declined an interview request" */
static bool declines(const build *b, uint32_t i, finding *out) {
    if (!clause_is(b, i, "decline refuse") || clause_class(b, i) != UPOS_VERB) return false;
    if (lately(b, i, 3, negations) != TOKEN_NONE || is_unreal(b, i) || !is_asked_for(b, i + 1))
        return false;
    if (soon(b, i + 1, 4, "name identify disclose give") != TOKEN_NONE) return false;
    *out =
        (finding){ .verb = i, .who = subject_of(b, i), .past = i + 1, .kind = SILENCE_DECLINED };
    uint32_t by = soon(b, i + 1, 8, "by");
    if (clause_is_passive(b, i) && by != TOKEN_NONE) out->who = named_behind(b, by - 1, "by");
    return true;
}

/* "would not be drawn on the cause" */
static bool is_undrawn(const build *b, uint32_t i, finding *out) {
    if (!clause_word(b, i, "drawn") || lately(b, i, 2, "be") == TOKEN_NONE) return false;
    if (lately(b, i, 5, "would will wo could") == TOKEN_NONE
        || lately(b, i, 4, negations) == TOKEN_NONE)
        return false;
    bool matter = i + 1 >= sentence_past(b, i)
               || soon(b, i + 1, 1, "on about into when further , .") != TOKEN_NONE;
    *out = (finding){ .verb = i, .who = subject_of(b, i), .past = i + 1, .kind = SILENCE_DECLINED };
    return matter && clause_can_act(b, out->who);
}

/* ---- denied verbs of answering ---- */

/* "has yet to", "is yet to" */
static bool is_yet_to(const build *b, uint32_t verb) {
    uint32_t to = lately(b, verb, 3, "to");
    return to != TOKEN_NONE && lately(b, to, 1, "yet") != TOKEN_NONE
        && lately(b, to - 1, 3, "has have had is are 's 've was were") != TOKEN_NONE;
}

static bool is_denied_near(const build *b, uint32_t verb) {
    uint32_t word = lately(b, verb, 5, "not n't n’t never neither nor");
    return word != TOKEN_NONE;
}

/* What a verb of answering answers must be words: not "respond to treatment". */
static bool answers_words(const build *b, uint32_t verb) {
    uint32_t to = soon(b, verb + 1, 3, "to");
    if (clause_is(b, verb, "return answer")) return soon(b, verb + 1, 6, messages) != TOKEN_NONE;
    if (to == TOKEN_NONE) return clause_can_act(b, subject_of(b, verb));
    return soon(b, to + 1, 7, messages) != TOKEN_NONE
        || soon(b, to + 1, 8, "seeking asking emailed sent") != TOKEN_NONE;
}

/* "has not commented", "did not immediately respond to a request", "has yet to reply" */
static bool stays_mute(const build *b, uint32_t i, finding *out) {
    if (!clause_is(b, i, "comment respond reply answer return react")
        || clause_class(b, i) != UPOS_VERB)
        return false;
    bool yet = is_yet_to(b, i), denied = is_denied_near(b, i);
    if (!yet && !denied) return false;
    if (lately(b, i, 4, "was were been be being") != TOKEN_NONE) return false;
    if (lately(b, i, 4, "declined refused decline refuse declines refuses") != TOKEN_NONE)
        return false;
    if (!yet && lately(b, i, 1, "to") != TOKEN_NONE) return false; /* "told not to comment" */
    *out = (finding){
        .verb = i, .who = subject_of(b, i), .past = i + 1, .kind = SILENCE_NO_RESPONSE
    };
    uint32_t modal =
        lately(b, i, 5, "would will wo could can ca cannot may might should must if");
    if (clause_is(b, i, "comment react")) {
        bool refuses =
            modal != TOKEN_NONE && clause_word(b, modal, "would will wo could can ca cannot");
        out->kind = refuses ? SILENCE_DECLINED : SILENCE_NOT_YET;
        return modal == TOKEN_NONE || refuses;
    }
    return modal == TOKEN_NONE && answers_words(b, i);
}

/* "has not spoken publicly", "has yet to issue a statement" */
static bool is_unspoken(const build *b, uint32_t i, finding *out) {
    bool speaks =
        clause_is(b, i, "speak") && soon(b, i + 1, 3, "publicly out public") != TOKEN_NONE;
    bool states = clause_is(b, i, "issue make give release")
               && soon(b, i + 1, 5, "statement comment response reply reaction") != TOKEN_NONE;
    if (clause_class(b, i) != UPOS_VERB || (!speaks && !states)) return false;
    if (!is_yet_to(b, i) && !is_denied_near(b, i)) return false;
    if (lately(b, i, 5, "would will could can may might should must if did") != TOKEN_NONE
        && speaks)
        return false;
    *out =
        (finding){ .verb = i, .who = subject_of(b, i), .past = i + 1, .kind = SILENCE_NOT_YET };
    return true;
}

/* "has said nothing about it", "has not said anything" */
static bool says_nothing(const build *b, uint32_t i, finding *out) {
    if (!clause_is(b, i, "say") || lately(b, i, 4, "has have had 's 've") == TOKEN_NONE)
        return false;
    bool nothing = soon(b, i + 1, 2, "nothing") != TOKEN_NONE;
    bool anything = soon(b, i + 1, 2, "anything") != TOKEN_NONE && is_denied_near(b, i);
    if (!nothing && !anything) return false;
    *out =
        (finding){ .verb = i, .who = subject_of(b, i), .past = i + 2, .kind = SILENCE_NOT_YET };
    return clause_can_act(b, out->who);
}

/* "remained silent", "kept silent on the claims" */
static bool is_silent(const build *b, uint32_t i, finding *out) {
    if (!clause_word(b, i, "silent")
        || lately(b, i, 3, "remain remained remains kept stayed been has have") == TOKEN_NONE)
        return false;
    uint32_t verb = lately(b, i, 3, "remain remained remains kept stayed been");
    if (verb == TOKEN_NONE || lately(b, i, 6, "not n't never no") != TOKEN_NONE
        || is_unreal(b, verb))
        return false;
    *out = (finding){
        .verb = verb, .who = subject_of(b, verb), .past = i + 1, .kind = SILENCE_NOT_YET
    };
    if (out->who == TOKEN_NONE) out->who = subject_of(b, i);
    return clause_can_act(b, out->who);
}

/* ---- not reached ---- */

/* "could not be reached", "was not available for comment" */
static bool is_unreached(const build *b, uint32_t i, finding *out) {
    bool reached = clause_word(b, i, "reached contacted")
                && lately(b, i, 4, "be been were was") != TOKEN_NONE && is_denied_near(b, i);
    bool negated = clause_word(b, i, "available reachable") && is_denied_near(b, i);
    bool away = clause_word(b, i, "unavailable unreachable uncontactable") || negated;
    bool asked = soon(b, i + 1, 5, "comment interview interviews") != TOKEN_NONE;
    if (!reached
        && !(away && (asked || clause_word(b, i, "unreachable reachable uncontactable"))))
        return false;
    if (reached && !asked && lately(b, i, 5, "could can cannot couldn") == TOKEN_NONE)
        return false;
    uint32_t who = subject_of(b, i), by = soon(b, i + 1, 1, "by");
    bool office = reached && who != TOKEN_NONE && clause_is(b, who, "office");
    bool road =
        by != TOKEN_NONE && soon(b, by + 1, 3, "phone telephone email e-mail") == TOKEN_NONE;
    if (!(clause_can_act(b, who) || office) || (road && !asked)) return false;
    *out = (finding){ .verb = i, .who = who, .past = i + 1, .kind = SILENCE_UNREACHABLE };
    return true;
}

/* "attempts to reach Ruiz failed", "was unable to contact the owner" */
static bool is_sought(const build *b, uint32_t i, finding *out) {
    if (!clause_is(b, i, "reach contact") || clause_class(b, i) != UPOS_VERB) return false;
    uint32_t effort = lately(b, i, 4, "attempts efforts attempt effort");
    bool failed =
        effort != TOKEN_NONE
        && soon(b, i + 1, 12, "failed unsuccessful unanswered fruitless vain") != TOKEN_NONE;
    bool unable = lately(b, i, 3, "unable") != TOKEN_NONE
               || (is_denied_near(b, i) && lately(b, i, 4, "could") != TOKEN_NONE);
    uint32_t object = syntax_child(&b->syntax, i, DEP_OBJ);
    if (object == TOKEN_NONE) object = named_behind(b, i > 0 ? i - 1 : 0, "reach contact");
    if ((!failed && !unable) || object == TOKEN_NONE || !clause_can_act(b, object)) return false;
    uint32_t end =
        failed ? soon(b, i + 1, 12, "failed unsuccessful unanswered fruitless vain") : object;
    *out = (finding){
        .verb = i, .who = object, .first = effort, .past = end + 1, .kind = SILENCE_UNREACHABLE
    };
    return true;
}

/* ---- denied nouns, unanswered messages ---- */

/* "had no comment", "no immediate response from the ministry" */
static bool is_no_word(const build *b, uint32_t i, finding *out) {
    static const char words[] = "comment response reaction reply answer statement word";
    uint32_t no = lately(b, i, 3, "no any");
    if (!clause_word(b, i, words) || clause_class(b, i) == UPOS_VERB || no == TOKEN_NONE)
        return false;
    if (clause_word(b, no, "any") && lately(b, no, 4, negations) == TOKEN_NONE) return false;
    bool answer = clause_word(b, i, "response reply answer");
    *out = (finding){ .verb = i,
                      .who = named_behind(b, i, "from by"),
                      .first = no,
                      .past = i + 1,
                      .kind = answer ? SILENCE_NO_RESPONSE : SILENCE_NOT_YET };
    if (out->who != TOKEN_NONE && soon(b, i + 1, 4, "from") != TOKEN_NONE) {
        out->past = syntax_subtree(&b->syntax, out->who).past;
        return true;
    }
    uint32_t verb =
        lately(b, no, 3, "had has have gave made offered issued give make offer issue given");
    if (verb == TOKEN_NONE || clause_word(b, i, "word answer") || is_unreal(b, verb))
        return false;
    if (clause_word(b, i, "statement") && !clause_is(b, verb, "make issue")) return false;
    out->verb = verb;
    out->who = subject_of(b, verb);
    if (clause_is(b, verb, "have offer") && !answer && clause_word(b, i, "comment"))
        out->kind = SILENCE_DECLINED;
    return clause_can_act(b, out->who);
}

/* "calls to the owner were not returned", "emails went unanswered" */
static bool is_unanswered(const build *b, uint32_t i, finding *out) {
    bool denied = clause_word(b, i, "returned answered acknowledged") && is_denied_near(b, i)
               && lately(b, i, 4, "was were been") != TOKEN_NONE;
    bool unanswered = clause_word(b, i, "unanswered unreturned");
    if (!denied && !unanswered) return false;
    uint32_t message = lately(b, i, 24, messages);
    while (message != TOKEN_NONE && lately(b, message, 8, messages) != TOKEN_NONE)
        message = lately(b, message, 8, messages);
    if (message == TOKEN_NONE || soon(b, message, i - message, "emergency") != TOKEN_NONE)
        return false;
    uint32_t who = named_behind(b, message, "to with for"), last = lately(b, i, 24, messages);
    if (who == TOKEN_NONE || clause_word(b, who, messages))
        who = named_behind(b, last, "to with from for");
    if (who == TOKEN_NONE || who >= i || !clause_can_act(b, who)) return false;
    *out = (finding){ .verb = i,
                      .who = who,
                      .first = syntax_noun_phrase(&b->syntax, message).first,
                      .past = i + 1,
                      .kind = SILENCE_NO_RESPONSE };
    return true;
}

/* ---- into the record ---- */

/* The end of the clause, without what else its subject did: "declined to comment but said". */
static uint32_t end_of(const build *b, uint32_t verb) {
    uint32_t past = clause_end(b, verb);
    for (uint32_t c = syntax_child(&b->syntax, verb, DEP_CONJ); c != TOKEN_NONE;
         c = syntax_next(&b->syntax, c, DEP_CONJ)) {
        uint32_t first = b->syntax.reach[c].first;
        if (c > verb && clause_class(b, c) == UPOS_VERB && first > verb && first < past)
            past = first;
    }
    return past;
}

static phrase words_of(const build *b, const finding *x) {
    phrase p = { x->verb, end_of(b, x->verb) };
    bool second = clause_relation(b, x->verb) == DEP_CONJ
               && syntax_child(&b->syntax, x->verb, DEP_NSUBJ) == TOKEN_NONE; /* "but declined" */
    if (!second && x->who != TOKEN_NONE && x->who < p.first && p.first - x->who < LOOK_MOST) {
        uint32_t first = syntax_noun_phrase(&b->syntax, x->who).first;
        p.first = first < x->who ? first : x->who;
    }
    if (x->first && x->first != TOKEN_NONE && x->first < p.first) p.first = x->first;
    if (x->past > p.past) p.past = x->past;
    if (p.past - p.first > CLAUSE_MOST) p.past = p.first + CLAUSE_MOST;
    return clause_without_marks(b, p);
}

/* "comment on the raid", "questions about the fire": what was not answered. */
static str about_of(const build *b, phrase p) {
    for (uint32_t i = p.first; i + 1 < p.past; i++) {
        if (!clause_word(b, i, "on about regarding concerning over")) continue;
        if (clause_class(b, i) != UPOS_ADP) continue;
        phrase rest = { i + 1, p.past };
        rest = clause_without_marks(b, rest);
        size_t start = b->tokens->at[rest.first].start, end = b->tokens->at[rest.past - 1].end;
        return str_in(b->report->text, (span){ start, end });
    }
    return STR_NONE;
}

/* Whoever is told not to have answered is somebody, though no name was seen in it. */
static bool may_be_asked(const build *b, uint32_t who) {
    upos class = clause_class(b, who);
    return class == UPOS_PROPN || class == UPOS_NOUN;
}

static id claimed(build *b, uint32_t who) {
    phrase p = syntax_noun_phrase(&b->syntax, who);
    return actor_claim(b, p.first, p.past);
}

static void keep(hush *h, const finding *x, const char *by) {
    build *b = h->b;
    phrase p = words_of(b, x);
    silence s = { .kind = x->kind, .about = about_of(b, p), .confidence = 0.8f, .by = by };
    s.at = (span){ b->tokens->at[p.first].start, b->tokens->at[p.past - 1].end };
    if (s.at.start < h->last_end) return;
    if (x->who != TOKEN_NONE) clause_actors(b, x->who, h->said_in[x->who], &s.who);
    if (!s.who.count && x->who != TOKEN_NONE && may_be_asked(b, x->who))
        *LIST_ADD(b->a, &s.who) = claimed(b, x->who);
    h->last_end = s.at.end;
    *LIST_ADD(b->a, &b->out->silences) = s;
}

typedef struct finder {
    bool (*finds)(const build *b, uint32_t i, finding *out);
    const char *by;
} finder;

void silences_find(build *b) {
    static const finder finders[] = {
        { declines, "a verb of declining with one of answering" },
        { is_undrawn, "would not be drawn" },
        { stays_mute, "a denied verb of answering" },
        { is_unspoken, "a denied passive of answering" },
        { says_nothing, "a verb of saying with nothing said" },
        { is_silent, "a word of silence" },
        { is_unreached, "a denied verb or adjective of reaching" },
        { is_sought, "an answer that was sought" },
        { is_no_word, "a denied noun of answer" },
        { is_unanswered, "something left unanswered" },
    };
    static const char triggers[] = "decline refuse say comment respond reply answer return react "
                                   "speak issue make give release silent "
                                   "reach contact reached contacted available reachable "
                                   "unavailable unreachable uncontactable response "
                                   "reaction statement word returned answered acknowledged "
                                   "acknowledge unanswered unreturned drawn draw";
    hush h = { .b = b };
    for (uint32_t i = 0; i < b->tokens->count; i++) {
        if (b->tokens->at[i].flags & TOKEN_MARK || !clause_is(b, i, triggers)) continue;
        if (!h.said_in) h.said_in = clause_statements(b);
        finding x;
        for (size_t k = 0; k < sizeof finders / sizeof *finders; k++)
            if (finders[k].finds(b, i, &x)) {
                keep(&h, &x, finders[k].by);
                break;
            }
    }
}
