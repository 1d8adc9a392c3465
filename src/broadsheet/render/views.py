"""What templates see: finished words, in reading order. Nothing is left for them to compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from broadsheet.render.tokens import Palette


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One line of the sources list; its number is the same in every channel.

    `address` is `url` as it is printed: without the scheme, cut when it is very long.
    `tongue` names the language where it is not the edition's, else "".
    """

    number: int
    title: str
    publisher: str
    date: str
    url: str
    address: str
    language: str
    tongue: str = ""
    authors: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteView:
    """One quoted sentence and the source it stands in."""

    number: int
    quote: str
    source: SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A sentence and what it rests on. `sources` are ascending, each once; so are `numbers`.

    `new`: the sentence is what is new in a story that goes on.
    """

    text: str
    cites: tuple[CiteView, ...]
    sources: tuple[SourceView, ...]
    numbers: tuple[int, ...]
    language: str
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricView:
    """A tile. `full` says the whole figure in words: bound, value, unit.

    `label` is `topic` (whose figure it is, may be "") and `measure` (what it counts) in one;
    `markers` are warnings, `first` says that there is no earlier value, else "".
    """

    label: str
    topic: str
    measure: str
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
    first: str
    statement: StatementView
    spark_title: str
    spark_alt: str
    spark_print: str
    spark_screen: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightView:
    """A typed sentence. `note` says how sure it is, why, and of what kind, in one quiet line."""

    statement: StatementView
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One block of the strategic section."""

    title: str
    insights: tuple[InsightView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A figure's history as a labelled line. `title` tells it in a sentence.

    The mail shows the picture `image`, drawn from `mail_svg` without words, between the words.
    """

    label: str
    title: str
    first: str
    last: str
    start: str
    end: str
    turn: str
    statement: StatementView
    print_svg: str
    web_svg: str
    mail_svg: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One bar where there are no pictures: its length in percent of the longest, and its colour."""

    label: str
    shown: str
    percent: int
    lit: bool
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """Figures that differ as bars. `title` tells them in a sentence."""

    title: str
    rows: tuple[BarRow, ...]
    print_svg: str
    web_svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesView:
    """The dates ahead along a line. `title` tells them in a sentence."""

    title: str
    print_svg: str
    web_svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story: its sentences, who reported it, and what is new when it goes on.

    `position` counts from 1 over the edition. `new_fact` is None when nothing is new or one of the
    statements already says it. `tongue` names the language of a title in another language.
    """

    anchor: str
    position: int
    title: str
    language: str
    tongue: str
    lead: bool
    statements: tuple[StatementView, ...]
    new_fact: StatementView | None
    sources: tuple[SourceView, ...]
    independence: str
    continued: bool
    series: SeriesView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryGroup:
    """Neighbouring stories of one section, under its title."""

    anchor: str
    title: str
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchView:
    """A dated expectation.

    Of a settled one `state` is a word, `kind` its name in the model, and `outcome` what came of
    it; of one still to come all three are "".
    """

    when: str
    statement: StatementView
    kind: str = ""
    state: str = ""
    outcome: str = ""


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
    difference: DifferenceView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """What changed in one way since the last edition: new, continued, gone quiet."""

    kind: str
    name: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoView:
    """The masthead's picture: `image` names it in mail and print, `data` holds it for the web.

    `width` and `height` are CSS pixels. `beside`: the masthead is written out next to it, as a
    sign without a name needs; then `alt` may be empty. `chip`: it stands on white everywhere.
    """

    image: str
    data: str
    width: int
    height: int
    alt: str
    beside: bool
    chip: bool


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
    stories: tuple[StoryView, ...]
    groups: tuple[StoryGroup, ...]
    settled: tuple[WatchView, ...]
    upcoming: tuple[WatchView, ...]
    changes: tuple[ChangeGroup, ...]
    corrections: tuple[StatementView, ...]
    sources: tuple[SourceView, ...]
    about: tuple[str, ...]
    footer: str
    light: Palette
    dark: Palette
    bar: str
    dates: DatesView | None = None
    logo: LogoView | None = None
