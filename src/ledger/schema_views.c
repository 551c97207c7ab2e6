/* ledger/schema_views.c: the views of a ledger, twice. Those in the file are SQL alone, for every
 * program that reads SQLite: a text's pieces are looked up one by one, from the mark before the
 * place on (shorthand.h). Ours stand before them in this program's own connection, under the same
 * names, and call a function for the words: the same rows, in a tenth of the time. */
#include "ledger/schema_views.h"

#include <assert.h>

#include "ledger/packed.h"
#include "ledger/schema.h"
#include "ledger/shorthand.h"

/* The number of a byte of the text; `at` counts from 1. */
#define BYTE(t, at) \
    "(instr((SELECT words FROM piece WHERE code = x'ffffff'), substr(" t ".text, " at ", 1)) - 1)"
#define MARK(t, block) \
    "65536 * " BYTE(t, "3 * (" block ") + 1") " + 256 * " BYTE(t, "3 * (" block ") + 2") \
    " + " BYTE(t, "3 * (" block ") + 3")
/* Pieces from a block on, up to a place of the text: where the next one's code is, where it is in
 * the text, the piece, the place. */
#define PIECES(t, block, past) \
    "WITH RECURSIVE e(p, b, w, z) AS (SELECT " MARK(t, block) ", (" block ") * 256, x'', " past \
    " UNION ALL SELECT e.p + length(g.code), e.b + length(g.words), g.words, z" \
    " FROM e JOIN piece g ON e.b < z AND" \
    " g.code = substr(" t ".text, e.p + 1, 1 + (substr(" t ".text, e.p + 1, 1) >= x'80')))"

#define VIEW(name) "CREATE VIEW " name " AS "
#define WORDS_AT(t, at, length) \
    "(" PIECES(t, at " / 256", at " + " length) \
    " SELECT CAST(substr(CAST(group_concat(w, '') AS BLOB), 1 + " at " % 256, " length ")" \
    " AS TEXT) FROM e)"
#define WORDS_OF(t) \
    "(" PIECES(t, "0", "1 << 40") " SELECT CAST(group_concat(w, '') AS TEXT) FROM e)"
#define NAMED "named"
#define NAME_OF(t) \
    "(WITH RECURSIVE e(p, w) AS (SELECT 0, x'' UNION ALL SELECT e.p + length(g.code), g.words" \
    " FROM e JOIN piece g ON g.code =" \
    " substr(" t ".name, e.p + 1, 1 + (substr(" t ".name, e.p + 1, 1) >= x'80')))" \
    " SELECT CAST(group_concat(w, '') AS TEXT) FROM e)"
static_assert(SHORTHAND_BLOCK == 256, "the views count so");

/* A value of a pack p out of its nth character; a fact's out of its own nth, and out of two. */
#define VALUE(of, at) \
    "nullif(unicode(substr(p." of ", " at ", 1)) - 2" \
    " - (unicode(substr(p." of ", " at ", 1)) > 65535) * 10240, -1)"
#define ONE(k) VALUE("facts", "i.n * 17 + " k)
#define TWO(k, next) ONE(k) " * 2000 + " ONE(next)
#define TIME(k, next) \
    VALUE("times", ONE("15") " * 4 + " k) " * 1000000 + " \
    VALUE("times", ONE("15") " * 4 + " next) " - 4000000000"
#define PLACE_AND_WHO(who, whom) \
    "p.first + i.n AS id, " TWO("1", "2") " + " ONE("3") " AS at, " ONE("4") " AS length," \
    " " TWO("1", "2") " AS sentence, " ONE("5") " AS sentence_length," \
    " " TWO("6", "7") " AS " who ", " TWO("8", "9") " AS " whom ","
#define TIME_PLACE_WITHIN \
    " " TIME("1", "2") " AS earliest, " TIME("3", "4") " AS latest, " ONE("16") " AS place," \
    " " ONE("17") " AS within, p.first AS pack"
#define FROM_PACKS(table) " FROM " table " p JOIN nth i ON i.n < length(p.facts) / 17;"
#define PACKED_VIEWS \
    "CREATE VIEW statement_rows AS SELECT " PLACE_AND_WHO("speaker", "addressee") \
    " " ONE("10") " | (" ONE("11") " << 7) | (" ONE("12") " << 15) | (" ONE("13") " << 23)" \
    " AS kinds," \
    " " ONE("14") " AS channel_name," TIME_PLACE_WITHIN FROM_PACKS("said") \
    "CREATE VIEW event_rows AS SELECT " PLACE_AND_WHO("actor", "recipient") \
    " " ONE("10") " | (" ONE("11") " << 8) AS kinds, " ONE("12") " AS predicate, " ONE("13") \
    " AS type, " ONE("14") " AS mode," TIME_PLACE_WITHIN FROM_PACKS("done")
#define STATEMENT "statement_rows"
#define EVENT "event_rows"
#define IS_FACT(f, number) f ".pack = " number " & -64 AND " f ".id = " number
#define OF_REPORT(f, number) f ".pack >= " number " << 20 AND " f ".pack < (" number " + 1) << 20"
/* From reports to their facts: what is asked of reports is asked before facts are taken apart. */
#define FACTS_OF_REPORTS(table) \
    "report r CROSS JOIN " table " f ON " OF_REPORT("f", "r.id")
#define TO_JOIN(columns) columns
/* The index has those whom several reports name (schema.c); both parts are in order of it. */
#define ACTORS_ALL ACTORS("a.reports > 1") " UNION ALL " ACTORS("a.reports = 1")
static_assert(PACKED_FACTS == 64 && PACKED_CHARACTERS == 17, "the views count so");

const char schema_views[] = PACKED_VIEWS
#include "ledger/views.inc"
    ;

#undef VIEW
#undef WORDS_AT
#undef WORDS_OF
#undef NAME_OF
#undef NAMED
#undef STATEMENT
#undef EVENT
#undef IS_FACT
#undef OF_REPORT
#undef FACTS_OF_REPORTS
#undef TO_JOIN
#undef ACTORS_ALL
#define VIEW(name) "CREATE TEMP VIEW " name " AS "
#define WORDS_AT(t, at, length) "words_at(" t ".text, " at ", " length ")"
#define WORDS_OF(t) "words_of(" t ".text)"
#define NAME_OF(t) t ".name"
#define NAMED "actor"
#define STATEMENT "said_rows" /* alone, since a LEFT JOIN reads all of a view */
#define EVENT "done_rows"
#define IS_FACT(f, number) f ".id = " number
#define OF_REPORT IN_REPORT
#define FACTS_OF_REPORTS(table) table " f JOIN report r ON r.id = f.id >> 20"
#define ACTORS_ALL ACTORS("a.reports > 0")
#define TO_JOIN(columns) "" /* numbers: answers of this program have no use for them */

/* Rows of reports that come in order are put out as they come, facts of each in their own order,
 * only where a table stands between: SQLite sorts all behind a module. One row of it is read. */
#define IN_ORDER "main.nth o CROSS JOIN temp."

/* Before them what the SQL of this room asks for facts, lists, names and their counts, which stand
 * in said, done, posting and named in other forms. */
const char schema_own_views[] =
    "CREATE VIRTUAL TABLE temp.said_rows USING packed(said);"
    "CREATE VIRTUAL TABLE temp.done_rows USING packed(done);"
    "CREATE VIRTUAL TABLE temp.mention USING lists(mention);"
    "CREATE VIRTUAL TABLE temp.party USING lists(party);"
    "CREATE TEMP VIEW statement AS SELECT v.* FROM " IN_ORDER "said_rows v WHERE o.n < 1;"
    "CREATE TEMP VIEW event AS SELECT v.* FROM " IN_ORDER "done_rows v WHERE o.n < 1;"
    "CREATE TEMP VIEW actor AS SELECT id, name_of(name) AS name, kind, hash, reports, statements,"
    " first, events FROM named;"
    "CREATE TEMP VIEW actor_tally AS SELECT id AS actor, reports, statements, first, events, last"
    " FROM named;"
#include "ledger/views.inc"
    ;
