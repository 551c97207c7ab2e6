/* cli/completion.c: completions for bash, zsh and fish, out of the table of commands. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"

static bool has_choices(const option_row *o) {
    return o->value && strchr(o->value, '|');
}

static bool is_file(const option_row *o) {
    return o->value && strcmp(o->value, "FILE") == 0;
}

/* The choices, with another character between. */
static void choices(const option_row *o, char between) {
    for (const char *c = o->value; *c; c++) putchar(*c == '|' ? between : *c);
}

static void command_names(void) {
    for (size_t i = 0; i < command_count; i++) printf("%s%s", i ? " " : "", commands[i].name);
}

/* ---- bash ---- */

static void bash_command(const command *c) {
    printf("    %s)\n        case $before in\n", c->name);
    for (const option_row *o = c->options; o->name; o++) {
        if (!o->value || o->hidden) continue;
        printf("        --%s", o->name);
        if (o->letter) printf("|-%c", o->letter);
        fputs(") ", stdout);
        if (has_choices(o)) {
            fputs("COMPREPLY=($(compgen -W '", stdout);
            choices(o, ' ');
            fputs("' -- \"$word\")); return ;;\n", stdout);
        } else {
            puts(is_file(o) ? "compopt -o default; return ;;" : "return ;;");
        }
    }
    fputs("        esac\n        options='--help", stdout);
    for (const option_row *o = c->options; o->name; o++)
        if (!o->hidden) printf(" --%s", o->name);
    puts("' ;;");
}

void completion_bash(void) {
    puts("# bash completion for onrecord; made from the program's own table of options.\n"
         "_onrecord() {\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options=\n"
         "    COMPREPLY=()\n"
         "    if ((COMP_CWORD == 1)); then");
    fputs("        COMPREPLY=($(compgen -W '", stdout);
    command_names();
    puts(" --help --version' -- \"$word\")); return\n    fi\n    case ${COMP_WORDS[1]} in");
    for (size_t i = 0; i < command_count; i++) bash_command(&commands[i]);
    puts("    esac\n"
         "    if [[ $word == -* ]]; then\n"
         "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
         "    elif [[ ${COMP_WORDS[1]} == help ]]; then");
    fputs("        COMPREPLY=($(compgen -W '", stdout);
    command_names();
    puts("' -- \"$word\"))\n    else\n        compopt -o default\n    fi\n}\n"
         "complete -F _onrecord onrecord");
}

/* ---- zsh ---- */

/* Inside '[...]' of a single-quoted specification. */
static void zsh_words(const char *words) {
    for (; *words; words++) {
        if (*words == '\'')
            fputs("'\\''", stdout);
        else if (strchr("[]:\\", *words))
            printf("\\%c", *words);
        else
            putchar(*words);
    }
}

static void zsh_value(const option_row *o) {
    if (!o->value) return;
    fputs(":value:", stdout);
    if (has_choices(o)) {
        putchar('(');
        choices(o, ' ');
        putchar(')');
    } else if (is_file(o)) {
        fputs("_files", stdout);
    }
}

static void zsh_command(const command *c) {
    printf("    %s)\n        _arguments \\\n", c->name);
    for (const option_row *o = c->options; o->name; o++) {
        if (o->hidden) continue;
        printf("            '--%s[", o->name);
        zsh_words(o->help);
        putchar(']');
        zsh_value(o);
        puts("' \\");
    }
    puts("            '--help[Tell about the command.]' \\");
    if (strcmp(c->name, "help") == 0) {
        fputs("            '*:command:(", stdout);
        command_names();
        puts(")' ;;");
    } else {
        puts("            '*:input:_files' ;;");
    }
}

void completion_zsh(void) {
    puts("#compdef onrecord\n# made from the program's own table of options\n"
         "if ((CURRENT == 2)); then\n    local -a names=(");
    for (size_t i = 0; i < command_count; i++) {
        printf("        '%s:", commands[i].name);
        zsh_words(commands[i].summary);
        puts("'");
    }
    puts("    )\n    _describe command names\n    return\nfi\n"
         "local name=$words[2]\nshift words\n((CURRENT--))\ncase $name in");
    for (size_t i = 0; i < command_count; i++) zsh_command(&commands[i]);
    puts("esac");
}

/* ---- fish ---- */

static void fish_words(const char *words) {
    putchar('\'');
    for (; *words; words++) {
        if (*words == '\'' || *words == '\\') putchar('\\');
        putchar(*words);
    }
    putchar('\'');
}

static void fish_option(const command *c, const option_row *o) {
    printf("complete -c onrecord -n '__fish_seen_subcommand_from %s' -l %s", c->name, o->name);
    if (o->letter) printf(" -s %c", o->letter);
    if (o->value) fputs(is_file(o) ? " -r" : " -x", stdout);
    if (has_choices(o)) {
        fputs(" -a '", stdout);
        choices(o, ' ');
        putchar('\'');
    }
    fputs(" -d ", stdout);
    fish_words(o->help);
    putchar('\n');
}

void completion_fish(void) {
    puts("# fish completion for onrecord; made from the program's own table of options");
    for (size_t i = 0; i < command_count; i++) {
        const command *c = &commands[i];
        printf("complete -c onrecord -n __fish_use_subcommand -x -a %s -d ", c->name);
        fish_words(c->summary);
        putchar('\n');
        for (const option_row *o = c->options; o->name; o++)
            if (!o->hidden) fish_option(c, o);
    }
    puts("complete -c onrecord -n __fish_use_subcommand -l version -d 'Print the version'");
}
