"""When a page was published and updated, and how it is known.

Structured statements come first (JSON-LD, meta elements, time elements), then the date line a
reader sees near the headline, then a date in the address. All else is a guess and called one: what
a search of the whole page finds (htmldate; A. Barbaresi, JOSS 2020), the day of the last change
where nothing else is stated, the day a page that claims to be no article was put up, an order of
day and month that nothing settles. A guessed date decides nothing later, because it is often wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from typing import Any

from broadsheet.model.articles import GUESSED
from broadsheet.read.date_lines import DateLine, DayReader, find_date_lines, says_update
from broadsheet.read.structured import Meta, text_value, type_names
from broadsheet.read.timestamps import parse_timestamp

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "rnews:datepublished", "date.issued", "datecreated datepublished", "dc.date.issued",
    "dcterms.issued", "parsely-pub-date", "sailthru.date", "citation_publication_date",
    "citation_online_date", "citation_date", "publish-date", "publish_date", "published-date",
    "published_date", "date_published", "pubdate", "pub_date", "bt:pubdate", "og:pubdate",
    "publication_date", "publication-date", "article.published", "article-published",
    "originalpublicationdate", "prism.publicationdate", "shareaholic:article_published_time",
    "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "date",
    "cxenseparse:recs:publishtime", "datecreated", "article:created",
)  # fmt: skip
_PUBLISHED_NAME = re.compile(  # as many systems call it in their own words: "w-published-date"
    r"(?:\w{1,20}[-_:.]){0,3}(?:publish(?:ed)?|publication|release)[-_:. ]?(?:date|time|on|at)"
    r"|(?:\w{1,20}[-_:.]){0,3}date[-_:. ]?(?:published|posted|issued)"
)
_ARTICLE_PUBLISHED = "article:published_time"
_UPDATED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "article:modified", "last-modified", "lastmod", "last_modified", "updated",
    "revised",
)  # fmt: skip
_URL_DATE = re.compile(
    r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.+-]|$)"
)
_DATE_CLASSES = (
    "published", "publish-date", "pubdate", "post-date", "entry-date", "article-date",
    "date-published", "dt-published", "timestamp",
)  # fmt: skip
_HAS_DATE_CLASS = " or ".join(f"contains(@class, '{name}')" for name in _DATE_CLASSES)
_UNRELATED = (
    "not(@itemprop='dateModified') and not(ancestor::aside or ancestor::footer or ancestor::nav"
    " or ancestor::*[contains(@class, 'related') or contains(@class, 'comment')"
    " or contains(@class, 'search-result')"
    " or (contains(@class, 'promoted') and not(contains(@class, 'node--promoted')))]"
    " or ancestor::a[.//h2 or .//h3 or .//h4 or .//p or .//img]"
    " or (ancestor::article[not(.//h1)] and //article[.//h1]))"
)
_DATE_ELEMENTS = (
    f"//time[@pubdate or @itemprop='datePublished'][{_UNRELATED}] | //*[@itemprop='datePublished']",
    f"//time[{_HAS_DATE_CLASS}][{_UNRELATED}]",
    f"//*[{_HAS_DATE_CLASS}][{_UNRELATED}]",
)
_ONLY_TIME = f"//time[@datetime][{_UNRELATED}]"
_DATE_LABEL = re.compile(
    r"^(?:first )?(?:published|posted|date|on|veröffentlicht|erschienen|publié|publicado|publicada"
    r"|pubblicato|gepubliceerd|geplaatst|opublikowano|dodano|publicerad|publisert|udgivet|am|le|el"
    r"|il|op|dnia)\b(?:\s+(?:on|at|am|le|el|il|op|em|dnia|den))?[\s:]*",
    re.IGNORECASE,
)
_URL_NAMED_DATE = re.compile(
    r"/((?:19|20)\d{2})/([^\W\d_]{3,12})/(0?[1-9]|[12]\d|3[01])(?=[/_.+-]|$)"
)
_TIMES = "//time/@datetime"
_MOST_TIMES = 200
_WESTMOST, _EASTMOST = -12, 14  # the offsets in use, in hours (IANA time zone database)
_LONGEST_DATE = 200
_DAY = timedelta(days=1)
_ANY_PAGE = frozenset({"webpage"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDates:
    """When a page was published and updated; `source` is where the first was found.

    Both keep the offset the page states, so that their day is the publisher's. `source` is json-ld,
    meta, time, visible, url, guess, or empty without a date.
    """

    published: datetime | None = None
    updated: datetime | None = None
    source: str = ""


def find_dates(
    tree: Any, meta: Meta, node: dict[str, Any], *, html: str, url: str, title: str
) -> PageDates:
    """Return the dates of a page.

    A date line by the headline that is earlier than the stated date wins over it: nothing is
    printed before it is published, while many a site states when its pages were last built.

    Args:
        tree: The parsed page.
        meta: Its meta elements.
        node: Its JSON-LD article node, empty for none.
        html: Its source, searched when nothing is stated.
        url: Where it came from.
        title: Its headline, by which its date line is found.
    """
    in_address = _in_url(url)
    days = DayReader(tree, meta, in_address=in_address)
    lines = find_date_lines(tree, title=title, days=days)
    printed = next((line for line in lines if not line.is_update), None)
    is_sure = printed is not None and printed.source != GUESSED
    updated = _updated(tree, meta, node, lines, days)
    stated, source = _stated(tree, meta, node, days)
    if source == "json-ld" and type_names(node) <= _ANY_PAGE and meta.first(_ARTICLE_PUBLISHED):
        source = "meta"  # only articles have this one
    if stated and source == "json-ld" and type_names(node) <= _ANY_PAGE:
        shown = any(abs(line.moment - stated) <= _DAY for line in lines)
        source = source if shown else GUESSED
    if stated and source == "time" and updated and abs(stated - updated) < _DAY and not node:
        source = "time" if is_sure else GUESSED
    if stated:
        own_days = [printed.moment] if printed and is_sure else []
        stated = _by_own_clock(tree, stated, [*own_days, *([in_address] if in_address else [])])
    if printed and is_sure and (stated is None or _is_earlier(printed, stated, updated)):
        stated, source = printed.moment, printed.source
    if stated is None:
        stated, source = in_address, "url"
    if stated is None:
        stated, source = printed.moment if printed else updated or _guess(html), GUESSED
    source = GUESSED if _is_home(url) else source
    return PageDates(published=stated, updated=updated, source=source if stated else "")


def _stated(
    tree: Any, meta: Meta, node: dict[str, Any], days: DayReader
) -> tuple[datetime | None, str]:
    """Return the date a page states in its markup, and in which kind of it."""
    for key in ("datePublished", "dateCreated"):
        moment, _ = days.read(text_value(node, key))
        if moment:
            return moment, "json-ld"
    for value in (*meta.all(*_PUBLISHED_META), *meta.like(_PUBLISHED_NAME)):
        moment, is_sure = days.read(value)
        if moment:
            return moment, "meta" if is_sure else GUESSED
    moment = _time_element(tree, days)
    return moment, "time" if moment else ""


def _updated(
    tree: Any, meta: Meta, node: dict[str, Any], lines: Sequence[DateLine], days: DayReader
) -> datetime | None:
    """Return when a page says it was last changed."""
    marked = tree.xpath("//time[@itemprop='dateModified']/@datetime")[:1]
    values = (text_value(node, "dateModified"), *meta.all(*_UPDATED_META), *map(str, marked))
    found = (days.read(value)[0] for value in values)
    stated = next(filter(None, found), None)
    return stated or next((line.moment for line in lines if line.is_update), None)


def _time_element(tree: Any, days: DayReader) -> datetime | None:
    """Return the date of the element marked as that of publication, or of the only time element."""
    for path in _DATE_ELEMENTS:
        for element in tree.xpath(path)[:5]:
            shown = element.text_content()[:_LONGEST_DATE]
            value = element.get("datetime") or element.get("content") or shown
            text = " ".join(value[:_LONGEST_DATE].split())
            moment = days.read(text)[0] or days.read(_DATE_LABEL.sub("", text))[0]
            if moment and not says_update(element):
                return moment
    everything = tree.xpath(_ONLY_TIME)
    inside = tree.xpath(f"//article[.//h1]{_ONLY_TIME} | //header[.//h1]{_ONLY_TIME}")
    candidates = inside[:1] or (everything if len(everything) == 1 else [])
    dated = (one.get("datetime") for one in candidates if not says_update(one))
    return next((days.read(value)[0] for value in dated), None)


def _is_earlier(printed: DateLine, stated: datetime, updated: datetime | None) -> bool:
    """Say whether a date line is older than the stated date, time zones allowed for.

    They are not where the page claims no later change: such a statement was often made by the
    machine that built the page.
    """
    days = (stated.date() - printed.moment.date()).days
    return days > (0 if updated and stated >= updated else 1)


def _is_home(url: str) -> bool:
    """Say whether an address is that of a site's front page, which is never published but kept."""
    host, _, path = url.partition("://")[2].partition("/")
    return bool(host) and not path


def _in_url(url: str) -> datetime | None:
    """Return the date in an address: /2026/10/08/, /2026-10-08-, /2026/october/8/."""
    match = _URL_DATE.search(url)
    if match:
        return parse_timestamp("{}-{:0>2}-{:0>2}".format(*match.groups())).moment
    match = _URL_NAMED_DATE.search(url)
    return parse_timestamp("{2} {1} {0}".format(*match.groups())).moment if match else None


def _by_own_clock(tree: Any, stated: datetime, own_days: Sequence[datetime]) -> datetime:
    """Return a moment that is stated in UTC by the clock of whoever published it.

    Many systems state it in UTC and write their own day all over the page. The moment stays what it
    is; its offset is the one the page states with other times, else the least, in whole hours,
    that puts it on the day of the date line or of the address, if that is next to the day in UTC.
    """
    if stated.utcoffset() or stated.time() == time():
        return stated
    others = (parse_timestamp(str(value)) for value in tree.xpath(_TIMES)[:_MOST_TIMES])
    offsets = {one.zone.utcoffset(None): one.zone for one in others if one.zone}
    if len(offsets) == 1 and timedelta() not in offsets:
        return stated.astimezone(next(iter(offsets.values())))
    for day in own_days:
        if day.date() == stated.date():
            return stated
        hours = 24 - stated.hour if day.date() > stated.date() else -stated.hour - 1
        own = stated.astimezone(timezone(timedelta(hours=hours)))
        if _WESTMOST <= hours <= _EASTMOST and own.date() == day.date():
            return own
    return stated


def _guess(html: str) -> datetime | None:
    """Return a date found by htmldate's fast search; may be wrong."""
    from htmldate import find_date

    try:
        found = find_date(
            html,
            extensive_search=False,
            original_date=True,
            min_date="1995-01-01",
            max_date="2100-01-01",  # a constant: the default asks the clock
        )
    except Exception:  # noqa: BLE001 - a third party's parser on hostile input: no date
        return None
    return parse_timestamp(found or "").moment
