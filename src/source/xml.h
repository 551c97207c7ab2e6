/* source/xml.h: large XML, one entry at a time: items of a feed, addresses of a sitemap, items of
 * a news message, each a small tree of its own; and the head, which is what stands outside them.
 *
 * libxml2's push parser mends what is broken (unescaped '&', wrong encodings, tags that do not
 * match) and calls back; nothing is fetched, and of entities only XML's own and the names that
 * HTML has are known, so that none can grow. Memory is that of one entry and of a chunk. */
#ifndef SOURCE_XML_H
#define SOURCE_XML_H

#include "source/input.h"
#include "base/arena.h"

typedef struct xml_attribute {
    str name, value; /* less the prefix of its namespace */
} xml_attribute;

typedef struct xml_node xml_node;
struct xml_node {
    str name;    /* "title", "dc:creator"; none for text */
    buffer text; /* of text */
    LIST(xml_attribute) attributes;
    xml_node *parent, *first, *last, *next;
};

typedef struct xml_entry xml_entry;
struct xml_entry {
    xml_entry *next;
    arena *a;         /* holds the tree */
    xml_node *root;
    size_t line;      /* 1-based, where it begins */
    size_t size, nodes;
    const char *lost; /* why it is not whole ("is not closed"), or NULL */
    char mended[120]; /* the first thing in it that was mended, or "" */
};

typedef struct xml_cutter xml_cutter;

/* names: those of the elements that are entries, without prefix, parted by blanks and with
 * blanks around (" item entry "). `in` is only borrowed. Fails: FAULT_MEMORY. */
xml_cutter *xml_open(input *in, const char *names, fault *f);
void xml_close(xml_cutter *c);

/* The next entry, the caller's to free, or NULL at the end: *f tells with its kind whether that
 * was a failure. Fails: FAULT_INPUT where the parser cannot go on, FAULT_STORE, FAULT_MEMORY. */
xml_entry *xml_next(xml_cutter *c, fault *f);
void xml_entry_free(xml_entry *e); /* NULL is nothing */

/* What stood outside the entries so far; its root is the document, NULL where nothing did. */
const xml_node *xml_head(const xml_cutter *c);

/* ---- looking into trees; n may be NULL everywhere, and then nothing is found ---- */

const xml_node *xml_child(const xml_node *n, const char *name); /* the first of that name */
const xml_node *xml_next_same(const xml_node *n);               /* the next sibling of its name */
const xml_node *xml_find(const xml_node *n, const char *name);  /* the first below n */
str xml_attribute_of(const xml_node *n, const char *name);
str xml_words(arena *a, const xml_node *n);                     /* all text below n, trimmed */
str xml_words_of(arena *a, const xml_node *n, const char *child);

/* The element after n in the order of the document, below root; NULL behind the last. */
const xml_node *xml_walk(const xml_node *n, const xml_node *root);

/* What is below n as HTML, elements under their own names but for those that `rename` names:
 * pairs "hl2=h2 media=figure", parted by blanks. Memory: from a. */
str xml_html(arena *a, const xml_node *n, const char *rename);

#endif
