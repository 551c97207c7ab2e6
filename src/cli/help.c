/* cli/help.c: `onrecord help`: what the table says, for people. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "onrecord.h"

enum { COLUMNS = 80, INDENT = 26, CHOICES_INDENT = 15 };

enum { HELP_MAN, HELP_BASH, HELP_ZSH, HELP_FISH };

const option_row help_options[] = {
    [HELP_MAN] = { .name = "man", .hidden = true, .help = "The manual page." },
    [HELP_BASH] = { .name = "bash", .hidden = true, .help = "Completions for bash." },
    [HELP_ZSH] = { .name = "zsh", .hidden = true, .help = "Completions for zsh." },
    [HELP_FISH] = { .name = "fish", .hidden = true, .help = "Completions for fish." },
    { .name = NULL },
};

/* Words up to the column's end, from `column` on; later lines are indented. */
static void wrapped(const char *words, size_t length, size_t column, size_t indent) {
    const char *end = words + length;
    for (bool first = true; words < end; first = false) {
        size_t size = 0;
        while (words + size < end && words[size] != ' ' && words[size] != '\n') size++;
        if (!first && column + 1 + size > COLUMNS) {
            printf("\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            column += (size_t)printf(" ");
        }
        column += (size_t)printf("%.*s", (int)size, words);
        words += size + 1;
    }
    putchar('\n');
}

static void paragraphs(const char *words) {
    while (*words) {
        const char *blank = strstr(words, "\n\n");
        size_t length = blank ? (size_t)(blank - words) : strlen(words);
        putchar('\n');
        wrapped(words, length, 0, 0);
        words += length + (blank ? 2 : 0);
    }
}

/* Goes on in the next line behind a choice, where a line would be too long. */
static void wrapped_choices(const char *head) {
    for (size_t room = COLUMNS; strlen(head) >= room; room = COLUMNS - CHOICES_INDENT) {
        size_t end = room - 1;
        while (end && head[end - 1] != '|') end--;
        if (!end) break;
        printf("%.*s\n%*s", (int)end, head, CHOICES_INDENT, "");
        head += end;
    }
    fputs(head, stdout);
}

static void option_line(const option_row *o) {
    char head[300];
    char letter[5] = "    ";
    if (o->letter) snprintf(letter, sizeof letter, "-%c, ", o->letter);
    snprintf(head, sizeof head, "  %s--%s%s%s", letter, o->name, o->value ? " " : "",
             o->value ? o->value : "");
    if (strlen(head) + 2 > INDENT) {
        wrapped_choices(head);
        printf("\n%*s", INDENT, "");
    } else {
        printf("%-*s", INDENT, head);
    }
    wrapped(o->help, strlen(o->help), INDENT, INDENT);
}

void help_command(const command *c) {
    bool any = false;
    printf("usage: onrecord %s %s\n", c->name, c->takes);
    paragraphs(c->details);
    for (const option_row *o = c->options; o->name; o++) {
        if (o->hidden) continue;
        if (!any) puts("\noptions:");
        any = true;
        option_line(o);
    }
    puts("\nexit code: 0 all was done, 1 some of it failed, 2 wrong usage or no weights");
}

void help_all(void) {
    printf("onrecord %s reads news reports and keeps the record: who said what to whom.\n\n",
           onr_version());
    puts("usage: onrecord COMMAND [OPTION]... [ARGUMENT]...\n\ncommands:");
    for (size_t i = 0; i < command_count; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    puts("\n\"onrecord help COMMAND\" tells all about one; \"onrecord --version\" the version.");
}

int cmd_help(const arguments *given) {
    static void (*const pages[])(void) = {
        [HELP_MAN] = manual_page, [HELP_BASH] = completion_bash,
        [HELP_ZSH] = completion_zsh, [HELP_FISH] = completion_fish,
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (!given->value[i]) continue;
        pages[i]();
        return EXIT_READ;
    }
    if (given->count == 0) help_all();
    for (int i = 0; i < given->count; i++) {
        const command *c = command_find(given->rest[i]);
        if (!c) return usage_error(NULL, "there is no command \"%s\"", given->rest[i]);
        if (i) putchar('\n');
        help_command(c);
    }
    return EXIT_READ;
}
