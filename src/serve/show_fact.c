/* serve/show_fact.c: see view.h: how each kind of fact looks in a list. */
#include "serve/view.h"

/* "denies": what the act of a statement is called in a sentence. */
static str act_verb(str act) {
    static const struct { const char *act, *verb; } verbs[] = {
        { "say", "says" }, { "ask", "asks" }, { "promise", "promises" }, { "demand", "demands" },
        { "accuse", "accuses" }, { "deny", "denies" }, { "admit", "admits" }, { "warn", "warns" },
        { "praise", "praises" }, { "criticise", "criticises" }, { "announce", "announces" },
        { "predict", "predicts" }, { "decline", "declines" },
    };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (str_is(act, verbs[i].act)) return str_of(verbs[i].verb);
    return act;
}

void show_act(view *v, str act) {
    FILL(&v->out, "<span class=\"act {}\">{}</span>", act, act_verb(act));
}

/* "against Ana Ruiz; for the bridge": a piece for each side taken. */
void show_stances(view *v, str stances) {
    while (stances.length) {
        size_t end = str_find(stances, STR("; "), 0);
        str one = str_cut(stances, 0, end);
        str side = str_cut(one, 0, str_find(one, STR(" "), 0));
        FILL(&v->out, " <span class=\"stance {}\">{}</span>", side, one);
        stances = str_cut(stances, end + 2, stances.length);
    }
}

/* Less the quotation marks around it, which the page sets itself. */
static str bare(str words) {
    static const char *const marks[] = { "\"", "“", "”", "'", "‘", "’" };
    words = str_trim(words);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(words, str_of(marks[i])))
            words = str_cut(words, str_of(marks[i]).length, words.length);
    for (size_t i = 0; i < 3; i++)
        if (str_ends(words, str_of(marks[i])))
            words = str_cut(words, 0, words.length - str_of(marks[i]).length);
    return words;
}

static void show_channel(view *v, const row *r) {
    str channel = row_words(r, "channel"), name = row_words(r, "channel_name");
    if (!channel.at) return;
    FILL(&v->out, " <span class=\"how\">{}", channel);
    if (name.at) FILL(&v->out, ", {}", name);
    markup_add(&v->out, "</span>");
}

static void show_addressee(view *v, const row *r) {
    if (!row_words(r, "addressee").at) return;
    markup_add(&v->out, " <span class=\"to\">to ");
    show_actor(v, row_words(r, "addressee"));
    markup_add(&v->out, "</span>");
}

static void show_rest(view *v, const row *r) {
    markup *m = &v->out;
    markup_add(m, " ");
    show_act(v, row_words(r, "act"));
    show_addressee(v, r);
    show_channel(v, r);
    show_stances(v, row_words(r, "stance"));
    markup_add(m, "</p><p class=\"words\">");
    show_sentence(v, row_words(r, "sentence"), row_words(r, "content"));
    markup_add(m, "</p>");
    show_source(v, r);
}

void show_words_of(view *v, const row *r) {
    FILL(&v->out, "<li class=\"said {}\"><p class=\"who\">", row_words(r, "quotation"));
    show_rest(v, r);
}

void show_statement(view *v, const row *r) {
    FILL(&v->out, "<li class=\"said {}\"><p class=\"who\">", row_words(r, "quotation"));
    show_actor(v, row_words(r, "speaker"));
    show_rest(v, r);
    markup_add(&v->out, "</li>\n");
}

void show_brief(view *v, const row *r) {
    markup *m = &v->out;
    FILL(m, "<li class=\"said {}\"><p class=\"words\">", row_words(r, "quotation"));
    show_actor(v, row_words(r, "speaker"));
    markup_add(m, " ");
    show_act(v, row_words(r, "act"));
    show_addressee(v, r);
    FILL(m, " <q>{}</q></p> ", bare(row_words(r, "content")));
    show_source(v, r);
    markup_add(m, "</li>\n");
}

void show_event(view *v, const row *r) {
    markup *m = &v->out;
    FILL(m, "<li class=\"event\"><p class=\"who\"><span class=\"act\">{}</span> ",
         row_words(r, "predicate"));
    if (row_words(r, "actor").at) {
        markup_add(m, "by ");
        show_actor(v, row_words(r, "actor"));
    }
    if (row_words(r, "recipient").at) {
        markup_add(m, " with ");
        show_actor(v, row_words(r, "recipient"));
    }
    FILL(m, " <span class=\"status {}\">{}</span>", row_words(r, "status"),
         row_words(r, "status"));
    if (row_words(r, "type").at) FILL(m, " <span class=\"type\">{}</span>", row_words(r, "type"));
    if (row_words(r, "earliest").at || row_words(r, "latest").at) {
        markup_add(m, " <span class=\"how\">");
        show_days(v, row_words(r, "earliest"), row_words(r, "latest"));
        markup_add(m, "</span>");
    }
    if (row_words(r, "place").at) FILL(m, " <span class=\"how\">{}</span>", row_words(r, "place"));
    FILL(m, "</p><p class=\"words\">{}</p>", row_words(r, "sentence"));
    show_source(v, r);
    markup_add(m, "</li>\n");
}

/* "moved to 19 Oct 2026", "passed without news"; nothing for what is still to come. */
void show_state(view *v, const row *r) {
    str state = row_words(r, "state"), first = row_words(r, "new_earliest");
    bool overdue = str_is(state, "overdue");
    if (first.at) {
        markup_add(&v->out, " <span class=\"outcome moved\">moved to ");
        show_days(v, first, row_words(r, "new_latest"));
        markup_add(&v->out, "</span>");
    } else if (state.at && !overdue && !str_is(state, "expected")) {
        FILL(&v->out, " <span class=\"outcome {}\">{}</span>", state, state);
    }
    if (overdue) markup_add(&v->out, " <span class=\"outcome\">passed without news</span>");
}

/* The later sentence that settled a fact, and where it stands. */
static void show_later(view *v, const row *r) {
    markup *m = &v->out;
    str by = row_words(r, "closed_by").at ? row_words(r, "closed_by") : row_words(r, "settled_by");
    size_t slash = str_find(by, STR("/"), 0);
    if (!row_words(r, "later").at) return;
    FILL(m, "<p class=\"later\">{} <span class=\"source\">", row_words(r, "later"));
    if (slash < by.length)
        FILL(m, "<a href=\"/report/{}#{}\">", str_cut(by, 0, slash),
             str_cut(by, slash + 1, by.length));
    show_outlet(v, row_words(r, "later_outlet"));
    markup_add(m, " ");
    show_time(v, row_words(r, "later_published"));
    markup_add(m, slash < by.length ? "</a></span></p>" : "</span></p>");
}

void show_expected(view *v, const row *r) {
    markup *m = &v->out;
    FILL(m, "<li class=\"expected\"><p class=\"who\"><span class=\"when {}\">",
         row_words(r, "state"));
    show_days(v, row_words(r, "earliest"), row_words(r, "latest"));
    FILL(m, "</span> <span class=\"type\">{}</span>", row_words(r, "kind"));
    show_state(v, r);
    markup_add(m, "</p><p class=\"words\">");
    show_sentence(v, row_words(r, "sentence"), row_words(r, "what"));
    markup_add(m, "</p>");
    show_source(v, r);
    show_later(v, r);
    markup_add(m, "</li>\n");
}

/* "has not commented yet": what a silence is called in a sentence. */
static str silence_words(str kind) {
    static const struct { const char *kind, *words; } all[] = {
        { "not yet commented", "had not commented" }, { "declined", "declined to comment" },
        { "unreachable", "could not be reached" }, { "did not respond", "did not respond" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_is(kind, all[i].kind)) return str_of(all[i].words);
    return kind;
}

void show_silence(view *v, const row *r) {
    markup *m = &v->out;
    bool open = row_number(r, "open");
    markup_add(m, "<li class=\"silent\"><p class=\"who\">");
    show_actor(v, row_words(r, "actor"));
    FILL(m, " <span class=\"act\">{}</span>", silence_words(row_words(r, "kind")));
    if (row_words(r, "about").at)
        FILL(m, " <span class=\"act\">on {}</span>", row_words(r, "about"));
    markup_add(m, open ? " <span class=\"outcome open\">open</span>"
                       : " <span class=\"outcome closed\">answered</span>");
    FILL(m, "</p><p class=\"words\">{}</p>", row_words(r, "sentence"));
    show_source(v, r);
    show_later(v, r);
    markup_add(m, "</li>\n");
}

void show_change(view *v, const row *r) {
    markup *m = &v->out;
    FILL(m, "<li class=\"change\"><p class=\"who\"><span class=\"act\">{} {}</span> ",
         row_words(r, "part"), row_words(r, "kind"));
    FILL(m, "<a class=\"jump\" href=\"/report/{}?with={}#compare\">compare</a></p>",
         row_words(r, "report"), row_words(r, "former"));
    show_difference(v, row_words(r, "before"), row_words(r, "after"));
    show_source(v, r);
    markup_add(m, "</li>\n");
}

void show_report(view *v, const row *r) {
    markup *m = &v->out;
    FILL(m, "<li class=\"report\"><h3><a href=\"/report/{}\">{}</a></h3>", row_words(r, "key"),
         row_words(r, "title").at ? row_words(r, "title") : STR("Untitled"));
    show_source(v, r);
    markup_add(m, "</li>\n");
}
