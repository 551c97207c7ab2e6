#!/usr/bin/env python3
"""Makes src/record/actor_nouns.inc: English nouns that stand for people and bodies.

usage: nouns.py WORDNET_DIR > ../../src/record/actor_nouns.inc

WORDNET_DIR  data.noun, index.noun and cntlist.rev of WordNet 3.0 (Princeton University;
             the WordNet licence allows use, change and distribution for any purpose),
             as Debian's package wordnet-base has them in /usr/share/wordnet

A noun's class is that of its senses, each weighed by how often it was met in text (plus a
little for the first senses of rare words):
  p  a person ("welder")     m  a man or boy     f  a woman or girl
  g  people together ("crowd", "family")         o  an organisation ("company")
  v  a body of a state ("ministry", "police")    w  words that speak ("report", "letter")
Words of news whose weights mislead, or that WordNet lacks, stand in data/lexicon/nouns.txt.
"""
import os
import re
import sys
from collections import defaultdict

ROOTS = {  # lemma and sense number of the topmost synset of a class; the first that holds wins
    "f": ["woman 1", "female 2", "female_child 1", "girl 1", "female_person 1", "wife 1",
          "mother 1"],
    "m": ["man 1", "male 2", "male_child 1", "boy 1", "male_person 1", "husband 1", "father 1"],
    "p": ["person 1"],
    "v": ["government 1", "court 1", "ministry 2", "legislature 1", "military_unit 1",
          "military_service 1", "law_enforcement_agency 1", "police 1", "administrative_unit 1",
          "agency 1", "army 1", "council 1", "tribunal 1", "parliament 1", "department 1"],
    "o": ["organization 1", "company 1", "enterprise 2"],
    "g": ["people 1", "social_group 1", "gathering 1", "crowd 1", "kin 2", "race 3",
          "ethnic_group 1"],
}
ORDER = "fmpvog"


def read_index(folder):
    """lemma -> its synsets, commonest sense first"""
    senses = {}
    with open(os.path.join(folder, "index.noun"), encoding="ascii") as lines:
        for line in lines:
            if line.startswith("  "):
                continue
            cells = line.split()
            count = int(cells[2])
            senses[cells[0]] = cells[-count:]
    return senses


def read_synsets(folder):
    """synset -> (lexicographer file, hypernyms, instance of something?)"""
    synsets = {}
    with open(os.path.join(folder, "data.noun"), encoding="ascii") as lines:
        for line in lines:
            if line.startswith("  "):
                continue
            cells = line.split(" | ")[0].split()
            words = int(cells[3], 16)
            pointers = cells[4 + 2 * words:]
            up = [pointers[i + 1] for i in range(1, len(pointers) - 3, 4)
                  if pointers[i] in ("@", "@i")]
            synsets[cells[0]] = (int(cells[1]), up, "@i" in pointers)
    return synsets


def read_counts(folder):
    """(lemma, sense number) -> how often it was met"""
    counts = defaultdict(int)
    with open(os.path.join(folder, "cntlist.rev"), encoding="ascii") as lines:
        for line in lines:
            key, number, count = line.split()
            lemma, rest = key.split("%")
            if rest.startswith("1:"):
                counts[lemma, int(number)] += int(count)
    return counts


def classes_of(synsets, senses):
    """synset -> class, by the nearest root above it"""
    roots = {}
    for kind in ORDER:
        for root in ROOTS[kind]:
            lemma, number = root.split()
            if lemma in senses and len(senses[lemma]) >= int(number):
                roots.setdefault(senses[lemma][int(number) - 1], kind)
    known = {}

    def climb(synset, depth=0):
        if synset in roots:
            return roots[synset]
        if synset not in known and depth < 30:
            known[synset] = None
            for up in synsets[synset][1]:
                known[synset] = known[synset] or climb(up, depth + 1)
        return known.get(synset)

    return {s: climb(s) for s in synsets}


def weigh(lemma, senses, counts, kinds, synsets):
    weights = defaultdict(float)
    for number, synset in enumerate(senses[lemma], 1):
        if synsets[synset][2]:
            continue
        weights[kinds.get(synset)] += counts[lemma, number] + 1.0 / number ** 2
    return weights


def class_of(weights):
    total = sum(weights.values())
    people = sum(weights[k] for k in "pmf")
    bodies = weights["o"] + weights["v"] + weights["g"]
    if not total:
        return None
    if people >= 0.6 * total:
        return next((k for k in "mf" if weights[k] >= 0.75 * people), "p")
    if bodies >= 0.6 * total:
        return max("ovg", key=lambda k: weights[k])
    return None


def by_hand():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "nouns.txt")
    kind, table = None, {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.split("#")[0].strip()
            if line.endswith(":"):
                kind = line[0]
            else:
                table.update(dict.fromkeys(line.split(), kind))
    return table


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    senses, synsets = read_index(sys.argv[1]), read_synsets(sys.argv[1])
    counts = read_counts(sys.argv[1])
    kinds = classes_of(synsets, senses)
    table = {}
    for lemma in senses:
        if re.fullmatch(r"[a-z]{3,}(-[a-z]+)*", lemma):
            kind = class_of(weigh(lemma, senses, counts, kinds, synsets))
            if kind:
                table[lemma] = kind
    table.update(by_hand())
    print("/* Made by data/lexicon/nouns.py; sources and terms are named there. */")
    row = ""
    for lemma in sorted(l for l in table if table[l] != "-"):
        entry = lemma + " " + table[lemma] + "\\n"
        if len(row) + len(entry) > 94:
            print('"' + row + '"')
            row = ""
        row += entry
    print('"' + row + '"')


if __name__ == "__main__":
    main()
