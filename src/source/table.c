/* source/table.c: tables with named columns: CSV (RFC 4180, and what programs write in its
 * name: semicolons, bare quotation marks, a BOM) and TSV. One row is one report.
 *
 * A quotation mark that never closes would swallow the rest of the file. Such a row is named and
 * taken as one line, and reading goes on with the next line. */
#include <stdlib.h>

#include "base/utf8.h"
#include "source/columns.h"
#include "source/entry.h"
#include "source/forms.h"

typedef struct table {
    char between;
    columns columns;
    size_t rereads;
    size_t next_line; /* 1-based, of what lies ahead */
} table;

/* ---- rows ---- */

typedef struct row_scan {
    size_t at;
    bool fresh, quoted; /* at the beginning of a cell; inside quotation marks */
} row_scan;

/* A quotation mark at `at` inside a quoted cell: closes it before the end of a cell, stands for
 * itself where it is doubled, and where a writer forgot to double it. */
static void take_mark(row_scan *c, str s, char between) {
    char next = c->at + 1 < s.length ? s.at[c->at + 1] : '\n';
    if (next == '"') c->at++;
    else if (next == between || next == '\n' || next == '\r') c->quoted = false;
}

/* Moves on to behind the row's line end; true when reached. ended: nothing follows s. */
static bool scan_row(row_scan *c, str s, char between, bool ended) {
    for (; c->at < s.length; c->at++) {
        char byte = s.at[c->at];
        if (c->quoted) {
            if (byte != '"') continue;
            if (c->at + 1 == s.length && !ended) return false; /* what follows decides */
            take_mark(c, s, between);
        } else if (byte == '\n') {
            return ++c->at, true;
        } else {
            c->quoted = c->fresh && byte == '"';
            c->fresh = byte == between;
        }
    }
    return ended && !c->quoted;
}

static size_t count_lines(str s) {
    size_t lines = 0;
    for (size_t at = 0; (at = str_find(s, STR("\n"), at)) < s.length; at++) lines++;
    return lines;
}

/* The row ahead, still to be skipped; *closed is false where its quotation marks do not close
 * within the limit, and it then is the line ahead. */
static bool row_ahead(source *s, const table *t, str *row, bool *closed, fault *f) {
    size_t most = s->text_most * SOURCE_LINE_FACTOR;
    row_scan c = { .fresh = true };
    str ahead;
    if (!input_peek(s->in, 1, &ahead, f)) return false;
    for (bool ended = false; !scan_row(&c, ahead, t->between, ended);) {
        size_t had = ahead.length;
        *closed = had <= most && !ended;
        if (!*closed) {
            size_t end = str_find(ahead, STR("\n"), 0);
            *row = str_cut(ahead, 0, end < ahead.length ? end + 1 : end);
            return true;
        }
        if (!input_peek(s->in, had + 1, &ahead, f)) return false;
        ended = ahead.length == had;
    }
    *row = str_cut(ahead, 0, c.at);
    *closed = true;
    return true;
}

/* A cell without its quotation marks, doubled ones made single. */
static str bare_cell(arena *a, str cell) {
    if (!str_starts(cell, STR("\""))) return cell;
    cell = str_cut(cell, 1, cell.length);
    if (str_ends(cell, STR("\""))) cell.length--;
    if (str_find(cell, STR("\"\""), 0) == cell.length) return cell;
    char *bare = ARENA_NEW(a, char, cell.length);
    size_t length = 0;
    for (size_t i = 0; i < cell.length; i++) {
        bare[length++] = cell.at[i];
        if (cell.at[i] == '"' && i + 1 < cell.length && cell.at[i + 1] == '"') i++;
    }
    return (str){ bare, length };
}

static bool cut_cells(arena *a, str row, char between, str_list *cells, fault *f) {
    while (row.length && (row.at[row.length - 1] == '\n' || row.at[row.length - 1] == '\r'))
        row.length--;
    row_scan c = { .fresh = true };
    size_t start = 0;
    for (; c.at <= row.length; c.at++) {
        bool end = c.at == row.length;
        char byte = end ? 0 : row.at[c.at];
        if (c.quoted && !end) {
            if (byte == '"') take_mark(&c, row, between);
        } else if (end || byte == between) {
            if (cells->count == TABLE_COLUMNS_MOST)
                return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "has more than %d cells",
                             TABLE_COLUMNS_MOST);
            *LIST_ADD(a, cells) = bare_cell(a, str_cut(row, start, c.at));
            start = c.at + 1;
            c.fresh = true;
        } else {
            c.quoted = c.fresh && byte == '"';
            c.fresh = false;
        }
    }
    return true;
}

static void pass_row(source *s, str row) {
    table *t = s->state;
    t->next_line += count_lines(row);
    input_skip(s->in, row.length); /* its bytes stay until more are asked for */
}

/* ---- the first row ---- */

static char separator_of(source *s, str row) {
    if (s->form == SOURCE_TSV) return '\t';
    static const char marks[] = { ',', ';', '\t', '|' };
    char best = ',';
    size_t most = 0;
    for (size_t i = 0; i < sizeof marks; i++) {
        size_t count = 0;
        for (size_t at = 0; at < row.length; at++) count += row.at[at] == marks[i];
        if (count > most) best = marks[i];
        if (count > most) most = count;
    }
    return best;
}

static bool begin(source *s, arena *a, fault *f) {
    table *t = calloc(1, sizeof *t);
    if (!t) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a table");
    s->state = t;
    s->state_free = free;
    str head, row;
    bool closed;
    str_list cells = { 0 };
    if (!input_peek(s->in, 3, &head, f)) return false;
    input_skip(s->in, bom_length(head));
    if (!input_peek(s->in, SOURCE_FIELD_MOST, &head, f)) return false;
    if (!str_trim(head).length) return FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "empty");
    t->next_line = 1;
    t->between = separator_of(s, str_cut(head, 0, str_find(head, STR("\n"), 0)));
    if (!row_ahead(s, t, &row, &closed, f)) return false;
    if (!closed || row.length > SOURCE_FIELD_MOST)
        return FAULT(f, FAULT_INPUT, 0, "the first line does not name the columns");
    if (!cut_cells(a, row, t->between, &cells, f)) return false;
    pass_row(s, row);
    return columns_find(&cells, s->columns, &t->columns, f);
}

/* ---- rows as reports ---- */

static str cell_of(const table *t, const str_list *cells, column which) {
    int at = t->columns.at[which];
    return at >= 0 && (size_t)at < cells->count ? cells->at[at] : STR_NONE;
}

static void take_fields(const table *t, arena *a, const str_list *cells, report *r) {
    entry_set(a, &r->id, cell_of(t, cells, COLUMN_ID));
    entry_set(a, &r->url, cell_of(t, cells, COLUMN_URL));
    entry_set(a, &r->canonical, cell_of(t, cells, COLUMN_CANONICAL));
    entry_set(a, &r->site, cell_of(t, cells, COLUMN_SITE));
    entry_set(a, &r->section, cell_of(t, cells, COLUMN_SECTION));
    entry_set(a, &r->language, cell_of(t, cells, COLUMN_LANGUAGE));
    r->language = str_cut(r->language, 0, str_find(r->language, STR("-"), 0));
    entry_title(a, r, cell_of(t, cells, COLUMN_TITLE), "field");
    entry_authors(a, r, cell_of(t, cells, COLUMN_AUTHORS));
    entry_date(a, &r->published, cell_of(t, cells, COLUMN_PUBLISHED));
    entry_date(a, &r->modified, cell_of(t, cells, COLUMN_MODIFIED));
    entry_date(a, &r->retrieved, cell_of(t, cells, COLUMN_RETRIEVED));
}

static bool row_read(source *s, arena *a, str row, report *r, fault *f) {
    const table *t = s->state;
    str_list cells = { 0 };
    size_t start = input_at(s->in) - row.length, bad = utf8_valid(row);
    if (bad < row.length) return FAULT(f, FAULT_INPUT, start + bad, "is not UTF-8");
    if (!cut_cells(a, row, t->between, &cells, f)) return false;
    if (cells.count <= (size_t)t->columns.at[COLUMN_TEXT])
        return FAULT(f, FAULT_INPUT, start, "has %zu cells, the text is in number %d", cells.count,
                     t->columns.at[COLUMN_TEXT] + 1);
    take_fields(t, a, &cells, r);
    return entry_text(a, cell_of(t, &cells, COLUMN_TEXT), r, s->text_most, f);
}

static bool unclosed(source *s, str line, fault *f) {
    table *t = s->state;
    size_t start = input_at(s->in) - line.length;
    if (++t->rereads > TABLE_REREADS_MOST) {
        s->ended = true;
        return FAULT(f, FAULT_INPUT, start, "the rest is not read: too many quotation marks that "
                     "never close");
    }
    return FAULT(f, FAULT_INPUT, start, "a quotation mark opens and never closes, or the row has "
                 "more than %zu bytes", s->text_most * SOURCE_LINE_FACTOR);
}

/* The next row that is not blank; *row is empty at the end. */
static bool next_row(source *s, str *row, bool *closed, fault *f) {
    for (;;) {
        if (!row_ahead(s, s->state, row, closed, f)) return false;
        if (!row->length || str_trim(*row).length) return true;
        pass_row(s, *row);
    }
}

source_step table_next(source *s, arena *a, report *out, fault *f) {
    str row;
    bool closed;
    if (!s->state && !begin(s, a, f)) {
        s->ended = true;
        return SOURCE_BROKEN;
    }
    if (!next_row(s, &row, &closed, f)) {
        s->ended = true;
        return SOURCE_BROKEN;
    }
    if (!row.length) {
        s->ended = true;
        return SOURCE_END;
    }
    s->entries++;
    s->line = ((table *)s->state)->next_line;
    pass_row(s, row);
    bool good = closed ? row_read(s, a, row, out, f) : unclosed(s, row, f);
    return good ? SOURCE_REPORT : source_entry_broken(s, "row", f);
}
