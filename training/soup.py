"""The mean of several runs' weights: `soup.py OUT RUN RUN …`. The runs must have begun with the same weights."""
import shutil
import sys
from pathlib import Path

import torch


def main():
    out, runs = Path(sys.argv[1]), [Path(run) for run in sys.argv[2:]]
    out.mkdir(parents=True, exist_ok=True)
    states = [torch.load(run / "checkpoint.pt", map_location="cpu")["reader"] for run in runs]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    torch.save({"reader": mean}, out / "checkpoint.pt")
    shutil.copy(runs[0] / "vocab.txt", out / "vocab.txt")


if __name__ == "__main__":
    main()
