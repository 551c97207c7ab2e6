"""Checking quotations from outside: where words come from, and what differs.

usage: check.py PROGRAM
"""
import json
import subprocess
import unittest

from program import PROGRAM, run
from ledger import LedgerCase, WORDED, told

JOINED = ("Mayor Ilda Marchetti spoke about the ferry in Karsholm. \"The ferry will sail twice a day in winter,\" Marchetti "
          "told reporters. \"Nobody on the islands will be left without bread,\" she said. The old pier of Tolvik sank "
          "into the mud on Sunday night while fishermen watched it from their boats.")
REPORTS = WORDED + [told("ferry", "Ferry to sail in winter", JOINED, 8, "Karsholm Times")]


class Checking(LedgerCase):
    def setUp(self):
        super().setUp()
        self.path = self.ledger("a.db", REPORTS)

    def check(self, words, code=0):
        done = run("check", "-l", self.path, "--json", words)
        self.assertEqual((done.returncode, done.stderr), (code, b""))
        return json.loads(done.stdout)

    def test_word_for_word(self):
        answer = self.check("We will not close the harbour before 12 May")
        near = answer["nearest"][0]
        self.assertEqual((answer["found"], near["nearness"], near["missing"], near["other"]), ("statement", 1.0, [], []))
        self.assertEqual((near["first_outlet"], near["reports"], near["outlets"]), ("The Gull", 4, 3))
        self.assertEqual(near["outlet_names"], "The Gull; Vesk Post; Karsholm Times")
        self.assertEqual(near["first"][:10], "2026-03-02")
        self.assertIn(near["speaker"], ("Ilda Marchetti", "Marchetti", "Omar Sayed"))

    def test_marks_and_dropped_words(self):
        for words in ("\u201eWe will not close the harbour\u201c", "'we\u2019ll not close ... harbour before 12 May'",
                      "WE WILL NOT CLOSE HARBOUR BEFORE 12 MAY"):
            self.assertEqual(self.check(words)["found"], "statement", words)

    def test_what_differs(self):
        near = self.check("We will close the harbour before 12 May")["nearest"][0]
        self.assertEqual((near["missing"], near["other"]), ([], ["not"]))
        self.assertIn("not", near["differs"].split())
        near = self.check("close the harbour before 12 May")["nearest"][0]
        self.assertEqual((near["other"], near["core"]), (["not"], "not close the harbour before 12 May"))
        text = run("check", "-l", self.path, "--text", "We will close the harbour before 20 May").stdout.decode()
        self.assertIn("[-20-]", text)
        coloured = run("check", "-l", self.path, "--text", "--colour", "always", "We will close the harbour before 20 May")
        self.assertIn(b"\033[31;9m20\033[0m", coloured.stdout)

    def test_joined(self):
        near = self.check("The ferry will sail twice a day in winter, nobody on the islands will be left without bread")
        self.assertEqual((near["found"], near["nearest"][0]["joined"]), ("statement", 2))

    def test_parts(self):
        answer = self.check("We will not close the harbour before 12 May. Nobody on the islands will be left without bread.")
        self.assertEqual(answer["found"], "statement")
        parts = {n["part"].strip() for n in answer["nearest"]}
        self.assertEqual(len(parts), 2)

    def test_narration(self):
        answer = self.check("The old pier of Tolvik sank into the mud on Sunday night", 1)
        self.assertEqual((answer["found"], answer["nearest"][0]["kind"]), ("narration", "narration"))
        done = run("check", "-l", self.path, "--text", "The old pier of Tolvik sank into the mud")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"reports tell them as their own", done.stdout)

    def test_not_there(self):
        self.assertEqual(self.check("zebras dance under purple moons", 1)["nearest"], [])
        done = run("check", "-l", self.path, "--text", "zebras dance under purple moons")
        self.assertEqual((done.returncode, done.stdout), (1, b"Not in this ledger.\n"))

    def test_lines(self):
        lines = "we will not close the harbour\n\nzebras dance under purple moons\n"
        done = subprocess.run([PROGRAM, "check", "-l", self.path, "--json", "-"], input=lines.encode(), capture_output=True)
        self.assertEqual([json.loads(line)["found"] for line in done.stdout.splitlines()], ["statement", None])
        self.assertEqual(done.returncode, 1)

    def test_wrong_use(self):
        self.expect(run("check", "-l", self.path), 2, "no words")
        self.expect(run("check", "-l", self.path, "--text", "..."), 2, "no word to look for")
        self.expect(run("check", "-l", self.path, "--limit", "x", "words"), 2, "no number")
        self.expect(run("check", "-l", self.folder / "none.db", "words"), 1, "no such ledger")


if __name__ == "__main__":
    unittest.main()
