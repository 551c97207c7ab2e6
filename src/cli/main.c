/* cli/main.c: the program. Finds the command in the table and runs it. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "onrecord.h"

static const char read_details[] =
    "Reads news reports and prints the record of each: who said what to whom, by which channel "
    "and when, the actors and the dates. Inputs are files, folders (all files in them and "
    "below, hidden ones left out), addresses of web pages, and - for standard input, any "
    "number at once; records come in the order of the inputs.\n\n"
    "An input's content decides what it is, whatever its name: web pages, RSS, Atom and JSON "
    "feeds, news sitemaps, WARC and WACZ archives, ZIP, ninjs, NewsML-G2 and NITF, mail messages "
    "and mailboxes, CSV and TSV with named columns, JSON lines that hold a string \"text\" and, "
    "where known, \"id\", \"title\", \"published\", \"url\" and \"site\"; each as it is or packed "
    "by gzip or zstd. All else is plain text in UTF-8, whose first line may be a title. A broken "
    "entry of a feed, an archive or a table is named, and the others are read.\n\n"
    "An address (http://... or https://...) is fetched as a guest would: robots.txt is asked "
    "first, a host gets one request at a time and a rest between two, busy servers are waited "
    "for, and redirects are followed to public addresses alone. Proxies are taken from "
    "http_proxy, https_proxy, all_proxy and no_proxy.\n\n"
    "On a terminal the output is text for people, in a pipe or a file it is JSON, one record a "
    "line. An input that cannot be read gives no record but one line on standard error, and "
    "the next one is read.";

static const char explain_details[] =
    "Tells, sentence by sentence, why each fact of a report's record is there: its words, the "
    "rule or model that found it, what the reader says of the words and how sure it is, and "
    "what decided its fields. Of a sentence without facts it tells which word came nearest to "
    "a cue.\n\n"
    "ID is that of one fact, as \"onrecord read --json\" prints it (s3, e1, t2); without it all "
    "are told. FILE is read as \"onrecord read\" reads it; - is standard input.";

static const char help_details[] =
    "Without COMMAND lists the commands, with it tells all about one.";

const command commands[] = {
    { "read", "[OPTION]... FILE|FOLDER|ADDRESS|-...", "print the record of each report",
      read_details, read_options, cmd_read },
    { "explain", "[OPTION]... FILE|- [ID]", "tell why each fact is there", explain_details,
      explain_options, cmd_explain },
    { "help", "[COMMAND]", "tell what the program or a command does", help_details,
      help_options, cmd_help },
};
const size_t command_count = sizeof commands / sizeof *commands;

const command *command_find(const char *name) {
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

/* A closed standard stream would give its number to the next file that is opened, and output
 * would go into it. Opened the wrong way round, every use of it fails as it should. */
static bool hold_streams(void) {
    for (int fd = 0; fd < 3; fd++) {
        if (fcntl(fd, F_GETFD) >= 0) continue;
        if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd) return false;
    }
    return true;
}

static int run(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "";
    if (argc < 2) return usage_error(NULL, "what is to be done? \"read\" reads reports");
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        printf("onrecord %s\n", onr_version());
        return EXIT_READ;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        help_all();
        return EXIT_READ;
    }
    const command *c = command_find(name);
    if (!c) return usage_error(NULL, "there is no command \"%s\"", name);
    arguments given;
    if (!arguments_read(c, argc - 1, argv + 1, &given)) return EXIT_USAGE;
    return c->run(&given);
}

int main(int argc, char **argv) {
    if (!hold_streams()) return EXIT_SOME_FAILED;
    int code = run(argc, argv);
    if (fflush(stdout) == 0 && !ferror(stdout)) return code;
    if (code == EXIT_READ) perror("onrecord: standard output");
    return code == EXIT_READ ? EXIT_SOME_FAILED : code;
}
