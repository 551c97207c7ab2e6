/* desk/alert_text.c: see alert_text.h. */
#include "desk/alert_text.h"

#include <json-c/json.h>

#include "base/escape.h"

enum { TITLE_WORDS = 120, MORE_SHOWN = 10 };

typedef struct telling {
    arena *a;
    buffer out;
} telling;

static str words_of(arena *a, json_object *from, const char *name) {
    json_object *value = NULL;
    if (!json_object_object_get_ex(from, name, &value)
        || !json_object_is_type(value, json_type_string))
        return STR_NONE;
    str s = { json_object_get_string(value), (size_t)json_object_get_string_len(value) };
    return escape_plain(a, s);
}

static int64_t number_of(json_object *from, const char *name) {
    json_object *value = NULL;
    return json_object_object_get_ex(from, name, &value) ? json_object_get_int64(value) : 0;
}

static json_object *list_of(json_object *from, const char *name) {
    json_object *value = NULL;
    if (json_object_object_get_ex(from, name, &value)
        && json_object_is_type(value, json_type_array))
        return value;
    return NULL;
}

static void line(telling *t, const char *before, str words) {
    if (words.at) buffer_print(t->a, &t->out, "%s%.*s\n", before, STR_ARG(words));
}

/* "Harbour wall to rise · The Gull · 2026-01-04" and the address */
static void source_lines(telling *t, json_object *of) {
    static const char *const names[] = { "title", "outlet", "published" };
    buffer all = { 0 };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str part = words_of(t->a, of, names[i]);
        if (!part.length) continue;
        if (all.count) buffer_add(t->a, &all, STR(" \xC2\xB7 "));
        buffer_add(t->a, &all, part);
    }
    line(t, "", all.count ? buffer_str(&all) : STR_NONE);
    line(t, "", words_of(t->a, of, "url"));
}

static void fact_lines(telling *t, json_object *of) {
    str sentence = words_of(t->a, of, "sentence");
    if (sentence.length) {
        line(t, "    ", sentence);
        buffer_add(t->a, &t->out, STR("\n"));
    }
    source_lines(t, of);
}

static void more_lines(telling *t, json_object *more) {
    size_t count = more ? json_object_array_length(more) : 0;
    if (count) buffer_add(t->a, &t->out, STR("\nAlso there:\n\n"));
    for (size_t i = 0; i < count && i < MORE_SHOWN; i++)
        line(t, "    - ", words_of(t->a, json_object_array_get_idx(more, i), "sentence"));
    if (count > MORE_SHOWN)
        buffer_print(t->a, &t->out, "    and %zu more\n", count - MORE_SHOWN);
}

static void change_lines(telling *t, json_object *changes) {
    size_t count = changes ? json_object_array_length(changes) : 0;
    for (size_t i = 0; i < count && i < MORE_SHOWN; i++) {
        json_object *one = json_object_array_get_idx(changes, i);
        str part = words_of(t->a, one, "part"), kind = words_of(t->a, one, "kind");
        buffer_print(t->a, &t->out, "\n%.*s %.*s\n", STR_ARG(part), STR_ARG(kind));
        line(t, "    - ", words_of(t->a, one, "before"));
        line(t, "    + ", words_of(t->a, one, "after"));
    }
}

static void rest_lines(telling *t, json_object *of) {
    int64_t further = number_of(of, "further"), held = number_of(of, "held");
    str why = words_of(t->a, of, "why");
    json_object *earlier = NULL;
    if (json_object_object_get_ex(of, "earlier", &earlier)) {
        buffer_add(t->a, &t->out, STR("\nBefore:\n\n"));
        fact_lines(t, earlier);
    }
    if (why.length) buffer_print(t->a, &t->out, "\nMatched: %.*s\n", STR_ARG(why));
    if (further)
        buffer_print(t->a, &t->out, "%lld further report%s nothing new\n", (long long)further,
                     further == 1 ? " adds" : "s add");
    if (held)
        buffer_print(t->a, &t->out, "%lld more alert%s held back by the budget\n",
                     (long long)held, held == 1 ? " was" : "s were");
}

/* Whole words of it. */
static str shortened(arena *a, str s) {
    if (s.length <= TITLE_WORDS) return s;
    size_t end = TITLE_WORDS;
    while (end > TITLE_WORDS / 2 && s.at[end] != ' ') end--;
    while (end && ((unsigned char)s.at[end] & 0xC0) == 0x80) end--;
    return arena_join(a, str_cut(s, 0, end), STR("\xE2\x80\xA6"));
}

static str title_of(arena *a, json_object *of) {
    str watch = words_of(a, of, "watch"), what = words_of(a, of, "what");
    str content = words_of(a, of, "content");
    if (!content.length) content = words_of(a, of, "title");
    str head = arena_print(a, "%.*s: %.*s", STR_ARG(watch), STR_ARG(what));
    if (!content.length) return head;
    return arena_join(a, arena_join(a, head, STR(": ")), shortened(a, content));
}

static void free_json(void *object) {
    json_object_put(object);
}

bool alert_text_of(arena *a, str kept, alert_text *out, fault *f) {
    telling t = { .a = a };
    json_object *of = json_tokener_parse(arena_copy(a, kept).at);
    if (of) arena_defer(a, free_json, of);
    if (!json_object_is_type(of, json_type_object))
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "an alert in the ledger is damaged");
    line(&t, "", words_of(a, of, "what"));
    buffer_add(a, &t.out, STR("\n"));
    fact_lines(&t, of);
    more_lines(&t, list_of(of, "more"));
    change_lines(&t, list_of(of, "changes"));
    rest_lines(&t, of);
    *out = (alert_text){
        .title = title_of(a, of), .body = buffer_str(&t.out), .url = words_of(a, of, "url"),
        .outlet = words_of(a, of, "outlet"), .kind = words_of(a, of, "kind"),
        .made = words_of(a, of, "made"),
    };
    return true;
}
