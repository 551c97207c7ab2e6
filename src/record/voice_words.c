/* record/voice_words.c: words by which a report judges, in the order of their letters. Chosen
 * as words that rate what they speak of, where a plain one would do; words that also name
 * plain facts of weather, war or accidents are left out. */
#include "record/voice.h"

#define J VOICE_JUDGEMENT
#define C VOICE_COMPARISON
#define F VOICE_FORECAST
#define W(word, class, kind) { word, class, kind }

static const voice_word words[] = {
    W("abrupt", 'J', J), W("abruptly", 'R', J), W("acclaimed", 'J', J), W("acrimonious", 'J', J),
    W("ailing", 'J', J), W("alarming", 'J', J), W("all-important", 'J', J),
    W("ambitious", 'J', J), W("antagonise", 'V', J), W("antagonize", 'V', J),
    W("appalling", 'J', J), W("arguably", 'R', J), W("astonishing", 'J', J),
    W("astonishingly", 'R', J), W("astounding", 'J', J), W("audacious", 'J', J),
    W("autocratic", 'J', J), W("backfire", 'V', J), W("backlash", 'N', J),
    W("backtrack", 'V', J), W("badly", 'R', J), W("bedevil", 'V', J), W("beleaguered", 'J', J),
    W("beloved", 'J', J), W("bitterly", 'R', J), W("bitterly-contested", 'J', J),
    W("bizarre", 'J', J), W("blatant", 'J', J), W("bleak", 'J', J), W("blistering", 'J', J),
    W("bloodbath", 'N', J), W("blow", 'N', J), W("bold", 'J', J), W("bombshell", 'N', J),
    W("bonanza", 'N', J), W("botch", 'V', J), W("botched", 'J', J), W("brazen", 'J', J),
    W("brazenly", 'R', J), W("breakthrough", 'N', J), W("breathtaking", 'J', J),
    W("brilliant", 'J', J), W("bruising", 'J', J), W("brutal", 'J', J), W("brutally", 'R', J),
    W("bungle", 'V', J), W("bungled", 'J', J), W("captivate", 'V', J), W("carnage", 'N', J),
    W("cash-strapped", 'J', J), W("catastrophe", 'N', J), W("catastrophic", 'J', J),
    W("cave", 'V', J), W("cement", 'V', J), W("chaos", 'N', J), W("chaotic", 'J', J),
    W("charismatic", 'J', J), W("chilling", 'J', J), W("circus", 'N', J), W("climbdown", 'N', J),
    W("closely-watched", 'J', J), W("colossal", 'J', J), W("combative", 'J', J),
    W("conspicuously", 'R', J), W("contentious", 'J', J), W("controversial", 'J', J),
    W("controversially", 'R', J), W("controversy-plagued", 'J', J), W("costly", 'J', J),
    W("courageous", 'J', J), W("cripple", 'V', J), W("crippling", 'J', J), W("crucial", 'J', J),
    W("crucially", 'R', J), W("crushing", 'J', J), W("curiously", 'R', J), W("damning", 'J', J),
    W("daring", 'J', J), W("darling", 'N', J), W("dash", 'V', J), W("daunting", 'J', J),
    W("dazzle", 'V', J), W("dazzling", 'J', J), W("debacle", 'N', J), W("deepening", 'J', J),
    W("defiantly", 'R', J), W("defy", 'V', J), W("desperate", 'J', J), W("desperately", 'R', J),
    W("devastating", 'J', J), W("dire", 'J', J), W("disarray", 'N', J), W("disastrous", 'J', J),
    W("disgraced", 'J', J), W("disgraceful", 'J', J), W("dismal", 'J', J),
    W("disturbing", 'J', J), W("divisive", 'J', J), W("dog", 'V', J), W("doomed", 'J', J),
    W("downbeat", 'J', J), W("draconian", 'J', J), W("dramatic", 'J', J),
    W("dramatically", 'R', J), W("drastic", 'J', J), W("drastically", 'R', J),
    W("dreadful", 'J', J), W("dubious", 'J', J), W("elusive", 'J', J), W("embarrassing", 'J', J),
    W("embarrassment", 'N', J), W("embattled", 'J', J), W("embolden", 'V', J),
    W("emphatic", 'J', J), W("extraordinary", 'J', J), W("eye-watering", 'J', J),
    W("eyebrow-raising", 'J', J), W("falter", 'V', J), W("faltering", 'J', J),
    W("famed", 'J', J), W("famously", 'R', J), W("far-fetched", 'J', J),
    W("far-reaching", 'J', J), W("farce", 'N', J), W("fiasco", 'N', J), W("fiercely", 'R', J),
    W("fiery", 'J', J), W("firestorm", 'N', J), W("flagrant", 'J', J), W("flamboyant", 'J', J),
    W("flounder", 'V', J), W("flout", 'V', J), W("formidable", 'J', J), W("fortunately", 'R', J),
    W("fragile", 'J', J), W("frantic", 'J', J), W("frantically", 'R', J), W("fraught", 'J', J),
    W("frenzy", 'N', J), W("furor", 'N', J), W("furore", 'N', J), W("fury", 'N', J),
    W("futile", 'J', J), W("galvanise", 'V', J), W("galvanize", 'V', J), W("gamble", 'N', J),
    W("game-changing", 'J', J), W("gaping", 'J', J), W("glamorous", 'J', J),
    W("glaring", 'J', J), W("glittering", 'J', J), W("gloomy", 'J', J), W("grapple", 'V', J),
    W("grim", 'J', J), W("grip", 'V', J), W("grisly", 'J', J), W("groundbreaking", 'J', J),
    W("grudgingly", 'R', J), W("gruesome", 'J', J), W("gut-wrenching", 'J', J),
    W("half-hearted", 'J', J), W("hard-fought", 'J', J), W("hard-line", 'J', J),
    W("hardline", 'J', J), W("harrowing", 'J', J), W("hastily", 'R', J), W("hasty", 'J', J),
    W("haunt", 'V', J), W("headline-grabbing", 'J', J), W("heart-wrenching", 'J', J),
    W("heartbreaking", 'J', J), W("hefty", 'J', J), W("heroic", 'J', J), W("heyday", 'N', J),
    W("high-profile", 'J', J), W("high-stakes", 'J', J), W("historic", 'J', C),
    W("hopeless", 'J', J), W("horrific", 'J', J), W("horrifying", 'J', J), W("hotbed", 'N', J),
    W("hotly", 'R', J), W("hotly-contested", 'J', J), W("humbling", 'J', J),
    W("humiliating", 'J', J), W("humiliation", 'N', J), W("iconic", 'J', J),
    W("idyllic", 'J', J), W("ill-advised", 'J', J), W("ill-fated", 'J', J),
    W("ill-timed", 'J', J), W("impoverished", 'J', J), W("impressive", 'J', J),
    W("improbable", 'J', J), W("inevitably", 'R', F), W("inexplicable", 'J', J),
    W("inexplicably", 'R', J), W("infamous", 'J', J), W("infamously", 'R', J),
    W("inflammatory", 'J', J), W("infuriate", 'V', J), W("ironic", 'J', J),
    W("ironically", 'R', J), W("irony", 'N', J), W("jaw-dropping", 'J', J),
    W("juggernaut", 'N', J), W("lackluster", 'J', J), W("lacklustre", 'J', J),
    W("landmark", 'J', J), W("languish", 'V', J), W("larger-than-life", 'J', J),
    W("lavish", 'J', J), W("lawless", 'J', J), W("legendary", 'J', J), W("lifeline", 'N', J),
    W("limbo", 'N', J), W("lingering", 'J', J), W("long-awaited", 'J', J),
    W("long-running", 'J', J), W("long-simmering", 'J', J), W("loom", 'V', F),
    W("luckily", 'R', J), W("lukewarm", 'J', J), W("maelstrom", 'N', J),
    W("magnificent", 'J', J), W("mammoth", 'J', J), W("mar", 'V', J), W("masterclass", 'N', J),
    W("masterful", 'J', J), W("maverick", 'N', J), W("mayhem", 'N', J), W("meager", 'J', J),
    W("meagre", 'J', J), W("mercifully", 'R', J), W("messy", 'J', J), W("miracle", 'N', J),
    W("miraculous", 'J', J), W("miraculously", 'R', J), W("momentous", 'J', J),
    W("monumental", 'J', J), W("moribund", 'J', J), W("mounting", 'J', J),
    W("much-anticipated", 'J', J), W("much-criticised", 'J', J), W("much-criticized", 'J', J),
    W("much-needed", 'J', J), W("much-vaunted", 'J', J), W("murky", 'J', J),
    W("mysterious", 'J', J), W("mysteriously", 'R', J), W("nightmare", 'N', J),
    W("notably", 'R', J), W("notorious", 'J', J), W("notoriously", 'R', J), W("oddly", 'R', J),
    W("ominous", 'J', J), W("ominously", 'R', F), W("once-mighty", 'J', J),
    W("onslaught", 'N', J), W("openly", 'R', J), W("ordeal", 'N', J), W("outrage", 'V', J),
    W("outrageous", 'J', J), W("outspoken", 'J', J), W("overshadow", 'V', J),
    W("painfully", 'R', J), W("paltry", 'J', J), W("pariah", 'N', J), W("perilous", 'J', J),
    W("picturesque", 'J', J), W("pioneering", 'J', J), W("pivotal", 'J', J), W("plague", 'V', J),
    W("plight", 'N', J), W("poignant", 'J', J), W("pointedly", 'R', J), W("polarising", 'J', J),
    W("polarizing", 'J', J), W("powerhouse", 'N', J), W("precarious", 'J', J),
    W("predictably", 'R', J), W("prestigious", 'J', J), W("provocative", 'J', J),
    W("quagmire", 'N', J), W("questionable", 'J', J), W("radical", 'J', J), W("rare", 'J', J),
    W("rattle", 'V', J), W("razor-thin", 'J', J), W("reckless", 'J', J),
    W("record-breaking", 'J', C), W("record-setting", 'J', C), W("reel", 'V', J),
    W("reignite", 'V', J), W("remarkable", 'J', J), W("remarkably", 'R', J),
    W("renowned", 'J', J), W("repressive", 'J', J), W("resounding", 'J', J),
    W("restive", 'J', J), W("rock", 'V', J), W("roil", 'V', J), W("rousing", 'J', J),
    W("ruinous", 'J', J), W("ruthless", 'J', J), W("ruthlessly", 'R', J), W("sadly", 'R', J),
    W("saga", 'N', J), W("savage", 'J', J), W("savagely", 'R', J), W("scandal-hit", 'J', J),
    W("scandal-ridden", 'J', J), W("scathing", 'J', J), W("secretive", 'J', J),
    W("seemingly", 'R', J), W("seismic", 'J', J), W("self-proclaimed", 'J', J),
    W("self-styled", 'J', J), W("sensational", 'J', J), W("setback", 'N', J),
    W("shadowy", 'J', J), W("shaky", 'J', J), W("shambles", 'N', J), W("shameful", 'J', J),
    W("shock", 'V', J), W("shocking", 'J', J), W("shockingly", 'R', J), W("short-lived", 'J', J),
    W("showdown", 'N', J), W("simmering", 'J', J), W("smouldering", 'J', J), W("snub", 'N', J),
    W("snub", 'V', J), W("so-called", 'J', J), W("soft-spoken", 'J', J), W("somber", 'J', J),
    W("sombre", 'J', J), W("sorely", 'R', J), W("spectacle", 'N', J), W("spectacular", 'J', J),
    W("spectacularly", 'R', J), W("spiraling", 'J', J), W("spiralling", 'J', J),
    W("spree", 'N', J), W("squander", 'V', J), W("staggering", 'J', J), W("stalemate", 'N', J),
    W("star-crossed", 'J', J), W("star-studded", 'J', J), W("stark", 'J', J),
    W("starkly", 'R', J), W("startling", 'J', J), W("staunchly", 'R', J), W("stinging", 'J', J),
    W("strangely", 'R', J), W("striking", 'J', J), W("strikingly", 'R', J),
    W("stubborn", 'J', J), W("stun", 'V', J), W("stunning", 'J', J), W("stunningly", 'R', J),
    W("sublime", 'J', J), W("superb", 'J', J), W("surprising", 'J', J),
    W("surprisingly", 'R', J), W("sweeping", 'J', J), W("symbolic", 'J', J),
    W("tarnish", 'V', J), W("tellingly", 'R', J), W("thankfully", 'R', J),
    W("thrilling", 'J', J), W("toothless", 'J', J), W("tragedy", 'N', J), W("tragic", 'J', J),
    W("tragically", 'R', J), W("triumph", 'N', J), W("troubling", 'J', J),
    W("tumultuous", 'J', J), W("turbulent", 'J', J), W("turmoil", 'N', J),
    W("turning-point", 'N', J), W("u-turn", 'N', J), W("ultra-conservative", 'J', J),
    W("under-fire", 'J', J), W("understandably", 'R', J), W("undoubtedly", 'R', J),
    W("uneasy", 'J', J), W("unenviable", 'J', J), W("unexpected", 'J', J),
    W("unexpectedly", 'R', J), W("unfortunate", 'J', J), W("unfortunately", 'R', J),
    W("unleash", 'V', J), W("unnerve", 'V', J), W("unparalleled", 'J', C),
    W("unprecedented", 'J', C), W("unquestionably", 'R', J), W("unrivaled", 'J', C),
    W("unrivalled", 'J', C), W("unsurprisingly", 'R', J), W("unthinkable", 'J', J),
    W("unusual", 'J', J), W("upbeat", 'J', J), W("upheaval", 'N', J), W("uproar", 'N', J),
    W("vicious", 'J', J), W("viciously", 'R', J), W("volatile", 'J', J), W("wafer-thin", 'J', J),
    W("war-ravaged", 'J', J), W("war-torn", 'J', J), W("watershed", 'N', J),
    W("whopping", 'J', J), W("windfall", 'N', J), W("woeful", 'J', J), W("woefully", 'R', J),
    W("world-beating", 'J', J), W("worrying", 'J', J), W("worsening", 'J', J),
    W("wreak", 'V', J), W("yawning", 'J', J),
};

enum { WORDS = sizeof words / sizeof *words, LONGEST = 24 };

/* Letter case apart, as the table is ordered: by bytes, then by class. */
static int order_of(str word, char class, const voice_word *w) {
    for (size_t i = 0; i < word.length; i++) {
        unsigned char left = (unsigned char)to_lower(word.at[i]), right = (unsigned char)w->word[i];
        if (left != right) return left < right ? -1 : 1;
    }
    if (w->word[word.length]) return -1;
    return class - w->class;
}

const voice_word *voice_word_find(str word, char class) {
    size_t low = 0, high = WORDS;
    if (word.length < 3 || word.length > LONGEST) return NULL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = order_of(word, class, &words[middle]);
        if (!order) return &words[middle];
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return NULL;
}
