/* record/main_event_words.c: the main event in four short phrases of the report's own words:
 * who, what, when and where. */
#include "record/main_event_title.h"

#include <math.h>

enum { WHAT_WORDS = 14, WHO_WORDS = 10, LEAD_SENTENCES = 14 };

static str words_of(const eventing *e, uint32_t first, uint32_t past) {
    const tokens *t = e->b->tokens;
    return str_cut(t->text, t->at[first].start, t->at[past - 1].end);
}

/* ---- who ---- */

/* Less what commas, dashes and marks part from the head: appositions, a place and a dash. */
static phrase without_asides(const eventing *e, phrase p, uint32_t head) {
    for (uint32_t i = p.first; i < head; i++)
        if (event_class(e, i) == UPOS_PUNCT && word_listed("-|--|–|—|:|)", event_lemma(e, i)))
            p.first = i + 1;
    for (uint32_t i = head + 1; i < p.past; i++) {
        bool ends = word_listed(",|--|–|—|:|(|who|which", event_lemma(e, i));
        if (ends && e->of_head[i] == EVENT_NONE) p.past = i;
    }
    return p;
}

static str who_of(const eventing *e, uint32_t word) {
    if (word == TOKEN_NONE) return STR_NONE;
    if (event_class(e, word) == UPOS_PRON) {
        id a = actor_at(e->b, word);
        return a == ID_NONE ? STR_NONE : e->b->out->actors.at[a].name;
    }
    phrase p = without_asides(e, syntax_noun_phrase(&e->b->syntax, word), word);
    if (p.past - p.first > WHO_WORDS) p.past = p.first + WHO_WORDS;
    if (p.past <= word) p.past = word + 1;
    return words_of(e, p.first, p.past);
}

/* A date line confuses the tree: the verb's subject is what stands first behind it. */
static uint32_t behind_dateline(const eventing *e, const telling *t) {
    const labels *l = e->b->labels;
    uint32_t i = l->sentences[l->sentence_of[t->head]].first;
    if (t->passive || !e->dateline[i]) return TOKEN_NONE;
    while (i < t->head && (e->dateline[i] || event_class(e, i) == UPOS_PUNCT)) i++;
    while (i < t->head && (event_class(e, i) == UPOS_DET || event_class(e, i) == UPOS_ADJ)) i++;
    bool named = event_class(e, i) == UPOS_NOUN || event_class(e, i) == UPOS_PROPN;
    return i < t->head && named ? i : TOKEN_NONE;
}

static str tell_who(const eventing *e, const telling *t) {
    uint32_t first = t->subject == TOKEN_NONE ? behind_dateline(e, t) : TOKEN_NONE;
    str who = who_of(e, first == TOKEN_NONE ? t->subject : first);
    if (!who.at) who = who_of(e, t->patient);
    if (!who.at && t->actors.count) who = e->b->out->actors.at[t->actors.at[0]].name;
    return who;
}

/* ---- what ---- */

/* Where the words that tell what happens end: objects and complements, not times and places. */
static uint32_t end_of_what(const eventing *e, const telling *t) {
    const syntax *s = &e->b->syntax;
    uint32_t past = t->head + 1;
    for (uint32_t c = s->first_child[t->head]; c != TOKEN_NONE; c = s->next_sibling[c]) {
        if (c < t->head) continue;
        deprel r = event_relation(e, c);
        bool kept = r == DEP_OBJ || r == DEP_IOBJ || r == DEP_XCOMP || r == DEP_CCOMP
                 || r == DEP_COMPOUND_PRT || r == DEP_NMOD
                 || (r == DEP_OBL && !time_in(e->b, c, c + 1).known);
        if (!kept) continue;
        phrase below = syntax_subtree(s, c);
        if (below.past > t->head + WHAT_WORDS && past > t->head + 1) break;
        past = below.past;
    }
    if (past > t->head + WHAT_WORDS) past = t->head + WHAT_WORDS;
    while (past > t->head + 1 && event_class(e, past - 1) == UPOS_PUNCT) past--;
    return past;
}

static str tell_what(const eventing *e, const telling *t) {
    const syntax *s = &e->b->syntax;
    uint32_t first = t->head;
    for (uint32_t c = s->first_child[t->head]; c != TOKEN_NONE && c < t->head;
         c = s->next_sibling[c]) {
        deprel r = event_relation(e, c);
        bool before = t->noun ? r == DEP_AMOD || r == DEP_COMPOUND || r == DEP_NMOD_POSS
                              : r == DEP_AUX || r == DEP_AUX_PASS;
        if (before && syntax_subtree(s, c).first < first) first = syntax_subtree(s, c).first;
    }
    return words_of(e, first, end_of_what(e, t));
}

/* ---- when ---- */

enum { NEWS_DAYS = 14, WHEN_SENTENCES = 60 };

/* A day, or an hour, of the calendar: not "now", not a year. */
static bool is_day(const timex *x) {
    if (!x->bounds.known || str_is(x->value, "PRESENT_REF")) return false;
    day first = x->bounds.earliest.day, last = x->bounds.latest.day;
    return first.year && last.year && day_number(last) - day_number(first) <= 2;
}

/* Whether a day is near that of publication, as that of news is. */
static bool is_news(const eventing *e, const timex *x) {
    moment published;
    if (!moment_read(e->b->report->published, &published)) return true;
    int32_t apart = day_number(x->bounds.earliest.day) - day_number(published.day);
    return apart <= NEWS_DAYS && apart >= -NEWS_DAYS;
}

/* "Tuesday's election", "Election Day": the day of something else, or a name. */
static bool is_of_another(const eventing *e, const timex *x) {
    str text = e->b->report->text;
    str behind = str_cut(text, x->end, x->end + 4 < text.length ? x->end + 4 : text.length);
    str words = str_cut(text, x->start, x->end);
    return str_starts(behind, STR("'s")) || str_starts(behind, STR("’s"))
        || str_ends(words, STR(" Day"));
}

/* How well a day tells when the main event was; 0 for what is no day. */
static float weight_of_day(const eventing *e, const timex *x, span row, size_t past) {
    if (!is_day(x) || x->start >= past) return 0;
    float weight = 2 - 0.0005f * (float)(x->start > row.start ? x->start - row.start : 0);
    if (x->start >= row.start && x->start < row.end) weight += 1;
    if (x->start < row.start) weight -= 1;
    if (!is_news(e, x)) weight -= 1.5f;
    if (is_of_another(e, x)) weight -= 0.8f;
    return weight;
}

/* The day named in the main event's sentence or behind it, else before it. */
static id day_near(const eventing *e, span row, size_t past) {
    const timex_list *all = &e->b->out->times;
    id best = ID_NONE;
    float most = 0;
    for (id i = 0; i < all->count && all->at[i].start < past; i++) {
        float weight = weight_of_day(e, &all->at[i], row, past);
        if (weight > most) most = weight, best = i;
    }
    return best;
}

static str tell_when(const eventing *e, const telling *t, time_value *value) {
    const record *out = e->b->out;
    const labels *l = e->b->labels;
    size_t number = l->sentence_of[t->head], last = number + WHEN_SENTENCES;
    if (last >= l->sentence_count) last = l->sentence_count - 1;
    const token *at = e->b->tokens->at;
    const sentence *s = &l->sentences[number];
    span row = { at[s->first].start, at[s->past - 1].end };
    bool own = t->time.known && t->time.time != ID_NONE && is_day(&out->times.at[t->time.time]);
    id found = own ? t->time.time : day_near(e, row, at[l->sentences[last].past - 1].end);
    if (found == ID_NONE) return STR_NONE;
    *value = own ? t->time : out->times.at[found].bounds;
    value->time = found;
    return str_cut(out->report->text, out->times.at[found].start, out->times.at[found].end);
}

/* ---- where ---- */

enum { SPOTS_MOST = 32, ENTITIES_MOST = 400, COUNTED_MOST = 4 };

/* A place that the lead names, and how much speaks for it. */
typedef struct spot {
    str name, words; /* words: with the region behind it */
    float weight;
    size_t count;
} spot;

typedef struct spots {
    spot at[SPOTS_MOST];
    size_t count;
} spots;

static const float WIDE = 1.6F; /* what a country is behind a town */

static bool is_location(const entity *x) {
    return x->type == ENTITY_LOCATION || x->type == ENTITY_FACILITY;
}

/* "Hebei province", "Croydon, South London". */
static str place_words(const eventing *e, const entity *x, const entity *next) {
    const tokens *t = e->b->tokens;
    uint32_t past = x->past;
    bool comma = next && is_location(next) && next->first == past + 1
              && str_is(token_str(t, past), ",");
    if (comma) past = next->past;
    if (past < t->count
        && word_listed("province|city|state|county|district|region|town|island|city",
                       event_lemma(e, past)))
        past++;
    return words_of(e, x->first, past);
}

static spot *spot_of(spots *s, str name) {
    for (size_t i = 0; i < s->count; i++)
        if (str_same_folded(s->at[i].name, name)) return &s->at[i];
    if (s->count == SPOTS_MOST) return NULL;
    s->at[s->count] = (spot){ .name = name };
    return &s->at[s->count++];
}

/* Whether a place is where something is, and not what acts or is acted on. */
static bool is_scene(const eventing *e, const entity *x) {
    uint32_t head = syntax_head_of(&e->b->syntax, x->first, x->past);
    return word_listed("in|at|near|on|outside|off|around|inside|across", preposition_of(e, head));
}

/* "Hamilton" where "Lewis Hamilton" is a person. */
static bool is_somebody(const eventing *e, const entity *x) {
    const labels *l = e->b->labels;
    str name = words_of(e, x->first, x->past);
    for (size_t i = 0; i < l->entity_count && i < ENTITIES_MOST; i++) {
        const entity *other = &l->entities[i];
        if (other->type != ENTITY_PERSON) continue;
        str whole = words_of(e, other->first, other->past);
        if (str_ends(whole, name) || str_starts(whole, name)) return true;
    }
    return false;
}

/* What the gazetteer says that a named place is, or none: places stand in text order. */
static str kind_of_place(const eventing *e, size_t start, size_t end) {
    const place_list *all = &e->b->out->places;
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (all->at[middle].end <= start) low = middle + 1;
        else high = middle;
    }
    bool found = low < all->count && all->at[low].start < end;
    return !found ? STR_NONE : isnan(all->at[low].latitude) ? STR("unknown") : all->at[low].kind;
}

/* A town tells more than its country; what no gazetteer has may be no place at all. */
static float doubt_of(const eventing *e, const entity *x) {
    const token *at = e->b->tokens->at;
    if (!e->b->out->places.count) return 0;
    str kind = kind_of_place(e, at[x->first].start, at[x->past - 1].end);
    if (x->type == ENTITY_LOCATION && (!kind.at || str_is(kind, "unknown"))) return WIDE / 2;
    return str_is(kind, "country") ? WIDE : str_is(kind, "region") ? WIDE / 2 : 0;
}

static void weigh_place(const eventing *e, spots *s, size_t i, uint32_t main_row) {
    const labels *l = e->b->labels;
    const entity *x = &l->entities[i];
    bool follows = i + 1 < l->entity_count;
    spot *one = spot_of(s, words_of(e, x->first, x->past));
    if (!one) return;
    if (!one->words.at) {
        one->words = place_words(e, x, follows ? x + 1 : NULL);
        one->weight = -doubt_of(e, x);
    }
    uint32_t row = l->sentence_of[x->first];
    if (++one->count <= COUNTED_MOST) one->weight += 0.5f;
    if (is_scene(e, x)) one->weight += row < LEAD_SENTENCES / 2 ? 1.2f : 0.5f;
    if (row == main_row) one->weight += 1;
    if (e->dateline[x->first]) one->weight += 0.6f;
    if (s->count == 1) one->weight += 0.2f;
}

static bool shares_words(str whole, str part) {
    return whole.length && part.length && str_find_folded(whole, part, 0) < whole.length;
}

static str tell_where(const eventing *e, const heading *h, const telling *t) {
    const labels *l = e->b->labels;
    spots all = { .count = 0 };
    uint32_t main_row = l->sentence_of[t->head];
    for (size_t i = 0; i < l->entity_count; i++) {
        if (l->sentence_of[l->entities[i].first] > main_row + LEAD_SENTENCES) break;
        if (is_location(&l->entities[i]) && !is_somebody(e, &l->entities[i]))
            weigh_place(e, &all, i, main_row);
    }
    if (h->where.at && !all.count) return h->where;
    const spot *best = NULL;
    for (size_t i = 0; i < all.count; i++) {
        if (shares_words(h->where, all.at[i].name) || shares_words(all.at[i].words, h->where))
            all.at[i].weight += 1.5f;
        if (!best || all.at[i].weight > best->weight) best = &all.at[i];
    }
    return best ? best->words : STR_NONE;
}

void main_event_tell(const eventing *e, const heading *h, size_t main) {
    const telling *t = &e->tellings.at[main];
    main_event *m = &e->b->out->main;
    m->who = h->who.at ? h->who : tell_who(e, t);
    m->what = h->what.at ? h->what : tell_what(e, t);
    m->when = tell_when(e, t, &m->when_value);
    m->where = tell_where(e, h, t);
}
