"""When a text that had given way to another at its address was met again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column, empty for texts that did not come back."""
    op.add_column("articles", sa.Column("returned", sa.Text()))
