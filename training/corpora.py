"""The gold sets as token sequences with labels.

Each document of a set becomes a Document: the tokens and features that the C program sees
(training/features.c, so that training and reading cannot differ) and the labels of the
gold, laid on those tokens by byte offsets. A label that a token cannot take (the gold cuts
it elsewhere) is left out of the loss: IGNORE.
"""
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field

import numpy as np

IGNORE = -100
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
DEPRELS = """acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj dep det
discourse dislocated expl fixed flat goeswith iobj list mark nmod nmod:poss nsubj nsubj:pass nummod obj obl obl:agent orphan
parataxis punct reparandum root vocative xcomp""".split()
ENTITIES = "Date Facility Location Misc Money NORP Organization Person Product".split()
ROLES = ["source", "cue", "content"]
GRAM_ROWS, SHAPE_ROWS, GRAMS = 16384, 256, 7


@dataclass
class Document:
    name: str
    forms: list                               # as the vocabulary has them
    words: list                               # as the text has them
    start: np.ndarray
    end: np.ndarray
    gram: np.ndarray
    shape: np.ndarray
    flag: np.ndarray
    passages: np.ndarray                      # first tokens
    upos: np.ndarray = None
    head: np.ndarray = None                   # token number, -1 root, IGNORE
    deprel: np.ndarray = None
    sentence: np.ndarray = None               # 1 where a sentence starts
    entity: np.ndarray = None                 # BIO numbers
    role: np.ndarray = None                   # BIO numbers
    links: list = field(default_factory=list)  # (first token of a source or content, of its cue or -1)
    word: np.ndarray = None                   # rows of the vocabulary
    pieces: list = None                       # a large reader's word pieces of each token
    marks: tuple = None                       # and its marks of a window's begin and end, padding, unknown words

    def __len__(self):
        return len(self.start)


def features(documents, program):
    """Runs the C program over [{"id", "text"}]; Documents without labels, in order."""
    lines = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in documents)
    out = subprocess.run([program, str(GRAM_ROWS), str(SHAPE_ROWS)], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    at, result = 0, []

    def take(count):
        nonlocal at
        array = np.frombuffer(out, "<u4", count, at).astype(np.int64)
        at += 4 * count
        return array
    for d in documents:
        n, passages = take(2)
        start, end, _ = take(n), take(n), take(n)
        gram, shape, flag = take(GRAMS * n).reshape(n, GRAMS), take(n), take(n)
        first = take(passages)
        size = take(1)[0]
        forms = out[at:at + size].split(b"\0")[:-1]
        at += size
        assert len(forms) == n, d["id"]
        text = d["text"].encode()
        words = [text[s:e].decode() for s, e in zip(start, end)]
        result.append(Document(d["id"], [f.decode("utf-8", "replace") for f in forms], words, start, end, gram, shape, flag, first))
    assert at == len(out)
    return result


def covering(doc, start, end):
    """First and past-last token that the bytes [start, end) touch; empty where none."""
    return int(np.searchsorted(doc.end, start, "right")), int(np.searchsorted(doc.start, end, "left"))


def passage_of(doc):
    number = np.zeros(len(doc), np.int64)
    number[doc.passages] = 1
    return np.cumsum(number)


def paint(labels, doc, span, kind, passages):
    """BIO labels of one span, cut at the ends of passages; its first token or None."""
    first, past = covering(doc, *span)
    for t in range(first, past):
        begins = t == first or passages[t] != passages[t - 1]
        labels[t] = 1 + 2 * kind + (not begins)
    return first if first < past else None


# ---- attribution --------------------------------------------------------------

def attributions(path, program):
    rows, seen = [], set()
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        if row["text"] not in seen:          # the set holds some documents twice
            rows.append(row)
        seen.add(row["text"])
    documents = features(rows, program)
    for row, doc in zip(rows, documents):
        doc.role = np.zeros(len(doc), np.int64)
        passages = passage_of(doc)
        size = lambda a: sum(e - s for s, e in a["content"])
        for a in sorted(row["attributions"], key=size, reverse=True):
            cues = [paint(doc.role, doc, span, 1, passages) for span in a["cue"]]
            cue = next((c for c in cues if c is not None), -1)
            for kind, role in ((0, "source"), (2, "content")):
                for span in a[role]:
                    first = paint(doc.role, doc, span, kind, passages)
                    if first is not None:
                        doc.links.append((first, cue))
        doc.links = [(a, c) for a, c in doc.links
                     if doc.role[a] in (1, 5) and (c == -1 or doc.role[c] == 3)]
    return documents


# ---- entities -----------------------------------------------------------------

NO_SPACE_BEFORE = set(", . ; : ! ? ) ] } % 's 'S ’s n't n’t 'm 're 've 'll 'd ’m ’re ’ve ’ll ’d ” …".split())
NO_SPACE_AFTER = set("( [ { $ £ € “ # @".split())


def join_words(words, natural):
    """The text of a line and where its words stand (bytes); natural: as a newspaper sets it."""
    text, spans, open_quote, glue = "", [], False, True
    for w in words:
        stick = glue or (natural and (w in NO_SPACE_BEFORE or (w == '"' and open_quote)))
        text += ("" if stick else " ")
        at = len(text.encode())
        text += w
        spans.append((at, at + len(w.encode())))
        glue = natural and (w in NO_SPACE_AFTER or (w == '"' and not open_quote))
        if w == '"':
            open_quote = not open_quote
    return text, spans


def entity_documents(path):
    """[(name, [[(word, label)]])]"""
    documents = []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# doc = ") and "\t" not in line:
            documents.append((line[8:].strip(), [[]]))
        elif not line.strip():
            documents[-1][1].append([])
        else:
            word, label = (line.split("\t") if "\t" in line else line.split())[:2]
            documents[-1][1][-1].append((word, label))
    return documents


def entity_spans(labels):
    spans, kind, first = [], None, 0
    for t, label in enumerate([*labels, "O"]):
        if kind and label != "I-" + kind:
            spans.append((first, t, kind))
            kind = None
        if label != "O" and kind is None:
            kind, first = label[2:], t
    return spans


def entities(path, program, natural):
    rows, gold = [], []
    for name, lines in entity_documents(path):
        text, spans = "", []
        for line in filter(None, lines):
            if text:
                text += "\n"
            at = len(text.encode())
            words, where = join_words([w for w, _ in line], natural)
            text += words
            spans += [(at + where[s][0], at + where[e - 1][1], ENTITIES.index(k)) for s, e, k in entity_spans([x for _, x in line])]
        rows.append({"id": name, "text": text})
        gold.append(spans)
    documents = features(rows, program)
    for doc, spans in zip(documents, gold):
        doc.entity = np.zeros(len(doc), np.int64)
        passages = passage_of(doc)
        for start, end, kind in spans:
            paint(doc.entity, doc, (start, end), kind, passages)
    return documents


# ---- syntax -------------------------------------------------------------------

def relation(name):
    name = name if name in DEPRELS else name.split(":")[0]
    return DEPRELS.index(name) if name in DEPRELS else DEPRELS.index("dep")


def syntax(path, program, shared):
    sys.path.insert(0, os.path.join(shared, "score"))
    import syntax as scorer
    rows, gold = [], []
    for name, sentences in scorer.read_conllu(path):
        text, words = "", []
        for sentence in sentences:
            base = len(words)
            if text:
                text += "\n\n" if sentence.get("newpar") else separator
            at = len(text.encode())
            place_words(sentence, at, words, base)
            text += sentence["text"]
            last = [r for r in sentence["rows"] if "." not in r[0]][-1]
            separator = "" if "SpaceAfter=No" in last[9] else " "
        rows.append({"id": name, "text": text})
        gold.append(words)
    documents = features(rows, program)
    for doc, words in zip(documents, gold):
        lay_syntax(doc, words)
    return documents


def place_words(sentence, at, words, base):
    """Adds (start, end, upos, head, deprel, sentence start) of the words of a sentence."""
    text, here, multi = sentence["text"], 0, 0
    for row in sentence["rows"]:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            multi = int(row[0].split("-")[1])
            continue
        while here < len(text) and text[here].isspace():
            here += 1
        form = row[1]
        if not text.startswith(form, here):      # a form that the text does not spell: skip it
            words.append(None)
            continue
        start = at + len(text[:here].encode())
        here += len(form)
        head = int(row[6])
        first = all(w is None for w in words[base:])
        words.append((start, start + len(form.encode()), row[3], base + head - 1 if head else -1, row[7], first))


def lay_syntax(doc, words):
    n = len(doc)
    at = {(int(s), int(e)): t for t, (s, e) in enumerate(zip(doc.start, doc.end))}
    token_of = {i: at[w[0], w[1]] for i, w in enumerate(words) if w and (w[0], w[1]) in at}
    doc.upos, doc.deprel, doc.head = (np.full(n, IGNORE, np.int64) for _ in range(3))
    starts = {w[0] for w in words if w and w[5]}
    doc.sentence = np.array([int(s in starts) for s in doc.start.tolist()], np.int64)
    for i, t in token_of.items():
        _, _, upos, head, deprel, _ = words[i]
        if upos in UPOS:
            doc.upos[t] = UPOS.index(upos)
        if head == -1 or head in token_of:
            doc.head[t] = -1 if head == -1 else token_of[head]
            doc.deprel[t] = relation(deprel)


# ---- plain text ---------------------------------------------------------------

def plain(path, program, most=None):
    import lzma
    rows = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if row.get("text", "").strip():
                rows.append({"id": str(row.get("id", number)), "text": row["text"]})
            if most and len(rows) == most:
                break
    return features(rows, program)
