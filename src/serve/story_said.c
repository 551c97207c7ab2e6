/* serve/story_said.c: what was said in a story, speaker by speaker, each statement once: under it
 * who else has it word for word, and its other wordings beside the first, differences marked. */
#include "serve/story_said.h"

#include <stdlib.h>

enum { SPEAKERS_MOST = 80, SIDES = 3 };

static const char *const side_names[SIDES] = { "for", "against", "mixed" };

/* A statement with what it is a wording of. */
typedef struct told {
    const row *statement;
    str utterance; /* id of the first wording, or of itself */
    str differs;   /* "not number words", or none */
} told;

typedef LIST(told) told_list;

typedef struct speaker {
    str name;
    size_t count, first; /* statements, each once; number of the first */
    size_t sides[SIDES];
} speaker;

/* Wordings come in the order of statements, so the one looked for mostly stands next. */
static told_list tell(view *v, const rows *said, const rows *wordings) {
    told_list all = { 0 };
    size_t next = 0, count = wordings->list.count;
    for (size_t i = 0; i < said->list.count; i++) {
        const row *s = &said->list.at[i];
        str id = row_words(s, "id");
        told t = { s, id, STR_NONE };
        for (size_t tried = 0; tried < count; tried++, next++) {
            const row *w = &wordings->list.at[next % count];
            if (!str_same(row_words(w, "id"), id)) continue;
            t.utterance = row_words(w, "utterance");
            t.differs = row_words(w, "differs");
            break;
        }
        *LIST_ADD(v->a, &all) = t;
    }
    return all;
}

static bool is_first(const told *t) {
    return str_same(t->utterance, row_words(t->statement, "id"));
}

/* The first wording may be cut off by a limit: then the first that is here stands for it. */
static bool stands_for_others(const told_list *all, size_t i) {
    if (is_first(&all->at[i])) return true;
    for (size_t k = 0; k < i; k++)
        if (str_same(all->at[k].utterance, all->at[i].utterance)) return false;
    return true;
}

/* ---- wordings ---- */

static void show_also(view *v, const told *t, bool begin) {
    markup_add(&v->out, begin ? "<p class=\"also\">Word for word also in " : ", ");
    FILL(&v->out, "<a href=\"/report/{}#{}\">", row_report(t->statement), row_fact(t->statement));
    show_outlet(v, row_words(t->statement, "outlet"));
    markup_add(&v->out, "</a>");
}

static bool is_same_wording(const told *a, const told *b) {
    return str_same(row_words(a->statement, "content"), row_words(b->statement, "content"));
}

static void show_copies(view *v, const told_list *all, size_t first) {
    bool any = false;
    for (size_t i = first + 1; i < all->count; i++) {
        if (!str_same(all->at[i].utterance, all->at[first].utterance)) continue;
        if (!is_same_wording(&all->at[i], &all->at[first])) continue;
        show_also(v, &all->at[i], !any);
        any = true;
    }
    if (any) markup_add(&v->out, "</p>");
}

/* "not number words" */
static void show_differs(view *v, str differs) {
    static const struct { const char *word, *words; } all[] = {
        { "not", "a “not” in one alone" }, { "number", "another number" },
        { "speaker", "another speaker" }, { "addressee", "said to another" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_find(differs, str_of(all[i].word), 0) < differs.length)
            FILL(&v->out, " <span class=\"outcome differs\">{}</span>", str_of(all[i].words));
}

static void show_other(view *v, const told *first, const told *other) {
    markup *m = &v->out;
    FILL(m, "<div class=\"wording\"><p class=\"who\"><a href=\"/report/{}#{}\">",
         row_report(other->statement), row_fact(other->statement));
    show_outlet(v, row_words(other->statement, "outlet"));
    markup_add(m, "</a> words it so");
    show_differs(v, other->differs);
    markup_add(m, "</p>");
    show_difference(v, row_words(first->statement, "content"),
                    row_words(other->statement, "content"));
    markup_add(m, "</div>\n");
}

static void show_wordings(view *v, const told_list *all, size_t first) {
    const told *last = &all->at[first];
    show_copies(v, all, first);
    for (size_t i = first + 1; i < all->count; i++) {
        const told *t = &all->at[i];
        if (!str_same(t->utterance, all->at[first].utterance)) continue;
        if (is_same_wording(t, &all->at[first]) || is_same_wording(t, last)) continue;
        show_other(v, &all->at[first], t);
        last = t;
    }
}

/* ---- speakers ---- */

static void count_sides(speaker *to, str stances) {
    for (size_t i = 0; i < SIDES; i++) to->sides[i] += str_starts(stances, str_of(side_names[i]));
}

/* Those who speak most first. */
static int by_count(const void *left, const void *right) {
    const speaker *a = left, *b = right;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return a->first < b->first ? -1 : 1;
}

static size_t speakers_of(const told_list *all, const bool *stands, speaker to[SPEAKERS_MOST]) {
    size_t count = 0, i;
    for (size_t n = 0; n < all->count; n++) {
        str name = row_words(all->at[n].statement, "speaker");
        if (!stands[n]) continue;
        for (i = 0; i < count && !str_same(to[i].name, name); i++) {}
        if (i == count && count == SPEAKERS_MOST) continue;
        if (i == count) to[count++] = (speaker){ .name = name, .first = n };
        to[i].count++;
        count_sides(&to[i], row_words(all->at[n].statement, "stance"));
    }
    qsort(to, count, sizeof *to, by_count);
    return count;
}

static void show_name(view *v, const speaker *s) {
    markup_add(&v->out, "<section class=\"speaker\"><h3>");
    show_actor(v, s->name);
    FILL(&v->out, " <span class=\"count\">{}</span>", arena_print(v->a, "%zu", s->count));
    for (size_t i = 0; i < SIDES; i++)
        if (s->sides[i])
            FILL(&v->out, " <span class=\"stance {}\">{} {}</span>", str_of(side_names[i]),
                 arena_print(v->a, "%zu", s->sides[i]), str_of(side_names[i]));
    markup_add(&v->out, "</h3><ul class=\"facts\">\n");
}

static void show_speaker(view *v, const speaker *s, const told_list *all, const bool *stands) {
    show_name(v, s);
    for (size_t n = s->first; n < all->count; n++) {
        const row *r = all->at[n].statement;
        if (!stands[n] || !str_same(row_words(r, "speaker"), s->name)) continue;
        show_words_of(v, r);
        show_wordings(v, all, n);
        markup_add(&v->out, "</li>\n");
    }
    markup_add(&v->out, "</ul></section>\n");
}

void show_story_said(view *v, const rows *said, const rows *wordings) {
    told_list all = tell(v, said, wordings);
    bool *stands = ARENA_NEW(v->a, bool, all.count + 1);
    speaker *speakers = ARENA_NEW(v->a, speaker, SPEAKERS_MOST);
    size_t once = 0;
    for (size_t i = 0; i < all.count; i++) once += stands[i] = stands_for_others(&all, i);
    size_t count = speakers_of(&all, stands, speakers);
    show_heading(v, "statements", "Who said what", said->more ? 0 : once);
    for (size_t i = 0; i < count; i++) show_speaker(v, &speakers[i], &all, stands);
    if (!count) markup_add(&v->out, "<p class=\"none\">No statement was found.</p>");
}
