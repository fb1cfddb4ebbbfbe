"""Backup and restore. A store in SQLite is copied page by page; any other is written out row by row.

The pages' file ends with the sha256 of what stands before it. The rows' file is gzipped JSON, a line each: a head, then for each table its columns and its rows,
last the number of lines and their sha256. Both kinds can be restored into either database.
"""

import base64
import gzip
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from review.errors import StoreError
from review.store.opening import HEAD, open_engine
from review.store.tables import metadata

_FORMAT = 1
_SQLITE = b"SQLite format 3\x00"
_SEAL = b"\nnianbao sha256 "
_AT_ONCE = 200  # rows in memory
_DAMAGED = "备份文件不完整或已损坏，没有恢复。请换一份备份。"

# how a column's values are written: by the kind of the column
_KINDS: dict[str, tuple[sa.types.TypeEngine[Any], Callable[[Any], Any], Callable[[Any], Any]]] = {
    "bytes": (sa.LargeBinary(), lambda v: base64.b64encode(v).decode(), base64.b64decode),
    "time": (sa.DateTime(), datetime.isoformat, datetime.fromisoformat),
    "day": (sa.Date(), date.isoformat, date.fromisoformat),
    "truth": (sa.Boolean(), bool, bool),
    "plain": (sa.types.NULLTYPE, lambda v: v, lambda v: v),
}


def backup(engine: Engine, path: Path) -> str:
    """Write a copy of the database as it is at one moment; gives the file's sha256."""
    part = path.with_name(path.name + ".part")
    try:
        if engine.dialect.name == "sqlite":
            _copy_pages(str(engine.url.database), part)
            _seal(part)
        else:
            with part.open("wb") as stream:
                write_rows(engine, stream)
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
            digest = _digest(stream)
        part.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise StoreError(f"备份写不进 {path}，请换一个能写入的位置。") from error
    finally:
        part.unlink(missing_ok=True)
    return digest


def restore(path: Path, place: str | Path | None = None) -> None:
    """Fill an empty place from a backup. A store that holds anything is never written over."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_SQLITE))
    except OSError as error:
        raise StoreError(f"备份文件读不了：{path}。") from error
    if head != _SQLITE:
        _check_lines(path)
        _read_rows(path, place)
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.sqlite"
        shutil.copyfile(path, copy)
        _check_seal(copy)
        _check_pages(copy)
        rows = Path(folder) / "rows"
        # through the rows: the target may be of the other kind, and gets today's revision
        source = open_engine(copy)
        try:
            with rows.open("wb") as stream:
                write_rows(source, stream)
        finally:
            source.dispose()
        _read_rows(rows, place)


def _digest(stream: IO[bytes]) -> str:
    found = sha256()
    while block := stream.read(1 << 20):
        found.update(block)
    return found.hexdigest()


# --- pages ---


def _copy_pages(database: str, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy, pages=4096)
        copy.execute("PRAGMA journal_mode = DELETE")
    _check_pages(target)


def _seal(path: Path) -> None:
    with path.open("rb+") as stream:
        stream.write(_SEAL + _digest(stream).encode())


def _check_seal(path: Path) -> None:
    """The sha256 at the end, and take it off; a plain copy of a store's file has none."""
    length = len(_SEAL) + 64
    with path.open("rb+") as stream:
        end = stream.seek(-length, os.SEEK_END)
        seal = stream.read()
        if seal.startswith(_SEAL):
            stream.truncate(end)
            stream.seek(0)
            if _digest(stream).encode() != seal[len(_SEAL) :]:
                raise StoreError(_DAMAGED)


def _check_pages(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            [(size,)] = connection.execute("PRAGMA page_size").fetchall()
            pages = _page_count(path)
            [(said,)] = connection.execute("PRAGMA integrity_check(1)").fetchall()
            dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreError(_DAMAGED) from error
    # a page cut off at the end reads as blanks, which may look whole
    if said != "ok" or dangling or path.stat().st_size != size * pages:
        raise StoreError(_DAMAGED)


def _page_count(path: Path) -> int:
    """As the head of the file has it."""
    with path.open("rb") as stream:
        return int.from_bytes(stream.read(32)[28:], "big")


# --- rows ---


def write_rows(engine: Engine, stream: IO[bytes]) -> None:
    """Write all tables as they are at one moment."""
    lines, found = 0, sha256()
    with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0) as out, _at_one_moment(engine) as source:
        for value in _lines(source):
            line = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
            out.write(line)
            found.update(line)
            lines += 1
        end = {"lines": lines, "sha256": found.hexdigest()}
        out.write(json.dumps(end).encode() + b"\n")


def _at_one_moment(engine: Engine) -> Connection:
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    return engine.connect().execution_options(**level)


def _lines(source: Connection) -> Iterator[Any]:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    yield {"nianbao": _FORMAT, "revision": HEAD, "made_at": at}
    for table in metadata.sorted_tables:
        kinds = [_kind(column) for column in table.columns]
        yield {"table": table.name, "columns": [*zip(table.columns.keys(), kinds, strict=True)]}
        writers = [_KINDS[kind][1] for kind in kinds]
        query = sa.select(table).order_by(*table.primary_key.columns)
        for row in source.execution_options(yield_per=_AT_ONCE).execute(query):
            yield [
                None if value is None else write(value)
                for value, write in zip(row, writers, strict=True)
            ]


def _kind(column: "sa.Column[Any]") -> str:
    kinds = {sa.LargeBinary: "bytes", sa.DateTime: "time", sa.Date: "day", sa.Boolean: "truth"}
    return next((name for kind, name in kinds.items() if isinstance(column.type, kind)), "plain")


def _check_lines(path: Path) -> None:
    """The whole file before anything is written."""
    lines, found, last = 0, sha256(), b""
    try:
        with gzip.open(path) as stream:
            for line in stream:
                if last:
                    found.update(last)
                    lines += 1
                last = line
        end = json.loads(last)
        whole = end == {"lines": lines, "sha256": found.hexdigest()}
    except (OSError, EOFError, ValueError) as error:
        raise StoreError(_DAMAGED) from error
    if not whole:
        raise StoreError(_DAMAGED)


def _read_rows(path: Path, place: str | Path | None) -> None:
    with gzip.open(path) as stream:
        head = json.loads(stream.readline())
        if head.get("nianbao") != _FORMAT:
            raise StoreError("备份由更新版本的程序写出，请升级本程序后再恢复。")
        engine = open_engine(place, head["revision"])
        try:
            with (
                engine.connect().execution_options(writes=True) as target,
                target.begin(),
            ):
                _demand_empty(target)
                _fill(target, stream)
        except SQLAlchemyError as error:
            raise StoreError("没有恢复：资料库写不进去，请检查磁盘后再试。") from error
        finally:
            engine.dispose()


def _demand_empty(target: Connection) -> None:
    for name in ("submissions", "decisions", "audit"):
        if target.execute(sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)).first():
            raise StoreError("这个位置已有资料库，不会覆盖。请把备份恢复到一个新的位置。")


def _fill(target: Connection, stream: Iterable[bytes]) -> None:
    into: _Into | None = None
    for line in stream:
        value = json.loads(line)
        if isinstance(value, list) and into is not None:
            into.add(value)
        elif "table" in value:
            if into is not None:
                into.flush()
            into = _Into(target, value["table"], value["columns"])
    if into is not None:
        into.flush()
    if target.dialect.name == "postgresql":
        _count_on(target)


class _Into:
    """Rows on their way into one table."""

    def __init__(self, target: Connection, table: str, columns: list[list[str]]) -> None:
        self._target = target
        self._names = [name for name, _ in columns]
        self._readers = [_KINDS[kind][2] for _, kind in columns]
        typed: list[Any] = [sa.column(name, _KINDS[kind][0]) for name, kind in columns]
        self._statement = sa.insert(sa.table(table, *typed))
        self._waiting: list[dict[str, Any]] = []

    def add(self, values: list[Any]) -> None:
        pairs = zip(values, self._readers, strict=True)
        row = [None if value is None else read(value) for value, read in pairs]
        self._waiting.append(dict(zip(self._names, row, strict=True)))
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            self._target.execute(self._statement, self._waiting)
            self._waiting.clear()


def _count_on(target: Connection) -> None:
    """Let new rows' ids begin after those that were restored."""
    for table in metadata.sorted_tables:
        if "id" in table.columns and isinstance(table.c.id.type, sa.Integer):
            target.execute(
                sa.text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
                )
            )
