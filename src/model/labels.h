/* model/labels.h: what the reader says of each token. Knows nothing of records. */
#ifndef MODEL_LABELS_H
#define MODEL_LABELS_H

#include "base/arena.h"
#include "text/tokens.h"

/* Universal word classes, in the order of the weights file. */
typedef enum upos {
    UPOS_ADJ, UPOS_ADP, UPOS_ADV, UPOS_AUX, UPOS_CCONJ, UPOS_DET, UPOS_INTJ, UPOS_NOUN,
    UPOS_NUM, UPOS_PART, UPOS_PRON, UPOS_PROPN, UPOS_PUNCT, UPOS_SCONJ, UPOS_SYM, UPOS_VERB,
    UPOS_X, UPOS_COUNT
} upos;

/* Universal dependency relations of English, subtypes kept where a record needs them. */
typedef enum deprel {
    DEP_ACL, DEP_ACL_RELCL, DEP_ADVCL, DEP_ADVMOD, DEP_AMOD, DEP_APPOS, DEP_AUX,
    DEP_AUX_PASS, DEP_CASE, DEP_CC, DEP_CCOMP, DEP_COMPOUND, DEP_COMPOUND_PRT, DEP_CONJ,
    DEP_COP, DEP_CSUBJ, DEP_DEP, DEP_DET, DEP_DISCOURSE, DEP_DISLOCATED, DEP_EXPL,
    DEP_FIXED, DEP_FLAT, DEP_GOESWITH, DEP_IOBJ, DEP_LIST, DEP_MARK, DEP_NMOD,
    DEP_NMOD_POSS, DEP_NSUBJ, DEP_NSUBJ_PASS, DEP_NUMMOD, DEP_OBJ, DEP_OBL, DEP_OBL_AGENT,
    DEP_ORPHAN, DEP_PARATAXIS, DEP_PUNCT, DEP_REPARANDUM, DEP_ROOT, DEP_VOCATIVE, DEP_XCOMP,
    DEP_COUNT
} deprel;

typedef enum entity_type {
    ENTITY_DATE, ENTITY_FACILITY, ENTITY_LOCATION, ENTITY_MISC, ENTITY_MONEY, ENTITY_NORP,
    ENTITY_ORGANIZATION, ENTITY_PERSON, ENTITY_PRODUCT, ENTITY_TYPES
} entity_type;

typedef enum role_type { ROLE_SOURCE, ROLE_CUE, ROLE_CONTENT, ROLE_TYPES } role_type;

const char *upos_name(upos u);               /* "ADJ" */
const char *deprel_name(deprel d);           /* "nsubj:pass" */
const char *entity_type_name(entity_type e); /* "Person" */

#define HEAD_ROOT UINT32_MAX
#define LINK_NONE UINT32_MAX

typedef struct entity {
    uint32_t first, past; /* tokens */
    entity_type type;
    float confidence; /* 0 to 1 */
} entity;

/* A source, cue or content of an attribution. */
typedef struct role_span {
    uint32_t first, past; /* tokens */
    role_type type;
    float confidence; /* 0 to 1 */
    uint32_t cue;     /* of a source or content: number of its cue in `roles`, or LINK_NONE */
} role_span;

typedef struct sentence {
    uint32_t first, past; /* tokens; inside one passage */
} sentence;

typedef struct labels {
    const uint8_t *upos;        /* [tokens] */
    const float *upos_sure;     /* [tokens] probability of upos */
    const uint32_t *head;       /* [tokens] token number in the text, or HEAD_ROOT */
    const uint8_t *deprel;      /* [tokens] */
    const sentence *sentences;  /* in order; every token is in one */
    size_t sentence_count;
    const uint32_t *sentence_of; /* [tokens] */
    const entity *entities;     /* in order, not overlapping */
    size_t entity_count;
    const float *cue_sure;      /* [tokens] probability that it is part of a cue */
    const role_span *roles;     /* in order, not overlapping */
    size_t role_count;
} labels;

#endif
