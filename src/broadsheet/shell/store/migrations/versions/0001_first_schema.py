"""The first schema: articles, fetch states, editions, figures, subscribers, deliveries, runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create all tables."""
    _create_articles()
    _create_fetch_states()
    _create_editions()
    _create_figures()
    _create_subscribers()
    _create_subscriptions()
    _create_deliveries()
    _create_runs()


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("updated", sa.Text(), nullable=True),
        sa.Column("date_source", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("also_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "id", name="pk_articles"),
        sqlite_strict=True,
    )
    op.create_index("ix_articles_source_dated", "articles", ["source", "dated"])


def _create_fetch_states() -> None:
    op.create_table(
        "fetch_states",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=True),
        sa.Column("not_before", sa.Text(), nullable=True),
        sa.Column("last_success", sa.Text(), nullable=True),
        sa.Column("last_new", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "url", name="pk_fetch_states"),
        sqlite_strict=True,
    )


def _create_editions() -> None:
    op.create_table(
        "editions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("briefing", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("period_end", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
        sa.UniqueConstraint("briefing", "number", name="uq_editions_briefing_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_editions_briefing_period_end", "editions", ["briefing", "period_end"])


def _create_figures() -> None:
    op.create_table(
        "figures",
        sa.Column("edition_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.Column("movement", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("self_reported", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("families", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "position", name="pk_figures"),
        sa.CheckConstraint("self_reported IN (0, 1)", name=op.f("ck_figures_self_reported")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], ondelete="CASCADE", name="fk_figures_edition_id"
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_figures_key_as_of", "figures", ["key", "as_of"])


def _create_subscribers() -> None:
    op.create_table(
        "subscribers",
        sa.Column("address_key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address_key", name="pk_subscribers"),
        sqlite_strict=True,
    )


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("address_key", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("list", "address_key", name="pk_subscriptions"),
        sa.CheckConstraint(
            "state IN ('unconfirmed', 'confirmed', 'unsubscribed')",
            name=op.f("ck_subscriptions_state"),
        ),
        sa.ForeignKeyConstraint(
            ["address_key"],
            ["subscribers.address_key"],
            ondelete="CASCADE",
            name="fk_subscriptions_address_key",
        ),
        sqlite_strict=True,
    )


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("edition_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("attach_pdf", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("edition_id", "address", name="pk_deliveries"),
        sa.CheckConstraint("attach_pdf IN (0, 1)", name=op.f("ck_deliveries_attach_pdf")),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'accepted', 'deferred', 'failed', 'suppressed',"
            " 'unknown')",
            name=op.f("ck_deliveries_state"),
        ),
        sa.UniqueConstraint("message_id", name="uq_deliveries_message_id"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_deliveries_edition_id_state_address", "deliveries", ["edition_id", "state", "address"]
    )


def _create_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("briefing", sa.Text(), nullable=False),
        sa.Column("scheduled_for", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("edition_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("briefing", "scheduled_for", name="pk_runs"),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'skipped', 'failed')",
            name=op.f("ck_runs_state"),
        ),
        sqlite_strict=True,
    )
