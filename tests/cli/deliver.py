"""Alerts delivered: feeds, webhooks, mail and commands, what fails and what is refused.

usage: deliver.py PROGRAM
"""
import base64
import json
import os
import signal
import stat
import subprocess
import sys
import time
import unittest

from program import PROGRAM, ROOT, run

sys.path.insert(0, str(ROOT / "tests" / "desk"))
sys.path.insert(0, str(ROOT / "tests" / "cli"))
from receivers import Relay, Webhooks, atom_ids, atom_problems  # noqa: E402
from watch import COPY, FIRST, OTHER, WatchCase, report  # noqa: E402

NASTY = report(9, 'Mayor Zoë Łuk spoke in Marden on Friday. "The sea wall cost </content>\u2028 & \U0001f30a <script>alert(1)</script> '
                  'nine million,\u201d Łuk told reporters about the sea wall.',
               title="Łuk\r\nBcc: everyone@post.example\r\n\r\n on the sea wall " + "very " * 60 + "long")


SAYINGS = {"Tom": "The sea wall is older than the harbour and must stand", "Eva": "Nobody can pay for another sea wall in this decade",
           "Ines": "Tourists come for the beach, not for concrete", "Karl": "My cellar has been flooded twice since Christmas",
           "Mira": "The ministry promised us pumps and never sent them", "Noor": "Schoolchildren should learn why the sea rises",
           "Olaf": "A vote without the islanders would be a disgrace", "Rosa": "We have asked engineers from Delft to draw plans"}


class DeliverCase(WatchCase):
    def ids(self, name):
        return [a["id"] for a in self.watch("alerts", name, "--limit", "1000") if not a["held"]]


class Feeds(DeliverCase):
    def test_a_feed(self):
        feed = self.folder / "out" / "wall.xml"
        feed.parent.mkdir()
        self.watch("add", "wall", "--about", "sea wall", "--to", f"atom:{feed}")
        self.add(FIRST, COPY, OTHER, NASTY)
        self.watch("run")
        raw = feed.read_bytes()
        self.assertEqual(atom_problems(raw), [])
        self.assertEqual(atom_ids(raw), ["urn:uuid:" + i for i in self.ids("wall")])
        self.assertIn("Łuk", raw.decode())
        self.assertEqual([p.name for p in feed.parent.iterdir()], ["wall.xml"])

    def test_two_watches_one_feed(self):
        feed = self.folder / "both.xml"
        self.watch("add", "ruiz", "--speaker", "ruiz", "--to", f"atom:{feed}")
        self.watch("add", "holm", "--speaker", "holm", "--to", f"atom:{feed}")
        self.add(FIRST)
        self.watch("run")
        self.add(OTHER)
        self.watch("run")
        self.assertEqual(sorted(atom_ids(feed.read_bytes())),
                         sorted("urn:uuid:" + i for i in self.ids("ruiz") + self.ids("holm")))

    def test_a_feed_forgets(self):
        feed = self.folder / "wall.xml"
        self.watch("add", "wall", "--about", "sea wall", "--to", f"atom:{feed}")
        self.add(FIRST, OTHER)
        self.watch("run")
        self.assertIn(b"3 million", feed.read_bytes())
        self.expect(run("forget", "-l", self.path, "--reason", "asked for", "r1"), 0)
        self.watch("run")
        self.assertNotIn(b"3 million", feed.read_bytes())
        self.assertIn(b"fishermen", feed.read_bytes())

    def test_a_feed_that_cannot_be_written(self):
        feed = self.folder / "gone" / "wall.xml"
        self.watch("add", "wall", "--about", "sea wall", "--to", f"atom:{feed}")
        self.add(FIRST)
        self.watch("run", code=1, errors=["cannot be written"])
        feed.parent.mkdir()
        self.watch("run", "--now", str(int(time.time()) + 60))
        self.assertEqual(len(atom_ids(feed.read_bytes())), 1)

    def test_a_checker_that_can_fail(self):
        good = (b"<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x:1</id><title>a</title><updated>2026-01-01T00:00:00Z</updated>"
                b"<author><name>n</name></author></feed>")
        self.assertEqual(atom_problems(good), [])
        for old, new in ((b"<id>urn:x:1</id>", b""), (b"00Z<", b"00<"), (b"<title>a</title>", b"<title>a</title><title>b</title>"),
                         (b"</feed>", b"<entry><id>urn:x:2</id></entry></feed>"), (b"urn:x:1", b"one two"), (b"</feed>", b"")):
            self.assertNotEqual(atom_problems(good.replace(old, new)), [], new)


class Hooks(DeliverCase):
    SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()

    def hook(self, receiver, *arguments, secret=SECRET):
        receiver.secret = secret
        self.watch("add", "hook", "--about", "sea wall", "--to", f"webhook:{receiver.url()}", "--allow-private",
                   "--secret", secret, *arguments)

    def later(self, seconds):
        return "--now", str(int(time.time()) + seconds)

    def test_signed(self):
        with Webhooks() as receiver:
            self.hook(receiver)
            self.add(FIRST, OTHER, NASTY)
            self.watch("run")
            self.assertEqual(receiver.unsigned, [])
            self.assertEqual(sorted(i for i, _ in receiver.taken), sorted(self.ids("hook")))
            body = json.loads(receiver.taken[0][1])
            self.assertTrue(body["type"].startswith("alert."))
            self.assertEqual(body["data"]["id"], receiver.taken[0][0])
            self.assertEqual(self.watch("list")[0]["waiting"], 0)

    def test_the_check_can_fail(self):
        with Webhooks() as receiver:
            self.hook(receiver)
            receiver.secret = self.SECRET[:-4] + "AAA="
            self.add(FIRST)
            self.watch("run")
            self.assertEqual([why for _, why in receiver.unsigned], ["no signature is right"])

    def test_a_secret_is_made(self):
        with Webhooks() as receiver:
            done = run("watch", "add", "hook", "--about", "sea wall", "--to", f"webhook:{receiver.url()}",
                       "--allow-private", "-l", self.path)
            receiver.secret = done.stdout.decode().split()[1]
            self.add(FIRST)
            self.watch("run")
            self.assertEqual((len(receiver.taken), receiver.unsigned), (1, []))

    def test_one_that_fails_often(self):
        with Webhooks(failing=30, seed=4) as receiver:
            self.hook(receiver)
            self.add(FIRST, OTHER, *(report(20 + i, f'Marden argues on over its sea wall. "{said}," said {who} Birch on Monday.',
                                            site=f"Paper {i}", day=10 + i) for i, (who, said) in enumerate(SAYINGS.items())))
            rounds = 0
            while rounds < 40:
                done = run("watch", "run", "-l", self.path, *self.later(40000 * rounds))
                rounds += 1
                if done.returncode == 0:
                    break
            self.assertGreater(rounds, 1)
            self.assertEqual(self.watch("list")[0]["waiting"], 0)
            self.assertEqual({i for i, _ in receiver.taken}, set(self.ids("hook")))
            self.assertGreater(len(self.ids("hook")), 8)

    def test_backing_off(self):
        with Webhooks(failing=100) as receiver:
            self.hook(receiver)
            self.add(FIRST)
            self.watch("run", code=1, errors=["hook"])
            tried = len(receiver.refused)
            self.watch("run")
            self.assertEqual(len(receiver.refused), tried)
            self.watch("run", *self.later(6), code=1, errors=["hook"])
            self.watch("run", *self.later(20))
            self.assertEqual(len(receiver.refused), tried + 1)

    def test_private_addresses(self):
        with Webhooks() as receiver:
            self.watch("add", "hook", "--about", "sea wall", "--to", f"webhook:{receiver.url()}", "--secret", self.SECRET)
            self.watch("add", "name", "--about", "sea wall", "--to", f"webhook:http://localhost:{receiver.port}/", "--secret",
                       self.SECRET)
            self.add(FIRST)
            self.watch("run", code=1, errors=["no public address", "no public address"])
            self.assertEqual(receiver.taken, [])

    def test_redirects(self):
        def answer(handler, body):
            if handler.path != "/hook":
                return False
            handler.send_response(307)
            handler.send_header("Location", "/there")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return True
        with Webhooks(answer=answer) as receiver:
            self.hook(receiver)
            self.add(FIRST)
            self.watch("run")
            self.assertEqual((len(receiver.taken), receiver.unsigned), (1, []))

    def test_failures_go_to_the_operator(self):
        log = self.folder / "operator.jsonl"
        with Webhooks(failing=100) as receiver:
            self.hook(receiver)
            self.add(FIRST)
            self.watch("run", "--operator", f"command:{sys.executable} -c 'import sys; open(sys.argv[1], \"a\").write(sys.stdin.read())' "
                       f"{log}", code=1, errors=["hook"])
            for i in range(1, 6):
                self.watch("run", *self.later(i * 30000), code=1, errors=["hook"])
        told = [json.loads(line) for line in log.read_text().splitlines()]
        self.assertEqual([t["kind"] for t in told], ["trouble"])
        self.assertIn("watch hook", told[0]["what"])


class Mail(DeliverCase):
    def test_mail(self):
        with Relay() as relay:
            self.watch("add", "wall", "--about", "sea wall", "--to", "mail:desk@post.example", "--relay", relay.url(),
                       "--from", "onrecord@post.example")
            self.add(FIRST, NASTY)
            self.watch("run")
            ids = self.ids("wall")
            self.assertEqual(sorted(m["Message-ID"] for m in relay.messages()), sorted(f"<{i}@post.example>" for i in ids))
            for (sender, receivers, raw), mail in zip(relay.mails, relay.messages()):
                self.assertEqual((sender, receivers), ("onrecord@post.example", ["desk@post.example"]))
                self.assertEqual(mail.defects, [])
                self.assertEqual(sorted(mail.keys()), ["Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date",
                                                       "From", "MIME-Version", "Message-ID", "Subject", "To"])
                self.assertTrue(all(len(line) <= 78 and line.isascii() for line in raw.split(b"\r\n")))
                self.assertNotIn(b"\n", raw.replace(b"\r\n", b""))
                self.assertTrue(mail["Subject"].startswith("wall: "))
                self.assertIn("sea wall", mail.get_content())
            told = "".join(m.get_content() for m in relay.messages())
            self.assertIn("Zoë Łuk", told)
            self.assertIn("</content>", told)
            self.watch("add", "again", "--speaker", "x", "--to", "mail:other@post.example")   # the relay is remembered

    def test_addresses_that_are_none(self):
        for address in ("desk", "a@b\r\nBcc: c@d", "a@b, c@d", "<a@b>", "a b@c", "a@b..c", '"x"@y', "a@b\n"):
            done = run("watch", "add", "x", "--about", "y", "--to", f"mail:{address}", "--relay", "smtp://127.0.0.1:9",
                       "--from", "o@p.example", "-l", self.path)
            self.assertEqual(done.returncode, 2, address)
            done = run("watch", "add", "x", "--about", "y", "--to", "mail:a@b.example", "--relay", "smtp://127.0.0.1:9",
                       "--from", address, "-l", self.path)
            self.assertEqual(done.returncode, 2, address)

    def test_a_relay_that_refuses(self):
        with Relay(refuse=lambda to: True) as relay:
            self.watch("add", "wall", "--about", "sea wall", "--to", "mail:desk@post.example", "--relay", relay.url(),
                       "--from", "onrecord@post.example")
            self.add(FIRST)
            self.watch("run", code=1, errors=["the relay did not take it"])
            self.assertEqual(self.watch("list")[0]["waiting"], 1)


class Commands(DeliverCase):
    def command(self, script, *words, name="cmd"):
        path = self.file("it's a command.py", script)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return self.watch("add", name, "--about", "sea wall", "--to",
                          f"command:{sys.executable} \"{path}\" " + " ".join(words))

    def test_a_command(self):
        out = self.folder / "out"
        self.command("import sys, json\nwith open(sys.argv[1], 'a') as f:\n"
                     "    print(json.dumps([sys.argv[2:], json.load(sys.stdin)]), file=f)\n",
                     str(out), "'$HOME `id` ; rm -rf *'", '"a \\"b\\" c"', "d\\ e", "*")
        self.add(FIRST)
        self.watch("run")
        words, alert = json.loads(out.read_text())
        self.assertEqual(words, ["$HOME `id` ; rm -rf *", 'a "b" c', "d e", "*"])
        self.assertEqual([alert["id"]], self.ids("cmd"))

    def test_one_that_fails_is_tried_again(self):
        out = self.folder / "out"
        self.command("import sys, pathlib\np = pathlib.Path(sys.argv[1])\np.write_text(p.read_text() + 'x' if p.exists() else 'x')\n"
                     "sys.exit(len(p.read_text()) < 2)\n", str(out))
        self.add(FIRST)
        self.watch("run", code=1, errors=["exit code 1"])
        self.watch("run")
        self.assertEqual(out.read_text(), "x")
        self.watch("run", "--now", str(int(time.time()) + 10))
        self.assertEqual(out.read_text(), "xx")
        self.assertEqual(self.watch("list")[0]["waiting"], 0)

    def test_wrong_commands(self):
        for words in ("", "  ", "'open", "x\\", "no-such-program-anywhere"):
            done = run("watch", "add", "x", "--about", "y", "--to", f"command:{words}", "-l", self.path)
            self.assertEqual(done.returncode, 2, words)


class Following(DeliverCase):
    def follow(self, *sources):
        return run("follow", "--once", "--weights", "fast", "-q", "--allow-private", "--delay", "0", "-l", self.path, *sources)

    def test_following_runs_the_watches(self):
        self.watch("add", "wall", "--about", "sea wall")
        file = self.file("in/a.jsonl", json.dumps(FIRST) + "\n")
        os.utime(file, (time.time() - 60,) * 2)
        told = [json.loads(line) for line in self.follow(file.parent).stdout.splitlines()]
        self.assertEqual([a["speaker"] for a in told], ["Ana Ruiz"])
        self.assertEqual(self.follow(file.parent).stdout, b"")

    def test_a_feed_that_died_is_told_to_the_operator(self):
        log = self.folder / "operator.jsonl"
        self.watch("add", "none", "--about", "nothing at all")
        self.watch("run", "--operator", f"command:{sys.executable} -c 'import sys; open(sys.argv[1], \"a\").write(sys.stdin.read())' "
                   f"{log}")
        for _ in range(7):
            self.assertEqual(self.follow("http://127.0.0.1:9/feed").returncode, 1)
        told = [json.loads(line) for line in log.read_text().splitlines()]
        self.assertEqual([t["kind"] for t in told], ["trouble"])
        self.assertIn("http://127.0.0.1:9/feed", told[0]["what"])


class Killed(DeliverCase):
    def test_a_kill_loses_and_repeats_nothing(self):
        """Killed at many moments of its runs, each alert is there once and is delivered at least once, under one id."""
        feed = self.folder / "wall.xml"
        with Webhooks() as receiver:
            receiver.secret = Hooks.SECRET
            self.watch("add", "feed", "--about", "sea wall", "--to", f"atom:{feed}")
            self.watch("add", "hook", "--about", "sea wall", "--to", f"webhook:{receiver.url()}", "--allow-private",
                       "--secret", Hooks.SECRET)
            for i, one in enumerate((FIRST, COPY, OTHER, NASTY)):
                self.add(one)
                for pause in (0.004, 0.011, 0.023):
                    process = subprocess.Popen([PROGRAM, "watch", "run", "-l", str(self.path)], stdout=subprocess.DEVNULL,
                                               stderr=subprocess.DEVNULL)
                    time.sleep(pause + i * 0.003)
                    process.send_signal(signal.SIGKILL)
                    process.wait()
            self.watch("run")
            ids = self.ids("hook")
            self.assertEqual(len(ids), len(set(ids)))
            self.assertEqual({i for i, _ in receiver.taken}, set(ids))
            self.assertEqual(set(atom_ids(feed.read_bytes())), {"urn:uuid:" + i for i in self.ids("feed")})
        self.path = self.folder / "calm.db"
        self.watch("add", "hook", "--about", "sea wall")
        self.add(FIRST, COPY, OTHER, NASTY)
        self.assertEqual({a["id"] for a in self.watch("run")}, set(ids))


if __name__ == "__main__":
    unittest.main()
