/* desk/brief_parts.c: the sections of a brief; see brief.h. What is chosen: what most reports
 * tell, and of what is told alike one line. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "desk/brief.h"
#include "desk/diary.h"
#include "desk/silences.h"
#include "ledger/closings.h"

enum {
    CANDIDATES_MOST = 5000, /* rows that a section is chosen from */
    SOURCES_MOST = 6,      /* reports named behind a line */
    FEW = 2,
    ONE_SPEAKER = 3,       /* statements of one speaker, where several speak */
    OTHERWISE_MOST = 2,    /* other wordings shown of one statement */
    SPARE = 4,             /* times as many as are wanted are looked at */
    EVENT_LEAST = 45,      /* bytes of a sentence that tells what happened */
    SENTENCE_MOST = 700,   /* bytes; what is longer is no line for a page */
};

#define ALIKE 0.6 /* share of the lighter sentence's words by weight */

/* ---- choosing ---- */

typedef struct candidate {
    const answer *row;
    int64_t score;
    size_t place; /* among the rows */
} candidate;

typedef struct candidates {
    candidate *at; /* [count] */
    size_t count;
} candidates;

static int by_score(const void *l, const void *r) {
    const candidate *left = l, *right = r;
    if (left->score != right->score) return left->score > right->score ? -1 : 1;
    return left->place < right->place ? -1 : 1;
}

/* In order of publication. */
static int by_time(const void *l, const void *r) {
    const candidate *left = l, *right = r;
    int order = str_compare(answer_words(left->row, "published"),
                            answer_words(right->row, "published"));
    return order ? order : left->place < right->place ? -1 : 1;
}

/* Rows by what `score` gives them; those of less than 1 are left out. */
static candidates choose(brief *b, const answers *rows, int64_t (*score)(const answer *row)) {
    candidates out = { ARENA_NEW(b->a, candidate, rows->count + 1), 0 };
    for (size_t i = 0; i < rows->count; i++) {
        int64_t worth = score(&rows->at[i]);
        if (worth > 0) out.at[out.count++] = (candidate){ &rows->at[i], worth, i };
    }
    if (out.count) qsort(out.at, out.count, sizeof *out.at, by_score);
    return out;
}

static double share_of(const matter *a, const matter *b) {
    double both = 0, left = 0, right = 0;
    for (size_t i = 0; i < a->count; i++) left += (double)a->at[i].weight;
    for (size_t i = 0; i < b->count; i++) right += (double)b->at[i].weight;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->at[i].stem == b->at[j].stem) both += (double)a->at[i].weight;
        bool next_left = a->at[i].stem <= b->at[j].stem;
        j += a->at[i].stem >= b->at[j].stem;
        i += next_left;
    }
    double lesser = left < right ? left : right;
    return lesser > 0 ? both / lesser : 1;
}

bool brief_is_shown(brief *b, str words) {
    matter mine = matter_of(b->a, words);
    for (size_t i = 0; i < b->shown.count; i++) {
        matter other = matter_of(b->a, b->shown.at[i]);
        if (share_of(&mine, &other) >= ALIKE) return true;
    }
    *LIST_ADD(b->a, &b->shown) = words;
    return false;
}

/* ---- what happened ---- */

static bool is_direct(const answer *row) {
    return str_is(answer_words(row, "quotation"), "direct");
}

static bool is_whole(str words) {
    words = str_trim(words);
    if (words.length < 20 || words.length > SENTENCE_MOST) return false;
    return str_has(STR(".!?\"'"), words.at[words.length - 1]) || str_ends(words, STR("”"))
        || str_ends(words, STR("’"));
}

static bool is_quotation(str words) {
    return str_starts(words, STR("\"")) || str_starts(words, STR("“"))
        || str_starts(words, STR("'")) || str_starts(words, STR("‘"));
}

/* Something that was, in a whole sentence that is nobody's quotation. */
static bool is_event(const answer *row) {
    str status = answer_words(row, "status"), words = answer_words(row, "sentence");
    bool was = str_is(status, "happened") || str_is(status, "ongoing");
    bool somebody = answer_words(row, "actor").length || answer_words(row, "recipient").length;
    if (!was || is_quotation(str_trim(words)) || !is_whole(words)) return false;
    return words.length >= EVENT_LEAST && (somebody || answer_number(row, "reports") > 1);
}

/* What a report is about first, then what several tell. */
static int64_t worth_of_event(const answer *row) {
    if (!is_event(row)) return 0;
    return 4 * answer_number(row, "main") + 3 * (answer_number(row, "reports") - 1)
        + answer_number(row, "outlets") / 4;
}

/* Of one actor's deeds also what one report tells by the way. */
static int64_t worth_of_deed(const answer *row) {
    return is_event(row) ? 1 + worth_of_event(row) : 0;
}

/* All that is said: what stands in it is told in another section. */
static bool ask_said(brief *b, const question *q, answers *out, fault *f) {
    question own = *q;
    own.what = ASK_STATEMENTS;
    own.limit = CANDIDATES_MOST;
    return answers_ask(b->l, b->a, &own, out, f);
}

/* Whether a sentence stands in what somebody says. What a report is about may be said ("..., the
 * police said"), but not in somebody's own words. */
static bool is_said(const answers *said, const answer *row) {
    str words = answer_words(row, "sentence");
    bool main = answer_number(row, "main") != 0;
    for (size_t i = 0; i < said->count; i++) {
        const answer *one = &said->at[i];
        str in = answer_words(one, main ? "content" : "sentence");
        if (main && !is_direct(one)) continue;
        if (str_find(in, words, 0) < in.length) return true;
    }
    return false;
}

bool brief_happened(brief *b, const question *q, size_t most, fault *f) {
    answers rows = { 0 };
    answers said = { 0 };
    question own = *q;
    if (!ask_said(b, q, &said, f)) return false;
    own.what = ASK_HAPPENINGS;
    own.limit = CANDIDATES_MOST;
    if (!answers_ask(b->l, b->a, &own, &rows, f)) return false;
    candidates all = choose(b, &rows, q->actor.length ? worth_of_deed : worth_of_event);
    candidates taken = { all.at, 0 };
    for (size_t i = 0; i < all.count && taken.count < most; i++)
        if (!is_said(&said, all.at[i].row)
            && !brief_is_shown(b, answer_words(all.at[i].row, "sentence")))
            taken.at[taken.count++] = all.at[i];
    if (!taken.count) /* all of it is said */
        taken.count = all.count < FEW ? all.count : FEW;
    if (taken.count) qsort(taken.at, taken.count, sizeof *taken.at, by_time);
    sheet_section_add(b->page, "What happened");
    for (size_t i = 0; i < taken.count; i++) {
        const answer *row = taken.at[i].row;
        sheet_line *line = sheet_line_add(b->page, STR_NONE, answer_words(row, "sentence"));
        if (answer_number(row, "reports") > 1)
            line->note = arena_print(b->a, "in %.*s reports",
                                     STR_ARG(answer_words(row, "reports")));
        sheet_line_from(b->page, line, row);
    }
    return true;
}

/* ---- who said what ---- */

/* "they", "the agency": whose words these are the page could not tell. */
static bool is_named(str speaker) {
    static const char *const nobody[] = { "they", "he", "she", "it", "we", "i", "you", "who", "one",
                                          "this", "that", "these", "those", "some", "many",
                                          "her", "him", "them", "his", "me", "us", "others" };
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
        if (str_is_folded(speaker, nobody[i])) return false;
    return speaker.length > 0;
}

static int64_t worth_of_statement(const answer *row) {
    str words = answer_words(row, "sentence"), speaker = answer_words(row, "speaker");
    if (!is_named(speaker) || words.length > SENTENCE_MOST) return 0;
    if (answer_words(row, "content").length < 25 || !is_whole(words)) return 0;
    bool general = !is_upper(speaker.at[0]) && (unsigned char)speaker.at[0] < 0x80;
    return 4 * answer_number(row, "reports") + 2 * is_direct(row) - 3 * general
        + str_is(answer_words(row, "quotation"), "mixed");
}

/* A direct quotation is shown as such where its words are whole, all else as the sentence that
 * the report has. */
static str words_of(const answer *row) {
    str words = str_trim(answer_words(row, "content"));
    return is_direct(row) && is_quotation(words) ? words : answer_words(row, "sentence");
}

static str last_word(str name) {
    size_t at = name.length;
    while (at > 0 && name.at[at - 1] != ' ') at--;
    return str_cut(name, at, name.length);
}

/* The end of a quotation that begins at `at`, or the end of the words. */
static size_t quotation_end(str words, size_t at) {
    bool curly = str_starts(str_cut(words, at, words.length), STR("“"));
    str mark = curly ? STR("”") : STR("\"");
    size_t end = str_find(words, mark, at + 1);
    return end < words.length ? end + mark.length : end;
}

/* Whether a sentence bears out who is said to speak: outside of quotations it names him, or
 * nobody ("he said"). Else a name before it would be one that nobody could find there. */
static bool tells_speaker(str words, str speaker) {
    str name = last_word(speaker);
    bool other = false;
    for (size_t at = 0, end; at < words.length; at = end) {
        str rest = str_cut(words, at, words.length);
        end = at + 1;
        if (is_quotation(rest) && !str_starts(rest, STR("'")) && !str_starts(rest, STR("‘"))) {
            end = quotation_end(words, at);
            continue;
        }
        if (!is_ascii_letter(words.at[at])) continue;
        while (end < words.length && words.at[end] != ' ' && words.at[end] != ',') end++;
        str word = str_cut(words, at, end);
        if (str_find_folded(word, name, 0) < word.length) return true;
        other |= at > 0 && is_upper(word.at[0]) && word.length > 1;
    }
    return !other;
}

/* Of 100, by the number that the ledger has as words ("0.52"). */
static bool is_sure(const answer *w) {
    str words = answer_words(w, "confidence");
    return !str_starts(words, STR("0.")) || words.length < 3 || words.at[2] >= '4';
}

/* The wording that tells most: a direct one, then the longest; NULL where none is sure. */
static const answer *best_wording(const answers *wordings, const answer *one) {
    const answer *best = NULL;
    for (size_t i = 0; i < wordings->count; i++) {
        const answer *w = &wordings->at[i];
        str words = answer_words(w, "sentence");
        if (answer_number(w, "first_number") != answer_number(one, "number")) continue;
        if (words.length > SENTENCE_MOST || !is_whole(words) || !is_sure(w)) continue;
        bool better = !best || is_direct(w) > is_direct(best)
            || (is_direct(w) == is_direct(best)
                && answer_words(w, "content").length > answer_words(best, "content").length);
        if (better) best = w;
    }
    return best;
}

/* Whether each number of one stands in the other: then none contradicts. */
static bool holds_numbers(str in, str of) {
    for (size_t i = 0, end; i < of.length; i = end) {
        end = i + 1;
        if (!is_digit(of.at[i])) continue;
        while (end < of.length && is_digit(of.at[end])) end++;
        str number = str_cut(of, i, end);
        if (str_find(in, number, 0) == in.length) return false;
    }
    return true;
}

static bool denies(str words) {
    static const char *const noes[] = { "not", "never", "no", "nobody", "none", "cannot",
                                        "nothing" };
    for (size_t at = 0, end; at < words.length; at = end + 1) {
        for (end = at; end < words.length && !str_has(STR(" ,.;:!?\""), words.at[end]);) end++;
        str word = str_cut(words, at, end);
        for (size_t i = 0; i < sizeof noes / sizeof *noes; i++)
            if (str_is_folded(word, noes[i])) return true;
        if (str_ends(word, STR("n't")) || str_ends(word, STR("n’t"))) return true;
    }
    return false;
}

/* What matters and differs from the wording that is shown, in words; none where nothing does. A
 * part of a statement says less, not something else. */
static str otherwise(brief *b, const answer *w, const answer *best) {
    str mine = answer_words(w, "content"), other = answer_words(best, "content");
    str speaker = answer_words(w, "speaker"), known = answer_words(best, "speaker");
    buffer out = { 0 };
    if (mine.length * 2 < other.length || other.length * 2 < mine.length) return STR_NONE;
    if (denies(mine) != denies(other)) buffer_add(b->a, &out, STR("a “not” more or less"));
    if (!holds_numbers(mine, other) && !holds_numbers(other, mine))
        buffer_print(b->a, &out, "%sanother number", out.count ? ", " : "");
    bool same = !speaker.length || !known.length
        || str_same_folded(last_word(speaker), last_word(known));
    if (!same) buffer_print(b->a, &out, "%sanother speaker", out.count ? ", " : "");
    return out.count ? buffer_str(&out) : STR_NONE;
}

static void other_wordings(brief *b, const answers *wordings, const answer *one,
                           const answer *best) {
    size_t shown = 0;
    for (size_t i = 0; i < wordings->count && shown < OTHERWISE_MOST; i++) {
        const answer *w = &wordings->at[i];
        bool same = answer_number(w, "first_number") == answer_number(one, "number");
        if (!same || w == best || !is_whole(answer_words(w, "sentence"))) continue;
        str how = otherwise(b, w, best);
        if (!how.length) continue;
        sheet_line *line = sheet_line_add(b->page, answer_words(w, "speaker"), words_of(w));
        line->under = true;
        line->note = arena_join(b->a, STR("told otherwise: "), how);
        sheet_line_from(b->page, line, w);
        shown++;
    }
}

static void all_sources(brief *b, const answers *wordings, const answer *one,
                        sheet_line *line) {
    size_t left = 0;
    for (size_t i = 0; i < wordings->count; i++) {
        const answer *w = &wordings->at[i];
        if (answer_number(w, "first_number") != answer_number(one, "number")) continue;
        if (line->sources.count < SOURCES_MOST) sheet_line_from(b->page, line, w);
        else left++;
    }
    if (left) line->note = arena_print(b->a, "and in %zu more", left);
}

static void show_statement(brief *b, const answers *wordings, const answer *one) {
    const answer *best = best_wording(wordings, one);
    str speaker = answer_words(best, "speaker");
    if (!speaker.length) speaker = answer_words(one, "speaker");
    str words = words_of(best);
    if (!tells_speaker(answer_words(best, "sentence"), speaker)) {
        words = answer_words(best, "sentence"); /* which tells whose words these are */
        speaker = STR_NONE;
    }
    sheet_line *line = sheet_line_add(b->page, speaker, words);
    sheet_line_from(b->page, line, best);
    all_sources(b, wordings, one, line);
    other_wordings(b, wordings, one, best);
}

/* Statements of one speaker stand together, where the first of them stands. */
static void show_by_speaker(brief *b, const candidates *taken, const answers *wordings) {
    bool *done = ARENA_NEW(b->a, bool, taken->count + 1);
    for (size_t i = 0; i < taken->count; i++) {
        str speaker = answer_words(taken->at[i].row, "speaker");
        for (size_t j = i; j < taken->count; j++) {
            bool same = str_same(answer_words(taken->at[j].row, "speaker"), speaker);
            if (done[j] || !same) continue;
            done[j] = true;
            show_statement(b, wordings, taken->at[j].row);
        }
    }
}

/* All wordings of the statements' stories, asked for story by story. */
static bool ask_wordings(brief *b, const candidates *of, answers *out, fault *f) {
    str_list stories = { 0 };
    for (size_t i = 0; i < of->count; i++) {
        str story = answer_words(of->at[i].row, "story");
        bool asked = false;
        for (size_t j = 0; j < stories.count; j++) asked |= str_same(stories.at[j], story);
        if (asked || !story.length) continue;
        *LIST_ADD(b->a, &stories) = story;
        question q = { .what = ASK_WORDINGS, .story = story, .oldest = true };
        if (!answers_ask(b->l, b->a, &q, out, f)) return false;
    }
    return true;
}

static size_t by_speaker(const candidates *taken, const answer *row) {
    size_t count = 0;
    for (size_t i = 0; i < taken->count; i++)
        count += str_same(answer_words(taken->at[i].row, "speaker"), answer_words(row, "speaker"));
    return count;
}

/* Two statements may stand in one sentence. */
static bool stands_already(const str_list *shown, str words) {
    for (size_t i = 0; i < shown->count; i++)
        if (str_same(shown->at[i], words)) return true;
    return false;
}

static bool statements(brief *b, const question *q, size_t most, fault *f) {
    answers rows = { 0 }, wordings = { 0 };
    str_list shown = { 0 };
    question own = *q;
    own.what = ASK_UTTERANCES;
    own.limit = CANDIDATES_MOST;
    if (!answers_ask(b->l, b->a, &own, &rows, f)) return false;
    candidates all = choose(b, &rows, worth_of_statement), taken = { all.at, 0 };
    if (all.count > most * SPARE) all.count = most * SPARE;
    if (!ask_wordings(b, &all, &wordings, f)) return false;
    for (size_t i = 0; i < all.count && taken.count < most; i++) {
        const answer *best = best_wording(&wordings, all.at[i].row);
        if (!best) continue;
        if (by_speaker(&taken, all.at[i].row) >= (q->speaker.length ? most : ONE_SPEAKER)) continue;
        if (stands_already(&shown, words_of(best))) continue;
        if (brief_is_shown(b, answer_words(best, "content"))) continue;
        *LIST_ADD(b->a, &shown) = words_of(best);
        taken.at[taken.count++] = all.at[i];
    }
    show_by_speaker(b, &taken, &wordings);
    return true;
}

bool brief_said(brief *b, const question *q, size_t most, fault *f) {
    sheet_section_add(b->page, "Who said what");
    return statements(b, q, most, f);
}

bool brief_told_to(brief *b, const question *q, size_t most, fault *f) {
    sheet_section_add(b->page, "What others told them");
    return statements(b, q, most, f);
}

/* ---- where reports differ ---- */

bool brief_differences(brief *b, const question *q, size_t most, fault *f) {
    static const source_columns other = { NULL, NULL, "other_outlet", "other_published",
                                          "other_url" };
    answers rows = { 0 };
    question own = *q;
    own.what = ASK_DISAGREEMENTS;
    own.limit = CANDIDATES_MOST;
    if (!answers_ask(b->l, b->a, &own, &rows, f)) return false;
    sheet_section_add(b->page, "Where reports differ");
    str last = STR_NONE;
    for (size_t i = 0, shown = 0; i < rows.count && shown < most; i++) {
        const answer *row = &rows.at[i];
        str kind = answer_words(row, "kind"), first = answer_words(row, "other_sentence");
        if (str_is(kind, "actors") || str_same(first, last)) continue;
        last = first;
        str on = str_is(kind, "date") ? STR("On the day")
               : str_is(kind, "number") ? STR("On a number") : STR("On the place");
        sheet_line *line = sheet_line_add(b->page, on, first);
        *LIST_ADD(b->a, &line->sources) = sheet_source_of(b->page, row, &other);
        line = sheet_line_add(b->page, STR_NONE, answer_words(row, "sentence"));
        line->under = true;
        sheet_line_from(b->page, line, row);
        shown++;
    }
    return true;
}

/* ---- what is next ---- */

static bool is_dated(const diary_entry *e) {
    return e->first != EXPECTED_OPEN || e->last != EXPECTED_OPEN;
}

static void show_expected(brief *b, const diary_entry *e) {
    static const source_columns later = { NULL, NULL, "later_outlet", "later_published",
                                          "later_url" };
    str when = is_dated(e) ? diary_when(b->a, e->first, e->last) : STR_NONE;
    sheet_line *line = sheet_line_add(b->page, when, answer_words(&e->told, "sentence"));
    sheet_line_from(b->page, line, &e->told);
    for (size_t i = 0; i < e->others.count && line->sources.count < SOURCES_MOST; i++)
        sheet_line_from(b->page, line, &e->others.at[i]);
    str became = diary_outcome(b->a, e);
    line->note = became;
    if (!answer_words(&e->settled, "later").length) return;
    line = sheet_line_add(b->page, became, answer_words(&e->settled, "later"));
    line->under = true;
    *LIST_ADD(b->a, &line->sources) = sheet_source_of(b->page, &e->settled, &later);
}

/* With a day first, in their order; then what most reports expect. */
static int by_weight(const void *l, const void *r) {
    const diary_entry *left = *(const diary_entry *const *)l;
    const diary_entry *right = *(const diary_entry *const *)r;
    if (is_dated(left) != is_dated(right)) return is_dated(left) ? -1 : 1;
    if (!is_dated(left) && left->reports != right->reports)
        return left->reports > right->reports ? -1 : 1;
    return left < right ? -1 : 1;
}

/* Told of what is to come, not of what somebody once agreed to. */
static bool looks_ahead(str words) {
    static const char *const ahead[] = { "will", "plans", "scheduled", "expected", "due", "vowed",
                                         "pledged", "promised", "intends", "shall" };
    for (size_t at = 0, end; at < words.length; at = end + 1) {
        end = str_find(words, STR(" "), at);
        for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++)
            if (str_is_folded(str_cut(words, at, end), ahead[i])) return true;
    }
    return false;
}

static bool is_worth_telling(const diary_entry *e) {
    str kind = answer_words(&e->told, "kind"), words = answer_words(&e->told, "sentence");
    if (!is_whole(words) || is_quotation(str_trim(words))) return false;
    if (is_dated(e)) return true;
    if (!looks_ahead(words)) return false;
    if (e->reports > 1) return true;
    bool firm = str_is(kind, "scheduled") || str_is(kind, "promised");
    return firm && answer_words(&e->told, "actor").length;
}

static void show_entries(brief *b, const diary_entries *all, bool open, size_t most) {
    const diary_entry **chosen = ARENA_NEW(b->a, const diary_entry *, all->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const diary_entry *e = &all->at[i];
        if ((e->state == OUTCOME_EXPECTED) == open && is_worth_telling(e)) chosen[count++] = e;
    }
    if (count) qsort(chosen, count, sizeof *chosen, by_weight);
    for (size_t i = 0, shown = 0; i < count && shown < most; i++) {
        if (brief_is_shown(b, answer_words(&chosen[i]->told, "sentence"))) continue;
        show_expected(b, chosen[i]);
        shown++;
    }
}

bool brief_next(brief *b, const question *q, size_t most, fault *f) {
    diary_entries all = { 0 };
    question own = *q;
    own.what = ASK_DIARY;
    own.limit = CANDIDATES_MOST;
    if (!diary_find(b->l, b->a, &own, &all, f)) return false;
    b->shown.count = 0; /* what happened may stand here too, as what became of it */
    sheet_section_add(b->page, "What is next");
    show_entries(b, &all, true, most);
    sheet_section_add(b->page, "What became of what was expected");
    show_entries(b, &all, false, most);
    return true;
}

/* ---- who is silent ---- */

bool brief_silent(brief *b, const question *q, size_t most, fault *f) {
    static const source_columns later = { NULL, NULL, "later_outlet", "later_published",
                                          "later_url" };
    silence_entries all = { 0 };
    question own = *q;
    own.what = ASK_SILENCES;
    own.limit = CANDIDATES_MOST;
    if (!silence_entries_find(b->l, b->a, &own, &all, f)) return false;
    sheet_section_add(b->page, "Who has not answered");
    for (size_t i = 0; i < all.count && i < most; i++) {
        const silence_entry *e = &all.at[i];
        if (!i || e->is_open != all.at[i - 1].is_open)
            if (!e->is_open) sheet_section_add(b->page, "Who has answered since");
        sheet_line *line = sheet_line_add(b->page, answer_words(&e->first, "actor"),
                                          answer_words(&e->first, "sentence"));
        sheet_line_from(b->page, line, &e->first);
        for (size_t j = 0; j < e->others.count && j < SOURCES_MOST; j++)
            sheet_line_from(b->page, line, &e->others.at[j]);
        if (!e->ended.count) continue;
        line = sheet_line_add(b->page, STR("since then"), answer_words(&e->ended, "later"));
        line->under = true;
        *LIST_ADD(b->a, &line->sources) = sheet_source_of(b->page, &e->ended, &later);
    }
    return true;
}
