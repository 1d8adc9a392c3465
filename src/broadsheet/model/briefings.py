"""The briefing: the standing order an edition is made from. Validated before it gets here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from broadsheet.model.findings import Level


class SourceKind(StrEnum):
    """What a source is."""

    FEED = "feed"
    PAGE = "page"
    SITEMAP = "sitemap"
    FOLDER = "folder"
    MAILBOX = "mailbox"
    PLUGIN = "plugin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where articles come from. `location` is a URL, or a path or glob inside the workspace.

    A mailbox is an `imaps:` URL (RFC 5092) without a password, a plugin `plugin:name/argument`.
    `follow`: a mail stands for the pages it links to instead of for itself. `cut_repeats`:
    paragraphs that repeat on the articles of a site are furniture and cut.
    """

    kind: SourceKind
    location: str
    name: str
    publisher: str = ""
    family: str = ""
    items: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    follow: bool = False
    cut_repeats: bool = True


class Undated(StrEnum):
    """What to do with an article that carries no date."""

    FIRST_SEEN = "first_seen"
    DROP = "drop"


class SpanUnit(StrEnum):
    """The calendar length of a window, counted back from the scheduled time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRule:
    """How the window of an edition is cut."""

    span: SpanUnit = SpanUnit.WEEK
    late_arrivals: timedelta = timedelta(hours=12)
    undated: Undated = Undated.FIRST_SEEN
    max_age: timedelta = timedelta(days=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which articles are on topic: words or phrases, matched on word boundaries without case."""

    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRule:
    """How stories are found, chosen and repeated."""

    across_languages: bool = False
    per_publisher: int = 2
    seen_days: int = 14
    repeat_only_if_new_facts: bool = True
    boosts: Mapping[str, float] = field(default_factory=dict)


class SectionKind(StrEnum):
    """The parts an edition can have."""

    LEAD = "lead"
    TAKEAWAYS = "takeaways"
    NUMBERS = "numbers"
    STORIES = "stories"
    INSIGHT = "insight"
    WATCH = "watch"
    CHANGES = "changes"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section as ordered. Fields that a kind does not use keep their defaults."""

    kind: SectionKind
    title: str = ""
    tag: str = ""
    min: int = 0
    max: int = 5
    words: int = 25


DEFAULT_SECTIONS: tuple[Section, ...] = (
    Section(kind=SectionKind.LEAD, max=1),
    Section(kind=SectionKind.TAKEAWAYS, min=3, max=5, words=25),
    Section(kind=SectionKind.NUMBERS, max=8),
    Section(kind=SectionKind.INSIGHT, words=300),
    Section(kind=SectionKind.STORIES, max=6),
    Section(kind=SectionKind.WATCH, max=6),
    Section(kind=SectionKind.CHANGES),
    Section(kind=SectionKind.SOURCES),
)


class OnError(StrEnum):
    """What an error finding leads to."""

    DROP_ITEM = "drop_item"
    HOLD = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRule:
    """Levels by check name where they differ from the default, and what an error leads to."""

    levels: Mapping[str, Level] = field(default_factory=dict)
    on_error: OnError = OnError.DROP_ITEM


class Every(StrEnum):
    """How often a briefing runs when no cron expression is given."""

    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    MONTH = "month"


class CatchUp(StrEnum):
    """Which missed runs are made good."""

    LATEST = "latest"
    ALL = "all"
    NONE = "none"


class Overlap(StrEnum):
    """What happens to a run that falls due while the last one still runs."""

    QUEUE_ONE = "queue_one"
    SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a briefing runs: a five-field cron expression in the briefing's zone."""

    cron: str
    catch_up: CatchUp = CatchUp.LATEST
    catch_up_window: timedelta = timedelta(days=7)
    overlap: Overlap = Overlap.QUEUE_ONE


class Otherwise(StrEnum):
    """What to do when there is too little for an edition."""

    NOTIFY_OWNER = "notify_owner"
    SKIP = "skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyRule:
    """The least an edition needs."""

    min_stories: int = 1
    otherwise: Otherwise = Otherwise.NOTIFY_OWNER


class Output(StrEnum):
    """The forms an edition is rendered to."""

    EMAIL = "email"
    TEXT = "text"
    PDF = "pdf"
    WEB = "web"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """A list, and which outputs its members get (email always; PDF as an attachment)."""

    list: str
    outputs: tuple[Output, ...] = (Output.EMAIL,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The look: the accent colour as #RRGGBB, masthead and footer text, a picture, a template set.

    `logo` is a picture file, its path relative to the workspace; `logo_alt` is read out instead of
    it, the masthead where empty. `template` names a folder in the workspace's `templates/` whose
    files go before ours; empty: none does.
    """

    accent: str = "#9E1B32"
    masthead: str = ""
    footer: str = ""
    logo: str = ""
    logo_alt: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The standing order: sources, window, sections, schedule, recipients."""

    slug: str
    title: str
    sources: tuple[Source, ...]
    language: str = "en"
    timezone: str = "UTC"
    owner: str = ""
    window: WindowRule = WindowRule()
    filters: Filters = Filters()
    stories: StoryRule = StoryRule()
    sections: tuple[Section, ...] = DEFAULT_SECTIONS
    checks: CheckRule = CheckRule()
    schedule: Schedule | None = None
    empty: EmptyRule = EmptyRule()
    recipients: tuple[Recipients, ...] = ()
    style: Style = Style()
    outputs: tuple[Output, ...] = (Output.EMAIL, Output.TEXT, Output.PDF, Output.WEB, Output.JSON)
    lint: Level = Level.ERROR

    def section(self, kind: SectionKind) -> Section | None:
        """Return the first section of that kind, None when the briefing has none."""
        return next((section for section in self.sections if section.kind is kind), None)
