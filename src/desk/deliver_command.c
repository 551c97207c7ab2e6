/* desk/deliver_command.c: an alert on the standard input of a program. No shell sees the words,
 * and nothing of a report is among them: only the program that the user named gets the JSON. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "desk/deliver.h"

enum { LOOK_MS = 10, GRACE_MS = 2000 };

static bool no_start(const char *path, int why, fault *f) {
    FAULT(f, FAULT_STORE, FAULT_NOWHERE, "cannot be started: %s", strerror(why));
    return fault_where(f, str_of(path));
}

/* A file in memory: the program may read it or not, and at its own pace. */
static int input_of(str bytes) {
    int file = memfd_create("alert", MFD_CLOEXEC);
    if (file < 0) return -1;
    for (size_t at = 0; at < bytes.length;) {
        ssize_t n = write(file, bytes.at + at, bytes.length - at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            close(file);
            return -1;
        }
        at += (size_t)n;
    }
    lseek(file, 0, SEEK_SET);
    return file;
}

/* In a group of its own, so that what it starts can be ended with it; signals as usual. */
static int start(const command_way *way, char *const *words, int input, pid_t *child) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, usual;
    sigemptyset(&none);
    sigfillset(&usual);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&how);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK
                                       | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &usual);
    int code = posix_spawn(child, words[0], &files, &how, words, way->environment);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return code;
}

/* Whether it ended within that time. */
static bool ended(pid_t child, int64_t ms, const atomic_bool *stop, int *status) {
    const struct timespec pause = { 0, LOOK_MS * 1000000L };
    for (int64_t waited = 0; waited < ms; waited += LOOK_MS) {
        pid_t who = waitpid(child, status, WNOHANG);
        if (who == child || (who < 0 && errno != EINTR)) return true;
        if (stop && atomic_load(stop)) return false;
        nanosleep(&pause, NULL);
    }
    return false;
}

static void end_it(pid_t child) {
    int status;
    kill(-child, SIGTERM);
    if (!ended(child, GRACE_MS, NULL, &status)) {
        kill(-child, SIGKILL);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    }
}

static bool await(pid_t child, const command_way *way, fault *f) {
    int status = 0;
    if (!ended(child, way->time_ms, way->stop, &status)) {
        end_it(child);
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "took more than %lld s, and was ended",
                     (long long)(way->time_ms / 1000));
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
    if (WIFSIGNALED(status))
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "was ended by signal %d", WTERMSIG(status));
    return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "gave exit code %d", WEXITSTATUS(status));
}

bool deliver_command(arena *a, const command_way *way, const alert *x, fault *f) {
    static char *const nothing[] = { NULL };
    command_way own = *way;
    char **words = ARENA_NEW(a, char *, way->words->count + 1);
    pid_t child;
    for (size_t i = 0; i < way->words->count; i++)
        words[i] = (char *)arena_copy(a, way->words->at[i]).at;
    if (!own.environment) own.environment = nothing;
    int input = input_of(arena_join(a, x->body, STR("\n")));
    if (input < 0) return no_start(words[0], errno, f);
    int code = start(&own, words, input, &child);
    close(input);
    if (code) return no_start(words[0], code, f);
    return await(child, &own, f) || fault_where(f, str_of(words[0]));
}
