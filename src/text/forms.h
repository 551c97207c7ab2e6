/* text/forms.h: normal forms of tokens, the keys of word tables.
 *
 * Letters are lower-cased (one code point for one, as Unicode's simple mapping says); every
 * decimal digit is "0"; curly and low quotation marks, guillemets, `` and '' are '"'; single
 * ones and ` are "'"; Unicode's hyphens are "-"; runs of two hyphens or more and of – — ― are
 * "--"; … is "..."; anything else is as it was. */
#ifndef TEXT_FORMS_H
#define TEXT_FORMS_H

#include "base/str.h"

enum { FORM_SIZE = 64 }; /* bytes: longer forms are cut, at a character's end */

/* Writes the form of a token's words into out; the result points there. Valid UTF-8. */
str token_form(str word, char out[FORM_SIZE]);

#endif
