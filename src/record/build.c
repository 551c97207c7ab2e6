/* record/build.c: one report's labels in, its record out. The parts follow one another in
 * the order in which each leans on the one before: times, actors, statements, events. */
#include "record/build.h"

#include <assert.h>
#include <openssl/sha.h>
#include <string.h>

#include "record/listed.h"

static str digest_of(arena *a, str text) {
    static const char hex[] = "0123456789abcdef";
    unsigned char sum[SHA256_DIGEST_LENGTH];
    char out[2 * SHA256_DIGEST_LENGTH];
    SHA256((const unsigned char *)(text.at ? text.at : ""), text.length, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        out[2 * i] = hex[sum[i] >> 4];
        out[2 * i + 1] = hex[sum[i] & 15];
    }
    return arena_print(a, "sha256:%.*s", (int)sizeof out, out);
}

static bool has_note(const note_list *notes, const char *code) {
    for (size_t i = 0; i < notes->count; i++)
        if (strcmp(notes->at[i].code, code) == 0) return true;
    return false;
}

bool record_reads(const report *r) {
    return !r->language.at || str_is_folded(str_cut(r->language, 0, 2), "en");
}

static void add_notes(arena *a, const report *r, record *out) {
    for (size_t i = 0; i < r->notes.count; i++) *LIST_ADD(a, &out->notes) = r->notes.at[i];
    if (record_reads(r) || has_note(&out->notes, "not-english")) return;
    str words = arena_print(a, "the text is in the language \"%.*s\"; English alone is read",
                            STR_ARG(r->language));
    *LIST_ADD(a, &out->notes) = (note){ "not-english", NOTE_NOWHERE, words };
}

static void find_facts(build *b) {
    syntax_of(b->a, b->tokens, b->labels, &b->syntax);
    b->mention_at = ARENA_NEW(b->a, id, b->tokens->count);
    for (size_t i = 0; i < b->tokens->count; i++) b->mention_at[i] = ID_NONE;
    times_find(b);
    actors_find(b);
    places_find(b);
    statements_find(b);
    quantities_find(b);
    expectations_find(b);
    silences_find(b);
    voices_find(b);
    events_find(b);
    places_attach(b);
    codes_find(b);
    listed_apply(b->a, b->out);
    confidences_fit(b);
    words_told(b);
}

void record_begin(arena *a, const report *r, record *out) {
    *out = (record){ .report = r };
    out->main.when_value.time = ID_NONE;
    out->digest = digest_of(a, r->text);
    out->id = r->id.at ? r->id : out->digest;
    add_notes(a, r, out);
}

void record_facts(arena *a, const report *r, const tokens *t, const labels *l, record *out) {
    build b = { .a = a, .report = r, .tokens = t, .labels = l, .out = out };
    out->report = r;
    out->tokens = t;
    out->labels = l;
    find_facts(&b);
}

void record_build(arena *a, const report *r, const tokens *t, const labels *l, record *out) {
    record_begin(a, r, out);
    if (record_reads(r)) record_facts(a, r, t, l, out);
}
