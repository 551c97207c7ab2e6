"""The reader as PyTorch sees it; src/model/ runs the same in C.

Table rows are summed to a token's vector, a convolution sees its neighbours, two
bidirectional LSTM layers see the window (Hochreiter and Schmidhuber 1997; Graves and
Schmidhuber 2005). On top: word classes, sentence starts, entities and attribution roles by
linear-chain CRFs over passages (Lafferty et al. 2001), dependencies by biaffine attention
(Dozat and Manning 2017), and a bilinear score that ties sources and contents to cues.
"""
import torch
import torch.nn.functional as F
from torch import nn

from corpora import DEPRELS, ENTITIES, GRAM_ROWS, GRAMS, IGNORE, ROLES, SHAPE_ROWS, UPOS

FLAG_ROWS, LINK_REACH = 64, 8
OWN_ROWS = 24000           # the commonest words, which training can teach


class Tables(nn.Module):
    """Sum of the rows of a token. A word's row is a projection of its fixed vector and, for
    words that training sees, a learned row of its own; both fold into one table."""

    def __init__(self, vectors, width, drop):
        super().__init__()
        self.register_buffer("vectors", vectors)             # [words][any]
        self.project = nn.Linear(vectors.shape[1], width, bias=False)
        self.own = nn.Embedding(min(OWN_ROWS, len(vectors)), width)
        self.gram = nn.Embedding(GRAM_ROWS, width)
        self.shape = nn.Embedding(SHAPE_ROWS, width)
        self.flag = nn.Embedding(FLAG_ROWS, width)
        for table in (self.own, self.gram, self.shape, self.flag):
            nn.init.normal_(table.weight, std=0.05)
        nn.init.zeros_(self.own.weight)
        self.drop = drop

    def forward(self, word, gram, shape, flag):
        if self.training:                                    # unknown words must be read by their ends and shape
            word = word.masked_fill(torch.rand_like(word, dtype=torch.float) < self.drop, 0)
        known = word * (word < len(self.own.weight))
        x = self.project(self.vectors[word]) + self.own(known)
        return x + self.gram(gram).sum(-2) + self.shape(shape) + self.flag(flag)

    @torch.no_grad()
    def words(self):
        """The table that both fold into [words][width]."""
        folded = self.project(self.vectors) + self.own.weight[0]
        folded[:len(self.own.weight)] += self.own.weight - self.own.weight[0]
        return folded


class Crf(nn.Module):
    """A chain over a window that starts anew at every passage."""

    def __init__(self, labels):
        super().__init__()
        self.step = nn.Parameter(torch.zeros(labels, labels))   # [from][to]
        self.start = nn.Parameter(torch.zeros(labels))
        self.end = nn.Parameter(torch.zeros(labels))

    def loss(self, scores, gold, starts, mask):
        """scores [B][T][L]; gold [B][T]; starts [B][T] passage starts; mask [B][T]. Mean over tokens."""
        b, t, n = scores.shape
        gold = gold.clamp(min=0)
        own = scores.gather(2, gold[..., None])[..., 0]
        inside = self.step[gold[:, :-1], gold[:, 1:]]
        across = self.end[gold[:, :-1]] + self.start[gold[:, 1:]]
        chain = torch.where(starts[:, 1:], across, inside)
        path = (own * mask).sum() + (chain * mask[:, 1:]).sum() + self.start[gold[:, 0]].sum()
        last = mask.sum(1).long() - 1
        path = path + self.end[gold.gather(1, last[:, None])[:, 0]].sum()
        alpha = self.start + scores[:, 0]
        for i in range(1, t):
            inner = torch.logsumexp(alpha[:, :, None] + self.step, 1)
            outer = torch.logsumexp(alpha + self.end, 1)[:, None] + self.start
            new = torch.where(starts[:, i, None], outer, inner) + scores[:, i]
            alpha = torch.where(mask[:, i, None] > 0, new, alpha)
        return (torch.logsumexp(alpha + self.end, 1).sum() - path) / mask.sum()

    @torch.no_grad()
    def decode(self, scores, starts, mask):
        """The best labels [B][T]."""
        b, t, n = scores.shape
        alpha, back = self.start + scores[:, 0], []
        across = self.end[:, None] + self.start
        for i in range(1, t):
            link = torch.where(starts[:, i, None, None], across, self.step)
            best, where = (alpha[:, :, None] + link).max(1)
            on = mask[:, i, None] > 0
            back.append(torch.where(on, where, torch.arange(n)[None]))
            alpha = torch.where(on, best + scores[:, i], alpha)
        label = (alpha + self.end).argmax(1)
        out = [label]
        for where in reversed(back):
            label = where.gather(1, label[:, None])[:, 0]
            out.append(label)
        return torch.stack(out[::-1], 1)


class Lstm(nn.Module):
    """Both directions over padded windows; the backward one reads each window from its own end."""

    def __init__(self, width, hidden):
        super().__init__()
        self.forward_cell = nn.LSTM(width, hidden, batch_first=True)
        self.backward_cell = nn.LSTM(width, hidden, batch_first=True)
        for cell in (self.forward_cell, self.backward_cell):
            nn.init.orthogonal_(cell.weight_hh_l0)
            nn.init.zeros_(cell.bias_hh_l0)
            nn.init.zeros_(cell.bias_ih_l0)
            cell.bias_ih_l0.data[hidden:2 * hidden] = 1.0

    def forward(self, x, turn):
        """turn [B][T]: the index that reverses each window in place, padding left where it is."""
        there = self.run(self.forward_cell, x)
        index = turn[..., None]
        back = self.run(self.backward_cell, x.gather(1, index.expand(-1, -1, x.shape[2])))
        return torch.cat([there, back.gather(1, index.expand(-1, -1, back.shape[2]))], 2)

    def run(self, cell, x):
        """Under autocast in bfloat16, which the processors that have it run at twice the speed."""
        if not torch.is_autocast_enabled("cpu"):
            return cell(x)[0]
        half = torch.bfloat16
        zero = x.new_zeros(1, len(x), cell.hidden_size, dtype=half)
        weights = [w.to(half) for w in cell.all_weights[0]]
        return torch.lstm(x.to(half), (zero, zero), weights, True, 1, 0.0, self.training, False, True)[0].float()


class Heads(nn.Module):
    """All that is said of a token, from its state z; encode() is the business of its heirs."""

    def __init__(self, z, arc=96, rel=32, link=32):
        super().__init__()
        self.upos, self.sentence = nn.Linear(z, len(UPOS)), nn.Linear(z, 1)
        self.entity, self.entity_crf = nn.Linear(z, 1 + 2 * len(ENTITIES)), Crf(1 + 2 * len(ENTITIES))
        self.role, self.role_crf = nn.Linear(z, 1 + 2 * len(ROLES)), Crf(1 + 2 * len(ROLES))
        self.dep, self.head = nn.Linear(z, arc), nn.Linear(z, arc)
        self.arc = nn.Parameter(torch.empty(arc, arc).normal_(std=0.05))
        self.arc_head, self.arc_root = nn.Parameter(torch.zeros(arc)), nn.Parameter(torch.zeros(arc))
        self.arc_root_bias = nn.Parameter(torch.zeros(1))
        self.rel_dep, self.rel_head = nn.Linear(z, rel), nn.Linear(z, rel)
        self.rel = nn.Parameter(torch.empty(len(DEPRELS), rel, rel).normal_(std=0.05))
        self.rel_from_dep, self.rel_from_head = nn.Linear(rel, len(DEPRELS)), nn.Linear(rel, len(DEPRELS), bias=False)
        self.rel_root = nn.Parameter(torch.zeros(rel))
        self.link_span, self.link_cue = nn.Linear(z, link), nn.Linear(z, link)
        self.link = nn.Parameter(torch.empty(link, link).normal_(std=0.1))
        self.link_none = nn.Linear(link, 1)
        self.link_distance = nn.Parameter(torch.zeros(2 * LINK_REACH + 1))

    def arcs(self, z):
        """Arc scores [S][n][1 + n] (column 0 is the root) and relation states, of padded sentences z [S][n][Z]."""
        dep, head = F.relu(self.dep(z)), F.relu(self.head(z))
        scores = dep @ self.arc @ head.transpose(1, 2) + (head @ self.arc_head)[:, None, :]
        root = (dep @ self.arc_root + self.arc_root_bias)[..., None]
        return torch.cat([root, scores], 2), F.relu(self.rel_dep(z)), F.relu(self.rel_head(z))

    def relations(self, dep, head):
        """Scores [..., 42] of paired relation states [..., rel]."""
        pair = torch.einsum("...i,lij,...j->...l", dep, self.rel, head)
        return pair + self.rel_from_dep(dep) + self.rel_from_head(head)

    def links(self, z, spans, cues, apart):
        """Scores [spans][1 + cues] of one window's z [T][Z]; apart [spans][cues]: signed number of cues between."""
        a, c = self.link_span(z[spans]), self.link_cue(z[cues])
        near = self.link_distance[apart.clamp(-LINK_REACH, LINK_REACH) + LINK_REACH]
        return torch.cat([self.link_none(a), a @ self.link @ c.T + near], 1)


class Reader(Heads):
    """The reader that C runs."""

    def __init__(self, vectors, width=128, hidden=128, drop=0.3, word_drop=0.1):
        super().__init__(2 * hidden)
        self.tables = Tables(vectors, width, word_drop)
        self.conv = nn.Linear(3 * width, width)
        self.first, self.second = Lstm(width, hidden), Lstm(2 * hidden, hidden)
        self.drop = nn.Dropout(drop)

    def encode(self, batch):
        x = self.drop(self.tables(batch["word"], batch["gram"], batch["shape"], batch["flag"]))
        x = x * batch["mask"][..., None]
        near = torch.cat([F.pad(x, (0, 0, 1, -1)), x, F.pad(x, (0, 0, -1, 1))], 2)
        c = self.drop(x + F.relu(self.conv(near)))
        one = self.drop(self.first(c, batch["turn"]))
        return self.drop(self.second(one, batch["turn"]))


def cross_entropy(scores, gold):
    return F.cross_entropy(scores.reshape(-1, scores.shape[-1]), gold.reshape(-1), ignore_index=IGNORE)
