/* ledger/squeeze_parts.h: the parts that facts are squeezed of: places in the text, words,
 * numbers of other facts, times. Each takes a value and returns it, as coder.h has it; the first
 * argument of most is the field, whose contexts it uses. */
#ifndef LEDGER_SQUEEZE_PARTS_H
#define LEDGER_SQUEEZE_PARTS_H

#include "ledger/anchors.h"
#include "record/record.h"

/* What is coded; new ones go to the end, before FIELDS. Spans take two, words four. */
typedef enum field {
    F_SKEW, F_SKEW_BEFORE, F_SKEW_BEHIND, F_LIST,
    F_SENTENCE, F_SENTENCE_END,
    F_ACTORS, F_MENTIONS, F_MENTION_LENGTH, F_MENTION_OF, F_MENTION_NEW,
    F_NAME, F_NAME_END = F_NAME + 3, F_KIND, F_ROLES, F_ROLE, F_ROLE_END,
    F_TITLE, F_TITLE_END = F_TITLE + 3, F_OF, F_OF_END = F_OF + 3,
    F_COUNTRY, F_COUNTRY_END = F_COUNTRY + 3, F_SECTOR, F_SECTOR_END = F_SECTOR + 3,
    F_CONFIDENCE, F_CONFIDENCE_END = F_CONFIDENCE + 15, /* a kind of fact each */
    F_ENTITIES, F_ENTITY_END, F_ENTITY_TYPE, F_ENTITY_ACTOR, F_ENTITY_OTHER,
    F_TIMES, F_TIME_END, F_TIME_KIND, F_VALUE, F_VALUE_END = F_VALUE + 3,
    F_KNOWN, F_TIME_SAME, F_TIME_ID, F_EARLIEST, F_EARLIEST_DAY, F_LATEST, F_LATEST_DAY,
    F_CLOCK, F_ZONE,
    F_PLACES, F_PLACE_END, F_PLACE_NAME, F_PLACE_NAME_END = F_PLACE_NAME + 3, F_PLACE_SAME,
    F_PLACE_KIND, F_PLACE_KIND_END = F_PLACE_KIND + 3, F_PLACE_REAL, F_PLACE_NUMBER,
    F_PLACE_COUNTRY, F_PLACE_COUNTRY_END = F_PLACE_COUNTRY + 3,
    F_ADMIN, F_ADMIN_END = F_ADMIN + 3,
    F_QUANTITIES, F_QUANTITY_END, F_LOW, F_LOW_REAL, F_HIGH, F_HIGH_REAL,
    F_UNIT, F_UNIT_END = F_UNIT + 3, F_THING, F_THING_END = F_THING + 3,
    F_STATEMENTS, F_SOURCES, F_SOURCE, F_SOURCE_END, F_CUES, F_CUE, F_CUE_END,
    F_CONTENTS, F_CONTENT_FROM, F_CONTENT, F_CONTENT_TO, F_CONTENT_END,
    F_QUOTATION, F_ACT, F_SPEAKERS, F_SPEAKER, F_SPEAKER_OTHER, F_ADDRESSEES, F_ADDRESSEE,
    F_ADDRESSEE_OTHER, F_CHANNEL, F_CHANNEL_NAME, F_CHANNEL_NAME_END = F_CHANNEL_NAME + 3,
    F_STANCES, F_STANCE_ACTOR, F_STANCE_OTHER, F_STANCE, F_STANCE_END = F_STANCE + 3,
    F_POLARITY, F_AT_PLACE, F_WITHIN, F_WITHIN_OTHER,
    F_EVENTS, F_SPANS, F_SPAN, F_SPAN_END, F_EVENT_END, F_PREDICATE, F_PREDICATE_LEFT,
    F_PREDICATE_WORDS, F_PREDICATE_WORDS_END = F_PREDICATE_WORDS + 3,
    F_TYPE, F_TYPE_END = F_TYPE + 3, F_MODE, F_MODE_END = F_MODE + 3,
    F_DOERS, F_DOER, F_DOER_OTHER, F_RECIPIENTS, F_RECIPIENT, F_RECIPIENT_OTHER, F_STATUS,
    F_MAIN, F_EXPECTATIONS, F_EXPECTATION, F_EXPECTATION_END, F_WHAT, F_WHAT_END = F_WHAT + 3,
    F_EXPECTATION_KIND, F_SILENCES, F_SILENCE, F_SILENCE_END, F_ABOUT, F_ABOUT_END = F_ABOUT + 3,
    F_SILENCE_KIND, F_VOICES, F_VOICE, F_VOICE_END, F_VOICE_KIND, F_NOTES, F_NOTE_AT,
    F_NOTE, F_NOTE_END = F_NOTE + 3, F_PHRASE, F_PHRASE_END = F_PHRASE + 3,
    FIELDS
} field;

/* What may begin at a word, told word by word. */
typedef enum walk {
    WALK_SENTENCE, WALK_MENTION, WALK_ENTITY, WALK_TIME, WALK_PLACE, WALK_QUANTITY, WALK_EVENT,
    WALK_CUE,
    WALKS
} walk;

enum {
    LETTER_FIELDS = 4,                 /* kinds of words that are spelt */
    WALK_CONTEXTS = 4 * (512 + 64),
    LETTERS_AT = FIELDS * FIELD_CONTEXTS,
    WALKS_AT = LETTERS_AT + LETTER_FIELDS * 8 * 256,
    CONTEXTS = WALKS_AT + WALKS * WALK_CONTEXTS,
};

/* A mention, in the order of the text. */
typedef struct mention_at {
    size_t word;
    span at;
    id actor;
    size_t order; /* among the actor's own */
} mention_at;

typedef struct squeezer {
    coder c;
    arena *a;
    str text;
    anchors words;
    record *r;
    span_list *sentences;
    str_list told;              /* words that stand in no text, as they were spelt */
    LIST(mention_at) mentions;
    size_t cursor;              /* the word that the last span began at */
    size_t from;                /* the word that the next one begins at, or behind it */
    size_t room;                /* things that may still be listed */
} squeezer;

uint64_t squeeze_number(squeezer *s, field f, uint64_t n);
int64_t squeeze_signed(squeezer *s, field f, int64_t n);
bool squeeze_flag(squeezer *s, field f, bool is);
uint64_t squeeze_below(squeezer *s, field f, uint64_t n, uint64_t limit);

/* How many there are of something; broken where that is more than the text has room for. */
size_t squeeze_count(squeezer *s, field f, size_t count);

/* The list's count is coded, and room for it made where it is read. */
#define SQUEEZE_LIST(s, field, list) \
    do { \
        size_t count_ = squeeze_count((s), (field), (list)->count); \
        if ((s)->c.reading) (list)->at = arena_alloc((s)->a, count_ + 1, sizeof *(list)->at); \
        (list)->count = count_; \
        if ((s)->c.reading) (list)->room = count_; \
    } while (0)

/* The next word from s->from on that something begins at, which s->from is then. `again`: what
 * came before it began at s->from too. */
size_t squeeze_walk(squeezer *s, walk w, size_t word, bool again);

/* f: where it begins, in words from `base`; f + 1: its length. */
span squeeze_span(squeezer *s, field f, size_t base, span at);
/* One that begins at a word that is known, or a few bytes beside it. */
span squeeze_from(squeezer *s, field end, size_t word, span at);
size_t squeeze_word(const squeezer *s, size_t at);

/* f to f + 3. Words that stand in the text near the word `base`, or were told before, or are
 * usual, or are spelt. */
str squeeze_words(squeezer *s, field f, size_t base, str words);

/* One of a few likely numbers (f), or another (f + 1). */
typedef struct likely {
    int64_t at[9];
    size_t count;
} likely;

int64_t squeeze_choice(squeezer *s, field f, const likely *of, int64_t n);

/* Kinds of facts whose confidence has contexts of its own; numbers of the file's format. */
enum confidence_of {
    OF_ACTOR, OF_ENTITY, OF_TIME, OF_PLACE, OF_QUANTITY, OF_STATEMENT, OF_EVENT, OF_EXPECTATION,
    OF_SILENCE, OF_VOICE,
};

float squeeze_confidence(squeezer *s, int kind, float c);
time_value squeeze_time(squeezer *s, const time_value *t);
moment squeeze_moment(squeezer *s, field f, const int32_t expected[2], moment m);
double squeeze_real(squeezer *s, field f, double n, int decimals);

/* Number of the first mention that begins behind a word. */
size_t squeeze_mention_behind(const squeezer *s, size_t word);

/* The actor of a fact at a word: those mentioned just before and behind are likely. */
id squeeze_actor(squeezer *s, field f, size_t word, id n);
id squeeze_id(squeezer *s, field f, id n); /* any, or ID_NONE */

void squeeze_told(squeezer *s); /* squeeze_told.c: who said and did what, and what follows */

#endif
