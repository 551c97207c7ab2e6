/* source/lines.c: see lines.h. One walk over the nodes in order; a stack of the blocks around
 * tells kinds and hints, and every beginning or end of a block ends a line. */
#include "source/lines.h"

#include "base/utf8.h"
#include "source/hints.h"

enum { BYLINE_MOST = 300, PICTURE_MOST = 500, HIDDEN_MOST = 200, FORM_MOST = 250,
       HEADING_MOST = 300 }; /* bytes */
enum { FORM_NODES_MOST = 40 };

typedef struct around {
    uint32_t node, end;
    unsigned hints;
    block_kind kind;
    int level;
} around;

typedef struct walk {
    arena *a;
    const tree *t;
    line_list *out;
    around stack[TREE_DEPTH_MOST + 1];
    size_t depth;
    uint32_t link_end; /* nodes before it are inside a link */
    uint32_t time_end; /* nodes before it are inside a <time> */
    size_t timed;      /* bytes of the line inside one */
    const uint32_t *plain; /* [nodes + 1]: bytes of text outside links in all nodes before */
    const uint32_t *heads; /* [nodes + 1]: first-level headings in all nodes before */
    const uint32_t *asks;  /* [nodes + 1]: fields to fill in, in all nodes before */
    page_line line;    /* being gathered */
    buffer text;
    size_t breaks;     /* <br> since the last text */
} walk;

static void end_line(walk *w) {
    str text = str_trim(buffer_str(&w->text));
    if (text.length) {
        w->line.text = utf8_composed(w->a, arena_copy(w->a, text));
        if (w->timed * 2 > text.length) w->line.hints |= HINT_BYLINE;
        *LIST_ADD(w->a, w->out) = w->line;
    }
    w->text.count = 0;
    w->line = (page_line){ 0 };
    w->breaks = 0;
    w->timed = 0;
}

static bool is_role_away(str role) {
    static const char *const roles[] = {
        "navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar",
        "toolbar", "tooltip", "complementary", "banner",
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (str_is_folded(role, roles[i])) return true;
    return false;
}

static bool is_hidden(const tree *t, uint32_t n) {
    const node *it = &t->nodes.at[n];
    if (tag_is_hidden((tag)it->tag)) return true;
    for (uint32_t i = 0; i < it->attribute_count; i++) {
        const attribute *one = &t->attributes.at[it->attributes + i];
        if (one->name == ATTRIBUTE_HIDDEN && !str_is_folded(one->value, "until-found")) return true;
        if (one->name == ATTRIBUTE_ARIA_HIDDEN && str_is_folded(one->value, "true")) return true;
        if (one->name == ATTRIBUTE_ROLE && is_role_away(one->value)) return true;
        if (one->name != ATTRIBUTE_STYLE) continue;
        str style = one->value;
        if (str_find(style, STR("display:none"), 0) < style.length
            || str_find(style, STR("display: none"), 0) < style.length)
            return true;
    }
    return false;
}

/* A part that holds most of the page's words is not left out for its name: sites call their
 * outermost boxes "has-sidebar" or "no-ads". */
static bool is_most(const walk *w, uint32_t n) {
    const tree *t = w->t;
    uint32_t inside = w->plain[t->nodes.at[n].end] - w->plain[n];
    return (uint64_t)inside * 5 > (uint64_t)w->plain[t->nodes.count] * 2;
}

/* Names of bylines and pictures count where little text stands: an article may be called
 * "post author-lee has-thumbnail" as a whole. */
static unsigned hints_here(const walk *w, uint32_t n) {
    const node *it = &w->t->nodes.at[n];
    if (!it->attribute_count) return 0;
    unsigned hints = hints_of(w->t, n);
    uint32_t inside = w->plain[it->end] - w->plain[n];
    if (inside > BYLINE_MOST) hints &= ~(unsigned)HINT_BYLINE;
    if (inside > PICTURE_MOST) hints &= ~(unsigned)HINT_PICTURE;
    return hints;
}

/* A box with a field to fill in and few words: a letter to sign up for, a poll, a search. */
static bool is_form(const walk *w, uint32_t n) {
    uint32_t end = w->t->nodes.at[n].end;
    return end - n < FORM_NODES_MOST && w->asks[end] > w->asks[n]
        && tag_is_block((tag)w->t->nodes.at[n].tag)
        && w->plain[end] - w->plain[n] <= FORM_MOST;
}

static bool is_away(const walk *w, uint32_t n, unsigned hints) {
    tag it = (tag)w->t->nodes.at[n].tag;
    if (it == TAG_HTML || it == TAG_BODY || it == TAG_MAIN || it == TAG_ARTICLE) return false;
    bool away = it == TAG_NAV || it == TAG_FOOTER || it == TAG_ASIDE
             || ((hints & HINT_AWAY) && !(hints & HINT_BODY)) || is_form(w, n);
    bool headed = it != TAG_NAV && w->heads[w->t->nodes.at[n].end] > w->heads[n];
    return away && !headed && !is_most(w, n);
}

/* Text outside links and outside what is not for reading, summed up in order of the nodes. */
static const uint32_t *sum_plain(arena *a, const tree *t) {
    uint32_t *sum = ARENA_NEW(a, uint32_t, t->nodes.count + 1), so_far = 0, skip_to = 0;
    for (uint32_t n = 0; n < t->nodes.count; n++) {
        const node *it = &t->nodes.at[n];
        sum[n] = so_far;
        if (n < skip_to) continue;
        if (it->tag == TAG_TEXT) so_far += (uint32_t)str_trim(it->text).length;
        else if (it->tag == TAG_A || (tag_is_hidden((tag)it->tag) && it->tag != TAG_NOSCRIPT))
            skip_to = it->end;
    }
    sum[t->nodes.count] = so_far;
    return sum;
}

static void set_kind(around *it, tag t) {
    if (it->hints & HINT_POST) {
        it->kind = BLOCK_POST;
        return;
    }
    if (tag_heading(t)) {
        it->kind = BLOCK_HEADING;
        it->level = tag_heading(t);
    } else if (t == TAG_LI || t == TAG_DT || t == TAG_DD) {
        it->kind = BLOCK_ITEM;
    } else if (t == TAG_BLOCKQUOTE) {
        it->kind = BLOCK_QUOTE;
    } else if (t == TAG_TD || t == TAG_TH) {
        it->kind = BLOCK_CELL;
    } else if (t == TAG_FIGCAPTION || t == TAG_CAPTION) {
        it->kind = BLOCK_CAPTION;
    }
}

/* A heading that nobody closed holds the whole article: its own words alone are the heading. */
static bool is_left_open(const walk *w, const around *it) {
    const tree *t = w->t;
    if (it->kind != BLOCK_HEADING || it->node == NODE_NONE) return false;
    return w->plain[t->nodes.at[it->node].end] - w->plain[it->node] > HEADING_MOST;
}

static void enter_block(walk *w, uint32_t n, unsigned hints) {
    static const around top = { NODE_NONE, NODE_NONE, 0, BLOCK_PARAGRAPH, 0 };
    const around *outer = w->depth ? &w->stack[w->depth - 1] : &top;
    around it = { n, w->t->nodes.at[n].end, outer->hints | hints, outer->kind, outer->level };
    if (is_left_open(w, outer)) {
        it.kind = BLOCK_PARAGRAPH;
        it.level = 0;
    }
    set_kind(&it, (tag)w->t->nodes.at[n].tag);
    end_line(w);
    w->stack[w->depth++] = it;
}

static void add_text(walk *w, uint32_t n, str text) {
    if (w->breaks > 1) end_line(w);
    else if (w->breaks) text_squeeze(w->a, &w->text, STR(" "));
    size_t before = w->text.count;
    text_squeeze(w->a, &w->text, text);
    if (!str_trim(str_cut(buffer_str(&w->text), before, w->text.count)).length) return;
    w->breaks = 0;
    if (n < w->link_end) w->line.linked += w->text.count - before;
    if (n < w->time_end) w->timed += w->text.count - before;
    if (w->line.first) return;
    const around *in = &w->stack[w->depth - 1];
    w->line.first = n;
    w->line.block = in->node;
    w->line.kind = in->kind;
    w->line.level = in->level;
    w->line.hints = in->hints;
}

static const uint32_t *count_heads(arena *a, const tree *t) {
    uint32_t *count = ARENA_NEW(a, uint32_t, t->nodes.count + 1);
    for (uint32_t n = 0; n < t->nodes.count; n++)
        count[n + 1] = count[n] + (t->nodes.at[n].tag == TAG_H1);
    return count;
}

/* Lists of things to tick off are a recipe's, and what is hidden asks nobody. */
static bool is_asking(const tree *t, uint32_t n) {
    tag it = (tag)t->nodes.at[n].tag;
    if (it != TAG_INPUT) return it == TAG_TEXTAREA;
    str type = tree_attribute(t, n, ATTRIBUTE_TYPE);
    return !str_is_folded(type, "hidden") && !str_is_folded(type, "checkbox");
}

static const uint32_t *count_asks(arena *a, const tree *t) {
    uint32_t *count = ARENA_NEW(a, uint32_t, t->nodes.count + 1);
    for (uint32_t n = 0; n < t->nodes.count; n++) count[n + 1] = count[n] + is_asking(t, n);
    return count;
}

/* Gives the node to go on with. */
static uint32_t visit(walk *w, uint32_t n) {
    const node *it = &w->t->nodes.at[n];
    tag t = (tag)it->tag;
    if (t == TAG_TEXT) {
        add_text(w, n, it->text);
        return n + 1;
    }
    if (t == TAG_BR) w->breaks++;
    if (t == TAG_TIME) w->time_end = it->end;
    unsigned hints = hints_here(w, n);
    bool named_hidden = (hints & HINT_HIDDEN) && w->plain[it->end] - w->plain[n] < HIDDEN_MOST;
    bool hidden = (is_hidden(w->t, n) || named_hidden) && !(t == TAG_NOSCRIPT && is_most(w, n));
    if (hidden || is_away(w, n, hints)) {
        if (tag_is_block(t)) end_line(w);
        return it->end;
    }
    if (t == TAG_A && tree_attribute(w->t, n, ATTRIBUTE_HREF).at && it->end > w->link_end)
        w->link_end = it->end;
    if (tag_is_block(t) && w->depth <= TREE_DEPTH_MOST) enter_block(w, n, hints);
    return n + 1;
}

void lines_cut(arena *a, const tree *t, line_list *out) {
    walk *w = ARENA_NEW(a, walk, 1);
    w->a = a;
    w->t = t;
    w->out = out;
    w->plain = sum_plain(a, t);
    w->heads = count_heads(a, t);
    w->asks = count_asks(a, t);
    for (uint32_t n = 0; n < t->nodes.count;) {
        while (w->depth && w->stack[w->depth - 1].end <= n) {
            end_line(w);
            w->depth--;
        }
        n = visit(w, n);
    }
    end_line(w);
}
