#!/usr/bin/env python3
"""Makes src/ledger/common_words.inc: how common English words are in news.

    python3 data/stories/common_words.py TEXTS.jsonl... > src/ledger/common_words.inc
    python3 data/stories/common_words.py --table src/ledger/common_words.inc
        > src/ledger/common_words_table.inc

TEXTS are JSON lines with "text" and, if they like, "title"; also compressed with xz. A word is
what src/ledger/terms.c cuts and brings to its stem; its rarity is ln(reports / reports that
hold it). Words in fewer than LEAST reports are left out, for those are all as good as unseen.
A line is "word c", where c is the rarity in steps of a quarter (A to Z, then a to z), sorted by
bytes. --check FILE says whether FILE is what would be made. --table tells where in the list each
word stands, by its hash.
"""
import collections
import json
import lzma
import math
import re
import string
import sys

LEAST = 6           # reports
SHORTEST = 200      # characters of a text: less is a flash or a table
LONGEST = 24        # bytes of a word
STEP = 4            # steps to one unit of ln
SLOTS = 32768       # of the table
LETTERS = string.ascii_uppercase + string.ascii_lowercase
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def stem(word):
    """As term_stem in src/ledger/terms.c."""
    word = word.lower().replace("’", "'")
    word = re.sub(r"'s$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("es") and word[-3] in "sxz":
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "su":
        return word[:-1]
    return word


def texts(paths):
    for path in paths:
        opener = lzma.open if path.endswith(".xz") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                text = (report.get("title") or "") + "\n" + report["text"]
                if len(text) >= SHORTEST:
                    yield text


def written(lines):
    """The lines as one C string, as many in a line of source as there is room for."""
    out, row = ["/* Made by data/stories/common_words.py; sources and terms are named in data/README.md. */"], ""
    for line in lines:
        if len(row) + len(line) + 2 > 96:
            out.append(f'"{row}"')
            row = ""
        row += line + "\\n"
    return "\n".join(out + [f'"{row}"']) + "\n"


def table(path):
    """SLOTS places of words in the list and 1, 0 where there is none; linear probing from FNV-1a."""
    source = open(path, encoding="utf-8").read()
    text = "".join(re.findall(r'^"(.*)"$', source, re.M)).replace("\\n", "\n")
    slots, at = [0] * SLOTS, 0
    for line in text.splitlines():
        place = 2166136261
        for byte in line[:line.index(" ")].encode():
            place = (place ^ byte) * 16777619 % 2**32
        while slots[place % SLOTS]:
            place += 1
        slots[place % SLOTS] = at + 1
        at += len(line) + 1
    numbers = [f"{n}," for n in slots]
    rows = [" ".join(numbers[i:i + 12]) for i in range(0, len(numbers), 12)]
    return "/* Made by data/stories/common_words.py --table. */\n" + "\n".join(rows) + "\n"


def main(arguments):
    if arguments[0] == "--table":
        sys.stdout.write(table(arguments[1]))
        return 0
    check = arguments[arguments.index("--check") + 1] if "--check" in arguments else None
    paths = [a for a in arguments if a not in ("--check", check)]
    reports, counts = 0, collections.Counter()
    for text in texts(paths):
        reports += 1
        counts.update({stem(w) for w in WORD.findall(text)})
    lines = []
    for word, count in counts.items():
        if count < LEAST or not word.isascii() or '"' in word or len(word) > LONGEST:
            continue
        lines.append(f"{word} {LETTERS[round(STEP * math.log(reports / count))]}")
    made = written(sorted(lines))
    if check:
        same = open(check, encoding="utf-8").read() == made
        print(f"{check}: {'as made' if same else 'DIFFERS'}; {len(lines)} words of {reports} reports")
        return 0 if same else 1
    sys.stdout.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
