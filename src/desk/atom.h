/* desk/atom.h: writes an Atom feed (RFC 4287) into a buffer, one entry after another; between
 * two of them the caller may empty the buffer. Texts may be anything: see base/escape.h.
 *
 *     atom_feed feed = atom_begin(a, &out, &(atom_head){ .id = ..., .title = ..., ... });
 *     atom_entry_add(&feed, &entry);
 *     atom_end(&feed);
 */
#ifndef DESK_ATOM_H
#define DESK_ATOM_H

#include "base/arena.h"
#include "base/calendar.h"

/* What is none is left out, but for id, title, updated and author. */
typedef struct atom_head {
    str id;         /* a URI that stays: "urn:uuid:..."; see atom_id */
    str title, subtitle;
    moment updated; /* of the newest entry; day.year 0: 1970 */
    str author;     /* of entries that name none; none: "onrecord" */
    str self;       /* where the feed itself stands, or none */
    str page;       /* what it is the feed of, or none */
} atom_head;

typedef struct atom_entry {
    str id, title;
    moment updated, published; /* published day.year 0: left out */
    str author, author_link;   /* the outlet's, say; or none */
    str link;     /* the report; left out where it is no address of the web */
    str summary;  /* plain text */
    str content;  /* plain text; none: the summary, where there is no link */
    str category; /* a term, "statement" */
} atom_entry;

typedef struct atom_feed {
    arena *a;
    buffer *out;
} atom_feed;

/* Scratch, and what *out grows to, is from a, which may be reset when *out was emptied and
 * zeroed; whatever `out` points to must stay. */
atom_feed atom_begin(arena *a, buffer *out, const atom_head *head);
void atom_entry_add(const atom_feed *feed, const atom_entry *e);
void atom_end(const atom_feed *feed);

/* "urn:uuid:..." of a name: the same for the same name. A UUID of version 8 of the name's SHA-256
 * (RFC 9562, appendix B.2). Memory: from a. */
str atom_id(arena *a, str name);

#endif
