"""`nianbao totals` over real files: what it writes and says."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from corpus.drawing.text import draw_text
from corpus.generated import sound_report
from review.cli import cli
from tests.totals.made import GOVERNMENT, Figure, added, full, names

pytestmark = pytest.mark.usefixtures("kept_workers")


def drawn(path: Path, name: str, cells: Mapping[str, Figure] | None = None, year: int = 2024):  # type: ignore[no-untyped-def]
    report = sound_report(Random(name), "town" if "镇" in name else "department", year)
    report = replace(
        report,
        title=report.title.replace(report.agency, name),
        preface=report.preface.replace(report.agency, name),
        signature=name,
        agency=name,
        cells=report.cells if cells is None else cells,
    )
    draw_text(report, "tabs", path)
    return full(report.cells)


def run(*arguments: object):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(cli, ["totals", *map(str, arguments)])


@pytest.mark.slow
def test_totals_of_a_folder(tmp_path: Path) -> None:
    """A folder, the government, last year and a list: a workbook, and what needs a person on screen."""
    folder = tmp_path / "reports"
    folder.mkdir()
    every = {name: drawn(folder / f"{name}.txt", name) for name in names(6)}
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    whole = added(every.values())
    gone = max(every, key=lambda name: every[name]["requests.received.total"])
    drawn(tmp_path / "gov.txt", GOVERNMENT, {k: v - every[gone][k] for k, v in whole.items()})
    before = {k: v + 1 if "carried_out" in k else v for k, v in whole.items()}
    drawn(tmp_path / "gov2023.txt", GOVERNMENT, before, 2023)
    (tmp_path / "list.csv").write_text("单位\n" + "\n".join([*every, "清和县某局"]), "utf-8")
    out = tmp_path / "t.xlsx"
    result = run(
        folder, "--government", tmp_path / "gov.txt", "--last-year", tmp_path / "gov2023.txt",
        "--agencies", tmp_path / "list.csv", "--output", out,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert f"{gone}的全部数字没有计入总表" in result.output
    assert "清和县某局" in result.output
    assert "上年结转" in result.output
    page = load_workbook(out)["各单位明细"]
    sums = list(page.iter_rows(values_only=True))[-1][5:]
    assert [Decimal(str(v)) for v in sums] == list(whole.values())


@pytest.mark.slow
def test_the_file_changed_last_is_taken(tmp_path: Path) -> None:
    """Two reports of an agency: the later file counts, and a person is asked to look."""
    import os

    (name,) = names(1)
    for number in (1, 2):
        path = tmp_path / f"{number}.txt"
        drawn(path, name, {"proactive.licensing.decisions": number})
        os.utime(path, (1_700_000_000 - number, 1_700_000_000 - number))
    out = tmp_path / "t.docx"
    result = run(tmp_path, "--output", out)
    assert result.exit_code == 0, result.output
    assert "按文件的修改时间取最后一份" in result.output
    assert out.exists()


def test_other_endings_are_refused(tmp_path: Path) -> None:
    """Before anything is read."""
    result = run(tmp_path, "--output", tmp_path / "t.pdf")
    assert result.exit_code == 2
    assert ".xlsx 或 .docx" in result.output
