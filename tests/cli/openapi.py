"""The API against its own description: schemathesis makes requests out of it, right ones and wrong
ones, and no answer may be one that it does not describe. Skipped where PyPI cannot be reached.

usage: openapi.py PROGRAM
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from program import HAS_WEIGHTS, ROOT, run
from serve import Service, report, token

PACKAGES = ROOT / "build" / "python-tests"
CASES = os.environ.get("CASES", "6")  # of each operation; more of them than in every run: CASES=200
ENUMS = {"act": ("statement", "act"), "channel": ("statement", "channel", "kind")}


def has_packages():
    if (PACKAGES / "schemathesis").is_dir():
        return True
    done = subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", PACKAGES, "-r", ROOT / "tests" / "requirements.txt"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return done.returncode == 0


@unittest.skipUnless(HAS_WEIGHTS, "no weights yet")
class Described(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.ledger = pathlib.Path(cls.folder.name, "a.db")
        lines = [report(i) for i in range(8)]
        lines.append({**lines[0], "text": lines[0]["text"].replace("2 million", "9 million"), "title": "Repairs put off"})
        run("add", "-q", "--weights", "fast", "-l", cls.ledger, "-", text="".join(json.dumps(r) + "\n" for r in lines))
        cls.token = token(cls.ledger, "all", "manage")
        cls.service = Service(cls.ledger, "--weights", "fast")
        cls.told = cls.service.json("/api/v1/openapi.json")

    @classmethod
    def tearDownClass(cls):
        cls.service.stop()
        cls.folder.cleanup()

    def config(self):
        """Ids that are there, so that more than 404 is tried."""
        lines = []
        for path in self.told["paths"]:
            if "/watches" in path:
                continue
            parts = re.findall(r"{(\w+)}", path)
            rows = self.service.json("/api/v1/" + path.split("/")[3] + "?limit=1")["items"] if parts else []
            if not rows:
                continue
            values = str(rows[0].get("key") or rows[0]["id"]).split("/")
            known = ", ".join(f'"{part}" = {json.dumps(value) if not value.isdigit() else value}' for part, value in zip(parts, values))
            lines.append(f'[[operations]]\ninclude-path = "{path}"\nparameters = {{ {known} }}\n')
        file = pathlib.Path(self.folder.name, "schemathesis.toml")
        file.write_text("".join(lines))
        return file

    @unittest.skipUnless(has_packages(), "no schemathesis")
    def test_no_answer_is_outside_the_description(self):
        done = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", "--config-file", self.config(), "run", f"{self.service.address}api/v1/openapi.json",
             "-H", f"Authorization: Bearer {self.token}", "-n", CASES, "--seed", "1", "--phases", "coverage,fuzzing",
             "--generation-database", "none", "--exclude-path", "/api/v1/events-stream", "--no-color"],
            env={**os.environ, "PYTHONPATH": str(PACKAGES), "PYTHONDONTWRITEBYTECODE": "1"}, cwd=self.folder.name,
            capture_output=True, text=True, timeout=280)
        self.assertEqual(done.returncode, 0, done.stdout[-6000:] + done.stderr[-2000:])
        self.assertRegex(done.stdout, r"Tested: (1\d|[2-9]\d)")
        self.assertEqual(self.service.ask("/healthz")[0], 200)

    def test_all_routes_are_described(self):
        for path in ("/api/v1/reports", "/api/v1/statements/{report}/{fact}", "/api/v1/read", "/api/v1/search", "/api/v1/events-stream"):
            self.assertIn(path, self.told["paths"])
        self.assertEqual(sorted(self.told["paths"]["/api/v1/reports"]), ["get", "post"])

    def test_choices_are_those_of_records(self):
        schema = json.loads((ROOT / "docs" / "record.schema.json").read_text())["$defs"]
        parameters = {p["name"]: p["schema"] for p in self.told["paths"]["/api/v1/statements"]["get"]["parameters"]}
        for name, (kind, *way) in ENUMS.items():
            known = schema[kind]
            for step in way:
                known = known["properties"][step]
            self.assertEqual(parameters[name]["enum"], known["enum"], name)

    def test_columns_are_those_of_answers(self):
        for what in ("reports", "statements", "events", "actors", "stories", "silences", "changes"):
            rows = self.service.json(f"/api/v1/{what}?limit=1")["items"]
            self.assertEqual(list(rows[0]), list(self.told["components"]["schemas"][f"{what}_row"]["properties"]), what)


if __name__ == "__main__":
    unittest.main()
