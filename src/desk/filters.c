/* desk/filters.c: see filters.h. */
#include "desk/filters.h"

#include <stddef.h>

#include "base/json.h"

#define ALL_FACTS \
    (1u << ASK_STATEMENTS | 1u << ASK_EVENTS | 1u << ASK_SILENCES | 1u << ASK_DIARY \
     | 1u << ASK_CHANGES)

static const struct {
    const char *name;
    size_t at;       /* in question */
    unsigned fits;   /* the questions that know it, by bit */
} fields[] = {
    { "speaker", offsetof(question, speaker), 1u << ASK_STATEMENTS },
    { "addressee", offsetof(question, addressee), 1u << ASK_STATEMENTS },
    { "actor", offsetof(question, actor), ALL_FACTS },
    { "about", offsetof(question, about), ALL_FACTS },
    { "words", offsetof(question, words), ALL_FACTS },
    { "act", offsetof(question, act), 1u << ASK_STATEMENTS },
    { "stance", offsetof(question, stance), 1u << ASK_STATEMENTS },
    { "channel", offsetof(question, channel), 1u << ASK_STATEMENTS },
    { "place", offsetof(question, place),
      1u << ASK_STATEMENTS | 1u << ASK_EVENTS | 1u << ASK_DIARY },
    { "outlet", offsetof(question, outlet), ALL_FACTS },
    { "story", offsetof(question, story), ALL_FACTS },
    { "since", offsetof(question, since), ALL_FACTS },
    { "until", offsetof(question, until), ALL_FACTS },
};
enum { FIELDS = sizeof fields / sizeof *fields };

static str *field_at(question *q, size_t i) {
    return (str *)(void *)((char *)q + fields[i].at);
}

static str field_of(const question *q, size_t i) {
    return *(const str *)(const void *)((const char *)q + fields[i].at);
}

str filters_write(arena *a, const question *q) {
    buffer out = { 0 };
    json_writer w = json_to(a, &out);
    json_open(&w, '{');
    for (size_t i = 0; i < FIELDS; i++) {
        if (!field_of(q, i).at) continue;
        json_key(&w, fields[i].name);
        json_str(&w, field_of(q, i));
    }
    json_close(&w, '}');
    return buffer_str(&out);
}

str *filters_field(question *q, str name) {
    for (size_t i = 0; i < FIELDS; i++)
        if (str_is(name, fields[i].name)) return field_at(q, i);
    return NULL;
}

str filters_told(arena *a, const question *q) {
    buffer out = { 0 };
    for (size_t i = 0; i < FIELDS; i++) {
        str value = field_of(q, i);
        if (value.at)
            buffer_print(a, &out, "%s%s \"%.*s\"", out.count ? ", " : "", fields[i].name,
                         STR_ARG(value));
    }
    return out.count ? buffer_str(&out) : STR("everything");
}

bool filters_fit(const question *q, ask_what what) {
    for (size_t i = 0; i < FIELDS; i++)
        if (field_of(q, i).at && !(fields[i].fits >> what & 1)) return false;
    return true;
}
