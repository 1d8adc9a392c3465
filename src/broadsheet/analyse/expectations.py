"""Expectations: what is announced for a date still to come, and what was announced too late.

Every expectation is a sentence of an article, bound to a date that can be resolved; an expectation
found in several articles becomes one watch item with all their evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from broadsheet.analyse.forecasts import Forecast, find_forecasts
from broadsheet.analyse.future_forms import FORMS
from broadsheet.analyse.owners import find_owner
from broadsheet.analyse.phrases import Phrases
from broadsheet.model.articles import Article
from broadsheet.model.evidence import Evidence, Span
from broadsheet.model.figures import Period
from broadsheet.model.findings import Finding, Level
from broadsheet.model.insights import Due, WatchItem
from broadsheet.model.stories import Story
from broadsheet.text.sentences import split_sentences
from broadsheet.text.words import content_words

_LONGEST_SENTENCE = 30
_SAME_EVENT = 0.5
# Beyond five years a date says what a contract says, not what to watch.
_HORIZON = timedelta(days=5 * 366)
_LONG = timedelta(days=45)
_STALE_SLACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DatedForecast:
    """A forecast with the article and the sentence it stands in."""

    article: Article
    sentence: Span
    forecast: Forecast
    alone: bool


def read_forecasts(articles: Iterable[Article]) -> list[DatedForecast]:
    """Return the firm forecasts of the articles, in order; none of an article without any date."""
    return [one for article in articles for one in _forecasts_in(article)]


def _forecasts_in(article: Article) -> Iterator[DatedForecast]:
    if article.dated is None:
        return
    for sentence in split_sentences(article.text, language=article.language):
        text = sentence.of(article.text)
        every = find_forecasts(text, language=article.language, as_of=article.dated)
        found = [forecast for forecast in every if forecast.firm]
        for forecast in found:
            yield DatedForecast(article, sentence, forecast, alone=len(found) == 1)


def find_expectations(
    forecasts: Sequence[DatedForecast],
    *,
    now: datetime,
    stories: Sequence[Story] = (),
    language: str = "",
) -> list[WatchItem]:
    """Return what the forecasts expect after `now`, by date; each event once.

    With `language`, articles in another one count only where none in it announces the day.

    Two articles of one story that name the same day mean the same event, as do statements of any
    two articles with the same date and mostly the same words.
    """
    ahead = [found for found in forecasts if _is_ahead(found.forecast.period, now)]
    if language:
        ahead.sort(key=lambda found: found.article.language != language)
    expected = [watch_item(found) for found in ahead]
    return merge_expectations(expected, stories=stories)


def merge_expectations(
    items: Sequence[WatchItem], *, stories: Sequence[Story] = ()
) -> list[WatchItem]:
    """Return the items by date with those of one event made one; the first wording stays.

    `stories` say which articles tell one story; those that continue an earlier one are its line.
    """
    story_of = {key: story.continues or story.id for story in stories for key in story.article_ids}
    by_day: dict[date, list[tuple[WatchItem, set[str]]]] = {}
    for item in items:
        _merge(by_day.setdefault(item.due.end, []), item, story_of)
    merged = [item for rows in by_day.values() for item, _ in rows]
    return sorted(merged, key=lambda item: (item.due.end, item.due.start))


def _is_ahead(period: Period, now: datetime) -> bool:
    """Return whether a period can be waited for: it ends ahead and is not long under way."""
    today = now.date()
    under_way = period.start <= today and period.end - period.start > _LONG
    return today < period.end <= today + _HORIZON and not under_way


def watch_item(found: DatedForecast) -> WatchItem:
    """Return a forecast as an open watch item."""
    period = found.forecast.period
    return WatchItem(
        text=_wording(found),
        due=Due(start=period.start, end=period.end, granularity=period.granularity),
        evidence=(evidence_for(found.article, found.sentence),),
        owner=find_owner(
            found.article, found.sentence, found.forecast.clause, cue=found.forecast.cue
        ),
    )


def evidence_for(article: Article, span: Span) -> Evidence:
    """Return the evidence a span of an article is."""
    return Evidence(
        article_id=article.id, start=span.start, end=span.end, quote=span.of(article.text)
    )


def event_words(text: str, language: str = "en") -> frozenset[str]:
    """Return the words that say what a forecast is about: no digits, months or words of waiting."""
    return frozenset(
        word for word in content_words(text, language) if word.isalpha() and word not in _WAITING
    )


def find_stale_forecasts(forecasts: Iterable[DatedForecast]) -> list[Finding]:
    """Return findings for the forecasts whose time was over when their article was published.

    A date without a year is taken to be ahead, so only dates that say their year, or that point
    back in so many words, can be stale.
    """
    return [_stale(found) for found in forecasts if _is_stale(found)]


def find_unread(articles: Sequence[Article]) -> list[Finding]:
    """Return a finding for each language of the articles in which no expectation can be read."""
    counts = Counter(one.language for one in articles if one.language not in FORMS)
    return [
        Finding(
            check="language_unread",
            level=Level.WARN,
            message=f"dates and expectations are not read in {language!r}, the language of {count} "
            f"article{'s' if count > 1 else ''}",
        )
        for language, count in sorted(counts.items())
    ]


def _is_stale(found: DatedForecast) -> bool:
    published = found.article.dated
    forecast = found.forecast
    assert published is not None  # undated articles have no forecasts
    if forecast.moved:
        return False
    named = forecast.date.of(found.sentence.of(found.article.text))
    says_year = any(part.isdigit() and len(part) == 4 for part in named.replace(".", " ").split())
    return says_year and forecast.period.end + _STALE_SLACK < published.date()


def _stale(found: DatedForecast) -> Finding:
    ended: date = found.forecast.period.end
    published = found.article.dated
    assert published is not None
    say_date = Phrases("en").full_date  # findings speak to the editor, in English
    return Finding(
        check="stale_forecast",
        level=Level.ERROR,
        message=f"announced for a time that ended on {say_date(ended)}, "
        f"published on {say_date(published.date())}",
        article_id=found.article.id,
        start=found.sentence.start,
        end=found.sentence.end,
        item=found.sentence.of(found.article.text),
    )


def _wording(found: DatedForecast) -> str:
    """Return the sentence, or its clause where the sentence is long or announces several things."""
    text = found.sentence.of(found.article.text)
    clause = found.forecast.clause
    if found.alone and (len(text.split()) <= _LONGEST_SENTENCE or clause.start > 0):
        return text
    words = clause.of(text).strip(" ,;:–—").split()
    if words[0].lower() in ("and", "but", "while", "und", "aber") and len(words) > 1:
        words = words[1:]
    joined = " ".join(words)
    if joined[:1].islower() and words[0].lower() in _RELATIVE:
        return text
    return joined[:1].upper() + joined[1:].rstrip(".") + "."


def _merge(
    items: list[tuple[WatchItem, set[str]]], item: WatchItem, story_of: Mapping[str, str]
) -> None:
    article_id = item.evidence[0].article_id
    story = story_of.get(article_id, article_id)
    for index, (other, stories) in enumerate(items):
        if not _same_event(item, other, same_story=story in stories):
            continue
        seen = {(one.article_id, one.start) for one in other.evidence}
        new = tuple(one for one in item.evidence if (one.article_id, one.start) not in seen)
        items[index] = (replace(other, evidence=other.evidence + new), {*stories, story})
        return
    items.append((item, {story}))


def _same_event(item: WatchItem, other: WatchItem, *, same_story: bool) -> bool:
    """Return whether two items that end on one day are about one event."""
    if same_story and item.due.granularity == other.due.granularity == "day":
        return True
    if item.due.start != other.due.start:
        return False
    return shared(event_words(item.text), event_words(other.text)) >= _SAME_EVENT


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set that both hold; 0 when one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


_RELATIVE = frozenset(
    [
        "which",
        "who",
        "whose",
        "where",
        "when",
        "that",
        "as",
        "because",
        "so",
        "die",
        "der",
        "das",
        "was",
    ]
)
_WAITING = frozenset(
    content_words(
        "expected expects expect plan plans planned due set scheduled slated will would now still"
        " postponed delayed said say company january february march april may june july august"
        " september october november december monday tuesday wednesday thursday friday saturday"
        " sunday week month quarter first second third fourth end early late today"
    )
)
