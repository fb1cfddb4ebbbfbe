"""Backup and restore: whole, checked, into either database, and never over another store."""

import gzip
import threading
from pathlib import Path

import pytest

from review.errors import StoreError
from review.finding import Severity
from review.store import Change, Store
from review.store.comparing import OwnTextRow
from review.store.keeping import write_rows
from review.store.tables import metadata
from tests.store.conftest import Put
from tests.store.postgres import Server

SUBJECT = "某县水务局|2024"


@pytest.fixture
def full(store: Store, put: Put) -> Store:
    """A store with something in every table."""
    number = put()
    document = store.review(number)
    assert document is not None
    store.save_review(number, document, b"\x00\xff kept facts")
    store.take("desk", [Change(1, SUBJECT, "f", "accepted", edited="引号\"'与\n换行")])
    store.add_own_finding(SUBJECT, section="end", severity=Severity.ASK, message="x")
    store.record_note(number, draft=True, findings=["f"], content=b"\x00\xff")
    store.add_agencies([{"name": "甲局", "aliases": ["乙局"]}])
    store.suppress("T201", reason="口径不同")
    store.set_setting("note_template", b"PK\x03\x04")
    store.add_account("主任", "long enough", "lead")
    store.open_login("主任")
    store.check_password("主任", "wrong")
    holder, review = store.begin_comparing(), store.kept_review(number)
    assert holder is not None and review is not None
    store.keep_own_texts(holder, [(review, OwnTextRow("edition", "digest", b"\x00\xff text"))])
    store.finish_comparing(holder, 2024, [number], 0)
    return store


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows but the last of the trail, where a backup and a restoring are told."""
    told = {"backup", "restored"}
    with store._reading() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(table.select().order_by(*table.primary_key.columns))
                if table.name != "audit" or row.action not in told
            ]
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize(
    "target", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def test_restored_store_holds_the_same(
    full: Store, target: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Every row of every table, from either database into either; and it goes on counting."""
    before = everything(full)
    assert all(before.values()), [name for name, rows in before.items() if not rows]
    full.backup(tmp_path / "copy")
    place = str(tmp_path / "new" / "store.sqlite")
    if target == "postgresql":
        server: Server = request.getfixturevalue("server")
        place = server.database()
    restored = Store.restore(tmp_path / "copy", place)
    assert everything(restored) == before
    assert restored.content(1) == full.content(1)
    more, new = restored.add("more.docx", b"more")
    assert new
    assert more.id == 2
    assert restored.audit()[-1].action == "added"
    assert restored.check_password("主任", "long enough") is not None
    restored.close()


def test_store_is_never_written_over(full: Store, place: str, tmp_path: Path) -> None:
    """A place that holds anything refuses, and keeps what it has."""
    full.backup(tmp_path / "copy")
    before = everything(full)
    with pytest.raises(StoreError, match="不会覆盖"):
        Store.restore(tmp_path / "copy", place)
    assert everything(full) == before


def test_damage_is_found_before_anything_is_written(full: Store, tmp_path: Path) -> None:
    """A byte turned, an end cut off, another file: refused, and no store is made of it."""
    path = tmp_path / "copy"
    full.backup(path)
    whole = path.read_bytes()
    turned = bytearray(whole)
    turned[len(turned) // 2] ^= 1
    if not whole.startswith(b"SQLite"):
        with gzip.open(path) as stream:
            lines = stream.readlines()
        forged = b"".join(lines).replace(b"|2024", b"|2025", 1)
        (tmp_path / "forged").write_bytes(gzip.compress(forged))
        (tmp_path / "short").write_bytes(gzip.compress(b"".join(lines[:-1])))
    else:
        (tmp_path / "forged").write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
        (tmp_path / "short").write_bytes(whole[:-4096])
    (tmp_path / "turned").write_bytes(turned)
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "other").write_bytes(b"no backup at all")
    for name in ("forged", "turned", "short", "cut", "other", "missing"):
        target = tmp_path / f"{name}.sqlite"
        with pytest.raises(StoreError, match="备份"):
            Store.restore(tmp_path / name, target)
        assert not target.exists(), name


def test_backup_while_others_write_is_of_one_moment(full: Store, tmp_path: Path) -> None:
    """Decisions and trail in it agree, however many are made meanwhile."""
    stop = threading.Event()

    def decide() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            full.decide(SUBJECT, f"w{number}", "accepted")

    writer = threading.Thread(target=decide)
    writer.start()
    try:
        for number in range(5):
            full.backup(tmp_path / f"copy{number}")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        copy = Store.restore(tmp_path / f"copy{number}", tmp_path / f"{number}.sqlite")
        made = {key for key in copy.decisions(SUBJECT) if key.startswith("w")}
        told = {e.finding for e in copy.audit(SUBJECT) if e.finding.startswith("w")}
        assert made == told
        copy.close()


def test_place_that_cannot_be_written_is_told(full: Store, tmp_path: Path) -> None:
    """A sentence, and no half a file."""
    with pytest.raises(StoreError, match="备份写不进"):
        full.backup(tmp_path / "no folder" / "copy")


def test_rows_of_a_store_are_the_same_bytes_but_for_the_date(full: Store, tmp_path: Path) -> None:
    """Nothing in the file hangs on memory or hash seeds."""
    found = []
    for name in ("a", "b"):
        with (tmp_path / name).open("wb") as stream:
            write_rows(full._engine, stream)
        with gzip.open(tmp_path / name) as stream:
            found.append(stream.readlines()[1:-1])
    assert found[0] == found[1]
