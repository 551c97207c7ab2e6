"""When two ways of naming somebody may be the same: "the mayor, Ana Ruiz", "Ruiz", "Ms Ruiz".

Two names agree when they share their head word (the last before a comma, a preposition or a
relative pronoun, and after an owner's 's) and all words up to the head of the shorter one
stand in the longer one. So "Ruiz" is "Ana Ruiz", but "the ministry" is no "ministry
spokesman" and "Ana Ruiz" no "Tom Ruiz". Articles, titles and company endings do not count.
"""
import re

WORD = re.compile(r"\w+(?:[-'’.&]\w+)*")
PRONOUNS = frozenset("""i me my mine myself we us our ours ourselves you your yours yourself he him
his himself she her hers herself it its itself they them their theirs themselves who whom
whose which that this these those""".split())
LIGHT = frozenset("""the a an its his her their our my your mr mrs ms dr sir inc ltd plc llc corp co
company ag gmbh kc""".split())
HEAD_ENDS = re.compile(r"[,(]|\s(?:of|in|on|at|for|from|by|with|who|which|that|to|behind)\s")
OWNER = re.compile(r"^(?:(?![,(]|\s(?:of|in|on|at|for|from|by|with|who|which)\s).)*['’]s\s+(?=\w)")


def is_pronoun(text):
    return text.casefold() in PRONOUNS and (len(text) == 1 or not text.isupper())


def head_range(text):
    """First and past-last character of the words up to the head."""
    owner = OWNER.match(text)
    start = owner.end() if owner else 0
    stop = HEAD_ENDS.search(text, start + 1)
    return start, stop.start() if stop else len(text)


def plain(word):
    return re.sub(r"['’]s?$", "", word.casefold())


def name_words(text):
    start, stop = head_range(text)
    found = [plain(w) for w in WORD.findall(text[start:stop])]
    return [w for w in found if w not in LIGHT] or found


def names_agree(a, b):
    a, b = name_words(a), name_words(b)
    if not a or not b or a[-1] != b[-1]:
        return False
    return set(a) <= set(b) or set(b) <= set(a)


def actor_is(name, actor):
    """Whether one of the actor's name and mentions (its "forms") agrees with a name."""
    return any(names_agree(name, form) for form in actor["forms"] if not is_pronoun(form))


def heads_agree(a, b):
    """For channels, roles and counted things: one holds the other's head word."""
    cut = lambda w: w[:-1] if len(w) > 3 and w.endswith("s") else w
    a, b = [cut(w) for w in name_words(str(a))], [cut(w) for w in name_words(str(b))]
    return bool(a and b) and (a[-1] in b or b[-1] in a)
