/* source/json_fields.c: see json_fields.h. */
#include "source/json_fields.h"

#include <stdio.h>
#include <string.h>

#include "source/bylines.h"
#include "source/dates.h"
#include "source/limits.h"

str json_string(arena *a, json_object *value) {
    if (!json_object_is_type(value, json_type_string)) return STR_NONE;
    str s = { json_object_get_string(value), (size_t)json_object_get_string_len(value) };
    return s.length <= SOURCE_FIELD_MOST ? arena_copy(a, s) : STR_NONE;
}

json_object *json_field(json_object *entry, const char *names) {
    char name[32];
    while (*names) {
        size_t length = strcspn(names, " ");
        snprintf(name, sizeof name, "%.*s", (int)length, names);
        json_object *value = NULL;
        if (json_object_object_get_ex(entry, name, &value) && value) return value;
        names += length + (names[length] == ' ');
    }
    return NULL;
}

str json_words(arena *a, json_object *entry, const char *names) {
    str s = json_string(a, json_field(entry, names));
    return str_trim(s).length ? s : STR_NONE;
}

str json_id_field(arena *a, json_object *entry) {
    json_object *value = json_field(entry, "id");
    if (json_object_is_type(value, json_type_int))
        return arena_print(a, "%lld", (long long)json_object_get_int64(value));
    return json_words(a, entry, "id");
}

str json_date(arena *a, json_object *entry, const char *names) {
    json_object *value = json_field(entry, names);
    moment m;
    if (json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double))
        return date_of_epoch(json_object_get_int64(value), &m) ? date_written(a, &m) : STR_NONE;
    str s = json_string(a, value);
    return s.at ? date_iso(a, s, DATE_ORDER_UNKNOWN) : STR_NONE;
}

void json_authors(arena *a, json_object *entry, str_list *out) {
    json_object *value = json_field(entry, "authors author byline");
    if (!json_object_is_type(value, json_type_array)) {
        authors_read(a, json_string(a, value), out);
        return;
    }
    size_t count = json_object_array_length(value);
    for (size_t i = 0; i < count && i < 64; i++) {
        json_object *one = json_object_array_get_idx(value, i);
        if (json_object_is_type(one, json_type_object)) one = json_field(one, "name");
        str name = str_trim(json_string(a, one));
        if (name.length) *LIST_ADD(a, out) = name;
    }
}
