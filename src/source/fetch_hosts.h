/* source/fetch_hosts.h: the hosts that a fetcher has asked: whose turn it is, when the next
 * request may come, and what their robots.txt says. */
#ifndef SOURCE_FETCH_HOSTS_H
#define SOURCE_FETCH_HOSTS_H

#include <pthread.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "source/robots.h"

/* robots.txt of one port of a host. */
typedef struct host_rules {
    struct host_rules *next;
    arena *a; /* holds robots */
    int port;
    int64_t read_ms;
    robots robots;
    char shut[256]; /* why nothing may be read, or "" */
} host_rules;

typedef struct host {
    struct host *next;
    char *name;
    pthread_mutex_t turn; /* over all below */
    int64_t free_ms;      /* no request before */
    host_rules *rules;
    unsigned users;       /* holding or awaiting the turn; under the table's lock */
} host;

typedef struct hosts hosts;

hosts *hosts_open(size_t most, fault *f); /* Fails: FAULT_MEMORY */
void hosts_close(hosts *all); /* NULL is nothing; nobody may be inside */

/* Waits until nobody else asks this host. NULL: FAULT_MEMORY. */
host *hosts_enter(hosts *all, str name, fault *f);
void hosts_leave(hosts *all, host *one);

/* Of a host whose turn it is; NULL where they were not read yet. */
host_rules *host_rules_of(const host *one, int port);
host_rules *host_rules_new(int port, fault *f); /* Fails: FAULT_MEMORY */
void host_rules_free(host_rules *rules);        /* NULL is nothing */
void host_rules_set(host *one, host_rules *rules); /* takes them, in place of the port's former */

#endif
