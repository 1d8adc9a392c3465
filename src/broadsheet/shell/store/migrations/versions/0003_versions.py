"""Find an article's other texts by its address, and know how its server said that it is gone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column and the index."""
    op.add_column(
        "fetch_states", sa.Column("gone_status", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_index("ix_articles_source_url", "articles", ["source", "url"])
