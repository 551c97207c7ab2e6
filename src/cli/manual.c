/* cli/manual.c: the manual page, out of the table of commands (man(7)). */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "onrecord.h"

/* roff takes '-' for a hyphen, '\' for an escape, and a '.' or ''' that opens a line for a
 * request. */
static void roff(const char *words) {
    for (bool opens = true; *words; words++) {
        if (opens && (*words == '.' || *words == '\'')) fputs("\\&", stdout);
        opens = *words == '\n';
        if (words[0] == '\n' && words[1] == '\n') {
            fputs("\n.PP", stdout);
        } else if (*words == '-') {
            fputs("\\-", stdout);
        } else if (*words == '\\') {
            fputs("\\e", stdout);
        } else {
            putchar(*words);
        }
    }
    putchar('\n');
}

static void option_entry(const option_row *o) {
    puts(".TP");
    if (o->letter) printf("\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", stdout);
    for (const char *c = o->name; *c; c++) fputs(*c == '-' ? "\\-" : (char[]){ *c, 0 }, stdout);
    fputs("\\fR", stdout);
    if (o->value) printf(" \\fI%s\\fR", o->value);
    putchar('\n');
    roff(o->help);
}

static void command_section(const command *c) {
    printf(".SS onrecord %s ", c->name);
    roff(c->takes);
    roff(c->details);
    for (const option_row *o = c->options; o->name; o++)
        if (!o->hidden) option_entry(o);
}

void manual_page(void) {
    printf(".TH ONRECORD 1 \"\" \"onrecord %s\" \"User Commands\"\n", onr_version());
    puts(".SH NAME\nonrecord \\- reads news reports and keeps the record");
    puts(".SH SYNOPSIS\n.B onrecord\n\\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...");
    puts(".SH DESCRIPTION\nTakes out of a news report who said what to whom, by which channel,\n"
         "and when, with every fact tied to its place in the text.");
    puts(".SH COMMANDS");
    for (size_t i = 0; i < command_count; i++) command_section(&commands[i]);
    puts(".SH EXIT STATUS\n.TP\n0\nAll was done.\n.TP\n1\nSome reports could not be read, or the "
         "output not be written.\n.TP\n2\nWrong usage, or no weights.");
    puts(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhere set and not empty, text has no colours unless "
         "\\fB\\-\\-colour always\\fR is given.\n.TP\n"
         ".B http_proxy, https_proxy, all_proxy, no_proxy\n"
         "Proxies that pages are fetched through, and hosts that are reached without.\n.TP\n"
         ".B SSL_CERT_FILE\nCertificates to trust instead of the system's.");
    puts(".SH FILES\n.TP\n.I share/onrecord/english\\-fast.onrw, english\\-accurate.onrw\n"
         "The weights, in the folder that the program is installed under.\n.TP\n"
         ".I share/onrecord/places.onrg\nThe gazetteer, made of GeoNames' places (CC BY 4.0).");
    puts(".SH EXAMPLES\n.nf\nonrecord read report.txt\nonrecord read \\-\\-json reports/ > "
         "records.jsonl\nonrecord read https://example.org/news.html\n.fi");
}
