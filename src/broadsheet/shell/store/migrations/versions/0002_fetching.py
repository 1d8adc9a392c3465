"""What servers said of a source (moved, gone, fresh for so long), and the ledger of each run."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns to the fetch states, and the table of ledgers."""
    for column in (
        sa.Column("moved_to", sa.Text(), nullable=False, server_default=""),
        sa.Column("moved_at", sa.Text(), nullable=True),
        sa.Column("gone_at", sa.Text(), nullable=True),
        sa.Column("fresh_for", sa.Integer(), nullable=True),
        sa.Column("changes_every", sa.Integer(), nullable=True),
    ):
        op.add_column("fetch_states", column)
    op.create_table(
        "ledgers",
        sa.Column("briefing", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("edition_id", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("briefing", "slot", name="pk_ledgers"),
        sqlite_strict=True,
    )
