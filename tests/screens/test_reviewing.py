"""Taking files in, and starting the server."""

import socket
import tomllib
from pathlib import Path
from typing import Any

import pytest

from review.errors import ReviewError
from review.outcome import Failure
from review.screens import reviewing
from review.screens.reviewing import Step, take_in
from review.screens.serve import OPTIONS, command, start
from review.store import Store
from tests.screens.made import made_document


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store.sqlite")


def outcomes(steps: list[Step]) -> list[str]:
    return [step.outcome for step in steps if step.outcome]


def test_batch_goes_on_after_a_fault(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read and a fault of the program stop nothing; each file is one step."""

    def review(data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
        if data == b"fault":
            raise RuntimeError("text of the file")
        if data == b"locked":
            failure = Failure("protected", "文件加了密码。")
            return made_document(report=None, findings=(), score=None, error=failure), b""
        return made_document(name), b""

    monkeypatch.setattr(reviewing, "review_upload", review)
    files = [("甲", b"1"), ("乙", b"fault"), ("丙", b"locked"), ("丁", b"2"), ("甲", b"1")]
    steps = list(take_in(store, files))
    assert outcomes(steps) == ["added", "failed", "failed", "added", "known"]
    assert [step.name for step in steps if not step.outcome] == ["甲", "乙", "丙", "丁", "甲"]
    assert not any("text of the file" in step.message for step in steps)
    assert [e.state for e in store.queue(sort="added").entries] == [
        "waiting",
        "waiting",
        "failed",
        "waiting",
    ]


def test_known_file_is_not_reviewed_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store holds the review: the second time the pipeline is not asked."""
    calls = []

    def review(data: bytes, name: str) -> tuple[dict[str, Any], bytes]:
        calls.append(name)
        return made_document(), b""

    monkeypatch.setattr(reviewing, "review_upload", review)
    list(take_in(store, [("甲", b"1")]))
    list(take_in(store, [("乙", b"1")]))
    assert calls == ["甲"]


def test_stopped_batch_keeps_what_is_done(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is committed before the next begins."""
    monkeypatch.setattr(reviewing, "review_upload", lambda data, name: (made_document(name), b""))
    batch = take_in(store, [("甲", b"1"), ("乙", b"2"), ("丙", b"3")])
    for step in batch:
        if step.name == "乙" and step.outcome:
            break
    assert [e.submission.name for e in store.queue(sort="added").entries] == ["甲", "乙"]


def test_server_sends_nothing_and_listens_here() -> None:
    """The command line switches statistics off and binds to this machine alone."""
    line = " ".join(command(8501))
    assert "--browser.gatherUsageStats false" in line
    assert "--server.fileWatcherType none" in line
    assert "--server.address 127.0.0.1" in line
    assert "--server.headless true" in line


def test_taken_port_is_told() -> None:
    """Where another program listens, serve says so before it starts anything."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(ReviewError, match="已被占用"):
            start(other.getsockname()[1])


def test_repository_settings_are_those_of_serve() -> None:
    """`streamlit run app.py` in the repository behaves as `nianbao serve` does."""
    file = Path(__file__).parents[2] / ".streamlit" / "config.toml"
    settings = tomllib.loads(file.read_text("utf-8"))
    flat = {
        f"{group}.{name}": str(value).lower() if isinstance(value, bool) else str(value)
        for group, entries in settings.items()
        for name, value in entries.items()
    }
    assert flat == dict(OPTIONS)
