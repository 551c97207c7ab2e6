"""Installs a build into an empty folder and uses what stands there: the program with its
weights, the shared and the static library through pkg-config, the manual page, completions.

usage: install.py BUILD
"""
import os
import pathlib
import re
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
                     "share/fish/vendor_completions.d/onrecord.fish", "lib/systemd/system/onrecord-follow.service",
                     "share/doc/onrecord/examples/onrecord-follow.default"):
            self.assertTrue((self.prefix / name).is_file(), name)

    def test_service(self):
        """The unit is one that systemd reads, keeps the service from what it does not need, and calls the program with
        options that it has."""
        unit = self.prefix / "lib/systemd/system/onrecord-follow.service"
        lines = [line for line in unit.read_text().splitlines() if line and line[0] not in "#["]
        self.assertTrue(all("=" in line for line in lines))
        self.assertIn("NoNewPrivileges=yes", lines)
        call = next(line for line in lines if line.startswith("ExecStart=")).split()
        self.assertTrue(call[0].endswith("/bin/onrecord"), call)
        given = re.search(r'ONRECORD_OPTIONS="(.*)"', (ROOT / "dist/onrecord-follow.default").read_text())[1].split()
        done = run(self.prefix / "bin" / "onrecord", *call[1:3], "/nowhere/a.db", *given, "/nowhere")
        self.assertIn("onrecord: /nowhere", done.stderr)     # not: no such option
        if not shutil.which("systemd-analyze"):
            self.skipTest("no systemd-analyze")
        own = unit.read_text().replace(call[0][len("ExecStart="):], str(self.prefix / "bin" / "onrecord"))
        copy = self.prefix / "onrecord-follow.service"
        copy.write_text(own)
        done = run("systemd-analyze", "verify", "--man=no", copy)
        self.assertEqual([line for line in done.stderr.splitlines() if "onrecord-follow" in line], [], done.stderr)
        score = run("systemd-analyze", "security", "--offline=true", "--threshold=20", copy)
        self.assertEqual(score.returncode, 0, score.stdout[-300:])

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
