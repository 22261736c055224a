"""Goes on with masked words on unlabelled news: `pretrain.py --packed DIR --out FILE`. What comes out is an encoder for `train.py --from`."""
import argparse
import random
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

import model as m
import prepare
import words as w

SEED = 20261125
MASKED = 0.15


class Guesser(nn.Module):
    """The encoder with a head that guesses a masked piece, sharing the table of pieces."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        self.dense = nn.Linear(m.HIDDEN, m.HIDDEN)
        self.norm = nn.LayerNorm(m.HIDDEN)
        self.bias = nn.Parameter(torch.zeros(encoder.pieces.num_embeddings))

    def forward(self, pieces, shapes, lengths, at):
        x = self.encoder(pieces, shapes, lengths)[at]
        return F.linear(self.norm(F.gelu(self.dense(x))), self.encoder.pieces.weight, self.bias)


def main():
    args = argparse.ArgumentParser(description="masked words on unlabelled news")
    args.add_argument("--packed", type=Path, required=True, help="a folder of prepare.py")
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--steps", type=int, default=4000)
    args.add_argument("--rows", type=int, default=64)
    args.add_argument("--rate", type=float, default=5e-4)
    args.add_argument("--seconds", type=float, default=1e9, help="ends by then")
    args.add_argument("--device", default="cpu")
    args = args.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    torch.set_float32_matmul_precision("high")
    encoder = prepare.encoder(args.packed)
    guesser = Guesser(encoder).to(args.device)
    made = sorted((ids, marks) for ids, marks, _ in prepare.news(args.packed))
    made.sort(key=lambda x: len(x[0]))
    print(len(made), "windows", sum(len(x[0]) for x in made), "pieces", flush=True)
    longest = m.POSITIONS
    pieces = torch.full((len(made), longest), w.PAD, dtype=torch.int32)
    shapes = torch.zeros(len(made), longest, dtype=torch.int32)
    for n, (ids, marks) in enumerate(made):
        pieces[n, :len(ids)] = torch.tensor(ids)
        shapes[n, :len(marks)] = torch.tensor(marks)
    lengths = torch.tensor([len(x[0]) for x in made]).to(args.device)
    pieces, shapes = pieces.to(args.device), shapes.to(args.device)
    optimizer = torch.optim.AdamW(guesser.parameters(), lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=args.device == "cuda")
    began, order, losses = time.time(), [], []
    mask_piece = w.UNK  # The trimmed list has no [MASK]; an unknown piece stands for it.
    guesser.train()
    for step in range(args.steps):
        if not order:
            order = [list(range(n, min(n + args.rows, len(made)))) for n in range(0, len(made), args.rows)]
            rng.shuffle(order)
        share = max(step / args.steps, (time.time() - began) / args.seconds)
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(share / 0.05, (1 - share) / 0.95)
        rows = order.pop()
        size = int(lengths[rows[-1]])
        ids, marks, long = pieces[rows[0]:rows[-1] + 1, :size].long(), shapes[rows[0]:rows[-1] + 1, :size].long(), lengths[rows[0]:rows[-1] + 1]
        chosen = (torch.rand(ids.shape, device=ids.device) < MASKED) & (ids > w.SEP)
        seen = ids.clone()
        chance = torch.rand(ids.shape, device=ids.device)
        seen[chosen & (chance < 0.8)] = mask_piece
        swapped = chosen & (chance > 0.9)
        seen[swapped] = torch.randint(4, encoder.pieces.num_embeddings, (1,), device=ids.device)
        with torch.autocast(args.device, dtype=torch.bfloat16):
            loss = F.cross_entropy(guesser(seen, marks, long, chosen).float(), ids[chosen])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(guesser.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.detach())
        if (step + 1) % 200 == 0:
            print(step + 1, f"{time.time() - began:.0f} s", round(float(torch.stack(losses[-200:]).mean()), 3), flush=True)
    print("end", step, f"{time.time() - began:.0f} s", round(float(torch.stack(losses[-200:]).mean()), 3), flush=True)
    torch.save(encoder.state_dict(), args.out)


if __name__ == "__main__":
    main()
