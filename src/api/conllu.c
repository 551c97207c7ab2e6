/* api/conllu.c: a record as CoNLL-U (universaldependencies.org/format.html), one document a
 * report. What the record adds stands in MISC:
 *
 *     Entity=B-Person             the token begins a name of that class (I-: inside one)
 *     Cue=B-s1                    the token begins the cue of statement s1
 *     Content=I-s1,B-s2           and so for Source; statements may hold one another
 *     TokenRange=12:17            bytes into the text
 *     SpaceAfter=No               the next token follows at once */
#include "api/out.h"

typedef enum mark_kind { MARK_ENTITY, MARK_SOURCE, MARK_CUE, MARK_CONTENT, MARK_KINDS } mark_kind;

/* What one token is part of. */
typedef struct mark {
    struct mark *next; /* of the same token and kind */
    uint32_t number;   /* of the statement, or the class of the entity */
    bool begins;
} mark;

typedef struct marks {
    mark *first[MARK_KINDS];
} marks;

typedef struct conllu {
    out *out;
    const onr_record *r;
    const piece *piece; /* that is being written */
    marks **marks;      /* [pieces][tokens] */
    size_t sentences;   /* how many so far */
} conllu;

/* First token that ends after byte `at`. */
static size_t token_from(const tokens *t, size_t at) {
    size_t low = 0, high = t->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->at[middle].end > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The last piece that begins at or before byte `at`. */
static size_t piece_of(const onr_record *r, size_t at) {
    size_t k = 0;
    while (k + 1 < r->pieces.count && r->pieces.at[k + 1].offset <= at) k++;
    return k;
}

static void add_marks(conllu *c, mark_kind kind, uint32_t number, span at) {
    size_t k = piece_of(c->r, at.start);
    const piece *p = &c->r->pieces.at[k];
    size_t first = token_from(&p->tokens, at.start - p->offset);
    for (size_t i = first; i < p->tokens.count; i++) {
        if (p->offset + p->tokens.at[i].start >= at.end) break;
        mark **end = &c->marks[k][i].first[kind];
        while (*end) end = &(*end)->next;
        *end = ARENA_NEW(c->out->a, mark, 1);
        **end = (mark){ NULL, number, i == first };
    }
}

static void mark_spans(conllu *c, mark_kind kind, uint32_t number, const span_list *spans) {
    for (size_t i = 0; i < spans->count; i++) add_marks(c, kind, number, spans->at[i]);
}

static void mark_all(conllu *c) {
    const record *r = &c->r->record;
    c->marks = ARENA_NEW(c->out->a, marks *, c->r->pieces.count);
    for (size_t k = 0; k < c->r->pieces.count; k++)
        c->marks[k] = ARENA_NEW(c->out->a, marks, c->r->pieces.at[k].tokens.count);
    for (size_t i = 0; i < r->entities.count; i++)
        add_marks(c, MARK_ENTITY, (uint32_t)r->entities.at[i].type, r->entities.at[i].at);
    for (size_t i = 0; i < r->statements.count; i++) {
        const statement *s = &r->statements.at[i];
        mark_spans(c, MARK_SOURCE, (uint32_t)i, &s->source);
        mark_spans(c, MARK_CUE, (uint32_t)i, &s->cue);
        mark_spans(c, MARK_CONTENT, (uint32_t)i, &s->content);
    }
}

/* ---- writing ---- */

static void write_marks(conllu *c, const marks *of) {
    static const char *const names[MARK_KINDS] = { "Entity", "Source", "Cue", "Content" };
    for (int kind = 0; kind < MARK_KINDS; kind++) {
        const mark *m = of->first[kind];
        for (bool first = true; m; m = m->next, first = false) {
            if (first)
                out_print(c->out, "%s=", names[kind]);
            else
                out_words(c->out, ",");
            if (kind == MARK_ENTITY)
                out_print(c->out, "%c-%s", m->begins ? 'B' : 'I',
                          entity_type_name((entity_type)m->number));
            else
                out_print(c->out, "%c-s%u", m->begins ? 'B' : 'I', m->number + 1);
            if (!m->next) out_words(c->out, "|");
        }
    }
}

/* Words for a column or a comment: white space inside becomes one blank. */
static void write_words(out *o, str words) {
    bool blank = false;
    for (size_t from = 0, i = 0; i <= words.length; i++) {
        bool gap = i == words.length || is_blank(words.at[i]);
        if (!gap) {
            if (blank) from = i;
            if (blank && i) out_words(o, " ");
            blank = false;
        } else if (!blank) {
            out_add(o, str_cut(words, from, i));
            blank = true;
        }
    }
}

/* The root alone bears "root", as the format has it. */
static const char *relation_name(deprel d, bool root) {
    if (root) return deprel_name(DEP_ROOT);
    return deprel_name(d == DEP_ROOT ? DEP_DEP : d);
}

static bool is_glued(const piece *p, const sentence *s, uint32_t i) {
    return i + 1 < s->past && !(p->tokens.at[i + 1].flags & TOKEN_SPACE_BEFORE);
}

static void write_token(conllu *c, const sentence *s, uint32_t i) {
    const piece *p = c->piece;
    const labels *l = &p->labels;
    const tokens *t = &p->tokens;
    bool root = l->head[i] == HEAD_ROOT || l->head[i] < s->first || l->head[i] >= s->past;
    out_print(c->out, "%u\t", i - s->first + 1);
    write_words(c->out, token_str(t, i));
    out_words(c->out, "\t");
    write_words(c->out, out_lemma(c->out, p, i));
    out_print(c->out, "\t%s\t_\t_\t%u\t%s\t_\t", upos_name((upos)l->upos[i]),
              root ? 0 : l->head[i] - s->first + 1, relation_name((deprel)l->deprel[i], root));
    if (is_glued(p, s, i)) out_words(c->out, "SpaceAfter=No|");
    write_marks(c, &c->marks[p - c->r->pieces.at][i]);
    out_print(c->out, "TokenRange=%zu:%zu\n", p->offset + t->at[i].start,
              p->offset + t->at[i].end);
}

/* The text is what the words make, so that both agree: of controls between them nothing stays. */
static void write_sentence(conllu *c, size_t number) {
    const sentence *s = &c->piece->labels.sentences[number];
    out_words(c->out, "# sent_id = ");
    write_words(c->out, c->r->record.id);
    out_print(c->out, "-%zu\n# text = ", ++c->sentences);
    for (uint32_t i = s->first; i < s->past; i++) {
        write_words(c->out, token_str(&c->piece->tokens, i));
        if (i + 1 < s->past && !is_glued(c->piece, s, i)) out_words(c->out, " ");
    }
    out_words(c->out, "\n");
    for (uint32_t i = s->first; i < s->past; i++) write_token(c, s, i);
    out_words(c->out, "\n");
}

void write_conllu(out *o, const onr_record *r) {
    conllu c = { .out = o, .r = r };
    mark_all(&c);
    if (r->sentences.count) {
        out_words(o, "# newdoc id = ");
        write_words(o, r->record.id);
        out_words(o, "\n");
    }
    for (size_t k = 0; k < r->pieces.count; k++) {
        c.piece = &r->pieces.at[k];
        for (size_t i = 0; i < c.piece->labels.sentence_count; i++) write_sentence(&c, i);
    }
}
