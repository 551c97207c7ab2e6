/* cli/fetching.h: the options of commands that fetch, told once. */
#ifndef CLI_FETCHING_H
#define CLI_FETCHING_H

#include "cli/command.h"
#include "onrecord.h"

#define CACHE_ROW                                                                                  \
    { .name = "cache", .value = "FOLDER",                                                          \
      .help = "Keep fetched pages in this folder, and fetch again only what changed." }
#define DELAY_ROW                                                                                  \
    { .name = "delay", .value = "SECONDS",                                                         \
      .help = "Rest of a host between two pages, 0 to 3600; 1 where not said, and more where "     \
              "its robots.txt asks for it." }
#define TIMEOUT_ROW                                                                                \
    { .name = "timeout", .value = "SECONDS",                                                       \
      .help = "How long one request may take, 1 to 3600; 60 where not said." }
#define AGENT_ROW                                                                                  \
    { .name = "user-agent", .value = "WORDS",                                                      \
      .help = "Who asks, as \"name/1.0 (contact)\"; robots.txt is read for that name." }
#define NO_ROBOTS_ROW                                                                              \
    { .name = "no-robots",                                                                         \
      .help = "Do not ask robots.txt: for sites of your own, or with their leave." }
#define FETCH_ROW                                                                                  \
    { .name = "fetch",                                                                             \
      .help = "Where an entry of a feed or a sitemap is a summary or an address alone, fetch "     \
              "the page that it links." }
#define PRIVATE_ROW                                                                                \
    { .name = "allow-private",                                                                     \
      .help = "Fetch from loopback, private and link-local addresses too." }

/* Numbers of these options in a command's table; CACHE_NONE: it has no cache. */
typedef struct fetching_rows {
    int cache, delay, timeout, agent, no_robots, allow_private;
} fetching_rows;

enum { CACHE_NONE = -1 };

/* Proxies and certificates: http_proxy, https_proxy, all_proxy, no_proxy, SSL_CERT_FILE. */
void fetching_environment(onr_fetch_options *out);

/* Proxies and certificates are those of the environment. False, with a line on standard error,
 * where an option is wrong. */
bool fetching_read(const char *command_name, const char *const *values, const fetching_rows *rows,
                   onr_fetch_options *out);

#endif
