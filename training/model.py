"""The reader's network: the MiniLM encoder with shapes of letters beside the pieces, and small heads over the vectors of words."""
import math

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

import data
import words as w

HIDDEN, HEADS, LAYERS, WIDE = 384, 12, 6, 1536
POSITIONS = 256
# Width of the head that looks from a trigger at the words around it, and how far it looks.
LOOK, FAR = 160, 100


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, WIDE)
        self.down = nn.Linear(WIDE, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        size, length, _ = x.shape
        q, k, v = self.qkv(x).view(size, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(size, length, HIDDEN))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, pieces):
        super().__init__()
        self.pieces = nn.Embedding(pieces, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.shapes = nn.Embedding(w.SHAPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)

    def forward(self, pieces, shapes, lengths):
        length = pieces.shape[1]
        at = torch.arange(length, device=pieces.device)
        x = self.drop(self.norm(self.pieces(pieces) + self.positions(at) + self.shapes(shapes)))
        mask = (at[None, :] < lengths[:, None])[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Look(nn.Module):
    """From a trigger's vector to the words around it: tags of the roles, and, beside them, scores of being the first or last word of one."""

    def __init__(self, kinds, pointers=0):
        super().__init__()
        self.word = nn.Linear(HIDDEN, LOOK)
        self.trigger = nn.Linear(HIDDEN, LOOK)
        self.word_gate = nn.Linear(HIDDEN, LOOK)
        self.trigger_gate = nn.Linear(HIDDEN, LOOK)
        self.distance = nn.Embedding(2 * 12 + 1, LOOK)
        # Looks at the neighbours on both sides, so that a filler's words agree.
        self.beside = nn.Linear(3 * LOOK, LOOK)
        self.out = nn.Linear(LOOK, 2 * kinds + 1 + pointers)

    def forward(self, vectors, triggers, steps):
        """vectors [n, HIDDEN] or [m, n, HIDDEN], triggers [m, HIDDEN], steps [m, n] signed buckets → [m, n, tags and pointers]"""
        return self.joined(self.word(vectors), self.word_gate(vectors), triggers, steps)

    def joined(self, words, gates, triggers, steps):
        z = words + self.trigger(triggers)[:, None] + self.distance(steps)
        z = F.gelu(z + gates * self.trigger_gate(triggers)[:, None])
        left, right = F.pad(z, (0, 0, 1, 0))[:, :-1], F.pad(z, (0, 0, 0, 1))[:, 1:]
        return self.out(z + F.gelu(self.beside(torch.cat([left, z, right], -1))))


class Between(nn.Module):
    """What one participant does to another: from both vectors to the words that tell it, and from all three to the type."""

    def __init__(self, kinds):
        super().__init__()
        self.ask = nn.Linear(4 * HIDDEN, LOOK)
        self.key = nn.Linear(HIDDEN, LOOK)
        self.hidden = nn.Linear(5 * HIDDEN, LOOK)
        self.out = nn.Linear(LOOK, kinds)

    def forward(self, pairs, words, counts):
        """pairs [m, 4 HIDDEN] (`beside`), the words of their windows [m, n, HIDDEN], of which each has so many → [m, kinds]"""
        scores = (self.key(words) @ self.ask(pairs)[:, :, None]).squeeze(-1) / math.sqrt(LOOK)
        outside = torch.arange(words.shape[1], device=words.device) >= counts[:, None]
        told = (scores.masked_fill(outside, -1e4).softmax(-1)[:, None] @ words).squeeze(1)
        return self.out(F.gelu(self.hidden(torch.cat([pairs, told], -1))))


def bucket(step):
    """Signed distance in words as one of 25 buckets: 0, ±1 … ±6, then doubling."""
    far = abs(step)
    size = far if far <= 6 else min(12, 6 + int(math.log2(far / 6) * 1.5 + 1))
    return 12 + (size if step > 0 else -size)


# The buckets of all steps from -POSITIONS to POSITIONS.
BUCKETS = torch.tensor([bucket(step) for step in range(-POSITIONS, POSITIONS + 1)])


class Reader(nn.Module):
    def __init__(self, pieces):
        super().__init__()
        self.encoder = Encoder(pieces)
        self.trigger = nn.Linear(HIDDEN, 2 * len(data.TYPES) + 1)
        self.cue = nn.Linear(HIDDEN, 3)
        self.entity = nn.Linear(HIDDEN, 2 * len(data.ENTITIES) + 1)
        self.muc = nn.Linear(HIDDEN, 2 * len(data.MUC) + 1)
        self.status = nn.Linear(HIDDEN, len(data.STATUSES))
        self.certainty = nn.Linear(HIDDEN, len(data.CERTAINTIES))
        self.mode = nn.Linear(HIDDEN, len(data.MODES))
        self.factuality = nn.Linear(HIDDEN, 1)
        self.roles = Look(len(data.ROLES))
        self.said = Look(len(data.SAID), pointers=2 * len(data.SAID))
        self.same = nn.Sequential(nn.Linear(4 * HIDDEN, LOOK), nn.GELU(), nn.Linear(LOOK, 1))
        self.pair = Between(len(data.PLOVER))
        self.relevance = nn.Linear(HIDDEN, len(data.RELEVANT))
        self.drop = nn.Dropout(0.1)

    @classmethod
    def pretrained(cls, folder, vocabulary):
        """The published weights, with the rows of the pieces that are kept."""
        reader = cls(len(vocabulary.pieces))
        published = load_file(folder / "model.safetensors")
        published = {name.removeprefix("bert.").removeprefix("0.auto_model."): tensor for name, tensor in published.items()}
        whole = w.Vocabulary.read(folder / "vocab.txt")
        encoder, own = reader.encoder, {}
        rows = torch.tensor([whole.ids[p] for p in vocabulary.pieces])
        own["pieces.weight"] = published["embeddings.word_embeddings.weight"][rows]
        kind = published["embeddings.token_type_embeddings.weight"][0]
        own["positions.weight"] = published["embeddings.position_embeddings.weight"][:POSITIONS] + kind
        own["shapes.weight"] = torch.zeros(w.SHAPES, HIDDEN)
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = published[f"embeddings.LayerNorm.{part}"]
            for n in range(LAYERS):
                at = f"encoder.layer.{n}."
                get = lambda name: published[at + name + "." + part]
                own[f"layers.{n}.qkv.{part}"] = torch.cat([get(f"attention.self.{x}") for x in ("query", "key", "value")])
                own[f"layers.{n}.out.{part}"] = get("attention.output.dense")
                own[f"layers.{n}.norm1.{part}"] = get("attention.output.LayerNorm")
                own[f"layers.{n}.up.{part}"] = get("intermediate.dense")
                own[f"layers.{n}.down.{part}"] = get("output.dense")
                own[f"layers.{n}.norm2.{part}"] = get("output.LayerNorm")
        encoder.load_state_dict(own)
        return reader.frozen()

    @classmethod
    def of(cls, path, pieces):
        """The weights of a checkpoint (train.py), published ones (.safetensors), or those of an encoder alone (pretrain.py) with new heads."""
        if path.suffix == ".safetensors":
            return cls.published(path, pieces)
        reader, stored = cls(pieces), torch.load(path, map_location="cpu")
        if "reader" in stored:
            reader.load_state_dict(stored["reader"])
        else:
            reader.encoder.load_state_dict(stored)
        return reader.frozen()

    def frozen(self):
        """The table of pieces stands still: most of its rows are seen too seldom here."""
        self.encoder.pieces.weight.requires_grad = False
        return self

    @classmethod
    def published(cls, path, pieces):
        """The weights that the program embeds (export.py), single precision again: to be trained on."""
        reader, stored = cls(pieces), load_file(path)
        own = {}
        for name in reader.state_dict():
            value = stored[name if name in stored else name.removesuffix(".weight")]
            scale = stored.get(name.removesuffix("weight") + "scale") if value.dtype == torch.int8 else None
            own[name] = value.float() if scale is None else value.float() * scale[:, None]
        reader.load_state_dict(own)
        return reader.frozen()

    def read(self, pieces, shapes, lengths, firsts):
        """Vectors of words [windows, words, HIDDEN] (that of a word's first piece), and of whole windows [windows, HIDDEN]."""
        x = self.encoder(pieces, shapes, lengths)
        return x.gather(1, firsts[:, :, None].expand(-1, -1, HIDDEN)), x[:, 0]


def laid(text, start, end):
    """A window as pieces with [CLS] and [SEP], their shapes, and where each word begins."""
    ids, marks, firsts = [w.CLS], [5], []
    for n in range(start, end):
        firsts.append(min(len(ids), POSITIONS - 1))
        pieces = text.pieces[n][:w.WINDOW]
        ids += pieces
        marks += [text.shapes[n]] * len(pieces)
    return (ids + [w.SEP])[:POSITIONS], (marks + [5])[:POSITIONS], firsts


def middles(words, owners, edges):
    """Vectors of spans, each the mean of its words': words [windows, words, HIDDEN], owners [m] windows, edges [m, 2] → [m, HIDDEN]"""
    at = torch.arange(words.shape[1], device=words.device)
    inside = ((at >= edges[:, :1]) & (at < edges[:, 1:])).to(words.dtype)
    return (inside[:, None] @ words[owners]).squeeze(1) / inside.sum(1, keepdim=True)


def middle(vectors, at):
    """The vector of a span: the mean of its words'."""
    return vectors[at[0]:at[1]].mean(0)


def beside(a, b):
    return torch.cat([a, b, a * b, (a - b).abs()], -1)
