"""The store keeps files, reviews and decisions, and loses none of them."""

import multiprocessing
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from review.errors import StoreError
from review.finding import Severity
from review.outcome import Failure
from review.store import Change, Store, subject_of
from review.store.opening import HEAD, open_engine, store_url
from review.store.tables import metadata
from tests.screens.made import made_document

SUBJECT = "某县水务局|2024"


def test_same_bytes_are_taken_once(store: Store) -> None:
    """A file already there is given back under whatever name it comes again."""
    first, new = store.add("甲.docx", b"bytes", "application/x")
    again, new_again = store.add("乙.docx", b"bytes")
    assert (new, new_again) == (True, False)
    assert again == first
    assert [s.name for s in store.submissions()] == ["甲.docx"]
    assert store.content(first.id) == b"bytes"


def test_decision_survives_reopening(place: str) -> None:
    """What decide() returned from is on the disk: another process would read it."""
    Store.open(place).decide(SUBJECT, "f1", "accepted", reason="", edited="改写")
    decision = Store.open(place).decisions(SUBJECT)["f1"]
    assert (decision.verdict, decision.edited, decision.version) == ("accepted", "改写", 1)


def test_second_run_keeps_decisions(store: Store) -> None:
    """A new review with other findings touches no decision; the finding found again is decided."""
    submission, _ = store.add("甲.docx", b"bytes")
    document = made_document()
    store.save_review(submission.id, document)
    kept, lost = document["findings"][0]["id"], document["findings"][1]["id"]
    store.decide(subject_of(document), kept, "rejected", reason="口径不同")
    store.decide(subject_of(document), lost, "accepted")
    document["findings"] = [f for f in document["findings"] if f["id"] != lost]
    document["engine"]["version"] = "0.2.0"
    store.save_review(submission.id, document)
    [entry] = store.queue().entries
    assert (entry.decided, entry.state) == (1, "reviewing")
    assert set(store.decisions(subject_of(document))) == {kept, lost}


def test_same_engine_replaces_its_review_and_another_adds_one(store: Store, place: str) -> None:
    """The latest review counts; older ones of other engines are kept."""
    submission, _ = store.add("甲.docx", b"bytes")
    for version, total in (("1", 50.0), ("1", 60.0), ("2", 70.0)):
        document = made_document()
        document["engine"]["version"] = version
        document["score"]["total"] = total
        store.save_review(submission.id, document)
    latest = store.review(submission.id)
    assert latest is not None
    assert latest["score"]["total"] == 70.0
    with open_engine(place).connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM reviews")).scalar() == 2


def test_next_round_finds_the_decision(store: Store) -> None:
    """Another file of the same agency and year has the decisions of the first."""
    for content in (b"round 1", b"round 2"):
        submission, _ = store.add("报告.docx", content)
        store.save_review(submission.id, made_document())
    finding = made_document()["findings"][0]["id"]
    store.decide(SUBJECT, finding, "doubtful")
    assert [entry.decided for entry in store.queue().entries] == [1, 1]


def test_unknown_agency_falls_back_to_the_file() -> None:
    """Two reports without agency or year do not share decisions."""
    one, other = made_document(), made_document("某镇人民政府")
    for document in (one, other):
        document["report"]["year"] = None
    assert subject_of(one).startswith("sha256:")
    assert subject_of(one) != subject_of(other)


def test_undo_makes_a_finding_undecided_and_counts_on(store: Store) -> None:
    """A decision taken back is gone; the next one has the next version; the trail tells all three."""
    store.decide(SUBJECT, "f1", "accepted")
    store.undo(SUBJECT, "f1")
    assert store.decisions(SUBJECT) == {}
    store.undo(SUBJECT, "f1")
    store.decide(SUBJECT, "f1", "rejected", reason="不属实")
    assert store.decisions(SUBJECT)["f1"].version == 3
    trail = store.audit(SUBJECT)
    assert [entry.action for entry in trail] == ["decided", "undone", "decided"]
    assert trail[1].before == {"verdict": "accepted", "reason": "", "edited": ""}
    assert trail[1].after is None


def test_audit_takes_new_lines_only(store: Store, place: str) -> None:
    """The database itself refuses to change or delete a line of the trail."""
    store.decide(SUBJECT, "f1", "accepted")
    for statement in ("DELETE FROM audit", "UPDATE audit SET action = 'x'"):
        with pytest.raises(DBAPIError), open_engine(place).begin() as connection:
            connection.execute(text(statement))
    assert len(store.audit()) == 1


def test_desk_changes_are_stored_exactly_once(place: str) -> None:
    """What a desk sends again is passed over, also by a server started anew."""
    changes = [Change(1, SUBJECT, "f1", "accepted"), Change(2, SUBJECT, "f2", "rejected")]
    assert Store.open(place).take("desk", changes).last == 2
    store = Store.open(place)
    store.decide(SUBJECT, "f1", "doubtful")
    assert store.take("desk", [*changes, Change(3, SUBJECT, "f3", "accepted")]).last == 3
    assert store.taken("desk") == 3
    assert store.taken("another") == 0
    verdicts = {key: d.verdict for key, d in store.decisions(SUBJECT).items()}
    assert verdicts == {"f1": "doubtful", "f2": "rejected", "f3": "accepted"}


def test_parcel_is_stored_whole_or_not_at_all(store: Store) -> None:
    """A change that cannot be stored takes back those before it in the same parcel."""
    bad = Change(2, SUBJECT, "f2", "perhaps")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="perhaps"):
        store.take("desk", [Change(1, SUBJECT, "f1", "accepted"), bad])
    assert store.decisions(SUBJECT) == {}
    assert store.audit() == []
    assert store.taken("desk") == 0


def _decide_many(place: str, writer: int) -> None:
    store = Store.open(place)
    for number in range(25):
        store.decide(SUBJECT, f"w{writer}-{number}", "accepted")


@pytest.mark.slow
def test_two_processes_write_at_once(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two writers, both opening a store that is not there yet, lose nothing and fail nowhere."""
    # a screen's test leaves app.py as the main module, which a spawned process would run
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_decide_many, args=(str(place), n)) for n in (1, 2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    store = Store.open(place)
    assert len(store.decisions(SUBJECT)) == 50
    assert len(store.audit()) == 50


def test_a_reader_does_not_wait_for_a_writer(store: Store, place: str) -> None:
    """While one connection holds the write lock, the other reads what was committed before."""
    store.decide(SUBJECT, "f1", "accepted")
    engine = open_engine(place)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE decisions SET verdict = 'rejected'"))
        assert store.decisions(SUBJECT)["f1"].verdict == "accepted"
    assert store.decisions(SUBJECT)["f1"].verdict == "rejected"


def test_sqlite_is_set_for_safety(tmp_path: Path) -> None:
    """WAL, synchronous FULL and foreign keys hold on every connection."""
    with open_engine(tmp_path / "store.sqlite").connect() as connection:
        pragmas = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert pragmas == ["wal", 2, 1]


def test_migrations_make_the_tables_of_the_code(place: str, store: Store) -> None:
    """The migrated database and tables.py do not differ, and HEAD is its revision."""
    with open_engine(place).connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD


def test_failed_file_is_in_the_queue_with_its_sentence(store: Store) -> None:
    """A file that could not be read is listed, with no findings."""
    submission, _ = store.add("锁.docx", b"locked")
    failure = Failure("protected", "文件加了密码，请解除密码后重新上传。")
    store.save_review(
        submission.id, made_document(report=None, score=None, findings=(), error=failure)
    )
    [entry] = store.queue().entries
    assert (entry.state, entry.error) == ("failed", failure.message)


def test_queue_counts_levels_and_names_the_gravest_open_finding(store: Store) -> None:
    """Once the gravest is decided, the next one is named."""
    submission, _ = store.add("甲.docx", b"bytes")
    document = made_document()
    store.save_review(submission.id, document)
    [entry] = store.queue().entries
    assert [entry.count(level) for level in Severity] == [3, 3, 0]
    assert entry.state == "waiting"
    assert entry.foremost is not None
    first = entry.foremost
    assert first.severity is Severity.MUST
    number = next(f["id"] for f in document["findings"] if f["message"] == first.message)
    store.decide(SUBJECT, number, "accepted")
    [entry] = store.queue().entries
    assert entry.state == "reviewing"
    assert entry.foremost is not None
    assert entry.foremost.message != first.message


def test_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    """The error is a Chinese sentence naming the place."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="资料库打不开"):
        Store.open(tmp_path / "file" / "store.sqlite")


def test_newer_database_is_refused(place: str, store: Store) -> None:
    """A database of a later program is left alone."""
    with open_engine(place).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="更新版本"):
        Store.open(place)


def test_store_url_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """NIANBAO_STORE may be a path or a URL; an argument wins over it."""
    monkeypatch.setenv("NIANBAO_STORE", str(tmp_path / "a.sqlite"))
    assert store_url().database == str(tmp_path / "a.sqlite")
    monkeypatch.setenv("NIANBAO_STORE", "postgresql://host/base")
    assert store_url().get_backend_name() == "postgresql"
    assert store_url(tmp_path / "b.sqlite").database == str(tmp_path / "b.sqlite")


def test_opening_a_store_loads_nothing_heavy(tmp_path: Path) -> None:
    """Migrations, password hashing and the other database's driver are loaded by whoever needs them."""
    Store.open(tmp_path / "store.sqlite").close()
    code = (
        "import sys; from review.store import Store; Store.open(sys.argv[1]).queue(); "
        "print({'alembic', 'argon2', 'psycopg'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "store.sqlite")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "set()"
