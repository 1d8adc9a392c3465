"""Mails as `.eml` files in a folder, for workspaces without a mail server."""

from __future__ import annotations

import hashlib
import os
import re
from email.parser import BytesHeaderParser
from pathlib import Path

from broadsheet.errors import SendError
from broadsheet.model.deliveries import DeliveryState, Outcome

_UNSAFE = re.compile(r"[^A-Za-z0-9.@_+-]+")
_MAX_NAME = 60


class OutboxMailer:
    """A `Mailer` that writes each message to a file.

    The file name comes from the recipient and the Message-ID, so handing over the same message
    again writes the same file. A file is complete or absent.

    Args:
        folder: Where the files go; created when missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: bytes, *, sender: str, recipient: str) -> Outcome:
        target = self._folder / _file_name(message, sender, recipient)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(target, message)
        except OSError as error:
            raise SendError(
                f"the message cannot be written: {error.strerror}",
                what=str(target),
                remedy="check the space and the permissions of the outbox folder",
            ) from error
        return Outcome(state=DeliveryState.ACCEPTED, reply=f"written to {target.name}")

    def close(self) -> None:
        """Nothing is held open."""


def _file_name(message: bytes, sender: str, recipient: str) -> str:
    message_id = BytesHeaderParser().parsebytes(message).get("Message-ID", "")
    key = f"{message_id}\0{sender}\0{recipient}".encode("utf-8", "surrogatepass")
    readable = _UNSAFE.sub("-", recipient).strip("-.")[:_MAX_NAME]
    return f"{readable}-{hashlib.sha256(key).hexdigest()[:12]}.eml"


def _write(target: Path, message: bytes) -> None:
    """Write to a temporary name, to the disk, then rename: no reader sees half a message."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        with partial.open("wb") as file:
            file.write(message)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
