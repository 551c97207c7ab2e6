/* source/linked_data.h: what a page tells machines of its article in JSON-LD (schema.org).
 * Scripts that are not JSON are searched for the fields' names instead. */
#ifndef SOURCE_LINKED_DATA_H
#define SOURCE_LINKED_DATA_H

#include "source/tree.h"

typedef struct linked_data {
    str headline, name;
    str_list authors;    /* of persons, or of bodies where no person is named */
    bool are_bodies;
    str publisher;
    str published, modified; /* as written */
    str section, language;
    str_list body;       /* articleBody, by paragraphs */
    bool is_article;     /* an object of an article's type was there */
    bool is_live;        /* a LiveBlogPosting */
} linked_data;

enum {
    LINKED_DATA_MOST = 1 << 20, /* bytes of one script */
    LINKED_DATA_DEPTH = 16,     /* objects in objects looked into */
};

/* Memory: from a. Never fails: what cannot be read is left empty. */
void linked_data_read(arena *a, const tree *t, linked_data *out);

#endif
