"""Settings: from the environment (`BROADSHEET_…`) and the workspace's `.env`, in that order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from broadsheet.errors import ConfigError


class Settings(BaseSettings):
    """Everything that differs between machines; `.env.example` lists it all."""

    model_config = SettingsConfigDict(env_prefix="BROADSHEET_", extra="ignore", frozen=True)

    database: Path = Field(
        default=Path("state/broadsheet.db"), description="SQLite file, relative to the workspace."
    )
    output: Path = Field(default=Path("output"), description="Where editions are written.")
    base_url: str = Field(
        default="",
        description="Public address of your web editions; switches on the links in mails.",
    )
    secret: SecretStr = Field(
        default=SecretStr(""),
        description="Signs unsubscribe links; needed as soon as base_url is set.",
    )
    sender: str = Field(
        default="Broadsheet <broadsheet@localhost.localdomain>",
        description="From address of every mail.",
    )
    reply_to: str = Field(
        default="", description="Reply-To address, when it differs from the sender."
    )
    smtp_host: str = Field(
        default="",
        description="SMTP relay. Empty: mails are written to output/…/outbox/ as .eml files.",
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Port of the relay.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the connection is secured."
    )
    smtp_user: str = Field(default="", description="Login name at the relay.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Password at the relay.")
    on_unknown: Literal["resend", "hold"] = Field(
        default="resend",
        description="A copy whose fate a crash left unknown: send it again, or hold it.",
    )
    allow_private: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="host or host:port, comma separated, that may be fetched although private.",
    )
    mailbox_passwords: Annotated[dict[str, SecretStr], NoDecode] = Field(
        default={},
        description='Passwords of mailboxes, as JSON: {"imap.example.org": "secret"}.',
    )
    mailbox_token_commands: Annotated[dict[str, str], NoDecode] = Field(
        default={},
        description="Commands that print OAuth tokens of mailboxes, as JSON by host or user@host.",
    )
    contact: str = Field(
        default="",
        description="URL or address publishers can reach you at; part of the User-Agent.",
    )
    fetch_timeout: float = Field(
        default=20.0, gt=0, le=600, description="Seconds one fetch may take in all."
    )
    fetch_gap: float = Field(
        default=1.0, ge=0, le=600, description="Seconds between two requests to one host."
    )
    fetch_concurrency: int = Field(
        default=64, ge=1, le=1000, description="Hosts asked at the same time."
    )
    http_proxy: str = Field(
        default_factory=lambda: _usual_proxy("http"),
        description="Proxy for http addresses; unset: the usual http_proxy.",
    )
    https_proxy: str = Field(
        default_factory=lambda: _usual_proxy("https"),
        description="Proxy for https addresses; unset: the usual https_proxy.",
    )
    no_proxy: str = Field(
        default_factory=lambda: _usual_proxy("no"),
        description="Hosts asked without a proxy, comma separated; unset: the usual no_proxy.",
    )
    pdf_timeout: float = Field(default=60.0, gt=0, le=3600, description="Seconds one PDF may take.")
    log_level: Literal["debug", "info", "warning", "error"] | None = Field(
        default=None,
        description="How much goes to stderr; unset: info for serve, warning for the rest.",
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="Log lines for people or programs."
    )

    @property
    def passwords_of_mailboxes(self) -> dict[str, str]:
        """The passwords themselves."""
        return {name: one.get_secret_value() for name, one in self.mailbox_passwords.items()}

    @field_validator("mailbox_passwords", "mailbox_token_commands", mode="before")
    @classmethod
    def _parse(cls, value: object) -> object:
        """Read the JSON of the environment; nothing is none."""
        if not isinstance(value, str):
            return value
        try:
            found = json.loads(value or "{}")
        except ValueError:
            found = None
        if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
            raise PydanticCustomError("by_host", 'write JSON by host: {"imap.example.org": "…"}')
        return found

    @field_validator("allow_private", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Accept the comma separated form of the environment."""
        if isinstance(value, str):
            return frozenset(part.strip().lower() for part in value.split(",") if part.strip())
        return value


def _usual_proxy(kind: str) -> str:
    """Return what the usual variable says: `http_proxy` and its like, in either case."""
    from urllib.request import getproxies_environment

    return getproxies_environment().get(kind, "")


def load_settings(root: Path) -> Settings:
    """Read the settings of a workspace.

    Raises:
        ConfigError: a value is not of its kind; the message names every one.
    """
    try:
        return Settings(_env_file=root / ".env")  # type: ignore[call-arg]  # pydantic-settings' own argument
    except ValidationError as error:
        lines = [
            f"BROADSHEET_{'_'.join(str(part) for part in item['loc']).upper()}: {item['msg']}"
            + ("" if item["type"] == "by_host" else f" (got {item['input']!r})")
            for item in error.errors()
        ]
        raise ConfigError(
            "wrong setting:\n  " + "\n  ".join(lines),
            what=str(root / ".env"),
            remedy="see .env.example for every setting",
        ) from error
