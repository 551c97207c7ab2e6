/* record/statements_labels.c: words given to somebody by a label instead of a verb.
 *
 * Transcripts and interviews ("SMITH: We had no choice.", "Q: ... A: ..."), headlines
 * ("Mayor: we will sue") and posts shown in the text ("@LineTwo: No trains", "No trains.
 * - Line Two (@LineTwo) March 4, 2026"). A label counts where it is in capitals, names
 * somebody that the reader knows as a name, or comes back in the report. */
#include "record/referents.h"
#include "record/statements.h"

enum { LABEL_LIMIT = 6, CREDIT_LIMIT = 16 }; /* tokens */

static block_kind kind_of(const drafting *d, const passage *p) {
    const block_list *blocks = &d->b->report->blocks;
    return p->block < blocks->count ? blocks->at[p->block].kind : BLOCK_PARAGRAPH;
}

/* "Correction: ...", "READ MORE: ...": labels of the page, not of speakers. */
static const char *const page_words[] = {
    "read", "more", "update", "updated", "correction", "corrected", "clarification", "note",
    "editor", "editors", "file", "related", "see", "watch", "photo", "photos", "image", "video",
    "listen", "source", "sources", "credit", "caption", "breaking", "live", "analysis",
    "opinion", "exclusive", "who", "what", "when", "where", "why", "how", "time", "date",
    "place", "cost", "tickets", "score", "result", "contact", "email", "phone", "website",
    "also", "topics", "tags", "factbox", "timeline", "warning", "review", "weather", "recap",
    "here", "following", "example", "key", "background", "summary", "explainer", NULL,
};

/* Tokens [first, past) before the colon of a label, past = first where there is none. */
static phrase label_of(const drafting *d, const passage *p) {
    phrase none = { p->first, p->first };
    for (uint32_t i = p->first; i < p->past && i <= p->first + LABEL_LIMIT; i++) {
        if (word_in(drafting_word(d, i), page_words)) return none;
        if (drafting_has_flag(d, i, TOKEN_QUOTE_OPEN)) return none;
        if (!drafting_is(d, i, ":")) continue;
        bool used = i > p->first && i + 1 < p->past;
        return used ? (phrase){ p->first, i } : none;
    }
    return none;
}

static bool all_capitals(const drafting *d, phrase label) {
    size_t letters = 0;
    for (uint32_t i = label.first; i < label.past; i++) {
        str word = drafting_word(d, i);
        for (size_t at = 0; at < word.length; at++) {
            if (word.at[at] >= 'a' && word.at[at] <= 'z') return false;
            letters += is_upper(word.at[at]);
        }
    }
    return letters > 0;
}

static bool is_name(const drafting *d, phrase label) {
    for (uint32_t i = label.first; i < label.past; i++)
        if (drafting_class(d, i) == UPOS_PROPN) return true;
    return str_has(drafting_word(d, label.first), '@');
}

/* A handle may be one token, or its sign and its name. */
static bool is_handle(const drafting *d, phrase label) {
    return str_starts(drafting_word(d, label.first), STR("@")) && label.past - label.first <= 2;
}

static bool same_words(const drafting *d, phrase a, phrase b) {
    if (a.past - a.first != b.past - b.first) return false;
    for (uint32_t i = 0; i < a.past - a.first; i++)
        if (!str_same_folded(drafting_word(d, a.first + i), drafting_word(d, b.first + i)))
            return false;
    return true;
}

enum { LABELS_COUNTED = 64 }; /* different labels of one transcript */

typedef struct label_count {
    phrase words;
    size_t times;
} label_count;

typedef struct label_counts {
    label_count at[LABELS_COUNTED];
    size_t count;
} label_counts;

static void count_label(const drafting *d, label_counts *seen, phrase label) {
    for (size_t i = 0; i < seen->count; i++) {
        if (!same_words(d, seen->at[i].words, label)) continue;
        seen->at[i].times++;
        return;
    }
    if (seen->count < LABELS_COUNTED) seen->at[seen->count++] = (label_count){ label, 1 };
}

static size_t times_seen(const drafting *d, const label_counts *seen, phrase label) {
    for (size_t i = 0; i < seen->count; i++)
        if (same_words(d, seen->at[i].words, label)) return seen->at[i].times;
    return 0;
}

static bool has_verb(const drafting *d, uint32_t first, uint32_t past) {
    for (uint32_t i = first; i < past; i++)
        if (drafting_class(d, i) == UPOS_VERB || drafting_class(d, i) == UPOS_AUX) return true;
    return false;
}

static bool is_headline(const drafting *d, const passage *p) {
    block_kind kind = kind_of(d, p);
    return kind == BLOCK_TITLE || kind == BLOCK_HEADING;
}

static bool names_somebody(const drafting *d, phrase label, uint32_t past) {
    upos class = drafting_class(d, label.past - 1);
    bool noun = class == UPOS_NOUN || class == UPOS_PROPN;
    return noun && has_verb(d, label.past + 1, past) && !has_verb(d, label.first, label.past);
}

/* One letter, as in question and answer: "Q", "A". */
static bool is_letter(const drafting *d, phrase label) {
    return label.past - label.first == 1 && drafting_word(d, label.first).length == 1
        && is_ascii_letter(drafting_word(d, label.first).at[0]);
}

/* "VANG: ..." in a report that names Astrid Vang. */
static bool is_named_elsewhere(const drafting *d, const passage *p, phrase label) {
    str last = drafting_word(d, label.past - 1);
    for (uint32_t i = 0; i < d->b->tokens->count; i++)
        if ((i < p->first || i >= p->past) && drafting_class(d, i) == UPOS_PROPN
            && str_same_folded(drafting_word(d, i), last)) return true;
    return false;
}

/* "..., officials said." */
static bool ends_in_cue(const drafting *d, const passage *p, phrase label) {
    uint32_t i = drafting_sentence(d, label.past + 1).past;
    while (i > p->first + 1 && drafting_has_flag(d, i - 1, TOKEN_MARK)) i--;
    const cue_word *word = i > p->first + LABEL_LIMIT ? cue_find_at(d, i - 1) : NULL;
    return word && word->kind == CUE_SPEECH && drafting_class(d, i - 1) == UPOS_VERB;
}

/* "KARACHI: ..., officials said": where the report was written, at its beginning. */
static bool is_dateline(const drafting *d, const passage *p, phrase label, size_t others) {
    uint32_t at = entity_at(d->b->labels, label.first);
    const entity *e = at == REFERENT_NONE ? NULL : &d->b->labels->entities[at];
    if (!all_capitals(d, label)) return false;
    bool first = !d->passage_of[p->first] && others == 1 && ends_in_cue(d, p, label);
    return first || (e && e->type == ENTITY_LOCATION && e->past == label.past);
}

static bool is_speaker(const drafting *d, const passage *p, phrase label,
                       const label_counts *seen) {
    size_t times = times_seen(d, seen, label);
    if (is_handle(d, label)) return true;
    if (is_letter(d, label)) return times > 0;
    if (all_capitals(d, label) && times > 1) return true;
    if (is_headline(d, p)) return names_somebody(d, label, p->past);
    if (all_capitals(d, label))
        return seen->count > 1 || is_name(d, label) || is_named_elsewhere(d, p, label);
    return times > 1 ? is_name(d, label) : is_name(d, label) && seen->count > 1
           && has_verb(d, label.past + 1, p->past) && !has_verb(d, label.first, label.past);
}

static uint32_t without_end(const drafting *d, uint32_t first, uint32_t past, bool headline) {
    while (headline && past > first + 1 && drafting_is(d, past - 1, ".")) past--;
    return past;
}

/* Whether the reader took the label for the source of what follows, to the passage's end. */
static bool is_known(const drafting *d, const passage *p, phrase label) {
    size_t number = d->marked[label.first];
    if (all_capitals(d, label) && d->said[p->past - 1] != number) return false;
    return number != DRAFT_NONE && d->drafts.at[number].content.count > 0
        && phrases_hold(&d->drafts.at[number].source, label.first)
        && drafting_is(d, d->drafts.at[number].cue.at[0].first, ":");
}

/* Where words in quotation marks end that begin at `first`, their mark included; `past` where
 * they have none. */
static uint32_t end_of_quotation(const drafting *d, uint32_t first, uint32_t past) {
    if (!drafting_has_flag(d, first, TOKEN_QUOTE_OPEN)) return past;
    for (uint32_t i = first + 1; i < past; i++) {
        bool last = i + 1 >= past || !drafting_is_quoted(d, i + 1);
        if (drafting_has_flag(d, i, TOKEN_QUOTE_CLOSE) && last) return i + 1;
    }
    return past;
}

/* A label and its words as a statement, where the reader has not seen it so. */
static void add_labelled(drafting *d, const passage *p, phrase label) {
    bool handle = is_handle(d, label);
    uint32_t first = label.past + 1;
    uint32_t past = without_end(d, first, p->past, is_headline(d, p));
    bool apart = end_of_quotation(d, first, past) < past;
    if (apart) past = end_of_quotation(d, first, past);
    if (!apart && is_known(d, p, label)) return;
    drafts_drop_inside(d, &(passage){ .first = p->first, .past = past, .block = p->block });
    size_t number = draft_new(d, 0.75F);
    draft_add(d, number, ROLE_SOURCE, label);
    if (!handle) draft_add(d, number, ROLE_CUE, (phrase){ label.past, label.past + 1 });
    draft_add(d, number, ROLE_CONTENT, (phrase){ first, past });
    d->drafts.at[number].post = !is_headline(d, p) || all_capitals(d, label);
    d->drafts.at[number].asked = is_letter(d, label) && drafting_is(d, label.first, "q");
    d->drafts.at[number].answer = is_letter(d, label) && drafting_is(d, label.first, "a");
    if (handle) d->drafts.at[number].channel.kind = CHANNEL_SOCIAL_MEDIA;
}

enum { DESCRIBED_LIMIT = 16 }; /* tokens of "Ana Ruiz, who runs the bakery next door" */

/* "Ana Ruiz, head of the union: '...'": a name with a description before a quotation. */
static phrase described_label(const drafting *d, const passage *p) {
    phrase none = { p->first, p->first };
    bool comma = false;
    if (drafting_class(d, p->first) != UPOS_PROPN) return none;
    for (uint32_t i = p->first; i + 1 < p->past && i < p->first + DESCRIBED_LIMIT; i++) {
        if (word_in(drafting_word(d, i), page_words)) return none;
        comma = comma || drafting_is(d, i, ",");
        if (drafting_has_flag(d, i, TOKEN_QUOTE_OPEN) || drafting_is(d, i, ".")) return none;
        if (!drafting_is(d, i, ":")) continue;
        bool fits = comma && drafting_has_flag(d, i + 1, TOKEN_QUOTE_OPEN)
                 && !has_verb(d, p->first, i);
        return fits ? (phrase){ p->first, i } : none;
    }
    return none;
}

/* The dash of "words - Name (@handle) date", or p->past. */
static uint32_t credit_dash(const drafting *d, const passage *p) {
    uint32_t first = p->past > p->first + CREDIT_LIMIT ? p->past - CREDIT_LIMIT : p->first + 1;
    uint32_t dash = p->past;
    bool handle = false;
    for (uint32_t i = p->past; i-- > first;) {
        str word = drafting_word(d, i);
        handle |= str_starts(word, STR("@")) && i > first + 1 && drafting_is(d, i - 1, "(");
        bool line = str_is(word, "—") || str_is(word, "–") || str_is(word, "-");
        if (handle && line && drafting_has_flag(d, i, TOKEN_SPACE_BEFORE)) return i;
    }
    return dash;
}

static uint32_t bracket_after(const drafting *d, uint32_t dash, uint32_t past) {
    uint32_t i = dash + 1;
    while (i < past && !drafting_is(d, i, "(")) i++;
    return i;
}

/* An embedded post stands for itself. */
static bool add_credited(drafting *d, const passage *p) {
    uint32_t dash = credit_dash(d, p), bracket = bracket_after(d, dash, p->past);
    if (dash >= p->past || bracket <= dash + 1 || bracket >= p->past) return false;
    drafts_drop_inside(d, p);
    size_t number = draft_new(d, 0.8F);
    draft_add(d, number, ROLE_SOURCE, (phrase){ dash + 1, bracket });
    draft_add(d, number, ROLE_CONTENT, (phrase){ p->first, dash });
    draft *made = &d->drafts.at[number];
    made->post = true;
    made->channel.kind = CHANNEL_SOCIAL_MEDIA;
    made->time = time_in(d->b, bracket, p->past);
    return true;
}

void drafts_label(drafting *d) {
    const tokens *t = d->b->tokens;
    label_counts *seen = ARENA_NEW(d->b->a, label_counts, 1);
    for (size_t i = 0; i < t->passage_count; i++) {
        phrase label = label_of(d, &t->passages[i]);
        if (label.past > label.first) count_label(d, seen, label);
    }
    for (size_t i = 0; i < t->passage_count; i++) {
        const passage *p = &t->passages[i];
        phrase label = label_of(d, p);
        if (add_credited(d, p)) continue;
        phrase described = described_label(d, p);
        bool town = label.past > label.first && times_seen(d, seen, label) < 2
                  && is_dateline(d, p, label, seen->count);
        if (town && is_known(d, p, label)) drafts_drop_inside(d, p);
        if (described.past > described.first) add_labelled(d, p, described);
        else if (!town && label.past > label.first && is_speaker(d, p, label, seen))
            add_labelled(d, p, label);
    }
}
