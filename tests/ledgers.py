"""A `LedgerStore` in memory, for the contract."""

from __future__ import annotations

from datetime import datetime

from broadsheet.errors import NotFound
from broadsheet.model.ledgers import Ledger


class MemoryLedgers:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, datetime], Ledger] = {}

    def keep(self, ledger: Ledger) -> None:
        self._kept[ledger.briefing, ledger.slot] = ledger
        mine = sorted(slot for briefing, slot in self._kept if briefing == ledger.briefing)
        for slot in mine[:-200]:
            del self._kept[ledger.briefing, slot]

    def find(self, briefing: str | None = None, slot: datetime | None = None) -> Ledger:
        found = [
            ledger
            for ledger in self._kept.values()
            if briefing in (None, ledger.briefing) and slot in (None, ledger.slot)
        ]
        if not found:
            raise NotFound("no ledger of such a run")
        return min(found, key=lambda ledger: (-ledger.slot.timestamp(), ledger.briefing))
