/* source/message.c: see message.h. */
#include "source/message.h"

#include <gmime/gmime.h>
#include <pthread.h>

#include "base/utf8.h"
#include "source/bylines.h"
#include "source/charset.h"
#include "source/entries.h"
#include "source/limits.h"

/* GMime's tables are made once for the whole process, whoever else uses it. */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void unref(void *object) {
    g_object_unref(object);
}

/* ---- text of a part ---- */

static str part_charset(GMimePart *part) {
    return str_of(g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset"));
}

/* The part's bytes, their transfer encoding undone. Memory: the arena's or GMime's, with it. */
static str part_bytes(arena *a, GMimePart *part) {
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (!content) return STR_NONE;
    GMimeStream *stream = g_mime_stream_mem_new();
    arena_defer(a, unref, stream);
    g_mime_data_wrapper_write_to_stream(content, stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    return (str){ (const char *)bytes->data, bytes->len };
}

static str part_text(arena *a, GMimePart *part) {
    size_t replaced;
    return page_utf8_labelled(a, part_bytes(a, part), part_charset(part), &replaced);
}

/* Lines that end in a blank go on in the next (RFC 3676). */
static str unflowed(arena *a, str text) {
    buffer out = { 0 };
    for (size_t at = 0; at < text.length;) {
        size_t end = str_find(text, STR("\n"), at);
        str line = str_cut(text, at, end);
        at = end + 1;
        if (str_ends(line, STR("\r"))) line.length--;
        if (str_starts(line, STR(" "))) line = str_cut(line, 1, line.length); /* stuffed */
        bool flows = str_ends(line, STR(" ")) && !str_is(line, "-- ");
        buffer_add(a, &out, line);
        if (!flows) buffer_add(a, &out, STR("\n"));
    }
    return buffer_str(&out);
}

static bool is_flowed(GMimePart *part) {
    str how = str_of(g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "format"));
    return str_is_folded(how, "flowed");
}

/* ---- which part ---- */

typedef struct bodies {
    GMimePart *html, *plain; /* the first of each */
} bodies;

static bool is_attached(GMimeObject *part) {
    GMimeContentDisposition *how = g_mime_object_get_content_disposition(part);
    return how && g_mime_content_disposition_is_attachment(how);
}

static bool is_alternative(GMimeObject *parent) {
    GMimeContentType *type = parent ? g_mime_object_get_content_type(parent) : NULL;
    return type && (g_mime_content_type_is_type(type, "multipart", "alternative")
                    || g_mime_content_type_is_type(type, "multipart", "related"));
}

/* Beside plain text, HTML is the same words only where the two are alternatives. */
static void take_part(GMimePart *part, GMimeObject *parent, bodies *out) {
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    if (is_attached(GMIME_OBJECT(part))) return;
    if (g_mime_content_type_is_type(type, "text", "html")) {
        if (!out->html && (!out->plain || is_alternative(parent))) out->html = part;
    } else if (g_mime_content_type_is_type(type, "text", "plain")) {
        if (!out->plain) out->plain = part;
    }
}

static bodies find_bodies(GMimeMessage *message) {
    bodies found = { 0 };
    GMimePartIter *parts = g_mime_part_iter_new(GMIME_OBJECT(message));
    for (int i = 0; i < MAIL_PARTS_MOST && g_mime_part_iter_is_valid(parts); i++) {
        GMimeObject *part = g_mime_part_iter_get_current(parts);
        if (GMIME_IS_PART(part))
            take_part(GMIME_PART(part), g_mime_part_iter_get_parent(parts), &found);
        if (!g_mime_part_iter_next(parts)) break;
    }
    g_mime_part_iter_free(parts);
    return found;
}

/* ---- header ---- */

static str header(GMimeMessage *message, const char *name) {
    return str_trim(str_of(g_mime_object_get_header(GMIME_OBJECT(message), name)));
}

static str less_brackets(str s) {
    bool inside = str_starts(s, STR("<")) && str_ends(s, STR(">"));
    return inside ? str_cut(s, 1, s.length - 1) : s;
}

/* "Bruden Post <news.post.example>": the list's name. */
static str list_name(str list) {
    str name = str_trim(str_cut(list, 0, str_find(list, STR("<"), 0)));
    bool quoted = name.length >= 2 && str_starts(name, STR("\"")) && str_ends(name, STR("\""));
    return quoted ? str_cut(name, 1, name.length - 1) : name;
}

/* Newsletters come in the outlet's name or in a writer's: whose mailbox is called like one of the
 * name's words is a person. */
static bool is_writer(str name, str address) {
    str box = str_cut(address, 0, str_find(address, STR("@"), 0));
    if (!is_person_name(name)) return false;
    for (size_t at = 0; at < name.length;) {
        size_t end = str_find(name, STR(" "), at);
        str word = str_cut(name, at, end);
        if (word.length > 2 && str_find_folded(box, word, 0) < box.length) return true;
        at = end + 1;
    }
    return false;
}

static void take_sender(arena *a, GMimeMessage *message, report *r) {
    InternetAddressList *from = g_mime_message_get_from(message);
    InternetAddress *first = from && internet_address_list_length(from) > 0
                           ? internet_address_list_get_address(from, 0) : NULL;
    str name = STR_NONE;
    entry_set(a, &name, str_of(first ? internet_address_get_name(first) : NULL));
    entry_set(a, &r->site, list_name(header(message, "List-Id")));
    str address = first && INTERNET_ADDRESS_IS_MAILBOX(first)
                ? str_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first)))
                : STR_NONE;
    if (name.length && is_writer(name, address)) *LIST_ADD(a, &r->authors) = name;
    else if (!r->site.length) r->site = name;
}

static str less_forward(str subject) {
    static const char *const heads[] = { "fwd:", "fw:" };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (str_starts_folded(subject, str_of(heads[i])))
            return str_trim(str_cut(subject, str_of(heads[i]).length, subject.length));
    return subject;
}

static void take_header(arena *a, GMimeMessage *message, report *r) {
    entry_title(a, r, less_forward(str_of(g_mime_message_get_subject(message))), "field");
    take_sender(a, message, r);
    entry_set(a, &r->id, str_of(g_mime_message_get_message_id(message)));
    entry_set(a, &r->url, less_brackets(header(message, "Archived-At")));
    entry_date(a, &r->published, header(message, "Date"));
    entry_language(a, r, header(message, "Content-Language"));
}

/* The address behind "View in your browser": where the letter stands as a page. */
static void take_address(arena *a, str html, report *r) {
    static const char *const words[] = { "in your browser", "in browser", "view online",
                                         "read online", "view this email", "web version" };
    for (size_t i = 0; i < sizeof words / sizeof *words && !r->url.length; i++) {
        size_t at = str_find_folded(html, str_of(words[i]), 0), from = at > 1000 ? at - 1000 : 0;
        if (at == html.length) continue;
        for (size_t next = from; (next = str_find_folded(html, STR("href=\""), next)) < at; next++)
            from = next + 6;
        size_t end = str_find(html, STR("\""), from);
        if (end < html.length && str_starts(str_cut(html, from, end), STR("http")))
            entry_set(a, &r->url, str_cut(html, from, end));
    }
}

/* ---- all ---- */

static bool read_bodies(arena *a, bodies found, report *r, fault *f) {
    if (found.html) {
        str html = part_text(a, found.html);
        take_address(a, html, r);
        if (!entry_html(a, html, r, SOURCE_TEXT_MOST, f)) return false;
        if (!found.plain || r->text.length > r->title.length) return true;
        r->blocks.count = r->notes.count = 0;
    }
    str text = found.plain ? part_text(a, found.plain) : STR("");
    if (found.plain && is_flowed(found.plain)) text = unflowed(a, text);
    return entry_text(a, text, r, SOURCE_TEXT_MOST, f);
}

static bool has_header(str bytes) {
    size_t at = 0;
    while (at < bytes.length && bytes.at[at] > ' ' && bytes.at[at] != ':') at++;
    return at && at < bytes.length && bytes.at[at] == ':';
}

static GMimeMessage *parse(arena *a, str bytes) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.at, bytes.length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    arena_defer(a, unref, parser);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    if (message) arena_defer(a, unref, message);
    return message;
}

bool message_read(arena *a, str bytes, report *r, fault *f) {
    pthread_once(&once, g_mime_init);
    if (!has_header(bytes)) return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "has no header lines");
    GMimeMessage *message = parse(a, bytes);
    if (!message) return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "is no mail message");
    take_header(a, message, r);
    return read_bodies(a, find_bodies(message), r, f);
}
