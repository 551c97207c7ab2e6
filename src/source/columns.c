/* source/columns.c: see columns.h. */
#include "source/columns.h"

#include "source/limits.h"

enum { NAME_MOST = 60 }; /* bytes of a column's name */

typedef struct column_names {
    const char *name;   /* our own */
    const char *others; /* parted by blanks, the likelier first */
} column_names;

static const column_names known[COLUMNS] = {
    [COLUMN_TEXT] = { "text", "text body content article_text full_text fulltext maintext "
                              "article_body articlebody article story story_text raw_text "
                              "document" },
    [COLUMN_TITLE] = { "title", "title headline head heading article_title" },
    [COLUMN_ID] = { "id", "id article_id doc_id docid guid uid uuid" },
    [COLUMN_URL] = { "url", "url link address article_url uri source_url" },
    [COLUMN_CANONICAL] = { "canonical", "canonical canonical_url canonical_link" },
    [COLUMN_PUBLISHED] = { "published", "published date publish_date pubdate date_publish "
                                        "publication_date published_at date_published pub_date "
                                        "published_date" },
    [COLUMN_MODIFIED] = { "modified", "modified updated date_modify date_modified updated_at" },
    [COLUMN_RETRIEVED] = { "retrieved", "retrieved date_download filedate scraped_at crawled_at" },
    [COLUMN_AUTHORS] = { "authors", "authors author byline by creator" },
    [COLUMN_SITE] = { "site", "site outlet publication publisher source newspaper source_name "
                              "site_name media domain" },
    [COLUMN_SECTION] = { "section", "section category desk topic" },
    [COLUMN_LANGUAGE] = { "language", "language lang" },
};

/* "Full Text" and "full-text" are full_text. */
static bool is_called(str cell, str name) {
    cell = str_trim(cell);
    if (cell.length != name.length) return false;
    for (size_t i = 0; i < cell.length; i++) {
        char c = to_lower(cell.at[i]);
        if ((c == ' ' || c == '-' ? '_' : c) != name.at[i]) return false;
    }
    return true;
}

/* The next of names parted by blanks. */
static str next_name(str *names) {
    size_t end = str_find(*names, STR(" "), 0);
    str name = str_cut(*names, 0, end);
    *names = str_cut(*names, end + 1, names->length);
    return name;
}

static bool is_name_of(str cell, column which) {
    for (str names = str_of(known[which].others); names.length;)
        if (is_called(cell, next_name(&names))) return true;
    return false;
}

static bool is_known(str cell) {
    for (int i = 0; i < COLUMNS; i++)
        if (is_name_of(cell, (column)i)) return true;
    return false;
}

static str unquoted(str cell) {
    cell = str_trim(cell);
    bool quoted = cell.length >= 2 && str_starts(cell, STR("\"")) && str_ends(cell, STR("\""));
    return quoted ? str_cut(cell, 1, cell.length - 1) : cell;
}

bool columns_are_named(str line, char between) {
    size_t cells = 0, names = 0, texts = 0;
    for (size_t at = 0; at <= line.length; cells++) {
        size_t end = str_find(line, (str){ &between, 1 }, at);
        str cell = unquoted(str_cut(line, at, end));
        if (cell.length > NAME_MOST || cells > TABLE_COLUMNS_MOST) return false;
        texts += is_name_of(cell, COLUMN_TEXT);
        names += is_known(cell);
        at = end + 1;
    }
    return texts >= 1 && names >= 2;
}

static int find_cell(const str_list *cells, str name) {
    for (size_t i = 0; i < cells->count; i++)
        if (str_same(str_trim(cells->at[i]), name)) return (int)i;
    return COLUMN_NONE;
}

static int find_known(const str_list *cells, column which) {
    for (str names = str_of(known[which].others); names.length;) {
        str name = next_name(&names);
        for (size_t i = 0; i < cells->count; i++)
            if (is_called(cells->at[i], name)) return (int)i;
    }
    return COLUMN_NONE;
}

static int column_of(str name) {
    for (int i = 0; i < COLUMNS; i++)
        if (str_is(name, known[i].name)) return i;
    return COLUMN_NONE;
}

/* One "field=name" of what was asked for. */
static bool take_asked(const str_list *cells, str part, columns *out, fault *f) {
    size_t equals = str_find(part, STR("="), 0);
    str name = str_trim(str_cut(part, equals + 1, part.length));
    int field = column_of(str_trim(str_cut(part, 0, equals)));
    if (equals == part.length || field < 0)
        return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "\"%.*s\" gives no column of a report's field "
                     "(text=Body)", STR_ARG(str_cut(part, 0, 60)));
    out->at[field] = find_cell(cells, name);
    if (out->at[field] >= 0) return true;
    return FAULT(f, FAULT_USAGE, FAULT_NOWHERE, "there is no column \"%.*s\"",
                 STR_ARG(str_cut(name, 0, 60)));
}

bool columns_find(const str_list *cells, str asked, columns *out, fault *f) {
    for (int i = 0; i < COLUMNS; i++) out->at[i] = find_known(cells, (column)i);
    while (asked.length) {
        size_t end = str_find(asked, STR(","), 0);
        if (!take_asked(cells, str_cut(asked, 0, end), out, f)) return false;
        asked = str_cut(asked, end + 1, asked.length);
    }
    if (out->at[COLUMN_TEXT] >= 0) return true;
    return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "no column is named text, body or content; "
                 "--columns text=NAME tells which one holds the text");
}
