"""The tables, in SQLAlchemy Core. The migrations make them; a test holds the two together."""

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

submissions = Table(
    "submissions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_at", DateTime, nullable=False),
)

# `engine` names what made the review; the same engine replaces its own review, another adds one.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("submission_id", Integer, ForeignKey("submissions.id"), nullable=False),
    Column("engine", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    UniqueConstraint("submission_id", "engine"),
    Index("ix_reviews_made_at", "submission_id", "made_at"),
)

# Not tied to a file: `subject` is agency and year. A decision taken back keeps its row, with no
# verdict, so that its version goes on counting.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("finding", String(64), nullable=False),
    Column("verdict", String(16), nullable=True),
    Column("reason", Text, nullable=False),
    Column("edited", Text, nullable=False),
    Column("decided_at", DateTime, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("subject", "finding"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("finding", String(64), nullable=False),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=True),
)

# How far the changes of each open desk (a browser page) were taken: each is stored exactly once,
# though a desk sends it again until it is acknowledged.
desks = Table(
    "desks",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("taken", Integer, nullable=False),
    Column("seen_at", DateTime, nullable=False),
)
