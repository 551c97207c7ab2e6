/* record/clauses.h: questions to the tree about clauses, shared by what is read from them. */
#ifndef RECORD_CLAUSES_H
#define RECORD_CLAUSES_H

#include "record/build.h"
#include "record/word_list.h"

/* Bounds that keep what scans a clause within a sentence of any length. */
enum { CHILDREN_MOST = 64, CLAUSE_MOST = 160, LOOK_MOST = 60 };

str clause_lemma(const build *b, uint32_t i);
bool clause_is(const build *b, uint32_t i, const char *list); /* its lemma is one of a list */
bool clause_word(const build *b, uint32_t i, const char *list); /* the word as it stands */
upos clause_class(const build *b, uint32_t i);
deprel clause_relation(const build *b, uint32_t i);
/* A child whose word or lemma is one of a list, or TOKEN_NONE. */
uint32_t clause_child(const build *b, uint32_t head, const char *list);
bool clause_is_denied(const build *b, uint32_t verb);
bool clause_is_passive(const build *b, uint32_t verb);
/* Its subject; for "who" and "which" the noun that they stand for. */
uint32_t clause_subject(const build *b, uint32_t verb);
/* Somebody who can act: an actor, or a pronoun or noun for people and bodies. */
bool clause_can_act(const build *b, uint32_t word);
/* Past token of what belongs to the clause of a head: not "he said", nor a second clause. */
uint32_t clause_end(const build *b, uint32_t head);
phrase clause_without_marks(const build *b, phrase p);

/* Past token of "KABUL, Jan 3 (Agency) -" at a passage's start; its first token without one. */
uint32_t dateline_past(const tokens *t, const passage *p);

/* [tokens] the smallest statement whose content holds the token, or ID_NONE. */
const uint32_t *clause_statements(const build *b);
/* The actors of a word and of what is coordinated with it, each once. said: the statement
 * that it stands in, or ID_NONE: there "I" is the speaker and "we" his body. */
void clause_actors(build *b, uint32_t word, id said, id_list *who);
/* Whether a word stands for whoever makes the statement. */
bool clause_is_speaker(build *b, uint32_t word, id said);

#endif
