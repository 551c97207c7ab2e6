/* ledger/named.c: see named.h. */
#include "ledger/named.h"

#include "base/utf8.h"

static const char *const articles[] = { "the", "a", "an", NULL };
static const char *const small[] = { /* words of names that are not capitalised */
    "of", "for", "and", "in", "on", "to", "at", "de", "la", "le", "du", "da", "do", "dos", "van",
    "von", "der", "den", "ter", "bin", "al", "el", "s", NULL,
};
static const char *const pronouns[] = {
    "i", "you", "he", "she", "it", "we", "they", "him", "her", "us", "them", "me", "one", "who",
    "this", "that", "these", "those", "some", "others", "many", "all", "both", NULL,
};

static bool among(str word, const char *const *list) {
    for (; *list; list++)
        if (str_is_folded(word, *list)) return true;
    return false;
}

static bool is_of_word(str name, size_t at, size_t *length) {
    code_point c = utf8_at(name, at, length);
    return utf8_is_letter(c) || utf8_is_digit(c);
}

/* The next word of a name from *at on; of no length at its end. */
static str next_word(str name, size_t *at) {
    size_t length, from;
    while (*at < name.length && !is_of_word(name, *at, &length)) *at += length;
    from = *at;
    while (*at < name.length && is_of_word(name, *at, &length)) *at += length;
    return str_cut(name, from, *at);
}

/* FNV-1a over the characters in lower case. */
static uint32_t folded_hash(str word) {
    uint32_t hash = 2166136261U;
    for (size_t at = 0, length; at < word.length; at += length)
        hash = (hash ^ (uint32_t)utf8_fold(utf8_at(word, at, &length))) * 16777619U;
    return hash;
}

named named_of(int64_t actor, int64_t kind, str name) {
    named out = { .actor = actor, .kind = kind, .proper = true };
    size_t at = 0, length;
    for (str w; (w = next_word(name, &at)).length && out.count < NAMED_WORDS;) {
        if (among(w, articles)) continue;
        out.proper &= utf8_is_upper(utf8_at(w, 0, &length)) || (out.count && among(w, small));
        out.proper &= out.count || !among(w, pronouns);
        out.words[out.count++] = folded_hash(w);
    }
    out.proper &= out.count > 0;
    return out;
}

static bool holds(const named *whole, const named *part) {
    for (uint32_t i = 0; i < part->count; i++) {
        uint32_t k = 0;
        while (k < whole->count && whole->words[k] != part->words[i]) k++;
        if (k == whole->count) return false;
    }
    return part->count > 0;
}

bool named_same(const named *l, const named *r) {
    if (l->actor == NAMED_NOBODY || r->actor == NAMED_NOBODY) return false;
    return l->actor == r->actor || (l->proper && r->proper && (holds(l, r) || holds(r, l)));
}

static bool share_a_word(const named *l, const named *r) {
    for (uint32_t i = 0; i < l->count; i++)
        for (uint32_t k = 0; k < r->count; k++)
            if (l->words[i] == r->words[k]) return true;
    return false;
}

bool named_differ(const named *l, const named *r) {
    if (l->actor == NAMED_NOBODY || r->actor == NAMED_NOBODY) return false;
    return l->proper && r->proper && l->actor != r->actor && !share_a_word(l, r);
}
