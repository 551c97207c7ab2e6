#!/usr/bin/env python3
"""Holds what C computes with the accurate weights beside what PyTorch computes with those they
were made from: word pieces, states, labels, and what whole numbers cost in F1 on attribution.

    python3 training/check.py training/work/joint.pt models/english-accurate.onrw --shared ../shared --documents 20
"""
import argparse
import json
import subprocess

import numpy as np
import torch

import corpora
from batches import Window, inputs
from evaluate import Counts, count_chain
from joint import Joint
from teacher import cut_pieces
from train import number_words
from weights_file import even


def states(program, weights, lines):
    """(window starts, word pieces a token, states) of each document, from training/states.c."""
    data = subprocess.run([program, weights], input="".join(lines).encode(), stdout=subprocess.PIPE, check=True).stdout
    at, out = 0, []

    def take(count, kind="<u4"):
        nonlocal at
        array = np.frombuffer(data, kind, count, at)
        at += array.nbytes
        return array
    while at < len(data):
        tokens, windows, width = take(3).tolist()
        first, starts = take(windows), take(tokens + 1)
        rows = take(int(starts[-1])).tolist()
        pieces = [rows[a:b] for a, b in zip(starts[:-1], starts[1:])]
        out.append((first.tolist(), pieces, take(tokens * width, "<f4").reshape(tokens, width)))
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained")
    parser.add_argument("weights")
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--features", default="build/features")
    parser.add_argument("--states", default="build/states")
    parser.add_argument("--documents", type=int, default=20)
    options = parser.parse_args()
    torch.set_num_threads(1)
    gold = f"{options.shared}/gold/attribution/dev.jsonl"
    documents = corpora.attributions(gold, options.features)[:options.documents]
    with open(gold, encoding="utf-8") as f:
        lines = [json.dumps({"text": json.loads(line)["text"]}) + "\n" for line in f][:len(documents)]
    own = states(options.states, options.weights, lines)
    cut_pieces(documents)
    kept = torch.load(options.trained, weights_only=False)
    number_words(documents, kept["vocabulary"])
    model = Joint(kept["state"]["tables.vectors"]).eval()
    state = even({k: v.float().numpy() for k, v in kept["state"].items()})
    model.load_state_dict({k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in state.items()})
    report(model, documents, own)


@torch.no_grad()
def report(model, documents, own):
    other, words, error, size, agree, kinds = 0, 0, 0.0, 0.0, {}, ("source", "cue", "content")
    exact, whole = Counts(), Counts()
    for doc, (firsts, pieces, x) in zip(documents, own):
        other += sum(a != b for a, b in zip(doc.pieces, pieces))
        words += len(doc)
        assert len(x) == len(doc)
        for a, b in zip(firsts, [*firsts[1:], len(doc)]):
            batch = [Window(doc, a, b)]
            given = inputs(batch)
            z, c = model.encode(given), torch.from_numpy(x[a:b].copy())[None]
            error, size = error + float(((z - c) ** 2).sum()), size + float((z ** 2).sum())
            for name in ("upos", "entity", "role", "sentence"):
                p, q = getattr(model, name)(z), getattr(model, name)(c)
                same = (p > 0) == (q > 0) if name == "sentence" else p.argmax(2) == q.argmax(2)
                n, most = agree.get(name, (0, 0.0))
                agree[name] = n + int(same.sum()), max(most, float((p - q).abs().max()))
            for counts, state in ((exact, z), (whole, c)):
                labels = model.role_crf.decode(model.role(state), given["starts"], given["mask"])
                count_chain(counts, batch, labels, given, "role", kinds)
    print(f"{words} words; word pieces differ in {other}; states differ by {100 * (error / size) ** 0.5:.2f}% of their length")
    for name, (same, most) in agree.items():
        print(f"  {name}: the same for {100 * same / words:.2f}% of words, scores differ by at most {most:.3f}")
    print("  attribution F1 with float32:     ", exact.figures())
    print("  attribution F1 with whole numbers:", whole.figures())


if __name__ == "__main__":
    main()
