/* A program that has functions of its own by the names of the library's inner ones: the static
 * library must neither call them nor refuse to be linked beside them. */
#include <onrecord.h>
#include <stdio.h>
#include <stdlib.h>

#define CLASH(name)         \
    void name(void);        \
    void name(void) {       \
        puts(#name " ran"); \
        exit(1);            \
    }

CLASH(arena_new)
CLASH(arena_alloc)
CLASH(arena_free)
CLASH(str_of)
CLASH(str_cut)
CLASH(utf8_at)
CLASH(fault_set)
CLASH(json_open)
CLASH(buffer_add)
CLASH(tokens_cut)
CLASH(source_open)
CLASH(source_next)
CLASH(model_open)
CLASH(record_build)
CLASH(feed_open)
CLASH(words_in)

int main(void) {
    static const char text[] = "The ferry sails again on Monday, the harbour office said.";
    onr_source *source;
    onr_report *report;
    onr_error error;
    char line[600];
    if (!onr_source_open_bytes(text, sizeof text - 1, "here", NULL, &source, &error)) return 1;
    if (onr_source_next(source, &report, &error) != ONR_NEXT_REPORT) return 2;
    if (onr_report_about(report)->words != 10) return 3;
    onr_report_free(report);
    if (onr_source_next(source, &report, &error) != ONR_NEXT_END) return 4;
    onr_source_close(source);
    if (onr_source_open("/no/such/file", NULL, &source, &error)) return 5;
    onr_error_line(&error, line, sizeof line);
    return line[0] ? 0 : 6;
}
