#!/usr/bin/env python3
"""Fit the weights with which the reader weighs rules and network (models/weighing.tsv).

    python3 training/weigh.py --score SHARED/score --evidence ev.jsonl --keys keys.jsonl [--from models/weighing.tsv] [--out models/weighing.tsv]
    python3 training/weigh.py --score SHARED/score --evidence dev.jsonl --keys dev-keys.jsonl --reliability docs/reliability.svg

evidence  what `dateline-eval evidence < keys.jsonl` prints: for every choice the values offered and what speaks for each
keys      the same reports' keys (training/corpus, unpacked): reports that the network has not been trained on, or it would seem surer than it is

For every slot a conditional logit: the score of a value is the sum of the weights of its features; the chance of a value is its share of
exp(score). Weights are fitted by L-BFGS with a Gaussian prior about nothing, or about the weights of `--from`; its width is chosen by five-fold
cross-validation over reports. Printed: the share of right choices of the rules, and of the weighing on the reports left out, with the log loss.
"""
import argparse
import json
import pathlib
import sys
from collections import defaultdict

import numpy as np
from scipy.optimize import minimize

PRIORS = [0.03, 0.1, 0.3, 1.0, 3.0]
# About weights that were fitted before, the prior may be narrower.
NEAR = [0.003, 0.01, 0.03, 0.1, 0.3]
# Weights nearer to nothing are left out.
LEAST = 0.01
FOLDS = 5


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("--score", required=True, help="folder of the scorers; keys.py says which anchors and values are alike")
    args.add_argument("--evidence", required=True, nargs="+")
    args.add_argument("--keys", required=True, nargs="+")
    args.add_argument("--from", dest="first", help="weights fitted before, to stay near")
    args.add_argument("--out")
    args.add_argument("--reliability", help="draw how often choices of each chance are right, by the weights of models/weighing.tsv, instead of fitting")
    args.add_argument("--prior", type=float, help="the prior's width, where none is to be chosen by cross-validation")
    args = args.parse_args()
    sys.path.insert(0, args.score)
    keys = {row["id"]: row for path in args.keys for row in lines(path)}
    choices = [choice for path in args.evidence for row in lines(path) if row["id"] in keys
               for choice in labelled(row, keys[row["id"]])]
    with_slots = defaultdict(list)
    for choice in choices:
        with_slots[choice["slot"]].append(choice)
    if args.reliability:
        reliability(with_slots, args.reliability)
        return
    before = weights_of(args.first) if args.first else {}
    rows = []
    for slot, own in sorted(with_slots.items()):
        rows += fit_slot(slot, own, args.prior, before.get(slot))
    if args.out:
        with open(args.out, "w", encoding="utf-8") as out:
            out.write("# slot\tname\tof\tcode\tweight; made by training/weigh.py\n")
            out.writelines("\t".join([slot, *feature, f"{weight:.4f}"]) + "\n" for slot, feature, weight in rows)


def weights_of(path):
    """The weights of a table, by slot and feature."""
    found = defaultdict(dict)
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            slot, name, of, code, weight = line.split("\t")
            found[slot][(name, of, code)] = float(weight)
    return found


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def labelled(row, key):
    """The report's choices, each with the numbers of the values that the key calls right; those the key says nothing of are left out."""
    import keys as scorer
    text = key["text"]
    spans = [[span for anchor in event.get("anchors", []) for span in scorer.ranges(anchor, text)] for event in key["events"]]
    for choice in row["choices"]:
        start, end = choice["start"], choice["end"]
        met = [event for event, own in zip(key["events"], spans) if any(a < end and start < b for a, b in own)]
        if choice["slot"] in ("date", "place"):
            right = right_situation(choice, key, spans)
        elif choice["slot"] == "targets":
            right = right_fills(choice, most_told(choice, key, spans))
        else:
            right = told_before(choice, key, spans) if choice["slot"] == "event" else right_values(choice, met)
        if right:
            yield {"slot": choice["slot"], "report": row["id"], "right": right,
                   "offers": [[(tuple(f[:3]), f[3]) for f in features] for _, features in choice["offers"]],
                   "rule": next((n for n, (value, fs) in enumerate(choice["offers"])
                                if any(f[0] in ("rule", "another/rule") and f[1] in ("", value) for f in fs)), None)}


def right_values(choice, met):
    values = [value for value, _ in choice["offers"]]
    if choice["slot"] == "type":
        wanted = {event["type"] for event in met} or {"none"}
    elif choice["slot"] == "mode":
        wanted = {event.get("mode") or "none" for event in met}
    elif choice["slot"] in ("status", "certainty"):
        wanted = {event[choice["slot"]] for event in met}
    else:
        return right_fills(choice, met)
    return [n for n, value in enumerate(values) if value in wanted]


def told_before(choice, key, spans):
    """Which of the events before the words belong to; another where the key has them in none of those."""
    raw = key["text"].encode()
    code_point = lambda byte: len(raw[:byte].decode(errors="ignore"))
    events_at = lambda start, end: {n for n, own in enumerate(spans) if any(a < end and start < b for a, b in own)}
    own = events_at(choice["start"], choice["end"])
    if not own:
        return []
    groups = [[tuple(map(code_point, map(int, span.split("-")))) for span in value.split()] for value, _ in choice["offers"][1:]]
    return [n for n, group in enumerate(groups, 1) if any(own & events_at(*span) for span in group)] or [0]


def right_fills(choice, met):
    """The part that someone has in one of the events met; nothing where the words name none."""
    import keys as scorer
    if not met:
        return []
    holds = lambda slot: any(scorer.alike(gold, choice["who"]) for event in met for gold in scorer.fills(event, slot))
    part = "actor" if holds("actors") else "target" if holds("targets") else "neither"
    return [n for n, (value, _) in enumerate(choice["offers"]) if value == part]


def most_told(choice, key, spans):
    """The events which most of the words tell of."""
    tellers = [(choice["start"], choice["end"]), *choice["others"]]
    told = [sum(any(a < end and start < b for a, b in own) for start, end in tellers) for own in spans]
    most = max(told, default=0)
    return [event for event, count in zip(key["events"], told) if most and count == most]


def right_situation(choice, key, spans):
    """The dates or places that the event has which most of the words tell of; none where the key has none, or none of those offered."""
    import keys as scorer
    slot = choice["slot"]
    met = [value for event in most_told(choice, key, spans) for value in scorer.fills(event, slot) or [None]]
    if not met:
        return []
    same = same_days if slot == "date" else same_place
    right = [n for n, (value, _) in enumerate(choice["offers"]) if any(same(gold, value) for gold in met)]
    return right or [0]


def same_days(gold, value):
    import keys as scorer
    if gold is None or value == "none":
        return gold is None and value == "none"
    start, end = value.split("|")
    return scorer.same_date(gold, {"start": start, "end": end})


def same_place(gold, value):
    import keys as scorer
    if gold is None or value == "none":
        return gold is None and value == "none"
    name, country, precision, lat, lon, text = value.split("|", 5)
    if precision == "country" and not lat and gold.get("lat") is not None:
        return gold.get("precision") == "country" and gold.get("country") == country
    point = {"lat": float(lat), "lon": float(lon)} if lat else {}
    return scorer.same_place(gold, {"name": name, "text": text, "country": country or None, "precision": precision, **point})


def fit_slot(slot, choices, prior=None, before=None):
    """The weights of a slot, near those that were fitted before."""
    before = before or {}
    names = sorted({feature for choice in choices for offer in choice["offers"] for feature, _ in offer} | set(before))
    index = {name: n for n, name in enumerate(names)}
    packed = [pack(choice, index) for choice in choices]
    middle = np.array([before.get(name, 0.0) for name in names])
    prior = prior or choose_prior(slot, choices, packed, middle, NEAR if before else PRIORS)
    weights = fit(packed, middle, prior)
    return [(slot, name, weights[n]) for name, n in index.items() if abs(weights[n]) >= LEAST]


def choose_prior(slot, choices, packed, middle, priors):
    """The width with the least log loss on reports left out; prints how well the weighing does there."""
    reports = sorted({choice["report"] for choice in choices})
    fold = {report: n % FOLDS for n, report in enumerate(reports)}
    best = None
    for prior in priors:
        chances = [None] * len(packed)
        for left in range(FOLDS):
            own = [p for p, c in zip(packed, choices) if fold[c["report"]] != left]
            weights = fit(own, middle, prior)
            for n, choice in enumerate(choices):
                if fold[choice["report"]] == left:
                    chances[n] = chances_of(packed[n], weights)
        loss = -np.mean([np.log(max(p[c["right"]].sum(), 1e-6)) for p, c in zip(chances, choices)])
        right = np.mean([p.argmax() in c["right"] for p, c in zip(chances, choices)])
        if best is None or loss < best[0]:
            best = (loss, right, prior)
    ruled = [c["rule"] in c["right"] for c in choices if c["rule"] is not None]
    rules = f"rules right {np.mean(ruled):.3f}, " if ruled else ""
    print(f"{slot}: {len(choices)} choices in {len(reports)} reports, {rules}weighed right {best[1]:.3f}, "
          f"log loss {best[0]:.3f}, prior {best[2]}")
    return best[2]


def reliability(with_slots, path):
    """Prints, slot by slot, how often the likeliest value is right in each tenth of chance, and draws it."""
    weights = weights_of(pathlib.Path(__file__).parent.parent / "models" / "weighing.tsv")
    curves = {}
    for slot, choices in sorted(with_slots.items()):
        tops = []
        for choice in choices:
            scores = np.array([sum(weights[slot].get(feature, 0) * value for feature, value in offer) for offer in choice["offers"]])
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            tops.append((chances.max(), chances.argmax() in choice["right"]))
        bins = [[(c, r) for c, r in tops if low <= c < low + 0.1 or low > 0.85 and c == 1] for low in np.arange(0, 1, 0.1)]
        points = [(np.mean([c for c, _ in own]), np.mean([r for _, r in own]), len(own)) for own in bins if len(own) >= 10]
        off = sum(abs(c - r) * n for c, r, n in points) / max(1, sum(n for *_, n in points))
        curves[slot] = points
        print(f"{slot}: {len(tops)} choices, chance and share right differ by {off:.3f} on average: "
              + ", ".join(f"{c:.2f} {r:.2f} ({n})" for c, r, n in points))
    pathlib.Path(path).write_text(drawing(curves), encoding="utf-8")


COLOURS = {"type": "#1b6ca8", "status": "#c0392b", "certainty": "#2d7d46", "actors": "#8e5ea2", "event": "#b9770e", "date": "#16807a", "place": "#7a5230"}


def drawing(curves):
    """The reliability diagram: chance to the right, share right upwards; the grey line is where both agree."""
    def at(x, y):
        return f"{40 + 300 * x:.1f},{330 - 300 * y:.1f}"
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 370" font-family="sans-serif" font-size="12">',
             '<rect width="480" height="370" fill="white"/>',
             f'<polyline points="{at(0, 0)} {at(1, 1)}" stroke="#bbb" fill="none"/>',
             f'<polyline points="{at(0, 1)} {at(0, 0)} {at(1, 0)}" stroke="#333" fill="none"/>']
    for tenth in range(0, 11, 2):
        x, y = at(tenth / 10, 0).split(","), at(0, tenth / 10).split(",")
        parts.append(f'<text x="{x[0]}" y="346" text-anchor="middle">{tenth / 10}</text><text x="34" y="{float(y[1]) + 4}" text-anchor="end">{tenth / 10}</text>')
    parts.append('<text x="190" y="364" text-anchor="middle">chance given</text><text x="12" y="180" transform="rotate(-90 12 180)" text-anchor="middle">share right</text>')
    for number, (slot, points) in enumerate(curves.items()):
        colour = COLOURS.get(slot, "#555")
        parts.append(f'<polyline points="{" ".join(at(c, r) for c, r, _ in points)}" stroke="{colour}" stroke-width="2" fill="none"/>')
        parts += [f'<circle cx="{at(c, r).split(",")[0]}" cy="{at(c, r).split(",")[1]}" r="3" fill="{colour}"/>' for c, r, _ in points]
        parts.append(f'<text x="360" y="{60 + 20 * number}" fill="{colour}">{slot}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def pack(choice, index):
    """(offer number, feature number, value) of a choice as arrays, how many offers, and which are right."""
    rows = [(n, index[feature], value) for n, offer in enumerate(choice["offers"]) for feature, value in offer]
    offers, features, values = (np.array(column) for column in zip(*rows))
    return offers, features, values.astype(float), len(choice["offers"]), choice["right"]


def chances_of(packed, weights):
    offers, features, values, count, _ = packed
    scores = np.bincount(offers, weights[features] * values, count)
    scores = np.exp(scores - scores.max())
    return scores / scores.sum()


def fit(packed, middle, prior):
    """Weights of the least loss: minus the log of the chance of what is right, and the prior about `middle`."""
    size = len(middle)
    sizes = [p[3] for p in packed]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    offers = np.concatenate([p[0] + s for p, s in zip(packed, starts)])
    features = np.concatenate([p[1] for p in packed])
    values = np.concatenate([p[2] for p in packed])
    owner = np.repeat(np.arange(len(packed)), sizes)
    right = np.zeros(starts[-1])
    for p, s in zip(packed, starts):
        right[[s + n for n in p[4]]] = 1

    def loss(weights):
        scores = np.bincount(offers, weights[features] * values, starts[-1])
        scores -= np.maximum.reduceat(scores, starts[:-1])[owner]
        parts = np.exp(scores)
        shares = parts / np.bincount(owner, parts)[owner]
        good = np.maximum(np.bincount(owner, shares * right), 1e-12)
        slope = shares - shares * right / good[owner]
        far = weights - middle
        gradient = np.bincount(features, slope[offers] * values, size) + far / prior
        return -np.log(good).sum() + (far ** 2).sum() / (2 * prior), gradient

    return minimize(loss, middle.copy(), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


if __name__ == "__main__":
    main()
