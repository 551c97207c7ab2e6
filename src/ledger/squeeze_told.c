/* ledger/squeeze_told.c: squeeze.c's second half: statements, events and the rest, which lean on
 * the actors, times and places that are told before them. */
#include "ledger/squeeze_parts.h"

/* f: how many; f + 1: each. */
static void squeeze_who(squeezer *s, field f, size_t word, id_list *ids) {
    SQUEEZE_LIST(s, f, ids);
    for (size_t i = 0; i < ids->count && !s->c.broken; i++)
        ids->at[i] = squeeze_actor(s, (field)(f + 1), word, ids->at[i]);
}

static void squeeze_spans(squeezer *s, field f, size_t base, span_list *spans) {
    SQUEEZE_LIST(s, f, spans);
    for (size_t i = 0; i < spans->count && !s->c.broken; i++) {
        spans->at[i] = squeeze_span(s, (field)(f + 1), base, spans->at[i]);
        base = s->cursor;
    }
}

/* ---- statements ---- */

/* The sentence that a word is in: its first and last word. */
static void sentence_around(const squeezer *s, size_t word, size_t out[2]) {
    const span_list *all = s->sentences;
    size_t at = s->words.count ? s->words.at[word].start : 0, low = 0, high = all->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (all->at[middle].end <= at) low = middle + 1;
        else high = middle;
    }
    bool found = low < all->count;
    out[0] = found ? squeeze_word(s, all->at[low].start) : word;
    out[1] = found ? anchor_ending(&s->words, all->at[low].end) : word;
}

/* From the start of a sentence or just behind the cue, to where the sentence or the words before
 * who says it end. */
static span squeeze_content(squeezer *s, const statement *x, size_t cue, span at) {
    size_t around[2], source = x->source.count ? squeeze_word(s, x->source.at[0].start) : cue;
    sentence_around(s, cue, around);
    likely from = { { (int64_t)cue + 1, (int64_t)around[0], (int64_t)around[0] + 1,
                      (int64_t)cue + 2, (int64_t)around[1] + 1, (int64_t)around[1] + 2 }, 6 };
    int64_t word = squeeze_choice(s, F_CONTENT_FROM, &from, (int64_t)squeeze_word(s, at.start));
    if (word < 0 || word >= (int64_t)s->words.count) s->c.broken = true;
    if (s->c.broken) return (span){ 0, 0 };
    size_t first = source < cue ? source : cue;
    sentence_around(s, (size_t)word, around);
    likely to = { { (int64_t)around[1] - 1, (int64_t)around[1], (int64_t)first - 1,
                    (int64_t)first - 2, (int64_t)first - 3, (int64_t)around[1] - 2 }, 6 };
    int64_t last = squeeze_choice(s, F_CONTENT_TO, &to,
                                  (int64_t)anchor_ending(&s->words, at.end));
    if (last < 0 || last >= (int64_t)s->words.count) s->c.broken = true;
    if (s->c.broken) return (span){ 0, 0 };
    span rough = { s->words.at[word].start, s->words.at[last].end };
    if (rough.end < rough.start) s->c.broken = true;
    bool skew = squeeze_flag(s, F_SKEW, rough.start != at.start || rough.end != at.end);
    if (!skew) return rough;
    rough.start += (size_t)squeeze_signed(s, F_SKEW_BEFORE, (int64_t)(at.start - rough.start));
    rough.end += (size_t)squeeze_signed(s, F_SKEW_BEHIND, (int64_t)(at.end - rough.end));
    if (rough.start > rough.end || rough.end > s->text.length) s->c.broken = true;
    return s->c.broken ? (span){ 0, 0 } : rough;
}

static void squeeze_stances(squeezer *s, stance_list *list, size_t word) {
    SQUEEZE_LIST(s, F_STANCES, list);
    for (size_t i = 0; i < list->count && !s->c.broken; i++) {
        stance *x = &list->at[i];
        bool nobody = squeeze_flag(s, F_STANCE_OTHER, x->actor == ID_NONE);
        if (nobody) x->actor = ID_NONE;
        else x->actor = squeeze_actor(s, F_STANCE_ACTOR, word, x->actor);
        x->words = squeeze_words(s, F_STANCE, word, x->words);
        x->polarity = (polarity)squeeze_below(s, F_POLARITY, x->polarity, POLARITIES);
    }
}

/* Its cue stands behind that of the statement before it, mostly. */
static size_t squeeze_cues(squeezer *s, statement *x, size_t base) {
    SQUEEZE_LIST(s, F_CUES, &x->cue);
    size_t word = base;
    for (size_t i = 0; i < x->cue.count && !s->c.broken; i++) {
        size_t wanted = squeeze_word(s, x->cue.at[i].start);
        bool ahead = !squeeze_flag(s, F_CUE, wanted < word);
        s->from = word;
        if (ahead) word = squeeze_walk(s, WALK_CUE, wanted, false);
        else word -= squeeze_below(s, F_CUE_END, word - wanted, word + 1);
        x->cue.at[i] = squeeze_from(s, F_CUE_END, word, x->cue.at[i]);
    }
    return x->cue.count ? squeeze_word(s, x->cue.at[0].start) : base;
}

static void squeeze_content_spans(squeezer *s, statement *x, size_t cue) {
    SQUEEZE_LIST(s, F_CONTENTS, &x->content);
    for (size_t i = 0; i < x->content.count && !s->c.broken; i++)
        x->content.at[i] = i ? squeeze_span(s, F_CONTENT, squeeze_word(s, x->content.at[i - 1].end),
                                            x->content.at[i])
                             : squeeze_content(s, x, cue, x->content.at[i]);
}

static void squeeze_statement(squeezer *s, statement *x, size_t *base) {
    size_t cue = squeeze_cues(s, x, *base);
    *base = cue;
    squeeze_who(s, F_SPEAKERS, cue, &x->speakers);
    squeeze_spans(s, F_SOURCES, cue, &x->source);
    squeeze_content_spans(s, x, cue);
    unsigned kinds = (unsigned)squeeze_below(
        s, F_QUOTATION, (unsigned)x->quotation + (unsigned)x->act * QUOTATIONS, QUOTATIONS * ACTS);
    x->quotation = (quotation)(kinds % QUOTATIONS);
    x->act = (act)(kinds / QUOTATIONS);
    squeeze_who(s, F_ADDRESSEES, cue, &x->addressees);
    x->channel.kind = (channel_kind)squeeze_below(s, F_CHANNEL, x->channel.kind, CHANNEL_KINDS);
    if (x->channel.kind)
        x->channel.name = squeeze_words(s, F_CHANNEL_NAME, cue, x->channel.name);
    squeeze_stances(s, &x->stance, cue);
    x->time = squeeze_time(s, &x->time);
    x->place = squeeze_id(s, F_AT_PLACE, x->place);
    x->within = squeeze_id(s, F_WITHIN_OTHER, x->within);
    x->confidence = squeeze_confidence(s, OF_STATEMENT, x->confidence);
}

/* ---- events ---- */

/* A base form: what its word begins with, and some letters. */
static str squeeze_predicate(squeezer *s, span at, str predicate) {
    str word = str_in(s->text, at);
    size_t same = 0;
    while (same < word.length && same < predicate.length
           && to_lower(word.at[same]) == predicate.at[same]) same++;
    bool like = same && predicate.at && predicate.length - same < 24;
    if (!squeeze_flag(s, F_PREDICATE, like))
        return squeeze_words(s, F_PREDICATE_WORDS, s->cursor, predicate);
    size_t left = squeeze_below(s, F_PREDICATE_LEFT, word.length - same, word.length + 1);
    if (s->c.broken) return STR_NONE;
    str rest = squeeze_words(s, F_PREDICATE_WORDS, s->cursor,
                             str_cut(predicate, same, predicate.length));
    buffer out = { 0 };
    for (size_t i = 0; i + left < word.length; i++) *LIST_ADD(s->a, &out) = to_lower(word.at[i]);
    buffer_add(s->a, &out, rest);
    return (str){ out.count ? out.at : "", out.count };
}

/* The statements whose content is around a place, the innermost first. */
static likely statements_around(const squeezer *s, size_t at) {
    enum { LOOKED_AT = 16 };
    const statement_list *all = &s->r->statements;
    likely out = { .count = 0 };
    size_t low = 0, high = all->count;
    while (low < high) { /* the first that is told behind it, where they are in order */
        size_t middle = (low + high) / 2;
        const span_list *of = &all->at[middle].content;
        if (of->count && of->at[0].start <= at) low = middle + 1;
        else high = middle;
    }
    size_t past = low + 2 < all->count ? low + 2 : all->count;
    for (size_t i = past; i-- && past - i <= LOOKED_AT && out.count < 3;) {
        const span_list *of = &s->r->statements.at[i].content;
        for (size_t k = 0; k < of->count; k++) {
            if (of->at[k].start > at || of->at[k].end <= at) continue;
            out.at[out.count++] = (int64_t)i;
            break;
        }
    }
    out.at[out.count++] = -1;
    return out;
}

static void squeeze_event(squeezer *s, event *x, size_t *from) {
    SQUEEZE_LIST(s, F_SPANS, &x->spans);
    if (!x->spans.count) s->c.broken = true;
    if (s->c.broken) return;
    size_t wanted = squeeze_word(s, x->spans.at[0].start);
    s->from = *from;
    if (!squeeze_flag(s, F_SPAN, wanted < *from))
        *from = squeeze_walk(s, WALK_EVENT, wanted, false);
    else *from -= squeeze_below(s, F_SPAN_END, *from - wanted, *from + 1);
    x->spans.at[0] = squeeze_from(s, F_EVENT_END, *from, x->spans.at[0]);
    for (size_t i = 1; i < x->spans.count && !s->c.broken; i++)
        x->spans.at[i] = squeeze_span(s, F_SPAN, *from, x->spans.at[i]);
    x->predicate = squeeze_predicate(s, x->spans.at[0], x->predicate);
    x->type = squeeze_words(s, F_TYPE, *from, x->type);
    if (x->type.at) x->mode = squeeze_words(s, F_MODE, *from, x->mode);
    squeeze_who(s, F_DOERS, *from, &x->actors);
    squeeze_who(s, F_RECIPIENTS, *from, &x->recipients);
    unsigned kinds = (unsigned)squeeze_below(s, F_STATUS, (unsigned)x->status * 2U + x->main,
                                             STATUSES * 2);
    x->status = (event_status)(kinds / 2);
    x->main = kinds & 1;
    x->time = squeeze_time(s, &x->time);
    x->place = squeeze_id(s, F_AT_PLACE, x->place);
    likely around = statements_around(s, x->spans.at[0].start);
    int64_t within = squeeze_choice(s, F_WITHIN, &around,
                                    x->within == ID_NONE ? -1 : (int64_t)x->within);
    x->within = within < 0 || within >= ID_NONE ? ID_NONE : (id)within;
    x->confidence = squeeze_confidence(s, OF_EVENT, x->confidence);
}

/* ---- the rest ---- */

static void squeeze_expectation(squeezer *s, expectation *x, size_t *base) {
    x->at = squeeze_span(s, F_EXPECTATION, *base, x->at);
    *base = s->cursor;
    squeeze_who(s, F_DOERS, *base, &x->who);
    x->what = squeeze_words(s, F_WHAT, *base, x->what);
    x->kind = (expectation_kind)squeeze_below(s, F_EXPECTATION_KIND, x->kind, EXPECTATION_KINDS);
    x->time = squeeze_time(s, &x->time);
    x->place = squeeze_id(s, F_AT_PLACE, x->place);
    x->statement = squeeze_id(s, F_WITHIN_OTHER, x->statement);
    x->confidence = squeeze_confidence(s, OF_EXPECTATION, x->confidence);
}

static void squeeze_silence(squeezer *s, silence *x, size_t *base) {
    x->at = squeeze_span(s, F_SILENCE, *base, x->at);
    *base = s->cursor;
    squeeze_who(s, F_DOERS, *base, &x->who);
    x->about = squeeze_words(s, F_ABOUT, *base, x->about);
    x->kind = (silence_kind)squeeze_below(s, F_SILENCE_KIND, x->kind, SILENCE_KINDS);
    x->confidence = squeeze_confidence(s, OF_SILENCE, x->confidence);
}

static void squeeze_voice(squeezer *s, voice *x, size_t *base) {
    x->at = squeeze_span(s, F_VOICE, *base, x->at);
    *base = s->cursor;
    x->kind = (voice_kind)squeeze_below(s, F_VOICE_KIND, x->kind, VOICE_KINDS);
    x->confidence = squeeze_confidence(s, OF_VOICE, x->confidence);
}

static void squeeze_note(squeezer *s, note *x) {
    str code = squeeze_words(s, F_NOTE, 0, str_of(x->code));
    x->code = code.at ? arena_copy(s->a, code).at : NULL;
    uint64_t at = squeeze_number(s, F_NOTE_AT, x->at == NOTE_NOWHERE ? 0 : x->at + 1);
    x->at = at ? (size_t)at - 1 : NOTE_NOWHERE;
    x->message = squeeze_words(s, F_NOTE, 0, x->message);
}

static void squeeze_main(squeezer *s, main_event *x) {
    str *phrases[] = { &x->who, &x->what, &x->when, &x->where };
    size_t base = 0;
    for (size_t i = 0; i < 4; i++) *phrases[i] = squeeze_words(s, F_PHRASE, base, *phrases[i]);
    x->when_value = squeeze_time(s, &x->when_value);
}

#define SQUEEZE_EACH(s, list, one) \
    do { \
        size_t base_ = 0; \
        for (size_t i_ = 0; i_ < (list)->count && !(s)->c.broken; i_++) \
            one((s), &(list)->at[i_], &base_); \
    } while (0)

void squeeze_told(squeezer *s) {
    record *r = s->r;
    SQUEEZE_LIST(s, F_STATEMENTS, &r->statements);
    SQUEEZE_EACH(s, &r->statements, squeeze_statement);
    SQUEEZE_LIST(s, F_EVENTS, &r->events);
    SQUEEZE_EACH(s, &r->events, squeeze_event);
    SQUEEZE_LIST(s, F_EXPECTATIONS, &r->expectations);
    SQUEEZE_EACH(s, &r->expectations, squeeze_expectation);
    SQUEEZE_LIST(s, F_SILENCES, &r->silences);
    SQUEEZE_EACH(s, &r->silences, squeeze_silence);
    SQUEEZE_LIST(s, F_VOICES, &r->voices);
    SQUEEZE_EACH(s, &r->voices, squeeze_voice);
    SQUEEZE_LIST(s, F_NOTES, &r->notes);
    for (size_t i = 0; i < r->notes.count && !s->c.broken; i++) squeeze_note(s, &r->notes.at[i]);
    squeeze_main(s, &r->main);
}
