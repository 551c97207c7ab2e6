/* desk/diary_write.c: an entry of the diary as words and as an event of a calendar; see diary.h. */
#include "base/escape.h"
#include "desk/diary.h"

enum { LONG_DAYS = 31, SUMMARY_MOST = 160, CLOCK = 1, MINUTES_A_DAY = 1440 };

/* ---- days as words ---- */

static const char *const months[] = { "", "January", "February", "March", "April", "May", "June",
                                      "July", "August", "September", "October", "November",
                                      "December" };

static int minute_of_day(int64_t time) {
    int64_t m = (time >> 1) % MINUTES_A_DAY;
    return (int)(m < 0 ? m + MINUTES_A_DAY : m);
}

static str day_words(arena *a, day d) {
    return arena_print(a, "%d %s %d", d.day, months[d.month], d.year);
}

/* "14 to 16 March 2026", "30 April to 2 May 2026". */
static str span_words(arena *a, day from, day to) {
    if (from.year != to.year)
        return arena_print(a, "%.*s to %.*s", STR_ARG(day_words(a, from)),
                           STR_ARG(day_words(a, to)));
    if (from.month != to.month)
        return arena_print(a, "%d %s to %.*s", from.day, months[from.month],
                           STR_ARG(day_words(a, to)));
    return arena_print(a, "%d to %.*s", from.day, STR_ARG(day_words(a, to)));
}

/* A whole month or year is told as such. */
static str whole_words(arena *a, day from, day to) {
    bool starts = from.day == 1, ends = to.day == month_length(to.year, to.month);
    if (!starts || !ends || from.year != to.year) return STR_NONE;
    if (from.month == 1 && to.month == 12) return arena_print(a, "%d", from.year);
    if (from.month == to.month) return arena_print(a, "%s %d", months[from.month], from.year);
    return STR_NONE;
}

str diary_when(arena *a, int64_t first, int64_t last) {
    day from = diary_day(first), to = diary_day(last);
    if (!from.year && !to.year) return STR("no day is told");
    if (!from.year) return arena_join(a, STR("by "), day_words(a, to));
    if (!to.year) return arena_join(a, STR("from "), day_words(a, from));
    str whole = whole_words(a, from, to);
    if (whole.length) return whole;
    if (day_compare(from, to) != 0) return span_words(a, from, to);
    if (!(first & CLOCK)) return day_words(a, from);
    int at = minute_of_day(first);
    return arena_print(a, "%.*s, %02d:%02d", STR_ARG(day_words(a, from)), at / 60, at % 60);
}

/* ---- what became of it ---- */

str diary_outcome(arena *a, const diary_entry *e) {
    str from = e->was_moved ? diary_when(a, e->old_first, e->old_last) : STR_NONE;
    switch (e->state) {
    case OUTCOME_HAPPENED: return STR("came true");
    case OUTCOME_CANCELLED: return STR("cancelled");
    case OUTCOME_MOVED:
        if (!from.length) return STR("put off, to no day that is told");
        return arena_print(a, "put off from %.*s, to no day that is told", STR_ARG(from));
    case OUTCOME_OVERDUE:
        if (!e->was_moved) return STR("overdue: nothing is told of it since");
        return arena_print(a, "moved from %.*s, and overdue", STR_ARG(from));
    default:
        return e->was_moved ? arena_join(a, STR("moved from "), from) : STR_NONE;
    }
}

/* "The Gull, 2026-03-04" of a row's columns. */
static str source_words(arena *a, const answer *row, const char *outlet, const char *published) {
    str who = answer_words(row, outlet), when = str_cut(answer_words(row, published), 0, 10);
    if (!who.length) who = STR("a report");
    return arena_print(a, "%.*s%s%.*s", STR_ARG(who), when.length ? ", " : "", STR_ARG(when));
}

static void describe(arena *a, buffer *out, const diary_entry *e) {
    str words = escape_plain(a, answer_words(&e->told, "sentence"));
    buffer_print(a, out, "\"%.*s\" (%.*s)\n", STR_ARG(words),
                 STR_ARG(source_words(a, &e->told, "outlet", "published")));
    str became = diary_outcome(a, e), later = escape_plain(a, answer_words(&e->settled, "later"));
    if (became.length && later.length)
        buffer_print(a, out, "%.*s: \"%.*s\" (%.*s)\n", STR_ARG(became), STR_ARG(later),
                     STR_ARG(source_words(a, &e->settled, "later_outlet", "later_published")));
    else if (became.length)
        buffer_print(a, out, "%.*s\n", STR_ARG(became));
    buffer_print(a, out, "%.*s; certainty %.*s; told by %zu report%s\n",
                 STR_ARG(answer_words(&e->told, "kind")),
                 STR_ARG(answer_words(&e->told, "confidence")), e->reports,
                 e->reports == 1 ? "" : "s");
    for (size_t i = 0; i < e->others.count; i++)
        buffer_print(a, out, "also %.*s: %.*s\n",
                     STR_ARG(source_words(a, &e->others.at[i], "outlet", "published")),
                     STR_ARG(answer_words(&e->others.at[i], "url")));
}

static str summary_of(arena *a, const diary_entry *e) {
    str what = escape_plain(a, answer_words(&e->told, "what"));
    str who = escape_plain(a, answer_words(&e->told, "actor"));
    bool named = who.length && str_find(what, who, 0) < what.length;
    if (what.length > SUMMARY_MOST) { /* at a blank, so that no character is parted */
        size_t end = SUMMARY_MOST;
        while (end > SUMMARY_MOST / 2 && what.at[end] != ' ') end--;
        while (end > 0 && ((unsigned char)what.at[end] & 0xC0) == 0x80) end--;
        what = arena_print(a, "%.*s …", STR_ARG(str_cut(what, 0, end)));
    }
    return who.length && !named ? arena_print(a, "%.*s: %.*s", STR_ARG(who), STR_ARG(what)) : what;
}

/* ---- a calendar ---- */

static moment moment_of(int64_t time, bool clock) {
    moment m = { .day = diary_day(time), .hour = -1, .zone = ZONE_NONE };
    if (!clock || time == EXPECTED_OPEN || !(time & CLOCK)) return m;
    m.hour = minute_of_day(time) / 60;
    m.minute = minute_of_day(time) % 60;
    return m;
}

static icalendar_status status_of(const diary_entry *e) {
    bool set = str_is(answer_words(&e->told, "kind"), "scheduled");
    switch (e->state) {
    case OUTCOME_CANCELLED: case OUTCOME_MOVED: return ICALENDAR_CANCELLED;
    case OUTCOME_HAPPENED: return ICALENDAR_CONFIRMED;
    default: return set ? ICALENDAR_CONFIRMED : ICALENDAR_TENTATIVE;
    }
}

/* A time of months would fill the calendar: it stands at its last day. What was put off to no
 * day that is told stands cancelled where it was. */
static bool set_days(icalendar_event *to, const diary_entry *e) {
    bool put_off = e->state == OUTCOME_MOVED;
    int64_t first = put_off ? e->old_first : e->first, last = put_off ? e->old_last : e->last;
    if (first == EXPECTED_OPEN) first = last;
    if (last == EXPECTED_OPEN) last = first;
    if (first == EXPECTED_OPEN) return false;
    bool one = day_compare(diary_day(first), diary_day(last)) == 0;
    if (day_number(diary_day(last)) - day_number(diary_day(first)) > LONG_DAYS) first = last;
    to->start = moment_of(first, one);
    if (to->start.hour < 0 && first != last) to->last = moment_of(last, false);
    return true;
}

void diary_to_calendar(icalendar *c, arena *a, const diary_entry *e) {
    buffer description = { 0 };
    icalendar_event to = { .uid = e->uid, .sequence = e->sequence, .status = status_of(e) };
    if (!set_days(&to, e)) return;
    int64_t minute = e->revised == EXPECTED_OPEN ? 0 : e->revised;
    to.stamp = moment_of(minute * 2 + CLOCK, true);
    to.stamp.zone = 0;
    to.summary = summary_of(a, e);
    if (e->first == EXPECTED_OPEN && e->last != EXPECTED_OPEN)
        to.summary = arena_join(a, STR("By this day: "), to.summary);
    describe(a, &description, e);
    to.description = buffer_str(&description);
    to.location = answer_words(&e->told, "place");
    to.category = answer_words(&e->told, "kind");
    to.url = answer_words(&e->told, "url");
    icalendar_event_add(c, &to);
}

/* ---- lines for people ---- */

static void indented(arena *a, buffer *out, str lines) {
    for (size_t at = 0, end; at < lines.length; at = end + 1) {
        end = str_find(lines, STR("\n"), at);
        buffer_print(a, out, "    %.*s\n", STR_ARG(str_cut(lines, at, end)));
    }
}

void diary_to_text(arena *a, buffer *out, const diary_entry *e) {
    buffer lines = { 0 };
    str became = diary_outcome(a, e), where = escape_plain(a, answer_words(&e->told, "place"));
    buffer_print(a, out, "%.*s%s%.*s%s\n", STR_ARG(diary_when(a, e->first, e->last)),
                 became.length ? " (" : "", STR_ARG(became), became.length ? ")" : "");
    buffer_print(a, out, "  %.*s%s%.*s\n", STR_ARG(summary_of(a, e)), where.length ? ", in " : "",
                 STR_ARG(where));
    describe(a, &lines, e);
    indented(a, out, buffer_str(&lines));
    str url = escape_plain(a, answer_words(&e->told, "url"));
    buffer_print(a, out, "    %.*s [%.*s]\n", STR_ARG(url),
                 STR_ARG(str_cut(answer_words(&e->told, "report"), 0, 12)));
}
