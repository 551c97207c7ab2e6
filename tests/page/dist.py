"""web/dist is what web/build makes of web/src, byte for byte, and its TypeScript has no type errors.

usage: dist.py PROGRAM
"""
import pathlib
import shutil
import subprocess
import tempfile
import unittest

WEB = pathlib.Path(__file__).resolve().parent.parent.parent / "web"


class Dist(unittest.TestCase):
    def test_built_again_it_is_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([WEB / "build", folder], check=True)
            names = sorted(p.name for p in pathlib.Path(folder).iterdir())
            self.assertEqual(names, sorted(p.name for p in (WEB / "dist").iterdir()))
            for name in names:
                self.assertEqual((WEB / "dist" / name).read_bytes(), pathlib.Path(folder, name).read_bytes(), name)

    @unittest.skipUnless(shutil.which("tsc"), "no TypeScript compiler")
    def test_types(self):
        done = subprocess.run(["tsc", "-p", WEB], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_no_other_host_is_named(self):
        for path in [*(WEB / "src").iterdir(), WEB / "package-lock.json", *(WEB / "dist").iterdir()]:
            if path.suffix in (".ts", ".js", ".css", ".svg", ".json"):
                words = path.read_text().replace("http://www.w3.org/2000/svg", "")
                self.assertNotIn("http:", words, path)
                self.assertNotIn("https:", words, path)


if __name__ == "__main__":
    import sys
    unittest.main(argv=sys.argv[:1])
