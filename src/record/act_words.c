/* record/act_words.c: words of blame, of praise, of denying, of owning up and of doing wrong,
 * each list in order. */
#include "record/acts.h"

/* Disapproval where the clause says it of something ("was a disgrace"). */
static const char *const blame[] = {
    "abuse", "abusive", "addictive", "alarmist", "amateurish", "angry", "atrocity", "awful",
    "bad", "baseless", "betray", "betrayal", "biased", "bigot", "blackmail", "blunder",
    "bogus", "broken", "bully", "bungle", "bungled", "catastrophe", "catastrophic", "chaos",
    "charade", "cheap", "cheat", "circus", "clueless", "coercion", "complacent", "contempt",
    "corrupt", "corruption", "coward", "cowardice", "crazy", "crime", "criminal", "cruel",
    "cruelty", "cynicism", "damaging", "dangerous", "deceitful", "deceive", "deceptive",
    "deluded", "destroy", "destructive", "dictator", "dictatorship", "dire", "disappointed",
    "disappointing", "disappointment", "disaster", "disastrous", "discriminatory",
    "disgrace", "disgust", "dismal", "disregard", "distraction", "disturbing", "draconian",
    "dysfunctional", "embarrassed", "embarrassing", "embarrassment", "error", "evil",
    "exploit", "extortion", "fail", "failure", "fantasy", "farce", "fascist", "fatal",
    "fault", "fiasco", "flawed", "folly", "fool", "foolish", "fraud", "futile", "gimmick",
    "giveaway", "grandstanding", "guilty", "gutless", "harmful", "hatred", "hollow",
    "horrible", "horrific", "horrifying", "hypocrisy", "hypocrite", "hysteria", "idiot",
    "ignorant", "illegal", "illegitimate", "impunity", "inaction", "inadequate",
    "incompetence", "indifferent", "ineffective", "injustice", "insane", "insult",
    "irresponsibility", "joke", "kneejerk", "lawless", "lazy", "liar", "lie", "lousy",
    "madness", "meaningless", "meddling", "mess", "misinform", "mislead", "misleading",
    "mistake", "mockery", "naive", "nasty", "neglect", "negligence", "negligent",
    "nightmare", "nonsense", "opportunism", "opportunistic", "outdated", "outrage",
    "overkill", "overreach", "pointless", "politicking", "poor", "posturing", "premature",
    "propaganda", "provocation", "provocative", "punitive", "racism", "racist", "robbery",
    "ruin", "rushed", "sabotage", "scam", "scandal", "scapegoat", "scaremongering",
    "selfish", "sexist", "sham", "shambles", "shame", "shocking", "shoddy", "sick",
    "sinister", "slander", "slap", "sloppy", "smear", "smokescreen", "snub", "stunt",
    "terrible", "terror", "theft", "thug", "toothless", "touch", "toxic", "tragic",
    "traitor", "travesty", "treason", "tyranny", "tyrant", "ugly", "unaffordable",
    "unconstitutional", "undermine", "unfair", "unfortunate", "unhappy", "unhelpful",
    "unlawful", "unnecessary", "unrealistic", "unreasonable", "unsafe", "unsustainable",
    "untenable", "unwelcome", "useless", "vandalism", "vendetta", "vicious", "vindictive",
    "violate", "violation", "waste", "wasteful", "weak", "whitewash", "witch", "witchhunt",
    "worse", "worst", "worthless", "wrong"
};

/* Disapproval wherever they stand ("this blatant pursuit"). */
static const char *const strong_blame[] = {
    "abhorrent", "absurd", "appalling", "arrogant", "atrocious", "barbaric", "bigoted",
    "blatant", "callous", "cowardly", "cynical", "deplorable", "despicable", "disgraceful",
    "disgracefully", "disgusting", "dishonest", "disrespectful", "divisive", "egregious",
    "farcical", "hateful", "heartless", "hypocritical", "immoral", "incompetent",
    "indefensible", "inept", "inexcusable", "inhumane", "insulting", "intolerable",
    "irresponsible", "laughable", "ludicrous", "misguided", "obscene", "offensive",
    "outrageous", "pathetic", "preposterous", "reckless", "repugnant", "ridiculous",
    "scandalous", "senseless", "shambolic", "shameful", "shamefully", "shameless",
    "shortsighted", "sickening", "spineless", "stupid", "unacceptable", "unconscionable",
    "undemocratic", "unethical", "unfairly", "unfit", "unforgivable", "unjust", "unjustified",
    "unprofessional", "unscrupulous", "unworkable", "vile", "wrongheaded", "wrongly"
};

/* Approval where the clause says it of something. */
static const char *const praise[] = {
    "achievement", "admirable", "admire", "asset", "beautiful", "best", "blessing", "bold",
    "brave", "bravery", "breakthrough", "celebrate", "champion", "constructive", "courage",
    "credit", "dedicated", "dedication", "delight", "delighted", "deserve", "deserved",
    "encouraged", "encouraging", "exciting", "fair", "fearless", "fine", "fruitful",
    "generosity", "generous", "genius", "gift", "glad", "good", "grateful", "gratitude",
    "great", "groundbreaking", "helpful", "hero", "historic", "honest", "honor", "honored",
    "honour", "honoured", "hopeful", "humbled", "impressed", "impressive", "inspiration",
    "inspirational", "inspired", "joy", "kind", "landmark", "leader", "legend", "lifeline",
    "love", "loved", "loyal", "masterpiece", "milestone", "perfect", "pioneering",
    "pleased", "positive", "powerful", "praise", "pride", "privilege", "productive",
    "promising", "proud", "respected", "right", "sensational", "smart", "strong",
    "stunning", "success", "successful", "superstar", "talented", "thankful", "thrilled",
    "thrilling", "trailblazer", "treasure", "tribute", "triumph", "useful", "victory",
    "vindication", "visionary", "welcome", "win", "wise", "worthy"
};

/* Approval wherever they stand. */
static const char *const strong_praise[] = {
    "admirable", "amazing", "brilliant", "commendable", "courageous", "excellent",
    "exceptional", "exemplary", "extraordinary", "fabulous", "fantastic", "heroic",
    "incredible", "inspiring", "invaluable", "magnificent", "marvellous", "marvelous",
    "masterful", "outstanding", "phenomenal", "remarkable", "selfless", "splendid", "superb",
    "terrific", "tireless", "tremendous", "wonderful"
};

/* Somebody's claim is not so. */
static const char *const untrue[] = {
    "baseless", "bogus", "fabricated", "fabrication", "fake", "false", "fiction",
    "groundless", "hoax", "inaccurate", "incorrect", "invented", "lie", "lies", "myth",
    "nonexistent", "rumor", "rumour", "unfounded", "untrue", "untruth"
};

/* Wrongs that one does to another. */
static const char *const wrongs[] = {
    "abduct", "abuse", "assault", "attack", "beat", "betray", "bomb", "break", "bribe",
    "bully", "burn", "cheat", "conspire", "deceive", "defraud", "destroy", "discriminate",
    "embezzle", "exploit", "extort", "falsify", "forge", "harass", "hide", "intimidate",
    "invade", "kidnap", "kill", "launder", "lie", "loot", "manipulate", "mislead", "misuse",
    "murder", "neglect", "orchestrate", "plunder", "pocket", "poison", "rape", "rig",
    "rob", "sabotage", "shell", "shoot", "smuggle", "spy", "stab", "steal", "swindle",
    "threaten", "throw", "torture", "violate"
};

/* What one says of oneself when one owns up. */
static const char *const regrets[] = {
    "apologise", "apologize", "ashamed", "blame", "embarrassed", "fault", "guilty", "mistake",
    "regret", "remorse", "responsibility", "sorry", "wrong"
};

/* What one says to have no part in ("has no link with"). */
static const char *const ties[] = {
    "basis", "connection", "intention", "involvement", "knowledge", "link", "part", "plan",
    "role", "tie", "truth", "wrongdoing"
};

static bool listed(const char *const *list, size_t count, str word) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(str_of(list[middle]), word);
        if (!order) return true;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return false;
}

#define LISTED(list, word) listed(list, sizeof list / sizeof *list, word)

bool is_strong_blame(str lemma) { return LISTED(strong_blame, lemma); }
bool is_blame(str lemma) { return LISTED(blame, lemma) || is_strong_blame(lemma); }
bool is_strong_praise(str lemma) { return LISTED(strong_praise, lemma); }
bool is_praise(str lemma) { return LISTED(praise, lemma) || is_strong_praise(lemma); }
bool is_untrue(str lemma) { return LISTED(untrue, lemma); }
bool is_wrong(str lemma) { return LISTED(wrongs, lemma); }
bool is_regret(str lemma) { return LISTED(regrets, lemma); }
bool is_tie(str lemma) { return LISTED(ties, lemma); }
