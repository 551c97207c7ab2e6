"""What must hold of any record, whatever the report: the form of RECORD.md.

Spans lie inside the text, cut no character and stand in order; identifiers are unique and
lead somewhere; names of kinds are those of the list; a confidence is from 0 to 1.
"""

PARTS = "actors statements events expectations silences times places quantities voice".split()
LISTS = PARTS + ["blocks", "sentences", "entities", "notes"]
KINDS = {
    "actors": "person organisation government group unknown".split(),
    "expectations": "scheduled expected possible promised deadline".split(),
    "silences": ["not yet commented", "declined", "unreachable", "did not respond"],
    "places": "country region city district facility natural".split(),
    "voice": "judgement forecast comparison".split()}
BLOCKS = "title heading paragraph item quote caption post cell byline".split()
ACTS = """say ask promise demand accuse deny admit warn praise criticise announce predict
decline""".split()
CHANNELS = ["press conference", "interview", "speech", "social media", "phone call", "meeting",
            "letter", "written statement", "broadcast", "court", "legislature", "document",
            "message"]


class Shape:
    """Collects what is wrong with one record."""

    def __init__(self, record):
        self.record, self.wrong = record, []
        self.bytes = record["text"].encode()

    def check(self, holds, message):
        if not holds:
            self.wrong.append(message)

    def span(self, span, where):
        ok = len(span) == 2 and 0 <= span[0] < span[1] <= len(self.bytes)
        cuts = ok and any(x < len(self.bytes) and self.bytes[x] & 0xC0 == 0x80 for x in span)
        self.check(ok and not cuts, f"{where}: span {span} in a text of {len(self.bytes)} bytes")

    def spans(self, spans, where):
        for s in spans:
            self.span(s, where)
        ordered = all(a[1] <= b[0] for a, b in zip(spans, spans[1:]))
        self.check(ordered, f"{where}: spans {spans} overlap or are out of order")

    def mentions(self, actor):
        """Mentions may lie in each other ("[his] office"), but none stands twice."""
        got = [tuple(m) for m in actor["mentions"]]
        for m in got:
            self.span(m, actor["id"])
        ordered = len(got) == len(set(got)) and got == sorted(got, key=lambda m: m[0])
        self.check(ordered, f"{actor['id']}: mentions {got}")

    def ids(self, known, ids, where):
        for i in ids:
            self.check(i in known, f"{where}: there is no {i}")


def statement_shape(shape, s, actors, statements):
    for key in ("source", "cue", "content"):
        shape.spans(s[key], f"{s['id']} {key}")
    shape.check(s["content"], f"{s['id']}: no content")
    shape.ids(actors, s["speakers"] + s["addressees"], s["id"])
    shape.check(s["speaker"] == (s["speakers"] or [None])[0], f"{s['id']}: speaker {s['speaker']}")
    shape.check(s["act"] in ACTS, f"{s['id']}: act {s['act']}")
    kind = (s["channel"] or {"kind": None})["kind"]
    shape.check(kind is None or kind in CHANNELS, f"{s['id']}: channel {kind}")
    shape.ids(statements, [s["within"]] if s["within"] else [], s["id"])
    shape.check(s["within"] != s["id"], f"{s['id']} stands inside itself")


def thing_shape(shape, part, thing):
    where = thing["id"]
    shape.check(0 <= thing["confidence"] <= 1, f"{where}: confidence {thing['confidence']}")
    if part in KINDS:
        shape.check(thing["kind"] in KINDS[part], f"{where}: kind {thing['kind']}")
    if part in ("times", "places", "quantities"):
        shape.span([thing["start"], thing["end"]], where)
    if part in ("expectations", "silences", "voice"):
        shape.span(thing["span"], where)
    if part == "events":
        for s in thing["spans"]:
            shape.span(s, where)
    for key in ("who", "actors", "recipients"):
        shape.ids({a["id"] for a in shape.record["actors"]}, thing.get(key) or [], where)


def once_each(shape, part):
    """A span stands at most once among the times, the places, the quantities."""
    spans = [(t["start"], t["end"]) for t in shape.record[part]]
    shape.check(len(spans) == len(set(spans)), f"{part}: a span stands twice")


def wrong_with(record):
    """Messages, none if the record has the form that RECORD.md gives."""
    missing = [p for p in LISTS if not isinstance(record.get(p), list)]
    if missing:
        return [f"no list {', '.join(missing)}"]
    shape = Shape(record)
    ids = [t["id"] for part in PARTS for t in record[part]]
    shape.check(len(ids) == len(set(ids)), "an id stands twice")
    shape.spans(record["sentences"], "sentences")
    shape.spans([[b["start"], b["end"]] for b in record["blocks"]], "blocks")
    for b in record["blocks"]:
        shape.check(b["kind"] in BLOCKS, f"block kind {b['kind']}")
    for part in PARTS:
        for thing in record[part]:
            thing_shape(shape, part, thing)
    for part in ("times", "places", "quantities"):
        once_each(shape, part)
    for actor in record["actors"]:
        shape.mentions(actor)
    actors, statements = ({t["id"] for t in record[p]} for p in ("actors", "statements"))
    for s in record["statements"]:
        statement_shape(shape, s, actors, statements)
    return shape.wrong
