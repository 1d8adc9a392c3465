"""Importing subscribers from CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from email_validator import EmailNotValidError, validate_email

from broadsheet.errors import ConfigError
from broadsheet.model.deliveries import Subscriber, Subscription, SubscriptionState
from broadsheet.ports import AudienceStore

_LIST_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_MAX_BYTES = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """How many were added and known already, and a line for each row refused."""

    added: int
    known: int
    refused: tuple[str, ...]


def import_subscribers(
    file: Path, default_list: str, audience: AudienceStore, *, now: datetime
) -> ImportReport:
    """Read a CSV with a header (address; optionally name, list, language) into the lists.

    A row with a mistake is refused and named; the others are taken. Existing memberships stay as
    they are, so that nobody who left is brought back.

    Raises:
        ConfigError: the file cannot be read, is not CSV, or has no `address` column.
    """
    added = known = 0
    refused: list[str] = []
    for line, row in _rows(file):
        subscription = _subscription(row, default_list, now)
        if isinstance(subscription, str):
            refused.append(f"{file.name}:{line}: {subscription}")
        elif audience.subscribe(subscription):
            added += 1
        else:
            known += 1
    return ImportReport(added=added, known=known, refused=tuple(refused))


def normalise_address(address: str) -> str:
    """Return an address as it is stored.

    Raises:
        ConfigError: it is not an address.
    """
    try:
        return validate_email(
            address.strip(), check_deliverability=False, test_environment=True
        ).normalized
    except EmailNotValidError as error:
        raise ConfigError(str(error).rstrip("."), what=address) from error


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise ConfigError("larger than 100 MB: not a list of subscribers", what=str(file))
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8", what=str(file), remedy="save it as CSV UTF-8") from error
    except OSError as error:
        raise ConfigError(f"cannot read: {error.strerror}", what=str(file)) from error
    lines = text.splitlines()
    dialect = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.DictReader(lines, delimiter=dialect)
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or []]
    names = {"email": "address", "e-mail": "address", "mail": "address"}
    reader.fieldnames = [names.get(name, name) for name in reader.fieldnames]
    if "address" not in reader.fieldnames:
        raise ConfigError(
            "the first line has no `address` column",
            what=str(file),
            remedy="start the file with: address,name,list",
        )
    try:
        for row in reader:
            yield (
                reader.line_num,
                {
                    key: (value or "").strip()
                    for key, value in row.items()
                    if isinstance(value, str | None) and key
                },
            )
    except csv.Error as error:
        raise ConfigError(f"not CSV: {error}", what=f"{file}:{reader.line_num}") from error


def _subscription(row: dict[str, str], default_list: str, now: datetime) -> Subscription | str:
    """Return the membership a row describes, or what is wrong with it."""
    list_name = row.get("list") or default_list
    if not _LIST_NAME.fullmatch(list_name):
        return f"`{list_name}` is no list name" if list_name else "no list: add a column or --list"
    try:
        address = normalise_address(row.get("address", ""))
    except ConfigError as error:
        return str(error)
    return Subscription(
        list=list_name,
        subscriber=Subscriber(
            address=address, name=row.get("name", ""), language=row.get("language", "")
        ),
        state=SubscriptionState.CONFIRMED,
        since=now,
    )
