"""Windows of passages, as the C reader packs them, and batches of them as tensors."""
from dataclasses import dataclass

import numpy as np
import torch

from corpora import IGNORE
from teacher import piece_inputs

WINDOW, WINDOW_MOST = 192, 384      # tokens: src/model packs passages the same way


@dataclass
class Window:
    doc: object
    first: int
    past: int


def windows(doc, most=WINDOW):
    """Consecutive passages while they fit; a long passage alone, cut at WINDOW_MOST."""
    bounds = [*doc.passages.tolist(), len(doc)]
    out, first = [], 0
    for past, following in zip(bounds[1:], [*bounds[2:], None]):
        if following is not None and following - first <= most:
            continue
        while past - first > WINDOW_MOST:
            out.append(Window(doc, first, first + WINDOW_MOST))
            first += WINDOW_MOST
        if past > first:
            out.append(Window(doc, first, past))
        first = past
    return out


def shuffled_batches(documents, tokens, random):
    """Batches of about `tokens` tokens, windows of like length together, in random order. The
    size of windows varies so that short texts are read as well as long ones."""
    all_windows = []
    for doc in documents:
        all_windows += windows(doc, int(random.choice([1, 64, 128, WINDOW, WINDOW])))
    all_windows.sort(key=lambda w: w.past - w.first + random.uniform(0, 24))
    batches, batch, size = [], [], 0
    for w in all_windows:
        batch.append(w)
        size += w.past - w.first
        if size >= tokens:
            batches.append(batch)
            batch, size = [], 0
    if batch:
        batches.append(batch)
    random.shuffle(batches)
    return batches


def ordered_batches(documents, tokens=12000):
    every = sorted((w for doc in documents for w in windows(doc)), key=lambda w: w.past - w.first)
    batch, size = [], 0
    for w in every:
        batch.append(w)
        size += w.past - w.first
        if size >= tokens:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def stack(batch, name, fill):
    longest = max(w.past - w.first for w in batch)
    first = getattr(batch[0].doc, name)
    out = np.full((len(batch), longest, *first.shape[1:]), fill, np.int64)
    for row, w in zip(out, batch):
        row[:w.past - w.first] = getattr(w.doc, name)[w.first:w.past]
    return torch.from_numpy(out)


def inputs(batch):
    lengths = np.array([w.past - w.first for w in batch])
    place = np.arange(lengths.max())[None]
    mask = place < lengths[:, None]
    turn = np.where(mask, lengths[:, None] - 1 - place, place)
    out = {name: stack(batch, name, 0) for name in ("word", "gram", "shape", "flag")}
    if getattr(batch[0].doc, "pieces", None):
        out.update(piece_inputs(batch))
    starts = np.zeros(mask.shape, bool)
    for row, w in zip(starts, batch):
        inside = w.doc.passages[(w.doc.passages >= w.first) & (w.doc.passages < w.past)]
        row[inside - w.first] = True
        row[0] = True
    out.update(mask=torch.from_numpy(mask.astype(np.float32)), turn=torch.from_numpy(turn), starts=torch.from_numpy(starts))
    return out


def sentences(batch, cut):
    """[(window row, first, past)] of gold sentences (or of `cut`, a list of [T] start flags)."""
    out = []
    for row, w in enumerate(batch):
        flags = cut[row] if cut is not None else w.doc.sentence[w.first:w.past]
        starts = set(np.flatnonzero(flags[:w.past - w.first]).tolist())
        inside = w.doc.passages[(w.doc.passages >= w.first) & (w.doc.passages < w.past)] - w.first
        starts = sorted(starts | set(inside.tolist()) | {0})
        out += [(row, a, b) for a, b in zip(starts, [*starts[1:], w.past - w.first])]
    return out


def sentence_index(found, width):
    """Flat indices [S][n] of the tokens of sentences in a batch of windows, and their mask."""
    n = max(b - a for _, a, b in found)
    index, mask = np.zeros((len(found), n), np.int64), np.zeros((len(found), n), bool)
    for s, (row, a, b) in enumerate(found):
        index[s, :b - a] = row * width + np.arange(a, b)
        mask[s, :b - a] = True
    return torch.from_numpy(index), torch.from_numpy(mask)


def gold_arcs(batch, found, shape):
    """Head columns (0 root, 1 + place in the sentence) and relations [S][n]; IGNORE where unknown."""
    heads, relations = np.full(shape, IGNORE, np.int64), np.full(shape, IGNORE, np.int64)
    for s, (row, a, b) in enumerate(found):
        w = batch[row]
        head = w.doc.head[w.first + a:w.first + b]
        place = np.where(head == -1, 0, head - w.first - a + 1)
        good = (head == -1) | ((head >= w.first + a) & (head < w.first + b))
        heads[s, :b - a] = np.where(good, place, IGNORE)
        relations[s, :b - a] = np.where(good, w.doc.deprel[w.first + a:w.first + b], IGNORE)
    return torch.from_numpy(heads), torch.from_numpy(relations)


def window_links(w):
    """First tokens of sources and contents, of cues, the right column of each (0 none) and how
    many cues lie between, for one window; None where it has none."""
    role = w.doc.role[w.first:w.past]
    cues = np.flatnonzero(role == 3)
    links = [(a - w.first, c - w.first) for a, c in w.doc.links if w.first <= a < w.past]
    if not len(cues) or not links:
        return None
    place = {int(c): i for i, c in enumerate(cues)}
    spans = np.array([a for a, _ in links])
    gold = np.array([1 + place[c] if c in place else 0 for _, c in links])
    before = np.searchsorted(cues, spans)                    # cues left of each span
    number = np.arange(len(cues))[None]
    apart = np.where(number >= before[:, None], number - before[:, None] + 1, number - before[:, None])
    return torch.from_numpy(spans), torch.from_numpy(cues), torch.from_numpy(apart), torch.from_numpy(gold)
