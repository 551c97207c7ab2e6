#!/usr/bin/env python3
"""Trains the reader on all gold sets at once.

    python3 training/train.py --shared ../shared --features build/features --out training/work

Every batch mixes windows of all sets; a window pays only for the labels that it has. The
weights kept are a running average of those of the steps (Polyak and Juditsky 1992). A
checkpoint after each epoch resumes exactly (--resume); the log says what each epoch gave on
dev. --minutes ends a leg early at the end of an epoch, with its checkpoint.
"""
import argparse
import json
import math
import os
import pickle
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import corpora
from batches import (gold_arcs, inputs, sentence_index, sentences, shuffled_batches, stack, window_links)
from evaluate import evaluate
from joint import Joint
from network import Reader, cross_entropy
from mpnet import Mpnet
from teacher import Teacher, cut_pieces
from vectors import vocabulary_and_vectors

WEIGHTS = {"role": 1.0, "entity": 0.8, "upos": 0.3, "sentence": 0.5, "arc": 0.4, "relation": 0.3, "link": 0.2}


READERS = {"minilm": Teacher, "mpnet": Mpnet, "joint": Joint}


def load(options):
    """The documents of all sets, from a cache where it is there."""
    cache = os.path.join(options.out, "corpora.pickle")
    if os.path.exists(cache):
        return pickle.load(open(cache, "rb"))
    gold, program = os.path.join(options.shared, "gold"), options.features
    sets = {}
    for half in ("train", "dev"):
        sets[half] = {
            "attribution": corpora.attributions(f"{gold}/attribution/{half}.jsonl", program),
            "ewt": corpora.syntax(f"{gold}/syntax/{half}.ewt.conllu", program, options.shared),
            "gum": corpora.syntax(f"{gold}/syntax/{half}.gum.conllu", program, options.shared),
            "entities": corpora.entities(f"{gold}/entities/{half}.tsv", program, natural=False)}
    sets["train"]["entities natural"] = corpora.entities(f"{gold}/entities/train.tsv", program, natural=True)
    sets["plain"] = corpora.plain(f"{options.shared}/text/news.jsonl.xz", program, 12000)
    os.makedirs(options.out, exist_ok=True)
    pickle.dump(sets, open(cache, "wb"), 4)
    return sets


def large_reader(name, vectors):
    return Joint(vectors) if name == "joint" else READERS[name]()


def number_words(documents, vocabulary):
    for doc in documents:
        doc.word = np.array([vocabulary.get(f, 0) for f in doc.forms], np.int64)


def epoch_documents(train, epoch):
    """Entities alternate between their spaced and their natural text, document by document; of
    the unlabelled news every second report is read, the others in the next epoch."""
    spaced, natural = train.get("entities", []), train.get("entities natural", [])
    mixed = [natural[i] if (i + epoch) % 3 else spaced[i] for i in range(len(spaced))]
    whole = lambda *names: [doc for name in names for doc in train.get(name, [])]
    return [*whole("attribution"), *mixed, *whole("ewt", "gum"), *whole("news")[epoch % 2::2]]


def labelled(paths, vocabulary):
    """{set: documents} that large readers labelled (label.py): all labels, then attributions alone."""
    sets = pickle.load(open(paths[0], "rb"))
    for path in paths[1:]:
        for name, roles in pickle.load(open(path, "rb")).items():
            for number, role in roles.items():
                sets[name][number].role = role
    number_words([doc for documents in sets.values() for doc in documents], vocabulary)
    return sets


# ---- losses -------------------------------------------------------------------

def having(batch, name):
    return [i for i, w in enumerate(batch) if getattr(w.doc, name) is not None]


def chain_loss(scores, crf, batch, rows, name, given):
    gold = stack([batch[i] for i in rows], name, 0)
    width = gold.shape[1]
    part = lambda x: x[rows][:, :width]
    return crf.loss(part(scores), gold, part(given["starts"]), part(given["mask"]))


def syntax_losses(model, z, batch, rows):
    chosen = [batch[i] for i in rows]
    z = z[rows]
    width = z.shape[1]
    found = sentences(chosen, None)
    index, mask = sentence_index(found, width)
    states = z.reshape(-1, z.shape[2])[index]
    arcs, dep, head = model.arcs(states)
    arcs = arcs.masked_fill(~F.pad(mask, (1, 0), value=True)[:, None, :], -1e9)
    heads, relations = gold_arcs(chosen, found, index.shape)
    root = model.rel_root.expand(len(found), 1, -1)
    paired = torch.cat([root, head], 1).gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, head.shape[2]))
    good = relations != corpora.IGNORE
    upos = stack(chosen, "upos", corpora.IGNORE)
    starts = stack(chosen, "sentence", corpora.IGNORE)
    flat = model.sentence(z[:, :upos.shape[1]])[..., 0]
    on = starts != corpora.IGNORE
    return {"arc": cross_entropy(arcs, heads), "relation": cross_entropy(model.relations(dep[good], paired[good]), relations[good]),
            "upos": cross_entropy(model.upos(z[:, :upos.shape[1]]), upos),
            "sentence": F.binary_cross_entropy_with_logits(flat[on], starts[on].float())}


def link_loss(model, z, batch, rows):
    losses = []
    for i in rows:
        found = window_links(batch[i])
        if found:
            spans, cues, apart, gold = found
            losses.append(cross_entropy(model.links(z[i], spans, cues, apart), gold))
    return torch.stack(losses).mean() if losses else None


def losses_of(model, batch, given):
    z = model.encode(given).float()
    out = {}
    roles, names, trees = having(batch, "role"), having(batch, "entity"), having(batch, "head")
    if roles:
        out["role"] = chain_loss(model.role(z), model.role_crf, batch, roles, "role", given)
        out["link"] = link_loss(model, z, batch, roles)
    if names:
        out["entity"] = chain_loss(model.entity(z), model.entity_crf, batch, names, "entity", given)
    if trees:
        out.update(syntax_losses(model, z, batch, trees))
    return {k: v for k, v in out.items() if v is not None}


# ---- training -----------------------------------------------------------------

class Average:
    """A running average of the weights; its memory grows with the steps up to `most`."""

    def __init__(self, model, most=0.998):
        self.most, self.steps = most, 0
        self.state = {k: v.detach().clone() for k, v in model.state_dict().items()}

    def update(self, model):
        self.steps += 1
        keep = min(self.most, (1 + self.steps) / (10 + self.steps))
        for k, v in model.state_dict().items():
            if v.is_floating_point() and "vectors" not in k:
                self.state[k].mul_(keep).add_(v.detach(), alpha=1 - keep)


def run_epoch(model, average, optimizer, schedule, batches, options):
    model.train()
    sums, tokens, began = {}, 0, time.time()
    for number, batch in enumerate(batches):
        given = inputs(batch)
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
            parts = losses_of(model, batch, given)
        loss = sum(WEIGHTS[k] * v for k, v in parts.items())
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        average.update(model)
        tokens += int(given["mask"].sum())
        for k, v in parts.items():
            sums.setdefault(k, []).append(float(v))
        if number % 50 == 49:
            text = " ".join(f"{k} {np.mean(v[-50:]):.3f}" for k, v in sums.items())
            print(f"  {number + 1}/{len(batches)} {tokens / (time.time() - began):.0f} tokens/s {text}", flush=True)


def save(path, **state):
    torch.save(state, path + ".new")
    os.replace(path + ".new", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--features", default="build/features")
    parser.add_argument("--out", default="training/work")
    parser.add_argument("--name", default="fast")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--tokens", type=int, default=5000, help="a batch")
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=110)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--teacher", nargs="?", const="minilm", choices=READERS, help="train a large reader (teacher.py, mpnet.py, joint.py)")
    parser.add_argument("--sets", nargs="*", help="learn from these gold sets alone")
    parser.add_argument("--bert-rate", type=float, default=1.5e-4)
    parser.add_argument("--start", help="weights to go on from (grow.py)")
    parser.add_argument("--labelled", nargs="*", help="the training documents, with labels of large readers where they have none (label.py)")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    random.seed(options.seed); np.random.seed(options.seed); torch.manual_seed(options.seed)
    sets = load(options)
    vocabulary, vectors = vocabulary_and_vectors(sets, options)
    for half in ("train", "dev"):
        for documents in sets[half].values():
            number_words(documents, vocabulary)
    if options.labelled:
        sets["train"] = labelled(options.labelled, vocabulary)
    if options.sets:
        sets = {half: {name: sets[half][name] for name in options.sets} for half in ("train", "dev")}
    if options.teacher:
        reader = READERS[options.teacher]
        cut_pieces([doc for half in ("train", "dev") for documents in sets[half].values() for doc in documents], reader)
        model = large_reader(options.teacher, vectors)
    else:
        model = Reader(vectors, hidden=options.hidden, drop=options.drop)
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=False)["state"])
    print(f"{len(vocabulary)} words, {sum(p.numel() for p in model.parameters())} weights", flush=True)
    fit(model, sets, vocabulary, options)


def fit(model, sets, vocabulary, options):
    shuffle = np.random.default_rng(options.seed)
    parts = {"tables.": [], "bert.": [], "": []}
    for name, weight in model.named_parameters():
        parts[next(p for p in parts if name.startswith(p))].append(weight)
    optimizer = torch.optim.AdamW([{"params": parts["tables."], "weight_decay": 0.0}, {"params": parts[""], "weight_decay": 0.01},
                                   {"params": parts["bert."], "weight_decay": 0.01, "lr": options.bert_rate}],
                                  lr=options.rate, betas=(0.9, 0.98), fused=True)
    count = len(shuffled_batches(epoch_documents(sets["train"], 0), options.tokens, np.random.default_rng(0)))
    total = count * options.epochs
    ramp = lambda step: min((step + 1) / 200, max(0.02, 0.5 + 0.5 * math.cos(math.pi * min(1, step / total))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, ramp)
    average, first, began = Average(model), 0, time.time()
    checkpoint = os.path.join(options.out, options.name + ".checkpoint")
    if options.resume:
        kept = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(kept["model"]); optimizer.load_state_dict(kept["optimizer"]); schedule.load_state_dict(kept["schedule"])
        average.state, average.steps, first = kept["average"], kept["steps"], kept["epoch"]
        shuffle.bit_generator.state = kept["shuffle"]; torch.set_rng_state(kept["torch"])
    for epoch in range(first, options.epochs):
        batches = shuffled_batches(epoch_documents(sets["train"], epoch), options.tokens, shuffle)
        run_epoch(model, average, optimizer, schedule, batches, options)
        save(checkpoint, model=model.state_dict(), optimizer=optimizer.state_dict(), schedule=schedule.state_dict(), average=average.state,
             steps=average.steps, epoch=epoch + 1, shuffle=shuffle.bit_generator.state, torch=torch.get_rng_state())
        own = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(average.state)
        save(os.path.join(options.out, options.name + ".pt"), state=average.state, vocabulary=vocabulary, hidden=options.hidden)
        figures = evaluate(model, sets["dev"])
        model.load_state_dict(own)
        print(f"epoch {epoch + 1} after {(time.time() - began) / 60:.1f} min: {json.dumps(figures)}", flush=True)
        if (time.time() - began) / 60 > options.minutes:
            return


if __name__ == "__main__":
    main()
