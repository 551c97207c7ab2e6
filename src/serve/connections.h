/* serve/connections.h: who is connected, so that nobody can hold a place for nothing. A request
 * must have come whole in some seconds, an answer must be taken in some minutes, and where places
 * run out the one who has been silent longest goes. A connection is ended by shutting its socket
 * down, which libmicrohttpd then sees. */
#ifndef SERVE_CONNECTIONS_H
#define SERVE_CONNECTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum {
    ASKING_S = 10,    /* for a request's head to come, from the connection or the last answer on */
    SENDING_S = 60,   /* for its body */
    TAKING_S = 300,   /* for an answer to be made and taken */
};

typedef struct connections connections;
typedef struct connected connected;

connections *connections_new(size_t most); /* NULL: no memory */
void connections_free(connections *c);     /* all are gone; NULL is nothing */

/* One comes; NULL where there is no memory. Where places run out another goes. */
connected *connections_add(connections *c, int socket);
void connections_remove(connections *c, connected *one);

/* The head of its request is there; all of it is; its answer is taken; it is a stream, which has no
 * end. */
void connections_sends(connections *c, connected *one);
void connections_busy(connections *c, connected *one);
void connections_idle(connections *c, connected *one);
void connections_stream(connections *c, connected *one);

void connections_sweep(connections *c); /* those whose time is over */
size_t connections_count(connections *c);

#endif
