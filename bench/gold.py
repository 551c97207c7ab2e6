"""The gold sets, and the way from one of them to its figures.

    gold file -> prepare.py docs -> onrecord read --json -> prepare.py predictions -> scorer

`shared` is the folder that holds gold/ and score/. Nothing of it comes into the repository.
"""
import json
import os
import subprocess
import sys
import tarfile
from collections import namedtuple

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WORK = os.path.join(ROOT, "bench", "work")

# kind: what prepare.py calls the set; part: the list of a record that must not be empty in all
Gold = namedtuple("Gold", "name kind path part options")
IN_PERCENT = ("attribution", "times", "coref")  # the other scorers print shares of one


def gold(name, path, part, kind=None, options=()):
    return Gold(name, kind or name, path, part, list(options))


SETS = [
    gold("attribution", "attribution/dev.jsonl", "statements"),
    gold("entities", "entities/dev.tsv", "entities"),
    gold("ewt", "syntax/dev.ewt.conllu", "tokens", kind="syntax"),
    gold("gum", "syntax/dev.gum.conllu", "tokens", kind="syntax"),
    gold("times", "times/dev.jsonl", "times"),
    gold("coref", "coref/dev.conll", "actors",
         options=["--chars", "--types", "person,organization"]),
    gold("record", "record/dev.jsonl", "statements"),
    gold("checks", "checks/dev.jsonl", "statements"),
    gold("articles", "articles/dev.jsonl", "text"),
    gold("metadata", "articles/dev.meta.jsonl", "text", kind="articles", options=["--metadata"]),
    gold("events", "events/dev.jsonl", "events"),
    gold("event table", "events/dev.jsonl", "events", kind="events"),
    gold("mainevents", "mainevents/dev.jsonl", "events"),
    gold("lgl", "places/dev.lgl.jsonl", "places", kind="places"),
    gold("geovirus", "places/dev.geovirus.jsonl", "places", kind="places"),
    gold("stories", "stories/dev.jsonl", "story"),
]


class BenchError(Exception):
    pass


def work_path(name):
    os.makedirs(WORK, exist_ok=True)
    return os.path.join(WORK, name)


def run(call, out=None, allowed=(0,)):
    """Runs a call; standard output goes to the file `out`, or is returned."""
    with open(out, "w") if out else open(os.devnull) as sink:
        done = subprocess.run(call, stdout=sink if out else subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    if done.returncode not in allowed:
        raise BenchError(f"{' '.join(call[:4])} ended with {done.returncode}: {done.stderr[-400:]}")
    return done.stdout


class Bench:
    def __init__(self, shared, program, weights="accurate"):
        self.shared, self.program = os.path.abspath(shared), os.path.abspath(program)
        self.weights = weights

    def score_path(self, name):
        return os.path.join(self.shared, "score", name)

    def pages(self, path):
        """The pages of the articles set, unpacked once."""
        folder = work_path("pages")
        if not os.path.isdir(folder):
            with tarfile.open(os.path.join(os.path.dirname(path), "dev.tar.xz")) as archive:
                archive.extractall(folder)
        return sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)

    def inputs(self, one, path):
        if one.kind == "articles":
            return ["--from", "html", *self.pages(path)]
        documents = work_path(one.name + ".documents.jsonl")
        run([sys.executable, self.score_path("prepare.py"), "docs", one.kind, path], documents)
        return [documents]

    def records(self, one, path):
        """Exit code 1 of the program, some reports failed, shows as missing in the figures."""
        records = work_path(one.name + ".records.jsonl")
        tokens = ["--tokens"] if one.kind == "syntax" else []
        call = [self.program, "read", "--weights", self.weights, "--json", "--quiet", *tokens, *self.inputs(one, path)]
        run(call, records, allowed=(0, 1))
        return records

    def stories(self, path):
        """The matcher alone, in one pass in order of publication, beside the program."""
        predictions = work_path("stories.predictions.jsonl")
        matcher = os.path.join(os.path.dirname(self.program), "bench_stories")
        if not os.path.exists(matcher):
            raise BenchError(f"{matcher} is not built: ninja -C build bench_stories")
        run([matcher, path], predictions)
        call = [sys.executable, self.score_path("stories.py"), path, predictions, "--json"]
        return json.loads(run(call).strip().splitlines()[-1])

    def figures(self, one):
        """The scorer's JSON, or None where no record has that part yet."""
        path = os.path.join(self.shared, "gold", one.path)
        if one.kind == "stories":
            return self.stories(path)
        records = self.records(one, path)
        if not has_part(records, one.part):
            return None
        predictions = work_path(one.name + ".predictions.jsonl")
        prepare = self.score_path("prepare.py")
        run([sys.executable, prepare, "predictions", one.kind, records], predictions)
        if one.name == "event table":
            name_actors(records, predictions)
        call = [sys.executable, self.score_path(one.kind + ".py"), *one.options, path, predictions,
                "--allow-missing", "--json"]
        return json.loads(run(call).strip().splitlines()[-1])


def name_actors(records, predictions):
    """Tells who acts by the actor's name, as our tables of events do, where prepare.py gives the
    words nearest to the event, which are often a pronoun."""
    with open(records, encoding="utf-8") as lines, open(predictions, encoding="utf-8") as guesses:
        pairs = [(json.loads(line), json.loads(guess)) for line, guess in zip(lines, guesses)]
    with open(predictions, "w", encoding="utf-8") as out:
        for record, guess in pairs:
            names = {a["id"]: a["name"] or "" for a in record["actors"]}
            typed = sorted((e for e in record["events"] if e["type"]), key=lambda e: not e.get("main"))
            for event, told in zip(typed, guess["events"]):
                for part in ("actors", "recipients"):
                    for actor, shown in zip(event[part], told[part]):
                        shown["text"] = names[actor]
            out.write(json.dumps(guess, ensure_ascii=False) + "\n")


def has_part(records, part):
    with open(records, encoding="utf-8") as lines:
        return any(json.loads(line).get(part) for line in lines)


def weights_of(name):
    """Program and weights, as the records of a set name them; stories have none."""
    if not os.path.exists(work_path(name + ".records.jsonl")):
        return None, None
    with open(work_path(name + ".records.jsonl"), encoding="utf-8") as lines:
        record = json.loads(next(lines))
    return record.get("program"), record.get("weights")
