/* source/xml.c: see xml.h. The parser's calls build the tree of the entry that is open, or of the
 * head; an entry that is closed joins a queue, which holds what one chunk gave. */
#include "source/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "source/limits.h"
#include "source/references.h"

enum { NAME_MOST = 64, HEAD_MOST = 1 << 18 }; /* bytes */

struct xml_cutter {
    input *in;
    const char *names;
    xmlParserCtxtPtr parser;
    xml_entry head;
    xml_entry *open;          /* the entry that is being built, or NULL */
    xml_node *at;             /* the open node of the entry, or of the head */
    size_t depth, open_depth; /* elements around; of the entry */
    size_t too_deep;          /* elements left out below the deepest one kept */
    xml_entry *first, *last;  /* the queue */
    char space[128];          /* the namespace of the document's own element */
    xmlEntity entity;         /* the one that was asked for last */
    char entity_words[16];
    jmp_buf *guard;
    bool ended;
    fault failed;
};

/* ---- trees ---- */

static xml_entry *tree_of(xml_cutter *c) {
    return c->open ? c->open : &c->head;
}

/* False where the tree is full: then the rest of it is left out. */
static bool has_room(xml_cutter *c, size_t bytes) {
    xml_entry *e = tree_of(c);
    size_t most = c->open ? SOURCE_ENTRY_MOST : HEAD_MOST;
    if (e->size + bytes <= most && e->nodes < XML_NODES_MOST) {
        e->size += bytes;
        return true;
    }
    e->lost = "is longer than the limit of 33554432 bytes or 200000 elements";
    return false;
}

static xml_node *add_node(xml_cutter *c, str name) {
    xml_entry *e = tree_of(c);
    xml_node *n = ARENA_NEW(e->a, xml_node, 1);
    n->name = arena_copy(e->a, name);
    n->parent = c->at;
    if (c->at && c->at->last) c->at->last->next = n;
    else if (c->at) c->at->first = n;
    if (c->at) c->at->last = n;
    else e->root = n;
    e->nodes++;
    return n;
}

static void add_text(void *of, const xmlChar *words, int length) {
    xml_cutter *c = of;
    str s = { (const char *)words, (size_t)length };
    if (!c->at || c->too_deep || !has_room(c, s.length)) return;
    xml_node *last = c->at->last;
    if (!last || last->name.at) {
        last = add_node(c, STR_NONE);
        last->name = STR_NONE;
    }
    size_t replaced; /* what the parser mends may still be no UTF-8 */
    buffer_add(tree_of(c)->a, &last->text, utf8_repaired(tree_of(c)->a, s, &replaced));
}

/* ---- names ---- */

/* Prefixes differ from writer to writer; their addresses do not. */
static const char *known_prefix(const char *space) {
    static const struct { const char *space, *prefix; } known[] = {
        { "http://purl.org/rss/1.0/modules/content/", "content" },
        { "http://purl.org/dc/elements/1.1/", "dc" }, { "http://purl.org/dc/terms/", "dcterms" },
        { "http://search.yahoo.com/mrss/", "media" }, { "http://www.w3.org/2005/Atom", "atom" },
        { "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes" },
        { "http://www.google.com/schemas/sitemap-news/0.9", "news" },
        { "http://www.w3.org/1999/xhtml", "" },
    };
    for (size_t i = 0; space && i < sizeof known / sizeof *known; i++)
        if (strcmp(space, known[i].space) == 0) return known[i].prefix;
    return NULL;
}

/* The prefix that a name is known by here; names of the document's own namespace have none. */
static const char *prefix_of(const xml_cutter *c, const xmlChar *written, const xmlChar *space) {
    bool own = space && strcmp((const char *)space, c->space) == 0;
    const char *known = known_prefix((const char *)space);
    return !written || own ? "" : known ? known : (const char *)written;
}

static str full_name(const char *prefix, const xmlChar *local, char out[NAME_MOST]) {
    int length = snprintf(out, NAME_MOST, "%s%s%s", prefix, *prefix ? ":" : "",
                          (const char *)local);
    return (str){ out, length < NAME_MOST ? (size_t)length : NAME_MOST - 1 };
}

static bool is_entry(const xml_cutter *c, const char *local) {
    char word[NAME_MOST];
    int length = snprintf(word, sizeof word, " %s ", local);
    return length < NAME_MOST && strstr(c->names, word);
}

/* ---- entries ---- */

static void queue(xml_cutter *c, xml_entry *e) {
    if (c->last) c->last->next = e;
    else c->first = e;
    c->last = e;
}

static void end_entry(xml_cutter *c, const char *lost) {
    if (!c->open) return;
    if (lost && !c->open->lost) c->open->lost = lost;
    queue(c, c->open);
    c->open = NULL;
    c->at = c->head.root;
}

static void begin_entry(xml_cutter *c) {
    xml_entry *e = calloc(1, sizeof *e);
    if (e) e->a = arena_new(0);
    if (!e || !e->a) {
        free(e);
        longjmp(*c->guard, 1);
    }
    arena_guard(e->a, c->guard);
    e->line = (size_t)c->parser->input->line;
    c->open = e;
    c->at = NULL;
    c->open_depth = c->depth;
    c->too_deep = 0;
}

void xml_entry_free(xml_entry *e) {
    if (!e) return;
    arena_free(e->a);
    free(e);
}

/* ---- the parser's calls ---- */

static void take_attributes(xml_cutter *c, xml_node *n, int count, const xmlChar **attributes) {
    arena *a = tree_of(c)->a;
    size_t replaced;
    for (int i = 0; i < count; i++, attributes += 5) {
        str name = str_of((const char *)attributes[0]);
        str value = { (const char *)attributes[3], (size_t)(attributes[4] - attributes[3]) };
        if (!has_room(c, name.length + value.length)) return;
        value = references_resolved(a, utf8_repaired(a, arena_copy(a, value), &replaced));
        *LIST_ADD(a, &n->attributes) = (xml_attribute){ arena_copy(a, name), value };
        tree_of(c)->nodes++;
    }
}

static void start(void *of, const xmlChar *local, const xmlChar *prefix, /* callback */
                  const xmlChar *space, int space_count, const xmlChar **spaces, int count,
                  int defaulted, const xmlChar **attributes) {
    xml_cutter *c = of;
    char words[NAME_MOST];
    (void)space_count, (void)spaces, (void)defaulted;
    if (!c->depth++ && space)
        snprintf(c->space, sizeof c->space, "%s", (const char *)space);
    if (c->depth > XML_STACK_MOST) {
        FAULT(&c->failed, FAULT_INPUT, FAULT_NOWHERE, "XML elements are nested more than %d deep",
              XML_STACK_MOST);
        xmlStopParser(c->parser);
        return;
    }
    str name = full_name(prefix_of(c, prefix, space), local, words);
    bool same = c->open && c->open->root && str_same(c->open->root->name, name);
    if (same) end_entry(c, "is not closed before the next one");
    if (!c->open && is_entry(c, (const char *)local)) begin_entry(c);
    size_t depth = c->open ? c->depth - c->open_depth : c->depth;
    if (c->too_deep || depth > XML_DEPTH_MOST || !has_room(c, name.length)) {
        c->too_deep++;
        return;
    }
    c->at = add_node(c, name);
    take_attributes(c, c->at, count, attributes);
}

static void end(void *of, const xmlChar *local, const xmlChar *prefix, const xmlChar *space) {
    xml_cutter *c = of;
    (void)local, (void)prefix, (void)space;
    size_t depth = c->depth ? c->depth-- : 0;
    if (c->too_deep) c->too_deep--;
    else if (c->open && depth == c->open_depth) end_entry(c, NULL);
    else if (c->at && c->at->parent) c->at = c->at->parent;
}

/* Entities are XML's own and HTML's. A document that was mended stays as good as any: else the
 * parser would drop every further reference. */
static xmlEntityPtr entity(void *of, const xmlChar *name) {
    xml_cutter *c = of;
    char words[NAME_MOST];
    char *room = c->entity_words;
    arena *a = tree_of(c)->a;
    c->parser->wellFormed = 1;
    int length = snprintf(words, sizeof words, "&%s;", (const char *)name);
    if (length >= NAME_MOST || !a) return NULL;
    str given = { words, (size_t)length }, found = references_resolved(a, given);
    if (str_same(given, found) || found.length >= sizeof c->entity_words) return NULL;
    memcpy(room, found.at, found.length);
    room[found.length] = 0;
    c->entity = (xmlEntity){ .type = XML_ENTITY_DECL, .name = name,
                             .etype = XML_INTERNAL_PREDEFINED_ENTITY,
                             .content = (xmlChar *)room, .length = (int)found.length };
    return &c->entity;
}

static void complain(void *of, xmlErrorPtr error) {
    xml_cutter *c = of;
    if (!error || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE) return;
    char *to = tree_of(c)->mended;
    if (*to) return;
    const char *words = error->message ? error->message : "is not as XML should be";
    snprintf(to, sizeof c->head.mended, "line %d: %.*s", error->line, (int)strcspn(words, "\n"),
             words);
}

static xmlSAXHandler calls(void) {
    xmlSAXHandler h = { 0 };
    h.initialized = XML_SAX2_MAGIC;
    h.startElementNs = start;
    h.endElementNs = end;
    h.characters = add_text;
    h.ignorableWhitespace = add_text;
    h.cdataBlock = add_text;
    h.getEntity = entity;
    h.serror = complain;
    return h;
}

/* ---- opening and reading ---- */

xml_cutter *xml_open(input *in, const char *names, fault *f) {
    enum { OPTIONS = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                   | XML_PARSE_OLDSAX | XML_PARSE_BIG_LINES };
    xml_cutter *c = calloc(1, sizeof *c);
    xmlSAXHandler handler = calls();
    if (c) c->head.a = arena_new(0);
    if (c && c->head.a) {
        xmlInitParser();
        c->in = in;
        c->names = names;
        c->parser = xmlCreatePushParserCtxt(&handler, c, NULL, 0, NULL);
    }
    if (c && c->parser) {
        xmlCtxtUseOptions(c->parser, OPTIONS);
        return c;
    }
    FAULT(f, FAULT_MEMORY, FAULT_NOWHERE, "no memory to read XML");
    xml_close(c);
    return NULL;
}

void xml_close(xml_cutter *c) {
    if (!c) return;
    if (c->parser && c->parser->myDoc) { /* holds declarations, which nobody asks for */
        xmlFreeDoc(c->parser->myDoc);
        c->parser->myDoc = NULL;
    }
    if (c->parser) xmlFreeParserCtxt(c->parser);
    xml_entry_free(c->open);
    while (c->first) {
        xml_entry *next = c->first->next;
        xml_entry_free(c->first);
        c->first = next;
    }
    arena_free(c->head.a);
    free(c);
}

const xml_node *xml_head(const xml_cutter *c) {
    return c->head.root;
}

static bool is_stopped(const xml_cutter *c) {
    return c->parser->disableSAX || c->parser->instate == XML_PARSER_EOF;
}

/* Words behind the document's end harm nothing. */
static void end_all(xml_cutter *c) {
    bool stopped = is_stopped(c) && c->parser->errNo != XML_ERR_DOCUMENT_END;
    if (!stopped) xmlParseChunk(c->parser, NULL, 0, 1);
    c->ended = true;
    end_entry(c, "is not closed before the input ends");
    if (!stopped || c->failed.kind) return;
    const xmlError *error = xmlCtxtGetLastError(c->parser);
    const char *words = error && error->message ? error->message : "";
    FAULT(&c->failed, FAULT_INPUT, FAULT_NOWHERE, "the rest cannot be read as XML: line %d: %.*s",
          c->parser->input ? c->parser->input->line : 0, (int)strcspn(words, "\n"), words);
}

/* One chunk through the parser; memory that runs out ends all. */
static void parse_chunk(xml_cutter *c) {
    jmp_buf here;
    str ahead = STR_NONE;
    if (setjmp(here)) {
        c->ended = true;
        FAULT(&c->failed, FAULT_MEMORY, FAULT_NOWHERE, "no memory to read XML");
        return;
    }
    c->guard = &here;
    arena_guard(c->head.a, &here);
    if (c->open) arena_guard(c->open->a, &here);
    if (!input_peek(c->in, XML_CHUNK, &ahead, &c->failed) || !ahead.length || is_stopped(c)) {
        end_all(c);
        return;
    }
    ahead = str_cut(ahead, 0, XML_CHUNK);
    xmlParseChunk(c->parser, ahead.at, (int)ahead.length, 0);
    input_skip(c->in, ahead.length);
}

xml_entry *xml_next(xml_cutter *c, fault *f) {
    *f = (fault){ 0 };
    while (!c->first && !c->ended) parse_chunk(c);
    xml_entry *e = c->first;
    if (!e) {
        *f = c->failed;
        c->failed = (fault){ 0 };
        return NULL;
    }
    c->first = e->next;
    if (!c->first) c->last = NULL;
    e->next = NULL;
    arena_guard(e->a, NULL);
    return e;
}
