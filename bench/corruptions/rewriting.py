"""How sentences are rewritten: by table, by an exchange of two phrases, by a written edit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bench.corruptions.material import Sentence

# Names of one word that open a sentence; any other opening word is small inside one.
_NAMES = frozenset(
    """
Velmark Karesund Ostrand Greyholm Storvann Lindhavn Estervik Norrvik Torskar Dunmere Tessaly
Halsund Voltara Tarnholm Saltmere Brackwater Kelvig Orrefjord Sirelle Hollin Lumen Skerry
Bellmark Judge Dr January February March April May June July August September October November
December Monday I
""".split()
)


def replace_all(text: str, table: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the text with each place of each pattern replaced, one at a time."""
    for pattern, replacements in table.items():
        for found in re.finditer(pattern, text):
            for new in replacements:
                yield text[: found.start()] + found.expand(new) + text[found.end() :]


def exchange(one: Sentence, key: str) -> Iterator[str]:
    """Yield the sentence with the two phrases of an edit "a <> b" exchanged."""
    if key not in one.edits:
        return
    first, second = one.edits[key].split(" <> ")
    (a, b), (c, d) = sorted((place_of(one.text, first), place_of(one.text, second)))
    text = one.text
    yield start_large(text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:])


def place_of(text: str, phrase: str) -> tuple[int, int]:
    """Return where a phrase stands; it must stand there once, or the written edit is wrong."""
    (found,) = re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)
    return found.span()


def edit(one: Sentence, key: str) -> Iterator[str]:
    """Yield the sentence with an edit "old -> new" made."""
    if key not in one.edits:
        return
    old, new = one.edits[key].split(" -> ")
    start, end = place_of(one.text, old)
    yield one.text[:start] + new + one.text[end:]


def without_stop(text: str) -> str:
    return text.rstrip(".!? ")


def start_small(text: str) -> str:
    """Return a clause as it stands inside a sentence: "The yard" becomes "the yard"."""
    first, _, rest = text.partition(" ")
    name = rest[:1].isupper() or first.rstrip("'’s,") in _NAMES or first.endswith(("’s", "'s"))
    return text if name or first.isupper() else text[0].lower() + text[1:]


def start_large(text: str) -> str:
    return text[:1].upper() + text[1:]
