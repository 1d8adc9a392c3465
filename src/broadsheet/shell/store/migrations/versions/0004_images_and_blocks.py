"""The lead image of an article, and what the paragraphs of its text are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns to the articles; those read before have neither."""
    for name in ("image", "blocks"):
        op.add_column("articles", sa.Column(name, sa.Text(), nullable=False, server_default=""))
