/* desk/deliver_atom.c: alerts as an Atom feed in a file. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "desk/alert_text.h"
#include "desk/atom.h"
#include "desk/deliver.h"

static bool no_file(const char *path, const char *what, fault *f) {
    FAULT(f, FAULT_STORE, FAULT_NOWHERE, "%s: %s", what, strerror(errno));
    return fault_where(f, str_of(path));
}

static bool write_whole(int file, str bytes) {
    for (size_t at = 0; at < bytes.length;) {
        ssize_t n = write(file, bytes.at + at, bytes.length - at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        at += (size_t)n;
    }
    return true;
}

/* Readers see the former file or the new one, whatever happens in between. */
static bool replace_file(arena *a, const char *path, str bytes, fault *f) {
    const char *beside = arena_print(a, "%s.part", path).at;
    int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return no_file(beside, "cannot be written", f);
    bool written = write_whole(file, bytes) && fsync(file) == 0;
    written &= close(file) == 0;
    if (written && rename(beside, path) == 0) return true;
    no_file(path, "cannot be written", f);
    unlink(beside);
    return false;
}

static bool add_entry(arena *a, const atom_feed *feed, const alert *x, fault *f) {
    alert_text t;
    atom_entry e = { 0 };
    if (!alert_text_of(a, x->body, &t, f)) return false;
    e.id = arena_join(a, STR("urn:uuid:"), x->id);
    e.title = t.title;
    e.author = t.outlet;
    e.link = t.url;
    e.content = t.body;
    e.category = t.kind;
    if (moment_read(t.made, &e.updated)) e.published = e.updated;
    atom_entry_add(feed, &e);
    return true;
}

bool deliver_atom(arena *a, const char *path, const outgoing_list *shown, fault *f) {
    buffer out = { 0 };
    alert_text newest = { 0 };
    atom_head head = { .id = atom_id(a, arena_join(a, STR("alerts "), str_of(path))),
                       .title = STR("onrecord: alerts") };
    if (shown->count && alert_text_of(a, shown->at[0].alert.body, &newest, f))
        moment_read(newest.made, &head.updated);
    atom_feed feed = atom_begin(a, &out, &head);
    for (size_t i = 0; i < shown->count; i++)
        if (!add_entry(a, &feed, &shown->at[i].alert, f)) return false;
    atom_end(&feed);
    return replace_file(a, path, buffer_str(&out), f);
}
