"""What was understood of each submission is kept, so that a changed rule needs no file again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table of what is kept."""
    op.create_table(
        "kept",
        sa.Column("submission_id", sa.Integer(), sa.ForeignKey("submissions.id"), primary_key=True),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
    )
