/* ledger/check.h: where words that somebody holds come from.
 *
 * The reports that hold the rarest of the words are looked up in the full-text index; their
 * statements are held against the words one by one (wordings.h), those of one speaker that stand
 * behind one another also together, since quotations are joined. Of one utterance the wording that
 * is nearest counts. Words that are cut ("...") or put together from several statements are looked
 * up part by part as well. Where no statement has the words, the sentences of the reports are
 * held against them: they may be a report's own, which nobody said. */
#ifndef LEDGER_CHECK_H
#define LEDGER_CHECK_H

#include "ledger/ledger.h"
#include "ledger/wordings.h"

enum {
    CHECK_WORDS_MOST = 16384, /* bytes of the words asked for */
    CHECK_PARTS_MOST = 8,     /* of them that are looked up on their own */
};

typedef struct checked {
    bool narration;     /* a report's own words, no statement's */
    double nearness;    /* 0.5 to 1: share of the weight of the words in `part`, in order */
    span part;          /* of the words asked for: all of them, or the part that is near */
    size_t joined;      /* statements that are near together, from this one on */
    str content;        /* of the statement, or the sentence of the report */
    span core;          /* bytes of it that are near; the rest is what stands around them */
    span_list missing;  /* bytes of the words asked for that the content has not */
    span_list other;    /* bytes of the core that were not asked for */
    str differs;        /* "not number words", or nothing */
    int64_t number;     /* of the statement; of narration of the report */
    int64_t group;      /* what stands for its utterance */
} checked;

typedef LIST(checked) checked_list;

/* At most `most` utterances, nearest first; before them narration, where it has decidedly more of
 * the words than any. None where the ledger has none.
 * Memory: from the ledger's arena. Fails: FAULT_USAGE where there is no word; FAULT_STORE. */
bool ledger_check(ledger *l, str words, size_t most, checked_list *out, fault *f);

/* A row of what is known of one: of a statement `id`, `speaker`, `addressee`, `act`, `quotation`,
 * `sentence`, `title`, `published`, `outlet`, `url`, `report`, then of its utterance `utterance`,
 * `wordings`, `reports`, `outlets`, `first`, `last`, `first_outlet`, `first_title`, `first_url`,
 * `first_report`, `outlet_names`; of narration those of the sentence's report alone. NULL where it
 * is gone. The row stays until the next call. */
query *check_row(ledger *l, const checked *c);

#endif
