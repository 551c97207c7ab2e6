/* source/recognise.c: see recognise.h. */
#include "source/recognise.h"

#include <string.h>

#include "source/columns.h"
#include "source/forms.h"

enum {
    HEAD_SIZE = 4096,
    ROOT_SIZE = 1 << 16, /* bytes before the first element of XML, comments and types */
    MAIL_LINES = 60,     /* header lines looked at */
};

/* ---- files that are no text ---- */

const char *form_foreign(str head) {
    static const struct { const char *head, *name; } known[] = {
        { "%PDF-", "a PDF file" },       { "\x89PNG", "a picture" },
        { "\xFF\xD8\xFF", "a picture" }, { "GIF8", "a picture" },
        { "\xD0\xCF\x11\xE0", "an old Office document" }, { "\x1F\x9D", "packed by compress" },
        { "BZh", "packed by bzip2" },    { "\xFD" "7zXZ", "packed by xz" },
        { "7z\xBC\xAF", "a 7z archive" }, { "Rar!", "a RAR archive" },
        { "SQLite format 3", "a database" }, { "PAR1", "a Parquet file" },
        { "\x7F" "ELF", "a program" },
        { "OggS", "a sound file" },      { "\x1A\x45\xDF\xA3", "a film" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_starts(head, str_of(known[i].head))) return known[i].name;
    return NULL;
}

/* ---- XML ---- */

/* First byte that is no blank, from `at`; 0 where there is none. */
static char first_mark(str head, size_t *at) {
    while (*at < head.length && is_blank(head.at[*at])) ++*at;
    return *at < head.length ? head.at[*at] : 0;
}

/* A page may come in UTF-16: then its '<' is one of the first two bytes after the mark. */
static bool is_wide(str head) {
    if (str_starts(head, STR("\xFF\xFE"))) return head.length > 2 && head.at[2] == '<';
    if (str_starts(head, STR("\xFE\xFF"))) return head.length > 3 && head.at[3] == '<';
    return false;
}

/* Past "<!DOCTYPE x [ ... ]>", whose brackets may hold '>'. */
static size_t past_type(str s, size_t at) {
    for (bool inside = false; at < s.length; at++) {
        if (s.at[at] == '[') inside = true;
        else if (s.at[at] == ']') inside = false;
        else if (s.at[at] == '>' && !inside) return at + 1;
    }
    return s.length;
}

static size_t name_end(str tag) {
    size_t end = 1;
    while (end < tag.length && !is_blank(tag.at[end]) && !str_has(STR("/>"), tag.at[end])) end++;
    return end;
}

/* The name of the first element, "rdf:RDF"; empty where none is in sight. */
static str root_name(str s) {
    for (size_t at = 0; first_mark(s, &at) == '<';) {
        str rest = str_cut(s, at, s.length);
        if (str_starts(rest, STR("<?"))) {
            at = str_find(s, STR("?>"), at) + 2;
        } else if (str_starts(rest, STR("<!--"))) {
            at = str_find(s, STR("-->"), at + 4) + 3;
        } else if (str_starts(rest, STR("<!"))) {
            at = past_type(s, at);
        } else {
            return str_cut(rest, 1, name_end(rest));
        }
        if (at > s.length) break;
    }
    return STR_NONE;
}

static source_form form_of_root(str root) {
    static const struct { const char *name; source_form form; } roots[] = {
        { "rss", SOURCE_FEED }, { "RDF", SOURCE_FEED }, { "feed", SOURCE_FEED },
        { "channel", SOURCE_FEED }, { "urlset", SOURCE_SITEMAP },
        { "sitemapindex", SOURCE_SITEMAP }, { "newsItem", SOURCE_NEWSML },
        { "newsMessage", SOURCE_NEWSML }, { "packageItem", SOURCE_NEWSML },
        { "nitf", SOURCE_NEWSML },
    };
    size_t colon = str_find(root, STR(":"), 0);
    if (colon < root.length) root = str_cut(root, colon + 1, root.length);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (str_is(root, roots[i].name)) return roots[i].form;
    return SOURCE_HTML;
}

static source_form form_of_wide(str head) {
    char narrow[HEAD_SIZE];
    size_t count = 0;
    for (size_t i = 2; i < head.length && count < sizeof narrow; i++)
        if (head.at[i]) narrow[count++] = head.at[i];
    return form_of_root(root_name((str){ narrow, count }));
}

/* ---- mail ---- */

/* Day, month, clock and year stand at its end; a zone may follow. */
bool is_mbox_line(str line) {
    if (!str_starts(line, STR("From ")) || line.length > 300) return false;
    line = str_trim(line);
    size_t colons = 0, digits = 0;
    for (size_t i = line.length > 40 ? line.length - 40 : 0; i < line.length; i++) {
        colons += line.at[i] == ':';
        digits += is_digit(line.at[i]);
    }
    return colons >= 1 && digits >= 7;
}

/* "Message-ID: ...": the length of the name, 0 where the line has none. */
static size_t header_name(str line) {
    size_t at = 0;
    while (at < line.length && line.at[at] > ' ' && line.at[at] < 127 && line.at[at] != ':') at++;
    return at < line.length && line.at[at] == ':' ? at : 0;
}

static bool is_mail_header(str name) {
    static const char *const names[] = {
        "Received", "Return-Path", "Message-ID", "MIME-Version", "Delivered-To", "DKIM-Signature",
        "Content-Type", "X-Mailer", "List-Id", "Reply-To", "ARC-Seal", "List-Unsubscribe", "From",
        "To", "Subject", "Date",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is_folded(name, names[i])) return true;
    return false;
}

/* Header lines to the first empty one, three of them of mail's own names. */
static bool is_mail(str head) {
    int known = 0;
    for (size_t at = 0, lines = 0; at < head.length && lines < MAIL_LINES; lines++) {
        size_t end = str_find(head, STR("\n"), at);
        str line = str_cut(head, at, end);
        if (str_trim(line).length == 0) return known >= 3;
        size_t name = header_name(line);
        bool folded = lines && is_blank(line.at[0]);
        if (!folded && !name && end < head.length) return false;
        known += !folded && is_mail_header(str_cut(line, 0, name));
        at = end + 1;
    }
    return known >= 3;
}

/* ---- all ---- */

static source_form form_of_brackets(str head, size_t at) {
    char mark = head.at[at];
    size_t after = at + 1;
    if (mark == '[' && first_mark(head, &after) == '{') {
        after++;
        mark = '{';
    }
    if (mark != '{') return SOURCE_TEXT;
    char inside = first_mark(head, &after);
    return inside == '"' || inside == '}' || inside == 0 ? SOURCE_JSONL : SOURCE_TEXT;
}

static source_form form_of_lines(str head) {
    size_t end = str_find(head, STR("\n"), 0);
    str line = str_cut(head, 0, end);
    if (is_mbox_line(line)) return SOURCE_MBOX;
    if (is_mail(head)) return SOURCE_MAIL;
    if (columns_are_named(line, '\t')) return SOURCE_TSV;
    return columns_are_named(line, ',') || columns_are_named(line, ';') ? SOURCE_CSV : SOURCE_TEXT;
}

source_form form_of_head(str head) {
    if (is_wide(head)) return form_of_wide(head);
    if (str_starts(head, STR("PK\x03\x04")) || str_starts(head, STR("PK\x05\x06")))
        return SOURCE_ZIP;
    if (str_starts(head, STR("WARC/"))) return SOURCE_WARC;
    head = str_cut(head, bom_length(head), head.length);
    size_t at = 0, after;
    char mark = first_mark(head, &at);
    after = at + 1;
    if (mark == '<' && after < head.length) {
        char c = head.at[after];
        bool tag = is_ascii_letter(c) || c == '!' || c == '?' || c == '/';
        return tag ? form_of_root(root_name(head)) : SOURCE_TEXT;
    }
    if (mark == '[' || mark == '{') return form_of_brackets(head, at);
    return form_of_lines(head);
}

bool form_recognise(input *in, source_form *out, fault *f) {
    str head;
    if (!input_peek(in, HEAD_SIZE, &head, f)) return false;
    size_t at = bom_length(head);
    if (first_mark(head, &at) == '<' && !root_name(str_cut(head, at, head.length)).length
        && !input_peek(in, ROOT_SIZE, &head, f))
        return false;
    const char *foreign = form_foreign(head);
    if (foreign) return FAULT(f, FAULT_INPUT, 0, "is %s, which is not read", foreign);
    *out = form_of_head(head);
    return true;
}
