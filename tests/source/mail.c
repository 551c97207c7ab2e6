/* Newsletters: parts, encodings, mailboxes and what hostile mail does. */
#include "source/packing.h"

#define WORDS "The dam above the town of Bruden held on Monday, and nobody was hurt, she said."
#define HEAD \
    "Received: from x\r\nFrom: \"Bruden Post\" <news@post.example>\r\nTo: a@b.example\r\n" \
    "Subject: =?utf-8?Q?Dam_holds_=E2=80=93_again?=\r\nDate: Mon, 05 Jan 2026 09:30:00 +0100\r\n" \
    "Message-ID: <m1@post.example>\r\nMIME-Version: 1.0\r\n"

static void reads_plain_messages(void **state) {
    (void)state;
    reading it = reading_of(HEAD "Content-Type: text/plain; charset=iso-8859-1; format=flowed\r\n"
                                 "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                                 "The caf=E9 by the \r\nsea is closed.\r\n\r\nIt rained.\r\n");
    next_is_report(&it);
    assert_int_equal(source_last_form(it.s), SOURCE_MAIL);
    is_text(it.a, it.r.title, "Dam holds \u2013 again");
    is_text(it.a, it.r.text, "The caf\u00e9 by the sea is closed.\n\nIt rained.\n");
    is_text(it.a, it.r.site, "Bruden Post");
    is_text(it.a, it.r.id, "m1@post.example");
    is_text(it.a, it.r.published, "2026-01-05T09:30:00+01:00");
    next_is_end(&it);
    reading_end(&it);
}

static void reads_alternatives(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str letter = STR(
        HEAD "List-Id: The Bruden Letter <letter.post.example>\r\n"
        "Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nSee the page.\r\n"
        "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "PGEgaHJlZj0iaHR0cHM6Ly9wb3N0LmV4YW1wbGUvbDEiPlZpZXcgaW4geW91ciBicm93c2VyPC9hPjxwPkl0\r\n"
        "IHJhaW5lZCBhbGwgZGF5IGluIEJydWRlbiwgc2hlIHNhaWQuPC9wPg==\r\n--b--\r\n");
    str ways[] = { letter, gzipped(a, letter), zstd_packed(a, letter) };
    for (int i = 0; i < 3; i++) {
        reading it = reading_with(ways[i], (source_options){ .form = SOURCE_AUTO });
        next_is_report(&it);
        assert_non_null(strstr(arena_copy(it.a, it.r.text).at,
                               "It rained all day in Bruden, she said."));
        is_text(it.a, it.r.site, "The Bruden Letter");
        is_text(it.a, it.r.url, "https://post.example/l1");
        next_is_end(&it);
        reading_end(&it);
    }
    arena_free(a);
}

static void reads_plain_where_html_is_empty(void **state) {
    (void)state;
    reading it = reading_of(HEAD "Content-Type: multipart/alternative; boundary=b\r\n\r\n"
                                 "--b\r\nContent-Type: text/plain\r\n\r\nIt rained.\r\n"
                                 "--b\r\nContent-Type: text/html\r\n\r\n<img src=x>\r\n--b--\r\n");
    next_is_report(&it);
    is_text(it.a, it.r.text, "It rained.");
    assert_int_equal(it.r.blocks.count, 0); /* of the other part */
    are_notes(&it, "");
    next_is_end(&it);
    reading_end(&it);
}

static void leaves_attachments(void **state) {
    (void)state;
    reading it = reading_of(
        HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
             "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a\r\n"
             "\r\nattached\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe body.\r\n"
             "--b\r\nContent-Type: text/html\r\n\r\n<p>a footer</p>\r\n--b--\r\n");
    next_is_report(&it);
    is_text(it.a, it.r.text, "The body.");
    next_is_end(&it);
    reading_end(&it);
}

static void reads_mailboxes(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str box = STR("From news@post.example Mon Jan  5 09:30:00 2026\n"
                  "Subject: one\nFrom: Ann Lee <ann@post.example>\n\nIt rained.\n>From now on it "
                  "is dry.\nFrom Monday on, too.\n\nFrom here no date goes on.\n\n"
                  "From news@post.example Mon Jan  5 09:31:00 2026\n\nno header\n\n"
                  "From news@post.example Mon Jan  5 09:32:00 2026\nSubject: two\n\n");
    str ways[] = { box, gzipped(a, box), zstd_packed(a, box) };
    for (int i = 0; i < 3; i++) {
        reading it = reading_with(ways[i], (source_options){ .form = SOURCE_AUTO });
        next_is_report(&it);
        assert_int_equal(source_last_form(it.s), SOURCE_MBOX);
        is_text(it.a, it.r.title, "one");
        is_text(it.a, it.r.text, "It rained.\nFrom now on it is dry.\nFrom Monday on, too.\n\n"
                                 "From here no date goes on.\n\n");
        are_texts(it.a, &it.r.authors, "Ann Lee");
        next_is_broken(&it, "in, message 2: byte 180: has no header lines");
        next_is_report(&it);
        are_notes(&it, "no-article");
        next_is_end(&it);
        reading_end(&it);
    }
    arena_free(a);
}

static void passes_large_messages(void **state) {
    (void)state;
    enum { SIZE = 80 << 20 };
    static const char first[] = "From a@b.example Mon Jan  5 09:30:00 2026\nSubject: one\n\n";
    static const char last[] = "\n\nFrom a@b.example Mon Jan  5 09:31:00 2026\nSubject: two\n\nIt "
                               "rained.\n";
    char *bytes = malloc(SIZE);
    memset(bytes, 'a', SIZE);
    memcpy(bytes, first, sizeof first - 1);
    memcpy(bytes + SIZE - sizeof last + 1, last, sizeof last - 1);
    reading it = reading_with((str){ bytes, SIZE }, (source_options){ .form = SOURCE_AUTO });
    next_is_broken(&it, "in, message 1: byte 0: has more than 33554432 bytes");
    next_is_report(&it);
    is_text(it.a, it.r.title, "two");
    next_is_end(&it);
    reading_end(&it);
    free(bytes);
}

/* Parts in parts without end, and parts without number. */
static void holds_to_limits(void **state) {
    (void)state;
    arena *a = arena_new(0);
    buffer deep = { 0 }, wide = { 0 };
    buffer_add(a, &deep, STR(HEAD));
    for (int i = 0; i < 50000; i++)
        buffer_print(a, &deep, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n",
                     i, i);
    buffer_add(a, &wide, STR(HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n"));
    for (int i = 0; i < 100000; i++)
        buffer_add(a, &wide, STR("--b\r\nContent-Type: image/png\r\n\r\nx\r\n"));
    str both[] = { buffer_str(&deep), buffer_str(&wide) };
    for (int i = 0; i < 2; i++) {
        reading it = reading_with(both[i], (source_options){ .form = SOURCE_AUTO });
        next_is_report(&it);
        are_notes(&it, "no-article");
        next_is_end(&it);
        reading_end(&it);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_plain_messages),
        cmocka_unit_test(reads_alternatives),
        cmocka_unit_test(reads_plain_where_html_is_empty),
        cmocka_unit_test(leaves_attachments),
        cmocka_unit_test(reads_mailboxes),
        cmocka_unit_test(passes_large_messages),
        cmocka_unit_test(holds_to_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
