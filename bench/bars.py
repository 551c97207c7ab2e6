"""What is measured, the least that is wanted, and what others reach. In percent.

A row names a gold set of gold.py, what is shown, where its scorer's JSON has the figure, the
least wanted, and peers' figures: as measured on the same sets, or published where it says so
(HeidelTime, SUTime, CofeNet, Stanza on the held-out or published test halves).
"""
from collections import namedtuple

Row = namedtuple("Row", "set what path least peers")


def share(figures, capabilities, rate, count):
    """The rate over several capabilities of checks, each weighed by its count of assertions."""
    chosen = [f for name, f in figures.items() if name in capabilities and f[count]]
    n = sum(f[count] for f in chosen)
    return sum(f[rate] * f[count] for f in chosen) / n if n else None


READ = ("statement-indirect", "statement-direct", "statement-none", "speaker-resolution",
        "addressee", "channel", "act", "times")


def read_to_find(figures):
    return share(figures, READ, "to_find_rate", "to_find")


def read_near_misses(figures):
    return share(figures, READ, "near_miss_rate", "near_misses")


def weakest_to_find(figures):
    return min(f["to_find_rate"] for f in figures.values() if f["to_find_rate"] is not None)


ROWS = [
    Row("attribution", "source, exact spans", "exact.source.f1", 77,
        "CofeNet with BERT 83.2, without 73.3 (published); Gender Gap Tracker 54.1; CoreNLP 24.7"),
    Row("attribution", "cue", "exact.cue.f1", 71,
        "CofeNet 75.3, 66.2; Gender Gap Tracker 48.3; CoreNLP –"),
    Row("attribution", "content", "exact.content.f1", 64.5,
        "CofeNet 72.9, 63.6; Gender Gap Tracker 27.1; CoreNLP 34.3"),
    Row("attribution", "whole attributions", "attribution.f1", None,
        "Gender Gap Tracker 40.3; Citron 35.7; CoreNLP 17.2"),
    Row("entities", "9 classes, micro", "micro.f1", 78,
        "spaCy sm 55.3, boundaries adapted 63.9; CoreNLP, 3 classes 76.6"),
    Row("ewt", "EWT sentences", "sentences.f1", 78, "spaCy sm 65.1"),
    Row("ewt", "EWT tokens", "tokens.f1", 98.5, "spaCy sm 97.4"),
    Row("ewt", "EWT word classes", "upos.f1", 94.5, "spaCy sm 90.5"),
    Row("ewt", "EWT UAS", "uas.f1", 83, "Stanza 86.2 (published); CoreNLP 78.2 on gold tokens"),
    Row("ewt", "EWT LAS", "las.f1", 79, "Stanza 83.6 (published); CoreNLP 73.7 on gold tokens"),
    Row("gum", "GUM sentences", "sentences.f1", 85, "spaCy sm 80.3"),
    Row("gum", "GUM tokens", "tokens.f1", None, "spaCy sm 99.4"),
    Row("gum", "GUM word classes", "upos.f1", None, "spaCy sm 94.3"),
    Row("gum", "GUM UAS", "uas.f1", None, ""),
    Row("gum", "GUM LAS", "las.f1", None, ""),
    Row("times", "found (relaxed)", "relaxed.f1", 91, "HeidelTime 90.7; SUTime 89.4"),
    Row("times", "value", "value.f1", 80, "HeidelTime 78.1; SUTime 68.1"),
    Row("coref", "people and bodies, CoNLL", "conll", 58, "CoreNLP 57.1, given the tokens"),
    Row("record", "statements found", "parts.statements.found.f1", 70, ""),
    Row("record", "statements, all facts", "parts.statements.all facts.f1", 50, ""),
    Row("record", "speaker, of the found", "parts.statements.speaker.f1", 75, ""),
    Row("record", "addressees, of the found", "parts.statements.addressees.f1", None, ""),
    Row("record", "channel, of the found", "parts.statements.channel kind.f1", None, ""),
    Row("record", "act, of the found", "parts.statements.act.f1", None, ""),
    Row("record", "expectations found", "parts.expectations.found.f1", 55, ""),
    Row("record", "silences found", "parts.silences.found.f1", None, ""),
    Row("record", "times found", "parts.times.found.f1", None, ""),
    Row("record", "quantities found", "parts.quantities.found.f1", 75, ""),
    Row("record", "voice found", "parts.voice.found.f1", 35, ""),
    Row("record", "main event found", "parts.main event.found.f1", 60, ""),
    Row("record", "all facts of all parts", "record_f1", 60, ""),
    Row("checks", "reading: to find", read_to_find, 50, ""),
    Row("checks", "reading: near misses kept out", read_near_misses, 88, ""),
    Row("checks", "all: to find", "all.to_find_rate", 60, ""),
    Row("checks", "all: near misses kept out", "all.near_miss_rate", 90, ""),
    Row("checks", "weakest capability, to find", weakest_to_find, 30, ""),
    Row("articles", "segments", "f1", None,
        "trafilatura 93.2; readability.js 90.2; newspaper4k 84.5"),
    Row("metadata", "title", "title.f1", None, "trafilatura 63.9"),
    Row("metadata", "authors", "author.f1", None, "trafilatura 69.0"),
    Row("metadata", "date", "date.f1", None, "trafilatura 88.5"),
    Row("events", "PLOVER type", "type.f1", 66, "linear SVM 58.8; UniversalPetrarch 50.1"),
    Row("events", "quad class", "quad.f1", 80, "SVM 72.8 to 76.0; UniversalPetrarch 63.6"),
    Row("events", "actors", "actors.f1", 78, "keyword 79; PETRARCH2 60"),
    Row("events", "recipients", "recipients.f1", 66, "keyword 69; PETRARCH2 48"),
    Row("events", "dyads", "dyad.f1", 40, "keyword 31; PETRARCH2 30"),
    Row("event table", "actors, by the name that our tables tell", "actors.f1", None, ""),
    Row("event table", "recipients, by name", "recipients.f1", None, ""),
    Row("event table", "dyads, by name", "dyad.f1", None, ""),
    Row("mainevents", "who, what, when, where", "4w.f1", 62, "the title alone 57.9"),
    Row("lgl", "LGL, found and within 161 km", "end_to_end_overlap.f1", 56, ""),
    Row("geovirus", "GeoVirus, found and within 161 km", "end_to_end_overlap.f1", 70, ""),
    Row("stories", "B-cubed", "bcubed_f1", 96, "MiniLM vectors 96.7; TF-IDF single pass 95.9"),
]
