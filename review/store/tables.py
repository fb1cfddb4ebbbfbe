"""The tables, in SQLAlchemy Core. The migrations make them; a test holds the two together."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
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


def _must(name: str, kind: Any, default: str | None = None, **more: Any) -> Column[Any]:
    """A column that is always filled; `default` is the database's for rows that were there before."""
    return Column(name, kind, nullable=False, server_default=default, **more)


# the bytes apart: whoever lists submissions must not drag files through memory
files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    _must("content", LargeBinary),
)

# From `subject` on: the latest review in short, kept in the transaction that changes it.
submissions = Table(
    "submissions",
    metadata,
    Column("id", Integer, primary_key=True),
    _must("sha256", String(64), unique=True),
    _must("name", Text),
    _must("media_type", Text),
    _must("added_at", DateTime),
    _must("batch", Text, ""),
    Column("agency", Text),
    _must("kind", Text, "unknown"),
    Column("year", Integer),
    _must("round", Integer, "1"),
    _must("state", String(16), "waiting"),
    Column("reviewer", Text),
    _must("version", Integer, "1"),
    _must("withdrawn", Boolean, "0"),
    _must("duplicate", Boolean, "0"),
    _must("subject", Text, ""),
    _must("rules", Text, ""),
    Column("error", Text),
    Column("score", Float),
    _must("grade", Text, ""),
    *(_must(f"{kind}{level}", Integer, "0") for kind in ("", "open_") for level in ("must", "should", "ask")),
    _must("own", Integer, "0"),
    Column("foremost_code", Text),
    Column("foremost_severity", Text),
    Column("foremost_message", Text),
    Column("reuse", Float),
    _must("need", Float, "0"),
    Index("ix_submissions_need", "need"),
    Index("ix_submissions_subject", "subject"),
    Index("ix_submissions_agency", "agency", "year", "round"),
    Index("ix_submissions_year", "year", "state"),
)  # fmt: skip

# `engine` names what made the review; the same engine replaces its own review, another adds one.
# `document` is JSON under zlib.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("submission_id", Integer, ForeignKey("submissions.id"), nullable=False),
    _must("engine", Text),
    _must("subject", Text),
    _must("document", LargeBinary),
    _must("made_at", DateTime),
    UniqueConstraint("submission_id", "engine"),
    Index("ix_reviews_made_at", "submission_id", "made_at"),
)

# the findings of the latest review
findings = Table(
    "findings",
    metadata,
    Column("submission_id", Integer, ForeignKey("submissions.id"), primary_key=True),
    Column("finding", String(64), primary_key=True),
    _must("ordinal", Integer),
    _must("subject", Text),
    _must("code", String(16)),
    _must("severity", String(8)),
    _must("points", Float),
    _must("helps", Boolean),
    _must("message", Text),
    Index("ix_findings_code", "code", "submission_id"),
    Index("ix_findings_subject", "subject", "finding"),
)

# what the search looks through: agency, title and sections of the latest review
texts = Table(
    "texts",
    metadata,
    Column("submission_id", Integer, ForeignKey("submissions.id"), primary_key=True),
    _must("text", Text),
)

# Not tied to a file: `subject` is agency and year. A decision taken back keeps its row, with no
# verdict, so that its version goes on counting. `desk` is the desk that wrote last; `code` is the
# check's, kept because the finding itself may be gone after the next run.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    _must("subject", Text),
    _must("finding", String(64)),
    Column("verdict", String(16)),
    _must("reason", Text),
    _must("edited", Text),
    _must("decided_at", DateTime),
    _must("version", Integer),
    _must("reviewer", Text, ""),
    _must("desk", String(64), ""),
    _must("code", String(16), ""),
    UniqueConstraint("subject", "finding"),
)

own_findings = Table(
    "own_findings",
    metadata,
    Column("id", String(64), primary_key=True),
    _must("subject", Text),
    _must("section", Text),
    _must("start", Integer),
    _must("end", Integer),
    _must("quote", Text),
    _must("cell", Text),
    _must("severity", String(8)),
    _must("message", Text),
    _must("advice", Text),
    _must("reviewer", Text),
    _must("created_at", DateTime),
    _must("version", Integer),
    _must("withdrawn", Boolean),
    _must("desk", String(64)),
    Index("ix_own_findings_subject", "subject"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    _must("at", DateTime),
    _must("action", String(32)),
    _must("subject", Text),
    _must("finding", String(64)),
    Column("before", Text),
    Column("after", Text),
    _must("actor", Text, ""),
    Index("ix_audit_subject", "subject"),
    Index("ix_audit_action", "action", "at"),
)

# How far the changes of each open desk (a browser page) were taken: each is stored exactly once,
# though a desk sends it again until it is acknowledged.
desks = Table(
    "desks",
    metadata,
    Column("id", String(64), primary_key=True),
    _must("taken", Integer),
    _must("seen_at", DateTime),
)

agencies = Table(
    "agencies",
    metadata,
    Column("id", Integer, primary_key=True),
    _must("name", Text, unique=True),
    _must("kind", Text),
    _must("aliases", Text),
    _must("contact", Text),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("submission_id", Integer, ForeignKey("submissions.id"), nullable=False),
    _must("subject", Text),
    _must("round", Integer),
    _must("draft", Boolean),
    _must("made_at", DateTime),
    _must("reviewer", Text),
    _must("findings", Text),
    _must("sha256", String(64)),
    _must("content", LargeBinary),
    Index("ix_notes_subject", "subject"),
)

suppressions = Table(
    "suppressions",
    metadata,
    Column("id", Integer, primary_key=True),
    _must("code", String(16)),
    _must("agency", Text),
    _must("reason", Text),
    Column("expires", Date),
    _must("reviewer", Text),
    _must("created_at", DateTime),
    _must("ended", Boolean),
)

settings = Table(
    "settings",
    metadata,
    Column("key", String(64), primary_key=True),
    _must("value", LargeBinary),
    _must("version", Integer),
    _must("changed_at", DateTime),
    _must("reviewer", Text),
)

accounts = Table(
    "accounts",
    metadata,
    Column("name", String(128), primary_key=True),
    _must("password", Text),
    _must("role", String(16)),
    _must("active", Boolean),
    _must("created_at", DateTime),
)

# of a login only the hash of its token is kept
logins = Table(
    "logins",
    metadata,
    Column("token", String(64), primary_key=True),
    _must("account", String(128)),
    _must("created_at", DateTime),
    _must("expires_at", DateTime),
)

# wrong passwords by the name given (hashed: it need not be an account's), for the rate limit
attempts = Table(
    "attempts",
    metadata,
    Column("name", String(64), primary_key=True),
    _must("failures", Integer),
    _must("last_at", DateTime),
)

# what checking again needs of the latest review (see `review.rechecking`); only spares work
kept = Table(
    "kept",
    metadata,
    Column("submission_id", Integer, ForeignKey("submissions.id"), primary_key=True),
    _must("facts", LargeBinary),
)

# the sentences that are a report's own to write, packed (see `review.copying.texts`), for the comparison
# with other agencies; `edition` is that of the program that wrote them (see `review.editions.understanding`),
# `shared` the digest of what its review was last checked against. A review made from the file anew does
# away with the row.
own_texts = Table(
    "own_texts",
    metadata,
    Column("submission_id", Integer, ForeignKey("submissions.id"), primary_key=True),
    _must("edition", String(16)),
    _must("shared", String(64)),
    _must("text", LargeBinary),
    Index("ix_own_texts_edition", "edition"),  # small: whose text is kept is told without the texts
)

# which reports took part in the last finished comparison of a year, with the texts that are kept
compared = Table(
    "compared",
    metadata,
    Column("submission_id", Integer, ForeignKey("submissions.id"), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Index("ix_compared_year", "year"),
)

# who compares now: one row at most. `wanted`: somebody asked meanwhile.
comparing = Table(
    "comparing",
    metadata,
    Column("id", Integer, primary_key=True),
    _must("holder", String(64)),
    _must("until", DateTime),
    _must("wanted", Boolean),
)
