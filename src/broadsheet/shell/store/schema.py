"""The tables, as the newest migration leaves them.

Plain types only (TEXT, INTEGER, BLOB), STRICT, every rule a constraint: what must be unique is
unique in the database, so two processes cannot both be right.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)

from broadsheet.shell.store.columns import Blocks, Json, Number, Picture, PlainText, UtcTime, Words

HEAD = "0006"
"""The revision this program reads and writes; compared before anything heavy is imported."""

APPLICATION_ID = 0x42524453
"""Marks the file as ours (SQLite's application_id): "BRDS"."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("source", PlainText, primary_key=True),  # one text may come by two sources
    Column("id", PlainText, primary_key=True),
    Column("dated", UtcTime, nullable=False),
    Column("url", PlainText, nullable=False),
    Column("title", PlainText, nullable=False),
    Column("text", PlainText, nullable=False),
    Column("publisher", PlainText, nullable=False),
    Column("family", PlainText, nullable=False),
    Column("language", PlainText, nullable=False),
    Column("authors", Words, nullable=False),
    Column("published", UtcTime),
    Column("updated", UtcTime),
    Column("date_source", PlainText, nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("tags", Words, nullable=False),
    Column("also_at", Words, nullable=False),
    Column("image", Picture, nullable=False, server_default=""),
    Column("blocks", Blocks, nullable=False, server_default=""),
    Column("cut", Words, nullable=False, server_default="[]"),
    Column("returned", UtcTime),  # when a text that had given way to another was met again
    Index(None, "source", "dated"),
    Index(None, "source", "url"),
    sqlite_strict=True,
)

fetch_states = Table(
    "fetch_states",
    metadata,
    Column("source", PlainText, primary_key=True),
    Column("url", PlainText, primary_key=True),
    Column("etag", PlainText),
    Column("last_modified", PlainText),
    Column("content_hash", PlainText),
    Column("not_before", UtcTime),
    Column("last_success", UtcTime),
    Column("last_new", UtcTime),
    Column("failures", Integer, nullable=False),
    Column("last_error", PlainText, nullable=False),
    Column("moved_to", PlainText, nullable=False, server_default=""),
    Column("moved_at", UtcTime),
    Column("gone_at", UtcTime),
    Column("fresh_for", Integer),
    Column("changes_every", Integer),
    Column("gone_status", Integer, nullable=False, server_default="0"),
    sqlite_strict=True,
)

editions = Table(
    "editions",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("briefing", PlainText, nullable=False),
    Column("number", Integer, nullable=False),
    Column("headline", PlainText, nullable=False),
    Column("period_end", UtcTime, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("document", LargeBinary, nullable=False),
    UniqueConstraint("briefing", "number"),
    Index(None, "briefing", "period_end"),
    sqlite_strict=True,
)

figures = Table(
    "figures",
    metadata,
    Column(
        "edition_id", PlainText, ForeignKey("editions.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("position", Integer, primary_key=True),
    Column("key", PlainText, nullable=False),
    Column("label", PlainText, nullable=False),
    Column("value", Number, nullable=False),
    Column("unit", PlainText, nullable=False),
    Column("currency", PlainText),
    Column("bound", PlainText, nullable=False),
    Column("movement", PlainText, nullable=False),
    Column("subject", PlainText, nullable=False),
    Column("period", Json, nullable=False),
    Column("speaker", PlainText, nullable=False),
    Column("self_reported", Integer, nullable=False),
    Column("as_of", UtcTime, nullable=False),
    Column("families", Words, nullable=False),
    Column("evidence", Json, nullable=False),
    CheckConstraint("self_reported IN (0, 1)", name="self_reported"),
    Index(None, "key", "as_of"),
    sqlite_strict=True,
)

subscribers = Table(
    "subscribers",
    metadata,
    Column("address_key", PlainText, primary_key=True),
    Column("address", PlainText, nullable=False),
    Column("name", PlainText, nullable=False),
    Column("language", PlainText, nullable=False),
    sqlite_strict=True,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("list", PlainText, primary_key=True),
    Column(
        "address_key",
        PlainText,
        ForeignKey("subscribers.address_key", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("state", PlainText, nullable=False),
    Column("since", UtcTime, nullable=False),
    CheckConstraint("state IN ('unconfirmed', 'confirmed', 'unsubscribed')", name="state"),
    sqlite_strict=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("edition_id", PlainText, primary_key=True),
    Column("address", PlainText, primary_key=True),
    Column("name", PlainText, nullable=False),
    Column("list", PlainText, nullable=False),
    Column("attach_pdf", Integer, nullable=False),
    Column("message_id", PlainText, nullable=False),
    Column("state", PlainText, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", UtcTime),
    Column("reply", PlainText, nullable=False),
    Column("changed_at", UtcTime),
    UniqueConstraint("message_id"),
    CheckConstraint("attach_pdf IN (0, 1)", name="attach_pdf"),
    CheckConstraint(
        "state IN ('pending', 'sending', 'accepted', 'deferred', 'failed', 'suppressed',"
        " 'unknown')",
        name="state",
    ),
    Index(None, "edition_id", "state", "address"),
    sqlite_strict=True,
)

runs = Table(
    "runs",
    metadata,
    Column("briefing", PlainText, primary_key=True),
    Column("scheduled_for", UtcTime, primary_key=True),
    Column("state", PlainText, nullable=False),
    Column("started_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("edition_id", PlainText, nullable=False),
    Column("reason", PlainText, nullable=False),
    Column("counts", Json, nullable=False),
    CheckConstraint(
        "state IN ('queued', 'running', 'done', 'skipped', 'failed')",
        name="state",
    ),
    sqlite_strict=True,
)

ledgers = Table(
    "ledgers",
    metadata,
    Column("briefing", PlainText, primary_key=True),
    Column("slot", UtcTime, primary_key=True),
    Column("edition_id", PlainText, nullable=False),
    Column("document", Json, nullable=False),
    sqlite_strict=True,
)

traces = Table(
    "traces",
    metadata,
    Column("site", PlainText, primary_key=True),
    Column("page", PlainText, primary_key=True),
    Column("title", PlainText, nullable=False),
    Column("topic", Words, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("paragraphs", Json, nullable=False),
    Index(None, "seen_at"),
    sqlite_strict=True,
)
