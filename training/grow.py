#!/usr/bin/env python3
"""Makes a wider reader out of a trained one that says the same, to train on from there.

    python3 training/grow.py training/work/fast.pt training/work/wide.start --hidden 192

New LSTM units start with small random weights and nothing reads them yet, so the wider
reader gives the narrow one's scores (Net2Net: Chen, Goodfellow and Shlens 2016).
"""
import argparse

import torch


def grown_cell(state, name, old, new, columns):
    """LSTM weights with `new` units a gate; columns: where the former inputs stand in the new ones."""
    out = {}
    for kind, width in (("weight_ih_l0", max(columns) + 1), ("weight_hh_l0", new), ("bias_ih_l0", 0), ("bias_hh_l0", 0)):
        former = state[f"{name}.{kind}"]
        shape = (4 * new, width) if width else (4 * new,)
        fresh = torch.empty(shape).normal_(std=0.06) if width else torch.zeros(shape)
        where = torch.tensor(columns) if kind == "weight_ih_l0" else torch.arange(old)
        for gate in range(4):
            rows = slice(gate * new, gate * new + old)
            if width:
                fresh[rows] = 0
                fresh[rows, where] = former[gate * old:(gate + 1) * old]
            else:
                fresh[rows] = former[gate * old:(gate + 1) * old]
        if kind == "bias_ih_l0":
            fresh[new + old:2 * new] = 1.0
        out[f"{name}.{kind}"] = fresh
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("out")
    parser.add_argument("--hidden", type=int, default=192)
    options = parser.parse_args()
    torch.manual_seed(1)
    kept = torch.load(options.weights, weights_only=False)
    state, old, new = kept["state"], kept["hidden"], options.hidden
    both = [*range(old), *range(new, new + old)]               # where the former states stand
    wide = {k: v for k, v in state.items() if not k.startswith(("first.", "second."))}
    for direction in ("forward_cell", "backward_cell"):
        width = state[f"first.{direction}.weight_ih_l0"].shape[1]
        wide.update(grown_cell(state, f"first.{direction}", old, new, list(range(width))))
        wide.update(widened_second(state, f"second.{direction}", old, new, both))
    for name, v in list(wide.items()):
        if v.ndim == 2 and v.shape[1] == 2 * old and not name.startswith(("first", "second", "tables", "conv")):
            fresh = torch.zeros(v.shape[0], 2 * new)
            fresh[:, both] = v
            wide[name] = fresh
    torch.save({"state": wide, "vocabulary": kept["vocabulary"], "hidden": new}, options.out)


def widened_second(state, name, old, new, both):
    out = grown_cell(state, name, old, new, both)
    short = out[f"{name}.weight_ih_l0"]
    full = torch.empty(4 * new, 2 * new).normal_(std=0.06)
    for gate in range(4):
        full[gate * new:gate * new + old] = 0
    full[:, :short.shape[1]][:, both] = short[:, both]
    out[f"{name}.weight_ih_l0"] = full
    return out


if __name__ == "__main__":
    main()
