#!/usr/bin/env python3
"""Makes src/text/case_table.inc: which words news writes with a capital, and beside which others.

    python3 training/case.py ../shared > src/text/case_table.inc
    python3 training/case.py ../shared --check TEXTS.jsonl    what it gets right there

An averaged perceptron (Freund and Schapire 1999; Collins 2002) that decides from left to right
whether a word has a capital, from the word, its neighbours, its end and what was decided before
it; after Lita et al., tRuEcasIng (2003), in the task. src/text/case.c reads with the same
features. First words of sentences teach nothing. A row of the table is three characters: ten
bits that tell the feature from others on the same row, eight of its weight. Feature "q" tells
names in capitals only ("NATO").
"""
import argparse
import collections
import json
import lzma
import random
import sys

ROWS, BESIDE = 1 << 16, 8       # rows of the table; how far from its own a feature may lie
KNOWN = 4                       # occurrences of a word that the table should know
ROUNDS, TOKENS = 3, 1_800_000
CAPITALS = 1200                 # names in capitals only
ALPHABET = "".join(chr(c) for c in range(48, 112)).replace("\\", "~").replace("?", "!")
MARKS = str.maketrans("\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019`\u2013\u2014\u2026", "\"\"\"\"\"'''--.")
SHORTENED = set("mr mrs ms dr prof rev gen col lt sgt capt cmdr gov sen rep st sr jr no vs inc corp co ltd jan feb "
                "mar apr jun jul aug sep sept oct nov dec".split())


def kind(c):
    if c.isalpha():
        return "a"
    return "0" if c.isdigit() else " " if c.isspace() else "."


def cut(line):
    """[(form, as written, blank before)] of a line: runs of letters, runs of digits as "0", marks."""
    out, at, blank = [], 0, True
    while at < len(line):
        k, past = kind(line[at]), at + 1
        while k in "a0" and past < len(line) and kind(line[past]) == k:
            past += 1
        if k == "a":
            out.append((line[at:past].lower(), line[at:past], blank))
        elif k != " ":
            mark = "0" if k == "0" else line[at].translate(MARKS)
            out.append((mark if mark.isascii() else "#", "", blank))
        blank = k == " "
        at = past
    return out


def begins(tokens, i):
    """Whether a sentence begins with token i: the line does, or a stop and a blank stand before."""
    k = i - 1
    while k >= 0 and tokens[k][0] in ("\"", "'", "(", "[") and not tokens[k + 1][2]:
        k -= 1
    if k < 0:
        return True
    while k > 0 and tokens[k][0] in ("\"", "'", ")", "]") and not tokens[k][2]:
        k -= 1
    if tokens[k][0] not in (".", "!", "?") or not (tokens[i][2] or tokens[i - 1][2]):
        return False
    before = tokens[k - 1][0] if k else ""
    return tokens[k][0] != "." or not (len(before) == 1 or before in SHORTENED)


def features(tokens, i, last, known):
    """The features of word i; last: "C" or "l" for the word right before it, else "-"."""
    form = lambda k: tokens[k][0] if 0 <= k < len(tokens) else ""
    w, p1, p2, n1, n2 = form(i), form(i - 1), form(i - 2), form(i + 1), form(i + 2)
    glued = "" if tokens[i][2] else "+"
    c = w.encode()
    end2, end3, end4 = (c[-k:].decode("latin-1") for k in (2, 3, 4))
    out = [f"a{w}", f"b{w} {last}", f"c{p1} {w}", f"d{w} {n1}", f"e{p1}{glued} {last}", f"f{p1} {n1}", f"g{n1}",
           f"h{end3} {last}", f"i{end2}", f"j{p2} {p1}", f"k{n1} {n2}", f"l{last}"]
    if not known:
        out += [f"m{min(len(c), 6)} {last}", f"n{p1}", f"o{n1}", f"p{end4}"]
    return out


def hashed(feature):
    """FNV-1a, 64 bits, with its ends mixed; the features' ends of words are bytes."""
    h = 0xcbf29ce484222325
    for b in feature.encode("latin-1", "replace") if feature[0] in "hip" else feature.encode():
        h = (h ^ b) * 0x100000001b3 & 0xffffffffffffffff
    return h ^ h >> 29


def lines_of(shared, own):
    """Lines of news in running text, each a list of tokens."""
    def texts(path):
        with (lzma.open if path.endswith(".xz") else open)(path, "rt", encoding="utf-8") as rows:
            for row in rows:
                yield json.loads(row)
    chance = random.Random(1)
    if own:
        for row in texts(own):
            yield from row["text"].split("\n")
        return
    for row in texts(f"{shared}/text/news.jsonl.xz"):
        if row["id"].startswith("bbc") or chance.random() < 0.3:
            yield from row["text"].split("\n")
    for row in texts(f"{shared}/gold/attribution/train.jsonl"):
        yield from row["text"].split("\n")
    words = []
    for row in open(f"{shared}/gold/entities/train.tsv", encoding="utf-8"):
        if row.strip() and not row.startswith("# doc"):
            words.append(row.split("\t")[0].split(" ")[0])
        elif words:
            yield " ".join(words)
            words = []


def usual(line):
    """Whether a line is written as sentences are, not as titles."""
    words = [w for _, w, _ in line if w]
    capital = sum(w[0].isupper() for w in words)
    return len(words) > 6 and 0 < capital < 0.6 * len(words) and sum(w.isupper() for w in words) < 0.3 * len(words)


def decide(weights, tokens, known, wanted=None):
    """Yields (i, features, score) of words; the caller may change the weights between."""
    last = "-"
    for i, (form, written, blank) in enumerate(tokens):
        if not written:
            last = "-"
            continue
        found = features(tokens, i, last, form in known)
        score = sum(weights.get(f, 0) for f in found)
        first = begins(tokens, i)
        yield i, found, score, first
        last = "C" if score > 0 or first else "l"


def learn(lines, known):
    weights, sums, step = {}, {}, 0
    for round_number in range(ROUNDS):
        random.Random(round_number).shuffle(lines)
        for tokens in lines:
            for i, found, score, first in decide(weights, tokens, known):
                if first:
                    continue
                step += 1
                wanted = 1 if tokens[i][1][0].isupper() else -1
                if score * wanted <= 2:
                    for f in found:
                        weights[f] = weights.get(f, 0) + wanted
                        sums[f] = sums.get(f, 0) + wanted * step
        print(f"round {round_number + 1}: {len(weights)} features", file=sys.stderr)
    return {f: w - sums[f] / step for f, w in weights.items()}


def pruned(weights, counts, names):
    """The weightiest features that find a row, as whole numbers from -127 to 127."""
    scale = 127 / max(abs(w) for w in weights.values())
    scale = max(scale, 4.0)
    rows = {}
    sure = sorted(weights, key=lambda f: (-(f[0] == "a" and counts[f[1:]] >= KNOWN), -abs(weights[f]), f))
    for f in ["q" + w for w in names] + sure:
        h = hashed(f)
        known = f[0] == "a" and counts[f[1:]] >= KNOWN
        value = max(-127, min(127, round(weights.get(f, 1) * scale)))
        if not value and not known:
            continue
        for step in range(BESIDE):
            row = (h + step) % ROWS
            if row not in rows:
                rows[row] = (h >> 54, value, f)
                break
    return rows, scale


def capitals(lines):
    """Words that stand in capitals only, and mostly so."""
    all_of, upper = collections.Counter(), collections.Counter()
    for tokens in lines:
        for form, written, _ in tokens:
            if written:
                all_of[form] += 1
                upper[form] += len(written) > 1 and written.isupper()
    chosen = [w for w, n in upper.most_common() if n >= 4 and w.isascii() and len(w) < 8
              and (2 * n > all_of[w] or (w in ("us", "it", "who") and n > 20))]
    return sorted(w for w in chosen[:CAPITALS] if w not in ("it", "who"))


def write(rows):
    cells = []
    for row in range(ROWS):
        told, value, _ = rows.get(row, (0, -128, None))
        bits = told << 8 | value + 128
        cells.append("".join(ALPHABET[bits >> s & 63] for s in (12, 6, 0)))
    print("/* Made by training/case.py; sources and terms are named in data/README.md. */")
    text = "".join(cells)
    print("\n".join(f'"{text[i:i + 96]}"' for i in range(0, len(text), 96)))


def measure(lines, weights, known, label):
    right = total = found = gold = hit = 0
    for tokens in lines:
        for i, _, score, first in decide(weights, tokens, known):
            if first:
                continue
            wanted, got = tokens[i][1][0].isupper(), score > 0
            right, total = right + (wanted == got), total + 1
            found, gold, hit = found + got, gold + wanted, hit + (got and wanted)
    print(f"{label}: {100 * right / total:.2f} % of {total} words, capitals P {100 * hit / found:.1f} R {100 * hit / gold:.1f}",
          file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared")
    parser.add_argument("--check", help="texts to measure on, as JSON lines")
    options = parser.parse_args()
    lines = [t for t in map(cut, lines_of(options.shared, None)) if usual(t)]
    random.Random(0).shuffle(lines)
    size, kept = 0, []
    for tokens in lines:
        kept.append(tokens)
        size += len(tokens)
        if size > TOKENS:
            break
    counts = collections.Counter(form for tokens in lines for form, written, _ in tokens if written)
    known = {w for w, n in counts.items() if n >= KNOWN}
    weights = learn(kept, known)
    for w in known:
        weights.setdefault("a" + w, 0)
    rows, scale = pruned(weights, counts, capitals(lines))
    table = {f: v for _, v, f in rows.values()}
    print(f"{len(rows)} rows of {len(weights)} features, scale {scale:.1f}", file=sys.stderr)
    if options.check:
        held = [t for t in map(cut, lines_of(None, options.check)) if usual(t)]
        measure(held, weights, known, "all features")
        measure(held, table, {f[1:] for f in table if f[0] == "a"}, "the table")
    write(rows)


if __name__ == "__main__":
    main()
