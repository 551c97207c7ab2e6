/* desk/brief.c: see brief.h. */
#include "desk/brief.h"

#include "base/escape.h"

enum { EVENTS_MOST = 8, STATEMENTS_MOST = 14, OTHERS_MOST = 6, STORIES_MOST = 8, NAMES_MOST = 5 };

/* ---- a story ---- */

/* "2017-07-28 to 2017-09-20" */
static str days_words(arena *a, str first, str last) {
    first = str_cut(first, 0, 10);
    last = str_cut(last, 0, 10);
    if (!first.length || str_same(first, last)) return first;
    return arena_print(a, "%.*s to %.*s", STR_ARG(first), STR_ARG(last));
}

static str count_words(arena *a, int64_t count, const char *one) {
    str word = str_of(one);
    if (count != 1 && str_ends(word, STR("y"))) /* "copy", "story" */
        return arena_print(a, "%lld %.*sies", (long long)count, (int)word.length - 1, one);
    return arena_print(a, "%lld %s%s", (long long)count, one, count == 1 ? "" : "s");
}

static bool story_head(brief *b, const question *q, fault *f) {
    answers rows = { 0 };
    question own = *q;
    own.what = ASK_STORIES;
    if (!answers_ask(b->l, b->a, &own, &rows, f)) return false;
    if (!rows.count)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "\"%.*s\" is in no story yet",
                     STR_ARG(str_cut(q->story, 0, 80)));
    const answer *row = &rows.at[0];
    int64_t reports = answer_number(row, "reports"), origins = answer_number(row, "origins");
    b->page->title = escape_plain(b->a, answer_words(row, "title"));
    b->page->subtitle = arena_print(
        b->a, "%.*s; %.*s by %.*s%s%.*s",
        STR_ARG(days_words(b->a, answer_words(row, "first"), answer_words(row, "last"))),
        STR_ARG(count_words(b->a, reports, "report")),
        STR_ARG(count_words(b->a, answer_words(row, "outlets").length
                                      ? answer_number(row, "outlets") : 0, "outlet")),
        reports > origins ? "; " : "",
        STR_ARG(reports > origins ? arena_print(b->a, "%.*s of another",
                    STR_ARG(count_words(b->a, reports - origins, "copy"))) : STR("")));
    return true;
}

static bool make_story(brief *b, str name, fault *f) {
    question q = { .story = name };
    return story_head(b, &q, f) && brief_happened(b, &q, EVENTS_MOST, f)
        && brief_said(b, &q, STATEMENTS_MOST, f) && brief_differences(b, &q, OTHERS_MOST, f)
        && brief_next(b, &q, OTHERS_MOST, f) && brief_silent(b, &q, OTHERS_MOST, f);
}

/* ---- an actor ---- */

static bool actor_head(brief *b, const question *q, fault *f) {
    answers rows = { 0 };
    question own = *q;
    buffer names = { 0 };
    own.what = ASK_ACTORS;
    own.limit = NAMES_MOST;
    if (!answers_ask(b->l, b->a, &own, &rows, f)) return false;
    if (!rows.count)
        return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "no report names \"%.*s\"",
                     STR_ARG(str_cut(q->actor, 0, 80)));
    b->page->title = escape_plain(b->a, answer_words(&rows.at[0], "name"));
    buffer_add(b->a, &names, STR("Named as "));
    for (size_t i = 0; i < rows.count; i++)
        buffer_print(b->a, &names, "%s%.*s (%.*s)", i ? ", " : "",
                     STR_ARG(escape_plain(b->a, answer_words(&rows.at[i], "name"))),
                     STR_ARG(count_words(b->a, answer_number(&rows.at[i], "reports"), "report")));
    b->page->subtitle = buffer_str(&names);
    return true;
}

static bool make_actor(brief *b, str name, fault *f) {
    question whole = { .actor = name }, by = { .speaker = name }, to = { .addressee = name };
    return actor_head(b, &whole, f) && brief_said(b, &by, STATEMENTS_MOST, f)
        && brief_happened(b, &whole, EVENTS_MOST, f) && brief_told_to(b, &to, OTHERS_MOST, f)
        && brief_next(b, &whole, OTHERS_MOST, f) && brief_silent(b, &whole, OTHERS_MOST, f);
}

/* ---- a day ---- */

/* The report that a story is told by: the view of stories has no outlet. */
static bool first_report(brief *b, const answer *story, answers *out, fault *f) {
    question q = { .what = ASK_REPORTS, .report = answer_words(story, "id"), .limit = 1 };
    return answers_ask(b->l, b->a, &q, out, f);
}

static bool show_story(brief *b, const answer *row, fault *f) {
    static const source_columns usual = { "key", "title", "outlet", "published", "url" };
    answers found = { 0 };
    if (!first_report(b, row, &found, f)) return false;
    str words = answer_words(row, "sentence");
    bool quoted = str_starts(words, STR("\"")) || str_starts(words, STR("“"));
    sheet_line *line = sheet_line_add(b->page, answer_words(row, "title"),
                                      quoted ? STR_NONE : words);
    line->note = count_words(b->a, answer_number(row, "reports"), "report");
    if (found.count)
        *LIST_ADD(b->a, &line->sources) = sheet_source_of(b->page, &found.at[0], &usual);
    brief_is_shown(b, words);
    return true;
}

static bool day_stories(brief *b, const question *q, fault *f) {
    answers rows = { 0 };
    question own = *q;
    own.what = ASK_STORIES;
    own.limit = STORIES_MOST;
    if (!answers_ask(b->l, b->a, &own, &rows, f)) return false;
    b->page->subtitle = count_words(b->a, (int64_t)rows.count, "story");
    sheet_section_add(b->page, "Stories");
    for (size_t i = 0; i < rows.count; i++)
        if (!show_story(b, &rows.at[i], f)) return false;
    return true;
}

static bool make_day(brief *b, str name, fault *f) {
    int64_t first, last;
    question q = { .since = name, .until = name };
    if (!ask_minutes(name, ledger_now(b->l), &first, &last))
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "\"%.*s\" is no day",
                     STR_ARG(str_cut(name, 0, 80)));
    b->page->title = arena_print(b->a, "News of %.*s", STR_ARG(escape_plain(b->a, name)));
    return day_stories(b, &q, f) && brief_happened(b, &q, EVENTS_MOST, f)
        && brief_said(b, &q, STATEMENTS_MOST, f) && brief_differences(b, &q, OTHERS_MOST, f)
        && brief_next(b, &q, OTHERS_MOST, f) && brief_silent(b, &q, OTHERS_MOST, f);
}

bool brief_make(ledger *l, arena *a, const brief_about *about, sheet *out, fault *f) {
    static bool (*const makers[BRIEF_KINDS])(brief *b, str name, fault *f) = {
        make_story, make_actor, make_day };
    brief b = { .l = l, .a = a, .page = out };
    *out = (sheet){ .a = a };
    return makers[about->kind](&b, about->name, f) && db_settle(ledger_db(l), f);
}
