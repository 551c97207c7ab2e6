/* source/meta.c: see meta.h. */
#include "source/meta.h"

#include "source/bylines.h"
#include "source/dates.h"

static str meta_value(arena *a, const tree *t, const char *name) {
    for (uint32_t n = 0; n < t->nodes.count; n++) {
        if (t->nodes.at[n].tag != TAG_META) continue;
        if (!str_is_folded(tree_attribute(t, n, ATTRIBUTE_PROPERTY), name)
            && !str_is_folded(tree_attribute(t, n, ATTRIBUTE_NAME), name))
            continue;
        buffer out = { 0 };
        text_squeeze(a, &out, tree_attribute(t, n, ATTRIBUTE_CONTENT));
        str value = str_trim(buffer_str(&out));
        if (value.length) return value;
    }
    return STR_NONE;
}

static str text_of_first(arena *a, const tree *t, tag wanted) {
    for (uint32_t n = 0; n < t->nodes.count; n++) {
        if (t->nodes.at[n].tag != wanted) continue;
        str text = tree_text(a, t, n);
        if (text.length) return text;
    }
    return STR_NONE;
}

static void add_title(arena *a, report *r, str text, const char *from) {
    if (!text.length) return;
    if (!r->title.at) r->title = text;
    *LIST_ADD(a, &r->titles) = (title){ text, from };
}

void meta_read(arena *a, const tree *t, report *r) {
    add_title(a, r, text_of_first(a, t, TAG_H1), "page");
    add_title(a, r, meta_value(a, t, "og:title"), "og");
    add_title(a, r, text_of_first(a, t, TAG_TITLE), "page");
    r->site = meta_value(a, t, "og:site_name");
    authors_read(a, meta_value(a, t, "author"), &r->authors);
    r->published = date_iso(a, meta_value(a, t, "article:published_time"), DATE_ORDER_UNKNOWN);
    r->modified = date_iso(a, meta_value(a, t, "article:modified_time"), DATE_ORDER_UNKNOWN);
}
