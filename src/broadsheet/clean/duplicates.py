"""Repeats: the same article twice, and the same text under other addresses and other names.

Containment of four-word shingles finds truncated, extended and lightly edited copies alike, where
Jaccard similarity and simhash lose the truncated ones (Broder 1997 for containment).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain

from broadsheet.clean.urls import canonical_url
from broadsheet.model.articles import Article, LeftOut
from broadsheet.model.independence import family_of
from broadsheet.text.similarity import shingle_sketch, shingles, thin
from broadsheet.text.words import fold, words

DUPLICATE = "duplicate"
NEAR_DUPLICATE = "near_duplicate"

_CONTAINED = 0.4
_CONTAINED_SHORT = 0.8
_SHARED_SHINGLES = 60
_FEWEST_SHINGLES = 12
# Candidates may fall a little short in the sample; the full sets decide.
_CANDIDATE = 0.25
# What stands in more texts than this is boilerplate, or of a text whose copies are known already.
_LONGEST_POSTING = 32
# A later version this much longer is worth more to a reader than the first.
_MUCH_LONGER = 1.5
_SHORT_TEXT = 120
_NO_WORD = re.compile(r"[\W_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduplicated:
    """Articles without repeats, in the order of their dates, and what became of the rest.

    `copies` maps the id of an original, the earliest published, to the ids of kept articles by
    other publishers that copy it: they belong to the story but are no independent support.
    """

    kept: tuple[Article, ...]
    left_out: tuple[LeftOut, ...]
    copies: Mapping[str, tuple[str, ...]]


def drop_duplicates(articles: Sequence[Article]) -> Deduplicated:
    """Return the articles without exact repeats and without a publisher's copies of itself.

    The same URL or the same words are one article: the earliest stays and names the other addresses
    in `also_at`, with the image of another where it has none. Texts that share at least two fifths
    of the shorter one's four-word shingles, and sixty of them, are copies, unless most figures
    differ (a series that reports new numbers in the same words is news). Of copies within one
    family one stays. Idempotent; the order of the input does not matter.
    """
    ordered = sorted(articles, key=_precedence)
    originals, left_out = _drop_exact(ordered)
    kept: list[Article] = []
    copies: dict[str, tuple[str, ...]] = {}
    for group in _copy_groups(originals):
        stay, dropped = _one_a_family(group)
        kept.extend(stay)
        left_out.extend(dropped)
        if len(stay) > 1:
            copies[stay[0].id] = tuple(article.id for article in stay[1:])
    kept.sort(key=_precedence)
    return Deduplicated(kept=tuple(kept), left_out=tuple(left_out), copies=copies)


def _precedence(article: Article) -> tuple[datetime, int, str, str]:
    # Of one article read twice, in the feed and on its page, the fuller reading comes first.
    return article.dated or _LAST, -len(article.text), article.id, article.url


def _drop_exact(ordered: Sequence[Article]) -> tuple[list[Article], list[LeftOut]]:
    kept: list[Article] = []
    also: dict[int, list[str]] = defaultdict(list)
    by_address: dict[str, int] = {}
    by_text: dict[str, int] = {}
    left_out: list[LeftOut] = []
    for article in ordered:
        addresses = [url for url in (article.url, *article.also_at) if url]
        text = _text_key(article)
        keys = [canonical_url(url) for url in addresses]
        known = next((by_address[key] for key in keys if key in by_address), None)
        known = by_text.get(text) if known is None else known
        position = len(kept) if known is None else known
        for url, key in zip(addresses, keys, strict=True):
            if key not in by_address:
                by_address[key] = position
                also[position].append(url)
        by_text.setdefault(text, position)
        if known is None:
            kept.append(article)
        else:
            left_out.append(_left_out(article, DUPLICATE, kept[known]))
            kept[known] = _with_image(kept[known], article)
    return [_also_at(article, also[i]) for i, article in enumerate(kept)], left_out


def _with_image(article: Article, same: Article) -> Article:
    return replace(article, image=same.image) if article.image is None and same.image else article


def _text_key(article: Article) -> str:
    text = _NO_WORD.sub(" ", fold(article.text)).strip()
    # "Read more on our site" is no text: there the title must agree too.
    return text if len(text) >= _SHORT_TEXT else f"{' '.join(words(article.title))}|{text}"


def _also_at(article: Article, addresses: Sequence[str]) -> Article:
    others = tuple(dict.fromkeys(url for url in addresses if url and url != article.url))
    return article if others == article.also_at else replace(article, also_at=others)


def _left_out(article: Article, reason: str, kept: Article) -> LeftOut:
    return LeftOut(
        reason=reason,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        detail=f"same as “{kept.title}” ({kept.publisher})",
    )


def _copy_groups(articles: Sequence[Article]) -> list[list[Article]]:
    """Return the articles in groups of copies of each other, members in order of precedence."""
    root = list(range(len(articles)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    full: dict[int, frozenset[int]] = {}
    for a, b in _alike(articles):
        first, second = sorted((find(a), find(b)))
        # Of a text printed a thousand times each copy is compared with one other, not with all.
        if first != second and _are_copies(articles, a, b, full):
            root[second] = first
    groups: dict[int, list[Article]] = defaultdict(list)
    for index, article in enumerate(articles):
        groups[find(index)].append(article)
    return list(groups.values())


def _alike(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Yield the pairs, earlier first, whose sketches share enough to be worth a closer look."""
    sketches = [shingle_sketch(article.text) for article in articles]
    sampled = [len(thin(sketch)) for sketch in sketches]
    # Two full sketches share what their texts share, a sampled one only what would be sampled.
    whole = [len(sketch) > part for sketch, part in zip(sketches, sampled, strict=True)]
    postings: dict[int, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        found = [postings[value] for value in sketch]
        alike: list[int] = []
        for other, shared in Counter(chain.from_iterable(found)).items():
            if whole[index] and whole[other]:
                smaller = min(len(sketch), len(sketches[other]))
            else:
                smaller = min(sampled[index], sampled[other])
            if shared >= _CANDIDATE * smaller:
                alike.append(other)
        for posting in found:
            if len(posting) < _LONGEST_POSTING:
                posting.append(index)
        yield from ((other, index) for other in sorted(alike))


def _are_copies(
    articles: Sequence[Article], a: int, b: int, full: dict[int, frozenset[int]]
) -> bool:
    """Compare all shingles and the figures of two texts; `full` keeps the shingles once made."""
    for member in (a, b):
        if member not in full:
            full[member] = shingles(articles[member].text)
    return _is_copy(full[a], full[b]) and _same_figures(articles[a].text, articles[b].text)


def _is_copy(a: frozenset[int], b: frozenset[int]) -> bool:
    shared, smallest = len(a & b), min(len(a), len(b))
    if smallest < _FEWEST_SHINGLES:
        return False
    if smallest * _CONTAINED_SHORT < _SHARED_SHINGLES:
        return shared >= smallest * _CONTAINED_SHORT
    return shared >= max(_SHARED_SHINGLES, smallest * _CONTAINED)


def _same_figures(a: str, b: str) -> bool:
    fewer, more = sorted((set(_FIGURE.findall(a)), set(_FIGURE.findall(b))), key=len)
    return len(fewer) < 3 or len(fewer & more) * 2 >= len(fewer)


def _one_a_family(group: Sequence[Article]) -> tuple[list[Article], list[LeftOut]]:
    families: dict[str, list[Article]] = defaultdict(list)
    for article in group:
        families[family_of(article)].append(article)
    stay: list[Article] = []
    dropped: list[LeftOut] = []
    for members in families.values():
        first = members[0]
        longest = max(members, key=lambda article: len(article.text))
        kept = longest if len(longest.text) > _MUCH_LONGER * len(first.text) else first
        others = [article for article in members if article is not kept]
        dropped.extend(_left_out(article, NEAR_DUPLICATE, kept) for article in others)
        addresses = [*kept.also_at, *(url for a in others for url in (a.url, *a.also_at))]
        stay.append(_also_at(kept, addresses))
    return sorted(stay, key=_precedence), dropped
