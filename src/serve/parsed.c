/* serve/parsed.c: see parsed.h. */
#include "serve/parsed.h"

#include <json-c/json.h>

str parsed_str(const parsed *p) {
    json_object *words = (json_object *)p;
    if (!words || !json_object_is_type(words, json_type_string)) return STR_NONE;
    return (str){ json_object_get_string(words), (size_t)json_object_get_string_len(words) };
}

const parsed *parsed_at(const parsed *of, const char *name) {
    json_object *found = NULL;
    if (!of || !json_object_is_type(of, json_type_object)) return NULL;
    return json_object_object_get_ex((json_object *)of, name, &found) ? found : NULL;
}

str parsed_words(const parsed *of, const char *name) {
    return parsed_str(parsed_at(of, name));
}

double parsed_real(const parsed *of, const char *name, double none) {
    const parsed *found = parsed_at(of, name);
    return found && (json_object_is_type(found, json_type_double)
                     || json_object_is_type(found, json_type_int))
        ? json_object_get_double((json_object *)found) : none;
}

size_t parsed_count(const parsed *list) {
    return list && json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
}

const parsed *parsed_item(const parsed *list, size_t i) {
    return json_object_array_get_idx(list, i);
}

bool parsed_span(const parsed *pair, size_t length, span *out) {
    if (parsed_count(pair) != 2) return false;
    int64_t start = json_object_get_int64((json_object *)parsed_item(pair, 0));
    int64_t end = json_object_get_int64((json_object *)parsed_item(pair, 1));
    if (start < 0 || end <= start || (uint64_t)end > length) return false;
    *out = (span){ (size_t)start, (size_t)end };
    return true;
}

static void drop(void *of) {
    json_object_put(of);
}

const parsed *parsed_read(arena *a, str words) {
    struct json_tokener *reader = json_tokener_new();
    if (!reader || words.length > INT32_MAX) return NULL;
    json_object *made = json_tokener_parse_ex(reader, words.at, (int)words.length);
    json_tokener_free(reader);
    if (made) arena_defer(a, drop, made);
    return made;
}
