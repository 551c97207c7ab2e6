/* source/json_fields.h: fields of JSON objects, under whichever of several names they come; and
 * objects of feeds and agencies as reports. entry may be NULL everywhere: then nothing is found. */
#ifndef SOURCE_JSON_FIELDS_H
#define SOURCE_JSON_FIELDS_H

#include <json-c/json.h>

#include "base/fault.h"
#include "source/report.h"

/* The first of the names (one string, parted by blanks) that has a value other than null. */
json_object *json_field(json_object *entry, const char *names);

/* None where the value is no string, longer than SOURCE_FIELD_MOST, or for words only blank. */
str json_string(arena *a, json_object *value);
str json_words(arena *a, json_object *entry, const char *names);

str json_id_field(arena *a, json_object *entry);  /* "id", a string or a number */
str json_date(arena *a, json_object *entry, const char *names); /* ISO 8601, or none */
void json_authors(arena *a, json_object *entry, str_list *out);

/* The whole of a string of any length, or none; it belongs to the value. */
str json_text(json_object *value);

/* An item of a JSON Feed; feed holds what the feed says of itself. */
bool jsonfeed_item(arena *a, json_object *item, json_object *feed, report *r, fault *f);

/* An object of ninjs (IPTC), versions 1 to 3. */
bool is_ninjs(json_object *entry);
bool ninjs_item(arena *a, json_object *entry, report *r, fault *f);

/* A record of our own as the report that it was made of; r's text is set. */
bool is_record(json_object *entry);
void record_item(arena *a, json_object *entry, report *r);

#endif
