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

static const char add_details[] =
    "Reads news reports as \"onrecord read\" does and keeps them in a ledger, one SQLite file "
    "(docs/ledger.md tells its tables and views). A report that is there already adds nothing; "
    "one that changed at its address is kept beside the former, with what changed. Reports are "
    "kept many at a time, whole or not at all: a kill loses none that was kept. Several "
    "processes may add to one ledger at once.";

static const char follow_details[] =
    "Asks sources again and again and adds what is new to a ledger: feeds (RSS, Atom, JSON Feed, "
    "sitemaps) and lists of feeds (OPML) at addresses or in files, and folders that files come "
    "into. Where an entry of a feed is a summary or an address alone, the page that it links is "
    "fetched and read. Without a source those go on that were followed in this ledger before.\n\n"
    "Sources are asked as a guest would: conditionally, robots.txt first, one request at a time "
    "a host, evenly over the interval, more seldom while one fails, not before a time that it "
    "asked for. What each gave and what is to be read is kept in the ledger: SIGTERM ends "
    "cleanly, a kill at any moment loses and repeats nothing, and the next start goes on. "
    "\"onrecord coverage\" tells how it went. docs/desk.md tells the whole.";

static const char coverage_details[] =
    "Tells for each source that is followed and each day (UTC) how often it was due and what came "
    "of it: fetched, unchanged, empty, failed and why; not asked because it was left alone after "
    "failures (rested), or because nobody ran (missed); how many of its entries were new or "
    "changed, and how many reports they added.";

static const char watch_details[] =
    "A watch is a saved question; what is new in the reports that come after it was added is an "
    "alert, given once, with what is new, why it matched, the sentence and its source: the first "
    "statement of an actor in a story, a new statement that is no wording of a known one, an "
    "answer that ends a silence, a changed wording, a disagreement, an expectation that came "
    "true, moved or fell due. Further reports of what is known are counted, not sent.\n\n"
    "\"watch add NAME\" keeps one; \"test\" tells what one with these filters would have told "
    "of the reports that are there; \"run\" looks at what came since the last run, of all "
    "watches or of NAME, and delivers; \"list\", \"alerts\" and \"remove\" do what they say. "
    "docs/desk.md tells how alerts are delivered. All filters that are given must hold.";

#define FILTERS \
    "All filters that are given must hold. A name need not be whole, and case does not count. " \
    "Times are days of publication (of the diary: of what is expected), as 2026-01-04, 2026-01, " \
    "yesterday, last week, 3 days ago. On a terminal 50 rows are shown, elsewhere all, as one " \
    "JSON object a line."

static const char reports_details[] =
    "Lists the reports of a ledger, newest first. " FILTERS;
static const char statements_details[] =
    "Lists who said what to whom, newest report first, each with its sentence and its source. "
    FILTERS;
static const char events_details[] =
    "Lists who did what, newest report first, each with its sentence and its source. " FILTERS;
static const char actors_details[] =
    "Lists who is named, those named by most reports first. " FILTERS;
static const char stories_details[] =
    "Lists the stories that reports tell together, newest first: how many reports, from how many "
    "outlets, and how many of them are no copy of another (origins). A story's ID is the key of "
    "its first report; --story takes that of any of its reports. " FILTERS;
static const char story_details[] =
    "Tells one story: its reports in order of publication, each an origin or the copy of another; "
    "what was said in them and what happened, each once, with every report's wording and what "
    "differs; where reports of one event disagree on date, number, place or actors; what is "
    "expected and not answered. ID is the key of any of its reports, eight or more digits of it, "
    "or an id that one came with. As JSON one object a line; \"row\" tells whether it is a story, "
    "report, statement, event, disagreement, expectation or silence, \"told\" the wordings of a "
    "statement, the tellings of an event. As text of events those that a report is about or "
    "several tell.";
static const char who_details[] =
    "Tells who a name is in a ledger: all names that reports give him, her or it, the offices with "
    "the days of the first and last report that tells each, and the latest statements. Reports "
    "name people by surname alone: those are joined where the same report, the same story or the "
    "office speaks for one and no other.\n"
    "\n"
    "Where more than one may be meant, all of them are listed. NAME may also be REPORT/a3, the "
    "third actor of one report, as \"onrecord report\" numbers them. \"onrecord same\" and "
    "\"onrecord apart\" put right what was joined wrongly, or not at all.";
static const char decide_details[] =
    "Decides by hand that two actors are the same, or that they are apart, whatever is added "
    "later. Each is a name, which stands for all actors that have just that name, or one actor of "
    "one report, REPORT/a3, as \"onrecord report\" numbers them. Decisions are kept with their "
    "time, merged with ledgers and part of the content digest; the later one on a pair stands.";
static const char diary_details[] =
    "Lists what is expected, by its day. " FILTERS;
static const char silences_details[] =
    "Lists who has not answered, newest report first. " FILTERS;
static const char brief_details[] =
    "Writes one page on a story, an actor or a day that can be handed to somebody: what happened, "
    "who said what and in which outlets, where reports differ, what is next, who has not "
    "answered. Every line is a sentence or quotation of a report, with the reports that it is "
    "from; of the program's own are headings, order and choice. ID is the key of any report of "
    "the story, eight or more digits of it, or an id that one came with; DATE is a day as "
    "2026-01-04 or yesterday.";
static const char changes_details[] =
    "Lists what reports that changed at their address added, dropped and reworded. " FILTERS;
static const char search_details[] =
    "Lists the reports that hold all of the words, newest first. " FILTERS;
static const char check_details[] =
    "Tells where a quotation comes from: the nearest of all that the ledger's reports tell as "
    "said, with who said it, its first report, the outlets that have it, and the words that "
    "differ: [-those of the quotation that were not said-], {+those that were said and are not "
    "in it+}. Quotation marks do not count; words may be dropped, cut (\"...\") or joined from "
    "several statements. Where no statement has the words but a report tells them as its own, "
    "it says that. - reads quotations from standard input, one a line. As JSON one object a "
    "quotation.\n\n"
    "Exit status: 0 where a statement has the words (seven tenths of them, by weight), 1 where "
    "none has.";
static const char report_details[] =
    "Prints the kept record of a report, text for people on a terminal, else JSON. ID is the "
    "report's key, eight or more digits of it, or the id that it came with.";
static const char export_details[] =
    "Writes what answers a question in a form that other programs take, to standard output, as it "
    "is found. docs/export.md tells for each form which column or property comes from which fact, "
    "and what stays empty.\n\n"
    "WHAT is reports, statements, events, actors, stories, diary, silences, changes, "
    "utterances, wordings, happenings, tellings or disagreements. csv and tsv need one; jsonl, "
    "conllu, brat, ftm and annotations are of reports, or of those that have statements, events"
    " or silences as asked for; jsonld is of statements, plover, polecat and gdelt of events, "
    "ics of the diary, atom of statements where none is named. All filters that are given must "
    "hold. Reports come in order of publication, in a feed the newest first, the diary by its "
    "day: the same ledger gives the same bytes each time.";
static const char verify_details[] =
    "Derives every key, hash, fact and row of a ledger from the texts that it keeps, and tells "
    "what differs; prints the content digest and the head of the log. Needs no weights and no "
    "network. A digest that was kept elsewhere shows forgery too (--expect).";
static const char forget_details[] =
    "Takes a report out of a ledger, text and facts, for what law or decency demands. Its key, "
    "the day and the reason stay, and neither adding nor merging brings it back.";
static const char merge_details[] =
    "Brings all that the other ledgers hold into the first, or into the one that --into names. "
    "In whatever order ledgers are merged, they hold the same reports and readings and have "
    "the same content digest. The others are not changed.";

static const char serve_details[] =
    "Opens a ledger to programs over HTTP, under /api/v1. It tells its address on standard output "
    "once it is there, and ends on SIGTERM, when what is under way has been answered. "
    "docs/service.md tells the API, its limits, and how to let others reach it.";

static const char token_details[] =
    "Makes, lists and removes the tokens by which the service of a ledger (\"onrecord serve\") "
    "knows who may do what: read, where reading needs a token; add, which is to add reports and to "
    "read; manage, which is all. A new token is printed once; the ledger keeps a hash of it. One "
    "that is removed is refused from then on.";

static const char help_details[] =
    "Without COMMAND lists the commands, with it tells all about one.";

const command commands[] = {
    { "read", "[OPTION]... FILE|FOLDER|ADDRESS|-...", "print the record of each report",
      read_details, read_options, cmd_read },
    { "explain", "[OPTION]... FILE|- [ID]", "tell why each fact is there", explain_details,
      explain_options, cmd_explain },
    { "add", "[OPTION]... FILE|FOLDER|-...", "read reports into a ledger", add_details,
      add_options, cmd_add },
    { "follow", "[OPTION]... [FEED|LIST|FOLDER]...", "add what feeds and folders bring",
      follow_details, follow_options, cmd_follow },
    { "coverage", "[OPTION]...", "tell how following went", coverage_details, coverage_options,
      cmd_coverage },
    { "watch", "[OPTION]... add|list|test|run|alerts|remove [NAME]",
      "be told of what is new", watch_details, watch_options, cmd_watch },
    { "reports", "[OPTION]...", "list the reports of a ledger", reports_details, ask_options,
      cmd_reports },
    { "statements", "[OPTION]...", "list who said what to whom", statements_details, ask_options,
      cmd_statements },
    { "events", "[OPTION]...", "list who did what", events_details, ask_options, cmd_events },
    { "actors", "[OPTION]...", "list who is named", actors_details, ask_options, cmd_actors },
    { "stories", "[OPTION]...", "list what reports tell together", stories_details, ask_options,
      cmd_stories },
    { "story", "[OPTION]... ID", "tell one story, report by report", story_details,
      story_options, cmd_story },
    { "who", "[OPTION]... NAME", "tell who a name is, across all reports", who_details,
      who_options, cmd_who },
    { "same", "[OPTION]... NAME NAME", "decide that two actors are the same", decide_details,
      decide_options, cmd_same },
    { "apart", "[OPTION]... NAME NAME", "decide that two actors are apart", decide_details,
      decide_options, cmd_apart },
    { "diary", "[OPTION]...", "list what is expected", diary_details, ask_options, cmd_diary },
    { "silences", "[OPTION]...", "list who has not answered", silences_details, ask_options,
      cmd_silences },
    { "brief", "[OPTION]... story ID|actor NAME|day DATE", "write one page on one of these",
      brief_details, brief_options, cmd_brief },
    { "changes", "[OPTION]...", "list how reports changed", changes_details, ask_options,
      cmd_changes },
    { "search", "[OPTION]... WORD...", "list the reports that hold words", search_details,
      ask_options, cmd_search },
    { "check", "[OPTION]... WORDS|-", "tell where a quotation comes from", check_details,
      check_options, cmd_check },
    { "report", "[OPTION]... ID", "print the kept record of a report", report_details,
      report_options, cmd_report },
    { "export", "[OPTION]... [WHAT]", "write what a ledger holds in other programs' forms",
      export_details, export_options, cmd_export },
    { "verify", "[OPTION]...", "derive all that a ledger holds anew, and compare",
      verify_details, verify_options, cmd_verify },
    { "forget", "[OPTION]... --reason WORDS ID", "take a report out of a ledger", forget_details,
      forget_options, cmd_forget },
    { "merge", "[OPTION]... LEDGER...", "bring ledgers together", merge_details, merge_options,
      cmd_merge },
    { "serve", "[OPTION]...", "open a ledger to people and programs", serve_details,
      serving_options, cmd_serve },
    { "token", "[OPTION]... add NAME|remove NAME|list", "say who may do what in the service",
      token_details, token_options, cmd_token },
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
