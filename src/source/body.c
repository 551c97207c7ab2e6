/* source/body.c: see body.h.
 *
 * Every line of the page has a value: running text is worth its length, links and crumbs of
 * text cost theirs. The article lies in the part of the page whose lines are worth most
 * together (Pasternack and Roth 2009, "Extracting article text from the web with maximum
 * subsequence segmentation", with the parts of the tree in place of runs of tokens). Its core
 * is the smallest part that still holds most of that; what stands beside the core has to show
 * that it belongs to it. */
#include "source/body.h"

#include "source/bylines.h"
#include "source/dates.h"
#include "source/hints.h"
#include "source/lines.h"
#include "source/live.h"
#include "source/phrases.h"

enum {
    TEXT_LEAST = 80,      /* bytes of a line that counts in full */
    SENTENCE_LEAST = 40,  /* bytes of one that does if it ends as a sentence */
    SHARE_OF_CORE = 80,   /* percent of the best part's value */
    SHARE_OF_SECTION = 25, /* percent of the core's: more is no appendix */
    CARD_MOST = 700,      /* bytes of a teaser with its linked heading */
    LEAD_LINES_MOST = 40, /* between headline and core */
    BIO_LINES = 6,        /* at the end of the text */
    WORTHLESS = -30,      /* the value of a list of links */
};

typedef struct choice {
    arena *a;
    const tree *t;
    line_list lines;
    double *sum;      /* [nodes + 1]: values of all lines that begin before the node */
    uint32_t *before; /* [nodes + 1]: how many lines begin before the node */
    bool *keep;       /* [lines] */
    uint32_t best, core;
    const report *about;
} choice;

static bool has_sentence_mark(str s) {
    for (size_t i = 0; i < s.length; i++)
        if (str_has(STR(",.!?;"), s.at[i]) || (unsigned char)s.at[i] == 0xE3) return true;
    return false;
}

static bool ends_sentence(str s) {
    if (str_ends(s, STR("\u201d")) || str_ends(s, STR("\u2019"))) return true;
    return s.length && str_has(STR(".!?\""), s.at[s.length - 1]);
}

static bool is_linked(const page_line *l) {
    return l->linked * 5 > l->text.length * 4;
}

static double value_of(const page_line *l) {
    double length = (double)l->text.length, plain = length - (double)l->linked;
    if (l->linked * 2 > l->text.length) return -10 - (double)l->linked / 2;
    if (l->kind == BLOCK_CAPTION || (l->hints & (HINT_PICTURE | HINT_BYLINE))) return 0;
    if (l->kind == BLOCK_HEADING) return 5;
    if (l->small_print) return -20;
    if (plain >= TEXT_LEAST && has_sentence_mark(l->text)) return plain;
    if (plain >= SENTENCE_LEAST && ends_sentence(l->text)) return plain;
    if (l->kind == BLOCK_ITEM || l->kind == BLOCK_CELL) return plain >= 40 ? plain / 4 : 0;
    return plain >= 40 ? plain / 4 : -4;
}

static void judge_lines(choice *c) {
    for (size_t i = 0; i < c->lines.count; i++) {
        page_line *l = &c->lines.at[i];
        l->small_print = phrase_is_away(l->text);
        l->value = value_of(l);
    }
}

static void sum_values(choice *c) {
    size_t next = 0, count = c->t->nodes.count;
    double sum = 0;
    c->sum = ARENA_NEW(c->a, double, count + 1);
    c->before = ARENA_NEW(c->a, uint32_t, count + 1);
    for (uint32_t n = 0; n <= count; n++) {
        c->sum[n] = sum;
        c->before[n] = (uint32_t)next;
        while (next < c->lines.count && c->lines.at[next].first == n)
            sum += c->lines.at[next++].value;
    }
}

static double value_below(const choice *c, uint32_t n) {
    return c->sum[c->t->nodes.at[n].end] - c->sum[n];
}

/* The part worth most; of equals the smallest. */
static uint32_t best_part(const choice *c) {
    uint32_t best = NODE_NONE;
    double most = TEXT_LEAST;
    for (uint32_t n = 0; n < c->t->nodes.count; n++) {
        tag t = (tag)c->t->nodes.at[n].tag;
        if (!tag_is_block(t) || t == TAG_P || t == TAG_PRE || tag_heading(t)) continue;
        double value = value_below(c, n);
        if (value < most) continue;
        most = value;
        best = n;
    }
    return best;
}

/* From the best part down, as long as one child holds nearly all of it. */
static uint32_t core_of(const choice *c, uint32_t best) {
    double enough = value_below(c, best) * SHARE_OF_CORE / 100;
    uint32_t core = best;
    for (uint32_t n = best + 1; n < c->t->nodes.at[core].end;) {
        tag t = (tag)c->t->nodes.at[n].tag;
        bool goes_on =
            t != TAG_TEXT && t != TAG_P && !tag_heading(t) && value_below(c, n) >= enough;
        if (!goes_on) {
            n = c->t->nodes.at[n].end;
            continue;
        }
        if (tag_is_block(t)) core = n;
        if (hints_of(c->t, n) & HINT_BODY) return n;
        n++;
    }
    return core;
}

static bool is_inside(const choice *c, uint32_t n, uint32_t part) {
    return n >= part && n < c->t->nodes.at[part].end;
}

/* ---- lines in the core ---- */

static bool is_date_line(str s) {
    moment m;
    return s.length <= 60 && date_read(s, DATE_DAY_FIRST, &m);
}

static bool is_byline(choice *c, const page_line *l) {
    str_list names = { 0 };
    if (l->hints & HINT_BYLINE) return true;
    return l->text.length <= 120 && l->kind != BLOCK_HEADING
        && (byline_read(c->a, l->text, &names) || is_date_line(l->text));
}

/* "Ann Lee covers the courts." below the text. */
static bool is_about_author(const choice *c, str s) {
    static const char *const verbs[] = {
        "is ", "was ", "has ", "covers", "writes", "reports", "works", "joined", "lives", "can be",
        "contributed", "spent", "holds",
    };
    if (str_starts_folded(s, STR("by ")) || str_starts_folded(s, STR("follow "))) return false;
    for (size_t i = 0; i < c->about->authors.count; i++) {
        str name = c->about->authors.at[i];
        if (name.length < 5 || !str_has(name, ' ') || !str_starts_folded(s, name)) continue;
        str rest = str_trim(str_cut(s, name.length, s.length));
        for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
            if (str_starts(rest, str_of(verbs[k]))) return true;
    }
    return false;
}

/* Searched from the end, where such lines stand. */
static void drop_about_author(choice *c) {
    uint32_t seen = 0;
    for (uint32_t i = (uint32_t)c->lines.count; i-- > 0 && seen < BIO_LINES;) {
        if (!c->keep[i]) continue;
        seen++;
        if (is_about_author(c, c->lines.at[i].text)) c->keep[i] = false;
    }
}

/* A paragraph beside a picture may be the text of a picture story. */
static bool is_caption(const choice *c, const page_line *l) {
    if (l->kind == BLOCK_CAPTION) return true;
    bool paragraph = c->t->nodes.at[l->block].tag == TAG_P;
    return (l->hints & HINT_PICTURE) && !(paragraph && l->text.length >= TEXT_LEAST);
}

/* "ShareWhatsAppMail": crumbs, most of them links. */
static bool is_crumb(const page_line *l) {
    return l->text.length < SENTENCE_LEAST && l->linked * 2 > l->text.length
        && !ends_sentence(l->text) && l->kind != BLOCK_HEADING && l->kind != BLOCK_CELL;
}

static bool belongs(choice *c, const page_line *l) {
    if (is_caption(c, l) || is_crumb(l)) return false;
    return !is_linked(l) && !is_byline(c, l) && !l->small_print;
}

/* A box inside the core with a linked heading and little more is a teaser for another report. */
static uint32_t card_of(const choice *c, const page_line *l) {
    const node *nodes = c->t->nodes.at;
    uint32_t box = l->kind == BLOCK_HEADING ? nodes[l->block].parent : NODE_NONE;
    while (box != NODE_NONE && !tag_is_block((tag)nodes[box].tag)) box = nodes[box].parent;
    if (box == NODE_NONE || !is_linked(l) || box <= c->core || !is_inside(c, box, c->core))
        return NODE_NONE;
    size_t size = 0;
    for (uint32_t i = c->before[box]; i < c->before[nodes[box].end] && size <= CARD_MOST; i++)
        size += c->lines.at[i].text.length;
    return size <= CARD_MOST ? box : NODE_NONE;
}

static void drop(choice *c, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++) c->keep[i] = false;
}

static void drop_part(choice *c, uint32_t n) {
    drop(c, c->before[n], c->before[c->t->nodes.at[n].end]);
}

static uint32_t section_end(const choice *c, uint32_t opener) {
    const page_line *head = &c->lines.at[opener];
    uint32_t box = c->t->nodes.at[head->block].parent;
    uint32_t end = c->before[c->t->nodes.at[box].end];
    uint32_t i = opener + 1;
    while (i < end
           && !(c->lines.at[i].kind == BLOCK_HEADING && c->lines.at[i].level <= head->level))
        i++;
    return i;
}

/* "Related stories" and what follows it, up to the next heading of its level or its box's end.
 * Where that would be much of the article, the heading stands in its midst, and only the links
 * up to the next running text go. */
static void drop_section(choice *c, uint32_t opener) {
    uint32_t end = section_end(c, opener);
    double value = 0;
    for (uint32_t i = opener + 1; i < end; i++) value += c->lines.at[i].value;
    if (value > value_below(c, c->core) * SHARE_OF_SECTION / 100)
        for (uint32_t i = end; i-- > opener + 1;)
            if (c->lines.at[i].value >= TEXT_LEAST) end = i;
    drop(c, opener, end);
}

static bool is_headline(const choice *c, const page_line *l) {
    return l->kind == BLOCK_HEADING && l->text.length && str_same_folded(l->text, c->about->title);
}

static void keep_core(choice *c) {
    uint32_t first = c->before[c->core], end = c->before[c->t->nodes.at[c->core].end];
    for (uint32_t i = first; i < end; i++) c->keep[i] = belongs(c, &c->lines.at[i]);
    for (uint32_t i = first; i < end; i++) {
        const page_line *l = &c->lines.at[i];
        uint32_t card = card_of(c, l);
        if (card != NODE_NONE) drop_part(c, card);
        if (l->kind == BLOCK_HEADING && phrase_opens_away(l->text)) drop_section(c, i);
    }
}

/* What stands in the core above the headline is a banner, where most stands below. */
static void drop_above_headline(choice *c) {
    uint32_t first = c->before[c->core], end = c->before[c->t->nodes.at[c->core].end], i = first;
    double above = 0;
    while (i < end && !is_headline(c, &c->lines.at[i])) above += c->lines.at[i++].value;
    if (i < end && above > 0 && above * 3 < value_below(c, c->core)) drop(c, first, i);
}

/* Lists and boxes that are worth less than nothing, taken whole. */
static void drop_worthless(choice *c) {
    const node *nodes = c->t->nodes.at;
    for (uint32_t n = c->core + 1; n < nodes[c->core].end;) {
        uint32_t lines = c->before[nodes[n].end] - c->before[n];
        bool worthless =
            tag_is_block((tag)nodes[n].tag) && lines >= 2 && value_below(c, n) < WORTHLESS;
        if (worthless) drop_part(c, n);
        n = worthless ? nodes[n].end : n + 1;
    }
}

/* ---- what stands beside the core ---- */

static bool same_name(const choice *c, uint32_t left, uint32_t right) {
    const node *nodes = c->t->nodes.at;
    str a = tree_attribute(c->t, left, ATTRIBUTE_CLASS),
        b = tree_attribute(c->t, right, ATTRIBUTE_CLASS);
    return nodes[left].tag == nodes[right].tag && a.length && str_same(a, b);
}

/* A sibling of the core that is called as it is, or as an article's text is, and is worth
 * something. */
static void keep_siblings(choice *c) {
    const node *nodes = c->t->nodes.at;
    for (uint32_t inner = c->core; inner != c->best; inner = nodes[inner].parent) {
        uint32_t outer = nodes[inner].parent;
        for (uint32_t n = outer + 1; n < nodes[outer].end; n = nodes[n].end) {
            if (n == inner || nodes[n].tag == TAG_TEXT) continue;
            bool named = same_name(c, n, inner) || (hints_of(c->t, n) & HINT_BODY);
            bool plain = nodes[n].tag == TAG_P && outer == nodes[c->core].parent;
            if ((!named || value_below(c, n) < TEXT_LEAST) && !(plain && value_below(c, n) > 0))
                continue;
            for (uint32_t i = c->before[n]; i < c->before[nodes[n].end]; i++)
                c->keep[i] = belongs(c, &c->lines.at[i]);
        }
    }
}

static bool is_lead(choice *c, const page_line *l) {
    if (!belongs(c, l) || is_date_line(l->text)) return false;
    if (l->kind == BLOCK_HEADING) return l->text.length >= 20 && !phrase_opens_away(l->text);
    if (l->hints & HINT_LEAD) return l->text.length >= 20;
    bool loose = l->kind == BLOCK_ITEM || l->kind == BLOCK_CELL;
    return l->value >= (loose ? TEXT_LEAST : 10);
}

/* The nearest line above the core that satisfies; the core's first where there is none. */
static uint32_t headline_above(const choice *c, uint32_t core) {
    for (uint32_t i = core; i > 0 && core - i < LEAD_LINES_MOST; i--)
        if (c->lines.at[i - 1].level == 1) return i - 1;
    return core;
}

/* The headline stands in the core, above its running text: what is above it is none of it. */
static bool is_headed(const choice *c) {
    uint32_t i = c->before[c->core], end = c->before[c->t->nodes.at[c->core].end];
    while (i < end && c->lines.at[i].level != 1 && c->lines.at[i].value < TEXT_LEAST) i++;
    return i < end && c->lines.at[i].level == 1;
}

/* What stands between the headline and the core: the line under the headline, a summary; and
 * in the best part everything from the first running text on. */
static void keep_lead(choice *c) {
    uint32_t core = c->before[c->core], top = headline_above(c, core), best = c->before[c->best];
    bool running = false;
    if (top == core && is_headed(c)) return;
    for (uint32_t i = top < core ? top + 1 : best; i < core; i++) {
        page_line *l = &c->lines.at[i];
        bool good = belongs(c, l);
        running = running || (i >= best && good && l->value >= TEXT_LEAST);
        if (good && (running || (top < core && is_lead(c, l)))) c->keep[i] = true;
    }
}

/* A heading with nothing below it opened what is no article. */
static void drop_last_headings(choice *c) {
    for (size_t i = c->lines.count; i-- > 0;) {
        if (!c->keep[i]) continue;
        if (c->lines.at[i].kind != BLOCK_HEADING) return;
        c->keep[i] = false;
    }
}

/* Where entries show the clock alone, its line becomes the time of those below it. */
static void write_clocked(choice *c, passage_list *out) {
    str_list words = { 0 }, times = { 0 };
    passage_list all = *out;
    for (size_t i = 0; i < all.count; i++) { /* a table of times stays a table */
        bool table = all.at[i].kind == BLOCK_CELL || all.at[i].kind == BLOCK_ITEM;
        *LIST_ADD(c->a, &words) = table ? STR("") : all.at[i].text;
    }
    live_clocks(c->a, words.at, words.count, c->about->published, &times);
    if (!times.count) return;
    *out = (passage_list){ 0 };
    str now = STR_NONE;
    for (size_t i = 0; i < all.count; i++) {
        if (times.at[i].at) now = times.at[i];
        else *LIST_ADD(c->a, out) = (passage){ all.at[i].text, all.at[i].kind, now };
    }
}

/* Lines as passages, with the times of a live blog's entries. */
static void write_passages(choice *c, passage_list *out) {
    live_list entries = { 0 };
    live_entries(c->a, c->t, c->core, date_order_of(c->about->language), &entries);
    size_t entry = 0;
    for (size_t i = 0; i < c->lines.count; i++) {
        const page_line *l = &c->lines.at[i];
        if (!c->keep[i]) continue;
        while (entry < entries.count && entries.at[entry].end <= l->first) entry++;
        bool dated = entry < entries.count && l->first >= entries.at[entry].node;
        *LIST_ADD(c->a, out) =
            (passage){ l->text, l->kind, dated ? entries.at[entry].time : STR_NONE };
    }
    if (!entries.count) write_clocked(c, out);
}

void body_find(arena *a, const tree *t, line_list *lines, const report *about, passage_list *out) {
    choice c = { .a = a, .t = t, .lines = *lines, .about = about };
    judge_lines(&c);
    sum_values(&c);
    c.best = best_part(&c);
    if (c.best == NODE_NONE) return;
    c.core = core_of(&c, c.best);
    c.keep = ARENA_NEW(a, bool, c.lines.count);
    keep_core(&c);
    drop_above_headline(&c);
    drop_worthless(&c);
    keep_siblings(&c);
    keep_lead(&c);
    drop_about_author(&c);
    drop_last_headings(&c);
    write_passages(&c, out);
}
