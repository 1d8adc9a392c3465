"""The check on lists: sources that name different members of the same set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadsheet.compose.checks.check import Breach, Check, CheckContext
from broadsheet.compose.draft import Draft
from broadsheet.model.articles import Article
from broadsheet.model.findings import Level
from broadsheet.text.words import content_words

_NAME = r"[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+){0,2}"
_LIST = re.compile(
    rf"(?P<head>(?:[a-zß-ÿ][\w-]*\s+){{1,3}})(?P<place>in|at|for|from|to|of|with|by|are|are:|include)\s+"
    rf"(?:the\s+)?(?P<items>{_NAME}(?:,\s+(?:the\s+)?{_NAME}){{0,8}},?\s+(?:and|und|et|y)\s+(?:the\s+)?"
    rf"{_NAME})"
)
_SEPARATOR = re.compile(
    r",\s+(?:(?:and|und|et|y)\s+)?(?:the\s+)?|\s+(?:and|und|et|y)\s+(?:the\s+)?"
)
_LONGEST_READ = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listing:
    """A list of names in its place, and what it lists: the stores of "stores in Spain and Peru"."""

    article: Article
    start: int
    end: int
    head: str
    members: frozenset[str]

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


def _differing(draft: Draft, context: CheckContext) -> Iterator[Breach]:
    """Yield the pairs of lists of one story that share members and contradict each other.

    A shorter list inside a longer one is not a contradiction: it may name examples.
    """
    for story in draft.stories:
        held = [context.articles[key] for key in story.article_ids if key in context.articles]
        listings = [listing for article in held for listing in _listings(article)]
        yield from _contradictions(listings)


def _contradictions(listings: Sequence[_Listing]) -> Iterator[Breach]:
    for index, one in enumerate(listings):
        for other in listings[index + 1 :]:
            shared = one.members & other.members
            if one.head == other.head and shared not in (frozenset(), one.members, other.members):
                yield Breach(
                    message=f"{other.text!r} in {other.article.publisher or 'another source'} "
                    "names others",
                    article_id=one.article.id,
                    start=one.start,
                    end=one.end,
                    quote=one.text,
                )
                break


def _listings(article: Article) -> Iterator[_Listing]:
    for match in _LIST.finditer(article.text[:_LONGEST_READ]):
        nouns = content_words(match.group("head"), article.language)
        if nouns:
            members = _SEPARATOR.split(match.group("items"))
            yield _Listing(
                article=article,
                start=match.start("head"),
                end=match.end(),
                head=nouns[-1],
                members=frozenset(name.casefold() for name in members),
            )


LISTS = (
    Check(
        name="set_conflict",
        rule="R10",
        demands="Where sources list different members of one set, an editor knows.",
        remedy="Show both lists with who gives them, or none.",
        level=Level.WARN,
        find=_differing,
    ),
)
