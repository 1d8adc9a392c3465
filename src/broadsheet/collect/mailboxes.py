"""Addresses of mailboxes and of the messages in them: IMAP URLs (RFC 5092), always over TLS.

    imaps://desk%40quay.example@imap.quay.example/Newsletters                            a mailbox
    imaps://…/Newsletters?SINCE%2001-Nov-2026                           what came since a day in it
    imaps://…/Newsletters;UIDVALIDITY=3857/;UID=20                                   one message

A message's address changes when the server numbers its messages anew (another UIDVALIDITY), so
what is remembered under it never belongs to another message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, unquote, urlsplit

from broadsheet.errors import FetchError

PORT = 993
_LISTING = re.compile(
    r"(?P<mailbox>[^?;]*)\?SINCE%20(?P<day>\d{2})-(?P<month>[A-Z][a-z]{2})-(?P<year>\d{4})"
)
_MESSAGE = re.compile(
    r"(?P<mailbox>[^?;]*);UIDVALIDITY=(?P<validity>\d{1,10})/;UID=(?P<uid>\d{1,10})"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A folder of mails on an IMAP server, and who reads it."""

    host: str
    user: str
    folder: str = "INBOX"
    port: int = PORT

    @property
    def address(self) -> str:
        """The mailbox as a URL."""
        port = "" if self.port == PORT else f":{self.port}"
        return f"imaps://{quote(self.user, safe='')}@{self.host}{port}/{quote(self.folder)}"

    @property
    def name(self) -> str:
        """The mailbox for people and messages: without the user."""
        return f"{self.host}/{self.folder}"

    def since(self, day: date) -> str:
        """Return the address of what the server received on that day or later."""
        return f"{self.address}?SINCE%20{day.day:02}-{_MONTHS[day.month - 1]}-{day.year:04}"

    def message(self, validity: int, uid: int) -> str:
        """Return the address of one message."""
        return f"{self.address};UIDVALIDITY={validity}/;UID={uid}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxListing:
    """The messages of a mailbox that came on a day or later."""

    mailbox: Mailbox
    since: date

    @property
    def criterion(self) -> str:
        """The search as IMAP writes it (RFC 3501, 6.4.4)."""
        return f"SINCE {self.since.day}-{_MONTHS[self.since.month - 1]}-{self.since.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxMessage:
    """One message of a mailbox, by the number the server gave it for good."""

    mailbox: Mailbox
    validity: int
    uid: int


def is_mailbox(address: str) -> bool:
    """Say whether an address is one of a mailbox or of something in it."""
    return address.lower().startswith("imaps://")


def parse_mailbox(address: str) -> Mailbox:
    """Read the address of a mailbox, as people write it: the user may hold a plain `@`.

    Raises:
        FetchError: it is none; it holds a password; it names no user or host.
    """
    shown = _without_user(address)
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port or PORT
    except ValueError as error:
        raise FetchError("is not the address of a mailbox", what=shown) from error
    if parts.scheme.lower() != "imaps":
        raise FetchError("a mailbox is read over TLS only", what=shown, remedy="write imaps://")
    user, secret, _ = parts.netloc.rpartition("@")[0].partition(":")
    if secret:
        raise FetchError(
            "the address of a mailbox holds a password",
            what=shown,
            remedy="name it in BROADSHEET_MAILBOX_PASSWORDS instead",
        )
    user, folder = unquote(user), unquote(parts.path.strip("/")) or "INBOX"
    if not user or not host:
        raise FetchError(
            "names no user" if host else "names no host",
            what=shown,
            remedy="write imaps://user@host/folder",
        )
    if _CONTROL.search(user + folder + host):
        raise FetchError("is not the address of a mailbox", what=shown)
    return Mailbox(host=host, user=user, folder=folder, port=port)


def parse_listing(address: str) -> MailboxListing:
    """Read what `Mailbox.since` returned.

    Raises:
        FetchError: it is another address.
    """
    match = _LISTING.fullmatch(address)
    day = _day(match) if match else None
    if match is None or day is None:
        raise FetchError("names no day to list a mailbox from", what=_without_user(address))
    return MailboxListing(mailbox=parse_mailbox(match["mailbox"]), since=day)


def parse_message(address: str) -> MailboxMessage:
    """Read what `Mailbox.message` returned.

    Raises:
        FetchError: it is another address.
    """
    match = _MESSAGE.fullmatch(address)
    if match is None:
        raise FetchError("is not a message of a mailbox", what=_without_user(address))
    return MailboxMessage(
        mailbox=parse_mailbox(match["mailbox"]),
        validity=int(match["validity"]),
        uid=int(match["uid"]),
    )


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"]))
    except ValueError:
        return None


def _without_user(address: str) -> str:
    """Return an address fit for messages: without user and password."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"
