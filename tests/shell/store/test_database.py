"""What happens to the database file: concurrency, damage, full disk, migrations."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, update

from broadsheet.errors import NewerSchema, StoreError
from broadsheet.model.articles import Article, FetchState
from broadsheet.model.deliveries import Delivery
from broadsheet.model.traces import ArticleTrace
from broadsheet.shell.store.database import Database
from broadsheet.shell.store.revisions import MIGRATIONS, bring_up_to_date, read_revision
from broadsheet.shell.store.schema import HEAD, fetch_states, metadata
from broadsheet.shell.store.store import Store, open_store

NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "broadsheet.db"


def query(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(sql).fetchall()


def count_up(database: Database, _: int) -> None:
    with database.writing() as connection:
        seen = connection.execute(select(fetch_states.c.failures)).scalar_one()
        connection.execute(update(fetch_states).values(failures=seen + 1))


def test_eight_threads_that_read_then_write_lose_nothing(path):
    with open_store(path) as store:
        store.articles.remember(FetchState(source="wire", url="u"))
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda n: count_up(store._database, n), range(80)))
        assert store.articles.state("wire", "u").failures == 80


WORKER = """
import sys
from pathlib import Path
from sqlalchemy import select, update
from broadsheet.shell.store.store import open_store
from broadsheet.shell.store.schema import fetch_states
with open_store(Path(sys.argv[1])) as store:
    for _ in range(20):
        with store._database.writing() as connection:
            seen = connection.execute(select(fetch_states.c.failures)).scalar_one()
            connection.execute(update(fetch_states).values(failures=seen + 1))
"""


def test_two_processes_that_read_then_write_lose_nothing(path):
    with open_store(path) as store:
        store.articles.remember(FetchState(source="wire", url="u"))
        workers = [subprocess.Popen([sys.executable, "-c", WORKER, path]) for _ in range(2)]
        assert [worker.wait(60) for worker in workers] == [0, 0]
        assert store.articles.state("wire", "u").failures == 40


def test_readers_are_not_blocked_by_a_writer(path):
    with open_store(path) as store:
        store.articles.remember(FetchState(source="wire", url="u"))
        with store._database.writing() as connection:
            connection.execute(update(fetch_states).values(failures=9))
            with ThreadPoolExecutor(1) as pool:
                state = pool.submit(store.articles.state, "wire", "u").result(timeout=5)
    assert state.failures == 0


def test_a_failed_transaction_leaves_nothing_behind(path):
    with open_store(path) as store:
        article = Article(
            id="a-1", url="u", title="t", text="x", publisher="", family="", language="en",
            published=NOON.replace(tzinfo=None),
        )  # fmt: skip
        good = Article(
            id="a-0", url="u", title="t", text="x", publisher="", family="", language="en"
        )
        with pytest.raises(StoreError, match="without a zone"):
            store.articles.add([good, article], seen_at=NOON)
    assert query(path, "SELECT count(*) FROM articles") == [(0,)]


def test_text_that_is_not_valid_unicode_is_stored_with_its_length(path):
    with open_store(path) as store:
        odd = Article(
            id="a-1", url="u", title="a\ud800b", text="x", publisher="", family="", language="en"
        )
        store.articles.add([odd], seen_at=NOON)
    assert query(path, "SELECT title FROM articles") == [("a?b",)]


def test_a_file_whose_name_is_no_text_is_known_again(path):
    odd = Article(
        id="a-1", url="notes/\udcff.md", title="t", text="x", publisher="", family="",
        language="en", source="wire", cut=("k",),
    )  # fmt: skip
    with open_store(path) as store:
        assert [store.articles.add([odd], seen_at=NOON) for _ in range(2)] == [1, 0]
        assert store.traces.cut_from("wire", {odd.url}) == {odd.url: ("k",)}


@pytest.mark.parametrize(
    "content", [b"this is not a database at all, " * 100, b"\0" * 5000], ids=["text", "zeros"]
)
def test_a_file_that_is_not_a_database_is_named_and_left_alone(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"broadsheet\.db: this file is not a database"):
        open_store(path)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_database(path):
    path.parent.mkdir()
    path.touch()
    with open_store(path) as store:
        assert store.backup is None
        assert not store.audience.lists()


def test_another_programs_database_is_refused(path):
    path.parent.mkdir()
    query(path, "CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StoreError, match="belongs to another program"):
        open_store(path)
    assert query(path, "SELECT name FROM sqlite_master") == [("bookmarks",)]


def test_a_damaged_database_is_said_to_be_damaged(path):
    with open_store(path) as store:
        store.articles.remember(FetchState(source="wire", url="u" * 20_000))
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\xa5" * (len(content) - 4096 * 2)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="the database is damaged"), open_store(path) as store:
        store.articles.states()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "state").write_text("a file where a folder should be")
    with pytest.raises(StoreError, match=r"state/broadsheet\.db: the database cannot be created"):
        open_store(tmp_path / "state" / "broadsheet.db")


def test_a_folder_in_place_of_the_file_is_named(path):
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match=r"broadsheet\.db: the database cannot be opened"):
        open_store(path)


def test_a_full_disk_is_said_to_be_full_and_keeps_what_was_there(path):
    def audience(many: int) -> list[Delivery]:
        return [
            Delivery(edition_id="e-1", address=f"{n}@x.example", message_id=f"<{n}{'x' * 500}>")
            for n in range(many)
        ]

    with open_store(path) as store:
        store.deliveries.freeze(audience(3))
        store._database.engine.dispose()
        event.listen(store._database.engine, "connect", _allow_little)
        with pytest.raises(StoreError, match="the disk is full"):
            store.deliveries.freeze(audience(5000))
        assert store.deliveries.tally("e-1").audience == 3


def _allow_little(connection, _) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 5}")


def test_a_read_only_database_is_said_to_be_so(path):
    with open_store(path) as store:
        event.listen(
            store._database.engine, "begin", lambda c: c.exec_driver_sql("PRAGMA query_only = ON")
        )
        with pytest.raises(StoreError, match="the database is read-only"):
            store.articles.remember(FetchState(source="wire", url="u"))


def test_only_its_owner_may_read_the_database(path):
    with open_store(path):
        assert path.stat().st_mode & 0o077 == 0


# --- Locks -------------------------------------------------------------------------------------


def test_a_lock_is_held_by_one(path):
    with open_store(path) as first, open_store(path) as second:
        with first.exclusive("send e-1") as mine, second.exclusive("send e-1") as theirs:
            assert (mine, theirs) == (True, False)
            with second.exclusive("send e-2") as other:
                assert other
        with second.exclusive("send e-1") as free:
            assert free


def test_a_lock_dies_with_its_process(path):
    hold = (
        "import sys, time; from pathlib import Path\n"
        "from broadsheet.shell.store.store import open_store\n"
        "with open_store(Path(sys.argv[1])) as s, s.exclusive('run-ev') as mine:\n"
        "    print(mine, flush=True); time.sleep(60)\n"
    )
    with open_store(path) as store:
        holder = subprocess.Popen([sys.executable, "-c", hold, path], stdout=subprocess.PIPE)
        assert holder.stdout.readline() == b"True\n"
        with store.exclusive("run-ev") as mine:
            assert not mine
        holder.kill()
        holder.wait()
        holder.stdout.close()
        with store.exclusive("run-ev") as mine:
            assert mine


# --- Schema and migrations ---------------------------------------------------------------------


def test_the_migrations_lead_to_the_schema_the_program_uses(path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with open_store(path) as store, store._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD
    by_core = sqlite3.connect(":memory:")
    from sqlalchemy import create_engine

    engine = create_engine("sqlite://", creator=lambda: by_core)
    metadata.create_all(engine)
    listing = "SELECT name, sql FROM sqlite_master WHERE sql LIKE '%CHECK%' OR sql LIKE '%STRICT%'"
    tables = {name for name, _ in by_core.execute(listing)}
    assert {name for name, _ in query(path, listing)} == tables == set(metadata.tables)
    engine.dispose()
    by_core.close()


def test_the_usual_start_does_not_load_the_migration_tool(path):
    open_store(path).close()
    code = (
        "import sys; from pathlib import Path\n"
        "from broadsheet.shell.store.store import open_store\n"
        "open_store(Path(sys.argv[1])).close()\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, path], check=False).returncode == 0


def test_a_newer_database_is_refused_with_a_remedy(path):
    open_store(path).close()
    query(path, "UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(NewerSchema, match=r"newer Broadsheet \(schema 0099\).*install the newer"):
        open_store(path)


SECOND = """
import sqlalchemy as sa
from alembic import op
revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("subscribers", sa.Column("nickname", sa.Text(), server_default=""))
    {more}
"""


@pytest.fixture
def next_version(tmp_path: Path):
    """Return a function that makes a folder of migrations with one more than ours."""

    def make(more: str = "pass") -> Path:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        text = SECOND.format(more=more, head=HEAD)
        (folder / "versions" / "next_nicknames.py").write_text(text)
        return folder

    return make


def test_an_older_database_is_backed_up_and_migrated(path, next_version):
    with open_store(path) as store:
        store.articles.remember(FetchState(source="wire", url="u"))
    with Database(path) as database:
        saved = bring_up_to_date(database, migrations=next_version(), head="next")
        assert read_revision(database) == "next"
    assert saved == path.with_name(f"broadsheet.backup-{HEAD}.db")
    assert query(path, "SELECT source FROM fetch_states") == [("wire",)]
    assert query(path, "SELECT nickname FROM subscribers") == []
    with open_store(saved) as old:
        assert [state.source for state in old.articles.states()] == ["wire"]
    assert saved.stat().st_mode & 0o077 == 0
    assert not list(path.parent.glob("*.partial"))


def test_a_database_of_the_first_schema_keeps_what_it_knew(path, tmp_path):
    only = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, only, ignore=shutil.ignore_patterns("__pycache__", "000[2-9]_*"))
    with Database(path) as database:
        bring_up_to_date(database, migrations=only, head="0001")
    query(
        path,
        "INSERT INTO fetch_states (source, url, etag, failures, last_error)"
        " VALUES ('wire', 'u', 'W/1', 2, 'no connection')",
    )
    query(
        path,
        "INSERT INTO articles (source, id, dated, url, title, text, publisher, family, language,"
        " authors, date_source, first_seen, tags, also_at) VALUES ('wire', 'a-1',"
        " '2026-10-05T12:00:00.000000Z', 'u', 'T', 'Text.', 'P', 'P', 'en', '[]', '',"
        " '2026-10-05T12:00:00.000000Z', '[]', '[]')",
    )
    with open_store(path) as store:
        (kept,) = store.articles.versions(["a-1"], sources=["wire"])
        assert (kept.text, kept.image, kept.blocks) == ("Text.", None, ())
        assert store.articles.state("wire", "u") == FetchState(
            source="wire", url="u", etag="W/1", failures=2, last_error="no connection"
        )


def test_what_a_run_asks_about_each_source_is_looked_up_by_an_index(path):
    def article(key: str) -> Article:
        return Article(
            id=key, url="u", title="t", text=key, publisher="", family="", language="en",
            source="wire",
        )  # fmt: skip

    trace = ArticleTrace(
        site="wire.example", page="p", title="", topic=frozenset(), seen_at=NOON, paragraphs=()
    )
    asked: list[tuple[str, Any]] = []
    with open_store(path) as store:
        event.listen(
            store._database.engine, "before_cursor_execute", lambda *call: asked.append(call[2:4])
        )
        for hour, key in enumerate(["a-1", "a-2", "a-1"]):
            store.articles.add([article(key)], seen_at=NOON.replace(hour=hour))
        store.articles.versions(["a-1"], sources=["wire"])
        store.articles.remember(store.articles.state("wire", "u"))
        store.traces.cut_from("wire", {"u"})
        store.traces.keep([trace])
        store.traces.traces([trace.site])
        queries = [one for one in asked if one[0].startswith(("SELECT", "UPDATE", "DELETE"))]
        assert len(queries) > 8
        with store._database.reading() as connection:
            for statement, values in queries:
                one = values[0] if isinstance(values, list) else values
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", one)
                searched = [step.detail for step in plan if step.detail.startswith("SCAN")]
                assert not searched, statement


def test_the_backup_can_be_declined(path, next_version):
    open_store(path).close()
    with Database(path) as database:
        saved = bring_up_to_date(database, backup=False, migrations=next_version(), head="next")
    assert saved is None
    assert not list(path.parent.glob("*backup*"))


def test_a_migration_that_fails_is_undone_and_the_backup_named(path, next_version):
    open_store(path).close()
    broken = next_version('op.execute("INSERT INTO nowhere VALUES (1)")')
    with (
        Database(path) as database,
        pytest.raises(
            StoreError, match=rf"undone; a copy is in broadsheet\.backup-{HEAD}\.db.*nowhere"
        ),
    ):
        bring_up_to_date(database, migrations=broken, head="next")
    assert query(path, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    with open_store(path) as store:
        assert not store.audience.lists()


def test_without_a_backup_nothing_is_migrated(path, next_version):
    open_store(path).close()
    path.with_name(f"broadsheet.backup-{HEAD}.db.partial").mkdir()
    with (
        Database(path) as database,
        pytest.raises(StoreError, match="nothing was changed"),
    ):
        bring_up_to_date(database, migrations=next_version(), head="next")
    assert query(path, "SELECT version_num FROM alembic_version") == [(HEAD,)]


def _create_a_table_and_die(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE articles (id TEXT)")
        raise KeyboardInterrupt


def test_a_killed_first_start_is_made_good_by_the_next(path):
    """The schema and its revision arrive in one transaction: never tables without a revision."""
    with Database(path) as database:
        with pytest.raises(KeyboardInterrupt):
            _create_a_table_and_die(database)
        assert read_revision(database) is None
    with open_store(path) as store:
        assert isinstance(store, Store)


def test_many_programs_may_start_at_once(path):
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_store(path), range(4)))
    for store in stores:
        assert not store.audience.lists()
        store.close()


def test_a_damaged_edition_is_reported(path):
    from dataclasses import replace

    from broadsheet.compose.codec import content_hash, edition_document
    from editions import sample_edition

    edition = sample_edition()
    edition = replace(edition, id=content_hash(edition_document(edition)))
    with open_store(path) as store:
        store.editions.save(edition)
        query(path, "UPDATE editions SET document = x'00ff'")
        with pytest.raises(StoreError, match="damaged"):
            store.editions.get(edition.id)
