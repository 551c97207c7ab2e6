/* record/times_table.c: the words that expressions of time are made of, and those that tell
 * the tense of what stands around them. One list a letter: a word is looked up by its first
 * letter, then its length, so that most words of a text cost a few comparisons. */
#include <string.h>

#include "record/times.h"

enum { WORD_MOST = 16 };

typedef struct word_row {
    const char *text; /* lower case */
    uint8_t length, unit;
    int16_t value;
    uint64_t is;
} word_row;

#define W(text, is, value, unit) { text, sizeof(text) - 1, UNIT_##unit, value, is }

static const word_row words_marks[] = {
    W("'ll", IS('V'), 1, NONE), W("'s", IS('\''), 0, NONE), W(",", IS(','), 0, NONE),
    W("-", IS('-'), 0, NONE), W("--", IS('-'), 0, NONE), W(".", IS('.'), 0, NONE),
    W("/", IS('/'), 0, NONE), W("–", IS('-'), 0, NONE), W("—", IS('-'), 0, NONE),
    W("’ll", IS('V'), 1, NONE), W("’s", IS('\''), 0, NONE),
};
static const word_row words_a[] = {
    W("additional", IS('!'), 0, NONE),
    W("aims", IS('V'), 2, NONE),
    W("another", IS('x'), 0, NONE), W("as", IS('x'), 0, NONE),
    W("a", IS('A'), 1, NONE), W("a.m", IS('a'), 0, NONE), W("a.m.", IS('a'), 0, NONE),
    W("about", IS('q'), 0, NONE), W("aest", IS('z'), 0, NONE), W("after", IS('l'), 1, NONE),
    W("afternoon", IS('p'), 2, NONE), W("afternoons", IS('p'), 18, NONE),
    W("afterward", IS('l'), 1, NONE), W("afterwards", IS('l'), 1, NONE),
    W("ago", IS('g'), 0, NONE), W("almost", IS('q'), 0, NONE), W("am", IS('a'), 0, NONE),
    W("an", IS('A'), 1, NONE), W("and", IS('&'), 0, NONE), W("annual", IS('S'), 0, YEAR),
    W("annually", IS('S'), 0, YEAR), W("anzac", IS('x'), 0, NONE),
    W("approximately", IS('q'), 0, NONE), W("apr", IS('M'), 4, NONE), W("apr.", IS('M'), 4, NONE),
    W("april", IS('M'), 4, NONE), W("are", IS('b'), 1, NONE), W("armistice", IS('x'), 0, NONE),
    W("around", IS('q'), 0, NONE), W("ash", IS('x'), 0, NONE), W("at", IS('I'), 0, NONE),
    W("ate", IS('b'), 0, NONE), W("aug", IS('M'), 8, NONE), W("aug.", IS('M'), 8, NONE),
    W("august", IS('M'), 8, NONE), W("australia", IS('x'), 0, NONE), W("autumn", IS('s'), 2, NONE),
    W("autumns", IS('s'), 18, NONE),
};
static const word_row words_b[] = {
    W("be", IS('b'), 2, NONE),
    W("business", IS('!'), 0, NONE),
    W("barely", IS('q'), 0, NONE), W("bastille", IS('x'), 0, NONE), W("beat", IS('b'), 0, NONE),
    W("became", IS('b'), 0, NONE), W("been", IS('b'), 3, NONE), W("before", IS('e'), 1, NONE),
    W("began", IS('b'), 0, NONE), W("beginning", IS('K'), 0, NONE),
    W("biweekly", IS('S'), 0, FORTNIGHT), W("black", IS('x'), 0, NONE),
    W("bore", IS('b'), 0, NONE), W("bought", IS('b'), 0, NONE), W("boxing", IS('x'), 0, NONE),
    W("broke", IS('b'), 0, NONE), W("brought", IS('b'), 0, NONE), W("bst", IS('z'), 0, NONE),
    W("built", IS('b'), 0, NONE), W("burst", IS('b'), 0, NONE), W("by", IS('I'), 0, NONE),
};
static const word_row words_c[] = {
    W("calendar", IS('!'), 0, NONE),
    W("consecutive", IS('!'), 0, NONE),
    W("came", IS('b'), 0, NONE), W("can", IS('V'), 1, NONE), W("canada", IS('x'), 0, NONE),
    W("caught", IS('b'), 0, NONE), W("cdt", IS('z'), 0, NONE), W("centuries", IS('U'), 0, CENTURY),
    W("century", IS('u'), 0, CENTURY), W("cest", IS('z'), 0, NONE), W("cet", IS('z'), 0, NONE),
    W("chose", IS('b'), 0, NONE), W("christmas", IS('H'), 0, NONE), W("close", IS('K'), 1, NONE),
    W("columbus", IS('x'), 0, NONE), W("coming", IS('F'), 0, NONE), W("could", IS('V'), 1, NONE),
    W("couple", IS('f'), 0, NONE), W("cst", IS('z'), 0, NONE), W("ct", IS('z'), 0, NONE),
    W("current", IS('R'), 1, NONE), W("currently", IS('R'), 0, NONE), W("cyber", IS('x'), 0, NONE),
};
static const word_row words_d[] = {
    W("daily", IS('S'), 0, DAY), W("dawn", IS('p'), 0, NONE), W("day", IS('u'), 0, DAY),
    W("days", IS('U'), 0, DAY), W("dealt", IS('b'), 0, NONE), W("dec", IS('M'), 12, NONE),
    W("dec.", IS('M'), 12, NONE), W("decade", IS('u'), 0, DECADE),
    W("decades", IS('U'), 0, DECADE), W("december", IS('M'), 12, NONE), W("did", IS('b'), 0, NONE),
    W("dozen", IS('n'), 12, NONE), W("drew", IS('b'), 0, NONE), W("drove", IS('b'), 0, NONE),
    W("due", IS('V'), 2, NONE), W("during", IS('I'), 0, NONE),
};
static const word_row words_e[] = {
    W("extra", IS('!'), 0, NONE),
    W("each", IS('v'), 0, NONE), W("earlier", IS('e'), 0, NONE), W("early", IS('E'), 0, NONE),
    W("easter", IS('H'), 0, NONE), W("edt", IS('z'), 0, NONE), W("eet", IS('z'), 0, NONE),
    W("eight", IS('n'), 8, NONE), W("eighteen", IS('n'), 18, NONE),
    W("eighteenth", IS('o'), 18, NONE), W("eighth", IS('o'), 8, NONE),
    W("eighties", IS('k'), 80, NONE), W("eighty", IS('n'), 80, NONE),
    W("election", IS('x'), 0, NONE), W("eleven", IS('n'), 11, NONE),
    W("eleventh", IS('o'), 11, NONE), W("end", IS('K'), 1, NONE), W("ensuing", IS('G'), 0, NONE),
    W("est", IS('z'), 0, NONE), W("et", IS('z'), 0, NONE), W("evening", IS('p'), 3, NONE),
    W("evenings", IS('p'), 19, NONE), W("every", IS('v'), 0, NONE),
    W("expected", IS('V'), 2, NONE), W("expects", IS('V'), 2, NONE),
};
static const word_row words_f[] = {
    W("full", IS('!'), 0, NONE),
    W("future", IS('+'), 0, NONE),
    W("fiscal", IS('x'), 0, NONE),
    W("fall", IS('s'), 2, NONE), W("father", IS('x'), 0, NONE), W("father's", IS('x'), 0, NONE),
    W("feb", IS('M'), 2, NONE), W("feb.", IS('M'), 2, NONE), W("february", IS('M'), 2, NONE),
    W("fell", IS('b'), 0, NONE), W("felt", IS('b'), 0, NONE), W("few", IS('f'), 0, NONE),
    W("fifteen", IS('n'), 15, NONE), W("fifteenth", IS('o'), 15, NONE),
    W("fifth", IS('o'), 5, NONE), W("fifties", IS('k'), 50, NONE), W("fifty", IS('n'), 50, NONE),
    W("final", IS('o'), -1, NONE), W("first", IS('o'), 1, NONE), W("five", IS('n'), 5, NONE),
    W("fled", IS('b'), 0, NONE), W("flew", IS('b'), 0, NONE), W("following", IS('G'), 0, NONE),
    W("forgot", IS('b'), 0, NONE), W("forthcoming", IS('F'), 0, NONE),
    W("forties", IS('k'), 40, NONE), W("fortnight", IS('u'), 0, FORTNIGHT),
    W("fortnightly", IS('S'), 0, FORTNIGHT), W("fortnights", IS('U'), 0, FORTNIGHT),
    W("forty", IS('n'), 40, NONE), W("fought", IS('b'), 0, NONE), W("found", IS('b'), 0, NONE),
    W("four", IS('n'), 4, NONE), W("fourteen", IS('n'), 14, NONE),
    W("fourteenth", IS('o'), 14, NONE), W("fourth", IS('o'), 4, NONE), W("fri", IS('W'), 4, NONE),
    W("fri.", IS('W'), 4, NONE), W("friday", IS('W'), 4, NONE), W("fridays", IS('w'), 4, NONE),
};
static const word_row words_g[] = {
    W("gave", IS('b'), 0, NONE), W("gmt", IS('z'), 0, NONE), W("going", IS('V'), 2, NONE),
    W("good", IS('x'), 0, NONE), W("got", IS('b'), 0, NONE), W("grew", IS('b'), 0, NONE),
    W("groundhog", IS('x'), 0, NONE),
};
static const word_row words_h[] = {
    W("hoped", IS('V'), 2, NONE),
    W("half", IS('+'), 0, NONE),
    W("had", IS('b'), 0, NONE), W("halloween", IS('H'), 0, NONE), W("has", IS('b'), 1, NONE),
    W("have", IS('b'), 1, NONE), W("heard", IS('b'), 0, NONE), W("held", IS('b'), 0, NONE),
    W("hid", IS('b'), 0, NONE), W("hopes", IS('V'), 2, NONE), W("hour", IS('u'), 0, HOUR),
    W("hourly", IS('S'), 0, HOUR), W("hours", IS('U'), 0, HOUR), W("hrs", IS('U'), 0, HOUR),
    W("hst", IS('z'), 0, NONE), W("hundred", IS('n'), 100, NONE), W("hung", IS('b'), 0, NONE),
};
static const word_row words_i[] = {
    W("intended", IS('V'), 2, NONE),
    W("intends", IS('V'), 2, NONE),
    W("in", IS('I'), 0, NONE), W("inauguration", IS('x'), 0, NONE),
    W("independence", IS('x'), 0, NONE), W("is", IS('b'), 1, NONE), W("ist", IS('z'), 0, NONE),
};
static const word_row words_j[] = {
    W("jan", IS('M'), 1, NONE), W("jan.", IS('M'), 1, NONE), W("january", IS('M'), 1, NONE),
    W("jst", IS('z'), 0, NONE), W("jul", IS('M'), 7, NONE), W("jul.", IS('M'), 7, NONE),
    W("july", IS('M'), 7, NONE), W("jun", IS('M'), 6, NONE), W("jun.", IS('M'), 6, NONE),
    W("june", IS('M'), 6, NONE), W("juneteenth", IS('x'), 0, NONE), W("just", IS('q'), 0, NONE),
};
static const word_row words_k[] = {
    W("kept", IS('b'), 0, NONE), W("knew", IS('b'), 0, NONE),
};
static const word_row words_l[] = {
    W("long", IS('!'), 0, NONE),
    W("labor", IS('x'), 0, NONE), W("labour", IS('x'), 0, NONE), W("laid", IS('b'), 0, NONE),
    W("last", IS('L'), 0, NONE), W("late", IS('E'), 1, NONE), W("lately", IS('r'), 0, NONE),
    W("later", IS('l'), 0, NONE), W("latest", IS('i'), 0, NONE), W("lay", IS('b'), 0, NONE),
    W("led", IS('b'), 0, NONE), W("left", IS('b'), 0, NONE), W("lent", IS('b'), 0, NONE),
    W("less", IS('q'), 1, NONE), W("lost", IS('b'), 0, NONE), W("lunchtime", IS('p'), 1, NONE),
};
static const word_row words_m[] = {
    W("moment", IS('+'), 0, NONE),
    W("made", IS('b'), 0, NONE), W("many", IS('f'), 0, NONE), W("mar", IS('M'), 3, NONE),
    W("mar.", IS('M'), 3, NONE), W("march", IS('M'), 3, NONE), W("martin", IS('x'), 0, NONE),
    W("may", IS('M') | IS('V'), 5, NONE), W("mdt", IS('z'), 0, NONE),
    W("memorial", IS('x'), 0, NONE), W("met", IS('b'), 0, NONE), W("mid", IS('E'), 2, NONE),
    W("midafternoon", IS('p'), 2, NONE), W("midday", IS('N'), 12, NONE),
    W("middle", IS('K'), 2, NONE), W("midmorning", IS('p'), 0, NONE),
    W("midnight", IS('N'), 0, NONE), W("might", IS('V'), 1, NONE), W("mins", IS('U'), 0, MINUTE),
    W("minute", IS('u'), 0, MINUTE), W("minutes", IS('U'), 0, MINUTE), W("mlk", IS('x'), 0, NONE),
    W("mon", IS('W'), 0, NONE), W("mon.", IS('W'), 0, NONE), W("monday", IS('W'), 0, NONE),
    W("mondays", IS('w'), 0, NONE), W("month", IS('u'), 0, MONTH), W("monthly", IS('S'), 0, MONTH),
    W("months", IS('U'), 0, MONTH), W("more", IS('q') | IS('!'), 1, NONE),
    W("morning", IS('p'), 0, NONE),
    W("mornings", IS('p'), 16, NONE), W("mother", IS('x'), 0, NONE),
    W("mother's", IS('x'), 0, NONE), W("msk", IS('z'), 0, NONE), W("mst", IS('z'), 0, NONE),
    W("must", IS('V'), 1, NONE),
};
static const word_row words_n[] = {
    W("no", IS('x'), 0, NONE),
    W("nearly", IS('q'), 0, NONE), W("new", IS('x'), 0, NONE), W("next", IS('X'), 0, NONE),
    W("night", IS('p'), 4, NONE), W("nightly", IS('S'), 0, NIGHT), W("nights", IS('U'), 0, NIGHT),
    W("nine", IS('n'), 9, NONE), W("nineteen", IS('n'), 19, NONE),
    W("nineteenth", IS('o'), 19, NONE), W("nineties", IS('k'), 90, NONE),
    W("ninety", IS('n'), 90, NONE), W("ninth", IS('o'), 9, NONE), W("noon", IS('N'), 12, NONE),
    W("nov", IS('M'), 11, NONE), W("nov.", IS('M'), 11, NONE), W("november", IS('M'), 11, NONE),
    W("now", IS('R'), 0, NONE), W("nowadays", IS('R'), 0, NONE),
};
static const word_row words_o[] = {
    W("o'clock", IS('j'), 0, NONE), W("oct", IS('M'), 10, NONE), W("oct.", IS('M'), 10, NONE),
    W("october", IS('M'), 10, NONE), W("of", IS('O'), 0, NONE), W("on", IS('I'), 0, NONE),
    W("one", IS('n'), 1, NONE), W("only", IS('q'), 0, NONE), W("or", IS('&'), 0, NONE),
    W("over", IS('q'), 0, NONE), W("overnight", IS('p'), 4, NONE), W("o’clock", IS('j'), 0, NONE),
};
static const word_row words_p[] = {
    W("present", IS('+'), 0, NONE),
    W("period", IS('+'), 0, NONE),
    W("poised", IS('V'), 2, NONE),
    W("planned", IS('V'), 2, NONE),
    W("per", IS('x'), 0, NONE),
    W("p.m", IS('a'), 12, NONE), W("p.m.", IS('a'), 12, NONE), W("paid", IS('b'), 0, NONE),
    W("palm", IS('x'), 0, NONE), W("past", IS('P'), 0, NONE), W("pdt", IS('z'), 0, NONE),
    W("plan", IS('V'), 2, NONE), W("planning", IS('V'), 2, NONE), W("plans", IS('V'), 2, NONE),
    W("pm", IS('a'), 12, NONE), W("preceding", IS('d'), 0, NONE), W("presently", IS('R'), 0, NONE),
    W("presidents", IS('x'), 0, NONE), W("previous", IS('d'), 0, NONE),
    W("previously", IS('e'), 1, NONE), W("prior", IS('d'), 0, NONE), W("pst", IS('z'), 0, NONE),
    W("pt", IS('z'), 0, NONE),
};
static const word_row words_q[] = {
    W("q1", IS('Q'), 1, NONE), W("q2", IS('Q'), 2, NONE), W("q3", IS('Q'), 3, NONE),
    W("q4", IS('Q'), 4, NONE), W("quarter", IS('u'), 0, QUARTER),
    W("quarters", IS('U'), 0, QUARTER),
};
static const word_row words_r[] = {
    W("right", IS('x'), 0, NONE),
    W("ran", IS('b'), 0, NONE), W("rang", IS('b'), 0, NONE), W("ready", IS('V'), 2, NONE),
    W("recent", IS('i'), 0, NONE), W("recently", IS('r'), 0, NONE),
    W("remembrance", IS('x'), 0, NONE), W("rose", IS('b'), 0, NONE),
    W("roughly", IS('q'), 0, NONE),
};
static const word_row words_s[] = {
    W("solid", IS('!'), 0, NONE),
    W("short", IS('!'), 0, NONE),
    W("straight", IS('!'), 0, NONE),
    W("supposed", IS('V'), 2, NONE),
    W("sometime", IS('x'), 0, NONE),
    W("said", IS('b'), 0, NONE), W("saint", IS('x'), 0, NONE), W("same", IS('Z'), 0, NONE),
    W("sank", IS('b'), 0, NONE), W("sat", IS('W') | IS('b'), 5, NONE), W("sat.", IS('W'), 5, NONE),
    W("saturday", IS('W'), 5, NONE), W("saturdays", IS('w'), 5, NONE), W("saw", IS('b'), 0, NONE),
    W("scheduled", IS('V'), 2, NONE), W("second", IS('u') | IS('o'), 2, SECOND),
    W("seconds", IS('U'), 0, SECOND), W("sent", IS('b'), 0, NONE), W("sep", IS('M'), 9, NONE),
    W("sep.", IS('M'), 9, NONE), W("sept", IS('M'), 9, NONE), W("sept.", IS('M'), 9, NONE),
    W("september", IS('M'), 9, NONE), W("set", IS('V'), 2, NONE), W("seven", IS('n'), 7, NONE),
    W("seventeen", IS('n'), 17, NONE), W("seventeenth", IS('o'), 17, NONE),
    W("seventh", IS('o'), 7, NONE), W("seventies", IS('k'), 70, NONE),
    W("seventy", IS('n'), 70, NONE), W("several", IS('f'), 0, NONE), W("shall", IS('V'), 1, NONE),
    W("shook", IS('b'), 0, NONE), W("shot", IS('b'), 0, NONE), W("should", IS('V'), 1, NONE),
    W("six", IS('n'), 6, NONE), W("sixteen", IS('n'), 16, NONE), W("sixteenth", IS('o'), 16, NONE),
    W("sixth", IS('o'), 6, NONE), W("sixties", IS('k'), 60, NONE), W("sixty", IS('n'), 60, NONE),
    W("slated", IS('V'), 2, NONE), W("slept", IS('b'), 0, NONE), W("slid", IS('b'), 0, NONE),
    W("sold", IS('b'), 0, NONE), W("some", IS('q'), 0, NONE), W("sought", IS('b'), 0, NONE),
    W("spent", IS('b'), 0, NONE), W("spoke", IS('b'), 0, NONE), W("spring", IS('s'), 0, NONE),
    W("st", IS('x'), 0, NONE), W("st.", IS('x'), 0, NONE), W("start", IS('K'), 0, NONE),
    W("stole", IS('b'), 0, NONE), W("stood", IS('b'), 0, NONE), W("struck", IS('b'), 0, NONE),
    W("subsequent", IS('G'), 0, NONE), W("summer", IS('s'), 1, NONE),
    W("summers", IS('s'), 17, NONE), W("sun", IS('W'), 6, NONE), W("sun.", IS('W'), 6, NONE),
    W("sunday", IS('W'), 6, NONE), W("sundays", IS('w'), 6, NONE), W("swept", IS('b'), 0, NONE),
    W("swore", IS('b'), 0, NONE),
};
static const word_row words_t[] = {
    W("trading", IS('!'), 0, NONE),
    W("taught", IS('b'), 0, NONE), W("ten", IS('n'), 10, NONE), W("tentatively", IS('V'), 2, NONE),
    W("tenth", IS('o'), 10, NONE), W("thanksgiving", IS('H'), 0, NONE),
    W("that", IS('B'), 0, NONE), W("the", IS('t'), 0, NONE), W("these", IS('T'), 2, NONE),
    W("third", IS('o'), 3, NONE), W("thirteen", IS('n'), 13, NONE),
    W("thirteenth", IS('o'), 13, NONE), W("thirties", IS('k'), 30, NONE),
    W("thirtieth", IS('o'), 30, NONE), W("thirty", IS('n'), 30, NONE), W("this", IS('T'), 0, NONE),
    W("those", IS('B'), 0, NONE), W("thought", IS('b'), 0, NONE),
    W("thousand", IS('n'), 1000, NONE), W("three", IS('n'), 3, NONE), W("threw", IS('b'), 0, NONE),
    W("through", IS('&'), 0, NONE), W("thu", IS('W'), 3, NONE), W("thu.", IS('W'), 3, NONE),
    W("thur", IS('W'), 3, NONE), W("thur.", IS('W'), 3, NONE), W("thurs", IS('W'), 3, NONE),
    W("thurs.", IS('W'), 3, NONE), W("thursday", IS('W'), 3, NONE),
    W("thursdays", IS('w'), 3, NONE), W("till", IS('&'), 0, NONE), W("to", IS('&'), 1, NONE),
    W("today", IS('y'), 0, NONE), W("told", IS('b'), 0, NONE), W("tomorrow", IS('y'), 1, NONE),
    W("tonight", IS('y'), 2, NONE), W("took", IS('b'), 0, NONE), W("tue", IS('W'), 1, NONE),
    W("tue.", IS('W'), 1, NONE), W("tues", IS('W'), 1, NONE), W("tues.", IS('W'), 1, NONE),
    W("tuesday", IS('W'), 1, NONE), W("tuesdays", IS('w'), 1, NONE), W("turn", IS('K'), 1, NONE),
    W("twelfth", IS('o'), 12, NONE), W("twelve", IS('n'), 12, NONE),
    W("twenties", IS('k'), 20, NONE), W("twentieth", IS('o'), 20, NONE),
    W("twenty", IS('n'), 20, NONE), W("two", IS('n'), 2, NONE),
};
static const word_row words_u[] = {
    W("up", IS('x'), 0, NONE),
    W("under", IS('q'), 0, NONE), W("until", IS('&'), 0, NONE),
    W("upcoming", IS('V'), 2, NONE), W("utc", IS('z'), 0, NONE),
};
static const word_row words_v[] = {
    W("valentine", IS('x'), 0, NONE), W("valentine's", IS('x'), 0, NONE),
    W("veterans", IS('x'), 0, NONE),
};
static const word_row words_w[] = {
    W("working", IS('!'), 0, NONE),
    W("whole", IS('x'), 0, NONE),
    W("was", IS('b'), 0, NONE), W("wed", IS('W'), 2, NONE), W("wed.", IS('W'), 2, NONE),
    W("wednesday", IS('W'), 2, NONE), W("wednesdays", IS('w'), 2, NONE),
    W("weds", IS('W'), 2, NONE), W("weds.", IS('W'), 2, NONE), W("week", IS('u'), 0, WEEK),
    W("weekend", IS('u'), 0, WEEKEND), W("weekends", IS('U'), 0, WEEKEND),
    W("weekly", IS('S'), 0, WEEK), W("weeks", IS('U'), 0, WEEK), W("went", IS('b'), 0, NONE),
    W("were", IS('b'), 0, NONE), W("will", IS('V'), 1, NONE), W("winter", IS('s'), 3, NONE),
    W("winters", IS('s'), 19, NONE), W("wo", IS('V'), 1, NONE), W("won", IS('b'), 0, NONE),
    W("wore", IS('b'), 0, NONE), W("would", IS('V'), 1, NONE), W("wrote", IS('b'), 0, NONE),
};
static const word_row words_x[] = {
    W("xmas", IS('H'), 0, NONE),
};
static const word_row words_y[] = {
    W("year", IS('u'), 0, YEAR), W("yearly", IS('S'), 0, YEAR), W("years", IS('U'), 0, YEAR),
    W("yesterday", IS('y'), -1, NONE), W("yr", IS('u'), 0, YEAR), W("yrs", IS('U'), 0, YEAR),
};
static const word_row words_z[] = {
    W("zero", IS('n'), 0, NONE),
};

#undef W

#define LIST_OF(rows) { rows, sizeof rows / sizeof *rows }

static const struct word_list {
    const word_row *rows;
    size_t count;
} word_lists[27] = {
    LIST_OF(words_a), LIST_OF(words_b), LIST_OF(words_c), LIST_OF(words_d), LIST_OF(words_e),
    LIST_OF(words_f), LIST_OF(words_g), LIST_OF(words_h), LIST_OF(words_i), LIST_OF(words_j),
    LIST_OF(words_k), LIST_OF(words_l), LIST_OF(words_m), LIST_OF(words_n), LIST_OF(words_o),
    LIST_OF(words_p), LIST_OF(words_q), LIST_OF(words_r), LIST_OF(words_s), LIST_OF(words_t),
    LIST_OF(words_u), LIST_OF(words_v), LIST_OF(words_w), LIST_OF(words_x), LIST_OF(words_y),
    LIST_OF(words_z), LIST_OF(words_marks),
};

bool atom_read_word(str s, atom *x) {
    char folded[WORD_MOST];
    if (!s.length || s.length > WORD_MOST) return false;
    for (size_t i = 0; i < s.length; i++) folded[i] = to_lower(s.at[i]);
    bool letter = folded[0] >= 'a' && folded[0] <= 'z';
    const struct word_list *list = &word_lists[letter ? folded[0] - 'a' : 26];
    for (const word_row *row = list->rows, *past = row + list->count; row < past; row++) {
        if (row->length != s.length || memcmp(row->text, folded, s.length) != 0) continue;
        x->is = row->is;
        x->value = row->value;
        x->unit = row->unit;
        return true;
    }
    return false;
}
