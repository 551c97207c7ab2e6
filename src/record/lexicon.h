/* record/lexicon.h: word lists about people and bodies. */
#ifndef RECORD_LEXICON_H
#define RECORD_LEXICON_H

#include "base/str.h"

/* What a noun stands for; see data/lexicon/nouns.py. */
typedef enum noun_class {
    NOUN_THING = 0, /* anything else */
    NOUN_PERSON = 'p',
    NOUN_MAN = 'm',
    NOUN_WOMAN = 'f',
    NOUN_PEOPLE = 'g',
    NOUN_ORGANISATION = 'o',
    NOUN_GOVERNMENT = 'v',
    NOUN_DOCUMENT = 'w', /* words that speak: report, letter, law, source */
} noun_class;

/* The class of a noun by its lemma, in lower case. */
noun_class lexicon_noun(str lemma);

/* 'f' or 'm' where a given name is mostly a woman's or a man's, else 0. Lower case. */
char lexicon_given_name(str name);

#endif
