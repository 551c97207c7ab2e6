/* api/out.c: see out.h. */
#include "api/out.h"

#include <stdarg.h>
#include <stdio.h>

#include "text/lemma.h"

void out_flush(out *o) {
    if (o->bytes.count && !o->refused)
        o->refused = !o->sink(o->to, o->bytes.at, o->bytes.count);
    o->bytes.count = 0;
}

static void flush_full(void *to) {
    out_flush(to);
}

json_writer out_json(out *o) {
    json_writer w = json_to(o->a, &o->bytes);
    w.drain = flush_full;
    w.to = o;
    return w;
}

void out_add(out *o, str s) {
    buffer_add(o->a, &o->bytes, s);
    if (o->bytes.count >= JSON_FULL) out_flush(o);
}

void out_words(out *o, const char *words) {
    out_add(o, str_of(words));
}

/* For short things; what is longer than the room is cut. */
void out_print(out *o, const char *format, ...) {
    char room[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(room, sizeof room, format, arguments);
    va_end(arguments);
    out_words(o, room);
}

str out_lemma(out *o, const piece *p, size_t i) {
    str word = token_str(&p->tokens, i);
    arena_reset(o->words, API_KEEP);
    switch ((upos)p->labels.upos[i]) {
    case UPOS_VERB:
    case UPOS_AUX: return lemma_of(o->words, word, LEMMA_VERB);
    case UPOS_NOUN: return lemma_of(o->words, word, LEMMA_NOUN);
    case UPOS_ADJ: return lemma_of(o->words, word, LEMMA_ADJECTIVE);
    case UPOS_PROPN:
    case UPOS_PUNCT:
    case UPOS_SYM:
    case UPOS_NUM:
    case UPOS_X: return word;
    default: return lemma_of(o->words, word, LEMMA_OTHER);
    }
}

static uint32_t starts_of_characters(str s) {
    uint32_t count = 0;
    for (size_t i = 0; i < s.length; i++) count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return count;
}

offsets offsets_of(arena *a, str text, bool code_points) {
    if (!code_points) return (offsets){ text, NULL };
    size_t count = text.length / OFFSETS_EVERY + 1;
    uint32_t *before = ARENA_NEW(a, uint32_t, count);
    for (size_t i = 1; i < count; i++) {
        str words = str_cut(text, (i - 1) * OFFSETS_EVERY, i * OFFSETS_EVERY);
        before[i] = before[i - 1] + starts_of_characters(words);
    }
    return (offsets){ text, before };
}

size_t offset_at(const offsets *o, size_t byte) {
    if (!o->before) return byte;
    size_t i = byte / OFFSETS_EVERY;
    return o->before[i] + starts_of_characters(str_cut(o->text, i * OFFSETS_EVERY, byte));
}
