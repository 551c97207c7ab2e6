/* desk/answers.c: see answers.h. */
#include "desk/answers.h"

#include <string.h>

answer answer_of(arena *a, query *q) {
    answer row = { .count = (size_t)query_columns(q) };
    row.fields = ARENA_NEW(a, answer_field, row.count);
    for (size_t i = 0; i < row.count; i++) {
        answer_field *to = &row.fields[i];
        int column = (int)i;
        value_kind kind = query_kind(q, column);
        to->name = arena_copy(a, str_of(query_name(q, column))).at;
        if (kind == VALUE_INT) to->number = query_int_at(q, column);
        if (kind == VALUE_INT) to->words = arena_print(a, "%lld", (long long)to->number);
        if (kind == VALUE_REAL) to->words = arena_print(a, "%.2f", query_real_at(q, column));
        if (kind == VALUE_WORDS) to->words = arena_copy(a, query_words_at(q, column));
    }
    return row;
}

typedef struct asking {
    arena *a;
    answers *out;
} asking;

static bool take_row(void *to, query *q) {
    asking *it = to;
    answer row = answer_of(it->a, q);
    *LIST_ADD(it->a, it->out) = row;
    return true;
}

bool answers_ask(ledger *l, arena *a, const question *q, answers *out, fault *f) {
    asking it = { a, out };
    return ledger_ask(l, q, take_row, &it, f);
}

static const answer_field *field_of(const answer *row, const char *name) {
    for (size_t i = 0; i < row->count; i++)
        if (strcmp(row->fields[i].name, name) == 0) return &row->fields[i];
    return NULL;
}

str answer_words(const answer *row, const char *name) {
    const answer_field *f = field_of(row, name);
    return f ? f->words : STR_NONE;
}

int64_t answer_number(const answer *row, const char *name) {
    const answer_field *f = field_of(row, name);
    return f ? f->number : 0;
}
