"""Two heads are fitted anew while the encoder stands still: `heads.py --packed DIR --from FILE --out DIR`, a minute or two on two cores.

Factuality is a line through a vector, so the best one is solved for, held near the one that was trained. The PLOVER type is trained on with smoothed labels and
more dropping, several times from other orders, and the mean of these is kept."""
import argparse
import random
from pathlib import Path

import torch
from torch.nn import functional as F

import batch as b
import model as m
import train

# How hard the solved line is held to the trained one: 30 observations against it weigh as much as it does.
HELD = 30
# Orders in which the PLOVER pairs are seen, times that each is, and what is forgotten of their vectors.
ORDERS, TIMES, DROPPED, SMOOTHED, RATE = 5, 15, 0.3, 0.1, 1e-4
ROWS = 16


@torch.no_grad()
def seen(reader, examples):
    """The batches of a task with their words' vectors, windows of like length together."""
    windows = sorted((x for e in examples for x in b.windows_of(e)), key=lambda x: len(x.ids))
    for start in range(0, len(windows), 64):
        batch = b.Batch(windows[start:start + 64])
        words, _ = reader.read(batch.pieces, batch.shapes, batch.lengths, batch.firsts)
        yield batch, words, torch.arange(batch.size)


def factuality(reader, examples):
    """The line of least squares between a word's vector and its value, held to the one that the head has."""
    pairs = [(m.middles(words, own, batch.at), batch.values) for batch, words, own in seen(reader, examples)]
    vectors, values = (torch.cat(part) for part in zip(*pairs))
    head = reader.factuality
    left = values - head(vectors).squeeze(-1)
    wide = torch.cat([vectors, torch.ones(len(vectors), 1)], 1)
    step = torch.linalg.solve(wide.T @ wide + HELD * torch.eye(wide.shape[1]), wide.T @ left)
    head.weight += step[:-1]
    head.bias += step[-1]


def plover(reader, examples, seed):
    """The mean of the heads that see the pairs in several orders."""
    pairs = [(m.beside(*(m.middles(words, own, at) for at in (batch.sources, batch.targets))), words, batch.counts, batch.types)
             for batch, words, own in seen(reader, examples)]
    first = {name: value.clone() for name, value in reader.pair.state_dict().items()}
    runs = []
    for order in range(ORDERS):
        reader.pair.load_state_dict(first)
        torch.manual_seed(seed + order)
        rng = random.Random(seed + order)
        optimizer = torch.optim.AdamW(reader.pair.parameters(), lr=RATE, weight_decay=0)
        for _ in range(TIMES):
            rng.shuffle(pairs)
            for batch in pairs:
                for at in range(0, len(batch[0]), ROWS):
                    ends, words, counts, types = (part[at:at + ROWS] for part in batch)
                    read = reader.pair(F.dropout(ends, DROPPED), F.dropout(words, DROPPED), counts)
                    loss = F.cross_entropy(read, types, label_smoothing=SMOOTHED)
                    optimizer.zero_grad()
                    loss.backward()
                    optimizer.step()
        runs.append({name: value.clone() for name, value in reader.pair.state_dict().items()})
    reader.pair.load_state_dict({name: sum(run[name] for run in runs) / ORDERS for name in first})


def main():
    args = argparse.ArgumentParser(description="fit two heads anew while the encoder stands still")
    args.add_argument("--packed", type=Path, required=True, help="a folder of prepare.py")
    args.add_argument("--from", dest="first", type=Path, required=True, help="a checkpoint, or published weights (.safetensors)")
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--seed", type=int, default=300)
    args.add_argument("--device", default="cpu")
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    reader = train.begun(args).eval()
    examples = train.prepare.examples(args.packed)
    with torch.no_grad():
        factuality(reader, examples["factuality"])
    plover(reader, examples["plover"], args.seed)
    torch.save({"reader": reader.state_dict()}, args.out / "checkpoint.pt")
    train.log(args, {"heads": ["factuality", "plover"]})


if __name__ == "__main__":
    main()
