"""Writes a checkpoint as the files that the program embeds: `export.py --run DIR --out models`. Matrices become int8 with a scale for each row."""
import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

import batch as b
import data
import model as m
import words as w

# Tables whose rows are added up rather than multiplied stay in single precision.
TABLES = ("encoder.positions.weight", "encoder.shapes.weight", "roles.distance.weight", "said.distance.weight")


def int8(matrix):
    """A matrix in int8 with a scale for each row (per output channel)."""
    scale = matrix.abs().amax(1).clamp_min(1e-8) / 127
    return (matrix / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def tensors(reader):
    matrices = {f"{name}.weight" for name, part in reader.named_modules() if isinstance(part, nn.Linear)} | {"encoder.pieces.weight"}
    found = {}
    for name, value in reader.state_dict().items():
        value = value.detach().float()
        if name in matrices:
            whole, scale = int8(value)
            found[name] = whole.contiguous()
            found[name.removesuffix("weight") + "scale"] = scale.contiguous()
        else:
            found[name.removesuffix(".weight") if name in TABLES else name] = value.contiguous()
    return found


def rounded(reader):
    """The reader with the weights that the program has: int8 made single again."""
    matrices = [part for part in reader.modules() if isinstance(part, nn.Linear)] + [reader.encoder.pieces]
    with torch.no_grad():
        for part in matrices:
            whole, scale = int8(part.weight)
            part.weight.copy_(whole.float() * scale[:, None])
    return reader


def load(run):
    vocabulary = w.Vocabulary.read(run / "vocab.txt")
    reader = m.Reader(len(vocabulary.pieces))
    reader.load_state_dict(torch.load(run / "checkpoint.pt", map_location="cpu")["reader"])
    return reader.eval(), vocabulary


def read(reader, vocabulary, text):
    """A text's words with their vectors, window by window, as the program has them."""
    one = data.Text(text, vocabulary)
    ranges = w.windows(one.pieces)
    if not ranges:
        return one, torch.zeros(0, m.HIDDEN), torch.zeros(m.HIDDEN)
    windows = [b.Window({"task": "text", "text": one}, *r) for r in ranges]
    words, whole = seen(reader, windows)
    rows = [words[o][n - ranges[o][0]] for n in range(len(one.spans)) for o in [w.owner(n, ranges)]]
    return one, torch.stack(rows), whole[0]


def seen(reader, windows):
    """Vectors of the windows' words and of whole windows."""
    batch = b.Batch(windows).to(reader.relevance.weight.device)
    with torch.no_grad():
        return reader.read(batch.pieces, batch.shapes, batch.lengths, batch.firsts)


GOLDEN = "Rebels of al-Shabaab killed at least 12 soldiers in Baidoa on Monday, an army spokesman said. \u201cThe attack failed,\u201d he told Reuters.\n"

# "al-Shabaab" and "soldiers" in it.
PAIR = [[2, 5], [9, 10]]


def between(reader, vectors):
    """What the first of PAIR does to the second."""
    pair = m.beside(*(m.middle(vectors, at)[None] for at in PAIR))
    near = vectors[:PAIR[0][0] + m.FAR + 1]
    return reader.pair(pair, near[None], torch.tensor([len(near)])).softmax(-1)[0]


def main():
    args = argparse.ArgumentParser(description="write the files that the program embeds")
    args.add_argument("--run", type=Path, required=True)
    args.add_argument("--out", type=Path, required=True)
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    reader, vocabulary = load(args.run)
    save_file(tensors(reader), args.out / "reader.safetensors")
    vocabulary.write(args.out / "vocab.txt")
    labels = {"types": data.TYPES, "statuses": data.STATUSES, "certainties": data.CERTAINTIES, "roles": data.ROLES, "said": data.SAID,
              "modes": data.MODES, "muc": data.MUC, "entities": data.ENTITIES, "relevance": data.RELEVANT, "plover": data.PLOVER}
    rounded(reader)
    # Long enough for several windows.
    text = GOLDEN * 9
    one, vectors, whole = read(reader, vocabulary, text)
    with torch.no_grad():
        trigger = 1 - reader.trigger(vectors).softmax(-1)[:, 0]
        at = max(range(len(trigger)), key=lambda n: trigger[n])
        golden = {"text": text, "words": len(one.spans), "trigger": [round(float(t), 3) for t in trigger],
                  "at": at, "status": [round(float(v), 3) for v in reader.status(vectors[at]).softmax(-1)],
                  "pair": PAIR, "between": [round(float(v), 3) for v in between(reader, vectors)],
                  "relevance": [round(float(v), 3) for v in reader.relevance(whole).sigmoid()]}
    (args.out / "reader.json").write_text(json.dumps({"labels": labels}, indent=1) + "\n", encoding="utf-8")
    (args.out / "golden.json").write_text(json.dumps(golden) + "\n", encoding="utf-8")
    print({f.name: f.stat().st_size for f in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
