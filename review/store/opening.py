"""Opening the store: where it stands, how SQLite is set, and the migrations."""

import os
import random
import sqlite3
import time
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from review.errors import StoreError

ENVIRONMENT = "NIANBAO_STORE"
HEAD = "0004"
_BUSY_MILLISECONDS = 30_000
_WAIT_SECONDS = 60
_WRITERS = 20_240_115  # the number of the advisory lock that writers queue at


def store_url(place: str | Path | None = None) -> URL:
    """The store's URL: the argument (a path or a URL), else NIANBAO_STORE, else the user's data folder."""
    place = place or os.environ.get(ENVIRONMENT) or user_data_path("nianbao") / "nianbao.sqlite"
    if isinstance(place, str) and "://" in place:
        try:
            return make_url(place)
        except ArgumentError as error:
            raise StoreError(f"资料库地址无法识别，请检查 {ENVIRONMENT} 的写法。") from error
    return URL.create("sqlite", database=str(Path(place).expanduser().resolve()))


def _set_up_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        # the driver's own transaction control would begin too late: we say BEGIN ourselves
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Take the lock at once: one that turned from reader to writer could not wait.

    SQLite's own waiting sleeps ever longer and lets the unlucky starve among many writers; short
    naps of random length give every one its turn.
    """
    until = time.monotonic() + _WAIT_SECONDS
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > until:
                    raise OperationalError("BEGIN IMMEDIATE", None, error) from error
                time.sleep(random.uniform(0.001, 0.01))
    finally:
        driver.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")


def _set_up_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # one writer at a time, as SQLite has it: what a writer reads stays true until it commits
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def migrate(engine: Engine, to: str = HEAD) -> None:
    """Bring the database to a revision, and what is derived in it up to date."""
    with engine.connect() as connection:
        revision = _revision(connection)
    if revision == to:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    try:
        with (
            engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            if revision is not None and to == HEAD:
                from review.store.summary import refill

                refill(connection)
    except CommandError as error:
        raise StoreError("资料库由更新版本的程序建立，请升级本程序后再打开。") from error


def open_engine(place: str | Path | None = None, revision: str = HEAD) -> Engine:
    """Open the database and bring it to the newest revision; StoreError where that cannot be done."""
    url = store_url(place)
    shown = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
    try:
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url)
        if url.get_backend_name() == "sqlite":
            _set_up_sqlite(engine)
        else:
            _set_up_postgresql(engine)
        migrate(engine, revision)
    except (DBAPIError, SQLAlchemyError, OSError, ImportError) as error:
        raise StoreError(
            f"资料库打不开：{shown}。请检查该位置能否写入、磁盘是否已满，"
            f"或用 {ENVIRONMENT} 另指一个位置。"
        ) from error
    return engine
