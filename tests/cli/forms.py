"""Inputs of every form through the program: content decides, whatever the name; summaries."""
import gzip
import io
import json
import resource
import subprocess
import unittest
import zipfile

from program import PROGRAM, SAID, ReadingCase, records, run

PAGE = f"<html><head><title>Sea wall</title></head><body><h1>Sea wall</h1><p>{SAID}</p><p>{SAID}</p></body></html>"
RSS = ("<rss><channel><title>The Post</title>"
       f"<item><title>Sea wall</title><link>https://post.example/1</link><description>{SAID}</description></item>"
       "<item><title>never closed<item><title>Empty</title></item></channel></rss>")


def warc(body, kind="text/html", status="200 OK"):
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body.encode()
    return (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/1\r\n"
            f"WARC-Date: 2026-01-05T08:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"


def wacz(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        for i, member in enumerate(members):
            archive.writestr(f"archive/{i}.warc.gz", gzip.compress(member))
    return out.getvalue()


FORMS = {
    "feed": RSS.encode(),
    "jsonfeed": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Post",
                            "items": [{"id": "1", "content_text": SAID}]}).encode(),
    "ninjs": json.dumps({"uri": "1", "versioncreated": "2026-01-05", "body_text": SAID}).encode(),
    "csv": f'title,text\nSea wall,"{SAID.replace(chr(34), chr(34) * 2)}"\n'.encode(),
    "mail": f"From: The Post <post@post.example>\nSubject: Sea wall\nDate: Mon, 05 Jan 2026 09:30:00 +0100\n\n{SAID}\n"
            .encode(),
    "mbox": f"From a@b.example Mon Jan  5 09:30:00 2026\nSubject: Sea wall\n\n{SAID}\n".encode(),
    "nitf": f"<nitf><body><body.content><p>{SAID}</p></body.content></body></nitf>".encode(),
    "warc": warc(PAGE),
    "wacz": wacz(warc(PAGE)),
}


class Forms(ReadingCase):
    def test_content_decides(self):
        for name, content in FORMS.items():
            for packed in (content, gzip.compress(content)):
                got = records(run("read", "--json", self.file("misleading.png", packed)))
                self.assertTrue(got, name)
                self.assertIn("We will repair the sea wall", got[0]["text"], name)
                self.assertTrue(got[0]["statements"], name)

    def test_from_a_pipe(self):
        for name, content in FORMS.items():
            done = run("read", "--json", "-", text=content)
            self.assertIn(b"We will repair the sea wall", done.stdout, name)

    def test_broken_entry_is_named(self):
        path = self.file("x", RSS)
        done = run("read", "--json", path)
        self.expect(done, 1, f"{path}, entry 2 (line 1): is not closed before the next one", "1 of 3")
        self.assertEqual([r["report"]["title"] for r in records(done)], ["Sea wall", "Empty"])
        self.assertEqual(records(done)[0]["report"]["url"], "https://post.example/1")

    def test_truncated_gzip(self):
        path = self.file("x.gz", gzip.compress(("\n".join(json.dumps({"text": SAID, "id": str(i)}) for i in range(50)))
                                               .encode())[:-20])
        done = run("read", "--json", path)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"gzip: ends too early", done.stderr)
        self.assertGreater(len(records(done)), 10)

    def test_columns(self):
        path = self.file("x.csv", f'Kopf,Wortlaut\nSea wall,"{SAID.replace(chr(34), chr(34) * 2)}"\n')
        done = run("read", "--json", "--form", "csv", "--columns", "text=Wortlaut,title=Kopf", path)
        self.expect(done, 0)
        self.assertEqual((records(done)[0]["report"]["title"], records(done)[0]["text"]), ("Sea wall", SAID))
        self.expect(run("read", "--json", "--columns", "text=None", path), 1, 'no column "None"', "1 of 1")


class Summary(ReadingCase):
    def inputs(self):
        german = "Die Stadt werde die Brücke bis zum Herbst erneuern, sagte die Bürgermeisterin am Freitag dem Rat."
        return [self.file("a.rss", RSS), self.file("b.html", "<html><body><nav>Menu</nav></body></html>"),
                self.file("c.txt", german), self.file("d.jsonl", '{"text": ""}\nbroken 12\nbroken 13\n'),
                self.file("e.warc", warc(PAGE) + warc("x", "image/png") + warc("x", status="404 Not Found"))]

    def test_json(self):
        done = run("read", "--json", "--summary", *self.inputs())
        self.assertEqual(done.returncode, 1)
        lines = done.stderr.decode().splitlines()
        got = json.loads(lines[-1])["summary"]
        groups = {(g["outcome"], g["form"], g["why"]): g["count"] for g in got.pop("groups")}
        self.assertEqual(got, {"read": 3, "empty": 1, "not_news": 1, "not_english": 1, "failed": 3, "passed_over": 2})
        self.assertEqual(sum(groups.values()), 9)
        self.assertEqual(groups["not_english", "text", "de"], 1)
        self.assertEqual(groups["read", "html", ""], 1)
        self.assertEqual(groups["failed", "jsonl", "is not JSON: unexpected character"], 2)
        self.assertEqual(len(records(done)), 6)

    def test_for_people(self):
        done = run("read", "--text", "--summary", *self.inputs())
        words = done.stderr.decode()
        for line in ("read         3", "not news     1", "not English  1", "failed       3", "passed over  2"):
            self.assertIn(line, words.splitlines())
        self.assertIn("         1 feed: is not closed before the next one", words.splitlines())


class Hostile(ReadingCase):
    """Bounded time and memory, and a named error."""

    def bounded(self, content, words, mebibytes=700):
        path = self.file("x", content)
        limit = lambda: resource.setrlimit(resource.RLIMIT_DATA, (mebibytes << 20, mebibytes << 20))
        options = {} if b"asan" in subprocess.run(["ldd", PROGRAM], capture_output=True).stdout else {"preexec_fn": limit}
        done = subprocess.run([PROGRAM, "read", "--json", "-j", "1", path], capture_output=True, timeout=60, **options)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(words.encode(), done.stderr)
        self.assertLess(len(done.stderr), 20000)

    def test_gzip_bomb(self):
        member = gzip.compress(b"a" * (32 << 20))
        self.bounded(member * 32, "text has more than 10485760 bytes")
        self.bounded(gzip.compress(b'{"text": "') + member * 32, "gzip: unpacks to more than 250 times its size")

    def test_entity_bomb(self):
        entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12))
        done = run("read", "--json", self.file("x", f"<!DOCTYPE rss [{entities}]><rss><item><title>A &m; b</title></item></rss>"))
        self.expect(done, 0)
        self.assertIn("mended", [n["code"] for n in records(done)[0]["notes"]])

    def test_zip_bomb(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", b"title,text\n" + b"\n" * (160 << 20))
        self.bounded(out.getvalue(), "zip: unpacks to more than 250 times its size")

    def test_deep_nesting(self):
        self.bounded(b"<rss><item>" + b"<a>" * 200000, "XML elements are nested more than 2000 deep")
        self.bounded(b'{"text": ' + b"[" * 200000, "is not JSON")

    def test_endless_line(self):
        self.bounded(b'{"text": "' + b"a" * (100 << 20), "line has more than 41943040 bytes")
        self.bounded(b"title,text\n\"" + b"a" * (60 << 20), "row")

    def test_large_entry(self):
        self.bounded(b"<rss><item><title>" + b"a " * (50 << 20) + b"</title></item></rss>", "limit")


if __name__ == "__main__":
    unittest.main()
