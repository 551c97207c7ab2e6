/* serve/fact_lists.c: see facts.h: the facts of one record in lists, each with its place in the
 * page (#s3) and a link to its words in the text (#t-s3). */
#include "serve/facts.h"

typedef struct listing {
    view *v;
    const parsed *record;
    str text;
} listing;

/* "Ana Ruiz" of "a3": actors stand in the order of their numbers. */
static str actor_name(const listing *l, str id) {
    const parsed *actors = parsed_at(l->record, "actors");
    for (size_t i = 0; i < parsed_count(actors); i++) {
        const parsed *one = parsed_item(actors, i);
        if (str_same(parsed_words(one, "id"), id)) return parsed_words(one, "name");
    }
    return STR_NONE;
}

static void show_names(listing *l, const parsed *ids, const char *before) {
    for (size_t i = 0; i < parsed_count(ids); i++) {
        FILL(&l->v->out, "{}", i ? STR(", ") : str_of(before));
        show_actor(l->v, actor_name(l, parsed_str(parsed_item(ids, i))));
    }
}

static str words_at(const listing *l, const parsed *pair) {
    span at;
    return parsed_span(pair, l->text.length, &at) ? str_in(l->text, at) : STR_NONE;
}

static void show_spans(listing *l, const parsed *spans) {
    for (size_t i = 0; i < parsed_count(spans); i++)
        FILL(&l->v->out, "{}{}", i ? STR(" … ") : STR(""), words_at(l, parsed_item(spans, i)));
}

static void show_when(listing *l, const parsed *fact) {
    const parsed *time = parsed_at(fact, "time");
    str first = parsed_words(time, "earliest"), last = parsed_words(time, "latest");
    if (!first.at && !last.at) return;
    markup_add(&l->v->out, " <span class=\"how\">");
    show_days(l->v, first, last);
    markup_add(&l->v->out, "</span>");
}

static void show_sure(listing *l, const parsed *fact) {
    double sure = parsed_real(fact, "confidence", -1);
    if (sure < 0) return;
    FILL(&l->v->out, " <span class=\"sure\" title=\"how sure the reading is\">{}%</span>",
         arena_print(l->v->a, "%.0f", sure * 100));
}

static void open_fact(listing *l, const parsed *fact, const char *kind) {
    FILL(&l->v->out, "<li id=\"{}\" class=\"{}\" data-fact=\"{}\"><p class=\"who\">",
         parsed_words(fact, "id"), str_of(kind), parsed_words(fact, "id"));
}

static void close_fact(listing *l, const parsed *fact) {
    show_sure(l, fact);
    FILL(&l->v->out, " <a class=\"jump\" href=\"#t-{}\">in the text</a></p>",
         parsed_words(fact, "id"));
}

static void show_said(listing *l, const parsed *fact) {
    markup *m = &l->v->out;
    const parsed *channel = parsed_at(fact, "channel"), *stances = parsed_at(fact, "stance");
    open_fact(l, fact, "said");
    show_names(l, parsed_at(fact, "speakers"), "");
    markup_add(m, " ");
    show_act(l->v, parsed_words(fact, "act"));
    show_names(l, parsed_at(fact, "addressees"), " to ");
    if (channel) FILL(m, " <span class=\"how\">{}", parsed_words(channel, "kind"));
    if (channel && parsed_words(channel, "name").at) FILL(m, ", {}", parsed_words(channel, "name"));
    if (channel) markup_add(m, "</span>");
    show_when(l, fact);
    for (size_t i = 0; i < parsed_count(stances); i++) {
        const parsed *one = parsed_item(stances, i);
        str side = parsed_words(one, "polarity"), toward = parsed_words(one, "toward");
        str name = actor_name(l, toward);
        FILL(m, " <span class=\"stance {}\">{} {}</span>", side, side, name.at ? name : toward);
    }
    close_fact(l, fact);
    markup_add(m, "<p class=\"words\">");
    show_spans(l, parsed_at(fact, "content"));
    markup_add(m, "</p></li>\n");
}

static void show_done(listing *l, const parsed *fact) {
    markup *m = &l->v->out;
    str status = parsed_words(fact, "status"), type = parsed_words(fact, "type");
    open_fact(l, fact, "event");
    FILL(m, "<span class=\"act\">{}</span>", parsed_words(fact, "predicate"));
    show_names(l, parsed_at(fact, "actors"), " by ");
    show_names(l, parsed_at(fact, "recipients"), " with ");
    FILL(m, " <span class=\"status {}\">{}</span>", status, status);
    if (type.at) FILL(m, " <span class=\"type\">{}</span>", type);
    show_when(l, fact);
    close_fact(l, fact);
    markup_add(m, "</li>\n");
}

static void show_awaited(listing *l, const parsed *fact) {
    open_fact(l, fact, "expected");
    FILL(&l->v->out, "<span class=\"type\">{}</span>", parsed_words(fact, "kind"));
    show_when(l, fact);
    close_fact(l, fact);
    FILL(&l->v->out, "<p class=\"words\">{}</p></li>\n", parsed_words(fact, "what"));
}

static void show_unanswered(listing *l, const parsed *fact) {
    open_fact(l, fact, "silent");
    show_names(l, parsed_at(fact, "who"), "");
    FILL(&l->v->out, " <span class=\"act\">{}</span>", parsed_words(fact, "kind"));
    if (parsed_words(fact, "about").at) FILL(&l->v->out, " on {}", parsed_words(fact, "about"));
    close_fact(l, fact);
    markup_add(&l->v->out, "</li>\n");
}

static void show_who(listing *l, const parsed *fact) {
    const parsed *roles = parsed_at(fact, "roles");
    open_fact(l, fact, "named");
    show_actor(l->v, parsed_words(fact, "name"));
    FILL(&l->v->out, " <span class=\"type\">{}</span>", parsed_words(fact, "kind"));
    for (size_t i = 0; i < parsed_count(roles); i++) {
        const parsed *role = parsed_item(roles, i);
        FILL(&l->v->out, " <span class=\"how\">{}", parsed_words(role, "title"));
        if (parsed_words(role, "of").at) FILL(&l->v->out, ", {}", parsed_words(role, "of"));
        markup_add(&l->v->out, "</span>");
    }
    close_fact(l, fact);
    markup_add(&l->v->out, "</li>\n");
}

static void show_where(listing *l, const parsed *fact) {
    open_fact(l, fact, "place");
    FILL(&l->v->out, "{} <span class=\"type\">{}</span>", parsed_words(fact, "name"),
         parsed_words(fact, "kind"));
    if (parsed_words(fact, "country").at)
        FILL(&l->v->out, " <span class=\"how\">{}</span>", parsed_words(fact, "country"));
    close_fact(l, fact);
    markup_add(&l->v->out, "</li>\n");
}

static str fact_words(const listing *l, const parsed *fact) {
    double start = parsed_real(fact, "start", 0), end = parsed_real(fact, "end", 0);
    if (start < 0 || end <= start || end > (double)l->text.length) return STR_NONE;
    return str_cut(l->text, (size_t)start, (size_t)end);
}

static void show_figure(listing *l, const parsed *fact) {
    open_fact(l, fact, "figure");
    FILL(&l->v->out, "{}", fact_words(l, fact));
    if (parsed_words(fact, "unit").at)
        FILL(&l->v->out, " <span class=\"type\">{}</span>", parsed_words(fact, "unit"));
    close_fact(l, fact);
    markup_add(&l->v->out, "</li>\n");
}

static void show_day(listing *l, const parsed *fact) {
    open_fact(l, fact, "time");
    FILL(&l->v->out, "{} <span class=\"how\">{}</span>", fact_words(l, fact),
         parsed_words(fact, "value"));
    close_fact(l, fact);
    markup_add(&l->v->out, "</li>\n");
}

static void show_judged(listing *l, const parsed *fact) {
    open_fact(l, fact, "judged");
    FILL(&l->v->out, "<span class=\"type\">{}</span>", parsed_words(fact, "kind"));
    close_fact(l, fact);
    FILL(&l->v->out, "<p class=\"words\">{}</p></li>\n", words_at(l, parsed_at(fact, "span")));
}

static const struct {
    const char *list, *words;
    void (*show)(listing *l, const parsed *fact);
    bool open; /* shown from the start */
} parts[] = {
    { "statements", "Statements", show_said, true },
    { "events", "Events", show_done, true },
    { "expectations", "What comes next", show_awaited, true },
    { "silences", "Not answered", show_unanswered, true },
    { "actors", "Actors", show_who, false },
    { "quantities", "Figures", show_figure, false },
    { "places", "Places", show_where, false },
    { "times", "Times", show_day, false },
    { "voice", "The report's own voice", show_judged, false },
};

void show_facts(view *v, const parsed *record) {
    listing l = { v, record, parsed_words(record, "text") };
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        const parsed *list = parsed_at(record, parts[p].list);
        if (!parsed_count(list)) continue;
        markup_add(&v->out, parts[p].open ? "<details open>" : "<details>");
        FILL(&v->out, "<summary><h2>{} <span class=\"count\">{}</span></h2></summary>"
                      "<ul class=\"facts\">\n",
             str_of(parts[p].words), arena_print(v->a, "%zu", parsed_count(list)));
        for (size_t i = 0; i < parsed_count(list); i++) parts[p].show(&l, parsed_item(list, i));
        markup_add(&v->out, "</ul></details>\n");
    }
}

void show_record(view *v, const parsed *record) {
    static const struct { const char *kind, *words; bool on; } boxes[] = {
        { "said", "statements", true }, { "event", "events", true },
        { "expected", "what comes next", true }, { "silent", "silences", true },
        { "named", "actors", false }, { "figure", "figures", false },
        { "place", "places", false }, { "time", "times", false },
        { "judged", "the report's own voice", false },
    };
    mark_list marks = marks_of(v->a, record, parsed_words(record, "text").length);
    markup_add(&v->out, "<div class=\"record\"><fieldset class=\"marks\">"
                        "<legend>Marked in the text</legend>");
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        FILL(&v->out, "<label class=\"{}\"><input type=\"checkbox\" id=\"mark-{}\"",
             str_of(boxes[i].kind), str_of(boxes[i].kind));
        markup_add(&v->out, boxes[i].on ? " checked>" : ">");
        FILL(&v->out, " {}</label> ", str_of(boxes[i].words));
    }
    markup_add(&v->out, "</fieldset>\n<div class=\"columns\">");
    show_marked_text(v, record, &marks);
    markup_add(&v->out, "<div class=\"side\">\n");
    show_facts(v, record);
    markup_add(&v->out, "</div></div></div>\n");
}
