"""The store as one thing: a database file and one adapter per port on it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from broadsheet.errors import BroadsheetError
from broadsheet.shell.store.articles import SqliteArticles
from broadsheet.shell.store.audience import SqliteAudience
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.deliveries import SqliteDeliveries
from broadsheet.shell.store.editions import SqliteEditions
from broadsheet.shell.store.ledgers import SqliteLedgers
from broadsheet.shell.store.revisions import bring_up_to_date
from broadsheet.shell.store.runs import SqliteRuns
from broadsheet.shell.store.traces import SqliteTraces


class Store:
    """Everything Broadsheet remembers, in one SQLite file. A context manager that closes it.

    Attributes:
        articles: An `ArticleStore`.
        editions: An `EditionStore`.
        audience: An `AudienceStore`.
        deliveries: A `DeliveryLog`.
        runs: A `RunLog`.
        ledgers: A `LedgerStore`.
        traces: A `TraceStore`.
        backup: The copy made before a migration, None when none was needed.
    """

    def __init__(self, database: Database, *, backup: Path | None = None) -> None:
        self._database = database
        self.backup = backup
        self.articles = SqliteArticles(database)
        self.editions = SqliteEditions(database)
        self.audience = SqliteAudience(database)
        self.deliveries = SqliteDeliveries(database)
        self.runs = SqliteRuns(database)
        self.ledgers = SqliteLedgers(database)
        self.traces = SqliteTraces(database)

    def exclusive(self, name: str, *, wait: bool = False) -> AbstractContextManager[bool]:
        """Hold a named lock across processes; yields whether it was got (see `Database`)."""
        return self._database.exclusive(name, wait=wait)

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(path: Path, *, backup: bool = True) -> Store:
    """Open the database, creating it or bringing it to this program's schema first.

    Args:
        path: The file; missing folders are created.
        backup: Copy an older database to `<name>.backup-<revision>.db` before migrating it.

    Raises:
        NewerSchema: it was written by a newer Broadsheet.
        StoreError: it cannot be created or opened, is damaged, or belongs to another program.
    """
    database = Database(path)
    try:
        saved = bring_up_to_date(database, backup=backup)
    except BroadsheetError:
        database.close()
        raise
    return Store(database, backup=saved)
