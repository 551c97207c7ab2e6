/* record/referent_traits.c: what its own words tell of a phrase: whether it speaks of a
 * person, people, a body, a state's body, a place or a thing; sex, amount, article, and the
 * place in its clause. */
#include "record/referents.h"

#include "base/utf8.h"
#include "record/channel_words.h"
#include "record/lexicon.h"

static bool is_one_of(str word, const char *const *list) {
    for (; *list; list++)
        if (str_is_folded(word, *list)) return true;
    return false;
}

/* ---- pronouns ---- */

typedef struct pronoun_form {
    const char *word;
    pronoun pronoun;
} pronoun_form;

static const pronoun_form pronoun_forms[] = {
    { "he", PRONOUN_HE },      { "him", PRONOUN_HE },       { "his", PRONOUN_HE },
    { "himself", PRONOUN_HE }, { "she", PRONOUN_SHE },      { "her", PRONOUN_SHE },
    { "hers", PRONOUN_SHE },   { "herself", PRONOUN_SHE },  { "it", PRONOUN_IT },
    { "its", PRONOUN_IT },     { "itself", PRONOUN_IT },    { "they", PRONOUN_THEY },
    { "them", PRONOUN_THEY },  { "their", PRONOUN_THEY },   { "theirs", PRONOUN_THEY },
    { "themselves", PRONOUN_THEY }, { "'em", PRONOUN_THEY }, { "themself", PRONOUN_THEY },
    { "em", PRONOUN_THEY },
    { "i", PRONOUN_I },        { "me", PRONOUN_I },         { "my", PRONOUN_I },
    { "mine", PRONOUN_I },     { "myself", PRONOUN_I },     { "we", PRONOUN_WE },
    { "us", PRONOUN_WE },      { "our", PRONOUN_WE },       { "ours", PRONOUN_WE },
    { "ourselves", PRONOUN_WE }, { "you", PRONOUN_YOU },    { "your", PRONOUN_YOU },
    { "yours", PRONOUN_YOU },  { "yourself", PRONOUN_YOU }, { "yourselves", PRONOUN_YOU },
    { "everyone", PRONOUN_ANYONE }, { "everybody", PRONOUN_ANYONE },
    { "someone", PRONOUN_ANYONE },  { "somebody", PRONOUN_ANYONE },
    { "anyone", PRONOUN_ANYONE },   { "anybody", PRONOUN_ANYONE },
};

/* "let's" */
static bool is_short_us(const build *b, uint32_t i) {
    str word = token_str(b->tokens, i);
    return i > 0 && (str_is(word, "'s") || str_is(word, "’s")) &&
           str_is_folded(token_str(b->tokens, i - 1), "let");
}

pronoun pronoun_at(const build *b, uint32_t i) {
    str word = token_str(b->tokens, i);
    if (is_short_us(b, i)) return PRONOUN_WE;
    upos u = (upos)b->labels->upos[i];
    if (word.length > 10 || u == UPOS_NOUN || u == UPOS_NUM || u == UPOS_VERB) return PRONOUN_NONE;
    bool capitals = word.length > 1 && is_upper(word.at[0]) && is_upper(word.at[1]);
    if (u == UPOS_PROPN || (capitals && u != UPOS_PRON)) return PRONOUN_NONE;
    for (size_t k = 0; k < sizeof pronoun_forms / sizeof *pronoun_forms; k++)
        if (str_is_folded(word, pronoun_forms[k].word)) return pronoun_forms[k].pronoun;
    return PRONOUN_NONE;
}

static void traits_of_pronoun(referent *r, str word) {
    r->kind = MENTION_PRONOUN;
    r->reflexive = str_ends_folded(word, STR("self")) || str_ends_folded(word, STR("selves"));
    switch (r->pronoun) {
    case PRONOUN_HE: r->sex = SEX_MALE; break;
    case PRONOUN_SHE: r->sex = SEX_FEMALE; break;
    default: break;
    }
    bool many = r->pronoun == PRONOUN_THEY || r->pronoun == PRONOUN_WE;
    r->amount = many ? AMOUNT_MANY : r->pronoun == PRONOUN_YOU ? AMOUNT_UNKNOWN : AMOUNT_ONE;
    if (r->pronoun == PRONOUN_WE) r->being = BEING_PEOPLE;
    else if (r->pronoun != PRONOUN_IT && r->pronoun != PRONOUN_THEY) r->being = BEING_PERSON;
}

/* ---- names ---- */

static const char *const women_titles[] = { "mrs", "mrs.", "ms", "ms.", "miss", "lady", "dame",
    "madam", "madame", "mme", "mme.", NULL };
static const char *const men_titles[] = { "mr", "mr.", "sir", "lord", "monsieur", "messrs", NULL };
static const char *const other_titles[] = { "dr", "dr.", "prof", "prof.", "rev", "rev.", "gen",
    "gen.", "col", "col.", "lt", "lt.", "sgt", "sgt.", "capt", "capt.", "sen", "sen.", "rep",
    "rep.", "gov", "gov.", "st", "st.", "hon", "hon.", "maj", "maj.", "adm", "adm.", "det", "det.",
    "cllr", "cllr.", "insp", "insp.", NULL };

bool is_title(str word) {
    return is_one_of(word, women_titles) || is_one_of(word, men_titles) ||
           is_one_of(word, other_titles);
}

static sex sex_of_title(str word) {
    if (is_one_of(word, women_titles)) return SEX_FEMALE;
    return is_one_of(word, men_titles) ? SEX_MALE : SEX_UNKNOWN;
}

/* The capitalised words around the head of a name that has no label. */
static phrase unmarked_name(const build *b, const referent *r) {
    phrase p = { r->head, r->head + 1 };
    const uint8_t *u = b->labels->upos;
    while (p.first > r->first && u[p.first - 1] == UPOS_PROPN) p.first--;
    while (p.past < r->past && u[p.past] == UPOS_PROPN) p.past++;
    return p;
}

/* A capitalised word beside a person's marked name that is no office: the rest of it. */
static bool is_rest_of_name(const build *b, uint32_t i) {
    str word = token_str(b->tokens, i);
    return b->labels->upos[i] == UPOS_PROPN && entity_at(b->labels, i) == REFERENT_NONE &&
           !is_title(word) && !lexicon_noun(utf8_folded(b->a, word));
}

phrase referent_name(const build *b, const referent *r) {
    if (r->entity == REFERENT_NONE) return unmarked_name(b, r);
    const entity *e = &b->labels->entities[r->entity];
    phrase p = { e->first, e->past };
    bool person = e->type == ENTITY_PERSON;
    uint32_t start = b->labels->sentences[b->labels->sentence_of[p.first]].first;
    while (person && p.first > r->first && p.first > start + 1 && is_rest_of_name(b, p.first - 1))
        p.first--;
    while (person && p.past < r->past && is_rest_of_name(b, p.past)) p.past++;
    while (e->type == ENTITY_PERSON && p.past - p.first > 1 &&
           is_title(token_str(b->tokens, p.first)))
        p.first++;
    return p;
}

static sex sex_of_class(noun_class c) {
    return c == NOUN_WOMAN ? SEX_FEMALE : c == NOUN_MAN ? SEX_MALE : SEX_UNKNOWN;
}

/* Titles and offices before the name, then the given name itself. */
static sex sex_of_name(const build *b, const referent *r) {
    phrase name = referent_name(b, r);
    uint32_t from =
        r->first < name.first && name.first - r->first > 12 ? name.first - 12 : r->first;
    for (uint32_t i = name.first; i-- > from;) {
        sex s = sex_of_title(token_str(b->tokens, i));
        if (s == SEX_UNKNOWN && b->labels->upos[i] != UPOS_PUNCT)
            s = sex_of_class(lexicon_noun(b->syntax.lemmas[i]));
        if (s != SEX_UNKNOWN) return s;
        if (b->labels->deprel[i] == DEP_CASE || b->labels->deprel[i] == DEP_NMOD_POSS) break;
    }
    if (name.past - name.first < 2) return SEX_UNKNOWN;
    char given = lexicon_given_name(utf8_folded(b->a, token_str(b->tokens, name.first)));
    return given == 'f' ? SEX_FEMALE : given == 'm' ? SEX_MALE : SEX_UNKNOWN;
}

static being being_of_class(noun_class c) {
    switch (c) {
    case NOUN_PERSON: case NOUN_MAN: case NOUN_WOMAN: return BEING_PERSON;
    case NOUN_PEOPLE: return BEING_PEOPLE;
    case NOUN_ORGANISATION: return BEING_BODY;
    case NOUN_GOVERNMENT: return BEING_STATE;
    case NOUN_DOCUMENT: return BEING_DOCUMENT;
    default: return BEING_THING;
    }
}

being being_of_noun(const build *b, uint32_t i) {
    uint8_t u = b->labels->upos[i];
    if (u == UPOS_NOUN) return being_of_class(lexicon_noun(b->syntax.lemmas[i]));
    if (u != UPOS_PROPN) return BEING_UNKNOWN;
    noun_class c = lexicon_noun(utf8_folded(b->a, token_str(b->tokens, i)));
    return c ? being_of_class(c) : BEING_UNKNOWN;
}

static const char *const seats[] = { "white house", "city hall", "kremlin", "the kremlin",
    "pentagon", "the pentagon", "downing street", "capitol hill", "elysee", "élysée",
    "scotland yard", "foggy bottom", "blue house", "the white house", "town hall",
    "county hall", "quai d'orsay", "whitehall", "westminster", "number 10", "no. 10", NULL };

static str words_of(const build *b, phrase p) {
    return str_cut(b->tokens->text, b->tokens->at[p.first].start, b->tokens->at[p.past - 1].end);
}

bool is_seat_of_power(str name) {
    return is_one_of(name, seats);
}

/* "Slidell Police Department", "Ministry of Health": a body's own words tell a state's. */
static bool holds_state_word(const build *b, phrase name) {
    for (uint32_t i = name.first; i < name.past; i++) {
        str word = utf8_folded(b->a, token_str(b->tokens, i));
        if (lexicon_noun(word) == NOUN_GOVERNMENT) return true;
        if (b->labels->upos[i] == UPOS_ADP && i > name.first) return false;
    }
    return false;
}

/* ---- amounts ---- */

static const char *const many_words[] = { "people", "police", "men", "women", "children", "folk",
    "media", "clergy", "youths", "staff", "personnel", "troops", NULL };

static bool is_plural(const build *b, uint32_t i) {
    str word = token_str(b->tokens, i);
    if (is_one_of(word, many_words)) return true;
    if (b->labels->upos[i] != UPOS_NOUN && b->labels->upos[i] != UPOS_PROPN) return false;
    if (b->labels->upos[i] == UPOS_NOUN)
        return !str_same_folded(word, b->syntax.lemmas[i]) && !str_ends(word, STR("ss"));
    return word.length > 3 && str_ends(word, STR("s")) && !str_ends(word, STR("ss")) &&
           !str_ends(word, STR("us")) && !str_ends(word, STR("is"));
}

/* ---- labels mended by what stands beside them ---- */

/* Below this a label is held against its neighbours and the word lists. */
static const float sure_enough = 0.75f;
/* Below this it says no more than that a name is there. */
static const float unsure = 0.5f;

static bool is_acronym(const build *b, const entity *e) {
    str word = token_str(b->tokens, e->first);
    if (e->past - e->first != 1 || word.length < 3 || word.length > 6) return false;
    for (size_t i = 0; i < word.length; i++)
        if (!is_upper(word.at[i])) return false;
    return true;
}

static bool stands_where_places_do(const build *b, const referent *r) {
    static const char *const words[] = { "in", "near", "outside", "across", "throughout", NULL };
    uint32_t preposition = syntax_child(&b->syntax, r->head, DEP_CASE);
    return preposition != TOKEN_NONE && is_one_of(b->syntax.lemmas[preposition], words);
}

/* "her sister Grace", "the grocer Aldane": what the noun before or beside a name says. */
static being being_of_neighbour(const build *b, const referent *r, const entity *e) {
    being of = BEING_UNKNOWN;
    uint32_t beside = syntax_head(&b->syntax, r->head);
    bool noun_before = e->first > 0 && b->labels->upos[e->first - 1] == UPOS_NOUN;
    if (r->head < e->first) of = being_of_noun(b, r->head);
    else if (e->first > r->first || noun_before) of = being_of_noun(b, e->first - 1);
    else if (b->labels->deprel[r->head] == DEP_APPOS && beside != TOKEN_NONE)
        of = being_of_noun(b, counted_head(b, beside));
    return of == BEING_PERSON || of == BEING_BODY || of == BEING_STATE ? of : BEING_UNKNOWN;
}

static bool has_given_name(const build *b, const entity *e) {
    str word = utf8_folded(b->a, token_str(b->tokens, e->first));
    return lexicon_given_name(word) && !lexicon_noun(word);
}

static bool is_actor_label(entity_type e) {
    return e == ENTITY_PERSON || e == ENTITY_ORGANIZATION || e == ENTITY_LOCATION;
}

/* "The Guardian" */
static bool is_paper(const build *b, const referent *r, const entity *e) {
    return e->type == ENTITY_PERSON && r->article == ARTICLE_THE
        && is_outlet_word(utf8_folded(b->a, token_str(b->tokens, e->past - 1)));
}

/* "TransGlobal", "FairSkies": a capital inside that no people's name begins with. */
static bool is_made_up(const build *b, const entity *e) {
    static const char *const parts[] = { "mc", "mac", "de", "del", "della", "di", "da", "du", "la",
        "le", "van", "von", "fitz", "o", "al", "el", "bin", "ben", "st", "san", "ap", "vander",
        "des", "dos", "das", "ten", "ver", NULL };
    str word = token_str(b->tokens, e->first);
    if (e->past - e->first != 1 || word.length < 5 || !is_upper(word.at[0])) return false;
    for (size_t i = 2; i + 1 < word.length; i++) {
        bool inner = is_upper(word.at[i]) && word.at[i - 1] >= 'a' && word.at[i - 1] <= 'z';
        if (inner) return !is_one_of(str_cut(word, 0, i), parts);
    }
    return false;
}

/* "Hull's MP": towns have such, people do not. */
static bool is_town_of(const build *b, const referent *r, const entity *e) {
    static const char *const nouns[] = { "mp", "mayor", "mayoress", "council", "airport", "port",
        "suburb", "outskirts", "resident", "harbour", "harbor", "cathedral", "street", "centre",
        "downtown", "zoo", "metro", "tram", "stock", NULL };
    uint32_t noun = syntax_head(&b->syntax, r->head);
    bool owns = b->labels->deprel[r->head] == DEP_NMOD_POSS && noun != TOKEN_NONE;
    return owns && e->past - e->first == 1 && is_one_of(b->syntax.lemmas[noun], nouns);
}

/* "Orbis Chief Executive Nina Falk": what somebody with a name of his own heads. */
static bool is_headed(const build *b, const entity *e) {
    static const char *const offices[] = { "chief", "ceo", "cfo", "chairman", "chairwoman", "chair",
        "chairperson", "spokesman", "spokeswoman", "spokesperson", "boss", "founder",
        "co-founder", "vice", "executive", "president", "director", NULL };
    if (e->past - e->first != 1 || e->past + 1 >= b->tokens->count) return false;
    if (!is_one_of(token_str(b->tokens, e->past), offices)) return false;
    for (uint32_t i = e->past + 1; i < b->tokens->count && i < e->past + 4; i++) {
        uint32_t at = entity_at(b->labels, i);
        if (at != REFERENT_NONE) return b->labels->entities[at].type == ENTITY_PERSON;
    }
    return false;
}

enum { NAMES_SEEN = 200 };

/* The same somewhere in the report. */
static bool is_once_headed(const build *b, const entity *e) {
    const labels *l = b->labels;
    str name = token_str(b->tokens, e->first);
    if (e->past - e->first != 1) return false;
    for (size_t i = 0; i < l->entity_count && i < NAMES_SEEN; i++) {
        const entity *x = &l->entities[i];
        if (x->past - x->first == 1 && str_same(token_str(b->tokens, x->first), name)
            && is_headed(b, x))
            return true;
    }
    return false;
}

/* "Storm Hedda", "Typhoon Mirov" */
static bool is_storm(const build *b, const entity *e) {
    static const char *const storms[] = { "Storm", "Hurricane", "Typhoon", "Cyclone", NULL };
    if (is_one_of(token_str(b->tokens, e->first), storms)) return true;
    return e->first > 0 && is_one_of(token_str(b->tokens, e->first - 1), storms);
}

static bool holds_word(const build *b, const entity *e, str word) {
    for (uint32_t i = e->first; i < e->past; i++)
        if (str_same(token_str(b->tokens, i), word)) return true;
    return false;
}

/* A body that bears its founder's name leaves the name to him. */
static bool bears_a_name(const build *b, const entity *e) {
    static const char *const words[] = { "Foundation", "Organization", "Organisation", "Institute",
        "University", "College", "School", "Center", "Centre", "Museum", "Library", "Hospital",
        "Administration", "Trust", "Prize", "Award", "Theatre", "Theater", "Stadium", "&", NULL };
    for (uint32_t i = e->first; i < e->past; i++)
        if (is_one_of(token_str(b->tokens, i), words)) return true;
    return false;
}

/* "Calvert", where the report has Calvert Robotics and nobody of that name. */
static bool is_short_for_body(const build *b, const entity *e) {
    const labels *l = b->labels;
    str word = token_str(b->tokens, e->first);
    if (e->past - e->first != 1 || has_given_name(b, e)) return false;
    bool body = false;
    for (size_t i = 0; i < l->entity_count && i < NAMES_SEEN; i++) {
        const entity *x = &l->entities[i];
        if (!holds_word(b, x, word)) continue;
        bool addressed = x->first > 0 && is_title(token_str(b->tokens, x->first - 1));
        bool more = x->past - x->first > 1;
        if (x->type == ENTITY_PERSON && (more || addressed)) return false;
        if (x->type != ENTITY_ORGANIZATION || !more) continue;
        if (bears_a_name(b, x)) return false;
        body = body || str_same(token_str(b->tokens, x->first), word);
    }
    return body;
}

/* The class of a name, where its label is in doubt by other signs. */
static entity_type mended_type(const build *b, const referent *r, const entity *e) {
    if (e->type == ENTITY_PERSON && is_storm(b, e)) return ENTITY_MISC;
    if (e->type == ENTITY_PERSON && e->past - e->first == 1 && stands_where_places_do(b, r) &&
        !has_given_name(b, e))
        return ENTITY_LOCATION;
    if (is_paper(b, r, e)) return ENTITY_ORGANIZATION;
    if (e->type == ENTITY_PERSON && (is_made_up(b, e) || is_once_headed(b, e)
                                     || is_short_for_body(b, e)))
        return ENTITY_ORGANIZATION;
    if (e->type == ENTITY_PERSON && is_town_of(b, r, e)) return ENTITY_LOCATION;
    if (e->confidence >= sure_enough || !is_actor_label(e->type)) return e->type;
    being beside = being_of_neighbour(b, r, e);
    if (beside == BEING_PERSON) return ENTITY_PERSON;
    if (beside != BEING_UNKNOWN) return ENTITY_ORGANIZATION;
    being last = being_of_noun(b, e->past - 1);
    bool more = e->past - e->first > 1;
    if (more && (last == BEING_BODY || (last == BEING_STATE && e->type == ENTITY_PERSON)))
        return ENTITY_ORGANIZATION;
    if (e->type != ENTITY_ORGANIZATION && is_acronym(b, e)) return ENTITY_ORGANIZATION;
    if (r->article == ARTICLE_THE && e->type == ENTITY_PERSON) return ENTITY_ORGANIZATION;
    if (r->article == ARTICLE_NONE && has_given_name(b, e)) return ENTITY_PERSON;
    return e->type;
}

static void traits_of_person(const build *b, referent *r) {
    r->being = BEING_PERSON;
    r->amount = AMOUNT_ONE;
    r->sex = sex_of_name(b, r);
}

/* "the Swede", "the Republican", "Democrats": people, not their people's name. */
static bool is_epithet(const build *b, const referent *r, const entity *e) {
    if (e->type == ENTITY_NORP) return true;
    return e->type != ENTITY_PERSON && e->past - e->first == 1 && r->article != ARTICLE_NONE &&
           lexicon_noun(b->syntax.lemmas[e->first]) == NOUN_PERSON;
}

static void traits_of_epithet(const build *b, referent *r) {
    r->kind = MENTION_NOUN;
    r->amount = is_plural(b, r->head) ? AMOUNT_MANY : AMOUNT_ONE;
    r->being = r->amount == AMOUNT_MANY ? BEING_PEOPLE : BEING_PERSON;
}

/* One word that the reader could not place, and that nothing else places. */
static bool is_doubtful(const build *b, const referent *r, const entity *e) {
    return e->confidence < unsure && e->past - e->first == 1 && is_actor_label(e->type) &&
           mended_type(b, r, e) == e->type && !r->sex &&
           !has_given_name(b, e) && r->first == e->first;
}

static void traits_of_name(const build *b, referent *r) {
    const entity *e = &b->labels->entities[r->entity];
    phrase name = { e->first, e->past };
    r->kind = MENTION_NAME;
    r->amount = AMOUNT_ONE;
    if (is_epithet(b, r, e)) {
        traits_of_epithet(b, r);
        return;
    }
    switch (mended_type(b, r, e)) {
    case ENTITY_PERSON: traits_of_person(b, r); break;
    case ENTITY_ORGANIZATION:
        r->being = holds_state_word(b, name) ? BEING_STATE : BEING_BODY;
        break;
    case ENTITY_LOCATION: case ENTITY_FACILITY: r->being = BEING_PLACE; break;
    default: r->being = BEING_THING; break;
    }
    if (r->being != BEING_PERSON && is_seat_of_power(words_of(b, name))) r->being = BEING_STATE;
    else if (is_doubtful(b, r, e)) r->being = BEING_UNKNOWN;
}

/* ---- other phrases ---- */

static const char *const amount_words[] = { "number", "group", "dozen", "dozens", "hundred",
    "hundreds", "thousand", "thousands", "million", "millions", "billions", "tens", "scores",
    "majority", "minority", "couple", "lot", "lots", "handful", "pair", "one", "some", "many",
    "most", "all", "half", "rest", "several", "few", "both", "each", "any", "none", "bunch",
    "crowd", "trio", "percent", "%", "bulk", "plenty", "series", "team", "younger", "older",
    "youngest", "oldest", "eldest", "elder", "generation", "member", "members", NULL };

/* With "a" alone: the host of a show is someone. */
static const char *const vague_amounts[] = { "host", "string", "raft", "range", "array", "slew",
    "flurry", "wave", "succession", "variety", NULL };

static bool has_indefinite(const build *b, uint32_t head) {
    uint32_t det = syntax_child(&b->syntax, head, DEP_DET);
    return det != TOKEN_NONE && str_is_folded(token_str(b->tokens, det), "a");
}

static bool counts_others(const build *b, uint32_t head) {
    str word = token_str(b->tokens, head);
    return b->labels->upos[head] == UPOS_NUM || is_one_of(word, amount_words) ||
           (is_one_of(word, vague_amounts) && has_indefinite(b, head));
}

static uint32_t of_child(const syntax *s, uint32_t head) {
    for (uint32_t c = syntax_child(s, head, DEP_NMOD); c != TOKEN_NONE;
         c = syntax_next(s, c, DEP_NMOD)) {
        uint32_t preposition = syntax_child(s, c, DEP_CASE);
        if (c > head && preposition != TOKEN_NONE && str_is(s->lemmas[preposition], "of")) return c;
    }
    return TOKEN_NONE;
}

uint32_t counted_head(const build *b, uint32_t head) {
    for (int hop = 0; hop < 4 && counts_others(b, head); hop++) {
        uint32_t below = of_child(&b->syntax, head);
        if (below == TOKEN_NONE) break;
        head = below;
    }
    return head;
}

static const char *const indefinite[] = { "a", "an", "another", "one", NULL };
static const char *const pointing[] = { "this", "that", "these", "those", NULL };

static article article_of(const build *b, const referent *r) {
    const syntax *s = &b->syntax;
    if (syntax_child(s, r->head, DEP_NMOD_POSS) != TOKEN_NONE) return ARTICLE_OWNED;
    uint32_t det = syntax_child(s, r->head, DEP_DET);
    if (det == TOKEN_NONE)
        return syntax_child(s, r->head, DEP_NUMMOD) != TOKEN_NONE ? ARTICLE_SOME : ARTICLE_NONE;
    str word = token_str(b->tokens, det);
    if (str_is_folded(word, "the")) return ARTICLE_THE;
    if (is_one_of(word, pointing)) return ARTICLE_THIS;
    return is_one_of(word, indefinite) ? ARTICLE_A : ARTICLE_SOME;
}

static bool ends_in_age(const build *b, const referent *r) {
    return r->past - r->first >= 5 && str_is_folded(token_str(b->tokens, r->past - 1), "old") &&
           str_is(token_str(b->tokens, r->past - 2), "-");
}

/* "the 24-year-old", "the injured": an adjective for a noun stands for people. */
static void traits_of_adjective(const build *b, referent *r) {
    bool aged = ends_in_age(b, r);
    r->being = aged ? BEING_PERSON : BEING_UNKNOWN;
    r->amount = aged ? AMOUNT_ONE : AMOUNT_UNKNOWN;
}

/* A name that the reader has not marked: "Min-ji", "the Red Lion". */
static void traits_of_unmarked_name(const build *b, referent *r) {
    r->kind = MENTION_NAME;
    r->amount = is_plural(b, r->head) ? AMOUNT_UNKNOWN : AMOUNT_ONE;
    noun_class c = lexicon_noun(utf8_folded(b->a, token_str(b->tokens, r->head)));
    r->being = c ? being_of_class(c) : BEING_UNKNOWN;
    if (c) r->sex = sex_of_class(c);
    if (r->being == BEING_PERSON && c) r->kind = MENTION_NOUN; /* "the President" */
    char given = lexicon_given_name(utf8_folded(b->a, token_str(b->tokens, r->head)));
    if (c || !given) return;
    r->being = BEING_PERSON;
    r->sex = given == 'f' ? SEX_FEMALE : SEX_MALE;
}

static void traits_of_noun(const build *b, referent *r) {
    r->kind = MENTION_NOUN;
    r->word = counted_head(b, r->head);
    if (ends_in_age(b, r)) r->word = r->past - 1;
    if (b->labels->upos[r->word] == UPOS_PROPN) traits_of_unmarked_name(b, r);
    else if (b->labels->upos[r->word] == UPOS_ADJ || ends_in_age(b, r))
        traits_of_adjective(b, r);
    else {
        noun_class c = lexicon_noun(b->syntax.lemmas[r->word]);
        r->being = b->labels->upos[r->word] == UPOS_NOUN ? being_of_class(c) : BEING_UNKNOWN;
        r->sex = sex_of_class(c);
        r->amount = is_plural(b, r->word) ? AMOUNT_MANY : AMOUNT_ONE;
    }
    if (r->word != r->head && !ends_in_age(b, r)) {
        bool one = is_one_of(token_str(b->tokens, r->head), indefinite) ||
                   str_is(token_str(b->tokens, r->head), "younger");
        r->amount = one ? AMOUNT_ONE : AMOUNT_MANY;
        r->kind = MENTION_NOUN;
    }
    if (r->being == BEING_PERSON && r->amount == AMOUNT_MANY) r->being = BEING_PEOPLE;
}

static slot slot_of(const build *b, uint32_t head) {
    switch (b->labels->deprel[head]) {
    case DEP_NSUBJ: case DEP_NSUBJ_PASS: return SLOT_SUBJECT;
    case DEP_OBJ: case DEP_IOBJ: return SLOT_OBJECT;
    case DEP_NMOD_POSS: return SLOT_OWNER;
    default: return SLOT_OTHER;
    }
}

void referent_traits(const build *b, referent *r) {
    r->word = r->head;
    r->slot = slot_of(b, r->head);
    r->pronoun = pronoun_at(b, r->head);
    if (r->pronoun) {
        traits_of_pronoun(r, token_str(b->tokens, r->head));
        return;
    }
    r->article = article_of(b, r);
    if (r->entity != REFERENT_NONE) traits_of_name(b, r);
    else traits_of_noun(b, r);
}
