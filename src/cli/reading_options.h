/* cli/reading_options.h: rows of the tables of options that several commands share, so that
 * their help says the same. */
#ifndef CLI_READING_OPTIONS_H
#define CLI_READING_OPTIONS_H

#include "cli/command.h"

#define FORMS                                                                                      \
    "auto|text|html|jsonl|jsonfeed|ninjs|feed|sitemap|newsml|warc|zip|mail|mbox|csv|tsv"

#define PUBLISHED_ROW                                                                              \
    { .name = "published", .value = "DATE",                                                        \
      .help = "Day of publication, as 2026-01-04, of reports that do not tell theirs; words "      \
              "such as \"yesterday\" count from it." }
#define TITLE_ROW { .name = "title", .value = "WORDS", .help = "Title of reports that have none." }
#define SITE_ROW                                                                                   \
    { .name = "site", .value = "NAME", .help = "Outlet of reports that do not tell theirs." }
#define WEIGHTS_ROW                                                                                \
    { .name = "weights", .letter = 'w', .value = "FILE",                                           \
      .help = "Weights to read with: a file, or \"fast\" or \"accurate\" for the installed ones "  \
              "of that name (./fast is a file). The accurate ones where not said." }
#define PLACES_ROW                                                                                 \
    { .name = "places", .value = "FILE",                                                           \
      .help = "Gazetteer to look places up in, instead of the installed one." }
#define COLUMNS_ROW                                                                                \
    { .name = "columns", .value = "FIELD=NAME,...",                                                \
      .help = "Which columns of a table hold what, as \"text=Body,title=Head\"; fields are "       \
              "text, title, id, url, canonical, published, modified, retrieved, authors, site, "   \
              "section and language. Columns with the usual names are found without." }
#define ACTORS_ROW                                                                                 \
    { .name = "actors", .value = "FILE",                                                           \
      .help = "Your own list of actors, with country, sector and id, as tab-separated lines: "    \
              "preferred over what the report and the gazetteer tell (docs/actors.md)." }
#define JOBS_ROW                                                                                   \
    { .name = "jobs", .letter = 'j', .value = "N",                                                 \
      .help = "Threads to read with, 1 to 1024; one a core where not said." }

#endif
