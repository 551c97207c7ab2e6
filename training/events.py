#!/usr/bin/env python3
"""Fits the model of event types: src/record/events_model.inc.

usage: events.py --shared ../shared --features build/events_features --weights WEIGHTS.onrw
                 [--folds 5] > src/record/events_model.inc

A linear model (multinomial logistic regression, L2) over the features that the program itself
sees of a telling (src/record/events_features.c). It learns from the sentences of
gold/events/train.jsonl (PLV of Zero-Shot-PLOVER) and of events_own.tsv (written for this project,
for types and words that PLV hardly has), of which each has one event: the telling that the program
takes for the main one. Their YIELD is parted into CONCEDE and RETREAT by the words
that the PLOVER manual names for each. Kept are the features with the largest weights, by a
32-bit hash, each weight in one letter. --folds prints cross-validated accuracy instead.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
from collections import Counter, OrderedDict

import numpy as np
import torch

TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
         "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]
RETREATS = re.compile(r"\b(releas\w*|return\w*|withdr\w*|troops|surrender\w*|resign\w*|freed?|"
                      r"frees|cease-?fire|truce|retreat\w*|repatriat\w*|disarm\w*|hand\w* over|"
                      r"pull\w* out|pardon\w*|step\w* down|demobili\w*|evacuat\w*|inspectors)\b", re.I)
EASES = re.compile(r"\b(lift\w*|eas(e|ed|ing)|relax\w*|repeal\w*|conced\w*|curfew|restrictions?|ban|"
                   r"sanctions|embargo|emergency)\b", re.I)
STEP = 0.055   # of a weight's letter
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"   # -26 to 25
BALANCE = 1.0  # 0: classes as often as they are; 1: all alike
SEED = 1


def hash_of(feature):
    """FNV-1a, 64 bits folded to 32."""
    h = 0xCBF29CE484222325
    for byte in feature.encode():
        h = (h ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return (h ^ h >> 32) & 0xFFFFFFFF


def type_of(row):
    if row["event"] != "YIELD":
        return row["event"]
    retreat, ease = RETREATS.search(row["text"]), EASES.search(row["text"])
    if retreat and ease:
        return "RETREAT" if retreat.start() < ease.start() else "CONCEDE"
    return "RETREAT" if retreat else "CONCEDE"


def read_gold(shared):
    path = os.path.join(shared, "gold", "events", "train.jsonl")
    with open(path, encoding="utf-8") as lines:
        return OrderedDict((r["id"], r) for r in map(json.loads, lines))


def read_own():
    """Sentences of our own: type, who acts, on whom ("-": nobody) and text, parted by tabs."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "events_own.tsv")
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    side = lambda words: None if words == "-" else {"text": words}
    return OrderedDict((f"own-{i}", {"id": f"own-{i}", "event": kind, "source": side(source),
                                     "target": side(target), "text": text})
                       for i, (kind, source, target, text) in enumerate(rows))


def tellings(rows, tool, weights):
    """id -> the tellings of its text, from the program."""
    given = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
    out = subprocess.run([tool, weights], input=given.encode(), capture_output=True, check=True)
    found = {r["id"]: [] for r in rows}
    for line in out.stdout.splitlines():
        telling = json.loads(line)
        found[telling["id"]].append(telling)
    return found


def main_of(found):
    return next((t for t in found if t["main"]), None)


class Matrix(torch.autograd.Function):
    """Features of examples times weights."""

    @staticmethod
    def forward(context, weights, x, xt):
        context.xt = xt
        return x @ weights

    @staticmethod
    def backward(context, gradient):
        return context.xt @ gradient, None, None


def sparse(examples, columns):
    rows = [i for i, f in enumerate(examples) for _ in f]
    cols = [c for f in examples for c in f]
    one = torch.ones(len(rows))
    made = lambda a, b, shape: torch.sparse_coo_tensor(torch.tensor([a, b]), one, shape).to_sparse_csr()
    return made(rows, cols, (len(examples), columns)), made(cols, rows, (columns, len(examples)))


def fit(examples, labels, strength=1.0):
    """feature -> weights [types]; examples: lists of features."""
    columns = {f: i for i, f in enumerate(sorted({f for e in examples for f in e}))}
    x, xt = sparse([sorted({columns[f] for f in e}) for e in examples], len(columns))
    y = torch.tensor([TYPES.index(name) for name in labels])
    often = Counter(labels)
    weigh = torch.tensor([(len(labels) / len(often) / often[n]) ** BALANCE for n in labels])
    w = torch.zeros(len(columns), len(TYPES), requires_grad=True)
    optimiser = torch.optim.LBFGS([w], max_iter=80, history_size=10, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        wrong = torch.nn.functional.cross_entropy(Matrix.apply(w, x, xt), y, reduction="none")
        loss = strength * (wrong * weigh).sum() + 0.5 * (w ** 2).sum()
        loss.backward()
        return loss
    optimiser.step(closure)
    return columns, w.detach().numpy()


def pruned(columns, w, most):
    """hash -> letters' numbers [types], the features with the largest weights."""
    size = np.abs(w).max(1)
    names = sorted(columns, key=lambda f: (-size[columns[f]], f))[:most]
    kept = {}
    for f in names:
        q = np.clip(np.rint(w[columns[f]] / STEP), -26, 25).astype(int)
        if q.any():
            kept.setdefault(hash_of(f), q)
    return kept


def scores(kept, features):
    total = np.zeros(len(TYPES))
    for f in set(features):
        q = kept.get(hash_of(f))
        if q is not None:
            total += q * STEP
    return total


def examples_of(gold, found):
    """[(id, features, type)] of the sentences where the program finds a telling."""
    out = []
    for name, row in gold.items():
        main = main_of(found[name])
        if main:
            out.append((name, main["features"] + ["bias"], type_of(row)))
    return out


def cross_validate(gold, found, own, folds, most):
    texts = sorted({r["text"] for r in gold.values()})
    random.Random(SEED).shuffle(texts)
    fold_of = {t: i % folds for i, t in enumerate(texts)}
    all_of, right, quad = examples_of(gold, found), 0, Counter()
    for fold in range(folds):
        train = [(f, y) for n, f, y in all_of if fold_of[gold[n]["text"]] != fold]
        train += [(f, y) for _, f, y in own]
        kept = pruned(*fit([f for f, _ in train], [y for _, y in train]), most)
        for n, f, y in all_of:
            if fold_of[gold[n]["text"]] == fold:
                guess = TYPES[int(scores(kept, f).argmax())]
                right += guess == y
                quad[y, guess == y] += 1
    print(f"accuracy {right / len(gold):.4f} of {len(gold)}", file=sys.stderr)
    for name in TYPES:
        n = quad[name, True] + quad[name, False]
        print(f"  {name:<10}{quad[name, True] / max(1, n):.2f} of {n}", file=sys.stderr)


def print_table(kept):
    for h in sorted(kept):
        print(f'{{ 0x{h:08x}, "{"".join(LETTERS[q + 26] for q in kept[h])}" }},')


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--shared", default="../shared")
    p.add_argument("--features", default="build/events_features")
    p.add_argument("--weights", default="models/english-fast.onrw")
    p.add_argument("--most", type=int, default=8000)
    p.add_argument("--folds", type=int)
    a = p.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    gold = read_gold(a.shared)
    found = tellings(gold.values(), a.features, a.weights)
    written = read_own()
    own = examples_of(written, tellings(written.values(), a.features, a.weights))
    if a.folds:
        return cross_validate(gold, found, own, a.folds, a.most)
    examples = examples_of(gold, found) + own
    print_table(pruned(*fit([f for _, f, _ in examples], [y for _, _, y in examples]), a.most))


if __name__ == "__main__":
    main()
