/* cli/command.h: the table of commands and their options. Parsing, help, the manual page and
 * the shells' completions are all made from it, so that none can say what another does not. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

enum { OPTIONS_MOST = 48 };

/* Exit codes. */
enum { EXIT_READ = 0, EXIT_SOME_FAILED = 1, EXIT_USAGE = 2 };

#define LEDGER_USUAL "record.db"

typedef struct option_row {
    const char *name;  /* without "--"; NULL ends a table */
    char letter;       /* short form, or 0 */
    const char *value; /* "N", "FILE", or the choices "auto|text|html"; NULL: a flag */
    const char *help;  /* one sentence */
    int stands_for;    /* number of another option that it is a name of (not 0), or ... */
    const char *with;  /* ... of a flag: that it gives this value; or NULL */
    bool hidden;       /* from help */
} option_row;

/* What a command line said, option by option; a later one overrides an earlier one. */
typedef struct arguments {
    const char *value[OPTIONS_MOST]; /* of a flag "", NULL where not given */
    char *const *rest;               /* [count], NULL after the last */
    int count;
} arguments;

typedef struct command {
    const char *name, *takes; /* "read", "[OPTION]... FILE|FOLDER|-..." */
    const char *summary;      /* part of a sentence: "print the record of each report" */
    const char *details;      /* paragraphs for help and the manual, a blank line between */
    const option_row *options;
    int (*run)(const arguments *given); /* an exit code */
} command;

extern const command commands[];
extern const size_t command_count;

/* Tells an error as every command does, in one line. Returns EXIT_SOME_FAILED, or EXIT_USAGE. */
struct onr_error;
int tell_error(const struct onr_error *error);

const command *command_find(const char *name); /* NULL where there is none */

/* argv[0] is the command's name. False, with a line on standard error, for wrong usage. */
bool arguments_read(const command *of, int argc, char **argv, arguments *out);

/* Says what is wrong on standard error, and where help is. Returns EXIT_USAGE. */
int usage_error(const char *command_name, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One file a command. */
extern const option_row read_options[];
int cmd_read(const arguments *given);
extern const option_row explain_options[];
int cmd_explain(const arguments *given);
extern const option_row add_options[];
int cmd_add(const arguments *given);
extern const option_row follow_options[];
int cmd_follow(const arguments *given);
extern const option_row brief_options[];
int cmd_brief(const arguments *given);
extern const option_row coverage_options[];
int cmd_coverage(const arguments *given);
extern const option_row watch_options[];
int cmd_watch(const arguments *given);
extern const option_row ask_options[];
int cmd_reports(const arguments *given);
int cmd_statements(const arguments *given);
int cmd_events(const arguments *given);
int cmd_actors(const arguments *given);
int cmd_stories(const arguments *given);
extern const option_row story_options[];
int cmd_story(const arguments *given);
int cmd_diary(const arguments *given);
int cmd_silences(const arguments *given);
int cmd_changes(const arguments *given);
int cmd_search(const arguments *given);
extern const option_row check_options[];
int cmd_check(const arguments *given);
extern const option_row report_options[];
int cmd_report(const arguments *given);
extern const option_row export_options[];
int cmd_export(const arguments *given);
extern const option_row who_options[];
int cmd_who(const arguments *given);
extern const option_row decide_options[];
int cmd_same(const arguments *given);
int cmd_apart(const arguments *given);
extern const option_row verify_options[];
int cmd_verify(const arguments *given);
extern const option_row forget_options[];
int cmd_forget(const arguments *given);
extern const option_row merge_options[];
int cmd_merge(const arguments *given);
extern const option_row serving_options[];
int cmd_serve(const arguments *given);
extern const option_row token_options[];
int cmd_token(const arguments *given);
extern const option_row help_options[];
int cmd_help(const arguments *given);

/* What the help command prints. */
void help_all(void);
void help_command(const command *c);
void manual_page(void);
void completion_bash(void);
void completion_zsh(void);
void completion_fish(void);

#endif
