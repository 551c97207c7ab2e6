"""A user's own list of actors, from outside.

usage: listed.py PROGRAM
"""
import json
import time
import unittest

from ledger import LedgerCase
from program import ROOT, run

TEXT = ("Mayor Ilda Marchetti promised Karsholm a ferry on Monday. \"It will sail in May,\" Marchetti told reporters. "
        "The Harbour Board of Karsholm said it had no boat. The Harbour Board, which owns the quay, asked for money.")


class Listed(LedgerCase):
    def actors(self, *options):
        done = run("read", "-q", "--json", *options, self.file("a.txt", TEXT))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        record = json.loads(done.stdout)
        return {a["name"]: (a["country"], a["sector"]) for a in record["actors"]}, record

    def test_country_and_sector(self):
        own = self.file("own.tsv", "Ilda Marchetti\t\tISL\tOPP\tm1\nHarbour Board of Karsholm\tHarbour Board\t\tMIL\n")
        plain, before = self.actors()
        listed, after = self.actors("--actors", own)
        self.assertNotEqual(plain["Ilda Marchetti"], ("ISL", "OPP"))
        self.assertEqual(listed["Ilda Marchetti"], ("ISL", "OPP"))
        self.assertTrue(any(sector == "MIL" for name, (_, sector) in listed.items() if "Board" in name))
        self.assertRegex(after["program"], r"^\S+ actors [0-9a-f]{8}$")
        self.assertEqual([s["span"] if "span" in s else s["content"] for s in before["statements"]],
                         [s["span"] if "span" in s else s["content"] for s in after["statements"]])

    def test_explained(self):
        own = self.file("own.tsv", "name\taliases\tcountry\tsector\tid\nIlda Marchetti\t\tISL\tOPP\tm1\n")
        done = run("explain", "--actors", own, "--text", self.file("a.txt", TEXT))
        self.assertIn(f"line 2 of {own} (m1)".encode(), done.stdout)
        self.assertIn(b"ISL", done.stdout)

    def test_wrong_lines(self):
        own = self.file("own.tsv", "Ilda Marchetti\t\tIceland\n")
        for command in ("read", "explain", "add"):
            more = ["-l", self.folder / "a.db"] if command == "add" else []
            self.expect(run(command, *more, "--actors", own, self.file("a.txt", TEXT)), 2, "own.tsv:1: a country is three capitals")
        self.expect(run("read", "--actors", self.folder / "none.tsv", self.file("a.txt", TEXT)), 2, "none.tsv")

    def test_another_list_is_another_reading(self):
        path, text = self.folder / "a.db", self.file("a.txt", TEXT)
        own = self.file("own.tsv", "Ilda Marchetti\t\tISL\n")
        run("add", "-q", "-l", path, text)
        self.assertIn(b"1 read anew", run("add", "-l", path, "--actors", own, text).stdout)
        self.assertIn(b"1 known already", run("add", "-l", path, "--actors", own, text).stdout)
        self.digest(path)

    def test_a_reading_by_name(self):
        path, text = self.folder / "a.db", self.file("a.txt", TEXT)
        own = self.file("own.tsv", "Ilda Marchetti\t\tISL\n")
        run("add", "-q", "-l", path, text)
        time.sleep(1.1)    # readings are told apart by the second
        run("add", "-q", "-l", path, "--actors", own, text)
        newest = self.rows("reports", "-l", path)[0]
        plain = newest["program"].split()[0]

        def countries(*options):
            record = self.rows("report", "-l", path, *options, newest["key"])[0]
            return record["program"], {a["country"] for a in record["actors"]}
        self.assertEqual(countries()[0], newest["program"])
        self.assertIn("ISL", countries()[1])
        program, there = countries("--reading", f"{newest['weights']}/{plain}")
        self.assertEqual(program, plain)
        self.assertNotIn("ISL", there)
        self.assertEqual(countries("--reading", newest["weights"].split("-")[1])[0], newest["program"])
        self.assertEqual(run("verify", "-l", path, "--reading", f"{newest['weights']}/{plain}").returncode, 0)
        self.expect(run("verify", "-l", path, "--reading", "none-such"), 2, f"there are {newest['weights']}/{plain}")

    def test_the_example(self):
        _, record = self.actors("--actors", ROOT / "docs" / "actors.tsv")
        self.assertIn("NOR", {a["country"] for a in record["actors"]})


if __name__ == "__main__":
    unittest.main()
