"""onrecord read: inputs of all kinds, what goes wrong with them, order, output that fails."""
import fcntl
import json
import os
import pty
import signal
import subprocess
import unittest

from program import HAS_WEIGHTS, PROGRAM, SAID, Case, ReadingCase, records, run


class Inputs(ReadingCase):
    def test_text(self):
        done = run("read", "--json", self.file("a.txt", SAID))
        self.expect(done, 0)
        record, = records(done)
        self.assertEqual(record["text"], SAID)
        self.assertEqual(record["report"]["input"], str(self.folder / "a.txt"))
        self.assertEqual(record["id"], record["digest"])

    def test_bytes_stay(self):
        """The text of JSON lines is kept byte for byte, that of a file less a BOM."""
        text = "  He said:\r\n\r\n\t“No.” — café \U0001F30A\n\n"
        line = json.dumps({"id": "d1", "text": text})
        record, = records(run("read", "--json", "-", text=line))
        self.assertEqual((record["id"], record["text"]), ("d1", text))
        record, = records(run("read", "--json", "-", text="\ufeff" + text))
        self.assertEqual(record["text"], text)

    def test_many_inputs_in_order(self):
        paths = [self.file(f"{i:02}.txt", f"Report {i}. " + SAID * (40 - i)) for i in range(12)]
        stream = self.file("s.jsonl", "\n".join(json.dumps({"id": f"s{i}", "text": SAID}) for i in range(20)))
        done = run("read", "--json", "--jobs", 3, *paths, stream, paths[0])
        self.expect(done, 0)
        got = [r["report"]["input"] for r in records(done)]
        self.assertEqual(got, [str(p) for p in paths] + [str(stream)] * 20 + [str(paths[0])])
        self.assertEqual([r["id"] for r in records(done)][12:32], [f"s{i}" for i in range(20)])

    def test_same_bytes_on_any_number_of_threads(self):
        stream = "\n".join(json.dumps({"id": str(i), "text": SAID * (i % 7 + 1)}) for i in range(40))
        one = run("read", "--json", "--tokens", "--jobs", 1, "-", text=stream)
        for jobs in (2, 4):
            self.assertEqual(run("read", "--json", "--tokens", "--jobs", jobs, "-", text=stream).stdout, one.stdout)

    def test_min_confidence(self):
        """Facts below it go, what the others refer to stays, and every number leads somewhere."""
        path = self.file("a.txt", SAID)
        whole, = records(run("read", "--json", path))
        all_of_it, = records(run("read", "--json", "--min-confidence", "0", path))
        self.assertEqual(all_of_it, whole)
        facts = ("statements", "events", "entities")
        least = max(f["confidence"] for kind in facts for f in whole[kind])
        done = run("read", "--json", "--min-confidence", least, path)
        self.expect(done, 0)
        record, = records(done)
        for kind in facts:
            kept = [f["confidence"] for f in whole[kind] if f["confidence"] >= least]
            self.assertEqual([f["confidence"] for f in record[kind]], kept)
        self.assertLess(sum(len(record[k]) for k in facts), sum(len(whole[k]) for k in facts))
        actors = {a["id"] for a in record["actors"]}
        named = {e["actor"] for e in record["entities"]} - {None}
        self.assertLessEqual(named.union(*(s["speakers"] for s in record["statements"])), actors)

    def test_folders(self):
        for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", "c.txt", "a/.git/config"):
            self.file(name, SAID)
        (self.folder / "loop").symlink_to(self.folder)
        (self.folder / "d.txt").symlink_to(self.folder / "b.txt")
        os.mkfifo(self.folder / "pipe")
        done = run("read", "--json", self.folder)
        self.expect(done, 0)
        got = [os.path.relpath(r["report"]["input"], self.folder) for r in records(done)]
        self.assertEqual(got, ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt", "d.txt"])

    def test_options_fill_what_is_missing(self):
        lines = [{"text": SAID}, {"text": SAID, "published": "2026-02-02", "title": "Own", "site": "Own Paper"}]
        done = run("read", "--json", "--published", "2026-01-04", "--title", "Given", "--site", "The Post", "-",
                   text="\n".join(map(json.dumps, lines)))
        self.expect(done, 0)
        got = [(r["report"]["published"], r["report"]["title"], r["report"]["site"]) for r in records(done)]
        self.assertEqual(got, [("2026-01-04", "Given", "The Post"), ("2026-02-02", "Own", "Own Paper")])

    def test_from_overrides_content(self):
        text = '{"text": 1}'
        self.expect(run("read", "--json", "-", text=text), 1, "-:1", "1 of 1")
        done = run("read", "--json", "--from", "text", "-", text=text)
        self.assertEqual([r["text"] for r in records(done)], [text])

    def test_page_without_article_and_other_language(self):
        german = ("Die Bürgermeisterin sagte am Freitag, die Stadt werde die Brücke bis zum Herbst erneuern. "
                  "Die Kosten seien noch nicht bekannt, hieß es aus dem Rathaus.")
        done = run("read", "--json", self.file("p.html", "<html><body><nav>Menu</nav></body></html>"),
                   self.file("g.txt", german))
        self.expect(done, 0)
        page, foreign = records(done)
        self.assertEqual(page["text"], "")
        self.assertIn("no-article", [n["code"] for n in page["notes"]])
        self.assertEqual(foreign["report"]["language"], "de")
        self.assertIn("not-english", [n["code"] for n in foreign["notes"]])
        for part in ("statements", "actors", "entities", "times", "sentences"):
            self.assertEqual(foreign[part], [])


class Broken(ReadingCase):
    def one(self, content, *words, name="x.txt", arguments=()):
        """A broken input between two good ones: one line says where and why, both are read."""
        good, bad = self.file("good.txt", SAID), self.file(name, content)
        done = run("read", "--json", *arguments, good, bad, good)
        self.expect(done, 1, str(bad), "1 of 3")
        self.assertEqual(len(records(done)), 2)
        for word in words:
            self.assertIn(word, done.stderr.decode().splitlines()[0])

    def test_empty(self):
        self.one("", "empty")
        self.one("\ufeff")
        self.one(" \n\t\n")

    def test_not_utf8(self):
        self.one(b"He said so.\xff\xfe", "byte 11", "UTF-8")
        self.one(b"cut short \xe2\x80", "byte 10")
        self.one(b'{"text": "caf\xe9"}', name="x.jsonl")

    def test_too_long(self):
        self.one("word " * (2 << 20) + "more", "10485760")

    def test_bad_lines(self):
        lines = ['{"id": "1", "text": "It rained."}', '{"id": "2", "text": ', '{"id": "3"}', '{"id": "4", "text": 7}',
                 '["text"]', "not JSON", "", '{"id": "8", "text": "It snowed."}']
        path = self.file("s.jsonl", "\n".join(lines))
        done = run("read", "--json", path)
        self.expect(done, 1, f"{path}:2", f"{path}:3", f"{path}:4", f"{path}:5", f"{path}:6", "5 of 7")
        self.assertEqual([r["id"] for r in records(done)], ["1", "8"])

    def test_surrogates_and_nul(self):
        done = run("read", "--json", "-", text='{"text": "a \\ud800 b \\u0000 c"}')
        self.expect(done, 0)
        record, = records(done)
        self.assertEqual(record["text"], "a \ufffd b \ufffd c")
        self.assertTrue(record["notes"])

    def test_missing_and_unreadable(self):
        done = run("read", "--json", self.folder / "none.txt", self.file("a.txt", SAID))
        self.expect(done, 1, "none.txt", "1 of 2")
        self.assertIn("No such file", done.stderr.decode())

    def test_name_with_escapes(self):
        done = run("read", "--json", self.folder / "a\x1b[31m\nb.txt")
        self.expect(done, 1, "a\\u001b[31m\\u000ab.txt", "1 of 1")

    def test_memory_limit_breaks_one_report(self):
        done = run("read", "--json", "--memory", 4, self.file("long.txt", SAID * 2000), self.file("a.txt", SAID))
        self.expect(done, 1, "long.txt: more than 4194304 bytes", "1 of 2")
        self.assertEqual(len(records(done)), 1)

    def test_bad_date(self):
        done = run("read", "--json", "--published", "yesterday", self.file("a.txt", SAID))
        self.expect(done, 2, "yesterday")
        self.assertEqual(done.stdout, b"")


class Output(ReadingCase):
    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = run("read", "--json", self.file("a.txt", SAID), stdout=full)
        self.expect(done, 1, "No space left")

    def test_closed_output(self):
        done = run("read", "--json", self.file("a.txt", SAID), stdout=None, preexec_fn=lambda: os.close(1))
        self.expect(done, 1, "standard output")

    def test_broken_pipe(self):
        """As other filters: the signal ends it, or the error is told where that is ignored."""
        lines = "\n".join(json.dumps({"text": SAID}) for _ in range(300))
        for ignored, codes in ((False, (-signal.SIGPIPE,)), (True, (1,))):
            process = subprocess.Popen([PROGRAM, "read", "--json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, restore_signals=not ignored)
            process.stdout.close()
            try:
                process.stdin.write(lines.encode())
                process.stdin.close()
            except BrokenPipeError:
                pass
            errors = process.stderr.read()
            process.stderr.close()
            self.assertIn(process.wait(60), codes)
            self.assertLessEqual(errors.count(b"\n"), 1)

    def test_closed_input(self):
        done = subprocess.run([PROGRAM, "read", "--json", "-"], capture_output=True, timeout=60,
                              preexec_fn=lambda: os.close(0))
        self.expect(done, 1, "-", "1 of 1")

    def test_stream_comes_while_it_is_read(self):
        with subprocess.Popen([PROGRAM, "read", "--json", "-j", "1", "-"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as process:
            for i in range(3):
                process.stdin.write(json.dumps({"id": str(i), "text": SAID}).encode() + b"\n")
                process.stdin.flush()
            process.stdin.close()
            self.assertEqual([json.loads(line)["id"] for line in process.stdout], ["0", "1", "2"])

    def test_summary(self):
        path = self.file("a.txt", "Nobody said anything.")
        done = run("read", "--text", path)
        self.assertRegex(done.stderr.decode(), r"^3 words of 1 report read in \d+\.\d\d s, \d+ words/s; 0 failed\n$")
        self.expect(run("read", "--text", "--quiet", path), 0)
        self.expect(run("read", "--json", path), 0)
        self.expect(run("read", "--json", "--quiet", path, self.folder / "none"), 1, "none", "1 of 2")

    def on_terminal(self, *arguments, env=None):
        """What the program writes to a terminal as its standard output."""
        ours, theirs = pty.openpty()
        environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        done = subprocess.run([PROGRAM, *map(str, arguments)], stdout=theirs, stderr=subprocess.PIPE,
                              env={**environment, "TERM": "xterm", **(env or {})}, timeout=120)
        os.close(theirs)
        self.assertEqual(done.returncode, 0, done.stderr)
        fcntl.fcntl(ours, fcntl.F_SETFL, os.O_NONBLOCK)
        got = os.read(ours, 1 << 20).decode()
        os.close(ours)
        return got

    def test_terminal(self):
        path = self.file("a.txt", SAID)
        self.assertIn("\x1b[", self.on_terminal("read", path))
        self.assertNotIn("\x1b[", self.on_terminal("read", path, env={"NO_COLOR": "1"}))
        self.assertIn("\x1b[", self.on_terminal("read", path, env={"NO_COLOR": ""}))
        self.assertNotIn("\x1b[", self.on_terminal("read", "--colour", "never", path))
        for option in ("--colour", "--color=always", "--colour=always"):
            words = ("read", option, *(() if "=" in option else ("always",)), path)
            self.assertIn("\x1b[", self.on_terminal(*words, env={"NO_COLOR": "1"}))
        self.assertTrue(self.on_terminal("read", "--json", path).startswith("{"))
        self.assertNotIn("\x1b", run("read", "--text", path).stdout.decode())

    def test_harmful_characters(self):
        words = '\x1b]0;title\x07 said \u202e "right to left" \u2066 \x9b31m \x7f'
        line = json.dumps({"text": f'Ana Ruiz said: "{words}".', "title": words, "site": words, "id": "x"})
        shown = run("read", "--text", "--colour", "never", "-", text=line).stdout.decode()
        for c in shown:
            self.assertTrue(c == "\n" or (c >= " " and c not in "\x7f\x9b\u202e\u2066"), repr(c))
        self.assertIn("\\u001b]0;title\\u0007", shown)
        self.assertIn("\\u202e", shown)


class Missing(Case):
    @unittest.skipIf(HAS_WEIGHTS, "there are weights")
    def test_no_weights(self):
        done = run("read", self.file("a.txt", SAID))
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stderr.count(b"\n"), 1)


if __name__ == "__main__":
    unittest.main()
