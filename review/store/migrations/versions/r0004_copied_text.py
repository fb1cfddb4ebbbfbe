"""What the comparison with other agencies needs: own texts, who took part, who is at it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "own_texts",
        sa.Column("submission_id", sa.Integer(), sa.ForeignKey("submissions.id"), primary_key=True),
        sa.Column("edition", sa.String(16), nullable=False),
        sa.Column("shared", sa.String(64), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_own_texts_edition", "own_texts", ["edition"])
    op.create_table(
        "compared",
        sa.Column("submission_id", sa.Integer(), sa.ForeignKey("submissions.id"), primary_key=True),
        sa.Column("year", sa.Integer(), primary_key=True, autoincrement=False),
    )
    op.create_index("ix_compared_year", "compared", ["year"])
    op.create_table(
        "comparing",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("holder", sa.String(64), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
    )
