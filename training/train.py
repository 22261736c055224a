"""Trains the reader's network: `train.py --packed DIR --from FILE --out DIR [--steps N]`. Goes on from its last checkpoint."""
import argparse
import json
import random
import shutil
import subprocess
import time
from pathlib import Path

import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader

import batch as b
import data
import model as m
import prepare
import words as w

SEED = 20261125
# How often each task is drawn.
DRAWN = {"events": 0.4, "attribution": 0.27, "muc4": 0.06, "entities": 0.03, "factuality": 0.1, "plover": 0.04, "relevance": 0.1}
# Seconds from one checkpoint to the next.
KEPT = 300


def loss_events(reader, batch, words, _):
    loss = tagged(reader.trigger(words), batch.tags) / 60
    if batch.mentions:
        triggers = m.middles(words, batch.owners, batch.ats)
        for name in ("status", "certainty", "mode"):
            loss = loss + 0.3 * F.cross_entropy(getattr(reader, name)(triggers), getattr(batch, name), reduction="sum")
        loss = loss + tagged(looked(reader.roles, batch, words, triggers), batch.roles) / 30
        if batch.pairs is not None:
            two = m.beside(triggers[batch.pairs[:, 0]], triggers[batch.pairs[:, 1]])
            loss = loss + 0.2 * F.binary_cross_entropy_with_logits(reader.same(two).squeeze(-1), batch.same, reduction="sum")
    return loss / batch.size


def tagged(logits, tags):
    return F.cross_entropy(logits.flatten(0, -2), tags.flatten(), ignore_index=b.NONE, reduction="sum")


def looked(head, batch, words, triggers):
    """A head's look from each mention at the words of its window."""
    return head.joined(head.word(words)[batch.owners], head.word_gate(words)[batch.owners], triggers, batch.steps)


def loss_attribution(reader, batch, words, _):
    loss = tagged(reader.cue(words), batch.tags) / 40
    if batch.mentions:
        triggers = m.middles(words, batch.owners, batch.ats)
        logits = looked(reader.said, batch, words, triggers)
        kinds = 2 * len(data.SAID) + 1
        loss = loss + tagged(logits[..., :kinds], batch.roles) / 40
        ends = logits[..., kinds:].masked_fill((batch.roles == b.NONE)[..., None], -1e4)
        for edge in range(ends.shape[-1]):
            loss = loss + 0.05 * F.cross_entropy(ends[..., edge], batch.edges[:, edge], reduction="sum")
    return loss / batch.size


def loss_tags(head):
    return lambda reader, batch, words, _: tagged(getattr(reader, head)(words), batch.tags) / 40 / batch.size


def loss_factuality(reader, batch, words, _):
    at = m.middles(words, torch.arange(batch.size, device=words.device), batch.at)
    return F.smooth_l1_loss(reader.factuality(at).squeeze(-1), batch.values)


def loss_plover(reader, batch, words, _):
    ends = [m.middles(words, torch.arange(batch.size, device=words.device), at) for at in (batch.sources, batch.targets)]
    return F.cross_entropy(reader.pair(reader.drop(m.beside(*ends)), words, batch.counts), batch.types)


def loss_relevance(reader, batch, _, whole):
    return 2 * F.binary_cross_entropy_with_logits(reader.relevance(whole), batch.labels, pos_weight=torch.full((5,), 2.0, device=whole.device))


LOSSES = {"events": loss_events, "attribution": loss_attribution, "entities": loss_tags("entity"), "muc4": loss_tags("muc"),
          "factuality": loss_factuality, "plover": loss_plover, "relevance": loss_relevance}


def rate(share):
    """The learning rate at a share of the whole run, as a share of the highest: up over the first 6 %, then down to nothing."""
    return max(0.0, min(share / 0.06, (1 - share) / 0.94))


def parameters(reader, given):
    """Groups with their own rates: the encoder's slower than the heads'; neither norms nor biases decay."""
    groups = {}
    for name, value in reader.named_parameters():
        if value.requires_grad:
            key = ("encoder" if name.startswith("encoder.") else "heads", value.dim() > 1)
            groups.setdefault(key, []).append(value)
    rates = {"encoder": given.rate, "heads": 5 * given.rate}
    return [{"params": values, "lr": rates[part], "weight_decay": 0.01 if wide else 0.0} for (part, wide), values in groups.items()]


def arguments(more=lambda args: None):
    args = argparse.ArgumentParser(description="train the reader's network")
    args.add_argument("--packed", type=Path, required=True, help="a folder of prepare.py")
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--steps", type=int, default=4200)
    args.add_argument("--budget", type=int, default=4000, help="pieces a step")
    args.add_argument("--rate", type=float, default=3e-4)
    args.add_argument("--seconds", type=float, default=1e9, help="ends by then, the rates falling in time")
    args.add_argument("--seed", type=int, default=SEED)
    args.add_argument("--from", dest="first", type=Path, required=True, help="an encoder (pretrain.py), a checkpoint, or published weights (.safetensors)")
    args.add_argument("--without", nargs="*", default=[], help="files of corpus/standoff and corpus/invented that are left out")
    args.add_argument("--device", default="cpu")
    args.add_argument("--workers", type=int, default=0, help="processes that prepare batches; which batches come depends on their number")
    more(args)
    return args.parse_args()


def begun(args):
    """The reader with the weights it goes on from; beside what it will be stands its vocabulary."""
    shutil.copy(args.packed / "vocab.txt", args.out / "vocab.txt")
    pieces = len(w.Vocabulary.read(args.out / "vocab.txt").pieces)
    return m.Reader.of(args.first, pieces).to(args.device)


def examples(args):
    found = prepare.examples(args.packed)
    found["events"] = [e for e in found["events"] if e["file"] not in args.without]
    print({task: len(e) for task, e in found.items()}, flush=True)
    return found


def keep(path, reader, optimizer, step):
    torch.save({"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, path)


def halved(device):
    """Half precision where the machine is fast at it."""
    return torch.autocast("cuda", dtype=torch.bfloat16, enabled=device == "cuda")


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)  # the same first weights for every seed: runs can be averaged
    random.seed(args.seed)
    torch.set_float32_matmul_precision("high")
    reader = begun(args)
    optimizer = torch.optim.AdamW(parameters(reader, args), fused=args.device == "cuda")
    highest = [group["lr"] for group in optimizer.param_groups]
    first, saved = 0, args.out / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved, map_location=args.device)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["step"]
    seen_of = examples(args)
    drawn = b.Batches(seen_of, DRAWN, args.budget, args.seed + first)
    drawn = iter(DataLoader(drawn, batch_size=None, num_workers=args.workers, prefetch_factor=8 if args.workers else None))
    began, kept, seen = time.time(), time.time(), {}
    reader.train()
    step = first
    for step in range(first, args.steps):
        share = max(step / args.steps, (time.time() - began) / args.seconds)
        if share >= 1:
            break
        for group, rate_of in zip(optimizer.param_groups, highest):
            group["lr"] = rate_of * rate(share)
        batch = next(drawn).to(args.device)
        with halved(args.device):
            words, whole = reader.read(batch.pieces, batch.shapes, batch.lengths, batch.firsts)
            loss = LOSSES[batch.task](reader, batch, reader.drop(words), reader.drop(whole))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        seen.setdefault(batch.task, []).append(loss.detach())
        if (step + 1) % 50 == 0 or step + 1 == args.steps:
            means = {t: round(float(torch.stack(v[-20:]).mean()), 3) for t, v in sorted(seen.items())}
            print(step + 1, f"{(time.time() - began) / 60:.1f} min", means, flush=True)
        if time.time() - kept > KEPT:
            keep(saved, reader, optimizer, step + 1)
            kept = time.time()
    keep(saved, reader, optimizer, args.steps)
    log(args, {"steps": step + 1, "minutes": round((time.time() - began) / 60, 1), "events": len(seen_of["events"])})


def log(args, more):
    """A line in runs.jsonl: what was trained, on what, from what, how long."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    line = {"data": (args.packed / "hash.txt").read_text(encoding="utf-8").strip(), "commit": commit}
    told = lambda value: f"{value.parent.name}/{value.name}" if isinstance(value, Path) else [told(v) for v in value] if isinstance(value, list) else value
    line |= {name: told(value) for name, value in vars(args).items() if name not in ("packed", "out", "workers")}
    with open(Path(__file__).parent / "runs.jsonl", "a", encoding="utf-8") as out:
        out.write(json.dumps(line | more) + "\n")


if __name__ == "__main__":
    main()
