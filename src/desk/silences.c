/* desk/silences.c: see silences.h. */
#include "desk/silences.h"

#include <stdlib.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "ledger/closings.h"
#include "ledger/expected.h"

enum { KEY_SHOWN = 12 };

typedef struct one_silence {
    int64_t story;
    str voice; /* folded; what tells it from the other silences of the story */
    answer row;
} one_silence;

typedef LIST(one_silence) all_silences;

/* Whose silence it is; where nobody is named, whose it is the sentence tells. */
static str voice_told(arena *a, const answer *row) {
    str name = answer_words(row, "actor");
    str whose = name.length ? voice_of(a, name, ACTOR_ORGANISATION) : STR_NONE;
    if (!whose.length) whose = name;
    return utf8_folded(a, whose.length ? whose : answer_words(row, "sentence"));
}

static int by_voice(const void *l, const void *r) {
    const one_silence *left = l, *right = r;
    if (left->story != right->story) return left->story < right->story ? -1 : 1;
    int order = str_compare(left->voice, right->voice);
    if (!order) order = str_compare(answer_words(&left->row, "published"),
                                    answer_words(&right->row, "published"));
    if (order) return order;
    int64_t a = answer_number(&left->row, "number"), b = answer_number(&right->row, "number");
    return a < b ? -1 : a > b;
}

/* Open ones first, of these the one told latest. */
static int by_state(const void *l, const void *r) {
    const silence_entry *left = l, *right = r;
    if (left->is_open != right->is_open) return left->is_open ? -1 : 1;
    int order = str_compare(answer_words(&right->first, "published"),
                            answer_words(&left->first, "published"));
    return order ? order : str_compare(answer_words(&left->first, "id"),
                                       answer_words(&right->first, "id"));
}

static void add_row(arena *a, silence_entry *e, const one_silence *s) {
    const answer *row = &s->row;
    bool same = str_same(answer_words(row, "report"), answer_words(&e->first, "report"));
    if (!e->first.count) e->first = *row;
    else if (!same) *LIST_ADD(a, &e->others) = *row;
    str about = answer_words(row, "about");
    if (about.length > e->about.length) e->about = about;
    e->is_open |= answer_number(row, "open") != 0;
    bool ended = answer_words(row, "later").length;
    if (ended && (!e->ended.count || str_compare(answer_words(row, "later_published"),
                                                 answer_words(&e->ended, "later_published")) < 0))
        e->ended = *row;
}

bool silence_entries_find(ledger *l, arena *a, const question *q, silence_entries *out, fault *f) {
    answers rows = { 0 };
    all_silences all = { 0 };
    if (!answers_ask(l, a, q, &rows, f)) return false;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t story = expected_story(ledger_db(l), answer_number(&rows.at[i], "number"));
        *LIST_ADD(a, &all) = (one_silence){ story, voice_told(a, &rows.at[i]), rows.at[i] };
    }
    if (all.count) qsort(all.at, all.count, sizeof *all.at, by_voice);
    for (size_t i = 0; i < all.count; i++) {
        bool same = i && all.at[i].story == all.at[i - 1].story
            && str_same(all.at[i].voice, all.at[i - 1].voice);
        if (!same) *LIST_ADD(a, out) = (silence_entry){ .is_open = false };
        add_row(a, &out->at[out->count - 1], &all.at[i]);
    }
    if (out->count) qsort(out->at, out->count, sizeof *out->at, by_state);
    return db_settle(ledger_db(l), f);
}

/* ---- lines for people ---- */

static void told_by(arena *a, buffer *out, const answer *row, const char *before) {
    str outlet = escape_plain(a, answer_words(row, "outlet"));
    buffer_print(a, out, "    %s%.*s, %.*s: %.*s [%.*s]\n", before, STR_ARG(outlet),
                 STR_ARG(str_cut(answer_words(row, "published"), 0, 10)),
                 STR_ARG(escape_plain(a, answer_words(row, "url"))),
                 STR_ARG(str_cut(answer_words(row, "report"), 0, KEY_SHOWN)));
}

void silence_to_text(arena *a, buffer *out, const silence_entry *e) {
    str who = escape_plain(a, answer_words(&e->first, "actor")), about = escape_plain(a, e->about);
    if (!who.length) who = STR("somebody who is not named");
    buffer_print(a, out, "%.*s: %.*s%s%.*s\n", STR_ARG(who),
                 STR_ARG(answer_words(&e->first, "kind")),
                 about.length ? ", " : "", STR_ARG(about));
    buffer_print(a, out, "  since %.*s, in %zu report%s%s\n",
                 STR_ARG(str_cut(answer_words(&e->first, "published"), 0, 10)), e->others.count + 1,
                 e->others.count ? "s" : "", e->is_open ? "" : "; ended");
    buffer_print(a, out, "    \"%.*s\"\n",
                 STR_ARG(escape_plain(a, answer_words(&e->first, "sentence"))));
    told_by(a, out, &e->first, "");
    for (size_t i = 0; i < e->others.count; i++) told_by(a, out, &e->others.at[i], "also ");
    if (!e->ended.count) return;
    str outlet = escape_plain(a, answer_words(&e->ended, "later_outlet"));
    buffer_print(a, out, "  ended by \"%.*s\" (%.*s, %.*s)\n    %.*s\n",
                 STR_ARG(escape_plain(a, answer_words(&e->ended, "later"))), STR_ARG(outlet),
                 STR_ARG(str_cut(answer_words(&e->ended, "later_published"), 0, 10)),
                 STR_ARG(escape_plain(a, answer_words(&e->ended, "later_url"))));
}
