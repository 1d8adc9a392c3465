"""What a briefing file may say. These models are also the published JSON Schema for editors.

Field descriptions are shown by editors; keep them short and say the default's effect.
"""

from __future__ import annotations

import re
from datetime import timedelta
from importlib.metadata import entry_points
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cronsim import CronSim, CronSimError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    create_model,
    model_validator,
)

from broadsheet.collect.mailboxes import parse_mailbox
from broadsheet.compose.checks.registry import CHECKS
from broadsheet.errors import FetchError
from broadsheet.model.briefings import (
    CatchUp,
    Every,
    OnError,
    Otherwise,
    Output,
    Overlap,
    SpanUnit,
    Undated,
)
from broadsheet.model.findings import Level
from broadsheet.ports import PLUGINS
from broadsheet.shell.config.durations import Duration


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_of(model: BaseModel, names: tuple[str, ...]) -> None:
    given = [name for name in names if getattr(model, name) is not None]
    if len(given) != 1:
        raise ValueError(f"give exactly one of: {', '.join(names)}")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("not an IANA time zone, such as Europe/Berlin") from error
    return name


def _cron(expression: str) -> str:
    from datetime import UTC, datetime

    if len(expression.split()) != 5:
        raise ValueError("a cron expression has five fields: minute hour day month weekday")
    try:
        CronSim(expression, datetime(2000, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise ValueError(f"not a cron expression: {error}") from error
    return expression


def _clock(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        raise ValueError('not a time of day: write it quoted, as "07:30"')
    return value


SourceLocation = Annotated[str, Field(min_length=1)]
Words = tuple[Annotated[str, Field(min_length=1)], ...]


def _mailbox(address: str) -> str:
    try:
        return parse_mailbox(address).address
    except FetchError as error:
        raise ValueError(f"{error.message}; {error.remedy or 'write imaps://'}") from error


def _plugin(location: str) -> str:
    name = location.partition("/")[0]
    known = sorted(each.name for each in entry_points(group=PLUGINS))
    if name not in known:
        raise ValueError(
            f"no plugin {name!r} is installed; installed: {', '.join(known) or 'none'}"
        )
    return location


class SourceFile(_Strict):
    """One source: a feed, a page, a sitemap, files, mails, a list of feeds, a plugin."""

    feed: SourceLocation | None = Field(
        default=None, description="RSS, Atom or JSON feed: URL, or a path beside this file."
    )
    page: SourceLocation | None = Field(
        default=None, description="Page that links to articles; `items` selects the links."
    )
    sitemap: SourceLocation | None = Field(
        default=None, description="Sitemap or news sitemap (URL or path): its newest pages."
    )
    folder: SourceLocation | None = Field(
        default=None,
        description='Glob of files beside this file: "inbox/*.{html,md,txt,eml,pdf,docx}".',
    )
    mailbox: Annotated[SourceLocation, AfterValidator(_mailbox)] | None = Field(
        default=None, description="IMAP folder of newsletters: imaps://user@host/folder."
    )
    plugin: Annotated[SourceLocation, AfterValidator(_plugin)] | None = Field(
        default=None, description="NAME/ARGUMENT of a source that another package brings."
    )
    opml: SourceLocation | None = Field(
        default=None, description="OPML file beside this one: its feeds, categories as tags."
    )
    items: str = Field(default="", description="CSS selector of the article links on a page.")
    follow: bool = Field(
        default=False, description="Mails: read the pages they link to instead of the mails."
    )
    cut_repeats: bool = Field(
        default=True, description="Cut paragraphs that repeat on the articles of a site."
    )
    name: str = Field(default="", description="What the source is called in messages.")
    publisher: str = Field(default="", description="Outlet, when the documents do not say it.")
    family: str = Field(default="", description="Owner: outlets of one family count once.")
    language: str = Field(default="", pattern=r"^([a-z]{2,3})?$", description="ISO 639 code.")
    tags: Words = Field(default=(), description="Labels that sections can select.")

    @model_validator(mode="after")
    def _kind(self) -> SourceFile:
        _one_of(self, ("feed", "page", "sitemap", "folder", "mailbox", "plugin", "opml"))
        if self.follow and self.mailbox is None and self.folder is None:
            raise ValueError("`follow` goes with mails: with a mailbox or a folder")
        return self


class WindowFile(_Strict):
    """Which articles belong to an edition, by time."""

    span: SpanUnit = Field(
        default=SpanUnit.WEEK, description="Calendar length, back from the slot."
    )
    late_arrivals: Duration = Field(
        default=timedelta(hours=12), description="Grace for late articles."
    )
    undated: Undated = Field(
        default=Undated.FIRST_SEEN, description="What an undated article counts as."
    )
    max_age: Duration = Field(default=timedelta(days=8), description="Nothing older is ever used.")


class FiltersFile(_Strict):
    """Which articles are on topic."""

    any: Words = Field(
        default=(), description="At least one must occur; empty: everything is on topic."
    )
    none: Words = Field(default=(), description="An article with one of these is left out.")
    languages: Words = Field(default=(), description="ISO 639 codes; empty: any language.")


class SeenBeforeFile(_Strict):
    """How a story may come back."""

    days: int = Field(default=14, ge=0, le=365)
    repeat: Literal["only_if_new_facts", "always"] = "only_if_new_facts"


class StoriesFile(_Strict):
    """How stories are found and chosen."""

    across_languages: bool = Field(
        default=False, description="Merge stories told in several languages; needs an extra."
    )
    per_publisher: int = Field(
        default=2, ge=1, le=50, description="Most stories led by one outlet."
    )
    seen_before: SeenBeforeFile = SeenBeforeFile()
    boosts: dict[str, float] = Field(default_factory=dict, description="Words that weigh more.")


class CountFile(_Strict):
    """A section with a ceiling."""

    max: int = Field(default=5, ge=0, le=50)


class LeadFile(_Strict):
    """The lead."""

    stories: int = Field(default=1, ge=1, le=3)


class TakeawaysFile(_Strict):
    """Key takeaways."""

    min: int = Field(default=3, ge=0, le=10)
    max: int = Field(default=5, ge=1, le=10)
    words: int = Field(default=25, ge=8, le=60, description="Longest takeaway.")

    @model_validator(mode="after")
    def _order(self) -> TakeawaysFile:
        if self.min > self.max:
            raise ValueError(f"min ({self.min}) is above max ({self.max})")
        return self


class NumbersFile(_Strict):
    """By the numbers."""

    max: int = Field(default=8, ge=0, le=24)
    conflicts: Literal["show"] = Field(default="show", description="Differing sources are shown.")


class WhereFile(_Strict):
    """Which stories a section takes."""

    tag: str = Field(min_length=1, description="A tag of the sources.")


class StorySectionFile(_Strict):
    """A section of stories."""

    title: str = ""
    where: WhereFile | None = None
    max: int = Field(default=5, ge=1, le=50)


class InsightFile(_Strict):
    """Strategic insight."""

    words: int = Field(default=300, ge=30, le=2000, description="Budget; whole lines are dropped.")


class EmptyFile(_Strict):
    """A section without options."""


class SectionFile(_Strict):
    """One section, written as a one-key mapping."""

    lead: LeadFile | None = None
    takeaways: TakeawaysFile | None = None
    numbers: NumbersFile | None = None
    stories: StorySectionFile | None = None
    insight: InsightFile | None = None
    watch: CountFile | None = None
    changes: EmptyFile | None = None
    sources: EmptyFile | None = None

    @model_validator(mode="after")
    def _kind(self) -> SectionFile:
        _one_of(self, tuple(type(self).model_fields))
        return self


_LEVELS: Any = {
    name: (
        Level | None,
        Field(default=None, description=f"{check.rule}; default {check.level.value}"),
    )
    for name, check in CHECKS.items()
}
_ChecksBase: Any = create_model(
    "ChecksFile",
    __base__=_Strict,
    __doc__="Levels of the editorial checks, and what an error leads to.",
    on_error=(
        OnError,
        Field(default=OnError.DROP_ITEM, description="Drop the item, or hold the edition."),
    ),
    **_LEVELS,
)


class WriterFile(_Strict):
    """Who writes the sentences."""

    engine: Literal["extractive"] = "extractive"


class ScheduleFile(_Strict):
    """When the briefing runs, in its time zone: `every` + `at`, or a cron expression."""

    every: Every | None = None
    day: (
        Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None
    ) = None
    date: int | None = Field(
        default=None, ge=1, le=28, description="Day of the month, with every: month."
    )
    at: Annotated[str, AfterValidator(_clock)] | None = Field(
        default=None, description='Quoted: "07:30".'
    )
    cron: Annotated[str, AfterValidator(_cron)] | None = None
    catch_up: CatchUp | Duration = Field(
        default=CatchUp.LATEST,
        description="latest | all | none, or how long the latest may be late.",
    )
    overlap: Overlap = Overlap.QUEUE_ONE

    @model_validator(mode="after")
    def _kind(self) -> ScheduleFile:
        _one_of(self, ("every", "cron"))
        if self.every is not None and self.at is None:
            raise ValueError('`every` needs a time: at: "07:30"')
        if (self.every is Every.WEEK) != (self.day is not None):
            raise ValueError("`day` goes with every: week, and week needs it")
        if (self.every is Every.MONTH) != (self.date is not None):
            raise ValueError("`date` goes with every: month, and month needs it")
        return self


class EmptyRuleFile(_Strict):
    """The least an edition needs."""

    min_stories: int = Field(default=1, ge=1, le=50)
    otherwise: Otherwise = Otherwise.NOTIFY_OWNER


class RecipientsFile(_Strict):
    """Who gets it."""

    list: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", description="Name of a mailing list.")
    outputs: tuple[Literal["email", "pdf"], ...] = Field(
        default=("email",), description="pdf attaches the PDF."
    )


class LogoFile(_Strict):
    """A picture in the masthead."""

    file: str = Field(min_length=1, description="PNG, JPEG, WebP, GIF or SVG beside this file.")
    alt: str = Field(default="", max_length=80, description="Read out instead; else the masthead.")


def _logo(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


class StyleFile(_Strict):
    """The look."""

    template: str = Field(
        default="default",
        pattern=r"^[a-z0-9][a-z0-9_-]{0,40}$",
        description="A folder in templates/ whose files go before the others, or default.",
    )
    accent: str = Field(default="#9E1B32", pattern=r"^#[0-9A-Fa-f]{6}$")
    masthead: str = Field(default="", max_length=80, description="Shown instead of the title.")
    footer: str = Field(default="", max_length=400)
    logo: Annotated[
        LogoFile | None, BeforeValidator(_logo, json_schema_input_type=str | LogoFile | None)
    ] = Field(default=None, description="A picture beside this file, or {file, alt}.")


class BriefingFile(_Strict):
    """A briefing: the standing order an edition is made from."""

    title: str = Field(min_length=1, max_length=120)
    sources: tuple[SourceFile, ...] = Field(min_length=1)
    extends: str = Field(
        default="", description="A file beside this one whose values this one overrides."
    )
    language: str = Field(default="en", pattern=r"^[a-z]{2}$")
    timezone: Annotated[str, AfterValidator(_zone)] = Field(default="UTC", description="IANA name.")
    owner: str = Field(default="", description="Address that is told when there is no edition.")
    window: WindowFile = WindowFile()
    filters: FiltersFile = FiltersFile()
    stories: StoriesFile = StoriesFile()
    sections: tuple[SectionFile, ...] | None = Field(default=None, min_length=1)
    checks: _ChecksBase = _ChecksBase()
    writer: WriterFile = WriterFile()
    schedule: ScheduleFile | None = None
    empty: EmptyRuleFile = EmptyRuleFile()
    recipients: tuple[RecipientsFile, ...] = ()
    style: StyleFile = StyleFile()
    outputs: tuple[Output, ...] = (Output.EMAIL, Output.TEXT, Output.PDF, Output.WEB, Output.JSON)
    lint: Level = Field(
        default=Level.ERROR,
        description="The lightest fault of the mail linter that holds a mail back.",
    )


def briefing_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of briefing files."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://broadsheet.example/schema/briefing-1.json",
        **BriefingFile.model_json_schema(),
    }
