"""Tokens for the quantity grammar: digit runs, words and single marks, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<n>\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?(?![\d'’])|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*|(?<![\w.])\.\d+)"
    r"|(?P<w>(?:[A-Za-z]\.){2,}[A-Za-z]?|[万亿億萬兆]|[^\W\d_万亿億萬兆]+(?:['’][^\W\d_]+)*)"
    r"|(?P<s>[^\w\s]|_)"
)
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?")


@dataclass(slots=True)
class Tokens:
    """A sentence in parallel lists: `kind` is n (digits), w (word) or s (mark).

    `capitals` are the tokens of several letters that begin with a capital, in order.
    """

    text: str
    kind: list[str]
    word: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    capitals: list[int]

    def __len__(self) -> int:
        return len(self.word)

    def glued(self, index: int) -> bool:
        """Tell whether token `index` touches the one before it."""
        return 0 < index < len(self.word) and self.start[index] == self.end[index - 1]

    def raw(self, index: int) -> str:
        """Return the token as it is written, "" outside the sentence."""
        return self.word[index] if 0 <= index < len(self.word) else ""

    def is_number(self, index: int) -> bool:
        """Tell whether the token is a run of digits."""
        return 0 <= index < len(self.kind) and self.kind[index] == "n"

    def at(self, index: int) -> str:
        """Return the lower-cased token, "" outside the sentence."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""


def tokenize(text: str, *, spaced_groups: bool = False) -> Tokens:
    """Cut a sentence into tokens. `spaced_groups` reads "1 400 000" as one number."""
    kind: list[str] = []
    word: list[str] = []
    start: list[int] = []
    end: list[int] = []
    position = 0
    for match in _TOKEN.finditer(text):
        first, last = match.span()
        if first < position:
            continue  # inside a number in spaced groups
        name = match.lastgroup or "s"
        if name == "n" and spaced_groups and (wide := _SPACED.match(text, first)):
            last = max(last, wide.end())
        kind.append(name)
        word.append(text[first:last])
        start.append(first)
        end.append(last)
        position = last
    lower = [item.lower() for item in word]
    capitals = [at for at, item in enumerate(word) if item[0].isupper() and len(item) > 1]
    return Tokens(text, kind, word, lower, start, end, capitals)
