"""What an office needs: files apart, states and rounds, findings as rows, own findings, accounts.

Reviews are kept compressed. What is derived from reviews and decisions (findings, texts, the counts
beside a submission) is filled by the store after the migration, see `review.store.summary.refill`.
"""

import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_LOCAL = "本机"


def upgrade() -> None:
    """Add the columns and tables; move bytes and documents."""
    _files()
    _submissions()
    _reviews()
    op.add_column("decisions", _filled("reviewer", sa.Text(), _LOCAL))
    op.add_column("decisions", _filled("desk", sa.String(64), ""))
    op.add_column("decisions", _filled("code", sa.String(16), ""))
    op.add_column("audit", _filled("actor", sa.Text(), _LOCAL))
    op.create_index("ix_audit_subject", "audit", ["subject"])
    op.create_index("ix_audit_action", "audit", ["action", "at"])
    _derived()
    _work()
    _people()
    if op.get_bind().dialect.name == "postgresql":
        _guard_audit()


def _filled(name: str, kind: "sa.types.TypeEngine[Any]", default: str) -> "sa.Column[Any]":
    return sa.Column(name, kind, nullable=False, server_default=default)


def _needed(name: str, kind: "sa.types.TypeEngine[Any]") -> "sa.Column[Any]":
    return sa.Column(name, kind, nullable=False)


def _submission_key(*, primary_key: bool = False) -> "sa.Column[int]":
    key = sa.ForeignKey("submissions.id")
    return sa.Column("submission_id", sa.Integer(), key, nullable=False, primary_key=primary_key)


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), primary_key=True),
        _needed("content", sa.LargeBinary()),
    )
    op.execute("INSERT INTO files (sha256, content) SELECT sha256, content FROM submissions")
    op.drop_column("submissions", "content")


def _submissions() -> None:
    columns = [
        _filled("batch", sa.Text(), ""),
        sa.Column("agency", sa.Text()),
        _filled("kind", sa.Text(), "unknown"),
        sa.Column("year", sa.Integer()),
        _filled("round", sa.Integer(), "1"),
        _filled("state", sa.String(16), "waiting"),
        sa.Column("reviewer", sa.Text()),
        _filled("version", sa.Integer(), "1"),
        _filled("withdrawn", sa.Boolean(), "0"),
        _filled("duplicate", sa.Boolean(), "0"),
        _filled("subject", sa.Text(), ""),
        _filled("rules", sa.Text(), ""),
        sa.Column("error", sa.Text()),
        sa.Column("score", sa.Float()),
        _filled("grade", sa.Text(), ""),
    ]
    for kind in ("", "open_"):
        columns += [_filled(kind + level, sa.Integer(), "0") for level in ("must", "should", "ask")]
    columns += [
        _filled("own", sa.Integer(), "0"),
        sa.Column("foremost_code", sa.Text()),
        sa.Column("foremost_severity", sa.Text()),
        sa.Column("foremost_message", sa.Text()),
        sa.Column("reuse", sa.Float()),
        _filled("need", sa.Float(), "0"),
    ]
    for column in columns:
        op.add_column("submissions", column)
    op.create_index("ix_submissions_need", "submissions", ["need"])
    op.create_index("ix_submissions_subject", "submissions", ["subject"])
    op.create_index("ix_submissions_agency", "submissions", ["agency", "year", "round"])
    op.create_index("ix_submissions_year", "submissions", ["year", "state"])


def _reviews() -> None:
    op.rename_table("reviews", "reviews_before")
    op.drop_index("ix_reviews_made_at", "reviews_before")
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), primary_key=True),
        _submission_key(),
        _needed("engine", sa.Text()),
        _needed("subject", sa.Text()),
        _needed("document", sa.LargeBinary()),
        _needed("made_at", sa.DateTime()),
        sa.UniqueConstraint("submission_id", "engine"),
    )
    op.create_index("ix_reviews_made_at", "reviews", ["submission_id", "made_at"])
    connection = op.get_bind()
    names = ("submission_id", "engine", "subject", "document", "made_at")
    kept = sa.table("reviews_before", sa.column("id"), *(sa.column(name) for name in names[:4]), sa.column("made_at", sa.DateTime()))  # fmt: skip
    new = sa.table("reviews", *(sa.column(name) for name in names[:4]), sa.column("made_at", sa.DateTime()))  # fmt: skip
    ids = connection.execute(sa.select(kept.c.id).order_by(kept.c.id)).scalars().all()
    for number in ids:
        row = connection.execute(sa.select(kept).where(kept.c.id == number)).one()
        values = {name: getattr(row, name) for name in names}
        values["document"] = zlib.compress(row.document.encode())
        connection.execute(sa.insert(new).values(values))
    op.drop_table("reviews_before")


def _derived() -> None:
    op.create_table(
        "findings",
        _submission_key(primary_key=True),
        sa.Column("finding", sa.String(64), primary_key=True),
        _needed("ordinal", sa.Integer()),
        _needed("subject", sa.Text()),
        _needed("code", sa.String(16)),
        _needed("severity", sa.String(8)),
        _needed("points", sa.Float()),
        _needed("helps", sa.Boolean()),
        _needed("message", sa.Text()),
    )
    op.create_index("ix_findings_code", "findings", ["code", "submission_id"])
    op.create_index("ix_findings_subject", "findings", ["subject", "finding"])
    op.create_table("texts", _submission_key(primary_key=True), _needed("text", sa.Text()))


def _work() -> None:
    words = ("section", "quote", "cell", "message", "advice", "reviewer")
    op.create_table(
        "own_findings",
        sa.Column("id", sa.String(64), primary_key=True),
        _needed("subject", sa.Text()),
        *(_needed(name, sa.Text()) for name in words),
        *(_needed(name, sa.Integer()) for name in ("start", "end", "version")),
        _needed("severity", sa.String(8)),
        _needed("created_at", sa.DateTime()),
        _needed("withdrawn", sa.Boolean()),
        _needed("desk", sa.String(64)),
    )
    op.create_index("ix_own_findings_subject", "own_findings", ["subject"])
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        _submission_key(),
        _needed("subject", sa.Text()),
        _needed("round", sa.Integer()),
        _needed("draft", sa.Boolean()),
        _needed("made_at", sa.DateTime()),
        _needed("reviewer", sa.Text()),
        _needed("findings", sa.Text()),
        _needed("sha256", sa.String(64)),
        _needed("content", sa.LargeBinary()),
    )
    op.create_index("ix_notes_subject", "notes", ["subject"])
    op.create_table(
        "suppressions",
        sa.Column("id", sa.Integer(), primary_key=True),
        _needed("code", sa.String(16)),
        *(_needed(name, sa.Text()) for name in ("agency", "reason", "reviewer")),
        sa.Column("expires", sa.Date()),
        _needed("created_at", sa.DateTime()),
        _needed("ended", sa.Boolean()),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(64), primary_key=True),
        _needed("value", sa.LargeBinary()),
        _needed("version", sa.Integer()),
        _needed("changed_at", sa.DateTime()),
        _needed("reviewer", sa.Text()),
    )


def _people() -> None:
    op.create_table(
        "agencies",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        *(_needed(name, sa.Text()) for name in ("kind", "aliases", "contact")),
    )
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(128), primary_key=True),
        _needed("password", sa.Text()),
        _needed("role", sa.String(16)),
        _needed("active", sa.Boolean()),
        _needed("created_at", sa.DateTime()),
    )
    op.create_table(
        "logins",
        sa.Column("token", sa.String(64), primary_key=True),
        _needed("account", sa.String(128)),
        _needed("created_at", sa.DateTime()),
        _needed("expires_at", sa.DateTime()),
    )
    op.create_table(
        "attempts",
        sa.Column("name", sa.String(64), primary_key=True),
        _needed("failures", sa.Integer()),
        _needed("last_at", sa.DateTime()),
    )


def _guard_audit() -> None:
    op.execute(
        "CREATE FUNCTION audit_takes_new_lines_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail takes new lines only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION audit_takes_new_lines_only()"
    )
    op.execute(
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_takes_new_lines_only()"
    )
