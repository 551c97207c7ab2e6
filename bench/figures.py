"""Tables of figures, for the terminal and for docs/figures.md.

docs/figures.md has one section for each benchmark; a run with --write replaces its own
section and leaves the other as it is.
"""
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(ROOT, "docs", "figures.md")
SECTIONS = ("Accuracy", "Slices", "Speed", "Ledger", "Desk", "Watches", "Service")
INTRODUCTION = """# Figures

Written by `bench/accuracy`, `bench/slices`, `bench/speed`, `bench/ledger`, `bench/desk`, `bench/watches` and `bench/serve` with `--write`; do not edit. What the sets are
and what the scorers count is told in `models/README.md` and in the scorers' own first lines.
"""


def git(*arguments):
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True)
    return done.stdout.strip()


def commit():
    """The commit that was measured; "+" where src, models or data have changes beside it."""
    changed = git("status", "--porcelain", "--untracked-files=no", "--", "src", "models", "data")
    return git("rev-parse", "--short=10", "HEAD") + ("+" if changed else "")


def shown(value):
    return "–" if value is None else f"{value:.1f}"


def verdict(value, least):
    if least is None:
        return ""
    if value is None:
        return "not there yet"
    return "reached" if value >= least - 1e-9 else f"{least - value:.1f} short"


def plain_accuracy(kept):
    names = "".join(f" {name.split('-')[1]:>8}" for name in kept["weights"])
    yield f"{'set':12} {'what':36}{names} {'least':>6}  {'':14} peers"
    for name, what, values, least, peers in kept["rows"]:
        got = "".join(f" {shown(value):>8}" for value in values)
        yield (f"{name:12} {what:36}{got} {shown(least):>6}  "
               f"{verdict(values[0], least):14} {peers}").rstrip()


def accuracy_section(kept):
    """Lines of the section, from what bench/accuracy keeps of a run."""
    names = " and ".join(f"`{name}`" for name in kept["weights"])
    yield (f"Percent, on the dev halves of the gold sets. Measured at commit `{kept['commit']}` "
           f"with the weights {names}; the first are the default.")
    yield ""
    yield f"| set | what | {' | '.join(n.split('-')[1] for n in kept['weights'])} | least wanted | peers |"
    yield "|---|---|" + "---|" * len(kept["weights"]) + "---|---|"
    before = None
    for name, what, values, least, peers in kept["rows"]:
        got = " | ".join(shown(value) for value in values)
        yield f"| {name if name != before else ''} | {what} | {got} | {shown(least)} | {peers} |"
        before = name


def sections():
    """The page's sections by their headings; the introduction is not kept."""
    if not os.path.exists(PAGE):
        return {}
    with open(PAGE, encoding="utf-8") as page:
        parts = re.split(r"^## (.*)\n", page.read(), flags=re.M)
    return {name: body.strip("\n") for name, body in zip(parts[1::2], parts[2::2])}


def write_section(name, lines):
    kept = sections()
    kept[name] = "\n".join(lines)
    body = [f"## {s}\n\n{kept[s]}\n" for s in SECTIONS if s in kept]
    with open(PAGE, "w", encoding="utf-8") as page:
        page.write("\n".join([INTRODUCTION, *body]))


# ---- speed ----

def speed_rows(kept):
    """(what, figure, bar, beside, commit) of everything that bench/speed has measured."""
    for part, rows in (("words", words_rows), ("corenlp", corenlp_rows), ("parts", parts_rows),
                       ("start", start_rows), ("memory", memory_rows), ("pages", pages_rows)):
        if part in kept:
            for row in rows(kept[part]):
                yield (*row, kept[part].get("commit", ""))


def words_rows(w):
    ours, theirs = w["onrecord"], w.get("spaCy sm")
    beside = f"spaCy sm {theirs['words_per_cpu_s']:.0f}" if theirs else ""
    yield "words to record, a second of one core", f"{ours['words_per_cpu_s']:.0f}", "", beside
    if theirs:
        yield ("the same beside spaCy's pipeline", f"{w['ratio']:.1f}×", "at least 8×",
               f"by wall time {w['wall_ratio']:.1f}×; {w['rounds']} rounds in turns")


def corenlp_rows(c):
    yield ("words a second beside CoreNLP to quotations", f"{c['ratio']:.0f}×", "at least 150×",
           f"CoreNLP {c['CoreNLP']['words_per_cpu_s']:.0f} words/s, loading not counted")


def parts_rows(p):
    costly = sorted(("places", "quantities", "expectations", "silences", "voice", "events"),
                    key=lambda name: -p[name])[:3]
    beside = ", ".join(f"{name} {100 * p[name] / p['read']:.0f} %" for name in costly)
    yield ("the whole record beside reading alone", f"{100 * (p['ratio'] - 1):.0f} % more",
           "at most 25 %", beside)


def start_rows(s):
    yield ("start to the record of a 300-word report", f"{s['wall_ms']:.0f} ms", "at most 50 ms",
           f"least {s['least_wall_ms']:.0f} ms; processor {s['cpu_ms']:.0f} ms")


def memory_rows(m):
    yield "peak memory, one report of 5 MB", f"{m['large_mb']:.0f} MB", "at most 120 MB", ""
    yield (f"peak memory, a stream of {m['reports']} reports", f"{m['stream_mb']:.0f} MB",
           "at most 120 MB", f"growth after the first tenth {m['growth_mb']:.1f} MB")


def pages_rows(p):
    ours = p["onrecord"]
    theirs = {n: v for n, v in p.items() if isinstance(v, dict) and n not in ("onrecord", "read")}
    beside = "; ".join(f"{n} {v['pages_per_s']:.0f}" for n, v in theirs.items())
    yield "pages to articles, a second of one core", f"{ours['pages_per_s']:.0f}", "", beside
    if "trafilatura" in theirs:
        ratio = ours["pages_per_s"] / theirs["trafilatura"]["pages_per_s"]
        yield "the same beside trafilatura", f"{ratio:.0f}×", "at least 6×", ""
    if "peak_mb" not in ours:
        return
    beside = "; ".join(f"{n} {v['peak_mb']:.0f} MB" for n, v in theirs.items())
    yield "peak memory, pages to articles", f"{ours['peak_mb']:.0f} MB", "at most 60 MB", beside
    yield "peak memory, pages to records", f"{p['read']['peak_mb']:.0f} MB", "at most 60 MB", ""


def plain_speed(rows):
    for what, figure, bar, beside, _ in rows:
        yield f"{what:46} {figure:>10}  {bar:14} {beside}".rstrip()


def table(rows):
    """The end of a section: a line a figure."""
    yield ""
    yield "| what | onrecord | bar | beside | commit |"
    yield "|---|---|---|---|---|"
    for what, figure, bar, beside, at in rows:
        yield f"| {what} | {figure} | {bar} | {beside} | `{at}` |"


def speed_section(rows):
    yield "One pinned core; each row at the commit that it names."
    yield from table(rows)


# ---- the ledger ----

def ledger_rows(kept):
    """(what, figure, bar, beside, commit) of everything that bench/ledger has measured."""
    for part, rows in (("size", size_rows), ("adding", adding_rows), ("asking", asking_rows),
                       ("merging", merging_rows)):
        if part in kept:
            for row in rows(kept[part]):
                yield (*row, kept[part].get("commit", ""))


def size_rows(kept):
    for name in ("synthetic", "news"):
        if name in kept:
            s = kept[name]
            yield (f"{name}: file less texts by zstd, beside the texts", f"{s['less']:.2f}×", "at most 1.5×",
                   f"{s['reports']:,} reports; file {s['times']:.2f}×, texts by zstd {s['zstd']:.2f}×; "
                   f"each text packed alone {s['zstd_alone']:.2f}×, and then {s['less_alone']:.2f}×")


def adding_rows(a):
    for key, count in (("add_s", 0), ("add_large_s", a["large"])):
        into = f"a ledger of {count:,}" if count else "a new ledger"
        yield (f"adding {a['reports']:,} reports to {into}", f"{100 * (a[key] / a['read_s'] - 1):+.0f} %",
               "at most +30 %", f"reading alone {1000 * a['read_s'] / a['reports']:.1f} ms a report")
    if a.get("tenths"):
        yield ("storing a report, first and last tenth of it",
               f"{a['tenths'][0]['add_ms']:.2f}, {a['tenths'][-1]['add_ms']:.2f} ms", "", "without reading")


def asking_rows(a):
    yield (f"1,000 questions to {a['reports']:,} reports, median", f"{a['median_ms']:.1f} ms", "at most 20 ms",
           "50 rows each; one open process")
    yield ("the same, 99th percentile", f"{a['p99_ms']:.1f} ms", "at most 100 ms", f"slowest {a['most_ms']:.0f} ms")
    slowest = max(a["count_ms"], key=a["count_ms"].get)
    yield ("counts without a filter, the slowest", f"{a['count_ms'][slowest]:.0f} ms", "at most 500 ms", slowest)


def merging_rows(m):
    yield (f"two ledgers of {m['reports']:,}, merged both ways, or one of both",
           f"{len(set(m['digests']))} digest" + "s" * (len(set(m["digests"])) > 1), "the same",
           f"{m['shared']:,} reports in both; {m['cpu_s']:.0f} s to merge")


def ledger_section(rows, note=None):
    yield ("Synthetic reports unless said otherwise (`bench/synthetic.h`); one pinned core; each row at the "
           "commit that it names.")
    yield from table(rows)
    if note:
        yield ""
        yield note


# ---- the desk ----

def desk_rows(d):
    """(what, figure, bar, beside, commit) of what bench/desk has measured."""
    beside = f"{d['asked']} requests in {d['seconds']:.0f} s, all answered 304"
    yield (f"following {d['feeds']:,} feeds that do not change, every {d['every']}: memory", f"{d['mb']:.0f} MB",
           "below 50 MB", f"its own {d['own_mb']:.0f} MB; {d['peak_mb']:.0f} MB at most while it read with the {d['weights']} "
           "weights", d["commit"])
    yield "the same: processor", f"{d['core_percent']:.2f} % of a core", "below 1 %", beside, d["commit"]


def desk_section(rows):
    yield "Over loopback, without TLS; `bench/desk` says how."
    yield from table(rows)


# ---- the service ----

def service_rows(kept):
    """(what, figure, bar, beside, commit) of what bench/serve has measured."""
    s = kept["serving"]
    for kind, t in s["kinds"].items():
        yield (f"{kind}, median", f"{t['median_ms']:.1f} ms", "under 20 ms", "", s["commit"])
        yield (f"{kind}, 99th percentile", f"{t['p99_ms']:.1f} ms", "under 100 ms", "", s["commit"])
    yield ("peak memory", f"{s['peak_mb']:.0f} MB", "under 200 MB",
           f"{s['answers']:,} answers, {s['bad']} of them no 200; {s['added']:,} reports added meanwhile", s["commit"])


def service_section(rows):
    yield ("`bench/serve`: 100,000 synthetic reports, 50 clients that ask again after half a second in the mean, while"
           " `onrecord add` reads and adds more on one thread; two cores for the service, the adding and the clients.")
    yield from table(rows)


# ---- watches ----

def yes(value):
    return "not looked" if value is None else "yes" if value else "NO"


def watches_rows(g):
    """(what, figure, bar, beside) of what bench/watches has counted."""
    kinds = ", ".join(f"{name} {n}" for name, n in g["kinds"].items())
    yield "articles, replayed twice", g["articles"], "", f"{g['runs']} processes, {g['kills']} of them killed"
    yield "alerts of a watch of everything", g["alerts_of_one"], "", kinds
    yield "alerts that entered the outbox twice", g["twice_in_outbox"], "0", f"of {g['alerts']}, four watches"
    yield "statements told as new twice by one watch", g["facts_twice"], "0", f"of {g['facts']}"
    yield "stories with more alerts than new facts", g["stories_over"], "0", f"of {g['stories']}"
    yield ("alerts other than those of an undisturbed run", g["not_in_calm"] + g["only_in_calm"], "",
           f"of {g['calm']} on statements, all articles at once")
    yield "left in the outbox", g["waiting"], "0", ""
    yield ("Atom: alerts that its reader missed, ids that are none", f"{g['feed_lost']}, {g['feed_strange']}", "0, 0",
           f"{g['feed_reads']} states of the feed read")
    yield "Atom: breaches of RFC 4287", g["feed_problems"], "0", f"feedparser reads all of it: {yes(g['feedparser'])}"
    yield ("webhook that fails 3 times in 10: missed, ids that are none", f"{g['hook_lost']}, {g['hook_strange']}", "0, 0",
           f"{g['hook_requests']} requests, {g['hook_refused']} failed; {g['hook_again']} repeats to drop by id")
    yield "webhook: signatures that do not hold", g["unsigned"], "0", f"standardwebhooks takes them: {yes(g['standardwebhooks'])}"
    yield ("mail: missed, sent again", f"{g['mail_lost']}, {g['mail_again']}", "0, –",
           f"{g['mail_unexplained']} of the latter without a kill between sending and noting")
    yield "command: missed, run again", f"{g['command_lost']}, {g['command_again']}", "0, –", ""
    yield ("calendar: entries that stand in it twice, that went back", f"{g['calendar_doubled']}, {g['calendar_back']}", "0, 0",
           f"{g['calendar']} entries, {g['calendar_reads']} states read; icalendar reads all of it: {yes(g['icalendar'])}")


def watches_section(g):
    yield (f"The dated articles of `stories`, in order of publication, {g['kills']} kills (SIGKILL) on the way; "
           f"measured at commit `{g['commit']}`.")
    yield ""
    yield "| what | figure | bar | |"
    yield "|---|---|---|---|"
    for what, figure, bar, beside in watches_rows(g):
        yield f"| {what} | {figure} | {bar} | {beside} |"
