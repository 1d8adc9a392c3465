"""One SQLite file: connections, transactions, locks, and its errors in our words.

SQLAlchemy's default SQLite transactions start too late and lose concurrent updates without an
error, so a transaction here begins with BEGIN IMMEDIATE (writing) or BEGIN (reading) by an event.
"""

from __future__ import annotations

import fcntl
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

from broadsheet.errors import StoreError

_BUSY_SECONDS = 30
_READ_ONLY = "broadsheet_read_only"
_HASTY = "broadsheet_hasty"
_MODE = 0o600

_MEANINGS = {
    "file is not a database": (
        "this file is not a database",
        "move it away or name another database file",
    ),
    "malformed": ("the database is damaged", "restore the newest backup beside it"),
    "disk is full": ("the disk is full", "free some space; nothing half-written was kept"),
    "readonly": ("the database is read-only", "check the permissions of the file and its folder"),
    "unable to open": ("the database cannot be opened", "check that its folder is writable"),
    "locked": (
        "another process has kept the database busy for too long",
        "wait for it to end, then try again",
    ),
}


class Database:
    """One SQLite file in WAL mode. Safe for threads and for several processes on one machine.

    Raises:
        StoreError: the file cannot be created.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=_MODE)
        except OSError as error:
            raise StoreError(
                f"the database cannot be created: {error.strerror}", what=str(path)
            ) from error
        self.engine = _engine(path)

    @contextmanager
    def writing(self, *, hasty: bool = False) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start; commits at the end.

        Args:
            hasty: Do not wait until the disk has it, for what can be had again. A crash of the
                program loses nothing; a power failure the last of such commits, in order, and none
                before one that was waited for (https://sqlite.org/pragma.html#pragma_synchronous).

        Raises:
            StoreError: the database refuses.
        """
        writer = self.engine.execution_options(**{_HASTY: hasty})
        with self._translated(), writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and does not block writers.

        Raises:
            StoreError: the database refuses.
        """
        reader = self.engine.execution_options(**{_READ_ONLY: True})
        with self._translated(), reader.begin() as connection:
            yield connection

    @contextmanager
    def exclusive(self, name: str, *, wait: bool = False) -> Iterator[bool]:
        """Hold a named lock across processes; yields whether it was got.

        The lock dies with its process, so it also tells whether an owner is alive.

        Args:
            name: What is locked; letters, digits and hyphens.
            wait: Wait for the present holder instead of yielding False.
        """
        label = "".join(c if c.isalnum() else "-" for c in name)
        try:
            handle = self.path.with_name(f"{self.path.name}.{label}.lock").open("a")
        except OSError as error:
            raise StoreError(
                f"cannot lock the database: {error.strerror}", what=str(self.path)
            ) from error
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise self.refusal(error) from error

    def refusal(self, error: Exception) -> StoreError:
        """Return the error that says in plain words what the database said."""
        said = str(getattr(error, "orig", None) or error)
        for sign, (message, remedy) in _MEANINGS.items():
            if sign in said:
                return StoreError(message, what=str(self.path), remedy=remedy)
        return StoreError(f"the database refuses: {said}", what=str(self.path))


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver must not begin or commit by itself
    _switch_to_wal(connection)
    connection.execute("PRAGMA foreign_keys=ON").close()


def _switch_to_wal(connection: Any) -> None:
    """Set WAL mode; while another process does the same to a new file, SQLite does not wait."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(_READ_ONLY, False):
        connection.exec_driver_sql("BEGIN")
        return
    synchronous = "NORMAL" if options.get(_HASTY, False) else "FULL"
    connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
