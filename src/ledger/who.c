/* ledger/who.c: see who.h.
 *
 * Nodes are names that are whole, or named in a decision, and single actors of reports that are
 * named in one. What is the same by hand, then what has one name, becomes one set, unless that
 * would bring together what is apart by hand. Then each mention goes to the set of its name, and
 * a surname to the set for which office, story and report speak. */
#include "ledger/who.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ledger/decisions.h"
#include "ledger/names.h"
#include "ledger/people.h"
#include "ledger/schema.h"
#include "ledger/who_parts.h"

enum {
    NAMES_MOST = 4000,    /* rows of `actor` that are looked at for one question */
    PARTNERS_MOST = 100,  /* names that were decided to be the same */
    PASSES = 4,
    KEEP_BYTES = 1 << 20,
};

/* ---- names ---- */

static bool has_row(const who_work *w, int64_t number) {
    for (size_t i = 0; i < w->rows.count; i++)
        if (w->rows.at[i].number == number) return true;
    return false;
}

static str match_of(arena *a, const str_list *words) {
    buffer out = { 0 };
    for (size_t i = 0; i < words->count; i++)
        buffer_print(a, &out, "%s\"%.*s\"", i ? " " : "", STR_ARG(words->at[i]));
    return out.count ? buffer_str(&out) : STR_NONE;
}

static actor_kind kind_of(str name) {
    for (unsigned i = 0; i < ACTOR_KINDS; i++)
        if (str_is(name, actor_kind_name((actor_kind)i))) return (actor_kind)i;
    return ACTOR_UNKNOWN;
}

/* Rows of `actor` whose names have all of the words. */
static void add_rows(who_work *w, const str_list *words, bool asked) {
    str match = match_of(w->a, words);
    if (!match.at) return;
    query *q = db_query(w->d, "SELECT a.id, a.name, t.name FROM names n JOIN actor a ON a.id ="
                              " n.rowid JOIN term t ON t.id = a.kind WHERE names MATCH ?"
                              " ORDER BY a.id LIMIT ?");
    query_words(q, match);
    query_int(q, NAMES_MOST);
    while (query_next(q) && w->rows.count < NAMES_MOST) {
        int64_t number = query_int_at(q, 0);
        if (has_row(w, number)) continue;
        who_row r = { .number = number, .name = arena_copy(w->a, query_words_at(q, 1)),
                      .kind = kind_of(query_words_at(q, 2)), .node = WHO_NOBODY, .asked = asked };
        r.folded = utf8_folded(w->a, r.name);
        r.words = people_words(w->a, r.name, r.kind);
        r.named = r.words.count && r.kind != ACTOR_GROUP && r.kind != ACTOR_UNKNOWN;
        *LIST_ADD(w->a, &w->rows) = r;
    }
}

static void add_named(who_work *w, str name, bool asked) {
    str_list words = name_words(w->a, name);
    add_rows(w, &words, asked);
}

static bool is_called(const who_work *w, const who_row *r, str name) {
    return str_same(r->folded, utf8_folded(w->a, name));
}

/* Names that were decided to be the same as one that is here. */
static void add_partners(who_work *w) {
    for (size_t i = 0, added = 0; i < w->rows.count && added < PARTNERS_MOST; i++) {
        for (size_t k = 0; k < w->decided.count; k++) {
            const decision *d = &w->decided.at[k];
            str one = actor_told_of(d->one).name, other = actor_told_of(d->other).name;
            str partner = is_called(w, &w->rows.at[i], one) ? other
                : is_called(w, &w->rows.at[i], other) ? one : STR_NONE;
            if (!partner.at || d->apart) continue;
            size_t before = w->rows.count;
            add_named(w, partner, w->rows.at[i].asked);
            added += w->rows.count > before;
        }
    }
}

/* Others with the last word of a person's name: a surname alone may be theirs. */
static void add_families(who_work *w) {
    str_list done = { 0 };
    for (size_t i = 0, count = w->rows.count; i < count; i++) {
        str_list words = w->rows.at[i].words;
        if (w->rows.at[i].kind != ACTOR_PERSON || !words.count) continue;
        str_list last = { 0 };
        *LIST_ADD(w->a, &last) = words.at[words.count - 1];
        bool seen = false;
        for (size_t k = 0; k < done.count; k++) seen |= str_same(done.at[k], last.at[0]);
        if (seen) continue;
        *LIST_ADD(w->a, &done) = last.at[0];
        add_named(w, last.at[0], false); /* "o'reilly" is two words of the index */
    }
}

/* ---- mentions ---- */

static int by_report(const void *l, const void *r) {
    const who_mention *a = l, *b = r;
    if (a->report != b->report) return (a->report > b->report) - (a->report < b->report);
    return (a->row > b->row) - (a->row < b->row);
}

static void load_mentions(who_work *w, size_t row) {
    query *q = db_query(w->d, "SELECT m.report, r.story, substr(r.published, 1, 10)"
                              " FROM mention m JOIN report r ON r.id = m.report"
                              " WHERE m.actor = ?");
    query_int(q, w->rows.at[row].number);
    while (query_next(q)) {
        who_mention m = { .row = row, .report = query_int_at(q, 0), .story = query_int_at(q, 1),
                          .day = arena_copy(w->a, query_words_at(q, 2)) };
        if (query_kind(q, 1) == VALUE_NULL) m.story = PEOPLE_NEW;
        *LIST_ADD(w->a, &w->mentions) = m;
        w->rows.at[row].mentions++;
    }
}

/* From the start of the sentence around `at` to its end. */
static span sentence_at(const span_list *all, span at) {
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].start <= at.start && at.start < all->at[i].end) return all->at[i];
    return at;
}

static void take_roles(who_work *w, who_mention *m, const store_current *now) {
    const who_row *row = &w->rows.at[m->row];
    for (size_t i = 0; i < now->record.actors.count; i++) {
        const actor *who = &now->record.actors.at[i];
        if (who->kind != row->kind || !str_same(who->name, row->name)) continue;
        for (size_t k = 0; k < who->roles.count; k++) {
            const role *r = &who->roles.at[k];
            role copy = { arena_copy(w->a, r->title), arena_copy(w->a, r->of),
                          sentence_at(&now->sentences, r->at) };
            *LIST_ADD(w->a, &m->roles) = copy;
        }
    }
}

/* Roles out of the records, report by report. */
static bool load_roles(who_work *w, arena *scratch) {
    for (size_t i = 0; i < w->mentions.count && !db_failed(w->d);) {
        int64_t number = w->mentions.at[i].report;
        store_current now;
        arena_reset(scratch, KEEP_BYTES);
        bool there = store_read(w->d, scratch, number, &now);
        for (; i < w->mentions.count && w->mentions.at[i].report == number; i++)
            if (there) take_roles(w, &w->mentions.at[i], &now);
    }
    return !db_failed(w->d);
}

/* ---- sets ---- */

size_t who_root(const who_work *w, size_t node) {
    while (w->nodes.at[node].into != node) node = w->nodes.at[node].into;
    return node;
}

static bool is_subject(const who_work *w, const who_node *n, str words) {
    actor_told s = actor_told_of(words);
    if (!is_called(w, &w->rows.at[n->row], s.name)) return false;
    if (!s.key.at) return n->report == PEOPLE_NEW;
    return n->report != PEOPLE_NEW && str_same(n->key, s.key);
}

/* Whether making one of two sets would bring together what is apart. */
static bool are_apart(const who_work *w, size_t left, size_t right) {
    left = who_root(w, left);
    right = who_root(w, right);
    for (size_t i = 0; i < w->aparts.count; i++) {
        size_t one = who_root(w, w->aparts.at[i].one), other = who_root(w, w->aparts.at[i].other);
        if ((one == left && other == right) || (one == right && other == left)) return true;
    }
    return false;
}

static void join(who_work *w, size_t left, size_t right) {
    left = who_root(w, left);
    right = who_root(w, right);
    if (left == right || are_apart(w, left, right)) return;
    size_t lesser = left < right ? left : right;
    w->nodes.at[left + right - lesser].into = lesser;
}

static person person_of(const who_work *w, size_t row) {
    return (person){ .name = w->rows.at[row].name, .kind = w->rows.at[row].kind,
                     .report = PEOPLE_NEW, .story = PEOPLE_NEW };
}

/* Whether a name fits two who are apart: then it is neither's. */
static bool is_between(const who_work *w, size_t node) {
    for (size_t i = 0; i < w->aparts.count; i++) {
        size_t ends[] = { w->aparts.at[i].one, w->aparts.at[i].other };
        if (node == ends[0] || node == ends[1]) continue;
        person mine = person_of(w, w->nodes.at[node].row);
        person one = person_of(w, w->nodes.at[ends[0]].row);
        person other = person_of(w, w->nodes.at[ends[1]].row);
        if (people_one_name(w->a, &mine, &one) && people_one_name(w->a, &mine, &other))
            return w->nodes.at[node].report == PEOPLE_NEW
                && w->nodes.at[node].row != w->nodes.at[ends[0]].row
                && w->nodes.at[node].row != w->nodes.at[ends[1]].row;
    }
    return false;
}

/* Rows may be of one name only where these words are: few pairs are looked at closely. */
static bool are_alike(const who_row *l, const who_row *r) {
    if (!l->named || !r->named) return false;
    return str_same(l->words.at[0], r->words.at[0])
        || str_same(l->words.at[l->words.count - 1], r->words.at[r->words.count - 1]);
}

/* One name, whatever kind of actor the reader took it for. */
static bool are_same_words(const who_row *l, const who_row *r) {
    bool same = l->named && r->named && l->words.count == r->words.count;
    for (size_t i = 0; same && i < l->words.count; i++)
        same = str_same(l->words.at[i], r->words.at[i]);
    return same;
}

/* Whether a name fits another that the other one contradicts: "George Bush" is neither "George W.
 * Bush" nor "George H. Bush" where both are there. */
static bool is_contested(who_work *w, size_t node, const person *mine, const person *other) {
    for (size_t i = 0; i < w->nodes.count; i++) {
        const who_node *n = &w->nodes.at[i];
        if (i == node || n->report != PEOPLE_NEW) continue;
        if (!are_alike(&w->rows.at[n->row], &w->rows.at[w->nodes.at[node].row])) continue;
        person third = person_of(w, n->row);
        if (people_one_name(w->a, mine, &third) && people_contradict(w->a, other, &third))
            return true;
    }
    return false;
}

static bool is_one_name(who_work *w, size_t left, size_t right) {
    size_t l = w->nodes.at[left].row, r = w->nodes.at[right].row;
    person one = person_of(w, l), other = person_of(w, r);
    if (are_same_words(&w->rows.at[l], &w->rows.at[r])) return true;
    return people_one_name(w->a, &one, &other) && !is_contested(w, left, &one, &other)
        && !is_contested(w, right, &other, &one);
}

static void join_names(who_work *w) {
    for (size_t i = 0; i < w->nodes.count; i++) {
        const who_node *n = &w->nodes.at[i];
        if (n->report != PEOPLE_NEW || is_between(w, i)) continue;
        for (size_t k = i + 1; k < w->nodes.count; k++) {
            const who_node *m = &w->nodes.at[k];
            if (m->report != PEOPLE_NEW || !are_alike(&w->rows.at[n->row], &w->rows.at[m->row]))
                continue;
            if (is_one_name(w, i, k) && !is_between(w, k)) join(w, i, k);
        }
    }
}

static void add_node(who_work *w, const who_node *n) {
    size_t number = w->nodes.count;
    *LIST_ADD(w->a, &w->nodes) = *n;
    w->nodes.at[number].into = number;
    if (n->report == PEOPLE_NEW) w->rows.at[n->row].node = number;
    else *LIST_ADD(w->a, &w->single) = number;
}

static void add_subject(who_work *w, str words) {
    actor_told s = actor_told_of(words);
    int64_t number = PEOPLE_NEW;
    fault unknown = { 0 };
    if (s.key.at && !ledger_find(w->l, s.key, &number, &unknown)) return;
    for (size_t i = 0; i < w->rows.count; i++) {
        if (!is_called(w, &w->rows.at[i], s.name)) continue;
        bool there = false;
        for (size_t k = 0; k < w->nodes.count; k++)
            there |= w->nodes.at[k].row == i && w->nodes.at[k].report == number;
        if (!there) add_node(w, &(who_node){ .row = i, .report = number, .key = s.key });
    }
}

/* All pairs of nodes that a decision is on. */
static void decide(who_work *w, const decision *d) {
    for (size_t i = 0; i < w->nodes.count; i++) {
        if (!is_subject(w, &w->nodes.at[i], d->one)) continue;
        for (size_t k = 0; k < w->nodes.count; k++) {
            if (!is_subject(w, &w->nodes.at[k], d->other)) continue;
            if (d->apart) *LIST_ADD(w->a, &w->aparts) = (who_pair){ i, k };
            else join(w, i, k);
        }
    }
}

/* Whether a name tells who it is by itself: a person's of one word only where more reports take it
 * for a body's. */
static bool is_whole(const who_work *w, const who_row *r) {
    if (!r->named || r->kind != ACTOR_PERSON || r->words.count > 1) return r->named;
    for (size_t i = 0; i < w->rows.count; i++) {
        const who_row *body = &w->rows.at[i];
        if (body->kind != ACTOR_PERSON && are_same_words(body, r) && body->mentions > r->mentions)
            return true;
    }
    return false;
}

static void make_sets(who_work *w) {
    for (size_t i = 0; i < w->rows.count; i++) {
        if (is_whole(w, &w->rows.at[i])) add_node(w, &(who_node){ .row = i, .report = PEOPLE_NEW });
    }
    for (size_t i = 0; i < w->decided.count; i++) {
        add_subject(w, w->decided.at[i].one);
        add_subject(w, w->decided.at[i].other);
    }
    for (int same = 0; same < 2; same++) /* what is apart first */
        for (size_t i = 0; i < w->decided.count; i++)
            if (w->decided.at[i].apart == !same) decide(w, &w->decided.at[i]);
    join_names(w);
}

/* ---- whose a mention is ---- */

/* The actor of one report that a decision is on. */
static size_t single_of(const who_work *w, size_t row, int64_t number) {
    for (size_t i = 0; i < w->single.count; i++) {
        const who_node *n = &w->nodes.at[w->single.at[i]];
        if (n->row == row && n->report == number) return w->single.at[i];
    }
    return WHO_NOBODY;
}

static person person_in(const who_work *w, const who_mention *m) {
    person p = person_of(w, m->row);
    p.roles = m->roles.at;
    p.role_count = m->roles.count;
    p.report = m->report;
    p.story = m->story;
    return p;
}

/* Mentions whose name or whose own decision tells whose they are. */
static void settle_clear(who_work *w, people *known) {
    for (size_t i = 0; i < w->mentions.count; i++) {
        who_mention *m = &w->mentions.at[i];
        size_t own = single_of(w, m->row, m->report);
        size_t node = own != WHO_NOBODY ? own : w->rows.at[m->row].node;
        m->set = node == WHO_NOBODY ? WHO_NOBODY : who_root(w, node);
        bool split = own == WHO_NOBODY && w->rows.at[m->row].split;
        if (m->set == WHO_NOBODY || split) continue;
        person p = person_in(w, m);
        people_put(known, (int64_t)m->set, &p);
    }
}

/* A surname alone, and what bears a name that was parted, by what speaks for them. What was found
 * so in one pass speaks for others in the next. */
static void settle_unclear(who_work *w, people *known, arena *scratch) {
    for (size_t i = 0; i < w->mentions.count; i++) {
        who_mention *m = &w->mentions.at[i];
        bool own = single_of(w, m->row, m->report) != WHO_NOBODY;
        if (m->found || own || (m->set != WHO_NOBODY && !w->rows.at[m->row].split)) continue;
        person p = person_in(w, m);
        arena_reset(scratch, KEEP_BYTES);
        int64_t found = people_find(known, scratch, &p);
        bool evident = m->set == WHO_NOBODY || m->story != PEOPLE_NEW || m->roles.count;
        if (found == PEOPLE_NEW || !evident) continue;
        m->set = (size_t)found;
        m->found = m->is_news = true;
    }
    for (size_t i = 0; i < w->mentions.count; i++) {
        who_mention *m = &w->mentions.at[i];
        if (!m->is_news) continue;
        person p = person_in(w, m);
        p.name = w->rows.at[w->nodes.at[m->set].row].name;
        p.kind = w->rows.at[w->nodes.at[m->set].row].kind;
        people_put(known, (int64_t)m->set, &p);
        m->is_news = false;
    }
}

static void mark_split(who_work *w) {
    for (size_t i = 0; i < w->nodes.count; i++)
        if (w->nodes.at[i].report != PEOPLE_NEW) w->rows.at[w->nodes.at[i].row].split = true;
}

/* ---- the whole ---- */

/* "REPORT/a3" as the key of the report, a slash and the name; else the words themselves. */
static bool subject_words(ledger *l, str words, str *out, fault *f) {
    size_t slash = words.length;
    while (slash > 0 && words.at[slash - 1] != '/') slash--;
    str number = str_cut(words, slash, words.length);
    bool is_id = slash > 1 && number.length > 1 && number.length < 8 && number.at[0] == 'a';
    size_t n = 0;
    for (size_t i = 1; is_id && i < number.length; i++) {
        is_id = is_digit(number.at[i]);
        n = n * 10 + (size_t)(number.at[i] - '0');
    }
    *out = words;
    if (!is_id) return true;
    arena *a = ledger_arena(l);
    int64_t found;
    store_current now;
    kept k;
    if (!ledger_find(l, str_cut(words, 0, slash - 1), &found, f)) return false;
    bool there = store_load(ledger_db(l), a, found, &k) && store_read(ledger_db(l), a, found, &now);
    if (!db_settle(ledger_db(l), f)) return false;
    if (!there || !n || n > now.record.actors.count)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "that report has no actor \"%.*s\"",
                     STR_ARG(number));
    *out = arena_print(a, "%.*s/%.*s", STR_ARG(hash_hex(a, k.key)),
                       STR_ARG(now.record.actors.at[n - 1].name));
    return true;
}

static void free_arena(void *a) {
    arena_free(a);
}

/* NULL where there is no memory. */
static arena *scratch_of(arena *a) {
    arena *scratch = arena_new((size_t)2 << 30);
    if (!scratch) return NULL;
    arena_defer(a, free_arena, scratch);
    jmp_buf *guard = arena_guard(a, NULL);
    arena_guard(a, guard);
    arena_guard(scratch, guard);
    return scratch;
}

static bool nobody(str name, fault *f) {
    return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "nobody is called \"%.*s\"",
                 STR_ARG(str_cut(name, 0, 100)));
}

bool ledger_who(ledger *l, str name, who_list *out, fault *f) {
    who_work w = { .l = l, .d = ledger_db(l), .a = ledger_arena(l) };
    str words;
    if (!subject_words(l, name, &words, f)) return false;
    w.asked = actor_told_of(words);
    w.asked_report = PEOPLE_NEW;
    if (w.asked.key.at && !ledger_find(l, w.asked.key, &w.asked_report, f)) return false;
    w.decided = decisions_load(w.d, w.a);
    add_named(&w, w.asked.name, true);
    if (!w.rows.count) return nobody(name, f);
    add_partners(&w);
    add_families(&w);
    for (size_t i = 0; i < w.rows.count; i++) load_mentions(&w, i);
    if (w.mentions.count)
        qsort(w.mentions.at, w.mentions.count, sizeof *w.mentions.at, by_report);
    arena *scratch = scratch_of(w.a);
    if (!scratch) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to look a name up");
    if (load_roles(&w, scratch)) {
        people *known = people_new(w.a);
        make_sets(&w);
        mark_split(&w);
        settle_clear(&w, known);
        for (int pass = 0; pass < PASSES; pass++) settle_unclear(&w, known, scratch);
        who_persons(&w, out);
    }
    if (!db_settle(w.d, f)) return false;
    return out->count || nobody(name, f);
}

/* The words that a decision keeps: of a name those of somebody who has just it, or of the one
 * that it can only mean. */
static bool decided_words(ledger *l, str told, str *out, fault *f) {
    who_list all = { 0 };
    if (!ledger_who(l, told, &all, f) || !subject_words(l, told, out, f)) return false;
    if (actor_told_of(*out).key.at) return true;
    str wanted = utf8_folded(ledger_arena(l), told);
    for (size_t i = 0; i < all.count; i++)
        for (size_t k = 0; k < all.at[i].names.count; k++) {
            str name = all.at[i].names.at[k].name;
            if (!str_same(utf8_folded(ledger_arena(l), name), wanted)) continue;
            *out = name;
            return true;
        }
    if (all.count > 1)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "\"%.*s\" may be more than one: \"%.*s\", "
                     "\"%.*s\"", STR_ARG(told), STR_ARG(all.at[0].name), STR_ARG(all.at[1].name));
    *out = all.at[0].name;
    return true;
}

bool ledger_decide(ledger *l, str one, str other, bool apart, fault *f) {
    decision made = { .apart = apart, .at = ledger_now(l) };
    if (!decided_words(l, one, &made.one, f) || !decided_words(l, other, &made.other, f))
        return false;
    if (str_same(made.one, made.other))
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "both are \"%.*s\"", STR_ARG(made.one));
    return ledger_keep_decision(l, &made, f);
}
