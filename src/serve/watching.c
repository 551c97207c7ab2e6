/* serve/watching.c: runs the watches of the ledger whenever that has grown, from whatever process:
 * looks for news, keeps the alerts and delivers them. Where `onrecord follow` runs on the same
 * ledger, one of the two does it. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "serve/server.h"

enum {
    CACHE = 4 << 20, /* bytes of the ledger in memory */
    WAIT_MS = 10000, LOOK_MS = 500,
};

struct watching {
    pthread_t thread;
    server *server;
    atomic_bool grown, ends;
};

static void look(struct watching *w) {
    onr_ledger_options how = ONR_LEDGER_DEFAULT;
    onr_watches_options options = ONR_WATCHES_DEFAULT;
    onr_watches_counts counts;
    onr_ledger *ledger;
    onr_error error;
    how.access = ONR_ACCESS_WRITE;
    how.wait_ms = WAIT_MS;
    how.cache_bytes = CACHE;
    if (!onr_ledger_open(w->server->options.ledger, &how, &ledger, &error)) return;
    onr_watches_run(ledger, &options, &counts, &error); /* what failed is tried again */
    onr_ledger_close(ledger);
}

static void *look_again_and_again(void *of) {
    struct watching *w = of;
    while (!atomic_load(&w->ends)) {
        if (atomic_exchange(&w->grown, false)) look(w);
        usleep(LOOK_MS * 1000);
    }
    return NULL;
}

bool watching_start(server *s, onr_error *error) {
    struct watching *w = calloc(1, sizeof *w);
    if (!w) return server_error(error, ONR_ERROR_MEMORY, "no memory");
    w->server = s;
    atomic_store(&w->grown, true);
    if (pthread_create(&w->thread, NULL, look_again_and_again, w)) {
        free(w);
        return server_error(error, ONR_ERROR_MEMORY, "no thread for the watches");
    }
    s->watching = w;
    return true;
}

void watching_news(server *s) {
    atomic_store(&s->watching->grown, true);
}

void watching_stop(server *s) {
    if (!s->watching) return;
    atomic_store(&s->watching->ends, true);
    pthread_join(s->watching->thread, NULL);
    free(s->watching);
}
