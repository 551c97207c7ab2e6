/* ledger/squeeze.c: see squeeze.h. One function a kind of fact, for both ways; the kinds that
 * others lean on come first. */
#include "ledger/squeeze.h"

#include <stdlib.h>

#include "ledger/facts.h"
#include "ledger/squeeze_parts.h"

static const char priors[] =
#include "ledger/priors.inc"
    ;

enum {
    ROOM_WORD = 8, ROOM_BYTE = 64, ROOM_LEAST = 4096, /* things in lists, for each word of the
                                                         text and each byte that tells of them */
    BITS_WORD = 64, BITS_BYTE = 128, BITS_LEAST = 1 << 20, /* the same, bits coded */
    RANKS_MOST = 4096, /* of actors that were mentioned lately */
    LOOKED_AT = 100,   /* mentions or places before one */
};

/* Begins at the next word, or broken: out of order. */
static span squeeze_next(squeezer *s, walk w, field end, span at) {
    size_t word = squeeze_walk(s, w, squeeze_word(s, at.start), false);
    return squeeze_from(s, end, word, at);
}

/* ---- sentences ---- */

static void squeeze_sentences(squeezer *s) {
    SQUEEZE_LIST(s, F_SENTENCE, s->sentences);
    s->from = 0;
    for (size_t i = 0; i < s->sentences->count && !s->c.broken; i++)
        s->sentences->at[i] = squeeze_next(s, WALK_SENTENCE, F_SENTENCE_END, s->sentences->at[i]);
}

/* ---- actors ---- */

static int in_text(const void *left, const void *right) {
    const mention_at *l = left, *r = right;
    if (l->word != r->word) return l->word < r->word ? -1 : 1;
    if (l->at.start != r->at.start) return l->at.start < r->at.start ? -1 : 1;
    if (l->actor != r->actor) return l->actor < r->actor ? -1 : 1;
    return (l->order > r->order) - (l->order < r->order);
}

static void gather_mentions(squeezer *s) {
    for (size_t i = 0; i < s->r->actors.count; i++) {
        const span_list *of = &s->r->actors.at[i].mentions;
        for (size_t k = 0; k < of->count; k++)
            *LIST_ADD(s->a, &s->mentions) =
                (mention_at){ squeeze_word(s, of->at[k].start), of->at[k], (id)i, k };
    }
    if (s->mentions.count)
        qsort(s->mentions.at, s->mentions.count, sizeof *s->mentions.at, in_text);
}

/* Who is mentioned: the next actor that was not yet, or one of the last. */
static id mentioned(squeezer *s, id_list *latest, id n, size_t *known) {
    size_t rank = 0;
    size_t most = latest->count < RANKS_MOST ? latest->count : RANKS_MOST;
    while (rank < most && latest->at[latest->count - 1 - rank] != n) rank++;
    if (rank == most) rank = SIZE_MAX;
    if (squeeze_flag(s, F_MENTION_NEW, rank == SIZE_MAX)) {
        n = (id)*known + (id)squeeze_signed(s, F_MENTION_OF, (int64_t)n - (int64_t)*known);
        *known = (size_t)n + 1;
    } else {
        rank = squeeze_below(s, F_MENTIONS, rank, most);
        if (s->c.broken) return 0;
        size_t at = latest->count - 1 - rank;
        n = latest->at[at];
        for (; at + 1 < latest->count; at++) latest->at[at] = latest->at[at + 1];
        latest->count--;
    }
    if (n >= s->r->actors.count) s->c.broken = true;
    *LIST_ADD(s->a, latest) = n;
    return s->c.broken ? 0 : n;
}

static void squeeze_mentions(squeezer *s) {
    id_list latest = { 0 };
    size_t known = 0;
    s->from = 0;
    SQUEEZE_LIST(s, F_MENTION_LENGTH, &s->mentions);
    for (size_t i = 0; i < s->mentions.count && !s->c.broken; i++) {
        mention_at *m = &s->mentions.at[i];
        bool again = i && s->mentions.at[i - 1].word == s->from;
        size_t word = squeeze_walk(s, WALK_MENTION, m->word, again);
        id n = mentioned(s, &latest, m->actor, &known);
        span at = squeeze_from(s, F_SPAN_END, word, m->at);
        if (s->c.broken) return;
        *m = (mention_at){ word, at, n, 0 };
        s->words.at[word].begins |= BEGINS_MENTION;
        if (s->c.reading) *LIST_ADD(s->a, &s->r->actors.at[n].mentions) = at;
    }
}

static void squeeze_role(squeezer *s, role *x, size_t base) {
    x->at = squeeze_span(s, F_ROLE, base, x->at);
    size_t word = s->cursor;
    x->title = squeeze_words(s, F_TITLE, word, x->title);
    x->of = squeeze_words(s, F_OF, word, x->of);
}

static void squeeze_actor_of(squeezer *s, actor *x) {
    size_t base = x->mentions.count ? squeeze_word(s, x->mentions.at[0].start) : 0;
    x->name = squeeze_words(s, F_NAME, base, x->name);
    x->kind = (actor_kind)squeeze_below(s, F_KIND, x->kind, ACTOR_KINDS);
    SQUEEZE_LIST(s, F_ROLES, &x->roles);
    for (size_t i = 0; i < x->roles.count && !s->c.broken; i++)
        squeeze_role(s, &x->roles.at[i], base);
    x->country = squeeze_words(s, F_COUNTRY, base, x->country);
    x->sector = squeeze_words(s, F_SECTOR, base, x->sector);
    x->confidence = squeeze_confidence(s, OF_ACTOR, x->confidence);
}

static void squeeze_actors(squeezer *s) {
    SQUEEZE_LIST(s, F_ACTORS, &s->r->actors);
    if (!s->c.reading) gather_mentions(s);
    squeeze_mentions(s);
    for (size_t i = 0; i < s->r->actors.count && !s->c.broken; i++)
        squeeze_actor_of(s, &s->r->actors.at[i]);
}

/* ---- what is named, in the order of the text ---- */

/* The innermost mention that a word is in, or one that begins there. */
static int64_t mention_around(const squeezer *s, size_t word, span at) {
    int64_t found = -1;
    size_t best = SIZE_MAX, behind = squeeze_mention_behind(s, word);
    for (size_t i = 0; i < behind && i < LOOKED_AT; i++) {
        const mention_at *m = &s->mentions.at[behind - 1 - i];
        if (m->at.start > at.start || m->at.end < at.end || m->at.end - m->at.start >= best)
            continue;
        best = m->at.end - m->at.start;
        found = m->actor;
    }
    return found;
}

static void squeeze_entity(squeezer *s, named_entity *x) {
    x->at = squeeze_next(s, WALK_ENTITY, F_ENTITY_END, x->at);
    x->type = (entity_type)squeeze_below(s, F_ENTITY_TYPE, x->type, ENTITY_TYPES);
    likely of = { { mention_around(s, s->from, x->at), -1 }, 2 };
    int64_t n = squeeze_choice(s, F_ENTITY_ACTOR, &of,
                               x->actor == ID_NONE ? -1 : (int64_t)x->actor);
    x->actor = n < 0 || n >= ID_NONE ? ID_NONE : (id)n;
    x->confidence = squeeze_confidence(s, OF_ENTITY, x->confidence);
    if (s->c.broken) return;
    bool time = x->type == ENTITY_DATE || x->type == ENTITY_MONEY;
    bool place_named = x->type == ENTITY_LOCATION || x->type == ENTITY_FACILITY
        || x->type == ENTITY_NORP;
    s->words.at[s->from].begins |= (uint8_t)(BEGINS_NAME | (time ? BEGINS_TIME : 0)
                                           | (place_named ? BEGINS_PLACE : 0));
}

static void squeeze_entities(squeezer *s) {
    s->from = 0;
    SQUEEZE_LIST(s, F_ENTITIES, &s->r->entities);
    for (size_t i = 0; i < s->r->entities.count && !s->c.broken; i++)
        squeeze_entity(s, &s->r->entities.at[i]);
}

/* The days that "1999-03" or "1999-03-02" begins and ends with. */
static void days_of_value(str value, int32_t out[2]) {
    int parts[3] = { 0, 1, 1 };
    size_t at = 0, count = 0;
    for (; count < 3 && at + (count ? 2 : 4) <= value.length; count++) {
        size_t digits = count ? 2 : 4;
        int n = 0;
        for (size_t i = 0; i < digits; i++) n = n * 10 + (value.at[at + i] - '0');
        parts[count] = n;
        at += digits;
        if (at < value.length && value.at[at] != '-') {
            count++;
            break;
        }
        at++;
    }
    day first = { parts[0], parts[1], parts[2] }, last = first;
    out[0] = out[1] = 20000;
    if (!count || !day_is_valid(first)) return;
    if (count == 1) last = (day){ parts[0], 12, 31 };
    if (count == 2) last.day = month_length(parts[0], parts[1]);
    out[0] = day_number(first);
    out[1] = day_number(last);
}

static void squeeze_timex(squeezer *s, timex *x) {
    span at = squeeze_next(s, WALK_TIME, F_TIME_END, (span){ x->start, x->end });
    int32_t days[2];
    x->start = at.start;
    x->end = at.end;
    unsigned kinds = (unsigned)squeeze_below(s, F_TIME_KIND, (unsigned)x->type * 2U + x->conflict,
                                             TIME_TYPES * 2);
    x->type = (time_type)(kinds / 2);
    x->conflict = kinds & 1;
    x->value = squeeze_words(s, F_VALUE, s->from, x->value);
    x->confidence = squeeze_confidence(s, OF_TIME, x->confidence);
    x->bounds.known = squeeze_flag(s, F_KNOWN, x->bounds.known);
    if (!x->bounds.known) {
        x->bounds = (time_value){ .time = ID_NONE };
        return;
    }
    days_of_value(x->value, days);
    x->bounds.earliest = squeeze_moment(s, F_EARLIEST, days, x->bounds.earliest);
    x->bounds.latest = squeeze_moment(s, F_LATEST, (int32_t[]){ days[1], days[0] },
                                      x->bounds.latest);
    x->bounds.time = squeeze_id(s, F_TIME_ID, x->bounds.time);
}

static void squeeze_times(squeezer *s) {
    s->from = 0;
    SQUEEZE_LIST(s, F_TIMES, &s->r->times);
    for (size_t i = 0; i < s->r->times.count && !s->c.broken; i++)
        squeeze_timex(s, &s->r->times.at[i]);
}

static void squeeze_gazette(squeezer *s, place *x, size_t base) {
    x->kind = squeeze_words(s, F_PLACE_KIND, base, x->kind);
    x->latitude = squeeze_real(s, F_PLACE_REAL, x->latitude, 5);
    x->longitude = squeeze_real(s, F_PLACE_REAL, x->longitude, 5);
    x->geonames = (uint32_t)squeeze_below(s, F_PLACE_NUMBER, x->geonames, UINT32_MAX);
    x->country = squeeze_words(s, F_PLACE_COUNTRY, base, x->country);
    x->admin1 = squeeze_words(s, F_ADMIN, base, x->admin1);
}

static bool same_place(const place *x, const place *y) {
    bool at = (x->latitude == y->latitude && x->longitude == y->longitude)
        || (x->latitude != x->latitude && y->latitude != y->latitude);
    return at && x->geonames == y->geonames && str_same(x->kind, y->kind)
        && str_same(x->country, y->country) && str_same(x->admin1, y->admin1);
}

/* The last place of that name before number i, or none. */
static const place *place_before(const squeezer *s, size_t i, str name) {
    for (size_t k = i; k-- && i - k <= LOOKED_AT;)
        if (str_same(s->r->places.at[k].name, name)) return &s->r->places.at[k];
    return NULL;
}

static void squeeze_place(squeezer *s, size_t i) {
    place *x = &s->r->places.at[i];
    span at = squeeze_next(s, WALK_PLACE, F_PLACE_END, (span){ x->start, x->end });
    x->start = at.start;
    x->end = at.end;
    x->name = squeeze_words(s, F_PLACE_NAME, s->from, x->name);
    const place *before = place_before(s, i, x->name);
    if (before && squeeze_flag(s, F_PLACE_SAME, same_place(x, before))) {
        x->kind = before->kind;
        x->latitude = before->latitude;
        x->longitude = before->longitude;
        x->geonames = before->geonames;
        x->country = before->country;
        x->admin1 = before->admin1;
    } else {
        squeeze_gazette(s, x, s->from);
    }
    x->confidence = squeeze_confidence(s, OF_PLACE, x->confidence);
}

static void squeeze_places(squeezer *s) {
    s->from = 0;
    SQUEEZE_LIST(s, F_PLACES, &s->r->places);
    for (size_t i = 0; i < s->r->places.count && !s->c.broken; i++) squeeze_place(s, i);
}

/* What the words of a quantity say, as far as digits and "million" do. */
static int64_t number_told(str words) {
    static const struct { const char *name; int64_t times; } sizes[] = {
        { "hundred", 100 }, { "thousand", 1000 }, { "m", 1000000 }, { "b", 1000000000 },
        { "tr", 1000000000000 },
    };
    int64_t n = 0, times = 1;
    size_t at = 0;
    while (at < words.length && !is_digit(words.at[at])) at++;
    bool point = false;
    for (; at < words.length && n < INT64_C(100000000000); at++) {
        if (is_digit(words.at[at])) n = n * 10 + (words.at[at] - '0');
        else if (words.at[at] == '.' && !point) point = true;
        else if (words.at[at] != ',') break;
        if (point && is_digit(words.at[at])) times *= 10;
    }
    str rest = str_trim(str_cut(words, at, words.length));
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (str_starts_folded(rest, str_of(sizes[i].name)))
            return times > sizes[i].times ? n : n * (sizes[i].times / times);
    return times == 1 ? n : -1;
}

static double squeeze_bound(squeezer *s, field f, int64_t told, double n) {
    if (squeeze_flag(s, f, n == (double)told)) return (double)told;
    return squeeze_real(s, f, n, 2);
}

static void squeeze_quantity(squeezer *s, quantity *x) {
    span at = squeeze_next(s, WALK_QUANTITY, F_QUANTITY_END, (span){ x->start, x->end });
    x->start = at.start;
    x->end = at.end;
    x->low = squeeze_bound(s, F_LOW, number_told(str_in(s->text, at)), x->low);
    bool same = x->low == x->high;
    if (squeeze_flag(s, F_HIGH, same)) x->high = x->low;
    else x->high = squeeze_real(s, F_HIGH, x->high, 2);
    size_t behind = squeeze_word(s, x->end);
    x->unit = squeeze_words(s, F_UNIT, s->from, x->unit);
    x->of = squeeze_words(s, F_THING, behind, x->of);
    x->confidence = squeeze_confidence(s, OF_QUANTITY, x->confidence);
}

static void squeeze_quantities(squeezer *s) {
    s->from = 0;
    SQUEEZE_LIST(s, F_QUANTITIES, &s->r->quantities);
    for (size_t i = 0; i < s->r->quantities.count && !s->c.broken; i++)
        squeeze_quantity(s, &s->r->quantities.at[i]);
}

/* ---- all ---- */

static squeezer squeezer_of(arena *a, record *r, span_list *sentences) {
    squeezer s = { .a = a, .text = r->report->text, .r = r, .sentences = sentences };
    s.words = anchors_of(a, s.text);
    s.room = ROOM_WORD * s.words.count + ROOM_LEAST;
    return s;
}

static str priors_of(arena *a) {
    str p = { priors, sizeof priors - 1 };
    if (p.length == CONTEXTS) return p;
    char *none = arena_alloc(a, CONTEXTS, 1); /* a new field was added: the table is to be made */
    for (size_t i = 0; i < CONTEXTS; i++) none[i] = '~';
    return (str){ none, CONTEXTS };
}

static void squeeze_all(squeezer *s) {
    squeeze_sentences(s);
    squeeze_actors(s);
    squeeze_entities(s);
    squeeze_times(s);
    squeeze_places(s);
    squeeze_quantities(s);
    squeeze_told(s);
}

static bool squeeze(squeezer *s, str *out) {
    squeeze_all(s);
    *out = coder_end(&s->c);
    return !s->c.broken;
}

bool facts_squeeze(arena *a, record *r, span_list *sentences, str *out) {
    squeezer s = squeezer_of(a, r, sentences);
    s.c = coder_writing(a, priors_of(a), SIZE_MAX);
    return squeeze(&s, out);
}

/* What so many bits can tell in so many bytes. */
static size_t most_bits(const squeezer *s, size_t length) {
    return BITS_WORD * s->words.count + BITS_BYTE * length + BITS_LEAST;
}

/* Reads all of a record out of what s->c has, squeezed to so many bytes. */
static bool expand(squeezer *s, size_t length) {
    size_t room = ROOM_BYTE * length + ROOM_LEAST;
    if (s->room > room) s->room = room;
    squeeze_all(s);
    return !s->c.broken && coder_is_past(&s->c, length) && facts_hold(s->r);
}

bool facts_squeeze_back(arena *a, record *r, span_list *sentences, facts_back *out) {
    coder_tape tape = { 0 };
    report of = { .text = r->report->text };
    squeezer s = squeezer_of(a, r, sentences);
    anchors words = s.words;
    size_t room = s.room;
    s.c = coder_writing(a, priors_of(a), SIZE_MAX);
    s.c.tape = &tape;
    if (!squeeze(&s, &out->squeezed)) return false;
    out->sentences = (span_list){ 0 };
    out->record = (record){ .report = &of };
    for (size_t i = 0; i < words.count; i++) words.at[i].begins = 0; /* as they were cut */
    s = (squeezer){ .a = a, .text = of.text, .r = &out->record, .sentences = &out->sentences,
                    .words = words, .room = room };
    s.c = coder_retelling(a, &tape, most_bits(&s, out->squeezed.length));
    bool done = expand(&s, out->squeezed.length);
    out->record.report = r->report;
    return done;
}

bool facts_expand(arena *a, str squeezed, str text, record *out, span_list *sentences, fault *f) {
    record r = { .report = out->report, .id = out->id, .digest = out->digest };
    report of = { .text = text };
    record *into = &r;
    into->report = &of;
    *sentences = (span_list){ 0 };
    squeezer s = squeezer_of(a, into, sentences);
    s.c = coder_reading(a, priors_of(a), most_bits(&s, squeezed.length), squeezed);
    if (!expand(&s, squeezed.length))
        return FAULT(f, FAULT_STORE, s.c.at, "kept facts are damaged, or not of this text");
    r.report = out->report;
    *out = r;
    return true;
}

bool facts_tally(arena *a, record *r, span_list *sentences, uint32_t (*tally)[2]) {
    squeezer s = squeezer_of(a, r, sentences);
    s.c = coder_writing(a, priors_of(a), SIZE_MAX);
    s.c.tally = tally;
    squeeze_all(&s);
    return !s.c.broken;
}

size_t facts_contexts(void) {
    return CONTEXTS;
}
