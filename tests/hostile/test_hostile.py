"""Hostile files end in a review or a sentence that says what to do, and cost only themselves."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from review.pipeline import review_bytes
from tests.hostile.classes import CLASSES, FILES
from tests.hostile.made import REVIEWED
from tests.hostile.measuring import MEGABYTES, SECONDS
from tests.hostile.text_files import INJECTIONS

_CHINESE = re.compile("[\u4e00-\u9fff]")
_ADVICE = re.compile("请")

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="measured by fork and /proc")


def _rows(*options: str) -> list[dict[str, Any]]:
    """Rows of a run in a process of its own, so that its base is the worker's, not pytest's."""
    run = subprocess.run(
        [sys.executable, "-B", "-m", "tests.hostile", "--json", *options],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def _judge(rows: list[dict[str, Any]]) -> None:
    faults = []
    for row in rows:
        where = f"{row['class']} {row['number']}"
        if row["outcome"] not in CLASSES[row["class"]].outcomes:
            faults.append(f"{where}: {row['outcome']} {row['message']}")
        if row["misdeeds"]:
            faults.append(f"{where}: {row['misdeeds']}")
        if row["seconds"] > SECONDS or row["megabytes"] > MEGABYTES:
            faults.append(f"{where}: {row['seconds']:.1f} s, {row['megabytes']:.0f} MB")
        if row["outcome"] != REVIEWED and not (
            _CHINESE.search(row["message"]) and _ADVICE.search(row["message"])
        ):
            faults.append(f"{where}: says not what to do: {row['message']!r}")
    assert not faults, "\n".join(faults)


@on_linux
@pytest.mark.slow
def test_one_file_of_every_class_keeps_to_the_bounds() -> None:
    rows = _rows("--files", "1")
    assert {row["class"] for row in rows} == set(CLASSES)
    _judge(rows)


@on_linux
@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CLASSES))
def test_all_files_of_a_class_keep_to_the_bounds(name: str) -> None:
    rows = _rows("--class", name)
    assert len(rows) == FILES
    _judge(rows)


def test_files_are_the_same_for_the_same_seed() -> None:
    for name in ("mislabelled", "odd_entry_names", "scanned_pdf", "runs_in_title"):
        assert CLASSES[name].file(3) == CLASSES[name].file(3)


def test_the_files_of_a_class_differ() -> None:
    for name in ("truncated_docx", "active_docx", "html_encodings", "active_pdf", "text_encodings"):
        files = [CLASSES[name].file(number) for number in range(FILES)]
        assert len(set(files)) == FILES


_FETCHING = (
    "active_docx",
    "xml_doctype",
    "active_html",
    "html_doctype",
    "active_pdf",
    "mht_charsets",
)


@pytest.mark.parametrize("name", _FETCHING)
def test_nothing_is_fetched(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no socket to be had, each file comes out as it always does."""

    def no_socket(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_socket)
    monkeypatch.setattr(socket, "create_connection", no_socket)
    monkeypatch.setattr(socket, "getaddrinfo", no_socket)
    for number in range(FILES):
        file, data = CLASSES[name].file(number)
        review = review_bytes(data, file)
        outcome = review.error.code if review.error else REVIEWED
        assert outcome in CLASSES[name].outcomes


@pytest.mark.parametrize("number", range(len(INJECTIONS)))
def test_injected_text_comes_through_as_data(number: int) -> None:
    """Not dropped, not obeyed: the text stands in its section, and the verdict is that of its report."""
    file, data = CLASSES["injections"].file(number)
    review = review_bytes(data, file)
    assert review.report is not None
    overview = next(s for s in review.report.sections if s.key == "overview")
    unseen = "[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff]"
    shown = re.sub(unseen, "", INJECTIONS[number])
    assert shown in overview.text


_NAMED = [
    ("old_office", 0, "旧版 Word（.doc）"),
    ("old_office", 2, "Excel 工作簿（.xls）"),
    ("old_office", 3, "演示文稿（.ppt）"),
    ("other_formats", 0, "RTF"),
    ("other_formats", 2, "OFD"),
    ("other_formats", 3, "Excel"),
    ("other_formats", 4, "压缩包"),
    ("other_formats", 5, "压缩包"),
    ("other_formats", 8, "电子邮件"),
    ("other_formats", 9, "OpenDocument"),
    ("pictures_and_programs", 0, "图片"),
    ("pictures_and_programs", 5, "程序文件"),
    ("mislabelled", 5, "Excel"),
    ("mislabelled", 6, "演示文稿"),
    ("locked_docx", 0, "密码"),
    ("locked_docx", 5, "加密"),
    ("locked_pdf", 0, "密码"),
    ("scanned_pdf", 1, "扫描件"),
    ("xml_doctype", 0, "DOCTYPE"),
    ("empty", 0, "空的"),
    ("empty", 2, "没有文字"),
]


@pytest.mark.parametrize(("name", "number", "word"), _NAMED)
def test_what_a_file_is_stands_in_its_message(name: str, number: int, word: str) -> None:
    file, data = CLASSES[name].file(number)
    review = review_bytes(data, file)
    assert review.error is not None
    assert word in review.error.message
