#!/usr/bin/env python3
"""Labels texts with large readers, for the two that C runs to learn from (self-training and
distillation: Hinton, Vinyals and Dean 2015; Kim and Rush 2016, whose sequence-level labels these are).

    python3 training/label.py --shared ../shared --features build/features --out training/work
    python3 training/label.py ... --teacher mpnet --name mpnet      # then: attribution alone

The first call writes OUT/labelled-minilm.pickle (--teacher joint: labelled-joint.pickle): the gold
documents with the labels that their own set lacks, and unlabelled news with all. The second writes OUT/labelled-mpnet.pickle, the
attributions of newer reports that have none of gold; train.py takes both.
"""
import argparse
import copy
import os
import pickle

import numpy as np
import torch

import corpora
import train
from batches import inputs, ordered_batches, sentence_index, sentences
from teacher import cut_pieces
from vectors import vocabulary_and_vectors

ROOT = corpora.DEPRELS.index("root")
NAMES = ("upos", "head", "deprel", "sentence", "entity", "role")
OFTEN = {"bbc": 1, "reuters": 5}                    # of the news of each source, one report in so many


def trees(model, z, batch, flags):
    """Heads and relations of a batch by greedy choice: [(window row, first, heads, relations)]."""
    found = sentences(batch, flags)
    index, mask = sentence_index(found, z.shape[1])
    arcs, dep, head = model.arcs(z.reshape(-1, z.shape[2])[index])
    arcs = arcs.masked_fill(~torch.nn.functional.pad(mask, (1, 0), value=True)[:, None, :], -1e9)
    best = arcs.argmax(2)
    root = model.rel_root.expand(len(found), 1, -1)
    paired = torch.cat([root, head], 1).gather(1, best[..., None].expand(-1, -1, head.shape[2]))
    relation = model.relations(dep, paired).argmax(2).masked_fill(best == 0, ROOT)
    return [(row, a, best[s, :b - a].numpy(), relation[s, :b - a].numpy()) for s, (row, a, b) in enumerate(found)]


def empty_labels(doc):
    """A copy without labels, and arrays for what the teacher is to say."""
    new = copy.copy(doc)
    new.upos, new.head, new.deprel, new.sentence, new.entity, new.role = (np.zeros(len(doc), np.int64) for _ in range(6))
    new.links = []
    return new


def label_batch(model, batch, alone):
    """alone: the attributions, nothing else."""
    given = inputs(batch)
    with torch.autocast("cpu", torch.bfloat16):
        z = model.encode(given)
    z = z.float()
    roles = model.role_crf.decode(model.role(z), given["starts"], given["mask"]).numpy()
    for row, w in enumerate(batch):
        w.doc.role[w.first:w.past] = roles[row, :w.past - w.first]
    if not alone:
        label_rest(model, z, given, batch)


def label_rest(model, z, given, batch):
    names = model.entity_crf.decode(model.entity(z), given["starts"], given["mask"]).numpy()
    upos = model.upos(z).argmax(2).numpy()
    flags = (torch.sigmoid(model.sentence(z))[..., 0] > 0.5).numpy()
    for row, w in enumerate(batch):
        n, at = w.past - w.first, slice(w.first, w.past)
        w.doc.entity[at], w.doc.upos[at], w.doc.sentence[at] = names[row, :n], upos[row, :n], flags[row, :n]
    for row, a, best, relation in trees(model, z, batch, flags):
        w = batch[row]
        first = w.first + a
        w.doc.sentence[first] = 1
        w.doc.head[first:first + len(best)] = np.where(best == 0, -1, first + best - 1)
        w.doc.deprel[first:first + len(best)] = relation


def news(options):
    """Unlabelled reports."""
    every = corpora.plain(f"{options.shared}/text/news.jsonl.xz", options.features)
    return [doc for number, doc in enumerate(every) if number % (options.every * OFTEN[doc.name.split("-")[0]]) == 0]


def is_current(name, doc):
    """Of this century: what the larger reader, six times as slow, labels anew."""
    return name == "entities natural" or doc.name.startswith("bbc")


def to_label(sets, options):
    """{set: documents}, each with what it is to learn from once every label is there."""
    out = {name: [empty_labels(doc) for doc in documents] for name, documents in sets["train"].items()}
    out["news"] = [empty_labels(doc) for doc in news(options)]
    return out


def keep_gold(doc, own):
    """What the set itself says stands; where it says nothing of a token, so does the copy."""
    for name in NAMES:
        if getattr(own, name) is not None:
            setattr(doc, name, getattr(own, name))
    doc.links = own.links


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--features", default="build/features")
    parser.add_argument("--out", default="training/work")
    parser.add_argument("--name", default="teacher")
    parser.add_argument("--teacher", default="minilm", choices=train.READERS)
    parser.add_argument("--every", type=int, default=1, help="of the news, one report in so many")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    sets = train.load(options)
    vocabulary, vectors = vocabulary_and_vectors(sets, options)
    reader = train.READERS[options.teacher]
    model = train.large_reader(options.teacher, vectors)
    model.load_state_dict(torch.load(os.path.join(options.out, options.name + ".pt"), weights_only=False)["state"])
    model.eval()
    filled = to_label(sets, options)
    alone = options.teacher == "mpnet"
    every = [doc for name in filled for doc in filled[name] if not alone or is_current(name, doc)]
    train.number_words(every, vocabulary)
    cut_pieces(every, reader)
    for number, batch in enumerate(ordered_batches(every, 2600)):
        label_batch(model, batch, alone)
        if number % 50 == 0:
            print(number, flush=True)
    keep(attributions(filled) if alone else whole(filled, sets["train"]), options)


def attributions(filled):
    return {name: {number: doc.role for number, doc in enumerate(documents) if is_current(name, doc)}
            for name, documents in filled.items()}


def whole(filled, gold):
    for name, documents in gold.items():
        for doc, own in zip(filled[name], documents):
            keep_gold(doc, own)
    for documents in filled.values():
        for doc in documents:
            doc.pieces = doc.word = None
    return filled


def keep(labels, options):
    path = os.path.join(options.out, f"labelled-{options.teacher}.pickle")
    pickle.dump(labels, open(path + ".new", "wb"), 4)
    os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
