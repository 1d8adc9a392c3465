"""From a checked briefing file to the model's Briefing: defaults, names and paths settled."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.collect.mailboxes import is_mailbox, parse_mailbox
from broadsheet.errors import ConfigError, ReadError
from broadsheet.model.briefings import (
    DEFAULT_SECTIONS,
    Briefing,
    CatchUp,
    CheckRule,
    EmptyRule,
    Every,
    Filters,
    Output,
    Recipients,
    Schedule,
    Section,
    SectionKind,
    Source,
    SourceKind,
    StoryRule,
    Style,
    WindowRule,
)
from broadsheet.read.opml import read_opml
from broadsheet.shell.config.schema import (
    BriefingFile,
    ScheduleFile,
    SectionFile,
    SourceFile,
    StyleFile,
)

_WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")


def to_briefing(parsed: BriefingFile, *, file: Path, root: Path) -> Briefing:
    """Return the briefing a file describes; its slug is the file's name.

    Raises:
        ConfigError: a local source lies outside the workspace; an OPML list is none.
    """
    levels = parsed.checks.model_dump(exclude={"on_error"}, exclude_none=True)
    return Briefing(
        slug=file.stem,
        title=parsed.title,
        sources=tuple(found for each in parsed.sources for found in _sources(each, file, root)),
        language=parsed.language,
        timezone=parsed.timezone,
        owner=parsed.owner,
        window=WindowRule(**dict(parsed.window)),
        filters=Filters(**dict(parsed.filters)),
        stories=StoryRule(
            across_languages=parsed.stories.across_languages,
            per_publisher=parsed.stories.per_publisher,
            seen_days=parsed.stories.seen_before.days,
            repeat_only_if_new_facts=parsed.stories.seen_before.repeat == "only_if_new_facts",
            boosts=parsed.stories.boosts,
        ),
        sections=DEFAULT_SECTIONS
        if parsed.sections is None
        else tuple(_section(section) for section in parsed.sections),
        checks=CheckRule(levels=levels, on_error=parsed.checks.on_error),
        schedule=_schedule(parsed.schedule) if parsed.schedule else None,
        empty=EmptyRule(**dict(parsed.empty)),
        recipients=tuple(
            Recipients(list=entry.list, outputs=tuple(Output(name) for name in entry.outputs))
            for entry in parsed.recipients
        ),
        style=_style(parsed.style, file, root),
        outputs=parsed.outputs,
        lint=parsed.lint,
    )


def _style(style: StyleFile, file: Path, root: Path) -> Style:
    logo = style.logo
    if logo and "://" in logo.file:
        raise ConfigError(
            f"the logo {logo.file} is not in the workspace",
            what=str(file),
            remedy="save it beside the briefing and name the file",
        )
    return Style(
        accent=style.accent,
        masthead=style.masthead,
        footer=style.footer,
        logo=_inside(logo.file, file, root, what="logo") if logo else "",
        logo_alt=logo.alt if logo else "",
        template="" if style.template == "default" else style.template,
    )


def _sources(source: SourceFile, file: Path, root: Path) -> list[Source]:
    """Return what a source entry stands for: itself, or each feed of an OPML list."""
    if source.opml is None:
        return [_source(source, file, root)]
    if _is_url(source.opml):
        raise ConfigError(
            f"the list {source.opml} is not in the workspace",
            what=str(file),
            remedy="save it beside the briefing and name the file",
        )
    path = root / _inside(source.opml, file, root)
    try:
        listed = read_opml(path.read_bytes(), name=source.opml)
    except OSError as error:
        raise ConfigError(f"cannot read {source.opml}: {error.strerror}", what=str(file)) from error
    except ReadError as error:
        raise ConfigError(str(error), what=str(file)) from error
    return [
        Source(
            kind=SourceKind.FEED,
            location=each.url,
            name=each.title or _name_of(each.url),
            publisher=source.publisher,
            family=source.family,
            language=source.language,
            tags=tuple(dict.fromkeys((*source.tags, *each.tags))),
            cut_repeats=source.cut_repeats,
        )
        for each in listed
    ]


def _source(source: SourceFile, file: Path, root: Path) -> Source:
    kind = next(kind for kind in SourceKind if getattr(source, kind.value) is not None)
    location = getattr(source, kind.value)
    if kind is SourceKind.PLUGIN:
        location = f"plugin:{location}"
    elif kind is not SourceKind.MAILBOX and not _is_url(location):
        location = _inside(location, file, root)
    return Source(
        kind=kind,
        location=location,
        name=source.name or source.publisher or _name_of(location),
        publisher=source.publisher,
        family=source.family,
        items=source.items,
        language=source.language,
        tags=source.tags,
        follow=source.follow,
        cut_repeats=source.cut_repeats,
    )


def _is_url(location: str) -> bool:
    return urlsplit(location).scheme in {"http", "https"}


def _name_of(location: str) -> str:
    if is_mailbox(location):
        return parse_mailbox(location).name
    return urlsplit(location).hostname or location


def _inside(location: str, file: Path, root: Path, *, what: str = "source") -> str:
    """Return the path relative to the workspace; paths in a briefing are relative to its file."""
    if "://" in location:
        raise ConfigError(
            f"cannot fetch from {location}",
            what=str(file),
            remedy="use http, https, or a path beside the file",
        )
    folder = (file.parent / location).parent.resolve()
    if not folder.is_relative_to(root.resolve()):
        raise ConfigError(
            f"the {what} {location} lies outside the workspace",
            what=str(file),
            remedy=f"move it below {root}",
        )
    return (folder / Path(location).name).relative_to(root.resolve()).as_posix()


def _section(section: SectionFile) -> Section:
    kind = next(kind for kind in SectionKind if getattr(section, kind.value) is not None)
    options = dict(getattr(section, kind.value))
    options.pop("conflicts", None)
    if kind is SectionKind.LEAD:
        return Section(kind=kind, max=options["stories"])
    where = options.pop("where", None)
    return Section(kind=kind, tag=where.tag if where else "", **options)


def _schedule(schedule: ScheduleFile) -> Schedule:
    late = schedule.catch_up
    if isinstance(late, timedelta):
        return Schedule(cron=_cron(schedule), catch_up_window=late, overlap=schedule.overlap)
    return Schedule(cron=_cron(schedule), catch_up=CatchUp(late), overlap=schedule.overlap)


def _cron(schedule: ScheduleFile) -> str:
    """Write `every`/`at` as a five-field cron expression."""
    if schedule.cron is not None:
        return schedule.cron
    hour, minute = (int(part) for part in (schedule.at or "00:00").split(":"))
    day, weekday = "*", "*"
    if schedule.every is Every.WEEK and schedule.day:
        weekday = str(_WEEKDAYS.index(schedule.day))
    elif schedule.every is Every.WEEKDAY:
        weekday = "1-5"
    elif schedule.every is Every.MONTH:
        day = str(schedule.date)
    return f"{minute} {hour} {day} * {weekday}"
