/* What a request holds, whatever it holds, is refused or is plain text: the target and its query,
 * the question that they ask, its cursor, a body of JSON, a token. The first byte chooses. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ledger/access.h"
#include "ledger/ask.h"
#include "serve/asking.h"
#include "serve/json_in.h"

static void check(bool holds) {
    if (!holds) abort();
}

static void check_plain(str s) {
    check(utf8_valid(s) == s.length && !s.at[s.length]);
    check(strlen(s.at) == s.length);
}

/* What was decoded and is encoded again is decoded to the same. */
static void check_again(arena *a, str s) {
    buffer coded = { 0 };
    str again;
    request_encode(a, &coded, s);
    check(request_decode(a, buffer_str(&coded), true, &again) && str_same(again, s));
}

static void check_question(request *r) {
    for (const collection *c = collections; c->name; c++) {
        answer w = { .a = r->a, .status = 200 };
        onr_question q;
        if (!asking_read(r, &w, c, &q)) {
            check(w.status == 400 && w.body.count);
            continue;
        }
        check(q.limit >= 1 && q.limit <= LIMIT_MOST);
        str next = asking_next(r, "an0-0-0");
        request again = { .a = r->a, .target = next };
        const char *why;
        check(request_parse(&again, &why) && request_words(&again, "cursor"));
    }
}

static void check_target(arena *a, str s) {
    request r = { .a = a, .target = s };
    const char *why = NULL;
    if (!request_parse(&r, &why)) {
        check(why != NULL);
        return;
    }
    check(r.segments.count >= 1 && r.query.count <= PARAMETERS_MOST);
    for (size_t i = 0; i < r.segments.count; i++) {
        check_plain(r.segments.at[i]);
        check(!str_is(r.segments.at[i], "..") && !str_is(r.segments.at[i], "."));
    }
    for (size_t i = 0; i < r.query.count; i++) {
        check_plain(r.query.at[i].name);
        check_plain(r.query.at[i].value);
        check_again(a, r.query.at[i].value);
    }
    check_question(&r);
}

static void check_place(str s) {
    for (int what = 0; what < ASK_WHATS; what++) {
        question q = { .what = (ask_what)what, .as_added = s.length % 2 };
        ask_place at, again;
        char words[PLACE_SIZE];
        if (!ask_place_read(&q, s, &at)) continue;
        check(at.report >= 0 && at.row >= 0);
        ask_place_write(&q, &at, words);
        check(ask_place_read(&q, str_of(words), &again));
        check(at.key == again.key && at.report == again.report && at.row == again.row);
    }
}

static void check_json(arena *a, str s) {
    str line, again;
    size_t at;
    if (!json_in_line(a, s, &line, &at)) {
        check(at <= s.length);
        return;
    }
    check(utf8_valid(line) == line.length && !str_has(line, '\n') && line.at[0] == '{');
    check(json_in_line(a, line, &again, &at) && str_same(line, again));
}

static void check_token(str s) {
    fault f;
    db *d = db_open(":memory:", DB_CREATE, 0, &f);
    check(d != NULL);
    db_do(d, "CREATE TABLE token(name TEXT PRIMARY KEY, hash BLOB, scopes INTEGER, made INTEGER)");
    char token[ACCESS_TOKEN_SIZE] = "";
    bool made = access_add(d, &(access_token){ s, ACCESS_ADD, 0 }, token, &f);
    check(!made || access_of(d, str_of(token)) == ACCESS_ADD);
    check(access_of(d, s) == 0);
    check(made == access_remove(d, s, &f) && (!made || access_of(d, str_of(token)) == 0));
    check(db_settle(d, &f));
    db_close(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(0);
    jmp_buf out_of_memory;
    if (!a || !size || setjmp(out_of_memory)) return arena_free(a), 0;
    arena_guard(a, &out_of_memory);
    str s = arena_copy(a, (str){ (const char *)data + 1, size - 1 });
    switch (data[0] % 4) {
    case 0: check_target(a, s); break;
    case 1: check_place(s); break;
    case 2: check_json(a, s); break;
    default: check_token(s);
    }
    arena_free(a);
    return 0;
}
