/* text/abbreviations.h: words that keep the dot behind them. */
#ifndef TEXT_ABBREVIATIONS_H
#define TEXT_ABBREVIATIONS_H

#include "base/str.h"

typedef enum abbreviation {
    ABBREVIATION_NONE,
    ABBREVIATION_TITLE,  /* "Mr": a name follows, never a new sentence */
    ABBREVIATION_LAST,   /* "Inc", "etc": may be the last word of a sentence */
    ABBREVIATION_NUMBER, /* "No", "Sept", "p": only where a number follows */
    ABBREVIATION_PLACE,  /* "Wash", "Sun": only after or before a comma */
} abbreviation;

/* What kind of abbreviation a word is, given without its dot. */
abbreviation abbreviation_of(str word);

/* Words that begin sentences and are hardly ever capitalised inside one ("The", "However"). */
bool is_sentence_starter(str word);

/* Prefixes that stay with their word over a hyphen: "pre-war", "co-worker". */
bool is_kept_prefix(str word);

#endif
