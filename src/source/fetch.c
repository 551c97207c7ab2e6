/* source/fetch.c: see fetch.h. A page is an errand: hop by hop along the redirects, at each hop
 * the host's turn, its robots.txt, its rest, and the request with its tries. */
#include "source/fetch.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/calendar.h"
#include "source/dates.h"
#include "source/fetch_hosts.h"
#include "source/web.h"
#include "source/public_address.h"
#include "source/web_address.h"

enum { CONNECTIONS_MOST = 16, ROBOTS_REDIRECTS_MOST = 5, PRODUCT_SIZE = 64, DAY_MS = 86400000,
       WAIT_PIECE_MS = 250 };

struct fetcher {
    fetch_options options;
    str product; /* what robots.txt may name */
    hosts *hosts;
    pthread_mutex_t lock; /* over the idle connections */
    web *idle[CONNECTIONS_MOST];
    size_t idle_count;
};

typedef struct errand {
    fetcher *of;
    arena *a;
    const fetch_want *want;
    fetch_met *met;
    bool for_good;     /* all redirects so far are permanent */
    web *http;
    host *host;        /* whose turn this errand holds, or NULL */
    host_rules *rules; /* being read, or NULL */
    jmp_buf *guard;
    int64_t deadline_ms;
    str_list seen;     /* addresses on the way */
    web_answer got;   /* the last one; its body is freed with the errand */
    fetch_kept kept;   /* of the address that is asked for, if anything is */
} errand;

/* ---- the fetcher ---- */

static int64_t clock_now(void *user) {
    (void)user;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void clock_wait(void *user, int64_t ms) {
    (void)user;
    struct timespec left = { ms / 1000, ms % 1000 * 1000000 };
    while (nanosleep(&left, &left) != 0 && errno == EINTR) continue;
}

void fetch_defaults(fetch_options *out) {
    *out = (fetch_options){
        .delay_ms = 1000, .time_ms = 60000, .idle_ms = 20000, .retry_ms = 2000,
        .body_most = 32 << 20, .clock = { clock_now, clock_wait, NULL },
    };
}

static bool may_connect(void *user, const struct sockaddr *to) {
    const fetch_options *o = user;
    if (o->allow_private) return true;
    return o->may_connect ? o->may_connect(o->user, to) : address_is_public(to);
}

fetcher *fetcher_open(const fetch_options *options, fault *f) {
    fetcher *it = calloc(1, sizeof *it);
    if (it) it->hosts = hosts_open(FETCH_HOSTS_MOST, f);
    if (it && it->hosts && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
        it->options = *options;
        it->product = str_of(options->agent);
        it->product = str_cut(it->product, 0, strcspn(options->agent, "/ "));
        pthread_mutex_init(&it->lock, NULL);
        return it;
    }
    if (it) hosts_close(it->hosts);
    free(it);
    FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a fetcher");
    return NULL;
}

void fetcher_close(fetcher *it) {
    if (!it) return;
    for (size_t i = 0; i < it->idle_count; i++) web_close(it->idle[i]);
    hosts_close(it->hosts);
    pthread_mutex_destroy(&it->lock);
    curl_global_cleanup();
    free(it);
}

static web *take_connection(fetcher *it, fault *f) {
    const fetch_options *o = &it->options;
    pthread_mutex_lock(&it->lock);
    web *h = it->idle_count ? it->idle[--it->idle_count] : NULL;
    pthread_mutex_unlock(&it->lock);
    if (h) return h;
    web_options how = { .agent = o->agent, .http_proxy = o->http_proxy,
                         .https_proxy = o->https_proxy, .no_proxy = o->no_proxy,
                         .authorities = o->authorities, .may_connect = may_connect,
                         .user = &it->options, .idle_ms = o->idle_ms, .stop = o->stop };
    return web_open(&how, f);
}

static void give_connection(fetcher *it, web *h) {
    pthread_mutex_lock(&it->lock);
    if (h && it->idle_count < CONNECTIONS_MOST) {
        it->idle[it->idle_count++] = h;
        h = NULL;
    }
    pthread_mutex_unlock(&it->lock);
    web_close(h);
}

/* ---- time ---- */

static int64_t now_of(const errand *e) {
    return e->of->options.clock.now_ms(e->of->options.clock.user);
}

static bool is_stopped(const errand *e) {
    return e->of->options.stop && atomic_load(e->of->options.stop);
}

/* In pieces where somebody may want it stopped. */
static void wait_ms(const errand *e, int64_t ms) {
    const fetch_clock *clock = &e->of->options.clock;
    int64_t piece = e->of->options.stop ? WAIT_PIECE_MS : ms;
    for (int64_t left = ms; left > 0 && !is_stopped(e); left -= piece)
        clock->wait_ms(clock->user, left < piece ? left : piece);
}

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b) {
    return a > b ? a : b;
}

static int64_t ms_of(const moment *m) {
    int64_t seconds = (int64_t)day_number(m->day) * 86400;
    if (m->hour >= 0) seconds += m->hour * 3600 + m->minute * 60 + m->second;
    if (m->zone != ZONE_NONE) seconds -= m->zone * 60;
    return seconds * 1000;
}

static str time_written(arena *a, int64_t ms) {
    int64_t days = ms / DAY_MS, seconds = ms % DAY_MS / 1000;
    moment m = { day_of_number((int32_t)days), (int)(seconds / 3600), (int)(seconds / 60 % 60),
                 (int)(seconds % 60), 0 };
    return date_written(a, &m);
}

/* "120", or a date; -1 where the server asked for none. */
static int64_t retry_after(const errand *e, const char *words) {
    str s = str_of(words);
    int64_t seconds = 0;
    moment m;
    if (!s.length) return -1;
    for (size_t i = 0; i < s.length && seconds < DAY_MS; i++) {
        if (!is_digit(s.at[i]))
            return date_read(s, DATE_DAY_FIRST, &m) ? most(ms_of(&m) - now_of(e), 0) : -1;
        seconds = seconds * 10 + (s.at[i] - '0');
    }
    return seconds * 1000;
}

/* ---- one address ---- */

static bool is_busy(int status) {
    return status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

/* How long to wait before the next try, -1: there is none. */
static int64_t pause_before(const errand *e, int tries, int64_t asked_ms) {
    int64_t ms = asked_ms >= 0 ? asked_ms : e->of->options.retry_ms << (tries - 1);
    int most_tries = e->want->tries ? e->want->tries : FETCH_TRIES_MOST;
    bool over = tries >= most_tries || ms > FETCH_WAIT_MOST_MS || is_stopped(e);
    return over || now_of(e) + ms >= e->deadline_ms ? -1 : ms;
}

/* What the host asked for holds for its other pages too. */
static void let_rest(const errand *e, int64_t ms) {
    if (e->host) e->host->free_ms = most(e->host->free_ms, now_of(e) + ms);
}

static void drop_answer(errand *e) {
    free(e->got.body);
    e->got = (web_answer){ 0 };
}

static bool ask_once(errand *e, web_request *request, bool *passing, fault *f) {
    int64_t left = e->deadline_ms - now_of(e);
    if (is_stopped(e)) return FAULT(f, FAULT_NET, FAULT_NOWHERE, "was broken off");
    if (left <= 0)
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "took more than %d s in all",
                     FETCH_WHOLE_MS / 1000);
    request->time_ms = least(e->of->options.time_ms, left);
    drop_answer(e);
    return web_get(e->http, request, &e->got, passing, f);
}

/* Tries again what may pass. An answer of whatever status is no failure here. */
static bool ask(errand *e, web_request *request, fault *f) {
    for (int tries = 1;; tries++) {
        bool passing = false;
        bool answered = ask_once(e, request, &passing, f);
        if (answered && !is_busy(e->got.status)) return true;
        int64_t asked = answered ? retry_after(e, e->got.retry_after) : -1;
        if (asked > 0) let_rest(e, asked);
        e->met->retry_ms = asked;
        int64_t pause = answered || passing ? pause_before(e, tries, asked) : -1;
        if (pause < 0) return answered;
        wait_ms(e, pause);
    }
}

static bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static bool is_allowed_host(const errand *e, const web_address *to, fault *f) {
    const fetch_options *o = &e->of->options;
    if (o->allow_private || o->may_connect || !host_is_private(to->host)) return true;
    e->met->refused = true;
    return FAULT(f, FAULT_NET, FAULT_NOWHERE, "%.*s is no public address", STR_ARG(to->host));
}

/* Says where it went wrong, when that is not where the errand began. */
static bool fault_on_the_way(const errand *e, const web_address *at, fault *f) {
    if (e->seen.count < 2) return false;
    fault inner = *f;
    int room = (int)(at->url.length < 120 ? at->url.length : 120);
    return FAULT(f, inner.kind, inner.at, "redirects to %.*s: %.110s", room, at->url.at,
                 inner.what);
}

/* Where the answer leads. */
static bool next_hop(errand *e, web_address *at, fault *f) {
    web_address next;
    if (!e->got.location[0])
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "HTTP %d without an address", e->got.status);
    if (e->seen.count > FETCH_REDIRECTS_MOST)
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "more than %d redirects", FETCH_REDIRECTS_MOST);
    str location = arena_copy(e->a, str_of(e->got.location));
    if (!web_address_read(e->a, location, at->url, &next, f)) return false;
    for (size_t i = 0; i < e->seen.count; i++)
        if (str_same(e->seen.at[i], next.url))
            return FAULT(f, FAULT_NET, FAULT_NOWHERE, "redirects go round in a circle");
    *LIST_ADD(e->a, &e->seen) = next.url;
    *at = next;
    return true;
}

/* ---- robots.txt ---- */

/* Follows what leads on; hosts on the way are not waited for, so that no two errands can wait
 * for each other. */
static bool robots_hops(errand *e, web_address at, fault *f) {
    *LIST_ADD(e->a, &e->seen) = at.url;
    for (;;) {
        web_request request = { .url = at.url.at, .host = arena_copy(e->a, at.host).at,
                                 .etag = "", .modified = "", .body_most = ROBOTS_MOST,
                                 .cut = true };
        if (!is_allowed_host(e, &at, f) || !ask(e, &request, f)) return false;
        if (!is_redirect(e->got.status)) return true;
        if (e->seen.count <= ROBOTS_REDIRECTS_MOST && next_hop(e, &at, f)) continue;
        e->got.status = 404; /* RFC 9309, 2.3.1.2: as if there were none */
        return true;
    }
}

static bool ask_for_robots(errand *e, web_address at, fault *f) {
    str_list seen = e->seen;
    e->seen = (str_list){ 0 };
    bool answered = robots_hops(e, at, f);
    e->seen = seen;
    return answered;
}

static void set_rules(errand *e, host_rules *to) {
    const web_answer *got = &e->got;
    if (got->status >= 200 && got->status <= 299)
        robots_read(to->a, (str){ got->body ? got->body : "", got->length }, e->of->product,
                    &to->robots);
    else if (is_busy(got->status) || got->status >= 500)
        snprintf(to->shut, sizeof to->shut,
                 "its host's robots.txt cannot be had (HTTP %d), so nothing there is read",
                 got->status);
}

/* RFC 9309, 2.3.1: where it is missing all may be read, where it cannot be had nothing. */
static bool read_rules(errand *e, const web_address *page, fault *f) {
    web_address at;
    fault why = { 0 };
    if (!web_address_read(e->a, STR("/robots.txt"), page->url, &at, f)) return false;
    if (!(e->rules = host_rules_new(page->port, f))) return false;
    arena_guard(e->rules->a, e->guard);
    e->rules->robots.delay_ms = -1;
    if (ask_for_robots(e, at, &why)) {
        set_rules(e, e->rules);
    } else if (why.kind == FAULT_MEMORY) {
        *f = why;
        return false;
    } else {
        snprintf(e->rules->shut, sizeof e->rules->shut, "%s", why.what);
    }
    e->rules->read_ms = now_of(e);
    host_rules_set(e->host, e->rules);
    e->rules = NULL;
    return true;
}

static bool may_read(errand *e, const web_address *at, fault *f) {
    if (e->of->options.skip_robots) return true;
    const host_rules *known = host_rules_of(e->host, at->port);
    int64_t lasts = known && known->shut[0] ? FETCH_SHUT_MS : FETCH_ROBOTS_MS;
    if ((!known || now_of(e) - known->read_ms > lasts) && !read_rules(e, at, f)) return false;
    known = host_rules_of(e->host, at->port);
    if (known->shut[0])
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "%s", known->shut);
    if (robots_allow(e->a, &known->robots, at->path)) return true;
    e->met->refused = true;
    return FAULT(f, FAULT_NET, FAULT_NOWHERE, "robots.txt does not allow it");
}

/* ---- pages ---- */

static int64_t delay_of(const errand *e, int port) {
    const host_rules *rules = host_rules_of(e->host, port);
    int64_t asked = rules ? rules->robots.delay_ms : -1;
    return most(e->of->options.delay_ms, least(asked, FETCH_DELAY_MOST_MS));
}

static bool rest(errand *e, fault *f) {
    int64_t ms = e->host->free_ms - now_of(e);
    if (ms > FETCH_WAIT_MOST_MS)
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "its host asks not to be asked for %lld s",
                     (long long)(ms / 1000));
    wait_ms(e, ms);
    return true;
}

static void find_kept(errand *e, str url, web_request *request) {
    const fetch_store *store = e->of->options.store;
    e->kept = (fetch_kept){ 0 };
    if (e->want->etag.at || e->want->modified.at) {
        request->etag = arena_copy(e->a, e->want->etag).at;
        request->modified = arena_copy(e->a, e->want->modified).at;
        if (!request->etag) request->etag = "";
        if (!request->modified) request->modified = "";
        return;
    }
    if (!store || !store->find(store->user, e->a, url, &e->kept)) return;
    request->etag = arena_copy(e->a, e->kept.etag).at;
    request->modified = arena_copy(e->a, e->kept.modified).at;
}

/* One hop, the host's turn held. */
static bool ask_for_page(errand *e, const web_address *at, fault *f) {
    web_request request = { .url = at->url.at, .host = arena_copy(e->a, at->host).at, .etag = "",
                             .modified = "", .body_most = e->of->options.body_most };
    if (e->want->body_most) request.body_most = e->want->body_most;
    if (e->seen.count == 1) e->deadline_ms = now_of(e) + FETCH_WHOLE_MS;
    if (!may_read(e, at, f)) return false;
    if (e->seen.count == 1) {
        if (!rest(e, f)) return false;
        e->deadline_ms = now_of(e) + FETCH_WHOLE_MS;
    }
    find_kept(e, at->url, &request);
    bool answered = ask(e, &request, f);
    e->host->free_ms = most(e->host->free_ms, now_of(e) + delay_of(e, at->port));
    return answered;
}

static void leave_host(errand *e) {
    if (e->host) hosts_leave(e->of->hosts, e->host);
    e->host = NULL;
}

static bool hop(errand *e, const web_address *at, fault *f) {
    if (!is_allowed_host(e, at, f)) return false;
    e->host = hosts_enter(e->of->hosts, at->host, f);
    bool first = e->seen.count == 1;
    bool answered = e->host && ask_for_page(e, at, f);
    if (first && e->host) e->met->rest_ms = most(e->host->free_ms - now_of(e), 0);
    leave_host(e);
    return answered;
}

static bool follow(errand *e, str url, web_address *at, fault *f) {
    if (!web_address_read(e->a, url, STR_NONE, at, f)) return false;
    *LIST_ADD(e->a, &e->seen) = at->url;
    while (hop(e, at, f)) {
        e->met->status = e->got.status;
        if (!is_redirect(e->got.status)) return true;
        e->for_good &= e->got.status == 301 || e->got.status == 308;
        if (!next_hop(e, at, f)) return false;
    }
    return false;
}

/* ---- what came ---- */

static void describe(errand *e, const web_address *at, str media, fetched *out) {
    out->url = arena_copy(e->a, at->url);
    out->media = media.length ? arena_copy(e->a, media) : STR_NONE;
    out->retrieved = time_written(e->a, now_of(e));
}

static bool use_kept(errand *e, const web_address *at, fetched *out, fault *f) {
    if (e->want->etag.at || e->want->modified.at) {
        out->unchanged = true;
        describe(e, at, STR_NONE, out);
        return true;
    }
    if (!e->kept.url.at) return FAULT(f, FAULT_NET, FAULT_NOWHERE, "HTTP 304, which nobody asked");
    out->bytes = malloc(e->kept.body.length + 1);
    if (!out->bytes) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a page");
    if (e->kept.body.length) memcpy(out->bytes, e->kept.body.at, e->kept.body.length);
    out->length = e->kept.body.length;
    out->unchanged = true;
    describe(e, at, e->kept.media, out);
    return true;
}

static bool keep(errand *e, const web_address *at, fault *f) {
    const fetch_store *store = e->of->options.store;
    const web_answer *got = &e->got;
    str control = str_of(got->control);
    bool lasting = got->etag[0] || got->modified[0];
    if (!store || !lasting || str_find_folded(control, STR("no-store"), 0) < control.length)
        return true;
    fetch_kept it = { at->url, str_of(got->type), str_of(got->etag), str_of(got->modified),
                      { got->body ? got->body : "", got->length } };
    return store->keep(store->user, &it, f);
}

static bool take(errand *e, const web_address *at, fetched *out, fault *f) {
    web_answer *got = &e->got;
    if (got->status == 304) return use_kept(e, at, out, f);
    if (got->status < 200 || got->status > 299)
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "HTTP %d", got->status);
    describe(e, at, str_of(got->type), out);
    if (!keep(e, at, f)) return false;
    out->bytes = got->body;
    out->length = got->length;
    got->body = NULL;
    return true;
}

/* ---- the errand ---- */

static str kept_field(errand *e, const char *value) {
    return *value ? arena_copy(e->a, str_of(value)) : STR_NONE;
}

static void tell_met(errand *e, const web_address *at) {
    e->met->etag = kept_field(e, e->got.etag);
    e->met->modified = kept_field(e, e->got.modified);
    if (e->for_good && e->seen.count > 1) e->met->moved = arena_copy(e->a, at->url);
}

static bool run(errand *e, fetched *out, fault *f) {
    jmp_buf here;
    jmp_buf *outer = arena_guard(e->a, &here);
    if (setjmp(here)) {
        arena_guard(e->a, outer);
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to fetch with");
    }
    web_address at = { 0 };
    e->guard = &here;
    bool done = follow(e, e->want->url, &at, f);
    if (done) tell_met(e, &at);
    done = (done && take(e, &at, out, f)) || fault_on_the_way(e, &at, f);
    arena_guard(e->a, outer);
    return done;
}

bool fetch_ask(fetcher *it, arena *a, const fetch_want *want, fetched *out, fetch_met *met,
               fault *f) {
    errand e = { .of = it, .a = a, .want = want, .met = met, .for_good = true,
                 .deadline_ms = INT64_MAX };
    fetched got = { 0 };
    *met = (fetch_met){ .retry_ms = -1 };
    e.http = take_connection(it, f);
    bool done = e.http && run(&e, &got, f);
    leave_host(&e);
    drop_answer(&e);
    host_rules_free(e.rules);
    give_connection(it, e.http);
    if (done) *out = got;
    else free(got.bytes);
    return done || fault_where(f, want->url);
}

bool fetch_get(fetcher *it, arena *a, str url, fetched *out, fault *f) {
    fetch_want want = { .url = url };
    fetch_met met;
    return fetch_ask(it, a, &want, out, &met, f);
}
