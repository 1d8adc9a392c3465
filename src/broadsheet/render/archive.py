"""The archive: a page of all briefings, a page of each, and its feeds: RSS, Atom, JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from uuid import NAMESPACE_URL, uuid5

from broadsheet.model.briefings import Style
from broadsheet.model.editions import Edition
from broadsheet.render.environment import fill
from broadsheet.render.formats import weekday_date, zone_of
from broadsheet.render.labels import labels_for
from broadsheet.render.prose import TITLE_LIMIT, inert, language_tag
from broadsheet.render.tokens import Palette, check_colour, dark_palette, light_palette

#: Editions a feed carries; a reader that comes by less often finds the rest in the archive.
FEED_LENGTH = 20
#: The files of one briefing, beside the folders of its editions.
SHELF_FILES = ("index.html", "rss.xml", "atom.xml", "feed.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What the archive shows of an edition: plain values, so that it need not be read again.

    `title` names the publication, `points` are the takeaways, `ends` is the end of the edition's
    window, `folder` the edition's folder and `has_pdf` whether it holds a PDF.
    """

    id: str
    number: int
    title: str
    headline: str
    dek: str
    points: tuple[str, ...]
    language: str
    timezone: str
    ends: datetime
    folder: str
    has_pdf: bool = False


def shelve(edition: Edition, *, folder: str, has_pdf: bool = False) -> Shelved:
    """Return what the archive shows of an edition in a folder of that name."""
    return Shelved(
        id=edition.id,
        number=edition.number,
        title=inert(edition.title, limit=60),
        headline=inert(edition.headline or edition.title, limit=TITLE_LIMIT),
        dek=inert(edition.dek.text),
        points=tuple(inert(takeaway.text) for takeaway in edition.takeaways),
        language=language_tag(edition.language, "en"),
        timezone=edition.period.timezone,
        ends=edition.period.end,
        folder=folder,
        has_pdf=has_pdf,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The editions of one briefing in its look, newest first; at least one."""

    briefing: str
    style: Style
    editions: Sequence[Shelved]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One edition in a list or a feed. `url` is absolute where the archive has a public address."""

    id: str
    folder: str
    url: str
    date: str
    issue: str
    headline: str
    summary: str
    points: tuple[str, ...]
    has_pdf: bool
    moment: datetime

    @property
    def rss_date(self) -> str:
        """The date as RFC 5322 writes it."""
        return format_datetime(self.moment)

    @property
    def atom_date(self) -> str:
        """The date as RFC 3339 writes it."""
        return self.moment.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What the archive's templates are given of one briefing."""

    briefing: str
    urn: str
    title: str
    language: str
    t: Mapping[str, str]
    home: str
    lines: tuple[_Line, ...]
    light: Palette
    dark: Palette
    bar: str


def render_archive(
    shelves: Sequence[Shelf], templates: Mapping[str, str], *, base_url: str = ""
) -> dict[str, bytes]:
    """Return the archive's files, path to bytes; the editions' own pages are not among them. Pure.

    `index.html` lists the briefings; beside each briefing's `index.html` are `rss.xml` (RSS 2.0),
    `atom.xml` (RFC 4287) and `feed.json` (JSON Feed 1.1) with its newest editions.

    Args:
        shelves: The briefings that have editions, in the order of the first page.
        templates: Template sources by name: `site/index.html.j2`, `site/briefing.html.j2`,
            `site/rss.xml.j2`, `site/atom.xml.j2`.
        base_url: The public address of the archive's root. Without one the feeds' links are
            relative, and work only for readers that resolve them.

    Raises:
        RenderError: a template fails, or an accent is no colour.
    """
    pages = [_page(shelf, base_url.rstrip("/")) for shelf in shelves]
    files: dict[str, bytes] = {}
    for page in pages:
        newest = page.lines[:FEED_LENGTH]
        files[f"{page.briefing}/index.html"] = _set(templates, "briefing.html", page=page)
        for name in ("rss.xml", "atom.xml"):
            files[f"{page.briefing}/{name}"] = _set(templates, name, page=page, lines=newest)
        files[f"{page.briefing}/feed.json"] = _json_feed(page, newest)
    if pages:
        files["index.html"] = _set(templates, "index.html", pages=pages, page=pages[0])
    return files


def _set(templates: Mapping[str, str], name: str, **values: object) -> bytes:
    return fill(templates, f"site/{name}.j2", **values).lstrip().encode()


def _page(shelf: Shelf, base: str) -> _Page:
    newest, style = shelf.editions[0], shelf.style
    home = f"{base}/{shelf.briefing}/" if base else ""
    return _Page(
        briefing=shelf.briefing,
        urn=_urn(shelf.briefing),
        title=inert(style.masthead, limit=60) or newest.title,
        language=newest.language,
        t=labels_for(newest.language),
        home=home,
        lines=tuple(_line(shelved, home) for shelved in shelf.editions),
        light=light_palette(style.accent),
        dark=dark_palette(style.accent),
        bar=check_colour(style.accent),
    )


def _line(shelved: Shelved, home: str) -> _Line:
    labels = labels_for(shelved.language)
    return _Line(
        id=_urn(shelved.id),
        folder=shelved.folder,
        url=f"{home}{shelved.folder}/" if home else f"{shelved.folder}/index.html",
        date=weekday_date(shelved.ends, zone_of(shelved.timezone), labels),
        issue=labels["issue_short"].format(number=shelved.number),
        headline=shelved.headline,
        summary=shelved.dek,
        points=shelved.points,
        has_pdf=shelved.has_pdf,
        moment=shelved.ends,
    )


def _urn(name: str) -> str:
    """Return a name for good, wherever the archive moves to (RFC 9562, version 5)."""
    return uuid5(NAMESPACE_URL, f"https://broadsheet.example/{name}").urn


def _json_feed(page: _Page, lines: Sequence[_Line]) -> bytes:
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": page.title,
        "language": page.language,
        "items": [
            {
                "id": line.id,
                "url": line.url,
                "title": line.headline,
                "summary": line.summary,
                "content_text": "\n".join(filter(None, (line.summary, *line.points))),
                "date_published": line.atom_date,
            }
            for line in lines
        ],
    }
    if page.home:
        feed |= {"home_page_url": page.home, "feed_url": f"{page.home}feed.json"}
    return (json.dumps(feed, ensure_ascii=False, indent=2) + "\n").encode()
