/* source/tree.c: the tree's elements and how start and end tags nest; see tree.h. Cutting the
 * page into tags is markup.c's business. */
#include "source/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "source/markup.h"
#include "source/references.h"

enum {
    VOID = 1, BLOCK = 2, CLOSES = 4, RAW = 8, PLAIN = 16, FORM = 32, FENCE = 64, HIDE = 128,
};

static const struct { const char *word; int flags; } elements[TAGS] = {
#define TAG(name, word, flags) { word, flags },
#include "source/tags.h"
#undef TAG
};

static bool has(tag t, int flags) {
    return elements[t].flags & flags;
}

bool tag_is_block(tag t) {
    return has(t, BLOCK);
}

bool tag_is_hidden(tag t) {
    return has(t, HIDE);
}

int tag_heading(tag t) {
    return t >= TAG_H1 && t <= TAG_H6 ? (int)(t - TAG_H1) + 1 : 0;
}

const char *tag_word(tag t) {
    return elements[t].word;
}

tag tag_of(str word) {
    int low = TAG_A, high = TAGS - 1;
    if (word.length == 0 || word.length > 10) return TAG_UNKNOWN;
    char folded[10];
    for (size_t i = 0; i < word.length; i++) folded[i] = to_lower(word.at[i]);
    str key = { folded, word.length };
    while (low <= high) {
        int middle = (low + high) / 2;
        int order = str_compare(key, str_of(elements[middle].word));
        if (order == 0) return (tag)middle;
        if (order < 0) high = middle - 1;
        else low = middle + 1;
    }
    return TAG_UNKNOWN;
}

/* ---- nesting ---- */

typedef struct open_element {
    uint32_t node;
    bool ended; /* its end tag came while a block inside it was open */
} open_element;

typedef struct builder {
    arena *a;
    tree *t;
    open_element stack[TREE_DEPTH_MOST];
    uint32_t depth;
    uint32_t open[TAGS]; /* how many of each are on the stack and not ended */
    uint32_t foreign;    /* svg and math open */
} builder;

static tag tag_at(const builder *b, uint32_t level) {
    return (tag)b->t->nodes.at[b->stack[level].node].tag;
}

static void pop(builder *b) {
    open_element top = b->stack[--b->depth];
    node *n = &b->t->nodes.at[top.node];
    n->end = (uint32_t)b->t->nodes.count;
    if (!top.ended) b->open[n->tag]--;
    if (n->tag == TAG_SVG || n->tag == TAG_MATH) b->foreign--;
}

/* The root, at level 0, stays to the end. */
static void pop_to(builder *b, uint32_t level) {
    while (b->depth > level) pop(b);
    while (b->depth > 1 && b->stack[b->depth - 1].ended) pop(b);
}

/* The level of the innermost open t above the nearest of `fences`, or -1. */
static int level_of(const builder *b, tag t, const tag fences[]) {
    if (b->open[t] == 0) return -1;
    for (uint32_t level = b->depth; level-- > 0;) {
        tag here = tag_at(b, level);
        if (here == t && !b->stack[level].ended) return (int)level;
        for (const tag *fence = fences; *fence != TAGS; fence++)
            if (here == *fence) return -1;
    }
    return -1;
}

static void end_inside(builder *b, tag t, const tag fences[]) {
    int level = level_of(b, t, fences);
    if (level >= 0) pop_to(b, (uint32_t)level);
}

static const tag paragraph_fences[] = { TAG_TABLE,  TAG_TD,     TAG_TH,       TAG_CAPTION,
                                        TAG_BUTTON, TAG_OBJECT, TAG_TEMPLATE, TAGS };
static const tag list_fences[] = { TAG_UL, TAG_OL, TAG_MENU, TAG_DIR, TAG_TABLE, TAG_TD, TAG_TH,
                                   TAG_DIV, TAG_SECTION, TAG_ARTICLE, TAG_NAV, TAG_TEMPLATE, TAGS };
static const tag term_fences[] = { TAG_DL, TAG_TABLE, TAG_TD, TAG_TH, TAG_TEMPLATE, TAGS };
static const tag table_fences[] = { TAG_TABLE, TAG_TEMPLATE, TAGS };
static const tag option_fences[] = { TAG_SELECT, TAG_DATALIST, TAGS };

/* Ends what the start tag of t ends though nobody wrote the end tag. */
static void end_implied(builder *b, tag t) {
    if (has(t, CLOSES)) end_inside(b, TAG_P, paragraph_fences);
    switch (t) {
    case TAG_LI: end_inside(b, TAG_LI, list_fences); break;
    case TAG_DT: case TAG_DD:
        end_inside(b, TAG_DT, term_fences);
        end_inside(b, TAG_DD, term_fences);
        break;
    case TAG_TBODY: case TAG_THEAD: case TAG_TFOOT:
        end_inside(b, TAG_TBODY, table_fences);
        end_inside(b, TAG_THEAD, table_fences);
        end_inside(b, TAG_TFOOT, table_fences);
        break;
    case TAG_TR: end_inside(b, TAG_TR, table_fences); break;
    case TAG_TD: case TAG_TH:
        end_inside(b, TAG_TD, table_fences);
        end_inside(b, TAG_TH, table_fences);
        break;
    case TAG_OPTION: end_inside(b, TAG_OPTION, option_fences); break;
    case TAG_BODY: end_inside(b, TAG_HEAD, table_fences); break;
    case TAG_A: end_inside(b, TAG_A, paragraph_fences); break;
    default:
        if (tag_heading(t) && b->depth && tag_heading(tag_at(b, b->depth - 1)))
            pop_to(b, b->depth - 1);
    }
}

static uint32_t add_node(builder *b, tag t, str text) {
    uint32_t index = (uint32_t)b->t->nodes.count;
    *LIST_ADD(b->a, &b->t->nodes) = (node){
        .parent = b->depth ? b->stack[b->depth - 1].node : NODE_NONE,
        .end = index + 1, .tag = (uint16_t)t, .text = text,
    };
    return index;
}

static void add_attributes(builder *b, uint32_t index, const markup *m) {
    node *n = &b->t->nodes.at[index];
    n->attributes = (uint32_t)b->t->attributes.count;
    n->attribute_count = (uint16_t)m->attribute_count;
    for (size_t i = 0; i < m->attribute_count; i++) {
        attribute *it = LIST_ADD(b->a, &b->t->attributes);
        *it = m->attributes[i];
        it->value = references_resolved(b->a, it->value);
    }
}

static bool is_linked_data(const markup *m) {
    for (size_t i = 0; i < m->attribute_count; i++)
        if (m->attributes[i].name == ATTRIBUTE_TYPE
            && str_find_folded(m->attributes[i].value, STR("ld+json"), 0)
                   < m->attributes[i].value.length)
            return true;
    return false;
}

/* Text of title, script and the like: everything up to the element's own end tag. */
static void take_raw(builder *b, markup *m, uint32_t index) {
    tag t = m->tag;
    bool keep = has(t, PLAIN) || t == TAG_XMP || (t == TAG_SCRIPT && is_linked_data(m));
    str text = markup_raw(m);
    if (!keep || text.length == 0) return;
    uint32_t child = add_node(b, TAG_TEXT, has(t, PLAIN) ? references_resolved(b->a, text) : text);
    b->t->nodes.at[child].parent = index;
    b->t->nodes.at[index].end = child + 1;
}

static void start_element(builder *b, markup *m) {
    tag t = m->tag;
    if (!b->foreign) end_implied(b, t);
    uint32_t index = add_node(b, t, STR_NONE);
    add_attributes(b, index, m);
    if (!b->foreign && has(t, RAW | PLAIN)) {
        take_raw(b, m, index);
        return;
    }
    bool empty = has(t, VOID) || (m->self_closing && (b->foreign || t == TAG_SVG || t == TAG_MATH));
    if (empty || b->depth == TREE_DEPTH_MOST) return;
    b->stack[b->depth++] = (open_element){ index, false };
    b->open[t]++;
    if (t == TAG_SVG || t == TAG_MATH) b->foreign++;
}

static bool block_above(const builder *b, uint32_t level) {
    for (uint32_t i = level + 1; i < b->depth; i++)
        if (has(tag_at(b, i), BLOCK) && tag_at(b, i) != TAG_P) return true;
    return false;
}

static const tag *fences_of(tag t) {
    static const tag none[] = { TAGS };
    if (t == TAG_TABLE || t == TAG_HTML || t == TAG_BODY || t == TAG_TEMPLATE) return none;
    if (t == TAG_LI) return list_fences;
    bool part = t == TAG_TD || t == TAG_TH || t == TAG_TR || t == TAG_TBODY || t == TAG_THEAD
             || t == TAG_TFOOT || t == TAG_CAPTION;
    return part ? table_fences : paragraph_fences;
}

static void end_element(builder *b, tag t) {
    if (t == TAG_BODY || t == TAG_HTML || has(t, VOID))
        return; /* what follows still belongs to them */
    int level = level_of(b, t, fences_of(t));
    if (level < 0 && tag_heading(t))
        for (tag h = TAG_H1; h <= TAG_H6 && level < 0; h++)
            level = level_of(b, h, paragraph_fences);
    if (level < 0) return;
    if (has(t, FORM) && block_above(b, (uint32_t)level)) {
        b->stack[level].ended = true;
        b->open[tag_at(b, (uint32_t)level)]--;
        return;
    }
    pop_to(b, (uint32_t)level);
}

bool tree_build(arena *a, str page, tree *out, fault *f) {
    builder b = { .a = a, .t = out };
    markup m = markup_of(page);
    *out = (tree){ 0 };
    b.stack[0] = (open_element){ add_node(&b, TAG_HTML, STR_NONE), true };
    b.depth = 1;
    while (markup_next(&m)) {
        if (out->nodes.count >= TREE_NODES_MOST)
            return FAULT(f, FAULT_INPUT, m.at, "page has more than %d elements", TREE_NODES_MOST);
        if (m.kind == MARKUP_TEXT) add_node(&b, TAG_TEXT, references_resolved(a, m.text));
        else if (m.kind == MARKUP_START) start_element(&b, &m);
        else end_element(&b, m.tag);
    }
    while (b.depth) pop(&b);
    return true;
}

/* ---- reading the tree ---- */

str tree_attribute(const tree *t, uint32_t n, attribute_name name) {
    const node *it = &t->nodes.at[n];
    for (uint32_t i = 0; i < it->attribute_count; i++) {
        const attribute *one = &t->attributes.at[it->attributes + i];
        if (one->name == name) return one->value;
    }
    return STR_NONE;
}

void text_squeeze(arena *a, buffer *out, str text) {
    size_t start = 0;
    for (size_t at = 0, length; at < text.length; at += length) {
        code_point c = utf8_at(text, at, &length);
        bool blank = utf8_is_space(c) || c == CODE_POINT_NONE;
        if (!blank && !(c < 0x20 || c == 0x7F || c == 0x200B || c == 0xAD)) continue;
        buffer_add(a, out, str_cut(text, start, at));
        start = at + length;
        if (blank && out->count && out->at[out->count - 1] != ' ') buffer_add(a, out, STR(" "));
    }
    buffer_add(a, out, str_cut(text, start, text.length));
}

str text_head(str s, size_t most) {
    if (s.length <= most) return s;
    while (most > 0 && ((unsigned char)s.at[most] & 0xC0) == 0x80) most--;
    return str_cut(s, 0, most);
}

/* A block ended between the node before and this one. */
static bool follows_block(const tree *t, uint32_t n) {
    uint32_t parent = t->nodes.at[n].parent;
    for (uint32_t p = n - 1; p != NODE_NONE && p != parent; p = t->nodes.at[p].parent)
        if (tag_is_block((tag)t->nodes.at[p].tag)) return true;
    return false;
}

str tree_text(arena *a, const tree *t, uint32_t n) {
    buffer out = { 0 };
    for (uint32_t i = n; i < t->nodes.at[n].end; i++) {
        const node *it = &t->nodes.at[i];
        if (i > n && follows_block(t, i)) text_squeeze(a, &out, STR(" "));
        if (it->tag == TAG_TEXT) text_squeeze(a, &out, it->text);
        else if (it->tag == TAG_BR || tag_is_block((tag)it->tag)) text_squeeze(a, &out, STR(" "));
        else if (i != n && tag_is_hidden((tag)it->tag)) i = it->end - 1;
    }
    return utf8_composed(a, str_trim(buffer_str(&out)));
}
