/* record/statements.h: statements while they are being put together.
 *
 * A draft is a statement in token spans. The reader's flat spans are grouped into drafts,
 * quotations that it left out are added, what is no statement is dropped, statements inside
 * statements are found from the trees; then each draft gets its fields. One file a step,
 * in the order of the prototypes here. */
#ifndef RECORD_STATEMENTS_H
#define RECORD_STATEMENTS_H

#include "record/build.h"
#include "record/cues.h"

typedef LIST(phrase) phrase_list;

#define DRAFT_NONE SIZE_MAX

typedef struct draft {
    phrase_list source, cue, content; /* in text order */
    uint32_t head;        /* the cue's word of saying, or TOKEN_NONE */
    const cue_word *word; /* what cues.h says of it, or NULL */
    size_t within;        /* draft whose content encloses it, or DRAFT_NONE */
    bool inner;           /* found inside another's content */
    bool post;            /* a post or letter set off word for word */
    bool dropped;
    bool asked, answer;   /* of an interview */
    id_list speakers, addressees;
    quotation quotation;
    channel channel;
    act act;
    stance_list stance;
    time_value time;
    float confidence;
    const char *by, *act_by, *channel_by; /* see record.h */
} draft;

/* A run of tokens between quotation marks, the marks in it. */
typedef struct quoted {
    uint32_t first, past;
    bool closed;
} quoted;

typedef struct drafting {
    build *b;
    LIST(draft) drafts;
    LIST(quoted) quotes;   /* outermost quotations, in text order */
    LIST(role_span) loose; /* sources and contents that no cue took */
    size_t *said;          /* [tokens] outer draft whose content holds the token, or DRAFT_NONE */
    uint32_t *passage_of;  /* [tokens] */
    bool *cued;            /* [tokens] in the cue of any draft, inner ones too */
    size_t *marked;        /* [tokens] outer draft whose source or cue holds it, the first */
    const char *step;      /* what the drafts made now are found by */
} drafting;

/* statements_group.c: the reader's cues with their sources and contents. */
void drafts_group(drafting *d);
/* statements_labels.c: "SMITH: ...", "Mayor: we will sue", posts with their author. */
void drafts_label(drafting *d);
/* statements_interview.c: questions and answers without labels. */
void drafts_interview(drafting *d);
/* statements_fill.c: words for cues that have none. */
void drafts_fill(drafting *d);
/* The same with the rest of the sentence before or after a phrase, other statements in it. */
void drafts_fill_around(drafting *d, size_t number, phrase but);
/* statements_missed.c: what the reader left out and the trees show. */
void drafts_complete(drafting *d);
/* statements_phrases.c: the same for attributions without a verb. */
void drafts_complete_phrases(drafting *d);
/* statements_quotes.c: quotations without a cue of their own. */
void drafts_quote(drafting *d);
/* statements_trim.c: the ends of noun phrases. */
void drafts_trim(drafting *d);
/* Whether a token stands in a date line: "HALDEN, Jan 4 (Wire) -". */
bool drafting_in_dateline(const drafting *d, uint32_t word);
/* statements_sift.c: drops what is no statement. */
void drafts_sift(drafting *d);
/* statements_inner.c: statements inside the words of others. */
void drafts_nest(drafting *d);
/* statements_speakers.c, addressees.c, channels.c, acts.c: the fields. */
void drafts_speak(drafting *d);
void drafts_address(drafting *d);
void drafts_channel(drafting *d);
void drafts_act(drafting *d);
/* stances.c, after the acts */
void drafts_side(drafting *d);

/* The drafts that were not dropped, in text order. */
size_t *drafts_in_order(drafting *d, size_t *count);
/* A new draft without any span. Pointers to drafts do not outlive it. */
size_t draft_new(drafting *d, float confidence);
void draft_add(drafting *d, size_t number, role_type part, phrase words);
/* What the table of cues says of a token and the particle behind it, or NULL. */
const cue_word *cue_find_at(const drafting *d, uint32_t head);
/* Drops whatever the reader found in a passage, which has another reading. */
void drafts_drop_inside(drafting *d, const passage *p);
/* Looks up the cue's word of saying. */
void draft_read_cue(drafting *d, size_t number);
void phrases_sort(phrase_list *list);
/* First and past token over a list. The list is not empty. */
phrase phrases_reach(const phrase_list *list);
/* The phrase of a list in order that holds this token, or NULL. */
const phrase *phrases_at(const phrase_list *list, uint32_t word);
bool phrases_hold(const phrase_list *list, uint32_t word);

/* Words by token, small conveniences. */
str drafting_word(const drafting *d, uint32_t i);
str drafting_lemma(const drafting *d, uint32_t i);
bool drafting_is(const drafting *d, uint32_t i, const char *word);        /* letter case apart */
bool drafting_has_flag(const drafting *d, uint32_t i, token_flag flag);
upos drafting_class(const drafting *d, uint32_t i);
deprel drafting_relation(const drafting *d, uint32_t i);
sentence drafting_sentence(const drafting *d, uint32_t i);
/* The same, but no more than some hundred tokens around i: what scans a draft's sentence
 * stays within this, so that a sentence of a million words costs no more than its length. */
sentence drafting_around(const drafting *d, uint32_t i);
bool drafting_is_quoted(const drafting *d, uint32_t i);
/* Whether a verb is passive: by its auxiliary, since subjects are often mislabelled. */
bool drafting_is_passive(const drafting *d, uint32_t verb);
/* A noun phrase as a name: without relative clauses, infinitives and what follows a comma. */
phrase drafting_name(const drafting *d, uint32_t head);
/* Whether one of a NULL-ended list of words is this word, letter case apart. */
bool word_in(str word, const char *const *list);

#endif
