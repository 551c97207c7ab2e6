/* model/labels.c: see labels.h. */
#include "model/labels.h"

#include <assert.h>

#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

static const char *const upos_names[] = {
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
};
static_assert(COUNT_OF(upos_names) == UPOS_COUNT, "a name for each word class");

static const char *const deprel_names[] = {
    "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "dep", "det", "discourse",
    "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
    "nmod:poss", "nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "orphan",
    "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
};
static_assert(COUNT_OF(deprel_names) == DEP_COUNT, "a name for each relation");

static const char *const entity_names[] = {
    "Date", "Facility", "Location", "Misc", "Money", "NORP", "Organization", "Person", "Product",
};
static_assert(COUNT_OF(entity_names) == ENTITY_TYPES, "a name for each class of entity");

const char *upos_name(upos u) {
    assert((unsigned)u < UPOS_COUNT);
    return upos_names[u];
}

const char *deprel_name(deprel d) {
    assert((unsigned)d < DEP_COUNT);
    return deprel_names[d];
}

const char *entity_type_name(entity_type e) {
    assert((unsigned)e < ENTITY_TYPES);
    return entity_names[e];
}
