/* ledger/ask.c: see ask.h. The statement that finds the rows is put together of the filters
 * (ask_filters.c) and of where the rows come from and in which order (ask_rows.c). */
#include "ledger/ask_state.h"

#include "ledger/names.h"

#define CONTENT "words_at(x.text, f.at, f.length)"
#define SENTENCE "words_at(x.text, f.sentence, f.sentence_length)"

/* What stands for a group, or alone. */
#define FIRST(table, fact) \
    "NOT EXISTS (SELECT 1 FROM " table " w WHERE w." fact " = f.id)"

static const subject subjects[ASK_WHATS] = {
    [ASK_REPORTS] = { NULL, "SELECT * FROM reports WHERE number = ?", "words_of(x.text)", NULL },
    [ASK_STATEMENTS] = { "statement", "SELECT * FROM statements WHERE number = ?", CONTENT,
                         "f.speaker" },
    [ASK_EVENTS] = { "event", "SELECT * FROM events WHERE number = ?", SENTENCE, "f.actor" },
    [ASK_ACTORS] = { NULL, "SELECT * FROM actors WHERE id = ?", NULL, NULL },
    [ASK_STORIES] = { NULL, "SELECT * FROM stories WHERE number = ?", NULL, NULL },
    [ASK_DIARY] = { "expectation", "SELECT * FROM diary WHERE number = ?", SENTENCE, "f.actor" },
    [ASK_SILENCES] = { "silence", "SELECT * FROM silences WHERE number = ?", SENTENCE, "f.actor" },
    [ASK_CHANGES] = { "change", "SELECT * FROM changes WHERE number = ?",
                      "coalesce(f.before, '') || coalesce(f.after, '')", NULL },
    [ASK_UTTERANCES] = { "statement", "SELECT * FROM utterances WHERE number = ?", CONTENT,
                         "f.speaker", ASK_STATEMENTS, "wording", "statement",
                         FIRST("wording", "statement") },
    [ASK_WORDINGS] = { "statement", "SELECT * FROM wordings WHERE number = ?", CONTENT,
                       "f.speaker", ASK_STATEMENTS, "wording", "statement", NULL },
    [ASK_HAPPENINGS] = { "event", "SELECT * FROM happenings WHERE number = ?", SENTENCE,
                         "f.actor", ASK_EVENTS, "telling", "event", FIRST("telling", "event") },
    [ASK_TELLINGS] = { "event", "SELECT * FROM tellings WHERE number = ?", SENTENCE, "f.actor",
                       ASK_EVENTS, "telling", "event", NULL },
    [ASK_DISAGREEMENTS] = { "disagreement", "SELECT * FROM disagreements WHERE number = ?",
                            "coalesce(f.said, '') || ' ' || coalesce(f.other_said, '')", NULL,
                            ASK_REPORTS, "telling", "event", NULL },
};

/* Where the answer begins. False where it is over before: "now", and a place that is none. */
static bool begin_at(asking *k) {
    const question *q = k->q;
    if (q->reached) *q->reached = (ask_reached){ .more = false };
    if (!q->from.at) return true;
    if (q->as_added && str_is(q->from, "now")) {
        int64_t last = query_one(db_query(k->d, "SELECT max(id) FROM report"), 0);
        ask_place end = { 0, last, INT64_MAX };
        if (q->reached) ask_place_write(k->asked, &end, q->reached->place);
        return false;
    }
    k->goes_on = q->by == ASK_ROWS && ask_place_read(k->asked, q->from, &k->place);
    if (!k->goes_on) ask_refuse(k, "cursor", q->from);
    return k->goes_on;
}

bool ledger_ask(ledger *l, const question *q, ask_row *row, void *to, fault *f) {
    question own = *q;
    asking k = { .l = l, .d = ledger_db(l), .a = ledger_arena(l), .q = &own, .asked = q };
    k.of = &subjects[q->what];
    if (k.of->base != ASK_REPORTS) own.what = k.of->base;
    if (k.of->only) ask_where(&k, k.of->only);
    bool begins = begin_at(&k);
    if (q->what == ASK_ACTORS) { /* these name the actor, not a fact of a report */
        question reports = *q;
        reports.actor = reports.id = STR_NONE;
        reports.what = ASK_REPORTS;
        k.q = &reports;
        ask_filters(&k);
        k.q = &own;
    } else {
        ask_filters(&k);
    }
    if (begins && !k.none && !k.fault.kind) {
        if (q->by != ASK_ROWS)
            ask_counts(&k, row, to);
        else if (q->what == ASK_ACTORS)
            ask_actors(&k, row, to);
        else if (q->what == ASK_STORIES)
            ask_stories(&k, row, to);
        else
            ask_rows(&k, row, to);
    }
    if (!db_settle(k.d, f)) return false;
    if (k.fault.kind) *f = k.fault;
    return !k.fault.kind;
}

bool ledger_columns(ledger *l, ask_what what, ask_column *each, void *to, fault *f) {
    query *q = db_query(ledger_db(l), subjects[what].view);
    for (int i = 0; i < query_columns(q); i++) each(to, query_name(q, i));
    return db_settle(ledger_db(l), f);
}
