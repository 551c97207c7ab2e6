"""Reads the files of tests/golden: small reports, each with what must and must not be found.

A file holds one case or several, parted by a line of four or more equals signs. A case is

    title: ...                  head lines, any of title, published, site, file; then a blank line
    published: 2026-03-04

    The text of the report, any number of paragraphs.
    ----
    + statement content="the dam will hold" speaker="Ana Ruiz"       this must be found
    - statement content="It rained all night"                        this must not be found
    ? + time span="the day after" value="2026-03-05"                 known to fail yet
    # anything else

`file: examples/cup-final.txt` in place of a text takes a report of the repository
(`file: examples/three-reports.jsonl#ID` one line of a file). A value with blanks stands in
double quotes, \\" is a quotation mark inside it, null is the absence of a value. `n=2` means
the second place where the words stand; inside same= and different= it is `she#2`.
"""
import re

HEADS = ("title", "published", "site", "file")
PARTS = {"statement": "statements", "time": "times", "silence": "silences", "place": "places",
         "expectation": "expectations", "quantity": "quantities", "event": "events",
         "voice": "voice", "actor": "actors", "entity": "entities", "note": "notes",
         "block": "blocks", "sentence": "sentences", "report": "report", "main": "main"}
FIELD = re.compile(r'\s*([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))')
NUMBER = re.compile(r"-?\d+(\.\d+)?$")
TEXT_FIELDS = {"value", "earliest", "latest", "published", "modified"}  # "2026" is no number here


class CaseError(Exception):
    """A case file that cannot be understood; says where."""


class Assertion:
    def __init__(self, where, line, part, fields, wanted, known_to_fail):
        self.where, self.line = where, line
        self.part, self.fields = part, fields
        self.wanted, self.known_to_fail = wanted, known_to_fail


class Case:
    def __init__(self, where, head, text, assertions):
        self.id, self.where = where, where
        self.head, self.text, self.assertions = head, text, assertions


def field_value(key, quoted, bare):
    if bare is None:
        return re.sub(r"\\(.)", r"\1", quoted)
    if bare == "null":
        return None
    if NUMBER.match(bare) and key not in TEXT_FIELDS:
        return float(bare)
    return bare


def fields_of(rest, where):
    fields, at = {}, 0
    while rest[at:].strip():
        m = FIELD.match(rest, at)
        if not m:
            raise CaseError(f"{where}: cannot read {rest[at:].strip()!r}")
        if m[1] in fields:
            raise CaseError(f"{where}: {m[1]} is given twice")
        fields[m[1]] = field_value(m[1], m[2], m[3])
        at = m.end()
    return fields


def assertion_of(line, where):
    m = re.match(r"(\?\s*)?([+-])\s*([a-z]+)(.*)$", line)
    if not m:
        raise CaseError(f"{where}: an assertion begins with +, - or ? before one of them")
    part = m[3] if m[3] in PARTS.values() else PARTS.get(m[3])
    if not part:
        raise CaseError(f"{where}: unknown part {m[3]!r}; there are {', '.join(PARTS)}")
    return Assertion(where, line, part, fields_of(m[4], where), m[2] == "+", bool(m[1]))


def head_and_text(lines, where):
    """Head lines are taken only when the block before the first blank line has nothing else."""
    stop = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    pairs = [line.partition(":") for line in lines[:stop]]
    if not pairs or not all(colon and key.strip() in HEADS for key, colon, _ in pairs):
        return {}, "\n".join(lines).strip("\n")
    head = {key.strip(): value.strip() for key, _, value in pairs}
    return head, "\n".join(lines[stop:]).strip("\n")


def case_of(lines, first, path):
    where = f"{path}:{first}"
    bar = next((i for i, line in enumerate(lines) if line.rstrip() == "----"), None)
    if bar is None:
        raise CaseError(f"{where}: no line ---- between the text and what is asserted")
    head, text = head_and_text(lines[:bar], where)
    if bool(text) == ("file" in head):
        raise CaseError(f"{where}: a case has either a text or a line file:")
    assertions = [assertion_of(line.strip(), f"{path}:{first + bar + 1 + i}")
                  for i, line in enumerate(lines[bar + 1:])
                  if line.strip() and not line.startswith("#")]
    if not assertions:
        raise CaseError(f"{where}: nothing is asserted")
    return Case(where, head, text, assertions)


def cases_read(path, name):
    """The cases of one file, in order; `name` is what they are called in messages."""
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    bars = [i for i, line in enumerate(lines) if re.fullmatch(r"={4,}\s*", line)]
    starts = [0] + [i + 1 for i in bars]
    for start, stop in zip(starts, bars + [len(lines)]):
        while start < stop and (not lines[start].strip() or lines[start].startswith("# ")):
            start += 1
        if start < stop:
            yield case_of(lines[start:stop], start + 1, name)
