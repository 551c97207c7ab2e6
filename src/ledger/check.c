/* ledger/check.c: see check.h. */
#include "ledger/check.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/names.h"
#include "ledger/schema.h"
#include "ledger/terms.h"
#include "ledger/utterances.h"
#include "record/word_map.h"

static const double NEAR_LEAST = 0.5;      /* of the words' weight: less is something else */
static const double VOTES_LEAST = 0.4;     /* of the looked-up words' weight in a report */
static const double WHOLE = 0.85;          /* as near as that, parts are not looked for */
static const double JOINED_MORE = 0.1;     /* what joining statements must add */
static const double NARRATION_LEAST = 0.7;
static const double NARRATION_MORE = 0.1;  /* than any statement */
enum {
    LOOKED_UP = 12,        /* rarest words */
    ROWS_MOST = 20000,     /* reports of one word; more have it: it tells nothing */
    REPORTS_MOST = 300,    /* whose statements are held against the words */
    COMMON_MOST = 2000,    /* the same, where all words are common */
    NARRATED_MOST = 60,    /* whose sentences are */
    JOINED_MOST = 3,
    PART_WORDS_LEAST = 4,
};

typedef struct checking {
    ledger *l;
    db *d;
    arena *a;
    wording_table *table;
    str words;             /* all that were asked for */
    span part;             /* that is looked for now */
    wording asked;         /* its words */
    checked_list found;
} checking;

/* ---- reports that may have the words ---- */

typedef struct rare_word {
    str word;
    double weight;
} rare_word;

typedef LIST(rare_word) rare_list;

static int rarer(const void *left, const void *right) {
    const rare_word *l = left, *r = right;
    if (l->weight < r->weight || l->weight > r->weight) return l->weight > r->weight ? -1 : 1;
    return str_compare(l->word, r->word);
}

/* The rarest words, as the index has them, none twice. */
static rare_list rarest(checking *c) {
    rare_list out = { 0 };
    str_list words = name_words(c->a, str_in(c->words, c->part));
    for (size_t i = 0; i < words.count; i++) {
        size_t k = 0;
        char stem[TERM_SIZE];
        while (k < out.count && !str_same(out.at[k].word, words.at[i])) k++;
        if (k < out.count) continue;
        str s = words.at[i].length < TERM_SIZE ? term_stem(words.at[i], stem) : words.at[i];
        *LIST_ADD(c->a, &out) = (rare_word){ words.at[i], 0.25 + term_rarity(s) };
    }
    if (out.count) qsort(out.at, out.count, sizeof *out.at, rarer);
    if (out.count > LOOKED_UP) out.count = LOOKED_UP;
    return out;
}

typedef struct voted {
    int64_t report;
    double weight;
} voted;

typedef LIST(voted) voted_list;

static int more_votes(const void *left, const void *right) {
    const voted *l = left, *r = right;
    if (l->weight < r->weight || l->weight > r->weight) return l->weight > r->weight ? -1 : 1;
    return (l->report > r->report) - (l->report < r->report);
}

/* Reports that the index has for a match; false where there are more than `most`. */
static bool look_up(checking *c, str match, size_t most, voted_list *out) {
    query *q = db_query(c->d, "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?");
    query_words(q, match);
    query_int(q, (int64_t)most + 1);
    while (query_next(q)) *LIST_ADD(c->a, out) = (voted){ query_int_at(q, 0), 1 };
    return out->count <= most;
}

static str quoted(arena *a, str word) {
    return arena_print(a, "\"%.*s\"", STR_ARG(word));
}

/* Adds the weight of a word to the reports that have it. */
static bool vote(checking *c, const rare_word *w, word_map *numbers, voted_list *votes) {
    voted_list rows = { 0 };
    if (!look_up(c, quoted(c->a, w->word), ROWS_MOST, &rows)) return false;
    for (size_t i = 0; i < rows.count; i++) {
        str key = { (const char *)&rows.at[i].report, sizeof rows.at[i].report };
        uint32_t *at = word_map_put(numbers, key);
        if (*at == WORD_MAP_NONE) {
            *at = (uint32_t)votes->count;
            *LIST_ADD(c->a, votes) = (voted){ rows.at[i].report, 0 };
        }
        votes->at[*at].weight += w->weight;
    }
    return true;
}

/* Where all words are common: reports that have all of them, or all but one. */
static voted_list of_common(checking *c, const rare_list *rare) {
    voted_list out = { 0 };
    for (size_t without = rare->count; out.count < COMMON_MOST; without--) {
        buffer match = { 0 };
        for (size_t i = 0; i < rare->count; i++)
            if (i != without)
                buffer_print(c->a, &match, "%s%.*s", match.count ? " " : "",
                             STR_ARG(quoted(c->a, rare->at[i].word)));
        if (match.count) look_up(c, buffer_str(&match), COMMON_MOST, &out);
        if (!without || rare->count < 3 || out.count) break;
    }
    return out;
}

static voted_list candidates(checking *c) {
    rare_list rare = rarest(c);
    voted_list votes = { 0 };
    word_map *numbers = word_map_new(c->a);
    double weight = 0;
    for (size_t i = 0; i < rare.count; i++)
        if (vote(c, &rare.at[i], numbers, &votes)) weight += rare.at[i].weight;
    if (weight <= 0) return of_common(c, &rare);
    if (votes.count) qsort(votes.at, votes.count, sizeof *votes.at, more_votes);
    size_t count = 0;
    while (count < votes.count && count < REPORTS_MOST
           && votes.at[count].weight >= VOTES_LEAST * weight)
        count++;
    votes.count = count;
    return votes;
}

/* ---- statements ---- */

typedef struct said {
    int64_t number, group, speaker;
    str content;
    double near; /* to the words */
} said;

typedef LIST(said) said_list;

static said_list statements_of(checking *c, int64_t number) {
    said_list out = { 0 };
    query *q = db_query(c->d, "SELECT f.id, coalesce(w.first, f.id), coalesce(f.speaker, -1),"
                              " words_at(x.text, f.at, f.length) FROM statement f"
                              " JOIN report_text x ON x.report = ?1"
                              " LEFT JOIN wording w ON w.statement = f.id"
                              " WHERE f.id >= ?1 << 20 AND f.id < (?1 + 1) << 20 ORDER BY f.id");
    query_int(q, number);
    while (query_next(q))
        *LIST_ADD(c->a, &out) = (said){ query_int_at(q, 0), query_int_at(q, 1), query_int_at(q, 2),
                                        arena_copy(c->a, query_words_at(q, 3)), 0 };
    return out;
}

/* How near a content is to the words; 0 where it is too far. */
static double nearness_of(checking *c, str content, aligned *out) {
    wording theirs = wordings_cut_with(c->table, c->a, content);
    double both = wordings_overlap(&c->asked, &theirs) * (c->asked.weight + theirs.weight) / 2;
    if (both < NEAR_LEAST * c->asked.weight) return 0;
    *out = wordings_compare(c->table, &c->asked, &theirs);
    double near = c->asked.weight <= theirs.weight ? out->share : out->whole;
    return near >= NEAR_LEAST ? near : 0;
}

static void add_found(checking *c, const checked *one) {
    for (size_t i = 0; i < c->found.count; i++) {
        checked *there = &c->found.at[i];
        bool same = there->group == one->group && there->narration == one->narration
            && there->part.start == one->part.start;
        if (!same) continue;
        bool nearer = one->nearness > there->nearness
            || (one->nearness >= there->nearness && one->other.count < there->other.count);
        if (nearer) *there = *one;
        return;
    }
    *LIST_ADD(c->a, &c->found) = *one;
}

/* A content that is near, with what differs. */
static void found(checking *c, checked one) {
    str asked = str_in(c->words, c->part);
    one.core = wordings_core(c->a, asked, one.content);
    aligned d = wordings_align(c->a, asked, str_in(one.content, one.core));
    one.part = c->part;
    one.missing = d.left;
    for (size_t i = 0; i < one.missing.count; i++) {
        one.missing.at[i].start += c->part.start;
        one.missing.at[i].end += c->part.start;
    }
    one.other = d.right;
    for (size_t i = 0; i < one.other.count; i++) {
        one.other.at[i].start += one.core.start;
        one.other.at[i].end += one.core.start;
    }
    one.differs = utterances_differences(c->a, d.differs);
    add_found(c, &one);
}

/* Statements of one speaker from the i-th on, as one; none where they are another's. */
static str joined(checking *c, const said_list *all, size_t i, size_t count) {
    str out = all->at[i].content;
    if (i + count > all->count || all->at[i].speaker < 0) return STR_NONE;
    for (size_t k = 1; k < count; k++) {
        if (all->at[i + k].speaker != all->at[i].speaker) return STR_NONE;
        out = arena_join(c->a, arena_join(c->a, out, STR(" ")), all->at[i + k].content);
    }
    return out;
}

/* Statements behind the i-th that together with it are decidedly nearer than each alone. */
static void join(checking *c, const said_list *all, size_t i, checked *best) {
    double most = all->at[i].near;
    for (size_t n = 2; n <= JOINED_MOST; n++) {
        aligned d;
        str content = joined(c, all, i, n);
        if (!content.at) return;
        if (all->at[i + n - 1].near > most) most = all->at[i + n - 1].near;
        double together = nearness_of(c, content, &d);
        if (together < WHOLE || together < most + JOINED_MORE) continue;
        best->nearness = together;
        best->content = content;
        best->joined = n;
        return;
    }
}

static void look_at_statements(checking *c, int64_t number) {
    said_list all = statements_of(c, number);
    aligned d;
    for (size_t i = 0; i < all.count; i++)
        all.at[i].near = nearness_of(c, all.at[i].content, &d);
    for (size_t i = 0; i < all.count; i++) {
        checked best = { .content = all.at[i].content, .joined = 1, .number = all.at[i].number,
                         .group = all.at[i].group, .nearness = all.at[i].near };
        if (best.nearness < WHOLE) join(c, &all, i, &best);
        if (best.nearness > 0) found(c, best);
    }
}

/* ---- narration ---- */

/* The sentence of a report that is nearest. */
static void look_at_sentences(checking *c, int64_t number) {
    store_current now;
    checked best = { .narration = true, .number = number, .group = -1 - number };
    if (!store_read(c->d, c->a, number, &now)) return;
    for (size_t i = 0; i < now.sentences.count; i++) {
        aligned d;
        str content = str_in(now.report.text, now.sentences.at[i]);
        double near = nearness_of(c, content, &d);
        if (near <= best.nearness) continue;
        best.nearness = near;
        best.content = content;
    }
    if (best.nearness >= NARRATION_LEAST) found(c, best);
}

/* ---- the whole, and its parts ---- */

static double nearest_found(const checking *c, bool narration) {
    double best = 0;
    for (size_t i = 0; i < c->found.count; i++)
        if (c->found.at[i].narration == narration && c->found.at[i].nearness > best)
            best = c->found.at[i].nearness;
    return best;
}

static void look_for(checking *c, span part) {
    c->part = part;
    c->asked = wordings_cut(c->a, str_in(c->words, part));
    if (!c->asked.count) return;
    voted_list reports = candidates(c);
    for (size_t i = 0; i < reports.count && !db_failed(c->d); i++)
        look_at_statements(c, reports.at[i].report);
    if (nearest_found(c, false) >= WHOLE) return;
    for (size_t i = 0; i < reports.count && i < NARRATED_MOST && !db_failed(c->d); i++)
        look_at_sentences(c, reports.at[i].report);
}

/* Where words may have been cut or put together: "...", "…", the end of a sentence. */
static bool parts_at(str s, size_t i, size_t *length) {
    static const str marks[] = {
        { "[...]", 5 }, { "[…]", 5 }, { "(...)", 5 }, { "...", 3 }, { "…", 3 }, { ". ", 2 },
        { "! ", 2 }, { "? ", 2 }, { ".\n", 2 }, { ".\" ", 3 }, { ".” ", 5 },
    };
    str rest = str_cut(s, i, s.length);
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        if (!str_starts(rest, marks[k])) continue;
        *length = marks[k].length;
        return true;
    }
    *length = 1;
    return false;
}

static size_t parts_of(str s, span out[CHECK_PARTS_MOST]) {
    size_t count = 0, from = 0, length;
    for (size_t i = 0; i < s.length && count < CHECK_PARTS_MOST; i += length) {
        if (!parts_at(s, i, &length)) continue;
        if (i > from) out[count++] = (span){ from, i };
        from = i + length;
    }
    if (from < s.length && count < CHECK_PARTS_MOST) out[count++] = (span){ from, s.length };
    return count;
}

static void look_for_parts(checking *c) {
    span parts[CHECK_PARTS_MOST];
    size_t count = parts_of(c->words, parts);
    for (size_t i = 0; i < count && count > 1; i++) {
        wording w = wordings_cut(c->a, str_in(c->words, parts[i]));
        if (w.count >= PART_WORDS_LEAST) look_for(c, parts[i]);
    }
}

/* Narration counts where it has decidedly more of the words than any statement. */
static void weigh_narration(checking *c) {
    size_t count = 0;
    if (nearest_found(c, true) >= nearest_found(c, false) + NARRATION_MORE) return;
    for (size_t i = 0; i < c->found.count; i++)
        if (!c->found.at[i].narration) c->found.at[count++] = c->found.at[i];
    c->found.count = count;
}

/* Nearest first; the whole before a part, and of those as near the one with fewer other words. */
static int nearer(const void *left, const void *right) {
    const checked *l = left, *r = right;
    if (l->narration != r->narration) return l->narration ? -1 : 1;
    if (l->nearness < r->nearness || l->nearness > r->nearness)
        return l->nearness > r->nearness ? -1 : 1;
    size_t l_part = l->part.end - l->part.start, r_part = r->part.end - r->part.start;
    if (l_part != r_part) return l_part > r_part ? -1 : 1;
    if (l->content.length != r->content.length)
        return l->content.length < r->content.length ? -1 : 1;
    return (l->number > r->number) - (l->number < r->number);
}

bool ledger_check(ledger *l, str words, size_t most, checked_list *out, fault *f) {
    checking c = { .l = l, .d = ledger_db(l), .a = ledger_arena(l), .words = words };
    if (words.length > CHECK_WORDS_MOST)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "%zu bytes of words, limit %d", words.length,
                     CHECK_WORDS_MOST);
    if (!wordings_cut(c.a, words).count)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is no word to look for");
    c.table = wordings_table(c.a);
    look_for(&c, (span){ 0, words.length });
    if (nearest_found(&c, false) < WHOLE && nearest_found(&c, true) < WHOLE) look_for_parts(&c);
    weigh_narration(&c);
    if (c.found.count) qsort(c.found.at, c.found.count, sizeof *c.found.at, nearer);
    if (most && c.found.count > most) c.found.count = most;
    *out = c.found;
    return db_settle(c.d, f);
}

/* ---- what is known of one ---- */

query *check_row(ledger *l, const checked *c) {
    static const char of_statement[] =
        "SELECT w.id, w.speaker, w.addressee, w.act, w.quotation, w.sentence, w.title,"
        " w.published, w.outlet, w.url, w.report, w.utterance, u.wordings, u.reports, u.outlets,"
        " u.first, u.last, u.outlet AS first_outlet, u.title AS first_title, u.url AS first_url,"
        " u.report AS first_report, (SELECT group_concat(name, '; ') FROM (SELECT t.name FROM"
        " report o JOIN term t ON t.id = o.site WHERE o.id = u.number >> 20 OR o.id IN (SELECT"
        " g.statement >> 20 FROM wording g WHERE g.first = u.number) GROUP BY t.name"
        " ORDER BY min(o.minute), t.name)) AS outlet_names"
        " FROM wordings w JOIN utterances u ON u.number = w.first_number WHERE w.number = ?";
    static const char of_report[] =
        "SELECT r.key AS report, r.title, r.published, r.outlet, r.url FROM reports r"
        " WHERE r.number = ?";
    query *q = db_query(ledger_db(l), c->narration ? of_report : of_statement);
    query_int(q, c->number);
    return query_next(q) ? q : NULL;
}
