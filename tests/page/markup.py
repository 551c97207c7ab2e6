"""Every page of the examples' ledger is well-formed, has no id twice, and its links lead somewhere;
nothing that reports or addresses hold gets into the markup.

usage: markup.py PROGRAM
"""
import json
import pathlib
import tempfile
import unittest
import urllib.parse

from pages import EXAMPLES, HAS_WEIGHTS, ROOT, VIEWS, Service, ledger_of, page

INJECTIONS = [line for line in (ROOT / "tests" / "page" / "injections.txt").read_text().splitlines()
              if line and not line.startswith("##")]
OWN_SCRIPTS = {"/static/page.js"}


@unittest.skipUnless(HAS_WEIGHTS, "no weights yet")
class PageCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.service = Service(cls.fill(cls.folder.name))

    @classmethod
    def tearDownClass(cls):
        cls.service.stop()
        cls.folder.cleanup()

    def visit(self, most):
        """All pages that links lead to from the views on, `most` of each kind."""
        waiting, seen, kinds = list(VIEWS), {}, {}
        while waiting:
            address = urllib.parse.urlsplit(waiting.pop())._replace(fragment="").geturl()
            kind = address.split("/")[1].split("?")[0]
            if address in seen or address.startswith(("/api/", "/static/")) or kinds.get(kind, 0) >= most:
                continue
            kinds[kind] = kinds.get(kind, 0) + 1
            status, seen[address] = page(self.service, address)
            self.assertEqual(status, 200, address)
            waiting += [link for link in seen[address].links if link.startswith("/")]
        return seen


class Examples(PageCase):
    @classmethod
    def fill(cls, folder):
        return ledger_of(folder, *EXAMPLES)

    def test_pages_are_well_formed_and_links_lead_somewhere(self):
        seen = self.visit(12)
        self.assertGreater(len(seen), 40)
        for address, got in seen.items():
            with self.subTest(address):
                self.assertEqual(got.wrong, [])
                self.assertEqual(len(got.ids), len(set(got.ids)))
                self.assertEqual(sum(tag == "h1" for tag, _ in got.elements), 1)
                for link in got.links:
                    if link.startswith("#"):
                        self.assertIn(urllib.parse.unquote(link[1:]), got.ids)
                    elif link.startswith("/report/") and "#" in link and link.split("#")[0] in seen:
                        where, fact = link.split("#")
                        self.assertTrue(not fact or fact in seen[where].ids, link)

    def test_facts_and_text_lead_to_each_other(self):
        for address, got in self.visit(12).items():
            if not address.startswith("/report/"):
                continue
            facts = [a["data-fact"] for tag, a in got.elements if "data-fact" in a]
            self.assertTrue(facts or "Trinkwasser" in " ".join(got.words), address)
            for fact in facts:
                self.assertIn(fact, got.ids)
                self.assertIn(f"#t-{fact}", got.links)

    def test_downloads(self):
        for address in ("/api/v1/statements?format=csv", "/api/v1/diary?format=json"):
            self.assertEqual(self.service.ask(address)[0], 200)
        for address, got in self.visit(3).items():
            for link in got.links:
                if link.startswith("/api/"):
                    self.assertEqual(self.service.ask(link)[0], 200, (address, link))

    def test_what_is_not_there(self):
        for address, status in (("/story/0123456789abcdef", 404), ("/report/nothing", 404),
                                ("/search?since=soonish", 200), ("/diary?month=2026-13", 200)):
            got, shown = page(self.service, address)
            self.assertEqual((got, shown.wrong), (status, []), address)

    def test_heads(self):
        _, headers, _ = self.service.ask("/")
        policy = headers["Content-Security-Policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertIn("script-src 'self'", policy)
        self.assertNotIn("unsafe", policy)


class Injections(PageCase):
    """Reports whose titles, texts, names and addresses are each of the injections."""

    @classmethod
    def fill(cls, folder):
        lines = []
        for i, bad in enumerate(INJECTIONS):
            text = (f'Mayor Ana {bad} spoke in Paris on Friday. "We will {bad} the sea wall," Ana {bad} told {bad}. '
                    f"Councillor Piet Holm accused {bad} of lying. A vote on {bad} is due on Monday. {bad} has not yet commented.")
            lines.append(json.dumps({"id": f"r{i}", "title": f"Plan {bad}", "text": text, "site": f"Gull {bad}",
                                     "url": bad if ":" in bad else f"https://gull.example/{bad}", "authors": [bad],
                                     "section": bad, "published": f"2026-03-{i % 28 + 1:02}T09:00:00Z"}))
        return ledger_of(folder, "-", text="\n".join(lines))

    def check(self, address, got):
        self.assertEqual(got.wrong, [], address)
        for tag, attributes in got.elements:
            self.assertIn(tag, ALLOWED, (address, tag))
            for name, value in attributes.items():
                self.assertFalse(name.startswith("on"), (address, tag, name))
                self.assertNotIn(name, ("style", "srcdoc", "formaction"), address)
                if name in ("href", "src", "action"):
                    self.assertTrue(value.startswith(("/", "#", "http://", "https://")) and not value.startswith("//"),
                                    (address, value))
            if tag == "script":
                self.assertIn(attributes["src"].split("?")[0], OWN_SCRIPTS)

    def test_nothing_gets_into_markup(self):
        seen = self.visit(2 * len(INJECTIONS))
        self.assertGreater(len(seen), len(INJECTIONS))
        for address, got in seen.items():
            self.check(address, got)

    def test_nothing_of_an_address_gets_into_markup(self):
        for bad in INJECTIONS:
            part = urllib.parse.quote(bad, safe="")
            for address in (f"/search?words={part}&since={part}", f"/search?kind={part}", f"/actor/{part}", f"/story/{part}",
                            f"/report/{part}", f"/diary?month={part}", f"/actors?actor={part}"):
                if address.split("/")[-1] in (".", ".."):
                    continue
                status, headers, body = self.service.ask(address)
                if headers["Content-Type"].startswith("text/html"):
                    self.check(address, page(self.service, address)[1])


ALLOWED = set("""html head meta title link script body a header div span nav ul li form label input main footer p h1 h2 h3
section article ol mark q blockquote details summary fieldset legend table thead tbody tr th td time svg rect line text
figure figcaption del ins button select option textarea circle use g code""".split())


if __name__ == "__main__":
    unittest.main()
