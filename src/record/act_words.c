/* record/act_words.c: words of blame, of praise, of denying and of doing wrong, in order. */
#include "record/acts.h"

#include <stdlib.h>
#include <string.h>

/* Disapproval. */
static const char *const blame[] = {
    "absurd", "abuse", "abusive", "angry", "appalling", "arrogant", "atrocious", "atrocity",
    "awful", "bad", "baseless", "betray", "betrayal", "bias", "biased", "bigot", "bigoted",
    "blatant", "blunder", "broken", "bully", "burden", "callous", "catastrophe",
    "catastrophic", "chaos", "cheap", "cheat", "contempt", "corrupt", "corruption", "coward",
    "cowardice", "cowardly", "crazy", "crime", "criminal", "crisis", "cruel", "cruelty",
    "cynical", "damage", "damaging", "danger", "dangerous", "dark", "deceitful", "deceive",
    "deceptive", "deplorable", "despicable", "destroy", "destructive", "dictator", "dire",
    "disappoint", "disappointed", "disappointing", "disappointment", "disapprove", "disaster",
    "disastrous", "discriminate", "discriminatory", "disgrace", "disgraceful", "disgust",
    "disgusting", "dishonest", "dismay", "dismayed", "disrespect", "disrespectful",
    "disturbing", "divisive", "embarrass", "embarrassing", "embarrassment", "evil", "exploit",
    "fail", "failure", "farce", "fascist", "fault", "fed-up", "flawed", "fool", "foolish",
    "fraud", "furious", "harm", "harmful", "hateful", "hatred", "hollow", "horrible",
    "horrific", "horrifying", "hurt", "hypocrisy", "hypocrite", "hypocritical", "idiot",
    "ignorant", "ignore", "illegal", "illegitimate", "immoral", "inaction", "inadequate",
    "incompetence", "incompetent", "indefensible", "inept", "inexcusable", "inhumane",
    "injustice", "insane", "insult", "insulting", "intolerable", "irresponsible", "joke",
    "laughable", "lawbreaker", "lawless", "liar", "lie", "lousy", "ludicrous", "mess",
    "misguided", "misleading", "mistake", "mockery", "neglect", "negligence", "negligent",
    "nightmare", "nonsense", "obscene", "offensive", "outdated", "outrage", "outrageous",
    "pathetic", "pointless", "poor", "propaganda", "provocation", "racist", "reckless",
    "repugnant", "ridiculous", "ruin", "scandal", "scandalous", "scapegoat", "senseless",
    "sexist", "sham", "shambles", "shame", "shameful", "shocking", "shoddy", "shortsighted",
    "sick", "smear", "stunt", "stupid", "terrible", "threat", "thug", "toxic", "tragic",
    "traitor", "treason", "tyranny", "ugly", "unacceptable", "unconscionable",
    "unconstitutional", "undemocratic", "undermine", "unethical", "unfair", "unfairly",
    "unfit", "unforgivable", "unfortunate", "unfounded", "unhappy", "unhelpful", "unjust",
    "unjustified", "unlawful", "unnecessary", "unprecedented", "unprofessional",
    "unreasonable", "unsafe", "unwelcome", "unworkable", "useless", "vicious", "vile",
    "violate", "violation", "waste", "wasteful", "weak", "worse", "worst", "worthless",
    "wrong", "wrongly"
};

/* Approval. */
static const char *const praise[] = {
    "admirable", "admire", "amazing", "applaud", "appreciate", "appreciation", "astonishing",
    "beautiful", "best", "blessing", "bold", "brave", "bravery", "breakthrough", "brilliant",
    "celebrate", "commendable", "commitment", "congratulate", "congratulation", "courage",
    "courageous", "credit", "dedicated", "dedication", "delight", "delighted", "deserve",
    "encouraging", "excellent", "exceptional", "excited", "exciting", "extraordinary",
    "fabulous", "fair", "fantastic", "fine", "generosity", "generous", "glad", "good",
    "grateful", "gratitude", "great", "happy", "hero", "heroic", "historic", "honest",
    "honor", "honored", "honour", "honoured", "impressed", "impressive", "incredible",
    "inspiration", "inspiring", "kind", "love", "loyal", "magnificent", "marvellous",
    "masterpiece", "milestone", "outstanding", "perfect", "phenomenal", "pleased", "positive",
    "praise", "pride", "proud", "remarkable", "resilient", "respect", "selfless", "splendid",
    "success", "successful", "superb", "support", "supportive", "talented", "terrific",
    "thank", "thankful", "thanks", "thrilled", "thrilling", "tremendous", "triumph",
    "triumphant", "victory", "welcome", "well", "win", "wonderful", "worthy"
};

/* Somebody's claim is not so. */
static const char *const untrue[] = {
    "baseless", "bogus", "fabricated", "fabrication", "fake", "false", "fiction",
    "groundless", "hoax", "inaccurate", "incorrect", "invented", "lie", "lies", "myth",
    "nonexistent",
    "rumor", "rumour", "unfounded", "untrue", "untruth"
};

/* Wrongs that one does to another. */
static const char *const wrongs[] = {
    "abduct", "abuse", "assault", "attack", "beat", "betray", "bomb", "break", "bribe",
    "bully", "burn", "cheat", "conspire", "cover", "deceive", "defraud", "destroy",
    "discriminate", "embezzle", "exploit", "extort", "fail", "falsify", "fire", "forge",
    "hack", "harass", "hide", "hit", "ignore", "interfere", "intimidate", "invade", "kidnap",
    "kill", "launder", "lie", "loot", "manipulate", "meddle", "mislead", "misuse", "murder",
    "neglect", "open", "plunder", "pocket", "poison", "rape", "rig", "rob", "sabotage",
    "seize", "sell", "shell", "shoot", "smuggle", "spy", "stab", "steal", "strike", "swindle",
    "threaten", "throw", "torture", "violate", "violated"
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

bool is_blame(str lemma) { return LISTED(blame, lemma); }
bool is_praise(str lemma) { return LISTED(praise, lemma); }
bool is_untrue(str lemma) { return LISTED(untrue, lemma); }
bool is_wrong(str lemma) { return LISTED(wrongs, lemma); }
