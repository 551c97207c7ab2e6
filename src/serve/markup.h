/* serve/markup.h: HTML with values that nobody trusts.
 *
 * A page is written in templates, string literals in which `{}` stands for a value. The writer
 * follows the literals as a browser would, so it knows where a value stands and escapes it for
 * that place: in text, in an attribute, in an address. There is no call that writes a value
 * unescaped, and a `{}` in any other place (a tag's name, a script, a comment) is a mistake of
 * ours that an assert stops. The idea is that of Go's html/template.
 *
 *     FILL(m, "<a href=\"/search?q={}\">{}</a>", words, words); */
#ifndef SERVE_MARKUP_H
#define SERVE_MARKUP_H

#include "base/arena.h"

enum { MARKUP_NAME_MOST = 16 };

typedef enum markup_place {
    MARKUP_TEXT, MARKUP_TAG, MARKUP_VALUE /* between the quotation marks of an attribute */
} markup_place;

typedef struct markup {
    arena *a;
    buffer *to;
    markup_place place;
    char name[MARKUP_NAME_MOST]; /* of the attribute last begun */
    size_t name_length;
    size_t value_length; /* what of its value is written, in pieces */
} markup;

markup markup_into(arena *a, buffer *to);

void markup_add(markup *m, const char *literal); /* a template without values */
void markup_fill(markup *m, const char *literal, const str *values, size_t count);

#define FILL(m, literal, ...) \
    markup_fill((m), "" literal, (const str[]){ __VA_ARGS__ }, \
                sizeof((const str[]){ __VA_ARGS__ }) / sizeof(str))

/* Whether it is an address that a page may link to: http or https, and nothing that a browser
 * would take for something else. */
bool may_link_to(str address);

#endif
