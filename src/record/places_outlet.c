/* record/places_outlet.c: what the outlet tells about where a report's places are. The end of
 * its address tells a country (".uk"), its name often a town: "The Marlow Courier",
 * "marlowcourier.com". Those names speak for the names of the text as its own do. */
#include "record/places.h"
#include "record/word_list.h"

enum { LABEL_LEAST = 5, LABEL_MOST = 40, WORDS_MOST = 4 };

/* Domains of countries that are used for what their letters mean. */
static bool is_open_domain(str domain) {
    return word_in_list(domain, "co io tv me ai fm to cc ws ly gg am eu la");
}

static bool is_news_word(str rest) {
    static const char *const words[] = {
        "news", "times", "sun", "herald", "post", "gazette", "tribune", "star", "journal",
        "dispatch", "chronicle", "press", "record", "observer", "enquirer", "inquirer", "today",
        "daily", "online", "register", "citizen", "leader", "sentinel", "telegraph", "telegram",
        "mail", "echo", "courier", "review", "reporter", "examiner", "beacon", "ledger", "globe",
        "standard", "argus", "argosy", "mercury", "eagle", "bee", "advocate", "advertiser",
        "independent", "free", "live", "weekly", "evening", "morning", "local", "paper", "banner",
        "bulletin", "examiner", "express", "guardian", "intelligencer", "messenger", "monitor",
        "pi", "republic", "statesman", "union", "voice", "world",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts_folded(rest, str_of(words[i]))) return true;
    return !rest.length;
}

static void add_name(places *p, str key, gazetteer_names found) {
    place_name n = { .key = key, .within = TOPONYM_NONE, .weight = 1.0f };
    place_name_fill(p, &n, found, NAME_OWN);
    if (n.count) *LIST_ADD(p->b->a, &p->outlet) = n;
}

/* "https://www.marlowcourier.co.uk/a/b": "www.marlowcourier.co.uk" */
static str host_of(str address) {
    size_t from = str_find(address, STR("://"), 0);
    if (from == address.length) return STR_NONE;
    str rest = str_cut(address, from + 3, address.length);
    return str_cut(rest, 0, str_find(rest, STR("/"), 0));
}

static void add_country(places *p, str host) {
    if (host.length < 4 || host.at[host.length - 3] != '.') return;
    str domain = str_cut(host, host.length - 2, host.length);
    if (is_open_domain(domain)) return;
    bool britain = str_is_folded(domain, "uk");
    for (uint32_t i = 0; i < p->g->country_count; i++) {
        const gazetteer_country *c = &p->g->countries[i];
        if (!str_is_folded(britain ? STR("gb") : domain, c->iso2)) continue;
        add_name(p, str_of(c->iso3), (gazetteer_names){ &c->place, 1 });
        return;
    }
}

/* The longest name that a label of the host begins with, behind it a word for news. */
static void add_label(places *p, str label) {
    if (str_starts_folded(label, STR("the")) && label.length > 3 + LABEL_LEAST)
        label = str_cut(label, 3, label.length);
    if (label.length > LABEL_MOST) return;
    for (size_t length = label.length; length >= LABEL_LEAST; length--) {
        if (!is_news_word(str_cut(label, length, label.length))) continue;
        str name = str_cut(label, 0, length);
        gazetteer_names found = gazetteer_find(p->g, name);
        if (found.count && posting_kind(found.at[0]) != NAME_WORD) {
            add_name(p, name, found);
            return;
        }
    }
}

static void add_host(places *p, str host) {
    add_country(p, host);
    if (str_starts_folded(host, STR("www."))) host = str_cut(host, 4, host.length);
    add_label(p, str_cut(host, 0, str_find(host, STR("."), 0)));
}

static size_t word_end(str s, size_t from) {
    while (from < s.length && !is_blank(s.at[from])) from++;
    return from;
}

/* The words of an outlet's name, "The Marlow Courier": the longest run that is a place's. */
static bool add_run(places *p, str site, size_t from) {
    size_t ends[WORDS_MOST], count = 0;
    for (size_t end = from; end < site.length && count < WORDS_MOST; end++)
        ends[count++] = end = word_end(site, end);
    while (count--) {
        str name = str_cut(site, from, ends[count]);
        gazetteer_names found = gazetteer_find(p->g, name);
        if (!found.count || posting_kind(found.at[0]) == NAME_WORD) continue;
        add_name(p, name, found);
        return true;
    }
    return false;
}

static void add_site(places *p, str site) {
    if (site.length > 4 * LABEL_MOST) return;
    for (size_t from = 0; from < site.length; from = word_end(site, from) + 1)
        if (is_upper(site.at[from]) && add_run(p, site, from)) return;
}

void places_add_outlet(places *p) {
    const report *r = p->b->report;
    str host = host_of(r->canonical.at ? r->canonical : r->url);
    bool site_is_host = r->site.at && str_has(r->site, '.') && !str_has(r->site, ' ');
    if (!host.at && site_is_host) host = r->site;
    if (host.at) add_host(p, host);
    if (r->site.at && !site_is_host) add_site(p, r->site);
}
