"""What repeats on the articles of a site, and what was cut from each for that."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column, empty for articles read before, and the table."""
    op.add_column("articles", sa.Column("cut", sa.Text(), nullable=False, server_default="[]"))
    op.create_table(
        "traces",
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("paragraphs", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("site", "page", name="pk_traces"),
        sqlite_strict=True,
    )
    op.create_index("ix_traces_seen_at", "traces", ["seen_at"])
