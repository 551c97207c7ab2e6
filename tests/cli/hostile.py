"""Ledgers that are damaged, or made to do harm: each is refused or answered, in one line, and soon.

usage: hostile.py PROGRAM
"""
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import unittest

from program import PROGRAM, ReadingCase, run

FLIPS = int(os.environ.get("FLIPS", "4"))  # damaged files; more of them than in every run: FLIPS=300
ALL = "ALL" in os.environ                  # every question of every damage
SANITIZED = b"asan" in subprocess.run(["ldd", PROGRAM], capture_output=True).stdout  # slower, and needs more room
SECONDS, MEMORY, RESIDENT = 100 if SANITIZED else 10, 3 << 30, 500 << 20

TEXT = ("Mayor Ilda Marchetti spoke in Karsholm on Monday. \"We will not close the harbour before 12 May,\" Marchetti told "
        "reporters. Gunmen attacked the market of Karsholm on Sunday and wounded five people. The union has not commented.")
REPORTS = [{"id": f"r{i}", "text": TEXT.replace("12 May", f"{12 + i} May"), "title": f"Harbour of Karsholm {i}",
            "site": f"Paper {i}", "published": f"2026-03-0{i + 2}", "url": "https://paper.example/harbour"} for i in range(3)]

QUESTIONS = [("reports",), ("statements",), ("events",), ("story", "r1"), ("search", "harbour"), ("verify",),
             ("export",), ("check", "We will not close the harbour"), ("changes",), ("who", "Marchetti"), ("report", "r1"),
             ("diary",), ("silences",), ("statements", "--wordings"), ("events", "--tellings")]

BOMB = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) AS {} FROM n"

# 800 MB of zeros as zstd packs them: a frame with its size, and blocks of one byte that is repeated.
ZEROS = 6400
PACKED = (b"\x28\xb5\x2f\xfd\xe0" + (ZEROS << 17).to_bytes(8, "little")
          + b"".join(((1 << 17) << 3 | 1 << 1 | (i == ZEROS - 1)).to_bytes(3, "little") + b"\0" for i in range(ZEROS)))

# Each is done to a whole ledger by SQL.
DAMAGE = {
    "facts are noise": "UPDATE reading SET facts = randomblob(200)",
    "facts are noise under their mark": "UPDATE reading SET facts = x'01' || randomblob(300)",
    "facts are cut": "UPDATE reading SET facts = substr(facts, 1, length(facts) / 2)",
    "facts are gone": "UPDATE reading SET facts = x''",
    "facts claim to be large": "UPDATE reading SET facts = x'28b52ffda0000000400000000000'",
    "facts are large": f"UPDATE reading SET facts = x'{PACKED.hex()}'",
    "receipts": "UPDATE reading SET receipts = randomblob(7)",
    "hashes": "UPDATE reading SET hash = 'words'",
    "sketches": "UPDATE report SET sketch = randomblob(99), story = NULL",
    "sketches are large": "UPDATE report SET sketch = zeroblob(1000000), story = NULL",
    "texts are noise": "UPDATE report_text SET text = randomblob(400)",
    "texts are gone": "UPDATE report_text SET text = x''",
    "a text is a number": "UPDATE report_text SET text = 7, extra = 1.5",
    "extra is noise": "UPDATE report_text SET extra = randomblob(64)",
    "rows of texts are gone": "DELETE FROM report_text",
    "rows of readings are gone": "DELETE FROM reading",
    "rows of terms are gone": "DELETE FROM term",
    "rows of actors are gone": "DELETE FROM named",
    "rows of reports are gone": "DELETE FROM report WHERE id = 1",
    "a story of itself": "UPDATE report SET story = id + 1, origin = id + 1",
    "a story that is not there": "UPDATE report SET story = 4611686018427387904, origin = -5",
    "places beyond the text": "UPDATE said SET facts = substr(facts, 1, 3) || replace(hex(zeroblob(7)), '00', char(1114111))"
                              " || substr(facts, 11); UPDATE done SET facts = char(1114111, 1114111) || substr(facts, 3)",
    "impossible numbers": "UPDATE said SET facts = replace(hex(zeroblob(length(facts))), '00', char(1114111)), times = facts;"
                          "UPDATE done SET facts = replace(facts, char(1), char(77)), times = 'x'; UPDATE report SET minute = 9223372036854775807, words = -1, flags = 1 << 62",
    "impossible minutes": "UPDATE report SET minute = -9223372036854775808",
    "numbers of reports": "UPDATE report SET id = 9223372036854775800 WHERE id = 2",
    "numbers of readings": "UPDATE report SET reading = 9223372036854775807",
    "wrong types": "UPDATE report SET title = 3.5, published = x'ff', site = 'abc', variant = 7;"
                   "UPDATE said SET facts = CAST(x'00ff' || facts AS BLOB); UPDATE done SET facts = 7; UPDATE term SET name = x'ff00' || id",
    "keys are short": "UPDATE report SET key = x'00' || id, variant = x''",
    "no keys": "UPDATE report SET key = id",
    "words no Unicode": "UPDATE report SET title = CAST(x'c328ff00f0' AS TEXT), published = CAST(x'e2ff' AS TEXT)",
    "wordings in a ring": "DELETE FROM wording; INSERT INTO wording SELECT id, id, 1 FROM statement_rows",
    "tellings beyond": "DELETE FROM telling; INSERT INTO telling SELECT id, 1 << 62, -1 FROM event_rows",
    "outcomes beyond": "UPDATE expectation SET state = 77, settled_by = 1 << 62, then_latest = -1; UPDATE silence SET closed_by = -1",
    "changes beyond": "UPDATE change SET report = -1, former = 1 << 62; UPDATE change SET kind = 'x'",
    "the log": "UPDATE log SET entry = randomblob(9), head = NULL",
    "no views": "DROP VIEW reports; DROP VIEW statements",
    "no tables": "DROP TABLE said; DROP TABLE report_id",
    "a trigger": "CREATE TRIGGER evil AFTER INSERT ON report BEGIN DELETE FROM report; END",
    "a view without end": "DROP VIEW reports; CREATE VIEW reports AS " + BOMB.format("key"),
    "a view for a table": "DROP TABLE term; CREATE VIEW Term AS " + BOMB.format("name"),
    "a column that is computed": "ALTER TABLE report ADD COLUMN evil AS (length(hex(zeroblob(100000000))))",
    "a view for rows of facts": "CREATE VIEW statement AS " + BOMB.format("id"),
    "packs that overlap": "UPDATE said SET first = first + 1; INSERT INTO said SELECT first - 1, facts, times FROM said",
    "packs of other reports": "UPDATE done SET first = first << 20; UPDATE said SET first = -first",
    "a table by another module": "DROP TABLE spot; CREATE VIRTUAL TABLE spot USING rtree(term, a, b)",
    "an older schema": "PRAGMA user_version = 1",
    "an older schema with evil views": "PRAGMA user_version = 9; CREATE VIEW \"a; ATTACH 'evil.db' AS e; --\" AS SELECT 1",
    "the index by words": "DELETE FROM words_data WHERE id > 9; UPDATE words_data SET block = randomblob(50)",
    "tombstones": "INSERT INTO tombstone VALUES(7, x'00', NULL)",
    "decisions": "INSERT INTO decision VALUES('', x'ff', 9, 'then')",
}
REFUSED = {"a trigger": "it has triggers", "a view without end": "its views are not", "a view for a table": "its views are not",
           "a column that is computed": "computed columns", "a table by another module": "virtual tables",
           "numbers of reports": "impossible numbers"}


class Hostile(ReadingCase):
    def setUp(self):
        super().setUp()
        self.path = self.folder / "whole.db"
        self.new = self.file("new.jsonl", json.dumps({**REPORTS[0], "id": "n", "text": TEXT + " It rained."}) + "\n")
        some = self.file("some.jsonl", "".join(json.dumps(r) + "\n" for r in REPORTS))
        self.assertEqual(run("add", "-q", "-l", self.path, some).returncode, 0)

    def ask(self, arguments):
        """Ends soon, on its own, and says at most one line of what is wrong."""
        def limit():
            if not SANITIZED:
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        done = subprocess.run([PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=SECONDS, preexec_fn=limit, cwd=self.folder)
        said = done.stderr.decode("utf-8").splitlines()
        self.assertIn(done.returncode, (0, 1, 2), (arguments, done.stderr[-2000:]))
        self.assertNotIn(b"Sanitizer", done.stderr)
        self.assertNotIn(b"runtime error", done.stderr)
        if done.returncode and arguments[0] not in ("verify", "add", "check"):
            self.assertEqual(len(said), 1, (arguments, said))
        self.assertLessEqual(len(said), 3, arguments)
        return done

    def ask_all(self, path, questions):
        return [self.ask([q[0], "-l", path, *q[1:]]) for q in questions]

    def write_all(self, path):
        """Adding to it, merging it into another, and another into it; each with a copy."""
        copy = self.folder / "copy.db"
        shutil.copy(path, copy)
        self.ask(["add", "-q", "-l", copy, self.new])
        self.ask(["verify", "-l", copy])
        shutil.copy(self.path, self.folder / "into.db")
        self.ask(["merge", self.folder / "into.db", path])
        shutil.copy(path, copy)
        self.ask(["merge", copy, self.path])
        shutil.copy(path, copy)
        self.ask(["forget", "-l", copy, "r1", "--reason", "damaged"])
        shutil.copy(path, copy)
        self.ask(["stories", "-l", copy, "--rebuild"])
        for other in self.folder.glob("copy.db*"):
            other.unlink()

    def damaged(self, sql):
        path = self.folder / "damaged.db"
        for old in self.folder.glob("damaged.db*"):
            old.unlink()
        shutil.copy(self.path, path)
        database = sqlite3.connect(path)
        try:
            database.executescript(sql)
        finally:
            database.close()
        return path

    def test_rows(self):
        chance = random.Random(11)
        for name, sql in DAMAGE.items():
            with self.subTest(name):
                path = self.damaged(sql)
                questions = QUESTIONS if ALL else [("verify",)] + chance.sample(QUESTIONS, 2)
                answers = self.ask_all(path, questions)
                if ALL or chance.random() < 0.2:
                    self.write_all(path)
                if name in REFUSED:
                    for done in answers:
                        self.assertEqual(done.returncode, 1)
                        self.assertIn(REFUSED[name], done.stderr.decode())
        self.assertFalse((self.folder / "evil.db").exists())
        if not SANITIZED:
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10, RESIDENT)

    def test_bytes(self):
        """Bytes of the file itself are others, or its end is missing."""
        whole = self.path.read_bytes()
        for k in range(FLIPS):
            with self.subTest(k):
                chance = random.Random(k)
                bytes_now = bytearray(whole)
                if k % 3 == 2:
                    del bytes_now[chance.randrange(len(whole)):]
                else:
                    for _ in range(1 << k % 8):
                        bytes_now[chance.randrange(len(whole))] = chance.randrange(256)
                path = self.file("bytes.db", bytes(bytes_now))
                self.ask_all(path, QUESTIONS if ALL else chance.sample(QUESTIONS, 5))
                if k % 4 == 0:
                    self.write_all(path)


if __name__ == "__main__":
    unittest.main()
