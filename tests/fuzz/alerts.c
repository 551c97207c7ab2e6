/* tests/fuzz/alerts.c: any bytes read as the filters of a watch, and as an alert that the ledger
 * keeps: filters that read are written as they were read, and mail made of an alert has no line
 * that the alert could have begun. */
#include <setjmp.h>
#include <stdlib.h>

#include "desk/alert_text.h"
#include "desk/deliver.h"
#include "desk/filters.h"

static void must(bool holds) {
    if (!holds) abort();
}

static void check_filters(arena *a, str text) {
    question q, again;
    fault f = { 0 };
    if (!filters_read(a, text, &q, &f)) return;
    str written = filters_write(a, &q);
    filters_told(a, &q);
    if (written.length > FILTERS_MOST) return; /* escapes may be longer */
    must(filters_read(a, written, &again, &f));
    must(str_same(written, filters_write(a, &again)));
}

/* ASCII, no line of more than 998 bytes, and as many header lines as we write. */
static void check_mail(str mail) {
    size_t headers = 0, start = 0;
    bool body = false;
    for (size_t end; start < mail.length; start = end + 2) {
        end = str_find(mail, STR("\r\n"), start);
        must(end < mail.length && end - start <= 998);
        if (end == start) body = true;
        headers += !body && mail.at[start] != ' ';
    }
    must(headers == 9);
    for (size_t i = 0; i < mail.length; i++) must((unsigned char)mail.at[i] < 0x80);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    str text = { (const char *)bytes, size };
    arena *a = arena_new(0);
    jmp_buf out;
    fault f = { 0 };
    if (!a || setjmp(out)) return arena_free(a), 0;
    arena_guard(a, &out);
    check_filters(a, text);
    mail_way way = { STR("smtp://x"), STR("a@b.example"), STR("c@d.example"), NULL };
    alert x = { .id = STR("0"), .kind = STR("first"), .body = text };
    str mail = mail_message(a, &way, &x, &f);
    if (mail.at) check_mail(mail);
    arena_free(a);
    return 0;
}
