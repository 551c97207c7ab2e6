"""Wrong usage, help, version, manual page and completions: all out of one table."""
import os
import re
import shutil
import subprocess
import unittest

from program import PROGRAM, Case, records, run

COMMANDS = ("read", "explain", "add", "follow", "coverage", "watch", "reports", "statements", "events", "actors", "stories",
            "story", "who", "same", "apart", "diary", "silences", "brief", "changes", "search", "check", "report",
            "export", "verify", "forget", "merge", "serve", "token", "help")


class Usage(Case):
    def wrong(self, *arguments, words):
        done = run(*arguments)
        self.assertEqual(done.returncode, 2, arguments)
        self.assertEqual(done.stdout, b"")
        lines = done.stderr.decode().splitlines()
        self.assertEqual(len(lines), 1, lines)
        self.assertIn(words, lines[0])

    def test_wrong(self):
        self.wrong(words="help")
        self.wrong("reed", words='no command "reed"')
        self.wrong("read", words="no input")
        self.wrong("read", "--nonsense", "x", words="--nonsense")
        self.wrong("read", "-Z", "x", words="Z")
        self.wrong("read", "--form", words="needs a value")
        self.wrong("read", "--form", "pdf", "x", words='"pdf" is none of auto|text|html|jsonl|')
        self.wrong("read", "--format", "", "x", words="is none of")
        self.wrong("read", "--quiet=yes", "x", words="--quiet")
        for number in ("0", "-1", "1025", "two", "3x", "", "99999999999999999999"):
            self.wrong("read", "--jobs", number, "x", words="--jobs")
        for share in ("-0.1", "1.01", "half", "0.5x", "", ".", "1e-1", "nan", "0x1"):
            self.wrong("read", "--min-confidence", share, "x", words="--min-confidence")
        self.wrong("help", "reed", words='no command "reed"')

    def test_weights_that_are_none(self):
        for path in ("/no/such/file", self.folder, self.file("empty", ""), self.file("text", "words " * 100)):
            done = run("read", "--weights", path, self.file("a.txt", "Words."))
            self.assertEqual((done.returncode, done.stdout), (2, b""), path)
            self.assertEqual(done.stderr.count(b"\n"), 1)
            self.assertIn(str(path).encode()[-40:], done.stderr)

    def test_installed_weights(self):
        report = self.file("a.txt", "Words.")
        here = os.path.join(os.path.dirname(os.path.abspath(PROGRAM)), "share/onrecord")
        for name in ("fast", "accurate"):
            done = run("read", "--json", "--weights", name, report)
            if os.path.exists(f"{here}/english-{name}.onrw"):
                self.assertEqual(done.returncode, 0)
                self.assertIn(f"english-{name}", records(done)[0]["weights"])
            else:
                self.assertEqual((done.returncode, done.stdout), (2, b""))
                self.assertIn(f"no share/onrecord/english-{name}.onrw".encode(), done.stderr)
        self.assertEqual(run("read", "--weights", "./fast", report).returncode, 2)

    def test_version(self):
        self.assertRegex(run("--version").stdout.decode(), r"^onrecord \d+\.\d+\.\d+\n$")

    def test_help(self):
        for arguments in (("help",), ("--help",), ("-h",)):
            done = run(*arguments)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            for command in COMMANDS:
                self.assertIn(f"  {command} ", done.stdout.decode())

    def test_help_of_each_command(self):
        for command in COMMANDS:
            done = run("help", command)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertTrue(done.stdout.startswith(f"usage: onrecord {command} ".encode()))
            self.assertEqual(done.stdout, run(command, "--help").stdout)
            for line in done.stdout.decode().splitlines():
                self.assertLessEqual(len(line), 80, line)

    def options(self):
        return set(re.findall(r"^ .{5}--([a-z-]+)", run("help", "read").stdout.decode(), re.M)) - {"help"}

    def test_one_table(self):
        options = self.options()
        self.assertGreaterEqual(len(options), 12)
        manual = run("help", "--man").stdout.decode()
        bash, zsh, fish = (run("help", f"--{shell}").stdout.decode() for shell in ("bash", "zsh", "fish"))
        for option in options:
            in_roff = option.replace("-", "\\-")
            self.assertIn(f"\\-\\-{in_roff}\\fR", manual)
            self.assertIn(f" --{option}", bash)
            self.assertIn(f"'--{option}[", zsh)
            self.assertIn(f"-l {option} ", fish)

    def test_completions_are_valid(self):
        for shell in ("bash", "zsh", "fish"):
            if not shutil.which(shell):
                continue
            script = self.file(shell, run("help", f"--{shell}").stdout)
            done = subprocess.run([shell, "-n", script], capture_output=True)
            self.assertEqual((done.returncode, done.stderr), (0, b""), shell)

    def test_bash_completes(self):
        if not shutil.which("bash"):
            self.skipTest("no bash")
        script = self.file("onrecord.bash", run("help", "--bash").stdout)

        def complete(*words):
            line = " ".join(f"'{w}'" for w in words)
            program = f"compopt() {{ :; }}; . {script}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _onrecord; echo ${{COMPREPLY[*]}}"
            return subprocess.run(["bash", "-c", program], capture_output=True, text=True).stdout.split()

        self.assertEqual(complete("onrecord", "rea"), ["read"])
        self.assertEqual(complete("onrecord", "read", "--forma"), ["--format"])
        self.assertEqual(complete("onrecord", "read", "--form", "h"), ["html"])
        self.assertEqual(complete("onrecord", "help", ""), list(COMMANDS))


if __name__ == "__main__":
    unittest.main()
