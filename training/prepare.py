"""Packs all that training sees into one folder, so that any machine can train: `prepare.py --shared DIR --minilm DIR --out DIR`."""
import argparse
import lzma
import pickle
from pathlib import Path

import torch

import data
import model as m
import words as w


def windows(texts, vocabulary):
    """Unlabelled texts as windows without overlap: pieces, shapes, where each word begins."""
    for text in texts:
        one = data.Text(text, vocabulary)
        start = 0
        while start < len(one.pieces):
            end, total = start, 0
            while end < len(one.pieces) and total + len(one.pieces[end][:w.WINDOW]) <= w.WINDOW:
                total += len(one.pieces[end][:w.WINDOW])
                end += 1
            yield m.laid(one, start, end)
            start = end


def pack(path, value):
    with lzma.open(path, "wb", preset=6) as out:
        pickle.dump(value, out)


def unpack(path):
    with lzma.open(path, "rb") as packed:
        return pickle.load(packed)


def examples(folder):
    """Examples by task (`data.examples`)."""
    return unpack(folder / "examples.xz")


def news(folder):
    """Windows of unlabelled news: pieces, shapes, where each word begins."""
    return unpack(folder / "news.xz")


def encoder(folder):
    """The encoder before any training on news, all of it to be trained."""
    stored = {name: value.float() for name, value in torch.load(folder / "minilm.pt").items()}
    found = m.Encoder(len(stored["pieces.weight"]))
    found.load_state_dict(stored)
    return found


def main():
    args = argparse.ArgumentParser(description="pack what training sees")
    args.add_argument("--shared", type=Path, required=True)
    args.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2")
    args.add_argument("--out", type=Path, required=True)
    args = args.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary = data.vocabulary(args.out / "vocab.txt", args.minilm, args.shared)
    reader = m.Reader.pretrained(args.minilm, vocabulary)
    torch.save({name: value.half() for name, value in reader.encoder.state_dict().items()}, args.out / "minilm.pt")
    pack(args.out / "news.xz", list(windows(data.texts(args.shared), vocabulary)))
    pack(args.out / "examples.xz", data.examples(args.shared, vocabulary))
    (args.out / "hash.txt").write_text(data.fingerprint(args.shared) + "\n", encoding="utf-8")
    print({path.name: path.stat().st_size for path in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
