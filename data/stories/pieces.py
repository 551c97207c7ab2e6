#!/usr/bin/env python3
"""Makes src/ledger/pieces.inc: the pieces that a ledger's texts are written in.

    build/bench_pieces 56 < TEXTS | python3 data/stories/pieces.py 14336 > src/ledger/pieces.inc

bench/pieces.c finds the pieces and how often each is used; here the 128 used most get codes of one
byte (no names, which are of their time: what is no piece in small letters), so many of those that save most codes of two, among them every byte alone. Both lists are in
order of their bytes."""
import sys

ONES = 128


def read(lines):
    for line in lines:
        cost, count, words = line.split()
        yield int(cost), int(count), bytes.fromhex(words)


def literal(text):
    return '"' + "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in text) + '"'


def table(name, words):
    row = f"static const piece {name}[] = {{"
    for one in (f" {{ {len(w)}, {literal(w)} }}," for w in sorted(words)):
        if len(row) + len(one) > 100:
            print(row)
            row = "   "
        row += one
    print(row + "\n};")


def main():
    pieces = list(read(sys.stdin))
    known = {p[2] for p in pieces}
    often = [p for p in sorted(pieces, key=lambda p: (-p[1], p[2])) if p[2].lower() in known]
    ones = {p[2] for p in often[:ONES]}
    rest = [p for p in pieces if p[2] not in ones and len(p[2]) > 1]
    rest.sort(key=lambda p: (-p[1] * (len(p[2]) - 1.3), p[2]))
    bytes_alone = {bytes([i]) for i in range(256)} - ones
    print("/* Made by data/stories/pieces.py; sources and terms are named in data/README.md. */")
    table("ones", ones)
    table("twos", bytes_alone | {p[2] for p in rest[:int(sys.argv[1]) - len(bytes_alone)]})


main()
