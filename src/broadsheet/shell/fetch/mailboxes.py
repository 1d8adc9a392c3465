"""Mailboxes as sources: messages over IMAP (RFC 3501) and TLS, never changed by being read.

The folder is opened read-only (EXAMINE) and messages are fetched with BODY.PEEK, so nothing is
marked as read. The address is checked as for web pages; a connection has a deadline, and caps on
what one answer and all of them may weigh.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from typing_extensions import override

from broadsheet.collect.mailboxes import PORT, Mailbox, parse_listing, parse_message
from broadsheet.errors import FetchError
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.shell.fetch.addresses import check_address
from broadsheet.shell.fetch.logins import MailboxLogins, Secret

MOST_MESSAGES = 10_000
LARGEST_MESSAGE = 10_000_000
LARGEST_SESSION = 100_000_000
_LONGEST_LINE = 1_000_000
_CHUNK = 65_536
_AT_ONCE = 4
_AT_A_TIME = 100
_FAREWELL = 2.0
_SESSION_DEADLINES = 10  # a session may take this many times as long as one answer
_PROTOCOL_ERRORS = (imaplib.IMAP4.error, OSError, ValueError, LookupError, TypeError)


class MailboxFetcher:
    """Lists mailboxes and fetches their messages.

    Args:
        clock: Says what time it is (aware).
        logins: Knows the secret of every mailbox.
        allowed_private: `host` or `host:port` entries that may be asked although they are private
            or use another port than 993.
        timeout: Seconds one answer may take.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        logins: MailboxLogins,
        allowed_private: frozenset[str] = frozenset(),
        timeout: float = 20.0,
    ) -> None:
        self._clock = clock
        self._logins = logins
        self._allowed = frozenset(entry.strip().lower() for entry in allowed_private)
        self._timeout = timeout

    def listing(self, address: str) -> Sequence[str]:
        """Return the addresses of the messages that came on a day or later, oldest first.

        Args:
            address: From `Mailbox.since`.

        Raises:
            RefusedAddress: the server may not be asked.
            FetchError: it cannot be reached, refuses, or holds more than 10,000 such messages.
        """
        wanted = parse_listing(address)
        with self._session(wanted.mailbox) as session:
            validity = session.examine(wanted.mailbox.folder)
            uids = session.find(wanted.criterion)
        if len(uids) > MOST_MESSAGES:
            raise FetchError(
                f"holds more than {MOST_MESSAGES:,} messages of these days",
                what=wanted.mailbox.name,
                remedy="let the server sort newsletters into a folder of their own",
            )
        return [wanted.mailbox.message(validity, uid) for uid in uids]

    def fetch_all(self, requests: Sequence[FetchRequest]) -> Iterator[FetchResponse | FetchError]:
        """Fetch messages, a hundred at a time, four mailboxes side by side; yield in their order.

        A mailbox that fails is not asked again.
        """
        broken: dict[str, FetchError] = {}
        for start in range(0, len(requests), _AT_A_TIME):
            yield from self._fetch_batch(requests[start : start + _AT_A_TIME], broken)

    def _fetch_batch(
        self, requests: Sequence[FetchRequest], broken: dict[str, FetchError]
    ) -> list[FetchResponse | FetchError]:
        by_mailbox: dict[str, list[int]] = {}
        for index, request in enumerate(requests):
            by_mailbox.setdefault(_mailbox_of(request), []).append(index)
        groups = list(by_mailbox.values())
        outcomes: dict[int, FetchResponse | FetchError] = {}
        with ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="mailbox") as pool:
            found = pool.map(
                lambda group: self._fetch_group([requests[i] for i in group], broken), groups
            )
            for group, results in zip(groups, found, strict=True):
                outcomes.update(zip(group, results, strict=True))
        return [outcomes[index] for index in range(len(requests))]

    def _fetch_group(
        self, requests: Sequence[FetchRequest], broken: dict[str, FetchError]
    ) -> list[FetchResponse | FetchError]:
        """Fetch messages of one mailbox over one connection; the rest fails with it."""
        outcomes: list[FetchResponse | FetchError] = []
        mailbox = _mailbox_of(requests[0])
        try:
            if mailbox in broken:
                raise broken[mailbox]
            first = parse_message(requests[0].url)
            with self._session(first.mailbox) as session:
                validity = session.examine(first.mailbox.folder)
                for request in requests:
                    outcomes.append(  # noqa: PERF401 - what came before a failure is kept
                        self._message(session, request, validity)
                    )
        except FetchError as error:
            broken[mailbox] = error
            outcomes += [error] * (len(requests) - len(outcomes))
        return outcomes

    def _message(
        self, session: _Session, request: FetchRequest, validity: int
    ) -> FetchResponse | FetchError:
        wanted = parse_message(request.url)
        if wanted.validity != validity:
            return FetchError("the server has numbered its messages anew", what=wanted.mailbox.name)
        cap = min(request.max_bytes, LARGEST_MESSAGE)
        what = f"{wanted.mailbox.name}, message {wanted.uid}"
        try:
            content = session.message(wanted.uid, cap + 1)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:  # this one message: the others may be well
            return FetchError(_sentence(error), what=what)
        if content is None:
            return FetchError("is not in the mailbox any more", what=what)
        if len(content) > cap:
            return FetchError(f"is larger than {cap / 1e6:g} MB", what=what)
        return FetchResponse(
            status=200,
            url=request.url,
            headers={"content-type": "message/rfc822"},
            content=content,
            fetched_at=self._clock(),
        )

    @contextmanager
    def _session(self, mailbox: Mailbox) -> Iterator[_Session]:
        """Log in; every way in which the server or the network fails is a FetchError."""
        secret = self._logins.secret(mailbox)
        session: _Session | None = None
        try:
            session = _Session(mailbox, allowed=self._allowed, timeout=self._timeout)
            session.log_in(mailbox.user, secret)
            yield session
        except TimeoutError as error:
            raise FetchError(f"took longer than {self._timeout:g} s", what=mailbox.name) from error
        except ssl.SSLCertVerificationError as error:
            reason = f"its certificate is not trusted: {error.verify_message}"
            raise FetchError(reason, what=mailbox.name) from error
        except socket.gaierror as error:
            raise FetchError("the host name does not resolve", what=mailbox.name) from error
        except _PROTOCOL_ERRORS as error:
            raise FetchError(_sentence(error), what=mailbox.name) from error
        finally:
            if session is not None:
                session.leave()


class _Session(imaplib.IMAP4):
    """One connection. The library's protocol over our own reading, which is bounded."""

    def __init__(self, mailbox: Mailbox, *, allowed: frozenset[str], timeout: float) -> None:
        self._allowed = allowed
        self._timeout = timeout
        self._ends = time.monotonic() + timeout * _SESSION_DEADLINES
        self._deadline = time.monotonic() + timeout
        self._left = LARGEST_SESSION
        self._buffer = bytearray()
        super().__init__(mailbox.host, mailbox.port)

    # --- What a session is for -----------------------------------------------------------------

    def log_in(self, user: str, secret: Secret) -> None:
        """Authenticate with a token, or with a password.

        A token by OAUTHBEARER (RFC 7628) or the older XOAUTH2; a password by SASL PLAIN where the
        server can, which knows every alphabet.
        """
        self._restart()
        if secret.is_token:
            self._show_token(user, secret.value)
        elif "AUTH=PLAIN" in self.capabilities:
            answer = b"\0".join((b"", user.encode(), secret.value.encode()))
            self.authenticate("PLAIN", lambda _: answer)
        else:
            self.login(user, secret.value)

    def _show_token(self, user: str, token: str) -> None:
        if "AUTH=OAUTHBEARER" in self.capabilities:
            mechanism, farewell = "OAUTHBEARER", b"\1"
            name = user.replace("=", "=3D").replace(",", "=2C")
            greeting = f"n,a={name},\1host={self.host}\1port={self.port}\1"
        elif "AUTH=XOAUTH2" in self.capabilities:
            mechanism, farewell, greeting = "XOAUTH2", b"", f"user={user}\1"
        else:
            raise self.error("it takes no OAuth token, only a password")
        # A server that refuses a token says why in a challenge, which wants an answer of its own.
        answers = iter((f"{greeting}auth=Bearer {token}\1\1".encode(),))
        self.authenticate(mechanism, lambda _: next(answers, farewell))

    def examine(self, folder: str) -> int:
        """Open a folder read-only; return its UIDVALIDITY."""
        self._restart()
        quoted = _utf7(folder).replace("\\", "\\\\").replace('"', '\\"')
        self._checked(self.select(f'"{quoted}"', readonly=True))
        _, stated = self.response("UIDVALIDITY")
        return int((stated or [b""])[0] or 0)

    def find(self, criterion: str) -> Sequence[int]:
        """Return the numbers of the messages that a search finds, in order."""
        self._restart()
        found = self._checked(self.uid("SEARCH", criterion))
        return sorted({int(word) for line in found for word in (line or b"").split()})

    def message(self, uid: int, most: int) -> bytes | None:
        """Return a message, up to a number of bytes; None when it is not there."""
        self._restart()
        answer = self._checked(self.uid("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{most}>)"))
        for part in answer:
            if isinstance(part, tuple) and b"BODY[]" in part[0].upper():
                return bytes(part[1])
        return None

    def leave(self) -> None:
        """Say goodbye if that is quickly done, and close the connection."""
        self._deadline = time.monotonic() + min(_FAREWELL, self._timeout)
        try:
            if self.state != "LOGOUT":
                self.logout()
        except _PROTOCOL_ERRORS:
            self.shutdown()

    # --- What the library builds on ------------------------------------------------------------

    @override
    def open(self, host: str = "", port: int = PORT, timeout: float | None = None) -> None:
        self.host, self.port = host, port
        self.sock = self._connected(host, port)

    @override
    def readline(self) -> bytes:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > _LONGEST_LINE:
                raise self.abort("the server's answer has no end")
            if not self._receive():
                end = len(self._buffer) - 1
                break
        return self._taken(end + 1)

    @override
    def read(self, size: int) -> bytes:
        if size > self._left:
            raise self.abort(f"the server sends more than {LARGEST_SESSION // 1_000_000} MB")
        while len(self._buffer) < size and self._receive():
            pass
        return self._taken(size)

    @override
    def send(self, data: Any) -> None:
        self.sock.settimeout(self._seconds())
        self.sock.sendall(data)

    @override
    def shutdown(self) -> None:
        self.sock.close()

    def _connected(self, host: str, port: int) -> ssl.SSLSocket:
        """Connect to the first address of the host that answers, each checked before it is used."""
        failure: OSError | None = None
        for family, kind, protocol, _, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        ):
            check_address(host, str(address[0]), port, self._allowed, ports=frozenset({PORT}))
            plain = socket.socket(family, kind, protocol)
            try:
                plain.settimeout(self._seconds())
                plain.connect(address)
                return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            except OSError as error:
                plain.close()
                failure = failure or error
        raise failure or OSError("the host name does not resolve")

    def _receive(self) -> bool:
        """Read what comes next, False at the end; too slow is a TimeoutError."""
        self.sock.settimeout(self._seconds())
        piece = self.sock.recv(_CHUNK)
        self._left -= len(piece)
        if self._left < 0:
            raise self.abort(f"the server sends more than {LARGEST_SESSION // 1_000_000} MB")
        self._buffer += piece
        return bool(piece)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _seconds(self) -> float:
        left = min(self._deadline, self._ends) - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _restart(self) -> None:
        self._deadline = time.monotonic() + self._timeout

    def _checked(self, answer: tuple[str, Sequence[Any]]) -> Sequence[Any]:
        status, data = answer
        if status != "OK":
            raise self.error(data[0] if data else status)
        return data


def _mailbox_of(request: FetchRequest) -> str:
    return request.url.partition(";")[0]


def _utf7(name: str) -> str:
    """Return a folder's name as IMAP writes it (modified UTF-7; RFC 3501, 5.1.3)."""
    pieces: list[str] = []
    foreign = ""
    for char in f"{name}\0":
        if char != "\0" and not " " <= char <= "~":
            foreign += char
            continue
        if foreign:
            coded = b64encode(foreign.encode("utf-16-be")).rstrip(b"=").replace(b"/", b",")
            pieces.append(f"&{coded.decode()}-")
            foreign = ""
        pieces.append("&-" if char == "&" else char)
    return "".join(pieces)[:-1]


def _sentence(error: Exception) -> str:
    """Return what went wrong in one line."""
    said = error.args[0] if error.args else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(error)
    shown = "".join(char for char in " ".join(text.split()) if char.isprintable())[:200]
    if isinstance(error, imaplib.IMAP4.abort | OSError):
        return f"the connection failed: {shown or type(error).__name__}"
    return f"the server refuses: {shown or type(error).__name__}"
