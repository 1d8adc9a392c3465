"""Delivering the sample edition: to an outbox, to a real SMTP server, and never twice."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from broadsheet.errors import ConfigError
from broadsheet.model.deliveries import DeliveryState
from broadsheet.shell.app.program import App
from newsroom import SLOTS, Newsroom, make_newsroom, open_app
from smtp_sink import Sink, serve

READERS = "briefings/sample/readers.csv"


@pytest.fixture
def relay() -> Iterator[Sink]:
    """A relay that knows all readers but one."""
    sink = Sink(rcpt={"grid.team@brackwater.example": ["550 5.1.1 no such user"]})
    controller = serve(sink)
    yield sink
    controller.stop()


@pytest.fixture
def ready(tmp_path: Path) -> Newsroom:
    """A newsroom of its own, with subscribers."""
    made = make_newsroom(tmp_path / "news", slots=SLOTS[-1:])
    made.app.import_subscribers(made.root / READERS, "")
    return made


def parse(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def with_settings(ready: Newsroom, *lines: str) -> App:
    (ready.root / ".env").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return open_app(ready.root)


def test_without_a_relay_the_mails_are_files_and_a_second_send_adds_none(ready: Newsroom) -> None:
    edition = ready.editions[-1]
    tally = ready.app.send(edition)
    assert (tally.audience, tally.accepted) == (3, 3)
    outbox = ready.app.folder(edition) / "outbox"
    before = {path.name: path.read_bytes() for path in outbox.iterdir()}
    assert len(before) == 3
    assert ready.app.send(edition).accepted == 3
    assert {path.name: path.read_bytes() for path in outbox.iterdir()} == before
    message = parse(next(iter(before.values())))
    assert [part.get_content_type() for part in message.iter_attachments()] == ["application/pdf"]
    body = message.get_body(("plain",))
    assert body is not None
    assert edition.headline in body.get_content().replace("\n", " ")


def test_over_smtp_each_reader_gets_one_and_a_refusal_is_on_record(
    ready: Newsroom, relay: Sink
) -> None:
    app = with_settings(
        ready,
        "BROADSHEET_SMTP_HOST=127.0.0.1",
        f"BROADSHEET_SMTP_PORT={relay.port}",
        "BROADSHEET_SMTP_SECURITY=none",
        "BROADSHEET_SENDER=Coastal Power <brief@coastal-power.example>",
        "BROADSHEET_BASE_URL=https://brief.coastal-power.example",
        "BROADSHEET_SECRET=a-long-and-secret-key-for-this-test",
    )
    edition = ready.editions[-1]
    for _ in range(2):
        tally = app.send(edition)
        assert (tally.audience, tally.accepted, tally.failed) == (3, 2, 1)
    assert sorted(relay.recipients()) == [
        "desk@coastal-power.example",
        "quay-planning@estervik.example",
    ]
    rows = {row.address: row for row in app.store.deliveries.deliveries(edition.id)}
    refused = rows["grid.team@brackwater.example"]
    assert refused.state is DeliveryState.FAILED
    assert "5.1.1" in refused.reply
    for address, _, content in relay.accepted:
        unfolded = content.split(b"\r\n\r\n", 1)[0]
        assert (
            b"\r\nList-Unsubscribe: <https://brief.coastal-power.example/unsubscribe/" in unfolded
        )
        assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in unfolded
        assert b"=?utf-8?q?=3Chttps" not in unfolded
        message = parse(content)
        assert message["To"].addresses[0].addr_spec == address
        assert message["Message-ID"] == rows[address].message_id
        html = message.get_body(("html",))
        assert html is not None
        assert "%%" not in html.get_content()
        assert (
            "https://brief.coastal-power.example/coastal-power/2026-11-09-no" in html.get_content()
        )


def test_who_leaves_after_the_freeze_gets_nothing(ready: Newsroom) -> None:
    edition = ready.editions[-1]
    ready.app.unsubscribe("coastal-readers", "Desk@Coastal-Power.example")
    tally = ready.app.send(edition)
    assert (tally.audience, tally.accepted) == (2, 2)
    report = ready.app.import_subscribers(ready.root / READERS, "")
    assert (report.added, report.known) == (0, 3), "an import brings nobody back"


def test_links_without_a_secret_are_refused(ready: Newsroom) -> None:
    app = with_settings(ready, "BROADSHEET_BASE_URL=https://brief.coastal-power.example")
    with pytest.raises(ConfigError, match="BROADSHEET_SECRET"):
        app.send(ready.editions[-1])


def test_a_csv_with_mistakes_imports_the_rest_and_names_them(ready: Newsroom) -> None:
    file = ready.root / "more.csv"
    file.write_text(
        "E-Mail;Name;List\nnew@reader.example;New;execs\nnot an address;X;execs\n"
        "second@reader.example;Y;No Such List!\n",
        encoding="utf-8",
    )
    report = ready.app.import_subscribers(file, "")
    assert report.added == 1
    assert [line.split(":")[1] for line in report.refused] == ["3", "4"]
    assert ready.app.store.audience.lists() == ["coastal-readers", "execs"]
    for content, message in (
        (b"name\nX\n", "no `address` column"),
        (b"address\n\xff\n", "not UTF-8"),
    ):
        file.write_bytes(content)
        with pytest.raises(ConfigError, match=message):
            ready.app.import_subscribers(file, "")
