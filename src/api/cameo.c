/* api/cameo.c: CAMEO codes of PLOVER types and modes. PLOVER is CAMEO simplified, and its makers
 * tell which CAMEO codes became which type and mode (CAMEO2PLOVER-2021.txt in the repository
 * openeventdata/PLOVER, CC BY-SA 4.0: codes and names alone). Read backwards, where several codes
 * became one type and mode, this table has the one of which they all are kinds. By hand, for what
 * that list does not tell: RETREAT without a mode (the category, "yield"), ACCUSE without one
 * ("disapprove") and "allege" ("accuse"), SANCTION's "convict" ("find guilty or liable"), COERCE's
 * "censor" (restrictions on speech), ASSAULT's "execute" and "targeted" ("assassinate"). */
#include "api/cameo.h"

#include <stddef.h>

typedef struct cameo_row {
    const char *type, *mode, *code;
} cameo_row;

/* Of each type the row without a mode last. */
static const cameo_row rows[] = {
    { "AGREE", "", "030" },
    { "CONSULT", "phone", "041" }, { "CONSULT", "visit", "042" },
    { "CONSULT", "third-party", "044" }, { "CONSULT", "", "040" },
    { "SUPPORT", "", "050" },
    { "CONCEDE", "", "080" },
    { "COOPERATE", "", "060" },
    { "AID", "", "070" },
    { "RETREAT", "release", "0841" }, { "RETREAT", "return", "0842" },
    { "RETREAT", "access", "086" }, { "RETREAT", "ceasefire", "0871" },
    { "RETREAT", "withdraw", "087" }, { "RETREAT", "disarm", "087" }, { "RETREAT", "", "080" },
    { "REQUEST", "yield", "105" }, { "REQUEST", "", "100" },
    { "ACCUSE", "investigate", "090" }, { "ACCUSE", "allege", "112" }, { "ACCUSE", "", "110" },
    { "REJECT", "", "120" },
    { "THREATEN", "ban", "132" }, { "THREATEN", "expel", "136" },
    { "THREATEN", "territory", "1382" }, { "THREATEN", "", "130" },
    { "PROTEST", "demo", "141" }, { "PROTEST", "hunger", "142" }, { "PROTEST", "strike", "143" },
    { "PROTEST", "boycott", "143" }, { "PROTEST", "obstruct", "144" }, { "PROTEST", "riot", "145" },
    { "PROTEST", "", "140" },
    { "SANCTION", "expel", "166" }, { "SANCTION", "discontinue", "162" },
    { "SANCTION", "convict", "116" }, { "SANCTION", "", "160" },
    { "MOBILIZE", "", "150" },
    { "COERCE", "seize", "171" }, { "COERCE", "restrict", "172" }, { "COERCE", "ban", "1722" },
    { "COERCE", "censor", "1721" }, { "COERCE", "curfew", "1723" },
    { "COERCE", "martial-law", "1724" }, { "COERCE", "arrest", "173" },
    { "COERCE", "deport", "174" }, { "COERCE", "", "170" },
    { "ASSAULT", "beat", "182" }, { "ASSAULT", "torture", "1822" }, { "ASSAULT", "sexual", "1821" },
    { "ASSAULT", "abduct", "181" }, { "ASSAULT", "execute", "186" },
    { "ASSAULT", "targeted", "186" }, { "ASSAULT", "explosives", "183" },
    { "ASSAULT", "suicide-attack", "183" }, { "ASSAULT", "firearms", "193" },
    { "ASSAULT", "heavy-weapons", "190" }, { "ASSAULT", "unconventional", "200" },
    { "ASSAULT", "cleansing", "200" }, { "ASSAULT", "", "180" },
};

str cameo_code(str type, str mode) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(type, rows[i].type) && (!*rows[i].mode || str_is(mode, rows[i].mode)))
            return str_of(rows[i].code);
    return STR_NONE;
}

int plover_quad(str type) {
    static const struct { const char *type; int quad; } quads[] = {
        { "AGREE", 1 }, { "CONSULT", 1 }, { "SUPPORT", 1 }, { "CONCEDE", 1 },
        { "COOPERATE", 2 }, { "AID", 2 }, { "RETREAT", 2 },
        { "REQUEST", 3 }, { "ACCUSE", 3 }, { "REJECT", 3 }, { "THREATEN", 3 },
        { "PROTEST", 4 }, { "SANCTION", 4 }, { "MOBILIZE", 4 }, { "COERCE", 4 }, { "ASSAULT", 4 },
    };
    for (size_t i = 0; i < sizeof quads / sizeof *quads; i++)
        if (str_is(type, quads[i].type)) return quads[i].quad;
    return 0;
}

const char *plover_quad_name(int quad) {
    static const char *const names[] = {
        "", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT",
    };
    return names[quad];
}

int cameo_quad(str code) {
    if (code.length < 2) return 0;
    int root = (code.at[0] - '0') * 10 + code.at[1] - '0';
    return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}
