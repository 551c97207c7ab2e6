/* serve/json_in.c: see json_in.h. */
#include "serve/json_in.h"

#include <json-c/json.h>
#include <limits.h>
#include <string.h>

static void drop_tokener(void *t) {
    json_tokener_free(t);
}

static void drop_object(void *o) {
    json_object_put(o);
}

/* NULL where it is not one object. */
static struct json_object *one_object(arena *a, str bytes, size_t *at) {
    struct json_tokener *t = json_tokener_new_ex(JSON_IN_DEPTH);
    *at = 0;
    if (!t || bytes.length > INT_MAX) return NULL;
    arena_defer(a, drop_tokener, t);
    json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8
                                  | JSON_TOKENER_ALLOW_TRAILING_CHARS);
    struct json_object *o = json_tokener_parse_ex(t, bytes.at, (int)bytes.length);
    *at = json_tokener_get_parse_end(t);
    if (!o) return NULL;
    arena_defer(a, drop_object, o);
    bool whole = json_object_is_type(o, json_type_object)
        && !str_trim(str_cut(bytes, *at, bytes.length)).length;
    return whole ? o : NULL;
}

bool json_in_line(arena *a, str bytes, str *out, size_t *at) {
    struct json_object *o = one_object(a, bytes, at);
    if (o) *out = arena_copy(a, str_of(json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN)));
    return o != NULL;
}
