"""A private PostgreSQL server for the tests: in a temporary folder, on a socket in it, gone afterwards.

PostgreSQL refuses to run as root: then its own account of the Debian package runs it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

_ACCOUNTS = ("postgres", "nobody")
_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=32MB "
    "-c max_connections=60"
)
_SCHEMA = "options=-csearch_path%3D"
_NAME = "name_of_the_schema"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version; None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda p: int(p.parent.name), default=None)


def _account() -> str | None:
    """Whose the server is: None is whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    import pwd  # not on Windows

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in _ACCOUNTS if name in names), None)


class Server:
    """A running server; `database` makes an empty place for a store and gives its URL."""

    def __init__(self, folder: Path, bin_folder: Path) -> None:
        self._folder, self._bin = folder, bin_folder
        self._user = _account()
        self._where = f"host={folder} user=tests dbname=postgres"

    def start(self) -> None:
        """Make the cluster and start it."""
        if self._user:
            shutil.chown(self._folder, self._user)
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"{_OPTIONS} -k {self._folder}"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "-t", "60", "start")

    def stop(self) -> None:
        """End the server at once."""
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w", "stop")

    def database(self) -> str:
        """The URL of a new, empty schema: made and thrown away in less time than a database."""
        name = f"t{uuid4().hex[:12]}"
        with psycopg.connect(self._where, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql+psycopg://tests@/postgres?host={self._folder}&{_SCHEMA}{name}"

    def script_of(self, place: str) -> str:
        """What makes a schema as it is now: its own name stands for the schema that gets it."""
        name = place.partition(_SCHEMA)[2]
        command = [str(self._bin / "pg_dump"), "-h", str(self._folder), "-U", "tests"]
        command += ["--schema", name, "--inserts", "--no-owner", "postgres"]
        written = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        lines = (line for line in written.splitlines() if not line.startswith("\\"))
        return "\n".join(lines).replace(f"CREATE SCHEMA {name};", "").replace(name, _NAME)

    def fill(self, place: str, script: str) -> None:
        """Make an empty schema such as the script says."""
        with psycopg.connect(self._where, autocommit=True) as connection:
            connection.execute(script.replace(_NAME, place.partition(_SCHEMA)[2]).encode())

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._bin / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            user=self._user,
            cwd="/",
        )


@contextmanager
def running_server() -> Iterator[Server]:
    """A server while the block runs."""
    found = programs()
    if found is None:
        raise FileNotFoundError("initdb")
    # a short path: that of a socket may have 107 bytes
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = Server(folder, found)
    try:
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with running_server() as running:
        print(running.database(), flush=True)
        sys.stdin.read()
