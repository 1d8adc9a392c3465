"""Furniture learned: paragraphs that stand on many different articles of a site.

No list of phrases knows what a site says about itself: "About the author", a call to sign up, a
disclaimer. But it says so under articles that have nothing else in common, and that is how it is
told from what legitimately repeats:

- Counted are articles about *different things*: other titles, and hardly a word in common among
  those they use most. A background paragraph that every report on one company repeats, and one
  report under three addresses, count once. Words that four in five articles of a site use say
  nothing of their topic, where enough articles are known to see that.
- What stands at the beginning or end of texts is furniture when three articles have it, in a third
  of those known (a tenth, if it is long); what stands in the middle only when five have it, and
  half of those known.
- What follows furniture at the end belongs to it.
- "About Brae Works" under press releases is about their topic and still no news: there other texts
  above it are enough.

To leave furniture in a text does less harm than to take out news; when in doubt it stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile

from broadsheet.model.traces import ArticleTrace, ParagraphTrace, Role

_FEWEST = 3
_FEWEST_IN_THE_MIDDLE = 5
_SHARE = Fraction(1, 3)
_SHARE_OF_LONG = Fraction(1, 10)
_SHARE_IN_THE_MIDDLE = Fraction(1, 2)
_LONG = 20
_SHORTEST_IN_THE_MIDDLE = 3
# A place counts as usual when so many of the articles have the paragraph there.
_USUAL = Fraction(4, 5)
_SAME_TOPIC = Fraction(1, 5)
_SAME_TEXT = Fraction(1, 2)
_SAME_WHOLE = Fraction(4, 5)
# Of so many articles and more it can be seen which words are the site's and not their topic's.
_ENOUGH = 10
_COMMON = Fraction(4, 5)
# Of a text of so many paragraphs these first and last ones are its beginning and its end.
_LONG_TEXT = 8
_FIRST = 2
_LAST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A paragraph that is furniture of its site.

    Attributes:
        articles: On how many articles it stands.
        known: Of how many.
    """

    articles: int
    known: int

    @property
    def reason(self) -> str:
        """Why it is taken for furniture, in words."""
        return f"stands on {self.articles} of {self.known} articles of the site"


@dataclass(slots=True)
class _Standing:
    """Where a paragraph stands: the articles, and in how many of them where."""

    trace: ParagraphTrace
    articles: list[int]
    first: int = 0
    last: int = 0
    in_tail: int = 0
    behind: int = 0

    def is_usual(self, count: int) -> bool:
        return count >= _USUAL * len(self.articles)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What of an article is nothing but repeated paragraphs: up to `head`, and from `tail` on."""

    head: int
    tail: int


def find_repeats(traces: Iterable[ArticleTrace]) -> dict[str, Repeat]:
    """Return the furniture of a site, by the keys of its paragraphs.

    Args:
        traces: The articles known of one site, in any order; of one that is there twice the newest,
            and of these the longest, counts.
    """
    articles = _distinct(traces)
    if len(articles) < _FEWEST:
        return {}
    standings = _standings(articles)
    repeated = {key for key, one in standings.items() if len(one.articles) >= _FEWEST}
    if not repeated:
        return {}
    frames = [_frame(article, repeated) for article in articles]
    _place(articles, frames, standings)
    topics = _Topics(articles)
    found = {
        key
        for key in repeated
        if _is_furniture(standings[key], topics, len(articles))
        or _tells_about(standings[key], articles)
    }
    found |= _behind(articles, frames, standings, found, topics)
    return {
        key: Repeat(articles=len(standings[key].articles), known=len(articles))
        for key in sorted(found)
    }


def _distinct(traces: Iterable[ArticleTrace]) -> list[ArticleTrace]:
    newest: dict[str, ArticleTrace] = {}
    for trace in traces:
        known = newest.get(trace.page)
        if known is None or _precedence(trace) > _precedence(known):
            newest[trace.page] = trace
    return [newest[page] for page in sorted(newest)]


def _precedence(trace: ArticleTrace) -> tuple[object, ...]:
    keys = tuple(paragraph.key for paragraph in trace.paragraphs)
    return trace.seen_at, len(keys), keys, trace.title


def _standings(articles: Sequence[ArticleTrace]) -> dict[str, _Standing]:
    """Return where each paragraph stands; without those that are never furniture."""
    found: dict[str, _Standing] = {}
    kept = {one.key for each in articles for one in each.paragraphs if one.role is Role.KEPT}
    for index, article in enumerate(articles):
        for paragraph in {one.key: one for one in article.paragraphs}.values():
            if paragraph.key not in kept:
                standing = found.setdefault(paragraph.key, _Standing(paragraph, []))
                standing.articles.append(index)
    return found


def _frame(article: ArticleTrace, repeated: set[str]) -> _Frame:
    keys = [paragraph.key for paragraph in article.paragraphs]
    head = sum(1 for _ in takewhile(repeated.__contains__, keys))
    tail = len(keys) - sum(1 for _ in takewhile(repeated.__contains__, reversed(keys)))
    return _Frame(head, tail)


def _place(
    articles: Sequence[ArticleTrace],
    frames: Sequence[_Frame],
    standings: Mapping[str, _Standing],
) -> None:
    """Count in how many articles each paragraph stands at the beginning and at the end."""
    for article, frame in zip(articles, frames, strict=True):
        length = len(article.paragraphs)
        if frame.head == length:
            continue  # nothing of its own: who knows what it begins and ends with
        places: dict[str, list[int]] = {}
        for place, paragraph in enumerate(article.paragraphs):
            places.setdefault(paragraph.key, []).append(place)
        for key, found in places.items():
            standing = standings.get(key)
            if standing is None:
                continue
            is_long = length >= _LONG_TEXT and standing.trace.role is not Role.HEADING
            head = max(frame.head, _FIRST if is_long else 0)
            tail = min(frame.tail, length - _LAST if is_long else length)
            standing.first += found[-1] < head
            standing.last += found[0] >= tail
            standing.in_tail += found[0] >= frame.tail


def _is_furniture(standing: _Standing, topics: _Topics, known: int) -> bool:
    share = Fraction(len(standing.articles), known)
    trace = standing.trace
    if standing.is_usual(standing.first) or standing.is_usual(standing.last):
        least = _SHARE_OF_LONG if trace.words >= _LONG else _SHARE
        return share >= least and topics.differ(standing.articles, _FEWEST)
    return (
        trace.words >= _SHORTEST_IN_THE_MIDDLE
        and share >= _SHARE_IN_THE_MIDDLE
        and topics.differ(standing.articles, _FEWEST_IN_THE_MIDDLE)
    )


def _tells_about(standing: _Standing, articles: Sequence[ArticleTrace]) -> bool:
    """Say whether a paragraph is the "About Brae Works" at the end of different texts."""
    if standing.trace.role is not Role.ABOUT or not standing.is_usual(standing.in_tail):
        return False
    apart: list[ArticleTrace] = []
    for article in (articles[index] for index in standing.articles):
        if len(apart) == _FEWEST:
            break
        if not any(_is_copy(article, other, standing.trace.key) for other in apart):
            apart.append(article)
    return len(apart) == _FEWEST


def _is_copy(one: ArticleTrace, other: ArticleTrace, about: str) -> bool:
    """Say whether two articles are one text: as a whole, or above a paragraph of theirs."""
    if one.title and one.title == other.title:
        return True
    whole = [{each.key: each.words for each in trace.paragraphs} for trace in (one, other)]
    above = [dict(takewhile(lambda pair: pair[0] != about, row.items())) for row in whole]
    return _shared(whole) >= _SAME_WHOLE or _shared(above) >= _SAME_TEXT


def _shared(texts: Sequence[Mapping[str, int]]) -> Fraction:
    """Return which part of the words of the shorter of two texts is in both."""
    first, second = texts
    shorter = min(sum(first.values()), sum(second.values()))
    shared = sum(words for key, words in first.items() if key in second)
    return Fraction(shared, shorter) if shorter else Fraction(1)


def _behind(
    articles: Sequence[ArticleTrace],
    frames: Sequence[_Frame],
    standings: Mapping[str, _Standing],
    found: set[str],
    topics: _Topics,
) -> set[str]:
    """Return what stands behind furniture at the end of texts, and only there.

    Behind an "About" that concerns the topic, paragraphs that concern it too.
    """
    told: Counter[str] = Counter()
    for article, frame in zip(articles, frames, strict=True):
        inside = about = False
        behind: dict[str, bool] = {}
        for paragraph in article.paragraphs[max(frame.tail, frame.head) :]:
            if inside:
                behind.setdefault(paragraph.key, about)
            inside |= paragraph.key in found
            about |= paragraph.key in found and paragraph.role is Role.ABOUT
        for key, is_told in behind.items():
            standings[key].behind += 1
            told[key] += is_told
    return {
        key
        for key, standing in standings.items()
        if standing.behind >= _FEWEST
        and standing.is_usual(standing.behind)
        and (standing.is_usual(told[key]) or topics.differ(standing.articles, _FEWEST))
    }


class _Topics:
    """Tells whether articles are about different things."""

    def __init__(self, articles: Sequence[ArticleTrace]) -> None:
        uses = Counter(word for article in articles for word in article.topic)
        many = len(articles) >= _ENOUGH
        common = {word for word, n in uses.items() if many and n > _COMMON * len(articles)}
        self._titles = [article.title for article in articles]
        self._words = [article.topic - common for article in articles]

    def differ(self, articles: Sequence[int], fewest: int) -> bool:
        """Say whether at least so many of the articles are about different things each."""
        apart: list[int] = []
        for index in articles:
            if not any(self._are_one(index, other) for other in apart):
                apart.append(index)
            if len(apart) >= fewest:
                return True
        return False

    def _are_one(self, one: int, other: int) -> bool:
        if self._titles[one] and self._titles[one] == self._titles[other]:
            return True
        first, second = self._words[one], self._words[other]
        return len(first & second) >= _SAME_TOPIC * min(len(first), len(second))
