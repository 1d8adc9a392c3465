"""The fetcher of a workspace, made as its settings say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from broadsheet.shell.config.settings import Settings
from broadsheet.shell.fetch.logins import MailboxLogins
from broadsheet.shell.fetch.proxies import Proxies, exceptions_of
from broadsheet.shell.fetch.workspace import WorkspaceFetcher


def make_fetcher(
    root: Path, settings: Settings, *, clock: Callable[[], datetime]
) -> WorkspaceFetcher:
    """Return what fetches from the web, from mailboxes, by plugins and from a folder's files."""
    return WorkspaceFetcher(
        root,
        allowed_private=settings.allow_private,
        contact=settings.contact,
        timeout=settings.fetch_timeout,
        gap=settings.fetch_gap,
        concurrency=settings.fetch_concurrency,
        proxies=Proxies(
            http=settings.http_proxy,
            https=settings.https_proxy,
            exceptions=exceptions_of(settings.no_proxy),
        ),
        clock=clock,
        logins=MailboxLogins(settings.passwords_of_mailboxes, settings.mailbox_token_commands),
    )
