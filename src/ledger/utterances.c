/* ledger/utterances.c: see utterances.h. */
#include "ledger/utterances.h"

#include "ledger/named.h"
#include "ledger/wordings.h"

/* A statement as it is held. */
typedef struct uttered {
    wording words;
    span at;
    named speaker, addressee;
} uttered;

static void *room(arena *a) {
    return wordings_table(a);
}

static void *read(kin_scene *s, const kin_row *row) {
    const int64_t *fact = row->fact->at;
    if (fact[FACT_AT] < 0 || fact[FACT_LENGTH] < 0) return NULL;
    span at = { (size_t)fact[FACT_AT], (size_t)(fact[FACT_AT] + fact[FACT_LENGTH]) };
    wording words = wordings_cut_with(s->room, s->scratch, str_cut(row->text, at.start, at.end));
    if (!words.count) return NULL;
    uttered *u = ARENA_NEW(s->a, uttered, 1);
    u->words = wordings_copy(s->a, &words);
    u->at = at;
    u->speaker = kin_actor_of(s, fact[FACT_WHO])->named;
    u->addressee = kin_actor_of(s, fact[FACT_WHOM])->named;
    return u;
}

static wording_speakers speakers_of(const uttered *l, const uttered *r) {
    if (named_same(&l->speaker, &r->speaker)) return SPEAKERS_SAME;
    return named_differ(&l->speaker, &r->speaker) ? SPEAKERS_OTHERS : SPEAKERS_OPEN;
}

static double likeness(kin_scene *s, const kin_fact *earlier, const kin_fact *fact) {
    const uttered *l = earlier->told, *r = fact->told;
    if (wordings_far(&l->words, &r->words)) return 0;
    bool nested = earlier->report == fact->report && l->at.start < r->at.end
        && r->at.start < l->at.end;
    if (nested) return 0; /* what is quoted inside another's words is not these words */
    return wordings_likeness(s->room, &l->words, &r->words, speakers_of(l, r));
}

static int differs(kin_scene *s, const kin_fact *first, const kin_fact *fact) {
    const uttered *l = first->told, *r = fact->told;
    int out = l->words.count == r->words.count && l->words.sum == r->words.sum
        ? 0 : wordings_compare(s->room, &l->words, &r->words).differs;
    if (named_differ(&l->speaker, &r->speaker)) out |= WORDING_SPEAKER;
    if (named_differ(&l->addressee, &r->addressee)) out |= WORDING_ADDRESSEE;
    return out;
}

#define IN_REPORT "statement >= ?1 AND statement < ?2"

const kin_kind utterances = {
    .kind = PACKED_STATEMENT,
    .firsts = "SELECT statement, first FROM wording WHERE statement >= ? AND statement < ?"
              " ORDER BY statement",
    .insert = "INSERT INTO wording(statement, first, differs) VALUES(?, ?, ?)",
    .move = "UPDATE wording SET first = ?2 WHERE first = ?1",
    .mark = "UPDATE wording SET differs = ?2 WHERE statement = ?1",
    .more = "SELECT 1 FROM wording WHERE first = ? LIMIT 1 OFFSET ?",
    .drop = { "DELETE FROM wording WHERE " IN_REPORT,
              "UPDATE wording SET first = m.least FROM (SELECT first AS former,"
              " min(statement) AS least FROM wording WHERE first >= ?1 AND first < ?2"
              " GROUP BY first) m WHERE first = m.former AND statement <> m.least",
              "DELETE FROM wording WHERE first >= ?1 AND first < ?2", NULL },
    .room = room, .read = read, .likeness = likeness, .sure = 2.6, .ties = 2.2,
    .differs = differs,
};

str utterances_differences(arena *a, int differences) {
    static const char *const names[WORDING_DIFFERENCES] = {
        "not", "number", "speaker", "addressee", "words",
    };
    buffer out = { 0 };
    for (unsigned i = 0; i < WORDING_DIFFERENCES; i++)
        if (differences >> i & 1)
            buffer_print(a, &out, "%s%s", out.count ? " " : "", names[i]);
    return out.count ? buffer_str(&out) : STR("");
}
