"""Every suite here runs on the in-memory stand-ins and on SQLite."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from broadsheet.shell.store.store import open_store
from broadsheet.testing import (
    MemoryArticles,
    MemoryAudience,
    MemoryDeliveries,
    MemoryEditions,
    MemoryRuns,
)
from ledgers import MemoryLedgers
from traces import MemoryTraces


@pytest.fixture(params=["memory", "sqlite"])
def stores(request: pytest.FixtureRequest, tmp_path: Path):
    if request.param == "memory":
        articles = MemoryArticles()
        yield SimpleNamespace(
            articles=articles,
            editions=MemoryEditions(),
            audience=MemoryAudience(),
            deliveries=MemoryDeliveries(),
            runs=MemoryRuns(),
            ledgers=MemoryLedgers(),
            traces=MemoryTraces(articles),
        )
    else:
        with open_store(tmp_path / "broadsheet.db") as store:
            yield store
