"""`onrecord export`: each form is read back by its own rules and, where there is one, by a second
implementation; texts, titles and addresses that are anything break none of them.

usage: export.py PROGRAM
"""
import csv
import datetime
import io
import json
import pathlib
import re
import shutil
import sqlite3
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

from program import ROOT, Case, HAS_WEIGHTS, run

HOSTILE = "=cmd|' /C calc'!A0 \"q\" <b>&amp; ]]> \u202eabc\u2069 \x01\x1b[31m, tab\there; \ud83d\ude00 caf\u00e9\u2028end \ufffe\ufeff\uffff"
HOSTILE = HOSTILE.encode("utf-16", "surrogatepass").decode("utf-16")


def report(name, text, **fields):
    return {"id": name, "text": text, "title": f"Title of {name}", "site": "The Gull", "published": "2026-03-02",
            "url": f"https://gull.example/{name}", "retrieved": "2026-03-03T08:00:00Z", **fields}


sys.path.append("/usr/lib/python3/dist-packages")    # Debian's packages, for a python3 that is not Debian's too

REPORTS = [
    report("r1", "Mayor Ana Ruiz met Prime Minister Piet Holm in Paris on Monday. \"We will repair the sea wall,\" Ruiz "
                 "told reporters.\n\nPolice arrested two protesters near the harbour. Ruiz demanded that the government of "
                 "France pay for it. The council will vote on the plan on 12 March 2026. Holm has not yet commented."),
    report("r2", "Caf\u00e9 owners in Marden said on Tuesday that \U0001f600 prices rose. \u201cNobody asked us,\u201d "
                 "said Lena Varga, who leads the guild.\r\n\r\nThousands protested against the tax on Monday. "
                 "The guild threatened a strike from 20 to 22 March 2026.", published="2026-03-04T09:30:00+02:00", url=None),
    report("r3\t../\"x\n", f"Mayor Ana Ruiz said: \"{HOSTILE}.\" She told the Senate on Friday that {HOSTILE}. The Senate will "
                           f"vote on {HOSTILE} on 14 March 2026. Troops attacked {HOSTILE} on Monday, the army said.",
           title=HOSTILE, site="Gull, \"The\"\r\nPost;=1", url="javascript:alert(1)", authors=[HOSTILE]),
    report("r4", "=SUM(A1) said Ana Ruiz. +1 is what Piet Holm said. @home is where Ana Ruiz said she was.",
           title="-2+3", url="https://gull.example/a b?\"<x>&y=1\r\nX: 1", canonical="http://gull.example/\u00e9"),
    report("r5", "It rained.", published=None, title=None, site=None),
]
WHATS = ["reports", "statements", "events", "actors", "stories", "diary", "silences", "changes"]
POLECAT = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country
Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID
Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source
Publication Date|Story People|Story Organizations|Story Locations|Language|Version""".replace("\n", "|").split("|")


def gdelt_columns():
    actors = [f"Actor{n}{c}" for n in (1, 2) for c in ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
                                                       "Religion2Code", "Type1Code", "Type2Code", "Type3Code")]
    places = [f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action")
              for c in ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")]
    return ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *actors, "IsRootEvent", "EventCode", "EventBaseCode",
            "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", *places,
            "DATEADDED", "SOURCEURL", "PloverType", "PloverMode", "Status", "Confidence", "EventID"]


def strict_csv(text):
    """RFC 4180, nothing forgiven: rows of (value, whether quoted)."""
    rows, at = [], 0
    while at < len(text):
        row = []
        while True:
            if text[at] == '"':
                found = re.compile(r'"((?:[^"]|"")*)"', re.S).match(text, at)
                row.append((found.group(1).replace('""', '"'), True))
            else:
                found = re.compile(r'[^",\r\n]*').match(text, at)
                row.append((found.group(0), False))
            at = found.end()
            if text.startswith(",", at):
                at += 1
                continue
            assert text.startswith("\r\n", at), (text[at:at + 40], at)
            at += 2
            break
        rows.append(row)
    assert len({len(r) for r in rows}) <= 1
    controls = set(map(chr, [*range(32), 127])) - set("\r\n")
    assert not controls & set(text)
    return rows


@unittest.skipUnless(HAS_WEIGHTS, "no weights yet")
class ExportCase(Case):
    @classmethod
    def setUpClass(cls):
        cls.kept = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.kept)
        lines = cls.kept / "r.jsonl"
        lines.write_text("".join(json.dumps(r) + "\n" for r in REPORTS))
        cls.path = cls.kept / "a.db"
        done = run("add", "-q", "-w", "fast", "-l", cls.path, lines)
        assert (done.returncode, done.stderr) == (0, b""), done.stderr

    def export(self, *arguments):
        done = run("export", "-l", self.path, *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, b""), arguments)
        return done.stdout

    def lines(self, *arguments):
        return [json.loads(line) for line in self.export(*arguments).decode().split("\n")[:-1]]

    def rows(self, what):
        return [json.loads(line) for line in run(what, "-l", self.path, "--json").stdout.decode().split("\n")[:-1]]

    def texts(self):
        """Texts by key."""
        keys = {r["id"]: r["key"] for r in self.rows("reports")}
        return {keys[r["id"]]: r["text"] for r in self.lines("-f", "jsonl")}


class Records(ExportCase):
    def test_round_trip(self):
        """Exported, added to another ledger and exported again: the same bytes; the same as read."""
        first = self.export()
        again = self.folder / "b.db"
        done = run("add", "-q", "-w", "fast", "-l", again, self.file("out.jsonl", first))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(run("export", "-l", again).stdout, first)
        read = [json.loads(x) for x in run("read", "-q", "-w", "fast", "--json", self.kept / "r.jsonl").stdout.splitlines()]
        kept = [json.loads(x) for x in first.decode().split("\n")[:-1]]
        for r in read + kept:
            r["report"].pop("input")
        key = lambda r: r["id"]
        self.assertEqual(sorted(kept, key=key), sorted(read, key=key))

    def test_pages_come_back(self):
        """What a page's text alone would not tell: titles, blocks, where the title is from."""
        page = self.file("page.html", """<html><head><title>Wall falls | The Gull</title>
            <meta property="og:title" content="The wall falls"><meta property="og:site_name" content="The Gull">
            <meta property="article:published_time" content="2026-03-02T10:00:00+01:00"></head><body><article>
            <h1>The wall falls</h1><p>By Tom Birch</p>""" + "".join(
            f"<p>Mayor Ana Ruiz said on Monday that part {i} of the sea wall had fallen into the harbour at night.</p>"
            for i in range(6)) + "<h2>What comes next</h2><ul><li>The council will vote on 12 March.</li></ul></article></body></html>")
        one, other = self.folder / "1.db", self.folder / "2.db"
        run("add", "-q", "-w", "fast", "-l", one, page)
        first = run("export", "-l", one).stdout
        self.assertIn(b'"heading"', first)
        run("add", "-q", "-w", "fast", "-l", other, self.file("out.jsonl", first))
        self.assertEqual(run("export", "-l", other).stdout, first)

    def test_code_points(self):
        for r in self.lines("--offsets", "codepoints"):
            self.assertEqual(r["offsets"], "codepoints")
            for e in r["entities"]:
                self.assertEqual(r["text"][e["start"]:e["end"]].strip(), r["text"][e["start"]:e["end"]])

    def test_the_same_bytes(self):
        for form in ("jsonl", "plover", "polecat", "gdelt", "jsonld", "annotations", "ftm", "conllu", "brat", "ics", "atom"):
            self.assertEqual(self.export("-f", form), self.export("-f", form), form)

    def test_read_writes_them_too(self):
        """One writer a form: of a file the same as of a ledger, which has other order and rounds."""
        for form in ("jsonld", "annotations", "ftm", "plover", "polecat", "gdelt"):
            read = run("read", "-q", "-w", "fast", "-f", form, self.kept / "r.jsonl").stdout.splitlines()
            kept = set(self.export("-f", form).splitlines())
            self.assertTrue(kept, form)
            self.assertEqual(kept - set(read), set(), form)

    def test_filters(self):
        ids = lambda *a: [r["id"] for r in self.lines(*a)]
        self.assertEqual(ids("--until", "2026-03-03"), ["r1", "r3\t../\"x\n", "r4", "r5"])
        self.assertEqual(ids("--speaker", "varga"), ["r2"])
        self.assertEqual(ids("--outlet", "the gull", "--limit", "1"), ["r1"])
        self.assertEqual(len(ids("--story", "r2")), 1)
        said = self.lines("-f", "jsonld", "--speaker", "varga")
        self.assertEqual(len([n for d in said for n in d["@graph"] if n["@type"] in ("Quotation", "Claim")]),
                         len(self.rows("statements")) and
                         len([r for r in self.rows("statements") if r["speaker"] == "Lena Varga"]))
        events = [e["id"] for e in self.rows("events") if e["type"] == "PROTEST"]
        self.assertTrue(events)
        self.assertEqual([e["id"] for e in self.lines("-f", "plover", "--type", "PROTEST")], events)

    def test_mistakes(self):
        cases = [(("-f", "csv"), "needs to know of what"), (("poems",), "nothing to export"),
                 (("-f", "csv", "events", "--speaker", "x"), "no filter of events"), (("-f", "ics", "events"), "no such output"),
                 (("--folder", "x"), "--folder is for brat"), (("-f", "gdelt", "statements"), "no such output"),
                 (("--since", "someday"), "not known"), (("-n", "0"), "no number"), (("-f", "yaml"), "yaml")]
        for arguments, words in cases:
            done = run("export", "-l", self.path, *arguments)
            self.assertEqual((done.returncode, done.stdout), (2, b""), arguments)
            self.assertIn(words, done.stderr.decode(), arguments)
            self.assertEqual(done.stderr.count(b"\n"), 1, arguments)
        done = run("export", "-l", self.folder / "none.db")
        self.assertEqual((done.returncode, done.stderr.count(b"\n")), (1, 1))

    def test_output_that_is_full(self):
        for form in ("jsonl", "ics", "atom", "conllu", "polecat"):
            with open("/dev/full", "wb") as full:
                done = run("export", "-l", self.path, "-f", form, stdout=full)
            self.assertEqual(done.returncode, 1, form)
            self.assertIn(b"No space left", done.stderr, form)


class Tables(ExportCase):
    def test_csv(self):
        for what in WHATS:
            text = self.export("-f", "csv", what).decode()
            rows = strict_csv(text)
            self.assertEqual([[c for c, _ in r] for r in rows], list(csv.reader(io.StringIO(text, newline=""), strict=True)), what)
            wanted = self.rows(what)
            self.assertEqual(len(rows), len(wanted) + 1, what)
            if wanted:
                self.assertEqual([c for c, _ in rows[0]], list(wanted[0]), what)
            first = {tuple(r)[0] for r in [[c for c, _ in r] for r in rows[1:]]}
            self.assertEqual(first, {self.plain(str(next(iter(r.values())))) for r in wanted}, what)

    def test_names_of_columns_stand_above_no_row_too(self):
        for form in ("csv", "tsv"):
            some, none = (self.export("-f", form, "statements", *of) for of in ((), ("--speaker", "nobody at all")))
            self.assertEqual(none, some[:some.index(b"\n") + 1], form)

    def test_every_view(self):
        database = sqlite3.connect(self.path)
        for view in ("utterances", "wordings", "happenings", "tellings", "disagreements", *WHATS):
            rows = strict_csv(self.export("-f", "csv", view).decode())
            count, = database.execute(f"SELECT count(*) FROM {view}").fetchone()
            self.assertEqual(len(rows), count + 1, view)
        said = strict_csv(self.export("-f", "csv", "utterances", "--speaker", "varga").decode())
        self.assertTrue(said)
        self.assertEqual({r[1][0] for r in said[1:]}, {"Lena Varga"})

    @staticmethod
    def plain(s):
        """What CSV may hold of a text: blanks for tabs, U+FFFD for other controls."""
        return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", s.replace("\t", " "))

    def test_known_and_not_known(self):
        rows = strict_csv(self.export("-f", "csv", "reports").decode())
        names = [c for c, _ in rows[0]]
        titles = {r[0][0]: r[names.index("title")] for r in rows[1:]}
        self.assertIn(("", False), titles.values())    # of the report without one
        hostile = [r for r in rows[1:] if "Gull, \"The\"" in r[names.index("outlet")][0]]
        self.assertEqual(hostile[0][names.index("title")][0], self.plain(HOSTILE))

    def test_spreadsheet(self):
        for what in ("reports", "statements"):
            rows = strict_csv(self.export("-f", "csv", "--csv-safe", what).decode())
            cells = [c for r in rows[1:] for c, quoted in r if quoted]
            self.assertTrue([c for c in cells if c.startswith("'")], what)
            for c in cells:
                self.assertNotRegex(c, r"^[\s\"\u200b\u202e]*[=+@-]")
                self.assertNotRegex(c, r"[,;|\r\n][\s\"]*[=+@-]")
            self.assertEqual(len(rows), len(self.rows(what)) + 1)

    def test_tsv(self):
        for what in WHATS:
            text = self.export("-f", "tsv", what).decode()
            lines = text.split("\n")[:-1]
            self.assertEqual(len(lines), len(self.rows(what)) + 1, what)
            self.assertLessEqual(len({line.count("\t") for line in lines}), 1, what)
            self.assertNotRegex(text, r"[\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

    def test_polecat(self):
        lines = self.export("-f", "polecat").decode().split("\n")[:-1]
        self.assertEqual(lines[0].split("\t"), POLECAT)
        rows = [dict(zip(POLECAT, line.split("\t"), strict=True)) for line in lines[1:]]
        self.assertTrue(rows)
        known = {e["id"]: e for e in self.rows("events")}
        for r in rows:
            self.assertEqual((r["Event Type"], r["Event Mode"]), (known[r["Event ID"]]["type"], known[r["Event ID"]]["mode"] or ""))
            self.assertRegex(r["Event Date"] or "2026-01-01", r"^\d{4}-\d\d-\d\d$")
            self.assertRegex(r["Quad Code"], "^(VERBAL|MATERIAL) (COOPERATION|CONFLICT)$")
            self.assertIn(r["Contexts"], ("", "future", "hypothetical", "negation"))
            self.assertEqual("".join(r[c] for c in ("Intensity", "Actor COW", "Actor Name Raw", "Wikipedia Actor ID", "Recipient COW",
                                                    "Recipient Name Raw", "Wikipedia Recipient ID")), "")

    def test_gdelt(self):
        names = gdelt_columns()
        lines = self.export("-f", "gdelt").decode().split("\n")[:-1]
        self.assertEqual(lines[0].split("\t"), names)
        self.assertEqual(len(names), 58 + 5)
        rows = [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]
        self.assertTrue(rows)
        for r in rows:
            self.assertRegex(r["EventCode"], r"^(0[3-9]|1\d|20)\d{1,2}$")
            self.assertEqual((r["EventBaseCode"], r["EventRootCode"]), (r["EventCode"][:3], r["EventCode"][:2]))
            self.assertIn(r["QuadClass"], "1234")
            self.assertIn(r["Status"], ("happened", "ongoing"))
            if r["SQLDATE"]:
                self.assertEqual((r["SQLDATE"][:6], r["SQLDATE"][:4]), (r["MonthYear"], r["Year"]))
                self.assertTrue(int(r["Year"]) <= float(r["FractionDate"]) < int(r["Year"]) + 1)
                year, month, day = map(int, (r["SQLDATE"][:4], r["SQLDATE"][4:6], r["SQLDATE"][6:]))
                self.assertAlmostEqual(float(r["FractionDate"]), year + ((month - 1) * 30 + day) / 365, places=3)
            self.assertRegex(r["SOURCEURL"] or "http://x", r"^https?://[!-~]+$")
            self.assertEqual(r["GoldsteinScale"] + r["AvgTone"] + r["GLOBALEVENTID"], "")


class Events(ExportCase):
    FIELDS = set("id date enddate source recipient event event_loc event_text quad_code mode context text text_info cite_info"
                 " confidence comment".split())

    def test_plover(self):
        texts = self.texts()
        events = self.lines("-f", "plover")
        self.assertEqual(len({e["id"] for e in events}), len(events))
        self.assertEqual({e["id"] for e in events}, {e["id"] for e in self.rows("events") if e["type"]})
        for e in events:
            self.assertLessEqual(set(e), self.FIELDS)
            self.assertTrue({"id", "date", "source", "event"} <= set(e))
            text = texts[e["id"].split("/")[0]]
            words = text[e["text_info"]["start"]:e["text_info"]["end"]]
            self.assertTrue(e["event_text"][0].startswith(words), (words, e["event_text"]))
            for a in e["source"] + e["recipient"]:
                self.assertLessEqual(set(a), {"code", "sector", "actor_text", "office"})
        visit = next(e for e in events if e["cite_info"].get("url", "").endswith("/r1") and e["event"] == ["CONSULT"])
        self.assertEqual(visit["quad_code"], 1)
        self.assertEqual(visit["date"], "2026-03-02")


class LinkedData(ExportCase):
    def test_schema_org(self):
        from pyld import jsonld
        import rdflib
        documents = self.lines("-f", "jsonld")
        loader = lambda url, options: {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "https://schema.org/"}}}
        nodes = []
        for d in documents:
            self.assertEqual(d["@context"], "https://schema.org")
            jsonld.expand(d, {"documentLoader": loader})
            graph = rdflib.Graph()
            graph.parse(data=json.dumps({**d, "@context": {"@vocab": "https://schema.org/"}}), format="json-ld")
            self.assertTrue(len(graph))
            nodes += d["@graph"]
            known = {n["@id"] for n in d["@graph"]}
            for n in d["@graph"]:
                for key in ("author", "spokenByCharacter"):
                    if n["@type"] in ("Quotation", "Claim"):
                        self.assertLessEqual({a["@id"] for a in n.get(key, [])}, known)
                self.assertRegex(n["@id"], r"^(urn:uuid:[0-9a-f-]{36}|https?://[!-~]+)$")
        said = [n for n in nodes if n["@type"] in ("Quotation", "Claim")]
        self.assertEqual({n["identifier"] for n in said}, {r["id"] for r in self.rows("statements")})
        quoted = next(n for n in said if "repair the sea wall" in n["text"])
        self.assertEqual((quoted["@type"], quoted["text"]), ("Quotation", "We will repair the sea wall,"))

    def test_annotations(self):
        texts = self.texts()
        identifiers = set()
        for a in self.lines("-f", "annotations"):
            self.assertEqual((a["@context"], a["type"]), ("http://www.w3.org/ns/anno.jsonld", "Annotation"))
            identifiers.add(a["id"])
            for t in a["target"]:
                position, quote = t["selector"]
                self.assertEqual((position["type"], quote["type"]), ("TextPositionSelector", "TextQuoteSelector"))
                start, end = position["start"], position["end"]
                matching = [x for x in texts.values() if x[start:end] == quote["exact"]
                            and x[:start].endswith(quote.get("prefix", "")) and x[end:].startswith(quote.get("suffix", ""))]
                self.assertEqual(len(matching), 1)
                self.assertEqual(len(quote.get("prefix", "")), min(32, start))
        facts = sum(len(self.rows(w)) for w in ("statements", "events", "silences", "diary"))
        self.assertEqual(len(identifiers), facts)

    ALLOWED = {
        "Article": "title sourceUrl publisher publishedAt modifiedAt retrievedAt author",
        "Event": "name description summary recordId keywords notes organizer involved date startDate endDate location country"
                 " sourceUrl proof",
    }
    PARTY = "name country sector sourceUrl proof"

    def test_follow_the_money(self):
        try:    # a development check: pip install followthemoney
            from followthemoney import model
        except ImportError:
            model = None
        seen = set()
        for e in self.lines("-f", "ftm"):
            self.assertEqual(set(e), {"id", "schema", "properties"})
            seen.add(e["schema"])
            allowed = self.ALLOWED.get(e["schema"], self.PARTY + (" position" if e["schema"] == "Person" else ""))
            self.assertLessEqual(set(e["properties"]), set(allowed.split()))
            self.assertTrue(all(isinstance(v, list) and all(isinstance(x, str) and x for x in v) for v in e["properties"].values()))
            if model:
                proxy = model.get_proxy(e)
                for name, values in e["properties"].items():
                    kept = set(proxy.get(name))
                    self.assertTrue(kept, (name, values))
                model.get(e["schema"]).validate(e)
        self.assertTrue({"Article", "Person", "Event"} <= seen, seen)
        people = {tuple(e["properties"]["name"]): e["id"] for e in self.lines("-f", "ftm") if e["schema"] == "Person"}
        same = [e["id"] for e in self.lines("-f", "ftm") if e["properties"].get("name") == ["Ana Ruiz"]]
        self.assertGreater(len(same), 1)
        self.assertEqual(set(same), {people[("Ana Ruiz",)]})    # of all reports one


class Annotated(ExportCase):
    def test_conllu(self):
        try:    # a development check: pip install conllu
            import conllu
        except ImportError:
            conllu = None
        out = self.export("-f", "conllu").decode()
        texts = {r["id"]: r["text"] for r in self.lines("-f", "jsonl")}
        if conllu:
            self.assertEqual(len(conllu.parse(out)), out.count("\n\n"))
        self.assertEqual(out.count("# newdoc"), len(texts))
        by_words = {" ".join(k.split()): v.encode() for k, v in texts.items()}
        text, sentences = None, set()
        for block in out.split("\n\n")[:-1]:
            lines = block.split("\n")
            comments = dict(x[2:].split(" = ", 1) for x in lines if x.startswith("# "))
            text = by_words[comments["newdoc id"]] if "newdoc id" in comments else text
            sentences.add(comments["sent_id"])
            tokens = [x.split("\t") for x in lines if not x.startswith("# ")]
            self.check_tokens(tokens, comments["text"], text)
        self.assertEqual(len(sentences), out.count("\n\n"))

    def check_tokens(self, tokens, words, text):
        self.assertEqual([t[0] for t in tokens], [str(i + 1) for i in range(len(tokens))])
        self.assertTrue(all(len(t) == 10 and all(t) and not any(c.strip(" ") != c for c in t) for t in tokens))
        heads = [int(t[6]) for t in tokens]
        self.assertEqual([t[7] for t in tokens if t[6] == "0"], ["root"])
        for i in range(len(tokens)):
            steps, at = 0, i + 1
            while at:
                at, steps = heads[at - 1], steps + 1
                self.assertLessEqual(steps, len(tokens))    # no circle
        joined = ""
        for t in tokens:
            misc = dict(x.split("=", 1) for x in t[9].split("|"))
            start, end = map(int, misc["TokenRange"].split(":"))
            self.assertEqual(" ".join(text[start:end].decode().split()), t[1])
            joined += t[1] + ("" if misc.get("SpaceAfter") == "No" else " ")
        self.assertEqual(" ".join(joined.split()), " ".join(words.split()))

    def test_conllu_without_its_weights(self):
        """Weights that are named read anew, whatever read before; the installed ones by their name."""
        done = run("export", "-l", self.path, "-f", "conllu", "-w", self.folder / "none.onrw")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"none.onrw", done.stderr)

    def test_brat(self):
        folder = self.folder / "brat"
        self.assertEqual(self.export("-f", "brat", "--folder", folder), b"")
        texts = self.texts()
        self.assertEqual({p.name for p in folder.iterdir()}, {f"{k}.{e}" for k in texts for e in ("txt", "ann")})
        bounds = 0
        for key, text in texts.items():
            self.assertEqual((folder / f"{key}.txt").read_bytes(), text.encode())
            names = set()
            for line in (folder / f"{key}.ann").read_bytes().decode().split("\n")[:-1]:
                parts = line.split("\t")
                if line[0] == "T":
                    kind, *places = re.split("[ ;]", parts[1])
                    places = list(map(int, places))
                    words = " ".join(text[a:b] for a, b in zip(places[::2], places[1::2]))
                    self.assertEqual(words, "\t".join(parts[2:]), line)
                    self.assertNotRegex(words, "[\r\n]")
                    names.add(parts[0])
                    bounds += 1
                elif line[0] == "E":
                    self.assertTrue(all(x.split(":")[1] in names for x in parts[1].split(" ")), line)
                    names.add(parts[0])
                elif line[0] == "A":
                    self.assertRegex(parts[1], r"^\w+ E\d+ [^ ]+$")
                elif line[0] == "#":
                    self.assertRegex(parts[0], r"^#\d+$")
                    self.assertIn(parts[1].split(" ")[1], names)
                else:
                    self.assertRegex(line, r"^\*\tActor( T\d+)+$")
        self.assertGreater(bounds, 20)


class Published(ExportCase):
    def test_calendar(self):
        import icalendar
        out = self.export("-f", "ics")
        lines = out.split(b"\r\n")
        self.assertEqual(lines.pop(), b"")
        for line in lines:
            self.assertLessEqual(len(line), 75)
            line.decode()
            self.assertNotRegex(line, rb"[\x00-\x08\x0a-\x1f\x7f]")
        events = [c for c in icalendar.Calendar.from_ical(out).walk() if c.name == "VEVENT"]
        dated = [r for r in self.rows("diary") if r["earliest"] or r["latest"]]
        self.assertTrue(dated)
        self.assertEqual(len(events), len(dated))
        self.assertEqual(len({str(e["UID"]) for e in events}), len(events))
        for e in events:
            self.assertIn("DTSTAMP", e)
            self.assertEqual(str(e["TRANSP"]), "TRANSPARENT")
        vote = next(e for e in events if "vote on the plan" in str(e["SUMMARY"]))
        self.assertEqual(vote["DTSTART"].dt, datetime.date(2026, 3, 12))
        self.assertEqual(vote["DTSTAMP"].dt.isoformat(), "2026-03-02T00:00:00+00:00")
        self.assertIn("Title of r1", str(vote["DESCRIPTION"]))
        self.assertEqual(str(vote["URL"]), "https://gull.example/r1")

    ATOM = "{http://www.w3.org/2005/Atom}"
    DATE = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"

    def test_atom(self):
        import feedparser
        for what in ("reports", "statements", "events", "stories", "diary", "silences", "changes"):
            out = self.export("-f", "atom", what)
            parsed = feedparser.parse(out)
            self.assertFalse(parsed.bozo, parsed.get("bozo_exception"))
            self.assertEqual(len(parsed.entries), len(self.rows(what)), what)
            feed = xml.fromstring(out)
            self.check_atom(feed)
            days = [e.find(self.ATOM + "updated").text[:10] for e in feed.findall(self.ATOM + "entry")]
            if what in ("reports", "statements", "events"):
                days = [d for d in days if d[:4] != "1970"]    # of reports without a date
                self.assertEqual(days, sorted(days, reverse=True))
                self.assertEqual(feed.find(self.ATOM + "updated").text[:10], days[0])

    def check_atom(self, feed):
        one = lambda e, name: (self.assertEqual(len(e.findall(self.ATOM + name)), 1, name), e.find(self.ATOM + name).text)[1]
        self.assertRegex(one(feed, "updated"), self.DATE)
        self.assertTrue(one(feed, "id") and one(feed, "title"))
        self.assertTrue(feed.findall(self.ATOM + "author"))
        ids = set()
        for e in feed.findall(self.ATOM + "entry"):
            ids.add(one(e, "id"))
            one(e, "title")
            self.assertRegex(one(e, "updated"), self.DATE)
            links = e.findall(self.ATOM + "link")
            self.assertTrue(links or e.findall(self.ATOM + "content"))
            for link in links:
                self.assertRegex(link.get("href"), r"^https?://[!-~]+$")
        self.assertEqual(len(ids), len(feed.findall(self.ATOM + "entry")))


class Documented(Case):
    TEXT = (ROOT / "docs" / "export.md").read_text()

    def test_forms(self):
        """Every form that the program offers has a section, and the table of the forms a row."""
        told = re.sub(r"\|\n +", "|", run("help", "export").stdout.decode())    # over several lines
        forms = re.search(r"--format (\S+\|\S+)", told).group(1).split("|")
        self.assertEqual(len(forms), 13)
        sections = {f for line in re.findall(r"^## (.*)$", self.TEXT, re.M) for f in line.split(", ")}
        self.assertEqual(set(forms), sections)
        rows = {f for row in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| [\w ,']+ \| [\w ,]+ \| an? ", self.TEXT, re.M)
                for f in re.findall(r"`(\w+)`", row)}
        self.assertEqual(set(forms), rows)

    def test_cameo(self):
        """The codes that the page tells are those of the table."""
        table = set(re.findall(r'"(\d{3,4})" }', (ROOT / "src" / "api" / "cameo.c").read_text()))
        told = self.TEXT[self.TEXT.index("**CAMEO codes.**"):]
        self.assertEqual(set(re.findall(r"\b\d{3,4}\b", told[:told.index("CAMEO 01")])) - {"2021"}, table)


if __name__ == "__main__":
    unittest.main()
