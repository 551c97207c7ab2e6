/* base/escape.c: see escape.h. */
#include "base/escape.h"

#include "base/utf8.h"

#define REPLACEMENT STR("\xEF\xBF\xBD")

/* What stands for a character: `as` with at NULL for itself. */
typedef str replace_one(code_point c);

static void replaced(arena *a, buffer *out, str s, replace_one *as) {
    size_t from = 0;
    for (size_t at = 0, length; at < s.length; at += length) {
        str other = as(utf8_at(s, at, &length));
        if (!other.at) continue;
        buffer_add(a, out, str_cut(s, from, at));
        buffer_add(a, out, other);
        from = at + length;
    }
    buffer_add(a, out, str_cut(s, from, s.length));
}

static bool is_low_control(code_point c) {
    return (c >= 0 && c < 0x20) || c == 0x7F;
}

/* ---- XML ---- */

static str xml_one(code_point c) {
    switch (c) {
    case '&': return STR("&amp;");
    case '<': return STR("&lt;");
    case '>': return STR("&gt;");
    case '"': return STR("&quot;");
    case '\'': return STR("&#39;");
    case '\r': return STR("&#13;");
    case '\t':
    case '\n': return STR_NONE;
    case CODE_POINT_NONE:
    case 0xFFFE:
    case 0xFFFF: return REPLACEMENT;
    default: return is_low_control(c) ? REPLACEMENT : STR_NONE;
    }
}

void escape_xml(arena *a, buffer *out, str s) {
    replaced(a, out, s, xml_one);
}

/* ---- CSV, TSV ---- */

static str csv_one(code_point c) {
    if (c == '"') return STR("\"\"");
    if (c == '\t') return STR(" ");
    if (c == CODE_POINT_NONE || (is_low_control(c) && c != '\r' && c != '\n')) return REPLACEMENT;
    return STR_NONE;
}

static str tsv_one(code_point c) {
    if (c == '\t' || c == '\r' || c == '\n') return STR(" ");
    if (c == CODE_POINT_NONE || is_low_control(c)) return REPLACEMENT;
    return STR_NONE;
}

static bool begins_formula(code_point c) {
    return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D || c == 0xFF0B
        || c == 0xFF0D || c == 0xFF20;
}

static bool parts_cells(code_point c) {
    return c == ',' || c == ';' || c == '|' || c == '\t' || c == '\r' || c == '\n';
}

/* Blanks, quotation marks and what is left out between the beginning of a cell and a formula
 * keep no spreadsheet from it. */
static bool is_passed_over(code_point c) {
    return c == ' ' || c == '"' || c == '\'' || c == 0xA0 || utf8_is_control(c);
}

static str without_formulas(arena *a, str s) {
    buffer out = { 0 };
    bool begins = true;
    for (size_t at = 0, length; at < s.length; at += length) {
        code_point c = utf8_at(s, at, &length);
        if (begins && begins_formula(c)) buffer_add(a, &out, STR("'"));
        buffer_add(a, &out, str_cut(s, at, at + length));
        begins = parts_cells(c) || (begins && is_passed_over(c));
    }
    return buffer_str(&out);
}

void escape_csv(arena *a, buffer *out, str s, bool safe) {
    bool quoted = safe || !s.length;
    for (size_t i = 0; i < s.length && !quoted; i++)
        quoted = s.at[i] == '"' || s.at[i] == ',' || s.at[i] == '\r' || s.at[i] == '\n';
    if (quoted) buffer_add(a, out, STR("\""));
    replaced(a, out, safe ? without_formulas(a, s) : s, csv_one);
    if (quoted) buffer_add(a, out, STR("\""));
}

void escape_tsv(arena *a, buffer *out, str s, bool safe) {
    replaced(a, out, safe ? without_formulas(a, s) : s, tsv_one);
}

/* ---- addresses ---- */

static bool is_hex(char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

static bool stands_in_uri(char c) {
    return is_ascii_letter(c) || is_digit(c) || (c && str_has(STR("-._~:/?#@!$&'()*+,;=%"), c));
}

bool escape_link(arena *a, buffer *out, str s) {
    s = str_trim(s);
    str scheme = STR("https://");
    if (!str_starts_folded(s, scheme)) scheme = STR("http://");
    if (!str_starts_folded(s, scheme) || s.length == scheme.length) return false;
    bool fragment = false;
    for (size_t i = 0; i < s.length; i++) {
        char c = s.at[i];
        bool two_digits = i + 2 < s.length && is_hex(s.at[i + 1]) && is_hex(s.at[i + 2]);
        bool stands = stands_in_uri(c) && (c != '%' || two_digits) && (c != '#' || !fragment);
        fragment |= c == '#';
        if (stands)
            buffer_add(a, out, (str){ &s.at[i], 1 });
        else
            buffer_print(a, out, "%%%02X", (unsigned)(unsigned char)c);
    }
    return true;
}

/* ---- for people ---- */

/* Marks that say only which way the next character runs may stand: they nest in nothing. */
static bool is_left_out(code_point c) {
    bool joins = c == 0x200C || c == 0x200D || c == 0x200E || c == 0x200F || c == 0xAD;
    return c == CODE_POINT_NONE || (utf8_is_control(c) && !joins) || c == 0xFFFE || c == 0xFFFF;
}

str escape_plain(arena *a, str s) {
    buffer out = { 0 };
    bool blank = false;
    for (size_t at = 0, length; at < s.length; at += length) {
        code_point c = utf8_at(s, at, &length);
        if (utf8_is_space(c) && c != 0xFEFF) {
            blank = out.count > 0;
        } else if (!is_left_out(c)) {
            if (blank) buffer_add(a, &out, STR(" "));
            blank = false;
            buffer_add(a, &out, str_cut(s, at, at + length));
        }
    }
    return out.count ? buffer_str(&out) : STR("");
}
