/* tests/record/labelled.h: texts with their labels in plain notation, for tests of rules.
 *
 * One token a line, its columns apart by blanks: WORD UPOS HEAD DEPREL [ENTITY [ROLE]].
 *     Ana     PROPN 3 nsubj Person source1
 *     ~,      PUNCT 1 punct
 * "~" before a word: no blank between it and the word before. HEAD counts inside the
 * sentence from 1, 0 is the root. A blank line ends a sentence, a line "---" the passage.
 * "-" is nothing. Tokens of one ENTITY follow each other; "+Person" begins another one.
 * A ROLE is source, cue or content and the number of its attribution in the text (from 1):
 * runs of one role are one span, sources and contents are linked to their cue.
 * A word that is a quotation mark (" “ ”) opens or closes a quotation. */
#ifndef TESTS_RECORD_LABELLED_H
#define TESTS_RECORD_LABELLED_H

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/build.h"

typedef struct labelled {
    report report;
    tokens tokens;
    labels labels;
    record record;
    build build; /* ready for times_find, actors_find, statements_find in turn */
} labelled;

enum { LABELLED_ROOM = 4096 };

/* What is being read; everything has room for LABELLED_ROOM tokens. */
typedef struct labelling {
    arena *a;
    buffer text;
    token *tokens;
    uint8_t *upos, *deprel;
    uint32_t *head, *sentence_of;
    float *sure;
    LIST(passage) passages;
    LIST(sentence) sentences;
    LIST(entity) entities;
    LIST(role_span) roles; /* cue holds the attribution's number until they are linked */
    uint32_t count, sentence_first, passage_first;
    bool quoted;
} labelling;

static inline int labelled_number(const char *(*name)(int), int count, const char *word) {
    for (int i = 0; i < count; i++)
        if (!strcmp(name(i), word)) return i;
    fprintf(stderr, "labelled.h: unknown label %s\n", word);
    abort();
}

static inline const char *labelled_upos(int i) { return upos_name((upos)i); }
static inline const char *labelled_deprel(int i) { return deprel_name((deprel)i); }
static inline const char *labelled_entity(int i) { return entity_type_name((entity_type)i); }

static inline void labelled_end_sentence(labelling *l) {
    if (l->count > l->sentence_first)
        *LIST_ADD(l->a, &l->sentences) = (sentence){ l->sentence_first, l->count };
    l->sentence_first = l->count;
}

static inline void labelled_end_passage(labelling *l) {
    labelled_end_sentence(l);
    if (l->count > l->passage_first)
        *LIST_ADD(l->a, &l->passages) =
            (passage){ l->passage_first, l->count, (uint32_t)l->passages.count };
    l->passage_first = l->count;
    l->quoted = false;
}

static inline uint32_t labelled_quotes(labelling *l, str word) {
    bool open = str_is(word, "“") || (str_is(word, "\"") && !l->quoted);
    bool close = str_is(word, "”") || (str_is(word, "\"") && l->quoted);
    if (open) l->quoted = true;
    if (close) l->quoted = false;
    return open ? TOKEN_QUOTE_OPEN : close ? TOKEN_QUOTE_CLOSE : l->quoted ? TOKEN_QUOTED : 0;
}

static inline uint32_t labelled_letters(str word) {
    bool digit = false, letter = false;
    for (size_t i = 0; i < word.length; i++) {
        digit |= is_digit(word.at[i]);
        letter |= is_ascii_letter(word.at[i]) || ((unsigned char)word.at[i] >= 0xC3 &&
                                                   (unsigned char)word.at[i] != 0xE2);
    }
    return (digit ? TOKEN_NUMBER : 0) | (digit || letter ? 0 : TOKEN_MARK);
}

static inline void labelled_word(labelling *l, const char *word) {
    bool glued = word[0] == '~' && word[1], first = l->count == l->passage_first;
    if (l->count && first) buffer_add(l->a, &l->text, STR("\n\n"));
    else if (l->count && !glued) buffer_add(l->a, &l->text, STR(" "));
    str s = str_of(glued ? word + 1 : word);
    uint32_t start = (uint32_t)l->text.count;
    buffer_add(l->a, &l->text, s);
    l->tokens[l->count] = (token){ start, (uint32_t)l->text.count,
        (glued ? 0 : TOKEN_SPACE_BEFORE) | (first ? TOKEN_PASSAGE_START : 0) |
            labelled_quotes(l, s) | labelled_letters(s) };
}

static inline void labelled_entities(labelling *l, const char *word) {
    if (!*word || !strcmp(word, "-")) return;
    bool fresh = *word == '+';
    entity_type type =
        (entity_type)labelled_number(labelled_entity, ENTITY_TYPES, word + (fresh ? 1 : 0));
    entity *last = l->entities.count ? &l->entities.at[l->entities.count - 1] : NULL;
    if (last && last->past == l->count && last->type == type && !fresh) last->past++;
    else *LIST_ADD(l->a, &l->entities) = (entity){ l->count, l->count + 1, type, 1 };
}

static inline void labelled_roles(labelling *l, const char *word) {
    if (!*word || !strcmp(word, "-")) return;
    role_type type = !strncmp(word, "source", 6) ? ROLE_SOURCE
                     : !strncmp(word, "cue", 3)  ? ROLE_CUE : ROLE_CONTENT;
    uint32_t number = (uint32_t)atoi(word + strcspn(word, "0123456789"));
    role_span *last = l->roles.count ? &l->roles.at[l->roles.count - 1] : NULL;
    if (last && last->past == l->count && last->type == type && last->cue == number) last->past++;
    else *LIST_ADD(l->a, &l->roles) = (role_span){ l->count, l->count + 1, type, 1, number };
}

static inline void labelled_link(labelling *l) {
    for (size_t i = 0; i < l->roles.count; i++) {
        role_span *r = &l->roles.at[i];
        if (r->type == ROLE_CUE) continue;
        uint32_t number = r->cue;
        r->cue = LINK_NONE;
        for (size_t j = 0; j < l->roles.count; j++)
            if (l->roles.at[j].type == ROLE_CUE && l->roles.at[j].cue == number) {
                r->cue = (uint32_t)j;
                break;
            }
    }
    for (size_t i = 0; i < l->roles.count; i++)
        if (l->roles.at[i].type == ROLE_CUE) l->roles.at[i].cue = LINK_NONE;
}

static inline void labelled_token(labelling *l, const char *line) {
    char word[100] = "", class[20] = "", relation[20] = "", named[20] = "", played[20] = "";
    unsigned head = 0;
    int found = sscanf(line, "%99s %19s %u %19s %19s %19s", word, class, &head, relation, named,
                       played);
    if (found < 4 || l->count >= LABELLED_ROOM) {
        fprintf(stderr, "labelled.h: no token: %s\n", line);
        abort();
    }
    labelled_word(l, word);
    l->upos[l->count] = (uint8_t)labelled_number(labelled_upos, UPOS_COUNT, class);
    l->deprel[l->count] = (uint8_t)labelled_number(labelled_deprel, DEP_COUNT, relation);
    l->head[l->count] = head ? l->sentence_first + head - 1 : HEAD_ROOT;
    l->sentence_of[l->count] = (uint32_t)l->sentences.count;
    l->sure[l->count] = 1;
    labelled_entities(l, named);
    labelled_roles(l, played);
    l->count++;
}

static inline void labelled_line(labelling *l, const char *line) {
    if (!strcmp(line, "---")) labelled_end_passage(l);
    else if (!line[strspn(line, " \t")]) labelled_end_sentence(l);
    else labelled_token(l, line);
}

static inline void labelled_finish(labelling *l, labelled *out) {
    out->report = (report){ .text = buffer_str(&l->text) };
    out->tokens = (tokens){ out->report.text, l->tokens, l->count, l->passages.at,
                            l->passages.count, NULL };
    out->labels = (labels){ .upos = l->upos, .upos_sure = l->sure, .head = l->head,
        .deprel = l->deprel, .sentences = l->sentences.at, .sentence_count = l->sentences.count,
        .sentence_of = l->sentence_of, .entities = l->entities.at,
        .entity_count = l->entities.count, .roles = l->roles.at, .role_count = l->roles.count };
    out->record = (record){ .report = &out->report, .tokens = &out->tokens,
                            .labels = &out->labels };
    out->build = (build){ .a = l->a, .report = &out->report, .tokens = &out->tokens,
                          .labels = &out->labels, .out = &out->record };
    syntax_of(l->a, &out->tokens, &out->labels, &out->build.syntax);
}

/* Reads a text in plain notation. published may be NULL. */
static inline labelled *labelled_read(arena *a, const char *plain, const char *published) {
    labelling l = { .a = a };
    l.tokens = ARENA_NEW(a, token, LABELLED_ROOM);
    l.upos = ARENA_NEW(a, uint8_t, LABELLED_ROOM);
    l.deprel = ARENA_NEW(a, uint8_t, LABELLED_ROOM);
    l.head = ARENA_NEW(a, uint32_t, LABELLED_ROOM);
    l.sentence_of = ARENA_NEW(a, uint32_t, LABELLED_ROOM);
    l.sure = ARENA_NEW(a, float, LABELLED_ROOM);
    for (const char *at = plain; *at;) {
        size_t length = strcspn(at, "\n");
        labelled_line(&l, arena_copy(a, (str){ at, length }).at);
        at += length + (at[length] == '\n');
    }
    labelled_end_passage(&l);
    labelled_link(&l);
    labelled *out = ARENA_NEW(a, labelled, 1);
    labelled_finish(&l, out);
    out->report.published = str_of(published);
    return out;
}

#endif
