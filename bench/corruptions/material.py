"""The sentences that are changed: the sample newsroom's, and original ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path

from ruamel.yaml import YAML

from broadsheet.model.articles import Document
from broadsheet.read.entries import article_from_entry
from broadsheet.read.feeds import read_feed
from broadsheet.read.files import read_file
from broadsheet.text.sentences import split_sentences

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "briefings" / "sample"
# What the reader of a file is told about it does not matter here.
_FETCHED = datetime(2026, 11, 9, tzinfo=UTC)
_FINISHED = re.compile(r"[.!?][\"”’']?$")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, what else is cited with it, and the changes written down for it."""

    text: str
    also: tuple[str, ...] = ()
    edits: dict[str, str] = field(default_factory=dict)
    language: str = "en"
    origin: str = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A claim made from a sentence: a fault of some kind, or a faithful rewrite."""

    kind: str
    claim: str
    cited: tuple[str, ...]
    language: str = "en"


def order_of(*parts: str) -> str:
    """Return a key that puts things in an order of no meaning, the same in every process."""
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()


def read_own() -> list[Sentence]:
    """Return the original sentences."""
    rows = YAML(typ="safe", pure=True).load((HERE / "sentences.yaml").read_text("utf-8"))
    return [
        Sentence(
            text=row.pop("text"),
            also=tuple(filter(None, [row.pop("also", "")])),
            language=row.pop("language", "en"),
            edits=row,
        )
        for row in rows
    ]


def read_newsroom() -> list[Sentence]:
    """Return the sentences of the sample newsroom, each once."""
    found: dict[str, Sentence] = {}
    for text, language in _texts():
        for span in split_sentences(text, language=language):
            sentence = " ".join(span.of(text).split())
            if _FINISHED.search(sentence) and len(sentence.split()) >= _FEWEST_WORDS:
                found.setdefault(
                    sentence, Sentence(text=sentence, language=language, origin="newsroom")
                )
    return list(found.values())


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted((SAMPLE / "feeds").iterdir()):
        result = read_feed(path.read_bytes())
        for entry in result.entries:
            article = article_from_entry(entry, result.feed)
            if article:
                yield article.text, "de" if "kabelblatt" in path.name else "en"
    for folder in ("pages", "notes", "mail"):
        for path in sorted((SAMPLE / folder).iterdir()):
            document = Document(url=path.name, content=path.read_bytes(), fetched_at=_FETCHED)
            for article in read_file(document):
                yield article.text, "en"


@cache
def read_sentences() -> list[Sentence]:
    """Return all material, the English sentences first."""
    return sorted([*read_own(), *read_newsroom()], key=lambda one: one.language != "en")
