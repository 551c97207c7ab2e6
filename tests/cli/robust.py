#!/usr/bin/env python3
"""Holds what a report's look may cost: other quotation marks, case, line breaks, transcripts.

The reports of tests/golden/reports and examples/ are read as they are and in other looks.
A statement is found again when one of the changed text has at least half its words and the
same speaker. LOOKS has the least share of statements that must be found again, by weights;
it stands a little below what was measured (models/README.md, "Robustness"). `robust.py
PROGRAM --figures` prints what is measured now.
"""
import json
import re
import sys
import unittest

from program import ROOT, ReadingCase, run

sys.path.insert(0, str(ROOT / "tests" / "golden"))
from cases import cases_read

OPENING = re.compile(r'["\u201c](?=[\w$(\'\u2018])')
DOUBLE = re.compile(r'["\u201c\u201d]')
ARTICLE = re.compile(r"^(the|an?) ")


class Text:
    """A changed text: for each of its characters, where in the original it came from."""

    def __init__(self, characters):
        self.text = "".join(c for c, _ in characters)
        self.origins = [origin for c, origin in characters for each in c if each.isalnum()]

    def spans(self, text, spans):
        """The original's places of the letters in spans of what the record holds as text."""
        count = [0]
        for c in text:
            count.append(count[-1] + c.isalnum())
        return {o for start, end in spans for o in self.origins[count[start]:count[end]]}


def replaced(text, pattern, replacement):
    """Each match of a pattern by what replacement(match) gives, all else as it stands."""
    characters, at = [], 0
    for m in re.finditer(pattern, text):
        characters += [(text[i], i) for i in range(at, m.start())]
        characters += [(replacement(m), m.start())]
        at = m.end()
    return Text(characters + [(text[i], i) for i in range(at, len(text))])


def marks(text, *pairs):
    """The double quotation marks as these pairs in turn."""
    opened = [-1]

    def mark(m):
        opens = bool(OPENING.match(text, m.start()))
        opened[0] += opens
        return pairs[max(opened[0], 0) % len(pairs)][not opens]
    return replaced(text, DOUBLE, mark)


def unclosed(text):
    """No closing mark where a paragraph ends in one."""
    return replaced(text, r'["\u201d](?=\s*(\n|$))', lambda m: "")


def unclosed_inside(text):
    """The last closing mark of each paragraph is forgotten, whatever follows it."""
    return replaced(text, r'(?<=[\w.,!?])["\u201d](?=[^"\u201d\n]*(\n|$))', lambda m: "")


def wrapped(text):
    """Lines of at most 72 characters, as mail has them."""
    characters, begin = [], 0
    for i, c in enumerate(text):
        if c == "\n":
            begin = len(characters) + 1
        characters.append((c, i))
        if len(characters) - begin > 72:
            blank = next((k for k in range(len(characters) - 1, begin, -1)
                          if characters[k][0] == " "), None)
            if blank:
                characters[blank] = ("\n", characters[blank][1])
                begin = blank + 1
    return Text(characters)


def hyphenated(text):
    """Blanks that do not break, and hyphens that show only at a line's end."""
    def change(m):
        return "\u00a0" if m[0] == " " else m[0]
    return replaced(text, r" (?=\d|[A-Z])|(?<=[a-z]{4})(?=[a-z]{4})",
                    lambda m: change(m) if m[0] else "\u00ad")


LOOKS = {  # what is changed, and the least share found again with the fast and accurate weights
    "straight": (lambda t: marks(t, '""'), 0.97, 0.97),
    "curly": (lambda t: marks(t, "\u201c\u201d"), 0.97, 0.95),
    "doubled": (lambda t: marks(t, ("``", "''")), 0.96, 0.93),
    "single": (lambda t: marks(t, "''"), 0.95, 0.95),
    "single, curly": (lambda t: marks(t, "\u2018\u2019"), 0.96, 0.95),
    "mismatched": (lambda t: marks(t, '\u201c"', "\u201e\u201c", ("``", '"'), '"\u201d'), 0.97, 0.97),
    "unclosed": (unclosed, 0.97, 0.97),
    "unclosed inside": (unclosed_inside, 0.90, 0.91),
    "lower case": (lambda t: replaced(t, r"[A-Z]", lambda m: m[0].lower()), 0.88, 0.93),
    "CAPITALS": (lambda t: replaced(t, r"[a-z]", lambda m: m[0].upper()), 0.89, 0.93),
    "wrapped": (wrapped, 0.97, 0.97),
    "hidden hyphens": (hyphenated, 0.97, 0.96),
    "transcript": (None, 0.80, 0.92),
}


def reports():
    """(name, head, text) of our own reports."""
    for path in sorted((ROOT / "tests" / "golden" / "reports").glob("*.txt")):
        for case in cases_read(path, path.name):
            if case.text:
                yield case.where, case.head, case.text
    for path in sorted((ROOT / "examples").glob("*.txt")):
        yield path.name, {}, path.read_text(encoding="utf-8")


def read(texts, weights):
    """The records of {id: (head, text)}, by their ids."""
    rows = "".join(json.dumps({"id": i, "text": text, **head}) + "\n"
                   for i, (head, text) in texts.items())
    done = run("read", "--json", "--quiet", "--offsets", "codepoints", "--weights", weights, "-",
               text=rows)
    assert done.returncode == 0, done.stderr
    return {r["id"]: r for r in map(json.loads, done.stdout.splitlines())}


def said(record, text):
    """The statements of a record: letters of their contents, and the speaker's name."""
    names = {a["id"]: a["name"] for a in record["actors"]}
    return [(text.spans(record["text"], s["content"]), names.get(s["speaker"]))
            for s in record["statements"]]


def same_name(a, b):
    """The same words, or one the end of the other: "Ana Ruiz", "Ruiz", "Mayor Ana Ruiz"."""
    if a is None or b is None:
        return a == b
    a, b = (ARTICLE.sub("", name.casefold()).split(" ") for name in (a, b))
    return a[-len(b):] == b or b[-len(a):] == a


def found(one, others):
    content, speaker = one
    return any(2 * len(content & other) >= len(content | other) and same_name(speaker, name)
               for other, name in others)


def turns(record):
    """Direct statements by named people that stand by themselves, as (start, end, words)."""
    people = {a["id"]: a["name"] for a in record["actors"] if a["kind"] == "person"}
    text, at = record["text"], 0
    for s in sorted(record["statements"], key=lambda s: s["content"]):
        name = people.get(s["speaker"], "")
        spans = sorted(s["content"] + s["source"] + s["cue"])
        start, end = spans[0][0], spans[-1][1]
        between = "".join(text[a[1]:b[0]] for a, b in zip(spans, spans[1:]))
        whole = start >= at and "\n" not in text[start:end] and not re.search(r"\w", between)
        if s["quotation"] == "direct" and whole and re.fullmatch(r"([A-Z]\S+ )+[A-Z]\S+", name):
            if len(s["content"]) == 1:
                at = end
                yield start, end, s


def transcript(record):
    """The text with those statements as turns of a transcript, and the statements."""
    text, characters, at, said_so = record["text"], [], 0, []
    name = {a["id"]: a["name"] for a in record["actors"]}
    for start, end, s in turns(record):
        while start > at and text[start - 1] in '"\u201c':
            start -= 1
        characters += [(text[i], i) for i in range(at, start)]
        (first, past), = s["content"]
        characters += [("\n\n" + name[s["speaker"]].split()[-1].upper() + ": ", None)]
        words = text[first:past].strip('"\u201c\u201d,')
        first = text.index(words, first)
        characters += [(text[i], i) for i in range(first, first + len(words))]
        characters += [("." if words[-1].isalnum() else "", None), ("\n\n", None)]
        at = end + (text[end:end + 1] == ".")
        said_so.append(s)
    return Text(characters + [(text[i], i) for i in range(at, len(text))]), said_so


def measure(weights):
    """(look, statements, found again, the lost ones) of every look."""
    given = {name: (head, text) for name, head, text in reports()}
    plain = {i: r for i, r in read(given, weights).items() if r["statements"]}
    as_is = {i: Text([(c, k) for k, c in enumerate(r["text"])]) for i, r in plain.items()}
    changed, expected = {}, {}
    for i, record in plain.items():
        for look, (change, _, _) in LOOKS.items():
            text, kept = transcript(record) if not change else (change(record["text"]), None)
            changed[i, look] = text
            expected[i, look] = said({**record, "statements": kept} if kept is not None
                                     else record, as_is[i])
    rows = {f"{i}|{look}": (given[i][0], t.text) for (i, look), t in changed.items()}
    records = read(rows, weights)
    for look in LOOKS:
        count, lost = 0, []
        for i in plain:
            have = said(records[f"{i}|{look}"], changed[i, look])
            count += len(expected[i, look])
            lost += [(i, plain[i]["text"], one, have) for one in expected[i, look]
                     if not found(one, have)]
        yield look, count, count - len(lost), lost


def figures():
    for weights in ("fast", "accurate"):
        for look, count, kept, lost in measure(weights):
            print(f"{weights:9} {look:16} {kept:4} of {count:4}  {kept / count:.3f}")
            for i, text, (content, speaker), have in lost if "--lost" in sys.argv else ():
                print("   ", i, speaker, text[min(content):max(content) + 1])
                for c, s in have:
                    if c & content:
                        print("        now", s, text[min(c):max(c) + 1])


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


class Robust(ReadingCase):
    def hold(self, weights, column):
        for look, count, kept, _ in measure(weights):
            with self.subTest(look=look, weights=weights):
                self.assertGreater(count, 10)
                self.assertGreaterEqual(kept / count, LOOKS[look][column])

    def test_words_are_told_on_one_line(self):
        texts = {f"{name}|{look}": (head, LOOKS[look][0](text).text)
                 for name, head, text in reports() for look in ("wrapped", "hidden hyphens")}
        for name, record in read(texts, "fast").items():
            for part in ("actors", "statements", "silences", "expectations", "quantities",
                         "places", "main"):
                for words in strings(record[part]):
                    self.assertNotRegex(words, "[\n\u00a0\u00ad]|  ", name)

    def test_fast_weights(self):
        self.hold("fast", 1)

    def test_accurate_weights(self):
        self.hold("accurate", 2)


if __name__ == "__main__":
    figures() if "--figures" in sys.argv else unittest.main()
