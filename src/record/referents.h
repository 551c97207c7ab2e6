/* record/referents.h: the phrases of a text that refer to something, and what is known of
 * them and of what they refer to. Things are followed too, as rivals of people and bodies
 * for "it" and "they"; only people and bodies become actors. */
#ifndef RECORD_REFERENTS_H
#define RECORD_REFERENTS_H

#include "record/build.h"
#include "record/word_map.h"

#define REFERENT_NONE UINT32_MAX

typedef enum being {
    BEING_UNKNOWN, BEING_PERSON, BEING_PEOPLE, BEING_BODY, BEING_STATE, BEING_PLACE,
    BEING_DOCUMENT, BEING_THING, BEINGS
} being;

typedef enum sex { SEX_UNKNOWN, SEX_FEMALE, SEX_MALE, SEXES } sex;
typedef enum amount { AMOUNT_UNKNOWN, AMOUNT_ONE, AMOUNT_MANY, AMOUNTS } amount;

typedef enum pronoun {
    PRONOUN_NONE, PRONOUN_HE, PRONOUN_SHE, PRONOUN_IT, PRONOUN_THEY, PRONOUN_I, PRONOUN_WE,
    PRONOUN_YOU, PRONOUN_ANYONE, PRONOUNS
} pronoun;

/* How a noun phrase begins. */
typedef enum article {
    ARTICLE_NONE, ARTICLE_THE, ARTICLE_A, ARTICLE_THIS, ARTICLE_OWNED, ARTICLE_SOME, ARTICLES
} article;

/* What it does in its clause. */
typedef enum slot { SLOT_SUBJECT, SLOT_OBJECT, SLOT_OWNER, SLOT_OTHER, SLOTS } slot;

typedef struct referent {
    uint32_t first, past, head; /* tokens */
    uint32_t word;              /* the token that says what it is: "residents" of "dozens of
                                 * residents"; else the head */
    mention_kind kind;
    being being;
    sex sex;
    amount amount;
    pronoun pronoun;
    article article;
    slot slot;
    bool joint;       /* "Ruiz and Lee": stands beside the phrases of its parts */
    bool quoted;      /* inside quotation marks */
    bool reflexive;   /* "himself" */
    bool talks;       /* is the source of an attribution */
    bool stated;      /* a construction of grammar says who it is: "Ana Ruiz, the mayor" */
    uint32_t entity;  /* number in labels->entities of the name that its head is in, or
                       * REFERENT_NONE */
    uint32_t content; /* number in labels->roles of the content that it stands in, or
                       * REFERENT_NONE */
} referent;

/* What a set of phrases refers to; knowledge of all of them together. Sets are joined by
 * union and find: cluster i begins as phrase i, its root speaks for all. */
typedef struct cluster {
    uint32_t parent; /* itself: a root */
    uint32_t count;  /* phrases */
    uint32_t named;  /* the phrase with the fullest name, or REFERENT_NONE */
    uint32_t seen;   /* its last phrase that resolution has passed, or REFERENT_NONE */
    being being;
    sex sex;
    amount amount;
    uint32_t stamp; /* scratch of the candidate search */
    bool talks;     /* it is the source of an attribution */
} cluster;

typedef struct referents {
    build *b;
    referent *at; /* [count] in text order, an outer phrase before an inner one */
    size_t count;
    uint32_t *of_head;   /* [tokens] phrase whose head the token is (no joint one), or NONE */
    cluster *clusters;   /* [count] */
} referents;

/* referents.c: finds the phrases. */
void referents_find(build *b, referents *out);

/* The phrase that a relative pronoun stands for, else the phrase of this head, or
 * REFERENT_NONE. */
uint32_t referent_meant(const referents *r, uint32_t head);

/* The number in labels->entities of the name that a token is in, or REFERENT_NONE. */
uint32_t entity_at(const labels *l, uint32_t i);

/* referent_traits.c: what its words tell of a phrase: being, sex, amount, article, slot. */
void referent_traits(const build *b, referent *r);
/* The tokens of its name: the entity that its head is in, without titles before it. */
phrase referent_name(const build *b, const referent *r);
/* The personal pronoun that a token is, whatever class the reader gave it; "US" is none. */
pronoun pronoun_at(const build *b, uint32_t i);
/* The being that a common noun or a capitalised one speaks of, by the word lists. */
being being_of_noun(const build *b, uint32_t i);
/* "dozens of residents": the head of the phrase that a word of amount counts, else `head`. */
uint32_t counted_head(const build *b, uint32_t head);
bool is_title(str word); /* "Mrs", "Dr", "Gen.": how one is addressed, in short */

/* clusters.c */
uint32_t cluster_of(referents *r, uint32_t i); /* the root */
bool beings_agree(being a, being b);
bool clusters_agree(const cluster *a, const cluster *b); /* nothing known speaks against it */
/* Makes one of two; returns its root. */
uint32_t clusters_join(referents *r, uint32_t i, uint32_t j);

#endif
