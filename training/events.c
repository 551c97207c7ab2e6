/* training/events.c: prints what the model of event types sees, for training/events.py.
 *
 *     events WEIGHTS < documents.jsonl > tellings.jsonl
 *
 * Documents are {"id", "text"} lines. For each telling of an event a line {"id", "sentence",
 * "start", "end", "main", "type", "words", "features"}: the type that the list of event words
 * gives it, the words of its sentence. The main telling also has "cast": those who may play
 * a part in it ({"words", "actor", "features", "pairs"}: pairs [i] beside candidate i), the
 * last of them nobody. */
#include <json-c/json.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include "model/reader.h"
#include "record/events_cast.h"
#include "record/main_event_title.h"
#include "source/report.h"

static void take(void *context, str feature) {
    json_object_array_add(context, json_object_new_string_len(feature.at, (int)feature.length));
}

static void put(json_object *row, const char *key, str words) {
    json_object_object_add(row, key, json_object_new_string_len(words.at, (int)words.length));
}

static json_object *features_of(const cast *c, uint32_t i) {
    json_object *out = json_object_new_array();
    cast_features(c, i, take, out);
    return out;
}

static json_object *candidate_of(cast *c, uint32_t i) {
    json_object *out = json_object_new_object(), *pairs = json_object_new_array();
    const build *b = c->e->b;
    if (i < c->count) {
        phrase p = c->at[i].at;
        put(out, "words", str_cut(b->tokens->text, b->tokens->at[p.first].start,
                                  b->tokens->at[p.past - 1].end));
        json_object_object_add(out, "actor", json_object_new_int((int)c->at[i].actor));
    }
    json_object_object_add(out, "features", features_of(c, i));
    for (c->first = 0; c->first <= c->count; c->first++) {
        json_object *pair = json_object_new_array();
        cast_pair_features(c, i, take, pair);
        json_object_array_add(pairs, pair);
    }
    json_object_object_add(out, "pairs", pairs);
    return out;
}

/* The candidates of a telling, the last nobody; each with a list of features beside each. */
static json_object *cast_of(const eventing *e, const telling *t) {
    telling copy = *t;
    telling_words rules;
    cast c;
    json_object *out = json_object_new_array();
    telling_read_roles(e, &copy, true, &rules);
    cast_gather(e, &copy, &rules, &c);
    for (uint32_t i = 0; i <= c.count; i++) json_object_array_add(out, candidate_of(&c, i));
    return out;
}

static void print_telling(const eventing *e, const telling *t, const char *name, bool main) {
    const token *at = e->b->tokens->at;
    uint32_t number = e->b->labels->sentence_of[t->head];
    sentence s = e->b->labels->sentences[number];
    json_object *row = json_object_new_object(), *features = json_object_new_array();
    json_object_object_add(row, "id", json_object_new_string(name));
    json_object_object_add(row, "sentence", json_object_new_int((int)number));
    json_object_object_add(row, "start", json_object_new_int((int)at[t->head].start));
    json_object_object_add(row, "end", json_object_new_int((int)at[t->head].end));
    json_object_object_add(row, "main", json_object_new_boolean(main));
    if (t->type != PLOVER_NONE) put(row, "type", str_of(plover_name(t->type)));
    put(row, "words", str_cut(e->b->tokens->text, at[s.first].start, at[s.past - 1].end));
    telling_features(e, t, take, features);
    json_object_object_add(row, "features", features);
    if (main) json_object_object_add(row, "cast", cast_of(e, t));
    puts(json_object_to_json_string_ext(row, JSON_C_TO_STRING_PLAIN));
    json_object_put(row);
}

/* A record as far as events lean on it; see record/build.c. */
static void prepare(build *b) {
    syntax_of(b->a, b->tokens, b->labels, &b->syntax);
    b->mention_at = ARENA_NEW(b->a, id, b->tokens->count);
    for (size_t i = 0; i < b->tokens->count; i++) b->mention_at[i] = ID_NONE;
    times_find(b);
    actors_find(b);
    statements_find(b);
}

static bool read_one(arena *a, const model *m, const char *name, str text) {
    fault f;
    tokens t;
    labels l;
    record out = { 0 };
    report r = { .text = text };
    if (!tokens_cut(a, text, &r.blocks, &t, &f)) return false;
    model_label(m, a, &t, &l);
    record_begin(a, &r, &out);
    build b = { .a = a, .report = &r, .tokens = &t, .labels = &l, .out = &out };
    prepare(&b);
    eventing e;
    events_collect(&b, &e);
    heading h = heading_of(&e);
    size_t main = main_event_choose(&e, &h);
    for (size_t i = 0; i < e.tellings.count; i++)
        print_telling(&e, &e.tellings.at[i], name, i == main);
    return true;
}

static bool read_line(arena *a, const model *m, const char *line) {
    json_object *row = json_tokener_parse(line), *name = NULL, *text = NULL;
    bool good = row && json_object_object_get_ex(row, "id", &name)
             && json_object_object_get_ex(row, "text", &text);
    if (good) {
        str words = { json_object_get_string(text), (size_t)json_object_get_string_len(text) };
        good = read_one(a, m, json_object_get_string(name), words);
    }
    json_object_put(row);
    return good;
}

int main(int count, char **arguments) {
    fault f = { 0 };
    if (count != 2) return fprintf(stderr, "usage: events WEIGHTS\n"), 2;
    model *m = model_open(arguments[1], &f);
    arena *a = arena_new(0);
    jmp_buf out;
    char *line = NULL;
    size_t room = 0, number = 0;
    if (!m || !a || setjmp(out)) return fprintf(stderr, "%s\n", f.what), 1;
    arena_guard(a, &out);
    while (getline(&line, &room, stdin) > 0) {
        number++;
        if (!read_line(a, m, line)) return fprintf(stderr, "line %zu\n", number), 1;
        arena_reset(a, 1 << 24);
    }
    free(line);
    arena_free(a);
    model_close(m);
    return 0;
}
