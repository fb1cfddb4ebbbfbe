"""The samples are what their data say, and the expectations speak of what is in them."""

import io
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest

from corpus.build_samples import SAMPLES, Sample, build, load_samples
from corpus.drawing import DrawnReport, draw_docx, draw_pdf, draw_text
from corpus.drawing.drawn import filled_table
from corpus.drawing.text import LAYOUTS, text_of
from corpus.generated import AGENCIES, sound_report
from corpus.statutory_form import CELL_KEYS, FORMS, HEADINGS, PARTS
from corpus.tables import sound_report_cells

EXPECTED: list[dict[str, Any]] = tomllib.loads(
    (SAMPLES / "expected.toml").read_text(encoding="utf-8")
)["report"]
SAMPLE_BY_FILE: dict[str, Sample] = {sample.file: sample for sample in load_samples()}
COLUMNS = (
    "natural_person",
    "business",
    "research",
    "nonprofit",
    "legal_service",
    "other_org",
)
SOUND = [entry["file"] for entry in EXPECTED if entry["sound"]]


def broken_sums(cells: dict[str, Any]) -> list[str]:
    """The identities of the form that these figures break, added up here and nowhere else."""
    broken = []
    rows = {key.split(".", 1)[1].rsplit(".", 1)[0] for key in cells if key.startswith("requests.")}
    outcomes = rows - {"received", "carried_in", "concluded", "carried_out"}
    assert len(rows) == 25 and len(outcomes) == 21
    for row in rows:
        if sum(cells[f"requests.{row}.{c}"] for c in COLUMNS) != cells[f"requests.{row}.total"]:
            broken.append(f"row {row}")
    for column in (*COLUMNS, "total"):
        at = {row: cells[f"requests.{row}.{column}"] for row in rows}
        if at["received"] + at["carried_in"] != at["concluded"] + at["carried_out"]:
            broken.append(f"flow {column}")
        if sum(at[row] for row in outcomes) != at["concluded"]:
            broken.append(f"outcomes {column}")
    for case in (
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ):
        parts = ("upheld", "corrected", "other", "pending")
        total = cells[f"proceedings.{case}.total"]
        if sum(cells[f"proceedings.{case}.{part}"] for part in parts) != total:
            broken.append(f"proceedings {case}")
    for kind in ("regulations", "normative_documents"):
        issued, repealed, stock = (
            cells[f"proactive.{kind}.{name}"] for name in ("issued", "repealed", "in_force")
        )
        if stock - issued + repealed < 0:
            broken.append(f"stock {kind}")
    return broken


@pytest.mark.parametrize("file", sorted(SAMPLE_BY_FILE))
def test_rebuilding_gives_the_committed_file(file: str, built: Path) -> None:
    """A sample on disk is what its data draw; a Word file member by member, as zlibs differ."""
    new, committed = built / file, SAMPLES / file
    if not file.endswith(".docx"):
        assert new.read_bytes() == committed.read_bytes()
        return
    with zipfile.ZipFile(new) as a, zipfile.ZipFile(committed) as b:
        assert [i.filename for i in a.infolist()] == [i.filename for i in b.infolist()]
        assert {i.date_time for i in a.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(a.read(name) == b.read(name) for name in a.namelist())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which all samples have been drawn afresh."""
    folder = tmp_path_factory.mktemp("samples")
    build(folder)
    return folder


def test_every_file_is_expected_and_every_expectation_has_its_file() -> None:
    """Data, files on disk and expected.toml name the same reports."""
    on_disk = {
        f"{folder}/{path.name}"
        for folder in ("reports", "last_year")
        for path in (SAMPLES / folder).iterdir()
    }
    assert {entry["file"] for entry in EXPECTED} == on_disk == set(SAMPLE_BY_FILE)
    assert {entry["last_year"] for entry in EXPECTED if "last_year" in entry} <= on_disk
    assert len(SOUND) >= 3


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: Path(entry["file"]).stem)
def test_expectation_agrees_with_the_data(entry: dict[str, Any]) -> None:
    """Agency, kind, year and date are the data's; cells exist, quotes stand in the text."""
    report = SAMPLE_BY_FILE[entry["file"]].report
    assert (entry["agency"], entry["kind"], entry["year"]) == (
        report.agency,
        report.kind,
        report.year,
    )
    day = entry["published"]
    assert report.date == f"{day.year}年{day.month}月{day.day}日"
    text = text_of(report, "tabs")
    for finding in entry.get("finding", ()):
        assert finding["severity"] in ("must", "should", "ask")
        assert set(finding.get("cells", ())) <= set(CELL_KEYS)
        assert finding.get("quote", "") in text and finding.get("found", "") in text
        assert finding["code"] not in entry["absent"]
    assert entry["sound"] is not any(f["severity"] == "must" for f in entry.get("finding", ()))


def test_faults_cover_what_the_samples_are_for() -> None:
    """Every kind of fault that the samples promise stands in one of them."""
    codes = {finding["code"] for entry in EXPECTED for finding in entry.get("finding", ())}
    assert codes >= {
        "T201",
        "T202",
        "T101",
        "T102",
        "T301",
        "T302",
        "N101",
        "N102",
        "S101",
        "S103",
        "S201",
        "S202",
        "S203",
        "S204",
        "S206",
        "S301",
        "S302",
        "S303",
        "R201",
        "R203",
        "R301",
    }


@pytest.mark.parametrize("file", SOUND)
def test_sound_samples_balance(file: str) -> None:
    """A sound sample draws its figures unchanged, and they satisfy every identity of the form."""
    report = SAMPLE_BY_FILE[file].report
    assert not report.raw
    assert broken_sums(dict(report.cells)) == []
    drawn = {c.key: c.text for p in FORMS["2021"] for c in filled_table(report, p).cells if c.key}
    assert drawn == {key: str(report.cells[key]) for key in CELL_KEYS}


def test_wrong_cells_are_the_only_ones() -> None:
    """In the faulty samples, T201 and T202 name exactly the cells whose change broke a sum."""
    for entry in EXPECTED:
        report = SAMPLE_BY_FILE[entry["file"]].report
        named = {
            cell
            for finding in entry.get("finding", ())
            if finding["code"] in ("T201", "T202")
            for cell in finding["cells"]
        }
        changed = {
            key
            for key, raw in report.raw.items()
            if raw.isdigit() and key.startswith(("requests.", "proceedings."))
        }
        assert named == changed
        if changed:
            wrong = {key: int(report.raw[key]) for key in changed}
            assert broken_sums({**report.cells, **wrong})


@pytest.mark.parametrize(
    "entry", [e for e in EXPECTED if "last_year" in e], ids=lambda e: e["file"]
)
def test_carry_over_from_last_year(entry: dict[str, Any]) -> None:
    """上年结转 is last year's 结转下年度 in each column, and the stock of documents rolls over."""
    this = SAMPLE_BY_FILE[entry["file"]].report
    last = SAMPLE_BY_FILE[entry["last_year"]].report
    assert (last.agency, last.year) == (this.agency, this.year - 1)
    for column in (*COLUMNS, "total"):
        carried = this.cells[f"requests.carried_in.{column}"]
        assert carried == last.cells[f"requests.carried_out.{column}"]
    stock = {
        name: this.cells[f"proactive.normative_documents.{name}"]
        for name in ("issued", "repealed", "in_force")
    }
    before = last.cells["proactive.normative_documents.in_force"]
    assert stock["in_force"] == before + stock["issued"] - stock["repealed"]


def test_figures_by_chance_balance() -> None:
    """Hundreds of generated tables hold all identities; only cities have rules."""
    for seed in range(300):
        kind = sorted(AGENCIES)[seed % len(AGENCIES)]
        cells = sound_report_cells(Random(seed), kind)
        assert set(cells) == set(CELL_KEYS)
        assert broken_sums(cells) == []
        assert all(isinstance(v, int) or (isinstance(v, Decimal) and v > 0) for v in cells.values())
        assert kind == "city" or cells["proactive.regulations.in_force"] == 0


def test_same_seed_same_report(tmp_path: Path) -> None:
    """A seed fixes report and bytes; another seed gives another report."""
    assert sound_report(Random(5)) == sound_report(Random(5)) != sound_report(Random(6))
    for name, draw in (("docx", draw_docx), ("pdf", draw_pdf)):
        for turn in "ab":
            draw(sound_report(Random(5)), tmp_path / f"{turn}.{name}")
        assert (tmp_path / f"a.{name}").read_bytes() == (tmp_path / f"b.{name}").read_bytes()


def switched(**switches: Any) -> DrawnReport:
    """A small report with fault switches."""
    sections = dict.fromkeys(PARTS, "")
    return DrawnReport("标题", "", sections, {}, "某局", "2025年1月1日", **switches)


def test_word_tables_are_merged() -> None:
    """The table of part three is a true grid of 25 rows of figures under merged headers."""
    path = io.BytesIO((SAMPLES / "reports/清和县水务局2024年报.docx").read_bytes())
    tables = docx.Document(path).tables
    assert [(len(t.rows), len(t.columns)) for t in tables] == [
        (14, 4),
        (28, 10),
        (4, 15),
    ]
    corner = tables[1].cell(0, 0)
    assert corner._tc is tables[1].cell(2, 2)._tc
    assert tables[1].cell(5, 0)._tc is tables[1].cell(26, 0)._tc


def test_fault_switches() -> None:
    """Each switch changes what it names and leaves the rest of the table as it was."""
    whole = filled_table(switched(), "requests")
    dropped = filled_table(
        switched(dropped_rows=frozenset({"requests.withheld.state_secret"})), "requests"
    )
    assert dropped.rows == whole.rows - 1
    group = next(c for c in dropped.cells if c.text == "（三）不予公开")
    assert (group.row, group.row_span) == (7, 7)
    merged = filled_table(switched(merged_rows=frozenset({"requests.other"})), "requests")
    assert merged.rows == whole.rows - 2
    assert sum(c.key is not None for c in merged.cells) == 23 * 7
    old = filled_table(switched(form="2019"), "proactive")
    assert sum(c.key is not None for c in old.cells) == 22
    text = text_of(switched(labels={"规章": "规 章"}, raw={"proactive.fees.amount": "无"}), "bars")
    assert "规 章|0|0|0|" in text and "行政事业性收费|无|" in text
    assert "结果维持" not in text_of(switched(missing_tables=frozenset({"proceedings"})), "tabs")


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_text_layouts_hold_every_figure(layout: str, tmp_path: Path) -> None:
    """A figure in each of the 200 cells is in the text, in order, whatever the layout."""
    cells = {key: 100000 + number for number, key in enumerate(CELL_KEYS)}
    report = DrawnReport("标题", "", dict.fromkeys(PARTS, ""), cells, "某局", "日期")
    draw_text(report, layout, tmp_path / "a.txt", "gb18030", "\r\n")
    text = (tmp_path / "a.txt").read_bytes().decode("gb18030")
    places = [text.index(str(value)) for value in cells.values()]
    assert places == sorted(places)
    assert all(f"、{title}\r\n" in text for title in HEADINGS.values())
