"""The corpora as examples: words with labels, task by task. Nothing of them is kept in the repository."""
import hashlib
import json
import random
import sys
from pathlib import Path

import yaml

import words as w

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "corpus"))
import kit  # noqa: E402

TYPES = sorted(kit.TYPES)
STATUSES = ["new", "background", "aggregate", "future", "hypothetical"]
CERTAINTIES = ["stated", "attributed", "claimed", "suspected", "unverified", "disputed", "denied", "possible", "intended"]
MODES = ["abduct", "aerial", "beating", "crowd-control", "drone", "explosives", "firearms", "heavy-weapons", "sexual", "suicide-attack",
         "targeted-killing", "torture", "vehicle", "clash", "destroy", "primitive", "wmd", "other"]
ROLES = ["actor", "target", "place", "date", "means", "killed", "injured", "source"]
SAID = ["source", "content"]
MUC = ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]
ENTITIES = ["CommsIdentifier", "DocumentReference", "Frequency", "Location", "MilitaryPlatform", "Money", "Nationality", "Organisation",
            "Person", "Quantity", "Temporal", "Url", "Vehicle", "Weapon"]
RELEVANT = ["KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION"]
PLOVER = ["ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "SANCTION",
          "SUPPORT", "THREATEN", "YIELD"]
# A filler farther from its trigger than this belongs to another mention.
REACH = 60


class Text:
    """A text's words, pieces and shapes."""

    def __init__(self, text, vocabulary):
        self.spans = w.words(text)
        tokens = [text[a:b] for a, b in self.spans]
        self.pieces = [vocabulary.word(t) for t in tokens]
        self.shapes = [w.shape(t) for t in tokens]

    def range(self, start, end):
        """The words that a span of characters covers."""
        inside = [n for n, (a, b) in enumerate(self.spans) if a < end and start < b]
        return (inside[0], inside[-1] + 1) if inside else None


def tags(size, ranges, kinds):
    """BIO: 0 outside, 2k+1 begins and 2k+2 goes on with kind k."""
    found = [0] * size
    for (start, end), kind in zip(ranges, kinds):
        for n in range(start, min(end, size)):
            found[n] = 2 * kind + (1 if n == start else 2)
    return found


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def keyed(shared):
    """Reading keys: the file they stand in, the text, the events stand-off. Those of the kit, the project's own stand-off ones, invented ones."""
    yield from kit_keys("kit", shared / "train" / "keys" / "gold.jsonl")
    known = kit.reports(shared)
    for path in sorted((HERE / "corpus" / "standoff").glob("*.jsonl")):
        for line in rows(path):
            yield path.stem, known[line["id"]]["text"], line["events"]
    for path in sorted((HERE / "corpus" / "invented").glob("*.yaml")):
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        for one in given if isinstance(given, list) else [given]:
            text = one.get("text") or known[one["id"]]["text"]
            yield path.stem, text, kit.Draft({**one, "events": one.get("events") or []}, text).pack("own")["events"]


def kit_keys(name, path):
    for key in rows(path):
        yield name, key["text"], kit.Draft(key, key["text"]).pack("kit")["events"]


def event_example(text, events, vocabulary):
    """Trigger tags, and for each mention its labels and the words of its roles."""
    one = Text(text, vocabulary)
    ranges, kinds, mentions = [], [], []
    taken = set()
    for number, event in enumerate(events):
        for start, end in event["anchors"]:
            at = one.range(start, end)
            if at is None or at[1] - at[0] > 12 or taken & set(range(*at)):
                continue
            taken |= set(range(*at))
            ranges.append(at)
            kinds.append(TYPES.index(event["type"]))
            mode = event.get("mode") or "other"
            mentions.append({"at": at, "event": number, "mode": MODES.index(mode if mode in MODES else "other"), "status": STATUSES.index(event["status"]),
                             "certainty": CERTAINTIES.index(event["certainty"]), "roles": roles(one, event, at)})
    return {"task": "events", "text": one, "tags": tags(len(one.spans), ranges, kinds), "mentions": mentions}


def roles(text, event, at):
    ranges, kinds = [], []
    quoted = [("actor", p["at"]) for p in event.get("actors") or []] + [("target", p["at"]) for p in event.get("targets") or []]
    quoted += [(slot, (event.get(slot) or {}).get("at")) for slot in ("place", "date")]
    quoted += [("means", m) for m in event.get("means") or []]
    quoted += [(slot, f["at"]) for slot in ("killed", "injured") for f in event.get(slot) or []]
    quoted += [("source", link) for chain in event.get("sources") or [] for link in chain]
    for role, span in quoted:
        found = text.range(*span) if span else None
        if found and abs(found[0] - at[0]) <= REACH and found[1] - found[0] <= 25:
            ranges.append(found)
            kinds.append(ROLES.index(role))
    return tags(len(text.spans), ranges, kinds)


def spans_of(value):
    if not value:
        return []
    return [value] if isinstance(value[0], int) else value


def attribution_example(row, vocabulary):
    one = Text(row["text"], vocabulary)
    cues, said = [], []
    for found in row["attributions"]:
        cue = [one.range(*s) for s in spans_of(found.get("cue"))]
        source = [one.range(*s) for s in spans_of(found.get("source"))]
        content = [one.range(*s) for s in spans_of(found.get("content"))]
        cue, source, content = ([r for r in part if r] for part in (cue, source, content))
        cues += cue
        if cue:
            parts = [(r, 0) for r in source] + [(r, 1) for r in content]
            said.append({"at": cue[0], "roles": tags(len(one.spans), [r for r, _ in parts], [k for _, k in parts])})
    return {"task": "attribution", "text": one, "tags": tags(len(one.spans), cues, [0] * len(cues)), "mentions": said}


def entity_example(row, text, vocabulary):
    one = Text(text, vocabulary)
    found = [(one.range(e["start"], e["end"]), ENTITIES.index(e["type"])) for e in row["entities"]]
    found = [(r, k) for r, k in found if r]
    return {"task": "entities", "text": one, "tags": tags(len(one.spans), [r for r, _ in found], [k for _, k in found])}


def muc_example(row, text, vocabulary):
    """Fillers wherever their words stand, shortest alternatives included."""
    one = Text(text, vocabulary)
    flat = " ".join(text.lower().split())
    places, at = [], 0
    low = text.lower()
    found = []
    for template in row["templates"]:
        for number, role in enumerate(MUC):
            for entity in template[role]:
                for name in entity:
                    pattern = name.lower()
                    start = low.find(pattern)
                    while start >= 0 and len(pattern) > 2:
                        span = one.range(start, start + len(pattern))
                        if span:
                            found.append((span, number))
                        start = low.find(pattern, start + len(pattern))
    found.sort(key=lambda f: f[0][0] - f[0][1])
    taken, kept = set(), []
    for span, kind in found:
        if not taken & set(range(*span)):
            taken |= set(range(*span))
            kept.append((span, kind))
    del flat, places, at
    return {"task": "muc4", "text": one, "tags": tags(len(one.spans), [s for s, _ in kept], [k for _, k in kept])}


def examples(shared, vocabulary, part="train"):
    """All examples of a part by task; what belongs to development is only measured."""
    folder = shared / part
    pairs = lambda task: zip(rows(folder / task / "input.jsonl"), rows(folder / task / "gold.jsonl"))
    found = {"events": [], "attribution": [], "entities": [], "muc4": [], "factuality": [], "plover": [], "relevance": []}
    for name, text, events in keyed(shared) if part == "train" else kit_keys("dev", shared / "keys" / "dev.jsonl"):
        found["events"].append({**event_example(text, events, vocabulary), "file": name})
    for row in rows(folder / "attribution" / "gold.jsonl"):
        found["attribution"].append(attribution_example(row, vocabulary))
    for given, gold in pairs("entities"):
        found["entities"].append(entity_example(gold, given["text"], vocabulary))
    for given, gold in pairs("muc4"):
        found["muc4"].append(muc_example(gold, given["text"], vocabulary))
    for given, gold in pairs("factuality"):
        one = Text(given["text"], vocabulary)
        at = one.range(*given["event"])
        if at:
            found["factuality"].append({"task": "factuality", "text": one, "at": at, "value": gold["value"], "set": gold["set"], "id": gold["id"]})
    for given, gold in pairs("plover"):
        one = Text(given["text"], vocabulary)
        ends = [one.range(*given[k]) if given.get(k) else None for k in ("source_span", "target_span")]
        found["plover"].append({"task": "plover", "text": one, "ends": [e or (0, 1) for e in ends], "type": PLOVER.index(gold["type"]),
                                "gsr": gold.get("gsr", False), "id": gold["id"]})
    for given, gold in pairs("relevance"):
        found["relevance"].append({"task": "relevance", "text": Text(given["text"], vocabulary),
                                   "labels": [float(name in gold["labels"]) for name in RELEVANT]})
    return found


def fingerprint(shared):
    """A hash of all that is trained on."""
    digest = hashlib.sha256()
    for path in sorted([*(shared / "train").rglob("*.jsonl"), *(HERE / "corpus").rglob("*.jsonl"), *(HERE / "corpus").rglob("*.yaml")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def vocabulary(path, minilm, shared):
    """The list of pieces at that path; made from the published one where there is none yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        w.Vocabulary(w.trimmed(w.Vocabulary.read(minilm / "vocab.txt").pieces, texts(shared))).write(path)
    return w.Vocabulary.read(path)


def texts(shared):
    """All unlabelled and labelled text, for the vocabulary."""
    for name in kit.CORPORA:
        for row in rows(shared / "corpora" / name):
            yield row["text"]
    for path in sorted((shared / "train").rglob("input.jsonl")):
        for row in rows(path):
            yield row["text"]
