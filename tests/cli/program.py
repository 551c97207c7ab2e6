"""What the tests of the program share: running it, and files to run it on."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "onrecord"
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HAS_WEIGHTS = (ROOT / "models" / "english-fast.onrw").exists()

SAID = 'Mayor Ana Ruiz spoke on Friday. "We will repair the sea wall," she told reporters.'


def run(*arguments, text=None, **options):
    """Runs the program; text is its standard input."""
    stdin = {"input": text.encode() if isinstance(text, str) else text} if text is not None else {"stdin": subprocess.DEVNULL}
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    environment.update(options.pop("env", {}))
    return subprocess.run([PROGRAM, *map(str, arguments)], env=environment, timeout=240,
                          stdout=options.pop("stdout", subprocess.PIPE),
                          stderr=options.pop("stderr", subprocess.PIPE), **stdin, **options)


def records(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


@unittest.skipUnless(HAS_WEIGHTS, "no weights yet")
class ReadingCase(Case):
    def expect(self, done, code, *errors):
        """The exit code, and one line on standard error for each of `errors`, which it holds."""
        lines = done.stderr.decode().splitlines()
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(len(lines), len(errors), lines)
        for line, words in zip(lines, errors):
            self.assertIn(words, line)
