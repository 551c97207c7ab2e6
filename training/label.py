#!/usr/bin/env python3
"""Labels texts with the teacher, for the small reader to learn from.

    python3 training/label.py --shared ../shared --features build/features --out training/work

Writes OUT/labelled.pickle: the unlabelled news with every label of the teacher, and the gold
documents with the labels that their own set lacks.
"""
import argparse
import copy
import os
import pickle

import numpy as np
import torch

import train
from batches import inputs, ordered_batches, sentence_index, sentences
from teacher import Teacher, cut_pieces
from vectors import vocabulary_and_vectors


def trees(model, z, batch, flags):
    """Heads and relations of a batch by greedy choice: [(window row, first, heads, relations)]."""
    found = sentences(batch, flags)
    index, mask = sentence_index(found, z.shape[1])
    arcs, dep, head = model.arcs(z.reshape(-1, z.shape[2])[index])
    arcs = arcs.masked_fill(~torch.nn.functional.pad(mask, (1, 0), value=True)[:, None, :], -1e9)
    best = arcs.argmax(2)
    root = model.rel_root.expand(len(found), 1, -1)
    paired = torch.cat([root, head], 1).gather(1, best[..., None].expand(-1, -1, head.shape[2]))
    relation = model.relations(dep, paired).argmax(2)
    return [(row, a, best[s, :b - a].numpy(), relation[s, :b - a].numpy()) for s, (row, a, b) in enumerate(found)]


def empty_labels(doc):
    """A copy without labels, and arrays for what the teacher is to say."""
    new = copy.copy(doc)
    new.upos, new.head, new.deprel, new.sentence, new.entity, new.role = (np.zeros(len(doc), np.int64) for _ in range(6))
    new.links = []
    return new


def label_batch(model, batch):
    given = inputs(batch)
    with torch.autocast("cpu", torch.bfloat16):
        z = model.encode(given)
    z = z.float()
    roles = model.role_crf.decode(model.role(z), given["starts"], given["mask"]).numpy()
    names = model.entity_crf.decode(model.entity(z), given["starts"], given["mask"]).numpy()
    upos = model.upos(z).argmax(2).numpy()
    flags = (torch.sigmoid(model.sentence(z))[..., 0] > 0.5).numpy()
    for row, w in enumerate(batch):
        n, at = w.past - w.first, slice(w.first, w.past)
        w.doc.role[at], w.doc.entity[at], w.doc.upos[at] = roles[row, :n], names[row, :n], upos[row, :n]
        w.doc.sentence[at] = flags[row, :n]
    for row, a, best, relation in trees(model, z, batch, flags):
        w = batch[row]
        first = w.first + a
        w.doc.sentence[first] = 1
        w.doc.head[first:first + len(best)] = np.where(best == 0, -1, first + best - 1)
        w.doc.deprel[first:first + len(best)] = relation


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--features", default="build/features")
    parser.add_argument("--out", default="training/work")
    parser.add_argument("--name", default="teacher")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    sets = train.load(options)
    vocabulary, _ = vocabulary_and_vectors(sets, options)
    model = Teacher()
    model.load_state_dict(torch.load(os.path.join(options.out, options.name + ".pt"), weights_only=False)["state"])
    model.eval()
    gold = [doc for documents in sets["train"].values() for doc in documents]
    every = [empty_labels(doc) for doc in [*gold, *sets["plain"]]]
    train.number_words(every, vocabulary)
    cut_pieces(every)
    for number, batch in enumerate(ordered_batches(every)):
        label_batch(model, batch)
        if number % 50 == 0:
            print(number, flush=True)
    for doc, own in zip(every, gold):
        keep_gold(doc, own)
    for doc in every:
        doc.pieces = doc.word = None
    pickle.dump(every, open(os.path.join(options.out, "labelled.pickle"), "wb"), 4)


def keep_gold(doc, own):
    """What the set itself says stands; where it says nothing of a token, so does the copy."""
    for name in ("upos", "head", "deprel", "sentence", "entity", "role"):
        if getattr(own, name) is not None:
            setattr(doc, name, getattr(own, name))
    doc.links = own.links


if __name__ == "__main__":
    main()
