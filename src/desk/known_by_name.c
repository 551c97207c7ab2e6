/* desk/known_by_name.c: see known_by_name.h. English writes names with capitals; so does it what
 * begins a sentence, and then a single word tells nothing of a crowd ("Experts"). */
#include "desk/known_by_name.h"

#include "ledger/names.h"

/* What may stand before a noun and is part of no name, and what stands for one. */
static bool is_little(str word) {
    static const char *const words[] = {
        "the", "a", "an", "this", "that", "these", "those", "some", "many", "most", "several",
        "all", "both", "other", "another", "one", "two", "three", "few", "more", "no", "any",
        "his", "her", "their", "its", "our", "my", "your", "i", "he", "she", "it", "we", "you",
        "they", "him", "them", "who", "somebody", "someone", "everyone", "others", "people",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is_folded(word, words[i])) return true;
    return false;
}

/* Letters beyond ASCII are taken as a name's. */
static bool begins_a_name(str word) {
    return is_upper(word.at[0]) || (unsigned char)word.at[0] >= 0x80;
}

bool is_known_by_name(str name, actor_kind kind) {
    size_t words = 0, capitals = 0;
    bool first = false; /* is the only capital that of the first word? */
    for (size_t at = 0, end; at < name.length; at = end + 1) {
        end = str_find(name, STR(" "), at);
        str word = str_cut(name, at, end);
        if (!word.length || is_little(word)) continue;
        first |= !words && begins_a_name(word);
        capitals += begins_a_name(word);
        words++;
    }
    if (kind == ACTOR_UNKNOWN) return capitals > 1;
    if (kind == ACTOR_GROUP) return capitals > first;
    return capitals > 0;
}

str_list name_telling(arena *a, str name) {
    str_list all = name_words(a, name), out = { 0 };
    for (size_t i = 0; i < all.count; i++)
        if (!is_little(all.at[i])) *LIST_ADD(a, &out) = all.at[i];
    return out;
}

static bool are_in(const str_list *few, const str_list *many) {
    for (size_t i = 0; i < few->count; i++) {
        size_t k = 0;
        while (k < many->count && !str_same(few->at[i], many->at[k])) k++;
        if (k == many->count) return false;
    }
    return few->count > 0;
}

bool may_be_one_name(const str_list *left, const str_list *right) {
    return are_in(left, right) || are_in(right, left);
}
