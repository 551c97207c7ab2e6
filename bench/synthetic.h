/* bench/synthetic.h: synthetic reports with their records, for large ledgers.
 *
 * Reports are made, not read: words are drawn by how common they are in news, names are made of
 * syllables, and records are put together beside the text, with as many facts of each kind in a
 * kilobyte as the reader finds in news. The nth report is the same in every run.
 *
 * Stories begin one after another. Three in five have one report, and of n reports there is one
 * for each n^2 of those, up to 300 (Zipf; the mean is 3.8). Their reports come ever more rarely
 * behind the first, after an exponential time whose mean grows by a day and a half with each
 * doubling: a story of 2 lasts a day or two, one of 100 some weeks, 180 reports a day in all. A
 * story has its people, bodies, places and 40 words that its reports like; what else they name
 * is drawn from all names, so that two stories share a name now and then. One report in eight
 * is a copy of an agency's. */
#ifndef BENCH_SYNTHETIC_H
#define BENCH_SYNTHETIC_H

#include <math.h>
#include <stdlib.h>

#include "record/record.h"

static const char common_words[] =
#include "ledger/common_words.inc"
    ;

enum {
    PEOPLE = 60000, BODIES = 6000, PLACES = 4000, OUTLETS = 400,
    A_DAY = 180,      /* reports */
    ROW = 1 << 19,    /* reports */
    STORY_MOST = 300, /* reports */
    BEFORE = 60 * A_DAY, /* reports of stories before the row, so that it begins in their midst */
    SCENES = 4,       /* places of a story */
    TOPIC = 40,       /* words that reports of one story like */
    CAST = 6,
    FIRST_DAY = 20089 /* 2025-01-01, in days since 1970 */
};

static const char *const first_names[] = {
    "Ana", "Piet", "Lena", "Omar", "Tom", "Eva", "Ines", "Karl", "Mira", "Noor", "Olaf", "Rosa",
    "Sven", "Tara", "Ugo", "Vera", "Wim", "Yara", "Zoe", "Abel", "Britt", "Carlo", "Dunja", "Emre",
};
static const char *const syllables[] = {
    "ba", "do", "ka", "le", "mi", "no", "pa", "ri", "sa", "te", "vu", "zo", "gar", "len", "mor",
    "nis", "tol", "ver", "hald", "quin", "stra", "be", "lo", "fen",
};
static const char *const body_kinds[] = {
    "Works", "Council", "Party", "Union", "Ministry", "Bank", "University", "Trust", "Agency",
};
static const char *const groups[] = {
    "officials", "residents", "police", "workers", "lawyers", "analysts", "traders", "teachers",
    "protesters", "a spokesman", "a spokeswoman", "the company", "the government", "farmers",
    "investigators", "neighbours", "doctors", "voters", "drivers", "lawmakers",
};
static const char *const things[] = {
    "people", "families", "houses", "tonnes", "jobs", "shares", "dollars", "votes", "ships",
};
static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday" };

typedef struct deed {
    const char *word, *predicate, *type, *mode;
} deed;

static const deed deeds[] = {
    { "arrested", "arrest", "COERCE", "arrest" }, { "met", "meet", "CONSULT", "visit" },
    { "repaired", "repair", NULL, NULL }, { "closed", "close", NULL, NULL },
    { "rose", "rise", NULL, NULL }, { "fell", "fall", NULL, NULL },
    { "built", "build", NULL, NULL }, { "signed", "sign", "AGREE", NULL },
    { "protested", "protest", "PROTEST", "demo" }, { "sold", "sell", NULL, NULL },
    { "bought", "buy", NULL, NULL }, { "attacked", "attack", "ASSAULT", "beat" },
    { "helped", "help", "AID", NULL }, { "rejected", "reject", "REJECT", NULL },
    { "opened", "open", NULL, NULL }, { "expected", "expect", NULL, NULL },
    { "planned", "plan", NULL, NULL }, { "lost", "lose", NULL, NULL },
    { "won", "win", NULL, NULL }, { "moved", "move", NULL, NULL },
    { "cut", "cut", NULL, NULL }, { "raised", "raise", NULL, NULL },
    { "sued", "sue", "ACCUSE", "legal" }, { "left", "leave", NULL, NULL },
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- chance ---- */

typedef struct chance {
    uint64_t state;
} chance;

static chance chance_of(uint64_t what, uint64_t number) {
    return (chance){ what * 0x9E3779B97F4A7C15U + number * 0xD1B54A32D192ED03U };
}

static uint64_t draw(chance *c) { /* splitmix64 */
    uint64_t z = c->state += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27) * 0x94D049BB133111EBU;
    return z ^ z >> 31;
}

static double share(chance *c) {
    return (double)(draw(c) >> 11) / 9007199254740992.0;
}

static size_t below(chance *c, size_t most) {
    return (size_t)(draw(c) % most);
}

static bool happens(chance *c, double probability) {
    return share(c) < probability;
}

static size_t skewed(chance *c, size_t most) { /* few are drawn often, as in news */
    double s = share(c);
    return (size_t)((double)most * s * s * s);
}

/* ---- the world ---- */

typedef struct world {
    arena *a;
    str people[PEOPLE], bodies[BODIES], places[PLACES], outlets[OUTLETS];
    LIST(str) words;     /* the common ones */
    LIST(double) up_to;  /* [words] sums of how often each comes */
    struct turn *row;    /* [ROW] */
} world;

/* A report's place in the row, in reports of all stories, and what it tells of. */
typedef struct turn {
    double at, begun; /* of the report, of its story */
    uint32_t story;
} turn;

static str made_name(arena *a, chance *c, size_t parts) {
    buffer b = { 0 };
    for (size_t i = 0; i < parts; i++)
        buffer_add(a, &b, str_of(syllables[below(c, COUNT(syllables))]));
    b.at[0] = (char)(b.at[0] - 'a' + 'A');
    return buffer_str(&b);
}

static void read_words(world *w) {
    str all = { common_words, sizeof common_words - 1 };
    double sum = 0;
    for (size_t at = 0, end; at < all.length; at = end + 1) {
        end = str_find(all, STR("\n"), at);
        char letter = all.at[end - 1];
        int steps = letter >= 'a' ? letter - 'a' + 26 : letter - 'A';
        if (!is_ascii_letter(all.at[at])) continue;
        *LIST_ADD(w->a, &w->words) = str_cut(all, at, end - 2);
        *LIST_ADD(w->a, &w->up_to) = sum += exp(-steps / 4.0);
    }
}

/* ---- which story a report tells of ---- */

static const double MEAN_REPORTS = 3.8;
static const double DAYS_A_DOUBLING = 1.5; /* of a story's reports */

/* Of Zipf's law with exponent 2: n comes up 1 / (n (n + 1)) times, and is taken (n + 1) / 2n of
 * them. */
static size_t story_size(chance *c) {
    for (;;) {
        double size = floor(1 / (1 - share(c)));
        if (size <= STORY_MOST && happens(c, 0.5 + 0.5 / size)) return (size_t)size;
    }
}

static int by_turn(const void *left, const void *right) {
    const turn *l = left, *r = right;
    if (l->at < r->at || l->at > r->at) return l->at < r->at ? -1 : 1;
    return (l->story > r->story) - (l->story < r->story);
}

static void make_row(world *w) {
    LIST(turn) all = { 0 };
    for (uint32_t story = 0;; story++) {
        chance c = chance_of(7, story);
        double begun = story * MEAN_REPORTS - BEFORE;
        size_t size = story_size(&c);
        double lasts = A_DAY * DAYS_A_DOUBLING * log2((double)size);
        if (begun > ROW + BEFORE) break;
        for (size_t i = 0; i < size; i++) {
            double at = begun - (i ? lasts * log(1 - share(&c)) : 0);
            if (at >= 0) *LIST_ADD(w->a, &all) = (turn){ at, begun, story };
        }
    }
    qsort(all.at, all.count, sizeof *all.at, by_turn);
    w->row = all.at;
}

static world *world_make(arena *a) {
    world *w = ARENA_NEW(a, world, 1);
    chance c = chance_of(1, 0);
    w->a = a;
    for (size_t i = 0; i < PEOPLE; i++)
        w->people[i] = arena_print(a, "%s %s", first_names[below(&c, COUNT(first_names))],
                                   arena_copy(a, made_name(a, &c, 3)).at);
    for (size_t i = 0; i < PLACES; i++) w->places[i] = made_name(a, &c, 2 + below(&c, 2));
    for (size_t i = 0; i < BODIES; i++)
        w->bodies[i] = arena_print(a, "%s %s", arena_copy(a, made_name(a, &c, 2)).at,
                                   body_kinds[below(&c, COUNT(body_kinds))]);
    for (size_t i = 0; i < OUTLETS; i++)
        w->outlets[i] = arena_print(a, "%s Post", arena_copy(a, made_name(a, &c, 2)).at);
    read_words(w);
    make_row(w);
    return w;
}

static str common_word(const world *w, chance *c) {
    double at = share(c) * w->up_to.at[w->up_to.count - 1];
    size_t low = 0, high = w->up_to.count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (w->up_to.at[middle] <= at) low = middle + 1;
        else high = middle;
    }
    return w->words.at[low];
}

/* ---- one report ---- */

typedef struct making {
    arena *a;
    const world *w;
    chance c;
    buffer text;
    record r;
    report report;
    span_list sentences;
    str topic[TOPIC];
    str cast[CAST];   /* people of the story, two bodies last */
    str places[SCENES];
    int day;
    id within;        /* the statement that is being told, or ID_NONE */
} making;

static span put(making *m, str words) {
    size_t from = m->text.count;
    buffer_add(m->a, &m->text, words);
    return (span){ from, m->text.count };
}

static void put_blank(making *m) {
    put(m, STR(" "));
}

static float some_confidence(making *m) {
    return (float)(30 + below(&m->c, 70)) / 100;
}

static void put_entity(making *m, span at, entity_type type, id who) {
    *LIST_ADD(m->a, &m->r.entities) = (named_entity){ at, type, who, some_confidence(m) };
}

static id actor_called(making *m, str name, actor_kind kind) {
    for (size_t i = 0; i < m->r.actors.count; i++)
        if (str_same(m->r.actors.at[i].name, name)) return (id)i;
    actor one = { .name = name, .kind = kind, .confidence = some_confidence(m) };
    if (happens(&m->c, 0.3)) one.country = STR("NLD");
    if (happens(&m->c, 0.4)) one.sector = STR("GOV");
    *LIST_ADD(m->a, &m->r.actors) = one;
    return (id)(m->r.actors.count - 1);
}

static id put_actor(making *m, str name, actor_kind kind) {
    id n = actor_called(m, name, kind);
    span at = put(m, name);
    *LIST_ADD(m->a, &m->r.actors.at[n].mentions) = at;
    if (kind == ACTOR_PERSON || kind == ACTOR_ORGANISATION)
        put_entity(m, at, kind == ACTOR_PERSON ? ENTITY_PERSON : ENTITY_ORGANIZATION, n);
    if (kind == ACTOR_PERSON && m->r.actors.at[n].mentions.count == 1 && happens(&m->c, 0.3)) {
        put(m, STR(", "));
        str office = happens(&m->c, 0.5) ? STR("councillor") : STR("chairman");
        *LIST_ADD(m->a, &m->r.actors.at[n].roles) = (role){ office, STR_NONE, put(m, office) };
        put(m, STR(","));
    }
    return n;
}

/* Somebody: of the story's cast mostly. */
static id put_somebody(making *m) {
    double which = share(&m->c);
    if (which < 0.5) {
        size_t i = skewed(&m->c, CAST);
        return put_actor(m, m->cast[i], i + 2 < CAST ? ACTOR_PERSON : ACTOR_ORGANISATION);
    }
    if (which < 0.53)
        return put_actor(m, m->w->people[skewed(&m->c, PEOPLE)], ACTOR_PERSON);
    if (which < 0.56)
        return put_actor(m, m->w->bodies[skewed(&m->c, BODIES)], ACTOR_ORGANISATION);
    str group = str_of(groups[below(&m->c, COUNT(groups))]);
    if (happens(&m->c, 0.3)) {
        str word = common_word(m->w, &m->c);
        group = arena_print(m->a, "%.*s %.*s", STR_ARG(word), STR_ARG(group));
    }
    return put_actor(m, group, ACTOR_GROUP);
}

static void put_place(making *m) {
    bool here = happens(&m->c, 0.8);
    str name = here ? m->places[skewed(&m->c, SCENES)] : m->w->places[below(&m->c, PLACES)];
    uint64_t number = chance_of(3, (uint64_t)name.at[0] << 8 | (unsigned char)name.at[1]).state;
    put(m, STR("in "));
    span at = put(m, name);
    *LIST_ADD(m->a, &m->r.places) = (place){
        .start = at.start, .end = at.end, .name = name, .kind = STR("city"),
        .latitude = (double)(number % 18000000) / 1e5 - 90, .country = STR("NLD"),
        .longitude = (double)(number % 36000000) / 1e5 - 180, .confidence = some_confidence(m),
        .geonames = (uint32_t)(number % 9000000) };
    put_entity(m, at, ENTITY_LOCATION, ID_NONE);
}

static moment on_day(int number) {
    return (moment){ .day = day_of_number(number), .hour = -1, .zone = ZONE_NONE };
}

static id put_day(making *m, int ahead) {
    int number = m->day + ahead;
    put(m, STR("on "));
    str name = str_of(days[(size_t)number % COUNT(days)]);
    span at = put(m, name);
    char value[DAY_SIZE];
    day_write(day_of_number(number), value);
    id n = (id)m->r.times.count;
    *LIST_ADD(m->a, &m->r.times) = (timex){
        .start = at.start, .end = at.end, .type = TIME_DATE, .confidence = some_confidence(m),
        .value = arena_copy(m->a, str_of(value)),
        .bounds = { true, on_day(number), on_day(number), n } };
    put_entity(m, at, ENTITY_DATE, ID_NONE);
    return n;
}

static void put_quantity(making *m) {
    size_t n = 2 + skewed(&m->c, 100000);
    span at = put(m, arena_print(m->a, "%zu", n));
    put_blank(m);
    str of = str_of(things[below(&m->c, COUNT(things))]);
    put(m, of);
    *LIST_ADD(m->a, &m->r.quantities) = (quantity){
        .start = at.start, .end = at.end, .low = (double)n, .high = (double)n,
        .of = of, .confidence = some_confidence(m) };
}

static void put_event(making *m) {
    const deed *d = &deeds[below(&m->c, COUNT(deeds))];
    event e = { .predicate = str_of(d->predicate), .place = ID_NONE, .within = m->within,
                .status = (event_status)skewed(&m->c, STATUSES), .time.time = ID_NONE,
                .main = !m->r.events.count, .confidence = some_confidence(m) };
    if (d->type) e.type = str_of(d->type);
    if (d->mode) e.mode = str_of(d->mode);
    if (happens(&m->c, 0.5)) {
        *LIST_ADD(m->a, &e.actors) = put_somebody(m);
        put_blank(m);
    }
    *LIST_ADD(m->a, &e.spans) = put(m, str_of(d->word));
    if (happens(&m->c, 0.3)) {
        put_blank(m);
        *LIST_ADD(m->a, &e.recipients) = put_somebody(m);
    }
    if (happens(&m->c, 0.1)) {
        put_blank(m);
        id n = put_day(m, -1);
        e.time = m->r.times.at[n].bounds;
    }
    *LIST_ADD(m->a, &m->r.events) = e;
}

static span put_clause(making *m, size_t words) {
    size_t from = m->text.count, event_at = 1 + below(&m->c, 5);
    for (size_t i = 0; i < words; i++) {
        if (i) put_blank(m);
        if (i == event_at) {
            put_event(m);
            event_at += 7 + below(&m->c, 6);
        } else if (happens(&m->c, 0.025)) {
            put_place(m);
        } else if (happens(&m->c, 0.03)) {
            put_quantity(m);
        } else if (happens(&m->c, 0.02)) {
            put_day(m, (int)below(&m->c, 6) - 3);
        } else {
            put(m, happens(&m->c, 0.35) ? m->topic[below(&m->c, TOPIC)]
                                        : common_word(m->w, &m->c));
        }
    }
    return (span){ from, m->text.count };
}

static statement statement_new(making *m) {
    return (statement){ .place = ID_NONE, .within = ID_NONE, .time.time = ID_NONE,
                        .act = (act)skewed(&m->c, ACTS), .confidence = some_confidence(m) };
}

/* "...," she told reporters. The statement's number is known before its content is told. */
static void put_quotation(making *m) {
    statement s = statement_new(m);
    m->within = (id)m->r.statements.count;
    *LIST_ADD(m->a, &m->r.statements) = s;
    put(m, STR("\""));
    span content = put_clause(m, 8 + below(&m->c, 22));
    put(m, STR(",\" "));
    *LIST_ADD(m->a, &s.content) = content;
    size_t from = m->text.count;
    *LIST_ADD(m->a, &s.speakers) = put_somebody(m);
    *LIST_ADD(m->a, &s.source) = (span){ from, m->text.count };
    put_blank(m);
    *LIST_ADD(m->a, &s.cue) = put(m, STR("told"));
    put_blank(m);
    if (happens(&m->c, 0.2)) *LIST_ADD(m->a, &s.addressees) = put_somebody(m);
    else put(m, STR("reporters"));
    if (happens(&m->c, 0.2)) {
        put(m, STR(" in an interview"));
        s.channel.kind = CHANNEL_INTERVIEW;
    }
    if (happens(&m->c, 0.1))
        *LIST_ADD(m->a, &s.stance) = (stance){ s.speakers.at[0], STR_NONE, POLARITY_AGAINST };
    m->r.statements.at[m->within] = s;
    m->within = ID_NONE;
}

static void put_saying(making *m) {
    statement s = statement_new(m);
    size_t from = m->text.count;
    s.quotation = QUOTATION_INDIRECT;
    *LIST_ADD(m->a, &s.speakers) = put_somebody(m);
    *LIST_ADD(m->a, &s.source) = (span){ from, m->text.count };
    put_blank(m);
    *LIST_ADD(m->a, &s.cue) = put(m, STR("said"));
    put_blank(m);
    m->within = (id)m->r.statements.count;
    *LIST_ADD(m->a, &m->r.statements) = s;
    *LIST_ADD(m->a, &s.content) = put_clause(m, 6 + below(&m->c, 20));
    m->r.statements.at[m->within] = s;
    m->within = ID_NONE;
}

static void put_expectation(making *m) {
    expectation e = { .place = ID_NONE, .statement = ID_NONE, .confidence = some_confidence(m),
                      .kind = (expectation_kind)below(&m->c, EXPECTATION_KINDS) };
    size_t from = m->text.count;
    *LIST_ADD(m->a, &e.who) = put_somebody(m);
    put(m, STR(" will vote on the "));
    put(m, m->topic[0]);
    put_blank(m);
    id n = put_day(m, 3 + (int)below(&m->c, 40));
    e.at = (span){ from, m->text.count };
    e.what = arena_copy(m->a, str_in(buffer_str(&m->text), e.at));
    e.time = m->r.times.at[n].bounds;
    *LIST_ADD(m->a, &m->r.expectations) = e;
}

static void put_silence(making *m) {
    silence s = { .kind = SILENCE_NO_RESPONSE, .about = STR_NONE,
                  .confidence = some_confidence(m) };
    size_t from = m->text.count;
    *LIST_ADD(m->a, &s.who) = put_actor(m, m->cast[CAST - 1], ACTOR_ORGANISATION);
    put(m, STR(" did not respond to a request for comment"));
    s.at = (span){ from, m->text.count };
    *LIST_ADD(m->a, &m->r.silences) = s;
}

static void put_sentence(making *m) {
    size_t from = m->text.count;
    double kind = share(&m->c);
    if (kind < 0.3) put_quotation(m);
    else if (kind < 0.75) put_saying(m);
    else if (kind < 0.92) put_clause(m, 10 + below(&m->c, 20));
    else if (kind < 0.99) put_expectation(m);
    else put_silence(m);
    put(m, STR("."));
    *LIST_ADD(m->a, &m->sentences) = (span){ from, m->text.count };
}

static void put_text(making *m) {
    size_t sentences = 4 + skewed(&m->c, 48);
    size_t from = 0;
    for (size_t i = 0; i < sentences; i++) {
        put_sentence(m);
        bool last = i + 1 == sentences;
        if (!last && happens(&m->c, 0.4)) {
            put_blank(m);
            continue;
        }
        *LIST_ADD(m->a, &m->report.blocks) =
            (block){ from, m->text.count, BLOCK_PARAGRAPH, STR_NONE };
        if (!last) put(m, STR("\n\n"));
        from = m->text.count;
    }
    m->report.text = arena_copy(m->a, buffer_str(&m->text));
}

static void take_story(making *m, size_t story) {
    chance c = chance_of(2, story);
    for (size_t i = 0; i < SCENES; i++) m->places[i] = m->w->places[below(&c, PLACES)];
    for (size_t i = 0; i < CAST; i++)
        m->cast[i] = i + 2 < CAST ? m->w->people[below(&c, PEOPLE)]
                                  : m->w->bodies[below(&c, BODIES)];
    for (size_t i = 0; i < TOPIC; i++)
        m->topic[i] = m->w->words.at[below(&c, m->w->words.count)];
}

static void name_report(making *m, size_t i) {
    report *r = &m->report;
    static const char *const verbs[] = { "says no to", "votes on", "waits for", "plans" };
    int minute = (int)(i % A_DAY * 1440 / A_DAY);
    char date[DAY_SIZE];
    day_write(day_of_number(m->day), date);
    r->id = arena_print(m->a, "s%zu", i);
    r->site = m->w->outlets[skewed(&m->c, OUTLETS)];
    r->url = arena_print(m->a, "https://news%zu.example/%s/report-%zu", i % OUTLETS, date, i);
    str matter = m->topic[1 + below(&m->c, TOPIC - 1)];
    r->title = arena_print(m->a, "%.*s %s %.*s %.*s", STR_ARG(m->places[0]),
                           verbs[below(&m->c, COUNT(verbs))], STR_ARG(m->topic[0]),
                           STR_ARG(matter));
    *LIST_ADD(m->a, &r->titles) = (title){ r->title, "field" };
    r->language = STR("en");
    r->published = arena_print(m->a, "%sT%02d:%02d:00Z", date, minute / 60, minute % 60);
}

/* Report i of the row, below ROW. */
static making *report_make(arena *a, const world *w, size_t i) {
    making *m = ARENA_NEW(a, making, 1);
    *m = (making){ .a = a, .w = w, .c = chance_of(4, i), .within = ID_NONE };
    const turn *t = &w->row[i];
    bool copy = happens(&m->c, 0.125);
    m->day = FIRST_DAY + (int)(i / A_DAY);
    take_story(m, t->story);
    chance own = m->c;
    if (copy) { /* its story's agency wrote it when that began */
        m->c = chance_of(5, t->story);
        m->day = FIRST_DAY + (int)floor(t->begun / A_DAY);
    }
    put_text(m);
    m->c = own;
    m->day = FIRST_DAY + (int)(i / A_DAY);
    name_report(m, i);
    m->r.report = &m->report;
    return m;
}

#endif
