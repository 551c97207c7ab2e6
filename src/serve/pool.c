/* serve/pool.c: see pool.h. */
#include "serve/pool.h"

#include <pthread.h>
#include <stdlib.h>

struct pool {
    pool_options options;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    job *first, **last;
    size_t waiting;
    unsigned opened, refused; /* threads that have their own, or could not have it */
    bool stopping;
    unsigned count;
    pthread_t threads[];
};

static job *take(pool *p) {
    pthread_mutex_lock(&p->lock);
    while (!p->first && !p->stopping) pthread_cond_wait(&p->changed, &p->lock);
    job *j = p->first;
    if (j) {
        p->first = j->next;
        if (!p->first) p->last = &p->first;
        p->waiting--;
    }
    pthread_mutex_unlock(&p->lock);
    return j;
}

static void *run(void *of) {
    pool *p = of;
    void *own = p->options.open(p->options.user);
    pthread_mutex_lock(&p->lock);
    if (own)
        p->opened++;
    else
        p->refused++;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    for (job *j; own && (j = take(p));) j->run(own, j);
    if (own) p->options.close(own);
    return NULL;
}

static bool all_open(pool *p) {
    pthread_mutex_lock(&p->lock);
    while (p->opened + p->refused < p->count) pthread_cond_wait(&p->changed, &p->lock);
    bool open = !p->refused && p->count == p->options.threads;
    pthread_mutex_unlock(&p->lock);
    return open;
}

pool *pool_start(const pool_options *o) {
    pool *p = calloc(1, sizeof *p + o->threads * sizeof *p->threads);
    if (!p) return NULL;
    p->options = *o;
    p->last = &p->first;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->changed, NULL);
    while (p->count < o->threads && !pthread_create(&p->threads[p->count], NULL, run, p))
        p->count++;
    if (all_open(p)) return p;
    pool_stop(p);
    return NULL;
}

bool pool_put(pool *p, job *j) {
    pthread_mutex_lock(&p->lock);
    bool fits = !p->stopping && p->waiting < p->options.waiting_most;
    if (fits) {
        j->next = NULL;
        *p->last = j;
        p->last = &j->next;
        p->waiting++;
        pthread_cond_signal(&p->changed);
    }
    pthread_mutex_unlock(&p->lock);
    return fits;
}

size_t pool_waiting(pool *p) {
    pthread_mutex_lock(&p->lock);
    size_t count = p->waiting;
    pthread_mutex_unlock(&p->lock);
    return count;
}

void pool_stop(pool *p) {
    if (!p) return;
    pthread_mutex_lock(&p->lock);
    p->stopping = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->count; i++) pthread_join(p->threads[i], NULL);
    pthread_cond_destroy(&p->changed);
    pthread_mutex_destroy(&p->lock);
    free(p);
}
