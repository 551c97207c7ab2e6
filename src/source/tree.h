/* source/tree.h: a page as a tree, the one place that knows how HTML is written.
 *
 * Tokens follow the HTML Standard (13.2.5: text, tags, attributes, comments, raw text, character
 * references). The tree is built by a smaller rule than 13.2.6: end tags that the standard lets
 * a writer leave out are supplied, a stray end tag is dropped, and an end tag for formatting
 * that stands inside an unclosed block takes effect when that block ends. Nothing is moved to
 * another place, so that nodes stand in one array in the order of the page and the subtree of
 * a node is a run of it.
 *
 * Any bytes give a tree, in time linear in their number. */
#ifndef SOURCE_TREE_H
#define SOURCE_TREE_H

#include "base/arena.h"
#include "base/fault.h"

typedef enum tag {
#define TAG(name, word, flags) TAG_##name,
#include "source/tags.h"
#undef TAG
    TAGS
} tag;

typedef enum attribute_name {
    ATTRIBUTE_ARIA_HIDDEN, ATTRIBUTE_ARIA_LABEL, ATTRIBUTE_CHARSET, ATTRIBUTE_CLASS,
    ATTRIBUTE_CONTENT, ATTRIBUTE_DATA_COMPONENT, ATTRIBUTE_DATA_TESTID, ATTRIBUTE_DATETIME,
    ATTRIBUTE_HIDDEN, ATTRIBUTE_HREF, ATTRIBUTE_HTTP_EQUIV, ATTRIBUTE_ID, ATTRIBUTE_ITEMPROP,
    ATTRIBUTE_ITEMTYPE, ATTRIBUTE_LANG, ATTRIBUTE_NAME, ATTRIBUTE_PROPERTY, ATTRIBUTE_REL,
    ATTRIBUTE_ROLE, ATTRIBUTE_STYLE, ATTRIBUTE_TITLE, ATTRIBUTE_TYPE,
    ATTRIBUTE_NAMES
} attribute_name;

typedef struct attribute {
    attribute_name name;
    str value; /* character references resolved; empty where it has no value */
} attribute;

enum { NODE_NONE = UINT32_MAX };

typedef struct node {
    uint32_t parent;     /* NODE_NONE of the root */
    uint32_t end;        /* the subtree is nodes [this, end) */
    uint32_t attributes; /* the first of attribute_count in tree.attributes */
    uint16_t attribute_count;
    uint16_t tag;
    str text; /* of TAG_TEXT, character references resolved, blanks as they stand */
} node;

typedef LIST(node) node_list;
typedef LIST(attribute) attribute_list;

typedef struct tree {
    node_list nodes; /* the first is the root, which no tag of the page made */
    attribute_list attributes;
} tree;

enum {
    TREE_DEPTH_MOST = 256,      /* deeper elements hang from the deepest one kept open */
    TREE_NODES_MOST = 1000000,
    TREE_ATTRIBUTES_MOST = 32,  /* of one element; more are dropped */
};

/* page is UTF-8 and must outlive the tree. Scripts are kept only where they hold linked data.
 * Memory: from a, about 40 bytes a node. Fails: FAULT_INPUT beyond TREE_NODES_MOST. */
bool tree_build(arena *a, str page, tree *out, fault *f);

/* None where the element does not have it. */
str tree_attribute(const tree *t, uint32_t n, attribute_name name);

/* All text below n, one blank for each run of blanks, trimmed. Memory: from a. */
str tree_text(arena *a, const tree *t, uint32_t n);

/* Adds text with one blank for each run of blanks, less control characters and soft hyphens. */
void text_squeeze(arena *a, buffer *out, str text);

/* s cut to at most `most` bytes, no character parted. */
str text_head(str s, size_t most);

bool tag_is_block(tag t);   /* begins a line of its own */
bool tag_is_hidden(tag t);  /* its text is not for reading: script, style, select, ... */
int tag_heading(tag t);     /* 1 to 6 for h1 to h6, else 0 */
const char *tag_word(tag t);
tag tag_of(str word);       /* TAG_UNKNOWN where HTML has no such element */

#endif
