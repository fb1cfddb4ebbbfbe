"""A store of the first revision is brought up without losing anything."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from review.outcome import Failure
from review.screens.comparing import compare
from review.store import Store
from review.store.opening import HEAD, open_engine
from review.store.rows import packed
from review.store.summary import describe
from tests.screens.made import made_document

FIRST = "0001"
AT = datetime(2025, 1, 17, 9, 30)
SUBJECT = "某县水务局|2024"


def insert(connection: sa.Connection, table: str, **values: Any) -> None:
    columns = [sa.column(name) for name in values]
    connection.execute(sa.insert(sa.table(table, *columns)).values(values))


def save(connection: sa.Connection, number: int, engine: str, document: dict[str, Any]) -> None:
    report = document["report"] or {}
    insert(
        connection,
        "reviews",
        submission_id=number,
        engine=engine,
        subject=f"{report['agency']}|{report['year']}" if report else f"sha256:{number}",
        summary="{}",
        document=json.dumps(document, ensure_ascii=False),
        made_at=AT.replace(minute=number),
    )


@pytest.fixture
def old(place: str) -> str:
    """A store as the first release left it: four files, two engines, decisions, one taken back."""
    engine = open_engine(place, FIRST)
    findings = [f["id"] for f in made_document()["findings"]]
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        for number in range(1, 5):
            insert(
                connection,
                "submissions",
                sha256=f"{number}" * 64,
                name=f"{number}.docx",
                media_type="",
                content=f"bytes {number}".encode(),
                added_at=AT,
            )
        earlier = made_document()
        earlier["findings"] = earlier["findings"][:1]
        save(connection, 1, "0.0.9|national", earlier)
        save(connection, 1, "0.1.0|national", made_document())
        save(connection, 2, "0.1.0|national", made_document())
        failure = Failure("protected", "文件加了密码。")
        bad = made_document(report=None, findings=(), score=None, error=failure)
        save(connection, 3, "0.1.0|national", bad)
        rows = [(findings[0], "accepted", 1), (findings[1], "rejected", 4), (findings[2], None, 2)]
        for finding, verdict, version in rows:
            insert(
                connection,
                "decisions",
                subject=SUBJECT,
                finding=finding,
                verdict=verdict,
                reason="口径不同",
                edited="改写",
                decided_at=AT,
                version=version,
            )
            insert(
                connection,
                "audit",
                at=AT,
                action="decided",
                subject=SUBJECT,
                finding=finding,
                before=None,
                after='{"verdict":"accepted"}',
            )
        insert(connection, "desks", id="desk", taken=7, seen_at=AT)
    engine.dispose()
    return place


def test_nothing_is_lost(old: str) -> None:
    """Files, reviews, decisions with their versions, the trail, how far desks were taken."""
    store = Store.open(old)
    assert [store.content(n) for n in range(1, 5)] == [f"bytes {n}".encode() for n in range(1, 5)]
    assert store.review(1) == json.loads(json.dumps(made_document()))
    found = store.decisions(SUBJECT)
    told = [(d.verdict, d.version, d.reason, d.edited, d.reviewer) for d in found.values()]
    assert sorted(told) == [
        ("accepted", 1, "口径不同", "改写", "本机"),
        ("rejected", 4, "口径不同", "改写", "本机"),
    ]
    assert all(decision.decided_at == AT for decision in found.values())
    assert [(e.action, e.actor) for e in store.audit(SUBJECT)] == [("decided", "本机")] * 3
    assert store.taken("desk") == 7
    with store._reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM reviews")).scalar() == 4


def test_what_is_new_is_filled(old: str) -> None:
    """States, rounds, counts, codes and the text to search stand as if made by today's store."""
    store = Store.open(old)
    entries = store.queue(sort="added").entries
    assert [e.state for e in entries] == ["reviewing", "reviewing", "failed", "waiting"]
    assert [e.submission.round for e in entries] == [1, 2, 1, 1]
    assert [(e.total, e.decided) for e in entries[:2]] == [(6, 2), (6, 2)]
    assert [e.error is None for e in entries] == [True, True, False, False]
    assert {r.code: (r.adopted, r.rejected) for r in store.rule_quality()}["T201"] == (1, 0)


def test_a_next_decision_counts_on(old: str) -> None:
    """Versions go on where the first release stood, and the guard of the trail is still there."""
    store = Store.open(old)
    finding = made_document()["findings"][2]["id"]
    store.decide(SUBJECT, finding, "doubtful")
    assert store.decisions(SUBJECT)[finding].version == 3
    with pytest.raises(sa.exc.DBAPIError), open_engine(old).begin() as connection:
        connection.execute(sa.text("DELETE FROM audit"))


def test_opened_twice_it_is_the_same(old: str) -> None:
    """The second opening changes nothing."""
    first = Store.open(old)
    before = (first.queue().entries, first.audit())
    second = Store.open(old)
    assert (second.queue().entries, second.audit()) == before


@pytest.fixture
def third(place: str) -> str:
    """A store as the third revision left it: two agencies, kept facts, a decision."""
    engine = open_engine(place, "0003")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        for number, agency in ((1, "某县水务局"), (2, "某县教育局")):
            digest, document = f"{number}" * 64, made_document(agency)
            insert(connection, "files", sha256=digest, content=b"bytes")
            named = {"sha256": digest, "name": f"{agency}.docx", "media_type": "", "added_at": AT}
            insert(connection, "submissions", **named)
            review = {"subject": f"{agency}|2024", "document": packed(document), "made_at": AT}
            insert(connection, "reviews", submission_id=number, engine="0|national", **review)
            insert(connection, "kept", submission_id=number, facts=b"kept facts")
            describe(connection, number, document)
        decided = {"finding": made_document()["findings"][0]["id"], "verdict": "accepted"}
        words = {"reason": "", "edited": "改写", "reviewer": "张三", "desk": "", "code": "T201"}
        insert(
            connection, "decisions", subject=SUBJECT, decided_at=AT, version=2, **decided, **words
        )
    engine.dispose()
    return place


def test_a_store_that_knew_no_comparison_is_compared(third: str) -> None:
    """Nothing of it is lost, and its reports wait to be compared."""
    store = Store.open(third)
    assert store.uncompared() == {2024: 2}
    assert [store.facts(number) for number in (1, 2)] == [b"kept facts"] * 2
    assert [d.edited for d in store.decisions(SUBJECT).values()] == ["改写"]
    before = store.queue(sort="added").entries
    [told] = compare(store)
    # too old to be checked again: they stay as they are
    assert (told.reports, told.changed) == (2, 0)
    assert store.queue(sort="added").entries == before
    assert store.uncompared() == {}
    with store._reading() as connection:
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    assert found == HEAD


def test_failed_upgrade_leaves_the_first_revision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One transaction: where filling fails nothing of the upgrade is left, and the next try does it."""
    from review.store import summary

    place = tmp_path / "store.sqlite"
    engine = open_engine(place, FIRST)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        insert(connection, "desks", id="desk", taken=7, seen_at=AT)

    def fail(connection: sa.Connection) -> None:
        raise RuntimeError("power")

    with monkeypatch.context() as patched:
        patched.setattr(summary, "refill", fail)
        with pytest.raises(RuntimeError):
            Store.open(place)
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        tables = sa.inspect(connection).get_table_names()
    assert (found, "files" in tables) == (FIRST, False)
    assert Store.open(place).taken("desk") == 7
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    assert found == HEAD
