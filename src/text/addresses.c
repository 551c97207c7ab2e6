/* text/addresses.c: see addresses.h.
 * What begins with a scheme or "www." runs to the chunk's end less the punctuation of the
 * sentence around it; a name of labels and dots must end in a known domain or file type, so
 * that "end.Next" with its blank forgotten is none. */
#include "text/addresses.h"

static const char *const schemes[] = { "http://", "https://", "www.",
                                       "mailto:", "ftp://",   "doi:10." };

static const char *const last_labels[] = {
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "co", "uk", "eu", "tv", "io",
    "ca", "au", "de", "fr", "jp", "nl", "nz", "ie", "za", "ru", "ch", "tw", "hk", "kr", "ai", "app",
    "doc", "docx", "xls", "xlsx", "pdf", "txt", "jpg", "jpeg", "png", "gif", "mp3", "mp4", "html",
    "htm", "php", "asp", "zip", "csv", "exe", "ppt", "pptx", "url",
};

static bool is_address_char(char c) {
    return is_ascii_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == '@'
        || c == '%' || c == '+' || c == '~';
}

static bool ends_address(str text, size_t at) {
    static const char *const stops = "<>\"|]}\\^`";
    size_t length;
    char kind = char_at(text, at, &length);
    return kind == CHAR_QUOTE || (length == 1 && str_has(str_of(stops), text.at[at]));
}

/* A closing bracket belongs to the address where it opens there too: ".../Mercury_(planet)". */
static size_t less_punctuation(str text, size_t at, size_t end) {
    long open = 0;
    for (size_t i = at; i < end; i++) open += (text.at[i] == '(') - (text.at[i] == ')');
    for (; end > at; end--) {
        char last = text.at[end - 1];
        if (last == ')' && open >= 0) break;
        if (!str_has(STR(".,;:!?')*_"), last)) break;
        if (last == ')') open++;
    }
    return end;
}

static size_t rest_of_address(const chunk *c, size_t at) {
    size_t end = at;
    for (size_t length; end < c->end && !ends_address(c->text, end); end += length)
        char_at(c->text, end, &length);
    return less_punctuation(c->text, at, end);
}

static bool is_last_label(str label) {
    if (is_upper(label.at[0]) && !is_upper(label.at[label.length - 1])) return false;
    for (size_t i = 0; i < sizeof last_labels / sizeof *last_labels; i++)
        if (str_is_folded(label, last_labels[i])) return true;
    return false;
}

/* "alt.animals.cat": three labels or more, all of two small letters or more. */
static bool is_news_group(str name) {
    size_t labels = 0, length = 0;
    for (size_t i = 0; i <= name.length; i++) {
        if (i < name.length && name.at[i] >= 'a' && name.at[i] <= 'z') {
            length++;
        } else {
            if (length < 2 || (i < name.length && name.at[i] != '.')) return false;
            labels++;
            length = 0;
        }
    }
    return labels >= 3;
}

static size_t after_last(str name, char mark) {
    size_t at = name.length;
    while (at > 0 && name.at[at - 1] != mark) at--;
    return at; /* 0 where there is none */
}

static bool is_mail(str name) {
    size_t at = after_last(name, '@');
    return at > 1 && at < name.length && is_ascii_letter(name.at[at]);
}

static bool is_host(str name) {
    size_t last = after_last(name, '.');
    if (last < 3 || last == name.length || str_has(name, '@')) return false;
    return is_last_label(str_cut(name, last, name.length)) && name.at[last - 2] != '.';
}

static size_t name_end(const chunk *c, size_t at) {
    size_t end = at;
    while (end < c->end && is_address_char(c->text.at[end])) end++;
    size_t past = end;
    while (end > at && str_has(STR(".-_+%~"), c->text.at[end - 1])) end--;
    str name = str_cut(c->text, at, end);
    if (is_mail(name)) return end;
    if (is_host(name))
        return end == past && end < c->end && c->text.at[end] == '/' ? rest_of_address(c, at) : end;
    return is_news_group(name) ? end : at;
}

static size_t scheme_end(const chunk *c, size_t at) {
    str rest = str_cut(c->text, at, c->end);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        str scheme = str_of(schemes[i]);
        if (rest.length > scheme.length && str_starts_folded(rest, scheme)) {
            size_t end = rest_of_address(c, at);
            return end > at + scheme.length ? end : at;
        }
    }
    return at;
}

size_t address_end(const chunk *c, size_t at) {
    char before = at > c->start ? c->text.at[at - 1] : ' ';
    if (!is_ascii_letter(c->text.at[at]) && !is_digit(c->text.at[at])) return at;
    if (is_ascii_letter(before) || is_digit(before)) return at;
    size_t end = scheme_end(c, at);
    return end > at || is_address_char(before) ? end : name_end(c, at);
}
