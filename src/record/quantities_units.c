/* record/quantities_units.c: what a number is measured in: percent, money, metres and the
 * like, or time (which makes it no quantity); and the letters that stand for a scale. */
#include "record/quantities.h"

typedef struct measure {
    const char *word; /* as written, lower case */
    const char *unit; /* NULL: a length of time */
    bool tight;       /* only without a blank before it: "5t", "20l" */
} measure;

#define WORD(word, unit)                                                                         \
    { word, unit, false }
#define TIGHT(word, unit)                                                                        \
    { word, unit, true }
#define TIME(word)                                                                               \
    { word, NULL, false }

static const measure measures[] = {
    WORD("acre", "ac"),
    WORD("acres", "ac"),
    WORD("barrel", "bbl"),
    WORD("barrels", "bbl"),
    WORD("bbl", "bbl"),
    WORD("bpd", "bpd"),
    WORD("centimeter", "cm"),
    WORD("centimeters", "cm"),
    WORD("centimetre", "cm"),
    WORD("centimetres", "cm"),
    TIME("century"),
    TIME("centuries"),
    WORD("cm", "cm"),
    TIME("day"),
    TIME("days"),
    TIME("decade"),
    TIME("decades"),
    WORD("decibels", "dB"),
    WORD("degree", "°"),
    WORD("degrees", "°"),
    WORD("feet", "ft"),
    WORD("foot", "ft"),
    TIME("fortnight"),
    WORD("ft", "ft"),
    TIGHT("g", "g"),
    WORD("gallon", "gal"),
    WORD("gallons", "gal"),
    WORD("gb", "GB"),
    WORD("ghz", "GHz"),
    WORD("gigabyte", "GB"),
    WORD("gigabytes", "GB"),
    WORD("gigawatt", "GW"),
    WORD("gigawatts", "GW"),
    WORD("gram", "g"),
    WORD("gramme", "g"),
    WORD("grammes", "g"),
    WORD("grams", "g"),
    WORD("gw", "GW"),
    WORD("ha", "ha"),
    WORD("hectare", "ha"),
    WORD("hectares", "ha"),
    WORD("horsepower", "hp"),
    TIME("hour"),
    TIME("hours"),
    WORD("hp", "hp"),
    TIME("hr"),
    TIME("hrs"),
    WORD("hz", "Hz"),
    WORD("inch", "in"),
    WORD("inches", "in"),
    WORD("kb", "kB"),
    WORD("kg", "kg"),
    WORD("kgs", "kg"),
    WORD("kilo", "kg"),
    WORD("kilogram", "kg"),
    WORD("kilogramme", "kg"),
    WORD("kilogrammes", "kg"),
    WORD("kilograms", "kg"),
    WORD("kilometer", "km"),
    WORD("kilometers", "km"),
    WORD("kilometre", "km"),
    WORD("kilometres", "km"),
    WORD("kilos", "kg"),
    WORD("kilowatt", "kW"),
    WORD("kilowatts", "kW"),
    WORD("km", "km"),
    WORD("kmh", "km/h"),
    WORD("kms", "km"),
    WORD("knot", "kn"),
    WORD("knots", "kn"),
    WORD("kph", "km/h"),
    WORD("kw", "kW"),
    WORD("kwh", "kWh"),
    TIGHT("l", "l"),
    WORD("lb", "lb"),
    WORD("lbs", "lb"),
    WORD("liter", "l"),
    WORD("liters", "l"),
    WORD("litre", "l"),
    WORD("litres", "l"),
    WORD("m", "m"),
    WORD("mb", "MB"),
    WORD("megabyte", "MB"),
    WORD("megabytes", "MB"),
    WORD("megawatt", "MW"),
    WORD("megawatts", "MW"),
    WORD("meter", "m"),
    WORD("meters", "m"),
    WORD("metre", "m"),
    WORD("metres", "m"),
    WORD("mg", "mg"),
    WORD("mhz", "MHz"),
    TIGHT("mi", "mi"),
    WORD("mile", "mi"),
    WORD("miles", "mi"),
    WORD("milligrams", "mg"),
    WORD("millilitres", "ml"),
    WORD("millimeter", "mm"),
    WORD("millimeters", "mm"),
    WORD("millimetre", "mm"),
    WORD("millimetres", "mm"),
    TIME("min"),
    TIME("mins"),
    TIME("minute"),
    TIME("minutes"),
    WORD("ml", "ml"),
    WORD("mm", "mm"),
    TIME("month"),
    TIME("months"),
    WORD("mph", "mph"),
    WORD("mw", "MW"),
    WORD("mwh", "MWh"),
    TIME("night"),
    TIME("nights"),
    WORD("ounce", "oz"),
    WORD("ounces", "oz"),
    WORD("oz", "oz"),
    WORD("pint", "pt"),
    WORD("pints", "pt"),
    TIME("second"),
    TIME("seconds"),
    WORD("sqft", "ft²"),
    TIGHT("t", "t"),
    WORD("tb", "TB"),
    WORD("terabytes", "TB"),
    WORD("terawatt", "TW"),
    WORD("ton", "t"),
    WORD("tonne", "t"),
    WORD("tonnes", "t"),
    WORD("tons", "t"),
    WORD("volts", "V"),
    WORD("watt", "W"),
    WORD("watts", "W"),
    TIME("week"),
    TIME("weekend"),
    TIME("weekends"),
    TIME("weeks"),
    WORD("yard", "yd"),
    WORD("yards", "yd"),
    TIME("year"),
    TIME("years"),
    TIME("yr"),
    TIME("yrs"),
};

static const measure *measure_of(str s) {
    if (!s.length || s.length > 12) return NULL;
    char first = to_lower(s.at[0]);
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        const measure *m = &measures[i];
        if (m->word[0] > first) break;
        if (m->word[0] == first && str_is_folded(s, m->word)) return m;
    }
    return NULL;
}

/* "km²" of "square kilometres", "m³" of "cubic metres". */
static const char *area_of(const char *side, bool cubic) {
    static const char *const powers[][3] = {
        { "cm", "cm²", "cm³" }, { "ft", "ft²", "ft³" }, { "in", "in²", "in³" },
        { "km", "km²", "km³" }, { "m", "m²", "m³" },    { "mi", "mi²", "mi³" },
        { "mm", "mm²", "mm³" }, { "yd", "yd²", "yd³" },
    };
    for (size_t i = 0; side && i < sizeof powers / sizeof *powers; i++)
        if (str_is(str_of(side), powers[i][0])) return powers[i][cubic ? 2 : 1];
    return NULL;
}

static bool read_area(const tokens *t, uint32_t i, uint32_t end, unit *u) {
    static const char square[] = "square sq sq.";
    static const char cubic[] = "cubic cu cu.";
    if (i >= end) return false;
    str word = token_str(t, i);
    bool is_cubic = word_in_list(word, cubic);
    if (!is_cubic && !word_in_list(word, square)) return false;
    uint32_t at = quantity_is_dash(t, i + 1, end) ? i + 2 : i + 1;
    const measure *m = at < end ? measure_of(token_str(t, at)) : NULL;
    const char *area = m ? area_of(m->unit, is_cubic) : NULL;
    if (!area) return false;
    u->kind = UNIT_MEASURE;
    u->name = area;
    u->past = at + 1;
    return true;
}

/* "miles per hour", "kilometres an hour", "km/h" */
static void read_speed(const tokens *t, uint32_t end, unit *u) {
    bool miles = str_is(str_of(u->name), "mi"), km = str_is(str_of(u->name), "km");
    uint32_t i = u->past;
    if (!miles && !km) return;
    bool per = quantity_word(t, i, end, "per") || quantity_word(t, i, end, "an")
            || quantity_word(t, i, end, "/");
    if (!per || !(quantity_word(t, i + 1, end, "hour") || quantity_word(t, i + 1, end, "h")))
        return;
    u->name = miles ? "mph" : "km/h";
    u->past = i + 2;
}

/* "degrees Celsius", "°F" */
static void read_degrees(const tokens *t, uint32_t end, unit *u) {
    uint32_t i = u->past;
    if (!str_is(str_of(u->name), "°")) return;
    bool warm = quantity_word(t, i, end, "celsius") || quantity_word(t, i, end, "centigrade")
             || quantity_word(t, i, end, "c");
    if (!warm && !quantity_word(t, i, end, "fahrenheit") && !quantity_word(t, i, end, "f"))
        return;
    u->name = warm ? "°C" : "°F";
    u->past = i + 1;
}

static bool read_measure(const tokens *t, uint32_t i, uint32_t end, unit *u) {
    if (i >= end) return false;
    str word = token_str(t, i);
    const measure *m = str_is(word, "°") ? &(measure){ "°", "°", false } : measure_of(word);
    bool capital_letter = word.length == 1 && is_upper(word.at[0]);
    if (!m || capital_letter || (m->tight && !quantity_glued(t, i))) return false;
    u->kind = m->unit ? UNIT_MEASURE : UNIT_TIME;
    u->name = m->unit;
    u->past = i + 1;
    if (!m->unit) return true;
    read_speed(t, end, u);
    read_degrees(t, end, u);
    return true;
}

static bool read_percent(const tokens *t, uint32_t i, uint32_t end, unit *u) {
    static const char words[] = "% percent pct per-cent ％";
    if (i >= end) return false;
    u->kind = UNIT_PERCENT;
    u->name = "%";
    u->past = i + 1;
    if (word_in_list(token_str(t, i), words)) return true;
    u->past = i + 2;
    if (quantity_word(t, i, end, "per") && quantity_word(t, i + 1, end, "cent")) return true;
    u->name = "percentage points";
    bool points = quantity_word(t, i + 1, end, "points") || quantity_word(t, i + 1, end, "point");
    if (points && quantity_word(t, i, end, "percentage")) return true;
    u->name = "basis points";
    points = quantity_word(t, i + 1, end, "points") || quantity_word(t, i + 1, end, "point");
    if (points && quantity_word(t, i, end, "basis")) return true;
    u->kind = UNIT_NONE_SAID;
    u->name = NULL;
    return false;
}

/* ---- letters that stand for a scale ---- */

/* Whether a plural noun follows: "5m people" are millions, a "5m wall" is metres. */
static bool counts_behind(const build *b, uint32_t i, uint32_t end) {
    for (uint32_t k = i; k < end && k < i + 3; k++) {
        upos class = (upos)b->labels->upos[k];
        str word = token_str(b->tokens, k);
        if (class == UPOS_NOUN || class == UPOS_PROPN)
            if (str_is_folded(word, "people") || !str_same_folded(word, b->syntax.lemmas[k]))
                return true;
        if (class != UPOS_ADJ && class != UPOS_NOUN && class != UPOS_PROPN) return false;
    }
    return false;
}

static double letter_scale(const purse *p, uint32_t i, uint32_t end, bool money) {
    static const struct {
        const char *text;
        double scale;
    } rows[] = {
        { "bn", 1e9 },  { "mn", 1e6 },  { "mio", 1e6 }, { "tn", 1e12 }, { "trn", 1e12 },
        { "mln", 1e6 }, { "bln", 1e9 }, { "mil", 1e6 }, { "k", 1e3 },   { "tr", 1e12 },
    };
    str s = token_str(p->b->tokens, i);
    bool glued = quantity_glued(p->b->tokens, i);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        if (str_is_folded(s, rows[k].text) && (glued || (money && s.length > 1)))
            return rows[k].scale;
    if (s.length != 1 || !(glued || money)) return 0;
    if (s.at[0] == 'b' || s.at[0] == 'B') return money ? 1e9 : 0;
    if (s.at[0] == 't' || s.at[0] == 'T') return money ? 1e12 : 0;
    if (s.at[0] == 'M') return 1e6;
    return s.at[0] == 'm' && (money || counts_behind(p->b, i + 1, end)) ? 1e6 : 0;
}

/* "3.5bn", "$5m": the number grows by its letters. */
static void read_letters(const purse *p, number *n, uint32_t end, bool money) {
    double scale = n->past < end && n->scale == 1 ? letter_scale(p, n->past, end, money) : 0;
    if (scale == 0) return;
    n->low *= scale;
    n->high *= scale;
    n->scale = scale;
    n->past++;
}

unit unit_read(purse *p, number *n, uint32_t end) {
    unit u = { .factor = 1, .sign = TOKEN_NONE };
    const tokens *t = p->b->tokens;
    bool signed_money = n->first > 0 && money_sign(p, n->first - 1, &u);
    bool coins_behind =
        n->past + 1 < end && money_words(p, n->past + 1, end, &(unit){ .factor = 1 });
    read_letters(p, n, end, signed_money || coins_behind);
    u.past = n->past;
    if (signed_money) {
        u.sign = n->first - 1;
        return u;
    }
    uint32_t i = n->past;
    bool of = n->plural && quantity_word(t, i, end, "of");
    if (of && money_words(p, i + 1, end, &u)) return u;
    bool hyphen = quantity_is_dash(t, i, end) && i + 1 < end && quantity_glued(t, i + 1);
    if (hyphen) i++;
    bool found = read_percent(t, i, end, &u) || money_words(p, i, end, &u)
              || read_area(t, i, end, &u) || read_measure(t, i, end, &u);
    u.joined = found && hyphen;
    if (!found) u.past = n->past;
    return u;
}
