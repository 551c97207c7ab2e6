"""Quick figures on dev while training; bench/accuracy gives the real ones from the C program.

Spans are compared on tokens, trees with gold sentences' tokens but predicted sentence
starts, heads by greedy choice. The figures lie within a point of the scorers'.
"""
import numpy as np
import torch

from batches import inputs, ordered_batches, sentence_index, sentences, stack
from corpora import DEPRELS, IGNORE

ROOT = DEPRELS.index("root")


def spans(labels, starts):
    """{(first, past, kind)} of BIO numbers, cut at passage starts."""
    out, kind, first = set(), None, 0
    for t, label in enumerate([*labels, 0]):
        inside = kind is not None and t < len(labels) and label == 2 + 2 * kind and not starts[t]
        if kind is not None and not inside:
            out.add((first, t, kind))
            kind = None
        if label and kind is None:
            kind, first = (label - 1) // 2, t
    return out


def f1(right, predicted, gold):
    return round(200 * right / max(1, predicted + gold), 2)


class Counts:
    def __init__(self):
        self.n = {}

    def add(self, name, right, predicted, gold):
        old = self.n.get(name, (0, 0, 0))
        self.n[name] = (old[0] + right, old[1] + predicted, old[2] + gold)

    def figures(self):
        return {k: f1(*v) for k, v in self.n.items()}


def count_chain(counts, batch, labels, given, name, kinds):
    for row, w in enumerate(batch):
        n = w.past - w.first
        starts = given["starts"][row].tolist()
        gold = spans(getattr(w.doc, name)[w.first:w.past].tolist(), starts)
        found = spans(labels[row, :n].tolist(), starts)
        for k, kind in enumerate(kinds):
            g, p = {s for s in gold if s[2] == k}, {s for s in found if s[2] == k}
            counts.add(kind, len(g & p), len(p), len(g))


def count_syntax(counts, model, z, batch, given, name):
    upos = stack(batch, "upos", IGNORE)
    guess = model.upos(z).argmax(2)[:, :upos.shape[1]]
    good = upos != IGNORE
    counts.add(name + " upos", int((guess == upos)[good].sum()), int(good.sum()), int(good.sum()))
    flags = torch.sigmoid(model.sentence(z))[..., 0].numpy() > 0.5
    found, gold = sentences(batch, flags), set(sentences(batch, None))
    counts.add(name + " sentences", len(gold & set(found)), len(found), len(gold))
    count_trees(counts, model, z, batch, found, name)


def count_trees(counts, model, z, batch, found, name):
    index, mask = sentence_index(found, z.shape[1])
    arcs, dep, head = model.arcs(z.reshape(-1, z.shape[2])[index])
    arcs.masked_fill_(~torch.nn.functional.pad(mask, (1, 0), value=True)[:, None, :], -1e9)
    best = arcs.argmax(2)
    root = model.rel_root.expand(len(found), 1, -1)
    paired = torch.cat([root, head], 1).gather(1, best[..., None].expand(-1, -1, head.shape[2]))
    relation = model.relations(dep, paired).argmax(2).masked_fill(best == 0, ROOT)     # as in C
    for s, (row, a, b) in enumerate(found):
        w = batch[row]
        gold, rel = w.doc.head[w.first + a:w.first + b], w.doc.deprel[w.first + a:w.first + b]
        got = best[s, :b - a].numpy()
        got = np.where(got == 0, -1, w.first + a + got - 1)
        good = gold != IGNORE
        right = (got == gold) & good
        counts.add(name + " uas", int(right.sum()), int(good.sum()), int(good.sum()))
        counts.add(name + " las", int((right & (relation[s, :b - a].numpy() == rel)).sum()), int(good.sum()), int(good.sum()))


@torch.no_grad()
def evaluate(model, dev):
    model.eval()
    counts = Counts()
    for name, documents in dev.items():
        for batch in ordered_batches(documents):
            given = inputs(batch)
            with torch.autocast("cpu", torch.bfloat16, enabled=hasattr(model, "bert")):
                z = model.encode(given)
            z = z.float()
            if name == "attribution":
                labels = model.role_crf.decode(model.role(z), given["starts"], given["mask"])
                count_chain(counts, batch, labels, given, "role", ("source", "cue", "content"))
            elif name == "entities":
                labels = model.entity_crf.decode(model.entity(z), given["starts"], given["mask"])
                count_chain(counts, batch, labels, given, "entity", range(9))
            else:
                count_syntax(counts, model, z, batch, given, name)
    entity = [counts.n.pop(k) for k in range(9) if k in counts.n]
    if entity:
        counts.add("entities", *(sum(c[i] for c in entity) for i in range(3)))
    return counts.figures()
