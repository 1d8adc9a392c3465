"""The material an insight section is made of, and how one line of it is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from broadsheet.analyse.confidence import Earned, earn_confidence
from broadsheet.analyse.phrases import Phrases
from broadsheet.model.articles import Article
from broadsheet.model.editions import Past
from broadsheet.model.evidence import Evidence
from broadsheet.model.figures import Metric
from broadsheet.model.findings import Finding
from broadsheet.model.insights import Block, Confidence, Conflict, Insight, Kind, WatchItem
from broadsheet.model.stories import Story
from broadsheet.text.names import find_names
from broadsheet.text.speech import find_quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the stages found: the stories shown, and everything known about them.

    `articles` holds every article that evidence may point to, those of earlier editions included;
    `watch` the settled and the open expectations; `stale` the forecasts published too late.
    """

    stories: Sequence[Story]
    articles: Mapping[str, Article]
    now: datetime
    past: Past = field(default_factory=Past)
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    metrics: Sequence[Metric] = ()
    conflicts: Sequence[Conflict] = ()
    watch: Sequence[WatchItem] = ()
    stale: Sequence[Finding] = ()
    language: str = "en"

    @property
    def phrases(self) -> Phrases:
        """The words of the edition's language."""
        return Phrases(self.language)

    def readable(self) -> list[Article]:
        """Return those of the articles shown that the readers of the edition can read."""
        return [article for article in self.shown() if article.language == self.language]

    def shown(self) -> list[Article]:
        """Return the articles of the stories shown, in the stories' order."""
        return [self.articles[key] for story in self.stories for key in story.article_ids]

    def cited(self, evidence: Iterable[Evidence]) -> list[Article]:
        """Return the articles that evidence points to, each once."""
        keys = dict.fromkeys(one.article_id for one in evidence)
        return [self.articles[key] for key in keys if key in self.articles]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with its worth: what decides which lines stay when space is short.

    `figure` is the value it was written for; a line whose figure another tells is not needed.
    """

    insight: Insight
    value: float
    figure: Decimal | None = None


def build_line(  # noqa: PLR0913 - a line is its parts
    material: Material,
    block: Block,
    text: str,
    evidence: Sequence[Evidence],
    *,
    value: float,
    kind: Kind = Kind.FACT,
    self_reported: bool = False,
    doubts: Sequence[str] = (),
    view: bool = False,
    grounds: Sequence[Evidence] = (),
) -> Line | None:
    """Return a line with the confidence its evidence earns.

    A view is its publisher's alone and never more than low; `doubts` are keys of the phrases. None
    when the line would say nothing checkable: no evidence, or no figure, date, name or quotation.
    Where the evidence also holds what a statement answers to, `grounds` are what it rests on.
    """
    if not evidence or not is_anchored(text):
        return None
    earned = earn_confidence(
        material.cited(grounds or evidence),
        copies=material.copies,
        now=material.now,
        phrases=material.phrases,
        self_reported=self_reported,
        doubts=doubts,
    )
    if view:
        earned = Earned(level=Confidence.LOW, reason=material.phrases.say("reason_view"))
    insight = Insight(
        block=block,
        kind=kind,
        text=text,
        confidence=earned.level,
        reason=earned.reason,
        evidence=tuple(evidence),
    )
    return Line(insight=insight, value=value)


def is_anchored(text: str) -> bool:
    """Return whether a line holds a figure, a date, a name or a quotation."""
    return any(map(str.isdigit, text)) or bool(find_quotes(text)) or bool(find_names(text))


def present(lines: Iterable[Line | None]) -> list[Line]:
    """Return the lines that came to be."""
    return [line for line in lines if line is not None]
