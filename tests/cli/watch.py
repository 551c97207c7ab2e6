"""Watches from outside: what is new is told once, whatever happens in between.

usage: watch.py PROGRAM
"""
import json
import subprocess
import sqlite3
import unittest

from program import ReadingCase, run


def report(i, text, site="Marden Post", day=6, **fields):
    return {"id": f"r{i}", "text": text, "site": site, "title": f"Marden argues over its sea wall, part {i}",
            "published": f"2026-03-{day:02}", "url": f"https://{site.lower().replace(' ', '-')}.example/{i}", **fields}


FIRST = report(1, 'Councillor Ana Ruiz spoke in Marden on Friday about the sea wall. "We will repair the sea wall for 3 million '
                  'euros," Ruiz told reporters. The harbour office has not yet commented on the sea wall.')
COPY = report(2, 'Marden is to repair its sea wall after the winter storms. "We will repair the sea wall for 3 million euros," '
                 'Ana Ruiz said on Friday.', site="The Gull")
OTHER = report(3, 'The sea wall of Marden divides the town. "Nobody asked the fishermen about the sea wall," Piet Holm told the '
                  'Gull on Saturday.', site="The Gull", day=7)


class WatchCase(ReadingCase):
    def setUp(self):
        super().setUp()
        self.path = self.folder / "record.db"

    def add(self, *reports):
        file = self.file("in.jsonl", "".join(json.dumps(r) + "\n" for r in reports))
        self.expect(run("add", "-q", "--weights", "fast", "-l", self.path, file), 0)

    def watch(self, *arguments, code=0, errors=(), **options):
        done = run("watch", *arguments, "-l", self.path, "--json", **options)
        self.expect(done, code, *errors)
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b"{")]


class Matching(WatchCase):
    def test_what_is_new_is_told_once(self):
        self.watch("add", "wall", "--about", "sea wall")
        self.add(FIRST)
        told = self.watch("run")
        self.assertEqual([(a["kind"], a["speaker"]) for a in told], [("first", "Ana Ruiz")])
        self.assertIn("3 million", told[0]["sentence"])
        self.assertEqual(told[0]["why"], 'about "sea wall"')
        self.assertEqual(told[0]["url"], FIRST["url"])
        self.add(COPY)
        self.assertEqual(self.watch("run"), [])
        self.add(OTHER)
        told = self.watch("run")
        self.assertEqual([(a["speaker"], a.get("further")) for a in told], [("Piet Holm", 1)])
        self.assertEqual(self.watch("run"), [])

    def test_copies_are_one_line(self):
        self.watch("add", "wall", "--about", "sea wall")
        self.add(FIRST)
        self.watch("run")
        self.add(*({**COPY, "id": f"c{i}", "site": f"Paper {i}"} for i in range(12)))
        done = run("watch", "run", "-l", self.path, "--text")
        self.assertEqual(done.stdout.decode().splitlines(), ["wall: 0 alerts; 12 further reports add nothing new", "0 delivered"])
        self.add(OTHER)
        self.assertIn("12 further reports add nothing new", run("watch", "run", "-l", self.path, "--text").stdout.decode())

    def test_all_at_once_tells_the_same(self):
        self.watch("add", "wall", "--about", "sea wall")
        for one in (FIRST, COPY, OTHER):
            self.add(one)
            self.watch("run")
        one_by_one = {a["id"] for a in self.watch("alerts")}
        self.path = self.folder / "other.db"
        self.watch("add", "wall", "--about", "sea wall")
        self.add(FIRST, COPY, OTHER)
        self.assertEqual({a["id"] for a in self.watch("run")}, one_by_one)
        self.assertEqual({a["fact"] for a in self.watch("test", "x", "--about", "sea wall")},
                         {a["fact"] for a in self.watch("test", "wall", "--about", "sea wall")})

    def test_filters(self):
        self.add(FIRST, COPY, OTHER)
        self.assertEqual({a["speaker"] for a in self.watch("test", "--speaker", "holm")}, {"Piet Holm"})
        self.assertEqual(self.watch("test", "--speaker", "varga"), [])
        self.assertEqual(self.watch("test", "--outlet", "No Such Paper"), [])
        self.watch("add", "x", "--act", "sing", code=2, errors=['"sing" is not known'])
        self.watch("add", "x", "--speaker", "a", "--kind", "change", code=2, errors=["no such filter"])
        self.watch("add", "x", "--kind", "tune", code=2, errors=['no kind of alert "tune"'])
        self.assertEqual(self.watch("list"), [])

    def test_budget(self):
        self.watch("add", "few", "--budget", "1/day", "--about", "sea wall")
        self.add(FIRST, OTHER)
        self.assertEqual(len(self.watch("run")), 1)
        alerts = self.watch("alerts")
        self.assertEqual(sorted(a["held"] for a in alerts), [0] + [1] * (len(alerts) - 1))
        self.assertGreater(len(alerts), 1)

    def test_list_and_remove(self):
        self.watch("add", "wall", "--about", "sea wall")
        self.watch("add", "wall", code=2, errors=["a watch of that name"])
        self.assertEqual([w["name"] for w in self.watch("list")], ["wall"])
        self.watch("remove", "wall")
        self.assertEqual(self.watch("list"), [])
        self.watch("remove", "wall", code=1, errors=["no watch"])

    def test_forgotten_reports_are_not_quoted(self):
        self.watch("add", "wall", "--about", "sea wall")
        self.add(FIRST)
        self.watch("run")
        alert, = sqlite3.connect(self.path).execute("SELECT sentence FROM alert").fetchone()
        self.assertTrue(alert.encode() in self.path.read_bytes())
        self.expect(run("forget", "-l", self.path, "--reason", "asked for", "r1"), 0)
        self.assertEqual(self.watch("alerts"), [])
        self.assertFalse(alert.encode() in self.path.read_bytes())


class Kinds(WatchCase):
    def test_an_answer_ends_a_silence(self):
        self.watch("add", "wall", "--about", "sea wall", "--kind", "answer")
        self.add(FIRST)
        self.assertEqual(self.watch("run"), [])
        self.add(report(4, 'The harbour office has broken its silence on the sea wall. The harbour office said on Monday that the '
                           'sea wall of Marden would be raised by two metres.', site="The Gull", day=9))
        told = self.watch("run")
        self.assertEqual([a["kind"] for a in told], ["answer"])
        self.assertIn("two metres", told[0]["sentence"])
        self.assertIn("not yet commented", told[0]["earlier"]["sentence"])

    def test_a_report_that_changed(self):
        self.watch("add", "paper", "--outlet", "Marden Post", "--kind", "change")
        self.add(FIRST)
        self.assertEqual(self.watch("run"), [])
        self.add({**FIRST, "id": "r1b", "title": "Marden argues no more", "retrieved": "2026-03-08T08:00:00Z",
                  "text": FIRST["text"].replace("3 million", "9 million")})
        told = self.watch("run")
        self.assertEqual([a["kind"] for a in told], ["change"])
        self.assertIn("headline", told[0]["what"])
        self.assertIn({"part": "title", "kind": "reworded", "before": FIRST["title"], "after": "Marden argues no more"},
                      told[0]["changes"])
        self.assertEqual(self.watch("run"), [])

    def test_a_changed_statement_is_told_once(self):
        self.watch("add", "wall", "--about", "sea wall")
        self.add(FIRST)
        self.watch("run")
        self.add({**FIRST, "id": "r1b", "retrieved": "2026-03-08T08:00:00Z", "text": FIRST["text"].replace("3 million", "9 million")})
        self.assertEqual([a["kind"] for a in self.watch("run")], ["change"])

    def test_what_was_expected(self):
        self.watch("add", "wall", "--words", "wall", "--kind", "expectation")
        self.add(report(5, "The council of Marden will vote on the sea wall on 12 March 2026, the mayor said.", day=6))
        self.assertEqual(self.watch("run"), [])
        self.add(report(6, "The council of Marden voted on the sea wall on Thursday, 12 March 2026, and approved it.", day=13))
        told = self.watch("run")
        self.assertEqual([a["kind"] for a in told], ["expectation"])
        self.assertIn("will vote", told[0]["earlier"]["sentence"])
        self.assertIn("voted", told[0]["sentence"])

    def test_what_fell_due(self):
        self.watch("add", "wall", "--words", "wall", "--kind", "expectation")
        self.add(report(5, "The council of Marden will vote on the sea wall on 12 March 2026, the mayor said.", day=6))
        self.add(report(7, "It rained on Marden and its wall.", day=20))
        self.assertEqual([a["what"] for a in self.watch("run")],
                         ["its day has passed, and no report tells what became of it"])
        self.assertEqual(self.watch("run"), [])


if __name__ == "__main__":
    unittest.main()
