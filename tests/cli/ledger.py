"""The ledger from outside: what is kept, what a kill leaves, what is said of damage.

usage: ledger.py PROGRAM
"""
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

from program import PROGRAM, ROOT, ReadingCase, run

KILLS = int(os.environ.get("KILLS", "20"))  # more of them than in every run: KILLS=200
PEOPLE = ["Ana Ruiz", "Piet Holm", "Lena Varga", "Omar Sayed", "Tom Birch", "Eva Lind"]
THINGS = ["the sea wall", "the night bus", "a new school", "the fish market", "the old bridge"]


def report(i, **fields):
    """A small report of its own; i makes it another one."""
    who, thing = PEOPLE[i % 6], THINGS[i % 5]
    text = (f"Councillor {who} spoke in Marden on Friday. \"We will repair {thing} for {i + 2} million euros,\" "
            f"{who.split()[1]} told reporters. The plan number {i} goes to a vote on 12 March 2026. "
            f"The harbour office has not yet commented on {thing}.")
    return {"id": f"r{i}", "text": text, "title": f"Repairs to {thing}, plan {i}", "site": f"Paper {i % 4}",
            "published": f"2026-03-{i % 28 + 1:02}", "url": f"https://paper{i % 4}.example/{i}", **fields}


def shorthand(database, text):
    """A text as a ledger keeps it, if not in the fewest bytes (docs/ledger.md)."""
    pieces = {words: code for code, words in database.execute("SELECT code, words FROM piece WHERE length(code) < 3")}
    marks, codes, count = b"", b"", -(-len(text) // 256)
    for block in (text[n * 256:(n + 1) * 256] for n in range(count)):
        marks += (3 * count + len(codes)).to_bytes(3, "big")
        while block:
            piece = next(block[:n] for n in range(16, 0, -1) if block[:n] in pieces)
            codes, block = codes + pieces[piece], block[len(piece):]
    return marks + codes


FACTS = {"statement": "at, length, sentence, sentence_length, speaker, addressee, kinds, channel_name, earliest, latest,"
                      " place, within",
         "event": "at, length, sentence, sentence_length, actor, recipient, kinds, predicate, type, mode, earliest, latest,"
                  " place, within"}


def listed(last, rest, facts):
    """The numbers of a list (src/ledger/postings.h), newest first."""
    numbers, values, shift = [last], [0], 0
    for byte in rest:
        values[-1] |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            values.append(0)
            shift = 0
    steps = iter(values[:-1])
    for step in steps:
        if not facts:
            numbers.append(numbers[-1] - step - 1)
        else:
            fact = next(steps)
            numbers.append(((numbers[-1] >> 20) - step << 20) + fact if step else numbers[-1] - fact - 1)
    return numbers


def plain_lists(database):
    """Who is named and who speaks as ledgers before schema 15 had it."""
    database.executescript("CREATE TABLE party(kind INTEGER, actor INTEGER, fact INTEGER, PRIMARY KEY(kind, actor, fact)) WITHOUT ROWID;"
                           "CREATE TABLE mention(actor INTEGER, report INTEGER, PRIMARY KEY(actor, report)) WITHOUT ROWID;"
                           "INSERT INTO mention SELECT id, last FROM named n WHERE reports > 0"
                           " AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.actor = n.id AND p.kind = 0);")
    for actor, kind, last, rest in database.execute("SELECT * FROM posting").fetchall():
        for number in listed(last, rest, kind):
            database.execute("INSERT INTO party VALUES(?, ?, ?)" if kind else "INSERT INTO mention(report, actor) VALUES(?3, ?2)",
                             (kind, actor, number))


def plain_tables(database):
    """Texts, names and facts as ledgers before schema 11 had them; the views go, since they were others too."""
    plain_lists(database)
    for number, extra, title in database.execute("SELECT report, extra, title FROM report_text JOIN report ON id = report").fetchall():
        whole = extra[1:extra[0]] + title.encode() + extra[extra[0]:] if extra[0] else extra[1:]
        database.execute("UPDATE report_text SET extra = ? WHERE report = ?", (whole, number))
    for number, sums, words in database.execute("SELECT g.id, receipts, text FROM reading g JOIN reports r ON r.number = g.report").fetchall():
        halves = b"".join(bytes((s, 0)) for s in sums)[:(len(words.encode()) + 31) // 32]
        database.execute("UPDATE reading SET receipts = ? WHERE id = ?", (halves, number))
    database.execute("CREATE TABLE plain AS SELECT number, CAST(text AS BLOB) AS text FROM reports")
    views = [n for n, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
    database.executescript("UPDATE report_text SET text = (SELECT text FROM plain WHERE number = report);"
                           "CREATE TABLE plain_names AS SELECT v.id, v.name, a.kind, a.hash FROM actors v JOIN named a ON a.id = v.id;"
                           "DROP TABLE named; CREATE TABLE actor(id INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                           " kind INTEGER NOT NULL, hash INTEGER NOT NULL); CREATE INDEX actor_hash ON actor(hash);"
                           "INSERT INTO actor SELECT * FROM plain_names; DROP TABLE plain_names;"
                           + "".join(f"CREATE TABLE {name}(id INTEGER PRIMARY KEY, {columns});"
                                     f"INSERT INTO {name} SELECT id, {columns} FROM {name}_rows;" for name, columns in FACTS.items())
                           + "DROP TABLE said; DROP TABLE done; DROP TABLE nth; DROP TABLE plain; DROP TABLE piece; DROP TABLE posting;" + "".join(f"DROP VIEW {v};" for v in views))


class LedgerCase(ReadingCase):
    def jsonl(self, name, reports):
        return self.file(name, "".join(json.dumps(r) + "\n" for r in reports))

    def ledger(self, name, reports):
        path = self.folder / name
        done = run("add", "-q", "-l", path, self.jsonl(name + ".jsonl", reports))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return path

    def digest(self, path):
        done = run("verify", "-l", path)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return re.search(rb"content ([0-9a-f]{64})", done.stdout).group(1).decode()

    def rows(self, *arguments):
        done = run(*arguments, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]


class Keeping(LedgerCase):
    def test_twice_adds_nothing(self):
        path = self.ledger("a.db", [report(i) for i in range(6)])
        before = self.digest(path)
        done = run("add", "-l", path, self.folder / "a.db.jsonl")
        self.assertIn(b"0 reports added, 6 known already", done.stdout)
        self.assertEqual(self.digest(path), before)

    def test_in_order(self):
        """A ledger that has grown has one list of full text and no free pages, also where somebody reads it meanwhile."""
        few = lambda first, past: [{"id": f"f{i}", "text": f"Mayor Ana Ruiz spoke of pier {i} on Friday."} for i in range(first, past)]
        path = self.ledger("a.db", few(0, 300))
        database = sqlite3.connect(path)
        tidied = "SELECT value FROM ledger WHERE name = 'tidied'"
        self.assertEqual(database.execute(tidied).fetchone(), (300,))
        self.assertEqual(database.execute("PRAGMA freelist_count").fetchone(), (0,))
        database.execute("BEGIN")
        database.execute("SELECT count(*) FROM report").fetchone()
        self.ledger("a.db", few(300, 340))
        self.ledger("a.db", few(340, 400))
        self.assertEqual(database.execute("SELECT count(*) FROM report").fetchone(), (300,))
        database.close()
        self.digest(path)
        self.assertEqual(sqlite3.connect(path).execute(tidied).fetchone(), (400,))
        self.assertEqual(len(self.rows("reports", "-l", path, "--words", "pier 399")), 1)

    def test_identity_is_content(self):
        one = report(1)
        other = {**one, "id": "second-name", "text": "  " + one["text"].replace(" ", "\n  ") + "\n", "site": "PAPER 1"}
        path = self.ledger("a.db", [one, other])
        self.assertEqual(len(self.rows("reports", "-l", path)), 1)
        ids = sqlite3.connect(path).execute("SELECT id FROM report_id ORDER BY id").fetchall()
        self.assertEqual(ids, [("r1",), ("second-name",)])
        elsewhere = self.ledger("b.db", [other, one])    # whichever came first
        self.assertEqual(self.digest(path), self.digest(elsewhere))

    def test_columns(self):
        table = self.file("t.csv", "Body,Head\r\nMayor Ana Ruiz spoke in Marden on Friday.,Wall to rise\r\n")
        done = run("add", "-l", self.folder / "a.db", "--columns", "text=Body,title=Head", table)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(self.rows("reports", "-l", self.folder / "a.db")[0]["title"], "Wall to rise")

    def test_key(self):
        import hashlib
        path = self.ledger("a.db", [{"text": " Cafe\u0301  says\tMayor  Ruiz, it rained. ", "site": "The GULL"}])
        key = hashlib.sha256("Caf\u00e9 says Mayor Ruiz, it rained.".encode() + b"\0" + b"the gull").hexdigest()
        self.assertEqual(self.rows("reports", "-l", path)[0]["key"], key)

    def test_record_comes_back(self):
        path = self.ledger("a.db", [report(3)])
        kept = json.loads(run("report", "-l", path, "r3", "--json").stdout)
        read = json.loads(run("read", "-q", "--json", self.folder / "a.db.jsonl").stdout)
        kept["report"].pop("input"), read["report"].pop("input")
        self.assertEqual(kept, read)

    def test_versions(self):
        one = report(1, retrieved="2026-03-02T08:00:00Z")
        other = {**one, "id": "later", "title": "Repairs put off", "retrieved": "2026-03-03T08:00:00Z",
                 "text": one["text"].replace("repair the night bus for 3", "repair the night bus for 9")
                 + " \"Nobody asked the fishermen,\" Lena Varga said."}
        for order in ([one, other], [other, one]):
            path = self.ledger(f"{order[0]['id']}.db", order)
            kinds = {(r["kind"], r["part"]) for r in self.rows("changes", "-l", path)}
            self.assertIn(("reworded", "title"), kinds)
            self.assertIn(("added", "statement"), kinds)
            self.assertIn(("reworded", "statement"), kinds)
            self.assertNotIn(("dropped", "statement"), kinds)


class Asking(LedgerCase):
    def setUp(self):
        super().setUp()
        self.path = self.ledger("a.db", [report(i) for i in range(12)])

    def test_filters(self):
        said = self.rows("statements", "-l", self.path, "--speaker", "ruiz")
        self.assertTrue(said)
        self.assertEqual({r["speaker"] for r in said}, {"Ana Ruiz"})
        self.assertTrue(all(r["content"] in r["sentence"] or r["sentence"] in r["content"] for r in said))
        self.assertEqual(len(self.rows("reports", "-l", self.path, "--outlet", "paper 2")), 3)
        self.assertEqual(len(self.rows("search", "-l", self.path, "night", "bus")), 3)
        self.assertEqual(len(self.rows("reports", "-l", self.path, "--since", "2026-03-05", "--until", "2026-03-06")), 2)
        self.assertEqual(len(self.rows("statements", "-l", self.path, "--limit", "2")), 2)
        self.assertEqual(self.rows("events", "-l", self.path, "--actor", "nobody"), [])
        about = self.rows("statements", "-l", self.path, "--about", "fish market")
        self.assertTrue(about)
        self.assertTrue(all("fish market" in r["content"] + r["title"] for r in about))

    def test_every_question(self):
        for what in ("reports", "statements", "events", "actors", "diary", "silences", "changes", "stories"):
            rows = self.rows(what, "-l", self.path)
            if what not in ("changes", "stories"):
                self.assertTrue(rows, what)
            done = run(what, "-l", self.path, "--text")
            self.assertEqual((done.returncode, done.stderr), (0, b""), what)

    def test_csv(self):
        import csv
        import io
        text = run("statements", "-l", self.path, "--csv").stdout.decode()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual([r["id"] for r in rows], [r["id"] for r in self.rows("statements", "-l", self.path)])
        self.assertTrue(text.endswith("\r\n"))

    def test_counts(self):
        by_day = self.rows("reports", "-l", self.path, "--count", "day")
        self.assertEqual(sum(r["count"] for r in by_day), 12)
        self.assertEqual(by_day[0]["day"], "2026-03-01")
        by_outlet = self.rows("reports", "-l", self.path, "--count", "outlet")
        self.assertEqual({r["outlet"]: r["count"] for r in by_outlet}, {f"Paper {i}": 3 for i in range(4)})

    def test_wrong_filters(self):
        self.expect(run("statements", "-l", self.path, "--act", "sing"), 2, '"sing" is not known')
        self.expect(run("reports", "-l", self.path, "--since", "someday"), 2, '"someday" is not known')
        self.expect(run("events", "-l", self.path, "--speaker", "Ruiz"), 2, "no filter of events")
        self.expect(run("report", "-l", self.path, "deadbeef"), 1, "there is no report")


class Telling(LedgerCase):
    """Sides that statements take, and where events are."""
    SAID = ('Mayor Ana Ruiz praised Councillor Piet Holm on Friday. The union denounced the plan. '
            'Police arrested 20 people in Rotterdam on Friday.')

    def setUp(self):
        super().setUp()
        self.path = self.ledger("a.db", [{"id": "a", "text": self.SAID, "published": "2026-03-06"}])

    def test_stances(self):
        sides = {row["stance"] for row in self.rows("statements", "-l", self.path)}
        self.assertIn("for Piet Holm", sides)
        self.assertIn("against the plan", sides)

    def test_where_events_are(self):
        places = {row["place"]: row for row in self.rows("events", "-l", self.path, "--count", "place")}
        self.assertEqual(places["Rotterdam"]["count"], 1)
        self.assertAlmostEqual(places["Rotterdam"]["latitude"], 51.9, delta=0.1)
        events = {row["place"]: row for row in self.rows("events", "-l", self.path)}
        self.assertAlmostEqual(events["Rotterdam"]["longitude"], 4.5, delta=0.1)
        self.expect(run("silences", "-l", self.path, "--count", "place"), 2, "count")


class Documented(LedgerCase):
    def test_views(self):
        """Every view and column that docs/ledger.md names is there, and no other column is."""
        path = self.ledger("a.db", [report(1)])
        database = sqlite3.connect(path)
        text = (ROOT / "docs" / "ledger.md").read_text()
        views = re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+)", text, re.M)
        there = {n for n, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
        self.assertEqual({v for v, _ in views}, there)
        self.assertLessEqual({"reports", "statements", "events", "actors", "stories", "diary", "silences", "changes"}, there)
        for view, columns in views:
            there = [c[0] for c in database.execute(f"SELECT * FROM {view} LIMIT 1").description]
            self.assertEqual(re.findall(r"`(\w+)`", columns), there, view)

    def scanned(self, database, question):
        """The tables that SQLite goes through from one end to the other; e are the pieces of a text."""
        plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM " + question).fetchall()
        return {line.split()[1] for *_, line in plan if re.match(r"SCAN [a-z]", line) and "VIRTUAL" not in line} - {"e"}

    def test_plans(self):
        """Asked by its key a view looks a row up; by a report's it goes through the reports alone."""
        database = sqlite3.connect(self.ledger("a.db", [report(1)]))
        facts = ("statements", "events", "diary", "silences", "utterances", "wordings", "happenings", "tellings")
        for question in [f"{view} WHERE report_number = 1" for view in facts] + [
                "reports WHERE number = 1", "actors WHERE id = 1", "actors WHERE id IN (SELECT rowid FROM names('x'))",
                "stories WHERE number = 1", "disagreements WHERE number = 1", "changes WHERE number = 1",
                "diary WHERE number = 1", "silences WHERE number = 1", "statement_rows WHERE pack = 64", "event_rows WHERE pack = 0"]:
            self.assertLessEqual(self.scanned(database, question), set(), question)
        for question in ("actors ORDER BY reports DESC LIMIT 9", "stories ORDER BY number LIMIT 9"):
            plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM " + question).fetchall()
            self.assertFalse([line for *_, line in plan if "TEMP B-TREE FOR ORDER" in line], question)
        for view in facts[:2] + facts[4:]:
            for column in ("report = 'k'", "outlet = 'The Gull'", "published > '2026'"):
                self.assertEqual(self.scanned(database, f"{view} WHERE {column}"), {"r"}, view)

    def test_words(self):
        """A program that knows SQLite alone reads the same words as this one."""
        reports = [report(1), report(2, text=report(2)["text"] + " „Größer“ & grösser 漢字 said no one. " * 30), report(3)]
        path = self.ledger("a.db", reports)
        database = sqlite3.connect(path)
        self.assertEqual([r for r, in database.execute("SELECT text FROM reports ORDER BY number")], [r["text"] for r in reports])
        for view in ("statements", "events", "diary", "silences"):
            rows = database.execute(f"SELECT id, sentence, start, end, {'content' if view == 'statements' else 'NULL'}"
                                    f" FROM {view} ORDER BY id").fetchall()
            mine = sorted(((r["id"], r["sentence"], r["start"], r["end"], r.get("content")) for r in self.rows(view, "-l", path)))
            self.assertEqual(mine, rows)
            self.assertTrue(all(s for _, s, *_ in rows))

    def test_tables(self):
        path = self.ledger("a.db", [report(1)])
        database = sqlite3.connect(path)
        there = {n for n, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
                 if not re.match(r"(words|names)_", n)}
        text = (ROOT / "docs" / "ledger.md").read_text()
        self.assertEqual(there, set(re.findall(r"^- `(\w+)`: ", text, re.M)))


class Merging(LedgerCase):
    def test_any_order(self):
        reports = [report(i) for i in range(10)]
        reports[3] = {**reports[3], "title": None}
        a, b = reports[:6], [report(3)] + reports[4:]
        one, other, whole = self.ledger("1.db", a), self.ledger("2.db", b), self.ledger("3.db", a + b)
        done = run("merge", "--into", self.folder / "ab.db", one, other)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        run("merge", "--into", self.folder / "ba.db", other, one)
        wanted = self.digest(whole)
        self.assertEqual(self.digest(self.folder / "ab.db"), wanted)
        self.assertEqual(self.digest(self.folder / "ba.db"), wanted)
        run("merge", one, other)
        self.assertEqual(self.digest(one), wanted)

    def test_forgotten_stays_forgotten(self):
        one, other = self.ledger("1.db", [report(1), report(2)]), self.ledger("2.db", [report(1)])
        kept, = sqlite3.connect(other).execute("SELECT substr(text, 20, 100) FROM report_text").fetchone()
        self.assertIn(kept, one.read_bytes())
        done = run("forget", "-l", one, "r1", "--reason", "asked to")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        run("merge", one, other)
        run("add", "-q", "-l", one, self.folder / "2.db.jsonl")
        self.assertEqual([r["id"] for r in self.rows("reports", "-l", one)], ["r2"])
        self.assertNotIn(b"Repairs to the night bus", one.read_bytes())
        self.assertNotIn(kept, one.read_bytes())
        self.assertIn(kept, other.read_bytes())
        run("merge", other, one)
        self.assertEqual(self.digest(one), self.digest(other))
        self.assertNotIn(b"Repairs to the night bus", other.read_bytes())
        self.assertNotIn(kept, other.read_bytes())
        self.expect(run("forget", "-l", one, "r2"), 2, "--reason is needed")


BRIDGE = ("The Orlen bridge over the Vesk collapsed on Tuesday morning when a barge struck its middle pillar, throwing "
          "three lorries into the river. Divers searched the wrecks until dusk. Mayor Ilda Marchetti said the bridge had "
          "been inspected in spring and found sound. Two drivers were taken to hospital in Karsholm with broken bones, "
          "and a third is missing. The barge company has not commented.")
LATER = ("Investigators raised the barge that struck the Orlen bridge and said its steering had failed. The missing lorry "
         "driver was found dead in the Vesk on Friday. Marchetti promised Karsholm a ferry within a month and asked who "
         "had inspected the middle pillar in spring.")
BAKERY = ("A fire in a Karsholm bakery destroyed the ovens of the Tolvik family on Tuesday morning. No one was hurt. "
          "Neighbours smelled smoke shortly before five and woke the bakers, who had slept above the shop. The brigade "
          "blamed an old chimney; the Tolviks hope to open again by autumn.")


def told(name, title, text, day, site):
    return {"id": name, "title": title, "text": text, "site": site, "published": f"2026-03-{day:02}T09:00:00Z"}


class Stories(LedgerCase):
    REPORTS = [told("wire", "Bridge over the Vesk collapses", BRIDGE, 3, "The Gull"),
               told("copy", "Three lorries in river after bridge falls", BRIDGE, 4, "Vesk Post"),
               told("fire", "Bakery burns in Karsholm", BAKERY, 4, "Vesk Post"),
               told("later", "Barge that felled Orlen bridge is raised", LATER, 7, "The Gull")]

    def grouped(self, path):
        """Ids of the reports of each story, and each report's origin by id."""
        self.assertEqual(run("verify", "-l", path).returncode, 0)
        rows = self.rows("reports", "-l", path)
        names = {r["key"]: r["id"] for r in rows}
        stories = {}
        for r in rows:
            stories.setdefault(names[r["story"]], set()).add(r["id"])
        return stories, {r["id"]: names[r["origin"]] for r in rows}

    WANTED = ({"wire": {"wire", "copy", "later"}, "fire": {"fire"}},
              {"wire": "wire", "copy": "wire", "fire": "fire", "later": "later"})

    def test_as_they_come(self):
        path = self.ledger("a.db", self.REPORTS)
        self.assertEqual(self.grouped(path), self.WANTED)
        story = next(r for r in self.rows("stories", "-l", path) if r["reports"] == 3)
        self.assertEqual((story["title"], story["origins"], story["outlets"]), ("Bridge over the Vesk collapses", 2, 2))
        self.assertEqual((story["first"][:10], story["last"][:10]), ("2026-03-03", "2026-03-07"))
        self.assertEqual(len(self.rows("stories", "-l", path, "--since", "2026-03-06")), 1)
        self.assertEqual(len(self.rows("reports", "-l", path, "--story", "copy")), 3)
        self.expect(run("reports", "-l", path, "--rebuild"), 2, "no filter of reports")

    def test_one_story(self):
        path = self.ledger("a.db", self.REPORTS[::-1])
        rows = self.rows("story", "-l", path, "later")
        self.assertEqual([r["id"] for r in rows if r["row"] == "report"], ["wire", "copy", "later"])
        self.assertEqual([r["title"] for r in rows if r["row"] == "story"], ["Bridge over the Vesk collapses"])
        self.assertIn("Ilda Marchetti", {r["speaker"] for r in rows if r["row"] == "statement"})
        self.assertTrue(any(r["row"] == "silence" for r in rows))
        text = run("story", "-l", path, rows[0]["id"], "--text").stdout.decode()
        self.assertEqual(text.count("\ncopy of ["), 1)
        self.assertEqual(text.count("\norigin\n"), 2)
        self.expect(run("story", "-l", path, "deadbeef"), 1, "there is no report")

    def test_one_at_a_time(self):
        """Each process puts the state together anew; the earliest report leads, whenever it comes."""
        for order in (self.REPORTS, self.REPORTS[::-1]):
            path = self.folder / f"{order[0]['id']}.db"
            for r in order:
                self.assertEqual(run("add", "-q", "-l", path, self.jsonl("one.jsonl", [r])).returncode, 0)
            self.assertEqual(self.grouped(path), self.WANTED)
            digest = self.digest(path)
            self.assertEqual(len(self.rows("stories", "-l", path, "--rebuild")), 2)
            self.assertEqual(self.grouped(path), self.WANTED)
            self.assertEqual(self.digest(path), digest)    # stories are derived

    def test_merged_in_either_order(self):
        one, other = self.ledger("1.db", self.REPORTS[1:3]), self.ledger("2.db", self.REPORTS[::3])
        for name, order in (("ab.db", (one, other)), ("ba.db", (other, one))):
            done = run("merge", "--into", self.folder / name, *order)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertEqual(self.grouped(self.folder / name), self.WANTED)

    def test_forgotten_leader(self):
        path = self.ledger("a.db", self.REPORTS)
        self.assertEqual(run("forget", "-l", path, "wire", "--reason", "asked to").returncode, 0)
        stories, origins = self.grouped(path)
        self.assertEqual(stories, {"copy": {"copy", "later"}, "fire": {"fire"}})
        self.assertEqual(origins["copy"], "copy")

    def test_a_ledger_without_stories(self):
        """One of the first schema: its reports get their stories with the next add."""
        path = self.ledger("a.db", self.REPORTS[:3])
        database = sqlite3.connect(path)
        plain_tables(database)
        database.executescript("UPDATE report SET story = NULL, origin = NULL, sketch = NULL;"
                               " DROP INDEX silence_closed; DROP INDEX expectation_settled; DROP INDEX report_unsettled;"
                               " ALTER TABLE report DROP COLUMN settled; DROP TABLE decision;"
                               + "".join(f" ALTER TABLE expectation DROP COLUMN {c};"
                                         for c in ("state", "settled_by", "then_earliest", "then_latest"))
                               + " DROP TABLE wording; DROP TABLE telling; DROP TABLE disagreement;"
                               " DROP TABLE story_tally; DROP TABLE story_outlet; DROP INDEX expectation_latest;"
                               " DROP INDEX report_origin; PRAGMA user_version = 1")
        database.close()
        run("add", "-q", "-l", path, self.jsonl("one.jsonl", self.REPORTS[3:]))
        self.assertEqual(self.grouped(path), self.WANTED)
        self.digest(path)


SAID = ("Mayor Ilda Marchetti spoke in Karsholm on Monday. \"We will not close the harbour before 12 May,\" "
        "Marchetti told reporters. The council meets again in spring.")
WORDED = [told("first", "Karsholm harbour stays open", SAID, 2, "The Gull"),
          told("copy", "Harbour of Karsholm stays open", SAID, 3, "Vesk Post"),
          told("dropped", "Karsholm harbour: mayor speaks", "The harbour of Karsholm was on the agenda again. \"We will "
               "close the harbour before 14 May,\" Marchetti told reporters on Monday.", 4, "Karsholm Times"),
          told("other", "Karsholm harbour: a denial", "The harbour of Karsholm and its boats are in the news. \"We will not "
               "close the harbour before 12 May,\" Omar Sayed said in Karsholm on Monday.", 5, "The Gull")]


class Wordings(LedgerCase):
    """One statement in many reports, in whatever order these come."""

    def utterances(self, path):
        rows = sqlite3.connect(path).execute("SELECT u.content, u.wordings, u.reports, u.outlets, substr(u.first, 1, 10),"
                                             " substr(u.last, 1, 10), u.differs, u.title FROM utterances u"
                                             " WHERE u.content LIKE '%close the harbour%'").fetchall()
        return rows

    WANTED = [("\"We will not close the harbour before 12 May,\"", 2, 4, 3, "2026-03-02", "2026-03-05",
               "not number speaker", "Karsholm harbour stays open")]

    def test_in_any_order(self):
        for n, order in enumerate((WORDED, WORDED[::-1], WORDED[2:] + WORDED[:2])):
            path = self.ledger(f"{n}.db", order)
            self.assertEqual(self.utterances(path), self.WANTED)
            differs = sqlite3.connect(path).execute(
                "SELECT outlet, differs FROM wordings WHERE first_number = (SELECT number FROM utterances"
                " WHERE reports = 4) ORDER BY published").fetchall()
            self.assertEqual(differs, [("The Gull", None), ("Vesk Post", None), ("Karsholm Times", "not number"),
                                       ("The Gull", "speaker")])

    def test_one_at_a_time(self):
        path = self.folder / "a.db"
        for r in WORDED[::-1]:
            self.assertEqual(run("add", "-q", "-l", path, self.jsonl("one.jsonl", [r])).returncode, 0)
        self.assertEqual(self.utterances(path), self.WANTED)

    def test_what_is_taken_out(self):
        """Of what stood for the statement nothing is left, and the next stands for it."""
        path = self.ledger("a.db", WORDED)
        self.assertEqual(run("forget", "-l", path, "first", "--reason", "asked to").returncode, 0)
        self.assertEqual([(r[2], r[7]) for r in self.utterances(path)], [(3, "Harbour of Karsholm stays open")])

    def test_better_known(self):
        """A copy of which more is known takes the place of the one that is there, and its statements theirs."""
        bare = {**WORDED[0], "title": None}
        path = self.ledger("a.db", [bare] + WORDED[1:] + WORDED[:1])
        self.assertEqual(self.utterances(path), self.WANTED)

    def test_statements_once(self):
        path = self.ledger("a.db", WORDED)
        rows = [r for r in self.rows("statements", "-l", path, "--wordings") if "close the harbour" in r["content"]]
        self.assertEqual([(r["reports"], r["wordings"], len(r["told"])) for r in rows], [(4, 2, 4)])
        self.assertEqual([t["differs"] for t in rows[0]["told"]], [None, None, "not number", "speaker"])
        text = run("statements", "-l", path, "--wordings", "--text").stdout.decode()
        self.assertIn("\n    = Vesk Post \u00b7 2026-03-03", text)
        self.assertIn("\n    \u2260 not number \u00b7 Karsholm Times", text)
        self.expect(run("events", "-l", path, "--wordings"), 2, "no filter of events")

    def test_merged(self):
        one, other = self.ledger("1.db", WORDED[1::2]), self.ledger("2.db", WORDED[::2])
        for name, order in (("ab.db", (one, other)), ("ba.db", (other, one))):
            run("merge", "--into", self.folder / name, *order)
            self.assertEqual(self.utterances(self.folder / name), self.WANTED)


ATTACK = [told("one", "Gunmen attack Karsholm market", "Gunmen attacked police at the market of Karsholm on Tuesday and wounded five "
               "people. Mayor Ilda Marchetti closed the market until Friday. Police searched the harbour for the gunmen all "
               "night.", 3, "The Gull"),
          told("two", "Seven hurt as gunmen attack Karsholm market", "Gunmen attacked police at the market of Karsholm on Monday and "
               "wounded seven people. The market of Karsholm will stay closed until Friday, mayor Ilda Marchetti said. "
               "Police were still searching the harbour for the gunmen on Wednesday.", 4, "Vesk Post")]


class Happenings(LedgerCase):
    """One event in two reports that disagree."""

    def test_side_by_side(self):
        for n, order in enumerate((ATTACK, ATTACK[::-1])):
            path = self.ledger(f"{n}.db", order)
            rows = self.rows("story", "-l", path, "one")
            event = next(r for r in rows if r["row"] == "event" and r["predicate"] == "attack")
            self.assertEqual((event["reports"], event["outlets"], event["differs"]), (2, 2, "date number"))
            self.assertEqual((event["outlet"], event["earliest"], event["latest"]), ("The Gull", "2026-03-02", "2026-03-03"))
            self.assertEqual([t["outlet"] for t in event["told"]], ["The Gull", "Vesk Post"])
            sides = {(r["kind"],) + tuple(sorted((r["other_said"], r["said"]))) for r in rows if r["row"] == "disagreement"}
            self.assertEqual(sides, {("date", "2026-03-02", "2026-03-03"), ("number", "five people", "seven people")})
        text = run("story", "-l", path, "one", "--text").stdout.decode()
        self.assertIn("\nWhere reports disagree\n", text)
        told = self.rows("events", "-l", path, "--tellings", "--type", "attack")
        self.assertEqual([len(r["told"]) for r in told], [2])

    def test_a_forgotten_side(self):
        path = self.ledger("a.db", ATTACK)
        run("forget", "-l", path, "two", "--reason", "asked to")
        database = sqlite3.connect(path)
        self.assertEqual(database.execute("SELECT count(*) FROM disagreement").fetchone(), (0,))
        self.assertEqual(database.execute("SELECT count(*) FROM telling").fetchone(), (0,))


class Damage(LedgerCase):
    def test_a_changed_byte_is_told(self):
        path = self.ledger("a.db", [report(i) for i in range(3)])
        wanted = self.digest(path)
        self.assertEqual(run("verify", "-l", path, "--expect", wanted).returncode, 0)
        self.assertEqual(run("verify", "-l", path, "--expect", "0" * 64).returncode, 1)
        database = sqlite3.connect(path)
        text, = database.execute("SELECT text FROM reports WHERE number = 2").fetchone()
        database.execute("UPDATE report_text SET text = ? WHERE report = 2",
                         (shorthand(database, text.replace("will repair", "wall repair").encode()),))
        database.execute("UPDATE said SET facts = substr(facts, 1, 2) || char(unicode(substr(facts, 3, 1)) + 1)"
                         " || substr(facts, 4) WHERE first = (SELECT min(first) FROM said)")
        database.commit()
        database.close()
        done = run("verify", "-l", path)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"the text or the outlet is not what the key tells", done.stdout)
        self.assertRegex(done.stdout, rb"s\d+: the words are not those that were read: \".*wall repair")
        self.assertIn(b"table statement, number 1: is not as the facts are", done.stdout)
        self.assertEqual(run("forget", "-l", path, "r1", "--reason", "damaged").returncode, 0)
        self.assertNotIn(b"wall repair", run("verify", "-l", path).stdout)

    # What is derived, and what verify says of it once it is others' words.
    DERIVED = {
        "DELETE FROM posting WHERE kind = 1": "table party, number",
        "INSERT INTO posting VALUES(1, 1, 77 << 20, x'')": "rows of party are of no statement",
        "INSERT INTO posting VALUES(1, 3, 1, x'')": "rows of party are of no statement",
        "UPDATE stance SET polarity = polarity + 1": "table stance, number",
        "INSERT INTO stance VALUES(77 << 20, 0, 1, NULL, NULL)": "rows of stance are of no statement",
        "DELETE FROM posting WHERE kind = 0": "table mention, number",
        "UPDATE named SET last = last - 1": "table mention, number",
        "INSERT INTO posting VALUES(1, 0, 77, x'')": "rows of mention are of no report",
        "UPDATE tally SET events = events + 1 WHERE report = 1": "table tally, number",
        "INSERT INTO tally(report) VALUES(77)": "rows of tally are of no report",
        "UPDATE named SET statements = 9": "are counted wrongly in named",
        "UPDATE story_tally SET copies = copies + 1": "stories are counted wrongly in story_tally",
        "DELETE FROM story_outlet": "are counted wrongly in story_outlet",
        "INSERT INTO change(report, former, kind) VALUES(1, 1, 1)": "rows of change are of no two versions",
        "INSERT INTO words(words) VALUES('delete-all')": "does not find it",
    }

    def test_derived_rows(self):
        said = {**report(2), "text": report(2)["text"] + " Mayor Ana Ruiz praised Councillor Piet Holm on Friday."}
        path = self.ledger("a.db", [report(0), report(1), said])
        self.digest(path)
        for sql, words in self.DERIVED.items():
            copy = self.folder / "copy.db"
            shutil.copy(path, copy)
            database = sqlite3.connect(copy)
            self.assertTrue(database.execute(sql).rowcount, sql)
            database.commit()
            database.close()
            done = run("verify", "-l", copy)
            self.assertEqual(done.returncode, 1, sql)
            self.assertIn(words, done.stdout.decode(), sql)

    def test_not_a_ledger(self):
        page = self.file("page.db", "<html>this is no ledger, and long enough to be looked at</html>" * 20)
        self.expect(run("reports", "-l", page), 1, "no ledger")
        other = self.folder / "other.db"
        database = sqlite3.connect(other)
        database.execute("CREATE TABLE t(x)")
        database.commit()
        self.expect(run("add", "-q", "-l", other, self.file("r.txt", report(1)["text"])), 1, "a database, but no ledger")
        self.expect(run("reports", "-l", self.folder / "none.db"), 1, "there is no such ledger")
        self.assertFalse((self.folder / "none.db").exists())

    def test_newer_schema(self):
        path = self.ledger("a.db", [report(1)])
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 99")
        database.commit()
        database.close()
        self.expect(run("reports", "-l", path), 1, "schema 99")
        self.expect(run("add", "-q", "-l", path, self.folder / "a.db.jsonl"), 1, "schema 99")

    def test_locked(self):
        path = self.ledger("a.db", [report(1)])
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        self.assertEqual(len(self.rows("reports", "-l", path)), 1)    # readers need not wait

    # Root writes everywhere, unless it gives up the right to.
    BOUND = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []

    def test_read_only(self):
        """The file alone can only be read, and its folder too."""
        if self.BOUND and subprocess.run([*self.BOUND, "true"], capture_output=True).returncode:
            self.skipTest("root cannot give up writing everywhere")
        path, more = self.ledger("a.db", [report(1)]), self.jsonl("b.jsonl", [report(2)])
        before = path.read_bytes()
        path.chmod(0o400)
        for mode in (0o700, 0o500):
            self.folder.chmod(mode)
            self.addCleanup(self.folder.chmod, 0o700)
            done, asked, verified = (subprocess.run([*self.BOUND, PROGRAM, *map(str, a)], capture_output=True)
                                     for a in (("add", "-q", "-l", path, more), ("reports", "-l", path, "--json"),
                                               ("verify", "-l", path)))
            self.expect(done, 1, "can only be read")
            self.assertEqual((asked.returncode, len(asked.stdout.splitlines()), asked.stderr), (0, 1, b""))
            self.assertEqual((verified.returncode, verified.stderr), (0, b""))
        self.folder.chmod(0o700)
        self.assertEqual(path.read_bytes(), before)

    def test_full_disk(self):
        """A limit on the size of files stands for a disk that is full."""
        path = self.ledger("a.db", [report(1)])
        more = self.jsonl("more.jsonl", [report(i) for i in range(2, 1200)])
        limit = path.stat().st_size + 40000
        done = subprocess.run(["bash", "-c", f"trap '' XFSZ; ulimit -f {limit // 1024}; exec \"$0\" add -q -l \"$1\" \"$2\"",
                               PROGRAM, path, more], capture_output=True)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertEqual(run("verify", "-l", path).returncode, 0)
        self.assertGreaterEqual(len(self.rows("reports", "-l", path)), 1)


class Kills(LedgerCase):
    def test_two_at_once(self):
        path = self.folder / "a.db"
        halves = [self.jsonl(f"{k}.jsonl", [report(i) for i in range(k, 120, 2)]) for k in (0, 1)]
        both = [subprocess.Popen([PROGRAM, "add", "-q", "-j1", "-l", path, half], stderr=subprocess.PIPE) for half in halves]
        self.assertEqual([(p.communicate()[1], p.returncode) for p in both], [(b"", 0)] * 2)
        self.assertEqual(len(self.rows("reports", "-l", path)), 120)
        self.digest(path)

    def test_killed_adds_leave_whole_reports(self):
        chance = random.Random(7)
        path = self.folder / "a.db"
        kept = 0
        for k in range(KILLS):
            one = self.jsonl("one.jsonl", [report(i) for i in range(20 * k, 20 * k + 20)])
            process = subprocess.Popen([PROGRAM, "add", "-q", "-j1", "-l", path, one])
            time.sleep(chance.uniform(0, 0.25))
            process.send_signal(signal.SIGKILL)
            process.wait()
            if not path.exists() or not path.stat().st_size:
                continue
            done = run("verify", "-l", path)
            if b"not a ledger yet" in done.stderr:
                continue
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            now = int(re.match(rb"(\d+) reports", done.stdout).group(1))
            self.assertGreaterEqual(now, kept)
            kept = now
        whole = self.jsonl("whole.jsonl", [report(i) for i in range(20 * KILLS)])
        self.assertEqual(run("add", "-q", "-l", path, whole).returncode, 0)
        self.assertEqual(len(self.rows("reports", "-l", path)), 20 * KILLS)
        self.digest(path)


if __name__ == "__main__":
    unittest.main()
