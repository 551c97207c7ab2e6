"""The service from outside: what it answers, what it refuses, and what does not stop it.

usage: serve.py PROGRAM
"""
import csv
import http.client
import io
import json
import os
import pathlib
import re
import resource
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from program import HAS_WEIGHTS, PROGRAM, run

TEXT = ('Mayor Ana Ruiz of Marden spoke on Friday. "We will repair the sea wall for {} million euros," she told reporters. '
        'Councillor Piet Holm denied that the wall had been neglected. The harbour office has not yet commented.')


def report(i):
    return {"id": f"r{i}", "title": f"Repairs to the sea wall, plan {i}", "text": TEXT.format(i + 2), "site": f"Paper {i % 3}",
            "published": f"2026-03-{i % 28 + 1:02}T09:{i % 60:02}:00Z", "url": f"https://paper{i % 3}.example/{i}"}


class Service:
    """The program serving a ledger on a port of its own."""

    def __init__(self, ledger, *options, **how):
        self.process = subprocess.Popen([PROGRAM, "serve", "-l", str(ledger), "--listen", "127.0.0.1:0", *options],
                                        stdout=subprocess.PIPE, stderr=how.pop("stderr", subprocess.DEVNULL), **how)
        self.address = self.process.stdout.readline().decode().strip()
        self.port = int(self.address.rsplit(":", 1)[1].rstrip("/")) if self.address else 0

    def ask(self, path, method="GET", body=None, **headers):
        """(status, headers, body)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="Host" in names, skip_accept_encoding=True)
        if body is not None:
            names.setdefault("Content-Length", str(len(body)))
        for name, value in names.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        got = answer.status, answer.headers, answer.read()
        connection.close()
        return got

    def json(self, path, **how):
        status, headers, body = self.ask(path, **how)
        assert status == 200, (path, status, body)
        return json.loads(body)

    def raw(self, sent, timeout=30):
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as s:
            s.sendall(sent)
            got = b""
            while part := s.recv(65536):
                got += part
            return got

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        return code


@unittest.skipUnless(HAS_WEIGHTS, "no weights yet")
class ServiceCase(unittest.TestCase):
    COUNT, OPTIONS = 12, ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.ledger = pathlib.Path(cls.folder.name, "a.db")
        lines = "".join(json.dumps(report(i)) + "\n" for i in range(cls.COUNT))
        done = run("add", "-q", "--weights", "fast", "-l", cls.ledger, "-", text=lines)
        assert done.returncode == 0, done.stderr
        cls.service = Service(cls.ledger, *cls.OPTIONS)

    @classmethod
    def tearDownClass(cls):
        cls.service.stop()
        cls.folder.cleanup()

    def problem(self, path, status, words="", **how):
        got, headers, body = self.service.ask(path, **how)
        self.assertEqual((got, headers["Content-Type"]), (status, "application/problem+json"), body[:300])
        told = json.loads(body)
        self.assertEqual(told["status"], status)
        self.assertIn(words, told["detail"])


class Asking(ServiceCase):
    def test_health(self):
        self.assertEqual(self.service.ask("/healthz")[::2], (200, b"up\n"))
        self.assertEqual(self.service.ask("/readyz")[::2], (200, b"ready\n"))

    def test_same_rows_as_the_program(self):
        for what in ("reports", "statements", "events", "actors", "stories", "diary", "silences", "changes"):
            told = run(what, "--json", "-l", self.ledger).stdout.splitlines()
            items = self.service.json(f"/api/v1/{what}?limit=500")["items"]
            self.assertEqual(items, [json.loads(line) for line in told], what)
            self.assertTrue(items or what in ("changes", "diary"), what)

    def pages(self, path):
        rows, count = [], 0
        while path:
            self.assertTrue(path.startswith("/api/v1/"))
            status, headers, body = self.service.ask(path)
            told = json.loads(body)
            self.assertEqual(headers["Link"], f'<{told["next"]}>; rel="next"' if told["next"] else None)
            rows, path, count = rows + told["items"], told["next"], count + 1
        return rows, count

    def test_pages(self):
        for what in ("reports", "statements", "events", "actors", "stories", "diary", "silences"):
            for order in ("", "&order=oldest", "&order=added"):
                if order and what in ("actors", "stories") or order == "&order=oldest" and what == "diary":
                    continue
                whole = self.service.json(f"/api/v1/{what}?limit=500{order}")
                rows, count = self.pages(f"/api/v1/{what}?limit=3{order}")
                self.assertEqual(rows, whole["items"], (what, order))
                self.assertEqual(count, max(1, (len(rows) + 2) // 3), what)

    def test_pages_stay_while_reports_are_added(self):
        ledger = pathlib.Path(self.folder.name, "growing.db")
        lines = [json.dumps({**report(i), **({"published": None} if i % 5 == 4 else {})}) + "\n" for i in range(24)]
        run("add", "-q", "--weights", "fast", "-l", ledger, "-", text="".join(lines[:12]))
        service = Service(ledger)
        for what, key in (("reports", "key"), ("statements", "id"), ("actors", "id"), ("diary", "id"), ("events", "id")):
            before = [r[key] for r in service.json(f"/api/v1/{what}?limit=500")["items"]]
            path, got, n = f"/api/v1/{what}?limit=2", [], 12
            while path:
                told = service.json(path)
                got, path = got + [r[key] for r in told["items"]], told["next"]
                if n < 24 and what == "reports" or n < 14:
                    run("add", "-q", "--weights", "fast", "-l", ledger, "-", text="".join(lines[n:n + 2]))
                    n += 2
            self.assertEqual(len(got), len(set(got)), what)
            self.assertEqual([k for k in got if k in before], before, what)
        service.stop()

    def test_cursors_that_are_none(self):
        for cursor in ("x", "", "an0-0-0", "bn0-0", "bn-0-0-0", "bn0-0-0-0", "bnfffffffffffffffff-0-0", "bn0-ffffffffffffffff-0",
                       "bn0-0-0'"):
            self.problem(f"/api/v1/statements?cursor={cursor}", 400)
        for cursor in ("bn0-0-0", "bnffffffffffffffff-7fffffffffffffff-7fffffffffffffff", "bn8000000000000000-0-0"):
            self.service.json(f"/api/v1/statements?cursor={cursor}")

    def test_items(self):
        for what in ("reports", "statements", "events", "actors", "stories", "silences"):
            for row in self.service.json(f"/api/v1/{what}?limit=3")["items"]:
                one = self.service.json(f"/api/v1/{what}/{row.get('key') or row['id']}")
                self.assertEqual({k: one[k] for k in row}, row)
        story = self.service.json("/api/v1/stories?limit=1")["items"][0]["id"]
        self.assertTrue(self.service.json(f"/api/v1/stories/{story}")["statements"])
        holm = self.service.json("/api/v1/actors?actor=holm")["items"][0]["id"]
        said = self.service.json(f"/api/v1/actors/{holm}")["said"]
        self.assertEqual({row["speaker"] for row in said}, {"Piet Holm"})
        self.assertEqual(said, self.service.json(f"/api/v1/statements?speaker=%23{holm}")["items"])

    def test_records(self):
        record = self.service.json("/api/v1/reports/r3/record")
        self.assertEqual(record, json.loads(run("report", "-l", self.ledger, "r3", "--json").stdout))
        self.assertEqual(self.service.json("/api/v1/reports/r3/record?offsets=codepoints")["offsets"], "codepoints")

    def test_items_that_are_none(self):
        key = self.service.json("/api/v1/reports?limit=1")["items"][0]["key"]
        for path in ("reports/none", "reports/none/record", "actors/0", "actors/x", "actors/99999999", "stories/none",
                     "changes/1", "changes/x", f"statements/{key}/s0", f"statements/{key}/s999", f"statements/{key}/e1",
                     f"statements/{key}/s-1", "statements/none/s1", f"events/{key}/s1"):
            self.problem(f"/api/v1/{path}", 404)
        self.problem("/api/v1/reports/r3?x=1", 400)
        self.problem("/api/v1/reports/r3/record?offsets=miles", 400)

    def test_search(self):
        self.assertEqual([r["id"] for r in self.service.json("/api/v1/search?words=13+million")["items"]], ["r11"])
        self.problem("/api/v1/search", 400)

    def test_filters(self):
        for row in self.service.json("/api/v1/statements?act=deny&speaker=holm&since=2026-03-05")["items"]:
            self.assertEqual((row["act"], row["speaker"], row["published"] >= "2026-03-05"), ("deny", "Piet Holm", True))
        for row in self.service.json("/api/v1/reports?count=outlet")["items"]:
            self.assertEqual(sorted(row), ["count", "outlet"])
        first = [self.service.json(f"/api/v1/reports?order={o}&limit=1")["items"][0]["id"] for o in ("oldest", "newest")]
        self.assertEqual(first, ["r0", f"r{self.COUNT - 1}"])

    def test_parameters_that_are_none(self):
        for query in ("x=1", "limit=0", "limit=501", "limit=x", "act=nonsense", "act=enum", "act=ruiz", "stance=say", "since=someday", "speaker=", "count=month",
                      "act=deny&act=deny", "format=xml", "order=best"):
            self.problem(f"/api/v1/statements?{query}", 400)
        self.problem("/api/v1/statements?story=nowhere", 404)
        self.assertEqual(self.service.json("/api/v1/statements?outlet=nowhere")["items"], [])
        self.problem("/api/v1/reports?speaker=ruiz", 400)

    def test_csv(self):
        status, headers, body = self.service.ask("/api/v1/statements?format=csv&limit=3")
        self.assertEqual((status, headers["Content-Type"]), (200, "text/csv; charset=utf-8"))
        told = run("statements", "--csv", "-n", 3, "-l", self.ledger).stdout
        rows, known = (list(csv.reader(io.StringIO(b.decode()))) for b in (body, told))
        self.assertEqual(rows, known)

    def test_what_is_not_there(self):
        self.problem("/api/v1/nothing", 404)
        self.problem("/api/v1/reports/", 404)
        status, headers, body = self.service.ask("/api/v1/statements", method="DELETE")
        self.assertEqual((status, headers["Allow"]), (405, "GET, HEAD"))
        status, headers, body = self.service.ask("/nowhere/<i>", Accept="text/html,*/*;q=0.1")
        self.assertEqual((status, headers.get_content_type(), b"<i>" in body), (404, "text/html", False))
        self.problem("/nowhere", 404)

    def test_etag(self):
        status, headers, body = self.service.ask("/api/v1/reports")
        again, same, nothing = self.service.ask("/api/v1/reports", If_None_Match='"x", ' + headers["ETag"])
        self.assertEqual((again, nothing, same["ETag"]), (304, b"", headers["ETag"]))
        self.assertEqual(self.service.ask("/api/v1/reports", If_None_Match='W/"0"')[0], 200)

    def test_gzip(self):
        import gzip
        plain = self.service.ask("/api/v1/statements")[2]
        status, headers, packed = self.service.ask("/api/v1/statements", Accept_Encoding="br, gzip;q=0.5")
        self.assertEqual(headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed), plain)
        self.assertNotIn("Content-Encoding", self.service.ask("/api/v1/statements", Accept_Encoding="gzip;q=0")[1])

    def test_head(self):
        status, headers, body = self.service.ask("/api/v1/reports", method="HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertEqual(int(headers["Content-Length"]), len(self.service.ask("/api/v1/reports")[2]))


class Safety(ServiceCase):
    def test_headers_on_everything(self):
        for path in ("/healthz", "/api/v1/reports", "/nothing", "/%00", "/api/v1/reports?limit=x"):
            headers = self.service.ask(path)[1]
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"], path)
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")
            self.assertNotIn("Access-Control-Allow-Origin", headers)

    def test_hosts(self):
        self.problem("/healthz", 421, "evil.example", Host="evil.example")
        self.problem("/api/v1/reports", 421, Host="localhost.evil.example:80")
        self.assertIn(b" 421 ", self.service.raw(b"GET /healthz HTTP/1.0\r\n\r\n"))
        for host in ("localhost", f"localhost:{self.service.port}", "127.0.0.1", "LOCALHOST:1", "[::1]:9"):
            self.assertEqual(self.service.ask("/healthz", Host=host)[0], 200, host)

    def test_path_tricks(self):
        for path in ("/static/../healthz", "/static/%2e%2e/healthz", "/api/v1/%2e", "/%00", "/api/v1/reports%00", "/a%", "/%zz",
                     "/%c0%ae%c0%ae/", "/%ff", "/a%0ab", "/..%5cx", "/api/v1/reports?x=%00", "/api/v1/reports?words=%ff"):
            self.problem(path, 400)
        self.assertEqual(self.service.ask("/" + "a" * 9000)[0], 400)
        self.assertEqual(self.service.ask("/api/v1/reports?" + "&".join("a=b" for _ in range(65)))[0], 400)
        self.assertEqual(self.service.ask("/healthz")[0], 200)

    def test_bodies_that_no_one_asked_for(self):
        self.problem("/healthz", 405, method="POST", body=b"x" * 100)
        self.assertIn(b" 413 ", self.service.raw(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n"))


def token(ledger, name, scope):
    done = run("token", "add", name, "--scope", scope, "-l", ledger)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode().strip()


class Reading(ServiceCase):
    OPTIONS = ("--weights", "fast", "-j", "1")
    BODY = json.dumps({"text": TEXT.format(77), "title": "Pasted", "site": "Here"}, indent=2).encode()

    def read(self, body, kind="application/json", path="/api/v1/read", **headers):
        return self.service.ask(path, method="POST", body=body, Content_Type=kind, **headers)

    def test_read_keeps_nothing(self):
        before = self.service.json("/api/v1/reports?limit=500")
        status, headers, body = self.read(self.BODY)
        self.assertEqual((status, headers["Cache-Control"]), (200, "no-store"), body)
        known = json.loads(run("read", "--json", "--weights", "fast", "-", text=json.dumps(json.loads(self.BODY))).stdout)
        told = json.loads(body)
        known["report"].pop("input"), told["report"].pop("input")
        self.assertEqual(told, known)
        self.assertEqual(self.service.json("/api/v1/reports?limit=500"), before)

    def test_forms(self):
        page = f"<html><head><title>Sea wall</title></head><body><article><p>{TEXT.format(5)}</p></article></body></html>"
        for kind, body in (("text/plain; charset=utf-8", TEXT.format(5)), ("text/html", page),
                           ("application/x-ndjson", json.dumps({"text": TEXT.format(5)}) + "\n")):
            status, _, got = self.read(body.encode(), kind, "/api/v1/read?published=2026-03-05&site=Gull&title=T")
            self.assertEqual(status, 200, got)
            told = json.loads(got)
            self.assertEqual((told["report"]["published"], told["report"]["site"]), ("2026-03-05", "Gull"))
            self.assertTrue(told["statements"])

    def test_bodies_that_are_none(self):
        for body, kind, status in ((b"", "text/plain", 400), (b"x", "image/png", 415), (b"[1]", "application/json", 400),
                                   (b"{", "application/json", 400), (b"{}", "application/json", 422),
                                   (b'{"text":1}', "application/json", 422), (b'{"text":"\xff"}', "application/json", 400),
                                   (b'{"a":' * 40 + b"1" + b"}" * 40, "application/json", 400),
                                   (b'{"text":"a"} {"text":"b"}', "application/json", 400),
                                   (b'{"text":"It rained."}\n{"text":"It snowed."}\n', "application/x-ndjson", 422)):
            got, headers, told = self.read(body, kind)
            self.assertEqual((got, headers["Content-Type"]), (status, "application/problem+json"), (body, told))
        self.assertEqual(self.read(b"x" * 1100000, "text/plain")[0], 413)
        self.problem("/api/v1/read?published=someday", 400, method="POST", body=b"x", Content_Type="text/plain")
        self.problem("/api/v1/read?url=http%3A%2F%2Fx", 400, method="POST", body=b"x", Content_Type="text/plain")

    def test_pages_of_other_sites(self):
        self.assertEqual(self.read(self.BODY, Origin="https://evil.example")[0], 403)
        self.assertEqual(self.read(self.BODY, Origin=f"http://localhost:{self.service.port}")[0], 200)

    def test_adding_needs_a_token(self):
        reads, adds = token(self.ledger, "reads", "read"), token(self.ledger, "adds", "add")
        path = "/api/v1/reports"
        status, headers, body = self.read(self.BODY, path=path)
        self.assertEqual((status, headers["WWW-Authenticate"]), (401, 'Bearer realm="onrecord"'))
        self.assertEqual(self.read(self.BODY, path=path, Cookie=f"token={adds}")[0], 401)
        self.assertEqual(self.read(self.BODY, path=path, Authorization=f"Bearer {adds[:-1]}x")[0], 401)
        self.assertEqual(self.read(self.BODY, path=path, Authorization=f"Basic {adds}")[0], 401)
        self.assertEqual(self.read(self.BODY, path=path, Authorization=f"Bearer {reads}")[0], 403)
        self.assertEqual(self.service.ask("/api/v1/reports", Authorization="Bearer onr_nonsense")[0], 401)
        status, headers, body = self.read(self.BODY, path=path, Authorization=f"Bearer {adds}")
        told = json.loads(body)["items"]
        self.assertEqual((status, [t["outcome"] for t in told]), (201, ["added"]))
        self.assertEqual(self.service.json(f"/api/v1/reports/{told[0]['key']}")["title"], "Pasted")
        status, headers, body = self.read(self.BODY, path=path, Authorization=f"bearer {adds}")
        self.assertEqual((status, [t["outcome"] for t in json.loads(body)["items"]]), (200, ["known"]))
        lines = json.dumps(report(50)) + "\n{broken\n" + json.dumps(report(51)) + "\n"
        status, headers, body = self.read(lines.encode(), "application/x-ndjson", path, Authorization=f"Bearer {adds}")
        self.assertEqual([t["outcome"] for t in json.loads(body)["items"]], ["added", "broken", "added"])
        self.assertEqual(run("token", "remove", "adds", "-l", self.ledger).returncode, 0)
        self.assertEqual(self.read(self.BODY, path=path, Authorization=f"Bearer {adds}")[0], 401)
        self.assertEqual(run("verify", "-l", self.ledger).returncode, 0)

    def test_private_and_proxied(self):
        service = Service(self.ledger, "--private", "--proxied", "--weights", "fast")
        reads = token(self.ledger, "private", "read")
        for path in ("/api/v1/reports", "/api/v1/search?words=x"):
            self.assertEqual(service.ask(path)[0], 401)
            self.assertEqual(service.ask(path, Authorization=f"Bearer {reads}")[0], 200)
        self.assertEqual(service.ask("/healthz")[0], 200)
        service.stop()
        service = Service(self.ledger, "--proxied", "--weights", "fast")
        ask = {"path": "/api/v1/read", "method": "POST", "body": self.BODY, "Content_Type": "application/json"}
        self.assertEqual((service.ask(**ask)[0], service.ask(**ask, Authorization=f"Bearer {reads}")[0]), (401, 200))
        service.stop()


class Watches(ServiceCase):
    def test_the_service_runs_them(self):
        rights = {"Authorization": "Bearer " + token(self.ledger, "manages", "manage"), "Content_Type": "application/json"}
        made = self.service.ask("/api/v1/watches", method="POST", body=b'{"name":"holm","speaker":"holm"}', **rights)
        self.assertEqual(made[0], 201, made)
        one = report(200)
        one["text"] = one["text"].replace("denied that the wall had been neglected", "promised a new harbour office for 40 boats")
        self.assertEqual(run("add", "-q", "--weights", "fast", "-l", self.ledger, "-", text=json.dumps(one) + "\n").returncode, 0)
        end = time.time() + 20
        while not (alerts := self.service.json("/api/v1/watches/holm/alerts", **rights)["items"]) and time.time() < end:
            time.sleep(0.3)
        self.assertEqual({(a["watch"], a["title"]) for a in alerts}, {("holm", "Repairs to the sea wall, plan 200")})

    def test_what_a_service_may_not_make(self):
        rights = {"Authorization": "Bearer " + token(self.ledger, "all", "manage"), "Content_Type": "application/json"}
        for wrong in ("atom:/tmp/x.xml", "command:true", "-", "webhook:file:///etc/passwd"):
            body = json.dumps({"name": "w", "target": wrong}).encode()
            self.problem("/api/v1/watches", 400, method="POST", body=body, **rights)
        self.problem("/api/v1/watches", 401, method="POST", body=b'{"name":"w"}', Content_Type="application/json")


class Tokens(ServiceCase):
    def test_tokens(self):
        first, second = token(self.ledger, "one", "read,add"), token(self.ledger, "two", "manage")
        self.assertRegex(first, r"^onr_[A-Za-z0-9_-]{43}$")
        self.assertNotEqual(first, second)
        lines = run("token", "list", "-l", self.ledger).stdout.decode().splitlines()
        self.assertEqual([line.split()[1:] for line in lines], [["one", "read,add"], ["two", "manage"]])
        for secret in (first, second):    # nowhere in the file
            for path in pathlib.Path(self.folder.name).iterdir():
                self.assertNotIn(secret.encode(), path.read_bytes())
        self.assertEqual(run("token", "remove", "one", "-l", self.ledger).returncode, 0)
        for wrong in (["add", "two", "--scope", "read"], ["add", "a b", "--scope", "read"], ["add", "three", "--scope", "all"],
                      ["add", "three"], ["remove", "one"], ["list", "x"], ["make"], [], ["add", "", "--scope", "read"]):
            done = run("token", *wrong, "-l", self.ledger)
            self.assertNotEqual(done.returncode, 0, wrong)
            self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)


class Stream:
    """A reader of /api/v1/events-stream."""

    def __init__(self, service, query="", **headers):
        self.socket = socket.create_connection(("127.0.0.1", service.port), timeout=30)
        lines = "".join(f"{n.replace('_', '-')}: {v}\r\n" for n, v in headers.items())
        self.socket.sendall(f"GET /api/v1/events-stream{query} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n".encode())
        self.lines = self.socket.makefile("rb")
        self.status = int(self.lines.readline().split()[1])
        self.head = {}
        while line := self.lines.readline().strip():
            name, value = line.decode().split(": ", 1)
            self.head[name] = value
        self.rest, self.last = b"", None

    def line(self):
        while b"\n" not in self.rest:
            size = int(self.lines.readline(), 16)
            if not size:
                return None
            self.rest += self.lines.read(size + 2)[:size]
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode()

    def until_id(self):
        """Events up to the next id, which says that those of a report are all there."""
        events, name = [], None
        while (line := self.line()) is not None:
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                events.append((name, json.loads(line[6:])))
            elif line.startswith("id: "):
                self.last = line[4:]
                return events
        return None

    def close(self):
        self.lines.close()
        self.socket.close()


class Streams(ServiceCase):
    def add(self, *numbers):
        lines = "".join(json.dumps(report(i)) + "\n" for i in numbers)
        self.assertEqual(run("add", "-q", "--weights", "fast", "-l", self.ledger, "-", text=lines).returncode, 0)

    def test_what_is_new(self):
        one = Stream(self.service)
        self.assertEqual((one.status, one.head["Content-Type"]), (200, "text/event-stream"))
        self.assertEqual(one.line(), ": here")
        self.add(100, 101)
        events = one.until_id()
        self.assertEqual((events[0][0], events[0][1]["id"]), ("report", "r100"))
        self.assertEqual({e[0] for e in events[1:]}, {"statement"})
        self.assertEqual({e[1]["report"] for e in events[1:]}, {events[0][1]["key"]})
        last = one.last
        self.assertEqual(one.until_id()[0][1]["id"], "r101")
        one.close()
        again = Stream(self.service, "?kinds=reports", Last_Event_ID=last)    # nothing is missed
        self.add(102)
        self.assertEqual([[e[1]["id"] for e in again.until_id()] for _ in range(2)], [["r101"], ["r102"]])
        again.close()

    def test_ids_that_are_none(self):
        for last in ("x", "bn0-0-0", "aa0-0", "aa0-0-0-" + "0" * 200):
            one = Stream(self.service, Last_Event_ID=last)
            self.assertEqual(one.status, 400, last)
            one.close()
        self.problem("/api/v1/events-stream?kinds=all", 400)

    def test_ends_with_the_service(self):
        service = Service(self.ledger)
        all_of_them = [Stream(service) for _ in range(64)]
        self.assertEqual(service.ask("/api/v1/events-stream")[0], 503)
        self.assertEqual(service.stop(), 0)
        for one in all_of_them:
            self.assertIsNone(one.until_id())
            one.close()


class Limits(ServiceCase):
    OPTIONS = ("--rate", "20")

    def test_rate(self):
        one = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"  # on one connection: a busy machine opens few a second
        got = self.service.raw((one + b"\r\n") * 159 + one + b"Connection: close\r\n\r\n")
        codes = re.findall(rb"^HTTP/1.1 (\d+)", got, re.M)
        self.assertIn(b"429", codes)
        self.assertGreaterEqual(codes.count(b"200"), 80)
        self.assertIn(b"\r\nRetry-After: 1\r\n", got)
        time.sleep(1)
        self.assertEqual(self.service.ask("/healthz")[0], 200)


class Floods(ServiceCase):
    def test_many_connections(self):
        """Ten thousand that say nothing, or not enough: others are answered all the time."""
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
        held = []
        for i in range(10000):
            s = socket.socket()
            s.settimeout(5)
            s.bind((f"127.0.0.{2 + i % 40}", 0))
            try:
                s.connect(("127.0.0.1", self.service.port))
                s.sendall((b"", b"GET /healthz HTTP/1.1\r\n", b"POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\n"
                           b"Content-Type: text/plain\r\nContent-Length: 100\r\n\r\nx", b"\x16\x03\x01")[i % 4])
            except OSError:
                pass
            held.append(s)
            if len(held) > 3000:
                held.pop(0).close()
            if i % 500 == 499:
                self.assertEqual(self.service.ask("/readyz")[0], 200, i)
        for s in held:
            s.close()
        self.assertEqual(self.service.ask("/api/v1/reports")[0], 200)

    def test_heads(self):
        for head in (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X-%d: %s\r\n" % (i, b"y" * 500) for i in range(100)),
                     b"GET /" + b"a" * 50000 + b" HTTP/1.1\r\n", b"\0" * 4000 + b"\r\n\r\n", b"GET\r\n\r\n",
                     b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                     b"POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"):
            try:
                got = self.service.raw(head, timeout=25)
            except OSError:
                got = b""
            self.assertNotIn(b" 200 ", got[:20], head[:50])
        self.assertEqual(self.service.ask("/healthz")[0], 200)

    def test_slow(self):
        """One byte a second is cut off; others are answered meanwhile."""
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=30) as slow:
            start, got = time.time(), None
            for byte in b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 60:
                try:
                    slow.sendall(bytes([byte]))
                    slow.settimeout(0.5)
                    got = slow.recv(1)
                    break
                except socket.timeout:
                    self.assertLess(time.time() - start, 30)
                except OSError:
                    break
            self.assertGreater(time.time() - start, 5)
        self.assertEqual(self.service.ask("/healthz")[0], 200)


class Life(ServiceCase):
    def test_metrics(self):
        self.service.ask("/api/v1/reports?limit=1")
        self.service.ask("/nothing")
        status, headers, body = self.service.ask("/metrics")
        lines = dict(line.rsplit(" ", 1) for line in body.decode().splitlines() if not line.startswith("#"))
        self.assertGreaterEqual(int(lines['onrecord_requests_total{method="GET",route="/api/v1/reports",status="2xx"}']), 1)
        self.assertGreaterEqual(int(lines['onrecord_requests_total{method="",route="",status="4xx"}']), 1)
        self.assertGreaterEqual(int(lines["onrecord_request_seconds_count"]), 2)
        self.assertGreater(int(lines["process_resident_memory_bytes"]), 1 << 20)

    def test_other_sites(self):
        self.assertNotIn("Access-Control-Allow-Origin", self.service.ask("/healthz", Origin="https://page.example")[1])
        named = Service(self.ledger, "--origin", "https://page.example", "--host", "desk.example")
        headers = named.ask("/healthz", Origin="https://page.example", Host="desk.example")[1]
        self.assertEqual(headers["Access-Control-Allow-Origin"], "https://page.example")
        self.assertNotIn("Access-Control-Allow-Origin", named.ask("/healthz", Origin="https://other.example")[1])
        status, headers, body = named.ask("/api/v1/events", method="OPTIONS", Origin="https://page.example")
        self.assertEqual((status, headers["Access-Control-Allow-Methods"]), (204, "GET, HEAD"))
        self.assertEqual(named.ask("/api/v1/reports", method="OPTIONS", Origin="https://other.example")[0], 403)
        self.assertEqual(named.stop(), 0)

    def test_log(self):
        path = pathlib.Path(self.folder.name, "log")
        with open(path, "wb") as log:
            service = Service(self.ledger, "--log", stderr=log)
            service.ask("/api/v1/reports?words=secret")
            service.ask("/%0d%0aforged")
            self.assertEqual(service.stop(), 0)
        lines = path.read_text().splitlines()
        self.assertEqual(len(lines), 2, lines)
        self.assertRegex(lines[0], r"^\S+Z GET /api/v1/reports 200 \d+ \d+ms$")

    def test_ends_when_idle(self):
        service = Service(self.ledger, "--until-idle", "1s")
        self.assertEqual(service.ask("/healthz")[0], 200)
        self.assertEqual(service.process.wait(timeout=20), 0)
        service.stop()

    def test_what_cannot_be_served(self):
        for words, options in (("no address", ["--listen", "nowhere"]), ("no address", ["--listen", "1.2.3.4:99999"]),
                               ("listened on", ["--listen", f"127.0.0.1:{self.service.port}"]),
                               ("no duration", ["--until-idle", "10"]), ("database", ["-l", "/nowhere/at/all.db"])):
            done = run("serve", "-l", self.ledger, "--until-idle", "2s", *options)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(words, done.stderr.decode())
            self.assertEqual(len(done.stderr.splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
