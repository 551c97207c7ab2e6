/* serve/pool.h: threads that work off a queue with a limit, each with something of its own (a
 * connection to the ledger). What finds the queue full is told so at once: better a 503 that says
 * when to come back than an answer that nobody waits for any more. */
#ifndef SERVE_POOL_H
#define SERVE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/* The first member of what is queued. */
typedef struct job {
    struct job *next;
    void (*run)(void *own, struct job *j);
} job;

typedef struct pool_options {
    unsigned threads;
    size_t waiting_most; /* jobs that no thread has taken yet */
    void *(*open)(void *user);             /* a thread's own; NULL: the pool does not start */
    void (*close)(void *own);
    void *user;
} pool_options;

typedef struct pool pool;

pool *pool_start(const pool_options *options); /* NULL: no memory, threads, or no own */
bool pool_put(pool *p, job *j);                /* false: full, or stopping */
size_t pool_waiting(pool *p);
void pool_stop(pool *p); /* works off what waits, then ends; NULL is nothing */

#endif
