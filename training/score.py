"""Scores the heads alone on the development sets: `score.py --shared DIR --run DIR [--int8]`. The product's own scores come from `cargo xtask measure`."""
import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import torch

import batch as b
import data
import export
import model as m
import words as w


def stretches(tags):
    found, open_ = [], False
    for n, tag in enumerate(tags):
        if tag == 0:
            open_ = False
            continue
        kind = (tag - 1) // 2
        if open_ and tag % 2 == 0 and found[-1][2] == kind:
            found[-1][1] = n + 1
        else:
            found.append([n, n + 1, kind])
        open_ = True
    return found


def look(head, vectors, at):
    near = (max(0, at[0] - m.FAR), min(len(vectors), at[0] + m.FAR + 1))
    steps = torch.tensor([[m.bucket(n - at[0]) for n in range(*near)]], device=vectors.device)
    logits = head.joined(*(part(vectors[near[0]:near[1]])[None] for part in (head.word, head.word_gate)), m.middle(vectors, at)[None], steps)[0]
    kinds = 2 * (len(data.SAID) if head.out.out_features < 2 * len(data.ROLES) + 1 else len(data.ROLES)) + 1
    return [(start + near[0], end + near[0], k) for start, end, k in stretches(logits[:, :kinds].argmax(-1).tolist())]


def f1(right, gold, read):
    return round(2 * right / (gold + read), 3) if gold + read else 0.0


def events(reader, vocabulary, shared):
    """Triggers found and typed; status and certainty at gold triggers; roles at gold triggers."""
    count = Counter()
    for key in data.rows(shared / "keys" / "dev.jsonl"):
        packed = data.kit.Draft(key, key["text"]).pack("kit")["events"]
        gold = data.event_example(key["text"], packed, vocabulary)
        one, vectors, _ = export.read(reader, vocabulary, key["text"])
        found = stretches(reader.trigger(vectors).argmax(-1).tolist())
        marks = [(x["at"], (gold["tags"][x["at"][0]] - 1) // 2) for x in gold["mentions"]]
        count["gold"] += len(marks)
        count["read"] += len(found)
        meets = lambda a, b: a[0] < b[1] and b[0] < a[1]
        count["found"] += sum(any(meets(at, f) for f in found) for at, _ in marks)
        count["right"] += sum(any(meets(f, at) for at, _ in marks) for f in found)
        count["typed"] += sum(any(meets(at, f) and f[2] == kind for f in found) for at, kind in marks)
        for x in gold["mentions"]:
            trigger = m.middle(vectors, x["at"])
            count["status"] += int(reader.status(trigger).argmax()) == x["status"]
            count["mode"] += int(reader.mode(trigger).argmax()) == x["mode"]
            count["certainty"] += int(reader.certainty(trigger).argmax()) == x["certainty"]
            wanted = {tuple(s) for s in stretches(x["roles"])}
            given = set(look(reader.roles, vectors, x["at"]))
            for kind in range(len(data.ROLES)):
                count["role gold", kind] += sum(s[2] == kind for s in wanted)
                count["role read", kind] += sum(s[2] == kind for s in given)
                count["role right", kind] += sum(any(meets(a, b) and a[2] == b[2] == kind for b in wanted) for a in given)
    precision, recall = count["right"] / max(1, count["read"]), count["found"] / max(1, count["gold"])
    out = {"trigger P": round(precision, 3), "trigger R": round(recall, 3), "typed R": round(count["typed"] / count["gold"], 3),
           "status": round(count["status"] / count["gold"], 3), "certainty": round(count["certainty"] / count["gold"], 3),
           "mode": round(count["mode"] / count["gold"], 3)}
    for kind, role in enumerate(data.ROLES):
        out[role] = f1(count["role right", kind], count["role gold", kind], count["role read", kind])
    return out


def attribution(reader, vocabulary, row):
    one, vectors, _ = export.read(reader, vocabulary, row["text"])
    if not one.spans:
        return []
    chars = lambda a, b: [one.spans[a][0], one.spans[b - 1][1]]
    found = []
    for start, end, _ in stretches(reader.cue(vectors).argmax(-1).tolist()):
        said = look(reader.said, vectors, (start, end))
        sources = [s for s in said if s[2] == 0]
        contents = [s for s in said if s[2] == 1]
        found.append({"cue": chars(start, end), "source": chars(*sources[0][:2]) if sources else None,
                      "content": [chars(*s[:2]) for s in stitched(contents)]})
    return found


def stitched(contents):
    """Pieces of one content with at most two words between are one."""
    made = []
    for piece in contents:
        if made and piece[0] - made[-1][1] <= 2:
            made[-1] = (made[-1][0], piece[1], 1)
        else:
            made.append(piece)
    return made


def entities(reader, vocabulary, row):
    one, vectors, _ = export.read(reader, vocabulary, row["text"])
    return [{"start": one.spans[a][0], "end": one.spans[b - 1][1], "type": data.ENTITIES[k]}
            for a, b, k in stretches(reader.entity(vectors).argmax(-1).tolist())]


def in_windows(reader, vocabulary, given, read):
    """Texts of one window each, many at once: `read` gets their words' vectors, whole vectors, and the rows."""
    for start in range(0, len(given), 64):
        rows = given[start:start + 64]
        texts = [data.Text(row["text"], vocabulary) for row in rows]
        windows = [b.windows_of({"task": "text", "text": one})[0] for one in texts]
        words, whole = export.seen(reader, windows)
        yield from zip(rows, read(words, whole, rows, texts))


def spans(words, ats):
    """The vector of one span of each window."""
    return m.middles(words, torch.arange(len(ats), device=words.device), torch.tensor(ats, device=words.device))


def factuality(reader, words, _, rows, texts):
    at = spans(words, [one.range(*row["event"]) for one, row in zip(texts, rows)])
    return reader.factuality(at).squeeze(-1).clamp(-3, 3).tolist()


def plover(reader, words, _, rows, texts):
    ends = [[one.range(*row[k]) if row.get(k) else (0, 1) for one, row in zip(texts, rows)] for k in ("source_span", "target_span")]
    pair = m.beside(*(spans(words, [e or (0, 1) for e in end]) for end in ends))
    counts = torch.tensor([len(one.spans) for one in texts], device=words.device).clamp_max(words.shape[1])
    return [data.PLOVER[n] for n in reader.pair(pair, words, counts).argmax(-1).tolist()]


def relevance(reader, _, whole, rows, texts):
    return [[name for name, p in zip(data.RELEVANT, line) if p >= 0.5] for line in reader.relevance(whole).sigmoid().tolist()]


TASKS = {"attribution": ("attributions", attribution), "entities": ("entities", entities), "factuality": ("value", factuality),
         "plover": ("type", plover), "relevance": ("labels", relevance)}
SHORT = ("factuality", "plover", "relevance")


def scored(reader, vocabulary, shared, task):
    field, read = TASKS[task]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as told:
        given = data.rows(shared / "dev" / task / "input.jsonl")
        if task in SHORT:
            answers = in_windows(reader, vocabulary, given, lambda *seen: read(reader, *seen))
        else:
            answers = ((row, read(reader, vocabulary, row)) for row in given)
        for row, answer in answers:
            told.write(json.dumps({"id": row["id"], field: answer}) + "\n")
        told.flush()
        gold = shared / "dev" / task / "gold.jsonl"
        command = [sys.executable, shared / "score" / f"{task}.py", "--gold", gold, "--pred", told.name]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().split("\n")
    return [line for line in lines if "exact" in line or line.startswith("main")]


def main():
    args = argparse.ArgumentParser(description="score the heads alone")
    args.add_argument("--shared", type=Path, required=True)
    args.add_argument("--run", type=Path, required=True)
    args.add_argument("--int8", action="store_true", help="with the weights that the program has")
    args.add_argument("--device", default="cpu")
    args.add_argument("--tasks", nargs="*", default=[*TASKS, "events"])
    args = args.parse_args()
    reader, vocabulary = export.load(args.run)
    if args.int8:
        export.rounded(reader)
    reader.to(args.device)
    with torch.no_grad():
        for task in args.tasks:
            print(task, events(reader, vocabulary, args.shared) if task == "events" else scored(reader, vocabulary, args.shared, task), flush=True)


if __name__ == "__main__":
    main()
