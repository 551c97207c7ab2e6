/* source/hints.c: see hints.h. */
#include "source/hints.h"

#include <string.h>

enum { WORD_MOST = 24, NAME_LOOKED_AT = 400 };

typedef struct word_hint {
    const char *word; /* lower case; a trailing '*' takes what begins so */
    unsigned hints;
} word_hint;

/* In order of their bytes, '*' left out of account. */
static const word_hint words[] = {
    { "ad", HINT_AWAY }, { "addthis*", HINT_AWAY }, { "addtoany*", HINT_AWAY }, { "ads", HINT_AWAY },
    { "adslot*", HINT_AWAY }, { "advert*", HINT_AWAY }, { "also", HINT_AWAY },
    { "articlebody*", HINT_BODY }, { "articlecontent*", HINT_BODY }, { "articletext*", HINT_BODY },
    { "authorbio*", HINT_AWAY }, { "authorbox*", HINT_AWAY }, { "banner*", HINT_AWAY },
    { "bio", HINT_AWAY }, { "blogroll", HINT_AWAY }, { "bodycopy", HINT_BODY },
    { "bodytext*", HINT_BODY }, { "breadcrumb*", HINT_AWAY }, { "byline*", HINT_BYLINE },
    { "caption*", HINT_CAPTION }, { "comment*", HINT_AWAY }, { "consent*", HINT_AWAY },
    { "cookie*", HINT_AWAY }, { "copyright*", HINT_AWAY }, { "credit*", HINT_CAPTION },
    { "dateline*", HINT_BYLINE }, { "disqus*", HINT_AWAY }, { "footer*", HINT_AWAY },
    { "gdpr*", HINT_AWAY }, { "hidden", HINT_HIDDEN }, { "liveblog*", HINT_POST },
    { "login*", HINT_AWAY }, { "masthead", HINT_AWAY }, { "menu*", HINT_AWAY },
    { "modal*", HINT_AWAY }, { "nav*", HINT_AWAY }, { "newsletter*", HINT_AWAY },
    { "outbrain*", HINT_AWAY }, { "overlay*", HINT_AWAY }, { "pager", HINT_AWAY },
    { "pagination*", HINT_AWAY }, { "paywall*", HINT_AWAY }, { "popular*", HINT_AWAY },
    { "popup*", HINT_AWAY }, { "promo*", HINT_AWAY }, { "rail", HINT_AWAY },
    { "readmore", HINT_AWAY }, { "recirc*", HINT_AWAY }, { "recommend*", HINT_AWAY },
    { "related*", HINT_AWAY }, { "respond", HINT_AWAY }, { "share*", HINT_AWAY },
    { "sharing", HINT_AWAY }, { "sidebar*", HINT_AWAY }, { "signup*", HINT_AWAY },
    { "social*", HINT_AWAY }, { "sponsor*", HINT_AWAY }, { "subscri*", HINT_AWAY },
    { "taboola*", HINT_AWAY }, { "tags", HINT_BYLINE }, { "timestamp*", HINT_BYLINE },
    { "toolbar*", HINT_AWAY }, { "trending*", HINT_AWAY }, { "visuallyhidden", HINT_HIDDEN },
    { "widget*", HINT_AWAY },
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

/* Words end at marks, at a capital after a small letter, and at digits. */
static unsigned hints_of_name(str name) {
    unsigned hints = 0;
    char word[WORD_MOST];
    size_t length = 0;
    name = str_cut(name, 0, NAME_LOOKED_AT);
    for (size_t at = 0; at <= name.length; at++) {
        char c = at < name.length ? name.at[at] : ' ';
        bool hump = at && is_upper(c) && !is_upper(name.at[at - 1]);
        if (!is_ascii_letter(c) || hump) {
            if (length) hints |= hints_of_word((str){ word, length });
            length = 0;
        }
        if (is_ascii_letter(c) && length < WORD_MOST) word[length++] = to_lower(c);
    }
    return hints;
}

unsigned hints_of(const tree *t, uint32_t n) {
    const node *it = &t->nodes.at[n];
    unsigned hints = 0;
    for (uint32_t i = 0; i < it->attribute_count; i++) {
        const attribute *one = &t->attributes.at[it->attributes + i];
        if (one->name == ATTRIBUTE_CLASS || one->name == ATTRIBUTE_ID)
            hints |= hints_of_name(one->value);
    }
    return hints;
}
