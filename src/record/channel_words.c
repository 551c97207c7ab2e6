/* record/channel_words.c: the table of channels' nouns, in order, and what outlets and
 * offices are called. */
#include "record/channel_words.h"

#include <string.h>

#define AT(lemma, kind, uses) { lemma, CHANNEL_##kind, uses }

/* Short names for one page of table. */
enum {
    PLACE = USE_PLACE, OBJECT = USE_OBJECT, SOURCE = USE_SOURCE, HEARER = USE_HEARER,
    NAME = USE_NAME,
};

static const channel_word words[] = {
    AT("account", SOCIAL_MEDIA, SOURCE),
    AT("address", SPEECH, PLACE | OBJECT),
    AT("affidavit", DOCUMENT, PLACE | SOURCE),
    AT("analysis", DOCUMENT, PLACE | SOURCE),
    AT("arraignment", COURT, PLACE | HEARER),
    AT("article", DOCUMENT, PLACE | SOURCE),
    AT("assembly", LEGISLATURE, PLACE | HEARER),
    AT("audit", DOCUMENT, PLACE | SOURCE),
    AT("autobiography", DOCUMENT, PLACE | SOURCE),
    AT("bill", DOCUMENT, SOURCE),
    AT("blog", DOCUMENT, PLACE | SOURCE),
    AT("bluesky", SOCIAL_MEDIA, PLACE | NAME),
    AT("book", DOCUMENT, PLACE | SOURCE),
    AT("briefing", PRESS_CONFERENCE, PLACE | OBJECT | HEARER),
    AT("broadcast", BROADCAST, PLACE | SOURCE),
    AT("brochure", DOCUMENT, PLACE | SOURCE),
    AT("bulletin", DOCUMENT, PLACE | SOURCE),
    AT("call", PHONE_CALL, PLACE | OBJECT),
    AT("census", DOCUMENT, PLACE | SOURCE),
    AT("chart", DOCUMENT, PLACE | SOURCE),
    AT("column", DOCUMENT, PLACE | SOURCE),
    AT("committee", LEGISLATURE, HEARER),
    AT("commons", LEGISLATURE, PLACE | HEARER),
    AT("communique", WRITTEN_STATEMENT, PLACE | OBJECT | SOURCE),
    AT("communiqué", WRITTEN_STATEMENT, PLACE | OBJECT | SOURCE),
    AT("complaint", DOCUMENT, PLACE | SOURCE),
    AT("congress", LEGISLATURE, PLACE | HEARER),
    AT("constitution", DOCUMENT, SOURCE),
    AT("conversation", MEETING, PLACE),
    AT("court", COURT, PLACE | HEARER),
    AT("datum", DOCUMENT, SOURCE),
    AT("directive", DOCUMENT, SOURCE),
    AT("document", DOCUMENT, PLACE | SOURCE),
    AT("e-mail", MESSAGE, PLACE | OBJECT | SOURCE),
    AT("editorial", DOCUMENT, PLACE | SOURCE),
    AT("email", MESSAGE, PLACE | OBJECT | SOURCE),
    AT("essay", DOCUMENT, PLACE | SOURCE),
    AT("facebook", SOCIAL_MEDIA, PLACE | NAME),
    AT("figure", DOCUMENT, SOURCE),
    AT("filing", DOCUMENT, PLACE | SOURCE),
    AT("finding", DOCUMENT, SOURCE),
    AT("findings", DOCUMENT, SOURCE),
    AT("graph", DOCUMENT, PLACE | SOURCE),
    AT("graphic", DOCUMENT, PLACE | SOURCE),
    AT("guideline", DOCUMENT, PLACE | SOURCE),
    AT("handbook", DOCUMENT, PLACE | SOURCE),
    AT("hearing", COURT, PLACE | HEARER),
    AT("index", DOCUMENT, SOURCE),
    AT("indictment", DOCUMENT, PLACE | SOURCE),
    AT("inquest", COURT, PLACE | HEARER),
    AT("inquiry", COURT, PLACE | HEARER),
    AT("instagram", SOCIAL_MEDIA, PLACE | NAME),
    AT("interview", INTERVIEW, PLACE | OBJECT),
    AT("judge", COURT, HEARER),
    AT("juror", COURT, HEARER),
    AT("jury", COURT, HEARER),
    AT("keynote", SPEECH, PLACE),
    AT("knesset", LEGISLATURE, PLACE | HEARER),
    AT("law", DOCUMENT, SOURCE),
    AT("lawmaker", LEGISLATURE, HEARER),
    AT("lawsuit", DOCUMENT, PLACE | SOURCE),
    AT("leaflet", DOCUMENT, PLACE | SOURCE),
    AT("lecture", SPEECH, PLACE | OBJECT),
    AT("legislation", DOCUMENT, SOURCE),
    AT("legislator", LEGISLATURE, HEARER),
    AT("legislature", LEGISLATURE, PLACE | HEARER),
    AT("letter", LETTER, PLACE | OBJECT | SOURCE),
    AT("linkedin", SOCIAL_MEDIA, PLACE | NAME),
    AT("livestream", BROADCAST, PLACE),
    AT("magistrate", COURT, HEARER),
    AT("magistrates", COURT, HEARER),
    AT("mail", MESSAGE, PLACE),
    AT("manifesto", DOCUMENT, SOURCE),
    AT("manual", DOCUMENT, SOURCE),
    AT("mastodon", SOCIAL_MEDIA, PLACE | NAME),
    AT("meeting", MEETING, PLACE | HEARER),
    AT("memo", MESSAGE, PLACE | OBJECT | SOURCE),
    AT("memoir", DOCUMENT, PLACE | SOURCE),
    AT("memorandum", MESSAGE, PLACE | OBJECT | SOURCE),
    AT("message", MESSAGE, PLACE | OBJECT | SOURCE),
    AT("mp", LEGISLATURE, HEARER),
    AT("mps", LEGISLATURE, HEARER),
    AT("newsletter", DOCUMENT, SOURCE),
    AT("note", MESSAGE, PLACE | OBJECT),
    AT("notice", DOCUMENT, PLACE | SOURCE),
    AT("op-ed", DOCUMENT, PLACE | SOURCE),
    AT("page", DOCUMENT, SOURCE),
    AT("paper", DOCUMENT, PLACE),
    AT("parliament", LEGISLATURE, PLACE | HEARER),
    AT("parliamentarian", LEGISLATURE, HEARER),
    AT("petition", LETTER, PLACE | SOURCE),
    AT("phone", PHONE_CALL, PLACE),
    AT("podcast", BROADCAST, PLACE),
    AT("policy", DOCUMENT, SOURCE),
    AT("poll", DOCUMENT, PLACE | SOURCE),
    AT("post", SOCIAL_MEDIA, PLACE | OBJECT | SOURCE),
    AT("program", BROADCAST, PLACE),
    AT("programme", BROADCAST, PLACE),
    AT("radio", BROADCAST, PLACE),
    AT("rally", SPEECH, PLACE | HEARER),
    AT("readout", DOCUMENT, SOURCE),
    AT("recording", BROADCAST, PLACE),
    AT("reddit", SOCIAL_MEDIA, PLACE | NAME),
    AT("regulation", DOCUMENT, SOURCE),
    AT("release", WRITTEN_STATEMENT, PLACE | OBJECT | SOURCE),
    AT("remark", SPEECH, PLACE),
    AT("report", DOCUMENT, PLACE | SOURCE),
    AT("research", DOCUMENT, SOURCE),
    AT("resolution", DOCUMENT, SOURCE),
    AT("retweet", SOCIAL_MEDIA, PLACE),
    AT("review", DOCUMENT, PLACE | SOURCE),
    AT("roadmap", DOCUMENT, SOURCE),
    AT("rule", DOCUMENT, SOURCE),
    AT("ruling", DOCUMENT, SOURCE),
    AT("senate", LEGISLATURE, PLACE | HEARER),
    AT("senator", LEGISLATURE, HEARER),
    AT("sentencing", COURT, PLACE),
    AT("sermon", SPEECH, PLACE | OBJECT),
    AT("show", BROADCAST, PLACE),
    AT("site", DOCUMENT, PLACE | SOURCE),
    AT("snapchat", SOCIAL_MEDIA, PLACE | NAME),
    AT("speech", SPEECH, PLACE | OBJECT),
    AT("statement", WRITTEN_STATEMENT, PLACE | OBJECT | SOURCE),
    AT("statistic", DOCUMENT, SOURCE),
    AT("study", DOCUMENT, PLACE | SOURCE),
    AT("summit", MEETING, PLACE | HEARER),
    AT("survey", DOCUMENT, PLACE | SOURCE),
    AT("talk", MEETING, PLACE),
    AT("telegram", SOCIAL_MEDIA, PLACE | NAME),
    AT("telephone", PHONE_CALL, PLACE),
    AT("television", BROADCAST, PLACE),
    AT("text", MESSAGE, PLACE),
    AT("thread", SOCIAL_MEDIA, PLACE | OBJECT),
    AT("tiktok", SOCIAL_MEDIA, PLACE | NAME),
    AT("transcript", DOCUMENT, PLACE | SOURCE),
    AT("treaty", DOCUMENT, SOURCE),
    AT("trial", COURT, PLACE),
    AT("tribunal", COURT, PLACE | HEARER),
    AT("tv", BROADCAST, PLACE),
    AT("tweet", SOCIAL_MEDIA, PLACE | OBJECT | SOURCE),
    AT("twitter", SOCIAL_MEDIA, PLACE | NAME),
    AT("verdict", DOCUMENT, SOURCE),
    AT("video", BROADCAST, PLACE | SOURCE),
    AT("warrant", DOCUMENT, SOURCE),
    AT("webcast", BROADCAST, PLACE),
    AT("website", DOCUMENT, PLACE | SOURCE),
    AT("wechat", SOCIAL_MEDIA, PLACE | NAME),
    AT("weibo", SOCIAL_MEDIA, PLACE | NAME),
    AT("whatsapp", SOCIAL_MEDIA, PLACE | NAME),
    AT("youtube", SOCIAL_MEDIA, PLACE | NAME),
};

const channel_word *channel_words(size_t *count) {
    *count = sizeof words / sizeof *words;
    return words;
}

const channel_word *channel_word_find(str lemma) {
    size_t low = 0, high = sizeof words / sizeof *words;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(str_of(words[middle].lemma), lemma);
        if (!order) return &words[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

static const char *const outlets[] = {
    "abc", "afp", "afr", "agence", "agency", "ansa", "ap", "axios", "bbc", "bild",
    "bloomberg", "breitbart", "broadcaster", "broadcasting", "bulletin", "buzzfeed", "cbc",
    "cbs", "channel", "chronicle", "cnbc", "cnn", "corriere", "courier", "daily", "dispatch",
    "dpa", "echo", "economist", "efe", "enquirer", "examiner", "express", "fm", "fox",
    "gazette", "globe", "guardian", "herald", "independent", "inquirer", "interfax", "itv",
    "jazeera", "journal", "kyodo", "lbc", "ledger", "magazine", "mail", "media", "mirror",
    "monde", "msnbc", "nbc", "network", "news", "newsnight", "newspaper", "newsweek", "nos",
    "npr", "observer", "outlet", "pais", "paper", "país", "pbs", "podcast", "politico",
    "post", "pravda", "press", "programme", "publication", "radio", "rai", "record",
    "register", "repubblica", "reuters", "rt", "scotsman", "sentinel", "sky", "spiegel",
    "standard", "star", "station", "sun", "tabloid", "tass", "telegraph", "telemundo",
    "telesur", "television", "time", "times", "today", "tribune", "tv", "univision",
    "variety", "vox", "website", "wire", "xinhua", "yle", "yonhap", "zeitung"
};

static const char *const offices[] = {
    "army", "assembly", "association", "authorities", "authority", "bank", "board", "bureau",
    "cabinet", "chamber", "church", "club", "college", "commission", "committee",
    "committees", "company", "conference", "congregation", "congress", "corp", "council",
    "court", "courts", "department", "embassy", "federation", "force", "forces", "foundation",
    "fund", "government", "group", "hearing", "hospital", "house", "inc", "inquest",
    "inquiry", "institute", "jury", "knesset", "league", "ltd", "minister", "ministry",
    "nations", "nato", "navy", "office", "parliament", "party", "plc", "police", "school",
    "security", "senate", "service", "supreme", "team", "tribunal", "un", "union",
    "university"
};

static bool listed(const char *const *list, size_t count, str word) {
    for (size_t i = 0; i < count; i++)
        if (str_is_folded(word, list[i])) return true;
    return false;
}

bool is_outlet_word(str word) {
    return listed(outlets, sizeof outlets / sizeof *outlets, word);
}

bool is_office_word(str word) {
    return listed(offices, sizeof offices / sizeof *offices, word);
}
