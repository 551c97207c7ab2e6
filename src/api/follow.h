/* api/follow.h: following sources, in three parts. The thread that runs (follow.c) decides who is
 * asked next and is the only one that touches the ledger; workers (follow_work.c) fetch and
 * read, each on one thing at a time in memory of its own; what they bring is kept (follow_keep.c)
 * before they are given something else. So memory is bounded by the number of workers, and what
 * a source gave and that it gave it are one transaction. */
#ifndef API_FOLLOW_H
#define API_FOLLOW_H

#include <pthread.h>
#include <semaphore.h>

#include "api/objects.h"
#include "ledger/follow.h"
#include "ledger/ledger.h"

enum {
    FOLLOW_EVERY_S = 600,
    FOLLOW_FOLDER_S = 30,         /* folders are looked at so often, or oftener */
    FOLLOW_HOSTS = 8, FOLLOW_HOSTS_MOST = 64,
    FOLLOW_BODY_MOST = 16 << 20,  /* bytes of a feed */
    FOLLOW_ENTRIES_MOST = 50000,  /* of one feed, or files of one folder at once */
    FOLLOW_QUEUE_MOST = 4096,     /* entries that wait in memory; the others wait in the ledger */
    FOLLOW_TRIES_MOST = 5,        /* of an entry's page */
    FOLLOW_RETRY_S = 60,          /* before its second try, four times as long before each more */
    FOLLOW_IDLE_S = 60,           /* after that weights and the ledger's memory are given back */
    FOLLOW_SETTLE_S = 2,          /* a file written to so lately may not be whole */
    FOLLOW_SEEN_DAYS = 60,        /* entries that were not seen for so long are new again */
    FOLLOW_DESK_S = 60,           /* so often watches are run where nothing was added */
    FOLLOW_FAILURES_TOLD = 5,     /* in a row, of a source: then the operator is told */
};

typedef enum outcome_kind {
    CAME_FETCHED, CAME_UNCHANGED, CAME_EMPTY, CAME_LIST, CAME_FAILED, CAME_STOPPED
} outcome_kind;

/* What a source gave. Strings are the job's. */
typedef struct visit {
    outcome_kind outcome;
    followed_entries entries;
    str_list listed;     /* addresses of feeds */
    size_t broken;       /* entries that are none */
    fetch_met met;
    str etag, modified, body;
    str why;             /* it failed, or of the first broken entry; of an entry, why it stands
                            for its page */
    bool gone;           /* and said that this is for good */
} visit;

typedef enum job_state {
    JOB_IDLE, JOB_GIVEN, /* the worker's */
    JOB_PART,            /* a report is there; the worker goes on when it is kept */
    JOB_DONE             /* the last one is, or none */
} job_state;

typedef struct follow_job {
    struct onr_follow *of;
    pthread_t thread;
    bool started;
    job_state state;     /* under the lock */
    arena *a;            /* of one job */
    size_t target;       /* number in targets, of a source */
    size_t host;         /* number in hosts that it keeps busy; 0: none */
    bool is_entry;
    followed source;
    followed_entry entry; /* with packed */
    visit visit;
    onr_report report;
    onr_record record;
    bool has_record;
    fetch_met met;       /* of the entry's page */
    fault failed;        /* of the entry; kind FAULT_NONE: it did not */
} follow_job;

typedef struct follow_target {
    int64_t number, due;
    size_t host;
    bool busy;
} follow_target;

typedef struct follow_host {
    uint64_t hash;
    bool busy;
    int64_t free_ms;     /* not asked before */
} follow_host;

struct onr_follow {
    onr_follow_options options;
    char *path;
    int lock_file;       /* or -1 */
    onr_ledger *ledger;
    onr_fetcher *fetcher;
    arena *a, *scratch;  /* of targets and hosts; of one step */
    LIST(follow_target) targets;
    LIST(follow_host) hosts; /* the first stands for none */
    followed_entries queue;  /* from next on */
    size_t next;
    bool stale;              /* the queue: entries were put by */
    int64_t next_entry;      /* s; when one that is not in the queue is due */
    int64_t used_ms;         /* something was read last */
    bool worked;             /* since memory was given back */
    size_t failed;
    follow_job *jobs;        /* [job_count] */
    size_t job_count;
    atomic_bool stop;
    sem_t wake;
    pthread_mutex_t lock;    /* over all below, and the jobs' states */
    pthread_cond_t moved;
    pthread_t desk;          /* runs the watches */
    pthread_cond_t desk_wake;
    bool desk_started, desk_due;
    onr_reader *reader;      /* or NULL */
    unsigned readers, reading_most; /* at work with it, and how many may be */
    bool quit;
};

/* follow_work.c */
void *follow_work(void *job);
uint64_t follow_host_of(arena *a, str address); /* 0: none */

/* follow_keep.c: into the ledger. The guard of it->scratch is set.
 * Fails: FAULT_STORE, FAULT_MEMORY. */
bool follow_keep_visit(onr_follow *it, follow_job *job, fault *f);
bool follow_keep_part(onr_follow *it, follow_job *job, fault *f);  /* a report of several */
bool follow_keep_entry(onr_follow *it, follow_job *job, fault *f);

/* follow_desk.c: the ledger's watches, on a thread and a ledger of their own, so that a target
 * that is slow holds nothing else up. */
void follow_desk_start(onr_follow *it);
void follow_desk_wake(onr_follow *it); /* something was added */
void follow_desk_stop(onr_follow *it); /* waits; it->stop is set */
void follow_desk_once(onr_follow *it); /* with `once`: when all is added */

/* follow.c */
int64_t follow_now_ms(void);
bool follow_load(onr_follow *it, fault *f); /* the targets, anew */
void follow_tell(onr_follow *it, onr_follow_kind kind, const follow_job *job, const str words[2]);

#endif
