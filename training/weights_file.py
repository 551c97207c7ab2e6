"""Writes and reads the weights file of docs/weights.md, and computes with it as the C does.

    write("models/english-fast.onrw", "english-fast-1", state, forms)
    m = Weights("models/english-fast.onrw")
    z = m.encode(word, gram, shape, flag)       # one window; int8, as the C's last layer

`state` maps the names of training/network.py to float32 arrays (a state_dict turned into
numpy); `forms` are the words of rows 1, 2, ... Needs numpy and libxxhash.
"""
import argparse
import ctypes
import ctypes.util
import math
import struct

import numpy as np

MAGIC, VERSION, ALIGN = b"ONRMODEL", 1, 64
INT8, FLOAT32, UINT32, BYTES, PACKED = 1, 2, 3, 4, 5
DTYPES = {INT8: np.int8, FLOAT32: np.float32, UINT32: np.uint32, BYTES: np.uint8, PACKED: np.int8}
UPOS, ENTITIES, ROLES, DEPRELS, FLAGS, GRAMS, PROBES = 17, 9, 3, 42, 64, 7, 64
HEADS, PLACES = 12, 512                          # of a layer of MiniLM; vectors of a window
TANH_MOST = np.float32(5.2)
TANH_N = [np.float32(v) for v in (0.9997656941413879, 0.1010449230670929, 0.0006356076919473708)]
TANH_D = [np.float32(v) for v in (0.4337151050567627, 0.012439950369298458)]
GELU_MOST = np.float32(4)
GELU = [np.float32(v) for v in (0.39788336, -0.06457311, 8.772388e-3, -8.140155e-4, 4.7955527e-5, -1.5986029e-6, 2.2781453e-8)]
HALF, ONE, STEP = np.float32(0.5), np.float32(1), np.float32(1) / np.float32(127)

_xxhash = ctypes.CDLL(ctypes.util.find_library("xxhash") or "libxxhash.so.0")
_xxhash.XXH3_64bits.restype = ctypes.c_uint64
_xxhash.XXH3_64bits.argtypes = [ctypes.c_char_p, ctypes.c_size_t]


def xxh3(data):
    return _xxhash.XXH3_64bits(data, len(data))


def padded(n, to=16):
    return (n + to - 1) // to * to


# ---- quantising ---------------------------------------------------------------

def quantise_table(w):
    """int8 rows with one scale: the one of sixty clippings with the least squared error."""
    w = np.asarray(w, np.float32)
    most = float(np.abs(w).max()) or 1.0
    sample = w if len(w) <= 4096 else w[:: len(w) // 4096]

    def error(scale):
        return float(((np.clip(np.rint(sample / scale), -127, 127) * scale - sample) ** 2).sum())
    scale = min((most / 127 * share for share in np.linspace(0.4, 1.0, 61)), key=error)
    return np.clip(np.rint(w / np.float32(scale)), -127, 127).astype(np.int8), np.float32(scale)


def quantise_rows(w):
    """int8 [rows][columns] and a scale a row, within the limit on pairs of docs/weights.md."""
    w = np.asarray(w, np.float32)
    pairs = w.reshape(len(w), -1, 2)
    same = np.maximum(np.clip(pairs, 0, None).sum(2), np.clip(-pairs, 0, None).sum(2)).max(1)
    scale = np.maximum(np.abs(w).max(1) / 127, same / 128).astype(np.float32)
    safe = np.where(scale > 0, scale, 1)
    q = np.clip(np.rint(w / safe[:, None]), -127, 127).astype(np.int32).reshape(len(w), -1, 2)
    for sign in (1, -1):                         # rounding may have added one too many
        over = np.clip(sign * q, 0, None).sum(2) - 128
        larger = np.abs(q).argmax(2)
        r, p = np.nonzero(over > 0)
        q[r, p, larger[r, p]] -= sign * over[r, p]
    return q.reshape(w.shape).astype(np.int8), np.where(scale > 0, scale, 0).astype(np.float32)


def pack(q):
    rows, columns = q.shape
    full = np.zeros((padded(rows), columns), np.int8)
    full[:rows] = q
    return np.ascontiguousarray(full.reshape(-1, 16, columns // 4, 4).transpose(0, 2, 1, 3))


def unpack(data, rows, columns):
    q = data.reshape(-1, columns // 4, 16, 4).transpose(0, 2, 1, 3).reshape(-1, columns)
    return np.ascontiguousarray(q)               # with the zero rows


# ---- writing ------------------------------------------------------------------

class Writer:
    def __init__(self, name):
        self.name, self.tensors = name.encode("ascii"), []
        assert 0 < len(self.name) < 32 and self.name.decode().isprintable()

    def add(self, name, kind, array, dims=None):
        array = np.ascontiguousarray(array, DTYPES[kind])
        assert kind != FLOAT32 or np.isfinite(array).all(), name
        dims = list(dims or array.shape)
        self.tensors.append((name.encode(), kind, dims + [1] * (3 - len(dims)), array.tobytes()))

    def floats(self, name, array):
        self.add(name, FLOAT32, np.asarray(array, np.float32).reshape(-1))

    def square(self, name, array):
        self.add(name, FLOAT32, array)

    def matrix(self, name, w, bias=None, order=None, factor=None):
        """w [rows][columns]; order permutes rows; factor is a number a row for scale and bias."""
        w = np.asarray(w, np.float32)
        q, scale = quantise_rows(w)
        bias = None if bias is None else np.asarray(bias, np.float32)
        if factor is not None:
            scale, bias = scale * factor, None if bias is None else bias * factor
        if order is not None:
            q, scale, bias = q[order], scale[order], None if bias is None else bias[order]
        more = padded(len(w)) - len(w)
        self.add(name, PACKED, pack(q), [len(w), w.shape[1]])
        self.floats(name + ".scale", np.pad(scale, (0, more)))
        if bias is not None:
            self.floats(name + ".bias", np.pad(bias, (0, more)))

    def bytes(self):
        table, body = b"", b""
        first = padded(64 + 64 * len(self.tensors), ALIGN)
        for name, kind, dims, data in self.tensors:
            table += struct.pack("<32sI3IQQ", name, kind, *dims, first + len(body), len(data))
            body += data + bytes(padded(len(data), ALIGN) - len(data))
        rest = table + bytes(first - 64 - len(table)) + body
        head = struct.pack("<8sIIQQ32s", MAGIC, VERSION, len(self.tensors), 64 + len(rest), xxh3(rest), self.name)
        return head + rest


def add_vocabulary(out, forms, name="vocabulary"):
    """Rows 1, 2, ... in the order given."""
    data = [f.encode() if isinstance(f, str) else f for f in forms]
    assert len(set(data)) == len(data) and all(data)
    count = 2
    while count < 2 * len(data):
        count *= 2
    slots = np.zeros((count, 2), np.uint32)
    for row, form in enumerate(data, 1):
        hashed = xxh3(form)
        for probe in range(PROBES):
            slot = (hashed + probe) % count
            if slots[slot, 0] == 0:
                slots[slot] = row, hashed >> 32
                break
        else:
            raise ValueError(f"no slot for {form!r}")
    out.add(name + ".slots", UINT32, slots)
    out.add(name + ".starts", UINT32, np.cumsum([0, 0] + [len(f) for f in data]))
    out.add(name + ".text", BYTES, np.frombuffer(b"".join(data), np.uint8))


def add_tables(out, state, before=""):
    """before: of the names of tables that a transformer has too."""
    word = state.get("word.weight")
    if word is None:
        word = state["tables.vectors"] @ state["tables.project.weight"].T + state["tables.own.weight"]
    scales = []
    names = (("gram", "gram"), (before + "shape", "shape"), (before + "flag", "flag"))
    for name, w in (("word", word), *((to, state[f"tables.{n}.weight"]) for to, n in names)):
        q, scale = quantise_table(w)
        out.add(name, INT8, q)
        scales.append(scale)
    out.floats("table.scale", scales)


def gate_order(hidden):
    """i, f, g, o of units 0 to 15, then of 16 to 31, ..."""
    unit = np.arange(hidden).reshape(-1, 1, 16)
    return (unit + hidden * np.arange(4).reshape(1, 4, 1)).reshape(-1)


def add_lstm(out, name, cell, state):
    hidden = state[cell + ".weight_hh_l0"].shape[1]
    order = gate_order(hidden)
    factor = np.repeat(np.float32([0.5, 0.5, 1, 0.5]), hidden)
    bias = state[cell + ".bias_ih_l0"] + state[cell + ".bias_hh_l0"]
    out.matrix(name + ".input", state[cell + ".weight_ih_l0"], bias, order, factor)
    out.matrix(name + ".hidden", state[cell + ".weight_hh_l0"], None, order, factor)


def add_conv(out, state):
    w, width = state["conv.weight"], len(state["conv.bias"])
    if w.ndim == 3:                              # nn.Conv1d: [D][D][3]
        w = w.transpose(0, 2, 1).reshape(width, 3 * width)
    w = np.concatenate([w[:, i * width:(i + 1) * width] for i in range(3)])
    none = np.zeros(width, np.float32)
    out.matrix("conv", w, np.concatenate([none, state["conv.bias"], none]))


def quantise_each(w):
    """int8 rows, each with its scale."""
    scale = (np.abs(w).max(1) / np.float32(127)).astype(np.float32)
    safe = np.where(scale > 0, scale, 1)
    return np.rint(w / safe[:, None]).astype(np.int8), scale


def add_encoder(out, state, heads):
    """A transformer (teacher.py); queries take the root of a head's width with them."""
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("bert.layers."))
    width = state["bert.word.weight"].shape[1]
    out.add("encoder", UINT32, np.array([layers, heads]))
    tables = (("piece", state["bert.word.weight"]), ("place", state["bert.place.weight"] + state["bert.kind"]),
              ("shape", state["shape.weight"]), ("flag", state["flag.weight"]))
    for name, w in tables:
        q, scale = quantise_each(w)
        out.add(name, INT8, q)
        out.floats(name + ".scale", scale)

    def norm(name, source):
        out.floats(name + ".gain", state[source + ".weight"])
        out.floats(name + ".bias", state[source + ".bias"])
    norm("first", "bert.norm")
    less = np.float32((width // heads) ** -0.5)
    for i in range(layers):
        own, to = f"bert.layers.{i}.", f"layer{i}."
        w, b = ([state[f"{own}{n}.{kind}"] for n in ("query", "key", "value")] for kind in ("weight", "bias"))
        out.matrix(to + "look", np.concatenate([w[0] * less, *w[1:]]), np.concatenate([b[0] * less, *b[1:]]))
        for name in ("mix", "inner", "out"):
            out.matrix(to + name, state[f"{own}{name}.weight"], state[f"{own}{name}.bias"])
        norm(to + "mixed", own + "norm_mix")
        norm(to + "left", own + "norm_out")


def add_heads(out, state):
    def linear(name):
        out.matrix(name, state[name + ".weight"], state[name + ".bias"])
    for name in ("upos", "sentence", "entity", "role"):
        linear(name)
    for name in ("entity", "role"):
        out.square(name + ".step", state[name + "_crf.step"])
        out.floats(name + ".start", state[name + "_crf.start"])
        out.floats(name + ".end", state[name + "_crf.end"])
    for name in ("dep", "head", "rel_dep", "rel_head", "link_span", "link_cue"):
        linear(name)
    arc = np.concatenate([state["arc"], state["arc_head"].reshape(1, -1)])
    out.matrix("arc", arc, np.zeros(len(arc)))
    out.floats("arc.root", np.concatenate([state["arc_root"].reshape(-1), state["arc_root_bias"].reshape(-1)]))
    add_relations(out, state["rel"], state["rel_from_dep.weight"])
    out.matrix("rel_label", state["rel_from_head.weight"], state["rel_from_dep.bias"])
    out.matrix("link", state["link"], np.zeros(len(state["link"])))
    out.floats("link.none", np.concatenate([state["link_none.weight"].reshape(-1), state["link_none.bias"].reshape(-1)]))
    out.floats("link.distance", state["link_distance"])


def add_relations(out, rel, from_dep):
    """Rows in the order of the dependent's state, 48 relations each (42 and zeros)."""
    labels, dep, head = rel.shape
    rows, bias = np.zeros((dep, padded(labels), head), np.float32), np.zeros((dep, padded(labels)), np.float32)
    rows[:, :labels], bias[:, :labels] = rel.transpose(1, 0, 2), from_dep.T
    out.matrix("rel", rows.reshape(-1, head), bias.reshape(-1))


def add_lstms(out, state, before=""):
    add_tables(out, state, before)
    add_conv(out, state)
    for layer in ("first", "second"):
        for direction in ("forward", "backward"):
            add_lstm(out, f"{layer}.{direction}", f"{layer}.{direction}_cell", state)


def even(state):
    """Of a transformer beside LSTMs: the same reader with states of one size, about that of the
    LSTMs', so that one scale suits both."""
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("bert.layers."))
    last, width, state = f"bert.layers.{layers - 1}.norm_out.", len(state["bert.kind"]), dict(state)
    factor = np.float32(0.9 / (3 * np.abs(state[last + "weight"]).mean()))     # few numbers lie past three deviations
    for part in ("weight", "bias"):
        state[last + part] = state[last + part] * factor
    for name in ("upos", "sentence", "entity", "role", "dep", "head", "rel_dep", "rel_head", "link_span", "link_cue"):
        w = np.array(state[name + ".weight"])
        w[:, :width] /= factor
        state[name + ".weight"] = w
    return state


def to_bytes(name, state, forms, threshold=0.5, heads=HEADS, words=None):
    """threshold: probability above which a sentence starts; words: the forms of the LSTMs beside
    a transformer, whose own forms are word pieces."""
    state = {k: np.asarray(v, np.float32) for k, v in state.items()}
    out = Writer(name)
    add_vocabulary(out, forms)
    if words is not None:
        state = even(state)
        add_vocabulary(out, words, "words")
        add_encoder(out, state, heads)
        add_lstms(out, state, "word.")
    elif "bert.kind" in state:
        add_encoder(out, state, heads)
    else:
        add_lstms(out, state)
    add_heads(out, state)
    out.floats("sentence.threshold", [math.log(threshold / (1 - threshold))])
    return out.bytes()


def write(path, name, state, forms, threshold=0.5, heads=HEADS, words=None):
    data = to_bytes(name, state, forms, threshold, heads, words)
    Weights(data)                                # reads what was written, before it is kept
    with open(path, "wb") as f:
        f.write(data)


# ---- reading, and the same arithmetic as the C --------------------------------

class Matrix:
    def __init__(self, q, scale, bias):
        self.q, self.scale, self.bias = q.astype(np.float64), scale, bias

    def sums(self, q):
        return (q.astype(np.float64) @ self.q.T).astype(np.float32)      # exact: below 2**24

    def product(self, q, scale):
        return (self.sums(q) * self.scale) * np.asarray(scale, np.float32).reshape(-1, 1) + self.bias


def quantise(x):
    most = np.abs(x).max(1)
    real = most >= np.float32(1e-20)
    inverse = np.where(real, np.float32(127) / np.where(real, most, ONE), np.float32(0)).astype(np.float32)
    return np.rint(x * inverse[:, None]).astype(np.int32), np.where(real, most * STEP, 0).astype(np.float32)


def tanh_parts(x):
    x = np.minimum(np.maximum(x, -TANH_MOST), TANH_MOST)
    y = x * x
    return x * ((TANH_N[2] * y + TANH_N[1]) * y + TANH_N[0]), (TANH_D[1] * y + TANH_D[0]) * y + ONE


def gelu(x):
    c = np.clip(x, -GELU_MOST, GELU_MOST)
    y, p = c * c, np.full_like(x, GELU[-1])
    for factor in GELU[-2::-1]:
        p = p * y + factor
    return x * (c * p + HALF)


class Weights:
    def __init__(self, source):
        data = source if isinstance(source, bytes) else open(source, "rb").read()
        magic, version, count, size, check, name = struct.unpack_from("<8sIIQQ32s", data)
        assert magic == MAGIC and version == VERSION and size == len(data), "no weights file of this version"
        assert check == xxh3(data[64:]), "the weights file is damaged"
        self.name, self.tensors, self.dims = name.rstrip(b"\0").decode(), {}, {}
        for i in range(count):
            label, kind, *dims, at, length = struct.unpack_from("<32sI3IQQ", data, 64 + 64 * i)
            label = label.rstrip(b"\0").decode()
            array = np.frombuffer(data, DTYPES[kind], length // np.dtype(DTYPES[kind]).itemsize, at)
            self.dims[label] = dims
            self.tensors[label] = unpack(array, *dims[:2]) if kind == PACKED else array.reshape(dims).squeeze()

    def matrix(self, name):
        bias = self.tensors.get(name + ".bias", np.float32(0))
        return Matrix(self.tensors[name], self.tensors[name + ".scale"], bias)

    def forms(self, name="vocabulary"):
        text, starts = self.tensors[name + ".text"].tobytes(), self.tensors[name + ".starts"]
        return [text[a:b].decode() for a, b in zip(starts[1:-1], starts[2:])]

    def rows(self, word, gram, shape, flag):
        t, (w, g, s, f) = self.tensors, self.tensors["table.scale"]
        grams = t["gram"][gram].astype(np.int32).sum(1).astype(np.float32)
        before = "word." if "word.shape" in t else ""
        one = [t[n][i].astype(np.float32) for n, i in (("word", word), (before + "shape", shape), (before + "flag", flag))]
        return ((w * one[0] + g * grams) + s * one[1]) + f * one[2]

    def convolve(self, x):
        p = self.matrix("conv").product(*quantise(x)).reshape(len(x), 3, -1)
        none = np.zeros_like(x[:1])
        before, after = np.concatenate([none, p[:-1, 0]]), np.concatenate([p[1:, 2], none])
        return x + np.maximum((before + p[:, 1]) + after, np.float32(0))

    def direction(self, name, q, scale):
        """One direction of one layer over a window: h as integers, 127 being 1."""
        given = self.matrix(name + ".input").product(q, scale)
        hidden = self.matrix(name + ".hidden")
        step, width = hidden.scale * STEP, len(hidden.scale) // 4
        c, h, out = np.zeros(width, np.float32), np.zeros(width, np.int32), np.zeros((len(q), width), np.int32)
        turn = range(len(q)) if name.endswith("forward") else reversed(range(len(q)))
        for t in turn:
            a = (hidden.sums(h[None])[0] * step + given[t]).reshape(-1, 4, 16)
            (ni, di), (nf, df), (ng, dg), (no, do) = (tanh_parts(a[:, k].reshape(-1)) for k in range(4))
            both = di * dg
            c = (HALF * ((c * (df + nf)) * both + ((di + ni) * ng) * df)) / (df * both)
            nc, dc = tanh_parts(c)
            h = np.rint(((HALF * ((do + no) * nc)) / (do * dc)) * np.float32(127)).astype(np.int32)
            out[t] = h
        return out

    def layer(self, name, q, scale):
        return np.concatenate([self.direction(f"{name}.{d}", q, scale) for d in ("forward", "backward")], 1)

    def encode(self, word, gram, shape, flag):
        """z [tokens][2H] of one window, as integers of step 1/127."""
        q, scale = quantise(self.convolve(self.rows(word, gram, shape, flag)))
        q = self.layer("first", q, scale)
        return self.layer("second", q, np.full(len(q), STEP))

    def table_rows(self, name, rows):
        return self.tensors[name][rows].astype(np.float32) * self.tensors[name + ".scale"][rows][:, None]

    def normalised(self, name, x):
        x = x - x.mean(1, keepdims=True)
        x = x / np.sqrt((x * x).mean(1, keepdims=True) + np.float32(1e-12))
        return x * self.tensors[name + ".gain"] + self.tensors[name + ".bias"]

    def attended(self, name, x, heads):
        queries, keys, values = np.split(self.matrix(name).product(*quantise(x)), 3, 1)
        out = []
        for part in np.split(np.arange(x.shape[1]), heads):
            near = queries[:, part] @ keys[:, part].T
            near = np.exp(near - near.max(1, keepdims=True))
            out.append(near / near.sum(1, keepdims=True) @ values[:, part])
        return np.concatenate(out, 1)

    def encode_pieces(self, form, shape, flag):
        """States of one window of word pieces, [CLS] and [SEP] among them, before they are quantised.
        Sums run in another order than the C's."""
        layers, heads = self.tensors["encoder"]
        tables = (("piece", form), ("place", np.arange(len(form))), ("shape", shape), ("flag", flag))
        x = self.normalised("first", sum(self.table_rows(*t) for t in tables))
        for i in range(layers):
            own = lambda name: f"layer{i}.{name}"
            x = self.normalised(own("mixed"), x + self.matrix(own("mix")).product(*quantise(self.attended(own("look"), x, heads))))
            inner = self.matrix(own("inner")).product(*quantise(x))
            x = self.normalised(own("left"), x + self.matrix(own("out")).product(*quantise(gelu(inner))))
        return x

    def head(self, name, z):
        """Scores of a head (padded rows and all): `upos`, `sentence`, `entity`, `role`, ..."""
        return self.matrix(name).product(z, np.full(len(z), STEP))


# ---- random weights, for tests and speed --------------------------------------

def normals(rng):
    def normal(*shape, spread=1.0):
        return rng.normal(0, spread, shape).astype(np.float32)

    def linear(state, name, rows, columns):
        state[name + ".weight"], state[name + ".bias"] = normal(rows, columns, spread=columns ** -0.5 * 2), normal(rows, spread=0.1)
    return normal, linear


def random_state(rng, words, width=128, hidden=128, arc=96, rel=32, link=32, grams=16384, shapes=256):
    normal, linear = normals(rng)
    s, z = {"word.weight": normal(words + 1, width, spread=0.5)}, 2 * hidden
    for name, rows in (("gram", grams), ("shape", shapes), ("flag", FLAGS)):
        s[f"tables.{name}.weight"] = normal(rows, width, spread=0.2)
    linear(s, "conv", width, 3 * width)
    for layer, columns in (("first", width), ("second", z)):
        for cell in (f"{layer}.forward_cell", f"{layer}.backward_cell"):
            s[cell + ".weight_ih_l0"] = normal(4 * hidden, columns, spread=columns ** -0.5)
            s[cell + ".weight_hh_l0"] = normal(4 * hidden, hidden, spread=hidden ** -0.5)
            s[cell + ".bias_ih_l0"], s[cell + ".bias_hh_l0"] = normal(4 * hidden, spread=0.1), normal(4 * hidden, spread=0.1)
    return s | random_heads(rng, z, arc, rel, link)


def random_encoder(rng, forms, width=32, inner=64, layers=2, shapes=32, parts=16):
    """A transformer of two heads."""
    normal, linear = normals(rng)
    s = {"bert.kind": normal(width, spread=0.2)}
    for name, rows in (("bert.word", forms + 1), ("bert.place", PLACES), ("shape", shapes), ("flag", FLAGS)):
        s[name + ".weight"] = normal(rows, width, spread=0.5)
    norms = ["bert.norm"]
    for i in range(layers):
        own = f"bert.layers.{i}."
        for name, rows, columns in (("query", width, width), ("key", width, width), ("value", width, width), ("mix", width, width),
                                    ("inner", inner, width), ("out", width, inner)):
            linear(s, own + name, rows, columns)
        norms += [own + "norm_mix", own + "norm_out"]
    for name in norms:
        s[name + ".weight"], s[name + ".bias"] = 1 + normal(width, spread=0.2), normal(width, spread=0.2)
    return s | random_heads(rng, width, parts, parts, parts)


def random_heads(rng, z, arc, rel, link):
    normal, linear = normals(rng)
    s = {}
    for name, labels in (("entity", 1 + 2 * ENTITIES), ("role", 1 + 2 * ROLES)):
        linear(s, name, labels, z)
        s[name + ".bias"][0] = 2                 # mostly O, as in a text
        s[name + "_crf.step"] = normal(labels, labels) - 2 * (np.arange(labels) % 2)
        s[name + "_crf.start"], s[name + "_crf.end"] = normal(labels), normal(labels)
    for name, rows in (("upos", UPOS), ("sentence", 1), ("dep", arc), ("head", arc), ("rel_dep", rel),
                       ("rel_head", rel), ("link_span", link), ("link_cue", link)):
        linear(s, name, rows, z)
    s["sentence.bias"] = np.float32([-3])
    s["arc"], s["arc_head"], s["arc_root"], s["arc_root_bias"] = normal(arc, arc, spread=0.3), normal(arc), normal(arc), normal(1)
    s["rel"] = normal(DEPRELS, rel, rel, spread=0.3)
    linear(s, "rel_from_dep", DEPRELS, rel)
    s["rel_from_head.weight"] = normal(DEPRELS, rel)
    s["link"], s["link_distance"] = normal(link, link, spread=0.3), normal(17)
    linear(s, "link_none", 1, link)
    return s


TINY_FORMS = "the mayor said that it rained . on monday , city council will vote in paris he told reporters ruiz".split()
TINY_TOKENS = 70


def write_tiny(folder):
    """tests/model/tiny.onrw, and in tiny.z features of one window (u32 word, 7 grams, shape, flag
    a token) followed by what the last layer must give for them (int8)."""
    rng = np.random.default_rng(7)
    state = random_state(rng, len(TINY_FORMS), 32, 16, 16, 16, 16, 64, 32)
    state["entity.bias"][0] = state["role.bias"][0] = 0
    write(f"{folder}/tiny.onrw", "tiny-1", state, TINY_FORMS)
    rows = [rng.integers(0, n, (TINY_TOKENS, k)) for n, k in ((len(TINY_FORMS) + 1, 1), (64, GRAMS), (32, 1), (FLAGS, 1))]
    word, gram, shape, flag = rows
    z = Weights(f"{folder}/tiny.onrw").encode(word[:, 0], gram, shape[:, 0], flag[:, 0])
    with open(f"{folder}/tiny.z", "wb") as f:
        f.write(np.concatenate(rows, 1).astype("<u4").tobytes() + z.astype(np.int8).tobytes())


TINY_PIECES = ("[UNK] [CLS] [SEP] the mayor said that it rain ##ed . , on monday city council will vote in paris ru ##iz told "
               "report ##er ##ers ##s un ##known ##ish u cafe \" ! ß").split()


def write_tiny_joint(folder):
    """Weights of a transformer and LSTMs side by side, for which the C stands alone."""
    rng = np.random.default_rng(9)
    state = random_encoder(rng, len(TINY_PIECES))
    lstms = random_state(rng, len(TINY_FORMS), 32, 16, 16, 16, 16, 64, 32)
    state |= {k: v for k, v in lstms.items() if k.startswith(("word", "tables", "conv", "first", "second"))}
    state |= random_heads(rng, 32 + 2 * 16, 16, 16, 16)
    state["entity.bias"][0] = state["role.bias"][0] = 0
    write(f"{folder}/tiny-joint.onrw", "tiny-joint-1", state, TINY_PIECES, heads=2, words=TINY_FORMS)


def write_tiny_encoder(folder):
    """The same for a transformer: form, shape, flag a vector, then float32 states."""
    rng = np.random.default_rng(8)
    state = random_encoder(rng, len(TINY_PIECES))
    state["entity.bias"][0] = state["role.bias"][0] = 0
    write(f"{folder}/tiny-encoder.onrw", "tiny-encoder-1", state, TINY_PIECES, heads=2)
    rows = [rng.integers(0, n, TINY_TOKENS) for n in (len(TINY_PIECES) + 1, 32, FLAGS)]
    x = Weights(f"{folder}/tiny-encoder.onrw").encode_pieces(*rows)
    with open(f"{folder}/tiny-encoder.z", "wb") as f:
        f.write(np.stack(rows, 1).astype("<u4").tobytes() + x.astype("<f4").tobytes())


def main():
    p = argparse.ArgumentParser(description="write random weights of the usual sizes, or of others")
    p.add_argument("path", help="the file; with --tiny the folder for the files of tests/model")
    p.add_argument("--tiny", action="store_true")
    p.add_argument("--words", type=int, default=80000)
    p.add_argument("--forms", help="a file of forms, one a line; else w1, w2, ...")
    p.add_argument("--seed", type=int, default=1)
    for name, size in (("width", 128), ("hidden", 128), ("arc", 96), ("rel", 32), ("link", 32), ("grams", 16384), ("shapes", 256)):
        p.add_argument("--" + name, type=int, default=size)
    o = p.parse_args()
    if o.tiny:
        write_tiny(o.path)
        write_tiny_joint(o.path)
        return write_tiny_encoder(o.path)
    forms = open(o.forms, encoding="utf-8").read().split("\n") if o.forms else [f"w{i}" for i in range(o.words)]
    forms = [f for f in forms if f][:o.words]
    state = random_state(np.random.default_rng(o.seed), len(forms), o.width, o.hidden, o.arc, o.rel, o.link, o.grams, o.shapes)
    write(o.path, f"random-{o.seed}", state, forms)


if __name__ == "__main__":
    main()
