/* source/phrases.c: see phrases.h. Each list is of beginnings or of whole lines, in lower case. */
#include "source/phrases.h"

enum {
    AWAY_MOST = 260, HEADING_MOST = 80, /* bytes: longer lines are running text */
    STAMP_MOST = 60, CREDIT_MOST = 60,
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static const char *const beginnings[] = {
    "read more:", "read more about", "read more on", "read also", "also read", "read next", "read:",
    "related:", "related article", "related stor", "see also:", "more:", "more on this",
    "more from ", "more stories", "must read", "recommended:", "you may also", "you might also",
    "you may like", "don't miss:", "watch:", "watch now", "watch the video", "watch video",
    "listen:", "listen to this", "play video", "video:", "in pictures:", "photos:", "follow us",
    "follow @", "follow him on", "follow her on", "follow them on", "follow me on", "like us on",
    "find us on", "join us on", "join our", "join the conversation", "sign up for", "sign up to",
    "sign up here", "subscribe to", "subscribe now", "subscribe for", "subscribe and", "click here",
    "download the ", "download our", "get the latest", "get our ", "get breaking", "get unlimited",
    "support our", "support us", "support independent", "become a member", "become a subscriber",
    "become a patron", "donate", "copyright", "\u00a9", "(c) 20", "all rights reserved",
    "this material may not be", "this article may not be", "photo:", "photo by", "photos by",
    "photo credit", "photo courtesy", "photo illustration", "photograph by", "photograph:",
    "photography by", "image:", "image by", "image credit", "image source", "images:", "image via",
    "picture:", "picture by", "pictured:", "credit:", "credits:", "(credit", "(photo", "(image",
    "[photo", "[image", "file photo", "getty images", "illustration by", "illustration:", "tags:",
    "tagged:", "tagged with", "tagged in", "filed under", "filed to", "topics:", "categories:",
    "category:", "posted in", "posted by", "posted on", "published on", "published by",
    "published:", "updated:", "last updated", "last modified", "first published", "comments (",
    "leave a comment", "leave a reply", "leave a response", "post a comment", "add a comment",
    "view comments", "no comments", "show comments", "share this", "share on", "share via",
    "share your", "tweet this", "pin it", "advertisement", "sponsored", "promoted",
    "story continues", "article continues", "continue reading", "have a tip", "got a tip",
    "send tips", "got a story", "do you have a story", "contact the author", "contact us",
    "email the author", "we want to hear", "tell us what", "log in to", "login to", "sign in to",
    "you must be logged", "already a subscriber", "already a member", "to continue reading",
    "register to", "register for free", "create an account", "create a free", "by entering your",
    "by signing up", "by submitting", "by subscribing", "by clicking", "enter your email",
    "your email address", "we use cookies", "this site uses", "this website uses",
    "our website uses", "cookies help", "please enable", "enable javascript", "javascript is",
    "your browser", "thanks for reading", "thank you for reading", "thank you for subscribing",
    "back to top", "skip to", "jump to", "loading", "print this", "email this", "report this",
    "report an error", "report a typo", "notify me", "this site is protected", "terms of ",
    "privacy policy", "the post ", "learn more about our", "follow the author", "view all posts",
    "view more", "view all", "see all", "see more", "load more", "show more", "what do you think?",
    "newsletter", "visit our", "shop now", "buy now", "use of this", "opens in a new",
    "already have a subscription", "already have an account", "already subscribe",
    "to read the full", "to read the rest", "to keep reading", "to read on,", "subscribers can",
    "this article is for subscribers", "this story is for subscribers", "this content is for",
    "this article is only available to", "this article is available to sub", "you have read your",
    "you've read your", "you\u2019ve read your", "you have reached your", "you've reached your",
    "you\u2019ve reached your", "we value your privacy", "we care about your privacy",
    "we and our partners", "your privacy choices", "by pressing accept", "by continuing to use",
    "additional reporting by", "reporting by", "(reporting by", "editing by", "with reporting by",
    "do you know more about this", "know more about this story", "updated on", "updated at",
    "modified on", "share:",
};

/* The same in German, French, Spanish, Italian and Dutch. */
static const char *const foreign_beginnings[] = {
    "lesen sie auch", "lesen sie mehr", "mehr zum thema", "mehr dazu", "weiterlesen",
    "auch interessant", "das k\u00f6nnte sie auch", "das k\u00f6nnte dich auch", "foto:", "fotos:",
    "bild:", "bilder:", "bildquelle", "(foto", "(bild", "titelbild", "schlagw\u00f6rter",
    "schlagworte", "stichworte", "stichw\u00f6rter", "themen:", "kategorie:", "kategorien:",
    "ver\u00f6ffentlicht am", "ver\u00f6ffentlicht in", "ver\u00f6ffentlicht von", "erstellt am",
    "aktualisiert", "zuletzt aktualisiert", "letzte aktualisierung", "kommentar schreiben",
    "kommentar verfassen", "kommentar hinterlassen", "schreibe einen kommentar",
    "hinterlasse einen kommentar", "alle rechte vorbehalten", "artikel teilen", "beitrag teilen",
    "folgen sie uns", "folge uns", "newsletter abonnieren", "jetzt abonnieren", "jetzt anmelden",
    "hier klicken", "nach oben", "druckversion", "lesezeit", "anzeige", "lire aussi",
    "\u00e0 lire aussi", "lire la suite", "partager", "abonnez-vous", "inscrivez-vous",
    "cr\u00e9dit photo", "photo :", "lea tambi\u00e9n", "lee tambi\u00e9n", "te puede interesar",
    "m\u00e1s noticias", "compartir", "suscr\u00edbete", "suscr\u00edbase", "s\u00edguenos",
    "etiquetas:", "leggi anche", "condividi", "lees ook",
};

/* Anywhere in a line. */
static const char *const insides[] = {
    "not responsible for the opinions", "do not necessarily reflect",
    "does not necessarily reflect", "without the prior written", "without permission",
    "all rights reserved", "may not be reproduced", "subject to terms", "privacy policy",
    "terms of service", "terms of use", "cookie policy", "for the latest news",
    "for the latest stor", "unsubscribe at any time", "our newsletter", "free newsletter",
    "sign up for our", "subscribe to our", "protected by recaptcha", "appeared first on",
    "download the app", "on the app store", "our whatsapp channel", "our telegram channel",
    "our youtube channel", "affiliate commission", "affiliate link", "we may earn a commission",
    "earn a commission", "free articles left", "free articles this month",
    "free articles remaining", "free article left", "free article this month",
    "subscribe to continue", "subscribe to read",
    "subscribe to keep", "log in or subscribe", "sign in or subscribe", "subscribe or log in",
    "for subscribers only", "we use cookies", "uses cookies to", "accept all cookies",
};

static const char *const whole_lines[] = {
    "ad", "ads", "share", "shares", "save", "print", "email", "close", "menu", "search", "tags",
    "tagged", "topics", "comments", "comment", "related", "read more", "more", "trending",
    "popular", "latest", "subscribe", "sign up", "sign in", "log in", "login", "register", "follow",
    "following", "reply", "like", "tweet", "pin", "facebook", "twitter", "whatsapp", "linkedin",
    "reddit", "pinterest", "telegram", "flipboard", "copy link", "link copied", "text size",
    "listen", "watch", "next", "previous", "prev", "home", "credit", "caption", "hide caption",
    "toggle caption", "author", "authors", "about the author", "written by", "share article",
    "gift article", "print article", "view gallery", "view image in fullscreen", "click to expand",
    "click to enlarge", "photos", "videos", "gallery", "top stories", "opens in new window",
    "embed", "download", "transcript", "anzeige", "werbung", "publicit\u00e9", "publicidad",
    "kommentare", "teilen", "drucken",
};

/* Whole headings; those with a '*' only begin so. */
static const char *const openers[] = {
    "related", "related*:", "read more", "read more*:", "read next", "read also", "also read",
    "more", "more from*", "more on this*", "more like this", "most read", "most popular",
    "most viewed", "most shared", "most commented", "popular", "trending", "trending now",
    "recommended", "recommended for you", "recommendations", "you may also*", "you might also*",
    "you may like*", "you might like*", "we recommend", "up next", "what to read next",
    "what's next", "what to watch", "keep reading", "further reading", "also on*", "also in*",
    "also from*", "see also", "don't miss*", "don\u2019t miss*", "in case you missed*",
    "sponsored*", "promoted*", "partner content", "paid content", "from the web", "around the web",
    "from our partners", "comments", "comment", "leave a comment*", "leave a reply*",
    "leave a response*", "leave your comment*", "post a comment*", "add a comment*", "add comment",
    "join the conversation*", "join the discussion*", "what do you think", "share this*", "share",
    "share on*", "follow us*", "stay connected*", "stay informed*", "stay up to date*",
    "stay up-to-date*", "connect with us*", "newsletter*", "sign up*", "subscribe*",
    "get the latest*", "about the author*", "about the writer*", "about author", "author",
    "authors", "written by", "tags", "topics", "topics in this*", "categories", "archives",
    "navigation", "sections", "advertisement", "support our*", "support us*", "responses",
    "trackbacks*", "pingbacks*", "site search", "explore more*", "discover more*", "latest",
    "the latest", "featured", "headlines", "contact us", "filed under", "mehr zum thema",
    "auch interessant", "kommentare", "\u00e0 lire aussi", "lire aussi",
};

static const char *const foreign_openers[] = {
    "\u00c4hnliche artikel*", "\u00c4hnliche beitr\u00e4ge*", "\u00dcber den autor*",
    "\u00dcber die autorin*", "\u00c0 lire aussi",
    "das k\u00f6nnte*", "mehr zum thema*", "mehr aus*", "weitere artikel*", "weitere nachrichten*",
    "weitere beitr\u00e4ge*", "weitere themen*", "\u00e4hnliche artikel*",
    "\u00e4hnliche beitr\u00e4ge*", "verwandte*", "neueste beitr\u00e4ge", "letzte beitr\u00e4ge",
    "aktuelle beitr\u00e4ge", "auch interessant", "auch lesenswert", "kommentare*",
    "kommentar schreiben*", "schreibe einen kommentar*", "schreiben sie einen kommentar*",
    "hinterlasse*", "artikel teilen", "teilen", "\u00fcber den autor*", "\u00fcber die autorin*",
    "meistgelesen*", "schlagw\u00f6rter", "articles li\u00e9s", "sur le m\u00eame sujet*",
    "dans la m\u00eame rubrique*", "lire aussi", "\u00e0 lire aussi", "commentaires",
    "laisser un commentaire*", "contenido relacionado", "noticias relacionadas",
    "art\u00edculos relacionados", "te puede interesar*", "comentarios", "deja una respuesta*",
    "deja un comentario*", "lo m\u00e1s le\u00eddo", "leggi anche", "lees ook", "reacties",
};

/* "Latest business news": one of the first, at most two words between, one of the second. */
static const char *const choosers[] = {
    "related", "similar", "recommended", "popular", "latest", "recent", "top", "trending",
    "featured", "more", "other", "editor's", "editors'", "editor\u2019s", "editors\u2019", "most",
    "best", "all", "your", "our", "today's", "today\u2019s",
};
static const char *const chosen[] = {
    "news", "stories", "articles", "posts", "content", "topics", "videos", "links", "items",
    "products", "reading", "coverage", "reports", "headlines", "picks", "pages", "comments",
    "newsletter", "newsletters", "reads", "searches", "tags", "categories", "podcasts", "galleries",
    "interests", "recommendations",
};

static bool begins_with_one_of(str s, const char *const list[], size_t count) {
    char first = s.length ? to_lower(s.at[0]) : 0;
    for (size_t i = 0; i < count; i++)
        if (list[i][0] == first && str_starts_folded(s, str_of(list[i]))) return true;
    return false;
}

/* Marks and blanks at both ends say nothing about what a line is. */
static str bare(str s) {
    s = str_trim(s);
    while (s.length && str_has(STR(":.!?|>*-+"), s.at[s.length - 1])) s = str_trim(str_cut(s, 0,
    s.length - 1));
    while (s.length && str_has(STR("|>*-+["), s.at[0])) s = str_trim(str_cut(s, 1, s.length));
    return s;
}

/* Looked for where words begin. */
static bool holds_one_of(str s) {
    for (size_t at = 0; at < s.length; at++) {
        if (at && is_ascii_letter(s.at[at - 1])) continue;
        if (begins_with_one_of(str_cut(s, at, s.length), insides, COUNT(insides))) return true;
    }
    return false;
}

static bool is_whole_line(str s) {
    for (size_t i = 0; i < COUNT(whole_lines); i++)
        if (str_is_folded(s, whole_lines[i])) return true;
    return false;
}

/* "5 min read", "3 minutes to read", "12 comments", "1.2k shares" */
static bool is_count(str s) {
    static const char *const things[] = {
        "min read", "minute read", "min. read", "minutes read", "mins read", "minutes to read",
        "comments", "comment", "shares", "share", "views", "likes", "replies", "minute", "minutes",
        "responses", "followers", "retweets",
    };
    size_t at = 0;
    while (at < s.length && (is_digit(s.at[at]) || str_has(STR(".,k"), s.at[at]))) at++;
    if (at == 0) return false;
    s = str_trim(str_cut(s, at, s.length));
    if (str_starts(s, STR("-"))) s = str_cut(s, 1, s.length);
    for (size_t i = 0; i < COUNT(things); i++)
        if (str_is_folded(s, things[i])) return true;
    return false;
}

/* At a line's start, or behind the end of a sentence. */
static bool is_after_sentence(str s, size_t at) {
    while (at > 0 && str_has(STR(" (["), s.at[at - 1])) at--;
    return at == 0 || str_has(STR(".!?\")|/"), s.at[at - 1]) || (unsigned char)s.at[at - 1] >= 0x80;
}

/* "The pier on Monday. Photograph: Ann Olm": the words under a picture, wherever they stand. */
static bool ends_in_credit(str s) {
    static const char *const credits[] = {
        "photograph: ", "photo: ", "picture: ", "image: ", "photo credit: ", "picture credit: ",
        "image credit: ", "photo by ", "photograph by ", "picture by ", "image by ",
        "photo courtesy ",
    };
    for (size_t i = 0; i < COUNT(credits); i++) {
        size_t at = str_find_folded(s, str_of(credits[i]), 0);
        bool opens = at < s.length && (at < 2 || str_has(STR(" (["), s.at[at - 1]));
        if (opens && s.length - at <= CREDIT_MOST && is_after_sentence(s, at)) return true;
    }
    return false;
}

/* "Updated 2 hours ago", "Published 10:15 GMT, 3 March": when, said of the report itself. */
static bool is_stamp(str s) {
    static const char *const heads[] = {
        "updated ", "published ", "posted ", "modified ", "last updated ", "first published ",
    };
    if (s.length > STAMP_MOST) return false;
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (!str_starts_folded(s, str_of(heads[i]))) continue;
        str rest = str_cut(s, str_of(heads[i]).length, s.length);
        if (is_digit(rest.at[0]) || str_ends_folded(s, STR(" ago"))) return true;
    }
    return false;
}

bool phrase_is_away(str line) {
    if (line.length > AWAY_MOST) return false;
    str s = bare(line);
    return begins_with_one_of(s, beginnings, COUNT(beginnings))
        || begins_with_one_of(s, foreign_beginnings, COUNT(foreign_beginnings)) || is_whole_line(s)
        || is_count(s) || is_stamp(s) || ends_in_credit(s) || holds_one_of(s);
}

static str word_at(str s, size_t *at) {
    while (*at < s.length && is_blank(s.at[*at])) ++*at;
    size_t start = *at;
    while (*at < s.length && !is_blank(s.at[*at])) ++*at;
    return str_cut(s, start, *at);
}

static bool is_one_of(str s, const char *const list[], size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_is_folded(s, list[i])) return true;
    return false;
}

static bool is_choice(str s) {
    size_t at = 0;
    str last = word_at(s, &at);
    if (!is_one_of(last, choosers, COUNT(choosers))) return false;
    int words = 1;
    for (str word; (word = word_at(s, &at)).length; words++) last = word;
    return words > 1 && words <= 4 && is_one_of(last, chosen, COUNT(chosen));
}

static bool is_opener(str s, str opener) {
    bool prefix = str_ends(opener, STR("*"));
    if (!prefix) return str_same_folded(s, opener);
    return str_starts_folded(s, str_cut(opener, 0, opener.length - 1));
}

static bool is_opener_in(str s, const char *const list[], size_t count) {
    for (size_t i = 0; i < count; i++)
        if (is_opener(s, str_of(list[i]))) return true;
    return false;
}

/* "Comments (12)", "12 comments" */
static str less_count(str s) {
    size_t start = 0, end = s.length;
    while (start < s.length && is_digit(s.at[start])) start++;
    if (end && s.at[end - 1] == ')') {
        for (end--; end > 0 && is_digit(s.at[end - 1]);) end--;
        if (end == 0 || s.at[end - 1] != '(') return s;
        end--;
    }
    return str_trim(str_cut(s, start, end));
}

bool phrase_opens_away(str heading) {
    str s = less_count(bare(heading));
    if (s.length > HEADING_MOST) return false;
    return is_opener_in(s, openers, COUNT(openers))
        || is_opener_in(s, foreign_openers, COUNT(foreign_openers)) || is_choice(s);
}
