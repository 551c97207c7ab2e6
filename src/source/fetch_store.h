/* source/fetch_store.h: what was fetched before, so that a server is asked only for what has
 * changed (RFC 9110, 13). A folder of files is one such store, a ledger may be another. */
#ifndef SOURCE_FETCH_STORE_H
#define SOURCE_FETCH_STORE_H

#include "base/arena.h"
#include "base/fault.h"

typedef struct fetch_kept {
    str url, media;     /* the Content-Type as it was sent */
    str etag, modified; /* one of them at least */
    str body;           /* decoded */
} fetch_kept;

/* Called from several threads at once. */
typedef struct fetch_store {
    bool (*find)(void *user, arena *a, str url, fetch_kept *out); /* false: not kept */
    bool (*keep)(void *user, const fetch_kept *it, fault *f);
    void *user;
} fetch_store;

enum { FETCH_STORE_FILE_MOST = 64 << 20 /* bytes; a larger file is none of ours */ };

/* One file an address in the folder, written whole or not at all. The folder must be there and
 * outlive the store; what is no file of ours, or damaged, counts as not kept. */
fetch_store fetch_store_folder(const char *folder);

#endif
