#!/usr/bin/env python3
"""Tests the judge: assertions that must hold of a small record, and ones that must not."""
import unittest

from cases import CaseError, assertion_of, case_of
from judge import Malformed, Reading, holds
from names import names_agree
from shape import wrong_with

TEXT = "Mayor Ana Ruiz told reporters on Friday that the dam – her pride – will hold. She left."


def at(words, n=1):
    start = -1
    for _ in range(n):
        start = TEXT.index(words, start + 1)
    first = len(TEXT[:start].encode())
    return [first, first + len(words.encode())]


def record():
    statement = {"id": "s1", "source": [at("Mayor Ana Ruiz")], "cue": [at("told")],
                 "content": [at("that the dam – her pride – will hold")], "quotation": "indirect",
                 "speaker": "a1", "speakers": ["a1"], "addressees": ["a2"], "channel": None,
                 "act": "say", "stance": [{"toward": "the dam", "polarity": "for"}],
                 "time": {"earliest": "2026-03-06", "latest": "2026-03-06", "time": "t1"},
                 "place": None, "within": None, "confidence": 0.9}
    time = {"id": "t1", "start": at("Friday")[0], "end": at("Friday")[1], "type": "DATE",
            "value": "2026-03-06", "earliest": "2026-03-06", "latest": "2026-03-06",
            "conflict": False, "confidence": 1}
    actors = [{"id": "a1", "name": "Ana Ruiz", "kind": "person",
               "roles": [{"title": "mayor", "of": None}], "confidence": 1,
               "mentions": [at("Mayor Ana Ruiz"), at("her"), at("She")]},
              {"id": "a2", "name": "reporters", "kind": "group", "roles": [], "confidence": 1,
               "mentions": [at("reporters")]}]
    empty = {p: [] for p in "blocks entities events expectations silences places quantities "
             "voice notes".split()}
    return {"id": "x", "text": TEXT, "sentences": [at(TEXT[:79])], "statements": [statement],
            "times": [time], "actors": actors, **empty}


HOLD = """
+ statement content="the dam – her pride – will hold" speaker="Ana Ruiz" addressee=reporters
+ statement content="her pride – will hold" polarity=for toward="the dam" channel=null latest="2026-03-06"
+ statement exactly="that the dam – her pride – will hold" cue="told" source="Ana Ruiz"
- statement content="She left"
- statement content="will hold" speaker="Tom Ruiz"
+ time span="Friday" value="2026-03-06" conflict=false
+ actor same="Ana Ruiz|her|She"
+ actor different="Ana Ruiz|reporters"
+ actor name="Ana Ruiz" role=mayor kind=person
- silence
- statement content="Friday"
""".strip().splitlines()

FAIL = """
+ statement content="She left"
+ statement content="that the dam" act=deny
+ statement content="that"
+ statement content="that the dam – her pride – will hold" addressee=null
+ statement exactly="the dam – her pride – will hold"
+ time span="Friday" value="2026-03-07"
+ actor same="Ana Ruiz|reporters"
+ actor different="Ana Ruiz|her"
+ actor name="Ruiz" kind=group
- statement
+ silence
""".strip().splitlines()


class Judging(unittest.TestCase):
    def test_what_holds(self):
        for line in HOLD:
            self.assertTrue(holds(Reading(record()), assertion_of(line, "here")), line)

    def test_what_fails(self):
        for line in FAIL:
            self.assertFalse(holds(Reading(record()), assertion_of(line, "here")), line)

    def test_words_that_are_not_there(self):
        with self.assertRaises(Malformed):
            holds(Reading(record()), assertion_of('+ time span="Monday"', "here"))

    def test_names(self):
        for a, b in (("Ana Ruiz", "Ruiz"), ("the mayor, Ana Ruiz", "the mayor"),
                     ("Orvane", "Orvane plc")):
            self.assertTrue(names_agree(a, b), (a, b))
        for a, b in (("Ana Ruiz", "Tom Ruiz"), ("ministry", "ministry spokesman"),
                     ("Ana Ruiz", "Ana Ruiz's lawyer")):
            self.assertFalse(names_agree(a, b), (a, b))


class Shapes(unittest.TestCase):
    def test_a_good_record(self):
        self.assertEqual(wrong_with(record()), [])

    def test_broken_records(self):
        for part, key, value in (("statements", "speakers", ["a9"]), ("times", "end", 9999),
                                 ("statements", "content", [[at("–")[0], at("–")[0] + 1]]), ("actors", "kind", "man"),
                                 ("statements", "within", "s1"), ("statements", "act", "shout")):
            broken = record()
            broken[part][0][key] = value
            self.assertTrue(wrong_with(broken), (part, key))


class CaseFiles(unittest.TestCase):
    def test_head_text_and_marks(self):
        line = r'? + time n=2 span="a \"b\""'
        case = case_of(["title: A", "", "It rained.", "----", line], 1, "f")
        self.assertEqual((case.head, case.text), ({"title": "A"}, "It rained."))
        self.assertEqual(case.assertions[0].fields, {"n": 2, "span": 'a "b"'})
        self.assertTrue(case.assertions[0].known_to_fail)

    def test_a_text_that_looks_like_a_head(self):
        case = case_of(["LUND: Why?", "", "title: no", "----", "+ time"], 1, "f")
        self.assertEqual((case.head, case.text), ({}, "LUND: Why?\n\ntitle: no"))

    def test_mistakes(self):
        for lines in (["x", "----"], ["x", "+ time"], ["x", "----", "+ tide"],
                      ["x", "----", "time"], ["x", "----", "+ time span=\"a"],
                      ["file: a", "", "text", "----", "+ time"]):
            with self.assertRaises(CaseError):
                case_of(lines, 1, "f")


if __name__ == "__main__":
    unittest.main()
