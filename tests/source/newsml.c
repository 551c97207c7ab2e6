/* NewsML-G2 with NITF, XHTML and plain text inside, and NITF by itself. */
#include "source/packing.h"

#define WORDS "The dam above the town of Bruden held on Monday, and nobody was hurt, she said."
#define META \
    "<itemMeta><itemClass qcode='ninat:text'/><provider qcode='p:x'><name>Bruden Agency</name>" \
    "</provider><versionCreated>2026-01-05T09:00:00Z</versionCreated>" \
    "<firstCreated>2026-01-05T08:00:00Z</firstCreated></itemMeta>" \
    "<contentMeta><creator><name>Ann Lee</name></creator><language tag='en-GB'/>" \
    "<subject qcode='medtop:1'><name>Disaster</name></subject><headline>Dam holds</headline>" \
    "</contentMeta>"
#define ITEM(content) \
    "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:1' xml:lang='en'>" META \
    "<contentSet>" content "</contentSet></newsItem>"
#define NITF \
    "<nitf><head><title>Dam page</title><docdata><date.issue norm='20260105T080000Z'/>" \
    "<doc-id id-string='n-1'/></docdata><pubdata name='Bruden Post' position.section='Local'/>" \
    "</head><body><body.head><hedline><hl1>Dam holds</hl1></hedline><byline>By <person>Ann " \
    "Lee</person></byline><dateline>BRUDEN, Jan 5</dateline></body.head><body.content><block>" \
    "<p>" WORDS "</p><hl2>The damage</hl2><p>The <org>council</org> met.</p>" \
    "<media media-type='image'>" \
    "<media-caption>A picture.</media-caption></media></block></body.content></body></nitf>"

static void reads_items(void **state) {
    (void)state;
    static const char *const contents[] = {
        ITEM("<inlineXML contenttype='application/xhtml+xml'>"
             "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><p>"
             WORDS "</p></body></html></inlineXML>"),
        ITEM("<inlineXML contenttype='application/nitf+xml'><nitf><body><body.content><p>" WORDS
             "</p></body.content></body></nitf></inlineXML>"),
    };
    for (int i = 0; i < 2; i++) {
        reading it = reading_of(contents[i]);
        next_is_report(&it);
        assert_int_equal(source_last_form(it.s), SOURCE_NEWSML);
        is_text(it.a, it.r.id, "urn:1");
        is_text(it.a, it.r.text, "Dam holds\n\n" WORDS);
        is_text(it.a, it.r.site, "Bruden Agency");
        is_text(it.a, it.r.section, "Disaster");
        is_text(it.a, it.r.published, "2026-01-05T08:00:00Z");
        is_text(it.a, it.r.modified, "2026-01-05T09:00:00Z");
        are_texts(it.a, &it.r.authors, "Ann Lee");
        next_is_end(&it);
        reading_end(&it);
    }
}

static void reads_messages(void **state) {
    (void)state;
    arena *a = arena_new(0);
    str message = STR(
        "<?xml version='1.0'?>\n<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><header/>"
        "<itemSet>" ITEM("<inlineData contenttype='text/plain'>Rain came.\n</inlineData>")
        "<newsItem guid='urn:2'><itemMeta><itemClass qcode='ninat:picture'/></itemMeta></newsItem>"
        "<packageItem guid='urn:3'/><newsItem guid='urn:4'><itemMeta/></newsItem>"
        "</itemSet></newsMessage>");
    str ways[] = { message, gzipped(a, message), zstd_packed(a, message) };
    for (int i = 0; i < 3; i++) {
        reading it = reading_with(ways[i], (source_options){ .form = SOURCE_AUTO });
        next_is_report(&it);
        is_text(it.a, it.r.text, "Rain came.");
        is_text(it.a, it.r.title, "Dam holds");
        next_is_broken(&it, "in, entry 4 (line 3): holds no content");
        next_is_end(&it);
        assert_int_equal(source_passed_over(it.s), 2);
        reading_end(&it);
    }
    arena_free(a);
}

static void reads_nitf(void **state) {
    (void)state;
    reading it = reading_of("<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'>" NITF);
    next_is_report(&it);
    is_text(it.a, it.r.title, "Dam holds");
    is_text(it.a, it.r.text, "Dam holds\n\nBRUDEN, Jan 5\n\n" WORDS
                             "\n\nThe damage\n\nThe council met.");
    is_text(it.a, it.r.id, "n-1");
    is_text(it.a, it.r.site, "Bruden Post");
    is_text(it.a, it.r.section, "Local");
    is_text(it.a, it.r.published, "2026-01-05T08:00:00Z");
    are_texts(it.a, &it.r.authors, "Ann Lee");
    next_is_end(&it);
    reading_end(&it);
}

static void names_what_is_cut(void **state) {
    (void)state;
    reading it = reading_with(str_cut(STR(NITF), 0, 300), (source_options){ .form = SOURCE_AUTO });
    next_is_broken(&it, "in, entry 1 (line 1): is not closed before the input ends");
    next_is_end(&it);
    reading_end(&it);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_items),
        cmocka_unit_test(reads_messages),
        cmocka_unit_test(reads_nitf),
        cmocka_unit_test(names_what_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
