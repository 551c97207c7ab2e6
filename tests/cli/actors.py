"""Actors across reports, from outside: who, same, apart.

usage: actors.py PROGRAM
"""
import sqlite3
import unittest

from ledger import LedgerCase, told
from program import run

ILDA = told("a", "Ferry for Karsholm", "Mayor Ilda Marchetti promised Karsholm a ferry across the Vesk on Monday. \"It will "
            "sail in May,\" Marchetti told reporters in the harbour of Karsholm.", 3, "The Gull")
FORMER = told("b", "Former mayor opens museum", "Former mayor Ilda R. Marchetti opened a museum of ferries in Lindholm on "
              "Friday. \"I have waited for it for years,\" Marchetti said in front of the old boats.", 27, "Vesk Post")
OTTO = told("c", "Baker wins prize", "Otto Marchetti, a baker of Tolby, won the prize of the guild for his rye bread on Sunday. "
            "\"The secret is time,\" Marchetti said at the fair in Tolby.", 9, "The Gull")
ALONE = told("d", "Chess in the park", "Marchetti said on Tuesday that chess should be played in every park, and that the "
             "pieces must be of wood.", 12, "Vesk Post")


class Who(LedgerCase):
    def who(self, path, name):
        return self.rows("who", "-l", path, name)

    def test_offices_over_time(self):
        path = self.ledger("a.db", [FORMER, ILDA])
        rows = self.who(path, "Ilda Marchetti")
        self.assertEqual((rows[0]["row"], rows[0]["reports"]), ("person", 2))
        self.assertEqual((rows[0]["first"], rows[0]["last"]), ("2026-03-03", "2026-03-27"))
        self.assertLessEqual({"Ilda Marchetti", "Ilda R. Marchetti"}, {r["name"] for r in rows if r["row"] == "name"})
        offices = {r["office"].lower(): r for r in rows if r["row"] == "office"}
        self.assertIn("mayor", offices)
        self.assertEqual(offices["mayor"]["first"], "2026-03-03")
        self.assertIn("promised Karsholm", offices["mayor"]["sentence"])
        self.assertTrue(any("sail in May" in r["content"] for r in rows if r["row"] == "statement"))
        text = run("who", "-l", path, "--text", "marchetti").stdout.decode()
        self.assertIn("\nOffices\n", text)

    def test_candidates(self):
        path = self.ledger("a.db", [ILDA, OTTO, ALONE])
        rows = self.who(path, "Marchetti")
        self.assertEqual({r["row"] for r in rows}, {"candidate"})
        self.assertEqual({r["name"]: r["reports"] for r in rows}, {"Ilda Marchetti": 1, "Otto Marchetti": 1, "Marchetti": 1})
        self.assertEqual(self.who(path, "otto marchetti")[0]["row"], "person")
        self.expect(run("who", "-l", path, "Nobody Here"), 1, 'nobody is called "Nobody Here"')
        self.expect(run("who", "-l", path), 2, "one name")

    def test_same_and_apart(self):
        path = self.ledger("a.db", [ILDA, OTTO, ALONE])
        before = self.digest(path)
        done = run("same", "-l", path, "Marchetti", "Otto Marchetti")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertNotEqual(self.digest(path), before)
        self.assertEqual(self.who(path, "Otto Marchetti")[0]["reports"], 2)
        said = {r["speaker"] for r in self.rows("statements", "-l", path, "--speaker", "Otto Marchetti")}
        self.assertEqual(said, {"Otto Marchetti", "Marchetti"})    # filters know of it too
        run("add", "-q", "-l", path, self.jsonl("b.jsonl", [FORMER]))
        self.assertEqual(self.who(path, "Otto Marchetti")[0]["reports"], 2)
        self.assertEqual(self.who(path, "Ilda Marchetti")[0]["reports"], 2)
        run("apart", "-l", path, "Ilda Marchetti", "Ilda R. Marchetti")
        self.assertEqual(self.who(path, "Ilda Marchetti")[0]["reports"], 1)
        self.assertEqual(self.who(path, "Ilda R. Marchetti")[0]["reports"], 1)
        self.assertEqual(len([r for r in self.who(path, "Marchetti") if r["row"] == "candidate"]), 3)

    def test_one_of_one_report(self):
        other = told("e", "Ferry runs aground", "Ilda Marchetti, a sailor, ran a ferry aground off Tolby on Thursday. \"The sand "
                     "moved,\" Marchetti told the coast guard of Tolby.", 14, "The Gull")
        path = self.ledger("a.db", [ILDA, other])
        self.assertEqual(self.who(path, "Ilda Marchetti")[0]["reports"], 2)
        ids = {r["id"]: next(i for i, a in enumerate(self.rows("report", "-l", path, r["id"])[0]["actors"], 1)
                             if a["name"] == "Ilda Marchetti") for r in self.rows("reports", "-l", path)}
        one, two = (f"{name}/a{ids[name]}" for name in ("a", "e"))
        done = run("apart", "-l", path, one, two)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(self.who(path, one)[0]["first"], "2026-03-03")
        self.assertEqual(self.who(path, two)[0]["first"], "2026-03-14")
        self.assertEqual({r["row"] for r in self.who(path, "Ilda Marchetti")}, {"candidate"})
        self.expect(run("apart", "-l", path, one, one), 1, "both are")
        self.expect(run("apart", "-l", path, "a/a99", one), 1, 'no actor "a99"')
        run("forget", "-l", path, "e", "--reason", "asked to")
        self.assertFalse(b"ran a ferry aground" in path.read_bytes())
        self.assertEqual(self.who(path, "Ilda Marchetti")[0]["reports"], 1)

    def test_forgotten_names(self):
        """What a forgotten report alone brought is gone: names, and what somebody was silent on."""
        quiet = told("q", "Silence on the lost keys", "The coast guard of Tolby has not yet commented on the theft of the golden "
                     "keys of Lindholm. Baker Zebedee Quillfeather criticised the golden keys of Lindholm.", 20, "The Gull")
        path = self.ledger("a.db", [ILDA, quiet])
        name, = sqlite3.connect(path).execute("SELECT n.name FROM named n JOIN actors a ON a.id = n.id"
                                              " WHERE a.name LIKE '%Quillfeather'").fetchone()
        for words in (name, b"quillfeather"):
            self.assertTrue(words in path.read_bytes(), words)
        self.assertEqual(run("forget", "-l", path, "q", "--reason", "asked to").returncode, 0)
        for words in (name, b"Quillfeather", b"quillfeather", b"golden keys"):
            self.assertFalse(words in path.read_bytes(), words)
        self.assertEqual(self.who(path, "Ilda Marchetti")[0]["reports"], 1)
        self.digest(path)
        self.digest(path)

    def test_merged_with_their_ledgers(self):
        one, other, whole = self.ledger("1.db", [ILDA, OTTO]), self.ledger("2.db", [ALONE, OTTO]), self.folder / "3.db"
        run("same", "-l", other, "Marchetti", "Otto Marchetti")
        for name, order in (("12.db", (one, other)), ("21.db", (other, one))):
            run("merge", "--into", self.folder / name, *order)
            self.assertEqual(self.who(self.folder / name, "Otto Marchetti")[0]["reports"], 2)
        self.assertEqual(self.digest(self.folder / "12.db"), self.digest(self.folder / "21.db"))
        whole.write_bytes((self.folder / "12.db").read_bytes())
        run("merge", whole, other)
        self.assertEqual(self.digest(whole), self.digest(self.folder / "21.db"))


if __name__ == "__main__":
    unittest.main()
