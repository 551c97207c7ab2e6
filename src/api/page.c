/* api/page.c: see page.h. Widths are Unicode's own, as utf8proc tells them. */
#include "api/page.h"

#include <stdio.h>

#include "base/utf8.h"

enum { WIDTH_LEAST = 40, WIDTH_USUAL = 80, WIDTH_MOST = 1000 };

static const char *const escapes[PAGE_STYLES] = {
    [PAGE_PLAIN] = "", [PAGE_TITLE] = "\033[1m", [PAGE_HEADING] = "\033[1m",
    [PAGE_DIM] = "\033[2m", [PAGE_WHO] = "\033[36m", [PAGE_ACT] = "\033[33m",
    [PAGE_QUOTE] = "\033[32m", [PAGE_WHEN] = "\033[35m",
};

page page_of(out *o) {
    size_t width = o->options.width ? o->options.width : WIDTH_USUAL;
    if (width < WIDTH_LEAST) width = WIDTH_LEAST;
    return (page){ .out = o, .width = width < WIDTH_MOST ? width : WIDTH_MOST };
}

static void set_style(page *p, page_style style) {
    if (p->style == style || !p->out->options.colour) return;
    if (p->style != PAGE_PLAIN) out_words(p->out, "\033[0m");
    out_words(p->out, escapes[style]);
    p->style = style;
}

/* ---- one word ---- */

static bool is_harmful(code_point c) {
    if (c == 0x00AD || c == 0x200C || c == 0x200D) return false; /* hyphens, joiners of letters */
    return c == CODE_POINT_NONE || utf8_is_control(c);
}

static size_t word_width(str word) {
    size_t width = 0;
    for (size_t at = 0, length; at < word.length; at += length) {
        code_point c = utf8_at(word, at, &length);
        width += is_harmful(c) ? 6 : utf8_width(c);
    }
    return width;
}

static void put_word(page *p, str word) {
    size_t from = 0, length;
    for (size_t at = 0; at < word.length; at += length) {
        code_point c = utf8_at(word, at, &length);
        if (!is_harmful(c)) continue;
        out_add(p->out, str_cut(word, from, at));
        out_print(p->out, "\\u%04x",
                  c == CODE_POINT_NONE ? (unsigned)(unsigned char)word.at[at] : (unsigned)c);
        from = at + length;
    }
    out_add(p->out, str_cut(word, from, word.length));
}

static void add_word(page *p, page_style style, str word) {
    size_t width = word_width(word);
    bool broken = p->space && p->column + 1 + width > p->width && p->column > p->hanging;
    if (broken) {
        set_style(p, PAGE_PLAIN);
        out_print(p->out, "\n%*s", (int)p->hanging, "");
        p->column = p->hanging;
    } else if (p->space) {
        out_words(p->out, " ");
        p->column++;
    }
    p->space = false;
    set_style(p, style);
    put_word(p, word);
    p->column += width;
}

/* ---- lines ---- */

void page_start(page *p, size_t indent, size_t hanging) {
    out_print(p->out, "%*s", (int)indent, "");
    p->column = indent;
    p->hanging = hanging;
    p->space = false;
}

void page_words(page *p, page_style style, str words) {
    for (size_t at = 0; at < words.length;) {
        if (is_blank(words.at[at])) {
            p->space = true;
            at++;
            continue;
        }
        size_t end = at;
        while (end < words.length && !is_blank(words.at[end])) end++;
        add_word(p, style, str_cut(words, at, end));
        at = end;
    }
}

void page_end(page *p) {
    set_style(p, PAGE_PLAIN);
    out_words(p->out, "\n");
}

void page_line(page *p, page_style style, size_t indent, str words) {
    if (!words.length) return;
    page_start(p, indent, indent);
    page_words(p, style, words);
    page_end(p);
}
