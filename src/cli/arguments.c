/* cli/arguments.c: reads a command line by the command's table, with getopt_long. */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

enum { FIRST_LONG = 256 }; /* getopt's value of option 0; letters are below */

int usage_error(const char *command_name, const char *format, ...) {
    va_list values;
    va_start(values, format);
    fputs("onrecord: ", stderr);
    if (command_name) fprintf(stderr, "%s: ", command_name);
    vfprintf(stderr, format, values);
    fprintf(stderr, " (try \"onrecord help%s%s\")\n", command_name ? " " : "",
            command_name ? command_name : "");
    va_end(values);
    return EXIT_USAGE;
}

/* ---- for getopt ---- */

static void for_getopt(const option_row *rows, struct option *table, char *letters) {
    *letters++ = ':';
    int i = 0;
    for (; rows[i].name; i++) {
        int takes = rows[i].value ? required_argument : no_argument;
        table[i] = (struct option){ rows[i].name, takes, NULL, FIRST_LONG + i };
        if (!rows[i].letter) continue;
        *letters++ = rows[i].letter;
        if (rows[i].value) *letters++ = ':';
    }
    table[i] = (struct option){ "help", no_argument, NULL, 'h' };
    *letters++ = 'h';
    *letters = 0;
}

static int row_of(const option_row *rows, int code) {
    if (code >= FIRST_LONG) return code - FIRST_LONG;
    for (int i = 0; rows[i].name; i++)
        if (rows[i].letter == code) return i;
    return -1;
}

/* ---- values ---- */

static bool is_choice(const char *choices, const char *value) {
    size_t length = strlen(value);
    for (const char *c = choices; c; c = strchr(c, '|')) {
        if (*c == '|') c++;
        if (strcspn(c, "|") == length && memcmp(c, value, length) == 0) return length > 0;
    }
    return false;
}

static bool set_value(const command *of, int row, const char *value, arguments *out) {
    const option_row *o = &of->options[row];
    if (o->value && strchr(o->value, '|') && !is_choice(o->value, value)) {
        usage_error(of->name, "--%s: \"%s\" is none of %s", o->name, value, o->value);
        return false;
    }
    if (o->with)
        out->value[o->stands_for] = o->with;
    else
        out->value[o->stands_for ? o->stands_for : row] = value ? value : "";
    return true;
}

/* The word that getopt refused. */
static const char *refused(char **argv, char letters[2]) {
    letters[0] = (char)optopt;
    letters[1] = 0;
    return optopt && optopt < FIRST_LONG ? letters : argv[optind - 1];
}

bool arguments_read(const command *of, int argc, char **argv, arguments *out) {
    struct option table[OPTIONS_MOST + 2] = { 0 };
    char letters[2 * OPTIONS_MOST + 3], one[2];
    for_getopt(of->options, table, letters);
    *out = (arguments){ 0 };
    optind = 1;
    for (int code; (code = getopt_long(argc, argv, letters, table, NULL)) != -1;) {
        if (code == 'h') {
            help_command(of);
            exit(fflush(stdout) ? EXIT_SOME_FAILED : EXIT_READ);
        }
        if (code == '?' || code == ':') {
            usage_error(of->name, code == ':' ? "%s needs a value" : "there is no option %s",
                        code == ':' ? argv[optind - 1] : refused(argv, one));
            return false;
        }
        if (!set_value(of, row_of(of->options, code), optarg, out)) return false;
    }
    out->rest = argv + optind;
    out->count = argc - optind;
    return true;
}
