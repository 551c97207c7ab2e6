"""onrecord explain: why each fact is there, as text and as JSON."""
import json
import unittest

from program import Case, run

REPORT = """Ferry terminal to close

The port of Halden will close its ferry terminal on Monday, harbour master Vera Lund said. "The \
pier is sinking," she told reporters. The mayor declined to comment. Grass grows there.
"""


class Explain(Case):
    def explain(self, *arguments, report=REPORT):
        path = self.file("ferry.txt", report)
        done = run("explain", path, "--published", "2026-03-04", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, b""), done.stderr)
        return done.stdout.decode()

    def facts(self, *arguments):
        return json.loads(self.explain("--json", *arguments))

    def record(self):
        path = self.file("ferry.txt", REPORT)
        return json.loads(run("read", "--json", "--published", "2026-03-04", path).stdout)

    def test_every_fact_of_the_record_is_told(self):
        record, told = self.record(), self.facts()
        parts = ("statements", "events", "expectations", "silences", "times", "places", "quantities",
                 "voice", "actors", "entities")
        ids = {fact["id"] for part in parts for fact in record[part]}
        self.assertEqual({fact["id"] for fact in told["facts"]}, ids)
        self.assertGreater(len(ids), 8)
        self.assertEqual(told["id"], record["id"])

    def test_words_are_the_text_at_their_spans(self):
        text = self.record()["text"].encode()
        for fact in self.facts()["facts"]:
            for words in fact["words"] + fact["reader"]:
                start, end = words["span"]
                self.assertEqual(text[start:end].decode(), words["words"])
            for label in fact["reader"]:
                self.assertTrue(0 <= label["probability"] <= 1)

    def test_a_statement_has_its_labels_and_reasons(self):
        said = [f for f in self.facts()["facts"] if f["kind"] == "statement"]
        self.assertEqual(len(said), 2)
        for fact in said:
            self.assertIn("reader's labels", fact["by"])
            cues = [x for x in fact["reader"] if x["label"] == "cue"]
            self.assertEqual([c["words"] for c in cues], ["said" if fact["id"] == "s1" else "told"])
            self.assertGreater(cues[0]["probability"], 0.5)
            self.assertIn("act", {r["field"] for r in fact["reasons"]})

    def test_a_rule_is_named(self):
        kinds = {f["kind"]: f for f in self.facts()["facts"]}
        self.assertIn("declining", kinds["silence"]["by"])
        self.assertEqual(kinds["silence"]["value"], "declined")
        self.assertIn("modal", kinds["expectation"]["by"])

    def test_one_fact_alone(self):
        told = self.facts("s2")
        self.assertEqual([f["id"] for f in told["facts"]], ["s2"])
        self.assertEqual(told["without"], [])
        self.assertIn("s2 statement", self.explain("--text", "s2"))
        self.assertNotIn("s1 statement", self.explain("--text", "s2"))

    def test_a_sentence_without_facts_has_its_nearest_cue(self):
        told = json.loads(self.explain("--json", report="Grass is green.\n"))
        self.assertEqual(told["facts"], [])
        (row,) = told["without"]
        self.assertEqual(row["words"], "Grass is green.")
        self.assertEqual(row["nearest"]["label"], "cue")
        self.assertLess(row["nearest"]["probability"], 0.5)
        self.assertIn("no fact; nearest", self.explain("--text", report="Grass is green.\n"))

    def test_wrong(self):
        path = self.file("ferry.txt", REPORT)
        for arguments, code, words in ((("explain",), 2, b"no input"),
                                       (("explain", path, "s1", "s2"), 2, b"one input"),
                                       (("explain", path, "s99"), 1, b'no fact "s99"'),
                                       (("explain", f"{path}.none"), 1, b".none")):
            done = run(*arguments)
            self.assertEqual((done.returncode, done.stdout), (code, b""), arguments)
            self.assertIn(words, done.stderr)
            self.assertEqual(done.stderr.count(b"\n"), 1)

    def test_of_many_reports_those_that_can_be_read(self):
        lines = json.dumps({"id": "a", "text": "Ana said it rained."}) + "\nnothing\n" \
            + json.dumps({"id": "b", "text": "Bo said it snowed."}) + "\n"
        done = run("explain", "--json", self.file("two.jsonl", lines))
        self.assertEqual(done.returncode, 1)
        self.assertEqual([json.loads(x)["id"] for x in done.stdout.splitlines()], ["a", "b"])
        self.assertIn(b"two.jsonl:2", done.stderr)


if __name__ == "__main__":
    unittest.main()
