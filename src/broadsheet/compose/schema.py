"""The published JSON Schema of `edition.json`."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from broadsheet.model.editions import EDITION_SCHEMA, Edition

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def edition_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every edition.json follows.

    Fields may be added within a version, so unknown fields are allowed.
    """
    schema = TypeAdapter(Edition).json_schema(mode="serialization")
    head = {"$schema": _DIALECT, "$id": EDITION_SCHEMA, "title": "Broadsheet edition"}
    return {**head, **{key: value for key, value in schema.items() if key not in head}}
