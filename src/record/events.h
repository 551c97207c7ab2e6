/* record/events.h: events while they are being put together.
 *
 * A telling is a verb or noun that tells of an event, with what stands around it in the tree.
 * events.c finds the tellings and folds those of one event; events_clause.c reads who does
 * what to whom off the tree; events_type.c gives PLOVER's type and mode; events_roles.c
 * says by rules who plays which part, events_cast.c and events_parts.c weigh everybody in the
 * sentence; events_status.c says whether it has happened. main_event.c chooses the one event
 * that the report is about, main_event_words.c tells it in four phrases. */
#ifndef RECORD_EVENTS_H
#define RECORD_EVENTS_H

#include "record/build.h"
#include "record/plover.h"

#define EVENT_NONE SIZE_MAX

struct heading; /* main_event_title.h: what the title says */

typedef struct telling {
    uint32_t head;
    uint32_t particle;  /* "off" of "called off", or TOKEN_NONE */
    uint32_t object;    /* "talks" of "hold talks", where the verb is light; or TOKEN_NONE */
    bool noun, passive;
    bool saying;        /* the cue of a statement: an event only where it has a type */
    bool listed;        /* its type is that of the list of words */
    bool light;         /* predicate and spans take the object in */
    uint32_t subject;   /* who acts, as a token; TOKEN_NONE where not told */
    uint32_t patient;   /* what is acted upon */
    uint32_t partner;   /* behind "with", "to", "against", "on", ... */
    plover_type type;
    plover_type by_word; /* the type that the list of words gives */
    const char *mode;   /* "" for none */
    float sure;         /* of the type, 0 to 1 */
    id_list actors, recipients;
    event_status status;
    time_value time;
    id within;          /* statement, or ID_NONE */
    size_t folded_into; /* a telling, or EVENT_NONE */

} telling;

/* The words of those who play a part, before they are actors of the record. */
enum { ROLES_MOST = 8 };

typedef struct role_words {
    uint32_t at[ROLES_MOST];
    size_t count;
} role_words;

typedef struct telling_words {
    role_words actors, recipients;
} telling_words;

typedef struct eventing {
    build *b;
    LIST(telling) tellings; /* in text order */
    id *said;               /* [tokens] smallest statement whose content holds it, or ID_NONE */
    bool *cue;              /* [tokens] in the cue of a statement */
    bool *dateline;         /* [tokens] in "KABUL, Jan 3 (Agency) -" */
    uint8_t *named;         /* [tokens] 1 + entity type of the name it is in, or 0 */
    size_t *of_head;        /* [tokens] telling whose head or object it is, or EVENT_NONE */
} eventing;

/* events_clause.c: fills subject, patient, partner, passive, particle. */
void telling_read_clause(const eventing *e, telling *t);
/* Whether a token is a person, a body, a people or a state that can act. */
bool is_being(const eventing *e, uint32_t word);
/* The same, or something of theirs: "Syrian missiles". */
bool can_act(const eventing *e, uint32_t word);
bool is_place(const eventing *e, uint32_t word);
/* The preposition of a phrase by its head: the first `case` child's lemma, or none. */
str preposition_of(const eventing *e, uint32_t word);
/* Child of a word with this relation and one of these prepositions ("on|against"). */
uint32_t child_behind(const eventing *e, uint32_t word, deprel relation, const char *prepositions);

/* events_type.c: type and mode by the list of words; true where it knows the word, with a type
 * or without. */
bool telling_give_type(const eventing *e, telling *t);
/* The type that counts, with the model's help. */
void telling_settle_type(const eventing *e, telling *t, bool main);

/* events_roles.c: actors and recipients by rules. claim: also those that are no actors yet. */
void telling_read_roles(const eventing *e, telling *t, bool claim, telling_words *out);
void telling_give_roles(eventing *e, telling *t, bool claim);

/* events_parts.c: actors and recipients of a typed event, as the ranker of the candidates of its
 * sentence chooses them. */
void telling_cast_roles(eventing *e, telling *t);
/* Makes actors of the record of the words. */
void telling_set_roles(eventing *e, telling *t, const telling_words *words);

/* events_status.c */
event_status telling_status(const eventing *e, const telling *t);

/* main_event.c: the telling that the report is about, or EVENT_NONE. */
size_t main_event_choose(const eventing *e, const struct heading *h);
/* main_event_words.c: who, what, when and where of it, into out->main. */
void main_event_tell(const eventing *e, const struct heading *h, size_t main);

str event_lemma(const eventing *e, uint32_t word);
deprel event_relation(const eventing *e, uint32_t word);
upos event_class(const eventing *e, uint32_t word);

#endif
