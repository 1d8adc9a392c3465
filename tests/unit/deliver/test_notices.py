"""The notice to a briefing's owner."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime

import pytest

from broadsheet.deliver.notices import build_notice
from broadsheet.errors import ConfigError
from broadsheet.model.briefings import Briefing

NOW = datetime(2026, 10, 5, 12, tzinfo=UTC)
BRIEFING = Briefing(slug="ev", title="Fähren\r\nBcc: x@y", sources=(), owner="owner@x.example")
SENDER = "News <news@x.example>"


def test_the_owner_reads_why_there_is_no_edition():
    message = build_notice(BRIEFING, "only 1 story, 3 needed", sender=SENDER, now=NOW)
    parsed = email.message_from_bytes(message, policy=email.policy.default)
    assert not parsed.defects
    assert (parsed["To"], parsed["From"]) == ("owner@x.example", SENDER)
    assert parsed["Subject"] == "No edition of Fähren Bcc: x@y"
    assert parsed["Bcc"] is None
    assert "only 1 story, 3 needed" in parsed.get_content()
    assert message == build_notice(BRIEFING, "only 1 story, 3 needed", sender=SENDER, now=NOW)


@pytest.mark.parametrize(("sender", "owner"), [("nobody", "a@x.example"), (SENDER, "nobody")])
def test_both_ends_must_be_addresses(sender, owner):
    briefing = Briefing(slug="ev", title="EV", sources=(), owner=owner)
    with pytest.raises(ConfigError, match=r"'nobody': the (sender|owner) is not a mail address"):
        build_notice(briefing, "why", sender=sender, now=NOW)
