/* Fuzzes the text room: any bytes are refused as no UTF-8, or cut into sound tokens. */
#include <stdlib.h>

#include "base/utf8.h"
#include "text/forms.h"
#include "text/lemma.h"
#include "text/sentences.h"

#include "../text/invariants.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use_tokens(arena *a, const tokens *t) {
    char form[FORM_SIZE];
    for (size_t i = 0; i < t->count; i++) {
        str word = token_str(t, i);
        if (token_form(word, form).length == 0) abort();
        if (lemma_of(a, word, (lemma_class)(i % 4)).length == 0) abort();
        if (sentence_starts(t, i) && !sentence_may_start(t, i)) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(0);
    str bytes = { size ? (const char *)data : "", size };
    block_list none = { 0 };
    tokens t;
    fault f;
    size_t bad = utf8_valid(bytes), replaced;
    if (tokens_cut(a, bytes, &none, &t, &f) != (bad == size)) abort();
    str text = utf8_repaired(a, bytes, &replaced);
    if (!tokens_cut(a, text, &none, &t, &f) || tokens_broken(&t)) abort();
    use_tokens(a, &t);
    arena_free(a);
    return 0;
}
