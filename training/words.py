"""Words, pieces and windows: what the encoder sees of a text. `crates/encoder` does exactly the same in Rust."""
import re
import unicodedata
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[^\W_]+|[^\s]", re.UNICODE)
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
PAD, UNK, CLS, SEP = range(4)
# Pieces of a window beside [CLS] and [SEP], and how many of them the next window sees again.
WINDOW, OVERLAP = 254, 48
# A word of more letters than this is unknown.
LONGEST = 60


def words(text):
    """The words, numbers and marks of a text with their offsets in code points."""
    return [(m.start(), m.end()) for m in WORD.finditer(text)]


def shape(word):
    """How a word is written: the encoder itself sees only small letters."""
    if not word[0].isalpha():
        return 4 if word[0].isnumeric() else 5
    if word.islower():
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[0].isupper() and not any(c.isupper() for c in word[1:]) else 3


SHAPES = 6


def plain(word):
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


class Vocabulary:
    def __init__(self, pieces):
        self.pieces = pieces
        self.ids = {piece: number for number, piece in enumerate(pieces)}
        self.known = {}

    @classmethod
    def read(cls, path):
        return cls(Path(path).read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def write(self, path):
        Path(path).write_text("\n".join(self.pieces) + "\n", encoding="utf-8")

    def word(self, word):
        """The pieces of a word, longest first; [UNK] where a rest is in no piece."""
        if word not in self.known:
            self.known[word] = self.split(plain(word))
        return self.known[word]

    def split(self, letters):
        if not letters or len(letters) > LONGEST:
            return [UNK]
        found, start = [], 0
        while start < len(letters):
            end = len(letters)
            while end > start and ("##" if start else "") + letters[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [UNK]
            found.append(self.ids[("##" if start else "") + letters[start:end]])
            start = end
        return found


def trimmed(pieces, texts):
    """The pieces that news needs: those that texts use, and single letters."""
    whole = Vocabulary(pieces)
    used = Counter()
    for text in texts:
        for start, end in words(text):
            used.update(whole.word(text[start:end]))
    single = lambda piece: len(piece.removeprefix("##")) == 1
    kept = [p for n, p in enumerate(pieces) if p not in SPECIAL and not p.startswith("[unused") and (used[n] > 1 or single(p))]
    return SPECIAL + kept


def windows(pieces):
    """Ranges of words, each of at most WINDOW pieces, the next one beginning OVERLAP pieces back."""
    found, start = [], 0
    sizes = [len(p) for p in pieces]
    while start < len(sizes):
        end, total = start, 0
        while end < len(sizes) and total + min(sizes[end], WINDOW) <= WINDOW:
            total += min(sizes[end], WINDOW)
            end += 1
        found.append((start, end))
        if end == len(sizes):
            break
        back, again = end, 0
        while back > start + 1 and again + sizes[back - 1] <= OVERLAP:
            back -= 1
            again += sizes[back]
        start = back
    return found


def owner(word, ranges):
    """The window in which a word stands most central: the one whose nearer end is farthest; the text's own ends do not count."""
    def room(number):
        start, end = ranges[number]
        left = word - start if number else 1 << 30
        right = end - 1 - word if number + 1 < len(ranges) else 1 << 30
        return min(left, right)
    inside = [n for n, (start, end) in enumerate(ranges) if start <= word < end]
    return max(inside, key=lambda n: (room(n), -n))
