/* api/follow_desk.c: watches beside following. A run opens the ledger and closes it again: what
 * it takes is for when there is something to tell. */
#include "api/follow.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include "api/watches.h"

static void tell(const onr_follow *it, const onr_error *error) {
    const onr_watches_options *o = it->options.watches;
    char line[600];
    onr_error_line(error, line, sizeof line);
    if (o->tell) o->tell(o->user, line);
}

static void run(onr_follow *it, const atomic_bool *stop) {
    onr_ledger_options how = ONR_LEDGER_DEFAULT;
    onr_watches_counts counts;
    onr_ledger *own;
    onr_error error;
    how.access = ONR_ACCESS_WRITE;
    if (!onr_ledger_open(it->path, &how, &own, &error)) {
        tell(it, &error);
        return;
    }
    if (!api_watches_run(own, it->options.watches, stop, &counts, &error)) tell(it, &error);
    onr_ledger_close(own);
}

static void await_work(onr_follow *it) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += FOLLOW_DESK_S;
    pthread_mutex_lock(&it->lock);
    while (!it->desk_due && !it->quit
           && pthread_cond_timedwait(&it->desk_wake, &it->lock, &until) != ETIMEDOUT)
        continue;
    it->desk_due = false;
    pthread_mutex_unlock(&it->lock);
}

static void *work(void *of) {
    onr_follow *it = of;
    while (!atomic_load(&it->stop)) {
        run(it, &it->stop);
        await_work(it);
    }
    return NULL;
}

void follow_desk_start(onr_follow *it) {
    if (!it->options.watches || it->options.once) return;
    it->desk_started = pthread_create(&it->desk, NULL, work, it) == 0;
}

void follow_desk_wake(onr_follow *it) {
    pthread_mutex_lock(&it->lock);
    it->desk_due = true;
    pthread_cond_signal(&it->desk_wake);
    pthread_mutex_unlock(&it->lock);
}

void follow_desk_stop(onr_follow *it) {
    follow_desk_wake(it);
    if (it->desk_started) pthread_join(it->desk, NULL);
    it->desk_started = false;
}

void follow_desk_once(onr_follow *it) {
    if (it->options.watches && it->options.once) run(it, &it->stop);
}
