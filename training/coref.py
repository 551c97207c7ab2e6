#!/usr/bin/env python3
"""Fits the weights that give nouns and pronouns to whom they go back to.

usage: coref.py --shared ../shared --pairs build/coref_pairs --weights models/english-fast.onrw
                [--out src/record/actor_weights.inc] [--prior 2.0]

A log-linear model over the clusters that a phrase may join and a cluster of its own (mention
ranking, Durrett and Klein 2013): the sum of the probabilities of all right clusters is made
as great as possible, with a quadratic prior, by L-BFGS. Pairs come from the program itself,
on the documents of GUM's training half, so that features and mistakes are those of use; since
what is joined early changes what is seen later, run it twice, building between.

The prior's mean is zero but for what news does and GUM shows too rarely: a plain "the company"
goes back to the body named last, "the 24-year-old" or "the Swede" to somebody, and "it said"
to somebody too.
"""
import argparse
import json
import os
import re
import subprocess
import sys

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
RANKING = os.path.join(HERE, "..", "src", "record", "actor_rank.c")
SEEKER_THE, SEEKER_THIS, SEEKERS = 4, 5, 10
PLAIN_BODY, PLAIN_SOMEBODY = 2, 5
# (kind of plain description, clusters of its kind that are nearer) -> mean of the prior
NEWS = {(PLAIN_BODY, 0): 4.0, (PLAIN_BODY, 1): 1.5, (PLAIN_SOMEBODY, 0): 4.0, (PLAIN_SOMEBODY, 1): 1.5}
SEEKER_IT, SEEKER_THEY, TALKS = 2, 3, 2  # a source that is "it" or "they" was spoken of before
HOLD = 15.0  # how much stiffer the prior is there


def families():
    """Where each family of features begins, and how many features there are."""
    with open(RANKING, encoding="utf-8") as source:
        found = re.findall(r"F\((\w+), (\d+)\)", source.read())
    starts, total = {}, 0
    for name, size in found:
        starts[name], total = total, total + int(size)
    return starts, total


def prior_mean():
    starts, total = families()
    mean = torch.zeros(SEEKERS * total)
    for seeker in (SEEKER_THE, SEEKER_THIS):
        for (kind, nearer), weight in NEWS.items():
            for bare in (0, 1):
                half = kind == PLAIN_BODY and not bare
                at = seeker * total + starts["PLAIN"] + (kind * 3 + nearer) * 2 + bare
                mean[at] = weight / 2 if half else weight
    for seeker in (SEEKER_IT, SEEKER_THEY):
        for former_talks in (0, 1):
            mean[seeker * total + starts["SPEAKS"] + TALKS + former_talks] = 2.0
    return mean


# ---- gold and pairs ----

def gold_mentions(shared):
    """document -> {(first, past last) of characters without blanks: entity}"""
    sys.path.insert(0, os.path.join(shared, "score"))
    import coref
    out = {}
    for name, doc in coref.read_gold(os.path.join(shared, "gold/coref/train.conll")).items():
        spans = coref.char_spans(doc["tokens"])
        out[name] = {(spans[a][0], spans[b - 1][1]): number
                     for number, entity in enumerate(doc["entities"]) for a, b in entity}
    return out


def documents(shared):
    """The lines of documents whose text stands in the syntax set."""
    script = os.path.join(shared, "score/prepare.py")
    texts = subprocess.run([sys.executable, script, "docs", "syntax",
                            os.path.join(shared, "gold/syntax/train.gum.conllu")],
                           capture_output=True, text=True, check=True).stdout
    rows = [json.loads(line) for line in texts.splitlines()]
    return {row["id"]: row["text"] for row in rows}


def without_blanks(text):
    """byte offset -> characters before it that are no white space"""
    counts, seen = {}, 0
    at = 0
    for c in text:
        counts[at] = seen
        at += len(c.encode())
        seen += not c.isspace()
    counts[at] = seen
    return counts


def gold_entity(entities, span):
    """The entity of the gold mention that a phrase is, or covers half of and is half in."""
    if span in entities:
        return entities[span]
    best, found = 0.5, None
    for (first, past), entity in entities.items():
        shared = min(past, span[1]) - max(first, span[0])
        share = shared / (max(past, span[1]) - min(first, span[0]))
        if shared > 0 and share > best:
            best, found = share, entity
    return found


class Pairs:
    """Candidates of all phrases, as flat lists for torch."""

    def __init__(self):
        self.features, self.starts, self.phrase, self.right, self.count = [], [], [], [], 0

    def add(self, rows, gold):
        """rows: [former, features] of one phrase's candidates; gold: phrase -> entity"""
        own = gold.get(rows[0][0])
        right = [r[1] >= 0 and own is not None and gold.get(r[1]) == own for r in rows]
        if not any(right):
            right = [r[1] < 0 for r in rows]
        for row, good in zip(rows, right):
            self.starts.append(len(self.features))
            self.features.extend(row[2:])
            self.phrase.append(self.count)
            self.right.append(good)
        self.count += 1

    def tensors(self):
        return (torch.tensor(self.features), torch.tensor(self.starts),
                torch.tensor(self.phrase), torch.tensor(self.right))


def read_pairs(lines, texts, gold):
    pairs, rows, of_phrase, blanks, entities = Pairs(), [], {}, {}, {}
    for line in lines:
        cells = line.split()
        if rows and (cells[0] != "P" or int(cells[1]) != rows[0][0]):
            pairs.add(rows, of_phrase)
            rows = []
        if cells[0] == "D":
            blanks, entities, of_phrase = without_blanks(texts[cells[1]]), gold[cells[1]], {}
        elif cells[0] == "R":
            span = blanks[int(cells[2])], blanks[int(cells[3])]
            of_phrase[int(cells[1])] = gold_entity(entities, span)
        else:
            rows.append([int(c) for c in cells[1:]])
    if rows:
        pairs.add(rows, of_phrase)
    return pairs


# ---- fitting ----

def log_sum(scores, phrase, count):
    top = torch.full((count,), -1e9).scatter_reduce(0, phrase, scores, "amax")
    return top + torch.log(torch.zeros(count).scatter_add(0, phrase, torch.exp(scores - top[phrase])))


def fit(pairs, stiffness):
    features, starts, phrase, right = pairs.tensors()
    mean = prior_mean()
    hold = torch.ones_like(mean)
    hold[mean != 0] = HOLD
    weights = torch.nn.Parameter(mean.clone().view(-1, 1))
    optimiser = torch.optim.LBFGS([weights], max_iter=80, history_size=10,
                                  line_search_fn="strong_wolfe")

    def loss():
        optimiser.zero_grad()
        scores = torch.nn.functional.embedding_bag(features, weights, starts, mode="sum").view(-1)
        wrong = log_sum(scores, phrase, pairs.count) - \
            log_sum(scores.masked_fill(~right, -1e9), phrase, pairs.count)
        value = wrong.sum() + stiffness * (hold * (weights.view(-1) - mean) ** 2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    print(f"{pairs.count} phrases, {len(pairs.starts)} candidates, loss {loss().item() / pairs.count:.4f}")
    return weights.detach().view(-1)


def write(weights, path):
    lines, row = [], ""
    for weight in weights:
        cell = f"{round(float(weight) * 100)},"
        if len(row) + len(cell) > 98:
            lines.append(row)
            row = ""
        row += cell
    with open(path, "w", encoding="ascii") as out:
        out.write("/* Made by training/coref.py: hundredths, [seeker][feature]. */\n")
        out.write("\n".join(lines + [row]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", required=True)
    parser.add_argument("--pairs", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", default=os.path.join(HERE, "..", "src/record/actor_weights.inc"))
    parser.add_argument("--prior", type=float, default=2.0)
    options = parser.parse_args()
    torch.manual_seed(0)
    gold, texts = gold_mentions(options.shared), documents(options.shared)
    names = sorted(set(gold) & set(texts))
    lines = "".join(json.dumps({"id": n, "text": texts[n]}) + "\n" for n in names)
    made = subprocess.run([options.pairs, options.weights], input=lines, capture_output=True,
                          text=True, check=True).stdout
    write(fit(read_pairs(made.splitlines(), texts, gold), options.prior), options.out)


if __name__ == "__main__":
    main()
