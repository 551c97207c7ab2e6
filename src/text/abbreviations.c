/* text/abbreviations.c: see abbreviations.h. Sorted tables in byte order, searched by halving.
 * The lists are common knowledge of English news style (titles, firms, months, states of the
 * United States); the prefixes are those that the English treebanks of Universal
 * Dependencies keep in one word. */
#include "text/abbreviations.h"

#include <stdlib.h>

typedef struct entry {
    const char *word;
    abbreviation kind;
} entry;

#define TITLE ABBREVIATION_TITLE
#define LAST ABBREVIATION_LAST
#define NUMBER ABBREVIATION_NUMBER
#define PLACE ABBREVIATION_PLACE
static const entry abbreviations[] = {
    { "Adm", TITLE }, { "Ala", LAST }, { "Ald", TITLE }, { "Alta", PLACE }, { "Amb", TITLE },
    { "Apr", LAST }, { "Apt", LAST }, { "Ariz", LAST }, { "Ark", LAST }, { "Art", NUMBER },
    { "Arts", NUMBER }, { "Assn", LAST }, { "Assoc", LAST }, { "Asst", TITLE }, { "Attn", LAST },
    { "Atty", TITLE }, { "Aug", LAST }, { "Ave", LAST }, { "Bk", NUMBER }, { "Bldg", LAST },
    { "Blvd", LAST }, { "Brig", TITLE }, { "Bros", LAST }, { "Cal", PLACE }, { "Calif", LAST },
    { "Capt", TITLE }, { "Capts", TITLE }, { "Cdr", TITLE }, { "Ch", NUMBER }, { "Chap", NUMBER },
    { "Cie", LAST }, { "Cmdr", TITLE }, { "Co", LAST }, { "Col", TITLE }, { "Colo", LAST },
    { "Cols", TITLE }, { "Conn", LAST }, { "Corp", LAST }, { "Cos", LAST }, { "Cpl", TITLE },
    { "Dec", LAST }, { "Del", PLACE }, { "Dept", LAST }, { "Det", TITLE }, { "Dist", TITLE },
    { "Dr", TITLE }, { "Drs", TITLE }, { "Eq", NUMBER }, { "Esp", LAST }, { "Esq", LAST },
    { "Ext", LAST }, { "Feb", LAST }, { "Fig", NUMBER }, { "Figs", NUMBER }, { "Fla", LAST },
    { "Fr", TITLE }, { "Fri", LAST }, { "Ft", TITLE }, { "Ga", PLACE }, { "Gen", TITLE },
    { "Gens", TITLE }, { "Gov", TITLE }, { "Govs", TITLE }, { "Govt", LAST }, { "Hon", TITLE },
    { "Hwy", LAST }, { "Ill", PLACE }, { "Inc", LAST }, { "Ind", PLACE }, { "Insp", TITLE },
    { "Intl", LAST }, { "Jan", LAST }, { "Jr", LAST }, { "Jul", NUMBER }, { "Jun", NUMBER },
    { "Kan", LAST }, { "Kans", LAST }, { "Ky", LAST }, { "La", PLACE }, { "Ln", LAST },
    { "Lt", TITLE }, { "Ltd", LAST }, { "Lts", TITLE }, { "Maj", TITLE }, { "Mar", NUMBER },
    { "Mass", PLACE }, { "Md", LAST }, { "Messrs", TITLE }, { "Mfg", LAST }, { "Mich", LAST },
    { "Minn", LAST }, { "Miss", PLACE }, { "Mlle", TITLE }, { "Mme", TITLE }, { "Mo", PLACE },
    { "Mon", PLACE }, { "Mont", LAST }, { "Mr", TITLE }, { "Mrs", TITLE }, { "Ms", TITLE },
    { "Msgr", TITLE }, { "Mt", TITLE }, { "Mx", TITLE }, { "Natl", LAST }, { "Neb", LAST },
    { "Nev", LAST }, { "No", NUMBER }, { "Nos", NUMBER }, { "Nov", LAST }, { "Oct", LAST },
    { "Okla", LAST }, { "Ont", LAST }, { "Op", NUMBER }, { "Ore", PLACE }, { "Pa", PLACE },
    { "Para", NUMBER }, { "Penn", LAST }, { "Pfc", TITLE }, { "Ph", LAST }, { "Pkwy", LAST },
    { "Pres", TITLE }, { "Prof", TITLE }, { "Profs", TITLE }, { "Pt", LAST }, { "Pte", TITLE },
    { "Pty", LAST }, { "Pvt", TITLE }, { "Que", LAST }, { "Rd", LAST }, { "Rep", TITLE },
    { "Reps", TITLE }, { "Rev", TITLE }, { "Revs", TITLE }, { "Rs", LAST }, { "Rt", TITLE },
    { "Rte", LAST }, { "Sask", PLACE }, { "Sat", PLACE }, { "Sec", NUMBER }, { "Sect", NUMBER },
    { "Sen", TITLE }, { "Sens", TITLE }, { "Sep", LAST }, { "Sept", LAST }, { "Sgt", TITLE },
    { "Sq", LAST }, { "Sr", LAST }, { "St", TITLE }, { "Ste", TITLE }, { "Sun", PLACE },
    { "Supt", TITLE }, { "Tel", LAST }, { "Tenn", LAST }, { "Tex", LAST }, { "Thu", LAST },
    { "Thur", LAST }, { "Thurs", LAST }, { "Tpk", LAST }, { "Tue", LAST }, { "Tues", LAST },
    { "Univ", LAST }, { "Va", PLACE }, { "Ven", TITLE }, { "Ver", NUMBER }, { "Vol", NUMBER },
    { "Vols", NUMBER }, { "Vt", LAST }, { "Wash", PLACE }, { "Wed", LAST }, { "Weds", LAST },
    { "Wis", LAST }, { "Wisc", LAST }, { "Wyo", LAST }, { "al", LAST }, { "approx", TITLE },
    { "art", NUMBER }, { "avg", LAST }, { "b", NUMBER }, { "c", NUMBER }, { "ca", TITLE },
    { "cf", TITLE }, { "ch", NUMBER }, { "chap", NUMBER }, { "d", NUMBER }, { "dept", LAST },
    { "est", LAST }, { "etc", LAST }, { "excl", LAST }, { "fig", NUMBER }, { "figs", NUMBER },
    { "ft", LAST }, { "govt", LAST }, { "hr", LAST }, { "hrs", LAST }, { "incl", LAST },
    { "lb", LAST }, { "lbs", LAST }, { "max", LAST }, { "min", LAST }, { "mins", LAST },
    { "misc", LAST }, { "no", NUMBER }, { "nos", NUMBER }, { "op", NUMBER }, { "oz", LAST },
    { "p", NUMBER }, { "para", NUMBER }, { "pop", LAST }, { "pp", NUMBER }, { "r", NUMBER },
    { "resp", LAST }, { "sec", NUMBER }, { "ver", NUMBER }, { "viz", TITLE }, { "vol", NUMBER },
    { "vols", NUMBER }, { "vs", TITLE }, { "yr", LAST }, { "yrs", LAST },
};
#undef TITLE
#undef LAST
#undef NUMBER
#undef PLACE

static const char *const starters[] = {
    "A", "After", "All", "Also", "Although", "An", "And", "Another", "Any", "As", "At", "Be",
    "Because", "Before", "Both", "But", "By", "Can", "Despite", "Do", "Each", "For", "From",
    "Full", "Had", "Has", "He", "Her", "Here", "His", "How", "However", "I", "If", "In", "Is",
    "It", "Its", "Just", "Last", "Many", "Meanwhile", "More", "Most", "My", "No", "Nor", "Not",
    "Now", "On", "One", "Or", "Other", "Our", "Please", "See", "She", "Since", "So", "Some",
    "Such", "Thanks", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those",
    "Though", "To", "Under", "Until", "We", "What", "When", "Where", "Which", "While", "Who",
    "Why", "With", "Yes", "Yet", "You", "Your",
};

static const char *const kept_prefixes[] = {
    "anti", "arch", "bi", "co", "counter", "cross", "de", "di", "e", "ex", "extra", "hyper",
    "infra", "inter", "intra", "mega", "micro", "mid", "mini", "multi", "neo", "non", "over",
    "para", "post", "pre", "pro", "pseudo", "psycho", "re", "semi", "socio", "sub", "super",
    "trans", "tri", "ultra", "un", "under",
};

static int compare_word(const void *word, const void *listed) {
    return str_compare(*(const str *)word, str_of(*(const char *const *)listed));
}

#define IN_LIST(word, list) \
    (bsearch(&(word), (list), sizeof(list) / sizeof *(list), sizeof *(list), compare_word))

/* An entry begins with its word, so that compare_word serves both tables. */
abbreviation abbreviation_of(str word) {
    const entry *found = IN_LIST(word, abbreviations);
    return found ? found->kind : ABBREVIATION_NONE;
}

bool is_sentence_starter(str word) {
    return IN_LIST(word, starters) != NULL;
}

bool is_kept_prefix(str word) {
    enum { LONGEST = 7 };
    char lower[LONGEST];
    if (word.length > LONGEST) return false;
    for (size_t i = 0; i < word.length; i++) lower[i] = to_lower(word.at[i]);
    str folded = { lower, word.length };
    return IN_LIST(folded, kept_prefixes) != NULL;
}
