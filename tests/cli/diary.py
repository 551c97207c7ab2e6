"""The diary and the silences a matter at a time; the calendar, read by libical and by icalendar (PyPI's, Debian's
python3-icalendar).

usage: diary.py PROGRAM
"""
import ctypes
import json
import subprocess
import unittest

from ledger import LedgerCase, told
from outcomes import ANSWER, COPY, FIRST, MOVED
from program import run

READER = """
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps([{"uid": str(e["UID"]), "sequence": int(e["SEQUENCE"]), "start": str(e["DTSTART"].dt), "status": str(e["STATUS"]),
    "end": str(e["DTEND"].dt) if "DTEND" in e else None, "summary": str(e["SUMMARY"]), "url": str(e.get("URL", "")),
    "description": str(e["DESCRIPTION"])} for e in calendar.walk("VEVENT")]))
"""
REPORTS = [told("first", "Bridge over the Vesk collapses", FIRST, 4, "The Gull"),
           told("copy", "Bridge over the Vesk falls", COPY, 5, "Vesk Post"),
           told("moved", "Vote on ferry across the Vesk put off", MOVED, 9, "The Gull"),
           told("answer", "Karsholm gets a ferry across the Vesk", ANSWER, 18, "Vesk Post")]
HOSTILE = ("The Karsholm council will vote on the BEGIN:VEVENT ferry; its \\n tolls, \u202eand piers on 12 March 2027. \u0007The harbour "
           "office, which keeps the piers of Karsholm, will " + "paint the piers and " * 30 + "open the gates on 14 March 2027.")


class Diary(LedgerCase):
    def add(self, path, *reports):
        done = run("add", "-q", "-l", path, self.jsonl("more.jsonl", reports))
        self.assertEqual(done.returncode, 0, done.stderr)

    def calendar(self, path, *filters):
        """Its events as icalendar reads them; libical finds nothing wrong in it."""
        done = run("diary", "-l", path, "--ics", "-", *filters)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.libical_is_content_with(done.stdout)
        read = subprocess.run(["/usr/bin/python3", "-c", READER], input=done.stdout, capture_output=True)
        self.assertEqual(read.returncode, 0, read.stderr)
        return json.loads(read.stdout)

    def libical_is_content_with(self, raw):
        library = ctypes.CDLL("libical.so.3")
        library.icalparser_parse_string.restype = ctypes.c_void_p
        library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
        for call in ("icalcomponent_count_errors", "icalrestriction_check", "icalcomponent_free"):
            getattr(library, call).argtypes = [ctypes.c_void_p]
        calendar = library.icalparser_parse_string(raw)
        self.assertTrue(calendar)
        self.assertEqual((library.icalcomponent_count_errors(calendar), bool(library.icalrestriction_check(calendar))), (0, True))
        library.icalcomponent_free(calendar)
        self.assertTrue(all(len(line) <= 75 for line in raw.split(b"\r\n")))

    def vote(self, path):
        votes = [e for e in self.calendar(path) if "vote" in e["summary"]]
        self.assertEqual(len(votes), 1, votes)
        return votes[0]

    def test_a_matter_that_is_moved_moves(self):
        path = self.ledger("a.db", REPORTS[:1])
        first = self.vote(path)
        self.assertEqual((first["start"], first["sequence"]), ("2026-03-12", 0))
        self.add(path, REPORTS[1])          # told by another report: the same entry
        again = self.vote(path)
        self.assertEqual((again["uid"], again["start"]), (first["uid"], "2026-03-12"))
        self.assertIn("told by 2 reports", again["description"])
        self.add(path, REPORTS[2])
        moved = self.vote(path)
        self.assertEqual((moved["uid"], moved["start"]), (first["uid"], "2026-03-17"))
        self.assertGreater(moved["sequence"], again["sequence"])
        self.assertIn("moved from 12 March 2026", moved["description"])
        self.assertIn("has postponed its vote", moved["description"].replace("\n", " "))
        self.add(path, REPORTS[3])
        happened = self.vote(path)
        self.assertEqual((happened["uid"], happened["status"]), (first["uid"], "CONFIRMED"))
        self.assertGreaterEqual(happened["sequence"], moved["sequence"])
        self.assertIn("came true", happened["description"])
        run("stories", "--rebuild", "-l", path)
        self.assertEqual(self.vote(path), happened)

    def test_cancelled(self):
        path = self.ledger("a.db", REPORTS[:1])
        off = ("The Karsholm council has cancelled its vote on the ferry across the Vesk. Divers searched the river for the lorries "
               "that the barge threw into it when the Orlen bridge over the Vesk collapsed.")
        self.add(path, told("off", "Vote on ferry across the Vesk is off", off, 9, "The Gull"))
        self.assertEqual(self.vote(path)["status"], "CANCELLED")

    def test_filters(self):
        path = self.ledger("a.db", REPORTS[:1])
        self.assertEqual(len(self.calendar(path, "--from", "2026-03-12", "--to", "2026-03-12")), 1)
        self.assertEqual(self.calendar(path, "--from", "2026-03-13"), [])
        self.assertEqual(self.calendar(path, "--who", "nobody"), [])
        whole = self.calendar(path)[0]
        self.assertEqual(self.calendar(path, "--who", "karsholm")[0]["uid"], whole["uid"])  # whatever is asked for

    def test_hostile_words_stay_words(self):
        path = self.ledger("a.db", [told("a", "Votes; and, more\\n", HOSTILE, 4, "The; Gull, \\n BEGIN:VALARM")])
        events = self.calendar(path)
        self.assertTrue(events)
        self.assertTrue(all("\u202e" not in e["description"] and "\u0007" not in e["description"] for e in events))
        self.assertIn("BEGIN:VEVENT", "".join(e["description"] for e in events))

    def test_a_file_is_there_whole(self):
        path, to = self.ledger("a.db", REPORTS[:1]), self.folder / "diary.ics"
        self.assertEqual(run("diary", "-l", path, "--ics", to).returncode, 0)
        self.assertEqual(to.read_bytes(), run("diary", "-l", path, "--ics", "-").stdout)
        self.assertEqual([p.name for p in self.folder.glob("diary*")], ["diary.ics"])
        self.expect(run("diary", "-l", path, "--ics", self.folder / "none" / "a.ics"), 1, "none/a.ics: No such file")
        self.expect(run("silences", "-l", path, "--ics", "-"), 2, "--ics is no filter of silences")

    def test_lines_for_people(self):
        path = self.ledger("a.db", REPORTS[:3])
        lines = run("diary", "-l", path, "--text").stdout.decode()
        self.assertIn("17 March 2026 (moved from 12 March 2026", lines)
        self.assertEqual(lines.count("told by"), 1, lines)


class Silences(LedgerCase):
    def test_one_voice_is_one_entry(self):
        path = self.ledger("a.db", REPORTS)
        lines = run("silences", "-l", path, "--text").stdout.decode()
        entries = lines.strip().split("\n\n")
        mayor = [e for e in entries if e.startswith("Ilda Marchetti: not yet commented")]
        self.assertEqual(len(mayor), 1, lines)
        self.assertIn("since 2026-03-04, in 2 reports; ended", mayor[0])
        self.assertIn("also Vesk Post, 2026-03-05", mayor[0])
        self.assertIn("inspected in spring", mayor[0])
        self.assertIn("declined", entries[0])       # open ones first
        self.assertEqual(run("silences", "-l", path, "--text", "--state", "closed").stdout.decode().strip(), mayor[0])


if __name__ == "__main__":
    unittest.main(argv=[__file__])
