"""Silences that close and expectations that resolve, from outside.

usage: outcomes.py PROGRAM
"""
import sqlite3
import time
import unittest

from ledger import LedgerCase, plain_tables, told
from program import run

FIRST = ("The Orlen bridge over the Vesk collapsed on Tuesday when a barge struck its middle pillar, throwing three lorries "
         "into the river. The Karsholm council will vote on a ferry across the Vesk on 12 March 2026. Mayor Ilda Marchetti "
         "has not yet commented on the collapse of the bridge. The barge company declined to comment.")
COPY = FIRST + " \"We are shaken,\" Marchetti said."
MOVED = ("The Karsholm council has postponed its vote on the ferry across the Vesk until 17 March 2026, six days after the "
         "Orlen bridge over the Vesk collapsed. Divers searched the river for the lorries that the barge threw into it.")
ANSWER = ("Mayor Ilda Marchetti said on Tuesday that the Orlen bridge, which collapsed into the Vesk when a barge struck its "
          "middle pillar, had been inspected in spring. The Karsholm council voted for a ferry across the Vesk.")
REPORTS = [told("first", "Bridge over the Vesk collapses", FIRST, 4, "The Gull"),
           told("copy", "Bridge over the Vesk falls", COPY, 5, "Vesk Post"),
           told("moved", "Vote on ferry across the Vesk put off", MOVED, 9, "The Gull"),
           told("answer", "Karsholm gets a ferry across the Vesk", ANSWER, 18, "Vesk Post")]


class Outcomes(LedgerCase):
    def outcomes(self, path):
        names = {r["key"]: r["id"] for r in self.rows("reports", "-l", path)}
        def by(fact):
            return names[fact.split("/")[0]] if fact else None
        diary = {(by(r["id"]), r["state"], by(r["settled_by"]), r["new_latest"]) for r in self.rows("diary", "-l", path)
                 if "vote" in r["what"]}
        silences = {(by(r["id"]), r["actor"], by(r["closed_by"])) for r in self.rows("silences", "-l", path)}
        return diary, silences

    WANTED = {("first", "happened", "answer", "2026-03-17"), ("copy", "happened", "answer", "2026-03-17")}

    def test_closed_and_resolved(self):
        path = self.ledger("a.db", REPORTS)
        diary, silences = self.outcomes(path)
        self.assertLessEqual(self.WANTED, diary)
        self.assertIn(("first", "Ilda Marchetti", "answer"), silences)
        self.assertTrue(all(by is None for _, who, by in silences if who != "Ilda Marchetti"))
        closed = self.rows("silences", "-l", path, "--state", "closed")
        self.assertTrue(all("inspected in spring" in r["later"] and r["later_outlet"] == "Vesk Post" for r in closed))
        self.assertEqual(len(self.rows("silences", "-l", path, "--state", "open")), len(silences) - len(closed))
        happened = self.rows("diary", "-l", path, "--state", "happened")
        self.assertTrue(all("voted for a ferry" in r["later"] for r in happened))
        text = run("diary", "-l", path, "--text", "--state", "happened").stdout.decode()
        self.assertIn("came true: \"The Karsholm council voted", text)

    def test_state_by_state(self):
        path = self.ledger("a.db", REPORTS[:1])
        self.assertEqual({d[1] for d in self.outcomes(path)[0]}, {"expected"})
        run("add", "-q", "-l", path, self.jsonl("moved.jsonl", REPORTS[2:3]))
        self.assertEqual(self.outcomes(path)[0] - {d for d in self.outcomes(path)[0] if d[0] != "first"},
                         {("first", "moved", "moved", "2026-03-17")})
        late = told("late", "Bakery opens", "A bakery opened in Karsholm on Monday, and all were glad of its bread.", 30, "Vesk Post")
        run("add", "-q", "-l", path, self.jsonl("late.jsonl", [late]))
        self.assertIn("overdue", {r["state"] for r in self.rows("diary", "-l", path)})
        self.assertTrue(self.rows("diary", "-l", path, "--state", "overdue"))
        self.expect(run("diary", "-l", path, "--state", "open"), 2, '"open" is not known')
        self.expect(run("reports", "-l", path, "--state", "open"), 2, "no filter of reports")

    def test_any_order(self):
        wanted = None
        for order in (REPORTS, REPORTS[::-1], [REPORTS[i] for i in (2, 0, 3, 1)]):
            path = self.folder / f"{order[0]['id']}-{order[1]['id']}.db"
            for r in order:
                self.assertEqual(run("add", "-q", "-l", path, self.jsonl("one.jsonl", [r])).returncode, 0)
            now = self.outcomes(path)
            wanted = wanted or now
            self.assertEqual(now, wanted, order)
            run("stories", "-l", path, "--rebuild")
            self.assertEqual(self.outcomes(path), wanted)
        one, other = self.ledger("1.db", REPORTS[::2]), self.ledger("2.db", REPORTS[1::2])
        for name, order in (("12.db", (one, other)), ("21.db", (other, one))):
            run("merge", "--into", self.folder / name, *order)
            self.assertEqual(self.outcomes(self.folder / name), wanted)
            self.digest(self.folder / name)

    def test_forgotten_answer(self):
        path = self.ledger("a.db", REPORTS)
        run("forget", "-l", path, "answer", "--reason", "asked to")
        self.assertFalse(self.rows("silences", "-l", path, "--state", "closed"))
        self.assertEqual(self.outcomes(path)[0] & self.WANTED, set())
        self.digest(path)

    def test_read_anew(self):
        """Readings by others take the place of facts that settled something; what they settle is found anew."""
        path = self.ledger("a.db", REPORTS)
        wanted = self.outcomes(path)
        own = self.file("own.tsv", "Ilda Marchetti\t\tISL\n")
        time.sleep(1.1)    # or of the two readings the lesser hash would be current
        for some in (REPORTS[3:], REPORTS[:1], REPORTS):
            done = run("add", "-l", path, "--actors", own, self.jsonl("again.jsonl", some))
            self.assertIn(b" read anew", done.stdout)
            self.assertEqual(self.outcomes(path), wanted)
            self.digest(path)
        better = {**REPORTS[3], "section": "Town", "url": "https://vesk.example/ferry"}    # the same words, better known
        run("add", "-q", "-l", path, self.jsonl("better.jsonl", [better]))
        self.assertEqual(self.outcomes(path), wanted)
        self.digest(path)

    def test_damaged_links(self):
        path = self.ledger("a.db", REPORTS)
        database = sqlite3.connect(path)
        database.execute("UPDATE silence SET closed_by = closed_by + 1000 WHERE closed_by IS NOT NULL")
        database.commit()
        database.close()
        done = run("verify", "-l", path)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"closed by a statement that is not there", done.stdout)
        run("stories", "-l", path, "--rebuild")
        self.digest(path)

    def test_older_schema(self):
        """What comes forward from schema 2 has its outcomes with the next add to the story."""
        path = self.ledger("a.db", REPORTS[:3])
        fresh = sqlite3.connect(path)
        tables = "SELECT name, sql FROM sqlite_schema ORDER BY name"
        wanted = fresh.execute(tables).fetchall()
        pieces = fresh.execute("SELECT * FROM piece").fetchall()
        plain_tables(fresh)
        fresh.executescript("DROP INDEX silence_closed; DROP INDEX expectation_settled; DROP INDEX report_unsettled; DROP TABLE decision;"
                            "UPDATE silence SET closed_by = NULL; ALTER TABLE report DROP COLUMN settled;"
                            + "".join(f"ALTER TABLE expectation DROP COLUMN {c};"
                                      for c in ("state", "settled_by", "then_earliest", "then_latest"))
                            + "DROP TABLE wording; DROP TABLE telling; DROP TABLE disagreement;"
                            "DROP TABLE story_tally; DROP TABLE story_outlet; DROP INDEX expectation_latest;"
                            "CREATE VIEW diary AS SELECT 1; PRAGMA user_version = 2")
        fresh.close()
        run("add", "-q", "-l", path, self.jsonl("one.jsonl", REPORTS[3:]))
        self.assertLessEqual(self.WANTED, self.outcomes(path)[0])
        self.assertEqual([(n, s.replace(" ", "")) for n, s in sqlite3.connect(path).execute(tables) if s],
                         [(n, s.replace(" ", "")) for n, s in wanted if s])
        self.assertEqual(sqlite3.connect(path).execute("SELECT * FROM piece").fetchall(), pieces)
        self.digest(path)


if __name__ == "__main__":
    unittest.main()
