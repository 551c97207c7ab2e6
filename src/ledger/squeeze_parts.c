/* ledger/squeeze_parts.c: see squeeze_parts.h. */
#include "ledger/squeeze_parts.h"

#include <math.h>
#include <string.h>

enum { TOLD_MOST = 200, SEARCH_BEFORE = 400, SEARCH_BEHIND = 2000, LETTERS_MOST = 1 << 20 };

static size_t contexts_of(field f) {
    return (size_t)f * FIELD_CONTEXTS;
}

uint64_t squeeze_number(squeezer *s, field f, uint64_t n) {
    return code_number(&s->c, contexts_of(f), n);
}

int64_t squeeze_signed(squeezer *s, field f, int64_t n) {
    return code_signed(&s->c, contexts_of(f), n);
}

bool squeeze_flag(squeezer *s, field f, bool is) {
    return code_bit(&s->c, contexts_of(f), is);
}

uint64_t squeeze_below(squeezer *s, field f, uint64_t n, uint64_t limit) {
    n = squeeze_number(s, f, n);
    if (n < limit) return n;
    s->c.broken = true;
    return 0;
}

size_t squeeze_count(squeezer *s, field f, size_t count) {
    uint64_t n = squeeze_number(s, f, count);
    if (n > s->room) s->c.broken = true;
    if (s->c.broken) return 0;
    s->room -= (size_t)n;
    return (size_t)n;
}

/* ---- places ---- */

static size_t walk_context(const squeezer *s, walk w, size_t word, bool again) {
    static const uint8_t told_by[WALKS] = {
        [WALK_ENTITY] = BEGINS_MENTION, [WALK_TIME] = BEGINS_TIME, [WALK_PLACE] = BEGINS_PLACE,
        [WALK_QUANTITY] = BEGINS_TIME, [WALK_EVENT] = BEGINS_MENTION, [WALK_CUE] = BEGINS_MENTION,
    };
    const anchor *x = &s->words.at[word];
    unsigned before = word ? x[-1].kind : ANCHOR_STOP;
    unsigned look = x->kind == ANCHOR_LOWER ? x->hash & 511 : 512U + x->kind * 8U + before;
    unsigned marks = (again ? 2U : 0U) + ((x->begins & told_by[w]) != 0);
    return WALKS_AT + (size_t)w * WALK_CONTEXTS + 4 * look + marks;
}

size_t squeeze_walk(squeezer *s, walk w, size_t word, bool again) {
    for (size_t at = s->from; at < s->words.count; at++) {
        size_t context = walk_context(s, w, at, again && at == s->from);
        if (code_bit(&s->c, context, at == word)) return s->from = at;
    }
    s->c.broken = true;
    return 0;
}

size_t squeeze_word(const squeezer *s, size_t at) {
    return anchor_at(&s->words, at);
}

span squeeze_from(squeezer *s, field end, size_t word, span at) {
    const anchors *w = &s->words;
    if (word >= w->count) s->c.broken = true;
    if (s->c.broken) return (span){ 0, 0 };
    size_t last = anchor_ending(w, at.end);
    last = word + squeeze_number(s, end, last < word ? 0 : last - word);
    if (last >= w->count) {
        s->c.broken = true;
        return (span){ 0, 0 };
    }
    int64_t before = (int64_t)at.start - w->at[word].start;
    int64_t behind = (int64_t)at.end - w->at[last].end;
    if (squeeze_flag(s, F_SKEW, before || behind)) {
        before = squeeze_signed(s, F_SKEW_BEFORE, before);
        behind = squeeze_signed(s, F_SKEW_BEHIND, behind);
    } else {
        before = behind = 0;
    }
    uint64_t from = (uint64_t)w->at[word].start + (uint64_t)before;
    uint64_t to = (uint64_t)w->at[last].end + (uint64_t)behind;
    if (from > to || to > s->text.length) s->c.broken = true;
    s->cursor = word;
    return s->c.broken ? (span){ 0, 0 } : (span){ (size_t)from, (size_t)to };
}

span squeeze_span(squeezer *s, field f, size_t base, span at) {
    int64_t distance = (int64_t)squeeze_word(s, at.start) - (int64_t)base;
    uint64_t word = (uint64_t)base + (uint64_t)squeeze_signed(s, f, distance);
    return squeeze_from(s, (field)(f + 1), (size_t)word, at);
}

/* ---- words ---- */

/* Usual words that stand in no text: countries, sectors, types. Only added to, at the end. */
static const char *const usual[] = {
    "country", "city", "region", "natural", "district", "facility",
    "GOV", "BUS", "CVL", "MED", "LEG", "LAB", "IGO", "PTY", "MIL", "AGR", "JUD", "COP", "EDU",
    "USA", "GBR", "JPN", "CHN", "DEU", "FRA", "CAN", "IND", "RUS", "AUS", "BRA", "ITA", "ESP",
    "IRN", "ISR", "MEX", "KOR", "ZAF", "TUR", "SAU", "UKR", "NLD", "CHE", "IRL", "PAK", "IDN",
    "ARG", "POL", "SWE", "EGY", "IRQ", "SYR", "AFG", "GRC", "BEL", "NOR", "PHL", "NZL", "PSE",
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "COOPERATE",
    "visit", "disapprove", "release", "resign", "ban", "allege", "investigate", "restrict",
    "arrest", "demo", "multilateral", "convict", "heavy-weapons",
    "%", "t", "USD", "GBP", "EUR", "JPY", "km", "kg", "m", "ha", "bbl", "basis points",
    "XXXX", "PRESENT_REF", "PAST_REF", "FUTURE_REF", "P1Y", "P1D", "P1W", "P1M", "XXXX-XX-XX",
    "XXXX-XX", "XXXX-WXX", "no-date", "times could not be resolved: the report has no date",
    "no-gazetteer", "HLH", "CRM", "REB", "REL", "SPY", "JEW", "ELI", "UNS",
};

enum { USUAL = sizeof usual / sizeof *usual };

typedef enum word_way { WAY_NONE, WAY_TEXT, WAY_TOLD, WAY_USUAL, WAY_SPELT, WAYS } word_way;

/* Where words stand in the text near a word, from its beginning to a word's end. */
static bool find_near(const squeezer *s, size_t base, str words, span *out) {
    const anchors *w = &s->words;
    if (!words.length || base >= w->count) return false;
    size_t middle = w->at[base].start, from = middle > SEARCH_BEFORE ? middle - SEARCH_BEFORE : 0;
    str near = str_cut(s->text, 0, middle + SEARCH_BEHIND);
    size_t at = str_find(near, words, middle);
    if (at == near.length) at = str_find(near, words, from);
    for (; at < near.length; at = str_find(near, words, at + 1)) {
        size_t first = anchor_at(w, at), last = anchor_ending(w, at + words.length);
        *out = (span){ at, at + words.length };
        if (w->at[first].start == at && w->at[last].end == out->end) return true;
    }
    return false;
}

static size_t index_told(const squeezer *s, str words) {
    for (size_t i = s->told.count; i-- && s->told.count - i <= TOLD_MOST;)
        if (str_same(s->told.at[i], words)) return s->told.count - 1 - i;
    return SIZE_MAX;
}

static size_t index_usual(str words) {
    if (!words.length) return SIZE_MAX;
    for (size_t i = 0; i < USUAL; i++)
        if (*usual[i] == *words.at && str_is(words, usual[i])) return i;
    return SIZE_MAX;
}

static unsigned letter_kind(unsigned c) {
    return c == 0 ? 0 : is_digit((char)c) ? 1 : c == '-' ? 2 : c == 'X' || c == 'T' ? 3
        : is_upper((char)c) ? 4 : c == ' ' ? 5 : c < 0x80 ? 6 : 7;
}

static str spell(squeezer *s, field f, str words) {
    static const field kinds[LETTER_FIELDS] = { F_VALUE, F_PREDICATE_WORDS, F_NAME, FIELDS };
    unsigned kind = 0;
    while (kind < LETTER_FIELDS - 1 && kinds[kind] != f) kind++;
    size_t length = squeeze_number(s, (field)(f + 3), words.length);
    if (length > LETTERS_MOST || length > s->c.left) s->c.broken = true;
    if (s->c.broken) return STR_NONE;
    char *out = arena_alloc(s->a, length + 1, 1);
    unsigned before = 0;
    for (size_t i = 0; i < length && !s->c.broken; i++) {
        size_t at = LETTERS_AT + (kind * 8 + letter_kind(before)) * 256;
        before = code_byte(&s->c, at, i < words.length ? (unsigned char)words.at[i] : 0);
        out[i] = (char)before;
    }
    str made = { out, length };
    *LIST_ADD(s->a, &s->told) = made;
    return made;
}

str squeeze_words(squeezer *s, field f, size_t base, str words) {
    size_t told = 0, known = 0;
    span stands = { 0, 0 };
    word_way way = !words.at ? WAY_NONE
        : (known = index_usual(words)) != SIZE_MAX ? WAY_USUAL
        : (told = index_told(s, words)) != SIZE_MAX ? WAY_TOLD
        : find_near(s, base, words, &stands) ? WAY_TEXT : WAY_SPELT;
    switch ((word_way)squeeze_below(s, f, way, WAYS)) {
    case WAY_TEXT: {
        span at = squeeze_span(s, (field)(f + 1), base, stands);
        return str_in(s->text, at);
    }
    case WAY_TOLD:
        told = squeeze_below(s, (field)(f + 3), told, s->told.count);
        return s->c.broken ? STR_NONE : s->told.at[s->told.count - 1 - told];
    case WAY_USUAL: return str_of(usual[squeeze_below(s, (field)(f + 2), known, USUAL)]);
    case WAY_SPELT: return spell(s, f, words);
    default: return STR_NONE;
    }
}

/* ---- numbers ---- */

int64_t squeeze_choice(squeezer *s, field f, const likely *of, int64_t n) {
    size_t i = 0;
    while (i < of->count && of->at[i] != n) i++;
    i = squeeze_below(s, f, i, of->count + 1);
    return i < of->count ? of->at[i] : squeeze_signed(s, (field)(f + 1), n);
}

float squeeze_confidence(squeezer *s, int kind, float c) {
    return (float)squeeze_below(s, (field)(F_CONFIDENCE + kind), (uint64_t)lroundf(c * 100), 101)
        / 100;
}

static uint64_t bits_of(double n) {
    uint64_t bits;
    memcpy(&bits, &n, sizeof bits);
    return bits;
}

/* f: none, a whole number of parts, or the bits themselves. */
double squeeze_real(squeezer *s, field f, double n, int decimals) {
    static const double powers[] = { 1, 10, 100, 1e3, 1e4, 1e5 };
    double parts = round(n * powers[decimals]);
    bool none = isnan(n), whole = !none && fabs(parts) < 1e15
        && bits_of(parts / powers[decimals]) == bits_of(n);
    uint64_t way = squeeze_below(s, f, none ? 0 : whole ? 1 : 2, 3);
    if (way == 0) return NAN;
    if (way == 1)
        return (double)squeeze_signed(s, (field)(f + 1), whole ? (int64_t)parts : 0)
            / powers[decimals];
    uint64_t bits = code_bits(&s->c, 64, bits_of(n));
    memcpy(&n, &bits, sizeof n);
    return n;
}

/* ---- other facts ---- */

id squeeze_id(squeezer *s, field f, id n) {
    uint64_t one = squeeze_number(s, f, n == ID_NONE ? 0 : (uint64_t)n + 1);
    return one && one <= ID_NONE ? (id)(one - 1) : ID_NONE;
}

/* The first mention that begins behind a word. */
size_t squeeze_mention_behind(const squeezer *s, size_t word) {
    size_t low = 0, high = s->mentions.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (s->mentions.at[middle].word <= word) low = middle + 1;
        else high = middle;
    }
    return low;
}

id squeeze_actor(squeezer *s, field f, size_t word, id n) {
    enum { EACH = 4 };
    likely of = { .count = 0 };
    size_t behind = squeeze_mention_behind(s, word);
    for (size_t i = 0; i < EACH; i++) {
        if (i < behind) of.at[of.count++] = s->mentions.at[behind - 1 - i].actor;
        if (behind + i < s->mentions.count) of.at[of.count++] = s->mentions.at[behind + i].actor;
    }
    int64_t one = squeeze_choice(s, f, &of, n);
    if (one < 0 || one >= (int64_t)s->r->actors.count) s->c.broken = true;
    return s->c.broken ? 0 : (id)one;
}

/* ---- times ---- */

static int32_t first_day(void) {
    return day_number((day){ 1, 1, 1 });
}

/* f: which day: one of two likely ones, none, or another; f + 1: that one, from the first likely
 * one on. */
moment squeeze_moment(squeezer *s, field f, const int32_t expected[2], moment m) {
    enum { NOT_GIVEN, FIRST, SECOND, ANOTHER, DAYS };
    int32_t number = m.day.year ? day_number(m.day) : 0;
    uint64_t way = !m.day.year ? NOT_GIVEN : number == expected[0] ? FIRST
        : number == expected[1] ? SECOND : ANOTHER;
    moment out = { DAY_NONE, -1, 0, 0, ZONE_NONE };
    way = squeeze_below(s, f, way, DAYS);
    if (way == NOT_GIVEN) return out;
    int64_t day_of = way == FIRST ? expected[0] : way == SECOND ? expected[1]
        : expected[0] + squeeze_signed(s, (field)(f + 1), (int64_t)number - expected[0]);
    if (day_of < first_day() || day_of >= first_day() + 366 * 9999) s->c.broken = true;
    if (s->c.broken) return out;
    out.day = day_of_number((int32_t)day_of);
    int clock = m.hour * 3600 + m.minute * 60 + m.second;
    clock = (int)squeeze_below(s, F_CLOCK, m.hour < 0 ? 0 : (uint64_t)clock + 1, 90001);
    if (!clock) return out;
    clock--;
    out.hour = clock / 3600;
    out.minute = clock / 60 % 60;
    out.second = clock % 60;
    int zone = m.zone == ZONE_NONE ? 0 : m.zone + 24 * 60 + 1;
    zone = (int)squeeze_below(s, F_ZONE, (uint64_t)zone, 2 * 24 * 60 + 2);
    out.zone = zone ? zone - 24 * 60 - 1 : ZONE_NONE;
    return out;
}

static bool same_moment(const moment *x, const moment *y) {
    bool days = x->day.year == y->day.year && x->day.month == y->day.month
        && x->day.day == y->day.day;
    return days && x->hour == y->hour && x->minute == y->minute && x->second == y->second
        && x->zone == y->zone;
}

/* The time of a statement or event: mostly that of one of the report's expressions. */
time_value squeeze_time(squeezer *s, const time_value *t) {
    time_value out = { .time = ID_NONE };
    out.known = squeeze_flag(s, F_KNOWN, t->known);
    if (!out.known) return out;
    out.time = squeeze_id(s, F_TIME_ID, t->time);
    const timex *from = out.time < s->r->times.count ? &s->r->times.at[out.time] : NULL;
    bool same = from && from->bounds.known && same_moment(&t->earliest, &from->bounds.earliest)
        && same_moment(&t->latest, &from->bounds.latest);
    if (squeeze_flag(s, F_TIME_SAME, same)) {
        if (!from) s->c.broken = true;
        if (from) out.earliest = from->bounds.earliest;
        if (from) out.latest = from->bounds.latest;
        return out;
    }
    static const int32_t unlikely[2] = { 20000, 20000 };
    out.earliest = squeeze_moment(s, F_EARLIEST, unlikely, t->earliest);
    int32_t number = out.earliest.day.year ? day_number(out.earliest.day) : unlikely[0];
    out.latest = squeeze_moment(s, F_LATEST, (int32_t[]){ number, number }, t->latest);
    return out;
}
