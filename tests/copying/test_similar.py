"""`nianbao similar` and `nianbao check` over a folder: the whole way by worker processes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from review.batch import Job, object_of, run_jobs
from review.cli import cli
from review.similar_command import text_lines
from tests.builders import AGENCY, report_text
from tests.copying.texts import OTHERS, PASSAGE, REWORDED

pytestmark = pytest.mark.usefixtures("kept_workers")


def _write(path: Path, agency: str, overview: str) -> Path:
    path.write_text(
        report_text(sections={"overview": overview}).replace(AGENCY, agency), encoding="utf-8"
    )
    return path


def _batch(folder: Path) -> list[Path]:
    return [
        _write(folder / "a.txt", "清和县商务局", "".join(OTHERS[:4]) + PASSAGE),
        _write(
            folder / "b.txt",
            "澄湖县教育局",
            REWORDED.replace("村里", "清和县") + "".join(OTHERS[4:]),
        ),
        _write(folder / "c.txt", "云岭市民政局", "".join(OTHERS[2:6])),
    ]


def test_similar_names_whom(tmp_path: Path) -> None:
    """One line a file in order; the two that share name each other, with both texts."""
    files = _batch(tmp_path)
    (tmp_path / "d.txt").write_text("收货单", encoding="utf-8")
    result = CliRunner().invoke(cli, ["similar", str(tmp_path), "--format", "jsonl"])
    entries = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 2
    assert [e["name"] for e in entries] == [f.name for f in files] + ["d.txt"]
    assert entries[3]["error"]["code"] == "not_a_report"
    whom = [[s["agency"] for s in e["shared"]] for e in entries[:2]]
    assert whom[0].count("澄湖县教育局") == whom[1].count("清和县商务局") == 1
    for sentence in entries[0]["shared"][0]["sentences"]:
        assert sentence["quote"] and sentence["other"]["quote"]
    assert any("雷同" in line for line in text_lines(entries[0]))


def test_check_over_a_folder_finds_shared_passages(tmp_path: Path) -> None:
    """D102 for both, D103 for the name that was left in; results in order; alone D102 is not run."""
    files = _batch(tmp_path)
    a, b, _ = (object_of(r) for r in run_jobs([Job(path) for path in files], 2))
    codes = [{f["code"] for f in each["findings"]} for each in (a, b)]
    assert "D102" in codes[0] and "D102" in codes[1]
    (left,) = [f for f in b["findings"] if f["code"] == "D103"]
    assert left["severity"] == "must"
    assert left["evidence"][0]["quote"] == "清和县"
    (alone,) = (object_of(r) for r in run_jobs([Job(files[0])]))
    assert "D102" in {n["code"] for n in alone["not_run"]}
