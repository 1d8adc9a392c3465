"""`edition.json`: the canonical bytes of an edition, and the way back.

Canonical form: UTF-8, no escapes but JSON's own, one space of indent, fields in the order of the
model, mapping keys sorted, decimals as plain strings (never an exponent), times in UTC ending in
`Z`, a newline at the end. Equal editions give equal bytes in every process.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from broadsheet.errors import ReadError, TamperedEdition
from broadsheet.model.editions import Edition


def edition_to_json(edition: Edition) -> bytes:
    """Return the canonical bytes of an edition."""
    return canonical_bytes(edition_document(edition))


def edition_document(edition: Edition) -> dict[str, Any]:
    """Return the edition as plain JSON values, fields in the order of the model."""
    document: dict[str, Any] = _plain(edition)
    return document


def canonical_bytes(document: Mapping[str, Any]) -> bytes:
    """Return the canonical bytes of a JSON document.

    A lone surrogate, which UTF-8 cannot hold, becomes a question mark; offsets stay as they are.
    """
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def content_hash(document: Mapping[str, Any]) -> str:
    """Return the id a document must have: `e-` and 16 hex digits of SHA-256 of all but its id."""
    rest = {key: value for key, value in document.items() if key != "id"}
    return "e-" + hashlib.sha256(canonical_bytes(rest)).hexdigest()[:16]


def edition_from_json(data: bytes) -> Edition:
    """Return the edition the bytes hold, exactly as it was frozen.

    Raises:
        ReadError: the bytes are not an edition.
        TamperedEdition: they are one, but not the one that was frozen.
    """
    document = read_document(data)
    edition = edition_of(document)
    if content_hash(document) != edition.id or canonical_bytes(document) != data:
        raise TamperedEdition("the content does not match the edition's id", what=edition.id)
    return edition


def read_document(data: bytes) -> dict[str, Any]:
    """Return the JSON object the bytes hold. Raises ReadError when they hold none."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadError("not JSON", what="edition.json") from error
    if not isinstance(document, dict):
        raise ReadError("not a JSON object", what="edition.json")
    return document


def edition_of(document: Mapping[str, Any]) -> Edition:
    """Return the edition a JSON object describes. Raises ReadError when fields are wrong."""
    try:
        edition: Edition = _adapter().validate_python(_with_tuples(document))
    except (ValidationError, RecursionError) as error:
        raise ReadError(_first_problem(error), what="edition.json") from error
    return edition


@cache
def _adapter() -> TypeAdapter[Edition]:
    return TypeAdapter(Edition)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, (Decimal, date)):
        return _scalar(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value)}
    if isinstance(value, Sequence):
        return [_plain(item) for item in value]
    return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}


def _scalar(value: Decimal | date) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.replace(tzinfo=None).isoformat() + "Z"
    return value.isoformat()


def _with_tuples(value: Any) -> Any:
    """Return JSON values with arrays as tuples, so that the model's types take them as they are."""
    if isinstance(value, dict):
        return {key: _with_tuples(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_with_tuples(item) for item in value)
    return value


def _first_problem(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "nested too deeply"
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}"
