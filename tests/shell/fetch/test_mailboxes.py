"""Mailboxes: a real Dovecot for what must work, a scripted server for what must not."""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from broadsheet.collect.mailboxes import Mailbox
from broadsheet.errors import FetchError, RefusedAddress
from broadsheet.model.articles import FetchRequest, FetchResponse
from broadsheet.model.briefings import Briefing, Source, SourceKind
from broadsheet.model.windows import Window
from broadsheet.pipeline import gather
from broadsheet.shell.fetch.logins import MailboxLogins
from broadsheet.shell.fetch.mailboxes import MailboxFetcher
from broadsheet.shell.fetch.workspace import WorkspaceFetcher
from broadsheet.testing import MemoryArticles
from certificates import make_certificate
from imap_server import DOVECOT, TOKEN, ScriptedServer, answers, dovecot

NOW = datetime.now(UTC)
PROSE = (
    "The ferry yard in Torskar launched a hull for forty cars on Friday, and the crew sang. " * 4
)
needs_dovecot = pytest.mark.skipif(
    DOVECOT is None,
    reason="Dovecot is not installed: no real mailbox is read (apt install dovecot-imapd)",
)


@dataclass(frozen=True)
class Post:
    """A running server and a client's way to put mail into it."""

    port: int
    mailbox: Mailbox

    @contextlib.contextmanager
    def client(self) -> Iterator[imaplib.IMAP4_SSL]:
        context = ssl.create_default_context()
        client = imaplib.IMAP4_SSL("localhost", self.port, ssl_context=context)
        try:
            client.login(self.mailbox.user, "flut")
            yield client
        finally:
            client.logout()

    def put(self, *messages: bytes, folder: str = '"Letters"') -> None:
        with self.client() as client:
            client.create(folder)
            for message in messages:
                status, _ = client.append(folder, "", None, message)
                assert status == "OK"

    def fetcher(self, **options: object) -> MailboxFetcher:
        return fetcher(self.port, **options)


def fetcher(port: int, **options: object) -> MailboxFetcher:
    given = {
        "clock": lambda: NOW,
        "logins": MailboxLogins({"LOCALHOST": "flut"}),
        "allowed_private": frozenset({f"localhost:{port}"}),
        "timeout": 10.0,
    }
    return MailboxFetcher(**(given | options))  # type: ignore[arg-type]


def mailbox(port: int, user: str = "desk", folder: str = "Letters") -> Mailbox:
    return Mailbox(host="localhost", port=port, user=user, folder=folder)


def letter(subject: str = "A hull", body: str = PROSE, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Torskar Letter <letter@torskar.example>"
    message["Subject"] = subject
    message["Date"] = NOW - timedelta(hours=3)
    message["Message-ID"] = f"<{subject.replace(' ', '-')}@torskar.example>"
    for name, value in headers.items():
        message[name] = value
    message.set_content(body)
    return message.as_bytes()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture(autouse=True)
def _trusted(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))


@pytest.fixture(scope="module")
def dovecot_port(certificate: tuple[Path, Path]) -> Iterator[int]:
    with dovecot(*certificate) as (port, _):
        yield port


@pytest.fixture
def post(dovecot_port: int, request: pytest.FixtureRequest) -> Post:
    user = f"{request.node.name[:40].strip('_[]')}@quay.example"
    return Post(port=dovecot_port, mailbox=mailbox(dovecot_port, user))


EARLY = date(2000, 1, 1)


@needs_dovecot
def test_messages_are_listed_and_read_and_nothing_is_marked(post: Post) -> None:
    first, second = letter("One"), letter("Two")
    post.put(first, second)
    found = post.fetcher().listing(post.mailbox.since(EARLY))
    assert [address.rpartition("=")[2] for address in found] == ["1", "2"]
    results = [*post.fetcher().fetch_all([FetchRequest(url=url) for url in reversed(found)])]
    assert [one.content for one in results if isinstance(one, FetchResponse)] == [
        second.replace(b"\n", b"\r\n"),
        first.replace(b"\n", b"\r\n"),
    ]
    with post.client() as client:
        client.select("Letters", readonly=True)
        assert client.search(None, "UNSEEN")[1] == [b"1 2"]
        assert client.search(None, "RECENT")[1] == [b"1 2"]


@needs_dovecot
def test_a_folder_of_any_name(post: Post) -> None:
    post.put(letter(), folder='"N&APY-te &- \\"q\\".&MG4-"')
    named = Mailbox(
        host="localhost", port=post.port, user=post.mailbox.user, folder='Nöte & "q".の'
    )
    assert len(post.fetcher().listing(named.since(EARLY))) == 1


@needs_dovecot
def test_what_the_server_refuses_is_named(post: Post) -> None:
    post.put(letter())
    with pytest.raises(FetchError, match=r"localhost/Letters: the server refuses: .*[Aa]uth"):
        post.fetcher(logins=MailboxLogins({"localhost": "ebbe"})).listing(post.mailbox.since(EARLY))
    absent = mailbox(post.port, post.mailbox.user, "Nowhere")
    with pytest.raises(FetchError, match="localhost/Nowhere: the server refuses: Mailbox doesn't"):
        post.fetcher().listing(absent.since(EARLY))
    with pytest.raises(FetchError, match=r"no password for .*MAILBOX_PASSWORDS"):
        post.fetcher(logins=MailboxLogins({"elsewhere.example": "flut"})).listing(
            post.mailbox.since(EARLY)
        )


@needs_dovecot
def test_a_message_that_is_gone_too_large_or_numbered_anew(post: Post) -> None:
    post.put(letter("One"), letter("Two"), letter("Three"))
    one, two, three = post.fetcher().listing(post.mailbox.since(EARLY))
    with post.client() as client:
        client.select("Letters")
        client.store("1", "+FLAGS", "\\Deleted")
        client.expunge()
    results = post.fetcher().fetch_all(
        [
            FetchRequest(url=one),
            FetchRequest(url=two, max_bytes=100),
            FetchRequest(url=three),
            FetchRequest(url=three.replace("UIDVALIDITY=1", "UIDVALIDITY=2")),
            FetchRequest(url="imaps://desk@localhost/Letters"),
        ]
    )
    said = [str(one) if isinstance(one, FetchError) else one.status for one in results]
    assert said == [
        "localhost/Letters, message 1: is not in the mailbox any more",
        "localhost/Letters, message 2: is larger than 0.0001 MB",
        200,
        "localhost/Letters: the server has numbered its messages anew",
        "imaps://localhost/Letters: is not a message of a mailbox",
    ]


@needs_dovecot
def test_nothing_is_read_twice_and_nothing_lost(post: Post, tmp_path: Path) -> None:
    source = Source(kind=SourceKind.MAILBOX, location=post.mailbox.address, name="Letters")
    briefing = Briefing(slug="test", title="Test", sources=(source,))
    store = MemoryArticles()

    def collect() -> int:
        fetcher = WorkspaceFetcher(
            tmp_path,
            clock=lambda: NOW,
            allowed_private=[f"localhost:{post.port}"],
            logins=MailboxLogins({f"{post.mailbox.user}@localhost": "flut"}),
        )
        report = gather(briefing, fetcher=fetcher, store=store, now=NOW, report=lambda *_: None)
        assert report.failed == {}
        return report.new

    post.put(letter("One"), b"no headers at all", letter("Two"))
    assert collect() == 2
    assert collect() == 0
    post.put(letter("Three"))
    assert collect() == 1
    with post.client() as client:  # the folder is made anew: other numbers, the same mails
        client.delete("Letters")
    post.put(letter("Three"), letter("Two"), letter("Four"))
    assert collect() == 1
    window = Window(start=NOW - timedelta(days=1), end=NOW + timedelta(hours=1))
    articles = store.between(window, sources=["Letters"])
    assert sorted(article.title for article in articles) == ["Four", "One", "Three", "Two"]
    assert {article.url for article in articles} == {
        f"mid:{title}@torskar.example" for title in ("One", "Two", "Three", "Four")
    }


# --- Tokens instead of passwords ---------------------------------------------------------------


def with_token(token: str) -> MailboxLogins:
    return MailboxLogins({"localhost": "wrong"}, {"localhost": f"printf %s {token}"})


@needs_dovecot
def test_a_token_opens_a_mailbox(post: Post) -> None:
    post.put(letter("One"))
    logins = with_token(TOKEN + post.mailbox.user)
    (address,) = post.fetcher(logins=logins).listing(post.mailbox.since(EARLY))
    (outcome,) = post.fetcher(logins=logins).fetch_all([FetchRequest(url=address)])
    assert isinstance(outcome, FetchResponse)
    assert b"Subject: One" in outcome.content


@needs_dovecot
def test_a_token_that_is_refused_is_named_but_not_shown(post: Post) -> None:
    with pytest.raises(FetchError, match="localhost/Letters: the server refuses: ") as caught:
        post.fetcher(logins=with_token("stale")).listing(post.mailbox.since(EARLY))
    assert "stale" not in str(caught.value)


def older_provider(said: list[bytes]) -> Callable[[ssl.SSLSocket], None]:
    """Return a server that knows XOAUTH2 alone, and refuses after a challenge that says why."""

    def script(connection: ssl.SSLSocket) -> None:
        connection.sendall(b"* OK ready\r\n")
        with connection.makefile("rb") as lines:
            asked = lines.readline().split()[0]
            connection.sendall(b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n" + asked + b" OK x\r\n")
            tag, *command = lines.readline().split()
            assert command == [b"AUTHENTICATE", b"XOAUTH2"]
            connection.sendall(b"+ \r\n")
            said.append(b64decode(lines.readline()))
            connection.sendall(b"+ " + b64encode(b'{"status":"400"}') + b"\r\n")
            said.append(lines.readline().strip())
            connection.sendall(tag + b" NO the token has expired\r\n")
            lines.readline()

    return script


def test_a_token_the_older_way(scripted) -> None:
    said: list[bytes] = []
    port = scripted(older_provider(said))
    with pytest.raises(FetchError, match="the server refuses: the token has expired"):
        fetcher(port, logins=with_token("t1")).listing(mailbox(port).since(EARLY))
    assert said == [b"user=desk\1auth=Bearer t1\1\1", b""]


def test_a_server_that_takes_no_tokens(scripted) -> None:
    port = scripted(answers())
    with pytest.raises(FetchError, match="it takes no OAuth token, only a password"):
        fetcher(port, logins=with_token("t1")).listing(mailbox(port).since(EARLY))


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("sh -c 'echo no consent >&2; exit 3'", "failed with exit code 3: no consent$"),
        ("false", "failed with exit code 1$"),
        ("true", "prints no token$"),
        ("echo two words", "prints no token$"),
        ("no-such-program", "cannot be run: .*no-such-program"),
        ("echo 'open", "cannot be run: No closing quotation"),
    ],
)
def test_a_token_command_that_fails_is_named(command: str, message: str) -> None:
    logins = MailboxLogins(token_commands={"desk@LOCALHOST": command})
    with pytest.raises(FetchError) as caught:
        logins.secret(mailbox(993))
    assert re.search(message, caught.value.message)
    assert "BROADSHEET_MAILBOX_TOKEN_COMMANDS" in str(caught.value)


def test_folders_of_one_account_that_are_read_side_by_side_ask_once(tmp_path: Path) -> None:
    log = tmp_path / "asked"
    command = f"sh -c 'echo x >> {log}; sleep 0.2; echo t1'"
    logins = MailboxLogins(token_commands={"localhost": command})
    with ThreadPoolExecutor(4) as pool:
        secrets = list(pool.map(logins.secret, [mailbox(993)] * 8))
    assert {secret.value for secret in secrets} == {"t1"}
    assert log.read_text() == "x\n"


def test_a_token_is_fetched_once_for_many_messages(tmp_path: Path) -> None:
    log = tmp_path / "asked"
    logins = MailboxLogins(token_commands={"localhost": f"sh -c 'echo x >> {log}; echo t1'"})
    assert [logins.secret(mailbox(993)).value for _ in range(3)] == ["t1"] * 3
    assert log.read_text() == "x\n"


# --- What a hostile or broken server can do ----------------------------------------------------


@pytest.fixture
def scripted(certificate: tuple[Path, Path]):
    with contextlib.ExitStack() as stack:

        def start(script) -> int:
            server = ScriptedServer(*certificate, script)
            stack.callback(server.close)
            return server.port

        yield start


def endless_line(connection: ssl.SSLSocket) -> None:
    while True:
        connection.sendall(b"x" * 100_000)


def drip(connection: ssl.SSLSocket) -> None:
    while True:
        connection.sendall(b"x")
        time.sleep(0.05)


GOOD = (("EXAMINE", b"* OK [UIDVALIDITY 7] ok\r\nTAG OK [READ-ONLY] done\r\n"),)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (endless_line, "the connection failed: the server's answer has no end"),
        (drip, "took longer than 1 s"),
        (lambda _: None, "the connection failed"),
        (lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n"), "refuses|failed"),
        (lambda connection: connection.sendall(b"* BYE too busy\r\n"), "too busy|failed"),
        (answers(("EXAMINE", b"* LIST {99999999999}\r\n")), "sends more than 100 MB"),
        (answers(("SEARCH", b"* SEARCH one two\r\nTAG OK done\r\n"), *GOOD), "refuses: invalid"),
        (answers(("SEARCH", b"* SEARCH \xff\r\nTAG OK done\r\n"), *GOOD), "refuses: "),
        (answers(("EXAMINE", b"nonsense\r\n")), "unexpected response"),
        (answers(("LOGIN", b"TAG NO \x1b[31mwrong\r\n")), r"refuses: \[31mwrong"),
        (
            answers(
                (
                    "SEARCH",
                    b"* SEARCH "
                    + b" ".join(b"%d" % n for n in range(10_001))
                    + b"\r\nTAG OK x\r\n",
                ),
                *GOOD,
            ),
            "holds more than 10,000 messages",
        ),
    ],
)
def test_a_hostile_server_costs_only_its_source(scripted, script, message: str) -> None:
    port = scripted(script)
    with pytest.raises(FetchError, match=message):
        fetcher(port, timeout=1.0).listing(mailbox(port).since(EARLY))


def test_a_server_without_sasl_is_logged_in_to_plainly(scripted) -> None:
    port = scripted(answers(("SEARCH", b"* SEARCH 12 3\r\nTAG OK done\r\n"), *GOOD))
    found = fetcher(port).listing(mailbox(port).since(EARLY))
    assert [address.partition(";")[2] for address in found] == [
        "UIDVALIDITY=7/;UID=3",
        "UIDVALIDITY=7/;UID=12",
    ]


def test_a_message_that_is_refused_stops_no_other_and_a_lost_connection_loses_nothing(
    scripted,
) -> None:
    good = b"* 1 FETCH (UID 1 BODY[]<0> {6}\r\nHello!)\r\nTAG OK done\r\n"
    port = scripted(
        answers(
            ("FETCH 1 ", good),
            ("FETCH 2 ", b"TAG NO damaged\r\n"),
            ("FETCH 3 ", b"TAG BAD no\r\n"),
            ("FETCH 5 ", b"* BYE going down\r\n"),
            *GOOD,
        )
    )
    addresses = [mailbox(port).message(7, uid) for uid in range(1, 7)]
    first, *others = fetcher(port).fetch_all([FetchRequest(url=url) for url in addresses])
    assert isinstance(first, FetchResponse)
    assert first.content == b"Hello!"
    said = [str(one).removeprefix("localhost/Letters") for one in others]
    assert said[:3] == [
        ", message 2: the server refuses: damaged",
        ", message 3: the server refuses: UID command error: BAD [b'no']",
        ", message 4: is not in the mailbox any more",
    ]
    assert said[3] == said[4]
    assert said[3].startswith(": the connection failed")


def test_a_mailbox_that_fails_is_not_asked_again(scripted) -> None:
    asked: list[bytes] = []
    refuse = answers(("LOGIN", b"TAG NO wrong password\r\n"))

    def script(connection: ssl.SSLSocket) -> None:
        asked.append(b"")
        refuse(connection)

    port = scripted(script)
    addresses = [mailbox(port).message(7, uid) for uid in range(1, 251)]
    outcomes = list(fetcher(port).fetch_all([FetchRequest(url=url) for url in addresses]))
    assert len(outcomes) == 250
    assert {str(one) for one in outcomes} == {
        "localhost/Letters: the server refuses: wrong password"
    }
    assert len(asked) == 1


def test_addresses_are_checked_like_those_of_the_web(scripted) -> None:
    port = scripted(answers())
    with pytest.raises(RefusedAddress, match="not a public address"):
        fetcher(port, allowed_private=frozenset()).listing(mailbox(port).since(EARLY))
    (refused,) = fetcher(port, allowed_private=frozenset()).fetch_all(
        [FetchRequest(url=mailbox(port).message(7, 1))]
    )
    assert isinstance(refused, RefusedAddress)


def test_a_certificate_nobody_vouches_for(scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    port = scripted(answers())
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(FetchError, match="certificate is not trusted: self"):
        fetcher(port).listing(mailbox(port).since(EARLY))


def test_a_host_that_is_not_there() -> None:
    absent = Mailbox(host="imap.invalid", user="desk")
    with pytest.raises(FetchError, match=r"imap.invalid/INBOX: the host name does not resolve"):
        fetcher(1, logins=MailboxLogins({"imap.invalid": "flut"})).listing(absent.since(EARLY))
    with pytest.raises(FetchError, match=r"the connection failed: .*refused"):
        fetcher(1).listing(mailbox(1).since(EARLY))
