"""Mails as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.errors import SendError
from broadsheet.model.deliveries import DeliveryState
from broadsheet.shell.send.outbox import OutboxMailer


def message(number: int = 1) -> bytes:
    return f"Message-ID: <{number}@x.example>\r\nTo: a@x.example\r\n\r\nbody\r\n".encode()


def send(folder: Path, content: bytes, recipient: str = "a@x.example"):
    mailer = OutboxMailer(folder)
    outcome = mailer.send(content, sender="news@x.example", recipient=recipient)
    mailer.close()
    return outcome


def test_a_message_becomes_a_file_of_the_same_bytes(tmp_path):
    outcome = send(tmp_path / "a" / "outbox", message())
    (file,) = (tmp_path / "a" / "outbox").iterdir()
    assert outcome.state is DeliveryState.ACCEPTED
    assert file.name in outcome.reply
    assert file.name.startswith("a@x.example-")
    assert file.suffix == ".eml"
    assert file.read_bytes() == message()


def test_the_same_message_again_is_the_same_file(tmp_path):
    for _ in range(3):
        send(tmp_path, message())
    assert len(list(tmp_path.iterdir())) == 1


def test_other_readers_and_other_editions_get_other_files(tmp_path):
    send(tmp_path, message(1))
    send(tmp_path, message(2))
    send(tmp_path, message(1), "b@x.example")
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    "recipient",
    ["../../etc/passwd@x", "/abs@x", "..", "a\0b@x", "x" * 500 + "@x", "ü/ö@x", "\ud800"],
)
def test_no_address_leads_out_of_the_folder(tmp_path, recipient):
    outbox = tmp_path / "outbox"
    send(outbox, message(), recipient)
    (file,) = outbox.iterdir()
    assert file.read_bytes() == message()
    assert [path.name for path in tmp_path.iterdir()] == ["outbox"]


def test_a_folder_that_cannot_be_written_means_no_message_can_be_sent(tmp_path):
    (tmp_path / "outbox").write_text("a file where the folder should be")
    with pytest.raises(SendError, match=r"outbox.*check the space and the permissions"):
        send(tmp_path / "outbox", message())


def test_a_message_that_cannot_be_finished_leaves_nothing(tmp_path):
    outcome = send(tmp_path, message())
    name = outcome.reply.removeprefix("written to ")
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()  # the rename will fail
    with pytest.raises(SendError):
        send(tmp_path, message())
    assert [path.name for path in tmp_path.iterdir()] == [name]
