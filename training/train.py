"""Trains the reader's network: `train.py --shared DIR --minilm DIR --out DIR [--steps N] [--draft FILE …]`. Goes on from its last checkpoint."""
import argparse
import json
import random
import subprocess
import time
from pathlib import Path

import torch
from torch.nn import functional as F

import data
import model as m
import words as w

SEED = 20261125
# How often each task is drawn, and the weight of its loss.
DRAWN = {"events": 0.26, "attribution": 0.34, "muc4": 0.10, "entities": 0.05, "factuality": 0.09, "plover": 0.10, "relevance": 0.06}
# The second stage, from the weights of the first: chiefly what the reader needs most.
SECOND = {"events": 0.48, "attribution": 0.36, "muc4": 0.02, "entities": 0.05, "factuality": 0.04, "plover": 0.03, "relevance": 0.02}
BUDGET = 2000


def loss_events(reader, items, vectors):
    losses = []
    for (example, (start, end)), (words, _) in zip(items, vectors):
        words = reader.drop(words)
        gold = torch.tensor(example["tags"][start:end])
        losses.append(F.cross_entropy(reader.trigger(words), gold, reduction="sum") / 60)
        inside = [x for x in example["mentions"] if start <= x["at"][0] and x["at"][1] <= end]
        if not inside:
            continue
        ats = [(x["at"][0] - start, x["at"][1] - start) for x in inside]
        triggers = torch.stack([m.middle(words, at) for at in ats])
        losses.append(0.3 * F.cross_entropy(reader.status(triggers), torch.tensor([x["status"] for x in inside]), reduction="sum"))
        losses.append(0.3 * F.cross_entropy(reader.certainty(triggers), torch.tensor([x["certainty"] for x in inside]), reduction="sum"))
        losses.append(look(reader.roles, words, triggers, ats, [x["roles"][start:end] for x in inside]) / 30)
        if len(inside) > 1:
            pairs = [(a, b) for a in range(len(inside)) for b in range(a + 1, len(inside))]
            random.shuffle(pairs)
            pairs = pairs[:40]
            left, right = (torch.stack([triggers[p[k]] for p in pairs]) for k in (0, 1))
            one = torch.tensor([float(inside[a]["event"] == inside[b]["event"]) for a, b in pairs])
            losses.append(0.1 * F.binary_cross_entropy_with_logits(reader.same(m.beside(left, right)).squeeze(-1), one, reduction="sum"))
    return torch.stack(losses).sum() / len(items)


def look(head, words, triggers, ats, gold):
    steps = torch.tensor([[m.bucket(n - at[0]) for n in range(len(words))] for at in ats])
    near = torch.tensor([[abs(n - at[0]) <= m.FAR for n in range(len(words))] for at in ats])
    logits = head(words, triggers, steps)
    return F.cross_entropy(logits[near], torch.tensor(gold)[near], reduction="sum")


def loss_attribution(reader, items, vectors):
    losses = []
    for (example, (start, end)), (words, _) in zip(items, vectors):
        words = reader.drop(words)
        losses.append(F.cross_entropy(reader.cue(words), torch.tensor(example["tags"][start:end]), reduction="sum") / 40)
        inside = [x for x in example["mentions"] if start <= x["at"][0] and x["at"][1] <= end]
        if inside:
            ats = [(x["at"][0] - start, x["at"][1] - start) for x in inside]
            triggers = torch.stack([m.middle(words, at) for at in ats])
            losses.append(look(reader.said, words, triggers, ats, [x["roles"][start:end] for x in inside]) / 40)
    return torch.stack(losses).sum() / len(items)


def loss_tags(head):
    def loss(reader, items, vectors):
        logits = torch.cat([getattr(reader, head)(reader.drop(words)) for words, _ in vectors])
        gold = torch.tensor([t for e, (start, end) in items for t in e["tags"][start:end]])
        return F.cross_entropy(logits, gold, reduction="sum") / 40 / len(items)
    return loss


def loss_factuality(reader, items, vectors):
    at = torch.stack([m.middle(words, e["at"]) for (e, _), (words, _) in zip(items, vectors)])
    return F.smooth_l1_loss(reader.factuality(reader.drop(at)).squeeze(-1), torch.tensor([e["value"] for e, _ in items]))


def pair_logits(reader, items, vectors):
    ends = [[m.middle(words, e["ends"][k]) for (e, _), (words, _) in zip(items, vectors)] for k in (0, 1)]
    return reader.pair(reader.drop(m.beside(torch.stack(ends[0]), torch.stack(ends[1]))))


def loss_plover(reader, items, vectors):
    return F.cross_entropy(pair_logits(reader, items, vectors), torch.tensor([e["type"] for e, _ in items]))


def loss_relevance(reader, items, vectors):
    whole = torch.stack([first for _, first in vectors])
    gold = torch.tensor([e["labels"] for e, _ in items])
    return 2 * F.binary_cross_entropy_with_logits(reader.relevance(reader.drop(whole)), gold, pos_weight=torch.full((5,), 2.0))


LOSSES = {"events": loss_events, "attribution": loss_attribution, "entities": loss_tags("entity"), "muc4": loss_tags("muc"),
          "factuality": loss_factuality, "plover": loss_plover, "relevance": loss_relevance}


def rate(step, steps):
    warm = 0.06 * steps
    return min(step / warm, (steps - step) / (steps - warm)) if step < steps else 0.0


def main():
    args = argparse.ArgumentParser(description="train the reader's network")
    args.add_argument("--shared", type=Path, required=True)
    args.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2")
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--steps", type=int, default=2600)
    args.add_argument("--first", type=Path, help="the run whose weights a second stage goes on from")
    args.add_argument("--draft", nargs="*", default=[], help="further keyed reports")
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    random.seed(SEED)
    listed = args.out / "vocab.txt"
    whole = w.Vocabulary.read(args.minilm / "vocab.txt")
    if not listed.exists():
        w.Vocabulary(w.trimmed(whole.pieces, data.texts(args.shared))).write(listed)
    vocabulary = w.Vocabulary.read(listed)
    reader = m.Reader.pretrained(args.minilm, vocabulary)
    if args.first:
        reader.load_state_dict(torch.load(args.first / "checkpoint.pt")["reader"])
    heads = [p for n, p in reader.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in reader.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": 8e-5 if args.first else 1.2e-4}, {"params": heads, "lr": 4e-4 if args.first else 6e-4}], weight_decay=0.01)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, args.steps))
    first, saved = 0, args.out / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        scheduler.load_state_dict(state["scheduler"])
        first = state["step"]
    examples = data.examples(args.shared, vocabulary, drafts=args.draft)
    print({task: len(e) for task, e in examples.items()}, flush=True)
    drawn = data.batches(examples, SECOND if args.first else DRAWN, BUDGET, SEED + first)
    began, seen = time.time(), {}
    reader.train()
    for step in range(first, args.steps):
        task, items = next(drawn)
        loss = LOSSES[task](reader, items, reader.vectors(items))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        seen.setdefault(task, []).append(loss.item())
        if (step + 1) % 100 == 0:
            means = {t: round(sum(v[-30:]) / len(v[-30:]), 3) for t, v in sorted(seen.items())}
            print(step + 1, f"{(time.time() - began) / 60:.1f} min", means, flush=True)
        if (step + 1) % 200 == 0 or step + 1 == args.steps:
            torch.save({"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict(), "step": step + 1}, saved)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    log = {"data": data.fingerprint(args.shared), "commit": commit, "seed": SEED, "steps": args.steps, "minutes": round((time.time() - began) / 60, 1),
           "events": len(examples["events"])}
    with open(Path(__file__).parent / "runs.jsonl", "a", encoding="utf-8") as out:
        out.write(json.dumps(log) + "\n")


if __name__ == "__main__":
    main()
