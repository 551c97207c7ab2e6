/* ledger/db.h: a database as the ledger uses it: statements with values, rows, transactions.
 * SQLite is behind it (db_sqlite.c); the ledger's SQL stands in the other files of this room.
 *
 * A failure sticks: after it every call does nothing and every query is empty, until
 * db_settle, which rolls an open transaction back and tells what went wrong. So code between
 * db_begin and db_settle needs no check at every step.
 *
 *     db_begin(d);
 *     query *q = db_query(d, "SELECT id FROM report WHERE key = ?");
 *     query_bytes(q, key);
 *     while (query_next(q)) use(query_int_at(q, 0));
 *     return db_settle(d, f);
 */
#ifndef LEDGER_DB_H
#define LEDGER_DB_H

#include "base/arena.h"
#include "base/fault.h"

typedef struct db db;
typedef struct query query;

typedef enum db_access {
    DB_READ,  /* must be there; nothing is written */
    DB_WRITE, /* must be there */
    DB_CREATE /* made where it is not there */
} db_access;

/* Fails: FAULT_STORE, with path as where; FAULT_MEMORY. wait_ms: for another's lock. */
db *db_open(const char *path, db_access access, int wait_ms, fault *f);
/* So much of the file in memory of its own, and none of it mapped. */
void db_cache(db *d, size_t bytes);
/* From now on until the next call all statements together take at most so much processor time of
 * the calling thread, and ten times as long by the clock; then they fail with FAULT_TIME.
 * 0: no limit. */
void db_limit(db *d, unsigned processor_ms);
void db_close(db *d); /* NULL is nothing; rolls back what was begun */

/* Begins a transaction that writes. */
void db_begin(db *d);
/* Ends the work since the last db_settle: commits, or rolls back where something failed.
 * False and *f where it failed. */
bool db_settle(db *d, fault *f);
/* Whether a transaction that writes is open, and nothing failed. */
bool db_is_writing(const db *d);
/* What a caller keeps with a database: it may write before a transaction commits, is told when one
 * ends, and is freed with the database. One at most. */
typedef struct db_guest {
    void *of;
    void (*write)(void *of);
    void (*end)(void *of, bool done);
    void (*free)(void *of);
} db_guest;
void db_put_guest(db *d, const db_guest *g);
void *db_guest_of(const db *d); /* NULL: none */
/* Marks the work as failed, for a reason of the caller's own. */
void db_fail(db *d, const fault *f);
bool db_failed(const db *d);

void db_do(db *d, const char *sql); /* statements without values or rows */
/* The same for what is of this connection alone, also of a file that is only read. */
void db_do_beside(db *d, const char *sql);
/* The same for what SQLite gives up at once where another process is at it, such as a change of
 * the journal: tried again until the wait is over. */
void db_do_patiently(db *d, const char *sql);
/* The whole file written anew, without free pages, in pages of so many bytes; it stays as it is
 * where another process has it open or the disk is full. */
void db_compact(db *d, const char *page);
bool db_copy(db *d, const char *path, fault *f); /* the whole of it into a new file */

/* For the one process that delivers what is in the outbox: false where another does. It ends
 * with db_let_go_desk, db_close, or the process. */
bool db_hold_desk(db *d);
void db_let_go_desk(db *d);

/* A statement, prepared once and kept; `sql` is a constant. Values and rows of its last use
 * are gone. */
query *db_query(db *d, const char *sql);
/* One made for the occasion: query_drop ends it. Never NULL. */
query *db_query_once(db *d, str sql);
void query_drop(query *q);

/* The next value, from the first on. Words and bytes must stay until the last query_next. */
void query_int(query *q, int64_t value);
void query_real(query *q, double value);
void query_words(query *q, str value); /* STR_NONE gives NULL */
void query_bytes(query *q, str value); /* STR_NONE gives NULL */
void query_null(query *q);

bool query_next(query *q); /* false past the last row */
void query_run(query *q);  /* all of it, without rows */
int64_t query_run_id(query *q); /* the same; the id of the row it inserted */

typedef enum value_kind { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_WORDS, VALUE_BYTES } value_kind;

/* Values of the row, columns from 0; words stay until the next query_next. */
int query_columns(const query *q);
const char *query_name(const query *q, int column);
value_kind query_kind(const query *q, int column);
int64_t query_int_at(const query *q, int column);
double query_real_at(const query *q, int column);
str query_words_at(const query *q, int column); /* or bytes; STR_NONE for NULL */

/* The first value of the first row; `none` where there is no row or it is NULL. */
int64_t query_one(query *q, int64_t none);

#endif
