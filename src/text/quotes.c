/* text/quotes.c: see quotes.h.
 *
 * Every passage is read by itself: a quotation that runs over paragraphs is marked by
 * opening anew in each, and one whose closing mark was forgotten ends before the words that
 * tell who said it (`"We lost, she said.`), or with its passage. The side to which a mark
 * leans is told from the blanks around it and, where these say nothing, from its shape, then
 * from what is open. A single mark opens only where another follows that may close it; the
 * rest are apostrophes. */
#include "text/quotes.h"

#include "text/chars.h"

typedef enum mark_kind { MARK_NONE, MARK_DOUBLE, MARK_SINGLE } mark_kind;
typedef enum lean { LEAN_NONE, LEAN_OPEN, LEAN_CLOSE } lean;

typedef struct mark {
    mark_kind kind;
    lean shape; /* what the character itself says */
    lean side;  /* what the blanks around it say */
} mark;

typedef struct quoting {
    str text;
    token *at;
    passage in;
    size_t opens, closes; /* double marks still to come that lean so */
    size_t last_single;   /* last token that may close a single quotation, or 0 */
    size_t clear;         /* first token after the last quotation */
    size_t forgotten;     /* the token before which a closing mark is missing, or 0 */
    unsigned depth;       /* open double quotations, 2 at most */
    bool single;          /* a single quotation is open */
    bool single_inside;   /* and was opened inside the double one */
} quoting;

static str word_of(const quoting *q, size_t i) {
    return str_cut(q->text, q->at[i].start, q->at[i].end);
}

static char first_kind(const quoting *q, size_t i) {
    size_t length;
    return char_at(q->text, q->at[i].start, &length);
}

static bool opens_before(char kind) {
    return kind == '(' || kind == '[' || kind == '-' || kind == '/' || kind == CHAR_DASH
        || kind == '{';
}

static bool blank_before(const quoting *q, size_t i) {
    if (i == q->in.first || q->at[i].flags & TOKEN_SPACE_BEFORE) return true;
    return q->at[i - 1].flags & TOKEN_QUOTE_OPEN || opens_before(first_kind(q, i - 1));
}

static bool is_quote_kind(char kind) {
    return kind == '"' || kind == '\'' || kind == CHAR_QUOTE || kind == '`';
}

/* Looks past further quotation marks, a few of them. */
static bool blank_after(const quoting *q, size_t i) {
    enum { MARKS_MOST = 3 };
    for (size_t k = i + 1; k <= i + MARKS_MOST; k++) {
        if (k >= q->in.past || q->at[k].flags & TOKEN_SPACE_BEFORE) return true;
        if (!(q->at[k].flags & TOKEN_MARK)) return false;
        char next = first_kind(q, k);
        if (is_quote_kind(next)) continue;
        return next != '$' && next != '#' && next != '(' && next != '[' && next != '@'
            && next != CHAR_ELLIPSIS;
    }
    return true;
}

static lean side_of(const quoting *q, size_t i) {
    bool before = blank_before(q, i), after = blank_after(q, i);
    return before == after ? LEAN_NONE : before ? LEAN_OPEN : LEAN_CLOSE;
}

static lean shape_of(str word) {
    static const char *const openers[] = { "\u201C", "\u201E", "\u201F", "\u00AB", "\u2018",
                                           "\u2039", "``", "`" };
    static const char *const closers[] = { "\u201D", "\u00BB", "\u203A" };
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (str_is(word, openers[i])) return LEAN_OPEN;
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (str_is(word, closers[i])) return LEAN_CLOSE;
    return LEAN_NONE;
}

static mark mark_of(const quoting *q, size_t i) {
    mark m = { MARK_NONE, LEAN_NONE, LEAN_NONE };
    if (!(q->at[i].flags & TOKEN_MARK)) return m;
    char kind = first_kind(q, i);
    if (!is_quote_kind(kind)) return m;
    str word = word_of(q, i);
    bool twice = str_is(word, "``") || str_is(word, "''") || str_is(word, "\u2019\u2019");
    m.kind = kind == '"' || kind == CHAR_QUOTE || twice ? MARK_DOUBLE : MARK_SINGLE;
    m.shape = shape_of(word);
    m.side = side_of(q, i);
    return m;
}

static lean leaning(mark m) {
    return m.side != LEAN_NONE ? m.side : m.shape;
}

static void count_ahead(quoting *q) {
    for (size_t i = q->in.first; i < q->in.past; i++) {
        mark m = mark_of(q, i);
        if (m.kind == MARK_DOUBLE) {
            q->opens += leaning(m) == LEAN_OPEN;
            q->closes += leaning(m) == LEAN_CLOSE;
        } else if (m.kind == MARK_SINGLE && leaning(m) == LEAN_CLOSE) {
            q->last_single = i;
        }
    }
}

static bool is_stop(const quoting *q, size_t i) {
    char kind = first_kind(q, i);
    return kind == ',' || kind == '.' || kind == '!' || kind == '?' || kind == CHAR_ELLIPSIS;
}

/* A closing mark without an opening one: behind a stop it closes what the passage, or what
 * follows the last quotation, began with. */
static void close_unopened(quoting *q, size_t i) {
    if (i == q->in.first || !is_stop(q, i - 1) || q->clear != q->in.first) return;
    for (size_t k = q->clear; k < i; k++) q->at[k].flags |= TOKEN_QUOTED;
    q->at[i].flags |= TOKEN_QUOTE_CLOSE;
    q->clear = i + 1;
}

/* ---- a closing mark that was forgotten ---- */

static const char *const said[] = {
    "said", "says", "told", "tells", "added", "adds", "asked", "asks", "wrote", "writes", "tweeted",
    "explained", "insisted", "replied", "warned", "argued", "recalled", "noted", "continued",
    "joked", "shouted", "declared", "stated", "concluded", "admitted", "testified", "complained",
};
static const char *const itself[] = { "to", "me", "us", "my", "our", "that", "so", "it" };

#define IS_ONE(q, i, list) is_one((q), (i), (list), sizeof(list) / sizeof *(list))

static bool is_one(const quoting *q, size_t i, const char *const *list, size_t count) {
    for (size_t k = 0; k < count; k++)
        if (str_is_folded(word_of(q, i), list[k])) return true;
    return false;
}

/* Whether ", the mayor told" stands at the comma i, and is not told by the quotation itself
 * (", he said to me"). */
static bool tells_who(const quoting *q, size_t i, size_t past) {
    enum { SPEAKER_MOST = 5 };
    for (size_t k = i + 1; k < past && k <= i + 1 + SPEAKER_MOST; k++) {
        if (q->at[k].flags & TOKEN_MARK) return false;
        if (!IS_ONE(q, k, said)) continue;
        if (k + 1 < past && IS_ONE(q, k + 1, itself)) return false;
        return k > i + 1 || k + 1 < past;
    }
    return false;
}

/* The token before which the quotation that opens at i should have been closed: where the
 * next double mark opens another, or none comes; 0 where there is no such place. */
static size_t forgotten_close(const quoting *q, size_t i) {
    size_t past = i + 1, found = 0;
    while (past < q->in.past && mark_of(q, past).kind != MARK_DOUBLE) past++;
    if (past < q->in.past && leaning(mark_of(q, past)) != LEAN_OPEN) return 0;
    for (size_t k = i + 2; k < past && !found; k++) {
        char kind = first_kind(q, k);
        if ((kind == ',' || kind == '?' || kind == '!') && tells_who(q, k, past)) found = k + 1;
    }
    return found;
}

static void open_double(quoting *q, size_t i) {
    bool nested = q->depth == 1 && q->closes >= q->opens + 2;
    if (!q->depth && !q->single) q->forgotten = forgotten_close(q, i);
    if (q->depth || q->single) q->at[i].flags |= TOKEN_QUOTED;
    q->at[i].flags |= TOKEN_QUOTE_OPEN;
    q->depth = nested ? 2 : 1;
    q->single_inside = false;
}

static void close_double(quoting *q, size_t i) {
    q->depth--;
    if (q->single && q->single_inside) q->single = false;
    if (q->depth || q->single) q->at[i].flags |= TOKEN_QUOTED;
    q->at[i].flags |= TOKEN_QUOTE_CLOSE;
    q->clear = i + 1;
}

static void read_double(quoting *q, size_t i, mark m) {
    lean to = leaning(m);
    q->opens -= to == LEAN_OPEN;
    q->closes -= to == LEAN_CLOSE;
    if (to == LEAN_NONE) to = q->depth ? LEAN_CLOSE : LEAN_OPEN;
    if (i + 1 == q->in.past) to = LEAN_CLOSE; /* nothing follows that it could open */
    else if (!q->depth && q->at[i].flags & TOKEN_SPACE_BEFORE) to = LEAN_OPEN;
    if (to == LEAN_OPEN) open_double(q, i);
    else if (q->depth) close_double(q, i);
    else close_unopened(q, i);
}

/* The next single mark that leans to a side closes. Passages are short, and a search ends
 * where the next one begins. */
static bool closes_next(const quoting *q, size_t i) {
    for (size_t k = i + 1; k <= q->last_single; k++) {
        mark m = mark_of(q, k);
        if (m.kind == MARK_SINGLE && leaning(m) != LEAN_NONE) return leaning(m) == LEAN_CLOSE;
    }
    return false;
}

/* "the workers' union": a plural before a word, with a closing mark still to come. */
static bool is_possessive(const quoting *q, size_t i) {
    if (i == q->in.first || i + 1 >= q->in.past) return false;
    str before = word_of(q, i - 1);
    return to_lower(before.at[before.length - 1]) == 's' && !(q->at[i + 1].flags & TOKEN_MARK)
        && closes_next(q, i);
}

static bool opens_single(const quoting *q, size_t i, mark m) {
    if (q->single) return false;
    if (i == q->in.first && m.shape == LEAN_OPEN) return true; /* goes on in the next passage */
    if (q->last_single <= i) return false;
    return m.side == LEAN_OPEN || (m.side == LEAN_NONE && m.shape == LEAN_OPEN);
}

static void read_single(quoting *q, size_t i, mark m) {
    uint32_t outer = q->depth ? TOKEN_QUOTED : 0U;
    if (opens_single(q, i, m)) {
        q->at[i].flags |= TOKEN_QUOTE_OPEN | outer;
        q->single = true;
        q->single_inside = q->depth > 0;
    } else if (q->single && leaning(m) != LEAN_OPEN && !is_possessive(q, i)) {
        if (!q->single_inside) q->depth = 0;
        outer = q->depth ? TOKEN_QUOTED : 0U;
        q->at[i].flags |= TOKEN_QUOTE_CLOSE | outer;
        q->single = false;
        if (!q->depth) q->clear = i + 1;
    } else if (q->depth || q->single) {
        q->at[i].flags |= TOKEN_QUOTED | (q->single ? TOKEN_SINGLE_QUOTED : 0U);
    }
}

static void read_passage(quoting *q) {
    count_ahead(q);
    for (size_t i = q->in.first; i < q->in.past; i++) {
        mark m = mark_of(q, i);
        if (i == q->forgotten && q->depth == 1) q->depth = 0;
        if (m.kind == MARK_DOUBLE) {
            read_double(q, i, m);
        } else if (m.kind == MARK_SINGLE) {
            read_single(q, i, m);
        } else {
            if (q->depth || q->single) q->at[i].flags |= TOKEN_QUOTED;
            if (q->single || q->depth > 1) q->at[i].flags |= TOKEN_SINGLE_QUOTED;
        }
    }
}

void quotes_flag(str text, token *at, const passage *passages, size_t passage_count) {
    for (size_t i = 0; i < passage_count; i++) {
        quoting q = { .text = text, .at = at, .in = passages[i], .clear = passages[i].first };
        read_passage(&q);
    }
}
