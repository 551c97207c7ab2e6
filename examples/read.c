/* Reads one file through the library and prints who said what.
 *     cc read.c $(pkg-config --cflags --libs onrecord) && ./a.out report.txt */
#include <onrecord.h>
#include <stdio.h>

static int fail(const onr_error *error) {
    return fprintf(stderr, "%s: %s\n", error->where, error->what), 1;
}

int main(int argc, char **argv) {
    onr_reader *reader; onr_source *source; onr_report *report; onr_record *record;
    onr_error error = { .what = "usage: read FILE", .at = ONR_NOWHERE };
    if (argc < 2 || !onr_reader_open(NULL, NULL, &reader, &error)) return fail(&error);
    if (!onr_source_open(argv[1], NULL, &source, &error)) return fail(&error);
    for (onr_next next; (next = onr_source_next(source, &report, &error)) != ONR_NEXT_END;) {
        const onr_statement *s;
        if (next == ONR_NEXT_BROKEN) return fail(&error);
        if (!onr_read(reader, report, NULL, &record, &error)) return fail(&error);
        for (size_t i = 0; (s = onr_record_statement(record, i)); i++) {
            onr_text who = s->speaker_count ? s->speakers[0]->name : (onr_text){ "?", 1 };
            onr_text words = onr_record_words(record, s->content[0]);
            printf("%.*s: %.*s\n", (int)who.length, who.at, (int)words.length, words.at);
        }
        onr_record_free(record);
        onr_report_free(report);
    }
    onr_source_close(source);
    onr_reader_close(reader);
    return 0;
}
