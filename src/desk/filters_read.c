/* desk/filters_read.c: the filters of a watch as the ledger has them; see filters.h. A file of its
 * own, since json-c and base/json.h share a name. */
#include <json-c/json.h>

#include "desk/filters.h"

enum { JSON_DEPTH = 3 };

static void free_json(void *object) {
    json_object_put(object);
}

static json_object *parsed(arena *a, str words) {
    json_tokener *t = json_tokener_new_ex(JSON_DEPTH);
    if (!t) return NULL;
    json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *object = json_tokener_parse_ex(t, words.at, (int)words.length);
    bool whole = json_tokener_get_error(t) == json_tokener_success
        && json_tokener_get_parse_end(t) == words.length;
    json_tokener_free(t);
    if (object) arena_defer(a, free_json, object);
    return whole && json_object_is_type(object, json_type_object) ? object : NULL;
}

static bool take(arena *a, const char *name, json_object *value, question *out) {
    str *field = filters_field(out, str_of(name));
    if (!field || !json_object_is_type(value, json_type_string)) return false;
    size_t length = (size_t)json_object_get_string_len(value);
    if (length > FILTER_MOST) return false;
    *field = arena_copy(a, (str){ json_object_get_string(value), length });
    return true;
}

bool filters_read(arena *a, str words, question *out, fault *f) {
    question q = { .lenient = true };
    bool good = words.length <= FILTERS_MOST;
    json_object *object = good ? parsed(a, words) : NULL;
    good = object;
    if (good) {
        json_object_object_foreach(object, name, value) good = good && take(a, name, value, &q);
    }
    if (!good) return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "the filters of a watch are damaged");
    *out = q;
    return true;
}
