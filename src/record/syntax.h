/* record/syntax.h: walks over the dependency trees of a text. */
#ifndef RECORD_SYNTAX_H
#define RECORD_SYNTAX_H

#include "base/arena.h"
#include "model/labels.h"
#include "text/tokens.h"

#define TOKEN_NONE UINT32_MAX

typedef struct phrase {
    uint32_t first, past; /* tokens */
} phrase;

typedef struct syntax {
    const tokens *tokens;
    const labels *labels;
    const uint32_t *first_child;  /* [tokens] leftmost child, or TOKEN_NONE */
    const uint32_t *next_sibling; /* [tokens] next child of the same head, or TOKEN_NONE */
    const str *lemmas;            /* [tokens] lower case, as text/lemma.h gives them */
    const phrase *reach;          /* [tokens] from the leftmost to the rightmost token below */
} syntax;

void syntax_of(arena *a, const tokens *t, const labels *l, syntax *out);

/* The token's head where it stands in the token's sentence, else TOKEN_NONE. */
uint32_t syntax_head(const syntax *s, uint32_t word);
/* First child of `head` with this relation, or TOKEN_NONE. DEP_NSUBJ does not match
 * DEP_NSUBJ_PASS: ask for each. */
uint32_t syntax_child(const syntax *s, uint32_t head, deprel relation);
/* The next child after `child` with this relation. */
uint32_t syntax_next(const syntax *s, uint32_t child, deprel relation);
/* Subject of a verb: its own; for an xcomp, conjunct or adverbial clause its head's (an
 * xcomp's is the object where there is one: "asked Ruiz to leave"); for a noun's participle
 * the noun ("a letter saying"). TOKEN_NONE where there is none. */
uint32_t syntax_subject(const syntax *s, uint32_t verb);
/* The first of what is coordinated with a word ("Ruiz" for "Lee" in "Ruiz and Lee"), else the
 * word itself. */
uint32_t syntax_first_conjunct(const syntax *s, uint32_t word);
/* Everything below a head, inside its sentence: from the leftmost to the rightmost token. */
phrase syntax_subtree(const syntax *s, uint32_t head);
/* The noun phrase of a head as people would mark it: with determiners, adjectives, titles,
 * appositions and "of" phrases, without its own preposition and 's, what is coordinated with
 * it, relative clauses, trailing commas and parentheses. */
phrase syntax_noun_phrase(const syntax *s, uint32_t head);
/* The token of [first, past) whose head lies outside it. Of more such, in a broken tree: the
 * first noun without a preposition, else the last verb, else the last. */
uint32_t syntax_head_of(const syntax *s, uint32_t first, uint32_t past);
bool syntax_is_below(const syntax *s, uint32_t word, uint32_t ancestor);

#endif
