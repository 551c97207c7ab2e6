/* serve/stream.h: what is new, as it comes, as server-sent events (WHATWG HTML, 9.2). A stream
 * rests until the ledger has grown, then a thread of the pool asks what came behind the place
 * where it stands; that place is the id that a browser gives back when it comes again, so nothing
 * is missed and little is told twice. */
#ifndef SERVE_STREAM_H
#define SERVE_STREAM_H

#include "serve/pool.h"
#include "serve/routes.h"

enum {
    STREAMS_MOST = 64,
    STREAM_REPORTS = 20, /* that are fetched at once */
    STREAM_REST_S = 15,  /* after which a line tells that it is still there */
};

typedef struct streams streams;
typedef struct stream stream;

streams *streams_new(void); /* NULL: no memory */
void streams_free(streams *all);
bool streams_any(streams *all);

/* Wakes those that have something to do: news (the ledger has grown), or a sign of life. */
void streams_wake(streams *all, pool *asking, bool news);
void streams_end(streams *all); /* all of them, soon */

struct MHD_Connection;
struct MHD_Response;
/* The response that goes on with its events; it frees the stream at its end. NULL: no memory. */
struct MHD_Response *stream_response(stream *s, struct MHD_Connection *connection);
void stream_free(stream *s); /* one that has no response; NULL is nothing */

#endif
