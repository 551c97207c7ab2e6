/* source/fetch_hosts.c: see fetch_hosts.h. A list, the last one used in front: it is short beside
 * the time that a request takes. */
#include "source/fetch_hosts.h"

#include <stdlib.h>
#include <string.h>

struct hosts {
    pthread_mutex_t lock; /* over the list and the users of each */
    host *first;
    size_t count, most;
};

/* ---- rules ---- */

host_rules *host_rules_of(const host *one, int port) {
    host_rules *r = one->rules;
    while (r && r->port != port) r = r->next;
    return r;
}

host_rules *host_rules_new(int port, fault *f) {
    host_rules *r = calloc(1, sizeof *r);
    if (r) r->a = arena_new(0);
    if (r && r->a) {
        r->port = port;
        return r;
    }
    free(r);
    FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a robots.txt");
    return NULL;
}

void host_rules_free(host_rules *rules) {
    if (!rules) return;
    arena_free(rules->a);
    free(rules);
}

void host_rules_set(host *one, host_rules *rules) {
    host_rules **at = &one->rules;
    while (*at && (*at)->port != rules->port) at = &(*at)->next;
    host_rules *former = *at;
    rules->next = former ? former->next : NULL;
    *at = rules;
    host_rules_free(former);
}

/* ---- hosts ---- */

hosts *hosts_open(size_t most, fault *f) {
    hosts *all = calloc(1, sizeof *all);
    if (!all) {
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for hosts");
        return NULL;
    }
    pthread_mutex_init(&all->lock, NULL);
    all->most = most;
    return all;
}

static void host_free(host *one) {
    for (host_rules *r = one->rules, *next; r; r = next) {
        next = r->next;
        host_rules_free(r);
    }
    pthread_mutex_destroy(&one->turn);
    free(one->name);
    free(one);
}

void hosts_close(hosts *all) {
    if (!all) return;
    for (host *h = all->first, *next; h; h = next) {
        next = h->next;
        host_free(h);
    }
    pthread_mutex_destroy(&all->lock);
    free(all);
}

static host *host_new(str name) {
    host *one = calloc(1, sizeof *one);
    if (one) one->name = strndup(name.at, name.length);
    if (one && one->name) {
        pthread_mutex_init(&one->turn, NULL);
        return one;
    }
    free(one);
    return NULL;
}

/* The one longest unused goes; where all are in use the list grows by one. */
static void drop_last_unused(hosts *all) {
    host **last = NULL;
    for (host **at = &all->first; *at; at = &(*at)->next)
        if (!(*at)->users) last = at;
    if (!last) return;
    host *gone = *last;
    *last = gone->next;
    all->count--;
    host_free(gone);
}

static host *take_out(hosts *all, str name) {
    for (host **at = &all->first; *at; at = &(*at)->next) {
        host *one = *at;
        if (!str_is(name, one->name)) continue;
        *at = one->next;
        all->count--;
        return one;
    }
    return NULL;
}

host *hosts_enter(hosts *all, str name, fault *f) {
    pthread_mutex_lock(&all->lock);
    host *one = take_out(all, name);
    if (!one) {
        if (all->count >= all->most) drop_last_unused(all);
        one = host_new(name);
    }
    if (one) {
        one->next = all->first;
        all->first = one;
        all->count++;
        one->users++;
    }
    pthread_mutex_unlock(&all->lock);
    if (one) pthread_mutex_lock(&one->turn);
    else FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a host");
    return one;
}

void hosts_leave(hosts *all, host *one) {
    pthread_mutex_unlock(&one->turn);
    pthread_mutex_lock(&all->lock);
    one->users--;
    pthread_mutex_unlock(&all->lock);
}
