"""Installs a build into an empty folder and uses what stands there: the program with its
weights, the shared and the static library through pkg-config, the manual page, completions.

usage: install.py BUILD
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        first, cls.prefix = pathlib.Path(cls.folder.name, "first"), pathlib.Path(cls.folder.name, "moved")
        done = run("cmake", "--install", BUILD, "--prefix", first)
        assert done.returncode == 0, done.stderr
        first.rename(cls.prefix)        # an installation may be moved as a whole
        cls.pc = next(cls.prefix.rglob("onrecord.pc"))
        cls.environment = {**os.environ, "PKG_CONFIG_PATH": str(cls.pc.parent)}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_files(self):
        for name in ("bin/onrecord", "include/onrecord.h", "share/man/man1/onrecord.1",
                     "share/bash-completion/completions/onrecord", "share/zsh/vendor-completions/_onrecord",
                     "share/fish/vendor_completions.d/onrecord.fish"):
            self.assertTrue((self.prefix / name).is_file(), name)

    def test_program_reads(self):
        if not (ROOT / "models" / "english-fast.onrw").exists():
            self.skipTest("no weights yet")
        done = run(self.prefix / "bin" / "onrecord", "read", "--json", "-", input="The mayor said it would rain.")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('"statements":[', done.stdout)

    def build(self, *flags):
        words = run("pkg-config", "--cflags", "--libs", *flags, "onrecord", env=self.environment)
        self.assertEqual(words.returncode, 0, words.stderr)
        program = self.prefix / "example"
        done = run("cc", ROOT / "examples" / "read.c", "-o", program, *words.stdout.split())
        self.assertEqual(done.returncode, 0, done.stderr)
        return program

    def test_shared_library(self):
        library = self.build().parent / self.pc.parent.parent.relative_to(self.prefix)
        done = run(self.prefix / "example", ROOT / "examples" / "quake-brief.txt",
                   env={**os.environ, "LD_LIBRARY_PATH": str(library)})
        if (ROOT / "models" / "english-fast.onrw").exists():
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("error while loading", done.stderr)

    def test_static_library(self):
        libraries = self.pc.parent.parent
        for shared in libraries.glob("libonrecord.so*"):
            shared.rename(shared.with_suffix(".hidden"))
        program = self.build("--static")
        self.assertNotIn("libonrecord", run("ldd", program).stdout)
        self.assertIn("usage", run(program).stderr)

    @unittest.skipUnless(shutil.which("man") or shutil.which("groff"), "no man here")
    def test_manual(self):
        done = run("groff", "-man", "-ww", "-z", "-Tutf8", self.prefix / "share/man/man1/onrecord.1")
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
