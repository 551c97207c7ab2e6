/* record/quantities_money.c: currencies, by ISO 4217.
 *
 * A word like "dollars" or "Rs" belongs to a family of currencies. Which one is meant, the
 * word before it tells ("Canadian dollars"), else the country of the outlet, else that of
 * the date line (an agency's excepted: it writes for the world), else the country of the
 * family that the report names most, else the family's best known. Codes and countries as
 * in Debian's iso-codes. */
#include "record/quantities.h"

#include <string.h>

typedef struct coin {
    const char *word; /* lower case */
    coin_family family;
    const char *code; /* COIN_ONE */
    double factor;
} coin;

static const coin signs[] = {
    { "$", COIN_DOLLAR, NULL, 1 },    { "us$", COIN_ONE, "USD", 1 },
    { "u.s.$", COIN_ONE, "USD", 1 },  { "a$", COIN_ONE, "AUD", 1 },
    { "au$", COIN_ONE, "AUD", 1 },    { "c$", COIN_ONE, "CAD", 1 },
    { "ca$", COIN_ONE, "CAD", 1 },    { "nz$", COIN_ONE, "NZD", 1 },
    { "s$", COIN_ONE, "SGD", 1 },     { "hk$", COIN_ONE, "HKD", 1 },
    { "nt$", COIN_ONE, "TWD", 1 },    { "r$", COIN_ONE, "BRL", 1 },
    { "j$", COIN_ONE, "JMD", 1 },     { "tt$", COIN_ONE, "TTD", 1 },
    { "n$", COIN_ONE, "NAD", 1 },     { "£", COIN_POUND, NULL, 1 },
    { "€", COIN_ONE, "EUR", 1 },      { "₹", COIN_ONE, "INR", 1 },
    { "rs", COIN_RUPEE, NULL, 1 },    { "rs.", COIN_RUPEE, NULL, 1 },
    { "¥", COIN_ONE, "JPY", 1 },      { "₩", COIN_ONE, "KRW", 1 },
    { "₦", COIN_ONE, "NGN", 1 },      { "₽", COIN_ONE, "RUB", 1 },
    { "₺", COIN_ONE, "TRY", 1 },      { "₪", COIN_ONE, "ILS", 1 },
    { "₱", COIN_ONE, "PHP", 1 },      { "₫", COIN_ONE, "VND", 1 },
    { "฿", COIN_ONE, "THB", 1 },      { "₴", COIN_ONE, "UAH", 1 },
    { "₵", COIN_ONE, "GHS", 1 },      { "gh₵", COIN_ONE, "GHS", 1 },
    { "₡", COIN_ONE, "CRC", 1 },      { "₸", COIN_ONE, "KZT", 1 },
    { "rm", COIN_ONE, "MYR", 1 },     { "rp", COIN_ONE, "IDR", 1 },
    { "kshs", COIN_ONE, "KES", 1 },   { "ksh", COIN_ONE, "KES", 1 },
    { "sh", COIN_SHILLING, NULL, 1 }, { "sh.", COIN_SHILLING, NULL, 1 },
    { "dh", COIN_DIRHAM, NULL, 1 },   { "dhs", COIN_DIRHAM, NULL, 1 },
    { "tk", COIN_ONE, "BDT", 1 },     { "rmb", COIN_ONE, "CNY", 1 },
    { "r", COIN_ONE, "ZAR", 1 },
};

static const coin words[] = {
    { "baht", COIN_ONE, "THB", 1 },          { "bitcoin", COIN_ONE, "XBT", 1 },
    { "bitcoins", COIN_ONE, "XBT", 1 },      { "birr", COIN_ONE, "ETB", 1 },
    { "bucks", COIN_DOLLAR, NULL, 1 },       { "cedi", COIN_ONE, "GHS", 1 },
    { "cedis", COIN_ONE, "GHS", 1 },         { "cent", COIN_DOLLAR, NULL, 0.01 },
    { "cents", COIN_DOLLAR, NULL, 0.01 },    { "crowns", COIN_CROWN, NULL, 1 },
    { "dinar", COIN_DINAR, NULL, 1 },        { "dinars", COIN_DINAR, NULL, 1 },
    { "dirham", COIN_DIRHAM, NULL, 1 },      { "dirhams", COIN_DIRHAM, NULL, 1 },
    { "dollar", COIN_DOLLAR, NULL, 1 },      { "dollars", COIN_DOLLAR, NULL, 1 },
    { "euro", COIN_ONE, "EUR", 1 },          { "euros", COIN_ONE, "EUR", 1 },
    { "forint", COIN_ONE, "HUF", 1 },        { "forints", COIN_ONE, "HUF", 1 },
    { "franc", COIN_FRANC, NULL, 1 },        { "francs", COIN_FRANC, NULL, 1 },
    { "hryvnia", COIN_ONE, "UAH", 1 },       { "hryvnias", COIN_ONE, "UAH", 1 },
    { "koruna", COIN_ONE, "CZK", 1 },        { "korunas", COIN_ONE, "CZK", 1 },
    { "krona", COIN_ONE, "SEK", 1 },         { "krone", COIN_CROWN, NULL, 1 },
    { "kroner", COIN_CROWN, NULL, 1 },       { "kronor", COIN_ONE, "SEK", 1 },
    { "kwacha", COIN_ONE, "ZMW", 1 },        { "kyat", COIN_ONE, "MMK", 1 },
    { "kyats", COIN_ONE, "MMK", 1 },         { "lei", COIN_ONE, "RON", 1 },
    { "lev", COIN_ONE, "BGN", 1 },           { "leva", COIN_ONE, "BGN", 1 },
    { "lira", COIN_LIRA, NULL, 1 },          { "liras", COIN_LIRA, NULL, 1 },
    { "naira", COIN_ONE, "NGN", 1 },         { "p", COIN_POUND, NULL, 0.01 },
    { "pence", COIN_POUND, NULL, 0.01 },     { "peso", COIN_PESO, NULL, 1 },
    { "pesos", COIN_PESO, NULL, 1 },         { "pound", COIN_POUND, NULL, 1 },
    { "pounds", COIN_POUND, NULL, 1 },       { "quid", COIN_POUND, NULL, 1 },
    { "rand", COIN_ONE, "ZAR", 1 },          { "reais", COIN_ONE, "BRL", 1 },
    { "renminbi", COIN_ONE, "CNY", 1 },      { "rial", COIN_RIYAL, NULL, 1 },
    { "rials", COIN_RIYAL, NULL, 1 },        { "ringgit", COIN_ONE, "MYR", 1 },
    { "riyal", COIN_RIYAL, NULL, 1 },        { "riyals", COIN_RIYAL, NULL, 1 },
    { "rouble", COIN_ONE, "RUB", 1 },        { "roubles", COIN_ONE, "RUB", 1 },
    { "ruble", COIN_ONE, "RUB", 1 },         { "rubles", COIN_ONE, "RUB", 1 },
    { "rupee", COIN_RUPEE, NULL, 1 },        { "rupees", COIN_RUPEE, NULL, 1 },
    { "rupiah", COIN_ONE, "IDR", 1 },        { "shekel", COIN_ONE, "ILS", 1 },
    { "shekels", COIN_ONE, "ILS", 1 },       { "shilling", COIN_SHILLING, NULL, 1 },
    { "shillings", COIN_SHILLING, NULL, 1 }, { "taka", COIN_ONE, "BDT", 1 },
    { "tenge", COIN_ONE, "KZT", 1 },         { "won", COIN_ONE, "KRW", 1 },
    { "yen", COIN_ONE, "JPY", 1 },           { "yuan", COIN_ONE, "CNY", 1 },
    { "zloty", COIN_ONE, "PLN", 1 },         { "zlotys", COIN_ONE, "PLN", 1 },
};

/* Codes that reports write out before or behind a number. */
static const char *const codes[] = {
    "AED", "ARS", "AUD", "BDT", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK",
    "DKK", "EGP", "EUR", "GBP", "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "IQD",
    "IRR", "JOD", "JPY", "KES", "KRW", "KWD", "LBP", "LKR", "MXN", "MYR", "NGN",
    "NOK", "NPR", "NZD", "PHP", "PKR", "PLN", "QAR", "RON", "RUB", "SAR", "SEK",
    "SGD", "THB", "TRY", "TWD", "TZS", "UAH", "UGX", "USD", "VND", "ZAR",
};

/* The family's currencies; its first row is the best known. */
typedef struct issue {
    coin_family family;
    const char *country, *code;
} issue;

static const issue issues[] = {
    { COIN_DOLLAR, "USA", "USD" },   { COIN_DOLLAR, "AUS", "AUD" },
    { COIN_DOLLAR, "CAN", "CAD" },   { COIN_DOLLAR, "NZL", "NZD" },
    { COIN_DOLLAR, "SGP", "SGD" },   { COIN_DOLLAR, "HKG", "HKD" },
    { COIN_DOLLAR, "TWN", "TWD" },   { COIN_DOLLAR, "JAM", "JMD" },
    { COIN_DOLLAR, "TTO", "TTD" },   { COIN_DOLLAR, "NAM", "NAD" },
    { COIN_DOLLAR, "FJI", "FJD" },   { COIN_POUND, "GBR", "GBP" },
    { COIN_POUND, "EGY", "EGP" },    { COIN_POUND, "LBN", "LBP" },
    { COIN_POUND, "SYR", "SYP" },    { COIN_POUND, "SDN", "SDG" },
    { COIN_RUPEE, "IND", "INR" },    { COIN_RUPEE, "PAK", "PKR" },
    { COIN_RUPEE, "LKA", "LKR" },    { COIN_RUPEE, "NPL", "NPR" },
    { COIN_RUPEE, "MUS", "MUR" },    { COIN_PESO, "MEX", "MXN" },
    { COIN_PESO, "PHL", "PHP" },     { COIN_PESO, "ARG", "ARS" },
    { COIN_PESO, "COL", "COP" },     { COIN_PESO, "CHL", "CLP" },
    { COIN_PESO, "CUB", "CUP" },     { COIN_PESO, "URY", "UYU" },
    { COIN_FRANC, "CHE", "CHF" },    { COIN_FRANC, "RWA", "RWF" },
    { COIN_FRANC, "COD", "CDF" },    { COIN_FRANC, "SEN", "XOF" },
    { COIN_FRANC, "CIV", "XOF" },    { COIN_FRANC, "CMR", "XAF" },
    { COIN_CROWN, "NOR", "NOK" },    { COIN_CROWN, "DNK", "DKK" },
    { COIN_CROWN, "SWE", "SEK" },    { COIN_CROWN, "CZE", "CZK" },
    { COIN_CROWN, "ISL", "ISK" },    { COIN_DINAR, "KWT", "KWD" },
    { COIN_DINAR, "IRQ", "IQD" },    { COIN_DINAR, "JOR", "JOD" },
    { COIN_DINAR, "BHR", "BHD" },    { COIN_DINAR, "DZA", "DZD" },
    { COIN_DINAR, "TUN", "TND" },    { COIN_DINAR, "LBY", "LYD" },
    { COIN_DINAR, "SRB", "RSD" },    { COIN_DIRHAM, "ARE", "AED" },
    { COIN_DIRHAM, "MAR", "MAD" },   { COIN_RIYAL, "SAU", "SAR" },
    { COIN_RIYAL, "QAT", "QAR" },    { COIN_RIYAL, "IRN", "IRR" },
    { COIN_RIYAL, "OMN", "OMR" },    { COIN_RIYAL, "YEM", "YER" },
    { COIN_SHILLING, "KEN", "KES" }, { COIN_SHILLING, "UGA", "UGX" },
    { COIN_SHILLING, "TZA", "TZS" }, { COIN_SHILLING, "SOM", "SOS" },
    { COIN_LIRA, "TUR", "TRY" },     { COIN_LIRA, "LBN", "LBP" },
    { COIN_LIRA, "SYR", "SYP" },
};

/* Names of countries, their people and the cities that stand in date lines and outlets'
 * names; and the ends of their addresses. */
typedef struct country_word {
    const char *word; /* lower case */
    const char *country;
} country_word;

static const country_word countries[] = {
    { "accra", "GHA" },       { "algeria", "DZA" },    { "algerian", "DZA" },
    { "algiers", "DZA" },     { "amman", "JOR" },      { "ankara", "TUR" },
    { "argentina", "ARG" },   { "argentine", "ARG" },  { "auckland", "NZL" },
    { "australia", "AUS" },   { "australian", "AUS" }, { "baghdad", "IRQ" },
    { "bahrain", "BHR" },     { "bahraini", "BHR" },   { "beirut", "LBN" },
    { "belgrade", "SRB" },    { "bogota", "COL" },     { "brisbane", "AUS" },
    { "britain", "GBR" },     { "british", "GBR" },    { "cairo", "EGY" },
    { "calgary", "CAN" },     { "cameroon", "CMR" },   { "canada", "CAN" },
    { "canadian", "CAN" },    { "canberra", "AUS" },   { "cfa", "SEN" },
    { "chile", "CHL" },       { "chilean", "CHL" },    { "colombia", "COL" },
    { "colombian", "COL" },   { "colombo", "LKA" },    { "copenhagen", "DNK" },
    { "cuba", "CUB" },        { "cuban", "CUB" },      { "czech", "CZE" },
    { "damascus", "SYR" },    { "danish", "DNK" },     { "delhi", "IND" },
    { "denmark", "DNK" },     { "doha", "QAT" },       { "dubai", "ARE" },
    { "edmonton", "CAN" },    { "egypt", "EGY" },      { "egyptian", "EGY" },
    { "emirates", "ARE" },    { "emirati", "ARE" },    { "fiji", "FJI" },
    { "geneva", "CHE" },      { "halifax", "CAN" },    { "havana", "CUB" },
    { "hong", "HKG" },        { "iceland", "ISL" },    { "icelandic", "ISL" },
    { "india", "IND" },       { "indian", "IND" },     { "iran", "IRN" },
    { "iranian", "IRN" },     { "iraq", "IRQ" },       { "iraqi", "IRQ" },
    { "islamabad", "PAK" },   { "istanbul", "TUR" },   { "jamaica", "JAM" },
    { "jamaican", "JAM" },    { "jordan", "JOR" },     { "jordanian", "JOR" },
    { "kampala", "UGA" },     { "karachi", "PAK" },    { "kathmandu", "NPL" },
    { "kenya", "KEN" },       { "kenyan", "KEN" },     { "khartoum", "SDN" },
    { "kuwait", "KWT" },      { "kuwaiti", "KWT" },    { "lahore", "PAK" },
    { "lanka", "LKA" },       { "lankan", "LKA" },     { "lebanese", "LBN" },
    { "lebanon", "LBN" },     { "libya", "LBY" },      { "libyan", "LBY" },
    { "london", "GBR" },      { "manila", "PHL" },     { "mauritius", "MUS" },
    { "melbourne", "AUS" },   { "mexican", "MEX" },    { "mexico", "MEX" },
    { "montevideo", "URY" },  { "montreal", "CAN" },   { "moroccan", "MAR" },
    { "morocco", "MAR" },     { "mumbai", "IND" },     { "muscat", "OMN" },
    { "nairobi", "KEN" },     { "namibia", "NAM" },    { "namibian", "NAM" },
    { "nepal", "NPL" },       { "nepali", "NPL" },     { "norway", "NOR" },
    { "norwegian", "NOR" },   { "oman", "OMN" },       { "omani", "OMN" },
    { "oslo", "NOR" },        { "ottawa", "CAN" },     { "pakistan", "PAK" },
    { "pakistani", "PAK" },   { "perth", "AUS" },      { "philippine", "PHL" },
    { "philippines", "PHL" }, { "prague", "CZE" },     { "qatar", "QAT" },
    { "qatari", "QAT" },      { "quebec", "CAN" },     { "reykjavik", "ISL" },
    { "riyadh", "SAU" },      { "rwanda", "RWA" },     { "santiago", "CHL" },
    { "saudi", "SAU" },       { "senegal", "SEN" },    { "serbia", "SRB" },
    { "serbian", "SRB" },     { "singapore", "SGP" },  { "somali", "SOM" },
    { "somalia", "SOM" },     { "stockholm", "SWE" },  { "sudan", "SDN" },
    { "sudanese", "SDN" },    { "suva", "FJI" },       { "sweden", "SWE" },
    { "swedish", "SWE" },     { "swiss", "CHE" },      { "switzerland", "CHE" },
    { "sydney", "AUS" },      { "syria", "SYR" },      { "syrian", "SYR" },
    { "taipei", "TWN" },      { "taiwan", "TWN" },     { "tanzania", "TZA" },
    { "tanzanian", "TZA" },   { "tehran", "IRN" },     { "toronto", "CAN" },
    { "trinidad", "TTO" },    { "tripoli", "LBY" },    { "tunis", "TUN" },
    { "tunisia", "TUN" },     { "tunisian", "TUN" },   { "turkey", "TUR" },
    { "turkish", "TUR" },     { "u.s.", "USA" },       { "uae", "ARE" },
    { "uganda", "UGA" },      { "ugandan", "UGA" },    { "us", "USA" },
    { "vancouver", "CAN" },   { "wellington", "NZL" }, { "winnipeg", "CAN" },
    { "yemen", "YEM" },       { "yemeni", "YEM" },     { "zealand", "NZL" },
    { "zurich", "CHE" },
};

static const country_word address_ends[] = {
    { "ae", "ARE" }, { "ar", "ARG" }, { "au", "AUS" }, { "bh", "BHR" }, { "ca", "CAN" },
    { "ch", "CHE" }, { "cl", "CHL" }, { "cz", "CZE" }, { "dk", "DNK" }, { "dz", "DZA" },
    { "eg", "EGY" }, { "fj", "FJI" }, { "hk", "HKG" }, { "in", "IND" }, { "iq", "IRQ" },
    { "ir", "IRN" }, { "is", "ISL" }, { "jm", "JAM" }, { "jo", "JOR" }, { "ke", "KEN" },
    { "kw", "KWT" }, { "lb", "LBN" }, { "lk", "LKA" }, { "ma", "MAR" }, { "mu", "MUS" },
    { "mx", "MEX" }, { "na", "NAM" }, { "no", "NOR" }, { "np", "NPL" }, { "nz", "NZL" },
    { "om", "OMN" }, { "ph", "PHL" }, { "pk", "PAK" }, { "qa", "QAT" }, { "rs", "SRB" },
    { "rw", "RWA" }, { "sa", "SAU" }, { "sd", "SDN" }, { "se", "SWE" }, { "sg", "SGP" },
    { "sy", "SYR" }, { "tn", "TUN" }, { "tr", "TUR" }, { "tt", "TTO" }, { "tw", "TWN" },
    { "tz", "TZA" }, { "ug", "UGA" }, { "uk", "GBR" }, { "us", "USA" }, { "uy", "URY" },
};

static const char *country_in(const country_word *rows, size_t count, str s) {
    if (s.length < 2 || s.length > 12) return NULL;
    for (size_t i = 0; i < count; i++)
        if (rows[i].word[0] == to_lower(s.at[0]) && str_is_folded(s, rows[i].word))
            return rows[i].country;
    return NULL;
}

static const char *country_of_word(str s) {
    if (!s.length || !is_upper(s.at[0])) return NULL;
    return country_in(countries, sizeof countries / sizeof *countries, s);
}

/* ---- the report's country ---- */

enum { DATE_LINE_TOKENS = 16, SITE_WORDS = 16 };

/* End of the host of an address: "au" of "https://news.example.com.au/a". */
static const char *country_of_address(str url) {
    size_t from = str_find(url, STR("://"), 0);
    from = from < url.length ? from + 3 : 0;
    size_t past = from, dot = from;
    for (; past < url.length && url.at[past] != '/' && url.at[past] != ':'; past++)
        if (url.at[past] == '.') dot = past;
    if (dot == from) return NULL;
    return country_in(address_ends, sizeof address_ends / sizeof *address_ends,
                      str_cut(url, dot + 1, past));
}

static const char *country_of_site(str site) {
    const char *found = NULL;
    size_t at = 0;
    for (int words_seen = 0; at < site.length && words_seen < SITE_WORDS && !found;
         words_seen++) {
        size_t past = at;
        while (past < site.length && !is_blank(site.at[past])) past++;
        found = country_of_word(str_cut(site, at, past));
        at = past + 1;
    }
    return found ? found : country_of_address(site);
}

static const char agencies[] = "ap reuters afp bloomberg upi dpa efe xinhua tass pa cnn";

/* "SYDNEY, Jan 3 (Agency) -": the country of the city that the first paragraph begins with. */
static const char *country_of_date_line(const build *b) {
    const tokens *t = b->tokens;
    const char *found = NULL;
    for (uint32_t i = 0; i < t->count && i < 4 * DATE_LINE_TOKENS; i++) {
        if (t->at[i].flags & TOKEN_PASSAGE_START) found = NULL;
        str word = token_str(t, i);
        bool capitals = word.length > 2 && is_upper(word.at[1]);
        if (!found && capitals) found = country_of_word(word);
        if (found && word_in_list(word, agencies)) return NULL;
        bool ends =
            str_is(word, "-") || str_is(word, "–") || str_is(word, "—") || str_is(word, "--");
        if (found && ends) return found;
    }
    return NULL;
}

void purse_open(const build *b, purse *out) {
    *out = (purse){ .b = b };
    const report *r = b->report;
    out->country = r->site.at ? country_of_site(r->site) : NULL;
    if (!out->country && r->url.at) out->country = country_of_address(r->url);
    if (!out->country) out->country = country_of_date_line(b);
}

/* ---- whose currency ---- */

static const char *code_of(coin_family family, const char *country) {
    for (size_t i = 0; country && i < sizeof issues / sizeof *issues; i++)
        if (issues[i].family == family && !strcmp(issues[i].country, country))
            return issues[i].code;
    return NULL;
}

/* The family's currency whose country the report names most, or NULL. */
static const char *most_named(const purse *p, coin_family family) {
    size_t counts[sizeof issues / sizeof *issues] = { 0 }, best = 0;
    const tokens *t = p->b->tokens;
    for (uint32_t i = 0; i < t->count; i++) {
        const char *country = country_of_word(token_str(t, i));
        for (size_t k = 0; country && k < sizeof issues / sizeof *issues; k++)
            if (issues[k].family == family && !strcmp(issues[k].country, country)) counts[k]++;
    }
    for (size_t k = 1; k < sizeof issues / sizeof *issues; k++)
        if (counts[k] > counts[best]) best = k;
    return counts[best] ? issues[best].code : NULL;
}

static const char *choose(purse *p, coin_family family) {
    if (p->chosen[family]) return p->chosen[family];
    const char *code = code_of(family, p->country);
    bool worldwide = family == COIN_DOLLAR || family == COIN_POUND;
    if (!code && !worldwide) code = most_named(p, family);
    for (size_t i = 0; !code; i++)
        if (issues[i].family == family) code = issues[i].code;
    return p->chosen[family] = code;
}

/* ---- signs and words ---- */

static const coin *coin_of(const coin *rows, size_t count, str s) {
    if (!s.length || s.length > 9) return NULL;
    for (size_t i = 0; i < count; i++)
        if (rows[i].word[0] == to_lower(s.at[0]) && str_is_folded(s, rows[i].word))
            return &rows[i];
    return NULL;
}

static const char *written_code(str s) {
    for (size_t i = 0; s.length == 3 && i < sizeof codes / sizeof *codes; i++)
        if (str_is(s, codes[i])) return codes[i];
    return NULL;
}

bool money_sign(purse *p, uint32_t at, unit *out) {
    const tokens *t = p->b->tokens;
    str s = token_str(t, at);
    if (s.length > 6) return false;
    const char *code = written_code(s);
    const coin *c = code ? NULL : coin_of(signs, sizeof signs / sizeof *signs, s);
    bool letters = s.length && is_ascii_letter(s.at[0]) && !str_has(s, '$');
    if (c && letters && (!is_upper(s.at[0]) || (s.length == 1 && !quantity_glued(t, at + 1))))
        return false;
    if (c) code = c->family == COIN_ONE ? c->code : choose(p, c->family);
    if (!code) return false;
    *out = (unit){ UNIT_MONEY, code, 1, out->past, TOKEN_NONE, false };
    return true;
}

/* A country's adjective before a currency word: "Canadian dollars", "Hong Kong dollars". */
static const char *country_before(const tokens *t, uint32_t *i, uint32_t end) {
    const char *country = NULL;
    uint32_t k = *i;
    for (; k < end && k < *i + 2 && is_upper(t->text.at[t->at[k].start]); k++)
        if (!country) country = country_of_word(token_str(t, k));
    if (country) *i = k;
    return country;
}

/* Pounds are a weight where neither the outlet, nor the size, nor anything named points to a
 * country that pays in them. */
static bool is_weight(purse *p, const coin *c, uint32_t i, uint32_t end) {
    const tokens *t = p->b->tokens;
    if (c->family != COIN_POUND || c->word[1] != 'o' || quantity_word(t, i + 1, end, "sterling"))
        return false;
    if (quantity_is_dash(t, i - 1, end) || quantity_word(t, i + 1, end, "of")) return true;
    bool scaled =
        i > 0
        && (quantity_word(t, i - 1, end, "million") || quantity_word(t, i - 1, end, "billion"));
    return !scaled && !code_of(COIN_POUND, p->country) && !most_named(p, COIN_POUND);
}

/* "euro cents", "pence" have their own; "dollars" those of their country. */
static bool set_coin(purse *p, const coin *c, const char *country, unit *out) {
    const char *code = c->family == COIN_ONE ? c->code
                     : country               ? code_of(c->family, country)
                                             : NULL;
    out->kind = UNIT_MONEY;
    out->name = code ? code : choose(p, c->family);
    out->factor = c->factor;
    return true;
}

bool money_words(purse *p, uint32_t at, uint32_t end, unit *out) {
    const tokens *t = p->b->tokens;
    if (at >= end) return false;
    const char *code = written_code(token_str(t, at));
    if (code) {
        *out = (unit){ UNIT_MONEY, code, 1, at + 1, TOKEN_NONE, false };
        return true;
    }
    uint32_t i = at;
    const char *country = country_before(t, &i, end);
    const coin *c =
        i < end ? coin_of(words, sizeof words / sizeof *words, token_str(t, i)) : NULL;
    if (!c || (c->word[1] == '\0' && !quantity_glued(t, i))) return false;
    if (p->b->labels->upos[i] == UPOS_VERB) return false; /* "20 won" */
    if (!country && is_weight(p, c, i, end)) {
        *out = (unit){ UNIT_MEASURE, "lb", 1, i + 1, TOKEN_NONE, false };
        return true;
    }
    out->past = i + 1;
    return set_coin(p, c, country, out);
}
