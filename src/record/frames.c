/* record/frames.c: verbs with what they take behind their object. The reader hangs such phrases
 * on the nearest noun as often as on the verb; of the frames of English verbs these are the
 * ones whose third part a person or body can hardly have for its own. */
#include "record/frames.h"

#include "record/plover.h"

typedef struct frame {
    const char *verbs, *openers; /* prepositions of phrases, marks of clauses */
} frame;

#define CONTROLLERS "order|urge|ask|tell|force|call|press|invite|allow|warn|require|persuade|" \
    "pressure|summon|permit|instruct|command|compel|oblige|authorise|authorize|appoint|hire|" \
    "enable|encourage|forbid|advise|direct|push|beg|implore|convince|teach"

static const frame on_phrases[] = {
    { "accuse|convict|suspect|acquit|deprive|rid|strip|rob|cure|absolve|exonerate", "of" },
    { "charge", "with" },
    { "blame|criticise|criticize|condemn|praise|thank|arrest|detain|jail|fine|punish|sue|fault|"
      "slam|denounce|reprimand|rebuke|indict|prosecute|try|commend|honour|honor|reward|imprison|"
      "execute|sack|fire|suspend|sanction|expel|ban|investigate|censure|lambast|pardon|forgive|"
      "apologise|apologize|compensate|impeach|scold|convict|sentence", "for|over" },
    { "warn|inform|remind|notify|assure|convince", "of|about|against|over" },
    { "ban|bar|prevent|stop|prohibit|block|free|release|exclude|remove|save|rescue|protect|expel|"
      "evict|deport|evacuate|extradite", "from" },
};

static const frame on_clauses[] = {
    { "accuse|convict|suspect|acquit", "of" },
    { "blame|criticise|criticize|condemn|praise|thank|arrest|detain|jail|fine|punish|sue|fault|"
      "slam|denounce|reprimand|rebuke|indict|prosecute|try|commend|reward|imprison|sack|fire|"
      "suspend|sanction|expel|ban|censure|pardon|forgive|sentence", "for|after|over" },
    { "charge", "with" },
    { "ban|bar|prevent|stop|prohibit|block|free|exclude", "from" },
    { "warn|tell|inform|remind|notify|assure|convince|persuade", "that" },
    { CONTROLLERS, "to" },
};

#define ROWS(table) (table), sizeof (table) / sizeof *(table)

static bool takes(const frame *rows, size_t count, str verb, str opener) {
    for (size_t i = 0; i < count; i++)
        if (word_listed(rows[i].verbs, verb) && word_listed(rows[i].openers, opener)) return true;
    return false;
}

bool frame_takes(const syntax *s, uint32_t object, uint32_t child) {
    uint32_t verb = object == TOKEN_NONE ? object : syntax_head(s, object), word;
    deprel r = (deprel)s->labels->deprel[object], way = (deprel)s->labels->deprel[child];
    bool behind = verb != TOKEN_NONE && verb < object && object < child
               && s->labels->upos[verb] == UPOS_VERB && (r == DEP_OBJ || r == DEP_IOBJ);
    if (!behind) return false;
    if (way == DEP_NMOD) {
        word = syntax_child(s, child, DEP_CASE);
        return word != TOKEN_NONE && takes(ROWS(on_phrases), s->lemmas[verb], s->lemmas[word]);
    }
    word = way == DEP_ACL ? syntax_child(s, child, DEP_MARK) : TOKEN_NONE;
    return word != TOKEN_NONE && takes(ROWS(on_clauses), s->lemmas[verb], s->lemmas[word]);
}
