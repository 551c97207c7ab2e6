/* ledger/keep.c: see keep.h. */
#include "ledger/keep.h"

#include <assert.h>
#include <openssl/evp.h>
#include <string.h>
#include <xxhash.h>
#include <zstd.h>

#include "base/utf8.h"
#include "ledger/facts.h"
#include "ledger/squeeze.h"

/* ---- hashes ---- */

struct hasher {
    EVP_MD_CTX *at;
};

static void drop_context(void *of) {
    EVP_MD_CTX_free(of);
}

hasher *hasher_new(arena *a) {
    hasher *h = ARENA_NEW(a, hasher, 1);
    h->at = EVP_MD_CTX_new();
    if (h->at) arena_defer(a, drop_context, h->at);
    if (h->at) EVP_DigestInit_ex(h->at, EVP_sha256(), NULL);
    return h;
}

void hasher_add(hasher *h, str piece) {
    unsigned char length[8];
    uint64_t n = piece.at ? (uint64_t)piece.length + 1 : 0;
    for (int i = 0; i < 8; i++) length[i] = (unsigned char)(n >> (8 * i));
    EVP_DigestUpdate(h->at, length, sizeof length);
    EVP_DigestUpdate(h->at, piece.at, piece.length);
}

void hasher_into(hasher *h, unsigned char out[HASH_SIZE]) {
    EVP_DigestFinal_ex(h->at, out, NULL);
    EVP_DigestInit_ex(h->at, EVP_sha256(), NULL);
}

str hasher_end(hasher *h, arena *a) {
    unsigned char *sum = arena_alloc(a, HASH_SIZE, 1);
    hasher_into(h, sum);
    return (str){ (char *)sum, HASH_SIZE };
}

str hash_hex(arena *a, str hash) {
    static const char digits[] = "0123456789abcdef";
    char *out = arena_alloc(a, 2 * hash.length + 1, 1);
    for (size_t i = 0; i < hash.length; i++) {
        out[2 * i] = digits[(unsigned char)hash.at[i] >> 4];
        out[2 * i + 1] = digits[(unsigned char)hash.at[i] & 15];
    }
    return (str){ out, 2 * hash.length };
}

/* ---- identity ---- */

/* Runs of white space are one blank, and none stands at the ends. */
static str squeezed(arena *a, str s) {
    char *out = arena_alloc(a, s.length + 1, 1);
    size_t count = 0, length;
    bool space = false;
    for (size_t at = 0; at < s.length; at += length) {
        unsigned char c = (unsigned char)s.at[at];
        length = 1;
        bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (c >= 0x80) blank = utf8_is_space(utf8_at(s, at, &length));
        if (blank) {
            space = count > 0;
            continue;
        }
        if (space) out[count++] = ' ';
        space = false;
        memcpy(out + count, s.at + at, length);
        count += length;
    }
    return (str){ out, count };
}

str kept_key(arena *a, str text, str site) {
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    unsigned char *sum = arena_alloc(a, HASH_SIZE, 1);
    arena_defer(a, drop_context, c);
    str words = squeezed(a, utf8_composed(a, text));
    str outlet = site.at ? utf8_folded(a, site) : STR("");
    EVP_DigestInit_ex(c, EVP_sha256(), NULL);
    EVP_DigestUpdate(c, words.at, words.length);
    EVP_DigestUpdate(c, "", 1);
    EVP_DigestUpdate(c, outlet.at, outlet.length);
    EVP_DigestFinal_ex(c, sum, NULL);
    return (str){ (char *)sum, HASH_SIZE };
}

str kept_text_digest(arena *a, str text) {
    unsigned char *sum = arena_alloc(a, HASH_SIZE, 1);
    EVP_Digest(text.at ? text.at : "", text.length, sum, NULL, EVP_sha256(), NULL);
    return (str){ (char *)sum, HASH_SIZE };
}

static const size_t known_fields[] = {
    offsetof(report, url), offsetof(report, canonical), offsetof(report, title),
    offsetof(report, site), offsetof(report, section), offsetof(report, language),
    offsetof(report, published), offsetof(report, modified),
};

static str field(const report *r, size_t i) {
    str s;
    memcpy(&s, (const char *)r + known_fields[i], sizeof s);
    return s;
}

enum { KNOWN_FIELDS = sizeof known_fields / sizeof *known_fields };

str kept_variant(arena *a, const kept *k) {
    hasher *h = hasher_new(a);
    char flags[2] = { (char)k->report.wire, (char)k->report.is_part };
    hasher_add(h, STR("report"));
    hasher_add(h, k->key);
    for (size_t i = 0; i < KNOWN_FIELDS; i++) hasher_add(h, field(&k->report, i));
    hasher_add(h, (str){ flags, sizeof flags });
    hasher_add(h, k->extra);
    hasher_add(h, k->report.text);
    return hasher_end(h, a);
}

static size_t fields_known(const report *r) {
    size_t count = 0;
    for (size_t i = 0; i < KNOWN_FIELDS; i++) count += field(r, i).at != NULL;
    return count;
}

bool kept_is_better(const kept *k, const kept *than) {
    size_t mine = fields_known(&k->report), theirs = fields_known(&than->report);
    if (mine != theirs) return mine > theirs;
    return str_compare(k->variant, than->variant) < 0;
}

str kept_reading_hash(arena *a, str variant, const kept_reading *g) {
    hasher *h = hasher_new(a);
    hasher_add(h, STR("reading"));
    hasher_add(h, variant);
    hasher_add(h, g->weights);
    hasher_add(h, g->program);
    hasher_add(h, g->facts);
    return hasher_end(h, a);
}

/* ---- facts in the file ---- */

enum {
    SQUEEZE_LEVEL = 3,
    FACTS_BYTES_LEAST = 1 << 20, FACTS_BYTES_EACH = 256, /* packed, of each byte of the text */
    SQUEEZED_MARK = 1, /* before squeezed facts; zstd begins otherwise. Other priors: another */
};

static str packed_by_zstd(arena *a, str facts) {
    size_t room = ZSTD_compressBound(facts.length);
    char *out = arena_alloc(a, room, 1);
    size_t length = ZSTD_compress(out, room, facts.at, facts.length, SQUEEZE_LEVEL);
    assert(!ZSTD_isError(length)); /* there is room */
    return (str){ out, length };
}

str kept_squeeze(arena *a, str facts, str text) {
    record r = { 0 };
    report of = { .text = text };
    span_list sentences = { 0 };
    facts_back back;
    fault f;
    r.report = &of;
    if (facts_unpack(a, facts, text, &r, &sentences, &f)
        && facts_squeeze_back(a, &r, &sentences, &back)
        && str_same(facts_pack(a, &back.record, &back.sentences), facts))
        return arena_join(a, (str){ (char[]){ SQUEEZED_MARK }, 1 }, back.squeezed);
    return packed_by_zstd(a, facts);
}

bool kept_is_squeezed(str s) {
    return s.length && s.at[0] == SQUEEZED_MARK;
}

/* No text has more facts than the limit: a damaged file may claim any number of bytes. */
static bool unpacked_by_zstd(arena *a, str from, str text, str *out, fault *f) {
    unsigned long long length = ZSTD_getFrameContentSize(from.at, from.length);
    if (length > FACTS_BYTES_LEAST + FACTS_BYTES_EACH * text.length) /* errors are too */
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "kept facts are damaged");
    char *to = arena_alloc(a, (size_t)length + 1, 1);
    size_t done = ZSTD_decompress(to, (size_t)length, from.at, from.length);
    if (ZSTD_isError(done) || done != length)
        return FAULT(f, FAULT_STORE, FAULT_NOWHERE, "kept facts are damaged");
    *out = (str){ to, done };
    return true;
}

bool kept_unsqueeze(arena *a, str from, str text, str *out, fault *f) {
    report of = { .text = text };
    record r = { .report = &of };
    span_list sentences;
    if (!kept_is_squeezed(from)) return unpacked_by_zstd(a, from, text, out, f);
    if (!kept_read(a, from, text, &r, &sentences, f)) return false;
    *out = facts_pack(a, &r, &sentences);
    return true;
}

bool kept_read(arena *a, str from, str text, record *out, span_list *sentences, fault *f) {
    str facts;
    if (kept_is_squeezed(from))
        return facts_expand(a, str_cut(from, 1, from.length), text, out, sentences, f);
    return unpacked_by_zstd(a, from, text, &facts, f)
        && facts_unpack(a, facts, text, out, sentences, f);
}

/* ---- receipts ---- */

static void add_sum(arena *a, buffer *out, uint64_t sum) {
    *LIST_ADD(a, out) = (char)(sum & 0xFF);
    *LIST_ADD(a, out) = (char)(sum >> 8 & 0xFF);
}

static uint64_t words_sum(str text, const span_list *spans) {
    uint64_t sum = 0;
    for (size_t i = 0; i < spans->count; i++) {
        str words = str_in(text, spans->at[i]);
        sum = XXH64(words.at, words.length, sum);
    }
    return sum;
}

static uint64_t span_sum(str text, span at) {
    return words_sum(text, &(span_list){ &at, 1, 1 });
}

str kept_receipts(arena *a, const record *r) {
    buffer out = { 0 };
    str text = r->report->text;
    for (size_t i = 0; i < r->actors.count; i++)
        add_sum(a, &out, words_sum(text, &r->actors.at[i].mentions));
    for (size_t i = 0; i < r->statements.count; i++)
        add_sum(a, &out, words_sum(text, &r->statements.at[i].content)
                             ^ words_sum(text, &r->statements.at[i].source) << 1
                             ^ words_sum(text, &r->statements.at[i].cue) << 2);
    for (size_t i = 0; i < r->events.count; i++)
        add_sum(a, &out, words_sum(text, &r->events.at[i].spans));
    for (size_t i = 0; i < r->expectations.count; i++)
        add_sum(a, &out, span_sum(text, r->expectations.at[i].at));
    for (size_t i = 0; i < r->silences.count; i++)
        add_sum(a, &out, span_sum(text, r->silences.at[i].at));
    return (str){ out.at ? out.at : "", out.count };
}

enum { HALF = SUMMED / 2 };

static uint64_t sum_of(str half) {
    return half.length ? XXH64(half.at, half.length, 0) & 0xFF : 0;
}

str kept_sums(arena *a, str text) {
    size_t count = (text.length + SUMMED - 1) / SUMMED;
    char *out = arena_alloc(a, count + 1, 1);
    for (size_t i = 0; i < count; i++) {
        str words = str_cut(text, i * SUMMED, (i + 1) * SUMMED);
        out[i] = (char)(sum_of(str_cut(words, 0, HALF)) ^ sum_of(str_cut(words, HALF, SUMMED)));
    }
    return (str){ out, count };
}

/* ---- out of a record ---- */

static void copy_report(arena *a, const report *from, report *to) {
    *to = (report){ .wire = from->wire, .is_part = from->is_part };
    to->url = arena_copy(a, from->url);
    to->canonical = arena_copy(a, from->canonical);
    to->title = arena_copy(a, from->title);
    to->site = arena_copy(a, from->site);
    to->section = arena_copy(a, from->section);
    to->language = arena_copy(a, from->language);
    to->published = arena_copy(a, from->published);
    to->modified = arena_copy(a, from->modified);
    to->retrieved = arena_copy(a, from->retrieved);
    to->text = arena_copy(a, from->text.at ? from->text : STR(""));
    for (size_t i = 0; i < from->authors.count; i++)
        *LIST_ADD(a, &to->authors) = arena_copy(a, from->authors.at[i]);
}

static size_t words_in(str text) {
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += !is_blank(text.at[i]) && (i == 0 || is_blank(text.at[i - 1]));
    return count;
}

void kept_of(arena *a, const record *r, const span_list *sentences, kept *out) {
    *out = (kept){ .extra = report_pack(a, r->report) };
    copy_report(a, r->report, &out->report);
    out->words = words_in(out->report.text);
    out->key = kept_key(a, out->report.text, out->report.site);
    out->variant = kept_variant(a, out);
    if (r->report->id.at) *LIST_ADD(a, &out->ids) = arena_copy(a, r->report->id);
    kept_reading g = { .facts = facts_pack(a, r, sentences), .receipts = kept_receipts(a, r) };
    *LIST_ADD(a, &out->readings) = g;
}
