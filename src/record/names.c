/* record/names.c: the words of RECORD.md for the enums of record.h, one table an enum, its
 * length pinned to the enum. */
#include "record/record.h"

#include <assert.h>

#define NAMES(count, ...)                                                        \
    static const char *const names[] = { __VA_ARGS__ };                          \
    static_assert(sizeof names / sizeof *names == (count), "one name a value")

const char *actor_kind_name(actor_kind k) {
    NAMES(ACTOR_KINDS, "person", "organisation", "government", "group", "unknown");
    assert(k < ACTOR_KINDS);
    return names[k];
}

const char *time_type_name(time_type t) {
    NAMES(TIME_TYPES, "DATE", "TIME", "DURATION", "SET");
    assert(t < TIME_TYPES);
    return names[t];
}

const char *quotation_name(quotation q) {
    NAMES(QUOTATIONS, "direct", "indirect", "mixed");
    assert(q < QUOTATIONS);
    return names[q];
}

const char *act_name(act a) {
    NAMES(ACTS, "say", "ask", "promise", "demand", "accuse", "deny", "admit", "warn", "praise",
          "criticise", "announce", "predict", "decline");
    assert(a < ACTS);
    return names[a];
}

const char *channel_kind_name(channel_kind c) {
    NAMES(CHANNEL_KINDS, "", "press conference", "interview", "speech", "social media",
          "phone call", "meeting", "letter", "written statement", "broadcast", "court",
          "legislature", "document", "message");
    assert(c < CHANNEL_KINDS);
    return names[c];
}

const char *polarity_name(polarity p) {
    NAMES(POLARITIES, "for", "against", "mixed");
    assert(p < POLARITIES);
    return names[p];
}

const char *event_status_name(event_status s) {
    NAMES(STATUSES, "happened", "ongoing", "expected", "possible", "alleged", "denied",
          "called for");
    assert(s < STATUSES);
    return names[s];
}

const char *expectation_kind_name(expectation_kind e) {
    NAMES(EXPECTATION_KINDS, "scheduled", "expected", "possible", "promised", "deadline");
    assert(e < EXPECTATION_KINDS);
    return names[e];
}

const char *silence_kind_name(silence_kind s) {
    NAMES(SILENCE_KINDS, "not yet commented", "declined", "unreachable", "did not respond");
    assert(s < SILENCE_KINDS);
    return names[s];
}

const char *voice_kind_name(voice_kind v) {
    NAMES(VOICE_KINDS, "judgement", "forecast", "comparison");
    assert(v < VOICE_KINDS);
    return names[v];
}
