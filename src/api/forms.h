/* api/forms.h: what the writers of other people's formats share: names for facts that stay the
 * same in every writing, words of spans, times. docs/export.md tells which of their properties
 * comes from which fact. */
#ifndef API_FORMS_H
#define API_FORMS_H

#include "api/out.h"

typedef struct form {
    out *out;
    arena *a;
    const onr_record *r;
    const record *record;
    const report *from;
    json_writer w; /* writes to out */
    str key;       /* of the report, in hex, as a ledger has it */
} form;

form form_of(out *o, const onr_record *r);

str form_id(const form *f, char letter, size_t number);  /* "KEY/s3" */
str form_urn(const form *f, char letter, size_t number); /* "urn:uuid:...", of form_id */
str form_report_urn(const form *f); /* the report's address where it has one, else of its key */
str form_link(const form *f);       /* the report's address as a URI, or none */

str form_words(const form *f, const span_list *spans); /* on one line, blanks between spans */
str form_sentence(const form *f, span at);             /* the sentence or sentences around, whole */
str form_actor(const form *f, id who);                  /* its name; none for ID_NONE */

/* ISO 8601, or none. */
str form_earliest(const form *f, const time_value *t);
str form_latest(const form *f, const time_value *t);
day form_published(const form *f); /* year 0: not known */

/* Members that are left out where there is nothing to tell. */
void form_member(form *f, const char *key, str value);
void form_reference(form *f, const char *key, str id); /* {"@id": id} */
void form_coordinates(form *f, const place *p);         /* latitude and longitude, in degrees */

#endif
