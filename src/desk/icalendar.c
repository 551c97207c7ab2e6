/* desk/icalendar.c: see icalendar.h. */
#include "desk/icalendar.h"

#include "base/escape.h"
#include "base/utf8.h"

enum { LINE_MOST = 75 /* octets, without the line's end */ };

/* ---- lines ---- */

static void line(const icalendar *c, str content) {
    size_t used = 0;
    for (size_t at = 0, length; at < content.length; at += length) {
        utf8_at(content, at, &length);
        if (used + length > LINE_MOST) {
            buffer_add(c->a, c->out, STR("\r\n "));
            used = 1;
        }
        buffer_add(c->a, c->out, str_cut(content, at, at + length));
        used += length;
    }
    buffer_add(c->a, c->out, STR("\r\n"));
}

static void property(const icalendar *c, const char *name, str value) {
    buffer all = { 0 };
    buffer_print(c->a, &all, "%s:", name);
    buffer_add(c->a, &all, value);
    line(c, buffer_str(&all));
}

/* TEXT of RFC 5545, 3.3.11. */
static void add_escaped(const icalendar *c, buffer *to, str words) {
    for (size_t i = 0; i < words.length; i++) {
        char byte = words.at[i];
        if (byte == '\\' || byte == ';' || byte == ',') buffer_add(c->a, to, STR("\\"));
        buffer_add(c->a, to, (str){ &words.at[i], 1 });
    }
}

/* Lines of `words` one by one, each squeezed; "\n" between them. Of others than descriptions
 * there is one line. */
static void text(const icalendar *c, const char *name, str words, bool lines) {
    buffer value = { 0 };
    if (!words.at) return;
    for (size_t start = 0, end; start <= words.length; start = end + 1) {
        end = lines ? str_find(words, STR("\n"), start) : words.length;
        if (start) buffer_add(c->a, &value, STR("\\n"));
        add_escaped(c, &value, escape_plain(c->a, str_cut(words, start, end)));
    }
    property(c, name, value.count ? buffer_str(&value) : STR(""));
}

/* ---- times ---- */

static str time_words(const icalendar *c, const moment *m) {
    moment t = *m;
    const char *zone = m->zone == ZONE_NONE ? "" : "Z";
    if (m->zone != ZONE_NONE) {
        int minutes = m->hour * 60 + m->minute - m->zone, days = 0;
        for (; minutes < 0; days--) minutes += 24 * 60;
        for (; minutes >= 24 * 60; days++) minutes -= 24 * 60;
        t.day = day_plus(m->day, days);
        t.hour = minutes / 60;
        t.minute = minutes % 60;
    }
    if (t.day.year < 1 || t.day.year > 9999) t = *m; /* no four digits can tell it */
    int second = t.second > 59 ? 59 : t.second; /* a leap second is none there */
    return arena_print(c->a, "%04d%02d%02dT%02d%02d%02d%s", t.day.year, t.day.month, t.day.day,
                       t.hour, t.minute, second, zone);
}

static void time_property(const icalendar *c, const char *name, const moment *m) {
    if (m->hour >= 0)
        property(c, name, time_words(c, m));
    else
        line(c, arena_print(c->a, "%s;VALUE=DATE:%04d%02d%02d", name, m->day.year, m->day.month,
                            m->day.day));
}

static void stamp(const icalendar *c, const moment *when) {
    moment m = *when;
    if (!m.day.year) m.day = (day){ 1970, 1, 1 };
    if (m.hour < 0) m.hour = m.minute = m.second = 0;
    if (m.zone == ZONE_NONE) m.zone = 0;
    property(c, "DTSTAMP", time_words(c, &m));
}

/* The end of whole days is the day after the last; an end must be of the start's kind, and
 * after it. */
static void end_property(const icalendar *c, const icalendar_event *e) {
    moment last = e->last;
    bool days = e->start.hour < 0;
    if (!last.day.year || day_compare(last.day, e->start.day) < 0) return;
    if (days) {
        if (!day_compare(last.day, e->start.day)) return;
        last.hour = -1;
        last.day = day_plus(last.day, 1);
        if (last.day.year <= 9999) time_property(c, "DTEND", &last);
        return;
    }
    bool same_kind = last.hour >= 0 && (last.zone == ZONE_NONE) == (e->start.zone == ZONE_NONE);
    if (same_kind && str_compare(time_words(c, &last), time_words(c, &e->start)) > 0)
        time_property(c, "DTEND", &last);
}

/* ---- the calendar ---- */

icalendar icalendar_begin(arena *a, buffer *out, const icalendar_head *head) {
    icalendar c = { a, out, 0 };
    line(&c, STR("BEGIN:VCALENDAR"));
    line(&c, STR("VERSION:2.0"));
    line(&c, STR("PRODID:-//onrecord//onrecord " ONRECORD_VERSION "//EN"));
    line(&c, STR("CALSCALE:GREGORIAN"));
    text(&c, "NAME", head->name, false);
    text(&c, "X-WR-CALNAME", head->name, false); /* what programs read that know no RFC 7986 */
    text(&c, "DESCRIPTION", head->description, false);
    if (head->refresh_hours)
        line(&c, arena_print(a, "REFRESH-INTERVAL;VALUE=DURATION:PT%dH", head->refresh_hours));
    return c;
}

static void status(const icalendar *c, icalendar_status s) {
    static const char *const names[] = { NULL, "TENTATIVE", "CONFIRMED", "CANCELLED" };
    if (names[s]) property(c, "STATUS", str_of(names[s]));
}

void icalendar_event_add(icalendar *c, const icalendar_event *e) {
    buffer url = { 0 };
    c->events++;
    line(c, STR("BEGIN:VEVENT"));
    text(c, "UID", e->uid, false);
    stamp(c, &e->stamp);
    time_property(c, "DTSTART", &e->start);
    end_property(c, e);
    property(c, "SEQUENCE", arena_print(c->a, "%u", e->sequence));
    text(c, "SUMMARY", e->summary.at ? e->summary : STR(""), false);
    text(c, "DESCRIPTION", e->description, true);
    text(c, "LOCATION", e->location, false);
    text(c, "CATEGORIES", e->category, false);
    if (escape_link(c->a, &url, e->url)) property(c, "URL", buffer_str(&url));
    status(c, e->status);
    line(c, STR("TRANSP:TRANSPARENT")); /* what is in the news keeps nobody busy */
    line(c, STR("END:VEVENT"));
}

void icalendar_end(icalendar *c) {
    static const char *const utc[] = {
        "BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
    };
    for (size_t i = 0; !c->events && i < sizeof utc / sizeof *utc; i++) line(c, str_of(utc[i]));
    line(c, STR("END:VCALENDAR"));
}
