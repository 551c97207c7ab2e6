/* cli/filter_options.h: rows of the tables of options of commands that ask a ledger, or print what
 * they found, so that their help says the same. */
#ifndef CLI_FILTER_OPTIONS_H
#define CLI_FILTER_OPTIONS_H

#include "cli/command.h"

#define ASKED_LEDGER_ROW                                                                           \
    { .name = "ledger", .letter = 'l', .value = "FILE",                                            \
      .help = "The ledger to ask; record.db where not said." }
#define LEDGER_ROW                                                                                 \
    { .name = "ledger", .letter = 'l', .value = "FILE",                                            \
      .help = "The ledger; record.db where not said." }
#define PRINTED_ROW                                                                                \
    { .name = "format", .letter = 'f', .value = "json|text",                                       \
      .help = "What to print; text on a terminal, else JSON lines, where not said." }
#define LISTED_ROW                                                                                 \
    { .name = "format", .letter = 'f', .value = "json|csv|tsv|text",                               \
      .help = "What to print. Text on a terminal, else JSON lines, where no format is named." }
#define JSON_ROW(format)                                                                           \
    { .name = "json", .stands_for = format, .with = "json", .help = "The same as --format json." }
#define CSV_ROW(format)                                                                            \
    { .name = "csv", .stands_for = format, .with = "csv", .help = "The same as --format csv." }
#define TEXT_ROW(format)                                                                           \
    { .name = "text", .stands_for = format, .with = "text", .help = "The same as --format text." }
#define COLOUR_ROW                                                                                 \
    { .name = "colour", .value = "auto|always|never",                                              \
      .help = "Colours in text; auto: on a terminal, unless NO_COLOR is set." }
#define COLOR_ROW(colour)                                                                          \
    { .name = "color", .value = "auto|always|never", .stands_for = colour, .hidden = true,         \
      .help = "The same." }
#define SPEAKER_ROW                                                                                \
    { .name = "speaker", .letter = 's', .value = "NAME",                                           \
      .help = "Statements by whoever has that name." }
#define ADDRESSEE_ROW                                                                              \
    { .name = "addressee", .value = "NAME", .help = "Statements to whoever has that name." }
#define ACTOR_ROW                                                                                  \
    { .name = "actor", .letter = 'a', .value = "NAME",                                             \
      .help = "What that actor does, says, is expected to do or is silent on; reports that "       \
              "name it." }
#define ABOUT_ROW                                                                                  \
    { .name = "about", .value = "WORDS",                                                           \
      .help = "All these words stand in what is told, or in the report's title." }
#define WORDS_ROW                                                                                  \
    { .name = "words", .letter = 'w', .value = "WORDS",                                            \
      .help = "All these words stand in the report." }
#define TYPE_ROW                                                                                   \
    { .name = "type", .letter = 't', .value = "TYPE",                                              \
      .help = "Events of that type (PLOVER's) or verb; statements that are direct, indirect or "   \
              "mixed; the kind of others." }
#define ACT_ROW                                                                                    \
    { .name = "act", .value = "ACT",                                                               \
      .help = "Statements of that kind: deny, promise, accuse and so on." }
#define STANCE_ROW                                                                                 \
    { .name = "stance", .value = "SIDE",                                                           \
      .help = "Statements that are for, against or mixed; \"against NAME\" tells toward whom." }
#define CHANNEL_ROW                                                                                \
    { .name = "channel", .value = "KIND",                                                          \
      .help = "Statements by interview, press conference, social media and so on." }
#define PLACE_ROW { .name = "place", .value = "NAME", .help = "What was there." }
#define OUTLET_ROW                                                                                 \
    { .name = "outlet", .letter = 'o', .value = "NAME", .help = "Reports of that outlet." }
#define STORY_ROW { .name = "story", .value = "ID", .help = "Reports of that story." }
#define REPORT_ROW { .name = "report", .value = "ID", .help = "That report alone." }
#define STATE_ROW                                                                                  \
    { .name = "state", .value = "STATE",                                                           \
      .help = "Of the diary what is expected, happened, moved, cancelled or overdue; of "          \
              "silences those that are open or closed." }
#define SINCE_ROW { .name = "since", .value = "TIME", .help = "From that time on." }
#define UNTIL_ROW { .name = "until", .value = "TIME", .help = "Up to that time, and in it." }

#endif
