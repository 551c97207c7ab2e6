/* record/channels.c: how a statement was said, as its own sentence tells it.
 *
 * The verb may tell it (tweeted, telephoned), the source (the letter said), the hearer (told
 * the court; told an outlet: an interview), or a phrase beside the verb (in a statement,
 * during a press conference, on X). Of two channels named, the last. */
#include "record/channels.h"

#include "record/channel_words.h"
#include "record/sayings.h"

static const char *const place_marks[] = { "in", "on", "at", "during", "by", "via", "through",
                                           "over", "using", NULL };
static const char *const sending[] = {
    "issue", "release", "publish", "post", "give", "hold", "send", "write", "make", "deliver",
    "share", "sign", "record", "grant", "stage", "host", "upload", "put", "circulate", "pen",
    "call", "convene", NULL,
};

static uint32_t case_of(const drafting *d, uint32_t noun) {
    return syntax_child(&d->b->syntax, noun, DEP_CASE);
}

static bool has_compound(const drafting *d, uint32_t noun, const char *const *words) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = s->first_child[noun]; c != TOKEN_NONE && c < noun; c = s->next_sibling[c])
        if (word_in(drafting_word(d, c), words)) return true;
    return noun > 0 && word_in(drafting_word(d, noun - 1), words);
}

static const char *const press[] = { "press", "news", "media", NULL };
static const char *const social[] = { "social", NULL };
static const char *const parliamentary[] = { "senate", "congressional", "parliamentary", "house",
    "committee", "select", "confirmation", "oversight", "legislative", NULL };

static const char *const televised[] = { "televised", "broadcast", "radio", "tv", NULL };
static const char *const broadcasters[] = { "radio", "tv", "television", "cnn", "bbc", "fox",
    "nbc", "abc", "cbs", "msnbc", "npr", "itv", "sky", "cnbc", "rte", "cbc", NULL };

/* "on Radio Coast", "on CNN", "on Fox News Sunday" */
static bool is_broadcaster(const drafting *d, uint32_t noun) {
    uint32_t mark = case_of(d, noun);
    if (drafting_class(d, noun) != UPOS_PROPN || mark == TOKEN_NONE || !drafting_is(d, mark, "on"))
        return false;
    for (uint32_t i = mark + 1; i <= noun; i++)
        if (word_in(drafting_word(d, i), broadcasters)) return true;
    return false;
}

/* "on the House floor", "on the floor of the Senate" */
static bool is_of_house(const drafting *d, uint32_t floor) {
    if (has_compound(d, floor, parliamentary)) return true;
    uint32_t of = syntax_child(&d->b->syntax, floor, DEP_NMOD);
    return of != TOKEN_NONE && word_in(drafting_word(d, of), parliamentary);
}

/* "Speaking at a funeral", "during a graduation": an occasion for speeches, and spoken. */
static bool is_spoken_at(const drafting *d, uint32_t noun) {
    static const char *const occasions[] = { "funeral", "burial", "ceremony", "graduation",
        "inauguration", "convention", "gathering", "dinner", "function", "event", "gala",
        "commemoration", "forum", "vigil", "memorial", "fundraiser", "parade", NULL };
    static const char *const speaking[] = { "speak", "address", NULL };
    uint32_t verb = syntax_head(&d->b->syntax, noun);
    return word_in(drafting_lemma(d, noun), occasions) && verb != TOKEN_NONE
        && word_in(drafting_lemma(d, verb), speaking);
}

/* "conference" and "media" need the word before them; a hearing may be a parliament's. */
static channel_kind kind_at(const drafting *d, uint32_t noun, unsigned use) {
    str lemma = drafting_lemma(d, noun);
    if (str_is(lemma, "conference"))
        return has_compound(d, noun, press) ? CHANNEL_PRESS_CONFERENCE
             : use == USE_SOURCE ? CHANNEL_NONE : CHANNEL_MEETING;
    if ((str_is(lemma, "media") || str_is(lemma, "medium")) && has_compound(d, noun, social))
        return CHANNEL_SOCIAL_MEDIA;
    if (str_is(lemma, "x") && use == USE_PLACE && drafting_is(d, noun, "X"))
        return CHANNEL_SOCIAL_MEDIA;
    if (use == USE_PLACE && is_broadcaster(d, noun)) return CHANNEL_BROADCAST;
    if (str_is(lemma, "floor") && use == USE_PLACE && is_of_house(d, noun))
        return CHANNEL_LEGISLATURE;
    if (use == USE_PLACE && is_spoken_at(d, noun)) return CHANNEL_SPEECH;
    const channel_word *word = channel_word_find(lemma);
    if (!word || !(word->uses & use)) return CHANNEL_NONE;
    if (word->kind == CHANNEL_SPEECH && has_compound(d, noun, televised)) return CHANNEL_BROADCAST;
    if (str_is(lemma, "hearing") && has_compound(d, noun, parliamentary))
        return CHANNEL_LEGISLATURE;
    return word->kind;
}

static const entity *entity_at(const drafting *d, uint32_t word) {
    const labels *l = d->b->labels;
    size_t low = 0, high = l->entity_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (l->entities[middle].past <= word) low = middle + 1;
        else high = middle;
    }
    bool found = low < l->entity_count && l->entities[low].first <= word;
    return found ? &l->entities[low] : NULL;
}

static str entity_words(const drafting *d, uint32_t word) {
    const entity *e = entity_at(d, word);
    if (!e) return STR_NONE;
    const token *at = d->b->tokens->at;
    return str_in(d->b->tokens->text, (span){ at[e->first].start, at[e->past - 1].end });
}

/* Names come without article: "the BBC" is BBC. */
static str without_article(str name) {
    return str_starts_folded(name, STR("the ")) ? str_cut(name, 4, name.length) : name;
}

static const char *const name_marks[] = { "on", "with", "to", "for", "in", NULL };

static bool names_outlet(const drafting *d, uint32_t i) {
    return drafting_class(d, i) == UPOS_PROPN && entity_words(d, i).at != NULL;
}

/* The outlet or platform in the phrase of a channel's noun: "a post on Bluesky", "an
 * interview with Le Monde", "the BBC's Today programme". */
static str name_beside(const drafting *d, uint32_t noun) {
    const syntax *s = &d->b->syntax;
    for (uint32_t w = s->first_child[noun]; w != TOKEN_NONE; w = s->next_sibling[w]) {
        deprel r = drafting_relation(d, w);
        if (r != DEP_NMOD && r != DEP_NMOD_POSS && r != DEP_COMPOUND && r != DEP_APPOS) continue;
        uint32_t mark = case_of(d, w);
        bool marked = mark == TOKEN_NONE || r != DEP_NMOD
                   || word_in(drafting_word(d, mark), name_marks);
        if (d->said[w] == DRAFT_NONE && marked && names_outlet(d, w))
            return without_article(entity_words(d, w));
        if (marked && r == DEP_NMOD) {
            str deeper = name_beside(d, w);
            if (deeper.at) return deeper;
        }
    }
    return STR_NONE;
}

static bool has_outlet_word(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (is_outlet_word(drafting_word(d, i))) return true;
    return false;
}

/* "an interview with Radio Coast", whatever the tree hangs the name on. */
static str name_right_behind(const drafting *d, uint32_t noun) {
    uint32_t i = noun + 1, count = (uint32_t)d->b->tokens->count;
    if (i + 1 >= count || !word_in(drafting_word(d, i), name_marks)) return STR_NONE;
    if (drafting_is(d, ++i, "the") && i + 1 < count) i++;
    const entity *e = d->said[i] == DRAFT_NONE ? entity_at(d, i) : NULL;
    bool outlet = e && (e->type == ENTITY_ORGANIZATION || has_outlet_word(d, (phrase){
                            e->first, e->past }));
    return outlet ? without_article(entity_words(d, i)) : STR_NONE;
}

static bool names_itself(const drafting *d, uint32_t noun) {
    const channel_word *word = channel_word_find(drafting_lemma(d, noun));
    return (word && (word->uses & USE_NAME)) || drafting_is(d, noun, "X");
}

/* The words of the noun's own phrase. */
static str own_name(const drafting *d, uint32_t noun) {
    str name = entity_words(d, noun);
    if (name.at) return without_article(name);
    phrase p = drafting_name(d, noun);
    const token *at = d->b->tokens->at;
    return without_article(str_in(d->b->tokens->text,
                                  (span){ at[p.first].start, at[p.past - 1].end }));
}

/* Letters, calls and meetings have hearers, not outlets; of a document the owner counts. */
static str name_of(const drafting *d, uint32_t noun, channel_kind kind) {
    if (names_itself(d, noun)) return drafting_word(d, noun);
    switch (kind) {
    case CHANNEL_BROADCAST:
        if (is_broadcaster(d, noun)) return own_name(d, noun);
        return name_beside(d, noun);
    case CHANNEL_INTERVIEW: {
        str name = name_beside(d, noun);
        return name.at ? name : name_right_behind(d, noun);
    }
    case CHANNEL_SOCIAL_MEDIA: case CHANNEL_DOCUMENT:
        return name_beside(d, noun);
    default:
        return STR_NONE;
    }
}

static channel channel_at(const drafting *d, uint32_t noun, unsigned use) {
    channel c = { kind_at(d, noun, use), STR_NONE };
    if (c.kind != CHANNEL_NONE) c.name = name_of(d, noun, c.kind);
    return c;
}

/* The verb that a noun's phrase hangs on, or TOKEN_NONE; not out of a relative clause. */
static uint32_t verb_above(const drafting *d, uint32_t noun) {
    const syntax *s = &d->b->syntax;
    uint32_t w = noun;
    for (int climb = 0; climb < 6; climb++) {
        deprel r = drafting_relation(d, w);
        if (r == DEP_NSUBJ || r == DEP_NSUBJ_PASS || r == DEP_ACL_RELCL) return TOKEN_NONE;
        w = syntax_head(s, w);
        if (w == TOKEN_NONE || drafting_class(d, w) == UPOS_VERB) return w;
    }
    return TOKEN_NONE;
}

/* "though auditors found": something else that was told. */
static bool is_set_against(const drafting *d, uint32_t clause) {
    static const char *const words[] = { "though", "although", "while", "whereas", "because",
                                         NULL };
    const syntax *s = &d->b->syntax;
    uint32_t mark = syntax_child(s, clause, DEP_MARK);
    return mark != TOKEN_NONE && word_in(drafting_word(d, mark), words)
        && syntax_child(s, clause, DEP_NSUBJ) != TOKEN_NONE;
}

/* Whether two verbs tell of one saying: the same, or one hangs on the other as participle,
 * infinitive, conjunct or clause of saying. */
static bool same_saying(const drafting *d, uint32_t verb, uint32_t cue) {
    const syntax *s = &d->b->syntax;
    if (verb == cue) return true;
    for (int turn = 0; turn < 2; turn++) {
        uint32_t low = turn ? cue : verb, high = turn ? verb : cue;
        for (int climb = 0; climb < 3 && low != TOKEN_NONE; climb++) {
            deprel r = drafting_relation(d, low);
            if (r == DEP_ACL_RELCL || (r == DEP_CCOMP && !turn)) break;
            if (r == DEP_CONJ && syntax_child(s, low, DEP_NSUBJ) != TOKEN_NONE) break;
            if (r == DEP_ADVCL && is_set_against(d, low)) break;
            low = syntax_head(s, low);
            if (low == high) return true;
        }
    }
    return false;
}

enum { NEAR = 7 }; /* tokens */

static bool follows(const drafting *d, uint32_t from, uint32_t noun) {
    if (noun < from || noun > from + NEAR) return false;
    for (uint32_t i = from; i < noun; i++)
        if (d->said[i] != DRAFT_NONE || drafting_has_flag(d, i, TOKEN_MARK)) return false;
    return true;
}

/* Before the source, at the head of its sentence: "In a letter to parents, the head wrote". */
static bool is_fronted(const drafting *d, const draft *of, uint32_t noun) {
    if (!of->source.count) return false;
    uint32_t first = drafting_sentence(d, of->head).first, source = of->source.at[0].first;
    if (noun >= source || source > first + 3 * NEAR) return false;
    bool preposition = drafting_class(d, first) == UPOS_ADP;
    bool participle = str_ends_folded(drafting_word(d, first), STR("ing"));
    for (uint32_t i = first; i < source; i++)
        if (d->said[i] != DRAFT_NONE) return false;
    return preposition || participle;
}

/* Right behind the cue or the words, or fronted: for trees that hang it elsewhere. */
static bool is_near(const drafting *d, const draft *of, uint32_t noun) {
    if (follows(d, of->cue.at[of->cue.count - 1].past, noun)) return true;
    if (of->content.count && drafting_sentence(d, noun).first
        == drafting_sentence(d, of->content.at[of->content.count - 1].past - 1).first
        && follows(d, of->content.at[of->content.count - 1].past, noun)) return true;
    return is_fronted(d, of, noun);
}

static bool is_outside(const drafting *d, const draft *of, uint32_t i) {
    if (phrases_hold(&of->content, i) || phrases_hold(&of->source, i)) return false;
    return d->said[i] == (of->inner ? d->said[of->head] : DRAFT_NONE);
}

/* "in a statement", "during a press conference", "on X": a phrase of place. */
static bool stands_as_place(const drafting *d, uint32_t noun) {
    uint32_t mark = case_of(d, noun);
    deprel r = drafting_relation(d, noun);
    if (mark == TOKEN_NONE || r == DEP_NSUBJ || r == DEP_OBJ) return false;
    return word_in(drafting_word(d, mark), place_marks);
}

bool channel_stands_at(const drafting *d, uint32_t noun) {
    return stands_as_place(d, noun) && kind_at(d, noun, USE_PLACE) != CHANNEL_NONE;
}

/* "issued a statement": made by the verb of the saying. */
static bool stands_as_object(const drafting *d, uint32_t noun) {
    uint32_t verb = syntax_head(&d->b->syntax, noun);
    return drafting_relation(d, noun) == DEP_OBJ && verb != TOKEN_NONE
        && word_in(drafting_lemma(d, verb), sending);
}

/* "taking to X", "took to Facebook" */
static bool is_taken_to(const drafting *d, uint32_t noun) {
    uint32_t mark = case_of(d, noun), verb = syntax_head(&d->b->syntax, noun);
    return mark != TOKEN_NONE && drafting_is(d, mark, "to") && verb != TOKEN_NONE
        && str_is(drafting_lemma(d, verb), "take") && names_itself(d, noun);
}

/* "addressing a rally" */
static bool is_addressed(const drafting *d, uint32_t noun) {
    uint32_t verb = syntax_head(&d->b->syntax, noun);
    return drafting_relation(d, noun) == DEP_OBJ && verb != TOKEN_NONE
        && str_is(drafting_lemma(d, verb), "address")
        && kind_at(d, noun, USE_PLACE) != CHANNEL_NONE;
}

static unsigned use_at(const drafting *d, uint32_t noun) {
    if (stands_as_place(d, noun) || is_taken_to(d, noun) || is_addressed(d, noun))
        return USE_PLACE;
    return stands_as_object(d, noun) ? USE_OBJECT : 0;
}

/* A platform inside the phrase of a post is its name, not a second channel. */
static bool hangs_on(const drafting *d, uint32_t noun, uint32_t other) {
    return other != TOKEN_NONE && syntax_is_below(&d->b->syntax, noun, other);
}

static channel channel_beside(const drafting *d, const draft *of) {
    channel found = { CHANNEL_NONE, STR_NONE };
    uint32_t last = TOKEN_NONE;
    sentence s = drafting_around(d, of->head);
    for (uint32_t i = s.first; i < s.past; i++) {
        upos class = drafting_class(d, i);
        if ((class != UPOS_NOUN && class != UPOS_PROPN) || !is_outside(d, of, i)) continue;
        unsigned use = use_at(d, i);
        channel here = use ? channel_at(d, i, use) : found;
        if (!use || here.kind == CHANNEL_NONE || hangs_on(d, i, last)) continue;
        uint32_t verb = verb_above(d, i);
        bool attached = verb != TOKEN_NONE && same_saying(d, verb, of->head);
        if (!attached && !is_near(d, of, i)) continue;
        found = here;
        last = i;
    }
    return found;
}

static const char *const posters[] = { "user", "netizen", "commenter", "poster", "blogger", NULL };

/* "one user called ...", "Weibo user S": somebody on a platform. */
static uint32_t poster_in(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (drafting_class(d, i) == UPOS_NOUN && word_in(drafting_lemma(d, i), posters)) return i;
    return TOKEN_NONE;
}

static str platform_before(const drafting *d, uint32_t noun, uint32_t first) {
    bool named = noun > first && drafting_class(d, noun - 1) == UPOS_PROPN;
    return named ? drafting_word(d, noun - 1) : STR_NONE;
}

static const char *const pages[] = { "page", "account", "post", "feed", "profile", "handle",
                                     "message", "thread", "story", "group", "video", NULL };

/* "the board's Facebook page", "his X account" */
static uint32_t platform_in(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i + 1 < p.past; i++) {
        const channel_word *word = channel_word_find(drafting_lemma(d, i));
        bool named = (word && (word->uses & USE_NAME)) || drafting_is(d, i, "X");
        if (named && word_in(drafting_lemma(d, i + 1), pages)) return i;
    }
    return TOKEN_NONE;
}

/* The noun of a source before its first preposition or comma. */
static uint32_t main_noun(const drafting *d, phrase p) {
    uint32_t found = TOKEN_NONE;
    for (uint32_t i = p.first; i < p.past; i++) {
        if (drafting_class(d, i) == UPOS_ADP || drafting_has_flag(d, i, TOKEN_MARK)) break;
        if (drafting_class(d, i) == UPOS_NOUN) found = i;
        if (drafting_class(d, i) == UPOS_PROPN) found = TOKEN_NONE;
    }
    return found;
}

static channel channel_of_source(const drafting *d, const draft *of) {
    channel none = { CHANNEL_NONE, STR_NONE };
    for (size_t i = 0; i < of->source.count; i++) {
        phrase p = of->source.at[i];
        uint32_t poster = poster_in(d, p), noun = main_noun(d, p), named = platform_in(d, p);
        if (named != TOKEN_NONE)
            return (channel){ CHANNEL_SOCIAL_MEDIA, drafting_word(d, named) };
        if (poster != TOKEN_NONE)
            return (channel){ CHANNEL_SOCIAL_MEDIA, platform_before(d, poster, p.first) };
        channel found = noun == TOKEN_NONE ? none : channel_at(d, noun, USE_SOURCE);
        if (found.kind != CHANNEL_NONE) return found;
    }
    return none;
}

static bool has_office_word(const drafting *d, phrase p) {
    for (uint32_t i = p.first; i < p.past; i++)
        if (is_office_word(drafting_word(d, i))) return true;
    return false;
}

static bool is_organisation(const drafting *d, uint32_t word) {
    const entity *e = entity_at(d, word);
    return e && e->type == ENTITY_ORGANIZATION;
}

/* "told CNN", "told this newspaper": an interview; "told reporters" is none. */
static channel interview_with(const drafting *d, uint32_t head) {
    channel none = { CHANNEL_NONE, STR_NONE };
    phrase p = syntax_noun_phrase(&d->b->syntax, head);
    bool named = drafting_class(d, head) == UPOS_PROPN;
    bool outlet = has_outlet_word(d, p) && (named || is_outlet_word(drafting_lemma(d, head)));
    bool plural = !named && !str_same_folded(drafting_lemma(d, head), drafting_word(d, head));
    if (plural || drafting_is(d, head, "media") || drafting_is(d, head, "press")) return none;
    if (!outlet && !(named && is_organisation(d, head) && !has_office_word(d, p))) return none;
    return (channel){ CHANNEL_INTERVIEW, named ? own_name(d, head) : STR_NONE };
}

static const char *const telling[] = { "tell", NULL };

static channel channel_of_hearer(const drafting *d, const draft *of) {
    channel none = { CHANNEL_NONE, STR_NONE };
    if (!word_in(drafting_lemma(d, of->head), telling)) return none;
    uint32_t told = saying_hearer(d, of);
    if (told == TOKEN_NONE && !of->inner) told = saying_told(d, of);
    if (told == TOKEN_NONE) return none;
    channel found = channel_at(d, told, USE_HEARER);
    if (str_is(drafting_lemma(d, told), "conference")) found = channel_at(d, told, USE_PLACE);
    return found.kind != CHANNEL_NONE ? found : interview_with(d, told);
}

static channel channel_of_verb(const drafting *d, const draft *of) {
    channel c = { CHANNEL_NONE, STR_NONE };
    if (of->word) c.kind = of->word->channel;
    bool tweet = str_is(drafting_lemma(d, of->head), "tweet")
              || str_is(drafting_lemma(d, of->head), "retweet");
    if (tweet) c.name = STR("Twitter");
    return c;
}

static const char *const phoning[] = { "telephone", "phone", "ring", NULL };
static const char *const meeting[] = { "meet", NULL };
static const char *const speaking[] = { "speak", "talk", "chat", NULL };

static uint32_t contacted(const syntax *s, uint32_t verb) {
    uint32_t whom = syntax_child(s, verb, DEP_OBJ);
    return whom != TOKEN_NONE ? whom : syntax_child(s, verb, DEP_IOBJ);
}

/* "called Ruiz to ask", "called Ruiz and spoke with her", but not "called Ruiz unfit" */
static bool has_purpose(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    uint32_t next = syntax_child(s, verb, DEP_CONJ), also = syntax_child(s, verb, DEP_XCOMP);
    bool spoke = next != TOKEN_NONE && word_in(drafting_lemma(d, next), speaking);
    bool does = also != TOKEN_NONE && drafting_class(d, also) == UPOS_VERB;
    return spoke || does || syntax_child(s, verb, DEP_ADVCL) != TOKEN_NONE;
}

uint32_t channel_written_to(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    for (uint32_t w = syntax_child(s, verb, DEP_OBL); w != TOKEN_NONE;
         w = syntax_next(s, w, DEP_OBL)) {
        uint32_t mark = case_of(d, w);
        if (mark != TOKEN_NONE && drafting_is(d, mark, "to")) return w;
    }
    return TOKEN_NONE;
}

/* "phoned the president", "called Ruiz to", "met the parents": how one comes to speak. */
static channel_kind kind_of_contact(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    str lemma = drafting_lemma(d, verb);
    if (word_in(lemma, meeting)) return CHANNEL_MEETING;
    if (word_in(lemma, phoning)) return CHANNEL_PHONE_CALL;
    if (str_is(lemma, "write") && channel_written_to(d, verb) != TOKEN_NONE) return CHANNEL_LETTER;
    uint32_t whom = contacted(s, verb);
    bool person = whom != TOKEN_NONE && actor_at(d->b, whom) != ID_NONE;
    bool calls = str_is(lemma, "call") && person && has_purpose(d, verb);
    return calls ? CHANNEL_PHONE_CALL : CHANNEL_NONE;
}

/* "who is to meet her", "will meet", "hopes to meet": not there and then, or not yet. */
static bool is_aside(const drafting *d, uint32_t verb) {
    const syntax *s = &d->b->syntax;
    for (uint32_t c = s->first_child[verb]; c != TOKEN_NONE && c < verb; c = s->next_sibling[c]) {
        deprel r = drafting_relation(d, c);
        if ((r == DEP_AUX && drafting_class(d, c) == UPOS_AUX
             && !str_is(drafting_lemma(d, c), "have"))
            || (r == DEP_MARK && drafting_is(d, c, "to"))) return true;
    }
    return drafting_relation(d, verb) == DEP_ACL_RELCL;
}

uint32_t channel_contact(const drafting *d, const draft *of, channel_kind *kind) {
    const syntax *s = &d->b->syntax;
    uint32_t verb = of->head;
    for (int climb = 0; climb < 3; climb++) {
        deprel r = drafting_relation(d, verb);
        bool demanding = r == DEP_CCOMP && str_ends_folded(drafting_word(d, verb), STR("ing"));
        if (r != DEP_ADVCL && r != DEP_XCOMP && r != DEP_ACL && r != DEP_CONJ && !demanding) break;
        verb = syntax_head(s, verb);
        if (verb == TOKEN_NONE || !is_outside(d, of, verb)) break;
        *kind = drafting_class(d, verb) == UPOS_VERB ? kind_of_contact(d, verb) : CHANNEL_NONE;
        if (*kind != CHANNEL_NONE) return verb;
    }
    *kind = CHANNEL_NONE;
    return TOKEN_NONE;
}

channel channel_told(const drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    if (of->channel.kind != CHANNEL_NONE || of->head == TOKEN_NONE) return of->channel;
    channel found = channel_beside(d, of);
    if (found.kind == CHANNEL_NONE) found = channel_of_hearer(d, of);
    if (found.kind == CHANNEL_NONE) found = channel_of_verb(d, of);
    if (found.kind == CHANNEL_NONE) channel_contact(d, of, &found.kind);
    return found.kind == CHANNEL_NONE ? channel_of_source(d, of) : found;
}

static const char *const meeting_verbs[] = {
    "speak", "talk", "call", "telephone", "phone", "meet", "hold", "appear", "testify", "address",
    "give", "deliver", "post", "write", "issue", "release", "send", "share", "tweet", "publish",
    "convene", "host", "articulate", "express", "voice", "outline", "detail", "raise", "repeat",
    "state", "set", NULL,
};

/* "in a call and in a later post": the second of two, whatever the tree hangs it on. */
static bool goes_on(const drafting *d, uint32_t last, uint32_t noun) {
    if (last == TOKEN_NONE || noun <= last + 1 || noun > last + NEAR) return false;
    return drafting_class(d, last + 1) == UPOS_CCONJ && drafting_class(d, last + 2) == UPOS_ADP;
}

channel channel_of_scene(const drafting *d, sentence s, uint32_t *verb) {
    channel found = { CHANNEL_NONE, STR_NONE };
    uint32_t last = TOKEN_NONE;
    for (uint32_t i = s.first; i < s.past; i++) {
        upos class = drafting_class(d, i);
        if (d->said[i] != DRAFT_NONE) continue;
        unsigned use = class == UPOS_NOUN || class == UPOS_PROPN ? use_at(d, i) : 0;
        uint32_t above = use ? verb_above(d, i) : TOKEN_NONE;
        if (use && above == TOKEN_NONE && goes_on(d, last, i)) above = *verb;
        channel here = { CHANNEL_NONE, STR_NONE };
        if (class == UPOS_VERB) here.kind = is_aside(d, i) ? CHANNEL_NONE
                                                           : kind_of_contact(d, above = i);
        else if (above != TOKEN_NONE && word_in(drafting_lemma(d, above), meeting_verbs))
            here = channel_at(d, i, use);
        if (here.kind == CHANNEL_NONE) continue;
        if (class == UPOS_VERB && found.kind != CHANNEL_NONE) continue;
        found = here;
        *verb = above;
        last = i;
    }
    return found;
}

/* The verb that a date stands with tells of the saying, or the date is right beside it. */
static bool dates_saying(const drafting *d, const draft *of, uint32_t i) {
    for (uint32_t w = i, climb = 0; w != TOKEN_NONE && climb < 3; climb++) {
        if (drafting_relation(d, w) == DEP_NMOD_POSS) return false; /* "this year's prize" */
        w = drafting_class(d, w) == UPOS_VERB ? TOKEN_NONE : syntax_head(&d->b->syntax, w);
    }
    uint32_t verb = verb_above(d, i);
    return (verb != TOKEN_NONE && same_saying(d, verb, of->head)) || is_near(d, of, i);
}

static bool is_day(const drafting *d, const time_value *t) {
    if (!t->known || t->time >= d->b->out->times.count) return false;
    const timex *x = &d->b->out->times.at[t->time];
    bool dated = x->type == TIME_DATE || x->type == TIME_TIME;
    bool bounded = t->earliest.day.year || t->latest.day.year;
    return dated && bounded && !str_is(x->value, "PRESENT_REF");
}

time_value time_told(const drafting *d, size_t number) {
    const draft *of = &d->drafts.at[number];
    time_value found = { .time = ID_NONE };
    if (of->time.known || of->head == TOKEN_NONE) return of->time;
    sentence s = drafting_around(d, of->head);
    for (uint32_t i = s.first; i < s.past; i++) {
        if (!is_outside(d, of, i)) continue;
        time_value here = time_in(d->b, i, i + 1);
        if (!is_day(d, &here) || drafting_in_dateline(d, i)) continue;
        if (dates_saying(d, of, i)) found = here;
    }
    return found;
}
