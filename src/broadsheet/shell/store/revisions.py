"""Brings a database to this program's schema: refuse what is newer, back up what is older.

Alembic is imported only when there is something to do; the usual start reads one row.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from broadsheet.errors import NewerSchema, StoreError
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.schema import APPLICATION_ID, HEAD

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(
    database: Database, *, backup: bool = True, migrations: Path = MIGRATIONS, head: str = HEAD
) -> Path | None:
    """Create or migrate the schema; return the backup that was taken, None when none was.

    Args:
        database: The open database.
        backup: Copy an older database to `<name>.backup-<revision>.db` before touching it.
        migrations: The folder of Alembic scripts.
        head: The newest revision in it.

    Raises:
        NewerSchema: the database was written by a newer Broadsheet.
        StoreError: the file belongs to another program, or the migration failed; then nothing
            was changed.
    """
    if read_revision(database) == head:
        return None
    with database.exclusive("migrate", wait=True):
        revision = read_revision(database)  # another process may have been faster
        if revision == head:
            return None
        _refuse_unknown(database, revision, migrations)
        saved = _back_up(database, revision) if revision is not None and backup else None
        _upgrade(database, migrations, saved)
        return saved


def read_revision(database: Database) -> str | None:
    """Return the revision a database is at, None for an empty one.

    Raises:
        StoreError: the file is not a database, or another program's.
    """
    with database.reading() as connection:
        tables = set(
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
            .scalars()
            .all()
        )
        if not tables:
            return None
        owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if owner != APPLICATION_ID or "alembic_version" not in tables:
            raise StoreError(
                "this database belongs to another program",
                what=str(database.path),
                remedy="name another database file",
            )
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return None if row is None else str(row[0])


def _refuse_unknown(database: Database, revision: str | None, migrations: Path) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(migrations)).walk_revisions()}
    if revision is not None and revision not in known:
        raise NewerSchema(
            f"the database was written by a newer Broadsheet (schema {revision})",
            what=str(database.path),
            remedy="install the newer version, or restore the backup made before the upgrade",
        )


def _back_up(database: Database, revision: str) -> Path:
    """Copy the database, complete or not at all."""
    target = database.path.with_name(f"{database.path.stem}.backup-{revision}.db")
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(database.path)) as connection:
            connection.execute("VACUUM INTO ?", (str(partial),))
        shutil.copymode(database.path, partial)
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"the backup before the upgrade failed, so nothing was changed: {error}",
            what=str(target),
        ) from error
    return target


def _upgrade(database: Database, migrations: Path, saved: Path | None) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    try:
        with database.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    except StoreError as error:
        kept = f"; a copy is in {saved.name}" if saved else ""
        raise StoreError(
            f"the upgrade failed and was undone{kept}: {error.message}",
            what=error.what,
            remedy=error.remedy,
        ) from error
