/* source/feed_link.c: see feed_link.h. */
#include "source/feed_link.h"

#include "base/utf8.h"
#include "source/tree.h"
#include "source/web_address.h"

enum { HEAD_MOST = 1 << 18 /* bytes that are looked at: links stand in the head */ };

static bool is_feed_type(str type) {
    return str_is_folded(type, "application/rss+xml") || str_is_folded(type, "application/atom+xml")
        || str_is_folded(type, "application/feed+json");
}

str feed_link(arena *a, str page, str base) {
    size_t replaced;
    tree t;
    fault f;
    web_address at;
    if (!tree_build(a, utf8_repaired(a, str_cut(page, 0, HEAD_MOST), &replaced), &t, &f))
        return STR_NONE;
    for (uint32_t n = 0; n < t.nodes.count; n++) {
        if (t.nodes.at[n].tag != TAG_LINK) continue;
        if (!str_is_folded(tree_attribute(&t, n, ATTRIBUTE_REL), "alternate")) continue;
        if (!is_feed_type(tree_attribute(&t, n, ATTRIBUTE_TYPE))) continue;
        if (web_address_read(a, tree_attribute(&t, n, ATTRIBUTE_HREF), base, &at, &f))
            return at.url;
    }
    return STR_NONE;
}
