#!/usr/bin/env python3
"""Makes the tables of event types and event words.

usage: tables.py types > ../../src/record/plover.inc
       tables.py words > ../../src/record/event_words.inc

plover.txt lists PLOVER's types and modes, words.txt the words that tell of events; each says
where it comes from. A mode that plover.txt does not give its type is an error.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NEEDS = {"o": "NEEDS_BEING", "x": "NEEDS_NO_OBJECT", "w": "NEEDS_PARTNER", "b": "NEEDS_TARGET",
         "p": "NEEDS_PLACE"}


def lines(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as text:
        for number, line in enumerate(text, 1):
            if line.strip() and not line.startswith("#"):
                yield number, line.strip()


def types():
    """[(class, type, [mode])]"""
    return [(f[0], f[1], f[2:]) for f in (line.split() for _, line in lines("plover.txt"))]


def rows():
    """[(lemma, particle, [object], type, mode, class, needs)], sorted by lemma."""
    modes = {(t, m) for _, t, all_modes in types() for m in all_modes}
    found = []
    for number, line in lines("words.txt"):
        head, words = line.split(":", 1)
        kind, mode, word_class, needs = head.split()
        if mode != "-" and (kind, mode) not in modes:
            sys.exit(f"words.txt:{number}: {kind} has no mode {mode}")
        for word in words.split():
            word, _, objects = word.partition("=")
            first, _, second = word.partition("_")
            if word_class == "n" and second:
                first, second = second, first
            found.append((first, second, objects, kind, mode, word_class, needs))
    return sorted(found, key=lambda r: (r[0], r[5]))


def print_types():
    for group, kind, modes in types():
        print(f'PLOVER_TYPE({kind}, "{group}", "{" ".join(modes)}")')


def print_words():
    for lemma, particle, objects, kind, mode, word_class, needs in rows():
        kind = "PLOVER_NONE" if kind == "-" else "PLOVER_" + kind
        mode = "" if mode == "-" else mode
        need = " | ".join(NEEDS[n] for n in needs if n != "-") or "0"
        print(f'{{ "{lemma}", "{particle}", "{objects}", "{mode}", {kind}, '
              f"'{word_class}', {need} }},")


if __name__ == "__main__":
    if sys.argv[1:] not in (["types"], ["words"]):
        sys.exit(__doc__.split("\n\n")[1])
    print_types() if sys.argv[1] == "types" else print_words()
