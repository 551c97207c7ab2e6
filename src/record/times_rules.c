/* record/times_rules.c: the grammar. Of all rows that fit at a token the longest wins, of
 * equally long ones the first. Letters are explained in times.h. */
#include <string.h>

#include "record/times.h"

/* A year beside a month or a quarter: "2016", "this year", "of last year". */
#define OF_YEAR "(,?O?[TLXB]u)?"

static const rule rules[] = {
    /* days */
    { "(W,?)?MD(,?Y)?", date_day, 0 },
    { "(W,?)?t?[Do]O?M(,?O?Y)?", date_day, 0 },
    { "(W,?)?J", date_numeric, 0 },
    { "(W,?)?MD,?O?[TLXB]u", date_day, 0 },
    { "(W,?)?t?[Do]O?M,?O?[TLXB]u", date_day, 0 },
    { "WO?[TLX]<week>", date_weekday_of_week, 0 },
    { "W,?t[Do]", date_weekday_ordinal, 0 },
    { "t?D[-&]DO?M(,?Y)?", date_first_day, 0 },
    { "W", date_weekday, WHICH_NEAR },
    { "TW", date_weekday, WHICH_THIS },
    { "[LX]MD", date_day, 0 },
    { "[LP]W", date_weekday, WHICH_LAST },
    { "TPW", date_weekday, WHICH_LAST },
    { "XW", date_weekday, WHICH_NEXT },
    { "[tT]?FW", date_weekday, WHICH_NEXT },
    { "W<week>", date_weekday, WHICH_NEXT },

    /* months */
    { "M,?O?Y", date_month, WHICH_NEAR },
    { "M", date_month, WHICH_NEAR },
    { "M,?O?[TLXB]u", date_month, WHICH_NEAR },
    { "t?[Ld]M", date_month, WHICH_LAST },
    { "TPM", date_month, WHICH_LAST },
    { "XM", date_month, WHICH_NEXT },
    { "TM", date_month, WHICH_THIS },

    /* years and longer */
    { "Y", date_year, 0 },
    { "t?<year>Y", date_year, 0 },
    { "t<year>n", date_year, 0 },
    { "t?k", date_decade, 0 },
    { "t?o-?<century>", date_century, 0 },
    { "[TL]<century>", date_century, 0 },
    { "t?<fiscal>-?<year>?Y", relative_named, 0 },
    { "t[LTdRX]?R?<fiscal><year>", relative_named, 0 },
    { "[TR]<fiscal><year>", relative_named, 0 },
    { "[Ld]<fiscal><year>", relative_named, -1 },
    { "t?[XF]<fiscal><year>", relative_named, 1 },
    { "t<new><fiscal>?<year>", relative_named, 1 },
    { "<year>[-']?<end>", relative_named, 0 },

    /* seasons */
    { "t?sO?Y", date_season, WHICH_NEAR },
    { "tsO[TLX]u", date_season, WHICH_NEAR },
    { "Ts", date_season, WHICH_THIS },
    { "TPs", date_season, WHICH_LAST },
    { "[LP]s", date_season, WHICH_LAST },
    { "t?Xs", date_season, WHICH_NEXT },
    { "ts", date_season, WHICH_NEAR },
    { "s", date_season, WHICH_BARE },

    /* quarters */
    { "t?(<fiscal>-?)?o-?<quarter>" OF_YEAR, date_quarter, 0 },
    { "t?(<fiscal>-?)?o-?<quarter>(O?Y)?", date_quarter, 0 },
    { "[TLX]u'(<fiscal>-?)?o-?<quarter>", date_quarter, 0 },
    { "t?Y'?(<fiscal>-?)?o-?<quarter>", date_quarter, 0 },
    { "t?<fiscal>Y'?o-?<quarter>", date_quarter, 0 },
    { "t?o-?<quarter>O<fiscal>Y", date_quarter, 0 },
    { "to<fiscal><quarter>", date_quarter, 0 },
    { "Q(O?Y)?", date_quarter, 0 },
    { "ti<quarter>", relative_quarter, 0 },
    { "[ti]i?<period>", relative_quarter, 0 },
    { "t<quarter>", relative_quarter, 0 },
    { "t?Y<quarter>", relative_quarter, 0 },
    { "t*Y<quarter>", relative_quarter, 0 },
    { "t*<quarter>Aug", relative_quarter, -1 },
    { "t*<quarter>Lu", relative_quarter, -1 },
    { "[tA]?<comparable>?<year>-[eg]<quarter>?", relative_quarter, -1 },
    { "t<year>g<quarter>?", relative_quarter, -1 },
    { "t<year><earlier><quarter>?", relative_quarter, -1 },
    { "[tA]?<comparable>?<year>-[eg]o<quarter>", relative_quarter, -1 },
    { "[tA]?<comparable>?<year>-[eg]<period>", relative_quarter, -1 },
    { "t*<period>Lu", relative_quarter, -1 },
    { "t*<period>Aug", relative_quarter, -1 },
    { "t*<period>OY", relative_quarter, 0 },
    { "t*<quarter>OY", relative_quarter, 0 },
    { "t<quarter>Au[ge]", relative_quarter, -1 },
    { "t?o-?<period>", date_period, 0 },
    { "t?M<quarter>", date_month_quarter, 0 },
    { "[TL]u'<quarter>", relative_quarter, -1 },
    { "to-?<half>OY", date_half, 0 },
    { "to-?<half>O[tTLX]u", date_half, 0 },
    { "t<fiscal>-?o-?<half>", date_half, 0 },
    { "t?o-?<half>O<fiscal>Y", date_half, 0 },
    { "[TLX]u'o-?<half>", date_half, 0 },
    { "to-?<half>", date_half, 1 },
    { "o-<half>", date_half, 0 },

    /* from the report's day */
    { "y", relative_deictic, 0 },
    { "Lu", relative_unit, -1 },
    { "Tu", relative_unit, 0 },
    { "TPu", relative_unit, -1 },
    { "tRu", relative_unit, 0 },
    { "Ru", relative_unit, 0 },
    { "Xu", relative_unit, 1 },
    { "tF<year>", relative_unit, 1 },
    { "tF<week>", relative_unit, 1 },
    { "tF<month>", relative_unit, 1 },
    { "[tT]?<weekend>", relative_weekend, 0 },
    { "t?du", relative_former, -1 },
    { "tu<before>L", relative_unit, -2 },
    { "t[LX]u", span_period, 0 },
    { "tGu", relative_former, 1 },
    { "tX<day>", relative_former, 1 },
    { "tdW", relative_weekday, -1 },
    { "tGW", relative_weekday, 1 },
    { "t<same>u", relative_former, 0 },
    { "Bu", relative_former, 0 },
    { "tu", relative_the, 0 },
    { "t!<year>", relative_the, 0 },
    { "tu<ended>", span_ended, 0 },
    { "tu<ending>", span_ended, 0 },
    { "t[oL]<week>OM(,?Y)?", relative_week_of, 0 },
    { "t[oL]W[IO]M(,?Y)?", relative_weekday_of, 0 },
    { "<future>U", relative_ref, REF_FUTURE },
    { "tu[el]", relative_day_before, 0 },
    { "t?u[el]y", relative_day_before, 0 },
    { "A?n!?[uU](<or><so>)?[gel]", relative_ago, 0 },
    { "Au(<or><so>)?[gel]", relative_ago, 0 },
    { "Ug", relative_ago, 0 },
    { "[An](&n)?!?[uU]<from>[Ry]", relative_from_now, 0 },
    { "A?fO?U[gel]", relative_ago, 0 },

    /* vaguer */
    { "R", relative_ref, REF_PRESENT },
    { "<right>R", relative_ref, REF_PRESENT },
    { "<these>U", relative_ref, REF_PRESENT },
    { "t<moment>", relative_moment, REF_PRESENT },
    { "<present>", relative_moment, REF_PRESENT },
    { "r", relative_ref, REF_PAST },
    { "<more>r", relative_ref, REF_PAST },
    { "<recent>", relative_ref, REF_PAST },
    { "t<past>", relative_past, REF_PAST },
    { "t<future>", relative_ref, REF_FUTURE },
    { "t<near><future>", relative_ref, REF_FUTURE },
    { "t<foreseeable><future>", relative_ref, REF_FUTURE },
    { "t?FU", relative_ref, REF_FUTURE },

    /* clock */
    { "ca?z?", date_clock, 0 },
    { "Caz?", date_clock, 0 },
    { "haz?", date_clock, 0 },
    { "hj", date_clock, 0 },
    { "mz", date_clock, 0 },
    { "[ch]a?<in>tp", date_clock, 0 },
    { "hj<in>tp", date_clock, 0 },
    { "ca?*<time>", date_clock, 0 },
    { "[Ch]a*<time>", date_clock, 0 },
    { "N", date_clock, 0 },
    { "Tp", date_part, OF_TODAY },
    { "L<night>", date_part, OF_YESTERDAY },
    { "tp", date_part, OF_ANY },
    { "Ep", date_part, OF_ANY },
    { "<mid>-p", date_part, OF_ANY },
    { "p", date_part, OF_BARE },
    { "t[XG]p", date_part, OF_NEXT },
    { "Bp", date_part, OF_FORMER },
    { "<overnight>", date_part, OF_YESTERDAY },

    /* durations */
    { "Au", span_rate, 0 },
    { "n(&n)?-?[uU]", span_duration, 0 },
    { "n-n-?[uU]", span_duration, 0 },
    { "AnU", span_duration, 0 },
    { "Au", span_duration, 0 },
    { "A?f<of>?<more>?-?[uU]", span_duration, 0 },
    { "Au<and>A<half>", span_duration, HALF_MORE },
    { "n-?<and>-?A-?<half>-?[uU]", span_duration, HALF_MORE },
    { "<half>Au", span_half, 0 },
    { "A<half>-?u", span_half, 0 },
    { "[At]?<quarter>-?<century>", span_quarter_century, 0 },
    { "t?[LPXFd]A?n(&n)?U", span_duration, 0 },
    { "t?[LPXFd]A?n!U", span_duration, 0 },
    { "t?[LPXFd]fU", span_duration, 0 },
    { "t?[iP]U", span_duration, 0 },
    { "to?nU", span_duration, 0 },
    { "tiU", span_duration, 0 },
    { "tonU", span_duration, 0 },
    { "tinU", span_duration, 0 },
    { "[tA]?*-[eg]nU", span_duration, 0 },
    { "tPu", span_duration, 0 },
    { "n!U", span_duration, 0 },
    { "f!U", span_duration, 0 },
    { "<another>A?n?[uU]", span_duration, 0 },
    { "A!-?u", span_duration, 0 },
    { "A<single>u", span_duration, 0 },
    { "t?U", span_bare, 0 },
    { "t?U<prior>", span_bare, 0 },
    { "U<or>U", span_bare, 0 },

    /* sets */
    { "v<other>?u", span_set, NO_PART },
    { "v[nf]U", span_set, NO_PART },
    { "<weekends>", span_weekends, 0 },
    { "v[WMps]", span_set, NO_PART },
    { "vWp", span_set, NO_PART },
    { "w", span_set, NO_PART },
    { "wp", span_set, NO_PART },
    { "[wW]<nights>", span_set, PART_NIGHT },
    { "W<mornings>", span_set, PART_MORNING },
    { "W<afternoons>", span_set, PART_AFTERNOON },
    { "W<evenings>", span_set, PART_EVENING },
    { "S", span_adverb, 0 },
    { "<per>u", span_rate, 0 },

    /* holidays */
    { "[LXT]?<christmas><day>?Y?", date_holiday, CHRISTMAS },
    { "[LXT]?<christmas><eve>Y?", date_holiday, CHRISTMAS_EVE },
    { "<new><year>'?<day>Y?", date_holiday, NEW_YEAR },
    { "<new><year>'?<eve>Y?", date_holiday, NEW_YEARS_EVE },
    { "[LXT]?<thanksgiving><day>?Y?", date_holiday, THANKSGIVING },
    { "[LXT]?<easter><sunday>?Y?", date_holiday, EASTER },
    { "<easter><monday>Y?", date_holiday, EASTER_MONDAY },
    { "<good><friday>Y?", date_holiday, GOOD_FRIDAY },
    { "[LXT]?<halloween>Y?", date_holiday, HALLOWEEN },
    { "<valentine>'<day>Y?", date_holiday, VALENTINES },
    { "<independence><day>Y?", date_holiday, INDEPENDENCE },
    { "t?<fourth>O<july>", date_holiday, INDEPENDENCE },
    { "<labor><day>Y?", date_holiday, LABOR },
    { "<memorial><day>Y?", date_holiday, MEMORIAL },
    { "<veterans>'?<day>Y?", date_holiday, VETERANS },
    { "<martin><luther><king><jr.>?<day>Y?", date_holiday, KING },
    { "<presidents>'?<day>Y?", date_holiday, PRESIDENTS },
    { "<columbus><day>Y?", date_holiday, COLUMBUS },
    { "<election><day>Y?", date_holiday, ELECTION },
    { "<boxing><day>Y?", date_holiday, BOXING },
    { "<st>.?<patrick>'<day>Y?", date_holiday, PATRICKS },
    { "<st.><patrick>'<day>Y?", date_holiday, PATRICKS },
    { "<may><day>Y?", date_holiday, MAY_DAY },
    { "Y<may><day>", date_holiday, MAY_DAY },
    { "<mother>'<day>Y?", date_holiday, MOTHERS },
    { "<father>'<day>Y?", date_holiday, FATHERS },
    { "<ash><wednesday>Y?", date_holiday, ASH_WEDNESDAY },
    { "<palm><sunday>Y?", date_holiday, PALM_SUNDAY },
    { "<remembrance><day>Y?", date_holiday, REMEMBRANCE },
    { "<remembrance><sunday>Y?", date_holiday, REMEMBRANCE_SUNDAY },
    { "<bastille><day>Y?", date_holiday, BASTILLE },
    { "<canada><day>Y?", date_holiday, CANADA },
    { "<australia><day>Y?", date_holiday, AUSTRALIA },
    { "<anzac><day>Y?", date_holiday, ANZAC },
    { "<inauguration><day>Y?", date_holiday, INAUGURATION },
    { "<black><friday>Y?", date_holiday, BLACK_FRIDAY },
    { "<cyber><monday>Y?", date_holiday, CYBER_MONDAY },
    { "<juneteenth>Y?", date_holiday, JUNETEENTH },
    { "<groundhog><day>Y?", date_holiday, GROUNDHOG },
};

enum { RULES = sizeof rules / sizeof *rules };
_Static_assert((int)RULES <= (int)RULES_MOST, "rule_starts holds every row");

void rules_prepare(rule_starts *out) {
    out->any = 0;
    for (size_t i = 0; i < RULES; i++) {
        out->starts[i] = pattern_starts(rules[i].pattern);
        out->any |= out->starts[i];
    }
}

size_t rules_apply(const time_reader *r, const rule_starts *s, size_t first, meaning *out) {
    uint64_t is = r->atoms->at[first].is;
    size_t longest = first;
    match m;
    for (size_t i = 0; i < RULES; i++) {
        if (!(is & s->starts[i]) || !pattern_match(r, rules[i].pattern, first, &m)) continue;
        if (m.past <= longest) continue;
        meaning found = { .sure = 0.9f };
        if (!rules[i].action(&m, rules[i].option, &found)) continue;
        *out = found;
        longest = m.past;
    }
    return longest > first ? longest - (size_t)out->shorter : 0;
}

/* ---- what stands before ---- */

/* What each may stand before: any time, or only counted ones ("about three weeks", "around
 * 7:15", "nearly two years ago"). */
static const struct prefix {
    const char *pattern;
    bool counted;
} prefixes[] = {
    { "t?KO", false },          { "t*<part>O", false },   { "tE<hours>O", false },
    { "t?E-?", false },         { "E[OI]", false },       { "<earlier>I?", false },
    { "<later>I?", false },     { "<sometime>I?", false }, { "q", true },
    { "<just>q", true },        { "<more><than>", true }, { "<less><than>", true },
    { "<fewer><than>", true },  { "<at><least>", true },  { "<at><most>", true },
    { "<up><to>", true },       { "<as><many><as>", true }, { "<as><long><as>", true },
    { "<no><more><than>", true },
};

static bool is_counted(const atom *x) {
    const uint64_t counts = IS('n') | IS('A') | IS('f') | IS('c') | IS('C') | IS('h') | IS('N')
                          | IS('Y');
    return (x->is & counts) != 0;
}

size_t rules_prefix(const time_reader *r, size_t first) {
    const atoms *a = r->atoms;
    size_t longest = 0;
    match m;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (!pattern_match(r, prefixes[i].pattern, first, &m) || m.past >= a->count) continue;
        if (prefixes[i].counted && !is_counted(&a->at[m.past])) continue;
        if (m.past - first > longest) longest = m.past - first;
    }
    return longest;
}
