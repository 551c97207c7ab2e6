/* record/told.c: words of the report as a record tells them: on one line, with one blank for
 * each run of blanks and without soft hyphens. Spans keep the report's own bytes; it comes
 * last, as the parts before it compare words with the text. */
#include "base/utf8.h"
#include "record/build.h"
#include "source/tree.h"

/* One blank, or a character that is neither blank nor left out. */
static bool is_plain(str words, size_t at, size_t *length) {
    code_point c = utf8_at(words, at, length);
    if (c == ' ') return at == 0 || words.at[at - 1] != ' ';
    return c >= 0x20 && c != 0xAD && !utf8_is_space(c);
}

static void tell(arena *a, str *words) {
    size_t at = 0;
    for (size_t length; at < words->length && is_plain(*words, at, &length); at += length) {}
    if (at == words->length) return;
    buffer out = { 0 };
    text_squeeze(a, &out, *words);
    *words = buffer_str(&out);
}

static void tell_actors(arena *a, record *out) {
    for (size_t i = 0; i < out->actors.count; i++) {
        actor *who = &out->actors.at[i];
        tell(a, &who->name);
        for (size_t k = 0; k < who->roles.count; k++) {
            tell(a, &who->roles.at[k].title);
            tell(a, &who->roles.at[k].of);
        }
    }
}

static void tell_statements(arena *a, record *out) {
    for (size_t i = 0; i < out->statements.count; i++) {
        statement *s = &out->statements.at[i];
        tell(a, &s->channel.name);
        for (size_t k = 0; k < s->stance.count; k++) tell(a, &s->stance.at[k].words);
    }
}

void words_told(build *b) {
    record *out = b->out;
    tell_actors(b->a, out);
    tell_statements(b->a, out);
    for (size_t i = 0; i < out->expectations.count; i++)
        tell(b->a, &out->expectations.at[i].what);
    for (size_t i = 0; i < out->silences.count; i++) tell(b->a, &out->silences.at[i].about);
    for (size_t i = 0; i < out->places.count; i++) tell(b->a, &out->places.at[i].name);
    for (size_t i = 0; i < out->quantities.count; i++) {
        tell(b->a, &out->quantities.at[i].unit);
        tell(b->a, &out->quantities.at[i].of);
    }
    str *main[] = { &out->main.who, &out->main.what, &out->main.when, &out->main.where };
    for (size_t i = 0; i < sizeof main / sizeof *main; i++) tell(b->a, main[i]);
}
