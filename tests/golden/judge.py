"""Judges one assertion against one record.

An assertion names a part and fields; it holds when one thing of that part has the asserted
words (content, span) and every asserted field. Words are found when half of them lie in the
thing; a statement must not be three times as long either. " … " stands between pieces that
are apart in the text. `exactly` asks for the very words.
"""
import math

from names import WORD, actor_is, head_range, heads_agree, names_agree

ACTORS = {"speaker": "speakers", "addressee": "addressees", "who": "who", "actor": "actors",
          "recipient": "recipients"}
WORDS = {"content", "span", "exactly", "n"}
KILOMETRES_NEAR = 161


class Malformed(Exception):
    """An assertion that cannot be judged: its words do not stand in the text."""


class Reading:
    """A record, with its byte offsets as offsets of characters."""

    def __init__(self, record):
        self.record, self.text = record, record["text"]
        self.at, count = {}, 0
        for i, c in enumerate(self.text):
            self.at[count] = i
            count += len(c.encode())
        self.at[count] = len(self.text)
        self.words = [m.span() for m in WORD.finditer(self.text)]
        self.actors = {a["id"]: self.actor(a) for a in record["actors"]}
        self.statements = {s["id"]: s for s in record["statements"]}

    def chars(self, span):
        return self.at[span[0]], self.at[span[1]]

    def quote(self, span):
        start, end = self.chars(span)
        return self.text[start:end]

    def actor(self, a):
        return {**a, "forms": [a["name"]] + [self.quote(m) for m in a["mentions"]]}

    def covered(self, spans):
        return {i for i, (s, e) in enumerate(self.words) if any(s < y and x < e for x, y in spans)}

    def find(self, phrase, n=1):
        """Character span of the n-th place of a phrase; never from or to inside a word."""
        at, inside = -1, lambda i: 0 < i < len(self.text) and self.text[i - 1].isalnum() \
            and self.text[i].isalnum()
        for _ in range(int(n)):
            at = self.text.find(phrase, at + 1)
            while at >= 0 and (inside(at) or inside(at + len(phrase))):
                at = self.text.find(phrase, at + 1)
            if at < 0:
                raise Malformed(f"{phrase!r} stands fewer than {int(n)} times in the text")
        return at, at + len(phrase)


def spans_of(part, thing):
    if part == "statements":
        return thing["content"]
    if part == "sentences":
        return [thing]
    if part in ("times", "quantities", "places", "entities", "blocks"):
        return [[thing["start"], thing["end"]]]
    return {"events": thing.get("spans"), "actors": thing.get("mentions")}.get(part) \
        or [thing["span"]]


def has_words(reading, part, fields, thing):
    spans = spans_of(part, thing) if WORDS & set(fields) else []
    if "exactly" in fields:
        got = " … ".join(reading.quote(s) for s in spans)
        return " ".join(got.split()) == " ".join(fields["exactly"].split())
    phrase = fields.get("content", fields.get("span"))
    if phrase is None:
        return True
    pieces = phrase.split(" … ")
    asked = reading.covered([reading.find(p, fields.get("n", 1)) for p in pieces])
    got = reading.covered([reading.chars(s) for s in spans])
    if not asked:
        raise Malformed(f"no word in {phrase!r}")
    too_long = part == "statements" and len(got) > 3 * len(asked)
    return 2 * len(asked & got) >= len(asked) and not too_long


def same_words(reading, spans, phrase):
    """Cue and source: the asserted words, of which half must be there and little else."""
    got = [w.casefold() for s in spans for w in WORD.findall(reading.quote(s))]
    asked = [w.casefold() for w in WORD.findall(phrase)]
    return 2 * len(set(got) & set(asked)) >= len(asked) and len(got) <= 3 * len(asked)


def same_time(asked, got):
    if asked is None or got is None:
        return asked is got
    return got[:len(asked)] == asked


def toward_is(reading, asked, toward):
    actor = reading.actors.get(toward)
    if actor:
        return actor_is(asked, actor)
    got = {w.casefold() for w in WORD.findall(toward or "")}
    words = {w.casefold() for w in WORD.findall(asked)}
    return names_agree(asked, toward or "") or 2 * len(words & got) >= len(words)


def stance_is(reading, fields, thing):
    stances = thing["stance"]
    if fields.get("polarity", "") is None:
        return not stances
    return any(fields.get("polarity", s["polarity"]) == s["polarity"]
               and ("toward" not in fields or toward_is(reading, fields["toward"], s["toward"]))
               for s in stances)


def role_is(fields, actor):
    return any(("role" not in fields or heads_agree(fields["role"], r["title"] or ""))
               and ("of" not in fields or bool(r["of"]) and heads_agree(fields["of"], r["of"]))
               for r in actor["roles"])


def kilometres(a, b):
    (la, lo), (lb, lp) = [[math.radians(x) for x in p] for p in (a, b)]
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def is_near(asked, place):
    point = [float(x) for x in asked.split(",")]
    if place["lat"] is None:
        return False
    return kilometres(point, (place["lat"], place["lon"])) <= KILOMETRES_NEAR


def channel_is(key, asked, channel):
    got = (channel or {}).get("name" if key == "channel_name" else "kind")
    if asked is None or got is None:
        return asked is got
    return heads_agree(asked, got) if key == "channel_name" else got == asked


def within_is(reading, asked, thing):
    outer = reading.statements.get(thing["within"])
    if asked is None or outer is None:
        return asked is None and thing["within"] is None
    return has_words(reading, "statements", {"content": asked}, outer)


def actors_are(reading, key, asked, thing):
    ids = thing[ACTORS[key]] or []
    return not ids if asked is None else any(actor_is(asked, reading.actors[i]) for i in ids)


def field_is(reading, part, fields, key, thing):
    asked = fields[key]
    if part == "actors" and key == "name":
        return actor_is(asked, reading.actors[thing["id"]])
    if part == "actors" and key in ("role", "of"):
        return role_is(fields, thing)
    if key in ACTORS and part != "main":
        return actors_are(reading, key, asked, thing)
    if key in ("source", "cue"):
        return not thing[key] if asked is None else same_words(reading, thing[key], asked)
    if key in ("channel", "channel_name"):
        return channel_is(key, asked, thing["channel"])
    if key in ("polarity", "toward"):
        return stance_is(reading, fields, thing)
    return other_field_is(reading, part, fields, key, thing)


def other_field_is(reading, part, fields, key, thing):
    asked, got = fields[key], thing.get(key)
    if key == "within":
        return within_is(reading, asked, thing)
    if key in ("earliest", "latest"):
        return same_time(asked, (thing if part == "times" else thing["time"] or {}).get(key))
    if key == "near":
        return is_near(asked, thing)
    if key == "of":
        return not got if asked is None else bool(got) and heads_agree(asked, got)
    if key in ("main", "conflict"):
        return bool(got) == (asked == "true")
    return got == asked


def phrase_of(written):
    phrase, _, n = written.partition("#")
    return phrase, int(n or 1)


def head_word(text, start):
    """Character span of the head word of the words at `start`."""
    first, last = head_range(text)
    found = [m.span() for m in WORD.finditer(text, first, last)] \
        or [m.span() for m in WORD.finditer(text)] or [(0, len(text))]
    return start + found[-1][0], start + found[-1][1]


def mentioned_by(reading, written):
    """Ids of the actors of which these words are a mention."""
    span = reading.find(*phrase_of(written))
    s, e = head_word(reading.text[span[0]:span[1]], span[0])
    found = set()
    for i, actor in reading.actors.items():
        for mention in map(reading.chars, actor["mentions"]):
            x, y = head_word(reading.text[mention[0]:mention[1]], mention[0])
            if x < e and s < y:
                found.add(i)
    return found


def chains_hold(reading, fields):
    phrases = (fields.get("same") or fields["different"]).split("|")
    found = [mentioned_by(reading, phrase) for phrase in phrases]
    if "same" in fields:
        return bool(set.intersection(*found))
    return all(found) and not any(a & b for i, a in enumerate(found) for b in found[:i])


def things_of(reading, part):
    things = reading.record[part]
    return [things] if isinstance(things, dict) else things


def holds(reading, assertion):
    """Whether what the assertion describes is (+) or is not (-) in the record."""
    part, fields = assertion.part, assertion.fields
    if "same" in fields or "different" in fields:
        return chains_hold(reading, fields) == assertion.wanted
    keys = [k for k in fields if k not in WORDS]
    found = any(has_words(reading, part, fields, t)
                and all(field_is(reading, part, fields, k, t) for k in keys)
                for t in things_of(reading, part))
    return found == assertion.wanted
