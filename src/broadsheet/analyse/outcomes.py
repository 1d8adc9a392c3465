"""Outcomes: the sentence of a newer article that tells what became of an expectation.

A sentence counts when it concerns the same owner and shares enough of the expectation's words,
weighed by how rare they are; naming the day that was announced speaks for it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from broadsheet.analyse.expectations import DatedForecast, event_words, watch_item
from broadsheet.analyse.forecasts import looks_ahead
from broadsheet.analyse.owners import find_subjects
from broadsheet.analyse.wording import stands_alone
from broadsheet.model.articles import Article
from broadsheet.model.editions import EditionArticle
from broadsheet.model.evidence import Span
from broadsheet.model.insights import Due, WatchItem
from broadsheet.text.dates import find_dates
from broadsheet.text.sentences import split_sentences
from broadsheet.text.similarity import DocumentFrequencies, count_documents
from broadsheet.text.words import words

_TITLE_WEIGHT = 0.5
_ON_THE_DAY = 3.0
_AS_PROMISED = 1.5
_FEWEST_WORDS = 2
_LEAST_SHARE = 0.3
_ENOUGH = 5.0
_ENOUGH_TO_MOVE = 4.0
_BEFORE = timedelta(days=1)
# What tells of something done, by language; other languages are read as English.
_DONE = {
    "en": re.compile(
        r"\b(?:[a-z]{2,}ed|was|were|has|have|had|is|are|won|began|met|took|made|went|came|sold|sent"
        r"|paid|gave|found|showed|rose|fell|holds?|wins|opens)\b"
    ),
    "de": re.compile(
        r"\b(?:hat|haben|hatte|hatten|wurde|wurden|ist|sind|war|waren|ging|gingen|[a-zäöü]{3,}te(?:n)?)"
        r"\b"
    ),
    "fr": re.compile(
        r"\b(?:a|ont|avait|avaient|est|sont|fut|furent)\b(?:\s+\w+){0,2}?"
        r"\s+\w+(?:é|ée|és|ées|i|is|it|u|us|ert|erte|erts)\b|\b\w{3,}èrent\b"
    ),
    "es": re.compile(
        r"\b(?:ha|han|había|habían|fue|fueron)\b|\b\w{2,}(?:ó|aron|ieron)\b|\b(?:hizo|hubo|puso|dio)\b"
    ),
}
_UNREAL = re.compile(
    r"\b(?:would|should|could|may|might|if|würden?|könnten?|sollten?|serait|pourrait|devrait|sería"
    r"|podría|debería)\b"
)
_KEPT = re.compile(
    r"\b(?:as (?:promised|planned|announced|expected)|on time|on schedule|wie (?:versprochen"
    r"|geplant|angekündigt|erwartet)|comme (?:prévu|promis|annoncé)|como (?:estaba )?(?:previsto"
    r"|prometido|anunciado))\b"
)
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w'’-]*")
_MOVED = re.compile(
    r"\b(?:postponed|delayed|pushed back|put off|brought forward|rescheduled|later than"
    r"|earlier than"
    r"|instead of|slipped|verschoben|vertagt|verzögert|reporté|repoussé|retardé|avancé"
    r"|aplazad[oa]|aplazó|retras(?:ado|ada|ó)|adelant(?:ado|ada|ó)|pospuesto)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of a current article, read for matching."""

    article: Article
    span: Span
    terms: frozenset[str]
    around: frozenset[str]

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.span.of(self.article.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What an expectation is about: its words, its article's title's words, its owner's names."""

    due: Due
    terms: frozenset[str]
    title: frozenset[str]
    owner: frozenset[str]
    quotes: frozenset[str]


class Record:
    """The current articles, read once for all the expectations that wait for an outcome."""

    def __init__(self, articles: Sequence[Article], forecasts: Sequence[DatedForecast]) -> None:
        self._statements = [one for article in articles for one in _statements(article)]
        self._forecasts = forecasts
        self._frequencies: DocumentFrequencies = count_documents(
            event_words(article.text, article.language) for article in articles
        )

    def fulfilment(self, matter: Matter) -> Statement | None:
        """Return the past-tense statement that best reports the matter as done; None for none."""
        best: Statement | None = None
        highest = _ENOUGH
        for statement in self._statements:
            if not _may_report(matter, statement):
                continue
            score = self._score(matter, statement.terms)
            if score == 0 or not _tells_of_past(statement):
                continue
            on_the_day = _names_the_day(matter.due, statement)
            if not on_the_day and _share(matter.terms, statement.terms) < _LEAST_SHARE:
                continue
            score += _ON_THE_DAY * on_the_day
            score += _AS_PROMISED * bool(_KEPT.search(statement.text))
            if score > highest:
                best, highest = statement, score
        return best and self._readable(matter, best)

    def _readable(self, matter: Matter, best: Statement) -> Statement:
        """Return the statement, or the opening of its article where it cannot be read alone."""
        if stands_alone(best.text):
            return best
        lead = next(one for one in self._statements if one.article.id == best.article.id)
        told = lead.terms & matter.terms or matter.owner & _capitalised(lead.text)
        return lead if told and _may_report(matter, lead) and _tells_of_past(lead) else best

    def shift(self, matter: Matter) -> DatedForecast | None:
        """Return the forecast that gives the matter another date; None when nothing moved it.

        The sentence must say that something moved, or name the old date beside the new one.
        """
        for found in self._forecasts:
            period = found.forecast.period
            text = found.sentence.of(found.article.text)
            if matter.due.start <= period.end and period.start <= matter.due.end:
                continue
            statement = Statement(
                article=found.article,
                span=found.sentence,
                terms=event_words(text, found.article.language),
                around=_capitalised(f"{found.article.title} {watch_item(found).owner} {text}"),
            )
            says_so = found.forecast.moved or bool(_MOVED.search(text))
            old_date = _names_the_day(matter.due, statement)
            if not (says_so or old_date) or not _may_report(matter, statement):
                continue
            score = self._score(matter, statement.terms, fewest=1 if old_date else _FEWEST_WORDS)
            if score + _ON_THE_DAY * old_date >= _ENOUGH_TO_MOVE:
                return found
        return None

    def _score(
        self, matter: Matter, terms: frozenset[str], *, fewest: int = _FEWEST_WORDS
    ) -> float:
        own = matter.terms & terms
        context = (matter.title - matter.terms) & terms
        if (not own and len(context) <= fewest) or len(own | context) < fewest:
            return 0.0
        weights = [self._frequencies.idf(term) for term in sorted(own)]
        lighter = [_TITLE_WEIGHT * self._frequencies.idf(term) for term in sorted(context)]
        return sum(weights) + sum(lighter)


def matter_of(item: WatchItem, earlier: Mapping[str, EditionArticle]) -> Matter:
    """Return what a watch item is about; `earlier` holds the articles of earlier editions."""
    source = earlier.get(item.evidence[0].article_id) if item.evidence else None
    title = source.title if source else ""
    quotes = frozenset(one.quote for one in item.evidence)
    named = [name for text in sorted(quotes) for name in find_subjects(text, "en")]
    party = item.owner if _is_name(item.owner) else ""
    if party and any(party in text for text in (*quotes, title)):
        named.append(item.owner)
    if not named and source:
        named = _parties(source, item.owner, item.evidence[0].start)
    named = named or [item.owner]
    about = event_words(title)
    who = event_words(party) | (event_words(" ".join(named)) - about)
    terms = event_words(item.text)
    return Matter(
        due=item.due,
        terms=(terms - who) or terms,
        title=about,
        owner=frozenset(word for name in named for word in words(name)),
        quotes=quotes,
    )


def _is_name(owner: str) -> bool:
    """Return whether an owner is a party, and not the thing that is awaited: "Corrected invoices".

    A thing opens its sentence with a capital and ends without.
    """
    last = owner.split()[-1:]
    return last == owner.split() or any(word[:1].isupper() for word in last)


def _parties(source: EditionArticle, owner: str, position: int) -> list[str]:
    """Return whom a thing that is awaited belongs to: names in it, else the nearest before it."""
    known = {word for name in find_subjects(source.text, source.language) for word in words(name)}
    own = [word for word in owner.split() if word[:1].isupper() and {*words(word)} <= known]
    if own:
        return own
    before = source.text[:position]
    for span in reversed(split_sentences(before, language=source.language)):
        names = find_subjects(span.of(before), source.language)
        if names:
            return names
    return find_subjects(source.title, source.language)


def _statements(article: Article) -> Iterator[Statement]:
    spans = split_sentences(article.text, language=article.language)
    texts = [span.of(article.text) for span in spans]
    for at, span in enumerate(spans):
        nearby = " ".join((article.title, *texts[max(0, at - 2) : at + 2]))
        yield Statement(
            article=article,
            span=span,
            terms=event_words(texts[at], article.language),
            around=_capitalised(nearby),
        )


def _capitalised(text: str) -> frozenset[str]:
    """Return the words written with a capital, folded: a quay is nobody, Lumen Quay is."""
    return frozenset(word for match in _CAPITALISED.findall(text) for word in words(match))


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / max(1, len(wanted))


def _may_report(matter: Matter, statement: Statement) -> bool:
    if statement.text in matter.quotes or not matter.owner & statement.around:
        return False
    published = statement.article.dated
    return published is not None and published.date() >= matter.due.start - timedelta(days=90)


def _tells_of_past(statement: Statement) -> bool:
    text = statement.text
    done = _DONE.get(statement.article.language, _DONE["en"])
    if not done.search(text) or _UNREAL.search(text):
        return False
    return not looks_ahead(text, language=statement.article.language)


def _names_the_day(due: Due, statement: Statement) -> bool:
    found = find_dates(
        statement.text, language=statement.article.language, as_of=statement.article.dated
    )
    return any(
        one.period is not None
        and due.start - _BEFORE <= one.period.start
        and one.period.end <= due.end + _BEFORE
        for one in found
    )
