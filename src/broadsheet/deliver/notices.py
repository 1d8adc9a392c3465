"""Notices to a briefing's owner: short plain mails about what did not happen."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.utils import format_datetime

from broadsheet.deliver.addresses import envelope_address, is_deliverable, split_address
from broadsheet.deliver.mime import address_header, machine_header, text_header, text_part
from broadsheet.errors import ConfigError
from broadsheet.model.briefings import Briefing


def build_notice(briefing: Briefing, why: str, *, sender: str, now: datetime) -> bytes:
    """Return the mail that tells the owner why there is no edition.

    Args:
        briefing: Gives the title and the owner's address.
        why: One sentence.
        sender: `Name <address>` or an address.
        now: The time of the run; the Message-ID is derived from it.

    Raises:
        ConfigError: the sender or the owner is not an address.
    """
    name, address = split_address(sender)
    for what, value in (("sender", address), ("owner", briefing.owner)):
        if not is_deliverable(value):
            raise ConfigError(f"the {what} is not a mail address", what=repr(value))
    digest = hashlib.sha256(f"{briefing.slug}\0{now.isoformat()}\0{why}".encode()).hexdigest()[:32]
    body = (
        f"{briefing.title}: no edition was made and nobody was mailed.\n\n"
        f"{why}\n\n"
        f"See what was read and left out:\n    broadsheet collect {briefing.slug}\n"
    )
    return (
        address_header("From", name, envelope_address(address))
        + address_header("To", "", envelope_address(briefing.owner))
        + text_header("Subject", f"No edition of {briefing.title}")
        + machine_header("Date", format_datetime(now))
        + machine_header("Message-ID", f"<{digest}@{address.rpartition('@')[2]}>")
        + machine_header("Auto-Submitted", "auto-generated")
        + machine_header("MIME-Version", "1.0")
        + text_part(body, subtype="plain")
    )
