"""Source numbers: one numbering of the articles behind an edition, shared by every channel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import tzinfo

from broadsheet.model.editions import Edition, EditionArticle
from broadsheet.model.evidence import Evidence
from broadsheet.render.formats import Labels, local, short_date
from broadsheet.render.prose import TITLE_LIMIT, inert, language_tag, safe_url
from broadsheet.render.views import CiteView, SourceView, StatementView

#: A quotation longer than this is cut where it is shown; the edition keeps it whole.
_QUOTE_LIMIT = 600


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
        line.evidence
        for story in sorted(edition.stories, key=lambda story: story.rank)
        for line in story.takeaways
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
            for story in sorted(edition.stories, key=lambda story: story.rank):
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
        self,
        text: str,
        evidence: Iterable[Evidence],
        *,
        taken: bool = False,
        seen: set[int] | None = None,
    ) -> StatementView:
        """Return a sentence with its cites.

        Args:
            text: What is said.
            evidence: What it rests on.
            taken: Whether the words are the source's own, and so in the source's language.
            seen: Source numbers already met in this group, added to; a fresh group when None.
        """
        met = set() if seen is None else seen
        cites: list[CiteView] = []
        cited = tuple(evidence)
        for each in cited:
            source = self._sources.get(each.article_id)
            if source is not None:
                cites.append(
                    CiteView(
                        number=source.number,
                        quote=inert(each.quote, limit=_QUOTE_LIMIT),
                        source=source,
                        first=source.number not in met,
                    )
                )
                met.add(source.number)
        sources = self.of_articles(each.article_id for each in cited)
        numbers = tuple(source.number for source in sources)
        languages = {cite.source.language for cite in cites}
        return StatementView(
            text=inert(text),
            cites=tuple(cites),
            sources=sources,
            numbers=numbers,
            rests_on=self.rests_on(numbers),
            language=languages.pop() if taken and len(languages) == 1 else self.language,
        )

    def rests_on(self, numbers: tuple[int, ...]) -> str:
        """Return "Rests on sources 1, 2"; empty without sources."""
        if not numbers:
            return ""
        key = "rests_on" if len(numbers) > 1 else "rests_on_one"
        return self._labels[key].format(numbers=", ".join(str(number) for number in numbers))

    def _source(self, number: int, article: EditionArticle) -> SourceView:
        published, url = article.published, safe_url(article.url)
        return SourceView(
            number=number,
            title=inert(article.title, limit=TITLE_LIMIT) or inert(article.url, limit=TITLE_LIMIT),
            publisher=inert(article.publisher, limit=80),
            date=short_date(local(published, self._zone).date(), self._labels)
            if published
            else self._labels["undated"],
            url=url,
            address=inert(url.partition("://")[2].rstrip("/"), limit=110),
            language=language_tag(article.language, self.language),
            authors=inert(", ".join(article.authors), limit=120),
        )
