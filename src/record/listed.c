/* record/listed.c: see listed.h. */
#include "record/listed.h"

#include <openssl/sha.h>
#include <string.h>

#include "base/utf8.h"
#include "record/word_map.h"

enum {
    CELLS = 5,
    LINE_MOST = 16384,      /* bytes */
    LINES_MOST = 1000000,
    ALIASES_MOST = 1000,    /* of one actor */
    KEY_WORDS_MOST = 24,    /* of a name; what comes behind is not compared */
};

struct listed {
    LIST(listed_row) rows;
    word_map *names; /* key of a name or alias: row */
    str digest;
};

/* ---- names ---- */

/* The words of a name in lower case, a blank between; empty where it has none. */
static str key_of(arena *a, str name) {
    buffer out = { 0 };
    str s = utf8_folded(a, name);
    size_t from = 0, words = 0, length;
    for (size_t at = 0; at <= s.length && words < KEY_WORDS_MOST; at += length) {
        length = 1;
        code_point c = at < s.length ? utf8_at(s, at, &length) : ' ';
        if (utf8_is_letter(c) || utf8_is_digit(c)) continue;
        str word = str_cut(s, from, at);
        from = at + length;
        if (!word.length || (!words && str_is(word, "the"))) continue;
        if (words++) buffer_add(a, &out, STR(" "));
        buffer_add(a, &out, word);
    }
    return out.count ? buffer_str(&out) : STR("");
}

const listed_row *listed_find(const listed *l, arena *a, str name) {
    str key = key_of(a, name);
    uint32_t at = key.length ? word_map_get(l->names, key) : WORD_MAP_NONE;
    return at == WORD_MAP_NONE ? NULL : &l->rows.at[at];
}

size_t listed_count(const listed *l) {
    return l->rows.count;
}

str listed_digest(const listed *l) {
    return l->digest;
}

/* ---- reading the file ---- */

typedef struct parsing {
    arena *a;
    listed *out;
    str name;    /* of the file */
    size_t line; /* from 1 */
    bool begun;  /* a line of cells was there */
    fault *f;
} parsing;

static bool refuse(const parsing *p, const char *what, str value) {
    FAULT(p->f, FAULT_USAGE, FAULT_NOWHERE, "%s%s%.*s%s", what, value.at ? " \"" : "",
          STR_ARG(str_cut(value, 0, 80)), value.at ? "\"" : "");
    return fault_where(p->f, arena_print(p->a, "%.*s:%zu", STR_ARG(p->name), p->line));
}

static bool is_code(str code) {
    bool upper = code.length == 3;
    for (size_t i = 0; upper && i < 3; i++) upper = is_upper(code.at[i]);
    return upper;
}

/* Of two actors with one name none is meant: a name may stand on one line alone. */
static bool put_name(parsing *p, str name, uint32_t row) {
    str key = key_of(p->a, name);
    if (!key.length) return refuse(p, "no letter or digit is in the name", name);
    uint32_t *at = word_map_put(p->out->names, key);
    if (*at != WORD_MAP_NONE && *at != row)
        return refuse(p, "the name stands on another line too:", name);
    *at = row;
    return true;
}

static bool put_aliases(parsing *p, str cell, uint32_t row) {
    size_t count = 0;
    for (size_t at = 0; at < cell.length;) {
        size_t end = str_find(cell, STR(";"), at);
        str alias = str_trim(str_cut(cell, at, end));
        at = end + 1;
        if (!alias.length) continue;
        if (++count > ALIASES_MOST) return refuse(p, "more than 1000 aliases", STR_NONE);
        if (!put_name(p, alias, row)) return false;
    }
    return true;
}

static str kept_cell(arena *a, str cell) {
    return cell.length ? arena_copy(a, cell) : STR_NONE;
}

static bool put_row(parsing *p, const str cells[CELLS]) {
    uint32_t row = (uint32_t)p->out->rows.count;
    if (!cells[0].length) return refuse(p, "the name is missing", STR_NONE);
    if (cells[2].length && !is_code(cells[2]))
        return refuse(p, "a country is three capitals of ISO 3166, not", cells[2]);
    if (cells[3].length && !is_code(cells[3]))
        return refuse(p, "a sector is three capitals of PLOVER, not", cells[3]);
    if (!put_name(p, cells[0], row) || !put_aliases(p, cells[1], row)) return false;
    listed_row r = { .name = arena_copy(p->a, cells[0]), .country = kept_cell(p->a, cells[2]),
                     .sector = kept_cell(p->a, cells[3]), .id = kept_cell(p->a, cells[4]) };
    r.why = arena_print(p->a, "line %zu of %.*s%s%.*s%s", p->line, STR_ARG(p->name),
                        r.id.at ? " (" : "", STR_ARG(r.id), r.id.at ? ")" : "");
    *LIST_ADD(p->a, &p->out->rows) = r;
    return true;
}

static bool read_line(parsing *p, str line) {
    str cells[CELLS] = { { 0 } };
    size_t count = 0;
    if (line.length > LINE_MOST) return refuse(p, "the line has more than 16384 bytes", STR_NONE);
    if (utf8_valid(line) != line.length) return refuse(p, "not UTF-8", STR_NONE);
    if (str_has(line, '\0')) return refuse(p, "a NUL byte", STR_NONE);
    for (size_t at = 0; at <= line.length;) {
        size_t end = str_find(line, STR("\t"), at);
        if (count == CELLS) return refuse(p, "more than five cells", STR_NONE);
        cells[count++] = str_trim(str_cut(line, at, end));
        at = end + 1;
    }
    bool heading = !p->begun && count > 1 && str_is_folded(cells[0], "name");
    p->begun = true;
    return heading || put_row(p, cells);
}

static str digest_of(arena *a, str bytes) {
    unsigned char sum[SHA256_DIGEST_LENGTH];
    SHA256((const unsigned char *)(bytes.at ? bytes.at : ""), bytes.length, sum);
    return arena_print(a, "%02x%02x%02x%02x", sum[0], sum[1], sum[2], sum[3]);
}

listed *listed_parse(arena *a, str bytes, str name, fault *f) {
    listed *l = ARENA_NEW(a, listed, 1);
    parsing p = { .a = a, .out = l, .name = name, .f = f };
    l->names = word_map_new(a);
    l->digest = digest_of(a, bytes);
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) bytes = str_cut(bytes, 3, bytes.length);
    for (size_t at = 0; at < bytes.length;) {
        size_t end = str_find(bytes, STR("\n"), at);
        str line = str_cut(bytes, at, end);
        at = end + 1;
        if (++p.line > LINES_MOST) return refuse(&p, "more than 1000000 lines", STR_NONE), NULL;
        if (str_ends(line, STR("\r"))) line.length--;
        if (!str_trim(line).length || line.at[0] == '#') continue;
        if (!read_line(&p, line)) return NULL;
    }
    return l;
}

/* ---- using it ---- */

static void apply(actor *who, const listed_row *row) {
    if (!row || who->listed) return;
    who->listed = row;
    if (row->country.at) who->country = row->country;
    if (row->sector.at) who->sector = row->sector;
}

void listed_apply(arena *a, record *r) {
    if (!r->listed) return;
    for (size_t i = 0; i < r->actors.count; i++)
        apply(&r->actors.at[i], listed_find(r->listed, a, r->actors.at[i].name));
    for (size_t i = 0; i < r->entities.count; i++) {
        const named_entity *e = &r->entities.at[i];
        if (e->actor == ID_NONE) continue;
        apply(&r->actors.at[e->actor], listed_find(r->listed, a, str_in(r->report->text, e->at)));
    }
}
