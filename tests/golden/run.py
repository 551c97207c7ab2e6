#!/usr/bin/env python3
"""Reads every report of tests/golden with the program and judges what was found.

usage: run.py [--program FILE] [--verbose] [--show] [--mark] [FILE...]

FILEs are case files (see cases.py for their form), by default all of tests/golden. The
program is called once for all of them. A failed assertion is printed with its place; --show
prints with it what the record has of that part, --verbose a line for every file. --mark
writes a ? before what failed and takes it away where it holds: for new weights, and only
after reading what it would mark.
Exit status: 0 all hold, 1 some do not, or one marked `?` does now, 2 no records to judge.
"""
import argparse
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from cases import CaseError, cases_read
from judge import Malformed, Reading, holds, spans_of, things_of
from shape import wrong_with

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def case_files(named):
    if named:
        return sorted(named)
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(HERE)
                  for name in names if name.endswith(".txt"))


def stream_of(cases):
    rows = [{"id": c.id, "text": c.text, **{k: c.head[k] for k in c.head}} for c in cases
            if "file" not in c.head]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def record_key(record):
    """The id of a case, or the file that it names, with the row's id for JSON lines."""
    path = record["report"]["input"]
    if path == "-":
        return record["id"]
    return path + "#" + record["id"] if path.endswith(".jsonl") else path


def records_read(program, cases):
    """One call of the program: the cases' texts on its input, the files they name beside."""
    files = sorted({c.head["file"].partition("#")[0] for c in cases if "file" in c.head})
    call = [program, "read", "--json", "--quiet", "-", *files]
    done = subprocess.run(call, input=stream_of(cases), capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        raise CaseError(f"{' '.join(call[:5])} ended with {done.returncode}:\n{done.stderr}")
    records = map(json.loads, done.stdout.splitlines())
    return {record_key(r): r for r in records}


def shown(reading, part):
    """What the record has of a part, a line each."""
    name = lambda i: reading.actors[i]["name"] if i in reading.actors else i
    for thing in things_of(reading, part):
        if part == "sentences":
            thing = reading.quote(thing)
        if not isinstance(thing, dict) or part in ("report", "main", "notes"):
            yield json.dumps(thing, ensure_ascii=False)
            continue
        words = " … ".join(reading.quote(s) for s in spans_of(part, thing))
        rest = {k: [name(i) for i in v] if k in ("speakers", "addressees", "who") else v
                for k, v in thing.items() if v not in (None, []) and k not in (
                    "id", "start", "end", "span", "spans", "content", "mentions", "confidence",
                    "source", "cue", "speaker")}
        yield f"{words!r} {json.dumps(rest, ensure_ascii=False)}"


def held_by(case, a, reading):
    """Words that a page's text does not hold at all are not found in it, either."""
    try:
        return holds(reading, a)
    except Malformed:
        if a.wanted or case.text:
            raise
        return True


class Tally:
    def __init__(self, show):
        self.show = show
        self.held = self.failed = self.expected = self.promoted = 0
        self.marks = {}  # what is to be written: where an assertion stands, and whether with a ?

    def judge(self, case, reading):
        for a in case.assertions:
            ok = held_by(case, a, reading)
            self.held += ok and not a.known_to_fail
            self.expected += a.known_to_fail and not ok
            if ok == a.known_to_fail:
                self.marks[a.where] = not ok
            if ok and a.known_to_fail:
                self.promoted += 1
                print(f"{a.where}: holds now, take the ? away: {a.line}")
            if not ok and not a.known_to_fail:
                self.failed += 1
                self.explain(case, a, reading)

    def explain(self, case, a, reading):
        print(f"{a.where}: FAILED {a.line}")
        if self.show:
            print("    " + (case.text or case.head["file"]).replace("\n", "\n    "))
            for line in list(shown(reading, a.part)) or ["nothing"]:
                print("    found " + line)

    def broken(self, case, messages):
        self.failed += len(messages)
        for m in messages:
            print(f"{case.where}: FAILED {m}")


def judge_case(tally, case, records):
    record = records.get(case.head.get("file", case.id))
    if record is None:
        return tally.broken(case, ["there is no record of it"])
    wrong = wrong_with(record)
    if wrong:
        return tally.broken(case, wrong)
    try:
        tally.judge(case, Reading(record))
    except Malformed as error:
        tally.broken(case, [str(error)])


def write_marks(marks):
    """A ? before the assertions at these places (True), or none (False)."""
    for name in sorted({where.rpartition(":")[0] for where in marks}):
        path = os.path.join(ROOT, name)
        with open(path, encoding="utf-8") as old:
            lines = old.read().split("\n")
        for i, line in enumerate(lines):
            failed = marks.get(f"{name}:{i + 1}")
            if failed is not None:
                lines[i] = "? " + line if failed else line.lstrip("? ")
        with open(path, "w", encoding="utf-8") as new:
            new.write("\n".join(lines))


def judge_all(by_file, records, arguments):
    tally = Tally(arguments.show)
    for name, cases in by_file.items():
        before = tally.held, tally.failed
        for case in cases:
            judge_case(tally, case, records)
        if arguments.verbose:
            print(f"{name}: {tally.held - before[0]} hold, {tally.failed - before[1]} failed")
    print(f"{sum(map(len, by_file.values()))} reports: {tally.held} assertions hold, "
          f"{tally.failed} failed, {tally.expected} expected failures, "
          f"{tally.promoted} of those hold now")
    if arguments.mark:
        write_marks(tally.marks)
    return 1 if tally.failed or tally.promoted else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "onrecord"))
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--mark", action="store_true")
    parser.add_argument("files", nargs="*")
    arguments = parser.parse_args()
    try:
        by_file = {os.path.relpath(f, ROOT): list(cases_read(f, os.path.relpath(f, ROOT)))
                   for f in case_files(arguments.files)}
        records = records_read(os.path.abspath(arguments.program), sum(by_file.values(), []))
    except (CaseError, OSError, ValueError) as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 2
    return judge_all(by_file, records, arguments)


if __name__ == "__main__":
    sys.exit(main())
