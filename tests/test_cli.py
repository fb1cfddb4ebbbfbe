"""The command line: formats, order, exit status, and what a wrong call is told."""

import json
import os
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

import review
from review.cli import cli
from review.outputs.catalogue import catalogue
from review.pool import WorkerPool
from tests.builders import report_text
from tests.kept_workers import Pools

pytestmark = pytest.mark.usefixtures("kept_workers")

MUST = report_text(cells={"requests.received.total": "3"})
SHOULD = report_text(cells={"requests.received.research": "/"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports in a folder and a folder within it; hidden, locked and foreign files beside them."""
    inner = tmp_path / "报送" / "第二批"
    inner.mkdir(parents=True)
    outer = inner.parent
    (outer / "乙.txt").write_text(SHOULD, encoding="utf-8")
    (outer / "甲.txt").write_text(report_text(), encoding="utf-8")
    (inner / "丙.txt").write_text(report_text(), encoding="utf-8")
    (outer / "~$甲.docx").write_bytes(b"lock")
    (outer / ".丁.txt").write_text("hidden", encoding="utf-8")
    (outer / "照片.jpg").write_bytes(b"\xff\xd8")
    return outer


@pytest.fixture
def sound(folder: Path) -> Path:
    return folder / "甲.txt"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "有错.txt"
    path.write_text(MUST, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04 not a package")
    return path


def run(*arguments: str | Path) -> Result:
    """The command's result; an exception other than its exit is a failure."""
    result = CliRunner().invoke(cli, list(map(str, arguments)))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def lines(result: Result) -> list[Any]:
    """The objects of `jsonl`, a line each."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def names(result: Result) -> list[str]:
    """Names of the files reviewed, in the order written."""
    return [document["source"]["name"] for document in lines(result)]


def test_text_says_who_what_and_why(faulty: Path) -> None:
    """Text names the agency, the score, each finding with its basis, and counts what was not run."""
    result = run("check", faulty)
    assert result.exit_code == 1
    assert "有错.txt：清和县商务局 2023年度" in result.stdout
    assert "必须修改 1  建议修改 0  请核实 0" in result.stdout
    assert "■ 必须修改 T201 第三部分表格数字不平" in result.stdout
    assert "依据：国办公开办函〔2021〕30号" in result.stdout
    assert "未检查" in result.stdout
    assert result.stderr == ""


def test_json_is_an_array_even_of_one(sound: Path) -> None:
    """`json` is always an array, in Chinese and not in escapes."""
    result = run("check", sound, "--format", "json")
    documents = json.loads(result.stdout)
    assert [document["report"]["agency"] for document in documents] == ["清和县商务局"]
    assert "清和县商务局" in result.stdout
    assert result.exit_code == 0


def test_json_array_of_many(folder: Path) -> None:
    """Several files are members of one array."""
    documents = json.loads(run("check", folder, "--format", "json").stdout)
    assert len(documents) == 3


def test_jsonl_is_a_line_each(folder: Path, faulty: Path) -> None:
    """`jsonl` is one object a line, in the order of the paths given, folders walked in order."""
    result = run("check", faulty, folder, "--format", "jsonl")
    assert names(result)[0] == "有错.txt"
    assert names(result)[1:] == [p.name for p in sorted(folder.rglob("[!.]*.txt"))]
    assert len(result.stdout.splitlines()) == 4


def test_hidden_locked_and_foreign_files_of_a_folder_are_left_out(folder: Path) -> None:
    """A folder yields the files that can be reports, and no lock files of office programs."""
    assert sorted(names(run("check", folder, "--format", "jsonl"))) == [
        "丙.txt",
        "乙.txt",
        "甲.txt",
    ]


def test_file_named_twice_is_reviewed_once(folder: Path, sound: Path) -> None:
    """A file named and found in its folder is one report, at the place where it came first."""
    found = names(run("check", sound, folder, "--format", "jsonl"))
    assert found[0] == "甲.txt"
    assert len(found) == len(set(found)) == 3


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_output_holds_what_the_screen_would(folder: Path, tmp_path: Path, form: str) -> None:
    """--output writes the same as standard output, in UTF-8, and leaves the screen empty."""
    shown = run("check", folder, "--format", form)
    path = tmp_path / "结果.out"
    result = run("check", folder, "--format", form, "--output", path)
    assert (result.exit_code, result.stdout) == (shown.exit_code, "")
    assert path.read_bytes().decode("utf-8") == shown.stdout


def test_output_that_cannot_be_written_is_told(sound: Path, tmp_path: Path) -> None:
    """An output path in a missing folder is a sentence and status 2."""
    result = run("check", sound, "--output", tmp_path / "没有" / "结果.json")
    assert result.exit_code == 2
    assert "写不进" in result.stderr
    assert "Traceback" not in result.output


def test_status_0_without_must(folder: Path) -> None:
    """建议修改 alone is status 0."""
    result = run("check", folder, "--format", "jsonl")
    levels = {f["severity"] for document in lines(result) for f in document["findings"]}
    assert (result.exit_code, levels) == (0, {"should"})


def test_status_1_with_must(folder: Path, faulty: Path) -> None:
    """One 必须修改 among many reports is status 1."""
    assert run("check", folder, faulty).exit_code == 1


def test_status_2_wins_over_1(faulty: Path, broken: Path) -> None:
    """A file that cannot be read is status 2, before or behind a report that must be changed."""
    assert run("check", faulty, broken).exit_code == 2
    assert run("check", broken, faulty).exit_code == 2


def test_broken_file_does_not_stop_the_rest(broken: Path, faulty: Path, folder: Path) -> None:
    """The files behind a broken one are still reviewed and written."""
    documents = lines(run("check", broken, faulty, folder, "--format", "jsonl"))
    errors = [document["error"] and document["error"]["code"] for document in documents]
    assert errors == ["unreadable", None, None, None, None]
    text = run("check", broken, faulty).stdout
    assert "坏.docx：未能审阅——" in text
    assert "T201" in text


def test_what_is_no_report_is_said_to_be_none(tmp_path: Path) -> None:
    """A README is not_a_report and status 2, with no findings."""
    path = tmp_path / "README.md"
    path.write_text("# 说明\n\n这个文件夹放报送的文件。\n", encoding="utf-8")
    result = run("check", path, "--format", "jsonl")
    (document,) = lines(result)
    assert document["error"]["code"] == "not_a_report"
    assert (document["report"], document["findings"], result.exit_code) == (None, [], 2)


def test_missing_path_is_one_object_with_an_error(tmp_path: Path, sound: Path) -> None:
    """A path that is not there is an error of its own and does not stop the others."""
    result = run("check", tmp_path / "没有.docx", sound, "--format", "jsonl")
    missing, reviewed = lines(result)
    assert missing["error"]["code"] == "unreadable"
    assert "没有这个文件" in missing["error"]["message"]
    assert reviewed["error"] is None
    assert result.exit_code == 2


def test_empty_folder_is_told(tmp_path: Path) -> None:
    """A folder without reports says which formats are read."""
    result = run("check", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有找到可审阅的文件（.docx、.pdf、.html、.mht、.txt、.md）。" in result.stderr


def test_no_path_is_a_wrong_call() -> None:
    """Without a path the command explains its use."""
    assert run("check").exit_code == 2


def test_last_year_of_many_files_is_refused(folder: Path, sound: Path) -> None:
    """--last-year names the report before one file; for a folder it would be a guess."""
    result = run("check", folder, "--last-year", sound)
    assert result.exit_code == 2
    assert "--last-year 只能在审阅一份报告时使用。" in result.stderr


def test_last_year_is_told_by_its_hash(sound: Path, faulty: Path) -> None:
    """What was compared with is named in the engine's part of the review."""
    (document,) = lines(run("check", sound, "--last-year", faulty, "--format", "jsonl"))
    (other,) = lines(run("check", faulty, "--format", "jsonl"))
    assert document["engine"]["last_year_sha256"] == other["source"]["sha256"]


def test_wrong_profile_is_told_before_anything_is_reviewed(sound: Path, tmp_path: Path) -> None:
    """A profile with an unknown entry names its file, line and entry; nothing is written."""
    path = tmp_path / "我县.toml"
    path.write_text('name = "我县"\nlevel = "ask"\n', encoding="utf-8")
    result = run("check", sound, "--profile", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "评审方案 我县.toml 第2行：不认识的项目“level”" in result.stderr


def test_unknown_profile_is_told(sound: Path) -> None:
    """A profile name that is none says so."""
    result = run("check", sound, "--profile", "nowhere")
    assert result.exit_code == 2
    assert "没有名为“nowhere”的评审方案" in result.stderr


def test_jobs_do_not_change_what_is_written(
    folder: Path,
    faulty: Path,
    broken: Path,
    kept_workers: Pools,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two processes, and there are two, write byte for byte what one writes, in the same order."""
    pools: list[int] = []

    def pool(processes: int, *options: Any) -> WorkerPool:
        pools.append(processes)
        return kept_workers(processes, *options)

    monkeypatch.setattr("review.batch.WorkerPool", pool)
    one = run("check", folder, broken, faulty, "--format", "jsonl", "--jobs", "1")
    two = run("check", folder, broken, faulty, "--format", "jsonl", "--jobs", "2")
    assert pools == [1, 2]
    assert len(one.stdout.splitlines()) == 5
    assert (two.stdout, two.exit_code) == (one.stdout, one.exit_code)


def test_rules_prints_the_catalogue() -> None:
    """`rules` prints the catalogue of checks as it is."""
    result = run("rules")
    assert (result.exit_code, result.stdout) == (0, catalogue())


def test_rules_write_updates_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`rules --write` writes the catalogue where it belongs."""
    path = tmp_path / "README.md"
    monkeypatch.setattr("review.outputs.catalogue.catalogue_path", lambda: path)
    assert run("rules", "--write").exit_code == 0
    assert path.read_text(encoding="utf-8") == catalogue()


def test_schema_is_that_of_what_check_writes(folder: Path, broken: Path) -> None:
    """`schema` prints a schema that every line of `check` fits."""
    validator = Draft202012Validator(json.loads(run("schema").stdout))
    documents = lines(run("check", folder, broken, "--format", "jsonl"))
    assert len(documents) == 4
    assert [list(validator.iter_errors(document)) for document in documents] == [[]] * 4


def test_python_gives_the_same_object(faulty: Path) -> None:
    """review.check is typed, and its JSON is the command's."""
    result = review.check(faulty)
    assert isinstance(result, review.Review)
    assert result.report is not None and result.report.agency.name == "清和县商务局"
    assert result.findings[0].severity == "must"
    assert lines(run("check", faulty, "--format", "jsonl")) == [review.as_json(result)]


def test_python_takes_a_path_as_text_and_raises_nothing(broken: Path) -> None:
    """A file that cannot be read is a Review with an error, whatever the path's type."""
    for path in (broken, str(broken), str(broken.with_name("没有.pdf"))):
        result = review.check(path)
        assert result.error is not None and result.error.code == "unreadable"
        assert result.report is None and result.score is None


def _process(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "review", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=60, check=False)


def test_process_writes_utf8_and_keeps_its_screen_clean(faulty: Path, sound: Path) -> None:
    """As a process: UTF-8 on standard output, no progress off a terminal, the exit status."""
    done = _process("check", sound, faulty, "--format", "jsonl")
    documents = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [document["source"]["name"] for document in documents] == ["甲.txt", "有错.txt"]
    assert (done.returncode, done.stderr) == (1, b"")


def test_process_tells_errors_in_chinese_without_a_traceback(tmp_path: Path) -> None:
    """As a process: an empty folder is a sentence on standard error and status 2."""
    done = _process("check", tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert (
        done.stderr.decode("utf-8").strip()
        == "没有找到可审阅的文件（.docx、.pdf、.html、.mht、.txt、.md）。"
    )


def test_folder_tells_what_it_passed_over(sound: Path, tmp_path: Path) -> None:
    """A submission in a format that is not read gets its sentence; other files are counted aloud."""
    folder = tmp_path / "上报"
    page = folder / "甲局_files"
    page.mkdir(parents=True)
    (folder / "甲局.html").write_bytes(sound.read_bytes())
    (page / "frame.html").write_text("<html><body>广告</body></html>", encoding="utf-8")
    (folder / "乙局.wps").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (folder / "汇总.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "~$乙局.wps").write_bytes(b"x")
    result = run("check", folder, "--format", "jsonl")
    documents = lines(result)
    assert [d["source"]["name"] for d in documents] == ["乙局.wps", "甲局.html"]
    assert documents[0]["error"]["code"] == "unsupported"
    assert "另存" in documents[0]["error"]["message"]
    assert "另有1个文件不是可审阅的格式（.xlsx）" in result.stderr


def test_what_is_no_file_or_too_large_is_not_read(tmp_path: Path) -> None:
    """A folder inside a list, a device and a file over the limit each get a sentence."""
    large = tmp_path / "大.txt"
    with large.open("wb") as stream:
        stream.truncate(10**12)  # a hole: whoever read it would never end
    documents = lines(run("check", large, "/dev/zero", "--format", "jsonl"))
    assert [d["error"]["code"] for d in documents] == ["too_large", "unreadable"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_bar_on_a_terminal_names_what_failed(folder: Path, broken: Path) -> None:
    """On a terminal: a bar, and the path of each file that could not be reviewed."""
    import fcntl
    import pty
    import termios

    reader, writer = pty.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 120, 0, 0))
    command = [sys.executable, "-m", "review", "check", str(folder), str(broken)]
    done = subprocess.run(
        [*command, "--output", os.devnull], stderr=writer, timeout=60, check=False
    )
    os.close(writer)
    said = b""
    with suppress(OSError):  # the end of a pseudo-terminal is an error on Linux
        while piece := os.read(reader, 65536):
            said += piece
    os.close(reader)
    text = said.decode("utf-8")
    assert done.returncode == 2
    assert f"未能审阅：{broken}" in text and "4/4" in text and "1份未能审阅" in text
