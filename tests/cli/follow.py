"""Following from outside: what feeds, lists and folders bring is added once, whatever the feeds do
and whenever the program is killed.

usage: follow.py PROGRAM
"""
import http.server
import json
import os
import signal
import sqlite3
import subprocess
import threading
import time
import unittest

from program import PROGRAM, ReadingCase, run

KILLS = int(os.environ.get("KILLS", "6"))  # more of them than in every run: KILLS=100
PEOPLE = ["Ana Ruiz", "Piet Holm", "Lena Varga", "Omar Sayed", "Tom Birch", "Eva Lind"]


class Server(http.server.ThreadingHTTPServer):
    """Answers what `pages` says: PATH to (status, fields, body) or to a call that gives that. Notes
    who asked for what in `seen`."""
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a guest that left

    def __init__(self):
        self.pages, self.seen = {}, []
        super().__init__(("0.0.0.0", 0), Guest)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def at(self, path, host=1):
        return f"http://127.0.0.{host}:{self.server_port}{path}"

    def asked(self, path):
        return [known for p, known in self.seen if p == path]


class Guest(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        known = self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since")
        self.server.seen.append((self.path, known))
        page = self.server.pages.get(self.path, (404, {}, ""))
        if callable(page):
            page = page(self)
        if page is None:
            return
        status, fields, body = page
        body = body.encode() if isinstance(body, str) else body
        if known and known in (fields.get("ETag"), fields.get("Last-Modified")):
            status, body = 304, b""
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def text(i, extra=""):
    who = PEOPLE[i % 6]
    return (f"Councillor {who} spoke in Marden on Friday. \"We will repair pier number {i} for {i + 2} million euros,\" "
            f"{who.split()[1]} told reporters. The harbour office has not yet commented on pier {i}.{extra}")


def page(i, extra=""):
    return (200, {"Content-Type": "text/html"}, f"<html><head><title>Repairs to pier {i}</title></head><body><article>"
            f"<h1>Repairs to pier {i}</h1><p>{text(i, extra)}</p><p>Work on it begins in the spring, and nobody knows "
            f"how long it will take, said the harbour master.</p></article></body></html>")


def item(i, link=None, guid=None, whole=False, date="Fri, 06 Mar 2026 09:00:00 GMT", extra=""):
    link = f"/page/{i}" if link is None else link
    body = (f"<content:encoded><![CDATA[<p>{text(i, extra)}</p>]]></content:encoded>" if whole
            else f"<description>Pier {i} is to be repaired.</description>")
    return (f"<item><title>Repairs to pier {i}</title>{f'<link>{link}</link>' if link else ''}"
            f"<guid isPermaLink='false'>{guid or f'g{i}'}</guid><pubDate>{date}</pubDate>{body}</item>")


def rss(*items, title="Marden Post"):
    return ("<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
            f"<channel><title>{title}</title>{''.join(items)}</channel></rss>")


class FollowCase(ReadingCase):
    def setUp(self):
        super().setUp()
        self.server = Server()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.ledger = self.folder / "a.db"

    def feed(self, path, body, **fields):
        kind = {"Content-Type": "application/rss+xml"}
        self.server.pages[path] = (200, {**kind, **{k.replace("_", "-"): v for k, v in fields.items()}}, body)
        return self.server.at(path)

    def pages(self, count):
        for i in range(count):
            self.server.pages[f"/page/{i}"] = page(i)

    def follow(self, *sources, code=0):
        done = run("follow", "--once", "-l", self.ledger, "-w", "fast", "--delay", "0", "--allow-private", *sources)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def start(self, *sources):
        return subprocess.Popen([PROGRAM, "follow", "-l", self.ledger, "-w", "fast", "--delay", "0", "--every", "1s",
                                 "--allow-private", *map(str, sources)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def rows(self, *arguments):
        done = run(*arguments, "--json", "-l", self.ledger)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def titles(self):
        return sorted(r["title"] for r in self.rows("reports"))

    def ask(self, sql):
        base = sqlite3.connect(self.ledger, timeout=30)
        try:
            return base.execute(sql).fetchall()
        finally:
            base.close()

    def wait_for(self, true, seconds=20):
        end = time.monotonic() + seconds
        while not true():
            self.assertLess(time.monotonic(), end, "it does not come")
            time.sleep(0.05)


class Feeds(FollowCase):
    def test_linked_pages_are_read(self):
        self.pages(3)
        feed = self.feed("/rss", rss(item(0), item(1), item(2, whole=True, link="")))
        done = self.follow(feed)
        self.assertEqual(self.titles(), [f"Repairs to pier {i}" for i in range(3)])
        self.assertIn(b"added", done.stdout)
        urls = {r["url"] for r in self.rows("reports")}
        self.assertIn(self.server.at("/page/0"), urls)  # a relative link, from the feed's own address
        self.assertIn(feed + "#g2", urls)
        self.assertTrue(all("harbour master" in t or "pier number 2" in t
                            for t, in self.ask("SELECT text FROM reports")))

    def test_nothing_is_asked_for_twice(self):
        self.pages(2)
        feed = self.feed("/rss", rss(item(0), item(1)), ETag='"one"')
        self.follow(feed)
        self.follow(feed)
        self.assertEqual(self.server.asked("/rss"), [None, '"one"'])
        self.assertEqual(self.server.asked("/page/0"), [None])
        self.feed("/rss", rss(item(0), item(1)), Last_Modified="Fri, 06 Mar 2026 09:00:00 GMT")
        self.follow()  # as before, without naming it
        self.follow()
        self.assertEqual(self.server.asked("/rss")[3], "Fri, 06 Mar 2026 09:00:00 GMT")
        self.assertEqual(len(self.rows("reports")), 2)

    def test_other_forms(self):
        self.pages(3)
        atom = self.feed("/atom", "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/page/'><title>Gull</title>"
                         "<entry><id>urn:1</id><title>Pier 0</title><link href='0'/><updated>2026-03-06T09:00:00Z</updated>"
                         "<summary>Pier 0.</summary></entry></feed>")
        jsonfeed = self.feed("/json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Gull", "items": [
            {"id": "7", "url": self.server.at("/page/1"), "title": "Pier 1", "content_text": text(1)}]}))
        sitemap = self.feed("/map", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>"
                            + self.server.at("/page/2") + "</loc></url></urlset>")
        self.follow(atom, jsonfeed, sitemap)
        self.assertEqual(len(self.rows("reports")), 3)
        self.assertIn(self.server.at("/page/0"), {r["url"] for r in self.rows("reports")})

    def test_lists_of_feeds(self):
        self.pages(2)
        for i in range(2):
            self.feed(f"/rss{i}", rss(item(i)))
        outlines = "<outline text='Ports'><outline type='rss' xmlUrl='{0}'/><outline xmlUrl='/rss1'/></outline>" \
                   "<outline xmlUrl='{0}'/><outline text='no feed'/>".format(self.server.at("/rss0"))
        opml = self.feed("/list.opml", f"<?xml version='1.0'?><opml version='2.0'><body>{outlines}</body></opml>")
        done = self.follow(opml)
        self.assertIn(b"2 feeds", done.stderr)
        self.assertEqual(len(self.rows("reports")), 2)
        file = self.file("list.opml", f"<opml version='1.0'><body><outline xmlUrl='{self.server.at('/rss0')}'/></body></opml>")
        self.server.seen.clear()
        self.follow(file)
        self.assertEqual(len(self.server.asked("/rss0")), 1)
        self.assertEqual(self.server.asked("/rss1"), [])  # only the list that is followed no more names it

    def test_a_feed_that_leaves_the_list_is_followed_no_more(self):
        body = "<opml version='2.0'><body>{}</body></opml>"
        lines = [f"<outline xmlUrl='{self.feed(f'/rss{i}', rss(item(i, whole=True)))}'/>" for i in range(2)]
        opml = self.feed("/list.opml", body.format("".join(lines)))
        self.follow(opml)
        self.feed("/list.opml", body.format(lines[1]))
        self.server.seen.clear()
        self.follow(opml)
        self.assertEqual((len(self.server.asked("/rss0")), len(self.server.asked("/rss1"))), (0, 1))

    def test_changed_text_is_a_version(self):
        self.pages(1)
        feed = self.feed("/rss", rss(item(0), item(1, whole=True)))
        self.follow(feed)
        time.sleep(1.1)  # versions are told by the second
        self.server.pages["/page/0"] = page(0, " \"Nobody asked the fishermen,\" Lena Varga said.")
        self.feed("/rss", rss(item(0, date="Sat, 07 Mar 2026 09:00:00 GMT").replace("is to be", "may be"),
                              item(1, whole=True, extra=" \"It is late,\" Tom Birch said.")))
        done = self.follow(feed)
        self.assertEqual(done.stdout.count(b"a new version of"), 2, done.stdout)
        self.assertEqual(len(self.rows("reports")), 4)
        added = {r["after"] for r in self.rows("changes") if r["kind"] == "added"}
        self.assertEqual(len(added), 2, added)

    def test_broken_feeds(self):
        self.pages(3)
        feeds = {
            "/cut": rss(item(0), item(1))[:-150],
            "/page": page(2)[2],
            "/bytes": b"\x00\xff\xfe" * 1000,
            "/empty": "",
            "/none": rss(),
            "/bomb": "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
                f"<!ENTITY {c} '{f'&{b};' * 10}'>" for b, c in zip("abcdefgh", "bcdefghi")) + "]>" + rss(item(2).replace("Pier", "&i;")),
            "/text": "Not found, said the server, and answered 200.",
        }
        sources = [self.feed(path, body) for path, body in feeds.items()]
        self.server.pages["/loop"] = (301, {"Location": "/loop"}, "")
        self.server.pages["/endless"] = lambda g: (302, {"Location": f"/endless?{len(self.server.seen)}"}, "")
        for i in range(60):
            self.server.pages[f"/endless?{i}"] = self.server.pages["/endless"]
        self.server.pages["/giant"] = (200, {"Content-Type": "text/xml"}, b"<rss><channel>" + b" " * (17 << 20))
        sources += [self.server.at(p) for p in ("/loop", "/endless", "/giant", "/missing")]
        done = self.follow(*sources, code=1)
        told = {line.split(b" fails: ")[0].split(b"/")[-1].decode() for line in done.stderr.splitlines()
                if b" fails: " in line}
        self.assertEqual(told, {"page", "bytes", "text", "loop", "endless", "giant", "missing"}, done.stderr)
        days = {r["source"].rsplit("/", 1)[1]: r for r in self.rows("coverage")}
        self.assertEqual([days[p]["empty"] for p in ("empty", "none", "cut")], [1, 1, 0])
        self.assertIn("HTTP 404", days["missing"]["why"])
        self.assertIn("16777216 bytes", days["giant"]["why"])
        self.assertIn("Repairs to pier 0", self.titles())

    def test_a_page_that_names_its_feed(self):
        link = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
        home = self.feed("/", f"<html><head>{link}</head><body><p>News of Marden.</p></body></html>")
        done = self.follow(home, code=1)
        self.assertIn(f"it is a page; the feed that it names is {self.server.at('/rss')}".encode(), done.stderr)

    def test_dates_to_come_are_not_believed(self):
        feed = self.feed("/rss", rss(item(0, whole=True, date="Fri, 06 Mar 2199 09:00:00 GMT"), item(1, whole=True)))
        self.follow(feed)
        published = {r["title"]: r["published"] for r in self.rows("reports")}
        self.assertIsNone(published["Repairs to pier 0"])
        self.assertTrue(published["Repairs to pier 1"].startswith("2026-03-06"))

    def test_repeated_ids(self):
        feed = self.feed("/rss", rss(*(item(i, guid="same", link="", whole=True) for i in range(3)), item(0, guid="same", link="", whole=True)))
        self.follow(feed)
        self.follow(feed)
        self.assertEqual(len(self.rows("reports")), 3)
        self.assertEqual(self.rows("changes"), [])

    def test_entries_that_share_a_link_are_no_versions(self):
        feed = self.feed("/rss", rss(*(item(i, link="/", whole=True) for i in range(3))))
        self.follow(feed)
        self.assertEqual(len(self.rows("reports")), 3)
        self.assertEqual(self.rows("changes"), [])

    def test_permanent_redirects_are_remembered(self):
        self.feed("/new", rss(item(0, whole=True)), ETag='"one"')
        self.server.pages["/old"] = (301, {"Location": "/new"}, "")
        done = self.follow(self.server.at("/old"))
        self.assertIn(b"has moved to " + self.server.at("/new").encode(), done.stderr)
        self.follow(self.server.at("/old"))
        self.assertEqual((len(self.server.asked("/old")), len(self.server.asked("/new"))), (1, 2))
        del self.server.pages["/new"]  # it was not for good
        self.feed("/old", rss(item(1, whole=True)))
        self.follow(code=1)
        self.follow()
        self.assertEqual(len(self.rows("reports")), 2)

    def test_robots(self):
        self.server.pages["/robots.txt"] = (200, {}, "User-agent: *\nDisallow: /rss\nDisallow: /page/1\n")
        self.pages(2)
        self.follow(self.feed("/rss", rss(item(0))), self.feed("/open", rss(item(0), item(1))), code=1)
        self.assertEqual(self.server.asked("/rss") + self.server.asked("/page/1"), [])
        self.assertEqual(self.titles(), ["Repairs to pier 0", "Repairs to pier 1"])  # of one the summary alone
        self.assertIn("robots.txt", {r["source"][-4:]: r for r in self.rows("coverage")}["open"]["why"])

    def test_pages_that_are_missing_are_tried_again(self):
        feed = self.feed("/rss", rss(item(0)))
        self.follow(feed, code=1)
        self.assertEqual(self.rows("reports"), [])
        self.assertEqual(self.ask("SELECT state, tries FROM followed_entry"), [(1, 1)])
        base = sqlite3.connect(self.ledger)
        base.execute("UPDATE followed_entry SET due = 0")  # a minute later
        base.commit()
        base.close()
        self.pages(1)
        self.follow(feed)
        self.assertEqual(self.titles(), ["Repairs to pier 0"])

    def test_a_busy_server_is_left_alone(self):
        self.server.pages["/rss"] = (503, {"Retry-After": "7200"}, "")
        self.follow(self.server.at("/rss"), code=1)
        (due, failures), = self.ask("SELECT due, failures FROM followed")
        self.assertGreater(due, time.time() + 7000)
        self.assertEqual((failures, len(self.server.asked("/rss"))), (1, 1))


class Folders(FollowCase):
    def put(self, name, body):
        path = self.file(f"in/{name}", body)
        os.utime(path, (time.time() - 60,) * 2)
        return path

    def test_files_are_read_once(self):
        for i in range(3):
            self.put(f"{i}.txt", f"Repairs to pier {i}\n\n{text(i)}\n")
        self.put("more.jsonl", "".join(json.dumps({"id": f"j{i}", "title": f"Pier {i}", "text": text(i)}) + "\n" for i in range(3, 9)))
        self.put(".hidden", text(9))
        self.follow(self.folder / "in")
        self.assertEqual(len(self.rows("reports")), 9)
        self.put("4.txt", f"Repairs to pier 10\n\n{text(10)}\n")
        self.follow()
        self.assertEqual(len(self.rows("reports")), 10)
        self.assertEqual(sum(r["known"] for r in self.rows("coverage")), 0)

    def test_files_that_cannot_be_read(self):
        self.put("a.txt", text(0))
        self.put("b.jsonl", "{no json\n" + json.dumps({"text": text(1)}) + "\n")
        self.put("c.pdf", b"%PDF-1.4 whatever")
        self.follow(self.folder / "in", code=1)
        self.assertEqual(len(self.rows("reports")), 2)
        self.follow()

    def test_a_file_that_is_being_written_waits(self):
        self.put("a.txt", text(0))
        fresh = self.file("in/b.txt", text(1)[:60])
        os.utime(fresh, (time.time() + 60,) * 2)  # a busy machine may be as slow as a writer
        self.follow(self.folder / "in")
        self.assertEqual(len(self.rows("reports")), 1)
        fresh.write_text(text(1))
        os.utime(fresh, (time.time() - 60,) * 2)
        self.follow()
        self.assertEqual(len(self.rows("reports")), 2)


class Running(FollowCase):
    def test_ends_cleanly_and_goes_on(self):
        self.pages(2)
        feed = self.feed("/rss", rss(item(0)))
        process = self.start(feed)
        self.addCleanup(process.kill)
        self.wait_for(lambda: self.ledger.exists() and len(self.server.asked("/rss")) > 1)
        self.expect(run("follow", "-l", self.ledger, feed), 1, "another process follows into it")
        self.feed("/rss", rss(item(1), item(0)))
        self.wait_for(lambda: len(self.rows("reports")) == 2)
        self.server.pages["/rss"] = lambda guest: time.sleep(30)  # an answer that does not come
        time.sleep(1.2)
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        out, error = process.communicate(timeout=15)
        self.assertLess(time.monotonic() - asked, 5)
        self.assertEqual((process.returncode, error), (0, b""), error)
        self.assertEqual(out.count(b"added"), 2)

    def test_a_kill_loses_and_repeats_nothing(self):
        count = 30
        self.pages(count)
        feed, shown = self.server.at("/rss"), [2]
        self.server.pages["/rss"] = lambda g: (200, {"ETag": f'"{shown[0]}"'}, rss(*(
            item(i) for i in range(max(0, shown[0] - 4), shown[0]))))  # an entry is soon gone
        began = time.monotonic()
        self.follow(feed)
        slow = max(1, (time.monotonic() - began) / 0.5)  # on a busy machine a start alone takes longer
        for i in range(KILLS):
            process = self.start(feed)
            time.sleep((0.08 + 0.05 * (i * 7 % 11)) * slow)
            shown[0] = min(shown[0] + 2, count)
            time.sleep(0.3 * slow)
            process.kill()
            process.communicate()
        self.follow(feed)
        seen = self.ask("SELECT count(*) FROM followed_entry")[0][0]
        self.assertEqual(len(self.rows("reports")), seen)
        self.assertGreater(seen, 4)
        self.assertEqual(self.ask("SELECT count(*) FROM followed_entry WHERE state = 1"), [(0,)])
        self.assertEqual(run("verify", "-l", self.ledger).returncode, 0)
        self.assertEqual(self.rows("changes"), [])

    def test_one_host_is_asked_one_thing_at_a_time(self):
        self.pages(4)
        most, now, lock = [0], [0], threading.Lock()

        def slow(i):
            def answer(guest):
                with lock:
                    now[0] += 1
                    most[0] = max(most[0], now[0])
                time.sleep(0.1)
                with lock:
                    now[0] -= 1
                return page(i)
            return answer

        for i in range(4):
            self.server.pages[f"/page/{i}"] = slow(i)
        self.follow(self.feed("/a", rss(item(0), item(1))), self.feed("/b", rss(item(2), item(3))))
        self.assertEqual(most[0], 1)
        self.assertEqual(len(self.rows("reports")), 4)


class Usage(FollowCase):
    def test_wrong_usage(self):
        for arguments, code, words in ((["--every", "soon", "x"], 2, "--every"), (["--hosts", "0", "x"], 2, "--hosts"),
                                       (["-l", self.folder / "n.db", self.folder / "none"], 1, "No such file"),
                                       (["-l", self.folder / "n.db"], 2, "no source"),
                                       (["-l", self.folder / "n.db", "http://"], 1, "http://"),
                                       (["-l", self.folder / "n.db", "-w", self.folder / "none", self.folder], 1, "none")):
            self.expect(run("follow", *arguments), code, words)

    def test_private_addresses_are_refused(self):
        done = run("follow", "--once", "-l", self.ledger, "-w", "fast", self.server.at("/rss"))
        self.expect(done, 1, "no public address")
        self.assertEqual(self.server.seen, [])


if __name__ == "__main__":
    unittest.main(argv=[__file__])
