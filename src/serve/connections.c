/* serve/connections.c: see connections.h. Lists in the order in which their time is over. */
#include "serve/connections.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "serve/server.h"

typedef enum phase {
    PHASE_ASKING, PHASE_SENDING, PHASE_TAKING, PHASES, PHASE_STREAM = PHASES
} phase;

struct connected {
    connected *before, *after;
    int socket;
    phase phase;
    long long since_ms;
    bool ended;
};

typedef struct row {
    connected *first, *last;
} row;

struct connections {
    pthread_mutex_t lock;
    row rows[PHASES];
    size_t count, most;
};

connections *connections_new(size_t most) {
    connections *c = calloc(1, sizeof *c);
    if (!c) return NULL;
    c->most = most;
    pthread_mutex_init(&c->lock, NULL);
    return c;
}

void connections_free(connections *c) {
    if (!c) return;
    pthread_mutex_destroy(&c->lock);
    free(c);
}

static void take_out(connections *c, connected *one) {
    if (one->phase == PHASE_STREAM) return;
    row *r = &c->rows[one->phase];
    *(one->before ? &one->before->after : &r->first) = one->after;
    *(one->after ? &one->after->before : &r->last) = one->before;
    one->before = one->after = NULL;
}

static void put_in(connections *c, connected *one, phase to) {
    one->phase = to;
    one->since_ms = now_ms();
    if (to == PHASE_STREAM) return;
    row *r = &c->rows[to];
    one->before = r->last;
    *(r->last ? &r->last->after : &r->first) = one;
    r->last = one;
}

static void end_one(connected *one) {
    if (!one->ended) shutdown(one->socket, SHUT_RDWR);
    one->ended = true;
}

/* Of those who have not asked yet the one who came first and is not on the way out yet. */
static void make_room(connections *c) {
    for (int i = PHASE_ASKING; i <= PHASE_SENDING; i++) {
        connected *one = c->rows[i].first;
        while (one && one->ended) one = one->after;
        if (!one) continue;
        end_one(one);
        return;
    }
}

connected *connections_add(connections *c, int socket) {
    connected *one = calloc(1, sizeof *one);
    if (!one) return NULL;
    one->socket = socket;
    pthread_mutex_lock(&c->lock);
    if (++c->count > c->most) make_room(c);
    put_in(c, one, PHASE_ASKING);
    pthread_mutex_unlock(&c->lock);
    return one;
}

void connections_remove(connections *c, connected *one) {
    if (!one) return;
    pthread_mutex_lock(&c->lock);
    take_out(c, one);
    c->count--;
    pthread_mutex_unlock(&c->lock);
    free(one);
}

static void move(connections *c, connected *one, phase to) {
    if (!one) return;
    pthread_mutex_lock(&c->lock);
    take_out(c, one);
    put_in(c, one, to);
    pthread_mutex_unlock(&c->lock);
}

void connections_sends(connections *c, connected *one) {
    move(c, one, PHASE_SENDING);
}

void connections_busy(connections *c, connected *one) {
    move(c, one, PHASE_TAKING);
}

void connections_idle(connections *c, connected *one) {
    move(c, one, PHASE_ASKING);
}

void connections_stream(connections *c, connected *one) {
    move(c, one, PHASE_STREAM);
}

void connections_sweep(connections *c) {
    static const long long limits_ms[PHASES] = {
        ASKING_S * 1000, SENDING_S * 1000, TAKING_S * 1000,
    };
    long long now = now_ms();
    pthread_mutex_lock(&c->lock);
    for (int i = 0; i < PHASES; i++)
        for (connected *one = c->rows[i].first; one; one = one->after) {
            if (now - one->since_ms < limits_ms[i]) break;
            end_one(one);
        }
    pthread_mutex_unlock(&c->lock);
}

size_t connections_count(connections *c) {
    pthread_mutex_lock(&c->lock);
    size_t count = c->count;
    pthread_mutex_unlock(&c->lock);
    return count;
}
