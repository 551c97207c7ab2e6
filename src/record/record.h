/* record/record.h: one report's record, as RECORD.md defines it. All spans are bytes into
 * report.text; ids are numbers here ("a1" is actor 0) and become letters when printed. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/arena.h"
#include "base/calendar.h"
#include "model/labels.h"
#include "source/report.h"
#include "text/tokens.h"

#define ID_NONE UINT32_MAX

typedef uint32_t id;
typedef LIST(id) id_list;

typedef enum actor_kind {
    ACTOR_PERSON, ACTOR_ORGANISATION, ACTOR_GOVERNMENT, ACTOR_GROUP, ACTOR_UNKNOWN,
    ACTOR_KINDS
} actor_kind;

typedef struct role {
    str title, of; /* of may be none */
    span at;
} role;

typedef LIST(role) role_list;

/* `by` of a fact: which rule or model put it there, in a few words; static. Beside it stand
 * what decided some of its fields. NULL where nobody says. */

typedef struct actor {
    str name;
    actor_kind kind;
    role_list roles;
    span_list mentions;  /* whole noun phrases, in text order */
    str country, sector; /* ISO 3166 alpha-3, PLOVER; none where not known */
    float confidence;
    const char *by;
    const struct listed_row *listed; /* of the user's list, or NULL */
} actor;

typedef LIST(actor) actor_list;

/* Everything between two ends; either may be unknown. `clock`: minutes count, not days. */
typedef struct time_value {
    bool known; /* false: null in the record */
    moment earliest, latest; /* day.year 0: null */
    id time;                 /* the expression that gave it, or ID_NONE */
} time_value;

typedef enum time_type { TIME_DATE, TIME_TIME, TIME_DURATION, TIME_SET, TIME_TYPES } time_type;

typedef struct timex_found { /* no "struct timex": that is the C library's */
    size_t start, end;
    time_type type;
    str value;          /* TIMEX3: "2026-01-04", "P3D", "PRESENT_REF", "XXXX-WXX-1" */
    time_value bounds;  /* of a DATE or TIME with a day, month, year...; else not known */
    bool conflict;      /* a weekday and a date that contradict each other */
    float confidence;
    const char *by;
} timex;

typedef LIST(timex) timex_list;

typedef enum quotation {
    QUOTATION_DIRECT, QUOTATION_INDIRECT, QUOTATION_MIXED, QUOTATIONS
} quotation;

typedef enum act {
    ACT_SAY, ACT_ASK, ACT_PROMISE, ACT_DEMAND, ACT_ACCUSE, ACT_DENY, ACT_ADMIT, ACT_WARN,
    ACT_PRAISE, ACT_CRITICISE, ACT_ANNOUNCE, ACT_PREDICT, ACT_DECLINE, ACTS
} act;

typedef enum channel_kind {
    CHANNEL_NONE, CHANNEL_PRESS_CONFERENCE, CHANNEL_INTERVIEW, CHANNEL_SPEECH,
    CHANNEL_SOCIAL_MEDIA, CHANNEL_PHONE_CALL, CHANNEL_MEETING, CHANNEL_LETTER,
    CHANNEL_WRITTEN_STATEMENT, CHANNEL_BROADCAST, CHANNEL_COURT, CHANNEL_LEGISLATURE,
    CHANNEL_DOCUMENT, CHANNEL_MESSAGE, CHANNEL_KINDS
} channel_kind;

typedef struct channel {
    channel_kind kind;
    str name; /* none where the report gives none */
} channel;

typedef enum polarity { POLARITY_FOR, POLARITY_AGAINST, POLARITY_MIXED, POLARITIES } polarity;

typedef struct stance {
    id actor;   /* ID_NONE: words */
    str words;  /* where there is no actor */
    polarity polarity;
} stance;

typedef LIST(stance) stance_list;

typedef struct statement {
    span_list source, cue, content;
    quotation quotation;
    id_list speakers; /* the first is `speaker` */
    id_list addressees;
    channel channel;
    act act;
    stance_list stance;
    time_value time;
    id place;  /* or ID_NONE */
    id within; /* or ID_NONE */
    float confidence;
    const char *by, *act_by, *channel_by;
} statement;

typedef LIST(statement) statement_list;

typedef enum event_status {
    STATUS_HAPPENED, STATUS_ONGOING, STATUS_EXPECTED, STATUS_POSSIBLE, STATUS_ALLEGED,
    STATUS_DENIED, STATUS_CALLED_FOR, STATUSES
} event_status;

typedef struct event {
    span_list spans; /* the head first */
    str predicate;
    str type, mode; /* PLOVER's; none where none applies */
    id_list actors, recipients;
    event_status status;
    time_value time;
    id place, within;
    bool main;
    float confidence;
    const char *by, *type_by;
} event;

typedef LIST(event) event_list;

typedef enum expectation_kind {
    EXPECTATION_SCHEDULED, EXPECTATION_EXPECTED, EXPECTATION_POSSIBLE, EXPECTATION_PROMISED,
    EXPECTATION_DEADLINE, EXPECTATION_KINDS
} expectation_kind;

typedef struct expectation {
    span at;
    id_list who;
    str what;
    expectation_kind kind;
    time_value time;
    id place, statement;
    float confidence;
    const char *by;
} expectation;

typedef LIST(expectation) expectation_list;

typedef enum silence_kind {
    SILENCE_NOT_YET, SILENCE_DECLINED, SILENCE_UNREACHABLE, SILENCE_NO_RESPONSE, SILENCE_KINDS
} silence_kind;

typedef struct silence {
    span at;
    id_list who;
    str about;
    silence_kind kind;
    float confidence;
    const char *by;
} silence;

typedef LIST(silence) silence_list;

typedef struct place {
    size_t start, end;
    str name, kind; /* "country", "region", "city", "district", "facility", "natural" */
    double latitude, longitude; /* degrees; NaN where not known */
    uint32_t geonames;          /* 0 where not known */
    str country, admin1;
    float confidence;
    const char *by;
} place;

typedef LIST(place) place_list;

typedef struct quantity {
    size_t start, end;
    double low, high; /* NaN where open */
    str unit, of;     /* none where there is none */
    float confidence;
    const char *by;
} quantity;

typedef LIST(quantity) quantity_list;

typedef enum voice_kind {
    VOICE_JUDGEMENT, VOICE_FORECAST, VOICE_COMPARISON, VOICE_KINDS
} voice_kind;

typedef struct voice {
    span at;
    voice_kind kind;
    float confidence;
    const char *by;
} voice;

typedef LIST(voice) voice_list;

/* The main event in four phrases of the report's own words; none where there is none. */
typedef struct main_event {
    str who, what, when, where;
    time_value when_value;
} main_event;

typedef struct named_entity {
    span at;
    entity_type type;
    id actor; /* or ID_NONE */
    float confidence;
} named_entity;

typedef LIST(named_entity) entity_list;

/* The report's title, read like its text. */
typedef struct titled {
    tokens tokens;
    labels labels;
} titled;

typedef struct record {
    const report *report;
    const tokens *tokens;
    const labels *labels;
    const titled *title; /* NULL where it was not read */
    const struct gazetteer *gazetteer; /* NULL: places are not looked up */
    const struct listed *listed;       /* a user's own actors, or NULL */
    str id, digest; /* digest: "sha256:..." of report.text */
    main_event main;
    entity_list entities;
    actor_list actors;
    statement_list statements;
    event_list events;
    expectation_list expectations;
    silence_list silences;
    timex_list times;
    place_list places;
    quantity_list quantities;
    voice_list voices;
    note_list notes; /* the report's, and what reading it added */
} record;

/* Names as RECORD.md writes them: "press conference", "not yet commented", ... */
const char *actor_kind_name(actor_kind k);
const char *time_type_name(time_type t);
const char *quotation_name(quotation q);
const char *act_name(act a);
const char *channel_kind_name(channel_kind c);
const char *polarity_name(polarity p);
const char *event_status_name(event_status s);
const char *expectation_kind_name(expectation_kind e);
const char *silence_kind_name(silence_kind s);
const char *voice_kind_name(voice_kind v);

#endif
