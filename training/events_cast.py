#!/usr/bin/env python3
"""Fits who acts in an event and on whom: src/record/events_cast.inc.

usage: events_cast.py --shared ../shared --features build/events_features --weights WEIGHTS.onrw
                      [--folds 5 [--share 1]] > src/record/events_cast.inc

Two rankers, linear in the features that the program itself sees (src/record/events_cast.c): of
the candidates of a sentence, "nobody" among them, the one that acts; then, beside it, the one
that is acted on. Each is a softmax over the candidates, fitted to the share of words that a
candidate has in common with the source or target in gold/events/train.jsonl (PLV of
Zero-Shot-PLOVER). --folds prints cross-validated figures instead, --share of the training folds
alone: a point of the learning curve.
"""
import argparse
import random
import re
import sys

import numpy as np
import torch

import events

SEED = 1
STEP = 0.04
STOP = set("the a an of in on at to for from by with and or its their his her s".split())
LONGEST = 8  # words of a phrase that still names somebody


def words_of(text):
    text = re.sub(r"\b((?:[A-Za-z]\.){2,})", lambda m: m[1].replace(".", ""), text)
    text = re.sub(r"['`\u2019]s\b", "", text.lower())
    return [t for t in re.findall(r"[^\W_]+", text) if t not in STOP]


def likeness(a, b):
    """F1 of two lists of words."""
    rest, same = list(b), 0
    for word in a:
        if word in rest:
            rest.remove(word)
            same += 1
    return 2 * same / (len(a) + len(b)) if same and len(b) <= LONGEST else 0.0


def likeness_of_all(gold, candidates):
    """Of each candidate: its own words' likeness, or that of another mention of it."""
    wanted = words_of(gold) if gold else []
    own = [likeness(wanted, words_of(c["words"])) for c in candidates[:-1]]
    best = {}
    for c, v in zip(candidates, own):
        if c["actor"] >= 0:
            best[c["actor"]] = max(v, best.get(c["actor"], 0))
    out = [max(v, best.get(c["actor"], 0)) for c, v in zip(candidates, own)]
    return out + [0.0 if any(out) else 1.0]


class Columns:
    """feature -> column; new ones only while open."""

    def __init__(self):
        self.of, self.open = {}, True

    def find(self, names):
        found = set()
        for name in names:
            if self.open:
                found.add(self.of.setdefault(name, len(self.of)))
            elif name in self.of:
                found.add(self.of[name])
        return sorted(found)


def slot_names(slot, c, first):
    mark = "ar"[slot] + " "
    names = [mark + f for f in c["features"]]
    return names + [mark + f for f in c["pairs"][first]] if slot else names


def groups_of(row):
    """[(slot, likeness of each, their features)]; a recipient beside the true actor."""
    cast = row["cast"]
    acting, acted = likeness_of_all(row["source"], cast), likeness_of_all(row["target"], cast)
    first = int(np.argmax(acting))
    yield 0, acting, [slot_names(0, c, None) for c in cast]
    acted = [0.0 if i == first and i < len(cast) - 1 else v for i, v in enumerate(acted)]
    if not any(acted):
        acted[-1] = 1.0
    yield 1, acted, [slot_names(1, c, first) for c in cast]


def fit(rows, strength):
    columns, at, wants, starts, lists = Columns(), 0, [], [], []
    for row in rows:
        for _, want, features in groups_of(row):
            starts.append(at)
            wants += [w / max(want) for w in want]
            lists += [columns.find(f) for f in features]
            at += len(want)
    x, xt = events.sparse(lists, len(columns.of))
    group = torch.repeat_interleave(torch.arange(len(starts)),
                                    torch.tensor(starts[1:] + [at]) - torch.tensor(starts))
    want = torch.tensor(wants)
    w = torch.zeros(len(columns.of), 1, requires_grad=True)
    optimiser = torch.optim.LBFGS([w], max_iter=100, history_size=10,
                                  line_search_fn="strong_wolfe")

    def total(values):
        most = torch.full((len(starts),), -1e9).scatter_reduce(0, group, values, "amax")
        sums = torch.zeros(len(starts)).index_add(0, group, torch.exp(values - most[group]))
        return most + torch.log(sums)

    def closure():
        optimiser.zero_grad()
        s = events.Matrix.apply(w, x, xt)[:, 0]
        loss = strength * (total(s) - total(s + torch.log(want + 1e-9))).sum()
        loss = loss + 0.5 * (w ** 2).sum()
        loss.backward()
        return loss
    optimiser.step(closure)
    columns.open = False
    return columns, w.detach().numpy()[:, 0]


def choose(model, row):
    """(actor, recipient) by number, the last candidate for nobody: the best pair."""
    columns, w = model
    cast = row["cast"]
    nobody = len(cast) - 1
    score = lambda slot, i, first: sum(w[columns.find(slot_names(slot, cast[i], first))])
    acting = [score(0, i, None) for i in range(len(cast))]
    best = (-1e9, nobody, nobody)
    for a in sorted(range(len(cast)), key=lambda i: -acting[i])[:1]:
        for r in range(len(cast)):
            same = r != nobody and (r == a or (cast[r]["actor"] >= 0 and a != nobody
                                               and cast[r]["actor"] == cast[a]["actor"]))
            if not same:
                best = max(best, (acting[a] + score(1, r, a), a, r))
    return best[1:]


def read_rows(a):
    gold = events.read_gold(a.shared)
    found = events.tellings(gold.values(), a.features, a.weights)
    rows = []
    for name, row in gold.items():
        main = events.main_of(found[name])
        side = lambda key: (row.get(key) or {}).get("text")
        rows.append({"cast": main and main["cast"], "source": side("source"),
                     "target": side("target"), "text": row["text"], "event": row["event"]})
    return rows


def report(name, rows, chosen, slot):
    hit = given = wanted = 0
    for row, pair in zip(rows, chosen):
        gold = row[("source", "target")[slot]]
        wanted += bool(gold)
        if pair is None or pair[slot] == len(row["cast"]) - 1:
            continue
        given += 1
        hit += likeness_of_all(gold, row["cast"])[pair[slot]] > 0
    print(f"{name:<11} P {hit / max(1, given):.3f} R {hit / wanted:.3f} "
          f"F1 {2 * hit / (given + wanted):.3f}", file=sys.stderr)


def cross_validate(rows, folds, share, strength):
    texts = sorted({r["text"] for r in rows})
    random.Random(SEED).shuffle(texts)
    fold_of = {t: i % folds for i, t in enumerate(texts)}
    chosen = [None] * len(rows)
    for fold in range(folds):
        train = [r for r in rows if r["cast"] and fold_of[r["text"]] != fold]
        random.Random(fold).shuffle(train)
        model = fit(train[:round(len(train) * share)], strength)
        for i, r in enumerate(rows):
            if r["cast"] and fold_of[r["text"]] == fold:
                chosen[i] = choose(model, r)
    report("actors", rows, chosen, 0)
    report("recipients", rows, chosen, 1)
    return chosen


def print_table(columns, w, most):
    size = np.abs(w)
    kept = {}
    for name in sorted(columns.of, key=lambda f: (-size[columns.of[f]], f))[:most]:
        q = int(np.clip(np.rint(w[columns.of[name]] / STEP), -127, 127))
        if q:
            kept.setdefault(events.hash_of(name), q)
    for h in sorted(kept):
        print(f"{{ 0x{h:08x}, {kept[h]} }},")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--shared", default="../shared")
    p.add_argument("--features", default="build/events_features")
    p.add_argument("--weights", default="models/english-fast.onrw")
    p.add_argument("--most", type=int, default=8000)
    p.add_argument("--folds", type=int)
    p.add_argument("--share", type=float, default=1)
    p.add_argument("--strength", type=float, default=0.4)
    a = p.parse_args()
    torch.set_num_threads(1)
    rows = read_rows(a)
    if a.folds:
        cross_validate(rows, a.folds, a.share, a.strength)
        return
    print_table(*fit([r for r in rows if r["cast"]], a.strength), a.most)


if __name__ == "__main__":
    main()
