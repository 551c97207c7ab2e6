/* record/expectations.h: what the files about expectations share.
 *
 * A clause tells of something to come by a modal ("will"), by the word that governs it
 * ("plans to", "is due to", "vowed to") or by a date still ahead ("opens on Monday"); a noun
 * by an adjective ("the upcoming vote") or a date ("Thursday's hearing"). Each way makes
 * outlooks; expectations.c keeps one for every clause. */
#ifndef RECORD_EXPECTATIONS_H
#define RECORD_EXPECTATIONS_H

#include "record/clauses.h"

/* Something that may come, as the tree shows it. */
typedef struct outlook {
    uint32_t act;      /* verb or noun of what is to come */
    uint32_t governor; /* the word that says so: "plans"; the act itself behind a modal */
    uint32_t subject;  /* head of who acts or undergoes it, or TOKEN_NONE */
    expectation_kind kind;
    bool settled;      /* "will", "is set to": the kind depends on who says so */
    bool noun;
    const char *by;    /* what says so, for people */
} outlook;

/* Where a time lies, seen from the day of publication. */
enum time_side { SIDE_UNKNOWN, SIDE_AHEAD, SIDE_PAST, SIDE_TODAY };

typedef struct foresight {
    build *b;
    day today;               /* of publication; year 0: not known */
    const uint32_t *said_in; /* [tokens] smallest statement that holds the token, or ID_NONE */
    const uint8_t *ahead;    /* [tokens] time_side of the time that it stands in */
    uint8_t *taken;          /* [tokens] 1: head of a clause that was judged */
} foresight;

/* expectations_verbs.c: modals and governing words; expectations_dates.c: dates ahead, nouns.
 * False where the words at this token tell of nothing to come. */
bool outlook_modal(const foresight *f, uint32_t modal, outlook *out);
bool outlook_governed(const foresight *f, uint32_t governor, outlook *out);
bool outlook_is_to(const foresight *f, uint32_t be, outlook *out);
bool outlook_headline(const foresight *f, uint32_t verb, outlook *out);
bool outlook_dated(const foresight *f, uint32_t word, outlook *out);
bool outlook_noun(const foresight *f, uint32_t noun, outlook *out);

/* expectations_clause.c: the words of an outlook, who acts, when, and of what kind it is. */
phrase outlook_phrase(const foresight *f, const outlook *x);
void outlook_who(const foresight *f, const outlook *x, id_list *who);
expectation_kind outlook_kind(const foresight *f, const outlook *x, bool dated);
bool outlook_is_conditional(const foresight *f, const outlook *x);

/* Where the times among the words below a head lie: ahead, if one does. */
enum time_side foresight_time(const foresight *f, uint32_t head);
/* Whether the clause's subject is whoever makes the statement that it stands in. */
bool foresight_is_own(const foresight *f, uint32_t verb, uint32_t subject);
/* Lemmas: acts and events that a diary can hold; what merely goes on or comes about. */
bool is_event_noun(str lemma);
bool is_diary_act(str lemma);
bool is_calendar_noun(str lemma);
bool is_state_or_process(str lemma);

#endif
