#!/usr/bin/env python3
"""Takes weights to go on from out of a weights file: export.py backwards.

    python3 training/restore.py models/english-accurate.onrw training/work/accurate.pt
    python3 training/restore.py models/english-fast.onrw training/work/fast.pt

What a file keeps of a weight is eight bits, so figures differ by a tenth of a point from those
of the training that wrote it. Of a reader with word tables the vocabulary and the folded rows
become OUT's vectors.pt, and training needs none of the packages of vectors.py.
"""
import argparse
import os

import numpy as np
import torch

import weights_file
from corpora import DEPRELS
from vectors import UNKNOWN


def table(file, name, scale):
    return file.tensors[name].astype(np.float32) * scale


def matrix(file, name):
    """Rows and bias as they were trained; none where a matrix has no bias."""
    rows = file.dims[name][0]
    m = file.matrix(name)
    weight = (m.q * m.scale[:, None]).astype(np.float32)[:rows]
    return weight, m.bias[:rows] if np.ndim(m.bias) else np.zeros(rows, np.float32)


def linear(state, file, name, to=None):
    state[(to or name) + ".weight"], state[(to or name) + ".bias"] = matrix(file, name)


def lstm(state, file, name, cell):
    hidden = file.dims[name + ".hidden"][0] // 4
    back = np.argsort(weights_file.gate_order(hidden))
    factor = np.repeat(np.float32([0.5, 0.5, 1, 0.5]), hidden)
    (given, bias), (own, _) = (matrix(file, f"{name}.{part}") for part in ("input", "hidden"))
    state[cell + ".weight_ih_l0"] = given[back] / factor[:, None]
    state[cell + ".weight_hh_l0"] = own[back] / factor[:, None]
    state[cell + ".bias_ih_l0"], state[cell + ".bias_hh_l0"] = bias[back] / factor, np.zeros_like(bias)


def lstms(state, file, own_rows):
    before = "word." if "encoder" in file.tensors else ""        # of names that a transformer has too
    scales = file.tensors["table.scale"]
    for name, to, scale in (("gram", "gram", scales[1]), (before + "shape", "shape", scales[2]), (before + "flag", "flag", scales[3])):
        state[f"tables.{to}.weight"] = table(file, name, scale)
    vectors = table(file, "word", scales[0])
    width = vectors.shape[1]
    state["tables.vectors"], state["tables.project.weight"] = vectors, np.eye(width, dtype=np.float32)
    state["tables.own.weight"] = np.zeros((min(own_rows, len(vectors)), width), np.float32)
    weight, bias = matrix(file, "conv")
    state["conv.weight"] = np.concatenate(np.split(weight, 3), 1)
    state["conv.bias"] = bias[width:2 * width]
    for layer in ("first", "second"):
        for direction in ("forward", "backward"):
            lstm(state, file, f"{layer}.{direction}", f"{layer}.{direction}_cell")


def encoder(state, file):
    layers, heads = file.tensors["encoder"]
    for name, to in (("piece", "bert.word"), ("place", "bert.place"), ("shape", "shape"), ("flag", "flag")):
        state[to + ".weight"] = table(file, name, file.tensors[name + ".scale"][:, None])
    width = state["bert.word.weight"].shape[1]
    state["bert.kind"] = np.zeros(width, np.float32)             # stands in the places' rows
    less = np.float32((width // heads) ** -0.5)

    def norm(name, to):
        state[to + ".weight"], state[to + ".bias"] = file.tensors[name + ".gain"], file.tensors[name + ".bias"]
    norm("first", "bert.norm")
    for i in range(layers):
        own, to = f"layer{i}.", f"bert.layers.{i}."
        weights, biases = (np.split(x, 3) for x in matrix(file, own + "look"))
        for name, w, b, factor in zip(("query", "key", "value"), weights, biases, (less, 1, 1)):
            state[f"{to}{name}.weight"], state[f"{to}{name}.bias"] = w / factor, b / factor
        for name in ("mix", "inner", "out"):
            linear(state, file, own + name, to + name)
        norm(own + "mixed", to + "norm_mix")
        norm(own + "left", to + "norm_out")


def heads(state, file):
    for name in ("upos", "sentence", "entity", "role", "dep", "head", "rel_dep", "rel_head", "link_span", "link_cue"):
        linear(state, file, name)
    for name in ("entity", "role"):
        for part in ("step", "start", "end"):
            state[f"{name}_crf.{part}"] = file.tensors[f"{name}.{part}"]
    arc, _ = matrix(file, "arc")
    root = file.tensors["arc.root"]
    state["arc"], state["arc_head"] = arc[:-1], arc[-1]
    state["arc_root"], state["arc_root_bias"] = root[:-1], root[-1:]
    rows, bias = matrix(file, "rel")
    labels, width = len(DEPRELS), state["rel_dep.weight"].shape[0]
    state["rel"] = rows.reshape(width, -1, rows.shape[1])[:, :labels].transpose(1, 0, 2)
    state["rel_from_dep.weight"] = bias.reshape(width, -1)[:, :labels].T
    state["rel_from_head.weight"], state["rel_from_dep.bias"] = matrix(file, "rel_label")
    state["rel_root"] = np.zeros(width, np.float32)              # C knows the root's relation
    state["link"], _ = matrix(file, "link")
    none = file.tensors["link.none"]
    state["link_none.weight"], state["link_none.bias"] = none[None, :-1], none[-1:]
    state["link_distance"] = file.tensors["link.distance"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("out")
    parser.add_argument("--own-rows", type=int, default=24000, help="of the commonest words, that training can teach")
    options = parser.parse_args()
    file, state, vocabulary = weights_file.Weights(options.weights), {}, None
    heads(state, file)
    if "encoder" in file.tensors:
        encoder(state, file)
    if "conv" in file.tensors:
        lstms(state, file, options.own_rows)
        forms = file.forms("words" if "encoder" in file.tensors else "vocabulary")
        vocabulary = {form: row for row, form in enumerate([UNKNOWN, *forms])}
    state = {name: torch.tensor(np.ascontiguousarray(value)) for name, value in state.items()}
    torch.save({"state": state, "vocabulary": vocabulary}, options.out)
    if vocabulary:
        vectors = {"words": vocabulary, "vectors": state["tables.vectors"]}
        torch.save(vectors, os.path.join(os.path.dirname(options.out), "vectors.pt"))


if __name__ == "__main__":
    main()
