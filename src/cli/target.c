/* cli/target.c: see target.h. */
#include "cli/target.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool join_path(char *out, size_t room, const char *folder, const char *name) {
    int length = snprintf(out, room, "%s/%s", folder, name);
    return length >= 0 && (size_t)length < room;
}

/* Where PATH has a program of that name. */
static bool find_program(const char *name, size_t length, char *out, size_t room) {
    char word[NAME_MAX + 1], folder[PATH_MAX];
    const char *all = getenv("PATH");
    if (length > NAME_MAX) return false;
    snprintf(word, sizeof word, "%.*s", (int)length, name);
    for (const char *p = all ? all : "/usr/bin:/bin"; *p;) {
        size_t part = strcspn(p, ":");
        snprintf(folder, sizeof folder, "%.*s", (int)part, p);
        if (part && part < sizeof folder && *p == '/' && join_path(out, room, folder, word)
            && access(out, X_OK) == 0)
            return true;
        p += part + (p[part] == ':');
    }
    return false;
}

bool target_from_here(const char *words, char out[TARGET_ROOM]) {
    const size_t room = TARGET_ROOM;
    char path[PATH_MAX], here[PATH_MAX];
    size_t head = strncmp(words, "atom:", 5) == 0 ? 5 : strncmp(words, "command:", 8) == 0 ? 8 : 0;
    const char *rest = words + head;
    size_t length = head == 8 ? strcspn(rest, " ") : strlen(rest);
    bool as_it_is = !head || *rest == '/' || !length || strchr("'\"\\", *rest);
    if (as_it_is) return snprintf(out, room, "%s", words) < (int)room;
    if (head == 8 && !memchr(rest, '/', length)) {
        if (!find_program(rest, length, path, sizeof path)) return false;
    } else if (!getcwd(here, sizeof here)
               || snprintf(path, sizeof path, "%s/%.*s", here, (int)length, rest)
                   >= (int)sizeof path) {
        return false;
    }
    if (strpbrk(path, " '\"\\") && head == 8) return false;
    return snprintf(out, room, "%.*s%s%s", (int)head, words, path, rest + length) < (int)room;
}
