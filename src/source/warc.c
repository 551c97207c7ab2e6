/* source/warc.c: web archives (WARC, ISO 28500; also Common Crawl's WET), record by record.
 *
 * Read are responses and resources that hold a page or another form that is told by content, and
 * conversions to plain text. Everything else (requests, metadata, pictures, scripts, redirects,
 * errors of servers, robots.txt) is passed over; of responses that is counted. A record whose
 * head is broken is named, and the next one is looked for by its first line. */
#include <stdlib.h>
#include <string.h>

#include "source/dates.h"
#include "source/forms.h"
#include "source/http.h"
#include "source/recognise.h"

typedef struct record_head {
    str type, uri, date, media; /* point into the input until the record is moved past */
    size_t length;              /* bytes of the block */
} record_head;

/* ---- finding records ---- */

static bool is_start(str line) {
    return str_starts(line, STR("WARC/")) && line.length > 5 && is_digit(line.at[5]);
}

/* Moves to the next line that begins a record, or to the end. */
static void find_record(source *s, fault *f) {
    for (bool inside = false;;) {
        str ahead;
        if (!input_peek(s->in, 8, &ahead, f) || !ahead.length) return;
        if (!inside && is_start(ahead)) return;
        size_t end = str_find(ahead, STR("\n"), 0);
        inside = end == ahead.length;
        input_skip(s->in, inside ? end : end + 1);
    }
}

/* Past the empty lines between records. False at the end. */
static bool at_record(source *s, fault *f) {
    for (;;) {
        str ahead;
        size_t blanks = 0;
        if (!input_peek(s->in, 1, &ahead, f) || !ahead.length) return false;
        while (blanks < ahead.length && (ahead.at[blanks] == '\r' || ahead.at[blanks] == '\n'))
            blanks++;
        input_skip(s->in, blanks);
        if (blanks < ahead.length) return true;
    }
}

/* ---- heads ---- */

static bool number_in(str digits, size_t *out) {
    size_t number = 0;
    if (!digits.length || digits.length > 18) return false;
    for (size_t i = 0; i < digits.length; i++) {
        if (!is_digit(digits.at[i])) return false;
        number = number * 10 + (size_t)(digits.at[i] - '0');
    }
    *out = number;
    return true;
}

static str less_brackets(str uri) {
    bool inside = str_starts(uri, STR("<")) && str_ends(uri, STR(">"));
    return inside ? str_cut(uri, 1, uri.length - 1) : uri;
}

/* The length of the header lines, behind the empty one; 0 where there is none. */
static size_t lines_length(str ahead) {
    size_t unix_end = str_find(ahead, STR("\n\n"), 0), end = str_find(ahead, STR("\r\n\r\n"), 0);
    if (unix_end < end) return unix_end + 2;
    return end < ahead.length ? end + 4 : 0;
}

/* The record's head, moved past. */
static bool take_head(source *s, record_head *out, fault *f) {
    str ahead;
    size_t start = input_at(s->in), length = 0;
    if (!input_peek(s->in, 8, &ahead, f)) return false;
    if (!is_start(ahead)) return FAULT(f, FAULT_INPUT, start, "no record begins here");
    for (size_t had = 0; !(length = lines_length(ahead)) && ahead.length > had;) {
        had = ahead.length;
        if (had > SOURCE_HEADS_MOST) break;
        if (!input_peek(s->in, had + 1, &ahead, f)) return false;
    }
    input_skip(s->in, length ? length : 5);
    if (!length) return FAULT(f, FAULT_INPUT, start, "the record's head does not end");
    str lines = str_cut(ahead, 0, length);
    *out = (record_head){ http_field(lines, "WARC-Type"),
                          less_brackets(http_field(lines, "WARC-Target-URI")),
                          http_field(lines, "WARC-Date"), http_field(lines, "Content-Type"), 0 };
    if (number_in(http_field(lines, "Content-Length"), &out->length)) return true;
    return FAULT(f, FAULT_INPUT, start, "the record's head gives no Content-Length");
}

/* ---- what is read ---- */

static bool is_service_file(str uri) {
    return str_ends_folded(uri, STR("/robots.txt")) || str_ends_folded(uri, STR("/ads.txt"))
        || str_ends_folded(uri, STR("/llms.txt"));
}

static bool is_media(str media, const char *wanted) {
    size_t end = str_find(media, STR(";"), 0);
    return str_is_folded(str_trim(str_cut(media, 0, end)), wanted);
}

/* By what the server called it; where it said nothing or something that may be anything, and
 * for XML and JSON, the content decides. */
static bool is_readable(str media, str uri, source_form form) {
    static const char *const unclear[] = { "application/octet-stream", "binary/octet-stream",
                                           "application/unknown", "unknown/unknown" };
    bool named = media.length;
    for (size_t i = 0; i < sizeof unclear / sizeof *unclear; i++)
        named = named && !is_media(media, unclear[i]);
    if (is_media(media, "text/html") || is_media(media, "application/xhtml+xml")) return true;
    if (form == SOURCE_FEED || form == SOURCE_NEWSML) return true;
    if (is_media(media, "text/plain")) return !is_service_file(uri);
    return form == SOURCE_HTML && (!named || is_media(media, "text/xml")
                                   || is_media(media, "application/xml"));
}

static bool skip_bytes(source *s, size_t count, fault *f) {
    while (count) {
        str ahead;
        if (!input_peek(s->in, 1, &ahead, f)) return false;
        if (!ahead.length) return true; /* told with the next record, or at the end */
        size_t some = ahead.length < count ? ahead.length : count;
        input_skip(s->in, some);
        count -= some;
    }
    return true;
}

/* The form of a body whose first bytes these are; packed ones are taken for pages, as servers
 * pack pages. */
static source_form form_of_body(str body, const http_head *head) {
    if (head->encoding.length || head->transfer.length) return SOURCE_HTML;
    return form_of_head(str_cut(body, 0, 4096));
}

/* content is whole. False where the record is not one to read; then it was counted. */
static bool take_body(source *s, const record_head *record, str content, http_head *head) {
    *head = (http_head){ .status = 200, .media = record->media };
    bool http = str_starts(content, STR("HTTP/"));
    if (http && !http_head_read(str_cut(content, 0, SOURCE_HEADS_MOST), head)) return false;
    str body = str_cut(content, head->length, content.length);
    bool good = head->status / 100 == 2 && str_trim(body).length
             && is_readable(head->media, record->uri, form_of_body(body, head));
    s->passed_over += !good;
    return good;
}

static bool is_wanted(const record_head *head) {
    return (str_is_folded(head->type, "response") || str_is_folded(head->type, "resource")
            || str_is_folded(head->type, "conversion"))
        && !str_starts_folded(head->uri, STR("dns:"))
        && !str_starts_folded(head->uri, STR("urn:"));
}

/* The record's own words, which outlive the input's buffer; what is longer is cut. */
typedef struct record_words {
    char type[32], uri[4096], date[64], media[256];
} record_words;

static str kept(str words, char *to, size_t room) {
    words = str_cut(words, 0, room);
    if (words.length) memcpy(to, words.at, words.length);
    return (str){ to, words.length };
}

static bool keep_words(source *s, record_head *head, fault *f) {
    if (!s->state) s->state = calloc(1, sizeof(record_words));
    s->state_free = free;
    record_words *to = s->state;
    if (!to) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a record");
    head->type = kept(head->type, to->type, sizeof to->type);
    head->uri = kept(head->uri, to->uri, sizeof to->uri);
    head->date = kept(head->date, to->date, sizeof to->date);
    head->media = kept(head->media, to->media, sizeof to->media);
    return true;
}

/* The block, whole, moved past; its bytes stay until more are asked for. */
static bool take_block(source *s, size_t length, str *out, fault *f) {
    if (length > SOURCE_ENTRY_MOST) {
        size_t start = input_at(s->in);
        if (!skip_bytes(s, length, f)) return false;
        return FAULT(f, FAULT_INPUT, start, "the record has %zu bytes, limit %d", length,
                     SOURCE_ENTRY_MOST);
    }
    if (!input_peek(s->in, length, out, f)) return false;
    bool whole = out->length >= length;
    *out = str_cut(*out, 0, length);
    input_skip(s->in, out->length);
    if (whole) return true;
    s->ended = true;
    return FAULT(f, FAULT_INPUT, input_at(s->in), "the record ends too early");
}

/* Of a block that is too long to be held, its first bytes tell whether it was worth reading. */
static bool is_worth_naming(source *s, const record_head *record, fault *f) {
    str ahead;
    http_head head;
    size_t passed = s->passed_over;
    if (!input_peek(s->in, SOURCE_HEADS_MOST, &ahead, f)) return true;
    bool good = take_body(s, record, ahead, &head);
    s->passed_over = passed;
    return good;
}

static bool enter(source *s, arena *a, const record_head *record, str content, fault *f) {
    http_head head;
    if (!take_body(s, record, content, &head)) return true;
    str body = str_cut(content, head.length, content.length);
    input *in = input_of_bytes(body, f);
    if (in) in = http_body(&head, in, f);
    source_options options = { .url = record->uri, .media = head.media,
                               .retrieved = date_iso(a, record->date, DATE_ORDER_UNKNOWN) };
    if (is_media(head.media, "text/html")) options.form = SOURCE_HTML;
    if (is_media(head.media, "text/plain")) options.form = SOURCE_TEXT;
    return in && source_enter(s, in, "record", &options, f);
}

static bool take_record(source *s, arena *a, fault *f) {
    record_head head;
    fault unused;
    str content;
    if (!take_head(s, &head, f)) {
        find_record(s, &unused);
        return false;
    }
    if (!keep_words(s, &head, f)) return false;
    bool wanted = is_wanted(&head);
    if (!wanted || (head.length > SOURCE_ENTRY_MOST && !is_worth_naming(s, &head, f))) {
        s->passed_over += wanted;
        return skip_bytes(s, head.length, f);
    }
    return take_block(s, head.length, &content, f) && enter(s, a, &head, content, f);
}

source_step warc_next(source *s, arena *a, report *out, fault *f) {
    (void)out; /* its entries are inputs of their own */
    while (!s->inner) {
        *f = (fault){ 0 };
        if (!at_record(s, f)) {
            s->ended = true;
            return f->kind ? SOURCE_BROKEN : SOURCE_END;
        }
        s->entries++;
        if (!take_record(s, a, f)) return source_entry_broken(s, "record", f);
    }
    return SOURCE_END;
}
