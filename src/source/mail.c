/* source/mail.c: newsletters: single messages (EML) and mailboxes (mbox, RFC 4155), cut at the
 * lines "From ... date" that an empty line goes before. */
#include "source/forms.h"
#include "source/message.h"
#include "source/recognise.h"

source_step mail_next(source *s, arena *a, report *out, fault *f) {
    str bytes;
    bool whole;
    s->ended = true;
    if (!input_rest(s->in, SOURCE_ENTRY_MOST, &bytes, &whole, f)) return SOURCE_BROKEN;
    if (!whole) FAULT(f, FAULT_INPUT, FAULT_NOWHERE, "has more than %d bytes", SOURCE_ENTRY_MOST);
    bytes = str_cut(bytes, bom_length(bytes), bytes.length);
    return whole && message_read(a, bytes, out, f) ? SOURCE_REPORT : SOURCE_BROKEN;
}

/* ---- mailboxes ---- */

/* Where in `ahead`, from *from on, the next message's line begins; its length where none is in
 * sight, and *from is then where to look on when more has come. */
static size_t next_message(str ahead, size_t *from, bool ended) {
    size_t at = *from;
    for (; (at = str_find(ahead, STR("\nFrom "), at)) < ahead.length; at++) {
        size_t end = str_find(ahead, STR("\n"), at + 1);
        if (end == ahead.length && !ended && end - at < 400) break;
        bool blank = at && (ahead.at[at - 1] == '\n'
                            || (ahead.at[at - 1] == '\r' && at > 1 && ahead.at[at - 2] == '\n'));
        if (blank && is_mbox_line(str_cut(ahead, at + 1, end))) return at + 1;
    }
    *from = at < ahead.length ? at : at > 8 ? at - 8 : 0;
    return ahead.length;
}

/* Past the rest of a message that is too long. */
static bool skip_message(source *s, fault *f) {
    for (bool ended = false; !ended;) {
        str ahead;
        size_t from = 0;
        if (!input_peek(s->in, 1 << 16, &ahead, f)) return false;
        ended = ahead.length < 1 << 16;
        size_t end = next_message(ahead, &from, ended);
        bool found = end < ahead.length;
        input_skip(s->in, found || ended ? end : from ? from : 1);
        if (found) return true;
    }
    return true;
}

/* The message ahead with its "From " line, up to the next, moved past; *whole is false beyond
 * the limit. */
static bool take_message(source *s, str *out, bool *whole, fault *f) {
    str ahead;
    size_t from = 0, end;
    bool ended = false;
    if (!input_peek(s->in, 1, &ahead, f)) return false;
    while ((end = next_message(ahead, &from, ended)) == ahead.length && !ended) {
        size_t had = ahead.length;
        if (had > SOURCE_ENTRY_MOST) break;
        if (!input_peek(s->in, had + 1, &ahead, f)) return false;
        ended = ahead.length == had;
    }
    bool found = end < ahead.length || ended;
    *whole = found && end <= SOURCE_ENTRY_MOST;
    *out = str_cut(ahead, 0, end);
    input_skip(s->in, found ? end : from);
    return found || skip_message(s, f);
}

/* Writers of mailboxes put '>' before lines of a text that begin with "From ". */
static str unquoted(arena *a, str message) {
    size_t at = str_find(message, STR("\n>"), 0), length = 0;
    if (at == message.length) return message;
    char *out = ARENA_NEW(a, char, message.length);
    for (size_t i = 0; i < message.length; i++) {
        out[length++] = message.at[i];
        if (message.at[i] != '\n') continue;
        size_t marks = i + 1;
        while (marks < message.length && message.at[marks] == '>') marks++;
        if (marks > i + 1 && str_starts(str_cut(message, marks, marks + 5), STR("From "))) i++;
    }
    return (str){ out, length };
}

static bool read_message(source *s, arena *a, report *out, fault *f) {
    str message;
    bool whole;
    size_t start = input_at(s->in);
    if (!take_message(s, &message, &whole, f)) {
        s->ended = true;
        return false;
    }
    if (!whole)
        return FAULT(f, FAULT_INPUT, start, "has more than %d bytes", SOURCE_ENTRY_MOST);
    size_t line = str_find(message, STR("\n"), 0);
    message = str_cut(message, line + 1, message.length);
    if (message_read(a, unquoted(a, message), out, f)) return true;
    f->at = start;
    return false;
}

source_step mbox_next(source *s, arena *a, report *out, fault *f) {
    str ahead;
    if (!input_peek(s->in, 1, &ahead, f) || !ahead.length) {
        s->ended = true;
        return ahead.length ? SOURCE_BROKEN : SOURCE_END;
    }
    s->entries++;
    return read_message(s, a, out, f) ? SOURCE_REPORT : source_entry_broken(s, "message", f);
}
