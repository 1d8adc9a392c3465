"""What proves to a mail server who we are: a password, or an OAuth token that a command fetches.

Providers that take no passwords any more hand out tokens that live for an hour. Getting them is the
business of a program that keeps the account's consent (oama, mutt_oauth2, a cloud vendor's own);
it is asked each time a fresh one may be needed.
"""

from __future__ import annotations

import shlex
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.collect.mailboxes import Mailbox
from broadsheet.errors import FetchError

_PATIENCE = 60.0
_FRESH = 300.0
_LONGEST_TOKEN = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A password, or an OAuth 2.0 bearer token (RFC 6750)."""

    value: str = field(repr=False)
    is_token: bool = False


class MailboxLogins:
    """Knows the secret of every mailbox. Safe for threads.

    Args:
        passwords: By `user@host` or by host.
        token_commands: Commands that print a token, by `user@host` or by host; run without a
            shell. Where there is one, it is asked rather than the password.
    """

    def __init__(
        self,
        passwords: Mapping[str, str] | None = None,
        token_commands: Mapping[str, str] | None = None,
    ) -> None:
        self._passwords = _by_name(passwords or {})
        self._commands = _by_name(token_commands or {})
        self._tokens: dict[str, tuple[float, Secret]] = {}
        self._turns = {command: threading.Lock() for command in self._commands.values()}

    def secret(self, mailbox: Mailbox) -> Secret:
        """Return what to log in with. A token is kept for five minutes.

        Raises:
            FetchError: nothing is known of the mailbox; the command fails, is not there, prints
                nothing, or takes over a minute.
        """
        names = (f"{mailbox.user}@{mailbox.host}".lower(), mailbox.host)
        for name in names:
            if name in self._commands:
                return self._token(self._commands[name], mailbox)
        for name in names:
            if name in self._passwords:
                return Secret(value=self._passwords[name])
        raise FetchError(
            f"no password for {mailbox.user} is known",
            what=mailbox.name,
            remedy=f"name it under {mailbox.host} in BROADSHEET_MAILBOX_PASSWORDS",
        )

    def _token(self, command: str, mailbox: Mailbox) -> Secret:
        with self._turns[command]:  # asked side by side, some spend a consent that holds once
            now = time.monotonic()
            got_at, known = self._tokens.get(command, (now, None))
            if known is None or now - got_at > _FRESH:
                known = Secret(value=_printed(command, mailbox), is_token=True)
                self._tokens[command] = (now, known)
            return known


def _by_name(secrets: Mapping[str, str]) -> dict[str, str]:
    return {name.strip().lower(): secret for name, secret in secrets.items()}


def _printed(command: str, mailbox: Mailbox) -> str:
    """Run a command of the workspace's own settings; return the token it prints."""
    try:
        done = subprocess.run(  # noqa: S603 - the owner's own command, without a shell
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _failure(f"took longer than {_PATIENCE:g} s", mailbox) from error
    except (OSError, ValueError) as error:
        raise _failure(f"cannot be run: {error}", mailbox) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _failure(
            f"failed with exit code {done.returncode}" + (f": {said[-1][:200]}" if said else ""),
            mailbox,
        )
    token = done.stdout[: _LONGEST_TOKEN + 1].decode("utf-8", "replace").strip()
    if not token or len(token) > _LONGEST_TOKEN or not token.isascii() or len(token.split()) != 1:
        raise _failure("prints no token", mailbox)
    return token


def _failure(what: str, mailbox: Mailbox) -> FetchError:
    return FetchError(
        f"its token command {what}",
        what=mailbox.name,
        remedy=f"see the command under {mailbox.host} in BROADSHEET_MAILBOX_TOKEN_COMMANDS",
    )
