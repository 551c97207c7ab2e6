/* record/voice.c: where the report itself judges, foretells or compares. */
#include "record/voice.h"

typedef struct hearing {
    build *b;
    const uint32_t *said_in; /* [tokens] smallest statement, or ID_NONE */
    const uint8_t *named;    /* [tokens] 1: part of a name */
    const uint8_t *planned;  /* [tokens] 1: part of an expectation */
    const uint32_t *letters; /* [turns] with which letters their first words begin */
} hearing;

typedef struct utterance {
    phrase words;
    voice_kind kind;
    float sure;
} utterance;

static str word_at(const hearing *h, uint32_t i) { return token_str(h->b->tokens, i); }

static uint32_t sentence_past(const hearing *h, uint32_t i) {
    return h->b->labels->sentences[h->b->labels->sentence_of[i]].past;
}

static uint32_t sentence_first(const hearing *h, uint32_t i) {
    return h->b->labels->sentences[h->b->labels->sentence_of[i]].first;
}

static bool word_is(const hearing *h, uint32_t i, const char *list) {
    return i < h->b->tokens->count && clause_word(h->b, i, list);
}

static bool is_own(const hearing *h, uint32_t i) {
    uint32_t flags = h->b->tokens->at[i].flags;
    return h->said_in[i] == ID_NONE && !(flags & (TOKEN_QUOTED | TOKEN_MARK));
}

/* The first token from `from` on, inside the sentence, that is one of a list. */
static uint32_t soon(const hearing *h, uint32_t from, uint32_t reach, const char *list) {
    uint32_t end = sentence_past(h, from > 0 ? from - 1 : 0);
    for (uint32_t i = from; i < end && i < from + reach; i++)
        if (word_is(h, i, list)) return i;
    return TOKEN_NONE;
}

static bool is_noun(const hearing *h, uint32_t i) {
    upos class = clause_class(h->b, i);
    return class == UPOS_NOUN || class == UPOS_PROPN;
}

/* The noun that an adjective stands before, at most four tokens on, or TOKEN_NONE. */
static uint32_t noun_after(const hearing *h, uint32_t adjective) {
    uint32_t end = sentence_past(h, adjective), found = TOKEN_NONE;
    for (uint32_t i = adjective + 1; i < end && i < adjective + 6; i++) {
        upos class = clause_class(h->b, i);
        if (is_noun(h, i))
            found = i;
        else if (found != TOKEN_NONE)
            break;
        else if (class != UPOS_ADJ && class != UPOS_ADV && class != UPOS_PUNCT
                 && class != UPOS_NUM && class != UPOS_VERB && class != UPOS_CCONJ)
            break;
    }
    return found;
}

/* ---- judgement ---- */

static char class_letter(upos class) {
    switch (class) {
    case UPOS_ADJ: return 'J';
    case UPOS_ADV: return 'R';
    case UPOS_NOUN: return 'N';
    case UPOS_VERB: return 'V';
    default: return 0;
    }
}

/* "long-awaited": the words around a hyphen as one. */
static str hyphened(const hearing *h, uint32_t i, uint32_t *past) {
    const tokens *t = h->b->tokens;
    uint32_t end = sentence_past(h, i);
    *past = i + 1;
    if (i + 2 >= end || !str_is(word_at(h, i + 1), "-")) return STR_NONE;
    bool glued =
        !(t->at[i + 1].flags & TOKEN_SPACE_BEFORE) && !(t->at[i + 2].flags & TOKEN_SPACE_BEFORE);
    if (!glued) return STR_NONE;
    *past = i + 3;
    return str_in(t->text, (span){ t->at[i].start, t->at[i + 2].end });
}

/* A landslide of earth is a fact; of votes it is judged. */
static bool is_of_earth(const hearing *h, uint32_t i) {
    static const char votes[] = "win won victory election elections vote votes poll polls defeat "
                                "majority re-election triumph";
    uint32_t first = sentence_first(h, i);
    first = i > first + 8 ? i - 8 : first;
    return word_is(h, i, "landslide landslides")
        && soon(h, first, i - first + 8, votes) == TOKEN_NONE;
}

static bool is_plain_fact(const hearing *h, uint32_t i, uint32_t noun) {
    if (is_of_earth(h, i)) return true;
    if (noun == TOKEN_NONE) return false;
    return word_is(h, i, "historic iconic landmark")
        && clause_is(h->b, noun,
                     "site building district centre center house town city quarter church "
                     "home street place monument preservation england");
}

static bool judges(const hearing *h, uint32_t i, utterance *out) {
    uint32_t past;
    str joint = hyphened(h, i, &past);
    const voice_word *w = joint.at ? voice_word_find(joint, 'J') : NULL;
    if (!w) {
        char class = class_letter(clause_class(h->b, i));
        past = i + 1;
        if (!class) return false;
        bool lemma = class == 'N' || class == 'V';
        w = voice_word_find(lemma ? clause_lemma(h->b, i) : word_at(h, i), class);
        bool modifies = class == 'N' && clause_relation(h->b, i) == DEP_COMPOUND;
        bool acts = class == 'V' && (syntax_child(&h->b->syntax, i, DEP_OBJ) != TOKEN_NONE
                                     || syntax_child(&h->b->syntax, i, DEP_IOBJ) != TOKEN_NONE);
        if (!w && (modifies || (class == 'V' && !acts))) w = voice_word_find(word_at(h, i), 'J');
        if (w && class == 'N' && w->class == 'N' && modifies) return false;
    }
    if (!w) return false;
    uint32_t noun = w->class == 'J' ? noun_after(h, past - 1) : TOKEN_NONE;
    if (is_plain_fact(h, i, noun)) return false;
    *out = (utterance){ { i, noun == TOKEN_NONE ? past : noun + 1 }, w->kind, 0.5f };
    return true;
}

/* ---- comparison ---- */

/* "since 2009", "since the war" */
static uint32_t end_of_since(const hearing *h, uint32_t since) {
    enum { NOUN_MOST = 4 };
    uint32_t past = sentence_past(h, since), i = since + 1;
    while (i < past && i <= since + NOUN_MOST) {
        upos class = clause_class(h->b, i);
        if (class != UPOS_DET && class != UPOS_NUM && class != UPOS_NOUN && class != UPOS_PROPN)
            break;
        i++;
    }
    return i;
}

/* What makes a first or a superlative a judgement of the report's: "since", "ever", "in 40
 * years", "on record". */
static uint32_t measure_behind(const hearing *h, uint32_t from) {
    uint32_t at = soon(h, from, 10, "since ever yet");
    if (at != TOKEN_NONE) return word_is(h, at, "since") ? end_of_since(h, at) : at + 1;
    at = soon(h, from, 10, "history decades memory record generation");
    if (at != TOKEN_NONE && soon(h, from, at - from, "in on of for") != TOKEN_NONE) return at + 1;
    at = soon(h, from, 10, "years months");
    if (at != TOKEN_NONE && soon(h, from, at - from, "in for") != TOKEN_NONE) return at + 1;
    at = soon(h, from, 8, "career presidency tenure rule term reign life season campaign");
    if (at != TOKEN_NONE && soon(h, from, at - from, "his her its their") != TOKEN_NONE)
        return at + 1;
    at = soon(h, from, 6, "kind");
    return at != TOKEN_NONE && soon(h, from, at - from, "its their") != TOKEN_NONE ? at + 1
                                                                                   : TOKEN_NONE;
}

static bool is_ordinary_first(const hearing *h, uint32_t noun) {
    static const char nouns[] =
        "lady minister half quarter round leg aid class floor name degree language person "
        "division "
        "day week year month place base instance step phase stage set period inning lap "
        "paragraph "
        "tranche secretary team responder generation world thing hour night point part season "
        "game goal try glance sign term couple few amendment family grade birthday hand priority";
    return clause_is(h->b, noun, nouns);
}

/* "the first major clash", "the first strike since 1990", "for the first time in years" */
static bool compares_first(const hearing *h, uint32_t i, utterance *out) {
    if (!word_is(h, i, "first") || clause_class(h->b, i) == UPOS_ADV) return false;
    if (i <= sentence_first(h, i)) return false;
    if (!word_is(h, i - 1, "the its his her their 's ’s")) return false;
    uint32_t noun = noun_after(h, i);
    if (noun == TOKEN_NONE || (is_ordinary_first(h, noun) && !clause_is(h->b, noun, "time")))
        return false;
    uint32_t measure = measure_behind(h, noun + 1);
    bool rated = noun > i + 1 && clause_class(h->b, i + 1) == UPOS_ADJ;
    bool to = word_is(h, noun + 1, "to") && clause_class(h->b, noun + 1) == UPOS_PART;
    if (measure == TOKEN_NONE && (!rated && !to)) return false;
    *out = (utterance){ { i - 1, noun + 1 }, VOICE_COMPARISON, 0.5f };
    return true;
}

static bool is_superlative(const hearing *h, uint32_t i) {
    str word = word_at(h, i);
    if (clause_class(h->b, i) != UPOS_ADJ) return false;
    if (word_in_list(word, "best worst latest")) return !word_is(h, i, "latest");
    return word.length > 5 && str_ends_folded(word, STR("est"))
        && !word_in_list(word, "honest modest earnest latest forest interest");
}

static bool is_rated(const hearing *h, uint32_t i) {
    str word = word_at(h, i);
    bool participle = str_ends_folded(word, STR("ed")) || str_ends_folded(word, STR("ing"));
    return clause_class(h->b, i) == UPOS_ADJ
        || (clause_class(h->b, i) == UPOS_VERB && participle);
}

/* "the worst flood in 40 years", "one of the most feared gangs" */
static bool compares_most(const hearing *h, uint32_t i, utterance *out) {
    uint32_t first = sentence_first(h, i), past = sentence_past(h, i);
    bool most = word_is(h, i, "most") && i + 1 < past && is_rated(h, i + 1);
    if (!most && !is_superlative(h, i)) return false;
    if (i <= first || !word_is(h, i - 1, "the 's ’s its his her their")) return false;
    uint32_t noun = noun_after(h, most ? i + 1 : i);
    uint32_t last = noun == TOKEN_NONE ? (most ? i + 1 : i) : noun;
    uint32_t measure = measure_behind(h, last + 1);
    bool one_of =
        i >= first + 3 && word_is(h, i - 2, "of") && word_is(h, i - 3, "one some among");
    if (measure == TOKEN_NONE && !(one_of && most)) return false;
    *out =
        (utterance){ { i, measure == TOKEN_NONE ? last + 1 : measure }, VOICE_COMPARISON, 0.5f };
    return true;
}

/* "a record fine" */
static bool compares_records(const hearing *h, uint32_t i, utterance *out) {
    static const char rated[] =
        "high low number fine loss profit crowd heat rainfall rain level temperature sum amount "
        "fee price turnout year bid attendance snowfall pace payout sale haul win run time "
        "deficit "
        "drought";
    if (!word_is(h, i, "record") || i + 1 >= sentence_past(h, i)) return false;
    if (!clause_is(h->b, i + 1, rated)) return false;
    *out = (utterance){ { i, i + 2 }, VOICE_COMPARISON, 0.5f };
    return true;
}

/* "Unlike his predecessor" */
static bool compares_unlike(const hearing *h, uint32_t i, utterance *out) {
    if (!word_is(h, i, "unlike") || noun_after(h, i) == TOKEN_NONE) return false;
    *out = (utterance){ { i, noun_after(h, i) + 1 }, VOICE_COMPARISON, 0.4f };
    return true;
}

/* ---- forecast ---- */

/* "is unlikely to be the last", "looks set to", "seems certain to" */
static bool foretells_by_adjective(const hearing *h, uint32_t i, utterance *out) {
    if (!word_is(h, i,
                 "likely unlikely bound sure certain set destined poised doomed inevitable "
                 "expected forecast tipped projected predicted"))
        return false;
    uint32_t first = sentence_first(h, i), be = i;
    while (be > first && i - be < 3
           && !word_is(h, be,
                       "is are was were be looks look seems seem appears "
                       "appear looked seemed appeared 's ’s"))
        be--;
    bool stands = word_is(h, be,
                          "is are be looks look seems seem appears appear looked seemed appeared "
                          "'s ’s was were");
    bool to = word_is(h, i + 1, "to") && i + 2 < sentence_past(h, i)
           && clause_class(h->b, i + 2) != UPOS_DET && clause_class(h->b, i + 2) != UPOS_PRON;
    bool bare = stands && word_is(h, i, "doomed certain inevitable");
    if (!stands || (!to && !bare) || (h->planned[i] && !word_is(h, i, "unlikely"))) return false;
    *out = (utterance){ { be, to ? i + 3 : i + 1 }, VOICE_FORECAST, 0.5f };
    return true;
}

static const char effects[] = "lead cause affect hurt derail threaten jeopardise jeopardize "
                              "complicate deepen fuel spark trigger "
                              "force pave prove spell change become turn hinder undermine damage "
                              "prompt result raise push end "
                              "mean bring open strain test worsen weaken strengthen boost "
                              "reshape upend alter embolden delay "
                              "hamper harm reignite escalate exacerbate depend remain continue "
                              "suffer face add determine tip last survive struggle collapse fail";

/* "asked when voters might be heard": in the clause of a question. */
static bool is_asked(const hearing *h, uint32_t modal) {
    enum { BACK = 6 };
    uint32_t first = sentence_first(h, modal);
    for (uint32_t k = modal; k > first && modal - k < BACK && !word_is(h, k - 1, ","); k--)
        if (word_is(h, k - 1, "when whether how where why")) return true;
    return false;
}

/* "could derail the talks", "may prove costly", "will test the alliance" */
static bool foretells_by_modal(const hearing *h, uint32_t i, utterance *out) {
    bool may = word_is(h, i, "may might"), could = word_is(h, i, "could"),
         will = word_is(h, i, "will");
    if (clause_class(h->b, i) != UPOS_AUX || !(may || could || will) || h->planned[i])
        return false;
    uint32_t end = sentence_past(h, i), verb = i + 1;
    while (verb < end && verb < i + 4 && clause_class(h->b, verb) != UPOS_VERB
           && clause_class(h->b, verb) != UPOS_AUX)
        verb++;
    if (verb >= end || verb >= i + 4 || word_is(h, verb, "have")) return false;
    bool be = word_is(h, verb, "be") && may;
    if (is_asked(h, i)) return false;
    if (!clause_is(h->b, verb, effects) && !be) return false;
    *out = (utterance){ { i, verb + 1 }, VOICE_FORECAST, 0.4f };
    return true;
}

/* A construction by its words: each place holds one word, or one of a list. */
typedef struct turn {
    const char *words[4]; /* NULL ends them */
    voice_kind kind;
} turn;

static const turn turns[] = {
    { { "remains remained", "to", "be", "seen" }, VOICE_FORECAST },
    { { "raises raise raising raised", "the", "prospect spectre specter" }, VOICE_FORECAST },
    { { "no little", "end prospect hope chance", "in of", "sight a any" }, VOICE_FORECAST },
    { { "little slim scant", "chance hope prospect", "of" }, VOICE_FORECAST },
    { { "far", "from", "over" }, VOICE_FORECAST },
    { { "may might could", "well" }, VOICE_FORECAST },
    { { "on", "course track", "to for" }, VOICE_FORECAST },
    { { "almost nearly all-but virtually", "certain certainly", "to" }, VOICE_FORECAST },
    { { "will", "almost likely probably surely inevitably doubtless undoubtedly" },
      VOICE_FORECAST },
    { { "uphill", "battle struggle fight task climb" }, VOICE_FORECAST },
    { { "lies lie", "ahead" }, VOICE_FORECAST },
    { { "matter question", "of", "time" }, VOICE_FORECAST },
    { { "only just", "the", "beginning start" }, VOICE_FORECAST },
    { { "bodes bode augurs", "ill well badly" }, VOICE_FORECAST },
    { { "never", "before" }, VOICE_COMPARISON },
    { { "not", "since" }, VOICE_COMPARISON },
    { { "than", "ever" }, VOICE_COMPARISON },
    { { "than", "any", "other" }, VOICE_COMPARISON },
    { { "in", "as", "many" }, VOICE_COMPARISON },
    { { "second third fourth fifth", "such" }, VOICE_COMPARISON },
    { { "a", "first", "for" }, VOICE_COMPARISON },
    { { "like", "no", "other" }, VOICE_COMPARISON },
    { { "latest", "in", "a", "string series spate wave line slew run succession" },
      VOICE_COMPARISON },
    { { "latest", "blow setback twist sign escalation chapter salvo" }, VOICE_COMPARISON },
    { { "record", "high low highs lows" }, VOICE_COMPARISON },
    { { "turning tipping", "point" }, VOICE_JUDGEMENT },
    { { "about", "turn face" }, VOICE_JUDGEMENT },
    { { "to", "his her their its", "credit surprise dismay horror" }, VOICE_JUDGEMENT },
    { { "as expected feared", "expected feared" }, VOICE_JUDGEMENT },
    { { "in", "a", "surprise shock rare", "move" }, VOICE_JUDGEMENT },
    { { "surprise shock",
        "win victory defeat move decision result announcement resignation exit" },
      VOICE_JUDGEMENT },
    { { "no", "surprise wonder" }, VOICE_JUDGEMENT },
    { { "took takes taking", "the", "unusual extraordinary rare unprecedented drastic bold" },
      VOICE_JUDGEMENT },
};

enum { TURNS = sizeof turns / sizeof *turns };

static uint32_t letter_of(char c) {
    return is_ascii_letter(c) ? UINT32_C(1) << (to_lower(c) - 'a') : UINT32_C(1) << 31;
}

/* What a word must begin with for a turn to be worth a look. */
static const uint32_t *turn_letters(arena *a) {
    uint32_t *letters = ARENA_NEW(a, uint32_t, TURNS);
    for (size_t k = 0; k < TURNS; k++)
        for (const char *at = turns[k].words[0]; *at; at++)
            if (at == turns[k].words[0] || at[-1] == ' ') letters[k] |= letter_of(*at);
    return letters;
}

static bool fits(const hearing *h, uint32_t i, const turn *t, uint32_t *past) {
    uint32_t end = sentence_past(h, i);
    for (*past = i; *past < i + 4 && t->words[*past - i]; ++*past)
        if (*past >= end || !word_is(h, *past, t->words[*past - i])) return false;
    return true;
}

static bool turns_out(const hearing *h, uint32_t i, utterance *out) {
    str word = word_at(h, i);
    uint32_t own = word.length ? letter_of(word.at[0]) : 0;
    for (size_t k = 0; k < TURNS; k++) {
        uint32_t past;
        if (!(h->letters[k] & own) || !fits(h, i, &turns[k], &past)) continue;
        *out = (utterance){ { i, past }, turns[k].kind, 0.5f };
        return turns[k].kind != VOICE_FORECAST || !h->planned[i];
    }
    return false;
}

/* "The closure threatens to split the village": of things; people threaten in earnest. */
static bool foretells_by_threat(const hearing *h, uint32_t i, utterance *out) {
    if (!word_is(h, i, "threatens threatened threatening promises") || h->planned[i])
        return false;
    if (!word_is(h, i + 1, "to") || i + 2 >= sentence_past(h, i)) return false;
    uint32_t subject = clause_subject(h->b, i);
    bool thing = subject != TOKEN_NONE && word_is(h, subject, "it this that")
              && word_is(h, i + 2, "be");
    if (subject == TOKEN_NONE || (clause_can_act(h->b, subject) && !thing)) return false;
    *out = (utterance){ { i, i + 3 }, VOICE_FORECAST, 0.5f };
    return true;
}

/* ---- into the record ---- */

static const uint8_t *named_tokens(const build *b) {
    uint8_t *named = ARENA_NEW(b->a, uint8_t, b->tokens->count + 1);
    for (size_t i = 0; i < b->labels->entity_count; i++) {
        const entity *e = &b->labels->entities[i];
        for (uint32_t k = e->first; k < e->past; k++) named[k] = 1;
    }
    return named;
}

static const uint8_t *planned_tokens(const build *b) {
    uint8_t *planned = ARENA_NEW(b->a, uint8_t, b->tokens->count + 1);
    const expectation_list *list = &b->out->expectations;
    size_t k = 0, end = 0;
    for (size_t i = 0; i < b->tokens->count; i++) {
        for (; k < list->count && list->at[k].at.start <= b->tokens->at[i].start; k++)
            if (list->at[k].at.end > end) end = list->at[k].at.end;
        planned[i] = b->tokens->at[i].start < end;
    }
    return planned;
}

static void keep(hearing *h, const utterance *u, const char *by) {
    build *b = h->b;
    voice v = { .kind = u->kind, .confidence = u->sure, .by = by };
    v.at = (span){ b->tokens->at[u->words.first].start, b->tokens->at[u->words.past - 1].end };
    const voice_list *kept = &b->out->voices;
    if (kept->count && kept->at[kept->count - 1].at.end > v.at.start) return;
    *LIST_ADD(b->a, &b->out->voices) = v;
}

typedef struct listener {
    bool (*hears)(const hearing *h, uint32_t i, utterance *out);
    const char *by;
} listener;

void voices_find(build *b) {
    static const listener listeners[] = {
        { compares_first, "\"the first\" of its kind" },
        { compares_most, "a superlative of the list" },
        { compares_records, "a word of records" },
        { compares_unlike, "a phrase of likeness or difference" },
        { turns_out, "a turn of phrase that judges" },
        { foretells_by_adjective, "an adjective of likelihood" },
        { foretells_by_modal, "a modal of the report's own" },
        { foretells_by_threat, "a verb of threatening or promising things" },
        { judges, "a word of judgement of the list" },
    };
    hearing h = { b, clause_statements(b), named_tokens(b), planned_tokens(b),
                  turn_letters(b->a) };
    utterance u;
    for (uint32_t i = 0; i < b->tokens->count; i++) {
        if (!is_own(&h, i) || h.named[i]) continue;
        for (size_t k = 0; k < sizeof listeners / sizeof *listeners; k++)
            if (listeners[k].hears(&h, i, &u)) {
                keep(&h, &u, listeners[k].by);
                break;
            }
    }
}
