/* record/times.h: what the files of the time recogniser share.
 *
 * The way of a passage: times_words.c gives every token its classes ("atoms"), a few ns for
 * one that is no time word; times_match.c matches rows of class letters against them
 * (times_rules.c, the grammar); the row's action (times_dates.c, _periods, _clock, _holidays,
 * _relative, _refs, _spans) turns the words into a meaning, resolved against the report's
 * day, the tense (times_tense.c) and the day named before; times_values.c writes it as
 * TIMEX3 and bounds. In the manner of HeidelTime (Strötgen and Gertz 2010) and SUTime (Chang
 * and Manning 2012); classes and rows are our own.
 *
 * A class is one bit, written as one letter, so that a row of the grammar is a short string. */
#ifndef RECORD_TIMES_H
#define RECORD_TIMES_H

#include "record/build.h"

/* A letter's bit. */
#define IS(c)                                                                                  \
    (UINT64_C(1) << ((c) >= 'a'    ? (c) - 'a' + 26                                            \
                     : (c) >= 'A'  ? (c) - 'A'                                                 \
                     : (c) == '-'  ? 52                                                        \
                     : (c) == ','  ? 53                                                        \
                     : (c) == '\'' ? 54                                                        \
                     : (c) == '/'  ? 55                                                        \
                     : (c) == '&'  ? 56                                                        \
                     : (c) == '.'  ? 57                                                        \
                     : (c) == '!'  ? 58                                                        \
                                   : 59))

/* Classes:
 * A a, an           M month             a a.m., p.m.         m 0735 (before a zone)
 * B that            N noon, midnight    b verb in the past   n cardinal number
 * C 7.30            O of                c clock time 7:30    o ordinal number
 * D day of month    P past              d previous           p part of the day
 * E early, mid      Q "Q3"              e earlier, before    q about, nearly
 * F coming          R now, current      f few, several       r recently
 * G following       S daily, weekly     g ago                s season
 * H holiday         T this              h hour number        t the
 * I on, in, at      U units             i recent, latest     u unit
 * J 2026-01-04      V verb of future    j o'clock            v every, each
 * K end, beginning  W weekday           k 1990s              w weekdays
 * L last            X next              l later, after       x a word that begins a row
 *                   Y year              z zone               y today, tonight
 * Z same            - hyphen            , comma              ' 's
 * / slash           & and, to, or       . full stop           ! working, straight (days)
 * + a noun that a row names */

enum atom_flag {
    ATOM_CAPITAL = 1, /* its first letter is a capital */
    ATOM_UPPER = 2,   /* more than one letter, all capitals */
    ATOM_GLUED = 4,   /* no white space before it */
    ATOM_FIRST = 8,   /* first of its sentence, as far as marks tell */
    ATOM_HALF = 16,   /* half more than its value */
    ATOM_DECIMAL = 32, /* a number with a fraction: its text counts */
    ATOM_QUOTED = 64,
    ATOM_TWELVE = 128, /* a clock time that has its am or pm */
};

typedef enum time_unit {
    UNIT_NONE, UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_WEEKEND,
    UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR, UNIT_DECADE, UNIT_CENTURY, UNIT_FORTNIGHT,
    UNIT_NIGHT, UNIT_COUNT
} time_unit;

/* A token, or a part of one ("mid", "-", "1996"), or several that make one number. */
typedef struct atom {
    uint64_t is; /* classes, or-ed; 0 for most words */
    uint32_t start, end, token;
    int32_t value;  /* number, month, weekday, minutes of the day, ... as its class has it */
    uint8_t unit;   /* time_unit */
    uint8_t flags;  /* atom_flag */
    uint8_t length; /* bytes, at most 255 */
    uint8_t core;   /* atoms from here to the next that makes a time expression; 255: far */
} atom;

enum { ATOMS_MOST = 2048, TOKENS_MOST = 768 };

/* A stretch of one passage as atoms. */
typedef struct atoms {
    str text;
    atom at[ATOMS_MOST];
    size_t count;
} atoms;

typedef enum grain {
    GRAIN_NONE, GRAIN_CENTURY, GRAIN_DECADE, GRAIN_YEAR, GRAIN_HALF, GRAIN_SEASON,
    GRAIN_QUARTER, GRAIN_MONTH, GRAIN_WEEK, GRAIN_WEEKEND, GRAIN_DAY, GRAIN_PART, GRAIN_CLOCK,
} grain;

enum { VALUE_SIZE = 32 };

/* What an expression says. Either `literal` is its value, or grain and the fields are. */
typedef struct meaning {
    time_type type;
    char literal[VALUE_SIZE]; /* "P3D", "PRESENT_REF", "XXXX-WXX-1"; empty: the fields count */
    grain grain;
    day at;           /* first day; a century's or decade's first year */
    int part;         /* GRAIN_PART: of the day; GRAIN_SEASON: season */
    int hour, minute; /* GRAIN_CLOCK */
    bool no_day;      /* a clock time or part of a day whose day is not said */
    bool present;     /* PRESENT_REF: bounds are the day of the report */
    bool conflict;
    bool calendar;    /* said in full: it anchors what comes after */
    bool ahead;       /* a quarter that is to come, by the words around it */
    bool aside;       /* what something is compared with: nothing is counted from it */
    int shorter;      /* atoms at the end of the match that do not belong to it */
    float sure;
} meaning;

enum { SEASON_SPRING, SEASON_SUMMER, SEASON_FALL, SEASON_WINTER, SEASONS };
enum { PART_MORNING, PART_MIDDAY, PART_AFTERNOON, PART_EVENING, PART_NIGHT, PART_DAYTIME, PARTS };

/* Values of words that stand apart in their class. */
enum {
    PLURAL = 16,     /* added to a part of the day or a season: "mornings" */
    WORD_BEFORE = 1, /* "before", "after" among "earlier", "later" */
    DAY_TONIGHT = 2, /* "tonight" among days from today */
    WORD_MODAL = 1,  /* "will" among verbs of the future */
    WORD_HAVE = 1,   /* "has", "is" among verbs of the past */
    WORD_BE = 2,
};

/* Options of rows. */
enum { WHICH_NEAR, WHICH_LAST, WHICH_NEXT, WHICH_THIS, WHICH_BARE };
enum { OF_TODAY, OF_YESTERDAY, OF_NEXT, OF_FORMER, OF_ANY, OF_BARE };
enum { REF_PRESENT, REF_PAST, REF_FUTURE };
enum { HALF_MORE = 1, NO_PART = -1 };
enum holiday {
    CHRISTMAS, CHRISTMAS_EVE, NEW_YEAR, NEW_YEARS_EVE, THANKSGIVING, EASTER, EASTER_MONDAY,
    GOOD_FRIDAY, HALLOWEEN, VALENTINES, INDEPENDENCE, LABOR, MEMORIAL, VETERANS, KING,
    PRESIDENTS, COLUMBUS, ELECTION, BOXING, PATRICKS, MAY_DAY, MOTHERS, FATHERS, ASH_WEDNESDAY,
    PALM_SUNDAY, REMEMBRANCE, REMEMBRANCE_SUNDAY, BASTILLE, CANADA, AUSTRALIA, ANZAC,
    INAUGURATION, BLACK_FRIDAY, CYBER_MONDAY, JUNETEENTH, GROUNDHOG, HOLIDAYS,
};

#define QUARTER_GONE ((size_t)-1)

/* Where reading stands. Days of year 0 are none. */
typedef struct time_reader {
    const build *b;
    const atoms *atoms;
    day anchor;        /* the report's day */
    int anchor_minute; /* of the day, where `published` gives it, else -1 */
    day today;         /* what "yesterday" counts from: the anchor, or the day of a saying */
    size_t passage;    /* number of the passage being read */
    meaning former;    /* the last date named; grain GRAIN_NONE: none */
    day former_day;    /* the last one with a day */
    size_t former_passage;
    day framed;        /* the last day named outside quotation marks */
    size_t framed_passage;
    day quarter;       /* first day of the last quarter over that the report speaks of */
    day compared;      /* of the quarter that "a year earlier" is counted from */
    size_t quarter_passage; /* where it was named; QUARTER_GONE after a count of months */
} time_reader;

/* ---- times_words.c, times_numbers.c, times_table.c ---- */

/* Fills `out` from tokens [first, past), which lie in one passage; past - first is at most
 * TOKENS_MOST. */
void atoms_cut(const tokens *t, size_t first, size_t past, atoms *out);
/* Joins "twenty" "-" "five", "2" "1/2", "nineteen" "ninety-six". */
void atoms_join_numbers(atoms *a);
/* Classes of a token that starts with a digit. */
void atom_read_number(str s, atom *x);
/* Classes of a word by the table; false where it is not in it. */
bool atom_read_word(str s, atom *x);

str atom_str(const atoms *a, const atom *x);
/* Whether there is an atom i and it is this word, whatever its case. */
bool atom_is(const atoms *a, size_t i, const char *word);
bool atom_in(const atoms *a, size_t i, const char *const *words); /* the last is NULL */
bool atom_is_letters(const atoms *a, size_t i); /* begins with a letter */
bool atom_is_title(const atom *x);              /* a capital inside a sentence */
bool atom_is_couple(const atoms *a, const atom *x);

/* ---- times_match.c ---- */

enum { SLOTS = 64, SLOT_WORD = 63 }; /* SLOT_WORD: the last <word> */

typedef struct match {
    const time_reader *reader;
    size_t first, past;      /* atoms */
    const atom *slot[SLOTS]; /* by class: the last atom matched as that class, or NULL */
} match;

typedef bool rule_action(const match *m, int option, meaning *out);

/* One row of the grammar. A pattern is letters, [sets], <words> and (groups)?; each of these
 * may be optional with a question mark. */
typedef struct rule {
    const char *pattern;
    rule_action *action;
    int option;
} rule;

/* Matches `pattern` at atom `first`; fills *m and returns true where it fits. */
bool pattern_match(const time_reader *r, const char *pattern, size_t first, match *m);
/* Classes that a match can start with. */
uint64_t pattern_starts(const char *pattern);

const atom *match_at(const match *m, char letter); /* matched as that class, or NULL */
const atom *match_unit(const match *m);            /* u or U, which the row has */
const atom *match_before(const match *m);          /* the neighbours, or NULL */
const atom *match_after(const match *m);
bool match_led_by(const match *m, uint64_t classes);
bool match_followed_by(const match *m, uint64_t classes);
/* Whether a word follows that the expression governs: "the day before he left". */
bool match_goes_on(const match *m);

/* ---- times_rules.c ---- */

enum { RULES_MOST = 256 };

/* What is worked out once a report. */
typedef struct rule_starts {
    uint64_t starts[RULES_MOST];
    uint64_t any;
} rule_starts;

void rules_prepare(rule_starts *out);
/* The longest expression at atom `first`: its meaning, and the atom past it; 0 for none. */
size_t rules_apply(const time_reader *r, const rule_starts *s, size_t first, meaning *out);
/* Length in atoms of what may stand before an expression and belongs to it ("about", "the
 * end of", "early"); 0 for none. */
size_t rules_prefix(const time_reader *r, size_t first);

/* ---- actions ---- */

/* times_dates.c, times_periods.c, times_clock.c, times_holidays.c */
rule_action date_day, date_first_day, date_numeric, date_weekday_ordinal, date_weekday,
    date_weekday_of_week, date_month, date_year, date_decade, date_century, date_season,
    date_quarter, date_period, date_month_quarter, date_half, date_clock, date_part,
    date_holiday;
/* times_relative.c, times_refs.c */
rule_action relative_unit, relative_former, relative_weekend, relative_the, relative_ago,
    relative_from_now, relative_day_before, relative_weekday, relative_week_of,
    relative_weekday_of, relative_deictic, relative_ref, relative_moment, relative_past,
    relative_quarter, relative_named;
/* times_spans.c */
rule_action span_duration, span_half, span_quarter_century, span_bare, span_ended, span_period,
    span_set, span_weekends, span_adverb, span_rate;

enum { WHOLE_MONTH = 0 };

/* Year that the words of a match give ("1999", "last year"), or 0. */
int match_year(const match *m);
/* Of a month, or a day of it, that comes round every year: the one that the words mean. */
int match_near_year(const match *m, int month, int number);

typedef struct step {
    int count, unit; /* time_unit */
} step;

grain grain_of(int unit); /* GRAIN_NONE for hours and shorter */
/* Sets *out to the period of grain g that lies a step from the one around `from`; open where
 * that is no day. False where it leaves the calendar. */
bool settle(meaning *out, grain g, day from, step by);

/* ---- times_values.c ---- */

/* TIMEX3 value. Memory: from a. */
str meaning_value(arena *a, const meaning *m);
time_value meaning_bounds(const meaning *m, day anchor);
void meaning_date(meaning *out, grain g, day at);
void meaning_literal(meaning *out, time_type type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* "XXXX-XX-XX" and the like where there is no day to resolve against. */
void meaning_open(meaning *out, grain g);
/* "P3D", "PT2H30M"; amount: digits, or "X". */
void duration_write(char out[VALUE_SIZE], str amount, time_unit unit, bool half);
const char *season_name(int season); /* "SP" */
const char *part_name(int part);     /* "MO" */
day grain_last(grain g, day first);  /* last day of the period that begins there */
day quarter_before(day d);           /* first day of the last quarter that is over on d */

/* ---- times_tense.c ---- */

/* TENSE_LONG_PAST: past beyond doubt. */
typedef enum tense {
    TENSE_LONG_PAST = -2, TENSE_PAST, TENSE_UNKNOWN, TENSE_PRESENT, TENSE_FUTURE,
} tense;

/* The direction in which the words around atoms [first, past) look. */
tense tense_around(const time_reader *r, size_t first, size_t past);
/* The same, a past verb within `close` atoms before them being beyond doubt (2 above). */
tense tense_near(const time_reader *r, size_t first, size_t past, size_t close);

/* ---- times_names.c ---- */

/* Whether the words stand inside a name ("Friday Farm", "April Jones"). */
bool inside_name(const time_reader *r, size_t first, size_t past);
/* Whether the labels give token `at` a word class that they are sure of. */
bool label_is_sure(const labels *l, uint32_t at);

#endif
