/* source/web.c: see web.h.
 *
 * Callbacks run inside libcurl and must come back: they use malloc, never an arena. Whatever
 * libcurl would read from the environment (proxies, hosts without) is set, if to nothing. */
#include "source/web.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { CONNECT_MS = 20000, SLOW_BYTES_S = 64, BODY_FIRST = 1 << 14, CONNECTIONS_KEPT = 8 };

struct web {
    CURL *curl;
    web_options options;
};

typedef enum stop {
    STOP_NOT, STOP_HEADERS, STOP_BODY, STOP_CUT, STOP_REFUSAL, STOP_TYPE, STOP_MEMORY, STOP_ADDRESS,
} stop;

typedef struct transfer {
    const web *of;
    const web_request *request;
    web_answer *out;
    size_t headers, room;
    bool proxied;
    stop stop; /* why a callback broke off */
    char reason[CURL_ERROR_SIZE];
} transfer;

web *web_open(const web_options *options, fault *f) {
    web *h = calloc(1, sizeof *h);
    if (h) h->curl = curl_easy_init();
    if (h && h->curl) {
        h->options = *options;
        return h;
    }
    free(h);
    FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a connection");
    return NULL;
}

void web_close(web *h) {
    if (!h) return;
    curl_easy_cleanup(h->curl);
    free(h);
}

/* ---- what comes ---- */

static void keep_field(str value, char *to, size_t room) {
    if (value.length >= room) value.length = 0;
    if (value.length) memcpy(to, value.at, value.length);
    to[value.length] = 0;
}

static void take_field(web_answer *out, str name, str value) {
    const struct { const char *name; char *to; size_t room; } fields[] = {
        { "content-type", out->type, sizeof out->type },
        { "location", out->location, sizeof out->location },
        { "etag", out->etag, sizeof out->etag },
        { "last-modified", out->modified, sizeof out->modified },
        { "retry-after", out->retry_after, sizeof out->retry_after },
        { "cache-control", out->control, sizeof out->control },
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (str_is_folded(name, fields[i].name)) keep_field(value, fields[i].to, fields[i].room);
}

/* Sound and pictures are never reports; a film is not taken in whole to find that out. */
static bool is_no_text(const web_answer *out) {
    static const char *const kinds[] = { "image/", "audio/", "video/", "font/", "application/pdf" };
    if (out->status < 200 || out->status > 299) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_starts_folded(str_of(out->type), str_of(kinds[i]))) return true;
    return false;
}

/* "HTTP/1.1 200 OK"; one that only says "go on" may have come before. */
static void begin_answer(transfer *t, str line) {
    web_answer fresh = { .body = t->out->body, .length = t->out->length };
    size_t at = str_find(line, STR(" "), 0) + 1;
    for (size_t end = at + 3; at < end && at < line.length && is_digit(line.at[at]); at++)
        fresh.status = fresh.status * 10 + (line.at[at] - '0');
    *t->out = fresh;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *to) {
    transfer *t = to;
    str line = { bytes, size * count };
    t->headers += line.length;
    if (t->headers > WEB_HEADERS_MOST) {
        t->stop = STOP_HEADERS;
        return 0;
    }
    if (str_starts(line, STR("HTTP/"))) begin_answer(t, line);
    size_t colon = str_find(line, STR(":"), 0);
    if (colon < line.length)
        take_field(t->out, str_trim(str_cut(line, 0, colon)),
                   str_trim(str_cut(line, colon + 1, line.length)));
    if (str_trim(line).length || t->request->post.at || !is_no_text(t->out)) return line.length;
    t->stop = STOP_TYPE;
    return 0;
}

static bool make_room(transfer *t, size_t more) {
    size_t wanted = t->out->length + more + 1, room = t->room ? t->room : BODY_FIRST;
    if (wanted <= t->room) return true;
    while (room < wanted) room *= 2;
    char *longer = realloc(t->out->body, room);
    if (!longer) return false;
    t->out->body = longer;
    t->room = room;
    return true;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *to) {
    transfer *t = to;
    size_t length = size * count;
    bool success = t->out->status >= 200 && t->out->status <= 299;
    size_t most = success ? t->request->body_most : WEB_REFUSAL_MOST;
    size_t left = most - t->out->length, taken = length < left ? length : left;
    if (!make_room(t, taken)) {
        t->stop = STOP_MEMORY;
        return 0;
    }
    memcpy(t->out->body + t->out->length, bytes, taken);
    t->out->length += taken;
    if (taken == length) return length;
    t->stop = !success ? STOP_REFUSAL : t->request->cut ? STOP_CUT : STOP_BODY;
    return 0;
}

/* After the name was resolved and before anything is sent: what a name stands for at this
 * moment decides, so that it cannot be another address than the one that was looked at. */
static curl_socket_t open_socket(void *to, curlsocktype purpose, struct curl_sockaddr *address) {
    (void)purpose;
    transfer *t = to;
    const web_options *o = &t->of->options;
    if (!t->proxied && !o->may_connect(o->user, &address->addr)) {
        t->stop = STOP_ADDRESS;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* At least once a second; what is not 0 ends the transfer. */
static int look_up(void *of, curl_off_t whole, curl_off_t got, /* callback */
                   curl_off_t to_send, curl_off_t sent) {
    const transfer *t = of;
    (void)whole, (void)got, (void)to_send, (void)sent;
    return t->of->options.stop && atomic_load(t->of->options.stop);
}

/* ---- asking ---- */

/* no_proxy holds names and their ends, parted by commas or blanks; "*" is all. */
static bool goes_without_proxy(const char *no_proxy, str host) {
    str list = str_of(no_proxy);
    for (size_t at = 0, end; at < list.length; at = end + 1) {
        for (end = at; end < list.length && !str_has(STR(", "), list.at[end]);) end++;
        str name = str_trim(str_cut(list, at, end));
        if (str_is(name, "*")) return true;
        if (str_starts(name, STR("."))) name = str_cut(name, 1, name.length);
        if (!name.length || !str_ends_folded(host, name)) continue;
        if (host.length == name.length || host.at[host.length - name.length - 1] == '.')
            return true;
    }
    return false;
}

static const char *proxy_for(const web_options *o, const web_request *request) {
    bool secure = str_starts_folded(str_of(request->url), STR("https:"));
    const char *proxy = secure ? o->https_proxy : o->http_proxy;
    bool without = !proxy || goes_without_proxy(o->no_proxy, str_of(request->host));
    return without ? "" : proxy;
}

static void set_callbacks(CURL *c, transfer *t) {
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, t->reason);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, look_up);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, t);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, t->of->options.stop ? 0L : 1L);
}

static void set_limits(CURL *c, const transfer *t) {
    int64_t idle_s = (t->of->options.idle_ms + 999) / 1000;
    int64_t connect_ms = t->request->time_ms < CONNECT_MS ? t->request->time_ms : CONNECT_MS;
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)t->request->time_ms);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)connect_ms);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES_S);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)idle_s);
    curl_easy_setopt(c, CURLOPT_MAXCONNECTS, (long)CONNECTIONS_KEPT);
}

static void set_request(CURL *c, transfer *t) {
    const web_options *o = &t->of->options;
    const char *proxy = proxy_for(o, t->request);
    t->proxied = *proxy;
    curl_easy_setopt(c, CURLOPT_URL, t->request->url);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_USERAGENT, o->agent);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, ""); /* all that libcurl can undo */
    curl_easy_setopt(c, CURLOPT_PROXY, proxy);
    curl_easy_setopt(c, CURLOPT_NOPROXY, "");
    curl_easy_setopt(c, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    if (o->authorities) curl_easy_setopt(c, CURLOPT_CAINFO, o->authorities);
    if (!t->request->post.at) return;
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)t->request->post.length);
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, t->request->post.at);
}

static bool add_line(struct curl_slist **lines, const char *name, const char *value) {
    char line[400];
    if (!*value) return true;
    int length = snprintf(line, sizeof line, "%s: %s", name, value);
    if (length < 0 || (size_t)length >= sizeof line) return true;
    struct curl_slist *longer = curl_slist_append(*lines, line);
    if (longer) *lines = longer;
    return longer;
}

static struct curl_slist *request_lines(const web_request *r) {
    struct curl_slist *lines = NULL;
    bool all = add_line(&lines, "Accept", "text/html, application/xhtml+xml, application/xml;q=0.9,"
                                          " application/json;q=0.9, text/plain;q=0.8, */*;q=0.1")
            && add_line(&lines, "Accept-Language", "en, *;q=0.5")
            && add_line(&lines, "If-None-Match", r->etag)
            && add_line(&lines, "If-Modified-Since", r->modified);
    for (size_t i = 0; i < r->header_count && all; i++)
        all = add_line(&lines, r->headers[i].name, r->headers[i].value);
    if (all) return lines;
    curl_slist_free_all(lines);
    return NULL;
}

/* ---- what became of it ---- */

static bool stopped(const transfer *t, fault *f) {
    switch (t->stop) {
    case STOP_HEADERS:
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "its header has more than %d bytes",
                     WEB_HEADERS_MOST);
    case STOP_BODY:
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "it has more than %zu bytes",
                     t->request->body_most);
    case STOP_TYPE:
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "it is %.80s, which is not read", t->out->type);
    case STOP_ADDRESS:
        return FAULT(f, FAULT_NET, FAULT_NOWHERE, "%.100s has no public address",
                     t->request->host);
    case STOP_MEMORY:
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for %zu bytes", t->out->length);
    default: return true; /* all that was wanted is there */
    }
}

static bool may_pass(CURLcode code) {
    return code == CURLE_COULDNT_CONNECT || code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR
        || code == CURLE_GOT_NOTHING || code == CURLE_PARTIAL_FILE || code == CURLE_HTTP2
        || code == CURLE_HTTP2_STREAM || code == CURLE_COULDNT_RESOLVE_PROXY;
}

static bool failed(const transfer *t, CURLcode code, bool *passing, fault *f) {
    const char *reason = t->reason[0] ? t->reason : curl_easy_strerror(code);
    if (t->stop) return stopped(t, f);
    *passing = may_pass(code);
    if (code == CURLE_OUT_OF_MEMORY)
        return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a request");
    return FAULT(f, FAULT_NET, FAULT_NOWHERE, "cannot be fetched: %.200s", reason);
}

bool web_get(web *h, const web_request *request, web_answer *out, bool *passing, fault *f) {
    web_answer answer = { 0 };
    transfer t = { .of = h, .request = request, .out = &answer };
    struct curl_slist *lines = request_lines(request);
    *passing = false;
    if (!lines) return FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a request");
    curl_easy_reset(h->curl);
    set_request(h->curl, &t);
    set_callbacks(h->curl, &t);
    set_limits(h->curl, &t);
    curl_easy_setopt(h->curl, CURLOPT_HTTPHEADER, lines);
    CURLcode code = curl_easy_perform(h->curl);
    curl_slist_free_all(lines);
    if (code && !failed(&t, code, passing, f)) {
        free(answer.body);
        return false;
    }
    *out = answer;
    return true;
}
