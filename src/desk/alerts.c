/* desk/alerts.c: see alerts.h. */
#include "desk/alerts.h"

#include <string.h>

#include "base/calendar.h"
#include "base/json.h"
#include "desk/atom.h"

enum { WORDS_MOST = 2000 /* bytes of a sentence that an alert shows */ };

const char *alert_kind_name(alert_kind kind) {
    static const char *const names[ALERT_KINDS] = {
        "first", "statement", "answer", "wording", "change", "disagreement", "expectation",
        "trouble"
    };
    return names[kind];
}

str alert_time(arena *a, int64_t seconds) {
    char out[MOMENT_SIZE];
    int64_t days = seconds / 86400, rest = seconds % 86400;
    moment m = { day_of_number((int32_t)days), (int)(rest / 3600), (int)(rest / 60 % 60),
                 (int)(rest % 60), 0 };
    moment_write(&m, out);
    return arena_copy(a, str_of(out));
}

/* ---- facts ---- */

/* Not in the middle of a character. */
static str shown(arena *a, str words) {
    if (words.length <= WORDS_MOST) return arena_copy(a, words);
    size_t end = WORDS_MOST;
    while (end > 0 && ((unsigned char)words.at[end] & 0xC0) == 0x80) end--;
    return arena_join(a, str_cut(words, 0, end), STR("\xE2\x80\xA6"));
}

void told_fact_take(arena *a, const query *row, told_fact *out) {
    *out = (told_fact){ 0 };
    const struct { const char *name; str *to; } columns[] = {
        { "id", &out->id }, { "speaker", &out->speaker }, { "actor", &out->speaker },
        { "addressee", &out->addressee }, { "act", &out->act }, { "content", &out->content },
        { "what", &out->content }, { "sentence", &out->sentence }, { "title", &out->title },
        { "published", &out->published }, { "outlet", &out->outlet }, { "url", &out->url },
        { "report", &out->report }, { "quotation", &out->quotation },
    };
    for (int i = 0; i < query_columns(row); i++) {
        const char *name = query_name(row, i);
        if (strcmp(name, "number") == 0) out->number = query_int_at(row, i);
        for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
            if (strcmp(columns[k].name, name) == 0 && query_kind(row, i) != VALUE_NULL)
                *columns[k].to = arena_copy(a, query_words_at(row, i));
    }
}

void told_change_take(arena *a, const query *row, told_change *out) {
    *out = (told_change){ 0 };
    const struct { const char *name; str *to; } columns[] = {
        { "kind", &out->kind }, { "part", &out->part }, { "before", &out->before },
        { "after", &out->after },
    };
    for (int i = 0; i < query_columns(row); i++)
        for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
            if (strcmp(columns[k].name, query_name(row, i)) == 0)
                *columns[k].to = arena_copy(a, query_words_at(row, i));
}

/* ---- an alert ---- */

str news_answer_told(arena *a, const news *n) {
    str who = n->lead.speaker.at ? n->lead.speaker : STR("somebody");
    return arena_print(a, "%.*s speaks; an earlier report had no answer", STR_ARG(who));
}

str alert_id(arena *a, str of, str fact) {
    str name = arena_join(a, arena_join(a, arena_join(a, STR("alert\n"), of), STR("\n")), fact);
    str urn = atom_id(a, name);
    return str_cut(urn, STR("urn:uuid:").length, urn.length);
}

static void put(json_writer *w, const char *key, str value) {
    if (!value.at) return;
    json_key(w, key);
    json_str(w, value);
}

static void put_count(json_writer *w, const char *key, int64_t n) {
    if (!n) return;
    json_key(w, key);
    json_int(w, n);
}

static void put_fact(json_writer *w, const told_fact *x) {
    put(w, "fact", x->id);
    put(w, "speaker", x->speaker);
    put(w, "addressee", x->addressee);
    put(w, "act", x->act);
    put(w, "content", shown(w->a, x->content));
    put(w, "sentence", shown(w->a, x->sentence));
    put(w, "title", x->title);
    put(w, "outlet", x->outlet);
    put(w, "published", x->published);
    put(w, "url", x->url);
    put(w, "report", x->report);
}

static void put_more(json_writer *w, const told_facts *more) {
    if (!more->count) return;
    json_key(w, "more");
    json_open(w, '[');
    for (size_t i = 0; i < more->count; i++) {
        json_open(w, '{');
        put(w, "fact", more->at[i].id);
        put(w, "speaker", more->at[i].speaker);
        put(w, "act", more->at[i].act);
        put(w, "content", shown(w->a, more->at[i].content));
        put(w, "sentence", shown(w->a, more->at[i].sentence));
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_changes(json_writer *w, const told_changes *changes) {
    if (!changes->count) return;
    json_key(w, "changes");
    json_open(w, '[');
    for (size_t i = 0; i < changes->count; i++) {
        const told_change *c = &changes->at[i];
        json_open(w, '{');
        put(w, "part", c->part);
        put(w, "kind", c->kind);
        put(w, "before", shown(w->a, c->before));
        put(w, "after", shown(w->a, c->after));
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_body(json_writer *w, const news *n, const alert_about *about, str uuid) {
    json_open(w, '{');
    put(w, "id", uuid);
    put(w, "watch", about->watch->name);
    put(w, "kind", str_of(alert_kind_name(n->kind)));
    put(w, "what", n->what);
    put(w, "why", about->why);
    put(w, "made", alert_time(w->a, about->made));
    json_key(w, "novelty");
    json_int(w, n->novelty);
    put_fact(w, &n->lead);
    put_more(w, &n->more);
    put_changes(w, &n->changes);
    if (n->has_earlier) {
        json_key(w, "earlier");
        json_open(w, '{');
        put_fact(w, &n->earlier);
        json_close(w, '}');
    }
    put_count(w, "further", about->further);
    put_count(w, "held", about->held);
    json_close(w, '}');
}

void alert_write(arena *a, const news *n, const alert_about *about, alert *out) {
    buffer body = { 0 };
    json_writer w = json_to(a, &body);
    str uuid = alert_id(a, about->watch->name, n->fact);
    put_body(&w, n, about, uuid);
    *out = (alert){
        .watch = about->watch->number, .id = uuid, .body = buffer_str(&body),
        .kind = str_of(alert_kind_name(n->kind)), .made = about->made, .report = n->report,
        .other = n->other, .novelty = n->novelty, .what = n->what, .why = about->why,
        .sentence = shown(a, n->lead.sentence),
    };
}
