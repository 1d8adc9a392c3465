"""Column types that SQLite's STRICT tables accept and that give back what was put in."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from broadsheet.errors import StoreError
from broadsheet.model.articles import LeadImage
from broadsheet.model.blocks import BlockKind, TextBlock

_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class UtcTime(TypeDecorator[datetime]):
    """An aware time as text of fixed width in UTC, so that text order is time order."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise StoreError("a time without a zone cannot be stored", what=value.isoformat())
        utc = value.astimezone(UTC).replace(tzinfo=None)
        return utc.isoformat(timespec="microseconds") + "Z"

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else datetime.strptime(value, _FORMAT).replace(tzinfo=UTC)


def storable(text: str) -> str:
    """Return a text as it is stored: a lone surrogate, which UTF-8 cannot hold, as `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


class PlainText(TypeDecorator[str]):
    """Text as `storable` makes it; offsets stay."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else storable(value)


class Number(TypeDecorator[Decimal]):
    """A decimal as text, digit for digit."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else str(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        del dialect
        return None if value is None else Decimal(value)


class Json(TypeDecorator[Any]):
    """A plain value as JSON text."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        del dialect
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        del dialect
        return json.loads(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts as a JSON array."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        del dialect
        return json.dumps(list(value or ()), ensure_ascii=True, separators=(",", ":"))

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        del dialect
        return tuple(json.loads(value or "[]"))


class Picture(TypeDecorator[LeadImage]):
    """An article's lead image as a JSON object; empty for none."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: LeadImage | None, dialect: Dialect) -> str:
        del dialect
        if value is None:
            return ""
        stated = {name: said for name, said in asdict(value).items() if said}
        return json.dumps(stated, ensure_ascii=True, separators=(",", ":"))

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> LeadImage | None:
        del dialect
        return LeadImage(**json.loads(value)) if value else None


class Blocks(TypeDecorator[tuple[TextBlock, ...]]):
    """The blocks of a text as a JSON array of arrays, each with its fields in their order."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: tuple[TextBlock, ...] | None, dialect: Dialect) -> str:
        del dialect
        if not value:
            return ""
        rows = [[b.kind, b.start, b.end, b.level, b.number, b.cells] for b in value]
        return json.dumps(rows, ensure_ascii=True, separators=(",", ":"))

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[TextBlock, ...]:
        del dialect
        return tuple(
            TextBlock(
                kind=BlockKind(kind),
                start=start,
                end=end,
                level=level,
                number=number,
                cells=tuple((first, last) for first, last in cells),
            )
            for kind, start, end, level, number, cells in json.loads(value or "[]")
        )
