/* record/statements_interview.c: interviews printed as question and answer without labels.
 *
 * A page shows the questions in bold; as text they are paragraphs of their own that end in a
 * question mark and speak to somebody, each followed by paragraphs in the first person. Where
 * a report has three such questions, each is asked and each answer is one statement of
 * whoever the report speaks of most before the first (found in statements_speakers.c). */
#include "record/statements.h"

enum { QUESTIONS_LEAST = 3, QUESTION_LIMIT = 60 }; /* tokens */

static const char *const first_person[] = { "i", "we", "my", "our", "me", "us", NULL };

static bool is_running(const drafting *d, const passage *p) {
    const block_list *blocks = &d->b->report->blocks;
    block_kind kind = p->block < blocks->count ? blocks->at[p->block].kind : BLOCK_PARAGRAPH;
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_HEADING || kind == BLOCK_QUOTE;
}

/* A question that stands by itself, not quoted. */
static bool is_question(const drafting *d, const passage *p) {
    if (p->past - p->first > QUESTION_LIMIT || !drafting_is(d, p->past - 1, "?")) return false;
    for (uint32_t i = p->first; i < p->past; i++)
        if (drafting_is_quoted(d, i)) return false;
    return is_running(d, p);
}

static bool is_in_first_person(const drafting *d, const passage *p) {
    for (uint32_t i = p->first; i < p->past; i++)
        if (!drafting_is_quoted(d, i) && word_in(drafting_word(d, i), first_person)) return true;
    return false;
}

static size_t count_questions(const drafting *d) {
    const tokens *t = d->b->tokens;
    size_t count = 0;
    for (size_t i = 0; i + 1 < t->passage_count; i++)
        count += is_question(d, &t->passages[i]) && is_in_first_person(d, &t->passages[i + 1]);
    return count;
}

static size_t add(drafting *d, const passage *p, bool asked) {
    drafts_drop_inside(d, p);
    size_t number = draft_new(d, 0.6F);
    draft_add(d, number, ROLE_CONTENT, (phrase){ p->first, p->past });
    draft *made = &d->drafts.at[number];
    made->post = true;
    made->asked = asked;
    made->answer = !asked;
    return number;
}

void drafts_interview(drafting *d) {
    const tokens *t = d->b->tokens;
    if (count_questions(d) < QUESTIONS_LEAST) return;
    size_t answer = DRAFT_NONE;
    bool begun = false;
    for (size_t i = 0; i < t->passage_count; i++) {
        const passage *p = &t->passages[i];
        if (!is_running(d, p)) begun = false;
        else if (is_question(d, p)) {
            add(d, p, true);
            answer = DRAFT_NONE;
            begun = true;
        } else if (begun && answer == DRAFT_NONE) {
            answer = add(d, p, false);
        } else if (begun) {
            drafts_drop_inside(d, p);
            draft_add(d, answer, ROLE_CONTENT, (phrase){ p->first, p->past });
        }
    }
}
