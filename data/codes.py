#!/usr/bin/env python3
"""Makes the tables of sectors: words for people and bodies, and names of bodies.

usage: codes.py words PHOENIX > ../src/record/sector_words.inc
       codes.py bodies PHOENIX > ../src/record/sector_bodies.inc

PHOENIX has the dictionaries that come with PETRARCH2 (Open Event Data Alliance, MIT):
Phoenix.agents.txt, Phoenix.International.actors.txt, Phoenix.MilNonState.actors.txt.
codes/words.txt has what they lack or code otherwise than PLOVER. The first three letters of a
code are kept, so that a sector is one of SECTORS; a phrase whose last words have its sector
already is left out. Of the bodies those of more than one state, of the press, and armed
groups without a state are kept, by names of at most four words, without people.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SECTORS = ("GOV MIL REB OPP PTY COP JUD SPY LEG MED EDU BUS CRM CVL LAB AGR HLH REF UAF JOU IGO NGO ELI REL "
           "RAD ENV HRI").split()
FOLDED = {"CHR": "REL", "MUS": "REL", "HIN": "REL", "JEW": "REL", "BUD": "REL", "SIK": "REL", "DEV": "GOV",
          "MNC": "BUS", "PPL": "CVL", "INS": "UAF", "SEP": "REB", "SET": "CVL"}
WORDS_MOST = 4
BODIES = set("organization organisation union bank fund agency council commission league program programme office "
             "forum community court association group committee nations world international court pact treaty "
             "conference alliance initiative cooperation development secretariat federation parliament television "
             "tv news radio network press alliance summit quartet mission force tribunal group peacekeepers".split())


def entries(path):
    """(line, code) of each line that is no remark."""
    with open(path, encoding="latin-1") as lines:
        for line in lines:
            line = line.split("#")[0].rstrip()
            if line.strip():
                found = re.search(r"\[~?([^\]]*)\]", line)
                yield re.sub(r"\[.*", "", line).rstrip(), found[1].strip() if found else ""


def plain(name):
    return " ".join(re.sub(r"\(.*?\)|\{.*?\}|[_.]", lambda m: " " if m[0] == "_" else "", name).lower().split())


def sector(code):
    code = FOLDED.get(code[:3], code[:3])
    return code if code in SECTORS else None


def own_words():
    found = {}
    with open(os.path.join(HERE, "codes", "words.txt"), encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                code, _, words = line.partition(":")
                for word in words.split(","):
                    found[word.strip()] = code.strip()
    return found


def words(folder):
    sets, found = {}, {}
    for name, code in entries(os.path.join(folder, "Phoenix.agents.txt")):
        if "=" in name:
            key, _, values = name.partition("=")
            sets[key.strip()] = [v.strip() for v in values.split(",")]
            continue
        names = [name]
        for key, values in sets.items():
            names = [n.replace(key, v) for n in names for v in (values if key in n else [""])]
        for each in names:
            if plain(each) and sector(code):
                found.setdefault(plain(each), sector(code))
    found.update(own_words())
    return {n: c for n, c in found.items() if len(n.split()) <= WORDS_MOST and c != "-"
            and not any(found.get(" ".join(n.split()[i:])) == c for i in range(1, len(n.split())))
            and not (found.get(n.split()[0]) == c and re.search(r" (of|for) ", n))}


def bodies(folder):
    found, code = {}, ""
    for part in ("International", "MilNonState"):
        for name, own in entries(os.path.join(folder, f"Phoenix.{part}.actors.txt")):
            code = own if own or not name.startswith("+") else code
            if part == "International" and code[:3] not in ("IGO", "MED"):
                continue
            kind = sector(code if part == "International" else code[3:6])
            name = plain(name.lstrip("+"))
            name = name[4:] if name.startswith("the ") else name
            if part == "International" and " " in name and not BODIES & set(name.split()):
                continue  # a person
            if kind and re.fullmatch(r"[a-z][a-z' -]+", name) and len(name.split()) <= WORDS_MOST and len(name) > 2:
                found.setdefault(name, kind)
    return found


def main(arguments):
    if len(arguments) != 2 or arguments[0] not in ("words", "bodies"):
        sys.exit(__doc__.split("\n\n")[1])
    table = (words if arguments[0] == "words" else bodies)(arguments[1])
    print(f"/* Made by data/codes.py {arguments[0]}. */")
    for name in sorted(table, key=lambda n: n.encode()):
        print(f'{{ "{name}", "{table[name]}" }},')


if __name__ == "__main__":
    main(sys.argv[1:])
