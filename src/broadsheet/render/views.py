"""What templates see: finished words, in reading order. Nothing is left for them to compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from broadsheet.render.tokens import Palette


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One line of the sources list; its number is the same in every channel.

    `address` is `url` as it is printed: without the scheme, cut when it is very long.
    """

    number: int
    title: str
    publisher: str
    date: str
    url: str
    address: str
    language: str
    authors: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteView:
    """One quoted sentence and the source it stands in. `first`: no earlier cite in this group."""

    number: int
    quote: str
    source: SourceView
    first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A sentence and what it rests on. `sources` are ascending, each once; so are `numbers`."""

    text: str
    cites: tuple[CiteView, ...]
    sources: tuple[SourceView, ...]
    numbers: tuple[int, ...]
    rests_on: str
    language: str

    @property
    def notes(self) -> tuple[CiteView, ...]:
        """The cites to print as notes: the first of each source in its group."""
        return tuple(cite for cite in self.cites if cite.first)

    @property
    def again(self) -> tuple[SourceView, ...]:
        """The sources cited here whose note an earlier statement of the group carries."""
        noted = {cite.number for cite in self.notes}
        return tuple(source for source in self.sources if source.number not in noted)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricView:
    """A tile. `full` says the whole figure in words: bound, value, unit."""

    label: str
    bound: str
    value: str
    unit: str
    full: str
    direction: str
    arrow: str
    change: str
    basis: str
    detail: str
    markers: tuple[str, ...]
    statement: StatementView
    spark_title: str
    spark_alt: str
    spark_print: str
    spark_screen: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightView:
    """A typed sentence with its confidence and the reason for it."""

    statement: StatementView
    kind: str
    kind_name: str
    confidence: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One block of the strategic section."""

    title: str
    insights: tuple[InsightView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story: its sentences, who reported it, and what is new when it goes on."""

    anchor: str
    title: str
    language: str
    kicker: str
    lead: bool
    statements: tuple[StatementView, ...]
    sources: tuple[SourceView, ...]
    independence: str
    continued: bool
    new_facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchView:
    """A dated expectation."""

    when: str
    statement: StatementView
    owner: str
    state: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One side of a conflict."""

    publisher: str
    statement: StatementView


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """Figures that differ, side by side."""

    label: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One line of what changed since the last edition."""

    kind: str
    kind_name: str
    statement: StatementView


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A notice about an earlier edition."""

    statement: StatementView


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """The whole edition as every channel shows it. `t` holds the fixed words of its language."""

    id: str
    language: str
    t: Mapping[str, str]
    masthead: str
    subject: str
    preheader: str
    issue: str
    date: str
    made_at: str
    reading: str
    headline: str
    headline_language: str
    dek: StatementView
    order: tuple[str, ...]
    takeaways: tuple[StatementView, ...]
    metrics: tuple[MetricView, ...]
    conflicts: tuple[ConflictView, ...]
    blocks: tuple[BlockView, ...]
    insight_rests_on: str
    stories: tuple[StoryView, ...]
    watch: tuple[WatchView, ...]
    changes: tuple[ChangeView, ...]
    corrections: tuple[CorrectionView, ...]
    sources: tuple[SourceView, ...]
    about: tuple[str, ...]
    footer: str
    light: Palette
    dark: Palette
    bar: str
