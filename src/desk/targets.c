/* desk/targets.c: see targets.h. */
#include "desk/targets.h"

#include "source/web_address.h"

enum { MAIL_MOST = 254, MAIL_LOCAL_MOST = 64 }; /* RFC 5321 */

static bool wrong(fault *f, const char *what, str words) {
    return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "\"%.*s\" %s", STR_ARG(str_cut(words, 0, 80)),
                 what);
}

bool target_is_local(target_kind kind) {
    return kind == TARGET_ATOM || kind == TARGET_COMMAND || kind == TARGET_LINES;
}

/* ---- commands ---- */

typedef struct splitting {
    arena *a;
    str words;
    size_t at;
    buffer word;
    bool any; /* a word has begun, if of no characters */
} splitting;

/* From behind the mark to the one that ends it. */
static bool take_quoted(splitting *s, char mark) {
    for (s->at++; s->at < s->words.length; s->at++) {
        char c = s->words.at[s->at];
        char next = s->at + 1 < s->words.length ? s->words.at[s->at + 1] : 0;
        if (c == mark) return true;
        if (mark == '"' && c == '\\' && (next == '"' || next == '\\')) c = s->words.at[++s->at];
        *LIST_ADD(s->a, &s->word) = c;
    }
    return false;
}

static void end_word(splitting *s, str_list *out) {
    if (s->any) *LIST_ADD(s->a, out) = arena_copy(s->a, buffer_str(&s->word));
    s->word.count = 0;
    s->any = false;
}

bool command_split(arena *a, str words, str_list *out, fault *f) {
    splitting s = { .a = a, .words = words };
    str_list found = { 0 };
    for (; s.at < words.length; s.at++) {
        char c = words.at[s.at];
        if (is_blank(c)) {
            end_word(&s, &found);
            continue;
        }
        s.any = true;
        if (c == '\'' || c == '"') {
            if (!take_quoted(&s, c)) return wrong(f, "has a quotation that does not end", words);
            continue;
        }
        if (c == '\\' && ++s.at == words.length)
            return wrong(f, "ends in a backslash", words);
        *LIST_ADD(a, &s.word) = words.at[s.at];
    }
    end_word(&s, &found);
    if (!found.count || !found.at[0].length) return wrong(f, "names no command", words);
    if (found.count > TARGET_WORDS_MOST) return wrong(f, "has too many words", words);
    *out = found;
    return true;
}

/* ---- mail ---- */

/* RFC 5322, 3.2.3: a dot-atom. Quoted local parts and comments are not taken. */
static bool is_dot_atom(str s, const char *marks) {
    if (!s.length || s.at[0] == '.' || s.at[s.length - 1] == '.') return false;
    for (size_t i = 0; i < s.length; i++) {
        char c = s.at[i];
        if (c == '.' && s.at[i - 1] == '.') return false;
        if (c != '.' && !is_ascii_letter(c) && !is_digit(c) && !str_has(str_of(marks), c))
            return false;
    }
    return true;
}

bool mail_address_is_good(str address) {
    size_t at = str_find(address, STR("@"), 0);
    if (address.length > MAIL_MOST || at > MAIL_LOCAL_MOST || at == address.length) return false;
    return is_dot_atom(str_cut(address, 0, at), "!#$%&'*+-/=?^_`{|}~")
        && is_dot_atom(str_cut(address, at + 1, address.length), "-");
}

/* ---- all ---- */

static bool has_control(str s) {
    for (size_t i = 0; i < s.length; i++)
        if ((unsigned char)s.at[i] < ' ' || s.at[i] == 0x7F) return true;
    return false;
}

static bool check(arena *a, target *t, fault *f) {
    web_address web;
    switch (t->kind) {
    case TARGET_PAGE:
    case TARGET_LINES: return true;
    case TARGET_ATOM:
        return (t->address.length && t->address.at[t->address.length - 1] != '/')
            || wrong(f, "names no file", t->address);
    case TARGET_WEBHOOK:
        if (!web_address_read(a, t->address, STR_NONE, &web, f))
            return wrong(f, "is no address of the web", t->address);
        t->address = web.url;
        return true;
    case TARGET_MAIL:
        return mail_address_is_good(t->address) || wrong(f, "is no mail address", t->address);
    case TARGET_COMMAND: return command_split(a, t->address, &t->words, f);
    }
    return false;
}

bool target_read(arena *a, str words, target *out, fault *f) {
    static const struct { const char *head; target_kind kind; } heads[] = {
        { "atom:", TARGET_ATOM }, { "webhook:", TARGET_WEBHOOK }, { "mail:", TARGET_MAIL },
        { "command:", TARGET_COMMAND },
    };
    target found = { .kind = TARGET_LINES, .address = STR("") };
    if (words.length > TARGET_MOST) return wrong(f, "is too long", words);
    if (has_control(words)) return wrong(f, "has a character that is none to print", words);
    bool known = str_is(words, "-") || str_is(words, "page");
    if (str_is(words, "page")) found.kind = TARGET_PAGE;
    for (size_t i = 0; i < sizeof heads / sizeof *heads && !known; i++) {
        str head = str_of(heads[i].head);
        if (!str_starts(words, head)) continue;
        known = true;
        found.kind = heads[i].kind;
        found.address = arena_copy(a, str_cut(words, head.length, words.length));
    }
    if (!known)
        return wrong(f, "is none of atom:PATH, webhook:URL, mail:ADDRESS, command:CMD, page, -",
                     words);
    if (!check(a, &found, f)) return false;
    *out = found;
    return true;
}
