"""Documents (fetched bytes), entries (what a feed says) and articles (what there is to read)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from broadsheet.model.blocks import TextBlock
from broadsheet.model.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Fetched bytes with media type, encoding and final URL."""

    url: str
    content: bytes
    media_type: str = ""
    charset: str | None = None
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with an input that did not stop the reading of it."""

    what: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadImage:
    """The picture that goes with an article: its address only, the picture is never fetched.

    Attributes:
        url: Its http(s) address.
        found_in: Where the address stands: og:image, json-ld, figure, media:content, ...
        alt: What it shows, in the publisher's words, on one line; empty when nothing says.
        alt_found_in: Where these stand.
        credit: Whose it is; empty when nothing says.
        credit_found_in: Where that stands.
    """

    url: str
    found_in: str
    alt: str = ""
    alt_found_in: str = ""
    credit: str = ""
    credit_found_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item as the feed says it (Atom and RSS terms); `content`, `summary`: sanitised HTML."""

    id: str
    url: str
    title: str
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    content: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    image: LeadImage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The feed itself: its title, home page and language."""

    title: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedResult:
    """A feed document, read: the feed, its entries and what was wrong with it.

    `withdrawn` are the addresses of entries that the feed says were deleted (RFC 6721).
    """

    feed: Feed
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    withdrawn: tuple[str, ...] = ()


#: The `date_source` of an undated article in an edition: the date is when it was first seen.
FIRST_SEEN = "first_seen"
#: The `date_source` of a date that stands nowhere as such and was guessed from the text.
GUESSED = "guess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What there is to read. Spans are code-point offsets into `text`; blank lines part paragraphs.

    `published` is None for an undated article; `date_source` says where a date came from (feed,
    meta, url, text-guess, first-seen, ...), and `first_seen` is when the store first met it.
    `blocks`, in order and apart from each other, are the parts of the text that are no plain
    paragraphs. Neither they nor the `image` enter the id: they say nothing the text does not.
    `cut` has the keys of the paragraphs taken out as furniture of the site; what was decided when
    the article was first met stays, or its text would seem to have been edited.
    """

    id: str
    url: str
    title: str
    text: str
    publisher: str
    family: str
    language: str
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    date_source: str = ""
    first_seen: datetime | None = None
    source: str = ""
    tags: tuple[str, ...] = ()
    also_at: tuple[str, ...] = ()
    image: LeadImage | None = None
    blocks: tuple[TextBlock, ...] = ()
    cut: tuple[str, ...] = ()

    @property
    def dated(self) -> datetime | None:
        """When it counts as published: the date it carries, else when it was first seen.

        A date that was only guessed from the text decides nothing.
        """
        return self.published if self.has_own_date else self.first_seen

    @property
    def has_own_date(self) -> bool:
        """Whether it says when it was published; a guess is no statement."""
        return self.published is not None and self.date_source != GUESSED


def article_id(url: str, title: str, text: str) -> str:
    """Return the content id of an article: an edited text is another article."""
    return content_id("a", url, title, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """What is remembered of a source; validators are echoed verbatim (RFC 9110 section 13).

    Attributes:
        source: The source's name.
        url: The address the briefing gives, or that of a page the source links to.
        etag: The validator of the last 200, as received.
        last_modified: The other one.
        content_hash: SHA-256 of the last body.
        not_before: When it may be asked for again.
        last_success: When it was last got, unchanged or not.
        last_new: When it last brought an article the store had not met.
        failures: Failed attempts since the last success.
        last_error: What went wrong at the last attempt; empty after a success.
        moved_to: Where it has moved for good (301, 308); empty when nowhere.
        moved_at: When that was learnt.
        gone_at: When its server said that it is gone for good (410), or that a page once read is
            not found any more (404).
        gone_status: Which of the two it said; 0 while it is there.
        fresh_for: Seconds the server last said an answer stays fresh, from its creation.
        changes_every: Seconds between two new articles, as far as observed.
    """

    source: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    not_before: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    failures: int = 0
    last_error: str = ""
    moved_to: str = ""
    moved_at: datetime | None = None
    gone_at: datetime | None = None
    gone_status: int = 0
    fresh_for: int | None = None
    changes_every: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """One thing to fetch: an http(s) URL, or a workspace-relative path or glob (`is_file`).

    `obeys_robots`: only if the site's robots.txt lets programs have it, as for pages; a feed is
    there for programs.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 15_000_000
    obeys_robots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchResponse:
    """What came back: the status (304 = unchanged), headers in lower case, and the body.

    `moved_to` is where the first hops led that said "for good" (301, 308); empty when none did.
    """

    status: int
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    fetched_at: datetime
    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An article or item that was not used, and the named reason."""

    reason: str
    title: str
    url: str = ""
    publisher: str = ""
    detail: str = ""
