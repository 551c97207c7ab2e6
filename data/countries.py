#!/usr/bin/env python3
"""data/countries.py [JSON] > src/api/countries.inc

The two letters of each country's three, in order: ISO 3166-1 out of Debian's package iso-codes,
and XK, which is Kosovo's by the leave that the standard gives to its users.
"""
import json
import sys


def main(path="/usr/share/iso-codes/json/iso_3166-1.json"):
    with open(path, encoding="utf-8") as file:
        codes = {c["alpha_3"]: c["alpha_2"] for c in json.load(file)["3166-1"]}
    codes["XKX"] = "XK"
    print("/* Made by data/countries.py. */")
    words = [f'"{three}{two.lower()}",' for three, two in sorted(codes.items())]
    for i in range(0, len(words), 10):
        print(" ".join(words[i:i + 10]))


if __name__ == "__main__":
    main(*sys.argv[1:])
