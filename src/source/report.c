/* source/report.c: see report.h. */
#include "source/report.h"

static const char *const kind_names[] = {
    "title", "heading", "paragraph", "item", "quote", "caption", "post", "cell", "byline",
};
_Static_assert(sizeof kind_names / sizeof *kind_names == BLOCK_KINDS, "a name for each kind");

const char *block_kind_name(block_kind kind) {
    return kind_names[kind];
}

bool report_is_english(const report *r) {
    return r->language.length == 0 || str_is(r->language, "en");
}

/* Brackets, asterisks, dashes and blanks that set a note off from the story. */
static str less_ornament(str line) {
    while (line.length && (is_blank(line.at[0]) || str_has(STR("*([_-"), line.at[0])))
        line = str_cut(line, 1, line.length);
    return line;
}

/* A label with its colon: "Editor's note:", "Correction (Jan. 3):", "CLARIFICATION -". */
static bool is_label(str line) {
    static const char *const labels[] = {
        "editor's note", "editors' note", "editor\u2019s note", "editors\u2019 note",
        "editorial note", "ed. note", "correction", "corrections", "clarification",
        "correction and clarification", "corrections and clarifications", "erratum",
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        str label = str_of(labels[i]);
        if (!str_starts_folded(line, label)) continue;
        str rest = str_trim(str_cut(line, label.length, line.length));
        if (rest.length == 0) return true;
        if (str_has(STR(":-("), rest.at[0])) return true;
        if (str_starts(rest, STR("\u2014")) || str_starts(rest, STR("\u2013"))) return true;
        if (str_starts_folded(rest, STR("appended")) || is_digit(rest.at[0])) return true;
    }
    return false;
}

static bool begins_with_one_of(str s, const char *const heads[], size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_starts_folded(s, str_of(heads[i]))) return true;
    return false;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char *const whats[] = {
    "this story", "this article", "this report", "this post", "this piece", "this headline",
    "the headline", "this page",
};

/* "has been updated", or ", first published at noon, has been updated". */
static bool is_change(str s) {
    static const char *const changes[] = {
        "has been updated", "has been corrected", "has been amended", "has been revised",
        "has been edited", "has been clarified", "has been changed", "has since been",
        "was updated", "was corrected", "was amended", "was edited", "was revised", "was clarified",
        "is developing", "will be updated", "is being updated",
    };
    s = str_trim(s);
    if (begins_with_one_of(s, changes, COUNT(changes))) return true;
    if (!str_starts(s, STR(","))) return false;
    size_t comma = str_find(s, STR(","), 1);
    return begins_with_one_of(str_trim(str_cut(s, comma + 1, s.length)), changes, COUNT(changes));
}

/* "This story has been updated", "An earlier version of this article misspelled ..." */
static bool tells_of_change(str line) {
    static const char *const versions[] = {
        "an earlier version of ", "a previous version of ", "earlier versions of ",
        "previous versions of ", "an initial version of ",
    };
    for (size_t i = 0; i < COUNT(whats); i++)
        if (str_starts_folded(line, str_of(whats[i])))
            return is_change(str_cut(line, str_of(whats[i]).length, line.length));
    for (size_t i = 0; i < COUNT(versions); i++)
        if (str_starts_folded(line, str_of(versions[i])))
            return begins_with_one_of(str_cut(line, str_of(versions[i]).length, line.length), whats,
                                      COUNT(whats));
    return str_starts_folded(line, STR("this is a developing story"))
        || str_starts_folded(line, STR("this is a breaking news story"));
}

bool report_is_editors_note(str line) {
    str s = less_ornament(line);
    return is_label(s) || tells_of_change(s);
}

void report_note(arena *a, report *r, const char *code, size_t at, str message) {
    *LIST_ADD(a, &r->notes) = (note){ code, at, message };
}

static str_list texts_copied(arena *a, const str_list *from) {
    str_list to = { 0 };
    for (size_t i = 0; i < from->count; i++) *LIST_ADD(a, &to) = arena_copy(a, from->at[i]);
    return to;
}

static void copy_lists(arena *a, const report *from, report *to) {
    to->titles = (title_list){ 0 };
    to->blocks = (block_list){ 0 };
    to->notes = (note_list){ 0 };
    to->authors = texts_copied(a, &from->authors);
    for (size_t i = 0; i < from->titles.count; i++) {
        title t = from->titles.at[i];
        *LIST_ADD(a, &to->titles) = (title){ arena_copy(a, t.text), t.from };
    }
    for (size_t i = 0; i < from->blocks.count; i++) {
        block b = from->blocks.at[i];
        b.time = arena_copy(a, b.time);
        *LIST_ADD(a, &to->blocks) = b;
    }
    for (size_t i = 0; i < from->notes.count; i++) {
        note n = from->notes.at[i];
        n.message = arena_copy(a, n.message);
        *LIST_ADD(a, &to->notes) = n;
    }
}

report report_copied(arena *a, const report *from) {
    report to = *from;
    str *const texts[] = {
        &to.id, &to.input, &to.url, &to.canonical, &to.title, &to.site, &to.section, &to.language,
        &to.published, &to.modified, &to.retrieved, &to.text,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(a, *texts[i]);
    copy_lists(a, from, &to);
    return to;
}
