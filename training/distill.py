"""Teaches one network what several know: `distill.py --packed DIR --from FILE --teachers RUN RUN … --out DIR`.

It sees the labelled examples as in train.py and, beside them, unlabelled news with the mean chances of its teachers: which words are triggers, cues,
entities; for the triggers and cues that they see, status, certainty, mode, roles, factuality, which name one event, source and content."""
import json
import random
import time

import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader, IterableDataset

import batch as b
import data
import model as m
import prepare
import train
import words as w

# From which mean chance on a word is taken for a trigger or a cue; how many of them a batch looks from; pairs that are compared.
SEEN, MOST, PAIRS = 0.25, 256, 400
# The share of steps on unlabelled news.
NEWS = 0.5


class News(IterableDataset):
    """Unlabelled windows in batches; without end."""

    def __init__(self, windows, budget, seed):
        self.windows, self.rows, self.rng = sorted((x for x in windows if len(x[2]) > 4), key=lambda x: len(x[0])), budget, random.Random(seed)

    def __iter__(self):
        while True:
            starts = list(range(0, len(self.windows), max(1, self.rows // m.POSITIONS)))
            self.rng.shuffle(starts)
            for start in starts:
                yield laid(self.windows[start:start + max(1, self.rows // m.POSITIONS)])


def laid(windows):
    ids, shapes, firsts = (b.padded([list(x[n]) for x in windows], fill) for n, fill in ((0, w.PAD), (1, 0), (2, 0)))
    counts = torch.tensor([len(x[2]) for x in windows])
    return ids, shapes, torch.tensor([len(x[0]) for x in windows]), firsts, counts


def outlook(reader, words, at):
    """Scores of all heads: at every word, and, where `at` names triggers and cues, at and around those."""
    found = {name: getattr(reader, name)(words) for name in ("trigger", "cue", "entity", "muc")}
    if at is None:
        return found
    for mark, names in (("events", ("status", "certainty", "mode")), ("said", ())):
        owners, spots, steps = at[mark]
        if not len(owners):
            continue
        triggers = words[owners, spots]
        found |= {name: getattr(reader, name)(triggers) for name in names}
        head = reader.roles if mark == "events" else reader.said
        looks = head.joined(head.word(words)[owners], head.word_gate(words)[owners], triggers, steps)
        if mark == "events":
            found["roles"], found["factuality"] = looks, reader.factuality(triggers)
            if len(at["pairs"]):
                found["same"] = reader.same(m.beside(triggers[at["pairs"][:, 0]], triggers[at["pairs"][:, 1]]))
        else:
            kinds = 2 * len(data.SAID) + 1
            found["said"], found["ends"] = looks[..., :kinds], looks[..., kinds:].transpose(1, 2)
    return found


def chances(name, logits):
    if name == "factuality":
        return logits.float()
    return logits.float().sigmoid() if name == "same" else logits.float().softmax(-1)


def spots(chance, counts):
    """The words that stand out, one of each neighbouring few: their windows, places, and signed distances to the words around."""
    wide = chance.shape[1]
    inside = torch.arange(wide, device=chance.device) < counts[:, None]
    high = torch.where(inside, chance, 0.0)
    left, right = F.pad(high, (1, 0))[:, :-1], F.pad(high, (0, 1))[:, 1:]
    owners, at = ((high > SEEN) & (high >= left) & (high > right)).nonzero(as_tuple=True)
    chosen = torch.randperm(len(owners), device=owners.device)[:MOST].sort().values
    owners, at = owners[chosen], at[chosen]
    steps = torch.arange(wide, device=at.device)[None] - at[:, None]
    return owners, at, m.BUCKETS.to(at.device)[steps + m.POSITIONS]


def taught(teachers, pieces, shapes, lengths, firsts, counts):
    """The teachers' mean chances, and the words they look from."""
    seen = [t.read(pieces, shapes, lengths, firsts)[0] for t in teachers]
    mean = lambda at: {name: sum(chances(name, o[name]) for o in of) / len(of) for of in [[outlook(t, x, at) for t, x in zip(teachers, seen)]] for name in of[0]}
    plain = mean(None)
    at = {"events": spots(1 - plain["trigger"][..., 0], counts), "said": spots(1 - plain["cue"][..., 0], counts)}
    owners = at["events"][0]
    two = torch.combinations(torch.arange(len(owners), device=owners.device)) if len(owners) > 1 else torch.zeros(0, 2, dtype=torch.long, device=owners.device)
    two = two[owners[two[:, 0]] == owners[two[:, 1]]]
    at["pairs"] = two[torch.randperm(len(two), device=two.device)[:PAIRS]]
    return mean(at), at


def loss_news(reader, words, wanted, at, counts):
    inside = torch.arange(words.shape[1], device=words.device) < counts[:, None]
    given, loss = outlook(reader, words, at), 0.0
    cross = lambda name: -(wanted[name] * given[name].float().log_softmax(-1)).sum(-1)
    for name, share in (("trigger", 1 / 60), ("cue", 1 / 40), ("entity", 1 / 80), ("muc", 1 / 80)):
        loss = loss + share * cross(name)[inside].sum()
    for name in ("status", "certainty", "mode"):
        loss = loss + 0.3 * cross(name).sum() if name in given else loss
    for name, mark, share in (("roles", "events", 1 / 30), ("said", "said", 1 / 40)):
        if name in given:
            owners, spots, _ = at[mark]
            near = inside[owners] & ((torch.arange(words.shape[1], device=words.device)[None] - spots[:, None]).abs() <= m.FAR)
            loss = loss + share * cross(name)[near].sum()
    if "ends" in given:
        loss = loss + 0.05 * cross("ends").sum()
    if "same" in given:
        loss = loss + 0.2 * F.binary_cross_entropy_with_logits(given["same"].float(), wanted["same"], reduction="sum")
    if "factuality" in given:
        loss = loss + 0.3 * F.smooth_l1_loss(given["factuality"].float(), wanted["factuality"], reduction="sum")
    return loss / len(words)


def main():
    args = train.arguments(lambda more: more.add_argument("--teachers", type=train.Path, nargs="+", required=True, help="checkpoints, or published weights"))
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    torch.set_float32_matmul_precision("high")
    reader = train.begun(args)
    teachers = [m.Reader.of(path, len(reader.encoder.pieces.weight)).to(args.device).eval() for path in args.teachers]
    optimizer = torch.optim.AdamW(train.parameters(reader, args), fused=args.device == "cuda")
    highest = [group["lr"] for group in optimizer.param_groups]
    labelled = b.Batches(train.examples(args), train.DRAWN, args.budget, args.seed)
    labelled = iter(DataLoader(labelled, batch_size=None, num_workers=args.workers, prefetch_factor=8 if args.workers else None))
    news = News(prepare.news(args.packed), args.budget, args.seed)
    news = iter(DataLoader(news, batch_size=None, num_workers=min(1, args.workers), prefetch_factor=8 if args.workers else None))
    began, rng, seen = time.time(), random.Random(args.seed), {}
    reader.train()
    for step in range(args.steps):
        share = max(step / args.steps, (time.time() - began) / args.seconds)
        if share >= 1:
            break
        for group, rate_of in zip(optimizer.param_groups, highest):
            group["lr"] = rate_of * train.rate(share)
        with train.halved(args.device):
            if rng.random() < NEWS:
                tensors = [x.to(args.device) for x in next(news)]
                with torch.no_grad():
                    wanted, at = taught(teachers, *tensors)
                task, loss = "news", loss_news(reader, reader.drop(reader.read(*tensors[:4])[0]), wanted, at, tensors[4])
            else:
                batch = next(labelled).to(args.device)
                words, whole = reader.read(batch.pieces, batch.shapes, batch.lengths, batch.firsts)
                task, loss = batch.task, train.LOSSES[batch.task](reader, batch, reader.drop(words), reader.drop(whole))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        seen.setdefault(task, []).append(loss.detach())
        if (step + 1) % 100 == 0:
            means = {t: round(float(torch.stack(v[-20:]).mean()), 3) for t, v in sorted(seen.items())}
            print(step + 1, f"{(time.time() - began) / 60:.1f} min", json.dumps(means), flush=True)
    train.keep(args.out / "checkpoint.pt", reader, optimizer, args.steps)
    train.log(args, {"steps": step + 1, "minutes": round((time.time() - began) / 60, 1)})


if __name__ == "__main__":
    main()
