/* ledger/db_sqlite.c: see db.h. SQLite in write-ahead mode: readers and one writer at a time,
 * and a process that is killed leaves whole transactions or none. */
#include "ledger/db.h"

#include <assert.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "ledger/db_functions.h"
#include "ledger/db_lists.h"
#include "ledger/db_packed.h"

enum { STEPS_LOOKED = 2000 /* of SQLite's machine, between two looks at the time */ };
enum { LATELY = 512 /* statements found by their address */ };
enum { KEPT_MOST = 400, ONCE_MOST = 8, WAIT_STEP_US = 2000, VALUE_MOST = 256 << 20 };

struct query {
    db *db;
    const char *sql; /* of those kept; NULL: made for the occasion */
    sqlite3_stmt *statement; /* NULL where it could not be prepared */
    int bound;
};

struct db {
    sqlite3 *at;
    char path[256];
    int wait_ms;
    bool began, failed;
    fault fault;
    query kept[KEPT_MOST];
    size_t kept_count;
    uint16_t lately[LATELY]; /* where one of that address may be among those kept */
    query once[ONCE_MOST]; /* db NULL: free */
    int desk; /* the file that is held, or -1 */
    unsigned limit_ms;
    long long ends_ms, ends_wall_ms; /* by the thread's processor time, by the clock */
    db_guest guest; /* of NULL: none */
    bool mended; /* only read, though it was opened to be written to */
};

/* ---- failure ---- */

static const char *why(int code) {
    switch (code & 0xFF) {
    case SQLITE_FULL: return "the disk is full";
    case SQLITE_READONLY: return "it can only be read";
    case SQLITE_NOTADB: return "it is no ledger";
    case SQLITE_PERM: return "no permission";
    default: return NULL;
    }
}

static bool tell(const db *d, int code, fault *f) {
    const char *known = why(code);
    if ((code & 0xFF) == SQLITE_NOMEM)
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for the ledger");
    else if ((code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED)
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "another process has locked it for more than %d s",
              d->wait_ms / 1000);
    else if ((code & 0xFF) == SQLITE_INTERRUPT)
        FAULT(f, FAULT_TIME, FAULT_NOWHERE, "this takes more than %.1f s: ask for less, such as"
              " one story, outlet or month", d->limit_ms / 1000.0);
    else if (known)
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "%s", known);
    else
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "%.200s", sqlite3_errmsg(d->at));
    return fault_where(f, str_of(d->path));
}

static void fail(db *d, int code) {
    if (d->failed) return;
    d->failed = true;
    tell(d, code, &d->fault);
}

void db_fail(db *d, const fault *f) {
    if (d->failed) return;
    d->failed = true;
    d->fault = *f;
}

bool db_failed(const db *d) {
    return d->failed;
}

/* ---- time ---- */

static long long time_ms(clockid_t of) {
    struct timespec now;
    clock_gettime(of, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int is_over(void *of) {
    const db *d = of;
    return time_ms(CLOCK_THREAD_CPUTIME_ID) > d->ends_ms
        || time_ms(CLOCK_MONOTONIC) > d->ends_wall_ms;
}

void db_limit(db *d, unsigned processor_ms) {
    d->limit_ms = processor_ms;
    d->ends_ms = time_ms(CLOCK_THREAD_CPUTIME_ID) + processor_ms;
    d->ends_wall_ms = time_ms(CLOCK_MONOTONIC) + 10LL * processor_ms;
    sqlite3_progress_handler(d->at, STEPS_LOOKED, processor_ms ? is_over : NULL, d);
}

/* ---- opening ---- */

static int wait_for_lock(void *of, int times) {
    const db *d = of;
    if ((long)times * WAIT_STEP_US / 1000 > d->wait_ms) return 0;
    usleep(WAIT_STEP_US);
    return 1;
}

/* A ledger may come from anyone: nothing that it brings is run (triggers; functions in views
 * beyond the harmless ones), and no value in it is longer than any that a ledger keeps. */
static void distrust(sqlite3 *at) {
    static const struct { int what, value; } settings[] = {
        { SQLITE_DBCONFIG_DEFENSIVE, 1 },
        { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
        { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    };
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        sqlite3_db_config(at, settings[i].what, settings[i].value, NULL);
    sqlite3_limit(at, SQLITE_LIMIT_LENGTH, VALUE_MOST);
}

/* In a folder that cannot be written to there is no place for the files beside it; where none
 * of them is there, nothing waits in them. */
static int open_resting(db *d, const char *path) {
    char beside[300];
    snprintf(beside, sizeof beside, "%s-wal", path);
    if (access(beside, F_OK) == 0) return SQLITE_CANTOPEN;
    char *name = sqlite3_mprintf("file:%s?immutable=1", path);
    if (!name) return SQLITE_NOMEM;
    for (const char *p = path; *p; p++) {
        if (!strchr("?#%", *p)) continue;
        sqlite3_free(name); /* no name for an address */
        return SQLITE_CANTOPEN;
    }
    sqlite3_close(d->at);
    int code = sqlite3_open_v2(name, &d->at, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
    sqlite3_free(name);
    if (code) return code;
    distrust(d->at);
    return sqlite3_exec(d->at, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
}

/* A process that was killed may have left a journal that must be undone first, which one who
 * only reads may not do. */
static int open_mended(db *d, const char *path) {
    sqlite3_close(d->at);
    int code = sqlite3_open_v2(path, &d->at, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code) return code;
    distrust(d->at);
    sqlite3_busy_handler(d->at, wait_for_lock, d);
    d->mended = true;
    return sqlite3_exec(d->at, "SELECT count(*) FROM sqlite_schema; PRAGMA query_only=ON", NULL,
                        NULL, NULL);
}

/* Pages are checked when they come into the cache. Those of mapped memory never stay there, and
 * would be checked at every look. */
static int open_file(db *d, const char *path, db_access how) {
    int flags = how == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (how == DB_CREATE) flags |= SQLITE_OPEN_CREATE;
    int code = sqlite3_open_v2(path, &d->at, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code) return code;
    distrust(d->at);
    sqlite3_busy_handler(d->at, wait_for_lock, d);
    code = sqlite3_exec(d->at, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    if ((code & 0xFF) == SQLITE_CANTOPEN && how == DB_READ) code = open_resting(d, path);
    if ((code & 0xFF) == SQLITE_READONLY && how == DB_READ) code = open_mended(d, path);
    if (!code) code = db_functions_make(d->at);
    if (!code) code = db_packed_make(d->at);
    if (!code) code = db_lists_make(d->at);
    if (code) return code;
    return sqlite3_exec(d->at, "PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY;"
                        "PRAGMA cache_size=-65536; PRAGMA mmap_size=0;"
                        "PRAGMA cell_size_check=ON; PRAGMA synchronous=FULL;",
                        NULL, NULL, NULL);
}

db *db_open(const char *path, db_access how, int wait_ms, fault *f) {
    db *d = calloc(1, sizeof *d);
    if (!d) {
        FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory for a ledger");
        return NULL;
    }
    snprintf(d->path, sizeof d->path, "%s", path);
    d->wait_ms = wait_ms;
    d->desk = -1;
    if (how != DB_CREATE && access(path, F_OK) != 0) {
        FAULT(f, FAULT_STORE, FAULT_NOWHERE, "there is no such ledger");
        fault_where(f, str_of(path));
        db_close(d);
        return NULL;
    }
    int code = open_file(d, path, how);
    if (!code) return d;
    tell(d, code, f);
    db_close(d);
    return NULL;
}

void db_cache(db *d, size_t bytes) {
    char sql[96];
    snprintf(sql, sizeof sql, "PRAGMA mmap_size=0; PRAGMA cache_size=-%zu", bytes / 1024 + 1);
    db_do(d, sql);
}

void db_close(db *d) {
    if (!d) return;
    if (d->guest.of) d->guest.free(d->guest.of);
    for (size_t i = 0; i < d->kept_count; i++) sqlite3_finalize(d->kept[i].statement);
    sqlite3_close(d->at);
    db_let_go_desk(d);
    free(d);
}

/* ---- the desk ---- */

/* A lock on a file beside the ledger ends with the process, however that ends. SQLite's own file
 * must not be opened here: closing it would drop SQLite's locks. */
bool db_hold_desk(db *d) {
    char *path = sqlite3_mprintf("%s-desk", sqlite3_db_filename(d->at, "main"));
    if (!path || d->desk >= 0) {
        sqlite3_free(path);
        return false;
    }
    d->desk = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    sqlite3_free(path);
    if (d->desk >= 0 && flock(d->desk, LOCK_EX | LOCK_NB) == 0) return true;
    db_let_go_desk(d);
    return false;
}

void db_let_go_desk(db *d) {
    if (d->desk >= 0) close(d->desk);
    d->desk = -1;
}

/* ---- transactions ---- */

void db_do(db *d, const char *sql) {
    if (d->failed) return;
    int code = sqlite3_exec(d->at, sql, NULL, NULL, NULL);
    if (code) fail(d, code);
}

void db_do_beside(db *d, const char *sql) {
    if (d->mended) db_do(d, "PRAGMA query_only=OFF");
    db_do(d, sql);
    if (d->mended) db_do(d, "PRAGMA query_only=ON");
}

void db_do_patiently(db *d, const char *sql) {
    int code, times = 0;
    if (d->failed) return;
    do code = sqlite3_exec(d->at, sql, NULL, NULL, NULL);
    while ((code & 0xFF) == SQLITE_BUSY && wait_for_lock(d, times++));
    if (code) fail(d, code);
}

static void reset_all(db *d);

/* The size of pages can only change without a write-ahead log. */
void db_compact(db *d, const char *page) {
    char sql[160];
    int wait_ms = d->wait_ms;
    if (d->failed) return;
    bool other = query_one(db_query(d, "PRAGMA page_size"), 0) != atoi(page);
    reset_all(d);
    if (other) snprintf(sql, sizeof sql, "PRAGMA journal_mode=DELETE; PRAGMA page_size=%s", page);
    d->wait_ms = 0; /* another time will do */
    int code = other ? sqlite3_exec(d->at, sql, NULL, NULL, NULL) : SQLITE_OK;
    if (!code) sqlite3_exec(d->at, "VACUUM", NULL, NULL, NULL);
    sqlite3_exec(d->at, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
    d->wait_ms = wait_ms;
}

void db_begin(db *d) {
    db_do(d, "BEGIN IMMEDIATE");
    d->began = !d->failed;
}

static void reset_all(db *d) {
    for (size_t i = 0; i < d->kept_count; i++) sqlite3_reset(d->kept[i].statement);
}

bool db_is_writing(const db *d) {
    return d->began && !d->failed;
}

void db_put_guest(db *d, const db_guest *g) {
    d->guest = *g;
}

void *db_guest_of(const db *d) {
    return d->guest.of;
}

bool db_settle(db *d, fault *f) {
    if (d->guest.of && d->began && !d->failed) d->guest.write(d->guest.of);
    reset_all(d);
    if (d->began && !d->failed) db_do(d, "COMMIT");
    if (d->failed && d->began && !sqlite3_get_autocommit(d->at))
        sqlite3_exec(d->at, "ROLLBACK", NULL, NULL, NULL);
    bool done = !d->failed;
    if (d->guest.of && d->began) d->guest.end(d->guest.of, done);
    if (!done) *f = d->fault;
    d->began = d->failed = false;
    return done;
}

bool db_copy(db *d, const char *path, fault *f) {
    query *q = db_query_once(d, STR("VACUUM INTO ?"));
    query_words(q, str_of(path));
    query_run(q);
    query_drop(q);
    return db_settle(d, f);
}

/* ---- statements ---- */

/* SQLite looks at the time in long statements alone; many short ones take long too. */
static void look_at_time(db *d) {
    if (d->limit_ms && !d->failed && is_over(d)) fail(d, SQLITE_INTERRUPT);
}

static void prepare(query *q, str sql, unsigned flags) {
    look_at_time(q->db);
    if (q->db->failed) return;
    int code = sqlite3_prepare_v3(q->db->at, sql.at, (int)sql.length, flags, &q->statement, NULL);
    if (code) fail(q->db, code);
}

query *db_query(db *d, const char *sql) {
    uint16_t *lately = &d->lately[(uintptr_t)sql / 8 % LATELY];
    query *q = *lately < d->kept_count && d->kept[*lately].sql == sql ? &d->kept[*lately] : NULL;
    for (size_t i = 0; i < d->kept_count && !q; i++)
        if (d->kept[i].sql == sql) q = &d->kept[i];
    for (size_t i = 0; i < d->kept_count && !q; i++) /* the same words elsewhere in the program */
        if (strcmp(d->kept[i].sql, sql) == 0) q = &d->kept[i];
    if (!q) {
        if (d->kept_count == KEPT_MOST) { /* more than this room has */
            sqlite3_finalize(d->kept[--d->kept_count].statement);
        }
        q = &d->kept[d->kept_count++];
        *q = (query){ .db = d, .sql = sql };
    }
    *lately = (uint16_t)(q - d->kept);
    if (!q->statement) prepare(q, str_of(sql), SQLITE_PREPARE_PERSISTENT);
    else look_at_time(d);
    sqlite3_reset(q->statement);
    q->bound = 0;
    return q;
}

query *db_query_once(db *d, str sql) {
    query *q = d->once;
    while (q->db) q++;
    assert(q < d->once + ONCE_MOST);
    *q = (query){ .db = d };
    prepare(q, sql, 0);
    return q;
}

void query_drop(query *q) {
    sqlite3_finalize(q->statement);
    *q = (query){ 0 };
}

static void after_bind(query *q, int code) {
    if (code && q->statement) fail(q->db, code);
}

void query_int(query *q, int64_t value) {
    after_bind(q, sqlite3_bind_int64(q->statement, ++q->bound, value));
}

void query_real(query *q, double value) {
    after_bind(q, sqlite3_bind_double(q->statement, ++q->bound, value));
}

void query_words(query *q, str value) {
    after_bind(q, sqlite3_bind_text64(q->statement, ++q->bound, value.at, value.length,
                                      SQLITE_STATIC, SQLITE_UTF8));
}

void query_bytes(query *q, str value) {
    after_bind(q, sqlite3_bind_blob64(q->statement, ++q->bound, value.at, value.length,
                                      SQLITE_STATIC));
}

void query_null(query *q) {
    after_bind(q, sqlite3_bind_null(q->statement, ++q->bound));
}

bool query_next(query *q) {
    if (!q->statement || q->db->failed) return false;
    int code = sqlite3_step(q->statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(q->db, code);
    sqlite3_reset(q->statement);
    return false;
}

void query_run(query *q) {
    while (query_next(q)) continue;
}

int64_t query_run_id(query *q) {
    query_run(q);
    return sqlite3_last_insert_rowid(q->db->at);
}

/* ---- rows ---- */

int query_columns(const query *q) {
    return sqlite3_column_count(q->statement);
}

const char *query_name(const query *q, int column) {
    return sqlite3_column_name(q->statement, column);
}

value_kind query_kind(const query *q, int column) {
    switch (sqlite3_column_type(q->statement, column)) {
    case SQLITE_INTEGER: return VALUE_INT;
    case SQLITE_FLOAT: return VALUE_REAL;
    case SQLITE_TEXT: return VALUE_WORDS;
    case SQLITE_BLOB: return VALUE_BYTES;
    default: return VALUE_NULL;
    }
}

int64_t query_int_at(const query *q, int column) {
    return sqlite3_column_int64(q->statement, column);
}

double query_real_at(const query *q, int column) {
    return sqlite3_column_double(q->statement, column);
}

str query_words_at(const query *q, int column) {
    value_kind kind = query_kind(q, column);
    if (kind == VALUE_NULL) return STR_NONE;
    const void *at = kind == VALUE_BYTES ? sqlite3_column_blob(q->statement, column)
                                         : sqlite3_column_text(q->statement, column);
    size_t length = (size_t)sqlite3_column_bytes(q->statement, column);
    return (str){ at ? at : "", length };
}

int64_t query_one(query *q, int64_t none) {
    int64_t value = none;
    if (query_next(q) && query_kind(q, 0) != VALUE_NULL) value = query_int_at(q, 0);
    sqlite3_reset(q->statement);
    return value;
}
