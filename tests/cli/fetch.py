"""Addresses as inputs: fetched, read, and failures told one a line while the rest is read."""
import subprocess
import sys
import unittest

from program import ROOT, ReadingCase, records, run


class Fetching(ReadingCase):
    @classmethod
    def setUpClass(cls):
        cls.server = subprocess.Popen(
            [sys.executable, "-B", str(ROOT / "tests" / "source" / "misbehaving.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        cls.port = int(cls.server.stdout.readline())

    @classmethod
    def tearDownClass(cls):
        cls.server.stdin.close()
        cls.server.wait()
        cls.server.stdout.close()

    def at(self, path, host=1):
        return f"http://127.0.0.{host}:{self.port}{path}"

    def read(self, *arguments, **options):
        return run("read", "--json", "--delay", "0", "--allow-private", *arguments, **options)

    def test_a_page(self):
        done = self.read(self.at("/near"))
        self.expect(done, 0)
        report = records(done)[0]["report"]
        self.assertEqual(report["input"], self.at("/near"))
        self.assertEqual(report["url"], self.at("/page"))
        self.assertEqual(report["title"], "Dam holds as river falls")

    def test_failures_are_told_and_the_rest_is_read(self):
        file = self.file("a.txt", "The mayor spoke on Friday.\n")
        done = self.read(self.at("/page"), self.at("/missing"), file, self.at("/there"),
                         self.at("/page", 7), self.at("/gzip"))
        self.expect(done, 1, f"{self.at('/missing')}: HTTP 404", "in a circle",
                    f"{self.at('/page', 7)}: robots.txt does not allow it", "3 of 6")
        self.assertEqual([r["report"]["input"] for r in records(done)],
                         [self.at("/page"), str(file), self.at("/gzip")])

    def test_private_addresses(self):
        done = run("read", "--json", self.at("/page"))
        self.expect(done, 1, "127.0.0.1 is no public address", "1 of 1")

    def test_no_robots(self):
        self.expect(self.read("--no-robots", self.at("/page", 7)), 0)

    def test_user_agent(self):
        done = self.read("--user-agent", "Reader/2 (ann@post.example)", self.at("/agent"))
        self.assertIn("Reader/2 (ann@post.example)", str(records(done)))
        done = self.read(self.at("/agent"))
        self.assertIn("onrecord/", str(records(done)))

    def test_cache(self):
        first = self.read("--cache", self.folder, self.at("/etag"))
        second = self.read("--cache", self.folder, self.at("/etag"))
        self.expect(second, 0)
        self.assertEqual(records(first)[0]["statements"], records(second)[0]["statements"])
        self.assertEqual(len(list(self.folder.glob("*.page"))), 1)
        self.expect(self.read("--cache", self.folder / "none", self.at("/etag")), 2, "no folder")

    def test_proxies_are_those_of_the_environment(self):
        dead = {"http_proxy": "http://127.0.0.1:9"}
        done = self.read(self.at("/page"), env=dead)
        self.expect(done, 1, "cannot be fetched", "1 of 1")
        self.expect(self.read(self.at("/page"), env={**dead, "no_proxy": "127.0.0.1"}), 0)

    def test_timeout(self):
        done = self.read("--timeout", "1", self.at("/slow"))
        self.expect(done, 1, "cannot be fetched: Operation timed out", "1 of 1")

    def test_added(self):
        """onrecord add takes addresses, and what it could not have it tells at the end."""
        ledger = self.folder / "a.db"
        done = run("add", "-l", ledger, "--delay", "0", "--allow-private", self.at("/page"), self.at("/missing"))
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"1 report added; 1 could not be read", done.stdout)
        self.assertIn(f"{self.at('/missing')}: HTTP 404".encode(), done.stderr)
        self.assertRegex(done.stderr, rb"failed +1\n +1 .*HTTP")
        kept = records(run("reports", "-l", ledger, "--json"))
        self.assertEqual([(r["title"], r["url"]) for r in kept], [("Dam holds as river falls", self.at("/page"))])
        done = run("add", "-l", ledger, "--json", "--delay", "0", "--allow-private", self.at("/page"))
        self.assertIn(b'{"summary":{"read":1,', done.stderr)
        self.expect(run("add", "-l", ledger, "--delay", "soon", self.at("/page")), 2, "--delay: ")

    def test_wrong_options(self):
        for option, value in (("--delay", "-1"), ("--delay", "soon"), ("--timeout", "0.5"),
                              ("--timeout", "1e9"), ("--delay", "nan")):
            self.expect(run("read", f"{option}={value}", self.at("/page")), 2, f"{option}: ")

    def feed(self, *paths):
        items = "".join(f"<item><title>Entry {i}</title><link>{self.at(p)}</link><guid>g{i}</guid>"
                        f"<description>The dam held, says entry {i}.</description></item>"
                        for i, p in enumerate(paths))
        return self.file("feed.xml", f"<rss version='2.0'><channel><title>Bruden Post</title>"
                                     f"{items}</channel></rss>")

    def test_linked_pages_of_a_feed(self):
        feed = self.feed("/page", "/missing", "/front", "/near")
        done = self.read("--fetch", feed)
        self.expect(done, 1, f"{self.at('/missing')}: HTTP 404", "1 of 4")
        notes = [n["code"] for n in records(done)[1]["notes"]]
        texts = [r["text"] for r in records(done)]
        page, _, near = (r["report"] for r in records(done))
        self.assertEqual(page["input"], str(feed))
        self.assertIn({"text": "Entry 0", "from": "feed"}, page["titles"])
        self.assertEqual(page["title"], "Dam holds as river falls")
        self.assertEqual(page["site"], "127.0.0.1")
        self.assertIn("no-article", notes)
        self.assertIn("says entry 2", texts[1])
        self.assertEqual(near["url"], self.at("/page"))
        self.assertIn("held on Monday", texts[2])

    def test_without_fetch_a_feed_asks_nobody(self):
        done = self.read(self.feed("/page", "/missing"))
        self.expect(done, 0)
        self.assertEqual(len(records(done)), 2)

    def test_order_and_jobs(self):
        paths = [self.at(f"/page?{i}", 20 + i % 5) for i in range(20)]
        done = self.read("--jobs", "4", *paths)
        self.expect(done, 0)
        self.assertEqual([r["report"]["input"] for r in records(done)], paths)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
