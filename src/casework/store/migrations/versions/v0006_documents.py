"""The bytes of documents that were handed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; like the texts of letters, its rows are never changed."""
    op.create_table(
        "pieces",
        sa.Column("digest", sa.String(length=64), nullable=False, comment="SHA-256 of the whole document"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_pieces_numbered_from_zero")),
        sa.PrimaryKeyConstraint("digest", "number", name=op.f("pk_pieces")),
        comment="documents that were handed in, each once, in pieces",
    )


def downgrade() -> None:
    """Take it away, with what was handed in."""
    op.drop_table("pieces")
