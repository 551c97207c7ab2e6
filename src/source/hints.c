/* source/hints.c: see hints.h. */
#include "source/hints.h"

#include <string.h>

enum { WORD_MOST = 24, NAMES_LOOKED_AT = 400 };

typedef struct word_hint {
    const char *word; /* lower case; a trailing '*' takes what begins so */
    unsigned hints;
} word_hint;

/* In order of their bytes, '*' left out of account. */
static const word_hint words[] = {
    { "aboutauthor", HINT_AWAY }, { "ad", HINT_AWAY }, { "adbox", HINT_AWAY },
    { "addthis*", HINT_AWAY }, { "addtoany*", HINT_AWAY }, { "ads", HINT_AWAY },
    { "adsense*", HINT_AWAY }, { "adslot*", HINT_AWAY }, { "adunit", HINT_AWAY },
    { "adv", HINT_AWAY }, { "advert*", HINT_AWAY }, { "also", HINT_AWAY },
    { "articlebody*", HINT_BODY }, { "articlecontent*", HINT_BODY }, { "articlemeta", HINT_BYLINE },
    { "articlepage", HINT_BODY }, { "articletext*", HINT_BODY }, { "author*", HINT_BYLINE },
    { "authorbio*", HINT_AWAY }, { "authorbox*", HINT_AWAY }, { "authorinfo*", HINT_AWAY },
    { "authors", HINT_BYLINE }, { "autor*", HINT_BYLINE }, { "banner*", HINT_AWAY },
    { "bildquelle", HINT_PICTURE }, { "bildunterschrift", HINT_PICTURE }, { "bio", HINT_AWAY },
    { "blogroll", HINT_AWAY }, { "bodycontent", HINT_BODY }, { "bodycopy", HINT_BODY },
    { "bodytext*", HINT_BODY }, { "breadcrumb*", HINT_AWAY }, { "byline*", HINT_BYLINE },
    { "caption*", HINT_PICTURE }, { "carousel*", HINT_AWAY }, { "comment*", HINT_AWAY },
    { "compartir", HINT_AWAY }, { "consent*", HINT_AWAY }, { "cookie*", HINT_AWAY },
    { "copyright*", HINT_AWAY }, { "copyrightholder", HINT_PICTURE }, { "credit*", HINT_PICTURE },
    { "cta", HINT_AWAY }, { "dateline*", HINT_BYLINE }, { "datum", HINT_BYLINE },
    { "deck", HINT_LEAD }, { "dek", HINT_LEAD }, { "disqus*", HINT_AWAY }, { "donate*", HINT_AWAY },
    { "donation*", HINT_AWAY }, { "dropdown*", HINT_AWAY }, { "empfehlung*", HINT_AWAY },
    { "entrycontent", HINT_BODY }, { "entrymeta", HINT_BYLINE }, { "excerpt", HINT_LEAD },
    { "fecha", HINT_BYLINE }, { "feedback*", HINT_AWAY }, { "figure*", HINT_PICTURE },
    { "flyout*", HINT_AWAY }, { "footer*", HINT_AWAY }, { "fulltext", HINT_BODY },
    { "gallery*", HINT_PICTURE }, { "gdpr*", HINT_AWAY }, { "hreview", HINT_AWAY },
    { "image*", HINT_PICTURE }, { "img", HINT_PICTURE }, { "instagrammedia", HINT_POST },
    { "intro*", HINT_LEAD }, { "jumplist", HINT_AWAY }, { "kicker", HINT_LEAD },
    { "kommentar*", HINT_AWAY }, { "latest", HINT_AWAY }, { "lead", HINT_LEAD },
    { "lede", HINT_LEAD }, { "lightbox", HINT_PICTURE }, { "login*", HINT_AWAY },
    { "longtext", HINT_BODY }, { "masthead", HINT_AWAY }, { "meistgelesen", HINT_AWAY },
    { "menu*", HINT_AWAY }, { "metadata", HINT_BYLINE }, { "modal*", HINT_AWAY },
    { "mostread*", HINT_AWAY }, { "nav*", HINT_AWAY }, { "newsletter*", HINT_AWAY },
    { "offcanvas", HINT_AWAY }, { "outbrain*", HINT_AWAY }, { "overlay*", HINT_AWAY },
    { "pager", HINT_AWAY }, { "pagination*", HINT_AWAY }, { "paywall*", HINT_AWAY },
    { "photo*", HINT_PICTURE }, { "picture*", HINT_PICTURE }, { "popular*", HINT_AWAY },
    { "popup*", HINT_AWAY }, { "postbody", HINT_BODY }, { "postcontent", HINT_BODY },
    { "postmeta", HINT_BYLINE }, { "postshare", HINT_AWAY }, { "prevnext", HINT_AWAY },
    { "promo*", HINT_AWAY }, { "prose", HINT_BODY }, { "pubdate*", HINT_BYLINE },
    { "publicidad", HINT_AWAY }, { "publicite", HINT_AWAY }, { "publishdate*", HINT_BYLINE },
    { "publishinfo", HINT_BYLINE }, { "rail", HINT_AWAY }, { "ranking", HINT_AWAY },
    { "rating*", HINT_AWAY }, { "readmore*", HINT_AWAY }, { "readnext", HINT_AWAY },
    { "recirc*", HINT_AWAY }, { "recommend*", HINT_AWAY }, { "relacionad*", HINT_AWAY },
    { "related*", HINT_AWAY }, { "replies", HINT_AWAY }, { "respond", HINT_AWAY },
    { "richtext*", HINT_BODY }, { "rightcol*", HINT_AWAY }, { "sapo", HINT_LEAD },
    { "share*", HINT_AWAY }, { "sharing", HINT_AWAY }, { "sidebar*", HINT_AWAY },
    { "signin*", HINT_AWAY }, { "signup*", HINT_AWAY }, { "sitemap", HINT_AWAY },
    { "skip", HINT_AWAY }, { "slideshow*", HINT_PICTURE }, { "sociable", HINT_AWAY },
    { "social*", HINT_AWAY }, { "sponsor*", HINT_AWAY }, { "standfirst*", HINT_LEAD },
    { "storybody", HINT_BODY }, { "storycontent", HINT_BODY }, { "storytext", HINT_BODY },
    { "subhead*", HINT_LEAD }, { "subscri*", HINT_AWAY }, { "subtitle*", HINT_LEAD },
    { "summary", HINT_LEAD }, { "taboola*", HINT_AWAY }, { "tagcloud", HINT_BYLINE },
    { "taglist*", HINT_BYLINE }, { "tags", HINT_BYLINE }, { "teasertext", HINT_LEAD },
    { "teilen", HINT_AWAY }, { "thumb", HINT_PICTURE }, { "thumbnail*", HINT_PICTURE },
    { "timestamp*", HINT_BYLINE }, { "toolbar*", HINT_AWAY }, { "tooltip*", HINT_AWAY },
    { "trending*", HINT_AWAY }, { "tweet*", HINT_POST }, { "upsell", HINT_AWAY },
    { "verwandt*", HINT_AWAY }, { "video*", HINT_PICTURE }, { "werbung*", HINT_AWAY },
    { "whatsapp", HINT_AWAY }, { "wysiwyg", HINT_BODY },
};

static unsigned hints_of_word(str word) {
    int low = 0, high = (int)(sizeof words / sizeof *words) - 1;
    while (low <= high) {
        int middle = (low + high) / 2;
        const char *entry = words[middle].word;
        size_t length = strlen(entry);
        bool prefix = entry[length - 1] == '*';
        str key = { entry, length - prefix };
        if (prefix ? str_starts(word, key) : str_same(word, key)) return words[middle].hints;
        if (str_compare(word, key) < 0) high = middle - 1;
        else low = middle + 1;
    }
    return 0;
}

/* "article" and "body" are told as "articlebody", too. */
static unsigned hints_of_words(str word, str before) {
    char both[2 * WORD_MOST];
    unsigned hints = hints_of_word(word);
    if (before.length == 0) return hints;
    memcpy(both, before.at, before.length);
    memcpy(both + before.length, word.at, word.length);
    return hints | hints_of_word((str){ both, before.length + word.length });
}

/* Short words beside a digit are pieces of numbers: "org7ad109". */
static bool is_piece(str token, size_t start, size_t end) {
    if (end - start > 3) return false;
    return (start > 0 && is_digit(token.at[start - 1]))
        || (end < token.length && is_digit(token.at[end]));
}

/* The end of the word that begins at `at`: a mark, a digit, a capital after a small letter. */
static size_t word_end(str token, size_t at) {
    size_t end = at + 1;
    while (end < token.length && is_ascii_letter(token.at[end])
           && !(is_upper(token.at[end]) && !is_upper(token.at[end - 1])))
        end++;
    return end;
}

static unsigned hints_of_token(str token) {
    unsigned hints = 0;
    char bytes[2][WORD_MOST];
    str before = STR("");
    int now = 0;
    for (size_t at = 0, end; at < token.length; at = end) {
        end = at + 1;
        if (!is_ascii_letter(token.at[at])) continue;
        end = word_end(token, at);
        if (is_piece(token, at, end)) continue;
        size_t length = end - at < WORD_MOST ? end - at : WORD_MOST;
        for (size_t i = 0; i < length; i++) bytes[now][i] = to_lower(token.at[at + i]);
        str word = { bytes[now], length };
        hints |= hints_of_words(word, before);
        before = word;
        now = !now;
    }
    return hints;
}

static bool is_hiding(str token) {
    static const char *const tokens[] = {
        "hidden", "sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "u-hidden",
        "is-hidden", "element-invisible", "screenreader-only", "offscreen", "assistive-text",
        "off-screen", "a11y-hidden", "show-for-sr", "noprint", "print-only", "visible-print",
        "u-visually-hidden", "sr-text", "screen-reader-only",
    };
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
        if (str_is_folded(token, tokens[i])) return true;
    return false;
}

/* What a page has or lacks says nothing of the element's own part. */
static bool is_about_page(str token) {
    return str_starts(token, STR("has-")) || str_starts(token, STR("no-"))
        || str_starts(token, STR("with-")) || str_starts(token, STR("without-"))
        || str_starts(token, STR("js-")) || str_starts(token, STR("wp-image"));
}

static unsigned hints_of_names(str names) {
    unsigned hints = 0;
    names = str_cut(names, 0, NAMES_LOOKED_AT);
    for (size_t at = 0; at < names.length;) {
        size_t start = at;
        while (at < names.length && !is_blank(names.at[at])) at++;
        str token = str_cut(names, start, at++);
        if (token.length == 0 || is_about_page(token)) continue;
        hints |= is_hiding(token) ? HINT_HIDDEN : hints_of_token(token);
    }
    return hints;
}

static unsigned hints_of_property(str property) {
    if (str_is_folded(property, "articlebody")) return HINT_BODY;
    if (str_is_folded(property, "author") || str_is_folded(property, "datepublished")
        || str_is_folded(property, "datemodified"))
        return HINT_BYLINE;
    return str_is_folded(property, "caption") ? HINT_PICTURE : 0;
}

unsigned hints_of(const tree *t, uint32_t n) {
    const node *it = &t->nodes.at[n];
    unsigned hints = 0;
    for (uint32_t i = 0; i < it->attribute_count; i++) {
        const attribute *one = &t->attributes.at[it->attributes + i];
        if (one->name == ATTRIBUTE_CLASS || one->name == ATTRIBUTE_ID)
            hints |= hints_of_names(one->value);
        if (one->name == ATTRIBUTE_ITEMPROP) hints |= hints_of_property(one->value);
    }
    return hints;
}
