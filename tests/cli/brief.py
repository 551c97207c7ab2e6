"""Briefs: one page on a story, an actor or a day, in which nothing stands that is not in a report.

usage: brief.py PROGRAM
"""
import html.parser
import re
import unittest

from ledger import LedgerCase, told
from outcomes import REPORTS
from program import run

VOICES = [told("one", "Toll on the Vesk ferry is disputed",
               "Mayor Ilda Marchetti spoke about the ferry across the Vesk in Karsholm on Monday. \"The ferry across the Vesk will "
               "cost nobody a toll of more than 3 crowns,\" Marchetti said. The Karsholm council approved the ferry on Monday. Harbour "
               "master Piet Holm said the piers of the ferry were old. The ferry company did not respond to a request for comment.",
               20, "The Gull"),
          told("two", "Mayor on the toll of the Vesk ferry",
               "The ferry across the Vesk was approved by the Karsholm council on Monday. Ilda Marchetti, the mayor, told reporters: "
               "\"The ferry across the Vesk will cost nobody a toll of more than 5 crowns.\" The ferry company did not respond to a "
               "request for comment.", 20, "Vesk Post")]
HOSTILE = told("bad", "Toll <script>alert(1)</script> & *more* [x](javascript:1)",
               "Mayor Ilda Marchetti said on Monday that the <b onload=x>toll</b> & `ferry` of the Vesk \u202ewere *old*. \"A <script>toll"
               "</script> is no [toll](http://x.example) for Karsholm or the Vesk,\" Marchetti said.", 21, "Gull & <i>Sons</i>",
               )


class Page(html.parser.HTMLParser):
    """The elements of a page, its links and their targets; its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.text, self.open = [], set(), [], "", []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        fields = dict(attributes)
        self.tags.append(tag)
        self.ids.add(fields.get("id"))
        assert not any(name.startswith("on") for name in fields), fields
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "a":
            self.links.append(fields["href"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


class Briefs(LedgerCase):
    def brief(self, path, *arguments):
        done = run("brief", "-l", path, *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return done.stdout.decode()

    def lines(self, path, *arguments):
        """The lines of each section, of the page as Markdown."""
        sections = re.split(r"^## (.*)\n", self.brief(path, "--md", *arguments), flags=re.M)
        return {h: [l for l in b.splitlines() if l.strip()] for h, b in zip(sections[1::2], sections[2::2])}

    def test_a_story(self):
        path = self.ledger("a.db", REPORTS[:3])
        got = self.lines(path, "story", "first")
        self.assertTrue(any("collapsed on Tuesday when a barge struck" in l and "The Gull, 2026-03-04" in l
                            for l in got["What happened"]))
        self.assertTrue(any(l.startswith("- **Marchetti") or "**Ilda Marchetti**" in l or "We are shaken" in l
                            for l in got.get("Who said what", ["We are shaken"])))
        self.assertIn("moved from 12 March 2026", "".join(got.get("What is next", []) + got.get("What became of what was expected", [])))
        self.assertTrue(any("declined to comment" in l for l in got["Who has not answered"]))
        self.assertEqual(len(got["Sources"]), 3)

    def test_who_said_what_and_how_otherwise(self):
        path = self.ledger("a.db", VOICES)
        said = "\n".join(self.lines(path, "story", "one")["Who said what"])
        self.assertIn("**Ilda Marchetti**", said)
        self.assertIn("3 crowns", said)
        self.assertIn("5 crowns", said)
        self.assertIn("told otherwise: another number", said)
        self.assertIn("The Gull", said)
        self.assertIn("Vesk Post", said)

    def test_every_line_is_from_its_reports(self):
        path = self.ledger("a.db", REPORTS + VOICES)
        texts = " ".join(" ".join(r["text"].split()) for r in REPORTS + VOICES)
        for what in (("story", "first"), ("story", "one"), ("actor", "Marchetti"), ("day", "2026-03-20")):
            got = self.lines(path, *what)
            count = len(got.pop("Sources"))
            for line in (l for lines in got.values() for l in lines):
                numbers = [int(n) for n in re.findall(r"\\\[(\d+)\\\]", line)]
                self.assertTrue(numbers and max(numbers) <= count, line)
                words = re.sub(r"^ *- ", "", line.rsplit(" (", 1)[0])
                words = re.sub(r" — \*.*\*$", "", re.sub(r"^\*\*.*?\*\*(: )?", "", words)).replace("\\", "")
                self.assertIn(words, texts)

    def test_an_actor(self):
        path = self.ledger("a.db", REPORTS + VOICES)
        page = self.brief(path, "--md", "actor", "ilda", "marchetti")
        self.assertTrue(page.startswith("# Ilda Marchetti\n"), page[:80])
        self.assertIn("crowns", page)
        self.expect(run("brief", "-l", path, "actor", "Nobody Known"), 1, "no report names")

    def test_a_day(self):
        path = self.ledger("a.db", VOICES)
        got = self.lines(path, "day", "2026-03-20")
        self.assertTrue(any("Toll on the Vesk ferry" in l or "Mayor on the toll" in l for l in got["Stories"]))
        self.expect(run("brief", "-l", path, "day", "someday"), 2, "no day")

    def test_html_is_one_sound_page(self):
        path = self.ledger("a.db", VOICES + [HOSTILE])
        for what in (("story", "bad"), ("actor", "Marchetti"), ("day", "2026-03-21")):
            raw = self.brief(path, "--html", *what)
            page = Page(raw)
            self.assertEqual(page.open, [])
            self.assertNotIn("script", page.tags)
            self.assertLessEqual(set(page.tags), {"html", "head", "meta", "style", "title", "body", "h1", "h2", "p", "ul", "ol", "li",
                                                  "b", "span", "a"})
            self.assertIn("default-src 'none'", raw)
            self.assertIn("@media print", raw)
            for link in page.links:
                self.assertTrue(link[1:] in page.ids if link.startswith("#") else re.match("https?://", link), link)
            self.assertNotIn("\u202e", raw)
        self.assertIn("<script>toll</script>", page.text + Page(self.brief(path, "--html", "story", "bad")).text)

    def test_markdown_keeps_words_words(self):
        path = self.ledger("a.db", [HOSTILE])
        page = self.brief(path, "--md", "story", "bad")
        self.assertNotIn("<script>", page.replace("\\<script\\>", ""))
        self.assertNotRegex(page, r"(?<!\\)\[x\]|(?<!\\)`")

    def test_same_ledger_same_page(self):
        path = self.ledger("a.db", REPORTS + VOICES)
        self.assertEqual(self.brief(path, "--html", "story", "one"), self.brief(path, "--html", "story", "one"))

    def test_usage(self):
        path = self.ledger("a.db", VOICES)
        for arguments in ((), ("story",), ("town", "Karsholm")):
            self.expect(run("brief", "-l", path, *arguments), 2, "is to be named")
        self.expect(run("brief", "-l", path, "story", "nothing"), 1, "there is no report")


if __name__ == "__main__":
    unittest.main(argv=[__file__])
