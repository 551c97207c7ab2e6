/* serve/stream.c: see stream.h. */
#include "serve/stream.h"

#include <microhttpd.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "serve/rows.h"
#include "serve/server.h"

enum { CURSOR_SIZE = 64, BLOCK = 16 << 10, MEMORY_MOST = 64 << 20 };

typedef enum state { STATE_SENDING, STATE_RESTING, STATE_FETCHING } state;

struct stream {
    job job; /* first */
    streams *all;
    stream *before, *after;
    struct MHD_Connection *connection;
    state state;
    arena *a;         /* of what is to be sent */
    buffer events;
    size_t sent;      /* of them */
    char cursor[CURSOR_SIZE];
    bool statements;  /* tells those of each report, too */
    bool stale;       /* the ledger has grown since it asked */
    long long sent_ms;
};

struct streams {
    pthread_mutex_t lock;
    stream *first;
    size_t count;
    bool ending;
};

/* ---- all of them ---- */

streams *streams_new(void) {
    streams *all = calloc(1, sizeof *all);
    if (all) pthread_mutex_init(&all->lock, NULL);
    return all;
}

void streams_free(streams *all) {
    if (!all) return;
    pthread_mutex_destroy(&all->lock);
    free(all);
}

bool streams_any(streams *all) {
    pthread_mutex_lock(&all->lock);
    bool any = all->first != NULL;
    pthread_mutex_unlock(&all->lock);
    return any;
}

static bool enter(streams *all, stream *s) {
    pthread_mutex_lock(&all->lock);
    bool fits = all->count < STREAMS_MOST && !all->ending;
    if (fits) {
        s->after = all->first;
        if (all->first) all->first->before = s;
        all->first = s;
        all->count++;
    }
    pthread_mutex_unlock(&all->lock);
    return fits;
}

static void leave(stream *s) {
    streams *all = s->all;
    pthread_mutex_lock(&all->lock);
    *(s->before ? &s->before->after : &all->first) = s->after;
    if (s->after) s->after->before = s->before;
    all->count--;
    pthread_mutex_unlock(&all->lock);
}

void stream_free(stream *s) {
    if (!s) return;
    leave(s);
    arena_free(s->a);
    free(s);
}

/* ---- events ---- */

typedef struct telling {
    stream *s;
    const char *event;
    arena *a; /* scratch */
    char key[ONR_KEY_SIZE];
} telling;

static bool add_event(void *user, const onr_field *fields, size_t count) {
    telling *t = user;
    buffer line = { 0 };
    json_writer to = json_to(t->a, &line);
    str key = rows_words(fields, count, "key");
    rows_json(&to, fields, count);
    if (key.length < sizeof t->key && key.at) memcpy(t->key, key.at, key.length);
    buffer_print(t->s->a, &t->s->events, "event: %s\ndata: ", t->event);
    buffer_add(t->s->a, &t->s->events, buffer_str(&line));
    buffer_add(t->s->a, &t->s->events, STR("\n\n"));
    return true;
}

static bool add_statements(telling *t, onr_ledger *ledger) {
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_error error;
    q.of = ONR_STATEMENTS;
    q.report = t->key;
    t->event = "statement";
    return onr_ledger_ask(ledger, &q, add_event, t, &error);
}

/* The next report behind the cursor, with its statements; false where there is none. */
static bool add_report(stream *s, onr_ledger *ledger, arena *a) {
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_page page;
    onr_error error;
    telling t = { .s = s, .event = "report", .a = a };
    q.as_added = true;
    q.after = s->cursor[0] ? s->cursor : NULL;
    q.limit = 1;
    q.page = &page;
    if (!onr_ledger_ask(ledger, &q, add_event, &t, &error) || !t.key[0]) return false;
    memcpy(s->cursor, page.next, sizeof s->cursor);
    if (s->statements) add_statements(&t, ledger);
    buffer_print(s->a, &s->events, "id: %s\n\n", s->cursor);
    return true;
}

static void fetch_all(stream *s, onr_ledger *ledger) {
    arena *scratch = arena_new(MEMORY_MOST);
    jmp_buf out;
    if (!scratch) return;
    if (!setjmp(out)) {
        arena_guard(s->a, &out);
        arena_guard(scratch, &out);
        for (int i = 0; i < STREAM_REPORTS; i++) {
            if (!add_report(s, ledger, scratch)) {
                s->stale = false;
                break;
            }
            arena_reset(scratch, BLOCK);
        }
    }
    arena_guard(s->a, NULL);
    arena_free(scratch);
}

/* On a thread of the pool. */
static void fetch(void *own, job *j) {
    stream *s = (stream *)j;
    fetch_all(s, own);
    pthread_mutex_lock(&s->all->lock);
    s->state = STATE_SENDING;
    MHD_resume_connection(s->connection);
    pthread_mutex_unlock(&s->all->lock);
}

static void add_sign_of_life(stream *s) {
    jmp_buf out;
    if (!setjmp(out)) {
        arena_guard(s->a, &out);
        buffer_add(s->a, &s->events, STR(": here\n\n"));
    }
    arena_guard(s->a, NULL);
}

void streams_wake(streams *all, pool *asking, bool news) {
    long long now = now_ms();
    pthread_mutex_lock(&all->lock);
    for (stream *s = all->first; s; s = s->after) {
        if (news) s->stale = true;
        if (s->state != STATE_RESTING) continue;
        if (s->stale && !all->ending) {
            s->state = STATE_FETCHING;
            if (pool_put(asking, &s->job)) continue;
            s->state = STATE_RESTING;
        }
        if (!all->ending && now - s->sent_ms < STREAM_REST_S * 1000) continue;
        if (!all->ending) add_sign_of_life(s);
        s->state = STATE_SENDING;
        MHD_resume_connection(s->connection);
    }
    pthread_mutex_unlock(&all->lock);
}

void streams_end(streams *all) {
    pthread_mutex_lock(&all->lock);
    all->ending = true;
    pthread_mutex_unlock(&all->lock);
    streams_wake(all, NULL, false);
}

/* ---- the response ---- */

/* libmicrohttpd asks for more: what waits is sent, else the connection rests. */
static ssize_t more(void *of, uint64_t at, char *to, size_t room) {
    stream *s = of;
    (void)at;
    size_t left = s->events.count - s->sent;
    size_t size = left < room ? left : room;
    if (size) {
        memcpy(to, s->events.at + s->sent, size);
        s->sent += size;
        s->sent_ms = now_ms();
        return (ssize_t)size;
    }
    arena_reset(s->a, BLOCK);
    memset(&s->events, 0, sizeof s->events);
    s->sent = 0;
    pthread_mutex_lock(&s->all->lock);
    bool ends = s->all->ending;
    if (!ends) {
        s->state = STATE_RESTING;
        MHD_suspend_connection(s->connection);
    }
    pthread_mutex_unlock(&s->all->lock);
    return ends ? MHD_CONTENT_READER_END_OF_STREAM : 0;
}

static void response_ends(void *of) {
    stream_free(of);
}

struct MHD_Response *stream_response(stream *s, struct MHD_Connection *connection) {
    s->connection = connection;
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, more, s, response_ends);
}

/* ---- the route ---- */

static bool no_row(void *user, const onr_field *fields, size_t count) {
    (void)user, (void)fields, (void)count;
    return false;
}

/* Where it begins: behind the last id that the client has seen, else behind all that is there. */
static bool begin_at(request *r, answer *w, char cursor[CURSOR_SIZE]) {
    onr_question q = ONR_QUESTION_DEFAULT;
    onr_page page = { .more = false };
    onr_error error;
    str last = request_header(r, "Last-Event-ID");
    q.as_added = true;
    q.after = last.length ? last.at : "now";
    q.limit = 1;
    q.page = &page;
    if (!onr_ledger_ask(r->ledger, &q, no_row, NULL, &error)) {
        answer_error(w, &error);
        return false;
    }
    const char *from = last.length && !str_is(last, "now") ? last.at : page.next;
    memcpy(cursor, from, strlen(from) + 1); /* a place that was understood is no longer */
    return true;
}

static bool take_kinds(request *r, answer *w, bool *statements) {
    str kinds = request_value(r, "kinds");
    *statements = !kinds.at || str_is(kinds, "reports,statements");
    if (!r->query.count || (r->query.count == 1 && (*statements || str_is(kinds, "reports"))))
        return true;
    answer_problem(w, 400, "kinds=reports or kinds=reports,statements");
    return false;
}

static void begin_stream(request *r, answer *w) {
    bool statements;
    char cursor[CURSOR_SIZE];
    if (!take_kinds(r, w, &statements) || !begin_at(r, w, cursor)) return;
    stream *s = calloc(1, sizeof *s);
    arena *a = arena_new(MEMORY_MOST);
    if (s && a) {
        *s = (stream){ .job.run = fetch, .all = r->server->streams, .a = a, .stale = true,
                       .statements = statements, .sent_ms = now_ms() };
        memcpy(s->cursor, cursor, sizeof cursor);
    }
    if (!s || !a || !enter(r->server->streams, s)) {
        arena_free(a);
        free(s);
        answer_problem(w, 503, "%d streams are open, which is the limit", STREAMS_MOST);
        answer_header(w, "Retry-After", STR("30"));
        return;
    }
    w->type = "text/event-stream";
    w->cache = "no-store";
    w->stream = s;
    add_sign_of_life(s);
}

const route stream_routes[] = {
    { "GET", "/api/v1/events-stream", .scope = SCOPE_READ, .handle = begin_stream,
      .about = &(const operation){ .summary = "What is new, as it comes: server-sent events",
                                   .type = "text/event-stream",
                                   .takes = "{\"name\":\"kinds\",\"in\":\"query\",\"schema\":"
                                            "{\"enum\":[\"reports\",\"reports,statements\"]}}" } },
    { .method = NULL },
};
