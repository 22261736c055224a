"""Windows of one task as padded tensors: what a step sees."""
import random

import torch
from torch.nn import functional as F
from torch.utils.data import IterableDataset, get_worker_info

import data
import model as m
import words as w

# Tasks whose texts are long enough to be read by windows.
LONG = ("events", "attribution", "entities", "muc4")
# A label that no loss counts.
NONE = -100
# How often a piece of a name, and any other, is hidden in training on these tasks, so that words are not learned by heart.
HIDDEN_NAMES, HIDDEN_WORDS = 0.12, 0.06
HIDING = ("events", "muc4", "entities", "plover")
# Pairs of mentions that one window gives to the same-event head.
PAIRS = 40


class Window:
    """One window of an example: its pieces, and the labels that lie within it."""

    def __init__(self, example, start, end):
        text = example["text"]
        self.task, self.example, self.start, self.end = example["task"], example, start, end
        self.ids, self.shapes, self.firsts = m.laid(text, start, end)
        self.tags = example["tags"][start:end] if "tags" in example else []
        self.mentions = [x for x in example.get("mentions", ()) if start <= x["at"][0] and x["at"][1] <= end]


def windows_of(example):
    pieces = example["text"].pieces
    ranges = w.windows(pieces) if example["task"] in LONG else [(0, min(len(pieces), m.POSITIONS - 2))]
    return [Window(example, *r) for r in ranges]


def padded(rows, fill):
    longest = max(map(len, rows))
    return torch.tensor([r + [fill] * (longest - len(r)) for r in rows])


class Batch:
    """The tensors of some windows of one task. What it holds is tensors and counts alone, so that another process can make it."""

    def __init__(self, windows, rng=None):
        self.task, self.size, self.mentions, self.pairs = windows[0].task, len(windows), 0, None
        self.pieces = padded([x.ids for x in windows], w.PAD)
        self.shapes = padded([x.shapes for x in windows], 0)
        self.lengths = torch.tensor([len(x.ids) for x in windows])
        self.firsts = padded([x.firsts for x in windows], 0)
        self.counts = torch.tensor([len(x.firsts) for x in windows])
        if rng and self.task in HIDING:
            self.hide()
        if windows[0].tags:
            self.tags = padded([x.tags for x in windows], NONE)
        examples = [x.example for x in windows]
        if self.task in ("events", "attribution"):
            self.lay_mentions(windows, rng)
        elif self.task == "factuality":
            self.at = torch.tensor([e["at"] for e in examples])
            self.values = torch.tensor([e["value"] for e in examples])
        elif self.task == "plover":
            self.sources, self.targets = (torch.tensor([e["ends"][k] for e in examples]) for k in (0, 1))
            self.types = torch.tensor([e["type"] for e in examples])
        elif self.task == "relevance":
            self.labels = torch.tensor([e["labels"] for e in examples])

    def hide(self):
        named = (self.shapes >= 1) & (self.shapes <= 3)
        often = torch.where(named, HIDDEN_NAMES, HIDDEN_WORDS)
        self.pieces[(torch.rand(self.pieces.shape) < often) & (self.pieces > w.SEP)] = w.UNK

    def lay_mentions(self, windows, rng):
        kept = [(number, x) for number, window in enumerate(windows) for x in window.mentions]
        self.mentions = len(kept)
        if not kept:
            return
        own = lambda number, x: x["roles"][windows[number].start:windows[number].end]
        begins = [windows[number].start for number, _ in kept]
        self.owners = torch.tensor([number for number, _ in kept])
        self.ats = torch.tensor([[x["at"][0] - start, x["at"][1] - start] for (_, x), start in zip(kept, begins)])
        wide = self.firsts.shape[1]
        steps = torch.arange(wide)[None] - self.ats[:, :1]
        self.steps = m.BUCKETS[steps + m.POSITIONS]
        roles = padded([own(number, x) for number, x in kept], NONE)
        self.roles = F.pad(roles, (0, wide - roles.shape[1]), value=NONE).masked_fill(steps.abs() > m.FAR, NONE)
        if self.task == "events":
            for name in ("status", "certainty", "mode"):
                setattr(self, name, torch.tensor([x[name] for _, x in kept]))
            self.lay_pairs(kept, rng)
        else:
            self.edges = torch.tensor([edges(own(number, x), x["at"][0] - start) for (number, x), start in zip(kept, begins)])

    def lay_pairs(self, kept, rng):
        """Pairs of mentions of one window: mentions of two reports never meet."""
        pairs = []
        for number in range(self.size):
            here = [n for n, (owner, _) in enumerate(kept) if owner == number]
            two = [(a, b) for n, a in enumerate(here) for b in here[n + 1:]]
            rng.shuffle(two)
            pairs += two[:PAIRS]
        if pairs:
            self.pairs = torch.tensor(pairs)
            self.same = torch.tensor([float(kept[a][1]["event"] == kept[b][1]["event"]) for a, b in pairs])

    def to(self, device):
        for name, value in vars(self).items():
            if isinstance(value, torch.Tensor):
                setattr(self, name, value.to(device, non_blocking=True))
        return self


def edges(tags, at):
    """First and last word of source and content; the cue itself where there is none."""
    found = []
    for kind in range(len(data.SAID)):
        inside = [n for n, t in enumerate(tags) if t in (2 * kind + 1, 2 * kind + 2) and abs(n - at) <= m.FAR]
        found += [inside[0], inside[-1]] if inside else [at, at]
    return found


class Batches(IterableDataset):
    """Batches of one task at a time, drawn by weight, each of at most `budget` pieces; without end."""

    def __init__(self, examples_of, weights, budget, seed):
        self.windows = {task: [x for e in examples for x in windows_of(e)] for task, examples in examples_of.items() if weights.get(task)}
        self.weights, self.budget, self.seed = weights, budget, seed

    def __iter__(self):
        worker = get_worker_info()
        rng = random.Random(f"{self.seed} {worker.id if worker else 0}")
        pools = {task: [] for task in self.windows}
        tasks = list(self.windows)
        while True:
            task = rng.choices(tasks, [self.weights[t] for t in tasks])[0]
            if not pools[task]:
                pools[task] = cut(self.windows[task], self.budget, rng)
            yield Batch(pools[task].pop(), rng)


def cut(windows, budget, rng):
    """Windows of like length together, so that little is padding."""
    items = windows[:]
    rng.shuffle(items)
    made = []
    for start in range(0, len(items), 400):
        batch, longest = [], 0
        for item in sorted(items[start:start + 400], key=lambda x: len(x.ids)):
            if batch and (len(batch) + 1) * max(len(item.ids), longest) > budget:
                made.append(batch)
                batch, longest = [], 0
            batch.append(item)
            longest = max(longest, len(item.ids))
        if batch:
            made.append(batch)
    rng.shuffle(made)
    return made
