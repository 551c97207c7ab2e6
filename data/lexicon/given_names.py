#!/usr/bin/env python3
"""Makes src/record/given_names.inc: given names and the gender they are mostly given to.

usage: given_names.py NAMES_DIR FAKER_DIR > ../../src/record/given_names.inc

NAMES_DIR  the package `names` 0.3.0 of PyPI (MIT), unpacked: dist.male.first and
           dist.female.first, the name counts of the 1990 census of the United States
           (a work of the United States government, in the public domain)
FAKER_DIR  the package `Faker` of PyPI (MIT), unpacked: the given names that its
           providers list for some sixty languages; Cyrillic ones are romanised

A name counts as female or male where nine in ten of its weight say so: a census name
weighs its share among its gender, a listing in a language's names 0.02 per cent. Names of
two letters and names that are also plain English words ("will", "may") stay, since only
words that the reader takes for parts of a name are looked up.
"""
import glob
import importlib.util
import os
import re
import sys
from collections import defaultdict

LISTED = 0.02
CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye"))
CYRILLIC.update({"ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
                 "ъ": "", "ь": "", "ю": "yu", "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g"})


def romanised(name):
    return "".join(CYRILLIC.get(c, c) for c in name)


def census(folder, weights):
    for gender, file in (("m", "dist.male.first"), ("f", "dist.female.first")):
        with open(os.path.join(folder, "names", file), encoding="ascii") as lines:
            for line in lines:
                name, share = line.split()[:2]
                weights[name.lower()][gender] += max(float(share), 0.001)


def listed(folder, weights):
    sys.path.insert(0, folder)
    for path in sorted(glob.glob(os.path.join(folder, "faker/providers/person/*/__init__.py"))):
        locale = os.path.basename(os.path.dirname(path))
        module = importlib.import_module("faker.providers.person." + locale)
        for gender, field in (("m", "first_names_male"), ("f", "first_names_female")):
            for name in sorted(set(getattr(module.Provider, field, ()))):
                weights[romanised(name.lower())][gender] += LISTED


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    weights = defaultdict(lambda: {"m": 0.0, "f": 0.0})
    census(sys.argv[1], weights)
    listed(sys.argv[2], weights)
    latin = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff'’-]{2,20}")
    lines = []
    for name, w in weights.items():
        gender = max("fm", key=lambda g: w[g])
        if latin.fullmatch(name) and w[gender] >= 0.9 * (w["f"] + w["m"]):
            lines.append((name.encode(), gender))
    print("/* Made by data/lexicon/given_names.py; sources and terms are named there. */")
    row = ""
    for name, gender in sorted(lines):
        entry = name.decode() + " " + gender + "\\n"
        if len(row) + len(entry) > 94:
            print('"' + row + '"')
            row = ""
        row += entry
    print('"' + row + '"')


if __name__ == "__main__":
    main()
