#!/usr/bin/env python3
"""Makes src/world.svg, the base map: web/map.py FOLDER, the unpacked npm package world-atlas 2.0.2,
whose countries-110m.json holds Natural Earth's countries at 1:110 million (public domain).
One path of land and one of the borders between countries; x is the longitude, y Miller's
cylindrical projection of the latitude in degrees (as src/serve/view_map.c has it), to a tenth.
"""
import json
import math
import pathlib
import sys


def miller(lat):
    return -math.degrees(1.25 * math.log(math.tan(math.pi / 4 + 0.4 * math.radians(lat))))


def decode(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * sx + tx) * 10), round(miller(max(-85, y * sy + ty)) * 10)))
        yield points


def path(points, close):
    """Relative lines of the points, none of them twice; "" where nothing is left."""
    kept = [points[0]]
    for p in points[1:]:
        if p != kept[-1]:
            kept.append(p)
    if len(kept) < (4 if close else 2):
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(kept, kept[1:])]
    line = " ".join(f"{x},{y}" for x, y in (steps[:-1] if close else steps))
    return f"M{kept[0][0]},{kept[0][1]}l{line}" + ("z" if close else "")


def ring(arcs, numbers):
    points = []
    for n in numbers:
        part = arcs[n] if n >= 0 else arcs[~n][::-1]
        points += part if not points else part[1:]
    return points


def unrolled(points):
    """A ring that crosses 180 degrees goes on beyond them, and stands at both ends of the map."""
    x, out = points[0][0], []
    for (px, py), (qx, _) in zip(points, [points[0]] + points):
        step = px - qx
        x += step - 3600 if step > 1800 else step + 3600 if step < -1800 else step
        out.append((x, py))
    if all(-1800 <= x <= 1800 for x, _ in out):
        return [out]
    aside = -3600 if max(x for x, _ in out) > 1800 else 3600
    return [out, [(x + aside, y) for x, y in out]]


def main():
    topology = json.loads((pathlib.Path(sys.argv[1]) / "countries-110m.json").read_text())
    arcs = list(decode(topology))
    uses = {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for n in (n for polygon in polygons for r in polygon for n in r):
            uses[max(n, ~n)] = uses.get(max(n, ~n), 0) + 1
    land = topology["objects"]["land"]["geometries"][0]["arcs"]
    rings = [part for polygon in land for r in polygon for part in unrolled(ring(arcs, r))]
    rings = [r for r in rings if min(y for _, y in r) < 700]  # all but Antarctica
    borders = [path(arcs[n], False) for n, count in sorted(uses.items()) if count > 1]
    out = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -1300 3600 2100">'
           f'<path id="land" d="{"".join(path(r, True) for r in rings)}"/>'
           f'<path id="borders" fill="none" d="{"".join(borders)}"/></svg>\n')
    (pathlib.Path(__file__).parent / "src" / "world.svg").write_text(out)


if __name__ == "__main__":
    main()
