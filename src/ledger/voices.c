/* ledger/voices.c: whose voice a name is: the one named, or the one that whoever is named speaks
 * for. */
#include <string.h>

#include "base/utf8.h"
#include "ledger/closings.h"
#include "ledger/terms.h"
#include "record/word_map.h"

static const char *const agents[] = {
    "spokesman", "spokesmen", "spokeswoman", "spokeswomen", "spokesperson", "spokespeople",
    "spokespersons", "representative", "representatives", "official", "officials", "lawyer",
    "lawyers", "attorney", "attorneys", "publicist", "office", "aides", "staff", NULL
};
static const char *const links[] = { "for", "of", "from", "at", "with", NULL };
/* What may stand before a name and is none of it; whose "his" is, the name does not tell. */
static const char *const openings[] = {
    "the", "a", "an", "mr", "mrs", "ms", "miss", "dr", "sir", "sen", "rep", "gov", "gen", NULL
};
static const char *const owners[] = { "his", "her", "its", "their", "my", "our", NULL };
static const char *const endings[] = {
    "inc", "corp", "co", "ltd", "plc", "llc", "company", "corporation", "group", "holdings",
    "incorporated", "limited", "ag", "nv", "sa", "jr", "sr", NULL
};

static bool among(const char *const *list, str word) {
    for (size_t i = 0; list[i]; i++)
        if (str_is(word, list[i])) return true;
    return false;
}

/* The words [*first, *past) of whom an agent speaks for: behind "for", else before the agent. */
static void leave_agent(const term_list *all, size_t *first, size_t *past) {
    for (size_t i = *first; i < *past; i++) {
        if (!among(agents, all->at[i].word)) continue;
        bool linked = i + 1 < *past && among(links, all->at[i + 1].word);
        if (linked) *first = i + 2;
        else *past = i;
        return;
    }
}

static bool has_capital(str s) {
    for (size_t at = 0, length; at < s.length; at += length)
        if (utf8_is_upper(utf8_at(s, at, &length))) return true;
    return false;
}

str voice_of(arena *a, str name, actor_kind kind) {
    term_list all = terms_cut(a, name);
    size_t first = 0, past = all.count;
    leave_agent(&all, &first, &past);
    while (first < past && among(openings, all.at[first].word)) first++;
    if (first >= past || among(owners, all.at[first].word)) return STR_NONE;
    if (kind == ACTOR_GROUP && past == first + 1 && !has_capital(name)) return STR_NONE;
    while (past > first + 1 && among(endings, all.at[past - 1].word)) past--;
    buffer out = { 0 };
    bool person = kind == ACTOR_PERSON && past > first + 2;
    for (size_t i = first; i < past; i++) {
        if (person && i > first && i + 1 < past) continue; /* a middle name */
        buffer_print(a, &out, "%s%.*s", out.count ? " " : "", STR_ARG(all.at[i].word));
    }
    return buffer_str(&out);
}

/* --- surnames -------------------------------------------------------------------------- */

static str last_word(str whose) {
    size_t at = whose.length;
    while (at > 0 && whose.at[at - 1] != ' ') at--;
    return str_cut(whose, at, whose.length);
}

typedef struct whole_names {
    arena *a;
    word_map *last;       /* of a last word: a number of `names` */
    str_list names;       /* the whole name, or none where there are two */
} whole_names;

static void put_whole(whole_names *w, str whose) {
    str last = last_word(whose);
    if (!last.length || last.length == whose.length) return;
    uint32_t *at = word_map_put(w->last, last);
    if (*at == WORD_MAP_NONE) {
        *at = (uint32_t)w->names.count;
        *LIST_ADD(w->a, &w->names) = whose;
    } else if (!str_same(w->names.at[*at], whose)) {
        w->names.at[*at] = STR_NONE;
    }
}

static void make_whole(const whole_names *w, heard_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        str whose = list->at[i].voice;
        if (!whose.length || str_has(whose, ' ')) continue;
        uint32_t at = word_map_get(w->last, whose);
        if (at != WORD_MAP_NONE && w->names.at[at].at) list->at[i].voice = w->names.at[at];
    }
}

void voices_join(arena *a, heard_list *silences, heard_list *statements) {
    whole_names w = { .a = a, .last = word_map_new(a) };
    for (size_t i = 0; i < silences->count; i++) put_whole(&w, silences->at[i].voice);
    for (size_t i = 0; i < statements->count; i++) put_whole(&w, statements->at[i].voice);
    make_whole(&w, silences);
    make_whole(&w, statements);
}
