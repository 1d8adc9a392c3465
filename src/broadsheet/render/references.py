"""Source numbers: one numbering of the articles behind an edition, shared by every channel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import tzinfo

from broadsheet.model.articles import FIRST_SEEN
from broadsheet.model.editions import Edition, EditionArticle
from broadsheet.model.evidence import Evidence
from broadsheet.model.stories import Story
from broadsheet.render.formats import Labels, day_of, short_date
from broadsheet.render.labels import tongue_of
from broadsheet.render.prose import TITLE_LIMIT, inert, language_tag, safe_url
from broadsheet.render.views import CiteView, SourceView, StatementView

#: A quotation longer than this is cut where it is shown; the edition keeps it whole.
_QUOTE_LIMIT = 600


def ranked(edition: Edition) -> list[Story]:
    """Return the stories in the order they are read in."""
    return sorted(edition.stories, key=lambda story: (story.rank, story.id))


def _of(items: Iterable[Iterable[Evidence]]) -> list[Evidence]:
    return [evidence for item in items for evidence in item]


_EVIDENCE: Mapping[str, Callable[[Edition], list[Evidence]]] = {
    "lead": lambda edition: list(edition.dek.evidence),
    "takeaways": lambda edition: _of(item.evidence for item in edition.takeaways),
    "numbers": lambda edition: [
        *_of(item.evidence for item in edition.metrics),
        *(claim.evidence for item in edition.conflicts for claim in item.claims),
    ],
    "insight": lambda edition: _of(item.evidence for item in edition.insights),
    "stories": lambda edition: _of(
        line.evidence for story in ranked(edition) for line in story.takeaways
    ),
    "watch": lambda edition: _of(item.evidence for item in edition.watch),
    "changes": lambda edition: _of(item.evidence for item in edition.changes),
    "corrections": lambda edition: _of(item.evidence for item in edition.corrections),
}


def _article_ids(edition: Edition, order: Iterable[str]) -> Iterator[str]:
    for kind in order:
        if kind in _EVIDENCE:
            for evidence in _EVIDENCE[kind](edition):
                yield evidence.article_id
        if kind == "stories":
            for story in ranked(edition):
                yield from story.article_ids


class References:
    """The numbered sources of an edition, in the order in which readers meet them.

    Args:
        edition: The edition.
        order: The sections in reading order; evidence of sections not shown gets no number.
        labels: The fixed words.
        zone: The zone dates are shown in.
    """

    def __init__(
        self, edition: Edition, order: Iterable[str], labels: Labels, zone: tzinfo
    ) -> None:
        self._labels = labels
        self._zone = zone
        self.language = language_tag(edition.language, "en")
        known = {article.id: article for article in edition.articles}
        met = dict.fromkeys(_article_ids(edition, order))
        self._texts = {article.id: article.text for article in edition.articles}
        present = [known[article_id] for article_id in met if article_id in known]
        self._sources = {
            article.id: self._source(number, article)
            for number, article in enumerate(present, start=1)
        }

    @property
    def sources(self) -> tuple[SourceView, ...]:
        """Every numbered source, ascending."""
        return tuple(self._sources.values())

    def of_articles(self, article_ids: Iterable[str]) -> tuple[SourceView, ...]:
        """Return the sources that these articles are, ascending, each once."""
        found = {
            self._sources[each].number: self._sources[each]
            for each in article_ids
            if each in self._sources
        }
        return tuple(found[number] for number in sorted(found))

    def state(
        self, text: str, evidence: Iterable[Evidence], *, taken: bool = False, new: bool = False
    ) -> StatementView:
        """Return a sentence with its cites.

        Args:
            text: What is said.
            evidence: What it rests on.
            taken: Whether the words are the source's own, and so in the source's language.
            new: Whether it is what is new in a story that goes on.
        """
        cited = tuple(evidence)
        cites = tuple(
            CiteView(
                number=source.number, quote=inert(each.quote, limit=_QUOTE_LIMIT), source=source
            )
            for each in cited
            if (source := self._sources.get(each.article_id)) is not None
        )
        sources = self.of_articles(each.article_id for each in cited)
        languages = {cite.source.language for cite in cites}
        return StatementView(
            text=inert(text),
            cites=cites,
            sources=sources,
            numbers=tuple(source.number for source in sources),
            language=languages.pop() if taken and len(languages) == 1 else self.language,
            new=new,
        )

    def found(self, text: str, article_ids: Iterable[str]) -> Evidence | None:
        """Return where one of these articles says exactly this, None where none does."""
        for each in article_ids:
            start = self._texts[each].find(text) if text and each in self._texts else -1
            if start >= 0:
                return Evidence(article_id=each, start=start, end=start + len(text), quote=text)
        return None

    def _source(self, number: int, article: EditionArticle) -> SourceView:
        url = safe_url(article.url)
        language = language_tag(article.language, self.language)
        return SourceView(
            number=number,
            title=inert(article.title, limit=TITLE_LIMIT) or inert(article.url, limit=TITLE_LIMIT),
            publisher=inert(article.publisher, limit=80),
            date=self._date(article),
            url=url,
            address=inert(url.partition("://")[2].rstrip("/"), limit=110),
            language=language,
            tongue=self.tongue(language),
            authors=inert(", ".join(article.authors), limit=120),
        )

    def tongue(self, language: str) -> str:
        """Return the name of a language other than the edition's, "" for the edition's own."""
        own, other = (tag.partition("-")[0].lower() for tag in (self.language, language))
        return "" if own == other else tongue_of(language, self._labels)

    def _date(self, article: EditionArticle) -> str:
        if article.published is None:
            return self._labels["undated"]
        day = short_date(day_of(article.published, self._zone), self._labels)
        seen = article.date_source == FIRST_SEEN
        return self._labels["first_seen"].format(date=day) if seen else day
