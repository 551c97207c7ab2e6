"""The forms of output hold together: JSON as docs/record.md defines it, CoNLL-U, brat."""
import json
import re
import subprocess
import sys
import unittest

from program import ROOT, ReadingCase, records, run

TEXT = """Harbour café to close – mayor “sad”

LARKHAVEN, Jan 3 (Gull Press) - Mayor Zoë Brontë said on Friday that the naïve plan 🌊 “can't
work”. She told reporters: “We don't have the money.”

The owner, Émile Durand, has not commented. 世界 is no part of it, he wrote in a letter.
"""
LISTS = ("blocks", "sentences", "tokens", "entities", "actors", "statements", "events", "expectations", "silences",
         "times", "places", "quantities", "voice", "notes")
REPORT = {"input", "url", "canonical", "title", "titles", "authors", "site", "section", "wire", "language", "published",
          "modified", "retrieved"}
FIELDS = {
    "blocks": {"start", "end", "kind", "time"},
    "tokens": {"start", "end", "upos", "lemma", "head", "deprel"},
    "entities": {"id", "start", "end", "type", "actor", "confidence"},
    "actors": {"id", "name", "kind", "roles", "mentions", "country", "sector", "confidence"},
    "statements": {"id", "source", "cue", "content", "quotation", "speaker", "speakers", "addressees", "channel", "act",
                   "stance", "time", "place", "within", "confidence"},
    "times": {"id", "start", "end", "type", "value", "earliest", "latest", "confidence"},
}


def spans_of(value, key=None):
    """Every [start, end] of a record."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value["start"], value["end"]
        for k, v in value.items():
            yield from spans_of(v, k)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(v) is int for v in value):
            yield tuple(value)
        else:
            for v in value:
                yield from spans_of(v, key)


class Json(ReadingCase):
    def read(self, *arguments, text=TEXT):
        done = run("read", "--json", "--tokens", "--published", "2026-01-03", *arguments, "-", text=text)
        self.expect(done, 0)
        return records(done)[0]

    def test_shape(self):
        record = self.read()
        self.assertEqual(set(record), {"onrecord", "program", "weights", "offsets", "id", "digest", "report", "text",
                                       "main", *LISTS})
        self.assertEqual(set(record["report"]), REPORT)
        self.assertEqual(set(record["main"]), {"who", "what", "when", "where", "when_value"})
        for part, fields in FIELDS.items():
            for row in record[part]:
                self.assertEqual(set(row) - {"conflict"}, fields, part)
        for part in LISTS:
            for row in record[part]:
                if "confidence" in row:
                    self.assertTrue(0 <= row["confidence"] <= 1)
        self.assertTrue(record["tokens"] and record["sentences"] and record["times"])

    def test_ids(self):
        record = self.read()
        ids = [row["id"] for part in LISTS for row in record[part] if isinstance(row, dict) and "id" in row]
        self.assertEqual(len(ids), len(set(ids)))
        for i in ids:
            self.assertRegex(i, r"^[a-z][1-9]\d*$")
        known = {*ids, None}
        for s in record["statements"]:
            self.assertLessEqual({s["speaker"], s["within"], *s["speakers"], *s["addressees"]}, known)
        for e in record["entities"]:
            self.assertIn(e["actor"], known)

    def test_spans(self):
        record = self.read()
        text = record["text"].encode()
        count = 0
        for start, end in spans_of({k: v for k, v in record.items() if k != "report"}):
            self.assertTrue(0 <= start < end <= len(text))
            text[start:end].decode()
            count += 1
        self.assertGreater(count, 50)

    def test_code_points(self):
        by_bytes, by_points = self.read(), self.read("--offsets", "codepoints")
        text = by_bytes["text"].encode()
        self.assertEqual((by_bytes["offsets"], by_points["offsets"]), ("bytes", "codepoints"))
        pairs = list(zip(spans_of(by_bytes), spans_of(by_points), strict=True))
        for (b, e), (b2, e2) in pairs:
            self.assertEqual(text[b:e].decode(), TEXT[b2:e2])
        self.assertTrue(any(a != b for a, b in pairs))

    def test_long_text_in_code_points(self):
        words = "Zoë Brontë said “no” on Friday. 🌊\n\n" * 200
        by_bytes, by_points = self.read(text=words), self.read("--offsets", "codepoints", text=words)
        for (b, e), (b2, e2) in zip(spans_of(by_bytes["tokens"]), spans_of(by_points["tokens"]), strict=True):
            self.assertEqual(words.encode()[b:e].decode(), words[b2:e2])

    def test_tokens(self):
        record = self.read()
        text, sentences = record["text"].encode(), [list(s) for s in record["sentences"]]
        at, heads = 0, []
        for s, (start, end) in enumerate(sentences):
            tokens = [t for t in record["tokens"] if start <= t["start"] and t["end"] <= end]
            self.assertEqual(tokens[0]["start"], start)
            self.assertEqual(tokens[-1]["end"], end)
            self.assertGreaterEqual(start, at)
            at = end
            for t in tokens:
                self.assertTrue(0 <= t["head"] <= len(tokens))
            heads.append([t["head"] for t in tokens].count(0))
        self.assertEqual(set(heads), {1})
        self.assertEqual(sum(e - s for s, e in sentences) > 0, True)
        forms = [text[t["start"]:t["end"]].decode() for t in record["tokens"]]
        self.assertIn("n't", forms)
        self.assertEqual([t for t in self.read_without_tokens()["tokens"]], [])

    def read_without_tokens(self):
        return records(run("read", "--json", "-", text=TEXT))[0]


class Schema(ReadingCase):
    """Every record that is printed holds to docs/record.schema.json; tools/records checks."""

    def check(self, lines):
        return subprocess.run([ROOT / "tools" / "records"], input=lines, capture_output=True)

    def test_reports_of_all_forms(self):
        examples = [p for p in sorted((ROOT / "examples").iterdir()) if p.suffix in (".txt", ".html", ".jsonl")]
        others = [ROOT / "docs", ROOT / "tests" / "golden", *(ROOT / "src" / "base").glob("*.c")]
        for arguments in (("--tokens", *examples), ("--offsets", "codepoints", "--from", "text", *others)):
            done = run("read", "--json", *arguments)
            self.assertGreater(len(done.stdout.splitlines()), 10)
            checked = self.check(done.stdout)
            self.assertEqual(checked.returncode, 0, checked.stdout[-2000:])

    def test_golden_reports(self):
        sys.path.insert(0, str(ROOT / "tests" / "golden"))
        from cases import cases_read
        from run import case_files, stream_of
        cases = [case for path in case_files([]) for case in cases_read(path, path)]
        for arguments in ((), ("--offsets", "codepoints")):
            done = run("read", "--json", "--quiet", *arguments, "-", text=stream_of(cases))
            self.assertGreater(len(done.stdout.splitlines()), 300)
            checked = self.check(done.stdout)
            self.assertEqual(checked.returncode, 0, checked.stdout[-2000:])

    def test_checker_finds(self):
        record, = records(run("read", "--json", "--tokens", "-", text=TEXT))
        changes = [("text", 7), ("id", ""), ("offsets", "words"), ("sentences", [[3, 2]]), ("sentences", [[0, 1 << 20]]),
                   ("sentences", [[0, 5, 6]]), ("tokens", [{"start": 0}]), ("main", {}), ("more", 1),
                   ("entities", [{"id": "m1", "start": 0, "end": 7, "type": "Person", "actor": "a99", "confidence": 0.5}])]
        self.assertEqual(self.check(json.dumps(record).encode()).returncode, 0)
        for key, value in changes:
            self.assertEqual(self.check(json.dumps({**record, key: value}).encode()).returncode, 1, key)
        self.assertEqual(self.check(b"").returncode, 1)


class Conllu(ReadingCase):
    def test_valid(self):
        texts = {"one": TEXT, "two": TEXT, "long": TEXT * 450}
        lines = "\n".join(json.dumps({"id": i, "text": text}) for i, text in texts.items())
        done = run("read", "--format", "conllu", "-", text=lines)
        self.expect(done, 0)
        out = done.stdout.decode()
        self.assertTrue(out.endswith("\n\n"))
        sentences = out.rstrip("\n").split("\n\n")
        self.assertEqual([s for s in out.splitlines() if s.startswith("# newdoc")],
                         [f"# newdoc id = {i}" for i in texts])
        seen = set()
        for sentence in sentences:
            self.sentence(sentence.split("\n"), seen)

    def sentence(self, lines, seen):
        comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# "))
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        self.assertNotIn(comments["sent_id"], seen)
        seen.add(comments["sent_id"])
        text = ""
        for number, row in enumerate(rows, 1):
            self.assertEqual(len(row), 10)
            self.assertTrue(all(row))
            self.assertEqual(row[0], str(number))
            self.assertTrue(0 <= int(row[6]) <= len(rows))
            self.assertEqual(row[6] == "0", row[7] == "root")
            misc = row[9].split("|")
            self.assertEqual(misc, [m for m in misc if re.fullmatch(r"[A-Za-z]+=\S+", m)])
            text += row[1] + ("" if "SpaceAfter=No" in misc else " ")
        self.assertEqual([r[6] for r in rows].count("0"), 1)
        self.assertEqual(text.rstrip(), comments["text"])


class Brat(ReadingCase):
    def test_valid(self):
        done = run("read", "--format", "brat", "-", text=json.dumps({"id": "d1", "text": TEXT}))
        self.expect(done, 0)
        lines = done.stdout.decode().splitlines()
        self.assertEqual(lines[0], "# report d1 -")
        bounds = {}
        for line in lines[1:]:
            kind = line[0]
            self.assertIn(kind, "TEA#*")
            if kind == "T":
                name, where, words = line.split("\t")
                self.assertNotIn(name, bounds)
                bounds[name] = where
                pieces = [TEXT[int(a):int(b)] for a, b in re.findall(r"(\d+) (\d+)", where.split(" ", 1)[1])]
                self.assertTrue(all(p and "\n" not in p for p in pieces))
                self.assertEqual(" ".join(pieces), words)
        for line in lines[1:]:
            for name in re.findall(r"\bT\d+\b", line.split("\t", 1)[1] if line[0] != "T" else ""):
                self.assertIn(name, bounds)
        self.assertTrue(bounds)


if __name__ == "__main__":
    unittest.main()
