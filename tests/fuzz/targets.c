/* tests/fuzz/targets.c: any bytes read as a target of alerts: what comes out holds no byte that
 * could end a line of a request or of mail, and a command's words are bytes that were there. */
#include <setjmp.h>
#include <stdlib.h>

#include "desk/targets.h"
#include "desk/webhook.h"

static void must(bool holds) {
    if (!holds) abort();
}

static void check(const target *t, size_t size) {
    size_t length = 0;
    for (size_t i = 0; i < t->address.length; i++)
        must((unsigned char)t->address.at[i] >= ' ' && t->address.at[i] != 0x7F);
    if (t->kind == TARGET_WEBHOOK) must(str_starts(t->address, STR("http")));
    if (t->kind == TARGET_MAIL)
        for (size_t i = 0; i < t->address.length; i++)
            must(!str_has(STR(" <>,;:\"\\()[]"), t->address.at[i]));
    if (t->kind == TARGET_COMMAND) must(t->words.count && t->words.count <= TARGET_WORDS_MOST);
    for (size_t i = 0; i < t->words.count; i++) length += t->words.at[i].length;
    must(length <= size);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    str text = { (const char *)bytes, size };
    arena *a = arena_new(0);
    jmp_buf out;
    fault f = { 0 };
    target got;
    str_list words;
    if (!a || setjmp(out)) return arena_free(a), 0;
    arena_guard(a, &out);
    if (target_read(a, text, &got, &f)) check(&got, size);
    else must(f.what[0]);
    if (command_split(a, text, &words, &f)) must(words.count && words.at[0].length);
    mail_address_is_good(text);
    if (webhook_secret_is_good(text)) {
        webhook_message m = { STR("id"), STR("{}"), 1 };
        must(webhook_signature(a, text, &m).length == 3 + 44);
    }
    arena_free(a);
    return 0;
}
