#!/usr/bin/env python3
"""Stand-off reading keys: annotate real reports without keeping a word of them.

    kit.py pick  --shared DIR --each 20 --batches 8      which further reports are to be annotated, in batches, into picked.tsv
    kit.py show  --shared DIR ID                         the report, as an annotator sees it
    kit.py check --shared DIR DRAFT.json …               what is wrong with drafts (keys with verbatim strings, after keys/GUIDE.md)
    kit.py pack  --shared DIR --by NAME OUT DRAFT.json … drafts to stand-off lines: ids, offsets and labels only
    kit.py unpack --shared DIR standoff/*.jsonl          stand-off lines to whole keys on standard output, for training and scoring
    kit.py compile invented/*.yaml                       invented reports, text and key in one file, to whole keys on standard output

A draft is one JSON object {"id", "events": [...], "notes"} as keys/GUIDE.md describes it, without the text. A quoted string is taken at the
occurrence nearest to the event's anchors; an anchor at its first occurrence behind the anchor before it. {"text": …, "nth": 2}
names the second occurrence.
"""
import argparse
import hashlib
import json
import random
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Labels of so many words and more are never written out where the text has them.
SEVERAL = 3
CORPORA = ("africa.jsonl", "t17.jsonl", "fakes.jsonl")
PARTIES = ("actors", "targets")
HARMS = ("killed", "injured", "displaced", "detained")
TYPES = set("ASSAULT COERCE MOBILIZE PROTEST SANCTION THREATEN ACCUSE REJECT REQUEST AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT "
            "CLAIM DENY".split())
STATUSES = set("new background aggregate future hypothetical".split())
CERTAINTIES = set("stated attributed claimed suspected unverified disputed denied possible intended".split())
KINDS = set("government military police rebel militia jihadist criminal civilian protester international media business unknown "
            "infrastructure place".split())
PRECISIONS = set("site town district province region country".split())
STANCES = set("claimed denied blamed suspected stated".split())
RELATIONS = set("retaliation-for response-to follows part-of same-series resumption-of first-since claims denies".split())


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def reports(shared):
    """All reports that may be annotated, by id."""
    found = {row["id"]: row for name in CORPORA for row in rows(shared / "corpora" / name)}
    found.update({row["id"]: row for row in rows(shared / "train" / "muc4" / "input.jsonl")})
    return found


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i:i + 8]) for i in range(len(words) - 7)}


def pick(args):
    """Draws reports of middling length that share little with any keyed report or with one another."""
    keyed = rows(args.shared / "keys" / "dev.jsonl") + rows(args.shared / "train" / "keys" / "gold.jsonl")
    keyed += [report for cluster in rows(args.shared / "dev" / "linking" / "input.jsonl") for report in cluster["reports"]]
    known = reports(args.shared)
    before = [line.split("\t") for line in (HERE / "picked.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    first = max((int(batch) for batch, _ in before), default=0) + 1
    kept_apart = set().union(*(shingles(row["text"]) for row in keyed))
    seen = set().union(*(shingles(known[id]["text"]) for _, id in before))
    pool = sorted((r for r in known.values() if 90 <= len(r["text"].split()) <= 800), key=lambda r: r["id"])
    random.Random(args.seed).shuffle(pool)
    share = {"africa": 0.4, "fakes": 0.15, "DEV-MUC": 0.15}
    wanted = args.each * args.batches
    limits = {kind: round(part * wanted) for kind, part in share.items()}
    chosen = []
    for row in pool:
        kind = next((k for k in share if row["id"].startswith(k)), "t17")
        own = shingles(row["text"])
        if limits.setdefault(kind, wanted) == 0 or len(own & kept_apart) > len(own) / 10 or len(own & seen) > len(own) * args.overlap:
            continue
        limits[kind] -= 1
        seen |= own
        chosen.append(row["id"])
        if len(chosen) == wanted:
            break
    random.Random(args.seed).shuffle(chosen)
    with open(HERE / "picked.tsv", "a", encoding="utf-8") as out:
        out.writelines(f"{first + number % args.batches}\t{id}\n" for number, id in enumerate(chosen))


def show(args):
    row = reports(args.shared)[args.id]
    print(f"id {row['id']}\noutlet {row.get('outlet')}\npublished {row.get('published')}\ntitle {row.get('title')}\n\n{row['text']}")


class Draft:
    """A draft against its report's text: finds spans, notes what is wrong."""

    def __init__(self, draft, text):
        self.draft, self.text, self.wrong = draft, text, []
        self.near = 0

    def say(self, event, what):
        self.wrong.append(f"{self.draft.get('id')} {event.get('id')}: {what}")

    def occurrences(self, words):
        return [m.start() for m in re.finditer(re.escape(words), self.text)] if words else []

    def span(self, event, quoted, what):
        if quoted in (None, ""):
            return None
        words, nth = (quoted.get("text"), quoted.get("nth")) if isinstance(quoted, dict) else (quoted, None)
        found = self.occurrences(words)
        if not found:
            self.say(event, f"{what} does not stand in the text: {words!r}")
            return None
        start = found[min(nth, len(found)) - 1] if nth else min(found, key=lambda at: abs(at - self.near))
        return [start, start + len(words)]

    def anchors(self, event):
        spans, at = [], 0
        for anchor in event.get("anchors") or []:
            words, nth = (anchor.get("text"), anchor.get("nth")) if isinstance(anchor, dict) else (anchor, None)
            found = self.occurrences(words)
            if not found:
                self.say(event, f"anchor does not stand in the text: {words!r}")
                continue
            start = found[min(nth, len(found)) - 1] if nth else next((f for f in found if f >= at), found[0])
            spans.append([start, start + len(words)])
            at = start + len(words)
        if not spans:
            self.say(event, "has no anchor")
        return spans

    def code(self, event, value, codes, what):
        if value not in codes:
            self.say(event, f"{what} {value!r} is no code")
        return value

    def label(self, words):
        """A label of several words that the text itself has is kept as the place where it stands, never as words."""
        if not isinstance(words, str) or len(words.split()) < SEVERAL:
            return words
        found = re.finditer(r"\s+".join(map(re.escape, words.split())), self.text, re.IGNORECASE)
        nearest = min(found, key=lambda m: abs(m.start() - self.near), default=None)
        return words if nearest is None else list(nearest.span())

    def figure(self, event, figure, what):
        low, high = figure.get("low"), figure.get("high")
        if not isinstance(low, int) or not (high is None or isinstance(high, int) and high >= low):
            self.say(event, f"{what}: bounds {low!r} to {high!r}")
        packed = {"at": self.span(event, figure, what), "low": low, "high": high}
        for label in ("unit", "who", "scope", "source"):
            if figure.get(label):
                packed[label] = self.label(figure[label])
        return packed

    def party(self, event, party, what):
        return {"at": self.span(event, party, what), "name": self.label(party.get("name")), "country": party.get("country"),
                "kind": self.code(event, party.get("kind"), KINDS, what + " kind")}

    def event(self, event):
        anchors = self.anchors(event)
        self.near = anchors[0][0] if anchors else 0
        packed = {"id": event.get("id"), "type": self.code(event, event.get("type"), TYPES, "type"), "mode": event.get("mode"),
                  "status": self.code(event, event.get("status"), STATUSES, "status"),
                  "certainty": self.code(event, event.get("certainty"), CERTAINTIES, "certainty"), "anchors": anchors}
        for slot in PARTIES:
            packed[slot] = [self.party(event, p, slot) for p in event.get(slot) or []]
        place, date, count = event.get("place"), event.get("date"), event.get("count")
        if place:
            self.code(event, place.get("precision"), PRECISIONS, "precision")
            packed["place"] = {"at": self.span(event, place, "place"),
                               "name": self.label(place.get("name")), **{k: place.get(k) for k in ("country", "lat", "lon", "precision")}}
        if date:
            if not all(re.fullmatch(r"\d{4}-\d\d-\d\d", str(date.get(k))) for k in ("start", "end")):
                self.say(event, f"date {date}")
            packed["date"] = {"at": self.span(event, date.get("text"), "date"), "start": date.get("start"), "end": date.get("end"),
                              "inferred": bool(date.get("inferred"))}
        if count:
            packed["count"] = self.figure(event, count, "count")
        for slot in HARMS:
            packed[slot] = [self.figure(event, f, slot) for f in event.get(slot) or []]
        packed["means"] = [self.span(event, m, "means") for m in event.get("means") or []]
        packed["sources"] = [[self.span(event, link, "source") for link in chain] for chain in event.get("sources") or []]
        packed["responsibility"] = [{"actor": self.label(r.get("actor")), "stance": self.code(event, r.get("stance"), STANCES, "stance"), "by": self.label(r.get("by"))}
                                    for r in event.get("responsibility") or []]
        ids = {e.get("id") for e in self.draft["events"]}
        packed["relations"] = [{"type": self.code(event, r.get("type"), RELATIONS, "relation"), "to": r.get("to"),
                                "at": self.span(event, r.get("text"), "relation")} for r in event.get("relations") or []]
        for relation in packed["relations"]:
            if relation["to"] is not None and relation["to"] not in ids:
                self.say(event, f"relation to {relation['to']}, which is no event")
        return packed

    def pack(self, by):
        events = [self.event(event) for event in self.draft.get("events") or []]
        digest = hashlib.sha256(self.text.encode()).hexdigest()[:16]
        return {"id": self.draft.get("id"), "sha256": digest, "by": by, "events": events}


def packed(args):
    known, lines, wrong = reports(args.shared), [], []
    for path in args.drafts:
        try:
            given = json.loads(Path(path).read_text(encoding="utf-8"))
        except ValueError as error:
            wrong.append(f"{path}: no JSON: {error}")
            continue
        for one in given if isinstance(given, list) else [given]:
            if one.get("id") not in known:
                wrong.append(f"{path}: no report {one.get('id')!r}")
                continue
            draft = Draft(one, known[one["id"]]["text"])
            lines.append(draft.pack(getattr(args, "by", "")))
            wrong += draft.wrong
    return lines, wrong


def check(args):
    lines, wrong = packed(args)
    print("\n".join(wrong + [f"{len(lines)} reports, {sum(len(l['events']) for l in lines)} events, {len(wrong)} problems"]))
    sys.exit(bool(wrong))


def pack(args):
    lines, wrong = packed(args)
    if wrong:
        sys.exit("\n".join(wrong))
    with open(args.out, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in sorted(lines, key=lambda l: l["id"]))
    print(f"{len(lines)} reports into {args.out}")


def whole(event, text):
    """A stand-off event with its words put back."""
    words = lambda at: text[at[0]:at[1]] if at else None
    label = lambda value: " ".join(words(value).split()) if isinstance(value, list) and value else value
    quote = lambda at: {"text": words(at), "start": at[0], "end": at[1]} if at else None
    back = lambda value: {**{k: label(v) for k, v in value.items() if k != "at"}, **(quote(value.get("at")) or {"text": None})}
    event = dict(event)
    event["anchors"] = [quote(at) for at in event["anchors"]]
    for slot in PARTIES + HARMS:
        event[slot] = [back(value) for value in event.get(slot) or []]
    for slot in ("place", "count"):
        event[slot] = back(event[slot]) if event.get(slot) else None
    if event.get("date"):
        date = event["date"]
        event["date"] = {"text": words(date["at"]), "start": date["start"], "end": date["end"], "inferred": date["inferred"]}
    else:
        event["date"] = None
    event["means"] = [words(at) for at in event.get("means") or [] if at]
    event["sources"] = [[words(at) for at in chain if at] for chain in event.get("sources") or []]
    event["responsibility"] = [{k: label(v) for k, v in r.items()} for r in event.get("responsibility") or []]
    event["relations"] = [{"type": r["type"], "to": r["to"], "text": words(r["at"])} for r in event.get("relations") or []]
    return event


def unpack(args):
    known = reports(args.shared)
    for path in args.files:
        for line in rows(path):
            row = known.get(line["id"])
            if row is None or hashlib.sha256(row["text"].encode()).hexdigest()[:16] != line["sha256"]:
                sys.exit(f"{path}: the text of {line['id']} is missing or another one")
            key = {k: row.get(k) for k in ("id", "outlet", "published", "title", "url", "text")}
            print(json.dumps({**key, "by": line["by"], "events": [whole(e, row["text"]) for e in line["events"]]}, ensure_ascii=False))


def compile_invented(args):
    """Invented reports are ours: their text stands beside the key. What a key leaves out is empty."""
    import yaml

    wrong = []
    for path in args.files:
        with open(path, encoding="utf-8") as source:
            given = yaml.safe_load(source)
        for one in given if isinstance(given, list) else [given]:
            draft = Draft(one, one["text"])
            line = draft.pack(Path(path).stem)
            wrong += draft.wrong
            key = {k: str(one[k]) if one.get(k) is not None else None for k in ("id", "outlet", "published", "title", "style")}
            print(json.dumps({**key, "url": None, "text": one["text"], "events": [whole(e, one["text"]) for e in line["events"]]},
                             ensure_ascii=False))
    if wrong:
        sys.exit("\n".join(wrong))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name, run, shared=True):
        sub = commands.add_parser(name)
        if shared:
            sub.add_argument("--shared", type=Path, required=True)
        sub.set_defaults(run=run)
        return sub

    sub = command("pick", pick)
    sub.add_argument("--each", type=int, default=20)
    sub.add_argument("--batches", type=int, default=8)
    sub.add_argument("--seed", type=int, default=7)
    sub.add_argument("--overlap", type=float, default=0.1, help="the share of a report that may stand in one that was picked before")
    command("show", show).add_argument("id")
    command("check", check).add_argument("drafts", nargs="+")
    sub = command("pack", pack)
    sub.add_argument("--by", required=True)
    sub.add_argument("out")
    sub.add_argument("drafts", nargs="+")
    command("unpack", unpack).add_argument("files", nargs="+")
    command("compile", compile_invented, shared=False).add_argument("files", nargs="+")
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
