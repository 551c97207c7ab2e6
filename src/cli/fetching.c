/* cli/fetching.c: see fetching.h. */
#include "cli/fetching.h"

#include <stdlib.h>

/* "2" or "0.5", in thousandths. */
static bool seconds_in(const char *words, unsigned least_ms, unsigned *out) {
    char *end;
    if (!words) return true;
    if ((words[0] < '0' || words[0] > '9') && words[0] != '.') return false;
    double seconds = strtod(words, &end);
    if (*end || !(seconds <= 3600) || seconds * 1000 < least_ms) return false;
    *out = (unsigned)(seconds * 1000);
    return true;
}

/* As curl and wget have it: in capitals too, but for http_proxy, which a web server's programs
 * could be given by whoever asks. */
static const char *from_environment(const char *small, const char *capital) {
    const char *value = getenv(small);
    if ((!value || !*value) && capital) value = getenv(capital);
    return value && *value ? value : NULL;
}

void fetching_environment(onr_fetch_options *out) {
    const char *all = from_environment("all_proxy", "ALL_PROXY");
    out->http_proxy = from_environment("http_proxy", NULL);
    out->https_proxy = from_environment("https_proxy", "HTTPS_PROXY");
    if (!out->http_proxy) out->http_proxy = all;
    if (!out->https_proxy) out->https_proxy = all;
    out->no_proxy = from_environment("no_proxy", "NO_PROXY");
    out->authorities = from_environment("SSL_CERT_FILE", NULL);
}

bool fetching_read(const char *command_name, const char *const *values, const fetching_rows *rows,
                   onr_fetch_options *out) {
    const char *delay = values[rows->delay], *timeout = values[rows->timeout];
    *out = (onr_fetch_options)ONR_FETCH_DEFAULT;
    fetching_environment(out);
    out->agent = values[rows->agent];
    out->cache = rows->cache == CACHE_NONE ? NULL : values[rows->cache];
    out->allow_private = values[rows->allow_private];
    out->skip_robots = values[rows->no_robots];
    if (!seconds_in(delay, 0, &out->delay_ms))
        usage_error(command_name, "--delay: \"%s\" is no number of seconds from 0 to 3600", delay);
    else if (!seconds_in(timeout, 1000, &out->time_ms))
        usage_error(command_name, "--timeout: \"%s\" is no number of seconds from 1 to 3600",
                    timeout);
    else
        return true;
    return false;
}
