/* source/limits.h: every limit on what comes from outside, in one place. What is beyond one is
 * named and passed over; what stands behind it is read. docs/forms.md tells them to users. */
#ifndef SOURCE_LIMITS_H
#define SOURCE_LIMITS_H

#include <stdint.h>

enum {
    SOURCE_TEXT_MOST = 10 << 20,  /* bytes of one report's text */
    SOURCE_PAGE_MOST = 32 << 20,  /* bytes of a page with its markup */
    SOURCE_LINE_FACTOR = 4,       /* a JSON line or a row may be so many times longer than a text */
    SOURCE_ENTRY_MOST = 32 << 20, /* bytes of one entry of a feed, an archive or a mailbox */
    SOURCE_FIELD_MOST = 1 << 16,  /* bytes of a field that is not the text */
    SOURCE_HEADS_MOST = 1 << 18,  /* bytes of the header lines of a record, a response or a mail */
    SOURCE_NESTING_MOST = 4,      /* entries that are inputs: a feed in a WARC in a ZIP */

    /* gzip and zstd */
    SOURCE_PACKED_MOST = 3,       /* times over */
    SOURCE_RATIO_MOST = 250,      /* times as many bytes out as in ... */
    SOURCE_RATIO_FROM = 64 << 20, /* ... looked at from so many bytes out on */
    SOURCE_WINDOW_LOG_MOST = 27,  /* zstd's memory, 2 to this bytes */
    SOURCE_RESUMES_MOST = 1000,   /* times that reading goes on behind damage */

    /* XML */
    XML_DEPTH_MOST = 100,         /* elements in elements of an entry */
    XML_STACK_MOST = 2000,        /* in all: an element that never closes takes one for good */
    XML_NODES_MOST = 200000,      /* elements and attributes of an entry */
    XML_CHUNK = 1 << 13,          /* bytes handed to the parser at once */

    /* tables */
    TABLE_COLUMNS_MOST = 256,
    TABLE_REREADS_MOST = 16,      /* rows whose quotation marks do not close, read as lines */

    /* mail */
    MAIL_PARTS_MOST = 1000,
    MAIL_DEPTH_MOST = 16,

    /* ZIP */
    ZIP_FILES_MOST = 100000,
    ZIP_MEMORY_MOST = 256 << 20,  /* bytes of an archive that is no file on disk */
};

#define SOURCE_UNPACKED_MOST ((uint64_t)1 << 42) /* bytes out of one packed input */

#endif
